"""A chapter made ready for Sphinx: anchors at its headings, a way to open it, a word beside what needs a kernel."""

import copy
import hashlib
import re
from base64 import b64decode
from html import escape

from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_markdown_cell

from coursekit.authoring.pairs import is_setup
from coursekit.authoring.setup_cell import Home
from coursekit.authoring.site.course import Chapter, colab_address, kaggle_address

DOWNLOADS = "downloads"
_HIDDEN = "hide-input"
_LIVE = re.compile(r"runtime\.interactive\(\)[\s\S]*\bipywidgets\b")


def staged(chapter: Chapter, home: Home) -> NotebookNode:
    """Return the notebook that Sphinx reads; `chapter` stays as it is."""
    notebook = copy.deepcopy(chapter.notebook)
    _anchor(notebook, chapter, home)
    cells = []
    for index, cell in enumerate(notebook.cells):
        if is_setup(cell):
            cell.metadata.tags = sorted({*cell.metadata.get("tags", []), _HIDDEN})
        cells.append(cell)
        if is_live(cell):
            note = new_markdown_cell(f'<p class="live-note">{_live_note(chapter.name, home)}</p>')
            note.id = f"live-{index}"
            cells.append(note)
    notebook.cells = cells
    return notebook


def is_live(cell: NotebookNode) -> bool:
    """Say whether a cell shows sliders where there is a kernel, and a line of text elsewhere."""
    return cell.cell_type == "code" and bool(_LIVE.search(cell.source))


def doors(name: str, home: Home) -> str:
    """Return the buttons of a chapter as HTML: Colab and Kaggle where the course can be reached, the file always."""
    return f'<p class="doors">{"".join(_links(name, home))}</p>'


def alt_texts(notebook: NotebookNode) -> dict[str, str]:
    """Return the alt texts of a notebook's pictures, by the SHA-256 of the picture's bytes."""
    found = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            for kind, told in output.get("metadata", {}).items():
                data = output.get("data", {}).get(kind)
                if kind.startswith("image/") and data and told.get("alt"):
                    text = data if isinstance(data, str) else "".join(data)
                    content = text.encode() if kind.endswith("xml") else b64decode(text)
                    found[hashlib.sha256(content).hexdigest()] = told["alt"]
    return found


def _anchor(notebook: NotebookNode, chapter: Chapter, home: Home) -> None:
    """Write a target of MyST above each heading, and the buttons below the title."""
    for place in reversed(chapter.places):
        lines = notebook.cells[place.cell].source.split("\n")
        if place.level == 1:
            lines[place.line + 1 : place.line + 1] = ["", doors(chapter.name, home), ""]
        else:
            lines[place.line : place.line] = ["", f"({place.anchor})=", ""]
        notebook.cells[place.cell].source = "\n".join(lines)


def _live_note(name: str, home: Home) -> str:
    return f"这一格要动手：在 notebook 里运行，就能拖动、能改参数。{''.join(_links(name, home))}"


def _links(name: str, home: Home) -> list[str]:
    clouds = [("在 Colab 打开", colab_address(home, name)), ("在 Kaggle 打开", kaggle_address(home, name))]
    links = [f'<a class="door" href="{escape(address)}">{text}</a>' for text, address in clouds if address]
    return [*links, f'<a class="door" href="{DOWNLOADS}/{name}.ipynb" download>下载 notebook</a>']
