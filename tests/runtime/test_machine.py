"""A look at the machine: what is found, what is missing, what to do about it."""

import json
import sys
from importlib.metadata import PackageNotFoundError

import pytest

from coursekit.runtime import Finding, examine_machine, machine


@pytest.fixture
def found(monkeypatch):
    """The findings under the names of what was looked at, in English."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    return lambda: {finding.name: finding for finding in examine_machine()}


def test_everything_is_looked_at(found):
    """Python, packages, device, fonts, data, grading, disk: each with a status, JSON all of it."""
    findings = found()
    assert {"Python", "torch", "JupyterLab", "Chinese font", "house prices", "grading", "disk"} <= set(findings)
    assert all(finding.status in ("ok", "warn", "bad") for finding in findings.values())
    assert json.loads(json.dumps([finding.as_json() for finding in findings.values()]))


def test_each_lack_comes_with_advice(found, monkeypatch):
    """What is not fine says what to do."""
    monkeypatch.setattr(machine, "find_spec", lambda name: None)
    findings = found()
    assert findings["grading"].advice == "pip install 'coursekit[grading]'"
    assert all(finding.advice for finding in findings.values() if finding.status != "ok")


def test_an_old_python_is_bad(found, monkeypatch):
    """The oldest version is named."""
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (99, 0))
    assert found()["Python"].status == "bad"


def test_missing_packages_are_named(found, monkeypatch):
    """With the extra that brings them."""

    def version(name):
        if name == "nbgrader":
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(machine, "version", version)
    finding = found()["homework and grading"]
    assert finding.status == "warn"
    assert finding.found == "missing: nbgrader"


def test_a_broken_torch_is_told(found, monkeypatch):
    """An installation that does not import is a finding, not a crash."""
    monkeypatch.setitem(sys.modules, "torch", None)
    assert found()["torch"].status == "bad"


def test_a_data_folder_that_is_not_there_is_told(found, monkeypatch, tmp_path):
    """COURSEKIT_DATA that names nothing."""
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "none"))
    assert found()["house prices"].status in ("bad", "warn")


def test_elsewhere_than_on_linux_grading_is_no_promise(found, monkeypatch):
    """The chapters work, `grade` does not."""
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "WSL" in found()["grading"].advice or "hub" in found()["grading"].advice


def test_a_finding_is_a_record():
    """Its four fields, as JSON holds them."""
    assert Finding("a", "ok", "b").as_json() == {"name": "a", "status": "ok", "found": "b", "advice": ""}


def test_the_place_and_the_results_are_told(found, monkeypatch, tmp_path):
    """Which kind of place this is, and where results go; a folder that cannot be written is bad."""
    monkeypatch.setenv("COURSEKIT_OUTPUT", str(tmp_path / "out"))
    monkeypatch.setenv("COLAB_RELEASE_TAG", "x")
    findings = found()
    assert findings["place"].found in ("Google Colab", "Kaggle")
    assert findings["results"].found == str(tmp_path / "out")
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COURSEKIT_OUTPUT", str(tmp_path / "file"))
    assert found()["results"].status == "bad"
