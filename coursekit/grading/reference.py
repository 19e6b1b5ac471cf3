"""`reference` in hidden tests: the teacher's solution, run by the examiner in a namespace of its own.

    checks.close(log_rmse(p, y), reference.log_rmse(p, y))

It runs when a test first asks for it, and only the statements that the tests' `reference.…` need.
"""

import ast

from coursekit.lang import tr

MODULE = "reference"  # what functions and classes of the solution say of where they come from


class Reference:
    """The solution's names, as attributes."""

    def __init__(self, builtins: dict):
        object.__setattr__(self, "_namespace", {"__name__": MODULE, "__builtins__": builtins})
        object.__setattr__(self, "_waiting", [])

    def __getattr__(self, name: str):
        while self._waiting:
            key, source = self._waiting.pop(0)
            exec(compile(source, f"<{MODULE}: {key}>", "exec"), self._namespace)
        try:
            return self._namespace[name]
        except KeyError:
            text = tr(f"上面的解答里没有 {name}", f"no solution above defines {name}")
            raise AttributeError(text, name=name, obj=self) from None

    def __setattr__(self, name: str, value) -> None:
        raise AttributeError(tr("reference 是教师的解答，不能改写", "reference is the teacher's solution"))

    def add(self, key: str, source: str) -> None:
        """Take statements of a cell; they run when a test asks for the first name after them."""
        self._waiting.append((key, source))


def is_reference(value: object) -> bool:
    """Whether an object is the solution's own code or an instance of its classes: no student's function may get it.

    A student who can call the reference has the answer to every question.
    """
    return type(value) is Reference or MODULE in (getattr(value, "__module__", ""), type(value).__module__)


def reference_uses(tree: ast.Module) -> list[tuple[int, str]]:
    """Return line and attribute of each ``reference.name``; the attribute is empty for any other use of the name."""
    attributes = {
        id(node.value): node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return [
        (node.lineno, attributes.get(id(node), ""))
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == MODULE
    ]
