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
_MADV_COLLAPSE = 25
_HUGE = 2 * 2**20


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
    torch.manual_seed(0)  # notes a traceback, for which it reads the sources on the stack


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
    """Read the engine's own sources, as the first traceback in a child would: torch notes one at each seeding."""
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
        _collapse()


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
        # Not `torch.manual_seed`: for a GPU that is not there yet it notes a whole traceback (4 ms).
        sys.modules["torch"].default_generator.manual_seed(seed)
