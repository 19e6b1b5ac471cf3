"""Wrong answers made from a right one: what the linter lets a function return, to see whether the test notices.

Each lie has a kind, by which a test may be exempted from it: `KINDS`.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from coursekit.checks import equal
from coursekit.checks.failure import CheckFailed
from coursekit.checks.kinds import is_array, is_frame, is_tensor, kind, to_numpy
from coursekit.lang import tr

HUGE = 1e30
OBJECT = object()  # stands for a handle: the caller knows how to make one
NAMES = {
    "none": (" None", "None"),
    "empty": ("空的值", "an empty value"),
    "nan": (" NaN", "NaN"),
    "shape": ("另一种形状或长度", "another shape or length"),
    "text": ("文字", "text"),
    "complex": ("复数", "a complex number"),
    "bool": ("布尔值", "a bool"),
    "object": ("自定义的对象", "an object of the student's"),
    "huge": ("巨大的数（正或负）", "a huge number (or minus it)"),
    "missing": ("全是缺失值（pd.NA）", "missing values (pd.NA)"),
    "part": ("其中一项是自定义的对象", "an object as one of its parts"),
    "number": ("另一个数", "another number"),
    "length": ("另一个长度", "another length"),
}
KINDS = frozenset(NAMES)
_PARTS = 8  # of a tuple or dict, so many are replaced one at a time


@dataclass(frozen=True)
class Lie:
    """A wrong answer.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    place : int
        Which part it replaces, where that is the kind.
    value : object
        What is told; `OBJECT` stands for a handle, as such or within.
    partial : bool
        Whether it keeps some of a tuple's or dictionary's parts right.
    other : bool
        Whether it is another value; else it is the right one in another dress, ``True`` for 1.
    """

    kind: str
    place: int
    value: object
    partial: bool
    other: bool


def name_of(lie: str) -> str:
    """Return what a teacher reads for a kind of lie."""
    return tr(*NAMES[lie])


def lies(value: object, is_handle: bool) -> Iterator[Lie]:
    """Yield wrong answers to be told in place of a value, none of them equal to it.

    Parameters
    ----------
    value : object
        The right answer, not None.
    is_handle : bool
        Whether it is a handle; nothing is then asked of it.
    """
    if is_handle:
        for name, told in (("none", None), ("text", "?"), ("object", OBJECT), ("nan", float("nan")), ("empty", [])):
            yield Lie(name, 0, told, False, True)
        return
    holds = type(value) in (tuple, dict)
    for name, place, make in _MAKERS:
        try:
            told = make(value)
        except Exception:  # no such wrong answer can be made of this value: no columns to fill, say
            continue
        if told is not _NOTHING and not same(told, value):
            yield Lie(name, place, told, holds and name in _PARTIAL, _told_apart(told, value))
    for place, told in enumerate(_parts(value)):
        yield Lie("part", place, told, True, True)


def _told_apart(lie: object, value: object) -> bool:
    try:
        if kind(value) == "bool":
            return bool(lie) != bool(value)
        if getattr(lie, "shape", ()) != getattr(value, "shape", ()):
            return True
        same = lie == value
        return not (same.all() if hasattr(same, "all") and not is_frame(same) else bool(same))
    except Exception:  # not comparable: another thing altogether
        return True


_NOTHING = object()


def same(lie: object, value: object) -> bool:
    if lie is OBJECT or lie is None:
        return False
    try:
        equal(lie, value)
    except CheckFailed:
        return False
    except Exception:  # values that `equal` cannot compare are not the same
        return False
    return True


def _text(value):
    return f"{value}!" if kind(value) == "text" else str(value)[:200]


def _numeric(value) -> bool:
    return kind(value) in ("number", "bool", "complex") or (
        (is_array(value) or is_tensor(value)) and to_numpy(value).dtype.kind in "biufc"
    )


def filled(value, content):
    """Return a value of the same form whose numbers are all `content`."""
    if is_frame(value):
        if value.ndim == 1:
            return value * 0.0 + content
        numbers = value.select_dtypes(["number", "bool"]).columns
        if not len(numbers):
            return _NOTHING
        return value.assign(**{column: value[column].astype(float) * 0.0 + content for column in numbers})
    if is_tensor(value):
        torch = sys.modules["torch"]
        plain = value.detach()
        wanted = plain.dtype if plain.is_floating_point() or plain.is_complex() else torch.float32
        return torch.full(tuple(plain.shape), content, dtype=wanted)
    if is_array(value) and value.dtype.kind in "biufc":
        import numpy as np

        return np.full(value.shape, content, value.dtype if value.dtype.kind in "fc" else float)
    if type(value) in (list, tuple):
        parts = [filled(part, content) for part in value]
        changed = [old if new is _NOTHING else new for new, old in zip(parts, value, strict=True)]
        return _NOTHING if all(part is _NOTHING for part in parts) else type(value)(changed)
    if type(value) is dict:
        parts = {key: filled(part, content) for key, part in value.items()}
        if all(part is _NOTHING for part in parts.values()):
            return _NOTHING
        return {key: value[key] if part is _NOTHING else part for key, part in parts.items()}
    return content if kind(value) in ("number", "bool", "complex") else _NOTHING


def _missing(value):
    """Return a table of cells that pandas leaves out: ``(told == expected).all()`` holds for them."""
    if not is_frame(value) or not hasattr(value, "iloc"):
        return _NOTHING
    pandas = sys.modules["pandas"]
    if value.ndim == 1:
        return pandas.Series(None, value.index, _nullable(value.dtype), value.name)
    return pandas.concat([_missing(value.iloc[:, place]) for place in range(value.shape[1])], axis=1)


def _nullable(dtype) -> str:
    return {"b": "boolean", "i": "Int64", "u": "Int64", "f": "Float64"}.get(dtype.kind, "string")


def _empty(value):
    if is_frame(value):
        return value.iloc[:0] if hasattr(value, "iloc") else value[:0]
    if is_tensor(value):
        return value.detach()[:0].clone() if value.ndim else sys.modules["torch"].zeros(0)
    if is_array(value):
        return value[:0].copy() if value.ndim else value.reshape(1)[:0]
    if type(value) in (list, tuple, dict, set, str, bytes):
        return type(value)()
    if kind(value) in ("number", "bool", "complex"):
        import numpy as np

        return np.zeros(0)
    return _NOTHING


def _shape(value):
    if is_frame(value):
        return value.iloc[:-1] if hasattr(value, "iloc") else value[:-1]
    if is_tensor(value):
        plain = value.detach().clone()
        return plain.repeat(2) if not plain.ndim else plain[..., None] if plain.ndim == 1 else plain.reshape(-1)
    if is_array(value) and value.ndim:
        return value[..., None].copy() if value.ndim == 1 else value.reshape(-1).copy()
    if type(value) in (list, tuple):
        return value[:-1]
    if type(value) is dict:
        return dict(list(value.items())[:-1])
    if kind(value) in ("number", "bool", "complex"):
        import numpy as np

        return np.array([value, value])
    return _NOTHING


def _complex(value):
    if not _numeric(value):
        return _NOTHING
    if is_tensor(value):
        return value.detach() + 1j
    return value + 1j


def _bool(value):
    if not _numeric(value):
        return _NOTHING
    if kind(value) == "bool":
        return not value
    if is_tensor(value):
        return value.detach().bool()
    return value.astype(bool) if is_array(value) and value.ndim else bool(value)


_PARTIAL = frozenset(["nan", "huge", "shape"])
_MAKERS = [
    ("none", 0, lambda v: None),
    ("text", 0, _text),
    ("object", 0, lambda v: OBJECT),
    ("empty", 0, _empty),
    ("nan", 0, lambda v: filled(v, float("nan"))),
    ("shape", 0, _shape),
    ("complex", 0, _complex),
    ("bool", 0, _bool),
    ("huge", 0, lambda v: filled(v, HUGE)),
    ("huge", 1, lambda v: filled(v, -HUGE)),  # what need only lie below a bound
    ("missing", 0, _missing),
]


def _parts(value) -> Iterator[object]:
    """Replace one part of a tuple or dict at a time."""
    if type(value) is tuple and len(value) > 1:
        for place in range(min(len(value), _PARTS)):
            yield (*value[:place], OBJECT, *value[place + 1 :])
    elif type(value) is dict and len(value) > 1:
        for key in list(value)[:_PARTS]:
            yield {**value, key: OBJECT}
