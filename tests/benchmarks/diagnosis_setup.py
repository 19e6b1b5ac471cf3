"""One training for the benchmark of `coursekit.diagnosis`: everything that a fault or a cure may change."""

import warnings
from dataclasses import dataclass, field, replace

import numpy as np

from coursekit import training


@dataclass(frozen=True)
class Data:
    """What a training is given, and what it should have been given where that differs (the fault is in the data).

    `right` has the same rows with labels that are right; `more` has all the rows there are.
    """

    X: np.ndarray
    y: np.ndarray
    X_valid: np.ndarray
    y_valid: np.ndarray
    right: "Data | None" = None
    more: "Data | None" = None

    @property
    def classes(self) -> int:
        """Number of classes, 0 for values."""
        return int(max(self.y.max(), self.y_valid.max())) + 1 if self.y.dtype.kind == "i" else 0


@dataclass(frozen=True)
class Setup:
    """A training that is yet to run."""

    data: Data
    network: object  # callable(setup) -> torch.nn.Module
    width: int = 64
    depth: int = 1
    activation: str = "relu"
    dropout: float = 0.0
    noise: float = 0.0  # of the first features, while training
    norm: bool = False
    init: str = ""  # "", "dead", "zero" or "small"
    optimizer: str = "adam"
    lr: float = 3e-3
    batch: int = 32
    epochs: int = 40
    l2: float = 0.0
    clip: float | None = None
    schedule: object = None
    patience: int | None = None
    stale: bool = False  # pretrained, its BatchNorm statistics forgotten and slow to come back
    slow: float = 0.002  # momentum of BatchNorm after that
    in_eval: bool = False  # the training loss is measured after the epoch, in evaluation mode
    show_valid: bool = True
    seed: int = 0
    told: dict = field(default_factory=dict)

    def but(self, **changes) -> "Setup":
        """Return a copy with changes."""
        return replace(self, **changes)


def split(X, y, train: int) -> Data:
    """Take the first rows for training; standardise features (and values to predict) by them."""
    mean, std = X[:train].mean(axis=0), X[:train].std(axis=0) + 1e-9
    X = ((X - mean) / std).astype("float32")
    if y.dtype.kind == "f":
        y = ((y - y[:train].mean()) / y[:train].std()).astype("float32")[:, None]
    else:
        y = y.astype("int64")
    return Data(X[:train], y[:train], X[train:], y[train:])


def mlp(setup: Setup):
    """Return a multilayer perceptron; depth 0 is a linear model."""
    from torch import nn

    activations = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "gelu": nn.GELU, "elu": nn.ELU}
    layers, inputs = [noise_layer(setup.noise)], setup.data.X.shape[1]
    for _ in range(setup.depth):
        layers.append(nn.Linear(inputs, setup.width))
        layers += [nn.BatchNorm1d(setup.width)] if setup.norm else []
        layers.append(activations[setup.activation]())
        layers += [nn.Dropout(setup.dropout)] if setup.dropout else []
        inputs = setup.width
    return nn.Sequential(*layers, nn.Linear(inputs, setup.data.classes or 1))


def noise_layer(strength: float):
    """Return a layer that adds noise while training."""
    import torch
    from torch import nn

    class Noise(nn.Module):
        def forward(self, x):
            return x + strength * torch.randn_like(x) if self.training and strength else x

    return Noise()


def optimizer_of(setup: Setup):
    """Return callable(parameters) -> optimiser."""
    import torch

    makers = {
        "adam": lambda p: torch.optim.Adam(p, lr=setup.lr),
        "adamw": lambda p: torch.optim.AdamW(p, lr=setup.lr, weight_decay=1e-3),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=setup.lr),
        "nesterov": lambda p: torch.optim.SGD(p, lr=setup.lr, momentum=0.9, nesterov=True),
        "sgd": lambda p: torch.optim.SGD(p, lr=setup.lr),
        "momentum": lambda p: torch.optim.SGD(p, lr=setup.lr, momentum=0.9),
    }
    return makers[setup.optimizer]


def make(setup: Setup):
    """Return the network with its first weights."""
    import torch

    torch.manual_seed(setup.seed)
    model = setup.network(setup)
    _spoil(model, setup.init)
    if setup.stale:
        _pretrain(model, setup)
    return model


def _spoil(model, init: str) -> None:
    import torch

    layers = [m for m in model.modules() if hasattr(m, "weight") and m.weight.ndim >= 2]
    with torch.no_grad():
        for layer in layers[:-1] if init == "dead" else layers:
            if init == "dead":
                layer.bias.fill_(-30.0)
            elif init == "zero":
                layer.weight.zero_()
                layer.bias.zero_()
            elif init == "small":
                layer.weight.mul_(0.2)
                layer.bias.zero_()


def _pretrain(model, setup: Setup) -> None:
    from torch import nn

    data = setup.data
    training.fit(
        model, data.X, data.y, lr=3e-3, epochs=15, batch_size=32, l2=1e-3, seed=setup.seed, progress=False
    )  # fmt: skip
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.reset_running_stats()
            module.momentum = setup.slow


def run(setup: Setup, record=None):
    """Train; return the History (of what there was, where training broke down)."""
    data, model = setup.data, make(setup)
    metrics = {}
    if setup.in_eval:
        from torch import nn

        loss = nn.CrossEntropyLoss() if data.classes else nn.MSELoss()
        metrics = {"settled": lambda outputs, y: float(loss(outputs, y))}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", training.TrainingWarning)
        try:
            history = training.fit(
                model, data.X, data.y, optimizer=optimizer_of(setup), epochs=setup.epochs, batch_size=setup.batch,
                valid=(data.X_valid, data.y_valid), l2=setup.l2, clip_norm=setup.clip, schedule=setup.schedule,
                early_stopping=setup.patience, metrics=metrics, seed=setup.seed, progress=False, record=record,
            )  # fmt: skip
        except training.TrainingError as error:
            if error.history is None:
                raise
            history = error.history
    return history


def shown(setup: Setup, history) -> tuple[list[float], list[float] | None]:
    """Return the curves that the diagnosis is given: train, and valid or None."""
    train = history["settled"] if setup.in_eval else history["loss"]
    return train, history["valid_loss"] if setup.show_valid else None
