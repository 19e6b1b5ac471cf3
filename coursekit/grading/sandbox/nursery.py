"""The door of the sandbox for a warm process: fork a candidate, close it in, and leave nothing of it behind."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from coursekit.grading.sandbox import kernel, limits
from coursekit.grading.sandbox.home import Fonts, Home
from coursekit.grading.sandbox.plan import Plan
from coursekit.grading.sandbox.tier_a import Namespaces
from coursekit.grading.sandbox.tier_b import Landlocked

SWEEP_LIMIT = 10.0  # seconds


class Open:
    """No sandbox: a folder and limits."""

    def __init__(self, plan: Plan):
        self.limits = limits.Limits(plan)
        self.fonts = Fonts(plan.fonts)
        self.processes = limits.process_limit(plan, counted_alone=False)

    def fork(self) -> int:
        return os.fork()

    def enter(self, folder: str, files: dict[str, bytes]) -> None:
        kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)
        Home.within(folder).move_in(files, self.fonts)
        self.limits.impose(self.processes)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)  # else it could start what this process may not end
        kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)


class Nursery:
    """Lives in a warm process of one thread that forks candidates.

    In tier A the process itself sees only the new root from here on: what it imports later must lie in the plan.

    Parameters
    ----------
    plan : Plan
        What candidates may see and use.

    Raises
    ------
    OSError
        Where the machine does not give the plan's tier.
    """

    def __init__(self, plan: Plan):
        self.plan = plan
        self.living: set[int] = set()
        kinds = {"A": Namespaces, "B": Landlocked, "none": Open}
        self._tier = kinds[plan.tier](plan)
        if plan.tier != "A":
            kernel.prctl(kernel.PR_SET_CHILD_SUBREAPER, 1)

    @property
    def home(self) -> str:
        """Where every candidate of tier A works; empty in the others."""
        return self._tier.home.work if self.plan.tier == "A" else ""

    def fork(self) -> int:
        """Fork like `os.fork`: 0 in the child, which calls `enter` before it does anything of a student's."""
        pid = self._tier.fork()
        if pid:
            self.living.add(pid)
        return pid

    def spare(self, pid: int) -> None:
        """Have `sweep` leave alone a child that was forked without this nursery."""
        self.living.add(pid)

    def enter(self, home: str, files: dict[str, bytes]) -> None:
        """Close in the child that calls it: working folder, limits, privileges, filter; there is no way back.

        It sets HOME, TMPDIR and MPLCONFIGDIR, so the environment is made before; descriptors to be closed are closed
        before, too.

        Parameters
        ----------
        home : str
            In tier A empty; else an empty folder that this candidate alone will use.
        files : dict of str to bytes
            What lies in the working folder, by relative path.

        Raises
        ------
        OSError
            If any part of the sandbox cannot be put up: the child must end then.
        ValueError
            For a file's name that leads out of the folder.
        """
        if os.getsid(0) != os.getpid():
            os.setsid()
        if self.plan.tier == "A":
            self._tier.enter(files)
        else:
            self._tier.enter(home, files)

    def sweep(self, pid: int) -> None:
        """After a candidate has ended and been waited for, end what it left running.

        In tier A there is nothing: its PID namespace is gone. Elsewhere its orphans have become children of this
        process, whatever sessions or groups they made, and are ended until none is left.

        Raises
        ------
        TimeoutError
            If they multiply faster than they are ended; the warm process must end then.
        """
        self.living.discard(pid)
        if self.plan.tier == "A":
            self._tier.sweep(pid)
            return
        end = time.monotonic() + SWEEP_LIMIT
        while orphans := [child for child in _children(os.getpid()) if child not in self.living]:
            for orphan in orphans:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(orphan, signal.SIGKILL)
            for orphan in orphans:
                with suppress(ChildProcessError):
                    os.waitpid(orphan, 0)
            if time.monotonic() > end:
                raise TimeoutError(f"processes of candidate {pid} keep multiplying")


def _children(parent: int) -> list[int]:
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                state = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                if int(state[1]) == parent:
                    found.append(int(process.name))
    return found
