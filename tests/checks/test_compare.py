"""`checks.close` and `checks.equal`: the right value passes, every other fails, in kind as well as in content."""

import datetime

import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from coursekit import checks
from tests.support.names import steady

TABLE = pd.DataFrame(
    {
        "x": [1.0, np.nan],
        "text": ["a", None],
        "n": pd.array([1, None], dtype="Int64"),
        "kind": pd.Categorical(["u", "v"]),
        "when": pd.date_range("2020", periods=2, tz="UTC"),
    },
    index=["r", "s"],
)


class Yes:
    """Equal to everything and zero in every calculation."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0

    __hash__ = None


SAME = [
    (1, 1.0),
    (np.float64(2), 2),
    (torch.tensor(2.0), 2.0),
    (np.ones(3), torch.ones(3, dtype=torch.float64)),
    (np.nan, np.nan),
    (np.array([np.inf, -np.inf, np.nan]), np.array([np.inf, -np.inf, np.nan])),
    (1j, 1j),
    (2.0, 2 + 0j),
    ([1.0, (2, "a")], [1, (2, "a")]),
    ({"a": 1, "b": [None]}, {"b": [None], "a": 1.0}),
    ({1, "a"}, {"a", 1}),
    ("文", "文"),
    (None, None),
    (True, np.True_),
    (np.array([True]), np.array([True])),
    (np.array(["a", 1], object), np.array(["a", 1], object)),
    (TABLE, TABLE.copy()),
    (pd.Series([1, 2]), pd.Series([1.0, 2.0])),
    (pd.RangeIndex(3), pd.Index([0, 1, 2])),
    (pd.DataFrame(), pd.DataFrame()),
    (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})),
    (pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]}), pd.DataFrame({"a": [1, 2], "b": [3, 4]})),
    (np.zeros((0, 2)), np.zeros((0, 2))),
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 1)),
    (range(3), range(3)),
    (slice(1, None), slice(1, None)),
    (np.datetime64("2020"), np.datetime64("2020")),
]
DIFFERENT = [
    (1, 2),
    (1, True),
    (True, 1),
    (np.array([1]), np.array([True])),
    (1, "1"),
    ("1", b"1"),
    (1, [1]),
    ([1], (1,)),
    ([1], np.array([1])),
    (np.array([1.0]), 1.0),
    (None, 0),
    (0, None),
    (np.nan, 1.0),
    (1.0, np.nan),
    (np.inf, -np.inf),
    (np.ones((3, 1)), np.ones(3)),
    (np.ones((2, 3)), np.ones((3, 2))),
    (np.array([1.0, np.nan]), np.array([1.0, 2.0])),
    (1j, 1.0),
    ([1, 2], [1]),
    ({"a": 1}, {"a": 2}),
    ({"a": 1, "b": 2}, {"a": 1}),
    ({True: 1}, {1: 1}),
    ({1}, {2}),
    ({1}, {True}),
    (Yes(), 1.0),
    (Yes(), np.ones(2)),
    (Yes(), object()),
    (10**400, 1.0),
    (np.array(["a"], object), np.array(["b"], object)),
    (np.array([1.0], object), np.array([1.0])),
    (pd.Series([1, 2]), pd.Series([1, 3])),
    (pd.Series([1, 2]), pd.Series([1, 2], index=[1, 0])),
    (pd.Series([1, 2]), pd.DataFrame({"a": [1, 2]})),
    (pd.Series([1, 2]), np.array([1, 2])),
    (pd.Series([True]), pd.Series([1])),
    (pd.Index([0, 1]), pd.Index([0, 2])),
    (pd.DataFrame({"a": [1]}), pd.DataFrame({"b": [1]})),
    (pd.DataFrame({"a": [1, 2], "b": [3, 5]}), pd.DataFrame({"a": [1, 2], "b": [3.0, 4.0]})),
    (TABLE.assign(x=[1.0, 2.0]), TABLE),
    (TABLE.assign(x=[1.5, np.nan]), TABLE),
    (TABLE.assign(text=["b", None]), TABLE),
    (TABLE.assign(text=["a", "None"]), TABLE),
    (TABLE.assign(n=pd.array([2, None], dtype="Int64")), TABLE),
    (TABLE.assign(kind=pd.Categorical(["u", "u"])), TABLE),
    (TABLE.assign(when=pd.date_range("2021", periods=2, tz="UTC")), TABLE),
    (TABLE.set_axis(["r", "t"]), TABLE),
    (datetime.date(2020, 1, 1), datetime.date(2020, 1, 2)),
    (datetime.datetime(2020, 1, 1), datetime.date(2020, 1, 1)),
    (range(3), range(4)),
]


def name(value):
    return " ".join(steady(value).split())[:40]


@pytest.mark.parametrize("check", [checks.close, checks.equal])
@pytest.mark.parametrize(("actual", "expected"), SAME, ids=name)
def test_the_right_value_passes(check, actual, expected):
    """Equal in kind and content; numpy and torch count as the same kind, nan equals nan."""
    check(actual, expected)


@pytest.mark.parametrize("check", [checks.close, checks.equal])
@pytest.mark.parametrize(("actual", "expected"), DIFFERENT, ids=name)
def test_a_wrong_value_fails(check, actual, expected):
    """Another value, shape, kind, label or length fails with a `CheckFailed`, and with no other exception."""
    with pytest.raises(checks.CheckFailed):
        check(actual, expected)


@given(hnp.arrays(np.float64, (2, 3), elements=st.floats(allow_nan=True)))
def test_an_array_is_close_to_itself(array):
    """Any array, of huge numbers, nan and inf too, passes against its copy."""
    checks.close(array.copy(), array)
    checks.equal(array.copy(), array)


@given(st.floats(-1e12, 1e12), st.sampled_from([-1, 1]))
def test_tolerance_is_relative_above_one(number, sign):
    """``|a - b| <= tol * max(1, |b|)``: half the tolerance passes, twice the tolerance fails."""
    width = 1e-6 * max(1.0, abs(number))
    checks.close(number + sign * width / 2, number)
    with pytest.raises(checks.CheckFailed):
        checks.close(number + sign * width * 2, number)


@pytest.mark.parametrize("wrap", [lambda t: t, lambda t: [t], lambda t: {"w": t}, lambda t: pd.Series(t.numpy())])
def test_single_precision_gets_the_wider_tolerance_wherever_it_stands(wrap):
    """float32 is compared to 1e-4, alone and inside lists, dicts and columns; float64 to 1e-6."""
    right = torch.tensor([1.0, 2.0])
    checks.close(wrap(right + 5e-5), wrap(right))
    with pytest.raises(checks.CheckFailed):
        checks.close(wrap(right + 5e-4), wrap(right))
    with pytest.raises(checks.CheckFailed):
        checks.close(wrap(right.double() + 5e-5), wrap(right.double()))


def test_tol_of_the_teacher_is_used():
    """`tol` widens and narrows the default."""
    checks.close(1.05, 1.0, tol=0.1)
    with pytest.raises(checks.CheckFailed):
        checks.close(torch.tensor(1.00001), torch.tensor(1.0), tol=1e-6)


def test_equal_has_no_tolerance():
    """The smallest difference counts for `equal`."""
    with pytest.raises(checks.CheckFailed):
        checks.equal(np.array([1.0 + 1e-15]), np.array([1.0]))


@pytest.mark.parametrize("dtype", ["float32", torch.float32, np.float32])
def test_dtype_is_exact_where_the_task_asks_for_it(dtype):
    """`dtype=` takes text and types; without it the element type is no question of right or wrong."""
    checks.close(np.ones(2, np.float32), np.ones(2), dtype=dtype)
    checks.close(torch.ones(2), np.ones(2), dtype=dtype)
    with pytest.raises(checks.CheckFailed, match="float64.*float32"):
        checks.close(np.ones(2), np.ones(2), dtype=dtype)


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (np.ones((3, 1)), np.ones(3), ["(3, 1)", "(3,)", "squeeze"]),
        (np.ones((2, 3)), np.ones((3, 2)), ["(2, 3)", "转置"]),
        (np.array([1.0, 5.0]), np.array([1.0, 2.0]), ["数值", "最大误差 3"]),
        (2 / 3, 1 / 3, ["得到 0.66666667，应为 0.33333333（最大误差 0.3333）"]),
        (np.array([[1, 2], [3, 4]]), np.array([[1, 2], [3, 4.5]]), ["得到 [[1, 2], [3, 4]]，应为 [[1, 2], [3, 4.5]]"]),
        (torch.tensor([0.1, 5.0]), torch.tensor([0.1, 4.0]), ["得到 [0.1, 5]，应为 [0.1, 4]"]),
        (np.array([np.nan, 1.0]), np.array([2.0, 1.0]), ["有限性", "得到 [nan, 1]，应为 [2, 1]"]),
        (np.arange(500.0), np.zeros(500), ["得到 [0, 1, 2, 3,", "…，应为 [0, 0"]),
        (None, 1.0, ["类型", "NoneType", "float"]),
        (np.nan, 1.0, ["有限性"]),
        ({"a": 1}, {"b": 1}, ["键", "'a'", "'b'"]),
        ([1], [1, 2], ["元素个数"]),
        ("a", "b", ["得到 a，应为 b"]),
        (["b", ""], ["b", "a"], ["[1] 的值不对：得到 ''，应为 a"]),
        ("a\n", "a", ["得到 'a\\n'，应为 a"]),
    ],
    ids=str,
)
def test_the_message_names_both_sides_and_the_likely_cause(actual, expected, words):
    """What came back, what was expected, and a hint where the mistake is a common one."""
    with pytest.raises(checks.CheckFailed) as caught:
        checks.close(actual, expected)
    assert all(word in str(caught.value) for word in words)


@pytest.mark.parametrize("check", [checks.close, checks.equal])
def test_say_travels_with_the_failure(check):
    """The teacher's words stand in `say`, apart from the finding."""
    with pytest.raises(checks.CheckFailed) as caught:
        check([1.0, "b"], [1.0, "a"], say="看第二个元素")
    assert caught.value.say == "看第二个元素"
