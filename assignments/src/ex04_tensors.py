# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex04_tensors//ipynb,src//py:percent
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
# # 练习四 张量：六块零件
#
# 两个同学用 PyTorch 训练同样的模型，都没有报错。
# 一个的损失降到 1.25 就再也不动；另一个记下了每一步的权重，打开一看，每一步都一样。
# 毛病都不在模型，在张量：形状悄悄变了，内存悄悄共用了。
#
# 你来做六块小零件，每块只有几行，正好绕开这些坑。
# 最后把它们接起来，让一个线性层自己学会三个数。
#
# **做完之后，你能够**
#
# - 把数组变成类型合适的张量，并且说得出它和数组还是不是同一块内存；
# - 看着形状写出线性层，数清一个网络有多少参数；
# - 不让广播悄悄改掉你的损失；
# - 让 PyTorch 求任何函数的梯度，再用它走下山，把走过的路一步步记对。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `to_tensors` 数组变张量 | 6 | 10 |
# | 2 | `linear` 线性层 | 7 | 12 |
# | 3 | `safe_mse` 不会广播的损失 | 6 | 15 |
# | 4 | `count_params` 数参数 | 5 | 8 |
# | 5 | `grad_at` 求梯度 | 8 | 20 |
# | 6 | `descend` 走下山，记下路 | 7 | 18 |
# | 7、8 | 两段话，老师评阅 | 6 | 30 |
#
# 一共 45 分，大约一小时五十分钟。
# 需要：第 1 章的梯度下降，和第 4 章。
# 第 4 章里可以晚些读的 4.2.3，自学的 4.2.4、4.7.4，这里都用得上，先读完。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，对一项得一项。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# 传进来的数组和张量是别人的东西，不许改动它；只有第 6 题例外，那里要你改。
#
# 先运行下面的单元，它是工具，不用读懂；检查单元也不用读懂。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import operator

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from torch import nn

plotting.setup()
BLUE, RED = plotting.PALETTE[:2]
USUAL = {
    "cannot be multiplied": "形状配不上了，应把 x 放左边，W 转置：用 W.T，不是 reshape",
    "a leaf Variable that requires grad": "改动传进来的张量了，应另造一个新的",
    "not have been used in the graph": "结果和 x 没有关系，应返回 0",
    "size mismatch": "形状配不上了，应把 x 放左边，W 转置：用 W.T，不是 reshape",
    "Can't call numpy()": "中途转成 numpy 了，应从头到尾用张量",
    "object has no attribute 'requires_grad'": "这里是普通的数，应先变成张量",
    "object has no attribute 'backward'": "这里是普通的数，应先变成张量",
    "does not require grad": "结果和 x 没有关系，不能 backward()，应先问 y.requires_grad",
    "'Tensor' object is not callable": "给 grad_at 的是 f(w)，应给函数 f 本身",
}


def tried(call, function, *given, nothing="忘了写 return（print 只是打印）"):
    """Call a function of yours; where it fails or gives nothing back, say what was called."""
    try:
        got = function(*given)
    except NotImplementedError:
        raise
    except Exception as error:
        told = next((f"\n可能错在：{words}" for english, words in USUAL.items() if english in str(error)), "")
        raise checks.CheckFailed(f"{call}\n运行时出错：{type(error).__name__}: {error}{told}") from error
    if got is None:
        raise checks.CheckFailed(f"{call}\n没有返回值\n可能错在：{nothing}")
    return got


class Square:
    """The function x**2, which counts how often it is called."""

    def __init__(self):
        self.calls = 0

    def __call__(self, x):
        self.calls += 1
        return x**2


class Elsewhere:
    """The function w * 3 of no x at all, where w is another tensor that wants gradients."""

    def __init__(self):
        self.w = torch.tensor(2.0, requires_grad=True)

    def __call__(self, x):
        return self.w * 3


def draw_grids(parts, alt):
    """Draw matrices of numbers side by side, each with a caption; text between them stands as it is."""
    widths = [len(part[0][0]) if isinstance(part, tuple) else 0.5 for part in parts]
    figure, axes = plt.subplots(1, len(parts), figsize=(8, 2.2), width_ratios=widths)
    for ax, part in zip(axes, parts):
        ax.axis("off")
        if isinstance(part, str):
            ax.text(0.5, 0.5, part, transform=ax.transAxes, ha="center", va="center", fontsize=16)
            continue
        rows, caption, color = part
        ax.set(xlim=(0, len(rows[0])), ylim=(3, 0), title=caption)
        for i, row in enumerate(rows):
            top = i + (3 - len(rows)) / 2
            for j, number in enumerate(row):
                ax.add_patch(plt.Rectangle((j, top), 1, 1, fc=color, alpha=0.25, ec="0.3"))
                ax.text(j + 0.5, top + 0.5, f"{number:g}", ha="center", va="center", fontsize=11)
    plotting.show(figure, alt=alt)


def draw_trap(column, row):
    """Draw what broadcasting makes of a column minus a row, squared; the diagonal is what was meant."""
    column, row = np.array(column, dtype=float), np.array(row, dtype=float)
    table = (column[:, None] - row) ** 2
    ax = plt.figure(figsize=(4.6, 3.4)).gca()
    ax.imshow(table, cmap="Blues", vmax=2 * table.max() + 1)
    for (i, j), number in np.ndenumerate(table):
        ax.text(j, i, f"{number:g}", ha="center", va="center")
        if i == j:
            ax.add_patch(plt.Rectangle((j - 0.5, i - 0.5), 1, 1, fill=False, ec=RED, lw=3, clip_on=False))
    ax.set(xticks=range(len(row)), xticklabels=[f"{number:g}" for number in row], xlabel="目标，(4,)")
    ax.set(yticks=range(len(column)), yticklabels=[f"{number:g}" for number in column], ylabel="预测，(4, 1)")
    ax.grid(False)
    plotting.show(ax, alt="4×4 的表，每个预测都和每个目标相减再平方；只有对角线上的四格（橙红框）是想要的，它们全是 0，别处都不是。")


def draw_tangent(f, x, slope):
    """Draw a curve, a point of it and the line of this slope through it."""
    ax = plt.figure(figsize=(5, 3)).gca()
    span = np.linspace(-1, 5, 121)
    ax.plot(span, f(span), color=BLUE, label="$y=x^2$")
    ax.plot(span, f(x) + slope * (span - x), "--", color=RED, label=f"斜率 {slope:g}")
    ax.plot(x, f(x), "o", color=RED)
    ax.set(xlabel="$x$", ylabel="$y$", ylim=(-6, 25))
    ax.legend(loc="upper left")
    plotting.show(ax, alt=f"抛物线，和它在 x = {x:g} 处的切线，切线的斜率是 {slope:g}。")


def draw_path(path):
    """Draw the contours of the bowl w1^2 + 2 w2^2 and a path in it."""
    path = np.array(path, dtype=float)
    first, second = np.meshgrid(np.linspace(-1, 6, 121), np.linspace(-1, 6, 121))
    ax = plt.figure(figsize=(4, 3.4)).gca()
    ax.contour(first, second, first**2 + 2 * second**2, levels=12, cmap="Blues_r", linewidths=1)
    for start, end in zip(path, path[1:]):
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": RED, "lw": 2, "shrinkA": 0, "shrinkB": 0})
    ax.plot(*path.T, "o", color=RED, ms=4)
    ax.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
    steps = "、".join(f"({a:g}, {b:g})" for a, b in path)
    plotting.show(ax, alt=f"椭圆形的等高线，橙红色的箭头依次经过 {steps}，往中心走。")

