"""The text of a definition, looked up in cells."""

import ast
from functools import lru_cache

from coursekit.lang import tr


def find(name: str, cells: list[str]) -> str | None:
    """Return the text that binds a name at the top level of cells: the last one counts, as in a notebook.

    Parameters
    ----------
    name : str
        A function, a class, a variable or an import.
    cells : list of str
        Sources in the order in which they ran; magics and shell lines are allowed, what is no Python is passed over.
    """
    for source in reversed(cells):
        if name in source and (text := _definitions(source).get(name)) is not None:
            return text
    return None


@lru_cache(maxsize=256)  # one question looks through every cell for each word that a function takes from outside
def _definitions(source: str) -> dict[str, str]:
    """Return what a cell binds at its top level, name by name with the text; nothing where it is no Python."""
    text = _python(source)
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what `ast.parse` raises on hostile text
        return {}
    return {name: _segment(text, node) for node in tree.body for name in _bound(node)}


def _python(source: str) -> str:
    """Return a cell without magics, where IPython is there to read them."""
    if not any(line.lstrip().startswith(("%", "!")) for line in source.split("\n")):
        return source
    try:
        from IPython.core.inputtransformer2 import TransformerManager
    except ImportError:
        return source
    try:
        return TransformerManager().transform_cell(source)
    except SyntaxError:
        return source


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a statement binds, also within ``if``, ``try`` and the like, but not inside a function."""
    todo, names = [statement], set()
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names |= {alias.asname or alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
        else:
            todo += (part for part in ast.iter_child_nodes(node) if isinstance(part, (ast.stmt, ast.ExceptHandler)))
    return names


def _segment(text: str, node: ast.stmt) -> str:
    decorators = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(part.lineno for part in decorators)])
    return "\n".join(text.split("\n")[first - 1 : node.end_lineno])


def missing_source(name: str) -> str:
    return tr(
        f"没有找到 {name} 的定义：定义它的单元还在吗，名字是否一字不差？",
        f"no definition of {name}: is the cell that defines it still there, and is the name exact?",
    )
