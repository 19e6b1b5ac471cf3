"""The text that stands for a figure: made from its data, without the commands of mathematics."""

import matplotlib.pyplot as plt
import pytest

from coursekit import plotting
from coursekit.plotting.alt import spoken
from tests.plotting.samples import FIGURES, drawn


@pytest.mark.parametrize("draw", FIGURES, ids=lambda figure: figure.__name__)
def test_every_figure_can_be_told(draw):
    """No function draws in silence; no dollar and no backslash is left in its text."""
    text = plotting.alt_text(drawn(draw))
    assert len(text) > 10 and not set("$\\{}") & set(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第 1 层 $W^{(1)}$", "第 1 层 W^(1)"),
        (r"$2\times$ 和 $\eta=0.1$", "2× 和 η=0.1"),
        (r"$f\geq-1$", "f≥−1"),
        (r"$\max(0,\,x)$ 与 {x}", "max(0,x) 与 {x}"),
    ],
)
def test_mathematics_becomes_plain_characters(text, said):
    """Inside dollars commands become signs or words; outside nothing changes."""
    assert spoken(text) == said


def test_of_several_axes_each_is_named_by_its_title():
    """Two Axes with titles give two lines; one without a text gives none."""
    _, axes = plt.subplots(1, 3)
    for ax, title in zip(axes, ("浅", "深", "空"), strict=True):
        ax.set_title(title)
    plotting.network((2, 1), ax=axes[0])
    plotting.network((2, 2, 1), ax=axes[1])
    lines = plotting.alt_text(axes).split("\n")
    assert [line[:11] for line in lines] == ["浅：全连接网络 2-1", "深：全连接网络 2-2"]


def test_a_foreign_figure_has_no_text():
    """What no plotting function drew on is not known."""
    assert plotting.alt_text(plt.subplots()[1]) == ""
