"""Frames over a socket: whole or not at all, capped before memory is taken; a closed line is no bad frame."""

import os
import random
import resource
import socket
import struct
import threading
from contextlib import closing

import msgpack
import pytest

from coursekit.grading.wire import Channel, PeerGone, WireError, framing
from tests.support.damage import damaged_bytes

PREFIX, LENGTH = struct.Struct("<IIQ"), struct.Struct("<Q")


@pytest.fixture(params=["in turns", "any time"])
def pair(request):
    """A raw socket, and a channel at its other end, reading ahead or not."""
    raw, end = socket.socketpair()
    channel = Channel(end)
    if request.param == "in turns":
        channel.take_turns()
    raw.settimeout(60)
    with closing(raw), closing(channel):
        yield raw, channel


def frame(header, *buffers: bytes) -> bytes:
    body = msgpack.packb(header)
    lengths = b"".join(LENGTH.pack(len(content)) for content in buffers)
    return PREFIX.pack(len(body), len(buffers), sum(map(len, buffers))) + body + lengths + b"".join(buffers)


def test_frames_follow_each_other(line):
    """Headers with half characters, empty and large buffers, several frames in a row."""
    here, there = line
    large = bytes(300_000)
    here.send(["a", "\ud800", None], [b"", b"xy"])
    here.send([[1, [2]]], [large])
    assert there.receive() == (["a", "\ud800", None], [b"", b"xy"])
    assert there.receive() == ([[1, [2]]], [large])


@pytest.mark.parametrize(
    "sizes", [(0, 70_000), (1, 0, 65_536, 3), (5,) * 3000, (40_000, 40_000), (65_536,), (0,), (5_000_000, 6_000_000, 3)]
)
def test_buffers_of_every_size_cross(pair, sizes):
    """Below and above what is copied, empty, too many or too large for one system call: each comes whole, in order."""
    raw, channel = pair
    contents = [bytes([number % 251]) * size for number, size in enumerate(sizes)]
    sender = threading.Thread(target=raw.sendall, args=(frame(["x"], *contents),))
    sender.start()
    header, arrived = channel.receive()
    sender.join()
    assert header == ["x"]
    assert [bytes(content) for content in arrived] == contents
    other = Channel(raw)
    sender = threading.Thread(target=other.send, args=(["y"], contents))
    sender.start()
    assert [bytes(content) for content in channel.receive()[1]] == contents
    sender.join()


def test_arrived_bytes_are_writable_and_their_own(pair):
    """A student's function may change the array it is given; the next frame does not write into the last."""
    raw, channel = pair
    for size in (3, 100_000):
        kept = []
        for letter in (b"a", b"b"):
            sender = threading.Thread(target=raw.sendall, args=(frame(["x"], letter * size),))
            sender.start()
            kept += channel.receive()[1]
            sender.join()
        kept[0][0] = 0
        assert bytes(kept[0]) == b"\0" + b"a" * (size - 1)
        assert bytes(kept[1]) == b"b" * size


def test_descriptors_travel_between_frames(line):
    """Without turns nothing is read beyond a frame, so a descriptor sent behind it is still there."""
    here, there = line
    here.send(["coming"])
    socket.send_fds(here.sock, [b"!"], [here.fileno()])
    here.send(["next"])
    assert there.receive() == (["coming"], [])
    _, descriptors, _, _ = socket.recv_fds(there.sock, 1, 1)
    os.close(descriptors[0])
    assert there.receive() == (["next"], [])


def test_a_frame_out_of_turn_is_refused(pair, request):
    """Where the ends speak in turns, a second frame before the answer to the first is a fault."""
    raw, channel = pair
    raw.sendall(frame([1]) + frame([2]))
    if "in turns" in request.node.name:
        with pytest.raises(WireError, match="out of turn"):
            channel.receive()
    else:
        assert [channel.receive(), channel.receive()] == [([1], []), ([2], [])]


def test_a_frame_larger_than_the_socket_crosses(line):
    """What does not fit the kernel's buffer goes through piece by piece."""
    here, there = line
    content = bytes(range(256)) * 100_000
    sender = threading.Thread(target=here.send, args=([1], [content]))
    sender.start()
    _, (arrived,) = there.receive()
    sender.join()
    assert arrived == content


@pytest.mark.parametrize("kept", [0, 1, 8, 15, 16, 18, 20, 27, 28, 31])
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
        (PREFIX.pack(framing.HEADER_CAP + 1, 0, 0), "header"),
        (PREFIX.pack(2**32 - 1, 2**32 - 1, 2**64 - 1), "header"),
        (PREFIX.pack(1, framing.BUFFERS_CAP + 1, 1), "buffers"),
        (PREFIX.pack(1, 1, framing.FRAME_CAP + 1), "cap"),
        (PREFIX.pack(1, 0, 1), "buffers"),
        (PREFIX.pack(2, 1, 0) + b"\x91\x01" + LENGTH.pack(2**64 - 1), "announced"),
        (PREFIX.pack(2, 2, 1) + b"\x91\x01" + LENGTH.pack(2**63) * 2 + b"x", "announced"),
        (PREFIX.pack(2, 1, 100_000) + b"\x91\x01" + LENGTH.pack(9), "announced"),
        (PREFIX.pack(1, 0, 0) + b"\xc1", "msgpack"),
        (PREFIX.pack(0, 0, 0), "msgpack"),
        (PREFIX.pack(2, 0, 0) + b"\x01\x02", "msgpack"),
        (PREFIX.pack(3, 0, 0) + b"\x81\x01\x02", "msgpack"),
        (PREFIX.pack(600, 0, 0) + b"\x91" * 600, "msgpack"),
        (PREFIX.pack(2, 0, 0) + b"\x92\x01", "msgpack"),
        (PREFIX.pack(5, 0, 0) + b"\xdd\xff\xff\xff\xff", "msgpack"),
        (PREFIX.pack(1, 0, 0) + b"\x01", "list"),
        (PREFIX.pack(1, 0, 0) + b"\x90", "list"),
        (PREFIX.pack(1, 0, 0) + b"\x80", "list"),
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
    raw.sendall(PREFIX.pack(len(body) - 1, 0, 0) + body)
    with pytest.raises(WireError):
        channel.receive()
    raw.sendall(frame(["ok"], b"12345")[:-1])
    raw.shutdown(socket.SHUT_WR)
    with pytest.raises(PeerGone):
        channel.receive()


@pytest.mark.parametrize("seed", range(5))
def test_damaged_frames_on_the_line(pair, seed):
    """Bytes of a whole frame flipped, cut out and put in: a frame, a refusal, or a peer that has gone."""
    raw, channel = pair
    chance = random.Random(seed)
    whole = frame(["ok", [0, 1.5, "文"], None], b"12345678", b"")
    for _ in range(4):
        raw.sendall(damaged_bytes(chance, whole))
    raw.shutdown(socket.SHUT_WR)
    try:
        for _ in range(5):
            header, buffers = channel.receive()
            assert type(header) is list
            assert all(type(content) in (bytearray, memoryview) for content in buffers)
    except (WireError, PeerGone):
        pass
    else:
        raise AssertionError("four frames cannot be read five times")


def test_an_announcement_takes_no_memory(pair):
    """Half a gigabyte is announced and one byte comes: the memory is taken as bytes come, not before."""
    raw, channel = pair
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    raw.sendall(PREFIX.pack(2, 1, framing.FRAME_CAP) + b"\x91\x01" + LENGTH.pack(framing.FRAME_CAP) + b"x")
    raw.shutdown(socket.SHUT_WR)
    with pytest.raises(PeerGone):
        channel.receive()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB
