"""Cut the course's Chinese font out of Noto Sans CJK: ``python make_subset.py [SOURCE.ttc]``.

Needs fontTools (matplotlib brings it) and Debian's ``fonts-noto-cjk``.
The characters are fixed lists, not those in use, so that a new chapter does not change the binary; a test checks cover.
With the same source and the same fontTools the result is the same to the byte.
"""

import argparse
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SOURCE_FAMILY = "Noto Sans CJK SC"
FAMILY = "Coursekit Sans SC"  # a name of its own, as the Open Font License asks of changed versions
POSTSCRIPT = "CoursekitSansSC-Regular"
TARGET = HERE / f"{POSTSCRIPT}.otf"

# Whole Unicode blocks, of which a font holds what it has.
BLOCKS = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin with tones
    (0x02B0, 0x02FF),  # spacing modifiers
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x1E00, 0x1EFF),  # Latin Extended Additional (ẑ, ỹ)
    (0x2000, 0x206F),  # general punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20CF),  # currency
    (0x2100, 0x214F),  # letterlike (ℝ, ℓ)
    (0x2150, 0x218F),  # number forms
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # enclosed alphanumerics
    (0x2500, 0x257F),  # box drawing
    (0x2580, 0x259F),  # blocks
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2600, 0x26FF),  # miscellaneous symbols
    (0x2700, 0x27BF),  # dingbats (✓, ✗)
    (0x3000, 0x303F),  # CJK punctuation
    (0xFF00, 0xFFEF),  # full-width forms
)


def wanted_characters() -> set[str]:
    """GB2312, the 8,105 characters of 通用规范汉字表, and the blocks above."""
    characters = {chr(code) for first, last in BLOCKS for code in range(first, last + 1)}
    characters |= set(gb2312())
    characters |= set((HERE / "standard_characters.txt").read_text(encoding="utf-8"))
    return {c for c in characters if unicodedata.category(c) not in ("Cc", "Cn", "Cs")}


def gb2312() -> str:
    """Every character of GB2312, read out of Python's codec."""
    codes = (bytes((row, column)) for row in range(0xA1, 0xF8) for column in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", errors="ignore") for code in codes)


def open_face(source: Path) -> TTFont:
    """The simplified-Chinese face of a collection."""
    for face in TTCollection(source, lazy=True).fonts:
        if face["name"].getDebugName(1) == SOURCE_FAMILY:
            return face
    raise SystemExit(f"{source}: no face named {SOURCE_FAMILY}")


def cut(font: TTFont) -> None:
    """Drop every glyph, hint and feature that a figure does not need."""
    options = Options()
    options.hinting = False
    options.layout_features = ["kern"]
    options.notdef_outline = True  # a missing glyph stays a visible box
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx", "DSIG"]  # vertical writing
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(wanted_characters())))
    subsetter.subset(font)


def rename(font: TTFont) -> None:
    """Take the font's own names out of every place where they stand; keep its copyright and licence."""
    names = font["name"]
    kept = {number: names.getDebugName(number) for number in (0, 13, 14)}
    version = names.getDebugName(5).split(";")[0]
    names.names = []
    for number, text in {
        **kept,
        1: FAMILY,
        2: "Regular",
        3: f"{version};{POSTSCRIPT}",
        4: f"{FAMILY} Regular",
        5: version,
        6: POSTSCRIPT,
        10: "A subset for the figures of a course; see README.md beside it.",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [POSTSCRIPT]
    top = cff.topDictIndex[0]
    top.FullName, top.FamilyName = f"{FAMILY} Regular", FAMILY
    for number, part in enumerate(getattr(top, "FDArray", ())):
        part.FontName = f"{POSTSCRIPT}-{number}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=SOURCE)
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    font = open_face(chosen.source)
    font.recalcTimestamp = False  # else two runs differ
    cut(font)
    rename(font)
    font.save(chosen.target)
    print(f"{chosen.target}: {len(font.getBestCmap())} characters, {chosen.target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
