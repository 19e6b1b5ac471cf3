# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks by what is handed in: links, devices, pickles, notebooks of every malformed kind, archives."""

import io
import json
import os
import pickle
import socket
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from coursekit.grading.collect import collect
from coursekit.grading.course import Course
from tests.redteam.arena import stage
from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.homework import NAME, POINTS, SECRETS, WRONG
from tests.redteam.suite import *  # noqa: F403

NOTEBOOK = f"{NAME}.ipynb"
MISSING = {"told": "missing"}


def course_of(folder: Path) -> Path:
    return folder.parents[2]


def instead_of_notebook(make):
    """Return a placing that puts something else where the notebook was."""

    def place(folder: Path) -> None:
        (folder / NOTEBOOK).unlink()
        make(folder / NOTEBOOK)

    return place


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


LINKS = ways(
    "links and devices",
    *(
        {"way": f"the notebook is {way}", "place": instead_of_notebook(make), **MISSING}
        for way, make in {
            "a link to the teacher's": lambda p: p.symlink_to(course_of(p.parent) / "source" / NAME / NOTEBOOK),
            "a link to another student's": lambda p: p.symlink_to(f"../../s000/{NAME}/{NOTEBOOK}"),
            "a link to itself": lambda p: p.symlink_to(p.name),
            "a pipe": lambda p: os.mkfifo(p),
            "a folder": lambda p: p.mkdir(),
            "a socket": a_socket,
            "an endless device": lambda p: p.symlink_to("/dev/zero"),
            "a file of holes": lambda p: os.truncate(os.open(p, os.O_CREAT | os.O_WRONLY), 2**33),
            "a link to a link": lambda p: (p.with_name("x").symlink_to("/etc/passwd"), p.symlink_to("x")),
        }.items()
    ),
    {
        "way": "files beside it lead to the teacher's folder",
        "place": lambda folder: [
            (folder / "submission.csv").symlink_to(course_of(folder) / "teacher.txt"),
            (folder / "all").symlink_to(course_of(folder)),
            (folder / "book.db").symlink_to(course_of(folder) / "gradebook.db"),
        ],
        "free": {
            "top": "import os\nfor folder, _, names in os.walk('.', followlinks=True):\n    for name in names:\n        print(name, open(os.path.join(folder, name), 'rb').read()[:500])"
        },
        "told": "没有带上文件",
    },
    {
        "way": "pipes, sockets and devices beside it",
        "place": lambda folder: [os.mkfifo(folder / "pipe"), a_socket(folder / "sock"), (folder / "zero").symlink_to("/dev/zero")],
        "honest": ALL,
        "told": "没有带上文件",
    },
    {
        "way": "names that no terminal shows",
        "place": lambda folder: [
            (folder / name).write_bytes(b"x")
            for name in ("a\nb", "\x1b[2J", "\u202etxt", b"\xff\xfe".decode("utf-8", "surrogateescape"), "x" * 255, "-rf", "=1+1")
        ],
        "honest": ALL,
        "told": "",
    },
    {
        "way": "the release's own names, and names in their way",
        "files": {"gradebook.db": b"x", "nbgrader_config.py": b"1/0", "timestamp.txt": b"x" * 10**6},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "two thousand files, forty folders deep",
        "place": lambda folder: [
            *((folder / f"f{k}").write_bytes(b"") for k in range(2000)),
            (folder / "/".join("d" * 40)).mkdir(parents=True),
        ],
        "honest": ALL,
        "told": "太多",
    },
)  # fmt: skip


class Touch:
    def __reduce__(self):
        return os.system, ("touch /tmp/unpickled-by-the-grader",)


