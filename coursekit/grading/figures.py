"""Statuses, points and durations as people read them, on pages and in the terminal."""

from coursekit.lang import tr


def status_word(status: str) -> str:
    """Return the status as people read it."""
    words = {
        "passed": tr("通过", "passed"),
        "manual": tr("待人工评分", "to be marked"),
        "partial": tr("部分得分", "partial"),
        "failed": tr("未通过", "failed"),
        "error": tr("出错", "error"),
        "timeout": tr("超时", "timed out"),
        "crashed": tr("进程崩溃", "crashed"),
        "missing": tr("未提交", "missing"),
    }
    return words.get(status, status)


def points(value: float) -> str:
    """Return a number of points with two decimals at most and no trailing zeros."""
    return f"{value + 0.0:.2f}".rstrip("0").rstrip(".")


def seconds(value: float) -> str:
    """Return a duration in seconds with the precision that its size deserves."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return tr(f"{value:.{digits}f} 秒", f"{value:.{digits}f} s")


def percent(share: float) -> str:
    """Return a share as whole per cent; only a full share is called 100 %, only none 0 %."""
    if 0 < share < 1:
        share = min(max(share, 0.01), 0.99)
    return f"{share * 100:.0f}%"
