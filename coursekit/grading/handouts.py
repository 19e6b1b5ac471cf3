"""A homework as one archive for students: its release, made anew and zipped, the course's own folders untouched."""

import copy
import io
import tempfile
import zipfile
from pathlib import Path

from coursekit.grading.course import Course
from coursekit.grading.release import release

_DATE = (1980, 1, 1, 0, 0, 0)  # the oldest that an archive knows: the same release gives the same bytes


def handout(course: Course, assignment: str) -> bytes:
    """Return the student's version of an assignment as a zip archive with one folder, ``NAME/``.

    Raises
    ------
    CourseError, ReleaseError
        As `release`: no such assignment, faulty markers, or a secret line that would be shown.
    """
    with tempfile.TemporaryDirectory(prefix="handout-") as folder:
        config = copy.deepcopy(course.config)
        config.CourseDirectory.release_directory = folder
        aside = Course(course.root, config)
        files = release(aside, assignment)
        return _zipped(files, aside.release(assignment), assignment)


def _zipped(files: list[Path], folder: Path, name: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            member = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, path.read_bytes())
    return content.getvalue()
