"""Length-prefixed frames over a socket: a msgpack header and raw buffers, each capped before memory is taken."""

import socket
import struct

import msgpack

from coursekit.grading.wire.codec import WireError

_PREFIX = struct.Struct("<II")  # header bytes, number of buffers
_LENGTH = struct.Struct("<Q")
HEADER_CAP = 64 * 2**20
FRAME_CAP = 512 * 2**20
BUFFERS_CAP = 100_000
_SOCKET_BUFFER = 4 * 2**20


class PeerGone(Exception):  # noqa: N818 - an event of the wire, told apart from a malformed frame
    """The other side closed the connection: it has ended or was killed."""


class Channel:
    """Frames over one stream socket.

    Parameters
    ----------
    sock : socket.socket
        A connected stream socket; the channel owns it.
    """

    def __init__(self, sock: socket.socket):
        self.sock = sock
        for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
            sock.setsockopt(socket.SOL_SOCKET, option, _SOCKET_BUFFER)

    def fileno(self) -> int:
        return self.sock.fileno()

    def close(self) -> None:
        self.sock.close()

    def send(self, header: list, buffers: list = ()) -> None:
        """Send one frame.

        Raises
        ------
        PeerGone
            If nobody is there to receive it.
        """
        body = msgpack.packb(header, unicode_errors="surrogatepass")
        lengths = b"".join(_LENGTH.pack(len(b)) for b in buffers)
        try:
            self.sock.sendall(_PREFIX.pack(len(body), len(buffers)) + lengths + body)
            for content in buffers:
                self.sock.sendall(content)
        except OSError as error:
            raise PeerGone(str(error)) from None

    def receive(self) -> tuple[list, list[bytearray]]:
        """Return the next frame as header and buffers.

        Raises
        ------
        PeerGone
            If the other side has ended.
        WireError
            If the frame passes a cap or is not msgpack.
        """
        size, count = _PREFIX.unpack(self._exactly(_PREFIX.size))
        if size > HEADER_CAP or count > BUFFERS_CAP:
            raise WireError(f"a header of {size} bytes and {count} buffers")
        lengths = [n for (n,) in _LENGTH.iter_unpack(self._exactly(_LENGTH.size * count))] if count else []
        if sum(lengths) > FRAME_CAP:
            raise WireError(f"a frame of {sum(lengths)} bytes, the cap is {FRAME_CAP}")
        body = self._exactly(size)
        buffers = [self._exactly(n) for n in lengths]
        try:
            header = msgpack.unpackb(body, unicode_errors="surrogatepass", strict_map_key=True)
        except Exception as error:  # msgpack raises a dozen kinds; all mean the same here
            raise WireError(f"not msgpack: {type(error).__name__}") from None
        if type(header) is not list or not header:
            raise WireError("a header that is no list")
        return header, buffers

    def _exactly(self, count: int) -> bytearray:
        content = bytearray(count)
        view = memoryview(content)
        while view:
            try:
                got = self.sock.recv_into(view)
            except OSError as error:
                raise PeerGone(str(error)) from None
            if not got:
                raise PeerGone("the other side has ended")
            view = view[got:]
        return content
