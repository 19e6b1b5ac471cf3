"""Running the command line as a user does, in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass
class Ran:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@pytest.fixture
def coursekit(tmp_path):
    """Run ``coursekit ARGS…``: ``coursekit("doctor", cwd=folder, COURSEKIT_LANG="en")``."""

    def run(*args: object, cwd: Path | None = None, **environment: str) -> Ran:
        variables = {"COLUMNS": "200", **os.environ, **environment}
        command = [sys.executable, "-c", "from coursekit.cli import main; main()", *map(str, args)]
        done = subprocess.run(
            command, cwd=cwd or tmp_path, env=variables, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


def one_clear_line(ran: Ran) -> bool:
    """Whether a command failed with a message and no traceback."""
    return ran.status == 1 and "Traceback" not in ran.said and ran.err.count("\n") == 1


@pytest.fixture
def small(tmp_path):
    """A course of its own, its path with a blank and Chinese."""
    from tests.grading.conftest import SmallCourse

    return SmallCourse(tmp_path / "我的 课程")
