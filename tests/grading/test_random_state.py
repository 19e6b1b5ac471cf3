"""Random generators cross by state: the test's own goes on where the student's draws ended."""

import random

import numpy as np
import pytest
import torch

from coursekit.grading import random_state
from coursekit.grading.alarms import Quota
from coursekit.grading.wire import WireError
from tests.support.served import scripted, served

STUDENTS = """
import torch
def numpy_draw(rng): return rng.normal(size=3).tolist() + [float(rng.random(dtype='float32'))]
def legacy_draw(rng): return [rng.normal() for _ in range(3)]
def torch_draw(g): return torch.randn(3, generator=g).tolist()
def random_draw(r): return [r.gauss(0, 1), r.random()]
def twice(a, b): return [a.random(), b.random()]
def fails(rng):
    rng.random()
    raise ValueError
"""
BITS = ["PCG64", "PCG64DXSM", "MT19937", "Philox", "SFC64"]


def draw_torch(g):
    return torch.randn(3, generator=g).tolist()


CASES = [
    *[
        (
            f"numpy {bits}",
            lambda bits=bits: np.random.Generator(getattr(np.random, bits)(3)),
            "numpy_draw",
            lambda r: r.normal(size=3).tolist() + [float(r.random(dtype="float32"))],
        )
        for bits in BITS
    ],
    ("legacy", lambda: np.random.RandomState(3), "legacy_draw", lambda r: [r.normal() for _ in range(3)]),
    ("torch", lambda: torch.Generator().manual_seed(3), "torch_draw", draw_torch),
    ("random", lambda: random.Random(3), "random_draw", lambda r: [r.gauss(0, 1), r.random()]),
]


@pytest.mark.parametrize(("make", "name", "draw"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_draws_of_both_sides_are_one_sequence(make, name, draw):
    """Test, student, test, student: the numbers of one process, halves of normal pairs included."""
    here, alone = make(), make()
    with served(STUDENTS) as link:
        student = link.ask("get", name)
        ours = [draw(here), student(here), draw(here), student(here)]
    assert ours == [draw(alone) for _ in range(4)]


@pytest.mark.parametrize("bits", ["PCG64", "PCG64DXSM"])
def test_only_drawing_advances_a_generator(bits):
    """However far; a state that was set could make of every later draw of the test what the student likes."""
    make = lambda: np.random.Generator(getattr(np.random, bits)(3))  # noqa: E731
    for steps in (0, 1, 2, 1000, 2**40 + 12345):
        here, there = make(), make()
        there.bit_generator.advance(steps)
        random_state.advance("numpy", here, there.bit_generator.state)
        assert here.random() == there.random()
    start = make().bit_generator.state
    for changed in ({"state": 0}, {"inc": 1}, {"state": 0, "inc": 0}, {"state": start["state"]["state"] ^ 2**127}):
        with pytest.raises(WireError):
            random_state.advance("numpy", make(), {**start, "state": {**start["state"], **changed}})


def test_draws_before_an_exception_count():
    """What the student's function drew before it failed has been drawn."""
    here, alone = np.random.default_rng(1), np.random.default_rng(1)
    with served(STUDENTS) as link, pytest.raises(ValueError):
        link.ask("get", "fails")(here)
    alone.random()
    assert here.random() == alone.random()


def test_two_generators_keep_apart():
    """Each is advanced by its own draws."""
    a, b = np.random.default_rng(1), np.random.default_rng(2)
    with served(STUDENTS) as link:
        drawn = link.ask("get", "twice")(a, b)
    again = np.random.default_rng(1), np.random.default_rng(2)
    assert drawn == [r.random() for r in again]
    assert (a.random(), b.random()) == tuple(r.random() for r in again)


def spoilt(state, path, value):
    """A copy of a state with another value at a path of keys."""
    *parents, last = path
    copy = dict(state)
    inner = copy
    for key in parents:
        inner[key] = dict(inner[key])
        inner = inner[key]
    inner[last] = value
    return copy


def numpy_state(bits):
    return np.random.Generator(getattr(np.random, bits)(3)).bit_generator.state


SPOILT = [
    ("PCG64", ["state", "state"], 2**128),
    ("PCG64", ["state", "state"], -1),
    ("PCG64", ["state", "inc"], 1.0),
    ("PCG64", ["has_uint32"], 2),
    ("PCG64", ["uinteger"], 2**32),
    ("PCG64", ["bit_generator"], "SFC64"),
    ("PCG64", ["bit_generator"], np.array(["PCG64"])),
    ("PCG64", ["state"], None),
    ("MT19937", ["state", "pos"], 625),
    ("MT19937", ["state", "pos"], -1),
    ("MT19937", ["state", "key"], np.zeros(623, np.uint32)),
    ("MT19937", ["state", "key"], np.zeros(624, np.uint64)),
    ("MT19937", ["state", "key"], [0] * 624),
    ("Philox", ["buffer_pos"], 5),
    ("Philox", ["buffer"], np.zeros(3, np.uint64)),
    ("SFC64", ["state", "state"], np.zeros(5, np.uint64)),
    ("SFC64", ["more"], 1),
]


@pytest.mark.parametrize(("bits", "path", "value"), SPOILT, ids=lambda part: str(part)[:30])
def test_a_state_is_checked_number_by_number(bits, path, value):
    """A position beyond the table would read memory that is not the table's."""
    generator = np.random.Generator(getattr(np.random, bits)(3))
    before = generator.bit_generator.state
    with pytest.raises(WireError):
        random_state.advance("numpy", generator, spoilt(numpy_state(bits), path, value))
    assert str(generator.bit_generator.state) == str(before)


@pytest.mark.parametrize(
    ("kind", "generator", "states"),
    [
        ("torch", torch.Generator(), [b"", b"\xff" * 5056, None, "x", b"\0" * 5056]),
        (
            "random",
            random.Random(1),
            [None, [3, [0], None], [2, [0] * 625, None], [3, [0] * 624 + [625], None], [3, [2**32] * 625, None],
             [3, [0] * 625, "g"], [3, [0.5] * 625, None]],
        ),
        ("legacy", np.random.RandomState(1), [None, {}, numpy_state("MT19937")]),
    ],
    ids=["torch", "random", "legacy"],
)  # fmt: skip
def test_other_generators_take_no_nonsense(kind, generator, states):
    """Whatever comes, it is a state of this kind of generator or an error of the wire."""
    for state in states:
        with pytest.raises(WireError):
            random_state.advance(kind, generator, state)


@pytest.mark.parametrize("changes", [None, [], [1, 2], [5]], ids=str)
def test_a_candidate_that_keeps_what_was_lent_rings(changes):
    """Every lent generator comes back, as a state."""
    with scripted(["ok", 1, ["", "", [], changes]]) as link, pytest.raises(Quota):
        link.ask("get", np.random.default_rng(1))
