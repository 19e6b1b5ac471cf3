"""What a child of the warm process inherits, and what it does not."""

import os
import resource
import signal
import socket

import pytest

from coursekit.grading.link import Link
from coursekit.grading.wire import Channel, PeerGone
from tests.grading.conftest import printed


@pytest.fixture
def fork(warm, tmp_path):
    """Fork candidates: ``fork(memory)`` returns a link with its pid."""
    pids, links = [], []

    def one(memory: int = 2**32, role: str = "candidate") -> Link:
        ours, theirs = socket.socketpair()
        pids.append(warm.fork(role, theirs, str(tmp_path), {}, memory))
        links.append(Link(Channel(ours), None))
        links[-1].pid = pids[-1]
        return links[-1]

    yield one
    for link in links:
        link.channel.close()
    for pid in pids:
        warm.reap(pid)


def test_libraries_are_warm(fork):
    """What notebooks import is loaded before the fork."""
    code = "import sys\nprint([m for m in ('numpy', 'pandas', 'torch', 'sklearn.pipeline') if m not in sys.modules])"
    assert printed(fork(), code) == "[]\n"


def test_children_draw_different_numbers(fork):
    """Each child is seeded anew: two students do not get the same initial weights."""
    code = "import random, numpy, torch\nprint(random.random(), numpy.random.rand(), torch.rand(1).item())"
    first, second = (printed(fork(), code).split() for _ in range(2))
    assert all(one != other for one, other in zip(first, second, strict=True))


def test_one_thread_each(fork):
    """No thread is inherited, and torch computes with one: with more, results differ between machines."""
    assert (
        printed(fork(), "import os, torch\nprint(len(os.listdir('/proc/self/task')), torch.get_num_threads())")
        == "1 1\n"
    )


def test_torch_trains_in_a_child(fork):
    """Autograd and an optimiser work after the fork."""
    code = (
        "import torch\nnet = torch.nn.Linear(2, 1)\noptimizer = torch.optim.Adam(net.parameters())\n"
        "net(torch.ones(4, 2)).sum().backward()\noptimizer.step()\nprint('done')"
    )
    assert printed(fork(), code) == "done\n"


def test_memory_is_limited(fork):
    """Too large an array is a MemoryError of its cell, and no core is written."""
    child = fork(memory=2**31)
    assert child.run("k", "x = bytearray(3 * 2**30)")["ename"] == "MemoryError"
    assert printed(child, "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))") == "(0, 0)\n"
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] != 2**31


def test_a_child_leads_a_group_of_its_own(fork):
    """So that it and its children can be ended together."""
    child = fork()
    printed(child, "print(1)")  # it is up
    assert os.getpgid(child.pid) == child.pid != os.getpgid(0)


def test_a_child_waits_for_its_reaper(fork, warm):
    """A dead child stays a zombie: its pid cannot be another process's until its status was read."""
    child = fork()
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(PeerGone):
        child.channel.receive()
    os.kill(child.pid, 0)


def test_an_unknown_folder_ends_the_child_alone(warm, tmp_path):
    """A child that cannot begin leaves; the warm process goes on."""
    ours, theirs = socket.socketpair()
    pid = warm.fork("candidate", theirs, str(tmp_path / "none"), {}, 2**32)
    with pytest.raises(PeerGone):
        Channel(ours).receive()
    assert os.WEXITSTATUS(warm.reap(pid)) == 70
