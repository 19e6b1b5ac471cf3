"""A whole class: every student gets a record, whatever the others handed in."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from coursekit.grading import class_run
from coursekit.grading.class_run import grade_class
from tests.grading.conftest import Ready, SmallCourse, scores

FULL = {"test_double": 4, "test_net": 3, "report": None}


class Lent(Ready):
    """The shared warm process: a run that ends does not end it."""

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def graded(warm, tmp_path_factory):
    """A class of one of each kind, graded once."""
    small = SmallCourse(tmp_path_factory.mktemp("班 级"))
    small.hand_in("right")
    small.hand_in("half", double="def double(x):\n    raise ValueError('\\udc00' * 3)")
    subvert = (
        "from coursekit.grading.candidate import Candidate\nold = Candidate.op_run\n"
        "def op_run(self, *a):\n"
        "    return {**old(self, *a), 'outputs': [{'output_type': 'display_data', 'data': [1]}, 5]}\n"
        "Candidate.op_run = op_run"
    )
    small.hand_in("hostile", lambda cells: cells.insert(1, new_code_cell(subvert)))
    small.folder("folder").joinpath("hw.ipynb").mkdir()
    small.folder("broken").joinpath("hw.ipynb").write_text("{")
    small.folder("empty")
    escaped = json.loads(small.hand_in("escaped").read_text("utf-8"))
    escaped["cells"][1]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "\ud800"}]
    escaped["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "\ud800"})
    (small.folder("escaped") / "hw.ipynb").write_text(json.dumps(escaped), "utf-8")
    started, done = [], []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(class_run, "WarmProcess", lambda: Lent(warm))
        students = small.course.students("hw")
        run = grade_class(small.course, "hw", students, 2, on_start=started.append, on_done=done.append)
    return small, run, started, done


def by_student(run) -> dict:
    return {result.student: result for result in run.results}


def test_every_student_has_a_record(graded):
    """Sorted; unreadable and absent notebooks too; progress was told."""
    _, run, started, done = graded
    assert list(by_student(run)) == ["broken", "empty", "escaped", "folder", "half", "hostile", "right"]
    assert started == [7]
    assert len(done) == 7
    assert run.problems == []


def test_scores_are_what_each_deserves(graded):
    """Half characters and forged outputs neither help nor stop anyone."""
    found = by_student(graded[1])
    for student in ("right", "escaped", "hostile"):
        assert scores(found[student]) == FULL
    assert scores(found["half"]) == {**FULL, "test_double": 0}
    for student in ("broken", "empty", "folder"):
        assert found[student].status == "missing"
        assert found[student].notes


def test_records_pages_and_notebooks_can_be_read(graded):
    """Everything that was written is UTF-8, valid, and there for each student."""
    small, run, _, _ = graded
    json.dumps([result.as_json() for result in run.results], ensure_ascii=False).encode()
    for student in ("right", "half", "hostile", "escaped"):
        assert run.pages[student, "hw"].read_text("utf-8")
        nbformat.validate(nbformat.read(small.course.autograded(student, "hw") / "hw.ipynb", as_version=4))


def test_the_gradebook_holds_the_grades(graded):
    """What nbgrader reads afterwards."""
    from nbgrader.api import Gradebook

    small, _, _, _ = graded
    with Gradebook(small.course.db_url) as book:
        assert book.find_submission("hw", "right").score == 7
        assert book.find_submission("hw", "half").score == 3


def test_titles_of_the_questions_come_along(graded):
    """For the class's report."""
    assert set(graded[1].titles) == {"test_double", "test_net", "report"}
