"""Early stopping: stop when the monitored curve no longer improves, and take the best weights back."""

import math
from dataclasses import dataclass

from coursekit.lang import tr
from coursekit.training.errors import fail


@dataclass(frozen=True)
class EarlyStopping:
    """When to stop.

    Parameters
    ----------
    patience : int
        Stop after this many epochs in a row without improvement.
    min_delta : float
        Only a change of more than this counts as improvement.
    monitor : str
        A curve of the history: ``"valid_loss"``, ``"loss"``, ``"valid_accuracy"`` or a metric of your own.
    restore_best : bool
        Put the weights of the best epoch back when training ends, stopped early or not.
    larger_is_better : bool, optional
        None: a loss should fall, an accuracy should rise; for a metric of your own say it.

    Raises
    ------
    ValueError
        For a patience below 1 or a negative `min_delta`.
    """

    patience: int = 10
    min_delta: float = 0.0
    monitor: str = "valid_loss"
    restore_best: bool = True
    larger_is_better: bool | None = None

    def __post_init__(self):
        if isinstance(self.patience, bool) or not isinstance(self.patience, int) or self.patience < 1:
            raise ValueError(
                tr(
                    f"patience 应为 1 以上的整数，得到 {self.patience!r}",
                    f"patience must be 1 or more, got {self.patience!r}",
                )
            )
        if not self.min_delta >= 0:
            raise ValueError(
                tr(f"min_delta 不能是负数，得到 {self.min_delta!r}", f"min_delta must be >= 0, got {self.min_delta!r}")
            )


class Watch:
    """The state of one training under an `EarlyStopping`: the best value so far, its epoch and its weights."""

    def __init__(self, settings: EarlyStopping):
        self.settings = settings
        self.best_epoch = None
        self._sign = -1.0 if _rises(settings) else 1.0
        self._best = math.inf
        self._weights = None

    def see(self, epoch: int, value: float, model) -> bool:
        """Take the value of an epoch in; return whether it is time to stop."""
        # A NaN compares false: it never counts as improvement.
        if self._sign * value < self._best - self.settings.min_delta:
            self._best, self.best_epoch = self._sign * value, epoch
            if self.settings.restore_best:
                self._weights = {name: tensor.detach().clone() for name, tensor in model.state_dict().items()}
        since = epoch - (-1 if self.best_epoch is None else self.best_epoch)
        return since >= self.settings.patience

    def restore(self, model) -> None:
        """Give the model the weights of its best epoch."""
        if self._weights is not None:
            model.load_state_dict(self._weights)

    def state_dict(self) -> dict:
        """Return what a checkpoint keeps."""
        return {"best": self._best, "best_epoch": self.best_epoch, "weights": self._weights}

    def load_state_dict(self, state: dict) -> None:
        """Go on from what a checkpoint kept."""
        self._best, self.best_epoch, self._weights = state["best"], state["best_epoch"], state["weights"]


def watch_for(early_stopping, curves) -> Watch | None:
    """Return the watch that `fit` was asked for.

    Parameters
    ----------
    early_stopping : EarlyStopping, int or None
        A number is the patience on ``"valid_loss"``.
    curves : collection of str
        The curves that the history will have.

    Raises
    ------
    TrainingError
        Where the monitored curve will not exist.
    """
    if early_stopping is None:
        return None
    settings = early_stopping
    if not isinstance(settings, EarlyStopping):
        settings = EarlyStopping(patience=settings)
    if settings.monitor not in curves:
        known = "、".join(curves)
        raise fail(
            f"早停要看 {settings.monitor}，而这次训练只会记下 {known}。"
            '验证曲线要 valid=(X_valid, y_valid)，准确率要 metrics="accuracy"；'
            '没有验证集就写 EarlyStopping(monitor="loss")',
            f"early stopping watches {settings.monitor}, but this training records only {', '.join(curves)}: "
            'pass valid=(X_valid, y_valid), or monitor="loss"',
        )
    return Watch(settings)


def _rises(settings: EarlyStopping) -> bool:
    if settings.larger_is_better is not None:
        return settings.larger_is_better
    name = settings.monitor.removeprefix("valid_")
    if name not in ("loss", "accuracy"):
        raise fail(
            f"{settings.monitor} 是越大越好还是越小越好？在 EarlyStopping 里写明 larger_is_better=True 或 False",
            f"should {settings.monitor} rise or fall? Say larger_is_better=True or False in EarlyStopping",
        )
    return name == "accuracy"
