"""Plain values to nodes and back: None, numbers, text, bytes, containers, slices, dates; the rest by arrays and frames."""

import datetime
from collections import OrderedDict
from collections.abc import Callable
from enum import IntEnum

MAX_DEPTH = 64
MAX_NODES = 4_000_000
MAX_INT_DIGITS = 4000


class WireError(Exception):
    """What came over the wire is not what this codec writes, or passes a cap."""


class Opaque(Exception):  # noqa: N818 - not an error: it says "this value has no form of its own on the wire"
    """Raised by an encoder part for a value that can cross by reference only."""


class Tag(IntEnum):
    """The first element of every list node."""

    LIST = 0
    TUPLE = 1
    DICT = 2
    SET = 3
    FROZENSET = 4
    BIGINT = 5
    COMPLEX = 6
    SLICE = 7
    RANGE = 8
    DATE = 9
    DATETIME = 10
    TIMEDELTA = 11
    ELLIPSIS = 12
    ARRAY = 13
    NPSCALAR = 14
    TENSOR = 15
    SIZE = 16
    FRAME = 17
    SERIES = 18
    INDEX = 19
    REFERENCE = 20


class Encoder:
    """Turn one value into a node, collecting buffers.

    Parameters
    ----------
    refer : callable
        Called with a value that has no form of its own; returns what stands behind ``Tag.REFERENCE``. It raises
        TypeError where a reference is not possible.
    """

    def __init__(self, refer: Callable[[object], list]):
        self.refer = refer
        self.buffers: list[memoryview | bytes] = []
        self.nodes = 0

    def encode(self, value, depth: int = 0):
        """Return the node of a value.

        Raises
        ------
        WireError
            If the value is deeper or larger than the caps.
        """
        if value is None or value is True or value is False:
            return value
        kind = type(value)
        if kind is float or kind is str or kind is bytes:
            return value
        if kind is int:
            return value if -(2**63) <= value < 2**63 else self._big(value)
        if depth > MAX_DEPTH:
            raise WireError(f"nested deeper than {MAX_DEPTH}")
        writer = _WRITERS.get(kind)
        if writer is not None:
            return writer(self, value, depth + 1)
        mark = len(self.buffers)
        try:
            return self._library_value(value, kind, depth + 1)
        except Opaque:
            del self.buffers[mark:]
            return [int(Tag.REFERENCE), *self.refer(value)]

    def count(self, more: int) -> None:
        """Account for nodes about to be written."""
        self.nodes += more
        if self.nodes > MAX_NODES:
            raise WireError(f"more than {MAX_NODES} elements")

    def buffer(self, content: memoryview | bytes) -> int:
        """Put bytes beside the header; return their index."""
        self.buffers.append(content)
        return len(self.buffers) - 1

    def _big(self, value: int):
        if value.bit_length() > MAX_INT_DIGITS * 3:
            raise WireError(f"an integer of {value.bit_length()} bits")
        return [int(Tag.BIGINT), hex(value)]

    def _library_value(self, value, kind, depth):
        library = kind.__module__.partition(".")[0]
        if library in ("numpy", "torch"):
            from coursekit.grading.wire import arrays

            return arrays.encode(self, value)
        if library == "pandas":
            from coursekit.grading.wire import frames

            return frames.encode(self, value, depth)
        raise Opaque


def _sequence(tag: Tag):
    code = int(tag)

    def write(encoder, value, depth):
        encoder.count(len(value))
        return [code, *[encoder.encode(item, depth) for item in list(value)]]

    return write


def _mapping(encoder, value, depth):
    encoder.count(2 * len(value))
    node = [int(Tag.DICT)]
    for key, item in list(value.items()):
        node.append(encoder.encode(key, depth))
        node.append(encoder.encode(item, depth))
    return node


_WRITERS = {
    list: _sequence(Tag.LIST),
    tuple: _sequence(Tag.TUPLE),
    set: _sequence(Tag.SET),
    frozenset: _sequence(Tag.FROZENSET),
    dict: _mapping,
    OrderedDict: _mapping,  # a state_dict: order and content are kept, the class is not
    complex: lambda e, v, d: [int(Tag.COMPLEX), v.real, v.imag],
    slice: lambda e, v, d: [int(Tag.SLICE), e.encode(v.start, d), e.encode(v.stop, d), e.encode(v.step, d)],
    range: lambda e, v, d: [int(Tag.RANGE), e.encode(v.start, d), e.encode(v.stop, d), e.encode(v.step, d)],
    datetime.date: lambda e, v, d: [int(Tag.DATE), v.isoformat()],
    datetime.timedelta: lambda e, v, d: [int(Tag.TIMEDELTA), v.days, v.seconds, v.microseconds],
    type(...): lambda e, v, d: [int(Tag.ELLIPSIS)],
}


