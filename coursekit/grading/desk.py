"""The examiner's line to its supervisor."""

from coursekit.grading.alarms import Alarm, Crashed, TimedOut
from coursekit.grading.link import Link
from coursekit.grading.wire import Channel

_OF_A_STEP = frozenset(["ran", "verdict"])


class Desk:
    """The examiner's line to its supervisor: steps begin and end, candidates come and go.

    A frame is a list of events. That a step has ended, and how, is told with what comes next, the beginning of another
    step mostly: each frame wakes the supervisor, which takes it longer than what it does then.
    """

    def __init__(self, channel: Channel):
        self.channel = channel
        self.tested: Link | None = None  # the link of the test cell that is running
        self._held: list[list] = []

    def _tell(self, *event) -> None:
        self._held.append(list(event))
        self.flush()

    def flush(self) -> None:
        """Tell now what has been: called before what takes time and is no step."""
        if self._held:
            events, self._held = self._held, []
            self.channel.send(events)

    def begin(self, key: str) -> None:
        self._tell("begin", key)

    def end(self) -> None:
        self._held.append(["end"])

    def report(self, kind: str, content) -> None:
        """Tell something: of a step that has ended with what comes next, anything else at once."""
        if kind in _OF_A_STEP:
            self._held.append([kind, content])
        else:
            self._tell(kind, content)

    def candidate(self) -> Channel | None:
        """Ask for a fresh candidate; None where the notebook's budget is spent."""
        import socket

        self._tell("candidate")
        (answer, *_), _ = self.channel.receive()
        if answer != "coming":
            return None
        _, descriptors, _, _ = socket.recv_fds(self.channel.sock, 1, 1)
        return Channel(socket.socket(fileno=descriptors[0]))

    def why_gone(self) -> Alarm:
        """Ask why the candidate has ended."""
        self._tell("why")
        (_, status, text), _ = self.channel.receive()
        return (TimedOut if status == "timeout" else Crashed)(text)
