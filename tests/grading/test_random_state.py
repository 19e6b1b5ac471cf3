"""Random generators cross by state: the test's own goes on where the student's draws ended."""

import random

import numpy as np
import pytest
import torch

from coursekit.grading import drawing, random_state
from coursekit.grading.alarms import Misuse, Quota
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


def made(case):
    return {name: make for name, make, *_ in CASES}[case]()


def skip(generator, count: int) -> None:
    """Draw so often: doubles of the library, each one or two outputs of the generator."""
    if isinstance(generator, torch.Generator):
        torch.rand(count, generator=generator, dtype=torch.float64)
    elif isinstance(generator, random.Random):
        for _ in range(count):
            generator.random()
    else:
        generator.random(count) if isinstance(generator, np.random.Generator) else generator.random_sample(count)


@pytest.mark.parametrize("case", [case[0] for case in CASES])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 311, 312, 313, 5000])
def test_whatever_is_drawn_goes_on(case, count):
    """From any place to any other, with halves of pairs and of outputs kept or used up on the way."""
    _, make, _, draw = next(known for known in CASES if known[0] == case)
    for before in (0, 1, 400):
        here, there = make(), make()
        for generator in (here, there):
            skip(generator, before)
        draw(there)
        skip(there, count)
        kind = random_state.kind_of(here)
        random_state.advance(kind, here, random_state.state_of(kind, there))
        assert draw(here) == draw(there)


@pytest.mark.parametrize("bits", ["PCG64", "PCG64DXSM", "Philox"])
def test_what_can_jump_may_go_far(bits):
    """Nobody has to walk there; what is kept of the last output is found all the same."""
    for steps in (0, 1, 2, 1000, 2**40 + 12345):
        here, there = made(f"numpy {bits}"), made(f"numpy {bits}")
        there.bit_generator.advance(steps)
        there.integers(9, dtype=np.uint32)
        random_state.advance("numpy", here, there.bit_generator.state)
        assert (here.integers(9, dtype=np.uint32), here.random()) == (
            there.integers(9, dtype=np.uint32),
            there.random(),
        )


def behind(generator, count: int):
    """A state of a generator's own, from which it draws on."""
    kind = random_state.kind_of(generator)
    state = random_state.state_of(kind, generator)
    skip(generator, count)
    return state


def seeded_anew(generator):
    """The state of a new generator of the same kind."""
    kind = random_state.kind_of(generator)
    if kind == "numpy":
        return type(generator.bit_generator)(4).state
    if kind == "torch":
        return random_state.state_of(kind, torch.Generator().manual_seed(4))
    return random_state.state_of(kind, type(generator)(4))


@pytest.mark.parametrize("case", [case[0] for case in CASES])
def test_a_state_that_drawing_does_not_lead_to_rings(case):
    """Of another seed, an older one of its own: the words say what was done, and nothing is set."""
    here = made(case)
    skip(here, 5)
    kind = random_state.kind_of(here)
    older = [behind(here, 700), behind(here, 3)]
    before = str(random_state.state_of(kind, here))
    for state in [*older, seeded_anew(here)]:
        with pytest.raises(Misuse, match="重新设定"):
            random_state.advance(kind, here, state)
    assert str(random_state.state_of(kind, here)) == before


@pytest.mark.parametrize("case", ["numpy MT19937", "numpy SFC64", "legacy", "torch", "random"])
def test_where_the_way_must_be_walked_it_has_an_end(case, monkeypatch):
    """Further than that nobody looks, and the words say so."""
    monkeypatch.setattr(drawing, "WALK_CAP", 2**16)
    here, near, far = made(case), made(case), made(case)
    skip(near, 1000)
    skip(far, 2**20)
    kind = random_state.kind_of(here)
    random_state.advance(kind, made(case), random_state.state_of(kind, near))
    with pytest.raises(Misuse, match="几千万"):
        random_state.advance(kind, here, random_state.state_of(kind, far))


def torch_changed(**changes) -> bytes:
    """The state of a torch generator that has drawn three normal numbers, with other fields."""
    generator = made("torch")
    torch.randn(3, generator=generator)
    state = np.frombuffer(bytearray(generator.get_state().numpy().tobytes()), np.dtype(random_state._TORCH_FIELDS))
    for name, value in changes.items():
        state[name] = value
    return state.tobytes()


