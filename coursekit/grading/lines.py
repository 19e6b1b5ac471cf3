"""The supervisor's lines to the warm processes, and the children that are forked over them."""

import json
import select
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

from coursekit.grading.bundle import Bundle
from coursekit.grading.sandbox import Plan
from coursekit.grading.zygote import MESSAGE_CAP

START_LIMIT = 120.0  # seconds; a cold disk and two busy cores have taken 25

Rungs = tuple[tuple[str, ...], ...]  # what is imported step by step; () is numpy and the shell


class WarmGone(Exception):  # noqa: N818 - an event: the process has ended, and its children with it
    """A warm process has ended; a new one is started at the next fork."""


class Unfit(Exception):  # noqa: N818 - a finding about a process
    """A new process says that it must not be forked from, or could not become what it was asked to be."""


class Line:
    """Requests to one warm process, from several threads."""

    def __init__(self, sock: socket.socket, parent: "Line | None" = None):
        self.sock, self.parent = sock, parent
        self.lock = threading.RLock()
        self.ready = self.gone = False
        self.pid = 0  # known when it is ready

    def tell(self, request: dict, descriptors: list[int] = ()) -> None:
        try:
            socket.send_fds(self.sock, [json.dumps(request).encode()], descriptors)
        except OSError as error:
            self.gone = True
            raise WarmGone(str(error)) from None

    def hear(self) -> dict:
        try:
            answer = self.sock.recv(MESSAGE_CAP)
        except OSError:  # a time-out too: it does not come up
            answer = b""
        if not answer:
            self.gone = True
            raise WarmGone
        return json.loads(answer)

    def alive(self) -> bool:
        """Whether somebody is at the other end, busy or not."""
        if not self.gone:
            poll = select.poll()
            poll.register(self.sock, 0)  # a hang-up is always told
            self.gone = bool(poll.poll(0))
        return not self.gone

    def wait_ready(self) -> None:
        """Wait for the first word of a new process; `WarmGone` or `Unfit` where it cannot be used."""
        with self.lock:
            if self.gone:
                raise WarmGone
            if self.ready:
                return
            self.sock.settimeout(START_LIMIT)
            said = self.hear()
            self.sock.settimeout(None)
            if "failed" in said:
                self.gone = True
                raise Unfit(said["failed"])
            self.ready, self.pid = True, said["ready"]


@dataclass
class Birth:
    """A child to be forked.

    Attributes
    ----------
    line : socket.socket
        Its end of the line to the other side; closed here when the child has it.
    plan : Plan or None
        How it is confined: a candidate. None is an examiner.
    rungs : tuple of tuple of str
        What it finds imported.
    environment : dict
        The whole of it, but for HOME and TMPDIR.
    memory, cpu : int
        An examiner's bytes of data, those of a candidate stand in its plan; CPU seconds after which the kernel ends it.
    files : list of Bundle
        What its folder holds; of two files with one name the earlier.
    ahead : Bundle, optional
        An examiner's first steps, which were run before the fork if that can be; see `sitting`.
    core : int, optional
        The core that it keeps to.
    lints : bool
        It is no side of an examination but the linter's process, see `lint_run`.
    """

    line: socket.socket
    plan: Plan | None = None
    rungs: Rungs = ()
    environment: dict[str, str] = field(default_factory=dict)
    memory: int = 4 * 2**30
    cpu: int = 3600
    files: list[Bundle] = field(default_factory=list)
    ahead: Bundle | None = None
    core: int | None = None
    lints: bool = False


@dataclass
class Child:
    """A forked child, by its pid as this process sees it."""

    pid: int
    parent: Line
    ended: int | None = None

    def end(self) -> None:
        """Have it killed, with what it started; it is reaped in its own time. No harm where its parent has ended."""
        with suppress(WarmGone), self.parent.lock:
            self.parent.tell({"op": "end", "pid": self.pid})

    def kill(self) -> None:
        """Have it killed, and kept until it is asked for its status."""
        with suppress(WarmGone), self.parent.lock:
            self.parent.tell({"op": "kill", "pid": self.pid})

    def status(self) -> int:
        """Have it killed if it still lives; return its wait status.

        Raises
        ------
        WarmGone
            If its warm process has ended, and the child with it.
        """
        with self.parent.lock:
            if self.ended is None:
                self.parent.tell({"op": "status", "pid": self.pid})
                self.ended = self.parent.hear()["status"]
        return self.ended


def fork_all(asked: list[tuple[Birth, Line]]) -> list[Child]:
    """Ask every warm process first and listen then, so that they fork at the same time; all or none is forked."""
    told, children, gone = [], [], None
    for birth, line in asked:
        request = {"op": "fork", "environment": birth.environment, "memory": birth.memory}
        request |= {"cpu": birth.cpu, "core": birth.core, "lints": birth.lints}
        try:
            line.tell(request, [birth.line.fileno(), *(bundle.descriptor for bundle in birth.files)])
            told.append(line)
        except WarmGone as event:
            gone = event
    for line in told:
        try:
            children.append(Child(line.hear()["pid"], line))
        except WarmGone as event:
            gone = event
    if gone is not None:
        for child in children:
            child.end()
        raise gone
    return children
