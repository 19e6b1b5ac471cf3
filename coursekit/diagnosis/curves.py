"""What is diagnosed: two curves, and what a `History` knows beside them."""

from dataclasses import dataclass, field, replace

import numpy as np

from coursekit.diagnosis.errors import fail
from coursekit.lang import tr

SHORTEST = 5
TRAIN, VALID = ("loss", "train", "train_loss"), ("valid_loss", "valid", "val_loss", "val")


@dataclass(frozen=True)
class Curves:
    """Losses, one an epoch.

    Attributes
    ----------
    train : ndarray, shape (n,)
    valid : ndarray, shape (n,), or None
    lr : list of float
        Empty where it was not recorded.
    layers : dict
        As `History.layers`; empty where nothing was recorded.
    """

    train: np.ndarray
    valid: np.ndarray | None = None
    lr: list = field(default_factory=list)
    layers: dict = field(default_factory=dict)

    def without_first(self) -> "Curves":
        """Return the curves from the second epoch on."""
        return replace(self, train=self.train[1:], valid=None if self.valid is None else self.valid[1:])


def curves_of(given, valid=None) -> Curves:
    """Return the curves that a `History`, a mapping, a DataFrame or one or two sequences hold.

    Raises
    ------
    DiagnosisError
        Where there is no training loss, something else than numbers, two lengths, or fewer than 5 epochs.
    """
    named = hasattr(given, "keys") and getattr(given, "ndim", 0) != 1  # a Series is a sequence, a frame is not
    train = _named(given, TRAIN) if named else given
    if named:
        valid = _named(given, VALID) if valid is None else valid
        if train is None:
            known = ", ".join(map(str, given.keys())) or tr("一个也没有", "none")
            raise fail(
                f"没有训练损失：要有 loss（或 train），验证损失叫 valid_loss（或 valid）。现有的是：{known}",
                f"no training loss: `loss` or `train` is needed, `valid_loss` or `valid` beside it. There are: {known}",
            )
    train = _numbers(train, "train")
    valid = None if valid is None else _numbers(valid, "valid")
    if valid is not None and len(valid) != len(train):
        raise fail(
            f"两条曲线要一样长、一轮一个数：train 有 {len(train)} 个，valid 有 {len(valid)} 个",
            f"both curves need one number an epoch: train has {len(train)}, valid {len(valid)}",
        )
    _require_enough(train)
    return Curves(train, valid, list(getattr(given, "lr", None) or ()), dict(getattr(given, "layers", None) or {}))


def _named(given, names):
    return next((given[name] for name in names if name in given), None)


def _numbers(values, name: str) -> np.ndarray:
    values = values.detach().cpu() if hasattr(values, "detach") else values
    try:
        found = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        found = np.empty(())
    if found.ndim != 1:
        what = f"{type(values).__name__} {values!r}"[:80]
        raise fail(f"{name} 应为一串数，一轮一个，得到 {what}", f"{name} must be numbers, one an epoch, got {what}")
    return found


def _require_enough(train: np.ndarray) -> None:
    if len(train) >= SHORTEST or (len(train) and not np.isfinite(train).all()):
        return  # a loss that is no number tells enough by itself
    raise fail(
        f"只有 {len(train)} 轮，看不出形状：至少要 {SHORTEST} 轮，20 轮以上才看得准",
        f"{len(train)} epochs show no shape: at least {SHORTEST} are needed, 20 or more to be sure",
    )
