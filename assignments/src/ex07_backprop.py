# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex07_backprop//ipynb,src//py:percent
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
# # 练习七 反向传播：把账算回去
#
# 写 `loss.backward()` 只要一秒钟，它背后的人想了几十年。
# 这一次，不许叫它：你来写它。
#
# 先写一个往前带着导数走的数，再写一把不怕慢的尺子，然后是两层、任意层的反向传播，最后是一个自己记账的 `Value`，一台袖珍的 autograd。
# 三种算法、一把尺子，最后放在一起对：对得上，才算懂了。
#
# **做完之后，你能够**
#
# - 说清一条连接的责任怎么从后面传回来，几条路怎么加；
# - 写出前向模式和反向模式，说得出各要走几遍；
# - 用中心差分检查任何一个梯度；
# - 写出任意层数、任意批量的反向传播，每个形状都对得上；
# - 造一台小小的自动求导。
#
# | 题 | 写什么 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `dL_da1` 一个单元的责任 | 4 | 5 |
# | 2 | `Dual` 带着导数往前走 | 8 | 18 |
# | 3 | `numeric_grad` 中心差分 | 6 | 12 |
# | 4 | `bp2` 两层，走一步 | 10 | 18 |
# | 5 | `mlp_backward` 任意层 | 12 | 25 |
# | 6 | `Value` 自己记账的数 | 18 | 40 |
#
# 一共 58 分；连读带跑，两个小时多一点。
# 六道题互不相靠，可以分几次做。
# 需要：第 7 章；第 6 章的 $\sigma'=\sigma(1-\sigma)$。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 交上去以后，每题按小项给分，小项写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
#
# **全篇的约定**
#
# - 传进来的数组、列表是别人的东西，不许改动它；
# - $\sigma(z)=\dfrac1{1+e^{-z}}$ 是逻辑函数，$\circ$ 是逐元素相乘；一行一个样本，$n$ 个样本；
# - 导数都要自己算：每一题都不许用 PyTorch（只有检查单元用它对答案，`torch.sigmoid` 也不行）、别的求导工具，和 scikit-learn 的网络。检查单元会读你的代码，用了，这一题不给分。
#
# **δ 的正负号，看定义，不要背**：有的书里 $\delta$ 是损失对净输入的导数，第 7 章推导网络时用的是它的相反数。
# 每道题都写明是哪一个。
#
# 先运行下面的单元，是画图用的工具，不用读懂。
# 里面已经导入了 `np`、`math`，和用来对答案的 `torch`。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]


def draw_blame():
    """Draw a unit that three others use, and the share of the loss that each sends back."""
    nodes = {"a1": "$a_1$", "4": "单元 4", "5": "单元 5", "6": "单元 6", "L": "$L$"}
    edges = [("a1", "4"), ("a1", "5"), ("a1", "6"), ("4", "L"), ("5", "L"), ("6", "L")]
    back = {("a1", "4"): "0.05", ("a1", "5"): "0.2", ("a1", "6"): "0.6",
            "4": "δ=0.1，w=0.5", "5": "δ=−0.2，w=−1", "6": "δ=0.3，w=2", "a1": "？"}
    ax = plotting.computational_graph(nodes, edges, backward=back)
    ax.get_legend().get_texts()[0].set_text("方框下：δ，和连到它的权重；边上：两个的积，传回的一份")
    plotting.show(ax, alt=plotting.alt_text(ax).replace("梯度 ", "")
                  + "三条边上是传回的三份：0.1 × 0.5 = 0.05，−0.2 × (−1) = 0.2，0.3 × 2 = 0.6。")


def draw_tangent():
    """Draw e = (2 + b) 2b over b, and its tangent at b = 1."""
    b = np.linspace(0, 2, 81)
    ax = plt.figure(figsize=(5, 3)).gca()
    ax.plot(b, (2 + b) * 2 * b, color=BLUE, label="$e=(2+b)\\cdot 2b$")
    ax.plot(b, 6 + 8 * (b - 1), "--", color=RED, label="过 $(1,6)$，斜率 8")
    ax.plot([1], [6], "o", color="0.25")
    ax.set(xlabel="$b$", ylabel="$e$", ylim=(-3, 17))
    ax.legend()
    plotting.show(ax, alt="一条往上弯的抛物线，在 b 等于 1、e 等于 6 的点上有一条切线，斜率是 8。")


def draw_chords():
    """Draw w cubed, and the two chords by which its slope at 1 is measured with a step of 0.5."""
    w = np.linspace(0.2, 1.8, 81)
    ax = plt.figure(figsize=(5, 3)).gca()
    ax.plot(w, w**3, color=BLUE, label="$w^3$")
    ax.plot([0.6, 1.6], [1 - 3 * 0.4, 1 + 3 * 0.6], color="0.45", label="1 处的切线：斜率 3")
    ax.plot([1, 1.5], [1, 1.5**3], "o--", color=GREEN, label="只往前走：斜率 4.75")
    ax.plot([0.5, 1.5], [0.5**3, 1.5**3], "s-", color=RED, label="一前一后：斜率 3.25")
    ax.set(xlabel="$w$", ylim=(-0.4, 6))
    ax.legend(loc="upper left")
    plotting.show(ax, alt="曲线 w 的三次方，1 处的切线（灰色，斜率 3），和两条割线：从 1 到 1.5 的斜率 4.75，从 0.5 到 1.5 的斜率 3.25，后一条和切线更接近平行。")


def draw_net(W1, W2):
    """Draw the network of two layers with its weights."""
    ax = plotting.network((2, 2, 2), names=[["0.05", "0.10"], None, ["标签 0.01", "标签 0.99"]],
                          weights=[np.transpose(W1), np.transpose(W2)])
    plotting.show(ax, alt=plotting.alt_text(ax) + "两个输入是 0.05 和 0.10，两个标签是 0.01 和 0.99。"
                  f"边上是权重，一行一个起点：第一层 {W1}，第二层 {W2}。")


def draw_shapes():
    """Draw the shapes on the way forward and back of a 3-4-4-2 network with five samples."""
    nodes = {"X": "$X$", "1": "$Y^1$", "2": "$Y^2$", "3": "$Y^3$", "E": "$E$"}
    edges = [("X", "1"), ("1", "2"), ("2", "3"), ("3", "E")]
    ax = plotting.computational_graph(
        nodes, edges, forward={"X": "(5, 3)", "1": "(5, 4)", "2": "(5, 4)", "3": "(5, 2)", "E": "一个数"},
        backward={"1": "δ¹ (5, 4)", "2": "δ² (5, 4)", "3": "δ³ (5, 2)"})
    for text, what in zip(ax.get_legend().get_texts(), ("上：Y 的形状", "下：δ 的形状")):
        text.set_text(what)
    plotting.show(ax, alt=plotting.alt_text(ax).replace("值 (", "形状 (").replace("梯度 ", ""))


def draw_value_graph():
    """Draw e = (a + b) 2b with its values; the gradients are left to the reader."""
    parts = plotting.expression_graph("c = a + b; d = 2*b; e = c*d", a=2, b=1)
    parts.pop("backward")
    ax = plotting.computational_graph(**parts)
    plotting.show(ax, alt=plotting.alt_text(ax))


def draw_errors(errors):
    """Draw how an error falls."""
    ax = plt.figure(figsize=(5, 2.8)).gca()
    ax.plot(errors, color=BLUE)
    ax.set(xlabel="步", ylabel="$E$", ylim=(0, None))
    plotting.show(ax, alt=f"误差随步数变化的曲线，从 {errors[0]:.2f} 降到 {errors[-1]:.2f}。")


def tower(v, n, times=1):
    """Pile n nodes on v; each uses the one under it as often as `times`, always with the slope 1."""
    for _ in range(n):
        v = type(v)(v.data * times, [(v, 1.0)] * times, "+")
    return v


def polynomial(number, x, coefficients):
    """Return c1 x + c2 x**2 + ..., made of numbers of a kind; x carries the slope 1."""
    x, y = number(x, 1.0), number(0.0)
    for k, c in enumerate(coefficients, start=1):
        y = y + number(c) * x**k
    return y


def neuron(number, w, x, b, target, i):
    """Return (sigmoid(w x + b) - target)**2, made of numbers of a kind; the i-th of x carries the slope 1."""
    z = number(b)
    for j in range(len(w)):
        z = z + number(w[j]) * number(x[j], 1.0 if i == j else 0.0)
    return (number(-target) + z.sigmoid()) ** 2


def tangled(a, b, c):
    """Return f = e d + a + c e, where d = a b + c and e = d d + a d."""
    d = a * b + c
    e = d * d + a * d
    return e * d + a + c * e


def small_error(number, w, x, target):
    """Return the squared error of a 2-2-1 network with the weights w, made of numbers of a kind."""
    h1 = number(x[0]) * w[0] + number(x[1]) * w[1] + w[2]
    h2 = number(x[0]) * w[3] + number(x[1]) * w[4] + w[5]
    return (w[6] * h1.tanh() + w[7] * h2.relu() + w[8] + number(-target)) ** 2

# %% [markdown]
# ## 第 1 题 `dL_da1`（4 分，5 分钟）
#
# 隐藏单元的输出 $a_1$ 同时喂给第 4、5、6 个单元，连接的权重是 $w_1$、$w_2$、$w_3$。
# 后面三个单元已经知道自己的责任 $\delta_k=\dfrac{\partial L}{\partial z_k}$，$z_k$ 是它的净输入（这里的 $\delta$ **没有**负号）。
# $a_1$ 变一点，$z_4$ 就变 $w_1$ 那么多倍，另外两个也一样。
# 三条路上的责任都是 $a_1$ 的，**相加**：
#
# $$\frac{\partial L}{\partial a_1}=\delta_4w_1+\delta_5w_2+\delta_6w_3$$
#
# **例子**：$\delta=(0.1,-0.2,0.3)$，$w=(0.5,-1,2)$。
# $0.05+0.2+0.6=0.85$。

# %%
draw_blame()

