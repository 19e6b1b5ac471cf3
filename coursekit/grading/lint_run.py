"""The linter's process, a fork of a warm one: it is handed a job, and answers on its line, both as JSON.

It runs the teacher's own code, with the teacher's rights: it is the solution that is run here, no submission.
"""

import json
import os
import random
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from coursekit.grading.errors import EngineFault
from coursekit.grading.imports import teachers_rung
from coursekit.grading.newborn import die_with_parent
from coursekit.grading.warmup import import_all, settle

PASS_LIMIT = 600.0  # seconds of wall time for one pass: a backstop


def run(job: dict) -> dict[str, dict]:
    """Run all passes, ``workers`` at a time; return their answers by name.

    Parameters
    ----------
    job : dict
        ``cells`` (see `lint_passes.home`), ``steps`` and ``stripped`` (the steps of two examinations), ``defined``
        (names that solution cells bind), ``files`` (paths by name), ``seed_key``, ``workers``, ``straight`` (whether
        lies may be told at checks, where an answer goes straight to one; else each is told in a fork).
    """
    from coursekit.grading import lint_passes

    import_all(teachers_rung(cell["code"] for cell in job["cells"]))
    settle()
    passes = {
        "examined": lambda: lint_passes.examine(job, job["steps"], lying=True),
        "home": lambda: {"failed": lint_passes.home(job)},
        "visible": lambda: {"failed": lint_passes.home(job, visible=True)},
        "stripped": lambda: lint_passes.examine(job, job["stripped"], lying=False),
    }
    answers = _in_forks(passes, job["files"], job["workers"])
    if answers["examined"].get("astray"):
        forked = {**job, "straight": False}
        passes = {"examined": lambda: lint_passes.examine(forked, job["steps"], lying=True)}
        answers |= _in_forks(passes, job["files"], job["workers"])
    return answers


def _in_forks(passes: dict[str, Callable], files: dict[str, str], workers: int) -> dict[str, dict]:
    waiting, running, answers = dict(passes), {}, {}
    while waiting or running:
        while waiting and len(running) < workers:
            name = next(iter(waiting))
            running[name] = _Fork(waiting.pop(name), files)
        select.select([fork.ear for fork in running.values()], [], [], 1.0)
        for name, fork in list(running.items()):
            if fork.done():
                answers[name] = fork.answer()
                del running[name]
    return answers


class _Fork:
    """One pass in a process and a folder of its own; its answer comes through a pipe."""

    def __init__(self, work: Callable[[], dict], files: dict[str, str]):
        self.folder = tempfile.mkdtemp(prefix="coursekit-lint-")
        for name, path in files.items():
            target = Path(self.folder, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        self.ear, mouth = os.pipe()
        self.content = b""
        self.ended = False
        self.last = time.monotonic() + PASS_LIMIT
        self.pid = os.fork()
        if self.pid == 0:
            self._work(work, mouth)
        os.close(mouth)

    def _work(self, work: Callable[[], dict], mouth: int) -> None:
        """Be the fork; never return."""
        os.setsid()
        die_with_parent()
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        os.chdir(self.folder)
        sys.path[:0] = [""]  # modules beside the notebook, as in a kernel
        os.environ["HOME"] = os.environ["TMPDIR"] = self.folder
        tempfile.tempdir = None
        try:
            _seed()
            answer = work()
        except EngineFault as fault:
            answer = {"fault": str(fault)}
        except BaseException:
            answer = {"fault": traceback.format_exc()}
        with os.fdopen(mouth, "wb") as pipe:
            pipe.write(json.dumps(answer).encode())
        os._exit(0)

    def done(self) -> bool:
        """Read what has come; end what is over its time."""
        if time.monotonic() > self.last:
            os.killpg(self.pid, signal.SIGKILL)
        while not self.ended and select.select([self.ear], [], [], 0)[0]:
            more = os.read(self.ear, 2**20)
            self.content += more
            self.ended = not more
        return self.ended

    def answer(self) -> dict:
        """Return the answer; a fork that ended without one says how it ended."""
        os.close(self.ear)
        _, status = os.waitpid(self.pid, 0)
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self.content:
            over = time.monotonic() > self.last
            return {"fault": f"no answer after {PASS_LIMIT:g} s" if over else f"ended with status {status}"}
        return json.loads(self.content)


def _seed() -> None:
    """Let a notebook that draws without a seed draw the same in every run of the linter."""
    random.seed(0)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
    if "torch" in sys.modules:
        sys.modules["torch"].manual_seed(0)


def answer(line: socket.socket, job: dict) -> None:
    """Answer one job, or say what stopped it; never return."""
    try:
        said = run(job)
    except BaseException:
        said = {"stopped": traceback.format_exc()}
    line.sendall(json.dumps(said).encode())
    os._exit(0)
