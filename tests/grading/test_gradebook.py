"""The gradebook, seen through nbgrader's own eyes."""

import os
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from nbgrader.api import Gradebook

from coursekit.grading.authoring import build
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError, GradebookError
from coursekit.grading.gradebook import OWN, GradebookWriter
from coursekit.grading.gradebook_file import create_tables, open_engine
from coursekit.grading.release import graded_notebook
from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.sources import source_notebook
from tests.support.forks import forks
from tests.support.nbgrader_commands import PATH

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "课程 a"
    (root / "src").mkdir(parents=True)
    (root / "src" / "mini.py").write_text(TEXT, "utf-8")
    build(root)
    (root / "submitted" / "s01" / "mini").mkdir(parents=True)
    return Course(root)


def result(student="s01", test=2.0, manual=None, status="partial"):
    cells = [
        CellResult("test_mean", test, 3.0, status, "说明"),
        CellResult("explain", manual, 2.0, "manual" if manual is None else "failed"),
    ]
    return NotebookResult(student, "mini", "mini", cells)


def write(course, *results, **options):
    with GradebookWriter(course) as writer:
        for one in results:
            writer.write(one, **options)


def read(course, student="s01"):
    """Return what nbgrader's Gradebook says of a submission, as plain values."""
    with Gradebook(course.db_url) as book:
        submission = book.find_submission("mini", student)
        (notebook,) = submission.notebooks
        return {
            "score": submission.score,
            "max_score": submission.max_score,
            "needs": submission.needs_manual_grade,
            "timestamp": submission.timestamp,
            "grades": {
                grade.name: (grade.auto_score, grade.score, grade.needs_manual_grade) for grade in notebook.grades
            },
            "comments": {comment.name: comment.comment for comment in notebook.comments},
        }


def by_hand(course, cell="explain", **values):
    """Do what formgrader does when a teaching assistant marks a cell."""
    with Gradebook(course.db_url) as book:
        grade = book.find_grade(cell, "mini", "mini", "s01")
        for name, value in values.items():
            setattr(grade, name, value)
        grade.needs_manual_grade = False
        book.db.commit()


def rebuild(course, old, new):
    text = (course.root / "src" / "mini.py").read_text("utf-8")
    assert old in text
    (course.root / "src" / "mini.py").write_text(text.replace(old, new), "utf-8")
    build(course.root)


def test_nbgrader_reads_what_was_written(course):
    """Score, maximum, a pending mark; the student and the assignment are added."""
    write(course, result())
    got = read(course)
    assert (got["score"], got["max_score"], got["needs"]) == (2.0, 5.0, True)
    assert got["grades"] == {"test_mean": (2.0, 2.0, False), "explain": (None, 0.0, True)}
    with Gradebook(course.db_url) as book:
        assert [student.id for student in book.students] == ["s01"]
        assert book.find_student("s01").score == 2.0
        assert book.find_notebook("mini", "mini").needs_manual_grade
        assert book.find_assignment("mini").max_code_score == 3.0
        assert book.find_assignment("mini").max_written_score == 2.0


def test_sync_stores_the_cells_as_nbgrader_would(course, tmp_path):
    """The same rows as nbgrader's SaveCells makes of the same notebook."""
    from nbgrader.preprocessors import SaveCells

    # nbgrader takes a test for locked whatever its flag says
    rebuild(course, '"grade_id": "test_mean", "locked": true', '"grade_id": "test_mean", "locked": false')
    with GradebookWriter(course) as writer:
        assert writer.sync("mini") == []
    other = f"sqlite:///{tmp_path / 'other.db'}"
    create_tables(open_engine(other, 1.0), OWN)
    notebook = graded_notebook(course, "mini", "mini", source_notebook(course, course.notebooks("mini")["mini"]))
    with Gradebook(other) as book:
        book.add_assignment("mini")
    SaveCells().preprocess(notebook, {"nbgrader": {"notebook": "mini", "assignment": "mini", "db_url": other}})

    def rows(url):
        with Gradebook(url) as book:
            saved = book.find_notebook("mini", "mini")
            cells = [*saved.grade_cells, *saved.solution_cells, *saved.task_cells, *saved.source_cells]
            plain = [{key: value for key, value in cell.to_dict().items() if key != "id"} for cell in cells]
            return [saved.kernelspec, *sorted(plain, key=str)]

    assert rows(course.db_url) == rows(other)
    assert len(rows(other)) == 9  # kernel, 2 grade, 2 solution, 4 source cells