# %% [markdown]
# 写 `dL_da1(deltas, ws)`，返回一个小数。
#
# - `deltas`、`ws` 是一样长的列表或者一维数组，同一个位置的配成一对；长短不限，元素可以是整数；
# - 一条连接也没有（两个都是空的），谁也不受它影响：返回 `0.0`；
# - 两个不一样长，一定是弄错了：抛出 `ValueError`。
#
# **小项**：例子 1，传数组 1，随机的和整数的 1，空的、不一样长的 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 对应的相乘，再加起来。
# 不一样长的时候，`zip` 会悄悄丢掉多出来的，所以先比长短。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `raise ValueError("……")` 抛出错误。
# 空列表的 `sum` 是整数 0，返回之前用 `float(…)` 变成小数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "dL_da1", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dL_da1(deltas, ws):
    """Return the derivative of the loss by an output, from the deltas of the units that use it and their weights."""
    ### BEGIN SOLUTION
    if len(deltas) != len(ws):
        raise ValueError(f"{len(deltas)} 个 δ，{len(ws)} 个权重")
    return float(sum(delta * w for delta, w in zip(deltas, ws)))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_dL_da1", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("dL_da1", ["torch", "autograd", "jax"])
with checks.points(1, "例子"):
    checks.close(dL_da1([0.1, -0.2, 0.3], [0.5, -1.0, 2.0]), 0.85, call="dL_da1([0.1, -0.2, 0.3], [0.5, -1, 2])", likely={
        "只算了第一条路，三条都要加": 0.05,
        "三条路应相加，不是取最大": 0.6,
        "三条路应相加，不是平均": 0.85 / 3,
        "先各自加好再乘了：要对应的先乘": 0.3,
        "这里的 δ 没有负号": -0.85,
        "一条路一个数，还没有加起来": lambda got: np.size(got) == 3})
with checks.points(1, "传数组"):
    try:
        got = dL_da1(np.array([0.5, 0.25]), np.array([-2.0, 2.0]))
    except ValueError as error:
        raise AssertionError(f"dL_da1(两个一样长的数组) 出错：{error}\n可能错在：空不空、一样不一样长，都用 len(…) 问") from None
    checks.close(got, -0.5, call="dL_da1(np.array([0.5, 0.25]), np.array([-2, 2]))", likely={
        "一条路一个数，还没有加起来": lambda got: np.size(got) == 2,
        "先各自加好再乘了：要对应的先乘": 0.0,
        "负的一份也照样加，不取绝对值": 1.5})
### BEGIN HIDDEN TESTS
with checks.points(1, "随机的，一条的，整数的"):
    rng = np.random.default_rng(checks.seed())
    deltas, ws = rng.normal(size=17), rng.normal(size=17)
    wanted = 0.0
    for k in range(17):
        wanted += deltas[k] * ws[k]
    checks.close(dL_da1(deltas, ws), wanted, tol=1e-10, say="十七条随机的连接，传的是数组")
    given = [deltas.tolist(), ws.tolist()]
    checks.close(dL_da1(checks.inout(given[0]), checks.inout(given[1])), wanted, tol=1e-10, say="十七条随机的连接，传的是列表")
    checks.equal(given, [deltas.tolist(), ws.tolist()], say="dL_da1 改动了传进来的列表")
    checks.close(dL_da1([-0.5], [0.3]), -0.15, say="只有一条连接")
    checks.close(dL_da1([1, -2], [3, 4]), -5.0, say="整数的列表")
with checks.points(1, "空的，不一样长的"):
    checks.close(dL_da1([], []), 0.0, say="一条连接也没有：0")
    for deltas, ws in (([0.1, 0.2], [1.0]), ([0.1], [1.0, 2.0]), ([], [1.0]), (np.ones(3), np.ones(1))):
        with checks.raises(ValueError, say="两个不一样长，应抛出 ValueError"):
            dL_da1(deltas, ws)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `Dual`（8 分，18 分钟）
#
# 前向模式（7.3.1 节）：每个数都是一对（值，导数），导数是它对选定的那个输入的导数；这样的一对叫**对偶数**。
# 对谁求导，谁出发时就带着 1，别的输入带着 0；常数总是带着 0。
# 两个对偶数 $(u,\dot u)$、$(v,\dot v)$（带点的是导数）一运算，值和导数一起算：
#
# | 运算 | 值 | 导数 |
# |---|---|---|
# | $u+v$ | $u+v$ | $\dot u+\dot v$ |
# | $u\,v$ | $u\,v$ | $\dot u\,v+u\,\dot v$ |
# | $u^k$ | $u^k$ | $k\,u^{k-1}\,\dot u$ |
# | $\sigma(u)$ | $y=\sigma(u)$ | $y(1-y)\,\dot u$ |
#
# **例子**：$e=(a+b)\cdot2b$，$a=2$，$b=1$。
#
# - 第一遍对 $a$：$a=(2,1)$，$b=(1,0)$；$a+b=(3,1)$，$2b=(2,0)$，$e=(6,\;1\times2+3\times0)=(6,2)$；
# - 第二遍对 $b$：$a=(2,0)$，$b=(1,1)$；$a+b=(3,1)$，$2b=(2,2)$，$e=(6,\;1\times2+3\times2)=(6,8)$。
#
# 两个输入走两遍，$n$ 个输入就走 $n$ 遍。
# 图里是第二遍看到的：$a=2$ 不动，$e$ 随 $b$ 变。

# %%
draw_tangent()

