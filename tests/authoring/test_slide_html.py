"""What a cell becomes on a slide: highlighted code, figures with their alt texts, formulas left for KaTeX."""

import pytest
from nbformat.v4 import new_output

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.slide_html import code_block, line_html, markdown_html, output_blocks
from tests.support.sample_class import png


def test_formulas_are_left_as_they_are_written():
    """No mark of Markdown within them is read, and what HTML would read is escaped."""
    html = markdown_html("设 $a_1<b_1$，$c*d*e$。\n\n$$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$$")
    assert '<span class="math inline">a_1&lt;b_1</span>' in html
    assert '<span class="math inline">c*d*e</span>' in html
    assert "\\begin{pmatrix}1&amp;2\\\\3&amp;4\\end{pmatrix}" in html and 'class="math block"' in html


def test_lines_that_run_on_need_a_blank_in_latin_only():
    """The end of a line is a break that the deck may drop; between Chinese sentences nothing is left behind."""
    assert '一句。<br class="soft">二句' in markdown_html("一句。\n二句")
    assert 'one.<br class="soft"> Two' in markdown_html("one.\nTwo")


def test_tables_and_lists():
    """As in the notebook."""
    assert "<td>灭 0</td>" in markdown_html("| 灯 |\n|---|\n| 灭 0 |")
    assert "<li>一</li>" in markdown_html("- 一\n- 二")


def test_a_heading_for_the_footer():
    """Its formulas are formulas there too."""
    assert line_html("数据写成 $X$") == '数据写成 <span class="math inline">X</span>'


def test_code_is_highlighted_and_escaped():
    """Classes of Pygments, for the style sheet of the deck."""
    html = code_block("def f(x):\n    return x < 1  # 小").html
    assert '<span class="k">def</span>' in html and "&lt;" in html and '<span class="c1"># 小</span>' in html


def test_code_without_what_the_class_need_not_read():
    """The alt text stands on the figure; two empty lines, which a style guide wants, are one."""
    words = code_block('a = 1\n\n\nplotting.show(fig, alt="左图是一条很长的线")\nb = "alt=留下"').words
    assert words == 'a = 1\n\nplotting.show(fig, alt="…")\nb = "alt=留下"'
    assert code_block("plotting.show(ax, alt=f'宽 {W}')").words == "plotting.show(ax, alt=f'…')"


def test_a_figure_keeps_its_alt_text_and_knows_its_size():
    """The alt text is escaped; the height is that of a picture as wide as the slide at most."""
    output = new_output(
        "display_data", data={"image/png": png(1280, 400)}, metadata={"image/png": {"alt": 'a "b" <c>'}}
    )
    (block,) = output_blocks([output])
    assert block.kind == "figure" and 'alt="a &quot;b&quot; &lt;c&gt;"' in block.html
    assert block.style == f"--height:{round(400 * 1180 / 1280)}px" and "data:image/png;base64," in block.html


def test_a_picture_that_is_none_is_told():
    """Rather than a deck with a hole."""
    output = new_output("display_data", data={"image/png": "bm9wZQ=="})
    with pytest.raises(AuthoringError, match="PNG"):
        output_blocks([output])


def test_outputs_are_shown_by_their_richest_kind():
    """Text is escaped, without colours of a terminal; an error keeps its one line; nothing printed is nothing."""
    blocks = output_blocks(
        [
            new_output("stream", name="stdout", text="\x1b[31m1 < 2\x1b[0m\n"),
            new_output("stream", name="stdout", text="\n"),
            new_output("execute_result", data={"text/html": "<table></table>", "text/plain": "表"}, execution_count=1),
            new_output("execute_result", data={"text/plain": "6"}, execution_count=2),
            new_output("error", ename="ValueError", evalue="坏", traceback=["…"]),
        ]
    )
    assert [block.kind for block in blocks] == ["output", "output table", "output", "output error"]
    assert "1 &lt; 2</pre>" in blocks[0].html and "\x1b" not in blocks[0].html
    assert "ValueError: 坏" in blocks[3].html
