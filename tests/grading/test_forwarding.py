"""Library calls on what the student holds go to the candidate; nothing they say comes back as a value."""

import ast
import collections
import copy
import traceback

import numpy as np
import pytest
import torch
from torch import nn

from coursekit.grading import forwarding
from coursekit.grading.alarms import Alarm, Misuse, Quota
from coursekit.grading.handles import Handle
from tests.support.served import scripted, served

STUDENTS = """
import torch
from torch import nn
net = nn.Sequential(nn.Linear(2, 1))
class Yes:
    def __eq__(self, other): return True
    def __len__(self): return 0
    def __getitem__(self, i): raise IndexError
    def __array__(self, *a, **k): import numpy; return numpy.array(3.0)
yes = Yes()
def double(x): return 2 * x
"""
NAMES = {"np": np, "torch": torch, "nn": nn, "copy": copy, "collections": collections}


@pytest.fixture
def link():
    torch.manual_seed(0)
    with served(STUDENTS) as link:
        yield link


@pytest.fixture
def do(link):
    """Run code as a test cell is run; return its names."""

    def run(code: str) -> dict:
        names = {**NAMES, **{name: link.ask("get", name) for name in ("net", "yes", "double")}}
        names[forwarding.NAME] = forwarding.forwarding
        exec(compile(forwarding.rewrite(ast.parse(code)), "<cell>", "exec"), names)
        return names

    return run


def twin(link):
    return link.shell.user_ns["net"]


@pytest.mark.parametrize(
    "make",
    [
        "torch.optim.SGD(net.parameters(), lr=0.5)",
        "torch.optim.SGD(list(net.parameters()), lr=0.5)",
        "torch.optim.SGD([{'params': [net[0].weight], 'lr': 0.5}, {'params': net[0].bias}], lr=0.5)",
        "torch.optim.SGD(params=net.parameters(), lr=0.5)",
    ],
)
def test_an_optimizer_of_a_test_moves_the_students_network(link, do, make):
    """However its parameters are handed over, `step` acts on the student's own."""
    before = twin(link)[0].weight.detach().clone()
    do(f"opt = {make}\nopt.zero_grad()\nnet(torch.ones(1, 2)).sum().backward()\nopt.step()")
    assert torch.allclose(twin(link)[0].weight, before - 0.5)


@pytest.mark.parametrize(
    "code",
    [
        "nn.init.zeros_(net[0].weight)",
        "from torch.nn.init import zeros_\nzeros_(net[0].weight)",
        "for p in net.parameters(): nn.init.constant_(p, 0.0)",
        "with torch.no_grad(): nn.utils.vector_to_parameters(torch.zeros(3), net.parameters())",
    ],
)
def test_what_changes_its_arguments_changes_the_students(link, do, code):
    """Initialisers and helpers of torch, by any name."""
    do(code)
    assert twin(link)[0].weight.tolist() == [[0.0, 0.0]]


def test_helpers_of_torch_and_copy(link, do):
    """Clipping, copying, schedulers, wrapping a student's network in a library's."""
    names = do(
        "net(100 * torch.ones(1, 2)).sum().backward()\n"
        "norm = nn.utils.clip_grad_norm_(net.parameters(), 1.0)\n"
        "other = copy.deepcopy(net)\n"
        "nn.init.zeros_(net[0].weight)\n"
        "opt = torch.optim.Adam(net.parameters(), 0.1)\n"
        "schedule = torch.optim.lr_scheduler.StepLR(opt, 1, 0.5)\nopt.step()\nschedule.step()\n"
        "wrapped = nn.Sequential(net, nn.ReLU())"
    )
    assert type(names["norm"]) is Handle
    assert names["norm"].item() > 100
    assert sum(float(p.grad.norm()) ** 2 for p in names["net"].parameters()) == pytest.approx(1.0, rel=1e-3)
    assert names["other"][0].weight.abs().sum() > 0
    assert names["opt"].param_groups[0]["lr"] == 0.05
    assert isinstance(names["wrapped"], nn.Sequential)
    assert names["wrapped"](torch.ones(1, 2)).shape == (1, 1)


def test_gradients_of_a_students_output(link, do):
    """`torch.autograd.grad` of what a student's code returned, or a test made of it, by tensors of both sides."""
    names = do(
        "x, w = torch.ones(1, 2, requires_grad=True), net[0].weight\n"
        "(a,) = torch.autograd.grad(net(x), x)\n"
        "(b,) = torch.autograd.grad(net(x).sum() * 3, [w])\n"
        "c, d = torch.autograd.grad((net(2 * x) * x).sum() + w.sum(), (x, w))\n"
        "none = torch.autograd.grad(net(x), [net[0].bias, w[0]], allow_unused=True)[1]"
    )
    w, bias = twin(link)[0].weight.detach(), twin(link)[0].bias.detach()
    assert torch.allclose(names["a"], w)
    assert names["b"].tolist() == [[3.0, 3.0]]
    assert torch.allclose(names["c"], 4 * w + 2 * w.sum() + bias)
    assert names["d"].tolist() == [[5.0, 5.0]]
    assert names["none"] is None
    assert twin(link)[0].weight.grad is None
    with pytest.raises(RuntimeError, match="allow_unused"):
        do("torch.autograd.grad(net(torch.ones(1, 2)), [torch.ones(1, requires_grad=True)])")


