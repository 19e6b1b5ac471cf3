"""One file to hand in: the notebook as it ran in a fresh kernel, the outcome of its public tests, a checksum.

It is an ordinary notebook. Learning platforms rename and pack it, mail programs change its encoding and the ends of its
lines: none of this harms it, and what does can be told by the checksum.
"""

import copy
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coursekit import __version__
from coursekit.atomic import write_text
from coursekit.checks.notebook import CELL_TIMEOUT, CheckError, NotebookCheck, being_checked, examine
from coursekit.checks.own_notebook import Own, from_file, own_notebook
from coursekit.checks.released import digest, inside, structure
from coursekit.checks.seal import sealed, text_of
from coursekit.lang import tr
from coursekit.runtime import output_folder, where

SUFFIX = "-export"
_LARGE = 10 * 2**20  # characters: platforms refuse larger files, and so does grading at the double


@dataclass
class Export:
    """A file to hand in; it shows itself as what the check found and where the file lies.

    Attributes
    ----------
    file : Path or None
        None within a check, where nothing is written.
    check : NotebookCheck
        What the check found.
    """

    file: Path | None
    check: NotebookCheck

    def __str__(self) -> str:
        if self.file is None:
            return str(self.check)
        where_ = tr(f"要交的文件：{self.file}", f"Hand in this file: {self.file}")
        return f"{self.check}\n{where_}"

    __repr__ = __str__


def export(notebook: str | Path | None = None, timeout: int = CELL_TIMEOUT) -> Export:
    """Check a homework in a fresh kernel and write the one file to hand in, ``NAME-export.ipynb``.

    The file is written whatever the check finds: work that is not finished can be handed in too. It lies beside the
    notebook; on Colab and Kaggle where their pages show it, and Colab offers it as a download.

    Parameters
    ----------
    notebook : str or Path, optional
        By default the notebook that this call stands in.
    timeout : int
        Seconds that one cell may take.

    Returns
    -------
    Export
        What the check found, and the file; ``print`` it.

    Raises
    ------
    CheckError
        There is no such notebook, or the one that runs this cannot be found or is not saved; the text says what to do.

    Examples
    --------
    >>> from coursekit import checks
    >>> checks.export("hw1.ipynb")
    Traceback (most recent call last):
        ...
    coursekit.checks.notebook.CheckError: 找不到文件：hw1.ipynb
    """
    if being_checked():
        return Export(None, NotebookCheck(""))
    own = own_notebook() if notebook is None else from_file(Path(notebook))
    file = export_node(own, timeout)
    _offer(file.file)
    return file


def export_node(own: Own, timeout: int = CELL_TIMEOUT) -> Export:
    """Check a notebook and write the file to hand in."""
    told = inside(own.node, "metadata", "coursekit", "notebook")
    name = told if isinstance(told, str) and told and "/" not in told else own.name.removesuffix(SUFFIX)
    try:
        ran = copy.deepcopy(own.node)
        found, node = examine(ran, f"{name}.ipynb", own.folder, timeout), ran
    except CheckError as error:
        found, node = NotebookCheck(f"{name}.ipynb", structure(own.node), errors=[_not_run(error)]), own.node
    outcome = {
        "made": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "coursekit": __version__,
        "place": where(),
        "release": release_of(own.node),
        "ran": node is not own.node,
        "ok": found.ok,
        "tests": {cell.grade_id: cell.ok for cell in found.cells},
    }
    folder = own.folder if where() not in ("colab", "kaggle") else output_folder()
    file = folder / f"{name}{SUFFIX}.ipynb"
    write_text(file, _text(node, outcome))
    return Export(file, found)


def release_of(node: dict) -> str:
    """Return what identifies the version of the homework that a notebook was released as; empty if it does not tell."""
    cells = inside(node, "metadata", "coursekit", "cells")
    return digest(json.dumps(cells, sort_keys=True)) if cells else ""


def _text(node, outcome: dict) -> str:
    text = text_of(sealed(node, outcome))
    if len(text) <= _LARGE:
        return text
    bare = copy.deepcopy(node)
    for cell in bare.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return text_of(sealed(bare, outcome))


def _not_run(error: CheckError) -> str:
    return tr(f"公开测试没有跑成：{error}", f"the public tests did not run: {error}")


def _offer(file: Path) -> None:
    """Let Colab's page download the file; where it does not, the file can be found in the list at the left."""
    if where() != "colab":
        return
    try:
        from google.colab import files

        files.download(str(file))
    except Exception:  # noqa: S110 - no page, another module: the file's path is told anyway
        pass