def test_a_second_run_replaces_automatic_scores_only(course):
    """Marks by hand, extra credit, comments, flags and penalties outlive a regrade."""
    answers = {"mean": "d0", "explain": "d1"}
    write(course, result(), answers=answers)
    by_hand(course, manual_score=1.5, extra_credit=0.25)
    with Gradebook(course.db_url) as book:
        notebook = book.find_submission_notebook("mini", "mini", "s01")
        notebook.flagged, notebook.late_submission_penalty = True, 0.5
        book.find_comment("explain", "mini", "mini", "s01").manual_comment = "写得好"
        book.db.commit()
    write(course, result(test=3.0, status="passed"), answers=answers)
    got = read(course)
    assert got["grades"] == {"test_mean": (3.0, 3.0, False), "explain": (None, 1.75, False)}
    assert got["comments"]["explain"] == "写得好"
    with Gradebook(course.db_url) as book:
        notebook = book.find_submission_notebook("mini", "mini", "s01")
        assert (notebook.flagged, notebook.late_submission_penalty) == (True, 0.5)


@pytest.mark.parametrize(("second", "waits"), [({"explain": "d1"}, False), ({"explain": "d2"}, True), (None, True)])
def test_a_marked_answer_waits_again_only_if_it_may_have_changed(course, second, waits):
    """A correction of a test does not send the graders through every answer again."""
    write(course, result(), answers={"explain": "d1"})
    by_hand(course, manual_score=2.0)
    write(course, result(), answers=second)
    assert read(course)["grades"]["explain"] == (None, 2.0, waits)


def test_a_mark_that_overrides_a_test_waits_when_the_score_changes(course):
    """The grader gave points for a reason; a new automatic score makes him look again, the same one does not."""
    write(course, result(test=1.0))
    by_hand(course, "test_mean", manual_score=3.0)
    write(course, result(test=1.0))
    assert read(course)["grades"]["test_mean"] == (1.0, 3.0, False)
    write(course, result(test=0.0, status="failed"))
    assert read(course)["grades"]["test_mean"] == (0.0, 3.0, True)


def test_an_answer_left_as_released(course):
    """Zero without a grader's work, and a comment that says why; it goes when there is an answer."""
    write(course, result(manual=0.0), answers={"explain": None, "mean": "d"})
    got = read(course)
    assert (got["needs"], got["comments"]) == (False, {"explain": "没有作答。", "mean": None})
    write(course, result(), answers={"explain": "d", "mean": "d"})
    assert read(course)["comments"] == {"explain": None, "mean": None}
    assert read(course)["needs"]


def test_failures_and_absences_are_zeros(course):
    """Every status has its score in the book."""
    for status in ("failed", "error", "timeout", "crashed", "missing"):
        write(course, result(student=f"s-{status}", test=0.0, manual=0.0, status=status))
        got = read(course, f"s-{status}")
        assert (got["score"], got["needs"]) == (0.0, False)


