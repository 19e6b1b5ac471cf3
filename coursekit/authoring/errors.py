"""Errors of the author's side."""

from coursekit.errors import CourseError


class AuthoringError(CourseError):
    """A text or its notebook cannot be turned into the other."""
