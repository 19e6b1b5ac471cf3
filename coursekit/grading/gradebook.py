"""Results into nbgrader's gradebook: one long-lived writer, one transaction a notebook, marks by hand never touched.

Its importing takes about a second (SQLAlchemy, nbgrader): a grading run does it in the background.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import unquote

import nbgrader.preprocessors  # noqa: F401 - `sync` needs it: loaded here, with the rest that is slow
from nbgrader.api import Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from coursekit.grading.autograded import autograded, submission_time
from coursekit.grading.course import Course
from coursekit.grading.database_errors import database_errors
from coursekit.grading.digests import assignment_digests, source_digest
from coursekit.grading.errors import GradebookError
from coursekit.grading.gradebook_cells import NotebookCells, read_cells, sync_assignment
from coursekit.grading.gradebook_file import backup, create_tables, open_engine, sqlite_path
from coursekit.grading.gradebook_records import ANSWERS, OWN, write_record, write_source
from coursekit.grading.records import BUSY_SECONDS, Record
from coursekit.grading.release import graded_notebook
from coursekit.grading.results import NotebookResult
from coursekit.grading.sources import source_notebook
from coursekit.lang import tr

__all__ = ["GradebookWriter", "autograded", "submission_time"]

_grades, _comments, _notebooks = Grade.__table__, Comment.__table__, SubmittedNotebook.__table__
_submissions = SubmittedAssignment.__table__


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
            _ensure_student(db, result.student)
            submission = _ensure_submission(db, assignment_id, result.student, when)
            mirrored = _mirror(db, submission, notebooks)
            _write_grades(db, mirrored[cells.notebook_id], cells, result, answers)
            if answers is not None:
                _write_comments(db, mirrored[cells.notebook_id], cells, answers)
            write_record(db, mirrored[cells.notebook_id], record)


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


def _ensure_student(db: Connection, student: str) -> None:
    if not db.scalar(select(Student.id).where(Student.id == student)):
        db.execute(insert(Student).values(id=student))


def _ensure_submission(db: Connection, assignment_id: str, student: str, timestamp: datetime | None) -> str:
    where = (_submissions.c.assignment_id == assignment_id) & (_submissions.c.student_id == student)
    found = db.scalar(select(_submissions.c.id).where(where))
    if found is None:
        values = {"assignment_id": assignment_id, "student_id": student, "timestamp": timestamp}
        return db.execute(insert(_submissions).values(**values)).inserted_primary_key[0]
    if timestamp is not None:
        db.execute(update(_submissions).where(where).values(timestamp=timestamp))
    return found


def _mirror(db: Connection, submission: str, notebooks: dict[str, NotebookCells]) -> dict[str, str]:
    """Give the submission a row for each notebook and cell of the assignment, as nbgrader's readers expect.

    Returns
    -------
    dict
        The ids of the submitted notebooks, by the ids of their notebooks.
    """
    columns = (_notebooks.c.notebook_id, _notebooks.c.id)
    rows = select(*columns).where(_notebooks.c.assignment_id == submission)
    known = {row.notebook_id: row.id for row in db.execute(rows)}
    for cells in notebooks.values():
        if cells.notebook_id not in known:
            added = db.execute(insert(_notebooks).values(notebook_id=cells.notebook_id, assignment_id=submission))
            known[cells.notebook_id] = added.inserted_primary_key[0]
        submitted = known[cells.notebook_id]
        for table, wanted in ((_grades, cells.grades), (_comments, cells.comments)):
            present = set(db.scalars(select(table.c.cell_id).where(table.c.notebook_id == submitted)))
            lacking = [{"cell_id": cell, "notebook_id": submitted} for cell in wanted.values() if cell not in present]
            if lacking:
                db.execute(insert(table), lacking)
    return known


def _write_grades(
    db: Connection,
    submitted: str,
    cells: NotebookCells,
    result: NotebookResult,
    answers: Mapping[str, str | None] | None,
) -> None:
    joined = _grades.outerjoin(ANSWERS, ANSWERS.c.grade_id == _grades.c.id)
    chosen = select(_grades, ANSWERS.c.digest).select_from(joined).where(_grades.c.notebook_id == submitted)
    rows = {row.cell_id: row for row in db.execute(chosen)}
    changes, seen = [], []
    for cell in result.cells:
        row = rows[cells.grades[cell.grade_id]]
        digest = (answers or {}).get(cell.grade_id)
        same = digest is not None and digest == row.digest
        waits = _waits(row, cell.score, same)
        if (row.auto_score, row.needs_manual_grade) != (cell.score, waits):
            changes.append({"row": row.id, "auto_score": cell.score, "needs_manual_grade": waits})
        if digest is not None and digest != row.digest:
            seen.append({"grade_id": row.id, "digest": digest})
    if changes:
        db.execute(update(_grades).where(_grades.c.id == bindparam("row")), changes)
    if seen:
        db.execute(delete(ANSWERS).where(ANSWERS.c.grade_id.in_([row["grade_id"] for row in seen])))
        db.execute(insert(ANSWERS), seen)


def _waits(row, score: float | None, same_answer: bool) -> bool:
    """Say whether a grader must look at the cell."""
    if row.manual_score is None:
        return score is None
    if score is None:
        return row.needs_manual_grade or not same_answer
    return row.needs_manual_grade or row.auto_score != score


def _write_comments(db: Connection, submitted: str, cells: NotebookCells, answers: Mapping[str, str | None]) -> None:
    none = tr("没有作答。", "No response.")
    changes = [
        {"cell": cells.comments[name], "auto_comment": none if digest is None else None}
        for name, digest in answers.items()
        if name in cells.comments
    ]
    where = (_comments.c.cell_id == bindparam("cell")) & (_comments.c.notebook_id == submitted)
    if changes:
        db.execute(update(_comments).where(where), changes)
