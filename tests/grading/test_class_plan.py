"""What a run keeps and what it grades anew: every part of what a verdict rests on counts, and nothing else."""

import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from nbgrader.api import Gradebook

from coursekit.grading import class_plan, class_run
from coursekit.grading.class_plan import GRADE, KEEP, PAGE, RESCALE, plan_class, reason_words
from coursekit.grading.errors import GradebookError
from tests.grading.conftest import SmallCourse
from tests.support.class_runs import add_to, copy_of, edit_source, grade_with


@pytest.fixture(scope="module")
def once(warm, tmp_path_factory):
    """A class of four, graded once: right, half, nothing and an unreadable file."""
    small = SmallCourse(tmp_path_factory.mktemp("班") / "课 程")
    small.hand_in("right")
    small.hand_in("half", double="def double(x):\n    return abs(x) * 2", net="Net = None")
    small.folder("none")
    small.folder("odd").joinpath("hw.ipynb").write_text("{")
    grade_with(warm, small)
    return small


@pytest.fixture
def small(once, tmp_path):
    """A copy of that course, to change at will."""
    return copy_of(once, tmp_path / "课 程")


def plan(small, **options):
    return plan_class(small.course, "hw", small.course.students("hw"), **options)


def found(small, **options) -> dict[str, tuple[str, str]]:
    return {task.student: (task.action, task.reason) for task in plan(small, **options).tasks}


ALL = ("half", "none", "odd", "right")


def test_an_unchanged_class_is_kept_whole(small):
    """Nothing to do for anybody, absent and unreadable ones among them; the gradebook is in step."""
    assert found(small) == dict.fromkeys(ALL, (KEEP, ""))
    assert plan(small).in_step
    assert plan(small).reasons == Counter()


def test_an_unchanged_class_costs_no_engine_and_no_write(small, monkeypatch):
    """The run yields every record as the first one did, and no byte in the course changes."""
    monkeypatch.setattr("coursekit.grading.warm.WarmProcess", None)

    def files():
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in small.root.rglob("*") if path.is_file()}

    before = files()
    run = class_run.grade_class(small.course, "hw", list(ALL), 2)
    assert [(r.student, r.score, r.status) for r in run.results] == [
        ("half", 2, "error"),
        ("none", 0, "missing"),
        ("odd", 0, "missing"),
        ("right", 7, "manual"),
    ]
    assert (run.graded, run.left, run.problems) == (0, 0, [])
    assert run.pages["half", "hw"].is_file()
    assert files() == before


def test_a_changed_submission_alone_is_graded(small):
    """The notebook, or a file beside it; outputs count, for the page shows them."""
    small.hand_in("right", double="def double(x):\n    return 2 * x")
    (small.folder("half") / "data.csv").write_text("1")
    changed = (GRADE, "submission")
    assert found(small) == {"half": changed, "right": changed, "none": (KEEP, ""), "odd": (KEEP, "")}


def test_a_new_student_and_one_who_now_hands_in(small):
    """A folder that was empty is a changed submission, one that was not there is new."""
    small.hand_in("none")
    small.hand_in("late")
    assert found(small)["none"] == (GRADE, "submission")
    assert found(small)["late"] == (GRADE, "new")


def test_a_corrected_test_concerns_everybody(small):
    """The teacher's code, hidden lines included."""
    edit_source(small, lambda node: add_to(node["cells"][2], "# mended"))
    assert set(found(small).values()) == {(GRADE, "assignment")}
    assert not plan(small).in_step


def test_an_unchanged_notebook_of_a_corrected_assignment_is_kept(warm, tmp_path):
    """Of two notebooks one is mended: only that one is graded anew, and the run says why."""
    small = SmallCourse(tmp_path / "two")
    (small.root / "source" / "hw" / "more.ipynb").write_bytes((small.root / "source" / "hw" / "hw.ipynb").read_bytes())
    path = small.hand_in("s1")
    path.with_name("more.ipynb").write_bytes(path.read_bytes())
    assert grade_with(warm, small).reasons == {"new": 2}
    edit_source(small, lambda node: add_to(node["cells"][2], "# mended"), "more")
    run = grade_with(warm, small)
    assert (run.reasons, run.graded, len(run.results)) == ({"assignment": 1}, 1, 2)
    assert grade_with(warm, small).reasons == {}


def test_a_file_of_the_assignment_counts(small):
    """Data that comes with the assignment may change a verdict."""
    (small.root / "source" / "hw" / "data.csv").write_text("1")
    assert set(found(small).values()) == {(GRADE, "assignment")}


def test_what_jupyter_writes_by_itself_changes_nothing(small):
    """Execution counts, outputs and the kernel's version in the teacher's notebook are no correction."""

    def opened(node):
        node["cells"][0] |= {
            "execution_count": 7,
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "x"}],
        }
        node["metadata"] = {"kernelspec": {"name": "python3", "display_name": "x", "language": "python"}}

    edit_source(small, opened)
    assert set(found(small).values()) == {(KEEP, "")}


