"""The gate on our own assignments: what is committed is what the texts say."""

from pathlib import Path

import pytest

from coursekit.grading.authoring import assignment_pairs, stale
from coursekit.grading.pairs import to_notebook
from coursekit.grading.percent import text_header, to_text

ROOT = Path(__file__).parents[1]
PAIRS = assignment_pairs(ROOT)


def test_no_assignment_is_stale():
    """Every text has its notebook, every notebook its text, and they say the same."""
    assert stale(ROOT) == []


def test_there_are_assignments():
    """The gate has something to watch."""
    assert PAIRS


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_texts_are_written_in_the_one_style(pair):
    """Text to notebook to text is identity, so that an edit in JupyterLab changes only its own lines."""
    text = pair.text.read_text("utf-8")
    assert to_text(to_notebook(text), text_header(text)) == text
