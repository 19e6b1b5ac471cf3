"""Where the engine runs."""

import sys

import pytest

from coursekit.grading.errors import CourseError
from coursekit.grading.platform import require_linux


@pytest.mark.parametrize("name", ["darwin", "win32"])
def test_elsewhere_than_on_linux_grading_says_so(monkeypatch, name):
    """The text names the platform and what to do."""
    monkeypatch.setattr(sys, "platform", name)
    with pytest.raises(CourseError, match=f"{name}.*WSL"):
        require_linux()


def test_linux_is_fine(monkeypatch):
    """Nothing is raised."""
    monkeypatch.setattr(sys, "platform", "linux")
    assert require_linux() is None
