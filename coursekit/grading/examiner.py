"""The trusted side of one examination: drives a candidate through the notebook and judges every test cell.

It lives in a fork of its own, receives the teacher's cells from the supervisor, and tells it, step by step, what runs:
the supervisor keeps the clocks. When a candidate dies, a fresh one replays the student's cells up to there.
"""

import hashlib
import os
import random
import traceback
from dataclasses import asdict

from coursekit.checks import session as checks_session
from coursekit.grading.alarms import Alarm, Crashed, TimedOut
from coursekit.grading.capped import CappedText
from coursekit.grading.link import Link
from coursekit.grading.namespace import TestNamespace
from coursekit.grading.testcell import ExamSession, TestCell, Verdict
from coursekit.grading.wire import Channel, PeerGone
from coursekit.lang import tr

PRINTED_CAP = 1_000_000


class Desk:
    """The examiner's line to its supervisor: steps begin and end, candidates come and go."""

    def __init__(self, channel: Channel):
        self.channel = channel
        self.tested: Link | None = None  # the link of the test cell that is running

    def begin(self, key: str) -> None:
        self.channel.send(["begin", key])

    def end(self) -> None:
        self.channel.send(["end"])

    def report(self, kind: str, content) -> None:
        self.channel.send([kind, content])

    def candidate(self) -> Channel | None:
        """Ask for a fresh candidate; None where the notebook's budget is spent."""
        import socket

        self.channel.send(["candidate"])
        (answer, *_), _ = self.channel.receive()
        if answer != "coming":
            return None
        _, descriptors, _, _ = socket.recv_fds(self.channel.sock, 1, 1)
        return Channel(socket.socket(fileno=descriptors[0]))

    def why_gone(self) -> Alarm:
        """Ask why the candidate has ended."""
        self.channel.send(["why"])
        (_, status, text), _ = self.channel.receive()
        return (TimedOut if status == "timeout" else Crashed)(text)


class Examination:
    """One pass through a notebook.

    Parameters
    ----------
    desk : Desk
        The line to the supervisor.
    job : dict
        ``steps``, ``seed_key`` and ``settled`` (keys of steps that ended an examiner before).
    visible_only : bool
        Leave the hidden parts out: the pass that finds words for failures.
    """

    def __init__(self, desk: Desk, job: dict, visible_only: bool = False):
        self.desk = desk
        self.job = job
        self.visible_only = visible_only
        self.fatal: set[str] = set(job.get("settled", ()))
        self.replayable: list[dict] = []
        self.link: Link | None = None
        self.saw_hidden = False
        self.spent = False
        self.namespace = TestNamespace(lambda: self.link)
        self.session = ExamSession(lambda: self.link, self._seed)

    def run(self) -> list[Verdict]:
        """Go through all steps and return the verdicts of the tests."""
        checks_session.install(self.session)
        verdicts = []
        for step in self.job["steps"]:
            if step["op"] == "teach":
                self._teach(step)
            elif step["key"] in self.fatal:
                continue
            elif step["op"] == "run":
                self._run(step)
            else:
                verdicts.append(self._test(step))
        return verdicts

    def _teach(self, step: dict) -> None:
        """Run the teacher's own statements here; they know no student's name, so a failure is the assignment's."""
        self.namespace.enter(frozenset())
        try:
            exec(compile(step["source"], f"<{step['key']}>", "exec"), self.namespace)
        except Exception as error:
            self.desk.report("broken", f"{step['key']}: {type(error).__name__}: {error}")
            os._exit(1)

    def _seed(self, grade_id: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.job['seed_key']}/{grade_id}".encode()).digest()[:4], "big")

    def _ready(self) -> bool:
        """Make sure that a candidate lives and has run the student's cells up to here."""
        while self.link is None or self.link.gone:
            channel = None if self.spent else self.desk.candidate()
            if channel is None:
                self.spent = True
                return False
            self.link = Link(channel, self.desk.why_gone)
            for step in list(self.replayable):
                if not self._attempt(step):
                    self.replayable.remove(step)
                    break
        return True

    def _attempt(self, step: dict) -> dict | None:
        """Run a step in the candidate; None, and never again, if that ended it."""
        self.desk.begin(step["key"])
        self.link.clear()
        try:
            return self.link.run(step["key"], step["source"])
        except Alarm as alarm:
            self.fatal.add(step["key"])
            self._report(step, {"status": alarm.status, "ename": "", "evalue": alarm.message, "outputs": []})
            return None
        finally:
            self.desk.end()

    def _run(self, step: dict) -> None:
        if not self._ready():
            self._report(step, {"status": "timeout", "ename": "", "evalue": _budget(), "outputs": []})
            return
        report = self._attempt(step)
        if report is not None:
            self.replayable.append(step)
            self._report(step, report)

    def _report(self, step: dict, report: dict) -> None:
        if not self.visible_only:
            self.desk.report("ran", {"key": step["key"], **report})

    def _test(self, step: dict) -> Verdict:
        hidden = () if self.visible_only else step["hidden"]
        try:
            cell = TestCell(step["key"], step["visible" if self.visible_only else "source"], step["points"], hidden)
        except SyntaxError:  # a block of points whose body is hidden: there is nothing visible to run
            return Verdict(step["key"], 0.0, "failed")
        if not self._ready():
            verdict = Verdict(step["key"], 0.0, "timeout", [cell.failure(TimedOut(_budget()))])
        else:
            self.desk.begin(step["key"])
            try:
                self.namespace.enter(frozenset(step["owned"]))
                self.desk.tested = self.link
                verdict = cell.run(self.namespace, self.session, self.saw_hidden)
            finally:
                self.desk.tested = None
                self.desk.end()
            self.saw_hidden = self.saw_hidden or bool(hidden)
        if not self.visible_only:
            self.desk.report("verdict", asdict(verdict))
        return verdict


