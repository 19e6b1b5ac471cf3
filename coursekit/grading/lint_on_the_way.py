"""Answers on their way to a check: what the liar knows of them while the cell runs."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from types import FrameType

from coursekit.grading.lies import Lie
from coursekit.grading.lint_goals import COUNTED, Check, Goal, Place
from coursekit.grading.lint_trial import refuses

# Modules whose frames lie between a test's call and the liar that hears the answer.
_PASSED_THROUGH = frozenset(f"{__package__}.{name}" for name in ("handles", "link", "lint_candidate", "liar"))


@dataclass
class Held:
    """An answer on its way to a check, and the lies to be told there.

    Attributes
    ----------
    function, line, check, value, lies
        Whose answer it is, where it was given, where it goes, the right one and the others.
    others : bool
        Whether its function has given further answers meanwhile that do not go to the same check.
    """

    function: str
    line: int
    check: Check
    value: object
    lies: list[Lie]
    others: bool = False

    @property
    def lasting(self) -> bool:
        """Whether the lies are told from now on: of each answer of the function, not of this one alone."""
        return any(lie.kind == "number" for lie in self.lies)

    def has_come(self, actual: object) -> bool:
        """Whether this is the answer, or the list that it is an item of."""
        item = self.check.item
        return actual is self.value if item is None else len(actual) > item and actual[item] is self.value

    def left(self, check: Callable, actual: object, expected: object, options: dict) -> list[Lie]:
        """Return the lies that a check does not certainly refuse in place of the answer."""
        return [lie for lie in self.lies if not refuses(check, self.in_place(actual, lie.value), expected, options)]

    def in_place(self, actual: object, told: object) -> object:
        """Return what is checked with a lie in place of the answer."""
        item = self.check.item
        return told if item is None else [*actual[:item], told, *actual[item + 1 :]]

    def swap(self, actual: object, told: object, names: dict) -> object:
        """Put a lie where the answer is, in a list or under a name, and return what is checked."""
        if self.check.item is not None:
            actual[self.check.item] = told
            return actual
        if self.check.name:
            names[self.check.name] = told
        return told


@dataclass
class OnTheWay:
    """The answers of one test cell.

    Attributes
    ----------
    cell : str
        Its key.
    goals : dict
        Where answers go, by the place of the call that gives them: `lint_straight.straight`.
    """

    cell: str = ""
    goals: dict[Place, Goal] = field(default_factory=dict)
    held: dict[Place, list[Held]] = field(default_factory=dict)  # by the place of the check
    lost: bool = False  # an answer has not come to its check
    row: FrameType | None = None  # the list comprehension that gave the last item
    items: dict[Place, int] = field(default_factory=dict)  # by the place of its check, how many it has given

    def goal(self, frame: FrameType) -> Goal | None:
        """Return where the answer goes that a frame has just got, if the cell itself has asked; None where unknown."""
        while frame.f_globals.get("__name__") in _PASSED_THROUGH:
            frame = frame.f_back
        in_row = frame.f_code.co_name == "<listcomp>" and frame.f_code.co_filename == f"<{self.cell}>"
        if not self.is_here(frame.f_back if in_row else frame):
            return None
        goal = self.goals.get(_place(frame))
        if in_row != (isinstance(goal, Check) and goal.item == COUNTED):
            return None
        if not in_row:
            return goal
        item = self.items[goal.place] if self.row is frame else 0
        self.row, self.items[goal.place] = frame, item + 1
        return replace(goal, item=item)

    def is_here(self, frame: FrameType) -> bool:
        """Whether a frame runs the cell's own statements."""
        return frame.f_code.co_filename == f"<{self.cell}>" and frame.f_code.co_name == "<module>"

    def hold(self, held: Held) -> None:
        """Keep the lies about an answer until it comes to its check."""
        waiting = self.held.setdefault(held.check.place, [])
        if any(other.check.item == held.check.item for other in waiting):
            self.lost = True
            waiting.clear()
        waiting.append(held)

    def heard(self, function: str, check: Check | None) -> None:
        """Note an answer of a function that goes to a check, or not: a lie about one on its way would be told here too.

        What else goes into the value that is checked cannot make it right. What it is compared with can: where an
        answer comes so late, lies are not told that were to be told.
        """
        for held in (held for row in self.held.values() for held in row if held.function == function and held.lasting):
            if check is None or check.place != held.check.place:
                held.others = True
                self.lost = self.lost or self._is_after(held.check)

    def _is_after(self, check: Check) -> bool:
        """Whether the cell has got past the first argument of a check."""
        frame = sys._getframe()
        while frame is not None and not self.is_here(frame):
            frame = frame.f_back
        at = _place(frame) if frame is not None else None
        return at is None or (at[0], at[2]) >= check.end

    def arrived(self, frame: FrameType, actual: object) -> list[Held]:
        """Return what has been held for the check that a frame makes of a value."""
        place = _place(frame) if self.held and self.is_here(frame) else None
        held = self.held.get(place, ())
        # Where some items are no answers, which one an answer is cannot be told from its number.
        counted = place not in self.items or self.items[place] == len(actual)
        return self.held.pop(place, []) if counted and all(answer.has_come(actual) for answer in held) else []

    @property
    def astray(self) -> bool:
        """Whether an answer has not come to its check, so that lies about it have not been told."""
        return self.lost or bool(self.held)


def _place(frame: FrameType) -> Place | None:
    """Return the place of the expression that a frame is in."""
    line, last, column, end = next(islice(frame.f_code.co_positions(), frame.f_lasti // 2, None))
    return line, last, column, end
