"""What must hold for every attack; each module of attacks imports these tests."""

import re

from tests.redteam.arena import INNOCENTS, seen_by
from tests.redteam.conftest import record
from tests.redteam.homework import SECRETS

__all__ = ["test_it_gains_nothing", "test_it_is_told", "test_it_reads_nothing", "test_the_innocents_are_untouched"]


def test_it_gains_nothing(arena, attack):
    """Each question earns what the same honest work earns, and the report waits for its mark."""
    student = arena.student(attack)
    assert arena.earned(student) == attack.earns(arena.points), arena.told(student)


def test_it_reads_nothing(arena, attack):
    """No secret is on the student's page or in his verdicts; none was in his process's hands."""
    student = arena.student(attack)
    handed_in = arena.source(student)
    seen, printed = seen_by(arena, student), arena.printed(student)
    untold = [text for text in (*SECRETS.untold, SECRETS.neighbour, str(arena.small.root)) if text not in handed_in]
    assert [text for text in untold if text in seen or text in printed] == []
    assert SECRETS.passed not in seen or SECRETS.passed in handed_in
    assert "739.2" not in seen


def test_it_is_told(arena, attack):
    """The verdicts and remarks say what happened; where nothing went wrong they say nothing."""
    told = arena.told(arena.student(attack))
    if attack.told:
        assert re.search(attack.told, told), told
    else:
        assert told == ""


def test_the_innocents_are_untouched(arena, peace):
    """Everybody is graded, and the honest students' scores and pages are those of a class without attackers."""
    run = arena.run
    assert [problem for problem in run.problems if not _own_doing(arena, problem)] == []
    assert (run.graded, run.left) == (len(arena.students) + len(INNOCENTS), 0)
    calm = peace(arena.more)
    for kind in INNOCENTS:
        for now, then in zip(record(arena, arena.seats[kind]), calm[kind], strict=True):
            assert now == then, kind


def _own_doing(arena, problem: str) -> bool:
    """Whether a problem of the run is about an attacker alone."""
    return any(problem.startswith(student) for student in arena.students)
