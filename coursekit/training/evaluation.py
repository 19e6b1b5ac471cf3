"""Loss and metrics of a model on given data."""

from coursekit.training.explain import try_out
from coursekit.training.outputs import outputs_of
from coursekit.training.setup import the_loss, the_metrics
from coursekit.training.tensors import as_features, as_target, require_same_length


def evaluate(model, X, y, loss=None, metrics=()) -> dict[str, float]:
    """Return the loss and the metrics of a model on given data.

    Parameters
    ----------
    model : torch.nn.Module
    X, y : Tensor, array or frame
        As for `fit`.
    loss : callable, optional
        As for `fit`: None is cross-entropy for integer `y`, mean squared error for float `y`.
    metrics : str, dict or sequence of these
        ``"accuracy"`` or ``{"name": callable(outputs, y) -> float}``.

    Returns
    -------
    dict
        ``{"loss": ..., "accuracy": ...}``.

    Raises
    ------
    TrainingError
        Where data, model and loss do not fit together.
    """
    X, y = as_features(X, model), as_target(y, model, loss)
    require_same_length(X, y)
    loss = the_loss(loss, y)
    try_out(model, loss, X, y)
    return measured(model, X, y, loss, the_metrics(metrics, loss))


def measured(model, X, y, loss, metrics: dict) -> dict[str, float]:
    """Return loss and metrics on tensors that are known to fit."""
    import torch

    outputs = outputs_of(model, X)
    with torch.no_grad():
        values = {"loss": float(loss(outputs, y))} if loss is not None else {}
        return values | {name: float(metric(outputs, y)) for name, metric in metrics.items()}


class Measure:
    """What `fit` measures at the end of each epoch: metrics on both sets, the loss on the validation data.

    Parameters
    ----------
    model : torch.nn.Module
    train, valid : pair of Tensor
        `valid` may be None.
    loss : callable
    metrics : dict
        ``{name: callable(outputs, y) -> float}``.
    """

    def __init__(self, model, train, valid, loss, metrics: dict):
        self._model, self._train, self._valid, self._loss, self._metrics = model, train, valid, loss, metrics

    def __call__(self) -> dict[str, float]:
        """Return ``{"accuracy": ..., "valid_loss": ..., "valid_accuracy": ...}``."""
        values = measured(self._model, *self._train, None, self._metrics) if self._metrics else {}
        if self._valid is not None:
            found = measured(self._model, *self._valid, self._loss, self._metrics)
            values |= {f"valid_{name}": value for name, value in found.items()}
        return values
