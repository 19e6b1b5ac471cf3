"""The gate on our own assignments and chapters: what is committed is what the texts say."""

from pathlib import Path

import pytest

from coursekit.authoring import chapters
from coursekit.authoring.pairs import to_notebook
from coursekit.authoring.percent import text_header, to_text
from coursekit.grading.authoring import assignment_pairs, stale

ROOT = Path(__file__).parents[1]
PAIRS = assignment_pairs(ROOT)
CHAPTERS = chapters.chapter_pairs(ROOT)


def test_no_assignment_is_stale():
    """Every text has its notebook, every notebook its text, and they say the same."""
    assert stale(ROOT) == []


def test_no_chapter_is_stale():
    """As for assignments; and every output in a chapter was written by an execution of just this code."""
    assert chapters.stale(ROOT) == []


def test_there_are_assignments_and_chapters():
    """The gate has something to watch."""
    assert PAIRS and CHAPTERS


@pytest.mark.parametrize("pair", PAIRS + CHAPTERS, ids=lambda pair: pair.name)
def test_texts_are_written_in_the_one_style(pair):
    """Text to notebook to text is identity, so that an edit in JupyterLab changes only its own lines."""
    text = pair.text.read_text("utf-8")
    assert to_text(to_notebook(text), text_header(text)) == text
