"""The class that the bench grades: two notebooks a student, numpy and torch, with known right and wrong answers."""

import copy
import itertools
import shutil
from pathlib import Path

import nbformat

from coursekit.authoring.percent import parse
from coursekit.grading.answers import Answer, read_answers
from coursekit.grading.demo_class import without_markers

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "bench"
ASSIGNMENT = "lab"
NOTEBOOKS = ("numpy", "torch")
CONFIG = "c = get_config()\n"


class BenchClass:
    """A course of one assignment, laid out in a folder.

    Parameters
    ----------
    root : Path
        Where the course goes.
    size : int
        Students.
    notebooks : tuple of str
        Which of `NOTEBOOKS` the assignment has.

    Attributes
    ----------
    deserved : dict of (student, notebook) to dict of str to float
        The points of each test cell that the answers deserve.
    """

    def __init__(self, root: Path, size: int, notebooks: tuple[str, ...] = NOTEBOOKS):
        self.root, self.deserved = root, {}
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
        lost = {cell: value for answer in answers for cell, value in answer.loses.items()}
        self.deserved[student, notebook] = {cell: full - lost.get(cell, 0.0) for cell, full in points.items()}
        folder = self.root / "submitted" / student / ASSIGNMENT
        folder.mkdir(parents=True, exist_ok=True)
        nbformat.write(node, folder / f"{notebook}.ipynb")

    def copy_to(self, root: Path) -> Path:
        """Return a fresh copy of the course, without a gradebook."""
        return Path(shutil.copytree(self.root, root))

    def wrong_scores(self, records: list[dict]) -> list[str]:
        """Compare the records of a run with what the answers deserve; a line for each difference."""
        found = {(r["student"], r["notebook"]): {c["grade_id"]: c["score"] for c in r["cells"]} for r in records}
        return [
            f"{student} {notebook}: {found.get((student, notebook))} != {points}"
            for (student, notebook), points in self.deserved.items()
            if found.get((student, notebook)) != points
        ]


def _choices(answers: dict[str, Answer]) -> list[list[Answer]]:
    """The teacher's solution, each answer alone, and pairs of a right and a wrong one: half of them earn everything."""
    right = [answer for answer in answers.values() if answer.is_right]
    wrong = [answer for answer in answers.values() if not answer.is_right]
    chosen = []
    for index, mistake in enumerate(wrong):
        other = right[index % len(right)]
        chosen += [[other], [mistake] if other.cell == mistake.cell else [mistake, other], []]
    return chosen
