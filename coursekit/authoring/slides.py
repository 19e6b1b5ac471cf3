"""A chapter as slides: which cells share one, what is shown of a cell, what goes into the speaker's notes."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.slide_html import Block, code_block, markdown_block, markdown_html, output_blocks
from coursekit.authoring.structure import headings, slide_type
from coursekit.lang import tr

HIDDEN_INPUT = "hide-input"
_DETAILS = re.compile(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", re.DOTALL)
_QUESTION = re.compile(r"""quiz\.ask\(\s*["']([\w.]+)["']""")
_LIVE = "runtime.interactive()"  # a slider where somebody drags it; a deck shows what the notebook keeps


@dataclass
class Slide:
    """One slide.

    Attributes
    ----------
    line : int
        Where its first cell begins in the text, from 1.
    section : str
        The last heading with a number, for the footer: ``"5.3.2 学会与，学会或"``.
    below : bool
        Whether it stands below the one before in the overview (a ``subslide``).
    blocks : list of Block
        What is shown, from top to bottom.
    notes : list of str
        What only the lecturer sees, as HTML.
    """

    line: int
    section: str
    below: bool
    blocks: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The first words on it, by which a person finds it."""
        words = next((block.words for block in self.blocks if block.words), "")
        return words.strip().split("\n")[0].strip()[:40] or self.section


def chapter_slides(cells: list[NotebookNode], line_of: Callable[[int], int], *, notes: bool = True) -> list[Slide]:
    """Return the slides of a chapter.

    What the lecturer says about a section stands at its end in the text: he finds it on the section's first slide,
    where he needs it, and again where it stands.

    Parameters
    ----------
    cells : list of NotebookNode
        The executed notebook's cells.
    line_of : callable
        From a cell's index to its line in the text.
    notes : bool
        Keep what is meant for the lecturer: his cells, folded answers, the answers of questions.
    """
    slides: list[Slide] = []
    section, fragment, first, figure = "", 0, 0, None
    numbered = {index: text for index, _, level, text in headings(cells) if level <= 3}
    for index, cell in enumerate(cells):
        kind = slide_type(cell)
        if kind == "notes" and cell.cell_type == "markdown" and slides:
            for slide in {id(slide): slide for slide in (slides[first], slides[-1])}.values():
                slide.notes.append(_for_speaker(cell.source))
        if kind in ("notes", "skip", None):
            continue
        section = numbered.get(index, section)
        if kind in ("slide", "subslide") or not slides:
            below = kind == "subslide" and bool(slides)
            slides.append(Slide(line_of(index), section, below))
            fragment, first = 0, first if below else len(slides) - 1
        fragment += kind == "fragment"
        slide = slides[-1]
        blocks, told = _shown(cell, figure)
        figure = next((block for block in reversed(blocks) if block.kind == "figure"), figure)
        for block in blocks:
            block.fragment = fragment if kind == "fragment" or (kind == "-" and fragment) else 0
        slide.blocks += blocks
        slide.notes += told
    for slide in slides:
        slide.notes = slide.notes if notes else []
    return [slide for slide in slides if slide.blocks]


def _shown(cell: NotebookNode, figure: Block | None) -> tuple[list[Block], list[str]]:
    """Return what of a cell is shown, and what goes into the notes; `figure` is the last one before it."""
    if cell.cell_type == "markdown":
        return _text_and_answers(cell.source)
    blocks = output_blocks(cell.get("outputs", []))
    if asked := _QUESTION.match(cell.source.strip()):
        return [_as_question(block) for block in blocks], list(_answer(asked[1]))
    if _LIVE in cell.source:
        shown = [] if figure is None or any(block.kind == "figure" for block in blocks) else [figure.again()]
        return shown + blocks, []
    hidden = HIDDEN_INPUT in cell.metadata.get("tags", [])
    return ([] if hidden else [code_block(cell.source)]) + blocks, []


def _text_and_answers(source: str) -> tuple[list[Block], list[str]]:
    """A folded answer would open over the edge of its slide: it goes into the notes."""
    answers = [_for_speaker(f"**{found[1].strip()}**\n\n{found[2].strip()}") for found in _DETAILS.finditer(source)]
    kept = _DETAILS.sub("", source).strip()
    return ([markdown_block(kept)] if kept else []), answers


def _as_question(block: Block) -> Block:
    """Without the sentence on how to answer by a call: in class, hands are raised."""
    if block.kind != "markdown":
        return block
    parts = [part for part in block.source.split("\n\n") if "quiz.answer(" not in part]
    return markdown_block("\n\n".join(parts), "question")


def _answer(id: str) -> Iterator[str]:
    """The answer and its reason from the bank; nothing where the bank has no such question."""
    from coursekit.quiz.bank import QuizError, question

    try:
        asked = question(id)
    except QuizError:
        return
    told = [f"**{tr('答案', 'Answer')}** {asked.id}"]
    if asked.kind == "choice":
        for letter, option in zip(asked.letters, asked.options, strict=True):
            mark = tr("对", "right") if option.right else tr("错", "wrong")
            told.append(f"- **{letter}** {mark}：{_one_line(option.reason)}")
    else:
        value = "×".join(map(str, asked.value)) if isinstance(asked.value, tuple) else asked.value
        told.append(f"- **{value}**：{_one_line(asked.reason)}")
    yield _for_speaker("\n".join([told[0], "", *told[1:]]))


def _for_speaker(source: str) -> str:
    """The speaker's window has no style sheet of ours: what it needs stands in the elements."""
    return markdown_html(source).replace("<table>", '<table border="1" cellspacing="0" cellpadding="5">')


def _one_line(text: str) -> str:
    return " ".join(text.split())
