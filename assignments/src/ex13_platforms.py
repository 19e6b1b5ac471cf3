# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex13_platforms//ipynb,src//py:percent
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
# # 练习十三 显存、钱和时间：开跑之前先算一算
#
# 小周下载了一个 70 亿参数的模型，在自己 24 GB 显存的卡上问它问题，答得挺好。
# 他想用自己的数据再练一练，只加了一个优化器，程序一跑就停：`CUDA out of memory`，显存不够。
# 换一张 48 GB 的，还是不够；80 GB 的，还是不够。
#
# 这件事不用试，三行算术就知道。
# 卡放不放得下，要练几次，要花多少钱，租哪一家，都是开跑**之前**能算清的。
# 这份练习写六个小函数，把这些账算一遍；最后写一份项目计划。
#
# **做完之后，你能够**
#
# - 由参数的个数算出要多少显存，说清训练为什么比推理多出好几倍；
# - 算出租卡的钱，排出一个平台上分几次练，照规则选平台；
# - 显存不够时，用梯度累积练出和大批一样的一步；
# - 看几条事实，说出它是深度学习时代的还是大模型时代的。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `memory_gib` 要多少显存 | 8 | 14 |
# | 2 | `cost` 要多少钱 | 5 | 7 |
# | 3 | `plan_sessions` 分几次练 | 6 | 12 |
# | 4 | `pick_platform` 选哪个平台 | 8 | 12 |
# | 5 | `accumulated_step` 梯度累积 | 9 | 24 |
# | 6 | `era_of` 哪个时代 | 6 | 10 |
# | 7 | 项目计划，老师评阅 | 6 | 30 |
#
# 一共 48 分，大约一百一十分钟。
# 需要：第 13 章，第 10 章的训练循环；第 7 题还要第 3 章怎样分数据，第 10 章的指标，第 11 章怎样看曲线，第 12 章的卷积网络。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；每一题都可以单独做，卡住了可以先做后面的。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 看得见的检查一共 15 分，隐藏的 27 分：全打印了“通过”，再照题目里写的每一条，自己造几个数试一试。
# 每题的分数按小项给，写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# 只有第 5 题用 PyTorch，别的用 Python 自带的就够。
# 传进来的列表、字典和张量是别人的东西，不许改动；要训练的网络，当然除外。
#
# 平台的卡、价钱和时限年年在变，用之前要看它自己的网页；这份练习里的数，一律照题目给的算。
#
# 先运行下面的单元，它是工具，不用读懂。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from torch import nn

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]


def draw_memory(bars):
    """Draw bytes for each parameter as stacked bars: (name, [(part, bytes), …])."""
    ax = plt.figure(figsize=(7, 3)).gca()
    parts = ("权重", "梯度", "主权重", "动量", "平方的平均")
    for row, (_, stack) in enumerate(bars):
        left = 0
        for part, width in stack:
            color = (BLUE, GREEN, "0.7", ORANGE, RED)[parts.index(part)]
            ax.barh(row, width, left=left, color=color, alpha=0.5, ec="white")
            ax.text(left + width / 2, row, f"{part} {width}", ha="center", va="center", fontsize=10)
            left += width
    ax.set(yticks=range(len(bars)), xlabel="一个参数占几个字节", xlim=(0, 17))
    ax.set_yticklabels([name for name, _ in bars])
    ax.invert_yaxis()
    ax.grid(False)
    told = "；".join(f"{name}：" + "、".join(f"{part} {width}" for part, width in stack) for name, stack in bars)
    plotting.show(ax, alt=f"几条横柱，一段是一样东西，长度是一个参数占的字节。{told}。")


def draw_billed(runs):
    """Draw how long each run took, and up to where it is billed."""
    ax = plt.figure(figsize=(6, 1.9)).gca()
    rows = range(len(runs))
    ax.barh(rows, [math.ceil(hours) for hours in runs], color="0.88", ec="0.5", label="要付钱的")
    ax.barh(rows, runs, height=0.45, color=BLUE, label="真正用了的")
    ax.set(yticks=rows, xlabel="小时", xticks=range(math.ceil(max(runs)) + 1))
    ax.set_yticklabels([f"第 {row + 1} 次" for row in rows])
    ax.invert_yaxis()
    ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    told = "，".join(f"第 {row + 1} 次用了 {hours} 小时，付 {math.ceil(hours)} 小时" for row, hours in enumerate(runs))
    plotting.show(ax, alt=f"三组横柱：{told}。")


def draw_sessions(sessions, minutes, limit, setup):
    """Draw each session as a row: setting up, the epochs, what is left."""
    ax = plt.figure(figsize=(8, 2)).gca()
    for row, count in enumerate(sessions):
        ax.barh(row, setup, color=ORANGE, ec="white", label="准备" if row == 0 else None)
        ax.barh([row] * count, minutes, left=[setup + minutes * i for i in range(count)], color=BLUE, ec="white", label="一轮" if row == 0 else None)
    ax.axvline(60 * limit, color=RED, ls="--", label="到点就断")
    ax.set(yticks=range(len(sessions)), xlabel="分钟")
    ax.set_yticklabels([f"第 {row + 1} 次" for row in range(len(sessions))])
    ax.invert_yaxis()
    ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    told = "、".join(map(str, sessions))
    plotting.show(ax, alt=f"每次一条：先准备 {setup} 分钟，再一轮一轮地练，一轮 {minutes} 分钟；各次的轮数是 {told}；红色虚线在 {60 * limit} 分钟。")


def draw_platforms():
    """Draw which platform is right for one card without SSH, by hours and budget."""
    ax = plt.figure(figsize=(6, 3)).gca()
    hours = np.linspace(12, 24, 2)
    ax.axvspan(0, 2, color="#fbe3b9")
    ax.axvspan(2, 12, color="#cfe6f5")
    ax.fill_between(hours, 1.98 * hours, 54, color="#d5ecd4")
    ax.fill_between(hours, 0, 1.98 * hours, color="#eeeeee")
    for x, y, name in ((1, 27, "Colab"), (7, 27, "Kaggle"), (16, 43, "AutoDL"), (18.5, 16, "Kaggle 分次")):
        ax.text(x, y, name, ha="center", va="center", rotation=90 if x < 2 else 0)
    ax.text(22.6, 1.98 * 22.6 + 1, "1.98 × 小时", ha="right", va="bottom", rotation=21, rotation_mode="anchor", fontsize=11)
    ax.set(xlabel="连续跑几小时", ylabel="预算（元）", xlim=(0, 24), ylim=(0, 54), xticks=[2, 6, 12, 15, 20, 24])
    ax.grid(False)
    plotting.show(ax, alt="横轴是小时，纵轴是预算：2 小时以内是 Colab，再到 12 小时是 Kaggle；更久的，一条斜线（1.98 乘小时数）之上是 AutoDL，之下是 Kaggle 分次。")


def draw_pieces(n, size):
    """Draw a batch cut into pieces, each with its share."""
    ax = plt.figure(figsize=(6, 1.4)).gca()
    for number, start in enumerate(range(0, n, size)):
        width = min(size, n - start)
        ax.barh(0, width, left=start, color=(BLUE, GREEN)[number % 2], alpha=0.6, ec="0.3")
        ax.text(start + width / 2, 0, f"第 {number + 1} 份，占 {width}/{n}", ha="center", va="center")
    ax.set(yticks=[], xticks=range(n + 1), xlabel="样本")
    ax.grid(False)
    plotting.show(ax, alt=f"{n} 个样本排成一条，从左到右切成几份，每份至多 {size} 个；最后一份小一些。")


def draw_sizes():
    """Draw how many parameters some models have, on a logarithmic axis."""
    ax = plt.figure(figsize=(8, 2.2)).gca()
    ax.axvspan(1e4, 1e8, color="#cfe6f5")
    ax.axvspan(1e9, 1e13, color="#fbe3b9")
    models = (("LeNet-5", 61706), ("AlexNet", 6.1e7), ("BERT-large", 3.4e8), ("GPT-2", 1.5e9), ("小周的模型", 7e9), ("GPT-3", 1.75e11))
    for place, (name, count) in enumerate(models):
        height = 0.3 if place % 2 else -0.3
        ax.plot(count, 0, "o", color="0.25")
        ax.text(count, height, name, ha="center", va="center", fontsize=12)
    ax.text(1e6, 0.75, "深度学习时代", ha="center", va="center")
    ax.text(10**8.5, 0.75, "不好说", ha="center", va="center")
    ax.text(1e11, 0.75, "大模型时代", ha="center", va="center")
    ax.set(xscale="log", xlim=(1e4, 1e13), ylim=(-0.6, 1), yticks=[], xlabel="参数有几个")
    ax.grid(False)
    plotting.show(ax, alt="参数量的对数轴：LeNet-5、AlexNet 在一亿以下，BERT-large 在一亿和十亿之间，GPT-2、70 亿的模型、GPT-3 在十亿以上。")


