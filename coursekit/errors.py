"""The base of the errors that a command may end with: each is one clear line that says what to do."""


class CourseError(Exception):
    """A course, a text, a notebook or a submission is not what is needed."""
