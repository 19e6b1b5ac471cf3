"""A whole class: every student gets a record, whatever the others handed in."""

import gc
import json
import os
import signal
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from coursekit.grading import class_work
from coursekit.grading.errors import GradebookError
from coursekit.grading.grade import AHEAD, Graded, Grader
from coursekit.grading.submission import Submission
from tests.grading.conftest import SmallCourse, scores
from tests.support.class_runs import grade_with

FULL = {"test_double": 4, "test_net": 3, "report": None}


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
    run = grade_with(warm, small, on_start=started.append, on_done=done.append)
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


def test_the_process_is_left_as_it_was(warm, tmp_path):
    """Garbage is collected again, in all of it, and threads take turns as before: a program may call this too."""
    small, before = SmallCourse(tmp_path), sys.getswitchinterval()
    small.hand_in("right")
    seen = []
    grade_with(warm, small, on_done=lambda result: seen.append((gc.get_freeze_count() > 0, sys.getswitchinterval())))
    assert seen == [(True, pytest.approx(class_work.TURN))]
    assert (gc.isenabled(), gc.get_freeze_count(), sys.getswitchinterval()) == (True, 0, before)


def test_the_longest_notebooks_come_first(warm, tmp_path, monkeypatch):
    """By the reference's seconds; at the end no worker waits for the only long one."""
    small, order = SmallCourse(tmp_path), []
    short = small.course.source("hw") / "a_short.ipynb"
    short.write_bytes((small.course.source("hw") / "hw.ipynb").read_bytes())
    for student in ("s1", "s2"):
        small.hand_in(student)
        (small.folder(student) / "a_short.ipynb").write_bytes((small.folder(student) / "hw.ipynb").read_bytes())

    def grade(self, jobs, workers, stopping):
        order.extend((student, assignment.notebook) for student, assignment in jobs)
        return iter(())

    def measured(self, assignment):
        self.seconds[assignment.notebook] = {"a_short": 1.0, "hw": 2.0}[assignment.notebook]

    monkeypatch.setattr(Grader, "_measure", measured)
    monkeypatch.setattr(Grader, "grade", grade)
    grade_with(warm, small)
    assert order == [("s1", "hw"), ("s2", "hw"), ("s1", "a_short"), ("s2", "a_short")]


def test_titles_of_the_questions_come_along(graded):
    """For the class's report."""
    assert set(graded[1].titles) == {"test_double", "test_net", "report"}


@pytest.fixture
def small(tmp_path):
    """A class of four who hand in the same."""
    course = SmallCourse(tmp_path / "课")
    for student in ("s1", "s2", "s3", "s4"):
        course.hand_in(student)
    return course


def booked(small) -> dict[str, float]:
    """What nbgrader reads of each submission."""
    from nbgrader.api import Gradebook

    with Gradebook(small.course.db_url) as book:
        return {one.student.id: one.score for one in book.assignment_submissions("hw")}


def test_a_stopped_run_keeps_what_is_graded_and_the_next_goes_on(warm, small):
    """Ctrl-C: what has been begun is finished and written, the rest is left, and nothing is graded twice."""
    told = []
    run = grade_with(
        warm,
        small,
        workers=1,
        on_done=lambda result: os.kill(os.getpid(), signal.SIGINT) if not told else None,
        on_stop=lambda: told.append(1),
    )
    assert (run.stopped, told, run.problems) == (True, [1], [])
    assert 1 <= run.graded < 4
    assert run.left == 4 - run.graded
    assert len(booked(small)) == run.graded
    again = grade_with(warm, small)
    assert (again.graded, again.left, again.stopped) == (run.left, 0, False)
    assert [result.student for result in again.results] == ["s1", "s2", "s3", "s4"]
    assert booked(small) == dict.fromkeys(("s1", "s2", "s3", "s4"), 7)


def test_a_gradebook_that_fails_ends_the_run_and_loses_nothing(warm, small, monkeypatch):
    """Grading on would be in vain: the error is told once, what was written stays, the next run does the rest."""
    write, calls = class_work.GradebookWriter.write, []

    def broken(self, *args, **named):
        calls.append(1)
        if len(calls) > 2:
            raise GradebookError("the disk is full")
        write(self, *args, **named)

    monkeypatch.setattr(class_work.GradebookWriter, "write", broken)
    run = grade_with(warm, small)
    assert run.problems == ["the disk is full"]
    assert (run.graded, run.left, run.stopped) == (2, 2, False)
    monkeypatch.undo()
    assert grade_with(warm, small).graded == 2
    assert booked(small) == dict.fromkeys(("s1", "s2", "s3", "s4"), 7)


def test_a_page_that_cannot_be_written_costs_no_grade(warm, small, monkeypatch):
    """The scores are in the gradebook; without its page a notebook is not kept, so the next run writes it."""
    monkeypatch.setattr(class_work, "write_feedback", lambda *args, **named: _full_disk())
    run = grade_with(warm, small, ["s1"])
    assert booked(small) == {"s1": 7}
    assert ["s1" in problem for problem in run.problems] == [True]
    monkeypatch.undo()
    assert grade_with(warm, small, ["s1"]).reasons == {"new": 1}
    assert grade_with(warm, small, ["s1"]).reasons == {}


def _full_disk():
    raise OSError(28, "No space left on device")


def test_a_fault_of_the_engine_is_not_kept(warm, small, monkeypatch):
    """A notebook that the engine could not grade gets its record, and another chance at the next run."""
    grade_one = Grader.grade_one

    def faulty(self, student, assignment, *more):
        graded = grade_one(self, student, assignment, *more)
        graded.fault = "s1: broken" if student == "s1" else ""
        return graded

    monkeypatch.setattr(Grader, "grade_one", faulty)
    run = grade_with(warm, small, ["s1", "s2"])
    assert (run.problems, run.graded) == (["s1: broken"], 2)
    monkeypatch.undo()
    assert grade_with(warm, small, ["s1", "s2"]).graded == 1


def test_only_a_changed_verdict_touches_its_row(warm, small):
    """A forced run over an unchanged class writes no grade anew."""
    grade_with(warm, small)
    database = class_work.GradebookWriter(small.course)
    with database as book:
        from sqlalchemy import event

        statements = []
        event.listen(book._engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(class_work, "GradebookWriter", lambda course: _Open(book))
            run = grade_with(warm, small, force=True)
    assert run.reasons == {"forced": 4}
    assert not [text for text in statements if text.startswith(("UPDATE grade ", "INSERT INTO grade "))]


class _Open:
    """An open gradebook, lent to a run."""

    def __init__(self, book):
        self.book = book

    def __enter__(self):
        return self.book

    def __exit__(self, *_exception):
        pass


def test_results_are_taken_one_by_one(monkeypatch):
    """However large the class: no job is begun before there is a worker soon, no result waits for all others."""
    grader = object.__new__(Grader)
    monkeypatch.setattr(Grader, "grade_one", lambda self, student, assignment: Graded(student, Submission([])))
    taken = []
    jobs = ((taken.append(number) or str(number), None) for number in range(100))
    for count, _ in enumerate(grader.grade(jobs, 2), 1):
        assert len(taken) <= count + 2 * AHEAD
    assert len(taken) == 100
