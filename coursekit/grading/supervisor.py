"""One submission under the clocks: forks its examiner and candidates, ends what runs over, gathers the verdicts."""

import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import replace

from coursekit.grading.clocks import cpu_seconds, tree_seconds
from coursekit.grading.endings import by_itself, inside, of_the_teachers, over_memory, over_time
from coursekit.grading.errors import EngineFault
from coursekit.grading.lines import Birth, Child, WarmGone
from coursekit.grading.memory import family_bytes, own_bytes
from coursekit.grading.terms import Limits, Outcome, Setting
from coursekit.grading.warm import WarmProcess
from coursekit.grading.wire import Channel, PeerGone, WireError
from coursekit.lang import tr

TICK = 0.05
EXAMINER_GRACE = 2.0  # CPU seconds an examiner may go on after its candidate was ended
MAX_CANDIDATES = 200
MAX_STARTS = 5  # examinations begun anew because a process was killed from outside


class Disturbed(Exception):  # noqa: N818 - an event
    """A process was killed, and not by us: by the kernel for want of memory, by a person, or by the student's code."""


class Examination:
    """Runs one job to its end, whatever the student's code does.

    Parameters
    ----------
    warm : WarmProcess
        Where children come from.
    job : dict
        For the examiner: ``steps`` and ``seed_key``.
    setting : Setting
        What its processes begin with.
    limits : Limits
        The clocks.
    """

    def __init__(self, warm: WarmProcess, job: dict, setting: Setting, limits: Limits):
        self.warm, self.job, self.setting, self.limits = warm, job, setting, limits
        self.disturbed = False
        self._begin()

    def _begin(self) -> None:
        self.outcome = Outcome()
        self.desk: Channel | None = None  # the line to an examiner that was forked before its turn
        self.candidate: Child | None = None
        self.examiner: Child | None = None
        self.spare: tuple[Child, socket.socket] | None = None
        self.candidates = 0
        self.cause: tuple[str, str] | None = None  # status and words for a candidate that was ended from here
        self.step: str | None = None
        self.examiner_killed, self.born = False, 0  # bytes of its own that the candidate began with
        self.now: float | None = None  # the CPU time at this frame, where it was looked at
        self.spent = self.cpu_start = self.wall_start = self.cpu_killed = self.wall_killed = 0.0

    def prepare(self) -> None:
        """Fork both sides, which wait for their turn then: `run` goes on with them, or `close` ends them."""
        with suppress(WarmGone):  # `run` tries again
            self.desk = self._fork_pair()

    def run(self) -> Outcome:
        """Examine until every step has its verdict; from the start again where a warm process dies under it."""
        for _ in range(MAX_STARTS):
            try:
                return self._examine()
            except (WarmGone, Disturbed):
                pass
            finally:
                self.close()
            self._begin()
        raise EngineFault(tr("评分进程一再被终止，这份作业没有评完", "the processes keep being killed: not graded"))

    def _examine(self) -> Outcome:
        settled: list[str] = []
        while not self._sitting({**self.job, "settled": settled}):
            ended, self.examiner = self.examiner, None
            self._forgive(ended.status(), self.examiner_killed)
            if self.step is None or self.step in settled:
                raise EngineFault(tr("评分进程反复中断，这份作业没有评完", "the examiner keeps ending: not graded"))
            settled.append(self.step)  # the step that took the examiner down is not tried again
            self.outcome.overrun[self.step] = self.cause[0] if self.cause else "crashed"
            self.cause = None
            self.close()
        return self.outcome

    def _forgive(self, status: int, ours: bool) -> None:
        """Begin again, once, where a process was killed from outside: that costs no student a point."""
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL and not ours and not self.disturbed:
            self.disturbed = True
            raise Disturbed

    def _sitting(self, job: dict) -> bool:
        """Serve one examiner; return whether it finished."""
        desk, self.desk = self.desk or self._fork_pair(), None
        try:
            desk.send(["job", job])
            checked = time.monotonic()
            while True:
                ready, _, _ = select.select([desk], [], [], TICK)
                if ready:
                    self.now = None
                    for event, *content in desk.receive()[0]:
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

    def _fork_pair(self) -> Channel:
        """Fork an examiner, and at the same time the candidate that it is going to ask for; return the line to it."""
        ours, line = socket.socketpair()
        theirs, examiners = socket.socketpair()
        births = self._birth(line, confined=False), self._birth(theirs)
        try:
            self.examiner, candidate = self.warm.fork(*births)
        except BaseException:
            ours.close()
            examiners.close()
            raise
        self.examiner_killed, self.spare = False, (candidate, examiners)
        return Channel(ours)

    def _birth(self, line: socket.socket, confined: bool = True) -> Birth:
        setting, limits = self.setting, self.limits
        plan = replace(setting.plan, memory=limits.memory) if confined else None
        files = setting.release + (setting.own if confined else [])
        ahead, cpu = None if confined else setting.ahead, limits.last_cpu
        return Birth(line, plan, setting.rungs, setting.environment, limits.memory, cpu, files, ahead, setting.core)

    def _handle(self, desk: Channel, event: str, content: list) -> None:
        if event == "begin":
            self.step, self.cpu_start, self.wall_start = content[0], self._clock(), time.monotonic()
        elif event == "end":
            used = self._clock() - self.cpu_start
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
            self.outcome.words.update({tuple(place): text for *place, text in content[0]})
        elif event == "troubles":
            self.outcome.troubles.update(content[0])
        elif event == "traced":
            self.outcome.trace = content[0]
        elif event == "fault":
            raise EngineFault(inside(content[0]))
        elif event == "broken":
            raise EngineFault(of_the_teachers(content[0]))

    def _clock(self) -> float:  # once a frame: where one step ends another begins
        if self.now is None:
            self.now = self._cpu()
        return self.now

    def _cpu(self) -> float:
        examiners = cpu_seconds(self.examiner.pid) if self.examiner else 0.0
        return examiners + (tree_seconds(self.candidate.pid) if self.candidate else 0.0)

    def _new_candidate(self, desk: Channel) -> None:
        if self.candidate is not None:
            self.candidate.end()
        self.candidate, self.cause = None, None
        if self.spent > self.limits.budget or self.candidates >= MAX_CANDIDATES:
            desk.send(["none"])
            return
        if self.spare is None:
            theirs, examiners = socket.socketpair()
            (child,) = self.warm.fork(self._birth(theirs))
            self.spare = child, examiners
        (self.candidate, examiners), self.spare = self.spare, None
        self.born = own_bytes(self.candidate.pid)
        self.candidates += 1
        with examiners:
            desk.send(["coming"])
            socket.send_fds(desk.sock, [b"!"], [examiners.fileno()])

    def close(self) -> None:
        """End what still runs, and do not wait for it."""
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        for child in filter(None, (self.examiner, self.candidate)):
            child.end()
        self.examiner = self.candidate = None
        if self.spare is not None:
            child, line = self.spare
            self.spare = None
            line.close()
            child.end()

    def _why(self) -> tuple[str, str]:
        """Say why the candidate has ended, in words the student may read."""
        child, self.candidate = self.candidate, None
        if child is None:  # it was ended before, and its line with it
            return "crashed", by_itself()
        self.cpu_start -= tree_seconds(child.pid)  # its clock goes with it; the step goes on on the examiner's
        status = child.status()
        self._forgive(status, self.cause is not None)
        if self.cause:
            # The examiner's time begins when it is told: the kernel may take seconds to end a large process.
            self.cpu_killed, self.wall_killed = self._cpu() - self.cpu_start, time.monotonic() - self.wall_start
            return self.cause
        if os.WIFSIGNALED(status):
            name = signal.Signals(os.WTERMSIG(status)).name
            return "crashed", tr(f"运行代码的进程被信号 {name} 终止", f"the process was ended by {name}")
        return "crashed", by_itself()

    def _watch(self) -> None:
        """End what is over its time."""
        if self.step is None:
            return
        cpu, limit = self._cpu() - self.cpu_start, self.limits.of(self.step)
        wall = time.monotonic() - self.wall_start
        if self.cause is None:
            over_wall = wall > limit * self.limits.wall_factor + self.limits.wall_extra
            if cpu > limit or over_wall or self.spent + cpu > self.limits.budget:
                self._stop("timeout", over_time(limit), cpu, wall)
                if over_wall:
                    self.spent += wall - cpu  # waiting takes a worker's time: a notebook of sleepers must end too
            elif self.candidate and family_bytes(self.candidate.pid, self.born) > self.limits.memory:
                self._stop("crashed", over_memory(self.limits.memory), cpu, wall)
        elif cpu - self.cpu_killed > EXAMINER_GRACE or wall - self.wall_killed > self.limits.wall_extra:
            self.examiner_killed = True
            self.examiner.kill()

    def _stop(self, status: str, text: str, cpu: float, wall: float) -> None:
        """End the candidate, and remember why and when."""
        self.cause, self.cpu_killed, self.wall_killed = (status, text), cpu, wall
        if self.candidate is not None:
            self.candidate.kill()  # and it stays to be asked for its status
