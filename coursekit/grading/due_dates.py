"""When an assignment is due, and for whom later, as nbgrader's gradebook has it; nbgrader itself is not loaded."""

from datetime import UTC, datetime, timedelta

from coursekit.grading.course import Course
from coursekit.grading.records import fetch

_DUE = "SELECT duedate FROM assignment WHERE name = :assignment"
_EXTENSIONS = """
SELECT sa.student_id, sa.extension FROM submitted_assignment sa JOIN assignment a ON a.id = sa.assignment_id
WHERE a.name = :assignment AND sa.extension IS NOT NULL
"""
_EPOCH = datetime(1970, 1, 1)


class DueDates:
    """When each student's work is due; never, where the gradebook does not say.

    Raises
    ------
    GradebookError
        The gradebook cannot be read.
    """

    def __init__(self, course: Course, assignment: str):
        due, extensions = fetch(
            course, ("assignment", "submitted_assignment"), [_DUE, _EXTENSIONS], assignment=assignment
        ) or ([], [])
        told = due[0][0] if due else None
        self.due = None if told is None else _time(told).replace(tzinfo=UTC).timestamp()
        self.later = {student: _span(extension).total_seconds() for student, extension in extensions}

    def of(self, student: str) -> float | None:
        """Return when a student's work is due, seconds since the epoch; None for never."""
        return None if self.due is None else self.due + self.later.get(student, 0.0)


def _time(value) -> datetime:
    """Return what a database holds as a time: SQLite has texts."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


def _span(value) -> timedelta:
    """Return what a database holds as a span: SQLAlchemy writes it as a time after 1970 where there is no such type."""
    return value if isinstance(value, timedelta) else _time(value) - _EPOCH
