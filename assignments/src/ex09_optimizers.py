# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex09_optimizers//ipynb,src//py:percent
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
# # 练习九 优化器与学习率：九个人下山
#
# 一条峡谷，又窄又长：横着走陡，顺着走缓。
# 九个人从同一个地方出发，要到谷底去。
# 每个人都只摸得到脚下的坡，坡就是梯度；不同的是，谁记得刚才怎么走的，记住了什么。
#
# `torch.optim` 里的优化器，拆开看都只有两三行。
# 这一次你把九个都写出来，再写四样调学习率的办法；隐藏的检查拿你的和 `torch.optim` 并排走五十步，对到小数点后十二位（照式子写就够，次序不同只差 $10^{-16}$）。
#
# **做完之后，你能够**
#
# - 从式子写出 SGD、Momentum、NAG、Adagrad、RMSProp、Adadelta、Adam、AdamW，说得出每个记住了什么；
# - 解释 Adam 为什么要修正偏差，为什么陡的、缓的方向走得一样远；
# - 说清把 L2 交给 Adam 和 AdamW 差在哪里；
# - 让学习率一级一级降、按余弦降、先升后降、没有进步就降。
#
# | 题 | 写什么 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `sgd` 一步一步往下走 | 3 | 6 |
# | 2 | `momentum` 带着惯性 | 5 | 14 |
# | 3 | `nag` 往前看一步 | 4 | 7 |
# | 4 | `adagrad` 走过的坡都记着 | 4 | 9 |
# | 5 | `rmsprop` 只记最近的坡 | 4 | 5 |
# | 6 | `adadelta` 步子自己定 | 6 | 12 |
# | 7 | `adam` 惯性加自适应 | 8 | 17 |
# | 8 | `adam_l2` 把 L2 交给 Adam | 4 | 8 |
# | 9 | `adamw` 衰减另走一路 | 3 | 5 |
# | 10 | `step_lr` 一级一级降 | 3 | 4 |
# | 11 | `cosine_lr` 按余弦降 | 4 | 7 |
# | 12 | `warmup_cosine` 先热身 | 5 | 9 |
# | 13 | `Plateau` 没有进步就降 | 7 | 20 |
#
# 一共 60 分；连读带跑，两个多小时。
# 需要：第 9 章，和第 1 章的梯度下降。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；卡住了可以先做后面的，第 10 到 13 题和前面的无关。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 看得见的检查一共只占 25 分，全通过不等于写完了。
# 另外 35 分看隐藏的检查：用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，写在题目后面，对一项得一项；没有写“隐藏”的小项，运行检查单元就看得到。
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
#
# 十三题都自己写，不许用 `torch`；检查单元会读你的代码，用了，这一题不给分。
#
# **前九题的约定：走一步，记一笔**
#
# 每个优化器都是一个函数，走**一步**：
#
# ```python
# w, state = momentum(w, g, {}, lr=0.05)     # 第一步
# w, state = momentum(w, g, state, lr=0.05)  # 第二步：w、state 是上一步的，g 是新的 w 处的梯度
# ```
#
# - `w` 是参数，`g` 是 `w` 处的梯度：两个形状一样的 numpy 数组，形状随意，里面可以是整数；
# - `lr` 是学习率 $\eta$，一个小数；
# - `state` 是字典，记着下一步要用的东西。第一步来的是空字典 `{}`，里面该有的数组都从 0 算起；以后来的，是你上一步返回的那个；
# - 返回两样：新的 `w`，新的 `state`。`state` 的键每题写明，不多也不少；
# - 传进来的 `w`、`g`、`state` 都**不许改动**，也不要用全局变量：同一个函数要能同时带好几个人走；
# - 平方、开方、乘除都是**逐元素**的：每个参数各管各的；开方用 `np.sqrt`，`math.sqrt` 只吃一个数；
# - $\eta$ 之外的超参数有默认值，和 PyTorch 的一样；检查也会给别的值，不要写死。
#
# 检查单元说话时，把数组简写成方括号，例如 `sgd([1, 1], [1, 10], {}, 0.1)`；自己试的时候要写 `np.array([1.0, 1.0])`，列表不能直接乘小数。
#
# **例题**：峡谷是 $J(w)=\frac12(w_1^2+10w_2^2)$，谷底在 $(0,0)$，梯度是 $(w_1,\,10w_2)$。
# 九个人都从 $(1,1)$ 出发，那里的梯度是 $(1,10)$：第二个方向陡十倍。
#
# 先运行下面的单元，它是工具，不用读懂。
# 里面的 `walk` 带着你的函数走许多步，`torch_walk` 带着 PyTorch 的走。
# 写完一个优化器，可以新建一个单元，自己和 PyTorch 比一比；超参数给得怪些，写死的、放错地方的就都露出来了：
#
# ```python
# mine = walk(rmsprop, slope, 50, START, lr=0.02, alpha=0.9, eps=0.3)[0]
# theirs = torch_walk(torch.optim.RMSprop, slope, 50, START, lr=0.02, alpha=0.9, eps=0.3)
# np.abs(np.array(mine) - np.array(theirs)).max()  # 应小于 1e-12
# ```
#
# PyTorch 的名字：`SGD`（`momentum=`，NAG 再加 `nesterov=True`）、`Adagrad`、`RMSprop`、`Adadelta`、`Adam`、`AdamW`；Adam 的两个 β 写成 `betas=(0.9, 0.999)`，$\lambda$ 写成 `weight_decay=`。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import ast
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting

plotting.setup()
BLUE = plotting.PALETTE[0]
FORBIDDEN = ["torch", "optim", "torch_walk", "torch_schedule"]
START = np.array([1.0, 1.0])


def canyon(x, y):
    """Return the height of the canyon."""
    return (x**2 + 10 * y**2) / 2


def slope(w, t):
    """Return the gradient of the canyon at w; it is the same at any time t."""
    return np.array([1.0, 10.0]) * w


def walk(step, slope, steps, start, **hp):
    """Walk with an optimizer; return all places, and its state at the end."""
    w, state = start, {}
    path = [w]
    for t in range(steps):
        w, state = two(step(np.array(w), slope(w, t), state, **hp), "走许多步，其中的一步")
        path.append(w)
    return path, state


def torch_walk(kind, slope, steps, start, **hp):
    """Walk with an optimizer of PyTorch's; return all places."""
    w = torch.tensor(start)
    optimizer = kind([w], **hp)
    path = [w.numpy().copy()]
    for t in range(steps):
        w.grad = torch.tensor(slope(w.numpy(), t))
        optimizer.step()
        path.append(w.numpy().copy())
    return path


def torch_schedule(kind, epochs, base, **hp):
    """Return the learning rates that a schedule of PyTorch's gives before each epoch, and after the last."""
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=base)
    schedule = kind(optimizer, **hp)
    rates = [base]
    for _ in range(epochs):
        optimizer.step()
        schedule.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def two(reply, call):
    """Take apart what an optimizer returned."""
    assert isinstance(reply, tuple) and len(reply) == 2, f"{call}\n要返回两样，先 w 后 state：return 新的 w, 新的 state"
    return reply


def own_work(name):
    """Check that a function does without PyTorch; what it calls answers for itself."""
    words = {getattr(node, "id", getattr(node, "attr", "")) for node in ast.walk(ast.parse(checks.source(name)))}
    assert words.isdisjoint(FORBIDDEN), f"{name} 要自己写，不许用 torch"


def draw_canyon(steps, walks):
    """Draw how optimizers of PyTorch's walk down the canyon."""
    paths = {name: torch_walk(kind, slope, steps, START, **hp) for name, (kind, hp) in walks.items()}
    ax = plotting.optimiser_paths(canyon, paths, xlim=(-0.5, 1.2), ylim=(-1.1, 1.2), minimum=(0, 0))
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    plotting.show(ax, alt=plotting.alt_text(ax))


def draw_lines(lines, xlabel, ylabel, alt, first=0, dots=False):
    """Draw a few lines, or rows of dots, over the steps from `first` on."""
    ax = plt.figure(figsize=(5.5, 2.8)).gca()
    for (name, values), style in zip(lines.items(), ("o", "s") if dots else ("-", "--")):
        ax.plot(range(first, first + len(values)), values, style, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel, ylim=(0, None))
    ax.xaxis.get_major_locator().set_params(integer=True)
    if len(lines) > 1:
        ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt=alt)

# %% [markdown]
# ## 第 1 题 `sgd`（3 分，6 分钟）
#
# **随机梯度下降**（stochastic gradient descent，SGD）的一步：新的 = 旧的 − 学习率 × 梯度。
#
# $$w\leftarrow w-\eta\,g$$
#
# 它和第 1 章的梯度下降只差在 $g$ 从哪里来：全部样本、一小批、一个样本都可以，函数不必知道。
#
# **例子**：$\eta=0.1$，从 $(1,1)$ 出发。
#
# | 步 | 梯度 $(w_1,10w_2)$ | 新的 $w$ |
# |---|---|---|
# | 1 | $(1,10)$ | $(1-0.1,\;1-1)=(0.9,0)$ |
# | 2 | $(0.9,0)$ | $(0.81,0)$ |
# | 3 | $(0.81,0)$ | $(0.729,0)$ |
#
# 0.1 正好把陡的方向一步走到底。
# 学习率要迁就最陡的方向：0.19 就在两壁之间来回弹，超过 0.2 就弹出去了。

# %%
draw_canyon(12, {"学习率 0.1": (torch.optim.SGD, {"lr": 0.1}), "学习率 0.19": (torch.optim.SGD, {"lr": 0.19})})

# %% [markdown]
# 写 `sgd(w, g, state, lr)`，返回 `(w, state)`。
# 它什么也不用记：`state` 来时是空字典，回去也是空字典。
#
# **小项**：例子，传进来的 `w` 不变（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 照式子写，一行。
# 返回两样东西，中间用逗号：`return 新的w, state`。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `w - lr * g` 造出一个新数组；`w -= lr * g` 改的是别人的 `w`，而且 `w` 是整数的时候会出错。
# </details>

# %% nbgrader={"grade": false, "grade_id": "sgd", "locked": false, "schema_version": 3, "solution": true, "task": false}
def sgd(w, g, state, lr):
    """Take one step of gradient descent from w, where the gradient is g; return (w, state)."""
    ### BEGIN SOLUTION
    return w - lr * g, state
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_sgd", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.avoids("sgd", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "sgd([1, 1], [1, 10], {}, 0.1)"
    given = np.array([1.0, 1.0])
    w, state = two(sgd(checks.inout(given), np.array([1.0, 10.0]), {}, 0.1), call)
    checks.close(w, np.array([0.9, 0.0]), call=f"{call} 的 w", likely={
        "走反了：往下走要减": np.array([1.1, 2.0]),
        "漏了学习率": np.array([0.0, -9.0]),
        "只看了梯度的正负": np.array([0.9, 0.9]),
        "返回的是走了多远，应返回走到哪里": np.array([-0.1, -1.0]),
        "学习率乘到了 w 上": np.array([-0.9, -9.9]),
        "w 没有动": np.array([1.0, 1.0])})
    checks.equal(state, {}, call=f"{call} 的 state：它什么也不用记")
    checks.close(given, np.array([1.0, 1.0]), call=f"{call} 之后，传进来的那个 w", likely={
        "改动了传进来的 w：w -= … 改的是别人的数组，要写 w - …": lambda got: got[0] != 1.0})
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.SGD 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(sgd, lambda w, t: grads[t], 50, start, lr=0.03)
    checks.close(path, torch_walk(torch.optim.SGD, lambda w, t: grads[t], 50, start, lr=0.03), tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，走五十步：和 torch.optim.SGD 走的不同")
    checks.equal(state, {}, say="state 应是空字典")
with checks.points(1, "梯度是 0，整数，传进来的不变"):
    w, g = np.array([2, -1, 5]), np.array([0, 3, -4])
    new, state = two(sgd(checks.inout(w), checks.inout(g), {}, 0.5), "sgd")
    checks.close(new, np.array([2.0, -2.5, 7.0]), say="整数的 w 和 g，有一个梯度是 0，lr = 0.5：w 不对")
    checks.equal(state, {}, say="state 应是空字典")
    checks.equal([w.tolist(), g.tolist()], [[2, -1, 5], [0, 3, -4]], say="sgd 改动了传进来的 w 或 g")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `momentum`（5 分，14 分钟）
#
# 球往下滚，不会一下停住：**动量法**（Momentum）让它带着惯性。
# $v$ 是速度，每一步先打个折，再加上眼前的坡；走的是速度，不是坡。
#
# $$v\leftarrow\mu v+g,\qquad w\leftarrow w-\eta v$$
#
# $\mu$（读作“谬”）叫动量系数，通常 0.9（这里它不是平均数）。
# 一直朝一个方向的坡越攒越大，来回摆的坡互相抵消。
#
# 另一种常见的写法是 $v\leftarrow\beta v+(1-\beta)g$，走 $\alpha v$；取 $\eta=\alpha(1-\beta)$，两种走得一模一样。
# 这里用前一种，PyTorch 也是。
#
# **例子**：$\eta=0.05$，$\mu=0.9$。
#
# | 步 | 梯度 | $v$ | 新的 $w$ |
# |---|---|---|---|
# | 1 | $(1,10)$ | $(0,0)\times0.9+(1,10)=(1,10)$ | $(0.95,0.5)$ |
# | 2 | $(0.95,5)$ | $(0.9,9)+(0.95,5)=(1.85,14)$ | $(0.8575,-0.2)$ |
# | 3 | $(0.8575,-2)$ | $(2.5225,10.6)$ | $(0.731375,-0.73)$ |
#
# 第 3 步时坡已经反过来了，它还在往前冲：惯性快，也会冲过头。

# %%
draw_canyon(30, {"SGD": (torch.optim.SGD, {"lr": 0.05}), "Momentum": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9})})

