"""Making a process warm, each time in one of its own."""

import json
import subprocess
import sys

import pytest

from tests.support.forks import forks

BEGINNING = "import sys, json, os\nfrom coursekit.grading.warmup import *\n"


def run(code: str):
    """What a fresh interpreter says as JSON after this code."""
    done = subprocess.run([sys.executable, "-c", BEGINNING + code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def run_with_torch(code: str):
    """What a process says that has torch already."""
    done = forks().run(BEGINNING + code)
    assert done.status == 0, done.err
    return json.loads(done.out.splitlines()[-1])


def test_what_cannot_be_imported_is_passed_over(tmp_path):
    """A name that is no module, one that breaks, one that leaves: the rest is imported."""
    for name, text in (("broken", "1 / 0"), ("leaves", "raise SystemExit")):
        (tmp_path / f"{name}.py").write_text(text)
    code = f"""
sys.path.insert(0, {str(tmp_path)!r})
import_all(["no.such", "broken", "leaves", "json.loads", "wave"])
print(json.dumps("wave" in sys.modules))"""
    assert run(code) is True


def test_first_uses_are_warm_and_no_thread_runs():
    """The first optimiser, backward pass, table and figure import nothing in a child; it can be forked from."""
    code = """
import_all(["torch", "torch.optim", "pandas", "matplotlib.pyplot"])
settle()
before, threads = set(sys.modules), len(os.listdir("/proc/self/task"))
import torch, pandas, io
from matplotlib import pyplot
layer = torch.nn.Linear(1, 1)
torch.optim.Adam(layer.parameters()); torch.optim.SGD(layer.parameters(), lr=1.0)
layer(torch.ones(2, 1)).backward(torch.ones(2, 1))
pandas.read_csv(io.StringIO("a\\n1\\n"))._repr_html_()
pyplot.plot([1]); pyplot.savefig(io.BytesIO())
print(json.dumps([sorted(set(sys.modules) - before), threads, torch.get_num_threads()]))"""
    assert run(code) == [[], 1, 1]


@pytest.mark.parametrize("threads", [0, 1])
def test_a_process_with_threads_is_refused(threads):
    """A fork of it would hang."""
    code = f"""
import threading, time
for _ in range({threads}):
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
try:
    settle()
    print(json.dumps("fit"))
except Threads as found:
    print(json.dumps(str(found)))
sys.stdout.flush()
os._exit(0)"""
    assert run(code) == ("2 threads" if threads else "fit")


def test_reseeding_reaches_torch():
    """Its own generator, and no note of where it was seeded, which `torch.manual_seed` would take."""
    code = """
import torch, linecache
torch.manual_seed(1); first = torch.rand(4).tolist()
torch.manual_seed(1); linecache.clearcache(); reseed(); second = torch.rand(4).tolist()
reseed(); third = torch.rand(4).tolist()
print(json.dumps([first == second, second == third, len(linecache.cache)]))"""
    assert run_with_torch(code) == [False, False, 0]


def test_the_engines_sources_are_read_before_the_fork():
    """A traceback in a child finds each line there without opening a file; other libraries' are left alone."""
    code = """
import linecache, coursekit.grading.link, torch
linecache.clearcache()
read_sources()
names = {name for name in linecache.cache}
link = coursekit.grading.link.__file__
import builtins
builtins.open = None
print(json.dumps([linecache.getline(link, 1)[:3], all("coursekit" in name for name in names), len(names) > 20]))"""
    assert run_with_torch(code) == ['"""', True, True]


def test_reseeding_changes_every_generator():
    """Those of the libraries that are there; torch is not imported for it."""
    code = """
import random, numpy
def draw(): return [random.random(), numpy.random.rand()]
random.seed(1); numpy.random.seed(1); first = draw()
random.seed(1); numpy.random.seed(1); reseed(); second = draw()
print(json.dumps([a == b for a, b in zip(first, second)] + ["torch" in sys.modules]))"""
    assert run(code) == [False, False, False]


def test_large_arrays_come_from_the_heap():
    """Where the C library is glibc: room for them is there, untouched, and none gets a mapping of its own."""
    code = """
import ctypes
import numpy as np
settle()
with open("/proc/self/maps") as maps:
    heap = [line.split()[0].split("-") for line in maps if line.rstrip().endswith("[heap]")]
large = np.empty(2**20)
where = large.ctypes.data
pages = int(open("/proc/self/statm").read().split()[1])
print(json.dumps([hasattr(ctypes.CDLL(None), "mallopt"),
                  any(int(a, 16) <= where < int(b, 16) for a, b in heap), pages * os.sysconf("SC_PAGESIZE") / 2**20]))
"""
    glibc, within, megabytes = run(code)
    assert within or not glibc
    assert megabytes < 100
