"""Formulas as graphs: the values and gradients of PyTorch."""

import pytest
import torch

from coursekit.plotting import expression_graph
from coursekit.plotting.expressions import symbol

FORMULAS = [
    "(a + b) * (2 * b)",
    "a - b / a",
    "3 - a / 2 + 2 ** b",
    "a ** 3 - a ** b",
    "exp(a) * sin(b) + cos(a) * sqrt(b)",
    "tanh(a * b) + sigmoid(-a) + relu(b - a)",
    "log(a) / (1 + exp(-b))",
    "a * a + a",
    "z = a * b; y = sigmoid(z); (y - 1) ** 2 / 2",
]


def torch_value(formula: str, tensors: dict):
    names = {name: getattr(torch, name) for name in ("exp", "log", "sin", "cos", "sqrt", "tanh", "sigmoid", "relu")}
    scope = {**names, **tensors}
    *steps, last = (part.strip() for part in formula.split(";"))
    for step in steps:
        exec(step, scope)
    return eval(last, scope)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(("a", "b"), [(2.0, 1.0), (0.5, 3.0)])
def test_values_and_gradients_are_those_of_pytorch(formula, a, b):
    """Every operation, forward and backward, and every input that is used more than once."""
    graph = expression_graph(formula, a=a, b=b)
    tensors = {name: torch.tensor(value, dtype=torch.float64, requires_grad=True) for name, value in zip("ab", (a, b))}  # noqa: B905
    expected = torch_value(formula, tensors)
    expected.backward()
    assert list(graph["forward"].values())[-1] == pytest.approx(expected.item())
    for name, tensor in tensors.items():
        if tensor.grad is not None:
            assert graph["backward"][name] == pytest.approx(tensor.grad.item())


def test_the_chain_example_of_the_course():
    """e = (a + b)·2b at a = 2, b = 1: 6, with the gradients 2 and 8; b's comes over two edges, 2 and 6."""
    graph = expression_graph("(a + b) * (2 * b)", a=2, b=1)
    assert list(graph["forward"].values()) == [2, 1, 3, 2, 6]
    assert list(graph["nodes"].values()) == ["$a$", "$b$", "$+$", r"$2\times$", r"$\times$"]
    assert [graph["backward"][key] for key in ("a", "b")] == [2, 8]
    assert sorted(value for key, value in graph["backward"].items() if isinstance(key, tuple)) == [2, 6]


def test_named_steps_and_indices_are_mathematics():
    """A named step keeps its name; digits at the end of a name are its index."""
    graph = expression_graph("z1 = w_1 * x; sigmoid(z1)", w_1=1, x=0)
    assert list(graph["names"].values()) == ["$z_{1}$"]
    assert symbol("w12") == "$w_{12}$" and symbol("x") == "$x$" and symbol("w_in") == "$w_{in}$"


def test_what_the_output_does_not_need_is_left_out():
    """A step that nobody uses has no gradient, so it is not drawn."""
    assert list(expression_graph("u = a * 2; a + 1", a=1)["nodes"].values()) == ["$a$", "$+1$"]


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("a +", "看不懂这个算式"),
        ("a + c", "变量 c 没有给值，给了的是：a, b"),
        ("a @ b", "不能用：a @ b"),
        ("sinh(a)", "没有函数 sinh，可以用：exp, log"),
        ("log(a - 2)", r"log\(0\) 没有定义"),
        ("b / (a - 2)", "1/0 没有定义"),
        ("__import__('os').system('x')", "不能用"),
        ("1 + 2", "没有一个变量"),
        ("", "没有一个变量"),
    ],
)
def test_what_cannot_be_computed_is_named(formula, message):
    """The message says which part; nothing of the formula is run as Python."""
    with pytest.raises(ValueError, match=message):
        expression_graph(formula, a=2, b=1)
