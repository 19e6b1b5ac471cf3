"""Pages from stored records: nothing is run, and no page is lost without a word."""

import sqlite3
from contextlib import closing

import pytest

from coursekit.grading.class_pages import write_class_pages
from coursekit.grading.errors import CourseError
from tests.grading.conftest import SmallCourse
from tests.support.class_runs import copy_of, grade_with


@pytest.fixture(scope="module")
def once(warm, tmp_path_factory):
    small = SmallCourse(tmp_path_factory.mktemp("pages"))
    small.hand_in("s1")
    small.hand_in("s2", double="def double(x):\n    return 0")
    small.folder("s3")
    grade_with(warm, small)
    return small


@pytest.fixture
def small(once, tmp_path):
    return copy_of(once, tmp_path / "课")


def test_all_pages_come_back_as_they_were(small):
    """Deleted or damaged pages are written again, byte by byte; the others are left alone."""
    before = {path: path.read_bytes() for path in (small.root / "feedback").rglob("*.html")}
    assert len(before) == 3
    lost, torn, whole = sorted(before)
    lost.unlink()
    torn.write_text("<p>")
    stamp = whole.stat().st_mtime_ns
    found = write_class_pages(small.course, "hw")
    assert sorted(found.pages) == [("s1", "hw"), ("s2", "hw"), ("s3", "hw")]
    assert (found.ungraded, found.changed) == ([], [])
    assert {path: path.read_bytes() for path in before} == before
    assert whole.stat().st_mtime_ns == stamp


def test_a_page_never_joins_an_old_verdict_and_a_new_answer(small):
    """Who handed in again is told; the page of the older one stays. Who was never graded has none."""
    page = small.course.feedback("s2", "hw") / "hw.html"
    before = page.read_bytes()
    small.hand_in("s2")
    small.hand_in("s4")
    found = write_class_pages(small.course, "hw")
    assert (found.changed, found.ungraded) == ([("s2", "hw")], [("s4", "hw")])
    assert ("s2", "hw") in found.pages
    assert ("s4", "hw") not in found.pages
    assert page.read_bytes() == before


def test_a_new_version_of_the_program_can_still_write_them(small):
    """A record holds for its page whatever engine made it: only a changed submission parts them."""
    with closing(sqlite3.connect(small.root / "gradebook.db")) as db:
        db.execute("UPDATE coursekit_record SET engine = 'another'")
        db.commit()
    assert write_class_pages(small.course, "hw").changed == []


def test_an_unknown_assignment_is_told(small):
    """With what there is."""
    with pytest.raises(CourseError, match="hw"):
        write_class_pages(small.course, "hv")
