"""CPU time of a process and of what it has started."""

import os
import threading
import time
from pathlib import Path

from coursekit.grading.clocks import cpu_seconds, tree_seconds

BURN = 0.2


def burn(seconds: float = BURN) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def forked(work) -> tuple[int, int]:
    """Fork a child that works, says so and waits; return its pid and the line that it says it on."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        work()
        os.write(writing, b"!")
        time.sleep(600)
    os.close(writing)
    return pid, reading


def end(pid: int, line: int) -> None:
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(line)


def test_work_counts_and_waiting_does_not():
    """By the kernel's own clock; a process that is gone has none."""
    before = cpu_seconds(os.getpid())
    burn()
    worked = cpu_seconds(os.getpid())
    time.sleep(0.3)
    assert worked - before >= BURN
    assert cpu_seconds(os.getpid()) - worked < 0.2
    assert cpu_seconds(2**22 - 3) == tree_seconds(2**22 - 3) == 0.0


def test_children_and_theirs_count_while_they_live():
    """Two forks deep, and nothing of it on the process's own clock."""
    pid, line = forked(lambda: os.read(forked(burn)[1], 1))
    os.read(line, 1)
    assert tree_seconds(pid) >= BURN
    assert cpu_seconds(pid) < BURN
    grandchildren = open(f"/proc/{pid}/task/{pid}/children").read().split()  # noqa: SIM115, PTH123
    end(pid, line)
    for grandchild in grandchildren:
        os.kill(int(grandchild), 9)


def test_children_of_other_threads_count():
    """The kernel keeps a list of children for each thread."""

    def work():
        burnt = threading.Event()
        threading.Thread(target=lambda: (os.read(forked(burn)[1], 1), burnt.set(), time.sleep(600))).start()
        burnt.wait()

    pid, line = forked(work)
    os.read(line, 1)
    seconds = tree_seconds(pid)
    own = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    children = [
        int(child) for task in Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()
    ]
    end(pid, line)
    for child in children:
        os.kill(child, 9)
    assert seconds >= BURN
    assert own == ""


def test_children_that_were_waited_for_count():
    """What has ended is on its parent's account."""

    def work():
        pid = os.fork()
        if pid == 0:
            burn()
            os._exit(0)
        os.waitpid(pid, 0)

    pid, line = forked(work)
    os.read(line, 1)
    assert tree_seconds(pid) >= BURN - 0.02  # the account has ticks of 10 ms
    assert cpu_seconds(pid) < BURN
    end(pid, line)
