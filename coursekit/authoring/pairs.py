"""A pair: the percent text that a person edits, and the notebook that is generated from it, byte for byte stable.

jupytext's own ``--sync`` goes by time stamps and can revert an edit; here only contents are compared. The notebook
carries a digest of the content that both sides had in common last, so that it is known which side changed since.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode, from_dict

from coursekit.authoring.cell_ids import assign_ids, matching_cells
from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.percent import cell_content, course_metadata, parse
from coursekit.lang import tr

KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# The cell that is the same in every chapter: generated in the notebook, one line in the text.
SETUP_TAG = "setup"
SETUP_TEXT = "# setup"


@dataclass(frozen=True)
class Pair:
    """A text and the notebook generated from it.

    Attributes
    ----------
    text, notebook : Path
        The two files; either may be missing.
    outputs : bool
        Whether outputs of unchanged code cells stay in the notebook (a chapter) or are dropped (a homework).
    setup : str, optional
        The code that the notebook holds where the text has a set-up cell (`SETUP_TAG`); without it nothing is put in.
    """

    text: Path
    notebook: Path
    outputs: bool = False
    setup: str | None = None

    @property
    def name(self) -> str:
        return self.text.stem

    def existing(self) -> NotebookNode | None:
        """Return the notebook on disk; None where there is none."""
        return read_notebook(self.notebook) if self.notebook.is_file() else None

    def built(self) -> str:
        """Return the notebook's text as it should stand on disk, cell ids and outputs kept from the one there."""
        return serialise(self.built_notebook())

    def built_notebook(self) -> NotebookNode:
        """Return the notebook that `built` writes."""
        text = self.text.read_text("utf-8")
        return to_notebook(text, self.existing(), outputs=self.outputs, setup=self.setup)

    def edited(self) -> tuple[bool, bool]:
        """Say whether the text, and whether the notebook, changed since they last agreed.

        Both are true where they differ and it is not known when they last agreed.
        """
        text = content_digest(parse(self.text.read_text("utf-8")))
        existing = self.existing()
        notebook = content_digest(existing)
        if text == notebook:
            return False, False
        agreed = existing.metadata.get("coursekit", {}).get("synced")
        return text != agreed, notebook != agreed


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook as nbformat 4; `AuthoringError` if it is none."""
    try:
        return nbformat.reads(path.read_text("utf-8"), as_version=4)
    except Exception as error:  # nbformat raises whatever its parser met
        raise AuthoringError(
            tr(f"{path} 不是有效的 notebook：{error}", f"{path} is not a valid notebook: {error}")
        ) from error


def to_notebook(
    text: str, existing: NotebookNode | None = None, *, outputs: bool = False, setup: str | None = None
) -> NotebookNode:
    """Turn a percent text into the notebook to be committed.

    Parameters
    ----------
    text : str
        The whole percent text, header included.
    existing : NotebookNode, optional
        The notebook generated before: its cell ids are kept.
    outputs : bool
        Keep the outputs of code cells whose source has not changed.
    setup : str, optional
        What the set-up cell holds in the notebook.
    """
    parsed = parse(text)
    old = as_in_text(existing.cells) if existing is not None else []
    ids = assign_ids(parsed.cells, old)
    cells = [_clean_cell(cell, cell_id) for cell, cell_id in zip(parsed.cells, ids, strict=True)]
    if outputs:
        for new, before in matching_cells(parsed.cells, old):
            if cells[new].cell_type == "code":
                cells[new].outputs = old[before].outputs
                cells[new].execution_count = old[before].execution_count
    for cell in cells:
        if setup is not None and is_setup(cell):
            cell.source = setup
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.nbformat_minor = 5
    course = course_metadata(parsed) | {"synced": content_digest(parsed)}
    if outputs and existing is not None and "ran" in existing.metadata.get("coursekit", {}):
        course["ran"] = existing.metadata.coursekit.ran
    notebook.metadata = from_dict(
        {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}, "coursekit": course},
    )
    return notebook


def serialise(notebook: NotebookNode) -> str:
    """Return the bytes of a notebook as text: keys sorted, indent 1, Chinese as itself, a newline at the end."""
    nbformat.validate(notebook)
    text = json.dumps(_split_lines(notebook), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    # half a surrogate pair, which only a student's notebook holds, is no UTF-8: it stays a JSON escape
    return text.encode("utf-8", "backslashreplace").decode()


def content_digest(notebook: NotebookNode) -> str:
    """Digest what a text and its notebook share: kind, source and kept metadata of each cell."""
    content = [cell_content(cell) for cell in as_in_text(notebook.cells)]
    return _digest([content, course_metadata(notebook)])


def is_setup(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and SETUP_TAG in cell.metadata.get("tags", [])


def as_in_text(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return the cells with the generated ones as the text has them: one line in place of their code."""
    return [from_dict({**cell, "source": SETUP_TEXT}) if is_setup(cell) else cell for cell in cells]


def _digest(content: list) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _clean_cell(cell: NotebookNode, cell_id: str) -> NotebookNode:
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    new = make.get(cell.cell_type, nbformat.v4.new_raw_cell)(cell.source, metadata=cell.metadata)
    new.id = cell_id
    return new


def _split_lines(notebook: NotebookNode) -> dict:
    # nbformat's own writer would add a newline-free last line; this one is the same and leaves the key order to us.
    return nbformat.v4.rwbase.split_lines(nbformat.from_dict(json.loads(json.dumps(notebook))))
