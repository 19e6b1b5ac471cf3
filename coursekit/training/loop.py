"""The loop of the lecture: forward, loss, backward, step; the rest of the module serves it."""

import math
from contextlib import contextmanager

from coursekit.training.batches import Batches
from coursekit.training.errors import fail
from coursekit.training.evaluation import measured
from coursekit.training.explain import try_out
from coursekit.training.history import History
from coursekit.training.progress import bar
from coursekit.training.setup import require_counts, require_model, the_loss, the_metrics, the_optimizer
from coursekit.training.stopping import watch_for
from coursekit.training.tensors import as_features, as_target, modes_kept, require_same_length


def fit(
    model,
    X,
    y,
    *,
    loss=None,
    optimizer=None,
    lr=1e-3,
    epochs=100,
    batch_size=None,
    valid=None,
    metrics=(),
    early_stopping=None,
    shuffle=True,
    seed=None,
    progress=None,
) -> History:
    """Train a model and return the history of its training.

    Parameters
    ----------
    model : torch.nn.Module
        Trained in place; comes back in the mode (train or eval) that it had.
    X : Tensor, array or DataFrame, shape (n, ...)
    y : Tensor, array or Series, shape (n,) or (n, k)
        Integers are classes, floats are values.
    loss : callable(outputs, y) -> scalar tensor, optional
        None: ``CrossEntropyLoss`` for integer `y`, ``MSELoss`` for float `y`.
    optimizer : torch.optim.Optimizer or callable(parameters) -> Optimizer, optional
        None: Adam with learning rate `lr`; `lr` has no other use.
    epochs : int
    batch_size : int, optional
        None: all rows at once.
    valid : (X, y), optional
        Measured at the end of each epoch, never trained on.
    metrics : str, dict or sequence of these
        ``"accuracy"`` or ``{"name": callable(outputs, y) -> float}``, measured on training and validation data in
        evaluation mode at the end of each epoch.
    early_stopping : EarlyStopping or int, optional
        An int is the patience on ``valid_loss``.
    shuffle : bool
        Draw a new order of the rows for each epoch; without batches the order does not matter and none is drawn.
    seed : int, optional
        Fixes the order of the rows and dropout, and leaves the global generator as it was. None: both come from
        torch's global generator. The weights are yours: make them before, after a seed of their own.
    progress : bool, optional
        None: a bar where somebody looks (`coursekit.runtime.interactive`).

    Returns
    -------
    History
        ``loss`` of an epoch is the mean over its batches, weighted by their rows, each measured before its update.

    Raises
    ------
    TrainingError
        Where data, model and loss do not fit together, or the loss stops being a number.
    """
    require_model(model)
    require_counts(epochs, batch_size)
    X, y = as_features(X, model), as_target(y, model, loss)
    require_same_length(X, y)
    given_loss, loss = loss, the_loss(loss, y)
    metrics = the_metrics(metrics, loss)
    if valid is not None:
        valid = _valid_pair(valid, model, given_loss)
    watch = watch_for(early_stopping, _curve_names(metrics, valid))
    history = History()
    with _random(seed, X.device), modes_kept(model):
        try_out(model, loss, X, y)
        if valid is not None:
            try_out(model, loss, *valid, names=("X_valid", "y_valid"))
        optimizer = the_optimizer(optimizer, model, lr)
        _require_no_single_row(model, X, batch_size)
        batches = Batches(X, y, batch_size, shuffle)
        shown = bar(epochs, progress)
        model.train()
        try:
            for epoch in range(epochs):
                values = {"loss": train_one_epoch(model, batches, loss, optimizer)}
                history.append(values | _measured(model, X, y, valid, loss, metrics))
                _require_a_number(history, epoch, optimizer)
                shown.show(history.loss[-1])
                if watch and watch.see(epoch, history[watch.settings.monitor][-1], model):
                    history.stopped_early = True
                    break
        finally:
            shown.close()
    if watch:
        watch.restore(model)
    history.best_epoch = watch.best_epoch if watch else _lowest(history)
    return history


def train_one_epoch(model, batches, loss, optimizer) -> float:
    """Let the model see every row once; return the mean loss of the epoch."""
    import torch

    losses, rows = [], []
    for inputs, targets in batches:
        optimizer.zero_grad()
        outputs = model(inputs)
        value = loss(outputs, targets)
        value.backward()
        optimizer.step()
        # Kept as tensors until the epoch ends: asking for the number would wait for a GPU at each batch.
        losses.append(value.detach())
        rows.append(len(inputs))
    return sum(a * n for a, n in zip(torch.stack(losses).tolist(), rows, strict=True)) / sum(rows)


def _measured(model, X, y, valid, loss, metrics) -> dict[str, float]:
    values = measured(model, X, y, None, metrics) if metrics else {}
    if valid is not None:
        values |= {f"valid_{name}": value for name, value in measured(model, *valid, loss, metrics).items()}
    return values


def _curve_names(metrics, valid) -> list[str]:
    names = ["loss", *metrics]
    return names + [f"valid_{name}" for name in names] if valid is not None else names


def _valid_pair(valid, model, loss):
    try:
        X, y = valid
    except (TypeError, ValueError):
        raise fail("valid 应为一对 (X_valid, y_valid)", "valid must be a pair (X_valid, y_valid)") from None
    X, y = as_features(X, model, "X_valid"), as_target(y, model, loss, "y_valid")
    require_same_length(X, y, "X_valid", "y_valid")
    return X, y


@contextmanager
def _random(seed, device):
    """With a seed: seed torch inside and give its global state back after. Without: leave everything alone."""
    import torch

    if seed is None:
        yield
        return
    with torch.random.fork_rng(devices=[device] if device.type == "cuda" else []):
        torch.manual_seed(seed)
        yield


def _require_no_single_row(model, X, batch_size) -> None:
    from torch.nn.modules.batchnorm import _BatchNorm

    last = len(X) % batch_size if batch_size and batch_size < len(X) else len(X)
    if X.ndim == 2 and (last == 1 or batch_size == 1) and any(isinstance(m, _BatchNorm) for m in model.modules()):
        raise fail(
            f"批归一化在一批里至少要 2 个样本，这里却有一批只有 1 行（共 {len(X)} 行，batch_size={batch_size}）。"
            "换一个 batch_size",
            f"batch normalisation needs 2 rows a batch; {len(X)} rows by {batch_size} leave a batch of 1: change it",
        )


def _require_a_number(history, epoch, optimizer) -> None:
    if math.isfinite(history.loss[-1]):
        return
    lr = optimizer.param_groups[0]["lr"]
    error = fail(
        f"第 {epoch + 1} 轮的损失成了 {history.loss[-1]}：训练发散了，权重已经不能用。重建模型，把学习率从 {lr:g} "
        f"降到 {lr / 10:g} 再试；还不行，检查 X 是否标准化、损失里有没有对 0 取对数",
        f"the loss became {history.loss[-1]} in epoch {epoch + 1}: training diverged. Make the model anew, lower "
        f"the learning rate from {lr:g} to {lr / 10:g}; then look at the scale of X and at logarithms of 0",
    )
    error.history = history
    raise error


def _lowest(history) -> int | None:
    if "valid_loss" not in history:
        return None
    return min(range(history.epochs), key=history["valid_loss"].__getitem__)
