"""Digests of secret cells: who holds one can try guesses against it, without ever seeing the answer."""

import hashlib
from collections.abc import Iterator

from nbformat import from_dict

from coursekit.publishing.teachers import Cell

DIGITS = 16  # hexadecimal digits of a digest by which it is known
KINDS = ("md5", "sha1", "sha256", "sha512", "blake2b")


def digests(cell: Cell) -> Iterator[str]:
    """Yield the beginnings of digests of a cell and of its secret stretches, nbgrader's checksum among them."""
    from nbgrader.utils import compute_checksum

    kind = "code" if cell.is_code else "markdown"
    if cell.about:
        node = {"cell_type": kind, "source": cell.source, "metadata": {"nbgrader": cell.about}}
        yield compute_checksum(from_dict(node))[:DIGITS]
    for text in dict.fromkeys((cell.source, *(text for _, text in cell.secret))):
        plain = text.strip("\n")
        # the last is what the id of a cell is made of
        for form in dict.fromkeys((plain, plain.strip(), f"{plain}\n", f"0\n{kind}\n{plain}")):
            for name in KINDS:
                yield hashlib.new(name, form.encode()).hexdigest()[:DIGITS]
