"""What pytest-xdist gives a worker at a time, where a whole module is too much."""

import re

import pytest


def scope_of(nodeid: str) -> str:
    """Return what a test shares its fixtures with: its module, and its exercise or its course where it is of one."""
    module, _, test = nodeid.partition("::")
    if module.endswith("test_agreement.py"):
        return nodeid  # each of them lays out a course of its own
    exercise = re.search(r"\[(ex\d\d_\w+)\]$", test)
    return f"{module}[{exercise[1]}]" if exercise else module


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give a worker one scope at a time; a hook of every conftest that imports it."""
    if config.getvalue("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByScope(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return scope_of(nodeid)

    return ByScope(config, log)
