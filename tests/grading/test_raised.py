"""Warnings and exceptions of the student's code, seen from a test."""

import warnings

import numpy as np
import pytest

from coursekit.grading.hearing import WARNED_CAP, Hearing
from tests.grading.conftest import printed
from tests.support.served import scripted

CODE = """
import warnings, numpy as np, sys
class Mine(DeprecationWarning): pass
def warn(kind=UserWarning, n=1):
    for i in range(n): warnings.warn(f'careful {i}', kind)
    return 1
def mine(): warnings.warn('mine', Mine)
def log(): return np.log(np.zeros(1))
def quiet():
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        return warn()
def fails():
    warnings.warn('before')
    raise ValueError('after')
def complain(): print('err', file=sys.stderr)
"""


@pytest.fixture
def get(forked):
    printed(forked, CODE)
    return lambda name: forked.ask("get", name)


def test_a_warning_is_given_again_here(get):
    """Of its category, each time: `pytest.warns` works, and the second call warns as the first."""
    for _ in range(2):
        with pytest.warns(DeprecationWarning, match="careful"):
            assert get("warn")(DeprecationWarning) == 1
        with pytest.warns(RuntimeWarning, match="divide by zero"):
            assert np.isneginf(get("log")()).all()
    with pytest.warns(UserWarning, match="before"), pytest.raises(ValueError, match="after"):
        get("fails")()


def test_a_category_of_the_students_is_its_nearest_known_one(get):
    """Its name is a claim; what it descends from is known."""
    with pytest.warns(DeprecationWarning, match="mine"):
        get("mine")()


def test_what_the_student_silences_is_silent(get):
    """`catch_warnings` inside the function holds; no warning comes where there was none."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        assert get("quiet")() == 1
    assert heard == []


def test_the_tests_filters_decide(get):
    """An error filter makes it an exception, as at home."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning):
            get("warn")()
        warnings.simplefilter("ignore")
        assert get("warn")() == 1


def test_warnings_are_capped(get):
    """A loop that warns for ever costs some memory there and little here."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        get("warn")(UserWarning, 10 * WARNED_CAP)
    assert len(heard) == WARNED_CAP


def test_stderr_is_told_apart(get, capsys):
    """What goes to stderr there goes to stderr here."""
    get("complain")()
    assert capsys.readouterr() == ("", "err\n")


def test_cells_warn_into_their_own_outputs(forked):
    """As in a notebook: once for each place, and nothing of it in the next request."""
    code = "import warnings\nfor _ in range(3): warnings.warn('here')"
    text = printed(forked, code)
    assert text.count("UserWarning: here") == 1
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        forked.ask("get", "warnings")
    assert heard == []


@pytest.mark.parametrize("kind", ["KeyboardInterrupt", "StopIteration", "Exception", "int"])
def test_a_claimed_category_is_a_warning_or_user_warning(kind):
    """Whatever the candidate says its category is."""
    reply = ["ok", 1, ["", "", [[[["builtins", kind]], "text"]], None]]
    with scripted(reply) as link, pytest.warns(UserWarning, match="text"):
        assert link.ask("get", "x") == 1


def test_nothing_heard_is_nothing_sent():
    """The common reply carries no more than it must; taking empties."""
    hearing = Hearing()
    assert hearing.take() is None
    hearing.out.write("a")
    hearing.err.write("b")
    assert hearing.take() == ["a", "b", [], None]
    assert hearing.take() is None
    assert hearing.take([1]) == ["", "", [], [1]]
