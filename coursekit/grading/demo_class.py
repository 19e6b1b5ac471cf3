"""The demo's class: students put together from known answers, each with the one score he deserves.

The roster, ``assignments/answers/NAME.toml``, is a list of students; ``assignments/README.md`` describes its keys.
"""

import copy
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import read_notebook, serialise
from coursekit.grading.answers import Answer, read_answers
from coursekit.grading.assignment import SOLUTION, TEST, Assignment
from coursekit.grading.course import Course
from coursekit.grading.results import NotebookResult
from coursekit.lang import tr

KEYS = {"id", "name", "answers", "blank", "tamper", "expect", "loses", "status"}
TRICKS = {"kernel", "delete", "duplicate", "insert", "broken_json"}


@dataclass(frozen=True)
class Student:
    """One student of the roster.

    Attributes
    ----------
    id, name : str
        Who it is; the names are invented.
    expect : float
        The automatic score that the submission deserves.
    answers : list of str
        Known answers in place of the teacher's; every other cell is answered as the teacher does.
    blank : list of str
        Solution cells left as released.
    tamper : dict
        ``kernel`` (a name no machine has), ``delete`` and ``duplicate`` (cells by grade_id), ``insert`` (free cells,
        ``{before, source}``), ``broken_json``.
    loses, status : dict
        Points lost and the verdict's status, by test cell.
    """

    id: str
    name: str
    expect: float
    answers: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    tamper: dict = field(default_factory=dict)
    loses: dict[str, float] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)


def read_roster(path: Path) -> list[Student]:
    """Read the roster of a demo class.

    Raises
    ------
    AuthoringError
        If it is no TOML, or a student has a key that means nothing.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("student", [])
    except tomllib.TOMLDecodeError as error:
        raise AuthoringError(tr(f"{path} 不是合法的 TOML：{error}", f"{path} is no valid TOML: {error}")) from None
    for entry in entries:
        lacking = {"id", "name", "expect"} - set(entry)
        unknown = (set(entry) - KEYS) | (set(entry.get("tamper", {})) - TRICKS)
        if lacking or unknown:
            told = tr(f"{path}：学生 {entry.get('id')} 的键不对", f"{path}: bad keys of student {entry.get('id')}")
            raise AuthoringError(f"{told}: {sorted(lacking | unknown)}")
    return [Student(**entry) for entry in entries]


class DemoClass:
    """Hands in the roster's submissions and says what each must score.

    Parameters
    ----------
    course : Course
        Where submissions go; its release must exist.
    assignment : Assignment
        The homework.
    folder : Path
        The folder of answers and roster.
    """

    def __init__(self, course: Course, assignment: Assignment, folder: Path):
        self.course, self.assignment = course, assignment
        self.answers = read_answers(folder / f"{assignment.name}.py")
        self.students = read_roster(folder / f"{assignment.name}.toml")
        self.released = read_notebook(course.release(assignment.name) / f"{assignment.notebook}.ipynb")

    def hand_in(self) -> None:
        """Write every student's submission."""
        for student in self.students:
            folder = self.course.folder("submitted", self.assignment.name, student.id)
            folder.mkdir(parents=True, exist_ok=True)
            text = serialise(self.notebook(student))
            if student.tamper.get("broken_json"):
                text = text[: len(text) // 2]
            (folder / f"{self.assignment.notebook}.ipynb").write_text(text, "utf-8")

    def notebook(self, student: Student) -> NotebookNode:
        """Return a student's notebook: the release, filled in and tampered with."""
        notebook = copy.deepcopy(self.released)
        chosen = {self._answer(name).cell: self._answer(name) for name in student.answers}
        for cell in self.assignment.cells:
            if cell.role != SOLUTION or cell.grade_id in student.blank:
                continue
            answer = chosen.pop(cell.grade_id, None)
            source = answer.source if answer else without_markers(cell.source)
            next(c for c in notebook.cells if _grade_id(c) == cell.grade_id).source = source
        if chosen:
            raise AuthoringError(tr(f"没有单元 {sorted(chosen)}", f"no such cells: {sorted(chosen)}"))
        _tamper(notebook, student)
        return notebook

    def _answer(self, name: str) -> Answer:
        if name not in self.answers:
            raise AuthoringError(tr(f"没有叫 {name} 的答案", f"no answer is named {name}"))
        return self.answers[name]

    def mistakes(self, results: list[NotebookResult]) -> list[str]:
        """Compare the grades with what each student deserves; a line for each difference."""
        found = []
        tests = {cell.grade_id for cell in self.assignment.graded if cell.role == TEST}
        graded = {result.student: result for result in results}
        for student in self.students:
            result = graded.get(student.id)
            if result is None:
                found.append(tr(f"{student.id}：没有成绩", f"{student.id}: no grade"))
                continue
            automatic = [c for c in result.cells if c.grade_id in tests]
            lost = {c.grade_id: c.max_score - c.score for c in automatic if c.score < c.max_score}
            if abs(result.score - student.expect) > 1e-9 or lost != student.loses:
                found.append(f"{student.id}: {result.score:g} != {student.expect:g}; {lost} != {student.loses}")
            actual = {c.grade_id: c.status for c in result.cells if c.grade_id in student.status}
            if actual != student.status:
                found.append(f"{student.id}: {actual} != {student.status}")
        return found


def without_markers(source: str) -> str:
    """Return a teacher's cell as a student would have written it."""
    return "\n".join(line for line in source.split("\n") if "### BEGIN" not in line and "### END" not in line)


def _grade_id(cell: NotebookNode) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


def _tamper(notebook: NotebookNode, student: Student) -> None:
    tricks = student.tamper
    if "kernel" in tricks:
        notebook.metadata["kernelspec"] = {
            "name": tricks["kernel"],
            "display_name": tricks["kernel"],
            "language": "python",
        }
    for number, item in enumerate(tricks.get("insert", [])):
        place = _place(notebook, item["before"])
        notebook.cells.insert(place, new_code_cell(item["source"], id=f"own-{number}"))
    for name in tricks.get("duplicate", []):
        place = _place(notebook, name)
        again = copy.deepcopy(notebook.cells[place])
        again["id"] = f"{again['id'][:50]}-again"
        notebook.cells.insert(place + 1, again)
    notebook.cells = [cell for cell in notebook.cells if _grade_id(cell) not in tricks.get("delete", [])]


def _place(notebook: NotebookNode, grade_id: str) -> int:
    for place, cell in enumerate(notebook.cells):
        if _grade_id(cell) == grade_id:
            return place
    raise AuthoringError(tr(f"没有单元 {grade_id}", f"no cell {grade_id}"))
