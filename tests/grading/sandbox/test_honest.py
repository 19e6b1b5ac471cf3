"""An honest notebook notices nothing of the sandbox."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coursekit.grading.sandbox import make_plan
from tests.grading.sandbox.conftest import PROJECT, USERS, WHO, need_tier, refused

WORK = (PROJECT / "tests/fixtures/honest_notebook.txt").read_text("utf-8")
TIERS = [("A", user) for user in USERS] + [("B", USERS[-1])]
FILES = {"folder/数据.csv": "a,b"}
NOT_IN_B = {"loader", "pool", "/tmp"}  # no shared memory, and no folder but one's own


@pytest.mark.parametrize(("tier", "user"), TIERS, ids=[f"{tier}, {WHO[user]}" for tier, user in TIERS])
def test_an_honest_notebook_works(run, readable, tier, user):
    """Imports made late, figures, training, worker processes, temporary files, threads, sub-processes, data."""
    need_tier(tier)
    data = readable / "数 据"
    data.mkdir()
    (data / "train.csv").write_text("1,2")
    plan = dataclasses.asdict(make_plan(tier, data))
    (notes,) = run(tier, f"DATA = {str(data / 'train.csv')!r}\n" + WORK, user=user, files=FILES, plan=plan)
    assert notes.pop("error", None) is None, notes
    failed = {name: note for name, note in notes.items() if refused(note)}
    assert set(failed) == (NOT_IN_B if tier == "B" else set()), failed
    assert notes["prefix"][0] == notes["python"] == sys.prefix
    assert notes["prefix"][1] == notes["prefix"][2] == notes["shell"][0] == notes["shell"][1]
    assert notes["files"] == notes["copies"] == "a,b"
    assert notes["folder"] == sorted(set(notes["folder"]) | {"folder"})
    assert notes["figure"] is True
    assert notes["training"] == 2
    assert notes["data"] == "1,2"
    assert notes["devices"] == ["0000", ""]
    assert notes["uid"] != 0
    if tier == "A":
        assert notes["loader"] == 300.0
        assert notes["pool"] == [1, 2]


@pytest.mark.parametrize("place", ["/tmp", "~", "/dev/shm"])
@pytest.mark.parametrize("user", USERS, ids=WHO.get)
def test_a_clone_may_lie_anywhere(run, place, user):
    """Under /tmp, in a home, its path with a blank and Chinese, in a folder that only its owner may enter."""
    need_tier("A")
    top = Path(place).expanduser() / f"coursekit-test-{os.getpid()}-{user}"
    if user and place == "~":
        pytest.skip("that user has no home")
    clone = top / "我的 课程"
    clone.mkdir(parents=True)
    try:
        shutil.copytree(PROJECT / "coursekit", clone / "coursekit", ignore=shutil.ignore_patterns("__pycache__"))
        (clone / "secret.txt").write_text("the teacher's")
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--symlinks", clone / "环 境"], check=True)
        if user:
            for path in (top, *top.rglob("*")):
                os.chown(path, user, user, follow_symlinks=False)
        top.chmod(0o700)
        python = str(clone / "环 境" / "bin" / "python")
        told = subprocess.run(
            [python, "-c", "from coursekit.grading.sandbox import make_plan; print(make_plan('A').as_json())"],
            env={**os.environ, "PYTHONPATH": str(clone)}, cwd=clone, capture_output=True, text=True, check=True,
        )  # fmt: skip
        source = (
            "import sys, os, json, coursekit, sqlite3, xml.dom\n"
            "out['prefix'], out['executable'], out['package'] = sys.prefix, sys.executable, coursekit.__file__\n"
            f"attempt('secret', lambda: open({str(clone / 'secret.txt')!r}).read())\n"
            f"attempt('around', lambda: sorted(os.listdir({str(clone)!r})))\n"
            f"attempt('write', lambda: open({place!r} + '/mine', 'w').close())\n"
            "import subprocess\n"
            "out['again'] = subprocess.run([sys.executable, '-c', 'import sys; print(sys.prefix)'],"
            " capture_output=True, text=True).stdout.strip()"
        )
        plan = json.loads(told.stdout)
        (notes,) = run("A", source, user=user, python=python, plan=plan, cwd=clone)
    finally:
        shutil.rmtree(top)
    assert notes.get("error") is None, notes
    assert notes["prefix"] == notes["again"] == str(clone / "环 境")
    assert notes["executable"] == python
    assert notes["package"] == str(clone / "coursekit" / "__init__.py")
    assert refused(notes["secret"])
    assert notes["around"] == ["coursekit", "环 境"]
    assert refused(notes["write"]) == (place == "~")
