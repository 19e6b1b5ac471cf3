"""torch without its compiler, until somebody compiles.

torch's optimizers import the whole of ``torch._dynamo`` at their first step: 800 modules, 0.8 CPU seconds and 77 MB,
which then lie in every warm process and in the page tables of each fork. They call two of its functions, which change
nothing where nothing is being compiled. A stand-in answers these two; whoever asks it for anything else, for
`torch.compile` say, gets the real module, and finds all as if it had been there from the start.

At each seeding torch notes how it came to it, a whole stack as text, once for each kind of GPU that has not been used
yet: about a millisecond. It would be read when that GPU refuses the seed.
"""

import sys
import traceback
from importlib import import_module
from types import ModuleType

_NAME = "torch._dynamo"
_GPUS = ("torch.cuda", "torch.xpu")


class _StandIn(ModuleType):
    """What ``torch._dynamo`` is in `sys.modules` until the real one is wanted."""

    def __init__(self):
        super().__init__(_NAME)
        vars(self)["_passed"] = []

    def graph_break(self, *_words, **_options) -> None:
        """Nothing is being compiled: there is no graph to break."""

    def disable(self, *given, **options):
        """Return the function itself, for torch's own decorators; they call this with the function and a flag."""
        if not self._in_place() or len(given) != 2:
            return self._real().disable(*given, **options)
        self._passed.append(given[0])
        return given[0]

    def _in_place(self) -> bool:
        return sys.modules.get(_NAME) is self

    def _real(self) -> ModuleType:
        """Give way to the real module, which may be in the middle of its own import."""
        if self._in_place():
            del sys.modules[_NAME]
            vars(sys.modules["torch"]).pop("_dynamo", None)
            for function in self._passed:  # torch remembers our answer there: it must ask again
                vars(function).pop("__dynamo_disable", None)
        return import_module(_NAME)

    def __getattr__(self, name: str):
        # Those who look through all modules ask each for its file or its registry of warnings; the import system asks
        # a package for its path when it wants something in it.
        if name.startswith("__") and name != "__path__" and self._in_place():
            raise AttributeError(name)
        return getattr(self._real(), name)

    def __setattr__(self, name: str, value) -> None:
        if name.startswith("__") and self._in_place():  # the import system's own notes
            super().__setattr__(name, value)
        else:
            setattr(self._real(), name, value)


class _NoStacks:
    """The module `traceback` for those who note stacks that nobody reads."""

    def format_stack(self) -> list[str]:
        return []

    def __getattr__(self, name: str):
        return getattr(traceback, name)


def lighten() -> None:
    """Put the stand-in in the compiler's place, where torch is imported and its compiler is not; note no stacks."""
    torch = sys.modules.get("torch")
    if torch is None:
        return
    if _NAME not in sys.modules:
        sys.modules[_NAME] = torch._dynamo = _StandIn()
    for module in filter(None, map(sys.modules.get, _GPUS)):
        module.traceback = _NoStacks()
