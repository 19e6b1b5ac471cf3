"""Students' Markdown in the autograded copy: formgrader shows it on the teacher's own Jupyter server.

nbconvert passes HTML in Markdown through to the page, where a script could do all that the teacher can. Here a
character of no width is put wherever a tag, an entity, a script's address or an acting TeX command would begin: the
text looks as it was typed, in code too, and nothing of it acts.
"""

import re

from nbformat.notebooknode import NotebookNode

from coursekit.grading.metadata_rules import LOCKED, cell_kind

_NO_WIDTH = "\u200b"
_ACTING = re.compile(
    r"<(?=[A-Za-z/!?])"  # a tag, a comment, a declaration; a comparison with numbers or blanks stays
    r"|&(?=[#A-Za-z])"  # an entity may spell any character, and links and MathJax read it decoded
    r"|script(?=[\s\\]*:)"
    r"|\\(?=(?:href|url|style|class|cssId|require|unicode|data|html\w*)\b)",
    re.IGNORECASE,
)


def harmless(notebook: NotebookNode) -> NotebookNode:
    """Take the HTML out of a graded notebook's text cells, the teacher's locked ones apart; return the notebook.

    Raw cells, which nbconvert copies into the page as they are, become Markdown.
    """
    for cell in notebook.cells:
        if cell.cell_type == "raw" and not cell_kind(cell):
            cell.cell_type = "markdown"
        if cell.cell_type == "markdown" and cell_kind(cell) != LOCKED:
            cell.source = harmless_text(cell.source)
    return notebook


def harmless_text(text: str) -> str:
    """Return Markdown in which nothing can act."""
    return _ACTING.sub(rf"\g<0>{_NO_WIDTH}", text)
