"""Library calls on what the student holds: `torch.optim.Adam(net.parameters())` must act on the student's own network.

A test cell is ordinary code, so each call in it is looked at when it is made: the cell's syntax tree is rewritten from
``f(x)`` to ``forwarding(f)(x)``, which is `f` itself unless `f` belongs to the list below. Such a function runs here as
ever where no handle is among its arguments; with one it runs in the candidate.

The list holds what makes things of objects or changes them. It holds nothing that compares or checks: forwarded,
``np.testing.assert_allclose`` would pass on the candidate's word, and would tell it what was expected.
"""

import ast
import builtins
import sys
import types

from coursekit.grading.alarms import Misuse
from coursekit.grading.handles import Handle
from coursekit.lang import tr

NAME = "__coursekit_forwarding__"
_DEPTH, _BREADTH = 4, 1000
# By module, or the beginning of its dotted name: which of its functions and classes; and whether a student's tensor
# among the arguments is enough, or only a handle, since tensors are values for all that computes with them.
_ANY = None
_GRAD = frozenset(["grad"])
# They read whatever has items as numbers: an empty object would be an empty tensor, equal to all others.
_MAKERS = frozenset(
    ["tensor", "as_tensor", "asarray", "Tensor", "FloatTensor", "DoubleTensor", "LongTensor", "IntTensor"]
)
_LIBRARY = {
    "copy": (frozenset(["copy", "deepcopy"]), False),
    "torch.optim": (_ANY, True),
    "torch.nn.init": (_ANY, True),
    "torch.nn.utils.clip_grad": (_ANY, True),
    "torch.nn.utils.convert_parameters": (_ANY, True),
    "torch.nn.utils.parametrizations": (_ANY, False),
    "torch.nn.utils.parametrize": (_ANY, False),
    "torch.nn.utils.prune": (_ANY, False),
    "torch.nn.utils.weight_norm": (_ANY, False),
    "torch.nn.modules": (_ANY, False),
    "torch.autograd": (_GRAD, True),
    "torch": (_MAKERS, False),
    "torch.serialization": (frozenset(["save"]), True),
    "torch.jit": (frozenset(["script"]), False),
    "torch.utils.data": (_ANY, False),
    "torch.func": (_ANY, False),
    "torch._functorch": (frozenset(["functional_call"]), False),
    "sklearn.base": (frozenset(["clone"]), False),
    "sklearn.pipeline": (_ANY, False),
    "sklearn.compose": (_ANY, False),
    "sklearn.ensemble": (_ANY, False),
    "sklearn.model_selection._search": (_ANY, False),
}


class _Calls(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:  # noqa: N802 - the name that `ast` calls
        self.generic_visit(node)
        if _can_be_library(node.func):
            name = ast.copy_location(ast.Name(NAME, ast.Load()), node.func)
            node.func = ast.copy_location(ast.Call(name, [node.func], []), node.func)
        return node


def _can_be_library(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return not hasattr(builtins, function.id)
    return isinstance(function, ast.Attribute) and not (
        isinstance(function.value, ast.Name) and function.value.id == "checks"
    )


def rewrite(tree: ast.Module) -> ast.Module:
    """Return a test cell in which every call that could be a library's goes through `forwarding`."""
    return _Calls().visit(tree)


def forwarding(function):
    """Return a function, or what calls it where its arguments are: here, or with the student's objects."""
    if type(function) is Handle:
        return function
    rule = _rule(function)
    if rule is None:
        return function
    names, tensors = rule
    name = getattr(function, "__name__", "")
    if names is not None and name not in names:
        return function
    if names is _GRAD:
        from coursekit.grading import differentiation

        return differentiation.grad

    def call(*args, **kwargs):
        link = _link_among([*args, *kwargs.values()], tensors, _DEPTH)
        if link is None:
            return function(*args, **kwargs)
        if names is _MAKERS:
            text = tr(f"{name} 得到的是学生的对象，不是数", f"{name} was given a student's object, not numbers")
            raise link.alarm(Misuse(text))
        return link.forward(function, args, kwargs)

    return call


def _rule(function):
    module = getattr(function, "__module__", None)
    if type(module) is not str or isinstance(function, types.MethodType):
        return None
    while module:
        if module in _LIBRARY:
            return _LIBRARY[module]
        module = module.rpartition(".")[0]
    return None


def _link_among(values, tensors: bool, depth: int):
    """Return the link of the first object of the student's among arguments, lists and dictionaries of them included."""
    for value in values:
        kind = type(value)
        if kind is Handle:
            return value._link
        if kind in (list, tuple, dict, set) and depth and len(value) <= _BREADTH:
            found = _link_among(value.values() if kind is dict else value, tensors, depth - 1)
            if found is not None:
                return found
        if tensors and kind.__name__ == "StudentTensor" and "torch" in sys.modules:
            origin = getattr(value, "_origin", None)
            if origin is not None and origin.handle is not None:
                return origin.link
    return None
