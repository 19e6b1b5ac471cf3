"""What students get: nothing of the teacher's, and everything they need."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from coursekit.authoring.pairs import read_notebook, serialise
from coursekit.checks.released import digest
from coursekit.grading.authoring import build
from coursekit.grading.course import Course
from coursekit.grading.errors import CourseError, ReleaseError
from coursekit.grading.release import release

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")
CONFIG = Path(__file__).parents[2] / "assignments" / "nbgrader_config.py"


@pytest.fixture
def course(tmp_path):
    root = tmp_path / "课程 a"
    (root / "src").mkdir(parents=True)
    (root / "src" / "mini.py").write_text(TEXT, "utf-8")
    shutil.copy(CONFIG, root)
    build(root)
    (root / "source" / "mini" / "note.txt").write_text("说明", "utf-8")
    return Course(root)


@pytest.fixture
def foreign(tmp_path):
    """The example of nbgrader's quickstart: no metadata of ours, an older notebook format, a header."""
    import nbgrader

    example = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide" / "source"
    shutil.copytree(example, tmp_path / "source", ignore=shutil.ignore_patterns("ps1_autotest"))
    config = "c = get_config()\nc.IncludeHeaderFooter.header = 'source/header.ipynb'\n"
    (tmp_path / "nbgrader_config.py").write_text(config, "utf-8")
    return Course(tmp_path)


def released(course, assignment="mini", name="mini"):
    release(course, assignment)
    return read_notebook(course.release(assignment) / f"{name}.ipynb")


def by_id(notebook):
    return {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata}


def edit(course, change):
    path = course.notebooks("mini")["mini"]
    notebook = read_notebook(path)
    change(notebook)
    path.write_text(serialise(notebook), "utf-8")


def test_solutions_become_stubs_with_their_indentation(course):
    """In functions and in classes; the stub fails loudly."""
    cells = by_id(released(course))
    assert cells["mean"].source == (
        'def mean(values):\n    """返回平均值。"""\n    # 在这里写你的代码\n    raise NotImplementedError()\n\n\n'
        "class Average:\n    def of(self, values):\n        # 在这里写你的代码\n        raise NotImplementedError()"
    )
    assert cells["explain"].source == "在这里写你的回答"


def test_hidden_tests_go_and_public_ones_stay(course):
    source = by_id(released(course))["test_mean"].source
    assert "负数" not in source and "HIDDEN" not in source
    assert source.endswith("checks.close(mean([0.5]), 0.5)")


def test_locks_and_checksums_are_nbgraders(course):
    """Locked and test cells cannot be edited, answers cannot be deleted, checksums fit the released source."""
    from nbgrader.utils import compute_checksum

    cells = by_id(released(course))
    editable = {name: cell.metadata.get("editable", True) for name, cell in cells.items()}
    assert editable == {"setup": False, "mean": True, "test_mean": False, "explain": True}
    assert all(cell.metadata.deletable is False for cell in cells.values())
    assert all(cell.metadata.nbgrader.checksum == compute_checksum(cell) for cell in cells.values())


def test_metadata_lists_the_cells_and_nothing_of_the_teacher(course):
    """What `coursekit check` needs, without the teacher's files."""
    notebook = released(course)
    meta = notebook.metadata.coursekit
    assert (meta.assignment, meta.notebook) == ("mini", "mini")
    kinds = {"setup": "locked", "mean": "solution", "test_mean": "test", "explain": "manual"}
    assert {cell.grade_id: cell.kind for cell in meta["cells"]} == kinds
    assert all(cell.digest == digest(by_id(notebook)[cell.grade_id].source) for cell in meta["cells"])
    assert "教师备注" not in json.dumps(notebook, ensure_ascii=False)
    assert set(meta) == {"assignment", "notebook", "cells"}


def test_the_release_is_the_same_each_time_and_replaces_the_old(course):
    release(course, "mini")
    path = course.release("mini") / "mini.ipynb"
    before = path.read_bytes()
    (course.release("mini") / "stale.txt").touch()
    release(course, "mini")
    assert path.read_bytes() == before
    assert sorted(child.name for child in course.release("mini").iterdir()) == ["mini.ipynb", "note.txt"]
    nbformat.validate(nbformat.reads(before, as_version=4))


