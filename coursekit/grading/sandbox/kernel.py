"""The system calls that Python has no door to, by ctypes; nothing of it is touched before it is used, so that the
module can be imported on any platform."""

import ctypes
import errno
import os
import platform
import signal
import struct
from functools import cache

NEWNS, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET = 0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
CHILD_CLEARTID, CHILD_SETTID = 0x200000, 0x1000000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT = 1, 2, 4, 8, 32
MS_BIND, MS_REC, MS_PRIVATE = 4096, 16384, 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER = 1, 4, 24, 36
PR_SET_NO_NEW_PRIVS, PR_GET_TID_ADDRESS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 40, 47, 4
CAPABILITY_VERSION_3 = 0x20080522
LAST_CAPABILITY = 63

# Numbers of calls that libc has no function for.
_NUMBERS = {
    "x86_64": {"clone": 56, "pivot_root": 155, "seccomp": 317},
    "aarch64": {"clone": 220, "pivot_root": 41, "seccomp": 277},
}
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446  # the same everywhere


def machine() -> str:
    """Return the name of this processor's calling convention, as seccomp and the tables here know it."""
    return {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())


def number(name: str) -> int:
    """Return the number of a system call; `OSError` (ENOSYS) on a processor that has no table here."""
    try:
        return _NUMBERS[machine()][name]
    except KeyError:
        raise OSError(errno.ENOSYS, f"no system call numbers for {platform.machine()}") from None


@cache
def _libc():
    # PyDLL keeps the interpreter's lock: a raw clone must not come back into Python without it.
    return ctypes.PyDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def call(what: str, nr: int, *arguments) -> int:
    """Make a raw system call; raise `OSError` with its name where it fails."""
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return _checked(_libc().syscall(ctypes.c_long(nr), *wide), what)


def unshare(flags: int) -> None:
    """Leave namespaces for new ones."""
    _checked(_libc().unshare(flags), "unshare")


def join(namespace: int, kind: int) -> None:
    """Enter a namespace, given by its open file and its ``NEW…`` flag."""
    _checked(_libc().setns(namespace, kind), "setns")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, data: str | None = None) -> None:
    """Mount, bind or remount."""
    texts = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    source_, target_, kind_, data_ = texts
    _checked(_libc().mount(source_, target_, kind_, ctypes.c_ulong(flags), data_), f"mount {target}")


def enter_root(folder: str) -> None:
    """Make a mounted folder the root, and let go of the old one."""
    os.chdir(folder)
    call("pivot_root", number("pivot_root"), b".", b".")
    _checked(_libc().umount2(b".", MNT_DETACH), "umount the old root")
    os.chdir("/")


def tell(path: str, text: str) -> None:
    """Write to a file of the kernel's, in one go and without Python's layers: each candidate waits for it."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def prctl(option: int, *arguments: int) -> int:
    """Set or ask an attribute of this process."""
    padded = [ctypes.c_ulong(value) for value in (*arguments, 0, 0, 0, 0)[:4]]
    return _checked(_libc().prctl(option, *padded), f"prctl {option}")


def bound_capabilities() -> None:
    """Let nothing that is executed later gain a capability; as long as this process may say so."""
    for capability in range(LAST_CAPABILITY + 1):
        _libc().prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails past the last one, or where it is not ours
    _libc().prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)


def drop_capabilities(bounded: bool = False) -> None:
    """Give up every capability, for good; `bounded` says that `bound_capabilities` was called here or by a parent."""
    if not bounded:
        bound_capabilities()
    header = struct.pack("Ii", CAPABILITY_VERSION_3, 0)
    _checked(_libc().capset(header, bytes(24)), "capset")


def _own_thread_word() -> int:
    """Return where libc keeps the number of its first thread: `fork` has the kernel mend it, so must a raw clone."""
    address = ctypes.c_long()
    _checked(_libc().prctl(PR_GET_TID_ADDRESS, ctypes.byref(address), 0, 0, 0), "prctl PR_GET_TID_ADDRESS")
    return address.value


def fork_into(namespaces: int) -> int:
    """Fork a child that lives in new namespaces from its first moment.

    It is `os.fork` with flags: one step, where ``unshare(NEWPID)``, fork and ``setns`` back would need a capability in
    the name space of the whole machine, which an ordinary user never has. The process must have one thread.

    Parameters
    ----------
    namespaces : int
        ``NEW…`` flags.

    Returns
    -------
    int
        0 in the child; in the parent, the child's pid.
    """
    flags = namespaces | CHILD_SETTID | CHILD_CLEARTID | signal.SIGCHLD
    word = _own_thread_word()
    tail = (word, 0) if machine() == "x86_64" else (0, word)  # the thread-local pointer comes last or first
    arguments = [ctypes.c_long(value) for value in (number("clone"), flags, 0, 0, *tail)]
    syscall, python = _libc().syscall, ctypes.pythonapi
    python.PyOS_BeforeFork()
    pid = syscall(*arguments)
    if pid == 0:
        python.PyOS_AfterFork_Child()
        return 0
    python.PyOS_AfterFork_Parent()
    return _checked(pid, "clone")
