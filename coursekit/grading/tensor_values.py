"""Computing with a student's tensors: with their values here, and with the tensors themselves where they are changed.

What has no tensor of its own in the candidate (a result, a view) refuses to be changed: the student's code would not
see the change.
"""

from coursekit.grading.alarms import Misuse
from coursekit.grading.linked_tensors import STALE, Origin, student_tensor
from coursekit.lang import tr

_OPERATORS = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "and", "or", "xor")
_CHANGING = frozenset(["__setitem__", *(f"__i{name}__" for name in _OPERATORS)])
_DRAWING = frozenset(
    f"{name}_"
    for name in ("bernoulli", "cauchy", "exponential", "geometric", "log_normal", "normal", "random", "uniform")
)


def compute(function, args, kwargs):
    """Apply a function of torch to values; forward what changes a tensor in place."""
    import torch

    name = getattr(function, "__name__", "")
    target = args[0] if args else kwargs.get("tensor")  # the functions of `torch.nn.init` name theirs
    if name == "__set__":
        return _set_flag(function, *args)
    if _changes(name) and type(target) is student_tensor():
        return _change(function, name, target, args, kwargs)
    students = []
    native_args, native_kwargs = _plain(args, students), _plain(kwargs, students)
    with torch._C.DisableTorchFunctionSubclass():
        versions = [tensor._version for tensor in students]
        result = function(*native_args, **native_kwargs)
        changed = [tensor for tensor, version in zip(students, versions, strict=True) if tensor._version != version]
    if changed:
        raise unchangeable(changed[0]._origin)
    return as_values(result, students)


def _changes(name: str) -> bool:
    return name in _CHANGING or (name.endswith("_") and not name.endswith("__"))


def _set_flag(function, tensor, value) -> None:
    """Set a property of the candidate's tensor, and here: ``requires_grad`` is the one that is left."""
    import torch

    origin = tensor._origin
    if origin.handle is None:
        raise unchangeable(origin)
    origin.link.ask("setattr", origin.handle, function.__self__.__name__, value)
    with torch._C.DisableTorchFunctionSubclass():
        function(tensor, value)


def _change(function, name: str, tensor, args, kwargs):
    """Change the candidate's tensor in place, and the values here; what draws random numbers is read back.

    Read back, a change by what was expected, ``out -= y``, would be the candidate's word on how far off it was.
    """
    import torch

    origin = tensor._origin
    if name == "requires_grad_":
        with torch._C.DisableTorchFunctionSubclass():
            function(*args, **kwargs)
        if origin.handle is None:
            return tensor
    if origin.handle is None:
        raise unchangeable(origin)
    if not hasattr(torch.Tensor, name):
        origin.link.forward(function, args, kwargs)
        origin.seen = STALE
        return tensor
    _refresh(tensor)
    native_args, native_kwargs = _plain(args[1:], []), _plain(kwargs, [])
    origin.link.ask("change", origin.handle, name, args[1:], kwargs)
    origin.seen = STALE
    if name not in _DRAWING:
        with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():
            values = tensor.as_subclass(torch.Tensor).detach()
            getattr(values, name)(*native_args, **native_kwargs)
            if values.shape == tensor.shape:
                origin.seen = origin.link.requests
    return tensor


def _refresh(tensor) -> None:
    """Read a parameter's values again if a request has been made since: an optimizer's step may have changed them."""
    import torch

    origin = tensor._origin
    current = origin.seen == origin.link.requests or (not origin.leaf and origin.seen != STALE)
    if origin.handle is None or current:
        return
    now = origin.link.ask("values", origin.handle)
    origin.seen = origin.link.requests
    with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():
        if type(now) is not student_tensor() or now.dtype != tensor.dtype:
            raise origin.link.alarm(Misuse(tr("张量的类型变了", "a tensor has changed its type")))
        now = now.as_subclass(torch.Tensor)
        if now.shape != tensor.shape:
            torch.Tensor.data.__set__(tensor, now)
        elif not torch.equal(now, tensor):
            tensor.copy_(now)


def _plain(value, students: list):
    """Return arguments with ordinary tensors in place of students', which are noted."""
    import torch

    if type(value) is student_tensor():
        _refresh(value)
        students.append(value)
        with torch._C.DisableTorchFunctionSubclass():
            return value.as_subclass(torch.Tensor)
    if type(value) in (list, tuple):
        return type(value)(_plain(item, students) for item in value)
    if type(value) is dict:
        return {key: _plain(item, students) for key, item in value.items()}
    return value


def as_values(result, students: list):
    """Keep what shares memory with a student's tensor from being changed unnoticed."""
    import numpy as np
    import torch

    if type(result) is np.ndarray:
        result.flags.writeable = False
    elif type(result) in (list, tuple):
        return type(result)(as_values(item, students) for item in result)
    elif type(result) is torch.Tensor:
        with torch._C.DisableTorchFunctionSubclass():
            memory = result.untyped_storage().data_ptr()
            owner = next((t for t in students if memory and t.untyped_storage().data_ptr() == memory), None)
            if owner is not None:
                result = result.as_subclass(student_tensor())
                result._origin = Origin(owner._origin.link)
    return result


def unchangeable(origin: Origin) -> Misuse:
    return origin.link.alarm(
        Misuse(
            tr(
                "测试原地修改了学生返回的张量，学生一侧不会跟着变：先用 .clone() 复制，或直接修改模型的参数"
                "（net.load_state_dict(…)、net.weight.fill_(…)）",
                "a test changed a student's tensor in place, which the student's side does not see: .clone() it first, "
                "or change the model's own parameter (net.load_state_dict(…), net.weight.fill_(…))",
            )
        )
    )


def plain_copy(tensor):
    """Return an ordinary tensor of the same values, a leaf that requires a gradient where this one does."""
    import torch

    _refresh(tensor)
    with torch._C.DisableTorchFunctionSubclass():
        return tensor.detach().as_subclass(torch.Tensor).clone().requires_grad_(tensor.requires_grad)
