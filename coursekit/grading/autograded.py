"""The autograded copy of a submission: what formgrader shows to the one who marks by hand."""

import json
import os
import re
import stat
import warnings
from datetime import datetime
from pathlib import Path

from nbformat import ValidationError, validate
from nbformat.notebooknode import NotebookNode

from coursekit.atomic import write_text
from coursekit.authoring.pairs import read_notebook
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError
from coursekit.grading.harmless import harmless
from coursekit.grading.results import NotebookResult
from coursekit.lang import tr

MAX_TIMESTAMP = 200  # bytes
# A date, an hour, perhaps a zone: dateutil would open a file that a zone names.
_TIME = re.compile(r"[\d-]+([ T][\d:.]+([+-][\d:]+)?)?( [+-]\d{4}| [A-Za-z_]+(/[A-Za-z_+-]+)?)?")


def autograded(result: NotebookResult, notebook: NotebookNode, course: Course) -> Path:
    """Write the graded notebook to ``autograded/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb`` and return its path.

    Parameters
    ----------
    notebook : NotebookNode
        The notebook rebuilt from the teacher's source and the student's answers, with the outputs of the run; HTML in
        the student's text is taken out of it.

    Raises
    ------
    CourseError
        The notebook does not fit nbformat's schema.
    """
    return _write(harmless(notebook), course.autograded(result.student, result.assignment) / f"{result.notebook}.ipynb")


def _write(notebook: NotebookNode, path: Path) -> Path:
    try:
        validate(notebook)
    except ValidationError as error:
        reason = str(error).split("\n")[0]
        raise CourseError(tr(f"{path} 写不成：{reason}", f"cannot write {path}: {reason}")) from error
    # Without indents, which nobody reads here: with them Python does not use its fast encoder.
    text = json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"
    # half a surrogate pair, which only a student's notebook holds, is no UTF-8: it stays a JSON escape
    write_text(path, text.encode("utf-8", "backslashreplace").decode())
    return path


def rescale_copy(result: NotebookResult, course: Course) -> Path:
    """Give the cells of an autograded copy the points that they have now, as formgrader shows them; return its path.

    Raises
    ------
    CourseError
        The copy cannot be read or written.
    """
    path = course.autograded(result.student, result.assignment) / f"{result.notebook}.ipynb"
    points = {cell.grade_id: cell.max_score for cell in result.cells}
    notebook = read_notebook(path)
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        if about.get("grade_id") in points:
            about.points = points[about.grade_id]
    return _write(notebook, path)


def submission_time(course: Course, student: str, assignment: str) -> datetime | None:
    """Return when a submission was made, as naive UTC: the first line of its ``timestamp.txt``; None if it tells none.

    The file comes from outside: no link is followed, little is read, and nonsense counts as absent.
    """
    path = course.folder("submitted", assignment, student) / "timestamp.txt"
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        regular = stat.S_ISREG(os.fstat(handle).st_mode)
        text = os.read(handle, MAX_TIMESTAMP).decode("utf-8", "replace") if regular else ""
    finally:
        os.close(handle)
    return parse_time(text.strip())


def parse_time(text: str) -> datetime | None:
    """Read a time as nbgrader does, as naive UTC; None for anything else.

    nbgrader's reading has its oddities (``+0800`` counts as 800 seconds), but formgrader takes a submission for
    autograded only where the gradebook's time equals its own. Write ``2026-11-20 11:25:30 UTC``.
    """
    from nbgrader.utils import parse_utc

    if not _TIME.fullmatch(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a zone that dateutil does not know
            return parse_utc(text)
    except (ValueError, OverflowError, TypeError):
        return None
