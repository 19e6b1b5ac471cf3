from coursekit.grading.results import CellResult, NotebookResult
from coursekit.grading.summary import summarise
from tests.support.sample_class import POINTS, TITLES, sample_class


def record(student: str, *cells: CellResult, notebook: str = "hw") -> NotebookResult:
    return NotebookResult(student, "hw", notebook, list(cells))


def test_pending_questions_count_for_nobody_as_automatic():
    """While one mark of a question is due, the question is left out of everyone's automatic points."""
    a = record("a", CellResult("q1", 2, 2, "passed"), CellResult("essay", 4, 5, "partial"))
    b = record("b", CellResult("q1", 1, 2, "partial"), CellResult("essay", None, 5, "manual"))
    summary = summarise([a, b], {})
    assert summary.scores == [2, 1] and summary.top == 2 and summary.max_score == 7
    assert summary.pending == 1 and summary.pending_points == 5
    assert [student.score for student in summary.students] == [6, 1]
    b.cells[1].score, b.cells[1].status = 5.0, "passed"
    assert summarise([a, b], {}).scores == [6, 6]


def test_absent_students_lower_no_mean():
    """Who handed in nothing is counted, but in no mean; who left out one question is present."""
    here = record("a", CellResult("q1", 2, 2, "passed"), CellResult("q2", 0, 2, "missing"))
    away = record("b", CellResult("q1", 0, 2, "missing"), CellResult("q2", 0, 2, "missing"))
    summary = summarise([here, away], {"q1": "第一题"})
    assert summary.scores == [2] and summary.mean == 2 and [student.name for student in summary.present] == ["a"]
    first, second = summary.questions
    assert first.title == "第一题" and first.share == 1 and first.counts == [("passed", 1), ("missing", 1)]
    assert second.title == "q2" and second.share == 0


def test_the_worst_cell_is_the_one_to_look_at():
    """The worst status comes first, of equals the one that cost most; passed and pending cells are never meant."""
    summary = summarise(
        [
            record(
                "a",
                CellResult("small", 0, 1, "failed"),
                CellResult("big", 1, 5, "failed"),
                CellResult("part", 0, 9, "partial"),
            ),
            record("b", CellResult("q", 1, 1, "passed"), CellResult("essay", None, 5, "manual")),
        ],
        {},
    )
    assert summary.students[0].worst.grade_id == "big" and summary.students[1].worst is None


def test_notebooks_of_one_student_are_added_up():
    """Two notebooks make one line for the student and two questions of the same name."""
    one = record("a", CellResult("q", 1, 2, "partial", seconds=1.0), notebook="one")
    two = record("a", CellResult("q", 3, 3, "passed", seconds=0.5), notebook="two")
    one.notes, two.notes = ["x"], ["y"]
    summary = summarise([one, two], {})
    (student,) = summary.students
    assert (student.score, student.status, student.seconds, student.notes) == (4, "partial", 1.5, ["x", "y"])
    assert [question.notebook for question in summary.questions] == ["one", "two"]


def test_an_empty_class_and_questions_without_points():
    """No record gives no mean; a question without points has no share."""
    empty = summarise([], {})
    assert empty.mean is None and empty.median is None and empty.top == 0 and empty.statuses == []
    free = summarise([record("a", CellResult("q", 0, 0, "passed"))], {})
    assert free.questions[0].share is None and free.top == 0


def test_counts_of_a_class_add_up():
    """Every record is counted once by status, and every question counts every student."""
    results = sample_class(24)
    summary = summarise(results, TITLES)
    assert sum(count for _, count in summary.statuses) == 24
    assert all(sum(count for _, count in question.counts) == 24 for question in summary.questions)
    assert summary.max_score == sum(POINTS.values()) and summary.pending == len(summary.present) == 22
