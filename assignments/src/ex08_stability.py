# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex08_stability//ipynb,src//py:percent
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
# # 练习八 梯度稳定：二十个人传话
#
# 二十个人站成一排，从最后一个往前传一句话。
# 每个人只用后一个人四分之一的音量，传到排头，只剩 $0.25^{20}\approx10^{-12}$，什么也听不见。
# 每个人都比后一个大声一半，传到排头就是 $1.5^{20}\approx3325$ 倍，震耳朵。
#
# 二十层的网络也这样传：传的是梯度，排头是第一层。
# 听不见，叫梯度消失；震耳朵，叫梯度爆炸。
# 四分之一也不是随便说的：logistic 函数的导数，最大就是 0.25。
# 你来做九块零件，每块只有几行；最后把它们装进一个二十层的网络，看它从学不动，到学得会。
#
# **做完之后，你能够**
#
# - 算出 Xavier 和 He 两种初始化的范围，把它装进网络，并且看出“全部一样”的权重毛病在哪里；
# - 写出批量归一化，说清训练和评估差在哪里；写出层归一化，说清它沿的是哪个方向；
# - 用两种办法裁剪梯度，知道哪一种不改方向；
# - 写出残差块，让二十层传得动。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `xavier_bound` Xavier 的界 | 3 | 5 |
# | 2 | `he_bound` He 的界 | 3 | 4 |
# | 3 | `symmetry_rank` 几个独立的方向 | 6 | 16 |
# | 4 | `init_weights` 给网络开个好头 | 7 | 14 |
# | 5 | `bn` 批量归一化 | 11 | 24 |
# | 6 | `layer_norm` 层归一化 | 5 | 8 |
# | 7 | `clip_value` 按值裁剪 | 3 | 4 |
# | 8 | `clip_norm` 按范数裁剪 | 7 | 16 |
# | 9 | `ResBlock` 残差块 | 7 | 12 |
# | 10 | 一段话，老师评阅 | 4 | 20 |
#
# 一共 56 分；连读带跑，两个小时多一点。
# 需要：第 8 章，和第 4 章的张量。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；每一题都不靠别的题，卡住了可以先做后面的。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，写在题目后面，对一项得一项；“公开”的几项检查单元当场告诉你，“隐藏”的交上去以后才看。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# 第 4 题和第 9 题用 PyTorch，别的题用 numpy。
# 传进来的数组是别人的东西，不许改动它；题目说要改的，才改。
#
# 先运行下面的单元，它是工具，不用读懂。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from sklearn.datasets import load_iris
from torch import nn

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]


def draw_depth(bounds, relu):
    """Draw the spread of the numbers behind each of 30 layers of 64 neurons, for weights drawn between -a and a."""
    ax = plt.figure(figsize=(5.5, 3)).gca()
    for (name, bound), style in zip(bounds.items(), ("--", "-", ":")):
        rng = np.random.default_rng(0)
        H = rng.normal(size=(64, 64))
        spreads = [H.std()]
        for _ in range(30):
            H = H @ rng.uniform(-bound, bound, (64, 64)).T
            H = np.maximum(H, 0) if relu else H
            spreads.append(H.std())
        ax.plot(spreads, style, label=name)
    ax.set(xlabel="层", ylabel="输出的标准差", yscale="log")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    what = "ReLU" if relu else "没有激活函数"
    plotting.show(ax, alt=f"三十层，{what}，纵轴是对数：" + "、".join(bounds) + " 三条线，中间的一条稳，别的越走越远。")


def draw_rows(first, second):
    """Draw two matrices of weights as colours, a row for each hidden neuron."""
    figure, axes = plt.subplots(1, 2, figsize=(6, 2.4))
    for ax, rows, title in ((axes[0], first, "全部一样"), (axes[1], second, "随机")):
        ax.imshow(rows, cmap="RdBu", vmin=-1, vmax=1)
        ax.set(title=title, xticks=range(4), yticks=range(5), xlabel="输入", ylabel="隐藏神经元")
        ax.grid(False)
    plotting.show(figure, alt="两个 5×4 的色块矩阵：左边的五行一模一样，右边的五行各不相同。")


def draw_columns(before, after):
    """Draw the columns of a table as points on lines, before and after the normalisation."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 2), sharey=True)
    for ax, table, title in ((axes[0], before, "原来的两列"), (axes[1], after, "标准化以后")):
        for height, (column, color) in enumerate(zip(np.asarray(table).T, (BLUE, RED))):
            ax.plot(column, [height] * len(column), "o", color=color, ms=9)
        ax.set(title=title, yticks=[0, 1], yticklabels=["第 0 列", "第 1 列"], ylim=(-0.5, 1.5))
    plotting.show(figure, alt="左图：第 0 列的点在 1、3、5，第 1 列的在 2、6、10；右图：两列都在 -1.22、0、1.22。")


def draw_directions():
    """Draw a table whose column is marked for batch normalisation, and one whose row is for layer normalisation."""
    figure, axes = plt.subplots(1, 2, figsize=(7, 2.2))
    for ax, title, marked in ((axes[0], "批量归一化：一列一组", lambda i, j: j == 1), (axes[1], "层归一化：一行一组", lambda i, j: i == 1)):
        for i in range(3):
            for j in range(4):
                color = RED if marked(i, j) else "0.85"
                ax.add_patch(plt.Rectangle((j, i), 1, 1, fc=color, alpha=0.6, ec="0.3"))
        ax.set(title=title, xlim=(0, 4), ylim=(3, 0), xticks=[], yticks=[], xlabel="特征", ylabel="样本")
    plotting.show(figure, alt="两张三行四列的表，行是样本，列是特征：左边涂了一列，右边涂了一行。")


def draw_clipped(g, by_value, by_norm):
    """Draw a gradient, and what the two ways of clipping make of it."""
    ax = plt.figure(figsize=(6, 3.6)).gca()
    ax.add_patch(plt.Rectangle((-1, -1), 2, 2, fill=False, ec="0.5", ls="--"))
    ax.add_patch(plt.Circle((0, 0), 1, fill=False, ec="0.5", ls=":"))
    for end, color, name in ((g, "0.6", "梯度"), (by_value, RED, "按值"), (by_norm, BLUE, "按范数")):
        ax.annotate("", end, (0, 0), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2})
        ax.plot([], [], color=color, lw=2, label=name)
    ax.set(xlim=(-1.5, 3.5), ylim=(-4.5, 1.5), aspect="equal", xlabel="$g_1$", ylabel="$g_2$")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="三支箭头：梯度指向 (3, -4)；按值裁剪的指向正方形的角 (1, -1)，方向变了；按范数的指向圆上的 (0.6, -0.8)，方向没变。")


def draw_block():
    """Draw the residual block: a path through the layer, and one around it."""
    ax = plt.figure(figsize=(5.5, 2)).gca()
    ax.axis("off")
    for x, text in ((0.3, "线性层"), (0.55, "act")):
        ax.text(x, 0.3, text, ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.93", "ec": BLUE})
    for x, text in ((0.05, "$x$"), (0.75, "+"), (0.95, "$y$")):
        ax.text(x, 0.3, text, ha="center", va="center", fontsize=14)
    for start, end in ((0.08, 0.22), (0.38, 0.5), (0.6, 0.72), (0.78, 0.92)):
        ax.annotate("", (end, 0.3), (start, 0.3), arrowprops={"arrowstyle": "-|>", "color": BLUE})
    ax.annotate("", (0.75, 0.38), (0.05, 0.4), arrowprops={
        "arrowstyle": "-|>", "color": RED, "connectionstyle": "arc3,rad=-0.35"})
    ax.text(0.4, 0.85, "原样过去", color=RED, ha="center")
    plotting.show(ax, alt="x 分两路：一路过线性层和激活函数，一路从上面原样绕过去，两路相加得到 y。")


class PlainBlock(nn.Linear):
    """A layer without the way around it: a linear layer whose output goes through act."""

    def __init__(self, n, act):
        super().__init__(n, n)
        self.act = act

    def forward(self, x):
        return self.act(super().forward(x))


def train_xor(start, steps=200):
    """Train a network 2-5-2 (tanh) on XOR from this start, a number or "random"; return its losses, W of its first layer, and how many it gets right."""
    torch.manual_seed(0)
    X, y = torch.tensor([[-1.0, -1], [-1, 1], [1, -1], [1, 1]]), torch.tensor([0, 1, 1, 0])
    net = nn.Sequential(nn.Linear(2, 5), nn.Tanh(), nn.Linear(5, 2))
    for name, part in net.named_parameters():
        if start != "random":
            nn.init.constant_(part, start)
        elif "weight" in name:
            nn.init.xavier_uniform_(part)
    optimizer, losses = torch.optim.SGD(net.parameters(), lr=0.5), []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(net(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, net[0].weight.detach().numpy().astype(float), int((net(X).argmax(dim=1) == y).sum())


def train_deep(block, init=None, clip=None, steps=100):
    """Train twenty tanh blocks on the iris flowers; return the losses, and the length of the first block's first gradient."""
    flowers = load_iris()
    X = (flowers.data - flowers.data.mean(axis=0)) / flowers.data.std(axis=0)
    X, y = torch.tensor(X, dtype=torch.float32), torch.tensor(flowers.target)
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(4, 16), *(block(16, torch.tanh) for _ in range(20)), nn.Linear(16, 3))
    if init:
        net.apply(init)
    optimizer, losses, first = torch.optim.SGD(net.parameters(), lr=0.3), [], None
    for _ in range(steps):
        loss = nn.functional.cross_entropy(net(X), y)
        optimizer.zero_grad()
        loss.backward()
        parts = list(net.parameters())
        if first is None:
            first = float(parts[2].grad.norm())
        if clip:
            clipped, _ = clip([part.grad.numpy() for part in parts], 1.0)
            for part, gradient in zip(parts, clipped):
                part.grad = torch.tensor(gradient, dtype=torch.float32)
        optimizer.step()
        losses.append(loss.item())
    return losses, first

# %% [markdown]
# ## 第 1 题 `xavier_bound`（3 分，5 分钟）
#
# 一层有 $i$ 个输入、$o$ 个输出（章里写作 $n_{in}$、$n_{out}$），权重从 $-a$ 到 $a$ 之间均匀地抽。
# $a$ 小了，一层比一层弱；$a$ 大了，一层比一层强。
# 往前传，要方差是 $\frac1i$ 才不强不弱；往回传梯度，要 $\frac1o$。
# 两头不能都占，Xavier 初始化取折中：
#
# $$\text{方差}=\frac{2}{i+o}$$
#
# 从 $-a$ 到 $a$ 均匀地抽，方差是 $\frac{a^2}{3}$。
# 两式相等，就得到界：
#
# $$a=\sqrt{\frac{6}{i+o}}$$
#
# **例子**：$i=128$，$o=64$，$\frac{6}{192}=0.03125$，$a=0.176777$；方差是 $\frac{a^2}{3}=0.010417$。
#
# 运行下面的单元看图：三十层，每层 64 个神经元，没有激活函数。
# $i=o=64$ 时界是 0.2165；旁边是 0.05 和 0.5。

