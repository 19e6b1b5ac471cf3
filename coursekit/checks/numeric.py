"""Whether the numbers in two values agree: kind, shape, finiteness, then values within a tolerance."""

from functools import partial

from coursekit.checks.differences import Differs, at, differ, differ_in_shape
from coursekit.checks.exact import agree_exactly, key_of, parts, same_kind, same_labels, same_values
from coursekit.checks.failure import shortened, show
from coursekit.checks.kinds import element_kind, is_single_precision, kind, to_numpy
from coursekit.lang import tr

DOUBLE_TOLERANCE = 1e-6
SINGLE_TOLERANCE = 1e-4  # float32 carries about seven digits, and sums lose a few of them


def agree_closely(actual, expected, tol: float | None = None) -> None:
    """Raise `Differs` unless the numbers in two values agree within a tolerance; everything else must be equal.

    Parameters
    ----------
    actual, expected : object
        What came back, and what was expected.
    tol : float, optional
        See `coursekit.checks.close`.
    """

    def agree(mine, item):
        agree_closely(mine, item, tol)

    same_kind(actual, expected)
    wanted = kind(expected)
    if wanted == "dict":
        if {key_of(key) for key in actual} != {key_of(key) for key in expected}:
            differ(tr("字典的键", "dictionary keys"), sorted(map(str, actual)), sorted(map(str, expected)))
        for key, item in expected.items():
            at(key, agree, actual[key], item)
    elif wanted in ("list", "tuple"):
        if len(actual) != len(expected):
            differ(tr("元素个数", "number of elements"), len(actual), len(expected))
        for place, (mine, item) in enumerate(zip(actual, expected, strict=True)):
            at(place, agree, mine, item)
    elif wanted == "frame":
        same_labels(actual, expected)
        for mine, column in parts(actual, expected):
            _close_arrays(mine, column, tol)
    elif wanted in ("number", "complex", "array", "bool"):
        _close_arrays(to_numpy(actual), to_numpy(expected), tol)
    else:
        agree_exactly(actual, expected)


def _close_arrays(actual, expected, tol) -> None:
    import numpy as np

    if actual.shape != expected.shape:
        differ_in_shape(actual.shape, expected.shape)
    mine, wanted = element_kind(actual), element_kind(expected)
    if mine != wanted and not (wanted == "object" or (mine, wanted) == ("number", "complex")):
        differ(tr("元素类型", "element type"), actual.dtype, expected.dtype)
    if wanted not in ("number", "complex"):
        if not same_values(actual, expected):
            differ(tr("值", "value"), actual, expected)
        return
    single = is_single_precision(actual) or is_single_precision(expected)
    if tol is None:
        tol = SINGLE_TOLERANCE if single else DOUBLE_TOLERANCE
    actual, expected = _as_float(actual), _as_float(expected)
    in_words = partial(_plain, digits=6 if single else 8)
    finite = np.isfinite(expected)
    if not np.array_equal(np.isfinite(actual), finite) or not np.array_equal(
        actual[~finite], expected[~finite], equal_nan=True
    ):
        differ(tr("有限性（nan 或 inf）", "finiteness (nan or inf)"), actual, expected, in_words=in_words)
    error = np.abs(actual[finite] - expected[finite])
    allowed = tol * np.maximum(1.0, np.abs(expected[finite]))
    if (error > allowed).any():
        worst = tr(f"最大误差 {error.max():.4g}", f"largest error {error.max():.4g}")
        differ(tr("数值", "value"), actual, expected, worst, in_words)


def _plain(array, digits: int) -> str:
    """Show numbers with as many digits as can be meant, an array in one line."""
    import numpy as np

    if not array.ndim:
        number = array.item()
        return show(number if isinstance(number, complex) else float(f"{number:.{digits}g}"))
    text = np.array2string(array, separator=", ", formatter={"float_kind": lambda x: f"{x:.{digits}g}"})
    return shortened(" ".join(text.split()))


def _as_float(array):
    import numpy as np

    try:
        return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64)
    except (OverflowError, ValueError, TypeError):
        text = tr(f"不能当作数来比较：{show(array)}", f"not comparable as numbers: {show(array)}")
        raise Differs(lambda: text) from None


def agree_in_dtype(actual, dtype) -> None:
    """Raise `Differs` unless a value has exactly this element type, given as text or type."""
    wanted = str(dtype if isinstance(dtype, str) else getattr(dtype, "__name__", dtype)).removeprefix("torch.")
    mine = str(getattr(actual, "dtype", type(actual).__name__)).removeprefix("torch.")
    if mine != wanted:
        differ("dtype", mine, wanted)
