"""Outputs: what two executions may not differ in, and what no notebook may hold."""

import base64
import io

import nbformat
import numpy as np
import pytest

from coursekit.authoring.outputs import output_faults, stabilise

output = nbformat.v4.new_output


def png(red=255, **info):
    """A picture of four pixels, with or without text chunks, so that the same pixels can have other bytes."""
    from matplotlib.image import imsave

    file = io.BytesIO()
    imsave(file, np.full((2, 2, 3), [red, 0, 0], np.uint8), format="png", metadata=info)
    return base64.b64encode(file.getvalue()).decode()


def figure(data, alt="红"):
    return output("display_data", data={"image/png": data}, metadata={"image/png": {"alt": alt}} if alt else {})


def notebook(*outputs, tags=()):
    cell = nbformat.v4.new_code_cell("f()", outputs=list(outputs), execution_count=7, metadata={"tags": list(tags)})
    cell.id = "same"
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# a"), cell])


def stable(made, before=None):
    stabilise(made, before)
    return made.cells[1]


def test_streams_of_one_kind_become_one():
    """What the kernel sent in pieces is one text; another stream between them stays where it was."""
    pieces = [output("stream", name=name, text=text) for name, text in (("stdout", "a"), ("stdout", "b\n"))]
    cell = stable(notebook(*pieces, output("stream", name="stderr", text="w"), output("stream", text="c")))
    assert [one.text for one in cell.outputs] == ["ab\n", "w", "c"]


def test_counts_and_times():
    """Cells are counted from 1 whatever the kernel counted; times of the execution go."""
    made = notebook(output("execute_result", data={"text/plain": "1"}, execution_count=7))
    made.cells[1].metadata["execution"] = {"iopub.execute_input": "2026"}
    cell = stable(made)
    assert (cell.execution_count, cell.outputs[0].execution_count) == (1, 1)
    assert "execution" not in cell.metadata


def test_an_error_keeps_its_message_without_paths():
    cell = stable(notebook(output("error", ename="E", evalue="不行", traceback=["File /home/me/x.py", "E: 不行"])))
    assert cell.outputs[0].traceback == ["E: 不行"]


def test_a_figure_with_the_same_pixels_keeps_its_bytes():
    """Another version of matplotlib in the file is no change; another pixel is."""
    old, same, other = png(Software="a"), png(Software="b"), png(red=254, Software="b")
    assert old != same
    assert stable(notebook(figure(same)), notebook(figure(old))).outputs[0].data["image/png"] == old
    assert stable(notebook(figure(other)), notebook(figure(old))).outputs[0].data["image/png"] == other


def test_the_alt_text_is_the_new_one():
    """Only the bytes of the picture are kept."""
    cell = stable(notebook(figure(png(Software="b"), "新")), notebook(figure(png(Software="a"), "旧")))
    assert cell.outputs[0].metadata["image/png"]["alt"] == "新"


def told(*outputs, tags=()):
    return [text for _, text in output_faults(notebook(*outputs, tags=tags).cells, lambda index: index)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<Axes: > at 0x7f59bfa17650", "内存地址"),
        ("/x/ipykernel_4711/2.py:1: Warning", "进程号"),
        ("10%|█ \r 20%|██ ", "进度条"),
        ("CPU times: user 3 ms", "计时"),
        ("2.31 ms ± 40 µs per loop", "计时"),
        ("0.30000000000000004", "没有舍入"),
        (f"{nbformat.__file__}", "路径"),
    ],
)
def test_what_differs_from_run_to_run_is_a_fault(text, word):
    """In a stream and in any kind of text data."""
    assert word in told(output("stream", text=text))[0]
    assert word in told(output("display_data", data={"text/html": f"<b>{text}</b>"}))[0]


@pytest.mark.parametrize("text", ["0.3000", "x = 0x1F", "3 行\r\n", "at 0x 开头", "学习率 0.0001，损失 1.0986123"])
def test_what_is_stable_is_no_fault(text):
    assert told(output("stream", text=text)) == []


def test_warnings_and_errors_need_their_tag():
    """A cell that is meant to warn or to raise says so."""
    warned = output("stream", name="stderr", text="小心")
    raised = output("error", ename="ValueError", evalue="", traceback=[])
    assert "小心" in told(warned)[0] and told(warned, tags=["stderr"]) == []
    assert "ValueError" in told(raised)[0] and told(raised, tags=["raises-exception"]) == []


def test_widgets_are_faults():
    """Their ids differ at each run, and a page cannot run them."""
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "VBox()"}
    assert "控件" in told(output("display_data", data=view))[0]


def test_a_figure_needs_alt_text():
    assert told(figure(png())) == []
    for alt in ("", " "):
        assert "替代文字" in told(figure(png(), alt))[0]


def test_a_notebook_over_one_megabyte_names_its_largest_cell():
    ((line, text),) = output_faults(notebook(output("stream", text="x" * 1_000_001)).cells, lambda index: 10 * index)
    assert line == 10 and "1.00 MB" in text