# %%
draw_depth({"a = 0.05": 0.05, "a = 0.2165": 0.2165, "a = 0.5": 0.5}, relu=False)

# %% [markdown]
# 写 `xavier_bound(i, o)`，返回 $a$，一个小数（numpy 的小数也行）。
# `i`、`o` 是任何正整数。
#
# **小项**：公开的，例子 1；隐藏的，别的层 1，一个输入、一个输出和很宽的层 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 照式子写，一行。
# 先除，再开方。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 开方是 `np.sqrt(…)`，或者 `(…) ** 0.5`。
# 除用 `/`；`//` 是整除，`6 // 192` 得 0。
# </details>

# %% nbgrader={"grade": false, "grade_id": "xavier_bound", "locked": false, "schema_version": 3, "solution": true, "task": false}
def xavier_bound(i, o):
    """Return a of Xavier's uniform initialisation U[-a, a], for a layer with i inputs and o outputs."""
    ### BEGIN SOLUTION
    return (6 / (i + o)) ** 0.5
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_xavier_bound", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "128 个输入，64 个输出"):
    checks.close(xavier_bound(128, 64), 0.1767767, call="xavier_bound(128, 64)", likely={
        "这是方差，要的是界": 2 / 192,
        "这是标准差：界是标准差的 √3 倍": (2 / 192) ** 0.5,
        "没有 return": lambda got: got is None,
        "没有开方": 6 / 192,
        "开方只开了 6": 6**0.5 / 192,
        "只看了输入：分母是 i + o": (6 / 128) ** 0.5,
        "只看了输出：分母是 i + o": (6 / 64) ** 0.5,
        "分母是相加，不是平均": 0.25,
        "折中的是个数：方差是 2/(i+o)，不是 1/i 和 1/o 的平均": ((3 / 128 + 3 / 64) / 2) ** 0.5,
        "折中的是个数：方差是 2/(i+o)，不是 1/i 加 1/o": (3 / 128 + 3 / 64) ** 0.5,
        "整个分数都要开方，不只是分母": 6 / 192**0.5,
        "i + o 要加括号：先加，再除": (6 / 128 + 64) ** 0.5,
        "分母是相加，不是相乘": (6 / 8192) ** 0.5,
        "分子是 6": (3 / 192) ** 0.5,
        "得 0：用了整除 //": 0.0,
        "返回一个数 a 就够了": lambda got: np.size(got) > 1})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的层"):
    got = [xavier_bound(4, 10), xavier_bound(256, 256), xavier_bound(10, 784), xavier_bound(2, 3)]
    checks.close(got, [0.65465367, 0.10825318, 0.08692914, 1.09544512], say="(4, 10)、(256, 256)、(10, 784)、(2, 3)：界不对")
with checks.points(1, "一个输入、一个输出，和很宽的层"):
    checks.close(xavier_bound(1, 1), 3**0.5, say="一个输入、一个输出：应是 √3")
    checks.close(xavier_bound(4000, 50000) * 1000, 6000**0.5 / 54**0.5, say="(4000, 50000)：界不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `he_bound`（3 分，4 分钟）
#
# ReLU 把负的一半变成 0，过一层，平方的平均就少一半；三十层，少到 $2^{30}$ 分之一，标准差少到 $2^{15}$ 分之一，三万分之一。
# He 初始化把方差加一倍补回来，而且只看往前传的一头：
#
# $$\text{方差}=\frac2i,\qquad a=\sqrt{\frac6i}$$
#
# **例子**：$i=24$，$a=\sqrt{0.25}=0.5$；$i=256$，$a=0.153093$，是 Xavier 在 $i=o=256$ 时的界 0.108253 的 $\sqrt2$ 倍。
#
# 下面的图还是三十层、64 个神经元，这回每层过 ReLU。
# Xavier 的界 0.2165 不够了，He 的 0.3062 正好；线会上下抖，因为权重是抽的。

# %%
draw_depth({"Xavier：0.2165": 0.2165, "He：0.3062": 0.3062, "a = 0.5": 0.5}, relu=True)

# %% [markdown]
# 写 `he_bound(i)`，返回 $a$，一个小数（numpy 的小数也行）。
# `i` 是任何正整数。
#
# **小项**：公开的，例子 1；隐藏的，别的层 1，一个输入和很宽的层 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 和上一题一样，一行；只是分母里没有输出。
# </details>
#
# <details><summary>提示 2：数对不上</summary>
#
# 方差是 $\frac2i$，标准差是 $\sqrt{2/i}$，界还要再乘 $\sqrt3$：$\sqrt{6/i}$。
# 三个不要混。
# </details>

# %% nbgrader={"grade": false, "grade_id": "he_bound", "locked": false, "schema_version": 3, "solution": true, "task": false}
def he_bound(i):
    """Return a of He's uniform initialisation U[-a, a], for a layer with i inputs."""
    ### BEGIN SOLUTION
    return (6 / i) ** 0.5
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_he_bound", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "256 个输入"):
    checks.close(he_bound(256), 0.1530931, call="he_bound(256)", likely={
        "这是方差，要的是界": 2 / 256,
        "这是标准差：界是标准差的 √3 倍": (2 / 256) ** 0.5,
        "这是 Xavier 的界：ReLU 少了一半，方差要加倍": (3 / 256) ** 0.5,
        "没有 return": lambda got: got is None,
        "没有开方": 6 / 256,
        "整个分数都要开方，不只是分母": 6 / 16,
        "开方只开了 6": 6**0.5 / 256,
        "方差加倍，界只乘 √2，不乘 2": 2 * (3 / 256) ** 0.5,
        "得 0：用了整除 //": 0.0,
        "返回一个数 a 就够了": lambda got: np.size(got) > 1})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的层"):
    checks.close([he_bound(24), he_bound(4), he_bound(128)], [0.5, 1.22474487, 0.21650635], say="i 是 24、4、128：界不对")
with checks.points(1, "一个输入，和很宽的层"):
    checks.close(he_bound(1), 6**0.5, say="一个输入：应是 √6")
    checks.close(he_bound(60000) * 1000, 10.0, say="60000 个输入：应是 0.01")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `symmetry_rank`（6 分，16 分钟）
#
# 权重有了范围，为什么还要**抽**，不能都填一样的数？
# 五个隐藏神经元，权重都一样，五个人就总说同一句话；训练时收到的梯度也一样，改过以后还是一样。
# 网络宽 5，顶用的只有 1 个。
#
# 权重矩阵 $W$ 一行管一个隐藏神经元。
# 从这些行里挑，**最多能挑出几行，谁也不能由别的几行凑出来**（各乘一个数，再相加）？
# 这个数叫秩（第 4 章；第 1 章算过列的秩，行的秩和它相等），说的是有几个**独立的方向**。
# 一样的行只算一个方向，差一个倍数的也只算一个；全是 0 的，一个方向也没有。
# **两两不同还不够**：$(1,0)$、$(0,1)$、$(1,1)$ 三行两两不同，可是第三行是前两行的和，秩是 2。
#
# | $W$ | 秩 | |
# |---|---|---|
# | $\begin{pmatrix}0.5&0.5\\0.5&0.5\\0.5&0.5\end{pmatrix}$ | 1 | 三行一样 |
# | $\begin{pmatrix}1&2\\3&6\\1&0\end{pmatrix}$ | 2 | 第二行是第一行的 3 倍 |
# | $\begin{pmatrix}1&0\\0&1\\1&1\end{pmatrix}$ | 2 | 第三行是前两行的和 |
# | $\begin{pmatrix}0&0\\0&0\end{pmatrix}$ | 0 | 没有方向 |
# | $\begin{pmatrix}1&2\\1&2.000000001\end{pmatrix}$ | 1 | 差的只是舍入误差 |
#
# 最后一行是难处：训练过的权重带着舍入误差，一样的行也会差一点点。
# 所以要有个界线。
# numpy 能把 $W$ 拆成几个方向，并且说出每个方向有多强，这叫**奇异值**（第 2 章的 SVD 就是这种拆法）：第一行的例子是 $1.22,\ 0$，最后一行是 $3.16,\ 3\times10^{-10}$。
# **比最强的一百万分之一（$10^{-6}$）还强的，才算一个方向。**
# 有几个这样的奇异值，秩就是几。

# %%
draw_rows(np.full((5, 4), 0.5), np.random.default_rng(0).uniform(-0.82, 0.82, (5, 4)))

# %% [markdown]
# 写 `symmetry_rank(W)`，返回 $W$ 的秩，一个整数。
#
# - `W` 是 `(h, d)` 的数组，`h`、`d` 是任何正整数，里面可以是整数；
# - 奇异值**严格大于**最大的奇异值的 $10^{-6}$ 倍，才算；
# - 秩最多是 $h$ 和 $d$ 里小的那个：五个神经元、两个输入，秩最多是 2；
# - 界线是相对的：`W` 整个乘一个数，很小的也好，很大的也好，秩不变；
# - `W` 全是 0 时，返回 0；`W` 不许改动。
#
# **小项**：公开的，表里的五个 3；隐藏的，整个缩小和放大 1，各种形状 1，全 0、一行和不改动 `W` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先要奇异值，从大到小的一列数；再数有几个过了界线。
# 界线由最大的那个定。
# </details>
#
# <details><summary>提示 2：哪个函数</summary>
#
# `np.linalg.svd(W, compute_uv=False)` 返回奇异值，从大到小，`[0]` 就是最大的。
# `np.linalg.matrix_rank(W)` 也数秩，可是它默认的界线太细，把舍入误差也当成了方向；它的 `tol=` 是绝对的界线，`rtol=` 才是相对的。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `(s > 1e-6 * s[0]).sum()` 数对的有几个。
# 写 `>=` 的话，全 0 的 `W` 会得几？
# </details>

# %% nbgrader={"grade": false, "grade_id": "symmetry_rank", "locked": false, "schema_version": 3, "solution": true, "task": false}
def symmetry_rank(W):
    """Return how many directions the rows of W have: singular values above a millionth of the largest."""
    ### BEGIN SOLUTION
    strengths = np.linalg.svd(W, compute_uv=False)
    return int((strengths > 1e-6 * strengths[0]).sum())
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_symmetry_rank", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "三行一样，和差一个倍数"):
    try:
        got = symmetry_rank(np.full((3, 2), 0.5))
    except ValueError as error:
        raise AssertionError(f"symmetry_rank([[0.5, 0.5]] * 3) 出错：{error}\n可能错在：np.linalg.svd 不写 compute_uv=False，就返回三样") from None
    checks.equal(got, 1, call="symmetry_rank([[0.5, 0.5]] * 3)", likely={
        "这是行数：一样的行只算一个方向": 3,
        "这是列数，或者维数：数的是行有几个方向": 2,
        "返回的是奇异值，要的是有几个": lambda got: np.ndim(got) > 0})
    assert not isinstance(got, float), f"symmetry_rank([[0.5, 0.5]] * 3)\n得到 {got!r}：秩应是整数，不是小数"
    checks.equal(symmetry_rank(np.array([[1.0, 2.0], [3.0, 6.0], [1.0, 0.0]])), 2, call="symmetry_rank([[1, 2], [3, 6], [1, 0]])", likely={
        "差一个倍数的行是同一个方向": 3,
        "返回写死了？三行里有两个方向": 1})
with checks.points(1, "由别的行凑出来的行"):
    checks.equal(symmetry_rank(np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])), 2, call="symmetry_rank([[1, 0], [0, 1], [1, 1]])", likely={
        "两两不同还不够：第三行是前两行的和，能由别的行凑出来的不算": 3})
