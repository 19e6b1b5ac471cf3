"""A class in which hostile and innocent students sit side by side, graded once by the engine as the command does it."""

import html
import json
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from coursekit.grading import grade
from coursekit.grading.class_run import ClassRun, grade_class
from coursekit.grading.results import NotebookResult
from coursekit.grading.terms import Limits
from tests.grading.conftest import SmallCourse
from tests.redteam.attack import Attack
from tests.redteam.homework import NAME, SECRETS, WRONG, Secrets, lay_out, notebook, points_of, right
from tests.support.class_runs import Lent

INNOCENTS = ("full", "half", "none")
SLEEPERS_END = 4.0  # seconds of wall clock: a class of sleepers must not take hours


@contextmanager
def surroundings(data: Path, secrets: Secrets = SECRETS):
    """What the one who grades has in his environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSEKIT_DATA", str(data))
        patch.setenv("GRADER_TOKEN", secrets.environment)
        patch.setattr(grade, "Limits", partial(Limits, wall_factor=1.0, wall_extra=SLEEPERS_END))
        yield patch


@dataclass
class Arena:
    """A graded class."""

    small: SmallCourse
    run: ClassRun
    points: dict[str, float]
    students: dict[str, Attack]
    seats: dict[str, str]
    more: tuple[str, ...]

    def student(self, attack: Attack) -> str:
        return next(name for name, found in self.students.items() if found is attack)

    def result(self, student: str) -> NotebookResult:
        return next(result for result in self.run.results if result.student == student)

    def earned(self, student: str) -> dict[str, float | None]:
        cells = self.result(student).cells
        return {item.grade_id.removeprefix("test_"): item.score for item in cells if item.grade_id != "report"}

    def page(self, student: str) -> str:
        """The text of the page that the student gets, markup included."""
        return self.run.pages[student, NAME].read_text("utf-8")

    def told(self, student: str) -> str:
        """The verdicts' words and the remarks, as the student reads them."""
        result = self.result(student)
        lines = [f"{item.status} {item.message}" for item in result.cells if item.status not in ("passed", "manual")]
        return "\n".join([*lines, *result.notes])

    def printed(self, student: str) -> str:
        """What the student's cells gave out in the grading run: only the teacher sees it, in the autograded copy."""
        path = self.small.course.autograded(student, NAME) / f"{NAME}.ipynb"
        if not path.exists():
            return ""
        cells = json.loads(path.read_text("utf-8"))["cells"]
        own = [c for c in cells if not c["metadata"].get("nbgrader", {}).get("grade_id", "").startswith("test_")]
        return json.dumps([c.get("outputs", []) for c in own], ensure_ascii=False)

    def source(self, student: str) -> str:
        """What the student handed in, as far as it is text of a sensible size."""
        folder = self.small.folder(student)
        files = [
            p for p in sorted(folder.rglob("*")) if p.is_file() and not p.is_symlink() and p.stat().st_size < 2**25
        ]
        return "".join(path.read_text("utf-8", "replace") for path in files)


def innocents(small: SmallCourse, names: list[str], numbers: dict[str, str], secrets: Secrets = SECRETS) -> None:
    """Hand in the work of honest students: everything right, the first half of it, nothing."""
    for kind, student in numbers.items():
        share = {"full": len(names), "half": len(names) // 2, "none": 0}[kind]
        answers = {n: (right(secrets) if i < share else WRONG)[n] for i, n in enumerate(names)}
        answers["double"] += f"\n# {secrets.neighbour}\nnote = '{secrets.neighbour}'"
        small.hand_in(student, **answers)


def stage(root: Path, more: tuple[str, ...] = (), secrets: Secrets = SECRETS) -> tuple[SmallCourse, Path]:
    """Lay a course out."""
    data = lay_out(root, secrets)
    return SmallCourse(root, notebook(secrets, more), NAME), data


def hold(
    warm,
    root: Path,
    attacks: list[Attack],
    more: tuple[str, ...] = (),
    workers: int = 2,
    secrets: Secrets = SECRETS,
) -> Arena:
    """Hand in everything, innocents in the first row, in the middle and in the last, and grade it."""
    small, data = stage(root, more, secrets)
    points = points_of(more)
    names = list(points)
    students = {f"s{number:03d}": attack for number, attack in enumerate(attacks, 1)}
    for student, attack in students.items():
        attack.hand_in(small, student, names)
    seats = ("s000", f"s{len(attacks) // 2:03d}x", "s999")
    innocents(small, names, dict(zip(INNOCENTS, seats, strict=True)), secrets)
    with surroundings(data, secrets):
        run = grade_class(small.course, NAME, small.course.students(NAME), workers, warm=Lent(warm))
    return Arena(small, run, points, students, dict(zip(INNOCENTS, seats, strict=True)), more)


def seen_by(arena: Arena, student: str) -> str:
    """Everything that a student gets to see after grading, files that lie in the student's reach included."""
    result = arena.result(student)
    words = [text for item in result.cells for text in (item.message, item.status)]
    return "\n".join([html.unescape(arena.page(student)), *words, *result.notes])
