"""What the students' cells cost by themselves: every notebook run in one warm process, no kernel, no sandbox, no fork.

    python tests/benchmarks/pure_compute.py COURSE ASSIGNMENT

runs each submission as it is graded (the teacher's cells with the hidden tests, the student's answers) and prints the
seconds of each notebook as JSON, ``{notebook: [seconds, …]}``.
"""

import contextlib
import copy
import io
import json
import sys
import tempfile
import time
import warnings
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot  # noqa: E402, F401 - warm, as in the engine
import nbformat  # noqa: E402
import torch  # noqa: E402

import coursekit.checks  # noqa: E402, F401


def as_graded(source, submitted) -> list[str]:
    """Return the code of a notebook: the teacher's, with the student's solution cells in place."""
    own = {c.metadata.get("nbgrader", {}).get("grade_id"): c.source for c in submitted.cells}
    code = []
    for cell in copy.deepcopy(source).cells:
        about = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code":
            code.append(own.get(about["grade_id"], "") if about.get("solution") else cell.source)
    return code


def seconds(cells: list[str]) -> float:
    """Run the cells; an error ends its cell only, and a cell that is no Python costs nothing."""
    compiled, names = [], {"__name__": "__main__"}
    for number, cell in enumerate(cells):
        with contextlib.suppress(SyntaxError):
            compiled.append(compile(cell, f"<cell {number}>", "exec"))
    start = time.perf_counter()
    for code in compiled:
        with contextlib.suppress(Exception, SystemExit):
            exec(code, names)
    return time.perf_counter() - start


@contextlib.contextmanager
def _somewhere():
    """Work in a folder of its own: the cells write files."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield


def main(root: Path, name: str) -> None:
    """Print the seconds of every notebook of the class."""
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    found = {}
    for path in sorted((root / "source" / name).glob("*.ipynb")):
        source = nbformat.read(path, 4)
        jobs = [nbformat.read(p, 4) for p in sorted((root / "submitted").glob(f"*/{name}/{path.name}"))]
        with _somewhere(), contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            seconds(as_graded(source, jobs[0]))  # the first one pays for what is lazy
            found[path.stem] = [seconds(as_graded(source, job)) for job in jobs]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
