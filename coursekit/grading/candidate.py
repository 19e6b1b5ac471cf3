"""The student's side: runs the student's cells and answers requests, one at a time, for as long as it lives.

Nothing here is trusted. The module imports no test, no solution, no nbgrader; whatever happens in this process, the
examiner receives values or the line breaks.
"""

import os
import sys
import threading

from coursekit.grading import raised
from coursekit.grading.context import torch_mode, torch_mode_of
from coursekit.grading.gradients import PULL_BACK, SEND_BACK
from coursekit.grading.hearing import Hearing
from coursekit.grading.operations import Operations
from coursekit.grading.proxies import StandIns
from coursekit.grading.student_values import Answer, Arguments
from coursekit.grading.wire import Channel, PeerGone

# Requests whose tensors are parts of an object, which may be changed where it is.
_PARTS = frozenset(["getattr", "getitem", "next", "get"])
_THROWN = "_coursekit_thrown"


class Candidate(Operations):
    """Answers requests over one channel.

    Parameters
    ----------
    channel : Channel
        The line to the examiner.
    shell : Shell
        The warm IPython shell.
    """

    def __init__(self, channel: Channel, shell):
        self.channel = channel
        channel.take_turns()
        self.shell = shell
        self.objects: dict[int, object] = {}
        self.next_number = 1
        self.hearing = Hearing()
        self.proxies: dict[int, object] = {}
        self.stand_ins = StandIns(lambda *args: self.call_back(SEND_BACK, args, {}))
        self.turn = threading.RLock()

    def serve(self) -> None:
        """Answer until the examiner closes the line."""
        while True:
            try:
                header, buffers = self.channel.receive()
            except PeerGone:
                return
            self._request(header, buffers)

    def keep(self, value) -> int:
        """Keep an object for later requests; return its number."""
        number, self.next_number = self.next_number, self.next_number + 1
        self.objects[number] = value
        return number

    def proxy(self, kind: type, number: int, name: str):
        """Return what stands for a function or an iterator of the test's: the same object each time."""
        if number not in self.proxies:
            self.proxies[number] = kind(self, number, name)
        return self.proxies[number]

    def call_back(self, number: int, args: tuple, kwargs: dict):
        """Let the examiner compute a function of the test's; serve the requests that it makes meanwhile."""
        with self.turn:  # a student's threads call one after another
            answer = Answer(self)
            nodes = [answer.encode(args), answer.encode(kwargs)]
            self.channel.send(["back", number, *nodes, torch_mode(), self.hearing.take()], answer.buffers)
            while True:
                header, buffers = self.channel.receive()
                if header[0] not in ("returned", "raised"):
                    self._request(header, buffers)
                    continue
                arguments = Arguments(self, buffers, answer.graph)
                if header[0] == "returned":
                    return arguments.decode(header[1])
                _, number, claims, node, text = header
                error = raised.from_test(claims, arguments.decode(node), text)
                setattr(error, _THROWN, number)
                raise error

    def pull(self, number: int, handles: list[int], gradient) -> list:
        """Return the gradients of a call-back's arguments that one of its result makes."""
        found = self.call_back(PULL_BACK, (number, gradient), {})
        return [found.get(handle) for handle in handles]

    def _request(self, header: list, buffers: list) -> None:
        op, dropped, mode, *nodes = header
        for number in dropped:
            self.objects.pop(number, None)
        arguments = Arguments(self, buffers)
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = self.hearing.out, self.hearing.err
        try:
            args = [arguments.decode(node) for node in nodes]
            if mode is None:
                reply, buffers = self._answer(op, args, arguments)
            else:
                with torch_mode_of(mode):
                    reply, buffers = self._answer(op, args, arguments)
        finally:
            sys.stdout, sys.stderr = before
        with self.turn:
            self.channel.send(reply, buffers)

    def _answer(self, op: str, args: list, arguments: Arguments) -> tuple[list, list]:
        answer = Answer(self, op in _PARTS)
        try:
            value = getattr(self, f"op_{op}")(*args)
            reply = ["ok", answer.encode(value)]
        except StopIteration as stop:
            reply = ["stop"] if op == "next" else self._raised(stop)
        except BaseException as error:  # the student's code may raise anything; all of it is an answer
            reply = self._raised(error)
        changes = None
        if arguments.lent:
            answer = answer if reply[0] == "ok" else Answer(self)
            try:
                changes = arguments.changes(answer)
            except BaseException as error:  # what the student's code has put into an argument
                reply = self._raised(error)
        buffers = answer.buffers if reply[0] == "ok" or changes else []
        return [*reply, self.hearing.take(changes)], buffers

    def _raised(self, error: BaseException) -> list:
        try:
            number = getattr(error, _THROWN, 0)
        except BaseException:  # a student's __getattr__
            number = 0
        return ["raise", number if type(number) is int else 0, *raised.describe(error)]


def main(channel: Channel, shell, folder: str) -> None:
    """Run a candidate in its folder until the line closes, then leave without clean-up of the student's making."""
    os.chdir(folder)
    try:
        candidate = Candidate(channel, shell)
        candidate.hearing.listen()
        candidate.serve()
    finally:
        os._exit(0)
