"""Feature maps: what each channel of a convolution sees, side by side."""

import math

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers
from coursekit.plotting.labels import number
from coursekit.plotting.style import INK, MUTED, axes

SPACE = 0.12  # between two maps, in widths of one
HEAD = 0.24  # above a map for its name
FEW = 20  # channels; of more the names are shorter
MOST = 64  # maps in one figure; more are too small for the wall


def feature_maps(maps, *, names=None, columns=None, ax=None, title=None):
    """Draw the channels of one sample as a grid of pictures, all on one scale of brightness.

    Parameters
    ----------
    maps : array-like, shape (channels, height, width), or (1, channels, height, width)
    names : sequence of str, optional
        One a channel; 通道 0, 通道 1 … if not given.
    columns : int, optional
        As square a grid as can be, if not given.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For another shape, a batch of several samples, more than 64 channels, or names that do not fit.

    Examples
    --------
    >>> import numpy as np
    >>> from coursekit import plotting
    >>> ax = plotting.feature_maps(np.arange(8).reshape(2, 2, 2))
    >>> print(plotting.alt_text(ax))
    2 个通道的特征图，每张 2×2，数值在 0 到 7 之间。
    """
    stack = _checked(maps)
    names = _names(names, len(stack))
    columns = min(columns or math.ceil(math.sqrt(len(stack) * 1.5)), len(stack))
    rows = -(-len(stack) // columns)
    tall = stack.shape[1] / stack.shape[2]  # of a map one wide
    wide, high = columns * (1 + SPACE) - SPACE, rows * (tall + HEAD + SPACE) - SPACE
    ax = axes(ax, figsize=(8.0, min(9.0, 6.4 * high / wide + 0.8)))
    low, top = float(stack.min()), float(stack.max())
    size = ax.yaxis.label.get_size() - 2
    for index, (picture, name) in enumerate(zip(stack, names, strict=True)):
        left = index % columns * (1 + SPACE)
        upper = high - index // columns * (tall + HEAD + SPACE) - HEAD
        place = (left, left + 1, upper - tall, upper)
        image = ax.imshow(picture, extent=place, vmin=low, vmax=top, interpolation="nearest")
        ax.text(left + 0.5, upper + 0.03, name, ha="center", va="bottom", fontsize=size)
        ax.plot(*_frame(place), color=MUTED, linewidth=1, zorder=3)
    ax.set_xlim(-0.02, wide + 0.02)
    ax.set_ylim(-0.02, high + 0.02)
    ax.set_aspect("equal")
    ax.set_axis_off()
    bar = ax.figure.colorbar(image, ax=ax, shrink=0.8, pad=0.02)
    bar.outline.set_visible(False)
    bar.ax.tick_params(colors=INK)
    if title:
        ax.set_title(title)
    return describe(
        ax,
        tr(
            f"{len(stack)} 个通道的特征图，每张 {stack.shape[1]}×{stack.shape[2]}，"
            f"数值在 {number(low)} 到 {number(top)} 之间。",
            f"Feature maps of {len(stack)} channels, {stack.shape[1]}×{stack.shape[2]} each, "
            f"values from {number(low)} to {number(top)}.",
        ),
    )


def _checked(maps):
    stack = numbers(maps, "maps", (3, 4))
    if stack.ndim == 4 and len(stack) != 1:
        raise ValueError(
            tr(
                f"一次画一个样本：maps 的形状是 {stack.shape}，取其中一个，例如 maps[0]",
                f"one sample at a time: maps has shape {stack.shape}, take one of them, maps[0]",
            )
        )
    stack = stack[0] if stack.ndim == 4 else stack
    if len(stack) > MOST:
        raise ValueError(
            tr(
                f"{len(stack)} 个通道画在一张图里看不清，最多 {MOST} 个，例如 maps[:16]",
                f"{len(stack)} channels are too small to see in one figure, at most {MOST}: maps[:16]",
            )
        )
    return stack


def _names(names, channels: int) -> list[str]:
    if names is None:
        if channels > FEW:  # then there is room for the number alone
            return [str(channel) for channel in range(channels)]
        return [tr(f"通道 {channel}", f"channel {channel}") for channel in range(channels)]
    if len(names) != channels:
        raise ValueError(
            tr(f"有 {channels} 个通道，名字却有 {len(names)} 个", f"{channels} channels, but {len(names)} names")
        )
    return [str(name) for name in names]


def _frame(place: tuple) -> tuple[list, list]:
    left, right, low, high = place
    return [left, right, right, left, left], [low, low, high, high, low]
