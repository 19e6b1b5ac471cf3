"""Trying a lie where the check is called."""

import numpy as np
import pandas as pd
import pytest

from coursekit import checks
from coursekit.grading.lies import OBJECT
from coursekit.grading.lint_candidate import Opaque
from coursekit.grading.lint_goals import Unpacked, Used
from coursekit.grading.lint_trial import fails_at_once, has_not, is_not_for, is_plain, refuses


class Custom(float):
    """A number of a notebook's."""

    asked = 0

    def __eq__(self, other):
        Custom.asked += 1
        return False

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, 1.0),
        (OBJECT, 1.0),
        (OBJECT, np.ones(2)),
        ([OBJECT, 1], [0, 1]),
        (np.zeros(2), np.ones(2)),
        (float("nan"), 1.0),
        (pd.DataFrame({"a": [1.0]}), pd.DataFrame({"a": [2.0]})),
        (pd.Series(["x"]), pd.Series(["y"])),
    ],
)
def test_a_lie_that_is_refused(told, expected):
    """Another value, another kind, an object."""
    assert refuses(checks.close, told, expected, {}) and refuses(checks.equal, told, expected, {})


def test_what_a_check_lets_pass():
    """The tolerance counts; the words do not, whatever they ask."""
    assert not refuses(checks.close, 1e30, 1.0, {"tol": 1e31})
    assert refuses(checks.close, np.float64(1), 1.0, {"dtype": "float32"})
    asked = []
    assert refuses(checks.close, 2.0, 1.0, {"say": "x", "likely": {"x": lambda got: asked.append(got)}})
    assert asked == []


def test_a_trial_runs_no_code_of_the_notebooks():
    """Then it proves nothing."""
    Custom.asked = 0
    assert not refuses(checks.equal, 2.0, Custom(1.0), {}) and not refuses(checks.equal, [Custom(2.0)], [1.0], {})
    assert Custom.asked == 0
    assert not is_plain(np.array([Custom(1.0)], dtype=object)) and not is_plain(pd.Series([Custom(1.0)], dtype=object))


def test_a_check_that_breaks_proves_nothing():
    """Whatever it raises but its own failure is left to the fork."""

    def broken(actual, expected):
        raise RuntimeError

    assert not refuses(broken, 1.0, 2.0, {})


def test_a_warning_of_a_trial_is_nobodys(recwarn):
    """A test that counts warnings counts its own."""
    refuses(checks.close, np.array([np.inf, 1e308 * 10]), np.array([1.0, np.nan]), {})
    assert not recwarn.list


@pytest.mark.parametrize("told", [None, 1.5, True, 2j, "", "abc", [], [1], (1, 2, 3), {}, b"", OBJECT])
def test_what_cannot_be_unpacked(told):
    assert has_not(told, 2)


@pytest.mark.parametrize("told", ["ab", [1, 2], (None, None), {"a": 1, "b": 2}, np.zeros(2), np.zeros(0)])
def test_what_may_be_unpacked(told):
    """Of arrays and tables nothing is said."""
    assert not has_not(told, 2)


def test_what_a_lie_is_not_for():
    """A plain value cannot be called, and has the attributes that it has; of an object nothing is said."""
    assert is_not_for(None, "") and is_not_for("?", "parameters") and is_not_for(float("nan"), "fit")
    assert not is_not_for("?", "format") and not is_not_for([], "sort")
    assert not is_not_for(OBJECT, "") and not is_not_for(OBJECT, "fit") and not is_not_for(np.zeros(2), "fit")


def test_an_opaque_object_has_nothing_to_iterate_over():
    """What `has_not` rests on."""
    with pytest.raises(TypeError):
        iter(Opaque())


def test_what_fails_as_the_cell_uses_it():
    """An object has every attribute, but none that a check takes for a value, and no entries."""
    assert fails_at_once(None, Unpacked(2)) and fails_at_once(None, Used("fit"))
    assert fails_at_once(OBJECT, Used("fit", shown=True)) and not fails_at_once(OBJECT, Used("fit"))
    for told in (None, "a", 1.5, [], ("a",), {"a"}, {"b": 1}, OBJECT):
        assert fails_at_once(told, Used("", key="a"))
    for told in ({"a": 1}, np.zeros(1), pd.Series([1])):
        assert not fails_at_once(told, Used("", key="a"))


def test_what_an_opaque_object_is_like():
    """It has methods alone, which no check takes for a value, and no entries."""
    assert callable(Opaque().size) and not hasattr(Opaque, "__getitem__")
    for check in (checks.close, checks.equal):
        assert all(refuses(check, OBJECT, wanted, {}) for wanted in (None, 1.0, "a", [1], np.ones(1), {"a": 1}))
