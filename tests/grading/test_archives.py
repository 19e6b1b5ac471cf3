"""Archives that strangers made: what is taken, what is refused, and that nothing leaves the folder."""

import io
import stat
import struct
import tarfile
import zipfile
import zlib
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coursekit.grading import archive_streams
from coursekit.grading.archive_names import decode_name, is_junk, printable, safe_parts
from coursekit.grading.archive_readers import is_archive, stem
from coursekit.grading.archives import Caps, Unpacker, folder_files

TAR_MODES = {"a.tar": "w", "a.tar.gz": "w:gz", "a.tgz": "w:gz", "a.tar.bz2": "w:bz2", "a.tar.xz": "w:xz"}


def make_zip(path, members, **options):
    """Write a zip of (name or ZipInfo, content) pairs."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def make_tar(path, members, mode="w"):
    """Write a tar of (name, content, attributes of its TarInfo)."""
    with tarfile.open(path, mode) as archive:
        for name, content, about in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            for key, value in about.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(content))
    return path


def unpack(archive, caps=None):
    target = archive.parent / f"{archive.name}-out"
    target.mkdir()
    found = Unpacker(target, caps).unpack(archive)
    lying = {path for path in target.rglob("*") if not path.is_dir()}
    assert lying == set(found.files.values())
    assert not any(path.is_symlink() for path in lying)
    return found


def names(found):
    return {"/".join(parts) for parts in found.files}


def reasons(found):
    return {name.split("/", 1)[-1]: reason for name, reason in found.refused}


def test_a_zip_with_its_folders_and_times(tmp_path):
    """Contents, paths and times come out as they were put in."""
    info = zipfile.ZipInfo("甲/hw.ipynb", (2026, 11, 20, 8, 30, 0))
    found = unpack(make_zip(tmp_path / "a.zip", [(info, "{}"), ("乙/data/x.csv", "1"), ("丙/", "")]))
    assert names(found) == {"甲/hw.ipynb", "乙/data/x.csv"}
    assert found.files["甲", "hw.ipynb"].read_text() == "{}"
    assert found.times["甲", "hw.ipynb"] == pytest.approx(1795163400, abs=86400)
    assert found.refused == []


@pytest.mark.parametrize(("name", "mode"), TAR_MODES.items())
def test_every_kind_of_tar(tmp_path, name, mode):
    """Plain and compressed ones, long Chinese names too; links and devices are refused."""
    long = "很长的名字" * 12 + ".txt"
    members = [
        ("甲/hw.ipynb", b"x" * 70_000, {"mtime": 10**9}),
        (f"甲/{long}", b"y", {}),
        ("甲/link", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}),
        ("甲/hard", b"", {"type": tarfile.LNKTYPE, "linkname": "甲/hw.ipynb"}),
        ("甲/pipe", b"", {"type": tarfile.FIFOTYPE}),
        ("甲/null", b"", {"type": tarfile.CHRTYPE, "devmajor": 1, "devminor": 3}),
        ("乙/hw.ipynb", b"z", {}),
    ]
    found = unpack(make_tar(tmp_path / name, members, mode))
    assert names(found) == {"甲/hw.ipynb", f"甲/{long}", "乙/hw.ipynb"}
    assert found.times["甲", "hw.ipynb"] == 10**9
    assert set(reasons(found)) == {"甲/link", "甲/hard", "甲/pipe", "甲/null"}


@pytest.mark.parametrize(
    "name",
    ["/etc/x", "../x", "a/../../x", "..\\x", "C:\\x", "c:x", "a/CON", "a/nul.txt", "com1.ipynb", "a:b", "a*", "a. /x",
     "q?", "x" * 300, "a/" * 30 + "x", "a\x00b", "a\nb", "\ud800"],
)  # fmt: skip
def test_names_that_lead_out_or_that_windows_refuses(name):
    """Each is refused before any path is made of it."""
    with pytest.raises(ValueError, match="."):
        safe_parts(name)


def test_reasons_name_the_fault():
    """The teacher reads what is wrong with a name, not only that something is."""
    for name, reason in (
        ("../x", r"有 \.\."),
        ("/x", "绝对"),
        ("a*b", "字符"),
        ("CON", "设备"),
        ("a. /x", "结尾"),
        ("x" * 300, "太长"),
        (f"{'x' * 100}/" * 5, "太长"),
    ):
        with pytest.raises(ValueError, match=reason):
            safe_parts(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [("a/b.txt", ("a", "b.txt")), ("a\\b", ("a", "b")), ("./a//b/", ("a", "b")), ("", ()), ("./", ()),
     ("e\u0301.txt", ("é.txt",)), ("consul.txt", ("consul.txt",)), (" a", (" a",)), ("a..b", ("a..b",))],
)  # fmt: skip
def test_names_that_are_fine(name, parts):
    """Backslashes of old Windows archivers are slashes, and letters come out composed."""
    assert safe_parts(name) == parts


@pytest.mark.parametrize(
    ("raw", "name"),
    [("作业.ipynb".encode(), "作业.ipynb"), ("作业（一）.ipynb".encode("gbk"), "作业（一）.ipynb"),
     ("㐀𠀀.txt".encode("gb18030"), "㐀𠀀.txt"), (b"plain.txt", "plain.txt"), (b"caf\x82", "café"), (b"\xff", "\xa0")],
)  # fmt: skip
def test_names_without_a_declared_encoding(raw, name):
    """UTF-8 where it is valid, then GB18030, then CP437."""
    assert decode_name(raw) == name


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_zip_of_a_chinese_windows(tmp_path, encoding):
    """Bit 11 is clear and the names are GBK, or UTF-8 that nobody declared."""
    path = make_zip(tmp_path / "a.zip", [("XXXXXXXX.txt", "x")])
    raw = "张三.x".encode(encoding)
    path.write_bytes(path.read_bytes().replace(b"XXXXXXXX", raw.ljust(8, b"_")[:8]))
    (name,) = names(unpack(path))
    assert name.startswith("张")


def undeclared_zip(path, raws):
    """Write a zip whose names are these bytes, without a word on their encoding."""
    marks = [f"{number:04}".encode() + b"_" * len(raw) for number, raw in enumerate(raws)]
    make_zip(path, [(mark.decode(), mark) for mark in marks])
    content = path.read_bytes()
    for mark, raw in zip(marks, raws, strict=True):
        content = content.replace(mark, raw.ljust(len(mark), b"_"))
    path.write_bytes(content)
    return path


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(CHINESE, min_size=1, max_size=4, unique=True), encoding=st.sampled_from(["utf-8", "gbk"]))
def test_chinese_names_of_a_whole_archive(tmp_path_factory, texts, encoding):
    """One name that is no UTF-8 settles it for all: 模 alone, in GBK, would be ģ in UTF-8."""
    texts = [*texts, "模型"]
    path = undeclared_zip(tmp_path_factory.mktemp("zip") / "a.zip", [text.encode(encoding) for text in texts])
    assert {name.rstrip("_") for name in names(unpack(path))} == set(texts)


@given(st.text(st.characters(codec="gb18030"), max_size=20))
def test_gb18030_comes_back(text):
    """Every character that it can write, unless the bytes happen to be UTF-8."""
    assert decode_name(text.encode("gb18030"), utf8=False) == text
    assert decode_name(text.encode()) == text


@given(st.binary(max_size=40), st.booleans())
def test_any_bytes_are_a_name(raw, utf8):
    """Nothing is raised; what UTF-8 can hold is text."""
    decode_name(raw, utf8).encode()


def with_extra(path, name, kind, content, **about):
    """Write a zip of one file with a field of its own in the directory."""
    info = zipfile.ZipInfo(name, **about)
    info.extra = struct.pack("<HH", kind, len(content)) + content
    return make_zip(path, [(info, "x")])


def test_the_right_name_may_stand_beside_the_old_one(tmp_path):
    """Info-ZIP's field, where its checksum is of the name that it belongs to; else it is of a file renamed since."""
    right = b"\x01" + struct.pack("<L", zlib.crc32(b"____.x")) + "张三.x".encode()
    assert names(unpack(with_extra(tmp_path / "a.zip", "____.x", 0x7075, right))) == {"张三.x"}
    assert names(unpack(with_extra(tmp_path / "b.zip", "renamed.x", 0x7075, right))) == {"renamed.x"}
    assert names(unpack(with_extra(tmp_path / "c.zip", "short.x", 0x7075, b"\x01"))) == {"short.x"}


