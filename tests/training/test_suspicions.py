"""What is allowed but seldom meant is said once, with its cure."""

import warnings

import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training import TrainingWarning
from tests.training.nets import net, points

X, Y = points(40)
PRICES = (torch.arange(40.0) * 1e4 + 5e4)[:, None]

SUSPECT = {
    "prices": (net(4, 1), X, PRICES, None, ["y 的大小约为", "没有缩放", "np.log1p"]),
    "a huge column": (net(), X * torch.tensor([1.0, 1.0, 1e5, 1.0]), Y, None, ["X 第 2 列", "StandardScaler"]),
    "one class": (net(), X, Y * 0 + 2, None, ["40 个标签全是 2", "stratify=y"]),
    "one class of two": (net(4, 1), X, torch.zeros(40, 1), nn.BCEWithLogitsLoss(), ["全是 0"]),
}


@pytest.mark.parametrize("case", SUSPECT)
def test_what_is_suspect_is_said(case):
    """A warning at the line that called fit; training goes on."""
    model, features, targets, loss, told = SUSPECT[case]
    with pytest.warns(TrainingWarning) as caught:
        training.fit(model, features, targets, loss=loss, epochs=1)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert [part for part in told if part not in str(caught[0].message)] == []


def begins_high():
    model = net(4, 1)
    model[3].bias.data.fill_(2e5)
    return model


FINE = {
    "scaled": (net(4, 1), X, (PRICES - PRICES.mean()) / PRICES.std(), None),
    "a last layer at the right height": (begins_high(), X, PRICES, None),
    "classes": (net(), X, Y, None),
    "a handful of rows": (net(), X[:3], Y[:3] * 0, None),
    "a constant value is no class": (net(4, 1), X, torch.ones(40, 1), None),
}


@pytest.mark.parametrize("case", FINE)
def test_what_is_fine_is_silent(case):
    """No warning that would teach people to ignore warnings."""
    model, features, targets, loss = FINE[case]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        training.fit(model, features, targets, loss=loss, epochs=1)
