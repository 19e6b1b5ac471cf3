"""The front page, the index of topics, the glossary, the downloads."""

from coursekit.authoring.setup_cell import Home
from coursekit.authoring.site.pages import Download, downloads_page, glossary_page, home_page, topics_page
from coursekit.authoring.topics import Topic


def test_the_front_page_lists_the_chapters_with_their_minutes(chapter):
    """And the contents that Sphinx makes the side bar of; a cloud only where there is one."""
    page = home_page([chapter], Home())
    row = '| [第 5 章 网络](05_ffn.ipynb) | 120 | <a href="downloads/05_ffn.ipynb" download'
    assert row in page and "\n05_ffn\n```" in page and "Colab" not in page
    page = home_page([chapter], Home("https://github.com/a/b"))
    assert ">Colab</a> · <a href" in page and "在 Colab、Kaggle 里打开" in page


def test_topics_lead_to_their_sections(chapter):
    """In the order of the chapter; a topic of a chapter that is not there is left out and not counted."""
    topics = [
        Topic("C05-02", "Rate", "05_ffn", "5.1.1 学习率 $\\alpha$"),
        Topic("C05-01", "Slope", "05_ffn", "5.1 梯度"),
        Topic("C09-01", "Adam", "09_optimizers", "9.1 Adam"),
    ]
    page = topics_page([chapter], topics)
    first = page.index("| [5.1 梯度](05_ffn.ipynb#s-05-ffn-5-1) | Slope | C05-01 |")
    assert first < page.index("| [5.1.1 学习率 $\\alpha$](05_ffn.ipynb#s-05-ffn-5-1-1) | Rate | C05-02 |")
    assert "2 个主题" in page and "Adam" not in page


def test_topics_of_homework_lead_to_the_downloads(chapter):
    """Behind the chapters, under the homework's title; homework that teaches no topic is not named."""
    topics = [Topic("H1-07", "Loop", "hw1", "6 训练循环"), Topic("C05-01", "Slope", "05_ffn", "5.1 梯度")]
    page = topics_page([chapter], topics, [Download("ex5.zip", b"", "练习五"), Download("hw1.zip", b"", "作业一")])
    assert page.index("Slope") < page.index("## 作业一") < page.index("| [6 训练循环](downloads.md) | Loop | H1-07 |")
    assert "练习五" not in page and "2 个主题" in page


def test_a_term_leads_to_where_it_is_introduced(chapter):
    """Chinese, English with its abbreviation, section."""
    page = glossary_page([chapter])
    assert "| 梯度下降 | gradient descent（GD） | [5.1 梯度](05_ffn.ipynb#s-05-ffn-5-1) |" in page
    assert "一共 1 个术语" in page


def test_downloads_are_listed_with_their_size():
    """Chapters, homework, the library and how to install just this file; without homework it says so."""
    wheel = Download("coursekit-9-py3-none-any.whl", b"w" * (3 * 2**20))
    page = downloads_page([Download("05_ffn.ipynb", b"n" * 2048, "第 5 章")], [], wheel)
    assert '- 第 5 章：<a href="downloads/05_ffn.ipynb" download>05_ffn.ipynb</a>（2 KB）' in page
    assert "（3.0 MB）" in page and "pip install coursekit-9-py3-none-any.whl jupyterlab" in page
    assert "现在没有。" in page
    assert "hw.zip" in downloads_page([], [Download("hw.zip", b"", "作业")], wheel)