# %% [markdown]
# 补完 `Dual` 的四个方法，每个返回**另一个** `Dual`。
# 有了 `__add__`，写 `a + b` 时 Python 就来叫它；`__mul__` 管 `a * b`，`__pow__` 管 `a ** k`。
# 减法、负号和数写在左边的情形，已经用它们写好了。
#
# - `value` 是值，`slope` 是带着的导数；
# - `+`、`*` 的另一边可以是普通的数（整数、小数），当常数：`b * 2` 和 `2 * b` 都要算得出；
# - `u ** k` 的 `k` 是普通的数，不会是 0；
# - `u.sigmoid()` 的 `u.value` 在 $-30$ 到 $30$ 之间，放心用 `math.exp`；
# - 参加运算的两个数，算完还是原来的样子。
#
# **小项**：例子的两遍 2，乘方和 σ 2，数在哪一边、不改动 1，多项式 1，减法和负号 1，一个神经元 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 表格的每一行就是一个方法：算出值，算出导数，`return Dual(值, 导数)`。
# 自己是 `self`，另一个是 `other`。
# </details>
#
# <details><summary>提示 2：另一边是数</summary>
#
# 普通的数没有 `.value`。
# 先问 `isinstance(other, Dual)`，不是就换成 `Dual(other)`：第二个数不写，就是 0。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# $u^k$ 和 $\sigma(u)$ 最容易漏的是最后那个 $\dot u$：链式法则，外面的导数乘里面的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "Dual", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        ### BEGIN SOLUTION
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)
        ### END SOLUTION

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        ### BEGIN SOLUTION
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)
        ### END SOLUTION

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        ### BEGIN SOLUTION
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)
        ### END SOLUTION

    def sigmoid(self):
        """Return the logistic function of self."""
        ### BEGIN SOLUTION
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)
        ### END SOLUTION

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% nbgrader={"grade": true, "grade_id": "test_Dual", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("Dual", ["torch", "autograd", "jax", "sympy", "numeric_grad"])


def passed(a, b):
    """Return e = (a + b) * (2 * b); say so where a method fails or gives no Dual."""
    try:
        c, d = a + b, 2 * b
    except AttributeError as error:
        raise AssertionError(f"a + b 或者 2 * b 出错：{error}\n可能错在：普通的数没有 value，不是 Dual 就先换成 Dual(other)") from None
    for call, made in (("a + b", c), ("2 * b", d)):
        assert isinstance(made, Dual), f"{call} 应返回一个 Dual，得到 {type(made).__name__}：每个方法都返回 Dual(值, 导数)"
    return c * d


with checks.points(2, "例子的两遍"):
    a, b = Dual(2.0, 1.0), Dual(1.0, 0.0)
    e = passed(a, b)
    checks.close([e.value, e.slope], [6.0, 2.0], call="e = (a + b) * (2 * b)，a = Dual(2, 1)，b = Dual(1, 0)，它的 [值, 导数]", likely={
        "积的导数不是导数的乘积": [6.0, 0.0],
        "积的导数有两项，要相加": lambda got: got[1] in (1.0, 4.0),
        "常数的导数是 0，不是 1": [6.0, 5.0],
        "积的导数要交叉乘：u̇v + uv̇": [6.0, 3.0],
        "加法的导数也要相加": lambda got: got[0] == 6.0 and got[1] == 6.0})
    checks.close([a.value, a.slope, b.value, b.slope], [2.0, 1.0, 1.0, 0.0], call="算完以后，a、b 的 [值, 导数, 值, 导数]：应和原来一样")
    a, b = Dual(2.0, 0.0), Dual(1.0, 1.0)
    e = passed(a, b)
    checks.close([e.value, e.slope], [6.0, 8.0], call="e = (a + b) * (2 * b)，a = Dual(2, 0)，b = Dual(1, 1)，它的 [值, 导数]", likely={
        "积的导数有两项，u̇v 之外还有 uv̇": [6.0, 2.0],
        "加法的导数也要相加": [6.0, 6.0],
        "数乘对偶数，导数也要乘上这个数": [6.0, 5.0],
        "常数的导数是 0，不是 1": [6.0, 11.0]})
with checks.points(2, "乘方和 σ"):
    p = Dual(3.0, 5.0) ** 2
    assert isinstance(p, Dual), f"Dual(3, 5) ** 2 应返回一个 Dual，得到 {type(p).__name__}"
    checks.close([p.value, p.slope], [9.0, 30.0], call="Dual(3, 5) ** 2 的 [值, 导数]", likely={
        "漏了里面的导数：链式法则还要乘 u̇": [9.0, 6.0],
        "漏了 k": [9.0, 15.0],
        "指数没有减 1": [9.0, 90.0],
        "导数也乘方了": [9.0, 25.0]})
    u = Dual(1.0, 10.0)
    s = u.sigmoid()
    assert isinstance(s, Dual), f"Dual(1, 10).sigmoid() 应返回一个 Dual，得到 {type(s).__name__}"
    checks.close([s.value, s.slope], [0.7310585786, 1.9661193324], call="Dual(1, 10).sigmoid() 的 [值, 导数]", likely={
        "漏了里面的导数：链式法则还要乘 u̇": [0.7310585786, 0.1966119332],
        "σ' 是 y(1-y)，y 是算好的值，不要再套一次 σ": [0.7310585786, 2.1936174],
        "σ' 是 y(1-y)，y 是 σ 的结果，不是 self.value": [0.7310585786, 0.0],
        "exp 里漏了负号": [0.2689414214, 1.9661193324]})
    checks.close([u.value, u.slope], [1.0, 10.0], call="u = Dual(1, 10)，u.sigmoid() 以后 u 的 [值, 导数]：应和原来一样")
### BEGIN HIDDEN TESTS
with checks.points(1, "数在左边，数在右边，不改动"):
    u = Dual(4.0, 3.0)
    for v, wanted in ((u + 5, [9.0, 3.0]), (5 + u, [9.0, 3.0]), (u * -2, [-8.0, -6.0]), (0.5 * u, [2.0, 1.5])):
        checks.close([v.value, v.slope], wanted, say="Dual 和普通的数：u + 5、5 + u、u * -2、0.5 * u")
    w = Dual(7.0, -1.0)
    for v, wanted in ((u + w, [11.0, 2.0]), (u * w, [28.0, 17.0]), (u**3, [64.0, 144.0])):
        checks.close([v.value, v.slope], wanted, say="两个数的导数都不是 0 时，u + w、u * w，和 u ** 3")
    checks.close([u.value, u.slope, w.value, w.slope], [4.0, 3.0, 7.0, -1.0], say="算完以后，参加运算的数变了")
with checks.points(1, "多项式"):
    rng = np.random.default_rng(checks.seed())
    for x0 in rng.uniform(-2, 2, 3).tolist():
        y = checks.remote(polynomial)(Dual, x0, (3.0, -0.5, 0.25))
        checks.close([y.value, y.slope], [3 * x0 - 0.5 * x0**2 + 0.25 * x0**3, 3 - x0 + 0.75 * x0**2], tol=1e-10,
                     say="多项式 3x - 0.5x² + 0.25x³ 的值和导数")
    for k, wanted in ((-1, [0.5, -0.25 * 6]), (0.5, [2**0.5, 0.5 * 2**-0.5 * 6]), (1, [2.0, 6.0])):
        v = Dual(2.0, 6.0) ** k
        checks.close([v.value, v.slope], wanted, say="k 可以是负数，也可以是小数")
with checks.points(1, "减法和负号"):
    a, b = Dual(5.0, 2.0), Dual(3.0, 7.0)
    for v, wanted in ((a - b, [2.0, -5.0]), (1 - b, [-2.0, -7.0]), (a - 4, [1.0, 2.0]), (-a, [-5.0, -2.0])):
        checks.close([v.value, v.slope], wanted, say="减法靠你的加法和乘法：a - b、1 - b、a - 4、-a")
with checks.points(1, "一个神经元，对每个输入走一遍"):
    rng = np.random.default_rng(checks.seed() + 1)
    w, x, b = rng.normal(size=4), rng.normal(size=4), 0.3
    y = 1 / (1 + math.exp(-(float(w @ x) + b)))
    for i in range(4):
        E = checks.remote(neuron)(Dual, w.tolist(), x.tolist(), b, 0.9, i)
        checks.close([E.value, E.slope], [(y - 0.9) ** 2, 2 * (y - 0.9) * y * (1 - y) * float(w[i])], tol=1e-10,
                     say="神经元 E = (σ(w·x + b) - 0.9)²，对第 i 个输入的导数")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `numeric_grad`（6 分，12 分钟）
#
# 怎么知道一个梯度写对了？
# 拿尺子量：把一个权重往前挪 $\varepsilon$，往后挪 $\varepsilon$，看函数差多少。
# 这叫**中心差分**，拿它查别的办法，就是梯度检查（7.7.1 节）：
#
# $$\frac{\partial f}{\partial w_i}\approx\frac{f(w_i+\varepsilon)-f(w_i-\varepsilon)}{2\varepsilon}$$
#
# 别的权重都不动。
# 每个权重要算两次 $f$，一百万个权重就是两百万次，所以只用来检查，不用来训练。
# 一前一后比只往前走准得多：图里 $w^3$ 在 1 处的斜率是 3，$\varepsilon=0.5$ 时，只往前走量出 4.75，一前一后量出 3.25。

# %%
draw_chords()

# %% [markdown]
# **例子**：$f(w)=w_0^3\,w_1$，在 $w=(1,2)$，$\varepsilon=0.1$。
#
# - 对 $w_0$：$\dfrac{1.1^3\times2-0.9^3\times2}{0.2}=\dfrac{2.662-1.458}{0.2}=6.02$（真的导数是 6）；
# - 对 $w_1$：$w_0$ 已经回到 1，$\dfrac{2.1-1.9}{0.2}=1$。
#
# 写 `numeric_grad(f, w, eps)`，返回和 `w` 形状一样的小数数组。
#
# - `f` 收一个和 `w` 形状一样的数组，返回一个数；`f` 不会改动传给它的数组；
# - `w` 是任意形状的数组：一维、二维、三维都行，元素可以是整数，整数加不上 0.001，要先变成小数；
# - `eps` 是传进来的，不要自己定；
# - 算完以后，`w` 和来时一样。
#
# 不许用现成的：`approx_fprime`、`derivative`、`np.gradient` 一类。
#
# **小项**：例子 1，两行三列 1，整数的 1，随机的矩阵 1，不改动 `w` 1，三维的、用传进来的 `eps` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先复制一份：`w = np.array(w, dtype=float)`，以后改的都是它。
# 一个位置一个位置来：记下旧值，挪，算，挪，算，**还原**。
# </details>
#
# <details><summary>提示 2：任意形状的位置</summary>
#
# `for i in np.ndindex(w.shape):` 走遍所有位置，`i` 是一组下标，`w[i]` 是那一个数。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 结果放在 `np.zeros(w.shape)` 里。
# 除的是 `(2 * eps)`，括号不能少。
# </details>

# %% nbgrader={"grade": false, "grade_id": "numeric_grad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    ### BEGIN SOLUTION
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_numeric_grad", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("numeric_grad", ["approx_fprime", "approx_derivative", "derivative", "jacobian", "gradient", "check_grad",
                               "torch", "autograd", "jax", "numdifftools"])
with checks.points(1, "小例子"):
    checks.close(numeric_grad(lambda w: w[0] ** 3 * w[1], np.array([1.0, 2.0]), 0.1), np.array([6.02, 1.0]),
                 call="numeric_grad(f, [1, 2], 0.1)，f(w) = w[0]³ w[1]", likely={
        "只往前走了，要一前一后": np.array([6.62, 1.0]),
        "只往后走了，要一前一后": np.array([5.42, 1.0]),
        "应除以 2ε，只除了 ε": np.array([12.04, 2.0]),
        "除以 2 再乘了 ε：分母 2 * eps 要加括号": np.array([0.0602, 0.01]),
        "量完第一个没有还原": lambda got: np.shape(got) == (2,) and abs(got[0] - 6.02) < 1e-6 and abs(got[1] - 1) > 0.1,
        "几个权重一起挪了，一次只挪一个": lambda got: np.size(got) and np.ptp(got) == 0,
        "挪的不是传进来的 eps": lambda got: np.shape(got) == (2,) and 6 - 1e-3 < got[0] < 6.0 + 1e-3,
        "一后一前，正负号反了": np.array([-6.02, -1.0])})
with checks.points(1, "两行三列"):
    table = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    coefficients = np.array([[1.0, 0.5, -1.0], [2.0, 0.0, 3.0]])
    checks.close(numeric_grad(lambda w: float((coefficients * w).sum()), table, 0.01), coefficients,
                 call="numeric_grad(f, w, 0.01)，w 是两行三列，f(w) = Σ cᵢⱼ wᵢⱼ", likely={
        "应和 w 的形状一样": lambda got: np.shape(got) != (2, 3),
        "一整行一起挪了，一次只挪一个数": np.array([[0.5, 0.5, 0.5], [5.0, 5.0, 5.0]])})
with checks.points(1, "整数的 w"):
    whole = np.array([3, -2])
    checks.close(numeric_grad(lambda w: float((w**2).sum()) / 4, whole, 0.01), np.array([1.5, -1.0]),
                 call="numeric_grad(f, np.array([3, -2]), 0.01)，w 是整数，f(w) = Σ wᵢ²/4", likely={
        "整数的数组存不下 3.01：先变成小数，np.array(w, dtype=float)": lambda got: np.size(got) and np.max(np.abs(got)) > 10,
        "结果也要是小数的数组：np.zeros(w.shape)": lambda got: np.asarray(got).dtype.kind in "iu"})
### BEGIN HIDDEN TESTS
with checks.points(1, "随机的矩阵，与解析的一致"):
    rng = np.random.default_rng(checks.seed())
    A, W = rng.normal(size=(6, 4)), rng.normal(size=(4, 3))
    found = numeric_grad(lambda w: float((np.tanh(A @ w) ** 2).sum()), W, 1e-5)
    H = np.tanh(A @ W)
    checks.close(found, A.T @ (2 * H * (1 - H**2)), tol=1e-7, say="f(W) = Σ tanh(AW)²，W 是 4 行 3 列：和解析的导数对不上")
with checks.points(1, "不改动 w"):
    given = np.array([0.1, 0.7])
    checks.close(numeric_grad(lambda w: float(w[0] * w[1]), checks.inout(given), 0.3), np.array([0.7, 0.1]))
    checks.equal(given, np.array([0.1, 0.7]), say="numeric_grad 改动了传进来的 w，哪怕只差最后一位")
with checks.points(1, "三维的，一个数的，用传进来的 eps"):
    block = np.arange(8.0).reshape(2, 2, 2) / 4
    checks.close(numeric_grad(lambda w: float((w**3).sum()), block, 0.5), 3 * block**2 + 0.25, tol=1e-9,
                 say="w 是三维的，f(w) = Σw³，ε = 0.5：应恰好是 3w² + ε²")
    checks.close(numeric_grad(lambda w: float(w[0] ** 3), np.array([2.0]), 1e-4), np.array([12 + 1e-8]), tol=1e-9,
                 say="只有一个权重")
    moved = []

    def watched(w):
        moved.append((w - block).ravel())
        return float(w.sum())

    checks.close(numeric_grad(watched, block, 0.25), np.ones((2, 2, 2)))
    checks.equal([int((abs(m) > 1e-12).sum()) <= 1 for m in moved], [True] * len(moved), say="一次只挪一个数，别的不动")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `bp2`（10 分，18 分钟）
