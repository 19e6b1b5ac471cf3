# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""A homework that is worth attacking: hidden constants, hidden inputs, partial credit, a file, a call-back, a report.

A module of attacks may ask for more questions beside the eight: those of `MORE_POINTS`.
"""

from dataclasses import dataclass
from pathlib import Path

from nbformat.v4 import new_markdown_cell, new_notebook

from tests.grading.conftest import cell, graded, solution

NAME = "hw"


@dataclass(frozen=True)
class Secrets:
    """What no student may learn.

    Attributes
    ----------
    key, constant, label : str
        Stand in hidden tests only; nothing of them is ever sent to a candidate.
    passed : str
        A number that hidden tests pass into students' functions: a candidate meets it, a page must not show it.
    solved, neighbour, environment, course_file, beside_data : str
        Stand in the teacher's solution, in another student's answers, in the environment of who grades, in a file of
        the course, in a file beside the data folder.
    """

    key: str = "KEY-7f3a91c4"
    constant: str = "41.625371"
    label: str = "8.12534"
    passed: str = "739.25125"
    solved: str = "SOLVED-d20b6e"
    neighbour: str = "NEIGHBOUR-51c2e8"
    environment: str = "TOKEN-c81e44d0"
    course_file: str = "COURSE-93b1d2"
    beside_data: str = "BESIDE-0f6ce7"

    @property
    def untold(self) -> list[str]:
        """What no candidate may ever hold."""
        return [self.key, self.constant, self.label, self.solved, self.environment, self.course_file, self.beside_data]


SECRETS = Secrets()


SETUP = """import os
import numpy as np
from coursekit import checks

X = np.loadtxt(os.path.join(os.environ["COURSEKIT_DATA"], "train.csv"))
y_test = np.array([1.0, 5.0, 9.0])
points = 3"""
DATA = "0 1\n2 3\n4 5\n"
MORE_SETUP = {
    "torch": "import torch\nfrom torch import nn",
    "models": "import random\nfrom sklearn.linear_model import LogisticRegression\n\n"
    "A = np.array([[x, -x] for x in range(-10, 11) if x], float)\nsigns = (A[:, 0] > 0).astype(int)",
}


def right(secrets: Secrets = SECRETS) -> dict[str, str]:
    """Return right answers, by the name of the cell; without the mark of the teacher's own."""
    return {
        "double": "def double(x):\n    return x * 2",
        "rate": f"def rate(k):\n    return {{1: 1.5, 2: 2.5, 3: {secrets.constant}}}[k]",
        "predict": "def predict(X):\n    return X.sum(axis=1)",
        "items": "def items(n):\n    if n < 0:\n        raise ValueError('n < 0')\n    return [i * i for i in range(n)]",
        "account": "class Account:\n    def __init__(self, start):\n        self.balance = start\n\n"
        "    def deposit(self, amount):\n        self.balance += amount\n        return self.balance\n\n"
        "    def score(self, X, y):\n        return 0.0",  # by this the notebook has a class that is asked for its score
        "area": "def area(f):\n    return sum(f((i + 0.5) / 100) for i in range(100)) / 100",
        "file": f"with open('submission.csv', 'w') as file:\n    file.write('id,y\\n1,{secrets.label}\\n')",
        "last": "def last(x):\n    return x",
        "net": "class Net(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n"
        "        self.layer = nn.Linear(d, 1)\n\n    def forward(self, x):\n        return self.layer(x)",
        "mse": "def mse(a, b):\n    return ((a - b) ** 2).mean()",
        "model": "def fit_model(X, y):\n    return LogisticRegression().fit(X, y)",
        "evaluate": "def evaluate(model, X, y):\n    return float(np.mean(model(X) == y))",
        "draw": "def draw(rng, n):\n    if isinstance(rng, torch.Generator):\n"
        "        return torch.rand(n, generator=rng).tolist()\n    return [rng.random() for _ in range(n)]\n\n\n"
        "def total(Z):\n    return float(sum(Z))",
    }


