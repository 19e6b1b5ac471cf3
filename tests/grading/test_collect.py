"""Submissions from folders and archives into submitted/."""

import io
import json
import os
import sqlite3
import zipfile
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from coursekit.checks.seal import sealed, text_of
from coursekit.cli import app
from coursekit.grading.collect import collect
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError


def notebook(text="x", grade_id="q1"):
    about = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    cell = {"cell_type": "code", "metadata": about, "source": text, "outputs": [], "execution_count": None}
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]})


@pytest.fixture
def course(tmp_path):
    """A course with an assignment of one notebook, and one of two."""
    root = tmp_path / "课程"
    for name, books in (("hw1", ["hw1"]), ("hw2", ["a", "b"])):
        (root / "source" / name).mkdir(parents=True)
        for book in books:
            (root / "source" / name / f"{book}.ipynb").write_text(notebook(grade_id=f"q_{book}"), "utf-8")
    return Course(root)


HW1 = notebook(grade_id="q_hw1")


def folder(tmp_path, files):
    """Lay out a delivered folder."""
    source = tmp_path / "delivered"
    for name, content in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(content, "utf-8")
    return source


def zipped(path, files, when=(2026, 11, 20, 8, 0, 0)):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, when), content)
    return path


def run(course, *paths, name="hw1", **options):
    done = collect(course, name, paths, **options)
    return {one.student: one for one in done.students}, done


def lying(course, student, name="hw1"):
    place = course.root / "submitted" / student / name
    return {str(path.relative_to(place)): path.read_text("utf-8") for path in place.rglob("*") if path.is_file()}


def test_a_plain_folder_of_students(course, tmp_path):
    """A folder a student; what lies beside the notebook comes along; nothing else is left in the course."""
    source = folder(tmp_path, {"s01/hw1.ipynb": HW1, "s01/data/x.csv": "1", "张三/hw1.ipynb": HW1})
    students, done = run(course, source)
    assert {name: one.status for name, one in students.items()} == {"s01": "new", "张三": "new"}
    assert lying(course, "s01") == {"hw1.ipynb": HW1, "data/x.csv": "1"}
    assert done.complete
    assert sorted(path.name for path in course.root.iterdir()) == ["source", "submitted"]
    assert course.students("hw1") == ["s01", "张三"]


@pytest.mark.parametrize(
    "names",
    [
        ["张三_12345_assignsubmission_file_/hw1.ipynb", "李四_12346_assignsubmission_file_/hw1.ipynb"],
        [
            "AI-hw1-99/张三_12345_assignsubmission_file_/hw1.ipynb",
            "AI-hw1-99/李四_1_assignsubmission_file_/hw1 (1).ipynb",
        ],
        ["张三_1_2_hw1.ipynb", "李四_3_4_hw1-2.ipynb"],
        ["hw1/张三/hw1.ipynb", "hw1/李四/hw1/hw1.ipynb"],
        ["submitted/张三/hw1/hw1.ipynb", "submitted/李四/hw1/hw1.ipynb"],
        ["张三_hw1.ipynb", "李四_hw1 - 副本.ipynb"],
        ["下载/张三_hw1.ipynb", "下载/李四_hw1.ipynb"],
        ["hw1_张三_attempt_2026-11-20-08-30-00_hw1.ipynb", "hw1_李四_attempt_2026-11-20-08-31-00_a.ipynb"],
    ],
)
@pytest.mark.parametrize("as_archive", [False, True])
def test_what_platforms_give(course, tmp_path, names, as_archive):
    """The bulk downloads of learning platforms, unpacked or not."""
    files = dict.fromkeys(names, HW1)
    source = zipped(tmp_path / "全部.zip", files) if as_archive else folder(tmp_path, files)
    students, done = run(course, source)
    assert set(students) == {"张三", "李四"}
    assert done.complete, done
    assert lying(course, "张三")["hw1.ipynb"] == lying(course, "李四")["hw1.ipynb"] == HW1


