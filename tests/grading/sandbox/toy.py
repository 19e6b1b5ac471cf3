"""A toy warm process: run as ``python toy.py`` with an order as JSON on stdin, it answers with JSON on stdout.

The order: ``plan``, ``warm`` (modules to import before the nursery is made), ``user`` (become this ordinary user
first), ``jobs``: each with ``source`` (which fills the dictionary ``out``), ``files`` and ``home``, run one after the
other; one named ``first`` runs up to its `say` before the others start, and its `wait` lasts until they have ended.
"""

import contextlib
import json
import os
import signal
import sys
import time
import traceback
from importlib import import_module
from pathlib import Path

from coursekit.grading.sandbox import Nursery, Plan, kernel


def become_ordinary(user: int) -> None:
    """Turn the superuser into an ordinary user who can still reach this Python, though it lie in a closed folder."""
    kernel.unshare(kernel.NEWNS)
    kernel.mount(None, "/", None, kernel.MS_REC | kernel.MS_PRIVATE)
    for path in (sys.base_prefix, sys.prefix, str(Path(kernel.__file__).parents[3])):
        states = {parent: parent.stat() for parent in Path(path).parents}
        closed = [parent for parent, state in states.items() if state.st_uid != user and not state.st_mode & 0o001]
        if closed:
            held = os.open(path, os.O_PATH)
            kernel.mount("tmpfs", str(closed[-1]), "tmpfs", 0, "mode=755")
            Path(path).mkdir(parents=True)
            kernel.mount(f"/proc/self/fd/{held}", path, None, kernel.MS_BIND | kernel.MS_REC)
            os.close(held)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)
    os.environ["HOME"] = "/nowhere"


def child(nursery: Nursery, job: dict, line: int) -> None:
    out = {}

    def attempt(name, action):
        """Note what an action returns, or that it was refused."""
        try:
            out[name] = action()
        except BaseException as error:
            out[name] = f"REFUSED {type(error).__name__}: {error}"

    try:
        files = {name: text.encode() for name, text in job.get("files", {}).items()}
        began = time.perf_counter()
        nursery.enter(job.get("home", ""), files)
        out["entered_ms"] = (time.perf_counter() - began) * 1e3
        scope = {"__name__": "student", "out": out, "attempt": attempt, **job.get("given", {})}
        scope |= {"say": lambda: os.write(line, b"\n"), "wait": lambda: os.read(GATE[0], 1)}
        exec(job["source"], scope)
    except BaseException:
        out["error"] = traceback.format_exc()
    os.write(line, json.dumps(out, default=repr).encode())
    os._exit(0)


GATE = os.pipe()  # its writing end is closed when the jobs have ended


def start(nursery: Nursery, job: dict) -> tuple[int, int]:
    reading, writing = os.pipe()
    pid = nursery.fork()
    if pid == 0:
        os.close(reading)
        os.close(GATE[1])
        os.environ.clear()
        child(nursery, job, writing)
    os.close(writing)
    return pid, reading


def finish(nursery: Nursery, pid: int, reading: int, limit: float = 30.0) -> dict:
    import select

    said = b""
    while select.select([reading], [], [], limit)[0] and (chunk := os.read(reading, 65536)):
        said += chunk
        with contextlib.suppress(ValueError):
            json.loads(said)  # a daemon may hold the line open: what is whole is whole
            break
    os.close(reading)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0 if said else signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    nursery.sweep(pid)
    return {**(json.loads(said) if said.strip() else {"error": "nothing said"}), "status": status}


def main() -> None:
    order = json.load(sys.stdin)
    secret = order.get("secret", "")
    if secret:
        os.environ["TEACHERS_SECRET"] = secret
    if order.get("user"):
        become_ordinary(order["user"])
    for name in order.get("warm", []):
        import_module(name)
    nursery = Nursery(Plan(**order["plan"]))
    first = None
    if "first" in order:
        first = start(nursery, order["first"])
        os.read(first[1], 1)
        for job in order["jobs"]:
            job["given"] = {**job.get("given", {}), "FIRST": first[0], "WARM": os.getpid()}
    answers = [finish(nursery, *start(nursery, job)) for job in order["jobs"]]
    os.close(GATE[1])
    if first:
        answers.append(finish(nursery, *first))
    print(json.dumps({"answers": answers, "home": nursery.home}))
    sys.stdout.flush()
    os._exit(0)


main()
