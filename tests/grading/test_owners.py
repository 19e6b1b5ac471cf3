"""Whose a file is, by the names of platforms and by the teacher's pattern."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from coursekit.errors import CourseError
from coursekit.grading.owners import Naming

NAMING = Naming(["hw1", "hw1_house"])


def told(path, naming=NAMING):
    owner = naming.owner(tuple(path.split("/")))
    return None if owner is None else (owner.student, "/".join(owner.file))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("张三_12345_assignsubmission_file_/作业.ipynb", ("张三", "作业.ipynb")),
        ("张三_12345_assignsubmission_file/a/x.csv", ("张三", "a/x.csv")),
        ("Ann Lee_7_assignsubmission_file_hw1.ipynb", ("Ann Lee", "hw1.ipynb")),
        ("Ann_7_assignsubmission_onlinetext_/text.html", ("Ann", "text.html")),
        ("leeann_123_4567_hw1-1.ipynb", ("leeann", "hw1-1.ipynb")),
        ("leeann_LATE_123_4567_hw1.ipynb", ("leeann", "hw1.ipynb")),
        ("hw1_s01_attempt_2026-11-20-08-30-00_my work.ipynb", ("s01", "my work.ipynb")),
        ("s01_hw1.ipynb", ("s01", "s01_hw1.ipynb")),
        ("2026001-张三-hw1_house (2).ipynb", ("2026001", "2026001-张三-hw1_house (2).ipynb")),
        ("s01_hw1/x/hw1.ipynb", ("s01", "x/hw1.ipynb")),
        ("s01/hw1.ipynb", ("s01", "hw1.ipynb")),
        ("2026001 张三/子文件夹/hw1.ipynb", ("2026001", "子文件夹/hw1.ipynb")),
        ("2026001-张三/hw1.ipynb", ("2026001", "hw1.ipynb")),
        ("张三(2026001)/作业/hw1.ipynb", ("2026001", "作业/hw1.ipynb")),
        ("2301班_PB23000123_欧阳·娜/x.ipynb", ("PB23000123", "x.ipynb")),
        ("2026001张三.ipynb", ("2026001", "2026001张三.ipynb")),
        ("2026001.ipynb", ("2026001", "2026001.ipynb")),
        ("张三_2026001 (2).ipynb.txt", ("2026001", "张三_2026001 (2).ipynb.txt")),
        ("2026001 张三_77_assignsubmission_file_/hw1.ipynb", ("2026001", "hw1.ipynb")),
        ("2026001-张三.csv", None),
        ("2026001-ann/hw1.ipynb", ("2026001-ann", "hw1.ipynb")),
        ("张三-2026001-20261120/hw1.ipynb", ("张三-2026001-20261120", "hw1.ipynb")),
        ("组12345/hw1.ipynb", ("组12345", "hw1.ipynb")),
        ("hw1.ipynb", None),
        ("s01_hw10.ipynb", None),
    ],
)
def test_names_of_platforms(path, expected):
    """Moodle, Canvas, Blackboard, STUDENT_NAME and plain folders; anything else is nobody's."""
    assert told(path) == expected


def test_what_lies_in_a_students_folder_is_his():
    """Whatever he calls his files: nobody can hand in for someone else."""
    for name in (
        "hw1_s02_attempt_2030-01-01-00-00-00_hw1.ipynb",
        "s02_9_assignsubmission_file_/hw1.ipynb",
        "s02_1_2_hw1.ipynb",
        "s02_hw1.ipynb",
    ):
        assert told(f"s01/{name}") == ("s01", name)
        assert told(f"张三_5_assignsubmission_file_/{name}") == ("张三", name)


def test_times_and_numbers_in_names():
    """A time in a name is local; a number in brackets counts attempts; digits of a time are no number."""
    owner = NAMING.owner(("hw1_s01_attempt_2026-11-20-08-30-45_x.ipynb",))
    assert (owner.time, owner.number) == (datetime(2026, 11, 20, 8, 30, 45).timestamp(), 0)
    assert NAMING.owner(("s01_hw1_20261120T083045.ipynb",)).time == owner.time
    assert NAMING.owner(("s01_hw1 (2).ipynb",)).number == 2
    assert NAMING.owner(("s01_hw1_v3.ipynb",)).number == 3
    assert NAMING.owner(("s01_hw1_2026-13-40-08-30-00.ipynb",)).time is None
    assert NAMING.owner(("s01", "hw1 (2).ipynb")).number == 0
    assert NAMING.owner(("张三-2026001-第3次", "hw1.ipynb")).number == 3
    assert NAMING.owner(("张三_2026001_2026年11月20日 08时30分45秒", "x.ipynb")).time == owner.time
    beijing = Naming(["hw1"], zone=timezone(timedelta(hours=8)))
    when = datetime(2026, 11, 20, 0, 30, 45, tzinfo=UTC).timestamp()
    assert beijing.owner(("hw1_s01_attempt_2026-11-20-08-30-45_x.ipynb",)).time == when


def test_what_a_platform_says_of_lateness():
    """Canvas marks the name; when it was, it does not say."""
    assert NAMING.owner(("leeann_LATE_123_4567_hw1.ipynb",)).late
    assert not NAMING.owner(("leeann_123_4567_LATE.ipynb",)).late


def test_platform_numbers_of_students():
    """Two people of one name are told apart by them."""
    assert NAMING.owner(("张三_12345_assignsubmission_file_", "x")).person == "12345"
    assert NAMING.owner(("leeann_123_4567_hw1.ipynb",)).person == "123"


def test_a_pattern_of_the_teachers_own():
    """It takes the place of the others; student, attempt, time and file come from its groups."""
    naming = Naming(["hw1"], r"^(?P<student>\d+)[^/]*/第(?P<attempt>\d+)次_(?P<time>[\d-]+)/")
    owner = naming.owner(("2026001张三", "第2次_2026-11-20-08-30-00", "a", "hw1.ipynb"))
    assert (owner.student, owner.file, owner.attempt) == ("2026001", ("a", "hw1.ipynb"), "2")
    assert owner.time == datetime(2026, 11, 20, 8, 30).timestamp()
    assert naming.owner(("s01", "hw1.ipynb")) is None
    naming = Naming(["hw1"], r"(?P<student>s\d+)~(?P<file>.+)$")
    assert told("x/s01~a/../b.ipynb", naming) == ("s01", "a/b.ipynb")
    assert told("s01~b.ipynb", naming) == ("s01", "b.ipynb")
    assert told("s01.ipynb", Naming(["hw1"], r"(?P<student>s\d+)")) == ("s01", "s01.ipynb")


@pytest.mark.parametrize(("pattern", "message"), [("(", "正则表达式"), (r"\d+", "student")])
def test_a_pattern_that_cannot_serve(pattern, message):
    """One line that says what is wrong."""
    with pytest.raises(CourseError, match=message):
        Naming(["hw1"], pattern)
