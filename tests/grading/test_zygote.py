"""What a child of a warm process inherits, and what it does not."""

import os
import resource
import signal
import socket
from dataclasses import replace

import pytest

from coursekit.grading.alarms import Crashed
from coursekit.grading.bundle import Bundle
from coursekit.grading.lines import Birth
from coursekit.grading.link import Link
from coursekit.grading.wire import Channel, PeerGone
from tests.grading.conftest import PLAN, RUNGS, printed


@pytest.fixture
def fork(warm):
    """Fork candidates: ``fork(memory=…, …)`` returns a link with its child."""
    links = []

    def one(**about) -> Link:
        ours, theirs = socket.socketpair()
        (child,) = warm.fork(Birth(theirs, **{"plan": PLAN, "rungs": RUNGS, **about}))
        links.append(Link(Channel(ours), lambda: Crashed("gone")))
        links[-1].child, links[-1].pid = child, child.pid
        return links[-1]

    yield one
    for link in links:
        link.channel.close()
        link.child.end()


def test_libraries_are_warm(fork):
    """What notebooks import is loaded before the fork."""
    code = "import sys\nprint([m for m in ('numpy', 'pandas', 'torch', 'sklearn.pipeline') if m not in sys.modules])"
    assert printed(fork(), code) == "[]\n"


def test_only_what_is_asked_for_is_warm(fork):
    """A notebook with numpy alone is forked from a small process; what it imports all the same still works."""
    child = fork(rungs=())
    names = "('numpy', 'pandas', 'torch', 'matplotlib.pyplot')"
    assert printed(child, f"import sys\nprint([m for m in {names} if m in sys.modules])") == "['numpy']\n"
    assert printed(child, "import pandas\nprint(pandas.Series([1, 2]).sum())") == "3\n"


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
    child = fork(plan=replace(PLAN, memory=2**31))
    assert child.run("k", "x = bytearray(3 * 2**30)")["ename"] == "MemoryError"
    assert printed(child, "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))") == "(0, 0)\n"
    assert resource.getrlimit(resource.RLIMIT_DATA)[0] != 2**31


def test_the_kernel_ends_what_nobody_watches(fork):
    """A child has an end of its CPU time whatever becomes of the supervisor."""
    child = fork(cpu=1)
    with pytest.raises(Crashed):
        child.run("k", "while True: pass")
    assert os.WTERMSIG(child.child.status()) in (signal.SIGXCPU, signal.SIGKILL)


def test_a_child_leads_a_group_of_its_own(fork):
    """So that it and its children can be ended together."""
    child = fork()
    printed(child, "print(1)")  # it is up
    assert os.getpgid(child.pid) == child.pid != os.getpgid(0)


def test_a_child_waits_for_its_reaper(fork):
    """A dead child stays a zombie: its pid cannot be another process's until its status was read."""
    child = fork()
    os.kill(child.pid, signal.SIGKILL)
    with pytest.raises(PeerGone):
        child.channel.receive()
    os.kill(child.pid, 0)
    assert os.WTERMSIG(child.child.status()) == signal.SIGKILL


def test_nothing_of_the_supervisors_is_inherited(fork, monkeypatch):
    """Neither its environment nor a descriptor: what is open is the line and nothing else."""
    monkeypatch.setenv("SECRET", "token")
    child = fork(environment={"GIVEN": "1"})
    given = "{'COURSEKIT_CHECKING', 'GIVEN', 'HOME', 'LANG', 'LOGNAME', 'MPLCONFIGDIR', 'PATH', 'TMPDIR', 'USER'}"
    assert printed(child, f"import os\nprint(set(os.environ) - {given})") == "set()\n"
    code = (
        "names = [f'/proc/self/fd/{n}' for n in range(3, 1024)]\n"
        "print([os.readlink(n)[:7] for n in names if os.path.exists(n)])"
    )
    assert printed(child, code) == "['socket:']\n"


def test_files_lie_in_a_folder_of_its_own(fork):
    """Written by the child itself from sealed memory; what it changes there no other child sees."""
    code = (
        "import os\nopen('a.txt', 'a').write('x')\nnames = sorted(name for name in os.listdir() if name[0] != '.')\n"
        "print(open('a.txt').read(), open('b/c.txt').read(), names)"
    )
    with Bundle({"a.txt": b"own"}) as own, Bundle({"a.txt": b"given", "b/c.txt": b"too"}) as given:
        for _ in range(2):
            assert printed(fork(files=[own, given]), code) == "ownx too ['a.txt', 'b']\n"


def test_a_child_that_cannot_begin_ends_alone(fork, warm):
    """It leaves by itself; the warm process goes on."""
    with Bundle({"a": b"", "a/b": b""}) as impossible:
        child = fork(files=[impossible])
        with pytest.raises(PeerGone):
            child.channel.receive()
    assert os.WEXITSTATUS(child.child.status()) == 70
    assert printed(fork(), "print(1)") == "1\n"
