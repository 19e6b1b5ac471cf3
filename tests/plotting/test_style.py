"""The set-up: the font first and lasting, colours that carry, the reader's own settings left alone."""

import subprocess
import sys

import matplotlib
import matplotlib.pyplot as plt
import pytest

from coursekit import plotting
from coursekit.plotting import fonts, style


def family_of(text) -> str:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=text.get_fontfamily()))).family_name


def test_importing_plotting_imports_nothing_heavy():
    """Neither matplotlib nor numpy is loaded before a figure is drawn."""
    code = (
        "import sys; from coursekit import plotting; print({'matplotlib', 'numpy', 'PIL', 'torch'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_setup_puts_the_chinese_font_first_and_may_be_called_again():
    """The CJK family leads, DejaVu follows; a second call changes nothing."""
    plotting.setup()
    first = dict(matplotlib.rcParams)
    plotting.setup()
    assert dict(matplotlib.rcParams) == first
    assert first["font.family"] == [fonts.FAMILY, "DejaVu Sans"]


def test_an_unknown_context_is_refused_by_name():
    """The message names what was given and what there is."""
    with pytest.raises(ValueError, match="poster.*notebook.*slides"):
        plotting.setup("poster")


def test_slides_have_larger_letters():
    """The context for a large room raises every size of letters."""
    plotting.setup()
    small = {key: matplotlib.rcParams[key] for key in ("font.size", "axes.titlesize", "xtick.labelsize")}
    plotting.setup("slides")
    assert all(matplotlib.rcParams[key] > size for key, size in small.items())


def test_chinese_survives_seaborn():
    """After `seaborn.set_theme` both a new set-up and the next drawing function bring the font back."""
    import seaborn

    for mend in (plotting.setup, lambda: plotting.network((2, 1))):
        plotting.setup()
        seaborn.set_theme()
        assert family_of(plt.figure().text(0, 0, "梯")) != fonts.FAMILY
        mend()
        assert family_of(plt.figure().text(0, 0, "梯")) == fonts.FAMILY


def test_a_figure_made_before_the_set_up_shows_chinese_too():
    """Text that was created with matplotlib's defaults looks the font up when it is drawn."""
    title = plt.figure().add_subplot().set_title("梯度")
    assert family_of(title) != fonts.FAMILY
    plotting.setup()
    assert family_of(title) == fonts.FAMILY


def test_the_readers_own_settings_stay():
    """A size that was changed after the set-up is not overwritten by a drawing function."""
    plotting.setup()
    matplotlib.rcParams["font.size"] = 22
    plotting.network((2, 1))
    assert matplotlib.rcParams["font.size"] == 22


def test_a_new_figure_is_1280_pixels_wide():
    """The picture fills a projector of that width without being scaled up."""
    figure = plotting.network((2, 1)).figure
    assert figure.bbox.width == 1280


def test_the_colours_of_lines_stand_out_from_white():
    """The first three colours have a contrast of 3 to 1 on white; every colour has its marker."""
    assert all(contrast(color) >= 3 for color in plotting.PALETTE[:3])
    assert len(set(plotting.PALETTE)) == len(set(plotting.MARKERS)) == 8


@pytest.mark.parametrize("lost", ["red", "green"])
def test_colour_blind_eyes_tell_the_first_colours_apart(lost):
    """Seen without the cones for red or for green, the first three still differ."""
    seen = [without_cone(color, lost) for color in plotting.PALETTE[:3]]
    for index, one in enumerate(seen):
        for other in seen[:index]:
            assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.15


def test_tints_run_from_white_to_the_colour():
    """Strength 0 is white, 1 the colour itself."""
    assert style.tint("#0072B2", 0) == (1, 1, 1)
    assert style.tint("#000000", 1) == (0, 0, 0)


def linear(color: str) -> list[float]:
    from matplotlib.colors import to_rgb

    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]


def contrast(color: str) -> float:
    """Contrast with white by WCAG 2.1."""
    red, green, blue = linear(color)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def without_cone(color: str, lost: str) -> list[float]:
    """Linear RGB as a dichromat sees it (matrices of Machado, Oliveira, Fernandes 2009, severity 1)."""
    matrix = {
        "red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        "green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    }[lost]
    return [sum(m * c for m, c in zip(row, linear(color), strict=True)) for row in matrix]
