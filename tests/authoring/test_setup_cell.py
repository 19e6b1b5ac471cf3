"""The set-up cell does nothing at home, installs one wheel in the cloud, and says what to do where it cannot."""

import builtins
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit import __version__
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.setup_cell import Home, read_home, setup_code

RELEASED = Home("https://host/owner/name", "v1.2.0")
ADDRESS = "https://host/owner/name/releases/download/v1.2.0/coursekit-1.2.0-py3-none-any.whl"


@pytest.fixture
def without_coursekit(monkeypatch, tmp_path):
    """Run a set-up cell in an empty folder where `coursekit` imports only after an installation; give pip's calls."""
    monkeypatch.chdir(tmp_path)
    calls = []

    def fake_run(command, check):
        assert check
        calls.append(command)

    real = builtins.__import__

    def fake_import(name, *rest):
        if name == "coursekit" and not calls:
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    monkeypatch.setattr(subprocess, "run", fake_run)
    monkeypatch.setattr(builtins, "__import__", fake_import)

    def run(home):
        exec(compile(setup_code(home), "setup", "exec"), {})  # noqa: S102 - the generated cell itself
        return calls

    return run


@pytest.mark.parametrize("home", [Home(), RELEASED])
def test_where_coursekit_imports_nothing_happens(home, monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: pytest.fail("nothing is to be installed"))
    exec(compile(setup_code(home), "setup", "exec"), {})  # noqa: S102


def test_on_colab_the_released_wheel_is_installed_without_dependencies(without_coursekit, monkeypatch):
    """Colab's own torch and numpy stay as they are."""
    monkeypatch.setitem(sys.modules, "google.colab", sys)
    (command,) = without_coursekit(RELEASED)
    assert command == [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", ADDRESS]


@pytest.mark.parametrize("home", [Home(), RELEASED])
def test_on_colab_an_uploaded_wheel_comes_first(without_coursekit, monkeypatch, tmp_path, home):
    """Without the Internet, or without a release."""
    monkeypatch.setitem(sys.modules, "google.colab", sys)
    (tmp_path / "coursekit-0.9-py3-none-any.whl").touch()
    (command,) = without_coursekit(home)
    assert command[-1] == str(tmp_path / "coursekit-0.9-py3-none-any.whl")


def test_on_kaggle_an_attached_data_set_is_found(without_coursekit, monkeypatch):
    """At any depth of /kaggle/input."""
    found = Path("/kaggle/input/datasets/teacher/wheel/coursekit-0.9-py3-none-any.whl")
    monkeypatch.setattr(Path, "is_dir", lambda path: str(path) == "/kaggle")
    monkeypatch.setattr(Path, "rglob", lambda path, pattern: [found] if str(path) == "/kaggle/input" else [])
    assert without_coursekit(Home())[0][-1] == str(found)


@pytest.mark.parametrize(
    "versions",  # from the oldest to the newest
    [
        ["0.9.0", "0.10.0"],
        ["0.9", "0.10", "0.10.1", "1.0rc1"],
        ["0.10.1", "1.0a2", "1.0b1", "1.0rc1", "1.0rc2", "1.0rc10", "1.0", "1.0.1"],
        ["0.0.9", "0.0.10", "0.2.0", "10.0.0"],
    ],
)
def test_of_several_wheels_the_newest_is_taken(without_coursekit, monkeypatch, tmp_path, versions):
    """As versions go, not as names do; the folder that a wheel lies in and the order of the files say nothing."""
    from packaging.version import Version

    assert versions == sorted(versions, key=Version)
    for order in (versions, versions[::-1]):
        found = [Path(f"/kaggle/input/{n}/coursekit-{one}-py3-none-any.whl") for n, one in enumerate(order)]
        with monkeypatch.context() as place:
            place.setattr(Path, "is_dir", lambda path: str(path) == "/kaggle")
            place.setattr(Path, "rglob", lambda path, pattern, found=found: found)
            calls = without_coursekit(RELEASED)
        assert Path(calls.pop()[-1]).name == f"coursekit-{versions[-1]}-py3-none-any.whl"


@pytest.mark.parametrize(("cloud", "home"), [(False, RELEASED), (False, Home()), (True, Home())])
def test_elsewhere_the_cell_says_what_to_do(without_coursekit, monkeypatch, cloud, home):
    """On a laptop nothing is installed unasked; while there is no release, the teacher has the file."""
    if cloud:
        monkeypatch.setitem(sys.modules, "google.colab", sys)
    with pytest.raises(ModuleNotFoundError, match="pip install coursekit-") as caught:
        without_coursekit(home)
    assert (RELEASED.repository in str(caught.value)) == bool(home.repository)
    assert ("向老师要" in str(caught.value)) == (not home.repository)


def test_the_code_is_python_and_fits_the_screen():
    """Unset, it names no address at all."""
    for home in (Home(), RELEASED):
        compile(setup_code(home), "setup", "exec")
        assert max(map(len, setup_code(home).splitlines())) <= 120
    assert "http" not in setup_code(Home())


def test_reading_the_one_place(tmp_path):
    """A half-set place gives no address; what is no address or no tag is refused."""
    assert read_home(tmp_path) == Home()
    file = tmp_path / "pyproject.toml"
    file.write_text('[tool.coursekit]\nrepository = "https://host/a"\nrelease = ""\n', "utf-8")
    assert read_home(tmp_path).wheel_address == ""
    assert Home().wheel_name == f"coursekit-{__version__}-py3-none-any.whl"
    for wrong in ('repository = "https://host/a/"', 'release = "newest"', 'badge = "x"', 'repository = "\\"; bad"'):
        file.write_text(f"[tool.coursekit]\n{wrong}\n", "utf-8")
        with pytest.raises(AuthoringError, match="tool.coursekit"):
            read_home(tmp_path)
