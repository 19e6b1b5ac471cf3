"""The CPU time of a process and of what it has started, by the kernel's own clocks."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress

_MOST = 4096  # processes to look at: far more than a candidate may have


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of one process, all its threads together; 0 where it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # CPUCLOCK_SCHED of a process, as clock_getcpuclockid makes it
    except OSError:
        return 0.0


def family(pid: int) -> Iterator[int]:
    """Yield a process and the living ones below it; what hands itself to another parent is not among them."""
    pids = [pid]
    for looked_at in pids:
        yield looked_at
        with suppress(OSError):  # it has just ended, or the kernel keeps no such list
            pids += _children(looked_at, os.listdir(f"/proc/{looked_at}/task"))  # noqa: PTH208 - faster than pathlib
        if len(pids) > _MOST:
            return


def _children(pid: int, threads: list) -> list[int]:
    return [int(child) for thread in threads for child in read(f"/proc/{pid}/task/{thread}/children").split()]


def tree_seconds(pid: int) -> float:
    """Return the CPU time of a process, of the living ones below it, and of those that were waited for.

    What a process does not wait for, or hands to another parent, is not in this sum: the wall clock ends that.
    """
    total, pids = 0.0, [pid]
    for member in pids:
        total += cpu_seconds(member)
        with suppress(OSError):
            # Counted from behind the name, which may hold anything: the time of children that were waited for.
            fields = read(f"/proc/{member}/stat").rpartition(b")")[2].split()
            total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
            # Asked twice a step: of a process of one thread, as most are, the threads need not be listed.
            alone = fields[17] == b"1"
            pids += _children(member, [member] if alone else os.listdir(f"/proc/{member}/task"))  # noqa: PTH208
        if len(pids) > _MOST:
            break
    return total


def read(path: str) -> bytes:
    """Return the beginning of a file of the kernel's."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(descriptor, 65536)
    finally:
        os.close(descriptor)
