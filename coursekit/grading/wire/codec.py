"""Plain values to nodes: None, numbers, text, bytes, containers, slices, dates; the rest by arrays and frames."""

import datetime
from array import array
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from enum import IntEnum
from functools import cache
from importlib import import_module

MAX_DEPTH = 64
MAX_NODES = 4_000_000
MAX_INT_DIGITS = 3000  # hexadecimal; Python prints no more than 4300 decimal digits


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
    PDSCALAR = 21


_DICT, _REFERENCE = int(Tag.DICT), int(Tag.REFERENCE)  # looking a member up costs as much as the rest of a small node


class Encoder:
    """Turn one value into a node, collecting buffers.

    Parameters
    ----------
    refer : callable
        Called with a value that has no form of its own; returns what stands behind ``Tag.REFERENCE``. It raises
        TypeError where a reference is not possible.

    Attributes
    ----------
    writers : dict of type to callable
        How values of these exact types become nodes.
    """

    writers: dict[type, Callable]

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
        writer = self.writers.get(kind)
        mark = len(self.buffers)
        try:
            return writer(self, value, depth + 1) if writer else self._library_value(value, kind, depth + 1)
        except Opaque:
            del self.buffers[mark:]
            return [_REFERENCE, *self.refer(value)]

    def keeps(self, tensor) -> bool:
        """Whether a torch value crosses by reference although it has a form of its own."""
        return False

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
        if value.bit_length() > MAX_INT_DIGITS * 4 - 16:  # room for the sign and the 0x
            raise WireError(f"an integer of {value.bit_length()} bits")
        return [int(Tag.BIGINT), hex(value)]

    def _library_value(self, value, kind, depth):
        library = kind.__module__.partition(".")[0]
        part = _PARTS.get(library)
        if part is None or (library == "torch" and self.keeps(value)):
            raise Opaque
        return _part(part).encode(self, value, depth)


_PARTS = {"numpy": "arrays", "torch": "arrays", "pandas": "frames"}  # which module writes the types of a library


@cache
def _part(name: str):
    return import_module(f"coursekit.grading.wire.{name}")


# Types whose values are their own nodes; of int only those of a machine word are.
ATOMS = frozenset([type(None), bool, int, float, str, bytes])


def are_atoms(values) -> bool:
    """Whether each of these values is surely its own node, found without a loop in Python."""
    kinds = set(map(type, values))
    if not kinds <= ATOMS:
        return False
    if int in kinds:
        try:
            array("q", values)
        except (OverflowError, TypeError):  # a large integer, or one beside other types: look at each by itself
            return False
    return True


def _sequence(tag: Tag):
    code = int(tag)

    def write(encoder, value, depth):
        encoder.count(len(value))
        items = list(value)
        return [code, *(items if are_atoms(items) else [encoder.encode(item, depth) for item in items])]

    return write


def _mapping(encoder, value, depth):
    node = [_DICT]
    if not value:
        return node
    encoder.count(2 * len(value))
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
    Counter: _mapping,
    defaultdict: _mapping,
    complex: lambda e, v, d: [int(Tag.COMPLEX), v.real, v.imag],
    slice: lambda e, v, d: [int(Tag.SLICE), e.encode(v.start, d), e.encode(v.stop, d), e.encode(v.step, d)],
    range: lambda e, v, d: [int(Tag.RANGE), e.encode(v.start, d), e.encode(v.stop, d), e.encode(v.step, d)],
    datetime.date: lambda e, v, d: [int(Tag.DATE), v.isoformat()],
    datetime.timedelta: lambda e, v, d: [int(Tag.TIMEDELTA), v.days, v.seconds, v.microseconds],
    type(...): lambda e, v, d: [int(Tag.ELLIPSIS)],
}


def _write_datetime(encoder, value, depth):
    zone = value.tzinfo
    node = [int(Tag.DATETIME), value.replace(tzinfo=None).isoformat(), value.fold]
    if zone is None:
        return node
    if type(zone) is not datetime.timezone:
        raise Opaque  # the rules of a named zone are code
    # beside the text, since ``fromisoformat`` takes an offset below a second for UTC and forgets the name
    offset, *name = zone.__getinitargs__()
    return node + [offset.days, offset.seconds, offset.microseconds, *name]


_WRITERS[datetime.datetime] = _write_datetime
Encoder.writers = _WRITERS
