"""A class that grades an exercise: made-up students, each with other solution cells, through the real engine."""

import copy
import shutil
import tomllib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coursekit.authoring.pairs import read_notebook, serialise
from coursekit.grading.answers import Answer, read_answers
from coursekit.grading.assignment import SOLUTION, TEST, Assignment, load_assignment
from coursekit.grading.course import Course
from coursekit.grading.demo_class import without_markers
from coursekit.grading.grade import Graded, Grader
from coursekit.grading.release import release
from coursekit.grading.results import NotebookResult
from coursekit.grading.warm import WarmProcess
from tests.assignments.known import Found, judge_known, together

ASSIGNMENTS = Path(__file__).resolve().parents[2] / "assignments"
SOLVED, UNTOUCHED = "solution", "untouched"


@dataclass(frozen=True)
class Equivalent:
    """A change of a solution that no test can notice, and why.

    Attributes
    ----------
    cell : str
        The solution cell.
    was, now : str
        The changed line before and after, without indentation; `now` is empty for a line left out.
    reason : str
        Why it makes no difference that a student could be blamed for.
    """

    cell: str
    was: str
    now: str
    reason: str


def broken_in(cell: str) -> str:
    """Return the name of the student whose cell does not run."""
    return f"broken-{cell}"


def exercises() -> list[str]:
    """Return the names of the exercises that have answers."""
    return sorted(path.stem for path in (ASSIGNMENTS / "answers").glob("ex*.py"))


@dataclass(frozen=True)
class Exercise:
    """One exercise: its cells as the engine reads them, its answers, and the changes that make no difference."""

    name: str

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return read_answers(ASSIGNMENTS / "answers" / f"{self.name}.py")

    @cached_property
    def equivalents(self) -> list[Equivalent]:
        path = ASSIGNMENTS / "answers" / f"{self.name}.toml"
        entries = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        return [Equivalent(**entry) for entry in entries.get("equivalent", [])]

    @cached_property
    def assignment(self) -> Assignment:
        course = Course(ASSIGNMENTS)
        return load_assignment(course, self.name, course.notebooks(self.name)[self.name])

    @cached_property
    def solutions(self) -> dict[str, str]:
        """The teacher's code by grade_id, without markers."""
        cells = (cell for cell in self.assignment.cells if cell.role == SOLUTION)
        return {cell.grade_id: without_markers(cell.source) for cell in cells}

    @cached_property
    def points(self) -> dict[str, float]:
        """The points of the test cells by grade_id."""
        return {cell.grade_id: cell.points for cell in self.assignment.graded if cell.role == TEST}

    def broken(self) -> dict[str, Answer]:
        """Return an answer for each question that does not even run."""
        return {
            name: Answer(name, cell, f"def {cell}(:", "a syntax error", {f"test_{cell}": self.points[f"test_{cell}"]})
            for name, cell in ((broken_in(cell), cell) for cell in self.solutions)
        }


class Classroom:
    """An exercise, released once; class after class is handed in to it and graded.

    Parameters
    ----------
    exercise : Exercise
        What is released.
    folder : Path
        Where the course is made; it must be empty.
    warm : WarmProcess
        Where the processes come from that run the submissions.
    """

    def __init__(self, exercise: Exercise, folder: Path, warm: WarmProcess):
        self.exercise, name = exercise, exercise.name
        shutil.copyfile(ASSIGNMENTS / "nbgrader_config.py", folder / "nbgrader_config.py")
        shutil.copytree(ASSIGNMENTS / "source" / name, folder / "source" / name)
        self.course = Course(folder)
        release(self.course, name)
        self.released = read_notebook(self.course.release(name) / f"{name}.ipynb")
        self.grader = Grader(self.course, name, warm)

    def grade(self, students: Mapping[str, dict[str, str] | None], workers: int = 2) -> dict[str, Graded]:
        """Hand in for each student, and grade them all as one class.

        Parameters
        ----------
        students : mapping of str to dict or None
            Name to the solution cells that differ from the teacher's; None hands in the release untouched. Whoever
            differs has deleted the free cells: they draw pictures, and nothing may depend on them.
        workers : int
            Notebooks at a time.
        """
        name = self.exercise.name
        for student, changed in students.items():
            place = self.course.folder("submitted", name, student)
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{name}.ipynb").write_text(serialise(self._notebook(changed)), "utf-8")
        jobs = [(student, self.grader.assignments[0]) for student in students]
        return {done.result.student: done for done in self.grader.grade(jobs, workers)}

    def _notebook(self, changed: dict[str, str] | None):
        if changed is None:
            return self.released
        notebook, sources = copy.deepcopy(self.released), {**self.exercise.solutions, **changed}
        for cell in notebook.cells:
            cell.source = sources.get(_grade_id(cell), cell.source)
        if changed:
            notebook.cells = [cell for cell in notebook.cells if cell.cell_type != "code" or _grade_id(cell)]
        return notebook


def grade_known(exercise: Exercise, folder: Path, warm: WarmProcess) -> dict[str, Found]:
    """Return what the solution, the untouched release, each known answer and a cell that does not run lose.

    Answers to different questions share submissions, so that each is still judged by itself (see `seating`).
    """
    answers = exercise.answers | exercise.broken()
    expected = {SOLVED: {}, UNTOUCHED: exercise.points} | {name: dict(a.loses) for name, a in answers.items()}
    sources = {SOLVED: {}, UNTOUCHED: None} | {name: {a.cell: a.source} for name, a in answers.items()}
    classroom = Classroom(exercise, folder, warm)

    def handed_in(names: list[str]) -> dict[str, str] | None:
        own = [sources[name] for name in names]
        return None if None in own else {cell: source for changed in own for cell, source in changed.items()}

    def grade_class(students: dict[str, list[str]]) -> dict[str, Graded]:
        return classroom.grade({student: handed_in(names) for student, names in students.items()})

    seats = [[SOLVED], [UNTOUCHED], *together(answers, exercise.assignment.cells)]
    return judge_known(expected, seats, grade_class)


def grade(
    exercise: Exercise, students: Mapping[str, dict[str, str] | None], folder: Path
) -> dict[str, NotebookResult]:
    """Return the records of one class, see `Classroom.grade`."""
    with closing(WarmProcess()) as warm:
        graded = Classroom(exercise, folder, warm).grade(students)
    return {name: one.result for name, one in graded.items()}


def read(result: NotebookResult, cell: str) -> str:
    """Return what a student reads about a test cell."""
    return next(f"{found.status}: {found.message}" for found in result.cells if found.grade_id == cell)


def _grade_id(cell) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")
