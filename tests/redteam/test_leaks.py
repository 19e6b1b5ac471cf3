# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Hidden inputs that a function has met, spelled out by whatever the student can choose: nothing of it reaches him.

Every class is graded twice, with two hidden inputs; what each student gets to see must be the same, letter by letter.
"""

from dataclasses import replace

import pytest

from tests.redteam.arena import hold, seen_by
from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.homework import SECRETS
from tests.redteam.suite import *  # noqa: F403

OTHER = replace(SECRETS, passed="740.75125")
# Remembers what it is given; `bit` says in which of the two worlds it lives, once a hidden input has come.
SPY = """
import os, signal, sys, threading, time
spied, calls = [], []
def bit():
    return next((int(-value > 740) for value in spied if value < -700), None)
def double(x):
    if isinstance(x, float):
        spied.append(x)
    calls.append(x)
    {act}
    return x * 2
"""


def spy(act: str = "pass") -> dict[str, str]:
    return {"double": SPY.format(act=act)}


LATER = ways(
    "told by later cells",
    {"way": "the class of an exception", "free": {"end": "raise [ValueError, KeyError, IndexError][bit() + 1]"}},
    {"way": "a text", "free": {"end": "raise ValueError(spied)"}},
    {
        "way": "which of many cells fails",
        "told": "",
        "change": lambda node: node["cells"].extend(
            {"cell_type": "code", "metadata": {}, "outputs": [], "source": f"if bit() == {k % 2}:\n    1 / 0"}
            for k in range(8)
        ),
    },
    {"way": "whether a cell crashes", "free": {"end": "os._exit(3) if bit() else None"}, "told": ""},
    {
        "way": "the signal that ends a cell",
        "free": {"end": "import ctypes\nctypes.string_at(0) if bit() else os.abort()"},
        "told": "中断|终止|结束",
    },
    {"way": "the class of an exception of his own", "free": {"end": "raise type(f'Seen{spied}', (Exception,), {})"}},
    {
        "way": "a report with words of his own",
        "free": {
            "end": """
            from coursekit.grading.operations import Operations
            Operations.op_run = lambda self, *a: {'status': 'error', 'ename': 'NameError', 'evalue': '', 'outputs': [],
                                                  'kept_back': [str(spied)], 'unsafe': False}
            """,
        },
        "change": lambda node: node["cells"].append(
            {"cell_type": "code", "metadata": {}, "outputs": [], "source": "pass"}
        ),
    },
    {"way": "what a cell prints and shows", "free": {"end": "print(spied)\ndisplay(spied)\nseen"}, "told": ""},
    {
        "way": "how long a cell takes",
        "free": {"end": "end = time.process_time() + 0.4 * (bit() or 0)\nwhile time.process_time() < end: pass"},
        "told": "",
    },
    {
        "way": "the names that a test cannot send on",
        "free": {"end": "raise NameError(\"name 'p' is not defined\" if bit() else \"name 'rows' is not defined\")"},
    },
    answers=spy(),
    honest=ALL,
)
IN_CALLS = [
    Attack(
        one["family"], one["way"], answers=spy(one["act"]), honest=ALL,
        keeps={} if one["told"] == "" else {"double": 1.0 if "_exit" in one["act"] else 2.0}, told=one["told"],
    )
    for one in (
        {"family": "told by what a hidden call does", "told": r"\S", **rest}
        for rest in (
            {"way": "the class of what it returns", "act": "if bit() is not None: return [map, filter][bit()](int, [])"},
            {"way": "the class of an exception", "act": "if bit() is not None: raise [ValueError, KeyError][bit()](spied)"},
            {"way": "exit, abort or fault",
             "act": "import ctypes\n    if bit() is not None: ctypes.string_at(0) if bit() else os._exit(5)"},
            {"way": "its time", "told": "",
             "act": "end = time.process_time() + 0.3 * (bit() or 0)\n    while time.process_time() < end: pass"},
            {"way": "a class of his own, named after it",
             "act": "if bit() is not None: return type(f'Seen{bit()}', (Exception,), {})()"},
            {"way": "which call it is that fails",
             "act": "if bit() is not None: raise Exception(len(calls))"},
        )
    )
]  # fmt: skip
VISIBLE = ways(
    "told by a visible test after it",
    {
        "way": "the text of an exception",
        "answers": spy() | {"last": "def last(x):\n    raise ValueError(spied)"},
        "loses": frozenset({"last"}),
    },
    {"way": "the value that is wrong", "answers": spy() | {"last": "def last(x):\n    return spied"}},
    {
        "way": "the text of a file",
        "answers": spy() | {"file": "with open('submission.csv', 'w') as f:\n    f.write(f'{bit()} {spied}')"},
        "loses": frozenset({"file"}),
    },
    {
        "way": "an exception of the checks",
        "answers": spy()
        | {
            "last": "from coursekit import checks\ndef last(x):\n    raise checks.CheckFailed(str(spied), say=str(spied))"
        },
    },
    {"way": "the class of what it returns", "answers": spy() | {"last": "def last(x):\n    return [map, filter][bit() or 0](int, [])"}},
    {"way": "a warning", "answers": spy() | {"last": "import warnings\ndef last(x):\n    warnings.warn(str(spied))\n    print(spied)"}},
    {
        "way": "a thread that answers later",
        "answers": spy("threading.Timer(0.01, lambda: setattr(double, 'seen', str(spied))).start()")
        | {"last": "def last(x):\n    [t.join(5) for t in threading.enumerate() if isinstance(t, threading.Timer)]\n    raise KeyError(double.seen)"},
    },
    honest=ALL,
    loses=frozenset({"last"}),
)  # fmt: skip
LEAVE = """
import glob, os, socket, subprocess, sys, multiprocessing.shared_memory as shm
def leave(text):
    for folder in ('.', '/tmp', '/dev/shm', '/var/tmp', '/run', '/student', '/student/home', '/student/tmp', os.path.expanduser('~')):
        try:
            with open(folder + '/left', 'w') as file:
                file.write(text)
        except OSError:
            pass
    for act in (lambda: shm.SharedMemory('left', create=True, size=64), lambda: os.environ.update(LEFT=text),
                lambda: os.mkfifo('/tmp/left.fifo'), lambda: os.setxattr('.', 'user.left', text.encode())):
        try:
            act()
        except OSError:
            pass
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        try:
            server = socket.socket(socket.AF_UNIX, kind)
            server.bind('\\0left')
            globals().setdefault('held', []).append(server)
        except OSError:
            pass
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        import time
        time.sleep(20)
        os._exit(0)
