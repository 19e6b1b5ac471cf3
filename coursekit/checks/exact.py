"""Whether two values are exactly equal, in kind as well as in content."""

import datetime

from coursekit.checks.differences import Differs, at, differ, differ_in_shape
from coursekit.checks.kinds import describe, element_kind, kind, to_numpy
from coursekit.lang import tr

# Plain values that no student can write an `==` for.
_COMPARABLE = (datetime.date, datetime.time, datetime.timedelta, slice, range, type(...))


def agree_exactly(actual, expected) -> None:
    """Raise `Differs` unless two values are exactly equal; nan equals nan."""
    same_kind(actual, expected)
    wanted = kind(expected)
    if wanted in ("array", "frame"):
        _equal_arrays(actual, expected)
    elif wanted == "dict":
        if {key_of(key) for key in actual} != {key_of(key) for key in expected}:
            differ(tr("字典的键", "dictionary keys"), list(actual), list(expected))
        for key, item in expected.items():
            at(key, agree_exactly, actual[key], item)
    elif wanted in ("list", "tuple"):
        if len(actual) != len(expected):
            differ(tr("元素个数", "number of elements"), actual, expected)
        for place, (mine, item) in enumerate(zip(actual, expected, strict=True)):
            at(place, agree_exactly, mine, item)
    elif wanted == "set":
        if {key_of(item) for item in actual} != {key_of(item) for item in expected}:
            differ(tr("值", "value"), actual, expected)
    elif wanted == "object" and not (type(actual) is type(expected) and issubclass(type(expected), _COMPARABLE)):
        if actual is not expected:
            differ(tr("对象", "object"), actual, expected)
    elif not (actual == expected or (actual != actual and expected != expected)):
        differ(tr("值", "value"), *map(_visible, (actual, expected)))


def _visible(value):
    """Quote a text that ends in blanks, or is nothing else: as it stands, nobody would see it."""
    return repr(value) if isinstance(value, str) and value != (value.strip() or None) else value


def _equal_arrays(actual, expected) -> None:
    if kind(expected) == "frame":
        same_labels(actual, expected)
        for mine, wanted in parts(actual, expected):
            _equal_parts(mine, wanted, actual, expected)
        return
    _equal_parts(to_numpy(actual), to_numpy(expected), actual, expected)


def _equal_parts(mine, wanted, actual, expected) -> None:
    if mine.shape != wanted.shape:
        differ_in_shape(mine.shape, wanted.shape)
    if element_kind(mine) != element_kind(wanted):
        differ(tr("元素类型", "element type"), mine.dtype, wanted.dtype)
    if not same_values(mine, wanted):
        differ(tr("值", "value"), actual, expected)


def parts(*tables) -> list[tuple]:
    """Tables of one shape as numpy arrays side by side: whole where each has one type, else column by column."""
    if all(map(_has_one_type, tables)):
        return [tuple(map(to_numpy, tables))]
    return [tuple(to_numpy(table.iloc[:, i]) for table in tables) for i in range(tables[0].shape[1])]


def _has_one_type(table) -> bool:
    return table.ndim == 1 or len(set(table.dtypes)) == 1 and to_numpy(table).dtype.kind != "O"


def same_values(mine, wanted) -> bool:
    """Whether two arrays of one shape agree exactly; missing equals missing."""
    import numpy as np

    if mine.dtype.kind != "O" and wanted.dtype.kind != "O":
        return bool(np.array_equal(mine, wanted, equal_nan=mine.dtype.kind in "fcmM"))
    return all(map(_same_cell, mine.ravel().tolist(), wanted.ravel().tolist()))


def _same_cell(mine, wanted) -> bool:
    if _is_missing(mine) or _is_missing(wanted):
        return _is_missing(mine) and _is_missing(wanted)
    try:
        agree_exactly(mine, wanted)
    except Differs:
        return False
    return True


def _is_missing(cell) -> bool:
    return cell is None or type(cell).__name__ in ("NAType", "NaTType") or (type(cell) is float and cell != cell)


def key_of(value):
    """A key that keeps True apart from 1 and text apart from bytes."""
    return (kind(value), value)


def same_kind(actual, expected) -> None:
    """Raise `Differs` unless two values are of one kind; a real number may stand for a complex one."""
    mine, wanted = kind(actual), kind(expected)
    if mine != wanted and not (mine == "number" and wanted == "complex"):
        differ(tr("类型", "kind"), describe(actual), describe(expected))


def same_labels(actual, expected) -> None:
    """Raise `Differs` unless two tables have the same rows and columns, by name and order."""
    mine, wanted = getattr(actual, "axes", []), getattr(expected, "axes", [])  # an index has no labels of its own
    if len(mine) != len(wanted) or actual.shape != expected.shape:
        differ(tr("表的类型或形状", "kind or shape of the table"), describe(actual), describe(expected))
    for axis, (found, given) in enumerate(zip(mine, wanted, strict=True)):
        if not all(map(_same_cell, list(found), list(given))):
            label = tr("行标签", "row labels") if axis == 0 else tr("列名", "columns")
            differ(label, list(found), list(given))
