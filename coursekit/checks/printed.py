"""What calls print, for a test to look at."""

import io
from contextlib import redirect_stdout

OUTPUT_CAP = 100_000  # characters


class output:  # noqa: N801 - reads as a noun in `with checks.output() as out`
    """Collect what is printed inside a block, by the student's functions and by the test.

    Parameters
    ----------
    max_chars : int
        What is printed beyond this is dropped.

    Attributes
    ----------
    text : str
        What was printed so far.

    Examples
    --------
    >>> from coursekit import checks
    >>> with checks.output() as out:
    ...     print("loss 0.5")
    >>> out.text
    'loss 0.5\\n'
    >>> out.lines
    ['loss 0.5']
    """

    def __init__(self, max_chars: int = OUTPUT_CAP):
        self._stream = _Capped(max_chars)
        self._redirect = redirect_stdout(self._stream)

    def __enter__(self) -> "output":
        self._redirect.__enter__()
        return self

    def __exit__(self, kind, error, trace) -> None:
        self._redirect.__exit__(kind, error, trace)

    @property
    def text(self) -> str:
        return "".join(self._stream.parts)

    @property
    def lines(self) -> list[str]:
        """The text by lines, without the line ends."""
        return self.text.splitlines()

    def __str__(self) -> str:
        return self.text


class _Capped(io.TextIOBase):
    encoding = "utf-8"

    def __init__(self, cap: int):
        self.left = cap
        self.parts: list[str] = []

    def writable(self) -> bool:
        return True

    def write(self, text) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.left > 0:
            self.parts.append(text[: self.left])
            self.left -= len(text)
        return len(text)