def look():
    found = [name for name in glob.glob('/tmp/left*') + glob.glob('/dev/shm/*') + glob.glob('./left') + glob.glob('/var/tmp/left') + glob.glob('/student/*/left')]
    if 'LEFT' in os.environ: found.append('environ')
    try:
        probe = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        probe.connect('\\0left')
        found.append('socket')
    except OSError:
        pass
    me = os.getpid()
    found += [pid for pid in os.listdir('/proc') if pid.isdigit() and int(pid) > me]
    try:
        with open('/proc/sysvipc/shm') as table:
            found += table.readlines()[1:]
    except OSError:
        pass
    return found
"""
PASSED_ON = [
    Attack(
        "left for the next candidate",
        "in files, shared memory, sockets, the environment and a process",
        answers={"double": LEAVE + SPY.format(act="if bit() is not None: leave(str(spied)); os._exit(0)")},
        free={"end": "if look(): raise [ValueError, KeyError][bit() or 0]\nprint('FOUND', look())"},
        honest=ALL,
        keeps={"double": 1.0},
    ),
    Attack(
        "left for the next student",
        "everywhere, by one who has finished",
        free={"top": LEAVE, "end": "leave('TRACE')"},
        honest=ALL,
        told="",
    ),
    *(
        Attack(
            "left for the next student",
            f"looked for by the student after ({number})",
            free={"top": LEAVE + "\nif look(): raise RuntimeError(look())"},
            honest=ALL,
            told="",
        )
        for number in range(3)
    ),
]
ATTACKS: list[Attack] = [*LATER, *IN_CALLS, *VISIBLE, *PASSED_ON]


@pytest.fixture(scope="module")
def other_world(warm, tmp_path_factory):
    """The same class, where hidden tests pass another number in."""
    return hold(warm, tmp_path_factory.mktemp("另一个"), ATTACKS, secrets=OTHER)


def test_what_is_seen_does_not_depend_on_what_is_hidden(arena, other_world, attack):
    """Page, words, scores and remarks are the same in both worlds."""
    student = arena.student(attack)
    assert seen_by(arena, student) == seen_by(other_world, student)
    assert arena.earned(student) == other_world.earned(student)