@pytest.mark.parametrize(
    ("archive", "names"),
    [
        ("s01.zip", ["hw1.ipynb", "data/x.csv"]),
        ("s01_hw1.zip", ["hw1.ipynb", "data/x.csv"]),
        ("s01_hw1.zip", ["my work/hw1.ipynb", "my work/data/x.csv"]),
        ("s01_hw1.zip", ["code/hw1.ipynb", "data/x.csv"]),
    ],
)
def test_one_students_archive(course, tmp_path, archive, names):
    """It is called like the student; how he packed it does not matter where the assignment stands in its name."""
    students, done = run(course, zipped(tmp_path / archive, dict.fromkeys(names, HW1)))
    assert set(students) == {"s01"}
    assert set(lying(course, "s01")) == {"hw1.ipynb", "data/x.csv"}


def test_archives_within_the_delivery(course, tmp_path):
    """Students hand in archives too: in a platform's archive, and in a folder."""
    inner = zipped(tmp_path / "inner.zip", {"hw1/hw1.ipynb": HW1, "hw1/x.csv": "1"}).read_bytes()
    source = tmp_path / "delivered"
    for name in ("s01_hw1.zip", "s02/work.zip"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(inner)
    outer = zipped(
        tmp_path / "all.zip",
        {"张三_1_assignsubmission_file_/work.zip": inner, "李四_2_assignsubmission_file_/a.zip": inner},
    )
    students, done = run(course, source, outer)
    assert set(students) == {"s01", "s02", "张三", "李四"}
    assert done.complete, done
    assert all(lying(course, name) == {"hw1.ipynb": HW1, "x.csv": "1"} for name in students)


def test_the_last_attempt_is_taken(course, tmp_path):
    """By the time in its name, else by its number, else by the file's time; earlier ones are told."""
    old, new = notebook("old", "q_hw1"), notebook("new", "q_hw1")
    source = folder(
        tmp_path,
        {
            "hw1_s01_attempt_2026-11-20-08-30-00_hw1.ipynb": new,
            "hw1_s01_attempt_2026-11-19-23-30-00_hw1.ipynb": old,
            "s02_hw1 (2).ipynb": new,
            "s02_hw1 (10).ipynb": new + " ",
            "s02_hw1.ipynb": old,
        },
    )
    other = tmp_path / "s03_hw1.ipynb"
    other.write_text(old)
    (tmp_path / "later").mkdir()
    late = tmp_path / "later" / "s03_hw1.ipynb"
    late.write_text(new)
    os.utime(other, (2000, 2000))
    students, _ = run(course, source, late, other)
    assert lying(course, "s01")["hw1.ipynb"] == new
    assert lying(course, "s02")["hw1.ipynb"] == new + " "
    assert lying(course, "s03")["hw1.ipynb"] == new
    assert [len([n for n in one.notes if "更早" in n]) for one in students.values()] == [1, 2, 1]


def test_a_later_file_without_a_notebook_is_no_attempt(course, tmp_path):
    """A data file that a number makes look later does not push the notebook out."""
    students, done = run(course, folder(tmp_path, {"s01_hw1.ipynb": HW1, "s01_hw1_data2.csv": "1"}))
    assert done.complete, done
    assert lying(course, "s01")["hw1.ipynb"] == HW1


def test_the_time_of_handing_in(course, tmp_path):
    """A time in the name becomes timestamp.txt in UTC; a file's time does only on request; the student's file never."""
    named = folder(tmp_path, {"hw1_s01_attempt_2026-11-20-08-30-00_hw1.ipynb": HW1})
    archive = zipped(
        tmp_path / "all.zip",
        {
            "s02/hw1.ipynb": HW1,
            "s02/timestamp.txt": "2000-01-01 00:00:00 UTC",
            "s02/submission_secret.txt": "of another student's",
            "s03/hw1.ipynb": HW1,
        },
    )
    students, _ = run(course, named, archive)
    stamp = datetime(2026, 11, 20, 8, 30).astimezone(UTC)
    assert lying(course, "s01")["timestamp.txt"] == f"{stamp:%Y-%m-%d %H:%M:%S} UTC\n"
    assert students["s01"].time == stamp.isoformat()
    assert set(lying(course, "s02")) == {"hw1.ipynb"}
    assert any("timestamp" in note for note in students["s02"].notes)
    students, _ = run(course, archive, trust_times=True)
    stamp = datetime(2026, 11, 20, 8).astimezone(UTC)
    assert lying(course, "s03")["timestamp.txt"] == f"{stamp:%Y-%m-%d %H:%M:%S} UTC\n"


def test_a_student_cannot_date_his_own_archive(course, tmp_path):
    """With trusted times, the time is that of the outer archive's member."""
    inner = zipped(tmp_path / "inner.zip", {"hw1.ipynb": HW1}, (2020, 1, 1, 0, 0, 0)).read_bytes()
    outer = zipped(tmp_path / "all.zip", {"s01/w.zip": inner, "s02/hw1.ipynb": HW1})
    run(course, outer, trust_times=True)
    assert lying(course, "s01")["timestamp.txt"] == lying(course, "s02")["timestamp.txt"]


def test_a_second_delivery_replaces_and_keeps(course, tmp_path):
    """Unchanged submissions stay, changed ones are swapped, and the old one lies where it is said."""
    run(course, zipped(tmp_path / "1.zip", {"s01/hw1.ipynb": HW1, "s01/x.csv": "1", "s02/hw1.ipynb": HW1}))
    students, done = run(
        course, zipped(tmp_path / "2.zip", {"s01/hw1.ipynb": notebook("new", "q_hw1"), "s02/hw1.ipynb": HW1})
    )
    assert {name: one.status for name, one in students.items()} == {"s01": "replaced", "s02": "unchanged"}
    assert lying(course, "s01") == {"hw1.ipynb": notebook("new", "q_hw1")}
    kept = next((course.root / "submitted" / "s01").glob(".hw1-replaced-*"))
    assert str(kept) == students["s01"].kept
    assert {path.name for path in kept.iterdir()} == {"hw1.ipynb", "x.csv"}
    assert course.students("hw1") == ["s01", "s02"]


def test_a_failure_leaves_the_old_submission(course, tmp_path, monkeypatch):
    """Whole or not at all."""
    from coursekit.grading import placing

    run(course, zipped(tmp_path / "1.zip", {"s01/hw1.ipynb": HW1}))
    monkeypatch.setattr(placing.shutil, "copyfileobj", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    monkeypatch.setattr(placing, "_copy", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        run(course, zipped(tmp_path / "2.zip", {"s01/hw1.ipynb": notebook("new", "q_hw1")}))
    assert lying(course, "s01") == {"hw1.ipynb": HW1}
    assert [path.name for path in (course.root / "submitted" / "s01").iterdir()] == ["hw1"]


def test_a_dry_run_changes_nothing(course, tmp_path):
    """It says what would be."""
    source = folder(tmp_path, {"s01/hw1.ipynb": HW1})
    students, _ = run(course, source, dry_run=True)
    assert students["s01"].status == "new"
    assert not (course.root / "submitted").exists()
    run(course, source)
    (source / "s01" / "hw1.ipynb").write_text(notebook("new", "q_hw1"))
    students, _ = run(course, source, dry_run=True)
    assert students["s01"].status == "replaced"
    assert lying(course, "s01") == {"hw1.ipynb": HW1}


@pytest.mark.parametrize(
    "name", ["hw1 (1).ipynb", "hw1 - 副本.ipynb", "Copy of hw1.ipynb", "我的作业.ipynb", "sub/HW1.ipynb"]
)
def test_a_renamed_notebook(course, tmp_path, name):
    """Known by its name or by its cells, if there is only one; the new name is told."""
    students, done = run(course, folder(tmp_path, {f"s01/{name}": HW1, "s01/other.ipynb": notebook(grade_id="")}))
    assert done.complete, done
    assert lying(course, "s01")["hw1.ipynb"] == HW1
    assert any("改名" in note for note in students["s01"].notes)


def test_a_renamed_notebook_that_cannot_be_read(course, tmp_path):
    """Its name tells which it is; what is wrong with it, grading will say."""
    students, done = run(course, folder(tmp_path, {"s01/hw1 (1).ipynb": "{", "s01/other.ipynb": notebook(grade_id="")}))
    assert lying(course, "s01")["hw1.ipynb"] == "{"


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["hw1 (1).ipynb", "hw1 (2).ipynb"], "2 个文件都可能"),
        (["a/hw1.ipynb", "b/hw1.ipynb"], "2 个文件都可能"),
        (["report.pdf"], "没有找到 hw1.ipynb；交来的是：report.pdf"),
        (["work.rar"], "rar"),
    ],
)
def test_refusals_say_why(course, tmp_path, names, reason):
    """Two candidates, or none; the student is listed, and the exit status will tell."""
    files = {f"s01/{name}": HW1 for name in names} | {"s02/hw1.ipynb": HW1}
    students, done = run(course, folder(tmp_path, files))
    assert {name: one.status for name, one in students.items()} == {"s01": "refused", "s02": "new"}
    assert reason in students["s01"].reason
    assert not done.complete
    assert not (course.root / "submitted" / "s01").exists()


