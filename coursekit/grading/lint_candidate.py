"""The linter's candidate: the solution answers, and it can be forked as it stands, once for each lie that is told.

A liar stands at the examiner's end of the line. When a function of the solution has answered a test, the examiner is
forked for each wrong answer; the fork goes on with it, and ends as soon as its cell has lost a point. The candidate is
forked only when such a fork asks for anything more.
"""

import os
import resource
import select
import socket
import types

from coursekit.grading.candidate import Candidate
from coursekit.grading.link import Link
from coursekit.grading.newborn import die_with_parent
from coursekit.grading.student_values import Kept
from coursekit.grading.wire import Channel, PeerGone

CPU_LIMIT = 20  # seconds of a fork: a lie may make the solution run on


class ForkingChannel(Channel):
    """A candidate's line; while it waits for a request, further ends may be handed over, and a fork goes on with each.

    Parameters
    ----------
    sock : socket.socket
        The first line.
    ear : socket.socket
        Where further ends come from.
    """

    def __init__(self, sock: socket.socket, ear: socket.socket):
        super().__init__(sock)
        self.ear = ear

    def receive(self) -> tuple[list, list]:
        while self.ear is not None:
            ready, _, _ = select.select([self.sock, self.ear], [], [])
            if self.ear not in ready:
                break
            message, descriptors, _, _ = socket.recv_fds(self.ear, 1, 1)
            if not message:
                raise PeerGone("nobody asks for forks any more")
            self._fork(descriptors[0])
        return super().receive()

    def _fork(self, descriptor: int) -> None:
        _reap()
        if os.fork():
            os.close(descriptor)
            return
        die_with_parent()
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT, CPU_LIMIT + 1))
        self.sock.close()
        self.ear.close()
        self.sock, self.ear = socket.socket(fileno=descriptor), None


class LintCandidate(Candidate):
    """A candidate that says which of its functions are the solution's.

    Parameters
    ----------
    channel, shell
        As in `Candidate`.
    defined : frozenset of str
        Names that the solution cells bind.
    """

    def __init__(self, channel: Channel, shell, defined: frozenset[str]):
        super().__init__(channel, shell)
        self.defined = defined

    def op_origin(self, target) -> str:
        """Return by which name of the solution's a callable is known; empty for what the solution did not define."""
        kind = target if isinstance(target, type) else type(target)
        function = getattr(target, "__func__", target)
        if kind is types.GeneratorType and target.gi_frame and target.gi_frame.f_globals is self.shell.user_ns:
            name = target.__qualname__
        elif getattr(function, "__globals__", None) is self.shell.user_ns:
            name = function.__qualname__
        elif kind.__module__ == "__main__":
            name = kind.__qualname__
        else:
            return ""
        return name if name.partition(".")[0] in self.defined else ""

    def op_described(self, target, part: str) -> str:
        """Return what an object, or a part of it, is called in a message: ``NormalDist.cdf``, ``deque[…]``."""
        owner = getattr(target, "__self__", None)
        if isinstance(target, types.BuiltinFunctionType | types.MethodType) and not isinstance(owner, types.ModuleType):
            kind, part = type(owner), target.__name__
        elif hasattr(target, "__qualname__"):
            return f"{target.__qualname__}{part}"
        else:
            kind = type(target)
        return f"{kind.__qualname__}{'.' if part[:1] not in ('', '[') else ''}{part}"

    def op_nothing(self):
        """Return what is iterated over at once."""
        return Kept(iter(()))

    def op_opaque(self):
        """Return an object that crosses as a handle."""
        return Opaque()


class Opaque:
    """An object of a class that no test can know, and that says yes to whatever it is asked by a method."""

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args, **kwargs: True


def _reap() -> None:
    """Let go of forks that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


class LazyChannel:
    """A line to a fork of the candidate that is made when something is first said.

    Parameters
    ----------
    control : socket.socket
        The candidate's ear for such wishes.
    """

    def __init__(self, control: socket.socket):
        self.control = control
        self.channel: Channel | None = None

    def send(self, header: list, buffers: list = ()) -> None:
        if self.channel is None:
            ours, theirs = socket.socketpair()
            socket.send_fds(self.control, [b"!"], [theirs.fileno()])
            theirs.close()
            self.channel = Channel(ours)
            self.channel.take_turns()
        self.channel.send(header, buffers)

    def receive(self) -> tuple[list, list]:
        return self.channel.receive()

    def close(self) -> None:
        if self.channel is not None:
            self.channel.close()


class LintLink(Link):
    """A link that shows each answer to a liar, who may put another in its place."""

    liar = None

    def ask(self, op: str, *args):
        value = super().ask(op, *args)
        return value if self.liar is None else self.liar.hear(op, args, value)


def start(defined: frozenset[str]) -> tuple[Channel, socket.socket]:
    """Fork a candidate off this process; return its line and where to ask for forks of it."""
    ours, theirs = socket.socketpair()
    control, ear = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        die_with_parent()
        ours.close()
        control.close()
        try:
            from coursekit.grading.shell import make_shell  # it puts a module of its own in the place of `__main__`

            LintCandidate(ForkingChannel(theirs, ear), make_shell(), defined).serve()
        finally:
            os._exit(0)
    theirs.close()
    ear.close()
    return Channel(ours), control
