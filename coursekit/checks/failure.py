"""The one exception of all checks."""


class CheckFailed(AssertionError):
    """A check did not hold.

    Parameters
    ----------
    message : str
        What came back and what was expected. In a hidden test it stays with the teacher.
    say : str, optional
        What the teacher lets the student read even where the check is hidden.

    Examples
    --------
    >>> from coursekit import checks
    >>> error = checks.CheckFailed("数值不对：得到 3，应为 4", say="看看最后一个样本")
    >>> print(error)
    看看最后一个样本
    数值不对：得到 3，应为 4
    >>> error.say
    '看看最后一个样本'
    """

    def __init__(self, message: str, say: str | None = None):
        super().__init__(f"{say}\n{message}" if say else message)
        self.say = say


def show(value: object, limit: int = 160) -> str:
    """Return a short text for a value, safe for values whose ``repr`` fails or never ends."""
    try:
        text = repr(value)
    except Exception as error:  # a broken __repr__ must not hide the real finding
        return f"<{type(value).__name__}: repr failed with {type(error).__name__}>"
    return shortened(text, limit)


def shortened(text: str, limit: int = 160) -> str:
    """Return a text cut to so many characters, with an ellipsis where something is left out."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