@pytest.mark.parametrize("more", [{}, {"readme.txt": "1"}])
def test_one_students_folder_with_folders_of_his_own(course, tmp_path, more):
    """Only one of them holds a notebook: the folder around them is the student's."""
    files = {"code/hw1.ipynb": HW1, "data/x.csv": "1", **more}
    run(course, folder(tmp_path, {f"s01/{name}": text for name, text in files.items()}))
    assert lying(course, "s01") == {"hw1.ipynb": HW1, "data/x.csv": "1", **more}


def test_a_notebook_of_another_assignment(course, tmp_path):
    """It has none of the cells: not taken for this one."""
    students, _ = run(course, folder(tmp_path, {"s01/work.ipynb": notebook(grade_id="q_a")}))
    assert students["s01"].status == "refused"


def test_an_assignment_of_two_notebooks(course, tmp_path):
    """Each finds its file, by name and then by cells; a missing one is told, the other is taken."""
    a, b = notebook(grade_id="q_a"), notebook(grade_id="q_b")
    source = folder(tmp_path, {"s01/a.ipynb": a, "s01/第二部分.ipynb": b, "s02/b.ipynb": b})
    students, done = run(course, source, name="hw2")
    assert lying(course, "s01", "hw2") == {"a.ipynb": a, "b.ipynb": b}
    assert lying(course, "s02", "hw2") == {"b.ipynb": b}
    assert "没有 a.ipynb" in students["s02"].notes


