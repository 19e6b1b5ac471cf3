"""Landlock: which paths a process may still read and write, whatever namespaces it lives in."""

import os
import struct
from collections.abc import Iterable
from contextlib import suppress

from coursekit.grading.sandbox import kernel

ASK_VERSION = 1
RULE_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE, IOCTL_DEV, RESOLVE_UNIX = 1 << 14, 1 << 15, 1 << 16
FIRST_RIGHTS = (1 << 13) - 1
LATER_RIGHTS = {2: 1 << 13, 3: TRUNCATE, 5: IOCTL_DEV, 9: RESOLVE_UNIX}  # REFER came second
TCP = 0b11  # bind, connect
SCOPES = 0b11  # abstract sockets, signals
READ = EXECUTE | READ_FILE | READ_DIR
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
DEVICE = READ_FILE | WRITE_FILE | TRUNCATE


def version() -> int:
    """Return the version of Landlock's interface; 0 where there is none."""
    try:
        return kernel.call("landlock", kernel.LANDLOCK_CREATE, None, 0, ASK_VERSION)
    except OSError:
        return 0


def handled(abi: int) -> int:
    """Return the rights to files that this version can withhold."""
    return FIRST_RIGHTS | sum(right for since, right in LATER_RIGHTS.items() if abi >= since)


def confine(rules: Iterable[tuple[str, int]], abi: int) -> None:
    """Withhold every right to files but those listed; forbid TCP, others' abstract sockets and signals where known.

    Parameters
    ----------
    rules : iterable of (str, int)
        Paths, each with the rights beneath it; one that does not exist is passed over.
    abi : int
        What `version` said; at least 1. From 4 on TCP, from 6 on signals and abstract sockets are bounded too.
    """
    rights = handled(abi)
    attributes = struct.pack("QQQ", rights, TCP if abi >= 4 else 0, SCOPES if abi >= 6 else 0)
    attributes = attributes[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    ruleset = kernel.call("landlock_create", kernel.LANDLOCK_CREATE, attributes, len(attributes), 0)
    try:
        for path, wanted in rules:
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                _allow(ruleset, path, wanted & rights)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.call("landlock_restrict", kernel.LANDLOCK_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(place):  # noqa: PTH112 - a descriptor
            rights &= OF_FILES
        rule = struct.pack("=Qi", rights, place)
        kernel.call("landlock_add", kernel.LANDLOCK_ADD, ruleset, RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
