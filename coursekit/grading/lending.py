"""What a call may change of the test's own: arguments marked by `checks.inout`, and random generators.

Each is lent under a number for one request. The reply carries what became of it, and it is written back here.
"""

import sys

from coursekit.grading import random_state
from coursekit.grading.alarms import Misuse
from coursekit.grading.wire import WireError
from coursekit.lang import tr


class InOut:
    """An argument that a student's function may change; `checks.inout` makes it in the examiner."""

    def __init__(self, value):
        self.value = value


def take_back(lent: list, changes: list, decode) -> None:
    """Write back what became of lent objects.

    Parameters
    ----------
    lent : list of (kind, object)
        What this request has lent; ``inout`` or a kind of `random_state`.
    changes : list
        Nodes from the candidate, one for each.
    decode : callable
        Turns a node into a value.

    Raises
    ------
    WireError
        If a generator's state is none, or something else came back than was lent.
    Misuse
        If the new value does not fit into the object.
    """
    if type(changes) is not list or len(changes) != len(lent):
        raise WireError("not all that was lent came back")
    for (kind, target), node in zip(lent, changes, strict=True):
        value = decode(node)
        if kind == "inout":
            write_back(target, value)
        else:
            random_state.advance(kind, target, value)


def write_back(target, value) -> None:
    """Give an object the content of another of its kind, in place."""
    numpy, torch, pandas = (sys.modules.get(name) for name in ("numpy", "torch", "pandas"))
    if torch is not None and isinstance(target, torch.Tensor):
        _write_tensor(torch, target, value)
    elif numpy is not None and type(target) is numpy.ndarray:
        fits = type(value) is numpy.ndarray and value.dtype == target.dtype and value.shape == target.shape
        if not fits or not target.flags.writeable:
            raise _unfit(target, value)
        target[...] = value
    elif type(value) is not type(target):
        raise _unfit(target, value)
    elif type(target) is list:
        target[:] = value
    elif type(target) in (dict, set):
        target.clear()
        target.update(value)
    elif pandas is not None and type(target) in (pandas.DataFrame, pandas.Series):
        target._update_inplace(value)  # pandas has no public way to do this
    else:
        raise _unfit(target, value)


def _write_tensor(torch, target, value) -> None:
    if not isinstance(value, torch.Tensor) or value.dtype != target.dtype:
        raise _unfit(target, value)
    plain = value.detach().as_subclass(torch.Tensor)
    if plain.shape != target.shape:
        target.data = plain.clone()
        return
    with torch.no_grad():
        target.copy_(plain)


def _unfit(target, value) -> Misuse:
    name = type(target).__name__
    return Misuse(
        tr(
            f"checks.inout 传入的 {name} 读不回来：学生的函数把它换成了别的类型或形状",
            f"what checks.inout lent as {name} came back with another type or shape",
        ),
        f"{type(value).__name__}",
    )
