"""Learning curves: training solid, validation dashed, each line named at its end."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.labels import name_at_end, number
from coursekit.plotting.style import DASHES, INK, PALETTE, axes, points


def curves(history, names=("loss",), *, ax=None, title=None, splits=None):
    """Draw the curves of a training run over its epochs, counted from 1.

    Parameters
    ----------
    history : History or mapping
        Series of float, one value an epoch, by name; ``"valid_" + name`` is drawn dashed where it is there.
        Its ``best_epoch`` (0-based) is marked, unless it is the last one: then nothing was lost by going on.
    names : str or sequence of str
        Which series to draw. Series of one size go together; otherwise give each its own Axes.
    ax : Axes, optional
    title : str, optional
    splits : tuple of two str, optional
        What the solid and the dashed line are called; 训练 and 验证 if not given.

    Returns
    -------
    Axes

    Raises
    ------
    KeyError
        Where a name has no series; the message lists those there are.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.curves({"loss": [0.9, 0.5, 0.4], "valid_loss": [0.8, 0.6, 0.7]})
    >>> print(plotting.alt_text(ax))
    3 轮训练的曲线：训练 0.9 → 0.4；验证 0.8 → 0.7。
    """
    names = (names,) if isinstance(names, str) else tuple(names)
    lines = _lines(history, names, splits or (tr("训练", "train"), tr("验证", "valid")))
    ax = axes(ax)
    for values, label, look in lines:
        epochs = range(1, len(values) + 1)
        marker = "o" if len(values) == 1 else None
        ax.plot(epochs, values, marker=marker, label=label, **look)
    _frame(ax, names, title)
    _mark_best(ax, history, lines)
    name_at_end(ax, [(values[-1], label, look["color"]) for values, label, look in lines])
    return describe(ax, _told(lines))


def _lines(history, names: tuple, splits: tuple) -> list:
    """(values, label, look) of every line; one name takes two colours, several take one each."""
    lines = []
    for index, name in enumerate(names):
        train, valid = _series(history, name), _series(history, f"valid_{name}")
        if train is None and valid is None:
            there = ", ".join(history) or tr("一个也没有", "none")
            raise KeyError(
                tr(f"训练记录里没有 {name!r}，有的是：{there}", f"the history has no {name!r}; it has: {there}")
            )
        for values, split, dash in ((train, 0, DASHES[0]), (valid, 1, DASHES[1])):
            if values is not None:
                color = PALETTE[split] if len(names) == 1 else PALETTE[index]
                label = splits[split] if len(names) == 1 else f"{splits[split]}{_spaced(_title(name))}"
                lines.append((values, label, {"color": color, "linestyle": dash}))
    return lines


def _series(history, name: str) -> list | None:
    return [float(value) for value in history[name]] if name in history and len(history[name]) else None


def _title(name: str) -> str:
    return {"loss": tr("损失", "loss"), "accuracy": tr("准确率", "accuracy")}.get(name, name)


def _spaced(text: str) -> str:
    return f" {text}" if text[:1].isascii() else text


def _frame(ax, names: tuple, title: str | None) -> None:
    from matplotlib.ticker import MaxNLocator

    ax.set_xlabel(tr("轮次（epoch）", "epoch"))
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True, min_n_ticks=1))
    if len(names) == 1:
        english = f"（{names[0]}）" if _title(names[0]) != names[0] else ""
        ax.set_ylabel(f"{_title(names[0])}{english}")
    if title:
        ax.set_title(title)


def _mark_best(ax, history, lines: list) -> None:
    best = getattr(history, "best_epoch", None)
    if best is None or best + 1 >= max(len(values) for values, _, _ in lines):
        return
    ax.axvline(best + 1, color=INK, linestyle=":", linewidth=1.8, zorder=1)
    for values, _, look in lines:
        if best < len(values):
            face = {"markerfacecolor": "white", "markeredgewidth": 2.2, "zorder": 5}
            ax.plot(best + 1, values[best], "o", color=look["color"], **face)
    text = tr(f"最佳\n第 {best + 1} 轮", f"best\nepoch {best + 1}")
    right, top = _free_corner(ax, best + 1, lines)
    ax.annotate(
        text,
        xy=(best + 1, 0.97 if top else 0.03),
        xycoords=("data", "axes fraction"),
        xytext=(8 if right else -8, 0),
        textcoords="offset points",
        ha="left" if right else "right",
        va="top" if top else "bottom",
        linespacing=1.3,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.5},
    )


def _free_corner(ax, epoch: int, lines: list) -> tuple[bool, bool]:
    """(right of the mark, at the top) where the mark's text covers least of the curves."""
    left, right = ax.get_xlim()
    low, high = ax.get_ylim()
    size, (wide, tall) = ax.yaxis.label.get_size(), points(ax)
    reach = 5 * size * (right - left) / wide
    strip = 3.2 * size * (high - low) / tall

    def covered(corner: tuple[bool, bool]) -> float:
        start, end = (epoch, epoch + reach) if corner[0] else (epoch - reach, epoch)
        outside = max(0, end - right) + max(0, left - start)
        under = 0
        for values, _, _ in lines:
            near = values[max(0, round(start) - 1) : max(0, round(end))]
            under += sum(v > high - strip if corner[1] else v < low + strip for v in near)
        return under + outside * len(lines)

    return min(((False, True), (True, True), (False, False), (True, False)), key=covered)


def _told(lines: list) -> str:
    epochs = max(len(values) for values, _, _ in lines)
    ends = tr("；", "; ").join(f"{label} {number(values[0])} → {number(values[-1])}" for values, label, _ in lines)
    return tr(f"{epochs} 轮训练的曲线：{ends}。", f"Curves over {epochs} epochs: {ends}.")
