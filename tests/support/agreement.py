"""Honest submissions graded by `coursekit grade` and by `nbgrader autograde`, and how their scores differ.

Three courses: the homework's demo class, the course of `nbgrader quickstart`, and one in nbgrader's usual style. Every
difference must be listed with its cause in ``tests/fixtures/agreement.toml``.
"""

import atexit
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from coursekit.authoring.percent import parse
from coursekit.grading.course import Course
from coursekit.grading.demo import HOMEWORK, prepare
from coursekit.grading.demo_class import without_markers
from tests.support.nbgrader_commands import PATH, Commands

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
PROJECT = FIXTURES.parents[1]
VARIABLES = {"OMP_NUM_THREADS": "1", "COURSEKIT_LANG": "zh"}
ENVIRONMENT = {**os.environ, "PATH": PATH, "MPLBACKEND": "agg", **VARIABLES}
# A busy machine must not cost points that nbgrader would give on an idle one.
CONFIG = "\nc = get_config()\nc.ExecutePreprocessor.timeout = 600\nc.ExecutePreprocessor.startup_timeout = 600\n"


@dataclass(frozen=True)
class Submission:
    """A class laid out in a folder: the course's root and its assignment."""

    root: Path
    assignment: str


def homework_class(root: Path, students: Collection[str] = ()) -> Submission:
    """Lay out the demo class of the homework, or these students of it."""
    prepare(PROJECT, root)
    for folder in (root / "submitted").iterdir():
        if students and folder.name not in students:
            shutil.rmtree(folder)
    return Submission(root, HOMEWORK)


def usual_class(root: Path, students: Collection[str] = ()) -> Submission:
    """Lay out the course in nbgrader's usual style."""
    source = parse((FIXTURES / "usual_style.txt").read_text("utf-8"))
    for number, cell in enumerate(source.cells):
        cell["id"] = f"cell-{number}"
    (root / "source" / "usual").mkdir(parents=True)
    nbformat.write(source, root / "source" / "usual" / "usual.ipynb")
    _hand_in(root, "usual", "usual", students)
    return Submission(root, "usual")


def quickstart_class(root: Path, students: Collection[str] = ()) -> Submission:
    """Let nbgrader make its example course, and hand in for it."""
    _commands()("quickstart", root.name, cwd=root.parent)
    shutil.rmtree(root / "submitted", ignore_errors=True)
    (root / "gradebook.db").unlink(missing_ok=True)
    _hand_in(root, "ps1", "quickstart", students)
    return Submission(root, "ps1")


def read_class(name: str) -> dict[str, dict[str, str]]:
    """Return the answers by student and grade_id; "" is a cell left as released, ``right`` answers as the teacher."""
    students: dict[str, dict[str, str]] = {"right": {}}
    for cell in parse((FIXTURES / f"{name}_answers.txt").read_text("utf-8")).cells:
        if about := cell.metadata.get("coursekit"):
            students.setdefault(about["student"], {})[about["cell"]] = cell.source
    return students


