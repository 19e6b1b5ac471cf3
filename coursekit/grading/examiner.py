"""The trusted side of one examination: drives a candidate through the notebook and judges every test cell.

It lives in a fork of its own, receives the teacher's cells from the supervisor, and tells it, step by step, what runs:
the supervisor keeps the clocks. When a candidate dies, everything up to there is run again with a fresh one, in a fresh
namespace, but for the statement that ended it: the student's cells, the teacher's, and the tests, whose verdicts stand.
Only what a test did to the examiner's own folder and libraries is not undone; each candidate has a folder of its own.
"""

import ast
import hashlib
import os
import sys
from collections.abc import Collection
from dataclasses import asdict

from coursekit.checks import session as checks_session
from coursekit.grading import reports
from coursekit.grading.alarms import Alarm, TimedOut
from coursekit.grading.compiled import CompiledCells
from coursekit.grading.desk import Desk
from coursekit.grading.exam_session import ExamSession
from coursekit.grading.forwarding import rewrite
from coursekit.grading.link import Link
from coursekit.grading.namespace import MainModule, TestNamespace
from coursekit.grading.reference import MODULE, Reference
from coursekit.grading.testcell import TestCell, Verdict
from coursekit.lang import tr

OUTPUTS_CAP = 32 * 2**20  # characters of the outputs of one notebook


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
    compiled : CompiledCells, optional
        The test cells that are compiled already.
    """

    def __init__(self, desk: Desk, job: dict, visible_only: bool = False, compiled: CompiledCells | None = None):
        self.desk = desk
        self.job = job
        self.visible_only = visible_only
        self.compiled = compiled or CompiledCells()
        self.link_type = _traced_link() if job.get("trace") else Link
        self.fatal: set[str] = set(job.get("settled", ()))
        self.done: list[dict] = []  # the steps to run again when a candidate has died
        self.link: Link | None = None
        self.saw_hidden = False
        self.shown = 0  # characters of outputs that went to the supervisor
        self.troubled: dict[str, dict] = {}  # reports on cells that failed after a hidden test
        self.spent = False
        self.namespace = TestNamespace(lambda: self.link)
        self.reference: Reference | None = None
        self.session = ExamSession(lambda: self.link, self._seed)

    def run(self) -> list[Verdict]:
        """Go through all steps and return the verdicts of the tests."""
        checks_session.install(self.session)
        sys.modules["__main__"] = MainModule(lambda: self.namespace)
        verdicts = []
        for step in self.job["steps"]:
            if step["op"] == "teach":
                self._teach(step)
                self.done.append(step)
            elif step["op"] == "refer":
                self._refer(step)
            elif step["key"] in self.fatal:
                continue
            elif step["op"] == "run":
                self._run(step)
            else:
                verdicts.append(self._test(step))
        return verdicts

    def _teach(self, step: dict) -> None:
        """Run the teacher's own statements here; they know no student's name, so a failure is the assignment's."""
        self.desk.flush()
        self.namespace.enter(frozenset())
        try:
            tree = rewrite(ast.parse(step["source"]))
            exec(compile(tree, f"<{step['key']}>", "exec"), self.namespace)
        except Exception as error:
            self.desk.report("broken", f"{step['key']}: {type(error).__name__}: {error}")
            os._exit(1)

    def _refer(self, step: dict) -> None:
        """Keep statements of the solution for the tests that ask for it."""
        self.reference = self.reference or Reference(dict(self.namespace.names))
        self.reference.add(step["key"], step["source"])
        self.namespace.names[MODULE] = self.reference

    def _seed(self, grade_id: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.job['seed_key']}/{grade_id}".encode()).digest()[:4], "big")

    def _ready(self) -> bool:
        """Make sure that a candidate lives and has run the cells up to here."""
        while self.link is None or self.link.gone:
            first = self.link is None
            channel = None if self.spent else self.desk.candidate()
            if channel is None:
                self.spent = True
                return False
            self.link = self.link_type(channel, self.desk.why_gone)
            self.link.on_request = self._flush
            if not first:
                self._replay()
        return True

    def _flush(self) -> None:
        self.namespace.flush()

    def _replay(self) -> None:
        """Run again what has been run, from the start; a step that ends the candidate now is left out from now on."""
        self.namespace = TestNamespace(lambda: self.link)
        if self.reference is not None:
            self.namespace.names[MODULE] = self.reference
        for step in list(self.done):
            if step["op"] == "teach":
                self._teach(step)
            elif step["op"] == "run":
                self._attempt(step)
            else:
                self._judge(step, self._cell(step))
            if self.link.gone:
                self.done.remove(step)
                return

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
            self.done.append(step)
            kept_back = [name for name in self.namespace.kept_back if repr(name) in report["evalue"]]
            if report["ename"] == "NameError" and kept_back:
                report["kept_back"] = kept_back
            self._report(step, report)

    def _report(self, step: dict, report: dict) -> None:
        """Tell how a cell went: of outputs no more than a notebook may have, of failures what cannot be a message.

        Which cells fail, and how, could spell out a hidden input that the student's code has met: there the pass
        without hidden parts tells it.
        """
        if report["status"] != "ok" and (self.visible_only or self.saw_hidden):
            self.troubled[step["key"]] = report = {**report, "unsafe": True}
        if self.visible_only:
            return
        size = reports.size_of(report["outputs"])
        if self.shown + size > OUTPUTS_CAP:
            report = {**report, "outputs": []}
        else:
            self.shown += size
        self.desk.report("ran", {"key": step["key"], **report})

    def _test(self, step: dict) -> Verdict:
        try:
            cell = self._cell(step)
        except SyntaxError:  # a block of points whose body is hidden: there is nothing visible to run
            return Verdict(step["key"], 0.0, "failed")
        if not self._ready():
            verdict = Verdict(step["key"], 0.0, "timeout", [cell.failure(TimedOut(_budget()))])
        else:
            verdict = self._judge(step, cell)
            self.saw_hidden = self.saw_hidden or bool(cell.hidden)
            if not self.link.gone:
                self.done.append(step)
            elif any(end < verdict.failures[-1].reach for _, end in cell.spans):
                self.done.append({**step, "until": verdict.failures[-1].reach})
        if not self.visible_only:
            self.desk.report("verdict", asdict(verdict))
            if self.job.get("trace") == step["key"] and self.link is not None:
                self.desk.report("traced", self.link.told())
        return verdict

    def _cell(self, step: dict) -> TestCell:
        source, hidden = (step["visible"], ()) if self.visible_only else (step["source"], step["hidden"])
        return self.compiled.get(step, source, hidden)

    def _judge(self, step: dict, cell: TestCell) -> Verdict:
        self.desk.begin(step["key"])
        try:
            self.namespace.enter(frozenset(step["owned"]))
            self.namespace.kept_back |= set(step.get("withheld", ()))
            self.link.classes = frozenset(step.get("classes", ()))
            self.link.scorers = frozenset(step.get("scorers", ()))
            self.desk.tested = self.link
            return cell.run(self.namespace, self.session, self.saw_hidden)
        finally:
            self.desk.tested = None
            self.desk.end()


