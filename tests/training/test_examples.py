"""The examples in the docstrings of training are true."""

import doctest
import importlib
import pkgutil

import pytest

from coursekit import training

NAMES = [f"{training.__name__}.{module.name}" for module in pkgutil.iter_modules(training.__path__)]


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_true(name):
    """Each prints what it says."""
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    """The search finds those of the plans."""
    finder = doctest.DocTestFinder()
    found = [case for name in NAMES for case in finder.find(importlib.import_module(name)) if case.examples]
    assert len(found) >= 5
