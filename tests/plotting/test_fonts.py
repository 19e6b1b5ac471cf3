"""The font in the package: what it draws, what it is called, that the script beside it makes it."""

import importlib.util
import unicodedata

import pytest

from coursekit import runtime
from coursekit.plotting import fonts

FOLDER = fonts.FILE.parent
MATHEMATICS = "−×÷±·≤≥≠≈≡∞∑∏∫√∂∇∈∩∪∧∨→←↑↓↔⇒⇔αβγδεηθλμπρσφωΔΣΩ°′″²³½"
PUNCTUATION = "，。；：？！、（）《》【】“”‘’…—·％"
SHAPES = "●○■□▲△◆◇★☆①②③│─┌┐└┘█✓"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("make_subset", FOLDER / "make_subset.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def drawn() -> set[str]:
    return fonts.glyphs()


def test_every_character_of_the_national_standards_is_drawn(script, drawn):
    """All of GB2312 and all 8,105 characters of 通用规范汉字表 have a glyph."""
    standard = "".join((FOLDER / "standard_characters.txt").read_text(encoding="utf-8").split())
    assert len(standard) == len(set(standard)) == 8105
    assert all(unicodedata.name(c).startswith("CJK UNIFIED") for c in standard)
    han = [c for c in script.gb2312() if unicodedata.name(c, "").startswith("CJK UNIFIED")]
    assert len(han) == 6763
    assert set(standard) | set(script.gb2312()) <= drawn


@pytest.mark.parametrize("characters", [MATHEMATICS, PUNCTUATION, SHAPES])
def test_signs_of_figures_are_drawn(characters, drawn):
    """The minus of negative ticks, operators, arrows, Greek, full-width punctuation and shapes have a glyph."""
    assert not set(characters) - drawn


def test_the_font_is_small_and_bears_a_name_of_its_own():
    """At most 2.2 MB; the source's reserved names stand in no name, the copyright and the licence do."""
    from fontTools.ttLib import TTFont

    assert fonts.FILE.stat().st_size < 2_200_000
    font = TTFont(fonts.FILE)
    names = {entry.nameID: entry.toUnicode() for entry in font["name"].names}
    assert names[1] == fonts.FAMILY
    own = [names[1], names[3], names[4], names[6], *font["CFF "].cff.fontNames]
    assert not [name for name in own if "Noto" in name or "Source" in name]
    assert "Open Font License" in names[13]
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "2014-2021 Adobe" in names[0] and "2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_file_holds_what_the_script_cuts(script, drawn):
    """The characters in the file are those the script wants and the source has."""
    if not script.SOURCE.is_file():
        pytest.skip(f"no {script.SOURCE}: install fonts-noto-cjk")
    source = {chr(code) for code in script.open_face(script.SOURCE).getBestCmap()}
    assert drawn == script.wanted_characters() & source


def test_registering_twice_adds_one_entry():
    """matplotlib's list holds the font once, however often it is registered."""
    from matplotlib.font_manager import findfont, fontManager

    for _ in range(3):
        fonts.register()
    assert [font.name for font in fontManager.ttflist].count(fonts.FAMILY) == 1
    assert findfont(fonts.FAMILY, fallback_to_default=False) == str(fonts.FILE)


def test_the_doctor_reports_the_font_and_its_loss(monkeypatch, tmp_path):
    """`coursekit doctor` names the font; a missing or broken file is a fault with a cure."""
    assert [f.status for f in runtime.examine_machine() if fonts.FAMILY in f.found] == ["ok"]
    broken = tmp_path / "broken.otf"
    broken.write_bytes(b"no font")
    for file in (tmp_path / "gone.otf", broken):
        monkeypatch.setattr(fonts, "FILE", file)
        finding = next(f for f in runtime.examine_machine() if f.name == "中文字体")
        assert finding.status == "bad" and "重装" in finding.advice
