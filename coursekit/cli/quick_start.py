"""A command starts without the grammars of formats that no notebook has.

nbformat takes jsonschema along, which imports a checker for every format whose package happens to be installed. Two
of them are slow: the one for international resource identifiers compiles its grammar at each import (0.9 CPU seconds,
more than all else that `coursekit grade` imports itself), the one for durations takes a calendar library along.
nbformat's schema has no formats, so nothing asks for them. And nbgrader imports its extensions of the Jupyter server,
and that server with them, wherever anything of it is imported.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_SLOW = ("rfc3987_syntax", "isoduration")
_EXTENSIONS = tuple(
    f"nbgrader.server_extensions.{name}"
    for name in ("assignment_list", "course_list", "formgrader", "validate_assignment")
)


@contextmanager
def without_format_grammars() -> Iterator[None]:
    """Let imports of these optional packages fail, as if they were not installed, for as long as a command runs."""
    hidden = [name for name in _SLOW if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # None: the import system answers with ImportError
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)


@contextmanager
def without_server_extensions() -> Iterator[None]:
    """Let nbgrader be imported without what only a Jupyter server uses of it, for as long as a command runs."""
    stubs = {name: _stub(name) for name in _EXTENSIONS if name not in sys.modules}
    sys.modules.update(stubs)
    try:
        yield
    finally:
        for name, stub in stubs.items():
            if sys.modules.get(name) is stub:
                del sys.modules[name]


def _stub(name: str) -> ModuleType:
    """A module with the one function that nbgrader takes from each; a server that calls it gets the real one's work."""
    stub = ModuleType(name)
    stub.load_jupyter_server_extension = lambda server: import_module(name).load_jupyter_server_extension(server)
    return stub
