"""The learning-rate range test."""

import pytest
import torch
from sklearn.datasets import load_digits
from torch import nn

from coursekit import training
from coursekit.training import TrainingError
from tests.training.nets import net, points, weights

X, Y = points()


def test_on_digits_it_falls_and_explodes_where_the_lecture_says():
    """64-64-10 with SGD: flat at first, falls from about .1, lowest near 1, explodes by 10."""
    data = load_digits()
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    found = training.lr_range_test(model, data.data / 16, data.target, lowest=1e-3)
    at = dict(zip(found.lr, found.loss, strict=True))
    flat = [loss for rate, loss in at.items() if rate < 0.01]
    assert max(flat) - min(flat) < 0.2
    best = min(at, key=at.get)
    assert 0.3 < best < 3
    assert at[best] < 2.0 < 2.2 < flat[0]
    assert found.suggestion == pytest.approx(best / 10)
    assert found.loss[-1] > 1.5 * at[best]


def test_the_rates_rise_by_a_constant_factor():
    """From the lowest to the highest."""
    found = training.lr_range_test(net(), X, Y, lowest=1e-4, highest=1e-2, steps=5, batch_size=8)
    assert found.lr == pytest.approx([1e-4, 10**-3.5, 1e-3, 10**-2.5, 1e-2])
    assert list(found.to_frame().columns) == ["lr", "loss"]


def test_the_model_and_the_generator_are_left_alone():
    """A copy learns."""
    model = net(dropout=0.5).eval()
    before = torch.random.get_rng_state()
    first, second = (training.lr_range_test(model, X, Y, batch_size=8) for _ in range(2))
    assert (weights(model) == weights(net())).all()
    assert not model.training
    assert torch.equal(torch.random.get_rng_state(), before)
    assert first == second


def test_the_first_loss_is_not_smoothed_towards_zero():
    """The running mean is corrected: it begins at the loss itself."""
    found = training.lr_range_test(net(), X, Y, batch_size=99, steps=3)
    expected = nn.functional.cross_entropy(net()(X), Y).item()
    assert found.loss == pytest.approx([expected] * 3, rel=1e-3)


def test_an_optimizer_of_ones_choice():
    """Its maker is given the copy's parameters; its rate is ours."""
    rates = []

    class Spy(torch.optim.Adam):
        def step(self, closure=None):
            rates.append(self.param_groups[0]["lr"])
            return super().step(closure)

    found = training.lr_range_test(net(), X, Y, optimizer=Spy, steps=4)
    assert rates == found.lr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"lowest": 0}, "lowest=0"),
        ({"lowest": 2, "highest": 1}, "lowest=2.*highest=1"),
        ({"steps": 0}, "steps"),
        ({"loss": lambda o, t: o.sum() * float("nan")}, "第一个损失"),
    ],
)
def test_senseless_requests_are_refused(options, told):
    """With the names."""
    with pytest.raises(TrainingError, match=told):
        training.lr_range_test(net(), X, Y, **options)


def test_it_ends_where_the_loss_explodes():
    """Four times the lowest loss is enough; what comes after would only squeeze the plot."""
    X = torch.randn(64, 1, generator=torch.Generator().manual_seed(0))
    found = training.lr_range_test(net(1, 1), X, 2 * X + 1, highest=1e3, steps=60)
    assert len(found.lr) < 60
    assert max(found.loss) <= 4 * found.loss[0]
