"""Lies in place of right answers: which of them does a test cell let pass?

The examiner is forked for each lie and goes on with it; the fork ends as soon as its cell has lost a point, and says at
the end of the cell if it has not. The examination itself goes on with the right answer.

One answer is replaced at a time. But where several values come back together, a cell may well look at one of them here
and at another there: so a lie about some of them is told from the first answer to the last.
"""

import math
import os
import resource
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from coursekit.grading.errors import EngineFault
from coursekit.grading.lies import OBJECT, Lie
from coursekit.grading.lint_candidate import LazyChannel
from coursekit.grading.newborn import die_with_parent
from coursekit.grading.wishes import HEARD, NO_LENGTH, NOTHING_TO_ITERATE, source_of

ASKED_OFTEN = 3  # answers of one function in one line that are lied about: the next of a loop are alike
# Seconds; a lie that makes a test run on has been noticed.
CPU_FLOOR, CPU_FACTOR, WALL_LIMIT = 3, 10, 120
MEMORY_LIMIT = 4 * 2**30
_PASSED, _NOTICED, _BROKEN = b"passed", b"noticed", b"broken "


@dataclass
class Believed:
    """A lie that a test cell let pass.

    Attributes
    ----------
    cell, line : str, int
        Where the answer came in.
    function : str
        Whose answer it took the place of.
    lie : str
        Its kind, of `lies.KINDS`.
    other : bool
        Whether it is another value; else it is the right one in another dress, ``True`` for 1.
    """

    cell: str
    line: int
    function: str
    lie: str
    other: bool


@dataclass
class Liar:
    """Hears every answer of the solution.

    Attributes
    ----------
    defined : frozenset of str
        Names that the solution cells bind.
    workers : int
        Forks at a time.
    """

    link: object
    control: object
    defined: frozenset[str]
    workers: int = 1
    believed: list[Believed] = field(default_factory=list)
    told: int = 0
    cell: str = ""
    busy: bool = False
    begun: float = 0.0
    seen: Counter = field(default_factory=Counter)
    counted: object = None  # whose length has been asked for just now
    lengths: int = 0  # in a fork: wrong ones that were told and may have been relied on
    report: int | None = None  # in a fork: where to say whether the lie was noticed
    kept: dict[str, object] = field(default_factory=dict)  # in a fork: names whose value is the lie from now on
    always: tuple[str, Lie] | None = None  # in a fork: the function that tells a lie like this from now on

    def enter(self, cell: str) -> None:
        """Begin a test cell; an empty name ends it."""
        self.cell = cell
        self.seen.clear()
        self.begun = time.process_time()

    def hear(self, op: str, args: tuple, value):
        """Return what the test is told: the right answer, or in a fork a lie."""
        if self.busy or not self.cell or value is None or op not in HEARD:
            return value
        if self.report is not None and op == "iter" and args[0] is self.counted:
            self.lengths -= 1  # `list` has asked for a length that it then does not rely on
        self.counted = args[0] if op == "len" else None
        self.busy = True
        try:
            if self.report is not None:
                return self._again(op, args, value)
            function, lies_of = source_of(self.link, self.defined, op, args, value)
            place = (function, line := self._line())
            self.seen[place] += 1
            self.seen[function] += 1
            if not function or self.seen[place] > ASKED_OFTEN:
                return value
            return self._tell(function, line, value, lies_of(), name=args[0] if op == "get" else None)
        finally:
            self.busy = False

    def _again(self, op: str, args: tuple, value):
        """Go on with the lie of this fork, where it is one that goes on."""
        if op == "get":
            return self.kept.get(args[0], value)
        if self.always is None:
            return value
        function, lies_of = source_of(self.link, self.defined, op, args, value)
        if function != self.always[0]:
            return value
        like = (self.always[1].kind, self.always[1].place)
        alike = (lie for lie in lies_of() if (lie.kind, lie.place) == like)
        return self._told(next(alike, None), value)

    def _line(self) -> int:
        """Return the line of the cell that is running."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != f"<{self.cell}>":
            frame = frame.f_back
        return frame.f_lineno if frame else 0

    def _tell(self, function: str, line: int, value, told_of: Iterable[Lie], name: str | None):
        waiting, before, told = {}, len(self.believed), self.told
        first = self.seen[function] == 1
        limit = CPU_FLOOR + math.ceil(CPU_FACTOR * (time.process_time() - self.begun))
        for lie in told_of:
            if lie.partial and not first:
                continue
            self.told += 1
            ear, mouth = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(ear)
                self._become(mouth, limit)
                answer = self._told(lie, value)
                if name is not None:
                    self.kept[name] = answer
                elif lie.partial or lie.kind in ("number", "length"):
                    self.always = function, lie
                return answer
            os.close(mouth)
            waiting[ear] = (pid, Believed(self.cell, line, function, lie.kind, lie.other))
            if len(waiting) >= self.workers:
                self._gather(waiting)
        while waiting:
            self._gather(waiting)
        believed = self.believed[before:]
        if believed and believed[0].lie == "number" and len(believed) == self.told - told:
            del self.believed[before:]  # a number that is printed, or not used at all
        return value

    def _become(self, mouth: int, limit: int) -> None:
        """Be a fork: a line of one's own, limits, and nobody else's words."""
        die_with_parent()
        signal.alarm(WALL_LIMIT)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))
        self.report = mouth
        self.link.channel = LazyChannel(self.control)

    def _told(self, lie: Lie | None, value):
        """Return what the test is told for a lie; the right answer where there is none."""
        if lie is None:
            return value
        if lie is NO_LENGTH:
            self.lengths += 1
        if lie is NOTHING_TO_ITERATE:
            return self.link.ask("nothing")
        return self._with_handles(lie.value)

    def _with_handles(self, told):
        if told is OBJECT:
            return self.link.ask("opaque")
        if type(told) in (list, tuple):
            return type(told)(self._with_handles(part) for part in told)
        if type(told) is dict:
            return {key: self._with_handles(part) for key, part in told.items()}
        return told

    def _gather(self, waiting: dict) -> None:
        """Take the word of the forks that have ended; one that was killed has been stopped, as the clocks would."""
        ready, _, _ = select.select(list(waiting), [], [])
        for ear in ready:
            pid, lie = waiting.pop(ear)
            said = os.read(ear, 65536)
            os.close(ear)
            os.waitpid(pid, 0)
            if said.startswith(_BROKEN):
                raise EngineFault(said.removeprefix(_BROKEN).decode())
            if said == _PASSED:
                self.believed.append(lie)

    def noticed(self) -> None:
        """The cell has lost a point: a fork has nothing more to do."""
        if self.report is not None:
            self._end(_NOTICED)

    def judged(self, full: bool) -> None:
        """The cell has ended."""
        if self.report is not None:
            unused = self.always is not None and self.always[1] is NO_LENGTH and not self.lengths
            self._end(_PASSED if full and not unused else _NOTICED)

    def broken(self, trace: str) -> None:
        """A fork of ours has failed by itself, which says nothing of the test."""
        self._end(_BROKEN + trace[-4000:].encode())

    def _end(self, word: bytes) -> None:
        os.write(self.report, word)
        os._exit(0)
