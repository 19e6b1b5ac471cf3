# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""No attack of this suite is one that cannot succeed: with one defence left out, it does.

Each case names a defence, an attack of another module, and what it then gains or reads; the sound engine is tried with
the same attack, so that the difference is the defence alone.
"""

import os
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup

import coursekit.grading.warm
from coursekit.grading import feedback, grade, highlight, ownership, pages, sanitize, submission
from coursekit.grading.sandbox import make_plan
from coursekit.grading.warm import WarmProcess
from tests.redteam import test_files as files_
from tests.redteam import (
    test_injection,
    test_leaks,
    test_models,
    test_names,
    test_resources,
    test_search,
    test_values,
    test_wire,
    weak,
)
from tests.redteam.arena import stage, surroundings
from tests.redteam.attack import Attack
from tests.redteam.homework import NAME, SECRETS, points_of

ROOT = Path(__file__).parents[2]


def attack(module, way: str) -> Attack:
    (found,) = [one for one in module.ATTACKS if one.way == way]
    return found


@dataclass
class Yield:
    """What an attack got out of one grading: points by question, what the student reads, what his cells printed."""

    earned: dict[str, float]
    seen: str
    printed: str


@pytest.fixture(scope="module")
def weak_warm(tmp_path_factory):
    """Warm processes whose children leave out what they are told."""

    def start(command, env, **options):
        changed = [part.replace("coursekit.grading.zygote", weak.__name__) for part in command]
        return subprocess.Popen(changed, env={**env, "PYTHONPATH": str(ROOT)}, **options)

    with surroundings(tmp_path_factory.mktemp("nothing")) as patch:
        known = vars(subprocess)
        patch.setattr(coursekit.grading.warm, "subprocess", SimpleNamespace(**{**known, "Popen": start}))
        process = WarmProcess()
    process.wait_ready()
    yield process
    process.close()


@pytest.fixture
def tried(weak_warm, tmp_path):
    """Hand in one attack and grade it, in a class with all its module's questions: ``tried(attack, patch, weakness)``."""

    def run(one: Attack, weaken=None, weakness: str = "") -> Yield:
        root = tmp_path / ("weak" if weaken or weakness else "sound")
        more = test_models.OPTIONS["more"] if one in test_models.ATTACKS else ()
        small, data = stage(root, more)
        one.hand_in(small, "s001", list(points_of(more)))
        with surroundings(data) as patch:
            if weaken is not None:
                weaken(patch)
            environment = grade.Grader._environment
            asked = {weak.ASKED: weakness} if weakness else {}
            patch.setattr(grade.Grader, "_environment", lambda self: {**environment(self), **asked})
            grader = grade.Grader(small.course, NAME, weak_warm, data)
            graded = grader.grade_one("s001", grader.assignments[0])
            page = feedback.write_feedback(graded.result, graded.submission.cells, tmp_path / "page")
        earned = {c.grade_id.removeprefix("test_"): c.score for c in graded.result.cells if c.grade_id != "report"}
        text = page.read_text("utf-8")
        return Yield(earned, text, str(graded.outcome.reports))

    return run


def in_the_open(patch) -> None:
    patch.setattr(grade, "make_plan", lambda tier, data=None: make_plan("none", data))


def everything_is_the_students(patch) -> None:
    patch.setattr(ownership, "TEACHER", ownership.STUDENT)


def cells_as_handed_in(patch) -> None:
    steps = submission._steps

    def taken_over(cell, taken):
        handed_in = taken.get(cell.grade_id)
        if cell.role == submission.TEST and handed_in is not None:
            cell = replace(cell, source=handed_in["source"], hidden=frozenset())
        return steps(cell, taken)

    patch.setattr(submission, "_steps", taken_over)


def links_are_followed(patch) -> None:
    patch.setattr(os, "O_NOFOLLOW", 0)


def environment_is_inherited(patch) -> None:
    own = grade.Grader._environment
    patch.setattr(grade.Grader, "_environment", lambda self: {**os.environ, **own(self)})


