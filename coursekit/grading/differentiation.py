"""`torch.autograd.grad` for a test whose outputs were computed, somewhere on the way, by the student's code."""

from coursekit.grading.alarms import Misuse, Quota
from coursekit.grading.passes import is_linked, leaves, plain
from coursekit.grading.wire import WireError
from coursekit.lang import tr

HOPS = 20  # how often a graph may cross from the test's code to the student's and back


def grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, **options):
    """Do what `torch.autograd.grad` does, also where the student's side has a part of the graph.

    Returns
    -------
    tuple of Tensor or None
        Gradients by tensors of the student's and of the test's. What the candidate says of its part is its word, as
        ``.grad`` is.

    Raises
    ------
    RuntimeError
        If an input was not used, and `allow_unused` is not set.
    Misuse
        If gradients of gradients are asked for.
    """
    import torch

    outputs_, wanted = _listed(outputs), _listed(inputs)
    linked = [leaf for output in outputs_ for leaf in leaves(output) if is_linked(leaf)]
    if not linked or options:
        keep = {"retain_graph": retain_graph, "create_graph": create_graph, "allow_unused": allow_unused}
        return torch.autograd.grad(outputs, inputs, grad_outputs, **keep, **options)
    link = linked[0]._origin.link
    if create_graph:
        text = tr("梯度的梯度不能跨越学生的代码去求", "gradients of gradients do not cross the student's code")
        raise link.alarm(Misuse(text))
    parts: dict[int, object] = {}
    todo = list(zip(outputs_, _listed(grad_outputs) or [None] * len(outputs_), strict=True))
    for _ in range(HOPS):
        if todo:
            todo = _there(link, _here(todo, wanted, parts), wanted, parts)
    found = tuple(parts.get(id(tensor)) for tensor in wanted)
    if not allow_unused and any(part is None for part in found):
        raise RuntimeError("One of the differentiated Tensors was not used in the graph; see allow_unused=True")
    return found


def _listed(part) -> list:
    return [] if part is None else list(part) if isinstance(part, (list, tuple)) else [part]


def _here(todo: list[tuple], wanted: list, parts: dict) -> list[tuple]:
    """Differentiate in the examiner; return the student's tensors that were reached, with their gradients."""
    import torch

    outputs, gradients = zip(*todo, strict=True)
    own = [tensor for tensor in wanted if not is_linked(tensor)]
    roots = list({id(leaf): leaf for output in outputs for leaf in leaves(output) if is_linked(leaf)}.values())
    if not roots and not own:
        return []
    with torch._C.DisableTorchFunctionSubclass():
        found = torch.autograd.grad(outputs, [*roots, *own], gradients, retain_graph=True, allow_unused=True)
    for tensor, part in zip(own, found[len(roots) :], strict=True):
        _add(parts, tensor, part)
    return [(root, part) for root, part in zip(roots, found, strict=False) if part is not None]


def _there(link, reached: list[tuple], wanted: list, parts: dict) -> list[tuple]:
    """Differentiate in the candidate; return the test's tensors that were reached, with their gradients."""
    import torch

    if not reached:
        return []
    students = [tensor for tensor in wanted if is_linked(tensor)]
    lent = [thing for thing in link.lent.values() if isinstance(thing, torch.Tensor)]
    roots, gradients = map(list, zip(*reached, strict=True))
    found = link.ask("grad", roots, gradients, [*students, *lent])
    try:
        found = [None if part is None else plain(part) for part in found]
        complete = len(found) == len(students) + len(lent)
    except (TypeError, WireError):
        complete = False
    if not complete:
        raise link.alarm(Quota(tr("返回的梯度不完整", "gradients are missing from the reply")))
    for tensor, part in zip(students, found, strict=False):
        _add(parts, tensor, part)
    return [(tensor, part) for tensor, part in zip(lent, found[len(students) :], strict=True) if part is not None]


def _add(parts: dict, tensor, part) -> None:
    if part is not None:
        parts[id(tensor)] = parts[id(tensor)] + part if id(tensor) in parts else part
