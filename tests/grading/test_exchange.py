"""nbgrader's exchange on one machine: from our release to our page in the student's hands, by nbgrader's commands."""

import sqlite3
from datetime import datetime

import nbformat
import pytest
from typer.testing import CliRunner

from coursekit.cli import app
from coursekit.grading.exchange import prepare_feedback
from tests.grading.conftest import SmallCourse, cell, graded, solution
from tests.support.nbgrader_commands import Commands

NAME = "作业一"
CONFIG = """
from coursekit.grading.course_config import use_engine
c = get_config()
c.CourseDirectory.course_id = "ai-导论"
c.Exchange.root = {root!r}
c.AssignLatePenalties.plugin_class = "coursekit.grading.late.PercentPerDay"
use_engine(c)
"""
TEST = """checks.close(double(2.0), 4.0)
### BEGIN HIDDEN TESTS
checks.close(double(-1.5), -3.0)
### END HIDDEN TESTS"""


def homework():
    """A function and its test, without torch."""
    return nbformat.v4.new_notebook(
        cells=[
            cell("from coursekit import checks", "setup"),
            solution("### BEGIN SOLUTION\ndef double(x):\n    return x * 2\n### END SOLUTION", "double"),
            graded(TEST, "test_double", 4),
        ]
    )


@pytest.fixture
def nbgrader(tmp_path):
    commands = Commands(tmp_path / "jupyter")
    yield commands
    commands.close()


def coursekit(*arguments, fails=False):
    done = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert (done.exit_code != 0) == fails, f"{arguments}: {done.output} {done.exception!r}"
    return done.output


def solve(path, answer):
    notebook = nbformat.read(path, 4)
    (wanted,) = [item for item in notebook.cells if item.metadata.nbgrader.grade_id == "double"]
    wanted.source = answer
    nbformat.write(notebook, path)


def test_the_round_trip_through_the_exchange(tmp_path, nbgrader):
    """Released, fetched, solved, checked, handed in twice, collected, graded, and our page fetched by its student."""
    small = SmallCourse(tmp_path / "课 程", homework(), NAME)
    (small.root / "source" / NAME / "data").mkdir()
    (small.root / "source" / NAME / "data" / "x.csv").write_text("1\n")
    (small.root / "nbgrader_config.py").write_text(CONFIG.format(root=str(tmp_path / "exchange")), "utf-8")
    desk = tmp_path / "学 生"
    desk.mkdir()
    (desk / "nbgrader_config.py").write_text(CONFIG.format(root=str(tmp_path / "exchange")), "utf-8")

    coursekit("release", NAME, "--course", small.root)
    nbgrader("db", "assignment", "add", NAME, "--duedate", "2020-01-01 00:00:00 UTC", cwd=small.root)
    nbgrader("release_assignment", NAME, cwd=small.root)

    nbgrader("fetch_assignment", NAME, cwd=desk)
    mine = desk / NAME / f"{NAME}.ipynb"
    assert (mine.parent / "data" / "x.csv").read_text() == "1\n"
    solve(mine, "def double(x):\n    return x * 3")
    assert "数值不对" in nbgrader("validate", str(mine), cwd=desk)
    nbgrader("submit", NAME, "--student", "s01", cwd=desk)
    solve(mine, "def double(x):\n    return x * 2")
    assert "可以提交" in coursekit("check", mine)
    nbgrader("submit", NAME, "--student", "s01", cwd=desk)

    nbgrader("collect", NAME, cwd=small.root)
    folder = small.root / "submitted" / "s01" / NAME
    assert "x * 2" in (folder / f"{NAME}.ipynb").read_text("utf-8")
    when = (folder / "timestamp.txt").read_text()
    small.hand_in("by mail", double="def double(x):\n    return abs(x) * 2")
    coursekit("grade", NAME, "--course", small.root, "--workers", 1)
    with sqlite3.connect(small.root / "gradebook.db") as book:
        (stored, penalty) = book.execute(
            "SELECT sa.timestamp, sn.late_submission_penalty FROM submitted_assignment sa "
            "JOIN submitted_notebook sn ON sn.assignment_id = sa.id WHERE sa.student_id = 's01'"
        ).fetchone()
    assert datetime.fromisoformat(stored) == datetime.strptime(when, "%Y-%m-%d %H:%M:%S.%f UTC")
    assert penalty == 2.0  # half of the four points, the most that lateness costs

    nbgrader("release_feedback", NAME, cwd=small.root)
    nbgrader("fetch_feedback", NAME, cwd=desk)
    (page,) = desk.rglob("*.html")
    assert page.parent.name == when  # the second attempt's: the first has none
    ours = small.root / "feedback" / "s01" / NAME / f"{NAME}.html"
    assert page.read_bytes() == ours.read_bytes()
    assert len(list((tmp_path / "exchange").rglob("*.html"))) == 2  # the one by mail stopped nobody

    ours.unlink()
    coursekit("feedback", NAME, "--course", small.root)
    nbgrader("release_feedback", NAME, cwd=small.root)


def pages(tmp_path, secrets):
    """A course with a feedback folder for each student; a secret is what the exchange left with the submission."""
    small = SmallCourse(tmp_path / "course", homework(), "hw")
    for student, secret in secrets.items():
        folder = small.folder(student)
        if secret:
            (folder / "submission_secret.txt").write_text(secret)
            (folder / "timestamp.txt").write_text("2026-11-20 08:00:00.5 UTC")
        (small.root / "feedback" / student / "hw").mkdir(parents=True)
    return small.course


def beside(course, student):
    folder = course.feedback(student, "hw")
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_without_the_exchange_nothing_lies_beside_the_pages(tmp_path):
    """A teacher who uploads them by hand finds pages only."""
    course = pages(tmp_path, {"s01": "", "s02": ""})
    prepare_feedback(course, "hw")
    assert beside(course, "s01") == beside(course, "s02") == {}


def test_each_attempt_has_its_own_secret(tmp_path):
    """A newer attempt's takes the place of the older one's; what came by mail gets one of its own, which stays."""
    course = pages(tmp_path, {"s01": "abc", "s02": "", "s03": "", "s04": "old"})
    prepare_feedback(course, "hw")
    assert beside(course, "s01") == {"submission_secret.txt": "abc", "timestamp.txt": "2026-11-20 08:00:00.5 UTC"}
    made = beside(course, "s02")["submission_secret.txt"]
    assert len(made) > 64 and made != beside(course, "s03")["submission_secret.txt"]
    (course.submission("s04", "hw") / "submission_secret.txt").unlink()
    (course.submission("s01", "hw") / "submission_secret.txt").write_text("new")
    prepare_feedback(course, "hw")
    assert beside(course, "s01")["submission_secret.txt"] == "new"
    assert beside(course, "s02")["submission_secret.txt"] == made
    assert beside(course, "s04")["submission_secret.txt"] not in ("old", "")


def test_a_link_is_nobodys_secret(tmp_path):
    """Nothing of the teacher's comes into a page's folder by way of a student's link."""
    course = pages(tmp_path, {"s01": "abc", "s02": ""})
    key = tmp_path / "key"
    key.write_text("the teacher's")
    (course.submission("s02", "hw") / "submission_secret.txt").symlink_to(key)
    prepare_feedback(course, "hw")
    assert "teacher" not in beside(course, "s02")["submission_secret.txt"]
