"""Nodes from a candidate: whatever stands in them, a value of the wire's types comes out, or a `WireError`."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.grading.wire import Decoder, Tag, WireError, decoder
from coursekit.grading.wire.codec import MAX_INT_DIGITS
from tests.grading.wire.conftest import decode
from tests.support import damage
from tests.support.damage import NASTY, Damage, fate, samples

CODE = [
    ["numpy", [Tag.ARRAY, "|i1", [1], 0]],
    ["object", [Tag.LIST, 1, None, "x"]],
    ["text", "python", "nan", ["a", None]],
    ["category", [Tag.ARRAY, "|i1", [1], 0], ["numpy", [Tag.ARRAY, "|i1", [1], 0]], False],
    ["zoned", "UTC", [Tag.ARRAY, "<M8[ns]", [1], 1]],
    ["masked", [Tag.ARRAY, "|i1", [1], 0], [Tag.ARRAY, "|b1", [1], 0]],
]
ATOMS = st.sampled_from(NASTY) | st.sampled_from(CODE)
NODES = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=5).flatmap(
        lambda rest: st.integers(-1, 22).map(lambda tag: [tag, *rest]) | st.just(rest)
    ),
    max_leaves=20,
)
BUFFERS = [b"\x00", b"\x01" * 8, b"\xff" * 16, b""]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=600)
@given(NODES)
def test_any_node_is_a_plain_value_or_a_wire_error(node):
    """No other exception leaves the decoder and nothing but plain data is built, whatever a candidate sends."""
    fate(node, [bytearray(buffer) for buffer in BUFFERS])


def test_honest_samples_are_values_or_references():
    """What is damaged below arrives whole when it is not."""
    for value in samples():
        node, buffers = damage.encode(value)
        assert fate(node, [bytearray(buffer) for buffer in buffers]) == "value"


@pytest.mark.parametrize("seed", range(4))
def test_damaged_frames_are_plain_values_or_wire_errors(seed):
    """500 frames with bytes or nodes damaged: plain data of exact types or `WireError`, nothing else."""
    supply = Damage(seed)
    fates = [fate(*frame) for frame in (supply.frame() for _ in range(500)) if frame]
    assert fates.count("refused") > 100  # the damage is real, and not all of it
    assert fates.count("value") > 10


def nested(depth: int):
    node = [int(Tag.LIST)]
    for _ in range(depth):
        node = [int(Tag.LIST), node]
    return node


@pytest.mark.parametrize(
    "node",
    [
        [],
        ["a"],
        [True],
        [99],
        [-1],
        {},
        (1,),
        datetime.date(2020, 1, 1),
        nested(100),
        [Tag.SET, [Tag.LIST]],
        [Tag.FROZENSET, [Tag.DICT]],
        [Tag.DICT, 1],
        [Tag.DICT, [Tag.LIST], 1],
        [Tag.BIGINT],
        [Tag.BIGINT, 5],
        [Tag.BIGINT, "x"],
        [Tag.BIGINT, "f" * 4001],
        [Tag.COMPLEX, 1, 2.0],
        [Tag.COMPLEX, "1", "2"],
        [Tag.RANGE, 0, 5, 0],
        [Tag.RANGE, 0.0, 5, 1],
        [Tag.RANGE],
        [Tag.SLICE, 1, 2, 3, 4],
        [Tag.DATE, "2020-13-01"],
        [Tag.DATE, 5],
        [Tag.DATE],
        [Tag.DATETIME, "yesterday", 0],
        [Tag.DATETIME, "2020-01-01", 7],
        [Tag.DATETIME, "2020-01-01T00:00:00+01:00", 0],
        [Tag.DATETIME, "2020-01-01", 0, 1, 0, 0],
        [Tag.DATETIME, "2020-01-01", 0, 0, 3600, 0, 5],
        [Tag.TIMEDELTA, 10**12, 0, 0],
        [Tag.TIMEDELTA, float("inf"), 0, 0],
        [Tag.TIMEDELTA, "1", 0, 0],
    ],
    ids=lambda node: str(node)[:40],
)
def test_what_no_encoder_writes_is_refused(node):
    """Unknown tags, wrong counts, unhashable keys, impossible numbers and dates."""
    node = [int(part) if isinstance(part, Tag) else part for part in node] if type(node) is list else node
    with pytest.raises(WireError):
        decode(node)


def test_elements_are_counted(monkeypatch):
    """The cap on elements holds over the whole value, on the reader's side too."""
    monkeypatch.setattr(decoder, "MAX_NODES", 10)
    decode([0, *[[0, 1, 1, 1]] * 2])
    with pytest.raises(WireError, match="elements"):
        decode([0, *[[0, 1, 1, 1]] * 3])


def test_a_huge_range_costs_nothing():
    """A range stays the three numbers it is."""
    assert decode([int(Tag.RANGE), 0, 2**62, 1]) == range(2**62)


def test_an_alarm_of_the_reader_goes_through():
    """What derives from BaseException, an alarm say, is not turned into an error of the wire."""

    class Alarm(BaseException):
        pass

    def dereference(*about):
        raise Alarm

    with pytest.raises(Alarm):
        Decoder([], dereference).decode([int(Tag.REFERENCE), 1])


COLLIDING = {
    "big integers": [[int(Tag.BIGINT), hex(number * (2**61 - 1) + 5)] for number in range(9, 300)],
    "complex numbers": [[int(Tag.COMPLEX), -1000003.0 * number, float(number)] for number in range(300)],
    "tuples": [[int(Tag.TUPLE), *[-1 - (number >> bit) % 2 for bit in range(9)]] for number in range(512)],
}  # fmt: skip


@pytest.mark.parametrize("keys", COLLIDING.values(), ids=COLLIDING)
@pytest.mark.parametrize("tag", [Tag.SET, Tag.FROZENSET, Tag.DICT])
def test_keys_chosen_to_collide_are_refused(tag, keys):
    """A table of n keys with one hash takes n² comparisons: three million would take days."""
    items = [part for key in keys for part in (key, 0)] if tag is Tag.DICT else keys
    with pytest.raises(WireError, match="same hash"):
        decode([int(tag), *items])


def test_honest_keys_do_not_collide():
    """Powers of two have the most equal hashes among the keys a student would choose."""
    values = {sign * 2.0**power for power in range(-1000, 1000) for sign in (1, -1)} | set(range(-500, 500))
    for value in (values, frozenset(values), dict.fromkeys(values), {float("nan") for _ in range(200)}):
        node, _ = damage.encode(value)
        assert len(decode(node)) == len(value)


def test_the_largest_integer_can_be_printed():
    """Python refuses to print more decimal digits than 4300, which would be an error of the test's own message."""
    largest = 2 ** (MAX_INT_DIGITS * 4 - 16) - 1
    node, _ = damage.encode(-largest)
    assert str(decode(node)) == str(-largest)
    with pytest.raises(WireError):
        decode([int(Tag.BIGINT), "0x" + "f" * (MAX_INT_DIGITS - 1)])
    for text in ("0x_f", " 0xf", "+0xf", "f", "0xf\n", "0X1", ""):
        with pytest.raises(WireError):
            decode([int(Tag.BIGINT), text])


def test_an_error_quotes_little_of_what_came():
    """The text of a refusal is the teacher's to read: a frame cannot fill his report."""
    for node in (
        [int(Tag.DATE), "x" * 10**6],
        [int(Tag.ARRAY), "x" * 10**6, [1], 0],
        [int(Tag.TENSOR), "x" * 10**6, [], 0],
    ):
        with pytest.raises(WireError) as caught:
            decode(node, b"1")
        assert len(str(caught.value)) < 300
