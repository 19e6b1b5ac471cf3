"""Every chapter, executed in a fresh kernel: no text output differs from the one that is committed.

nbval compares texts; pictures it skips, and the assert behind every number stands in the chapter itself.
"""

from pathlib import Path

import pytest

from coursekit.authoring.chapters import chapter_pairs
from coursekit.authoring.lint import chapter_faults
from tests.support.nbval import validate

ROOT = Path(__file__).parents[2]
PAIRS = chapter_pairs(ROOT)


def code_cells(pair) -> int:
    return sum(cell.cell_type == "code" for cell in pair.existing().cells)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_nbval_strict(pair):
    """All code cells are executed, none is skipped, and each gives the output that stands in the notebook."""
    found = validate(ROOT, pair.notebook)
    assert (found.passed, found.collected) == (code_cells(pair), code_cells(pair)), found.said


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.name)
def test_the_lint_finds_nothing(pair):
    """Structure, prose, code, outputs, and one translation for each term over all chapters."""
    assert chapter_faults(ROOT, [pair.name]) == []


def test_there_are_chapters():
    """The gate has something to watch."""
    assert PAIRS
