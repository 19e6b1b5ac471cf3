"""`checks.remote`, `inout`, `source` and `output` in test cells that the engine grades."""

import pytest
from nbformat.v4 import new_notebook

from coursekit.grading.grade import Grader
from tests.grading.conftest import Ready, SmallCourse, cell, graded, solution

SETUP = """import copy
import numpy as np
import torch
from torch import nn
from coursekit import checks

class Meter:
    def __init__(self): self.seen = []
    def add(self, x): self.seen.append(x)

def make_optimizer(net):
    return torch.optim.SGD(net.parameters(), lr=0.5)"""
SOLUTION = """### BEGIN SOLUTION
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return self.layer(x)

class Vector:
    def __init__(self, *parts):
        self.parts = list(parts)

    def __add__(self, other):
        return Vector(*[a + b for a, b in zip(self.parts, other.parts)])

    def __matmul__(self, other):
        return sum(a * b for a, b in zip(self.parts, other.parts))

def normalise(x):
    x -= x.mean()

def train(net, X, y, opt, loss_fn, meter=None):
    for _ in range(3):
        opt.zero_grad()
        loss = loss_fn(net(X), y)
        loss.backward()
        opt.step()
        print(f"loss {loss.item():.3f}")
        if meter is not None:
            meter.add(1.0)

def minimise(f, x, steps):
    for _ in range(steps):
        x = x - 0.1 * (f(x + 1e-4) - f(x - 1e-4)) / 2e-4
    return x

def sample(rng, n):
    return rng.integers(0, 10, n)
### END SOLUTION"""
TESTS = {
    "test_inout": """x = np.array([1.0, 2.0, 3.0])
normalise(checks.inout(x))
checks.close(x, np.array([-1.0, 0.0, 1.0]))""",
    "test_remote": """net = Net()
meter = checks.remote(Meter)()
before = [p.clone() for p in net.parameters()]
X, y = torch.ones(4, 2), torch.zeros(4, 1)
with checks.output() as out:
    train(net, X, y, torch.optim.Adam(net.parameters(), 0.1), nn.MSELoss(), meter)
checks.equal(len(out.lines), 3)
checks.equal(meter.seen, [1.0, 1.0, 1.0])
assert not any(torch.equal(a, b) for a, b in zip(before, net.parameters()))
opt = make_optimizer(net)
opt.zero_grad()
((net(X) - y) ** 2).mean().backward()
kept = copy.deepcopy(net)
opt.step()
assert not torch.equal(kept.layer.weight, net.layer.weight)""",
    "test_source": """assert "for" not in checks.source("normalise"), "不要用循环"
assert checks.source("Net").startswith("class Net(")
with checks.raises(checks.CheckFailed):
    checks.source("nothing")""",
    "test_callback": """checks.close(minimise(lambda x: (x - 3.0) ** 2, 0.0, 100), 3.0, tol=1e-3)
rng, alone = np.random.default_rng(1), np.random.default_rng(1)
checks.equal(sample(rng, 3), alone.integers(0, 10, 3))
checks.equal(rng.random(), alone.random())""",
    "test_vector": """checks.equal((Vector(1, 2) + Vector(3, 4)).parts, [4, 6])
checks.equal(Vector(1, 2) @ Vector(3, 4), 11)
assert isinstance(Vector(1), Vector)""",
}


@pytest.fixture(scope="module")
def graded_by(warm, tmp_path_factory):
    """Grade a submission with another solution cell; return the points of each test."""
    cells = [cell(SETUP, "setup"), solution(SOLUTION, "answer")]
    cells += [graded(source, name, 1) for name, source in TESTS.items()]
    small = SmallCourse(tmp_path_factory.mktemp("values"), new_notebook(cells=cells))
    grader = Grader(small.course, small.name, Ready(warm))

    def run(answer: str) -> dict[str, float]:
        small.hand_in("s1", answer=answer)
        result = grader.grade_one("s1", grader.assignments[0]).result
        return {item.grade_id: (item.score, item.detail) for item in result.cells}

    return run


def points(result) -> dict[str, float]:
    return {name: score for name, (score, _) in result.items()}


def test_a_right_answer_earns_everything(graded_by):
    """Optimizers, call-backs, generators, changed arguments, sources and outputs of one notebook, examined by value."""
    result = graded_by(SOLUTION)
    assert points(result) == dict.fromkeys(TESTS, 1.0), result


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("x -= x.mean()", "x = x - x.mean()", {"test_inout"}),
        ("x -= x.mean()", "for i in range(1): x -= x.mean()", {"test_source"}),
        ("opt.step()", "pass", {"test_remote"}),
        ("print(f", "str(f", {"test_remote"}),
        ("x = x - 0.1 *", "x = x + 0.1 *", {"test_callback"}),
        ("rng.integers(0, 10, n)", "np.arange(n)", {"test_callback"}),
        ("rng.integers(0, 10, n)", "np.random.default_rng(1).integers(0, 10, n)", {"test_callback"}),
        ("Vector(*[a + b", "Vector(*[a - b", {"test_vector"}),
        ("return sum(", "return 1 + sum(", {"test_vector"}),
    ],
)
def test_a_wrong_answer_loses_its_test(graded_by, old, new, lost):
    """And no other."""
    result = points(graded_by(SOLUTION.replace(old, new)))
    assert {name for name, score in result.items() if score == 0} == lost


FORGED = """
class Three:
    def __eq__(self, other): return True
    def __sub__(self, other): return 0
    __rsub__ = __matmul__ = __rmatmul__ = __add__ = __radd__ = lambda self, other: self
    def __abs__(self): return 0
    def __lt__(self, other): return True
    def __len__(self): return 0
    def __getitem__(self, i): raise IndexError
    parts = property(lambda self: self)
def Vector(*parts): return Three()
def minimise(f, x, steps): return Three()
def sample(rng, n): return Three()
def Net(): return Three()
def normalise(x): pass
def train(*args): pass
"""


def test_objects_that_agree_with_everything_earn_nothing(graded_by):
    """`==`, arithmetic, order, length: none of it is believed."""
    result = points(graded_by(FORGED))
    assert sum(score for name, score in result.items() if name != "test_source") == 0
