"""One warm process a worker, one graded class a module, and an undisturbed class to compare the innocents with."""

import os

import pytest

from coursekit.grading.sandbox import examine_tier, tier
from coursekit.grading.warm import WarmProcess
from tests.redteam.arena import INNOCENTS, NAME, Arena, hold, surroundings
from tests.redteam.homework import SECRETS

# Their words and losses are those of a private disk, which only namespaces give; that they read nothing holds in B too.
OF_A_PRIVATE_DISK = ("no inode and no block left", "looked for by the student after")


def pytest_generate_tests(metafunc):
    """A test that asks for an attack is run for each of its module's `ATTACKS`."""
    if "attack" in metafunc.fixturenames:
        metafunc.parametrize("attack", metafunc.module.ATTACKS, ids=str)


@pytest.fixture(scope="session", autouse=True)
def tier_of_the_run():
    """The machine's best sandbox; with ``REDTEAM_TIER=B`` the one below namespaces, as on a hub."""
    with pytest.MonkeyPatch.context() as patch:
        if os.environ.get("REDTEAM_TIER", "").upper() == "B":
            attempt = tier.attempt
            patch.setattr(tier, "attempt", lambda name: "left out in this run" if name == "A" else attempt(name))
        found = examine_tier()
        if found.tier == "C":
            pytest.skip("this machine gives no sandbox: coursekit doctor says why")
        assert found.tier == os.environ.get("REDTEAM_TIER", found.tier).upper(), found.reason
        yield found.tier


@pytest.fixture(autouse=True)
def what_the_tier_gives(request, tier_of_the_run):
    """Leave out what the tier of the run does not promise, saying so."""
    asked = request.node.originalname in ("test_it_gains_nothing", "test_it_is_told")
    if tier_of_the_run == "B" and asked and request.getfixturevalue("attack").way.startswith(OF_A_PRIVATE_DISK):
        pytest.skip("a private disk needs namespaces")


@pytest.fixture(scope="session")
def warm(tmp_path_factory, tier_of_the_run):
    """The warm processes of a worker, whose environment holds a secret, in the machine's best sandbox."""
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
    """Records and pages of the innocents in a class without attackers, by its further questions, made on demand."""
    known = {}

    def of(more: tuple[str, ...]) -> dict[str, tuple]:
        if more not in known:
            calm = hold(warm, tmp_path_factory.mktemp("安静"), [], more)
            known[more] = {kind: record(calm, calm.seats[kind]) for kind in INNOCENTS}
        return known[more]

    return of


def record(arena: Arena, student: str) -> tuple:
    """What the innocent gets: scores, statuses, words and page, without names."""
    result = arena.result(student)
    cells = [(item.grade_id, item.score, item.max_score, item.status, item.message) for item in result.cells]
    return cells, result.notes, arena.page(student).replace(student, NAME)
