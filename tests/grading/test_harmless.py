"""Students' text in the autograded copy: shown, never run."""

import re

import pytest
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook, new_raw_cell

from coursekit.grading.harmless import harmless, harmless_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "</div><iframe srcdoc='<script>alert(1)</script>'>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "<<script>script>alert(1)</script>",
    "<!--><script>alert(1)</script>-->",
    "<?x <script>alert(1)</script>?>",
    "&lt;script&gt;alert(1)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt :alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](javascript\\:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "![x](x\"onerror=alert(1))",
    "$\\href{javascript:alert(1)}{x}$",
    "$$\\unicode{<script>alert(1)</script>}$$",
    "$<script>alert(1)</script>$",
    "\\\\(<script>alert(1)</script>\\\\)",
    "\\begin{equation}<script>alert(1)</script>\\end{equation}",
]  # fmt: skip
ALLOWED = re.compile(r"</?(p|code|pre|div|span|a|h\d|em|strong|ul|li|br|hr|blockquote|img)\b[^>]*>")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_tag_of_the_students_reaches_the_page(text):
    """As nbconvert turns it into HTML: only Markdown's own tags, no handler, no script address."""
    html = markdown2html(harmless_text(text))
    assert "<" not in ALLOWED.sub("", html.replace("<!DOCTYPE", "")), html
    assert not re.search(r"(href|src)=\"\s*[\w\s]*script\s*:", html, re.IGNORECASE), html
    assert not re.search(r"(href|src)=\"[^\"]*&(?!amp;)", html), html
    assert not re.search(r"<[^>]*\son\w+\s*=", html), html


@pytest.mark.parametrize(
    "text", ["a < b 且 3 <4", "**粗** _斜_ `x = 1`", "$a<1$ 和 $\\frac{1}{2}$", "# 题\n\n- 一\n- 二", "> 引用"]
)
def test_ordinary_text_stays(text):
    """Formulas, comparisons and Markdown's own signs are what they were."""
    assert harmless_text(text) == text


def test_which_cells_are_changed():
    """The student's answers, tasks and free cells, not the teacher's locked text; raw cells become Markdown."""

    def cell(make=new_markdown_cell, **flags):
        about = {"grade": False, "solution": False, "locked": False, "task": False, "grade_id": "x", **flags}
        return make("<b>x</b>", metadata={"nbgrader": about} if flags else {})

    cells = [
        cell(),
        cell(new_raw_cell),
        cell(grade=True, solution=True),
        cell(solution=True),
        cell(locked=True),
        cell(task=True),
    ]
    harmless(new_notebook(cells=cells))
    assert [c.source.startswith("<b") for c in cells] == [False, False, False, False, True, False]
    assert [c.cell_type for c in cells] == ["markdown"] * 6
