"""The proof that the students' folder gives nothing away: every secret, in every text of every file."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coursekit.authoring.errors import AuthoringError
from coursekit.lang import tr
from coursekit.publishing.needles import Needles
from coursekit.publishing.secrets import Secret, Teachers, normal
from coursekit.publishing.syntax import shapes, unparsed
from coursekit.publishing.teachers import MARKER
from coursekit.publishing.views import COMPILED_WAY, views

TAUGHT = Path("assignments") / "taught.toml"
# What can hold code that nobody reads: compiled, pickled, or a database.
UNREADABLE = (".pyc", ".pyo", ".pyd", ".so", ".dll", ".pkl", ".pickle", ".joblib", ".pt", ".pth", ".npy", ".npz", ".db")


@dataclass(frozen=True)
class Leak:
    """A secret that was found.

    Attributes
    ----------
    file : str
        The file, from the folder's root.
    way : str
        How it stands there: ``notebook.ipynb > JSON > base64``.
    secret : Secret
        What it is, and of which cell.
    """

    file: str
    way: str
    secret: Secret

    def __str__(self) -> str:
        told = f"{self.way}: {self.secret.where} ({self.secret.kind})"
        return f"{told}: {self.secret.text[:70]}" if self.secret.text else told


@dataclass(frozen=True)
class Taught:
    """What a file of the folder shows by right; `reason` says why.

    Attributes
    ----------
    file : str
        The file, or the member of the wheel.
    what : str
        ``homework cell`` whose code the file may show, or a line that it may show.
    reason : str
        For the next author.
    """

    file: str
    what: str
    reason: str

    def covers(self, leak: Leak) -> bool:
        at_home = self.file in leak.way.split(" > ")
        named = self.what == leak.secret.where and leak.secret.kind in ("solution", "hidden")
        return at_home and (named or leak.secret.text in normal(self.what))


@dataclass(frozen=True)
class Proof:
    """What a search of a folder found: `leaks`, and the entries of ``taught.toml`` that excused nothing."""

    leaks: list[Leak]
    idle: list[Taught]


def prove(root: str | Path, folder: str | Path) -> Proof:
    """Look for every secret of a project in every file of a folder.

    Parameters
    ----------
    root : str or Path
        The project whose secrets to look for (`Teachers`). What a file shows by right stands in its
        ``assignments/taught.toml``.
    folder : str or Path
        What students shall see.

    Returns
    -------
    Proof
        Each secret once a file, once a member in a wheel.
    """
    excused, used, found = taught(root), set(), []
    for leak in _all_leaks(root, Path(folder)):
        entries = {entry for entry in excused if entry.covers(leak)}
        used |= entries
        if not entries:
            found.append(leak)
    return Proof(found, [entry for entry in excused if entry not in used])


def taught(root: str | Path) -> list[Taught]:
    """Read ``assignments/taught.toml``; nothing is excused where there is none.

    Raises
    ------
    AuthoringError
        It is no TOML, or an entry lacks ``file``, ``reason``, or both of ``lines`` and ``homework`` with ``cells``.
    """
    path = Path(root) / TAUGHT
    if not path.is_file():
        return []
    found = []
    try:
        for entry in tomllib.loads(path.read_text("utf-8")).get("taught", []):
            cells = [f"{entry['homework']} {cell}" for cell in entry.get("cells", [])]
            listed = [*cells, *entry.get("lines", [])]
            if not (listed and entry["reason"].strip()):
                raise KeyError("lines, cells, reason")
            found += [Taught(entry["file"], what, entry["reason"]) for what in listed]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise AuthoringError(
            tr(
                f"{path} 写得不对：每个 [[taught]] 要有 file、reason，"
                f"以及 lines（列表）或 homework 和 cells。{error!r}",
                f"{path}: each [[taught]] has file, reason, and lines (a list) or homework and cells. {error!r}",
            )
        ) from None
    return found


def _all_leaks(root: str | Path, folder: Path) -> Iterator[Leak]:
    search = Search(Teachers(root))
    for path in sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink()):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield _foreign(name, name, tr("是一个链接", "a link"))
            continue
        seen: set[tuple[str, str]] = set()
        for leak in search.file(name, path.read_bytes()):
            place = leak.way.split(" > ")[1] if name.endswith(".whl") and " > " in leak.way else name
            if (place, leak.secret.text) not in seen:
                seen.add((place, leak.secret.text))
                yield leak


class Search:
    """Looks for the teacher's secrets in files."""

    def __init__(self, teachers: Teachers):
        self.secrets, self.shapes = teachers.secrets, teachers.shapes
        self.needles = Needles(secret.text for secret in self.secrets)

    def file(self, name: str, data: bytes) -> Iterator[Leak]:
        for way, text in views(name, data):
            last = way.split(" > ")[-1]
            if last == COMPILED_WAY or (last == text and last.endswith(UNREADABLE)):
                yield _foreign(name, way, tr("读不出来的内容", "what cannot be read"))
            if ".ipynb" in way and (marker := MARKER.search(text)):
                yield Leak(name, way, Secret(normal(marker.group()), marker.group(), "marker"))
            codes = _codes(way, text)
            for kind, looked_at in (("", text), *(("code", unparsed(code)) for code in codes)):
                for index, writing in self.needles.search(normal(looked_at)):
                    yield Leak(name, " > ".join(filter(None, (way, kind, writing))), self.secrets[index])
            for code in codes:
                for shape in shapes(code).keys() & self.shapes.keys():
                    yield Leak(name, f"{way} > {tr('换了名字', 'renamed')}", self.shapes[shape])


def _codes(way: str, text: str) -> list[str]:
    """The Python in a text: the cells of a notebook one by one, else the text itself."""
    if way.endswith(".ipynb"):
        try:
            cells = json.loads(text)["cells"]
            return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        except (ValueError, KeyError, TypeError):
            return []
    last = way.split(" > ")[-1]
    return [text] if last.endswith(".py") or ("." not in last and "/" not in last and "(" in text) else []


def _foreign(name: str, way: str, told: str) -> Leak:
    return Leak(name, way, Secret("", told, "unreadable"))
