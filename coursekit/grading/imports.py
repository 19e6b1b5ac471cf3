"""Which libraries a notebook needs, read from its text: they are imported once, before the fork, not in each child.

Nothing is run. A library that this misses is imported by the notebook itself, as at home, only slower.
"""

import ast
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

# The groups that a submission may ask for, each with what it imports: a list of ours, never names from a student.
GROUPS = {
    "plots": ("matplotlib.pyplot",),
    "tables": ("pandas", "coursekit.grading.wire.frames"),
    "learn": (
        "sklearn.compose",
        "sklearn.impute",
        "sklearn.linear_model",
        "sklearn.metrics",
        "sklearn.model_selection",
        "sklearn.pipeline",
        "sklearn.preprocessing",
    ),
    "torch": ("torch", "torch.optim", "torch.utils.data", "coursekit.grading.tensor_values"),
}
_LIBRARIES = {
    "matplotlib": ("plots",),
    "pandas": ("tables",),
    "scipy": ("learn",),
    "seaborn": ("plots", "tables"),
    "sklearn": ("learn",),
    "torch": ("torch",),
    "torchvision": ("torch",),
}
_OURS = {
    "coursekit.data": ("tables",),
    "coursekit.diagnosis": ("tables",),
    "coursekit.plotting": ("plots",),
    "coursekit.training": ("torch",),
}


def imported(sources: Iterable[str]) -> set[str]:
    """Return the dotted names that cells import, wherever in them; of ``from a import b`` both ``a`` and ``a.b``.

    Parameters
    ----------
    sources : iterable of str
        Cells as handed in: magics, shell lines and syntax errors do not hide the imports on other lines.
    """
    speaking = (source for source in sources if "import" in source)  # parsing is the dear part
    return {name for source in speaking for name in _imported(source)}


@lru_cache(maxsize=256)
def _imported(source: str) -> frozenset[str]:
    """Return what one cell imports; the teacher's cells are the same in every submission."""
    return frozenset(name for tree in _trees(source) for node in ast.walk(tree) for name in _names(node))


def _trees(source: str) -> list[ast.AST]:
    """The cell's syntax tree, or those of its single lines that look like imports where it is no Python."""
    try:
        return [ast.parse(source)]
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what `ast.parse` raises on hostile text
        pass
    trees = []
    for line in source.split("\n"):
        if line.lstrip().startswith(("import ", "from ")):
            try:
                trees.append(ast.parse(line.strip()))
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                continue
    return trees


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names if alias.name != "*")]
    return []


def groups(names: Iterable[str]) -> set[str]:
    """Return the groups that these dotted names belong to."""
    found = set()
    for name in names:
        found.update(_LIBRARIES.get(name.partition(".")[0], ()))
        found.update(_OURS.get(".".join(name.split(".")[:2]), ()))
    return found


def _modules(wanted: set[str]) -> tuple[str, ...]:
    return tuple(module for group in GROUPS if group in wanted for module in GROUPS[group])


def teachers_rung(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the modules to import for an assignment: the groups its notebook needs, and just what it imports.

    A name that turns out to be no module, or not to be there, is passed over.
    """
    names = imported(sources)
    known = _modules(groups(names))
    return (*known, *sorted(names - set(known)))


def notebook_rung(path: Path) -> tuple[str, ...]:
    """Return `teachers_rung` of a source notebook as it lies on disk; nothing where it is no notebook."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return teachers_rung("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    except (ValueError, TypeError, KeyError):  # whoever loads it says what is wrong
        return ()


def students_rung(sources: Iterable[str], rung: tuple[str, ...]) -> tuple[str, ...]:
    """Return the modules of further groups that a submission needs beyond the assignment's rung: mostly none."""
    have = groups(rung)
    return _modules(groups(imported(sources)) - have)


def plain(rung: tuple[str, ...]) -> tuple[str, ...]:
    """Return what of a rung is of our own lists: what is left to try where another import made threads."""
    ours = {module for modules in GROUPS.values() for module in modules}
    return tuple(module for module in rung if module in ours)
