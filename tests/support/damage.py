"""Honest frames of the wire, damaged at random: in their bytes, and in the tree of their nodes."""

import copy
import datetime
import random
from contextlib import suppress

import msgpack
import numpy as np
import pandas as pd
import torch

from coursekit.grading.wire import Decoder, Encoder, Tag, WireError

ATOMS = (type(None), bool, int, float, complex, str, bytes, range, type(...))
ATOMS += (datetime.date, datetime.datetime, datetime.timedelta, datetime.timezone, torch.Size)
ATOMS += (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval, type(pd.NaT), type(pd.NA))
NASTY = (
    *(0, 1, -1, 2**31, 2**63 - 1, 2**64 - 1, -(2**63), 1.5, float("nan"), float("inf"), None, True, False, [], "", b""),
    *("x", "UTC", "numpy", "object", "text", "category", "zoned", "period", "interval", "masked", "range", "flat"),
    *("multi", "block", "columns", "NaT", "NA", "D", "2020-01-01", "<f8", "|b1", "<U1", "<U9999999", "|S0", "<M8[0s]"),
    *("<M8[9999Y]", "<M8", "<m8[ns]", ">c16", "|O", "float32", "bool", "bfloat16", "dateutil//etc/passwd", "tzlocal()"),
    *(
        "../x",
        "0x" + "f" * 9,
        "\ud800",
        "python",
        "pyarrow",
        "nan",
        "left",
        "both",
        b"\x01" * 8,
        b"\x00",
        10**6,
        10**12,
    ),
)


class Reference:
    """What stands for a value that crosses by reference."""

    def __init__(self, *about):
        self.about = about


def encode(value) -> tuple[object, list[bytes]]:
    """Return the node of a value and copies of its buffers."""
    encoder = Encoder(lambda refused: [1, [["builtins", type(refused).__name__]]])
    return encoder.encode(value), [bytes(buffer) for buffer in encoder.buffers]


def samples() -> list:
    """Return honest values that together use every form there is."""
    frame = pd.DataFrame(
        {
            "a": pd.array([1, None], dtype="Int64"),
            "b": ["x", None],
            "c": pd.Categorical(["u", "v"]),
            "d": pd.date_range("2020", periods=2, tz="Asia/Shanghai"),
            "e": np.array([1, "z"], object),
            "f": pd.period_range("2020", periods=2, freq="M"),
            "g": pd.cut([1.0, 3.0], [0, 2, 4]),
            "h": pd.to_timedelta([1, None], unit="s"),
        },
        index=pd.MultiIndex.from_tuples([(1, "p"), (2, "q")], names=["n", "m"]),
    )
    return [
        frame,
        frame["c"],
        pd.DataFrame(np.eye(3), columns=["a", "a", None]),
        [pd.date_range("2020", periods=3), pd.RangeIndex(4), pd.Timestamp("2020", tz="UTC"), pd.Timedelta("1s")],
        [pd.NaT, pd.NA, pd.Period("2020", "M"), pd.Interval(0, 1), pd.interval_range(0, 3)],
        [np.eye(2), torch.eye(2, dtype=torch.bfloat16), torch.Size([1, 2]), np.datetime64("2020"), np.array(["文"])],
        {"a": {1, 2}, "b": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), "c": slice(1), "d": 10**30, "e": 1j},
        {"a": torch.ones(2) > 0, "b": range(5), "c": datetime.timedelta(1), "d": frozenset([None]), "f": object()},
        [[1.5] * 5, (1, "文", b"x", None, True), [[[]]], datetime.date(2020, 1, 1), np.float16(1), np.str_("文"), ...],
    ]


def damaged_bytes(chance: random.Random, content: bytes) -> bytes:
    """Return bytes with a few flipped, cut out, doubled or put in."""
    content = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5))):
        place, kind = chance.randrange(len(content) + 1), chance.randrange(5)
        if kind <= 2 and place < len(content):
            content[place] = chance.choice((chance.randrange(256), content[place] ^ 1 << chance.randrange(8)))
        elif kind == 3:
            del content[place : place + chance.randrange(1, 9)]
        else:
            content[place:place] = chance.randbytes(chance.randrange(1, 9))
    return bytes(content)