def test_two_people_of_one_name(course, tmp_path):
    """The platform's number tells them apart; nobody overwrites the other."""
    files = {f"张三_{k}_assignsubmission_file_/hw1.ipynb": HW1 for k in (1, 2)}
    students, _ = run(course, folder(tmp_path, files))
    assert set(students) == {"张三_1", "张三_2"}


def test_links_in_a_delivered_folder(course, tmp_path):
    """A student's link to the teacher's notebook is no submission."""
    source = folder(tmp_path, {"s01/x.txt": "1", "s02/hw1.ipynb": HW1})
    (source / "s01" / "hw1.ipynb").symlink_to(course.source("hw1") / "hw1.ipynb")
    (source / "s03").symlink_to(course.source("hw1"))
    students, done = run(course, source)
    assert students["s01"].status == "refused"
    assert set(students) == {"s01", "s02"}
    assert {name for name, _ in done.refused} == {"s01/hw1.ipynb", "s03"}
    assert not done.complete


def test_names_that_are_nobodys_and_ids_that_cannot_be(course, tmp_path):
    """Both are told with their reason."""
    source = folder(tmp_path, {"hw1.ipynb": HW1, "a+b/hw1.ipynb": HW1, "s01/hw1.ipynb": HW1})
    students, done = run(course, source)
    assert students["a+b"].status == "refused"
    assert "看不出是谁的" in dict(done.refused)["hw1.ipynb"]
    assert students["s01"].status == "new"


def test_a_pattern_of_the_teachers(course, tmp_path):
    """Paths are matched as they were delivered."""
    archive = zipped(
        tmp_path / "x.zip", {"提交/2026001_第1次.ipynb": HW1, "提交/2026001_第2次.ipynb": HW1 + " ", "说明.txt": "1"}
    )
    students, done = run(course, archive, pattern=r"提交/(?P<student>\d+)_第(?P<attempt>\d+)次")
    assert lying(course, "2026001") == {"hw1.ipynb": HW1 + " "}
    assert [name for name, _ in done.refused] == ["说明.txt"]
    assert done.complete


def test_mistakes_of_the_caller(course, tmp_path):
    """A path that is not there, an assignment that is not there."""
    with pytest.raises(CourseError, match="不存在"):
        run(course, tmp_path / "nowhere.zip")
    with pytest.raises(CourseError, match="没有作业"):
        run(course, tmp_path, name="hw9")


