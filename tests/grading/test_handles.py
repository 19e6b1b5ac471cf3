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
from coursekit.grading.alarms import Alarm, Misuse, Quota
from coursekit.grading.handles import Handle
from tests.support.served import scripted, served

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
copy.copy(h); copy.deepcopy(h); pickle.dumps(h); setattr(h, "_x", 1); delattr(h, "_x"); h.__enter__(); abs(h - 3.0) < 1
h.equals(3.0); h.allclose(torch.ones(3)); h.equal(torch.ones(3)); h.eq(3.0).all(); h.isclose(1); h.lt(4)
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


CLASSES = """
class Value:
    def __init__(self, data): self.data = data
    def __add__(self, other): return Value(self.data + getattr(other, 'data', other))
    __radd__ = __add__
    def __neg__(self): return Value(-self.data)
    def __matmul__(self, other): return self.data * other.data
    def __sub__(self, other): return 0
    def __abs__(self): return 0
    def __contains__(self, x): return x == self.data
    def equals(self, other): return self.data == other
    def __enter__(self):
        self.data = 'in'
        return self
    def __exit__(self, *error):
        self.data = error[0].__name__ if error[0] else 'out'
        return True
def number(): return Value(7)
def make(): return Value
bag = type('Bag', (dict,), {})(a=1)
def count(n): yield from range(n)
"""


@pytest.fixture
def made():
    """A link whose teacher's solution defines `Value` as a class."""
    with served(CLASSES) as link:
        link.classes = frozenset(["Value"])
        yield link


def test_objects_that_the_test_made_know_arithmetic(made):
    """`Value(2) + Value(3)`: a request as any call, of a class that the teacher's solution defines."""
    value = made.ask("get", "Value")
    a, b = value(2.0), value(3.0)
    assert (a + b).data == 5.0
    assert (1 + a).data == (a + 1).data == 3.0
    assert (-(a + b) + a).data == -3.0
    assert a @ b == 6.0
    assert 2.0 in a
    assert 5 not in a
    assert a.equals(2.0)
    assert made.alarmed is None


@pytest.mark.parametrize(
    "expression",
    [
        "abs(number() - 3.0) < 1e-9",
        "number() + 1",
        "7 in number()",
        "number().__enter__()",
        "abs((value(2) + value(3)) - 5.0) < 1e-9",
        "abs(-value(2) - 3.0) == 0",
        "make()(1) - 1 == 0",
        "(value(2) + number()) - 3 == 0",
        "value(1) == value(1)",
        "value(1) < 2",
        "not value(1)",
        "{value(1)}",
        "sum([value(1), value(2)]) == 3",
    ],
)
def test_arithmetic_of_what_came_back_ends_in_no_value(made, expression):
    """A result that should be a number could subtract and measure itself as it likes."""
    names = {name: made.ask("get", text) for name, text in (("value", "Value"), ("number", "number"), ("make", "make"))}
    with pytest.raises(Misuse):
        eval(expression, names)
    assert isinstance(made.alarmed, Misuse)


def test_a_candidate_whose_arithmetic_answers_with_a_value_rings():
    """Where only an object may come back, a value is refused."""
    with scripted(["ok", 0, None]) as link:
        h = Handle(link, 1, [])
        object.__setattr__(h, "_level", handles.RESULT)
        with pytest.raises(Quota):
            h - 3.0


def test_attributes_and_items_can_be_set_and_deleted(made):
    """Of any object of the student's; what is private stays so."""
    a, bag = made.ask("get", "number")(), made.ask("get", "bag")
    a.data = [1, 2]
    assert a.data == [1, 2]
    del a.data
    assert not hasattr(a, "data")
    del bag["a"]
    assert len(bag) == 0
    assert made.alarmed is None
    with pytest.raises(Misuse):
        a._data = 1


def test_a_context_manager_of_the_students_swallows_nothing(made):
    """It is entered and left; an exception of the test's goes on whatever it says."""
    a = made.ask("get", "Value")(1)
    with a as inner:
        assert inner.data == "in"
    assert a.data == "out"
    with pytest.raises(ZeroDivisionError), a:
        raise ZeroDivisionError
    assert a.data == "Exception"


def test_a_generator_is_read_by_next(made):
    """`next` asks for one item; the end is told as itself, for the test has asked for it."""
    g = made.ask("get", "count")(2)
    assert (next(g), next(g), next(g, "end")) == (0, 1, "end")
    with pytest.raises(StopIteration):
        next(g)
    assert next(iter(made.ask("get", "bag"))) == "a"


def test_classes_of_the_students_have_an_ancestry():
    """`issubclass(Net, nn.Module)` and `issubclass(Sub, Net)`, as far as claims go; names and docstrings are read."""
    code = "import io\nclass Net(io.StringIO):\n    'A net.'\nclass Sub(Net): pass\nsub = Sub()\ndef f(): pass"
    with served(code) as link:
        net, sub = link.ask("get", "Net"), link.ask("get", "Sub")
        assert issubclass(net, io.StringIO)
        assert not issubclass(net, dict)
        assert issubclass(sub, net)
        assert not issubclass(net, sub)
        assert isinstance(net, type)
        assert (net.__name__, net.__doc__, sub.__doc__) == ("Net", "A net.", None)
        assert link.ask("get", "f").__name__ == "f"


def test_too_many_objects_at_once_are_an_alarm(monkeypatch):
    """Each is held by the candidate as well; dropped ones do not count."""
    monkeypatch.setattr("coursekit.grading.link.HANDLES_CAP", 20)
    with served("make = lambda: object()") as link:
        make = link.ask("get", "make")
        for _ in range(100):
            make()
        assert link.alarmed is None
        with pytest.raises(Quota, match="20"):
            [make() for _ in range(30)]
