"""The examiner's line to its supervisor."""

from coursekit.grading.alarms import Alarm, Crashed, TimedOut
from coursekit.grading.link import Link
from coursekit.grading.wire import Channel


class Desk:
    """The examiner's line to its supervisor: steps begin and end, candidates come and go."""

    def __init__(self, channel: Channel):
        self.channel = channel
        self.tested: Link | None = None  # the link of the test cell that is running

    def begin(self, key: str) -> None:
        self.channel.send(["begin", key])

    def end(self) -> None:
        self.channel.send(["end"])

    def report(self, kind: str, content) -> None:
        self.channel.send([kind, content])

    def candidate(self) -> Channel | None:
        """Ask for a fresh candidate; None where the notebook's budget is spent."""
        import socket

        self.channel.send(["candidate"])
        (answer, *_), _ = self.channel.receive()
        if answer != "coming":
            return None
        _, descriptors, _, _ = socket.recv_fds(self.channel.sock, 1, 1)
        return Channel(socket.socket(fileno=descriptors[0]))

    def why_gone(self) -> Alarm:
        """Ask why the candidate has ended."""
        self.channel.send(["why"])
        (_, status, text), _ = self.channel.receive()
        return (TimedOut if status == "timeout" else Crashed)(text)
