"""How a test cell finds the student's names: lazily, in every scope, through the built-ins."""

import builtins
import types

from coursekit.grading import forwarding
from coursekit.grading.alarms import Misuse
from coursekit.grading.handles import Handle
from coursekit.grading.magics import ExamShell, display

_MISSING = object()
_CODE = (types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.ModuleType, type)
_DEPTH = 8


class StudentNames(dict):
    """The built-ins of a test cell, extended by the names that the student owns.

    CPython looks a global name up in the module's namespace and then here, from nested functions, lambdas, class bodies
    and ``eval`` alike; `__missing__` asks the candidate. A built-in is always the examiner's: it is found first.
    """

    def __init__(self, fetch, namespace: dict):
        shell = ExamShell(namespace)
        super().__init__(vars(builtins), get_ipython=lambda: shell, display=display)
        self[forwarding.NAME] = forwarding.forwarding
        self.fetch = fetch
        self.owned: frozenset[str] = frozenset()

    def __missing__(self, name):
        if name not in self.owned:
            raise KeyError(name)
        return self.fetch(name)


class TestNamespace(dict):
    """Where test cells run; what they bind stays, as in a notebook.

    Binding or deleting a name that the student owns writes through to the candidate, so that the student's functions
    see it as they would at home. The bound value itself stays here: the test reads back what it wrote, not what a
    candidate says it was. What the visible part of a cell binds for cells of the student's is sent before each of his
    calls and when the part ends.
    """

    __test__ = False  # no test class for pytest

    def __init__(self, link_of):
        self._link_of = link_of
        self.names = StudentNames(lambda name: link_of().ask("get", name), self)
        self.globals: set[str] = set()  # names that functions of tests bind by `global`, past `__setitem__`
        self.kept_back: set[str] = set()  # names for later cells whose values cannot cross
        self._known: dict[str, object] = {}
        self._shared: dict[str, str] = {}
        self._bound: dict[str, None] = {}
        self._dirty: dict[str, None] = {}
        super().__init__(__builtins__=self.names, __name__="__main__")

    def enter(self, owned: frozenset[str]) -> None:
        """Begin a cell: the student's names are these now, and none of them is an older value of the examiner's."""
        self.names.owned = owned
        self._known.clear()
        for name in owned & self.keys():
            super().__delitem__(name)

    def __setitem__(self, name, value):
        super().__setitem__(name, value)
        if name in self.names.owned:
            self._known[name] = value
            self._link_of().ask("set", name, value)
        elif name in self._shared:
            self._dirty[name] = self._bound[name] = None

    def __delitem__(self, name):
        if name in self:
            super().__delitem__(name)
        elif name not in self.names.owned:
            raise KeyError(name)
        if name in self.names.owned:
            self._known.pop(name, None)
            self._link_of().ask("delete", name)
        elif name in self._shared:
            self._dirty[name] = None

    def share(self, names: dict[str, str]) -> None:
        """Begin a visible part: what it binds of these goes to the candidate, by its source where that is given."""
        self._shared, self._bound, self._dirty = names, {}, {}

    def end_share(self) -> None:
        """End a visible part: send what it bound, as it is now."""
        self._dirty = dict(self._bound)  # and no others: an older value may be of a hidden part
        try:
            self.flush()
        finally:
            self._shared, self._dirty = {}, {}

    def flush(self) -> None:
        """Let the candidate have what the test has bound since the last request; called before each."""
        if self.globals:
            self._write_globals()
        while self._dirty:
            name = next(iter(self._dirty))
            del self._dirty[name]
            self._send(name)

    def _write_globals(self) -> None:
        """Write through what ``global name`` in a function has bound or deleted: CPython tells nobody."""
        for name in self.globals & self.names.owned:
            value, known = self.get(name, _MISSING), self._known.get(name, _MISSING)
            if value is _MISSING and known is not _MISSING:
                del self._known[name]
                self._link_of().ask("delete", name)
            elif value is not known:
                self._known[name] = value
                self._link_of().ask("set", name, value)

    def _send(self, name: str) -> None:
        """Send a name for later cells; what cannot cross is kept back, and is missing there."""
        link, value = self._link_of(), self.get(name, _MISSING)
        before = link.alarmed
        try:
            if value is _MISSING:
                link.ask("delete", name)
            elif not _runs_here(value):
                link.ask("set", name, value)
            elif issubclass(type(value), _CODE) and self._shared[name]:
                link.ask("define", self._shared[name])
            else:
                self.kept_back.add(name)
                return
            self.kept_back.discard(name)
        except Misuse:
            link.alarmed = before  # nothing was sent; the test itself has done nothing wrong
            self.kept_back.add(name)
        except Exception:  # a definition that needs what the candidate has not
            self.kept_back.add(name)


def _runs_here(value, depth: int = _DEPTH) -> bool:
    """Whether something in a value would run in the examiner when a student calls it, and could read what is hidden."""
    kind = type(value)
    if kind is dict:
        return not depth or any(_runs_here(part, depth - 1) for part in [*value, *value.values()])
    if kind in (list, tuple, set, frozenset):
        return not depth or any(_runs_here(part, depth - 1) for part in value)
    return kind is not Handle and (callable(value) or hasattr(kind, "__next__") or kind is types.ModuleType)


class MainModule(types.ModuleType):
    """What `sys.modules["__main__"]` is while tests run: their namespace, where ``unittest.main()`` finds them."""

    def __init__(self, namespace_of):
        super().__init__("__main__")
        object.__setattr__(self, "_namespace_of", namespace_of)

    @property
    def __dict__(self):
        return self._namespace_of()

    def __getattr__(self, name):
        try:
            return self._namespace_of()[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self):
        return list(self._namespace_of())
