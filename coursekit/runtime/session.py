"""Who looks on: a person at a live notebook or a terminal, or a machine."""

import os
import sys

from coursekit.runtime.places import is_ci


def interactive() -> bool:
    """Return whether somebody looks on: a live notebook or a terminal, not nbclient, nbval, a test run or CI.

    A live front end lets a cell ask for input; nbclient and nbval say in each request that nobody would answer.

    Examples
    --------
    >>> import os
    >>> from coursekit import runtime
    >>> os.environ["CI"] = "true"  # as continuous integration sets it
    >>> runtime.interactive()
    False
    """
    if is_ci() or "PYTEST_CURRENT_TEST" in os.environ:
        return False
    kernel = _kernel()
    if kernel is None:
        return sys.stderr is not None and sys.stderr.isatty()
    request = kernel.get_parent() or {}
    return bool(request.get("content", {}).get("allow_stdin", False))


def in_notebook() -> bool:
    """Return whether this code runs in a Jupyter kernel, looked on or not.

    Examples
    --------
    >>> from coursekit import runtime
    >>> runtime.in_notebook()  # in a script or at Python's prompt
    False
    """
    return _kernel() is not None


def _kernel():
    # Not imported here: where IPython is not loaded yet, this cannot be a kernel.
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None)
