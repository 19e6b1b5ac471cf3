"""Clipping, accumulation and their order; each against the loop written by hand."""

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from coursekit import training
from tests.training.nets import net, points, weights

X, Y = points(40)
LOSS = nn.CrossEntropyLoss()


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.5)


def by_hand(change, size=16, epochs=2):
    """Return the weights after the plain loop with `change(parameters)` between backward and step."""
    model = net()
    optimizer = sgd(model.parameters())
    for _ in range(epochs):
        for inputs, targets in zip(X.split(size), Y.split(size), strict=True):
            optimizer.zero_grad()
            LOSS(model(inputs), targets).backward()
            change(list(model.parameters()))
            optimizer.step()
    return weights(model)


def fitted(**options):
    model = net()
    options = {"batch_size": 16, "epochs": 2, "shuffle": False, "optimizer": sgd} | options
    training.fit(model, X, Y, **options)
    return weights(model)


def test_clipping_by_norm():
    """The gradient of all parameters together is shortened."""
    expected = by_hand(lambda p: clip_grad_norm_(p, 0.1))
    assert np.allclose(fitted(clip_norm=0.1), expected, atol=1e-6)
    assert not np.allclose(expected, fitted(), atol=1e-3)


def test_clipping_by_value():
    """Number by number."""
    expected = by_hand(lambda p: clip_grad_value_(p, 0.01))
    assert np.allclose(fitted(clip_value=0.01), expected, atol=1e-6)
    assert not np.allclose(expected, fitted(), atol=1e-3)


def test_both_limits_and_a_penalty():
    """First the penalty, then the values, then the norm."""

    def change(parameters):
        for p in parameters:
            if p.ndim > 1:
                p.grad.add_(p.detach(), alpha=2 * 0.1)
        clip_grad_value_(parameters, 0.02)
        clip_grad_norm_(parameters, 0.05)

    assert np.allclose(fitted(clip_value=0.02, clip_norm=0.05, l2=0.1), by_hand(change), atol=1e-6)


def test_a_limit_that_is_never_reached_changes_nothing():
    """The loop with updates is the plain loop."""
    assert np.allclose(fitted(clip_norm=1e6), fitted(), atol=1e-7)


@pytest.mark.parametrize(("size", "accumulate", "large"), [(8, 2, 16), (4, 4, 16), (7, 2, 14), (3, 99, 40)])
def test_accumulated_batches_are_one_large_batch(size, accumulate, large):
    """The same steps and the same losses, also where the last batch or the last group is smaller."""
    small, one = net(), net()
    options = {"epochs": 3, "shuffle": False, "optimizer": sgd}
    got = training.fit(small, X, Y, batch_size=size, accumulate=accumulate, **options)
    expected = training.fit(one, X, Y, batch_size=large, **options)
    assert np.allclose(weights(small), weights(one), atol=1e-6)
    assert got.loss == pytest.approx(expected.loss, rel=1e-5)


@pytest.mark.parametrize("accumulate", [0, 1.5, True])
def test_accumulate_is_a_whole_number(accumulate):
    """From 1."""
    with pytest.raises(training.TrainingError, match="accumulate"):
        training.fit(net(), X, Y, accumulate=accumulate)