def test_times_in_a_zip(tmp_path):
    """UTC where the archive has it; else a wall clock, which stood in the zone that the teacher names."""
    when = datetime(2026, 11, 20, 8, 30, tzinfo=UTC).timestamp()
    path = with_extra(
        tmp_path / "a.zip", "x", 0x5455, struct.pack("<Bl", 1, int(when)), date_time=(2001, 1, 1, 0, 0, 0)
    )
    assert unpack(path).times["x",] == when
    path = make_zip(tmp_path / "b.zip", [(zipfile.ZipInfo("x", (2026, 11, 20, 16, 30, 0)), "x")])
    (tmp_path / "out").mkdir()
    found = Unpacker(tmp_path / "out", zone=timezone(timedelta(hours=8))).unpack(path)
    assert found.times["x",] == when


def test_junk_of_file_managers_is_passed_over(tmp_path):
    """Nobody handed these in; they are not worth a remark."""
    members = [
        (name, "x") for name in ("__MACOSX/._hw.ipynb", "a/.DS_Store", ".ipynb_checkpoints/hw.ipynb", "Thumbs.db")
    ]
    found = unpack(make_zip(tmp_path / "a.zip", members))
    assert (found.files, found.refused) == ({}, [])
    assert not is_junk(("a", "hw.ipynb"))