#
# 两层的网络，都用 $\sigma$，没有偏置，$n$ 个样本一起算。
# 往前走一遍，往回走一遍，改一次权重。
# 记号和第 7 章一样，$f$ 就是 $\sigma$，$f'=\sigma(1-\sigma)$ 写成 $Y\circ(1-Y)$；标签 $Y^*$ 在代码里叫 `T`：
#
# | | 式子 | 形状 |
# |---|---|---|
# | 前向 | $Y^1=\sigma(XW^1)$ | $(n,m)$ |
# | | $Y^2=\sigma(Y^1W^2)$ | $(n,p)$ |
# | 误差 | $E=\frac12\sum(Y^*-Y^2)^2$，对所有样本、所有输出**求和** | 一个数 |
# | 输出层 | $\delta^2=(Y^*-Y^2)\circ Y^2\circ(1-Y^2)$ | $(n,p)$ |
# | 隐藏层 | $\delta^1=\left[\delta^2(W^2)^{\mathsf T}\right]\circ Y^1\circ(1-Y^1)$ | $(n,m)$ |
# | 改权重 | $W^2\leftarrow W^2+\eta\,(Y^1)^{\mathsf T}\delta^2,\quad W^1\leftarrow W^1+\eta\,X^{\mathsf T}\delta^1$ | 不变 |
#
# 上标是第几层，不是几次方。
# 这里 $\delta=-\dfrac{\partial E}{\partial\,net}$，**带着负号**，所以改权重用加号。
# $\delta^1$ 用的是**改之前**的 $W^2$：责任是旧的权重造成的，要按旧的权重追（7.7.2 节）。
#
# **例子**（7.5.4 节的）：$x=(0.05,0.10)$，标签 $(0.01,0.99)$，$\eta=0.5$，
# $W^1=\begin{pmatrix}0.15&0.25\\0.20&0.30\end{pmatrix}$，$W^2=\begin{pmatrix}0.40&0.50\\0.45&0.55\end{pmatrix}$。
# 算出来 $Y^1=(0.50687457,\,0.5106234)$，$Y^2=(0.60647773,\,0.63048084)$，$E=0.24251986$；
# 第一个输出太大，$\delta^2$ 的第一个是负的；走完一步，$E$ 降到 0.23549538。

# %%
draw_net([[0.15, 0.25], [0.20, 0.30]], [[0.40, 0.50], [0.45, 0.55]])

# %% [markdown]
# 写 `bp2(X, T, W1, W2, eta)`，返回一个字典，七个键：
#
# - `"Y1"`、`"Y2"`、`"E"`：改之前的前向结果和误差；
# - `"delta2"`、`"delta1"`：两层的 $\delta$，形状和 `Y2`、`Y1` 一样；
# - `"W2"`、`"W1"`：**改之后**的权重，是新的数组；传进来的 `W1`、`W2` 不许动。
#
# `X` 是 $(n,d)$，`T` 是 $(n,p)$，可以是整数；$n$ 可以是 1。
# `E` 和改权重都是对样本**求和**，不除以 $n$。
# 检查要对到第 12 位，用差分凑是凑不准的。
#
# **换成一批，再试一次。** 例子只有一个样本，网络又是方的：写错了形状，也可能碰巧算得出。
# 所以公开的检查里还有五个样本、3-4-2 的网络；自己先试，七个形状都说得出来吗？
#
# ```python
# rng = np.random.default_rng(0)
# got = bp2(rng.normal(size=(5, 3)), rng.uniform(size=(5, 2)), rng.normal(size=(3, 4)), rng.normal(size=(4, 2)), 0.5)
# print({name: np.shape(value) for name, value in got.items()})
# ```
#
# **小项**：例子的前向 1、输出层 1、隐藏层 1，五个样本 2；另外的一批：前向 1，$\delta^2$ 1，$\delta^1$ 1，权重 1，连走几步、不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 表格从上到下，一行一句代码。
# 每写一句，先把形状对一遍：矩阵乘用 `@`，$\circ$ 用 `*`。
# $\sigma$ 要作用在整个数组上，用 `np.exp`；`math.exp` 只收一个数。
# 想写成一个小函数，就写在同一个单元里、`bp2` 的上面，第 5 题也能用。
# </details>
#
# <details><summary>提示 2：次序</summary>
#
# 先把 `delta2` 和 `delta1` 都算出来，再改权重，就不会用错新旧。
# 改的时候写 `W2 + …`，不要写 `W2 += …`：后一种改的是别人的数组。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# $Y\circ(1-Y)$ 就是 $\sigma'$，这里的 $Y$ 已经是 $\sigma$ 的结果，不要再套一次。
# $(Y^1)^{\mathsf T}\delta^2$ 写成 `Y1.T @ delta2`，形状 $(m,n)(n,p)=(m,p)$；同一个权重对所有样本的责任，就在这一乘里加起来了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "bp2", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    ### BEGIN SOLUTION
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_bp2", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
READY = ["torch", "autograd", "jax", "sklearn", "MLPClassifier", "MLPRegressor"]
checks.avoids("bp2", READY)


def example():
    """Return the arguments of the example."""
    return (np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]), np.array([[0.15, 0.25], [0.20, 0.30]]),
            np.array([[0.40, 0.50], [0.45, 0.55]]), 0.5)


def one_step(X, T, W1, W2, eta):
    """Return what bp2 should, by autograd."""
    W1, W2 = (torch.tensor(W, dtype=torch.float64, requires_grad=True) for W in (W1, W2))
    net1 = torch.tensor(X, dtype=torch.float64) @ W1
    net2 = torch.sigmoid(net1) @ W2
    E = ((torch.tensor(T, dtype=torch.float64) - torch.sigmoid(net2)) ** 2).sum() / 2
    back = torch.autograd.grad(E, [net2, net1, W2, W1])
    out = {"Y1": torch.sigmoid(net1), "Y2": torch.sigmoid(net2), "E": E, "delta2": -back[0], "delta1": -back[1],
           "W2": W2 - eta * back[2], "W1": W1 - eta * back[3]}
    return {name: value.detach().numpy() for name, value in out.items()}


def batch(seed, n=5, d=3, m=4, p=2):
    """Draw the arguments of bp2."""
    rng = np.random.default_rng(seed)
    return (rng.normal(size=(n, d)), rng.uniform(size=(n, p)), rng.normal(size=(d, m)), rng.normal(size=(m, p)),
            float(rng.uniform(0.1, 2)))


with checks.points(1, "例子：前向和误差"):
    got = bp2(*example())
    assert isinstance(got, dict), f"bp2 要返回一个字典，得到 {type(got).__name__}"
    missing = [name for name in ("Y1", "Y2", "E", "delta2", "delta1", "W2", "W1") if name not in got]
    assert not missing, f"bp2 返回的字典里少了 {'、'.join(missing)}"
    checks.close(got["Y1"], np.array([[0.50687457, 0.51062340]]), tol=1e-8, call='bp2(例子)["Y1"]', likely={
        "漏了 σ": np.array([[0.0275, 0.0425]]),
        "W1 转置了：X 的一行乘 W1 的一列": np.array([[0.50812428, 0.50999867]]),
        "exp 里漏了负号": np.array([[0.49312543, 0.48937660]])})
    checks.close(got["Y2"], np.array([[0.60647773, 0.63048084]]), tol=1e-8, call='bp2(例子)["Y2"]', likely={
        "输出层漏了 σ": np.array([[0.43253036, 0.53428015]]),
        "W2 转置了": np.array([[0.61255422, 0.62455711]]),
        "这是改了权重以后的": lambda got: np.shape(got) == (1, 2) and abs(got[0, 0] - 0.6) < 0.006})
    checks.close(got["E"], 0.24251986, tol=1e-8, call='bp2(例子)["E"]', likely={
        "漏了二分之一": 0.48503971,
        "应求和，不要平均": 0.12125993,
        "这是改之后的，要改之前的": 0.23549538,
        "还没有对样本和输出求和": lambda got: np.size(got) == 2})
with checks.points(1, "例子：输出层"):
    got = bp2(*example())
    checks.close(got["delta2"], np.array([[-0.14235686, 0.08375889]]), tol=1e-8, call='bp2(例子)["delta2"]', likely={
        "正负号反了：δ = -∂E/∂net，是标签减输出": np.array([[0.14235686, -0.08375889]]),
        "漏了 σ' = Y(1-Y)": np.array([[-0.59647773, 0.35951916]]),
        "σ' 是 Y(1-Y)，Y 已经过了 σ，不要再套一次": np.array([[-0.13620613, 0.08150792]])})
    checks.close(got["W2"], np.array([[0.36392146, 0.52122763], [0.41365463, 0.57138462]]), tol=1e-8,
                 call='bp2(例子)["W2"]，η = 0.5', likely={
        "加减号反了：δ 已经带着负号，权重要加": np.array([[0.43607854, 0.47877237], [0.48634537, 0.52861538]]),
        "漏了 η": np.array([[0.32784293, 0.54245525], [0.37730925, 0.59276925]]),
        "权重没有改": np.array([[0.40, 0.50], [0.45, 0.55]]),
        "改的那一块转置了：是 Y1.T @ delta2，不是 delta2.T @ Y1": np.array([[0.36392146, 0.46365463], [0.47122763, 0.57138462]]),
        "Y1 * delta2 是逐元素乘，要矩阵乘 Y1.T @ delta2": np.array([[0.36392146, 0.52138462], [0.41392146, 0.57138462]]),
        "这是 ΔW，要的是改之后的 W": np.array([[-0.03607854, 0.02122763], [-0.03634537, 0.02138462]])})
