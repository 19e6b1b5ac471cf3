"""What the repository's texts ask a figure to draw, it can draw."""

import ast
import re
from pathlib import Path

import pytest
from matplotlib.font_manager import findfont
from matplotlib.ft2font import FT2Font

from coursekit.plotting import fonts

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted(
    path
    for folder in ("coursekit", "notebooks/src", "assignments/src")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".md", ".toml") and path.is_file()
)
CODE = [path for path in TEXTS if path.suffix == ".py"]
FORMULA = re.compile(r"(?<!\\)\$[^$\n]*?(?<!\\)\$")
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")


def strings(code: str) -> list[tuple[int, str]]:
    """(line, text) of every string in Python code; what an f-string fills in reads 0."""
    tree = ast.parse(code)
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "0" for part in node.values]
            found.append((node.lineno, "".join(parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            found.append((node.lineno, node.value))
    return found


def chinese_formulas(text: str) -> list[str]:
    return [formula for formula in FORMULA.findall(text) if CHINESE.search(formula)]


def without_glyph(text: str) -> set[str]:
    """Characters of a text that show as boxes: next to a formula matplotlib uses the first family alone."""
    drawn = fonts.glyphs() | set("\n\t\\")
    if not FORMULA.search(text):
        return set(text) - drawn - fallback()
    return set(FORMULA.sub("", text)) - drawn


def fallback() -> set[str]:
    return {chr(code) for code in FT2Font(findfont(fonts.FAMILIES[1], fallback_to_default=False)).get_charmap()}


def test_there_are_texts_to_look_at():
    """The search finds the library and the assignments, so that the tests below look at something."""
    assert len(CODE) > 50 and any(path.parent.name == "src" for path in CODE)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_character_of_a_text_has_a_glyph(path):
    """The course's font, or the one that matplotlib brings, draws every character of the repository's texts."""
    assert not set(path.read_text(encoding="utf-8")) - fonts.glyphs() - fallback() - set("\n\t")


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_string_would_show_boxes_next_to_a_formula(path):
    """In the code's strings no Chinese stands inside $…$, and next to a formula nothing that the first font lacks."""
    lines = strings(path.read_text(encoding="utf-8"))
    assert not [(line, formulas) for line, text in lines if (formulas := chinese_formulas(text))]
    assert not [(line, lost) for line, text in lines if FORMULA.search(text) and (lost := without_glyph(text))]


def test_the_rules_see_what_they_forbid():
    """Chinese inside $…$, also across an f-string, is found; escaped dollars and text between formulas are not."""
    assert chinese_formulas("损失 $L_{验证}$") == ["$L_{验证}$"]
    assert [chinese_formulas(text) for _, text in strings('f"$w_{i} 权重$"')] == [["$w_0 权重$"]]
    assert not chinese_formulas("$x$ 和 $y$ 之间") and not chinese_formulas(r"从 \$5 涨到 \$6")
    assert without_glyph("$x$ ✗") == {"✗"} and not without_glyph("✗ 没有公式")
