"""Tier A: namespaces. A root of its own for the warm process, and for each candidate its own processes, network,
mounts and files on top of it."""

# ruff: noqa: PTH102, PTH208 - each candidate waits for these calls, and pathlib takes its time

import os
from contextlib import suppress

from coursekit.grading.sandbox import identity, kernel, landlock, limits, policy, seccomp
from coursekit.grading.sandbox.home import Fonts, Home
from coursekit.grading.sandbox.kernel import MS_BIND, MS_NODEV, MS_NOEXEC, MS_NOSUID, MS_REC, mount
from coursekit.grading.sandbox.plan import Plan
from coursekit.grading.sandbox.root import DEVICES, build_root, private_place

ONCE = kernel.NEWNS | kernel.NEWIPC | kernel.NEWNET | kernel.NEWUTS
EACH = kernel.NEWPID | kernel.NEWNS
OOM_FIRST = "1000"


class Namespaces:
    """The warm process's side, made once; then one `fork` and, in the child, one `enter` for each candidate.

    A superuser stays one outside the candidates, and each candidate gets a user number of its own. Anybody else becomes
    the lord of a user namespace, gives up that power when the root stands, and each candidate gets a namespace of its
    own inside.

    Raises
    ------
    OSError
        Where the kernel or a security module refuses.
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.limits, self.fonts = limits.Limits(plan), Fonts(plan.fonts)
        self.superuser = identity.is_superuser()
        self.private = private_place(plan.read_only)
        self.home = Home.beneath(self.private)
        self.abi = landlock.version()
        self.filter = seccomp.program(policy.EVERYWHERE, kernel.machine())
        self.pid, self.forked, self.number = os.getpid(), 0, 0
        counted_alone = self.superuser or limits.kernel_version() >= limits.NAMESPACED_COUNTS
        self.processes = limits.process_limit(plan, counted_alone)
        user, group = os.geteuid(), os.getegid()
        kernel.unshare(ONCE if self.superuser else ONCE | kernel.NEWUSER)
        if not self.superuser:
            kernel.tell("/proc/self/setgroups", "deny")  # for the namespaces within, too
            identity.map_to_student(user, group)
        build_root(plan.read_only, self.private)
        if self.superuser:
            kernel.bound_capabilities()  # for the candidates; what this process has itself, it keeps
            self.networks = Networks()
        else:
            kernel.drop_capabilities()

    def fork(self) -> int:
        """Fork the first process of a new PID namespace; when it ends, all of the namespace ends."""
        self.forked += 1
        if not self.superuser:
            self.number = identity.STUDENT
            return kernel.fork_into(EACH | kernel.NEWNET | kernel.NEWUSER)
        self.number = identity.spare_number(self.pid, self.forked)
        network = self.networks.enter()
        pid = kernel.fork_into(EACH)
        if pid:
            self.networks.taken[pid] = network
        return pid

    def sweep(self, pid: int) -> None:
        """A candidate was waited for, so all of its PID namespace has ended."""
        if self.superuser:
            self.networks.give_back(pid)

    def enter(self, files: dict[str, bytes]) -> None:
        """Close the child in."""
        if not self.superuser:
            identity.map_to_student(identity.STUDENT, identity.STUDENT)
        self._mount()
        kernel.tell("/proc/self/oom_score_adj", OOM_FIRST)  # where memory runs out, it ends before the engine does
        if self.superuser:
            identity.become(self.number, bounded=True)
        elif limits.kernel_version() >= limits.OWN_PROCESS_NUMBERS:
            with suppress(OSError):
                kernel.tell("/proc/sys/kernel/pid_max", str(max(self.plan.processes, limits.LOWEST_PID_MAX)))
        kernel.drop_capabilities(bounded=self.superuser)
        self.home.move_in(files, self.fonts)
        self.limits.impose(self.processes)
        if self.abi:
            landlock.confine(self._rules(), self.abi)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
        seccomp.install(self.filter)

    def _mount(self) -> None:
        owner = f",uid={self.number},gid={self.number}" if self.superuser else ""
        size = f"size={self.plan.folder_bytes},nr_inodes={self.plan.folder_files},mode=755{owner}"
        mount("tmpfs", self.private, "tmpfs", MS_NOSUID | MS_NODEV, size)
        for name in ("home", "tmp", "mpl", "shm"):
            folder = f"{self.private}/{name}"
            os.mkdir(folder)
            if self.superuser:
                os.chown(folder, self.number, self.number)
        for public, name in (("/tmp", "tmp"), ("/dev/shm", "shm")):
            _cover(public, f"{self.private}/{name}")
        mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)

    def _rules(self) -> list[tuple[str, int]]:
        own = [(place, landlock.handled(self.abi)) for place in (self.private, "/tmp", "/dev/shm")]
        return [("/", landlock.READ), *own, *((device, landlock.DEVICE) for device in DEVICES)]


class Networks:
    """Network namespaces, each of one living candidate's.

    To make one and to clear it away takes the kernel longer than all else of the sandbox, so that the next candidate
    gets the one of a candidate that has ended. There is nothing in it then: candidates have no capability in it, no
    sockets but those of Unix (seccomp), and these end with their processes.
    """

    def __init__(self):
        self.free: list[int] = []  # open files of the kernel's, which keep the namespaces
        self.taken: dict[int, int] = {}  # by the pid of the candidate

    def enter(self) -> int:
        """Move this process into a namespace where nobody is; its forks begin there."""
        if self.free:
            network = self.free.pop()
            kernel.join(network, kernel.NEWNET)
        else:
            kernel.unshare(kernel.NEWNET)
            network = os.open("/proc/self/ns/net", os.O_RDONLY | os.O_CLOEXEC)
        return network

    def give_back(self, pid: int) -> None:
        """Take the namespace of a candidate that has ended with all it had started."""
        if pid in self.taken:
            self.free.append(self.taken.pop(pid))


def _cover(public: str, private: str) -> None:
    """Mount a private folder over a public one, and show again what read-only things lay there (a clone in /tmp)."""
    shown = {name: os.open(f"{public}/{name}", os.O_PATH | os.O_CLOEXEC) for name in os.listdir(public)}
    mount(private, public, None, MS_BIND)
    for name, descriptor in shown.items():
        os.mkdir(f"{public}/{name}")
        mount(f"/proc/self/fd/{descriptor}", f"{public}/{name}", None, MS_BIND | MS_REC)
        os.close(descriptor)
