"""One epoch: the loop of the lecture, and the same loop with everything that may happen between loss and step."""

from functools import partial
from itertools import islice

from coursekit.training.errors import fail
from coursekit.training.penalties import add_penalty, penalised


def train_one_epoch(model, batches, loss, optimizer) -> float:
    """Let the model see every row once; return the mean loss of the epoch."""
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
    return _mean(losses, rows)


class Updates:
    """The loop with penalties, clipping, accumulation, mixed precision and a record of the layers.

    Parameters
    ----------
    model, loss, optimizer
        As for `train_one_epoch`.
    precision : Precision
    l1, l2 : float
        Penalties on the weights (`penalties.add_penalty`); the loss that is returned is without them.
    clip_value, clip_norm : float or None
        Cut each number of the gradient to ``[-clip_value, clip_value]``; then shorten the gradient of all parameters
        together to length `clip_norm`, where it is longer.
    accumulate : int
        So many batches make one step. Each counts by its rows, so that for a loss that is a plain mean the step is
        that of one batch as large as all of them.
    layers : LayerRecord or None

    Notes
    -----
    Order: backward, penalties, record, clipping, step.
    """

    def __init__(self, model, loss, optimizer, precision, *, l1, l2, clip_value, clip_norm, accumulate, layers):
        self.model, self.loss, self.optimizer, self.precision = model, loss, optimizer, precision
        self.l1, self.l2, self.clip_value, self.clip_norm = l1, l2, clip_value, clip_norm
        self.accumulate, self.layers = accumulate, layers
        self._parameters = [p for p in model.parameters() if p.requires_grad]
        self._weights = penalised(model) if l1 or l2 else []

    def train_one_epoch(self, batches) -> float:
        """Let the model see every row once; return the mean loss of the epoch, without penalties."""
        losses, rows = [], []
        todo = iter(batches)
        while group := list(islice(todo, self.accumulate)):
            self.optimizer.zero_grad()
            together = sum(len(inputs) for inputs, _ in group)
            for inputs, targets in group:
                value = self.loss(self.precision.forward(self.model, inputs), targets)
                share = value if len(group) == 1 else value * (len(inputs) / together)
                self.precision.scaler.scale(share).backward()
                losses.append(value.detach())
                rows.append(len(inputs))
            self._step()
        return _mean(losses, rows)

    def _step(self) -> None:
        from torch.nn.utils import clip_grad_norm_, clip_grad_value_

        scaler = self.precision.scaler
        scaler.unscale_(self.optimizer)
        add_penalty(self._weights, self.l1, self.l2)
        if self.layers:
            self.layers.before_step()
        if self.clip_value is not None:
            clip_grad_value_(self._parameters, self.clip_value)
        if self.clip_norm is not None:
            clip_grad_norm_(self._parameters, self.clip_norm)
        scaler.step(self.optimizer)
        scaler.update()
        if self.layers:
            self.layers.after_step()


def learner(model, batches, loss, optimizer, precision, *, l1, l2, clip_value, clip_norm, accumulate, layers):
    """Return a function without arguments that trains one epoch and returns its loss.

    The plain loop where nothing else is asked for, so that what is not used costs nothing.
    """
    if not (l1 or l2 or clip_value or clip_norm or accumulate > 1 or layers or precision.dtype):
        return partial(train_one_epoch, model, batches, loss, optimizer)
    updates = Updates(model, loss, optimizer, precision, l1=l1, l2=l2, clip_value=clip_value, clip_norm=clip_norm,
                      accumulate=accumulate, layers=layers)  # fmt: skip
    return partial(updates.train_one_epoch, batches)


def require_strengths(l1, l2, clip_value, clip_norm) -> None:
    """Raise unless penalties are numbers from 0 and limits numbers above 0 (or None)."""
    for name, value in (("l1", l1), ("l2", l2)):
        if not (isinstance(value, (int, float)) and 0 <= value < float("inf")):
            raise fail(f"{name} 应为不小于 0 的数，得到 {value!r}", f"{name} must be a number >= 0, got {value!r}")
    for name, value in (("clip_value", clip_value), ("clip_norm", clip_norm)):
        if value is not None and not (isinstance(value, (int, float)) and value > 0):
            raise fail(f"{name} 应为大于 0 的数或 None，得到 {value!r}", f"{name} must be above 0, got {value!r}")


def _mean(losses, rows) -> float:
    import torch

    return sum(a * n for a, n in zip(torch.stack(losses).tolist(), rows, strict=True)) / sum(rows)