PICKLES = ways(
    "files that run when they are read",
    {
        "way": "pickles and archives of torch and numpy under every name",
        "files": {name: pickle.dumps(Touch()) for name in ("model.pt", "x.pkl", "submission.csv", "data.npy", "m.joblib")},
        "told": r"\S",
    },
    {
        "way": "a pickle that the student's own file cell writes",
        "answers": {"file": "import pickle, os\nclass T:\n    def __reduce__(self): return os.system, ('touch /tmp/unpickled-by-the-grader',)\npickle.dump(T(), open('submission.csv', 'wb'))"},
        "told": r"\S",
    },
    {
        "way": "start-up files beside the notebook",
        "files": dict.fromkeys(("sitecustomize.py", "conftest.py", "setup.cfg", "matplotlibrc", ".pth", "evil.pth", "ipython_config.py"), b"1/0"),
        "honest": ALL,
        "told": "",
    },
)  # fmt: skip


def raw(content: bytes):
    return lambda folder: (folder / NOTEBOOK).write_bytes(content)


def whole(**changes) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [], **changes}).encode()


MALFORMED = ways(
    "malformed notebooks",
    *(
        {"way": way, "place": raw(content), **MISSING}
        for way, content in {
            "empty": b"",
            "no JSON": b"{",
            "not UTF-8": b"\xff\xfe" + whole(),
            "UTF-16": whole().decode().encode("utf-16"),
            "nested 100,000 deep": b"[" * 100_000,
            "nested deep in a cell": b'{"nbformat": 4, "cells": [' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]}",
            "a list": b"[]",
            "a number of a million digits": b"1" * 10**6,
            "format 3": whole(nbformat=3, worksheets=[]),
            "format 9": whole(nbformat=9),
            "format as text": whole(nbformat="4"),
            "no cells": whole(cells=None),
            "cells as an object": whole(cells={"0": {}}),
            "21 MB": whole(cells=[{"cell_type": "markdown", "metadata": {}, "source": "x" * (21 * 2**20)}]),
        }.items()
    ),
    *(
        {"way": way, "place": raw(content), "told": r"\S"}
        for way, content in {
            "no cell at all": whole(),
            "cells that are no cells": whole(cells=[None, 5, "x", [], {}, {"cell_type": 5}, {"source": {}}]),
            "sources of odd kinds": whole(cells=[{"cell_type": "code", "source": [1, None, {"a": 1}], "metadata": 7, "outputs": 3}] * 3),
            "half characters": b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": "\\ud800", "metadata": {}, "outputs": [{"output_type": "stream", "text": "\\udfff"}]}]}',
            "NaN and infinities": b'{"nbformat": 4, "nbformat_minor": NaN, "x": Infinity, "cells": []}',
            "two lists of cells": b'{"nbformat": 4, "cells": [], "cells": [{"cell_type": "code", "source": "1/0"}]}',
            "null characters": whole(cells=[{"cell_type": "code", "source": "a\x00b\x00", "metadata": {}, "outputs": []}]),
            "a hundred thousand empty cells": whole(cells=[{}] * 100_000),
        }.items()
    ),
)  # fmt: skip
SOURCES = ways(
    "cells that are no Python",
    *(
        {"way": way, "free": {"setup": source}, "honest": ALL, "told": r"\S"}
        for way, source in {
            "null characters": "x = 1\x00",
            "brackets nested deep": "(" * 5000 + ")" * 5000,
            "an operator chain": "x = " + "-" * 200_000 + "1",
            "a line of 5 MB": "x = '" + "x" * (5 * 2**20),
            "escapes that end the cell": "'''\n%%%%\n!!!\n????",
            "an encoding declared": "# -*- coding: evil -*-\nx = ",
        }.items()
    ),
)
ATTACKS: list[Attack] = [*LINKS, *PICKLES, *MALFORMED, *SOURCES]


def test_nothing_was_unpickled(arena):
    """No file of a student's ran in a process that can write to the machine's own folders."""
    assert not Path("/tmp/unpickled-by-the-grader").exists()


def member(name: str, kind=tarfile.REGTYPE, link: str = "", content: bytes = b"") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, link, len(content)
    return info, content


def tarred(*members) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def zipped(*files: tuple[str, bytes], mode: int = 0o644, kind: int = stat.S_IFREG) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.external_attr = (kind | mode) << 16
            archive.writestr(info, content)
    return packed.getvalue()


