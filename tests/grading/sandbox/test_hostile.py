"""A hostile candidate gains nothing, sees nobody, and leaves nothing behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import coursekit
from tests.grading.sandbox.conftest import PROJECT, USERS, WHO, need_tier, refused

VICTIM = """
import socket
open("answer.txt", "w").write("secret")
ear = socket.socket(socket.AF_UNIX)
attempt("listen", lambda: (ear.bind("\\0coursekit-sibling"), ear.listen()) and None)
say()
wait()
out["alive"] = True
"""
TIERS = [("A", user) for user in USERS] + [("B", USERS[-1])]
ATTACK = (PROJECT / "tests/fixtures/hostile_notebook.txt").read_text("utf-8")


def daemons(name: str) -> str:
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout.count(
        f"sleep {name}"
    )


@pytest.mark.parametrize(("tier", "user"), TIERS, ids=[f"{tier}, {WHO[user]}" for tier, user in TIERS])
def test_a_hostile_notebook_gets_nowhere(run, readable, tier, user):
    """Siblings, the warm process, the teacher's files, the network, the kernel, memory, disk and processes."""
    need_tier(tier)
    planted = readable / "planted.txt"
    planted.write_text("the teacher's")
    planted.chmod(0o644)
    given = {"PROJECT": str(PROJECT), "PACKAGE": str(Path(coursekit.__file__).parent), "PLANTED": str(planted)}
    daemon = f"{os.getpid()}77{user}"
    source = "".join(f"{name} = {value!r}\n" for name, value in {**given, "DAEMON": daemon}.items()) + ATTACK
    attack, victim = run(tier, source, user=user, first=VICTIM, secret="s3cret")
    assert attack.get("error") is None, attack
    done = {group: [name for name in names if not refused(attack[name])] for group, names in attack["groups"].items()}
    if tier == "A":
        assert attack["list a sibling's folder"].startswith("REFUSED ZeroDivisionError")  # it is his own folder
    assert done == {"others": [], "world": [], "kernel": [], "memory": []}
    assert victim.get("alive") is True
    assert attack["uid"] != 0
    assert attack["privileges"] == ["0000000000000000", "1", "2"]
    if tier == "A":
        assert attack["processes"] == ["1"]
        assert attack["bomb"] < 64
        assert attack["fill"] <= 256
    assert daemons(daemon) == 0


@pytest.mark.parametrize("tier", ["A", "B", "none"])
def test_nothing_outlives_a_candidate(run, tier):
    """A daemon with a session of its own is gone once the candidate was swept; also without a sandbox."""
    need_tier(tier)
    user = USERS[-1] if tier == "B" else 0
    name = f"{os.getpid()}88{len(tier)}"
    source = (
        "import subprocess\n"
        f"command = ['/usr/bin/setsid', '--fork', 'sleep', '{name}']\n"
        "out['made'] = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode"
    )
    assert run(tier, source, user=user)[0]["made"] == 0
    assert daemons(name) == 0


def test_candidates_of_a_superuser_are_different_users(run):
    """Each gets a number of its own, so that one's processes do not count against another's."""
    need_tier("A")
    if os.geteuid() != 0:
        pytest.skip("needs a superuser")
    first, second = run("A", *["import os\nout['uid'] = os.getuid()"] * 2)
    assert 0 != first["uid"] != second["uid"] != 0


@pytest.mark.parametrize("user", USERS, ids=WHO.get)
def test_each_candidate_has_namespaces_of_its_own(run, user):
    """Processes, mounts and network are one's own, and only one's own folders are mounted to be written."""
    need_tier("A")
    look = (
        "import os\nout['spaces'] = [os.readlink('/proc/self/ns/' + name) for name in ('pid', 'mnt', 'net')]\n"
        "mounts = [line.split() for line in open('/proc/self/mountinfo')]\n"
        "out['writable'] = {mount[4] for mount in mounts if mount[5].startswith('rw')}\n"
        "out['writable'] = sorted(out['writable'])\n"
    )
    second, first = run("A", look, user=user, first=look + "say()\nwait()")
    assert not set(first["spaces"]) & set(second["spaces"])
    assert first["writable"] == ["/dev/shm", "/proc", "/student", "/tmp"]


def test_one_candidate_finds_nothing_of_the_last(run):
    """Working folder, temporary files and shared memory are new each time."""
    need_tier("A")
    places = "import os\nplaces = ['.', '/tmp', '/dev/shm', os.environ['TMPDIR']]\n"
    look = "out['seen'] = [os.path.exists(p + '/left') for p in places]\n"
    leave = "for p in places: open(p + '/left', 'w').write('x')\n"
    first, second = run("A", places + leave + look, places + look)
    assert first["seen"] == [True] * 4
    assert second["seen"] == [False] * 4


def test_the_superuser_never_runs_a_candidate_in_tier_b(run):
    """Where only root may read this Python, the child ends with a text that says what to do."""
    need_tier("B")
    if os.geteuid() != 0 or Path(sys.base_prefix).parents[2].stat().st_mode & 0o001:
        pytest.skip("needs a superuser and a Python in a closed folder")
    (answer,) = run("B", "out['ran'] = True")
    assert "ran" not in answer
    assert "不会以 root 运行" in answer["error"]


@pytest.mark.parametrize("user", USERS, ids=WHO.get)
def test_no_capability_is_left_to_gain(run, user):
    """None is held, none can be gained by executing something."""
    need_tier("A")
    look = "out['held'] = [line.split() for line in open('/proc/self/status') if line.startswith('Cap')]"
    (candidate,) = run("A", look, user=user)
    assert {name: int(bits, 16) for name, bits in candidate["held"]} == dict.fromkeys(
        ("CapInh:", "CapPrm:", "CapEff:", "CapBnd:", "CapAmb:"), 0
    )


def test_the_network_of_the_last_candidate_is_found_empty(run):
    """A superuser's candidates get a network where somebody was before: no socket of his is left in it."""
    need_tier("A")
    if os.geteuid() != 0:
        pytest.skip("needs a superuser")
    bind = "import os, socket\ns = socket.socket(socket.AF_UNIX)\ns.bind(chr(0) + 'here')\n"
    look = (
        "out['net'] = os.readlink('/proc/self/ns/net')\n"
        "out['seen'] = [l for l in open('/proc/net/unix') if l.endswith('@here' + chr(10))]"
    )
    first, second = run("A", bind + look, "import os\n" + look)
    assert first["net"] == second["net"]
    assert (len(first["seen"]), second["seen"]) == (1, [])