# %% [markdown]
# ## 第 1 题 `to_tensors`（6 分，10 分钟）
#
# 数据进 PyTorch 之前，先变成张量。
# 特征是量出来的，用 32 位小数 `float32`：网络的权重就是这个类型，两边不一样，乘的时候就会报错。
# 类别是编号，用 64 位整数 `int64`：以后要拿它去查“第几类”，编号得是整数。
#
# **例子**：三朵花，两个特征。
#
# | | 数组 | 它的类型 | 张量 | 它的类型 |
# |---|---|---|---|---|
# | `X` | `[[5.1, 3.5], [6.2, 2.9], [5.9, 3.0]]` | `float64` | 同样的数，形状 `(3, 2)` | `torch.float32` |
# | `y` | `[0, 1, 2]` | 整数 | 同样的数，形状 `(3,)` | `torch.int64` |
#
# 写 `to_tensors(X, y)`，返回两个张量 `(features, labels)`。
#
# - `X` 是 `(n, d)` 的数组，`y` 是 `(n,)` 的数组；形状不变；
# - `X` 里可以是任何类型的整数或小数，包括本来就是 `float32` 的；
# - `y` 可以是任何类型的整数，也可以是写成小数的整数，比如 `2.0`；
# - 两个张量都不和数组**共用内存**：以后有人改了数组，张量不变；
# - `X`、`y` 不许改动。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 造张量的办法有好几个，有的抄一份，有的共用内存。
# 第 4 章里哪个抄，哪个不抄？
# </details>
#
# <details><summary>提示 2：共用内存从哪里来</summary>
#
# `torch.from_numpy` 和 `torch.as_tensor` 都不抄；老写法 `torch.FloatTensor(数组)`，类型正好时也不抄。
# 后面接 `.float()` 也靠不住：数组本来就是 `float32` 时，`.float()` 什么也不做。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `torch.tensor(数组, dtype=…)` 总是抄一份，类型由你定。
# 一行返回两个：`return 第一个, 第二个`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "to_tensors", "locked": false, "schema_version": 3, "solution": true, "task": false}
def to_tensors(X, y):
    """Return (features, labels): copies of two arrays as tensors of float32 and int64."""
    ### BEGIN SOLUTION
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_to_tensors", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "三朵花"):
    X, y = np.array([[5.1, 3.5], [6.2, 2.9], [5.9, 3.0]]), np.array([0, 1, 2])
    features, labels = torch.tensor(X), torch.tensor(y)
    call = "to_tensors(X, y)，三朵花"
    got = tried(call, to_tensors, X, y)
    checks.close(got, (features, labels), tol=1e-6, call=call, likely={
        "两个张量的次序反了：先 X，后 y": (labels, features),
        "特征变成整数了，小数部分丢了": (features.long(), labels),
        "y 的形状变了：应还是 (3,)": lambda got: got[1].ndim == 2,
        "返回的是列表，应用逗号隔开，不加方括号": lambda got: isinstance(got, list),
        "应返回两个张量，用逗号隔开": lambda got: len(got) != 2})
    checks.equal([str(part.dtype) for part in got], ["torch.float32", "torch.int64"], call=f"{call}，它们的 dtype", likely={
        "特征还是 64 位的小数": ["torch.float64", "torch.int64"],
        "标签也变成小数了": ["torch.float32", "torch.float32"],
        "标签是 32 位的整数，要 64 位": ["torch.float32", "torch.int32"],
        "还是 numpy 的数组，不是张量": lambda got: not all(name.startswith("torch.") for name in got)})
with checks.points(1, "改了数组，标签不变"):
    y = checks.remote(np.array)([0, 1, 2], dtype=np.int64)  # an array on the student's side
    call = "features, labels = to_tensors(X, y)，再 y[0] = 9，看 labels"
    got = tried(call, checks.remote(to_tensors), np.array([[5.1, 3.5], [6.2, 2.9], [5.9, 3.0]]), y)
    y[0] = 9
    checks.equal(got[1], torch.tensor([0, 1, 2]), call=call, likely={
        "和数组共用内存了，应抄一份（X 也一样）": torch.tensor([9, 1, 2])})
### BEGIN HIDDEN TESTS
with checks.points(1, "X 是整数；y 写成小数，或者是别的整数类型"):
    types = ["torch.float32", "torch.int64"]
    for X, y in ((np.array([[1, -2], [3, 40000]]), np.array([2.0, 0.0])),
                 (np.array([[0.5, 300.0]], dtype=np.float32), np.array([300], dtype=np.int16)),
                 (np.array([[7], [255]], dtype=np.uint8), np.array([1, 200], dtype=np.uint8))):
        features, labels = to_tensors(X, y)
        checks.close(features, X.astype(float), tol=1e-6, say="X 是整数或 float32 时，数不对")
        checks.equal(labels, torch.from_numpy(y.astype(int)), say="y 写成小数，或者是别的整数类型时，数不对")
        checks.equal([str(features.dtype), str(labels.dtype)], types, say="X、y 是别的类型时：张量应是 float32 和 int64")
with checks.points(1, "大一点的随机数据"):
    rng = np.random.default_rng(checks.seed())
    X, y = rng.normal(size=(7, 3)), rng.integers(0, 1000, 7)
    features, labels = to_tensors(X, y)
    checks.close(features, X, tol=1e-6, say="七行三列的随机数据：特征不对")
    checks.equal(labels, torch.from_numpy(y), say="七个随机的标签：不对")
    checks.equal([str(features.dtype), str(labels.dtype)], ["torch.float32", "torch.int64"])
with checks.points(1, "不和数组共用内存"):
    X = checks.remote(np.array)([[1.5, 2.5]], dtype=np.float32)  # an array on the student's side
    y = checks.remote(np.array)([3, 4], dtype=np.int64)
    got = checks.remote(to_tensors)(X, y)
    X[0, 0], y[1] = 9.0, 9
    checks.close(got[0], torch.tensor([[1.5, 2.5]]), say="数组本来就是 float32：改了数组，特征跟着变了")
    checks.equal(got[1], torch.tensor([3, 4]), say="数组本来就是 int64：改了数组，标签跟着变了")
