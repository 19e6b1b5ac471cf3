"""One submission under the clocks: forks its examiner and candidates, ends what runs over, gathers the verdicts."""

import os
import select
import shutil
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field

from coursekit.grading.errors import EngineFault
from coursekit.grading.warm import WarmProcess, cpu_seconds
from coursekit.grading.wire import Channel, PeerGone, WireError
from coursekit.lang import tr

TICK = 0.05
EXAMINER_GRACE = 2.0  # CPU seconds an examiner may go on after its candidate was ended
MAX_CANDIDATES = 200


@dataclass(frozen=True)
class Limits:
    """Clocks and sizes of one notebook.

    Attributes
    ----------
    cpu : dict of str to float
        CPU seconds by step; `other_cpu` for steps that it does not name.
    wall_factor, wall_extra : float
        The wall clock of a step is ``cpu * wall_factor + wall_extra``: a backstop for sleepers, far above what a busy
        machine needs.
    budget : float
        CPU seconds of the whole notebook, replays included.
    memory : int
        Bytes of data a process may have.
    """

    cpu: dict[str, float] = field(default_factory=dict)
    other_cpu: float = 10.0
    wall_factor: float = 5.0
    wall_extra: float = 30.0
    budget: float = 120.0
    memory: int = 4 * 2**30

    def of(self, key: str) -> float:
        return self.cpu.get(key, self.other_cpu)


@dataclass
class Outcome:
    """What an examination yielded: verdicts and reports as plain data, CPU seconds by step."""

    verdicts: dict[str, dict] = field(default_factory=dict)
    reports: dict[str, dict] = field(default_factory=dict)
    words: dict[tuple[str, int], str] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    overrun: dict[str, str] = field(default_factory=dict)


