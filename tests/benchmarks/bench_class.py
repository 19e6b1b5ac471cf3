"""The classes that the bench grades: a light one of two notebooks a student, numpy and torch, and the homework's.

Both hold known right and wrong answers.
"""

import copy
import itertools
import shutil
from pathlib import Path

import nbformat

from coursekit.authoring.percent import parse
from coursekit.grading.answers import Answer, read_answers
from coursekit.grading.assignment import TEST
from coursekit.grading.demo import HOMEWORK, prepare
from coursekit.grading.demo_class import Student, without_markers

PROJECT = Path(__file__).resolve().parents[2]
FIXTURES = PROJECT / "tests" / "fixtures" / "bench"
ASSIGNMENT = "lab"
NOTEBOOKS = ("numpy", "torch")
CONFIG = "c = get_config()\n"


class LaidOut:
    """A course laid out in a folder, and what its submissions deserve.

    Attributes
    ----------
    root : Path
        Where the course is.
    assignment : str
        Its one assignment.
    deserved : dict of (student, notebook) to dict of str to float
        The points of each test cell that the answers deserve.
    """

    assignment = ASSIGNMENT

    def __init__(self, root: Path):
        self.root, self.deserved = root, {}

    def copy_to(self, root: Path) -> Path:
        """Return a fresh copy of the course, without a gradebook."""
        return Path(shutil.copytree(self.root, root))

    def wrong_scores(self, records: list[dict]) -> list[str]:
        """Compare the records of a run with what the answers deserve; a line for each difference.

        Cells that a person marks have no points here and are not looked at.
        """
        found = {(r["student"], r["notebook"]): {c["grade_id"]: c["score"] for c in r["cells"]} for r in records}
        return [
            f"{student} {notebook}: {given} != {points}"
            for (student, notebook), points in self.deserved.items()
            if (given := {cell: found.get((student, notebook), {}).get(cell) for cell in points}) != points
        ]


class BenchClass(LaidOut):
    """A course of one light assignment: its cells need about 25 ms a notebook, so that the engine's own cost shows.

    Parameters
    ----------
    root : Path
        Where the course goes.
    size : int
        Students.
    notebooks : tuple of str
        Which of `NOTEBOOKS` the assignment has.
    """

    def __init__(self, root: Path, size: int, notebooks: tuple[str, ...] = NOTEBOOKS):
        super().__init__(root)
        (root / "source" / ASSIGNMENT).mkdir(parents=True)
        (root / "nbgrader_config.py").write_text(CONFIG, "utf-8")
        for notebook in notebooks:
            node = parse((FIXTURES / f"lab_{notebook}.txt").read_text("utf-8"))
            for number, cell in enumerate(node.cells):
                cell["id"] = f"{notebook}-{number}"
            nbformat.write(node, root / "source" / ASSIGNMENT / f"{notebook}.ipynb")
            chosen = _choices(read_answers(FIXTURES / f"answers_{notebook}.txt"))
            for number, answers in zip(range(size), itertools.cycle(chosen), strict=False):
                self._hand_in(f"s{number:04d}", notebook, node, answers)

    def _hand_in(self, student: str, notebook: str, source, answers: list[Answer]) -> None:
        node, own = copy.deepcopy(source), {answer.cell: answer.source for answer in answers}
        points = {}
        for cell in node.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("solution"):
                text = own.get(about["grade_id"], without_markers(cell.source))
                cell.source = f"{text}\n# {student}"  # no two submissions are the same
            elif about.get("grade"):
                points[about["grade_id"]] = float(about["points"])
                cell.source = cell.source.partition("### BEGIN HIDDEN TESTS")[0].rstrip()
        self.deserved[student, notebook] = _points(points, answers)
        folder = self.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(node, folder / f"{notebook}.ipynb")


class HomeworkClass(LaidOut):
    """The course of the homework, which trains networks, with a class of known answers.

    Answers that run over their time are left out: what they cost is the limit's choice.

    Parameters
    ----------
    root : Path
        Where the course goes.
    size : int
        Students.
    """

    assignment = HOMEWORK

    def __init__(self, root: Path, size: int):
        super().__init__(root)
        members = prepare(PROJECT, root).members
        shutil.rmtree(root / "submitted")
        points = {cell.grade_id: float(cell.points) for cell in members.assignment.graded if cell.role == TEST}
        own = {name: answer for name, answer in members.answers.items() if "timeout" not in answer.status.values()}
        for number, answers in zip(range(size), itertools.cycle(_choices(own)), strict=False):
            student = f"s{number:04d}"
            node = members.notebook(Student(student, "", 0.0, [answer.name for answer in answers]))
            for cell in node.cells:
                if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
                    cell.source += f"\n# {student}"  # no two submissions are the same
            folder = root / "submitted" / student / HOMEWORK
            folder.mkdir(parents=True)
            nbformat.write(node, folder / f"{HOMEWORK}.ipynb")
            self.deserved[student, HOMEWORK] = _points(points, answers)


def _points(full: dict[str, float], answers: list[Answer]) -> dict[str, float]:
    """Return the points of each test cell less those that the answers lose."""
    lost = {cell: value for answer in answers for cell, value in answer.loses.items()}
    return {cell: points - lost.get(cell, 0.0) for cell, points in full.items()}


def _choices(answers: dict[str, Answer]) -> list[list[Answer]]:
    """The teacher's solution, each answer alone, and pairs of a right and a wrong one: half of them earn everything."""
    right = [answer for answer in answers.values() if answer.is_right]
    wrong = [answer for answer in answers.values() if not answer.is_right]
    chosen = []
    for index, mistake in enumerate(wrong):
        other = right[index % len(right)]
        chosen += [[other], [mistake] if other.cell == mistake.cell else [mistake, other], []]
    return chosen
