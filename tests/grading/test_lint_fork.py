"""What forks say of the lies that they went on with."""

import os

import pytest

from coursekit.grading.errors import EngineFault
from coursekit.grading.lint_fork import BROKEN, NOTICED, PASSED, Believed, gather

LIE = Believed("cell", 1, "f", "nan", True)


def heard(said: bytes) -> list[Believed]:
    """Fork a process that says this and ends; return what is believed."""
    ear, mouth = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.write(mouth, said)
        os._exit(0)
    os.close(mouth)
    waiting = {ear: (pid, LIE)}
    believed = gather(waiting)
    assert not waiting
    return believed


@pytest.mark.parametrize(("said", "believed"), [(PASSED, [LIE]), (NOTICED, []), (b"", [])])
def test_a_lie_that_a_cell_has_let_pass(said, believed):
    """A fork that was killed before it could say anything has been stopped, as the clocks would."""
    assert heard(said) == believed


def test_a_fork_that_has_failed_by_itself():
    """It says nothing of the test."""
    with pytest.raises(EngineFault, match="KeyError"):
        heard(BROKEN + b"KeyError: x")
