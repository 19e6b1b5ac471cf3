"""Network diagrams: a circle a unit, a line a weight."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection

from coursekit import plotting


def edges(ax) -> LineCollection:
    return next(c for c in ax.collections if isinstance(c, LineCollection))


def units(ax) -> np.ndarray:
    return np.concatenate([c.get_offsets() for c in ax.collections if isinstance(c, PathCollection)])


def texts(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 10), min_size=2, max_size=4))
def test_every_unit_meets_every_unit_of_the_next_layer(sizes):
    """n_l units a layer, n_l × n_(l+1) lines between two layers, each from circle to circle."""
    import matplotlib.pyplot as plt

    ax = plotting.network(sizes)
    assert len(units(ax)) == sum(sizes)
    ends = [tuple(map(tuple, segment)) for segment in edges(ax).get_segments()]
    assert len(set(ends)) == sum(a * b for a, b in zip(sizes, sizes[1:], strict=False))
    assert {point for pair in ends for point in pair} == {tuple(place) for place in units(ax)}
    plt.close(ax.figure)


def test_layers_are_named_with_their_sizes():
    """Input, hidden and output; of several hidden layers each has its number."""
    assert texts(plotting.network((4, 10, 3))) == ["输入层\n4 个特征", "隐藏层\n10 个单元", "输出层\n3 个单元"]
    assert "隐藏层 2\n2 个单元" in texts(plotting.network((2, 3, 2, 1)))


def test_a_large_layer_is_drawn_with_dots():
    """784 units become six circles and dots, the caption keeps the number."""
    ax = plotting.network((784, 3))
    assert len(units(ax)) == 6 + 3 and len(edges(ax).get_segments()) == 6 * 3
    assert "⋮" in texts(ax) and "输入层\n784 个特征" in texts(ax)


def test_names_stand_beside_or_inside_their_units():
    """Names of inputs to the left, of outputs to the right, of hidden units in the circle."""
    ax = plotting.network((2, 2, 1), names=[("$x_1$", "$x_2$"), ("$h_1$", "$h_2$"), ("$y$",)])
    side = {text.get_text(): text.get_ha() for text in ax.texts}
    assert [side[name] for name in ("$x_1$", "$h_2$", "$y$")] == ["right", "center", "left"]
    heights = {text.get_text(): text.xy[1] for text in ax.texts if text.get_text() in ("$x_1$", "$x_2$")}
    assert heights["$x_1$"] > heights["$x_2$"]


def test_weights_of_a_torch_model_show_by_width_and_dash():
    """The matrix of `Linear` is read as it is: the line from unit i to unit j is as thick as |w[j, i]|."""
    model = torch.nn.Sequential(torch.nn.Linear(3, 5), torch.nn.ReLU(), torch.nn.Linear(5, 2))
    ax = plotting.network((3, 5, 2), weights=[model[0].weight, model[2].weight])
    first = model[0].weight.detach().numpy().T.ravel()
    second = model[2].weight.detach().numpy().T.ravel()
    widths = np.array(edges(ax).get_linewidths())
    assert np.allclose(np.corrcoef(widths, np.abs([*first, *second]))[0, 1], 1)
    dashed = [dashes is not None for _, dashes in edges(ax).get_linestyles()]
    assert dashed == [weight < 0 for weight in (*first, *second)]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["正权重", "负权重"]


def test_a_small_network_has_its_weights_written():
    """Six lines, six numbers, with a true minus sign."""
    ax = plotting.network((2, 2, 1), weights=[[[1, 2], [3, 4]], [[0.5, -2]]])
    assert texts(ax)[:6] == ["1", "3", "2", "4", "0.5", "−2"]
    assert ax.get_legend() is None


def test_weights_of_zero_are_no_division_by_zero():
    """All lines thin, no warning."""
    with np.errstate(all="raise"):
        assert set(edges(plotting.network((2, 1), weights=[[[0, 0]]])).get_linewidths()) == {0.4}


@pytest.mark.parametrize(
    ("sizes", "settings", "message"),
    [
        ((3,), {}, r"\(3,\)"),
        ((3, 0), {}, r"\(3, 0\)"),
        ((2, 1), {"names": [("甲",), None]}, r"各层有 \[2, 1\] 个单元，名字有 \[1, None\] 个"),
        ((2, 1), {"names": [None]}, "每层一项"),
        ((2, 1), {"weights": [np.ones((2, 1))]}, r"\[\(1, 2\)\].*\[\(2, 1\)\]"),
    ],
)
def test_what_does_not_fit_is_named(sizes, settings, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.network(sizes, **settings)