def test_two_names_that_differ_by_case_only(tmp_path):
    """The first is taken, the second refused; so is a file where a folder is, and the same name twice."""
    with pytest.warns(UserWarning, match="Duplicate"):
        path = make_zip(
            tmp_path / "a.zip", [("a/x", "1"), ("A/X", "2"), ("a/x", "3"), ("a", "4"), ("b", "5"), ("b/c", "6")]
        )
    found = unpack(path)
    assert names(found) == {"a/x", "b"}
    assert found.files["a", "x"].read_text() == "1"
    assert len(found.refused) == 4


def test_links_and_devices_in_a_zip(tmp_path):
    """A zip can hold them in its attributes."""
    members = []
    for name, kind in (("link", stat.S_IFLNK), ("null", stat.S_IFCHR), ("plain", stat.S_IFREG)):
        info = zipfile.ZipInfo(name)
        info.external_attr = (kind | 0o644) << 16
        members.append((info, "/etc/passwd"))
    found = unpack(make_zip(tmp_path / "a.zip", members))
    assert names(found) == {"plain"}


def test_encrypted_members_are_refused(tmp_path):
    """With a reason that says what to do; the others come out."""
    path = make_zip(tmp_path / "a.zip", [("a.txt", "x"), ("b.txt", "y")])
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(data))
    found = unpack(path)
    assert names(found) == {"b.txt"}
    assert "密码" in reasons(found)["a.txt"]