@pytest.mark.parametrize(
    "check",
    [
        "assert np.allclose(yes, 3.0)",
        "assert torch.allclose(torch.tensor([yes]), torch.tensor([[3.0]]))",
        "assert torch.equal(torch.tensor([yes, yes]), torch.tensor([]))",
        "assert torch.tensor([yes]).numel() == 0",
        "np.testing.assert_allclose(yes, 3.0)",
        "np.testing.assert_equal(yes, 3.0)",
        "torch.testing.assert_close(yes, torch.tensor(3.0))",
        "assert np.array_equal(np.asarray(yes), 3.0)",
        "assert copy.deepcopy(yes) == 3",
        "assert torch.is_tensor(copy.copy(yes)) or copy.copy(yes)",
    ],
)
def test_no_comparison_passes_on_the_candidates_word(link, do, check):
    """What a library says of an object that claims to equal everything: never a pass."""
    with pytest.raises((Exception, Alarm)):
        do(check)


def test_a_checking_function_is_not_forwarded(link, do):
    """It would return None, which is a pass, and tell the candidate what was expected."""
    for name in (
        "np.testing.assert_allclose",
        "torch.testing.assert_close",
        "np.allclose",
        "torch.equal",
        "np.asarray",
    ):
        function = eval(name, NAMES)
        assert forwarding.forwarding(function) is function


def test_without_a_handle_a_library_is_as_ever(do):
    """Optimizers, copies and initialisers of the test's own objects are made here."""
    names = do(
        "mine = nn.Linear(2, 1)\nopt = torch.optim.SGD(mine.parameters(), 0.1)\ncopied = copy.deepcopy({'a': [1]})\n"
        "nn.init.zeros_(mine.weight)\nvalue = copy.deepcopy(net[0].weight)\ncounted = collections.Counter('aab')"
    )
    assert type(names["opt"]) is torch.optim.SGD
    assert names["copied"] == {"a": [1]}
    assert type(names["value"]) is torch.Tensor
    assert names["counted"]["a"] == 2


def test_a_students_function_is_called_by_libraries_here(do):
    """Sorting by it, mapping it, vectorising it: values come back."""
    names = do(
        "a = sorted([3, 1], key=double)\nb = list(map(double, [1, 2]))\nc = np.apply_along_axis(double, 0, np.ones(2))"
    )
    assert (names["a"], names["b"], names["c"].tolist()) == ([1, 3], [2, 4], [2, 2])


def test_rewriting_keeps_what_a_cell_means(do):
    """Classes with `super`, `locals`, decorators, keywords and unpacking; lines in tracebacks."""
    names = do(
        "class A:\n    def f(self): return 1\nclass B(A):\n    def f(self): return super().f() + 1\n"
        "def g(*a, k=0, **kw): return sorted(locals()), a, k\nr = g(*[1, 2], **{'k': 3, 'z': 4})\nb = B().f()"
    )
    assert names["b"] == 2
    assert names["r"] == (["a", "k", "kw"], (1, 2), 3)
    with pytest.raises(ZeroDivisionError) as caught:
        do("def f():\n    return 1 / 0\n\nf()")
    assert [f.lineno for f in traceback.extract_tb(caught.tb) if f.filename == "<cell>"] == [4, 2]


def test_a_forwarded_call_returns_no_value(link):
    """Numbers, texts and tensors stay there: a handle comes."""
    count = link.forward(collections.Counter, ("aab",), {})
    assert type(count) is Handle
    assert count["a"] == 2
    assert type(link.forward(link.ask("get", "double"), (2,), {})) is Handle
    assert link.forward(print, (), {}) is None


@pytest.mark.parametrize("reply", [["ok", True, None], ["ok", "x", None], ["ok", [0, 1], None]], ids=str)
def test_a_candidate_that_answers_a_forwarded_call_with_a_value_rings(reply):
    """Whatever it sends, a value is refused."""
    with scripted(reply) as link, pytest.raises(Quota):
        link.forward(copy.copy, (1,), {})


def test_padding_is_computed_here(do):
    """Functions of values give values, whatever package they lie in."""
    names = do("out = nn.utils.rnn.pad_sequence([net(torch.ones(1, 2))[0], torch.zeros(2)])")
    assert names["out"].shape == (2, 2)


def test_what_the_students_side_does_not_have_is_an_alarm(link):
    """A class of the test's own cannot be made there."""

    class Own:
        pass

    with pytest.raises(Misuse, match="Own"):
        link.forward(Own, (), {})


def test_an_exception_of_a_forwarded_call_crosses(do):
    """As of any call."""
    with pytest.raises(ValueError, match="learning rate"):
        do("torch.optim.SGD(net.parameters(), lr=-1.0)")
