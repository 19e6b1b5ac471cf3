"""Pictures of activation functions: the derivative beneath the function, saturation shaded."""

import numpy as np
import pytest
import torch

from coursekit import plotting


def line(ax, label: str):
    return next(part for part in ax.lines if label in part.get_label())


def shaded(ax) -> list[tuple[float, float]]:
    spans = [path.vertices[:, 0] for shade in ax.collections for path in shade.get_paths()]
    return [(round(float(span.min()), 1), round(float(span.max()), 1)) for span in spans]


def test_function_and_derivative_are_drawn():
    """Solid and dashed over the span, the name and the formula above."""
    ax = plotting.activation("tanh", span=(-3, 3))
    x, y = line(ax, "函数").get_data()
    assert (x[0], x[-1]) == (-3, 3) and np.allclose(y, np.tanh(x))
    assert np.allclose(line(ax, "导数").get_ydata(), 1 - np.tanh(x) ** 2)
    assert line(ax, "函数").get_linestyle() == "-" and line(ax, "导数").get_linestyle() == "--"
    assert ax.get_title() == "Tanh\n$\\tanh x$"


def test_saturation_is_shaded_on_the_sides_where_it_is():
    """ReLU on the left, tanh on both, LeakyReLU nowhere; where Swish turns it does not saturate."""
    assert shaded(plotting.activation("relu")) == [(-5.0, 0.0)]
    left, right = shaded(plotting.activation("tanh"))
    assert left[0] == -5 and right[1] == 5 and left[1] == -right[0] == -2.2
    assert shaded(plotting.activation("leaky_relu")) == []
    assert len(shaded(plotting.activation("swish"))) == 1


@pytest.mark.parametrize("function", [lambda x: x**3, torch.nn.functional.elu, torch.sigmoid])
def test_a_function_of_ones_own_gets_its_derivative(function):
    """Of arrays or of tensors; central differences stand in for a derivative that is not given."""
    ax = plotting.activation(function)
    x = torch.tensor(line(ax, "函数").get_xdata(), dtype=torch.float64, requires_grad=True)
    function(x).sum().backward()
    off_the_kink = abs(x.detach().numpy()) > 1e-3
    assert np.allclose(line(ax, "导数").get_ydata()[off_the_kink], x.grad.numpy()[off_the_kink], atol=1e-4)


def test_a_given_derivative_is_drawn_as_it_is():
    """A wrong one too: it is the caller's."""
    ax = plotting.activation(lambda x: x**2, derivative=lambda x: 0 * x + 7)
    assert set(line(ax, "导数").get_ydata()) == {7}


def test_the_jump_of_the_step_is_no_steep_line():
    """The line is broken where the function jumps."""
    assert np.isnan(line(plotting.activation("step"), "函数").get_ydata()).sum() == 1


def test_the_gallery_shows_all_twelve_with_one_legend():
    """Four rows of three; no Axes has a legend of its own."""
    grid = plotting.activation_gallery()
    assert grid.shape == (12,) and not any(ax.get_legend() for ax in grid)
    (legend,) = grid[0].figure.legends
    assert len(legend.get_texts()) == 3
    assert [bool(ax.get_xlabel()) for ax in grid] == [False] * 9 + [True] * 3


def test_the_gallery_takes_names_and_functions():
    """Titles of one's own; places that are left over stay empty."""
    grid = plotting.activation_gallery({"平方": lambda x: x**2, "甲": "relu"}, columns=3)
    assert [ax.get_title() for ax in grid] == ["平方", "甲"]
    assert len(plotting.activation_gallery(["relu", "elu", "tanh", "mish"])[0].figure.axes) == 4


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: plotting.activation("relo"), "'relo'.*sigmoid, tanh"),
        (lambda: plotting.activation("relu", span=(1, -1)), r"从小到大，得到的是 \(1, -1\)"),
        (lambda: plotting.activation(lambda x: x[:3]), r"\(801,\).*\(3,\)"),
        (lambda: plotting.activation_gallery([]), "一个函数也没有"),
    ],
)
def test_what_does_not_fit_is_named(call, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        call()