def _budget() -> str:
    return tr("整份 notebook 的总时间已用完", "the time of the whole notebook is used up")


def find_words(desk: Desk, job: dict, verdicts: list[Verdict]) -> None:
    """Run again without hidden parts, as far as needed, so that failures of visible lines can be told in full."""
    unsafe = {verdict.grade_id for verdict in verdicts if any(failure.unsafe for failure in verdict.failures)}
    if not unsafe:
        return
    last = max(number for number, step in enumerate(job["steps"]) if step["key"] in unsafe)
    again = Examination(desk, {**job, "steps": job["steps"][: last + 1]}, visible_only=True)
    words = {(v.grade_id, f.line): f.text for v in again.run() for f in v.failures if not f.hidden}
    desk.report("words", [[grade_id, line, text] for (grade_id, line), text in words.items()])


def _seed_both_sides(desk: Desk) -> None:
    """Let a test's seeding reach the candidate: one process would have seeded both."""
    import numpy
    import torch

    def wrapped(library, original):
        def seed(value=None, *args, **kwargs):
            result = original(value, *args, **kwargs)
            if type(value) is int and desk.tested is not None:
                desk.tested.ask("seed", library, value)
            return result

        return seed

    random.seed = wrapped("random", random.seed)
    numpy.random.seed = wrapped("numpy", numpy.random.seed)
    torch.manual_seed = wrapped("torch", torch.manual_seed)


def main(channel: Channel, shell, folder: str) -> None:
    """Run an examiner: one job, then leave."""
    import sys

    os.chdir(folder)
    sys.stdout = sys.stderr = CappedText(PRINTED_CAP)
    desk = Desk(channel)
    (_, job), _ = channel.receive()
    try:
        _seed_both_sides(desk)
        find_words(desk, job, Examination(desk, job).run())
        desk.report("done", None)
    except PeerGone:
        pass  # the supervisor has ended; so does its examiner
    except BaseException:  # a fault of the engine: tell it, or the supervisor tries again in vain
        desk.report("fault", traceback.format_exc())
    finally:
        os._exit(0)
