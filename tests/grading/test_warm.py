"""The supervisor's hand on the warm process."""

import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from coursekit.grading.errors import CourseError
from coursekit.grading.link import Link
from coursekit.grading.warm import WarmProcess, cpu_seconds
from coursekit.grading.wire import Channel
from tests.grading.conftest import printed


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def running(pid: int) -> bool:
    """Alive, and no zombie that waits for its reaper."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_reaping_ends_a_child_and_its_children(forked, warm):
    """Whatever the child still runs: it and its process group are killed, and the status says how it ended."""
    child = int(printed(forked, "import os, time\npid = os.fork()\nif pid == 0:\n    time.sleep(600)\nprint(pid)"))
    assert alive(child)
    ours, theirs = socket.socketpair()
    other = warm.fork("candidate", theirs, "/", {}, 2**32)
    assert os.WTERMSIG(warm.reap(other)) == signal.SIGKILL
    os.killpg(forked.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while running(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not running(child)


def test_cpu_time_is_the_kernels(forked):
    """Work counts, waiting does not; a process that is gone has none."""
    before = cpu_seconds(forked.pid)
    printed(forked, "x = sum(range(10**6))")
    worked = cpu_seconds(forked.pid)
    printed(forked, "import time\ntime.sleep(0.2)")
    assert worked - before > 0.005
    assert cpu_seconds(forked.pid) - worked < 0.1
    assert cpu_seconds(2**22 - 3) == 0.0


def test_a_process_that_does_not_start_is_told(monkeypatch):
    """With the last line it said."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    process = WarmProcess()
    with pytest.raises(CourseError, match="没有启动"):
        process.wait_ready()
    process.close()


def test_closing_ends_every_child(tmp_path):
    """A supervisor that ends leaves no candidate behind."""
    process = WarmProcess()
    process.wait_ready()
    ours, theirs = socket.socketpair()
    pid = process.fork("candidate", theirs, str(tmp_path), {}, 2**32)
    link = Link(Channel(ours), None)
    assert printed(link, "print(1)") == "1\n"
    process.close()
    deadline = time.monotonic() + 10
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not alive(pid)
    with pytest.raises((CourseError, OSError)):
        process.fork("candidate", socket.socketpair()[0], str(tmp_path), {}, 2**32)
