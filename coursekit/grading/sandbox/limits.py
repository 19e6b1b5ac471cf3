"""What one candidate may use up."""

import os
from pathlib import Path

NAMESPACED_COUNTS = (5, 14)  # since then RLIMIT_NPROC counts by user namespace
OWN_PROCESS_NUMBERS = (6, 14)  # since then a PID namespace has a pid_max of its own
LOWEST_PID_MAX = 301
ROOM = 4  # of a user's processes that are counted together, this many candidates' worth may come on top


def kernel_version() -> tuple[int, ...]:
    """Return the first two numbers of the running kernel's version."""
    numbers = os.uname().release.split("-")[0].split(".")[:2]
    return tuple(int(number) for number in numbers if number.isdigit())


def tasks_of_user(user: int) -> int:
    """Return how many processes and threads a user has."""
    count = 0
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and process.stat().st_uid == user:
                count += sum(1 for _ in (process / "task").iterdir())
        except OSError:  # it has ended meanwhile
            continue
    return count


def process_limit(plan, counted_alone: bool) -> int:
    """Return RLIMIT_NPROC for a candidate: its own processes, or all those of the user where the kernel counts so."""
    if counted_alone:
        return plan.processes
    return tasks_of_user(os.getuid()) + ROOM * plan.processes


def data_bytes() -> int:
    """Return the bytes of data of this process, as RLIMIT_DATA counts them; PyTorch's CUDA build alone takes 0.7 GB."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")


class Limits:
    """The limits of each candidate; made before the fork, so that nothing is imported after it.

    Parameters
    ----------
    plan : Plan
        With sizes in bytes.
    """

    def __init__(self, plan):
        import resource

        self.set, self.kinds = resource.setrlimit, {}
        wanted = {
            # Beyond what the warm process has. Not RLIMIT_AS: torch reserves far more addresses than it uses.
            resource.RLIMIT_DATA: data_bytes() + plan.memory,
            resource.RLIMIT_FSIZE: plan.files_bytes,
            resource.RLIMIT_NOFILE: plan.open_files,
            resource.RLIMIT_CORE: 0,
            resource.RLIMIT_MSGQUEUE: 0,
            resource.RLIMIT_NPROC: plan.processes,
        }
        self.processes = resource.RLIMIT_NPROC
        for kind, value in wanted.items():
            _, hard = resource.getrlimit(kind)
            self.kinds[kind] = value if hard == resource.RLIM_INFINITY else min(value, hard)

    def impose(self, processes: int) -> None:
        """Set the limits of this process and of all that it starts; how many it may start is counted by the caller."""
        for kind, value in {**self.kinds, self.processes: processes}.items():
            self.set(kind, (value, value))
