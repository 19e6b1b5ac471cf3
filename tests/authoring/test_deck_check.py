"""What Chromium measured becomes lines that an author can go by; `tests/pages` asks the browser itself."""

from pathlib import Path

import pytest

from coursekit.authoring import deck_check
from coursekit.authoring.deck import Deck
from coursekit.authoring.deck_check import deck_faults, measure
from coursekit.authoring.errors import AuthoringError

DECK = Deck("05_x", Path("05_x.html"), 1, [], Path("05_x.py"))


def slide(**changes):
    whole = {"number": 3, "line": 40, "down": 0, "wide": [], "letters": {"text": 24, "code": 18}, "formulas": []}
    return whole | changes


def test_a_slide_that_fits_is_not_listed():
    """Nor one without text or code, nor a pixel of rounding."""
    fine = [slide(), slide(letters={"text": None, "code": None}), slide(down=1)]
    assert deck_faults(DECK, fine) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"down": 12}, "12 像素"),
        ({"wide": [["pre", 30, "print(1)"]]}, "print(1)"),
        ({"letters": {"text": 20, "code": 18}}, "至少 24"),
        ({"letters": {"text": 24, "code": 15.5}}, "至少 18"),
        ({"formulas": ["\\frac{"]}, "\\frac{"),
    ],
)
def test_each_fault_is_told_with_its_slide_and_line(change, word):
    """The number is that of the footer, the line that of the text."""
    (fault,) = deck_faults(DECK, [slide(), slide(number=4, line=52, **change)])
    assert (fault.number, fault.line) == (4, 52) and word in fault.told


def test_without_chromium_it_says_what_to_install(monkeypatch):
    """No silence that looks like success."""
    monkeypatch.setattr(deck_check.shutil, "which", lambda name: None)
    with pytest.raises(AuthoringError, match="chromium"):
        measure(Path("deck.html"))