with checks.points(1, "全是 0，和舍入误差"):
    checks.equal(symmetry_rank(np.zeros((2, 2))), 0, call="symmetry_rank([[0, 0], [0, 0]])", likely={
        "要严格大于：0 不大于 0": 2,
        "全是 0，一个方向也没有": 1})
    checks.equal(symmetry_rank(np.array([[1.0, 2.0], [1.0, 2.000000001]])), 1,
                 call="symmetry_rank([[1, 2], [1, 2.000000001]])", likely={
        "舍入误差也当成了方向：界线是最大的奇异值的 1e-6 倍": 2})
### BEGIN HIDDEN TESTS
with checks.points(1, "整个缩小，整个放大"):
    rows = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 1.0], [1.0, 3.0, 1.0], [2.0, -1.0, 4.0]])
    checks.equal([symmetry_rank(rows * scale) for scale in (1e-9, 1.0, 1e9)], [3, 3, 3], say="W 整个乘 1e-9 或 1e9：秩不应变")
    near = np.array([[1.0, 2.0], [2.0, 4.0 + 1e-8]])
    checks.equal([symmetry_rank(near * scale) for scale in (1e-9, 1.0, 1e9)], [1, 1, 1],
                 say="两行只差舍入误差，W 整个乘 1e-9 或 1e9：秩应是 1")
    near = np.array([[1.0, 2.0], [2.0, 4.0 + 1e-4]])
    checks.equal(symmetry_rank(near), 2, say="两行差万分之一，不是舍入误差：秩应是 2")
    near = [np.array([[1.0, weak], [1.0, -weak], [1.0, 0.0]]) for weak in (1.6e-6, 1.1e-6)]  # 1.31 and 0.90 millionths
    checks.equal([symmetry_rank(W) for W in near], [2, 1], say="界线应是最大的奇异值的 1e-6 倍")
with checks.points(1, "各种形状"):
    rng = np.random.default_rng(checks.seed())
    for h, d, rank in ((5, 4, 4), (3, 6, 3), (7, 7, 2), (6, 3, 1)):
        W = rng.normal(size=(h, rank)) @ rng.normal(size=(rank, d))
        checks.equal(symmetry_rank(W), rank, say=f"W 是 {h} 行 {d} 列、由 {rank} 个方向拼成：秩应是 {rank}")
with checks.points(1, "全 0、一行，不改动 W"):
    checks.equal(symmetry_rank(np.zeros((5, 3))), 0, say="5×3 的全 0：秩应是 0")
    checks.equal(symmetry_rank(np.array([[0.0, 2.0, 0.0]])), 1, say="只有一行：秩应是 1")
    checks.equal(symmetry_rank(np.array([[3], [0], [-6]])), 1, say="只有一列，里面是整数：秩应是 1")
    W = np.array([[1.0, 2.0], [3.0, 4.0]])
    checks.equal(symmetry_rank(checks.inout(W)), 2, say="[[1, 2], [3, 4]]：秩应是 2")
    checks.equal(W, np.array([[1.0, 2.0], [3.0, 4.0]]), say="symmetry_rank 改动了传进来的 W")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `init_weights`（7 分，14 分钟）
#
# 界有了，要装进网络。
# PyTorch 的做法：写一个**只管一层**的函数，再让网络把它用到自己的每一层上。
#
# ```python
# model.apply(init_weights)
# ```
#
# `apply` 从里到外走一遍，套了几层都不怕，对走到的每一个 `nn.Module`（线性层、激活函数、归一化层、`Sequential` 自己）都调用一次 `init_weights`。
# 所以函数要自己认：是线性层才动手，别的放过。
#
# **例子**：`nn.Linear(128, 64)`，`weight` 的形状是 `(64, 128)`。
# 造出来时，PyTorch 已经抽过一次，界是 $1/\sqrt{128}=0.0884$，偏置也是抽的；过了 `init_weights`，界是第 1 题的 0.1768，偏置全是 0。
#
# 写 `init_weights(module)`，原地改，不返回什么。
#
# - `module` 是 `nn.Linear` 时：`weight` 换成从 $-a$ 到 $a$ 均匀抽的数，$a$ 是 Xavier 的界；`bias` 全部变成 0；
# - `nn.Linear(3, 2, bias=False)` 没有偏置，它的 `bias` 是 `None`，不能出错；
# - 不是 `nn.Linear` 的，一个数也不动：`nn.BatchNorm1d`、`nn.LayerNorm`、`nn.Embedding`（一种查表的层，以后才用）也有 `weight`，也放过；
# - `weight` 还是原来的那个参数，改的是里面的数：优化器手里拿着它，换掉了，优化器就改不到了；
# - 每次调用都重新抽，不要在函数里定种子。
#
# 抽数可以用 `nn.init` 里现成的函数；不必调用第 1 题的 `xavier_bound`。
#
# **小项**：公开的，一个线性层 1，没有偏置的层 1，别的层不动 1；隐藏的，方差 2，嵌套和更多别的层 1，还是原来的参数和不定种子 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一个 `if`，里面两件事；`module` 一次只来一层，不用循环。
# 怎样知道是线性层？`isinstance(module, nn.Linear)`。
# </details>
#
# <details><summary>提示 2：用哪个函数</summary>
#
# `nn.init.xavier_uniform_(张量)` 原地抽；`nn.init.zeros_(张量)` 原地填 0。
# 名字末尾的下划线就是“原地”。
# 名字里带 `normal` 的不是均匀的；带 `kaiming` 的是 He。
# 想自己抽，写 `module.weight.uniform_(-a, a)`，外面要套 `with torch.no_grad():`，不然 PyTorch 不让改参数。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 填 0 之前问一句 `if module.bias is not None:`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "init_weights", "locked": false, "schema_version": 3, "solution": true, "task": false}
def init_weights(module):
    """Draw a linear layer's weights anew, in place, by Xavier's uniform rule; its biases become 0. Leave others alone."""
    ### BEGIN SOLUTION
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_init_weights", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def sequence(*parts):
    """Make an nn.Sequential on the student's side: (4, 10) is nn.Linear(4, 10), the rest are layers."""
    made = [checks.remote(nn.Linear)(*part) if isinstance(part, tuple) else part for part in parts]
    return checks.remote(nn.Sequential)(*made)


def numbers(part):
    """Return a parameter's numbers as they are now."""
    return part.detach().clone()


with checks.points(1, "一个线性层"):
    torch.manual_seed(0)
    layer = checks.remote(nn.Linear)(128, 64)
    try:
        init_weights(layer)
    except TypeError as error:
        raise AssertionError(f"init_weights(nn.Linear(128, 64)) 出错：{error}\n可能错在：module 一次只来一层，不用循环，也没有 module[0]") from None
    W = numbers(layer.weight)
    checks.close(float(W.abs().max()), 0.1768, tol=1e-3, call="init_weights(nn.Linear(128, 64))，它的 weight 里最大的绝对值", likely={
        "权重没有动：这是 PyTorch 造层时抽的": 0.0884,
        "这是 He 的界，要 Xavier 的": 0.2165,
        "标准差当成了界：界是它的 √3 倍": 0.1021,
        "权重全变成 0 了": 0.0,
        "权重超出了界：是不是用了正态分布": lambda got: got > 0.25})
    assert abs(float(W.mean())) < 0.01, "init_weights(nn.Linear(128, 64))\nweight 的平均应在 0 附近：要抽正的，也要抽负的，不能都一样"
    checks.close(float(W.var()) * 96, 1.0, tol=0.05, call="init_weights(nn.Linear(128, 64))，它的 weight 的方差，除以 2/(128+64)", likely={
        "只抽了两头，a 和 -a：中间的数也要抽到": 3.0})
    checks.close(numbers(layer.bias), torch.zeros(64), call="init_weights(nn.Linear(128, 64))，它的 bias", likely={
        "偏置要全部变成 0，不是 0.01": torch.full((64,), 0.01),
        "偏置没有动：要全部变成 0": lambda got: 0.05 < abs(got).max() < 0.0884})
with checks.points(1, "没有偏置的层"):
    torch.manual_seed(0)
    bare = checks.remote(nn.Linear)(128, 64, bias=False)
    call = "init_weights(nn.Linear(128, 64, bias=False))"
    try:
        init_weights(bare)
    except AttributeError as error:
        raise AssertionError(f"{call} 出错：{error}\n可能错在：没有偏置的层，bias 是 None，先问一句再填 0") from None
    checks.close(float(numbers(bare.weight).abs().max()), 0.1768, tol=1e-3, call=f"{call}，它的 weight 里最大的绝对值", likely={
        "没有偏置的层，权重也要抽": 0.0884})
    assert bare.bias is None, f"{call}\n它没有偏置，bias 应还是 None，不要添上"
with checks.points(1, "整个网络，归一化层不动"):
    norm = checks.remote(nn.BatchNorm1d)(6)
    norm.load_state_dict({"weight": torch.full((6,), 0.7), "bias": torch.full((6,), 0.3)}, strict=False)
    model = sequence((4, 6), norm, checks.remote(nn.ReLU)(), (6, 3))
    call = "model.apply(init_weights)，model 是 Linear(4, 6)、BatchNorm1d(6)、ReLU、Linear(6, 3)"
    try:
        model.apply(init_weights)
    except (ValueError, AttributeError, TypeError) as error:
        raise AssertionError(f"{call}\n半路出错：{error}\n可能错在：apply 把 BatchNorm1d、ReLU 也送进来了，先认是不是 nn.Linear") from None
    checks.close([numbers(model[0].bias), numbers(model[3].bias)], [torch.zeros(6), torch.zeros(3)], call=f"{call}，两个线性层的 bias", likely={
        "只改了第一层": lambda got: abs(got[0]).max() == 0 < abs(got[1]).max(),
        "一层也没有改": lambda got: abs(got[0]).max() > 0})
    checks.close([numbers(norm.weight), numbers(norm.bias)], [torch.full((6,), 0.7), torch.full((6,), 0.3)],
                 call=f"{call}，BatchNorm1d 的 weight 和 bias（来时是 0.7 和 0.3）", likely={
        "BatchNorm1d 的 bias 也变成 0 了：只动线性层": [torch.full((6,), 0.7), torch.zeros(6)],
        "BatchNorm1d 不是线性层，不要动它": lambda got: abs(got[0] - 0.7).max() > 0})
### BEGIN HIDDEN TESTS
with checks.points(2, "抽出来的方差、平均和界"):
    torch.manual_seed(checks.seed())
    for i, o in ((128, 128), (300, 50), (20, 400)):
        layer = checks.remote(nn.Linear)(i, o)
        init_weights(layer)
        W, bound = numbers(layer.weight), (6 / (i + o)) ** 0.5
        checks.equal(tuple(W.shape), (o, i), say=f"Linear({i}, {o}) 的 weight 形状变了")
        checks.close(float(W.var()) * (i + o) / 2, 1.0, tol=0.05, say=f"Linear({i}, {o})：方差应是 2/({i}+{o})，上下不过 5 %")
        checks.close(float(W.mean()) / bound, 0.0, tol=0.05, say=f"Linear({i}, {o})：平均应在 0 附近")
        checks.close(float(W.abs().max()) / bound, 1.0, tol=0.01, say=f"Linear({i}, {o})：应均匀地抽，不出界")
        checks.close(numbers(layer.bias), torch.zeros(o), say=f"Linear({i}, {o})：偏置应全是 0")
with checks.points(1, "嵌套的网络，别的层"):
    others = [checks.remote(nn.LayerNorm)(5), checks.remote(nn.Embedding)(5, 4), checks.remote(nn.Conv1d)(2, 3, 2)]
    for other in others:
        before = [numbers(part) for part in other.parameters()]
        init_weights(other)
        checks.close([numbers(part) for part in other.parameters()], before, say="LayerNorm、Embedding、Conv1d 不是线性层，不要动")
    nested = sequence((4, 40), sequence(checks.remote(nn.Tanh)(), sequence((40, 40))))
    nested.apply(init_weights)
    inner = nested[1][1][0]
    checks.close(float(numbers(inner.weight).abs().max()), 0.075**0.5, tol=0.01, say="Sequential 里再套 Sequential：里面的也要抽")
    checks.close(numbers(inner.bias), torch.zeros(40), say="Sequential 里再套 Sequential：里面的偏置也要变成 0")
with checks.points(1, "还是原来的参数，不定种子"):
    layer = checks.remote(nn.Linear)(10, 20)
    weight, bias, before = layer.weight, layer.bias, numbers(layer.weight)
    init_weights(layer)
    first = numbers(layer.weight)
    checks.close(float(first.abs().max()), 0.2**0.5, tol=0.01, say="Linear(10, 20)：权重的界不对")
    checks.close(numbers(weight), first, say="weight 换成了另一个参数：应改原来那个里面的数")
    checks.close(numbers(bias), torch.zeros(20), say="bias 换成了另一个参数：应改原来那个里面的数")
    checks.equal([part.requires_grad for part in layer.parameters()], [True, True], say="权重和偏置应还能求梯度")
    init_weights(layer)
    checks.equal(bool((numbers(layer.weight) == first).any()), False, say="每次调用都应重新抽：不要在函数里定种子")
    torch.manual_seed(3)
    init_weights(layer)
    third = numbers(layer.weight)
    torch.manual_seed(3)
    init_weights(layer)
    checks.close(numbers(layer.weight), third, say="种子一样，抽出来的应一样：要用 PyTorch 的随机数")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `bn`（11 分，24 分钟）
#
# 头开得好，训练几步又走样了。
# **批量归一化**（batch normalization，BN）索性在网络里插一层，每一批来了都重新标准化：一列一列地，减平均，除以标准差。
# 再乘 $\gamma$，加 $\beta$，这两个是可以学的：网络要是不喜欢平均 0、标准差 1，可以自己调回去（和第 6 章 focal 损失的 $\gamma$ 不是一回事）。
#
# $$\hat x=\frac{x-\mu}{\sqrt{\sigma^2+\varepsilon}},\qquad y=\gamma\,\hat x+\beta$$
#
# $\mu$、$\sigma^2$ 是这一批里这一列的平均和方差（这里的 $\sigma$ 是标准差，不是第 5 章的 logistic 函数）；$\varepsilon=10^{-5}$，怕除以 0。
#
# **训练和评估，做法不同。**
# 评估时也许一次只来一个样本，没有“这一批”可言，要用训练时攒下来的平均和方差。
# 它们放在 `state` 里，训练时每来一批，更新一次：
#
# $$\text{新的}=(1-m)\times\text{旧的}+m\times\text{这一批的}$$
#
# $m$ 叫动量（momentum），这里只是“新的占几成”，和第 9 章优化器的动量不是一回事。
#
# **还有一个坑：方差有两种。**
# 标准化用的，除以 $n$；攒进 `state` 的，除以 $n-1$。
# PyTorch 就是这样：前一个描述这一批，后一个拿这一批去估计全体，除以 $n$ 会估小（第 1 章估噪声的方差，也减过）。
#
# **例子**：三个样本，两列，$\gamma=(1,2)$，$\beta=(0,10)$，$m=0.1$，`state` 来时平均是 0、方差是 1。
#
# | | 第 0 列 | 第 1 列 |
# |---|---|---|
# | $X$ | 1, 3, 5 | 2, 6, 10 |
# | 平均 | 3 | 6 |
# | 方差，除以 3 | 8/3 = 2.667 | 32/3 = 10.667 |
# | $\hat x$ | $-1.2247$, 0, 1.2247 | $-1.2247$, 0, 1.2247 |
# | $y$ | $-1.2247$, 0, 1.2247 | 7.5505, 10, 12.4495 |
# | 方差，除以 2 | 4 | 16 |
# | `state` 里新的平均 | $0.9\times0+0.1\times3=0.3$ | 0.6 |
# | `state` 里新的方差 | $0.9\times1+0.1\times4=1.3$ | 2.5 |
#
# 这时切到评估，再送同一个 $X$，用的就是 0.3 和 1.3：第 0 列的第一个数是 $\frac{1-0.3}{\sqrt{1.3}}=0.6139$。

# %%
draw_columns([[1, 2], [3, 6], [5, 10]], [[-1.2247, -1.2247], [0, 0], [1.2247, 1.2247]])

# %% [markdown]
# 写 `bn(X, gamma, beta, state, train, momentum)`，返回 $Y$，形状和 `X` 相同。
#
# - `X` 是 `(n, d)`，可以是整数；`gamma`、`beta` 是 `(d,)`；
# - `state` 是字典，两个键 `"mean"`、`"var"`，各是 `(d,)` 的数组；
# - `train` 是 `True`：用这一批的平均和方差（除以 $n$）标准化；再照上面的式子更新 `state`，就改传进来的这个字典（键下换成新的数组，或者改数组里的数，都行）；
# - `train` 是 `False`：用 `state` 里的平均和方差标准化，`state` 一点也不动；这时 $n$ 可以是 1；
# - `train` 是 `True` 而 $n=1$：除以 $n-1$ 就是除以 0，请抛出 `ValueError`（比如 `X` 是 `[[1, 2]]`），`state` 不动；
# - 一列全都一样时，方差是 0，靠着 $\varepsilon$，$y$ 就等于 $\beta$，不会出 `nan`；方差很小时，$\varepsilon$ 加在根号里还是根号外，数就不一样，照式子加在里面；
# - `X`、`gamma`、`beta` 都不许改动。
#
# 不许用现成的：`BatchNorm1d`、`batch_norm`、`StandardScaler` 都不行。
# 检查单元会读你的函数；用了，这一题不给分。
#
# **小项**：公开的，训练的输出 2，训练后的 `state` 1，评估 2；隐藏的，接连两批 2，一列都一样和很小的方差 1，只有一个样本 2，不改动别的 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 两条路，`if train`：各自定下要用的 `mean` 和 `var`。
# 最后一行两条路共用：$\gamma\frac{x-\mu}{\sqrt{\sigma^2+\varepsilon}}+\beta$。
# </details>
#
# <details><summary>提示 2：两种方差</summary>
#
# `X.var(axis=0)` 除以 $n$；`X.var(axis=0, ddof=1)` 除以 $n-1$。
# 训练时两个都要：前一个标准化，后一个进 `state`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 给键赋新的数组就行：`state["mean"] = (1 - momentum) * state["mean"] + momentum * mean`。
# $n=1$ 的检查放在训练那条路的最前面：`raise ValueError("…")`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "bn", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bn(X, gamma, beta, state, train, momentum):
    """Return X batch-normalised by column, scaled by gamma and shifted by beta; in training, update state's mean and var."""
    ### BEGIN SOLUTION
    if train:
        if len(X) < 2:
            raise ValueError("训练时，一批至少要有两个样本")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_bn", "locked": true, "points": 11, "schema_version": 3, "solution": false, "task": false}
checks.avoids("bn", ["BatchNorm1d", "batch_norm", "functional", "StandardScaler", "sklearn"])
X, scale, shift = np.array([[1, 2], [3, 6], [5, 10]]), np.array([1.0, 2.0]), np.array([0.0, 10.0])
with checks.points(2, "训练的输出"):
    state = {"mean": np.zeros(2), "var": np.ones(2)}
    try:
        got = bn(X, scale, shift, state, True, 0.1)
    except ValueError as error:
        raise AssertionError(f"bn(X, gamma, beta, state, True, 0.1) 出错：{error}\n"
                             "可能错在：X 是 3 行 2 列，应一列一列，axis=0，平均和方差都是 (2,)；只有一个样本时才抛 ValueError") from None
    right = np.array([[-1.22474, 7.55051], [0, 10], [1.22474, 12.44949]])
    checks.close(got, right, tol=1e-4, call="bn(X, gamma, beta, state, True, 0.1)，它返回的 Y", likely={
        "没有 return": lambda got: got is None,
        "标准化用的方差，应除以 n，不是 n-1": np.array([[-1.0, 8], [0, 10], [1, 12]]),
        "除的是方差，应除以标准差：少了开方": np.array([[-0.75, 9.25], [0, 10], [0.75, 10.75]]),
        "没有乘 γ、加 β": np.array([[-1.22474, -1.22474], [0, 0], [1.22474, 1.22474]]),
        "没有乘 γ": np.array([[-1.22474, 8.77526], [0, 10], [1.22474, 11.22474]]),
        "没有加 β": np.array([[-1.22474, -2.44949], [0, 0], [1.22474, 2.44949]]),
        "γ 和 β 用反了": np.array([[1.0, -10.24745], [1, 2], [1, 14.24745]]),
        "一行一行地标准化了：应一列一列，axis=0": np.array([[-1.0, 12], [-1, 12], [-1, 12]]),
        "整张表一起标准化了：应一列一列，axis=0": scale * (X - X.mean()) / X.std() + shift,
        "训练时不用 state 里的数，用这一批的": np.array([[1.0, 14], [3, 22], [5, 30]]),
        "训练时不用 state 里的数，用这一批的；而且 state 更新得早了": np.array([[0.61394, 11.77088], [2.36804, 16.83052], [4.12215, 21.89016]])})
