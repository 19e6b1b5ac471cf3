"""A handle does what is safe and refuses the rest, so that no opaque object passes for a right answer."""

import copy
import io
import math
import operator
import pickle
import statistics
from contextlib import suppress

import numpy as np
import pandas as pd
import pytest
import torch

from coursekit.grading import handles
from coursekit.grading.alarms import Alarm, Misuse
from coursekit.grading.handles import Handle, claimed_class, known_class
from tests.support.served import served

STUDENTS = """
class Opaque:
    pass

class Empty:
    def __len__(self): return 0
    def __getitem__(self, i): raise IndexError
    def __eq__(self, other): return True

class Three:
    x = 1
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return 3.0
    def __iter__(self): return iter([3.0] * 3)
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    def __abs__(self): return 0
    def __array__(self, *a, **k): import numpy; return numpy.array([3.0] * 3)

opaque, empty, three = Opaque(), Empty(), Three()
"""
NAMES = {
    "math": math,
    "np": np,
    "operator": operator,
    "pd": pd,
    "torch": torch,
    "copy": copy,
    "pickle": pickle,
    "statistics": statistics,
}
REFUSED = """
bool(h); not h; h and 1; h == 1; 1 == h; h != 1; h < 1; 1 >= h; h == h; hash(h); {h}; {h: 1}; h in [1]; 1 in h
[h].index(1); [1].count(h); [h] == [1]; (h,) == (3.0,); {'a': h} == {'a': 1}; any([h]); all([h])
sum([h]); sorted([h, h]); max(h, h); min([h, 1]); float(h); int(h); complex(h); abs(h); h + 1; 1 - h; -h; h * 2.0; h @ h
round(h); math.isclose(h, 3.0); math.floor(h); operator.index(h); range(h); [1, 2, 3][h]; "%d" % h; bytes(h)
divmod(h, 1); np.asarray(h); np.array([h]); np.testing.assert_allclose(h, 3.0); np.testing.assert_array_equal(h, 3.0)
np.testing.assert_equal(h, 3.0); np.testing.assert_almost_equal(h, 3.0); np.isclose(h, 3.0); np.allclose(h, 3.0)
np.array_equal(h, [3.0] * 3); np.sum(h); np.mean(h); np.isnan(h); np.maximum(h, 1); np.shape(h); np.concatenate([h])
np.ones(3) + h; h @ np.ones(3); np.ones(3) == h; np.float64(3) * h; np.float64(3) == h; np.linalg.norm(h)
torch.as_tensor(h); torch.tensor(h); torch.ones(3) + h; torch.ones(3) == h; torch.allclose(h, torch.ones(3))
torch.equal(h, torch.ones(3)); torch.stack([h]); pd.isna(h); pd.DataFrame(h); pd.Series([h]) == 3.0
copy.copy(h); copy.deepcopy(h); pickle.dumps(h); setattr(h, "x", 1); delattr(h, "x"); operator.delitem(h, 0); next(h)
"""
EXPRESSIONS = [text.strip() for line in REFUSED.strip().split("\n") for text in line.split(";")]


@pytest.fixture(scope="module")
def link():
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def get(link):
    link.clear()
    return lambda name: link.ask("get", name)


@pytest.mark.parametrize("name", ["opaque", "empty", "three"])
@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_what_could_pass_a_wrong_answer_rings_the_alarm(link, get, expression, name):
    """Truth, comparison, hash, arithmetic, numpy's, torch's and pandas' protocols: the alarm rings, and sticks.

    It does so for an object without anything, for an empty one and for one that pretends to be right; and whatever
    the expression makes of the exception.
    """
    h = get(name)
    with suppress(Exception, Alarm):
        eval(expression, {**NAMES, "h": h})
    assert isinstance(link.alarmed, Misuse)


@pytest.mark.parametrize("call", [np.testing.assert_allclose, torch.testing.assert_close, statistics.mean])
def test_no_library_takes_an_empty_object_for_a_number(get, call):
    """An object without elements does not pass the comparisons of numpy and torch."""
    with pytest.raises((Exception, Alarm)):
        call(get("empty"), 3.0)


