"""The teacher's notebook as the engine sees it: cells with roles, hidden lines, owners of names."""

import ast
import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.markers import regions
from coursekit.grading.ownership import Ownership
from coursekit.grading.sources import delimiters, source_notebook
from coursekit.lang import tr

# Points at the end of a heading: the pages show them beside it anyway.
_POINTS = re.compile(r"\s*（[^（）]*\d+\s*分[^（）]*）$|\s*\([^()]*\d+\s*points?[^()]*\)$")
GIVEN, SOLUTION, FREE, TEST, MANUAL, TEXT = "given", "solution", "free", "test", "manual", "text"


@dataclass
class TeacherCell:
    """One cell of the source notebook.

    Attributes
    ----------
    role : str
        ``given`` (locked code), ``solution``, ``free`` (code without nbgrader's metadata), ``test``, ``manual`` (marked
        by a person) or ``text`` (Markdown without points).
    source : str
        The teacher's text, with solution and hidden tests.
    hidden : frozenset of int
        Numbers of the hidden lines, from 1.
    owned : frozenset of str
        For a test: the names that the student owns when it runs.
    taught : str
        For a given cell: the statements that the examiner runs itself.
    """

    index: int
    role: str
    kind: str
    source: str
    grade_id: str = ""
    points: float = 0.0
    hidden: frozenset[int] = frozenset()
    owned: frozenset[str] = frozenset()
    taught: str = ""
    title: str = ""

    @property
    def key(self) -> str:
        return self.grade_id or f"cell-{self.index}"

    @property
    def visible(self) -> str:
        """The source with its hidden lines blank, so that line numbers stay."""
        lines = self.source.split("\n")
        return "\n".join("" if number in self.hidden else line for number, line in enumerate(lines, 1))


@dataclass
class Assignment:
    """One notebook of an assignment, ready to be graded."""

    name: str
    notebook: str
    cells: list[TeacherCell]
    node: NotebookNode
    course_key: str = ""
    files: Path | None = None
    titles: dict[str, str] = field(default_factory=dict)

    @property
    def graded(self) -> list[TeacherCell]:
        """The cells that carry points, in order."""
        return [cell for cell in self.cells if cell.role in (TEST, MANUAL)]

    @property
    def digest(self) -> str:
        """A hash of everything in the teacher's cells that can change a verdict."""
        content = [[c.role, c.kind, c.grade_id, c.points, c.source] for c in self.cells]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def role_of(metadata: dict, kind: str) -> str:
    """Return the role of a cell from nbgrader's metadata and its cell type."""
    if metadata.get("task"):
        return MANUAL
    if metadata.get("grade"):
        return MANUAL if metadata.get("solution") or kind != "code" else TEST
    if kind != "code":
        return TEXT
    if metadata.get("solution"):
        return SOLUTION
    return GIVEN if metadata.get("locked") else FREE


def load_assignment(course: Course, name: str, path: Path) -> Assignment:
    """Read a source notebook.

    Raises
    ------
    CourseError
        If it cannot be read, or a cell is no Python.
    """
    node = source_notebook(course, path)
    marks = delimiters(course)
    cells = []
    for index, cell in enumerate(node.cells):
        metadata = dict(cell.metadata.get("nbgrader", {}))
        role = role_of(metadata, cell.cell_type)
        hidden = frozenset(
            line + 1
            for region in (regions(cell.source, marks) if role == TEST else [])
            if region.kind == "hidden"
            for line in range(region.start, region.end + 1)
        )
        points = float(metadata.get("points") or 0) if role in (TEST, MANUAL) else 0.0
        grade_id = str(metadata.get("grade_id", ""))
        cells.append(TeacherCell(index, role, cell.cell_type, cell.source, grade_id, points, hidden))
    _own(cells, path)
    titles = _titles(cells)
    return Assignment(name, path.stem, cells, node, course.course_id, path.parent, titles)


@lru_cache(maxsize=1024)
def python(source: str) -> str:
    """Return a cell's text as Python: IPython's magics and shell lines become calls, as in a notebook.

    Of the teacher's cells only, which are the same for every submission: hence the cache.
    """
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager().transform_cell(source)


def _own(cells: list[TeacherCell], path: Path) -> None:
    ownership = Ownership()
    for cell in cells:
        role = SOLUTION if cell.role == MANUAL else cell.role
        if cell.kind != "code" or role == TEXT:
            continue
        try:
            tree = ast.parse(python(cell.source))
        except SyntaxError as error:
            raise CourseError(
                tr(
                    f"{path} 的单元 {cell.key} 第 {error.lineno} 行不是合法的 Python:{error.msg}",
                    f"{path}, cell {cell.key}, line {error.lineno}: no valid Python: {error.msg}",
                )
            ) from None
        ownership.add(cell.index, role, tree)
    slices = ownership.slices()
    for cell in cells:
        cell.owned = ownership.owned_at.get(cell.index, frozenset())
        cell.taught = "\n".join(ast.unparse(node) for node in slices.get(cell.index, []))


def _titles(cells: list[TeacherCell]) -> dict[str, str]:
    """Return the heading above each graded cell, by grade_id."""
    heading, titles = "", {}
    for cell in cells:
        if cell.kind == "markdown":
            for line in cell.source.split("\n"):
                if line.startswith("#"):
                    heading = line.lstrip("#").replace("`", "").strip()
        if cell.role in (TEST, MANUAL):
            titles[cell.grade_id] = _POINTS.sub("", heading) or cell.grade_id
    return titles
