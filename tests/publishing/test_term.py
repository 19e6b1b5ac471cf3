"""A version that a term keeps: what forbids it, and that this project's own version, change log and pages agree."""

import re
import subprocess
import tomllib

import pytest

from coursekit import __version__
from coursekit.cli import term as command
from coursekit.cli.common import expected_errors
from coursekit.errors import CourseError
from coursekit.publishing import term

from .conftest import ROOT

LOG = """# Changelog

## Unreleased

## 0.2.0 - 2027-02-22

### Added

- A # in a line.

## 0.1.0 - 2026-09-01

- x
"""
READY = {
    "coursekit/__init__.py": '"""A library."""\n\n__version__ = "0.2.0"\n',
    "CHANGELOG.md": LOG,
    "README.md": 'pip install "./coursekit-0.2.0-py3-none-any.whl[lab]"\n',
    "README.zh-CN.md": "coursekit-0.2.0-py3-none-any.whl\n",
    "pyproject.toml": '[tool.coursekit]\nrepository = "https://host/us/course"\nrelease = "v0.2.0"\n',
}


def git(root, *words):
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A committed project that may be released as 0.2.0."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "t")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "t@example.org")
    root = tmp_path / "我的 课程"
    for name, text in READY.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "All of it")
    return root


def test_this_project_agrees():
    """The version, the change log, the set-up cell's release and the READMEs' wheel; a dated version is finished."""
    assert term.version_of(ROOT) == __version__
    assert term.disagreements(ROOT) == []


def test_the_version_stands_in_one_place():
    """The build reads it from the package, and nothing else in pyproject.toml says one."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert settings["project"]["dynamic"] == ["version"] and "version" not in settings["project"]
    assert settings["tool"]["hatch"]["version"]["path"] == term.SOURCE


def test_a_project_in_order_is_tagged_with_its_changes(project):
    """Nothing forbids it; the tag is annotated with that version's part of the change log, headings too."""
    assert term.obstacles(project, "0.2.0") == []
    assert term.tag(project, "0.2.0") == "v0.2.0"
    assert git(project, "cat-file", "-t", "v0.2.0") == "tag\n"
    told = git(project, "tag", "--list", "--format=%(contents)", "v0.2.0").strip()
    assert told == "v0.2.0\n\n### Added\n\n- A # in a line."
    assert git(project, "rev-parse", "v0.2.0^{commit}") == git(project, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("name", "before", "after", "told"),
    [
        ("coursekit/__init__.py", "0.2.0", "0.1.9", "not 0.2.0: change it"),
        ("coursekit/__init__.py", "0.2.0", "0.2", "'0.2' is no version"),
        ("CHANGELOG.md", "0.2.0 - 2027-02-22", "0.2.0", "'0.2.0' is neither"),
        ("CHANGELOG.md", "2027-02-22", "2027-02-30", "'0.2.0 - 2027-02-30' is neither"),
        ("CHANGELOG.md", "## 0.2.0 - 2027-02-22", "### 0.2.0", "no heading '## 0.2.0 - DATE'"),
        ("CHANGELOG.md", "## Unreleased\n", "## Unreleased\n\n- More.\n", "raise the version"),
        ("CHANGELOG.md", "0.1.0 -", "0.10.0 -", "has come to 0.10.0"),
        ("CHANGELOG.md", "0.1.0 -", "0.10.0 -", "newest version comes first"),
        ("README.zh-CN.md", "0.2.0", "0.1.0", "README.zh-CN.md names the wheel of 0.1.0"),
        ("pyproject.toml", "v0.2.0", "v0.1.0", "release = 'v0.1.0'"),
        ("pyproject.toml", "v0.2.0", "", "release = ''"),
        ("pyproject.toml", "v0.2.0", "latest", "is wrong"),
    ],
)
def test_what_does_not_agree_forbids_it(project, monkeypatch, name, before, after, told):
    """Each is named with its file, though everything is committed."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    text = (project / name).read_text("utf-8")
    assert before in text
    (project / name).write_text(text.replace(before, after), "utf-8")
    git(project, "commit", "-qam", "One thing")
    assert [line for line in term.obstacles(project, "0.2.0") if told in line]


@pytest.mark.parametrize("name", ["coursekit/new.py", "README.md"])
def test_a_tree_that_is_not_committed_forbids_it(project, monkeypatch, name):
    """A file that git does not know is one, too: the wheel would hold it."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    with (project / name).open("a") as file:
        file.write("# more\n")
    assert term.obstacles(project, "0.2.0") == [f"not committed: {name}"]


def test_a_version_is_released_once(project, monkeypatch):
    """A term keeps what it was given."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    term.tag(project, "0.2.0")
    (line,) = term.obstacles(project, "0.2.0")
    assert line.startswith("there is a tag v0.2.0 already")


def test_a_course_that_lives_nowhere_needs_no_release_in_its_settings(project):
    """While students get a folder, no set-up cell points anywhere."""
    (project / "pyproject.toml").write_text('[tool.coursekit]\nrepository = ""\nrelease = ""\n')
    git(project, "commit", "-qam", "Nowhere")
    assert term.obstacles(project, "0.2.0") == []


@pytest.mark.parametrize(("version", "told"), [("", "VERSION=0.2.0"), ("v0.2.0", "VERSION="), ("9.9.9", "no heading")])
def test_the_command_refuses_before_it_writes(monkeypatch, version, told):
    """No wheel, no folder, no tag: on this project, which is not that version."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("coursekit.publishing.wheel.write_wheel", None)
    with pytest.raises(CourseError, match=re.escape(told)) as refused:
        command.main(version)
    assert isinstance(refused.value, expected_errors())
