"""The course's Chinese font: where it lies, and how matplotlib learns of it."""

from pathlib import Path

FAMILY = "Coursekit Sans SC"
FILE = Path(__file__).resolve().parent.parent / "fonts" / "CoursekitSansSC-Regular.otf"
# The CJK family comes first: a text with mathematics in it is set in the first family only.
FAMILIES = (FAMILY, "DejaVu Sans")


def register() -> None:
    """Make the font known to matplotlib, once a process; about 1 ms."""
    from matplotlib.font_manager import fontManager

    if not any(font.name == FAMILY and Path(font.fname) == FILE for font in fontManager.ttflist):
        fontManager.addfont(FILE)


def glyphs() -> set[str]:
    """Every character that the font can draw."""
    from matplotlib.ft2font import FT2Font

    return {chr(code) for code in FT2Font(str(FILE)).get_charmap()}
