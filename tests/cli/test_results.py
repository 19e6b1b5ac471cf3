"""`grade` over and over, `explain` and `feedback`: what teachers do after the first run."""

import csv
import json
import zipfile

import pytest

from tests.cli.conftest import one_clear_line
from tests.support.faulty_runs import numpy_class


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A class of four and one absent, graded by the command, with every output."""
    import subprocess
    import sys

    small = numpy_class(tmp_path_factory.mktemp("results") / "我的 课程", 4)
    small.folder("none")
    command = [sys.executable, "-c", "from coursekit.cli import main; main()", "grade", "hw", "--csv", "成绩.csv"]
    done = subprocess.run([*command, "--json", "g.json"], cwd=small.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return small


@pytest.fixture
def small(once, tmp_path):
    from tests.support.class_runs import copy_of

    return copy_of(once, tmp_path / "课")


@pytest.mark.parametrize("command", ["explain", "feedback"])
def test_help_has_an_example(coursekit, command):
    """As every command."""
    english = coursekit(command, "--help", COURSEKIT_LANG="en").out
    assert f"Example: coursekit {command}" in " ".join(english.split())


def test_a_second_run_says_the_same_and_that_it_kept_all(coursekit, small):
    """The same records to the last digit, in JSON and CSV; no word of grading."""
    before = (small.root / "g.json").read_text("utf-8"), (small.root / "成绩.csv").read_bytes()
    ran = coursekit("grade", "hw", "--json", "again.json", "--csv", "again.csv", cwd=small.root)
    assert ran.status == 0, ran.said
    assert ((small.root / "again.json").read_text("utf-8"), (small.root / "again.csv").read_bytes()) == before
    assert "5 份没有变化" in ran.err
    assert "评了" not in ran.err
    assert "s01" in ran.out


def test_the_csv_has_a_column_for_each_cell(once):
    """As a spreadsheet reads it."""
    with (once.root / "成绩.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["student"], row["test_double"], row["status"]) for row in rows] == [
        ("none", "0", "missing"),
        ("s00", "4", "passed"),
        ("s01", "2", "partial"),
        ("s02", "0", "error"),
        ("s03", "0", "crashed"),
    ]


def test_a_dry_run_says_what_and_why_and_writes_nothing(coursekit, small):
    """A changed submission and a new one among those that did not change."""
    small.hand_in("s01")
    small.hand_in("late")
    before = {path: path.stat().st_mtime_ns for path in small.root.rglob("*")}
    ran = coursekit("grade", "hw", "--dry-run", cwd=small.root)
    assert ran.status == 0, ran.said
    assert "提交有变化" in ran.out
    assert "late" in ran.out
    assert "s02" not in ran.out
    assert "4 份没有变化" in ran.err
    plan = json.loads(coursekit("grade", "hw", "--dry-run", "--json", "-", cwd=small.root).out)
    assert {(task["student"], task["action"], task["reason"]) for task in plan if task["action"] != "keep"} == {
        ("late", "grade", "new"),
        ("s01", "grade", "submission"),
    }
    assert {path: path.stat().st_mtime_ns for path in small.root.rglob("*")} == before


def test_a_run_says_how_many_it_graded_anew_and_why(coursekit, small):
    """Kept ones are not counted as graded."""
    small.hand_in("s01")
    ran = coursekit("grade", "hw", cwd=small.root)
    assert "4 份没有变化" in ran.err
    assert "评了 1 份" in ran.err
    assert "提交有变化 1" in ran.err
    forced = coursekit("grade", "hw", "--force", "--student", "s00", cwd=small.root)
    assert "评了 1 份" in forced.err


def test_explain_tells_the_teacher_everything(coursekit, small):
    """The hidden line, the answer, the call and what came back; the same as JSON."""
    ran = coursekit("explain", "s01", "test_double", cwd=small.root)
    assert ran.status == 0, ran.said
    for part in (
        "2 / 4",
        "checks.close(double(-1.5), -3.0)",
        "return abs(x) * 2",
        "double(-1.5)  →  3.0",
        "CheckFailed",
    ):
        assert part in ran.out
    told = json.loads(coursekit("explain", "s01", "test_double", "--json", "-", cwd=small.root).out)
    assert (told["score"], told["recorded"], told["failures"][0]["hidden"]) == (2.0, 2.0, True)


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["explain", "s0x1", "test_double"], "s01"),
        (["explain", "s01", "test_duoble"], "test_double"),
        (["explain", "s01", "test_double", "--assignment", "hv"], "hw"),
        (["feedback", "hv"], "hw"),
    ],
)
def test_a_wrong_name_is_one_clear_line_with_the_nearest(coursekit, small, args, word):
    """Bad input never shows a traceback."""
    ran = coursekit(*args, cwd=small.root)
    assert one_clear_line(ran), ran.said
    assert word in ran.err


def test_feedback_makes_one_archive_and_names_who_lacks(coursekit, small):
    """A folder for each student; who has not been graded is told, and the exit status says so."""
    ran = coursekit("feedback", "hw", "--zip", "反馈.zip", cwd=small.root)
    assert ran.status == 0, ran.said
    with zipfile.ZipFile(small.root / "反馈.zip") as archive:
        assert archive.namelist() == [f"{name}/hw.html" for name in ("none", "s00", "s01", "s02", "s03")]
    small.hand_in("late")
    ran = coursekit("feedback", "hw", "--zip", "反馈.zip", cwd=small.root)
    assert ran.status == 1
    assert "late hw" in ran.err
