# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on the machine: time, processes, memory, disk, output, descriptors; and ends of every kind."""

import time
from contextlib import suppress
from pathlib import Path

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.suite import *  # noqa: F403

OPTIONS = {"workers": 4}  # sleepers take a worker's time and no core's
LOST_DOUBLE = {"honest": ALL, "keeps": {"double": 0.0}}


def in_call(body: str) -> dict[str, str]:
    lines = "\n".join(f"    {line}" for line in body.strip("\n").split("\n"))
    return {"double": f"import os, sys, time, signal, threading\ndef double(x):\n{lines}\n    return x * 2"}


TIME = ways(
    "time",
    {"way": "a busy loop in a free cell", "free": {"setup": "while True: pass"}, "honest": ALL, "told": "超过时间上限"},
    {
        "way": "a loop that catches everything",
        "answers": in_call("while True:\n    try:\n        while True: pass\n    except BaseException: pass"),
        **LOST_DOUBLE,
        "told": "timeout",
    },
    {
        "way": "a call into C that never comes back",
        "answers": in_call("import re\nre.match(r'(a+)+b', 'a' * 60)"),
        **LOST_DOUBLE,
        "told": "timeout",
    },
    {"way": "sleep", "answers": in_call("time.sleep(600)"), **LOST_DOUBLE, "told": "timeout"},
    {
        "way": "waiting for a lock, the input and a child",
        "free": {"setup": "import sys, os\nprint(sys.stdin.read())\ninput('?')", "end": "import threading\nl = threading.Lock()\nl.acquire()\nl.acquire()"},
        "honest": ALL,
        "told": "超过时间上限",
    },
    {
        "way": "time spent in children",
        "answers": in_call(
            "import subprocess\nfor _ in range(3):\n    subprocess.Popen([sys.executable, '-c', 'while True: pass'])\ntime.sleep(600)"
        ),
        **LOST_DOUBLE,
        "told": "timeout",
    },
    {
        "way": "alarms, limits and priorities of his own",
        "free": {
            "top": """
            import os, resource, signal
            for kind in (resource.RLIMIT_CPU, resource.RLIMIT_NPROC, resource.RLIMIT_DATA, resource.RLIMIT_NOFILE):
                try: resource.setrlimit(kind, (-1, -1))
                except (ValueError, OSError): pass
            for act in (lambda: os.nice(-20), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(99))):
                try: act()
                except OSError: pass
            for number in range(1, 65):
                try: signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError): pass
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)""",
            "double": "while True: pass",
        },
        "honest": ALL,
        "told": "超过时间上限",
    },
    {
        "way": "clocks that are turned back",
        "free": {"top": "import time\ntime.time = time.monotonic = time.process_time = lambda: 0\ntime.sleep = lambda s: None\ntry:\n    time.clock_settime(0, 0)\nexcept OSError: pass"},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "threads that keep both cores busy",
        "free": {"top": "import threading\nfor _ in range(8):\n    threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()"},
        "answers": {},
        "honest": frozenset(),
        "told": "超过时间上限|timeout|断言",
    },
)  # fmt: skip
PROCESSES = ways(
    "processes and signals",
    {
        "way": "a fork bomb",
        "answers": in_call("while True:\n    try: os.fork()\n    except OSError: pass"),
        **LOST_DOUBLE,
        "told": "timeout|crashed|error",
    },
    {
        "way": "a bomb of threads",
        "free": {"setup": "import threading, time\nfor _ in range(10**5):\n    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()"},
        "honest": ALL,
        "told": "运行出错|终止|结束",
    },
    {
        "way": "a shell's bomb",
        "free": {"setup": "import subprocess\nsubprocess.run(['sh', '-c', ':(){ :|:& };:'], timeout=3)"},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "a process that outlives: double fork, new session",
        "free": {"top": """
            import os, time
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(5)
                    open('/tmp/outlived', 'w').write('x')
                os._exit(0)"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "what runs at exit, later and at collection",
        "free": {"end": """
            import atexit, os, signal, threading, weakref
            atexit.register(lambda: os.fork())
            threading.Timer(3, lambda: os.fork()).start()
            signal.signal(signal.SIGTERM, lambda *a: os.fork())
            class Last:
                def __del__(self): os.fork()
            last = Last()
            os.register_at_fork(after_in_child=lambda: None)"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "signals to everybody",
        "free": {"top": """
            import os, signal
            for pid in (-1, 0, os.getppid(), 1, 2, -2, *range(2, 400)):
                for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
                    if pid != os.getpid() and pid != 0:
                        try: os.kill(pid, number)
                        except (OSError, OverflowError): pass"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "the process stops itself",
        "answers": in_call("os.kill(os.getpid(), signal.SIGSTOP)\nimport ctypes\nctypes.CDLL(None).raise_(19) if False else time.sleep(600)"),
        **LOST_DOUBLE,
        "told": "timeout",
    },
    {
        "way": "a child stopped and traced",
        "free": {"setup": """
            import ctypes, os, signal
            pid = os.fork()
            if pid == 0:
                ctypes.CDLL(None).ptrace(0, 0, 0, 0)
                os.kill(os.getpid(), signal.SIGSTOP)
                os._exit(0)"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "a forked copy answers the examiner too",
        # neither knows the answer: were one of them right, whether the other is in time to spoil it would be luck
        "answers": {"double": "import os\ndef double(x):\n    return 4.0 if os.fork() == 0 else x"},
        "honest": frozenset(),
        "told": r"\S",
    },
)  # fmt: skip
MEMORY = ways(
    "memory and disk",
    {"way": "10 GB in one piece", "answers": in_call("bytearray(10 * 2**30)"), **LOST_DOUBLE, "told": "MemoryError|error|crashed|timeout"},
    {"way": "a list without end", "answers": in_call("a = []\nwhile True: a.append(bytearray(2**26))"), **LOST_DOUBLE, "told": r"\S"},
    {
        "way": "shared and anonymous maps",
        "free": {"top": """
            import mmap
            held = []
            try:
                for _ in range(40):
                    held.append(mmap.mmap(-1, 2**28))
                    held[-1].write(b'x' * 2**20)
            except (OSError, MemoryError, ValueError): pass
            held.clear()"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "a full disk: one file, many files, holes",
        "free": {"setup": """
            import os
            held = []
            for make in (lambda k: open(f'big{k}', 'wb').write(b'x' * 2**24), lambda k: os.truncate(f'big{k % 10}', 2**45),
                         lambda k: open(f'/tmp/many{k}', 'w').close(), lambda k: open(f'/dev/shm/{k}', 'wb').write(b'x' * 2**24),
                         lambda k: os.makedirs('deep/' * min(k, 200))):
                for k in range(100):
                    try: make(k)
                    except OSError: pass
            import shutil, glob
            for path in glob.glob('big*') + glob.glob('/tmp/many*') + glob.glob('/dev/shm/*'): os.remove(path)"""},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "no inode and no block left when the answer is written",
        "free": {"account": "k = 0\ntry:\n    while True:\n        open(f'f{k}', 'wb').write(b'x' * 2**20)\n        k += 1\nexcept OSError: pass"},
        "honest": ALL,
        "loses": frozenset({"file"}),
        "told": "OSError",
    },
    {
        "way": "every descriptor taken",
        "free": {"setup": "held = []\ntry:\n    while True: held.append(open('/dev/null'))\nexcept OSError: pass", "end": "import os\nfor k in range(3, 256):\n    try: os.close(k)\n    except OSError: pass"},
        "honest": ALL,
        "loses": frozenset({"file"}),
        "told": r"\S",
    },
    {
        "way": "pipes and sockets filled up",
        "free": {"setup": "import os, socket\nheld = []\ntry:\n    while True:\n        a, b = os.pipe()\n        os.set_blocking(b, False)\n        held.append((a, b))\n        os.write(b, b'x' * 10**6)\nexcept OSError: pass\nfor a, b in held:\n    os.close(a); os.close(b)"},
        "honest": ALL,
        "told": "",
    },
)  # fmt: skip
OUTPUT = ways(
    "floods of output",
    {"way": "a print without end", "free": {"setup": "while True: print('x' * 10**6)"}, "honest": ALL, "told": "超过时间上限"},
    {"way": "1 GB in one print", "free": {"setup": "print('x' * 10**9)"}, "honest": ALL, "told": "|运行"},
    {
        "way": "displays: a huge picture, HTML, JSON",
        "free": {"setup": "from IPython.display import HTML, JSON, Image, display\ndisplay(HTML('<b>' * 10**7))\ndisplay(Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'x' * 10**7))\ndisplay(*range(10**5))"},
        "honest": ALL,
        "told": "|报告",
    },
    {"way": "many cells that print much", "honest": ALL, "told": "", "change": lambda node: node["cells"].extend(
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "print('x' * 900_000)"} for _ in range(60))},
    {"way": "to the descriptors below Python", "free": {"top": "import os\nfor k in range(3):\n    os.write(k, b'x' * 10**7)\nimport sys\nsys.__stdout__.write('x' * 10**7)"}, "honest": ALL, "told": ""},
    {"way": "warnings and prints in a call", "answers": in_call("import warnings\nfor k in range(2000):\n    warnings.warn('x' * 10**4 + str(k))\n    print('y' * 10**4, file=sys.stderr)"), "honest": ALL, "told": ""},
    {"way": "a text that the log of the machine would keep", "answers": in_call("raise ValueError('\\n'.join('x' * 1000 for _ in range(10**5)))"), **LOST_DOUBLE},
)  # fmt: skip
DEATH = ways(
    "sudden ends",
    *(
        {"way": f"{way}, in a call", "answers": in_call(code), **LOST_DOUBLE, "told": told}
        for way, code, told in [
            ("os._exit", "os._exit(0)", "crashed"),
            ("sys.exit", "sys.exit(0)", "error"),
            ("abort", "os.abort()", "crashed"),
            ("a fault by ctypes", "import ctypes\nctypes.string_at(0)", "crashed"),
            ("an overflow of the stack in C", "sys.setrecursionlimit(10**9)\ndef f(): f()\nf()", "crashed|error|timeout"),
            ("a deep parse", "compile('(' * 10**5 + ')' * 10**5, '', 'eval')", "crashed|error"),
            ("exec of another program", "os.execv('/bin/true', ['true'])", "crashed"),
            ("a kernel's exit", "get_ipython().kernel.do_shutdown(True)\nexit()", "error"),
        ]
    ),
    {"way": "os._exit in a free cell", "free": {"double": "import os\nos._exit(0)"}, "honest": ALL, "told": "退出"},
    {"way": "a fault in a solution cell", "answers": {"rate": "import ctypes\nctypes.string_at(0)"}, "honest": ALL, "loses": frozenset({"rate"}), "told": "终止|结束"},
    {"way": "os._exit in every cell", "honest": ALL, "told": "退出", "change": lambda node: node["cells"].extend(
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "import os\nos._exit(1)"} for _ in range(30))},
    {"way": "exit after the first test has passed", "answers": {"double": "calls = []\ndef double(x):\n    calls.append(x)\n    if len(calls) > 1: __import__('os')._exit(0)\n    return x * 2"}, "honest": ALL, "keeps": {"double": 0.0}, "told": "crashed"},
    {
        "way": "writes into the process's own memory",
        "free": {"top": """
            import ctypes, sys
            def patch(number, value):
                ctypes.c_long.from_address(id(number) + 24).value = value
            patch(2, 4)
            ctypes.c_uint32.from_address(id(4.0) + 16)
            def double(x): return x
            code = double.__code__
            ctypes.memmove(id(code.co_consts), id((None, 1)), 8)"""},
        "told": r"\S",
    },
    {
        "way": "True and None corrupted",
        "free": {"top": "import ctypes\nctypes.c_long.from_address(id(False) + 24).value = 1\nctypes.c_long.from_address(id(True) + 16).value = 0\nctypes.memset(id(None), 0, 16)"},
        "told": r"\S",
    },
)  # fmt: skip
ATTACKS: list[Attack] = [*TIME, *PROCESSES, *MEMORY, *OUTPUT, *DEATH]


def test_nothing_is_left_running(arena, warm):
    """When the class is graded, the warm processes have no children but each other."""
    ours = {line.pid for line in warm.lines.values()}
    end = time.monotonic() + 30
    while (left := _below(warm.process.pid) - ours) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == set()


def _below(parent: int) -> set[int]:
    """Return every process that descends from one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    found = {parent}
    while more := {pid for pid, above in parents.items() if above in found} - found:
        found |= more
    return found - {parent}
