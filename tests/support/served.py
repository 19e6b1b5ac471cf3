"""A candidate served by a thread of the test's own process: no fork, a dictionary for a shell."""

import socket
import threading
from contextlib import closing, contextmanager, suppress
from textwrap import dedent
from types import SimpleNamespace

from coursekit.grading.alarms import Crashed
from coursekit.grading.candidate import Candidate
from coursekit.grading.link import Link
from coursekit.grading.wire import Channel, PeerGone


class PlainShell:
    """Runs cells as IPython's shell does, as far as a candidate looks at it."""

    def __init__(self):
        self.user_ns: dict = {"__name__": "__main__"}
        self.execution_count = 1
        self.ran: list[str] = []

    def run_cell(self, source: str, store_history: bool = False):
        self.ran.append(source)
        self.execution_count += 1
        error = None
        try:
            exec(source, self.user_ns)
        except Exception as raised:
            error = raised
        return SimpleNamespace(error_before_exec=None, error_in_exec=error)


def start(shell: PlainShell) -> Channel:
    """Serve a candidate in a thread until the returned end of its line is closed, or its code calls ``die()``."""
    ours, theirs = socket.socketpair()
    candidate = Candidate(Channel(theirs), shell)

    def serve():
        with suppress(PeerGone), closing(candidate.channel):  # a broken candidate ends, as its process would
            candidate.serve()

    threading.Thread(target=serve, daemon=True).start()
    shell.candidate = candidate
    shell.user_ns["die"] = lambda: theirs.shutdown(socket.SHUT_RDWR)
    return Channel(ours)


@contextmanager
def served(code: str = "", **names):
    """A link to a candidate in whose namespace `code` has run: ``with served("x = 1") as link``."""
    shell = PlainShell()
    shell.user_ns.update(names)
    exec(dedent(code), shell.user_ns)
    link = Link(start(shell), lambda: Crashed("gone"))
    link.shell = shell
    try:
        yield link
    finally:
        link.channel.close()


@contextmanager
def scripted(*replies: list, buffers: tuple = ()):
    """A link to a peer that answers with these headers, whatever it is asked, and then leaves."""
    ours, theirs = socket.socketpair()
    peer = Channel(theirs)

    def serve():
        with suppress(PeerGone), closing(peer):
            for reply in replies:
                peer.receive()
                peer.send(reply, list(buffers))

    threading.Thread(target=serve, daemon=True).start()
    link = Link(Channel(ours), lambda: Crashed("gone"))
    try:
        yield link
    finally:
        link.channel.close()
