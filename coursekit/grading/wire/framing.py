"""Length-prefixed frames over a socket: a msgpack header and raw buffers, each capped before memory is taken.

A frame is ``prefix | header | lengths of the buffers | buffers``. It leaves in one system call where the kernel's
buffer holds it, and comes in one where its two ends speak in turns. Elsewhere the reader takes the prefix first and
never more than the frame, so that descriptors may travel between two frames.
"""

import itertools
import socket
import struct

import msgpack

from coursekit.grading.wire.codec import WireError

_PREFIX = struct.Struct("<IIQ")  # header bytes, number of buffers, bytes of all buffers together
_LENGTH = struct.Struct("<Q")
# A header of empty lists takes 64 times its bytes once it is unpacked; arrays, text columns and long lists of numbers
# travel in buffers, so honest headers are far smaller.
HEADER_CAP = 16 * 2**20
FRAME_CAP = 512 * 2**20
BUFFERS_CAP = 100_000
_SMALL = 64 * 2**10  # up to here copying costs less than another system call
_SOCKET_BUFFER = 4 * 2**20
_IOV_MAX = 1024  # of Linux


class PeerGone(Exception):  # noqa: N818 - an event of the wire, told apart from a malformed frame
    """The other side closed the connection: it has ended or was killed."""


class Channel:
    """Frames over one stream socket.

    Parameters
    ----------
    sock : socket.socket
        A connected blocking stream socket; the channel owns it.
    """

    def __init__(self, sock: socket.socket):
        self.sock = sock
        self._room = memoryview(bytearray(_PREFIX.size))  # what is asked for at once
        self._pack = msgpack.Packer(unicode_errors="surrogatepass").pack
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            sock.setsockopt(socket.SOL_SOCKET, option, _SOCKET_BUFFER)

    def fileno(self) -> int:
        return self.sock.fileno()

    def close(self) -> None:
        self.sock.close()

    def send(self, header: list, buffers: list = ()) -> None:
        """Send one frame; `buffers` are bytes-like objects whose elements are bytes.

        Raises
        ------
        PeerGone
            If nobody is there to receive it.
        """
        body = self._pack(header)
        if not buffers:
            parts = [_PREFIX.pack(len(body), 0, 0) + body]
        else:
            sizes = [len(content) for content in buffers]
            head = _PREFIX.pack(len(body), len(sizes), sum(sizes)) + body + struct.pack(f"<{len(sizes)}Q", *sizes)
            parts = [head, *filter(len, buffers)]
            if sum(sizes) <= _SMALL:
                parts = [b"".join(parts)]
        try:
            self._send_all(parts)
        except OSError as error:
            raise PeerGone(str(error)) from None

    def _send_all(self, parts: list) -> None:
        if len(parts) == 1:
            self.sock.sendall(parts[0])
            return
        for first in range(0, len(parts), _IOV_MAX):
            group = parts[first : first + _IOV_MAX]
            sent = self.sock.sendmsg(group)
            for content in group:
                if sent < len(content):  # a part that the kernel's buffer did not take whole
                    self.sock.sendall(memoryview(content)[sent:])
                    sent = 0
                else:
                    sent -= len(content)

    def take_turns(self) -> None:
        """Read ahead from now on: on a line whose ends speak in turns nothing comes behind a frame but a fault."""
        self._room = memoryview(bytearray(_SMALL))

    def receive(self) -> tuple[list, list]:
        """Return the next frame as header and buffers; the buffers are writable.

        Raises
        ------
        PeerGone
            If the other side has ended.
        WireError
            If the frame passes a cap, contradicts itself or is not msgpack.
        """
        content = self._room[: self._into(self._room)]
        if len(content) < _PREFIX.size:
            content = content.tobytes() + self._exactly(_PREFIX.size - len(content))
        size, count, total = _PREFIX.unpack_from(content)
        if size > HEADER_CAP or count > BUFFERS_CAP:
            raise WireError(f"a header of {size} bytes and {count} buffers")
        if total > FRAME_CAP or (total and not count):
            raise WireError(f"{count} buffers of {total} bytes, the cap is {FRAME_CAP}")
        body = _PREFIX.size + size
        start = body + count * _LENGTH.size
        needed = start + total if total <= _SMALL else start
        if len(content) < needed:
            content = bytes(content) + self._exactly(needed - len(content))
        if len(content) > start + total:
            raise WireError("bytes behind a frame out of turn")
        view = memoryview(content)
        header = _header(view[_PREFIX.size : body])
        return header, self._buffers(view, body, count, total) if count else []

    def _buffers(self, content: memoryview, place: int, count: int, total: int) -> list:
        lengths = struct.unpack_from(f"<{count}Q", content, place)
        if sum(lengths) != total:
            raise WireError(f"buffers of {sum(lengths)} bytes where {total} were announced")
        early = content[place + count * _LENGTH.size :]
        ends = itertools.accumulate(lengths, initial=0)
        if total <= _SMALL:
            return [bytearray(early[begin:end]) for begin, end in itertools.pairwise(ends)]
        return [self._large(early[begin:end], end - begin) for begin, end in itertools.pairwise(ends)]

    def _into(self, view: memoryview, how: int = 0) -> int:
        try:
            got = self.sock.recv_into(view, 0, how)
        except OSError as error:
            raise PeerGone(str(error)) from None
        if not got:
            raise PeerGone("the other side has ended")
        return got

    def _exactly(self, count: int) -> bytearray | memoryview:
        return self._whole(bytearray(count) if count <= _SMALL else _untouched(count))

    def _whole(self, content, done: int = 0):
        """Fill writable bytes from the line, the first `done` of which are there already."""
        view = memoryview(content)[done:]
        while view:
            view = view[self._into(view, socket.MSG_WAITALL) :]
        return content

    def _large(self, early: memoryview, count: int) -> memoryview:
        content = _untouched(count)
        content[: len(early)] = early
        return self._whole(content, len(early))


def _untouched(count: int) -> memoryview:
    """Return writable bytes whose memory is taken only as they are filled: an announcement alone takes none."""
    import numpy as np

    return np.empty(count, np.uint8).data


def _header(body) -> list:
    try:
        header = msgpack.unpackb(body, unicode_errors="surrogatepass", strict_map_key=True)
    except Exception as error:  # msgpack raises a dozen kinds; all mean the same here
        raise WireError(f"not msgpack: {type(error).__name__}") from None
    if type(header) is not list or not header:
        raise WireError("a header that is no list")
    return header
