"""Distributions by layer: weights, activations or gradients, one ridge a layer."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import plain
from coursekit.plotting.labels import number
from coursekit.plotting.style import INK, MUTED, PALETTE, axes, tint

BINS = (9, 41)  # fewest and most of a layer
TALL = 0.86  # of the distance between two layers
ROW = 0.52  # inches a layer
KEPT = 0.998  # of the values of the widest layer lie within the picture


def layer_distributions(values, *, log=False, xlabel=None, ax=None, title=None):
    """Draw how the numbers of each layer are distributed, the first layer on top.

    Each ridge has its own height: its area says nothing, its place and width do.

    Parameters
    ----------
    values : mapping of str to array-like
        For each layer its weights, activations or gradients, of any shape.
    log : bool
        Draw the decimal logarithm of the absolute values, as gradients that vanish or explode need it; zeros are
        left out and counted beside the layer.
    xlabel : str, optional
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For no layers, a layer without values, or None (a gradient before ``backward``).

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.layer_distributions({"fc1.weight": [-1.0, 1.0], "fc2.weight": [-0.1, 0.1]})
    >>> print(plotting.alt_text(ax))
    各层的分布，标准差依次是：fc1.weight 1，fc2.weight 0.1。
    """
    layers = _checked(values)
    ax = axes(ax, figsize=(8.0, max(3.0, ROW * len(layers) + 1.4)))
    shown = {name: _shown(array, log) for name, array in layers.items()}
    limits = _limits(shown.values())
    for row, (name, part) in enumerate(shown.items()):
        base = len(shown) - 1 - row
        _ridge(ax, part, limits, base)
        _note(ax, layers[name], base)
    ax.set_yticks(range(len(shown)), list(shown)[::-1])
    ax.tick_params(axis="y", length=0)
    ax.set_ylim(-0.15, len(shown) - 1 + 1.05)
    ax.set_xlim(*limits)
    ax.spines["left"].set_visible(False)
    ax.set_xlabel(xlabel or (tr("绝对值的对数 $\\log_{10}|v|$", "$\\log_{10}|v|$") if log else tr("数值 $v$", "$v$")))
    if title:
        ax.set_title(title)
    told = tr("，", ", ").join(f"{name} {number(spread(array), 2)}" for name, array in layers.items())
    text = tr(f"各层的分布，标准差依次是：{told}。", f"Distributions by layer, standard deviations: {told}.")
    return describe(ax, text)


def spread(values) -> float:
    """Standard deviation of the finite values, nan where there are none."""
    import numpy as np

    finite = values[np.isfinite(values)]
    return float(finite.std()) if finite.size else float("nan")


def _checked(values) -> dict:
    made = {}
    for name, layer in dict(values).items():
        if layer is None:
            raise ValueError(
                tr(
                    f"{name} 是 None：梯度要在 backward() 之后、zero_grad() 之前取",
                    f"{name} is None: take gradients after backward() and before zero_grad()",
                )
            )
        made[str(name)] = plain(layer).astype(float).ravel()
        if not made[str(name)].size:
            raise ValueError(tr(f"{name} 里一个数也没有", f"{name} holds no numbers"))
    if not made:
        raise ValueError(
            tr(
                "values 里一层也没有，要的是 {层名: 数组}，例如 dict(model.named_parameters())",
                "values holds no layer; give {name: array}, such as dict(model.named_parameters())",
            )
        )
    return made


def _shown(array, log: bool):
    import numpy as np

    finite = array[np.isfinite(array)]
    return np.log10(abs(finite[finite != 0])) if log else finite


def _limits(parts) -> tuple[float, float]:
    """Ends of the axis that all layers share; a few values far out do not make the picture flat."""
    ends = [_ends(part) for part in parts if part.size]
    low = min((end[0] for end in ends), default=0.0)
    high = max((end[1] for end in ends), default=1.0)
    pad = 0.06 * (high - low) or 0.5
    return low - pad, high + pad


def _ends(part):
    import numpy as np

    return np.quantile(part, [(1 - KEPT) / 2, (1 + KEPT) / 2])


def _ridge(ax, part, limits: tuple, base: int) -> None:
    """The histogram of a layer in bins of its own: a layer a hundred times narrower still shows its width."""
    import numpy as np

    ax.axhline(base, color=MUTED, linewidth=0.8, zorder=2.5)
    if not part.size:
        return
    low, high = _ends(part)
    pad = max(0.05 * (high - low), 0.002 * (limits[1] - limits[0]))
    bins = int(np.clip(2 * part.size ** (1 / 3), *BINS))
    counts, edges = np.histogram(part, bins, range=(low - pad, high + pad))
    smooth = np.convolve(counts, [0.25, 0.5, 0.25], mode="same")
    middles = [edges[0], *(edges[1:] + edges[:-1]) / 2, edges[-1]]
    heights = base + TALL * np.array([0, *smooth, 0]) / (smooth.max() or 1)
    ax.fill_between(middles, base, heights, facecolor=tint(PALETTE[0], 0.35), linewidth=0, zorder=2)
    ax.plot(middles, heights, color=PALETTE[0], linewidth=1.8, zorder=3)


def _note(ax, array, base: int) -> None:
    """The standard deviation to the right of a layer, and what the ridge does not show."""
    import numpy as np

    text = tr(f"标准差 {number(spread(array), 2)}", f"std {number(spread(array), 2)}")
    zeros, wild = float((array == 0).mean()), int((~np.isfinite(array)).sum())
    if zeros > 0.005:
        text += tr(f"\n零占 {zeros:.0%}", f"\n{zeros:.0%} zeros")
    if wild:
        text += tr(f"\n{wild} 个 nan 或 ∞", f"\n{wild} nan or ∞")
    size = ax.xaxis.get_ticklabels()[0].get_size()
    place = {"xycoords": ("axes fraction", "data"), "xytext": (8, 0), "textcoords": "offset points"}
    ax.annotate(text, (1, base + 0.4), va="center", color=INK, fontsize=size, linespacing=1.15, **place)