def test_only_listed_files_go_along(course):
    """data/ and coursekit.files; not answers, notes, hidden files or links to elsewhere."""
    folder = course.source("mini")
    for name in ("data/in/a.csv", "answers.py", "data/.secret", "data/__pycache__/x.pyc", "data/more.ipynb"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", "utf-8")
    (folder / "data" / "link.txt").symlink_to(folder / "answers.py")
    files = release(course, "mini")
    names = [path.relative_to(course.release("mini")).as_posix() for path in files]
    assert names == ["data/in/a.csv", "mini.ipynb", "note.txt"]


def test_a_listed_file_that_is_missing_stops_the_release(course):
    (course.source("mini") / "note.txt").unlink()
    with pytest.raises(ReleaseError, match="'note.txt'.*没有匹配"):
        release(course, "mini")
    assert not course.release("mini").exists()


def test_a_listed_file_outside_the_folder_is_refused(course):
    edit(course, lambda nb: nb.metadata.coursekit.update(files=["../../nbgrader_config.py"]))
    with pytest.raises(ReleaseError, match="不在作业文件夹里"):
        release(course, "mini")


@pytest.mark.parametrize("where", ["free cell", "attachment", "data file"])
def test_a_leak_stops_the_release_and_keeps_the_old(course, where):
    """The secret line is named to the teacher; what students have stays."""
    release(course, "mini")
    line = "total_of_all_values = sum(values)"
    if where == "free cell":
        edit(course, lambda nb: nb.cells[4].metadata.update(tags=[line]))
    elif where == "attachment":
        edit(course, lambda nb: nb.cells[0].update(attachments={"a": {"text/plain": line}}))
    else:
        (course.source("mini") / "note.txt").write_text(f"# {line}\n", "utf-8")
    before = (course.release("mini") / "mini.ipynb").read_bytes()
    with pytest.raises(ReleaseError, match="total_of_all_values"):
        release(course, "mini")
    assert (course.release("mini") / "mini.ipynb").read_bytes() == before


def test_outputs_are_cleared(course):
    """A teacher's run of the solution does not show in the release."""

    def run(notebook):
        notebook.cells[4].outputs = [nbformat.v4.new_output("stream", text="1.5")]
        notebook.cells[4].execution_count = 7

    edit(course, run)
    cell = released(course).cells[4]
    assert (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda nb: nb.cells[3].metadata.nbgrader.pop("points"), "'test_mean' does not have points"),
        (lambda nb: nb.cells[3].metadata.nbgrader.update(grade_id="mean"), "Duplicate grade id: mean"),
        (lambda nb: nb.cells[2].update(source="### BEGIN SOLUTION"), "no end solution"),
        (lambda nb: nb.cells[4].update(source="### BEGIN SOLUTION\n1\n### END SOLUTION"), "non-solution cell"),
        (lambda nb: nb.cells[2].update(source="### END SOLUTION"), "前面没有"),
    ],
)
def test_faulty_notebooks_are_refused_in_one_line(course, change, message):
    path = course.notebooks("mini")["mini"]
    notebook = read_notebook(path)
    change(notebook)
    path.write_text(nbformat.writes(notebook), "utf-8")
    with pytest.raises(ReleaseError, match=message) as caught:
        release(course, "mini")
    assert "\n" not in str(caught.value)


def test_an_unknown_assignment(course):
    with pytest.raises(CourseError, match="mini"):
        release(course, "minni")


def test_a_foreign_course_gets_what_nbgrader_would_give(foreign):
    """Header, pictures that the text shows, nbgrader's own stub; cells agree with nbgrader's preprocessors."""
    files = release(foreign, "ps1")
    assert [path.name for path in files] == ["jupyter.png", "problem1.ipynb", "problem2.ipynb"]
    notebook = read_notebook(files[1])
    assert notebook.cells[1].source == 'NAME = ""\nCOLLABORATORS = ""'
    assert by_id(notebook)["squares"].source.endswith("    # YOUR CODE HERE\n    raise NotImplementedError()")
    assert by_id(notebook)["squares"].metadata.nbgrader.checksum == "8f1eab8d02a9520920aa06f8a86a2492"
    assert notebook.metadata.kernelspec.name == "python"


def test_a_release_does_not_move_the_process(foreign):
    """nbgrader's converter would change the working directory."""
    here = Path.cwd()
    release(foreign, "ps1")
    assert Path.cwd() == here
