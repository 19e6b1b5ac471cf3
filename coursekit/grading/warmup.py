"""Making a process warm: import libraries, let them do what they put off to their first use, make it cheap to fork.

What is done here once is not done in every child. Nothing may start a thread: a fork of a process with threads hangs.
"""

import ctypes
import gc
import linecache
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from io import BytesIO, StringIO
from pathlib import Path

BASE = (
    "numpy",
    "numpy.random",
    "numpy.testing",
    "IPython.core.interactiveshell",
    "coursekit.checks",
    "coursekit.grading.candidate",
    "coursekit.grading.examiner",
    "coursekit.grading.wire.arrays",
)
_MADV_HUGEPAGE, _MADV_COLLAPSE = 14, 25
_HUGE = 2 * 2**20
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_LARGEST = 32 * 2**20  # bytes: glibc's own upper bound for blocks that come from the heap
_ROOM = 24 * 2**20


class Threads(Exception):  # noqa: N818 - what was found, not what went wrong
    """A library has started a thread or a device context: this process must not be forked from."""


def import_all(modules: Iterable[str]) -> None:
    """Import modules, pass over what cannot be imported, and warm those that put work off."""
    before = set(sys.modules)
    for name in modules:
        # A notebook that imports what is broken or not there fails by itself, in its own cell; a name of the form
        # package.function is no module.
        with suppress(Exception, SystemExit):
            import_module(name)
    for name, warm in _WARMERS.items():
        if name in sys.modules and name not in before:
            warm()


def _warm_optimizers() -> None:
    """Let torch do what it puts off to its first optimizer, without autograd, which would start threads."""
    import torch

    from coursekit.grading.light_torch import lighten

    lighten()
    torch.set_num_threads(1)
    parameter = torch.nn.Parameter(torch.ones(1))
    parameter.grad = torch.ones(1)
    for kind in (torch.optim.Adam, torch.optim.SGD):
        kind([parameter], lr=0.1).step()
    torch.manual_seed(0)  # imports what it asks about GPUs


def _warm_tables() -> None:
    """Let pandas import its parsers and its formats."""
    import pandas

    frame = pandas.read_csv(StringIO("a,b\n1,x\n2,y\n"))
    frame._repr_html_()
    frame.groupby("b").mean().describe()


def _warm_plots() -> None:
    """Let matplotlib find its fonts and its canvas: the first figure costs some 100 ms, the second 20."""
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    axes.plot([0, 1], label="a")
    axes.legend()
    figure.savefig(BytesIO(), format="png")
    pyplot.close(figure)


_WARMERS = {"torch.optim": _warm_optimizers, "pandas": _warm_tables, "matplotlib.pyplot": _warm_plots}


def read_sources() -> None:
    """Read the engine's own sources, as the first traceback in a child would."""
    for name, module in list(sys.modules.items()):
        if name.startswith("coursekit.") and getattr(module, "__file__", None):
            linecache.getlines(module.__file__)


def settle(collapse: bool = True) -> None:
    """Make this process ready to be forked from; `collapse` is for one that has filled most of its memory itself.

    Raises
    ------
    Threads
        If it has more than one thread, or a GPU's context, neither of which survives a fork.
    """
    threads = sum(1 for _ in Path("/proc/self/task").iterdir())
    if threads != 1:
        raise Threads(f"{threads} threads")
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_initialized():
        raise Threads("CUDA")
    gc.collect()
    gc.freeze()
    if collapse:
        _make_room()
        _collapse()


def _make_room() -> None:
    """Let what a child's arrays take lie in huge pages: one fault for 512 pages, and again the same pages for the next.

    glibc gives large blocks a mapping of their own, fresh pages each time, until it has seen some freed; here it begins
    with the bounds that it would come to. Other C libraries have no such switches, and nothing changes.
    """
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallopt") or not hasattr(libc, "malloc_trim"):
        return
    libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, (ctypes.c_size_t,)
    libc.free.argtypes = (ctypes.c_void_p,)
    libc.mallopt(_M_MMAP_THRESHOLD, _LARGEST)
    libc.mallopt(_M_TRIM_THRESHOLD, 2 * _LARGEST)
    libc.malloc_trim(0)
    room = libc.malloc(_ROOM)  # from the end of the heap, which stays this much longer; no page of it is touched
    if room:
        libc.free(room)
        start = -(-room // _HUGE) * _HUGE
        libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t((room + _ROOM - start) // _HUGE * _HUGE), _MADV_HUGEPAGE)


def _collapse() -> None:
    """Put the heap into huge pages: a fork copies one entry for 512 pages, and takes less than half the time.

    Where the kernel has no such thing (Linux before 6.1, no memory in one piece) nothing changes.
    """
    madvise = ctypes.CDLL(None, use_errno=True).madvise
    madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for line in Path("/proc/self/maps").read_text().splitlines():
        span, rights, _, _, _, *name = line.split(maxsplit=5)
        if "w" in rights and "p" in rights and name in ([], ["[heap]"]):
            start, end = (int(address, 16) for address in span.split("-"))
            start, end = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
            if end > start:
                madvise(start, end - start, _MADV_COLLAPSE)


def reseed() -> None:
    """Give this process random states of its own: all children of a warm process inherit the same one."""
    import random

    seed = int.from_bytes(os.urandom(4), "little")
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)
    if "torch" in sys.modules:
        # Not `torch.manual_seed`, which goes through every kind of GPU.
        sys.modules["torch"].default_generator.manual_seed(seed)
