"""Early stopping: what counts as improvement, when it stops, what it gives back."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from coursekit import training
from coursekit.training import EarlyStopping, TrainingError
from coursekit.training.stopping import Watch, watch_for
from tests.training.nets import net, points


def run(values, **settings):
    """Feed a curve to a watch; return (index of the epoch it stopped at or None, best epoch)."""
    model = nn.Linear(1, 1)
    watch = Watch(EarlyStopping(**settings))
    for epoch, value in enumerate(values):
        if watch.see(epoch, value, model):
            return epoch, watch.best_epoch
    return None, watch.best_epoch


def test_patience_counts_epochs_without_improvement():
    """Best at 1, patience 3: epochs 2, 3, 4 bring nothing, so it stops at 4."""
    assert run([3, 1, 2, 2, 2, 2], patience=3) == (4, 1)
    assert run([3, 1, 2, 2], patience=3) == (None, 1)


def test_any_improvement_starts_the_count_anew():
    """A better epoch just in time keeps training alive."""
    assert run([3, 2, 2.5, 1.9, 2, 2], patience=2) == (5, 3)


def test_a_change_must_exceed_min_delta():
    """Exactly min_delta is not enough; it is measured against the best, so slow progress adds up."""
    assert run([1.0, 0.5, 0.5], patience=5, min_delta=0.5) == (None, 0)
    assert run([1.0, 0.75, 0.25], patience=5, min_delta=0.5) == (None, 2)


def test_an_equal_value_is_no_improvement():
    """With min_delta 0 the first of equal values stays the best."""
    assert run([1.0, 1.0, 1.0], patience=2) == (2, 0)


def test_accuracy_should_rise():
    """For an accuracy larger is better."""
    assert run([0.5, 0.8, 0.7, 0.6], patience=2, monitor="valid_accuracy") == (3, 1)


def test_a_nan_never_improves():
    """Neither as the first value nor later."""
    assert run([math.nan, math.nan], patience=2) == (1, None)
    assert run([1.0, math.nan, 0.5], patience=2) == (None, 2)


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=40), st.integers(1, 5))
def test_the_best_epoch_is_the_first_minimum_seen(values, patience):
    """Whatever the curve: up to the stop, no value is below that of the best epoch, and the stop is on time."""
    stopped, best = run(values, patience=patience)
    seen = values if stopped is None else values[: stopped + 1]
    assert best == seen.index(min(seen))
    assert stopped is None or stopped - best == patience
    assert stopped is not None or len(values) - 1 - best < patience


def test_the_best_weights_come_back_even_without_an_early_stop():
    """Training that runs to its end gives the best epoch's weights too."""
    X, y = points()
    valid = points(seed=1)
    model = net()
    history = training.fit(model, X, y, epochs=30, lr=0.05, valid=valid, early_stopping=1000)
    assert not history.stopped_early
    assert history.best_epoch < 29
    assert training.evaluate(model, *valid)["loss"] == pytest.approx(min(history["valid_loss"]))


def test_restore_best_can_be_left_out():
    """Then the weights are those of the last epoch."""
    X, y = points()
    valid = points(seed=1)
    model = net()
    stopping = EarlyStopping(patience=4, restore_best=False)
    history = training.fit(model, X, y, epochs=100, lr=0.05, valid=valid, early_stopping=stopping)
    assert training.evaluate(model, *valid)["loss"] == pytest.approx(history["valid_loss"][-1])


def test_the_kept_weights_are_a_copy():
    """Later updates of the model do not reach them."""
    model = nn.Linear(1, 1)
    watch = Watch(EarlyStopping())
    watch.see(0, 1.0, model)
    kept = model.weight.item()
    with torch.no_grad():
        model.weight += 1
    watch.see(1, 2.0, model)
    watch.restore(model)
    assert model.weight.item() == kept


def test_one_setting_serves_many_trainings():
    """An EarlyStopping holds no state: a second training starts with a clean slate."""
    X, y = points()
    stopping = EarlyStopping(patience=3)
    runs = [training.fit(net(), X, y, lr=0.05, valid=points(seed=1), early_stopping=stopping) for _ in range(2)]
    assert runs[0].loss == runs[1].loss


def test_the_training_loss_can_be_watched():
    """Without validation data monitor='loss' works; the default explains what it needs."""
    X, y = points()
    history = training.fit(net(), X, y, epochs=50, lr=5.0, early_stopping=EarlyStopping(patience=2, monitor="loss"))
    assert history.stopped_early
    with pytest.raises(TrainingError, match='valid_loss.*monitor="loss"'):
        training.fit(net(), X, y, early_stopping=3)


def test_a_metric_of_ones_own_needs_its_direction():
    """Nobody knows whether an unknown metric should rise or fall."""
    names = ["loss", "rmse"]
    with pytest.raises(TrainingError, match="larger_is_better"):
        watch_for(EarlyStopping(monitor="rmse"), names)
    assert watch_for(EarlyStopping(monitor="rmse", larger_is_better=False), names).best_epoch is None
    assert watch_for(None, names) is None


@pytest.mark.parametrize("settings", [{"patience": 0}, {"patience": 2.5}, {"patience": True}, {"min_delta": -1.0}])
def test_senseless_settings_are_refused(settings):
    """At once, not after a night of training."""
    with pytest.raises(ValueError, match=next(iter(settings))):
        EarlyStopping(**settings)
