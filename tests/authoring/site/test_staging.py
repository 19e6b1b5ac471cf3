"""Chapters as Sphinx reads them."""

import base64
import hashlib

from nbformat.v4 import new_code_cell, new_notebook, new_output

from coursekit.authoring.pairs import serialise
from coursekit.authoring.setup_cell import Home
from coursekit.authoring.site.staging import alt_texts, is_live, staged

NOWHERE, GITHUB = Home(), Home("https://github.com/a/b", "v1")


def cell_of(notebook, word):
    """Return the first cell that holds a word."""
    return next(cell for cell in notebook.cells if word in cell.source)


def test_each_heading_has_its_target(chapter):
    """Above it, apart from the text before; the title has none."""
    notebook = staged(chapter, NOWHERE)
    assert cell_of(notebook, "5.1 梯度").source.startswith("\n(s-05-ffn-5-1)=\n\n## 5.1 梯度\n")
    assert "中间一段。\n\n\n(s-05-ffn-5-1-1)=\n\n### 5.1.1" in cell_of(notebook, "5.1.1").source
    assert ")=" not in notebook.cells[0].source


def test_the_buttons_stand_below_the_title(chapter):
    """The file always, the clouds where the course can be reached."""
    first = staged(chapter, NOWHERE).cells[0].source
    assert first.startswith(
        '# 第 5 章 网络\n\n<p class="doors"><a class="door" href="downloads/05_ffn.ipynb" download>'
    )
    assert first.count("<a ") == 1 and "时间" in first
    first = staged(chapter, GITHUB).cells[0].source
    assert [first.count(word) for word in ("Colab", "Kaggle", "下载", "<a ")] == [1, 1, 1, 3]


def test_a_slider_is_explained_by_a_note_with_the_buttons(chapter):
    """Right after its cell, nowhere else."""
    cells = staged(chapter, GITHUB).cells
    notes = [index for index, cell in enumerate(cells) if "live-note" in cell.source]
    assert len(notes) == 1 and is_live(cells[notes[0] - 1])
    assert "colab.research" in cells[notes[0]].source and "\n" not in cells[notes[0]].source


def test_only_a_widget_is_live():
    """A cell that asks whether somebody looks on, and shows no widget, is none."""
    live = "if runtime.interactive():\n    ipywidgets.interact(f)"
    assert is_live(new_code_cell(live)) and not is_live(new_code_cell("if runtime.interactive():\n    print(1)"))


def test_the_set_up_cell_is_folded(chapter):
    """It is the same in every chapter."""
    assert cell_of(staged(chapter, NOWHERE), "import coursekit").metadata.tags == ["hide-input", "setup"]


def test_the_chapter_itself_stays(chapter):
    """The download has no targets and no buttons."""
    before = serialise(chapter.notebook)
    staged(chapter, GITHUB)
    assert serialise(chapter.notebook) == before


def test_alt_texts_are_known_by_the_picture():
    """Two pictures of one cell have each their own; one without alt text has none."""
    picture = [base64.b64encode(data).decode() for data in (b"one", b"two", b"three")]
    outputs = [
        new_output("display_data", {"image/png": data}, metadata={"image/png": told})
        for data, told in zip(picture, ({"alt": "一"}, {"alt": "二"}, {"width": 300}), strict=True)
    ]
    outputs.append(new_output("display_data", {"image/svg+xml": "<svg/>"}, metadata={"image/svg+xml": {"alt": "三"}}))
    found = alt_texts(new_notebook(cells=[new_code_cell("x", outputs=outputs)]))
    assert found == {
        hashlib.sha256(data).hexdigest(): alt for data, alt in ((b"one", "一"), (b"two", "二"), (b"<svg/>", "三"))
    }
