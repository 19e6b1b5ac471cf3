"""A formula as a computational graph: values forward, gradients backward."""

import ast
import math
from dataclasses import dataclass, field

from coursekit.lang import tr


@dataclass
class _Node:
    label: str
    value: float
    inputs: list = field(default_factory=list)  # (key of the input, derivative with respect to it)
    name: str | None = None


_OPERATORS = {ast.Add: "+", ast.Sub: "-", ast.Mult: r"\times", ast.Div: r"\div", ast.Pow: "^"}


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


# name: (label, function, derivative from the input and the output)
_FUNCTIONS = {
    "exp": (r"$\exp$", math.exp, lambda x, y: y),
    "log": (r"$\ln$", math.log, lambda x, y: 1 / x),
    "sqrt": (r"$\sqrt{\;\;}$", math.sqrt, lambda x, y: 0.5 / y),
    "sin": (r"$\sin$", math.sin, lambda x, y: math.cos(x)),
    "cos": (r"$\cos$", math.cos, lambda x, y: -math.sin(x)),
    "tanh": (r"$\tanh$", math.tanh, lambda x, y: 1 - y * y),
    "sigmoid": (r"$\sigma$", _logistic, lambda x, y: y * (1 - y)),
    "relu": ("ReLU", lambda x: max(0.0, x), lambda x, y: float(x > 0)),
}


def expression_graph(formula: str, **values: float) -> dict:
    """Compute a formula and its gradients, as what ``computational_graph`` draws.

    Parameters
    ----------
    formula : str
        Python arithmetic of numbers, names and exp, log, sqrt, sin, cos, tanh, sigmoid, relu. Steps may be named and
        separated by semicolons: ``"z = w*x + b; a = sigmoid(z)"``; the last one is the output.
    **values : float
        The inputs.

    Returns
    -------
    dict
        ``nodes``, ``edges``, ``forward``, ``backward`` and ``names``, to be passed on by ``**``. Gradients of the
        output stand for every node; where a value is used several times, also for each of its edges.

    Raises
    ------
    ValueError
        For a name without a value, an operation that is not known, or one that is not defined (a logarithm of 0).

    Examples
    --------
    >>> from coursekit import plotting
    >>> graph = plotting.expression_graph("(a + b) * (2 * b)", a=2, b=1)
    >>> graph["backward"]["a"], graph["backward"]["b"]
    (2.0, 8.0)
    """
    builder = _Builder(values)
    try:
        body = ast.parse(formula.strip()).body
    except SyntaxError:
        raise ValueError(tr(f"看不懂这个算式：{formula}", f"cannot read this formula: {formula}")) from None
    output = None
    for statement in body:
        output = builder.statement(statement)
    if not isinstance(output, str):
        raise ValueError(tr(f"算式里没有一个变量：{formula}", f"the formula has no variable: {formula}"))
    return _described(builder.nodes, output)


