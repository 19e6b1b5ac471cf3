"""Which paths this Python is made of: what a candidate must read so that it imports later what it imports now."""

# ruff: noqa: PTH100, PTH114, PTH115, PTH118, PTH120 - pathlib would resolve or follow the links that matter here

import os
import site
import sys
import sysconfig
from pathlib import Path

import coursekit

# Not the whole prefix: a virtual environment may be the teacher's folder itself.
PARTS = ("bin", "lib", "lib64", "include", "share", "etc", "ssl", "pyvenv.cfg")
MAX_LINKS = 40


def interpreter_paths() -> list[str]:
    """Return existing absolute paths: interpreter, virtual environment, site-packages, the coursekit package."""
    prefixes = [sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix]
    prefixes += [str(Path(step).parents[1]) for step in _links(sys.executable)]
    wanted = [str(Path(prefix) / part) for prefix in dict.fromkeys(prefixes) for part in PARTS]
    wanted += [sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    if site.ENABLE_USER_SITE:
        wanted.append(site.getusersitepackages())
    wanted.append(str(Path(coursekit.__file__).absolute().parent))
    return _outermost([path for path in dict.fromkeys(wanted) if os.path.lexists(path)])


def _links(path: str) -> list[str]:
    """Return a path and each place that its symbolic links lead over."""
    steps = [os.path.abspath(path)]
    while os.path.islink(steps[-1]) and len(steps) < MAX_LINKS:
        target = os.path.join(os.path.dirname(steps[-1]), os.readlink(steps[-1]))
        steps.append(os.path.normpath(target))
    return steps


def _outermost(paths: list[str]) -> list[str]:
    """Drop what lies beneath another path of the list."""
    return [path for path in paths if not any(other in map(str, Path(path).parents) for other in paths)]
