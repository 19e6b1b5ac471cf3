"""The supervisor's hand on the warm process: start it, fork from it, reap what it forked."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress

from coursekit.grading.errors import CourseError
from coursekit.grading.zygote import MESSAGE_CAP
from coursekit.lang import tr

START_LIMIT = 120.0  # seconds; a cold disk and two busy cores have taken 25


class WarmProcess:
    """A zygote in a process of its own; usable from several threads.

    Raises
    ------
    CourseError
        If it does not come up.
    """

    def __init__(self):
        self.lock = threading.Lock()
        self.ready = False
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coursekit.grading.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        theirs.close()

    def wait_ready(self) -> None:
        """Wait until everything is imported."""
        if self.ready:
            return
        self.control.settimeout(START_LIMIT)
        try:
            answer = self.control.recv(MESSAGE_CAP)
        except TimeoutError:
            answer = b""
        self.control.settimeout(None)
        if not answer:
            self.process.kill()
            said = self.process.stderr.read().decode(errors="replace").strip().split("\n")[-1]
            raise CourseError(tr(f"评分进程没有启动：{said}", f"the grading process did not start: {said}"))
        self.ready = True

    def _ask(self, request: dict, descriptors: list[int]) -> dict:
        with self.lock:
            socket.send_fds(self.control, [json.dumps(request).encode()], descriptors)
            answer = self.control.recv(MESSAGE_CAP)
        if not answer:
            raise CourseError(tr("评分进程意外结束，请重新运行", "the grading process has ended: run again"))
        return json.loads(answer)

    def fork(self, role: str, end: socket.socket, folder: str, environment: dict, memory: int) -> int:
        """Fork a child that holds the given end of a line; return its pid. The end is closed here."""
        request = {"op": "fork", "role": role, "folder": folder, "environment": environment, "memory": memory}
        pid = self._ask(request, [end.fileno()])["pid"]
        end.close()
        return pid

    def reap(self, pid: int) -> int:
        """Make sure that a child and its process group are gone; return its wait status."""
        for kill in (os.killpg, os.kill):
            with suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        return self._ask({"op": "reap", "pid": pid}, [])["status"]

    def close(self) -> None:
        """End the warm process and every child of it."""
        self.control.close()
        if not self.ready:
            self.process.kill()  # it would import to the end before it looked at its line
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process, by the kernel's own clock of it; 0 where it is gone."""
    try:
        return time.clock_gettime((~pid << 3) | 2)  # CPUCLOCK_SCHED of a process, as clock_getcpuclockid makes it
    except OSError:
        return 0.0
