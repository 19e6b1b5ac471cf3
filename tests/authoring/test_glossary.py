"""The glossary: terms at first use, and one translation for each."""

import nbformat
import pytest

from coursekit.authoring.glossary import chapter_terms, glossary_table, repeated, variants


def terms(*sources, chapter="01"):
    return chapter_terms(chapter, [nbformat.v4.new_markdown_cell(source) for source in sources])


def test_the_form_of_a_first_use():
    """Bold Chinese, full-width parentheses, English, and an abbreviation after a comma."""
    (term,) = terms("# 章\n\n## 1 节\n\n好。\n这叫**均方误差**（mean squared error，MSE）。")
    assert (term.chinese, term.english, term.short) == ("均方误差", "mean squared error", "MSE")
    assert (term.section, term.cell, term.line) == ("1 节", 0, 5)


@pytest.mark.parametrize(
    "text", ["**注意**（见下）", "均方误差（mean squared error）", "**MSE**（mean squared error）", "**误差** (error)"]
)
def test_what_is_no_first_use(text):
    assert terms(text) == []


@pytest.mark.parametrize("text", ["**Hebb 规则**（Hebb's rule）", "**k 近邻**（k-nearest neighbours，k-NN）"])
def test_latin_within_a_term(text):
    assert len(terms(text)) == 1


def test_two_translations_of_one_term_are_found():
    """In either direction, across chapters; case and hyphens make no difference."""
    first = terms("**感知器**（perceptron）**学习率**（learning rate）")
    assert variants(first + terms("**感知器**（Perceptron）**学习率**（learning-rate）", chapter="02")) == []
    (line,) = variants(first + terms("**感知机**（perceptron）", chapter="02"))
    assert "感知器（01）" in line and "感知机（02）" in line
    (line,) = variants(first + terms("**学习率**（step size）", chapter="02"))
    assert "learning rate（01）" in line and "step size（02）" in line


def test_a_term_is_introduced_once_a_chapter():
    """Another chapter may introduce it again."""
    text = "**感知器**（perceptron）"
    assert repeated(terms(text) + terms(text, chapter="02")) == []
    assert len(repeated(terms(text, "好", text))) == 1


def test_the_table_has_a_row_for_each_term_with_its_first_place():
    table = glossary_table(terms("**乙**（zeta）**甲**（alpha，A）") + terms("**甲**（alpha）", chapter="02"))
    assert table.splitlines()[4:] == ["| alpha | A | 甲 | 01 |  |", "| zeta |  | 乙 | 01 |  |"]
