"""Why did this student lose these points? One cell again, with all that a teacher may see and a student may not."""

import ast
import difflib
from contextlib import closing
from dataclasses import asdict, dataclass, field

from coursekit.grading.assignment import MANUAL, SOLUTION, TEST, Assignment, TeacherCell, python
from coursekit.grading.course import Course
from coursekit.grading.data_folder import data_folder
from coursekit.grading.errors import CourseError
from coursekit.grading.grade import Graded, Grader, load_assignments
from coursekit.grading.records import read_stored, unpack
from coursekit.grading.warm import WarmProcess
from coursekit.lang import tr

OUTPUT_CAP = 10_000


@dataclass
class Answer:
    """A cell that the student answered: its text as handed in, how its run ended, what it printed."""

    grade_id: str
    source: str
    status: str = ""
    error: str = ""
    printed: str = ""
    seconds: float = 0.0


@dataclass
class Explanation:
    """What became of one graded cell, for the teacher alone.

    Attributes
    ----------
    score, max_score, status, message
        As in the cell's record; `message` is what the student reads.
    recorded : float or None
        The automatic score in the stored record, to compare; None where there is none.
    seconds, limit : float
        CPU seconds that the cell took, and how many it may take.
    failures : list of dict
        ``{line, code, hidden, text, block}``: the line of the test, from 1, and what happened there.
    answers : list of Answer
        The cells whose names the test uses.
    calls : list of dict
        ``{asked, answer, raised}``, the last ones; `calls_total` counts all.
    printed : str
        What the test and the student's code printed meanwhile.
    traceback : str
        Of the test, in full.
    notes : list of str
        Remarks on the submission.
    """

    student: str
    assignment: str
    notebook: str
    cell: str
    title: str
    score: float | None
    max_score: float
    status: str
    message: str
    recorded: float | None
    seconds: float = 0.0
    limit: float = 0.0
    failures: list[dict] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    calls: list[dict] = field(default_factory=list)
    calls_total: int = 0
    printed: str = ""
    traceback: str = ""
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        return asdict(self)


def explain_cell(course: Course, student: str, cell: str, assignment: str = "", unsafe: bool = False) -> Explanation:
    """Examine one notebook of a student again, as far as one graded cell.

    Parameters
    ----------
    cell : str
        Its grade_id, or ``NOTEBOOK/GRADE_ID`` where several notebooks have one of that name.
    assignment : str
        Needed only where several assignments have such a cell.
    unsafe : bool
        Run without a sandbox.

    Raises
    ------
    CourseError
        No such student, cell or assignment; the nearest names are told.
    """
    part, about = find_cell(course, cell, assignment)
    course.submission(student, part.name)  # tells the nearest student
    with closing(WarmProcess()) as warm:
        grader = Grader(course, part.name, warm, data_folder(course, part.name), [part.notebook], unsafe)
        part = next(a for a in grader.assignments if a.notebook == part.notebook)
        graded = grader.grade_one(student, part, traced=about.grade_id if about.role == TEST else "")
        limit = grader.limits[part.notebook].of(about.grade_id)
    if graded.fault:
        raise CourseError(graded.fault)
    return _explanation(course, part, about, graded, limit)


def find_cell(course: Course, cell: str, assignment: str = "") -> tuple[Assignment, TeacherCell]:
    """Return the notebook and the graded cell of that name; raise CourseError where it is unknown or not unique."""
    notebook, _, grade_id = cell.rpartition("/")
    names = [assignment] if assignment else course.assignments()
    parts = [part for name in names for part in load_assignments(course, name) if notebook in ("", part.notebook)]
    found = [(part, about) for part in parts for about in part.graded if about.grade_id == grade_id]
    if len(found) == 1:
        return found[0]
    if found:
        listed = tr("、", ", ").join(f"--assignment {part.name} {part.notebook}/{grade_id}" for part, _ in found)
        raise CourseError(
            tr(f"{cell} 不止一个，请说明是哪个：{listed}", f"several cells are called {cell}; say which: {listed}")
        )
    raise CourseError(_unknown(cell, grade_id, parts))


