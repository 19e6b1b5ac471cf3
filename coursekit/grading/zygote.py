"""The warm process: imports everything once, knows no secret, forks a child for each side of an examination.

It is single-threaded, runs no autograd and holds neither tests nor submissions, so that a child inherits nothing but
warm modules. It answers its supervisor one request at a time over a SEQPACKET socket:

    {"op": "fork", "role": "candidate" | "examiner", "folder": …, "environment": …, "memory": …} + fd  ->  {"pid": …}
    {"op": "reap", "pid": …}  ->  {"status": …}        the raw wait status; the child is dead or dying

A child stays a zombie until it is reaped, so its pid cannot be given to another process meanwhile.
"""

import gc
import json
import os
import resource
import signal
import socket
import sys
from pathlib import Path

MESSAGE_CAP = 65536
PR_SET_PDEATHSIG = 1
SINGLE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
WARM_MODULES = (
    "numpy",
    "pandas",
    "torch",
    "torch.optim",
    "torch.utils.data",
    "sklearn.compose",
    "sklearn.impute",
    "sklearn.linear_model",
    "sklearn.metrics",
    "sklearn.model_selection",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "matplotlib.pyplot",
    "IPython.core.interactiveshell",
    "coursekit.checks",
    "coursekit.data",
    "coursekit.grading.candidate",
    "coursekit.grading.examiner",
    "coursekit.grading.wire.arrays",
    "coursekit.grading.wire.frames",
)


def warm_up():
    """Import what notebooks use, check that no thread runs, and return the shell for candidates."""
    from importlib import import_module

    for name in WARM_MODULES:
        import_module(name)
    import torch

    torch.set_num_threads(1)
    _warm_optimizers()
    from coursekit.grading.shell import make_shell

    shell = make_shell()
    threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    if threads != 1:
        raise RuntimeError(f"the warm process has {threads} threads; a fork of it would hang")
    gc.collect()
    gc.freeze()
    return shell


def _warm_optimizers() -> None:
    """Let torch do its lazy imports (0.7 s at the first optimizer) without running autograd, which starts threads."""
    import torch

    parameter = torch.nn.Parameter(torch.ones(1))
    parameter.grad = torch.ones(1)
    for kind in (torch.optim.Adam, torch.optim.SGD):
        kind([parameter], lr=0.1).step()


def _die_with_parent() -> None:
    import ctypes

    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _close_inherited(keep: int) -> None:
    os.closerange(3, keep)
    os.closerange(keep + 1, 65536)


def _child(request: dict, descriptor: int, shell) -> None:
    """Become a candidate or an examiner; never return."""
    os.setsid()
    _die_with_parent()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    _close_inherited(descriptor)
    os.environ.clear()
    os.environ.update(request["environment"])
    resource.setrlimit(resource.RLIMIT_DATA, (request["memory"], request["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _reseed()
    from coursekit.grading.wire import Channel

    channel = Channel(socket.socket(fileno=descriptor))
    if request["role"] == "candidate":
        from coursekit.grading.candidate import main
    else:
        from coursekit.grading.examiner import main
    main(channel, shell, request["folder"])


def _reseed() -> None:
    """Give each child random states of its own: all children inherit the same one otherwise."""
    import random

    import numpy
    import torch

    seed = int.from_bytes(os.urandom(4), "little")
    random.seed(seed)
    numpy.random.seed(seed)
    torch.manual_seed(seed)


def serve(control: socket.socket, shell) -> None:
    """Fork and reap on request; end, with every child, when the supervisor closes the line."""
    control.send(json.dumps({"ready": os.getpid()}).encode())
    children: set[int] = set()
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, MESSAGE_CAP, 1)
        if not message:
            break
        request = json.loads(message)
        if request["op"] == "fork":
            pid = os.fork()
            if pid == 0:
                try:
                    control.close()
                    _child(request, descriptors[0], shell)
                finally:
                    os._exit(70)
            os.close(descriptors[0])
            children.add(pid)
            control.send(json.dumps({"pid": pid}).encode())
        else:
            _, status = os.waitpid(request["pid"], 0)
            children.discard(request["pid"])
            control.send(json.dumps({"status": status}).encode())
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    os._exit(0)


def main() -> None:
    """Entry point: ``python -m coursekit.grading.zygote FD``."""
    for name in SINGLE_THREAD:
        os.environ[name] = "1"
    os.environ["MPLBACKEND"] = "agg"
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    serve(control, warm_up())


if __name__ == "__main__":
    main()
