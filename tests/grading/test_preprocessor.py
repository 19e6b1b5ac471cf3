"""nbgrader's own door: `nbgrader autograde` gives the scores of `coursekit grade`."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade

from coursekit.grading.class_run import grade_class
from coursekit.grading.course import Course
from coursekit.grading.preprocessor import write_scores
from coursekit.grading.results import CellResult, NotebookResult

from .conftest import SmallCourse

CONFIG = """c = get_config()
from coursekit.grading.course_config import use_engine
use_engine(c)
c.Examine.unsafe = True
c.AssignLatePenalties.plugin_class = "coursekit.grading.late.PercentPerDay"
"""
LIAR = """class Liar(float):
    def __eq__(self, other):
        return True
    def __array_ufunc__(self, *a, **k):
        return True
    __sub__ = __abs__ = __le__ = __lt__ = lambda *a: True
def double(x):
    return Liar(0)"""
FORGER = """import sys
print("4.0"); sys.stderr.write("x")
def double(x):
    return x * 2"""
ANSWERS = {
    "right": {},
    "wrong": {"double": "def double(x):\n    return x + 1"},
    "partial": {"double": "def double(x):\n    return abs(x) * 2"},
    "noisy": {"double": FORGER},
    "liar": {"double": LIAR},
    "crash": {"double": "import os\ndef double(x):\n    os._exit(0)"},
    "raises": {"double": "raise SystemExit"},
    "written": {"report": "我的思路"},
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class graded by nbgrader with our door, and once more by `coursekit grade`: gradebook values of both."""
    small = SmallCourse(tmp_path_factory.mktemp("door") / "课 程")
    (small.root / "nbgrader_config.py").write_text(CONFIG)
    for student, answers in ANSWERS.items():
        small.hand_in(student, **answers)
    small.hand_in("duplicate", lambda cells: cells.insert(3, cells[2]))
    small.hand_in("relabelled", lambda cells: cells[4].metadata["nbgrader"].update(points=100, grade_id="test_double"))
    (small.folder("broken") / "hw.ipynb").write_text("{")
    (small.folder("link") / "hw.ipynb").symlink_to(small.root / "source" / "hw" / "hw.ipynb")
    (small.folder("wrong") / "timestamp.txt").write_text("2026-11-20 08:00:00 UTC")
    done = nbgrader_autograde(small)
    theirs = values(small.course)
    ours = grade_class(small.course, "hw", small.course.students("hw"), 2, unsafe=True, force=True)
    return done, theirs, ours, small


def nbgrader_autograde(small, *options):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "hw", *options],
        cwd=small.root, env=os.environ | {"PATH": path}, capture_output=True, text=True,
    )  # fmt: skip


def values(course):
    """Return every automatic score, and whether it waits for a grader, by student and cell."""
    found = {}
    with Gradebook(course.db_url) as book:
        for submission in book.assignment_submissions("hw"):
            for grade in submission.notebooks[0].grades:
                found[submission.student.id, grade.name] = (grade.auto_score, grade.needs_manual_grade)
    return found


def test_both_doors_give_the_same_scores(graded):
    """Right, wrong, partial, crashing, cheating and unreadable submissions, with an empty gradebook to begin with."""
    done, theirs, ours, small = graded
    assert done.returncode == 0, done.stderr
    assert ours.problems == []
    records = {(r.student, c.grade_id): (c.score, c.score is None) for r in ours.results for c in r.cells}
    assert theirs == records == values(small.course)


def test_the_scores_are_the_deserved_ones(graded):
    """Not only equal: nbgrader's own reading of a lying object, of stderr and of prints would be another."""
    _, theirs, _, _ = graded
    scores = {student: theirs[student, "test_double"][0] for student, _ in theirs}
    assert scores == {
        "right": 4, "wrong": 0, "partial": 2, "noisy": 4, "liar": 0, "crash": 0, "raises": 0, "written": 4,
        "duplicate": 4, "relabelled": 4, "broken": 0, "link": 0,
    }  # fmt: skip