with checks.points(1, "训练后的 state"):
    state = {"mean": np.zeros(2), "var": np.ones(2)}
    got = bn(X, scale, shift, checks.inout(state), True, 0.1)
    checks.close(got[1], np.array([0.0, 10.0]), tol=1e-4, call="bn(X, gamma, beta, state, True, 0.1)，Y 的中间一行")
    new = {"mean": np.array([0.3, 0.6]), "var": np.array([1.3, 2.5])}
    checks.close(state, new, call="bn(X, gamma, beta, state, True, 0.1)，做完的 state", likely={
        "state 没有变：训练时要更新传进来的这个字典": {"mean": np.zeros(2), "var": np.ones(2)},
        "进 state 的方差应除以 n-1": {**new, "var": 0.9 + 0.1 * np.array([8, 32]) / 3},
        "新的占 momentum，旧的占 1 - momentum：反了": {"mean": np.array([2.7, 5.4]), "var": np.array([3.7, 14.5])},
        "整个换成这一批的了：要和旧的按比例相加": {"mean": np.array([3.0, 6.0]), "var": np.array([4.0, 16.0])},
        "存的是标准差，要方差": {**new, "var": np.array([1.1, 1.3])},
        "平均没有更新": {**new, "mean": np.zeros(2)},
        "方差没有更新": {**new, "var": np.ones(2)},
        "旧的没有乘 1 - momentum": {**new, "var": np.array([1.4, 2.6])}})
with checks.points(2, "评估"):
    state = {"mean": np.array([0.3, 0.6]), "var": np.array([1.3, 2.5])}
    got = bn(X, scale, shift, checks.inout(state), False, 0.1)
    right = np.array([[0.61394, 11.77088], [2.36804, 16.83052], [4.12215, 21.89016]])
    checks.close(got, right, tol=1e-4, call="bn(X, gamma, beta, state, False, 0.1)，state 的平均是 (0.3, 0.6)、方差是 (1.3, 2.5)", likely={
        "评估时要用 state 里的数，不是这一批的": np.array([[-1.22474, 7.55051], [0, 10], [1.22474, 12.44949]]),
        "评估时也要乘 γ、加 β": np.array([[0.61394, 0.88544], [2.36804, 3.41526], [4.12215, 5.94508]]),
        "少了开方": np.array([[0.53846, 11.12], [2.07692, 14.32], [3.61538, 17.52]])})
    checks.close(state, {"mean": np.array([0.3, 0.6]), "var": np.array([1.3, 2.5])},
                 call="bn(X, gamma, beta, state, False, 0.1)，做完的 state", likely={
        "评估时不要更新 state": lambda got: not np.allclose(got["mean"], [0.3, 0.6])})
### BEGIN HIDDEN TESTS
with checks.points(2, "接连两批，与 PyTorch 的一致"):
    rng = np.random.default_rng(checks.seed())
    layer = nn.BatchNorm1d(3, momentum=0.3).double()
    scale, shift = rng.normal(size=3), rng.normal(size=3)
    layer.load_state_dict({"weight": torch.tensor(scale), "bias": torch.tensor(shift)}, strict=False)
    state = {"mean": np.zeros(3), "var": np.ones(3)}
    for n in (5, 4):
        X = rng.normal(2, 3, size=(n, 3))
        wanted = layer(torch.tensor(X)).detach().numpy()
        checks.close(bn(X, scale, shift, checks.inout(state), True, 0.3), wanted, tol=1e-4, say=f"训练，{n} 个样本、3 列：与 PyTorch 的不同")
        kept = {"mean": layer.running_mean.numpy().copy(), "var": layer.running_var.numpy().copy()}
        checks.close(state, kept, say=f"momentum = 0.3，{n} 个样本之后：state 与 PyTorch 的不同")
    layer.eval()
    X = rng.normal(2, 3, size=(6, 3))
    checks.close(bn(X, scale, shift, state, False, 0.3), layer(torch.tensor(X)).detach().numpy(), tol=1e-4, say="两批之后评估：与 PyTorch 的不同")
with checks.points(1, "一列都一样，很小的方差"):
    X = np.array([[4.0, 0.001], [4.0, -0.001]])
    got = bn(X, np.array([2.0, 1.0]), np.array([7.0, 0.0]), {"mean": np.zeros(2), "var": np.ones(2)}, True, 0.1)
    edge = 0.001 / np.sqrt(1e-6 + 1e-5)
    checks.close(got, np.array([[7.0, edge], [7.0, -edge]]), say="一列全一样，应等于 β；ε = 1e-5 加在方差上，再开方")
    got = bn(np.array([[5.0], [4.0]]), np.ones(1), np.zeros(1), {"mean": np.array([4.0]), "var": np.zeros(1)}, False, 0.1)
    checks.close(got, np.array([[1e5**0.5], [0.0]]), say="评估，state 里的方差是 0：也要加 ε")
with checks.points(2, "只有一个样本"):
    state = {"mean": np.array([1.0, -2.0]), "var": np.array([4.0, 0.25])}
    got = bn(np.array([[3.0, -2.5]]), np.array([1.0, 3.0]), np.array([0.0, 1.0]), checks.inout(state), False, 0.1)
    wanted = np.array([[1.0, -2.0]])
    checks.close(got, wanted, tol=1e-4, say="评估时只有一个样本：用 state 里的平均和方差")
    checks.close(state, {"mean": np.array([1.0, -2.0]), "var": np.array([4.0, 0.25])}, say="评估时 state 不应动")
    with checks.raises(ValueError, say="训练时只有一个样本：应抛出 ValueError"):
        bn(np.array([[3.0, -2.5]]), np.ones(2), np.zeros(2), checks.inout(state), True, 0.1)
    checks.close(state, {"mean": np.array([1.0, -2.0]), "var": np.array([4.0, 0.25])}, say="抛出 ValueError 时，state 不应动")
with checks.points(1, "X、γ、β 没有改动"):
    X, scale, shift = np.array([[1.0, 0.0], [2.0, 4.0]]), np.array([1.0, 3.0]), np.array([0.5, -1.0])
    for train in (True, False):
        state = {"mean": np.array([1.5, 2.0]), "var": np.array([0.25, 4.0])}
        got = bn(checks.inout(X), checks.inout(scale), checks.inout(shift), state, train, 0.1)
        checks.close(got, np.array([[-0.5, -4.0], [1.5, 2.0]]), tol=1e-4, say="两个样本：数不对")
        checks.equal([X.tolist(), scale.tolist(), shift.tolist()], [[[1.0, 0.0], [2.0, 4.0]], [1.0, 3.0], [0.5, -1.0]],
                     say="bn 改动了传进来的 X、gamma 或 beta")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `layer_norm`（5 分，8 分钟）
#
# 批量归一化要看同一批里的别人。
# 批太小，或者句子有长有短，别人就靠不住了。
# **层归一化**（layer normalization，LN）换个方向：**一个样本自己和自己比**，沿着特征求平均和方差（除以特征的个数 $d$）。
# 式子和上一题的一样，$\varepsilon$ 也是 $10^{-5}$。
# 没有 `state`，训练和评估一个样。

# %%
draw_directions()

# %% [markdown]
# **例子**：$\gamma$ 全 1，$\beta$ 全 0。
#
# | 样本 | 平均 | 方差 | $y$ |
# |---|---|---|---|
# | $(1,2,3,4)$ | 2.5 | 1.25 | $-1.3416,\ -0.4472,\ 0.4472,\ 1.3416$ |
# | $(0,0,10,10)$ | 5 | 25 | $-1,\ -1,\ 1,\ 1$ |
#
# 再乘 $\gamma$，加 $\beta$：$\gamma=(1,2,1,1)$、$\beta=(0,10,0,0)$ 时，第二行变成 $(-1,\ 8,\ 1,\ 1)$。
# 只送一个样本 `np.array([0, 0, 10, 10])`，返回的也是 `(4,)`。
#
# 写 `layer_norm(X, gamma, beta)`，返回的形状和 `X` 相同。
#
# - `X` 的**最后一维**是特征，长 $d$；前面可以没有别的维（一个样本，`(d,)`），可以有一维 `(n, d)`，也可以有更多 `(a, n, d)`；里面可以是整数；
# - `gamma`、`beta` 是 `(d,)`；
# - 一个样本的特征全都一样时，$y$ 就等于 $\beta$；
# - `X`、`gamma`、`beta` 都不许改动。
#
# 不许用现成的：`LayerNorm`、`nn.functional` 里的都不行；用了，这一题不给分。
#
# **小项**：公开的，两个样本 1，$\gamma$ 和 $\beta$ 1；隐藏的，行数和列数一样多 1，一个样本和更多的维 1，全都一样和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# “最后一维”写作 `axis=-1`，前面有几维都成立。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `X.mean(axis=-1)` 比 `X` 少一维，减的时候广播会对错位置：行数和列数一样多时，连错也不报。
# 加上 `keepdims=True`，就变成一列，每一行减自己的。
# </details>

# %% nbgrader={"grade": false, "grade_id": "layer_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def layer_norm(X, gamma, beta):
    """Return X normalised along its last dimension, scaled by gamma and shifted by beta."""
    ### BEGIN SOLUTION
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_layer_norm", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("layer_norm", ["LayerNorm", "layer_norm", "native_layer_norm", "functional", "StandardScaler", "sklearn"])
with checks.points(1, "两个样本"):
    X = np.array([[1, 2, 3, 4], [0, 0, 10, 10]])
    right = np.array([[-1.34164, -0.44721, 0.44721, 1.34164], [-1, -1, 1, 1]])
    call = "layer_norm([[1, 2, 3, 4], [0, 0, 10, 10]], gamma, beta)"
    try:
        got = layer_norm(X, np.ones(4), np.zeros(4))
    except ValueError as error:
        raise AssertionError(f"{call} 出错：{error}\n可能错在：X.mean(axis=-1) 比 X 少一维，减的时候对不上；看提示 2") from None
    checks.close(got, right, tol=1e-4, call=call, likely={
        "一列一列地做了：应沿最后一维，axis=-1": np.array([[1, 1, -1, -1], [-1, -1, 1, 1]]),
        "整张表一起做了：每个样本用自己的平均和方差": (X - X.mean()) / X.std(),
        "方差应除以 d，不是 d-1": right * np.sqrt(0.75),
        "少了开方": (X - X.mean(axis=1, keepdims=True)) / X.var(axis=1, keepdims=True),
        "没有减平均": X / X.std(axis=1, keepdims=True),
        "只减了平均，没有除": X - X.mean(axis=1, keepdims=True)})