# Every one of them earns nothing.
WRONG = {
    "double": "def double(x):\n    return x",
    "rate": "def rate(k):\n    return 0.0",
    "predict": "def predict(X):\n    return np.zeros(len(X))",
    "items": "def items(n):\n    return list(range(1, n + 1))",
    "account": "class Account:\n    balance = 0.0\n\n    def __init__(self, start):\n        pass\n\n"
    "    def deposit(self, amount):\n        return 0.0",
    "area": "def area(f):\n    return 0.0",
    "file": "pass",
    "last": "def last(x):\n    return 0",
    "net": "class Net(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n"
    "        self.layer = nn.Linear(d + 1, 1)\n\n    def forward(self, x):\n        return x.sum(1, keepdim=True)",
    "mse": "def mse(a, b):\n    return (a - b).mean()",
    "model": "def fit_model(X, y):\n    return LogisticRegression().fit(X, 1 - y)",
    "evaluate": "def evaluate(model, X, y):\n    return 0.0",
    "draw": "def draw(rng, n):\n    return [0.0] * n\n\n\ndef total(Z):\n    return 0.0",
}

POINTS = {"double": 4, "rate": 2, "predict": 2, "items": 3, "account": 2, "area": 1, "file": 2, "last": 1}
MORE_POINTS = {"torch": {"net": 3, "mse": 2}, "models": {"model": 3, "evaluate": 1, "draw": 4}}


def tests(secrets: Secrets = SECRETS) -> dict[str, str]:
    """Return the test cells' text, in the several styles that teachers write."""
    begin, end = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
    passed, constant = secrets.passed, secrets.constant
    return {
        "double": f"""checks.close(double(2.0), 4.0)
{begin}
# {secrets.key}
with checks.points(1, "数组"):
    checks.close(double(X), X * 2)
with checks.points(2, "负数"):
    checks.close(double(-{passed}), -2 * {passed}, say="负数也要翻倍")
{end}""",
        "rate": f"""assert rate(1) == 1.5
{begin}
assert abs(rate(3) - {constant}) < 1e-9, "rate(3) 应为 {constant}"
assert isinstance(rate(2), float) and rate(2) > 2
assert not rate(2) < 2
{end}""",
        "predict": f"""p = predict(X)
np.testing.assert_allclose(p, y_test)
assert (p == y_test).all() and p.shape == (3,)
{begin}
with checks.points(1, "别的数据"):
    Z = np.linspace({passed}, {passed} + 1, 5)[:, None] * np.ones((1, 2))
    assert np.max(np.abs(predict(Z) - Z.sum(axis=1))) < 1e-6
    assert points == 3
{end}""",
        "items": f"""seen = 0
for i, item in enumerate(items(4)):
    assert item == i * i
    seen += 1
assert seen == 4
{begin}
with checks.points(1, "负数报错"), checks.raises(ValueError):
    items(-1)
with checks.points(1, "排序"):
    assert sorted(items(3), reverse=True) == [4, 1, 0] and set(items(2)) == {{0, 1}}
{end}""",
        "account": f"""a = Account(10.0)
a.deposit(5.0)
assert a.balance == 15.0
{begin}
b = Account({passed})
assert abs(b.deposit(0.5) - {passed} - 0.5) < 1e-9
assert b.balance == {passed} + 0.5
{end}""",
        "area": f"""assert abs(area(lambda t: t) - 0.5) < 1e-3
{begin}
steep = {constant}
assert abs(area(lambda t: steep * t) - steep / 2) < 1e-3
{end}""",
        "file": f"""rows = checks.file("submission.csv").decode().split()
assert rows[0] == "id,y"
{begin}
assert rows[1:] == ["1,{secrets.label}"]
{end}""",
        "net": f"""net = Net(2)
assert sum(p.numel() for p in net.parameters()) == 3, "参数个数应为 3"
{begin}
W, b = torch.tensor([[1.0, 2.0]]), torch.tensor([{passed}])
net.load_state_dict({{"layer.weight": W, "layer.bias": b}})
Z = torch.randn(5, 2, generator=torch.Generator().manual_seed(checks.seed()))
checks.close(net(Z), Z @ W.T + b)
assert torch.allclose(net(Z), Z @ W.T + b)
{end}""",
        "mse": f"""assert mse(torch.ones(3), torch.zeros(3)).item() == 1.0
{begin}
assert torch.isclose(mse(torch.tensor([{passed}]), torch.zeros(1)), torch.tensor({passed}) ** 2)
{end}""",
        "last": "assert last(1) == 1",
        "model": f"""model = fit_model(A, signs)
assert model.score(A, signs) > 0.9
{begin}
with checks.points(2, "没有见过的数据"):
    fresh = np.array([[{passed}, -{passed}], [-0.5, 0.5], [0.25, -0.25], [-3.5, 3.5]])
    assert model.score(fresh, np.array([1, 0, 1, 0])) == 1.0
{end}""",
        "evaluate": f"""assert evaluate(lambda X: X[:, 0] > 0, A, signs) == 1.0
{begin}
assert abs(evaluate(lambda X: X[:, 0] > {passed}, A, signs) - 0.5) < 1e-9
assert evaluate(lambda X: X[:, 0] < 0, A, signs) == 0.0
{end}""",
        "draw": f"""assert len(draw(np.random.default_rng(0), 3)) == 3
{begin}
start = checks.seed()
with checks.points(1, "numpy"):
    rng = np.random.default_rng(start)
    draw(rng, 3)
    Z = rng.random(5)
    assert abs(total(Z) - Z.sum()) < 1e-9
with checks.points(1, "RandomState"):
    old = np.random.RandomState(start)
    draw(old, 3)
    Z = np.array([old.standard_normal()])
    assert abs(total(Z) - Z.sum()) < 1e-9
with checks.points(1, "random"):
    rolls = random.Random(start)
    draw(rolls, 3)
    Z = np.array([rolls.random() for _ in range(5)])
    assert abs(total(Z) - Z.sum()) < 1e-9
with checks.points(1, "torch"):
    generator = torch.Generator().manual_seed(start)
    draw(generator, 3)
    Z = torch.rand(5, generator=generator).numpy()
    assert abs(total(Z) - Z.sum()) < 1e-5
{end}""",
    }


