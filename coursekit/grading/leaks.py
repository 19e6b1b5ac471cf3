"""Proof that a release shows nothing of a solution or a hidden test."""

from collections.abc import Iterable, Iterator

from nbformat.notebooknode import NotebookNode

from coursekit.grading.markers import DELIMITERS, split_source
from coursekit.grading.metadata_rules import MANUAL, SOLUTION, cell_kind

MIN_CHARACTERS = 12  # shorter lines (`else:`, `return x`) prove nothing


def leaks(
    source: NotebookNode,
    release: NotebookNode,
    *,
    allowed: Iterable[str] = (),
    delimiters: dict[str, tuple[str, str]] = DELIMITERS,
) -> list[str]:
    """List the secret lines of `source` that stand anywhere in `release`: sources, outputs, metadata, attachments.

    A line is secret if it lies in a solution, a hidden test or a marking scheme, has more than `MIN_CHARACTERS`
    characters besides blanks, and is not part of the visible text. Any marker left over is listed too.

    Parameters
    ----------
    source, release : NotebookNode
        The teacher's version and the student's.
    allowed : iterable of str
        More visible text, such as the stubs that take the place of solutions.
    delimiters : dict
        BEGIN and END of each kind of region.
    """
    return leaked_lines(secret_lines(source, delimiters, allowed), "\n".join(_strings(release)), delimiters)


def secret_lines(
    source: NotebookNode,
    delimiters: dict[str, tuple[str, str]] = DELIMITERS,
    allowed: Iterable[str] = (),
) -> list[str]:
    """Return the lines that no student may see, stripped, each once, in order."""
    visible, secret = list(allowed), []
    for cell in source.cells:
        shown, hidden = split_source(cell.source, delimiters)
        # a solution without markers is replaced as a whole
        whole = cell_kind(cell) in (SOLUTION, MANUAL) and "solution" not in hidden
        (secret if whole else visible).extend(shown)
        secret += [line for kind in hidden.values() for line in kind]
    known = "\n".join(visible)
    lines = dict.fromkeys(line.strip() for line in secret)
    return [line for line in lines if len("".join(line.split())) > MIN_CHARACTERS and line not in known]


def leaked_lines(secret: Iterable[str], text: str, delimiters: dict[str, tuple[str, str]] = DELIMITERS) -> list[str]:
    """Return the secret lines and markers that stand in `text`."""
    markers = [marker for pair in delimiters.values() for marker in pair]
    return [line for line in (*secret, *markers) if line in text]


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _strings(value)
