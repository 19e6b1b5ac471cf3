"""Python code, each in a process of its own that need not import the libraries again."""

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What commands import of others' work, and torch; nothing of coursekit's, which each process imports for itself.
LIBRARIES = (
    "typer", "rich.table", "rich.progress", "jupytext", "nbclient", "nbgrader.api", "nbgrader.preprocessors",
    "nbgrader.apps", "IPython.core.inputtransformer2", "msgpack", "pandas", "torch",
)  # fmt: skip


@dataclass
class Ran:
    """What a process said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Forks:
    """A process that has imported some libraries and forks once for each piece of code.

    Parameters
    ----------
    *libraries : str
        Modules to import first.
    """

    def __init__(self, *libraries: str):
        code = f"from tests.support.forks import serve; serve({libraries!r})"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.getenv("PYTHONPATH")]))}
        self.process = subprocess.Popen(
            [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def run(self, code: str, *arguments: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> Ran:
        """Run this as ``python -c CODE ARGUMENTS`` would in a folder.

        Parameters
        ----------
        environment : mapping, optional
            Its environment, in place of this process's own.
        """
        given = [code, arguments, str(cwd), dict(os.environ if environment is None else environment)]
        self.process.stdin.write(json.dumps(given) + "\n")
        self.process.stdin.flush()
        return Ran(*json.loads(self.process.stdout.readline()))

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


@cache
def forks() -> Forks:
    """Return the process that has the libraries, the same for all tests that run here."""
    made = Forks(*LIBRARIES)
    atexit.register(made.close)
    return made


def serve(libraries: tuple[str, ...]) -> None:
    """Fork for each line that is asked for, and answer with how it ended and what it printed."""
    for name in libraries:
        __import__(name)
    gc.freeze()  # what is there is not looked through again, and its pages stay shared
    for line in sys.stdin:
        code, arguments, cwd, environment = json.loads(line)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = os.fork()
            if child == 0:
                _become(out, err, cwd, environment, arguments)
                os._exit(_status_of(code))
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            print(json.dumps([status, _text(out), _text(err)]), flush=True)


def _become(out, err, cwd: str, environment: dict[str, str], arguments: list[str]) -> None:
    """Turn a fork into a process of somebody's own: nothing to read, its streams, folder, environment and arguments."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for stream, number in ((nothing, 0), (out.fileno(), 1), (err.fileno(), 2)):
        os.dup2(stream, number)
    sys.stdin = open(0, closefd=False)  # noqa: PTH123, SIM115 - the old one has read ahead
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["-c", *arguments]


def _status_of(code: str) -> int:
    """Run this to its end, exit handlers too; the libraries are not taken down, which would take longest of all."""
    status = 0
    try:
        exec(compile(code, "<string>", "exec"), vars(sys.modules["__main__"]))
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    if not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _text(file) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
