"""Percent a day: what lateness costs."""

import pytest
from traitlets import TraitError
from traitlets.config import Config

from coursekit.grading.late import DAY, PercentPerDay


def cost(seconds, score=80.0, **settings):
    return PercentPerDay(config=Config({"PercentPerDay": settings})).late_submission_penalty("s01", score, seconds)


@pytest.mark.parametrize(
    ("seconds", "points"),
    [(1, None), (600, None), (601, 8.0), (DAY, 8.0), (DAY + 1, 16.0), (4.5 * DAY, 40.0), (30 * DAY, 40.0)],
)
def test_each_begun_day_costs_up_to_a_most(seconds, points):
    """Ten percent a day of 80 points, half at most, ten minutes free."""
    assert cost(seconds) == points


def test_all_three_numbers_can_be_set():
    """By the course's configuration; nonsense is refused when it is read."""
    assert cost(61, percent=25, at_most=100, grace_minutes=1) == 20.0
    assert cost(60, percent=25, at_most=100, grace_minutes=1) is None
    assert cost(9 * DAY, percent=25, at_most=100) == 80.0
    with pytest.raises(TraitError):
        cost(9 * DAY, percent=-5)
