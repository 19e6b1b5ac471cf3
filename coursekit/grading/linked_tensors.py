"""A student's tensor in the examiner: a copy of its values, and the way to the tensor itself.

Values are computed with here. `backward`, `grad`, changes in place and whatever else is about the tensor itself reach
the candidate's.
"""

from functools import cache

from coursekit.grading.alarms import Misuse
from coursekit.grading.handles import Handle
from coursekit.grading.wire import Opaque
from coursekit.lang import tr

STALE = -1


class Origin:
    """Where a student's tensor comes from.

    Attributes
    ----------
    handle : Handle or None
        The candidate's tensor, None for what is only a value.
    leaf : bool
        Whether it is a leaf there.
    seen : int
        The link's count of requests when its values were read: a later request may have changed them.
    """

    __slots__ = ("link", "handle", "leaf", "seen")

    def __init__(self, link, handle: Handle | None = None, leaf: bool = True):
        self.link, self.handle, self.leaf, self.seen = link, handle, leaf, link.requests


@cache
def student_tensor() -> type:
    """Return the class of students' tensors; it is made where torch is needed first."""
    import torch

    from coursekit.grading.tensor_values import as_values, compute, plain_copy, unchangeable

    native = torch._C.DisableTorchFunctionSubclass

    class StudentTensor(torch.Tensor):
        described_as = "Tensor"

        @classmethod
        def __torch_function__(cls, function, types, args=(), kwargs=None):
            return compute(function, args, kwargs or {})

        def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
            handle = self._origin.handle
            if handle is None:
                with native():
                    return torch.Tensor.backward(self, gradient, retain_graph, create_graph, inputs)
            return self._origin.link.ask("backward", handle, gradient, retain_graph, create_graph, inputs)

        @property
        def grad(self):
            return self._of_tensor("grad")

        @grad.setter
        def grad(self, value):
            self._set("grad", value)

        @property
        def data(self):
            return self._of_tensor("data")

        @data.setter
        def data(self, value):
            self._set("data", value)

        @property
        def grad_fn(self):
            return self._of_tensor("grad_fn")

        @property
        def is_leaf(self):
            if self._origin.handle is not None:
                return self._origin.leaf
            with native():
                return torch.Tensor.is_leaf.__get__(self)

        def register_hook(self, hook):
            return self._of_tensor("register_hook")(hook)

        def retain_grad(self):
            return self._of_tensor("retain_grad")()

        def __repr__(self, *, tensor_contents=None):
            return repr(plain_copy(self).detach())

        def __deepcopy__(self, memo):
            return plain_copy(self)

        def __reduce_ex__(self, protocol):
            return plain_copy(self).__reduce_ex__(protocol)

        def _of_tensor(self, name):
            handle = self._origin.handle
            if handle is not None:
                return self._origin.link.ask("getattr", handle, name)
            with native():
                found = getattr(self.as_subclass(torch.Tensor), name)
            return as_values(found, [self])

        def _set(self, name, value):
            origin = self._origin
            if origin.handle is None:
                raise unchangeable(origin)
            origin.link.ask("setattr", origin.handle, name, value)
            origin.seen = STALE

    return StudentTensor


def receive(link, plain, handle: Handle | None, requires_grad: bool, leaf: bool, parameter: bool):
    """Make a student's tensor of values that have come."""
    if requires_grad:
        plain.requires_grad_()
        link.homeward.watch(plain, handle)
    plain.__class__ = student_tensor()  # not `as_subclass`, which would make an alias that is no leaf
    plain._origin = Origin(link, handle, leaf)
    if parameter:
        plain._is_param = True  # what `isinstance(tensor, nn.Parameter)` looks at
    return plain


def refer(encoder, tensor) -> list:
    """Return what stands for a tensor on its way to the candidate: the student's own, or the test's with a gradient."""
    import torch

    from coursekit.grading.wire import arrays

    link = encoder.link
    origin = getattr(tensor, "_origin", None) if type(tensor) is student_tensor() else None
    if origin is not None and origin.handle is not None and origin.link is link:
        return [origin.handle._number]
    with torch._C.DisableTorchFunctionSubclass():
        needs, leaf = tensor.requires_grad, tensor.is_leaf
        plain = tensor.detach()
        try:
            node = arrays.encode(encoder, plain if type(plain) is torch.Tensor else plain.as_subclass(torch.Tensor), 0)
        except (Opaque, NotImplementedError):  # sparse, on a device, of a type without values of its own
            text = tr(
                "传给学生的 Tensor 应是 CPU 上的稠密张量", "a Tensor passed to the student must be dense, on the CPU"
            )
            raise link.alarm(Misuse(text)) from None
    return ["gradient", link.lend(tensor), leaf, node] if needs else ["value", node]
