"""The examiner's end of the line to a candidate: requests out, values, handles and exceptions back."""

import sys

from coursekit.grading import raised, reports
from coursekit.grading.alarms import Crashed, Misuse, Quota, StudentError
from coursekit.grading.callbacks import Lending
from coursekit.grading.context import torch_mode
from coursekit.grading.gradients import Homeward
from coursekit.grading.handles import MADE, RESULT, Handle
from coursekit.grading.incoming import Incoming
from coursekit.grading.lending import take_back
from coursekit.grading.originals import PARTS, Watched
from coursekit.grading.outgoing import Outgoing, name_of
from coursekit.grading.wire import Channel, PeerGone, WireError
from coursekit.lang import tr

HANDLES_CAP = 100_000
# What a frame from a candidate begins with, and how many elements it has.
_FRAMES = {"ok": 3, "raise": 6, "stop": 2, "back": 6}


class Link(Lending, Watched):
    """Requests to one candidate.

    Parameters
    ----------
    channel : Channel
        The line to the candidate.
    why_gone : callable
        Asked when the candidate has ended; returns the `Alarm` that says why.

    Attributes
    ----------
    classes : frozenset of str
        Names that the teacher's solution binds to classes: their instances know arithmetic.
    scorers : frozenset of str
        Classes of the teacher's notebook that define `score`: their instances are asked for it.
    requests : int
        How many requests were made: what was read before a request may be out of date after it.
    sources : list of str
        The cells that ran, in order: what `checks.source` looks through.
    """

    def __init__(self, channel: Channel, why_gone):
        super().__init__()
        self.channel = channel
        channel.take_turns()
        self.why_gone = why_gone
        self.gone = False
        self.on_request = None  # called before each request: what the test has bound is sent first
        self.classes: frozenset[str] = frozenset()
        self.scorers: frozenset[str] = frozenset()
        self.dropped: list[int] = []
        self.handles = 0
        self.requests = 0
        self.sources: list[str] = []
        self.homeward = Homeward(lambda keys, gradients, keep: self.ask("flow", keys, gradients, keep))

    def ask(self, op: str, *args):
        """Send a request and return its answer; raise what the student's code raised."""
        value = self._exchange(op, args)[1]
        if op == "get" and args[0] in self.classes and type(value) is Handle:
            object.__setattr__(value, "_makes", True)
        if op in PARTS:
            self.copies.note(value)
        return value

    def next(self, iterator) -> tuple[bool, object]:
        """Return ``(True, None)`` at the end of an iteration, else ``(False, item)``."""
        kind, item = self._exchange("next", (iterator,))
        return kind == "stop", item

    def text(self, op: str, *args) -> str:
        """Return what must be text whatever the candidate says: ``repr`` and ``str``."""
        text = self.ask(op, *args)
        if type(text) is not str:
            raise self.alarm(Quota(tr("repr 的结果不是文字", "repr is no text")))
        return text

    def operate(self, name: str, operands: list):
        """Do arithmetic in the candidate; a value comes back only where the test made all the objects in it."""
        made = all(operand._level == MADE for operand in operands if type(operand) is Handle)
        result = self.ask("operate", name, operands, not made)
        if type(result) is Handle:
            object.__setattr__(result, "_level", RESULT)
        elif not made:
            raise self.alarm(Quota(tr("运算的结果不是对象", "a result of arithmetic that is no object")))
        return result

    def forward(self, function, args: tuple, kwargs: dict):
        """Call a library's function, or a student's, in the candidate.

        Returns
        -------
        Handle or None
            Never a value: what a forwarded comparison says would be the candidate's word.
        """
        target = function if type(function) is Handle else name_of(function)
        if target is None:
            name = getattr(function, "__name__", type(function).__name__)
            text = tr(
                f"{name} 在学生一侧不存在：只能用库里的函数和类，或者写在学生能看到的单元里",
                f"{name} does not exist on the student's side: use a library's, or define it where students see it",
            )
            raise self.alarm(Misuse(text))
        result = self.ask("forward", target, args, kwargs)
        if result is not None and type(result) is not Handle:
            raise self.alarm(Quota(tr("转发的调用只能返回对象", "a forwarded call that returned a value")))
        return result

    def run(self, key: str, source: str) -> dict:
        """Run a cell in the candidate; return ``{status, ename, evalue, outputs}`` as plain data."""
        self.sources.append(source)
        try:
            report = self.ask("run", key, source)
        except Exception as error:  # a cell can break the shell that runs the next one
            report = {"status": "error", "ename": type(error).__name__, "evalue": str(error), "outputs": []}
        if not reports.is_report(report):
            raise self.alarm(Quota(tr("单元的运行报告不完整", "a malformed report of a cell")))
        return report

    def new_handle(self, number: int, claims: list, ancestry: list | None) -> Handle:
        """Make a handle on an object that the candidate now holds."""
        self.handles += 1
        if self.handles - len(self.dropped) > HANDLES_CAP:
            text = tr(
                f"测试同时持有的学生对象超过 {HANDLES_CAP} 个：不要把它们都存进列表",
                f"a test holds more than {HANDLES_CAP} of the student's objects: do not keep them all in a list",
            )
            raise self.alarm(Quota(text))
        return Handle(self, number, claims, ancestry)

    def _exchange(self, op: str, args: tuple) -> tuple[str, object]:
        """Make a request; serve the call-backs that come before its reply."""
        if self.gone:
            raise self.alarmed or self.alarm(Crashed(tr("学生进程已经结束", "the candidate has ended")))
        if self.on_request is not None:
            self.on_request()
        self.requests += 1
        encoder = Outgoing(self)
        try:
            nodes = [encoder.encode(arg) for arg in args]
        except WireError as error:
            text = tr("传给学生函数的值太大或太深", "what is passed to the student's function is too large or too deep")
            raise self.alarm(Misuse(text, str(error))) from None
        dropped, self.dropped = self.dropped, []
        self.handles -= len(dropped)
        thrown: dict[int, Exception] = {}
        ended = None
        header, buffers = self._transfer([op, dropped, torch_mode(), *nodes], encoder.buffers)
        while header[0] == "back":
            answer, content, over = self._answer(header, buffers, thrown)
            ended = ended or over
            header, buffers = self._transfer(answer, content)
        try:
            kind, value = self._read(header, Incoming(self, buffers), encoder.lent, thrown)
        except (WireError, ValueError, TypeError) as broken:
            raise self._unreadable(broken) from None
        self._hear(header[-1])
        if ended is not None:
            raise ended
        if kind == "raise":
            raise value
        return kind, value

    def _transfer(self, header: list, buffers: list) -> tuple[list, list]:
        """Send a frame and return the next one; every frame ends in what the student's code printed meanwhile."""
        if self.gone:
            raise self.alarmed or self.alarm(Crashed(tr("学生进程已经结束", "the candidate has ended")))
        try:
            self.channel.send(header, buffers)
            header, buffers = self.channel.receive()
            if header[0] not in _FRAMES or len(header) != _FRAMES[header[0]] or not _is_heard(header[-1]):
                raise WireError("an unknown reply")
            return header, buffers
        except PeerGone:
            self.gone = True
            raise self.alarm(self.why_gone()) from None
        except (WireError, TypeError) as error:
            raise self._broken(error) from None

    def _answer(self, header: list, buffers: list, thrown: dict) -> tuple:
        self._hear(header[-1])
        try:
            return self.answer_back(header, Incoming(self, buffers), thrown)
        except WireError as error:  # the candidate waits for an answer that it will not get
            raise self._broken(error) from None

    def _read(self, header: list, decoder: Incoming, lent: list, thrown: dict) -> tuple[str, object]:
        """Return the kind of a reply and its value or exception; write back what was lent."""
        kind, *content, heard = header
        value = None
        if kind == "ok":
            value = decoder.decode(content[0])
        elif kind == "raise":
            number, claims, arguments, text = content
            if type(number) is not int or not raised.is_description(claims, text):
                raise WireError("a bad exception")
            # What a call-back has raised in this very request is that object again.
            value = thrown.get(number) or raised.from_student(claims, raised.plain(arguments), text)
            if isinstance(value, raised.SILENT):
                value = StudentError(type(value).__name__)
        if lent:
            try:
                take_back(lent, heard[3] if heard else None, decoder.decode)
            except Misuse as alarm:
                raise self.alarm(alarm) from None
        return kind, value

    def _hear(self, heard: list | None) -> None:
        """Let what the student's code printed and warned appear on this side."""
        if heard is None:
            return
        printed, complained, warned, _ = heard
        if printed:
            sys.stdout.write(printed)
        if complained:
            sys.stderr.write(complained)
        if warned:
            raised.warn(warned)

    def _broken(self, error: Exception) -> Quota:
        """End a line that is out of step."""
        self.gone = True
        self.channel.close()
        return self._unreadable(error)

    def _unreadable(self, error: Exception) -> Quota:
        text = tr("返回的值太大、太深或无法读取", "a value too large, too deep or unreadable came back")
        return self.alarm(Quota(text, str(error)))


def _is_heard(heard) -> bool:
    """Whether a frame's last element is what `Candidate` puts there."""
    return heard is None or (
        type(heard) is list
        and len(heard) == 4
        and type(heard[0]) is type(heard[1]) is str
        and type(heard[2]) is list
        and all(type(item) is list and len(item) == 2 and raised.is_description(*item) for item in heard[2])
    )