with checks.points(1, "例子：隐藏层"):
    got = bp2(*example())
    checks.close(got["delta1"], np.array([[-0.00376511, -0.00449627]]), tol=1e-8, call='bp2(例子)["delta1"]', likely={
        "正负号反了：δ = -∂E/∂net": np.array([[0.00376511, 0.00449627]]),
        "用了改之后的 W2，要用改之前的": np.array([[-0.00203693, -0.00275576]]),
        "W2 要转置：从输出往回走": np.array([[-0.00481190, -0.00627493]]),
        "漏了 σ' = Y(1-Y)": np.array([[-0.01506330, -0.01799320]])})
    checks.close(got["W1"], np.array([[0.14990587, 0.24988759], [0.19981174, 0.29977519]]), tol=1e-8,
                 call='bp2(例子)["W1"]，η = 0.5', likely={
        "加减号反了：δ 已经带着负号，权重要加": np.array([[0.15009413, 0.25011241], [0.20018826, 0.30022481]]),
        "漏了 η": np.array([[0.14981174, 0.24977519], [0.19962349, 0.29955037]]),
        "权重没有改": np.array([[0.15, 0.25], [0.20, 0.30]]),
        "改的那一块转置了：是 X.T @ delta1": np.array([[0.14990587, 0.24981174], [0.19988759, 0.29977519]]),
        "X * delta1 是逐元素乘，要矩阵乘 X.T @ delta1": np.array([[0.14990587, 0.24977519], [0.19990587, 0.29977519]])})
with checks.points(2, "五个样本，3-4-2 的网络"):
    drawn = batch(7)
    X, T, W1, W2, eta = drawn
    kept, wanted = [part.copy() for part in (X, T, W1, W2)], one_step(*drawn)
    try:
        got = bp2(*(checks.inout(part) for part in (X, T, W1, W2)), eta)
    except ValueError as error:
        raise AssertionError(f"五个样本、3-4-2 的网络，bp2 出错：{error}\n可能错在：形状。逐元素的 ∘ 要先做、加括号，再和 Y1.T 矩阵乘；"
                             "np.outer 只管一个样本；转置 .T 也查一查") from None
    for part, before in zip((X, T, W1, W2), kept):
        checks.equal(part, before, say="bp2 改动了传进来的数组：写 W2 + …，不要写 W2 += …")
    for name in ("Y1", "Y2", "E", "delta2", "delta1", "W2", "W1"):
        right = wanted[name] if name != "E" else float(wanted[name])
        old = {"W1": kept[2], "W2": kept[3]}.get(name, 0)
        checks.close(got[name], right, tol=1e-12, call=f'五个样本、3-4-2 的网络：bp2(…)["{name}"]', likely={
            "样本之间求和，不要除以 n": old + (right - old) / 5})
### BEGIN HIDDEN TESTS
with checks.points(1, "一批五个样本：前向"):
    drawn = batch(checks.seed())
    got, wanted = bp2(*drawn), one_step(*drawn)
    for name in ("Y1", "Y2"):
        checks.close(got[name], wanted[name], tol=1e-12, say=f"五个样本、3-4-2 的网络：{name} 不对")
    checks.close(got["E"], float(wanted["E"]), tol=1e-12, say="五个样本：E 是对所有样本、所有输出的和的一半")
with checks.points(1, "一批五个样本：输出层的 δ"):
    drawn = batch(checks.seed() + 2)
    checks.close(bp2(*drawn)["delta2"], one_step(*drawn)["delta2"], tol=1e-12, say="五个样本、3-4-2 的网络：输出层的 δ 和 autograd 对不上")
with checks.points(1, "一批五个样本：隐藏层的 δ"):
    drawn = batch(checks.seed() + 1)
    checks.close(bp2(*drawn)["delta1"], one_step(*drawn)["delta1"], tol=1e-12, say="五个样本、3-4-2 的网络：隐藏层的 δ 和 autograd 对不上")
with checks.points(1, "一批样本：改之后的权重，与 autograd 一致"):
    for drawn in (batch(checks.seed() + 3), batch(checks.seed() + 4, n=2, d=5, m=1, p=3), batch(checks.seed() + 5, n=1, p=1)):
        got, wanted = bp2(*drawn), one_step(*drawn)
        for name in ("W2", "W1"):
            checks.close(got[name], wanted[name], tol=1e-12, say=f"改之后的 {name} 和 autograd 对不上：样本之间求和，不要平均")
