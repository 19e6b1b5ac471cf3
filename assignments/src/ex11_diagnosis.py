# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex11_diagnosis//ipynb,src//py:percent
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
# # 练习十一 曲线诊断与正则化：先看病，再开方
#
# 三个人的网络都练坏了，验证准确率都上不去。
# 小张把学习率改小，小李把大的权重罚得更重，小王又去要来一千张图；一周以后，谁的也没有上去。
# 药都是好药，只是谁也没有看过那两条损失曲线：小张的网络本来就学得太慢，小李的网络太小，本来就学不会，小王的图够多了，是三成的标签乱写。
#
# 这份练习先教电脑看病，再把几味药一味一味配出来。
# 上半是诊断：什么时候停，曲线是什么毛病，误差差在哪一级。
# 下半是治疗：正则化、Dropout、数据增强、类别权重、超参数搜索。
#
# **做完之后，你能够**
#
# - 把“在降”“在抖”“又升上去了”这样的话，写成电脑也不会读错的规则；
# - 说出一对曲线最可能的毛病，和下一步该查什么；
# - 写出 Dropout、图像增强和文本增强，说清哪些增强会改掉标签；
# - 写出两种搜索超参数的办法，说得出各自贵在哪里。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 读题，熟悉工具 | | | 8 |
# | 1 什么时候停 | `EarlyStopper` | 7 | 15 |
# | 2 曲线是什么毛病 | `diagnose` | 10 | 38 |
# | 3 误差差在哪一级 | `bayes_gaps` | 4 | 8 |
# | 4 一段话，老师评阅 | | 6 | 22 |
# | 5 权重的罚款 | `l1`、`l2` | 4 | 6 |
# | 6 随机捂住一部分 | `dropout` | 6 | 10 |
# | 7 一张图变几张 | `augment_image` | 8 | 22 |
# | 8 换近义词 | `synonym_replace` | 4 | 12 |
# | 9 插、删、换 | `random_edit` | 6 | 10 |
# | 10 少数类加重 | `class_weights` | 4 | 5 |
# | 11 一格一格试 | `grid_10n` | 5 | 12 |
# | 12 一代一代选 | `genetic` | 8 | 22 |
#
# 一共 72 分，三个小时。
# 第 11 章分两次讲，这份练习也分两次做：前四题和后八题，各一个半小时上下。
# 需要：第 11 章，numpy，类和字典；第 8 题用正则表达式，没有用过也不要紧，提示里有例子。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；每一题都不靠别的题，卡住了可以先做后面的。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来：看报错的最后三行就够了。
# 同一个检查单元里，前面的一项没有通过，后面的就先不查。
# 公开的检查只占 30 分。
# 交上去以后还有隐藏的检查，占 36 分，用的是别的数，还有每题里写明的边界情形：不要照着例子写死答案，题目里的每一条，自己都试一试。
# 每题的分数按小项给，写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# **全篇的约定**
#
# - 传进来的列表、字典、数组是别人的东西，不许改动；
# - **随机数**：参数里有 `rng` 的，它是 `np.random.Generator`，随机数都从它来：`rng.random(…)`、`rng.integers(…)`、`rng.choice(…)`、`rng.normal(…)`。先抽什么、用哪个方法抽，都随你：检查看的是抽出来的合不合规矩，同样的 `rng` 是否同样的结果，接着再抽一次是否又不同。不要在函数里另造发生器，也不要用 `np.random.seed` 那一套；
# - 这份练习要自己写的，`coursekit`、`sklearn`、`torch` 里都有现成的：不许用，用了，那一题不给分。
#
# 先运行下面的单元，是画图和检查用的工具，不用读懂；里面已经导入了 `np`、`math`、`re`。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import copy
import math
import operator
import re
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
from coursekit import checks, plotting

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]
READY = ["torch", "sklearn", "scipy", "coursekit", "diagnosis", "training"]
ALONE = ("jitter", "rising", "stuck", "staircase", "smooth")
PAIRS = ("converging", "overfitting", "underfitting", "plateau", "flat_train", "memorising")

EXAMPLE = {"train": [2.0, 1.8, 1.5, 1.3, 1.1, 0.9, 0.85, 0.75, 0.65, 0.55, 0.52, 0.48, 0.43, 0.37, 0.33, 0.27, 0.23, 0.17, 0.12, 0.08],
           "valid": [2.0, 1.8, 1.5, 1.3, 1.2, 1.0, 0.95, 0.85, 0.72, 0.68, 0.71, 0.73, 0.74, 0.76, 0.78, 0.82, 0.84, 0.86, 0.89, 0.91]}


def curves(label, n=60, seed=0):
    """Make up the losses of n epochs that have one of the eleven labels: a training curve, and a validation curve or None."""
    rng, t = np.random.default_rng(seed), np.linspace(0, 1, n)
    fall = np.exp(-6 * t)
    step = 1 / (1 + np.exp(-60 * (t - 0.3))) + 1 / (1 + np.exp(-60 * (t - 0.75)))
    train, valid = {
        "jitter": (np.abs(1.2 + fall + rng.normal(0, 0.6, n)) + 0.05, None),
        "rising": (2.3 * np.exp(1.5 * t), None),
        "stuck": (2.31 - 0.02 * t, None),
        "staircase": (2.3 - 1.0 * step, None),
        "smooth": (0.08 + 2.2 * fall, None),
        "converging": (0.07 + 2.2 * fall, 0.11 + 2.1 * fall),
        "overfitting": (0.06 + 2.2 * fall, 0.6 + 1.6 * np.exp(-10 * t) + 0.5 * t**2),
        "underfitting": (2.31 - 0.07 * t, 2.3 - 0.06 * t),
        "plateau": (0.02 + 2.2 * fall, 0.25 + 2.0 * np.exp(-9 * t)),
        "flat_train": (0.5 - 0.03 * t, 0.2 + 0.9 * np.exp(-5 * t)),
        "memorising": (2.3 - 2.1 * t, 2.3 + 0.2 * t)}[label]
    shaken = [None if curve is None else curve * (1 + rng.normal(0, 0.01, n)) for curve in (train, valid)]
    return shaken[0], shaken[1]


def draw_gallery():
    """Draw one example of each of the eleven labels."""
    figure, axes = plt.subplots(3, 4, figsize=(9, 5.4), sharex=True)
    names = dict(zip((*ALONE, *PAIRS), ("抖动", "上升", "停滞", "阶梯下降", "平稳下降", "① 正常", "② 过拟合", "③ 欠拟合", "④ 到头了", "⑤ 训练平、验证降", "⑥ 死记")))
    places = [*range(5), *range(6, 12)]
    for place, (label, name) in zip(places, names.items()):
        train, valid = curves(label)
        ax = axes.flat[place]
        ax.plot(train, color=BLUE)
        if valid is not None:
            ax.plot(valid, "--", color=RED)
        ax.set(title=f"{name}\n{label}", ylim=(0, 1.1 * max(train.max(), 0 if valid is None else valid.max())))
    axes.flat[5].axis("off")
    axes.flat[5].plot([], color=BLUE, label="训练损失")
    axes.flat[5].plot([], "--", color=RED, label="验证损失")
    axes.flat[5].legend(loc="center")
    for ax in axes[-1]:
        ax.set(xlabel="轮")
    for ax in axes[:, 0]:
        ax.set(ylabel="损失")
    plotting.show(figure, alt="十一张小图：五张只有训练损失，六张有训练和验证两条损失，每张标着它的名字。")


def draw_stop(losses, best, stop):
    """Draw the validation losses, with the best epoch and the one in which it stops."""
    ax = plt.figure(figsize=(5.5, 2.6)).gca()
    ax.plot(losses, "o-", color=RED)
    ax.axvline(best, color=GREEN, ls=":", label="最好的一轮")
    ax.axvline(stop, color="0.3", ls="--", label="停")
    ax.set(xlabel="轮（从 0 数）", ylabel="验证损失")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="验证损失 0.9、0.8、0.7 降到第 2 轮，此后 0.72、0.71、0.73、0.74 都没有更低；第 5 轮停。")


def draw_tenths(values):
    """Draw a curve and the ten means of its tenths."""
    ax = plt.figure(figsize=(6, 2.8)).gca()
    ax.plot(values, ".-", color="0.6", label="每一轮")
    size = len(values) // 10
    for j in range(10):
        part = values[j * size:(j + 1) * size]
        ax.hlines(sum(part) / size, j * size - 0.3, (j + 1) * size - 0.7, color=RED, lw=3, label="一段的平均" if j == 0 else None)
    ax.set(xlabel="轮（从 0 数）", ylabel="验证损失", ylim=(0, None), xticks=range(0, len(values), 2))
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="二十轮的验证损失，两轮一段，十条短横线是各段的平均：从 1.9 降到第 4 段的 0.7，又升到 0.9。")


def draw_ladder(names, errors):
    """Draw errors as steps."""
    ax = plt.figure(figsize=(6, 2.6)).gca()
    ax.bar(range(len(names)), errors, color=[GREEN, BLUE, RED, RED, "0.5"], alpha=0.7)
    for i, error in enumerate(errors):
        ax.text(i, error + 0.3, f"{error} %", ha="center")
    ax.set(xticks=range(len(names)), xticklabels=names, ylabel="错误率（%）", ylim=(0, max(errors) + 3))
    plotting.show(ax, alt="五根柱子：" + "，".join(f"{name} {error} %" for name, error in zip(names, errors)) + "。")


def draw_letters(pictures):
    """Draw small pictures, given as rows of letters, side by side."""
    figure, axes = plt.subplots(1, len(pictures), figsize=(1.7 * len(pictures), 1.9))
    for ax, (title, rows) in zip(axes, pictures.items()):
        codes = np.array([[ord(letter) - 65 for letter in row] for row in rows])
        ax.imshow(codes, cmap="Blues", vmin=-3, vmax=30)
        for i, row in enumerate(rows):
            for j, letter in enumerate(row):
                ax.text(j, i, letter, ha="center", va="center")
        ax.set(title=title, xticks=[], yticks=[])
        ax.grid(False)
    plotting.show(figure, alt="；".join(f"{title}：{'、'.join(rows)}" for title, rows in pictures.items()) + "。")


def draw_pictures(pictures):
    """Draw colour pictures side by side, four in a row."""
    figure, axes = plt.subplots(2, 4, figsize=(8, 4.2))
    for ax in axes.flat:
        ax.axis("off")
    for ax, (title, picture) in zip(axes.flat, pictures.items()):
        ax.imshow(picture)
        ax.set(title=title)
    plotting.show(figure, alt="一张花的照片，和它增强出来的几张：" + "、".join(pictures) + "。")


def draw_search(points, best):
    """Draw the surface of two hyperparameters, the points of the grid, and the best of the generations."""
    ax = plt.figure(figsize=(5.5, 3.6)).gca()
    a, b = np.meshgrid(np.linspace(-5, 0, 80), np.linspace(-6, 0, 80))
    ax.contour(a, b, (a + 2.5) ** 2 + 0.3 * (b + 3.2) ** 2, levels=[0.05, 0.3, 1, 2, 4, 7], colors="0.6", linewidths=1)
    ax.plot(*zip(*points), "o", color=BLUE, ms=4, label="一格一格")
    if best is not None:
        ax.plot(*best, "*", color=RED, ms=14, label="一代一代")
    ax.set(xlabel="学习率是 10 的几次方", ylabel="权重衰减是 10 的几次方", xlim=(-5.3, 0.3), ylim=(-6.3, 0.3))
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="等高线是一个椭圆的碗，碗底在 (-2.5, -3.2)；格点是 6 乘 7 个，没有一个正好在碗底" + ("。" if best is None else "；星在碗底旁边。"))


def surface(p):
    """Tell how bad a learning rate and a weight decay are: a made-up bowl, lowest where they are 10^-2.5 and 10^-3.2."""
    return (round(math.log10(p[0]), 9) + 2.5) ** 2 + 0.3 * (round(math.log10(p[1]), 9) + 3.2) ** 2


def bowl_of(lowest, weights):
    """Return a function of a point: a bowl that is lowest, 0, at one point."""
    lowest, weights = np.array(lowest), np.array(weights)
    return lambda x: float(weights @ (np.asarray(x) - lowest) ** 2)


class Asked:
    """The same bowl. It notes the points that it is asked for."""

    def __init__(self, lowest, weights):
        self.bowl, self.asked = bowl_of(lowest, weights), []

    def __call__(self, x):
        self.asked.append([float(number) for number in x])
        return self.bowl(x)


class Hills:
    """A function of a point in a box: hills without any pattern. It notes the points that it is asked for."""

    def __init__(self, lo, hi):
        self.lo, self.hi, self.asked = np.array(lo), np.array(hi), []

    def __call__(self, x):
        self.asked.append([float(number) for number in x])
        return math.sin(1e4 * float((np.asarray(x) - self.lo) / (self.hi - self.lo) @ np.arange(1, len(self.lo) + 1)))


def hand_in(stopper):
    """Return a function that hands in losses one after the other, and returns the list of what step told."""
    return lambda losses: [stopper.step(loss) for loss in losses]


def many(function, times):
    """Return a function that calls another one many times with what it is given, and returns the list of replies."""
    return lambda *given: [function(*given) for _ in range(times)]


def alike(a, b):
    """Tell whether two arguments are alike: arrays, numbers, or lists of them."""
    if isinstance(a, list) and any(isinstance(value, np.ndarray) for value in a):
        return len(a) == len(b) and all(map(alike, a, b))
    return np.array_equal(a, b)


def tried(call, function, *given):
    """Call a function with copies of what is given; say in words what failed, or that an argument was changed."""
    copies = [copy.deepcopy(value) if isinstance(value, (np.ndarray, list, dict)) else value for value in given]
    try:
        got = function(*[checks.inout(value) if isinstance(value, (np.ndarray, list, dict)) else value for value in copies])
    except NotImplementedError:
        raise
    except Exception as error:
        raise checks.CheckFailed(f"{call}\n运行时出错：{type(error).__name__}: {error}") from error
    for value, now in zip(given, copies):
        if isinstance(value, (np.ndarray, list, dict)) and not alike(value, now):
            raise checks.CheckFailed(f"{call}\n传进去的东西被改动了\n可能错在：直接写进了别人的数组或列表；先 .copy()，或者另造一个新的")
    if got is None or isinstance(got, list) and any(value is None for value in got):
        raise checks.CheckFailed(f"{call}\n没有返回值\n可能错在：忘了写 return，或者这个名字还没有写")
    return got

# %% [markdown]
# ## 第 1 题 什么时候停 `EarlyStopper`（7 分，15 分钟）
#
# 练得太久，验证损失先降后升。
# **早停**（early stopping）每一轮看一眼验证损失：连着 `patience`（耐心）轮没有变好，就停。
# 停得早，省时间；更要紧的是记住**哪一轮最好**，好把那一轮的权重找回来。
#
# **例子**：`patience` 是 3，轮数从 0 数。
#
# | 轮 | 0 | 1 | 2 | 3 | 4 | 5 |
# |---|---|---|---|---|---|---|
# | 验证损失 | 0.9 | 0.8 | 0.7 | 0.72 | 0.71 | 0.73 |
# | 到现在最好的 | 0.9 | 0.8 | 0.7 | 0.7 | 0.7 | 0.7 |
# | 连着几轮没有变好 | 0 | 0 | 0 | 1 | 2 | 3 |
# | 停吗 | 否 | 否 | 否 | 否 | 否 | **停** |
#
# 第 4 轮的 0.71 比第 3 轮低，可是没有低过最好的 0.7，不算变好。
# 最好的是第 2 轮，停在第 5 轮。
# （第 9 章的 `Plateau` 是**超过** `patience` 才动，这里是**到了**就停。）

# %%
draw_stop([0.9, 0.8, 0.7, 0.72, 0.71, 0.73, 0.74], 2, 5)