with checks.points(1, "传进来的数组没有改动"):
    X, y = np.array([[1.0, 2.0], [4.0, -1.0]]), np.array([1, 0])
    got = to_tensors(checks.inout(X), checks.inout(y))
    checks.close(got, (torch.tensor([[1.0, 2.0], [4.0, -1.0]]), torch.tensor([1, 0])), say="两行两列：数不对")
    checks.equal(X, np.array([[1.0, 2.0], [4.0, -1.0]]), say="to_tensors 改动了传进来的 X")
    checks.equal(y, np.array([1, 0]), say="to_tensors 改动了传进来的 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `linear`（7 分，12 分钟）
#
# `nn.Linear` 做的事，一行算式就写完：
#
# $$y=xW^{\mathsf T}+b$$
#
# $x$ 是一个样本；一批样本叠成 $X$，就是第 4 章的 $H=XW^{\mathsf T}+b$，函数一样写。
# $W$ 的一**行**管一个输出，所以它的形状是 `(输出, 输入)`，乘之前要转置。
# $b$ 的形状是 `(输出,)`，靠广播加到每一行上。
#
# **例子**：两个输入、一个输出，$W=(0.0417,\,-0.5226)$，$b=0.0514$。
# 输入 $(1,2)$：$0.0417\times1-0.5226\times2+0.0514=-0.9521$。
# 三个样本一起算，形状是 `(3, 2)` 乘 `(2, 1)`，得 `(3, 1)`，再加 `(1,)`。
#
# **例子二**：三个输入、两个输出，$W$ 的两行是 $(1,0,2)$ 和 $(0,1,1)$，$b=(10,20)$。
# 输入 $(1,2,3)$，第一个输出 $1+0+6+10=17$，第二个 $0+2+3+20=25$。
# 转置不是 `reshape`：`W.reshape(3, 2)` 形状也对，数却重排了，得 $(18,23)$。

# %%
draw_grids([([[1, 2], [3, 4], [5, 6]], "$x$　(3, 2)", BLUE), "@", ([[0.0417], [-0.5226]], "$W^{\\mathsf{T}}$　(2, 1)", RED), "+",
            ([[0.0514]], "$b$　(1,)", RED), "=", ([[-0.9521], [-1.9139], [-2.8757]], "$y$　(3, 1)", BLUE)],
           alt="三行两列的 x 乘两行一列的 W 的转置，加一个数 b，得到三行一列的 y：-0.9521、-1.9139、-2.8757。")

# %% [markdown]
# 写 `linear(x, W, b)`，返回 $y$。
#
# - `W` 是 `(m, d)` 的张量，`b` 是 `(m,)`，`m` 和 `d` 可以是任何正整数；
# - `x` 可以是一个样本 `(d,)`，返回 `(m,)`；也可以是一批 `(n, d)`，返回 `(n, m)`；
# - `x` 的前面还可以有更多的维：`(a, n, d)` 返回 `(a, n, m)`；
# - 梯度要传得回去：`W`、`b` 需要梯度时，`linear(x, W, b).sum().backward()` 之后，`W.grad`、`b.grad` 里要有数；
# - `x`、`W`、`b` 都不许改动。
#
# 不许用现成的：`nn.Linear`、`torch.nn.functional`、`addmm` 都不行。
# 检查单元会读你的函数；用了，这一题不给分。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先不看 `b`。
# `x` 的最后一维是 `d`，`W` 的最后一维也是 `d`；矩阵乘法要挨着的两个相同，谁该转置？
# </details>
#
# <details><summary>提示 2：谁放在左边</summary>
#
# `W @ x` 对一个样本也算得对，可是一批样本就不行了；`(W @ x.T).T` 对一批可以，到三维又不行了。
# `x` 放在左边，前面有几维都成立。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `W.T` 是转置。
# `b` 直接加，广播会把它加到每一行。
# 从头到尾都用张量，不要转成 numpy，不要 `.item()`、`.detach()`，梯度才有路可走。
# </details>

# %% nbgrader={"grade": false, "grade_id": "linear", "locked": false, "schema_version": 3, "solution": true, "task": false}
def linear(x, W, b):
    """Return x W^T + b, shape (..., m), for x of shape (..., d), W of shape (m, d) and b of shape (m,)."""
    ### BEGIN SOLUTION
    return x @ W.T + b
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_linear", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("linear", ["Linear", "linear", "functional", "addmm", "bilinear"])
with checks.points(1, "两个输入，一个输出"):
    W, b = torch.tensor([[0.0417, -0.5226]]), torch.tensor([0.0514])
    call = "linear([1, 2], W, b)，W 是 (1, 2)"
    checks.close(tried(call, linear, torch.tensor([1.0, 2.0]), W, b), torch.tensor([-0.9521]), call=call, likely={
        "b 漏了": torch.tensor([-1.0035]),
        "b 的正负号反了": torch.tensor([-1.0549]),
        "负数变成 0 了：线性层后面不接 ReLU": torch.tensor([0.0]),
        "少了相加：两个乘积应加成一个数": lambda got: got.shape == (2,),
        "多了一维：一个样本应返回形状 (1,)": lambda got: got.shape == (1, 1),
        "一个样本应返回形状 (1,)，不是一个数": lambda got: np.ndim(got) == 0})
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    call = "linear(x, W, b)，三个样本，x 是 (3, 2)，W 是 (1, 2)"
    checks.close(tried(call, linear, x, W, b), torch.tensor([[-0.9521], [-1.9139], [-2.8757]]), call=call, likely={
        "b 漏了": torch.tensor([[-1.0035], [-1.9653], [-2.9271]]),
        "应是三行一列 (3, 1)": lambda got: got.shape in ((3,), (1, 3)),
        "少了相加：每一行的两个乘积应加成一个数": lambda got: got.shape == (3, 2)})
with checks.points(1, "三个输入，两个输出，结果带着梯度"):
    W = checks.remote(torch.tensor)([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0]], requires_grad=True)
    call = "linear([1, 2, 3], W, b)，W 是 (2, 3)，要梯度"
    got = tried(call, linear, torch.tensor([1.0, 2.0, 3.0]), W, torch.tensor([10.0, 20.0]))
    checks.close(got, torch.tensor([17.0, 25.0]), call=call, likely={
        "W 用 reshape 重排了，应转置：W.T": torch.tensor([18.0, 23.0]),
        "b 漏了": torch.tensor([7.0, 5.0]),
        "只算了第一个输出，应两个都算": lambda got: got.shape in ((), (1,))})
    checks.equal(bool(got.requires_grad), True, call=f"{call}，结果的 requires_grad", likely={
        "结果断了，梯度传不回去：应直接用 W 算，不要 .detach()、no_grad，不要另造张量": False})
### BEGIN HIDDEN TESTS
def by_hand(x, W, b):
    """Compute x W^T + b for a batch, number by number."""
    return torch.tensor([[sum(float(p * q) for p, q in zip(row, w)) + float(c) for w, c in zip(W, b)] for row in x])


def draws(*shapes):
    """Draw tensors of these shapes."""
    generator = torch.Generator().manual_seed(checks.seed())
    return [torch.randn(shape, generator=generator) for shape in shapes]


with checks.points(1, "三个输入，四个输出"):
    x, W, b = draws((5, 3), (4, 3), (4,))
    checks.close(linear(x, W, b), by_hand(x, W, b), say="五个样本、三个输入、四个输出：与逐个相乘相加的不同")
with checks.points(1, "输入和输出一样多"):
    x, W, b = draws((3, 3), (3, 3), (3,))
    checks.close(linear(x, W, b), by_hand(x, W, b), say="W 是 (3, 3) 时：W 的一行管一个输出，b 的一个数管一列")
with checks.points(1, "一个样本，和前面有更多的维"):
    x, W, b = draws((2, 5, 3), (4, 3), (4,))
    checks.close(linear(x[0, 0], W, b), by_hand(x[0, :1], W, b)[0], say="x 是 (3,)：应返回 (4,)")
    checks.close(linear(x, W, b), torch.stack([by_hand(part, W, b) for part in x]), say="x 是 (2, 5, 3)：应返回 (2, 5, 4)")
    checks.close(linear(x[0, :1], W[:1], b[:1]), by_hand(x[0, :1], W[:1], b[:1]), say="一个样本、一个输出：应返回 (1, 1)")
with checks.points(1, "梯度传得回去"):
    x, W, b = draws((5, 3), (2, 3), (2,))
    theirs = [checks.remote(torch.tensor)(part.tolist(), requires_grad=True) for part in (W, b)]
    total = checks.remote(linear)(x, *theirs).sum()  # all of it on the student's side
    checks.close(total.detach(), by_hand(x, W, b).sum(), say="W、b 需要梯度时：数不对")
    total.backward()
    checks.close(theirs[0].grad, torch.stack([x.sum(0)] * 2), say="backward() 之后，W.grad 不对，或者没有")
    checks.close(theirs[1].grad, torch.tensor([5.0, 5.0]), say="backward() 之后，b.grad 不对，或者没有")
with checks.points(1, "传进来的张量没有改动"):
    kept = draws((2, 2), (2, 2), (2,))
    x, W, b = (part.clone() for part in kept)
    checks.close(linear(checks.inout(x), checks.inout(W), checks.inout(b)), by_hand(*kept), say="两个样本、两个输入：数不对")
    checks.equal([x, W, b], kept, say="linear 改动了传进来的张量")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `safe_mse`（6 分，15 分钟）
