"""A course that is graded by nbgrader goes to a worker by itself."""

from tests.support.scopes import scheduling


def scope_of(nodeid: str) -> str:
    """Return what a test shares its fixtures with: its module, but for the courses, each laid out by its own test."""
    module = nodeid.partition("::")[0]
    return nodeid if module.endswith("test_agreement.py") else module


pytest_xdist_make_scheduler = scheduling(scope_of)
