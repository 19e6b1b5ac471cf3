"""The rows that a submission has in the gradebook before it has scores: student, submission, notebooks, cells.

Plain SQL on nbgrader's own tables, see `gradebook_file.plain_sql`.
"""

from datetime import datetime

from coursekit.grading.gradebook_cells import NotebookCells
from coursekit.grading.gradebook_file import Sql, new_id

_ADD_SUBMISSION = """
INSERT INTO submitted_assignment (id, assignment_id, student_id, timestamp)
VALUES (:id, :assignment, :student, :timestamp)
"""
_ADD_NOTEBOOK = """
INSERT INTO submitted_notebook (id, assignment_id, notebook_id, flagged) VALUES (:id, :submission, :notebook, :flagged)
"""
_ADD_GRADE = "INSERT INTO grade (id, notebook_id, cell_id, needs_manual_grade) VALUES (:id, :submitted, :cell, :waits)"
_ADD_COMMENT = "INSERT INTO comment (id, notebook_id, cell_id) VALUES (:id, :submitted, :cell)"


def ensure_student(sql: Sql, student: str) -> None:
    """Add a student that the gradebook lacks; what it knows of one stays."""
    if not sql("SELECT id FROM student WHERE id = :student", {"student": student}):
        sql("INSERT INTO student (id) VALUES (:student)", {"student": student})


def ensure_submission(sql: Sql, assignment_id: str, student: str, timestamp: datetime | None) -> str:
    """Return the id of a student's submission, added where it is lacking; no time leaves the known one as it is."""
    values = {"assignment": assignment_id, "student": student}
    where = "WHERE assignment_id = :assignment AND student_id = :student"
    found = sql(f"SELECT id FROM submitted_assignment {where}", values)
    if not found:
        made = new_id()
        sql(_ADD_SUBMISSION, {**values, "id": made, "timestamp": timestamp})
        return made
    if timestamp is not None:
        sql(f"UPDATE submitted_assignment SET timestamp = :timestamp {where}", {**values, "timestamp": timestamp})
    return found[0][0]


def mirror(sql: Sql, submission: str, notebooks: dict[str, NotebookCells]) -> dict[str, str]:
    """Give the submission a row for each notebook and cell of the assignment, as nbgrader's readers expect.

    Returns
    -------
    dict
        The ids of the submitted notebooks, by the ids of their notebooks.
    """
    values = {"submission": submission}
    known = dict(sql("SELECT notebook_id, id FROM submitted_notebook WHERE assignment_id = :submission", values))
    for cells in notebooks.values():
        if cells.notebook_id not in known:
            known[cells.notebook_id] = made = new_id()
            sql(_ADD_NOTEBOOK, {**values, "id": made, "notebook": cells.notebook_id, "flagged": False})
        submitted = known[cells.notebook_id]
        for table, wanted, add, more in (
            ("grade", cells.grades, _ADD_GRADE, {"waits": True}),
            ("comment", cells.comments, _ADD_COMMENT, {}),
        ):
            rows = sql(f"SELECT cell_id FROM {table} WHERE notebook_id = :submitted", {"submitted": submitted})
            lacking = set(wanted.values()) - {cell for (cell,) in rows}
            if lacking:
                added = [cell for cell in wanted.values() if cell in lacking]
                sql(add, [{"id": new_id(), "submitted": submitted, "cell": cell, **more} for cell in added])
    return known
