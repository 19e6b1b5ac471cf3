# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex03_data//ipynb,src//py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 练习三 数据集：从一张乱表到一批张量
#
# 社区诊所攒了三年的体检表，想请你训练一个模型。
# 表里有空格，身高和工资挤在一起，血型是字母，病人一百个里只有几个；旁边还有几张照片、几句留言，大半没有标签。
# 模型什么也没错，它只是读不懂这张表。
#
# 你来做这套工具：十七个小函数，多数三五行。
# 最后用它们在手写数字上比一比：同样标一百多个，随便挑，还是挑着标？
#
# **做完之后，你能够**
#
# - 补空缺、统一尺度、把类别变成数，说得出每一步的边界情形；
# - 按行、按类、按时间划分数据，写出 K 折和留一法；
# - 让训练集之外的数，一个也漏不进预处理；
# - 给一个统计量配上自助法的区间；
# - 把文本、图片变成模型收的形状，并且挑出最值得标的样本。
#
# | 题 | 函数 | 分 | 分钟 | 看哪一节 |
# |---|---|---|---|---|
# | 1 补空缺 | `impute` | 5 | 10 | 3.3.1 |
# | 2 四种尺度 | `zscore`、`minmax`、`binarize`、`row_unit` | 10 | 25 | 3.4.2；3.4.3、3.4.6（自学） |
# | 3 类别变成数 | `encode`、`one_hot` | 7 | 15 | 3.4.4 |
# | 4 轮流当考卷 | `loo`、`kfold` | 8 | 20 | 3.6.2、3.6.3 |
# | 5 按类分，按时间分 | `stratified`、`time_split` | 5 + 4 | 25 | 3.5.3、3.5.4 |
# | 6 不许漏题 | `fit_transform_split` | 6 | 13 | 3.5.5、3.7.2 |
# | 7 自助法 | `bootstrap_ci` | 6 | 16 | 3.6.4 |
# | 8 装成批，变成张量 | `n_batches`、`tokenise_pad`、`image_to_tensor` | 2 + 5 + 4 | 29 | 3.9.1；3.9.5（自学） |
# | 9 先标哪些 | `margin_query` | 4 | 7 | 3.8（自学） |
# | 10 一段话，老师评阅 | | 3 | 20 | 3.5.5、3.7 |
#
# 一共 69 分，三个小时；每道题互不相靠，可以分几次做。
# 需要：第 3 章，numpy；第 8 题的图片要第 4 章的张量。
# 标着“自学”的几节不必先读，题目里写全了要用的。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，对一项得一项。
# 有的单元里有几个函数，一个没写完，不影响别的得分；不过检查单元停在第一处不对的地方，后面的小项看不到。
# 想一次看全，在终端里运行 `coursekit check ex03_data.ipynb`。
# 不通过时，红字很长，上面是检查单元自己的程序，只看**最后几行**。
#
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
#
# **全篇的约定**
#
# - 没有特别说明的，`x`、`X`、`y` 是 numpy 数组，一行一个样本，行号从 0 开始；可以是整数，也可以是小数；
# - 传进来的数组、列表是别人的东西，不许改动它；
# - “抛出 `ValueError`”，是写 `raise ValueError("说一句为什么")`，不是打印，也不是返回；
# - **种子**：有 `seed` 的题，随机数都从 `np.random.default_rng(seed)` 来。先抽什么、用哪个方法抽，都随你：检查只看抽出来的合不合规矩，同一个种子是否每次一样，换一个种子是否不同；
# - 题里说不许用现成的，检查单元会读你的函数，也读它调用的函数；用了，那一个函数不给分。
#
# 先运行下面的单元，是画图用的工具，不用读懂。
# 里面已经导入了 `np`、`re`、`torch`，和第 6 题用得着的三样东西。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import re

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

plotting.setup()
BLUE, RED = plotting.PALETTE[:2]


def draw_column(x, fills):
    """Draw the known numbers of a column on a line, and what would fill its gaps."""
    ax = plt.figure(figsize=(7, 1.8)).gca()
    ax.axhline(0, color="0.8", zorder=0)
    known = sorted(x[~np.isnan(x)])
    heights = [known[:i].count(value) for i, value in enumerate(known)]
    ax.plot(known, heights, "o", color=BLUE, ms=10)
    for name, value in fills.items():
        ax.annotate(f"{name} {value:g}", (value, 0), (value, -2.4), ha="center", color=RED,
                    arrowprops={"arrowstyle": "->", "color": RED})
    ax.set(yticks=[], ylim=(-3, 2), xticks=sorted(set(known)))
    told = "，".join(f"{name}是 {value:g}" for name, value in fills.items())
    plotting.show(ax, alt=f"数轴上的 {len(known)} 个已知数：{'、'.join(f'{v:g}' for v in known)}；箭头指出{told}。")


def draw_tables(tables, rows=None):
    """Draw small tables side by side under their names, their numbers written, larger numbers darker."""
    widths = [np.shape(table)[1] for table in tables.values()]
    high = 0.5 + 0.36 * len(next(iter(tables.values())))
    figure, axes = plt.subplots(1, len(tables), figsize=(8, high), squeeze=False, width_ratios=widths)
    for ax, (name, table) in zip(axes[0], tables.items()):
        table = np.asarray(table, dtype=float)
        low, top = np.nanmin(table, axis=0), np.nanmax(table, axis=0)
        ax.imshow((table - low) / np.where(top > low, top - low, 1), cmap="Blues", vmin=0, vmax=1.8, aspect="auto")
        for i, j in np.ndindex(table.shape):
            text = "空" if np.isnan(table[i, j]) else f"{table[i, j]:.4g}"
            ax.annotate(text, (j, i), ha="center", va="center", fontsize=11)
        ax.set_title(name, fontsize=12)
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.tick_params(length=0)
    if rows:
        axes[0, 0].set_yticks(range(len(rows)), rows)
    told = "；".join(f"{name}：{np.asarray(table, dtype=float).round(3).tolist()}" for name, table in tables.items())
    plotting.show(figure, alt=f"{len(tables)} 张小表，一格一个数。{told}。".replace("nan", "空"))


def draw_parts(parts):
    """Draw named parts of a row of samples, each sample a numbered box."""
    ax = plt.figure(figsize=(7, 1.5)).gca()
    for (name, part), color in zip(parts.items(), plotting.PALETTE):
        for i in part:
            ax.add_patch(plt.Rectangle((i - 0.46, 0), 0.92, 0.9, color=color, alpha=0.35))
            ax.annotate(str(i), (i, 0.45), ha="center", va="center")
        ax.annotate(name, (np.mean(part), -0.45), ha="center", va="center")
    ax.set(xlim=(-0.6, max(max(part) for part in parts.values()) + 0.6), ylim=(-0.8, 1))
    ax.axis("off")
    told = "；".join(f"{name}是 {'、'.join(map(str, part))}" for name, part in parts.items())
    plotting.show(ax, alt=f"一排编号的方块，分成 {len(parts)} 段：{told}。")


def draw_channels(a):
    """Draw a small colour picture and its three channels."""
    figure, axes = plt.subplots(1, 4, figsize=(8, 1.8))
    axes[0].imshow(a)
    axes[0].set_title("图片（高，宽，3）", fontsize=12)
    for ax, name, channel in zip(axes[1:], "红绿蓝", np.moveaxis(a, 2, 0)):
        ax.imshow(channel, cmap="gray", vmin=0, vmax=255)
        for i, j in np.ndindex(channel.shape):
            ax.annotate(str(channel[i, j]), (j, i), ha="center", va="center", fontsize=11,
                        color="white" if channel[i, j] < 128 else "black")
        ax.set_title(f"{name}（高，宽）", fontsize=12)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
    plotting.show(figure, alt=f"一张 {a.shape[0]} 行 {a.shape[1]} 列的彩色小图，和它的红、绿、蓝三层，每格写着 0 到 255 的数。")


def numbers_of(rows):
    """Return row numbers, given as an array or a list, as a list."""
    return np.asarray(rows).tolist()

# %% [markdown]
# ## 第 1 题 补空缺 `impute`（5 分，10 分钟）
#
# 表里的缺失值（下面叫空缺），在 numpy 里是 `np.nan`。
# 缺得多，舍不得删，就补一个“说得过去”的数：
#
# - **均值** `"mean"`：已知的数的平均；
# - **中位数** `"median"`：已知的数排好队，中间的那个；偶数个时，中间两个的平均；
# - **众数** `"mode"`：已知的数里出现次数最多的那个（scikit-learn 叫它 `most_frequent`）。
#
# **例子**：$(1,\ 1,\ 空,\ 4,\ 10)$。
# 已知四个数：均值 $16/4=4$，中位数 $(1+4)/2=2.5$，众数 1。
# 那个 10 把均值拉得很远，中位数动得少，众数根本没看见它。

# %%
draw_column(np.array([1, 1, np.nan, 4, 10]), {"均值": 4, "中位数": 2.5, "众数": 1})

# %% [markdown]
# 写 `impute(x, how)`，返回填好的**另一个**数组，形状 `(n,)`。
#
# - `x` 是 `(n,)` 的小数数组，空缺是 `nan`，可以有几个，也可以没有；已知的数原样不动；
# - `how` 是 `"mean"`、`"median"`、`"mode"`，别的抛出 `ValueError`；
# - 众数**并列**时，取最小的：$(9,\ 空,\ 3,\ 9,\ 3)$ 填 3；
# - 一个已知的数也没有，抛出 `ValueError`：没有根据，不能乱填。
#
# 不许用现成的：`SimpleImputer`、`KNNImputer`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先挑出已知的数：`np.isnan(x)` 是“哪些是空的”，`~` 把它反过来。
# 然后三种情况各算一个数，最后填进去。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `nan` 不等于任何数，也不等于它自己，所以 `x == np.nan` 找不到空缺。
# 众数用 `np.unique(known, return_counts=True)`：值从小到大排好，后面跟着各出现几次。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `counts.argmax()` 遇到并列，给的是第一个位置，正好是最小的值。
# `np.where(np.isnan(x), value, x)` 返回新的数组，不动 `x`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "impute", "locked": false, "schema_version": 3, "solution": true, "task": false}
def impute(x, how):
    """Return a copy of x with its nan filled by the "mean", "median" or "mode" of the known numbers."""
    ### BEGIN SOLUTION
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_impute", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("impute", ["SimpleImputer", "KNNImputer"])
with checks.points(1, "小例子：均值和中位数"):
    gaps = np.array([1.0, 1.0, np.nan, 4.0, 10.0])
    call = "impute([1, 1, nan, 4, 10], {})"
    checks.close(impute(gaps.copy(), "mean"), np.array([1.0, 1, 4, 4, 10]), call=call.format('"mean"'), likely={
        "把空缺当成了 0，或者除以了全部的个数": np.array([1.0, 1, 3.2, 4, 10]),
        "算均值的时候没有去掉 nan": lambda got: np.isnan(got).any(),
        "把空缺删掉了，应填上": lambda got: np.shape(got) == (4,)})
    checks.close(impute(gaps.copy(), "median"), np.array([1.0, 1, 2.5, 4, 10]), call=call.format('"median"'), likely={
        "没有排序，就取了中间": lambda got: np.size(got) == 5 and got[2] == 7,
        "偶数个时，取中间两个的平均；或者把空缺当成了 0": np.array([1.0, 1, 1, 4, 10]),
        "偶数个时，取中间两个的平均": np.array([1.0, 1, 4, 4, 10]),
        "算中位数的时候没有去掉 nan": lambda got: np.isnan(got).any()})
with checks.points(1, "小例子：众数"):
    gaps = np.array([1.0, 1.0, np.nan, 4.0, 10.0])
    filled = impute(checks.inout(gaps), "mode")
    checks.close(filled, np.array([1.0, 1, 1, 4, 10]), call='impute([1, 1, nan, 4, 10], "mode")', likely={
        "填了出现的次数，应填那个数": np.array([1.0, 1, 2, 4, 10]),
        "填了最大的数": np.array([1.0, 1, 10, 4, 10]),
        "填了 0": np.array([1.0, 1, 0, 4, 10]),
        "nan 也被当成了一个数": lambda got: np.isnan(got).any()})
    checks.equal(gaps, np.array([1.0, 1.0, np.nan, 4.0, 10.0]), call='impute(x, "mode") 以后的 x', likely={
        "改动了传进来的 x，应返回另一个数组": lambda got: not np.isnan(got).any()})
    with checks.raises(ValueError, say='impute(x, "max")：不认识的 how，应抛出 ValueError'):
        impute(np.array([1.0, np.nan]), "max")
### BEGIN HIDDEN TESTS
import statistics

with checks.points(1, "四十个数，十几个空缺"):
    rng = np.random.default_rng(checks.seed())
    column = rng.permutation(np.concatenate([rng.normal(5, 4, 23), [-2.5] * 4, [7.25] * 3, [np.nan] * 12]))
    rest = [value for value in column.tolist() if value == value]
    for how, direct in (("mean", statistics.fmean), ("median", statistics.median), ("mode", statistics.mode)):
        wanted = np.array([direct(rest) if value != value else value for value in column.tolist()])
        checks.close(impute(column.copy(), how), wanted, say=f"四十多个数，有正有负，12 个空缺，{how}：填的不对")
