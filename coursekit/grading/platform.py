"""Where the engine runs: it forks warm processes, which only Linux does safely, and closes candidates in."""

import sys

from coursekit.grading.errors import CourseError
from coursekit.lang import tr


def runs_engine() -> bool:
    """Whether this is a system on which the engine runs."""
    return sys.platform.startswith("linux")


def require_linux() -> None:
    """Raise `CourseError` where grading cannot run."""
    if not runs_engine():
        raise CourseError(
            tr(
                f"批改需要 Linux，这里是 {sys.platform}：请用 WSL、JupyterHub 或容器；check 和 release 在这里可用",
                f"grading needs Linux, not {sys.platform}: use WSL, a hub or a container; check and release work here",
            )
        )


def require_confinement(unsafe: bool = False) -> str:
    """Return the tier to plan with: the best that this machine gives, ``"A"`` or ``"B"``.

    Parameters
    ----------
    unsafe : bool
        Go on without a sandbox where the machine gives none: the tier is ``"none"`` then.

    Raises
    ------
    CourseError
        Where grading cannot run, or there is no sandbox and `unsafe` does not allow that.
    """
    from coursekit.grading.sandbox import examine_tier

    require_linux()
    found = examine_tier()
    if found.tier != "C":
        return found.tier
    if unsafe:
        return "none"
    raise CourseError(
        tr(
            f"没有批改：这台机器上没有沙箱，学生的代码会以你的身份运行。原因：{found.reason}。{found.advice}。"
            "只批改信得过的提交时，可以加 --unsafe",
            f"not graded: this machine gives no sandbox, students' code would run as you. Why: {found.reason}. "
            f"{found.advice}. If you trust every submission, add --unsafe",
        )
    )
