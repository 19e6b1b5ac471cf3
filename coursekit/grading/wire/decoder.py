"""Nodes back to values of exact types. Whatever stands in a node, the worst that comes of it is a `WireError`."""

import datetime
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from coursekit.grading.wire.codec import ATOMS, MAX_DEPTH, MAX_INT_DIGITS, MAX_NODES, Tag, WireError

_HEX = re.compile(r"-?0x[0-9a-f]+\Z")
EQUAL_HASHES = 100  # honest keys share one with 33 others at most: powers of two, 61 exponents apart


class Decoder:
    """Turn nodes back into values of exact types.

    Parameters
    ----------
    buffers : list of bytes-like
        What travelled beside the header.
    dereference : callable
        Called with the elements behind ``Tag.REFERENCE``.
    """

    def __init__(self, buffers: list, dereference: Callable[..., object]):
        self.buffers = buffers
        self.dereference = dereference
        self.nodes = 0

    def decode(self, node, depth: int = 0):
        """Return the value of a node.

        Raises
        ------
        WireError
            If the node is not one that `Encoder` writes.
        """
        kind = type(node)
        if kind in ATOMS:
            return node
        if kind is not list:
            raise WireError(f"a {kind.__name__} among the nodes")
        if depth > MAX_DEPTH or not node or type(node[0]) is not int:
            raise WireError("a node that is empty, untagged or too deep")
        reader = _READERS.get(node[0])
        if reader is None:
            raise WireError(f"unknown tag {node[0]}")
        try:
            return reader(self, node, depth + 1)
        except WireError:
            raise
        except Exception as error:  # numpy, pandas and torch raise two dozen kinds; all mean the same here
            raise WireError(f"a bad {Tag(node[0]).name} node: {str(error)[:200]}") from None

    def items(self, node, depth) -> list:
        """Return the decoded elements behind the tag."""
        self.nodes += len(node) - 1
        if self.nodes > MAX_NODES:
            raise WireError(f"more than {MAX_NODES} elements")
        rest = node[1:]
        return rest if ATOMS.issuperset(map(type, rest)) else [self.decode(item, depth) for item in rest]


def _read_dict(decoder, node, depth):
    if len(node) % 2 == 0:
        raise WireError("a dict node with a key that has no value")
    items = decoder.items(node, depth)
    keys = items[::2]
    check_hashes(keys)
    return dict(zip(keys, items[1::2], strict=True)) if keys else {}


def _read_set(decoder, node, depth):
    items = decoder.items(node, depth)
    check_hashes(items)
    return set(items)


def check_hashes(keys: list) -> None:
    """Refuse keys chosen to share one hash: a table of n of them takes n² comparisons."""
    if len(keys) > EQUAL_HASHES and max(Counter(map(hash, keys)).values()) > EQUAL_HASHES:
        raise WireError(f"more than {EQUAL_HASHES} keys with the same hash")


def _read_bigint(decoder, node, depth):
    _, text = node
    if type(text) is not str or len(text) > MAX_INT_DIGITS or not _HEX.match(text):
        raise WireError("a bad integer")
    return int(text, 16)


def _read_complex(decoder, node, depth):
    _, real, imag = node
    if type(real) is not float or type(imag) is not float:
        raise WireError("a bad complex number")
    return complex(real, imag)


def _read_datetime(decoder, node, depth):
    _, text, fold, *zone = node
    value = datetime.datetime.fromisoformat(text)
    if value.tzinfo is not None:
        raise WireError("a zone in the text of a time")
    if zone:
        days, seconds, microseconds, *name = zone
        offset = datetime.timedelta(days=days, seconds=seconds, microseconds=microseconds)
        value = value.replace(tzinfo=datetime.timezone(offset, *name))
    return value.replace(fold=fold)


def _read_reference(decoder, node, depth):
    return decoder.dereference(*node[1:])


def _from_module(name: str, function: str):
    @cache
    def found():
        from importlib import import_module

        return getattr(import_module(f"coursekit.grading.wire.{name}"), function)

    return lambda decoder, node, depth: found()(decoder, node, depth)


_BY_TAG: dict[Tag, Callable] = {
    Tag.LIST: lambda d, n, depth: d.items(n, depth),
    Tag.TUPLE: lambda d, n, depth: tuple(d.items(n, depth)),
    Tag.SET: _read_set,
    Tag.FROZENSET: lambda d, n, depth: frozenset(_read_set(d, n, depth)),
    Tag.DICT: _read_dict,
    Tag.BIGINT: _read_bigint,
    Tag.COMPLEX: _read_complex,
    Tag.SLICE: lambda d, n, depth: slice(*d.items(n, depth)),
    Tag.RANGE: lambda d, n, depth: range(*d.items(n, depth)),
    Tag.DATE: lambda d, n, depth: datetime.date.fromisoformat(n[1]),
    Tag.DATETIME: _read_datetime,
    Tag.TIMEDELTA: lambda d, n, depth: datetime.timedelta(days=n[1], seconds=n[2], microseconds=n[3]),
    Tag.ELLIPSIS: lambda d, n, depth: ...,
    Tag.ARRAY: _from_module("arrays", "decode_array"),
    Tag.NPSCALAR: _from_module("arrays", "decode_scalar"),
    Tag.TENSOR: _from_module("arrays", "decode_tensor"),
    Tag.SIZE: _from_module("arrays", "decode_size"),
    Tag.FRAME: _from_module("frames", "decode_frame"),
    Tag.SERIES: _from_module("frames", "decode_series"),
    Tag.INDEX: _from_module("frames", "decode_index"),
    Tag.PDSCALAR: _from_module("frames", "decode_scalar"),
    Tag.REFERENCE: _read_reference,
}
_READERS = {int(tag): read for tag, read in _BY_TAG.items()}  # an int finds an int faster