def test_hostile_archives_hurt_nobody_else(course, tmp_path):
    """A bomb, a broken archive, climbing names: their owners are told, the others are collected."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("hw1.ipynb", b"\0" * 2**26)
    archive = zipped(
        tmp_path / "all.zip",
        {"s01/w.zip": buffer.getvalue(), "s02/w.zip": b"PK broken", "../../s03/hw1.ipynb": HW1, "s04/hw1.ipynb": HW1},
    )
    students, done = run(course, archive)
    assert {name: one.status for name, one in students.items()} == {"s04": "new"}
    assert len(done.refused) == 3
    assert not done.complete
    assert not list(tmp_path.rglob("s03"))


def test_the_command(course, tmp_path):
    """Text for people, JSON for programs, exit status 1 as soon as one submission is missing."""
    source = folder(tmp_path, {"s01/hw1.ipynb": HW1})
    base = ["collect", "hw1", str(source), "--course", str(course.root)]
    done = CliRunner().invoke(app, [*base, "--dry-run"])
    assert done.exit_code == 0 and "s01" in done.output
    done = CliRunner().invoke(app, [*base, "--json", str(tmp_path / "out.json")])
    assert done.exit_code == 0
    (record,) = json.loads((tmp_path / "out.json").read_text())["students"]
    assert (record["student"], record["status"]) == ("s01", "new")
    (source / "s02").mkdir()
    (source / "s02" / "work.rar").write_text("x")
    assert CliRunner().invoke(app, base).exit_code == 1


def exported(text="x", made="2026-11-20T08:00:00Z", grade_id="q_hw1", name="hw1"):
    """A notebook as a student's check writes it."""
    node = json.loads(notebook(text, grade_id))
    node["metadata"] = {"coursekit": {"notebook": name}}
    return text_of(sealed(node, {"made": made}))


def test_an_exported_file(course, tmp_path):
    """Taken under the notebook's name, byte for byte; its state is told, for each notebook."""
    source = folder(tmp_path, {"s01/hw1-export (1).ipynb": exported(), "s02/hw1.ipynb": HW1})
    students, done = run(course, source)
    assert done.complete, done
    assert lying(course, "s01") == {"hw1.ipynb": exported()}
    assert (students["s01"].checked, students["s02"].checked) == ({"hw1": "intact"}, {})
    assert students["s01"].notes == ["hw1-export (1).ipynb 改名为 hw1.ipynb"]


def test_harm_on_the_way_is_told_and_loses_nothing(course, tmp_path):
    """A changed, a damaged and a truncated file are all taken, each with what to do; an encoding is turned back."""
    changed = json.dumps(json.loads(exported()) | {"cells": [], "nbformat": 4}, sort_keys=True)
    files = {"s01": changed, "s02": exported().replace('"x"', '"y"'), "s03": exported()[:-9], "s04": exported()}
    source = folder(tmp_path, {f"{name}/hw1-export.ipynb": text for name, text in files.items()})
    (source / "s04" / "hw1-export.ipynb").write_text(exported(), "utf-16")
    students, done = run(course, source)
    assert done.complete, done
    states = [one.checked["hw1"] for one in students.values()]
    assert states == ["changed", "damaged", "unreadable", "intact"]
    for name, word in (("s01", "又改过"), ("s02", "传输中损坏"), ("s03", "请学生重新交"), ("s04", "转回 UTF-8")):
        assert any(word in note for note in students[name].notes), name
    assert [lying(course, name)["hw1.ipynb"] for name in ("s01", "s02", "s03")] == [changed, files["s02"], files["s03"]]
    assert json.loads(lying(course, "s04")["hw1.ipynb"]) == json.loads(exported())
    students, _ = run(course, source)
    assert {one.status for one in students.values()} == {"unchanged"}


def test_of_several_files_the_last_export_is_graded(course, tmp_path):
    """It was made to be handed in; one that does not agree with its checksum has no such claim."""
    old, new = exported("old"), exported("new", "2026-11-20T09:00:00Z")
    source = folder(
        tmp_path,
        {
            "s01/hw1.ipynb": HW1,
            "s01/hw1-export.ipynb": new,
            "s01/hw1-export (1).ipynb": old,
            "s02/hw1.ipynb": HW1,
            "s02/hw1-export.ipynb": new.replace('"new"', '"bad"'),
            "s03/作业.ipynb": HW1,
            "s03/完成.ipynb": old,
        },
    )
    students, done = run(course, source)
    assert done.complete, done
    assert lying(course, "s01")["hw1.ipynb"] == new
    assert len([note for note in students["s01"].notes if "没有取用" in note]) == 2
    assert set(lying(course, "s01")) == {"hw1.ipynb"}
    assert lying(course, "s02")["hw1.ipynb"] == HW1
    assert lying(course, "s03")["hw1.ipynb"] == old


