"""What a test can pass to the student's code: by value, by name, as a copy, as a call-back; the rest is an alarm."""

import collections
import datetime
import decimal
import pathlib
import re

import numpy as np
import pytest
import torch
from torch import nn

from coursekit.grading import outgoing
from coursekit.grading.alarms import Misuse, Quota
from coursekit.grading.outgoing import find, name_of
from coursekit.grading.reference import Reference
from tests.support.served import scripted, served

STUDENTS = """
def kind(x): return type(x).__name__
def call(f, *args): return f(*args)
def item(x, key): return x[key]
def dtype(x): return x.dtype
def text(x): return str(x)
def held(x): return [len(t) for t in getattr(x.dataset, 'dataset', x.dataset).tensors]
def pairs(x): return [(float(a), int(b)) for a, b in x]
def held_items(x): return f"{type(x.dataset).__name__} {len(x.dataset)}"
def storages(x): return [t.untyped_storage().nbytes() for t in x.tensors]
"""


@pytest.fixture
def link():
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def get(link):
    return lambda name: link.ask("get", name)


@pytest.mark.parametrize(
    "value",
    [
        nn.MSELoss(reduction="sum"),
        nn.ReLU(),
        np.dtype("float32"),
        torch.device("cpu"),
        decimal.Decimal("1.5"),
        pathlib.PurePosixPath("a/b"),
        re.compile("a+"),
        datetime.time(1, 2),
        collections.Counter("aab"),
        collections.OrderedDict(a=1),
        collections.deque([1]),
        np.array([None, "a"]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_librarys_object_is_copied_with_its_class(get, value):
    """What a student's function gets is what it would get at home; changing the copy changes nothing that matters."""
    assert get("kind")(value) == type(value).__name__
    assert get("text")(value) == str(value)


def test_a_part_of_a_tensor_takes_nothing_else_along(get):
    """The rest of a data set lies in the same memory: it may be what the student's model is judged by."""
    whole = torch.arange(1000.0)
    data = torch.utils.data.TensorDataset(whole[:3], whole.reshape(10, 100)[:3, 5].requires_grad_())
    assert get("storages")(data) == [12, 12]
    assert get("item")(data, 1) == (1.0, 105.0)
    assert data.tensors[0].untyped_storage().nbytes() == 4000


def test_a_part_of_a_data_set_takes_nothing_else_along(get):
    """`random_split`: the student's function gets its half, by itself and in a loader, and not the other one."""
    whole = torch.utils.data.TensorDataset(torch.arange(10.0), torch.arange(10))
    half, _ = torch.utils.data.random_split(whole, [4, 6])
    for given in (half, torch.utils.data.DataLoader(half)):
        assert get("call")(get("held"), given) == [4, 4]
    assert [get("item")(half, i) for i in range(4)] == [half[i] for i in range(4)]
    assert get("call")(get("held"), torch.utils.data.Subset(whole, [])) == [0, 0]
    assert len(half.dataset) == 10


class Squares(torch.utils.data.Dataset):
    """A data set of a class of the test's own; it counts what is asked of it."""

    def __init__(self):
        self.hidden, self.asked = ["SECRET"] * 10, []

    def __len__(self):
        return 10

    def __getitem__(self, place):
        self.asked.append(int(place))
        return torch.tensor(float(place)) ** 2, int(place)


def test_a_part_of_any_other_data_set_crosses_as_its_items(get, monkeypatch):
    """Of what else the data set holds nothing goes along; more items than anybody would make by hand do not cross."""
    whole = Squares()
    half, rest = torch.utils.data.random_split(whole, [4, 6])
    for given in (half, torch.utils.data.Subset(half, [0, 1, 2, 3])):
        assert get("call")(get("pairs"), given) == [(float(place**2), int(place)) for place in half.indices]
        assert get("held_items")(given) == "list 4"
    assert get("call")(get("pairs"), torch.utils.data.DataLoader(half, batch_size=None)) == get("pairs")(half)
    assert not set(whole.asked) & set(rest.indices)
    monkeypatch.setattr(outgoing, "ITEMS_CAP", 3)
    with pytest.raises(Misuse, match="Subset"):
        get("pairs")(half)


def test_a_loss_of_the_tests_is_computed_there(get):
    """No call-back: the copy works on the student's own tensors."""
    assert get("call")(nn.MSELoss(reduction="sum"), torch.zeros(3), torch.ones(3)) == 3.0


NAMED = [torch.float64, np.float32, np.mean, torch.relu, nn.Linear, datetime.date, len]


@pytest.mark.parametrize("value", NAMED, ids=range(len(NAMED)))
def test_names_lead_to_the_object_itself(value):
    """A name is used only where the loaded module has this very object under it."""
    module, name = name_of(value)
    assert find(module, name) is value


def test_what_only_bears_a_name_is_not_found_by_it():
    """A function or class of the test's may say that it is a library's."""
    assert name_of(lambda: 1) is None
    assert name_of(type("mean", (), {"__module__": "numpy"})) is None
    assert name_of(np.pi) is None


def test_element_types_come_back_as_themselves(get):
    """They compare equal, as a handle would not."""
    assert get("dtype")(np.ones(2, np.float32)) == np.float32
    assert get("dtype")(torch.ones(2, dtype=torch.int64)) == torch.int64


def test_nothing_of_the_reference_reaches_a_student(link, get):
    """Its functions, methods, classes, instances and itself: whoever can call it has every answer."""
    reference = Reference({**vars(__import__("builtins"))})
    reference.add("a", "class A:\n    def f(self): return 1\ndef f(x): return 42\na = A()")
    for value in (reference, reference.f, reference.A, reference.a, reference.a.f, [reference.f], {"k": reference.f}):
        link.clear()
        with pytest.raises(Misuse, match="reference"):
            get("call")(value)
        assert link.alarmed is not None
        with pytest.raises(Misuse, match="reference"):
            get("call")(lambda value=value: value)


def test_a_generator_is_lent_to_a_call_and_to_nothing_else(get):
    """What a call-back returns is not brought back, so it must not be something that is drawn from."""
    with pytest.raises(Misuse):
        get("call")(lambda: np.random.default_rng(1))


def test_the_alarm_says_what_to_do(get):
    """The cure stands in the text."""
    with pytest.raises(Misuse, match=r"checks\.remote\(Linear\)"):
        get("kind")(nn.Linear(1, 1))


@pytest.mark.parametrize("mode", [[True], [1, "torch.float32"], [True, "torch.int64"], [True, 5], "x"], ids=str)
def test_a_call_back_in_no_mode_is_an_alarm(mode):
    """The candidate says whether gradients are on; anything else ends the line."""
    with scripted(["back", 1, [1], [2], mode, None]) as link, pytest.raises(Quota):
        link.ask("get", lambda: 1)
