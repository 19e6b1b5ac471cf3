"""Frames over a socket: whole or not at all, capped before memory is taken; a closed line is no bad frame."""

import socket
import struct
import threading
from contextlib import closing

import msgpack
import pytest

from coursekit.grading.wire import Channel, PeerGone, WireError, framing

PREFIX, LENGTH = struct.Struct("<II"), struct.Struct("<Q")


@pytest.fixture
def pair():
    """A raw socket, and a channel at its other end."""
    raw, end = socket.socketpair()
    channel = Channel(end)
    with closing(raw), closing(channel):
        yield raw, channel


def frame(header, *buffers: bytes) -> bytes:
    body = msgpack.packb(header)
    return (
        PREFIX.pack(len(body), len(buffers)) + b"".join(LENGTH.pack(len(b)) for b in buffers) + body + b"".join(buffers)
    )


def test_frames_follow_each_other(line):
    """Headers with half characters, empty and large buffers, several frames in a row."""
    here, there = line
    large = bytes(300_000)
    here.send(["a", "\ud800", None], [b"", b"xy"])
    here.send([[1, [2]]], [large])
    assert there.receive() == (["a", "\ud800", None], [b"", b"xy"])
    assert there.receive() == ([[1, [2]]], [large])


def test_a_frame_larger_than_the_socket_crosses(line):
    """What does not fit the kernel's buffer goes through piece by piece."""
    here, there = line
    content = bytes(range(256)) * 100_000
    sender = threading.Thread(target=here.send, args=([1], [content]))
    sender.start()
    _, (arrived,) = there.receive()
    sender.join()
    assert arrived == content


@pytest.mark.parametrize("kept", [0, 1, 7, 8, 12, 16, 17, 20])
def test_a_truncated_frame_is_a_peer_that_has_gone(pair, kept):
    """Closed before, within or after any part but the last: the other side has ended."""
    raw, channel = pair
    whole = frame(["ok"], b"1234")
    assert kept < len(whole)
    raw.sendall(whole[:kept])
    raw.close()
    with pytest.raises(PeerGone):
        channel.receive()


def test_sending_to_nobody_is_a_peer_that_has_gone(pair):
    """A closed line is told the same way when writing."""
    raw, channel = pair
    raw.close()
    with pytest.raises(PeerGone):
        channel.send(["x"])


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (PREFIX.pack(framing.HEADER_CAP + 1, 0), "header"),
        (PREFIX.pack(2**32 - 1, 2**32 - 1), "header"),
        (PREFIX.pack(1, framing.BUFFERS_CAP + 1), "buffers"),
        (PREFIX.pack(1, 1) + LENGTH.pack(framing.FRAME_CAP + 1), "cap"),
        (PREFIX.pack(1, 2) + LENGTH.pack(2**64 - 1) * 2, "cap"),
        (PREFIX.pack(1, 0) + b"\xc1", "msgpack"),
        (PREFIX.pack(0, 0), "msgpack"),
        (PREFIX.pack(2, 0) + b"\x01\x02", "msgpack"),
        (PREFIX.pack(3, 0) + b"\x81\x01\x02", "msgpack"),
        (PREFIX.pack(600, 0) + b"\x91" * 600, "msgpack"),
        (PREFIX.pack(2, 0) + b"\x92\x01", "msgpack"),
        (PREFIX.pack(5, 0) + b"\xdd\xff\xff\xff\xff", "msgpack"),
        (PREFIX.pack(1, 0) + b"\x01", "list"),
        (PREFIX.pack(1, 0) + b"\x90", "list"),
        (PREFIX.pack(1, 0) + b"\x80", "list"),
    ],
)
def test_a_bad_frame_is_refused(pair, content, word):
    """Sizes over the caps are refused on the announcement alone; a body must be a list of msgpack, not empty."""
    raw, channel = pair
    raw.sendall(content)
    with pytest.raises(WireError, match=word):
        channel.receive()


def test_a_wrong_length_damages_that_line_only(pair):
    """A frame whose length lies is a bad frame, or one that never ends: closing the line ends the wait."""
    raw, channel = pair
    body = msgpack.packb(["ok", "text"])
    raw.sendall(PREFIX.pack(len(body) - 1, 0) + body)
    with pytest.raises(WireError):
        channel.receive()
    raw.shutdown(socket.SHUT_WR)
    with pytest.raises(PeerGone):
        channel.receive()