with checks.points(1, "乘 γ，加 β"):
    scale, shift = np.array([1.0, 2.0, -1.0, 0.5]), np.array([0.0, 10.0, 5.0, -3.0])
    got = layer_norm(np.array([[0.0, 0.0, 10.0, 10.0], [3.0, 1.0, 3.0, 1.0]]), scale, shift)
    checks.close(got, np.array([[-1.0, 8.0, 4.0, -2.5], [1.0, 8.0, 4.0, -3.5]]), tol=1e-4,
                 call="layer_norm([[0, 0, 10, 10], [3, 1, 3, 1]], gamma, beta)，gamma 是 (1, 2, -1, 0.5)，beta 是 (0, 10, 5, -3)", likely={
        "没有乘 γ、加 β": np.array([[-1.0, -1.0, 1.0, 1.0], [1.0, -1.0, 1.0, -1.0]]),
        "没有乘 γ": np.array([[-1.0, 9.0, 6.0, -2.0], [1.0, 9.0, 6.0, -4.0]]),
        "没有加 β": np.array([[-1.0, -2.0, -1.0, 0.5], [1.0, -2.0, -1.0, -0.5]]),
        "先乘 γ，再加 β": np.array([[-1.0, 18.0, -6.0, -1.0], [1.0, 18.0, -6.0, -2.0]])})
### BEGIN HIDDEN TESTS
with checks.points(1, "行数和列数一样多，与 PyTorch 的一致"):
    rng = np.random.default_rng(checks.seed())
    X, scale, shift = rng.normal(1, 4, size=(4, 4)), rng.normal(size=4), rng.normal(size=4)
    wanted = nn.functional.layer_norm(torch.tensor(X), (4,), torch.tensor(scale), torch.tensor(shift)).numpy()
    checks.close(layer_norm(X, scale, shift), wanted, tol=1e-4, say="X 是 4×4：每一行减自己的平均，广播不要对错位置")
with checks.points(1, "一个样本，和更多的维"):
    rng = np.random.default_rng(checks.seed())
    X, scale, shift = rng.normal(size=(2, 3, 5)), rng.normal(size=5), rng.normal(size=5)
    wanted = nn.functional.layer_norm(torch.tensor(X), (5,), torch.tensor(scale), torch.tensor(shift)).numpy()
    checks.close(layer_norm(X, scale, shift), wanted, tol=1e-4, say="X 是 (2, 3, 5)：只沿最后一维")
    checks.close(layer_norm(X[0, :1], scale, shift), wanted[0, :1], tol=1e-4, say="X 是 (1, 5)：数不对")
    checks.close(layer_norm(X[1, 2], scale, shift), wanted[1, 2], tol=1e-4, say="X 是 (5,)：一个样本，应返回 (5,)")
with checks.points(1, "全都一样，不改动 X"):
    edge = 0.002 / np.sqrt(4e-6 + 1e-5)
    got = layer_norm(np.array([[3.0, 3.0], [0.002, -0.002]]), np.array([2.0, 1.0]), np.array([7.0, -1.0]))
    checks.close(got, np.array([[7.0, -1.0], [2 * edge + 7, -edge - 1]]), say="全都一样时应等于 β；ε = 1e-5 加在方差上，再开方")
    X, scale, shift = np.array([[1.0, 3.0]]), np.array([1.0, 2.0]), np.array([0.5, 0.0])
    got = layer_norm(checks.inout(X), checks.inout(scale), checks.inout(shift))
    checks.close(got, np.array([[-0.5, 2.0]]), tol=1e-4, say="一个样本 (1, 3)：数不对")
    checks.equal([X.tolist(), scale.tolist(), shift.tolist()], [[[1.0, 3.0]], [1.0, 2.0], [0.5, 0.0]],
                 say="layer_norm 改动了传进来的 X、gamma 或 beta")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 `clip_value`（3 分，4 分钟）
#
# 前面几题治“听不见”，这两题治“震耳朵”：梯度太大，走一步就走飞了，先把它剪短。
#
# **按值裁剪**：一个数一个数地看，大于 $t$（章里的门槛 $\tau$）的变成 $t$，小于 $-t$ 的变成 $-t$，中间的不动。
#
# **例子**：$g=(3,-4,0.5)$，$t=1$，得 $(1,-1,0.5)$。
#
# 看图：$(3,-4)$ 按值剪成 $(1,-1)$，**方向变了**；下一题的办法只剪短，不转弯，得 $(0.6,-0.8)$。

# %%
draw_clipped((3, -4), (1, -1), (0.6, -0.8))

# %% [markdown]
# 写 `clip_value(g, t)`，返回剪好的数组，形状和 `g` 相同。
#
# - `g` 是任何形状的数组，可以是整数；`t` 是不小于 0 的数，可以是小数；
# - `t` 是 0 时，全变成 0；`g` 不许改动。
#
# **小项**：公开的，例子 1；隐藏的，二维、整数和 $t$ 是小数 1，$t$ 是 0 和不改动 `g` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先剪上头，再剪下头；正的、负的都要管。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `np.minimum(g, t)` 剪上头，`np.maximum(…, -t)` 剪下头；`np.clip` 一次剪两头。
# 不要写 `g[g > t] = t`：那是改别人的数组，而且整数的数组装不下小数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "clip_value", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clip_value(g, t):
    """Return g with every number moved into [-t, t]."""
    ### BEGIN SOLUTION
    return np.clip(g, -t, t)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_clip_value", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "三个数"):
    checks.close(clip_value(np.array([3.0, -4.0, 0.5]), 1), np.array([1.0, -1.0, 0.5]), call="clip_value([3, -4, 0.5], 1)", likely={
        "没有 return": lambda got: got is None,
        "只剪了上头：小于 -t 的也要剪": np.array([1.0, -4.0, 0.5]),
        "只剪了下头：大于 t 的也要剪": np.array([3.0, -1.0, 0.5]),
        "负号丢了": np.array([1.0, 1.0, 0.5]),
        "小于 0 的变成了 0：下头是 -t": np.array([1.0, 0.0, 0.5]),
        "超出的变成了 0：应停在边上": np.array([0.0, 0.0, 0.5]),
        "中间的不要动": np.array([1.0, -1.0, 1.0]),
        "上下两头写反了：先写 -t，后写 t": np.array([-1.0, -1.0, -1.0]),
        "这是按范数裁剪": np.array([3.0, -4.0, 0.5]) / 25.25**0.5})
### BEGIN HIDDEN TESTS
with checks.points(1, "二维、整数，t 是小数"):
    checks.close(clip_value(np.array([[3, -4], [0, 1]]), 0.5), np.array([[0.5, -0.5], [0.0, 0.5]]), say="g 是整数、t 是 0.5：数不对")
    g = np.random.default_rng(checks.seed()).normal(size=(4, 5))
    wanted = np.array([[max(min(x, 0.7), -0.7) for x in row] for row in g])
    checks.close(clip_value(g, 0.7), wanted, say="4×5 的随机数，t 是 0.7：数不对")
    checks.close(clip_value(np.array([[[250.0]], [[-2.0]]]), 100), np.array([[[100.0]], [[-2.0]]]), say="g 是 (2, 1, 1)，t 是 100：数不对")
with checks.points(1, "t 是 0，不改动 g"):
    checks.close(clip_value(np.array([2.0, -0.1, 0.0]), 0), np.zeros(3), say="t 是 0：应全变成 0")
    g = np.array([5.0, -5.0, 2.0])
    checks.close(clip_value(checks.inout(g), 2), np.array([2.0, -2.0, 2.0]), say="g 是 (5, -5, 2)，t 是 2：数不对")
    checks.equal(g, np.array([5.0, -5.0, 2.0]), say="clip_value 改动了传进来的 g")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题 `clip_norm`（7 分，16 分钟）
#
# **按范数裁剪**：把所有参数的梯度接成一个长长的向量，量它的长度（范数，各数平方和再开方）。
# 长过 $t$，就**整个**缩短到 $t$，大家乘同一个数，方向不变；没超过，原样不动：
#
# $$\text{长度}=\sqrt{\sum g^2},\qquad g\leftarrow g\times\min\Big(1,\frac{t}{\text{长度}}\Big)$$
#
# 长度是 0 时，式子里的除法做不得：没有超过 $t$，直接原样返回。
# 要点是“所有参数**一起**量”：一层一层地各剪各的，层和层之间的比例就变了，方向也就变了。
#
# **例子**：一层的权重的梯度是 $\begin{pmatrix}3&0\\0&0\end{pmatrix}$，偏置的是 $(0,4)$。
# 一起量，长度是 $\sqrt{9+16}=5$。
# $t=1$：都乘 0.2，得 $\begin{pmatrix}0.6&0\\0&0\end{pmatrix}$ 和 $(0,0.8)$，再量一次，长度是 1。
# $t=10$：没有超过，不动，**不要放大到 10**。
#
# 训练时常把长度打印出来看：忽然大了几十倍，就是要爆炸了。
# 所以函数把剪**之前**的长度也交出来。
#
# 写 `clip_norm(gs, t)`，返回 `(clipped, norm)`。
#
# - `gs` 是数组的列表，每个数组的形状随意，可以是整数；
# - `clipped` 是剪好的数组的列表，次序和形状都和 `gs` 一样；
# - `norm` 是剪之前的总长度，一个普通的小数；
# - `t` 是正数；长度不超过 `t` 时，数都不变（把原来的数组放进 `clipped` 也行）；
# - 梯度全是 0 时，不能出 `nan`；`gs` 可以是空的列表，返回 `([], 0.0)`；
# - 传进来的列表和数组都不许改动。
#
# 不许用现成的 `clip_grad_norm_`；用了，这一题不给分。
#
# **小项**：公开的，两个张量 2，没有超过 1，不改动 `gs` 1；隐藏的，三个张量和随机数 1，全 0 和空的 1，整数、正好等于 $t$ 和都小于 1 的数 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 分两步：先走一遍，量总长度；再走一遍，每个乘同一个数。
# </details>
#
# <details><summary>提示 2：总长度</summary>
#
# 每个数组的平方和是 `(g**2).sum()`，全加起来，最后只开一次方。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 先问 `norm > t`，超过了才除：这样全是 0 时就不会除以 0。
# `[g * (t / norm) for g in gs]` 造的是新数组；`g *= …` 会改掉别人的。
# `float(…)` 把 numpy 的数变成普通的小数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "clip_norm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def clip_norm(gs, t):
    """Return (clipped, norm): the arrays scaled together to a length of at most t, and their length before."""
    ### BEGIN SOLUTION
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_clip_norm", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("clip_norm", ["clip_grad_norm_", "clip_grads_with_norm_", "get_total_norm", "clip_grad_norm"])
W, b = np.array([[3.0, 0.0], [0.0, 0.0]]), np.array([0.0, 4.0])  # for what is expected: the calls are given copies
with checks.points(2, "两个张量"):
    call = "clip_norm([[[3, 0], [0, 0]], [0, 4]], 1)"
    try:
        pair = clip_norm([W.copy(), b.copy()], 1)
    except ValueError as error:
        raise AssertionError(f"{call} 出错：{error}\n可能错在：形状不同的数组，不能直接拼成一个；一个一个地量") from None
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, f"{call}：要返回两样，clipped, norm"
    clipped, norm = pair
    checks.close(clipped, [W / 5, b / 5], call=f"{call}，它的 clipped", likely={
        "各剪各的了：要把所有的数放在一起量一个长度": [W / 3, b / 4],
        "只量了第一个的长度": [W / 3, b / 3],
        "只量了最后一个的长度": [W / 4, b / 4],
        "长度是平方和再开方，不是绝对值相加": [W / 7, b / 7],
        "长度还要开方": [W / 25, b / 25],
        "没有剪": [W, b],
        "乘的是 t / 长度，反了": [5 * W, 5 * b],
        "要返回两样，clipped, norm；clipped 是列表": lambda got: isinstance(got, np.ndarray),
        "返回的次序是 clipped, norm": lambda got: isinstance(got, (float, np.number))})
    checks.close(norm, 5.0, call=f"{call}，它的 norm", likely={
        "这是剪之后的长度，要剪之前的": 1.0,
        "这是绝对值相加": 7.0,
        "还没有开方": 25.0,
        "只量了第一个": 3.0,
        "只量了最后一个": 4.0,
        "长度是一个数，所有的一起量": lambda got: isinstance(got, (list, tuple, np.ndarray))})
