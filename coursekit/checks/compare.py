"""Comparing a student's value with the expected one: `close` for numbers, `equal` for everything exact."""

import datetime

from coursekit.checks.failure import CheckFailed, show
from coursekit.checks.kinds import describe, element_kind, is_single_precision, kind, to_numpy
from coursekit.lang import tr

# Plain values that no student can write an `==` for.
_COMPARABLE = (datetime.date, datetime.time, datetime.timedelta, slice, range, type(...))
DOUBLE_TOLERANCE = 1e-6
SINGLE_TOLERANCE = 1e-4  # float32 carries about seven digits, and sums lose a few of them


def close(actual, expected, *, tol: float | None = None, say: str | None = None, dtype=None) -> None:
    """Check that numbers agree: kind, shape, finiteness, then ``|actual - expected| <= tol * max(1, |expected|)``.

    Parameters
    ----------
    actual, expected : number, numpy array, torch tensor, list or tuple of numbers, pandas object
        Arrays and tensors may be compared with each other; lists only with lists, frames only with frames.
    tol : float, optional
        Tolerance; 1e-6, or 1e-4 where either side is single precision.
    say : str, optional
        What the student may read even where the check is hidden.
    dtype : optional
        The exact element type that the task demands, as text or type (``"float32"``, ``torch.float32``).

    Raises
    ------
    CheckFailed
        If they differ.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import checks
    >>> checks.close(0.1 + 0.2, 0.3)
    >>> checks.close(np.zeros((2, 3)), np.zeros((3, 2)))
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 形状不对：得到 (2, 3)，应为 (3, 2)（行和列对调了，检查是否需要转置）
    """
    if dtype is not None:
        _check_dtype(actual, dtype, say)
    _close(actual, expected, tol, say)


def _close(actual, expected, tol, say) -> None:
    _same_kind(actual, expected, say)
    wanted = kind(expected)
    if wanted == "dict":
        if list(map(_key, actual)) != list(map(_key, expected)) and set(map(_key, actual)) != set(map(_key, expected)):
            _fail(say, tr("字典的键", "dictionary keys"), sorted(map(str, actual)), sorted(map(str, expected)))
        for key, item in expected.items():
            _close(actual[key], item, tol, say)
    elif wanted in ("list", "tuple"):
        if len(actual) != len(expected):
            _fail(say, tr("元素个数", "number of elements"), len(actual), len(expected))
        for mine, item in zip(actual, expected, strict=True):
            _close(mine, item, tol, say)
    elif wanted == "frame":
        _same_labels(actual, expected, say)
        for mine, column in zip(_parts(actual), _parts(expected), strict=True):
            _close_arrays(mine, column, tol, say)
    elif wanted in ("number", "complex", "array", "bool"):
        _close_arrays(to_numpy(actual), to_numpy(expected), tol, say)
    else:
        equal(actual, expected, say=say)


def _close_arrays(actual, expected, tol, say) -> None:
    import numpy as np

    if actual.shape != expected.shape:
        _fail(say, tr("形状", "shape"), actual.shape, expected.shape, _shape_hint(actual.shape, expected.shape))
    mine, wanted = element_kind(actual), element_kind(expected)
    if mine != wanted and not (wanted == "object" or (mine, wanted) == ("number", "complex")):
        _fail(say, tr("元素类型", "element type"), actual.dtype, expected.dtype)
    if wanted not in ("number", "complex"):
        if not _same_values(actual, expected):
            _fail(say, tr("值", "value"), actual, expected)
        return
    if tol is None:
        single = is_single_precision(actual) or is_single_precision(expected)
        tol = SINGLE_TOLERANCE if single else DOUBLE_TOLERANCE
    actual, expected = _as_float(actual, say), _as_float(expected, say)
    finite = np.isfinite(expected)
    if not np.array_equal(np.isfinite(actual), finite) or not np.array_equal(
        actual[~finite], expected[~finite], equal_nan=True
    ):
        _fail(say, tr("有限性（nan 或 inf）", "finiteness (nan or inf)"), actual, expected)
    error = np.abs(actual[finite] - expected[finite])
    allowed = tol * np.maximum(1.0, np.abs(expected[finite]))
    if (error > allowed).any():
        worst = tr(f"最大误差 {error.max():.4g}", f"largest error {error.max():.4g}")
        _fail(say, tr("数值", "value"), *_plain(actual, expected), worst)


def _plain(*arrays) -> list:
    """Show an array without dimensions as the number that it is."""
    return [array if array.ndim else array.item() for array in arrays]


def _as_float(array, say):
    import numpy as np

    try:
        return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    except (OverflowError, ValueError, TypeError):
        raise CheckFailed(
            tr(f"不能当作数来比较：{show(array)}", f"not comparable as numbers: {show(array)}"), say
        ) from None


