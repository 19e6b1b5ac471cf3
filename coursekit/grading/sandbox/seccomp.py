"""A seccomp filter out of plain rules: which calls pass, and on which arguments it depends."""

import ctypes
import errno
import struct
from collections.abc import Mapping
from dataclasses import dataclass

from coursekit.grading.sandbox import kernel
from coursekit.grading.sandbox.calls import ABSENT, AUDIT, NEWEST, X32, numbers

ALLOW, KILL = 0x7FFF0000, 0x80000000
SET_MODE_FILTER = 1
SPECULATION_STAYS = 1 << 2  # the mitigation that filters switch on by default slows numpy, and guards no secret here

LOAD, JUMP_EQUAL, JUMP_GREATER, JUMP_AT_LEAST, AND, RETURN = 0x20, 0x15, 0x25, 0x35, 0x54, 0x06
AT_NUMBER, AT_CONVENTION, AT_ARGUMENTS = 0, 4, 16
WHOLE = 0xFFFFFFFF


def refuse(code: int = errno.EPERM) -> int:
    """Return the verdict that makes a call fail with an errno; 0 makes it succeed without being made."""
    return 0x00050000 | code


@dataclass(frozen=True)
class Rule:
    """One question about an argument of a call: its masked low half among some values decides the verdict.

    Attributes
    ----------
    argument : int
        Its place, from 0.
    values : tuple of int
        At most 200.
    verdict : int
        Where it is among them; else the next rule of the call is asked, and after the last `otherwise` counts.
    mask : int
        Which bits are looked at.
    """

    argument: int
    values: tuple[int, ...]
    verdict: int
    mask: int = WHOLE


@dataclass(frozen=True)
class Decision:
    """What becomes of a call: its rules in order, then the verdict for all other arguments."""

    rules: tuple[Rule, ...] = ()
    otherwise: int = ALLOW


def program(decisions: Mapping[str, Decision], machine: str) -> bytes:
    """Compile the filter.

    Parameters
    ----------
    decisions : mapping of str to Decision
        By name, for calls of the table that do not simply pass; a name that this processor lacks is passed over.
    machine : str
        ``"x86_64"`` or ``"aarch64"``.

    Returns
    -------
    bytes
        Instructions for `install`.

    Raises
    ------
    KeyError
        For another processor.
    """
    known = numbers(machine)
    code = [
        _step(LOAD, AT_CONVENTION),
        _step(JUMP_EQUAL, AUDIT[machine], 1, 0),
        _step(RETURN, KILL),
        _step(LOAD, AT_NUMBER),
        _step(JUMP_AT_LEAST, X32, 0, 1),
        _step(RETURN, KILL),
    ]
    for name, decision in decisions.items():
        if name in known:
            code += _decide(known.pop(name), decision)
    for absent in numbers(machine, ABSENT).values():
        code += [_step(JUMP_EQUAL, absent, 0, 1), _step(RETURN, refuse(errno.ENOSYS))]
    code += [_step(JUMP_GREATER, NEWEST, 0, 1), _step(RETURN, refuse(errno.ENOSYS))]
    return b"".join(code + _search(_ranges(sorted(known.values()))))


def _step(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", operation, if_true, if_false, value)


def _decide(number: int, decision: Decision) -> list[bytes]:
    body = []
    for rule in decision.rules:
        body += [_step(LOAD, AT_ARGUMENTS + 8 * rule.argument), _step(AND, rule.mask)]
        for value in rule.values:
            body += [_step(JUMP_EQUAL, value & WHOLE, 0, 1), _step(RETURN, rule.verdict)]
    body.append(_step(RETURN, decision.otherwise))
    return [_step(JUMP_EQUAL, number, 0, len(body)), *body]


def _search(ranges: list[tuple[int, int]]) -> list[bytes]:
    """A tree, not a list: the kernel tries the filter on every call there is when it is put on a process."""
    if len(ranges) == 1:
        first, last = ranges[0]
        within = [_step(JUMP_AT_LEAST, first, 0, 1), _step(JUMP_GREATER, last, 0, 1)]
        return [*within, _step(RETURN, refuse()), _step(RETURN, ALLOW)]
    middle = len(ranges) // 2
    low, high = _search(ranges[:middle]), _search(ranges[middle:])
    return [_step(JUMP_AT_LEAST, ranges[middle][0], len(low), 0), *low, *high]


def _ranges(ordered: list[int]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    for number in ordered:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def install(code: bytes) -> None:
    """Put the filter on this process for good; it sets ``no_new_privs``."""
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    instructions = ctypes.create_string_buffer(code, len(code))
    described = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(instructions))
    kernel.call("seccomp", kernel.number("seccomp"), SET_MODE_FILTER, SPECULATION_STAYS, described)
