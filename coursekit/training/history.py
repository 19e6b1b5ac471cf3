"""What a training leaves behind: one number a curve and epoch."""

from collections.abc import Iterator

from coursekit.lang import tr
from coursekit.training.errors import fail

# In a file the two losses have the names that `coursekit diagnose` reads.
FILE_NAMES = {"loss": "train", "valid_loss": "valid"}
BESIDES = ("lr", "seconds")


class UnknownCurve(KeyError):
    """A curve that this training did not record; the message names those it did."""

    def __str__(self) -> str:
        return self.args[0]  # KeyError would show the message in quotes


class History:
    """The curves of one training.

    ``history.loss`` and ``history["valid_accuracy"]`` are lists of float, one an epoch.

    Attributes
    ----------
    lr : list of float
        The learning rate in force in each epoch (of the optimiser's first group).
    seconds : list of float
        What each epoch took, measuring included.
    best_epoch : int or None
        Index (from 0) of the epoch that early stopping chose; without early stopping the epoch of the lowest
        ``valid_loss``; None without validation data.
    stopped_early : bool
    interrupted : bool
        Somebody pressed Ctrl-C; the epochs that were complete are here.
    layers : dict of dict of list of float
        With ``record="layers"``: ``history.layers["0"]["grad_norm"]``, one number an epoch
        (`coursekit.training.layers.LayerRecord` says which statistics).
    """

    def __init__(self):
        self._curves: dict[str, list[float]] = {}
        self.lr: list[float] = []
        self.seconds: list[float] = []
        self.layers: dict[str, dict[str, list[float]]] = {}
        self.best_epoch: int | None = None
        self.stopped_early = False
        self.interrupted = False

    def append(self, values: dict[str, float], *, lr: float | None = None, seconds: float | None = None) -> None:
        """Add one epoch."""
        for name, value in values.items():
            self._curves.setdefault(name, []).append(float(value))
        for kept, value in ((self.lr, lr), (self.seconds, seconds)):
            if value is not None:
                kept.append(float(value))

    def append_layers(self, found: dict[str, dict[str, float]]) -> None:
        """Add one epoch of ``{layer: {statistic: value}}``."""
        for layer, statistics in found.items():
            for name, value in statistics.items():
                self.layers.setdefault(layer, {}).setdefault(name, []).append(value)

    def keep(self, epochs: int) -> None:
        """Drop what was recorded after so many epochs: of an epoch that was cut off there may be a part."""
        layers = [values for statistics in self.layers.values() for values in statistics.values()]
        for values in (*self._curves.values(), self.lr, self.seconds, *layers):
            del values[epochs:]

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

    def to_frame(self):
        """Return a DataFrame, one row an epoch (index from 0, as `best_epoch`), one column a curve, and ``lr``."""
        import pandas as pd

        columns = self._curves | ({"lr": self.lr} if self.lr else {})
        return pd.DataFrame(columns, index=pd.RangeIndex(self.epochs, name="epoch"))

    def to_csv(self, path) -> None:
        """Write the curves to a file: columns ``epoch, train[, valid], ...``, then ``lr`` and ``seconds``.

        Parameters
        ----------
        path : str or Path
            What ``coursekit diagnose`` and `from_csv` read; numbers come back bit for bit.
        """
        frame = self.to_frame().rename(columns=FILE_NAMES)
        if self.seconds:
            frame["seconds"] = self.seconds
        frame.to_csv(path, na_rep="nan")

    @classmethod
    def from_csv(cls, path) -> "History":
        """Return the history that a file holds.

        Parameters
        ----------
        path : str or Path
            With a column ``train`` (or ``loss``) and any others of numbers; ``epoch`` is not needed.

        Raises
        ------
        TrainingError
            Where there is no loss or something else than numbers.

        Notes
        -----
        A file holds neither `layers` nor why the training ended; `best_epoch` is that of the lowest ``valid``.
        """
        import pandas as pd

        # As text: pandas' own reading of numbers is exact in some versions only.
        frame = pd.read_csv(path, dtype=str, keep_default_na=False).drop(columns="epoch", errors="ignore")
        frame = frame.rename(columns={theirs: ours for ours, theirs in FILE_NAMES.items()})
        if "loss" not in frame.columns:
            known = ", ".join(frame.columns) or tr("一列也没有", "none")
            raise fail(
                f"{path} 里没有训练损失：要有一列 train（验证损失写 valid）。现有的列：{known}",
                f"{path} holds no training loss: a column train is needed (valid beside it). Columns: {known}",
            )
        made = cls()
        for name in frame.columns:
            values = _numbers(frame[name], FILE_NAMES.get(name, name), path)
            if name in BESIDES:
                setattr(made, name, values)
            else:
                made._curves[name] = values
        made.best_epoch = made.lowest_valid_loss()
        return made

    def lowest_valid_loss(self) -> int | None:
        """Return the epoch (from 0) of the lowest ``valid_loss``, None without one."""
        if not self._curves.get("valid_loss"):
            return None
        return min(range(len(self._curves["valid_loss"])), key=self._curves["valid_loss"].__getitem__)

    def state_dict(self) -> dict:
        """Return all of it as plain lists, for a checkpoint."""
        return {name.lstrip("_"): value for name, value in vars(self).items()}

    def load_state_dict(self, state: dict) -> None:
        """Take over what `state_dict` gave."""
        self.__dict__.update(state | {"_curves": state["curves"]})
        del self.__dict__["curves"]

    def __repr__(self) -> str:
        last = [f"{name}={values[-1]:.4f}" for name, values in self._curves.items()]
        best = [f"best_epoch={self.best_epoch}"] if self.best_epoch is not None else []
        flags = [f"{name}=True" for name in ("stopped_early", "interrupted") if getattr(self, name)]
        return f"History({', '.join([f'epochs={self.epochs}', *last, *best, *flags])})"


def _numbers(column, name: str, path) -> list[float]:
    found = []
    for row, text in enumerate(column, start=1):
        try:
            found.append(float(text))
        except ValueError:
            raise fail(
                f"{path} 的 {name} 列第 {row} 行应是一个数，得到 {text!r}。一行一轮，每格只写数",
                f"{path}: row {row} of column {name} must be a number, got {text!r}",
            ) from None
    return found
