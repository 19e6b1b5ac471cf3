"""Who a candidate is: never the superuser, and nobody whom another candidate could be."""

import os
from pathlib import Path

from coursekit.grading.sandbox import kernel
from coursekit.lang import tr

STUDENT = 1000  # inside a user namespace
ENOUGH = 65_536  # user numbers that a superuser must have to give away
LARGEST = 2**31
EACH = 1024  # numbers set aside for one warm process


def number_span() -> int:
    """Return how many user numbers, from 0 on, exist here: a container may have few."""
    spans = [line.split() for line in Path("/proc/self/uid_map").read_text().splitlines()]
    return max((int(inside) + int(count) for inside, _, count in spans), default=0)


def is_superuser() -> bool:
    """Return whether this process can give each candidate a user number of its own."""
    return os.geteuid() == 0 and number_span() >= ENOUGH


def spare_number(warm_pid: int, count: int) -> int:
    """Return a user number that no account has and no other living candidate, for the count-th child of a process."""
    half = min(number_span(), LARGEST) // 2
    return half + (warm_pid * EACH + count % EACH) % (half - 1)


def map_to_student(user: int, group: int) -> None:
    """In a new user namespace, make the numbers that this process had outside the student's."""
    kernel.tell("/proc/self/gid_map", f"{STUDENT} {group} 1")
    kernel.tell("/proc/self/uid_map", f"{STUDENT} {user} 1")


def become(number: int, bounded: bool = False) -> None:
    """Turn the superuser into an ordinary user without groups, who can look at nothing but himself.

    Parameters
    ----------
    number : int
        His user and group number.
    bounded : bool
        Whether `kernel.bound_capabilities` was called before, here or by a parent.
    """
    if not bounded:
        kernel.bound_capabilities()
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else /proc/self is the superuser's


def closed_to(number: int, needed: list[str]) -> str:
    """Return the first path that an ordinary user could not read, or nothing; changes nothing. For a superuser."""
    groups, group = os.getgroups(), os.getegid()
    os.setgroups([])
    os.setegid(number)
    os.seteuid(number)
    try:
        return next((path for path in needed if not os.access(path, os.R_OK, effective_ids=True)), "")
    finally:
        os.seteuid(0)
        os.setegid(group)
        os.setgroups(groups)


def only_superuser(path: str) -> str:
    """Say that a path is closed to candidates, and what to do."""
    return tr(
        f"{path} 只有 root 能读，而学生的代码不会以 root 运行：用 chmod 对其他用户开放读取权限，或者换普通用户批改",
        f"only root may read {path}, and students' code never runs as root: let others read it (chmod), or grade as an "
        "ordinary user",
    )
