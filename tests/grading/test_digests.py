"""Hashes of what a grade depends on: they change when it may, and only then."""

import json
import os

import pytest

from coursekit.grading import digests
from coursekit.grading.digests import assignment_digests, data_digest, engine_digest, source_digest, submission_digests
from tests.grading.conftest import SmallCourse
from tests.support.class_runs import add_to, edit_source


@pytest.fixture
def small(tmp_path):
    return SmallCourse(tmp_path / "课 程")


def digest(small):
    return assignment_digests(small.course, "hw")["hw"]


@pytest.mark.parametrize(
    "change",
    [
        lambda node: add_to(node["cells"][0], "x = 1"),
        lambda node: add_to(node["cells"][2], "# hidden or not"),
        lambda node: add_to(node["cells"][5], "the task of a manual cell"),
        lambda node: node["cells"].pop(3),
        lambda node: node["cells"][1]["metadata"]["nbgrader"].update(locked=True),
        lambda node: node["cells"][1]["metadata"]["nbgrader"].update(grade_id="other"),
        lambda node: node["cells"].insert(1, {"cell_type": "markdown", "metadata": {}, "source": "a cell more"}),
        lambda node: node["metadata"].update(coursekit={"files": ["x.csv"]}),
    ],
)
def test_what_can_change_a_verdict_changes_the_code(small, change):
    """Each edit of the teacher's that a submission could feel."""
    before = digest(small)
    edit_source(small, change)
    assert digest(small).code != before.code


def test_points_and_prose_stand_apart(small):
    """A change of points is told by the points, one of prose by the look; the code stays."""
    title = {"cell_type": "markdown", "metadata": {}, "source": "## old"}
    edit_source(small, lambda node: node["cells"].insert(0, title))
    before = digest(small)
    assert before.points == {"test_double": 4.0, "test_net": 3.0, "report": 5.0}
    edit_source(small, lambda node: node["cells"][3]["metadata"]["nbgrader"].update(points=9))
    edit_source(small, lambda node: node["cells"][0].update(source="## new"))
    after = digest(small)
    assert after.code == before.code
    assert after.look != before.look
    assert after.points["test_double"] == 9.0


def test_settings_and_header_count(small):
    """What nbgrader_config.py says of markers, and the cells that it puts before each notebook."""
    before = digest(small).code
    config = small.root / "nbgrader_config.py"
    config.write_text('c = get_config()\nc.ClearSolutions.begin_solution_delimeter = "A"\n')
    marked = digest(small).code
    config.write_text('c = get_config()\nc.IncludeHeaderFooter.header = "header.ipynb"\n')
    (small.root / "header.ipynb").write_text('{"cells": []}')
    with_header = digest(small).code
    (small.root / "header.ipynb").write_text('{"cells": [1]}')
    assert len({before, marked, with_header, digest(small).code}) == 4


def test_the_path_of_the_course_does_not_count(small, tmp_path):
    """A course that is moved keeps its grades."""
    before = assignment_digests(small.course, "hw")
    small.root.rename(tmp_path / "moved")
    small.root = tmp_path / "moved"
    assert assignment_digests(small.course, "hw") == before


def test_a_source_that_is_no_notebook_has_a_digest(small):
    """The error is told by the reading that follows."""
    path = small.root / "source" / "hw" / "hw.ipynb"
    for text in ("{", "[]", '{"cells": [1]}', '{"cells": [{"cell_type": "code", "metadata": null}]}'):
        path.write_text(text)
        assert digest(small).points == {}


def test_the_source_as_a_whole(small):
    """Any of the three parts changes it."""
    first = source_digest(assignment_digests(small.course, "hw"))
    edit_source(small, lambda node: node["cells"][2]["metadata"]["nbgrader"].update(points=9))
    assert source_digest(assignment_digests(small.course, "hw")) != first


def test_a_submission_is_its_notebook_and_the_files_beside(small, tmp_path):
    """Another notebook of the same folder is no part; hidden files, which are not taken, are none either."""
    folder = small.hand_in("s1").parent

    def now():
        return submission_digests(folder, ["hw"])["hw"]

    first = now()
    (folder / "other.ipynb").write_text("{}")
    (folder / ".ipynb_checkpoints").mkdir()
    (folder / ".ipynb_checkpoints" / "hw.ipynb").write_text("{}")
    assert now() == first
    (folder / "data.csv").write_text("1")
    second = now()
    (folder / "data.csv").write_text("2")
    assert len({first, second, now()}) == 3


def test_nothing_handed_in_is_empty_and_odd_files_have_a_digest(small, tmp_path):
    """Links are not followed, devices not read; an absent notebook differs from every other."""
    folder = small.folder("s1")
    assert submission_digests(folder, ["hw"]) == submission_digests(tmp_path / "none", ["hw"]) == {"hw": ""}
    secret = tmp_path / "secret"
    secret.write_text("1")
    (folder / "hw.ipynb").symlink_to(secret)
    (folder / "link.csv").symlink_to(secret)
    os.mkfifo(folder / "pipe")
    first = submission_digests(folder, ["hw"])
    assert first["hw"]
    secret.write_text("2")
    assert submission_digests(folder, ["hw"]) == first


def test_data_is_known_by_its_content(small, tmp_path, monkeypatch):
    """The folder that COURSEKIT_DATA names, wherever it lies; without it there is only the engine's own set."""
    monkeypatch.delenv("COURSEKIT_DATA", raising=False)
    assert data_digest(small.course, "hw") == ""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "train.csv").write_text("1")
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "a"))
    first = data_digest(small.course, "hw")
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path / "b"))
    assert data_digest(small.course, "hw") == first
    (tmp_path / "b" / "train.csv").write_text("2")
    assert data_digest(small.course, "hw") != first
    monkeypatch.setattr(digests, "_WHOLE", 0)
    os.utime(tmp_path / "b" / "train.csv", (1, 1))
    by_time = data_digest(small.course, "hw")
    os.utime(tmp_path / "b" / "train.csv", (2, 2))
    assert data_digest(small.course, "hw") != by_time


def test_the_engine_is_its_sources_libraries_and_language(monkeypatch):
    """Each of them, and grading without a sandbox, makes another engine."""
    engine_digest.cache_clear()
    first = engine_digest()
    assert engine_digest(True) != first
    for name, change in (
        ("_installed", lambda: ["numpy-0.dist-info"]),
        ("language", lambda: "fr"),
        ("_file_hash", lambda path: "x"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(digests, name, change)
            engine_digest.cache_clear()
            assert engine_digest() != first
    engine_digest.cache_clear()
    assert engine_digest() == first
    engine_digest.cache_clear()


def test_the_libraries_are_found():
    """Those that students use, each with its version."""
    assert {"numpy", "torch", "pandas", "scikit_learn"} <= {name.partition("-")[0] for name in digests._installed()}


def test_cells_keep_no_trace_of_being_opened(small):
    """Outputs, counts and cell ids are Jupyter's, not the teacher's."""
    before = digest(small)
    path = small.root / "source" / "hw" / "hw.ipynb"
    node = json.loads(path.read_text("utf-8"))
    for number, cell in enumerate(node["cells"]):
        cell["id"] = f"new-{number}"
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    path.write_text(json.dumps(node))
    assert digest(small) == before
