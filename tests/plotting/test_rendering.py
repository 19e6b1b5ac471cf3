"""Chinese provably renders: no box in any figure, letters that carry, the same bytes every time."""

import io
import warnings

import numpy as np
import pytest
from matplotlib.text import Text

from coursekit import plotting
from coursekit.plotting import fonts
from coursekit.plotting.png import render
from tests.plotting.samples import FIGURES, KINDS, TITLE, drawn, picture

SMALLEST = 20  # pixels of 1280 in width


@pytest.fixture(params=FIGURES, ids=lambda figure: figure.__name__)
def ax(request):
    return drawn(request.param)


@pytest.mark.parametrize("draw", FIGURES, ids=lambda figure: figure.__name__)
def test_no_character_of_a_figure_lacks_its_glyph(draw):
    """Matplotlib neither logs nor warns about a missing glyph while it draws Chinese and mathematics in one text."""
    assert TITLE in [text.get_text() for text in shown_texts(drawn(draw).figure)]
    _, lacking = picture(draw)
    assert lacking == []


def test_letters_are_legible_from_the_back_row(ax):
    """No text is smaller than 20 pixels where the figure is 1280 pixels wide."""
    figure = ax.figure
    for text in shown_texts(figure):
        pixels = text.get_fontsize() * figure.dpi / 72 * 1280 / figure.bbox.width
        assert pixels >= SMALLEST, (text.get_text(), pixels)


def test_no_text_is_cut_off_at_the_edge(ax):
    """Every text lies inside the picture."""
    figure = ax.figure
    for text in shown_texts(figure):
        box = text.get_window_extent()
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
        assert inside, (text.get_text(), box)


def test_no_two_texts_lie_on_each_other(ax):
    """The boxes of any two texts overlap by less than a fifth of the smaller one."""
    figure = ax.figure
    boxes = [(text.get_text(), text.get_window_extent()) for text in shown_texts(figure)]
    for index, (one, box) in enumerate(boxes):
        for other, second in boxes[:index]:
            across = min(box.x1, second.x1) - max(box.x0, second.x0)
            up = min(box.y1, second.y1) - max(box.y0, second.y0)
            smaller = min(box.width * box.height, second.width * second.height)
            assert across <= 0 or up <= 0 or across * up < 0.2 * smaller, (one, other)


@pytest.mark.parametrize("draw", FIGURES, ids=lambda figure: figure.__name__)
def test_the_same_figure_is_the_same_bytes(draw):
    """Drawn twice from nothing, a figure gives equal PNG bytes without the library's version in them."""
    data, _ = picture(draw)
    assert data == render(draw().figure)
    assert b"Software" not in data and b"matplotlib" not in data


@pytest.mark.parametrize("draw", KINDS, ids=lambda figure: figure.__name__)
def test_svg_is_the_same_and_pdf_can_be_written(draw):
    """Where somebody saves a figure for print the font goes with it, and SVG too is the same every time."""
    written = []
    for _ in range(2):
        figure, file = draw().figure, io.BytesIO()
        figure.savefig(file, format="svg", metadata={"Date": None})
        written.append(file.getvalue())
    assert written[0] == written[1]
    figure.savefig(file := io.BytesIO(), format="pdf")
    assert file.getvalue().startswith(b"%PDF")


def test_chinese_is_not_drawn_as_the_box_of_a_missing_glyph():
    """The ink of Chinese characters differs from the box, and from each other."""
    plotting.setup()
    box = ink("\U000f0000")  # a private character that no font has
    drawn = [ink(character) for character in "梯度鸢尾激活，。"]
    assert box.any()
    for index, one in enumerate(drawn):
        assert one.any() and not np.array_equal(one, box)
        assert not any(np.array_equal(one, other) for other in drawn[:index])


def test_chinese_next_to_mathematics_is_drawn_by_the_same_font():
    """A character in a text with a formula has the ink that it has in a text without one, but for a pixel's edge."""
    plotting.setup()
    alone, mixed = trimmed(ink("梯")), trimmed(ink("梯$\\,$"))
    assert alone.shape == mixed.shape
    assert np.mean(alone != mixed) < 0.1 < np.mean(alone)


def shown_texts(figure) -> list[Text]:
    """Texts that somebody sees: not the ticks of an Axes without its frame, nor ticks outside the limits."""
    hidden = set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            outside = [tick for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high]
            parts = outside if ax.axison else [axis]
            hidden |= {id(text) for part in parts for text in part.findobj(Text)}
    return [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in hidden]


def ink(text: str) -> np.ndarray:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 1), dpi=100)
    figure.set_layout_engine("none")
    figure.text(0.1, 0.3, text, fontsize=40, fontfamily=[fonts.FAMILY])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the private character is missing on purpose
        file = io.BytesIO()
        figure.savefig(file, format="rgba")
    return np.frombuffer(file.getvalue(), np.uint8).reshape(100, 200, 4)[:, :, 0] < 128


def trimmed(pixels: np.ndarray) -> np.ndarray:
    rows, columns = np.where(pixels.any(1))[0], np.where(pixels.any(0))[0]
    return pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
