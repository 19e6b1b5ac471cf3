"""The passes of the linter, each in a fork of one process that has imported what the notebook imports.

`home` runs the solution in one plain kernel, `visible` the same without hidden tests, as a student has them; `stripped`
examines the notebook as released; `examined` examines the solution, and tells lies in its name.
"""

import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import wraps

from coursekit import checks
from coursekit.checks import session as checks_session
from coursekit.grading.alarms import Alarm, Crashed
from coursekit.grading.capped import CappedText
from coursekit.grading.errors import EngineFault
from coursekit.grading.exam_session import ExamSession
from coursekit.grading.examiner import Examination
from coursekit.grading.liar import Liar
from coursekit.grading.lint_candidate import LintLink, start
from coursekit.grading.lint_straight import read_out_of_sight, straight
from coursekit.grading.seeding import seed_both_sides
from coursekit.grading.testcell import Verdict, words
from coursekit.grading.warmup import settle
from coursekit.lang import tr

PRINTED_CAP = 1_000_000
TOLD_CAP = 2_000  # characters of what went wrong in a cell


def home(job: dict, visible: bool = False) -> list[dict]:
    """Run all cells in one kernel; return what failed: cell, line, text.

    Parameters
    ----------
    job : dict
        ``cells``, each with ``key``, ``role``, ``source``, ``visible`` and ``points``.
    visible : bool
        Leave the hidden tests out.
    """
    from coursekit.grading.shell import make_shell

    shell = make_shell()
    checks_session.install(checks_session.HomeSession())
    if not visible:
        shell.user_ns["reference"] = SolutionItself(shell.user_ns)
    failed = []
    with redirect_stdout(CappedText(PRINTED_CAP)), redirect_stderr(CappedText(PRINTED_CAP)):
        for cell in job["cells"]:
            source = cell["visible"] if visible and cell["role"] == "test" else cell["source"]
            result = shell.run_cell(source, store_history=True)
            error = result.error_before_exec or result.error_in_exec
            if error is not None:
                failed.append({"cell": cell["key"], "line": _line(error), "text": _short(error)})
            elif cell["role"] == "test" and not visible and _is_less(result.result, cell["points"]):
                failed.append({"cell": cell["key"], "line": 0, "text": f"{result.result!r} < {cell['points']:g}"})
    return failed


class SolutionItself:
    """`reference` in the one kernel: the solution has just run there."""

    def __init__(self, names: dict):
        self._names = names

    def __getattr__(self, name: str):
        try:
            return self._names[name]
        except KeyError:
            raise AttributeError(name) from None


def _is_less(value, points: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value < points


def _line(error: BaseException) -> int:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno for frame in frames if frame.filename.startswith("<ipython-input")]
    return own[0] if own else getattr(error, "lineno", 0) or 0


def _short(error: BaseException) -> str:
    lines = str(error).strip().split("\n")
    return f"{type(error).__name__}: {lines[0]}" if lines[0] else type(error).__name__


class LintDesk:
    """A supervisor's place taken by nobody: one candidate, no clocks.

    Parameters
    ----------
    defined : frozenset of str
        Names that the solution cells bind.
    """

    def __init__(self, defined: frozenset[str]):
        self.defined = defined
        self.tested = None
        self.control = None

    def begin(self, key: str) -> None:
        """Start no clock."""

    def end(self) -> None:
        """Stop no clock."""

    def flush(self) -> None:
        """Tell nobody."""

    def report(self, kind: str, content) -> None:
        if kind == "broken":
            raise EngineFault(tr(f"教师的单元在评分进程里出错：{content}", f"a cell fails in the examiner: {content}"))

    def candidate(self):
        if self.control is not None:
            return None  # a solution that ends its process is not tried again
        channel, self.control = start(self.defined)
        return channel

    def why_gone(self) -> Crashed:
        return Crashed("the process of the solution has ended")


class Lint(Examination):
    """An examination whose test cells are heard by a liar.

    Parameters
    ----------
    desk, job
        As in `Examination`; the job has ``workers``, and ``straight``: whether lies may be told at checks.
    lying : bool
        Whether lies are told.
    """

    def __init__(self, desk: LintDesk, job: dict, lying: bool):
        super().__init__(desk, job)
        self.link_type = LintLink
        self.liar = Liar(None, None, desk.defined, job["workers"]) if lying else None
        self.session = WatchedSession(lambda: self.link, self._seed, self.liar)
        self.read = read_out_of_sight(step["source"] for step in job["steps"] if step["op"] in ("teach", "test"))

    def _judge(self, step: dict, cell) -> Verdict:
        liar = self.liar
        if liar is not None:
            liar.link, liar.control, self.link.liar = self.link, self.desk.control, liar
            goals = straight(step["source"], self.seen(step)) if self.job["straight"] else {}
            liar.enter(step["key"] if step["points"] > 0 else "", goals)
        verdict = super()._judge(step, cell)
        if liar is not None:
            liar.judged(verdict.score >= step["points"])
            liar.enter("")
        return verdict

    def seen(self, step: dict) -> frozenset[str] | None:
        """Return the names of a test cell that others may read while it runs; None for all."""
        if self.read is None:
            return None
        shared = (name for _, _, names in step.get("shares", ()) for name in names)
        return self.read | {*step["owned"], *shared}


class WatchedSession(ExamSession):
    """A session that tells a liar of the first thing that goes wrong."""

    def __init__(self, link_of, seed_of, liar: Liar | None):
        super().__init__(link_of, seed_of)
        self.liar = liar
        self.told: dict[str, str] = {}  # by cell, what went wrong first

    def record(self, error: BaseException, block: str = "") -> None:
        if self.liar is not None:
            self.liar.noticed()
        self.told.setdefault(self.cell.grade_id, str(error) if isinstance(error, Alarm) else words(error))
        super().record(error, block)


def _heard(check: Callable, liar: Liar) -> Callable:
    """Return a check that a liar hears of first."""

    @wraps(check)
    def heard(actual, expected, **options):
        liar.check(check, sys._getframe(1), actual, expected, options)

    return heard


def examine(job: dict, steps: list[dict], lying: bool) -> dict:
    """Examine; return scores and first failures by test cell, what the liar was believed, and broken cells.

    Where ``astray`` is true in the answer, lies have not been told that were to be told at a check: examine again with
    a job that is not ``straight``, so that each is told in a fork.
    """
    desk = LintDesk(frozenset(job["defined"]))
    kept = {name: job[name] for name in ("seed_key", "workers", "straight")}
    lint = Lint(desk, {"steps": steps, **kept}, lying)
    sys.stdout = sys.stderr = CappedText(PRINTED_CAP)
    seed_both_sides(desk)
    if lint.liar is not None:
        settle()  # many forks are to come
        for name in ("close", "equal"):
            setattr(checks, name, _heard(getattr(checks, name), lint.liar))
    try:
        verdicts = lint.run()
    except BaseException:
        if lint.liar is not None and lint.liar.report is not None:
            lint.liar.broken(traceback.format_exc())
        raise
    lost = {v.grade_id: next((f for f in v.failures if f.line), v.failures[0]) for v in verdicts if v.failures}
    told = {name: lint.session.told.get(name, failure.text) for name, failure in lost.items()}
    return {
        "scores": {v.grade_id: v.score for v in verdicts},
        "failures": {name: [failure.line, " ".join(told[name].split())[:TOLD_CAP]] for name, failure in lost.items()},
        "believed": [vars(lie) for lie in lint.liar.believed] if lint.liar else [],
        "told": lint.liar.told if lint.liar else 0,
        "astray": bool(lint.liar and lint.liar.astray),
    }
