"""What is measured on curves."""

import numpy as np
import pytest

from coursekit.diagnosis.curves import Curves
from coursekit.diagnosis.features import Smoothed, features, is_diverged, longest_rest, rest_of, running
from tests.diagnosis.samples import decay, shaken


def of(train, valid=None):
    return features(Curves(np.array(train, float), None if valid is None else np.array(valid, float)))


def test_the_fall_is_a_share_of_the_start():
    """From 4 to 1: three quarters."""
    assert of(np.linspace(4, 1, 300))["fall"] == pytest.approx(0.75, abs=0.05)


def test_a_curve_that_came_half_way_back():
    """Down from 3 to 1 and up to 2: half of the way, a third of the start."""
    found = of(np.r_[np.linspace(3, 1, 50), np.linspace(1, 2, 40), np.full(20, 2.0)])
    assert found["rebound"] == pytest.approx(0.5, abs=0.03)
    assert found["rebound_size"] == pytest.approx(1 / 3, abs=0.02)


@pytest.mark.parametrize("n", [60, 400])
def test_noise_is_its_standard_deviation(n):
    """White noise of .2 on a slow fall is measured as about .2, however many epochs there are."""
    found = [Smoothed.of(shaken(decay(3, 1, n=n), 0.2, seed)).noise for seed in range(20)]
    assert np.mean(found) == pytest.approx(0.2, rel=0.1)


def test_a_course_without_noise_has_none():
    """The bend of a smooth fall counts for hardly anything."""
    assert of(decay(2.3, 0.1))["noise"] < 0.005


def test_a_rest_is_measured_in_epochs():
    """30 flat epochs of 100 in the middle of a fall."""
    course = np.r_[np.linspace(2, 1.2, 30), np.full(30, 1.2), np.linspace(1.15, 0.1, 40)]
    start, length = rest_of(course)
    assert abs(start - 29) <= 2 and abs(length - 30) <= 3
    assert longest_rest(course) == pytest.approx(0.3, abs=0.03)


def test_the_flat_end_of_a_fall_is_no_rest():
    """Where nine tenths are done, nobody waits for more."""
    assert longest_rest(decay(2.3, 0.1, speed=20)) < 0.05
    assert longest_rest(np.full(20, 1.0)) == 0


def test_the_rise_of_the_validation_loss():
    """Lowest 1, end 1.5: a half of the lowest, a quarter of the higher start."""
    found = of(decay(2, 0.1, n=100), np.r_[np.linspace(2, 1, 30), np.linspace(1, 1.5, 50), np.full(20, 1.5)])
    assert found["valid_rise"] == pytest.approx(0.5, abs=0.04)
    assert found["valid_rise_size"] == pytest.approx(0.25, abs=0.02)
    assert found["valid_gain"] == pytest.approx(0.5, abs=0.02)


def test_validation_features_need_a_validation_curve():
    """Without one they are not there, rather than 0."""
    assert "gap" not in of(decay(2, 1)) and "gap" in of(decay(2, 1), decay(2, 1))


def test_all_features_are_finite_on_odd_curves():
    """Constant, zero, negative and falling to 0."""
    for train in (np.zeros(9), np.ones(9), -np.arange(9.0), np.arange(9.0)[::-1], np.r_[0.0, np.ones(8)]):
        assert np.isfinite(list(of(train, train).values())).all()


@pytest.mark.parametrize(
    ("train", "valid", "expected"),
    [
        ([1, 2, np.nan], None, True),
        ([1, 2, np.inf], None, True),
        ([1, 0.5, 0.2], [1, np.nan, 1], True),
        ([1, 1e5, 2], None, True),
        ([1, 500, 2], None, False),
        ([1, 0.5, 0.2], [1, 1, 1], False),
    ],
)
def test_diverged(train, valid, expected):
    """No number in either curve, or ten thousand times the start."""
    assert is_diverged(Curves(np.array(train, float), None if valid is None else np.array(valid, float))) is expected


def test_running_keeps_ends_and_length():
    """At the ends as many neighbours on both sides as there are: the first and last value stay."""
    values = np.array([5.0, 1.0, 9.0, 2.0, 7.0])
    assert running(np.median, values, 1).tolist() == [5, 5, 2, 7, 7]
