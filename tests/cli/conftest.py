"""Running the command line as a user does, in a process of its own."""

import os
from pathlib import Path

import pytest

from tests.support.forks import Ran, forks

COMMAND = "from coursekit.cli import main; main()"


@pytest.fixture
def coursekit(tmp_path):
    """Run ``coursekit ARGS…``: ``coursekit("doctor", cwd=folder, COURSEKIT_LANG="en")``."""

    def run(*args: object, cwd: Path | None = None, **environment: str) -> Ran:
        variables = {"COLUMNS": "200", **os.environ, **environment}
        return forks().run(COMMAND, *map(str, args), cwd=cwd or tmp_path, environment=variables)

    return run


def one_clear_line(ran: Ran) -> bool:
    """Whether a command failed with a message and no traceback."""
    return ran.status == 1 and "Traceback" not in ran.said and ran.err.count("\n") == 1


@pytest.fixture
def small(tmp_path):
    """A course of its own, its path with a blank and Chinese."""
    from tests.grading.conftest import SmallCourse

    return SmallCourse(tmp_path / "我的 课程")
