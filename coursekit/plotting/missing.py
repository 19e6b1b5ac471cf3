"""Say so where a character of a figure has no glyph: matplotlib only logs it when the text holds mathematics."""

import logging
import re
import warnings
from contextlib import contextmanager

from coursekit.lang import tr

MATHTEXT_LOGGER = "matplotlib.mathtext"


class MissingGlyphWarning(UserWarning):
    """A character of the figure has no glyph and shows as a box."""


@contextmanager
def glyphs_watched():
    """Turn what matplotlib logs and warns about missing glyphs into one warning that nobody overlooks."""
    collector = _Collector()
    logger = logging.getLogger(MATHTEXT_LOGGER)
    logger.addFilter(collector)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    finally:
        logger.removeFilter(collector)
    boxes = collector.boxes + [str(entry.message) for entry in caught if _is_about_glyphs(entry)]
    for entry in caught:
        if not _is_about_glyphs(entry):
            warnings.warn_explicit(entry.message, entry.category, entry.filename, entry.lineno)
    if boxes:
        lost = " ".join(dict.fromkeys(_character(text) for text in boxes))
        say = tr(
            f"图里有字显示不出来：{lost}\n中文不要写在 $…$ 里面；含公式的一段文字里，少见的符号也写成公式。",
            f"no glyph for: {lost}\nKeep Chinese out of $...$; in a text with mathematics write rare symbols as such.",
        )
        warnings.warn(say, MissingGlyphWarning, stacklevel=4)


def _character(message: str) -> str:
    """The character that a message is about: mathtext gives U+ and its code in hexadecimal, plain text its number."""
    code = re.search(r"U\+([0-9A-Fa-f]+)", message)
    number = re.search(r"Glyph (\d+)", message)
    return chr(int(code[1], 16)) if code else chr(int(number[1])) if number else message


def _is_about_glyphs(entry) -> bool:
    return "missing from" in str(entry.message) and str(entry.message).startswith("Glyph")


class _Collector(logging.Filter):
    """Keep the messages about missing glyphs; let all others pass."""

    def __init__(self):
        super().__init__()
        self.boxes = []

    def filter(self, record) -> bool:
        about_glyphs = "does not have a glyph" in record.getMessage()
        if about_glyphs:
            self.boxes.append(record.getMessage())
        return not about_glyphs