# %% [markdown]
# 三十步看下来，惯性没有占到便宜：这条峡谷不够窄；越窄越长，惯性越值。
#
# 写 `momentum(w, g, state, lr, mu=0.9)`，返回 `(w, state)`；`state` 的键是 `"v"`。
#
# 第一步 `state` 是 `{}`，里面没有 `"v"`，当作 0。
# 检查单元把第二步单独拿出来问：`state` 里给的就是表里第 1 步的 $v$。
#
# **小项**：第一步（1 分）；第二步，`state` 不变，别的 $\mu$（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0 也往前滚（1 分）；整数，`w` 和 `g` 不变（1 分）。
#
# <details><summary>提示 1：第一步没有 v</summary>
#
# `state["v"]` 在空字典上会出 `KeyError`。
# `state.get("v", 0.0)` 有就取，没有就给 0.0；0.0 和数组能直接运算。
# </details>
#
# <details><summary>提示 2：次序</summary>
#
# 先算新的 $v$，再用**新的** $v$ 走。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 返回一个新字典：`return 新的w, {"v": v}`。
# `state["v"] = v` 改的是别人的字典；`v *= mu` 改的是别人的数组。
# </details>

# %% nbgrader={"grade": false, "grade_id": "momentum", "locked": false, "schema_version": 3, "solution": true, "task": false}
def momentum(w, g, state, lr, mu=0.9):
    """Take one step with inertia from w, where the gradient is g; state remembers "v". Return (w, state)."""
    ### BEGIN SOLUTION
    v = mu * state.get("v", 0.0) + g
    return w - lr * v, {"v": v}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_momentum", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("momentum", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "momentum([1, 1], [1, 10], {}, 0.05)"
    w, state = two(momentum(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {}, 0.05), call)
    checks.close(w, np.array([0.95, 0.5]), call=f"{call} 的 w", likely={
        "这是另一种写法：这里加的是 g，不是 (1-μ)g": np.array([0.995, 0.95]),
        "走反了：往下走要减": np.array([1.05, 1.5]),
        "多看了一步，那是 NAG": np.array([0.905, 0.05]),
        "第一步 v 是 0，要先加上 g 再走": np.array([1.0, 1.0]),
        "打折的是旧的 v，不是 g": np.array([0.955, 0.55]),
        "漏了学习率": np.array([0.0, -9.0])})
    checks.close(state, {"v": np.array([1.0, 10.0])}, call=f"{call} 的 state", likely={
        "v 里不乘学习率，走的时候再乘": {"v": np.array([0.05, 0.5])},
        "v 是加上 g，不是减": {"v": np.array([-1.0, -10.0])},
        "要把 v 记进返回的 state": {}})
with checks.points(1, "第二步"):
    call = 'momentum([0.95, 0.5], [0.95, 5], {"v": [1, 10]}, 0.05, 0.9)'
    given = {"v": np.array([1.0, 10.0])}
    w, state = two(momentum(np.array([0.95, 0.5]), np.array([0.95, 5.0]), checks.inout(given), 0.05, 0.9), call)
    checks.close(w, np.array([0.8575, -0.2]), call=f"{call} 的 w", likely={
        "没有惯性：上一步的 v 要打折再加": np.array([0.9025, 0.25]),
        "走的是旧的 v，要先更新": np.array([0.9, 0.0]),
        "上一步的 v 没有打折": np.array([0.8525, -0.25]),
        "打折的是旧的 v，不是 g": np.array([0.85725, -0.225]),
        "这是另一种写法：这里加的是 g，不是 (1-μ)g": np.array([0.90025, 0.025]),
        "μ 用成了 1-μ": np.array([0.8975, 0.2])})
    checks.close(state, {"v": np.array([1.85, 14.0])}, call=f"{call} 的 state", likely={
        "返回的是旧的 state": {"v": np.array([1.0, 10.0])},
        "记下的是 g，要记 v": {"v": np.array([0.95, 5.0])}})
    checks.close(given, {"v": np.array([1.0, 10.0])}, call=f"{call} 之后，传进来的那个 state", likely={
        "改动了传进来的 state：要返回一个新的字典": lambda got: got["v"][0] != 1.0})
    call = 'momentum([1, 1], [1, 10], {"v": [2, -4]}, 0.1, 0.5)'
    w, state = two(momentum(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {"v": np.array([2.0, -4.0])}, 0.1, 0.5), call)
    checks.close(w, np.array([0.8, 0.2]), call=f"{call} 的 w", likely={
        "0.9 写死了，要用 mu": np.array([0.72, 0.36])})
    checks.close(state, {"v": np.array([2.0, 8.0])}, call=f"{call} 的 state")
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.SGD 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(momentum, lambda w, t: grads[t], 50, start, lr=0.03, mu=0.8)
    checks.close(path, torch_walk(torch.optim.SGD, lambda w, t: grads[t], 50, start, lr=0.03, momentum=0.8), tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，mu = 0.8，走五十步：和 PyTorch 走的不同")
    checks.close(state, walk(reference.momentum, lambda w, t: grads[t], 50, start, lr=0.03, mu=0.8)[1], tol=1e-12,
                 say="走五十步以后，state 不对")
with checks.points(1, "梯度是 0 也往前滚；从头再来"):
    w, state = two(momentum(np.array([1.0, 2.0]), np.zeros(2), {"v": np.array([4.0, -2.0])}, 0.1), "momentum")
    checks.close(w, np.array([0.64, 2.18]), say="梯度是 0，v 不是：靠惯性还要往前走")
    checks.close(state, {"v": np.array([3.6, -1.8])}, say="梯度是 0：v 打折")
    w, state = two(momentum(np.array([1.0, 2.0]), np.zeros(2), {}, 0.1), "momentum")
    checks.close(w, np.array([1.0, 2.0]), say="从头开始，梯度是 0：不动。是不是记住了上一次的 v？")
    checks.close(state, {"v": np.zeros(2)}, say="从头开始，梯度是 0：v 是 0")
with checks.points(1, "整数，w 和 g 不变"):
    w, g = np.array([2, -1]), np.array([1, 3])
    new, state = two(momentum(checks.inout(w), checks.inout(g), {"v": np.array([4, -2])}, 0.5, 0.25), "momentum")
    checks.close(new, np.array([1.0, -2.25]), say="整数的 w、g、v，mu = 0.25：w 不对")
    checks.close(state, {"v": np.array([2.0, 2.5])}, say="整数的 w、g、v，mu = 0.25：v 不对")
    checks.equal([w.tolist(), g.tolist()], [[2, -1], [1, 3]], say="momentum 改动了传进来的 w 或 g")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `nag`（4 分，7 分钟）
#
# 带着惯性的球会冲过头。
# **NAG**（Nesterov 加速梯度）多看一步：更新完 $v$，先算一算“惯性接下来还要带我走 $\mu v$”，连它一起走。
#
# $$v\leftarrow\mu v+g,\qquad w\leftarrow w-\eta\,(g+\mu v)$$
#
# 第二个式子里的 $v$ 是**新的** $v$。
# （原来的写法是先走到前面去，在那里量坡；PyTorch 用的是上面这种，只需要眼前的梯度。）
#
# **例子**：$\eta=0.05$，$\mu=0.9$。
#
# | 步 | 梯度 | $v$ | $g+\mu v$ | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | $(1,10)$ | $(1,10)$ | $(1.9,19)$ | $(0.905,0.05)$ |
# | 2 | $(0.905,0.5)$ | $(1.805,9.5)$ | $(2.5295,9.05)$ | $(0.778525,-0.4025)$ |
# | 3 | $(0.778525,-4.025)$ | $(2.403025,4.525)$ | $(2.9412475,0.0475)$ | $(0.631463,-0.404875)$ |
#
# 和上一题的第 3 步比：那边冲到了 $-0.73$，这边在 $-0.40$ 就刹住了（这样写，$w$ 记的是“前面那个点”，见 9.3.4）。

# %%
draw_canyon(30, {"Momentum": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}),
                 "NAG": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True})})

# %% [markdown]
# 写 `nag(w, g, state, lr, mu=0.9)`，返回 `(w, state)`；`state` 的键是 `"v"`。
#
# **小项**：第一步（1 分）；第二步，别的 $\mu$（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# $v$ 和上一题一模一样，只有走的那一步不同。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 先算新的 $v$，再用它；$g+\mu v$ 两项要括在一起，再乘学习率。
# 记进 `state` 的是 $v$，不是 $g+\mu v$。
# </details>

# %% nbgrader={"grade": false, "grade_id": "nag", "locked": false, "schema_version": 3, "solution": true, "task": false}
def nag(w, g, state, lr, mu=0.9):
    """Take one step with inertia that looks ahead; state remembers "v". Return (w, state)."""
    ### BEGIN SOLUTION
    v = mu * state.get("v", 0.0) + g
    return w - lr * (g + mu * v), {"v": v}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_nag", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("nag", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "nag([1, 1], [1, 10], {}, 0.05)"
    w, state = two(nag(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {}, 0.05), call)
    checks.close(w, np.array([0.905, 0.05]), call=f"{call} 的 w", likely={
        "没有往前看，这是 Momentum；或者用了旧的 v，或者是原来的写法": np.array([0.95, 0.5]),
        "漏了 g，只走了 μv": np.array([0.955, 0.55]),
        "漏了 μ：是 g + μv": np.array([0.9, 0.0]),
        "g + μv 要括在一起，再乘学习率，再减": np.array([1.85, 9.5]),
        "走反了：往下走要减": np.array([1.095, 1.95])})
    checks.close(state, {"v": np.array([1.0, 10.0])}, call=f"{call} 的 state", likely={
        "记的是走的那一步 g + μv，要记 v": {"v": np.array([1.9, 19.0])},
        "v 里不乘学习率": {"v": np.array([0.05, 0.5])}})
with checks.points(1, "第二步"):
    call = 'nag([0.905, 0.05], [0.905, 0.5], {"v": [1, 10]}, 0.05, 0.9)'
    w, state = two(nag(np.array([0.905, 0.05]), np.array([0.905, 0.5]), {"v": np.array([1.0, 10.0])}, 0.05, 0.9), call)
    checks.close(w, np.array([0.778525, -0.4025]), call=f"{call} 的 w", likely={
        "没有往前看，这是 Momentum；或者用了旧的 v，或者是原来的写法": np.array([0.81475, -0.425]),
        "是 g + μv，不是 v + μv": np.array([0.7335250, -0.8525]),
        "上一步的 v 没有记住": np.array([0.819025, 0.0025])})
    checks.close(state, {"v": np.array([1.805, 9.5])}, call=f"{call} 的 state", likely={
        "记的是走的那一步 g + μv，要记 v": {"v": np.array([2.5295, 9.05])},
        "返回的是旧的 state": {"v": np.array([1.0, 10.0])}})
    call = 'nag([1, 1], [1, 10], {"v": [2, -4]}, 0.1, 0.5)'
    w, state = two(nag(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {"v": np.array([2.0, -4.0])}, 0.1, 0.5), call)
    checks.close(w, np.array([0.8, -0.4]), call=f"{call} 的 w", likely={
        "0.9 写死了，要用 mu": np.array([0.648, -0.576])})
    checks.close(state, {"v": np.array([2.0, 8.0])}, call=f"{call} 的 state")
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.SGD 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(nag, lambda w, t: grads[t], 50, start, lr=0.03, mu=0.8)
    right = torch_walk(torch.optim.SGD, lambda w, t: grads[t], 50, start, lr=0.03, momentum=0.8, nesterov=True)
    checks.close(path, right, tol=1e-12, say="随机的梯度，(2, 3) 的参数，mu = 0.8，走五十步：和 PyTorch（nesterov=True）走的不同")
    checks.close(state, walk(reference.nag, lambda w, t: grads[t], 50, start, lr=0.03, mu=0.8)[1], tol=1e-12,
                 say="走五十步以后，state 不对")
