"""What a training leaves behind: one number a curve and epoch."""

from collections.abc import Iterator

from coursekit.lang import tr


class UnknownCurve(KeyError):
    """A curve that this training did not record; the message names those it did."""

    def __str__(self) -> str:
        return self.args[0]  # KeyError would show the message in quotes


class History:
    """The curves of one training.

    ``history.loss`` and ``history["valid_accuracy"]`` are lists of float, one an epoch.

    Attributes
    ----------
    best_epoch : int or None
        Index (from 0) of the epoch that early stopping chose; without early stopping the epoch of the lowest
        ``valid_loss``; None without validation data.
    stopped_early : bool
    """

    def __init__(self):
        self._curves: dict[str, list[float]] = {}
        self.best_epoch: int | None = None
        self.stopped_early = False

    def append(self, values: dict[str, float]) -> None:
        """Add one epoch."""
        for name, value in values.items():
            self._curves.setdefault(name, []).append(float(value))

    @property
    def loss(self) -> list[float]:
        """The training loss: the mean over the epoch's batches, each measured before its own update."""
        return self["loss"]

    @property
    def epochs(self) -> int:
        """How many epochs were trained."""
        return len(self._curves.get("loss", ()))

    def __getitem__(self, name: str) -> list[float]:
        if name not in self._curves:
            known = ", ".join(self._curves) or tr("还没有", "none yet")
            raise UnknownCurve(
                tr(
                    f"没有记下 {name}，有的是：{known}。验证曲线要 valid=(X, y)，准确率要 metrics='accuracy'",
                    f"{name} was not recorded; there are: {known}. Curves on validation data need valid=(X, y)",
                )
            )
        return self._curves[name]

    def __contains__(self, name: str) -> bool:
        return name in self._curves

    def __iter__(self) -> Iterator[str]:
        return iter(self._curves)

    def keys(self):
        """Return the names of the curves."""
        return self._curves.keys()

    def frame(self):
        """Return a DataFrame, one row an epoch (index from 0, as `best_epoch`), one column a curve."""
        import pandas as pd

        return pd.DataFrame(self._curves, index=pd.RangeIndex(self.epochs, name="epoch"))

    def __repr__(self) -> str:
        last = [f"{name}={values[-1]:.4f}" for name, values in self._curves.items()]
        best = [f"best_epoch={self.best_epoch}"] if self.best_epoch is not None else []
        early = ["stopped_early=True"] if self.stopped_early else []
        return f"History({', '.join([f'epochs={self.epochs}', *last, *best, *early])})"
