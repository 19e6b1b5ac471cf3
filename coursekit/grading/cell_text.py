"""What the text of a test cell says of it before it runs: its parts for later cells, and what its asserts say."""

import ast
from collections import Counter


def split(tree: ast.Module, shares) -> list[tuple[list[ast.stmt], dict[str, str]]]:
    """Cut a cell into runs of statements, each with what it binds for later cells.

    Parameters
    ----------
    shares : list of (first line, last line, names)
        As of `testcell.TestCell`.
    """
    pieces: list[tuple[list[ast.stmt], dict[str, str]]] = []
    part_of = {line: part for part in shares for line in range(part[0], part[1] + 1)}
    previous = None
    for node in tree.body:
        part = part_of.get(node.lineno)
        if not pieces or part is not previous:
            pieces.append(([], part[2] if part else {}))
        pieces[-1][0].append(node)
        previous = part
    return pieces


def fixed_words(tree: ast.Module) -> dict[int, tuple]:
    """Return the arguments of the errors of those asserts that say the same each time, by line.

    An assert without words, or with a constant: whoever reads the cell knows what it says. A line with several asserts
    is left out, since the text would say which of them failed.
    """
    asserts = [node for node in ast.walk(tree) if isinstance(node, ast.Assert)]
    counts = Counter(node.lineno for node in asserts)
    return {
        node.lineno: () if node.msg is None else (node.msg.value,)
        for node in asserts
        if counts[node.lineno] == 1 and (node.msg is None or isinstance(node.msg, ast.Constant))
    }
