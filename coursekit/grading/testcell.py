"""Running one test cell: points by block, the score of its last expression, and what the student may read.

What a test raises after a hidden call may carry what the call was given: a student's function can keep it and raise it
later, or leave it for a later candidate. So text of the run reaches the student only from visible lines, before the
first hidden call of the run; otherwise the verdict names the line, and a second run without hidden parts finds the
words for it.
"""

import ast
import numbers
import sys
import traceback
from dataclasses import dataclass, field

from coursekit.checks.failure import CheckFailed
from coursekit.checks.session import missing_file, too_large
from coursekit.grading.alarms import Alarm, StudentError, StudentExit
from coursekit.lang import tr

MESSAGE_CAP = 2_000
DETAIL_CAP = 20_000


def tell(block: str, text: str) -> str:
    """Return what the student reads of a failure: the block's label first, where it has one."""
    return tr(f"{block}：{text}", f"{block}: {text}") if block else text


@dataclass
class Failure:
    """One thing that went wrong in a test cell.

    Attributes
    ----------
    line : int
        Line of the cell, from 1.
    hidden : bool
        Whether the line is hidden, so that the student reads only what the teacher gave for it.
    text : str
        What happened, for a visible line; the teacher's own words for a hidden one.
    block : str
        Label and points of the block it happened in, else empty.
    unsafe : bool
        The text may carry a hidden input: it is for the teacher until a run without hidden parts has found it too.
    reach : int
        Last line of the top-level statement that was running: lines up to there may have run before.
    """

    line: int
    hidden: bool
    text: str
    block: str = ""
    unsafe: bool = False
    reach: int = 0


@dataclass
class Verdict:
    """The outcome of one test cell, before it becomes a `CellResult`."""

    grade_id: str
    score: float
    status: str
    failures: list[Failure] = field(default_factory=list)
    detail: str = ""


class ExamSession:
    """What `coursekit.checks` asks while a test cell runs in the examiner."""

    def __init__(self, link_of, seed_of):
        self.link_of = link_of
        self.seed_of = seed_of
        self.earned = 0.0
        self.offered = 0.0
        self.failures: list[Failure] = []
        self.details: list[str] = []
        self.noted: list[BaseException] = []
        self.cell: TestCell | None = None

    def begin(self, cell: "TestCell") -> None:
        self.cell, self.earned, self.offered = cell, 0.0, 0.0
        self.failures, self.details, self.noted = [], [], []

    def leave(self, block, error: BaseException | None) -> bool:
        """End a block of points: earned without error, lost with one; only an alarm goes on upwards."""
        self.offered += block.value
        alarm = self.link_of().alarmed
        if error is None and alarm is None:
            self.earned += block.value
            return False
        self.record(
            error or alarm, tr(f"{block.label}（{block.value:g} 分）", f"{block.label} ({block.value:g} points)")
        )
        if error is None:
            raise alarm
        return isinstance(error, Exception) and alarm is None

    def record(self, error: BaseException, block: str = "") -> None:
        """Note what went wrong, in the student's words and in the teacher's; once, where an error leaves a block."""
        if any(error is known for known in self.noted):
            return
        self.noted.append(error)
        self.failures.append(self.cell.failure(error, block))
        self.details.append(writable("".join(traceback.format_exception(error))[-DETAIL_CAP:]))

    def file(self, name: str, max_bytes: int) -> bytes:
        content = self.link_of().ask("file", name, max_bytes)
        if type(content) is bytes and len(content) <= max_bytes:
            return content
        if type(content) is int:
            raise CheckFailed(too_large(name, content, max_bytes))
        raise CheckFailed(missing_file(name))

    def seed(self) -> int:
        return self.seed_of(self.cell.grade_id)


