"""Forks of the examiner that go on with a lie, and what they say at the end."""

import os
import resource
import select
import signal
from dataclasses import dataclass

from coursekit.grading.errors import EngineFault
from coursekit.grading.newborn import die_with_parent

WALL_LIMIT = 120  # seconds
MEMORY_LIMIT = 4 * 2**30
PASSED, NOTICED, BROKEN = b"passed", b"noticed", b"broken "


@dataclass
class Believed:
    """A lie that a test cell let pass.

    Attributes
    ----------
    cell, line : str, int
        Where the answer came in.
    function : str
        Whose answer it took the place of.
    lie : str
        Its kind, of `lies.KINDS`.
    other : bool
        Whether it is another value; else it is the right one in another dress, ``True`` for 1.
    """

    cell: str
    line: int
    function: str
    lie: str
    other: bool


def restrain(limit: int) -> None:
    """Limit this fork: so many seconds of the processor, some wall time and memory; it ends with its parent."""
    die_with_parent()
    signal.alarm(WALL_LIMIT)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_LIMIT, MEMORY_LIMIT))


def gather(waiting: dict[int, tuple[int, Believed]]) -> list[Believed]:
    """Take the word of the forks that have ended; one that was killed has been stopped, as the clocks would.

    Parameters
    ----------
    waiting : dict
        Process and lie of each fork, by the pipe that it speaks into; those that have ended are taken out.

    Returns
    -------
    list of Believed
        Lies that their cells have let pass.

    Raises
    ------
    EngineFault
        If a fork has failed by itself.
    """
    believed = []
    for ear in select.select(list(waiting), [], [])[0]:
        pid, lie = waiting.pop(ear)
        said = os.read(ear, 65536)
        os.close(ear)
        os.waitpid(pid, 0)
        if said.startswith(BROKEN):
            raise EngineFault(said.removeprefix(BROKEN).decode())
        if said == PASSED:
            believed.append(lie)
    return believed
