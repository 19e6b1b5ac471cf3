"""Loss and metrics of a model on given data."""

import pytest
import torch
from torch import nn

from coursekit import training
from tests.training.nets import line, net, points


def test_loss_and_metrics_by_name():
    """Cross-entropy for classes, with the accuracy asked for."""
    X, y = points()
    model = net()
    found = training.evaluate(model, X, y, metrics="accuracy")
    outputs = model(X)
    assert found == pytest.approx(
        {"loss": nn.functional.cross_entropy(outputs, y).item(), "accuracy": training.accuracy(outputs.detach(), y)}
    )
    assert all(type(value) is float for value in found.values())


def test_a_loss_of_ones_choice():
    """Absolute instead of squared error for values."""
    X, y = line()
    model = net(1, 1)
    squared, absolute = training.evaluate(model, X, y), training.evaluate(model, X, y, loss=nn.L1Loss())
    assert squared["loss"] == pytest.approx(nn.functional.mse_loss(model(X), y).item())
    assert absolute["loss"] == pytest.approx(nn.functional.l1_loss(model(X), y).item())


def test_the_model_is_left_as_it_was():
    """Mode, weights and gradients."""
    X, y = points()
    model = net(dropout=0.5)
    training.evaluate(model, X, y)
    assert model.training
    assert all(p.grad is None for p in model.parameters())


def test_accuracy_follows_the_loss():
    """With BCELoss outputs are probabilities: 0.3 is class 0."""

    class Constant(nn.Module):
        def __init__(self):
            super().__init__()
            self.value = nn.Parameter(torch.tensor(0.3))

        def forward(self, x):
            return self.value.expand(len(x))

    X, y = torch.zeros(4, 1), torch.zeros(4)
    assert training.evaluate(Constant(), X, y, loss=nn.BCELoss(), metrics="accuracy")["accuracy"] == 1.0
    assert training.evaluate(Constant(), X, y, loss=nn.BCEWithLogitsLoss(), metrics="accuracy")["accuracy"] == 0.0


def test_what_does_not_fit_is_explained():
    """As in fit."""
    X, y = points()
    with pytest.raises(training.TrainingError, match="至少 3"):
        training.evaluate(net(4, 2), X, y)
