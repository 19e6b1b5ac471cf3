"""Each of the courses is laid out, and graded by nbgrader, by a worker of its own."""

from tests.support.scopes import scheduling


def scope_of(nodeid: str) -> str:
    """Return what a test shares its fixtures with: the tests here share nothing."""
    module = nodeid.partition("::")[0]
    return nodeid if "/agreement/" in module else module


pytest_xdist_make_scheduler = scheduling(scope_of)
