"""The filter decides as its rules say, on both processors; a small machine runs it here."""

import errno
import struct

import pytest

from coursekit.grading.sandbox import policy, seccomp
from coursekit.grading.sandbox.calls import AUDIT, COLUMNS, numbers
from coursekit.grading.sandbox.seccomp import ALLOW, KILL, Decision, Rule, program, refuse

MACHINES = sorted(COLUMNS)
NEVER = {
    "x86_64": {"ptrace": 101, "mount": 165, "unshare": 272, "setns": 308, "bpf": 321, "process_vm_readv": 310},
    "aarch64": {"ptrace": 117, "mount": 40, "unshare": 97, "setns": 268, "bpf": 280, "process_vm_readv": 270},
}


def verdict(code: bytes, nr: int, *arguments: int, convention: int) -> int:
    """Run a filter on a call."""
    call = struct.pack("<iIQ6Q", nr, convention, 0, *(tuple(arguments) + (0,) * 6)[:6])
    steps = list(struct.iter_unpack("<HBBI", code))
    held = at = 0
    while True:
        operation, if_true, if_false, value = steps[at]
        at += 1
        if operation == seccomp.RETURN:
            return value
        elif operation == seccomp.LOAD:
            (held,) = struct.unpack_from("<I", call, value)
        elif operation == seccomp.AND:
            held &= value
        else:
            tests = {seccomp.JUMP_EQUAL: held == value, seccomp.JUMP_GREATER: held > value}
            at += if_true if tests.get(operation, held >= value) else if_false


def asked(decisions, machine):
    """A function that asks a filter about a call by name or number."""
    code, known = program(decisions, machine), numbers(machine)

    def ask(call, *arguments):
        return verdict(code, known.get(call, call), *arguments, convention=AUDIT[machine])

    return ask


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_listed_passes_and_nothing_else(machine):
    """Every call of the table but those with rules of their own; of all other numbers none."""
    code, known = program({}, machine), numbers(machine)
    passed = {nr for nr in range(1000) if verdict(code, nr, convention=AUDIT[machine]) == ALLOW}
    assert passed == set(known.values())
    assert len(set(known.values())) == len(known)
    assert not passed & set(NEVER[machine].values())


@pytest.mark.parametrize("machine", MACHINES)
def test_refusals_have_the_errno_that_libc_expects(machine):
    """`clone3` and calls of tomorrow do not exist, so that the older way is taken; known ones are not permitted."""
    ask = asked({}, machine)
    assert ask(435) == ask(5000) == refuse(errno.ENOSYS)
    assert {ask(nr) for nr in NEVER[machine].values()} == {refuse(errno.EPERM)}


@pytest.mark.parametrize("machine", MACHINES)
def test_another_convention_ends_the_process(machine):
    """32-bit calls, and the second set of numbers of x86-64, would pass by the table."""
    code = program({}, machine)
    assert verdict(code, 1, convention=0x40000003) == KILL
    assert verdict(code, 0x40000001, convention=AUDIT[machine]) == KILL


@pytest.mark.parametrize("machine", MACHINES)
def test_rules_look_at_arguments(machine):
    """The first rule that fits decides; then what is said for the rest; high halves of arguments do not matter."""
    ask = asked({"kill": Decision((Rule(0, (0, 7), ALLOW), Rule(1, (8,), KILL, mask=8)), refuse())}, machine)
    assert ask("kill", 7, 8) == ALLOW
    assert ask("kill", 1 << 32, 0) == ALLOW
    assert ask("kill", 3, 9) == KILL
    assert ask("kill", 3, 1) == ask("kill", -1 & 0xFFFFFFFF, 1) == refuse()


@pytest.mark.parametrize("machine", MACHINES)
def test_the_policy_of_every_tier(machine):
    """Sockets of this machine only, no namespaces, no memory that nothing counts, no ties cut."""
    ask = asked(policy.EVERYWHERE, machine)
    assert ask("socket", 1, 1) == ALLOW
    assert ask("socket", 2, 1) == ask("socket", 10, 1) == ask("socket", 16, 3) == refuse()
    assert ask("clone", 17) == ask("clone", 0x3D0F00) == ALLOW
    assert {ask("clone", flag | 17) for flag in policy.NAMESPACES} == {refuse()}
    assert ask("mmap", 0, 1, 3, 0x22) == ask("mmap", 0, 1, 3, 0x01) == ALLOW
    assert (
        ask("mmap", 0, 1, 3, 0x21) == ask("mmap", 0, 1, 3, 0x23) == ask("mmap", 0, 1, 3, 0x122) == refuse(errno.ENOMEM)
    )
    assert ask("fcntl", 0, 8) == ask("ioctl", 0, 0x5412) == ask("prlimit64", 5) == refuse()
    assert ask("prctl", 1, 0) == refuse(0)
    assert ask("prctl", 15, 0) == ask("prlimit64", 0) == ALLOW


@pytest.mark.parametrize("machine", MACHINES)
def test_without_namespaces_what_landlock_cannot_withhold_is_withheld(machine):
    """Old kernels: signals to oneself only, no truncating by path; all: modes and times stay, no socket by name."""
    old = asked(policy.beside_others(1, 77, False), machine)
    assert old("kill", 77, 9) == old("kill", 0, 9) == ALLOW
    assert old("kill", 78, 9) == old("kill", -1 & 0xFFFFFFFF, 9) == old("pidfd_send_signal", 3) == refuse()
    assert old("truncate") == old("openat", 0, 0, 0o1000) == refuse()
    assert old("openat", 0, 0, 0o1001) == old("openat", 0, 0, 0) == ALLOW
    assert old("connect") == old("socket", 1, 2) == old("socketpair", 1, 0x80002) == refuse()
    assert old("socketpair", 1, 0x80001) == ALLOW
    new = asked(policy.beside_others(9, 77, True), machine)
    assert new("kill", 78, 9) == new("truncate") == new("openat", 0, 0, 0o1000) == new("connect") == ALLOW
    assert {ask("fchmodat") for ask in (old, new)} == {refuse(0)}
    assert new("sched_setaffinity", 5) == new("setpriority", 0, 5) == refuse()


def test_a_processor_without_a_table_is_an_error():
    """Rather than a filter of wrong numbers."""
    with pytest.raises(KeyError):
        program({}, "riscv64")
