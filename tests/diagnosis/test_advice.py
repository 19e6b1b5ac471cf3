"""What to try first."""

import numpy as np
import pytest

from coursekit.diagnosis import ACTIONS, LABELS, diagnose
from coursekit.diagnosis.advice import advice_for, creeps
from coursekit.diagnosis.curves import Curves
from coursekit.diagnosis.signs import Signs
from tests.diagnosis.samples import N, curves, decay, shaken

FIRST = {
    "smooth": "keep",
    "staircase": "keep",
    "converging": "keep",
    "rising": "lr_range_test",
    "diverged": "lr_range_test",
    "stuck": "lr_range_test",
    "jitter": "lr",
    "overfitting": "early_stopping",
    "underfitting": "lr_range_test",
    "flat_train": "measure_in_eval",
    "memorising": "check_pairs",
}


@pytest.mark.parametrize("label", FIRST)
def test_the_first_advice(label):
    """One a label, of curves drawn by formula."""
    assert diagnose(*curves(label)).advice[0].action == FIRST[label]


@pytest.mark.parametrize("label", LABELS)
def test_advice_is_short_and_differs(label):
    """No action twice; of a fault more than one thing to try; each in words."""
    steps = diagnose(*curves(label)).advice
    actions = [step.action for step in steps]
    assert len(set(actions)) == len(actions) and set(actions) <= set(ACTIONS)
    assert len(steps) > 1 or actions == ["keep"]
    assert all(step.text for step in steps)


def of(train):
    return Curves(np.asarray(train, dtype=float))


def test_a_flat_curve_that_creeps_is_slow_and_one_that_does_not_is_dead():
    """An even fall of a thousandth needs larger steps; noise around a level needs other first weights."""
    slow, dead = of(shaken(2.3 - 0.002 * np.arange(N) / N, 1e-4)), of(shaken(np.full(N, 2.3), 0.001))
    assert creeps(slow) and not creeps(dead)
    assert advice_for("stuck", slow, Signs())[0].action == "lr_range_test"
    assert advice_for("stuck", dead, Signs())[0].action == "reinitialise"


def test_an_underfitted_curve_that_has_stopped_needs_a_larger_model():
    """One that is still falling needs larger steps."""
    stopped, falling = of(decay(2.3, 1.6, speed=20)), of(2.3 - 0.4 * np.arange(N) / N)
    assert advice_for("underfitting", stopped, Signs())[0].action == "bigger_model"
    assert advice_for("underfitting", falling, Signs())[0].action == "lr_range_test"


def test_a_flat_training_loss_is_hindered_where_it_stays_high():
    """As high as validation began: something acts in training only. Low from the start: validation comes down to it."""
    valid = decay(1.4, 0.5)
    hindered, settled = (Curves(np.full(N, level), valid) for level in (1.3, 0.2))
    assert advice_for("flat_train", hindered, Signs())[0].action == "plain_training"
    assert advice_for("flat_train", settled, Signs())[0].action == "measure_in_eval"
