"""A chapter as one HTML file that opens without a network: reveal.js, KaTeX, fonts and figures lie within it."""

import base64
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.authoring.building import choose, staleness
from coursekit.authoring.chapters import chapter_pairs, has_run
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import Pair
from coursekit.authoring.percent import cell_line
from coursekit.authoring.slide_html import line_html
from coursekit.authoring.slides import Slide, chapter_slides
from coursekit.lang import tr

ASSETS = Path(__file__).parent / "deck_assets"
FOLDER = Path("build") / "slides"
# Whatever a cell may hold: a deck asks nobody for anything. The speaker's window shows the deck itself in frames.
POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "frame-src 'self' file:; base-uri 'none'; form-action 'none'"
)


@dataclass(frozen=True)
class Deck:
    """A deck that was written: its chapter, the file, its size in bytes, and the slides."""

    name: str
    path: Path
    size: int
    slides: list[Slide]
    text: Path


def write_decks(
    root: str | Path, names: list[str] | None = None, folder: str | Path | None = None, *, notes: bool = True
) -> list[Deck]:
    """Write the decks of chapters from their stored notebooks; nothing is executed.

    Parameters
    ----------
    root : str or Path
        The project.
    names : list of str, optional
        Only these chapters; all by default.
    folder : str or Path, optional
        Where to, ``build/slides`` of the project by default.
    notes : bool
        Keep the lecturer's notes; False for a deck that students get.

    Raises
    ------
    AuthoringError
        There is no such chapter, or a notebook is not in step with its text or was not executed.
    """
    folder = Path(root) / FOLDER if folder is None else Path(folder)
    pages = [(pair, *deck_page(pair, notes=notes)) for pair in choose(chapter_pairs(root), names)]
    decks = []
    for pair, page, slides in pages:
        path = folder / f"{pair.name}.html"
        write_text(path, page)
        decks.append(Deck(pair.name, path, len(page.encode()), slides, pair.text))
    return decks


def deck_page(pair: Pair, *, notes: bool = True) -> tuple[str, list[Slide]]:
    """Return a chapter's deck as HTML, and its slides."""
    _require_executed(pair)
    text, cells = pair.text.read_text("utf-8"), pair.existing().cells
    slides = chapter_slides(cells, lambda index: cell_line(text, index, len(cells)), notes=notes)
    title = slides[0].section or pair.name if slides else pair.name
    parts = {
        "lang": "zh-CN",
        "title": escape(title.replace("$", "")),
        "policy": escape(POLICY),
        "style": _styles(),
        "slides": "\n".join(_stacks(slides, title)),
        "script": _scripts(),
    }
    page = (ASSETS / "deck.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], page), slides


def _require_executed(pair: Pair) -> None:
    problem = staleness(pair)
    if problem is None and not has_run(pair.existing()):
        problem = tr(f"{pair.notebook} 的输出不是这些代码的", f"the outputs of {pair.notebook} are not of its code")
    if problem:
        run = f"coursekit build --run {pair.name}"
        raise AuthoringError(tr(f"{problem}：先运行 {run}。", f"{problem}: run {run} first."))


def _stacks(slides: list[Slide], title: str):
    """Yield the columns of the deck: a slide, with those below it."""
    columns: list[list[str]] = []
    for number, slide in enumerate(slides, 1):
        page = _section(slide, number, len(slides), title)
        if slide.below and columns:
            columns[-1].append(page)
        else:
            columns.append([page])
    for column in columns:
        yield column[0] if len(column) == 1 else "<section>\n" + "\n".join(column) + "\n</section>"


def _section(slide: Slide, number: int, count: int, title: str) -> str:
    head = "" if slide.section == title else line_html(slide.section)
    blocks = "\n".join(block.markup() for block in slide.blocks)
    notes = f'<aside class="notes">{"<hr>".join(slide.notes)}</aside>' if slide.notes else ""
    footer = f"<footer><span>{line_html(title)}</span><span>{head}</span><span>{number} / {count}</span></footer>"
    content = f'<div class="content">\n{blocks}\n</div>'
    return f'<section class="page" data-line="{slide.line}">{content}{footer}{notes}</section>'


@cache
def _styles() -> str:
    def font(found: re.Match) -> str:
        content = base64.b64encode((ASSETS / "katex" / "fonts" / found[1]).read_bytes()).decode()
        return f'src:url(data:font/woff2;base64,{content}) format("woff2")'

    katex = (ASSETS / "katex" / "katex.min.css").read_text("utf-8")
    # each font is named as woff2, woff and ttf; browsers of the last ten years read the first
    katex = re.sub(r'src:url\(fonts/([\w-]+\.woff2)\) format\("woff2"\)[^;}]*', font, katex)
    return "\n".join([(ASSETS / "reveal" / "reveal.css").read_text("utf-8"), katex, _own("deck.css")])


@cache
def _scripts() -> str:
    files = ("reveal/reveal.js", "reveal/notes.js", "katex/katex.min.js", "deck.js")
    # no early end of the element, no map that a browser would look for
    scripts = (re.sub(r"//# sourceMappingURL=.*", "", _own(name)).replace("</script", "<\\/script") for name in files)
    return "\n".join(f"<script>{script}</script>" for script in scripts)


def _own(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")
