"""Cross-validation as a picture: which sample each fold trains on and which it tests on."""

from coursekit.lang import tr
from coursekit.plotting.alt import describe
from coursekit.plotting.inputs import plain
from coursekit.plotting.style import INK, MUTED, PALETTE, axes, tint

FEW = 24  # samples; so few get a frame each, and their number where they are tested
TRAIN, TEST = "#B8D7EA", PALETTE[1]
MOST_LABELS = 16


def folds(splits, n=None, *, y=None, groups=None, ax=None, title=None):
    """Draw a fold a row and a sample a column.

    Parameters
    ----------
    splits : iterable of (train, test)
        Indices from 0, as the ``split`` of scikit-learn's ``KFold``, ``LeaveOneOut`` or ``TimeSeriesSplit`` gives
        them. A sample in neither stays white.
    n : int, optional
        Number of samples; one more than the largest index if not given.
    y, groups : array-like, shape (n,), optional
        Class and group of each sample, each drawn as a row beneath the folds.
    ax : Axes, optional
    title : str, optional

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        For no folds, indices outside 0…n−1, a sample in both parts of a fold, or ``y`` of another length.

    Examples
    --------
    >>> from coursekit import plotting
    >>> ax = plotting.folds([([2, 3], [0, 1]), ([0, 1], [2, 3])])
    >>> print(plotting.alt_text(ax))
    2 折划分 4 个样本，各折的测试样本数依次是 2、2。
    """
    use = _uses(splits, n)
    count, n = use.shape
    extra = [(name, _codes(values, n, what)) for name, values, what in _given(y, groups)]
    rows = count + len(extra)
    ax = axes(ax, figsize=(8.0, min(7.5, max(3.2, 0.42 * rows + 1.9))))
    _cells(ax, use, extra)
    if n <= FEW:
        _write(ax, use, extra)
    _frame(ax, count, n, [name for name, _ in extra])
    _key(ax, use)
    if title:
        ax.set_title(title)
    sizes = [int((row == 2).sum()) for row in use]
    return describe(
        ax,
        tr(
            f"{count} 折划分 {n} 个样本，各折的测试样本数依次是 {_some(sizes)}。",
            f"{count} folds of {n} samples, test samples in each fold: {_some(sizes)}.",
        ),
    )


def _uses(splits, n):
    """(folds, samples): 0 not used, 1 training, 2 test."""
    import numpy as np

    pairs = [tuple(plain(part).astype(int).ravel() for part in pair) for pair in splits]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise ValueError(
            tr(
                "splits 要是一列 (训练下标, 测试下标)，例如 KFold(5).split(X)",
                "splits is a sequence of (training indices, test indices), such as KFold(5).split(X)",
            )
        )
    every = np.concatenate([part for pair in pairs for part in pair])
    n = int(every.max()) + 1 if n is None else int(n)
    if every.min() < 0 or every.max() >= n:
        raise ValueError(
            tr(
                f"下标要在 0 到 {n - 1} 之间，得到的是 {every.min()} 到 {every.max()}",
                f"indices go from 0 to {n - 1}, got {every.min()} to {every.max()}",
            )
        )
    use = np.zeros((len(pairs), n), dtype=int)
    for row, (train, test) in enumerate(pairs):
        both = np.intersect1d(train, test)
        if both.size:
            raise ValueError(
                tr(
                    f"第 {row + 1} 折里样本 {both.tolist()[:5]} 既在训练集又在测试集",
                    f"in fold {row + 1} the samples {both.tolist()[:5]} are both trained and tested on",
                )
            )
        use[row, train], use[row, test] = 1, 2
    return use


def _given(y, groups) -> list:
    rows = [(tr("类别", "class"), y, "y"), (tr("组", "group"), groups, "groups")]
    return [row for row in rows if row[1] is not None]


def _codes(values, n: int, what: str):
    """Each sample's class as a number from 0, with the classes' names."""
    import numpy as np

    values = plain(values).ravel()
    if len(values) != n:
        raise ValueError(
            tr(f"{what} 要有 {n} 个，得到 {len(values)} 个", f"{what} needs {n} values, got {len(values)}")
        )
    names, codes = np.unique(values, return_inverse=True)
    return codes, [str(name) for name in names]


def _cells(ax, use, extra: list) -> None:
    import numpy as np
    from matplotlib.colors import to_rgb

    table = np.array([to_rgb(color) for color in ("white", TRAIN, TEST)])
    rows = [table[row] for row in use]
    for _, (codes, _) in extra:
        shades = np.array([tint(PALETTE[(2 + k) % len(PALETTE)], 0.75) for k in range(codes.max() + 1)])
        rows.append(shades[codes])
    edges = {"edgecolor": "white", "linewidth": 1.2 if use.shape[1] <= FEW else 0.0}
    for row, colours in enumerate(rows):
        top = row + (0.35 if row >= len(use) else 0)  # the classes stand apart from the folds
        ax.bar(np.arange(len(colours)), 0.9, width=1.0, bottom=top - 0.45, color=colours, **edges)


def _write(ax, use, extra: list) -> None:
    size = ax.xaxis.get_ticklabels()[0].get_size()
    middle = {"ha": "center", "va": "center", "fontsize": size}
    for row, column in zip(*(use == 2).nonzero(), strict=True):
        ax.text(column, row, str(column), color="white", **middle)
    for row, (_, (codes, names)) in enumerate(extra, start=len(use)):
        for column, code in enumerate(codes):
            if len(names[code]) <= 2:  # longer names have no room in a cell
                ax.text(column, row + 0.35, names[code], color=INK, **middle)


def _frame(ax, count: int, n: int, extra: list[str]) -> None:
    from matplotlib.ticker import MaxNLocator

    step = -(-count // MOST_LABELS)
    shown = range(0, count, step)
    labels = [tr(f"第 {row + 1} 折", f"fold {row + 1}") for row in shown]
    ax.set_yticks([*shown, *(count + k + 0.35 for k in range(len(extra)))], [*labels, *extra])
    ax.set_ylim(count + len(extra) - 0.5 + 0.4 * bool(extra), -0.55)
    ax.set_xlim(-0.5, n - 0.5)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12, min_n_ticks=1))
    ax.set_xlabel(tr("样本编号 $i$", "sample $i$"))
    ax.tick_params(axis="y", length=0)
    ax.spines[:].set_visible(False)
    ax.grid(False)


def _key(ax, use) -> None:
    from matplotlib.patches import Patch

    parts = [Patch(color=TRAIN, label=tr("训练", "train")), Patch(color=TEST, label=tr("测试", "test"))]
    if (use == 0).any():
        parts.append(Patch(facecolor="white", edgecolor=MUTED, label=tr("不用", "not used")))
    ax.legend(handles=parts, loc="center left", bbox_to_anchor=(1.0, 0.5), handlelength=1.2, handletextpad=0.5)


def _some(sizes: list[int]) -> str:
    shown = tr("、", ", ").join(map(str, sizes[:10]))
    return shown + tr("……", "...") if len(sizes) > 10 else shown
