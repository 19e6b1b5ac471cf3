"""The student's side of the wire: answers out, arguments in. Nothing here is trusted; what comes in is the test's."""

import pickle
import sys
from functools import cache, partial
from importlib import import_module

from coursekit.grading import random_state
from coursekit.grading.claims import claims_of
from coursekit.grading.gradients import crossing
from coursekit.grading.proxies import CallBack, CallBackIterator
from coursekit.grading.wire import Decoder, Encoder
from coursekit.grading.wire.codec import Opaque


@cache
def arrays():
    """Return the module that writes arrays and tensors: it comes with the library that made them."""
    return import_module("coursekit.grading.wire.arrays")


class Kept:
    """An answer that stays here, whatever it is: the examiner gets a handle on it."""

    def __init__(self, value):
        self.value = value


class Answer(Encoder):
    """Encode what goes to the examiner.

    Parameters
    ----------
    candidate : Candidate
        Whose objects get numbers.
    linked : bool
        Give a number to every tensor: those that are part of an object may be changed there.

    Attributes
    ----------
    graph : list of (number, tensor)
        The tensors among them that a result may be differentiated by.
    """

    def __init__(self, candidate, linked: bool = False):
        self.candidate, self.linked = candidate, linked
        self.buffers: list = []
        self.nodes = 0
        self.graph: list[tuple] = []

    def keeps(self, value) -> bool:
        """Whether a value is a tensor: all of them cross with what the examiner must know of them."""
        return isinstance(value, sys.modules["torch"].Tensor)

    def refer(self, value) -> list:
        """Return what stands behind a reference."""
        kind = type(value)
        if kind is Kept:
            return self._number(value.value)
        if kind is CallBack or kind is CallBackIterator:
            return ["yours", value._number]
        torch, numpy = sys.modules.get("torch"), sys.modules.get("numpy")
        if torch is not None and kind in (torch.Tensor, torch.nn.Parameter):
            return self._tensor(value, kind is torch.nn.Parameter)
        if torch is not None and kind is torch.dtype:
            return ["dtype", arrays().encode(self, torch.empty(0, dtype=value), 0)]
        if numpy is not None and isinstance(value, numpy.dtype) and value.kind in "biufc":
            return ["dtype", self.encode(numpy.empty(0, value))]
        return self._number(value)

    def _number(self, value) -> list:
        number = self.candidate.keep(value)
        if isinstance(value, type):
            return [number, claims_of(type(value)), claims_of(value)]
        return [number, claims_of(type(value))]

    def _tensor(self, tensor, parameter: bool) -> list:
        try:
            node = arrays().encode(self, tensor.detach(), 0)
        except Opaque:  # sparse, or on a device
            return self._number(tensor)
        if self.linked or parameter or tensor.requires_grad:
            number = self.candidate.keep(tensor)
            if tensor.requires_grad:
                self.graph.append((number, tensor))
            return ["tensor", node, number, [tensor.requires_grad, tensor.is_leaf, parameter]]
        return ["tensor", node]


class Arguments(Decoder):
    """Decode what comes from the examiner.

    Parameters
    ----------
    graph : list of (number, tensor)
        For the result of a call-back: what it may have been computed from.

    Attributes
    ----------
    lent : list of (kind, object)
        What the reply takes back.
    """

    def __init__(self, candidate, buffers: list, graph: list = ()):
        self.candidate, self.buffers, self.graph = candidate, buffers, graph
        self.nodes = 0
        self.lent: list[tuple[str, object]] = []

    def dereference(self, first, *rest):
        """Return the object that a reference stands for."""
        if type(first) is int:
            return self.candidate.objects[first]
        return getattr(self, f"_{first}")(*rest)

    def _call(self, number: int, name: str):
        return self.candidate.proxy(CallBack, number, name)

    def _iterator(self, number: int, name: str):
        return self.candidate.proxy(CallBackIterator, number, name)

    def _name(self, module: str, name: str):
        found = import_module(module)
        for part in name.split(".") if name else ():
            found = getattr(found, part)
        return found

    def _copy(self, content: bytes):
        return pickle.loads(content)  # from the examiner, never the other way

    def _value(self, node):
        return self.decode(node)

    def _gradient(self, number: int, leaf: bool, node):
        if not self.graph:
            return self.candidate.stand_ins.get(number, leaf, self.decode(node))
        numbers, tensors = zip(*self.graph, strict=True)
        return crossing().apply(partial(self.candidate.pull, number, numbers), self.decode(node), *tensors)

    def _inout(self, index: int, node):
        return self._lend("inout", self.decode(node))

    def _random(self, index: int, kind: str, node):
        return self._lend(kind, random_state.make(kind, self.decode(node)))

    def _lend(self, kind: str, value):
        self.lent.append((kind, value))
        return value

    def changes(self, answer: Answer) -> list:
        """Encode what became of what was lent."""
        return [
            answer.encode(value if kind == "inout" else random_state.state_of(kind, value)) for kind, value in self.lent
        ]
