"""Candidates of a toy warm process: ``run("A", "out['x'] = 1")`` returns what they noted."""

import dataclasses
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from coursekit.grading.sandbox import landlock
from coursekit.grading.sandbox.plan import make_plan
from coursekit.grading.sandbox.tier import attempt

TOY = Path(__file__).with_name("toy.py")
PROJECT = TOY.parents[3]
ORDINARY = 12345
USERS = [0, ORDINARY] if os.geteuid() == 0 else [0]  # 0: whoever runs the tests
WHO = {0: "as we are", ORDINARY: "an ordinary user"}


def need_tier(tier: str) -> None:
    """Skip where this machine does not give a tier; Linux under CI must give A."""
    if not sys.platform.startswith("linux"):
        pytest.skip("needs Linux")
    if tier == "A":
        why = attempt("A")
        if why and os.environ.get("CI") == "true":
            pytest.fail(f"no tier A under CI: {why}")
        if why:
            pytest.skip(f"no tier A here: {why}")
    elif tier == "B" and not landlock.version():
        pytest.skip("no Landlock here")


class Toy:
    """Runs candidates; keeps the folders that it made for them."""

    def __init__(self):
        self.folders: list[str] = []

    def home(self, tier: str, user: int) -> str:
        if tier == "A":
            return ""
        self.folders.append(tempfile.mkdtemp(prefix="coursekit-test-"))
        if user:
            os.chown(self.folders[-1], user, user)
        return self.folders[-1]

    def __call__(
        self, tier: str, *sources: str, user: int = 0, first: str = "", python: str = sys.executable, files=None,
        cwd: Path = PROJECT, **order,
    ) -> list[dict]:  # fmt: skip
        """Run candidates one after the other, beside one named `first`; return their notes."""
        plan = order.pop("plan", None) or dataclasses.asdict(make_plan(tier, memory=2**30))
        jobs = [{"source": source, "home": self.home(tier, user), "files": files or {}} for source in sources]
        order |= {"plan": plan, "user": user, "jobs": jobs}
        if first:
            order["first"] = {"source": first, "home": self.home(tier, user)}
            for job in jobs:
                job["given"] = {"SIBLING": order["first"]["home"] or "/student/home"}
        environment = {**os.environ, "PYTHONPATH": str(cwd), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(
            [python, str(TOY)], input=json.dumps(order), env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        self.said = json.loads(done.stdout)
        return self.said["answers"]


@pytest.fixture(scope="session")
def cache():
    """A folder for matplotlib's list of fonts that every user may read."""
    with tempfile.TemporaryDirectory(prefix="coursekit-test-") as folder:
        Path(folder).chmod(0o755)
        yield folder


@pytest.fixture
def readable():
    """A folder that every user may read, as far as modes go."""
    with tempfile.TemporaryDirectory(prefix="coursekit-test-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def run(cache, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", cache)
    toy = Toy()
    yield toy
    for folder in toy.folders:
        shutil.rmtree(folder, ignore_errors=True)


def refused(note) -> bool:
    """Whether an action ended in an error of its own."""
    return isinstance(note, str) and note.startswith("REFUSED")
