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
from coursekit.grading.alarms import Alarm, Crashed, StudentError, StudentExit, TimedOut
from coursekit.grading.cell_text import fixed_words, split
from coursekit.grading.forwarding import rewrite
from coursekit.lang import tr

MESSAGE_CAP = 2_000
DETAIL_CAP = 20_000


def tell(block: str, text: str) -> str:
    """Return what the student reads of a failure: the block's label first, where it has one, further lines indented."""
    text = text.replace("\n", "\n\u3000")  # what is not indented begins another failure
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
    fixed : bool
        The text stands in the cell as it is, so that nothing the student's code has met can be in it.
    """

    line: int
    hidden: bool
    text: str
    block: str = ""
    unsafe: bool = False
    reach: int = 0
    fixed: bool = False


@dataclass
class Verdict:
    """The outcome of one test cell, before it becomes a `CellResult`.

    `whole` says that it earns all or nothing: whatever the cell is worth, the share would be the same.
    """

    grade_id: str
    score: float
    status: str
    failures: list[Failure] = field(default_factory=list)
    detail: str = ""
    whole: bool = True


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
    shares : list of (first line, last line, names)
        Visible parts, and what each binds for later cells: see `TestNamespace.share`.
    until : int, optional
        Last line of a statement that ended the candidate: it and all below are left out.
    """

    __test__ = False  # no test class for pytest

    def __init__(self, grade_id: str, source: str, points: float, hidden=(), shares=(), until: int | None = None):
        self.grade_id = grade_id
        self.points = points
        self.saw_hidden = False
        self.hidden = frozenset(hidden)
        self.filename = f"<{grade_id}>"
        tree = rewrite(ast.parse(source, self.filename))
        if until is not None:
            tree.body = [node for node in tree.body if node.end_lineno < until]
        self.spans = [(node.lineno, node.end_lineno) for node in tree.body]
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self.globals = {name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names}
        self.said = fixed_words(tree)
        self.pieces = [
            (compile(ast.Module(body, []), self.filename, "exec"), names) for body, names in split(tree, shares)
        ]
        self.last = compile(ast.Expression(last.value), self.filename, "eval") if last else None

    def run(self, namespace, session, saw_hidden: bool = False) -> Verdict:
        """Run the cell and judge it; `saw_hidden` says whether the student's code has met a hidden call before."""
        self.saw_hidden = saw_hidden
        session.begin(self)
        link = session.link_of()
        link.clear()
        value, status = None, "passed"
        try:
            value = self._execute(namespace)
            if link.look_over() is not None:
                raise link.alarmed
        except BaseException as error:  # an alarm, SystemExit and KeyboardInterrupt of a test included
            if link.alarmed is None and link.look_over() is not None:  # perhaps the reason for this error
                session.record(link.alarmed)
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
            failure.unsafe = not failure.hidden and not failure.fixed and self._after_hidden(failure)
        whole = not session.offered and (bare_failure or not _is_score(value))
        return Verdict(self.grade_id, score, status, session.failures, "\n".join(session.details), whole)

    def _execute(self, namespace):
        """Run the cell; return the value of its last expression."""
        namespace.globals |= self.globals
        for code, names in self.pieces:
            namespace.share(names)
            try:
                exec(code, namespace)
            finally:
                namespace.end_share()
        value = None if self.last is None else eval(self.last, namespace)
        namespace.flush()
        return value

    def _score(self, session, value, bare_failure: bool) -> float:
        rest = 0.0 if bare_failure else max(0.0, self.points - session.offered)
        if not bare_failure and not session.offered and _is_score(value):
            # nbgrader's meaning of a last expression; nan is 0, and an integer may be larger than any float
            return float(min(max(0.0, value), self.points))
        return min(session.earned + rest, self.points)

    def _after_hidden(self, failure: Failure) -> bool:
        """Whether the student's code may have met a hidden input before this."""
        return self.saw_hidden or failure.reach > min(self.hidden, default=failure.reach + 1)

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
            return self._failed_by(error, line, block, self._reach(lines))
        if line in self.hidden:
            said = error.say if type(error) is CheckFailed and error.say else None
            return Failure(line, True, said or tr("隐藏测试未通过", "a hidden test did not pass"), block)
        fixed = line in self.said and type(error) is AssertionError and error.args == self.said[line]
        return Failure(line, False, writable(words(error)[:MESSAGE_CAP]), block, reach=self._reach(lines), fixed=fixed)

    def _failed_by(self, alarm: Alarm, line: int, block: str, reach: int) -> Failure:
        """An event's words are the engine's own, but which of them is the student's choice."""
        if line not in self.hidden and not isinstance(alarm, (Crashed, TimedOut)):
            return Failure(line, False, alarm.message, block, reach=reach)
        failure = Failure(line, True, alarm.message, block, reach=reach)
        if line in self.hidden or self._after_hidden(failure):
            failure.text = alarm.coarse
        return failure

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


def _cure(error: BaseException, text: str) -> str:
    """numpy says that an array is read-only; a student's is, and a copy of it is not."""
    if type(error) is not ValueError or "read-only" not in text:
        return ""
    return tr(
        "。学生返回的数组是只读的：先用 .copy() 复制，再改",
        ": a student's array is read-only, change a .copy() of it",
    )


def words(error: BaseException) -> str:
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
    return f"{type(error).__name__}: {text}{_cure(error, text)}"
