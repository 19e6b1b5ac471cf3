"""The wheel: the library with what it needs, described for those who get it, the same bytes each time."""

import hashlib
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

from coursekit import __version__
from coursekit.publishing.wheel import write_wheel

from .conftest import ROOT

MAX_BYTES = 3_000_000  # a font of 1.7 MB, the decks' KaTeX and reveal.js 0.4 MB, the rest is code


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return write_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.fixture(scope="module")
def metadata(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(f"coursekit-{__version__}.dist-info/METADATA"))


def test_it_bears_the_librarys_version(wheel, metadata):
    """In its name and in its metadata."""
    assert wheel.name == f"coursekit-{__version__}-py3-none-any.whl"
    assert metadata["Version"] == __version__


def test_it_is_described_for_those_who_get_it(metadata):
    """In English with a line of Chinese, not by the teacher's README; an address only where the course has one."""
    text = metadata.get_payload(decode=True).decode()
    assert text == (ROOT / "coursekit" / "README.md").read_text("utf-8")
    assert "coursekit check" in text and "各章" in text
    assert not {"隐藏测试", "hidden tests", "make demo"} & set(text.split())
    assert metadata.get_all("Project-URL") is None


def test_it_holds_neither_tests_nor_what_only_a_checkout_uses(names):
    """No homework, cache or notebook; the font without what it is made from, each licence with what it covers."""
    outside = [name for name in names if not name.startswith(("coursekit/", f"coursekit-{__version__}.dist-info/"))]
    assert outside == []
    banned = ("__pycache__", ".ipynb_checkpoints", "/tests/", "answers/", "make_subset", "standard_characters")
    assert [name for name in names if any(word in name for word in banned)] == []
    assert [name for name in names if name.endswith((".pyc", ".ipynb", ".csv", ".db", ".zip"))] == []
    for folder in ("fonts/OFL.txt", "authoring/deck_assets/katex/LICENSE", "authoring/deck_assets/reveal/LICENSE"):
        assert f"coursekit/{folder}" in names


def test_it_is_small(wheel):
    """It goes over a slow line to each student; growth is looked at before it is let in."""
    assert wheel.stat().st_size < MAX_BYTES


def test_it_is_the_same_bytes_each_time(tmp_path):
    """Whatever the time of the files and the mask of who builds it: a number stands for one wheel."""
    source = tmp_path / "源 码"
    (source / "coursekit").mkdir(parents=True)
    for name in ("pyproject.toml", "LICENSE", "coursekit/README.md", "coursekit/__init__.py", "coursekit/lang.py"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    first = write_wheel(source, tmp_path / "first").read_bytes()
    (source / "coursekit" / "lang.py").touch()
    (source / "coursekit" / "lang.py").chmod(0o600)
    second = write_wheel(source, tmp_path / "second").read_bytes()
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


def test_it_installs_without_its_dependencies(wheel, tmp_path):
    """As on Colab: the library alone is laid beside what is there, and imports from there without torch."""
    target = tmp_path / "library"
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", target, wheel]
    subprocess.run(install, check=True, capture_output=True)
    assert {path.name for path in target.iterdir()} <= {"coursekit", f"coursekit-{__version__}.dist-info", "bin"}
    probe = (
        "import sys, coursekit.training, coursekit.cli; from coursekit.plotting import fonts;"
        "assert '梯' in fonts.glyphs(); assert 'torch' not in sys.modules; print(coursekit.__file__)"
    )
    command = [sys.executable, "-c", probe]
    run = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(target)}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert Path(run.stdout.strip()) == target / "coursekit" / "__init__.py"
