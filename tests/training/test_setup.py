"""What fit is asked for, made definite, with the usual slips explained."""

import pytest
import torch
from torch import nn

from coursekit import training
from coursekit.training import TrainingError
from coursekit.training.setup import put_on, the_loss, the_metrics, the_optimizer
from tests.training.nets import net, points


class Listed(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(4, 3)]

    def forward(self, x):
        return self.layers[0](x)


def test_the_default_loss_follows_the_targets():
    """Cross-entropy for whole numbers, squared error for the rest; a given one is kept."""
    assert isinstance(the_loss(None, torch.tensor([0, 1])), nn.CrossEntropyLoss)
    assert isinstance(the_loss(None, torch.tensor([0.0, 1.0])), nn.MSELoss)
    assert the_loss(nn.functional.l1_loss, torch.tensor([0.0])) is nn.functional.l1_loss


def test_the_default_optimizer_is_adam():
    """With the given rate, fused, and numerically the plain Adam."""
    made = the_optimizer(None, net(), 0.02)
    assert isinstance(made, torch.optim.Adam)
    assert made.param_groups[0]["lr"] == 0.02
    assert made.param_groups[0]["fused"]
    X, y = points()
    fused, plain = (
        training.fit(net(), X, y, epochs=20, lr=0.05, optimizer=how)
        for how in (None, lambda p: torch.optim.Adam(p, lr=0.05, fused=False))
    )
    assert fused.loss == pytest.approx(plain.loss, rel=1e-4)


def test_an_optimizer_or_its_maker():
    """Both are taken."""
    model = net()
    given = torch.optim.SGD(model.parameters(), lr=0.1)
    assert the_optimizer(given, model, 1.0) is given
    assert isinstance(the_optimizer(lambda p: torch.optim.SGD(p, lr=0.1), model, 1.0), torch.optim.SGD)


def test_an_optimizer_of_another_model_is_refused():
    """The cell that makes the model was run again, the one that makes the optimiser was not."""
    X, y = points()
    with pytest.raises(TrainingError, match="不是这个模型的参数"):
        training.fit(net(), X, y, optimizer=torch.optim.Adam(net().parameters()))


@pytest.mark.parametrize("optimizer", [lambda p: None, lambda p: "adam"])
def test_what_is_no_optimizer_is_refused(optimizer):
    """The type that came back is named."""
    with pytest.raises(TrainingError, match="optimizer 应为"):
        the_optimizer(optimizer, net(), 0.1)


def test_metrics_by_name_dict_or_both():
    """In the order in which they are written."""
    assert list(the_metrics("accuracy", None)) == ["accuracy"]
    assert list(the_metrics(({"a": max}, "accuracy", {"b": min}), None)) == ["a", "accuracy", "b"]
    assert the_metrics((), None) == {}


@pytest.mark.parametrize("metrics", ["acc", {"a": 3}, ("accuracy", 3)])
def test_unknown_metrics_are_refused(metrics):
    """With the two ways to write one."""
    with pytest.raises(TrainingError, match='"accuracy"'):
        the_metrics(metrics, None)


@pytest.mark.parametrize("name", ["loss", "valid_loss"])
def test_names_of_curves_are_taken(name):
    """A metric may not hide the loss."""
    with pytest.raises(TrainingError, match=name):
        the_metrics({name: max}, None)


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (Listed, r"Listed\(\)"),
        (lambda x: x, "torch.nn.Module"),
        (Listed(), "nn.ModuleList"),
        (nn.Flatten(), "没有参数"),
        (nn.Linear(4, 3).requires_grad_(False), "冻结"),
    ],
)
def test_what_cannot_be_trained_is_refused(model, told):
    """A class, a function, a model without parameters or with all of them frozen."""
    X, y = points()
    with pytest.raises(TrainingError, match=told):
        training.fit(model, X, y)


@pytest.mark.parametrize(("loss", "told"), [(nn.CrossEntropyLoss, r"CrossEntropyLoss\(\)"), ("mse", "outputs, y")])
def test_what_is_no_loss_is_refused(loss, told):
    """The class without its brackets, and a name."""
    X, y = points()
    with pytest.raises(TrainingError, match=told):
        training.fit(net(), X, y, loss=loss)


@pytest.mark.parametrize("counts", [{"epochs": 0}, {"epochs": 1.5}, {"batch_size": 0}, {"batch_size": True}])
def test_counts_are_whole_numbers_from_one(counts):
    """The wrong one is named with its value."""
    X, y = points()
    name, value = next(iter(counts.items()))
    with pytest.raises(TrainingError, match=f"{name}.*{value}"):
        training.fit(net(), X, y, **counts)


@pytest.mark.parametrize("valid", [torch.ones(40, 4), (1, 2, 3), 5])
def test_valid_is_a_pair(valid):
    """X alone is not enough."""
    X, y = points()
    with pytest.raises(TrainingError, match="X_valid, y_valid"):
        training.fit(net(), X, y, valid=valid)


@pytest.mark.parametrize("device", ["cpu", torch.device("cpu"), "auto", None])
def test_the_model_learns_where_it_is_told_to(device):
    """A name, a torch.device, "auto", or where it is."""
    X, y = points()
    assert training.fit(net(), X, y, epochs=1, device=device).epochs == 1


def test_auto_asks_the_runtime(monkeypatch):
    """And a model is moved in place: an optimiser made before still holds its parameters."""
    monkeypatch.setattr("coursekit.runtime.device", lambda: torch.device("cpu"))
    model = net()
    held = list(model.parameters())
    put_on("auto", model)
    assert all(a is b for a, b in zip(held, model.parameters(), strict=True))


@pytest.mark.parametrize(
    ("device", "told"),
    [
        ("gpu", "不认识设备 'gpu'.*\"cuda\""),
        (3.5, "不认识设备"),
        pytest.param("cuda", "搬不到 cuda.*auto", marks=pytest.mark.skipif(torch.cuda.is_available(), reason="a GPU")),
    ],
)
def test_a_device_that_is_not_there_is_explained(device, told):
    """With the names there are."""
    with pytest.raises(TrainingError, match=told):
        training.fit(net(), *points(), device=device)


def test_a_model_on_two_devices_is_explained():
    """Only a part of it was moved."""
    model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 3, device="meta"))
    with pytest.raises(TrainingError, match=r"cpu、meta.*model.to\(device\)"):
        training.fit(model, *points())


def test_a_model_in_two_precisions_is_explained():
    """torch would speak of mat1 and mat2."""
    model = nn.Sequential(nn.Linear(4, 3), nn.Linear(3, 3).double())
    with pytest.raises(TrainingError, match=r"float32、torch.float64.*model.float\(\)"):
        training.fit(model, *points())


def test_a_model_that_diverged_before_is_explained():
    """The cell with fit was run again, the one that makes the model was not."""
    model = net()
    model[3].bias.data[1] = float("nan")
    with pytest.raises(TrainingError, match="3.bias 里已经有 NaN.*重新运行"):
        training.fit(model, *points())
