"""Whose answer a test has got, and which lies may be told in its place.

What a function of the solution answers may be anything else. What an object has computed beside it, a library's
estimator its score, an instance its attribute, is lied about as one who wants the points would: by a number that the
test may hope for. And what has a length may say so and yet have nothing to iterate over.
"""

import math
from collections.abc import Callable, Iterable

from coursekit.checks.kinds import kind
from coursekit.grading.handles import Handle
from coursekit.grading.lies import HUGE, OBJECT, Lie, filled, lies, same

_VALUES, _PARTS, _LENGTHS = ("get", "call", "operate"), ("call", "getattr", "getitem"), ("iter", "len")
HEARD = frozenset([*_VALUES, *_PARTS, *_LENGTHS])  # requests whose answers are lied about
_WISHED = (1.0, 0.0, math.nan, math.inf, -math.inf, HUGE, -HUGE)
NOTHING_TO_ITERATE = Lie("length", 0, OBJECT, False, True)  # of an object that has a length
NO_LENGTH = Lie("length", 1, 0, False, True)


def lasts(lie: Lie) -> bool:
    """Return whether a lie is told of each answer of the function from now on, and not of one alone."""
    return lie.partial or lie.kind in ("number", "length")


def source_of(link, defined: frozenset[str], op: str, args: tuple, value) -> tuple[str, Callable[[], Iterable[Lie]]]:
    """Return whose answer this is, an empty name for one that is not lied about, and what makes the lies.

    Parameters
    ----------
    link : LintLink
        Asked what the objects are called.
    defined : frozenset of str
        Names that the solution cells bind.
    op, args, value
        A request, and the right answer to it.
    """
    is_handle = type(value) is Handle
    function = _function(link, defined, op, args, value) if op in _VALUES else ""
    if function:
        return function, lambda: lies(value, is_handle)
    if op in _LENGTHS:
        return link.ask("described", args[0], ""), lambda: _lengths(link, op, args[0], value)
    if op in _PARTS and not is_handle and kind(value) == "number":
        part = {"call": "", "getattr": args[1], "getitem": "[…]"}[op]
        return link.ask("described", args[0], part), lambda: wished(value)
    return "", tuple


def _function(link, defined: frozenset[str], op: str, args: tuple, value) -> str:
    """Return the name of the solution's function that has answered, or of its value; empty for all others."""
    if op == "call":
        return link.ask("origin", args[0])
    if op == "operate":
        operand = next(part for part in args[1] if type(part) is Handle)
        return f"{name}.{args[0]}" if (name := link.ask("origin", operand)) else ""
    if args[0] not in defined or (type(value) is Handle and link.ask("origin", value)):
        return ""  # a function or class itself: its answers are what counts
    return args[0]


def wished(value: object) -> list[Lie]:
    """Return the numbers that a test may hope for, in place of one that the student's side has computed.

    A test that takes all of them does not look at the number; one that takes some rests on the candidate's word.

    Parameters
    ----------
    value : number
        The right answer; numpy's and torch's of no dimension too.
    """
    wishes = (int(wish) if type(value) is int and math.isfinite(wish) else wish for wish in _WISHED)
    told = [(place, filled(value, wish)) for place, wish in enumerate(wishes)]
    return [Lie("number", place, number, False, True) for place, number in told if not same(number, value)]


def _lengths(link, op: str, target, value) -> list[Lie]:
    """Return the lie about an object with a length: that it is 0, or else, when its items are asked for, no items."""
    if op == "len":
        return [NO_LENGTH] if value else []
    try:
        return [NOTHING_TO_ITERATE] if link.ask("len", target) else []
    except Exception:  # what has no length promises nothing
        return []