class TestCell:
    """A compiled test cell.

    Parameters
    ----------
    grade_id : str
        Its name, which becomes the file name in tracebacks.
    source : str
        Python text, IPython's syntax already transformed.
    points : float
        Points of the whole cell.
    hidden : collection of int
        Numbers of the hidden lines, from 1.
    """

    __test__ = False  # no test class for pytest

    def __init__(self, grade_id: str, source: str, points: float, hidden=()):
        self.grade_id = grade_id
        self.points = points
        self.hidden = frozenset(hidden)
        self.filename = f"<{grade_id}>"
        tree = ast.parse(source, self.filename)
        self.spans = [(node.lineno, node.end_lineno) for node in tree.body]
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self.body = compile(tree, self.filename, "exec")
        self.last = compile(ast.Expression(last.value), self.filename, "eval") if last else None

    def run(self, namespace, session: ExamSession, saw_hidden: bool = False) -> Verdict:
        """Run the cell and judge it; `saw_hidden` says whether the student's code has met a hidden call before."""
        session.begin(self)
        link = session.link_of()
        link.clear()
        value, status = None, "passed"
        try:
            exec(self.body, namespace)
            if self.last is not None:
                value = eval(self.last, namespace)
            if link.alarmed is not None:
                raise link.alarmed
        except BaseException as error:  # an alarm, SystemExit and KeyboardInterrupt of a test included
            session.record(error)
            status = self._status(error)
            bare_failure = True
        else:
            bare_failure = False
        score = self._score(session, value, bare_failure)
        if status == "passed" and session.failures:
            status = "failed"
        if status == "failed" and score > 0:
            status = "partial"
        if not session.failures and score < self.points:
            status = "partial" if score > 0 else "failed"
        for failure in session.failures:
            failure.unsafe = self._may_leak(failure, saw_hidden)
        return Verdict(self.grade_id, score, status, session.failures, "\n".join(session.details))

    def _score(self, session: ExamSession, value, bare_failure: bool) -> float:
        rest = 0.0 if bare_failure else max(0.0, self.points - session.offered)
        if not bare_failure and not session.offered and _is_score(value):
            return min(max(0.0, float(value)), self.points)  # nbgrader's meaning of a last expression; nan is 0
        return min(session.earned + rest, self.points)

    def _may_leak(self, failure: Failure, saw_hidden: bool) -> bool:
        first_hidden = min(self.hidden, default=failure.reach + 1)
        return not failure.hidden and (saw_hidden or failure.reach > first_hidden)

    @staticmethod
    def _status(error: BaseException) -> str:
        if isinstance(error, Alarm):
            return error.status
        return "failed" if isinstance(error, AssertionError) else "error"

    def failure(self, error: BaseException, block: str = "") -> Failure:
        """Return where an error happened in this cell, and what the student may read of it."""
        # Frames alone say where it happened: what an error says of itself, a SyntaxError's line, may be a student's.
        lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == self.filename]
        line = next((line for line in lines if line in self.hidden), lines[-1] if lines else 0)
        if isinstance(error, Alarm):
            return Failure(line, True, error.message, block)  # words of the engine's own
        if line in self.hidden:
            said = error.say if type(error) is CheckFailed and error.say else None
            return Failure(line, True, said or tr("隐藏测试未通过", "a hidden test did not pass"), block)
        return Failure(line, False, writable(_words(error)[:MESSAGE_CAP]), block, reach=self._reach(lines))

    def _reach(self, lines: list[int]) -> int:
        """The last line of the top-level statement that an error came out of; past the end where that is unknown."""
        outermost = lines[0] if lines else 0
        return next((end for start, end in self.spans if start <= outermost <= end), sys.maxsize)


def writable(text: str) -> str:
    """Return a text that UTF-8 can hold: a student's may carry lone surrogates, which no file takes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _is_score(value: object) -> bool:
    """Whether a last expression is a number, numpy's included; asked of the true type."""
    return issubclass(type(value), numbers.Real) and type(value) is not bool


def _words(error: BaseException) -> str:
    """An error of a visible line, as the student reads it."""
    try:
        text = str(error)
    except Exception:  # a class of some library whose text needs what did not cross
        text = ""
    if isinstance(error, CheckFailed):
        return text
    if isinstance(error, AssertionError):
        return text or tr("断言不成立", "an assertion does not hold")
    if isinstance(error, NotImplementedError):
        return tr("这个函数还没有写", "this function is not written yet")
    if isinstance(error, NameError):
        return tr(f"找不到名字，可能是上面的单元没有运行成功：{text}", f"a name is missing: {text}")
    if isinstance(error, (StudentError, StudentExit)):
        return tr(f"你的代码抛出异常：{text}", f"your code raised: {text}")
    return f"{type(error).__name__}: {text}"