def _traced_link() -> type[Link]:
    from coursekit.grading.trace import TracedLink  # only where a teacher asks why points were lost

    return TracedLink


def _budget() -> str:
    return tr("整份 notebook 的总时间已用完", "the time of the whole notebook is used up")


def find_words(desk: Desk, job: dict, verdicts: list[Verdict], troubled: Collection[str] = ()) -> None:
    """Run again without hidden parts, as far as needed, so that failures of visible lines can be told in full.

    Parameters
    ----------
    troubled : collection of str
        Keys of the student's cells that failed after a hidden test. If there is one, the whole notebook is run: how far
        would be a message.
    """
    unsafe = {verdict.grade_id for verdict in verdicts if any(failure.unsafe for failure in verdict.failures)}
    if not unsafe and not troubled:
        return
    last = max((number for number, step in enumerate(job["steps"]) if step["key"] in unsafe), default=0)
    steps = job["steps"] if troubled else job["steps"][: last + 1]
    again = Examination(desk, {**job, "steps": steps}, visible_only=True)
    # The block is part of the place: a helper's assert may fail in several, for a reason of each.
    words: dict[tuple[str, int, str], str] = {}
    for verdict in again.run():
        for failure in verdict.failures:
            if not failure.hidden:
                words.setdefault((verdict.grade_id, failure.line, failure.block), failure.text)
    desk.report("words", [[*place, text] for place, text in words.items()])
    if troubled and not again.spent:
        desk.report("troubles", {key: {**report, "outputs": []} for key, report in again.troubled.items()})
