"""The feedback pages of a class, written from its stored records; nothing is run."""

from dataclasses import dataclass, field
from pathlib import Path

from coursekit.grading.course import Course
from coursekit.grading.digests import submission_digests
from coursekit.grading.exchange import prepare_feedback
from coursekit.grading.feedback import write_feedback
from coursekit.grading.files import UnreadableSubmission
from coursekit.grading.grade import load_assignments
from coursekit.grading.records import read_stored, unpack
from coursekit.grading.submission import read_submission


@dataclass
class ClassPages:
    """The pages of a class.

    Attributes
    ----------
    pages : dict of (student, notebook) to Path
        Those that lie there now.
    ungraded : list of (student, notebook)
        Submissions without a stored record.
    changed : list of (student, notebook)
        Submissions that changed since they were graded: their pages stay as they were.
    """

    pages: dict[tuple[str, str], Path] = field(default_factory=dict)
    ungraded: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)


def write_class_pages(course: Course, assignment: str) -> ClassPages:
    """Write the feedback pages of an assignment anew; a page that says the same already is left alone.

    Raises
    ------
    CourseError
        No such assignment, nothing handed in, or the gradebook cannot be read.
    ReportError
        A page cannot be written.
    """
    titles = {part.notebook: part.titles for part in load_assignments(course, assignment)}
    records, found = read_stored(course, assignment).records, ClassPages()
    for student in course.students(assignment):
        handed_in = course.folder("submitted", assignment, student)
        folder = course.feedback(student, assignment)
        for notebook, digest in submission_digests(handed_in, titles).items():
            name, page = (student, notebook), folder / f"{notebook}.html"
            record = records.get(name)
            if record is None:
                found.ungraded.append(name)
            elif record.key.submission != digest:
                found.changed.append(name)
            else:
                result, _ = unpack(student, assignment, notebook, record.verdict)
                write_feedback(
                    result, _cells(handed_in / page.with_suffix(".ipynb").name), folder, titles=titles[notebook]
                )
            if page.is_file():
                found.pages[name] = page
    prepare_feedback(course, assignment)
    return found


def _cells(path: Path) -> list[dict]:
    try:
        return read_submission(path).cells
    except UnreadableSubmission:
        return []
