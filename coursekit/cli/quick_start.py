"""A command starts without the grammars of formats that no notebook has.

nbformat takes jsonschema along, which imports a checker for every format whose package happens to be installed. Two
of them are slow: the one for international resource identifiers compiles its grammar at each import (0.9 CPU seconds,
more than all else that `coursekit grade` imports itself), the one for durations takes a calendar library along.
nbformat's schema has no formats, so nothing asks for them.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SLOW = ("rfc3987_syntax", "isoduration")


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
