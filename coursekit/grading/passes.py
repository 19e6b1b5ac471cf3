"""Backward passes of the candidate's that come to tensors of the test's, and go on here."""

from coursekit.grading.linked_tensors import student_tensor
from coursekit.grading.wire import WireError


def send_back(link, *parts) -> None:
    """Let a pass go on in tensors that were lent.

    Parameters
    ----------
    parts : tuple
        Numbers of lent tensors, their gradients, whether the pass keeps its graph: as the candidate says.
    """
    import torch

    if len(parts) != 3 or not all(type(part) is list for part in parts[:2]) or len(parts[0]) != len(parts[1]):
        raise WireError("bad gradients")
    numbers, gradients, keep = parts
    tensors, gradients = [_lent(link, number) for number in numbers], [plain(gradient) for gradient in gradients]
    with torch._C.DisableTorchFunctionSubclass():
        torch.autograd.backward(tensors, gradients, retain_graph=keep is True)


def pull_back(link, *parts) -> dict:
    """Return what a gradient of a call-back's result makes of its arguments, by the numbers of their handles.

    Tensors of the test's own that the result depends on get their gradients here.

    Parameters
    ----------
    parts : tuple
        The number of the result and its gradient: as the candidate says.
    """
    import torch

    if len(parts) != 2:
        raise WireError("bad gradients")
    result, gradient = _lent(link, parts[0]), plain(parts[1])
    found = {}
    with torch._C.DisableTorchFunctionSubclass():
        reached = leaves(result)
        parts = torch.autograd.grad([result], reached, [gradient], retain_graph=True, allow_unused=True)
        for leaf, part in zip(reached, parts, strict=True):
            if type(leaf) is student_tensor():
                found[leaf._origin.handle._number] = part
            elif part is not None:
                leaf.grad = part if leaf.grad is None else leaf.grad + part
    return found


def is_linked(tensor) -> bool:
    """Whether a tensor is the student's, and not only a value of it."""
    return type(tensor) is student_tensor() and tensor._origin.handle is not None


def leaves(tensor) -> list:
    """Return the leaves that a tensor was computed from."""
    if is_linked(tensor) or tensor.grad_fn is None:
        return [tensor]
    todo, seen, found = [tensor.grad_fn], set(), []
    while todo:
        node = todo.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if hasattr(node, "variable"):
            found.append(node.variable)
        todo += [following for following, _ in node.next_functions]
    return found


def _lent(link, number):
    import torch

    tensor = link.lent.get(number) if type(number) is int else None
    if not isinstance(tensor, torch.Tensor):
        raise WireError("a gradient of what was not lent")
    return tensor


def plain(gradient):
    """Return a gradient that has come as an ordinary tensor; `WireError` for anything else."""
    import torch

    if type(gradient) is not student_tensor():
        raise WireError("a gradient that is no tensor")
    with torch._C.DisableTorchFunctionSubclass():
        return gradient.as_subclass(torch.Tensor)
