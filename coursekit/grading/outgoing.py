"""What a test passes to the student's code: values; and, by number or by name, what has no value.

This direction is trusted, so a library's own object may be pickled here; nothing is ever unpickled in the examiner.
"""

import io
import pickle
import sys
import types
from collections import Counter, OrderedDict, defaultdict

from coursekit.grading import random_state
from coursekit.grading.alarms import Misuse
from coursekit.grading.handles import Handle
from coursekit.grading.lending import InOut
from coursekit.grading.reference import is_reference
from coursekit.grading.wire import Encoder
from coursekit.lang import tr

ITEMS_CAP = 100_000  # of a part of a data set of the test's own class: each is asked for before it crosses
# Found on the other side by name. Of builtins, functions and classes; what they do to handles is decided here.
_NAMED = frozenset(
    [
        "builtins",
        "collections",
        "copy",
        "datetime",
        "functools",
        "itertools",
        "math",
        "numpy",
        "operator",
        "pandas",
        "random",
        "re",
        "scipy",
        "sklearn",
        "statistics",
        "torch",
    ]
)
_COPIED = frozenset(
    [
        "collections",
        "datetime",
        "decimal",
        "fractions",
        "numpy",
        "pandas",
        "pathlib",
        "re",
        "sklearn",
        "torch",
        "uuid",
        "zoneinfo",
    ]
)


class Outgoing(Encoder):
    """Encode the arguments of one request.

    Parameters
    ----------
    link : Link
        Whose candidate they go to.
    lends : bool
        Whether what the candidate does to generators and `checks.inout` arguments comes back.

    Attributes
    ----------
    lent : list of (kind, object)
        What the reply brings back.
    """

    # Plain dictionaries on the way back; on the way in, the student's function meets the class that the test made.
    writers = {k: w for k, w in Encoder.writers.items() if k not in (OrderedDict, Counter, defaultdict)}

    def __init__(self, link, lends: bool = True):
        self.link, self.lends = link, lends
        self.buffers: list = []
        self.nodes = 0
        self.lent: list[tuple[str, object]] = []

    def keeps(self, value) -> bool:
        """Whether a tensor of the test's has a gradient that must find its way back."""
        return getattr(value, "requires_grad", False)

    def refer(self, value) -> list:
        """Return what stands for a value that has no form of its own on the wire."""
        kind = type(value)
        if kind is Handle:
            if value._link is self.link:
                return [value._number]
            raise self._misuse(value)
        if kind is InOut and self.lends:
            self.lent.append(("inout", value.value))
            return ["inout", len(self.lent) - 1, self.encode(value.value)]
        if (tensors := sys.modules.get("torch")) is not None and isinstance(value, tensors.Tensor):
            from coursekit.grading import linked_tensors

            return linked_tensors.refer(self, value)
        generator = random_state.kind_of(value)
        if generator:
            if not self.lends:
                raise self._misuse(value)
            self.lent.append((generator, value))
            return ["random", len(self.lent) - 1, generator, self.encode(random_state.state_of(generator, value))]
        if is_reference(value):
            text = tr(
                "reference 是教师的解答，不能传给学生的函数", "reference is the teacher's: no student's code may get it"
            )
            raise self.link.alarm(Misuse(text))
        return self._by_name(value) or self._by_call(value, kind) or self._by_copy(value, kind)

    def _by_name(self, value) -> list | None:
        """A library's own function, class, module or dtype, where its name leads to this very object."""
        if type(value) is types.ModuleType:
            root = value.__name__.partition(".")[0]
            return ["name", value.__name__, ""] if root in _NAMED else None
        name = name_of(value)
        return ["name", *name] if name and name[0].partition(".")[0] in _NAMED else None

    def _by_call(self, value, kind) -> list | None:
        """What the candidate can only call, or ask for the next item; the examiner computes."""
        if kind.__module__.partition(".")[0] in _COPIED:
            return None
        name = getattr(value, "__name__", kind.__name__)
        if callable(value):
            return ["call", self.link.lend(value), str(name)]
        if hasattr(kind, "__next__") and not hasattr(value, "read"):
            return ["iterator", self.link.lend(value), str(name)]
        return None

    def _by_copy(self, value, kind) -> list:
        """A copy of a library's object that nobody can change in a way that matters."""
        if kind.__module__.partition(".")[0] not in _COPIED or _has_state(value):
            raise self._misuse(value)
        try:
            return ["copy", _pickled(value)]
        except Exception:  # what it holds may be anything
            raise self._misuse(value) from None

    def _misuse(self, value) -> Misuse:
        kind = type(value)
        # An ordinary TypeError would pass the test `with raises(TypeError)` whatever the student wrote.
        text = tr(
            f"{kind.__name__} 不能传给学生的函数：请传数、文字、列表、字典、数组、张量、表或函数，"
            f"或者用 checks.remote({kind.__name__})(…) 在学生一侧创建它",
            f"a {kind.__name__} cannot be passed to a student's function: pass numbers, text, lists, dictionaries, "
            f"arrays, tensors, tables or functions, or make it there: checks.remote({kind.__name__})(…)",
        )
        return self.link.alarm(Misuse(text))


