"""The supervisor's hand on the warm processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coursekit.grading.errors import CourseError
from coursekit.grading.lines import Birth, Child, WarmGone
from coursekit.grading.link import Link
from coursekit.grading.warm import WarmProcess
from coursekit.grading.wire import Channel
from tests.grading.conftest import PLAN, printed


def running(pid: int) -> bool:
    """Alive, and no zombie that waits for its reaper."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def all_gone(pids, patience: float = 20.0) -> bool:
    """Whether all these have ended before long."""
    deadline = time.monotonic() + patience
    while any(map(running, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not any(map(running, pids))


@pytest.fixture
def own():
    """Warm processes that the test may do anything to."""
    process = WarmProcess()
    yield process
    process.close()


def candidate(warm, **about) -> Link:
    """A link to a new candidate."""
    ours, theirs = socket.socketpair()
    (child,) = warm.fork(Birth(theirs, **{"plan": PLAN, **about}))
    link = Link(Channel(ours), None)
    link.child = child
    return link


def test_a_childs_status_says_how_it_ended(warm):
    """Killed where it still lives, and its process group with it."""
    link = candidate(warm)
    printed(link, "import os, time\npid = os.fork()\nif pid == 0:\n    time.sleep(600)")
    (grandchild,) = map(int, Path(f"/proc/{link.child.pid}/task/{link.child.pid}/children").read_text().split())
    assert running(grandchild)
    assert os.WTERMSIG(link.child.status()) == signal.SIGKILL
    assert all_gone([grandchild])
    link.child.end()
    assert os.WTERMSIG(link.child.status()) == signal.SIGKILL
    assert printed(candidate(warm), "print(1)") == "1\n"


def test_a_killed_child_can_still_be_asked(warm):
    """Killing alone does not reap; ending does, without waiting."""
    link = candidate(warm)
    link.child.kill()
    assert all_gone([link.child.pid])
    assert os.WTERMSIG(link.child.status()) == signal.SIGKILL
    other = candidate(warm)
    other.child.end()
    assert all_gone([other.child.pid])


def test_only_its_own_children_are_killed(warm):
    """A pid that is no child's, because it was reaped say, may be anybody's by now."""
    link = candidate(warm)
    printed(link, "print(1)")
    with subprocess.Popen(["sleep", "600"]) as bystander:
        for deed in (Child.kill, Child.end):
            deed(Child(bystander.pid, link.child.parent))
        assert os.WTERMSIG(link.child.status()) == signal.SIGKILL  # it has answered all that came before
        assert bystander.poll() is None
        bystander.kill()


def test_both_sides_are_forked_at_the_same_time(warm):
    """One request each, several children."""
    pairs = [socket.socketpair() for _ in range(3)]
    plans = (PLAN, None, PLAN)
    children = warm.fork(*(Birth(theirs, plan) for (_, theirs), plan in zip(pairs, plans, strict=True)))
    assert len({child.pid for child in children}) == 3
    assert children[0].parent is children[2].parent is not children[1].parent
    for ours, theirs in pairs:
        assert theirs.fileno() == -1
        ours.close()
    for child in children:
        child.end()


def test_no_token_of_the_supervisors_can_be_read(monkeypatch):
    """Not even in the environment that the kernel remembers a process by."""
    monkeypatch.setenv("SECRET_TOKEN", "swordfish-42")
    process = WarmProcess()
    try:
        link = candidate(process)
        assert "swordfish" not in printed(link, "print(open('/proc/self/environ').read())")
        assert "swordfish" not in Path(f"/proc/{process.process.pid}/environ").read_text()
    finally:
        process.close()


def test_a_process_that_does_not_start_is_told(monkeypatch):
    """With the last line it said."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    process = WarmProcess()
    with pytest.raises(CourseError, match="没有启动"):
        process.wait_ready()
    process.close()


def test_closing_ends_every_child(own):
    """A supervisor that ends leaves no process and no folder behind."""
    link = candidate(own)
    assert printed(link, "print(1)") == "1\n"
    pids = [own.process.pid, link.child.pid, link.child.parent.pid]
    own.close()
    assert all_gone(pids)
    assert not Path(own.homes).exists()
    with pytest.raises(CourseError):
        candidate(own)


def test_all_end_when_the_supervisor_is_killed(tmp_path):
    """Warm processes, nurseries and a candidate that is busy: none outlives it, and their folders go."""
    script = tmp_path / "supervisor.py"
    script.write_text(
        "import os, threading, time\nfrom tests.grading.conftest import WarmProcess\n"
        "from tests.grading.test_warm import candidate\n"
        "warm = WarmProcess()\nlink = candidate(warm)\n"
        "threading.Thread(target=link.run, args=('k', 'while True: pass')).start()\n"
        "print(warm.homes, warm.process.pid, link.child.parent.pid, link.child.pid, flush=True)\ntime.sleep(600)\n"
    )
    supervisor = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env={
        **os.environ, "PYTHONPATH": str(Path(__file__).parents[2])
    })  # fmt: skip
    homes, *pids = supervisor.stdout.readline().split()
    pids = list(map(int, pids))
    assert all(map(running, pids))
    supervisor.kill()
    supervisor.wait()
    assert all_gone(pids)
    deadline = time.monotonic() + 20
    while Path(homes).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not Path(homes).exists()


@pytest.mark.parametrize("which", ["first", "nursery", "grown"])
def test_what_dies_is_replaced(own, which):
    """A warm process that was killed takes its children along, and the next fork has a new one."""
    rungs = (("email.mime.text",),)
    link = candidate(own, rungs=rungs)
    assert printed(link, "print(1)") == "1\n"
    victim = {
        "first": lambda: own.process.pid,
        "nursery": lambda: link.child.parent.pid,
        "grown": lambda: own.lines[rungs].pid,
    }[which]()
    os.kill(victim, signal.SIGKILL)
    assert all_gone([victim, link.child.pid, link.child.parent.pid])
    code = "import sys\nprint('email.mime.text' in sys.modules)"
    assert printed(candidate(own, rungs=rungs), code) == "True\n"
    link.child.end()
    with pytest.raises(WarmGone):
        link.child.status()


def test_rungs_are_forks_of_each_other(own):
    """What is imported for an assignment is imported once, whatever a submission needs beyond it."""
    below, above = ("email.mime.text",), ("wave",)
    own.prepare((below,), PLAN)
    code = "import sys\nprint([m in sys.modules for m in ('email.mime.text', 'wave')])"
    assert printed(candidate(own, rungs=(below, above)), code) == "[True, True]\n"
    assert printed(candidate(own, rungs=(below,)), code) == "[True, False]\n"
    assert printed(candidate(own, rungs=((), ())), code) == "[False, False]\n"
    assert Path(f"/proc/{own.lines[below, above].pid}/stat").read_text().split()[3] == str(own.lines[(below,)].pid)


def test_a_module_that_starts_threads_is_left_to_the_children(own, tmp_path, monkeypatch):
    """A fork of a process with threads would hang: what our own lists name is imported without it."""
    (tmp_path / "threaded.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    other = WarmProcess()
    try:
        rungs = (("matplotlib.pyplot", "threaded"),)
        code = "import sys\nprint([m in sys.modules for m in ('matplotlib.pyplot', 'threaded')])"
        assert printed(candidate(other, rungs=rungs), code) == "[True, False]\n"
        assert rungs in other.unfit
    finally:
        other.close()


def test_a_module_that_does_not_exist_is_passed_over(own):
    """So is one that breaks or leaves: the notebook's own cell tells its student."""
    link = candidate(own, rungs=(("no.such.module", "antigravity_", "this.that"),))
    assert printed(link, "print(1)") == "1\n"
