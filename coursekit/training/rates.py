"""What `fit` does with a schedule at the end of each epoch, and what a checkpoint keeps of it."""

import math

from coursekit.training.errors import fail
from coursekit.training.schedules import Plateau, Schedule


def rates_for(schedule, optimizer, epochs: int, curves):
    """Return the driver of a schedule, or None where there is none.

    Parameters
    ----------
    schedule : Schedule, Plateau, torch scheduler, callable(optimizer) -> torch scheduler, or None
    optimizer : torch.optim.Optimizer
        Its rates are set to those of epoch 0.
    epochs : int
        The length of the training.
    curves : collection of str
        The curves that the history will have.

    Raises
    ------
    TrainingError
        Where it is none of these, or belongs to another optimiser, or watches a curve that will not exist.
    """
    if schedule is None:
        return None
    if isinstance(schedule, type) and issubclass(schedule, (Schedule, Plateau)):
        raise fail(
            f"schedule 是类 {schedule.__name__}，不是它的对象：写成 {schedule.__name__}(…)",
            f"schedule is the class {schedule.__name__}: write {schedule.__name__}(...)",
        )
    if isinstance(schedule, Schedule):
        return _Planned(schedule, optimizer, epochs)
    if isinstance(schedule, Plateau):
        return _OnPlateau(schedule, optimizer, curves)
    return _Foreign(schedule, optimizer, curves)


class _Planned:
    """A plan known in advance."""

    def __init__(self, plan: Schedule, optimizer, epochs: int):
        self._plan, self._optimizer, self._epochs = plan, optimizer, epochs
        self.kind = type(plan).__name__
        # As PyTorch's schedulers do: an optimiser used a second time starts at its first rate, not where it ended.
        self._bases = [group.setdefault("initial_lr", group["lr"]) for group in optimizer.param_groups]
        self._set(0)

    def after(self, history) -> None:
        """Set the rates of the next epoch."""
        self._set(history.epochs)

    def _set(self, epoch: int) -> None:
        for group, base in zip(self._optimizer.param_groups, self._bases, strict=True):
            group["lr"] = self._plan.rate(epoch, base, self._epochs)

    def state_dict(self) -> dict:
        return {"bases": self._bases}

    def load_state_dict(self, state: dict) -> None:
        self._bases = state["bases"]


class _OnPlateau:
    """A rate that falls when a curve no longer does."""

    def __init__(self, settings: Plateau, optimizer, curves):
        self._settings, self._optimizer = settings, optimizer
        self.kind = type(settings).__name__
        self._monitor = _monitored(settings.monitor, curves)
        self._best, self._waited = math.inf, 0

    def after(self, history) -> None:
        """Take the newest value in; lower the rates where it is time."""
        settings, value = self._settings, history[self._monitor][-1]
        if value < self._best - settings.threshold * abs(self._best) or self._best == math.inf:
            self._best, self._waited = value, 0
            return
        self._waited += 1
        if self._waited > settings.patience:
            self._waited = 0
            for group in self._optimizer.param_groups:
                group["lr"] = max(group["lr"] * settings.factor, settings.minimum)

    def state_dict(self) -> dict:
        return {"best": self._best, "waited": self._waited}

    def load_state_dict(self, state: dict) -> None:
        self._best, self._waited = state["best"], state["waited"]


class _Foreign:
    """A scheduler of PyTorch, stepped once an epoch."""

    def __init__(self, scheduler, optimizer, curves):
        from torch.optim.lr_scheduler import LRScheduler, ReduceLROnPlateau

        if not isinstance(scheduler, LRScheduler) and callable(scheduler):
            scheduler = scheduler(optimizer)
        if not isinstance(scheduler, LRScheduler):
            raise fail(
                "schedule 应为 training.schedules 里的一种，或 PyTorch 的调度器，或由优化器造出调度器的函数，"
                f"得到 {type(scheduler).__name__}",
                "schedule must be one of training.schedules, a scheduler of PyTorch, or a function from optimiser to "
                f"scheduler, got {type(scheduler).__name__}",
            )
        if scheduler.optimizer is not optimizer:
            raise fail(
                "调度器管的是另一个优化器，这次训练的学习率不会变。"
                "把同一个优化器也交给 fit：optimizer=opt, schedule=…(opt)，或者写 schedule=lambda opt: …(opt)",
                "the scheduler belongs to another optimiser: pass optimizer=opt with schedule=...(opt), or write "
                "schedule=lambda opt: ...(opt)",
            )
        self._scheduler = scheduler
        self.kind = type(scheduler).__name__
        self._monitor = _monitored(None, curves) if isinstance(scheduler, ReduceLROnPlateau) else None

    def after(self, history) -> None:
        """Step."""
        self._scheduler.step(*([history[self._monitor][-1]] if self._monitor else []))

    def state_dict(self) -> dict:
        return self._scheduler.state_dict()

    def load_state_dict(self, state: dict) -> None:
        self._scheduler.load_state_dict(state)


def _monitored(name: str | None, curves) -> str:
    if name is None:
        return "valid_loss" if "valid_loss" in curves else "loss"
    if name not in curves:
        raise fail(
            f"学习率要看 {name}，而这次训练只会记下 {'、'.join(curves)}。验证曲线要 valid=(X_valid, y_valid)",
            f"the schedule watches {name}, but this training records only {', '.join(curves)}: pass valid=(X, y)",
        )
    return name
