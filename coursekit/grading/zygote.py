"""The warm processes: they import libraries once, and fork a child for each side of an examination, or for the linter.

The first one has numpy and the shell. Others are forks of it, or of each other, that have imported more (*grow*), so
that they share their pages; or that have gone into the sandbox, to fork candidates (*nest*). All are single-threaded,
run no autograd and hold neither tests nor submissions, so that a child inherits nothing but warm modules. Each answers
its supervisor, one request at a time, over a SEQPACKET socket of its own:

    {"op": "grow", "modules": […]} + line         a process that has these too; it serves that line
    {"op": "nest", "plan": "…"} + line            a process inside the sandbox, which forks candidates
    {"op": "teach", …} + line, steps, bundles     a process that has run an assignment's first steps, see `sitting`
    {"op": "fork", …} + a line and bundles        ->  {"pid": …}       a candidate, an examiner, a linter: see `Birth`
    {"op": "kill", "pid": …}                      the child is killed, and stays to be asked for its status
    {"op": "end", "pid": …}                       the child is killed, and reaped when it has ended
    {"op": "status", "pid": …}  ->  {"status": …} the same, and its raw wait status once it has ended

A new process says ``{"ready": pid}`` on its line, or ``{"failed": reason}``. A child stays a zombie until it is reaped,
so its pid cannot be given to another process meanwhile. When a line closes, its process ends with every child of it.
"""

import json
import os
import select
import shutil
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from coursekit.grading.newborn import become, close_all_but, die_with_parent, examiners_home, surround

MESSAGE_CAP = 65536
MAX_DESCRIPTORS = 4
REAP_TICK = 0.02  # seconds between looks at children that were killed and have not ended yet
SINGLE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class Zygote:
    """One warm process.

    What it forks are examiners and linters, or candidates where it is a nursery. Only one with a sitting has seen
    anything of the teacher's, and no candidate descends from it.

    Parameters
    ----------
    control : socket.socket
        The line to the supervisor.
    shell : Shell
        The warm IPython shell that candidates use.
    homes : Path
        Below it lie the folders of children that have no root of their own, named by their pids.
    nursery : sandbox.Nursery, optional
        What candidates are forked by.
    sitting : Sitting, optional
        What examiners go on from.
    """

    def __init__(self, control: socket.socket, shell, homes: Path, nursery=None, sitting=None):
        self.control, self.shell, self.homes = control, shell, homes
        self.nursery, self.sitting = nursery, sitting
        self.children: set[int] = set()
        self.dying: set[int] = set()

    def serve(self) -> None:
        """Answer requests until the line closes; then end every child."""
        self.control.send(json.dumps({"ready": os.getpid()}).encode())
        while True:
            ready, _, _ = select.select([self.control], [], [], REAP_TICK if self.dying else None)
            self._reap()
            if not ready:
                continue
            message, descriptors, _, _ = socket.recv_fds(self.control, MESSAGE_CAP, MAX_DESCRIPTORS)
            if not message:
                break
            request = json.loads(message)
            getattr(self, f"_op_{request['op']}")(request, descriptors)
            for descriptor in descriptors:
                os.close(descriptor)
        self._end_all()

    def _op_grow(self, request: dict, descriptors: list[int]) -> None:
        self._branch(descriptors, lambda line: self._grown(line, request["modules"]))

    def _op_nest(self, request: dict, descriptors: list[int]) -> None:
        self._branch(descriptors, lambda line: self._nested(line, request["plan"]))

    def _op_teach(self, request: dict, descriptors: list[int]) -> None:
        self._branch(descriptors, lambda line: self._taught(line, request, descriptors))

    def _branch(self, descriptors: list[int], make) -> None:
        """Fork a process that becomes the zygote that `make` returns for its line, the first descriptor."""
        pid = os.fork()
        if pid:
            self.children.add(pid)
            return
        try:
            die_with_parent()
            close_all_but(descriptors)
            line = socket.socket(fileno=descriptors[0])
            try:
                zygote = make(line)
            except Exception as error:
                line.send(json.dumps({"failed": f"{type(error).__name__}: {error}"[:2000]}).encode())
            else:
                zygote.serve()
        finally:
            os._exit(0)

    def _grown(self, line: socket.socket, modules: list[str]) -> "Zygote":
        from coursekit.grading import warmup

        warmup.import_all(modules)
        warmup.settle()
        return Zygote(line, self.shell, self.homes)

    def _nested(self, line: socket.socket, plan: str) -> "Zygote":
        from coursekit.grading.sandbox import Nursery, Plan

        return Zygote(line, self.shell, self.homes, Nursery(Plan.from_json(plan)))

    def _taught(self, line: socket.socket, request: dict, descriptors: list[int]) -> "Zygote":
        from coursekit.grading import beginning, sitting, warmup

        files = surround(request["environment"], descriptors)
        first, moved, tests = json.loads(files.pop(beginning.STEPS))
        home = examiners_home(self.homes, files, request["memory"])
        warmup.reseed()
        begun = sitting.begin(first, moved, tests, home)
        warmup.settle(collapse=False)  # its pages are its parent's: collapsed, they would be copies
        return Zygote(line, self.shell, self.homes, sitting=begun)

    def _op_fork(self, request: dict, descriptors: list[int]) -> None:
        pid = self.nursery.fork() if self.nursery else os.fork()
        if pid == 0:
            try:
                become(request, descriptors, self)
            finally:
                os._exit(70)
        self.children.add(pid)
        self.control.send(json.dumps({"pid": pid}).encode())

    def _op_kill(self, request: dict, descriptors: list[int]) -> None:
        self._kill(request["pid"])

    def _op_end(self, request: dict, descriptors: list[int]) -> None:
        self._kill(request["pid"])
        self.dying.update(self.children & {request["pid"]})

    def _op_status(self, request: dict, descriptors: list[int]) -> None:
        pid = request["pid"]
        self._kill(pid)
        _, status = os.waitpid(pid, 0)
        self._clear_up(pid)
        self.control.send(json.dumps({"status": status}).encode())

    def _kill(self, pid: int) -> None:
        """Kill a child, and whatever it has started; once it was reaped, its pid may be anyone's."""
        if pid not in self.children:
            return
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)

    def _reap(self) -> None:
        for pid in list(self.dying):
            if os.waitpid(pid, os.WNOHANG)[0]:
                self._clear_up(pid)

    def _clear_up(self, pid: int) -> None:
        """Leave nothing behind of a child that was reaped."""
        if self.nursery:
            self.nursery.sweep(pid)
        self.children.discard(pid)
        self.dying.discard(pid)
        shutil.rmtree(self.homes / str(pid), ignore_errors=True)

    def _end_all(self) -> None:
        for pid in self.children:
            self._kill(pid)
        for pid in list(self.children):
            os.waitpid(pid, 0)
            self._clear_up(pid)


def main() -> None:
    """Entry point: ``python -m coursekit.grading.zygote FD HOMES``."""
    for name in SINGLE_THREAD:
        os.environ[name] = "1"
    os.environ["MPLBACKEND"] = "agg"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from coursekit.grading import warmup

    warmup.import_all(warmup.BASE)
    from coursekit.grading.shell import make_shell

    shell = make_shell()
    warmup.read_sources()
    warmup.settle()
    homes = Path(sys.argv[2])
    try:
        Zygote(socket.socket(fileno=int(sys.argv[1])), shell, homes).serve()
    finally:
        shutil.rmtree(homes, ignore_errors=True)


if __name__ == "__main__":
    main()
