"""`checks.raises`: a call must raise, and raise the right thing."""

import pytest

from coursekit import checks
from coursekit.grading.alarms import Crashed


def test_the_expected_exception_passes_and_is_kept():
    """Subclasses count, several types may be given, and what was raised can be looked at afterwards."""
    with checks.raises((KeyError, ValueError)) as caught:
        raise UnicodeError("bad")
    assert str(caught.value) == "bad"


def test_no_exception_is_a_failure():
    """A block that runs through has not raised."""
    with (
        pytest.raises(checks.CheckFailed, match="ValueError.*没有抛出") as caught,
        checks.raises(ValueError, say="要检查 k"),
    ):
        pass
    assert caught.value.say == "要检查 k"


def test_another_exception_is_a_failure_that_names_it():
    """Both the expected and the found class stand in the message."""
    with pytest.raises(checks.CheckFailed, match="ValueError.*KeyError"), checks.raises(ValueError):
        raise KeyError("k")


def test_match_is_searched_in_the_message():
    """A regular expression found anywhere in the text passes, another text fails."""
    with checks.raises(ValueError, match="k .* 0"):
        raise ValueError("expected k > 0")
    with pytest.raises(checks.CheckFailed, match="异常信息"), checks.raises(ValueError, match="shape"):
        raise ValueError("expected k > 0")


@pytest.mark.parametrize("alarm", [Crashed("gone"), KeyboardInterrupt()])
@pytest.mark.parametrize("expected", [BaseException, Crashed, KeyboardInterrupt])
def test_what_is_no_exception_is_nobodys_expected_error(alarm, expected):
    """An alarm of the examiner or an interrupt goes through, whatever the test expects."""
    with pytest.raises(type(alarm)), checks.raises(expected):
        raise alarm
