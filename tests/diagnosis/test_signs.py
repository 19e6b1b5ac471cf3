"""What the layers tell beside the curves."""

import pytest

from coursekit import training
from coursekit.diagnosis import diagnose
from coursekit.diagnosis.signs import Signs, signs_of


def layers(gradients=(1.0, 1.0), ratio=1e-3, dead=0.0, epochs=4):
    """Two weight layers and a ReLU between them; a gradient may be a list."""
    names = ("0", "2")
    found = {}
    for name, gradient in zip(names, gradients, strict=True):
        values = gradient if isinstance(gradient, list) else [gradient] * epochs
        found[name] = {"grad_norm": values, "update_ratio": [ratio] * epochs, "weight_norm": [1.0] * epochs}
    return found | {"1": {"dead": [dead] * epochs}}


def test_without_a_record_there_are_no_signs():
    """Nothing is claimed of what nobody measured."""
    assert signs_of({}) == Signs()


def test_healthy_layers_show_nothing():
    """Only the size of the steps is known."""
    found = signs_of(layers())
    assert (found.dead, found.vanished, found.exploded) == (None, None, None)
    assert not (found.dead_network or found.steps_too_small or found.steps_too_large)


def test_dead_units():
    """Nine tenths at the end."""
    assert signs_of(layers(dead=0.95)).dead == ("1", 0.95)
    assert signs_of(layers(dead=0.5)).dead is None


def test_a_gradient_that_does_not_arrive():
    """A ten-thousandth of the last layer's, or none at all."""
    assert signs_of(layers((1e-4, 1.0))).vanished == ("0", pytest.approx(1e-4))
    assert signs_of(layers((0.0, 0.0))).dead_network


def test_a_gradient_that_explodes():
    """It grew ten-thousandfold."""
    assert signs_of(layers(([1.0, 10.0, 1e3, 1e4], 1.0))).exploded == ("0", pytest.approx(1e4))


def test_gradients_that_are_no_numbers_are_left_out():
    """The last epoch of a training that broke down."""
    assert signs_of(layers(([1.0, 2.0, float("nan"), float("inf")], 1.0))).exploded is None


@pytest.mark.parametrize(("ratio", "small", "large"), [(1e-7, True, False), (1e-3, False, False), (0.5, False, True)])
def test_the_size_of_the_steps(ratio, small, large):
    """Relative updates of about 1e-3 are healthy."""
    found = signs_of(layers(ratio=ratio))
    assert (found.steps_too_small, found.steps_too_large) == (small, large)


def stuck(bias=None, lr=1e-3):
    import torch

    torch.manual_seed(0)
    X = torch.randn(100, 4)
    model = torch.nn.Sequential(torch.nn.Linear(4, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
    if bias is not None:
        torch.nn.init.constant_(model[0].bias, bias)
        torch.nn.init.zeros_(model[2].bias)
    y = X[:, :1] * X[:, 1:2]
    return training.fit(
        model, X, y - y.mean(), lr=lr, epochs=20, batch_size=20, seed=0, progress=False, record="layers"
    )


def test_dead_relus_are_named_and_cured_first():
    """A network with large negative biases: the evidence names the layer, the first advice is to initialise anew."""
    found = diagnose(stuck(bias=-50.0))
    assert found.label == "stuck"
    assert any("1 层的 ReLU 有 100%" in each.text for each in found.evidence)
    assert found.advice[0].action == "reinitialise"


def test_tiny_steps_are_named_and_cured_first():
    """A rate of 1e-9: the first advice is another rate."""
    found = diagnose(stuck(lr=1e-9))
    assert found.label == "stuck"
    assert any("每次更新约改变权重" in each.text for each in found.evidence)
    assert found.advice[0].action == "lr_range_test"
