"""The examiner's end of the line to a candidate: requests out, values, handles and exceptions back."""

import sys

from coursekit.grading.alarms import Alarm, Crashed, Misuse, Quota, StudentError, StudentExit
from coursekit.grading.handles import Handle, known_class
from coursekit.grading.wire import Channel, Decoder, Encoder, PeerGone, WireError
from coursekit.lang import tr

# Crossing as themselves, these would end the loop of the test that called, which then passes.
_SILENT = (StopIteration, StopAsyncIteration)


class Link:
    """Requests to one candidate.

    Parameters
    ----------
    channel : Channel
        The line to the candidate.
    why_gone : callable
        Asked when the candidate has ended; returns the `Alarm` that says why.

    Attributes
    ----------
    alarmed : Alarm or None
        The first alarm since `clear`; it sticks, so that a test that catches it has failed all the same.
    """

    def __init__(self, channel: Channel, why_gone):
        self.channel = channel
        self.why_gone = why_gone
        self.alarmed: Alarm | None = None
        self.gone = False
        self.dropped: list[int] = []
        self.printed = ""

    def alarm(self, alarm: Alarm) -> Alarm:
        """Remember an alarm, the first one of a cell, and return it for raising."""
        self.alarmed = self.alarmed or alarm
        return alarm

    def clear(self) -> None:
        """Begin a new cell."""
        self.alarmed = None

    def ask(self, op: str, *args):
        """Send a request and return its answer; raise what the student's code raised."""
        return self._value(self._exchange(op, args))

    def next(self, iterator) -> tuple[bool, object]:
        """Return ``(True, None)`` at the end of an iteration, else ``(False, item)``."""
        reply = self._exchange("next", (iterator,))
        return (True, None) if reply[0][0] == "stop" else (False, self._value(reply))

    def text(self, op: str, target) -> str:
        """Return what must be text whatever the candidate says: ``repr`` and ``str``."""
        text = self.ask(op, target)
        if type(text) is not str:
            raise self.alarm(Quota(tr("repr 的结果不是文字", "repr is no text")))
        return text

    def run(self, key: str, source: str) -> dict:
        """Run a cell in the candidate; return ``{status, ename, evalue, outputs}`` as plain data."""
        try:
            report = self.ask("run", key, source)
        except Exception as error:  # a cell can break the shell that runs the next one
            report = {"status": "error", "ename": type(error).__name__, "evalue": str(error), "outputs": []}
        if not _is_report(report):
            raise self.alarm(Quota(tr("单元的运行报告不完整", "a malformed report of a cell")))
        return report

    def _exchange(self, op: str, args: tuple) -> tuple[list, list]:
        if self.gone:
            raise self.alarmed or self.alarm(Crashed(tr("学生进程已经结束", "the candidate has ended")))
        encoder = Encoder(self._refer)
        try:
            nodes = [encoder.encode(arg) for arg in args]
        except WireError as error:
            text = tr("传给学生函数的值太大或太深", "what is passed to the student's function is too large or too deep")
            raise self.alarm(Misuse(text, str(error))) from None
        dropped, self.dropped = self.dropped, []
        try:
            self.channel.send([op, dropped, *nodes], encoder.buffers)
            header, buffers = self.channel.receive()
            if header[0] not in ("ok", "raise", "stop") or len(header) < 3 or type(header[-1]) is not str:
                raise WireError("an unknown reply")
        except PeerGone:
            self.gone = True
            raise self.alarm(self.why_gone()) from None
        except WireError as error:
            self.gone = True
            self.channel.close()
            raise self.alarm(_unreadable(error)) from None
        if header[-1]:
            sys.stdout.write(header[-1])
        return header, buffers

    def _value(self, reply):
        header, buffers = reply
        decoder = Decoder(buffers, self._handle)
        try:
            if header[0] == "raise":
                _, claims, arguments, text, _ = header
                if not _is_ancestry(claims) or type(text) is not str:
                    raise WireError("a bad exception")
                error = self._exception(claims, decoder.decode(arguments), text)
            else:
                return decoder.decode(header[1])
        except (WireError, ValueError, TypeError) as broken:
            raise self.alarm(_unreadable(broken)) from None
        raise error

    def _refer(self, value):
        if type(value) is Handle and value._link is self:
            return [value._number]
        name = type(value).__name__
        # An ordinary TypeError would pass the test `with raises(TypeError)` whatever the student wrote.
        text = tr(
            f"{name} 不能按值传给学生的函数：请传数、文字、列表、字典、数组、张量或表",
            f"a {name} cannot be sent to a student's function by value",
        )
        raise self.alarm(Misuse(text))

    def _handle(self, number=None, claims=None):
        if type(number) is not int or not _is_ancestry(claims):
            raise WireError("a bad reference")
        return Handle(self, number, claims)

    @staticmethod
    def _exception(claims, arguments, text) -> Exception:
        """Build the exception that a student's code raised, of the nearest class that the examiner knows."""
        for module, name in claims:
            if module.partition(".")[0] == "coursekit":
                continue  # our own exceptions carry words that students may read
            known = known_class(module, name)
            if known is Exception or known is None:
                continue
            if issubclass(known, Exception) and not issubclass(known, _SILENT):
                return _build(known, arguments, text)
            break
        if not any(claim == ["builtins", "Exception"] for claim in claims):
            return StudentExit(text)
        return StudentError(text)


def _unreadable(error: Exception) -> Quota:
    return Quota(tr("返回的值太大、太深或无法读取", "a value too large, too deep or unreadable came back"), str(error))


def _is_ancestry(claims) -> bool:
    return type(claims) is list and all(
        type(c) is list and len(c) == 2 and all(type(part) is str for part in c) for c in claims
    )


def _is_report(report) -> bool:
    """Whether a report has the form that `Candidate.op_run` gives it."""
    return (
        type(report) is dict
        and report.get("status") in ("ok", "error")
        and all(type(report.get(key)) is str for key in ("ename", "evalue"))
        and type(report.get("outputs")) is list
        and _is_plain(report)
    )


def _is_plain(value, depth: int = 8) -> bool:
    """Whether a report holds nothing but what JSON holds."""
    if type(value) is dict:
        return depth > 0 and all(type(k) is str and _is_plain(v, depth - 1) for k, v in value.items())
    if type(value) is list:
        return depth > 0 and all(_is_plain(item, depth - 1) for item in value)
    if type(value) is int:
        return -(2**63) <= value < 2**63
    return value is None or type(value) in (bool, float, str)


def _build(known: type, arguments, text) -> Exception:
    values = arguments if type(arguments) is tuple else (text,)
    try:
        error = known(*values)
        str(error)
        return error
    except Exception:  # a class of some library that wants other arguments: keep its kind, and the text
        pass
    try:
        error = known.__new__(known)
        error.args = (text,)
        str(error)
        return error
    except Exception:  # not even its kind can be made here
        return StudentError(text)
