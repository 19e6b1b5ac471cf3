"""Which tier this machine gives, by trying it in a process that is thrown away."""

import os
import platform
import select
import signal
import sys
import tempfile
from dataclasses import dataclass

from coursekit.grading.sandbox.identity import only_superuser
from coursekit.grading.sandbox.interpreter import interpreter_paths
from coursekit.grading.sandbox.nursery import Nursery
from coursekit.grading.sandbox.plan import Plan
from coursekit.lang import tr

TRY_LIMIT = 30.0  # seconds
WELL = "well"


@dataclass(frozen=True)
class Confinement:
    """What the machine gives.

    Attributes
    ----------
    tier : str
        ``"A"`` (namespaces), ``"B"`` (Landlock and seccomp alone) or ``"C"`` (nothing).
    reason : str
        Why it is that tier.
    advice : str
        What to do for a better one; empty in tier A.
    """

    tier: str
    reason: str
    advice: str = ""


def examine_tier() -> Confinement:
    """Try the tiers from the best on; never raises, and leaves this process as it was."""
    if not sys.platform.startswith("linux"):
        return Confinement(
            "C",
            tr(f"沙箱需要 Linux，这里是 {platform.system()}", f"a sandbox needs Linux, this is {platform.system()}"),
            tr("请用 WSL 2、JupyterHub 或容器批改", "grade in WSL 2, on a hub or in a container"),
        )
    without_namespaces = attempt("A")
    if not without_namespaces:
        return Confinement("A", tr("命名空间、seccomp 和资源上限都可用", "namespaces, seccomp and limits all work"))
    without_landlock = attempt("B")
    if not without_landlock:
        reason = tr(
            f"只有 Landlock 和 seccomp，没有命名空间（{without_namespaces}）；DataLoader 的多个 worker 在里面不能用",
            f"Landlock and seccomp alone, no namespaces ({without_namespaces}); no worker processes of a DataLoader",
        )
        return Confinement("B", reason, _advice())
    reason = tr(
        f"没有命名空间（{without_namespaces}），也没有 Landlock 或 seccomp（{without_landlock}）",
        f"no namespaces ({without_namespaces}), and no Landlock or seccomp ({without_landlock})",
    )
    return Confinement("C", reason, _advice())


def _advice() -> str:
    return tr(
        "要更好的沙箱：让系统允许普通用户建立 user namespace（Ubuntu：sysctl "
        "kernel.apparmor_restrict_unprivileged_userns=0；Debian：sysctl kernel.unprivileged_userns_clone=1），"
        "或者换一台虚拟机；在 Docker 里请加 --security-opt seccomp=unconfined --security-opt systempaths=unconfined",
        "for a better one: let ordinary users make user namespaces (Ubuntu: sysctl "
        "kernel.apparmor_restrict_unprivileged_userns=0; Debian: sysctl kernel.unprivileged_userns_clone=1), or use a "
        "virtual machine; in Docker add --security-opt seccomp=unconfined --security-opt systempaths=unconfined",
    )


def attempt(tier: str) -> str:
    """Put up a tier's sandbox in a process of its own and look out of it; return what went wrong, or nothing."""
    with tempfile.TemporaryDirectory(prefix="coursekit-") as folder:
        return _attempt(tier, folder)


def _attempt(tier: str, folder: str) -> str:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            os.setsid()
            _try(tier, folder, writing)
        except BaseException as error:  # whatever it is, it is an answer
            os.write(writing, _one_line(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    said = _listen(reading)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "" if said == WELL else said or tr("进程意外结束", "the process ended")


def _listen(reading: int) -> str:
    """Read what a trial says until it closes its line, within the limit."""
    said = b""
    with os.fdopen(reading, "rb", buffering=0) as line:
        while select.select([line], [], [], TRY_LIMIT)[0]:
            chunk = line.read(4096)
            if not chunk:
                return said.decode(errors="replace")
            said += chunk
    return tr("没有回应", "no answer")


def _try(tier: str, folder: str, writing: int) -> None:
    nursery = Nursery(Plan(tier, interpreter_paths()))
    pid = nursery.fork()
    if pid == 0:
        message = _look(nursery, "" if nursery.home else folder)
        os.write(writing, message.encode())
        os._exit(0)
    os.waitpid(pid, 0)


def _look(nursery: Nursery, home: str) -> str:
    """In a candidate: enter, then see that this Python can still be read."""
    try:
        nursery.enter(home, {})
    except BaseException as error:  # it must not come back as the process that forked it
        return _one_line(error)
    closed = [path for path in nursery.plan.read_only if not os.access(path, os.R_OK)]
    return only_superuser(closed[0]) if closed else WELL


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