class Card(nn.Module):
    """A network on a small card: fails where the graphs of more than `room` samples are kept at one time."""

    def __init__(self, net, room):
        super().__init__()
        self.net, self.room, self.held = net, room, 0

    def forward(self, X):
        count = len(X)
        self.held += count
        if self.held > self.room:
            raise RuntimeError(f"out of memory：这张卡放得下 {self.room} 个样本的计算图，现在有 {self.held} 个没有走完反向传播")
        out = self.net(X)
        if out.requires_grad:
            out.register_hook(lambda _: self.let_go(count))
        else:
            self.let_go(count)
        return out

    def let_go(self, count):
        """Free the graphs of some samples: backward has used them."""
        self.held -= count


def tried(call, function, *given):
    """Call a function; say in words what failed."""
    try:
        got = function(*given)
    except NotImplementedError:
        raise
    except Exception as error:
        raise checks.CheckFailed(f"{call}\n运行时出错：{type(error).__name__}: {error}") from error
    if got is None:
        raise checks.CheckFailed(f"{call}\n没有返回值\n可能错在：忘了写 return，或者有一种情形没有写到")
    return got


def twins(seed, *sizes):
    """Make the same network of linear layers twice, with tanh between them: on the student's side, and here."""
    made = []
    for make in (checks.remote, lambda kind: kind):
        torch.manual_seed(seed)
        layers = []
        for i, o in zip(sizes, sizes[1:]):
            layers += [make(nn.Linear)(i, o), make(nn.Tanh)()]
        made.append(make(nn.Sequential)(*layers[:-1]))
    return made


def parts_of(model):
    """Return the parameters as they are now."""
    return [part.detach().clone() for part in model.parameters()]

# %% [markdown]
# ## 第 1 题 `memory_gib`（8 分，14 分钟）
#
# 一个参数是一个数，占几个字节，看用什么格式存：
#
# | 格式 `dtype` | `"fp32"` | `"fp16"` | `"bf16"` | `"int8"` | `"int4"` |
# |---|---|---|---|---|---|
# | 字节 | 4 | 2 | 2 | 1 | 0.5 |
#
# **只推理**（拿来用，不训练），存一份权重就够。
#
# **训练**，还要存别的。
# 半精度（fp16、bf16）训练的时候，另存一份 fp32 的**主权重**：更新量往往很小，加在半精度的数上，会被舍掉。
# 优化器记的每一样东西，也用 fp32，4 个字节：
#
# | 存什么 | fp32 训练 | fp16、bf16 训练 |
# |---|---|---|
# | 权重 | 4 | 2 |
# | 梯度 | 4 | 2 |
# | 主权重 | 不要 | 4 |
# | 优化器记的，每样 | 4 | 4 |
#
# 优化器记几样？`"sgd"` 0 样；`"momentum"` 1 样，动量；`"adam"`、`"adamw"` 2 样，动量和平方的平均。
#
# **例子**：$2^{30}$ 个参数，大约十亿。
# 1 GiB 就是 $2^{30}$ 个字节（Python 里写 `2**30`，不是 `2^30`），所以一个参数占几个字节，一共就占几个 GiB，看图。

# %%
draw_memory([("fp16，只推理", [("权重", 2)]),
             ("fp16，SGD", [("权重", 2), ("梯度", 2), ("主权重", 4)]),
             ("fp16，Adam", [("权重", 2), ("梯度", 2), ("主权重", 4), ("动量", 4), ("平方的平均", 4)]),
             ("fp32，Adam", [("权重", 4), ("梯度", 4), ("动量", 4), ("平方的平均", 4)])])

# %% [markdown]
# 后两条一样长：半精度省的不是这几样，省的是前向计算留下的中间结果，那要看批量大小，这里不算。
#
# 小周的模型有 70 亿个参数，用 fp16。
# 只推理，$\dfrac{7\times10^9\times2}{2^{30}}=13.04$ GiB，24 GB 的卡放得下（显卡上写的 GB，差不多就是 GiB）。
# 用 Adam 训练，一个参数 16 个字节，$1.12\times10^{11}$ 个字节：叫 112 GB 也行，那是除以 $10^9$；除以 $2^{30}$ 是多少，你的函数会说。
#
# 写 `memory_gib(n, dtype, optimizer)`，返回多少 GiB，一个数。
#
# - `n` 是参数的个数，0 也可以；小于 0，抛出 `ValueError`；
# - `dtype` 是五种格式之一；是别的，抛出 `ValueError`；
# - `optimizer` 是 `None`：只推理；是那四种之一：训练；是别的，抛出 `ValueError`；
# - `"int8"`、`"int4"` 太粗，只能推理；给了优化器，抛出 `ValueError`。
#
# **小项**：只推理 1，fp16 训练 1，fp32 训练 1，小周的模型 1，各种格式推理 1，各种训练 1，int8 和 int4 不能训练 1，没有的格式、优化器和负数 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算一个参数占几个字节，最后乘 `n`、除以 $2^{30}$。
# 一种格式配一个数，一种优化器配一个数，用两个字典最省事；字典里没有的，就是不认识的。
# </details>
#
# <details><summary>提示 2：训练</summary>
#
# 权重和梯度总是一样宽。
# 主权重只有两个字节的格式才有。
# 优化器记几样，就有几个 4。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `raise ValueError("…")` 抛出错误。
# 先看 `dtype` 和 `n`，再看 `optimizer` 是不是 `None`；不是，才去管梯度和别的。
# Python 里 2 的 30 次方是 `2**30`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "memory_gib", "locked": false, "schema_version": 3, "solution": true, "task": false}
def memory_gib(n, dtype, optimizer):
    """Return the GiB of n parameters: of the weights alone, or with all that training by an optimizer keeps."""
    ### BEGIN SOLUTION
    widths = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    states = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if dtype not in widths or n < 0:
        raise ValueError(f"没有这种格式，或者参数的个数是负的：{dtype}，{n}")
    each = widths[dtype]
    if optimizer is not None:
        if optimizer not in states or each < 2:
            raise ValueError(f"没有这种优化器，或者这种格式不能训练：{optimizer}，{dtype}")
        master = 4 if each == 2 else 0
        each = 2 * each + master + 4 * states[optimizer]
    return n * each / 2**30
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_memory_gib", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "只推理"):
    for dtype, wanted, bits in (("fp16", 2, 16), ("fp32", 4, 32)):
        call = f'memory_gib(2**30, "{dtype}", None)'
        checks.close(tried(call, memory_gib, 2**30, dtype, None), wanted, call=call, likely={
            "除以了十亿：1 GiB 是 2 的 30 次方个字节": wanted * 2**30 / 1e9,
            "这是字节数，还要除以 2 的 30 次方": wanted * 2**30,
            "除以了 2 的 20 次方，那是 MiB，应除以 2 的 30 次方": wanted * 1024,
            "这是二进制的位数，一个字节是 8 位": bits,
            "推理只要一份权重，没有梯度": 2 * wanted})
with checks.points(1, "fp16 训练"):
    call = 'memory_gib(2**30, "fp16", "adam")'
    checks.close(tried(call, memory_gib, 2**30, "fp16", "adam"), 16, call=call, likely={
        "少了一样 4 个字节的：主权重、动量、平方的平均，都在吗": 12,
        "漏了梯度": 14,
        "优化器记的漏了，或者跟着权重只用 2 个字节了，应是两样，各 4 个字节；主权重也是 4 个": 8,
        "这是只推理的": 2})
with checks.points(1, "fp32 训练"):
    call = 'memory_gib(2**30, "fp32", "momentum")'
    checks.close(tried(call, memory_gib, 2**30, "fp32", "momentum"), 12, call=call, likely={
        "fp32 的权重不用再存一份主权重": 16,
        "漏了动量": 8,
        "这是只推理的": 4})
### BEGIN HIDDEN TESTS
with checks.points(1, "小周的模型"):
    checks.close(memory_gib(7_000_000_000, "fp16", None), 13.0385160, say="70 亿个参数，fp16，只推理：应是 13.04 GiB")
    checks.close(memory_gib(7_000_000_000, "fp16", "adam"), 104.3081283, say="70 亿个参数，fp16，Adam：一个参数 16 个字节，除以 2 的 30 次方")
