"""Wrong answers made from right ones."""

import numpy as np
import pandas as pd
import pytest
import torch

from coursekit.grading.lies import KINDS, OBJECT, lies, name_of

USUAL = KINDS - {"number", "length"}  # these two are told of what is no answer of a function
FRAME = pd.DataFrame({"a": [1.0, 2.0], "t": ["x", "y"]})


def told(value, kind):
    return [lie.value for lie in lies(value, is_handle=False) if lie.kind == kind]


def kinds(value) -> set[str]:
    return {lie.kind for lie in lies(value, is_handle=False)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2.5, USUAL - {"part", "missing"}),
        (3, USUAL - {"part", "missing"}),
        (np.float32(1.5), USUAL - {"part", "missing"}),
        (np.arange(3.0), USUAL - {"part", "missing"}),
        (torch.arange(3), USUAL - {"part", "missing"}),
        (True, USUAL - {"part", "missing"}),
        ("word", {"none", "empty", "text", "object"}),
        ([1.0, 2.0], USUAL - {"part", "missing", "complex", "bool"}),
        ((1.0, "x"), USUAL - {"missing", "complex", "bool"}),
        ({"a": 1.0, "b": 2}, USUAL - {"missing", "complex", "bool"}),
        (FRAME, USUAL - {"part", "complex", "bool"}),
        (FRAME["a"], USUAL - {"part", "complex", "bool"}),
        ({1, 2}, {"none", "empty", "text", "object"}),
    ],
)
def test_each_kind_of_answer_has_its_lies(value, expected):
    """Empty, NaN, another shape, another kind, a handle, huge: as far as the kind of the answer has them."""
    assert kinds(value) == expected


@pytest.mark.parametrize("value", [0.0, np.zeros(0), [], {}, "", (), float("nan"), np.array([]), FRAME.iloc[:0], False])
def test_no_lie_equals_the_right_answer(value):
    """What is empty is not replaced by what is empty, nor NaN by NaN."""
    from coursekit.checks import CheckFailed, equal

    for lie in lies(value, is_handle=False):
        if lie.value is not OBJECT:
            with pytest.raises((CheckFailed, ValueError)):
                equal(lie.value, value)


def test_the_form_is_kept_where_only_the_numbers_lie():
    """NaN and huge numbers come in the shape, the columns and the library of the right answer."""
    (nan,) = told(np.ones((2, 3), np.float32), "nan")
    assert nan.shape == (2, 3) and nan.dtype == np.float32 and np.isnan(nan).all()
    for lie, sign in zip(told(torch.ones(2, 3), "huge"), (1, -1), strict=True):
        assert tuple(lie.shape) == (2, 3) and bool((sign * lie > 1e29).all())
    (table,) = told(FRAME, "nan")
    assert list(table.columns) == ["a", "t"] and table["a"].isna().all() and list(table["t"]) == ["x", "y"]
    assert told((1.0, "x"), "huge") == [(1e30, "x"), (-1e30, "x")]


def test_missing_values_pass_a_comparison_that_leaves_them_out():
    """In the columns and rows of the right answer; `all` skips them, so that only a stricter check notices."""
    (table,) = told(FRAME, "missing")
    assert table.isna().all(axis=None) and list(table.columns) == ["a", "t"] and table.index.equals(FRAME.index)
    assert (table == FRAME).all(axis=None)
    for column in (FRAME["a"], FRAME["t"], FRAME["a"] > 1):
        (lie,) = told(column, "missing")
        assert (lie == column).all()


def test_shapes_are_those_that_broadcast():
    """A column for a row of numbers, rows run together for a table of them, a row too few for a list or a frame."""
    assert told(np.ones(3), "shape")[0].shape == (3, 1)
    assert told(np.ones((2, 3)), "shape")[0].shape == (6,)
    assert told(torch.ones(4, 1), "shape")[0].shape == (4,)
    assert told([1, 2], "shape") == [[1]]
    assert len(told(FRAME, "shape")[0]) == 1


def test_parts_of_what_comes_back_together():
    """One at a time; the others stay right, and such a lie is partial."""
    found = [lie for lie in lies((1, "x"), is_handle=False) if lie.kind == "part"]
    assert [(lie.place, lie.value) for lie in found] == [(0, (OBJECT, "x")), (1, (1, OBJECT))]
    assert all(lie.partial for lie in found)
    assert told({"a": 1, "b": 2}, "part") == [{"a": OBJECT, "b": 2}, {"a": 1, "b": OBJECT}]
    assert told((1,), "part") == []


def test_the_right_answer_in_another_dress_is_told_apart():
    """`True` for 1 and text that is true are laxer than wrong; `False` for `True` is wrong."""
    dress = {lie.kind for lie in lies(1, is_handle=False) if not lie.other}
    assert dress == {"bool"}
    assert {lie.kind for lie in lies(True, is_handle=False) if not lie.other} >= {"text"}
    assert all(lie.other for lie in lies(True, is_handle=False) if lie.kind in ("bool", "none"))
    assert all(lie.other for lie in lies(2.5, is_handle=False))


def test_nothing_is_asked_of_a_handle():
    """Any question would raise an alarm."""

    class Touchy:
        def __getattribute__(self, name):
            raise AssertionError(name)

    assert {lie.kind for lie in lies(Touchy(), is_handle=True)} == {"none", "text", "object", "nan", "empty"}


def test_every_kind_has_a_name():
    assert all(name_of(kind) for kind in KINDS)
