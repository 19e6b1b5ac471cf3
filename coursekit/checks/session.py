"""Where a check runs: at home in the student's kernel, or in the examiner, which installs a session of its own."""

import inspect
import linecache
import sys
from pathlib import Path, PurePosixPath
from zlib import crc32

from coursekit.checks.failed_blocks import being_checked, keep
from coursekit.checks.failure import CheckFailed
from coursekit.checks.source_text import find, missing_source
from coursekit.lang import tr

FILE_CAP = 8 * 2**20


class HomeSession:
    """Checks in an ordinary notebook: the first failure stops the cell, and nothing is counted.

    While `checks.run` runs the notebook, the cell goes on after a block that failed, as it does in the examiner.
    """

    def leave(self, block: "points", error: BaseException | None) -> bool:
        """End a block of points; return whether its error is dealt with."""
        if error is None:
            print(tr(*passed(block.label, block.value)))
        elif isinstance(error, Exception) and being_checked():
            keep(block.label, error)
            return True
        elif isinstance(error, Exception):
            error.add_note(
                tr(f"这一部分是：{block.label}（{block.value:g} 分）", f"in: {block.label} ({block.value:g} points)")
            )
        return False

    def file(self, name: str, max_bytes: int) -> bytes:
        path = Path(name)
        if not path.is_file():
            raise CheckFailed(missing_file(name))
        if path.stat().st_size > max_bytes:
            raise CheckFailed(too_large(name, path.stat().st_size, max_bytes))
        return path.read_bytes()

    def seed(self) -> int:
        return crc32("在家".encode())

    def inout(self, value):
        return value

    def remote(self, function):
        return function

    def source(self, name: str) -> str:
        main = vars(sys.modules["__main__"])
        text = find(name, [*_for_tracebacks(), *main.get("In", ())])  # the cells that IPython has run
        if text is None:
            try:
                if main[name].__module__ != "__main__":  # a library's
                    raise CheckFailed(missing_source(name))
                text = inspect.getsource(main[name])
            except (KeyError, AttributeError, TypeError, OSError):
                raise CheckFailed(missing_source(name)) from None
        return text


def _for_tracebacks() -> list[str]:
    """Return the cells that IPython keeps for tracebacks: all there is where a runner has no history, as nbval."""
    return ["".join(entry[2]) for entry in linecache.cache.values() if len(entry) == 4 and entry[1] is None]


def passed(label: str, value: float) -> tuple[str, str]:
    """Return what a block prints that passed at home, in either language: a check counts these lines."""
    return f"通过：{label}（{value:g} 分）", f"passed: {label} ({value:g} points)"


def missing_file(name: str) -> str:
    return tr(
        f"找不到文件 {name}：检查写出文件的单元是否运行过、文件名是否一字不差",
        f"no file {name}: did the cell that writes it run, and is the name exact?",
    )


def too_large(name: str, size: int, cap: int) -> str:
    return tr(f"文件 {name} 有 {size} 字节，上限是 {cap} 字节", f"file {name} has {size} bytes, the cap is {cap}")


_session = HomeSession()


def current():
    """Return the session that answers now."""
    return _session


def install(session) -> None:
    """Let another session answer: the examiner's, which counts points and reads files across the process border."""
    global _session
    _session = session


class points:  # noqa: N801 - reads as a verb in `with checks.points(2, "…")`
    """A block of a test cell that is worth points of its own.

    In the examiner, and in `checks.run`, a failing block loses its points and the cell goes on after it. In a notebook
    the failure shows at once, with the block's label.

    Parameters
    ----------
    value : float
        Points of the block; the blocks of a cell must not add up to more than the cell's points.
    label : str
        What is tested, in words the student may read whatever the outcome.

    Examples
    --------
    >>> from coursekit import checks
    >>> with checks.points(2, "均方误差"):
    ...     checks.close((1**2 + 3**2) / 2, 5.0)
    通过：均方误差（2 分）
    """

    def __init__(self, value: float, label: str):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
            raise ValueError(tr(f"分数应为非负的数，得到 {value!r}", f"points must be a number >= 0, got {value!r}"))
        self.value = float(value)
        self.label = str(label)

    def __enter__(self) -> "points":
        return self

    def __exit__(self, kind, error, trace) -> bool:
        return _session.leave(self, error)


def file(name: str, max_bytes: int = FILE_CAP) -> bytes:
    """Return the bytes of a file in the student's folder.

    Parameters
    ----------
    name : str
        Relative path inside the folder, with ``/`` between its parts.
    max_bytes : int
        A larger file is refused.

    Raises
    ------
    CheckFailed
        If there is no such file or it is too large.
    ValueError
        If the path is absolute or leaves the folder.

    Examples
    --------
    >>> from coursekit import checks
    >>> checks.file("submission.csv")
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 找不到文件 submission.csv：检查写出文件的单元是否运行过、文件名是否一字不差
    """
    parts = PurePosixPath(name)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise ValueError(
            tr(f"应为文件夹内的相对路径，得到 {name!r}", f"expected a relative path inside the folder, got {name!r}")
        )
    return _session.file(str(parts), max_bytes)


def seed() -> int:
    """Return a seed fixed by course, assignment and cell: random tests that are the same for every student.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import checks
    >>> rng = np.random.default_rng(checks.seed())
    >>> checks.seed() == checks.seed()
    True
    """
    return _session.seed()
