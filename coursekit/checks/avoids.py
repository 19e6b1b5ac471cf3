"""Finding that a student's function borrows what it should work out itself: in its text, nothing is run."""

import ast
import symtable
from collections.abc import Iterable
from functools import lru_cache

from coursekit.checks import session
from coursekit.checks.failure import CheckFailed
from coursekit.lang import tr


def avoids(name: str, forbidden: Iterable[str], say: str | None = None) -> None:
    """Check that a student's function or class does without some names of libraries.

    Its text is read, and the text of what it uses of the student's other cells: functions, variables, imports under
    another name. What is bound inside may bear any name, and so may a function that the student has written.

    Parameters
    ----------
    name : str
        The function, class or variable.
    forbidden : iterable of str
        Functions, classes or modules, each by one word: ``"lstsq"``, ``"sklearn"``.
    say : str, optional
        What the student may read even where the check is hidden.

    Raises
    ------
    CheckFailed
        If one of them is found, or if no cell defines the name. As a bare check at the top of a test cell it costs the
        whole question.

    Notes
    -----
    A name put together at run time (``getattr(np.linalg, "lst" + "sq")``) is not found: this catches who has overlooked
    the rule, and who means to break it is for the teacher to judge.

    Examples
    --------
    ``checks.avoids("normal_equation", ["lstsq", "pinv", "polyfit", "sklearn"])``

    >>> from coursekit import checks
    >>> checks.avoids("normal_equation", ["lstsq"])
    Traceback (most recent call last):
        ...
    coursekit.checks.failure.CheckFailed: 没有找到 normal_equation 的定义：定义它的单元还在吗，名字是否一字不差？
    """
    forbidden = set(forbidden)
    todo, seen = [(name, session.current().source(name))], {name}
    while todo:
        place, text = todo.pop()
        found = _borrowed(text) & forbidden
        for other in _from_outside(text):
            if other not in seen:
                seen.add(other)
                own = _source_of(other)
                if own is not None:
                    todo.append((place if _is_import(own) else other, own))
                elif other in forbidden:
                    found.add(other)
        if found:
            names = "、".join(sorted(found))
            where = "" if place == name else tr(f"（在 {place} 里）", f" (in {place})")
            raise CheckFailed(
                tr(f"{name} 要自己写，不许用 {names}{where}", f"write {name} yourself, without {names}{where}"), say
            )


def _source_of(name: str) -> str | None:
    """Return the text that binds a name in the student's cells; None where a library or Python itself binds it."""
    try:
        return session.current().source(name)
    except CheckFailed:
        return None


def _is_import(text: str) -> bool:
    return isinstance(ast.parse(text).body[0], ast.Import | ast.ImportFrom)


@lru_cache(maxsize=256)  # the blocks of a cell ask for one function again and again
def _borrowed(text: str) -> set[str]:
    """Return the words by which a text takes things from libraries: attributes read, and what is imported."""
    words = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            words.add(node.attr)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            paths = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            words.update(word for path in paths for word in path.split("."))
    return words


@lru_cache(maxsize=256)
def _from_outside(text: str) -> set[str]:
    """Return the names that a text reads and does not bind in a function: of other cells, libraries or Python."""
    try:
        todo, names = [symtable.symtable(text, "<cell>", "exec")], set()
    except (SyntaxError, RecursionError):  # it could be parsed, but not compiled: the cell did not run
        return set()
    while todo:
        table = todo.pop()
        todo += table.get_children()
        names |= {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and symbol.is_global()}
    return names