def text_is_markup(patch) -> None:
    patch.setattr(sanitize, "shown", lambda text: Markup(str(text)))
    patch.setattr(highlight, "python", lambda text: Markup(text))
    pages._environment.cache_clear()
    feedback._highlighted.cache_clear()


CASES = {
    "no sandbox: files": (
        attack(test_search, "the course by its path"), {"weaken": in_the_open}, lambda got: SECRETS.course_file in got.printed,
    ),
    "no sandbox: network": (
        attack(test_search, "the network"), {"weaken": in_the_open}, lambda got: "LOOT TOKEN socket" in got.printed,
    ),
    "no filter of system calls": (
        attack(test_search, "namespaces, mounts, privileges and devices"), {"weakness": "no_filter"},
        lambda got: "LOOT TOKEN memfd" in got.printed,
    ),
    "the grader's environment": (
        attack(test_search, "variables"), {"weaken": environment_is_inherited}, lambda got: SECRETS.environment in got.printed,
    ),
    "a candidate that descends from the tests": (
        attack(test_search, "the process's own memory"), {"weakness": "born_with_the_tests"},
        lambda got: SECRETS.key in got.printed,
    ),
    "names without owners": (
        attack(test_names, "the expected values become the student's own"), {"weaken": everything_is_the_students},
        lambda got: got.earned["predict"] > 0,
    ),
    "test cells as handed in": (
        attack(test_names, "tests emptied"), {"weaken": cells_as_handed_in}, lambda got: sum(got.earned.values()) == 17,
    ),
    "comparison left to the candidate": (
        attack(test_values, "an object that is equal to everything"), {"weakness": "compared_by_the_candidate"},
        lambda got: got.earned["last"] > 0,
    ),
    "links followed": (
        attack(files_, "the notebook is a link to the teacher's"), {"weaken": links_are_followed},
        lambda got: sum(got.earned.values()) == 17,
    ),
    "texts after a hidden call": (
        attack(test_leaks, "the text of an exception"), {"weakness": "texts_of_the_run"}, lambda got: SECRETS.passed in got.seen,
    ),
    "remarks after a hidden call": (
        attack(test_leaks, "which of many cells fails"), {"weakness": "remarks_of_the_run"},
        lambda got: "ZeroDivisionError" in got.seen,
    ),
    "reports as they come": (
        attack(test_leaks, "a report with words of his own"), {"weakness": "reports_as_they_come"},
        lambda got: SECRETS.passed in got.seen,
    ),
    "no second candidate": (
        attack(test_resources, "os._exit in a free cell"), {"weakness": "one_life"},
        lambda got: got.earned["last"] == 0,
    ),
    "markup shown as it is": (
        attack(test_injection, "a script"), {"weaken": text_is_markup}, lambda got: "<script>alert(1)</script>" in got.seen,
    ),
    "alarms that can be caught": (
        attack(test_values, "a crash where an exception is expected"), {"weakness": "forgiving_alarms"},
        lambda got: got.earned["items"] > 0,
    ),
    "scores asked of the candidate": (
        attack(test_models, "a subclass of the estimator with a score"), {"weakness": "scores_by_the_candidate"},
        lambda got: got.earned["model"] == 3,
    ),
    "generators in any state": (
        attack(test_models, "the state of another"), {"weakness": "any_state"}, lambda got: got.earned["draw"] == 4,
    ),
}  # fmt: skip


@pytest.mark.parametrize("defence", CASES)
def test_an_attack_succeeds_where_its_defence_is_left_out(tried, defence):
    """And fails where it is not."""
    one, how, succeeds = CASES[defence]
    assert not succeeds(tried(one))
    try:
        assert succeeds(tried(one, **how))
    finally:
        pages._environment.cache_clear()
        feedback._highlighted.cache_clear()


def test_the_weak_engine_is_the_engine(tried):
    """Without a weakness it grades like any other: forged frames and honest work included."""
    assert tried(attack(test_wire, "truth for everything")).earned == dict.fromkeys(points_of(), 0.0)
