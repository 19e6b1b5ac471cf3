"""Plain values to nodes: every type by value and exactly, the rest by reference, caps on depth and size."""

import collections
import datetime
import enum
import zoneinfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.grading.wire import Encoder, WireError, codec
from tests.grading.wire.conftest import Reference, encode
from tests.support.names import steady

ZONES = st.none() | st.timedeltas(datetime.timedelta(hours=-23), datetime.timedelta(hours=23)).map(datetime.timezone)
MICROSECOND_EAST = datetime.timezone(datetime.timedelta(microseconds=1))
NAMED = datetime.timezone(datetime.timedelta(hours=-7, microseconds=-3), "一处")
HASHABLE = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters())  # lone surrogates too
    | st.binary()
    | st.complex_numbers(allow_nan=False)
    | st.dates()
    | st.datetimes(timezones=ZONES)
    | st.timedeltas()
)
PLAIN = st.recursive(
    HASHABLE | st.floats() | st.just(...) | st.builds(slice, st.none() | st.integers(), st.none() | st.integers()),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(HASHABLE, inner, max_size=4)
        | st.sets(HASHABLE, max_size=4)
        | st.frozensets(HASHABLE, max_size=4)
    ),
    max_leaves=12,
)


def exactly(one, other) -> bool:
    """Equal in type and content, nan, -0.0 and the order of dicts included."""
    if type(one) is not type(other):
        return False
    if type(one) in (list, tuple):
        return len(one) == len(other) and all(map(exactly, one, other))
    if type(one) is dict:
        return exactly(list(one.items()), list(other.items()))
    if type(one) in (float, complex):
        return repr(one) == repr(other)
    if type(one) is datetime.datetime:
        return (
            one == other
            and one.fold == other.fold
            and one.utcoffset() == other.utcoffset()
            and one.tzname() == other.tzname()
        )
    return one == other


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(PLAIN)
def test_every_plain_value_crosses_exactly(cross, value):
    """What arrives has the same type and content, all the way down."""
    assert exactly(cross(value), value)


@pytest.mark.parametrize(
    "value",
    [2**63 - 1, 2**63, -(2**63), -(2**63) - 1, 2**64, 10**3000, -(10**3000), "\ud800", b"\x00\xff", -0.0]
    + [float("nan"), float("-inf"), range(5), range(0, -9, -2), range(2**70), ..., [], (), {}, set(), frozenset()]
    + [datetime.datetime.max, datetime.timedelta.min, datetime.datetime(2020, 1, 1, fold=1)]
    + [
        datetime.datetime(2020, 1, 1, tzinfo=zone)
        for zone in (datetime.UTC, MICROSECOND_EAST, NAMED, datetime.timezone.max)
    ],
    ids=lambda value: repr(value)[:20],
)
def test_the_edges_cross(cross, value):
    """Integers of any size up to the cap, half characters, signed zeros, empty containers, the ends of time."""
    assert exactly(cross(value), value)


def test_an_ordered_dict_crosses_as_a_dict(cross):
    """A state_dict keeps content and order, not its class."""
    assert exactly(cross(collections.OrderedDict(b=1, a=2)), {"b": 1, "a": 2})


@pytest.mark.parametrize(
    "items",
    [
        [1, 2.5],
        [1, True, None],
        [2**63, 1],
        [1, -(2**63), 2**63 - 1],
        [1, "a", b"b"],
        ["\ud800", 1.5],
        [1, [2, (3.5,)]],
    ],
    ids=str,
)
def test_mixed_items_cross_exactly(cross, items):
    """Whatever stands beside an integer, which may need a form of its own: as list, tuple and set."""
    for value in (items, tuple(items), [items] * 2):
        assert exactly(cross(value), value)


class Colour(enum.IntEnum):
    RED = 1


class Loud(str):
    """A text with a method of its own."""


@pytest.mark.parametrize(
    "value",
    [
        object(),
        Colour.RED,
        Loud("a"),
        collections.ChainMap(),
        collections.namedtuple("Point", "x")(1),
        Exception("x"),
        iter([]),
        len,
        int,
        datetime.datetime(2020, 1, 1, tzinfo=zoneinfo.ZoneInfo("UTC")),
    ],
    ids=steady,
)
def test_what_has_code_of_its_own_crosses_by_reference(cross, value):
    """Subclasses, functions, classes, iterators and named zones are never rebuilt from what a candidate says."""
    arrived = cross(value)
    assert type(arrived) is Reference
    assert arrived.about == (type(value).__name__,)
    assert type(cross([value])[0]) is Reference


def test_depth_is_capped():
    """Deep nesting, and a list that holds itself, end with an error of the wire."""
    endless = []
    endless.append(endless)
    deep = []
    for _ in range(codec.MAX_DEPTH + 2):
        deep = [deep]
    for value in (endless, deep):
        with pytest.raises(WireError, match="deeper"):
            encode(value)


def test_size_is_capped(monkeypatch):
    """More elements than the cap, or an integer of more digits, are refused before they are written."""
    monkeypatch.setattr(codec, "MAX_NODES", 10)
    encode([0] * 10)
    for value in ([0] * 11, [[0] * 5, [0] * 5], dict.fromkeys(range(6))):
        with pytest.raises(WireError, match="elements"):
            encode(value)
    with pytest.raises(WireError, match="bits"):
        encode(1 << (codec.MAX_INT_DIGITS * 4))


def test_a_value_that_may_not_be_referred_to_is_refused():
    """What `refer` raises comes out; buffers of a half-encoded value do not stay behind."""

    def refuse(value):
        raise TypeError("no")

    with pytest.raises(TypeError):
        Encoder(refuse).encode({"a": object()})


def test_a_half_encoded_value_leaves_no_buffers():
    """A frame found to be opaque in its second column takes the buffer of its first column back."""
    import pandas as pd

    _, buffers = encode(pd.DataFrame({"a": [1.0, 2.0], "b": [object(), object()]}))
    assert buffers == []