def test_a_corrected_assignment(course):
    """New points, a new cell and a removed one, with submissions there already: nbgrader would refuse."""
    write(course, result())
    added = (
        '\n# %% nbgrader={"grade": true, "grade_id": "test_more", "locked": true, "points": 4, "schema_version": 3, '
        '"solution": false, "task": false}\nassert True\n\n# %%\nmean([1, 2])\n'
    )
    rebuild(course, "\n# %%\nmean([1, 2])\n", added)
    rebuild(course, '"points": 3,', '"points": 2,')
    with GradebookWriter(course) as writer:
        assert writer.sync("mini") == []
        writer.write(NotebookResult("s01", "mini", "mini", [CellResult("test_more", 4.0, 4.0, "passed")]))
    got = read(course)
    assert (got["max_score"], got["grades"]["test_more"]) == (8.0, (4.0, 4.0, False))
    rebuild(course, added, "\n# %%\nmean([1, 2])\n")
    with GradebookWriter(course) as writer:
        assert writer.sync("mini") == []
    got = read(course)
    assert (got["max_score"], got["score"]) == (4.0, 2.0)
    assert set(got["grades"]) == {"test_mean", "explain"}


MORE = (
    '\n# %% nbgrader={"grade": true, "grade_id": "test_more", "locked": true, "points": 4, "schema_version": 3, '
    '"solution": false, "task": false}\nassert True\n\n# %%\nmean([1, 2])\n'
)


def test_marks_of_the_cells_that_remain(course):
    """Other points, a new cell, a cell that went: marks, extra credit, comment, flag and penalty are what they were."""
    answers = {"mean": "d0", "explain": "d1"}
    write(course, result(), answers=answers)
    by_hand(course, manual_score=1.5, extra_credit=0.25)
    with Gradebook(course.db_url) as book:
        notebook = book.find_submission_notebook("mini", "mini", "s01")
        notebook.flagged, notebook.late_submission_penalty = True, 0.5
        book.find_comment("explain", "mini", "mini", "s01").manual_comment = "写得好"
        book.db.commit()
    for old, new in (
        ('"points": 2,', '"points": 4,'),
        ("\n# %%\nmean([1, 2])\n", MORE),
        (MORE, "\n# %%\nmean([1, 2])\n"),
    ):
        rebuild(course, old, new)
        cells = [*result().cells, *([CellResult("test_more", 4.0, 4.0, "passed")] if new == MORE else [])]
        with GradebookWriter(course) as writer:
            assert writer.sync("mini") == []
            writer.write(NotebookResult("s01", "mini", "mini", cells), answers=answers)
        got = read(course)
        assert got["grades"]["explain"] == (None, 1.75, False)
        assert got["comments"]["explain"] == "写得好"
        with Gradebook(course.db_url) as book:
            notebook = book.find_submission_notebook("mini", "mini", "s01")
            assert (notebook.flagged, notebook.late_submission_penalty) == (True, 0.5)
    assert (got["score"], got["max_score"], set(got["grades"])) == (3.75, 7.0, {"test_mean", "explain"})


def test_a_mark_above_the_corrected_points_is_told(course):
    """It stays, and the teacher decides."""
    write(course, result())
    by_hand(course, manual_score=2.0)
    rebuild(course, '"points": 2,', '"points": 1,')
    with GradebookWriter(course) as writer:
        (note,) = writer.sync("mini")
    assert "explain 现在是 1 分，有 1 个" in note
    assert read(course)["grades"]["explain"] == (None, 2.0, False)


def test_a_removed_cell_with_marks_by_hand_stays(course):
    """The teacher is told; nobody's work is deleted."""
    write(course, result())
    by_hand(course, "test_mean", manual_score=3.0)
    rebuild(course, '"grade_id": "test_mean"', '"grade_id": "test_average"')
    with GradebookWriter(course) as writer:
        (note,) = writer.sync("mini")
    assert "test_mean" in note
    assert read(course)["grades"]["test_mean"] == (2.0, 3.0, False)


def test_unknown_names_are_refused_and_nothing_is_written(course):
    """A result that fits no cell of the source is a mistake of the caller's."""
    odd = NotebookResult("s01", "mini", "mini", [CellResult("nope", 1.0, 1.0, "passed")])
    with pytest.raises(GradebookError, match="没有这些计分单元：nope"):
        write(course, odd)
    with pytest.raises(GradebookError, match="没有 mini/other"):
        write(course, NotebookResult("s01", "mini", "other"))
    with pytest.raises(CourseError, match="没有作业 'minni'"):
        write(course, NotebookResult("s01", "minni", "mini"))
    with Gradebook(course.db_url) as book:
        assert book.students == []


