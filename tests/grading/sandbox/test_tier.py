"""Which tier a machine gives."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coursekit.grading.sandbox import tier
from coursekit.grading.sandbox.tier import attempt, examine_tier
from tests.grading.sandbox.conftest import need_tier


@pytest.fixture
def gives(monkeypatch):
    """Pretend that a machine gives some tiers only."""
    monkeypatch.setenv("COURSEKIT_LANG", "en")
    monkeypatch.setattr(sys, "platform", "linux")
    return lambda *tiers: monkeypatch.setattr(tier, "attempt", lambda name: "" if name in tiers else f"no {name}!")


def test_the_best_tier_is_found_with_its_reason(gives):
    """A before B before C; what a lower one lacks is said, with advice."""
    gives("A", "B")
    assert (examine_tier().tier, examine_tier().advice) == ("A", "")
    gives("B")
    assert examine_tier().tier == "B"
    assert "no A!" in examine_tier().reason
    assert examine_tier().advice
    gives()
    assert examine_tier().tier == "C"
    assert "no A!" in examine_tier().reason
    assert "no B!" in examine_tier().reason


def test_elsewhere_than_on_linux_there_is_none(monkeypatch):
    """macOS, Windows: tier C, and nothing is tried."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(tier, "attempt", None)
    assert examine_tier().tier == "C"


def children() -> str:
    """The processes below this one; tests before may have left a warm one."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text()


def test_trying_leaves_this_process_as_it_was(monkeypatch, tmp_path):
    """Its root, its user and its folders are those of before, and neither file nor child is left."""
    need_tier("A")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = os.getuid(), Path.cwd(), Path("/").stat().st_dev, children()
    assert attempt("A") == ""
    assert (os.getuid(), Path.cwd(), Path("/").stat().st_dev, children()) == before
    assert list(tmp_path.iterdir()) == []


def test_a_mount_below_the_scaffold_is_no_hindrance(tmp_path):
    """A file system that somebody mounted somewhere below /tmp is neither shown nor in the way."""
    need_tier("A")
    if os.geteuid() != 0:
        pytest.skip("only root can mount")
    script = """
import sys
from coursekit.grading.sandbox import kernel
from coursekit.grading.sandbox.tier import attempt
kernel.unshare(kernel.NEWNS)
kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
kernel.mount("tmpfs", sys.argv[1], "tmpfs", 0)
print(attempt("A"))
"""
    told = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


def test_a_refusal_of_the_kernel_is_told(monkeypatch):
    """In a process that may not make namespaces, tier A fails with the system's own words."""
    need_tier("none")
    from coursekit.grading.sandbox import kernel

    def forbidden(flags):
        raise PermissionError(1, "unshare: Operation not permitted")

    monkeypatch.setattr(kernel, "unshare", forbidden)
    assert "Operation not permitted" in attempt("A")


def test_a_trial_that_dies_is_told(monkeypatch):
    """Whatever ends it, there is an answer."""
    need_tier("none")
    monkeypatch.setattr(tier, "_look", lambda nursery, home: os.kill(os.getpid(), 9))
    assert attempt("none")


def test_the_package_imports_where_there_is_no_linux():
    """No module of it needs what macOS and Windows lack."""
    source = (
        "import sys, tempfile\n"  # Python's own files would look for Windows themselves
        "sys.platform = 'win32'\n"
        "for name in ('resource', 'fcntl', 'pwd', 'grp'): sys.modules[name] = None\n"
        "import ctypes; ctypes.PyDLL = None\n"
        "from coursekit.grading.sandbox import examine_tier\n"
        "print(examine_tier().tier)"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.stdout == "C\n", done.stderr