#
# 均方误差：每个预测减它的目标，平方，再平均：
#
# $$\mathrm{MSE}=\frac1n\sum_{i=1}^n(\hat y_i-y_i)^2$$
#
# 陷阱在形状。
# 线性层给出的预测是一**列**，`(4, 1)`；目标常常是一排，`(4,)`。
# 两个一减，广播悄悄配成 `(4, 4)`：每个预测和**每个**目标都减了一遍。
#
# **例子**：预测和目标都是 0、1、2、3，全对，MSE 应是 0。
# 预测写成一列，直接减、平方、平均，得 2.5，不报错。
# 运行下面的单元，看那 16 个数：要的只是橙红框里的四个。

# %%
draw_trap([0, 1, 2, 3], [0, 1, 2, 3])

# %% [markdown]
# 写 `safe_mse(pred, target)`，返回 MSE，一个 0 维张量。
#
# - 两个形状相同，不论几维：所有的数一起平均；
# - 一个是 `(n, 1)`、另一个是 `(n,)`，不论哪个是哪个：一个对一个地减，`n` 可以是 1；
# - 别的情形，形状不同就抛出 `ValueError`，哪怕广播得起来，哪怕数的个数一样：比如 `(4,)` 和 `(1,)`，`(1, 4)` 和 `(4,)`，`(6,)` 和 `(2, 3)`；
# - 梯度要传得回去：`pred` 需要梯度时，结果可以 `backward()`；
# - 张量里都是小数；`pred`、`target` 不许改动。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 三种情形，三个分支：相同，一列对一排，别的。
# **先**问两个形状是不是相同，相同就直接算。
# 4.3.3 的 `target.reshape(pred.shape)` 在这里不够：`(1, 4)` 和 `(4,)` 它也放行。
# </details>
#
# <details><summary>提示 2：一列变一排</summary>
#
# 形状是元组，能直接比：`target` 是一维时，问 `pred.shape == (len(target), 1)`。
# 不是一维就别问：0 维张量没有 `len`，两个 `(1, 1)` 也会被当成一列对一排。
# `pred.reshape(-1)` 或者 `pred.squeeze(1)` 把 `(n, 1)` 变成 `(n,)`。
# 不加数字的 `squeeze()` 会把所有的 1 都去掉，`n` 是 1 时就过头了。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 先看 `target.ndim == 1`，再问 `pred.shape == (len(target), 1)`；反过来再问一遍。
# 变好以后，形状还不同就 `raise ValueError("…")`；最后 `((pred - target) ** 2).mean()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "safe_mse", "locked": false, "schema_version": 3, "solution": true, "task": false}
def safe_mse(pred, target):
    """Return the mean squared error; a column (n, 1) fits a row (n,), other shapes that differ raise ValueError."""
    ### BEGIN SOLUTION
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("pred and target differ in shape")
    return ((pred - target) ** 2).mean()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_safe_mse", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "全对的一列，有错的一排，两行两列"):
    numbers, call = torch.tensor([0.0, 1.0, 2.0, 3.0]), "safe_mse(一列 0、1、2、3，一排 0、1、2、3)"
    checks.close(tried(call, safe_mse, numbers[:, None], numbers), torch.tensor(0.0), call=call, likely={
        "广播成 (4, 4) 了：每个预测和每个目标都减了一遍": 2.5,
        "广播成 (4, 4) 了，而且没有平均": 40.0,
        "多了一维：应返回 0 维张量": lambda got: got.shape == (1,)})
    call = "safe_mse([1, 2, 3], [1, 3, 6])，预测要梯度"
    got = tried(call, safe_mse, checks.remote(torch.tensor)([1.0, 2.0, 3.0], requires_grad=True), torch.tensor([1.0, 3.0, 6.0]))
    checks.close(got, torch.tensor(10 / 3), call=call, likely={
        "加起来以后忘了平均": 10.0,
        "MSE 不除以 2": 5 / 3,
        "要平方，不是绝对值": 4 / 3,
        "没有平方，有正有负会抵消": -4 / 3,
        "先平均再平方了，要先平方": 16 / 9,
        "多开了一次方": (10 / 3) ** 0.5,
        "应返回一个数，再平均一次": lambda got: np.ndim(got) > 0})
    checks.equal(bool(torch.is_tensor(got) and got.requires_grad), True, call=f"{call}，结果是张量，梯度传得回去", likely={
        "结果断了，梯度传不回去：应一直用张量，不要 .item()、.detach()": False})
    square, call = torch.tensor([[0.0, 1.0], [2.0, 3.0]]), "safe_mse([[0, 1], [2, 3]], [[2, 1], [2, 3]])"
    checks.close(tried(call, safe_mse, square, torch.tensor([[2.0, 1.0], [2.0, 3.0]])), torch.tensor(1.0), call=call, likely={
        "除的是行数，应除以数的个数": 2.0,
        "每一列各平均了一次，应所有的数一起平均": lambda got: np.ndim(got) > 0})
with checks.points(1, "(6,) 和 (2, 3)：抛出 ValueError"):
    with checks.raises(ValueError, say="safe_mse(pred, target)，形状是 (6,) 和 (2, 3)：个数一样，形状不同"):
        safe_mse(torch.zeros(6), torch.zeros(2, 3))
