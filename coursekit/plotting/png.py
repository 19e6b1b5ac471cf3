"""A figure as PNG: the same bytes every time, and few of them."""

import io

MOST_COLOURS = 1 << 14  # a drawing with letters has a few thousand
COMMON, COVER = 64, 0.9  # a drawing's 64 commonest colours cover this share of it; a photograph's do not
EXACT = 16  # colours that the palette must not change: background, areas, lines


def render(figure) -> bytes:
    """Return a figure as PNG at its own size and resolution.

    No version and no date stand in it, so that equal figures are equal bytes. A drawing is stored with a palette of
    256 colours, a quarter of the size; photographs and colour gradients keep all of theirs.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    buffer, canvas = io.BytesIO(), figure.canvas
    FigureCanvasAgg(figure)  # one that remembers no text: a missing glyph is told again
    try:
        figure.savefig(buffer, format="png", metadata={"Software": None})
    finally:
        figure.set_canvas(canvas)
    return _with_palette(buffer.getvalue())


def _with_palette(data: bytes) -> bytes:
    from PIL import Image

    image = Image.open(io.BytesIO(data)).convert("RGB")
    colours = image.getcolors(MOST_COLOURS)
    if colours is None:
        return data
    colours.sort(reverse=True)
    if sum(count for count, _ in colours[:COMMON]) < COVER * image.width * image.height:
        return data
    reduced = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    _keep_exact(reduced, image, [colour for _, colour in colours[:EXACT]])
    buffer = io.BytesIO()
    reduced.save(buffer, format="png", optimize=True)
    return buffer.getvalue()


def _keep_exact(reduced, image, colours: list[tuple]) -> None:
    """Give the commonest colours their exact value back: white stays white on a white page."""
    import numpy as np

    code = np.asarray(image).astype(np.int32) @ (1 << 16, 1 << 8, 1)
    indices, palette = np.asarray(reduced).ravel(), reduced.getpalette()
    for red, green, blue in reversed(colours):  # the commonest last: it wins where two share an entry
        place = int(np.argmax(code.ravel() == (red << 16 | green << 8 | blue)))
        start = 3 * int(indices[place])
        palette[start : start + 3] = (red, green, blue)
    reduced.putpalette(palette)