def _unknown(cell: str, grade_id: str, parts: list[Assignment]) -> str:
    for part in parts:
        for about in part.cells:
            if about.grade_id == grade_id:
                tests = [test.grade_id for test in part.graded if test.role == TEST and about in _answered(part, test)]
                listed = tr("、", ", ").join(tests) or tr("（没有）", "(none)")
                return tr(
                    f"单元 {cell} 不计分；用到它的计分单元：{listed}",
                    f"cell {cell} has no points; tests of it: {listed}",
                )
    known = [about.grade_id for part in parts for about in part.graded]
    near = tr("、", ", ").join(difflib.get_close_matches(grade_id, known, n=3, cutoff=0.4) or known[:10])
    return tr(f"没有计分单元 {cell}。是不是：{near}？", f"no graded cell {cell}. Did you mean: {near}?")


def _answered(part: Assignment, test: TeacherCell) -> list[TeacherCell]:
    """Return the solution cells that bind a name which the test reads, else the one that stands before it."""
    before = [cell for cell in part.cells[: test.index] if cell.role == SOLUTION]
    used = {node.id for node in ast.walk(_tree(test.source)) if isinstance(node, ast.Name)}
    return [cell for cell in before if used & _bound(cell.source)] or before[-1:]


def _tree(source: str) -> ast.Module:
    return ast.parse(python(source))


def _bound(source: str) -> set[str]:
    """The names that a cell binds at its top level."""
    found = set()
    for statement in _tree(source).body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(statement.name)
        else:
            stored = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
            found |= {node.id for node in stored if isinstance(node.ctx, ast.Store)}
    return found


def _explanation(course: Course, part: Assignment, about: TeacherCell, graded: Graded, limit: float) -> Explanation:
    outcome, result = graded.outcome, graded.result
    cell = next(cell for cell in result.cells if cell.grade_id == about.grade_id)
    lines = about.source.split("\n")
    failures = [
        {
            "line": failure["line"],
            "code": lines[failure["line"] - 1].strip() if 0 < failure["line"] <= len(lines) else "",
            "hidden": failure["line"] in about.hidden,
            **{name: failure[name] for name in ("text", "block")},
        }
        for failure in outcome.verdicts.get(about.grade_id, {}).get("failures", ())
    ]
    answered = [about] if about.role == MANUAL else _answered(part, about)
    return Explanation(
        result.student, result.assignment, result.notebook, about.grade_id, part.titles.get(about.grade_id, ""),
        cell.score, cell.max_score, cell.status, cell.message, _recorded(course, graded, about.grade_id),
        cell.seconds, limit, failures, [_answer(cell, graded) for cell in answered],
        outcome.trace.get("exchanges", []), outcome.trace.get("count", 0), outcome.trace.get("printed", ""),
        cell.detail, result.notes,
    )  # fmt: skip


def _answer(cell: TeacherCell, graded: Graded) -> Answer:
    handed_in = {item["grade_id"]: item["source"] for item in graded.submission.cells}
    report = graded.outcome.reports.get(cell.key, {})
    items = [item for item in report.get("outputs", ()) if isinstance(item, dict)]  # a candidate may send anything
    texts = [str(item.get("text", "")) for item in items if item.get("output_type") == "stream"]
    error = ": ".join(part for part in (report.get("ename"), report.get("evalue")) if part)
    seconds = graded.outcome.seconds.get(cell.key, 0.0)
    source = handed_in.get(cell.grade_id, "")
    return Answer(
        cell.grade_id, source, report.get("status", ""), error, "".join(texts)[:OUTPUT_CAP], round(seconds, 4)
    )


def _recorded(course: Course, graded: Graded, grade_id: str) -> float | None:
    """Return the automatic score that the last run stored."""
    result = graded.result
    record = read_stored(course, result.assignment).records.get((result.student, result.notebook))
    if record is None:
        return None
    stored, _ = unpack(result.student, result.assignment, result.notebook, record.verdict)
    return next((cell.score for cell in stored.cells if cell.grade_id == grade_id), None)
