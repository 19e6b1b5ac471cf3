"""Following an advice of `coursekit.diagnosis` to the letter, training again, and whether that was the cure.

**Cured**, as laid down before any held-out run was seen: the curves of the new training, up to the epoch whose weights
are kept, are diagnosed as healthy; or the validation loss of the weights that are kept is lower by a tenth or more
than that of the faulty training's last weights (its first, where the last is no number). Where the fault was taken for
a healthy training and the advice is to change nothing, nothing is cured.
"""

import math
from dataclasses import dataclass

from coursekit import training
from coursekit.diagnosis import Advice, DiagnosisError, diagnose
from tests.benchmarks.diagnosis_setup import Setup, make, optimizer_of, run, shown

MARGIN = 0.1


def follow(setup: Setup, step: Advice) -> Setup:
    """Return the training with one advice followed."""
    return _FOLLOW[step.action](setup, **step.values)


def _range_test(setup: Setup, highest: float, batch_size: int) -> Setup:
    X, y, optimizer = setup.data.X, setup.data.y, optimizer_of(setup)
    found = training.lr_range_test(
        make(setup), X, y, optimizer=optimizer, highest=highest, batch_size=min(batch_size, len(X)), seed=setup.seed
    )
    return setup.but(lr=found.suggestion, schedule=None)


def _pairs(setup: Setup) -> Setup:
    return setup.but(data=setup.data.right or setup.data)  # whoever looks finds what is wrong, if something is


def _bigger(setup: Setup, factor) -> Setup:
    return setup.but(width=setup.width * factor, depth=setup.depth + 1, l2=0.0, dropout=0.0)


def _plain(setup: Setup) -> Setup:
    if setup.dropout or setup.noise or setup.stale:
        return setup.but(dropout=0.0, noise=0.0, slow=0.1)
    return _pairs(setup)  # the advice says so: where there is none of these, look at the labels


_FOLLOW = {
    "keep": lambda setup: setup,
    "lr_range_test": _range_test,
    "lr": lambda setup, factor: setup.but(lr=setup.lr * factor),
    "reinitialise": lambda setup: setup.but(init=""),
    "standardise": lambda setup: setup,  # the tasks are standardised
    "check_pairs": _pairs,
    "check_labels": _pairs,
    "clip_norm": lambda setup, value: setup.but(clip=value),
    "batch_size": lambda setup, factor: setup.but(batch=setup.batch * factor),
    "epochs": lambda setup, factor: setup.but(epochs=setup.epochs * factor),
    "bigger_model": _bigger,
    "smaller_model": lambda setup, factor: setup.but(width=max(1, round(setup.width * factor))),
    "early_stopping": lambda setup, patience: setup.but(patience=patience),
    "regularise": lambda setup, dropout, l2: setup.but(dropout=dropout, l2=l2),
    "more_data": lambda setup: setup.but(data=setup.data.more or setup.data),
    "measure_in_eval": lambda setup: setup.but(in_eval=True),
    "plain_training": _plain,
}  # fmt: skip


def kept(setup: Setup, history) -> int:
    """Return how many epochs the kept weights have seen."""
    return history.best_epoch + 1 if setup.patience else history.epochs


@dataclass(frozen=True)
class Outcome:
    """What a training was like after an advice."""

    label: str
    healthy: bool
    better: bool  # validation loss lower by a tenth or more

    @property
    def cured(self) -> bool:
        """Whether either holds."""
        return self.healthy or self.better


def outcome(before: Setup, old, after: Setup, new) -> Outcome:
    """Compare the new training with the old one."""
    epochs = kept(after, new)
    train, valid = shown(after, new)
    try:
        found = diagnose(train[:epochs], None if valid is None else valid[:epochs])
        label, healthy = found.label, found.healthy
    except DiagnosisError:
        label, healthy = "too short", False
    losses = old["valid_loss"]
    was = losses[kept(before, old) - 1] if math.isfinite(losses[-1]) else losses[0]
    return Outcome(label, healthy, new["valid_loss"][epochs - 1] <= (1 - MARGIN) * was)


def treat(setup: Setup, history, advice: list[Advice]) -> Outcome:
    """Follow the first advice and train again."""
    if advice[0].action == "keep":
        return Outcome("as before", healthy=False, better=False)
    after = follow(setup, advice[0])
    return outcome(setup, history, after, run(after))
