"""The examples in the docstrings of what notebooks import are true, and public functions have them."""

import doctest
import importlib
import inspect
import os
import pkgutil

import pytest

from tests.support.figures import untouched_matplotlib
from tests.test_api import modules

SHOWN = ("checks", "data", "plotting", "quiz", "runtime")  # every public function and class here has an example
WITHOUT = {
    "coursekit.data.HousePrices": "house_prices returns it, and shows it",
    "coursekit.data.Source": "house_prices returns it, and shows it",
    "coursekit.plotting.MissingGlyphWarning": "given where a notebook's figure is rendered",
}
FEWEST = 60  # docstrings with examples; a search that finds nothing would guard nothing


def examples() -> dict[str, doctest.DocTest]:
    """Return the docstrings that hold examples, by the name of what they describe."""
    finder, found = doctest.DocTestFinder(exclude_empty=True), {}
    for package in map(importlib.import_module, modules()):
        names = [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        for module in map(importlib.import_module, [package.__name__, *names]):
            # Typed into an empty notebook: what an example needs, it imports.
            typed = {"globs": {}} if package.__name__.rpartition(".")[2] in SHOWN else {}
            found |= {case.name: case for case in finder.find(module, **typed) if case.examples}
    return found


EXAMPLES = examples()


def public() -> dict[str, object]:
    """Return the public functions and classes that need an example, by name."""
    found = {}
    for name in SHOWN:
        package = importlib.import_module(f"coursekit.{name}")
        found |= {f"{package.__name__}.{key}": getattr(package, key) for key in package.__all__}
    return {name: thing for name, thing in found.items() if inspect.isroutine(thing) or inspect.isclass(thing)}


def described(thing) -> str:
    """Return the name under which the search finds a function or a class."""
    thing = inspect.unwrap(thing)
    return f"{thing.__module__}.{thing.__qualname__}"


@pytest.fixture
def at_home(monkeypatch, tmp_path):
    """An empty folder, messages in Chinese, figures without a window; what an example sets is put back."""
    before = dict(os.environ)
    for name in ("COURSEKIT_LANG", "COURSEKIT_DATA", "COURSEKIT_OUTPUT"):
        os.environ.pop(name, None)
    monkeypatch.chdir(tmp_path)
    with untouched_matplotlib(monkeypatch):
        yield
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_examples_are_true(name, at_home):
    """Each prints what it says."""
    case, told = EXAMPLES[name], []
    doctest.DocTestRunner().run(case, out=told.append, clear_globs=False)
    assert not told, "".join(told)


@pytest.mark.parametrize("name", sorted(set(public()) - set(WITHOUT)))
def test_what_is_public_has_an_example(name):
    """A student who asks for help finds something to type; exceptions stand in WITHOUT, with their reason."""
    assert described(public()[name]) in EXAMPLES, f"{name}: write an Examples section, or say in WITHOUT why not"


def test_exceptions_are_needed():
    """WITHOUT names what is public and has no example."""
    things = public()
    assert [name for name in WITHOUT if name not in things or described(things[name]) in EXAMPLES] == []


def test_there_are_examples():
    """The search finds them."""
    assert len(EXAMPLES) >= FEWEST