def test_exports_of_two_notebooks(course, tmp_path):
    """Each is for its own notebook, whatever the file is called."""
    a, b = exported(grade_id="q_a", name="a"), exported(grade_id="q_b", name="b")
    students, done = run(course, folder(tmp_path, {"s01/1.ipynb": b, "s01/2.ipynb": a}), name="hw2")
    assert lying(course, "s01", "hw2") == {"a.ipynb": a, "b.ipynb": b}
    assert students["s01"].checked == {"a": "intact", "b": "intact"}


@pytest.mark.parametrize("suffix", [".txt", ".json"])
def test_a_suffix_after_the_suffix(course, tmp_path, suffix):
    """Browsers and chat programs put one there."""
    students, done = run(course, folder(tmp_path, {f"s01/hw1.ipynb{suffix}": HW1, f"s02_hw1.ipynb{suffix}": HW1}))
    assert done.complete, done
    assert lying(course, "s01")["hw1.ipynb"] == lying(course, "s02")["hw1.ipynb"] == HW1


def test_a_last_attempt_that_cannot_be_read(course, tmp_path):
    """The one before it is taken, and why is told; where none can be read, the last one is."""
    source = folder(
        tmp_path,
        {
            "hw1_s01_attempt_2026-11-19-08-30-00_hw1.ipynb": HW1,
            "hw1_s01_attempt_2026-11-20-08-30-00_hw1.ipynb": HW1[:-9],
            "hw1_s02_attempt_2026-11-19-08-30-00_hw1.ipynb": "{",
            "hw1_s02_attempt_2026-11-20-08-30-00_hw1.ipynb": HW1[:-9],
        },
    )
    students, _ = run(course, source)
    assert lying(course, "s01")["hw1.ipynb"] == HW1
    assert any("没有取用" in note and "重新交" in note for note in students["s01"].notes)
    assert lying(course, "s02")["hw1.ipynb"] == HW1[:-9]


def test_the_version_that_is_released_now(course, tmp_path):
    """A student who works on an older one is told of, not refused."""
    cells = [{"grade_id": "q_hw1", "kind": "answer", "digest": "0"}]

    def version(digest):
        node = json.loads(HW1) | {"metadata": {"coursekit": {"cells": [cells[0] | {"digest": digest}]}}}
        return json.dumps(node)

    course.release("hw1").mkdir(parents=True)
    (course.release("hw1") / "hw1.ipynb").write_text(version("new"))
    students, done = run(course, folder(tmp_path, {"s01/hw1.ipynb": version("old"), "s02/hw1.ipynb": version("new")}))
    assert done.complete
    assert (len(students["s01"].notes), students["s02"].notes) == (1, [])
    assert "另一版" in students["s01"].notes[0]


def test_numbers_and_names_of_one_student(course, tmp_path):
    """学号-姓名 and 姓名-学号 are attempts of one; a class or a date in the name of what is around is no student."""
    new = notebook("new", "q_hw1")
    source = folder(
        tmp_path,
        {
            "人工智能2301班-20261120/2026001-张三-第1次/hw1.ipynb": HW1,
            "人工智能2301班-20261120/张三-2026001-第2次/hw1.ipynb": new,
            "人工智能2301班-20261120/2026002-李四/hw1.ipynb": HW1,
        },
    )
    students, done = run(course, source)
    assert done.complete, done
    assert set(students) == {"2026001", "2026002"}
    assert lying(course, "2026001")["hw1.ipynb"] == new
    assert any(note.endswith("2026001-张三-第1次/hw1.ipynb") for note in students["2026001"].notes)
    flat = {"2026004-赵六-hw1.ipynb": HW1, "赵六_2026004_hw1.ipynb": HW1}
    students, _ = run(course, zipped(tmp_path / "flat.zip", flat))
    assert students["2026004"].status == "new"
    students, _ = run(course, zipped(tmp_path / "2026003-王五.zip", {"20261120.ipynb": HW1, "x.csv": "1"}))
    assert lying(course, "2026003")["x.csv"] == "1"


