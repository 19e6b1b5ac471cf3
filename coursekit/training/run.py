"""The epochs of one training: learn, measure, note, set the next rate, stop or go on."""

import math
import time
import warnings
from pathlib import Path

from coursekit.lang import tr
from coursekit.training import checkpoint
from coursekit.training.errors import TrainingWarning, fail
from coursekit.training.history import History


class Run:
    """A training whose parts are all made and known to fit.

    Parameters
    ----------
    model : torch.nn.Module
    optimizer : torch.optim.Optimizer
    learn : callable() -> float
        Trains one epoch, returns its loss.
    measure : callable() -> dict
        The other curves.
    rates, watch, layers : optional
        Schedule, early stopping, record of the layers; None where there is none.
    scaler : torch.amp.GradScaler
    checkpoint : path or None
        Where the state is written after each epoch.
    """

    def __init__(self, model, optimizer, learn, measure, *, rates, watch, scaler, layers, checkpoint):
        self.model, self.optimizer, self.learn, self.measure = model, optimizer, learn, measure
        self.rates, self.watch, self.layers, self.checkpoint = rates, watch, layers, checkpoint
        self.history = History()
        parts = {"model": model, "optimizer": optimizer, "schedule": rates, "early_stopping": watch, "scaler": scaler}
        self._parts = {name: part for name, part in parts.items() if part is not None} | {"history": self.history}

    def resume(self, source, curves) -> None:
        """Take the training up from a file; True: from the own checkpoint where it exists.

        Raises
        ------
        TrainingError
            For True without a checkpoint, and as `checkpoint.load` says.
        """
        if source is True:
            if self.checkpoint is None:
                raise fail(
                    'resume=True 要知道从哪个文件接着训练：再写上 checkpoint="文件名.pt"，或直接写 resume="文件名.pt"',
                    'resume=True needs checkpoint="file.pt"; or write resume="file.pt"',
                )
            source = self.checkpoint if Path(self.checkpoint).is_file() else None
        if source is not None and source is not False:
            checkpoint.load(source, self._parts, curves)

    def train(self, epochs: int, shown) -> History:
        """Train until there are so many epochs in all, or until early stopping or Ctrl-C.

        Parameters
        ----------
        epochs : int
        shown : bar
            As `progress.bar` gives it; closed at the end.
        """
        history, complete = self.history, self.history.epochs
        self.model.train()
        try:
            while complete < epochs and not history.stopped_early:
                self._epoch(shown)
                complete += 1
        except KeyboardInterrupt:
            self._interrupted(complete)
        finally:
            shown.close()
        if self.watch:
            self.watch.restore(self.model)
        history.best_epoch = self.watch.best_epoch if self.watch else history.lowest_valid_loss()
        return history

    def _epoch(self, shown) -> None:
        history, start, lr = self.history, time.perf_counter(), self.optimizer.param_groups[0]["lr"]
        values = {"loss": self.learn()}
        values |= self.measure()
        history.append(values, lr=lr, seconds=time.perf_counter() - start)
        _require_a_number(history, lr)
        if self.layers:
            history.append_layers(self.layers.end_epoch())
        shown.show(history.loss[-1])
        if self.rates:
            self.rates.after(history)
        if self.watch:
            value = history[self.watch.settings.monitor][-1]
            history.stopped_early = self.watch.see(history.epochs - 1, value, self.model)
        if self.checkpoint is not None:
            checkpoint.save(self.checkpoint, self._parts)

    def _interrupted(self, complete: int) -> None:
        self.history.keep(complete)
        self.history.interrupted = True
        warnings.warn(
            tr(
                f"训练在第 {complete + 1} 轮中途被打断：前 {complete} 轮的记录和学到的权重都还在，可以直接用",
                f"interrupted in epoch {complete + 1}: the first {complete} epochs and the weights are kept",
            ),
            TrainingWarning,
            stacklevel=4,
        )


def _require_a_number(history, lr: float) -> None:
    if math.isfinite(history.loss[-1]):
        return
    error = fail(
        f"第 {history.epochs} 轮的损失成了 {history.loss[-1]}：训练发散了，权重已经不能用。重建模型，把学习率从 {lr:g} "
        f"降到 {lr / 10:g} 再试；还不行，检查 X 是否标准化、损失里有没有对 0 取对数",
        f"the loss became {history.loss[-1]} in epoch {history.epochs}: training diverged. Make the model anew, lower "
        f"the learning rate from {lr:g} to {lr / 10:g}; then look at the scale of X and at logarithms of 0",
    )
    error.history = history
    raise error