ZERO = np.zeros(624, np.uint32)
FORGED = [
    *[(f"numpy {bits}", path, value) for bits in ("PCG64", "PCG64DXSM") for path, value in [
        (["state", "state"], 0), (["state", "inc"], 1), (["state", "state"], 2**127 + 5)]],
    *[(f"numpy {bits}", ["has_uint32"], 1) for bits in ("PCG64", "Philox", "SFC64")],
    ("numpy MT19937", ["state", "key"], ZERO),
    ("numpy Philox", ["state", "key"], np.zeros(2, np.uint64)),
    ("numpy Philox", ["buffer"], np.zeros(4, np.uint64)),
    ("numpy Philox", ["state", "counter"], np.full(4, 2**64 - 1, np.uint64)),
    ("numpy SFC64", ["state", "state"], np.zeros(4, np.uint64)),
    ("legacy", ["state", "key"], ZERO),
    ("legacy", ["gauss"], 0.5),
    ("legacy", ["gauss"], float("nan")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "path", "value"), FORGED, ids=lambda part: str(part)[:30])
def test_what_is_kept_for_the_next_draw_comes_of_a_draw(case, path, value):
    """Zeros draw nothing but zeros; a half that is kept would be a number of the student's own choice."""
    here, there = made(case), made(case)
    there.normal(size=7) if case == "legacy" else (there.random(7), there.random(dtype=np.float32))
    kind = random_state.kind_of(here)
    state = random_state.state_of(kind, there)
    random_state.advance(kind, made(case), state)
    if path == ["has_uint32"]:
        state = {**state, "has_uint32": 1, "uinteger": 77}
    else:
        state = spoilt({**state, "buffer_pos": 2} if path == ["buffer"] else state, path, value)
    with pytest.raises(Misuse):
        random_state.advance(kind, here, state)


def test_a_block_that_is_not_used_up_is_the_generators():
    """Philox computes four outputs at a time and keeps them."""
    here, there = made("numpy Philox"), made("numpy Philox")
    there.random(6)
    state = there.bit_generator.state
    random_state.advance("numpy", made("numpy Philox"), state)
    with pytest.raises(Misuse):
        random_state.advance("numpy", here, {**state, "buffer": state["buffer"] ^ np.uint64(1)})
    there.random(2)
    random_state.advance("numpy", here, {**there.bit_generator.state, "buffer": np.zeros(4, np.uint64)})
    assert here.random() == there.random()


@pytest.mark.parametrize(("bits", "name"), [("MT19937", "key"), ("SFC64", "state")])
def test_each_word_is_compared(bits, name):
    """One that differs is enough."""
    there = made(f"numpy {bits}")
    there.random(700)
    state = there.bit_generator.state
    random_state.advance("numpy", made(f"numpy {bits}"), state)
    words = state["state"][name].copy()
    words[1] ^= words.dtype.type(8)
    with pytest.raises(Misuse):
        random_state.advance("numpy", made(f"numpy {bits}"), spoilt(state, ["state", name], words))


@pytest.mark.parametrize(
    "changes",
    [{"kept": 0.5}, {"kept": float("inf")}, {"words": 0}, {"seed": 9}, {"left": 3}, {"next": 2**40}, {"keeps": 7},
     {"keeps_float": 1, "float_kept": 2.0}, {"words": 2**40}],
    ids=str,
)  # fmt: skip
def test_fields_of_torchs_state(changes):
    """As torch writes them, each is accepted; changed, none."""
    random_state.advance("torch", made("torch"), torch_changed())
    with pytest.raises(Misuse):
        random_state.advance("torch", made("torch"), torch_changed(**changes))


def test_pythons_kept_number():
    """Of `gauss`: what a draw has left, or nothing."""
    there = made("random")
    there.gauss(0, 1)
    version, words, kept = there.getstate()
    random_state.advance("random", made("random"), [version, list(words), kept])
    for other in (kept + 1e-3, float("nan"), 0.0):
        with pytest.raises(Misuse):
            random_state.advance("random", made("random"), [version, list(words), other])


def test_a_student_who_sets_a_generator_is_told():
    """The alarm sticks, and comes out of the call."""
    here = torch.Generator().manual_seed(1)
    with served("def start(g): g.manual_seed(0); return 5") as link:
        with pytest.raises(Misuse, match="manual_seed"):
            link.ask("get", "start")(here)
        assert isinstance(link.alarmed, Misuse)


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
        ("torch", torch.Generator(), [b"", None, "x"]),
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