### BEGIN HIDDEN TESTS
def drawn(*shape):
    """Draw one tensor; its numbers depend on its shape."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(checks.seed() + sum(shape)))


def squares(pred, target):
    """Compute the mean of squared differences, one by one."""
    pairs = list(zip(pred.reshape(-1).tolist(), target.reshape(-1).tolist()))
    return sum((p - t) ** 2 for p, t in pairs) / len(pairs)


with checks.points(1, "一列对一排，一排对一列，一个数"):
    column, row = drawn(5, 1), drawn(5)
    kept = column.clone(), row.clone()
    checks.close(safe_mse(checks.inout(column), checks.inout(row)), squares(*kept), say="(5, 1) 和 (5,)：应一个对一个地减")
    checks.close(safe_mse(checks.inout(row), checks.inout(column)), squares(*kept), say="(5,) 和 (5, 1)：应一个对一个地减")
    checks.equal((column, row), kept, say="safe_mse 改动了传进来的张量")
    one, other = torch.tensor([[1.5]]), torch.tensor([-0.5])
    checks.close([safe_mse(one, other), safe_mse(other, one), safe_mse(other, other + 1)], [4.0, 4.0, 1.0],
                 say="n 是 1，(1, 1) 和 (1,)：照样算")
    checks.close(safe_mse(drawn(4, 3), drawn(4, 3) + 2), 4.0, say="形状都是 (4, 3)：十二个数一起平均")
    checks.close(safe_mse(drawn(1, 3), drawn(1, 3) - 3), 9.0, say="形状都是 (1, 3)：三个数一起平均")
with checks.points(1, "形状不同，广播得起来，也要抛出"):
    for first, second in (((4,), (1,)), ((1,), (4,)), ((4, 1), (3,)), ((2, 3), (3,)), ((4, 1), (4, 3)), ((3,), ()), ((4, 1), (1,))):
        with checks.raises(ValueError, say=f"{first} 和 {second}：形状不同，应抛出 ValueError"):
            safe_mse(drawn(*first), drawn(*second))
with checks.points(1, "形状不同，数的个数一样，也要抛出"):
    for first, second in (((1, 4), (4,)), ((4,), (1, 4)), ((6,), (2, 3)), ((3, 2), (2, 3)), ((4, 1), (1, 4)), ((3, 1, 1), (3,))):
        with checks.raises(ValueError, say=f"{first} 和 {second}：形状不同，应抛出 ValueError"):
            safe_mse(drawn(*first), drawn(*second))
with checks.points(1, "梯度传得回去"):
    for shape in ((5,), (5, 1)):
        pred, target = drawn(*shape), drawn(5) - 1
        theirs = checks.remote(torch.tensor)(pred.tolist(), requires_grad=True)
        loss = safe_mse(theirs, target)
        checks.close(loss.detach(), squares(pred, target), say="pred 需要梯度时：数不对")
        checks.equal(tuple(loss.shape), (), say="应返回 0 维张量")
        loss.backward()
        slopes = 2 * (pred.reshape(5) - target) / 5
        checks.close(theirs.grad, slopes.reshape(shape), say="backward() 之后，pred.grad 不对，或者没有")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `count_params`（5 分，8 分钟）
#
# 一个线性层有多少个数要学？
# $W$ 有“输出乘输入”个，$b$ 有“输出”个。
# 一串层，就一层一层加起来。
#
# **例子**：网络 4-10-3，也就是 4 个数进，先变成 10 个，再变成 3 个。
# 第一层 $10\times4+10=50$，第二层 $3\times10+3=33$，一共 83。
# 图里每条线是 $W$ 的一个数，一共 $40+30=70$ 条；另外 13 个是 $b$，中间一列（图里的“隐藏层”）和右边一列的圆圈各管一个。

# %%
ax = plotting.network((4, 10, 3), ax=plt.figure(figsize=(4.5, 3)).gca())
plotting.show(ax, alt="三列圆圈，左边四个，中间十个，右边三个；左边的每个连到中间的每个，中间的每个连到右边的每个，一共 70 条线。")

# %% [markdown]
# 写 `count_params(model)`，返回参数的个数，一个整数。
#
# - `model` 是任何 `nn.Module`（PyTorch 里，层和网络都是）：一个 `nn.Linear`，或者 `nn.Sequential`，里面可以再套 `nn.Sequential`；
# - 有的层没有参数，比如 `nn.ReLU()`，是 0；有的没有 $b$，比如 `nn.Linear(3, 2, bias=False)`，是 6；
# - 冻结了的参数（`requires_grad` 是 `False`）也数；
# - 同一个层用了两次，参数还是那一份，只数一次：`layer = nn.Linear(3, 3)`，`nn.Sequential(layer, nn.ReLU(), layer)` 是 12；
# - `nn.BatchNorm1d(10)` 一类的层，除了 20 个参数，还带着几个不用学的记录（叫缓冲，buffer），缓冲不数。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 不要自己去认每一种层。
# `nn.Module` 有一个方法，把它里面所有的参数一个一个给你，套了几层都不怕。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `model.parameters()` 给出所有的参数，每个是一个张量；张量里有几个数，是 `.numel()`。
# 用 `sum` 加起来。
# </details>

# %% nbgrader={"grade": false, "grade_id": "count_params", "locked": false, "schema_version": 3, "solution": true, "task": false}
def count_params(model):
    """Return how many numbers the parameters of a module hold."""
    ### BEGIN SOLUTION
    return sum(part.numel() for part in model.parameters())
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_count_params", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
def layers(*parts):
    """Make an nn.Sequential on the student's side: (4, 10) is nn.Linear(4, 10), a class is a layer without arguments."""
    made = [checks.remote(nn.Linear)(*part) if isinstance(part, tuple) else part for part in parts]
    return checks.remote(nn.Sequential)(*(checks.remote(part)() if isinstance(part, type) else part for part in made))


with checks.points(2, "4-10-3，和一个线性层"):
    call = "count_params(nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3)))"
    got = tried(call, count_params, layers((4, 10), nn.ReLU, (10, 3)))
    checks.equal(got, 83, call=call, likely={
        "只数了第一个 W：return 写进循环里了，应放在循环后面": 40,
        "这是参数的值加起来，应是参数的个数": lambda got: torch.is_tensor(got) and got.is_floating_point(),
        "只数了 W，b 漏了": 70,
        "只数了 b": 13,
        "数的是张量（或者层），要的是张量里面的数": 4,
        "这是层数": 3,
        "只数了第一层": 50,
        "只数了最后一层": 33,
        "这是各个张量的行数之和": 26})
    checks.equal(tried("count_params(nn.Linear(2, 1))", count_params, checks.remote(nn.Linear)(2, 1)), 3, call="count_params(nn.Linear(2, 1))")
### BEGIN HIDDEN TESTS
with checks.points(1, "更深的网络，没有 b 的层，没有参数的层"):
    deep = layers((784, 128), nn.ReLU, (128, 64), nn.Tanh, (64, 10))
    checks.equal(count_params(deep), 109386, say="784-128-64-10：个数不对")
    checks.equal(count_params(checks.remote(nn.Linear)(3, 2, bias=False)), 6, say="Linear(3, 2, bias=False)：应是 6")
    checks.equal(count_params(checks.remote(nn.ReLU)()), 0, say="ReLU 没有参数：应是 0")
    checks.equal(count_params(layers()), 0, say="空的 Sequential：应是 0")
with checks.points(1, "套起来的网络，用了两次的层"):
    nested = layers((2, 5), layers(nn.ReLU, layers((5, 4), nn.Tanh)), (4, 1))
    checks.equal(count_params(nested), 44, say="Sequential 里再套 Sequential：里面的也要数")
    shared = checks.remote(nn.Linear)(3, 3)
    checks.equal(count_params(layers(shared, nn.ReLU, shared, (3, 2))), 20, say="同一个层用了两次，只数一次")
with checks.points(1, "冻结的参数要数，缓冲不数"):
    model = layers((4, 10), nn.ReLU, (10, 3))
    model[0].requires_grad_(False)
    checks.equal(count_params(model), 83, say="第一层冻结以后，参数还是 83 个")
    checks.equal(count_params(layers((4, 10), checks.remote(nn.BatchNorm1d)(10))), 70, say="Linear(4, 10) 加 BatchNorm1d(10)：缓冲不数")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `grad_at`（8 分，20 分钟）
#
# 第 1 章的梯度是你用笔推出来的。
# PyTorch 记得结果是怎样一步步算出来的，倒着走一遍，就把梯度给你。
#
# **例子一**：$f(x)=x^2$，在 $x=3$。
# 导数是 $2x$，所以是 6，就是图里切线的斜率。
#
# **例子二**：$f(x)=x_1x_2x_3$，三个数相乘，在 $(2,3,4)$。
# 对 $x_1$ 求，另外两个当常数，是 $x_2x_3=12$；对 $x_2$ 求，$x_1x_3=8$；对 $x_3$ 求，$x_1x_2=6$。
# 梯度是 $(12,8,6)$，形状和 $x$ 相同。

# %%
draw_tangent(lambda x: x**2, 3, 6)

