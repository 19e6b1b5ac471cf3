"""What the checks do with values in the examiner: made there, changed there, shown as text."""

from coursekit.checks.failure import CheckFailed
from coursekit.checks.source_text import find, missing_source
from coursekit.grading.lending import InOut


class ExamValues:
    """`checks.remote`, `checks.inout` and `checks.source` in an examination; part of `ExamSession`."""

    def remote(self, function):
        """Return what calls a function, or makes an object of a class, in the candidate."""

        def call(*args, **kwargs):
            return self.link_of().forward(function, args, kwargs)

        return call

    def inout(self, value) -> InOut:
        """Mark an argument that comes back changed."""
        return InOut(value)

    def source(self, name: str) -> str:
        """Return the text of a definition in the student's cells."""
        text = find(name, self.link_of().sources)
        if text is None:
            raise CheckFailed(missing_source(name))
        return text
