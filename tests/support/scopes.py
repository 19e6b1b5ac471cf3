"""What pytest-xdist gives a worker at a time, where a whole module is too much."""

from collections.abc import Callable

import pytest


def scheduling(scope_of: Callable[[str], str]):
    """Return the hook that makes ``--dist loadscope`` keep together the tests of one scope.

    Parameters
    ----------
    scope_of : callable
        Returns the scope of a test, given its node id.
    """

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(config, log):
        if config.getvalue("dist") != "loadscope":
            return None
        from xdist.scheduler import LoadScopeScheduling

        class ByScope(LoadScopeScheduling):
            def _split_scope(self, nodeid):
                return scope_of(nodeid)

        return ByScope(config, log)

    return pytest_xdist_make_scheduler