with checks.points(1, "梯度是 0，整数，传进来的不变"):
    w, state = two(nag(np.array([1.0, 2.0]), np.zeros(2), {}, 0.1), "nag")
    checks.close(w, np.array([1.0, 2.0]), say="从头开始，梯度是 0：不动")
    checks.close(state, {"v": np.zeros(2)}, say="从头开始，梯度是 0：v 是 0")
    w, g, given = np.array([2, -1]), np.array([0, 3]), {"v": np.array([4, -2])}
    new, state = two(nag(checks.inout(w), checks.inout(g), checks.inout(given), 0.5, 0.5), "nag")
    checks.close(new, np.array([1.5, -3.0]), say="整数的 w、g、v，有一个梯度是 0，mu = 0.5：w 不对")
    checks.close(state, {"v": np.array([2.0, 2.0])}, say="整数的 w、g、v，mu = 0.5：v 不对")
    checks.equal([w.tolist(), g.tolist(), {"v": given["v"].tolist()}], [[2, -1], [0, 3], {"v": [4, -2]}],
                 say="nag 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `adagrad`（4 分，9 分钟）
#
# 前三位都用一个学习率走所有的方向，所以要迁就最陡的那个。
# **Adagrad** 给每个参数自己的步子：把走过的坡的平方都攒着，攒得多的，步子就小。
#
# $$s\leftarrow s+g^2,\qquad w\leftarrow w-\eta\,\frac{g}{\sqrt s+\varepsilon}$$
#
# $\varepsilon$ 很小，只怕除以 0，加在根号**外面**（第 8 章的归一化是加在根号里面的，这一个不是）。
#
# **例子**：$\eta=0.1$。
#
# | 步 | 梯度 | $s$ | 走多远 $\eta g/\sqrt s$ | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | $(1,10)$ | $(1,100)$ | $(0.1,0.1)$ | $(0.9,0.9)$ |
# | 2 | $(0.9,9)$ | $(1.81,181)$ | $(0.066896,0.066896)$ | $(0.833104,0.833104)$ |
# | 3 | $(0.833104,8.331035)$ | $(2.504062,250.4062)$ | $(0.052647,0.052647)$ | $(0.780456,0.780456)$ |
#
# 陡十倍的方向，走得和缓的一样远：分子分母一起大了十倍。
# 可是 $s$ 只增不减，步子越来越小，到后来几乎不动了。
#
# $\varepsilon$ 放得对不对，给个大的就看得出：$w=1$、$g=3$、$\eta=0.1$、$\varepsilon=1$ 的第一步，走 $0.1\times3/(3+1)=0.075$，到 0.925。

# %%
draw_canyon(60, {"SGD": (torch.optim.SGD, {"lr": 0.1}), "Adagrad": (torch.optim.Adagrad, {"lr": 0.1})})

# %% [markdown]
# 写 `adagrad(w, g, state, lr, eps=1e-10)`，返回 `(w, state)`；`state` 的键是 `"s"`。
# 梯度从来都是 0 的参数，$s$ 也是 0：它应该不动，不能出 `nan`。
#
# **小项**：第一步，也用大的 $\varepsilon$（1 分）；第二步（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 和 `momentum` 同一个骨架：取出旧的，算出新的，走一步，把新的放进新字典。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `np.sqrt(s) + eps` 是根号外面；`np.sqrt(s + eps)` 是里面。
# 用的是**新的** $s$，所以第一步也不会除以 0（除非梯度就是 0）。
# </details>

# %% nbgrader={"grade": false, "grade_id": "adagrad", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adagrad(w, g, state, lr, eps=1e-10):
    """Take one step, the shorter the more squared slope a parameter has seen; state remembers "s". Return (w, state)."""
    ### BEGIN SOLUTION
    s = state.get("s", 0.0) + g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_adagrad", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("adagrad", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "adagrad([1, 1], [1, 10], {}, 0.1)"
    w, state = two(adagrad(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {}, 0.1), call)
    checks.close(w, np.array([0.9, 0.9]), call=f"{call} 的 w", likely={
        "没有除以 √s，这是 SGD": np.array([0.9, 0.0]),
        "少了开方": np.array([0.9, 0.99]),
        "走反了：往下走要减": np.array([1.1, 1.1]),
        "两个参数合用了一个 s，要各管各的": np.array([1 - 0.1 / 101**0.5, 1 - 1 / 101**0.5]),
        "用的是旧的 s，是 0：先加 g²": lambda got: np.abs(got).max() > 1e6})
    checks.close(state, {"s": np.array([1.0, 100.0])}, call=f"{call} 的 state", likely={
        "攒的是 g，要攒 g²": {"s": np.array([1.0, 10.0])},
        "两个参数合用了一个 s，要各管各的": {"s": 101.0}})
    call = "adagrad([1], [3], {}, 0.1, 1)"
    w, state = two(adagrad(np.array([1.0]), np.array([3.0]), {}, 0.1, 1.0), call)
    checks.close(w, np.array([0.925]), call=f"{call} 的 w，ε 是 1", likely={
        "ε 要加在根号外面": np.array([1 - 0.3 / 10**0.5]),
        "ε 没有用上": np.array([0.9]),
        "ε 要和 √s 括在一起，都在分母里": lambda got: got[0] > 1.8 or abs(got[0] - 0.8) < 1e-6})
    checks.close(state, {"s": np.array([9.0])}, call=f"{call} 的 state，ε 是 1", likely={
        "ε 不进 s": {"s": np.array([10.0])}})
with checks.points(1, "第二步"):
    call = 'adagrad([0.9, 0.9], [0.9, 9], {"s": [1, 100]}, 0.1)'
    w, state = two(adagrad(np.array([0.9, 0.9]), np.array([0.9, 9.0]), {"s": np.array([1.0, 100.0])}, 0.1), call)
    checks.close(w, np.array([0.83310353, 0.83310353]), call=f"{call} 的 w", likely={
        "以前的坡没有攒下来": np.array([0.8, 0.8]),
        "用的是旧的 s，先更新": np.array([0.81, 0.81]),
        "除的是平均：s 是总和": np.array([0.80539410, 0.80539410])})
    checks.close(state, {"s": np.array([1.81, 181.0])}, call=f"{call} 的 state", likely={
        "返回的是旧的 state": {"s": np.array([1.0, 100.0])}})
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.Adagrad 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(adagrad, lambda w, t: grads[t], 50, start, lr=0.3, eps=0.2)
    checks.close(path, torch_walk(torch.optim.Adagrad, lambda w, t: grads[t], 50, start, lr=0.3, eps=0.2), tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，eps = 0.2，走五十步：和 torch.optim.Adagrad 走的不同（ε 在根号外面）")
    checks.close(state, walk(reference.adagrad, lambda w, t: grads[t], 50, start, lr=0.3, eps=0.2)[1], tol=1e-12,
                 say="走五十步以后，state 不对")
with checks.points(1, "梯度是 0，整数，传进来的不变"):
    w, state = two(adagrad(np.array([1.0, 2.0]), np.array([0.0, 1e-9]), {}, 0.1), "adagrad")
    checks.close(w, np.array([1.0, 2.0 - 0.1 / 1.1]), say="第一步，梯度是 0 的应不动，很小的靠默认的 ε = 1e-10：w 不对")
    checks.close(state["s"] * 1e18, np.array([0.0, 1.0]), say="第一步，梯度是 0 和 1e-9：s 不对")
    w, g, given = np.array([2, -1]), np.array([0, 3]), {"s": np.array([4, 7])}
    new, state = two(adagrad(checks.inout(w), checks.inout(g), checks.inout(given), 0.5), "adagrad")
    checks.close(new, np.array([2.0, -1.375]), say="整数的 w、g、s，有一个梯度是 0：w 不对")
    checks.close(state, {"s": np.array([4.0, 16.0])}, say="整数的 w、g、s：s 不对")
    checks.equal([w.tolist(), g.tolist(), {"s": given["s"].tolist()}], [[2, -1], [0, 3], {"s": [4, 7]}],
                 say="adagrad 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `rmsprop`（4 分，5 分钟）
#
# Adagrad 什么都记得，所以越走越不敢走。
# **RMSProp** 学会忘记：旧的占百分之九十九，新的只占百分之一，攒的是**最近**的坡的平方的平均。
#
# $$s\leftarrow\alpha s+(1-\alpha)g^2,\qquad w\leftarrow w-\eta\,\frac{g}{\sqrt s+\varepsilon}$$
#
# 这里的 $\alpha$ 管忘得多慢，通常 0.99，不是第 1 章的学习率。
#
# **例子**：$\eta=0.01$，$\alpha=0.99$。
#
# | 步 | 梯度 | $s$ | 走多远 $\eta g/\sqrt s$ | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | $(1,10)$ | $(0.01,1)$ | $(0.1,0.1)$ | $(0.9,0.9)$ |
# | 2 | $(0.9,9)$ | $(0.0099,0.99)+(0.0081,0.81)=(0.018,1.8)$ | $(0.067082,0.067082)$ | $(0.832918,0.832918)$ |
# | 3 | $(0.832918,8.329180)$ | $(0.024758,2.475752)$ | $(0.052936,0.052936)$ | $(0.779982,0.779982)$ |
#
# 第一步偏大：$s$ 从 0 算起，开头偏小，走了 0.1，是 $\eta$ 的十倍。
# 开头三步和 Adagrad 差不多，往后就分开了。
# 图里是一条一直斜下去的坡，梯度总是 1：Adagrad 越走越慢，RMSProp 后来走得匀。

# %%
far = {name: [-w[0] for w in torch_walk(kind, lambda w, t: np.ones(1), 1000, np.zeros(1), lr=lr)]
       for name, kind, lr in (("Adagrad", torch.optim.Adagrad, 0.1), ("RMSProp", torch.optim.RMSprop, 0.01))}
draw_lines(far, "步", "走了多远", "两条曲线：Adagrad 越走越慢，一千步走了 6；RMSProp 开头慢下来，后来是直线，一千步走了 11。")

# %% [markdown]
# 写 `rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8)`，返回 `(w, state)`；`state` 的键是 `"s"`。
#
# **小项**：第一步，也用别的 $\alpha$、大的 $\varepsilon$（1 分）；第二步（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 和上一题只差 $s$ 的一行。
# </details>
#
# <details><summary>提示 2：数对不上</summary>
#
# 旧的占 $\alpha$，新的占 $1-\alpha$，不要反了；第一步旧的是 0，新的**照样**乘 $1-\alpha$。
# </details>

# %% nbgrader={"grade": false, "grade_id": "rmsprop", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    """Take one step, the shorter the steeper a parameter's slopes were lately; state remembers "s". Return (w, state)."""
    ### BEGIN SOLUTION
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_rmsprop", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("rmsprop", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "rmsprop([1, 1], [1, 10], {})"
    w, state = two(rmsprop(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {}), call)
    checks.close(w, np.array([0.9, 0.9]), call=f"{call} 的 w", likely={
        "第一步新的也要乘 1-α；是不是用了 Adagrad 的 s？": np.array([0.99, 0.99]),
        "旧的占 α，新的占 1-α：反了": np.array([1 - 0.01 / 0.99**0.5] * 2),
        "少了开方": np.array([0.0, 0.9]),
        "这是 SGD：没有除": np.array([0.99, 0.9]),
        "平均的是 g²，不是 g": np.array([0.9, 1 - 0.1 / 0.1**0.5]),
        "平方的只是 g，1-α 不平方": np.array([1 - 0.01 / (0.01 + 1e-8), 1 - 0.1 / (0.1 + 1e-8)]),
        "用的是旧的 s，是 0：先更新": lambda got: np.abs(got).max() > 1e4,
        "走反了：往下走要减": np.array([1.1, 1.1])})
    checks.close(state, {"s": np.array([0.01, 1.0])}, call=f"{call} 的 state", likely={
        "平均的是 g，要平均 g²": {"s": np.array([0.01, 0.1])},
        "记下的是 √s，要记 s": {"s": np.array([0.1, 1.0])}})
    call = "rmsprop([1], [3], {}, 0.1, 0.75, 0.5)"
    w, state = two(rmsprop(np.array([1.0]), np.array([3.0]), {}, 0.1, 0.75, 0.5), call)
    checks.close(w, np.array([0.85]), call=f"{call} 的 w，ε 是 0.5", likely={
        "ε 要加在根号外面": np.array([1 - 0.3 / 2.75**0.5]),
        "ε 没有用上": np.array([0.8]),
        "0.99 写死了，要用 alpha": np.array([0.625])})
    checks.close(state, {"s": np.array([2.25])}, call=f"{call} 的 state")
with checks.points(1, "第二步"):
    call = 'rmsprop([0.9, 0.9], [0.9, 9], {"s": [0.01, 1]})'
    w, state = two(rmsprop(np.array([0.9, 0.9]), np.array([0.9, 9.0]), {"s": np.array([0.01, 1.0])}), call)
    checks.close(w, np.array([0.83291796, 0.83291796]), call=f"{call} 的 w", likely={
        "旧的没有打折": np.array([0.83310353, 0.83310353]),
        "以前的坡没有记住": np.array([0.8, 0.8]),
        "用的是旧的 s，先更新": np.array([0.81, 0.81])})
    checks.close(state, {"s": np.array([0.018, 1.8])}, call=f"{call} 的 state", likely={
        "返回的是旧的 state": {"s": np.array([0.01, 1.0])}})
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.RMSprop 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(rmsprop, lambda w, t: grads[t], 50, start, lr=0.02, alpha=0.7, eps=0.2)
    right = torch_walk(torch.optim.RMSprop, lambda w, t: grads[t], 50, start, lr=0.02, alpha=0.7, eps=0.2)
    checks.close(path, right, tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，alpha = 0.7，eps = 0.2，走五十步：和 torch.optim.RMSprop 走的不同（ε 在根号外面）")
    checks.close(state, walk(reference.rmsprop, lambda w, t: grads[t], 50, start, lr=0.02, alpha=0.7, eps=0.2)[1], tol=1e-12,
                 say="走五十步以后，state 不对")
with checks.points(1, "梯度是 0，整数，传进来的不变"):
    w, state = two(rmsprop(np.array([1.0, 2.0]), np.array([0.0, 1e-7]), {}), "rmsprop")
    checks.close(w, np.array([1.0, 2.0 - 0.01 / 0.2]), say="第一步，梯度是 0 的应不动，很小的靠默认的 ε = 1e-8：w 不对")
    checks.close(state["s"] * 1e16, np.array([0.0, 1.0]), say="第一步，梯度是 0 和 1e-7：s 不对")
    w, g, given = np.array([2, -1]), np.array([0, 2]), {"s": np.array([8, 8])}
    new, state = two(rmsprop(checks.inout(w), checks.inout(g), checks.inout(given), 0.6, 0.5), "rmsprop")
    checks.close(new, np.array([2.0, -1 - 1.2 / 6**0.5]), say="整数的 w、g、s，有一个梯度是 0，alpha = 0.5：w 不对")
    checks.close(state, {"s": np.array([4.0, 6.0])}, say="整数的 w、g、s，alpha = 0.5：s 不对")
    checks.equal([w.tolist(), g.tolist(), {"s": given["s"].tolist()}], [[2, -1], [0, 2], {"s": [8, 8]}],
                 say="rmsprop 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `adadelta`（6 分，12 分钟）
#
# 同一个毛病，**Adadelta** 的治法更进一步：分母是最近的坡有多大，分子是最近的**步子**有多大。
# 步子自己定，学习率留在最后，通常取 1。
#
# $$s\leftarrow\rho s+(1-\rho)g^2$$
#
# $$\Delta=\frac{\sqrt{d+\varepsilon}}{\sqrt{s+\varepsilon}}\,g$$
#
# $$d\leftarrow\rho d+(1-\rho)\Delta^2$$
#
# $$w\leftarrow w-\eta\Delta$$
#
# 四行的**次序**要紧：$\Delta$ 用的是新的 $s$、**旧的** $d$。
# 两个 $\varepsilon$ 都在根号**里面**：开头 $d=0$，没有它就一步也迈不出去。
# $d$ 里攒的是 $\Delta$，没有乘 $\eta$（这个 $d$ 不是特征的个数）。
#
# **例子**：$\eta=0.5$，$\rho=0.9$，$\varepsilon=0.1$（这么大是为了好算），一个参数，$w=1$，两步的梯度都是 3。
#
# | 步 | $s$ | $\Delta$ | $d$ | 新的 $w$ |
# |---|---|---|---|---|
# | 1 | $0.1\times9=0.9$ | $\sqrt{0.1}\times3/\sqrt{1}=0.948683$ | $0.1\times0.9=0.09$ | $1-0.474342=0.525658$ |
# | 2 | $0.81+0.9=1.71$ | $\sqrt{0.19}\times3/\sqrt{1.81}=0.971982$ | $0.081+0.094475=0.175475$ | $0.039667$ |
#
# 用默认的 $\varepsilon=10^{-6}$，在峡谷里头三步是 0.99683774、0.9935982、0.99030908（第一个参数）：起步很慢，走三百步才到 0.1。

# %%
slow = {"Adadelta，lr=1": [w[0] for w in torch_walk(torch.optim.Adadelta, slope, 300, START, lr=1.0)]}
draw_lines(slow, "步", "$w_1$", "w1 随步数：Adadelta 差不多是一条直线，三百步才从 1 走到 0.1。")

# %% [markdown]
# 写 `adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6)`，返回 `(w, state)`；`state` 的键是 `"s"`、`"d"`。
#
# **小项**：第一步（1 分）；第二步（2 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0（1 分）；整数，传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 四个式子就是四行，次序也照着写。
# 开头取出旧的：`s = state.get("s", 0.0)`，`d` 也一样。
# </details>
#
# <details><summary>提示 2：数对不上</summary>
#
# 第 1 步对、第 2 步错，多半是 $d$：攒的是 $\Delta^2$，不是 $g^2$，也不是 $(\eta\Delta)^2$；而且算 $\Delta$ 的时候它还是旧的。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 给 $\Delta$ 起个名字，例如 `move`，后面两行都用它；$\sqrt{d+\varepsilon}$ 是 `np.sqrt(d + eps)`。
# 返回的字典里两样都要有，都是新的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "adadelta", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    """Take one step as long as the last ones, measured by the last slopes; state remembers "s", "d". Return (w, state)."""
    ### BEGIN SOLUTION
    s = rho * state.get("s", 0.0) + (1 - rho) * g**2
    d = state.get("d", 0.0)
    move = np.sqrt((d + eps) / (s + eps)) * g
    return w - lr * move, {"s": s, "d": rho * d + (1 - rho) * move**2}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_adadelta", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("adadelta", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "adadelta([1], [3], {}, 0.5, 0.9, 0.1)"
    w, state = two(adadelta(np.array([1.0]), np.array([3.0]), {}, 0.5, 0.9, 0.1), call)
    checks.close(w, np.array([0.5256584]), call=f"{call} 的 w", likely={
        "第一步就不动：d 是 0，分子的 ε 也要加在根号里": np.array([1.0]),
        "漏了学习率": np.array([0.0513167]),
        "分母里漏了 ε": np.array([0.5]),
        "s 要用新的，d 要用旧的：s 先更新，d 最后更新": np.array([-0.5]),
        "算 Δ 的时候，d 还是旧的": np.array([1 - 1.5 * 0.19**0.5]),
        "g 要乘在根号外面": np.array([1 - 0.5 * (0.1 / 1.2) ** 0.5]),
        "分子里的根号漏了": np.array([0.85]),
        "分母里的 ε 也要加在根号里面": np.array([1 - 0.5 * 0.1**0.5 * 3 / (0.9**0.5 + 0.1)]),
        "两个 ε 都要加在根号里面": np.array([1 - 0.5 * 0.1 * 3 / (0.9**0.5 + 0.1)]),
        "反了：分子是 d，分母是 s": np.array([1 - 1.5 / 0.1**0.5])})
    checks.close(state, {"s": np.array([0.9]), "d": np.array([0.09])}, call=f"{call} 的 state", likely={
        "d 里攒的是 Δ，没有乘学习率": {"s": np.array([0.9]), "d": np.array([0.0225])},
        "d 里攒的是 Δ²，不是 Δ": {"s": np.array([0.9]), "d": np.array([0.0948683])},
        "d 里攒的是 Δ²，不是 g²": {"s": np.array([0.9]), "d": np.array([0.9])},
        "d 没有更新": {"s": np.array([0.9]), "d": np.array([0.0])}})
with checks.points(2, "第二步"):
    call = 'adadelta([0.525658], [3], {"s": [0.9], "d": [0.09]}, 0.5, 0.9, 0.1)'
    given = {"s": np.array([0.9]), "d": np.array([0.09])}
    w, state = two(adadelta(np.array([0.525658]), np.array([3.0]), given, 0.5, 0.9, 0.1), call)
    checks.close(w, np.array([0.0396669]), call=f"{call} 的 w", likely={
        "d 没有用上": np.array([0.525658 - 1.5 * (0.1 / 1.81) ** 0.5]),
        "用的是旧的 s，或者旧的 s 没有加进去": np.array([0.525658 - 1.5 * 0.19**0.5])})
    checks.close(state, {"s": np.array([1.71]), "d": np.array([0.1754751])}, call=f"{call} 的 state", likely={
        "返回的是旧的 state": {"s": np.array([0.9]), "d": np.array([0.09])},
        "旧的 d 没有打折": {"s": np.array([1.71]), "d": np.array([0.1844751])}})
### BEGIN HIDDEN TESTS
with checks.points(1, "五十步，与 torch.optim.Adadelta 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    path, state = walk(adadelta, lambda w, t: grads[t], 50, start, lr=0.4, rho=0.7, eps=0.02)
    right = torch_walk(torch.optim.Adadelta, lambda w, t: grads[t], 50, start, lr=0.4, rho=0.7, eps=0.02)
    checks.close(path, right, tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，lr = 0.4，rho = 0.7，走五十步：和 torch.optim.Adadelta 走的不同")
    checks.close(state, walk(reference.adadelta, lambda w, t: grads[t], 50, start, lr=0.4, rho=0.7, eps=0.02)[1], tol=1e-12,
                 say="走五十步以后，state 不对")
with checks.points(1, "梯度是 0，和默认的超参数"):
    w, state = two(adadelta(np.array([1.0, 2.0]), np.array([0.0, 10.0]), {}), "adadelta")
    checks.close((w - [1, 2]) * 1e3, np.array([0.0, -10 / 10.000001**0.5]), say="第一步，都用默认值，一个梯度是 0，一个是 10：w 不对")
    checks.close(state["s"], np.array([0.0, 10.0]), say="第一步，都用默认值：s 不对")
    checks.close(state["d"] * 1e6, np.array([0.0, 10 / 10.000001]), say="第一步，都用默认值：d 不对")
    w, state = two(adadelta(np.array([1.0]), np.array([0.0]), {"s": np.array([0.5]), "d": np.array([0.2])}, rho=0.5), "adadelta")
    checks.close(w, np.array([1.0]), say="梯度是 0：w 应不动")
    checks.close(state, {"s": np.array([0.25]), "d": np.array([0.1])}, say="梯度是 0：s 和 d 各自打折")
with checks.points(1, "整数，传进来的不变"):
    w, g, given = np.array([2, -1]), np.array([2, -4]), {"s": np.array([2, 8]), "d": np.array([7, 0])}
    new, state = two(adadelta(checks.inout(w), checks.inout(g), checks.inout(given), 0.5, 0.5, 1.0), "adadelta")
    move = np.array([2 * (8 / 4) ** 0.5, -4 * (1 / 13) ** 0.5])
    checks.close(new, np.array([2, -1]) - 0.5 * move, say="整数的 w、g、s、d，rho = 0.5：w 不对")
    checks.close(state, {"s": np.array([3.0, 12.0]), "d": np.array([3.5, 0]) + move**2 / 2}, say="整数的 w、g、s、d，rho = 0.5：state 不对")
    kept = {key: value.tolist() for key, value in given.items()}
    checks.equal([w.tolist(), g.tolist(), kept], [[2, -1], [2, -4], {"s": [2, 8], "d": [7, 0]}],
                 say="adadelta 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 `adam`（8 分，17 分钟）
#
# **Adam** 把两样合在一起：Momentum 的惯性（梯度的平均 $m$），RMSProp 的自适应（梯度平方的平均 $v$；这个 $v$ 不是 Momentum 的速度）。
#
# $$m\leftarrow\beta_1m+(1-\beta_1)g,\qquad v\leftarrow\beta_2v+(1-\beta_2)g^2$$
#
# 可是两个平均都从 0 算起，开头偏小。
# 梯度一直是 1、$\beta=0.9$ 时，平均值是 0.1、0.19、0.271、0.3439……，明明该是 1。
# 走了 $t$ 步，恰好少了 $\beta^t$ 那一份，除回去就对了，这叫**修正偏差**：
#
# $$\hat m=\frac m{1-\beta_1^t},\qquad\hat v=\frac v{1-\beta_2^t},\qquad w\leftarrow w-\eta\,\frac{\hat m}{\sqrt{\hat v}+\varepsilon}$$
#
# $\beta_1=0.9$ 管惯性，$\beta_2=0.999$ 管坡有多陡，记得久得多；它们都不是批量归一化的 $\beta$，$\beta^t$ 是 $t$ 次方。
# $\varepsilon=10^{-8}$，在根号外面。
#
# **例子**：$\eta=0.1$；只写第一个参数，第二个的 $m$ 是它的 10 倍，$v$ 是 100 倍，走得一样远。
#
# | 步 $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | 新的 $w$ |
# |---|---|---|---|---|---|---|
# | 1 | 1 | 0.1 | 0.001 | $0.1/0.1=1$ | $0.001/0.001=1$ | $1-0.1=0.9$ |
# | 2 | 0.9 | 0.18 | 0.001809 | $0.18/0.19=0.947368$ | $0.001809/0.001999=0.904952$ | 0.800412 |
# | 3 | 0.800412 | 0.242041 | 0.002448 | 0.893141 | 0.816767 | 0.701586 |
#
# 第一步 $\hat m=g$、$\hat v=g^2$，所以正好走 $\eta$ 乘 $g$ 的正负号；梯度一直不变，以后每步也这么远。

# %%
raw = [0.1, 0.19, 0.271, 0.3439, 0.40951]
draw_lines({"修正以后": [1.0] * 5, "没有修正，β = 0.9": raw}, "步", "梯度的平均", "梯度一直是 1：平均值从 0.1 慢慢升到 0.41，修正以后每一步都是 1。", first=1, dots=True)

# %% [markdown]
# 写 `adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8)`，返回 `(w, state)`。
#
# - `state` 的键是 `"m"`、`"v"`、`"t"`；`"t"` 是走过的步数，一个整数，走完第一步是 1；
# - 记的 `"m"`、`"v"` 是**没有**修正的；修正只在走的时候用；
# - 梯度从来都是 0 的参数，应该不动，不能出 `nan`。
#
# **小项**：第一步，也用别的 $\beta$、大的 $\varepsilon$（1 分）；第二步（2 分）；隐藏：五十步和 PyTorch 一致（2 分）；梯度不变时每步一样远（1 分）；梯度是 0（1 分）；整数，传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 次序：$t$ 加一，新的 $m$，新的 $v$，修正两个，走。
# </details>
#
# <details><summary>提示 2：第一步就出 nan 或者 inf</summary>
#
# $t$ 要从 1 算起：先加一再用。
# $t=0$ 时 $1-\beta^0=0$，除以 0 了。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `t = state.get("t", 0) + 1`；$\beta_1^t$ 写成 `beta1**t`。
# 修正过的用别的名字（`m_hat`），不要盖掉 `m`：记进 `state` 的是没修正的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "adam", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Take one step of Adam; state remembers "m", "v" and the number "t" of steps. Return (w, state)."""
    ### BEGIN SOLUTION
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_adam", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("adam", FORBIDDEN)
with checks.points(1, "第一步"):
    call = "adam([1, 1], [1, 10], {}, 0.1)"
    w, state = two(adam(np.array([1.0, 1.0]), np.array([1.0, 10.0]), {}, 0.1), call)
    checks.close(w, np.array([0.9, 0.9]), call=f"{call} 的 w", likely={
        "t 要从 1 算起：先加一，再用它修正": lambda got: not np.isfinite(got).all(),
        "没有修正偏差": np.array([1 - 10**-0.5] * 2),
        "只修正了 m，v 也要修正；或者把 1-β2 也平方了": np.array([1 - 10**0.5] * 2),
        "先修正 v，再开方": np.array([1 - 0.1 * 0.001**0.5] * 2),
        "只修正了 v，m 也要修正": np.array([0.99, 0.99]),
        "少了开方": np.array([0.9, 0.99]),
        "没有除以 √v̂": np.array([0.9, 0.0]),
        "走反了：往下走要减": np.array([1.1, 1.1])})
    right = {"m": np.array([0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}
    checks.close(state, right, call=f"{call} 的 state", likely={
        "记的应是没有修正的 m 和 v": {"m": np.array([1.0, 10.0]), "v": np.array([1.0, 100.0]), "t": 1},
        "t 没有加一": {**right, "t": 0},
        "两个 β 用反了": {"m": np.array([0.001, 0.01]), "v": np.array([0.1, 10.0]), "t": 1},
        "v 平均的是 g²": {**right, "v": np.array([0.001, 0.01])}})
    call = "adam([1], [3], {}, 0.1, 0.5, 0.75, 1)"
    w, state = two(adam(np.array([1.0]), np.array([3.0]), {}, 0.1, 0.5, 0.75, 1.0), call)
    checks.close(w, np.array([0.925]), call=f"{call} 的 w，ε 是 1", likely={
        "ε 要加在根号外面": np.array([1 - 0.3 / 10**0.5]),
        "ε 没有用上": np.array([0.9]),
        "先修正 v，再加 ε": np.array([1 - 0.3 / 5])})
    checks.close(state, {"m": np.array([1.5]), "v": np.array([2.25]), "t": 1}, call=f"{call} 的 state", likely={
        "β 写死了，要用 beta1、beta2": {"m": np.array([0.3]), "v": np.array([0.009]), "t": 1}})
with checks.points(2, "第二步"):
    call = 'adam([0.9, 0.9], [0.9, 9], {"m": [0.1, 1], "v": [0.001, 0.1], "t": 1}, 0.1)'
    given = {"m": np.array([0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}
    w, state = two(adam(np.array([0.9, 0.9]), np.array([0.9, 9.0]), given, 0.1), call)
    checks.close(w, np.array([0.80041223, 0.80041223]), call=f"{call} 的 w", likely={
        "t 没有加一，或者修正以后才加": np.array([0.76616965, 0.76616965]),
        "没有修正偏差": np.array([0.47679196, 0.47679196]),
        "β^t 是 t 次方，不是乘 t": lambda got: not np.isfinite(got).all() or got[0] > 0.9,
        "旧的 m 没有记住": np.array([0.85020612, 0.85020612])})
    right = {"m": np.array([0.18, 1.8]), "v": np.array([0.001809, 0.1809]), "t": 2}
    checks.close(state, right, call=f"{call} 的 state", likely={
        "记的应是没有修正的 m 和 v": {"m": np.array([0.947368, 9.473684]), "v": np.array([0.904952, 90.495248]), "t": 2},
        "t 没有加一": {**right, "t": 1},
        "返回的是旧的 state": {"m": np.array([0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}})
### BEGIN HIDDEN TESTS
with checks.points(2, "五十步，与 torch.optim.Adam 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    hp = {"lr": 0.02, "beta1": 0.8, "beta2": 0.95, "eps": 0.1}
    path, state = walk(adam, lambda w, t: grads[t], 50, start, **hp)
    right = torch_walk(torch.optim.Adam, lambda w, t: grads[t], 50, start, lr=0.02, betas=(0.8, 0.95), eps=0.1)
    checks.close(path, right, tol=1e-12,
                 say="随机的梯度，(2, 3) 的参数，β 是 0.8、0.95，eps = 0.1，走五十步：和 torch.optim.Adam 走的不同（ε 在根号外面）")
    checks.close(state, walk(reference.adam, lambda w, t: grads[t], 50, start, **hp)[1], tol=1e-12, say="走五十步以后，state 不对")
with checks.points(1, "梯度不变，每步走 η"):
    path, state = walk(adam, lambda w, t: np.array([4.0, -0.5]), 5, np.array([0.0, 0.0]), lr=0.01)
    checks.close(path, [np.array([-0.01, 0.01]) * t for t in range(6)], tol=1e-8, say="梯度一直不变：修正以后，每一步都应正好走 η")
    checks.close(state, {"m": np.array([4.0, -0.5]) * 0.40951, "v": np.array([16.0, 0.25]) * (1 - 0.999**5), "t": 5},
                 say="梯度一直不变，走五步：state 不对")
with checks.points(1, "梯度是 0，和默认的超参数"):
    w, state = two(adam(np.array([1.0, 2.0, 3.0]), np.array([0.0, 3.0, 1e-8]), {}), "adam")
    checks.close((w - [1, 2, 3]) * 1e3, np.array([0.0, -1.0, -0.5]), say="第一步，都用默认值：梯度是 0 的应不动，别的走 η，很小的少走些")
    checks.close([state["m"][:2], state["v"][:2], state["t"]], [np.array([0.0, 0.3]), np.array([0.0, 0.009]), 1], say="第一步，都用默认值：state 不对")
    w, state = two(adam(np.array([1.0]), np.array([0.0]), {"m": np.array([0.5]), "v": np.array([0.04]), "t": 2}, 0.1), "adam")
    checks.close(w, np.array([1 - 0.1 * 0.45 / 0.271 / (0.03996 / (1 - 0.999**3)) ** 0.5]), say="第三步梯度是 0：靠惯性还要往前走")
    checks.close(state, {"m": np.array([0.45]), "v": np.array([0.03996]), "t": 3}, say="第三步梯度是 0：state 不对")
with checks.points(1, "整数，传进来的不变"):
    w, g, given = np.array([2, -1]), np.array([2, -4]), {"m": np.array([4, 0]), "v": np.array([3, 8]), "t": 1}
    new, state = two(adam(checks.inout(w), checks.inout(g), checks.inout(given), 0.75, 0.5, 0.5), "adam")
    checks.close(new, np.array([2 - 3 / (3.5 / 0.75) ** 0.5, -1 + 2 / 4]), say="整数的 w、g、m、v，两个 β 都是 0.5，第二步：w 不对")
    checks.close(state, {"m": np.array([3.0, -2.0]), "v": np.array([3.5, 12.0]), "t": 2}, say="整数的 w、g、m、v，第二步：state 不对")
    checks.equal([w.tolist(), g.tolist(), given["m"].tolist(), given["v"].tolist(), given["t"]], [[2, -1], [2, -4], [4, 0], [3, 8], 1],
                 say="adam 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题 `adam_l2`（4 分，8 分钟）
#
# 为了不让权重长得太大，常在损失上加一项 $\frac\lambda2\|w\|^2$（L2 正则化，第 11 章细讲）。
# 它的梯度是 $\lambda w$，所以最省事的办法是：把 $\lambda w$ 加到梯度里，剩下的照旧交给 Adam。
#
# $$g\leftarrow g+\lambda w,\qquad\text{然后照 Adam 走一步}$$
#
# **例子**：$w=(20,-30)$，$g=(-1,10)$，$\eta=0.1$，$\lambda=0.1$，第一步。
# $g+\lambda w=(-1+2,\;10-3)=(1,7)$。
# Adam 的第一步走的是 $\eta$ 乘正负号，所以 $w=(19.9,-30.1)$；$m=(0.1,0.7)$，$v=(0.001,0.049)$。
# 没有 $\lambda$ 的话，第一个参数会往反方向走，到 20.1。
#
# 写 `adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01)`，返回 `(w, state)`；`state` 的键和 Adam 的一样。
# `lam` 就是 $\lambda$（`lambda` 是 Python 的关键字，不能当名字）。
#
# 可以调用你的 `adam`：这一题的检查会借给它一个对的，第 7 题错了不连累这里。
#
# **小项**：例子，也用别的 $\beta$ 和 $\varepsilon$（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；`lam=0`，和都用默认值（1 分）；梯度是 0、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一行就够：造一个新的梯度，连同别的参数一样不少地交给 `adam`，它返回什么你就返回什么。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `g + lam * w` 造出一个新数组；`g += …` 改的是别人的。
# `lr`、两个 β、`eps` 都要传给 `adam`，不然它用的是默认值。
# </details>

# %% nbgrader={"grade": false, "grade_id": "adam_l2", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    """Take one step of Adam on the loss with the penalty lam/2 |w|^2. Return (w, state)."""
    ### BEGIN SOLUTION
    return adam(w, g + lam * w, state, lr, beta1, beta2, eps)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_adam_l2", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
own_work("adam_l2")


def with_adam(lent, run):
    """Call run while adam is this, so that only what is tested here is judged."""
    global adam
    try:
        own = adam
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    adam = lent
    try:
        return run()
    finally:
        adam = own


def first_step(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Stand in for adam: right for a first step."""
    return w - lr * g / (np.abs(g) + eps), {"m": (1 - beta1) * g, "v": (1 - beta2) * g * g, "t": 1}


with checks.points(1, "例子"):
    call = "adam_l2([20, -30], [-1, 10], {}, 0.1, lam=0.1)"
    w, state = with_adam(first_step, lambda: two(adam_l2(np.array([20.0, -30.0]), np.array([-1.0, 10.0]), {}, 0.1, lam=0.1), call))
    checks.close(w, np.array([19.9, -30.1]), call=f"{call} 的 w", likely={
        "λw 没有加进梯度": np.array([20.1, -30.1]),
        "这是 AdamW：L2 要加进梯度里": np.array([19.9, -29.8]),
        "λw 应在 Adam 之前加进梯度": np.array([18.1, -27.1]),
        "λw 应在 Adam 之前加进梯度，不是之后从 w 里减": np.array([19.899, -29.799]),
        "没有把 lr 传给 adam": np.array([19.999, -30.001])})
    right = {"m": np.array([0.1, 0.7]), "v": np.array([0.001, 0.049]), "t": 1}
    checks.close(state, right, call=f"{call} 的 state", likely={
        "λw 没有加进梯度": {"m": np.array([-0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1},
        "½λw² 的梯度是 λw，不是 2λw": {"m": np.array([0.3, 0.4]), "v": np.array([0.009, 0.016]), "t": 1},
        "每个参数加自己的 λw，不是加一个总的数": {"m": np.array([6.4, 7.5]), "v": np.array([4.096, 5.625]), "t": 1}})
    call = "adam_l2([20, -30], [-1, 10], {}, 0.1, 0.5, 0.75, 1, 0.1)"
    w, state = with_adam(first_step, lambda: two(adam_l2(np.array([20.0, -30.0]), np.array([-1.0, 10.0]), {}, 0.1, 0.5, 0.75, 1.0, 0.1), call))
    checks.close(w, np.array([19.95, -30.0875]), call=f"{call} 的 w，ε 是 1", likely={
        "没有把 eps 传给 adam": np.array([19.9, -30.1])})
    checks.close(state, {"m": np.array([0.5, 3.5]), "v": np.array([0.25, 12.25]), "t": 1}, call=f"{call} 的 state", likely={
        "没有把 beta1、beta2 传给 adam": right})
### BEGIN HIDDEN TESTS
def whole_adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Stand in for adam, right everywhere."""
    m, v, t = state.get("m", 0.0 * g), state.get("v", 0.0 * g), state.get("t", 0) + 1
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    root = np.sqrt(v / (1 - beta2**t)) + eps
    return w - lr / (1 - beta1**t) * m / root, {"m": m, "v": v, "t": t}


with checks.points(1, "五十步，与 torch.optim.Adam 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    hp = {"lr": 0.02, "beta1": 0.8, "beta2": 0.95, "eps": 0.1, "lam": 0.3}
    path, state = with_adam(whole_adam, lambda: walk(adam_l2, lambda w, t: grads[t], 50, start, **hp))
    right = torch_walk(torch.optim.Adam, lambda w, t: grads[t], 50, start, lr=0.02, betas=(0.8, 0.95), eps=0.1, weight_decay=0.3)
    checks.close(path, right, tol=1e-12,
                 say="随机的梯度，β 是 0.8、0.95，eps = 0.1，lam = 0.3，走五十步：和 torch.optim.Adam(weight_decay=0.3) 走的不同")
    hp.pop("lam")
    wanted = walk(whole_adam, lambda w, t: grads[t] + 0.3 * right[t], 50, start, **hp)[1]
    checks.close(state, wanted, tol=1e-10, say="走五十步以后，state 不对")
with checks.points(1, "λ 是 0，和默认值"):
    w, g = np.array([1.0, -2.0]), np.array([0.3, 0.019])
    new, state = with_adam(whole_adam, lambda: two(adam_l2(w, g, {}, 0.1, lam=0.0), "adam_l2"))
    checks.close(new, np.array([0.9, -2.1]), say="λ 是 0：应和 Adam 一样")
    checks.close(state, {"m": g / 10, "v": g**2 / 1000, "t": 1}, say="λ 是 0：state 应和 Adam 一样")
    new, state = with_adam(whole_adam, lambda: two(adam_l2(w, g, {}), "adam_l2"))
    checks.close((new - w) * 1e3, np.array([-1.0, 1.0]), tol=1e-4, say="都用默认值：lr = 0.001，lam = 0.01")
    checks.close([state["m"] * 1e3, state["v"] * 1e6, state["t"]], [np.array([31.0, -0.1]), np.array([96.1, 0.001]), 1], say="都用默认值，第一步：state 不对")
    new, state = with_adam(whole_adam, lambda: two(adam_l2(np.array([0.0]), np.array([1e-8]), {}), "adam_l2"))
    checks.close([new[0] * 1e3, state["m"][0] * 1e9, state["v"][0] * 1e19, state["t"]], [-0.5, 1.0, 1.0, 1], say="都用默认值，很小的梯度：eps = 1e-8")
with checks.points(1, "梯度是 0，整数，传进来的不变"):
    new, state = with_adam(whole_adam, lambda: two(adam_l2(np.array([0.0, 2.0]), np.zeros(2), {}, 0.1, lam=0.5), "adam_l2"))
    checks.close(new, np.array([0.0, 1.9]), say="梯度是 0，lam = 0.5：w 是 0 的不动，别的往 0 走 η")
    checks.close(state, {"m": np.array([0.0, 0.1]), "v": np.array([0.0, 0.001]), "t": 1}, say="梯度是 0，lam = 0.5：state 不对")
    w, g, given = np.array([2, -1]), np.array([0, -3]), {"m": np.array([4, 0]), "v": np.array([3, 8]), "t": 1}
    marked = [checks.inout(w), checks.inout(g), checks.inout(given)]
    new, state = with_adam(whole_adam, lambda: two(adam_l2(*marked, 0.75, 0.5, 0.5, lam=1), "adam_l2"))
    checks.close(new, np.array([2 - 3 / (3.5 / 0.75) ** 0.5, -1 + 2 / 4]), say="整数的 w、g、m、v，两个 β 都是 0.5，lam = 1，第二步：w 不对")
    checks.close(state, {"m": np.array([3.0, -2.0]), "v": np.array([3.5, 12.0]), "t": 2}, say="整数的 w、g、m、v，第二步：state 不对")
    checks.equal([w.tolist(), g.tolist(), given["m"].tolist(), given["v"].tolist(), given["t"]], [[2, -1], [0, -3], [4, 0], [3, 8], 1],
                 say="adam_l2 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 `adamw`（3 分，5 分钟）
#
# 加进梯度的 $\lambda w$ 和梯度一起，被除以了 $\sqrt{\hat v}$：坡陡的参数，$\lambda w$ 也被除小了，几乎不起作用。
# **AdamW** 把它拿出来，另走一路：先让权重自己缩小一点，再照 Adam 走，Adam 那一步里没有 $\lambda$。
#
# $$w\leftarrow(1-\eta\lambda)\,w,\qquad\text{然后用原来的 }g\text{ 照 Adam 走一步}$$
#
# **例子**：和上一题一样，$w=(20,-30)$，$g=(-1,10)$，$\eta=0.1$，$\lambda=0.1$，第一步。
# 先乘 $1-0.01=0.99$，得 $(19.8,-29.7)$；Adam 再走 $\eta$ 乘正负号，得 $(19.9,-29.8)$；$m=(-0.1,1)$，$v=(0.001,0.1)$。
# 大的权重缩得多，小的缩得少，与坡陡不陡无关。
#
# 写 `adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01)`，返回 `(w, state)`；`state` 的键和 Adam 的一样。
# 也可以调用 `adam`，检查时也借给它一个对的。
#
# **小项**：例子，也用别的 $\beta$ 和 $\varepsilon$（1 分）；隐藏：五十步和 PyTorch 一致（1 分）；梯度是 0、都用默认值、整数、传进来的不变（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 还是一行：这一次变的是交给 `adam` 的 `w`，不是 `g`。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 缩小的比例是 $\eta\lambda$，不只是 $\lambda$。
# `(1 - lr * lam) * w` 造出一个新数组；`w *= …` 改的是别人的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "adamw", "locked": false, "schema_version": 3, "solution": true, "task": false}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    """Shrink the weights by the share lr * lam, then take one step of Adam. Return (w, state)."""
    ### BEGIN SOLUTION
    return adam((1 - lr * lam) * w, g, state, lr, beta1, beta2, eps)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_adamw", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
own_work("adamw")


def with_adam(lent, run):
    """Call run while adam is this, so that only what is tested here is judged."""
    global adam
    try:
        own = adam
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    adam = lent
    try:
        return run()
    finally:
        adam = own


def first_step(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Stand in for adam: right for a first step."""
    return w - lr * g / (np.abs(g) + eps), {"m": (1 - beta1) * g, "v": (1 - beta2) * g * g, "t": 1}


with checks.points(1, "例子"):
    call = "adamw([20, -30], [-1, 10], {}, 0.1, lam=0.1)"
    w, state = with_adam(first_step, lambda: two(adamw(np.array([20.0, -30.0]), np.array([-1.0, 10.0]), {}, 0.1, lam=0.1), call))
    checks.close(w, np.array([19.9, -29.8]), call=f"{call} 的 w", likely={
        "权重没有缩小": np.array([20.1, -30.1]),
        "λw 加进了梯度，那是 adam_l2": np.array([19.9, -30.1]),
        "缩小的比例是 ηλ，不只是 λ": np.array([18.1, -27.1]),
        "先缩小，再走：次序反了": np.array([19.899, -29.799]),
        "缩小是乘 1 - ηλ，不是 1 + ηλ": np.array([20.3, -30.4]),
        "λ 算了两次：缩小过了，就不再加进梯度": np.array([19.7, -29.8]),
        "没有把 lr 传给 adam": np.array([19.801, -29.701])})
    right = {"m": np.array([-0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}
    checks.close(state, right, call=f"{call} 的 state", likely={
        "λw 不该进 m 和 v": {"m": np.array([0.1, 0.7]), "v": np.array([0.001, 0.049]), "t": 1}})
    call = "adamw([20, -30], [-1, 9], {}, 0.1, 0.5, 0.75, 1, 0.1)"
    w, state = with_adam(first_step, lambda: two(adamw(np.array([20.0, -30.0]), np.array([-1.0, 9.0]), {}, 0.1, 0.5, 0.75, 1.0, 0.1), call))
    checks.close(w, np.array([19.85, -29.79]), call=f"{call} 的 w，ε 是 1", likely={
        "没有把 eps 传给 adam": np.array([19.9, -29.8])})
    checks.close(state, {"m": np.array([-0.5, 4.5]), "v": np.array([0.25, 20.25]), "t": 1}, call=f"{call} 的 state", likely={
        "没有把 beta1、beta2 传给 adam": {"m": np.array([-0.1, 0.9]), "v": np.array([0.001, 0.081]), "t": 1}})
### BEGIN HIDDEN TESTS
def whole_adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Stand in for adam, right everywhere."""
    m, v, t = state.get("m", 0.0 * g), state.get("v", 0.0 * g), state.get("t", 0) + 1
    m, v = m + (1 - beta1) * (g - m), v + (1 - beta2) * (g * g - v)
    root = np.sqrt(v / (1 - beta2**t)) + eps
    return w - lr / (1 - beta1**t) * m / root, {"m": m, "v": v, "t": t}


with checks.points(1, "五十步，与 torch.optim.AdamW 一致"):
    rng = np.random.default_rng(checks.seed())
    grads, start = rng.normal(size=(50, 2, 3)), rng.normal(size=(2, 3))
    hp = {"lr": 0.02, "beta1": 0.8, "beta2": 0.95, "eps": 0.1}
    path, state = with_adam(whole_adam, lambda: walk(adamw, lambda w, t: grads[t], 50, start, lam=0.7, **hp))
    right = torch_walk(torch.optim.AdamW, lambda w, t: grads[t], 50, start, lr=0.02, betas=(0.8, 0.95), eps=0.1, weight_decay=0.7)
    checks.close(path, right, tol=1e-12,
                 say="随机的梯度，β 是 0.8、0.95，eps = 0.1，lam = 0.7，走五十步：和 torch.optim.AdamW(weight_decay=0.7) 走的不同")
    checks.close(state, walk(whole_adam, lambda w, t: grads[t], 50, start, **hp)[1], tol=1e-10, say="走五十步以后，state 不对：λ 不该进 m 和 v")
with checks.points(1, "梯度是 0，默认值，整数，传进来的不变"):
    new, state = with_adam(whole_adam, lambda: two(adamw(np.array([4.0, -2.0]), np.zeros(2), {}, 0.5, lam=0.5), "adamw"))
    checks.close(new, np.array([3.0, -1.5]), say="第一步，梯度是 0，lr = 0.5，lam = 0.5：只缩小，不走")
    checks.close(state, {"m": np.zeros(2), "v": np.zeros(2), "t": 1}, say="第一步，梯度是 0：state 不对")
    w, g = np.array([100.0, -200.0]), np.array([3.0, -0.5])
    new, state = with_adam(whole_adam, lambda: two(adamw(w, g, {}), "adamw"))
    checks.close((new - w) * 1e3, np.array([-2.0, 3.0]), tol=1e-5, say="都用默认值：lr = 0.001，lam = 0.01")
    checks.close(state, {"m": g / 10, "v": g**2 / 1000, "t": 1}, say="都用默认值，第一步：state 不对")
    new, state = with_adam(whole_adam, lambda: two(adamw(np.array([0.0]), np.array([1e-8]), {}), "adamw"))
    checks.close([new[0] * 1e3, state["m"][0] * 1e9, state["v"][0] * 1e19, state["t"]], [-0.5, 1.0, 1.0, 1], say="都用默认值，很小的梯度：eps = 1e-8")
    w, g, given = np.array([2, -4]), np.array([2, -4]), {"m": np.array([4, 0]), "v": np.array([3, 8]), "t": 1}
    marked = [checks.inout(w), checks.inout(g), checks.inout(given)]
    new, state = with_adam(whole_adam, lambda: two(adamw(*marked, 0.75, 0.5, 0.5, lam=1), "adamw"))
    checks.close(new, np.array([0.5 - 3 / (3.5 / 0.75) ** 0.5, -1 + 2 / 4]), say="整数的 w、g、m、v，两个 β 都是 0.5，lam = 1，第二步：w 不对")
    checks.close(state, {"m": np.array([3.0, -2.0]), "v": np.array([3.5, 12.0]), "t": 2}, say="整数的 w、g、m、v，第二步：state 不对")
    checks.equal([w.tolist(), g.tolist(), given["m"].tolist(), given["v"].tolist(), given["t"]], [[2, -4], [2, -4], [4, 0], [3, 8], 1],
                 say="adamw 改动了传进来的 w、g 或 state")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题 `step_lr`（3 分，4 分钟）
#
# 学习率小了，半天走不到；大了，到了谷底也静不下来。
# 所以先大后小：开头大步走，后来细细找。
# 最简单的是下台阶：每过 $k$ 轮，乘一个 $\gamma$（又一个 $\gamma$，和 focal 损失的、批量归一化的都不相干）。
#
# $$\eta_t=\eta_0\,\gamma^{\lfloor t/k\rfloor}$$
#
# $t$ 是已经走完的轮数，从 0 算起；$\lfloor\ \rfloor$ 是往下取整。
#
# **例子**：$\eta_0=0.1$，$k=10$，$\gamma=0.1$。
# $t$ 是 0 到 9 时 0.1，10 到 19 时 0.01，20 到 29 时 0.001，$t=30$ 时 0.0001。

# %%
stairs = torch_schedule(torch.optim.lr_scheduler.StepLR, 30, 0.1, step_size=10, gamma=0.5)
draw_lines({"每 10 轮乘 0.5": stairs}, "$t$", "学习率", "学习率下台阶：0.1、0.05、0.025，每级十轮。", dots=True)

# %% [markdown]
# 写 `step_lr(t, base=0.1, size=10, gamma=0.1)`，返回第 `t` 轮的学习率，一个小数。
# `base` 是 $\eta_0$，`size` 是 $k$；`t` 是不小于 0 的整数，`size` 是正整数。
#
# **小项**：例子（1 分）；隐藏：和 PyTorch 一致（1 分）；`size=1`，和很大的 $t$（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先数下了几级台阶，再乘几次。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 往下取整的除法是 `t // size`，次方是 `**`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "step_lr", "locked": false, "schema_version": 3, "solution": true, "task": false}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    """Return the learning rate of epoch t: base, multiplied by gamma after each size epochs."""
    ### BEGIN SOLUTION
    return base * gamma ** (t // size)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_step_lr", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
checks.avoids("step_lr", FORBIDDEN)
with checks.points(1, "例子"):
    got = [step_lr(t) * 1e3 for t in (0, 9, 10, 19, 20, 30)]
    checks.close(got, [100.0, 100.0, 10.0, 10.0, 1.0, 0.1], call="step_lr(t) × 1000，t 是 0、9、10、19、20、30", likely={
        "要先往下取整：一级里面学习率不变": [100 * 0.1 ** (t / 10) for t in (0, 9, 10, 19, 20, 30)],
        "早了一轮：t 从 0 算起": [100.0, 10.0, 10.0, 1.0, 1.0, 0.1],
        "晚了一轮：t = 10 就要降": [100.0, 100.0, 100.0, 10.0, 10.0, 1.0],
        "降过一次，还要接着降": [100.0, 100.0, 10.0, 10.0, 10.0, 10.0],
        "是乘 γ，不是除": [100.0, 100.0, 1e3, 1e3, 1e4, 1e5],
        "是次方，不是乘": [0.0, 0.0, 10.0, 10.0, 20.0, 30.0],
        "每一轮都降了：每 size 轮降一次": [100 * 0.1**t for t in (0, 9, 10, 19, 20, 30)]})
### BEGIN HIDDEN TESTS
with checks.points(1, "与 PyTorch 的 StepLR 一致"):
    right = torch_schedule(torch.optim.lr_scheduler.StepLR, 40, 2.0, step_size=7, gamma=0.8)
    checks.close([step_lr(t, 2.0, 7, 0.8) for t in range(0, 41, 2)], right[::2], tol=1e-10, say="base = 2，size = 7，gamma = 0.8，t 从 0 到 40：和 PyTorch 的不同")
with checks.points(1, "每轮都降，很大的 t"):
    checks.close([step_lr(t, 8.0, 1, 0.5) for t in range(5)], [8.0, 4.0, 2.0, 1.0, 0.5], say="size 是 1：每轮都降")
    checks.close([step_lr(999, 3.0, 1000, 0.5), step_lr(1000, 3.0, 1000, 0.5), step_lr(12345, 3, 1000, 1)], [3.0, 1.5, 3.0],
                 say="size = 1000：t = 999 不降，t = 1000 降；gamma = 1 总不变")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 11 题 `cosine_lr`（4 分，7 分钟）
#
# 台阶太陡，换成一条光滑的坡：开头慢慢降，中间降得快，快到底时又慢下来。
# 余弦正好是这个形状：
#
# $$\eta_t=\eta_{\min}+\frac12(\eta_0-\eta_{\min})\Big(1+\cos\frac{\pi t}{T}\Big)$$
#
# $T$ 是总轮数（不是转置，也不是第 7 章的标签）。
#
# **例子**：$\eta_0=0.001$，$\eta_{\min}=0$，$T=100$。
#
# | $t$ | 0 | 25 | 50 | 75 | 100 |
# |---|---|---|---|---|---|
# | $\cos(\pi t/T)$ | 1 | 0.7071 | 0 | $-0.7071$ | $-1$ |
# | $\eta_t$ | 0.001 | 0.00085355 | 0.0005 | 0.00014645 | 0 |

# %%
half_wave = torch_schedule(torch.optim.lr_scheduler.CosineAnnealingLR, 100, 0.001, T_max=100)
draw_lines({"余弦": half_wave}, "$t$", "学习率", "学习率按半个余弦从 0.001 降到 0，两头平，中间陡。")

# %% [markdown]
# 写 `cosine_lr(t, T, base, lo=0.0)`，返回第 `t` 轮的学习率，一个小数。
#
# - `base` 是 $\eta_0$，`lo` 是 $\eta_{\min}$；`t` 是不小于 0 的整数，`T` 是正整数；
# - $t$ 超过 $T$ 以后，停在 `lo`，不再回升（式子照写下去会回升，PyTorch 的就会）。
#
# **小项**：例子（1 分）；`lo` 不是 0，超过 $T$（1 分）；隐藏：和 PyTorch 一致（1 分）；超过 $T$ 的别的数，和 `T=1`（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 把式子抄下来；再想 $t>T$ 时怎么办：要么 `if`，要么先把 $t$ 换成 $t$ 和 $T$ 里小的那个。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `math.cos(math.pi * t / T)`，吃的是弧度。
# </details>

# %% nbgrader={"grade": false, "grade_id": "cosine_lr", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cosine_lr(t, T, base, lo=0.0):
    """Return the learning rate of epoch t: from base down to lo along half a cosine of T epochs, then lo."""
    ### BEGIN SOLUTION
    return lo + (base - lo) * (1 + math.cos(math.pi * min(t, T) / T)) / 2
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_cosine_lr", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("cosine_lr", FORBIDDEN)
with checks.points(1, "例子"):
    got = [cosine_lr(t, 100, 0.001) * 1e3 for t in (0, 25, 50, 75, 100)]
    checks.close(got, [1.0, 0.85355339, 0.5, 0.14644661, 0.0], call="cosine_lr(t, 100, 0.001) × 1000，t 是 0、25、50、75、100", likely={
        "这是直线": [1.0, 0.75, 0.5, 0.25, 0.0],
        "漏了二分之一": [2.0, 1.70710678, 1.0, 0.29289322, 0.0],
        "漏了加 1": [0.5, 0.35355339, 0.0, -0.35355339, -0.5],
        "加减号反了，从下往上走了": [0.0, 0.14644661, 0.5, 0.85355339, 1.0],
        "1 + cos 要括在一起，再乘一半的高": [0.5 + 1e3 * math.cos(math.pi * t / 100) for t in (0, 25, 50, 75, 100)],
        "走了一整个余弦：是 πt/T，不是 2πt/T": [1.0, 0.5, 0.0, 0.5, 1.0],
        "只走了半程：是 πt/T，不是 πt/(2T)": [1.0, 0.96193977, 0.85355339, 0.69134172, 0.5],
        "t = T 时应是 lo，不是从头再来": [1.0, 0.85355339, 0.5, 0.14644661, 1.0],
        "math.cos 吃的是弧度，不是角度": [0.5 + 0.5 * math.cos(1.8 * t) for t in (0, 25, 50, 75, 100)]})
with checks.points(1, "lo 不是 0"):
    got = [cosine_lr(t, 4, 0.5, 0.1) for t in (0, 2, 4)]
    checks.close(got, [0.5, 0.3, 0.1], call="[cosine_lr(t, 4, 0.5, 0.1) for t in (0, 2, 4)]", likely={
        "lo 没有用上": [0.5, 0.25, 0.0],
        "漏了前面加 lo": [0.4, 0.2, 0.0],
        "余弦的高是 base - lo，不是 base": [0.6, 0.35, 0.1],
        "不是低了就截住，整条线要抬起来": [0.5, 0.25, 0.1]})
    got = [cosine_lr(t, 4, 0.5, 0.1) for t in (6, 8)]
    checks.close(got, [0.1, 0.1], call="[cosine_lr(t, 4, 0.5, 0.1) for t in (6, 8)]，t 超过 T 了", likely={
        "t 超过 T 以后应停在 lo，不再回升": [0.3, 0.5],
        "t 超过 T 以后应停在 lo，不是 0": [0.0, 0.0]})
### BEGIN HIDDEN TESTS
with checks.points(1, "与 PyTorch 的 CosineAnnealingLR 一致"):
    right = torch_schedule(torch.optim.lr_scheduler.CosineAnnealingLR, 37, 2.0, T_max=37, eta_min=0.3)
    checks.close([cosine_lr(t, 37, 2.0, 0.3) for t in range(1, 38, 3)], right[1::3], tol=1e-10, say="T = 37，base = 2，lo = 0.3，t 从 0 到 37：和 PyTorch 的不同")
with checks.points(1, "超过 T，T 是 1"):
    checks.close([cosine_lr(t, 3, 1.0, 0.25) for t in (3, 4, 6, 9, 100)], [0.25] * 5, say="t 超过 T 以后应停在 lo")
    checks.close([cosine_lr(t, 1, 2, 1) for t in range(3)], [2.0, 1.0, 1.0], say="T 是 1：先是 base，往后都是 lo")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 12 题 `warmup_cosine`（5 分，9 分钟）
#
# 刚开头的权重是随便抽的，梯度又大又乱，一上来就大步走容易摔。
# 所以先**热身**（warm-up）：头 $W$ 轮，学习率从一个小的 $\eta_s$ 沿直线升到 $\eta_0$；剩下的 $T-W$ 轮，再按余弦从 $\eta_0$ 降到 $\eta_{\min}$（这里的 $W$ 是轮数，不是权重）。
#
# $$\eta_t=\begin{cases}\eta_s+(\eta_0-\eta_s)\dfrac tW&t<W\\\text{余弦，从第 }W\text{ 轮重新数起，总共 }T-W\text{ 轮}&t\ge W\end{cases}$$
#
# **例子**：$\eta_0=0.1$，$\eta_s=0.01$，$\eta_{\min}=0$，$W=5$，$T=15$。
#
# | $t$ | 0 | 1 | 2 | 3 | 4 | 5 | 10 | 15 |
# |---|---|---|---|---|---|---|---|---|
# | $\eta_t$ | 0.01 | 0.028 | 0.046 | 0.064 | 0.082 | 0.1 | 0.05 | 0 |

# %%
ax = plt.figure(figsize=(5.5, 2.8)).gca()
ax.plot([0, 1, 2, 3, 4, 5, 10, 15], [0.01, 0.028, 0.046, 0.064, 0.082, 0.1, 0.05, 0], "o", color=BLUE)
ax.set(xlabel="$t$", ylabel="学习率", xticks=range(0, 16, 5))
plotting.show(ax, alt="八个点：从 0.01 沿直线升到 t = 5 时的 0.1，再降到 t = 15 时的 0。")

# %% [markdown]
# 写 `warmup_cosine(t, W, T, base, start, lo=0.0)`，返回第 `t` 轮的学习率，一个小数。
#
# - `base` 是 $\eta_0$，`start` 是 $\eta_s$，`lo` 是 $\eta_{\min}$；`t`、`W` 是不小于 0 的整数，`T` 大于 `W`；
# - $W=0$ 就是没有热身，从头就是余弦，不能出错；
# - $t$ 超过 $T$ 以后停在 `lo`。
#
# 可以调用你的 `cosine_lr`：检查这一题时会借给它一个对的，上一题错了不连累这里。
#
# **小项**：热身（1 分）；余弦，也用 `lo`（1 分）；隐藏：别的数（1 分）；没有热身（1 分）；超过 $T$，和只热身一轮（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `if t < W:` 走直线，不然走余弦。
# 先问再除，$W=0$ 就不会除以 0。
# </details>
#
# <details><summary>提示 2：余弦怎么接</summary>
#
# 从第 $W$ 轮重新数起：交给 `cosine_lr` 的 `t` 和 `T` 都要减去 `W`。
# 别忘了 `lo`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "warmup_cosine", "locked": false, "schema_version": 3, "solution": true, "task": false}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    """Return the learning rate of epoch t: W epochs straight up from start to base, then down to lo along a cosine until T."""
    ### BEGIN SOLUTION
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t - W, T - W, base, lo)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_warmup_cosine", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
own_work("warmup_cosine")


def with_cosine(lent, calls):
    """Call warmup_cosine with each of these while cosine_lr is this, so that only warmup_cosine is judged."""
    global cosine_lr
    try:
        own = cosine_lr
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    cosine_lr = lent
    try:
        return [warmup_cosine(*arguments) for arguments in calls]
    finally:
        cosine_lr = own


def of_the_example(t, T, base, lo=0.0):
    """Stand in for cosine_lr: right for ten epochs, at the beginning, in the middle and at the end."""
    return {(0, 10): base, (5, 10): (base + lo) / 2, (10, 10): lo}.get((t, T), math.nan)


with checks.points(1, "热身"):
    got = with_cosine(of_the_example, [(t, 5, 15, 0.1, 0.01) for t in range(5)])
    checks.close(got, [0.01, 0.028, 0.046, 0.064, 0.082], call="[warmup_cosine(t, 5, 15, 0.1, 0.01) for t in range(5)]", likely={
        "从 0 升起了：从 start 升起": [0.0, 0.02, 0.04, 0.06, 0.08],
        "早了一轮：t = 0 时是 start": [0.028, 0.046, 0.064, 0.082, 0.1],
        "到第 W 轮才是 base，要除以 W": [0.01, 0.0325, 0.055, 0.0775, 0.1],
        "升的是 base - start，不是 base": [0.01, 0.03, 0.05, 0.07, 0.09],
        "热身的时候也走了余弦": lambda got: not np.isfinite(got).all()})
with checks.points(1, "余弦"):
    got = with_cosine(of_the_example, [(t, 5, 15, 0.1, 0.01) for t in (5, 10, 15)])
    checks.close(got, [0.1, 0.05, 0.0], call="[warmup_cosine(t, 5, 15, 0.1, 0.01) for t in (5, 10, 15)]", likely={
        "余弦要从第 W 轮重新数起，总共 T - W 轮": lambda got: not np.isfinite(got).all() or got[0] < 0.09,
        "热身完了要降下来": lambda got: got[1] > 0.099})
    got = with_cosine(of_the_example, [(t, 5, 15, 0.1, 0.01, 0.02) for t in (10, 15)])
    checks.close(got, [0.06, 0.02], call="[warmup_cosine(t, 5, 15, 0.1, 0.01, 0.02) for t in (10, 15)]，lo 是 0.02", likely={
        "lo 没有用上，也要交给 cosine_lr": [0.05, 0.0],
        "降到 lo，不是降到 start": [0.055, 0.01]})
### BEGIN HIDDEN TESTS
def whole_cosine(t, T, base, lo=0.0):
    """Stand in for cosine_lr, right everywhere."""
    share = math.cos(math.pi * t / (2 * T)) ** 2 if t < T else 0.0
    return base * share + lo * (1 - share)


with checks.points(1, "别的数"):
    got = with_cosine(whole_cosine, [(t, 4, 12, 2.0, 0.4, 0.2) for t in range(13)])
    wanted = [0.4 + 0.4 * t for t in range(4)] + [0.2 + 0.9 * (1 + math.cos(math.pi * k / 8)) for k in range(9)]
    checks.close(got, wanted, say="W = 4，T = 12，base = 2，start = 0.4，lo = 0.2，t 从 0 到 12：和直接计算的不同")
    got = with_cosine(whole_cosine, [(t, 2, 4, 0.1, 0.5) for t in range(4)])
    checks.close(got, [0.5, 0.3, 0.1, 0.05], say="start 比 base 大：热身时往下走")
with checks.points(1, "没有热身"):
    got = with_cosine(whole_cosine, [(t, 0, 4, 2.0, 0.3, 1.0) for t in range(5)])
    checks.close(got, [1.5 + math.cos(math.pi * t / 4) / 2 for t in range(5)], say="W = 0：从头就是余弦，不能除以 0")
with checks.points(1, "超过 T，只热身一轮"):
    got = with_cosine(whole_cosine, [(t, 3, 7, 1.0, 0.1, 0.25) for t in (7, 8, 11, 15)])
    checks.close(got, [0.25] * 4, say="t 超过 T 以后应停在 lo")
    got = with_cosine(whole_cosine, [(t, 1, 2, 5, 1) for t in range(4)])
    checks.close(got, [1.0, 5.0, 0.0, 0.0], say="W = 1，T = 2：第 0 轮 start，第 1 轮 base，往后 lo")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 13 题 `Plateau`（7 分，20 分钟）
#
# 前面三种在训练之前就排好了，不管训练得怎样。
# 最后一种看着损失办事：几轮没有进步（到了平台，plateau），就把学习率降一降。
#
# 它要记：现在的学习率；到目前为止最好的损失；连着几轮没有变好；还有造它时给的三样规矩。
# 都记在 `self.` 后面：`__init__` 里写 `self.lr = lr`，`step` 里才拿得到 `self.lr`；只写 `best = …`，一出 `__init__` 就没有了。
# 每轮结束，把验证集（第 2 章）的损失交给它：
#
# 1. 损失**严格小于**最好的：记下新的最好，“没有变好”的轮数清零；
# 2. 否则轮数加一；加到**超过** `patience`，学习率乘 `factor`，轮数清零。最好的损失不变。
#
# **例子**：学习率 0.1，`factor` 0.5，`patience` 2。
#
# | 轮 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |
# |---|---|---|---|---|---|---|---|---|---|---|
# | 损失 | 1 | 0.9 | 0.95 | 0.8 | 0.9 | 0.85 | 0.8 | 0.9 | 0.9 | 0.9 |
# | 没有变好 | 0 | 0 | 1 | 0 | 1 | 2 | 3，超过了 | 1 | 2 | 3，超过了 |
# | 学习率 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1 | 0.1 | 0.05 | 0.05 | 0.05 | 0.025 |
#
# 第 4 轮变好了，轮数清零；第 6 轮比第 5 轮小，可是没有小过最好的 0.8，不算；第 7 轮相等，也不算。

# %%
plateau = {"学习率": [0.1] * 6 + [0.05] * 3 + [0.025]}
draw_lines(plateau, "轮", "学习率", "学习率：六轮 0.1，三轮 0.05，然后 0.025。", first=1, dots=True)

# %% [markdown]
# 写类 `Plateau`。
#
# - `Plateau(lr, factor=0.5, patience=2, lowest=0.0)`：造的时候定下规矩；
# - `step(loss)`：一轮结束，交上损失，返回**现在**的学习率，一个小数；它也总放在 `self.lr` 里；
# - 第一轮的损失总是平常的数，总算变好；损失相等，或者中途是 `nan`，都不算变好；损失可以是负的；
# - 学习率不低于 `lowest`：再降就停在 `lowest`；
# - `patience=0`：一轮没有变好就降；
# - 造几个就各管各的。
#
# **小项**：例子（2 分）；`lowest`（1 分）；隐藏：和 PyTorch（`threshold=0`）一致（1 分）；相等、负的、`nan`（1 分）；`patience=0` 和默认值（1 分）；各管各的（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `__init__` 里把六样都放进 `self.…`：最好的损失、轮数，和四个参数。
# “最好的损失”开头该是什么，才能让第一轮总算变好？
# </details>
#
# <details><summary>提示 2：开头</summary>
#
# `self.best = math.inf`，什么都比它小；写 0 的话，正的损失永远不算变好。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 问 `if loss < self.best:`，别的都进 `else`：相等、`nan` 就都对了（和 `nan` 比大小，总是 `False`）。
# `max(…, self.lowest)` 管住最低。
# 不管走哪条路，最后都 `return self.lr`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "Plateau", "locked": false, "schema_version": 3, "solution": true, "task": false}
class Plateau:
    """A learning rate that falls when the loss has not become better for more than patience epochs."""

    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        ### BEGIN SOLUTION
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.waited = math.inf, 0
        ### END SOLUTION

    def step(self, loss):
        """Take the loss of an epoch; return the learning rate from now on."""
        ### BEGIN SOLUTION
        if loss < self.best:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        if self.waited > self.patience:
            self.lr, self.waited = max(self.lr * self.factor, self.lowest), 0
        return self.lr
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_Plateau", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("Plateau", [*FORBIDDEN, "ReduceLROnPlateau"])
with checks.points(2, "例子"):
    falling = Plateau(0.1, 0.5, 2)
    got = [falling.step(loss) for loss in (1.0, 0.9, 0.95, 0.8, 0.9, 0.85, 0.8, 0.9, 0.9, 0.9)]
    checks.close(got, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025], call="Plateau(0.1, 0.5, 2)，损失照表里的十轮，step 返回的", likely={
        "早了一轮：超过 patience 才降": [0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125],
        "晚了一轮：先把轮数加一，再看超过没有": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05],
        "降了以后，轮数要清零": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.025, 0.0125, 0.00625],
        "相等不算变好；要和最好的比，不是和上一轮比": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05],
        "变好了，轮数要清零": [0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025],
        "降了以后，最好的损失不变，不用重新找": [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05],
        "最好的损失，开头应是无穷大": [0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125, 0.0125],
        "step 要返回现在的学习率": lambda got: None in got})
    checks.close(falling.lr, 0.025, call="十轮之后的 .lr")
with checks.points(1, "lowest"):
    falling = Plateau(0.1, 0.5, 1, 0.04)
    got = [falling.step(loss) for loss in (1.0, 1.0, 1.0, 1.0, 1.0)]
    checks.close(got, [0.1, 0.1, 0.05, 0.05, 0.04], call="Plateau(0.1, 0.5, 1, 0.04)，五轮的损失都是 1，step 返回的", likely={
        "不能低于 lowest": [0.1, 0.1, 0.05, 0.05, 0.025],
        "再降就停在 lowest，不是不降了": [0.1, 0.1, 0.05, 0.05, 0.05]})
### BEGIN HIDDEN TESTS
with checks.points(1, "与 PyTorch 的 ReduceLROnPlateau 一致"):
    rng = np.random.default_rng(checks.seed())
    losses = (rng.normal(size=60) + np.linspace(4, 0, 60)).round(1).tolist()
    weight = torch.optim.SGD([torch.zeros(1)], lr=3.0)
    torch_plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(weight, factor=0.7, patience=3, threshold=0.0, eps=0.0)
    right = []
    for loss in losses:
        torch_plateau.step(loss)
        right.append(weight.param_groups[0]["lr"])
    falling = Plateau(3.0, 0.7, 3)
    checks.close([falling.step(loss) for loss in losses], right, say="六十轮随机的损失，factor = 0.7，patience = 3：和 PyTorch 的不同")
with checks.points(1, "相等、负的、nan"):
    falling = Plateau(1.0, 0.1, 1)
    got = [falling.step(loss) for loss in (0.0, -1.0, -1.0, -2.0, -2.0, -1.5, -3.0, 5.0)]
    checks.close(got, [1.0, 1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1], say="负的损失：-2 比 -1 好；变好了轮数清零；相等不算变好")
    falling = Plateau(1.0, 0.1, 1)
    got = [falling.step(loss) for loss in (3.0, math.nan, 2.0, math.nan, math.nan, 1.0, 1.5)]
    checks.close(got, [1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1], say="损失是 nan：不算变好，也不算最好")
with checks.points(1, "lowest，patience = 0，默认值"):
    falling = Plateau(1.0, 0.5, 0, 0.3)
    got = [falling.step(loss) for loss in (2.0, 2.0, 1.0, 1.5, 1.2, 0.5, 0.5)]
    checks.close(got, [1.0, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3], say="patience = 0：一轮没变好就降；lowest = 0.3：到了 0.3 就停")
    falling = Plateau(8)
    checks.close([falling.step(1) for _ in range(10)], [8, 8, 8, 4.0, 4.0, 4.0, 2.0, 2.0, 2.0, 1.0], say="factor、patience、lowest 都用默认值")
with checks.points(1, "各管各的"):
    first, second = Plateau(1.0, 0.5, 1), Plateau(10.0, 0.1, 0)
    got = [[first.step(1.0), second.step(loss)] for loss in (3.0, 3.0, 2.0, 2.5)]
    checks.close(got, [[1.0, 10.0], [1.0, 1.0], [0.5, 1.0], [0.5, 0.1]], say="两个 Plateau 轮流用：各记各的")
    checks.close([first.lr, second.lr], [0.5, 0.1], say="两个 Plateau：.lr 应是现在的学习率")
### END HIDDEN TESTS

# %% [markdown]
# ## 一起下山
#
# 零件齐了。
# 下面的单元只调用你写的函数：九个人从 $(1,1)$ 出发，各走 60 步，看离谷底还有多高。
# 打印出来的第 3 步，`sgd`、`momentum`、`nag`、`adagrad`、`rmsprop`、`adam` 和各题表里的第 3 行比一比。
# 图里画四个，换成别的名字再看；还没有写的，会跳过去。

# %%
runners = {
    "sgd": (sgd, {"lr": 0.1}), "momentum": (momentum, {"lr": 0.05}), "nag": (nag, {"lr": 0.05}), "adagrad": (adagrad, {"lr": 0.1}),
    "rmsprop": (rmsprop, {}), "adadelta": (adadelta, {}), "adam": (adam, {"lr": 0.1}),
    "adam_l2": (adam_l2, {"lr": 0.1, "lam": 0.1}), "adamw": (adamw, {"lr": 0.1, "lam": 0.1})}
paths = {}
for name, (step, hp) in runners.items():
    try:
        path = np.array(walk(step, slope, 60, START, **hp)[0])
    except NotImplementedError:
        print(f"{name:9} 还没有写")
        continue
    paths[name] = path
    print(f"{name:9} 第 3 步 ({path[3, 0]:.4f}, {path[3, 1]:.4f})，60 步以后高 {canyon(*path[-1]):.1e}")
shown = {name: paths[name] for name in ("sgd", "nag", "adagrad", "adam") if name in paths}
if shown:
    ax = plotting.optimiser_paths(canyon, shown, xlim=(-0.5, 1.2), ylim=(-1.1, 1.2), minimum=(0, 0))
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    plotting.show(ax, alt=plotting.alt_text(ax))

# %% [markdown]
# `sgd` 赢得便宜：0.1 正好把陡的方向一步走到底，换一条峡谷就没有这样的巧事。
# 自适应的几位，两个坐标总是一样，图里叠在同一条斜线上：一个方向比另一个陡十倍，它们走得像一样陡。
# `adadelta` 才刚刚起步。
#
# 把优化器和学习率合起来用，只要每一步换一个 `lr`。
# 下面是 `sgd` 在抖动的坡上（每次量的坡都带着误差，像小批那样）：学习率一直是 0.15，和按余弦降到 0。

# %%
noise = np.random.default_rng(0).normal(size=(200, 2))
heights = {"一直 0.15": [], "余弦": []}
for name in heights:
    w, state = START.copy(), {}
    for t in range(200):
        lr = 0.15 if name == "一直 0.15" else cosine_lr(t, 200, 0.15)
        w, state = sgd(w, slope(w, t) + noise[t], state, lr=lr)
        heights[name].append(canyon(*w))
draw_lines(heights, "步", "高度", "一直用 0.15 的曲线到最后还在跳；按余弦降的，越来越静，最后贴着 0。")

# %% [markdown]
# ## 挑战（不计分）
#
# **λ 到哪里去了？** 用 `adam` 和 `adam_l2`（`lam=0.1`）在峡谷里各走 50 步，学习率 0.1，再看两条路差多少。
# 换成 `adamw`（`lam=0.1`）呢？
# 先说说为什么，再跑。
#
# <details><summary>答案</summary>
#
# 在这条峡谷里 $g=(w_1,10w_2)$，加上 $\lambda w$ 就是 $(1.1w_1,10.1w_2)$：每个参数的梯度只是放大了一个固定的倍数。
# Adam 的 $\hat m$ 和 $\sqrt{\hat v}$ 一起放大，一除就没了：两条路每一步都一样，只差 $10^{-9}$（那是 $\varepsilon$）。
# `adamw` 另走一路，不经过那次除法，差 0.045。
# </details>
#
# **忽然又升上去了。** 用 `torch_schedule` 画 PyTorch 的 `CosineAnnealingLR`：`T_max=50`，却走 100 轮。
# 第 100 轮的学习率是多少？你的 `cosine_lr` 呢？
#
# <details><summary>答案</summary>
#
# 第 50 轮是 0，第 100 轮又回到 `base`：余弦照写下去，过了谷底就往上走。
# 训练到最后学习率最大，前面静下来的又全搅乱了。
# 所以 `T_max` 要等于总轮数；`cosine_lr` 停在 `lo`。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过；有一题没有写，运行会停在那一题的检查上。
# 再在终端里运行 `coursekit check ex09_optimizers.ipynb`。
