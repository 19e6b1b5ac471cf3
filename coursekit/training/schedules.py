"""How the learning rate changes from epoch to epoch: four plans, each a formula of the lecture.

    training.fit(model, X, y, lr=0.1, epochs=60, schedule=schedules.WarmupCosine(warmup=5))

A plan of your own is a subclass of `Schedule` with one method.
"""

import math
from dataclasses import dataclass

from coursekit.training.errors import fail


class Schedule:
    """A plan known in advance: the rate of an epoch follows from its number alone."""

    def rate(self, epoch: int, base: float, epochs: int) -> float:
        """Return the learning rate of an epoch.

        Parameters
        ----------
        epoch : int
            From 0.
        base : float
            The rate that the optimiser was given.
        epochs : int
            How many epochs `fit` was asked for.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Step(Schedule):
    """Every so many epochs the rate is multiplied by `gamma`: ``base * gamma ** (epoch // every)``.

    >>> [Step(every=10).rate(epoch, base=0.1, epochs=30) for epoch in (0, 9)]
    [0.1, 0.1]
    >>> round(Step(every=10).rate(10, base=0.1, epochs=30), 6)
    0.01
    """

    every: int
    gamma: float = 0.1

    def __post_init__(self):
        _require_whole("every", self.every, 1)
        _require_between("gamma", self.gamma, 0, math.inf)

    def rate(self, epoch: int, base: float, epochs: int) -> float:
        """Return the rate of an epoch, as `Schedule.rate` says."""
        return base * self.gamma ** (epoch // self.every)


@dataclass(frozen=True)
class Cosine(Schedule):
    """Half a cosine from the base rate down to `minimum`, which then stays.

    ``minimum + (base - minimum) * (1 + cos(pi * epoch / T)) / 2``, where T is `epochs`, or where that is None the
    epochs of the training. PyTorch's ``CosineAnnealingLR`` agrees up to T and climbs again after it.

    >>> [round(Cosine().rate(epoch, base=1e-3, epochs=100), 8) for epoch in (0, 25, 50, 75, 100)]
    [0.001, 0.00085355, 0.0005, 0.00014645, 0.0]
    """

    epochs: int | None = None
    minimum: float = 0.0

    def __post_init__(self):
        if self.epochs is not None:
            _require_whole("epochs", self.epochs, 1)
        _require_between("minimum", self.minimum, 0, math.inf)

    def rate(self, epoch: int, base: float, epochs: int) -> float:
        """Return the rate of an epoch, as `Schedule.rate` says."""
        length = self.epochs or epochs
        done = min(epoch / length, 1.0)
        return self.minimum + (base - self.minimum) * (1 + math.cos(math.pi * done)) / 2


@dataclass(frozen=True)
class WarmupCosine(Schedule):
    """A straight line from ``start * base`` up to the base rate in `warmup` epochs, then half a cosine to `minimum`.

    >>> plan = WarmupCosine(warmup=5)
    >>> [round(plan.rate(epoch, base=0.1, epochs=25), 4) for epoch in (0, 1, 2, 3, 4, 5, 15, 25)]
    [0.01, 0.028, 0.046, 0.064, 0.082, 0.1, 0.05, 0.0]
    """

    warmup: int
    start: float = 0.1
    epochs: int | None = None
    minimum: float = 0.0

    def __post_init__(self):
        _require_whole("warmup", self.warmup, 1)
        _require_between("start", self.start, 0, 1)
        if self.epochs is not None:
            _require_whole("epochs", self.epochs, self.warmup + 1)
        _require_between("minimum", self.minimum, 0, math.inf)

    def rate(self, epoch: int, base: float, epochs: int) -> float:
        """Return the rate of an epoch, as `Schedule.rate` says."""
        if epoch < self.warmup:
            return base * (self.start + (1 - self.start) * epoch / self.warmup)
        rest = max((self.epochs or epochs) - self.warmup, 1)
        return Cosine(rest, self.minimum).rate(epoch - self.warmup, base, rest)


@dataclass(frozen=True)
class Plateau:
    """Multiply the rate by `factor` when a loss has not improved for more than `patience` epochs in a row.

    Parameters
    ----------
    factor : float
        Between 0 and 1.
    patience : int
        So many epochs without improvement are borne.
    threshold : float
        Only a fall by more than this share of the best value counts as improvement.
    minimum : float
        The rate goes no lower.
    monitor : str, optional
        A curve that should fall. None: ``"valid_loss"`` where there are validation data, else ``"loss"``.

    Notes
    -----
    PyTorch's ``ReduceLROnPlateau`` with the same numbers.
    """

    factor: float = 0.1
    patience: int = 10
    threshold: float = 1e-4
    minimum: float = 0.0
    monitor: str | None = None

    def __post_init__(self):
        _require_between("factor", self.factor, 0, 1)
        _require_whole("patience", self.patience, 0)
        _require_between("threshold", self.threshold, 0, 1)
        _require_between("minimum", self.minimum, 0, math.inf)


def _require_whole(name: str, value, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise fail(f"{name} 应为 {least} 以上的整数，得到 {value!r}", f"{name} must be {least} or more, got {value!r}")


def _require_between(name: str, value, low: float, high: float) -> None:
    if not low <= value <= high:
        limit_zh, limit_en = (f"不小于 {low}", f">= {low}") if high == math.inf else (f"在 {low} 到 {high} 之间",
                                                                                    f"in {low} ... {high}")  # fmt: skip
        raise fail(f"{name} 应{limit_zh}，得到 {value!r}", f"{name} must be {limit_en}, got {value!r}")