with checks.points(1, "整数的输入，连走五步，不改动传进来的"):
    X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [1]])
    rng = np.random.default_rng(checks.seed() + 6)
    W1, W2 = rng.normal(size=(2, 3)), rng.normal(size=(3, 1))
    kept = [part.copy() for part in (X, T, W1, W2)]
    V1, V2, walked = W1, W2, []
    for _ in range(5):
        wanted = one_step(X, T, V1, V2, 0.8)
        V1, V2 = wanted["W1"], wanted["W2"]
        walked.append(float(wanted["E"]))
    U1, U2, errors = W1, W2, []
    for _ in range(5):
        got = bp2(checks.inout(X), checks.inout(T), checks.inout(U1), checks.inout(U2), 0.8)
        for part, before in zip((X, T, W1, W2), kept):
            checks.equal(part, before, say="bp2 改动了传进来的数组")
        U1, U2 = np.array(got["W1"]), np.array(got["W2"])
        errors.append(float(got["E"]))
    checks.close(errors, walked, tol=1e-9, say="并联的四个样本（整数），连走五步：每步的 E 不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `mlp_backward`（12 分，25 分钟）
#
# 层数再多，也只是同一句话说几遍。
# 一共 $H$ 层，每层都有偏置、都用 $\sigma$；$Y^0=X$，$\ell=1,\dots,H$：
#
# $$Y^\ell=\sigma(Y^{\ell-1}W^\ell+b^\ell),\qquad E=\tfrac12\sum(Y^*-Y^H)^2$$
#
# 先往前走，**把每层的 $Y$ 都留着**：往回走的时候要用。
# 再从最后一层往回走：
#
# $$\delta^H=(Y^*-Y^H)\circ Y^H\circ(1-Y^H),\qquad\delta^\ell=\left[\delta^{\ell+1}(W^{\ell+1})^{\mathsf T}\right]\circ Y^\ell\circ(1-Y^\ell)$$
#
# 这里的 $\delta$ 和第 4 题一样，是 $-\dfrac{\partial E}{\partial\,net}$。
# 这一题**返回的是梯度** $\dfrac{\partial E}{\partial W}$、$\dfrac{\partial E}{\partial b}$ 本身，和 torch 的 `.grad` 一样，所以最后要变号：
#
# $$\frac{\partial E}{\partial W^\ell}=-(Y^{\ell-1})^{\mathsf T}\delta^\ell,\qquad\frac{\partial E}{\partial b^\ell}=-\mathbf 1^{\mathsf T}\delta^\ell$$
#
# $\mathbf 1^{\mathsf T}\delta^\ell$ 是把 $\delta^\ell$ 各行（各样本）加起来。
#
# 图里是五个样本走过 3-4-4-2 的网络：上面蓝的是 $Y$ 的形状，下面红的是 $\delta$ 的形状（往回走的是它），每层两个一样。

# %%
draw_shapes()

# %% [markdown]
# **例子**：还是第 4 题的网络，加上偏置 $b^1=(0.35,0.35)$、$b^2=(0.60,0.60)$。
# 这回 $E=0.29837111$，$\dfrac{\partial E}{\partial W^2_{11}}=0.08216704$（走一步 $\eta=0.5$，0.40 变成 0.35891648），$\dfrac{\partial E}{\partial W^1_{11}}=0.00043857$。
#
# 写 `mlp_backward(Ws, bs, X, T)`，返回列表 `grads`，一层一对 `(dW, db)`，从第一层排到最后一层。
#
# - 是一个列表 `[(dW, db), (dW, db), …]`，不是两个列表 `(dWs, dbs)`；
# - `Ws`、`bs` 是列表，一层一项；`W` 的形状 $(\text{进},\text{出})$，`b` 是一维的 $(\text{出},)$；层数从 1 到几层都行；
# - `X` 是 $(n,d)$，`T` 是 $(n,p)$，可以是整数，$n$ 可以是 1；对样本**求和**，不除以 $n$；
# - `dW` 的形状和 `W` 一样，`db` 的形状和 `b` 一样；
# - 传进来的一样也不许改动；检查要对到第 12 位，用差分凑是凑不准的。
#
# **小项**：例子的最后一层 2、第一层 2，三层的网络对 autograd 2，一层、一个样本 1，两层和三层 2，四层和五层 1，整数的输入 1，不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 前向：`Ys = [X]`，每层往后面添一个。
# 于是 `Ws[h]` 这一层的输入是 `Ys[h]`，输出是 `Ys[h + 1]`（`h` 从 0 数起）。
# </details>
#
# <details><summary>提示 2：往回走</summary>
#
# `for h in reversed(range(len(Ws))):`。
# 一轮里做两件事：用手里的 `delta` 算这一层的 `dW`、`db`；再用**这一层**的 `Ws[h]` 和它的输入 `Ys[h]`，算出前一层的 `delta`。
# 最后一轮会替输入 `X` 也算出一个，用不上，不碍事。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `db` 是 `-delta.sum(axis=0)`。
# 从后往前添，列表是倒的：最后 `grads[::-1]`，或者每次 `grads.insert(0, …)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "mlp_backward", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    ### BEGIN SOLUTION
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_mlp_backward", "locked": true, "points": 12, "schema_version": 3, "solution": false, "task": false}
checks.avoids("mlp_backward", ["torch", "autograd", "jax", "sklearn", "MLPClassifier", "MLPRegressor"])


def by_autograd(Ws, bs, X, T):
    """Return [dW, db, dW, db, …] of all layers, by torch."""
    Ws, bs = ([torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in parts] for parts in (Ws, bs))
    Y = torch.tensor(X, dtype=torch.float64)
    for W, b in zip(Ws, bs):
        Y = torch.sigmoid(Y @ W + b)
    E = ((torch.tensor(T, dtype=torch.float64) - Y) ** 2).sum() / 2
    return [part.numpy() for part in torch.autograd.grad(E, [part for pair in zip(Ws, bs) for part in pair])]


def drawn_net(seed, sizes, n):
    """Draw Ws, bs, X and T."""
    rng = np.random.default_rng(seed)
    pairs = list(zip(sizes, sizes[1:]))
    return ([rng.normal(size=pair) for pair in pairs], [rng.normal(size=pair[1]) for pair in pairs],
            rng.normal(size=(n, sizes[0])), rng.uniform(size=(n, sizes[-1])))


def flat(grads):
    """Return [dW, db, dW, db, …] of a list of pairs."""
    return [part for dW, db in grads for part in (dW, db)]


def small_net():
    """Return the arguments of the example."""
    return ([np.array([[0.15, 0.25], [0.20, 0.30]]), np.array([[0.40, 0.50], [0.45, 0.55]])],
            [np.array([0.35, 0.35]), np.array([0.60, 0.60])], np.array([[0.05, 0.10]]), np.array([[0.01, 0.99]]))


def parts_of(arguments):
    """Return [dW, db, dW, db, …] from mlp_backward, and what is wrong with its form."""
    count = len(arguments[0])
    try:
        grads = mlp_backward(*arguments)
    except IndexError as error:
        return [], (f"{count} 层的网络，mlp_backward 出错：{error}\n"
                    "可能错在：下标越界。h 从 0 数起，往回走一步用的是这一层的 Ws[h]，不是 Ws[h + 1]")
    wish = f"{count} 层的网络，要一层一对的列表 [(dW, db), …]"
    if not isinstance(grads, (list, tuple)):
        return [], f"{wish}，得到 {type(grads).__name__}"
    paired = all(isinstance(pair, (list, tuple)) for pair in grads)
    sizes = [np.ndim(part) for pair in grads for part in pair] if paired else []
    if len(grads) == 2 and sizes == [2] * count + [1] * count:
        return [], f"{wish}，得到两个列表 (dWs, dbs)：同一层的 dW 和 db 要配成一对"
    if len(grads) != count:
        return [], f"{wish}，得到 {len(grads)} 项"
    if not paired or any(len(pair) != 2 for pair in grads):
        return [], f"{wish}：每一项是一对 (dW, db)"
    return flat(grads), f"{wish}：一对里先 dW，再 db" if sizes == [1, 2] * count else ""


with checks.points(2, "例子：最后一层"):
    parts, fault = parts_of(small_net())
    assert not fault, fault
    right = np.array([[0.08216704, -0.02260254], [0.08266763, -0.02274024]])
    checks.close(parts[2], right, tol=1e-8, call="mlp_backward(例子) 最后一层的 dW", likely={
        "正负号反了：要的是 ∂E/∂W，不是 -∂E/∂W": -right,
        "次序倒了：第一层在前": np.array([[0.00043857, 0.00049771], [0.00087714, 0.00099543]]),
        "转置了，应和 W 的形状一样、位置也一样": right.T,
        "delta 换得太早：先用它算这一层的 dW、db，再换成前一层的": np.array([[0.00520378, 0.00590556], [0.00523548, 0.00594154]]),
        "dW 用的是这一层的输入 Ys[h]，不是输出 Ys[h + 1]": np.array([[0.10406298, -0.02862568], [0.10704948, -0.02944721]]),
        "漏了 σ' = Y(1-Y)": lambda got: np.shape(got) == (2, 2) and abs(got[0, 0] / got[1, 0] - 0.99394) < 1e-3 and abs(got[0, 0]) > 0.3,
        "前向漏了偏置": lambda got: np.shape(got) == (2, 2) and abs(got[0, 0] - 0.07215707) < 1e-6})
    checks.close(parts[3], np.array([0.13849856, -0.03809824]), tol=1e-8, call="mlp_backward(例子) 最后一层的 db", likely={
        "正负号反了：要的是 ∂E/∂b": np.array([-0.13849856, 0.03809824]),
        "应是一维的，和 b 一样：各样本加起来，sum(axis=0)": lambda got: np.ndim(got) == 2,
        "把各个单元加起来了：要沿样本加，sum(axis=0)": lambda got: np.size(got) == 1})
with checks.points(2, "例子：第一层"):
    parts, fault = parts_of(small_net())
    assert not fault, fault
    right = np.array([[0.00043857, 0.00049771], [0.00087714, 0.00099543]])
    checks.close(parts[0], right, tol=1e-8, call="mlp_backward(例子) 第一层的 dW", likely={
        "往回走时 W 要转置": np.array([[0.00046155, 0.00058102], [0.00092310, 0.00116205]]),
        "σ' 用错了层：要用这一步走到的那一层的输出，在代码里是 Ys[h]，不是 Ys[h + 1]": np.array([[0.00033954, 0.00036305], [0.00067908, 0.00072609]]),
        "隐藏层漏了 σ' = Y(1-Y)": np.array([[0.00181752, 0.00206852], [0.00363503, 0.00413703]]),
        "正负号反了：要的是 ∂E/∂W": -right})
    checks.close(parts[1], np.array([0.00877135, 0.00995425]), tol=1e-8, call="mlp_backward(例子) 第一层的 db")
with checks.points(2, "三层的网络，四个样本，对 autograd"):
    arguments = drawn_net(7, [3, 5, 4, 2], 4)
    parts, fault = parts_of(arguments)
    assert not fault, fault
    names = [f"第 {h} 层的 {what}" for h in (1, 2, 3) for what in ("dW", "db")]
    for name, got, right in zip(names[::-1], parts[::-1], by_autograd(*arguments)[::-1]):
        checks.close(got, right, tol=1e-12, call=f"mlp_backward(3-5-4-2 的网络，四个样本) {name}", likely={
            "正负号反了": -right,
            "应对样本求和，不要平均": right / 4})
### BEGIN HIDDEN TESTS
with checks.points(1, "一层的网络，一个样本"):
    for sizes, n in (([3, 2], 6), ([4, 1], 1), ([1, 1], 2), ([3, 5, 2], 1)):
        arguments = drawn_net(checks.seed() + n, sizes, n)
        checks.close(flat(mlp_backward(*arguments)), by_autograd(*arguments), tol=1e-12,
                     say=f"{'-'.join(map(str, sizes))} 的网络，{n} 个样本：和 autograd 对不上")
with checks.points(2, "两层和三层，任意批量"):
    for sizes, n in (([2, 7, 3], 5), ([4, 6, 3, 3], 8)):
        arguments = drawn_net(checks.seed() + n, sizes, n)
        checks.close(flat(mlp_backward(*arguments)), by_autograd(*arguments), tol=1e-12,
                     say=f"{'-'.join(map(str, sizes))} 的网络，{n} 个样本：和 autograd 对不上")
with checks.points(1, "四层和五层，任意批量"):
    for sizes, n in (([3, 2, 4, 2, 5], 3), ([5, 4, 3, 4, 6, 2], 16)):
        arguments = drawn_net(checks.seed() + n, sizes, n)
        checks.close(flat(mlp_backward(*arguments)), by_autograd(*arguments), tol=1e-12,
                     say=f"{'-'.join(map(str, sizes))} 的网络，{n} 个样本：和 autograd 对不上")
with checks.points(1, "整数的 X 和 T"):
    Ws, bs, _, _ = drawn_net(checks.seed(), [2, 3, 1], 4)
    X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    checks.close(flat(mlp_backward(Ws, bs, X, T)), by_autograd(Ws, bs, X, T), tol=1e-12, say="异或的四个样本，X、T 是整数")
with checks.points(1, "传进来的没有改动"):
    Ws, bs, X, T = drawn_net(checks.seed() + 1, [3, 4, 2], 5)
    kept = [part.copy() for part in (*Ws, *bs, X, T)]
    parts = flat(mlp_backward(checks.inout(Ws), checks.inout(bs), checks.inout(X), checks.inout(T)))
    checks.close(parts, by_autograd([kept[0], kept[1]], [kept[2], kept[3]], kept[4], kept[5]), tol=1e-12,
                 say="3-4-2 的网络，5 个样本：和 autograd 对不上")
    checks.equal([len(Ws), len(bs)], [2, 2], say="mlp_backward 改动了传进来的列表")
    for part, before in zip((*Ws, *bs, X, T), kept):
        checks.equal(part, before, say="mlp_backward 改动了传进来的数组")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `Value`（18 分，40 分钟）
#
# 前面的网络，每一层的 $\delta$ 都是人推出来的。
# 换一个网络，又要重推。
# 7.8 节造了一个**会记账的数**：每算一步，就记下“我是由谁算出来的，他变一点，我变多少倍”；往回走时，照账本结算。
# 这一题把它造全：多几种运算，另一边可以是普通的数，图再深也不怕。
#
# 一个 `Value` 有四样东西：
#
# | 属性 | 是什么 |
# |---|---|
# | `data` | 值，一个小数 |
# | `parents` | 账本：列表，一项一对 `(父节点, 局部导数)`，父节点就是“从谁算来”；自己造的变量没有父节点，是空的 |
# | `op` | 记号：加法是 `"+"`，乘法是 `"*"`，别的随你写，不查 |
# | `grad` | 最后的输出对它的导数，开始是 0 |
#
# **例子**：$a=2$，$b=1$，$e=(a+b)\cdot2b$。
#
# | 节点 | `data` | `parents` |
# |---|---|---|
# | $c=a+b$ | 3 | $(a,1)$、$(b,1)$ |
# | $d=2b$ | 2 | $(b,2)$ |
# | $e=c\,d$ | 6 | $(c,2)$、$(d,3)$：$\frac{\partial e}{\partial c}=d=2$，$\frac{\partial e}{\partial d}=c=3$ |

# %%
draw_value_graph()

# %% [markdown]
# 补完六个没有写的方法；`__init__` 也可以添东西（提示 3 要用）。
#
# **第一步：`+` 和 `*`。**
# 算出 `data`，写好 `parents` 和 `op`，造一个新的 `Value`。
# 另一边是普通的数时，它是常数：可以先包成 `Value`，也可以不记进 `parents`。
# 自己乘自己（`a * a`）也是两项，`(a, a.data)` 记两次。
#
# **第二步：`backward`。**
# 从 `e` 出发：`e.grad` 设成 1，然后每个节点对账本里的每一项做一件事：
#
# $$\text{父节点的 grad}\mathrel{+}=\text{局部导数}\times\text{自己的 grad}$$
#
# 用在例子上：$e$ 给 $c$ 记 $2\times1=2$，给 $d$ 记 $3\times1=3$；$c$ 给 $a$、$b$ 各记 $1\times2=2$；$d$ 给 $b$ 再记 $2\times3=6$。
# 于是 $a$ 是 2，$b$ 是 $2+6=8$。
#
# - 是 `+=`，不是 `=`：$b$ 被用了两次，两条路要相加；
# - **次序**：一个节点要等它的每一份责任都收齐了，才轮到它往前记，而且只轮到一次。
#   所以先把图里的节点排好队（**拓扑序**倒过来），再一个一个来；
# - 变量原来的 `grad` 不清零，新的加上去，和第 4 章的 autograd 一样；不在图上的节点不动。
#   同一张图只叫一次 `backward`，几张图可以共用变量；
# - 图可以很深：五千个节点连成一串也要算得出。
#   7.8.3 节的 `visit` 自己调用自己，Python 一般只许一千层，太深就出 `RecursionError`。
#   只有这一小项（1 分）难在这里：先用熟悉的办法写对，再来想它。
#   自己试：`tower(Value(1.0), 5000).backward()`，五千个节点一串，`tower` 在开头的单元里；
# - 每个节点只往前记一次账。一条路一条路地走也算得对，路却多得走不完：
#   `tower(Value(1.0), 60, 2).backward()` 只有六十一个节点，路有 $2^{60}$ 条，要一眨眼就算完。
#
# **第三步：乘方、ReLU、tanh。**
# 都只有一个父节点：
#
# | 运算 | `data` | 局部导数 |
# |---|---|---|
# | `x ** k`，`k` 是普通的数，不会是 0 | $x^k$ | $k\,x^{k-1}$ |
# | `x.relu()` | $\max(0,x)$ | $x>0$ 时 1，否则 0（恰好是 0 时也取 0） |
# | `x.tanh()` | $y=\tanh x$，用 `math.tanh`：$x$ 是几百也要算得出 | $1-y^2$ |
#
# 减法、除法、负号和数写在左边的情形，已经用它们写好了。
# 运算不许改动参加运算的节点：`grad` 只有 `backward` 能改。
#
# **小项**：`+` 和 `*` 的账 2，例子的 `backward` 2，绕一圈再汇合 2，乘方、ReLU、tanh 2，右边是数 1；
# 整个式子对 autograd（同一个节点用好几次）2，左边是数、减法、负号 1，两张图共用变量 1，一个网络 1，五千个节点 1，每个节点一次 1；
# 边界和除法 2：ReLU 在 0 处，0 的平方，底数是负的，$k$ 是负数或小数，很大的 $x$ 的 tanh。
#
# <details><summary>提示 1：第一步怎么写</summary>
#
# `return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")`。
# 乘法照样写，只是局部导数换一换：对自己的导数是**另一个**的值。
# </details>
#
# <details><summary>提示 2：怎么排队（熟悉的办法）</summary>
#
# 7.8.3 节的办法：写一个里面的函数 `visit(node)`，没来过的才看；先看它的每个父节点，再把它自己添到 `order` 的末尾。
# 于是父节点总在前面，`reversed(order)` 就是要的次序。
# “来过没有”用一个集合 `seen` 记。
# </details>
#
# <details><summary>提示 3：不递归怎么排队</summary>
#
# 一个节点总是在它的父节点**之后**造出来的。
# 所以先用一个列表当栈，`pop` 一个、把它没来过的父节点放进去，找齐图里所有的节点；再按造出来的先后，**倒着**排。
# 先后怎么知道？在 `__init__` 里领一个号：类里放一个 `count = 0`，每造一个加一。
# （不领号也行：先数清每个节点被用了几次，记完一次减一，减到 0 就轮到它。）
# </details>
#
# <details><summary>提示 4：还差一点</summary>
#
# ReLU 的局部导数写 `float(self.data > 0)`。
# 另一边是数：`other = other if isinstance(other, Value) else Value(other)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "Value", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        ### BEGIN SOLUTION
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")
        ### END SOLUTION

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        ### BEGIN SOLUTION
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")
        ### END SOLUTION

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        ### BEGIN SOLUTION
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)
        ### END SOLUTION

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        ### BEGIN SOLUTION
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")
        ### END SOLUTION

    def relu(self):
        """Return the larger of self and 0."""
        ### BEGIN SOLUTION
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")
        ### END SOLUTION

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        ### BEGIN SOLUTION
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")
        ### END SOLUTION

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% nbgrader={"grade": true, "grade_id": "test_Value", "locked": true, "points": 18, "schema_version": 3, "solution": false, "task": false}
checks.avoids("Value", ["torch", "autograd", "jax", "sympy", "micrograd", "numeric_grad"])


