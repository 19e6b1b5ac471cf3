"""Errors of the teacher's side: each is one clear line that says what to do; the command line prints it and stops."""

from coursekit.errors import CourseError

__all__ = ["CourseError", "EngineFault", "GradebookError", "ReleaseError"]


class ReleaseError(CourseError):
    """A student version cannot be made, or would show what students must not see."""


class EngineFault(CourseError):
    """The engine failed on one notebook; the others are graded all the same."""


class GradebookError(CourseError):
    """The gradebook cannot be opened, read or written."""
