"""Comparing a student's value with the expected one: `close` for numbers, `equal` for everything exact."""

from collections.abc import Mapping

from coursekit.checks.differences import Differs
from coursekit.checks.exact import agree_exactly
from coursekit.checks.failure import CheckFailed
from coursekit.checks.likely import Agree, mistake, must_differ
from coursekit.checks.numeric import agree_closely, agree_in_dtype
from coursekit.lang import tr


def close(
    actual,
    expected,
    *,
    tol: float | None = None,
    say: str | None = None,
    dtype=None,
    call: str | None = None,
    likely: Mapping[str, object] | None = None,
) -> None:
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
    call : str, optional
        What was called, for the student to try: a line of its own before the finding. Of a hidden check only the
        teacher reads it.
    likely : mapping of str to object, optional
        Known mistakes: what to tell the student, and what the mistake gives. Instead of a result there may be a
        function that is given what came back and says whether it is this mistake. The first that fits is told in
        a line after the finding; of a hidden check only the teacher reads it.

    Raises
    ------
    CheckFailed
        If they differ.
    ValueError
        If a known mistake gives the expected result, or two give the same: the example does not tell them apart. It is
        raised whatever came back, so that building the homework finds it.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import checks
    >>> checks.close(0.1 + 0.2, 0.3)
    >>> checks.close(np.zeros((2, 3)), np.zeros((3, 2)))
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 形状不对：得到 (2, 3)，应为 (3, 2)（行和列对调了，检查是否需要转置）

    A public check of an exercise says what was called, and knows the usual mistakes:

    >>> def variance(x):
    ...     return sum((x - x.mean()) ** 2) / (len(x) - 1)
    >>> x = np.array([1.0, 3.0])
    >>> checks.close(variance(x), 1.0, call="variance([1, 3])", likely={
    ...     "除的是 n-1，应除以 n": 2.0,
    ...     "方差不会是负的": lambda got: got < 0})
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: variance([1, 3])
    数值不对：得到 2.0，应为 1.0（最大误差 1）
    可能错在：除的是 n-1，应除以 n
    """

    def agree(mine, wanted):
        agree_closely(mine, wanted, tol)

    _check(actual, expected, agree, say, call, likely or {}, dtype)


def equal(
    actual,
    expected,
    *,
    say: str | None = None,
    call: str | None = None,
    likely: Mapping[str, object] | None = None,
) -> None:
    """Check that two values are exactly equal, in kind as well as in content.

    ``True`` is not ``1``, a list is not a tuple; ``3`` equals ``np.int64(3)``. Arrays, tensors and frames must agree in
    shape, element kind, labels and every value (nan equals nan).

    Parameters
    ----------
    actual, expected : object
        What came back, and what was expected.
    say, call, likely : optional
        As in `close`.

    Raises
    ------
    CheckFailed
        If they differ.
    ValueError
        As in `close`.

    Examples
    --------
    >>> from coursekit import checks
    >>> checks.equal([8, 1], (8, 1))
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 类型不对：得到 list（2 个元素），应为 tuple（2 个元素）
    >>> checks.equal([1, 2], [2, 1], call="ranks([5, 3])", likely={"从小到大排了": [1, 2]})
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: ranks([5, 3])
    [0] 的值不对：得到 1，应为 2
    可能错在：从小到大排了
    """
    _check(actual, expected, agree_exactly, say, call, likely or {})


def _check(actual, expected, agree: Agree, say, call, likely: Mapping[str, object], dtype=None) -> None:
    must_differ(expected, likely, agree)
    try:
        if dtype is not None:
            agree_in_dtype(actual, dtype)
        agree(actual, expected)
    except Differs as found:
        text = str(found)
    else:
        return
    if call:
        text = f"{call}\n{text}"
    hint = mistake(actual, likely, agree)
    if hint:
        text = tr(f"{text}\n可能错在：{hint}", f"{text}\nthe likely mistake: {hint}")
    raise CheckFailed(text, say)
