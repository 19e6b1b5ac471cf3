"""Stored records: what goes in comes out, by the standard library alone where that can do it."""

import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from coursekit.grading import records
from coursekit.grading.errors import GradebookError
from coursekit.grading.gradebook import GradebookWriter
from coursekit.grading.records import Key, Record, pack, read_stored, unpack
from coursekit.grading.results import CellResult, NotebookResult
from tests.grading.conftest import SmallCourse

KEY = Key("code", "look", "submission", "engine", "data")


def result(score=4.0):
    cells = [
        CellResult("test_double", score, 4.0, "passed", "说明\n两行", 0.25, "a traceback"),
        CellResult("test_net", 0.0, 3.0, "failed"),
        CellResult("report", None, 5.0, "manual"),
    ]
    return NotebookResult("s1", "hw", "hw", cells, ["备注"])


@pytest.fixture
def small(tmp_path):
    """A course whose path has all that a URL would take for its own."""
    small = SmallCourse(tmp_path / "课 程 #1 100%")
    small.hand_in("s1")
    with GradebookWriter(small.course) as book:
        book.write(result(), record=Record(KEY, pack(result(), frozenset({"test_net"}))))
    return small


def test_a_verdict_comes_back_whole():
    """All that students and reports see, and which cells are all or nothing; tracebacks stay in autograded/."""
    back, whole = unpack("s1", "hw", "hw", pack(result(), frozenset({"test_net"})))
    assert back.as_json() == result().as_json()
    assert whole == {"test_net"}
    assert back.cells[0].detail == ""


def test_a_stored_record_is_found(small):
    """By student and notebook, with its key; and which source the gradebook is in step with."""
    stored = read_stored(small.course, "hw")
    record = stored.records["s1", "hw"]
    assert (record.key, record.altered) == (KEY, False)
    assert unpack("s1", "hw", "hw", record.verdict)[0].score == 4.0
    assert len(stored.source) == 64


def test_a_new_verdict_takes_the_place_of_the_old(small):
    """One record a notebook; a write without one takes it away."""
    with GradebookWriter(small.course) as book:
        book.write(result(0.0), record=Record(KEY, pack(result(0.0), frozenset())))
    (record,) = read_stored(small.course, "hw").records.values()
    assert unpack("s1", "hw", "hw", record.verdict)[0].score == 0.0
    with GradebookWriter(small.course) as book:
        book.write(result())
    assert read_stored(small.course, "hw").records == {}


def test_scores_and_record_are_one_transaction(small, monkeypatch):
    """Where the record cannot be written, the scores are not either."""
    monkeypatch.setattr("coursekit.grading.gradebook.write_record", lambda *args: 1 / 0)
    with GradebookWriter(small.course) as book, pytest.raises(ZeroDivisionError):
        book.write(result(0.0), record=Record(KEY, pack(result(0.0), frozenset())))
    monkeypatch.undo()
    with closing(sqlite3.connect(small.root / "gradebook.db")) as db:
        assert db.execute("SELECT SUM(auto_score) FROM grade").fetchone() == (4.0,)


def test_any_database_is_read(small):
    """What is no plain SQLite file goes through SQLAlchemy, to the same records."""
    plain = read_stored(small.course, "hw")
    (small.root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///gradebook.db?timeout=5'\n"
    )
    assert read_stored(small.course, "hw") == plain
    assert read_stored(small.course, "other").records == {}


def test_a_locked_gradebook_is_told(small, monkeypatch):
    """One that is not in write-ahead mode keeps readers out too: an error in words, after the wait."""
    monkeypatch.setattr(records, "BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(small.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match="formgrader"):
            read_stored(small.course, "hw")


def test_looking_up_loads_nothing_heavy(small):
    """An unchanged class is found so without nbgrader, SQLAlchemy, the notebook library and numpy."""
    code = (
        "import sys; from coursekit.grading.class_run import grade_class; from coursekit.grading.class_plan import *\n"
        "from coursekit.grading.course import Course\n"
        "plan_class(Course(sys.argv[1]), 'hw', ['s1'])\n"
        "print({'nbgrader', 'sqlalchemy', 'nbformat', 'numpy', 'torch', 'pandas', 'IPython'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, small.root], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
