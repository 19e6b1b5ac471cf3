"""Showing a figure: one picture with its text, and the figure closed."""

import base64

import matplotlib.pyplot as plt
import nbformat
import pytest
from nbclient import NotebookClient

from coursekit import plotting, runtime
from coursekit.plotting.display import figure_of

CELL = """from coursekit import plotting
ax = plotting.confusion_matrix([0, 1], [0, 1], ["甲", "乙"])
plotting.show(ax, "两类都认对了")"""


def test_a_notebook_gets_one_picture_with_its_text():
    """Executed in a kernel, twice: one output, the alt text in its metadata, the same bytes, nothing on stderr."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL) for _ in range(2)])
    NotebookClient(notebook, timeout=120).execute()
    first, second = (cell.outputs for cell in notebook.cells)
    assert len(first) == 1 and first[0].output_type == "display_data"
    assert first[0].metadata == {"image/png": {"alt": "两类都认对了"}}
    assert first[0].data["text/plain"] == "两类都认对了"
    assert base64.b64decode(first[0].data["image/png"]).startswith(b"\x89PNG")
    assert first == second
    nbformat.validate(notebook)


def test_the_figure_is_closed(monkeypatch):
    """No second copy appears at the end of the cell, and many figures do not pile up."""
    published = []
    monkeypatch.setattr(runtime, "in_notebook", lambda: True)
    monkeypatch.setattr("coursekit.plotting.display._publish", lambda data, alt: published.append(alt))
    plotting.show(plotting.network((2, 1)), " 两个输入 ")
    assert published == ["两个输入"] and not plt.get_fignums()


def test_without_a_notebook_the_text_is_printed(capsys):
    """A script without a window says what the figure shows."""
    plotting.show(plotting.network((2, 1)), "两个输入")
    assert capsys.readouterr().out == "两个输入\n" and not plt.get_fignums()


def test_axes_figures_arrays_and_grids_all_have_their_figure():
    """What the plotting functions, `plt.subplots` and seaborn return can be shown as it is."""
    import pandas as pd
    import seaborn

    figure, axes = plt.subplots(2, 2)
    assert figure_of(figure) is figure_of(axes) is figure_of(axes[0, 0]) is figure
    part = plt.figure().subfigures(1, 2)[0]
    assert figure_of(part.subplots()) is part.figure
    grid = seaborn.displot(pd.DataFrame({"x": [1, 2, 3]}), x="x")
    assert figure_of(grid) is grid.figure


@pytest.mark.parametrize("alt", ["", "  ", None])
def test_a_figure_without_text_is_refused(alt):
    """The message shows how to write one; None is refused where no plotting function knows what was drawn."""
    with pytest.raises(ValueError, match=r"plotting\.show\(ax"):
        plotting.show(plt.subplots()[1], alt)


def test_without_a_text_the_data_speak(capsys):
    """What a plotting function drew is described by itself where no other text is given."""
    plotting.show(plotting.network((4, 10, 3)))
    assert capsys.readouterr().out == "全连接网络 4-10-3，相邻两层的单元两两相连，共 70 条边。\n"


def test_what_has_no_figure_is_refused_by_kind():
    """The message names the type that came."""
    with pytest.raises(TypeError, match="list"):
        plotting.show([1, 2], "两个数")
