"""One warm process a worker, one graded class a module, and an undisturbed class to compare the innocents with."""

import pytest

from coursekit.grading.sandbox import examine_tier
from coursekit.grading.warm import WarmProcess
from tests.redteam.arena import INNOCENTS, NAME, Arena, hold, surroundings
from tests.redteam.homework import SECRETS


def pytest_generate_tests(metafunc):
    """A test that asks for an attack is run for each of its module's `ATTACKS`."""
    if "attack" in metafunc.fixturenames:
        metafunc.parametrize("attack", metafunc.module.ATTACKS, ids=str)


@pytest.fixture(scope="session")
def warm(tmp_path_factory):
    """The warm processes of a worker, whose environment holds a secret, in the machine's best sandbox."""
    if examine_tier().tier == "C":
        pytest.skip("this machine gives no sandbox: coursekit doctor says why")
    with surroundings(tmp_path_factory.mktemp("nothing"), SECRETS):
        process = WarmProcess()
    process.wait_ready()
    yield process
    process.close()


@pytest.fixture(scope="module")
def arena(request, warm, tmp_path_factory) -> Arena:
    """The module's class, graded."""
    module = request.module
    options = getattr(module, "OPTIONS", {})
    return hold(warm, tmp_path_factory.mktemp("课 程"), module.ATTACKS, **options)


@pytest.fixture(scope="session")
def peace(warm, tmp_path_factory):
    """Records and pages of the innocents in a class without attackers, with and without torch; made when asked for."""
    known = {}

    def of(with_torch: bool) -> dict[str, tuple]:
        if with_torch not in known:
            calm = hold(warm, tmp_path_factory.mktemp("安静"), [], with_torch)
            known[with_torch] = {kind: record(calm, calm.seats[kind]) for kind in INNOCENTS}
        return known[with_torch]

    return of


def record(arena: Arena, student: str) -> tuple:
    """What the innocent gets: scores, statuses, words and page, without names."""
    result = arena.result(student)
    cells = [(item.grade_id, item.score, item.max_score, item.status, item.message) for item in result.cells]
    return cells, result.notes, arena.page(student).replace(student, NAME)
