"""A box in a figure does not pass in silence."""

import logging
import warnings

import matplotlib.pyplot as plt
import pytest

from coursekit import plotting
from coursekit.plotting.missing import MATHTEXT_LOGGER, glyphs_watched
from coursekit.plotting.png import render


def titled(title: str):
    plotting.setup()
    figure, ax = plt.subplots()
    ax.set_title(title)
    return figure


@pytest.mark.parametrize(
    ("title", "lost"),
    [("损失 $L_{验证}$", "验 证"), ("$x$ 对 ✗", "✗"), ("没有公式的 \U0001f642", "\U0001f642")],
    ids=["Chinese in a formula", "rare sign beside a formula", "emoji"],
)
def test_a_character_without_glyph_is_named(title, lost):
    """Matplotlib's log entry or warning becomes one warning with the character in it, each time anew."""
    figure = titled(title)
    for _ in range(2):
        with pytest.warns(plotting.MissingGlyphWarning, match=lost), glyphs_watched():
            render(figure)


def test_good_texts_and_other_messages_pass():
    """Nothing is said of a figure in order; warnings and log entries of other kinds come through."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", plotting.MissingGlyphWarning)
        with glyphs_watched():
            render(titled("损失 $L$ ≤ 1，第 −1 轮"))
    with pytest.warns(UserWarning, match="other matter"), glyphs_watched():
        warnings.warn("other matter", UserWarning, stacklevel=1)


def test_other_log_entries_of_mathtext_come_through(caplog):
    """Only entries about glyphs are taken, and only while watching."""
    logger = logging.getLogger(MATHTEXT_LOGGER)
    with glyphs_watched():
        logger.warning("unrelated")
    assert "unrelated" in caplog.text
    logger.warning("Font 'x' does not have a glyph for 'y'")
    assert "does not have a glyph" in caplog.text


def test_an_error_while_drawing_is_not_hidden():
    """An exception goes through, and the logger is left as it was."""
    before = list(logging.getLogger(MATHTEXT_LOGGER).filters)
    with pytest.raises(ZeroDivisionError), glyphs_watched():
        raise ZeroDivisionError
    assert logging.getLogger(MATHTEXT_LOGGER).filters == before
