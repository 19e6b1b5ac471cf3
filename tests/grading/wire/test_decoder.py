"""Nodes from a candidate: whatever stands in them, a value of the wire's types comes out, or a `WireError`."""

import datetime
import random
from collections import OrderedDict

import msgpack
import numpy as np
import pandas as pd
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from coursekit.grading.wire import Decoder, Tag, WireError, decoder
from tests.grading.wire.conftest import Reference, decode, encode

CODE = [
    ["numpy", [Tag.ARRAY, "|i1", [1], 0]],
    ["object", [Tag.LIST, 1, None, "x"]],
    ["text", "python", "nan", ["a", None]],
    ["category", [Tag.ARRAY, "|i1", [1], 0], ["numpy", [Tag.ARRAY, "|i1", [1], 0]], False],
    ["zoned", "UTC", [Tag.ARRAY, "<M8[ns]", [1], 1]],
    ["masked", [Tag.ARRAY, "|i1", [1], 0], [Tag.ARRAY, "|b1", [1], 0]],
]
NASTY = (
    st.sampled_from([0, 1, -1, 2**31, 2**63 - 1, 2**64 - 1, -(2**63), 1.5, float("nan"), float("inf"), None, True])
    | st.sampled_from(["", "x", "UTC", "numpy", "object", "range", "flat", "multi", "block", "columns", "2020-01-01"])
    | st.sampled_from(["<f8", "|b1", "<U1", "<U9999999", "|S0", "<M8[0s]", "<M8[9999Y]", "float32", "bool", "bfloat16"])
    | st.sampled_from(["dateutil//etc/passwd", "tzlocal()", "../x", "9" * 4001, "0x" + "f" * 9, "\ud800", "python"])
    | st.binary(max_size=16)
    | st.sampled_from(CODE)
)
NODES = st.recursive(
    NASTY,
    lambda inner: st.lists(inner, max_size=5).flatmap(
        lambda rest: st.integers(-1, 22).map(lambda tag: [tag, *rest]) | st.just(rest)
    ),
    max_leaves=20,
)
BUFFERS = [b"\x00", b"\x01" * 8, b"\xff" * 16, b""]
PLAIN = (
    *(type(None), bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, slice, range, type(...)),
    *(datetime.date, datetime.datetime, datetime.timedelta, np.ndarray, np.generic, torch.Tensor, torch.Size),
    *(pd.DataFrame, pd.Series, pd.Index, Reference),
)


@settings(max_examples=600, deadline=None)
@given(NODES)
def test_any_node_is_a_plain_value_or_a_wire_error(node):
    """No other exception leaves the decoder and nothing but plain data is built, whatever a candidate sends."""
    try:
        value = decode(node, *BUFFERS)
    except WireError:
        return
    assert isinstance(value, PLAIN)


def seeds():
    """Honest values whose frames are damaged below."""
    frame = pd.DataFrame(
        {
            "a": pd.array([1, None], dtype="Int64"),
            "b": ["x", None],
            "c": pd.Categorical(["u", "v"]),
            "d": pd.date_range("2020", periods=2, tz="Asia/Shanghai"),
            "e": np.array([1, "z"], object),
        },
        index=pd.MultiIndex.from_tuples([(1, "p"), (2, "q")], names=["n", "m"]),
    )
    return [
        frame,
        frame["c"],
        pd.DataFrame(np.eye(3)),
        pd.date_range("2020", periods=3),
        [np.eye(2), torch.eye(2, dtype=torch.bfloat16), torch.Size([1, 2]), np.datetime64("2020"), np.array(["文"])],
        {"a": {1, 2}, "b": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), "c": slice(1), "d": 10**30, "e": 1j},
        OrderedDict(a=torch.ones(2) > 0, b=range(5), c=datetime.timedelta(1), d=frozenset([None])),
    ]


@pytest.mark.parametrize("number", range(7))
def test_damaged_frames_are_values_or_wire_errors(number):
    """Some bytes of header and buffers flipped, 300 times: still nothing but plain values and `WireError`."""
    chance = random.Random(number)
    node, buffers = encode(seeds()[number])
    packed = msgpack.packb(node, unicode_errors="surrogatepass")
    for _ in range(300):
        body, content = bytearray(packed), [bytearray(buffer) for buffer in buffers]
        for target in [body, body, *content[: chance.randrange(len(content) + 1)]]:
            if target:
                target[chance.randrange(len(target))] = chance.randrange(256)
        try:
            damaged = msgpack.unpackb(body, unicode_errors="surrogatepass")
        except Exception:  # no msgpack any more: the channel's business
            continue
        try:
            value = Decoder(content, Reference).decode(damaged)
        except WireError:
            continue
        assert isinstance(value, PLAIN)
        str(value)


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
