"""Results into nbgrader's gradebook: one long-lived writer, one transaction a notebook, marks by hand never touched.

Its importing takes about a second (SQLAlchemy, nbgrader): a grading run does it in the background.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

import nbgrader.preprocessors  # noqa: F401 - `sync` needs it: loaded here, with the rest that is slow

from coursekit.grading.autograded import autograded, submission_time
from coursekit.grading.course import Course
from coursekit.grading.database_errors import database_errors
from coursekit.grading.digests import assignment_digests, source_digest
from coursekit.grading.errors import GradebookError
from coursekit.grading.gradebook_cells import NotebookCells, read_cells, sync_assignment
from coursekit.grading.gradebook_file import (
    Sql,
    backup,
    create_tables,
    open_engine,
    plain_sql,
    sqlite_path,
)
from coursekit.grading.gradebook_records import OWN, write_record, write_source
from coursekit.grading.gradebook_rows import ensure_student, ensure_submission, mirror
from coursekit.grading.records import BUSY_SECONDS, Record
from coursekit.grading.release import graded_notebook
from coursekit.grading.results import NotebookResult
from coursekit.grading.sources import source_notebook
from coursekit.lang import tr

__all__ = ["GradebookWriter", "autograded", "submission_time"]

_GRADES = """
SELECT g.cell_id, g.id, g.auto_score, g.manual_score, g.needs_manual_grade, a.digest
FROM grade g LEFT JOIN coursekit_answer a ON a.grade_id = g.id WHERE g.notebook_id = :submitted
"""
_CHANGE_GRADE = "UPDATE grade SET auto_score = :score, needs_manual_grade = :waits WHERE id = :id"
_CHANGE_COMMENT = "UPDATE comment SET auto_comment = :text WHERE cell_id = :cell AND notebook_id = :submitted"


class GradebookWriter:
    """The only writer of a grading run; a context manager.

    Opening it makes a copy of an existing SQLite file, ``gradebook.db.bak-…``, of which the last three stay.

    Parameters
    ----------
    course : Course
        Whose gradebook; made where it does not exist.
    busy_seconds : float
        How long to wait for another program that is writing.

    Raises
    ------
    GradebookError
        From any method: the gradebook is locked, damaged, or cannot be written; what was written before stays.
    """

    def __init__(self, course: Course, *, busy_seconds: float = BUSY_SECONDS):
        self.course = course
        self.busy_seconds = busy_seconds
        self._assignments: dict[str, tuple[str, dict[str, NotebookCells]]] = {}

    def __enter__(self) -> "GradebookWriter":
        with database_errors(self.course.db_url.partition("@")[2] or self.course.db_url):
            self._engine = open_engine(self.course.db_url, self.busy_seconds)
        self._where = unquote(self._engine.url.render_as_string(hide_password=True))
        try:
            with database_errors(self._where):
                path = sqlite_path(self._engine)
                if path is not None:
                    backup(path, self.busy_seconds)
                create_tables(self._engine, OWN)
        except BaseException:
            self._engine.dispose()
            raise
        return self

    def __exit__(self, *_exception) -> None:
        self._engine.dispose()

    def sync(self, assignment: str) -> list[str]:
        """Bring the gradebook's cells in step with the source; return remarks for the teacher.

        Raises
        ------
        CourseError
            The assignment is unknown or its notebooks are faulty.
        """
        digest = source_digest(assignment_digests(self.course, assignment))  # first: the source may change meanwhile
        made = {
            name: graded_notebook(self.course, assignment, name, source_notebook(self.course, path))
            for name, path in self.course.notebooks(assignment).items()
        }
        with database_errors(self._where), self._engine.begin() as db:
            notes = sync_assignment(db, assignment, self.course.course_id, made)
            self._assignments[assignment] = read_cells(db, assignment)
            write_source(db, self._assignments[assignment][0], digest)
        return notes

    def write(
        self,
        result: NotebookResult,
        *,
        timestamp: datetime | None = None,
        answers: Mapping[str, str | None] | None = None,
        record: Record | None = None,
    ) -> None:
        """Write the verdicts on one notebook in one transaction, and the record that later runs find.

        Automatic scores are set; manual scores, extra credit, comments by hand, flags and late penalties stay. A cell
        without score waits for its mark by hand. One that has a mark already waits again only if there is something
        new to see: the answer changed (or `answers` does not tell), or the automatic score did.

        Parameters
        ----------
        result : NotebookResult
            Of an assignment in the course's source; the student is added if the gradebook lacks him.
        timestamp : datetime, optional
            When it was submitted, UTC if naive; by default what the submission's ``timestamp.txt`` says.
        answers : mapping, optional
            For cells that students answer, by grade_id, a digest of the answer of up to 128 characters; None for one
            left as released, which is noted as a comment of the autograder.
        record : Record, optional
            The stored verdict; without it the next run grades this notebook anew.
        """
        if result.assignment not in self._assignments:
            self.sync(result.assignment)
        assignment_id, notebooks = self._assignments[result.assignment]
        cells = notebooks.get(result.notebook)
        _require_known(result, cells)
        when = _naive(timestamp) or submission_time(self.course, result.student, result.assignment)
        with database_errors(self._where), self._engine.begin() as db:
            sql = plain_sql(db)
            ensure_student(sql, result.student)
            submission = ensure_submission(sql, assignment_id, result.student, when)
            submitted = mirror(sql, submission, notebooks)[cells.notebook_id]
            _write_grades(sql, submitted, cells, result, answers)
            if answers is not None:
                _write_comments(sql, submitted, cells, answers)
            write_record(sql, submitted, record)


def _require_known(result: NotebookResult, cells: NotebookCells | None) -> None:
    where = f"{result.assignment}/{result.notebook}"
    if cells is None:
        raise GradebookError(tr(f"成绩库里没有 {where}。", f"the gradebook has no {where}."))
    unknown = [cell.grade_id for cell in result.cells if cell.grade_id not in cells.grades]
    if unknown:
        names = ", ".join(unknown)
        raise GradebookError(
            tr(f"{where} 里没有这些计分单元：{names}。", f"{where} has no such graded cells: {names}.")
        )


def _naive(timestamp: datetime | None) -> datetime | None:
    if timestamp is None or timestamp.tzinfo is None:
        return timestamp
    return timestamp.astimezone(UTC).replace(tzinfo=None)


def _write_grades(
    sql: Sql,
    submitted: str,
    cells: NotebookCells,
    result: NotebookResult,
    answers: Mapping[str, str | None] | None,
) -> None:
    rows = {row[0]: row[1:] for row in sql(_GRADES, {"submitted": submitted})}
    changes, seen = [], []
    for cell in result.cells:
        grade, automatic, manual, waited, known = rows[cells.grades[cell.grade_id]]
        digest = (answers or {}).get(cell.grade_id)
        same = digest is not None and digest == known
        waits = _waits(cell.score, automatic, manual, bool(waited), same)
        if (automatic, bool(waited)) != (cell.score, waits):
            changes.append({"id": grade, "score": cell.score, "waits": waits})
        if digest is not None and digest != known:
            seen.append({"grade": grade, "digest": digest})
    if changes:
        sql(_CHANGE_GRADE, changes)
    if seen:
        sql("DELETE FROM coursekit_answer WHERE grade_id = :grade", [{"grade": row["grade"]} for row in seen])
        sql("INSERT INTO coursekit_answer (grade_id, digest) VALUES (:grade, :digest)", seen)


def _waits(score: float | None, automatic: float | None, manual: float | None, waited: bool, same_answer: bool) -> bool:
    """Say whether a grader must look at the cell, by its score now, those before, and whether it waited before."""
    if manual is None:
        return score is None
    if score is None:
        return waited or not same_answer
    return waited or automatic != score


def _write_comments(sql: Sql, submitted: str, cells: NotebookCells, answers: Mapping[str, str | None]) -> None:
    none = tr("没有作答。", "No response.")
    changes = [
        {"cell": cells.comments[name], "submitted": submitted, "text": none if digest is None else None}
        for name, digest in answers.items()
        if name in cells.comments
    ]
    if changes:
        sql(_CHANGE_COMMENT, changes)
