"""Where the engine runs."""

import sys

import pytest

from coursekit.grading import sandbox
from coursekit.grading.errors import CourseError
from coursekit.grading.platform import require_confinement, require_linux


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


def test_without_a_sandbox_grading_is_refused(monkeypatch):
    """The reason, what to do and `--unsafe` are named."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sandbox, "examine_tier", lambda: sandbox.Confinement("C", "because", "do this"))
    with pytest.raises(CourseError, match="because.*do this.*--unsafe"):
        require_confinement()
    assert require_confinement(unsafe=True) == "none"


@pytest.mark.parametrize("tier", ["A", "B"])
def test_the_machines_own_tier_is_used_even_with_unsafe(monkeypatch, tier):
    """`--unsafe` lets go on where there is nothing; it takes no sandbox away."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sandbox, "examine_tier", lambda: sandbox.Confinement(tier, "because"))
    assert require_confinement() == require_confinement(unsafe=True) == tier
