"""L1 and L2: autograd's gradients, weight_decay's steps."""

import numpy as np
import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training.penalties import add_penalty, penalised
from tests.training.nets import net, points, weights

X, Y = points()


def sgd(parameters):
    return torch.optim.SGD(parameters, lr=0.1)


def test_only_weights_are_penalised():
    """No bias, no scale of a normalisation layer, nothing frozen."""
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.Linear(3, 2))
    model[2].weight.requires_grad_(False)
    assert [p is model[0].weight for p in penalised(model)] == [True]


def test_l2_by_hand_is_that_of_the_lecture():
    """lambda = .05 on (2, -3): with rate .1 the step goes to (1.98, -2.97)."""
    w = nn.Parameter(torch.tensor([[2.0, -3.0]]))
    w.grad = torch.zeros_like(w)
    add_penalty([w], 0.0, 0.05)
    assert (w - 0.1 * w.grad).flatten().tolist() == pytest.approx([1.98, -2.97])


@pytest.mark.parametrize(("l1", "l2"), [(0.01, 0.0), (0.0, 0.01), (0.01, 0.02)])
def test_the_step_is_that_of_the_penalised_loss(l1, l2):
    """Autograd through loss + l1 sum|w| + l2 sum w**2, for three epochs of batches; a weight at 0 included."""
    by_hand, model = net(), net()
    for each in (by_hand, model):
        each[0].weight.data[0, 0] = 0.0
    optimizer, loss = sgd(by_hand.parameters()), nn.CrossEntropyLoss()
    for _ in range(3):
        for inputs, targets in zip(X.split(16), Y.split(16), strict=True):
            w = torch.cat([p.flatten() for p in by_hand.parameters() if p.ndim > 1])
            value = loss(by_hand(inputs), targets) + l1 * w.abs().sum() + l2 * w.square().sum()
            optimizer.zero_grad()
            value.backward()
            optimizer.step()
    training.fit(model, X, Y, epochs=3, batch_size=16, shuffle=False, optimizer=sgd, l1=l1, l2=l2)
    assert np.allclose(weights(model), weights(by_hand), atol=1e-6)


def test_l2_is_weight_decay_for_sgd():
    """weight_decay = 2 l2 on the weights and 0 on the biases."""
    decayed, model = net(), net()
    groups = [
        {"params": [p for p in decayed.parameters() if p.ndim > 1], "weight_decay": 0.1},
        {"params": [p for p in decayed.parameters() if p.ndim == 1]},
    ]
    training.fit(decayed, X, Y, epochs=5, optimizer=torch.optim.SGD(groups, lr=0.1))
    training.fit(model, X, Y, epochs=5, optimizer=sgd, l2=0.05)
    assert np.allclose(weights(model), weights(decayed), atol=1e-6)
    assert not np.allclose(weights(model), weights(net()), atol=1e-2)


def test_l1_makes_weights_small_where_nothing_speaks_for_them():
    """Features without meaning lose their weights, and the recorded loss is without the penalty."""
    X = torch.randn(200, 6, generator=torch.Generator().manual_seed(0))
    model = net(6, 1)[:1]
    training.fit(model, X, X[:, :1].repeat(1, 8), lr=0.02, epochs=400, l1=0.05)
    assert model[0].weight[:, 1:].abs().max() < 0.03 < model[0].weight[:, 0].min()
    history = training.fit(net(), *points(), epochs=1, l1=10.0)
    assert history.loss == training.fit(net(), *points(), epochs=1).loss


@pytest.mark.parametrize(
    "option", [{"l1": -1}, {"l2": "x"}, {"clip_norm": 0}, {"clip_value": -1}, {"l2": float("nan")}]
)
def test_senseless_strengths_are_refused(option):
    """The name and the value are told."""
    ((name, value),) = option.items()
    with pytest.raises(training.TrainingError, match=f"{name}.*{value}"):
        training.fit(net(), X, Y, **option)
