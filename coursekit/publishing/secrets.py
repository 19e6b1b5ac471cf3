"""What no student may see, read off the teacher's texts: solutions, hidden tests, known answers, names, notes.

The texts are read here anew and by rules of this module's own, not by those of `coursekit release`: a proof that shared
its reading with what it proves would share its mistakes too.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coursekit.publishing.digests import digests
from coursekit.publishing.syntax import pieces, shapes, unparsed
from coursekit.publishing.teachers import Cell, read_cells

# Bytes of UTF-8 without blanks from which on a line, or a part of a statement, is nobody else's by chance.
SHORTEST = {"solution": (16, 32), "hidden": (28, 36), "answer": (36, 48), "lecturer": (30, 60)}
SHORTEST_ANSWER = 13  # of a solution as a whole: `return total` says nothing
_PUBLIC = re.compile(r"import\b|from\b|def\b|class\b|@|super\(\)\.__init__|torch\.manual_seed|\W*$")
_SENTENCE = re.compile(r"[。！？；\n]")
_ALIKE = str.maketrans({'"': "'", "“": "'", "”": "'", "‘": "'", "’": "'"})


@dataclass(frozen=True)
class Secret:
    """A piece of text that must stand nowhere.

    Attributes
    ----------
    text : str
        As `normal` writes it, or lower-case hexadecimal digits for a digest.
    where : str
        The text and the cell that it is from.
    kind : str
        ``solution``, ``hidden``, ``answer``, ``lecturer``, ``name`` or ``digest``.
    """

    text: str
    where: str
    kind: str


def normal(text: str) -> str:
    """Return a text without blanks, in lower case, with one kind of quotation mark: layout hides nothing."""
    return "".join(text.split()).translate(_ALIKE).lower()


class Teachers:
    """What the teacher's texts of a project hold.

    Parameters
    ----------
    root : str or Path
        The project: ``assignments/src``, ``assignments/answers`` and ``notebooks/src`` are read.
    """

    def __init__(self, root: str | Path):
        self.root = Path(root)
        self.homework = self._read("assignments/src")
        self.answers = self._read("assignments/answers", "answer")
        self.chapters = self._read("notebooks/src")

    def _read(self, folder: str, kind: str = "") -> list[Cell]:
        paths = sorted((self.root / folder).glob("*.py"))
        return [cell for path in paths for cell in read_cells(path, kind)]

    @cached_property
    def secrets(self) -> list[Secret]:
        """Every secret, each once.

        No secret is what a homework shows of itself, nor a line too short (`SHORTEST`) or that everybody writes. Known
        answers and lecturer's notes may repeat what chapters show; a solution may not, unless ``taught.toml`` says so.
        """
        homework = _shown(self.homework)
        everything = homework + _shown(self.chapters)
        found: dict[str, Secret] = {}
        for cells, shown in ((self.homework, homework), (self.answers, everything), (self.chapters, everything)):
            for cell in cells:
                for kind, text in cell.secret:
                    for piece in _secret_pieces(kind, text, cell.is_code):
                        if piece not in shown:
                            found.setdefault(piece, Secret(piece, cell.name, kind))
                if any(kind != "lecturer" for kind, _ in cell.secret):
                    for digest in digests(cell):
                        found.setdefault(digest, Secret(digest, cell.name, "digest"))
        return [*found.values(), *self._names()]

    def _names(self) -> Iterator[Secret]:
        for path in sorted((self.root / "assignments" / "answers").glob("*.toml")):
            for student in tomllib.loads(path.read_text("utf-8")).get("student", []):
                yield Secret(normal(student["name"]), path.name, "name")

    @cached_property
    def shapes(self) -> dict[str, Secret]:
        """The statements of solutions and hidden tests by shape: what stays of them when every name is changed."""
        shown = {shape for cell in self.homework if cell.is_code for text in cell.shown for shape in shapes(text)}
        return {
            shape: Secret(normal("".join(map(ast.unparse, statements))), cell.name, kind)
            for cell in self.homework
            if cell.is_code
            for kind, text in cell.secret
            for shape, statements in shapes(text).items()
            if shape not in shown
        }


def _shown(cells: list[Cell]) -> str:
    """All that students see of some cells, also as the unparser writes it."""
    texts = [text for cell in cells for text in cell.shown]
    code = [piece for cell in cells if cell.is_code for text in cell.shown for piece in pieces(text)]
    return normal("\n".join([*texts, *code]))


def _secret_pieces(kind: str, text: str, is_code: bool) -> Iterator[str]:
    line, part = SHORTEST[kind]
    if kind == "solution":  # also as the unparser writes it: `return a, b` gets brackets
        yield from (whole for whole in map(normal, (text, unparsed(text))) if len(whole.encode()) >= SHORTEST_ANSWER)
    for piece in text.split("\n") if is_code else _SENTENCE.split(text):
        if len(normal(piece).encode()) >= line + 16 * piece.endswith(":") and not (
            is_code and _PUBLIC.match(piece.strip())
        ):
            yield normal(piece)
    for piece in pieces(text) if is_code else ():
        if len(normal(piece).encode()) >= part and not _PUBLIC.match(piece):
            yield normal(piece)
