"""A course that is graded by nbgrader goes to a worker by itself."""

from tests.support.scopes import pytest_xdist_make_scheduler  # noqa: F401 - a hook