# %% [markdown]
# 写 `grad_at(f, x)`，返回 $f$ 在 `x` 处的梯度，一个张量。
#
# - `f` 是函数，吃一个小数张量，返回一个 0 维张量；**只许调用一次**，所以用差分（往两边各挪一点）是不行的；
# - `x` 可以是普通的数，整数也行，这时返回 0 维张量，`dtype` 不限；也可以是小数张量，任何形状，返回的形状和 `dtype` 同 `x` 一样；
# - 不许动 `x`：它的数、`requires_grad`、`.grad` 都和来时一样；它来时也许已经带着梯度，那是别人的；
# - `f` 的结果也许和 `x` 没有关系，比如 `lambda x: torch.tensor(5.0)`，这时梯度全是 0；
#   这时结果的 `requires_grad` 是 `False`，直接 `backward()` 会报错；
# - `f` 里也许用了别的要梯度的张量，比如 `w = torch.tensor(2.0, requires_grad=True)`，`lambda x: w * 3`：结果和 `x` 没有关系，梯度还是 0；别的张量的 `.grad` 不用管；
# - 返回的是普通的张量，不带 `requires_grad`；每次调用都从头算，不能带着上一次的。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 三步：造一个自己的 `x`，让它 `requires_grad`；算 `f`；`backward()`，到自己的 `x` 的 `.grad` 里去拿。
# </details>
#
# <details><summary>提示 2：自己的 x</summary>
#
# 普通的数：`torch.tensor(float(x), requires_grad=True)`。
# 张量：`x.detach().clone().requires_grad_()`。
# `detach` 让它离开原来的计算图，`clone` 让它有自己的内存。
# 怎样知道是不是张量？`isinstance(x, torch.Tensor)`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 先问 `y.requires_grad`，是 `True` 才 `y.backward()`；是 `False`，说明结果和谁都没有关系，`backward()` 会报错。
# 之后看自己的 `x` 的 `.grad`：若是 `None`，说明结果和 `x` 没有关系，返回 `torch.zeros_like(自己的 x)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "grad_at", "locked": false, "schema_version": 3, "solution": true, "task": false}
def grad_at(f, x):
    """Return the gradient of f, a function from a tensor to a tensor without dimensions, at x; x stays as it is."""
    ### BEGIN SOLUTION
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_grad_at", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
method = checks.remote(operator.methodcaller)  # method("pow", 3) is a function: of x it makes x.pow(3)


def constant(number, calls):
    """Return a function that is this number everywhere, and notes each call in a list."""
    return lambda x: (calls.append(1), torch.tensor(number))[1]


with checks.points(2, "两个例子"):
    call = "grad_at(lambda x: x**2, 3.0)"
    got = tried(call, grad_at, checks.remote(Square)(), 3.0, nothing="忘了写 return，或者返回了 backward()：它不返回梯度，梯度在 x.grad 里")
    checks.close(got, torch.tensor(6.0), call=call, likely={
        "这是 f 的值，要的是它的斜率": 9.0,
        "像是差分，应用 backward()": lambda got: 1e-4 < abs(float(got) - 6) < 0.5,
        "返回的是元组，要里面的第一个": lambda got: isinstance(got, tuple),
        "x 是普通的数：应返回 0 维张量": lambda got: np.ndim(got) > 0})
    checks.equal(bool(torch.is_tensor(got)), True, call=f"{call}，结果是不是张量", likely={
        "返回的是 Python 的数，应返回 0 维张量：不要 .item()，也不要用差分": False})
    call = "grad_at(lambda x: x.prod(), torch.tensor([2.0, 3.0, 4.0]))"
    checks.close(tried(call, grad_at, method("prod"), torch.tensor([2.0, 3.0, 4.0])), torch.tensor([12.0, 8.0, 6.0]), call=call, likely={
        "这是 f 的值，要的是梯度": 24.0,
        "分量加起来了，应每个分量一个数": 26.0,
        "返回的是元组，要里面的第一个": lambda got: isinstance(got, tuple)})
with checks.points(1, "和 x 没有关系，f 只调用一次"):
    calls, call = [], "grad_at(lambda x: torch.tensor(5.0), 3.0)"
    checks.close(tried(call, grad_at, constant(5.0, calls), 3.0), torch.tensor(0.0), call=call)
    square = checks.remote(Square)()
    checks.close(tried("grad_at(lambda x: x**2, 3.0)", grad_at, square, 3.0), torch.tensor(6.0), call="grad_at(lambda x: x**2, 3.0)")
    for count, name in ((len(calls), call), (square.calls, "grad_at(lambda x: x**2, 3.0)")):
        checks.equal(count, 1, call=f"{name}，f 被调用的次数", likely={
            "调用了不止一次，应只调用一次：不要用差分，也不要先试一遍": lambda got: got > 1,
            "没有调用 f：换一个函数就不对了": 0})
    call = "grad_at(lambda x: w * 3, 1.0)，w 是另一个要梯度的张量"
    got = tried(call, grad_at, checks.remote(Elsewhere)(), 1.0, nothing="返回了自己的 x 的 .grad，它还是 None，应返回 0")
    checks.close(got, torch.tensor(0.0), call=call, likely={"这是对 w 的梯度，应是对 x 的": 3.0})
### BEGIN HIDDEN TESTS
with checks.points(1, "普通的数，也可以是整数"):
    got = [grad_at(method("pow", 3), 2), grad_at(method("pow", 3), -1.5), grad_at(method("reciprocal"), 4)]
    checks.close(got, [12.0, 6.75, -0.0625], tol=1e-5, say="f 是 x³ 或 1/x，x 是 2、-1.5、4：梯度不对")
    checks.equal([tuple(part.shape) for part in got], [()] * 3, say="x 是普通的数时，应返回 0 维张量")
    checks.equal([part.requires_grad for part in got], [False] * 3, say="返回的张量不应带 requires_grad")
with checks.points(1, "二维和三维的 x，64 位，只算一次"):
    x = torch.randn(2, 3, generator=torch.Generator().manual_seed(checks.seed())).double()
    got = grad_at(method("logsumexp", (0, 1)), x)
    checks.close(got, x.exp() / x.exp().sum(), dtype="float64", say="x 是 (2, 3)、float64：梯度的数、形状或 dtype 不对")
    checks.equal(got.requires_grad, False, say="返回的张量不应带 requires_grad")
    wide = torch.linspace(1, 2, 8).reshape(2, 1, 4)
    checks.close(grad_at(method("prod"), wide), wide.prod() / wide, dtype="float32", say="x 是 (2, 1, 4)：梯度不对")
    checks.close(grad_at(method("square"), torch.tensor(54321.5).double()), 108643.0, tol=1e-11, dtype="float64",
                 say="f 是平方，x 是 54321.5、float64：不准，是用差分算的吗")
    got, expected, dropout = [], [], checks.remote(nn.Dropout)(0.5)  # another function at each call: 0 x or 2 x
    for seed in range(6):
        torch.manual_seed(seed)
        got.append(grad_at(dropout, torch.tensor(1.0)))
        torch.manual_seed(seed)
        expected.append(nn.Dropout(0.5)(torch.tensor(1.0)))
    checks.close(got, expected, say="f 带着随机数，每次调用都不一样：只许调用一次")
with checks.points(2, "不动 x"):
    x = torch.tensor([1.0, -2.0])
    checks.close(grad_at(method("prod"), checks.inout(x)), torch.tensor([-2.0, 1.0]), say="f 是两个数的积：梯度不对")
    checks.equal(x, torch.tensor([1.0, -2.0]), say="grad_at 改动了传进来的 x")
    theirs = checks.remote(torch.tensor)([3.0, 2.0])  # a tensor on the student's side
    checks.close(grad_at(method("prod"), theirs), torch.tensor([2.0, 3.0]), say="f 是两个数的积：梯度不对")
    checks.equal(theirs.requires_grad, False, say="grad_at 让传进来的 x 变得 requires_grad 了")
    theirs = checks.remote(torch.tensor)([1.0, 2.0, 3.0], requires_grad=True)
    theirs.sum().backward()
    for _ in range(2):
        checks.close(grad_at(method("prod"), theirs), torch.tensor([6.0, 3.0, 2.0]),
                     say="x 来时已经带着梯度，或者连着算两次：不应把以前的加进来")
    checks.close(theirs.grad, torch.ones(3), say="grad_at 改动了传进来的 x 的 .grad")
