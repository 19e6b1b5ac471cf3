"""What forbids to publish."""

from coursekit.errors import CourseError


class PublishingError(CourseError):
    """The students' folder cannot be written, or would give something away."""
