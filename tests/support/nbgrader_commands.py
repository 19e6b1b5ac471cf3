"""nbgrader's own commands, each in a process of its own that need not import nbgrader again."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# `nbgrader db` and others look for their helpers beside the interpreter.
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


class Commands:
    """A process that has imported nbgrader and forks once for each command.

    Parameters
    ----------
    home : Path
        Folder that Jupyter keeps its data in: among them nbgrader's copies of what a student handed in.
    **variables : str
        Of the commands' environment, beside this process's own.
    """

    def __init__(self, home: Path, **variables: str):
        environment = {**os.environ, "PATH": PATH, "JUPYTER_DATA_DIR": str(home), "MPLBACKEND": "agg", **variables}
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def __call__(self, *arguments: str, cwd: Path, fails: bool = False) -> str:
        """Run ``nbgrader ARGUMENTS`` in a folder and return what it printed; it must succeed, or fail."""
        code, printed = self.run(*arguments, cwd=cwd)
        assert (code != 0) == fails, f"nbgrader {' '.join(arguments)}: {code}\n{printed}"
        return printed

    def run(self, *arguments: str, cwd: Path) -> tuple[int, str]:
        """Run ``nbgrader ARGUMENTS`` in a folder; return its exit status and what it printed."""
        self.process.stdin.write(json.dumps([str(cwd), arguments]) + "\n")
        self.process.stdin.flush()
        code, printed = json.loads(self.process.stdout.readline())
        return code, printed

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def run_main() -> None:
    """Be nbgrader's command, but that `quickstart` enters no students: in a gradebook beside its course, not in it."""
    from nbgrader.apps.nbgraderapp import main

    call = subprocess.call
    subprocess.call = lambda command, **options: 0 if "db" in command else call(command, **options)
    main()


def _serve() -> None:
    import nbgrader.apps.nbgraderapp  # noqa: F401 - once for all forks

    for line in sys.stdin:
        cwd, arguments = json.loads(line)
        with tempfile.TemporaryFile() as printed:
            child = os.fork()
            if child == 0:
                os.dup2(printed.fileno(), 1)
                os.dup2(printed.fileno(), 2)
                os.chdir(cwd)
                sys.argv = ["nbgrader", *arguments]
                run_main()
                sys.exit(0)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            printed.seek(0)
            print(json.dumps([code, printed.read().decode("utf-8", "replace")]), flush=True)


if __name__ == "__main__":
    _serve()