with checks.points(1, "没有超过"):
    clipped, norm = clip_norm([W.copy(), b.copy()], 10)
    checks.close(clipped, [W, b], call="clip_norm([[[3, 0], [0, 0]], [0, 4]], 10)，它的 clipped", likely={
        "没有超过 t，不要放大": [2 * W, 2 * b],
        "是按值裁剪？": [np.minimum(W, 1), np.minimum(b, 1)]})
    checks.close(norm, 5.0, call="clip_norm([[[3, 0], [0, 0]], [0, 4]], 10)，它的 norm")
with checks.points(1, "不改动 gs"):
    gs = [np.array([6.0, 0.0]), np.array([[8.0]])]
    clipped, norm = clip_norm(checks.inout(gs), 5.0)
    call = "clip_norm([[6, 0], [[8]]], 5)"
    checks.close(clipped, [np.array([3.0, 0.0]), np.array([[4.0]])], call=f"{call}，它的 clipped")
    checks.close(norm, 10.0, call=f"{call}，它的 norm")
    checks.close(gs, [np.array([6.0, 0.0]), np.array([[8.0]])], call=f"{call}，做完以后传进来的 gs", likely={
        "传进来的数组被改了：造新的数组，不要用 *=；也不要往传进来的列表里放": [np.array([3.0, 0.0]), np.array([[4.0]])]})
### BEGIN HIDDEN TESTS
with checks.points(1, "三个张量，随机数，与 PyTorch 的一致"):
    rng = np.random.default_rng(checks.seed())
    gs = [rng.normal(size=shape) for shape in ((4, 3), (4,), (2, 1, 3))]
    parts = [torch.zeros(g.shape, dtype=torch.float64, requires_grad=True) for g in gs]
    for part, g in zip(parts, gs):
        part.grad = torch.tensor(g)
    total = float(nn.utils.clip_grad_norm_(parts, 0.7))
    clipped, norm = clip_norm(gs, 0.7)
    checks.close(clipped, [part.grad.numpy() for part in parts], tol=1e-5, say="三个张量，t = 0.7：与 PyTorch 的不同")
    checks.close(norm, total, say="三个张量：长度不对")
with checks.points(1, "全是 0，和空的列表"):
    clipped, norm = clip_norm([np.zeros((2, 2)), np.zeros(3)], 1.0)
    checks.close(clipped, [np.zeros((2, 2)), np.zeros(3)], say="梯度全是 0：应还是 0，不能出 nan")
    checks.close(norm, 0.0, say="梯度全是 0：长度是 0")
    clipped, norm = clip_norm([], 1.0)
    checks.equal(clipped, [], say="空的列表：clipped 应还是空的列表")
    checks.close(norm, 0.0, say="空的列表：长度是 0")
with checks.points(1, "整数，正好等于 t，比 t 短一点，很小的"):
    clipped, norm = clip_norm([np.array([2, 0]), np.array([[-1], [2]])], 1.5)
    checks.close(clipped, [np.array([1.0, 0.0]), np.array([[-0.5], [1.0]])], say="整数的梯度，长度 3，t = 1.5：数不对")
    checks.close(norm, 3.0, say="整数的梯度：长度应是 3")
    for t in (5, 5.5):
        clipped, norm = clip_norm([np.array([-3.0]), np.array([4.0])], t)
        checks.close(clipped, [np.array([-3.0]), np.array([4.0])], say=f"长度是 5，t 是 {t}：数应不变")
        checks.close(norm, 5.0, say=f"t 是 {t}：norm 应是 5")
    clipped, norm = clip_norm([np.array([-30.0, 40.0])], 1)
    checks.close(clipped, [np.array([-0.6, 0.8])], say="只有一个张量 (-30, 40)，t = 1：应是 (-0.6, 0.8)")
    checks.close(norm, 50.0, say="只有一个张量 (-30, 40)：长度应是 50")
    clipped, norm = clip_norm([np.array([0.3]), np.array([-0.4])], 0.1)
    checks.close(clipped, [np.array([0.06]), np.array([-0.08])], say="长度 0.5，t = 0.1：都小于 1 的数也要剪")
    checks.close(norm, 0.5, say="长度应是 0.5")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 `ResBlock`（7 分，12 分钟）
#
# 二十个人传话，音量一个乘一个，总要出事。
# 残差连接换个办法：每个人把听到的**原话**也往前递一份，自己只添几句。
#
# $$y=x+F(x),\qquad F(x)=\text{act}(Wx+b)$$
#
# 梯度往回传时，$\frac{\partial y}{\partial x}=I+F'$：那个 $I$ 就是原话，$F'$ 再小，也不会全没了。
# （这里的 $F$ 只有一层；第 12 章的残差块里有两层，道理一样。）

# %%
draw_block()

# %% [markdown]
# **例子**：$n=2$，$W=\begin{pmatrix}1&-1\\0&2\end{pmatrix}$，$b=(0,-1)$，act 是 ReLU。
#
# | $x$ | $Wx+b$ | 过 ReLU | $y=x+F(x)$ |
# |---|---|---|---|
# | $(3,1)$ | $(2,1)$ | $(2,1)$ | $(5,2)$ |
# | $(-1,2)$ | $(-3,3)$ | $(0,3)$ | $(-1,5)$ |
#
# 激活函数只过 $F$，**加完以后不再过**。
#
# 写类 `ResBlock`，造的时候写 `ResBlock(n, act)`。
#
# - 里面恰好有一个 `nn.Linear(n, n)`，名字随意，不用另外初始化；除了它，没有别的参数；
# - `act` 可以是函数（`torch.tanh`），也可以是一层（`nn.ReLU()`），都是拿来就能调用的，写 `self.act(…)`；函数放不进 `nn.Sequential`；
# - `x` 是一个样本 `(n,)`，或者一批 `(m, n)`；返回的形状和 `x` 相同；
# - 每一块有自己的权重；`x` 不许改动；梯度要传得回去，也要传到 `x`。
#
# **小项**：公开的，例子 1，`act` 是函数、不改动 `x` 1；隐藏的，随机的权重 1，$F=0$ 时原样过去 1，梯度 1，每块各有权重 1，一个样本 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `__init__` 里造线性层，记下 `act`；`forward` 里算，一行。写法和第 5 章里用类写的网络一样，只是 `forward` 多一次相加。
# </details>
#
# <details><summary>提示 2：放在哪里</summary>
#
# 线性层在 `__init__` 里造，放进 `self.…`；在 `forward` 里造，每算一次就换一副权重，训练也找不到它。
# `super().__init__()` 已经替你写好了。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `x` 先过线性层，再过激活函数，最后才加上原样的 `x`。`self.act(x + …)` 是加完再过，错了。
# 也不要写 `x += …`：那是改别人的 `x`；中间的结果要另起名字，要是写成 `x = self.linear(x)`，原来的 `x` 就没有了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "ResBlock", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ResBlock(nn.Module):
    """The residual block y = x + act(W x + b), for n features."""

    def __init__(self, n, act):
        super().__init__()
        ### BEGIN SOLUTION
        self.linear, self.act = nn.Linear(n, n), act
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return x + self.act(self.linear(x))
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_ResBlock", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def filled(n, act, W, b):
    """Make a block with this layer as act, W as its weight and b as its bias."""
    block = ResBlock(n, checks.remote(act)() if isinstance(act, type) else act)  # a layer's class, or a function
    found = {name: tuple(value.shape) for name, value in block.state_dict().items()}
    assert sorted(found.values()) == [(n,), (n, n)], (
        f"ResBlock({n}, act)\n参数的形状是 {sorted(found.values())}，应恰好有一个 nn.Linear({n}, {n})（要有偏置），在 __init__ 里造，放进 self")
    block.load_state_dict({name: torch.tensor(W if len(shape) == 2 else b) for name, shape in found.items()})
    return block


with checks.points(1, "两个样本的例子"):
    block = filled(2, nn.ReLU, [[1.0, -1.0], [0.0, 2.0]], [0.0, -1.0])
    out, call = block(torch.tensor([[3.0, 1.0], [-1.0, 2.0]])), "block([[3, 1], [-1, 2]])，例子的 W、b，act 是 ReLU"
    assert out is not None, f"{call}\nforward 没有返回：漏了 return"
    checks.close(out.detach(), torch.tensor([[5.0, 2.0], [-1.0, 5.0]]), call=call, likely={
        "没有加上 x：原话也要递一份": torch.tensor([[2.0, 1.0], [0.0, 3.0]]),
        "加完又过了一次激活，或者 x 也过了激活：只有 F 过": torch.tensor([[5.0, 2.0], [0.0, 5.0]]),
        "F 没有过激活": torch.tensor([[5.0, 2.0], [-4.0, 5.0]]),
        "先过激活再过线性层了，次序反了": torch.tensor([[5.0, 2.0], [-3.0, 5.0]]),
        "是相加，不是相乘": torch.tensor([[6.0, 1.0], [0.0, 6.0]]),
        "是相加，不是相减": torch.tensor([[1.0, 0.0], [-1.0, -1.0]]),
        "W 没有转置": torch.tensor([[6.0, 1.0], [-1.0, 6.0]]),
        "x 被盖掉了：加的是原来的 x，中间的结果换个名字": torch.tensor([[4.0, 2.0], [-3.0, 6.0]]),
        "x 被盖掉了，加的是 F 自己：加的是原来的 x，中间的结果换个名字": torch.tensor([[4.0, 2.0], [0.0, 6.0]]),
        "激活函数写死了：用传进来的 act": lambda got: abs(got - torch.tensor([[3.96403, 1.76159], [-1.99505, 2.99505]])).max() < 1e-3,
        "过了两次线性层": torch.tensor([[4.0, 2.0], [-1.0, 7.0]])})