# %% [markdown]
# 有时候损失每轮只降一丝，永远降不完，却没有意义。
# 所以还有一个 `min_delta`：比最好的低了**不止** `min_delta`，才算变好，才换掉“最好的”。
# 比如 `min_delta` 是 0.1，最好的是 1.0：来一个 0.95，不算变好，最好的还是 1.0；再来一个 0.85，比 1.0 低 0.15，算变好。
# 慢慢降的，攒够了也算。
# 检查里的差，要么离 `min_delta` 有一截，要么在电脑里正好相等，小数的舍入不用操心。
#
# 写类 `EarlyStopper`。
#
# - `EarlyStopper(patience, min_delta=0.0)`：造的时候定下规矩；`patience` 至少是 1；
# - `step(loss)`：一轮结束，交上验证损失；该停返回 `True`，否则返回 `False`；
# - `best`：最好的损失；`best_epoch`：那是第几轮，从 0 数，交一次算一轮；
# - 变好了，“连着几轮没有变好”就清零；第一轮总算变好（检查里第一轮的损失不是 `nan`）；
# - 相等不算变好；损失是 `nan`（练垮了）也不算；损失可以是负的；
# - 停了以后再交：没有变好，仍返回 `True`；变好了，清零，返回 `False`；
# - 造几个就各管各的。
#
# **小项**：例子 1，最好的一轮 1，`min_delta` 的例子 1（公开的三项），清零和一直不停 1，`min_delta` 别的数 1，相等、`nan`、负的 1，`patience` 是 1、各管各的 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 要记住的一共六样：规矩两样；最好的损失，它在第几轮；现在是第几轮；连着几轮没有变好。
# 全都放进 `self.…`。
# </details>
#
# <details><summary>提示 2：开头</summary>
#
# “最好的损失”开头是 `math.inf`，第一轮就总比它小。
# “现在是第几轮”从 0 开始，每次 `step` 的最后加 1。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 先问“变好了吗”，其余的情形都进 `else`：相等和 `nan` 就都对了，因为 `nan` 和谁比大小都是 `False`。
# 最后返回一个比较的结果：轮数到了没有，用 `>=`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "EarlyStopper", "locked": false, "schema_version": 3, "solution": true, "task": false}
class EarlyStopper:
    """Tell when the validation loss has not become better for patience epochs, and which epoch was best."""

    def __init__(self, patience, min_delta=0.0):
        ### BEGIN SOLUTION
        self.patience, self.min_delta = patience, min_delta
        self.best, self.best_epoch = math.inf, None
        self.epoch, self.stale = 0, 0
        ### END SOLUTION

    def step(self, loss):
        """Take the validation loss of an epoch; return whether to stop."""
        ### BEGIN SOLUTION
        if loss < self.best - self.min_delta:
            self.best, self.best_epoch, self.stale = loss, self.epoch, 0
        else:
            self.stale += 1
        self.epoch += 1
        return self.stale >= self.patience
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_EarlyStopper", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("EarlyStopper", [*READY, "EarlyStopping", "ReduceLROnPlateau", "keras"])
losses, call = [0.9, 0.8, 0.7, 0.72, 0.71, 0.73, 0.74], "EarlyStopper(3)，依次交 0.9、0.8、0.7、0.72、0.71、0.73、0.74，"
with checks.points(1, "例子：什么时候停"):
    stopper = EarlyStopper(3)
    checks.equal([stopper.step(loss) for loss in losses], [False] * 5 + [True] * 2, call=f"{call}step 返回的", likely={
        "晚了一轮：到了 patience 就停，不是超过才停": [False] * 6 + [True],
        "早了一轮": [False] * 4 + [True] * 3,
        "要和最好的比，不是和上一轮比": [False] * 7,
        "True 和 False 反了": [True] * 5 + [False] * 2,
        "停了以后再交，没有变好，仍应返回 True": [False] * 5 + [True, False],
        "step 要返回 True 或 False": lambda got: got[0] is None})
with checks.points(1, "例子：最好的一轮"):
    stopper = EarlyStopper(3)
    told = [stopper.step(loss) for loss in losses]
    checks.equal(stopper.best_epoch, 2, call=f"{call}然后 .best_epoch", likely={
        "轮要从 0 数，这里从 1 数了": 3,
        "这是停下来的一轮": 5,
        "这是最后一轮": 6,
        "要和最好的比，不是和上一轮比": 4,
        "还没有记": lambda got: got is None})
    checks.close(stopper.best, 0.7, call=f"{call}然后 .best", likely={
        "这是最后一轮的损失": 0.74,
        "要和最好的比，不是和上一轮比": 0.71})
    checks.equal(told, [False] * 5 + [True] * 2, call=f"{call}step 返回的")
with checks.points(1, "例子：min_delta"):
    stopper, call = EarlyStopper(3, 0.1), "EarlyStopper(3, 0.1)，依次交 1.0、0.95，"
    told = [stopper.step(loss) for loss in (1.0, 0.95)]
    checks.close(stopper.best, 1.0, call=f"{call}然后 .best", likely={
        "0.95 只比 1.0 低 0.05，不算变好；不算变好的，不换最好的": 0.95})
    checks.equal(stopper.best_epoch, 0, call=f"{call}然后 .best_epoch", likely={
        "0.95 只比 1.0 低 0.05，不算变好；轮从 0 数": 1})
    call = "EarlyStopper(3, 0.1)，依次交 1.0、0.95、0.85，"
    told = [*told, stopper.step(0.85)]
    checks.equal(told, [False] * 3, call=f"{call}step 返回的")
    checks.close(stopper.best, 0.85, call=f"{call}然后 .best", likely={
        "0.85 比 1.0 低了 0.15，算变好": 1.0})
    checks.equal(stopper.best_epoch, 2, call=f"{call}然后 .best_epoch", likely={
        "0.85 比 1.0 低了 0.15，算变好": 0})
### BEGIN HIDDEN TESTS
def watched(stopper, losses):
    """Hand in losses; return what step told, and which epoch and loss are best."""
    return checks.remote(hand_in)(stopper)(losses), stopper.best_epoch, stopper.best


with checks.points(1, "清零，和一直不停"):
    told, epoch, best = watched(EarlyStopper(2), [5.0, 6.0, 4.0, 4.5, 3.0, 3.5, 3.25, 2.0, 2.5])
    checks.equal((told, epoch), ([False] * 6 + [True, False, False], 7), say="中间变好过：连着几轮没有变好，应清零再数")
    checks.close(best, 2.0, say="最好的损失不对")
    told, epoch, best = watched(EarlyStopper(3), [10 / (n + 1) for n in range(20)])
    checks.equal((told, epoch), ([False] * 20, 19), say="一直在降：永远不停，最后一轮最好")
    checks.close(best, 0.5, say="一直在降：最好的是最后一个")
with checks.points(1, "min_delta，别的数"):
    told, epoch, best = watched(EarlyStopper(3, 0.1), [1.0, 0.95, 0.85, 0.8, 0.78, 0.76, 0.6])
    checks.equal((told, epoch), ([False] * 5 + [True, False], 6), say="min_delta 是 0.1：和最好的比，低了不止 0.1 才算变好；不算变好的，不换最好的")
    checks.close(best, 0.6, say="min_delta 是 0.1：最好的损失不对")
    told, epoch, best = watched(EarlyStopper(2, min_delta=0.5), [4.0, 3.5, 3.5, 3.25])
    checks.equal((told, epoch), ([False, False, True, False], 3), say="min_delta 是 0.5：正好低 0.5 不算变好")
    checks.close(best, 3.25, say="min_delta 是 0.5：最好的损失不对")
with checks.points(1, "相等、nan、负的"):
    told, epoch, best = watched(EarlyStopper(2), [1.0, 1.0, 0.5, 0.5, 0.5])
    checks.equal((told, epoch), ([False] * 4 + [True], 2), say="相等不算变好")
    checks.close(best, 0.5, say="相等：最好的损失不对")
    told, epoch, best = watched(EarlyStopper(2), [3.0, math.nan, 2.0, math.nan, math.nan])
    checks.equal((told, epoch), ([False] * 4 + [True], 2), say="nan 不算变好")
    checks.close(best, 2.0, say="nan 不能成了最好的")
    told, epoch, best = watched(EarlyStopper(2), [0.0, -1.0, -0.5, -2.0, -1.5, -1.75])
    checks.equal((told, epoch), ([False] * 5 + [True], 3), say="负的损失：-2 比 -1 好")
    checks.close(best, -2.0, say="负的损失：最好的不对")
with checks.points(1, "patience 是 1，各管各的"):
    first, second = EarlyStopper(1), EarlyStopper(3, 0.25)
    told = [[first.step(a), second.step(b)] for a, b in ((2.0, 9.0), (3.0, 8.9), (1.0, 8.8), (1.0, 8.76))]
    checks.equal(told, [[False, False], [True, False], [False, False], [True, True]], say="两个轮流用：各记各的；patience 是 1，一轮没有变好就停")
    checks.equal((first.best_epoch, second.best_epoch), (2, 0), say="两个轮流用：各自最好的一轮")
    checks.close([first.best, second.best], [1.0, 9.0], say="两个轮流用：各自最好的损失")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 曲线是什么毛病 `diagnose`（10 分，38 分钟）
#
# 第 11 章看曲线，用的是眼睛：只看训练损失，有五种样子；两条一起看，有六种，编号是 ①–⑥。
# 眼睛看得准，可是说不清：“明显在抖”是多明显？
# 现在把它写成规矩，一步一步问，问到一个“是”就停。
#
# 先看十一种各是什么样子。

# %%
draw_gallery()

# %% [markdown]
# 一条曲线是一轮一个损失，都是正数，共 $n$ 轮，$n$ 是 10 的倍数，至少 20。
#
# **先量四样**，两条曲线都这样量（抖动只量训练损失）：
#
# 1. **十段**：从头到尾等分成十段，每段取平均，记作 $b_0,b_1,\dots,b_9$。一轮走运、一轮倒霉，就不会左右结果；
# 2. **抖动**：后一半里，每一轮离“前一轮和后一轮的平均”有多远，$\left|x_i-\frac{x_{i-1}+x_{i+1}}2\right|$，再取平均。轮从 0 数，$i$ 从 $\frac n2$ 到 $n-2$（最后一轮没有后一轮）；
# 3. **回升**：最后一段比最低的一段高出几成，$\dfrac{b_9}{\min b}-1$；
# 4. **降幅**：最低的一段比**第一轮**低了几成，$1-\dfrac{\min b}{x_0}$。
#
# **再依次问**，前一个是，后面的就不问了：
#
# | | 问 | 是，就返回 |
# |---|---|---|
# | 1 | 训练损失的抖动，大于它最高一轮的 $\frac1{10}$？ | `"jitter"` 抖动 |
# | 2 | 训练损失的回升，大于 $\frac16$？ | `"rising"` 上升 |
#
# 到这里训练损失还没有毛病，才往下看。
# **没有验证损失**（`valid` 是 `None`）：
#
# | | 问 | 是，就返回 |
# |---|---|---|
# | 3 | 降幅小于 $\frac1{10}$？ | `"stuck"` 停滞 |
# | 4 | 中途歇过？有一段到下一段，只降了不到 $0.02x_0$（$b_j-b_{j+1}<0.02x_0$，升了也算），可是从那以后还要降 $0.2x_0$ 以上（$b_{j+1}-b_9>0.2x_0$） | `"staircase"` 阶梯下降 |
# | 5 | 都不是 | `"smooth"` 平稳下降 |
#
# **有验证损失**：降幅到了 0.3，叫“降”，不到叫“没降”，一条一条问：
#
# | | 验证降 | 验证没降 |
# |---|---|---|
# | **训练降** | 再问下去 | `"memorising"` ⑥ 死记 |
# | **训练没降** | `"flat_train"` ⑤ 训练平、验证降 | `"underfitting"` ③ 欠拟合 |
#
# 两条都降的，先问验证损失的回升是不是大于 $\frac16$：是，`"overfitting"` ② 过拟合。
# 否则问最后一段差多远：$b_9^{\text{验}}-b_9^{\text{训}}$ 大于 $0.05x_0^{\text{验}}$，`"plateau"` ④ 到头了；不大于，`"converging"` ① 正常。
#
# **例子**：二十轮，两轮一段。
#
# | 段 | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 |
# |---|---|---|---|---|---|---|---|---|---|---|
# | 训练 $b$ | 1.9 | 1.4 | 1.0 | 0.8 | 0.6 | 0.5 | 0.4 | 0.3 | 0.2 | 0.1 |
# | 验证 $b$ | 1.9 | 1.4 | 1.1 | 0.9 | **0.7** | 0.72 | 0.75 | 0.8 | 0.85 | **0.9** |
#
# 两条的第一轮都是 2.0。
# 训练：几乎不抖；回升是 $\frac{0.1}{0.1}-1=0$；降幅 $1-\frac{0.1}{2}=0.95$，降。
# 验证：降幅 $1-\frac{0.7}{2}=0.65$，降；回升 $\frac{0.9}{0.7}-1=0.286>\frac16$，所以是 ② 过拟合。
#
# 自己量的数对不对，拿小图来核对（`train, valid = curves("overfitting")` 就是那张小图的两条曲线）：
#
# | 曲线 | 第一轮 $x_0$ | 最低的一段 | 最后一段 $b_9$ | 抖动 ÷ 最高一轮 | 回升 | 降幅 |
# |---|---|---|---|---|---|---|
# | `curves("jitter")`，训练 | 2.315 | 0.944 | 1.099 | 0.168 | 0.164 | 0.592 |
# | `curves("staircase")`，训练 | 2.290 | 0.302 | 0.302 | 0.006 | 0 | 0.868 |
# | `curves("overfitting")`，训练 | 2.250 | 0.068 | 0.068 | 0.000 | 0 | 0.970 |
# | `curves("overfitting")`，验证 | 2.217 | 0.713 | 1.055 | 不量 | 0.480 | 0.679 |
# | 上面的例子，训练 | 2 | 0.1 | 0.1 | 0.004 | 0 | 0.95 |

# %%
draw_tenths(EXAMPLE["valid"])

