"""Tier B: no namespaces. Landlock for files, seccomp for the rest; other processes stay in sight, out of reach.

There is no shared memory and no connecting to sockets by name, because neither could be told from others' of the same
user: worker processes of a DataLoader do not work here, everything else of a notebook does.
"""

import os

from coursekit.grading.sandbox import identity, kernel, landlock, limits, policy, seccomp
from coursekit.grading.sandbox.home import Fonts, Home
from coursekit.grading.sandbox.plan import Plan
from coursekit.grading.sandbox.root import COPIED, DEVICES, PROCESSORS, system_paths
from coursekit.lang import tr

ETC = ("passwd", "group", "hosts", "nsswitch.conf", *COPIED)
PROC = ("cpuinfo", "meminfo", "stat", "filesystems", "sys/kernel", "sys/vm")
CGROUPS = "/sys/fs/cgroup"  # joblib reads how many processors it may use
SCOPES_SINCE, NAMES_SINCE = 6, 9  # of Landlock: abstract sockets and signals; sockets by name


class Landlocked:
    """The warm process's side and, in each forked child, `enter`.

    Raises
    ------
    OSError
        Where there is no Landlock.
    """

    def __init__(self, plan: Plan):
        self.limits, self.fonts = limits.Limits(plan), Fonts(plan.fonts)
        self.plan = plan
        self.abi = landlock.version()
        if not self.abi:
            raise OSError(tr("内核没有启用 Landlock", "the kernel has no Landlock"))
        self.superuser = identity.is_superuser()
        self.pid, self.forked = os.getpid(), 0
        self.processes = limits.process_limit(plan, counted_alone=self.superuser)
        self.filter = self._filter() if self.abi >= SCOPES_SINCE else b""  # else it names the candidate's pid

    def fork(self) -> int:
        """Fork a child."""
        self.forked += 1
        return os.fork()

    def enter(self, folder: str, files: dict[str, bytes]) -> None:
        """Close the child in: it may write to its folder alone."""
        if self.superuser:
            self._step_down(folder)
        kernel.drop_capabilities()
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        Home.within(folder).move_in(files, self.fonts)
        self.limits.impose(self.processes)
        landlock.confine(self._rules(folder), self.abi)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        seccomp.install(self.filter or self._filter())

    def _filter(self) -> bytes:
        decisions = policy.beside_others(self.abi, os.getpid(), connect=self.abi >= NAMES_SINCE)
        return seccomp.program(decisions, kernel.machine())

    def _step_down(self, folder: str) -> None:
        """Become an ordinary user with a number of one's own; nothing of a student's ever runs as the superuser."""
        number = identity.spare_number(self.pid, self.forked)
        os.chown(folder, number, number)
        closed = identity.closed_to(number, [*self.plan.read_only, folder])
        if closed:
            raise PermissionError(identity.only_superuser(closed))
        identity.become(number)

    def _rules(self, folder: str) -> list[tuple[str, int]]:
        readable = [*system_paths(), *self.plan.read_only, PROCESSORS, CGROUPS]
        readable += [f"/etc/{name}" for name in ETC] + [f"/proc/{name}" for name in (os.getpid(), *PROC)]
        written = [(device, landlock.DEVICE) for device in DEVICES] + [("/dev/zero", landlock.READ_FILE)]
        written.append((folder, landlock.handled(self.abi)))
        return [(path, landlock.READ) for path in readable] + written