with checks.points(1, "各种格式，只推理"):
    for dtype, width in (("fp32", 4), ("fp16", 2), ("bf16", 2), ("int8", 1), ("int4", 0.5)):
        checks.close(memory_gib(3 * 2**28, dtype, None), 0.75 * width, say=f"{dtype}，只推理：不对")
    checks.close(memory_gib(1, "int4", None), 0.5 / 2**30, tol=1e-18, say="只有一个参数：不对")
    checks.close(memory_gib(0, "bf16", None), 0.0, say="一个参数也没有：应是 0")
with checks.points(1, "各种训练"):
    for optimizer, width in (("sgd", 8), ("momentum", 12), ("adam", 16), ("adamw", 16)):
        for dtype in ("fp32", "fp16", "bf16"):
            checks.close(memory_gib(5 * 2**28, dtype, optimizer), 1.25 * width, say=f"{dtype}，{optimizer}：不对")
    checks.close(memory_gib(0, "fp32", "adamw"), 0.0, say="一个参数也没有：应是 0")
with checks.points(1, "int8 和 int4 不能训练"):
    for dtype in ("int8", "int4"):
        for optimizer in ("sgd", "adam"):
            with checks.raises(ValueError, say=f"{dtype} 只能推理：给了优化器，应抛出 ValueError"):
                memory_gib(1000, dtype, optimizer)
with checks.points(1, "没有的格式和优化器，负数"):
    for dtype in ("fp64", "FP16", ""):
        for optimizer in (None, "adam"):
            with checks.raises(ValueError, say="没有的格式：应抛出 ValueError"):
                memory_gib(1000, dtype, optimizer)
    for optimizer in ("rmsprop", "Adam", ""):
        with checks.raises(ValueError, say="没有的优化器：应抛出 ValueError；不训练是 None，不是空的文字"):
            memory_gib(1000, "fp16", optimizer)
    for optimizer in (None, "sgd"):
        with checks.raises(ValueError, say="参数的个数是负的：应抛出 ValueError"):
            memory_gib(-1, "fp32", optimizer)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `cost`（5 分，7 分钟）
#
# 租一张 RTX 4090，1.98 元一小时，跑 10 小时，$10\times1.98=19.8$ 元。
#
# 各家的算法不一样：有的按秒，有的不足一小时也收一小时。
# 这一题照后一种：**每次**开机，不足一小时的零头算一小时。
#
# **例子**：三次开机，用了 0.2、1.5、2.4 小时，付 1、2、3 小时的钱，$6\times1.98=11.88$ 元。
# 真正用了的，一共才 4.1 小时；一口气用完，也只付 5 小时。

# %%
draw_billed([0.2, 1.5, 2.4])

# %% [markdown]
# 写 `cost(h, rate)`，返回多少元。
#
# - `h` 是一个数，一次开机的小时数；也可以是列表或一维数组，每次开机的小时数，可以是空的；
# - `rate` 是一小时几元；
# - 刚好是整数个小时，没有零头，不多收；0 小时不收；
# - `h` 里有负数，或者 `rate` 是负的，抛出 `ValueError`；
# - `h` 不许改动。
#
# **小项**：一次 1，三次 1，整数小时和没有开机 1，负数 1，很多次和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一次一次来：每次先向上取整，再加起来，最后乘单价。
# 一个数也好办，先把它变成只有一个数的列表。
# </details>
#
# <details><summary>提示 2：用什么写</summary>
#
# `math.ceil(2.4)` 是 3，`math.ceil(2.0)` 是 2。
# `np.ndim(h)` 是 0，说明 `h` 是一个数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "cost", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cost(h, rate):
    """Return what one run, or several, cost: each run is billed by the hours that have begun."""
    ### BEGIN SOLUTION
    runs = [h] if np.ndim(h) == 0 else list(h)
    if rate < 0 or any(hours < 0 for hours in runs):
        raise ValueError("小时数和单价都不能是负的")
    return rate * sum(math.ceil(hours) for hours in runs)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_cost", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "一次"):
    checks.close(tried("cost(10, 1.98)", cost, 10, 1.98), 19.8, call="cost(10, 1.98)", likely={
        "整数个小时，没有零头，不多收一小时": 21.78,
        "钱也取整了，应只取整小时": 20,
        "这是小时数，还要乘单价": 10})
    checks.close(tried("cost(2.4, 1.98)", cost, 2.4, 1.98), 5.94, call="cost(2.4, 1.98)", likely={
        "不足一小时的零头，算一小时": 4.752,
        "零头去掉了，要向上取整": 3.96,
        "先乘单价再取整了：取整的是小时": 5})
