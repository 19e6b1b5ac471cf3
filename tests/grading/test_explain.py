"""Why points were lost: one cell again, with what a teacher may see."""

import pytest

from coursekit.grading import explain
from coursekit.grading.errors import CourseError
from coursekit.grading.explain import explain_cell, find_cell
from tests.grading.conftest import SmallCourse, graded, small_notebook
from tests.support.class_runs import Lent, grade_with

PRINTS = "print('cell')\ndef double(x):\n    print('called', x)\n    return abs(x) * 2"


@pytest.fixture(scope="module")
def small(warm, tmp_path_factory):
    course = SmallCourse(tmp_path_factory.mktemp("explain"))
    course.hand_in("s1", double=PRINTS, net="Net = None")
    course.hand_in("s2")
    course.folder("s3")
    return course


@pytest.fixture
def ask(warm, small, monkeypatch):
    """Explain with the shared warm process."""
    monkeypatch.setattr(explain, "WarmProcess", lambda *args, **named: Lent(warm))
    return lambda *args, **named: explain_cell(small.course, *args, **named)


def test_a_lost_point_is_explained(ask):
    """The line that failed, the answer, the calls and what came back, what was printed, the traceback, the seconds."""
    told = ask("s1", "test_double")
    assert (told.score, told.max_score, told.status) == (2, 4, "partial")
    assert told.message == "负数（2 分）：负数也要翻倍"
    (failure,) = told.failures
    assert failure["hidden"]
    assert failure["code"] == 'checks.close(double(-1.5), -3.0, say="负数也要翻倍")'
    assert [(a.grade_id, a.source, a.status, a.printed) for a in told.answers] == [("double", PRINTS, "ok", "cell\n")]
    assert [(c["asked"], c["answer"]) for c in told.calls if "array" not in c["asked"]] == [
        ("double(2.0)", "4.0"),
        ("double(-1.5)", "3.0"),
    ]
    assert told.calls_total == 3
    assert told.printed.splitlines()[0] == "called 2.0"
    assert "CheckFailed" in told.traceback
    assert told.limit >= 2
    assert told.as_json()["answers"][0]["grade_id"] == "double"


def test_an_exception_is_told_where_it_came_from(ask):
    """A public line that fails is not called hidden; what the student's code raised stands at its call."""
    told = ask("s1", "test_net")
    assert told.status == "error"
    assert not told.failures[0]["hidden"]
    assert told.failures[0]["code"] == "net = Net(2)"
    assert [a.grade_id for a in told.answers] == ["net"]


def test_what_the_gradebook_holds_is_compared(ask, warm, small):
    """The stored score comes along, so that a verdict that changes by chance is seen."""
    assert ask("s2", "test_net").recorded is None
    grade_with(warm, small)
    told = ask("s2", "test_net")
    assert (told.score, told.recorded, told.failures) == (3, 3, [])


def test_a_cell_marked_by_hand_shows_the_answer(ask):
    """There is no test to run again."""
    told = ask("s1", "report")
    assert (told.score, told.status, told.calls) == (None, "manual", [])
    assert told.answers[0].source == "写下你的思路。"


def test_a_notebook_that_was_not_handed_in(ask):
    """The reason stands where the verdict would."""
    told = ask("s3", "test_double")
    assert told.status == "missing"
    assert "没有提交" in told.message


@pytest.mark.parametrize(
    ("student", "cell", "words"),
    [
        ("s1", "test_dubble", "test_double"),
        ("s1", "double", "不计分.*test_double"),
        ("s1", "other/test_double", "没有计分单元"),
        ("s11", "test_double", "s1"),
    ],
)
def test_an_unknown_name_is_met_with_the_nearest(ask, student, cell, words):
    """A mistyped cell or student, a cell without points, a notebook that is none."""
    with pytest.raises(CourseError, match=words):
        ask(student, cell)


def test_a_name_that_is_not_unique_must_be_completed(tmp_path):
    """Two assignments have such a cell: the ways to say which are listed, and each works."""
    small = SmallCourse(tmp_path)
    other = small_notebook()
    other.cells.append(graded("assert double(1) == 2", "test_more", 1))
    SmallCourse(tmp_path, other, "hw2")
    with pytest.raises(CourseError, match="--assignment hw2 hw2/test_double"):
        find_cell(small.course, "test_double")
    assert find_cell(small.course, "test_double", "hw2")[0].name == "hw2"
    assert find_cell(small.course, "hw/test_double")[0].name == "hw"
    part, about = find_cell(small.course, "test_more")
    assert (part.name, about.grade_id) == ("hw2", "test_more")
