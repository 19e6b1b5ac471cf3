"""What the site shows of the course: chapters in reading order, the places in them, where they can be opened."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.chapters import FOLDER, chapter_pairs
from coursekit.authoring.editions import students_edition
from coursekit.authoring.setup_cell import Home
from coursekit.authoring.structure import headings
from coursekit.authoring.topics import reading_order

BRANCH = "main"  # where the notebooks stand while no release is tagged


@dataclass(frozen=True)
class Place:
    """A heading of a chapter.

    Attributes
    ----------
    cell, line : int
        Where it stands: the cell's index in the students' edition, the line in the cell, both from 0.
    level : int
        1 for the chapter's title.
    text : str
        The heading as Markdown, its number included.
    anchor : str
        The id of its place on the page; empty for the title.
    """

    cell: int
    line: int
    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Chapter:
    """A chapter as students see it: its name, its executed notebook without the lecturer's cells, its headings."""

    name: str
    notebook: NotebookNode
    places: tuple[Place, ...]

    @property
    def title(self) -> str:
        return next((place.text for place in self.places if place.level == 1), self.name)

    @property
    def minutes(self) -> int | None:
        """What the chapter says that it takes: the number of ``时间：… 分钟`` before its first section."""
        first = next((place.cell for place in self.places if place.level == 2), len(self.notebook.cells))
        texts = [cell.source for cell in self.notebook.cells[: first + 1] if cell.cell_type == "markdown"]
        found = re.search(r"时间：\D{0,20}?(\d+) 分钟", "\n".join(texts).replace("*", ""))
        return int(found[1]) if found else None


def read_chapters(root: str | Path) -> tuple[list[Chapter], list[str]]:
    """Return the chapters that can be shown, in reading order, and the names of those never executed."""
    pairs = {pair.name: pair for pair in chapter_pairs(root)}
    shown, missing = [], []
    for name in reading_order(root):
        notebook = pairs[name].existing()
        if notebook is None or "ran" not in notebook.metadata.get("coursekit", {}):
            missing.append(name)
        else:
            edition = students_edition(notebook)
            shown.append(Chapter(name, edition, places(name, edition.cells)))
    return shown, missing


def places(name: str, cells: list[NotebookNode]) -> tuple[Place, ...]:
    """Return the headings of a chapter, each with an id that no other page has: ``s-05-ffn-5-3-2``.

    A section with a number is known by it, another by its rank among those without one: ``s-05-ffn-x1``.
    """
    found, unnumbered = [], 0
    for cell, line, level, text in headings(cells):
        number = re.match(r"(\d+[a-z]?(?:\.\d+)*)\s", text)
        unnumbered += number is None and level > 1
        part = number[1] if number else f"x{unnumbered}"
        anchor = "" if level == 1 else re.sub(r"[^a-z0-9]+", "-", f"s-{name}-{part}".lower())
        found.append(Place(cell, line, level, text, anchor))
    return tuple(found)


def colab_address(home: Home, name: str) -> str:
    """Return where Colab opens a chapter; empty while no repository is known, or where it is not on GitHub."""
    path = _on_github(home, name)
    return f"https://colab.research.google.com/github/{path}" if path else ""


def kaggle_address(home: Home, name: str) -> str:
    """Return where Kaggle opens a chapter; empty as for `colab_address`."""
    path = _on_github(home, name)
    return f"https://kaggle.com/kernels/welcome?src={quote(f'https://github.com/{path}', safe='')}" if path else ""


def _on_github(home: Home, name: str) -> str:
    owned = re.fullmatch(r"https?://(?:www\.)?github\.com/([\w.-]+/[\w.-]+)", home.repository)
    return f"{owned[1]}/blob/{home.release or BRANCH}/{FOLDER}/{name}.ipynb" if owned else ""