with checks.points(1, "众数并列，没有空缺，不改动传进来的"):
    tied = np.array([9.0, np.nan, 3.0, 9.0, 5.0, 3.0, np.nan, 5.0])
    checks.close(impute(tied.copy(), "mode"), np.array([9.0, 3, 3, 9, 5, 3, 3, 5]), say="两个众数并列，两个空缺：应填最小的众数")
    checks.close(impute(np.array([2.0, -7.0, 2.5]), "mode"), np.array([2.0, -7, 2.5]), say="没有空缺，原样返回")
    checks.close(impute(np.array([np.nan, -1.5]), "median"), np.array([-1.5, -1.5]), say="只有一个已知的数")
    for how, value in (("mean", 5.0), ("median", 4.5), ("mode", 3.0)):
        given = np.array([3.0, np.nan, 8.0, 4.0, 5.0])
        checks.close(impute(checks.inout(given), how), np.array([3.0, value, 8, 4, 5]))
        checks.equal(given, np.array([3.0, np.nan, 8.0, 4.0, 5.0]), say="impute 改动了传进来的数组")
with checks.points(1, "填不了的，抛出 ValueError"):
    with checks.raises(ValueError, say="不认识的 how，应抛出 ValueError"):
        impute(np.array([1.0, np.nan]), "max")
    for how in ("mean", "median", "mode"):
        with checks.raises(ValueError, say="一个已知的数也没有，应抛出 ValueError"):
            impute(np.array([np.nan, np.nan]), how)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 四种尺度 `zscore`、`minmax`、`binarize`、`row_unit`（10 分，25 分钟）
#
# 前三个按**列**（一列是一个特征），最后一个按**行**（一行是一个样本）：
#
# | 函数 | 做什么 | 分 |
# |---|---|---|
# | `zscore(x)` 标准化 | $\dfrac{x-\bar x}{\sigma}$，$\sigma=\sqrt{\frac1n\sum(x-\bar x)^2}$，除以 $n$，不是 $n-1$ | 3 |
# | `minmax(x)` 最小最大缩放 | $\dfrac{x-\min}{\max-\min}$ | 2 |
# | `binarize(x, t)` 二值化 | 大于 $t$ 是 1，不大于 $t$ 是 0 | 2 |
# | `row_unit(X, norm)` 每行单位长 | 每一行除以它自己的长度 | 3 |
#
# `row_unit` 的长度有三种量法：`"l1"` 是绝对值的和，`"l2"` 是平方和开方，`"max"` 是最大的绝对值。
#
# **例子**：四个人，两个特征。
# 第一列 $(0,6,6,8)$：均值 5，偏差 $(-5,1,1,3)$，$\sigma=\sqrt{36/4}=3$。
# 第二列 $(300,100,100,300)$：均值 200，$\sigma=100$。
# 尺度差了几十倍，标准化以后差不多大。
# 图里从左到右是原来的表、`zscore`、`minmax`、`binarize(X, 6)`。

# %%
people = np.array([[0, 300], [6, 100], [6, 100], [8, 300]])
draw_tables({"原来": people, "zscore": [[-5 / 3, 1], [1 / 3, -1], [1 / 3, -1], [1, 1]],
             "minmax": [[0, 1], [0.75, 0], [0.75, 0], [1, 1]], "binarize": [[0, 1], [0, 1], [0, 1], [1, 1]]},
            rows=["甲", "乙", "丙", "丁"])

# %% [markdown]
# `row_unit` 的例子：行 $(-3,4)$ 的长度，l1 是 7，l2 是 5，max 是 4，所以变成 $(-\frac37,\frac47)$、$(-0.6,0.8)$、$(-0.75,1)$。
#
# 写这四个函数，各返回**另一个**数组，形状和传进来的一样。
#
# - 前三个的 `x` 是一列 `(n,)`，或者一张表 `(n, d)`；`row_unit` 的 `X` 总是表；
# - **整列都相同**（$\max=\min$）：`zscore` 和 `minmax` 都给 0，不许是 `nan`，例如 $(3,3,3)$ 变成 $(0,0,0)$；看最大等不等于最小，不要看 $\sigma$ 是不是 0：小数有舍入，三个 0.1 的 $\sigma$ 算出来不正好是 0；
# - `binarize` 返回的 0 和 1 是数，整数、小数都行，不要 `True` 和 `False`；
# - 整行都是 0 的，`row_unit` 之后还是 0；不认识的 `norm` 抛出 `ValueError`。
#
# 不许用现成的：`StandardScaler`、`MinMaxScaler`、`Binarizer`、`Normalizer`，和 scikit-learn、scipy 里同样用处的函数（`scale`、`minmax_scale`、`normalize`、`zscore` 一类）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一列的 `x.mean(axis=0)` 是一个数，一张表的是 `(d,)`；两种都能直接和 `x` 相减、相除。
# 所以前三个函数一样的写法，就管两种形状。
# 整数的表装不下小数：`np.zeros_like(x)`、`x.copy()` 都跟着是整数，写进去的小数会被截掉，`x -= …` 还会报错；直接写 `(x - …) / …`，结果就是小数。
# </details>
#
# <details><summary>提示 2：除以 0</summary>
#
# 整列相同时，分子全是 0；把分母的 0 换成 1 再除，0 除以 1 还是 0。
# 用 `np.where(分母 == 0, 1, 分母)`。
# 小数有舍入，三个 0.1 的 σ 会是 1.4e-17；看“最大等于最小”比看 σ 是不是 0 更可靠。
# </details>
#
# <details><summary>提示 3：每行除以每行的</summary>
#
# `abs(X).sum(axis=1)` 的形状是 `(n,)`，要变成 `(n, 1)` 才能每行除每行的：加 `keepdims=True`，或者后面写 `[:, None]`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "row_unit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def zscore(x):
    """Return each column with mean 0 and population standard deviation 1; a constant column becomes 0."""
    ### BEGIN SOLUTION
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma
    ### END SOLUTION


def minmax(x):
    """Return each column stretched to [0, 1]; a constant column becomes 0."""
    ### BEGIN SOLUTION
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)
    ### END SOLUTION


def binarize(x, t):
    """Return 1 where x is greater than t, else 0."""
    ### BEGIN SOLUTION
    return (x > t).astype(int)
    ### END SOLUTION


def row_unit(X, norm):
    """Return each row divided by its "l1", "l2" or "max" length; a row of zeros stays."""
    ### BEGIN SOLUTION
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_row_unit", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
READY = {"zscore": ["StandardScaler", "scale", "zscore", "RobustScaler", "PowerTransformer"],
         "minmax": ["MinMaxScaler", "minmax_scale", "MaxAbsScaler"], "binarize": ["Binarizer", "binarize"],
         "row_unit": ["Normalizer", "normalize"]}
with checks.points(1, "zscore 的小例子"):
    checks.avoids("zscore", READY["zscore"])
    table = np.array([[0, 300], [6, 100], [6, 100], [8, 300]])
    checks.close(zscore(table), np.array([[-5 / 3, 1], [1 / 3, -1], [1 / 3, -1], [1, 1]]), call="zscore(四个人的表)", likely={
        "σ 除的是 n-1，应除以 n": (table - table.mean(0)) / table.std(0, ddof=1),
        "用了整张表的均值和 σ，应每列用每列的": (table - table.mean()) / table.std(),
        "按行算了，应按列": (table - table.mean(1, keepdims=True)) / table.std(1, keepdims=True),
        "结果被截成了整数，应先变成小数": np.array([[-1, 1], [0, -1], [0, -1], [1, 1]]),
        "只减了均值，没有除以 σ": table - table.mean(0),
        "除的是方差，应开方": (table - table.mean(0)) / table.var(0)})
    checks.close(zscore(np.array([3.0, 3.0, 3.0])), np.zeros(3), call="zscore([3, 3, 3])", likely={
        "除以 0 了，整列相同时应给 0": lambda got: np.isnan(got).any()})
with checks.points(1, "minmax 的小例子"):
    checks.avoids("minmax", READY["minmax"])
    table = np.array([[0, 300], [6, 100], [6, 100], [8, 300]])
    checks.close(minmax(table), np.array([[0, 1], [0.75, 0], [0.75, 0], [1, 1]]), call="minmax(四个人的表)", likely={
        "用了整张表的最大最小，应每列用每列的": table / 300,
        "分子减的是均值，应减最小": (table - table.mean(0)) / np.ptp(table, axis=0),
        "没有减最小，就除了": table / table.max(0),
        "分母应是最大减最小，不是最大": (table - table.min(0)) / table.max(0),
        "结果被截成了整数，应先变成小数": np.array([[0, 1], [0, 0], [0, 0], [1, 1]]),
        "按行算了，应按列": np.array([[0.0, 1], [0, 1], [0, 1], [0, 1]])})
    checks.close(minmax(np.array([3.0, 3.0, 3.0])), np.zeros(3), call="minmax([3, 3, 3])", likely={
        "除以 0 了，整列相同时应给 0": lambda got: np.isnan(got).any()})
with checks.points(1, "binarize 的小例子"):
    checks.avoids("binarize", READY["binarize"])
    table = np.array([[0, 300], [6, 100], [6, 100], [8, 300]])
    checks.close(binarize(table, 6), np.array([[0, 1], [0, 1], [0, 1], [1, 1]]), call="binarize(四个人的表, 6)", likely={
        "等于 t 的应是 0": np.array([[0, 1], [1, 1], [1, 1], [1, 1]]),
        "0 和 1 反了": np.array([[1, 0], [1, 0], [1, 0], [0, 0]]),
        "True、False 要变成 1、0": lambda got: np.asarray(got).dtype == bool})
with checks.points(1, "row_unit 的小例子"):
    checks.avoids("row_unit", READY["row_unit"])
    sides, call = np.array([[-3, 4], [0, 2]]), "row_unit([[-3, 4], [0, 2]], {})"
    checks.close(row_unit(sides, "l2"), np.array([[-0.6, 0.8], [0, 1]]), call=call.format('"l2"'), likely={
        "按列算了，应按行": sides / np.array([3, 20**0.5]),
        "平方和没有开方": np.array([[-3 / 25, 4 / 25], [0, 0.5]]),
        "结果被截成了整数，应先变成小数": np.array([[0, 0], [0, 1]]),
        "用了整张表的长度，应每行用每行的": sides / 29**0.5,
        "长度排成一行去除了，应排成一列：keepdims=True": sides / np.array([5, 2])})
    checks.close(row_unit(sides, "l1"), np.array([[-3 / 7, 4 / 7], [0, 1]]), call=call.format('"l1"'), likely={
        "求和之前要取绝对值": np.array([[-3.0, 4], [0, 1]])})
    checks.close(row_unit(sides, "max"), np.array([[-0.75, 1], [0, 1]]), call=call.format('"max"'))
### BEGIN HIDDEN TESTS
with checks.points(1, "zscore：随机的表，和一列"):
    checks.avoids("zscore", READY["zscore"])
    X = np.random.default_rng(checks.seed()).normal([3, -40, 0.01], [1, 25, 0.002], size=(30, 3))
    columns = [[(v - sum(c) / 30) / (sum((w - sum(c) / 30) ** 2 for w in c) / 30) ** 0.5 for v in c] for c in X.T.tolist()]
    checks.close(zscore(X), np.array(columns).T, say="30 行 3 列，尺度很不一样的表：zscore 不对")
    checks.close(zscore(X[:, 1]), np.array(columns[1]), say="只有一列 (n,) 时，zscore 不对")
    checks.close(zscore(np.array([5e-7, 1e-7])), np.array([1.0, -1.0]), say="很小的数，zscore 也与单位无关")
with checks.points(1, "zscore：相同的列、整数，不改动传进来的"):
    checks.avoids("zscore", READY["zscore"])
    given = np.array([[4, 7, 1], [8, 7, -1]])
    checks.close(zscore(checks.inout(given)), np.array([[-1.0, 0, 1], [1, 0, -1]]), say="整数的表，有一列都相同（应是 0）：zscore 不对")
    checks.equal(given, np.array([[4, 7, 1], [8, 7, -1]]), say="zscore 改动了传进来的表")
    decimals = np.array([0.5, 2.5])
    checks.close(zscore(checks.inout(decimals)), np.array([-1.0, 1.0]))
    checks.equal(decimals, np.array([0.5, 2.5]), say="zscore 改动了传进来的一列")
    checks.close(zscore(np.array([3.0])), np.array([0.0]), say="只有一个样本，zscore 给 0")
    checks.close(zscore(np.array([6.0, 6.0, 6.0])), np.zeros(3), say="一列都相同，zscore 给 0")
with checks.points(1, "minmax：随机的表，相同的列，不改动传进来的"):
    checks.avoids("minmax", READY["minmax"])
    X = np.random.default_rng(checks.seed() + 1).normal([3, -40, 0.01], [1, 25, 0.002], size=(30, 3))
    columns = [[(v - min(c)) / (max(c) - min(c)) for v in c] for c in X.T.tolist()]
    checks.close(minmax(X), np.array(columns).T, say="30 行 3 列，有负数的表：minmax 不对")
    checks.close(minmax(X[:, 1]), np.array(columns[1]), say="只有一列 (n,) 时，minmax 不对")
    given = np.array([[-4, 7], [8, 7], [-1, 7]])
    checks.close(minmax(checks.inout(given)), np.array([[0.0, 0], [1, 0], [0.25, 0]]), say="整数的表，有一列都相同（应是 0）：minmax 不对")
    checks.equal(given, np.array([[-4, 7], [8, 7], [-1, 7]]), say="minmax 改动了传进来的表")
    decimals = np.array([0.5, 2.5])
    checks.close(minmax(checks.inout(decimals)), np.array([0.0, 1.0]))
    checks.equal(decimals, np.array([0.5, 2.5]), say="minmax 改动了传进来的一列")
    checks.close(minmax(np.array([3.0])), np.array([0.0]), say="只有一个样本，minmax 给 0")
