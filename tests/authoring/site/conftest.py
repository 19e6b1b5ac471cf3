"""A chapter made by hand: two numbered sections, one without, a lecturer's cell, a slider, a folded answer."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from coursekit.authoring.editions import students_edition
from coursekit.authoring.site.course import Chapter, places

HEAD = "# 第 5 章 网络\n\n**时间**：约 120 分钟。\n\n你会学到**斜率**。"
FIRST = """## 5.1 梯度

沿着坡往下走，
叫**梯度下降**（gradient descent，GD）。
误差写作 $\\theta_1$ 和 $\\bar x$。

$$J(w) \\le 3$$"""
SECOND = "中间一段。\n\n### 5.1.1 学习率 $\\alpha$\n\n| 步子 | 结果 |\n|---|---|\n| 太大 | 发散 |\n\n见 `nn.Linear`。"
LAST = "## 课后题\n\n1. 多少？\n\n<details>\n<summary>答案</summary>\n\n四十二点五。\n\n</details>\n\n做完了。"
SLIDER = """if runtime.interactive():
    import ipywidgets

    ipywidgets.interact(draw)
else:
    print("这里是一个滑块")"""


def chapter_of(*cells, name: str = "05_ffn") -> Chapter:
    """Return the students' edition of these cells as a chapter."""
    edition = students_edition(new_notebook(cells=list(cells)))
    return Chapter(name, edition, places(name, edition.cells))


@pytest.fixture
def chapter():
    """The chapter."""
    question = new_output("display_data", {"text/markdown": "**问题**：走多远？"})
    return chapter_of(
        new_markdown_cell(HEAD),
        new_markdown_cell("板书：先画坡。", metadata={"tags": ["lecturer"]}),
        new_code_cell("import coursekit", metadata={"tags": ["setup"]}),
        new_markdown_cell(FIRST),
        new_code_cell('plotting.show(ax, alt="一条红线")\nquiz.ask("x")', outputs=[question]),
        new_markdown_cell(SECOND),
        new_code_cell(SLIDER),
        new_markdown_cell(LAST),
    )