ARCHIVES = {
    "names that climb": zipped(("evil/../../../../climbed.txt", b"x"), (f"evil/{NOTEBOOK}", whole())),
    "absolute names": tarred(member("/tmp/climbed.txt", content=b"x"), member(f"evil/{NOTEBOOK}", content=whole())),
    "a link to the teacher's notebook": tarred(member(f"evil/{NOTEBOOK}", tarfile.SYMTYPE, f"@COURSE@/source/{NAME}/{NOTEBOOK}")),
    "a hard link to it": tarred(member(f"evil/{NOTEBOOK}", tarfile.LNKTYPE, f"@COURSE@/source/{NAME}/{NOTEBOOK}")),
    "a linked folder, then a file in it": tarred(
        member("evil/out", tarfile.SYMTYPE, "@COURSE@"), member("evil/out/climbed.txt", content=b"x"), member(f"evil/{NOTEBOOK}", content=whole())),
    "a link in a zip": zipped((f"evil/{NOTEBOOK}", b"@COURSE@/source/hw/hw.ipynb"), kind=stat.S_IFLNK, mode=0o777),
    "devices": tarred(member(f"evil/{NOTEBOOK}", tarfile.CHRTYPE), member("evil/pipe", tarfile.FIFOTYPE)),
    "a bomb": zipped((f"evil/{NOTEBOOK}", b"0" * (150 * 2**20))),
    "a bomb in an archive in an archive": zipped(("evil/a.zip", zipped(("b.zip", zipped((NOTEBOOK, b"0" * (150 * 2**20))))))),
    "twelve thousand names": zipped(*((f"evil/{k}", b"") for k in range(12_000)), (f"evil/{NOTEBOOK}", whole())),
    "another student's folder": zipped((f"s000/../s000/{NOTEBOOK}", whole())),
    "names of nbgrader's": zipped((f"gradebook.db/{NOTEBOOK}", whole()), (f".hidden/{NOTEBOOK}", whole()), (f"a+b/{NOTEBOOK}", whole())),
    "an archive cut short": zipped((f"evil/{NOTEBOOK}", whole()))[:-30],
    "no archive": b"PK\x03\x04" + os.urandom(500),
}  # fmt: skip


@pytest.mark.parametrize("kind", ARCHIVES)
def test_archives_touch_nothing_but_their_own_folder(kind, tmp_path):
    """What a platform delivers may be hostile: nothing outside of ``submitted/`` changes, nothing of the teacher's is
    taken, and what a student had handed in stays."""
    small, _ = stage(tmp_path / "课程")
    before = small.hand_in("s000", **{name: WRONG[name] for name in POINTS}).read_bytes()
    known = {path for path in tmp_path.rglob("*") if "submitted" not in path.parts}
    suffix = ".tar.gz" if ARCHIVES[kind][:2] == b"\x1f\x8b" else ".zip"
    delivered = tmp_path / f"delivered{suffix}"
    content = ARCHIVES[kind]
    if suffix == ".tar.gz":
        content = rebuilt(content, str(small.root))
    delivered.write_bytes(content)
    collect(Course(small.root), NAME, [delivered])
    after = {path for path in tmp_path.rglob("*") if "submitted" not in path.parts}
    assert after - known <= {delivered}
    assert not Path("/tmp/climbed.txt").exists()
    found = [path for path in (small.root / "submitted").rglob("*") if path.is_file() or path.is_symlink()]
    assert not any(path.is_symlink() for path in found)
    assert not any(SECRETS.solved.encode() in path.read_bytes() for path in found)
    assert sum(path.stat().st_size for path in found) < 200 * 2**20
    assert (small.folder("s000") / NOTEBOOK).read_bytes() == before


def rebuilt(content: bytes, course: str) -> bytes:
    """Fill the course's path into the links of an archive."""
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        members = [(info, archive.extractfile(info).read() if info.isreg() else b"") for info in archive]
    for info, _ in members:
        info.linkname = info.linkname.replace("@COURSE@", course)
    return tarred(*members)
