"""One look for every figure: 1280 pixels wide, letters for the back row, colours that everybody tells apart."""

from coursekit.lang import tr
from coursekit.plotting import fonts

# Okabe & Ito's colours, from dark to light: on white the first four carry lines and text.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442", "#000000")
# One marker for each colour, so that a class is known by its shape too.
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
# Dashes for lines: told apart without colour.
DASHES = ("-", (0, (4, 2)), (0, (1, 1.2)), (0, (5, 1.5, 1, 1.5)))
INK = "#222222"
MUTED = "#666666"

# Letters in points, in a figure 576 points wide: 15 points are 33 of 1280 pixels.
LETTERS = {"notebook": 15, "slides": 19}

_styled = False


def setup(context: str = "notebook") -> None:
    """Give every later figure the course's font, sizes and colours.

    Safe to call again, and to be called after ``seaborn.set_theme``, which takes the font away.
    Drawing functions call it where nobody has; settings that were changed after it are left as they are.

    Parameters
    ----------
    context : {"notebook", "slides"}
        ``"slides"`` makes the letters larger still, for a large room.

    Raises
    ------
    ValueError
        For a context of another name.

    Examples
    --------
    >>> import matplotlib
    >>> from coursekit import plotting
    >>> plotting.setup("slides")
    >>> matplotlib.rcParams["font.size"]
    19.0
    >>> plotting.setup("poster")
    Traceback (most recent call last):
        ...
    ValueError: 没有名为 'poster' 的样式，可以用：'notebook', 'slides'
    """
    global _styled
    if context not in LETTERS:
        known = ", ".join(repr(name) for name in LETTERS)
        raise ValueError(
            tr(f"没有名为 {context!r} 的样式，可以用：{known}", f"no context {context!r}; known are: {known}")
        )
    import matplotlib

    fonts.register()
    matplotlib.rcParams.update({**_settings(LETTERS[context]), **_families()})
    _styled = True


def ensure() -> None:
    """Set up where nobody has yet; afterwards mend the font alone, should something have taken it away."""
    import matplotlib

    if not _styled:
        setup()
    elif matplotlib.rcParams["font.sans-serif"][:1] != [fonts.FAMILY]:
        matplotlib.rcParams.update(_families())


def axes(ax=None, figsize: tuple[float, float] | None = None):
    """Return ``ax``, or the Axes of a new figure."""
    ensure()
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=figsize)[1]


def points(ax) -> tuple[float, float]:
    """Width and height that ``ax`` has room for, in points, before the layout has placed it."""
    figure, place = ax.figure, ax.get_subplotspec()
    box = ax.bbox
    if place is not None and figure.get_layout_engine() is not None:  # then margins shrink to what the texts need
        grid = place.get_gridspec()
        box = figure.bbox
        return box.width * 72 / figure.dpi / grid.ncols, box.height * 72 / figure.dpi / grid.nrows
    return box.width * 72 / figure.dpi, box.height * 72 / figure.dpi


def tint(color: str, strength: float) -> tuple[float, float, float]:
    """Mix a colour into white; ``strength`` 0 is white, 1 the colour itself."""
    from matplotlib.colors import to_rgb

    return tuple(1 - strength * (1 - part) for part in to_rgb(color))


def _families() -> dict:
    # Both names: text made before the set-up says "sans-serif", and looks its font up when it is drawn.
    return {"font.family": list(fonts.FAMILIES), "font.sans-serif": list(fonts.FAMILIES)}


def _settings(letters: float) -> dict:
    from cycler import cycler

    return {
        "mathtext.fontset": "stix",
        "axes.unicode_minus": True,
        "font.size": letters,
        "axes.titlesize": letters + 2,
        "axes.labelsize": letters,
        "xtick.labelsize": letters - 2,
        "ytick.labelsize": letters - 2,
        "legend.fontsize": letters - 1,
        "figure.titlesize": letters + 3,
        "figure.figsize": (8.0, 4.5),
        "figure.dpi": 160,
        "savefig.dpi": "figure",
        "figure.facecolor": "white",
        "figure.constrained_layout.use": True,
        "axes.prop_cycle": cycler(color=PALETTE),
        "axes.edgecolor": MUTED,
        "axes.labelcolor": INK,
        "text.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "grid.color": "#DDDDDD",
        "grid.linewidth": 0.8,
        "lines.linewidth": 2.5,
        "lines.markersize": 8,
        "legend.frameon": False,
        "image.cmap": "cividis",
        "svg.hashsalt": "coursekit",  # else two runs write different ids
    }
