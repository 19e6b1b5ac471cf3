"""PNG: small drawings, untouched photographs."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from coursekit import plotting
from coursekit.plotting.png import render
from tests.plotting.samples import FIGURES, drawn, feature_maps, picture


def pixels(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(np.int16)  # differences have a sign


def raw(figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png")
    return buffer.getvalue()


DRAWINGS = [figure for figure in FIGURES if figure is not feature_maps]  # shades without end are no drawing


@pytest.mark.parametrize("draw", DRAWINGS, ids=lambda figure: figure.__name__)
def test_a_drawing_is_small_and_looks_the_same(draw):
    """At most 80 KB a screen, white stays white, and hardly a pixel differs visibly from the full palette."""
    figure = drawn(draw).figure
    data, full = picture(draw)[0], raw(figure)
    screens = max(1, figure.bbox.width * figure.bbox.height / (1280 * 720))
    assert len(data) < 80_000 * screens and len(data) < 0.5 * len(full)
    seen, meant = pixels(data), pixels(full)
    white = (meant == 255).all(axis=2)
    assert (seen[white] == 255).all()
    difference = np.abs(seen - meant).max(axis=2)
    assert np.mean(difference > 24) < 0.002


@pytest.mark.parametrize("greys", [False, True], ids=["colours", "greys"])
def test_a_photograph_keeps_its_colours(greys):
    """An image of smooth colours, or of 256 greys, is stored as it is, without the library's version."""
    data, full = render(smooth_image(greys)), raw(smooth_image(greys))
    assert (pixels(data) == pixels(full)).all()
    assert b"Software" not in data


def smooth_image(greys: bool):
    plotting.setup()
    across = np.linspace(0, 1, 400)
    image = np.stack(np.broadcast_arrays(across[:, None], across[None], 0.5), axis=-1)
    figure, ax = plt.subplots()
    ax.imshow(image[..., 0] if greys else image, aspect="auto", cmap="gray")
    return figure


def test_the_picture_has_the_size_of_its_figure():
    """Nothing is cut to the ink: a figure of 8 × 4.5 inches is 1280 × 720."""
    assert pixels(render(plotting.network((2, 1)).figure)).shape == (720, 1280, 3)
