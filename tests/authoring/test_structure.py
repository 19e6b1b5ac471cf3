"""The pattern of a chapter: what is missing or wrong is told with its line."""

import pytest

from coursekit.authoring.lint import text_faults
from coursekit.authoring.percent import parse
from coursekit.authoring.structure import structure_faults
from tests.authoring.conftest import CHAPTER


def test_the_fixture_follows_the_pattern():
    assert structure_faults(parse(CHAPTER).cells) == []


def line_of(text, word):
    return next(number for number, line in enumerate(text.split("\n"), 1) if word in line)


@pytest.mark.parametrize(
    ("old", "new", "told", "at"),
    [
        ("# # 第 3 章 小章", "# 小章", "章名开头", "小章"),
        ("# # 第 3 章 小章", "# 前言。\n#\n# # 第 3 章 小章", "章名开头", "前言"),
        ("# 平均值是和除以个数。", "# # 又一个章名", "只能有一个", "又一个章名"),
        ("**学完之后，你能够**", "**目标**", "学完之后，你能够", "第 3 章"),
        ("**时间**：10 分钟", "**时间**：不长", "时间", "第 3 章"),
        ("**需要**：会加法", "会加法就行", "需要", "第 3 章"),
        ("# setup", "import coursekit", "只写 # setup", "import coursekit"),
        (' tags=["setup"]\n# setup', "\n# nothing", "第一个代码单元", "^# nothing"),
        ("# 3.1 讲 10 分钟。", "# 3.1 讲 10 分钟。\n\n# %%\nx = 1", "第一个代码单元", "^x = 1"),
        ("## 3.1 平均值", "## 3.2 平均值", "编号应为 3.1", "## 3.2"),
        ("## 3.1 平均值", "### 3.1.1 平均值", "跳级", "### 3.1.1"),
        ("# **平均值**（mean）写作", "# ### 3.1.2 记号\n#\n# **平均值**（mean）写作", "编号应为 3.1.1", "3.1.2 记号"),
        ("# 平均值是和除以个数。", "# 好。\n#\n# ## 3.2 后来", "没有编号的节", "3.2 后来"),
        ('"slide_type": "slide"}\n# ## 3.1', '"slide_type": "page"}\n# ## 3.1', "slide_type", '"page"'),
        (' slideshow={"slide_type": "slide"}\n# ## 3.1', "\n# ## 3.1", "slide_type", "^# ## 3.1"),
        ('"notes"} tags=["lecturer"]', '"slide"} tags=["lecturer"]', "教师单元用 notes", "lecturer"),
        ('"skip"} tags=["setup"]', '"slide"} tags=["setup"]', "准备单元用 skip", '"setup"'),
        ('tags=["raises-exception"]', 'tags=["nbval-skip"]', "没有标签 'nbval-skip'", "nbval-skip"),
        ("# 3.1 讲 10 分钟。", "# 慢慢讲。", "缺教师单元", "第 3 章"),
        ("quiz.ask(", "quiz.ask (", "缺课堂提问", "第 3 章"),
        ("## 课后题", "## 练习", "课后题", "第 3 章"),
        ("# <details>\n# <summary>答案</summary>", "# 答案", "<details>", "## 课后题"),
        ("# 1. 1 和 3", "# 答案：2\n#\n# 1. 1 和 3", "答案要放进", "# 答案：2"),
        ("# </details>", "# 完", "合上", "## 课后题"),
        ("</summary>\n#\n", "</summary>\n", "空一行", "</summary>"),
        ("## 小结", "## 尾声", "小结", "第 3 章"),
    ],
)
def test_each_rule(old, new, told, at):
    """One fault put into a good chapter is found, on its line."""
    assert old in CHAPTER
    text = CHAPTER.replace(old, new, 1)
    found = {line: words for line, words in text_faults(text) if told in words}
    above = at.startswith("^")  # the marker of that cell
    number = line_of(text, at.removeprefix("^")) - above
    assert set(found) == {number}, text_faults(text)


@pytest.mark.parametrize(("kind", "source"), [("", "x = 1\n" * 31), (" [markdown]", "# - 好\n" * 25)])
def test_what_does_not_fit_a_slide(kind, source):
    """Long cells are told where they are shown, and may stand where they are not."""
    for slide, faulty in (("fragment", True), ("skip", False)):
        text = CHAPTER + f'\n# %%{kind} slideshow={{"slide_type": "{slide}"}}\n{source}'
        assert any("幻灯片" in told for _, told in text_faults(text)) is faulty


def test_sections_without_the_chapters_number():
    """A title without 第 n 章 has sections 1, 2 and 1.1."""
    text = CHAPTER.replace("第 3 章 小章", "小章").replace("## 3.1", "## 1")
    assert structure_faults(parse(text).cells) == []


def test_a_hash_in_code_is_no_heading():
    text = CHAPTER.replace("# 平均值是和除以个数。", "# ```\n# # 注释\n# ```")
    assert structure_faults(parse(text).cells) == []
