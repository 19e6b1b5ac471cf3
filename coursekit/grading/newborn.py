"""The first moments of a child of a warm process: it lets go of what it inherited and becomes what it is for."""

import ctypes
import json
import os
import resource
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from coursekit.grading.bundle import unpack, write_files
from coursekit.grading.warmup import reseed
from coursekit.grading.wire import Channel

_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def become(request: dict, descriptors: list[int], zygote) -> None:
    """Become a candidate, where the warm process is a nursery, or an examiner; never return.

    Parameters
    ----------
    request : dict
        ``environment``, all of it but for HOME and TMPDIR; ``memory``, an examiner's bytes of data (a candidate's stand
        in the plan); ``cpu``, the seconds after which the kernel ends the process whatever the supervisor does;
        ``core``, the one to keep to, or None; ``lints``, whether it is the linter's process.
    descriptors : list of int
        The line to the other side, then the bundles of its files.
    zygote : Zygote
        What this process was until now.
    """
    if request["core"] is not None:
        with suppress(OSError):  # it may have been taken from this container meanwhile
            os.sched_setaffinity(0, {request["core"]})
    resource.setrlimit(resource.RLIMIT_CPU, (request["cpu"], request["cpu"]))
    files = surround(request["environment"], descriptors)
    if request["lints"]:
        _lint(socket.socket(fileno=descriptors[0]), files)
    channel = Channel(socket.socket(fileno=descriptors[0]))
    if zygote.nursery:
        from coursekit.grading.candidate import main

        nursery = zygote.nursery
        home = nursery.home or own_folder(zygote.homes)
        nursery.enter("" if nursery.home else home, files)
        reseed()
        main(channel, zygote.shell, home)
    else:
        from coursekit.grading.sitting import main

        home = examiners_home(zygote.homes, files, request["memory"])
        if zygote.sitting is None:
            reseed()  # else the statements run ahead may have seeded, and the tests go on from there
        main(channel, zygote.shell, home, zygote.sitting)


def _lint(line: socket.socket, files: dict[str, bytes]) -> None:
    """Be the linter's process, with the rights of whoever asked for it; never return."""
    sys.path.remove("")  # it has no folder of its own: its passes have, and look there
    from coursekit.grading.lint_run import answer

    os.environ.update(json.loads(files["environment"]))
    answer(line, json.loads(files["job"]))


def surround(environment: dict[str, str], descriptors: list[int]) -> dict[str, bytes]:
    """Let go of what was inherited but for these descriptors; return the files of all but the first."""
    os.setsid()
    die_with_parent()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    close_all_but(descriptors)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [""]  # modules beside the notebook, as in a kernel
    return unpack(descriptors[1:])


def own_folder(homes: Path) -> str:
    """Make the folder that the warm process removes when it reaps this child."""
    home = homes / str(os.getpid())
    home.mkdir(mode=0o700)
    return str(home)


def examiners_home(homes: Path, files: dict[str, bytes], memory: int) -> str:
    """Settle in a folder of its own, with limits but without a sandbox."""
    home = own_folder(homes)
    write_files(Path(home), files)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["HOME"] = os.environ["TMPDIR"] = home
    tempfile.tempdir = None
    return home


def close_all_but(keep: list[int]) -> None:
    """Close every descriptor but the standard ones and these."""
    start = 3
    for descriptor in sorted(keep):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, 65536)


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the one that forked it ends."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