with checks.points(1, "三次"):
    call = "cost([0.2, 1.5, 2.4], 1.98)"
    checks.close(tried(call, cost, [0.2, 1.5, 2.4], 1.98), 11.88, call=call, likely={
        "先加起来再取整了：每次各自取整": 9.9,
        "没有取整": 8.118,
        "四舍五入了，要向上取整": 7.92,
        "零头去掉了，要向上取整": 5.94,
        "只算了第一次": 1.98,
        "要一个总数，不是每次各一个": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "整数小时，没有开机"):
    checks.close(cost([1, 3.0, 2], 2.5), 15.0, say="三次，都是整数个小时：不多收")
    checks.close(cost(0, 1.98), 0.0, say="0 小时，不收钱")
    checks.close(cost([0, 0.25, 0.0], 4), 4.0, say="0 小时的那几次，不收钱")
    checks.close(cost([], 1.98), 0.0, say="一次也没有开机：应是 0")
    checks.close(cost([7.01, 9], 0), 0.0, say="免费的平台：应是 0")
with checks.points(1, "负数"):
    for h, rate in ((-1, 1.98), (-0.5, 1.98), ([2, -0.5, 3], 1.98), ([-0.25], 1.98), (3, -1.0), ([], -0.1)):
        with checks.raises(ValueError, say="小时数或者单价有负的：应抛出 ValueError"):
            cost(h, rate)
with checks.points(1, "很多次，不改动 h"):
    h = (np.random.default_rng(checks.seed()).integers(1, 160, 30) / 8).tolist()
    wanted = 3.5 * sum(int(-(-hours // 1)) for hours in h)
    checks.close(cost(h, 3.5), wanted, say="三十次，列表：不对")
    checks.close(cost(np.array(h), 3.5), wanted, say="三十次，一维数组：不对")
    checks.close(cost(np.array([0.125]), 8), 8.0, say="数组里只有一次：不对")
    for h in ([2.5, 1.0, 0.5], [0.75]):
        kept = list(h)
        checks.close(cost(checks.inout(h), 2.0), 2.0 * len(kept) + 4.0 * (len(kept) > 1), say="数不对")
        checks.equal(h, kept, say="cost 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `plan_sessions`（6 分，12 分钟）
#
# 免费的平台，一次最多连着用几小时，到点就断。
# 要练很久，就得分几次：每一轮练完，存一次盘（checkpoint），下次接着练。
# 一轮练到一半断了，这半轮就白练了；所以每次只排**整数轮**。
# 每次开头还要装包、传数据，这段准备的时间不能练。
#
# **例子**：一轮 50 分钟，一共 33 轮；平台一次最多 12 小时，每次先准备 25 分钟。
# 一次能练的是 $12\times60-25=695$ 分钟，13 轮用去 650 分钟，剩下的 45 分钟不够一轮。
# 33 轮要三次：13、13、7，看图。
# 再看一轮只要 4 分钟的，一共 80 轮；一次最多 5 小时，准备 1 分钟：$5\times60-1=299$ 分钟，放得下 74 轮，所以是 74、6。

# %%
draw_sessions([13, 13, 7], minutes=50, limit=12, setup=25)

# %% [markdown]
# 写 `plan_sessions(epochs, minutes, limit, setup)`，返回一个列表，每次练几轮。
#
# - `epochs` 是一共几轮，0 轮时返回空列表；
# - `minutes` 是一轮几分钟；`limit` 是一次最多几**小时**；`setup` 是每次准备几**分钟**，可以是 0，也可以比一次的时间还长；
# - 四个都是整数，`minutes` 和 `limit` 大于 0，没有负数；
# - 先把前面的排满，剩下的放在最后一次；刚好用到最后一分钟，算放得下；
# - 有轮要练，一次却连一轮也放不下，抛出 `ValueError`；0 轮总是返回空列表，哪怕一轮也放不下。
#
# 先算一次放得下几轮，不到 1（也可能算出负数）就抛错，再写循环；不然循环停不下来。
# 要是单元一直在运行，停不下来，就中断内核（Interrupt Kernel），把放得下几轮打印出来看看。
#
# **小项**：例子 1，刚好排满 1，一次就够和 0 轮 1，差一分钟 1，随机的 1，一轮也放不下 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算一次放得下几轮。
# 再像装箱：还有剩，就装满一次，最后不够了，装剩下的。
# </details>
#
# <details><summary>提示 2：用什么写</summary>
#
# 整除 `//` 只留整数部分：`700 // 50` 是 14，`699 // 50` 是 13。
# 小时乘 60，变成分钟。
# `while` 循环，每次 `append` 进列表；或者用整除和余数 `%` 一次算清。
# </details>

# %% nbgrader={"grade": false, "grade_id": "plan_sessions", "locked": false, "schema_version": 3, "solution": true, "task": false}
def plan_sessions(epochs, minutes, limit, setup):
    """Return how many whole epochs to train in each session of at most limit hours, of which setup minutes are lost."""
    ### BEGIN SOLUTION
    fits = (60 * limit - setup) // minutes
    if epochs > 0 and fits < 1:
        raise ValueError(f"一次 {limit} 小时，放不下一轮")
    plan = []
    while epochs > 0:
        plan.append(min(fits, epochs))
        epochs -= plan[-1]
    return plan
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_plan_sessions", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "例子"):
    call = "plan_sessions(80, 4, 5, 1)"
    checks.equal(tried(call, plan_sessions, 80, 4, 5, 1), [74, 6], call=call, likely={
        "limit 当成分钟了，应先乘 60": lambda got: isinstance(got, list) and (len(got) > 20 or got in ([], [0])),
        "setup 也乘了 60，应只有 limit 乘 60": [60, 20],
        "一次排多了，应先减去 setup，再用整除 // 往下取": [75, 5],
        "用了 /，轮数成了小数，应用整除 //": lambda got: isinstance(got, list) and any(isinstance(v, float) for v in got),
        "最后一次也排满了，应是剩下的 6 轮": [74, 74],
        "剩下的 6 轮漏了，应放在最后一次": [74],
        "平均分了，应排满前面的": [40, 40],
        "返回了次数，应是每次的轮数": 2})
    call = "plan_sessions(33, 50, 12, 25)"
    checks.equal(tried(call, plan_sessions, 33, 50, 12, 25), [13, 13, 7], call=call, likely={
        "没有减 setup，或者往上取整了，应是 695 // 50": [14, 14, 5],
        "只有第一次减了 setup，应每次都减": [13, 14, 6],
        "只排了两次，应排到 33 轮完": [13, 20],
        "平均分了，应排满前面的": [11, 11, 11]})
with checks.points(1, "刚好排满"):
    call = "plan_sessions(358, 4, 12, 4)"
    checks.equal(tried(call, plan_sessions, 358, 4, 12, 4), [179, 179], call=call, likely={
        "最后多了一个 0 轮的，应没有": [179, 179, 0],
        "少排了一轮，应是刚好用到最后一分钟也算放得下": [178, 178, 2],
        "没有减 setup，应先减": [180, 178]})
### BEGIN HIDDEN TESTS
with checks.points(1, "一次就够，0 轮"):
    checks.equal(plan_sessions(5, 30, 12, 15), [5], say="一次就够：不对")
    checks.equal(plan_sessions(23, 30, 12, 15), [23], say="一次刚好够：不对")
    checks.equal(plan_sessions(1, 7, 1, 0), [1], say="只有一轮：不对")
    checks.equal(plan_sessions(0, 30, 12, 15), [], say="0 轮：应返回空列表")
    checks.equal(plan_sessions(0, 70, 1, 0), [], say="0 轮，一轮也放不下：不用练，应返回空列表")
with checks.points(1, "差一分钟"):
    checks.equal(plan_sessions(3, 60, 1, 0), [1, 1, 1], say="一次刚好放得下一轮：不对")
    checks.equal(plan_sessions(3, 59, 2, 2), [2, 1], say="一次刚好放得下两轮：不对")
    checks.equal(plan_sessions(3, 59, 2, 3), [1, 1, 1], say="差一分钟，就放不下第二轮")
    checks.equal(plan_sessions(4, 2, 1, 55), [2, 2], say="准备用了 55 分钟，剩下 5 分钟，一轮 2 分钟：不对")
with checks.points(1, "随机的"):
    rng = np.random.default_rng(checks.seed())
    for minutes, limit, setup in zip(rng.integers(5, 50, 12).tolist(), rng.integers(2, 13, 12).tolist(), rng.integers(0, 30, 12).tolist()):
        fits = 0
        while setup + (fits + 1) * minutes <= 60 * limit:
            fits += 1
        for epochs in (3 * fits, 2 * fits + 1, fits + fits // 2):
            wanted = [fits] * (epochs // fits) + [epochs % fits] * (epochs % fits > 0)
            checks.equal(plan_sessions(epochs, minutes, limit, setup), wanted, say="随机的轮数、分钟和时限：不对")
with checks.points(1, "一轮也放不下"):
    for epochs, minutes, limit, setup in ((3, 61, 1, 0), (3, 100, 2, 21), (1, 10, 1, 60), (4, 10, 1, 75)):
        with checks.raises(ValueError, say="一次连一轮也放不下：应抛出 ValueError"):
            plan_sessions(epochs, minutes, limit, setup)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `pick_platform`（8 分，12 分钟）
#
# 三个平台，各有各的用处（时限和价钱是课上那张表的，会变）：
#
# | | Colab 免费版 | Kaggle | AutoDL |
# |---|---|---|---|
# | 适合 | 小实验、演示 | 作业、比赛 | 科研、项目 |
# | 一次多久 | 短，随时可能断 | 不超过 12 小时 | 不限 |
# | 钱 | 免费 | 免费 | 每张卡每小时 1.98 元 |
# | SSH 登录、四张卡 | 没有 | 没有 | 有 |
#
# Colab 和 Kaggle 是网页上的笔记本，AutoDL 租给你一台机器；SSH，是从自己的电脑登录那台机器的命令行。
#
# 选哪个，照下面的规则，**从上往下，第一条合上的算数**：
#
# | 次序 | 条件 | 返回 |
# |---|---|---|
# | 1 | `hours` 不大于 0，或者 `budget` 小于 0 | 抛出 `ValueError` |
# | 2 | 要多卡或者要 SSH，钱够 | `"AutoDL"` |
# | 3 | 要多卡或者要 SSH，钱不够 | `"没有"` |
# | 4 | `hours` 不超过 2 | `"Colab"` |
# | 5 | `hours` 不超过 12 | `"Kaggle"` |
# | 6 | 钱够 | `"AutoDL"` |
# | 7 | 别的 | `"Kaggle 分次"`，存盘，分几次练 |
#
# “钱够”，是 `budget` 不少于租 AutoDL 的钱，正好相等也够。
# 要多卡，租 4 张；不要多卡，租 1 张。
# “不超过”含相等。
#
# **例子**：
#
# | `budget` | `hours` | `multi_gpu` | `ssh` | AutoDL 要几元 | 选 |
# |---|---|---|---|---|---|
# | 30 | 10 | 否 | 是 | 19.8 | `"AutoDL"` |
# | 30 | 10 | 是 | 否 | 79.2 | `"没有"` |
# | 30 | 1 | 是 | 否 | 7.92 | `"AutoDL"` |
# | 5 | 1 | 是 | 否 | 7.92 | `"没有"` |
# | 30 | 1 | 否 | 否 | 用不着 | `"Colab"` |
# | 30 | 6 | 否 | 否 | 用不着 | `"Kaggle"` |
# | 25.74 | 13 | 否 | 否 | 25.74 | `"AutoDL"` |
# | 30 | 15 | 否 | 否 | 29.7 | `"AutoDL"` |
# | 30 | 16 | 否 | 否 | 31.68 | `"Kaggle 分次"` |
#
# 不要多卡、也不要 SSH 时，画出来是这样：

# %%
draw_platforms()

# %% [markdown]
# 写 `pick_platform(budget, hours, multi_gpu, ssh)`，返回上面写的文字，一字不差（`"Kaggle 分次"` 中间有一个空格）。
#
# - `budget` 是一共几元，整数或小数；
# - `hours` 是这一次要连着跑几小时，整数，所以没有零头，钱就是 1.98 乘小时数，再乘张数，不用调用第 2 题的函数；
# - `multi_gpu` 和 `ssh` 是 `True` 或 `False`。
#
# **小项**：要 SSH 或多卡的例子 1，短的例子 1，久的例子 1，几小时的边界 1，钱刚好够 1，次序 1，各种情形 1，不合理的数 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 规则的次序就是 `if` 的次序，合上一条就 `return`，下面的不再看。
# 第 2、3 条和第 6、7 条都问“钱够不够”，先算好，记在一个变量里。
# </details>
#
# <details><summary>提示 2：一句里选两个数</summary>
#
# `4 if multi_gpu else 1`：要多卡是 4，不要是 1。
# “或者”是 `or`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "pick_platform", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pick_platform(budget, hours, multi_gpu, ssh):
    """Return the platform for a job of some hours: the first rule that fits decides."""
    ### BEGIN SOLUTION
    if hours <= 0 or budget < 0:
        raise ValueError("小时数要大于 0，预算不能是负的")
    cards = 4 if multi_gpu else 1
    affordable = budget >= 1.98 * hours * cards
    if multi_gpu or ssh:
        return "AutoDL" if affordable else "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    return "AutoDL" if affordable else "Kaggle 分次"
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_pick_platform", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "要 SSH 或多卡的例子"):
    call = "pick_platform(30, 10, False, True)"
    checks.equal(tried(call, pick_platform, 30, 10, False, True), "AutoDL", call=call, likely={
        "要 SSH，不要多卡：租 1 张，19.8 元，够": "没有",
        "要 SSH，只有 AutoDL 有：第 2、3 条在第 5 条前面": "Kaggle"})
    call = "pick_platform(30, 10, True, False)"
    checks.equal(tried(call, pick_platform, 30, 10, True, False), "没有", call=call, likely={
        "要多卡，租 4 张，79.2 元，不够": "AutoDL",
        "Kaggle 没有四张卡：第 2、3 条在第 5 条前面": "Kaggle"})
    call = "pick_platform(30, 1, True, False)"
    checks.equal(tried(call, pick_platform, 30, 1, True, False), "AutoDL", call=call, likely={
        "先看了小时，应先看要不要多卡和 SSH：第 2、3 条在第 4 条前面": "Colab",
        "钱算多了，应是 4 张卡、1 小时，7.92 元": "没有"})
with checks.points(1, "短的例子"):
    checks.equal(tried("pick_platform(30, 1, False, False)", pick_platform, 30, 1, False, False), "Colab",
                 call="pick_platform(30, 1, False, False)", likely={
        "钱够也先用免费的：第 4 条在第 6 条前面": "AutoDL",
        "第 4 条在第 5 条前面": "Kaggle"})
    checks.equal(tried("pick_platform(30, 6, False, False)", pick_platform, 30, 6, False, False), "Kaggle",
                 call="pick_platform(30, 6, False, False)", likely={
        "钱够也先用免费的：第 5 条在第 6 条前面": "AutoDL",
        "6 小时超过了 2 小时": "Colab"})
with checks.points(1, "久的例子"):
    checks.equal(tried("pick_platform(30, 15, False, False)", pick_platform, 30, 15, False, False), "AutoDL",
                 call="pick_platform(30, 15, False, False)", likely={
        "29.7 元，30 元够了：一张卡的钱是 1.98 元乘小时数": "Kaggle 分次",
        "15 小时超过了 12 小时": "Kaggle"})
    checks.equal(tried("pick_platform(30, 16, False, False)", pick_platform, 30, 16, False, False), "Kaggle 分次",
                 call="pick_platform(30, 16, False, False)", likely={
        "31.68 元，30 元不够": "AutoDL",
        "16 小时超过了 12 小时": "Kaggle",
        "不要多卡也不要 SSH，Kaggle 分几次能行": "没有",
        "“分次”前面有一个空格": "Kaggle分次"})
### BEGIN HIDDEN TESTS
with checks.points(1, "几小时的边界"):
    for hours, wanted in ((2, "Colab"), (3, "Kaggle"), (12, "Kaggle"), (13, "Kaggle 分次")):
        checks.equal(pick_platform(0, hours, False, False), wanted, say=f"没有钱，{hours} 小时，不要多卡和 SSH：不对")
        if hours < 13:
            checks.equal(pick_platform(5000, hours, False, False), wanted, say=f"钱很多，{hours} 小时，不要多卡和 SSH：不对")
with checks.points(1, "钱刚好够"):
    for hours, cards, budget in ((13, 1, 25.74), (50, 1, 99), (25, 4, 198), (50, 4, 396)):
        many = cards > 1
        poor = "没有" if many else "Kaggle 分次"
        checks.equal(pick_platform(budget, hours, many, False), "AutoDL", say=f"{hours} 小时，{cards} 张卡，钱刚好够：应是 AutoDL")
        checks.equal(pick_platform(budget - 0.01, hours, many, False), poor, say=f"{hours} 小时，{cards} 张卡，差一分钱：不够")
    checks.equal(pick_platform(99, 50, False, True), "AutoDL", say="50 小时，要 SSH，一张卡，钱刚好够：应是 AutoDL")
    checks.equal(pick_platform(98.99, 50, False, True), "没有", say="50 小时，要 SSH，差一分钱：不够")
with checks.points(1, "次序"):
    for hours in (1, 2, 6, 12):
        checks.equal(pick_platform(100, hours, False, True), "AutoDL", say="要 SSH，几小时都先看第 2、3 条")
        checks.equal(pick_platform(100, hours, True, False), "AutoDL", say="要多卡，几小时都先看第 2、3 条")
        checks.equal(pick_platform(1, hours, True, True), "没有", say="又要多卡又要 SSH，钱不够，就没有")
        checks.equal(pick_platform(1, hours, False, True), "没有", say="要 SSH，钱不够，就没有")
    checks.equal(pick_platform(30, 5, True, True), "没有", say="又要多卡又要 SSH：租 4 张")
with checks.points(1, "各种情形"):
    rng = np.random.default_rng(checks.seed())
    for hours, budget, many, login in zip(rng.integers(1, 41, 60).tolist(), rng.integers(0, 100, 60).tolist(), rng.integers(0, 2, 60).tolist(), rng.integers(0, 3, 60).tolist()):
        enough = 100 * budget >= 198 * hours * (4 if many else 1)
        if many == 1 or login == 1:
            wanted = ["没有", "AutoDL"][enough]
        elif hours < 13:
            wanted = ["Kaggle", "Colab"][hours < 3]
        else:
            wanted = ["Kaggle 分次", "AutoDL"][enough]
        checks.equal(pick_platform(budget, hours, many == 1, login == 1), wanted, say="随机的六十种情形里，有的不对")
with checks.points(1, "不合理的数"):
    for budget, hours, many, login in ((30, 0, False, False), (30, -5, False, False), (-1, 5, False, False), (-0.01, 1, False, False), (30, 0, True, True), (-1, 1, False, True)):
        with checks.raises(ValueError, say="小时数不大于 0，或者预算是负的：应抛出 ValueError，最先看"):
            pick_platform(budget, hours, many, login)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `accumulated_step`（9 分，24 分钟）
#
# 想用 64 个样本一批，卡上只放得下 16 个，怎么办？
# 切成四份，一份一份地前向计算、反向传播，**梯度先攒着**，四份都走完了才改一次权重。
# 这叫**梯度累积**（gradient accumulation）。
#
# 它能行，靠两件事：
#
# - `backward()` 算出的梯度，是**加**到 `.grad` 上的：平时要先清掉，不然越攒越多，这回正用得着；
# - `backward()` 一走完，这一份的计算图就扔掉了，显存空出来，再放下一份。
#
# 大批的损失是平均，梯度也是平均。
# 一份里有 $n_k$ 个样本，这一份自己的平均梯度是 $\bar g_k$，一共 $n$ 个样本，那么
#
# $$g=\frac1n\sum_{i=1}^n g_i=\sum_k\frac{n_k}{n}\,\bar g_k$$
#
# 所以每一份的损失，先乘上它占的份额 $\frac{n_k}n$，再反向传播。
#
# **例子**：输出 $\hat y=wx$，$w=1$，损失是均方误差，学习率 0.1，优化器是 SGD；三个样本，每份至多 2 个。
#
# | 份 | $x$ | $y$ | $\hat y$ | 每个样本的损失 | 平均损失 | 每个样本的梯度 $2(\hat y-y)x$ | 平均梯度 | 份额 |
# |---|---|---|---|---|---|---|---|---|
# | 1 | 1, 2 | 3, 2 | 1, 2 | 4, 0 | 2 | −4, 0 | −2 | $\frac23$ |
# | 2 | 1 | 5 | 1 | 16 | 16 | −8 | −8 | $\frac13$ |
#
# 攒下来的梯度是 $\frac23\times(-2)+\frac13\times(-8)=-4$，正是三个样本一起算的 $\frac{-4+0-8}3$。
# 走一步，$w=1+0.1\times4=1.4$；这一批的损失是 $\frac23\times2+\frac13\times16=6.667$。
# 份数一除了事（$\frac{-2-8}2=-5$），最后一份小一些，就不对了。

# %%
draw_pieces(3, 2)

# %% [markdown]
# 写 `accumulated_step(model, loss, opt, X, y, size)`：把这一批切成小份，攒梯度，走一步；返回整批的平均损失，一个普通的小数。
#
# - `loss(输出, y)` 返回的是这一份的**平均**损失；
# - `X` 的第一维是样本，`y` 和它一样长，至少有一个样本；
# - 照次序切：前 `size` 个是第一份，再 `size` 个是第二份……最后一份可以小一些；`size` 可以是 1，也可以比样本数大；
# - 参数里也许留着别人算的梯度，**来时就有**，不能算进去；
# - 优化器不限哪一种，只走**一步**；
# - 每一份只做一次前向计算；走完反向传播，才能前向计算下一份：工具里的 `Card(网络, 2)` 是一张小卡，同时留着两个以上样本的计算图，就说显存不够；
# - 训练模式还是评估模式，由调用的人定，不用管。
#
# （有批量归一化时，和真的大批不完全一样：它的平均和方差是每一份自己的。）
#
# 循环要自己写，不许用 `accelerate`、`lightning`、`skorch`、`coursekit` 里现成的；用了，这一题不给分。
#
# **小项**：例子走完的权重 1，平均损失 1，小卡放得下 1，权重和大批一致 1，损失和大批一致 1，连走三步 1，来时就有的梯度 1，每份一次、照次序 1，`size` 的边界和不改动 1。
# 前三项看得见，后六项看不见；看得见的三项里，参数来时都没有梯度，忘了清也能通过。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 第 10 章的循环，清梯度和走一步都在里面。
# 现在哪几件事在循环里面，哪几件只在最前面、最后面做一次？
# </details>
#
# <details><summary>提示 2：怎么切</summary>
#
# `range(0, n, size)` 给出每一份从哪里开始。
# 切片 `X[start:start + size]` 到了末尾会自己停，不会越界。
# 也可以用 `X.split(size)`，它返回一串小张量。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 这一份有几个样本，要数一数这一份，不是 `size`：最后一份可能小一些。
# 乘了份额的损失，叫 `.backward()`，再把 `.item()` 加进总数，就是整批的平均损失。
# </details>

# %% nbgrader={"grade": false, "grade_id": "accumulated_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def accumulated_step(model, loss, opt, X, y, size):
    """Take one step on a batch that is worked through in pieces of at most size samples; return its mean loss."""
    ### BEGIN SOLUTION
    opt.zero_grad()
    total = 0.0
    for start in range(0, len(X), size):
        part, target = X[start : start + size], y[start : start + size]
        share = loss(model(part), target) * (len(part) / len(X))
        share.backward()
        total += share.item()
    opt.step()
    return total
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_accumulated_step", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
checks.avoids("accumulated_step", ["accelerate", "lightning", "skorch", "coursekit"])
x3, y3 = torch.tensor([[1.0], [2.0], [1.0]]), torch.tensor([[3.0], [2.0], [5.0]])


def line(w):
    """Make the network y = w x, on the student's side."""
    linear = checks.remote(nn.Linear)(1, 1, bias=False)
    linear.load_state_dict({"weight": torch.tensor([[w]])})
    return linear


def is_a_loss(mean, call):
    """Look only whether a loss may be one: its value is checked in two other places."""
    assert np.ndim(mean) == 0 and not isinstance(mean, bool) and 0 < mean < 100, f"{call}\n返回的应是平均损失，一个数"


call = "accumulated_step(model, loss, opt, X, y, 2)，三个样本的例子"
with checks.points(1, "例子：走完的权重"):
    model = line(1.0)
    mean = tried(call, accumulated_step, model, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1), x3, y3, 2)
    checks.close(float(model.weight.detach()), 1.4, tol=1e-4, call=f"{call}，走完的 w", likely={
        "权重没有动：漏了 opt.step()，或者走之前把梯度清了": 1.0,
        "每一份的梯度一样重，成了 -5：要按样本数": 1.5,
        "梯度直接相加，成了 -10：每一份先乘份额": 2.0,
        "份额用了 size / n：最后一份只有一个样本": lambda got: abs(got - (1 + 0.1 * 20 / 3)) < 1e-4,
        "每一份都走了一步，应在循环外面清梯度、走一步": lambda got: min(abs(got - 1.96), abs(got - 2.16)) < 1e-4,
        "乘了样本数，没有除以总数，应乘份额": 2.2,
        "份额乘了两次，应只乘一次": lambda got: abs(got - (1 + 0.1 * 16 / 9)) < 1e-4,
        "走了两步：opt.step() 要放在循环外面": lambda got: min(abs(got - 1.52444), abs(got - 1.39111)) < 1e-4,
        "只剩最后一份的梯度：清梯度要放在循环外面": lambda got: abs(got - (1 + 0.1 * 8 / 3)) < 1e-4,
        "只有第一份，应有两份：return 缩进到循环里了，还是最后那份小的漏了": lambda got: abs(got - (1 + 0.1 * 4 / 3)) < 1e-4})
    is_a_loss(mean, call)
with checks.points(1, "例子：平均损失"):
    model = line(1.0)
    mean = tried(call, accumulated_step, model, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1), x3, y3, 2)
    checks.close(mean, 20 / 3, tol=1e-4, call=f"{call}，返回的平均损失", likely={
        "各份一样重了：要按样本数": 9.0,
        "各份的平均直接相加了": 18.0,
        "只有最后一份的": 16.0,
        "只有最后一份的，乘了份额": 16 / 3,
        "是总和，还要除以样本数": 20.0,
        "份额乘了两次，应只乘一次": 8 / 3,
        "用走完以后的权重算了，应用走之前的": lambda got: abs(got - 5.386667) < 1e-3,
        "份额用了 size / n：最后一份只有一个样本": 12.0})
    assert isinstance(mean, float), f"{call}\n返回的是 {type(mean).__name__}，要普通的小数：张量再加 .item()"
with checks.points(1, "小卡放得下"):
    card = checks.remote(Card)(line(1.0), 2)
    call = "accumulated_step(model, loss, opt, X, y, 2)，model 是 Card(网络, 2)"
    mean = tried(call, accumulated_step, card, checks.remote(nn.MSELoss)(), torch.optim.SGD(card.parameters(), lr=0.1), x3, y3, 2)
    is_a_loss(mean, call)
    assert abs(float(card.net.weight.detach()) - 1) > 0.01, f"{call}\n走完以后，权重没有动"
### BEGIN HIDDEN TESTS
def whole_step(model, loss, optimizer, X, y):
    """Take one step on the whole batch here; return its loss."""
    optimizer.zero_grad()
    found = loss(model(X), y)
    found.backward()
    optimizer.step()
    return found.item()


def drawn(seed, n):
    """Draw samples of four features and three classes."""
    generator = torch.Generator().manual_seed(seed)
    return torch.randn(n, 4, generator=generator), torch.randint(0, 3, (n,), generator=generator)


with checks.points(1, "权重和大批一致"):
    for n, size in ((11, 4), (12, 5), (8, 2)):
        there, here = twins(checks.seed(), 4, 6, 3)
        X, y = drawn(checks.seed() + n, n)
        is_a_loss(accumulated_step(checks.remote(Card)(there, size), checks.remote(nn.CrossEntropyLoss)(), torch.optim.SGD(there.parameters(), lr=0.4), X, y, size), "")
        whole_step(here, nn.CrossEntropyLoss(), torch.optim.SGD(here.parameters(), lr=0.4), X, y)
        checks.close(parts_of(there), parts_of(here), tol=1e-4, say=f"{n} 个样本，每份至多 {size} 个，交叉熵：权重和大批走的不一样")
with checks.points(1, "损失和大批一致"):
    for n, size in ((11, 4), (12, 5), (8, 2)):
        there, here = twins(checks.seed(), 4, 6, 3)
        X, y = drawn(checks.seed() + n, n)
        got = accumulated_step(checks.remote(Card)(there, size), checks.remote(nn.CrossEntropyLoss)(), torch.optim.SGD(there.parameters(), lr=0.4), X, y, size)
        checks.close(got, nn.functional.cross_entropy(here(X), y).item(), tol=1e-4, say=f"{n} 个样本，每份至多 {size} 个，交叉熵：平均损失和大批的不一样")
with checks.points(1, "连走三步"):
    for make, options in ((torch.optim.SGD, {"lr": 0.2, "momentum": 0.9}), (torch.optim.Adam, {"lr": 0.05})):
        there, here = twins(checks.seed() + 1, 4, 5, 3)
        theirs, ours = make(there.parameters(), **options), make(here.parameters(), **options)
        for number in range(3):
            X, y = drawn(checks.seed() + number, 7)
            is_a_loss(accumulated_step(there, checks.remote(nn.CrossEntropyLoss)(), theirs, X, y, 3), "")
            whole_step(here, nn.CrossEntropyLoss(), ours, X, y)
        checks.close(parts_of(there), parts_of(here), tol=1e-3, say=f"{make.__name__}，连走三步：权重和大批走的不一样")
with checks.points(1, "来时就有的梯度"):
    model = line(0.5)
    model(torch.tensor([[4.0]])).sum().backward()
    is_a_loss(accumulated_step(model, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1), x3[2:], y3[2:], 1), "")
    checks.close(float(model.weight.detach()), 1.4, tol=1e-4, say="参数里留着别人算的梯度，来时就有：开头要清掉")
with checks.points(1, "每份一次，照次序"):
    X, y = drawn(checks.seed(), 7)
    X, y = X[:, :1] * 3, y[:, None] * 1.0
    norm, here = checks.remote(nn.BatchNorm1d)(1), nn.BatchNorm1d(1)
    model = checks.remote(nn.Sequential)(norm, line(1.0))
    is_a_loss(accumulated_step(model, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1), X, y, 5), "")
    here(X[:5]), here(X[5:])
    checks.close(norm.running_mean, here.running_mean, tol=1e-4, say="网络里有批量归一化：每一份只做一次前向计算，照次序切")
with checks.points(1, "size 的边界，不改动"):
    for size, n in ((1, 3), (3, 3), (100, 3), (1, 1)):
        X, y = x3[-n:].clone(), y3[-n:].clone()
        model = line(1.0)
        is_a_loss(accumulated_step(model, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1), checks.inout(X), checks.inout(y), size), "")
        checks.close(float(model.weight.detach()), 1.4 if n == 3 else 1.8, tol=1e-4, say=f"{n} 个样本，size 是 {size}：走完的权重不对")
        checks.equal([X.tolist(), y.tolist()], [x3[-n:].tolist(), y3[-n:].tolist()], say="accumulated_step 改动了传进来的 X 或 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `era_of`（6 分，10 分钟）
#
# 2012 年到 2020 年前后是深度学习时代，之后是大模型时代。
# 两个时代用的东西不一样，课上有一张对照表，这里是 `ERAS`：每一项，先是深度学习时代的，后是大模型时代的。

# %% nbgrader={"grade": false, "grade_id": "eras", "locked": true, "schema_version": 3, "solution": false, "task": false}
ERAS = {
    "框架": (["TensorFlow 1.x", "Keras", "PyTorch"], ["PyTorch", "TensorFlow 2", "JAX"]),
    "用法": (["从头训练", "微调小模型"], ["写提示词", "微调预训练大模型"]),
    "网络": (["CNN", "RNN"], ["Transformer"]),
    "工具": (["模型库", "TensorBoard"], ["Hugging Face", "分布式训练", "推理引擎"]),
    "难处": (["网络的设计", "训练的窍门"], ["规模", "费用", "显存", "部署"]),
    "看重": (["准确率"], ["效率", "可扩展", "易用", "MLOps"]),
}

# %% [markdown]
# 一条事实是一个字典，例如 `{"框架": "PyTorch", "网络": "Transformer", "参数量": 3.4e8}`。
# 一项一票：
#
# - 参数量不超过 $10^8$，投给深度学习时代；不少于 $10^9$，投给大模型时代；在两个数之间，不好说，不投（Python 里写 `10**8`、`10**9`，不是 `10^8`）；
# - 别的项查 `ERAS`：只在前一个列表里，投给深度学习时代；只在后一个里，投给大模型时代；两个里都有（PyTorch），或者都没有，不投；
# - `ERAS` 里没有的项（例如 `"年份"`），不投。
#
# 票多的时代是答案；一样多，或者一票也没有，就是看不出。
#
# **例子**：上面那条，PyTorch 两边都有，不投；Transformer 投给大模型时代；3.4 亿在两个数之间，不投；1 比 0，是大模型时代。
# 框架换成 Keras，就是 1 比 1，看不出。
# 只照票算，不照年份：界线附近的模型，会和上面的年份不合。
#
# 各种模型的参数量，画在对数轴上：

# %%
draw_sizes()

# %% [markdown]
# 写 `era_of(fact)`，返回 `"深度学习时代"`、`"大模型时代"` 或 `"看不出"`。
#
# - `fact` 可以是空的；`"参数量"` 的值是一个数，别的值都是文字；
# - `fact` 和 `ERAS` 不许改动。
#
# **小项**：例子 1，三票对两票 1，两边都有的 1，参数量的边界 1，看不出的 1，各种事实和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一项一项看：`for 项, 值 in fact.items():`。
# 用一个数记票也行：大模型时代加 1，深度学习时代减 1，最后看正负。
# </details>
#
# <details><summary>提示 2：查表</summary>
#
# `项 in ERAS` 问有没有这一项；`值 in 列表` 问列表里有没有这个值。
# “参数量”不在 `ERAS` 里，要先单独处理。
# </details>

# %% nbgrader={"grade": false, "grade_id": "era_of", "locked": false, "schema_version": 3, "solution": true, "task": false}
def era_of(fact):
    """Return the era for which most entries of a fact speak, by the table ERAS and the number of parameters."""
    ### BEGIN SOLUTION
    votes = 0
    for key, value in fact.items():
        if key == "参数量":
            votes += (value >= 1e9) - (value <= 1e8)
        elif key in ERAS:
            early, late = ERAS[key]
            votes += (value in late) - (value in early)
    if votes == 0:
        return "看不出"
    return "大模型时代" if votes > 0 else "深度学习时代"
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_era_of", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "era_of 的例子"):
    fact = {"框架": "PyTorch", "网络": "Transformer", "参数量": 3.4e8}
    call = f"era_of({fact})"
    checks.equal(tried(call, era_of, fact), "大模型时代", call=call, likely={
        "PyTorch 两边都有，3.4 亿在两个数之间，都不投": "深度学习时代",
        "Transformer 该投大模型时代一票；PyTorch 和 3.4 亿都不投": "看不出"})
    fact = {"年份": 2018, "框架": "Keras", "网络": "Transformer", "参数量": 3.4e8}
    call = f"era_of({fact})"
    checks.equal(tried(call, era_of, fact), "看不出", call=call, likely={
        "一票对一票，应看不出；或者 3.4 亿投给大模型时代了，应不投：不到 10**9": "大模型时代",
        "一票对一票，应看不出；或者 3.4 亿投给深度学习时代了，应不投：超过 10**8": "深度学习时代"})
with checks.points(1, "三票对两票"):
    fact = {"看重": "效率", "框架": "Keras", "网络": "RNN", "用法": "从头训练", "难处": "显存"}
    call = f"era_of({fact})"
    checks.equal(tried(call, era_of, fact), "深度学习时代", call=call, likely={
        "只看了第一项，或者最后一项，要数票": "大模型时代",
        "三票对两票，看得出": "看不出"})
### BEGIN HIDDEN TESTS
DL, LLM, OPEN = "深度学习时代", "大模型时代", "看不出"
with checks.points(1, "两边都有的"):
    checks.equal(era_of({"框架": "PyTorch"}), OPEN, say="只说用 PyTorch：两边都有，看不出")
    checks.equal(era_of({"框架": "PyTorch", "网络": "RNN"}), DL, say="PyTorch 不投，RNN 投给深度学习时代")
    checks.equal(era_of({"框架": "PyTorch", "难处": "费用"}), LLM, say="PyTorch 不投，费用投给大模型时代")
with checks.points(1, "参数量的边界"):
    for count, wanted in ((10**8, DL), (10**8 + 1, OPEN), (340_000_000, OPEN), (10**9 - 1, OPEN), (10**9, LLM), (1e8, DL), (1e9, LLM), (61706, DL), (0, DL), (1.8e12, LLM)):
        checks.equal(era_of({"参数量": count}), wanted, say="参数量在边界上，或者在两个数之间：不对")
with checks.points(1, "看不出的"):
    checks.equal(era_of({}), OPEN, say="空的：看不出")
    checks.equal(era_of({"网络": "CNN", "工具": "Hugging Face"}), OPEN, say="一票对一票：看不出")
    checks.equal(era_of({"网络": "Transformer", "用法": "从头训练", "看重": "准确率", "难处": "部署"}), OPEN, say="两票对两票：看不出")
    checks.equal(era_of({"年份": 2023, "作者": "Transformer"}), OPEN, say="ERAS 里没有的项，不投")
    checks.equal(era_of({"网络": "SVM", "框架": "CNN", "工具": "JAX"}), OPEN, say="表里这一项没有的值，不投")
    checks.equal(era_of({"网络": "SVM", "年份": 2015, "工具": "TensorBoard"}), DL, say="不投的项，不影响别的项")
    checks.equal(era_of({"年份": 1998, "网络": "MLP", "难处": "显存"}), LLM, say="不投的项，不影响别的项")
with checks.points(1, "各种事实，不改动"):
    table = {item: [(value, (value in late) * 1 - (value in early) * 1) for value in early + late] for item, (early, late) in ERAS.items()}
    table["参数量"] = [(6e7, -1), (4e8, 0), (1.75e11, 1)]
    rng = np.random.default_rng(checks.seed())
    for _ in range(40):
        given, score = {}, 0
        for item in rng.permutation(list(table))[: int(rng.integers(1, 8))].tolist():
            value, weight = table[item][int(rng.integers(len(table[item])))]
            given[item] = value
            score += weight
        kept = dict(given)
        checks.equal(era_of(checks.inout(given)), [OPEN, LLM, DL][int(np.sign(score))], say="随机的四十条事实里，有的票数得不对")
        checks.equal(given, kept, say="era_of 改动了传进来的字典")
### END HIDDEN TESTS

# %% [markdown]
# ## 装起来：小周该怎么办
#
# 运行下面的单元，它只调用你的函数。
# 他先看放不放得下，再看租什么、花多少。

# %%
for dtype, optimizer in (("fp16", None), ("int4", None), ("bf16", "sgd"), ("bf16", "adam")):
    print(f"70 亿，{dtype}，{optimizer or '只推理'}：{memory_gib(7e9, dtype, optimizer):.1f} GiB")
print(f"只练千分之二的参数，Adam：{memory_gib(7e9, 'bf16', None) + memory_gib(7e9 * 0.002, 'bf16', 'adam'):.1f} GiB")
print("一张卡，10 小时，要 SSH，预算 50 元：", pick_platform(50, 10, False, True), f"{cost(10, 1.98):.2f} 元")
print("没有预算，358 轮，一轮 4 分钟：", pick_platform(0, 24, False, False), plan_sessions(358, 4, 12, 4))
print("他的模型：", era_of({"框架": "PyTorch", "网络": "Transformer", "参数量": 7e9, "难处": "显存"}))

# %% [markdown]
# “只练千分之二”那一行，是大模型时代常用的办法：七十亿个权重不动，另加一点点参数，只练这一点（LoRA 就是其中一种）。
# 梯度、主权重和优化器记的，都只有这一点的，所以和只推理差不多。
# 中间结果还要另算，24 GB 的卡，批量大小取小一些，再加梯度累积，就放得下了。

# %% [markdown]
# ## 第 7 题 说明：项目计划（6 分，老师评阅，30 分钟）
#
# 学校的果园想认苹果树叶的病：手机拍一张，说出是健康、黑星病还是锈病。
# 手里有 2400 张照片，是 80 棵树上拍的，一棵树 30 张，同一棵树上健康的、有病的叶子都有；健康的 1920 张，黑星病 360 张，锈病 120 张。
# 试跑过：一轮 12 分钟，打算练 75 轮，每次开机先准备 15 分钟；预算 50 元，两周。
# 练好以后，要在手机上用，所以要小、要快。
# 有两个在大数据集上预训练过的网络可以挑：MobileNetV2，350 万个参数；ResNet-50，2560 万个参数。预训练过，就是别人已经练好了；你拿来，用自己的照片接着练，叫微调。挑别的也行。
#
# 写一份计划，分**四步**，每步三到六句，照下面的评分点一项一项写：
# ① 定任务、模型和超参数；② 训练；③ 评估，找问题；④ 改进。
# 要用你的函数算出来的数（没做出来，用手算也行）；在哪里算，表下面有一个空单元。
# 一口气练完，不用 `plan_sessions`；`pick_platform` 的小时数要整数，不是整数就向上取整。
# 平台可以照第 4 题的规则选，也可以不照，说出理由就行。
#
# 写到多细？这是别的项目的②，样子是这样：
#
# > 在 Kaggle 练，不用花钱。`plan_sessions(33, 50, 12, 25)` 是 13、13、7 轮，分三次，三次连准备 $33\times50+3\times25=1725$ 分钟，28.75 小时。每轮存一次盘，断了从最近存的一轮接着练。
#
# | 评分点 | 分数 |
# |---|---|
# | ①：输入、输出、看哪个指标，为什么是它 | 1 |
# | ①：选什么模型，至少两个超参数从多少开始，各说一句理由 | 1 |
# | ②：在哪里练，分几次，几小时，多少钱，有算出来的数；断了怎么办 | 1 |
# | ③：数据怎么分成几份，为什么这样分 | 1 |
# | ③：至少两种可能出现的问题，各凭什么看出来 | 1 |
# | ④：每个问题对应的办法，先做哪个；怎样知道改进是真的 | 1 |

# %%
# 在这里算你要的数，随便写

# %% [markdown] nbgrader={"grade": true, "grade_id": "project_plan", "locked": false, "points": 6, "schema_version": 3, "solution": true, "task": false}
# ① 任务：一张照片进，三类的概率出。八成是健康的，只说“健康”也有八成的准确率，所以看 macro-F1，再看两种病各自的召回率：漏掉一棵病树会传开，比冤枉一棵贵。
# 模型：要在手机上用，数据只有两千多张，拿在大数据集上预训练过的 MobileNetV2 来微调，换掉最后一层；`memory_gib(3.5e6, "fp32", "adam")` 只有 0.05 GiB，什么卡都放得下，显存主要花在中间结果上。
# 超参数：批量大小 32（先照显存能放的取），学习率 0.001，Adam（微调，宁小勿大）；75 轮，早停。
#
# ② 训练：一共 $75\times12=900$ 分钟，15 小时，超过 Kaggle 一次的 12 小时。
# 两条路（写一条就够）：Kaggle 分次，`plan_sessions(75, 12, 12, 15)` 是 58 轮和 17 轮，两次连准备 15.5 小时，不花钱；或者租 AutoDL，连准备不到 16 小时，`cost(15.25, 1.98)` 是 31.68 元，预算够。
# 两周来得及，先用免费的；每轮存一次盘（权重、优化器的状态、第几轮），断了从最近一次接着练。
#
# ③ 按**树**分：56 棵训练，12 棵验证，12 棵测试，两种病各份都要有。同一棵树的照片很像，按张分，测试就偏高了。
# 可能的问题：训练损失降、验证损失升，是过拟合；总准确率高、锈病的召回率低，是类别不平衡；两条损失都高，是欠拟合，或者学习率不对。还要看混淆矩阵，把认错的照片翻出来看，有时是标签错了。
#
# ④ 过拟合：数据增强（翻转、变亮暗）、权重衰减、早停；不平衡：给损失加权，锈病多拍些；欠拟合：多解冻几层，调学习率。
# 先做便宜的、问题最大的；一次只改一样，在验证集上比，换几个种子，差别要比种子之间的晃动大。测试集最后只用一次。
#
# 给分：①只说准确率的，第一项不给；②没有算出来的数的，不给，用 15 小时 29.7 元（没有算准备）的也给；③没有说到同一棵树的，分法那一项给一半；问题没有说凭什么看出来的，不给；④只列办法、不说怎样知道改进是真的，给一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **四张卡怎么一起练？** 数据并行（data parallel）：每张卡有一份一样的网络，各拿一份数据，各算各的梯度，再平均，走同一步。
# 四张卡分到 5、5、5、2 个样本，梯度是 2、4、0、8（都是自己那份的平均），平均应是多少？
# 直接除以 4，错在哪里？它和第 5 题有什么相同？
#
# <details><summary>答案</summary>
#
# 按样本数加权：$\frac{5\times2+5\times4+5\times0+2\times8}{17}=\frac{46}{17}=2.706$；直接平均是 3.5，只有两个样本的那张卡说话太响。
# 和梯度累积是同一个式子：一个是四份先后在一张卡上算，一个是四份同时在四张卡上算。
# 真的数据并行常常直接除以卡数，所以要让各卡的份一样大，不够的补齐，或者扔掉零头。
# </details>
#
# **要几张卡？** 720 亿个参数，80 GB 的卡，一张能用的大约 79 GiB。
# 只推理，fp16，至少几张？用 Adam 训练呢？
#
# <details><summary>答案</summary>
#
# `memory_gib(72e9, "fp16", None)` 是 134.1 GiB，两张。
# Adam 要 1072.9 GiB，$1072.9\div79=13.6$，至少 14 张，还没有算中间结果。
# 前提是权重、梯度和优化器记的都能拆开，每张卡只存一段：这正是 ZeRO 和 FSDP 做的事。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex13_platforms.ipynb`。
