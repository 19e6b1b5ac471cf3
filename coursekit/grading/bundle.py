"""Files for a child's private folder, handed over as a sealed piece of memory: no folder is shared with it.

The descriptor travels with the request to fork; the child reads it and writes the files for itself. Several children
may read one bundle at the same time.
"""

import fcntl
import os
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgpack

_SEALS = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE


class Bundle:
    """Files in memory that nobody can change any more.

    Parameters
    ----------
    files : mapping of str to bytes
        Contents by relative path; a path may hold any bytes, as Python decodes file names.
    """

    def __init__(self, files: Mapping[str, bytes]):
        self.names = frozenset(files)
        packed = msgpack.packb({os.fsencode(name): content for name, content in files.items()})
        self.descriptor = os.memfd_create("coursekit", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self._closing = weakref.finalize(self, os.close, self.descriptor)
        with open(self.descriptor, "wb", closefd=False) as file:
            file.write(packed)
        fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, _SEALS)

    def close(self) -> None:
        """Give the memory back, as soon as no child reads it; done by itself when nobody has the bundle any more."""
        self._closing()

    def __enter__(self) -> "Bundle":
        return self

    def __exit__(self, *error) -> None:
        self.close()


def unpack(descriptors: Iterable[int]) -> dict[str, bytes]:
    """Return the files of some bundles, of two with one name the earlier; the descriptors are closed."""
    files: dict[str, bytes] = {}
    for descriptor in descriptors:
        # Read at a position of our own: the descriptor's is shared with every other child that has it.
        content = os.pread(descriptor, os.fstat(descriptor).st_size, 0)
        os.close(descriptor)
        found = msgpack.unpackb(content, max_bin_len=len(content))
        files = {os.fsdecode(name): data for name, data in found.items()} | files
    return files


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, with the folders that they need."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
