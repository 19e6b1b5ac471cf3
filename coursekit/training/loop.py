"""`fit`: what is asked for is made definite and checked, then the epochs run."""

from contextlib import contextmanager

from coursekit.training.batches import Batches
from coursekit.training.epoch import learner, require_strengths
from coursekit.training.errors import fail
from coursekit.training.evaluation import Measure
from coursekit.training.explain import try_out
from coursekit.training.history import History
from coursekit.training.layers import record_for
from coursekit.training.precision import Precision
from coursekit.training.progress import bar
from coursekit.training.rates import rates_for
from coursekit.training.run import Run
from coursekit.training.setup import put_on, require_counts, require_model, the_loss, the_metrics, the_optimizer
from coursekit.training.stopping import watch_for
from coursekit.training.suspicions import look_over
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
    l1=0.0,
    l2=0.0,
    clip_value=None,
    clip_norm=None,
    schedule=None,
    accumulate=1,
    device=None,
    mixed_precision=False,
    checkpoint=None,
    resume=None,
    record=None,
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
    l1, l2 : float
        Train on ``loss + l1 * sum(|w|) + l2 * sum(w**2)``; both together are the elastic net. w are the parameters
        of two or more dimensions: no bias, no scale of a normalisation layer. The curves show the loss without it.
        For SGD `l2` is ``weight_decay = 2 * l2``.
    clip_value, clip_norm : float, optional
        Cut each number of the gradient; shorten the gradient of all parameters together.
    schedule : schedules.Step, Cosine, WarmupCosine, Plateau, or of PyTorch, optional
        Sets the learning rate from epoch to epoch. A scheduler of PyTorch comes as itself or as
        callable(optimizer) -> scheduler, and is stepped once an epoch.
    accumulate : int
        So many batches make one step: a large batch for little memory.
    device : str or torch.device, optional
        Move the model there first, in place; ``"auto"`` takes a GPU where there is one. The data follow the model.
    mixed_precision : bool or str
        True: forward passes in bfloat16 (float16 on a GPU that does not know it); or one of the names.
    checkpoint : str or Path, optional
        After each epoch the whole training is written there.
    resume : str, Path or True, optional
        Go on from this file, up to `epochs` in all; True: from `checkpoint` where it exists, else from the start.
        With the same data and settings the result is bit for bit that of a run that never stopped. Rates come from
        the file, not from `lr`.
    record : "layers", optional
        Fill ``history.layers`` with norms, update ratios and dead units.

    Returns
    -------
    History
        ``loss`` of an epoch is the mean over its batches, weighted by their rows, each measured before its update.
        After Ctrl-C what was learnt so far: ``interrupted`` is set.

    Raises
    ------
    TrainingError
        Where data, model and loss do not fit together, or the loss stops being a number.

    Examples
    --------
    >>> import torch
    >>> X = torch.linspace(-1, 1, 20).reshape(-1, 1)
    >>> history = fit(torch.nn.Linear(1, 1), X, 2 * X + 1, lr=0.1, epochs=200)
    >>> history.loss[-1] < 1e-4
    True
    """
    require_model(model)
    require_counts(epochs=epochs, batch_size=batch_size, accumulate=accumulate)
    require_strengths(l1, l2, clip_value, clip_norm)
    put_on(device, model)
    X, y, valid, loss = _agreed(model, X, y, valid, loss)
    metrics = the_metrics(metrics, loss)
    curves = _curve_names(metrics, valid)
    watch = watch_for(early_stopping, curves)
    with _random(seed, X.device), modes_kept(model):
        try_out(model, loss, X, y)
        if valid is not None:
            try_out(model, loss, *valid, names=("X_valid", "y_valid"))
        look_over(model, X, y, loss)
        _require_no_single_row(model, X, batch_size)
        optimizer = the_optimizer(optimizer, model, lr)
        rates = rates_for(schedule, optimizer, epochs, curves)
        precision, layers = Precision(mixed_precision, model), record_for(record, model, X)
        learn = learner(model, Batches(X, y, batch_size, shuffle), loss, optimizer, precision, l1=l1, l2=l2,
                        clip_value=clip_value, clip_norm=clip_norm, accumulate=accumulate, layers=layers)  # fmt: skip
        run = Run(model, optimizer, learn, Measure(model, (X, y), valid, loss, metrics), rates=rates, watch=watch,
                  scaler=precision.scaler, layers=layers, checkpoint=checkpoint)  # fmt: skip
        run.resume(resume, curves)
        return run.train(epochs, bar(max(epochs - run.history.epochs, 0), progress))


def _agreed(model, X, y, valid, given_loss):
    """Return the data as tensors that go with the model, and the loss that goes with the data."""
    X, y = as_features(X, model), as_target(y, model, given_loss)
    require_same_length(X, y)
    loss = the_loss(given_loss, y)
    if hasattr(loss, "to"):
        loss.to(X.device)  # class weights must lie where the outputs do
    return X, y, None if valid is None else _valid_pair(valid, model, given_loss), loss


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
