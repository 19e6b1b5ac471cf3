"""Where the engine runs: it forks warm processes, which only Linux does safely."""

import sys

from coursekit.grading.errors import CourseError
from coursekit.lang import tr


def require_linux() -> None:
    """Raise `CourseError` where grading cannot run."""
    if not sys.platform.startswith("linux"):
        raise CourseError(
            tr(
                f"批改需要 Linux，这里是 {sys.platform}：请用 WSL、JupyterHub 或容器；check 和 release 在这里可用",
                f"grading needs Linux, not {sys.platform}: use WSL, a hub or a container; check and release work here",
            )
        )
