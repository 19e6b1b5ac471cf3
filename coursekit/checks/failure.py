"""The one exception of all checks."""

import traceback
from pathlib import Path
from types import TracebackType

from coursekit.lang import tr


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

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows: what is wrong and where, in place of a traceback through this library."""
        told = ["\x1b[31m" + tr("检查没有通过", "the check failed") + "\x1b[0m", *str(self).split("\n")]
        told += getattr(self, "__notes__", [])
        for frame in _in_cells(self.__traceback__)[:1]:
            told.append(
                tr(f"检查的是第 {frame.lineno} 行：{frame.line}", f"checked in line {frame.lineno}: {frame.line}")
            )
        cause = self.__cause__.__traceback__ if self.__cause__ is not None else None
        for frame in _in_cells(cause)[-1:]:
            place = tr(f"出错的是 {frame.name} 的第 {frame.lineno} 行", f"raised in {frame.name}, line {frame.lineno}")
            told.append(place + tr("：", ": ") + frame.line)
        return told


def _in_cells(found: TracebackType | None) -> list[traceback.FrameSummary]:
    """Return the frames of code that stands in cells: no file has its name, and its lines are known all the same."""
    return [frame for frame in traceback.extract_tb(found) if frame.line and not Path(frame.filename).is_file()]


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
