"""Distributions by layer: one ridge each, its deviation beside it."""

import numpy as np
import pytest
import torch

from coursekit import plotting
from coursekit.plotting.layers import spread

RNG = np.random.default_rng(0)
WIDE, NARROW = RNG.normal(size=5000), RNG.normal(scale=0.01, size=5000)


def notes(ax) -> list[str]:
    return [text.get_text() for text in ax.texts]


def ridges(ax) -> list[np.ndarray]:
    return [line.get_xydata() for line in ax.lines if len(line.get_xdata()) > 2]


def test_the_first_layer_stands_on_top_with_its_deviation():
    """Names down the left side, standard deviations down the right."""
    ax = plotting.layer_distributions({"第 1 层": WIDE, "第 2 层": NARROW})
    shown = dict(zip([label.get_text() for label in ax.get_yticklabels()], ax.get_yticks(), strict=True))
    assert shown == {"第 1 层": 1, "第 2 层": 0}
    assert notes(ax) == ["标准差 1", "标准差 0.01"]


def test_a_ridge_lies_where_the_values_are():
    """The middle half of the values lies beneath the middle half of the ridge's area; a narrow layer is narrow."""
    ax = plotting.layer_distributions({"宽": WIDE, "窄": NARROW})
    for ridge, values in zip(ridges(ax), (WIDE, NARROW), strict=True):
        x, height = ridge[:, 0], ridge[:, 1] - ridge[0, 1]
        area = np.cumsum(height) / height.sum()
        quartiles = np.interp([0.25, 0.75], area, x)
        assert quartiles == pytest.approx(np.quantile(values, [0.25, 0.75]), abs=0.25 * values.std())
    assert all(np.ptp(ridge[:, 1]) == pytest.approx(0.86) for ridge in ridges(ax))


def test_gradients_of_any_size_are_drawn_by_their_logarithm():
    """Two layers twelve decades apart both show; zeros are counted, not drawn."""
    far = np.concatenate([NARROW * 1e-10, np.zeros(5000)])
    ax = plotting.layer_distributions({"近": WIDE, "远": far}, log=True)
    near, distant = (ridge[ridge[:, 1].argmax(), 0] for ridge in ridges(ax))
    assert near == pytest.approx(0, abs=0.5) and distant == pytest.approx(-12, abs=0.5)
    assert "零占 50%" in notes(ax)[1] and ax.get_xlabel() == "绝对值的对数 $\\log_{10}|v|$"


def test_nan_and_infinity_are_counted():
    """They do not hide the rest."""
    ax = plotting.layer_distributions({"炸了": [*WIDE, np.nan, np.inf], "没了": [np.nan] * 3})
    assert "2 个 nan 或 ∞" in notes(ax)[0] and "标准差 1" in notes(ax)[0]
    assert len(ridges(ax)) == 1
    assert spread(np.array([1.0, 3.0, np.inf])) == 1.0


def test_parameters_of_a_model_are_taken_and_constants_too():
    """`dict(model.named_parameters())` as it is; a bias of zeros is a spike, not an error."""
    layer = torch.nn.Linear(3, 4)
    torch.nn.init.zeros_(layer.bias)
    ax = plotting.layer_distributions(dict(layer.named_parameters()))
    assert [label.get_text() for label in ax.get_yticklabels()] == ["bias", "weight"]
    assert "零占 100%" in notes(ax)[1]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, r"dict\(model.named_parameters\(\)\)"),
        ({"第 1 层": None}, r"第 1 层 是 None.*backward\(\)"),
        ({"第 1 层": []}, "第 1 层 里一个数也没有"),
    ],
)
def test_what_does_not_fit_is_named(values, message):
    """The message says what came and what is wanted."""
    with pytest.raises(ValueError, match=message):
        plotting.layer_distributions(values)
