"""Losses for rare classes."""

import numpy as np
import pandas as pd
import pytest
import torch
from torch import nn
from torch.nn import functional

from coursekit import training
from coursekit.training import FocalLoss, TrainingError, class_weights
from tests.training.nets import net, points

X, Y = points()


def logits_of(probability):
    """Return one row of logits that gives class 0 this probability."""
    return torch.tensor([[probability, 1 - probability]], dtype=torch.float64).log()


@pytest.mark.parametrize(("p", "value"), [(0.9, 0.001054), (0.5, 0.1733), (0.1, 1.8651)])
def test_the_focal_loss_has_the_values_of_the_lecture(p, value):
    """gamma 2, without and with alpha = .25."""
    zero = torch.tensor([0])
    assert FocalLoss()(logits_of(p), zero).item() == pytest.approx(value, rel=1e-3)
    assert FocalLoss(weight=(0.25, 0.75))(logits_of(p), zero).item() == pytest.approx(0.25 * value, rel=1e-3)


@pytest.mark.parametrize("gamma", [0.0, 0.5, 2.0, 5.0])
def test_the_focal_loss_is_its_formula(gamma):
    """Mean over the rows of -w (1 - p)**gamma log p, and so is its gradient."""
    outputs = net()(X).detach().double().requires_grad_()
    p = outputs.softmax(dim=1)[torch.arange(len(Y)), Y]
    weight = torch.tensor([1.0, 2.0, 0.5], dtype=torch.float64)
    by_hand = (-weight[Y] * (1 - p) ** gamma * p.log()).mean()
    ours = FocalLoss(gamma, weight)(outputs, Y)
    assert ours.item() == pytest.approx(by_hand.item(), rel=1e-12)
    slopes = [torch.autograd.grad(value, outputs, retain_graph=True)[0] for value in (ours, by_hand)]
    assert torch.allclose(*slopes, atol=1e-12)


def test_without_focus_it_is_cross_entropy():
    """gamma 0, for classes and for one logit a row."""
    outputs = net()(X)
    assert FocalLoss(0.0)(outputs, Y).item() == pytest.approx(functional.cross_entropy(outputs, Y).item())
    one, y = outputs[:, :1], (Y > 0).float()[:, None]
    expected = functional.binary_cross_entropy_with_logits(one, y)
    assert FocalLoss(0.0)(one, y).item() == pytest.approx(expected.item())


def test_one_logit_is_two_classes():
    """A logit z counts as the two outputs 0 and z, weights included."""
    z = torch.randn(9, 1, generator=torch.Generator().manual_seed(0))
    y = torch.tensor([0, 1, 1, 0, 1, 0, 0, 0, 1])
    focal = FocalLoss(2.0, (0.3, 0.7))
    two = focal(torch.cat([torch.zeros_like(z), z], dim=1), y)
    assert focal(z, y.float()[:, None]).item() == pytest.approx(two.item(), rel=1e-5)


@pytest.mark.parametrize("gamma", [0.5, 1.0, 2.0])
def test_a_perfect_answer_has_a_finite_slope(gamma):
    """p = 1 to the last bit: the loss is 0, the gradient is a number."""
    outputs = torch.tensor([[1000.0, -1000.0]], requires_grad=True)
    value = FocalLoss(gamma)(outputs, torch.tensor([0]))
    value.backward()
    assert value.item() == 0.0
    assert torch.isfinite(outputs.grad).all()


def test_fit_takes_the_focal_loss():
    """With labels checked as for cross-entropy."""
    history = training.fit(net(), X, Y, loss=FocalLoss(), epochs=20, lr=0.05, metrics="accuracy")
    assert history.loss[-1] < history.loss[0]
    with pytest.raises(TrainingError, match="从 1 到 3.*y - 1"):
        training.fit(net(), X, Y + 1, loss=FocalLoss())
    with pytest.raises(TrainingError, match=r"y.reshape\(-1, 1\)"):
        training.fit(net(4, 1), X, (Y > 0).float(), loss=FocalLoss())


def test_a_negative_gamma_is_refused():
    """It would turn towards what is easy."""
    with pytest.raises(TrainingError, match="gamma.*-1"):
        FocalLoss(-1)


def test_class_weights_of_the_lecture():
    """2702 and 98 rows: .518 and 14.286; all classes together weigh as much as all rows."""
    y = np.repeat([0, 1], [2702, 98])
    found = class_weights(y)
    assert found.tolist() == pytest.approx([0.518, 14.286], abs=1e-3)
    assert found[torch.as_tensor(y)].sum().item() == pytest.approx(len(y), rel=1e-4)


@pytest.mark.parametrize("y", [pd.Series([0, 1, 1]), [0, 1, 1], torch.tensor([0, 1, 1]), np.array([0, 1, 1], "int8")])
def test_class_weights_take_any_container(y):
    """As fit does."""
    assert class_weights(y).tolist() == pytest.approx([1.5, 0.75])
    history = training.fit(net(4, 2), X[:3], y, loss=nn.CrossEntropyLoss(weight=class_weights(y)), epochs=1)
    assert history.epochs == 1


@pytest.mark.parametrize(
    ("y", "classes", "told"),
    [
        ([0.0, 1.0], None, "float"),
        ([[0], [1]], None, r"\(2, 1\)"),
        ([], None, r"\(0,\)"),
        ([0, -1], None, "从 0 起"),
        ([0, 2], None, r"\[1, 0, 1\]"),
        ([0, 1], 3, "共 3 类"),
        ([0, 1, 2], 2, "共 2 类"),
    ],
)
def test_class_weights_need_classes(y, classes, told):
    """Each with at least one row."""
    with pytest.raises(TrainingError, match=told):
        class_weights(y, classes)
