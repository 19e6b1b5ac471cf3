"""The record of the layers: norms, relative updates and dead units."""

import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training import TrainingError
from tests.training.nets import net, points

X, Y = points()


def test_nothing_is_recorded_unless_asked_for():
    """An empty dict."""
    assert training.fit(net(), X, Y, epochs=1).layers == {}


def test_one_number_a_layer_statistic_and_epoch():
    """Layers by their names in the network."""
    layers = training.fit(net(), X, Y, epochs=3, batch_size=8, record="layers").layers
    assert list(layers) == ["0", "3", "1"]
    assert list(layers["0"]) == list(layers["3"]) == ["weight_norm", "grad_norm", "update_ratio"]
    assert list(layers["1"]) == ["dead"]
    assert {len(values) for statistics in layers.values() for values in statistics.values()} == {3}


def test_the_numbers_are_those_of_a_step_by_hand():
    """One update of plain SGD: its length is the rate times the gradient's."""
    model, other = net(), net()
    layers = training.fit(model, X, Y, epochs=1, optimizer=lambda p: torch.optim.SGD(p, lr=0.1), record="layers").layers
    nn.functional.cross_entropy(other(X), Y).backward()
    for name, layer in (("0", other[0]), ("3", other[3])):
        gradient, before = layer.weight.grad.norm().item(), layer.weight.norm().item()
        assert layers[name]["grad_norm"] == pytest.approx([gradient])
        assert layers[name]["update_ratio"] == pytest.approx([0.1 * gradient / before], rel=1e-4)
        assert layers[name]["weight_norm"] == pytest.approx([model.get_submodule(name).weight.norm().item()])


def test_gradients_are_those_before_clipping_and_after_the_penalty():
    """A limit hides no explosion."""
    free, cut = (training.fit(net(), X, Y, epochs=1, record="layers", clip_norm=limit).layers for limit in (None, 1e-3))
    assert cut["0"]["grad_norm"] == pytest.approx(free["0"]["grad_norm"])
    pulled = training.fit(net(), X, Y, epochs=1, record="layers", l2=10.0).layers
    assert pulled["0"]["grad_norm"][0] > 5 * free["0"]["grad_norm"][0]


def test_dead_units_are_counted():
    """Three of eight units with a bias far below 0 never fire."""
    model = net()
    model[0].bias.data[:3] = -1e3
    layers = training.fit(model, X, Y, epochs=2, lr=1e-4, record="layers").layers
    assert layers["1"]["dead"] == [3 / 8, 3 / 8]


def test_dead_channels_of_pictures():
    """A unit is a channel, alive where it fires anywhere."""
    model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 9, 2))
    model[0].bias.data[0] = -1e3
    model[0].bias.data[1:] = 10.0
    X = torch.randn(20, 1, 5, 5, generator=torch.Generator().manual_seed(0))
    layers = training.fit(model, X, torch.arange(20) % 2, epochs=1, record="layers").layers
    assert layers["1"]["dead"] == [0.25]


def test_recording_changes_nothing():
    """The same losses, modes and weights; no hook is left."""
    plain, watched = net(dropout=0.5), net(dropout=0.5)
    runs = [
        training.fit(model, X, Y, epochs=4, batch_size=8, seed=1, record=record).loss
        for model, record in ((plain, None), (watched, "layers"))
    ]
    assert runs[0] == runs[1]
    assert not any(module._forward_hooks for module in watched.modules())


def test_what_can_be_recorded_is_told():
    """A slip of the pen."""
    with pytest.raises(TrainingError, match='"layers".*layer'):
        training.fit(net(), X, Y, record="layer")


def test_a_model_without_weight_matrices_cannot_be_recorded():
    """A normalisation layer alone."""
    with pytest.raises(TrainingError, match="没有可记录的层"):
        training.fit(nn.BatchNorm1d(4), X, X, record="layers")
