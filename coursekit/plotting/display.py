"""Show a figure with the text that stands for it."""

import base64

from coursekit import runtime
from coursekit.lang import tr
from coursekit.plotting.alt import alt_text
from coursekit.plotting.missing import glyphs_watched
from coursekit.plotting.png import render

WITHOUT_WINDOW = ("agg", "pdf", "svg", "ps", "cairo", "template")


def show(target, alt: str | None = None) -> None:
    """Show a figure with its alternative text, and close it; the last line of a figure cell.

    The text goes into the output's metadata (``{"image/png": {"alt": ...}}``) for screen readers and for the site.
    Outside a notebook the figure opens in a window where there is one, and the text is printed.

    Parameters
    ----------
    target : Axes, Figure, or an array of Axes
        What was drawn on; of several Axes the whole figure is shown.
    alt : str, optional
        What the figure shows, in one or two sentences, for somebody who cannot see it. If not given, what the
        plotting functions say of their data (see ``alt_text``); say it yourself where the figure makes a point.

    Raises
    ------
    ValueError
        Where ``alt`` is empty, or not given for a figure that no plotting function drew on.
    TypeError
        Where ``target`` has no figure.

    Warns
    -----
    MissingGlyphWarning
        Where a character has no glyph: matplotlib itself only logs it when the text holds mathematics.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.network((2, 3, 1))
    >>> plotting.show(ax, "两个输入、三个隐藏单元、一个输出的网络。")
    两个输入、三个隐藏单元、一个输出的网络。
    >>> plotting.show(ax, "")
    Traceback (most recent call last):
        ...
    ValueError: 请用一两句话说明图里画了什么：plotting.show(ax, "……")
    """
    figure = figure_of(target)
    alt = alt_text(figure) if alt is None else alt
    if not isinstance(alt, str) or not alt.strip():
        raise ValueError(
            tr(
                '请用一两句话说明图里画了什么：plotting.show(ax, "……")',
                'say in a sentence or two what the figure shows: plotting.show(ax, "...")',
            )
        )
    import matplotlib.pyplot as plt

    if runtime.in_notebook():
        with glyphs_watched():
            data = render(figure)
        _publish(data, alt.strip())
    else:
        print(alt.strip())
        if plt.get_backend().lower() not in WITHOUT_WINDOW:
            plt.show()
    plt.close(figure)


def figure_of(target):
    """Return the whole Figure that an Axes, an array of Axes, a seaborn grid or a Figure belongs to."""
    from matplotlib.figure import Figure

    found = target.flat[0] if hasattr(target, "flat") else target
    while found is not None and not isinstance(found, Figure):  # an Axes may lie in a SubFigure
        found = getattr(found, "figure", None)
    if found is None:
        kind = type(target).__name__
        raise TypeError(
            tr(
                f"show 要画好的坐标系（Axes）或图（Figure），得到的是 {kind}",
                f"show takes Axes or a Figure, got {kind}",
            )
        )
    return found


def _publish(data: bytes, alt: str) -> None:
    from IPython.display import display

    display(
        {"image/png": base64.b64encode(data).decode("ascii"), "text/plain": alt},
        metadata={"image/png": {"alt": alt}},
        raw=True,
    )