def ledger(node):
    """Return the data of the parents of a node, each with the derivative by it, sorted."""
    return sorted([parent.data, float(slope)] for parent, slope in node.parents)


with checks.points(2, "第一步：+ 和 * 的账"):
    a, b = Value(2.0), Value(5.0)
    c, d = a + b, a * b
    checks.close([c.data, d.data], [7.0, 10.0], call="a = Value(2)，b = Value(5)；[a + b, a * b] 的 data")
    checks.equal([c.op, d.op], ["+", "*"], call='a + b 和 a * b 的 op，应为 ["+", "*"]', likely={
        "空的：造 Value 的时候，第三样 op 没有写": lambda got: "" in got})
    checks.close(ledger(c), [[2.0, 1.0], [5.0, 1.0]], call="a + b 的账本，一项是 [父节点的值, 局部导数]，从小到大排好")
    checks.close(ledger(d), [[2.0, 5.0], [5.0, 2.0]], call="a * b 的账本，一项是 [父节点的值, 局部导数]，从小到大排好，应为 [[2, 5], [5, 2]]", likely={
        "对 a 的导数是 b 的值，对 b 的导数是 a 的值：写反了": [[2.0, 2.0], [5.0, 5.0]],
        "这是加法的局部导数": [[2.0, 1.0], [5.0, 1.0]]})
    checks.close([a.data, b.data, a.grad, b.grad, c.grad], [2.0, 5.0, 0, 0, 0], call="算完以后，a、b 的 data，a、b、a + b 的 grad")
with checks.points(2, "第二步：例子的 backward"):
    a, b = Value(2.0), Value(1.0)
    c = Value(3.0, [(a, 1.0), (b, 1.0)], "+")
    d = Value(2.0, [(b, 2.0)], "*")
    e = Value(6.0, [(c, 2.0), (d, 3.0)], "*")
    e.backward()
    checks.close([e.grad, d.grad, c.grad, b.grad, a.grad], [1.0, 3.0, 2.0, 8.0, 2.0],
                 call="照例子的表造好五个节点，e.backward() 之后 e、d、c、b、a 的 grad", likely={
        "b 被用了两次，要 +=": lambda got: got[4] == 2.0 and got[3] in (2.0, 6.0),
        "只走到了 e 的父节点，要一直走到变量；或者次序没有倒过来（reversed）": [1.0, 3.0, 2.0, 0.0, 0.0],
        "漏了 e.grad = 1：从 0 出发，乘什么都是 0": [0.0] * 5,
        "漏了乘自己的 grad": [1.0, 3.0, 2.0, 3.0, 1.0],
        "每个节点的 grad 又被设成了 1：只有 e 的是 1，backward 里不要再叫父节点的 backward": lambda got: got[1] == got[2] == 1.0,
        "次序不对：还没有人给它记账，就往前记了": lambda got: got[4] != 2.0})
with checks.points(2, "第二步：绕一圈再汇合"):
    a = Value(3.0)
    c = Value(6.0, [(a, 2.0)])
    e = Value(36.0, [(c, 6.0), (c, 6.0)], "*")
    e.backward()
    checks.close([c.grad, a.grad], [12.0, 24.0], call="c = 2a，e = c·c，a = 3；e.backward() 之后 c、a 的 grad", likely={
        "c 有两份责任，要相加": [6.0, 12.0],
        "c 往前记了两次账：等两份都到齐了，只记一次": [12.0, 36.0],
        "c 往前记了两次账，每次都是全部": [12.0, 48.0]})
    for name in ("c·d", "d·c"):
        a = Value(3.0)
        c = Value(6.0, [(a, 2.0)])
        d = Value(7.0, [(c, 1.0)], "+")
        e = Value(42.0, [(c, 7.0), (d, 6.0)] if name == "c·d" else [(d, 6.0), (c, 7.0)], "*")
        e.backward()
        call = f"c = 2a，d = c + 1，e = {name}，a = 3；e.backward() 之后 d、c、a 的 grad"
        checks.close([d.grad, c.grad, a.grad], [6.0, 13.0, 26.0], call=call, likely={
            "c 要等 e 和 d 都给它记完账，才往前记，只记一次": lambda got: got[1] == 13.0 and got[2] != 26.0,
            "c 有两份责任，要 +=": lambda got: got[1] in (6.0, 7.0)})
with checks.points(2, "第三步：乘方、ReLU、tanh"):
    x = Value(3.0)
    p = x**2
    checks.close([p.data, *ledger(p)[0]], [9.0, 3.0, 6.0], call="x = Value(3)；x ** 2 的 [值, 父节点的值, 局部导数]", likely={
        "漏了 k": [9.0, 3.0, 3.0],
        "指数没有减 1": [9.0, 3.0, 18.0]})
    r, n = x.relu(), Value(-4.0).relu()
    checks.close([r.data, *ledger(r)[0]], [3.0, 3.0, 1.0], call="Value(3).relu() 的 [值, 父节点的值, 局部导数]", likely={
        "局部导数是 1，不是值": [3.0, 3.0, 3.0]})
    checks.close([n.data, *ledger(n)[0]], [0.0, -4.0, 0.0], call="Value(-4).relu() 的 [值, 父节点的值, 局部导数]", likely={
        "负数的 ReLU 是 0": [-4.0, -4.0, 0.0],
        "负的一侧局部导数是 0": [0.0, -4.0, 1.0]})
    t = Value(0.5).tanh()
    checks.close([t.data, *ledger(t)[0]], [0.4621171573, 0.5, 0.7864477330], call="Value(0.5).tanh() 的 [值, 父节点的值, 局部导数]", likely={
        "1 - y² 的 y 是 tanh 的值，不是 x": [0.4621171573, 0.5, 0.75],
        "这是 σ 的 y(1-y)，tanh 的是 1 - y²": [0.4621171573, 0.5, 0.2485648917]})
with checks.points(1, "右边是普通的数"):
    v = Value(4.0)
    try:
        s, p = v + 5, v * 3
    except AttributeError as error:
        raise AssertionError(f"v + 5 或者 v * 3 出错：{error}\n可能错在：普通的数没有 data，不是 Value 就先换成 Value(other)") from None
    checks.close([s.data, p.data], [9.0, 12.0], call="v = Value(4)；v + 5 和 v * 3 的 data")
    slopes = [[slope for parent, slope in node.parents if parent.data == 4.0] for node in (s, p)]
    checks.close(slopes, [[1.0], [3.0]], call="v = Value(4)；v + 5 和 v * 3 的账本里，对 v 的局部导数")