def test_the_platform_says_late_but_not_when(course, tmp_path):
    """A penalty cannot be computed of that: the teacher is told."""
    students, _ = run(course, folder(tmp_path, {"lee_LATE_1_2_hw1.ipynb": HW1, "ann_3_4_hw1.ipynb": HW1}))
    assert any("迟交" in note for note in students["lee"].notes)
    assert not any("迟交" in note for note in students["ann"].notes)


def gradebook(course, due, **extensions):
    """What nbgrader's gradebook says of a due date; SQLAlchemy writes a span as a time after 1970."""
    with sqlite3.connect(course.root / "gradebook.db") as book:
        book.execute("CREATE TABLE assignment (id, name, duedate)")
        book.execute("CREATE TABLE submitted_assignment (assignment_id, student_id, extension)")
        book.execute("INSERT INTO assignment VALUES ('1', 'hw1', ?)", [due])
        book.executemany("INSERT INTO submitted_assignment VALUES ('1', ?, ?)", extensions.items())


def test_the_last_attempt_in_time(course, tmp_path):
    """On request, extensions counted; a later one is told. Where nobody knows the times, the last attempt is taken."""
    gradebook(course, "2026-11-20 00:00:00.000000", s02="1970-01-02 00:00:00.000000")
    new = notebook("new", "q_hw1")
    files = {}
    for student in ("s01", "s02"):
        files |= {f"hw1_{student}_attempt_2026-11-20-07-59-00_hw1.ipynb": HW1}
        files |= {f"hw1_{student}_attempt_2026-11-20-08-30-00_hw1.ipynb": new}
    files |= {"s03_hw1 (1).ipynb": HW1, "s03_hw1 (2).ipynb": new}
    files |= {"hw1_s04_attempt_2026-11-21-08-30-00_hw1.ipynb": new}
    source = folder(tmp_path, files)
    students, _ = run(course, source, before_duedate=True, timezone="Asia/Shanghai")
    assert lying(course, "s01")["hw1.ipynb"] == HW1
    assert students["s01"].time == "2026-11-19T23:59:00+00:00"
    assert any("过了截止时间" in note for note in students["s01"].notes)
    assert [lying(course, name)["hw1.ipynb"] for name in ("s02", "s03", "s04")] == [new] * 3
    run(course, source)
    assert lying(course, "s01")["hw1.ipynb"] == new


def test_settings_of_the_course(course, tmp_path):
    """nbgrader_config.py says once how names look; what is given with a call goes before it; mistakes are told."""
    config = course.root / "nbgrader_config.py"
    config.write_text(
        "c = get_config()\n"
        r"c.CoursekitCollect.pattern = r'^(?P<student>s\d+)~(?P<time>\d{12})'"
        "\nc.CoursekitCollect.timezone = 'Asia/Shanghai'\n"
    )
    source = folder(tmp_path, {"s01~202611200830.ipynb": HW1})
    students, _ = run(Course(course.root), source)
    assert students["s01"].time == "2026-11-20T00:30:00+00:00"
    done = CliRunner().invoke(app, ["collect", "hw1", str(source), "--course", str(course.root), "--json", "-"])
    assert json.loads(done.stdout)["students"][0]["time"] == students["s01"].time
    students, _ = run(Course(course.root), source, pattern=r"^(?P<student>s0)")
    assert set(students) == {"s0"}
    for line, words in (
        ("pattern = 3", "pattern"),
        ("patern = 'x'", "能写的有"),
        ("timezone = 'Mars'", "没有时区"),
        ("trust_times = 'yes'", "bool"),
    ):
        config.write_text(f"c = get_config()\nc.CoursekitCollect.{line}\n")
        with pytest.raises(CourseError, match=words):
            run(Course(course.root), source)


@pytest.mark.parametrize("name", ["hw1.html", "hw1.pdf", "hw1.py"])
def test_what_is_no_notebook(course, tmp_path, name):
    """A page or a script made of it: the reason says what is wanted."""
    students, _ = run(course, folder(tmp_path, {f"s01/{name}": "x", "s02/hw1.ipynb": HW1}))
    assert "本身" in students["s01"].reason
