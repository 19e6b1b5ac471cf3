"""The decision list: soft conditions, asked in order."""

import pytest

from coursekit.diagnosis.curves import Curves
from coursekit.diagnosis.features import features
from coursekit.diagnosis.labels import LABELS
from coursekit.diagnosis.rules import RULES, Condition, applies, numbers, probabilities, strength
from tests.diagnosis.samples import curves

VALUES = {"a.x": [2.0, 0.5], "temperature": 1.0}


def test_a_condition_is_even_on_its_threshold():
    """And grows with the feature, or falls where it has to lie below."""
    above, below = Condition("x", log=False), Condition("x", above=False, log=False)
    assert strength("a", above, {"x": 2.0}, VALUES) == 0.5
    assert strength("a", above, {"x": 2.5}, VALUES) == pytest.approx(0.7311, abs=1e-4)
    assert strength("a", below, {"x": 2.5}, VALUES) == pytest.approx(1 - 0.7311, abs=1e-4)


def test_a_higher_temperature_is_less_sure():
    """It brings each condition nearer to even."""
    condition = Condition("x", log=False)
    warm = {**VALUES, "temperature": 2.0}
    assert 0.5 < strength("a", condition, {"x": 3.0}, warm) < strength("a", condition, {"x": 3.0}, VALUES)


def test_logarithms_measure_ratios():
    """Twice above is as far as twice below; what is not positive lies far below."""
    condition = Condition("x")
    up, down = (strength("a", condition, {"x": x}, VALUES) for x in (4.0, 1.0))
    assert up == pytest.approx(1 - down)
    assert strength("a", condition, {"x": -3.0}, VALUES) < 1e-6


def test_one_feature_may_have_two_thresholds():
    """By the way of the rule that it belongs to."""
    assert Condition("x", way="loosely").key("a") == "a.x.loosely"
    keys = [c.key(label) for label, ways in RULES.items() for way in ways for c in way]
    assert {"memorising.valid_gain", "memorising.valid_gain.loosely"} <= set(keys)
    assert set(keys) | {"temperature"} == set(numbers())


@pytest.mark.parametrize("label", set(LABELS) - {"diverged"})
def test_probabilities_are_shares_of_one(label):
    """All of them between 0 and 1, together 1, over labels that there are."""
    train, valid = curves(label)
    found = probabilities(features(Curves(train, valid)))
    assert set(found) <= set(LABELS)
    assert min(found.values()) >= 0 and sum(found.values()) == pytest.approx(1)


def test_a_rule_needs_all_of_its_features():
    """Without validation data those that look at them are not asked."""
    found = features(Curves(curves("smooth")[0]))
    assert applies("rising", found) and not applies("overfitting", found)


def test_what_an_earlier_rule_takes_is_gone():
    """A rising loss is not called stuck, though it has not fallen."""
    found = probabilities(features(Curves(curves("rising")[0])))
    assert found["rising"] > 0.99 and found["stuck"] < 0.01
