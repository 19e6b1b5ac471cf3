"""Whose answer it is, and what may be told in its place."""

import math

import numpy as np
import pytest
import torch

from coursekit.grading.wishes import wished


@pytest.mark.parametrize(
    "value", [0.93, 3, np.float32(0.5), np.array(0.5), torch.tensor(0.5)], ids=lambda v: type(v).__name__
)
def test_a_test_may_hope_for_much(value):
    """High, low, perfect, without limit, no number: in the form that the right answer has."""
    told = [lie.value for lie in wished(value)]
    assert {1.0, 0.0, math.inf, -math.inf} <= {float(number) for number in told}
    assert any(math.isnan(number) for number in told)
    assert min(told) == -math.inf and all(getattr(number, "shape", ()) == () for number in told)
    assert {type(number) for number in told} <= {type(value), float}
    assert len({lie.place for lie in wished(value)}) == len(told)
    assert all((lie.kind, lie.other) == ("number", True) for lie in wished(value))


@pytest.mark.parametrize(("value", "left"), [(1.0, 0.0), (0, 1), (math.inf, 1.0), (math.nan, 1.0)])
def test_the_right_answer_is_no_lie(value, left):
    told = [lie.value for lie in wished(value)]
    assert not any(number == value or (number != number and value != value) for number in told)
    assert left in told


def test_counts_stay_whole():
    """Else `range` would refuse what a loop may be spared by."""
    assert {0, 1} <= {lie.value for lie in wished(3) if type(lie.value) is int}
