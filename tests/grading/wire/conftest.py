"""Values over the wire and back, through real frames."""

import socket
from contextlib import closing

import pytest

from coursekit.grading.wire import Channel, Decoder, Encoder


class Reference:
    """What the decoder puts where the encoder had no form for a value."""

    def __init__(self, *about):
        self.about = about


def encode(value):
    """Return the node and the buffers of a value; what has no form is told by its class."""
    encoder = Encoder(lambda refused: [type(refused).__name__])
    return encoder.encode(value), [bytearray(buffer) for buffer in encoder.buffers]


def decode(node, *buffers):
    return Decoder([bytearray(buffer) for buffer in buffers], Reference).decode(node)


@pytest.fixture(scope="session")
def line():
    """Two channels that are connected."""
    here, there = (Channel(end) for end in socket.socketpair())
    with closing(here), closing(there):
        yield here, there


@pytest.fixture(scope="session")
def cross(line):
    """Send a value from one end to the other: ``cross(value)``."""
    here, there = line

    def over(value):
        node, buffers = encode(value)
        here.send([node], buffers)
        (received,), content = there.receive()
        return Decoder(content, Reference).decode(received)

    return over