def _write_datetime(encoder, value, depth):
    zone = value.tzinfo
    if zone is not None and type(zone) is not datetime.timezone:
        raise WireError("a datetime with a named time zone")
    return [int(Tag.DATETIME), value.isoformat()]


_WRITERS[datetime.datetime] = _write_datetime


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

    def decode(self, node, depth: int = 0):
        """Return the value of a node.

        Raises
        ------
        WireError
            If the node is not one that `Encoder` writes.
        """
        if type(node) is not list:
            if node is None or type(node) in (bool, int, float, str, bytes):
                return node
            raise WireError(f"a {type(node).__name__} among the nodes")
        if depth > MAX_DEPTH or not node or type(node[0]) is not int:
            raise WireError("a node that is empty, untagged or too deep")
        reader = _READERS.get(node[0])
        if reader is None:
            raise WireError(f"unknown tag {node[0]}")
        try:
            return reader(self, node, depth + 1)
        except WireError:
            raise
        except (TypeError, ValueError, IndexError, KeyError, OverflowError, AttributeError, ImportError) as error:
            raise WireError(f"a bad {Tag(node[0]).name} node: {error}") from None

    def items(self, node, depth) -> list:
        """Return the decoded elements behind the tag."""
        return [self.decode(item, depth) for item in node[1:]]


def _read_dict(decoder, node, depth):
    if len(node) % 2 == 0:
        raise WireError("a dict node with a key that has no value")
    items = decoder.items(node, depth)
    return dict(zip(items[::2], items[1::2], strict=True))


def _read_bigint(decoder, node, depth):
    _, text = node
    if type(text) is not str or len(text) > MAX_INT_DIGITS:
        raise WireError("a bad integer")
    return int(text, 16)


def _read_complex(decoder, node, depth):
    _, real, imag = node
    if type(real) is not float or type(imag) is not float:
        raise WireError("a bad complex number")
    return complex(real, imag)


def _read_reference(decoder, node, depth):
    return decoder.dereference(*node[1:])


def _from_module(name: str, function: str):
    def read(decoder, node, depth):
        from importlib import import_module

        return getattr(import_module(f"coursekit.grading.wire.{name}"), function)(decoder, node, depth)

    return read


_READERS = {
    Tag.LIST: lambda d, n, depth: d.items(n, depth),
    Tag.TUPLE: lambda d, n, depth: tuple(d.items(n, depth)),
    Tag.SET: lambda d, n, depth: set(d.items(n, depth)),
    Tag.FROZENSET: lambda d, n, depth: frozenset(d.items(n, depth)),
    Tag.DICT: _read_dict,
    Tag.BIGINT: _read_bigint,
    Tag.COMPLEX: _read_complex,
    Tag.SLICE: lambda d, n, depth: slice(*d.items(n, depth)),
    Tag.RANGE: lambda d, n, depth: range(*d.items(n, depth)),
    Tag.DATE: lambda d, n, depth: datetime.date.fromisoformat(n[1]),
    Tag.DATETIME: lambda d, n, depth: datetime.datetime.fromisoformat(n[1]),
    Tag.TIMEDELTA: lambda d, n, depth: datetime.timedelta(days=n[1], seconds=n[2], microseconds=n[3]),
    Tag.ELLIPSIS: lambda d, n, depth: ...,
    Tag.ARRAY: _from_module("arrays", "decode_array"),
    Tag.NPSCALAR: _from_module("arrays", "decode_scalar"),
    Tag.TENSOR: _from_module("arrays", "decode_tensor"),
    Tag.SIZE: _from_module("arrays", "decode_size"),
    Tag.FRAME: _from_module("frames", "decode_frame"),
    Tag.SERIES: _from_module("frames", "decode_series"),
    Tag.INDEX: _from_module("frames", "decode_index"),
    Tag.REFERENCE: _read_reference,
}
