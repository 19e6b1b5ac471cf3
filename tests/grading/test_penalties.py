"""Late penalties in the gradebook: by the configured plugin, kept in step with times, due dates and marks."""

import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from coursekit.grading import penalties
from coursekit.grading.authoring import build
from coursekit.grading.course import Course
from coursekit.grading.errors import GradebookError
from coursekit.grading.gradebook import GradebookWriter
from coursekit.grading.gradebook_file import open_engine
from coursekit.grading.late import PercentPerDay
from coursekit.grading.penalties import configured, seconds_late, update_penalties
from coursekit.grading.results import CellResult, NotebookResult

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")
OURS = "c.AssignLatePenalties.plugin_class = 'coursekit.grading.late.PercentPerDay'\n"
DUE = datetime(2026, 11, 20, 16)


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "课程"
    (root / "src").mkdir(parents=True)
    (root / "src" / "mini.py").write_text(TEXT, "utf-8")
    build(root)
    return root


def course(root, settings=OURS):
    (root / "nbgrader_config.py").write_text(f"c = get_config()\n{settings}", "utf-8")
    return Course(root)


def graded(place, student="s01", late=timedelta(days=1), score=2.0):
    """Write a grade of 2 points, handed in so long after the due date."""
    with GradebookWriter(place) as book:
        cells = [CellResult("test_mean", score, 3.0, "partial"), CellResult("explain", None, 2.0, "manual")]
        book.write(NotebookResult(student, "mini", "mini", cells), timestamp=DUE + late)
    due(place, DUE)


def due(place, when):
    with Gradebook(place.db_url) as book:
        book.find_assignment("mini").duedate = when
        book.db.commit()


def penalty(place, student="s01"):
    with Gradebook(place.db_url) as book:
        return book.find_submission_notebook("mini", "mini", student).late_submission_penalty


def test_a_late_notebook_loses_points(root):
    """The plugin's points, for the late one only; the teacher is told the sum."""
    place = course(root)
    graded(place)
    graded(place, "s02", timedelta(days=-1))
    (told,) = update_penalties(place, "mini")
    assert (penalty(place), penalty(place, "s02")) == (0.2, None)
    assert "1 份" in told and "0.2" in told
    with Gradebook(place.db_url) as book:
        assert book.find_submission("mini", "s01").late_submission_penalty == 0.2


def test_nbgraders_own_plugin(root):
    """Its two methods: everything, or nothing."""
    place = course(root, "c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    graded(place)
    update_penalties(place, "mini")
    assert penalty(place) == 2.0
    update_penalties(course(root, "c.LateSubmissionPlugin.penalty_method = 'none'\n"), "mini")
    assert penalty(place) is None


def test_it_survives_a_regrade_and_follows_what_changes(root):
    """A better score, a mark by hand, a longer deadline, an extension, an earlier time: each is followed."""
    place = course(root)
    graded(place)
    update_penalties(place, "mini")
    graded(place, score=3.0)
    update_penalties(place, "mini")
    assert penalty(place) == pytest.approx(0.3)
    with Gradebook(place.db_url) as book:
        book.find_grade("explain", "mini", "mini", "s01").manual_score = 2.0
        book.db.commit()
    update_penalties(place, "mini")
    assert penalty(place) == pytest.approx(0.5)
    with Gradebook(place.db_url) as book:
        book.grant_extension("mini", "s01", hours=23)
    update_penalties(place, "mini")
    assert penalty(place) == pytest.approx(0.5)
    due(place, DUE + timedelta(hours=1))
    update_penalties(place, "mini")
    assert penalty(place) is None
    graded(place, late=timedelta(days=9))
    update_penalties(place, "mini")
    assert penalty(place) == pytest.approx(0.5 * (2.0 + 2.0))


def test_nothing_is_touched_where_nothing_is_configured(root):
    """A penalty that someone wrote by hand stays; so it does where the preprocessor is switched off."""
    for settings in ("", "c.LateSubmissionPlugin.penalty_method = 'zero'\nc.AssignLatePenalties.enabled = False\n"):
        place = course(root, settings)
        graded(place)
        with Gradebook(place.db_url) as book:
            book.find_submission_notebook("mini", "mini", "s01").late_submission_penalty = 0.7
            book.db.commit()
        assert not configured(place)
        assert update_penalties(place, "mini") == []
        assert penalty(place) == 0.7


def test_a_second_run_has_nothing_to_do(root, monkeypatch):
    """The digest says so, without nbgrader; a penalty changed by another program is put right."""
    place = course(root)
    graded(place)
    update_penalties(place, "mini")
    with monkeypatch.context() as patch:
        patch.setattr(penalties, "_assign", lambda *_: pytest.fail("computed again"))
        assert update_penalties(place, "mini") == []
    with Gradebook(place.db_url) as book:
        book.find_submission_notebook("mini", "mini", "s01").late_submission_penalty = 2.0
        book.db.commit()
    update_penalties(place, "mini")
    assert penalty(place) == 0.2


def test_no_gradebook_and_no_due_date(root):
    """Nothing is late."""
    place = course(root)
    assert update_penalties(place, "mini") == []
    graded(place)
    due(place, None)
    assert update_penalties(place, "mini") == []
    assert penalty(place) is None


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "class P(BasePlugin):\n    def late_submission_penalty(self, *a):\n        return 1 / 0\n",
            "ZeroDivisionError",
        ),
        ("class Q: pass\n", "不能用"),
    ],
)
def test_a_plugin_that_fails_is_named(root, source, message, monkeypatch):
    """One line; no penalty is written."""
    (root / "odd_plugin.py").write_text(f"from nbgrader.plugins import BasePlugin\n{source}")
    monkeypatch.syspath_prepend(str(root))
    monkeypatch.delitem(sys.modules, "odd_plugin", raising=False)
    place = course(root, "c.AssignLatePenalties.plugin_class = 'odd_plugin.P'\n")
    graded(place)
    with pytest.raises(GradebookError, match=message):
        update_penalties(place, "mini")
    assert penalty(place) is None


def test_a_penalty_is_between_nothing_and_the_score(root, monkeypatch):
    """As nbgrader bounds it."""
    place = course(root)
    graded(place)
    for wanted, given in ((-1.0, 0.0), (99.0, 2.0)):
        monkeypatch.setattr(PercentPerDay, "late_submission_penalty", lambda *_, wanted=wanted: wanted)
        penalties._assign(open_engine(place.db_url, 1.0), place, "mini")
        assert penalty(place) == given


def test_seconds_late():
    """Zero where a time is unknown or the work was early; an extension counts."""
    hour = timedelta(hours=1)
    assert seconds_late(DUE + hour, DUE, None) == 3600.0
    assert seconds_late(DUE + hour, DUE, hour / 2) == 1800.0
    assert [seconds_late(*times) for times in ((None, DUE, None), (DUE, None, hour), (DUE - hour, DUE, None))] == [
        0.0
    ] * 3


def test_looking_it_up_imports_neither_nbgrader_nor_sqlalchemy():
    """An unchanged class is looked through quickly."""
    code = "import sys, coursekit.grading.penalties; print([m for m in ('nbgrader', 'sqlalchemy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
