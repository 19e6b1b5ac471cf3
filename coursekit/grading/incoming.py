"""What a candidate sends: values of exact types, handles, tensors that lead back to its own. None of it is trusted."""

from coursekit.grading.claims import is_ancestry
from coursekit.grading.handles import Handle
from coursekit.grading.wire import Decoder, WireError


class Incoming(Decoder):
    """Decode one frame of a candidate's.

    Arrays are read-only here: a change in place would be lost on the way, and numpy says so at once.
    """

    def __init__(self, link, buffers: list):
        self.link = link
        self.writable = buffers
        self.buffers = [memoryview(content).toreadonly() for content in buffers] if buffers else buffers
        self.nodes = 0

    def dereference(self, first=None, *rest):
        """Return what a reference leads to."""
        if type(first) is int:
            return self._handle(first, *rest)
        if first == "tensor":
            return self._tensor(*rest)
        if first == "yours" and len(rest) == 1 and type(rest[0]) is int and rest[0] in self.link.lent:
            return self.link.lent[rest[0]]
        if first == "dtype" and len(rest) == 1:
            return self._values(rest[0]).dtype
        raise WireError("a bad reference")

    def _handle(self, number: int, claims=None, ancestry=None) -> Handle:
        if not is_ancestry(claims) or not (ancestry is None or is_ancestry(ancestry)):
            raise WireError("a bad reference")
        return self.link.new_handle(number, claims, ancestry)

    def _values(self, node):
        """Decode an array or a tensor into memory of its own."""
        frozen, self.buffers = self.buffers, self.writable
        try:
            return self.decode(node)
        finally:
            self.buffers = frozen

    def _tensor(self, node, number=None, flags=(False, True, False)):
        import torch

        from coursekit.grading import linked_tensors

        if type(flags) not in (list, tuple) or len(flags) != 3 or not all(type(flag) is bool for flag in flags):
            raise WireError("a bad tensor")
        plain = self._values(node)
        if type(plain) is not torch.Tensor or not (number is None or type(number) is int):
            raise WireError("a bad tensor")
        handle = None if number is None else self.link.new_handle(number, [["torch", "Tensor"]], None)
        if handle is None:
            flags = (False, True, False)
        return linked_tensors.receive(self.link, plain, handle, *flags)
