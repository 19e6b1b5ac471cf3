"""Checking that a call raises."""

import re

from coursekit.checks.failure import CheckFailed, show
from coursekit.lang import tr


class raises:  # noqa: N801 - reads as a verb in `with checks.raises(ValueError)`
    """Check that the block raises an exception.

    Parameters
    ----------
    expected : type or tuple of types
        The exception that must be raised; subclasses count.
    match : str, optional
        A regular expression that must be found in its text.
    say : str, optional
        What the student may read even where the check is hidden.

    Attributes
    ----------
    value : Exception
        What was raised, for further checks after the block.

    Examples
    --------
    >>> from coursekit import checks
    >>> with checks.raises(ValueError, match="正数") as caught:
    ...     raise ValueError("样本数应为正数")
    >>> print(caught.value)
    样本数应为正数
    >>> with checks.raises(ValueError):
    ...     pass
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 应抛出 ValueError，却没有抛出异常
    """

    def __init__(self, expected, match: str | None = None, say: str | None = None):
        self.expected = expected if isinstance(expected, tuple) else (expected,)
        self.match = match
        self.say = say
        self.value: BaseException | None = None

    def __enter__(self) -> "raises":
        return self

    def __exit__(self, kind, error, trace) -> bool:
        names = " / ".join(e.__name__ for e in self.expected)
        if error is None:
            raise CheckFailed(tr(f"应抛出 {names}，却没有抛出异常", f"expected {names}, nothing was raised"), self.say)
        if not isinstance(error, Exception):
            return False  # an alarm of the examiner or an interrupt is nobody's expected error
        if not isinstance(error, self.expected):
            found = f"{type(error).__name__}: {show(str(error))}"
            raise CheckFailed(
                tr(f"应抛出 {names}，却抛出 {found}", f"expected {names}, got {found}"), self.say
            ) from None
        if self.match is not None and not re.search(self.match, str(error)):
            said = show(str(error))
            raise CheckFailed(
                tr(
                    f"异常信息应含 {self.match!r}，实际为 {said}",
                    f"the message should match {self.match!r}, got {said}",
                ),
                self.say,
            )
        self.value = error
        return True
