"""Lies in place of right answers: which of them does a test cell let pass?

The examiner is forked for each lie and goes on with it; the fork ends as soon as its cell has lost a point, and says at
the end of the cell if it has not. The examination itself goes on with the right answer.

Where an answer goes straight to a check (`lint_straight`), the lie is told there: what the check refuses on trial is
noticed, without a fork.

One answer is replaced at a time. But where several values come back together, a cell may well look at one of them here
and at another there: so a lie about some of them is told from the first answer to the last.
"""

import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import compress
from operator import not_
from types import FrameType

from coursekit.grading.handles import Handle
from coursekit.grading.lies import OBJECT, Lie
from coursekit.grading.lint_candidate import LazyChannel
from coursekit.grading.lint_fork import BROKEN, NOTICED, PASSED, Believed, gather, restrain
from coursekit.grading.lint_goals import Check, Goal, Place, Unpacked, Used
from coursekit.grading.lint_on_the_way import Held, OnTheWay
from coursekit.grading.lint_trial import fails_at_once
from coursekit.grading.wishes import HEARD, NO_LENGTH, NOTHING_TO_ITERATE, lasts, source_of

ASKED_OFTEN = 3  # answers of one function in one line that are lied about: the next of a loop are alike
_ASKED_FOR = frozenset(["call", "getattr", "operate"])  # requests whose answers may go straight to a check or a use
# Of the seconds that the cell has taken; a lie that makes a test run on has been noticed.
CPU_FLOOR, CPU_FACTOR = 3, 10


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
    on_the_way: OnTheWay = field(default_factory=OnTheWay)
    astray: bool = False  # an answer has not come to its check in a cell that has passed

    def enter(self, cell: str, goals: dict[Place, Goal] | None = None) -> None:
        """Begin a test cell, of which `lint_straight` says where answers go; an empty name ends it."""
        self.cell, self.on_the_way = cell, OnTheWay(cell, goals or {})
        self.seen.clear()
        self.begun = time.process_time()

    def hear(self, op: str, args: tuple, value):
        """Return what the test is told: the right answer, or in a fork a lie."""
        if self.busy or not self.cell or op not in HEARD:
            return value
        goal = self.on_the_way.goal(sys._getframe()) if op in _ASKED_FOR and self.report is None else None
        if value is None:
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
            if isinstance(goal, Check) and (type(value) is Handle or args[0]._makes):
                goal = None  # an object is marked as the test's own when it comes, and is asked by whoever looks at it
            often = self.seen[place] > ASKED_OFTEN
            self.on_the_way.heard(function, goal if isinstance(goal, Check) and not often else None)
            if not function or often:
                return value
            left, refused = self._left(goal, function, line, value, lies_of())
            return self._tell(function, line, value, left, refused, name=args[0] if op == "get" else None)
        finally:
            self.busy = False

    def _left(self, goal: Goal | None, function: str, line: int, value, told_of: Iterable[Lie]):
        """Return the lies to be told here, and how many are noticed at once: those that cannot be unpacked or used.

        Those that are to be told at a check are kept for it.
        """
        first = self.seen[function] == 1
        due = [lie for lie in told_of if first or not lie.partial]
        if isinstance(goal, Check):
            # Others that go on with the next answers of the function may meet one before the check.
            late = [not lasts(lie) or bool(lie.kind == "number" and goal.end) for lie in due]
            self.on_the_way.hold(Held(function, line, goal, value, list(compress(due, late))))
            return list(compress(due, map(not_, late))), 0
        if isinstance(goal, Unpacked | Used):
            left = [lie for lie in due if not fails_at_once(lie.value, goal)]
            self.told += len(due) - len(left)
            return left, len(due) - len(left)
        return due, 0

    def check(self, check: Callable, frame: FrameType, actual, expected, options: dict) -> None:
        """Make a check for the cell, and before it tell the lies that were kept for it.

        Parameters
        ----------
        check : callable
            `checks.close` or `checks.equal`.
        frame : frame
            Where it is called.
        actual, expected, options
            Its arguments.
        """
        arrived = self.on_the_way.arrived(frame, actual) if self.report is None else []
        self.busy = True
        try:
            for number, held in enumerate(arrived):
                left = held.left(check, actual, expected, options)
                self.told += (refused := len(held.lies) - len(left))
                if left and held.lasting and held.others:
                    self.on_the_way.lost = True
                    continue
                told = self._tell(held.function, held.line, held.value, left, refused)
                if self.report is not None:
                    actual = held.swap(actual, told, frame.f_globals)
                    for other in arrived[number + 1 :] if held.lasting else ():
                        if other.function == held.function:
                            actual = other.swap(actual, self._alike(other.lies, other.value), frame.f_globals)
                    break
        finally:
            self.busy = False
        check(actual, expected, **options)

    def _again(self, op: str, args: tuple, value):
        """Go on with the lie of this fork, where it is one that goes on."""
        if op == "get":
            return self.kept.get(args[0], value)
        if self.always is None:
            return value
        function, lies_of = source_of(self.link, self.defined, op, args, value)
        return self._alike(lies_of(), value) if function == self.always[0] else value

    def _alike(self, told_of: Iterable[Lie], value):
        """Return what the test is told in place of a further answer of the function whose lies go on."""
        like = (self.always[1].kind, self.always[1].place)
        return self._told(next((lie for lie in told_of if (lie.kind, lie.place) == like), None), value)

    def _line(self) -> int:
        """Return the line of the cell that is running."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != f"<{self.cell}>":
            frame = frame.f_back
        return frame.f_lineno if frame else 0

    def _tell(self, function: str, line: int, value, told_of: list[Lie], refused: int = 0, name: str | None = None):
        """Tell lies in forks; return the right answer, in a fork the lie. So many others have been noticed without."""
        waiting, before = {}, len(self.believed)
        limit = CPU_FLOOR + math.ceil(CPU_FACTOR * (time.process_time() - self.begun))
        for lie in told_of:
            self.told += 1
            ear, mouth = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(ear)
                self._become(mouth, limit)
                answer = self._told(lie, value)
                if name is not None:
                    self.kept[name] = answer
                elif lasts(lie):
                    self.always = function, lie
                return answer
            os.close(mouth)
            waiting[ear] = (pid, Believed(self.cell, line, function, lie.kind, lie.other))
            if len(waiting) >= self.workers:
                self.believed += gather(waiting)
        while waiting:
            self.believed += gather(waiting)
        believed = self.believed[before:]
        if believed and believed[0].lie == "number" and len(believed) == len(told_of) + refused:
            del self.believed[before:]  # a number that is printed, or not used at all
        return value

    def _become(self, mouth: int, limit: int) -> None:
        """Be a fork: a line of one's own, limits, and nobody else's words."""
        restrain(limit)
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

    def noticed(self) -> None:
        """The cell has lost a point: a fork has nothing more to do."""
        if self.report is not None:
            self._end(NOTICED)

    def judged(self, full: bool) -> None:
        """The cell has ended."""
        self.astray = self.astray or (full and self.on_the_way.astray)
        if self.report is not None:
            unused = self.always is not None and self.always[1] is NO_LENGTH and not self.lengths
            self._end(PASSED if full and not unused else NOTICED)

    def broken(self, trace: str) -> None:
        """A fork of ours has failed by itself, which says nothing of the test."""
        self._end(BROKEN + trace[-4000:].encode())

    def _end(self, word: bytes) -> None:
        os.write(self.report, word)
        os._exit(0)
