"""The parts of the sandbox by themselves: forking, files, Landlock, limits."""

import os
import subprocess
import sys

import pytest

from coursekit.grading.sandbox import landlock, limits
from coursekit.grading.sandbox.home import Fonts, Home
from coursekit.grading.sandbox.plan import Plan
from tests.grading.sandbox.conftest import need_tier


def python(source: str) -> str:
    """Run a script that may restrict itself; return what it prints."""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_fork_into_is_a_fork():
    """The child goes on where the parent does, runs Python's hooks, and can start threads and raise signals."""
    need_tier("none")
    source = """
import ctypes, os, signal, threading
from coursekit.grading.sandbox.kernel import _own_thread_word, fork_into
os.register_at_fork(before=lambda: seen.append("before"), after_in_child=lambda: seen.append("child"))
seen, caught = [], []
pid = fork_into(0)
if pid == 0:
    signal.signal(signal.SIGUSR1, lambda *_: caught.append(1))
    signal.raise_signal(signal.SIGUSR1)
    threading.Thread(target=seen.append, args=("thread",)).start()
    inner = os.fork()
    if inner == 0:
        os._exit(3)
    known = ctypes.c_int.from_address(_own_thread_word()).value  # what libc takes for the thread's number
    good = os.waitstatus_to_exitcode(os.waitpid(inner, 0)[1]) == 3 and known == os.getpid()
    os._exit(5 if good and caught and seen[:3] == ["before", "child", "thread"] else 6)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), seen)
"""
    assert python(source) == "5 ['before']\n"


def test_landlock_leaves_what_it_is_told(tmp_path):
    """A folder to write, a folder to read, nothing else; a path that is not there is passed over."""
    need_tier("B")
    for name in ("mine", "theirs", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    source = f"""
from coursekit.grading.sandbox import landlock
abi = landlock.version()
top = {str(tmp_path)!r}
rules = [(top + "/mine", landlock.handled(abi)), (top + "/theirs", landlock.READ), (top + "/none", landlock.READ)]
landlock.confine(rules, abi)
for name, mode in (("mine", "w"), ("theirs", "r"), ("theirs", "w"), ("other", "r")):
    try:
        open(top + "/" + name + "/file", mode)
        print("yes", end=" ")
    except PermissionError:
        print("no", end=" ")
"""
    assert python(source) == "yes yes no no "


def test_the_rights_known_grow_with_the_version():
    """A right that the kernel does not know must not be asked for."""
    assert landlock.handled(1) == 2**13 - 1
    assert landlock.handled(3) & landlock.TRUNCATE
    assert not landlock.handled(2) & landlock.TRUNCATE
    assert landlock.handled(9) == 2**17 - 1


@pytest.mark.parametrize("name", ["../out", "/abs", "a/../../out", ""])
def test_files_stay_in_the_folder(tmp_path, monkeypatch, name):
    """A name that leads out is an error, not a file."""
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    with pytest.raises(ValueError, match="stay in the folder"):
        Home.within(str(tmp_path / "home")).move_in({name: b"x"}, Fonts(""))
    assert not (tmp_path / "out").exists()


def test_processes_of_a_whole_user_leave_room_for_what_runs_already():
    """Where the kernel counts a user's processes together, the limit is on top of those there are."""
    need_tier("none")
    plan = Plan("B", processes=10)
    assert limits.process_limit(plan, counted_alone=True) == 10
    assert limits.process_limit(plan, counted_alone=False) >= 41


def test_limits_never_rise_above_what_was_set():
    """A hard limit of the teacher's stays."""
    need_tier("none")
    source = """
import resource
from coursekit.grading.sandbox.limits import Limits
from coursekit.grading.sandbox.plan import Plan
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
Limits(Plan("A")).impose(7)
print(resource.getrlimit(resource.RLIMIT_FSIZE), resource.getrlimit(resource.RLIMIT_CORE))
print(resource.getrlimit(resource.RLIMIT_NPROC))
"""
    assert python(source) == "(1000, 1000) (0, 0)\n(7, 7)\n"


def test_what_the_warm_process_has_does_not_count():
    """A student has the same memory beside PyTorch's CUDA build as beside the small one; not a byte without end."""
    need_tier("none")
    source = """
from coursekit.grading.sandbox.limits import Limits
from coursekit.grading.sandbox.plan import Plan
library = bytearray(b"x") * (300 * 2**20)
Limits(Plan("none", memory=400 * 2**20)).impose(100)
for size in (200, 500):
    try:
        bytearray(size * 2**20)
    except MemoryError:
        print("too much")
    else:
        print("enough")
"""
    assert python(source) == "enough\ntoo much\n"
