"""nbval over one notebook: every cell runs, and every text output is what the notebook holds."""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from coursekit.authoring.execution import kernel_environment


@dataclass(frozen=True)
class Validation:
    """What nbval found: the cells that passed, all that it collected, and what it said."""

    passed: int
    collected: int
    said: str


def validate(project: Path, notebook: Path, compare: bool = True) -> Validation:
    """Execute a notebook in the same kernel as `coursekit build --run`, and compare the texts of its outputs or not."""
    mode = "--nbval" if compare else "--nbval-lax"
    kernel = kernel_environment(project)
    environment = {name: value for name, value in kernel.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # the others cost as much as nbval itself
    command = [
        sys.executable, "-m", "pytest", mode, "--nbval-cell-timeout=300", "--color=no", "-q", "-rA", "--tb=short",
        "-p", "nbval.plugin", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", str(notebook.parent),
        str(notebook),
    ]  # fmt: skip
    done = subprocess.run(
        command, cwd=notebook.parent, env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    summary = next((line for line in reversed(done.stdout.splitlines()) if re.search(r" in [\d.]+s", line)), "")
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed|skipped|xfailed|error)", summary)}
    return Validation(counts.get("passed", 0), sum(counts.values()), done.stdout + done.stderr)