class Examination:
    """Runs one job to its end, whatever the student's code does.

    Parameters
    ----------
    warm : WarmProcess
        Where children come from.
    job : dict
        For the examiner: ``steps`` and ``seed_key``.
    folders : tuple of str
        What each candidate gets a copy of as its working folder, and the examiner's folder.
    environment : dict
        The whole environment of both, but for HOME and TMPDIR, which are their folders.
    limits : Limits
        The clocks.
    """

    def __init__(self, warm: WarmProcess, job: dict, folders: tuple[str, str], environment: dict, limits: Limits):
        self.warm, self.job, self.folders = warm, job, folders
        self.environment, self.limits = environment, limits
        self.outcome = Outcome()
        self.candidate = self.examiner = 0
        self.candidates = 0
        self.cause: str | None = None
        self.spent = 0.0
        self.step: str | None = None
        self.cpu_start = self.wall_start = self.cpu_killed = self.wall_killed = 0.0

    def run(self) -> Outcome:
        """Examine until every step has its verdict."""
        settled: list[str] = []
        while True:
            try:
                if self._sitting({**self.job, "settled": settled}):
                    return self.outcome
            finally:
                self._end_candidate()
                if self.examiner:
                    self.warm.reap(self.examiner)
                    self.examiner = 0
            if self.step is None or self.step in settled:
                raise EngineFault(tr("评分进程反复中断，这份作业没有评完", "the examiner keeps ending: not graded"))
            settled.append(self.step)  # the step that took the examiner down is not tried again
            self.outcome.overrun[self.step] = "timeout" if self.cause else "crashed"
            self.cause = None

    def _sitting(self, job: dict) -> bool:
        """Serve one examiner; return whether it finished."""
        ours, theirs = socket.socketpair()
        self.examiner = self._fork("examiner", theirs, self.folders[1])
        desk = Channel(ours)
        try:
            desk.send(["job", job])
            checked = time.monotonic()
            while True:
                ready, _, _ = select.select([ours], [], [], TICK)
                if ready:
                    (event, *content), _ = desk.receive()
                    if event == "done":
                        return True
                    self._handle(desk, event, content)
                if not ready or time.monotonic() - checked > TICK:
                    checked = time.monotonic()
                    self._watch()
        except (PeerGone, WireError):
            return False
        finally:
            desk.close()

    def _fork(self, role: str, end: socket.socket, folder: str) -> int:
        environment = {**self.environment, "HOME": folder, "TMPDIR": folder}
        return self.warm.fork(role, end, folder, environment, self.limits.memory)

    def _handle(self, desk: Channel, event: str, content: list) -> None:
        if event == "begin":
            self.step, self.cpu_start, self.wall_start = content[0], self._cpu(), time.monotonic()
        elif event == "end":
            used = self._cpu() - self.cpu_start
            self.spent += used
            self.outcome.seconds[self.step] = self.outcome.seconds.get(self.step, 0.0) + used
            self.step = None
        elif event == "candidate":
            self._new_candidate(desk)
        elif event == "why":
            desk.send(["because", *self._why()])
        elif event == "ran":
            self.outcome.reports[content[0]["key"]] = content[0]
        elif event == "verdict":
            self.outcome.verdicts[content[0]["grade_id"]] = content[0]
        elif event == "words":
            self.outcome.words.update({(grade_id, line): text for grade_id, line, text in content[0]})
        elif event == "fault":
            raise EngineFault(tr(f"评分进程内部出错：{content[0]}", f"a fault inside the examiner: {content[0]}"))
        elif event == "broken":
            raise EngineFault(
                tr(
                    f"教师的单元在评分进程里出错：{content[0]}",
                    f"a cell of the teacher's fails in the examiner: {content[0]}",
                )
            )

    def _cpu(self) -> float:
        return sum(cpu_seconds(pid) for pid in (self.candidate, self.examiner) if pid)

    def _new_candidate(self, desk: Channel) -> None:
        self._end_candidate()
        if self.spent > self.limits.budget or self.candidates >= MAX_CANDIDATES:
            desk.send(["none"])
            return
        theirs, examiners = socket.socketpair()
        self.candidate = self._fork("candidate", theirs, self._own_folder())
        self.candidates += 1
        self.cause = None
        desk.send(["coming"])
        socket.send_fds(desk.sock, [b"!"], [examiners.fileno()])
        examiners.close()

    def _own_folder(self) -> str:
        """Return a fresh copy of the candidate's folder: the last one may keep what a hidden call passed in."""
        shutil.rmtree(f"{self.folders[0]}-{self.candidates - 1}", ignore_errors=True)
        return shutil.copytree(self.folders[0], f"{self.folders[0]}-{self.candidates}")

    def _end_candidate(self) -> int:
        """End the candidate if there is one; return its wait status."""
        pid, self.candidate = self.candidate, 0
        return self.warm.reap(pid) if pid else 0

    def _why(self) -> tuple[str, str]:
        """Say why the candidate has ended, in words the student may read."""
        used, cause = cpu_seconds(self.candidate) if self.candidate else 0.0, self.cause
        status = self._end_candidate()
        self.cpu_start -= used  # its clock is gone with it; the step goes on on the examiner's
        if cause:
            return "timeout", cause
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            return "crashed", tr(f"运行代码的进程被信号 {name} 终止", f"the process was ended by {name}")
        text = tr("运行代码的进程自己退出了（例如调用了 os._exit）", "the process ended by itself (os._exit, say)")
        return "crashed", text

    def _watch(self) -> None:
        """End what is over its time."""
        if self.step is None:
            return
        cpu, limit = self._cpu() - self.cpu_start, self.limits.of(self.step)
        wall = time.monotonic() - self.wall_start
        if self.cause is None:
            over_wall = wall > limit * self.limits.wall_factor + self.limits.wall_extra
            if cpu > limit or over_wall or self.spent + cpu > self.limits.budget:
                self.cause = tr(
                    f"运行超过时间上限（{limit:.1f} 秒 CPU 时间）", f"over the limit of {limit:.1f} CPU seconds"
                )
                self.cpu_killed, self.wall_killed = cpu, wall
                self._signal(self.candidate)
        elif cpu - self.cpu_killed > EXAMINER_GRACE or wall - self.wall_killed > self.limits.wall_extra:
            self._signal(self.examiner)

    @staticmethod
    def _signal(pid: int) -> None:
        if pid:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
