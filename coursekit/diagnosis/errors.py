"""The exception of diagnosis."""

from coursekit.errors import CourseError
from coursekit.lang import tr


class DiagnosisError(CourseError, ValueError):
    """What was given holds no curves that could be read, or too few epochs."""


def fail(zh: str, en: str) -> DiagnosisError:
    """Return the error with its message in the language in force."""
    return DiagnosisError(tr(zh, en))