def test_mended_prose_only_writes_pages(small, monkeypatch):
    """A typing error in a heading: no submission is run again, the pages get the new words."""
    title = {"cell_type": "markdown", "metadata": {}, "source": "## 旧标题", "id": "t"}
    edit_source(small, lambda node: node["cells"].insert(1, title))
    monkeypatch.setattr(class_plan, "_PARTS", {})  # as if that had been there when the class was graded
    assert set(found(small).values()) == {(PAGE, "prose")}
    monkeypatch.setattr("coursekit.grading.warm.WarmProcess", None)
    run = class_run.grade_class(small.course, "hw", list(ALL), 2)
    assert run.reasons == {"prose": 4}
    assert "旧标题" in run.pages["right", "hw"].read_text("utf-8")
    monkeypatch.undo()
    edit_source(small, lambda node: node["cells"][1].update(source="## 新标题"))
    assert set(found(small).values()) == {(PAGE, "prose")}


def test_points_of_a_whole_cell_are_rescaled_without_a_run(small, monkeypatch):
    """A test of bare asserts: passed is worth the new points, failed nothing; marks by hand and comments stay."""
    with Gradebook(small.course.db_url) as book:
        grade = book.find_grade("report", "hw", "hw", "right")
        grade.manual_score, grade.needs_manual_grade = 4.0, False
        book.find_comment("report", "hw", "hw", "right").manual_comment = "写得好"
        book.db.commit()
    edit_source(small, lambda node: node["cells"][4]["metadata"]["nbgrader"].update(points=6))
    assert set(found(small).values()) == {(RESCALE, "points")}
    monkeypatch.setattr("coursekit.grading.warm.WarmProcess", None)
    run = class_run.grade_class(small.course, "hw", list(ALL), 2)
    assert {r.student: (r.score, r.max_score) for r in run.results} == {
        "half": (2, 15), "none": (0, 15), "odd": (0, 15), "right": (10, 15),
    }  # fmt: skip
    with Gradebook(small.course.db_url) as book:
        submission = book.find_submission("hw", "right")
        assert (submission.score, submission.max_score, submission.needs_manual_grade) == (14, 15, False)
        assert book.find_comment("report", "hw", "hw", "right").comment == "写得好"
    assert set(found(small).values()) == {(KEEP, "")}


def test_points_of_a_cell_with_blocks_need_a_run(small):
    """What a partial verdict is worth under new points only a run can tell; who handed nothing in has nothing."""
    edit_source(small, lambda node: node["cells"][2]["metadata"]["nbgrader"].update(points=8))
    grade, scaled = (GRADE, "points"), (RESCALE, "points")
    assert found(small) == {"half": grade, "right": grade, "none": scaled, "odd": scaled}


def test_another_engine_or_data(small, monkeypatch, tmp_path):
    """A new version of the program, grading without a sandbox, another language, another data folder."""
    assert set(found(small, unsafe=True).values()) == {(GRADE, "engine")}
    monkeypatch.setattr(class_plan, "engine_digest", lambda unsafe: "another")
    assert set(found(small).values()) == {(GRADE, "engine")}
    monkeypatch.undo()
    monkeypatch.setenv("COURSEKIT_DATA", str(tmp_path))
    assert set(found(small).values()) == {(GRADE, "data")}


def test_force_grades_everybody(small):
    """Whatever is stored."""
    assert set(found(small, force=True).values()) == {(GRADE, "forced")}


def test_a_lost_page_is_written_again_without_the_engine(small, monkeypatch):
    """A feedback page comes from the stored record; an autograded copy needs a run."""
    page = small.course.feedback("half", "hw") / "hw.html"
    before = page.read_text("utf-8")
    page.unlink()
    assert found(small)["half"] == (PAGE, "page")
    monkeypatch.setattr("coursekit.grading.warm.WarmProcess", None)
    class_run.grade_class(small.course, "hw", list(ALL), 2)
    assert page.read_text("utf-8") == before
    (small.course.autograded("right", "hw") / "hw.ipynb").unlink()
    assert found(small)["right"] == (GRADE, "copy")


def test_scores_that_another_program_changed(small):
    """nbgrader's own autograding, say: the record no longer tells what the gradebook holds."""
    with Gradebook(small.course.db_url) as book:
        book.find_grade("test_net", "hw", "hw", "right").auto_score = 0.0
        book.db.commit()
    assert found(small)["right"] == (GRADE, "gradebook")
    assert found(small)["half"] == (KEEP, "")


def test_a_student_removed_from_the_gradebook_is_new(small):
    """Without the submission's rows a record counts nothing; the same without any gradebook."""
    with Gradebook(small.course.db_url) as book:
        book.remove_student("right")
    assert found(small)["right"] == (GRADE, "new")
    (small.root / "gradebook.db").unlink()
    assert set(found(small).values()) == {(GRADE, "new")}


def test_a_damaged_gradebook_is_told(small):
    """Reading fails before anything is graded, in words."""
    (small.root / "gradebook.db").write_bytes(b"no database" * 100)
    with pytest.raises(GradebookError, match="not a database"):
        plan(small)


def test_a_gradebook_of_nbgraders_own_has_no_records(small):
    """One without our tables: everything is new."""
    with closing(sqlite3.connect(small.root / "gradebook.db")) as db:
        db.execute("DROP TABLE coursekit_record")
        db.commit()
    assert set(found(small).values()) == {(GRADE, "new")}


def test_reasons_have_words():
    """Each reason that a plan can give is told in both languages."""
    for reason in ("forced", "new", *class_plan._PARTS.values(), "points", "gradebook", "copy", "page", "prose"):
        assert reason_words(reason)
