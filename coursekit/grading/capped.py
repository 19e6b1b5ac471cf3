"""A text stream that keeps what is written up to a cap and drops the rest."""

import io


class CappedText(io.TextIOBase):
    """Stands in for stdout where something untrusted prints.

    Parameters
    ----------
    cap : int
        Characters to keep.
    """

    encoding = "utf-8"

    def __init__(self, cap: int):
        self.cap = cap
        self.parts: list[str] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, text) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.size < self.cap:
            self.parts.append(text[: self.cap - self.size])
            self.size += len(text)
        return len(text)

    def text(self) -> str:
        """Return what was kept."""
        return "".join(self.parts)