def equal(actual, expected, *, say: str | None = None) -> None:
    """Check that two values are exactly equal, in kind as well as in content.

    ``True`` is not ``1``, a list is not a tuple; ``3`` equals ``np.int64(3)``. Arrays, tensors and frames must agree in
    shape, element kind, labels and every value (nan equals nan).

    Raises
    ------
    CheckFailed
        If they differ.

    Examples
    --------
    >>> from coursekit import checks
    >>> checks.equal([8, 1], (8, 1))
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 类型不对：得到 list（2 个元素），应为 tuple（2 个元素）
    """
    _same_kind(actual, expected, say)
    wanted = kind(expected)
    if wanted in ("array", "frame"):
        _equal_arrays(actual, expected, say)
    elif wanted == "dict":
        if {_key(key) for key in actual} != {_key(key) for key in expected}:
            _fail(say, tr("字典的键", "dictionary keys"), list(actual), list(expected))
        for key, item in expected.items():
            equal(actual[key], item, say=say)
    elif wanted in ("list", "tuple"):
        if len(actual) != len(expected):
            _fail(say, tr("元素个数", "number of elements"), actual, expected)
        for mine, item in zip(actual, expected, strict=True):
            equal(mine, item, say=say)
    elif wanted == "set":
        if {_key(item) for item in actual} != {_key(item) for item in expected}:
            _fail(say, tr("值", "value"), actual, expected)
    elif wanted == "object" and not (type(actual) is type(expected) and issubclass(type(expected), _COMPARABLE)):
        if actual is not expected:
            _fail(say, tr("对象", "object"), actual, expected)
    elif not (actual == expected or (actual != actual and expected != expected)):
        _fail(say, tr("值", "value"), actual, expected)


def _equal_arrays(actual, expected, say) -> None:
    if kind(expected) == "frame":
        _same_labels(actual, expected, say)
        for mine, wanted in zip(_parts(actual), _parts(expected), strict=True):
            _equal_parts(mine, wanted, actual, expected, say)
        return
    _equal_parts(to_numpy(actual), to_numpy(expected), actual, expected, say)


def _equal_parts(mine, wanted, actual, expected, say) -> None:
    if mine.shape != wanted.shape:
        _fail(say, tr("形状", "shape"), mine.shape, wanted.shape, _shape_hint(mine.shape, wanted.shape))
    if element_kind(mine) != element_kind(wanted):
        _fail(say, tr("元素类型", "element type"), mine.dtype, wanted.dtype)
    if not _same_values(mine, wanted):
        _fail(say, tr("值", "value"), actual, expected)


def _parts(table) -> list:
    """A table's content as numpy arrays: in one piece where its columns share a type, else column by column."""
    if table.ndim == 1 or len(set(table.dtypes)) == 1 and to_numpy(table).dtype.kind != "O":
        return [to_numpy(table)]
    return [to_numpy(table.iloc[:, i]) for i in range(table.shape[1])]


def _same_values(mine, wanted) -> bool:
    """Whether two arrays of one shape agree exactly; missing equals missing."""
    import numpy as np

    if mine.dtype.kind != "O" and wanted.dtype.kind != "O":
        return bool(np.array_equal(mine, wanted, equal_nan=mine.dtype.kind in "fcmM"))
    return all(map(_same_cell, mine.ravel().tolist(), wanted.ravel().tolist()))


def _same_cell(mine, wanted) -> bool:
    if _is_missing(mine) or _is_missing(wanted):
        return _is_missing(mine) and _is_missing(wanted)
    try:
        equal(mine, wanted)
    except CheckFailed:
        return False
    return True


def _is_missing(cell) -> bool:
    return cell is None or type(cell).__name__ in ("NAType", "NaTType") or (type(cell) is float and cell != cell)


def _key(value):
    """A key that keeps True apart from 1 and text apart from bytes."""
    return (kind(value), value)


def _same_kind(actual, expected, say) -> None:
    mine, wanted = kind(actual), kind(expected)
    if mine != wanted and not (mine == "number" and wanted == "complex"):
        _fail(say, tr("类型", "kind"), describe(actual), describe(expected))


def _same_labels(actual, expected, say) -> None:
    mine, wanted = getattr(actual, "axes", []), getattr(expected, "axes", [])  # an index has no labels of its own
    if len(mine) != len(wanted) or actual.shape != expected.shape:
        _fail(say, tr("表的类型或形状", "kind or shape of the table"), describe(actual), describe(expected))
    for axis, (found, given) in enumerate(zip(mine, wanted, strict=True)):
        if not all(map(_same_cell, list(found), list(given))):
            label = tr("行标签", "row labels") if axis == 0 else tr("列名", "columns")
            _fail(say, label, list(found), list(given))


def _check_dtype(actual, dtype, say) -> None:
    wanted = str(dtype if isinstance(dtype, str) else getattr(dtype, "__name__", dtype)).removeprefix("torch.")
    mine = str(getattr(actual, "dtype", type(actual).__name__)).removeprefix("torch.")
    if mine != wanted:
        _fail(say, "dtype", mine, wanted)


def _shape_hint(mine: tuple, wanted: tuple) -> str:
    if sorted(mine + (1,)) == sorted(wanted) or sorted(wanted + (1,)) == sorted(mine):
        return tr(
            "只差一个长度为 1 的维度，检查 reshape / squeeze",
            "they differ by an axis of length 1: check reshape / squeeze",
        )
    if mine == wanted[::-1]:
        return tr("行和列对调了，检查是否需要转置", "rows and columns are swapped: is a transpose missing?")
    return ""


def _fail(say, what: str, mine, wanted, hint: str = "") -> None:
    mine = mine if isinstance(mine, str) else show(mine)
    wanted = wanted if isinstance(wanted, str) else show(wanted)
    text = tr(f"{what}不对：得到 {mine}，应为 {wanted}", f"wrong {what}: got {mine}, expected {wanted}")
    raise CheckFailed(tr(f"{text}（{hint}）", f"{text} ({hint})") if hint else text, say)