def test_autograded_notebooks_are_the_rebuilt_ones(graded):
    """The teacher's test cells, the student's answer, and an explanation where points are lost."""
    _, _, _, small = graded
    node = nbformat.read(small.course.autograded("wrong", "hw") / "hw.ipynb", 4)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in node.cells}
    assert "HIDDEN" in cells["test_double"].source
    assert cells["double"].source == ANSWERS["wrong"]["double"]
    assert cells["test_double"].outputs


def test_both_doors_assign_the_same_penalty(graded):
    """By the configured plugin, from timestamp.txt and the due date."""
    _, _, _, small = graded
    with Gradebook(small.course.db_url) as book:
        book.find_assignment("hw").duedate = datetime(2026, 11, 18, 12)
        book.db.commit()

    def penalty():
        with Gradebook(small.course.db_url) as book:
            return book.find_submission_notebook("hw", "hw", "wrong").late_submission_penalty

    grade_class(small.course, "hw", ["wrong"], 1, unsafe=True)
    ours = penalty()
    assert nbgrader_autograde(small, "--student", "wrong", "--force").returncode == 0
    assert ours == penalty() == pytest.approx(0.6)  # 3 points, two days of 10 %


CASES = [
    (CellResult("t", 3.0, 3.0, "passed"), 3.0),
    (CellResult("t", 0.0, 3.0, "failed", detail="line\nline"), 0.0),
    (CellResult("t", 0.0, 3.0, "crashed"), 0.0),
    (CellResult("t", 1.234567, 3.0, "partial", detail="x"), 1.234567),
    (CellResult("t", 1e-6, 3.0, "partial"), 1e-6),
    (CellResult("t", 0.0, 0.0, "passed"), 0.0),
]


@pytest.mark.parametrize(("verdict", "read"), CASES)
def test_nbgrader_reads_a_test_cells_score(verdict, read):
    """Exactly, whatever the student's code or our explanation put there."""
    about = {
        "grade": True,
        "solution": False,
        "locked": True,
        "points": verdict.max_score,
        "grade_id": "t",
        "task": False,
    }
    told = [new_output("error", ename="e", evalue="", traceback=["x"])] if verdict.detail else []
    cell = new_code_cell("assert x", metadata={"nbgrader": about}, outputs=told)
    write_scores(new_notebook(cells=[cell]), NotebookResult("s", "a", "n", [verdict]))
    assert determine_grade(cell) == (read, verdict.max_score)


@pytest.mark.parametrize("score", [None, 0.0])
@pytest.mark.parametrize("make", [new_code_cell, new_markdown_cell])
def test_nbgrader_reads_a_manual_cells_score(score, make):
    """A pending mark stays pending even for an untouched answer; a zero is a zero."""
    about = {"grade": True, "solution": True, "locked": False, "points": 5, "grade_id": "m", "task": False}
    cell = make("text", metadata={"nbgrader": about})
    write_scores(new_notebook(cells=[cell]), NotebookResult("s", "a", "n", [CellResult("m", score, 5.0, "manual")]))
    assert determine_grade(cell) == (score, 5.0)


def test_the_engine_is_kept_until_the_source_changes(tmp_path, warm, monkeypatch):
    """One start for a whole class; a corrected test takes hold at once."""
    from coursekit.grading import preprocessor
    from coursekit.grading.preprocessor import Examine

    small = SmallCourse(tmp_path)
    small.hand_in("s1")
    monkeypatch.setattr(preprocessor, "WarmProcess", lambda: warm)
    monkeypatch.setattr(preprocessor, "_warm", [warm])
    monkeypatch.setattr(preprocessor, "_engines", {})
    monkeypatch.chdir(tmp_path)
    made = []
    grader = preprocessor.Grader
    monkeypatch.setattr(preprocessor, "Grader", lambda *args, **options: made.append(1) or grader(*args, **options))
    resources = {"nbgrader": {"assignment": "hw", "notebook": "hw", "student": "s1"}}

    def score():
        node, _ = Examine(config=Course(tmp_path).config).preprocess(None, resources)
        cell = next(c for c in node.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "test_double")
        return determine_grade(cell)

    assert score() == score() == (4.0, 4.0)
    assert len(made) == 1
    path = tmp_path / "source" / "hw" / "hw.ipynb"
    path.write_text(path.read_text().replace('"points": 4', '"points": 8'))
    assert score() == (8.0, 8.0)
    assert len(made) == 2
