"""Memory of a process together with what it has started.

The kernel limits the data of each process, and a candidate may have many. Pages that a child shares with the process it
was forked from stand in the account of both, so what is summed is what each has grown beyond the first one's beginning.
"""

import resource

from coursekit.grading.clocks import family, read

_PAGE = resource.getpagesize()


def own_bytes(pid: int) -> int:
    """Return the resident bytes of a process that no file stands behind; 0 where it is gone."""
    try:
        _, resident, shared, *_ = map(int, read(f"/proc/{pid}/statm").split())
    except (OSError, ValueError):
        return 0
    return (resident - shared) * _PAGE


def family_bytes(pid: int, born: int) -> int:
    """Return by how much a process and the living ones below it have grown, all together.

    Parameters
    ----------
    pid : int
        The first process.
    born : int
        What `own_bytes` gave for it when it began.

    Returns
    -------
    int
        Bytes; 0 for a process alone, which the kernel's own limit bounds.
    """
    members = list(family(pid))
    return sum(max(0, own_bytes(member) - born) for member in members) if len(members) > 1 else 0
