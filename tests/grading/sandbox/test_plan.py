"""What a candidate may see, as data."""

import os
import sys
from pathlib import Path

import pytest

import coursekit
from coursekit.grading.sandbox import Plan, make_plan, plan, warm_environment
from coursekit.grading.sandbox.interpreter import interpreter_paths
from coursekit.grading.sandbox.root import private_place


def test_a_plan_crosses_as_json():
    """It comes back as it was; what is none is refused."""
    made = Plan("A", ["/a b", "/数据"], processes=3)
    assert Plan.from_json(made.as_json()) == made
    with pytest.raises(ValueError, match="tier"):
        Plan("C")
    with pytest.raises(TypeError):
        Plan.from_json('{"tier": "A", "colour": 1}')


def test_a_plan_shows_python_and_the_data_but_not_the_project(monkeypatch, tmp_path):
    """The package's own folder, the libraries, the data folder; nothing that holds solutions."""
    monkeypatch.setattr(plan, "font_cache", lambda: "")
    made = make_plan("A", tmp_path, memory=5)
    package = Path(coursekit.__file__).parent
    assert {str(package), str(tmp_path)} <= set(made.read_only)
    assert str(package.parent) not in made.read_only
    assert sys.prefix not in made.read_only
    assert any(Path(os.__file__).is_relative_to(path) for path in made.read_only)
    assert made.memory == 5


def test_a_python_in_the_teachers_folder_does_not_show_that_folder(monkeypatch, tmp_path):
    """`python -m venv .` makes the course itself the prefix: only the parts of a Python are shown."""
    for part in ("bin", "lib", "source", "gradebook.db"):
        (tmp_path / part).mkdir()
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    shown = [path for path in interpreter_paths() if path.startswith(str(tmp_path))]
    assert shown == [str(tmp_path / "bin"), str(tmp_path / "lib")]


def test_the_places_that_links_lead_over_are_shown(monkeypatch, tmp_path):
    """An interpreter reached over two links: each step must be there."""
    for name in ("one", "two", "three"):
        (tmp_path / name / "bin").mkdir(parents=True)
    (tmp_path / "three/bin/python").touch()
    (tmp_path / "two/bin/python").symlink_to(tmp_path / "three/bin/python")
    (tmp_path / "one/bin/python").symlink_to("../../two/bin/python")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "one/bin/python"))
    assert {str(tmp_path / name / "bin") for name in ("one", "two", "three")} <= set(interpreter_paths())


def test_the_private_place_hides_nothing():
    """Where a clone lies under the usual place, another is taken."""
    assert private_place(["/usr", "/home/student"]) == "/student"
    assert private_place(["/student/course/.venv/lib"]) != "/student"


def test_a_warm_process_starts_without_the_teachers_environment(monkeypatch):
    """A candidate can read all that its warm process was started with."""
    monkeypatch.setenv("DATABASE_PASSWORD", "secret")
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    environment = warm_environment()
    assert "DATABASE_PASSWORD" not in environment
    assert environment["COURSEKIT_LANG"] == "en"
    assert environment["OMP_NUM_THREADS"] == "1"
