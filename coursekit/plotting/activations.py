"""Activation functions with their derivatives, and where they saturate."""

from coursekit.lang import tr
from coursekit.plotting.activation_functions import Activation, known
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import numbers
from coursekit.plotting.labels import number
from coursekit.plotting.style import DASHES, INK, MUTED, PALETTE, axes, ensure, tint

POINTS = 801
STEP = 1e-5  # of the central difference
SATURATED = 0.05  # a slope below this share of the largest one


def activation(function, *, derivative=None, span=(-5.0, 5.0), saturated=SATURATED, legend=True, ax=None, title=None):
    """Draw an activation function and its derivative; shade where the derivative is nearly zero.

    Parameters
    ----------
    function : str or callable
        A name such as ``"relu"``, or a function of an array or tensor (n,), element by element.
    derivative : callable, optional
        Of a callable; by central differences if not given.
    span : tuple of two float
    saturated : float
        The shade lies where the slope's size is at most this share of the largest one, up to an end of ``span``.
    legend : bool
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For an unknown name, a span that is none, or a function whose result has another shape.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.activation("sigmoid")
    >>> print(plotting.alt_text(ax))
    Sigmoid 和它的导数：函数值在 0.00669 到 0.993 之间，导数在 0.00665 到 0.25 之间，13% 的区间里导数接近 0。
    """
    import numpy as np

    chosen = _chosen(function, derivative)
    low, high = (float(end) for end in span)
    if not low < high:
        raise ValueError(tr(f"span 要从小到大，得到的是 {span}", f"span goes from low to high, got {span}"))
    x = np.linspace(low, high, POINTS)
    y = _values(chosen.value, x)
    slope = _values(chosen.slope, x) if chosen.slope else _difference(chosen.value, x)
    ax = axes(ax)
    flat = _saturated(slope, saturated)
    _shade(ax, x, flat, saturated)
    ax.axhline(0, color=MUTED, linewidth=1, zorder=0.5)
    jumps = np.where(abs(np.diff(y)) > 0.5, np.nan, 0)  # a step is no steep line
    ax.plot(x, y + np.append(jumps, 0), color=PALETTE[0], linestyle=DASHES[0], label=tr("函数 $f$", "function $f$"))
    label = tr("导数 $f'$", "derivative $f'$")
    ax.plot(x, slope, color=PALETTE[1], linestyle=DASHES[1], label=label)
    ax.set_xlim(low, high)
    ax.set_xlabel("$x$")
    ax.set_title(title or chosen.title)
    if legend:
        ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return describe(
        ax,
        tr(
            f"{_name(chosen)} 和它的导数：函数值在 {number(y.min())} 到 {number(y.max())} 之间，"
            f"导数在 {number(slope.min())} 到 {number(slope.max())} 之间，{flat.mean():.0%} 的区间里导数接近 0。",
            f"{_name(chosen)} and its derivative: values from {number(y.min())} to {number(y.max())}, "
            f"slopes from {number(slope.min())} to {number(slope.max())}, nearly zero on {flat.mean():.0%}.",
        ),
    )


def activation_gallery(functions=None, *, columns=3, span=(-5.0, 5.0), saturated=SATURATED):
    """Draw activation functions side by side, with one legend.

    Parameters
    ----------
    functions : sequence of str, or mapping of title to function, optional
        Names of known functions, or titles and callables; all twelve of the course if not given.
    columns : int
    span, saturated
        As for ``activation``.

    Returns
    -------
    array of Axes, shape (k,)

    Raises
    ------
    ValueError
        As ``activation`` does, or for no functions at all.

    Examples
    --------
    >>> from coursekit import plotting
    >>> grid = plotting.activation_gallery(["relu", "tanh"], columns=2)
    >>> grid.shape
    (2,)
    >>> print(plotting.alt_text(grid))
    ReLU 和它的导数：函数值在 0 到 5 之间，导数在 0 到 1 之间，50% 的区间里导数接近 0。
    Tanh 和它的导数：函数值在 −1 到 1 之间，导数在 0.000182 到 1 之间，56% 的区间里导数接近 0。
    """
    import matplotlib.pyplot as plt

    drawn = list(known()) if functions is None else functions
    named = not hasattr(drawn, "items")
    titled = {name: name for name in drawn} if named else dict(drawn)
    if not titled:
        raise ValueError(tr("functions 里一个函数也没有", "functions holds no function"))
    ensure()
    columns = min(columns, len(titled))
    rows = -(-len(titled) // columns)
    figure, grid = plt.subplots(rows, columns, figsize=(8.0, 2.35 * rows + 0.7), sharex=True, squeeze=False)
    for ax, (title, function) in zip(grid.flat, titled.items(), strict=False):
        activation(function, span=span, saturated=saturated, legend=False, ax=ax, title=None if named else title)
        ax.title.set_size(ax.xaxis.label.get_size())
        ax.set_xlabel("$x$" if ax.get_subplotspec().is_last_row() else "")
    for ax in grid.flat[len(titled) :]:
        ax.remove()
    handles, labels = [], []
    for ax in grid.flat[: len(titled)]:
        for handle, label in zip(*ax.get_legend_handles_labels(), strict=True):
            if label not in labels:
                handles.append(handle)
                labels.append(label)
    figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return grid.ravel()[: len(titled)]


def _chosen(function, derivative) -> Activation:
    if callable(function):
        return Activation("", "", function, derivative)
    table = known()
    if function not in table:
        there = ", ".join(table)
        raise ValueError(
            tr(
                f"没有名为 {function!r} 的激活函数，可以用：{there}，或者直接给一个函数",
                f"no activation {function!r}; known are: {there}; or give a function",
            )
        )
    row = table[function]
    return row._replace(title=f"{row.title}\n{row.formula}")


def _name(chosen: Activation) -> str:
    return chosen.title.split("\n")[0] or tr("激活函数", "activation")


def _values(function, x):
    """What a function of arrays or of tensors gives, as a float array of the shape of ``x``."""
    try:
        result = function(x)
    except TypeError:  # torch.relu and its like take tensors alone
        import torch

        result = function(torch.from_numpy(x))
    made = numbers(result, "f(x)", (0, 1))
    if made.shape != x.shape:
        raise ValueError(
            tr(
                f"激活函数收到 {x.shape} 的数组，应逐个元素计算，返回的形状却是 {made.shape}",
                f"the activation got an array {x.shape} and should work element by element, but returned {made.shape}",
            )
        )
    return made


def _difference(function, x):
    return (_values(function, x + STEP) - _values(function, x - STEP)) / (2 * STEP)


def _saturated(slope, share: float):
    """Where the slope stays small up to an end of the span; a hill or valley in between is no saturation."""
    import numpy as np

    small = abs(slope) <= share * abs(slope).max()
    return np.logical_and.accumulate(small) | np.logical_and.accumulate(small[::-1])[::-1]


def _shade(ax, x, flat, saturated: float) -> None:
    if not flat.any():
        return
    share = f"{saturated:g}"
    label = tr(f"饱和：$|f'|\\leq {share}\\,\\max|f'|$", f"saturated: $|f'|\\leq {share}\\,\\max|f'|$")
    look = {"facecolor": tint(INK, 0.12), "edgecolor": tint(INK, 0.35), "hatch": "//", "linewidth": 0}
    ax.fill_between(x, 0, 1, where=flat, transform=ax.get_xaxis_transform(), zorder=0, label=label, step="mid", **look)