def damaged_tree(chance: random.Random, node, donors: list):
    """Return a node with some of its parts replaced: by nasty atoms, by parts of other nodes, by more of the same."""
    node = copy.deepcopy(node)
    for _ in range(chance.choice((1, 1, 2, 4))):
        lists = [part for part in _parts(node) if type(part) is list and part]
        if not lists:
            return chance.choice(NASTY)
        target = chance.choice(lists)
        place, kind = chance.randrange(len(target)), chance.randrange(6)
        if kind <= 1:
            target[place] = copy.deepcopy(chance.choice(NASTY))
        elif kind == 2:
            target[place] = copy.deepcopy(chance.choice(donors))
        elif kind == 3:
            target[place] = int(chance.choice(list(Tag)))
        elif kind == 4:
            del target[place]
        else:
            target[place:place] = copy.deepcopy([target[place]] * chance.randrange(1, 4))
    return node


def _parts(node):
    yield node
    if type(node) is list:
        for item in node:
            yield from _parts(item)


class Damage:
    """An endless supply of damaged frames, the same for one seed.

    Parameters
    ----------
    seed : int
        Where the supply begins.
    """

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.honest = [encode(value) for value in samples()]
        self.donors = [part for node, _ in self.honest for part in _parts(node)]

    def frame(self) -> tuple[object, list[bytearray]] | None:
        """Return the next node and buffers, or None where the bytes are no msgpack any more."""
        chance = self.chance
        node, buffers = chance.choice(self.honest)
        buffers = [damaged_bytes(chance, b) if chance.random() < 0.2 else b for b in buffers]
        if chance.random() < 0.5:
            return damaged_tree(chance, node, self.donors), [bytearray(b) for b in buffers]
        packed = damaged_bytes(chance, msgpack.packb(node, unicode_errors="surrogatepass"))
        try:
            return msgpack.unpackb(packed, unicode_errors="surrogatepass"), [bytearray(b) for b in buffers]
        except Exception:  # the channel's business
            return None


def fate(node, buffers: list) -> str:
    """Decode a frame; return ``refused`` or ``value``.

    Raises
    ------
    AssertionError
        If something else than plain data comes out. Whatever else the decoder raises goes through.
    """
    try:
        value = Decoder(buffers, Reference).decode(node)
    except WireError:
        return "refused"
    assert is_plain(value), type(value)
    with suppress(Exception):  # years that strftime does not know, say: only a crash would be a fault of ours
        str(value)
    return "value"


def is_plain(value) -> bool:
    """Whether a value is of the wire's exact types, all the way down."""
    kind = type(value)
    if kind in (list, tuple, set, frozenset):
        return all(map(is_plain, value))
    if kind is dict:
        return all(is_plain(key) and is_plain(item) for key, item in value.items())
    if kind is slice:
        return all(map(is_plain, (value.start, value.stop, value.step)))
    if kind is np.ndarray:
        return value.dtype.kind in "biufcmMUS" and value.dtype.names is None
    if kind is torch.Tensor:
        return value.layout is torch.strided and value.device.type == "cpu" and not value.requires_grad
    if kind is pd.DataFrame:
        return is_plain(value.index) and is_plain(value.columns) and all(map(_is_plain_column, value.dtypes))
    if kind is pd.Series:
        return is_plain(value.index) and is_plain(value.name) and is_plain(value.array)
    if isinstance(value, pd.Index):
        cells = value.get_level_values(0).array if kind is pd.MultiIndex else value.array
        return _is_plain_column(value) and is_plain(cells) and all(map(is_plain, value.names))
    if isinstance(value, pd.api.extensions.ExtensionArray):
        return _is_plain_column(value.dtype) and (value.dtype != object or all(map(is_plain, value.tolist())))
    return kind in (*ATOMS, Reference) or (isinstance(value, np.generic) and kind.__module__ == "numpy")


def _is_plain_column(dtype) -> bool:
    return type(dtype).__module__.partition(".")[0] in ("numpy", "pandas")