with checks.points(1, "binarize：负数、小数、一列，不改动传进来的"):
    checks.avoids("binarize", READY["binarize"])
    given = np.array([-1.5, -0.5, 0.0, 0.25, 2.0])
    checks.close(binarize(checks.inout(given), -0.5), np.array([0, 0, 1, 1, 1]), say="t 是负数：大于 t 才是 1")
    checks.equal(given, np.array([-1.5, -0.5, 0.0, 0.25, 2.0]), say="binarize 改动了传进来的数组")
    checks.close(binarize(np.array([[3, 4], [5, 3]]), 3.5), np.array([[0, 1], [1, 0]]), say="t 是小数")
    checks.close(binarize(np.array([3, 9]), 10), np.array([0, 0]))
with checks.points(1, "row_unit：三种长度，随机的表"):
    checks.avoids("row_unit", READY["row_unit"])
    X = np.random.default_rng(checks.seed() + 2).normal(size=(12, 12)) * np.arange(1, 13)[:, None]
    sizes = {"l1": lambda row: sum(map(abs, row)), "l2": lambda row: sum(v * v for v in row) ** 0.5,
             "max": lambda row: max(map(abs, row))}
    for norm, size in sizes.items():
        wanted = np.array([[v / size(row) for v in row] for row in X.tolist()])
        checks.close(row_unit(X, norm), wanted, say=f"12 行 12 列的表，有负数：{norm} 不对")
with checks.points(1, "row_unit：全 0 的行、整数、不认识的 norm"):
    checks.avoids("row_unit", READY["row_unit"])
    for norm, size in (("l1", 9.0), ("l2", 5**0.5 * 3), ("max", 6.0)):
        given = np.array([[0, 0], [-6, 3]])
        checks.close(row_unit(checks.inout(given), norm), np.array([[0, 0], [-6 / size, 3 / size]]),
                     say=f"整数的表，有一行是 0（还是 0，不是 nan）：{norm} 不对")
        checks.equal(given, np.array([[0, 0], [-6, 3]]), say="row_unit 改动了传进来的表")
    decimals = np.array([[0.5, -1.5]])
    checks.close(row_unit(checks.inout(decimals), "l1"), np.array([[0.25, -0.75]]))
    checks.equal(decimals, np.array([[0.5, -1.5]]), say="row_unit 改动了传进来的表")
    with checks.raises(ValueError, say="不认识的 norm，应抛出 ValueError"):
        row_unit(np.array([[1.0, 2.0]]), "l3")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 类别变成数 `encode`、`one_hot`（7 分，15 分钟）
#
# 类别是文字，模型要的是数。两种做法：
#
# - **编号** `encode`：类别排好队，第几个就是几，从 0 开始；一个样本一个整数；
# - **独热编码** `one_hot`：一个类别一列，是它就写 1，其余写 0。
#
# 标签用编号就够；特征用独热，免得模型以为 red 是 green 的两倍。
#
# **例子**：red、green、blue、green。
# 排好队是 blue、green、red，所以编码是 2、1、0、1。

# %%
draw_tables({"encode": [[2], [1], [0], [1]], "one_hot：blue、green、red": [[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 0]]},
            rows=["red", "green", "blue", "green"])

# %% [markdown]
# 写两个函数。
#
# `encode(seq)` 返回 `(n,)` 的 `int64` 数组（3 分）。
#
# `one_hot(seq, classes=None)` 返回 `(M, classes)`（4 分）：`M` 是 `(n, 类数)` 的数组，元素是 0 和 1；`classes` 是列表，第几个就是第几列。
#
# - `seq` 是列表，里面是文字，或者整数；可以是空的；
# - 排队用 Python 自己的大小：文字按字典序，整数按大小，10 在 9 后面；
# - `one_hot` 没有给 `classes` 时，自己从 `seq` 里找，排好队；
# - 给了 `classes`（训练集的那一份），就**照它的次序**，不再排，也不增减，返回的也是它；
# - **没见过的类别**，那一行全是 0：测试集里冒出来的新颜色，不能多出一列。例如 `one_hot(["red", "pink"], ["red", "blue"])` 的 `M` 是 `[[1, 0], [0, 0]]`。
#
# 不许用现成的：`LabelEncoder`、`OneHotEncoder`、`OrdinalEncoder`、`LabelBinarizer`、`get_dummies`、`factorize`、`Categorical`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `sorted(set(seq))` 就是排好队、去了重的类别。
# 列表的 `classes.index(item)` 给出第几个。
# </details>
#
# <details><summary>提示 2：没见过的</summary>
#
# 从 `np.zeros((len(seq), len(classes)))` 开始，只在认得的地方写 1：先问 `if item in classes`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 空列表会让 `np.array([])` 变成小数数组，所以写上 `dtype=np.int64`。
# “没有给”要问 `classes is None`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "one_hot", "locked": false, "schema_version": 3, "solution": true, "task": false}
def encode(seq):
    """Return the place of each item among the sorted classes, int64 of shape (n,)."""
    ### BEGIN SOLUTION
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)
    ### END SOLUTION


def one_hot(seq, classes=None):
    """Return (M, classes): a 1 in the column of each item's class, no 1 for a class that is not known."""
    ### BEGIN SOLUTION
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_one_hot", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
READY = ["LabelEncoder", "OneHotEncoder", "OrdinalEncoder", "LabelBinarizer", "get_dummies", "factorize", "Categorical"]

def hot(*args):
    """Return M and the list of classes of one call."""
    found = one_hot(*args)
    assert isinstance(found, (tuple, list)) and len(found) == 2, "one_hot 应返回两样：(M, classes)"
    M, classes = found
    return M, np.asarray(classes).tolist()


with checks.points(1, "encode 的小例子"):
    checks.avoids("encode", READY)
    checks.close(encode(["red", "green", "blue", "green"]), np.array([2, 1, 0, 1]), dtype="int64",
                 call='encode(["red", "green", "blue", "green"])', likely={
        "按出现的先后编了，或者从大到小排了，应从小到大排好队": np.array([0, 1, 2, 1]),
        "从 1 开始编了，应从 0 开始": np.array([3, 2, 1, 2]),
        "返回了列表，应是数组：np.array(…, dtype=np.int64)": lambda got: isinstance(got, list)})
with checks.points(1, "one_hot 的小例子"):
    checks.avoids("one_hot", READY)
    M, kinds = hot(["red", "green", "blue", "green"])
    wanted = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 0]])
    checks.close(M, wanted, call='one_hot(["red", "green", "blue", "green"]) 的 M', likely={
        "列按出现的先后排了，或者从大到小排了，应从小到大排好队": wanted[:, ::-1],
        "一行一个样本，一列一个类别": wanted.T,
        "True、False 要变成 1、0": lambda got: np.asarray(got).dtype == bool})
    checks.equal(kinds, ["blue", "green", "red"], call='one_hot(["red", "green", "blue", "green"]) 的 classes')
### BEGIN HIDDEN TESTS
with checks.points(1, "encode：整数，重复的，随机的"):
    checks.avoids("encode", READY)
    drawn = np.random.default_rng(checks.seed()).choice([-3, 9, 10, 100, 2], 40).tolist()
    checks.close(encode(drawn), np.array([sorted(set(drawn)).index(item) for item in drawn]), dtype="int64",
                 say="40 个整数，有负数：整数按大小排，10 在 9 后面")
    checks.close(encode(["b", "B", "a10", "a9", "b"]), np.array([3, 0, 1, 2, 3]), dtype="int64", say="文字按字典序，大写在小写前面")
with checks.points(1, "encode：一类、空列表，不改动传进来的"):
    checks.avoids("encode", READY)
    checks.close(encode([7, 7]), np.array([0, 0]), dtype="int64", say="只有一个类别，都是 0")
    checks.close(encode([]), np.array([], dtype=np.int64), dtype="int64", say="空列表：返回长度是 0 的 int64 数组")
    given = ["y", "x", "z", "x"]
    checks.close(encode(checks.inout(given)), np.array([1, 0, 2, 0]), dtype="int64")
    checks.equal(given, ["y", "x", "z", "x"], say="encode 改动了传进来的列表")
with checks.points(1, "one_hot：随机的整数"):
    checks.avoids("one_hot", READY)
    drawn = np.random.default_rng(checks.seed()).choice([-3, 9, 10, 100, 2], 30).tolist()
    M, kinds = hot(drawn)
    checks.equal(kinds, sorted(set(drawn)), say="30 个整数：classes 应排好队，没有重复")
    checks.close(M, np.array([[float(item == kind) for kind in sorted(set(drawn))] for item in drawn]), say="30 个整数：M 不对")
