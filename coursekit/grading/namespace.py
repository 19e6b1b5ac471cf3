"""How a test cell finds the student's names: lazily, in every scope, through the built-ins."""

import builtins


class StudentNames(dict):
    """The built-ins of a test cell, extended by the names that the student owns.

    CPython looks a global name up in the module's namespace and then here, from nested functions, lambdas, class bodies
    and ``eval`` alike; `__missing__` asks the candidate. A built-in is always the examiner's: it is found first.
    """

    def __init__(self, fetch):
        super().__init__(vars(builtins))
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
    candidate says it was.
    """

    __test__ = False  # no test class for pytest

    def __init__(self, link_of):
        self._link_of = link_of
        self.names = StudentNames(lambda name: link_of().ask("get", name))
        super().__init__(__builtins__=self.names, __name__="__main__")

    def enter(self, owned: frozenset[str]) -> None:
        """Begin a cell: the student's names are these now, and none of them is an older value of the examiner's."""
        self.names.owned = owned
        for name in owned & self.keys():
            super().__delitem__(name)

    def __setitem__(self, name, value):
        super().__setitem__(name, value)
        if name in self.names.owned:
            self._link_of().ask("set", name, value)

    def __delitem__(self, name):
        if name in self:
            super().__delitem__(name)
        elif name not in self.names.owned:
            raise KeyError(name)
        if name in self.names.owned:
            self._link_of().ask("delete", name)
