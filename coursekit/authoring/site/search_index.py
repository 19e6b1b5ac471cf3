"""What the search page searches: the text of each section, as a person would read it, without folded answers.

The page looks for the words of a query as they stand, so Chinese needs no dictionary of words; only where no section
holds them all does it go by pairs of characters. The sections are few enough to be searched whole.
"""

import json
import re
from functools import cache

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.glossary import chapter_terms
from coursekit.authoring.pairs import is_setup
from coursekit.authoring.site.course import Chapter, Place

_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "nabla": "∇", "partial": "∂",
}  # fmt: skip
_SIGNS = {"times": "×", "cdot": "·", "le": "≤", "ge": "≥", "ne": "≠", "approx": "≈", "infty": "∞", "pm": "±", "to": "→"}
_SYMBOL = re.compile(rf"\\({'|'.join([*_GREEK, *_SIGNS])})(?![A-Za-z])")
_POWER = re.compile(r"\^(?:(\d)|\{(\d+)\})")
_INDEX = re.compile(r"\^\{(\(\w\))\}")  # x^{(i)} is the i-th x: no power
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
_ALT = re.compile(r"""\balt=f?(["'])(?:(?!\1).)*\1""")


def search_entries(chapter: Chapter) -> list[dict]:
    """Return one entry for each section that has a text.

    An entry has ``page`` and ``anchor``, ``chapter`` and ``title`` (without formulas), ``text``, ``code``, and
    ``terms``: the names of the terms that the section introduces, in both languages, and their abbreviations.
    """
    parts = _parts(chapter)
    terms: dict[str, list[str]] = {}
    for term in chapter_terms(chapter.name, chapter.notebook.cells):
        terms.setdefault(term.section, []).extend(name for name in (term.chinese, term.english, term.short) if name)
    entries = []
    for place, prose, code in parts:
        text, code = " ".join(filter(None, map(plain, prose))), "\n".join(code)
        if text or code or place.level == 1:
            entries.append({
                "page": f"{chapter.name}.html", "anchor": place.anchor, "chapter": plain(chapter.title),
                "title": plain(place.text), "text": text, "code": code,
                "terms": [plain(name) for name in terms.get(place.text, [])],
            })  # fmt: skip
    return entries


def search_script(chapters: list[Chapter]) -> str:
    """Return the script that hands the entries of all chapters to the search page."""
    entries = [entry for chapter in chapters for entry in search_entries(chapter)]
    data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    return f"window.COURSE_SECTIONS = {data};\n"


def plain(markdown: str) -> str:
    """Return Markdown as running text: no marks, no tags, formulas as far as letters and signs can say them."""
    said = {"inline": lambda token: _inline(token.children), "math_block": lambda token: formula(token.content)}
    pieces = [said[token.type](token) for token in _reader().parse(markdown) if token.type in said]
    return re.sub(r"\s+", " ", " ".join(pieces)).strip()


def formula(tex: str) -> str:
    """Return a formula as text where signs suffice (``\\theta_1`` is ``θ1``), else ``…``."""
    text = _SYMBOL.sub(lambda found: _GREEK.get(found[1]) or _SIGNS[found[1]], tex)
    text = re.sub(r"\\(?:mathrm|text|operatorname)\{([^{}]*)\}", r"\1", text)
    text = _POWER.sub(lambda found: (found[1] or found[2]).translate(_RAISED), _INDEX.sub(r"\1", text))
    return "…" if "\\" in text else re.sub(r"[{}_$]|\s+", "", text)


def _parts(chapter: Chapter) -> list[tuple[Place, list[str], list[str]]]:
    """Return each heading's place with the Markdown and the code that stand below it, up to the next heading."""
    starts = {(place.cell, place.line): place for place in chapter.places}
    parts = [(place, [], []) for place in chapter.places[:1]]
    for index, cell in enumerate(chapter.notebook.cells):
        if cell.cell_type == "code" and parts:
            parts[-1][2].extend(_code(cell))
            parts[-1][1].extend(_said(cell))
        elif cell.cell_type == "markdown":
            lines = cell.source.split("\n")
            cuts = [line for at, line in starts if at == index]
            for begin, end in zip([0, *cuts], [*cuts, len(lines)], strict=True):
                if begin in cuts and (not parts or parts[-1][0] is not starts[index, begin]):
                    parts.append((starts[index, begin], [], []))
                body = "\n".join(lines[begin + (begin in cuts) : end])
                if parts and body.strip():
                    parts[-1][1].append(_FOLDED.sub("", body))
    return parts


def _code(cell: NotebookNode) -> list[str]:
    """The set-up cell is the same in every chapter; an alt text repeats what the prose says."""
    return [] if is_setup(cell) else [_ALT.sub("", cell.source)]


def _said(cell: NotebookNode) -> list[str]:
    """Return the Markdown that a cell put out: the questions."""
    data = (output.get("data", {}).get("text/markdown") for output in cell.get("outputs", []))
    return [text if isinstance(text, str) else "".join(text) for text in data if text]


def _inline(tokens) -> str:
    said = {
        "text": lambda t: t.content,
        "code_inline": lambda t: t.content,
        "math_inline": lambda t: formula(t.content),
    }
    said |= dict.fromkeys(("softbreak", "hardbreak"), lambda _: "\n")
    text = "".join(said[token.type](token) for token in tokens if token.type in said)
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n|\n(?=[\u3000-\u9fff\uff00-\uffef])", "", text)


@cache
def _reader():
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    return MarkdownIt("commonmark", {"html": True}).enable("table").use(dollarmath_plugin, double_inline=True)