with checks.points(1, "和 x 没有关系的函数"):
    calls = []
    checks.close(grad_at(constant(5.0, calls), torch.tensor([[1.0, 2.0]])), torch.zeros(1, 2),
                 say="f 总是 5：梯度应全是 0，形状和 x 一样")
    checks.equal(len(calls), 1, say="f 只许调用一次：不要用差分")
    checks.close(grad_at(constant(-1.0, []), 2.0), torch.tensor(0.0), say="f 总是 -1，x 是普通的数：梯度应是 0")
    checks.close(grad_at(method("__getitem__", 1), torch.tensor([7.0, 8.0])), torch.tensor([0.0, 1.0]),
                 say="f 只用了 x 的一个分量：别的分量的梯度是 0")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `descend`（7 分，18 分钟）
#
# 有了梯度，就能下山：
#
# $$w\leftarrow w-\text{lr}\times\nabla f(w)$$
#
# $\nabla f(w)$ 是梯度，lr 是学习率（learning rate），第 1 章里写作 $\alpha$。
# PyTorch 训练时，权重是**原地**改的：还是那个张量，里面的数变了。
# 谁手里拿着这个张量，谁看到的就是新的数。
# 这正是开头那个同学的坑：他把 `w` 一次次放进列表，放进去的是同一个张量，最后每一项都一样。
#
# **例子**：$f(w)=w_1^2+2w_2^2$，梯度是 $(2w_1,4w_2)$，从 $(5,5)$ 出发，lr 是 0.1，走两步。
#
# | | $w$ | 梯度 | 0.1 乘梯度 |
# |---|---|---|---|
# | 出发 | $(5,5)$ | $(10,20)$ | $(1,2)$ |
# | 第 1 步 | $(4,3)$ | $(8,12)$ | $(0.8,1.2)$ |
# | 第 2 步 | $(3.2,1.8)$ | | |

# %%
draw_path([(5, 5), (4, 3), (3.2, 1.8)])

# %% [markdown]
# 写 `descend(f, w, lr, steps)`，返回走过的路：一个长 `steps + 1` 的列表，从出发点到终点，每项是一个张量。
#
# - `w` 是小数张量，任何形状，不带 `requires_grad`；**原地改它**：函数结束时，传进来的 `w` 就在终点；
# - 列表里的每一项都是那一刻的 `w`，以后 `w` 再变，它们不变；
# - 每一步都在当前的 `w` 处重新求梯度；
# - `steps` 可以是 0：列表里只有出发点，`w` 不动；
# - `lr` 是普通的数。
#
# 求梯度请调用你写好的 `grad_at(f, w)`；自己另写一遍 `backward()` 也不扣分。
# 检查这一题时，会暂时换成一个对的，所以上一题没做对，也不影响这一题。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 循环之前先记出发点；循环里面，求梯度、改 `w`、记下来。
# 难处有两个：怎样“原地改”，怎样“记下来”。
# </details>
#
# <details><summary>提示 2：原地改</summary>
#
# `w = w - …` 造了一个新的张量，传进来的那个一点没动。
# `w -= …` 才是原地改；也可以用末尾带下划线的方法，比如 `w.sub_(…)`。
# </details>
#
# <details><summary>提示 3：记下来</summary>
#
# `path.append(w)` 存的是 `w` 本身；`w.detach()`、`w.numpy()` 也还和它共用内存。
# 要自己的一份，用 `w.clone()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "descend", "locked": false, "schema_version": 3, "solution": true, "task": false}
def descend(f, w, lr, steps):
    """Move w downhill in place, so many steps of gradient descent; return copies of it from the start to the end."""
    ### BEGIN SOLUTION
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_descend", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def with_grad(lent, *arguments):
    """Run descend while grad_at is this, so that only descend is judged."""
    global grad_at
    try:
        own = grad_at
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    grad_at = lent
    try:
        return descend(*arguments)
    finally:
        grad_at = own


def bowl(w):
    """Return w1^2 + 2 w2^2."""
    return w[0] ** 2 + 2 * w[1] ** 2


with checks.points(2, "两步的例子"):
    w, slopes = torch.tensor([5.0, 5.0]), torch.tensor([2.0, 4.0])
    call = "descend(f, w, lr=0.1, steps=2)，从 (5, 5) 出发"
    got = tried(call, with_grad, lambda f, x: (f(x), slopes * x)[1], bowl, checks.inout(w), 0.1, 2)
    rows = [torch.tensor(row) for row in ([5.0, 5.0], [4.0, 3.0], [3.2, 1.8])]
    checks.close(got, rows, call=call, likely={
        "三项是同一个张量：存的时候要 clone": [rows[2]] * 3,
        "出发点存的是 w 本身：也要 clone": [rows[2], rows[1], rows[2]],
        "w 没有走动": [rows[0]] * 3,
        "少了出发点": rows[1:],
        "少了最后一步之后的 w": rows[:2],
        "多走了一步": lambda got: len(got) == 4,
        "往上坡走了：要减，不是加": [rows[0], torch.tensor([6.0, 7.0]), torch.tensor([7.2, 9.8])],
        "lr 没有乘上": [rows[0], torch.tensor([-5.0, -15.0]), torch.tensor([5.0, 45.0])],
        "梯度只求了一次：每一步都要在当前的 w 处重新求": [rows[0], rows[1], torch.tensor([3.0, 1.0])],
        "只返回了终点，要整条路": lambda got: np.ndim(got) == 1 and not isinstance(got, list),
        "应是一个列表": lambda got: not isinstance(got, list)})
    checks.close(w, rows[2], call=f"{call}，之后的 w", likely={
        "w 还在出发点：改的是另一个张量（w = w - … 会造一个新的），要原地改": rows[0]})
### BEGIN HIDDEN TESTS
def valley(a, c):
    """Return a bowl sum(a (w - c)^2) and its gradient."""
    return lambda w: (a * (w - c) ** 2).sum(), lambda f, w: 2 * a * (w - c)


with checks.points(2, "五步，每一项都是当时的 w"):
    generator = torch.Generator().manual_seed(checks.seed())
    start, c = torch.randn(3, generator=generator), torch.randn(3, generator=generator)
    a = torch.tensor([1.0, 0.3, 2.5])
    f, slope = valley(a, c)
    got = with_grad(slope, f, start.clone(), 0.15, 5)
    expected = [c + (1 - 0.3 * a) ** k * (start - c) for k in range(6)]
    checks.close(got, expected, say="五步的路不对：应有六项，从出发点到终点，每项是当时的 w")
with checks.points(1, "w 原地走到终点，二维，64 位"):
    a, c = torch.tensor([[1.0, 2.0], [0.5, 0.0]]).double(), torch.tensor([[0.0, 1.0], [-1.0, 3.0]]).double()
    w = torch.ones(2, 2).double()
    f, slope = valley(a, c)
    got = with_grad(slope, f, checks.inout(w), 0.1, 3)
    expected = [c + (1 - 0.2 * a) ** k * (1 - c) for k in range(4)]
    checks.close(got[-1], expected[-1], dtype="float64", say="w 是 (2, 2)、float64：终点不对")
    checks.close(w, expected[-1], dtype="float64", say="函数结束时，传进来的 w 应在终点：要原地改")
with checks.points(1, "一步也不走"):
    w, (f, slope) = torch.tensor([2.0, -7.5]), valley(torch.ones(2), torch.zeros(2))
    checks.close(with_grad(slope, f, checks.inout(w), 0.5, 0), [torch.tensor([2.0, -7.5])], say="steps = 0：列表里只有出发点")
    checks.close(w, torch.tensor([2.0, -7.5]), say="steps = 0：w 不应动")
