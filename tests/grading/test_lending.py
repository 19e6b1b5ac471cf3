"""Arguments that a student's function may change: `checks.inout`."""

import numpy as np
import pandas as pd
import pytest
import torch

from coursekit.grading.alarms import Misuse
from coursekit.grading.lending import InOut, write_back
from tests.support.served import served

STUDENTS = """
import numpy as np
def fill(a): a[0] = 9
def grow(a): a.append(4)
def put(d): d['k'] = 1; d.pop('old', None)
def add(s): s.add(3)
def column(df):
    df['b'] = df['a'] * 2
    df.drop(index=0, inplace=True)
def zero(t): t.zero_()
def shuffle(rng, a): rng.shuffle(a)
def fails(a):
    a[0] = 9
    raise ValueError
def keep_away(a): return a
"""


@pytest.mark.parametrize(
    ("name", "value", "changed"),
    [
        ("fill", np.zeros(3), np.array([9.0, 0, 0])),
        ("fill", [1, 2], [9, 2]),
        ("grow", [1], [1, 4]),
        ("put", {"old": 1}, {"k": 1}),
        ("add", {1}, {1, 3}),
        ("column", pd.DataFrame({"a": [1, 2]}), pd.DataFrame({"a": [2], "b": [4]}, index=[1])),
        ("zero", torch.ones(2, 2), torch.zeros(2, 2)),
        ("fill", torch.ones(2), torch.tensor([9.0, 1.0])),
    ],
    ids=lambda part: part if isinstance(part, str) else type(part).__name__,
)
def test_the_original_follows_the_copy(name, value, changed):
    """In place: the object of the test's is the same one as before."""
    with served(STUDENTS) as link:
        assert link.ask("get", name)(InOut(value)) is None
    if isinstance(value, pd.DataFrame):
        pd.testing.assert_frame_equal(value, changed)
    else:
        assert type(value) is type(changed)
        assert np.array_equal(value, changed) if isinstance(value, np.ndarray) else str(value) == str(changed)


def test_without_inout_the_original_stays():
    """By value means by value."""
    a = np.zeros(3)
    with served(STUDENTS) as link:
        link.ask("get", "fill")(a)
    assert not a.any()


def test_a_change_before_an_exception_is_there():
    """As in one process."""
    a = np.zeros(3)
    with served(STUDENTS) as link, pytest.raises(ValueError):
        link.ask("get", "fails")(InOut(a))
    assert a[0] == 9


def test_two_lent_things_come_back_each_to_its_own():
    """A generator and an array in one call."""
    ours, alone = np.arange(10), np.arange(10)
    rng, other = np.random.default_rng(1), np.random.default_rng(1)
    with served(STUDENTS) as link:
        link.ask("get", "shuffle")(rng, InOut(ours))
    other.shuffle(alone)
    assert np.array_equal(ours, alone)
    assert rng.random() == other.random()


@pytest.mark.parametrize(
    ("target", "value"),
    [
        (np.zeros(3), np.zeros(2)),
        (np.zeros(3), np.zeros(3, int)),
        (np.zeros(3), [0.0] * 3),
        ([1], (1,)),
        ({}, []),
        (torch.zeros(2), torch.zeros(2, dtype=torch.int64)),
        (torch.zeros(2), np.zeros(2)),
        (5, 5),
        (np.broadcast_to(1.0, 3), np.zeros(3)),
    ],
    ids=lambda part: type(part).__name__,
)
def test_what_does_not_fit_is_an_alarm(target, value):
    """Another kind, shape or element type cannot become the original's content."""
    with pytest.raises(Misuse):
        write_back(target, value)


def test_a_tensor_may_change_its_shape():
    """As `x.data = …` or `resize_` would."""
    target = torch.zeros(2)
    write_back(target, torch.ones(3))
    assert target.tolist() == [1.0, 1.0, 1.0]
