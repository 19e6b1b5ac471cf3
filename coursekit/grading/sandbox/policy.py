"""Which system calls a candidate may make, by tier: the arguments that matter, each with its reason."""

import errno

from coursekit.grading.sandbox.kernel import NEWIPC, NEWNET, NEWNS, NEWPID, NEWUSER, NEWUTS
from coursekit.grading.sandbox.seccomp import ALLOW, Decision, Rule, refuse

UNIX = 1  # AF_UNIX
DATAGRAM, RAW, KIND = 2, 3, 0xF
NEWCGROUP = 0x02000000
NAMESPACES = (NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET)
SHARED_ANONYMOUS, GROWS_DOWN = 0x21, 0x100
MUTE = refuse(0)

# ioctl: typing into a terminal, and naming who gets a descriptor's signals.
TYPE_INTO, TERMINAL_LINUX, OWN_DESCRIPTOR, OWN_GROUP = 0x5412, 0x541C, 0x8901, 0x8902
# fcntl: the same, by F_SETOWN, F_SETSIG, F_SETOWN_EX: a way round the rules of kill.
SIGNAL_OWNERS = (8, 10, 15)
# prctl: a candidate stays tied to its parent's life, and keeps the orphans of its own.
TIES = (1, 36)
TRUNCATES, ACCESS = 0x200, 0x3  # O_TRUNC; the bits of O_RDONLY, O_WRONLY, O_RDWR
OWNERS_AND_TIMES = [
    "chmod",
    "fchmod",
    "fchmodat",
    "chown",
    "fchown",
    "lchown",
    "fchownat",
    "utime",
    "utimes",
    "utimensat",
    "futimesat",
]
SIGNALS_TO_ANYBODY = ["tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_send_signal"]
SCHEDULING = ["sched_setaffinity", "sched_setparam", "sched_setscheduler", "sched_setattr"]

EVERYWHERE = {
    "socket": Decision((Rule(0, (UNIX,), ALLOW),), refuse()),
    "clone": Decision(tuple(Rule(0, (flag,), refuse(), mask=flag) for flag in NAMESPACES)),
    # Memory that RLIMIT_DATA does not count: shared without a file, or called a stack.
    "mmap": Decision(
        (
            Rule(3, (SHARED_ANONYMOUS,), refuse(errno.ENOMEM), mask=SHARED_ANONYMOUS),
            Rule(3, (GROWS_DOWN,), refuse(errno.ENOMEM), mask=GROWS_DOWN),
        )
    ),
    "ioctl": Decision((Rule(1, (TYPE_INTO, TERMINAL_LINUX, OWN_DESCRIPTOR, OWN_GROUP), refuse()),)),
    "fcntl": Decision((Rule(1, SIGNAL_OWNERS, refuse()),)),
    "prctl": Decision((Rule(0, TIES, MUTE),)),
    "prlimit64": Decision((Rule(0, (0,), ALLOW),), refuse()),
}


def beside_others(abi: int, pid: int, connect: bool) -> dict[str, Decision]:
    """Return the decisions where other processes of the same user are in sight: no namespace hides them.

    Parameters
    ----------
    abi : int
        Landlock's version: what it does not withhold is withheld here.
    pid : int
        The candidate's: below version 6 it can signal only itself and its process group.
    connect : bool
        Whether sockets by name may be connected to.
    """
    own = Decision((Rule(0, (0,), ALLOW),), refuse())
    decisions = dict(EVERYWHERE)
    # Landlock guards what files hold, not their modes, owners and times; libraries set them in passing.
    decisions |= dict.fromkeys(OWNERS_AND_TIMES, Decision(otherwise=MUTE))
    decisions |= dict.fromkeys(SCHEDULING, own)
    decisions |= dict.fromkeys(("setpriority", "ioprio_set"), Decision((Rule(1, (0,), ALLOW),), refuse()))
    if abi < 3:
        empties = Rule(1, (TRUNCATES,), refuse(), mask=TRUNCATES | ACCESS)
        decisions["truncate"] = Decision(otherwise=refuse())
        decisions["open"] = Decision((empties,))
        decisions["openat"] = Decision((Rule(2, empties.values, refuse(), mask=empties.mask),))
    if abi < 6:
        itself = Decision((Rule(0, (0, pid), ALLOW),), refuse())
        decisions |= dict.fromkeys(("kill", "tgkill"), itself)
        decisions |= dict.fromkeys(SIGNALS_TO_ANYBODY, Decision(otherwise=refuse()))
    if not connect:
        by_address = Rule(1, (DATAGRAM, RAW), refuse(), mask=KIND)
        decisions["connect"] = Decision(otherwise=refuse())
        decisions["socket"] = Decision((by_address, *EVERYWHERE["socket"].rules), refuse())
        decisions["socketpair"] = Decision((by_address,))
    return decisions
