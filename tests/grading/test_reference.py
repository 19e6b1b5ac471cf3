"""The teacher's solution in hidden tests."""

import ast
import builtins

import pytest

from coursekit.grading.reference import Reference, is_reference, reference_uses


@pytest.fixture
def reference():
    made = Reference(vars(builtins))
    made.add("a", "def f(x): return x + offset\nclass Net:\n    def forward(self): return 1\noffset = 1")
    return made


def test_it_runs_when_first_asked_for(reference):
    """In order, once, and cells further down only when they have been reached."""
    reference.add("b", "runs = []\nruns.append(f(1))")
    assert reference.f(2) == 3
    assert reference.runs == [2]
    reference.add("c", "offset = 10")
    assert reference.f(2) == 12
    assert reference.runs == [2]


def test_a_name_that_the_solution_lacks(reference):
    with pytest.raises(AttributeError, match="nothing"):
        assert reference.nothing


def test_it_cannot_be_written(reference):
    with pytest.raises(AttributeError):
        reference.f = 1


def test_its_code_is_known_as_its_code(reference):
    """Functions, classes, instances, bound methods, itself: none may reach a student's function; its numbers may."""
    net = reference.Net()
    for thing in (reference, reference.f, reference.Net, net, net.forward):
        assert is_reference(thing)
    for thing in (reference.offset, len, "reference", [1], ast, is_reference):
        assert not is_reference(thing)


def test_uses_are_found_with_their_lines():
    """Attributes by name; the bare name has none."""
    found = reference_uses(ast.parse("a = reference.f(1)\n\nb = reference\nx.reference.y\nreference.net.w"))
    assert sorted(found) == [(1, "f"), (3, ""), (5, "net")]