def test_an_unusual_compression_is_refused(tmp_path):
    """LZMA in a zip can ask for gigabytes of memory."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a", "x" * 1000)
    assert "压缩方法" in reasons(unpack(path))["a"]


def test_inner_archives_are_unpacked_in_their_place(tmp_path):
    """As a folder of their name, with the outer time; too deep ones and damaged ones are told."""
    inner = make_zip(tmp_path / "inner.zip", [("hw.ipynb", "1")])
    tar = make_tar(tmp_path / "inner.tar.gz", [("sub/x.txt", b"2", {"mtime": 5})], "w:gz")
    when = (2026, 1, 2, 3, 4, 6)
    outer = make_zip(
        tmp_path / "a.zip",
        [
            (zipfile.ZipInfo("s1/work.zip", when), inner.read_bytes()),
            (zipfile.ZipInfo("s2/work.tar.gz", when), tar.read_bytes()),
            ("s3/bad.zip", b"PK\x03\x04 no"),
        ],
    )
    found = unpack(outer)
    assert names(found) == {"s1/work/hw.ipynb", "s2/work/sub/x.txt"}
    assert len(set(found.times.values())) == 1
    assert list(reasons(found)) == ["s3/bad.zip"]
    for depth in range(4):
        inner = make_zip(tmp_path / f"{depth}.zip", [("x.zip", inner.read_bytes())])
    found = unpack(inner, Caps(depth=3))
    assert names(found) == set()
    assert "太多层" in found.refused[0][1]


def test_bombs_are_stopped(tmp_path):
    """One member that unpacks too well costs itself; an archive that lies about its sizes ends there."""
    zeros = b"\0" * 70 * 2**20
    found = unpack(make_zip(tmp_path / "a.zip", [("bomb", zeros), ("fine", b"x")]))
    assert names(found) == {"fine"}
    found = unpack(make_tar(tmp_path / "a.tar.gz", [("ok", b"x", {}), ("bomb", zeros, {}), ("late", b"x", {})], "w:gz"))
    assert names(found) == {"ok"}
    assert sum(path.stat().st_size for path in (tmp_path / "a.tar.gz-out").rglob("*")) < 2**14


def test_what_is_skipped_counts_as_well(tmp_path):
    """A member of an unknown kind is passed over, but unpacking a terabyte of zeros on the way is work too."""
    odd = ("odd", b"\0" * 40 * 2**20, {"type": b"Z"})
    path = make_tar(tmp_path / "a.tar.gz", [("first", b"x", {}), odd, ("late", b"x", {})], "w:gz")
    found = unpack(path, Caps(ratio=10, ratio_free=2**20, count=1000))
    assert names(found) == {"first"}
    assert "太大" in found.refused[-1][1]


def test_overlapping_members_share_one_allowance(tmp_path):
    """A thousand entries of the directory that point to the same data are a bomb too."""
    path = make_zip(tmp_path / "a.zip", [("0000", b"\0" * 2**20)])
    data = path.read_bytes()
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    many = b"".join(entry.replace(b"0000", b"%04d" % k) for k in range(1000))
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(many), start, 0)
    path.write_bytes(data[:start] + many + tail)
    found = unpack(path, Caps(ratio=50, ratio_free=2**20))
    assert sum(p.stat().st_size for p in found.files.values()) <= 5 * 2**20


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_number_and_total_are_capped(tmp_path, name):
    """The rest is left, and the archive told as a whole."""
    pairs = [(f"{k}.txt", b"x" * 100) for k in range(10)]
    path = tmp_path / name
    make_zip(path, pairs) if name == "a.zip" else make_tar(path, [(n, c, {}) for n, c in pairs])
    assert len(unpack(path, Caps(count=4)).files) == 4
    (tmp_path / f"{name}-out").rename(tmp_path / "first")
    found = unpack(path, Caps(total=350))
    assert len(found.files) == 3
    assert found.refused[-1][0] == name


def test_headers_that_ask_for_gigabytes(tmp_path, monkeypatch):
    """A directory or a long name is never read in one piece beyond the bound."""
    monkeypatch.setattr(archive_streams, "HEADER_CAP", 70_000)
    path = make_zip(tmp_path / "a.zip", [("x" * 200 + str(k), "") for k in range(600)])
    assert "太大" in unpack(path).refused[0][1]
    path = make_tar(tmp_path / "a.tar", [("a", b"1", {}), ("y" * 100_000, b"x", {})])
    assert "太大" in unpack(path).refused[0][1]


@pytest.mark.parametrize(("name", "mode"), [("a.zip", ""), *TAR_MODES.items()])
def test_what_stands_before_the_damage_is_taken(tmp_path, name, mode):
    """A download that broke off: the reason is told, and what is whole comes out of a tar."""
    noise = b"".join(zlib.crc32(b"%d" % k).to_bytes(4, "big") for k in range(500_000))
    path = tmp_path / name
    if mode:
        make_tar(path, [("first", b"x" * 2000, {}), ("second", noise, {})], mode)
    else:
        make_zip(path, [("first", b"x" * 2000), ("second", noise)])
    path.write_bytes(path.read_bytes()[:-60_000])
    found = unpack(path)
    assert names(found) == ({"first"} if mode else set())
    assert any(refused == name for refused, _ in found.refused)


def test_a_broken_header_inside_a_tar_is_no_end(tmp_path):
    """tarfile stops there in silence, and the submissions behind it would be lost."""
    path = make_tar(tmp_path / "a.tar", [(f"{k}", b"x", {}) for k in range(3)])
    data = bytearray(path.read_bytes())
    data[1024:1034] = b"garbage!!!"
    path.write_bytes(bytes(data))
    found = unpack(path)
    assert names(found) == {"0"}
    assert found.refused


def test_what_is_no_archive_at_all(tmp_path):
    """A text that is called .zip, an empty file."""
    for name, content in (("a.zip", b"hello"), ("b.zip", b""), ("c.tar.gz", b"\x1f\x8b"), ("d.tar", b"\0" * 1024)):
        (tmp_path / name).write_bytes(content)
        found = unpack(tmp_path / name)
        assert found.files == {}


def test_a_full_disk_is_the_teachers_trouble(tmp_path, monkeypatch):
    """It is no damage of the archive: it ends the collecting."""
    path = make_zip(tmp_path / "a.zip", [("a", "x")])
    monkeypatch.setattr(Path, "mkdir", lambda *_a, **_k: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space"):
        Unpacker(tmp_path / "out").unpack(path)


def test_suffixes():
    assert [is_archive(name) for name in ("a.ZIP", "a.tar.gz", "a.txz", "model.pt", "a.docx", "a.gz")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert [stem(name) for name in ("a.zip", "a.b.tar.gz", "A.TGZ", "plain")] == ["a", "a.b", "A", "plain"]


def test_printable_names_are_one_line():
    assert printable("a\nb\x1b\udcff作业") == r"a\nb\x1b\udcff作业"


def test_a_folder_is_listed_without_following_links(tmp_path):
    """Links to files and folders are told; junk is passed over; archives stay packed."""
    source = tmp_path / "delivered"
    for name in ("s1/hw.ipynb", "s2/work.zip", "s1/.DS_Store"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("x")
    (source / "s3").symlink_to("..")
    (source / "s1" / "secret").symlink_to("/etc/passwd")
    found = folder_files(source)
    assert names(found) == {"s1/hw.ipynb", "s2/work.zip"}
    assert {name for name, _ in found.refused} == {"s3", "s1/secret"}
    found = folder_files(source, Caps(count=2))
    assert len(found.files) == 1
    assert "超过" in found.refused[-1][1]


PLAIN = st.lists(
    st.tuples(
        st.text(max_size=12) | st.sampled_from(["../x", "/x", "a/b", "CON", "x.zip", "a\\..\\b"]),
        st.binary(max_size=200),
    ),
    max_size=6,
)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(members=PLAIN, flips=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=8), as_tar=st.booleans())
def test_mutated_archives_never_escape_nor_exceed(tmp_path_factory, members, flips, as_tar):
    """Any names, any bytes flipped: files lie in the target only, within the caps, and nothing is raised."""
    _survives(tmp_path_factory, _mutated(members, flips, as_tar))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    content=st.binary(max_size=2000),
    magic=st.sampled_from([b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00"]),
)
def test_random_bytes_are_refused_quietly(tmp_path_factory, content, magic):
    """Whatever the first bytes promise."""
    _survives(tmp_path_factory, magic + content)


def _mutated(members, flips, as_tar):
    buffer = io.BytesIO()
    if as_tar:
        with tarfile.open(fileobj=buffer, mode="w:gz" if len(flips) < 2 else "w") as archive:
            for name, content in members:
                info = tarfile.TarInfo(name.encode("utf-8", "replace").decode())
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
    else:
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, content in members:
                info = zipfile.ZipInfo("x")
                info.filename = name.encode("utf-8", "replace").decode()
                archive.writestr(info, content)
    data = bytearray(buffer.getvalue())
    for place, value in flips:
        data[int(place * (len(data) - 1))] = value
    return bytes(data)


def _survives(tmp_path_factory, data):
    around = tmp_path_factory.mktemp("fuzz")
    path, target = around / "a.zip", around / "inside" / "target"
    path.write_bytes(data)
    target.mkdir(parents=True)
    caps = Caps(total=500, count=5, member=300)
    found = Unpacker(target, caps).unpack(path)
    everything = [p for p in around.rglob("*") if p != path and (p.is_symlink() or not p.is_dir())]
    assert all(p.resolve().is_relative_to(target) and p.is_file() and not p.is_symlink() for p in everything)
    assert sum(p.stat().st_size for p in everything) <= caps.total
    assert len(everything) <= caps.count
    assert set(found.files.values()) == set(everything)
