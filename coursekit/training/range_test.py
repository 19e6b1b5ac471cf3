"""The learning-rate range test: raise the rate batch by batch and see where the loss falls and where it explodes."""

import copy
import itertools
import math
from dataclasses import dataclass

from coursekit.training.batches import Batches
from coursekit.training.errors import fail
from coursekit.training.explain import try_out
from coursekit.training.setup import require_counts, require_model, the_loss
from coursekit.training.tensors import as_features, as_target, require_same_length

SMOOTHING = 0.8
EXPLODED = 4.0


@dataclass(frozen=True)
class RangeTest:
    """What a range test saw.

    Attributes
    ----------
    lr : list of float
        The rate of each update, rising by a constant factor.
    loss : list of float
        The smoothed loss of the batch before that update.
    """

    lr: list[float]
    loss: list[float]

    @property
    def suggestion(self) -> float:
        """A tenth of the rate at which the smoothed loss was lowest."""
        return self.lr[min(range(len(self.loss)), key=self.loss.__getitem__)] / 10

    def to_frame(self):
        """Return a DataFrame with the columns ``lr`` and ``loss``, one row an update."""
        import pandas as pd

        return pd.DataFrame({"lr": self.lr, "loss": self.loss})


def lr_range_test(
    model, X, y, *, loss=None, optimizer=None, lowest=1e-5, highest=10.0, steps=100, batch_size=32, seed=0
) -> RangeTest:
    """Train a copy of the model for a few updates with an ever larger learning rate.

    Parameters
    ----------
    model : torch.nn.Module
        Untouched: a copy learns.
    X, y, loss
        As for `fit`.
    optimizer : callable(parameters) -> torch.optim.Optimizer, optional
        None: SGD. The rate that it gives is not used.
    lowest, highest : float
        The first and the last rate.
    steps : int
        At most so many updates: the test ends where the smoothed loss is four times its lowest, or no number.
    batch_size : int
    seed : int
        Of the order of the rows; torch's global generator is left as it was.

    Returns
    -------
    RangeTest
        ``lr`` and smoothed ``loss`` for a plot with a logarithmic axis; ``suggestion`` for a first try.

    Raises
    ------
    TrainingError
        Where data, model and loss do not fit together, or the rates are not 0 < lowest < highest.
    """
    import torch

    require_model(model)
    require_counts(steps=steps, batch_size=batch_size)
    if not 0 < lowest < highest:
        raise fail(
            f"学习率要从小到大：0 < lowest < highest，得到 lowest={lowest!r}，highest={highest!r}",
            f"rates must rise: 0 < lowest < highest, got {lowest!r} and {highest!r}",
        )
    X, y = as_features(X, model), as_target(y, model, loss)
    require_same_length(X, y)
    loss = the_loss(loss, y)
    learner = copy.deepcopy(model).train()
    try_out(learner, loss, X, y)
    optimizer = (optimizer or (lambda p: torch.optim.SGD(p, lr=lowest)))(learner.parameters())
    with torch.random.fork_rng(devices=[X.device] if X.device.type == "cuda" else []):
        torch.manual_seed(seed)
        return _climb(learner, Batches(X, y, batch_size), loss, optimizer, _rates(lowest, highest, steps))


def _rates(lowest: float, highest: float, steps: int) -> list[float]:
    factor = (highest / lowest) ** (1 / max(steps - 1, 1))
    return [lowest * factor**i for i in range(steps)]


def _climb(model, batches, loss, optimizer, rates) -> RangeTest:
    seen, average = RangeTest([], []), 0.0
    endless = itertools.chain.from_iterable(itertools.repeat(batches))
    for count, (rate, (inputs, targets)) in enumerate(zip(rates, endless, strict=False), start=1):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        value = loss(model(inputs), targets)
        average = SMOOTHING * average + (1 - SMOOTHING) * value.item()
        # A running mean that starts at 0 is too small at first; Adam corrects its own in the same way.
        smooth = average / (1 - SMOOTHING**count)
        if not math.isfinite(smooth) or (seen.loss and smooth > EXPLODED * min(seen.loss)):
            break
        seen.lr.append(rate)
        seen.loss.append(smooth)
        value.backward()
        optimizer.step()
    if not seen.lr:
        raise fail(
            "第一个损失就不是数：检查 X、y 和损失函数（有没有对 0 取对数）",
            "the very first loss is not a number: look at X, y and the loss (logarithm of 0?)",
        )
    return seen