# %% [markdown]
# 写 `diagnose(train, valid=None)`，返回上面十一个名字之一，小写的英文。
#
# - `train`、`valid` 是列表或者 numpy 数组，一样长；不许改动；
# - 检查里的曲线带一点噪声，也有成百上千的大损失（乘一个数，毛病不变）；量出来的数都离界线有一截，所以“大于”还是“不小于”不用操心，但界线本身（$\frac1{10}$、$\frac16$、0.3 ……）要照题目写；
# - 规矩是给这一题定的；`coursekit.diagnosis` 里的更细，名字相同，界线不全相同，这里不许用。
#
# **小项**：公开的五项各 1：例子和十一张小图分四组（抖动和上升；停滞、阶梯、平稳；③⑤⑥；①②④），再加六条二十轮的短曲线，看量得对不对。隐藏的五项各 1：这四组换别的长短、大小、噪声，加上界线两边的；问的次序、走运的一轮、列表和不改动。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先把 `train` 变成小数的数组，量好四样，再写一串 `if …: return …`，次序和表一样。
# 有没有验证损失，问 `valid is None`；`valid == None`、`not valid` 碰到数组都会出错。
# 十段、回升、降幅，两条曲线都要，写成函数里的小函数，或者另写几个函数。
# </details>
#
# <details><summary>提示 2：十段</summary>
#
# 把 60 个数排成 10 行，一行 6 个，再每行求平均：`reshape` 的第一个数是 10，第二个写 -1，让它自己算。
# 不用 `reshape` 也行：第 $j$ 段是 `x[j * m:(j + 1) * m]`，$m=n/10$。
# </details>
#
# <details><summary>提示 3：抖动</summary>
#
# 一个循环就行：`for i in range(n // 2, n - 1)`，把那个绝对值加进列表，最后求平均。
# 想不用循环，就切三片一样长的：中间一片、往前错一格的、往后错一格的。
# </details>
#
# <details><summary>提示 4：中途歇过</summary>
#
# $j$ 从 0 到 8，两个条件要对**同一个** $j$ 成立：`any(甲 and 乙 for j in range(9))`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "diagnose", "locked": false, "schema_version": 3, "solution": true, "task": false}
def diagnose(train, valid=None):
    """Return which of the eleven labels the losses have: of training alone, or of training and validation."""
    ### BEGIN SOLUTION
    t = np.asarray(train, dtype=float)
    half = len(t) // 2
    shaking = np.mean(abs(t[half:-1] - (t[half - 1:-2] + t[half + 1:]) / 2))
    tenths = t.reshape(10, -1).mean(axis=1)
    if shaking > 0.1 * t.max():
        return "jitter"
    if tenths[9] / tenths.min() - 1 > 1 / 6:
        return "rising"
    fall = 1 - tenths.min() / t[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        rests = tenths[:-1] - tenths[1:] < 0.02 * t[0]
        later = tenths[1:] - tenths[9] > 0.2 * t[0]
        return "staircase" if np.any(rests & later) else "smooth"
    v = np.asarray(valid, dtype=float)
    levels = v.reshape(10, -1).mean(axis=1)
    if 1 - levels.min() / v[0] < 0.3:
        return "underfitting" if fall < 0.3 else "memorising"
    if fall < 0.3:
        return "flat_train"
    if levels[9] / levels.min() - 1 > 1 / 6:
        return "overfitting"
    return "plateau" if levels[9] - tenths[9] > 0.05 * v[0] else "converging"
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_diagnose", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.avoids("diagnose", [*READY, "features", "Smoothed"])


def agree(labels):
    """Check the diagnoses of the curves in the gallery, one after the other."""
    for label in labels:
        train, valid = curves(label)
        call = f'diagnose(*curves("{label}"))，小图里的“{label}”'
        got = tried(call, diagnose, train) if valid is None else tried(call, diagnose, train, valid)
        checks.equal(got, label, call=call, likely={
            "名字要一字不差，小写的英文": lambda got: got not in (*ALONE, *PAIRS),
            "没有验证损失时，只有五种": lambda got: label in ALONE and got in PAIRS,
            "有验证损失时，不问停滞、阶梯、平稳": lambda got: label in PAIRS and got in ("stuck", "staircase", "smooth"),
            "抖动要排在最前面问；抖动要先取绝对值，再平均": lambda got: label == "jitter" != got,
            "抖动：中间的减去两边的平均，取绝对值，再平均；和最高一轮的 1/10 比": lambda got: got == "jitter" != label,
            "歇过的那一段和以后还要降的，要是同一个 j": lambda got: got == "staircase" != label,
            "“中途歇过”没有问，或者要歇的、以后还要降的，两个不等号有一个反了": lambda got: label == "staircase" and got == "smooth",
            "上升要在停滞、阶梯前面问；回升是最后一段和最低的一段比": lambda got: label == "rising" and got in ("stuck", "staircase", "smooth"),
            "⑤ 和 ⑥ 反了：⑤ 是训练没降、验证降，⑥ 是训练降、验证没降": lambda got: {got, label} == {"flat_train", "memorising"},
            "④ 和 ① 反了：差是最后一段的验证减训练，大于 0.05 乘验证的第一轮，才是 ④": lambda got: {got, label} == {"plateau", "converging"},
            "回升要和最低的一段比": lambda got: got != label and (label in ("rising", "overfitting") or got in ("rising", "overfitting"))})


with checks.points(1, "小图：抖动和上升"):
    agree(ALONE[:2])
with checks.points(1, "小图：停滞、阶梯、平稳"):
    agree(ALONE[2:])
with checks.points(1, "小图：③ 欠拟合、⑤ 训练平、⑥ 死记"):
    agree(("underfitting", "flat_train", "memorising"))
with checks.points(1, "例子和小图：① 正常、② 过拟合、④ 到头了"):
    call = "diagnose(train, valid)，二十轮的例子"
    checks.equal(tried(call, diagnose, EXAMPLE["train"], EXAMPLE["valid"]), "overfitting", call=call, likely={
        "回升要和最低的一段比，验证损失的": "plateau",
        "降幅是最低的一段和第一轮比": "memorising"})
    agree(("converging", "overfitting", "plateau"))
with checks.points(1, "六条短曲线：量得对"):
    flat, rest = [1.0, 0.9] + [0.88] * 18, [1.0, 1.0, 0.95, 0.95, 0.9, 0.9] + [0.85] * 12 + [0.95, 0.95]
    early = [2.5, 1.5, 2.3, 1.3, 2.0, 1.0, 1.7, 0.7, 1.4, 0.4, 0.8, 0.8, 0.7, 0.7, 0.6, 0.6, 0.5, 0.5, 0.4, 0.4]
    small = [3.0, 2.6, 2.2, 1.8, 1.5, 1.3, 1.2, 1.1, 1.05, 1.0] + [1.1, 0.9] * 5
    shaky = [1.5, 0.5, 1.7, 0.7, 1.9, 0.9, 2.1, 1.1, 2.3, 1.3, 2.5, 1.5, 2.7, 1.7, 2.9, 1.9, 3.1, 2.1, 3.3, 2.3]
    for train, label, likely in (
            (flat, "smooth", {"降幅要和第一轮比，不是和第一段比": "stuck"}),
            (rest, "smooth", {"降幅是最低的一段的，不是最后一段的": "stuck"}),
            (early, "smooth", {"抖动只看后一半：前一半抖，不算": "jitter"}),
            (small, "smooth", {"抖动要和最高的一轮比，不是和平均、和最后比": "jitter"}),
            (shaky, "jitter", {"又抖又升：抖动要在上升前面问": "rising"})):
        checks.equal(tried(f"diagnose({train})", diagnose, train), label, call=f"diagnose({train})", likely=likely)
    train = [3.0, 3.0, 2.4, 2.4, 1.9, 1.9, 1.5, 1.5, 1.2, 1.2, 0.9, 0.9, 0.7, 0.7, 0.5, 0.5, 0.4, 0.4, 0.3, 0.3]
    valid = [1.0, 1.0, 0.9, 0.9, 0.8, 0.8, 0.7, 0.7, 0.62, 0.62, 0.56, 0.56, 0.5, 0.5, 0.46, 0.46, 0.42, 0.42, 0.4, 0.4]
    call = f"diagnose({train}, {valid})"
    checks.equal(tried(call, diagnose, train, valid), "plateau", call=call, likely={
        "最后差了 0.1：要和验证损失的第一轮比，不是和训练的": "converging"})
### BEGIN HIDDEN TESTS
def others(labels):
    """Check curves of other lengths, sizes and noise."""
    for number, (n, scale) in enumerate([(40, 1000.0), (100, 0.02), (80, 7.0)]):
        for label in labels:
            train, valid = curves(label, n, 100 + number)
            got = diagnose(scale * train, None if valid is None else scale * valid)
            checks.equal(got, label, say=f"另一条“{label}”的曲线，{n} 轮，损失乘了 {scale:g}：诊断不对")


def tenths_of(levels, first=None, m=4):
    """Make a curve of ten even tenths; in the first epoch it may have another loss, with the same mean of the tenth."""
    values = np.repeat(np.asarray(levels, dtype=float), m)
    if first is not None:
        values[:2] += np.array([1, -1]) * (first - values[0])
    return values


def ramp(fall, end=None):
    """Make a curve from 1 that falls by this share until the ninth tenth; the last tenth may lie elsewhere."""
    levels = [1 - fall * j / 8 for j in range(9)]
    return tenths_of([*levels, levels[-1] if end is None else end], first=1.0)


zigzag = (-1.0) ** np.arange(40)
down = np.concatenate([np.linspace(2, 0.5, 20), np.full(20, 0.5)])
late = np.arange(40) >= 19
with checks.points(1, "抖动和上升：别的曲线，界线两边"):
    others(ALONE[:2])
    checks.equal([diagnose(down + a * late * zigzag) for a in (0.085, 0.115)], ["smooth", "jitter"], say="抖动是最高一轮的 8.5 % 和 11.5 %：界线是十分之一")
    checks.equal(diagnose(down + 0.3 * ~late * zigzag), "smooth", say="只在前一半抖，不算抖动")
    checks.equal(diagnose(down + 0.27 * late * np.resize([0, 1, 2, 1], 40)), "smooth", say="量的是离“前后两轮的平均”有多远，不是离前一轮")
    once = down.copy()
    once[27] = 1.2
    checks.equal(diagnose(once), "smooth", say="只有一轮飞出去，不算抖动：要取平均")
    up = np.concatenate([np.linspace(1, 4, 20), np.full(20, 4.0)])
    checks.equal(diagnose(up + 0.15 * late * zigzag), "rising", say="抖动要和最高的一轮比，不是和第一轮比")
    levels = [2, 1.8, 1.5, 1.2, 1, 1, 1, 1.05, 1.08]
    checks.equal([diagnose(tenths_of([*levels, end])) for end in (1.13, 1.153, 1.2)], ["smooth", "smooth", "rising"], say="先降到 1，最后一段是 1.13、1.153 或 1.2：界线是高出六分之一")
    checks.equal([diagnose(3 * tenths_of([*levels, end])) for end in (1.13, 1.2)], ["smooth", "rising"], say="损失乘了 3：回升是比例，不是差")
with checks.points(1, "停滞、阶梯、平稳：别的曲线，界线两边"):
    others(ALONE[2:])
    checks.equal([diagnose(ramp(fall)) for fall in (0.085, 0.12)], ["stuck", "smooth"], say="降了 8.5 % 和 12 %：停滞的界线是十分之一")
    checks.equal(diagnose(tenths_of([0.95, *[0.88] * 9], first=1.0)), "smooth", say="降幅要和第一轮比，不是和第一段比")
    stairs = [[1, 0.8, 0.6, level, 0.45, 0.3, 0.2, 0.15, 0.1, 0.075] for level in (0.583, 0.576)]
    checks.equal([diagnose(10 * tenths_of(levels)) for levels in stairs], ["staircase", "smooth"], say="第一轮是 10，中途一段只降 0.17 或 0.24：界线是 0.02 乘第一轮的损失")
    tails = [[0.29, 0.21, 0.16, 0.14, 0.12, end] for end in (0.07, 0.11)]
    checks.equal([diagnose(tenths_of([1, 0.7, 0.4, 0.3, *tail])) for tail in tails], ["staircase", "smooth"], say="歇过以后还降 0.22 或 0.18：界线是 0.2")
    checks.equal(diagnose(tenths_of([1, 0.6, 0.62, 0.4, 0.3, 0.2, 0.15, 0.1, 0.08, 0.06])), "staircase", say="中途升了一点，也算歇过")
    checks.equal(diagnose(tenths_of([1, 0.995, 0.8, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05])), "staircase", say="第 0 段到第 1 段就歇，也算")
    uneven = [[0.9, 0.75, 0.6, 0.582, 0.45, 0.3, 0.2, 0.15, 0.1, 0.07], [0.9, 0.7, 0.45, 0.3, 0.29, 0.23, 0.19, 0.16, 0.135, 0.11]]
    checks.equal([diagnose(tenths_of(levels, first=1.0)) for levels in uneven], ["staircase", "smooth"], say="第二轮比第一轮低得多：0.02 和 0.2 乘的是第一轮的损失")
with checks.points(1, "③⑤⑥：别的曲线，界线两边"):
    others(("underfitting", "flat_train", "memorising"))
    for train, valid, label in ((0.27, 0.27, "underfitting"), (0.33, 0.27, "memorising"), (0.27, 0.33, "flat_train"), (0.33, 0.33, "converging")):
        checks.equal(diagnose(ramp(train), ramp(valid)), label, say=f"训练降了 {train:g}，验证降了 {valid:g}：界线是 0.3")
    checks.equal(diagnose(ramp(0.95), 2.3 * tenths_of([1, 1, 1, 1.05, 1.1, 1.2, 1.3, 1.4, 1.5, 1.7])), "memorising", say="验证损失从没降过，只升：是 ⑥")
    checks.equal(diagnose(ramp(0.34, 0.75), ramp(0.9)), "converging", say="训练损失的降幅，是最低的一段的，不是最后一段的")
    checks.equal(diagnose(ramp(0.95), ramp(0.36, 0.73)), "plateau", say="验证损失的降幅，是最低的一段的，不是最后一段的")
    checks.equal(diagnose(ramp(0.95), tenths_of([0.85, *[0.65] * 9], first=1.0)), "plateau", say="降幅要和第一轮比，不是和第一段比")
    checks.equal(diagnose(tenths_of([0.85, *[0.65] * 9], first=1.0), tenths_of([0.8] * 10, first=1.0)), "memorising", say="降幅要和第一轮比，不是和第一段比")
with checks.points(1, "①②④：别的曲线，界线两边"):
    others(("converging", "overfitting", "plateau"))
    checks.equal([diagnose(ramp(0.9), 2 * ramp(0.5, end)) for end in (0.56, 0.576, 0.6)], ["plateau", "plateau", "overfitting"], say="验证损失回升 12 %、15.2 % 和 20 %：界线是六分之一")
    train = 3 * ramp(0.9)
    checks.equal([diagnose(train, ramp(0.7 - gap)) for gap in (0.043, 0.057)], ["converging", "plateau"], say="最后差了验证损失第一轮的 4.3 % 和 5.7 %：界线是 5 %，和验证损失的第一轮比")
    checks.equal([diagnose(ramp(0.73), ramp(0.7, 0.34)), diagnose(ramp(0.64, 0.3), ramp(0.63))], ["plateau", "plateau"], say="最后一段比前一段高或低：差的是两条的最后一段")
    uneven = tenths_of([0.85, 0.7, 0.6, 0.5, 0.45, 0.42, 0.4, 0.38, 0.36, 0.343], first=1.0)
    checks.equal(diagnose(ramp(0.7), uneven), "converging", say="第二轮比第一轮低得多：0.05 乘的是验证损失的第一轮")
    checks.equal(diagnose(ramp(0.999), ramp(0.97)), "converging", say="两条都很低，倍数再大也不要紧：看的是差")
    checks.equal(diagnose(ramp(0.6), ramp(0.9)), "converging", say="验证损失比训练损失还低：是 ①")
with checks.points(1, "问的次序，走运的一轮、列表、不改动"):
    overfitted = curves("overfitting", 40)[1]
    shaky = down + 0.4 * late * zigzag
    for train, valid, label, what in (
            (shaky, overfitted, "jitter", "训练抖动，验证回升"), (down + 0.2 * late * zigzag, down, "jitter", "训练抖动，验证平稳"),
            (np.linspace(1, 2, 40), overfitted, "rising", "训练上升，验证回升"), (np.linspace(1, 2, 40), None, "rising", "训练上升，降幅也是 0"),
            (np.linspace(1, 3, 40) + 0.4 * zigzag, None, "jitter", "又抖又升"), (np.full(40, 2.0), overfitted, "flat_train", "训练停滞，验证先降后升"),
            (np.full(40, 2.0), np.full(40, 2.0), "underfitting", "两条都一动不动"), (np.full(40, 2.0), None, "stuck", "一动不动")):
        checks.equal(diagnose(train, valid), label, say=f"{what}：按表的次序，应是 {label}")
    train, valid = (curve.tolist() for curve in curves("converging", 60, 109))
    valid[52], valid[59], train[55], train[57] = 0.6 * valid[52], 1.3 * valid[59], 0.6 * train[55], 1.3 * train[57]
    kept = [list(train), list(valid)]
    checks.equal(diagnose(checks.inout(train), checks.inout(valid)), "converging", say="一轮走运，一轮倒霉，不影响：最低的是段，不是轮")
    checks.equal([train, valid], kept, say="diagnose 改动了传进来的列表")
    counts = np.array([2000, 1800, 1500, 1200, 1000, 900, 800, 700, 600, 500] + [400] * 10)
    checks.equal(diagnose(checks.inout(counts)), "smooth", say="整数的损失，二十轮：诊断不对")
    checks.equal(counts, np.array([2000, 1800, 1500, 1200, 1000, 900, 800, 700, 600, 500] + [400] * 10), say="diagnose 改动了传进来的数组")
    checks.equal(diagnose([2.0] * 10 + [2.5] * 10), "rising", say="列表，没有验证损失：诊断不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 误差差在哪一级 `bayes_gaps`（4 分，8 分钟）
#
# 曲线说的是毛病，误差的“台阶”说的是先治哪一级：
#
# | 台阶 | 键 | 错误率 |
# |---|---|---|
# | 谁也躲不开的（贝叶斯极限） | `"bayes"` | 1 % |
# | 训练集 | `"train"` | 8 % |
# | 验证集 | `"valid"` | 10 % |
# | 测试集 | `"test"` | 11 % |
# | 用起来 | `"field"` | 15 % |
#
# 相邻两级的差，各有名字：
#
# | 键 | 名字 | 怎么算 | 例子 | 差得大，先做什么 |
# |---|---|---|---|---|
# | `"bias"` | 可避免偏差 | 训练 − 极限 | 7 | 大一点的模型，练久一点 |
# | `"variance"` | 方差（借用的名字：换一份数据，错就多这么些） | 验证 − 训练 | 2 | 正则化，多要数据 |
# | `"test_gap"` | 测试的差 | 测试 − 验证 | 1 | 验证集用过了头，换一份 |
# | `"field_shift"` | 现场的差 | 使用 − 测试 | 4 | 手上的数据不像真实的，去收集像的 |
#
# 例子里最大的是可避免偏差 7：先别急着正则化，网络连训练集都还没有学会。

# %%
draw_ladder(["极限", "训练", "验证", "测试", "使用"], [1, 8, 10, 11, 15])

# %% [markdown]
# 极限常常不知道，就拿**人**的错误率 `"human"` 来估计：认图、听写，人错得很少，离极限不远。
#
# 写 `bayes_gaps(errors)`，返回 `(gaps, first)`。
#
# - `errors` 是字典，键是台阶，值是错误率（百分数）；`"train"`、`"valid"` 总有；`"bayes"`、`"human"` 至少有一个，两个都有时用 `"bayes"`；
# - `"test"`、`"field"` 可以没有，有 `"field"` 就一定有 `"test"`；算不出的差，不放进 `gaps`；
# - `gaps` 是字典，键照上表；差可以是负的，照样放；
# - `first` 是最大的那个差的键；一样大，取表里靠上的（检查里的数，要么正好一样大，要么差得明显）。
#
# **小项**：例子的差 1，先治哪一级 1，用人来估计、缺台阶 1，负的、一样大、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先定下极限是哪一个数；再造一个字典，放前两个差；后两个差，问一问键在不在，再放。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 字典记得放进去的次序；`max(字典, key=…)` 一样大时给最先遇到的，`key` 是“由键得到值”的函数。
# 极限是 0 也是有的：问键**在不在**，不要问值是不是真的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "bayes_gaps", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bayes_gaps(errors):
    """Return the gaps between neighbouring errors by name, and the name of the largest."""
    ### BEGIN SOLUTION
    limit = errors["bayes"] if "bayes" in errors else errors["human"]
    gaps = {"bias": errors["train"] - limit, "variance": errors["valid"] - errors["train"]}
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
    if "field" in errors:
        gaps["field_shift"] = errors["field"] - errors["test"]
    return gaps, max(gaps, key=gaps.get)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_bayes_gaps", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("bayes_gaps", READY)
ladder = {"bayes": 1, "train": 8, "valid": 10, "test": 11, "field": 15}
call = "bayes_gaps(errors)，五级台阶的例子"


def parts(got, call):
    """Return gaps and the first to treat, or say that there are not two."""
    assert isinstance(got, tuple) and len(got) == 2, f"{call}\n要返回两样：gaps, first"
    return got


with checks.points(1, "例子：四个差"):
    right = {"bias": 7, "variance": 2, "test_gap": 1, "field_shift": 4}
    checks.close(parts(tried(call, bayes_gaps, ladder), call)[0], right, call=f"{call}，返回的 gaps", likely={
        "减反了": {name: -gap for name, gap in right.items()},
        "要减的是上面一级，不是每次都减极限": {"bias": 7, "variance": 9, "test_gap": 10, "field_shift": 14},
        "现场的差，减的是测试": {**right, "field_shift": 5},
        "可避免偏差是训练减极限": lambda got: set(got) == set(right) and got["bias"] != 7,
        "方差是验证减训练": lambda got: set(got) == set(right) and got["variance"] != 2,
        "测试的差是测试减验证": lambda got: set(got) == set(right) and got["test_gap"] != 1,
        "现场的差是使用减测试": lambda got: set(got) == set(right) and got["field_shift"] != 4,
        "四个键的名字要和题目一样": lambda got: set(got) != set(right)})
with checks.points(1, "例子：先治哪一级"):
    checks.equal(parts(tried(call, bayes_gaps, ladder), call)[1], "bias", call=f"{call}，返回的 first", likely={
        "要的是键，不是差": 7,
        "这是最小的": "test_gap",
        "这是名字最大的：max 要说按什么比": "variance",
        "这是错误率最大的": "field"})
### BEGIN HIDDEN TESTS
with checks.points(1, "用人来估计，缺台阶"):
    cases = [({"human": 2, "train": 3, "valid": 9}, {"bias": 1, "variance": 6}, "variance"),
             ({"bayes": 0, "human": 5, "train": 4, "valid": 5, "test": 8}, {"bias": 4, "variance": 1, "test_gap": 3}, "bias"),
             ({"field": 30, "test": 9, "valid": 8, "train": 6, "human": 3, "bayes": 2}, {"bias": 4, "variance": 2, "test_gap": 1, "field_shift": 21}, "field_shift")]
    for errors, gaps, first in cases:
        got = bayes_gaps(errors)
        checks.close(got[0], gaps, say=f"有这些台阶：{'、'.join(errors)}，差不对")
        checks.equal(got[1], first, say=f"有这些台阶：{'、'.join(errors)}，先治的一级不对")
with checks.points(1, "负的、一样大、不改动"):
    errors = {"bayes": 1.5, "train": 0.5, "valid": 4.5, "test": 2.25, "field": 6.25}
    got = bayes_gaps(checks.inout(errors))
    checks.close(got[0], {"bias": -1.0, "variance": 4.0, "test_gap": -2.25, "field_shift": 4.0}, say="差可以是负的，照样放进去")
    checks.equal(got[1], "variance", say="一样大，取表里靠上的")
    checks.equal(errors, {"bayes": 1.5, "train": 0.5, "valid": 4.5, "test": 2.25, "field": 6.25}, say="bayes_gaps 改动了传进来的字典")
    got = bayes_gaps({"test": 0.25, "valid": 0.5, "train": 1, "human": 1.25, "bayes": 1.125})
    checks.close(got[0], {"bias": -0.125, "variance": -0.5, "test_gap": -0.25}, say="三个差都是负的")
    checks.equal(got[1], "bias", say="三个差都是负的：最大的是最靠近 0 的")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 说明：④、⑤、⑥ 各是怎么回事（6 分，老师评阅，22 分钟）
#
# 三位同学各拿来一对曲线，都认 8×8 的手写数字（十类），各练了 60 轮：
#
# | | 数据和做法 | 训练损失 | 验证损失 |
# |---|---|---|---|
# | 甲 ④ | 200 张图，Adam，学习率 0.003 | 2.2 → 0.012，一直在降 | 2.1 → 0.21，第 30 轮已经是 0.22 |
# | 乙 ⑤ | 一千多张图，训练时 Dropout 丢八成，又加了大的旋转和噪声 | 1.9 → 1.7，后来就平了 | 1.6 → 0.3，还在降 |
# | 丙 ⑥ | 300 张图，从两个文件分别读进图和标签 | 2.32 → 0.4，还在降 | 一直在 2.29 上下，后来升到 3 |
#
# ④⑤⑥ 各有哪几种可能，见第 11 章讲 ④⑤⑥ 的表。
# 对每一位，写三到五句话：
#
# 1. 曲线说明什么；最可能是什么原因（丙的，至少想到两种）；
# 2. 先做哪一个**小试验**，能分清是不是这个原因，怎样的结果说明是；
# 3. 然后怎么办，或者不用办。
#
# 试验要写成这样，以 ② 为例：“把训练数据加一倍，别的都不动，再练一次，看验证损失的最低处：明显低了，就是数据少；没有变，就另找。”
#
# | 评分点 | 分数 |
# |---|---|
# | 甲：说明和原因各 0.5，试验和办法各 0.5 | 2 |
# | 乙：说明和原因各 0.5，试验和办法各 0.5 | 2 |
# | 丙：说明和两种原因 1（只有一种 0.5），试验和办法各 0.5 | 2 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "three_curves", "locked": false, "points": 6, "schema_version": 3, "solution": true, "task": false}
# **甲 ④**：训练还在降，验证不动，差距拉开：这 200 张图里能学到的规律学完了，再练下去学的是这 200 张自己的特点。到了泛化的极限，还没有变坏（没有回升），不算病。
# 试验：拿一半的图（100 张）再练一次，或者画学习曲线：验证损失随数据明显变低，说明缺的是数据。
# 办法：第 30 轮前后就可以停，省一半时间；想更好，多要数据、增强、正则化；验证成绩够用，就这样交。
#
# **乙 ⑤**：训练损失是戴着 Dropout 和增强量的，验证是摘下来量的，两个数不是一个条件下的，不能直接比。
# 试验：每轮练完，切到评估模式，用不增强的训练图再量一次训练损失：它也在降，而且不比验证高，就是这个原因；还是 1.7，就另找（标签噪声只在训练集里、验证集太小太容易、验证的图漏进了训练集）。
# 办法：以后两条都在评估模式下画；Dropout 丢八成太狠，减到两三成，增强也减轻，再看验证是不是更低。
#
# **丙 ⑥**：十类瞎猜的损失是 $\ln10=2.303$，验证一直在那里，等于什么也没学到；训练在降，说明网络在一张一张地背。两类原因：图和标签没有对齐（两个文件的次序不同，有一份打乱过），标签是乱的，背也只能背自己的；或者训练和验证的预处理、来源、类别编号不一样。
# 试验：随手抽 20 张图连同标签看一眼；把训练集再分出一份当验证：还在 2.3，是训练数据自己的标签乱了；降下来了，是两份数据不一样。故意打乱标签再练，曲线一模一样，也说明标签是乱的。
# 办法：修好读数据的程序，两份用同一个处理；修好以前，加正则化、改学习率都没有用。
#
# 给分：乙说成“欠拟合”或者“过拟合”而不提两条曲线量的条件不同，两分都不给；丙只说“过拟合，加 Dropout”，说明的一分不给；试验要说得出看哪个数、什么结果说明什么，只说“检查数据”给一半。

# %% [markdown]
# ## 第 5 题 权重的罚款 `l1`、`l2`（4 分，6 分钟）
#
# 上半完了，这里是下半：配药。
#
# 过拟合的网络，权重往往很大：要弯弯曲曲地穿过每一个点，就得大起大落。
# **正则化**给大的权重开罚单，加在损失后面，$\lambda$ 是罚得多重：
#
# $$\text{L1：}\ Loss+\lambda\sum_i|w_i|\qquad\qquad \text{L2：}\ Loss+\lambda\sum_i w_i^2$$
#
# **例子**：$w=(3,-4,0,0)$。
# L1 的罚是 $3+4=7$；L2 的罚是 $9+16=25$。
# 向量的 L2 **范数**是 $\sqrt{25}=5$，罚的时候不开根号；（L0 数的是不为 0 的个数，是 2，没有坡，不好用来训练。）
#
# 为什么 L1 爱把权重压成 0，L2 只是压小？看坡：L2 越近 0 坡越缓，推不动了；L1 到 0 跟前，坡还是一样陡。

# %%
w = np.linspace(-2, 2, 201)
ax = plt.figure(figsize=(5, 2.6)).gca()
ax.plot(w, abs(w), color=BLUE, label="L1：$|w|$")
ax.plot(w, w**2, "--", color=RED, label="L2：$w^2$")
ax.set(xlabel="$w$", ylabel="罚")
ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
plotting.show(ax, alt="L1 是一个尖底的 V，两边一样陡；L2 是圆底的碗，越近 0 越平。")

# %% [markdown]
# 写 `l1(ws)` 和 `l2(ws)`，返回罚的总和，一个数，不乘 $\lambda$。
#
# - `ws` 是列表，一层一个 numpy 数组，形状各不相同，有矩阵也有向量，整数、小数都行；
# - 所有层的所有权重加在一起；
# - 一层也没有（空列表），是 0；
# - 不许改动 `ws` 里的数组。
#
# **小项**：例子 `l1` 1、`l2` 1，别的数、空的、不改动 `l1` 1、`l2` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一层一层加：每层先逐个取绝对值或平方，再求这一层的和。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 各层的形状不同，不能直接 `np.array(ws)`；Python 的 `sum(… for w in ws)` 把各层的和加起来，空列表得 0。
# 数组的 `.sum()` 不管几维，都加成一个数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "l2", "locked": false, "schema_version": 3, "solution": true, "task": false}
def l1(ws):
    """Return the sum of the absolute values of all weights of all layers."""
    ### BEGIN SOLUTION
    return sum(np.abs(weights).sum() for weights in ws)
    ### END SOLUTION


def l2(ws):
    """Return the sum of the squares of all weights of all layers."""
    ### BEGIN SOLUTION
    return sum(np.square(weights).sum() for weights in ws)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_l2", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
layers = [np.array([[3.0, -4.0]]), np.array([0.0, 0.0])]
with checks.points(1, "例子：L1"):
    checks.avoids("l1", READY)
    call = "l1([array([[3, -4]]), array([0, 0])])"
    checks.close(tried(call, l1, layers), 7.0, call=call, likely={
        "漏了绝对值": -1.0,
        "这是 L2 的罚": 25.0,
        "这是 L2 范数": 5.0,
        "这是 L0：不为 0 的个数": 2.0,
        "这是平均，要总和": 1.75,
        "应是一个数：各层的和再加起来": lambda got: np.ndim(got) > 0})
with checks.points(1, "例子：L2"):
    checks.avoids("l2", READY)
    call = "l2([array([[3, -4]]), array([0, 0])])"
    checks.close(tried(call, l2, layers), 25.0, call=call, likely={
        "罚的时候不开根号": 5.0,
        "这是 L1 的罚": 7.0,
        "先加再平方了，应先平方再加": 1.0,
        "绝对值先加再平方了": 49.0,
        "不用除以 2": 12.5,
        "这是平均，要总和": 6.25,
        "应是一个数：各层的和再加起来": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
drawn = np.random.default_rng(checks.seed())
deep = [drawn.normal(size=shape) for shape in ((4, 3), (4,), (2, 4), (1,), (2, 3, 2))]
whole = [np.array([[1, -2], [3, -4]]), np.array([-5])]
with checks.points(1, "L1：别的数，空的，不改动"):
    checks.avoids("l1", READY)
    checks.close(l1(deep), sum(abs(v) for layer in deep for v in layer.ravel().tolist()), say="五层，形状各不相同：l1 不对")
    checks.close(l1(whole), 15.0, say="整数的权重：l1 不对")
    checks.close(l1([]), 0.0, say="一层也没有：l1 应是 0")
    given = np.array([-1.0, 2.0])
    checks.close(l1([checks.inout(given)]), 3.0, say="一层：l1 不对")
    checks.equal(given, np.array([-1.0, 2.0]), say="l1 改动了传进来的权重")
with checks.points(1, "L2：别的数，空的，不改动"):
    checks.avoids("l2", READY)
    checks.close(l2(deep), sum(v * v for layer in deep for v in layer.ravel().tolist()), say="五层，形状各不相同：l2 不对")
    checks.close(l2(whole), 55.0, say="整数的权重：l2 不对")
    checks.close(l2([]), 0.0, say="一层也没有：l2 应是 0")
    given = np.array([-1.0, 2.0])
    checks.close(l2([checks.inout(given)]), 5.0, say="一层：l2 不对")
    checks.equal(given, np.array([-1.0, 2.0]), say="l2 改动了传进来的权重")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 随机捂住一部分 `dropout`（6 分，10 分钟）
#
# **Dropout**：训练时，每次随机捂住一层里的一部分神经元，输出当作 0，谁也靠不住某一个，只好都学一点。
# $p$ 是捂住的概率，每个神经元各抽各的。
#
# 捂住一半，下一层收到的总量也就少了一半；评估时不捂，又多回来，两边对不上。
# 所以**训练时**把没捂住的放大 $\dfrac1{1-p}$ 倍，平均起来就和不捂一样，评估时什么也不用做。
#
# **例子**：$x=(1,2,3,4)$，$p=0.5$，碰巧捂住第 2、第 4 个：
#
# $$(1,\ 0,\ 3,\ 0)\ \times\ \frac1{1-0.5}\ =\ (2,\ 0,\ 6,\ 0)$$
#
# 每个元素一半的机会是 0，一半的机会翻倍，平均 $0.5\times0+0.5\times2x=x$。

# %%
masks = np.array([[1, 0, 1, 0], [0, 1, 1, 1], [1, 1, 0, 0], [0, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0]])
outputs = masks * np.array([1, 2, 3, 4]) * 2
ax = plt.figure(figsize=(4.5, 2.8)).gca()
ax.imshow(outputs, cmap="Blues")
for (i, j), value in np.ndenumerate(outputs):
    ax.text(j, i, str(value), ha="center", va="center", color="k" if value < 5 else "w")
ax.set(xlabel="神经元", ylabel="第几次", xticks=range(4), yticks=range(6))
ax.grid(False)
plotting.show(ax, alt="六次 Dropout 的结果，一行一次：每次捂住的神经元不同，没捂住的翻倍；六次的平均在 1、2、3、4 上下。")

# %% [markdown]
# 写 `dropout(x, p, rng, train=True)`。
#
# - `x` 是任意形状的数组，整数、小数都行；返回同样形状的数组；
# - `train` 是 `False`：原样返回，也不用 `rng`；
# - `p` 从 0 到 1，两头都算：0 谁也不捂；1 全捂住，返回全 0，不许出现 `nan`、`inf`；
# - 每个**元素**各抽各的，不是整行整列一起；
# - `x` 不许改动。
#
# **小项**：捂住几成、放大几倍 1，`rng` 1，评估 1（公开的三项），平均不变 1，$p$ 是 0 和 1 是 1，各抽各的、整数、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先处理不用抽的：`train` 是 `False`；`p` 是 1。
# 再抽一个和 `x` 同样形状的“捂不捂”，`np.where` 挑，或者相乘。
# </details>
#
# <details><summary>提示 2：抽</summary>
#
# `rng.random(x.shape)` 是 0 到 1 之间均匀的数，每个元素一个；小于 `p` 的机会，正好是 `p`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "dropout", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dropout(x, p, rng, train=True):
    """Hide each element with probability p and scale the others by 1 / (1 - p); in evaluation return x."""
    ### BEGIN SOLUTION
    if not train:
        return x
    if p == 1:
        return np.zeros(x.shape)
    return np.where(rng.random(x.shape) < p, 0.0, x / (1 - p))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_dropout", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("dropout", [*READY, "Dropout", "functional"])
with checks.points(1, "四千个 2，捂住两成"):
    call = "dropout(np.full(4000, 2.0), 0.2, rng)"
    got = np.asarray(tried(call, dropout, np.full(4000, 2.0), 0.2, np.random.default_rng(0)))
    assert got.shape == (4000,), f"{call}\n形状应是 (4000,)，得到 {got.shape}"
    checks.close(np.unique(got.round(9)), np.array([0.0, 2.5]), call=f"{call}，里面有哪些数", likely={
        "没捂住的要放大：除以 1 − p": np.array([0.0, 2.0]),
        "没捂住的除以 p 了，应除以 1 − p": np.array([0.0, 10.0]),
        "没捂住的乘 1 − p 了，应除以": np.array([0.0, 1.6]),
        "捂住的应是 0": np.array([2.0, 2.5]),
        "全捂住了，或者整个数组只抽了一次": np.array([0.0]),
        "一个也没有捂住，或者整个数组只抽了一次": np.array([2.5]),
        "原样返回了：train 默认是 True": np.array([2.0])})
    share = float(np.mean(got == 0))
    checks.close(share, 0.2, tol=0.035, call=f"{call}，捂住的占几成", likely={
        "p 是捂住的概率，不是留下的": lambda got: 0.76 < got < 0.84})
with checks.points(1, "随机数从 rng 来"):
    call = "dropout(np.ones(40), 0.5, rng)，同样的 rng 各一次，再接着抽一次"
    rng = np.random.default_rng(3)
    first, again, same = [tried(call, dropout, np.ones(40), 0.5, used) for used in (rng, rng, np.random.default_rng(3))]
    for got in (first, again, same):
        checks.close(got, np.array([0.0 if value == 0 else 2.0 for value in (*got, *[1] * 40)][:40]), call=f"{call}，每个数应是 0 或者 2")
    checks.close(same, first, call=f"{call}，同样的 rng 应得到同样的结果", likely={
        "随机数要从 rng 来，不要用 np.random.rand 那一套": lambda got: not np.array_equal(got, first)})
    checks.equal(bool(np.any(np.asarray(again) != np.asarray(first))), True, call=f"{call}，接着再抽一次，是不是捂住别的了", likely={
        "不要在函数里另造发生器，也不要设种子": False})
with checks.points(1, "评估时原样"):
    call = "dropout(array([1, 2, 3, 4]), 0.5, rng, False)"
    x = np.array([1.0, 2.0, 3.0, 4.0])
    checks.close(tried(call, dropout, x, 0.5, np.random.default_rng(0), False), x, call=call, likely={
        "评估时不用乘 1 − p：训练时已经放大过了": x / 2,
        "评估时不放大": 2 * x,
        "评估时不捂": lambda got: (np.asarray(got) == 0).any()})
### BEGIN HIDDEN TESTS
def fits(got, x, p):
    """Check that every element is 0 or scaled, and that about p of them are 0."""
    wanted = np.where(got == 0, 0.0, x / (1 - p))
    checks.close(got, wanted, say=f"p 是 {p:g}：每个元素应是 0，或者放大 1/(1-p) 倍")
    room = 5 * math.sqrt(p * (1 - p) / x.size)
    checks.equal(bool(abs(np.mean(got == 0) - p) < room), True, say=f"p 是 {p:g}：捂住的成数不对")


with checks.points(1, "平均不变"):
    rng = np.random.default_rng(checks.seed())
    for p in (0.1, 0.5, 0.9):
        x = rng.uniform(1, 3, (60, 50))
        got = dropout(x, p, rng)
        fits(got, x, p)
        checks.equal(bool(abs(np.mean(got / x) - 1) < 5 * math.sqrt(p / (1 - p) / x.size)), True, say=f"p 是 {p:g}：平均起来应和不捂一样")
with checks.points(1, "p 是 0 和 1"):
    x = np.array([[1.0, -2.0], [0.5, 3.0]])
    checks.close(dropout(x, 0, np.random.default_rng(1)), x, say="p 是 0：谁也不捂，也不放大")
    for p in (1, 1.0):
        checks.close(dropout(x, p, np.random.default_rng(1)), np.zeros((2, 2)), say="p 是 1：全捂住，全是 0，没有 nan")
with checks.points(1, "各抽各的，整数，不改动"):
    x = np.arange(1, 1201).reshape(40, 30)
    rng = np.random.default_rng(checks.seed())
    first, again, same = dropout(checks.inout(x), 0.5, rng), dropout(x, 0.5, rng), dropout(x, 0.5, np.random.default_rng(checks.seed()))
    checks.equal(x, np.arange(1, 1201).reshape(40, 30), say="dropout 改动了传进来的 x")
    for got in (first, again):
        fits(got, x, 0.5)
        hidden = got == 0
        checks.equal([len(np.unique(hidden, axis=0)), len(np.unique(hidden, axis=1).T)], [40, 30], say="每个元素各抽各的，不是整行、整列一起捂")
    checks.close(same, first, say="同样的 rng，应得到同样的结果")
    checks.equal(bool((first != again).any()), True, say="同一个 rng 接着再抽一次，应捂住别的")
    odd = np.arange(1, 61, 2)
    third = dropout(odd, 0.6, np.random.default_rng(2))
    checks.close(third, np.where(third == 0, 0.0, odd * 2.5), say="整数的 x：也要放大 1/(1-p) 倍，得小数")
    x = np.array([1, 3])
    checks.close(dropout(x, 0.7, np.random.default_rng(3), train=False), x, say="整数的 x，评估：原样返回")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 一张图变几张 `augment_image`（8 分，22 分钟）
#
# 数据不够，就从一张图造出几张：人看来还是同一样东西，标签不变，数却全变了。
# 这叫**数据增强**（data augmentation）。
# 图是 `(h, w, 3)` 的数组：第 0 维是行，从上到下；第 1 维是列，从左到右；最后一维是红、绿、蓝；每个数在 0 和 1 之间。
#
# | `op` | 做什么 | 抽什么 |
# |---|---|---|
# | `"mirror"` 镜像 | 左右对调 | 不用抽 |
# | `"rotate"` 旋转 | 逆时针转 $k$ 个 90° | $k$ 是 1、2、3，机会一样 |
# | `"warp"` 形变 | 一行一行地推歪：第 $i$ 行整行向右推 $\lfloor ki/h\rfloor$ 格，从右边出去的，从左边进来 | $k$ 是 −4、−2、2、4，机会一样 |
# | `"brightness"` 亮度 | 所有的数乘同一个 $c$ | $c$ 在 0.7 到 1.3 之间均匀 |
# | `"recolour"` 变色 | 红、绿、蓝各乘各的 $c$ | 三个 $c$ 都在 0.7 到 1.3 之间均匀 |
# | `"noise"` 噪音 | 每个数各加一点，红绿蓝也各加各的 | 正态分布，平均 0，标准差 0.05 |
#
# $\lfloor\ \rfloor$ 是向下取整，就是 Python 的 `//`：`k * i // h`；是负数，就向左推。
# 后三种算完，小于 0 的改成 0，大于 1 的改成 1。
#
# **例子**：四行四列，一个字母代表一个像素（三个数）。
# `"warp"` 的 $k=2$，$h=4$，第 0 到 3 行推 0、0、1、1 格；$k=-2$，推 0、−1、−1、−2 格。

# %%
draw_letters({"原图": ["ABCD", "EFGH", "IJKL", "MNOP"], "mirror": ["DCBA", "HGFE", "LKJI", "PONM"],
              "rotate，$k=1$": ["DHLP", "CGKO", "BFJN", "AEIM"], "rotate，$k=2$": ["PONM", "LKJI", "HGFE", "DCBA"],
              "warp，$k=2$": ["ABCD", "EFGH", "LIJK", "PMNO"], "warp，$k=-2$": ["ABCD", "FGHE", "JKLI", "OPMN"]})

# %% [markdown]
# 标签真的不变吗？要看是什么图。
# 花转 90° 还是花；数字 6 转半圈，成了 9。左右对调，猫还是猫，字就反了。
# 挑哪几种，由任务定。
#
# 写 `augment_image(img, op, rng)`，返回增强过的图，形状和 `img` 一样。
#
# - `img` 是小数的数组，都在 0 和 1 之间，不许改动；返回的也是 numpy 数组，不是列表；
# - `h`、`w` 是任意正整数，可以不相等；`"rotate"` 的图总是正方形；
# - 不认识的 `op` 抛出 `ValueError`。
#
# **小项**：镜像 1，旋转 1，形变 1（公开的三项）；旋转、形变抽得对 1，亮度 1，变色 1，噪音 1，形状、不认识的、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一串 `if op == …: return …`，最后 `raise ValueError(op)`。
# 旋转查一查 `np.rot90`，推一行查一查 `np.roll`，改成 0 到 1 之间查一查 `np.clip`。
# </details>
#
# <details><summary>提示 2：抽</summary>
#
# 整数：`rng.integers(1, 4)` 是 1、2、3；−4、−2、2、4 用 `rng.choice`，给它一个列表。
# 均匀的小数：`rng.uniform(0.7, 1.3)`；要三个，再给一个 3，广播会把它们分给红、绿、蓝。
# 正态：`rng.normal(平均, 标准差, 形状)`。
# </details>
#
# <details><summary>提示 3：形变</summary>
#
# 先抽好 `k`，所有的行用同一个；再一行一行推，用 `np.stack` 叠回去，或者填进 `img.copy()`。
# `img[i]` 是 `(w, 3)`，沿第 0 维推；不说沿哪一维，颜色就串了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "augment_image", "locked": false, "schema_version": 3, "solution": true, "task": false}
def augment_image(img, op, rng):
    """Return a picture made from img by one of six operations, of the same shape and between 0 and 1."""
    ### BEGIN SOLUTION
    if op == "mirror":
        return img[:, ::-1]
    if op == "rotate":
        return np.rot90(img, rng.integers(1, 4))
    if op == "warp":
        k = rng.choice([-4, -2, 2, 4])
        return np.stack([np.roll(row, k * i // len(img), axis=0) for i, row in enumerate(img)])
    if op == "brightness":
        changed = img * rng.uniform(0.7, 1.3)
    elif op == "recolour":
        changed = img * rng.uniform(0.7, 1.3, 3)
    elif op == "noise":
        changed = img + rng.normal(0, 0.05, img.shape)
    else:
        raise ValueError(f"不认识的增强：{op}")
    return np.clip(changed, 0, 1)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_augment_image", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("augment_image", [*READY, "torchvision", "transforms", "PIL", "Image", "ImageOps", "cv2", "skimage", "ndimage"])


def coded(rows):
    """Make a picture of three colours from rows of letters."""
    return np.array([[[(ord(letter) - 65) / 100, (ord(letter) - 65) / 50, 0.5] for letter in row] for row in rows])


def spelled(picture):
    """Read the rows of letters off a picture, or say that its colours are mixed up."""
    if not isinstance(picture, np.ndarray):
        raise checks.CheckFailed(f"augment_image 应返回 numpy 数组，得到 {type(picture).__name__}\n可能错在：一行一行的图放进了列表，还要用 np.stack 或 np.array 叠成数组")
    if picture.shape[2:] != (3,):
        return ["颜色混了"]
    codes = np.rint(picture[..., 0] * 100)
    whole = abs(codes[..., None] * np.array([0.01, 0.02, 0]) + np.array([0, 0, 0.5]) - picture).max() < 1e-6
    return ["".join(chr(65 + int(code)) for code in row) for row in codes.tolist()] if whole else ["颜色混了"]


def strange(pictures, right):
    """Tell in words which pictures there are besides the right ones."""
    return "、".join(sorted({"/".join(rows) for rows in pictures if rows not in right})) or "没有别的"


LETTERS = ["ABCD", "EFGH", "IJKL", "MNOP"]
TURNED = [["DHLP", "CGKO", "BFJN", "AEIM"], ["PONM", "LKJI", "HGFE", "DCBA"], ["MIEA", "NJFB", "OKGC", "PLHD"]]
PUSHED = [["ABCD", "HEFG", "KLIJ", "NOPM"], ["ABCD", "EFGH", "LIJK", "PMNO"], ["ABCD", "FGHE", "JKLI", "OPMN"], ["ABCD", "FGHE", "KLIJ", "PMNO"]]
rng = np.random.default_rng(0)
with checks.points(1, "镜像"):
    call = 'augment_image(四行四列的例子, "mirror", rng)'
    got = spelled(tried(call, augment_image, coded(LETTERS), "mirror", rng))
    checks.equal(got, ["DCBA", "HGFE", "LKJI", "PONM"], call=f"{call}，读成字母", likely={
        "这是上下对调": ["MNOP", "IJKL", "EFGH", "ABCD"],
        "上下左右都对调了": ["PONM", "LKJI", "HGFE", "DCBA"],
        "颜色的次序也对调了，或者混了": ["颜色混了"],
        "没有动": LETTERS})
with checks.points(1, "旋转"):
    call = '四十次 augment_image(四行四列的例子, "rotate", rng)'
    got = [spelled(picture) for picture in tried(call, checks.remote(many)(augment_image, 40), coded(LETTERS), "rotate", rng)]
    checks.equal(strange(got, TURNED), "没有别的", call=f"{call}，除了转 90°、180°、270°，还得到了哪些", likely={
        "有几次没有转：k 不能是 0": lambda told: "ABCD/EFGH/IJKL/MNOP" in told,
        "只转前两维，颜色那一维不动": lambda told: "颜色混了" in told,
        "这是行列对调（转置），不是旋转": lambda told: "AEIM/BFJN/CGKO/DHLP" in told})
    checks.equal([rows in got for rows in TURNED], [True] * 3, call=f"{call}，三种是不是都转得出来", likely={
        "只有转 90° 的": [True, False, False],
        "转 270° 的抽不到：rng.integers 不含右端": [True, True, False]})
with checks.points(1, "形变"):
    call = '三十次 augment_image(四行四列的例子, "warp", rng)'
    got = [spelled(picture) for picture in tried(call, checks.remote(many)(augment_image, 30), coded(LETTERS), "warp", rng)]
    checks.equal(strange(got, PUSHED), "没有别的", call=f"{call}，除了 k 是 −4、−2、2、4 的，还得到了哪些", likely={
        "np.roll 要说沿哪一维，不然颜色就串了；img[i] 要沿第 0 维推": lambda told: "颜色混了" in told,
        "推的是列：第 i 行是 img[i]，不是 img[:, i]": lambda told: "ABOP" in told or "AFKP" in told,
        "整张图推了一样多，或者行从 1 数了：第 0 行推 0 格": lambda told: told != "没有别的" and not all(rows.startswith("ABCD") for rows in told.split("、")),
        "k 只有 −4、−2、2、4 四种，没有 0，也没有 1": lambda told: "ABCD/EFGH/IJKL/MNOP" in told,
        "左右反了：正的 k 向右推": lambda told: "ABCD/HEFG/LIJK/OPMN" in told and told.count("/") == 6,
        "负数要向下取整：用 //，不用 int()": "ABCD/EFGH/JKLI/NOPM",
        "所有的行要用同一个 k，在循环外面抽；推几格是 k * i // h": lambda told: told != "没有别的"})
### BEGIN HIDDEN TESTS
def made(img, op, rng, times=1):
    """Make pictures, as one array, and check that they can be some."""
    pictures = checks.remote(many)(augment_image, times)(img, op, rng)
    kinds = {(type(got).__name__, np.shape(got), np.asarray(got).dtype.kind) for got in pictures}
    checks.equal(kinds, {("ndarray", img.shape, "f")}, say=f"{op}：应返回小数的数组，形状和原图一样")
    pictures = np.stack(pictures)
    checks.equal(bool(((pictures >= 0) & (pictures <= 1)).all()), True, say=f"{op}：结果应都在 0 和 1 之间")
    return pictures


def shares(rows, op, outcomes, times):
    """Return how often each outcome comes, and how often something else."""
    counts = Counter(str(spelled(picture)) for picture in made(coded(rows), op, rng, times))
    found = [counts.pop(str(outcome), 0) for outcome in outcomes]
    return found, sum(counts.values())


def spread(factors, what):
    """Check that numbers are drawn evenly between 0.7 and 1.3."""
    factors = np.sort(factors)
    checks.equal(bool(0.7 - 1e-9 <= factors[0] < 0.79 and 1.21 < factors[-1] <= 1.3 + 1e-9), True, say=f"{what}：c 应在 0.7 到 1.3 之间，两头都抽得到")
    checks.equal(bool(0.145 < factors.std() < 0.201 and abs(factors.mean() - 1) < 0.09), True, say=f"{what}：c 应是均匀的")


rng = np.random.default_rng(checks.seed())
with checks.points(1, "旋转、形变抽得对"):
    found, strange = shares(LETTERS, "rotate", TURNED, 90)
    checks.equal((strange, min(found) > 12), (0, True), say="旋转：90°、180°、270°，机会应一样")
    rows = ["ABC", "DEF", "GHI", "JKL", "MNO", "PQR"]
    pushed = [["".join(row[(j - math.floor(k * i / 6)) % 3] for j in range(3)) for i, row in enumerate(rows)] for k in (-4, -2, 2, 4)]
    found, strange = shares(rows, "warp", pushed, 100)
    checks.equal((strange, min(found) > 8), (0, True), say="形变，六行三列：第 i 行向右推 k * i // 6 格，k 是 −4、−2、2、4，机会应一样")
with checks.points(1, "亮度"):
    img = np.random.default_rng(checks.seed() + 1).uniform(0.1, 0.75, (2, 3, 3))
    ratios = made(img, "brightness", rng, 150) / img
    checks.close(np.ptp(ratios, axis=(1, 2, 3)), np.zeros(150), say="亮度：所有的数应乘同一个 c")
    spread(ratios.mean(axis=(1, 2, 3)), "亮度")
    bright = made(np.array([[[0.5] * 3, [1.0] * 3]]), "brightness", rng, 20)
    checks.close(bright[:, :, 1], np.minimum(2 * bright[:, :, 0], 1), say="亮度：超过 1 的应改成 1，别的不受影响")
    checks.equal(bool(0.3 < bright.min() and bright.max() == 1 and bright[:, :, 0].max() > 0.55), True, say="亮度：超过 1 的应改成 1，别的不受影响")
with checks.points(1, "变色"):
    ratios = made(img, "recolour", rng, 150) / img
    checks.close(np.ptp(ratios, axis=(1, 2)), np.zeros((150, 3)), say="变色：同一种颜色应乘同一个 c")
    for colour, name in enumerate("红绿蓝"):
        spread(ratios[:, 0, 0, colour], f"变色，{name}")
    links = np.corrcoef(ratios[:, 0, 0], rowvar=False) - np.eye(3)
    checks.equal(bool(abs(links).max() < 0.5), True, say="变色：红、绿、蓝应各抽各的")
    bright = made(np.array([[[0.5] * 3, [1.0] * 3]]), "recolour", rng, 20)
    checks.close(bright[:, :, 1], np.minimum(2 * bright[:, :, 0], 1), say="变色：超过 1 的应改成 1，别的不受影响")
    checks.equal(bool(0.3 < bright.min() and bright.max() == 1 and bright[:, :, 0].max() > 0.55), True, say="变色：超过 1 的应改成 1，别的不受影响")
with checks.points(1, "噪音"):
    grey = np.full((40, 30, 3), 0.5)
    noise = made(grey, "noise", rng)[0] - grey
    checks.equal(bool(abs(noise.mean()) < 0.005 and 0.046 < noise.std() < 0.054), True, say="噪音：平均应是 0，标准差应是 0.05")
    checks.equal(bool(len(np.unique(noise)) > 3500 and (abs(noise) > 0.1).mean() > 0.02), True, say="噪音：每个数各加各的，正态分布")
    checks.equal(bool((made(grey, "noise", rng)[0] != grey + noise).any()), True, say="噪音：接着再抽一次，应不同")
    ends = np.stack([made(np.full((20, 20, 3), end), "noise", rng)[0] for end in (0.0, 1.0)])
    checks.equal([bool(ends.min() == 0), bool(ends.max() == 1), bool(0.01 < ends[0].mean() < 0.03), bool(0.97 < ends[1].mean() < 0.99)],
                 [True] * 4, say="噪音：小于 0 的改成 0，大于 1 的改成 1")
with checks.points(1, "形状、不认识的、不改动"):
    for op in ("mirror", "warp", "brightness", "recolour", "noise"):
        for shape in ((3, 7, 3), (1, 1, 3)):
            picture = np.random.default_rng(3).uniform(0.3, 0.7, shape)
            given = picture.copy()
            got = augment_image(checks.inout(given), op, np.random.default_rng(5))
            checks.equal([type(got).__name__, np.shape(got)], ["ndarray", shape], say=f"{op}：应返回数组，形状和原图一样")
            checks.equal(given, picture, say=f"{op} 改动了传进来的图")
            checks.close(augment_image(picture, op, np.random.default_rng(5)), got, say=f"{op}：同样的 rng，应得到同样的结果")
    checks.close(augment_image(picture, "mirror", np.random.default_rng(6)), picture, say="一行一列的图，镜像就是自己")
    for op in ("flip", "Mirror", ""):
        with checks.raises(ValueError, say="不认识的 op：应抛出 ValueError"):
            augment_image(picture, op, np.random.default_rng(7))
### END HIDDEN TESTS

# %% [markdown]
# 用你的函数，把 scikit-learn 自带的一张花的照片增强几张看看。

# %%
from sklearn.datasets import load_sample_image

flower = load_sample_image("flower.jpg")[60:360:8, 200:500:8] / 255
rng = np.random.default_rng(1)
pictures = {"原图": flower, **{op: augment_image(flower, op, rng) for op in ("mirror", "rotate", "warp", "brightness", "recolour", "noise")}}
for name, picture in pictures.items():
    print(f"{name}：最小 {picture.min():.2f}，最大 {picture.max():.2f}")  # 都应在 0 和 1 之间
draw_pictures(pictures)

# %% [markdown]
# ## 第 8 题 换近义词 `synonym_replace`（4 分，12 分钟）
#
# 文字也能增强，最简单的是照一本词典换近义词：意思不变，标签也就不变。
#
# **例子**：词典是 `{"movie": "film", "great": "fantastic"}`。
#
# | 原文 | 换过的 |
# |---|---|
# | The movie is great | The film is fantastic |
# | Great! A greater MOVIE in the USA: movies... | Fantastic! A greater Film in the USA: movies... |
# | great2 great_movie | fantastic2 fantastic_film |
#
# 第二行里，三件事要当心：
#
# - `Great` 的第一个字母是大写，换上去的也改成大写开头；`MOVIE` 也是大写开头，所以换成 `Film`；
# - `greater`、`movies` 里面虽然有 great、movie，却是别的词，不换；
# - 标点、空白、词典里没有的词（`USA`），一个也不动。
#
# 第三行：数字和下划线不是字母，所以 `great2` 里的 great、`great_movie` 里的两个，都是词。

# %%
ax = plt.figure(figsize=(6, 1.4)).gca()
ax.axis("off")
for x, (old, new) in enumerate((("The", "The"), ("movie", "film"), ("is", "is"), ("great", "fantastic"))):
    changed = old != new
    ax.text(x, 1, old, ha="center", color=RED if changed else "0.4")
    ax.text(x, 0, new, ha="center", color=BLUE if changed else "0.4")
    ax.annotate("", (x, 0.25), (x, 0.9), arrowprops={"arrowstyle": "-|>", "color": BLUE if changed else "0.8"})
ax.set(xlim=(-0.6, 3.6), ylim=(-0.2, 1.3))
plotting.show(ax, alt="The movie is great 四个词，movie 换成 film，great 换成 fantastic，另两个不动。")

# %% [markdown]
# 写 `synonym_replace(text, lex)`，返回换过的文字。
#
# - `text` 是英文；一个**词**是连在一起的英文字母，两头都不是字母；数字、标点、空白都不是词；
# - `lex` 是字典，键和值都是小写的词；词在里面（不论大小写），就换；
# - 原词大写开头，换上去的大写开头，其余小写；否则全小写；
# - 每个词只换**一次**：词典里有 `{"good": "great", "great": "fantastic"}`，good 换成 great 就停，不再换成 fantastic；
# - `text` 可以是空的；`lex` 不许改动。
#
# **小项**：例子第一行 1，第二、第三行 1（公开的两项），只换一次 1，空的、数字、换行、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 用 `text.split()` 切开，标点就粘在词上了，空白也丢了。
# 正则表达式正好：`re.sub(样子, 函数, text)` 从左到右找，找到一个，就换成函数的返回值，别的不动。
# 比如 `re.sub("[0-9]+", lambda m: str(2 * int(m.group())), "3 cats, 12 dogs")` 把每个数加倍，得 `"6 cats, 24 dogs"`。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 样子是 `[A-Za-z]+`，它总是尽量长，所以不会只找到 greater 的一半。
# 函数收到的是一次匹配 `m`，找到的词是 `m.group()`；小写 `.lower()`，第一个字母大写其余小写 `.capitalize()`，问是不是大写 `.isupper()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "synonym_replace", "locked": false, "schema_version": 3, "solution": true, "task": false}
def synonym_replace(text, lex):
    """Replace each word that a dictionary knows by its synonym; a capital stays a capital, everything else stays."""
    ### BEGIN SOLUTION
    def synonym(match):
        word = match.group()
        if word.lower() not in lex:
            return word
        found = lex[word.lower()]
        return found.capitalize() if word[0].isupper() else found

    return re.sub("[A-Za-z]+", synonym, text)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_synonym_replace", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("synonym_replace", [*READY, "nltk", "wordnet", "nlpaug"])
lexicon = {"movie": "film", "great": "fantastic"}
with checks.points(1, "例子，第一行"):
    call = 'synonym_replace("The movie is great", lex)'
    checks.equal(tried(call, synonym_replace, "The movie is great", lexicon), "The film is fantastic", call=call, likely={
        "没有换": "The movie is great",
        "只换了一个": lambda got: got in ("The film is great", "The movie is fantastic"),
        "不换的词，大小写不要动": "the film is fantastic",
        "返回的应是文字，不是列表": lambda got: isinstance(got, list),
        "词和词之间少了空格": "Thefilmisfantastic",
        "只留下了换过的词": "film fantastic"})
with checks.points(1, "大写，标点，别的词"):
    call = 'synonym_replace("Great! A greater MOVIE in the USA: movies...", lex)'
    checks.equal(tried(call, synonym_replace, "Great! A greater MOVIE in the USA: movies...", lexicon), "Fantastic! A greater Film in the USA: movies...", call=call, likely={
        "大写开头的，换上去也大写开头": "fantastic! A greater film in the USA: movies...",
        "greater、movies 是别的词": lambda got: "antasticer" in got or "films" in got,
        "不换的词，大小写不要动": lambda got: "USA" not in got,
        "标点不能丢": lambda got: "!" not in got,
        "大写开头的，也要换": lambda got: got.startswith("Great!") and "MOVIE" in got,
        "MOVIE 没有换：全大写的也要换": lambda got: "MOVIE" in got,
        "只有第一个字母大写": "Fantastic! A greater FILM in the USA: movies..."})
    call = 'synonym_replace("great2 great_movie", lex)'
    checks.equal(tried(call, synonym_replace, "great2 great_movie", lexicon), "fantastic2 fantastic_film", call=call, likely={
        "数字、下划线不是字母：样子要用 [A-Za-z]+，\\w 和 \\b 把它们也算进词里": "great2 great_movie"})
### BEGIN HIDDEN TESTS
with checks.points(1, "只换一次"):
    chain = {"good": "great", "great": "fantastic", "film": "movie", "movie": "film"}
    checks.equal(synonym_replace("A good film, a great movie. Film? Good!", chain), "A great movie, a fantastic film. Movie? Great!", say="每个词只换一次，换上去的不再换")
    checks.equal(synonym_replace("big Big bIG; small", {"small": "big", "big": "small"}), "small Small small; big", say="词典里两个词互相换：各换一次；bIG 是小写开头")
with checks.points(1, "空的，数字，换行，不改动"):
    lex = {"dog": "hound", "a": "one", "ran": "run"}
    got = synonym_replace("A dog2  ran\n\tDOG's (dog) a_dog, hotdog-dog", checks.inout(lex))
    checks.equal(got, "One hound2  run\n\tHound's (hound) one_hound, hotdog-hound", say="数字、标点、下划线都不是字母；空白、换行照旧")
    checks.equal(lex, {"dog": "hound", "a": "one", "ran": "run"}, say="synonym_replace 改动了传进来的词典")
    checks.equal([synonym_replace("", lex), synonym_replace("...", lex), synonym_replace("A dog.", {})], ["", "...", "A dog."], say="空的文字、没有词的文字、空的词典：原样返回")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 插、删、换 `random_edit`（6 分，10 分钟）
#
# 没有词典，也能动一动：随机插一个词，删一个词，或者换两个词的位置。
# 句子会有点别扭，可是一句影评是夸是骂，多半还看得出来。
#
# | `kind` | 做什么 | `"a b c"` 可能变成 |
# |---|---|---|
# | `"insert"` | 随机挑一个词，把它的副本插到随机一个位置：开头、末尾、任意两个词之间 | `a b c a`、`b a b c`、`a b b c` …… 12 种抽法，9 种句子 |
# | `"delete"` | 随机删掉一个词 | `b c`、`a c`、`a b` |
# | `"swap"` | 随机挑两个**不同的位置**，对调 | `b a c`、`c b a`、`a c b` |
#
# 挑词、挑位置，机会都一样。

# %%
ax = plt.figure(figsize=(5.5, 1.6)).gca()
ax.axis("off")
for x, (title, rows) in enumerate({"insert": ["a b c", "a c b c"], "delete": ["a b c", "a c"], "swap": ["a b c", "c b a"]}.items()):
    ax.text(x, 2, title, ha="center", color="0.4")
    ax.text(x, 1, rows[0], ha="center")
    ax.text(x, 0, rows[1], ha="center", color=RED)
    ax.annotate("", (x, 0.35), (x, 0.9), arrowprops={"arrowstyle": "-|>", "color": "0.5"})
ax.set(xlim=(-0.5, 2.5), ylim=(-0.2, 2.3))
plotting.show(ax, alt="三种改法：a b c 插一个 c 成了 a c b c；删掉 b 成了 a c；对调 a 和 c 成了 c b a。")

# %% [markdown]
# 写 `random_edit(text, kind, rng)`，返回改过的文字。
#
# - 词用 `text.split()` 切开，改完用一个空格连起来；标点粘在词上，不用管；
# - 只有一个词：`"delete"` 不删（删了就什么也不剩了），`"swap"` 不动，`"insert"` 照插；
# - 一个词也没有：返回空的文字 `""`；
# - 不认识的 `kind` 抛出 `ValueError`，有没有词都一样。
#
# **小项**：删 1，换 1，插 1（公开的三项），机会一样 1，两个词、一个词、没有词 1，不认识的、`rng` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 把词切成列表 `words`，再改列表，最后 `" ".join(words)`。
# 插用 `words.insert(位置, 词)`，删用 `words.pop(位置)`，换用两个位置的一次赋值。
# </details>
#
# <details><summary>提示 2：抽</summary>
#
# `rng.integers(n)` 是 0 到 $n-1$；$n$ 个词有 $n+1$ 个可以插的位置。
# 两个不同的位置：`rng.choice(n, 2, replace=False)`；抽两次 `rng.integers(n)`，会抽到同一个。
# </details>

# %% nbgrader={"grade": false, "grade_id": "random_edit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def random_edit(text, kind, rng):
    """Insert a copy of a word, delete a word, or swap two words, at random."""
    ### BEGIN SOLUTION
    words = text.split()
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(f"不认识的改法：{kind}")
    if kind == "insert" and words:
        word = words[rng.integers(len(words))]
        words.insert(rng.integers(len(words) + 1), word)
    elif kind == "delete" and len(words) > 1:
        words.pop(rng.integers(len(words)))
    elif kind == "swap" and len(words) > 1:
        i, j = rng.choice(len(words), 2, replace=False)
        words[i], words[j] = words[j], words[i]
    return " ".join(words)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_random_edit", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("random_edit", [*READY, "nlpaug"])
rng = np.random.default_rng(0)


def kinds(got, call):
    """Return which texts came back, or say that something else did."""
    other = [text for text in got if not isinstance(text, str)]
    if other:
        raise checks.CheckFailed(f"{call}\n要返回文字，得到 {type(other[0]).__name__}\n可能错在：列表里的词还要用 \" \".join(words) 连起来")
    return set(got)


with checks.points(1, "删"):
    call = '三十次 random_edit("a b c", "delete", rng)'
    got = tried(call, checks.remote(many)(random_edit, 30), "a b c", "delete", rng)
    checks.equal(kinds(got, call), {"b c", "a c", "a b"}, call=f"{call}，得到过哪些", likely={
        "总是删同一个": lambda got: len(got) == 1,
        "末尾的词删不到：rng.integers(n) 已经不含 n": {"b c", "a c"},
        "有时删了不止一个，或者没有删": lambda got: any(len(text.split()) != 2 for text in got)})
with checks.points(1, "换"):
    call = '三十次 random_edit("a b c", "swap", rng)'
    got = tried(call, checks.remote(many)(random_edit, 30), "a b c", "swap", rng)
    checks.equal(kinds(got, call), {"b a c", "c b a", "a c b"}, call=f"{call}，得到过哪些", likely={
        "有时没有换：两个位置要不同": {"a b c", "b a c", "c b a", "a c b"},
        "只换了相邻的": {"b a c", "a c b"},
        "这是整个打乱": lambda got: "b c a" in got or "c a b" in got,
        "有词丢了：对调要一次赋值": lambda got: any(set(text.split()) != {"a", "b", "c"} for text in got)})
with checks.points(1, "插"):
    call = '一百次 random_edit("x  y\\n", "insert", rng)'
    got = tried(call, checks.remote(many)(random_edit, 100), "x  y\n", "insert", rng)
    checks.equal(kinds(got, call), {"x x y", "x y x", "y x y", "x y y"}, call=f"{call}，得到过哪些", likely={
        "开头插不到": {"x x y", "x y x", "x y y"},
        "末尾插不到：两个词有三个位置": {"x x y", "y x y", "x y y"},
        "插在它自己旁边了：位置也要随机": {"x x y", "x y y"},
        "总是插在末尾了": {"x y x", "x y y"},
        "总是插在开头了": {"x x y", "y x y"},
        "没有插": {"x y"},
        "词用 text.split() 切开，用一个空格连起来": lambda got: any(" ".join(text.split()) != text for text in got)})
### BEGIN HIDDEN TESTS
def counted(text, kind, times=240):
    """Count what comes of many edits."""
    return Counter(checks.remote(many)(random_edit, times)(text, kind, np.random.default_rng(checks.seed())))


with checks.points(1, "机会一样"):
    got = counted("a b c", "insert")
    checks.equal(set(got), {"a a b c", "a b a c", "a b c a", "b a b c", "a b b c", "a b c b", "c a b c", "a c b c", "a b c c"}, say="a b c 插一个：应有 9 种，开头、末尾都插得到")
    got = counted("a b c d", "delete")
    checks.equal([30 < got[text] < 95 for text in ("b c d", "a c d", "a b d", "a b c")], [True] * 4, say="删：四个词的机会应一样")
    got = counted("a b c d", "swap")
    checks.equal([14 < got[text] < 75 for text in ("b a c d", "c b a d", "d b c a", "a c b d", "a d c b", "a b d c")], [True] * 6, say="换：六对位置的机会应一样")
    got = counted("a b c", "insert")
    checks.equal([3 < got[text] < 44 for text in ("a b a c", "a b c a", "b a b c", "a b c b", "c a b c", "a c b c")]
                 + [14 < got[text] < 75 for text in ("a a b c", "a b b c", "a b c c")], [True] * 9, say="插：词和位置的机会都应一样")
    got = counted("a b", "insert", 600)
    right = {"a a b": (200, 48), "b a b": (100, 40), "a b a": (100, 40), "a b b": (200, 48)}
    checks.equal([abs(got[text] - count) < room for text, (count, room) in right.items()], [True] * 4, say="插：开头、末尾、中间，机会应一样")
with checks.points(1, "两个词，一个词，没有词"):
    got = [random_edit("hello", kind, np.random.default_rng(1)) for kind in ("insert", "delete", "swap")]
    checks.equal(got, ["hello hello", "hello", "hello"], say="只有一个词：插成两个，不删，不换")
    got = [random_edit(text, kind, np.random.default_rng(1)) for kind in ("insert", "delete", "swap") for text in ("", " \n")]
    checks.equal(got, [""] * 6, say="一个词也没有：返回空的文字")
    checks.equal(counted("one two", "swap", 12), {"two one": 12}, say="两个词，换：总是对调")
    checks.equal([random_edit("so so", kind, np.random.default_rng(1)) for kind in ("insert", "delete", "swap")], ["so so so", "so", "so so"], say="两个一样的词")
with checks.points(1, "不认识的，rng"):
    for text, kind in (("a b c", "replace"), ("a b c", ""), ("", "Swap"), ("one", "remove")):
        with checks.raises(ValueError, say="不认识的 kind：应抛出 ValueError，有没有词都一样"):
            random_edit(text, kind, np.random.default_rng(1))
    before = [str(n) for n in range(200)]
    text = " ".join(before)
    for kind in ("insert", "delete", "swap"):
        rng = np.random.default_rng(checks.seed())
        first, again, third = [random_edit(text, kind, rng) for _ in range(3)]
        same = random_edit(text, kind, np.random.default_rng(checks.seed()))
        checks.equal(same, first, say=f"{kind}：同样的 rng，应得到同样的结果")
        for after in (first.split(), again.split(), third.split()):
            at = next((n for n, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
            if kind == "insert":  # take the copy out, put the word back, or swap again: then it is as before
                undone = after[:at] + after[at + 1:]
            elif kind == "delete":
                undone = after[:at] + before[at:at + 1] + after[at:]
            else:
                other = after.index(before[at])
                undone = list(after)
                undone[at], undone[other] = undone[other], undone[at]
            checks.equal((undone == before, set(after) <= set(before), after != before), (True, True, True), say=f"{kind}：两百个词，只改一处")
        checks.equal(len({first, again, third}) > 1, True, say=f"{kind}：同一个 rng 接着再抽，应改别的地方")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题 少数类加重 `class_weights`（4 分，5 分钟）
#
# 2800 个人里只有 98 个病人，网络全说“没病”，准确率也有 96.5 %：少数类的声音被淹没了。
# 除了给少数类做增强，还可以让它的每一票重一些。
# 一共 $N$ 个样本，$K$ 类，第 $c$ 类有 $N_c$ 个，它的权重是
#
# $$w_c=\frac{N}{K\,N_c}$$
#
# 这样每一类的总票数都是 $N_c\,w_c=\frac NK$，一样多；所有的票加起来还是 $N$，学习率不用改。
#
# **例子**：三个健康、一个病人，$N=4$，$K=2$：健康 $\frac{4}{2\times3}=0.667$，病 $\frac{4}{2\times1}=2$。
# 2702 个和 98 个：0.518 和 14.286。

# %%
figure, axes = plt.subplots(1, 2, figsize=(6, 2.4))
for ax, values, title in ((axes[0], [2702, 98], "原来的票数"), (axes[1], [1400, 1400], "加权以后")):
    ax.bar(["健康", "病"], values, color=[BLUE, RED], alpha=0.7)
    ax.set(title=title, ylim=(0, 3000))
plotting.show(figure, alt="左图：健康 2702 票，病 98 票；右图：加权以后各 1400 票。")

# %% [markdown]
# 写 `class_weights(y)`，返回字典 `{类: 权重}`。
#
# - `y` 是一列类别，列表或者 numpy 数组，至少一个；类别是整数或者文字；
# - 只有 `y` 里出现过的类才算，$K$ 是它们的个数；只有一类，权重是 1；
# - `y` 不许改动。
#
# **小项**：例子 1，2702 和 98 是 1（公开的两项），多类、文字 1，只有一类、数组、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先数每一类有几个：`Counter(y)` 是一个会数数的字典，工具里导入过了；`len(字典)` 就是 $K$。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `for 类, 个数 in 那个字典.items()`，一类算一个。
# `np.unique(y, return_counts=True)` 也行，它一次给两样。
# </details>

# %% nbgrader={"grade": false, "grade_id": "class_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
def class_weights(y):
    """Return a weight for each class in y, so that all classes have equally many votes."""
    ### BEGIN SOLUTION
    sizes = Counter(np.asarray(y).tolist())
    return {kind: len(y) / len(sizes) / size for kind, size in sizes.items()}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_class_weights", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("class_weights", [*READY, "compute_class_weight", "compute_sample_weight"])


def plain(weights, call):
    """Turn the keys of a dictionary into plain values, numpy's numbers too."""
    assert isinstance(weights, dict), f"{call}\n要返回字典，得到 {type(weights).__name__}"
    return {key.item() if isinstance(key, np.generic) else key: value for key, value in weights.items()}


with checks.points(1, "四个人的例子"):
    call = 'class_weights(["健康", "健康", "病", "健康"])'
    checks.close(plain(tried(call, class_weights, ["健康", "健康", "病", "健康"]), call), {"健康": 2 / 3, "病": 2.0}, call=call, likely={
        "这是各类占几成": {"健康": 0.75, "病": 0.25},
        "漏了除以类数 K": {"健康": 4 / 3, "病": 4.0},
        "用了整除 //": {"健康": 0, "病": 2},
        "分母要括号：N / (K * n)；没有括号，是先除再乘": {"健康": 6.0, "病": 2.0},
        "漏了总数 N 和类数 K": {"健康": 1 / 3, "病": 1.0},
        "漏了总数 N": {"健康": 1 / 6, "病": 0.5},
        "分子和分母反了": {"健康": 1.5, "病": 0.5},
        "这是各类的个数": {"健康": 3, "病": 1}})
with checks.points(1, "2702 和 98"):
    call = "class_weights(2702 个 0 和 98 个 1)"
    checks.close(plain(tried(call, class_weights, [0] * 2702 + [1] * 98), call), {0: 0.518135, 1: 14.285714}, tol=1e-5, call=call, likely={
        "漏了除以类数 K": {0: 1.036269, 1: 28.571429},
        "键成了文字：应是 y 里的 0 和 1，不是 '0' 和 '1'": lambda got: set(got) == {"0", "1"},
        "漏了总数 N": lambda got: 1 in got and got[1] < 0.02})
### BEGIN HIDDEN TESTS
with checks.points(1, "多类，文字"):
    drawn = np.random.default_rng(checks.seed()).permutation([7] * 30 + [-2] * 12 + [0] * 5 + [3] * 3)
    right = {7: 50 / 120, -2: 50 / 48, 0: 2.5, 3: 50 / 12}
    checks.close(plain(class_weights(drawn), ""), right, say="四类，30、12、5、3 个，数组：权重不对")
    checks.close(plain(class_weights(drawn.tolist()), ""), right, say="四类，30、12、5、3 个，列表：权重不对")
    checks.close(plain(class_weights(np.array(["cat", "dog", "cat", "bird", "cat", "cat"])), ""), {"cat": 0.5, "dog": 2.0, "bird": 2.0}, say="文字的数组：权重不对")
with checks.points(1, "只有一类，不改动"):
    checks.close(plain(class_weights([5, 5, 5]), ""), {5: 1.0}, say="只有一类：权重是 1")
    checks.close(plain(class_weights(["a"]), ""), {"a": 1.0}, say="只有一个样本：权重是 1")
    y = [2, 1, 2, 2, 0, 1]
    checks.close(plain(class_weights(checks.inout(y)), ""), {2: 2 / 3, 1: 1.0, 0: 2.0}, say="六个样本，三类：权重不对")
    checks.equal(y, [2, 1, 2, 2, 0, 1], say="class_weights 改动了传进来的 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 11 题 一格一格试 `grid_10n`（5 分，12 分钟）
#
# 参数（权重）由训练学出来；**超参数**（学习率、权重衰减、层数）要人来定，只能一组一组试。
# 学习率从 0.1 改到 0.09 没有意思，要试就按数量级试：0.1、0.01、0.001，都是 $10^n$。
#
# **例子**：学习率试 $10^{-5}$ 到 $10^0$，六个；权重衰减试 $10^{-6}$ 到 $10^0$，七个；两样搭配，$6\times7=42$ 组。
# 真的训练 42 次太久，这里用工具里的 `surface(p)` 代替：`p` 是 `(学习率, 权重衰减)`，返回“验证损失”，越低越好；最低是 0，在 $(10^{-2.5},\,10^{-3.2})$。
# 碗底在两个格点中间，所以格子里有两格一样好，$(10^{-3},10^{-3})$ 和 $(10^{-2},10^{-3})$：$0.5^2+0.3\times0.2^2=0.262$。

# %%
print("surface((0.001, 0.001)) =", round(surface((0.001, 0.001)), 3))
draw_search([(a, b) for a in range(-5, 1) for b in range(-6, 1)], None)

# %% [markdown]
# 写 `grid_10n(f, lo, hi)`，返回 `(best, value)`。
#
# - `lo`、`hi` 是两个列表，一样长，一个超参数一项，都是整数：第 $i$ 个超参数试 $10^{lo_i}$ 到 $10^{hi_i}$，**两头都试**；例子里是 `[-5, -6]` 和 `[0, 0]`；超参数可以是一个、两个、三个……
# - `f` 收到一个元组，装着各个超参数的值（是 $10^n$，不是 $n$），返回一个数；
# - 训练很贵：每一组只叫一次 `f`；
# - `best` 是最好的一组，元组，也是 $10^n$；只有一个超参数，也是元组：`(0.01,)`；`value` 是它的值，越低越好；
# - `f` 可能返回 `nan`（那一组练垮了），它不能当最好的；检查里不会全是 `nan`，也没有一样好的（上面那两格，先碰到哪一格都行，检查用的碗里分得出高下）；
# - `lo`、`hi` 不许改动。
#
# **小项**：例子里的一个超参数 1，每一组只叫一次 1（公开的两项），42 组 1，`nan` 1，三个超参数、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先列出每个超参数要试的值，再一组一组搭配。
# 有几个超参数事先不知道，写不了固定层数的 `for`；先 `import itertools`，`itertools.product(*几个列表)` 给出所有的搭配，一组一个元组。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `range(a, b + 1)` 才包括 `b`。
# `10.0 ** n`，写 `10 ** n` 也行，numpy 的整数 `10 ** -3` 却会出错。
# “最好的”开头是 `math.inf`；`nan < inf` 是 `False`，自然就跳过去了；`min(…)` 碰到 `nan` 会糊涂。
# </details>

# %% nbgrader={"grade": false, "grade_id": "grid_10n", "locked": false, "schema_version": 3, "solution": true, "task": false}
def grid_10n(f, lo, hi):
    """Try every combination of powers of ten between 10^lo and 10^hi; return the best one and its value."""
    ### BEGIN SOLUTION
    import itertools

    best, value = None, math.inf
    for powers in itertools.product(*[range(a, b + 1) for a, b in zip(lo, hi)]):
        point = tuple(10.0**n for n in powers)
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_grid_10n", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("grid_10n", [*READY, "optuna", "GridSearchCV", "ParameterGrid", "optimize", "minimize", "brute"])


def noted(bowl):
    """Return a function that gives the value of a bowl over the powers of ten, and the list of powers it was asked for."""
    asked = []

    def f(p):
        if not all(value > 0 for value in p):
            raise ValueError(f"f 收到的是 {tuple(p)}：给了指数 n，应给 10 的 n 次方")
        powers = tuple(round(math.log10(value), 6) for value in p)
        asked.append(powers)
        return bowl(*powers)

    return f, asked


def searched(got, call):
    """Return the best point as powers of ten, and its value, or say what is wrong with the reply."""
    assert isinstance(got, tuple) and len(got) == 2, f"{call}\n要返回两样：best, value"
    assert isinstance(got[0], (tuple, list, np.ndarray)), f"{call}\nbest 应是元组，一个超参数也是：(0.01,)"
    powers = [round(math.log10(value), 6) if value > 0 else f"{value}，不是 10 的几次方" for value in got[0]]
    return powers, got[1]


call = "grid_10n(f, [-4], [0])，f 在 10 的 −1.2 次方最低，"
with checks.points(1, "一个超参数"):
    f, asked = noted(lambda a: (a + 1.2) ** 2)
    powers, value = searched(tried(call, grid_10n, f, [-4], [0]), call)
    checks.equal(powers, [-1.0], call=f"{call}best 是 10 的几次方", likely={
        "这是最差的": [-4.0],
        "这是最后试的": [0.0],
        "返回的是 10 的几次方，要的是 10ⁿ 本身": lambda got: "不是" in str(got)})
    checks.close(value, 0.04, tol=1e-5, call=f"{call}value", likely={
        "这是最差的": 2.8**2,
        "这是最后试的": 1.2**2})
with checks.points(1, "每一组只叫一次"):
    call = "grid_10n(f, [-2, -1], [0, 1])，f 被问到的，10 的几次方，排好"
    f, asked = noted(lambda a, b: (a + 0.8) ** 2 + (b - 0.3) ** 2)
    powers, value = searched(tried(call, grid_10n, f, [-2, -1], [0, 1]), call)
    right = [(a, b) for a in (-2.0, -1.0, 0.0) for b in (-1.0, 0.0, 1.0)]
    checks.equal(sorted(asked), right, call=call, likely={
        "漏了 hi 那一头": [(a, b) for a in (-2.0, -1.0) for b in (-1.0, 0.0)],
        "两个超参数要搭配，不是一个一个试": lambda got: len(set(got)) < 9 and set(got) <= set(right),
        "有的组叫了不止一次": lambda got: len(set(got)) < len(got)})
    checks.equal(powers, [-1.0, 0.0], call="grid_10n(f, [-2, -1], [0, 1])，best 是 10 的几次方")
    checks.close(value, 0.13, tol=1e-5, call="grid_10n(f, [-2, -1], [0, 1])，value")
### BEGIN HIDDEN TESTS
with checks.points(1, "42 组"):
    got = grid_10n(lambda p: surface(p) + 0.01 * p[0], [-5, -6], [0, 0])
    checks.close(list(got[0]), [0.001, 0.001], say="学习率和权重衰减的 42 组：best 不对")
    checks.close(got[1], 0.26201, tol=1e-5, say="学习率和权重衰减的 42 组：value 不对")
    f, asked = noted(lambda a, b: -a - b)
    powers, value = searched(grid_10n(f, [-1, 2], [3, 2]), "")
    checks.equal((powers, sorted(asked)), ([3.0, 2.0], [(float(a), 2.0) for a in range(-1, 4)]), say="lo 和 hi 可以是正的，也可以相等；最好的也可以在 hi 那一头")
    checks.close(value, -5.0, say="最好的值可以是负的")
with checks.points(1, "nan"):
    for broken in (lambda a: a < -3, lambda a: a > -1, lambda a: a == -3, lambda a: a != -1):
        f, asked = noted(lambda a, b, broken=broken: math.nan if broken(a) else (a + 1.4) ** 2 + (b + 0.2) ** 2)
        powers, value = searched(grid_10n(f, [-4, -1], [0, 0]), "")
        checks.equal((powers, len(asked)), ([-1.0, 0.0], 10), say="有的组是 nan：跳过去，别的照样比")
        checks.close(value, 0.2, tol=1e-5, say="有的组是 nan：value 不对")
with checks.points(1, "三个超参数，不改动"):
    f, asked = noted(lambda a, b, c: (a + 0.9) ** 2 + (b - 1.2) ** 2 + (c + 4.3) ** 2 + 5)
    lo, hi = [-2, 0, -5], [0, 1, -3]
    powers, value = searched(grid_10n(f, checks.inout(lo), checks.inout(hi)), "")
    checks.equal((powers, len(asked), len(set(asked))), ([-1.0, 1.0, -4.0], 18, 18), say="三个超参数，18 组：不对")
    checks.close(value, 5.14, tol=1e-5, say="三个超参数：value 不对")
    checks.equal([lo, hi], [[-2, 0, -5], [0, 1, -3]], say="grid_10n 改动了传进来的 lo 或 hi")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 12 题 一代一代选 `genetic`（8 分，22 分钟）
#
# 格子只试格点，碗底在两个格点之间，就永远碰不到；超参数再多几个，格子又多得试不完。
# **遗传算法**（genetic algorithm）学的是育种：养一群，好的留下，互相配对，孩子像父母，又有点不同；一代一代，越来越好。
#
# 照这一份配方：
#
# 1. **第 0 代**：在范围里均匀地随机撒 **12** 个点；
# 2. **打分**：每个点算一次 `f`，越低越好；这一代最好的分数，记进 `history`；
# 3. **下一代** 还是 12 个：最好的 **4** 个原样留下；再生 **8** 个孩子：
#    - 每个孩子，从那 4 个里随机挑**两个不同的**作父母 $a$、$b$；
#    - 抽一个 0 到 1 之间均匀的 $\alpha$，站在两人之间：$\alpha a+(1-\alpha)b$；
#    - 变异：每一维各加一点正态的噪声，平均 0，标准差是**这一维范围宽度的 4 %**；
#    - 出了范围的，拉回到边上；
# 4. 一共 **15** 代，第 0 代也算，所以 `history` 有 15 个数，繁殖 14 次。
#
# **例子**：搜学习率和权重衰减的**指数**，范围是 $(-5,0)$ 和 $(-6,0)$，宽 5 和 6，所以噪声的标准差是 0.2 和 0.24。
# 父母是 $(-2,-4)$ 和 $(-3,-2)$，$\alpha=0.25$：中间的点是 $0.25\times(-2,-4)+0.75\times(-3,-2)=(-2.75,-2.5)$，再加噪声。
# 最好的 4 个原样留下，所以 `history` 只会降，不会升。

# %%
ax = plt.figure(figsize=(5, 3)).gca()
ax.plot(*zip((-2, -4), (-3, -2)), "o-", color=BLUE, label="父母")
ax.plot(-2.75, -2.5, "s", color=RED, ms=4, label="站在中间")
ax.plot([-2.75 - 0.2, -2.75 + 0.2], [-2.5, -2.5], color=RED, lw=1)
ax.plot([-2.75, -2.75], [-2.5 - 0.24, -2.5 + 0.24], color=RED, lw=1, label="变异，一个标准差")
ax.set(xlim=(-5, 0), ylim=(-6, 0), xlabel="学习率的指数", ylabel="权重衰减的指数")
ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
plotting.show(ax, alt="父母在 (-2, -4) 和 (-3, -2)，连线上的方块在 (-2.75, -2.5)，十字是变异的大小。")

# %% [markdown]
# 写 `genetic(f, bounds, seed)`，返回 `(best, history)`。
#
# - `bounds` 是列表，一个超参数一对 `(lo, hi)`，`lo < hi`，可以不是整数；几个超参数都行；
# - `f` 收到一个一维数组，长度是超参数的个数，就是范围里的点（指数就是指数，不要再取 $10^n$），返回一个数；检查里没有 `nan`；
# - `best` 是第 14 代里最好的点，一维数组；`history` 是 15 个数的列表；`history[-1]` 就是 `f(best)`；
# - 随机数从 `np.random.default_rng(seed)` 来，函数里造一次；同一个 `seed` 总是同样的结果；
# - 留下的 4 个，分数算过了，再算一次也行；`f` 只许算这 15 代里的点；
# - `bounds` 不许改动。
#
# **小项**：`history` 1，`best` 1，都在范围里 1（公开的三项），第 0 代、拉回边上 1，12 个、15 代、留 4 个 1，父母和变异 2，种子、一个超参数、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一代是一个 `(12, d)` 的数组。
# 循环 15 次：打分，排好，记一笔，造下一代；最后一次记完就不用再造了。
# </details>
#
# <details><summary>提示 2：撒点和排好</summary>
#
# `lo, hi = np.array(bounds, dtype=float).T` 把两头分开；`rng.uniform(lo, hi, (12, len(lo)))` 每一维各按各的范围撒。
# `np.argsort(分数)` 是从低到高的次序，用它去取点，点就排好了。
# </details>
#
# <details><summary>提示 3：一个孩子</summary>
#
# `i, j = rng.choice(4, 2, replace=False)` 是两个不同的父母；`rng.random()` 是 $\alpha$，整个孩子用同一个。
# `rng.normal(0, 标准差的数组)` 每一维各抽一个；`np.clip(点, lo, hi)` 拉回边上。
# </details>

# %% nbgrader={"grade": false, "grade_id": "genetic", "locked": false, "schema_version": 3, "solution": true, "task": false}
def genetic(f, bounds, seed):
    """Search for the lowest value by 15 generations of 12 points; return the best point, and the best value of each."""
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    lo, hi = np.array(bounds, dtype=float).T
    points = rng.uniform(lo, hi, (12, len(lo)))
    history = []
    for _ in range(15):
        if history:
            children = []
            for _ in range(8):
                i, j = rng.choice(4, 2, replace=False)
                share = rng.random()
                child = share * points[i] + (1 - share) * points[j] + rng.normal(0, 0.04 * (hi - lo))
                children.append(np.clip(child, lo, hi))
            points = np.array([*points[:4], *children])
        values = np.array([f(point) for point in points])
        points = points[np.argsort(values)]
        history.append(float(values.min()))
    return points[0], history
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_genetic", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("genetic", [*READY, "optuna", "optimize", "minimize", "differential_evolution", "deap", "pygad"])
RANGES = [(-5, 0), (-6, 0)]


def bred(got, call):
    """Return the best point and the history, or say what is wrong with the reply."""
    assert isinstance(got, tuple) and len(got) == 2, f"{call}\n要返回两样：best, history"
    return got


CENTRE, WEIGHTS = (-2.5, -3.2), (1.0, 0.3)
bowl = bowl_of(CENTRE, WEIGHTS)
call, once = "genetic(f, [(-5, 0), (-6, 0)], 0)", []


def run():
    """Search once, for all the blocks; return the best point and the history."""
    if not once:
        once.append(bred(tried(call, genetic, checks.remote(bowl_of)(CENTRE, WEIGHTS), RANGES, 0), call))
    return once[0]


with checks.points(1, "history"):
    best, history = run()
    checks.equal(len(list(history)), 15, call=f"{call}，history 的长度", likely={
        "第 0 代也要记": 14,
        "只有 15 代，第 0 代也算": 16,
        "次序反了：先 best，后 history": 2})
    assert all(np.ndim(value) == 0 for value in history), f"{call}\nhistory 里应是 15 个数：每一代最好的分数，不是点"
    checks.equal([bool(now <= before + 1e-12) for before, now in zip(history, history[1:])], [True] * 14, call=(
        f"{call}，history 从 {float(history[0]):.3g} 到 {float(history[-1]):.3g}，是不是只降不升"), likely={
        "越来越差：f 越低越好，留下的要是最低的": lambda got: not all(got) and float(history[-1]) > float(history[0]),
        "有时升：history 记的是这一代最好的，不是平均，也不是第一个；最好的 4 个要先排好、原样留下": lambda got: not all(got)})
with checks.points(1, "best"):
    best, history = run()
    assert np.shape(best) == (2,), f"{call}\nbest 的形状应是 (2,)，得到 {np.shape(best)}"
    found = bowl(np.asarray(best, dtype=float))
    checks.close(found, history[-1], call=f"{call}，f(best) 和 history[-1]", likely={
        "best 应是最后一代里最好的点，不是最后一个；交给 f 的就是范围里的点，不要先取 10 的几次方": lambda got: float(got) > history[-1]})
    assert found < 0.02, f"{call}\nf(best) 应比格子的 0.262 小得多，不到 0.02，得到 {found:.3f}"
    checks.close(np.asarray(best, dtype=float), np.array([-2.5, -3.2]), tol=0.3, call=f"{call}，best")
with checks.points(1, "都在范围里"):
    corner = checks.remote(Asked)((-5, -6), WEIGHTS)
    best, history = bred(tried(f"{call}，f 在 (-5, -6) 最低", genetic, corner, RANGES, 0), call)
    asked = np.array(corner.asked)
    worst = [float(value) for value in (*asked.min(axis=0), *asked.max(axis=0))]
    checks.equal([bool(worst[0] >= -5), bool(worst[1] >= -6), bool(max(worst[2:]) <= 0)], [True] * 3, call=(
        f"{call}，f 在 (-5, -6) 最低；被问到的点，两维最小 {worst[0]:.3g}、{worst[1]:.3g}，最大 {worst[2]:.3g}、{worst[3]:.3g}；是不是都在范围里"), likely={
        "f 收到的像是 10 的几次方，应就是范围里的点": lambda got: not all(got) and min(worst) > 0,
        "出了范围的孩子，要拉回到边上": lambda got: not all(got)})
    checks.close(bowl_of((-5, -6), WEIGHTS)(np.asarray(best, dtype=float)), list(history)[-1], call=f"{call}，f 在 (-5, -6) 最低，f(best) 和 history[-1]")
### BEGIN HIDDEN TESTS
start = checks.seed() % 1000
box = [(-1.0, 3.0), (0.0, 0.5), (10.0, 20.0), (-4.0, -3.0), (0.0, 1.0), (5.0, 6.0)]
lows, highs = np.array(box).T
traces = []


def rugged(units):
    """Return the values of Hills, which have no pattern, so that the best points stay far apart."""
    return np.sin(1e4 * (units @ np.arange(1, 7)))


def traced():
    """Run three searches, once for all blocks; of each return history, how often it asked, and its different points as shares of the ranges."""
    while len(traces) < 3:
        hills = checks.remote(Hills)(lows.tolist(), highs.tolist())
        best, history = genetic(hills, box, start + len(traces))
        checks.equal([np.shape(best), len(list(history))], [(6,), 15], say="best 是一维数组，history 有 15 个数")
        asked = hills.asked
        units = (np.array(list({tuple(x): None for x in asked})) - lows) / (highs - lows)
        value = float(rugged((np.asarray(best, dtype=float) - lows) / (highs - lows)))
        checks.close(value, history[-1], say="history[-1] 应是 f(best)")
        checks.close(float(rugged(units).min()), history[-1], say="best 应是算过的点里最好的")
        traces.append((list(history), len(asked), units))
    return traces


with checks.points(1, "第 0 代，拉回边上"):
    units = np.concatenate([units for _, _, units in traced()])
    first = np.concatenate([units[:12] for _, _, units in traced()])
    checks.equal(bool((units > -1e-9).all() and (units < 1 + 1e-9).all()), True, say="出了范围的，应拉回到边上")
    best, history = genetic(checks.remote(operator.methodcaller)("dot", np.array([-1.0])), [(2, 102)], start)
    checks.close([list(map(float, best)), float(history[-1])], [[102.0], -102.0], say="只有一个超参数，最好的在边上：应正好到边上")
    checks.equal(len(history), 15, say="history 有 15 个数")
    checks.equal(bool(abs(np.sort(first.ravel()) - np.linspace(0, 1, 216)).max() < 0.15 and np.ptp(first, axis=0).min() > 0.7), True, say="第 0 代应在各自的范围里均匀地撒")
    checks.equal(bool(abs(np.corrcoef(first, rowvar=False) - np.eye(6)).max() < 0.75), True, say="第 0 代：每一维各抽各的")
with checks.points(1, "12 个、15 代、留 4 个"):
    for history, asked, units in traced():
        checks.equal(len(units), 12 + 14 * 8, say="不同的点应有 12 + 14×8 = 124 个：12 个一代，留 4 个，15 代")
        checks.close(history, [float(rugged(units[:12 + 8 * g]).min()) for g in range(15)], say="history 应是每一代最好的分数")
        # those that stay are asked for again, or none of them is: another number of them shows
        checks.equal((asked - 12) / 14 in (9, 10, 11, 13, 14, 15, 16), False, say="一代应是 12 个：留下最好的 4 个，生 8 个孩子")
with checks.points(2, "父母和变异"):
    pairs = np.array([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)])
    jumps, places, chosen, lone, noise = [], [], [], [], []  # how far from which line, and where on it
    for history, asked, units in traced():
        values = rugged(units)
        for known in range(12, 124, 8):
            kept = units[np.argsort(values[:known])[:4]]
            start_at, line = kept[pairs[:, 1]], kept[pairs[:, 0]] - kept[pairs[:, 1]]
            off = units[known:known + 8, None] - start_at
            along = np.clip((off * line).sum(axis=-1) / (line * line).sum(axis=-1), 0, 1)
            beside = off - along[..., None] * line
            far = np.linalg.norm(beside, axis=-1)
            nearest = far.argmin(axis=1)
            along, beside = along[np.arange(len(nearest)), nearest], beside[np.arange(len(nearest)), nearest]
            jumps, places, chosen = [*jumps, *far.min(axis=1)], [*places, *np.minimum(along, 1 - along)], [*chosen, *nearest]
            lone, noise = [*lone, *far[:, 0]], [*noise, beside.mean()]
    checks.equal(len(jumps), 336, say="繁殖 14 次，每次 8 个孩子")
    checks.equal(bool(0.068 < np.mean(jumps) < 0.09), True, say="孩子应在父母的连线附近：变异的标准差是范围宽度的 4 %，每一维各抽各的")
    checks.equal(bool(abs(np.mean(noise)) < 0.01), True, say="变异的平均应是 0，往两边都有")
    checks.equal(bool(0.205 < np.mean(places) < 0.32 and np.mean(np.array(places) < 0.08) < 0.28), True, say="孩子应站在两个不同的父母之间，α 在 0 到 1 之间均匀")
    checks.equal(bool(np.mean(lone) > 0.12), True, say="父母应从 4 个里随机挑，不总是最好的两个")
    of_each = [np.isin(chosen, np.flatnonzero((pairs == who).any(axis=1))).mean() for who in range(4)]
    checks.equal(bool(min(of_each) > 0.36), True, say="父母应从 4 个里随机挑，4 个都挑得到，机会一样")
with checks.points(1, "种子，一个超参数，不改动"):
    height = checks.remote(operator.itemgetter)(0)
    ranges = [(2, 102)]
    first, again, other = genetic(height, checks.inout(ranges), 7), genetic(height, ranges, 7), genetic(height, ranges, 8)
    checks.equal(ranges, [(2, 102)], say="genetic 改动了传进来的 bounds")
    for best, history in (first, again, other):
        checks.close([list(map(float, best)), float(history[-1])], [[2.0], 2.0], say="只有一个超参数，最好的在边上：应正好到边上")
        checks.equal(len(history), 15, say="history 有 15 个数")
    checks.close(list(map(float, first[1])), list(map(float, again[1])), say="同一个 seed，应得到同样的结果")
    checks.equal(bool(abs(first[1][0] - other[1][0]) > 1e-9), True, say="换一个 seed，第 0 代应不同")
### END HIDDEN TESTS

# %% [markdown]
# ## 装起来：给一个网络看病
#
# 零件齐了。
# 下面故意练坏一个网络：150 张手写数字，三成的标签是乱写的，两层、每层 256 个神经元。
# 曲线交给你的 `diagnose`，再问你的 `EarlyStopper` 应当停在哪里。

# %%
import torch
from sklearn.datasets import load_digits
from torch import nn

pixels, digits = load_digits(return_X_y=True)
torch.manual_seed(0)
order = torch.randperm(len(digits))
X, y = torch.tensor(pixels / 16, dtype=torch.float32)[order], torch.tensor(digits)[order]
wrong = torch.rand(150) < 0.3
noisy = torch.where(wrong, torch.randint(0, 10, (150,)), y[:150])
net = nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))
opt = torch.optim.Adam(net.parameters(), lr=0.001)
loss, train, valid = nn.CrossEntropyLoss(), [], []
for epoch in range(60):
    total = 0.0
    for rows in torch.randperm(150).split(16):
        opt.zero_grad()
        batch_loss = loss(net(X[rows]), noisy[rows])
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(rows)
    train.append(total / 150)
    with torch.no_grad():
        valid.append(loss(net(X[-500:]), y[-500:]).item())
print("diagnose 说：", diagnose(train, valid))
stopper = EarlyStopper(5)
stop = next((epoch for epoch, value in enumerate(valid) if stopper.step(value)), None)
print(f"EarlyStopper 说：第 {stopper.best_epoch} 轮最好，验证损失 {stopper.best:.3f}，停在第 {stop} 轮；练到底是 {valid[-1]:.3f}")
ax = plt.figure(figsize=(6, 2.8)).gca()
ax.plot(train, color=BLUE, label="训练")
ax.plot(valid, "--", color=RED, label="验证")
ax.axvline(stopper.best_epoch, color=GREEN, ls=":", label="最好的一轮")
ax.set(xlabel="轮", ylabel="损失", ylim=(0, None))
ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
plotting.show(ax, alt="训练损失一直降到 0 附近；验证损失先降，后来又升上去；竖线在最低处。")

# %% [markdown]
# 早停救回来的，是那一轮的**权重**，所以真的训练时，每次变好都要把权重存一份（作业里的 `EarlyStopping` 就这样做）。
#
# 再看两种搜索，各找到多低，各叫了几次 `f`（留下的 4 个，重算的也算一次）。

# %%
calls = Counter()


def counting(name, p):
    """Count the call, and return the value of the surface."""
    calls[name] += 1
    return surface(p)


found, value = grid_10n(lambda p: counting("格子", p), [-5, -6], [0, 0])
best, history = genetic(lambda x: counting("遗传", (10.0 ** x[0], 10.0 ** x[1])), [(-5, 0), (-6, 0)], 0)
print(f"一格一格：{calls['格子']} 次，{value:.4f}；一代一代：{calls['遗传']} 次，第 0 代 {history[0]:.4f}，最后 {history[-1]:.4f}")
draw_search([(a, b) for a in range(-5, 1) for b in range(-6, 1)], best)

# %% [markdown]
# ## 挑战（不计分）
#
# **谁先看出来？** 上面那个网络，只把前 20 轮、前 30 轮、前 40 轮的曲线交给 `diagnose`，各说什么？
# 病是同一个病，为什么早先看不出来？
#
# <details><summary>答案</summary>
#
# 前 20 轮，两条都在降，也还没有拉开，说的是“正常”；前 30、40 轮，拉开了，回升还不到六分之一，是“到头了”；练满 60 轮，才成了“过拟合”。
# 曲线只说到现在为止的事；“到头了”往往是过拟合的前半段，所以早停不等它升到六分之一。
# </details>
#
# **治一治。** 在两个 `ReLU` 后面各加一个 `nn.Dropout(0.5)`，优化器加 `weight_decay=0.01`，再练 60 轮：验证损失最低是多少，最后是多少，`diagnose` 说什么？
# 记得训练前 `net.train()`，验证前 `net.eval()`。
# 不加这两样，只把三成的乱标签改回来（`noisy` 换成 `y[:150]`），又怎样？
#
# <details><summary>答案</summary>
#
# 正则化以后，验证损失的最低处还是 0.7 上下，没有更低，可是几乎不再回升，说的是“正常”；只把标签改对，最低处就到了 0.25，说的是“到头了”。
# 正则化管的是不去背错的，管不了标签本身的错：数据的毛病，到数据里去治。
# </details>
#
# **格子和随机。** 六个超参数，一格一格试，每个六档，要 $6^6=46656$ 次；遗传算法照样是 124 次。
# 把 `genetic` 换成在范围里随机撒 124 个点，取最好的，二维和六维的碗上各比一比：谁好，好多少？
#
# <details><summary>答案</summary>
#
# 二维的碗 `surface` 上，124 个随机点的最好，多半在 0.03 上下，比格子好，比遗传算法差近两个数量级。
# 六维的碗 $\sum(x_i+2.5)^2$，每一维从 −5 到 0：随机的在两三上下，遗传算法多半不到 0.1；维数越高，好的地方占的体积越小，随机撒点越吃亏。
# 不过它可以 124 台机器一起算，遗传算法只能一代等一代。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex11_diagnosis.ipynb`。
