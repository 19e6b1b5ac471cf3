"""Memory of a process together with what it has started."""

import gc
import os
import time

from coursekit.grading.memory import family_bytes, own_bytes

MIB = 2**20


def forked(work) -> tuple[int, int]:
    """Fork a child that works, says so and waits; return its pid and the line that it says it on."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        kept = work()
        os.write(writing, b"!")
        time.sleep(600)
        del kept
    os.close(writing)
    os.read(reading, 1)
    return pid, reading


def end(*children: tuple[int, int]) -> None:
    for pid, line in children:
        os.kill(pid, 9)
        os.close(line)
        os.waitpid(pid, 0)


def at_birth() -> int:
    """Return what a fork of this process begins with, once nothing is left that a fork might collect instead."""
    gc.collect()
    twin = forked(lambda: None)
    born = own_bytes(twin[0])
    end(twin)
    return born


def grown_children(count: int, size: int):
    """What a candidate does that spreads its memory over several processes; it keeps their pids."""
    return [forked(lambda: bytearray(os.urandom(MIB) * (size // MIB))) for _ in range(count)]


def test_what_children_take_counts_together():
    """Three children of 40 MB each are 120 MB, though each alone is small."""
    born = at_birth()
    first = forked(lambda: grown_children(3, 40 * MIB))
    grown = family_bytes(first[0], born)
    children = [int(n) for n in open(f"/proc/{first[0]}/task/{first[0]}/children").read().split()]  # noqa: SIM115, PTH123
    for child in children:
        os.kill(child, 9)
    end(first)
    assert 120 * MIB <= grown < 200 * MIB


def test_shared_pages_count_once():
    """Children that only look at what they inherited have taken nothing."""
    ballast = bytearray(os.urandom(MIB) * 100)
    born = at_birth()
    first = forked(lambda: grown_children(3, MIB))
    grown = family_bytes(first[0], born)
    children = [int(n) for n in open(f"/proc/{first[0]}/task/{first[0]}/children").read().split()]  # noqa: SIM115, PTH123
    for child in children:
        os.kill(child, 9)
    end(first)
    assert len(ballast) == 100 * MIB
    assert grown < 60 * MIB


def test_one_process_is_the_kernels_business():
    """Alone it is not counted, and a process that is gone has nothing."""
    first = forked(lambda: bytearray(os.urandom(MIB) * 50))
    assert family_bytes(first[0], 0) == 0
    assert own_bytes(first[0]) > 50 * MIB
    end(first)
    assert own_bytes(2**22 - 3) == family_bytes(2**22 - 3, 0) == 0