class _Builder:
    """Walks the syntax tree; a constant folds into the operation that uses it."""

    def __init__(self, values: dict):
        self.given = values
        self.names = {}
        self.nodes = {}

    def statement(self, node):
        if isinstance(node, ast.Expr):
            return self.visit(node.value)
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, made = node.targets[0].id, self.visit(node.value)
            if isinstance(made, str) and self.nodes[made].inputs:
                self.nodes[made].name = name
            self.names[name] = made
            return made
        raise _unknown(node)

    def visit(self, node):
        """The key of a node, or a number."""
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            return float(node.value)
        if isinstance(node, ast.Name):
            return self.variable(node.id)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.visit(node.operand)
            return -inner if isinstance(inner, float) else self.add("$-$", -self.nodes[inner].value, [(inner, -1.0)])
        if isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
            return self.binary(_OPERATORS[type(node.op)], self.visit(node.left), self.visit(node.right))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
            return self.call(node.func.id, self.visit(node.args[0]))
        raise _unknown(node)

    def variable(self, name: str):
        if name in self.names:
            return self.names[name]
        if name not in self.given:
            there = ", ".join(self.given) or tr("没有", "none")
            raise ValueError(tr(f"变量 {name} 没有给值，给了的是：{there}", f"{name} has no value; given are: {there}"))
        self.names[name] = name
        self.nodes[name] = _Node(symbol(name), float(self.given[name]))
        return name

    def binary(self, sign: str, left, right):
        a, b = (self.nodes[side].value if isinstance(side, str) else side for side in (left, right))
        value, slopes = _arithmetic(sign, a, b)
        if isinstance(left, float) and isinstance(right, float):
            return value
        inputs = [(side, slope()) for side, slope in ((left, slopes[0]), (right, slopes[1])) if isinstance(side, str)]
        before = f"{left:g}" if isinstance(left, float) else ""
        after = f"{right:g}" if isinstance(right, float) else ""
        if sign == "^":
            label = f"${before or chr(40) + chr(92) + 'cdot' + chr(41)}^{{{after or chr(92) + 'cdot'}}}$"
        else:
            label = f"${before}{sign}{after}$"
        return self.add(label, value, inputs)

    def call(self, name: str, inner):
        if name not in _FUNCTIONS:
            there = ", ".join(_FUNCTIONS)
            raise ValueError(tr(f"没有函数 {name}，可以用：{there}", f"no function {name}; known are: {there}"))
        label, function, slope = _FUNCTIONS[name]
        x = self.nodes[inner].value if isinstance(inner, str) else inner
        value = _defined(lambda: function(x), f"{name}({x:g})")
        if isinstance(inner, float):
            return value
        return self.add(label, value, [(inner, _defined(lambda: slope(x, value), f"{name}'({x:g})"))])

    def add(self, label: str, value: float, inputs: list) -> str:
        key = f"step {len(self.nodes)}"
        merged = {}
        for source, slope in inputs:  # x*x uses x twice over one edge
            merged[source] = merged.get(source, 0.0) + slope
        self.nodes[key] = _Node(label, value, list(merged.items()))
        return key


def symbol(name: str) -> str:
    """A variable as mathematics: w1 and w_1 become w with the index 1."""
    letters = name.rstrip("0123456789")
    index = name[len(letters) :]
    letters, _, word = letters.rstrip("_").partition("_")
    index = word + index
    return f"${letters}_{{{index}}}$" if index else f"${letters}$"


def _arithmetic(sign: str, a: float, b: float):
    """The value, and how to compute the derivative with respect to either side where it is needed."""
    if sign == "+":
        return a + b, (lambda: 1.0, lambda: 1.0)
    if sign == "-":
        return a - b, (lambda: 1.0, lambda: -1.0)
    if sign == r"\times":
        return a * b, (lambda: b, lambda: a)
    if sign == r"\div":
        return _defined(lambda: a / b, f"{a:g}/{b:g}"), (lambda: 1 / b, lambda: -a / b**2)
    value = _defined(lambda: float(a**b), f"{a:g}**{b:g}")
    return value, (lambda: b * a ** (b - 1) if b else 0.0, lambda: value * math.log(a))


def _defined(compute, text: str) -> float:
    try:
        return compute()
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        raise ValueError(tr(f"{text} 没有定义或太大", f"{text} is not defined, or too large")) from None


def _unknown(node) -> ValueError:
    text = ast.unparse(node)
    return ValueError(tr(f"算式里不能用：{text}", f"not allowed in a formula: {text}"))


def _described(nodes: dict, output: str) -> dict:
    needed = _needed(nodes, output)
    nodes = {key: node for key, node in nodes.items() if key in needed}
    gradient = dict.fromkeys(nodes, 0.0)
    gradient[output] = 1.0
    parts = {}
    for key, node in reversed(nodes.items()):  # built inputs first: reversed, every user comes before what it uses
        for source, slope in node.inputs:
            parts[source, key] = gradient[key] * slope
            gradient[source] += parts[source, key]
    users = [source for source, _ in parts]
    shared = {edge: part for edge, part in parts.items() if users.count(edge[0]) > 1}
    return {
        "nodes": {key: node.label for key, node in nodes.items()},
        "edges": [(source, key) for key, node in nodes.items() for source, _ in node.inputs],
        "forward": {key: node.value for key, node in nodes.items()},
        "backward": {**gradient, **shared},
        "names": {key: symbol(node.name) for key, node in nodes.items() if node.name},
    }


def _needed(nodes: dict, output: str) -> set:
    needed, waiting = set(), [output]
    while waiting:
        key = waiting.pop()
        if key not in needed:
            needed.add(key)
            waiting += [source for source, _ in nodes[key].inputs]
    return needed