with checks.points(1, "不是碗：四次方，别的学习率"):
    w = torch.tensor([1.0])
    got = with_grad(lambda f, x: 4 * x**3, lambda x: (x**4).sum(), checks.inout(w), 0.25, 3)
    checks.close(got, [torch.tensor([number]) for number in (1.0, 0.0, 0.0, 0.0)], say="f 是四次方，从 1 出发，lr 是 0.25：第一步就到 0")
    w = torch.tensor([2.0])
    got = with_grad(lambda f, x: 4 * x**3, lambda x: (x**4).sum(), checks.inout(w), 0.03125, 2)
    checks.close(got, [torch.tensor([number]) for number in (2.0, 1.0, 0.875)], say="f 是四次方，从 2 出发，lr 是 1/32：应走到 1，再到 0.875")
    checks.close(w, torch.tensor([0.875]), say="函数结束时，传进来的 w 应在终点")
### END HIDDEN TESTS

# %% [markdown]
# ## 接起来：一个线性层学三个数
#
# 第 4 章里，三个样本 $(1,2)$、$(3,4)$、$(5,6)$ 进了一个线性层，得到 $-0.2523$、$-0.4731$、$-0.6939$。
# 用你的零件，从两个不同的出发点，找一找那个层的参数 $w_1,w_2,b$。
# 运行下面的单元：它只调用你的函数。
# 零件都对，两次的损失都到 1e-11 上下，输出都是 $-0.2523$、$-0.4731$、$-0.6939$；参数呢，看印出来的。

# %%
samples = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
outputs = torch.tensor([-0.2523, -0.4731, -0.6939])


def loss(p):
    """Return the mean squared error of the layer with W = (p[0], p[1]) and b = p[2]."""
    return safe_mse(linear(samples, p[None, :2], p[2:]), outputs)


print("要找的参数有", count_params(nn.Linear(2, 1)), "个，样本也有", len(samples), "个")
for start in ([0.0, 0.0, 0.0], [1.0, -1.0, 1.0]):
    path = descend(loss, torch.tensor(start), 0.03, 600)
    end = path[-1]
    print("从", start, "出发，损失从", f"{loss(path[0]).item():.3f}", "降到", f"{loss(end).item():.0e}")
    print("    w1, w2, b =", end.numpy().round(4), " 输出", linear(samples, end[None, :2], end[2:]).flatten().numpy().round(4))

# %% [markdown]
# ## 第 7 题 说明：消不掉的差（3 分，老师评阅，20 分钟）
#
# 上面的两个出发点差 $(1,-1,1)$。
# 走了 600 步，损失都到了 0，两个终点还是差 $(1,-1,1)$，一点没有靠近。
# 写三四句话：下山为什么消不掉这个差？
# 两个出发点不变，怎样才能让两次走到同一处？
# 要有你自己算出来的数：用 `grad_at` 在几个点上求 `loss` 的梯度，看三个分量之间有什么关系。
# 在后面的空单元里算，那一格不评分；4.7.4 和 4.10 的第 5 题可以再看一遍。
#
# | 评分点 | 分数 |
# |---|---|
# | 自己算出来的梯度，至少两个点，并且说出三个分量的关系 | 1 |
# | 为什么有这个关系，说到这三个样本有什么特别 | 1 |
# | 出发点不变，让两次走到同一处的办法，说清楚条件 | 1 |

# %%
# 在这里试：第 7 题的梯度

# %% [markdown] nbgrader={"grade": true, "grade_id": "lasting_gap", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 在 $(0,0,0)$，梯度约是 $(3.35,4.29,0.95)$；在 $(1,1,1)$，约是 $(53.35,70.29,16.95)$：中间的总等于两边的和。
# 三个样本都有 $x_2=x_1+1$，所以对 $w_2$ 的导数等于对 $w_1$ 的加对 $b$ 的，梯度和 $(1,-1,1)$ 垂直，每一步在这个方向上都没有动。
# 沿着这个方向挪参数，三个输出一个也不变，损失看不见它。
# 办法：添一个 $x_2\ne x_1+1$ 的样本，比如 $(1,0)$，秩就成了 3。
#
# 给分：只引第 4 章的“秩是 2”而没有自己的梯度的，第一项不给；“多走几步”“换学习率”不是办法，第三项不给；只说“再添样本”、没有说不能在那条直线上的，第三项给一半。

# %% [markdown]
# ## 第 8 题 说明：存下来的最好的权重（3 分，老师评阅，10 分钟）
#
# 同学想留下损失最小时的权重：
#
# ```python
# best, kept = float("inf"), None  # inf 是无穷大，任何损失都比它小
# for step in range(100):
#     w -= lr * grad_at(f, w)
#     if f(w).item() < best:
#         best, kept = f(w).item(), w
# ```
#
# 第 40 步最好，后来又变坏了。
# 训练完，`best` 确实是第 40 步的损失，可是 `f(kept)` 和最后一步的一样坏。
# 写三四句话：`kept` 里是什么，`best` 为什么没有跟着变？
# 怎样改？
# 训练完，怎样用一行代码查出自己有没有犯这个错？
#
# | 评分点 | 分数 |
# |---|---|
# | `kept` 是什么，为什么会变 | 1 |
# | `best` 为什么没有变 | 1 |
# | 改法，和一个真的查得出来的办法 | 1 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "best_weights", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# `kept = w` 没有抄，只是给同一个张量又起了一个名字；`w -= …` 原地改它，所以 `kept` 一直跟到最后一步。
# `best` 是 `.item()` 取出来的普通小数，和 `w` 没有关系，`w` 再变它也不变。
# 改成 `kept = w.clone()`。
# 检查：`assert f(kept).item() == best`；或者看 `kept is w`，不该是 `True`；前一种更好，`w.detach()` 也不“是” `w`，却还共用内存，后一种查不出。
#
# 给分：改成 `w.detach()` 的，第三项不给，它还是共用内存；改成 `w = w - …` 也对，这时每步都是新的张量；只有改法、没有检查的，第三项给一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **梯度的梯度。** `grad_at(lambda x: grad_at(lambda u: u**3, x), 2.0)` 该是多少，你的函数给出多少？
# 为什么？
#
# <details><summary>答案</summary>
#
# $x^3$ 的二阶导数是 $6x$，在 2 处是 12，可是得到 0。
# `grad_at` 里面的 `detach` 剪断了路，`.grad` 又是一个没有历史的普通张量，所以外面那一层以为结果和 `x` 没有关系。
# 要 12，里面那一层得写成 `torch.autograd.grad(u**3, u, create_graph=True)[0]`，并且不能 `detach`：求梯度的过程本身也记到图上。
# </details>
#
# **停在 1.25。** 开头的第一个同学，目标是 0、1、2、3，形状 `(4,)`，线性层的预测是 `(4, 1)`。
# 损失停在 1.25，四个预测全是 1.5，学习率怎么调都一样。
# 1.25 和 1.5 从哪里来？
# 看着第 3 题的 4×4 的表想。
#
# <details><summary>答案</summary>
#
# 表里的一行是一个预测减四个目标。
# 要让一行的平方平均最小，预测就取四个目标的平均 $(0+1+2+3)/4=1.5$，每一行都是这样。
# 这时一行的平方是 2.25、0.25、0.25、2.25，平均 1.25，正是目标的方差，再也低不下去。
# </details>
#
# **猜四个数。** 先写下最后一行会印出哪四个数，再抄进新的一格里运行。
# 哪几个张量和 `a` 是同一块内存？
#
# ```python
# a = np.zeros(2, dtype=np.float32)
# b, c, d = torch.from_numpy(a), torch.tensor(a), torch.from_numpy(a).double()
# e = b.reshape(2, 1)
# a[0] = 7
# print(b[0].item(), c[0].item(), d[0].item(), e[0, 0].item())
# ```
#
# <details><summary>答案</summary>
#
# 7、0、0、7。
# `from_numpy` 共用内存，`reshape` 能共用就共用；`torch.tensor` 总是抄，`.double()` 换了类型，不得不抄。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex04_tensors.ipynb`。
