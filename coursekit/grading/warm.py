"""The supervisor's hand on the warm processes: start them, fork from them, end what they forked, replace what died."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, suppress

from coursekit.grading.errors import CourseError
from coursekit.grading.imports import plain
from coursekit.grading.lines import Birth, Child, Line, Rungs, Unfit, WarmGone, fork_all
from coursekit.grading.sandbox import Plan
from coursekit.grading.sandbox.fontcache import font_cache
from coursekit.lang import tr

MAX_STARTS = 10  # of warm processes for one child
_KEPT = ("COURSEKIT_LANG", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "PATH", "PYTHONHASHSEED", "PYTHONPATH", "TMPDIR")


class WarmProcess:
    """All warm processes of one run: a first one with numpy, and what grows from it on demand; usable from threads.

    One that dies is replaced when it is next needed.
    """

    def __init__(self):
        self.tree = threading.RLock()
        self.homes = tempfile.mkdtemp(prefix="coursekit-")
        self.errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self.lines: dict[object, Line] = {}
        self.unfit: set[object] = set()
        self.closed = False
        self._start()

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "coursekit.grading.zygote", str(theirs.fileno()), self.homes],
                env=self._environment(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self.errors,
                start_new_session=True,
            )
        self.lines[()] = Line(ours)

    def _environment(self) -> dict[str, str]:
        """What warm processes may know of this one's environment: no token, no setting of the teacher's home.

        A process keeps what it was started with readable for those that it forks, whatever it deletes afterwards.
        """
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        return {**kept, "HOME": self.homes, "MPLCONFIGDIR": font_cache() or self.homes}

    def wait_ready(self) -> None:
        """Wait until the first process is up.

        Raises
        ------
        CourseError
            If it does not come up.
        """
        with self.tree:
            line = self._first()
        try:
            line.wait_ready()
        except WarmGone:
            self.process.kill()
            self.process.wait()
            self.errors.seek(0)
            said = self.errors.read().decode(errors="replace").strip().split("\n")[-1]
            raise CourseError(tr(f"评分进程没有启动：{said}", f"the grading process did not start: {said}")) from None

    def prepare(self, rungs: Rungs, plan=None) -> None:
        """Begin to import what will be needed, and do not wait for it."""
        rungs = tuple(rung for rung in rungs if rung)
        with suppress(WarmGone), self.tree:
            self._nest(rungs, plan) if plan else self._rung(rungs)

    def fork(self, *births: Birth) -> list[Child]:
        """Fork children, of different warm processes at the same time; their ends of the lines are closed here.

        Raises
        ------
        WarmGone
            If a warm process has ended: fork again, from a new one.
        CourseError
            If there is no warm process to be had.
        """
        try:
            parents = [self._parent(birth) for birth in births]
            with ExitStack() as held:
                for line in sorted(set(parents), key=id):
                    held.enter_context(line.lock)
                return fork_all(list(zip(births, parents, strict=True)))
        finally:
            for birth in births:
                birth.line.close()

    def _parent(self, birth: Birth) -> Line:
        """Return a warm process that is up, with as much done ahead as can be forked from."""
        for _ in range(MAX_STARTS):
            self.wait_ready()
            with suppress(WarmGone):  # it, or what it grew from, has died since: another one is started
                rungs = self._fit(birth.rungs)
                if birth.plan:
                    return self._nursery(rungs, birth.plan)
                return self._ahead(rungs, birth) or self._up(lambda rungs=rungs: self._rung(rungs))
        raise CourseError(tr("评分进程一再被终止", "the grading processes keep being killed"))

    def _up(self, find) -> Line:
        with self.tree:
            line = find()
        try:
            line.wait_ready()
        except WarmGone:
            if line.ready or not line.parent or not line.parent.alive():
                raise
            raise Unfit(tr("进程自己结束了", "it has ended by itself")) from None
        return line

    def _nursery(self, rungs: Rungs, plan: Plan) -> Line:
        try:
            return self._up(lambda: self._nest(rungs, plan))
        except Unfit as reason:
            text = tr(f"沙箱没有建成：{reason}", f"the sandbox could not be put up: {reason}")
            raise CourseError(text) from None

    def _ahead(self, rungs: Rungs, birth: Birth) -> Line | None:
        """Return a process that has run the assignment's first steps; None where there are none, or it cannot be."""
        key = rungs, birth.ahead
        if birth.ahead is None or key in self.unfit:
            return None
        request = {"op": "teach", "environment": birth.environment, "memory": birth.memory}
        bundles = [bundle.descriptor for bundle in (birth.ahead, *birth.files)]
        try:
            return self._up(lambda: self._branch(key, rungs, request, bundles))
        except Unfit:
            self.unfit.add(key)
            return None

    def _fit(self, rungs: Rungs) -> Rungs:
        """Return the most of these rungs that is fit for forking: what cannot be had is left to the children."""
        while rungs := tuple(rung for rung in rungs if rung):
            if rungs not in self.unfit:
                try:
                    self._up(lambda rungs=rungs: self._rung(rungs))
                    return rungs
                except Unfit:
                    self.unfit.add(rungs)
            modest = plain(rungs[-1])
            rungs = (*rungs[:-1], *([modest] if modest != rungs[-1] else []))
        return ()

    def _first(self) -> Line:
        if self.closed:
            raise CourseError(tr("评分进程已经结束", "the grading process has been closed"))
        if not self.lines[()].alive():
            self.process.kill()
            self.process.wait()
            self.lines[()].sock.close()
            self._start()
        return self.lines[()]

    def _rung(self, rungs: Rungs) -> Line:
        """Return the line to the process that has imported these; it may still be importing."""
        if not rungs:
            return self._first()
        return self._branch(rungs, rungs[:-1], {"op": "grow", "modules": rungs[-1]})

    def _nest(self, rungs: Rungs, plan) -> Line:
        asked = plan.as_json()
        return self._branch((rungs, asked), rungs, {"op": "nest", "plan": asked})

    def _branch(self, key, below: Rungs, request: dict, descriptors: list[int] = ()) -> Line:
        parent = self._rung(below)
        line = self.lines.get(key)
        if line is None or not line.alive():
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                parent.tell(request, [theirs.fileno(), *descriptors])
            line = self.lines[key] = Line(ours, parent)
        return line

    def close(self) -> None:
        """End every warm process and every child of it."""
        with self.tree:
            if self.closed:
                return
            self.closed = True
        for line in self.lines.values():
            line.sock.close()
        if not self.lines[()].ready:
            self.process.kill()  # it would import to the end before it looked at its line
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.errors.close()
        shutil.rmtree(self.homes, ignore_errors=True)
