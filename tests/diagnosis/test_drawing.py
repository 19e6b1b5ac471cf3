"""The picture of a diagnosis."""

import warnings

import matplotlib
import numpy as np
import pytest

matplotlib.use("Agg")

from coursekit import plotting  # noqa: E402
from coursekit.diagnosis import LABELS, diagnose  # noqa: E402
from coursekit.plotting.missing import glyphs_watched  # noqa: E402
from coursekit.plotting.png import render  # noqa: E402
from tests.diagnosis.samples import curves  # noqa: E402


@pytest.fixture(autouse=True)
def closed():
    import matplotlib.pyplot as plt

    yield
    plt.close("all")


@pytest.mark.parametrize("label", LABELS)
def test_every_label_can_be_drawn(label):
    """With its name and confidence as the title, every glyph there, and a text for those who cannot see it."""
    found = diagnose(*curves(label))
    ax = found.plot()
    assert f"{found.confidence:.0%}" in ax.get_title()
    assert found.evidence[0].text in plotting.alt_text(ax)
    with warnings.catch_warnings(), glyphs_watched():
        warnings.simplefilter("error", plotting.MissingGlyphWarning)
        render(ax.figure)


def test_it_draws_on_the_axes_that_it_is_given():
    """And on a new one otherwise."""
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert diagnose(*curves("smooth")).plot(ax) is ax


def test_overfitting_is_marked_where_it_begins():
    """The shaded region begins at the lowest validation loss, and the rise stands beside the arrow."""
    found = diagnose(*curves("overfitting"))
    ax = found.plot()
    first = found.evidence[0].epochs[0]
    assert ax.patches[0].get_x() == first - 0.5
    assert found.evidence[0].text.split("上升 ")[1].split("，")[0] in {text.get_text().lstrip("+") for text in ax.texts}


def test_a_stuck_curve_is_seen_from_zero():
    """An axis that fits the curve would show a fall."""
    assert diagnose(*curves("stuck")).plot().get_ylim()[0] == 0


def test_a_spike_is_drawn_on_a_logarithmic_axis():
    """Else there is a spike and nothing else."""
    train = np.r_[np.linspace(2, 1, 30), 5e3, np.linspace(1, 0.5, 30)]
    assert diagnose(train).plot().get_yscale() == "log"


def test_nothing_but_nan_is_told_in_words():
    """There is no curve to draw."""
    ax = diagnose([float("nan")] * 6).plot()
    assert any("nan" in text.get_text() for text in ax.texts)


@pytest.mark.parametrize(("offset", "above"), [(0.2, False), (-0.2, True)])
def test_a_fall_is_told_on_the_side_without_the_other_curve(offset, above):
    """Above the training curve where validation lies below it, else below."""
    train, _ = curves("stuck")
    note = diagnose(train, train + offset).plot().texts[-1]
    assert (note.xyann[1] > 0) == above


def test_the_text_of_an_arrow_lies_on_its_middle_on_a_logarithmic_axis():
    """The geometric mean: 1 and 10,000 meet at 100."""
    ax = diagnose(np.r_[1.2, np.geomspace(1, 1e4, 40)]).plot()
    assert ax.get_yscale() == "log"
    start, end = 1.0, float(np.median(np.geomspace(1, 1e4, 40)[-4:]))
    assert ax.texts[-1].xy[1] == pytest.approx((start * end) ** 0.5, rel=1e-6)
