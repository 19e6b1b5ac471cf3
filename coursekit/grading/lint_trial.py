"""Whether a check would refuse a lie, tried where it is called, with nothing left behind.

A trial proves that the lie is noticed, or nothing: then the lie is told in a fork. It asks nobody anything, and is made
only with values whose comparison runs no code but ours and the libraries'.
"""

import sys
import warnings

from coursekit.checks.failure import CheckFailed
from coursekit.grading.alarms import Misuse
from coursekit.grading.claims import claims_of
from coursekit.grading.handles import Handle
from coursekit.grading.lies import OBJECT
from coursekit.grading.lint_candidate import Opaque
from coursekit.grading.lint_goals import Unpacked, Used

_PLAIN = frozenset([type(None), bool, int, float, complex, str, bytes])
_HOLDERS = frozenset([list, tuple, dict, set])
_WORDS = frozenset(["say", "call", "likely"])  # what changes only the words of a failure


class _Asked(Exception):  # noqa: N818 - what happened, not what went wrong
    """A trial would have needed an answer of the candidate."""


class _Mute:
    """Whom the stand-in of a trial asks: nobody; whose alarm is nobody's."""

    def __init__(self):
        self.dropped: list[int] = []

    def alarm(self, alarm: Misuse) -> Misuse:
        return alarm

    def __getattr__(self, name: str):
        raise _Asked(name)


def refuses(check, told, expected, options: dict) -> bool:
    """Return whether a check certainly refuses a lie.

    Parameters
    ----------
    check : callable
        `checks.close` or `checks.equal`.
    told : object
        What is checked; `OBJECT` stands for a handle, as such or within.
    expected : object
        What the check compares with.
    options : dict
        Its further arguments; what they only say of a failure is left out.
    """
    told, expected = _by_itself(told), _by_itself(expected)
    if not is_plain(told) or not is_plain(expected):
        return False
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            options = {name: value for name, value in options.items() if name not in _WORDS}
            check(_with_stand_ins(told), expected, **options)
        except (CheckFailed, Misuse):
            return True
        except Exception:  # the fork will tell
            return False
    return False


def fails_at_once(told, goal: Unpacked | Used) -> bool:
    """Return whether a lie certainly cannot be unpacked, or used, as the cell does with the answer.

    Where a check looks at an attribute, it refuses an object's too: `Opaque` has nothing but methods, and no entries.
    """
    if isinstance(goal, Unpacked):
        return has_not(told, goal.parts)
    if goal.key is not None:
        return told is OBJECT or type(told) in _PLAIN or type(told) in _HOLDERS and not _has_entry(told, goal.key)
    return goal.shown if told is OBJECT else is_not_for(told, goal.attribute)


def _has_entry(told, key: str) -> bool:
    return type(told) is dict and key in told


def has_not(told, parts: int) -> bool:
    """Return whether a lie certainly cannot be unpacked into so many parts."""
    if told is None or told is OBJECT:  # a handle asks its object for an iterator, and `Opaque` has none
        return True
    if type(told) in (bool, int, float, complex):
        return True
    return type(told) in (str, bytes, list, tuple, dict, set) and len(told) != parts


def is_not_for(told, attribute: str) -> bool:
    """Return whether a lie certainly has no such attribute; of an empty name, whether it certainly cannot be called."""
    if type(told) not in _PLAIN and type(told) not in _HOLDERS:
        return False
    return not (hasattr(told, attribute) if attribute else callable(told))


def _by_itself(value):
    """Return a student's tensor as one that knows nothing of him: checks look at numbers and kind alone."""
    if type(value) is list:
        return list(map(_by_itself, value))
    if "torch" not in sys.modules or type(value).__name__ != "StudentTensor":
        return value
    torch = sys.modules["torch"]
    with torch._C.DisableTorchFunctionSubclass():
        return value.detach().as_subclass(torch.Tensor)


def is_plain(value) -> bool:
    """Whether comparing a value runs no code of a notebook's, and asks no candidate."""
    kind = type(value)
    if value is OBJECT or kind in _PLAIN:
        return True
    if kind in (list, tuple, set, frozenset):
        return all(map(is_plain, value))
    if kind is dict:
        return all(map(is_plain, value)) and all(map(is_plain, value.values()))
    module = kind.__module__.partition(".")[0]
    if module == "numpy":
        return getattr(getattr(value, "dtype", None), "kind", "O") in "biufcUSmM" and kind.__name__ != "memmap"
    if module == "torch":
        return kind is sys.modules["torch"].Tensor
    if module == "pandas":
        return kind.__name__ in ("DataFrame", "Series", "Index", "RangeIndex") and _plain_cells(value)
    return False


def _plain_cells(table) -> bool:
    """Whether the cells and labels of a table are plain; what extension types hold is their library's."""
    if table.ndim == 2:
        return all(map(is_plain, table.columns)) and all(_plain_cells(table.iloc[:, i]) for i in range(table.shape[1]))
    labels = getattr(table, "index", ())  # an index has none
    return all(map(is_plain, labels)) and (table.dtype.kind in "biufcmM" or all(map(is_plain, table.tolist())))


def _with_stand_ins(told):
    if told is OBJECT:
        return Handle(_Mute(), 0, claims_of(Opaque))
    if type(told) in (list, tuple):
        return type(told)(map(_with_stand_ins, told))
    return told
