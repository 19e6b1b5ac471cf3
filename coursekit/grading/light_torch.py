"""torch without its compiler, until somebody compiles.

torch's optimizers import the whole of ``torch._dynamo`` at their first step: 800 modules, 0.8 CPU seconds and 77 MB,
which then lie in every warm process and in the page tables of each fork. They call two of its functions, which change
nothing where nothing is being compiled. A backward pass that is given its first gradient compares two shapes by
``torch.fx.experimental.symbolic_shapes``, and imports sympy with it: 480 modules, 0.2 CPU seconds and 49 MB, in each
process that comes to it. Stand-ins answer these; whoever asks them for anything else, `torch.compile` say, or a
compiler's sizes that are symbols, gets the real module, and finds all as if it had been there from the start.

At each seeding torch notes how it came to it, a whole stack as text, once for each kind of GPU that has not been used
yet: about a millisecond. It would be read when that GPU refuses the seed.
"""

import sys
import traceback
from importlib import import_module
from types import ModuleType

_GPUS = ("torch.cuda", "torch.xpu")


class _StandIn(ModuleType):
    """What a module is in `sys.modules`, and in its package, until the real one is wanted."""

    _imports_ask = ("__all__",)  # for ``import *``

    def put(self) -> None:
        """Take the module's place, where it has not been imported."""
        if self.__name__ in sys.modules:
            return
        package, _, name = self.__name__.rpartition(".")
        setattr(import_module(package), name, self)
        sys.modules[self.__name__] = self

    def _in_place(self) -> bool:
        return sys.modules.get(self.__name__) is self

    def _real(self) -> ModuleType:
        """Give way to the real module, which may be in the middle of its own import."""
        if self._in_place():
            del sys.modules[self.__name__]
            package, _, name = self.__name__.rpartition(".")
            vars(sys.modules[package]).pop(name, None)
            self._leave()
        return import_module(self.__name__)

    def _leave(self) -> None:
        """Take back what must not outlast the stand-in."""

    def __getattr__(self, name: str):
        # Those who look through all modules ask each for its file or its registry of warnings.
        if name.startswith("__") and name not in self._imports_ask and self._in_place():
            raise AttributeError(name)
        return getattr(self._real(), name)

    def __setattr__(self, name: str, value) -> None:
        if name.startswith("__") and self._in_place():  # the import system's own notes
            super().__setattr__(name, value)
        else:
            setattr(self._real(), name, value)


class _Compiler(_StandIn):
    """What ``torch._dynamo`` is for optimizers."""

    _imports_ask = ("__all__", "__path__")  # a package is asked for its path when something in it is wanted

    def __init__(self):
        super().__init__("torch._dynamo")
        vars(self)["_passed"] = []

    def graph_break(self, *_words, **_options) -> None:
        """Nothing is being compiled: there is no graph to break."""

    def disable(self, *given, **options):
        """Return the function itself, for torch's own decorators; they call this with the function and a flag."""
        if not self._in_place() or len(given) != 2:
            return self._real().disable(*given, **options)
        self._passed.append(given[0])
        return given[0]

    def _leave(self) -> None:
        for function in self._passed:  # torch remembers our answer there: it must ask again
            vars(function).pop("__dynamo_disable", None)


class _Shapes(_StandIn):
    """What ``torch.fx.experimental.symbolic_shapes`` is for backward passes, whose sizes are numbers."""

    def __init__(self):
        super().__init__("torch.fx.experimental.symbolic_shapes")

    def sym_eq(self, x, y):
        """Whether two shapes are equal."""
        if _of_numbers(x) and _of_numbers(y):
            return tuple(x) == tuple(y)
        return self._real().sym_eq(x, y)

    def expect_true(self, a, skip: int = 0):
        """Return a bool as it is; what is symbolic notes who expects it, `skip` calls further up."""
        return a if type(a) is bool else self._real().expect_true(a, skip + 1)


def _of_numbers(shape) -> bool:
    return isinstance(shape, (tuple, list)) and all(type(size) is int for size in shape)


class _NoStacks:
    """The module `traceback` for those who note stacks that nobody reads."""

    def format_stack(self) -> list[str]:
        return []

    def __getattr__(self, name: str):
        return getattr(traceback, name)


def lighten() -> None:
    """Put the stand-ins in their places, where torch is imported and its compiler is not; note no stacks."""
    if "torch" not in sys.modules:
        return
    _Compiler().put()
    _Shapes().put()
    for module in filter(None, map(sys.modules.get, _GPUS)):
        module.traceback = _NoStacks()
