"""Copies of what lives on in the candidate: a list that an object holds, the table behind a name.

In one kernel a test that changes such a thing changes the student's own. Here it would change the copy alone, and
nobody would know: so the copies are looked at again when a block or a cell ends. Which values these are follows from
the test's own text: what it gets by a name, an attribute or a key. What a call has returned is the test's to change,
whether a student's function has made it or given its own away.
"""

import sys
from collections import deque
from itertools import starmap
from operator import is_

from coursekit.checks.kinds import is_frame
from coursekit.grading.alarms import Alarm, Misuse
from coursekit.lang import tr

ELEMENTS_CAP = 1_000_000  # of all copies that are kept in mind; the oldest are let go
PARTS = frozenset(["get", "getattr", "getitem"])  # requests for what lives on in the candidate
_CHANGEABLE = frozenset([list, dict, set])
_NESTED = frozenset([list, tuple, dict])


class Copies:
    """The copies that a test cell has got."""

    def __init__(self):
        self._known: deque[tuple[object, object, int]] = deque()
        self._elements = 0

    def note(self, value: object) -> None:
        """Keep in mind what a copy looks like as it comes, if it is one that can be changed in place."""
        if type(value) not in _CHANGEABLE and not is_frame(value):
            return
        size = value.size if is_frame(value) else len(value)
        if size > ELEMENTS_CAP:
            return
        self._known.append((value, _picture(value), size))
        self._elements += size
        while self._elements > ELEMENTS_CAP:
            self._elements -= self._known.popleft()[2]

    def look_over(self) -> Misuse | None:
        """Return what a test has done wrong that has changed one of them."""
        changed = (type(value).__name__ for value, picture, _ in self._known if not _as_before(value, picture))
        name = next(changed, None)
        if name is None:
            return None
        return Misuse(
            tr(
                f"测试原地修改了学生的 {name}，学生一侧不会跟着变：先复制（.copy()、list(…)、sorted(…)），再改；"
                "要改学生的对象，就调用它的方法，或者赋值给它的属性或名字",
                f"a test changed a student's {name} in place, which the student's side does not see: change a copy "
                "(.copy(), list(…), sorted(…)); to change the student's own, call its methods, or bind its attribute "
                "or name",
            )
        )

    def forget(self) -> None:
        """Begin a new cell."""
        self._known.clear()
        self._elements = 0


class Watched:
    """What a test cell cannot undo; part of `Link`.

    Attributes
    ----------
    alarmed : Alarm or None
        The first alarm since `clear`; it sticks, so that a test that catches it has failed all the same.
    copies : Copies
        What the cell must not change.
    """

    def __init__(self):
        super().__init__()
        self.alarmed: Alarm | None = None
        self.copies = Copies()

    def alarm(self, alarm: Alarm) -> Alarm:
        """Remember an alarm, the first one of a cell, and return it for raising."""
        self.alarmed = self.alarmed or alarm
        return alarm

    def look_over(self) -> Alarm | None:
        """Return what fails the running cell whatever it does with it: the first alarm, or a copy that it changed."""
        if self.alarmed is None and (misuse := self.copies.look_over()):
            self.alarm(misuse)
        return self.alarmed

    def clear(self) -> None:
        """Begin a new cell."""
        self.alarmed = None
        self.copies.forget()


def _picture(value):
    """Return what a value is made of: the same objects, in containers of our own."""
    if is_frame(value):
        lazy = not sys.modules["pandas"].__version__.startswith("2.")  # from 3 on whatever is written to is copied then
        return value.copy(deep=not lazy)
    if type(value) is set:
        return set(value)
    parts = [*value, *value.values()] if type(value) is dict else list(value)
    return parts, [(part, _picture(part)) for part in parts if type(part) in _NESTED]


def _as_before(value, picture) -> bool:
    if is_frame(value):
        return value.equals(picture) and getattr(value, "name", None) == getattr(picture, "name", None)
    if type(value) is set:
        return value == picture
    parts = [*value, *value.values()] if type(value) is dict else value
    before, nested = picture
    return len(parts) == len(before) and all(map(is_, parts, before)) and all(starmap(_as_before, nested))
