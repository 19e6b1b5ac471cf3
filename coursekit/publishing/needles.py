"""Thousands of strings looked for in megabytes of text at once, written forwards, backwards or shifted by 13."""

import codecs
from collections.abc import Iterable, Iterator

WIDTH = 8  # bytes of a string that are looked up; shorter strings are looked for one by one
_TABLE = 1 << 22
_SPREAD = 0x9E3779B97F4A7C15


class Needles:
    """Strings to look for.

    Parameters
    ----------
    texts : iterable of str
        The strings; their index in this order is what `search` yields.
    """

    def __init__(self, texts: Iterable[str]):
        import numpy as np

        self._short: list[tuple[bytes, int, str]] = []
        self._long: dict[int, list[tuple[bytes, int, int, str]]] = {}
        for index, text in enumerate(texts):
            for way, written in _writings(text):
                pattern = written.encode("utf-8", "ignore")
                if len(pattern) < WIDTH:
                    self._short.append((pattern, index, way))
                    continue
                at = (len(pattern) - WIDTH) // 2
                key = int.from_bytes(pattern[at : at + WIDTH], "little")
                self._long.setdefault(key, []).append((pattern, at, index, way))
        self._table = np.zeros(_TABLE, dtype=bool)
        self._table[self._slots(np.array(list(self._long), dtype=np.uint64))] = True

    def search(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the index of each string that stands in `text`, and how it is written there; one may come twice."""
        import numpy as np

        data = text.encode("utf-8", "ignore")
        for pattern, index, way in self._short:
            if pattern in data:
                yield index, way
        for shift in range(WIDTH):
            count = (len(data) - shift) // WIDTH
            if count <= 0:
                continue
            words = np.frombuffer(data, dtype="<u8", count=count, offset=shift)
            places = np.flatnonzero(self._table[self._slots(words)])
            for place, key in zip(places.tolist(), words[places].tolist(), strict=True):
                start = shift + place * WIDTH
                for pattern, at, index, way in self._long.get(key, ()):
                    if start >= at and data.startswith(pattern, start - at):
                        yield index, way

    @staticmethod
    def _slots(words):
        import numpy as np

        return (words * np.uint64(_SPREAD)) >> np.uint64(64 - _TABLE.bit_length() + 1)


def _writings(text: str) -> Iterator[tuple[str, str]]:
    yield "", text
    if len(set(text)) < 4:  # a name of two characters, a row of dashes
        return
    if text[::-1] != text:
        yield "backwards", text[::-1]
    if (turned := codecs.encode(text, "rot13")) != text:
        yield "rot13", turned
