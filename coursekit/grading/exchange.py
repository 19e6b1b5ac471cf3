"""Feedback pages that ``nbgrader release_feedback`` can hand out through the exchange.

``nbgrader submit`` leaves a secret with each attempt, known to its student and his teacher, and ``release_feedback``
names the page after it; it ends in an error at the first page that has none beside it, so that all students after that
one get nothing. Submissions that came another way, by mail say, have no secret: theirs are made up here, and nobody
finds the page by them.
"""

import secrets
from pathlib import Path

from coursekit.atomic import write_text
from coursekit.grading.course import Course
from coursekit.grading.files import UnreadableSubmission, read_regular
from coursekit.grading.placing import SECRET, TIMESTAMP

_CAP = 4096  # bytes; nbgrader's secret has 128, a time 30
_MADE_UP = "no-exchange-"


def prepare_feedback(course: Course, assignment: str) -> None:
    """Put each submission's time and secret beside its feedback pages; nothing where nobody used the exchange.

    Raises
    ------
    CourseError
        There is no such assignment, or nothing was handed in.
    OSError
        A feedback folder cannot be written.
    """
    folders = {student: course.feedback(student, assignment) for student in course.students(assignment)}
    handed_in = {s: course.folder("submitted", assignment, s) for s, folder in folders.items() if folder.is_dir()}
    told = {student: _text(folder / SECRET) for student, folder in handed_in.items()}
    if not any(told.values()):
        return
    for student, secret in told.items():
        beside = folders[student]
        if not secret:
            before = _text(beside / SECRET)
            secret = before if before.startswith(_MADE_UP) else _MADE_UP + secrets.token_hex(64)
        write_text(beside / SECRET, secret)
        write_text(beside / TIMESTAMP, _text(handed_in[student] / TIMESTAMP))


def _text(path: Path) -> str:
    """Return what a small file says; empty where it is absent, no regular file, or no text."""
    try:
        return read_regular(path, _CAP).decode()
    except (UnreadableSubmission, UnicodeDecodeError):
        return ""
