"""The copy that formgrader shows, and the time of a submission."""

import os
from datetime import datetime

import nbformat
import pytest

from coursekit.grading.autograded import autograded, parse_time, rescale_copy, submission_time
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.results import CellResult, NotebookResult


@pytest.fixture
def course(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "submitted" / "s01" / "hw").mkdir(parents=True)
    return Course(tmp_path)


def test_writes_where_formgrader_looks(course):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    path = autograded(NotebookResult("s01", "hw", "part1"), notebook, course)
    assert path == course.root / "autograded" / "s01" / "hw" / "part1.ipynb"
    assert nbformat.read(path, as_version=4).cells[0].source == "1"


def test_half_a_character_of_a_students(course):
    """A lone surrogate in a submission is written as JSON can hold it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x = '\ud800'")])
    path = autograded(NotebookResult("s01", "hw", "part1"), notebook, course)
    assert nbformat.read(path, as_version=4).cells[0].source == "x = '\ud800'"


def test_a_students_markup_is_taken_apart(course):
    """formgrader would put it into a page of the teacher's server."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("<script>1</script>")])
    path = autograded(NotebookResult("s01", "hw", "part1"), notebook, course)
    assert "<script" not in nbformat.read(path, as_version=4).cells[0].source


def test_changed_points_without_a_new_run(course):
    """formgrader shows the points that stand in the copy; all else of it stays."""
    about = {"grade_id": "q", "points": 3, "grade": True}
    cells = [nbformat.v4.new_code_cell("x = '\ud800'", metadata={"nbgrader": about}), nbformat.v4.new_code_cell("2")]
    result = NotebookResult("s01", "hw", "part1", [CellResult("q", 2.0, 6.0, "partial")])
    path = autograded(result, nbformat.v4.new_notebook(cells=cells), course)
    before = path.read_text("utf-8")
    assert rescale_copy(result, course) == path
    assert path.read_text("utf-8") == before.replace('"points": 3', '"points": 6.0')
    path.write_text("{")
    with pytest.raises(CourseError, match="notebook"):
        rescale_copy(result, course)


def test_a_notebook_that_is_none(course):
    """A clear error, and no file."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    notebook.cells[0].outputs = 3
    with pytest.raises(CourseError, match="写不成"):
        autograded(NotebookResult("s01", "hw", "part1"), notebook, course)
    assert not (course.root / "autograded").exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20 11:25:30.5 UTC", datetime(2026, 11, 20, 11, 25, 30, 500000)),
        ("2026-11-20 11:25:30 Asia/Shanghai", datetime(2026, 11, 20, 3, 25, 30)),
        ("2026-11-20 11:25", datetime(2026, 11, 20, 11, 25)),
        ("2026-11-20T11:25+01:00", datetime(2026, 11, 20, 10, 25)),
        ("", None),
        ("昨天", None),
        ("2026-11-20 11:25 ../../etc/passwd", None),
        ("2026-11-20 11:25 /etc/localtime", None),
        ("2026-13-40 11:25 UTC", None),
    ],
)
def test_times(text, expected):
    """What nbgrader writes is read; nonsense is no time, and no error."""
    assert parse_time(text) == expected


def test_agrees_with_nbgrader():
    """formgrader compares this time with its own reading of the file."""
    from nbgrader.utils import parse_utc

    for text in (
        "2026-11-20 11:25:30.5 CST",
        "2026-11-20 11:25:30.5 UTC",
        "2026-11-20 11:25:30 +0800",
        "2026-11-20 11:25",
    ):
        assert parse_time(text) == parse_utc(text)


def test_a_submission_without_a_time(course):
    assert submission_time(course, "s01", "hw") is None


def test_links_folders_and_pipes_are_not_read(course):
    """A submission cannot make the grader read another file, or wait."""
    stamp = course.root / "submitted" / "s01" / "hw" / "timestamp.txt"
    (course.root / "secret").write_text("2026-11-20 11:25:30 UTC", "utf-8")
    stamp.symlink_to(course.root / "secret")
    assert submission_time(course, "s01", "hw") is None
    stamp.unlink()
    stamp.mkdir()
    assert submission_time(course, "s01", "hw") is None
    stamp.rmdir()
    os.mkfifo(stamp)
    assert submission_time(course, "s01", "hw") is None
