"""Ctrl-C during a run: the first wish to stop lets what has been begun be finished, the second ends it at once."""

import signal
import threading
from collections.abc import Callable

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts:
    """A context in which Ctrl-C, or a polite ``kill``, only sets `wanted`; a second one raises KeyboardInterrupt.

    Parameters
    ----------
    tell : callable
        Called at the first one.
    """

    def __init__(self, tell: Callable[[], None] = lambda: None):
        self.tell = tell
        self.wanted = False
        self._before: dict = {}

    def __enter__(self) -> "Interrupts":
        if threading.current_thread() is threading.main_thread():  # elsewhere Python takes no signals
            self._before = {number: signal.signal(number, self._asked) for number in _SIGNALS}
        return self

    def __exit__(self, *_exception) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _asked(self, _number, _frame) -> None:
        if self.wanted:
            raise KeyboardInterrupt
        self.wanted = True
        self.tell()