def points_of(more: tuple[str, ...] = ()) -> dict[str, float]:
    """Return the points of the tests, by the name of what they test; `more` names groups of `MORE_POINTS`."""
    return {**POINTS, **{name: worth for group in more for name, worth in MORE_POINTS[group].items()}}


def notebook(secrets: Secrets = SECRETS, more: tuple[str, ...] = ()):
    """Return the teacher's notebook: eight questions and those of `more`, and a report marked by hand."""
    answers, checked = right(secrets), tests(secrets)
    cells = [cell("\n".join([SETUP, *(MORE_SETUP[group] for group in more)]), "setup")]
    for name, worth in points_of(more).items():
        text = f"### BEGIN SOLUTION\n# {secrets.solved}\n{answers[name]}\n### END SOLUTION"
        cells += [solution(text, name), graded(checked[name], f"test_{name}", worth)]
    report = new_markdown_cell("写下你的思路。")
    about = {**cell("", "report").metadata["nbgrader"], "grade": True, "solution": True, "locked": False, "points": 5}
    report.metadata["nbgrader"] = about
    return new_notebook(cells=[*cells, report])


def lay_out(root: Path, secrets: Secrets = SECRETS) -> Path:
    """Write what lies around the course's notebooks; return the data folder, which lies elsewhere."""
    data = root.with_name(f"data of {root.name}") / "public"
    data.mkdir(parents=True)
    (data / "train.csv").write_text(DATA)
    (data.parent / "test-labels.csv").write_text(secrets.beside_data)
    root.mkdir(exist_ok=True)
    (root / "teacher.txt").write_text(secrets.course_file)
    return data
