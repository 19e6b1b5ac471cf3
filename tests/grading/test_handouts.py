"""A homework as one archive."""

import io
import zipfile
from pathlib import Path

import pytest

from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.handouts import handout

ROOT = Path(__file__).parents[2]
NAME = "ex01_linear_regression"


def members(archive: bytes) -> dict[str, bytes]:
    """Contents by name."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_an_archive_holds_the_release_in_one_folder():
    """No solution, no hidden test; twice made, the same bytes; the course's own release folder is not touched."""
    course = Course(ROOT / "assignments")
    before = sorted(course.root.rglob("*"))
    archive = handout(course, NAME)
    found = members(archive)
    assert f"{NAME}/{NAME}.ipynb" in found and all(name.startswith(f"{NAME}/") for name in found)
    text = b"".join(found.values()).decode("utf-8", "ignore")
    assert "BEGIN SOLUTION" not in text and "BEGIN HIDDEN" not in text and '"nbgrader"' in text
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert {member.date_time[0] for member in opened.infolist()} == {1980}
    assert handout(course, NAME) == archive
    assert sorted(course.root.rglob("*")) == before


def test_an_unknown_assignment_is_named():
    """As everywhere."""
    with pytest.raises(CourseError, match="nosuch"):
        handout(Course(ROOT / "assignments"), "nosuch")
