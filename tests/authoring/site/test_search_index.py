"""What the search page searches."""

import json

import pytest

from coursekit.authoring.site.search_index import formula, plain, search_entries, search_script


def test_a_section_is_one_entry(chapter):
    """With its place and its terms; the text below a heading belongs to it, even in the middle of a cell."""
    entries = search_entries(chapter)
    assert [entry["title"] for entry in entries] == ["第 5 章 网络", "5.1 梯度", "5.1.1 学习率 α", "课后题"]
    assert [entry["anchor"] for entry in entries] == ["", "s-05-ffn-5-1", "s-05-ffn-5-1-1", "s-05-ffn-x1"]
    assert {entry["page"] for entry in entries} == {"05_ffn.html"}
    assert entries[1]["terms"] == ["梯度下降", "gradient descent", "GD"]
    assert "中间一段。" in entries[1]["text"] and "发散" in entries[2]["text"]
    assert "斜率" in entries[0]["text"]


def test_words_stand_as_they_are_read(chapter):
    """No marks and no line ends within Chinese, so that a word is found wherever its line was broken."""
    text = search_entries(chapter)[1]["text"]
    assert "沿着坡往下走，叫梯度下降（gradient descent，GD）。误差写作 θ1 和 …。" in text
    assert "J(w)≤3" in text


def test_code_and_questions_are_found(chapter):
    """A name in the code, a word of a question; not the set-up cell, not what an alt text repeats."""
    section = search_entries(chapter)[1]
    assert "走多远" in section["text"] and "quiz.ask" in section["code"]
    told = json.dumps(search_entries(chapter), ensure_ascii=False)
    assert "nn.Linear" in told and "import coursekit" not in told and "一条红线" not in told


def test_nothing_secret_is_found(chapter):
    """Neither a folded answer nor a lecturer's cell; what follows the answer is."""
    script = search_script([chapter])
    assert "四十二" not in script and "板书" not in script and "做完了" in script


def test_the_script_hands_over_json(chapter):
    """One assignment, Chinese as itself."""
    script = search_script([chapter])
    start, end = "window.COURSE_SECTIONS = ", ";\n"
    assert script.startswith(start) and script.endswith(end)
    assert json.loads(script[len(start) : -len(end)]) == search_entries(chapter)


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        ("\\theta_1", "θ1"),
        ("w = (1, x_1)", "w=(1,x1)"),
        ("\\eta \\le 0.1", "η≤0.1"),
        ("\\mathrm{ReLU}(z)", "ReLU(z)"),
        ("d^3 + x^{10}", "d³+x¹⁰"),
        ("e^{-z} w^T", "e^-zw^T"),
        ("y^{(i)} x_j^{(1)}", "y(i)xj(1)"),
        ("\\frac{1}{m}", "…"),
        ("\\thetaplus", "…"),
    ],
)
def test_a_formula_is_said_in_signs_or_left_out(tex, text):
    """Half a formula would be worse than none, and d³ is not d3; the number of a sample stays as it is written."""
    assert formula(tex) == text


def test_markdown_is_read_as_text():
    """Emphasis, links, code, tables and tags leave their words."""
    assert plain("**甲** 和 [乙](a.md)，`f(x)`。") == "甲 和 乙，f(x)。"
    assert plain("| a | b |\n|---|---|\n| 1 | 2 |") == "a b 1 2"
    assert plain('<p class="x">丙</p>\n\n第一行\nsecond line\n第三行') == "第一行second line第三行"
