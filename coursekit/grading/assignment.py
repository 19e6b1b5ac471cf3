"""The teacher's notebook as the engine sees it: cells with roles, hidden lines, owners of names."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.later_names import VisibleNames, VisiblePart
from coursekit.grading.magics import python
from coursekit.grading.markers import regions
from coursekit.grading.ownership import Ownership, closure
from coursekit.grading.reference import MODULE, reference_uses
from coursekit.grading.sources import delimiters, source_notebook
from coursekit.grading.statements import statements
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
    classes : frozenset of str
        For a test: the names that the solution binds to classes, whose instances know arithmetic in tests.
    scorers : frozenset of str
        For a test: the notebook's own classes that define `score`.
    taught : str
        The statements of a given cell that the examiner runs itself; imports of other cells.
    referred : str
        The statements that the tests' ``reference.…`` need.
    shares : list of VisiblePart
        For a test: what its visible parts bind.
    withheld : frozenset of str
        For a test: names that stay in the examiner, for they may carry what is hidden.
    """

    index: int
    role: str
    kind: str
    source: str
    grade_id: str = ""
    points: float = 0.0
    hidden: frozenset[int] = frozenset()
    owned: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    scorers: frozenset[str] = frozenset()
    taught: str = ""
    referred: str = ""
    shares: list[VisiblePart] = field(default_factory=list)
    withheld: frozenset[str] = frozenset()

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


def _own(cells: list[TeacherCell], path: Path) -> None:
    """Find out who owns what, from the teacher's text alone."""
    ownership, visible, trees = Ownership(), VisibleNames(), {}
    for cell in cells:
        role = SOLUTION if cell.role == MANUAL else cell.role
        if cell.kind != "code" or role == TEXT:
            continue
        tree = trees[cell.index] = _parsed(cell, path)
        ownership.add(cell.index, role, tree)
        if role == TEST:
            cell.shares = visible.parts(tree, cell.hidden)
            cell.withheld = frozenset(visible.secret & visible.seen)
        elif role == GIVEN:
            visible.given(tree)
    slices = ownership.slices()
    referred = _referred(cells, trees, path) if MODULE not in ownership.owner else {}
    for cell in cells:
        cell.owned = ownership.owned_at.get(cell.index, frozenset())
        cell.classes = ownership.classes_at.get(cell.index, frozenset())
        cell.scorers = ownership.scorers_at.get(cell.index, frozenset())
        cell.taught = _text(slices.get(cell.index, []))
        cell.referred = _text(referred.get(cell.index, []))


def _parsed(cell: TeacherCell, path: Path) -> ast.Module:
    try:
        return ast.parse(python(cell.source))
    except SyntaxError as error:
        raise CourseError(
            tr(
                f"{path} 的单元 {cell.key} 第 {error.lineno} 行不是合法的 Python：{error.msg}",
                f"{path}, cell {cell.key}, line {error.lineno}: no valid Python: {error.msg}",
            )
        ) from None


def _text(nodes: list[ast.stmt]) -> str:
    return "\n".join(ast.unparse(node) for node in nodes)


def _referred(cells: list[TeacherCell], trees: dict[int, ast.Module], path: Path) -> dict[int, list[ast.stmt]]:
    """Return, by cell, the statements that the hidden tests' ``reference.…`` need."""
    needed: set[str] = set()
    for cell in cells:
        for line, name in reference_uses(trees[cell.index]) if cell.index in trees else ():
            if line not in cell.hidden or not name:
                raise CourseError(
                    tr(
                        f"{path} 的单元 {cell.key} 第 {line} 行：reference 是教师的解答，"
                        "只能在隐藏测试里写成 reference.名字；学生的 notebook 里没有它",
                        f"{path}, cell {cell.key}, line {line}: reference is the teacher's solution; write "
                        "reference.name, in hidden tests only: a student's notebook has no such thing",
                    )
                )
            needed.add(name)
    if not needed:
        return {}
    sources = [(c.index, s) for c in cells if c.role in (GIVEN, SOLUTION) and c.index in trees
               for s in statements(trees[c.index])]  # fmt: skip
    return closure(sources, needed)


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