def test_the_safe_things_work(link, get):
    """`is`, repr, str, format, len, items, iteration and public attributes."""
    h = get("three")
    assert h is not None
    assert "Three object" in repr(h)
    assert "Three object" in f"{h}"
    assert len(h) == 3
    assert h[0] == 3.0
    assert list(h) == [3.0] * 3
    assert sum(h) == 9.0
    assert h.x == 1
    assert link.alarmed is None


def test_private_attributes_do_not_cross(get):
    """What begins with an underscore is no part of an interface."""
    with pytest.raises(AttributeError):
        getattr(get("three"), "_hidden")  # noqa: B009
    assert not hasattr(get("three"), "__wrapped__")


def test_calls_and_items_reach_the_object():
    """Functions take positions and names; `h[k] = v` changes the candidate's object."""
    with served("def f(a, *, b=1): return a - b\nd = type('D', (dict,), {})()") as link:
        f, d = link.ask("get", "f"), link.ask("get", "d")
        assert (f(3), f(3, b=2)) == (2, 1)
        d["k"] = (1, 2)
        assert link.shell.user_ns["d"] == {"k": (1, 2)}
        assert d["k"] == (1, 2)


def test_iteration_ends_at_the_cap(monkeypatch):
    """An endless iterator costs the cell, not the examiner."""
    monkeypatch.setattr(handles, "ITERATION_CAP", 50)
    with served("import itertools\nendless = itertools.count()") as link:
        with pytest.raises(Misuse, match="50"):
            list(link.ask("get", "endless"))
        assert link.alarmed is not None


@pytest.mark.parametrize("length", ["-1", "'3'", "3.0", "2**70"])
def test_a_length_is_a_number_or_an_error(length):
    """Whatever the candidate says a length is, `len` gives an int or raises."""
    code = f"class L:\n    def __len__(self): return {length}\nh = L()"
    with served(code) as link, pytest.raises((Exception, Alarm)):
        len(link.ask("get", "h"))


def test_classes_are_claims(get):
    """`isinstance` believes the candidate where the examiner knows the class; the true type never lies."""
    with served(
        "import io\nclass Own(io.StringIO): pass\nh = Own()\nfalse = type('int', (), {'__module__': 'builtins'})()"
    ) as link:
        h, false = link.ask("get", "h"), link.ask("get", "false")
        assert isinstance(h, io.StringIO)
        assert isinstance(false, int)
        assert type(h) is type(false) is Handle


def test_a_class_of_the_students_works_with_isinstance():
    """`isinstance(value, Net)` is asked of the candidate."""
    with served("class Net: pass\nnet = Net()") as link:
        assert isinstance(link.ask("get", "net"), link.ask("get", "Net"))
        assert not isinstance(3, link.ask("get", "Net"))


def test_the_alarm_does_not_carry_a_students_class_name(link):
    """A class could be named after what a hidden test passed in: the message names known classes only."""
    with served("h = type('SECRET', (), {})()\ng = type('SECRET', (list,), {})()") as link:
        for name in "hg":
            with pytest.raises(Misuse) as caught:
                bool(link.ask("get", name))
            assert "SECRET" not in caught.value.message


def test_no_module_is_imported_on_a_claim(monkeypatch):
    """A class is looked up in what is loaded; a lazy package is not asked."""
    import sys
    import types

    class Lazy(types.ModuleType):
        def __getattr__(self, name):
            raise AssertionError("asked")

    monkeypatch.setitem(sys.modules, "lazy_package", Lazy("lazy_package"))
    assert known_class("lazy_package", "Thing") is None
    assert known_class("no_such_module", "Thing") is None
    assert known_class("io", "StringIO") is io.StringIO
    assert known_class("math", "pi") is None
    assert claimed_class([["lazy_package", "Thing"], ["builtins", "dict"]]) is dict
    assert claimed_class([]) is object


def test_a_dropped_handle_frees_the_object():
    """The candidate keeps what the examiner may still ask for, and nothing else."""
    with served("make = lambda: object()") as link:
        make = link.ask("get", "make")
        kept = make()
        for _ in range(20):
            make()
        link.ask("get", "make")
        assert len(link.shell.candidate.objects) <= 5
        assert repr(kept)