with checks.points(1, "act 是函数 torch.tanh"):
    try:
        block = filled(2, torch.tanh, [[1.0, -1.0], [0.0, 2.0]], [0.0, -1.0])
    except TypeError as error:
        raise AssertionError(f"ResBlock(2, torch.tanh) 出错：{error}\n可能错在：act 是函数，放不进 nn.Sequential；记在 self.act 里，到 forward 里再调用") from None
    x = torch.tensor([[3.0, 1.0], [-1.0, 2.0]])
    out = block(checks.inout(x)).detach()
    checks.close(out, torch.tensor([[3.96403, 1.76159], [-1.99505, 2.99505]]), tol=1e-4,
                 call="block([[3, 1], [-1, 2]])，例子的 W、b，act 是 torch.tanh", likely={
        "激活函数写死了：用传进来的 act": torch.tensor([[5.0, 2.0], [-1.0, 5.0]])})
    checks.close(x, torch.tensor([[3.0, 1.0], [-1.0, 2.0]]), call="block(x) 做完以后，传进来的 x", likely={
        "x 被改了：写 x + …，造新的，不要用 +=": out})
### BEGIN HIDDEN TESTS
def draws(seed, *shapes):
    """Draw lists of numbers of these shapes."""
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape).astype("float32") for shape in shapes]


with checks.points(1, "随机的权重，别的激活"):
    for act in (nn.Tanh, nn.Sigmoid, nn.ReLU):
        W, b, x = draws(checks.seed(), (5, 5), (5,), (7, 5))
        wanted = x + act()(torch.tensor(x @ W.T + b)).numpy()
        checks.close(filled(5, act, W, b)(torch.tensor(x)).detach(), torch.tensor(wanted), tol=1e-4,
                     say=f"n = 5，act 是 {act.__name__}：与直接计算的不同")
with checks.points(1, "F 是 0 时原样过去"):
    x = torch.tensor(draws(checks.seed(), (6, 4))[0])
    for act in (nn.ReLU, nn.Tanh):
        block = filled(4, act, np.zeros((4, 4), "float32"), np.zeros(4, "float32"))
        checks.close(block(x).detach(), x, say="权重和偏置全是 0、act(0) = 0：应原样过去，x 里的负数也不变")
with checks.points(1, "梯度是 I + F'"):
    W, b, start = draws(checks.seed(), (3, 3), (3,), (4, 3))
    block, x = filled(3, nn.Tanh, W, b), checks.remote(torch.tensor)(start.tolist(), requires_grad=True)
    out = block(x)
    slope = 1 - np.tanh(start @ W.T + b) ** 2
    checks.close(out.detach(), torch.tensor(start + np.tanh(start @ W.T + b)), tol=1e-4, say="n = 3，tanh：数不对")
    out.sum().backward()
    checks.close(x.grad, torch.tensor(1 + slope @ W), tol=1e-4, say="y 对 x 的梯度应是 I + F'：原话那一份也要传回去")
    grads = {tuple(part.shape): part.grad for part in block.parameters()}
    checks.close(grads[3, 3], torch.tensor(slope.T @ start), tol=1e-4, say="梯度没有传到线性层的权重，或者不对")
    checks.close(grads[3,], torch.tensor(slope.sum(axis=0)), tol=1e-4, say="梯度没有传到线性层的偏置，或者不对")
with checks.points(1, "每块各有权重，算几次都一样"):
    W, b, x = draws(checks.seed(), (4, 4), (4,), (2, 4))
    first = filled(4, nn.Tanh, W, b)
    second = filled(4, nn.ReLU, 2 * W, b)
    wanted = torch.tensor(x + np.tanh(x @ W.T + b))
    checks.close(first(torch.tensor(x)).detach(), wanted, tol=1e-4, say="先造的一块数不对，或者造了第二块它就变了：每块要有自己的权重和激活")
    checks.close(first(torch.tensor(x)).detach(), wanted, tol=1e-4, say="同一块、同样的输入，第二次算得不一样")
    torch.manual_seed(checks.seed())
    got = ResBlock(6, checks.remote(nn.Tanh)())(torch.ones(1, 6)).detach()
    torch.manual_seed(checks.seed())
    checks.close(got, 1 + torch.tanh(nn.Linear(6, 6)(torch.ones(1, 6))).detach(), tol=1e-4, say="刚造好的一块：权重应由 nn.Linear 自己抽")
with checks.points(1, "一个样本，不改动 x"):
    W, b, x = draws(checks.seed(), (4, 4), (4,), (4,))
    block = filled(4, nn.Sigmoid, W, b)
    sample = torch.tensor(x)
    checks.close(block(checks.inout(sample)).detach(), torch.tensor(x + 1 / (1 + np.exp(-(W @ x + b)))), tol=1e-4,
                 say="一个样本 (4,)：应返回 (4,)")
    checks.close(sample, torch.tensor(x), say="ResBlock 改动了传进来的 x")
### END HIDDEN TESTS

# %% [markdown]
# ## 二十层，装起来
#
# 零件齐了。
# 老朋友鸢尾花，150 朵全用来训练（这里只看学不学得动，不看考得好不好）；网络有二十层 tanh，每层 16 个神经元，学习率 0.3，走 100 步。
# 四种装法，从什么也没有，到全装上。
# 运行下面的单元，它只调用你的函数。

# %%
ways = {"什么也没有": (PlainBlock,), "加初始化": (PlainBlock, init_weights), "再加残差": (ResBlock, init_weights),
        "再加裁剪": (ResBlock, init_weights, clip_norm)}
ax = plt.figure(figsize=(6, 3.2)).gca()
for (name, parts), style in zip(ways.items(), (":", "-.", "--", "-")):
    try:
        losses, first = train_deep(*parts)
    except NotImplementedError:
        print(f"{name}：要用的函数还没有写")
        continue
    ax.plot(losses, style, label=name)
    print(f"{name}：第一块的梯度 {first:.1e}，损失从 {losses[0]:.2f} 到 {losses[-1]:.2f}，途中最大 {max(losses):.2f}")
ax.set(xlabel="步", ylabel="损失", ylim=(0, 6))
ax.legend(loc="upper right")
plotting.show(ax, alt="四条损失曲线：什么也没有的一动不动，停在 1.1；加初始化的降到一半左右，途中窜了一下；再加残差的先跳得很高，后来降到接近 0；再加裁剪的一路降到接近 0。")

# %% [markdown]
# 什么也没有时，第一块收到的梯度只有百万分之几，损失停在 $\ln3=1.099$，就是瞎猜。
# 只加初始化，降到一半左右就停了，第 80 多步还会窜一下（学习率 0.3 偏大，不是你写错了）。
# 残差让它学得会，可是开头几步损失窜得很高；裁剪把这几步按住了。
# 裁剪的那条末了比不裁剪的略高一点：每步的长度受了限，换来的是开头不窜。
#
# ## 第 10 题 说明：都一样，才公平（4 分，老师评阅，20 分钟）
#
# 同学说：“权重何必抽？全部填 0.5，人人一样，最公平；反正训练会把它们分开。要不就全填 0，更干净。”
#
# 工具单元里有一个 `train_xor(start)`：网络 2-5-2，tanh，训练异或 200 步。
# `start` 是一个数，就把所有的权重和偏置都填成它；是 `"random"`，就用 Xavier 抽。
# 它返回每一步的损失、训练完的第一层权重 $W$，和四个样本里分对了几个。
# 用它跑三次：0、0.5、`"random"`，看损失，再用你的 `symmetry_rank` 数一数 $W$ 的秩（没做出第 3 题，就看权重本身；这里 $W$ 是 5×2，秩最多是 2）。
# 写四五句话回答他。
# 想想这两件：四个样本，两类各有几个，填 0 时输出层的偏置动不动？权重各不相同、偏置全是 0 时，五个神经元的输出还一样吗？
#
# | 评分点 | 分数 |
# |---|---|
# | 自己跑出来的数：三次的损失和秩 | 1 |
# | 填 0.5：训练有没有把它们分开，为什么；网络因此学得会什么、学不会什么 | 1 |
# | 填 0：和填 0.5 比怎么样，为什么 | 1 |
# | 该怎么办；偏置可不可以全填 0，为什么 | 1 |

# %%
# 在这里跑你要的数，随便写

# %% [markdown] nbgrader={"grade": true, "grade_id": "all_the_same", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# 三次的结果：填 0，损失 0.6931 → 0.6931，秩 0，分对 2 个；填 0.5，0.6931 → 0.5142，秩 1，分对 3 个；随机，1.0090 → 0.0106，秩 2，分对 4 个。
#
# 填 0.5：五个隐藏神经元输入一样、权重一样，输出就一样；它们后面的权重也一样，所以收到的梯度也一样，改过以后还是一样，训练多久都分不开。
# 五个只顶一个，网络等于 2-1-2，只能画一条直线，分不开异或，损失卡在 0.51。
#
# 填 0：后面的权重是 0，传回第一层的梯度乘上它，就是 0；隐藏层的输出是 tanh(0) = 0，第二层权重的梯度也是 0。
# 四个样本两类各半，连输出偏置的梯度也是 0，一步也没动。
#
# 应该用随机的权重打破对称（Xavier 或 He），范围按层的宽度定。
# 偏置可以全填 0：权重已经不同，神经元已经分开了。
#
# 给分：没有自己的数的，第一项不给；第二项要说到“梯度也一样”；第三项照章里说“只有输出层的偏置在动”的不给，这里两类各半，它也不动；只说“对称性”三个字而不解释的，第二项不给。

# %% [markdown]
# ## 挑战（不计分）
#
# **归一化治不治得好？** 造一个 `BNBlock(n, act)`：线性层，`nn.BatchNorm1d(n)`，再过 act，没有残差。
# 用 `train_deep(BNBlock, init_weights)` 跑一次：第一块的梯度有多大？学不学得会？
# 和“加初始化”“再加残差”比一比。
#
# <details><summary>答案</summary>
#
# 第一块的梯度约是 10，和加了残差的差不多；100 步之后损失约 0.06，学得会。
# 每一层都把信号拉回到平均 0、标准差 1，传到哪里都不会太弱，也不会太强。
# 不加 `init_weights` 也学得会，只是慢一点：批量归一化让网络不那么依赖开头。
# </details>
#
# **除以几？** 把 `bn` 里两种方差对调：标准化用除以 $n-1$ 的，进 `state` 的除以 $n$。
# 一批有 256 个样本时，输出差多少？一批只有 2 个呢？
# 你愿意在哪一种批量大小时犯这个错？
#
# <details><summary>答案</summary>
#
# 标准差差 $\sqrt{n/(n-1)}$ 倍：$n=256$ 时 0.2 %，谁也看不出来；$n=2$ 时 41 %。
# 要犯就在批量大的时候犯：几乎没有后果。可也正因为这样，大批的例子查不出这种错，要用小批的例子去查，检查单元用的就是三个样本。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex08_stability.ipynb`。