with checks.points(1, "one_hot：照给的 classes，没见过的全是 0"):
    checks.avoids("one_hot", READY)
    given = ["red", "blue", "green", "grey"]
    M, kinds = hot(["green", "pink", "red", "red", "amber"], checks.inout(given))
    checks.close(M, np.array([[0, 0, 1, 0], [0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]),
                 say="给了 classes：列照它的次序，没见过的类别一行全是 0，没出现的类别也留着一列")
    checks.equal(kinds, ["red", "blue", "green", "grey"], say="给了 classes，返回的也是它，不排也不增减")
    checks.equal(given, ["red", "blue", "green", "grey"], say="one_hot 改动了传进来的 classes")
    checks.close(hot([30, 5], [5, 40])[0], np.array([[0, 0], [1, 0]]), say="整数的类别，30 没见过")
with checks.points(1, "one_hot：一类、空的，不改动传进来的"):
    checks.avoids("one_hot", READY)
    checks.close(hot(["a", "a"])[0], np.array([[1], [1]]), say="只有一个类别，只有一列")
    checks.close(hot([], ["a", "b"])[0], np.zeros((0, 2)), say="seq 是空的，classes 有两个：M 的形状是 (0, 2)")
    given = ["y", "x", "y"]
    M, kinds = hot(checks.inout(given))
    checks.close(M, np.array([[0, 1], [1, 0], [0, 1]]))
    checks.equal(kinds, ["x", "y"])
    checks.equal(given, ["y", "x", "y"], say="one_hot 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 轮流当考卷 `loo`、`kfold`（8 分，20 分钟）
#
# 数据少，舍不得拿出一块只当考卷，就轮流来：
#
# - **K 折** `kfold`：切成 $k$ 份，每份轮流当测试集，其余的训练；
# - **留一法** `loo`：每份只有一个样本，$n$ 个样本就轮 $n$ 次。
#
# **例子**：7 个样本切 3 份，不打乱。
# $7=3+2+2$，多出来的一个给最前面的一份：测试集依次是 $\{0,1,2\}$、$\{3,4\}$、$\{5,6\}$。

# %%
plotting.show(plotting.folds([([3, 4, 5, 6], [0, 1, 2]), ([0, 1, 2, 5, 6], [3, 4]), ([0, 1, 2, 3, 4], [5, 6])]),
              alt="7 个样本 3 折：第一折测试 0、1、2，第二折测试 3、4，第三折测试 5、6，其余的训练。")

# %% [markdown]
# 写两个函数，都返回列表，一折一项，每项是 `(train, test)`，两个行号数组（列表也行）。
#
# `loo(n)`（2 分）：第 $i$ 折的测试集只有 $i$（也是数组，一个元素），其余都是训练集。$n<2$ 时没有可以训练的，抛出 `ValueError`。
#
# `kfold(n, k, shuffle, seed)`（6 分）：
#
# - 每个样本恰好当一次考题；`train` 是这一折里**其余的全部**，次序随便；
# - 各份的大小最多差 1；除不尽，多出来的一个一个分给**最前面**的几份；
# - `shuffle=False`：照原来的次序，切成连续的 $k$ 段，`seed` 不起作用；
# - `shuffle=True`：先把**样本**打乱，再切；同一个 `seed` 每次一样；
# - $k<2$ 或者 $k>n$，抛出 `ValueError`。
#
# 不许用现成的：`KFold`、`LeaveOneOut`、`ShuffleSplit` 一类，`train_test_split`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先有一个次序（`np.arange(n)`，或者打乱的），切成 $k$ 段；第 $i$ 段是测试集，其余的是训练集。
# 留一法就是 $k=n$、不打乱的 K 折，所以 `loo` 可以只有一行；不过 `kfold` 错了，它也跟着错。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `np.array_split(order, k)` 除不尽也会切，而且正好把多的给前面的。
# 自己切：`n // k` 是每份至少几个，`n % k` 是有几份要多一个。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `np.setdiff1d(order, test)` 是“在 `order` 里、不在 `test` 里”的，排好了队。
# 打乱：`np.random.default_rng(seed).permutation(n)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "kfold", "locked": false, "schema_version": 3, "solution": true, "task": false}
def loo(n):
    """Return n pairs (train, test) of row numbers: each sample is the test once."""
    ### BEGIN SOLUTION
    return kfold(n, n, False, 0)
    ### END SOLUTION


def kfold(n, k, shuffle, seed):
    """Return k pairs (train, test) of row numbers; the tests are disjoint, and together they are everything."""
    ### BEGIN SOLUTION
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_kfold", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
READY = ["KFold", "LeaveOneOut", "LeavePOut", "ShuffleSplit", "RepeatedKFold", "StratifiedKFold", "train_test_split"]

def folds_of(pairs):
    """Return pairs of row numbers as lists, the training rows sorted."""
    return [[sorted(numbers_of(train)), numbers_of(test)] for train, test in pairs]


with checks.points(1, "loo 的小例子"):
    checks.avoids("loo", READY)
    checks.equal(folds_of(loo(3)), [[[1, 2], [0]], [[0, 2], [1]], [[0, 1], [2]]], call="loo(3) 的各折（训练，测试）", likely={
        "训练和测试反了": [[[0], [1, 2]], [[1], [0, 2]], [[2], [0, 1]]],
        "行号从 0 开始": [[[2, 3], [1]], [[1, 3], [2]], [[1, 2], [3]]],
        "测试集写成了一个数，应是只有一个元素的数组": lambda got: isinstance(got[0][1], int),
        "训练集里没有去掉考题": [[[0, 1, 2], [0]], [[0, 1, 2], [1]], [[0, 1, 2], [2]]]})
with checks.points(1, "kfold：7 个样本 3 折，不打乱"):
    checks.avoids("kfold", READY)
    checks.equal(folds_of(kfold(7, 3, False, 0)), [[[3, 4, 5, 6], [0, 1, 2]], [[0, 1, 2, 5, 6], [3, 4]], [[0, 1, 2, 3, 4], [5, 6]]],
                 call="kfold(7, 3, False, 0) 的各折（训练，测试）", likely={
        "训练和测试反了": [[[0, 1, 2], [3, 4, 5, 6]], [[3, 4], [0, 1, 2, 5, 6]], [[5, 6], [0, 1, 2, 3, 4]]],
        "多出来的应给最前面的，不是最后的": lambda got: [part[1] for part in got] == [[0, 1], [2, 3], [4, 5, 6]],
        "多出来的一个丢了": lambda got: [part[1] for part in got] == [[0, 1], [2, 3], [4, 5]],
        "应切成连续的段，不是隔几个取一个": lambda got: [part[1] for part in got] == [[0, 3, 6], [1, 4], [2, 5]],
        "应先切成大小差不多的，这里是 3、2、2": lambda got: [len(part[1]) for part in got] == [3, 3, 1],
        "训练集应是其余的全部": lambda got: len(got) == 3 and len(got[1][0]) < 5,
        "训练集里没有去掉考题": lambda got: len(got) == 3 and len(got[0][0]) == 7,
        "shuffle=False 时打乱了，应照原来的次序": lambda got: list(range(7)) == sorted(
            i for part in got for i in part[1]) != [i for part in got for i in part[1]]})
with checks.points(1, "kfold：打乱以后不重不漏"):
    checks.avoids("kfold", READY)
    drawn = folds_of(kfold(10, 4, True, 1))
    call = "kfold(10, 4, True, 1)"
    checks.equal([len(test) for _, test in drawn], [3, 3, 2, 2], call=f"{call} 各折测试集的大小")
    checks.equal(sorted(i for _, test in drawn for i in test), list(range(10)), call=f"{call} 的四个测试集合起来，排好队", likely={
        "每一折都重新打乱了，有人考了两次，应只打乱一次": lambda got: len(set(got)) < len(got)})
    checks.equal([train for train, _ in drawn], [sorted({*range(10)} - {*test}) for _, test in drawn],
                 call=f"{call} 各折的训练集，应是测试集以外的全部")
    assert [i for _, test in drawn for i in test] != list(range(10)), (
        f"{call}\n四个测试集接起来还是 0 到 9\n可能错在：shuffle=True 时没有打乱样本，应先打乱样本，再切")
### BEGIN HIDDEN TESTS
with checks.points(1, "loo：别的 n，和 n < 2"):
    checks.avoids("loo", READY)
    for n in (2, 6):
        wanted = [[[j for j in range(n) if j != i], [i]] for i in range(n)]
        checks.equal(folds_of(loo(n)), wanted, say=f"{n} 个样本的留一法不对")
    for n in (1, 0):
        with checks.raises(ValueError, say="n < 2 时没有可以训练的，应抛出 ValueError"):
            loo(n)
with checks.points(1, "kfold：各种 n 和 k，不打乱"):
    checks.avoids("kfold", READY)
    for n, k in ((11, 4), (4, 4), (2, 2), (10, 7)):
        cuts = [sum(n // k + (i < n % k) for i in range(j)) for j in range(k + 1)]
        parts = [list(range(a, b)) for a, b in zip(cuts, cuts[1:])]
        wanted = [[[i for i in range(n) if i not in part], part] for part in parts]
        checks.equal(folds_of(kfold(n, k, False, 5)), wanted, say=f"{n} 个样本 {k} 折，不打乱：划分不对")
with checks.points(1, "kfold：打乱以后的大小，不重不漏"):
    checks.avoids("kfold", READY)
    for n, k, seed in ((23, 3, 0), (6, 6, 2), (22, 5, checks.seed() % 10000)):
        drawn = folds_of(kfold(n, k, True, seed))
        checks.equal([len(test) for _, test in drawn], [n // k + (i < n % k) for i in range(k)],
                     say="打乱以后，各份的大小也要最多差 1，多的在前")
        checks.equal(sorted(i for _, test in drawn for i in test), list(range(n)), say="打乱以后，每个样本恰好当一次考题")
        checks.equal([train for train, _ in drawn], [sorted({*range(n)} - {*test}) for _, test in drawn],
                     say="打乱以后，训练集应是测试集以外的全部")
with checks.points(1, "kfold：种子，打乱的是样本"):
    checks.avoids("kfold", READY)
    runs = [[sorted(test) for _, test in folds_of(kfold(40, 2, True, seed))] for seed in (0, 7, 0, 20)]
    for parts in runs:
        checks.equal(sorted(sum(parts, [])), list(range(40)), say="打乱以后，每个样本恰好当一次考题")
        assert all(part[-1] - part[0] > len(part) for part in parts), "打乱的应是样本，不是各份的次序"
    checks.equal(runs[2], runs[0], say="同一个种子，每次应一样")
    assert runs[0] != runs[1] and runs[0] != runs[3], "换一个种子，划分应不同"
with checks.points(1, "kfold：k 太小或太大"):
    checks.avoids("kfold", READY)
    for n, k in ((5, 1), (5, 6), (1, 1)):
        with checks.raises(ValueError, say="k < 2 或者 k > n，应抛出 ValueError"):
            kfold(n, k, False, 0)
        with checks.raises(ValueError, say="k < 2 或者 k > n，打乱时也应抛出 ValueError"):
            kfold(n, k, True, 0)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题（上）按类分 `stratified`（5 分，15 分钟）
#
# 病人只占一小部分，随便一抽，测试集里可能一个也没有。
# **分层**划分：每一类各抽同样的份额。
#
# **例子**：20 个人，15 个健康（0），5 个患病（1），拿两成来测试。
# 健康的抽 $15\times0.2=3$ 个，患病的抽 $5\times0.2=1$ 个，一共 4 个。
# 图里是其中一种抽法；抽的是哪几个，由种子定。

# %%
sick = np.array([0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0])
held = [4, 8, 11, 18]
plotting.show(plotting.folds([([i for i in range(20) if i not in held], held)], y=sick),
              alt="20 个人，测试的是 4、8、11、18 号：三个健康，一个患病；其余 16 人训练。")

# %% [markdown]
# 写 `stratified(y, test, seed)`，返回 `(train, test_rows)`：训练集和测试集的行号，数组、列表都行，次序随便。
#
# - `y` 是 `(n,)` 的数组，类别是整数或者文字，乱着排；
# - `test` 是测试集的份额，比 0 大，比 1 小；
# - 一类有 $m$ 个，就抽 $m\times$ `test` 个，四舍五入（检查里不会出现恰好一半的）；但**两边都至少要有一个**：3 个抽一成，0.3 舍成 0，也要抽 1 个；
# - 哪一类只有一个样本，两边不够分，抛出 `ValueError`；
# - 抽谁由种子定，不能总抽排在前面的。
#
# 不许用现成的：`train_test_split`、`StratifiedShuffleSplit`、`StratifiedKFold`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一类一类来：`np.flatnonzero(y == kind)` 是这一类的行号，打乱它，前几个归测试集，其余归训练集。
# </details>
#
# <details><summary>提示 2：至少一个</summary>
#
# `round(m * test)` 可能是 0，也可能是 `m`。
# 先和 1 取大的，再和 `m - 1` 取小的。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 随机数发生器在循环**外面**造一次：`rng = np.random.default_rng(seed)`；循环里 `rng.permutation(rows)`。
# 用 `list.extend` 一类一类地攒。
# </details>

# %% nbgrader={"grade": false, "grade_id": "stratified", "locked": false, "schema_version": 3, "solution": true, "task": false}
def stratified(y, test, seed):
    """Return (train, test) row numbers; the test part holds the share `test` of every class."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_stratified", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
READY = ["train_test_split", "StratifiedShuffleSplit", "StratifiedKFold", "ShuffleSplit", "KFold"]
checks.avoids("stratified", READY)


def halves(y, share, seed):
    """Return both parts of one split as sorted lists."""
    kept, held = stratified(y, share, seed)
    return sorted(numbers_of(kept)), sorted(numbers_of(held))


def classes_in(y, rows):
    """Return how many rows there are of each class."""
    found = [y[i] for i in rows]
    return {kind: found.count(kind) for kind in sorted(set(y.tolist()))}


with checks.points(1, "20 个人：每一类抽几个"):
    ill = np.array([0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0])
    for seed in (5, 3, 0):
        call = f"stratified(20 个人, 0.2, {seed}) 的测试集"
        kept, held = halves(ill, 0.2, seed)
        assert not held or not set(held) <= {0, 1}, f"{call}\n得到 {held}\n可能错在：返回了标签，应返回行号"
        checks.equal(classes_in(ill, held), {0: 3, 1: 1}, call=f"{call}，各类的人数", likely={
            "训练集和测试集反了": {0: 12, 1: 4},
            "每一类抽了一样多，应各抽同样的份额": lambda got: got.get(0) == got.get(1),
            "没有按类抽；或者返回了类里的第几个，应返回原来的行号":
                lambda got: sum(got.values()) == 4 and got != {0: 3, 1: 1}})
with checks.points(1, "20 个人：不重不漏"):
    ill = np.array([0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0])
    for seed in (0, 1, 29):  # with 1 and 29 drawing with replacement takes somebody twice
        kept, held = halves(ill, 0.2, seed)
        checks.equal(sorted(kept + held), list(range(20)), call=f"stratified(20 个人, 0.2, {seed})，两边合起来，排好队", likely={
            "返回了标签，应返回行号": lambda got: set(got) <= {0, 1},
            "有人去了两边，训练集里应去掉测试的行；或者有放回地抽了，同一个人抽了两次": lambda got: len(got) > len(set(got)),
            "有人两边都没去": lambda got: len(got) < 20})
### BEGIN HIDDEN TESTS
with checks.points(1, "三类，文字的标签"):
    y = np.random.default_rng(checks.seed()).permutation(["A"] * 31 + ["B"] * 17 + ["O"] * 6)
    for share, wanted in ((0.3, {"A": 9, "B": 5, "O": 2}), (0.6, {"A": 19, "B": 10, "O": 4})):
        kept, held = halves(y, share, 11)
        checks.equal(classes_in(y, held), wanted, say="三类，标签是文字：各类应抽个数乘份额，四舍五入")
        checks.equal(sorted(kept + held), list(range(54)), say="三类，标签是文字：两边合起来应不重不漏")
with checks.points(1, "种子：同样的一样，不同的不同，谁都抽得到"):
    y = np.array([5, 2] * 6)
    drawn = [halves(y, 0.5, seed) for seed in range(16)]
    checks.equal([halves(y, 0.5, seed) for seed in (0, 15)], [drawn[0], drawn[15]], say="同一个种子，每次应一样")
    assert len({tuple(held) for _, held in drawn}) > 10, "换一个种子，抽的人应不同"
    for kept, held in drawn:
        checks.equal(classes_in(y, held), {2: 3, 5: 3}, say="每一类应各抽 3 个")
        checks.equal(sorted(kept + held), list(range(12)), say="两边合起来应不重不漏")
    checks.equal(sorted({i for _, held in drawn for i in held}), list(range(12)), say="16 个种子抽下来，每个人都应抽到过")
    assert any({i - i % 2 for i in held if i % 2 == 0} != {i - 1 for i in held if i % 2} for _, held in drawn[:8]), (
        "两类抽的位置总是一样：发生器应在循环外面造一次")
with checks.points(1, "人少的类，和只有一个人的类"):
    y = np.array([1, 0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 0])
    for share, wanted in ((0.1, {0: 1, 1: 1, 2: 1}), (0.95, {0: 7, 1: 1, 2: 2})):
        kept, held = halves(y, share, 4)
        checks.equal(classes_in(y, held), wanted, say="人少的类，测试集和训练集都至少要有一个")
        checks.equal(sorted(kept + held), list(range(13)), say="人少的类：两边合起来应不重不漏")
    with checks.raises(ValueError, say="有一类只有一个样本，应抛出 ValueError"):
        stratified(np.array([0, 0, 0, 0, 3, 0]), 0.5, 0)
    given = np.array([4, 3, 4, 3])
    checks.equal(sorted(sum(map(numbers_of, stratified(checks.inout(given), 0.5, 0)), [])), [0, 1, 2, 3])
    checks.equal(given, np.array([4, 3, 4, 3]), say="stratified 改动了传进来的 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题（下）按时间分 `time_split`（4 分，10 分钟）
#
# 股价、气温、销量：一行一天，后面的日子不能用来猜前面的。
# 不打乱，照时间切成几段：最早的训练，最晚的测试。
#
# **例子**：10 天，按六成、两成、两成切。
# 刀落在 $10\times0.6=6$ 和 $10\times(0.6+0.2)=8$。

# %%
draw_parts({"训练": [0, 1, 2, 3, 4, 5], "验证": [6, 7], "测试": [8, 9]})

# %% [markdown]
# 写 `time_split(n, fracs)`，返回列表，一段一项，每项是行号数组（列表也行），段内从早到晚。
#
# - `fracs` 是各段的份额，从早到晚，列表或者元组，几段都可以；
# - 第 $j$ 刀落在 $n\times$（前 $j$ 段份额**之和**），四舍五入（检查里不会出现恰好一半的）；最后一段一直到头；
# - 份额有不大于 0 的，或者加起来不是 1（差得不超过 $10^{-9}$ 就算是 1，小数相加有舍入），抛出 `ValueError`；
# - 样本太少，切出**空的一段**，也抛出 `ValueError`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先检查份额，再算每一刀的位置，然后一段一段取 `np.arange(n)`。
# 每段单独四舍五入会攒出误差，三个三分之一切 10 天，就差出一天。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `np.cumsum(fracs)` 是一路加上去的和；`np.round(…).astype(int)` 是刀的位置。
# 直接 `int(…)` 是去掉零头，$10\times(0.6+0.3)$ 算出来是 8.999…，会切在 8。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `np.split(np.arange(n), cuts[:-1])` 一次切好；最后一刀在头上，不用切。
# </details>

# %% nbgrader={"grade": false, "grade_id": "time_split", "locked": false, "schema_version": 3, "solution": true, "task": false}
def time_split(n, fracs):
    """Return consecutive parts of the rows 0 … n-1, the oldest first, with these shares."""
    ### BEGIN SOLUTION
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_time_split", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
def stretches(n, fracs):
    """Return the parts as lists."""
    return [numbers_of(part) for part in time_split(n, fracs)]


with checks.points(1, "10 天，三段"):
    checks.equal(stretches(10, (0.6, 0.2, 0.2)), [[0, 1, 2, 3, 4, 5], [6, 7], [8, 9]], call="time_split(10, (0.6, 0.2, 0.2))", likely={
        "行号从 0 开始": [[1, 2, 3, 4, 5, 6], [7, 8], [9, 10]],
        "时间反了：最早的在前": [[8, 9], [6, 7], [0, 1, 2, 3, 4, 5]],
        "打乱了，应照时间的先后": lambda got: sorted(sum(got, [])) == list(range(10)) and sum(got, []) != list(range(10)),
        "每一段都从 0 开始了，应接着上一段": lambda got: len(got) == 3 and got[1][:1] == [0],
        "少了几天": lambda got: len(sum(got, [])) < 10,
        "返回了刀的位置，应返回各段的行号": lambda got: got in ([6, 8], [6, 8, 10])})
### BEGIN HIDDEN TESTS
def agrees(n, fracs, sizes, say):
    """Check the sizes of the parts, which follow one another."""
    ends = [sum(sizes[:j]) for j in range(len(sizes) + 1)]
    checks.equal(stretches(n, fracs), [list(range(a, b)) for a, b in zip(ends, ends[1:])], say=say)


with checks.points(1, "别的 n 和份额"):
    agrees(364, [0.7, 0.15, 0.15], [255, 54, 55], "364 天，七成、一成半、一成半")
    agrees(7, [0.8, 0.2], [6, 1], "7 天，两段：应四舍五入，不是去掉零头")
    agrees(8, [0.4, 0.6], [3, 5], "8 天，两段：应四舍五入，不是往上凑整")
    agrees(5, (1.0,), [5], "只有一段，就是全部")
    agrees(37, [0.1, 0.2, 0.3, 0.2, 0.2], [4, 7, 11, 8, 7], "37 天，五段")
with checks.points(1, "刀落在份额之和上"):
    agrees(10, [1 / 3, 1 / 3, 1 / 3], [3, 4, 3], "三等分 10 天：刀在 3.33 和 6.67，切在 3 和 7")
    agrees(10, [0.6, 0.3, 0.1], [6, 3, 1], "0.6 + 0.3 用小数算，不是恰好 0.9；刀应切在 9")
    agrees(14, [0.1] * 10, [1, 2, 1, 2, 1, 1, 2, 1, 2, 1], "14 天分十段，各一成：份额相加有舍入，也算是 1")
    # 比 1 小一点的和：Python 3.12 起 sum 会补偿舍入，上面几组它都加出恰好 1
    agrees(100, [0.57, 0.35, 0.08], [57, 35, 8], "100 天，份额 0.57、0.35、0.08：相加有舍入，也算是 1")
with checks.points(1, "不合规矩的，抛出 ValueError"):
    for fracs in ([0.5, 0.4], [0.7, 0.7], [0.5, 0.5 + 1e-6], [0.5, 0.5 - 1e-6]):
        with checks.raises(ValueError, say="份额加起来不是 1，应抛出 ValueError"):
            time_split(10, fracs)
    for fracs in ([1.2, -0.2], [0.5, 0.0, 0.5], [0.6, -0.2, 0.6], [1.0, 0.0]):
        with checks.raises(ValueError, say="份额有不大于 0 的，应抛出 ValueError"):
            time_split(10, fracs)
    for n, fracs in ((3, [0.8, 0.1, 0.1]), (4, [0.1, 0.9]), (4, [0.9, 0.1])):
        with checks.raises(ValueError, say="切出空的一段，应抛出 ValueError"):
            time_split(n, fracs)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 不许漏题 `fit_transform_split`（6 分，13 分钟）
#
# 均值和 $\sigma$ 也是从数据里“学”来的。
# 划分之前在全表上算，测试集就漏进了训练。
# 规矩只有一条：**先划分；一切统计量（均值、$\sigma$ 这类从数据算出来的数）只从训练行算；测试行只是套用。**
#
# **例子**：六个人，训练行是 1、2、3、5，测试行是 0、4。
#
# | 行 | 0 测试 | 1 | 2 | 3 | 4 测试 | 5 |
# |---|---|---|---|---|---|---|
# | 第一列 | 14 | 0 | 6 | 6 | 2 | 8 |
# | 第二列 | 空 | 100 | 空 | 400 | 600 | 100 |
#
# 第一列的训练行 $(0,6,6,8)$：均值 5，$\sigma=3$，所以测试行是 $\frac{14-5}3=3$ 和 $\frac{2-5}3=-1$。
# 第二列先补空缺：训练行已知的是 $(100,400,100)$，均值 200，训练行的空缺、测试行的空缺**都填 200**；补完以后 $(100,200,400,100)$ 的 $\sigma$ 是 $\sqrt{15000}=122.5$。

# %%
root = 15000**0.5
draw_tables({"训练行 1、2、3、5": [[0, 100], [6, np.nan], [6, 400], [8, 100]],
             "变成": [[-5 / 3, -100 / root], [1 / 3, 0], [1 / 3, 200 / root], [1, -100 / root]]}, rows=["1", "2", "3", "5"])
draw_tables({"测试行 0、4": [[14, np.nan], [2, 600]], "变成": [[3, 0], [-1, 400 / root]]}, rows=["0", "4"])

# %% [markdown]
# 写 `fit_transform_split(X, y, train, test)`，返回 `(Z_train, Z_test, y_train, y_test)`。
#
# - `X` 是 `(n, d)`，可能有 `nan`；`train` 和 `test` 是两列行号（数组或列表），返回的行**照它们的次序**；有的行可能两边都不在；
# - 每一列：先用训练行已知的数的均值补空缺，再用**补完的训练行**的均值和 $\sigma$（除以 $n$）标准化；
# - 训练行里整列相同的，$\sigma$ 当作 1，只减均值；
# - `y` 只按行号取，不变；
# - 每一列在训练行里至少有一个已知的数。
#
# **这一题可以用 scikit-learn**：`SimpleImputer`、`StandardScaler`、`make_pipeline` 已经导入；自己算也行。
# 题在“谁 `fit`，谁只 `transform`”。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先取行，再算。
# 检查自己的办法：测试行的数随便改，`Z_train` 不应有一丝变化；只留一个测试行，它的结果也不应变。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `SimpleImputer()` 默认填均值；`make_pipeline(第一步, 第二步)` 把两步接成一件，也有 `fit_transform` 和 `transform`。
# 行号是列表时，`X[train]` 照样能取。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 接好的一件叫 `steps`：训练行用 `steps.fit_transform(…)`，测试行只用 `steps.transform(…)`，不再 `fit`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "fit_transform_split", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit_transform_split(X, y, train, test):
    """Return (Z_train, Z_test, y_train, y_test): filled and standardised with what the training rows tell."""
    ### BEGIN SOLUTION
    mean = np.nanmean(X[train], axis=0)
    filled = [np.where(np.isnan(X[rows]), mean, X[rows]) for rows in (train, test)]
    sigma = filled[0].std(axis=0)
    Z_train, Z_test = ((part - mean) / np.where(sigma == 0, 1, sigma) for part in filled)
    return Z_train, Z_test, y[train], y[test]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_fit_transform_split", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def six_people():
    """Return the table and the labels of the example."""
    table = np.array([[14, np.nan], [0, 100], [6, np.nan], [6, 400], [2, 600], [8, 100]])
    return table, np.array([10, 11, 12, 13, 14, 15])


with checks.points(1, "六个人：训练的一半"):
    table, labels = six_people()
    ready = fit_transform_split(table, labels, [1, 2, 3, 5], [0, 4])
    root = 15000**0.5
    wanted = np.array([[-5 / 3, -100 / root], [1 / 3, 0], [1 / 3, 200 / root], [1, -100 / root]])
    rows = table[[1, 2, 3, 5]]
    whole = np.where(np.isnan(table), np.nanmean(table, axis=0), table)
    leaked, middle, zeros = whole[[1, 2, 3, 5]], np.nan_to_num(rows, nan=100), np.nan_to_num(rows)
    checks.close(ready[0], wanted,
                 call="fit_transform_split(六个人, …, [1, 2, 3, 5], [0, 4]) 的 Z_train", likely={
        "均值和 σ 从全表算了，应只用训练行": (leaked - whole.mean(0)) / whole.std(0),
        "空缺用全表的均值填了，应用训练行的均值": (leaked - leaked.mean(0)) / leaked.std(0),
        "σ 没有算补上的数，应先补空缺，再标准化": np.nan_to_num((rows - np.nanmean(rows, axis=0)) / np.nanstd(rows, axis=0)),
        "空缺填了中位数，应填均值": (middle - middle.mean(0)) / middle.std(0),
        "空缺填了 0，应填训练行的均值": (zeros - zeros.mean(0)) / zeros.std(0),
        "σ 除的是 n-1，应除以 n": wanted * 0.75**0.5,
        "还有空缺": lambda got: np.isnan(got).any()})
    checks.equal(ready[2], np.array([11, 12, 13, 15]), call="fit_transform_split(六个人, …, [1, 2, 3, 5], [0, 4]) 的 y_train")
with checks.points(1, "六个人：测试的一半"):
    table, labels = six_people()
    ready = fit_transform_split(table, labels, [1, 2, 3, 5], [0, 4])
    checks.close(ready[1], np.array([[3, 0], [-1, 400 / 15000**0.5]]),
                 call="fit_transform_split(六个人, …, [1, 2, 3, 5], [0, 4]) 的 Z_test", likely={
        "测试行用了自己的均值和 σ": lambda got: np.shape(got) == (2, 2) and np.allclose(got[:, 0], [1, -1]),
        "空缺用测试行自己的均值填了，应用训练行的": np.array([[3, 400 / 15000**0.5], [-1, 400 / 15000**0.5]]),
        "空缺填了 0，应填训练行的均值": lambda got: np.shape(got) == (2, 2) and got[0, 1] < -0.9,
        "均值和 σ 从全表算了，应只用训练行": lambda got: np.shape(got) == (2, 2) and np.allclose(got[:, 0], [4 / 5**0.5, -2 / 5**0.5]),
        "还有空缺": lambda got: np.isnan(got).any()})
    checks.equal(ready[3], np.array([10, 14]), call="fit_transform_split(六个人, …, [1, 2, 3, 5], [0, 4]) 的 y_test")
### BEGIN HIDDEN TESTS
def by_hand(X, train, test):
    """Return both parts, computed column by column."""
    done = []
    for column in X.T:
        known = [column[i] for i in train if column[i] == column[i]]
        mean = sum(known) / len(known)
        sigma = (sum((v - mean) ** 2 for v in known) / len(train)) ** 0.5 or 1.0
        done.append([[0.0 if column[i] != column[i] else (column[i] - mean) / sigma for i in rows] for rows in (train, test)])
    return [np.array([column[part] for column in done]).T for part in (0, 1)]


with checks.points(1, "随机的表，有空缺，有的行哪边也不在"):
    rng = np.random.default_rng(checks.seed())
    X = rng.normal([5, -300, 0.02], [1, 90, 0.004], size=(30, 3))
    X[rng.random(X.shape) < 0.15] = np.nan
    X[:2] = [[5, -300, 0.02], [7, -100, 0.03]]
    order = [0, 1, *(2 + rng.permutation(28)).tolist()]
    train, test = order[:16], order[16:26]
    wanted = by_hand(X, train, test)
    ready = fit_transform_split(X, np.arange(30) * 3, np.array(train), np.array(test))
    checks.close(ready[0], wanted[0], say="30 行 3 列，有空缺：Z_train 不对")
    checks.close(ready[1], wanted[1], say="30 行 3 列，有空缺：Z_test 不对")
    checks.equal(ready[2], np.array(train) * 3, say="y_train 应照 train 的次序取")
    checks.equal(ready[3], np.array(test) * 3, say="y_test 应照 test 的次序取")
with checks.points(1, "测试行怎么变，也不影响别的"):
    table, labels = six_people()
    wanted = by_hand(table, [5, 3, 1, 2], [4])
    ready = fit_transform_split(table, labels, [5, 3, 1, 2], [4])
    checks.close(ready[0], wanted[0], say="Z_train 不对：只看训练行，照 train 的次序")
    checks.close(ready[1], wanted[1], say="只有一个测试行时，也要套用训练行的均值和 σ")
    table[0] = [1e6, -1e6]
    ready = fit_transform_split(table, labels, [5, 3, 1, 2], [0, 4])
    checks.close(ready[0], wanted[0], say="只改了测试行，Z_train 就变了：测试集漏进了训练")
    checks.close(ready[1], by_hand(table, [5, 3, 1, 2], [0, 4])[1], say="只改了一个测试行，Z_test 不对")
with checks.points(1, "训练行里整列相同，整数的表"):
    X = np.array([[3, 7, 1], [5, 7, 2], [9, 11, 6]])
    ready = fit_transform_split(X, np.array([0, 1, 1]), [0, 1], [2, 1])
    checks.close(ready[0], np.array([[-1.0, 0, -1], [1, 0, 1]]), say="训练行里有整列相同的（应是 0，不是 nan）：Z_train 不对")
    checks.close(ready[1], np.array([[5.0, 4, 9], [1, 0, 1]]), say="训练行里有整列相同的（σ 当作 1，测试行只减均值）：Z_test 不对")
    ready = fit_transform_split(np.array([[2.0, np.nan], [6.0, 3.0], [7.0, 8.0]]), np.array([4, 5, 6]), [1], [0, 2])
    checks.close(ready[0], np.array([[0.0, 0]]), say="只有一个训练行")
    checks.close(ready[1], np.array([[-4.0, 0], [1, 5]]), say="只有一个训练行：测试行减它")
with checks.points(1, "y 可以是文字，传进来的没有改动"):
    table, labels = six_people()
    words = np.array(["甲", "乙", "丙", "丁", "戊", "己"])
    ready = fit_transform_split(checks.inout(table), checks.inout(words), [3, 5, 1], [4, 0, 2])
    checks.equal(ready[2], np.array(["丁", "己", "乙"]), say="y 是文字，y_train 只按行号取")
    checks.equal(ready[3], np.array(["戊", "甲", "丙"]), say="y 是文字，y_test 只按行号取")
    checks.close(ready[0], by_hand(six_people()[0], [3, 5, 1], [4, 0, 2])[0])
    checks.close(ready[1], by_hand(six_people()[0], [3, 5, 1], [4, 0, 2])[1])
    checks.equal(table, six_people()[0], say="fit_transform_split 改动了传进来的 X")
    checks.equal(words, np.array(["甲", "乙", "丙", "丁", "戊", "己"]), say="fit_transform_split 改动了传进来的 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 自助法 `bootstrap_ci`（6 分，16 分钟）
#
# 十个人的等候时间，中位数是 5.5 分钟。换十个人，会差多少？
# 手里只有这十个，就从它们当中**有放回地**再抽十个，算一次中位数；抽上 $B$ 次，看这 $B$ 个数散在哪里。
#
# 区间取两头的分位数：`level` 是 0.95，就掐掉最小的 2.5 % 和最大的 2.5 %。
#
# **例子**：十个数，抽三次。
# 每一行是一次，格子里写着这个样本抽中了几次；画斜线的 0，这一次没抽到。

# %%
plotting.show(plotting.bootstrap_draws([[0, 3, 3, 5, 7, 7, 7, 8, 9, 9], [1, 1, 2, 4, 4, 5, 6, 8, 8, 9], [0, 0, 2, 3, 3, 3, 5, 6, 7, 9]]),
              alt="三次自助采样，一行一次，一列一个样本，格子里是抽中的次数；每次都有三四个样本没抽到。")

# %% [markdown]
# 写 `bootstrap_ci(x, stat, B, seed, level)`，返回 `(low, high)`，两个数。
#
# - `x` 是 `(n,)`，或者 `(n, d)`：抽的是**行**，一行的几个数不许拆开；
# - 每次从 `x` 里有放回地抽 $n$ 行，每一行机会相同，排成和 `x` 同样形状的数组，交给 `stat`；`stat` 是传进来的函数，`stat(样本)` 就是调用它，返回一个数，像 `np.median(样本)`；
# - `stat` 恰好调用 `B` 次，每次一份新抽的；除此以外不要调用它；
# - `low` 和 `high` 是这 `B` 个数的两个分位数，两头各掐掉 `(1 - level) / 2`，用 `np.quantile`，它的默认算法就好；
# - 随机数发生器造**一次**，在循环外面。
#
# 检查时交给你的 `stat` 会悄悄记下每次收到什么、返回了什么，所以抽的先后不同也不要紧。
#
# 不许用现成的：`resample`（scikit-learn）、`bootstrap`（scipy）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 造一个发生器；循环 `B` 次，每次抽 $n$ 个行号，取出来，交给 `stat`，记下返回的数；最后取两个分位数。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `rng.integers(n, size=n)` 是 $n$ 个 0 到 $n-1$ 的整数，会重复；`rng.permutation` 不会重复，那就不是有放回了。
# `x[rows]` 对 `(n,)` 和 `(n, d)` 都是取行。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `np.quantile(values, [tail, 1 - tail])` 一次给出两个；`np.percentile` 要的是百分数，别弄混。
# </details>

# %% nbgrader={"grade": false, "grade_id": "bootstrap_ci", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bootstrap_ci(x, stat, B, seed, level):
    """Return (low, high): the middle share `level` of what stat says of B resamples of the rows of x."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_bootstrap_ci", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("bootstrap_ci", ["resample", "bootstrap"])


def watch(x, stat, B, seed, level):
    """Return the interval of one run, what stat was given, and what it returned."""
    given, values = [], []

    def watched(sample):
        given.append(np.array(sample))
        values.append(float(stat(sample)))
        return values[-1]

    interval = bootstrap_ci(x, watched, B, seed, level)
    assert isinstance(interval, (tuple, list)) or np.shape(interval) == (2,), "bootstrap_ci 应返回两个数：(low, high)"
    low, high = interval
    return np.array([low, high], dtype=float), given, np.array(values)


with checks.points(1, "十个人：抽出来的样本"):
    waits = np.array([3.0, 5, 4, 8, 6, 1, 7, 2, 20, 9])
    interval, given, values = watch(waits, np.median, 25, 0, 0.95)
    call = "bootstrap_ci(十个数, np.median, 25, 0, 0.95)"
    checks.equal(len(given), 25, call=f"{call} 调用 stat 的次数")
    checks.equal({np.shape(sample) for sample in given}, {(10,)}, call=f"{call} 每次交给 stat 的形状，每份应有 10 个数")
    assert np.isin(np.array(given), waits).all(), (
        f"{call}\n交给 stat 的，有的不是这十个数里的\n可能错在：交了行号，应用行号取出数来")
    unlike = len({tuple(sample.tolist()) for sample in given})
    assert unlike > 20, f"{call}\n25 次只有 {unlike} 种样本\n可能错在：每次都重新造了发生器，抽的都一样"
    repeated = sum(len(set(sample.tolist())) < 10 for sample in given)
    assert repeated > 18, f"{call}\n25 份样本里只有 {repeated} 份有重复的数\n可能错在：抽的时候没有放回"
with checks.points(1, "十个人：区间"):
    waits = np.array([3.0, 5, 4, 8, 6, 1, 7, 2, 20, 9])
    interval, given, values = watch(waits, np.mean, 30, 1, 0.95)
    likely = {"应掐掉两头各 2.5 %，不是各 5 %": np.quantile(values, [0.05, 0.95]),
              "大小反了": np.quantile(values, [0.975, 0.025]),
              "用了最小和最大": np.quantile(values, [0, 1]),
              "np.percentile 要的是百分数": np.percentile(values, [0.025, 0.975]),
              "用了均值加减 1.96 倍标准差，应取分位数": np.mean(values) + np.array([-1.96, 1.96]) * np.std(values),
              "取的是原来的数的分位数，应取 stat 返回的": np.quantile(waits, [0.025, 0.975])}
    checks.close(interval, np.quantile(values, [0.025, 0.975]), call="bootstrap_ci(十个数, np.mean, 30, 1, 0.95)",
                 likely=likely if np.ptp(values) else None)  # of equal numbers all quantiles are the same
### BEGIN HIDDEN TESTS
with checks.points(1, "每一行机会相同"):
    interval, given, values = watch(np.arange(6.0), np.max, 30, checks.seed() % 1000, 0.9)
    checks.equal({np.shape(sample) for sample in given}, {(6,)}, say="每次应抽 n 个")
    drawn = np.bincount(np.array(given, dtype=int).ravel(), minlength=6)
    checks.equal(int(drawn.sum()), 180, say="30 次，每次 6 个")
    assert abs(drawn - 30).max() < 28, "每一行抽中的机会应相同，头尾的也要抽得到"
    assert sum(len(set(sample.tolist())) == 6 for sample in given) < 10, "应有放回地抽"
    checks.close(interval, np.quantile(values, [0.05, 0.95]), say="level = 0.9：两头各掐掉 5 %")
with checks.points(1, "一张表：抽的是行"):
    X = np.column_stack([np.arange(8), 10 * np.arange(8) + 3, -np.arange(8)])
    interval, given, values = watch(X, lambda sample: (sample[:, 0] * sample[:, 1]).sum(), 12, 5, 0.8)
    checks.equal({np.shape(sample) for sample in given}, {(8, 3)}, say="x 是 (8, 3)：每次应抽 8 行，排成 (8, 3)")
    rows = np.array(given)
    checks.close(rows, np.stack([rows[..., 0], 10 * rows[..., 0] + 3, -rows[..., 0]], axis=2), say="一行的几个数被拆开了")
    assert len({tuple(sample[:, 0].tolist()) for sample in given}) > 8, "每次应抽一份新的"
    checks.close(interval, np.quantile(values, [0.1, 0.9]), say="一张表，level = 0.8：区间不对")
with checks.points(1, "种子"):
    runs = [watch(np.arange(12.0) ** 2, np.mean, 6, seed, 0.95) for seed in (3, 3, 4, 5)]
    for interval, _, values in runs:
        checks.close(interval, np.quantile(values, [0.025, 0.975]), say="别的种子：区间不对")
    checks.close(runs[1][0], runs[0][0], say="同一个种子，区间应一样")
    checks.equal(np.array(runs[1][1]), np.array(runs[0][1]), say="同一个种子，抽的样本应一样")
    assert len({tuple(values.tolist()) for _, _, values in runs}) == 3, "换一个种子，抽的样本应不同"
with checks.points(1, "别的 level，一个样本，不改动传进来的"):
    for level in (0.5, 0.68, 0.99):
        interval, _, values = watch(np.array([2, 3, 9, 27]), np.mean, 9, 8, level)
        checks.close(interval, np.quantile(values, [0.5 - level / 2, 0.5 + level / 2]), say=f"level = {level}：两头掐得不对")
    checks.close(watch(np.array([4.5]), np.median, 2, 0, 0.9)[0], np.array([4.5, 4.5]), say="只有一个样本，区间就是它")
    interval, _, values = watch(np.array([1.0, 6.0]), np.mean, 1, 2, 0.9)
    checks.close(interval, np.array([values[0], values[0]]), say="B = 1：两头都是那一个数")
    numbers = np.array([5.0, 1.0, 3.0, 8.0, 2.0, 7.0])
    interval, _, values = watch(checks.inout(numbers), np.max, 5, 6, 0.9)
    checks.close(interval, np.quantile(values, [0.05, 0.95]))
    checks.equal(numbers, np.array([5.0, 1.0, 3.0, 8.0, 2.0, 7.0]), say="bootstrap_ci 改动了传进来的 x")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题（上）几批 `n_batches`（2 分，3 分钟）
#
# 数据太多，一批一批地送。
# $N$ 个样本，每批 $B$ 个，一轮有几批？
# 最后一批不满，可以留着，也可以丢掉（`drop_last`）。
#
# **例子**：10 个样本，每批 4 个：$4+4+2$，留着是 3 批，丢掉是 2 批。

# %%
draw_parts({"第 1 批": [0, 1, 2, 3], "第 2 批": [4, 5, 6, 7], "第 3 批": [8, 9]})

# %% [markdown]
# 写 `n_batches(N, B, drop)`，返回一个整数。
#
# - `drop` 是 `True` 时，不满的一批不算；
# - 除得尽时，没有不满的一批，`n_batches(8, 4, False)` 是 2；$N$ 可以是 0，可以比 $B$ 小；$N$ 可以很大，上亿亿也要准。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `//` 是整除，正好是丢掉零头；`%` 是余数，看有没有零头。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 往上凑整，可以写 `(N + B - 1) // B`：想一想为什么。
# `math.ceil(N / B)`（`math` 要自己导入）先变成小数，数很大时会差一点。
# </details>

# %% nbgrader={"grade": false, "grade_id": "n_batches", "locked": false, "schema_version": 3, "solution": true, "task": false}
def n_batches(N, B, drop):
    """Return how many batches of B an epoch over N samples has; an incomplete one does not count if drop."""
    ### BEGIN SOLUTION
    return N // B if drop else (N + B - 1) // B
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_n_batches", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "10 个样本，每批 4 个"):
    checks.equal(n_batches(10, 4, False), 3, call="n_batches(10, 4, False)", likely={
        "不满的一批也算": 2, "应往上凑整，是整数": 2.5})
    checks.equal(n_batches(10, 4, True), 2, call="n_batches(10, 4, True)", likely={
        "不满的一批不算": 3, "应丢掉零头，是整数": 2.5})
    checks.equal(n_batches(8, 4, False), 2, call="n_batches(8, 4, False)", likely={
        "除得尽时也加了 1，应不加": 3})
### BEGIN HIDDEN TESTS
with checks.points(1, "除得尽、很小、很大"):
    for N, B, kept, dropped in ((12, 4, 3, 3), (9, 4, 3, 2), (3, 4, 1, 0), (0, 5, 0, 0), (7, 1, 7, 7), (1168, 32, 37, 36),
                                (10**17 + 1, 10, 10**16 + 1, 10**16)):
        checks.equal(n_batches(N, B, False), kept, say=f"{N} 个样本，每批 {B} 个，留着不满的：不对")
        checks.equal(n_batches(N, B, True), dropped, say=f"{N} 个样本，每批 {B} 个，丢掉不满的：不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题（中）文本变成编号 `tokenise_pad`（5 分，18 分钟）
#
# 一批文本要排成一张整齐的表，分四步：
#
# 1. **分词**：变成小写，连着的英文字母和数字是一个词，其余的字符（空格、标点，下划线也算）都是分隔，所以 `it's` 是 it、s 两个词；
# 2. **词表**：全部文本里的词，去重，按字典序排，编号从 **1** 开始；
# 3. **换成编号**；
# 4. **补齐或截断**：不够 `maxlen` 的，后面补 **0**；超过的，截掉后面的。0 专门留给补位，不是任何一个词。
#
# 第 3 章的演示从 0 编起，补位用最后一个编号之后的；这里从 1 编起，补位用 0，是更常见的做法。
#
# **例子**：三句话，`maxlen` 是 4。
# 词表是 a 1、cat 2、dog 3、sat 4、the 5。
#
# | 文本 | 词 | 编号 |
# |---|---|---|
# | The cat sat. | the cat sat | 5 2 4 **0** |
# | A dog, a cat! | a dog a cat | 1 3 1 2 |
# | the dog sat; the CAT sat | the dog sat the cat sat | 5 3 4 5，后面的截掉 |

# %%
draw_tables({"编号": [[5, 2, 4, 0], [1, 3, 1, 2], [5, 3, 4, 5]]}, rows=["The cat sat.", "A dog, a cat!", "the dog sat; the CAT sat"])

# %% [markdown]
# 写 `tokenise_pad(texts, maxlen)`，返回 `(ids, vocab)`。
#
# - `texts` 是文字的列表，至少一条；文本里只有英文、数字、标点、空白；
# - `ids` 是 `(n, maxlen)` 的 `int64` 数组；
# - `vocab` 是字典 `{词: 编号}`，被截掉的词也在里面；
# - 一个词也没有的文本，整行是 0。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先把每条文本变成词的列表，再造词表，然后从全 0 的表开始，一行一行填前面的几格。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `re.findall(r"[a-z0-9]+", text.lower())` 就是分词。
# `text.split()` 会把标点留在词上。
# `enumerate(…, start=1)` 从 1 数起。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 截断用切片：`words[:maxlen]`，不够长也不会出错。
# 填一行：`ids[i, :len(numbers)] = numbers`。
# 每行要一样长，才排得成一张表；不然 numpy 会说 `inhomogeneous shape`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "tokenise_pad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def tokenise_pad(texts, maxlen):
    """Return (ids, vocab): the words' numbers, int64 of shape (n, maxlen), 0 behind short texts; numbers by word."""
    ### BEGIN SOLUTION
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_tokenise_pad", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "三句话：词表"):
    lines = ["The cat sat.", "A dog, a cat!", "the dog sat; the CAT sat"]
    found = tokenise_pad(lines, 4)
    checks.equal(found[1], {"a": 1, "cat": 2, "dog": 3, "sat": 4, "the": 5}, call="tokenise_pad(三句话, 4) 的 vocab", likely={
        "编号从 1 开始，0 留给补位": {"a": 0, "cat": 1, "dog": 2, "sat": 3, "the": 4},
        "按出现的先后编了，应先排好队": {"the": 1, "cat": 2, "sat": 3, "a": 4, "dog": 5},
        "没有变成小写": lambda got: isinstance(got, dict) and "The" in got,
        "标点还留在词上": lambda got: isinstance(got, dict) and "sat." in got,
        "空的字符串不是词": lambda got: isinstance(got, dict) and "" in got})
with checks.points(1, "三句话：编号"):
    lines = ["The cat sat.", "A dog, a cat!", "the dog sat; the CAT sat"]
    found = tokenise_pad(lines, 4)
    checks.close(found[0], np.array([[5, 2, 4, 0], [1, 3, 1, 2], [5, 3, 4, 5]]), dtype="int64",
                 call="tokenise_pad(三句话, 4) 的 ids", likely={
        "补在了前面，应补在后面": np.array([[0, 5, 2, 4], [1, 3, 1, 2], [5, 3, 4, 5]]),
        "截掉了前面的，应截掉后面的": np.array([[5, 2, 4, 0], [1, 3, 1, 2], [4, 5, 2, 4]]),
        "编号从 1 开始，0 留给补位": np.array([[4, 1, 3, 0], [0, 2, 0, 1], [4, 2, 3, 4]]),
        "没有截断，长的应截成 maxlen": lambda got: np.shape(got) == (3, 6)})
### BEGIN HIDDEN TESTS
def by_letters(lines, width):
    """Return what is expected, letter by letter."""
    split = ["".join(c if c.isalnum() else " " for c in line.lower()).split() for line in lines]
    words = sorted(set(sum(split, [])))
    numbers = [[words.index(word) + 1 for word in line][:width] for line in split]
    return np.array([line + [0] * (width - len(line)) for line in numbers]), {w: i + 1 for i, w in enumerate(words)}


def agrees(lines, width, say):
    """Compare both results of one call with what is expected."""
    ids, vocab = tokenise_pad(checks.inout(lines), width)
    wanted = by_letters(lines, width)
    checks.equal(vocab, wanted[1], say=f"{say}：词表不对")
    checks.close(ids, wanted[0], dtype="int64", say=f"{say}：编号不对")


with checks.points(1, "三十个词的随机文本"):
    rng = np.random.default_rng(checks.seed())
    words = ["w" + "abcdefghij"[i % 10] * (1 + i // 10) for i in range(30)]
    lines = [" ".join(rng.choice(words, size)) for size in (3, 12, 7, 1, 9, 20)]
    agrees(lines, 9, "六条文本，有长有短，maxlen = 9")
    agrees(lines, 25, "六条文本，maxlen 比最长的还长")
    agrees(lines, 1, "六条文本，maxlen = 1：被截掉的词也在词表里")
with checks.points(1, "大小写、数字、标点、换行"):
    agrees(["GPT-4 vs. gpt4", "(don't) STOP!!stop", "10 9 a1\t1a", "x_y\nX  y"], 5, "标点、数字、下划线、换行")
with checks.points(1, "没有词的文本，只有一条，不改动传进来的"):
    agrees(["...", "hi", "", " ? "], 3, "有的文本一个词也没有")
    agrees(["zoo ape zoo"], 2, "只有一条文本")
    agrees(["?!"], 2, "一个词也没有：词表是空的")
    lines = ["B a", "C"]
    ids, vocab = tokenise_pad(checks.inout(lines), 2)
    checks.close(ids, np.array([[2, 1], [3, 0]]), dtype="int64")
    checks.equal(vocab, {"a": 1, "b": 2, "c": 3})
    checks.equal(lines, ["B a", "C"], say="tokenise_pad 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题（下）图片变成张量 `image_to_tensor`（4 分，8 分钟）
#
# 照片读进来是 `uint8`，0 到 255，形状是（高，宽，通道）；PyTorch 要的是 `float32`，（通道，高，宽），数在 0 附近：
#
# $$v\ \to\ \frac{v}{255}\ \to\ \frac{v/255-0.5}{0.5}$$
#
# 0 变成 $-1$，255 变成 1。
#
# **例子**：2 行 3 列的小图，右下角是 $(51,102,204)$，除以 255 是 $(0.2,0.4,0.8)$，变成 $(-0.6,-0.2,0.6)$，分在三层的同一个位置。

# %%
tiny = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[0, 0, 0], [255, 255, 255], [51, 102, 204]]], dtype=np.uint8)
draw_channels(tiny)

# %% [markdown]
# 写 `image_to_tensor(a)`，返回 `torch.float32` 的张量。
#
# - `a` 是 `uint8` 的数组，`(H, W, C)` → `(C, H, W)`；`C` 是 3，也可以是 1；
# - 灰度图是 `(H, W)`，没有通道，变成 `(1, H, W)`：`(2, 3)` 的变成 `(1, 2, 3)`；
# - `a` 不是 `uint8`（比如有人已经除过 255），抛出 `ValueError`，免得除两次。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 四步：看类型；灰度图补一维；换轴；变成小数再算。
# 换轴不是改形状：`reshape` 会把像素搅乱。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# `a.transpose(2, 0, 1)` 换轴；`a[:, :, None]` 在后面补一维。
# `uint8` 装不下负数，先变成小数再减。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `torch.tensor(数组, dtype=torch.float32)` 一次变好类型。
# </details>

# %% nbgrader={"grade": false, "grade_id": "image_to_tensor", "locked": false, "schema_version": 3, "solution": true, "task": false}
def image_to_tensor(a):
    """Return a uint8 picture (H, W, C) or (H, W) as a float32 tensor (C, H, W) of numbers between -1 and 1."""
    ### BEGIN SOLUTION
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_image_to_tensor", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "2 行 3 列的小图"):
    small = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[0, 0, 0], [255, 255, 255], [51, 102, 204]]], dtype=np.uint8)
    got = image_to_tensor(small)
    wanted = torch.tensor([[[1, -1, -1], [-1, 1, -0.6]], [[-1, 1, -1], [-1, 1, -0.2]], [[-1, -1, 1], [-1, 1, 0.6]]])
    assert torch.is_tensor(got), "image_to_tensor(小图)\n可能错在：返回的不是 torch 的张量，应变成张量"
    checks.close(got, wanted, dtype="float32", call="image_to_tensor(小图)", likely={
        "用 reshape 改了形状，应换轴": small.reshape(3, 2, 3) / 127.5 - 1,
        "只除了 255，还要减 0.5、除以 0.5": (wanted + 1) / 2,
        "只减了 0.5，还要除以 0.5": wanted / 2,
        "没有除以 255": wanted * 127.5 + 127.5,
        "高和宽对调了": lambda got: np.shape(got) == (3, 3, 2),
        "通道应在最前": lambda got: np.shape(got) == (2, 3, 3),
        "类型是 float64 了，应是 float32": lambda got: got.dtype == torch.float64})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的图，类型是 torch.float32"):
    X = np.random.default_rng(checks.seed()).integers(0, 256, size=(5, 4, 3)).astype(np.uint8)
    got = image_to_tensor(X)
    assert torch.is_tensor(got), "应返回 torch 的张量，不是 numpy 数组"
    layers = [[[X[i, j, c].item() / 127.5 - 1 for j in range(4)] for i in range(5)] for c in range(3)]
    checks.close(got, torch.tensor(layers), dtype="float32", say="5 行 4 列的图：数值、形状或类型不对")
    checks.close(image_to_tensor(X[:, :, :1]), torch.tensor(layers[:1]), dtype="float32", say="只有一个通道 (H, W, 1)")
with checks.points(1, "灰度图"):
    X = np.array([[0, 255, 51], [102, 204, 153]], dtype=np.uint8)
    wanted = torch.tensor([[[-1, 1, -0.6], [-0.2, 0.6, 0.2]]])
    checks.close(image_to_tensor(X), wanted, dtype="float32", say="灰度图 (2, 3)，应变成 (1, 2, 3)")
    wide = np.zeros((3, 3), dtype=np.uint8)
    wide[0, 2] = 255
    checks.close(image_to_tensor(wide), torch.tensor([[[-1.0, -1, 1], [-1, -1, -1], [-1, -1, -1]]]), dtype="float32",
                 say="3 行 3 列的灰度图，也不是三个通道")
    checks.close(image_to_tensor(np.array([[255]], dtype=np.uint8)), torch.tensor([[[1.0]]]), dtype="float32", say="只有一个像素")
with checks.points(1, "不是 uint8 的，不改动传进来的"):
    for kind in (np.float32, np.float64, np.int64):
        with checks.raises(ValueError, say="a 不是 uint8，应抛出 ValueError"):
            image_to_tensor(np.ones((2, 2, 3), dtype=kind))
    given = np.array([[[10, 20, 30]], [[40, 50, 60]]], dtype=np.uint8)
    flat = np.array([[7, 9]], dtype=np.uint8)
    wanted = torch.tensor([[[10.0], [40]], [[20], [50]], [[30], [60]]]) / 127.5 - 1
    checks.close(image_to_tensor(checks.inout(given)), wanted, dtype="float32")
    checks.close(image_to_tensor(checks.inout(flat)), torch.tensor([[[7.0, 9.0]]]) / 127.5 - 1, dtype="float32")
    checks.equal(given, np.array([[[10, 20, 30]], [[40, 50, 60]]], dtype=np.uint8), say="image_to_tensor 改动了传进来的图")
    checks.equal(flat, np.array([[7, 9]], dtype=np.uint8), say="image_to_tensor 改动了传进来的图")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 先标哪些 `margin_query`（4 分，7 分钟）
#
# 没有标签的一大堆，请人标一个要一分钟。
# 让模型先看一遍，挑它**最拿不准**的请人标：这就是主动学习。
#
# “拿不准”用**间隔**量：最大的概率减次大的概率，越小越拿不准。
#
# **例子**：四个样本，三类。
#
# | 样本 | 概率 | 间隔 |
# |---|---|---|
# | 0 | 0.90 0.06 0.04 | 0.84 |
# | 1 | 0.28 0.45 0.27 | **0.17** |
# | 2 | 0.52 0.01 0.47 | **0.05** |
# | 3 | 0.10 0.30 0.60 | 0.30 |
#
# 挑两个，是 2 号和 1 号，间隔小的在前。
# 2 号在两类之间犹豫，问一句就有用；1 号的最大概率更小，间隔却大一些。

# %%
draw_tables({"概率": [[0.90, 0.06, 0.04], [0.28, 0.45, 0.27], [0.52, 0.01, 0.47], [0.10, 0.30, 0.60]],
             "间隔": [[0.84], [0.17], [0.05], [0.30]]}, rows=["0 号", "1 号", "2 号", "3 号"])

# %% [markdown]
# 写 `margin_query(P, k)`，返回间隔最小的 `k` 个样本的行号，整数数组，间隔小的在前。
#
# - `P` 是 `(n, 类数)`，一行一个样本的各类概率，至少两类；
# - 间隔相等时，行号小的在前（检查里相等的，用小数算也恰好相等）；
# - `k` 比 $n$ 大，就返回全部；`k` 是 0，返回长度是 0 的数组。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 每一行从小到大排，最后两个就是次大的和最大的。
# 然后按间隔给样本排队，取前 `k` 个。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `np.sort(P, axis=1)` 返回排好的另一份；`P.sort(axis=1)` 会改动 `P`。
# `np.argsort(margin, kind="stable")` 给出排队的行号，相等的保持先后。
# </details>

# %% nbgrader={"grade": false, "grade_id": "margin_query", "locked": false, "schema_version": 3, "solution": true, "task": false}
def margin_query(P, k):
    """Return the rows of the k smallest margins between the two largest probabilities, the smallest first."""
    ### BEGIN SOLUTION
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.argsort(margin, kind="stable")[:k]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_margin_query", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "四个样本，挑两个"):
    P = np.array([[0.90, 0.06, 0.04], [0.28, 0.45, 0.27], [0.52, 0.01, 0.47], [0.10, 0.30, 0.60]])
    given = P.copy()
    checks.equal(margin_query(checks.inout(given), 2), np.array([2, 1]), call="margin_query(四个样本, 2)", likely={
        "照行号排了，应间隔小的在前；或者比的是最大的概率，应比间隔": np.array([1, 2]),
        "挑了间隔最大的，应挑最小的；或者一列一列排了，应一行一行排": np.array([0, 3]),
        "减去了最小的，应减次大的": np.array([1, 3]),
        "减的是前两列，应是最大的减次大的": np.array([3, 1]),
        "返回了列表，应是整数数组": lambda got: isinstance(got, list),
        "返回了间隔，应返回行号": lambda got: np.asarray(got).dtype.kind == "f"})
    checks.equal(given, P, call="margin_query(P, 2) 以后的 P", likely={
        "改动了传进来的 P，应排另一份：np.sort(P, axis=1)": np.sort(P, axis=1)})
### BEGIN HIDDEN TESTS
def by_rows(P):
    """Return all rows in the order that is expected."""
    tops = [sorted(row)[-2:] for row in P.tolist()]
    return sorted(range(len(P)), key=lambda i: tops[i][1] - tops[i][0])


with checks.points(1, "随机的概率"):
    rng = np.random.default_rng(checks.seed())
    for count, classes, k in ((40, 5, 12), (25, 2, 25), (30, 10, 1)):
        P = rng.dirichlet(np.ones(classes), count)
        checks.equal(margin_query(P, k), np.array(by_rows(P)[:k]), say=f"{count} 个样本、{classes} 类，挑 {k} 个：不对")
with checks.points(1, "间隔相等，行号小的在前"):
    P = np.tile([[0.5, 0.25, 0.25], [0.25, 0.25, 0.5], [0.5, 0.5, 0.0], [0.125, 0.75, 0.125], [0.0, 0.5, 0.5]], (8, 1))
    for k in (10, 22, 40):
        checks.equal(margin_query(P, k), np.array(by_rows(P)[:k]), say="间隔相等时，行号小的在前；两个最大的一样大，间隔是 0")
with checks.points(1, "k 是 0，k 太大，不改动传进来的"):
    given = np.array([[0.75, 0.25], [0.5, 0.5], [0.125, 0.875]])
    checks.equal(margin_query(given, 0), np.array([], dtype=int), say="k = 0：返回长度是 0 的数组")
    checks.equal(margin_query(checks.inout(given), 7), np.array([1, 0, 2]), say="k 比 n 大：返回全部")
    checks.equal(given, np.array([[0.75, 0.25], [0.5, 0.5], [0.125, 0.875]]), say="margin_query 改动了传进来的 P")
    checks.equal(margin_query(np.array([[0.25, 0.75]]), 1), np.array([0]), say="只有一个样本")
### END HIDDEN TESTS

# %% [markdown]
# ## 接起来：一百二十个标签
#
# 工具齐了。
# 运行下面的单元：1797 张手写数字，分层拿出三成当考题；训练集的标签全部藏起来，先随便揭开 20 个，以后每轮再揭开 10 个。
# 一边随便揭，一边用 `margin_query` 挑着揭，看最后谁认得多。
# 分类器用逻辑回归，第 5、6 章讲，这里只管用；最后几行用 `bootstrap_ci` 给准确率配上区间。
# 两个区间有重叠，不等于没有差别：两边考的是同一批图，要看一张一张的差，最后一行就是它；差的区间不含 0，才算分出了高下。

# %%
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

pictures, digits = load_digits(return_X_y=True)
train_rows, test_rows = stratified(digits, 0.3, 0)
Z, Z_test, d, d_test = fit_transform_split(pictures / 16, digits, train_rows, test_rows)
right = {}
for way in ("随便揭", "挑着揭"):
    order = np.random.default_rng(1).permutation(len(d)).tolist()
    known, hidden = order[:20], order[20:]
    told = []
    while True:
        model = LogisticRegression(max_iter=500).fit(Z[known], d[known])
        right[way] = model.predict(Z_test) == d_test
        told.append(f"{right[way].mean():.3f}")
        if len(known) == 120:
            break
        picked = range(10) if way == "随便揭" else margin_query(model.predict_proba(Z[hidden]), 10).tolist()
        chosen = [hidden[i] for i in picked]
        known = known + chosen
        hidden = [i for i in hidden if i not in chosen]
    print(way, " ".join(told))
for way, answers in right.items():
    low, high = bootstrap_ci(answers, np.mean, 500, 0, 0.95)
    print(f"{way}，120 个标签：准确率 {answers.mean():.3f}，95 % 的区间 [{low:.3f}, {high:.3f}]")
gap = right["挑着揭"].astype(float) - right["随便揭"]
low, high = bootstrap_ci(gap, np.mean, 500, 0, 0.95)
print(f"挑着揭比随便揭高 {gap.mean():.3f}，95 % 的区间 [{low:.3f}, {high:.3f}]")

# %% [markdown]
# ## 第 10 题 说明：一份漂亮的报告（3 分，老师评阅，20 分钟）
#
# 同学小周交来一份报告：“100 个人，90 个健康，10 个患病。
# 太不平衡，所以我先把每个患病的抄成 9 份，凑成 90 比 90，再打乱，做五折交叉验证。
# 患病的认出 100 %！”
# 下面是他的程序，用了你的 `kfold`；五项指标其实是 `default_rng(0)` 随手抽的，和患病毫无关系。

# %%
from sklearn.neighbors import KNeighborsClassifier

noise = np.random.default_rng(0).normal(size=(100, 5))
illness = np.array([1] * 10 + [0] * 90)
copied = np.concatenate([np.repeat(np.arange(10), 9), np.arange(10, 100)])
X_copied, y_copied = noise[copied], illness[copied]
found = np.zeros(len(copied), dtype=int)
for train_rows, test_rows in kfold(len(copied), 5, True, 0):
    model = KNeighborsClassifier(1).fit(X_copied[train_rows], y_copied[train_rows])
    found[test_rows] = model.predict(X_copied[test_rows])
print(f"患病的认出 {found[y_copied == 1].mean():.0%}，全体的准确率 {(found == y_copied).mean():.1%}")

# %% [markdown]
# 改几行程序，再用三四句话回答小周：这个 100 % 是怎么来的，怎样做才算数，照那样做是多少？
#
# 程序就在上面的单元里改，或者在它下面加一个单元，运行，留着输出；话写在下面评分表之后的单元里。
# 可以从 `for train_rows, test_rows in kfold(100, 5, True, 0):` 改起，行号是原来的 100 人。
# 数随你的打乱而不同，不必和同学的一样；只看一个最近邻时，在训练行里抄几份，结果都一样，不用疑心。
#
# | 评分点 | 分数 |
# |---|---|
# | 说清 100 % 是怎么来的，落到具体的哪些行 | 1 |
# | 次序改对，用改过的程序算出一个数 | 1 |
# | 给出一个以后遇到别的报告也用得上的检查办法 | 1 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "copied_rows", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 抄在划分之前：同一个病人的 9 份被打乱，测试的那一份，训练集里几乎总有一模一样的，最近邻一查就“认出”，这是背，不是会。
# 应先划分原来的 100 人（最好分层），只在每一折的训练行里抄，测试行一份也不抄。
# 照这样做，十个病人一个也认不出，或者只认出一两个（随划分的种子而变），全体的准确率八成上下，比“全说健康”的 90 % 还低：指标本来就是噪声，差不多就是瞎猜。
# 检查办法：看同一个人（同一行、同一病人的几次检查）有没有同时出现在训练集和测试集；或者把标签打乱再跑一遍，还能得高分，就是流程漏了。
#
# 给分：第一项要说到“同一行两边都有”；只说“不平衡”“过拟合”的不给。第二项有程序或者清楚的次序，并报出一个数，数不必与上面相同。第三项：查重复、按人分组、打乱标签、换成噪声特征，任何一个都可以。

# %% [markdown]
# ## 挑战（不计分）
#
# **同一个人不拆开。** 一个病人拍了几张片子，几张都要在同一边。
# 写 `group_kfold(groups, k)`：`groups[i]` 是第 $i$ 张片子的病人；每个病人只在一折里当考题，各折的片子数尽量接近。
#
# <details><summary>答案</summary>
#
# 病人按片子数从多到少排，一个一个放进眼下片子最少的那一折：
#
# ```python
# def group_kfold(groups, k):
#     people, counts = np.unique(groups, return_counts=True)
#     load, place = np.zeros(k), {}
#     for i in np.argsort(-counts, kind="stable"):
#         fold = load.argmin()
#         place[people[i]] = fold
#         load[fold] += counts[i]
#     fold = np.array([place[person] for person in groups])
#     return [(np.flatnonzero(fold != f), np.flatnonzero(fold == f)) for f in range(k)]
# ```
#
# scikit-learn 里叫 `GroupKFold`。
# </details>
#
# **没抽到的当考题。** 自助法每次有一些样本一次也没抽到（袋外），正好当考题。
# $n=10$ 时，一个样本没抽到的机会是 $(1-\frac1{10})^{10}$；抽 10000 次，数一数，和它比。
#
# <details><summary>答案</summary>
#
# $0.9^{10}=0.3487$；$n$ 很大时趋向 $e^{-1}=0.3679$。
# `draws = np.random.default_rng(0).integers(10, size=(10000, 10))`，再 `(draws != 0).all(axis=1).mean()`，离 0.3487 不到 0.01。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex03_data.ipynb`。