def _hand_in(root: Path, assignment: str, name: str, students: Collection[str]) -> None:
    with (root / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write(CONFIG)
    _nbgrader(Submission(root, assignment), "generate_assignment")
    answers = read_class(name)
    for student in students or answers:
        folder = root / "submitted" / student / assignment
        folder.mkdir(parents=True)
        for path in (root / "release" / assignment).glob("*.ipynb"):
            released = nbformat.read(path, 4)
            source = nbformat.read(root / "source" / assignment / path.name, 4)
            nbformat.write(_answered(released, source, answers[student]), folder / path.name)


def _answered(released, source, own: dict[str, str]):
    """Return a release whose solution cells hold a student's answers, by grade_id, or the teacher's."""
    teacher = {_grade_id(cell): cell.source for cell in source.cells}
    node = copy.deepcopy(released)
    for cell in node.cells:
        about, name = cell.metadata.get("nbgrader", {}), _grade_id(cell)
        if not about.get("solution") or cell.cell_type != "code" or own.get(name) == "":
            continue
        cell.source = own.get(name) or without_markers(teacher[name])
    return node


def _grade_id(cell) -> str:
    return cell.metadata.get("nbgrader", {}).get("grade_id", "")


@cache
def _commands() -> Commands:
    """nbgrader's commands, imported once for all that run it here."""
    home = tempfile.TemporaryDirectory()
    commands = Commands(Path(home.name), **VARIABLES)
    atexit.register(lambda: (commands.close(), home.cleanup()))
    return commands


def _nbgrader(task: Submission, command: str, *options: str, may_fail: bool = False) -> None:
    arguments = [command, task.assignment, "--course-dir", str(task.root), *options]
    status, printed = _commands().run(*arguments, cwd=task.root)
    if status and not may_fail:
        raise AssertionError(printed[-3000:])


def theirs(task: Submission) -> dict[tuple[str, str, str], float | None]:
    """Grade with `nbgrader autograde` in a copy; return points by student, notebook and cell, None where it gave up."""
    if (task.root / "autograded").exists():
        raise AssertionError("nbgrader would keep the scores of those that are graded already")
    root = Path(shutil.copytree(task.root, task.root.with_name(f"{task.root.name}-nbgrader")))
    copied = Submission(root, task.assignment)
    if not (root / "gradebook.db").exists():  # nbgrader has not made the release that was handed in for
        shutil.rmtree(root / "release")
        _nbgrader(copied, "generate_assignment")
    config = root / "nbgrader_config.py"
    own = config.read_text("utf-8").replace("\nuse_engine(c)\n", "\n")  # else it would be our engine that grades
    assert "use_engine(c)" not in own
    config.write_text(own + CONFIG, "utf-8")
    _autograde(copied)
    return _scores_of(root, task.assignment)


def _autograde(task: Submission) -> None:
    """Grade with nbgrader, again without the submission at which it stopped, until it has seen them all."""
    students, excluded = sorted(path.name for path in (task.root / "submitted").iterdir()), []
    while True:
        _nbgrader(task, "autograde", f"--CourseDirectory.student_id_exclude={','.join(excluded)}", may_fail=True)
        done = {path.parent.name for path in (task.root / "autograded").glob(f"*/{task.assignment}")}
        left = [student for student in students if student not in done and student not in excluded]
        if not left:
            return
        excluded.append(left[0])


def _scores_of(root: Path, assignment: str) -> dict[tuple[str, str, str], float | None]:
    from nbgrader.api import Gradebook

    done = {path.parts[-3]: path for path in (root / "autograded").glob(f"*/{assignment}/*.ipynb")}
    found = {}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        tests = [(n.name, c.name) for n in book.find_assignment(assignment).notebooks for c in n.grade_cells]
        graded = {s.student.id: s for s in book.assignment_submissions(assignment)}
        for student in sorted(path.name for path in (root / "submitted").iterdir()):
            notebooks = {n.name: n for n in graded[student].notebooks} if student in graded and student in done else {}
            for notebook, cell in tests:
                grades = {g.name: g for g in notebooks[notebook].grades} if notebook in notebooks else {}
                found[student, notebook, cell] = grades[cell].auto_score if cell in grades else None
    return found


def ours(task: Submission) -> list[dict]:
    """Grade with `coursekit grade`; return its records."""
    command = [sys.executable, "-c", "from coursekit.cli import main; main()", "grade", task.assignment]
    command += ["--course", str(task.root), "--workers", "2", "--json", "-"]
    run = subprocess.run(command, cwd=task.root, env=ENVIRONMENT, capture_output=True, text=True)
    if run.returncode:
        raise AssertionError(run.stderr[-3000:])
    return json.loads(run.stdout)


def differences(task: Submission) -> list[dict]:
    """Grade with both; return where the points of a test cell differ."""
    other, found = theirs(task), []
    manual = _manual_cells(task)
    for record in ours(task):
        for cell in record["cells"]:
            if cell["grade_id"] in manual:
                continue
            nbgrader = other[record["student"], record["notebook"], cell["grade_id"]]
            if nbgrader is None or abs(cell["score"] - nbgrader) > 1e-9:
                found.append(
                    {
                        "course": task.assignment,
                        "student": record["student"],
                        "cell": cell["grade_id"],
                        "status": cell["status"],
                        "ours": cell["score"],
                        "nbgrader": "none" if nbgrader is None else nbgrader,
                    }
                )
    return found


def _manual_cells(task: Submission) -> set[str]:
    cells = [c for p in Course(task.root).notebooks(task.assignment).values() for c in nbformat.read(p, 4).cells]
    about = [cell.metadata.get("nbgrader", {}) for cell in cells]
    return {a["grade_id"] for a in about if a.get("task") or (a.get("grade") and a.get("solution"))}


def faults() -> list[dict]:
    """Return nbgrader's known faults: which differences each explains, and its cause in words."""
    return tomllib.loads((FIXTURES / "agreement.toml").read_text("utf-8")).get("fault", [])


def explains(fault: dict, difference: dict) -> bool:
    """Whether a difference is of the kind that a fault makes."""
    return (
        difference["course"] == fault["course"]
        and difference["nbgrader"] == fault["nbgrader"]
        and difference["status"] == fault.get("status", difference["status"])
        and difference["student"] in fault.get("students", [difference["student"]])
        and difference["cell"] in fault.get("cells", [difference["cell"]])
    )


def cause(difference: dict) -> str | None:
    """Return why nbgrader gives a submission other points, or None where nobody knows."""
    return next((fault["cause"] for fault in faults() if explains(fault, difference)), None)


def surprises(found: list[dict], task: Submission) -> list[str]:
    """Compare the differences with nbgrader's faults; a line for each that none explains, or that has disappeared."""
    graded = {path.name for path in (task.root / "submitted").iterdir()}
    new = [f"not explained: {difference}" for difference in found if cause(difference) is None]
    gone = [
        f"explains nothing any more: {fault}"
        for fault in faults()
        if fault["course"] == task.assignment
        and graded.issuperset(fault.get("students", [None]))
        and not any(explains(fault, difference) for difference in found)
    ]
    return new + gone
