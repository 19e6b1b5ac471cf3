"""A test's own functions in the student's hands: the candidate asks, the examiner computes."""

import functools

import numpy as np
import pytest
import torch

from coursekit.grading import callbacks
from coursekit.grading.alarms import Misuse, Quota, StudentError
from tests.grading.conftest import printed
from tests.support.served import scripted, served

STUDENTS = """
import itertools

def gradient(f, w, eps=1e-6):
    def moved(i, by): return [x + by * (i == j) for j, x in enumerate(w)]
    return [(f(moved(i, eps)) - f(moved(i, -eps))) / (2 * eps) for i in range(len(w))]

def through(f, *args, **kwargs): return f(*args, **kwargs)

def quiet(f):
    try:
        return f()
    except Exception as error:
        return type(error).__name__, str(error)

def same(f): return f
def is_same(f, g): return f is g
def first(it, n): return list(itertools.islice(it, n))
def total(it): return sum(it)
def apply_all(functions, x): return [f(x) for f in functions]

class Model:
    def __init__(self, loss): self.loss = loss
    def value(self, x): return self.loss(x)

def threaded(f):
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(f, range(20)))
"""


@pytest.fixture
def link():
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def get(link):
    return lambda name: link.ask("get", name)


def test_a_lambda_is_computed_here(get):
    """Numeric gradients of the test's own function."""
    assert np.allclose(get("gradient")(lambda w: sum(x * x for x in w), [1.0, 2.0]), [2.0, 4.0], atol=1e-6)


class Adder:
    """A callable of a test's."""

    def __init__(self, k):
        self.k = k

    def __call__(self, x):
        return x + self.k

    def plus(self, x, times=1):
        return x + times * self.k


@pytest.mark.parametrize(
    "function",
    [Adder(2), Adder(2).plus, functools.partial(Adder(1).plus, times=2), lambda x: x + 2, (2).__add__],
    ids=["callable", "method", "partial", "lambda", "builtin method"],
)
def test_whatever_a_test_can_call_can_be_passed(get, function):
    """Functions, bound methods, callable objects, partial applications; also inside lists."""
    assert get("through")(function, 3) == 5
    assert get("apply_all")([function, abs], -3) == [-1, 3]


def test_arguments_are_values_or_handles(get):
    """Nothing else of the student's comes into the test's function; a handle goes back as the object itself."""
    seen = []
    model = get("Model")(lambda x: seen.append(x) or x)
    assert model.value(np.ones(2)).tolist() == [1.0, 1.0]
    assert get("through")(lambda m: m, model) is not None
    assert get("through")(lambda m: m.loss(4), model) == 4
    assert type(seen[0]) is np.ndarray


def test_what_comes_back_is_the_function_itself(get):
    """One function is one object on both sides."""

    def f(x):
        return x

    assert get("same")(f) is f
    assert get("is_same")(f, f) is True
    assert get("is_same")(f, lambda x: x) is False


def test_a_function_may_be_kept_and_called_later(get):
    """The student's object holds on to it."""
    model = get("Model")(lambda x: x * 10)
    assert [model.value(i) for i in range(3)] == [0, 10, 20]


Boom = type("Boom", (Exception,), {"__module__": "__main__"})  # known to the test alone


def test_an_exception_goes_through_the_students_code_as_itself(get):
    """The very object, where the student lets it through; inside a student's function it is of a class known there."""
    error = Boom("text")

    def fails():
        raise error

    with pytest.raises(Boom) as caught:
        get("through")(fails)
    assert caught.value is error
    assert get("quiet")(fails) == ("Exception", "text")

    def key():
        raise KeyError("k")

    assert get("quiet")(key) == ("KeyError", "'k'")


def test_a_failed_check_is_told_without_its_words(get):
    """What a check in a call-back expected is not for the student's code; outside, the test sees its own failure."""

    def check():
        raise AssertionError("expected 42")

    assert get("quiet")(check) == ("AssertionError", "")
    with pytest.raises(AssertionError, match="42"):
        get("through")(check)


def test_an_exception_of_another_request_does_not_come_again(link, get):
    """A number that this request did not give means nothing: the description counts."""
    kept = []

    def fails():
        raise Boom("old")

    with pytest.raises(Boom):
        get("through")(fails)
    number = next(link._count) - 1
    with scripted(["raise", number, [["builtins", "ValueError"]], None, "new", None]) as other:
        kept.append(other)
        with pytest.raises(ValueError, match="new"):
            other.ask("get", "x")


def test_the_end_of_an_iteration_in_a_call_back_does_not_end_the_tests_loop(get):
    """StopIteration of the test's own comes back as a StudentError."""

    def ends():
        raise StopIteration

    with pytest.raises(StudentError):
        [get("through")(ends) for _ in range(2)]


def test_an_alarm_in_a_call_back_sticks(link, get):
    """The student's code may swallow what it likes: the request ends in the alarm."""
    handle = get("Model")

    def misuse():
        return bool(handle)

    with pytest.raises(Misuse):
        get("quiet")(misuse)
    assert isinstance(link.alarmed, Misuse)
    assert get("through")(lambda: 5) == 5  # the line goes on


def test_what_a_call_back_returns_must_be_sendable(link, get):
    """An object of the test's is an alarm, not a TypeError that a test could expect."""
    with pytest.raises(Misuse, match="Adder"):
        get("through")(lambda: type("Adder", (), {})())
    assert link.alarmed is not None


def test_calls_may_nest(get):
    """The test's function calls the student's, which calls the test's."""
    through = get("through")
    assert through(lambda: through(lambda: through(lambda: 7))) == 7


def test_endless_nesting_is_an_alarm(link, get, monkeypatch):
    """Each side calling the other for ever costs the cell."""
    monkeypatch.setattr(callbacks, "DEPTH_CAP", 5)
    through = get("through")

    def again():
        return through(again)

    with pytest.raises(Quota, match="5"):
        again()
    assert link.alarmed is not None


def test_iterators_are_read_as_far_as_needed(get):
    """A generator of the test's goes on where the student stopped."""
    numbers = iter(range(10))
    assert get("first")(numbers, 3) == [0, 1, 2]
    assert next(numbers) == 3
    assert get("total")(x * x for x in range(4)) == 14


def test_threads_of_the_students_take_turns(get):
    """The line speaks one thing at a time."""
    assert get("threaded")(lambda x: x + 1) == list(range(1, 21))


LIBRARY = [np.tanh, np.mean, torch.relu, torch.nn.functional.relu, abs, torch.nn.ReLU, torch.float32, np, torch]


@pytest.mark.parametrize("function", LIBRARY, ids=lambda f: getattr(f, "__name__", str(f)))
def test_a_librarys_function_is_found_there_by_its_name(link, get, function):
    """It is no call-back: nothing is asked of the examiner."""
    get("same")(function)
    assert not link.lent


def test_too_many_functions_are_an_alarm(get, monkeypatch):
    """A function made anew in a long loop; the alarm says what to do."""
    monkeypatch.setattr(callbacks, "LENT_CAP", 5)
    with pytest.raises(Misuse, match="循环"):
        [get("through")(lambda x: x, i) for i in range(10)]


def test_prints_come_in_their_order(forked, capsys):
    """What the student's code printed before a call-back stands before what the call-back prints."""
    printed(forked, "def f(g):\n    print('a')\n    g()\n    print('c')")
    forked.ask("get", "f")(lambda: print("b"))
    assert capsys.readouterr().out == "a\nb\nc\n"
