"""The student's side: runs the student's cells and answers requests, one at a time, for as long as it lives.

Nothing here is trusted. The module imports no test, no solution, no nbgrader; whatever happens in this process, the
examiner receives values or the line breaks.
"""

import os
import sys
from pathlib import Path

from coursekit.grading.capped import CappedText
from coursekit.grading.shell import Stream, outputs
from coursekit.grading.wire import Channel, Decoder, Encoder, PeerGone, WireError

PRINTED_CAP = 20_000
CLAIMS_CAP = 24
TEXT_CAP = 4_000


class Candidate:
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
        self.shell = shell
        self.objects: dict[int, object] = {}
        self.next_number = 1

    def serve(self) -> None:
        """Answer until the examiner closes the line."""
        while True:
            try:
                header, buffers = self.channel.receive()
            except PeerGone:
                return
            op, dropped, *nodes = header
            for number in dropped:
                self.objects.pop(number, None)
            decoder = Decoder(buffers, self.objects.__getitem__)
            self._answer(op, [decoder.decode(node) for node in nodes])

    def _answer(self, op: str, args: list) -> None:
        printed = CappedText(PRINTED_CAP)
        before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = printed
        encoder = Encoder(self._refer)
        try:
            value = getattr(self, f"op_{op}")(*args)
            reply = ["ok", encoder.encode(value)]
        except StopIteration as stop:
            reply = ["stop", None] if op == "next" else self._raised(stop)
        except BaseException as error:  # the student's code may raise anything; all of it is an answer
            reply = self._raised(error)
        finally:
            sys.stdout, sys.stderr = before
        if reply[0] != "ok":
            encoder.buffers = []
        self.channel.send([*reply, printed.text()], encoder.buffers)

    def _raised(self, error: BaseException) -> list:
        arguments = Encoder(lambda value: _no_reference())
        try:
            node = arguments.encode(tuple(error.args))
            node = None if arguments.buffers else node
        except (WireError, TypeError):
            node = None
        try:
            text = str(error)[:TEXT_CAP]
        except BaseException:  # a student's __str__
            text = ""
        return ["raise", _claims(type(error)), node, text]

    def _refer(self, value) -> list:
        number, self.next_number = self.next_number, self.next_number + 1
        self.objects[number] = value
        return [number, _claims(type(value))]

    def op_run(self, key: str, source: str) -> dict:
        """Run a cell of the notebook."""
        outputs.clear()
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        result = self.shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        _close_figures()
        return {
            "status": "ok" if error is None else "error",
            "ename": "" if error is None else type(error).__name__,
            "evalue": "" if error is None else str(error)[:TEXT_CAP],
            "count": self.shell.execution_count - 1,
            "outputs": list(outputs.items),
        }

    def op_get(self, name: str):
        try:
            return self.shell.user_ns[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    def op_set(self, name: str, value) -> None:
        self.shell.user_ns[name] = value

    def op_delete(self, name: str) -> None:
        self.shell.user_ns.pop(name, None)

    def op_call(self, target, args: tuple, kwargs: dict):
        return target(*args, **kwargs)

    def op_getattr(self, target, name: str):
        return getattr(target, name)

    def op_getitem(self, target, key):
        return target[key]

    def op_setitem(self, target, key, value) -> None:
        target[key] = value

    def op_len(self, target) -> int:
        return len(target)

    def op_iter(self, target):
        return _Iterator(iter(target))

    def op_next(self, iterator):
        return next(iterator.inner)

    def op_isinstance(self, instance, target) -> bool:
        return isinstance(instance, target)

    def op_repr(self, target) -> str:
        return str(repr(target))[:TEXT_CAP]

    def op_str(self, target) -> str:
        return str(target)[:TEXT_CAP]

    def op_seed(self, library: str, value: int) -> None:
        """Seed this side as the test seeded its own."""
        if library == "torch":
            import torch

            torch.manual_seed(value)
        elif library == "numpy":
            import numpy

            numpy.random.seed(value)
        else:
            import random

            random.seed(value)

    def op_file(self, name: str, max_bytes: int):
        """Return a file's bytes, or its size where that is over the cap, or None where there is no such file."""
        path = Path(name)
        if path.is_symlink() or not path.is_file():
            return None
        size = path.stat().st_size
        return size if size > max_bytes else path.read_bytes()


class _Iterator:
    """Keeps an iterator a handle, whatever type it has."""

    def __init__(self, inner):
        self.inner = inner


def _claims(kind: type) -> list:
    """The ancestry of a class as names, from the class itself upwards."""
    return [[str(base.__module__), str(base.__qualname__)] for base in kind.__mro__[:CLAIMS_CAP]]


def _no_reference():
    raise TypeError


def _close_figures() -> None:
    """A notebook shows and closes its figures after each cell; here they are only closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")


def main(channel: Channel, shell, folder: str) -> None:
    """Run a candidate in its folder until the line closes, then leave without clean-up of the student's making."""
    os.chdir(folder)
    try:
        Candidate(channel, shell).serve()
    finally:
        os._exit(0)