class _Pickler(pickle.Pickler):
    """Pickles tensors, and parts of data sets, as what they show.

    torch's own way takes along the memory that a part of a larger tensor lies in, and the half of a `random_split`
    that the student's model is to be judged by. A part of another kind of data set crosses as a list of its items.
    """

    def reducer_override(self, value):
        torch = sys.modules.get("torch")
        if torch is None:
            return NotImplemented
        data = torch.utils.data
        if type(value) is data.Subset:
            if type(value.dataset) is data.TensorDataset:
                chosen = torch.as_tensor(value.indices, dtype=torch.long)
                alone = data.TensorDataset(*(tensor[chosen] for tensor in value.dataset.tensors))
            elif len(value) > ITEMS_CAP:
                raise pickle.PicklingError(f"a part of more than {ITEMS_CAP} items")
            else:
                alone = [value.dataset[index] for index in value.indices]
            return data.Subset, (alone, list(range(len(alone))))
        if type(value) is not torch.Tensor or value.layout is not torch.strided:
            return NotImplemented
        if value.untyped_storage().nbytes() == value.numel() * value.element_size():
            return NotImplemented
        alone = value.detach().clone(memory_format=torch.contiguous_format)
        return alone.requires_grad_(value.requires_grad).__reduce_ex__(pickle.DEFAULT_PROTOCOL)


def _pickled(value) -> bytes:
    content = io.BytesIO()
    _Pickler(content).dump(value)
    return content.getvalue()


def name_of(value) -> tuple[str, str] | None:
    """Return ``(module, name)`` under which a function, class or dtype is found in a loaded module, else None."""
    torch = sys.modules.get("torch")
    if torch is not None and type(value) is torch.dtype:
        return "torch", str(value).removeprefix("torch.")
    module = getattr(value, "__module__", None)
    for name in (getattr(value, "__qualname__", None), getattr(value, "__name__", None)):
        if type(module) is str and type(name) is str and find(module, name) is value:
            return module, name
    return None


def find(module: str, name: str):
    """Return what a dotted name leads to in a loaded module, None where it leads nowhere; no name is the module."""
    found = sys.modules.get(module)
    for part in name.split(".") if name else ():
        found = getattr(found, part, None)
    return found


def _has_state(value) -> bool:
    """Whether the student's code could change it, so that a copy would lose what it did: networks, estimators."""
    torch = sys.modules.get("torch")
    if torch is not None and isinstance(value, torch.nn.Module):
        return any(True for _ in value.parameters()) or any(True for _ in value.buffers())
    if torch is not None and isinstance(value, torch.optim.Optimizer):
        return True
    return hasattr(value, "fit") or hasattr(value, "read")
