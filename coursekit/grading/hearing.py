"""What the student's code prints and warns while it answers: kept, capped, and sent with the next frame."""

import warnings
from contextlib import contextmanager

from coursekit.grading.capped import CappedText
from coursekit.grading.claims import claims_of

PRINTED_CAP = 20_000
WARNED_CAP = 50
TEXT_CAP = 4_000


_ALL = ("always", None, Warning, None, 0)


class Hearing:
    """The streams and the warnings of the requests to one candidate.

    Attributes
    ----------
    out, err : CappedText
        Stand in for stdout and stderr, the same objects all the time.
    """

    def __init__(self):
        self.out, self.err = CappedText(PRINTED_CAP), CappedText(PRINTED_CAP)
        self.warned: list[list] = []
        self._shown = None

    def listen(self) -> None:
        """Hear every warning from now on, each time it is given: the test's own filters decide what becomes of it."""
        self._shown = warnings.showwarning
        warnings.showwarning = self._hear
        warnings.simplefilter("always")

    @contextmanager
    def cell(self):
        """Let a cell warn as in a notebook: each place once, into the cell's own outputs."""
        if self._shown is None:
            yield
            return
        warnings.showwarning = self._shown
        if _ALL in warnings.filters:
            warnings.filters.remove(_ALL)
        try:
            yield
        finally:
            self.listen()

    def _hear(self, message, category, filename, lineno, file=None, line=None) -> None:
        if len(self.warned) < WARNED_CAP:
            self.warned.append([claims_of(category), str(message)[:TEXT_CAP]])

    def take(self, changes: list | None = None) -> list | None:
        """Return ``[printed, printed to stderr, warned, changes]`` since the last time, None where there is nothing."""
        if not (self.out.size or self.err.size or self.warned or changes):
            return None
        warned, self.warned = self.warned, []
        return [self._drain(self.out), self._drain(self.err), warned, changes]

    @staticmethod
    def _drain(stream: CappedText) -> str:
        text = stream.text()
        stream.parts, stream.size = [], 0
        return text
