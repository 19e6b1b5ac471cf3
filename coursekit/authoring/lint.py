"""The lint of chapters: structure, prose, code, outputs, terms; each fault with the line of the text to mend."""

from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.authoring.building import choose
from coursekit.authoring.chapters import chapter_output_faults, chapter_pairs
from coursekit.authoring.code_rules import code_faults, unproved_numbers
from coursekit.authoring.glossary import Term, chapter_terms, glossary_table, repeated, variants
from coursekit.authoring.pairs import Pair, as_in_text, to_notebook
from coursekit.authoring.percent import cell_line, parse, text_header, to_text
from coursekit.authoring.prose import prose_faults
from coursekit.authoring.structure import Fault, structure_faults
from coursekit.lang import tr


def chapter_faults(root: str | Path, names: list[str] | None = None) -> list[str]:
    """List what is to be mended in the chapters, one line each: ``TEXT:LINE: what to do``; empty where all is well.

    Outputs are looked at where the notebook has been built; terms are compared over all chapters.
    """
    pairs = [pair for pair in chapter_pairs(root) if pair.text.is_file()]
    chosen = {pair.name for pair in choose(pairs, names)} if names is not None else {pair.name for pair in pairs}
    faults = [fault for pair in pairs if pair.name in chosen for fault in _faults(pair)]
    return faults + variants(terms(root))


def terms(root: str | Path) -> list[Term]:
    """Return the terms that chapters and assignments introduce, chapters first, each in their order."""
    texts = [pair.text for pair in chapter_pairs(root) if pair.text.is_file()]
    texts += sorted((Path(root) / "assignments" / "src").glob("*.py"))
    return [term for text in texts for term in _terms_of(text.stem, text.read_text("utf-8"))]


@lru_cache(maxsize=128)  # a lint of one chapter after the other compares the terms of all each time
def _terms_of(name: str, text: str) -> tuple[Term, ...]:
    return tuple(chapter_terms(name, parse(text).cells))


def write_glossary(root: str | Path) -> Path:
    """Write the glossary of all chapters to ``build/glossary.md``."""
    path = Path(root) / "build" / "glossary.md"
    write_text(path, glossary_table(terms(root)))
    return path


def text_faults(text: str, name: str = "") -> list[tuple[int, str]]:
    """List what is wrong with one text, whatever it puts out, as (line from 1, what to do)."""
    cells = parse(text).cells
    found: list[Fault] = structure_faults(cells) + code_faults(cells)
    for index, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            found += [(index, line, told) for line, told in prose_faults(cell.source)]
    again = tr("术语已经介绍过，第二次不再写英文", "this term was introduced before")
    found += [(term.cell, term.line, f"{again}：{term.chinese}") for term in repeated(chapter_terms(name, cells))]
    return _located(text, len(cells), found) + _style_faults(text)


def _style_faults(text: str) -> list[tuple[int, str]]:
    """Tell the first line that `build --from-notebook` would write otherwise: an edit changes only its own lines."""
    styled = to_text(to_notebook(text), text_header(text)).split("\n")
    for number, (line, wanted) in enumerate(zip_longest(text.split("\n"), styled), 1):
        if line != wanted:
            wanted = wanted or tr("（空）", "(nothing)")
            return [(number, tr(f"这一行写作：{wanted}", f"this line is written: {wanted}"))]
    return []


def _faults(pair: Pair) -> list[str]:
    text = pair.text.read_text("utf-8")
    found = text_faults(text, pair.name)
    if pair.notebook.is_file():
        cells = as_in_text(pair.existing().cells)
        found += _located(text, len(cells), unproved_numbers(cells)) + chapter_output_faults(pair)
    return [f"{pair.text}:{line}: {told}" for line, told in sorted(found)]


def _located(text: str, count: int, faults: list[Fault]) -> list[tuple[int, str]]:
    # a cell's source begins on the line below its marker
    return [(cell_line(text, index, count) + 1 + line, told) for index, line, told in faults]