def test_timestamps(course):
    """From the submission's file or the caller; an unknown time does not erase a known one."""
    stamp = course.submission("s01", "mini") / "timestamp.txt"
    stamp.write_text("2026-11-20 00:00:00.5 UTC\n", "utf-8")
    write(course, result())
    assert read(course)["timestamp"] == datetime(2026, 11, 20, 0, 0, 0, 500000)
    write(course, result(), timestamp=datetime(2026, 11, 21, 8, tzinfo=timezone(timedelta(hours=8))))
    assert read(course)["timestamp"] == datetime(2026, 11, 21)
    stamp.unlink()
    write(course, result())
    assert read(course)["timestamp"] == datetime(2026, 11, 21)


def test_the_log_is_written_ahead_and_one_backup_a_run_is_kept(course):
    """WAL, three copies at most, and the last copy holds what stood before the run."""
    for index in range(5):
        write(course, result(student=f"s{index}"))
    path = course.root / "gradebook.db"
    copies = sorted(course.root.glob("gradebook.db.bak-*"))
    assert len(copies) == 3
    with closing(sqlite3.connect(path)) as book, closing(sqlite3.connect(copies[-1])) as copy:
        assert book.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        count = "SELECT count(*) FROM student"
        assert (book.execute(count).fetchone(), copy.execute(count).fetchone()) == ((5,), (4,))


