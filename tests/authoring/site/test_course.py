"""Chapters as the site has them: what can be shown, places, addresses."""

from urllib.parse import unquote

import pytest
from nbformat.v4 import new_markdown_cell

from coursekit.authoring.setup_cell import Home
from coursekit.authoring.site.course import colab_address, kaggle_address, read_chapters
from tests.authoring.site.conftest import chapter_of

GITHUB = Home("https://github.com/some-one/course.ai", "v1.0")


def test_an_executed_chapter_is_read_as_students_see_it(ran):
    """Without the lecturer's cell; outputs are there."""
    (chapter,), missing = read_chapters(ran.root)
    assert (chapter.name, chapter.title, chapter.minutes, missing) == ("03_mini", "第 3 章 小章", 10, [])
    assert not any("讲 10 分钟" in cell.source for cell in chapter.notebook.cells)
    assert any(cell.get("outputs") for cell in chapter.notebook.cells)


def test_a_chapter_that_was_never_executed_is_left_out(project):
    """It is named instead."""
    assert read_chapters(project.root) == ([], ["03_mini"])
    project.path.unlink()
    assert read_chapters(project.root) == ([], ["03_mini"])


def test_a_place_is_known_by_its_number_or_its_rank(chapter):
    """The title is the page itself; ids hold the chapter's name, so that no two pages share one."""
    found = [(place.level, place.text, place.anchor) for place in chapter.places]
    assert found == [
        (1, "第 5 章 网络", ""),
        (2, "5.1 梯度", "s-05-ffn-5-1"),
        (3, "5.1.1 学习率 $\\alpha$", "s-05-ffn-5-1-1"),
        (2, "课后题", "s-05-ffn-x1"),
    ]


@pytest.mark.parametrize(
    ("head", "minutes"),
    [("时间：120 分钟", 120), ("**时间：约 45 分钟**", 45), ("**时间**：课上 90 分钟，课后 60 分钟", 90), ("无", None)],
)
def test_the_minutes_are_those_of_the_head(head, minutes):
    """Bold or not; none where it says none, whatever a section says."""
    assert chapter_of(new_markdown_cell(f"# 章\n\n{head}"), new_markdown_cell("正文")).minutes == minutes
    later = chapter_of(new_markdown_cell("# 章"), new_markdown_cell("## 1 节"), new_markdown_cell("时间：5 分钟"))
    assert later.minutes is None


def test_clouds_open_the_release_of_a_course_on_github():
    """Colab by its path, Kaggle by the address of the file; the branch while nothing is released."""
    path = "some-one/course.ai/blob/v1.0/notebooks/05_ffn.ipynb"
    assert colab_address(GITHUB, "05_ffn") == f"https://colab.research.google.com/github/{path}"
    start, _, source = kaggle_address(GITHUB, "05_ffn").partition("?src=")
    assert (start, unquote(source)) == ("https://kaggle.com/kernels/welcome", f"https://github.com/{path}")
    assert "/blob/main/" in colab_address(Home("https://github.com/a/b"), "05_ffn")


@pytest.mark.parametrize("repository", ["", "https://gitee.com/a/b", "https://github.com/a"])
def test_there_is_no_dead_button(repository):
    """Neither while the course lives nowhere, nor where these clouds cannot reach it."""
    assert colab_address(Home(repository), "x") == kaggle_address(Home(repository), "x") == ""
