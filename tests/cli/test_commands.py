"""Every command has help with an example, a clear error and a status that a script can trust."""

import json
import os

import pytest

from tests.cli.conftest import one_clear_line

COMMANDS = ["doctor", "build", "release", "grade", "check", "demo"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(coursekit, command):
    """`--help` of each command shows how it is called, in both languages."""
    assert "coursekit " + command in coursekit(command, "--help").out
    english = coursekit(command, "--help", COURSEKIT_LANG="en").out
    assert f"Example: coursekit {command}" in " ".join(english.split())


def test_doctor_names_broken_data(coursekit, tmp_path):
    """A data folder without the files is told, with the folder's name, and the exit status says so."""
    ran = coursekit("doctor", COURSEKIT_DATA=str(tmp_path / "没有 数据"))
    assert ran.status == 1
    assert "没有 数据" in ran.out


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["check", "没有.ipynb"], "没有.ipynb"),
        (["release", "hw"], "不是课程目录"),
        (["grade", "hw"], "不是课程目录"),
        (["grade", "hw", "--course", "无 处"], "无 处"),
        (["grade", "hw", "--json", "/proc/x/grades.json"], "/proc/x"),
        (["grade", "hw", "--json", "."], "文件夹"),
    ],
)
def test_bad_input_is_one_clear_line(coursekit, args, word):
    """Bad input: one line that names it, exit status 1, no traceback."""
    ran = coursekit(*args)
    assert one_clear_line(ran), ran.said
    assert word in ran.err


def test_a_wrong_assignment_names_the_nearest(coursekit, small):
    """A mistyped assignment lists what there is."""
    ran = coursekit("grade", "hv", cwd=small.root)
    assert one_clear_line(ran), ran.said
    assert "hw" in ran.err


def test_nothing_submitted_is_told(coursekit, small):
    """An assignment without submissions: nothing to do is an error, in one line."""
    assert one_clear_line(coursekit("grade", "hw", cwd=small.root))


def test_release_shows_no_secret(coursekit, small):
    """`release` writes the student's version, without solution and hidden tests."""
    assert coursekit("release", "hw", cwd=small.root).status == 0
    text = (small.root / "release" / "hw" / "hw.ipynb").read_text("utf-8")
    assert "return x * 2" not in text
    assert "负数" not in text
    assert "checks.close(double(2.0), 4.0)" in text


def test_grade_writes_json_feedback_report_and_gradebook(coursekit, small):
    """One run over a right, a wrong, an unreadable and an absent notebook: a record each, and the pages."""
    small.hand_in("s1")
    small.hand_in("s2", double="def double(x):\n    return abs(x) * 2")
    (small.folder("s3") / "hw.ipynb").write_text("{")
    small.folder("s4")
    ran = coursekit("grade", "hw", "--json", "成绩 单.json", "--report", "报告/班级.html", cwd=small.root)
    assert ran.status == 0, ran.said
    records = {record["student"]: record for record in json.loads((small.root / "成绩 单.json").read_text("utf-8"))}
    assert {name: (record["score"], record["status"]) for name, record in records.items()} == {
        "s1": (7, "manual"),
        "s2": (5, "partial"),
        "s3": (0, "missing"),
        "s4": (0, "missing"),
    }
    assert set(records["s1"]) == {"student", "assignment", "notebook", "score", "max_score", "status", "cells", "notes"}
    assert set(records["s1"]["cells"][0]) == {"grade_id", "score", "max_score", "status", "message", "seconds"}
    assert "负数也要翻倍" in (small.root / "feedback" / "s2" / "hw" / "hw.html").read_text("utf-8")
    assert "s2" in (small.root / "报告" / "班级.html").read_text("utf-8")
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{small.root}/gradebook.db") as book:
        assert book.find_submission("hw", "s2").score == 5


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_an_unwritable_course_is_told(coursekit, small):
    """A course that may not be written: one line, before anything is graded."""
    small.hand_in("s1")
    small.root.chmod(0o555)
    try:
        assert one_clear_line(coursekit("grade", "hw", cwd=small.root))
    finally:
        small.root.chmod(0o755)


def test_the_demo_overwrites_nothing_of_yours(coursekit, tmp_path):
    """`demo --folder` refuses a folder that holds something else."""
    from pathlib import Path

    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    ran = coursekit("demo", "--folder", tmp_path / "mine", cwd=Path(__file__).parents[2])
    assert ran.status == 1
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "precious"


def test_doctor_keeps_the_extra_in_its_advice(capsys):
    """`pip install 'coursekit[lab]'` is shown as it must be typed, brackets included."""
    from coursekit.cli.doctor import _print
    from coursekit.runtime import Finding

    _print([Finding("JupyterLab", "warn", "missing [x]", "pip install 'coursekit[lab]'")])
    shown = capsys.readouterr().out
    assert "coursekit[lab]" in shown
    assert "missing [x]" in shown


def test_a_missing_package_is_told_with_its_cure():
    """A student's installation lacks what grading needs: one line, not a traceback."""
    from coursekit.cli.common import expected_errors, explain

    error = ModuleNotFoundError("No module named 'msgpack'", name="msgpack")
    assert isinstance(error, expected_errors())
    assert "msgpack" in explain(error)
    assert "coursekit[lab,grading]" in explain(error)