def test_a_new_gradebook_can_be_upgraded_by_nbgrader(course):
    """It carries the revision that nbgrader's migrations look for."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    write(course, result())
    with closing(sqlite3.connect(course.root / "gradebook.db")) as book:
        (found,) = book.execute("SELECT version_num FROM alembic_version").fetchall()
    assert found == (ScriptDirectory(ALEMBIC_DIR).get_current_head(),)


def test_a_locked_gradebook(course):
    """Another program is writing: a clear error, and what was written before is there."""
    write(course, result())
    with (
        closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as other,
        GradebookWriter(course, busy_seconds=0.05) as writer,
    ):
        writer.sync("mini")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradebookError, match="locked.*别的程序"):
            writer.write(result(test=0.0))
        other.execute("ROLLBACK")
        writer.write(result(student="s02"))
    assert (read(course)["score"], read(course, "s02")["score"]) == (2.0, 2.0)


def test_a_gradebook_locked_from_the_start(course):
    """Making the backup does not wait for ever."""
    write(course, result())
    with closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GradebookError, match="locked"), GradebookWriter(course, busy_seconds=0.05):
            pass


def test_a_damaged_file_is_left_as_it_is(course):
    """Nothing is overwritten, and the way out is named."""
    path = course.root / "gradebook.db"
    path.write_bytes(b"this was a gradebook" * 500)
    with pytest.raises(GradebookError, match=r"损坏.*\.bak-"), GradebookWriter(course):
        pass
    assert path.read_bytes() == b"this was a gradebook" * 500


@pytest.mark.parametrize(
    ("url", "message"),
    [("sqlite:///gone/gradebook.db", "是否可写"), ("nonsense", "URL"), ("nosuchdb://u:pw@h/d", "nosuchdb")],
)
def test_a_gradebook_that_cannot_be_opened(course, url, message):
    """One line, without the password."""
    (course.root / "nbgrader_config.py").write_text(f"get_config().CourseDirectory.db_url = {url!r}\n", "utf-8")
    with pytest.raises(GradebookError, match=message) as caught, GradebookWriter(Course(course.root)):
        pass
    assert "pw" not in str(caught.value) and "\n" not in str(caught.value)


def test_a_failing_write_leaves_no_half_submission(course, monkeypatch):
    """One transaction: all of a notebook's verdicts or none."""
    import coursekit.grading.gradebook as module

    with GradebookWriter(course) as writer:
        writer.sync("mini")
        monkeypatch.setattr(module, "_write_grades", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
        with pytest.raises(GradebookError, match="disk full"):
            writer.write(result())
    with Gradebook(course.db_url) as book:
        assert book.students == []
        assert book.assignment_submissions("mini") == []


@pytest.fixture(scope="module")
def quickstart(tmp_path_factory):
    """The course that `nbgrader quickstart` makes."""
    folder = tmp_path_factory.mktemp("quick")
    code = "from tests.support.nbgrader_commands import run_main; run_main()"
    made = forks().run(code, "quickstart", "course101", cwd=folder, environment=os.environ | {"PATH": PATH})
    assert made.status == 0, made.said
    return Course(folder / "course101")


def test_the_quickstart_course(quickstart):
    """A foreign course, without a gradebook yet: nbgrader lists the submission as autograded."""
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    submitted = quickstart.folder("submitted", "ps1", "bitdiddle")
    shutil.copytree(quickstart.source("ps1"), submitted)
    (submitted / "timestamp.txt").write_text("2026-11-20 08:00:00 UTC", "utf-8")
    with GradebookWriter(quickstart) as writer:
        assert writer.sync("ps1") == []
        _, notebooks = writer._assignments["ps1"]
        for name, cells in notebooks.items():
            verdicts = [
                CellResult(grade_id, None if grade_id in cells.comments else 1.0, 2.0, "passed")
                for grade_id in cells.grades
            ]
            writer.write(NotebookResult("bitdiddle", "ps1", name, verdicts))
    quickstart.autograded("bitdiddle", "ps1").mkdir(parents=True)
    config = Config({"CourseDirectory": {"root": str(quickstart.root), "db_url": quickstart.db_url}})
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    (record,) = [one for one in api.get_submissions("ps1") if one["student"] == "bitdiddle"]
    assert (record["score"], record["max_score"], record["autograded"]) == (4.0, 13.0, True)
    assert record["needs_manual_grade"]


def test_a_known_student_keeps_his_name(course):
    """What the teacher imported about students is not overwritten."""
    write(course)
    with Gradebook(course.db_url) as book:
        book.add_student("s01", first_name="三", last_name="张")
    write(course, result())
    with Gradebook(course.db_url) as book:
        assert book.find_student("s01").last_name == "张"


def test_naive_times_are_utc():
    from coursekit.grading.gradebook import _naive

    assert _naive(datetime(2026, 1, 1)) == _naive(datetime(2026, 1, 1, tzinfo=UTC)) == datetime(2026, 1, 1)


def test_another_database_gets_the_same_rows(course, monkeypatch):
    """The statements of a notebook are plain SQL with names for parameters; elsewhere SQLAlchemy carries them out."""
    import coursekit.grading.gradebook as module
    from coursekit.grading.gradebook_file import plain_sql

    class Other:
        dialect = SimpleNamespace(name="other")

        def __init__(self, db):
            self.execute = db.execute

    def rows():
        tables = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment", "coursekit_answer")
        with closing(sqlite3.connect(course.root / "gradebook.db")) as book:
            found = {name: book.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        ids = {
            value
            for table in found.values()
            for row in table
            for value in row
            if re.fullmatch("[0-9a-f]{32}", str(value))
        }
        return {
            name: sorted(([v for v in row if v not in ids] for row in table), key=str) for name, table in found.items()
        }

    answers = {"explain": "d1", "mean": None}
    write(course, result(), answers=answers)
    write(course, result(test=3.0, status="passed"), answers={**answers, "mean": "d2"})
    expected = rows()
    (course.root / "gradebook.db").unlink()
    monkeypatch.setattr(module, "plain_sql", lambda db: plain_sql(Other(db)))
    write(course, result(), answers=answers)
    write(course, result(test=3.0, status="passed"), answers={**answers, "mean": "d2"})
    assert rows() == expected
    assert len(expected["grade"]) == 2 and expected["coursekit_answer"]
