"""Text to notebook and back."""

import json
from pathlib import Path

import nbformat
import pytest

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.pairs import Pair, serialise, to_notebook

TEXT = (Path(__file__).parents[1] / "fixtures" / "mini_homework.txt").read_text("utf-8")


def test_the_notebook_is_minimal_and_byte_stable():
    """Two builds agree; no version of a tool, no output, sorted keys, Chinese as itself, a newline at the end."""
    text = serialise(to_notebook(TEXT))
    assert text == serialise(to_notebook(TEXT, to_notebook(TEXT)))
    assert text.endswith("}\n") and not text.endswith("\n\n")
    assert "小作业" in text and "jupytext" not in text and "execution" not in text.replace("execution_count", "")
    notebook = json.loads(text)
    assert list(notebook) == sorted(notebook)
    assert notebook["metadata"]["language_info"] == {"name": "python"}
    assert notebook["metadata"]["coursekit"]["files"] == ["note.txt"]
    nbformat.validate(nbformat.reads(text, as_version=4))


def test_magics_and_sentences():
    """A magic is code in the notebook and a comment in the text; one sentence a line stays so."""
    cells = to_notebook(TEXT).cells
    assert cells[1].source.startswith("%matplotlib inline\nimport numpy")
    assert cells[0].source == "# 小作业\n写一个函数。\n\n再检查它。"


def test_ids_are_kept_from_the_notebook_there():
    """An edit of one cell changes no other cell's id."""
    first = to_notebook(TEXT)
    first.cells[0].id = "kept-by-hand"
    second = to_notebook(TEXT.replace("mean([1, 2])\n", "mean([4])\n"), first)
    assert [cell.id for cell in second.cells] == [cell.id for cell in first.cells]


def test_outputs_stay_only_with_unchanged_code():
    """In a chapter, outputs of an edited cell go, the others stay; in a homework all go."""
    text = "# %%\na = 1\n\n# %%\nb = 2\n"
    ran = to_notebook(text)
    for cell in ran.cells:
        cell.outputs = [nbformat.v4.new_output("stream", text="out")]
        cell.execution_count = 3
    kept = to_notebook(text.replace("b = 2", "b = 3"), ran, outputs=True)
    assert [len(cell.outputs) for cell in kept.cells] == [1, 0]
    assert [cell.execution_count for cell in kept.cells] == [3, None]
    assert not to_notebook(text, ran).cells[0].outputs


def test_who_changed(tmp_path):
    """Each side's edit is told from the other's."""
    pair = Pair(tmp_path / "a.py", tmp_path / "a.ipynb")
    pair.text.write_text("# %%\na = 1\n", "utf-8")
    pair.notebook.write_text(pair.built(), "utf-8")
    assert pair.edited() == (False, False)
    pair.text.write_text("# %%\na = 2\n", "utf-8")
    assert pair.edited() == (True, False)
    notebook = pair.existing()
    notebook.cells[0].source = "a = 3"
    pair.notebook.write_text(serialise(notebook), "utf-8")
    assert pair.edited() == (True, True)
    pair.text.write_text("# %%\na = 1\n", "utf-8")
    assert pair.edited() == (False, True)


def test_a_file_that_is_no_notebook(tmp_path):
    (tmp_path / "a.ipynb").write_text("[", "utf-8")
    with pytest.raises(AuthoringError, match="不是有效的 notebook"):
        Pair(tmp_path / "a.py", tmp_path / "a.ipynb").existing()