### BEGIN HIDDEN TESTS
with checks.points(2, "整个式子，与 autograd 一致"):
    rng = np.random.default_rng(checks.seed())
    for _ in range(2):
        x, y, z = (float(v) for v in rng.uniform(0.5, 2, 3))
        a, b, c = Value(x), Value(y), Value(z)
        f = checks.remote(tangled)(a, b, c)
        f.backward()
        leaves = torch.tensor([x, y, z], dtype=torch.float64, requires_grad=True)
        tf = tangled(*leaves)
        tf.backward()
        checks.close(f.data, tf.item(), tol=1e-10, say="d = ab + c，e = d·d + a·d，f = e·d + a + c·e：f 的值不对")
        checks.close([a.grad, b.grad, c.grad], leaves.grad.tolist(), tol=1e-9,
                     say="d = ab + c，e = d·d + a·d，f = e·d + a + c·e：a、b、c 的 grad 不对")
with checks.points(1, "左边是普通的数，减法和负号"):
    vs, seven = [Value(4.0) for _ in range(8)], Value(7.0)
    for v, out, wanted in ((vs[0], vs[0] + 5, [9.0, 1.0]), (vs[1], 5 + vs[1], [9.0, 1.0]), (vs[2], vs[2] * 3, [12.0, 3.0]),
                           (vs[3], 0.5 * vs[3], [2.0, 0.5]), (vs[4], 1 - vs[4], [-3.0, -1.0]), (vs[5], -vs[5], [-4.0, -1.0]),
                           (vs[6], vs[6] - 1, [3.0, 1.0]), (vs[7], seven - vs[7], [3.0, -1.0])):
        out.backward()
        checks.close([out.data, v.grad], wanted, say="v 和普通的数：v + 5、5 + v、v * 3、0.5 * v、1 - v、-v、v - 1，和减去另一个 Value")
with checks.points(2, "边界上的局部导数，和除法"):
    for k, wanted in ((3, [-8.0, 12.0]), (-1, [-0.5, -0.25]), (1, [-2.0, 1.0])):
        out = Value(-2.0) ** k
        checks.close([out.data, ledger(out)[0][1]], wanted, say="负的底数，k 是 3、-1、1")
    out = Value(0.0) ** 2
    checks.close([out.data, ledger(out)[0][1]], [0.0, 0.0], say="0 的平方")
    out = Value(4.0) ** 0.5
    checks.close([out.data, ledger(out)[0][1]], [2.0, 0.25], say="k 是 0.5，就是开方")
    v = Value(4.0)
    out = Value(6.0) / v / 3
    out.backward()
    checks.close([out.data, v.grad], [0.5, -0.125], say="除法靠你的乘法和乘方：6 / v / 3，v 是 4")
    v = Value(4.0)
    out = 6.0 / v
    out.backward()
    checks.close([out.data, v.grad], [1.5, -0.375], say="数除以 Value：6.0 / v，v 是 4")
    for x, wanted in ((0.0, [0.0, 0.0]), (0.2, [0.2, 1.0]), (-0.2, [0.0, 0.0]), (7.0, [7.0, 1.0])):
        out = Value(x).relu()
        checks.close([out.data, ledger(out)[0][1]], wanted, say="ReLU：在 0 处局部导数取 0，正的一侧总是 1")
    for x in (-1.5, 0.0, 2.0, 400.0):
        out = Value(x).tanh()
        y = float(np.tanh(x))
        checks.close([out.data, ledger(out)[0][1]], [y, 1 - y * y], say="tanh：负数、0、很大的数")
with checks.points(1, "两张图共用变量，不在图上的不动"):
    a, b, far = Value(2.0), Value(3.0), Value(1.0)
    e = Value(6.0, [(a, 3.0), (b, 2.0)], "*")
    f = Value(10.0, [(a, 5.0)], "*")
    e.backward()
    checks.close([a.grad, b.grad, far.grad, f.grad], [3.0, 2.0, 0.0, 0.0], say="e = ab，f = 5a；e.backward() 只动 e 图上的")
    f.backward()
    checks.close([a.grad, b.grad, far.grad], [8.0, 2.0, 0.0], say="e = ab，f = 5a，先后各 backward 一次：a 的 grad 要加起来")
    lonely = Value(7.0)
    lonely.backward()
    checks.close([lonely.grad, lonely.data], [1.0, 7.0], say="没有父节点的变量自己 backward：grad 是 1")
with checks.points(1, "一个 2-2-1 的网络，与 autograd 一致"):
    rng = np.random.default_rng(checks.seed() + 1)
    numbers = [float(v) for v in rng.normal(size=9)]
    w = [Value(v) for v in numbers]
    x, target = (0.8, -1.3), 0.4
    E = checks.remote(small_error)(Value, w, x, target)
    E.backward()
    v = torch.tensor(numbers, dtype=torch.float64, requires_grad=True)
    t1, t2 = x[0] * v[0] + x[1] * v[1] + v[2], x[0] * v[3] + x[1] * v[4] + v[5]
    error = (v[6] * torch.tanh(t1) + v[7] * torch.relu(t2) + v[8] - target) ** 2
    error.backward()
    checks.close(E.data, error.item(), tol=1e-9, say="2-2-1 的网络：E 的值不对")
    checks.close([part.grad for part in w], v.grad.tolist(), tol=1e-9, say="2-2-1 的网络：九个参数的 grad 和 autograd 对不上")
with checks.points(1, "五千个节点连成一串"):
    a = Value(1.5)
    top = checks.remote(tower)(a, 5000)
    top.backward()
    checks.close([top.grad, a.grad], [1.0, 1.0], say="五千个节点连成一串：不要用递归")
with checks.points(1, "每个节点只往前记一次账"):
    a = Value(1.0)
    top = checks.remote(tower)(a, 40, 2)
    top.backward()
    checks.close([top.data, a.grad], [2.0**40, 2.0**40], say="v = v + v 连做 40 次：每个节点只往前记一次，不然要记 2 的 40 次方次")
### END HIDDEN TESTS

# %% [markdown]
# ## 对一对账
#
# 零件齐了。
# 下面两个单元只调用你写的东西：第一个要等第 2、3、6 题，第二个要等第 3、5 题，没写完就先跳过。
#
# 第一个：同一个 $e=(a+b)\cdot2b$，尺子、前向、反向各算一次。
# 尺子算了四次函数，前向走了两遍，反向只走一遍。

# %%
def e_of(a, b):
    return (a + b) * (2 * b)


print("尺子：", numeric_grad(lambda w: e_of(w[0], w[1]), np.array([2.0, 1.0]), 1e-4).round(6))
print("前向：", [e_of(Dual(2.0, s), Dual(1.0, 1.0 - s)).slope for s in (1.0, 0.0)])
a, b = Value(2.0), Value(1.0)
e_of(a, b).backward()
print("反向：", [a.grad, b.grad])

# %% [markdown]
# 第二个：用你的 `mlp_backward` 训练异或，一个 2-3-1 的网络，就是第 5 章的双控灯：两个开关不一样，灯就亮。
# 训练之前先拿尺子查一遍第一层的梯度。
# 梯度下降是“权重减 $\eta$ 乘梯度”，`mlp_backward` 返回的正是梯度。

# %%
def output(Ws, bs, X):
    for W, b in zip(Ws, bs):
        X = 1 / (1 + np.exp(-(X @ W + b)))
    return X


X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
rng = np.random.default_rng(1)
Ws, bs = [rng.normal(size=(2, 3)), rng.normal(size=(3, 1))], [np.zeros(3), np.zeros(1)]
ruler = numeric_grad(lambda W: ((T - output([W, Ws[1]], bs, X)) ** 2).sum() / 2, Ws[0], 1e-5)
print(f"和尺子最多差 {abs(mlp_backward(Ws, bs, X, T)[0][0] - ruler).max():.0e}")

errors = []
for _ in range(2000):
    errors.append(((T - output(Ws, bs, X)) ** 2).sum() / 2)
    grads = mlp_backward(Ws, bs, X, T)
    Ws = [W - 2.0 * dW for W, (dW, _) in zip(Ws, grads)]
    bs = [b - 2.0 * db for b, (_, db) in zip(bs, grads)]
print("四行的输出：", output(Ws, bs, X).ravel().round(3))
draw_errors(errors)

# %% [markdown]
# ## 挑战（不计分）
#
# **只差一对括号。** 旧讲义里把权重的改变写成 $\eta\,(Y^1)^{\mathsf T}(Y^*-Y^2)\circ f'$，没有括号，从左往右算。
# 用第 4 题的例子（一个样本）试：它居然算得出，结果也对。
# 换成五个样本呢？
# 先想形状，再运行。
#
# <details><summary>答案</summary>
#
# 五个样本、3-4-2 的网络：$(Y^1)^{\mathsf T}(Y^*-Y^2)$ 是 $(4,2)$，$f'$ 是 $(5,2)$，乘不起来。
# 一个样本时 $f'$ 是 $(1,2)$，广播成每行一样，碰巧和先乘 $f'$ 的结果相等。
# 逐元素的乘法要先做：$(Y^1)^{\mathsf T}[(Y^*-Y^2)\circ f']$。
# </details>
#
# **一个节点，一行导数。** 给你的 `Value` 添 `exp` 和 `log` 两个方法，不动 `backward`。
# 用它们写出三个打分 $(2,1,0.1)$ 的 softmax 和交叉熵，真实类别是第 0 类，再 `backward`。
# 三个打分的 `grad` 应该是什么？
#
# <details><summary>答案</summary>
#
# `exp`：值 $y=e^x$，局部导数就是 $y$；`log`：值 $\ln x$，局部导数 $1/x$。
# 损失写成 `log(exp(z0) + exp(z1) + exp(z2)) - z0`。
# 三个 `grad` 是 $p-y=(-0.3410,\,0.2424,\,0.0986)$，和第 6 章的一样：谁也没有告诉你的 `Value` softmax 怎么求导。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex07_backprop.ipynb`。
