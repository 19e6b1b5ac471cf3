# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex10_loop_metrics//ipynb,src//py:percent
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
# # 练习十 训练循环与评估：练得对，量得准
#
# 八亿名乘客里有 20 个危险分子。
# 一台安检机抓到了 10 个，一个好人也没冤枉，准确率是 99.99999875 %。
# 另一台机器对谁都说“放行”，准确率是 99.9999975 %。
# 只看准确率，两台几乎一样好；可是第二台一个也没抓到。
#
# 量错了，比没练好还糟：没练好，看得出来；量错了，你会高高兴兴地把它交出去。
# 练的那一头也有这种静悄悄的错：梯度忘了清，最后一批小了一点，评估时忘了关 Dropout，都不报错，只是数不对。
# 这份练习把两头各写一遍：前三题是训练循环，后三题是几把尺子；最后装起来，认手写数字。
#
# **做完之后，你能够**
#
# - 写出训练一轮、评估一遍、练很多轮的三个函数，说清每一行为什么在那里；
# - 算出回归的五个指标，知道哪两个有时没有意义；
# - 数出混淆矩阵，由它算出精确率、召回率和 F1，并且说清 macro、micro 差在哪里。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `train_one_epoch` 训练一轮 | 10 | 24 |
# | 2 | `evaluate` 评估一遍 | 9 | 18 |
# | 3 | `fit` 练很多轮 | 8 | 14 |
# | 4 | `reg_metrics` 回归的五个指标 | 8 | 14 |
# | 5 | `confusion` 混淆矩阵 | 6 | 12 |
# | 6 | `prf` 精确率、召回率、F1 | 11 | 26 |
# | 7 | 一段话，老师评阅 | 4 | 22 |
#
# 一共 56 分；连读带跑，两个小时多一点。
# 需要：第 10 章，第 4 章的张量，第 5 章的训练循环，第 8 章的批量归一化，第 9 章的优化器和调度。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；每一题都可以单独做，卡住了可以先做后面的。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 不通过时打印得很长，先看**最后几行**。
# 检查单元里写的 `checks.remote(nn.MSELoss)()`，自己试的时候，写 `nn.MSELoss()` 就行。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# 前三题用 PyTorch，后三题用 numpy。
# 这份练习练的就是循环和指标，所以现成的训练函数和 scikit-learn 的指标都不许用；哪一题不许用什么，题里写着。
# 传进来的数组是别人的东西，不许改动它；要训练的网络，当然除外。
#
# 先运行下面的单元，它是工具，不用读懂。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]


def draw_steps(points):
    """Draw the loss of each batch over the weight, and the step that is taken on it."""
    ax = plt.figure(figsize=(6, 3)).gca()
    w = np.linspace(-0.3, 3.3, 200)
    curves = (("第一批", BLUE, "-", 2.5 * (w - 2) ** 2), ("第二批", RED, "--", 9 * (w - 2) ** 2))
    for (name, color, style, heights), (start, end) in zip(curves, zip(points, points[1:])):
        ax.plot(w, heights, style, color=color, label=name)
        height = np.interp(start, w, heights)
        ax.plot(start, height, "o", color=color)
        ax.annotate("", (end, height), (start, height), arrowprops={"arrowstyle": "-|>", "color": color})
    ax.set(xlabel="权重 $w$", ylabel="这一批的损失", ylim=(-0.5, 16))
    ax.legend()
    plotting.show(ax, alt="两条抛物线，最低点都在 w = 2：第一批的从 w = 0、损失 10 出发，走到 w = 1；第二批的陡得多，从 w = 1、损失 9 走到 w = 2.8。")


def draw_widths(sizes, losses):
    """Draw each batch as a bar as wide as it has samples, and the two ways to average."""
    ax = plt.figure(figsize=(5.5, 2.8)).gca()
    edges = np.concatenate([[0], np.cumsum(sizes)])
    ax.bar(edges[:-1], losses, width=sizes, align="edge", color=[BLUE, GREEN], alpha=0.6, ec="0.3")
    ax.axhline(np.average(losses, weights=sizes), color=RED, label="按样本平均")
    ax.axhline(np.mean(losses), color="0.4", ls="--", label="按批平均")
    ax.set(xlabel="样本", ylabel="这一批的损失", xticks=edges)
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="两根柱子：第一批宽 2、高 1.30，第二批宽 1、高 0.11；按样本平均的线在 0.90，按批平均的线低一些，在 0.70。")


def draw_timeline(epochs):
    """Draw the calls that fit makes, one after the other."""
    ax = plt.figure(figsize=(8, 1.2)).gca()
    ax.axis("off")
    steps = (("训练一轮", BLUE), ("验证", GREEN), ("调学习率", RED))
    for number in range(3 * epochs):
        name, color = steps[number % 3]
        ax.text(number, 0, name, ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.95", "ec": color})
    for epoch in range(epochs):
        ax.text(3 * epoch + 1, 0.75, f"第 {epoch + 1} 轮", ha="center")
    ax.set(xlim=(-0.6, 3 * epochs - 0.4), ylim=(-0.6, 1))
    plotting.show(ax, alt="每一轮依次三件事：训练一轮、验证、调学习率；一轮接一轮。")


def draw_errors(y, p):
    """Draw targets and predictions, with the error of each as a line."""
    ax = plt.figure(figsize=(5, 2.8)).gca()
    ax.vlines(range(len(y)), y, p, color="0.5", lw=2.5)
    ax.plot(y, "o", ms=4, color=BLUE, label="真实")
    ax.plot(p, "s", ms=4, color=RED, label="预测")
    ax.axhline(np.mean(y), color="0.4", ls=":", label="真实的平均")
    ax.set(xlabel="样本", ylabel="值", xticks=range(len(y)))
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="四个样本的真实值 100、200、300、400 和预测值 110、190、330、380，竖线是误差；一条横线在真实的平均 250。")


def draw_matrix(cm, names, marked=None):
    """Draw a confusion matrix, a row for each true class; the row and the column of one class may be framed."""
    ax = plt.figure(figsize=(3.6, 3.2)).gca()
    cm = np.asarray(cm)
    ax.imshow(cm, cmap="Blues", vmax=1.5 * max(cm.max(), 1))
    for i in range(len(cm)):
        for j in range(len(cm)):
            ax.text(j, i, str(cm[i, j]), ha="center", va="center")
    ax.set(xticks=range(len(cm)), yticks=range(len(cm)), xlabel="预测", ylabel="真实")
    ax.set_xticklabels(names)
    ax.set_yticklabels(names)
    ax.grid(False)
    if marked is not None:
        for x, y, width, height, color in ((-0.5, marked - 0.5, len(cm), 1, RED), (marked - 0.5, -0.5, 1, len(cm), GREEN)):
            ax.add_patch(plt.Rectangle((x, y), width, height, fill=False, ec=color, lw=3, clip_on=False))
    told = "；".join(f"真实是{name}的一行是 {'、'.join(map(str, row))}" for name, row in zip(names, cm.tolist()))
    frame = "" if marked is None else f"；{names[marked]}的一行和一列加了框"
    plotting.show(ax, alt=f"混淆矩阵，行是真实，列是预测：{told}{frame}。")


def draw_history(history):
    """Draw the losses and the accuracy of each epoch."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 2.8))
    epochs = range(1, len(history["train_loss"]) + 1)
    axes[0].plot(epochs, history["train_loss"], color=BLUE, label="训练")
    axes[0].plot(epochs, history["valid_loss"], "--", color=RED, label="验证")
    axes[0].set(xlabel="轮", ylabel="损失", ylim=(0, None))
    axes[0].legend()
    axes[1].plot(epochs, history["valid_acc"], "--", color=RED)
    axes[1].set(xlabel="轮", ylabel="验证准确率", ylim=(0, 1.02))
    plotting.show(figure, alt="左图：训练损失和验证损失都降下来，走平；右图：验证准确率从不到 0.8 升到 0.95 以上。")

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


def cut(seed, sizes, features, classes):
    """Draw batches of these sizes."""
    generator = torch.Generator().manual_seed(seed)
    return [(torch.randn(n, features, generator=generator), torch.randint(0, classes, (n,), generator=generator)) for n in sizes]


def parts_of(model):
    """Return the parameters as they are now."""
    return [part.detach().clone() for part in model.parameters()]

# %% [markdown]
# ## 第 1 题 `train_one_epoch`（10 分，24 分钟）
#
# 一**轮**（epoch），就是把训练数据从头到尾用一遍。
# 数据太多，一次装不下，就切成一**批**一批的；装载器（loader）每次拿出一批 `(X, y)`，拿完就停。
# 每来一批，做五件事：
#
# 1. 前向计算：`model(X)`，得到输出；
# 2. 比一比：`loss(输出, y)`，得到这一批的损失；
# 3. 清掉旧的梯度（清零）；
# 4. 反向传播，算出新的梯度；
# 5. 优化器走一步，改权重。
#
# 第 3 件可以往前挪，只要在反向传播之前。
# 第 4、5 件不能换，也不能在它们之间清：刚算好的，就没了。
#
# **例子**：网络只有一个权重，输出 $\hat y=wx$，从 $w=0$ 出发；损失是均方误差（MSE），学习率 0.1，优化器是 SGD。
# 三个样本，$y=2x$，分成两批：
#
# | 批 | $x$ | $y$ | 来时的 $w$ | $\hat y$ | 损失 | 梯度 | 走完的 $w$ |
# |---|---|---|---|---|---|---|---|
# | 1 | 1, 2 | 2, 4 | 0 | 0, 0 | $\frac{4+16}{2}=10$ | $\frac{2(0-2)\cdot1+2(0-4)\cdot2}{2}=-10$ | $0+0.1\times10=1$ |
# | 2 | 3 | 6 | 1 | 3 | $\frac{9}{1}=9$ | $2(3-6)\cdot3=-18$ | $1+0.1\times18=2.8$ |
#
# 忘了清梯度，第二步用的就是 $-10-18=-28$，$w$ 走到 3.8。
# 不报错，只是错了。

# %%
draw_steps([0, 1, 2.8])

# %% [markdown]
# 看图：箭头只说 $w$ 走到哪里；第二步走过了头，越过了最低的 2。
#
# **这一轮的损失是多少？**
# 第一批的 10 是两个样本的平均，第二批的 9 是一个样本的。
# 直接平均，$\frac{10+9}{2}=9.5$，第二批那一个样本就顶了两个人的票。
# 应按样本平均：
#
# $$\frac{2\times10+1\times9}{3}=\frac{29}{3}=9.667$$
#
# 数据的个数常常不是批量大小的整数倍，最后一批总是小一些，所以这不是小题大做。
#
# 写 `train_one_epoch(model, loader, loss, opt)`，返回这一轮的平均损失，一个普通的小数。
#
# - `loader` 可以是 `DataLoader`，可以是列表，也可以是只能走一遍的迭代器：只用 `for X, y in loader:`，走**一遍**，别的什么也不要问它；至少有一批；
# - `X` 的第一维是样本，`y` 的长度 `len(y)` 就是这一批的样本数，可以是 1；
# - `loss` 是传进来的函数，`loss(输出, y)` 返回这一批的**平均**损失；算出来的数要另起名字，比如 `value`，写成 `loss = loss(…)`，到第二批就没有函数可叫了；
# - `opt` 是造好的优化器，叫 `.step()` 就走，不限哪一种；每批走一步；
# - 训练用训练模式（Dropout 这时才丢，第 2 题细讲），不论 `model` 来时是哪种；走时的模式不限；
# - 参数里也许留着别人算的梯度，**来时就有**，不能算进去；
# - 损失是用每一步**改之前**的权重算的，算出来就记；
# - 不要在函数里定种子。
#
# 循环要自己写：不许用 `coursekit`、`skorch`、`lightning`、`ignite` 里现成的，用了，这一题不给分。
#
# **小项**：例子里走完的权重 2（也要返回一个数），平均损失 2，来时就有的梯度 1，训练模式 1，四批与逐步计算一致 2，只走一遍 1，只有一个样本 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 循环之前：切到训练模式；准备两个累加的数，损失的总和、样本的个数。
# 循环里面：五件事，一件一行；再把这一批加进去。
# 最后一除。
# </details>
#
# <details><summary>提示 2：五件事怎么写</summary>
#
# 清梯度 `opt.zero_grad()`，反向传播是在损失上叫 `.backward()`，走一步 `opt.step()`。
# `model.train()` 切到训练模式。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 这一批的损失是平均，乘上 `len(y)` 才是这一批的总和。
# `.item()` 把张量变成普通的小数；累加张量本身，会把每一批的计算图都留住，越攒越多。
# </details>

# %% nbgrader={"grade": false, "grade_id": "train_one_epoch", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_one_epoch(model, loader, loss, opt):
    """Train on every batch once, in training mode; return the mean loss of a sample, as a number."""
    ### BEGIN SOLUTION
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_train_one_epoch", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.avoids("train_one_epoch", ["coursekit", "skorch", "lightning", "ignite"])
pairs = [(torch.tensor([[1.0], [2.0]]), torch.tensor([[2.0], [4.0]])), (torch.tensor([[3.0]]), torch.tensor([[6.0]]))]


def line(w, *layers):
    """Make the network y = w x, on the student's side, with more layers behind it."""
    linear = checks.remote(nn.Linear)(1, 1, bias=False)
    linear.load_state_dict({"weight": torch.tensor([[w]])})
    return checks.remote(nn.Sequential)(linear, *layers)


def weight_of(model):
    """Return the only weight, as it is now."""
    return float(model[0].weight.detach())


with checks.points(2, "两批的例子：走完的权重"):
    model = line(0.0)
    mean = train_one_epoch(model, pairs, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1))
    checks.close(weight_of(model), 2.8, tol=1e-4, call="train_one_epoch(model, loader, loss, opt)，两批的例子，走完的 w", likely={
        "权重没有动：漏了 opt.step()，或者在 backward 和 step 之间清了梯度": 0.0,
        "漏了 opt.zero_grad()：第二批的梯度里还有第一批的": 3.8,
        "只走了第一批：return 缩进到循环里了，应和 for 对齐": 1.0,
        "梯度先攒起来，最后才走一步：每一批都要走": 4.6,
        "每批走了两步": 2.0,
        "只有最后一批的梯度走了一步": 3.6})
    assert mean is not None, "train_one_epoch(model, loader, loss, opt)，两批的例子\n没有返回平均损失：漏了 return"
    assert np.ndim(mean) == 0 and 3 < mean < 40, "train_one_epoch(model, loader, loss, opt)，两批的例子\n平均损失应是一个数，在 10 上下"
with checks.points(2, "两批的例子：平均损失"):
    model = line(0.0)
    mean = train_one_epoch(model, pairs, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1))
    call = "train_one_epoch(model, loader, loss, opt)，两批的例子，返回的平均损失"
    checks.close(mean, 29 / 3, tol=1e-4, call=call, likely={
        "没有 return": lambda got: got is None,
        "按批平均了：第二批只有一个样本，不能和两个样本的一样算": 9.5,
        "只有第一批的": 10.0,
        "只有最后一批的": 9.0,
        "是总和，应除以样本的总数（不是最后一批的个数）": 29.0,
        "各批的平均相加，没有乘样本数，也没有除": 19.0,
        "除的是批数，要除以样本数": 14.5,
        "各批的平均相加再除以样本数：相加之前要乘这一批的样本数": 19 / 3,
        "这是走完一步以后的损失，要改之前的": 10.76 / 3,
        "权重一直没有动": 56 / 3})
    assert isinstance(mean, float), f"{call}\n返回的是 {type(mean).__name__}，要普通的小数：张量再加 .item()"
### BEGIN HIDDEN TESTS
def stepped(model, batches, optimizer):
    """Train here, step by step; return the mean loss of a sample."""
    total = 0.0
    for X, y in batches:
        optimizer.zero_grad()
        batch_loss = nn.functional.cross_entropy(model(X), y)
        batch_loss.backward()
        optimizer.step()
        total += batch_loss.item() * len(y)
    return total / sum(len(y) for _, y in batches)


with checks.points(1, "来时就有的梯度"):
    model = line(0.0)
    model(torch.tensor([[5.0]])).sum().backward()
    got = train_one_epoch(model, pairs[1:], checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1))
    checks.close(got, 36.0, tol=1e-4, say="参数里留着别人算的梯度：这一轮的损失不应受影响")
    checks.close(weight_of(model), 3.6, tol=1e-4, say="参数里留着别人算的梯度，来时就有：反向传播之前要清掉")
with checks.points(1, "训练模式"):
    model = line(1.5, checks.remote(nn.Dropout)(1.0))  # in training mode the output is 0, and nothing is learnt
    model.eval()
    got = train_one_epoch(model, pairs[1:], checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1))
    checks.close(got, 36.0, tol=1e-4, say="网络里有 Dropout，来时是评估模式：训练时要切到训练模式")
    checks.close(weight_of(model), 1.5, say="Dropout 把输出全变成 0 时，权重不应动")
with checks.points(2, "四批，与逐步计算的一致"):
    for make, options, sizes in ((torch.optim.Adam, {"lr": 0.05}, (5, 4, 7, 2)), (torch.optim.SGD, {"lr": 0.3, "momentum": 0.9}, (6, 6, 6, 1))):
        there, here = twins(checks.seed(), 4, 6, 3)
        batches = cut(checks.seed() + 1, sizes, 4, 3)
        got = train_one_epoch(there, batches, checks.remote(nn.CrossEntropyLoss)(), make(there.parameters(), **options))
        wanted = stepped(here, batches, make(here.parameters(), **options))
        checks.close(got, wanted, tol=1e-4, say=f"四批，{make.__name__}，交叉熵：平均损失不对")
        checks.close(parts_of(there), parts_of(here), tol=1e-3, say=f"四批，{make.__name__}，交叉熵：走完的权重不对")
with checks.points(1, "只走一遍：迭代器和 DataLoader"):
    singles = [(torch.tensor([[1.0]]), torch.tensor([[3.0]])), (torch.tensor([[2.0]]), torch.tensor([[0.0]]))]
    model = line(1.0)
    got = train_one_epoch(model, iter(singles), checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.05))
    checks.close([got, weight_of(model)], [(4 + 2.4**2) / 2, 0.72], tol=1e-4, say="loader 是只能走一遍的迭代器，两批，每批一个样本：数不对")
    X, y = (torch.cat(parts) for parts in zip(*singles))
    model = line(1.0)
    loader = checks.remote(DataLoader)(checks.remote(TensorDataset)(X, y), batch_size=1)
    got = train_one_epoch(model, loader, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.05))
    checks.close([got, weight_of(model)], [(4 + 2.4**2) / 2, 0.72], tol=1e-4, say="loader 是 DataLoader，两批，每批一个样本：数不对")
with checks.points(1, "只有一个样本"):
    model = line(0.5)
    one = [(torch.tensor([[2.0]]), torch.tensor([[2.0]]))]
    got = train_one_epoch(model, one, checks.remote(nn.MSELoss)(), torch.optim.SGD(model.parameters(), lr=0.1))
    checks.close([got, weight_of(model)], [1.0, 0.9], tol=1e-4, say="只有一批、一个样本：数不对")
    checks.equal(isinstance(got, float), True, say="应返回普通的小数，不是张量")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `evaluate`（9 分，18 分钟）
#
# 练完一轮，要在没有练过的数据上量一量。
# 量的时候**只量，不改**，第 5 章的 `accuracy` 就是这样；这回数据是一批一批来的，损失和准确率一起量。
#
# 两件事常常被当成一件：
#
# - `model.eval()` 只换**模式**：Dropout 不再丢，批量归一化用攒下来的平均和方差；照样记账，照样能求梯度；
# - `torch.no_grad()` 只管**不记账**：不建计算图，省时间，省内存；模式它不管。
#
# 所以两个都要。
# 量完再把模式还回去：忘了还，下一轮就一直用评估模式训练，Dropout 白写了。
#
# **例子**：两类，网络原样输出 $x$，也就是两个打分；损失是交叉熵。
# 三个样本，分成两批：
#
# | 批 | 打分 | softmax 之后 | 真实的类别 | 损失 | 最大的在 | |
# |---|---|---|---|---|---|---|
# | 1 | $(\ln3,\ 0)$ | 0.75, 0.25 | 0 | $-\ln0.75=0.2877$ | 0 | 对 |
# | 1 | $(\ln9,\ 0)$ | 0.9, 0.1 | 1 | $-\ln0.1=2.3026$ | 0 | 错 |
# | 2 | $(0,\ \ln9)$ | 0.1, 0.9 | 1 | $-\ln0.9=0.1054$ | 1 | 对 |
#
# 损失是 $\frac{0.2877+2.3026+0.1054}{3}=0.8985$，准确率是 $\frac23$。
# 按批平均就不对了：损失成了 0.7002，准确率成了 $\frac{0.5+1}{2}=0.75$。
#
# （第 1、第 3 个样本都对，前一个的损失却是后一个的 2.7 倍：交叉熵量的是有多大**把握**，准确率量的是对不对。第 2 个很有把握地错了，罚得最重。两样都要记。）

# %%
draw_widths([2, 1], [1.2951, 0.1054])

# %% [markdown]
# 写 `evaluate(model, loader, loss)`，返回 `(平均损失, 准确率)`，两个普通的小数。
#
# - `loader` 和上一题一样：只走一遍，至少有一批；
# - 网络的输出是 `(n, c)` 的打分，`y` 是 `(n,)` 的整数张量；`n` 可以是 1；
# - `loss(输出, y)` 返回这一批的平均损失（同上一题，算出来的数另起名字）；两样都按样本平均；
# - 用评估模式算，不记账；返回时，模式和来时一样；
# - 不留痕迹：权重、批量归一化攒的平均和方差、参数里的梯度，都不变。
#
# 不许用 `coursekit`、`skorch`、`lightning`、`ignite` 里现成的，也不许用 scikit-learn；用了，这一题不给分。
#
# 公开的检查只看例子的两个数；模式对不对，写完以后自己试（先运行检查单元，`rows` 是例子的两批）：
#
# ```python
# net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5))
# net.train()
# print(evaluate(net, rows, nn.CrossEntropyLoss()), evaluate(net, rows, nn.CrossEntropyLoss()), net.training)
# ```
#
# 两次应一样，最后应是 `True`；把 `net.train()` 换成 `net.eval()`，最后应是 `False`。
#
# **小项**：例子的损失 2，准确率 1，评估模式 1，模式还原 1，不记账 1，不留痕迹 1，三批随机的 1，只走一遍和一个样本 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先记下 `model.training`，最后还回去。
# 中间要累加三样：损失的总和，对了几个，一共几个。
# </details>
#
# <details><summary>提示 2：骨架</summary>
#
# `model.eval()`，`with torch.no_grad():`，里面才是 `for X, y in loader:`。
# 每行最大的在第几列：`.argmax(dim=1)`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 还原写 `model.train(来时的)`，参数是 `True` 或 `False`；只写 `model.train()`，来时是评估模式的就还错了。
# 对了几个：把比较的结果 `.sum().item()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "evaluate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def evaluate(model, loader, loss):
    """Return the mean loss of a sample and the accuracy, in evaluation mode; the model stays as it was."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_evaluate", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
checks.avoids("evaluate", ["coursekit", "skorch", "lightning", "ignite", "sklearn", "accuracy_score"])
rows = [(torch.tensor([[math.log(3), 0.0], [math.log(9), 0.0]]), torch.tensor([0, 1])),
        (torch.tensor([[0.0, math.log(9)]]), torch.tensor([1]))]


def straight(*layers):
    """Make a network whose scores are its inputs, on the student's side, with more layers behind it."""
    linear = checks.remote(nn.Linear)(2, 2)
    linear.load_state_dict({"weight": torch.eye(2), "bias": torch.zeros(2)})
    return checks.remote(nn.Sequential)(linear, *layers)


def both(pair, call):
    """Return the two results, or say that there are not two."""
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, f"{call}\n要返回两样：平均损失, 准确率"
    return pair


call = "evaluate(model, loader, loss)，三个样本的例子"
with checks.points(2, "三个样本的例子：损失"):
    found, _ = both(evaluate(straight(), rows, checks.remote(nn.CrossEntropyLoss)()), call)
    checks.close(found, 0.898542, tol=1e-4, call=f"{call}，返回的损失", likely={
        "两样的次序反了：先损失，后准确率": 2 / 3,
        "按批平均了：第二批只有一个样本": 0.700247,
        "是总和，还要除以样本数": 2.695628,
        "只有最后一批的": 0.105361,
        "只有第一批的": 1.295134,
        "各批的平均相加再除以样本数：相加之前要乘这一批的样本数": 0.466832,
        "除的是批数，要除以样本数": 1.347814,
        "先做了 softmax：loss 要的是原始的打分": 0.672093})
    assert isinstance(found, float), f"{call}\n损失是 {type(found).__name__}，要普通的小数：张量再加 .item()"
with checks.points(1, "三个样本的例子：准确率"):
    _, found = both(evaluate(straight(), rows, checks.remote(nn.CrossEntropyLoss)()), call)
    checks.close(found, 2 / 3, tol=1e-4, call=f"{call}，返回的准确率", likely={
        "两样的次序反了：先损失，后准确率": 0.898542,
        "按批平均了：第二批只有一个样本": 0.75,
        "这是对了几个，要除以样本数": 2.0,
        "这是错的比例；或者 argmax() 里漏了 dim=1，得到的是整张表里的一个": 1 / 3,
        "argmax 沿每一列找了，应沿每一行：dim=1": 0.0,
        "只看了最后一批，或者除的是批数": 1.0,
        "只看了第一批": 0.5,
        "这是百分数，应在 0 和 1 之间": lambda got: got > 60})
    assert isinstance(found, float), f"{call}\n准确率是 {type(found).__name__}，要普通的小数：张量再加 .item()"
### BEGIN HIDDEN TESTS
with checks.points(1, "评估模式"):
    for training in (True, False):
        model = straight(checks.remote(nn.Dropout)(1.0))  # in training mode every score becomes 0
        model.train(training)
        got = evaluate(model, rows[1:], checks.remote(nn.CrossEntropyLoss)())
        checks.close(list(got), [-math.log(0.9), 1.0], tol=1e-4, say="网络里有 Dropout：要切到评估模式再算")
with checks.points(1, "模式还原"):
    for training in (True, False):
        model = straight(checks.remote(nn.Dropout)(1.0))
        model.train(training)
        got = evaluate(model, rows[1:], checks.remote(nn.CrossEntropyLoss)())
        checks.close(list(got), [-math.log(0.9), 1.0], tol=1e-4, say="网络里有 Dropout：要切到评估模式再算")
        came = "训练" if training else "评估"
        checks.equal(model.training, training, say=f"来时是{came}模式，走时应还是{came}模式")
        X = torch.tensor([[3.0, 1.0]])
        checks.close(model(X).detach(), X * (not training), say=f"来时是{came}模式，走时应还是{came}模式，里面的每一层都是")
with checks.points(1, "不记账"):
    seen = []

    def listening(outputs, y):
        seen.append(bool(outputs.requires_grad))
        return nn.functional.cross_entropy(outputs.detach(), y)

    got = evaluate(straight(), rows[1:], listening)
    checks.close(list(got), [-math.log(0.9), 1.0], tol=1e-4, say="loss 是一个普通的函数：数不对")
    checks.equal(seen, [False], say="每批算一次损失，而且不记账：评估时建了计算图，要用 torch.no_grad()")
with checks.points(1, "不留痕迹"):
    norm = checks.remote(nn.BatchNorm1d)(2)
    kept = {"weight": torch.tensor([1.0, 2.0]), "bias": torch.tensor([0.0, 0.5]),
            "running_mean": torch.tensor([0.5, 0.0]), "running_var": torch.tensor([4.0, 1.0])}
    norm.load_state_dict(kept, strict=False)
    model = straight(norm)
    model.eval()
    X, y = torch.tensor([[2.0, 1.0], [0.0, 3.0], [1.0, -1.0]]), torch.tensor([0, 1, 1])
    model(X).sum().backward()
    model.train()
    grads = [part.grad.clone() for part in model.parameters()]
    X, y = X[:1], y[:1]
    got = evaluate(model, [(X, y)], checks.remote(nn.CrossEntropyLoss)())
    scores = (X - kept["running_mean"]) / (kept["running_var"] + 1e-5).sqrt() * kept["weight"] + kept["bias"]
    checks.close(list(got), [nn.functional.cross_entropy(scores, y).item(), float((scores.argmax(dim=1) == y).double().mean())],
                 tol=1e-4, say="网络里有批量归一化：评估时用攒下来的平均和方差")
    checks.close([norm.running_mean.clone(), norm.running_var.clone()], [kept["running_mean"], kept["running_var"]],
                 say="批量归一化攒的平均和方差被改动了")
    checks.close(parts_of(model), [torch.eye(2), torch.zeros(2), kept["weight"], kept["bias"]], say="权重被改动了")
    checks.close([part.grad.clone() for part in model.parameters()], grads, say="参数里的梯度被改动了")
with checks.points(1, "三批随机的，与直接计算的一致"):
    there, here = twins(checks.seed(), 5, 8, 4)
    batches = cut(checks.seed() + 2, (6, 9, 2), 5, 4)
    X, y = (torch.cat(parts) for parts in zip(*batches))
    scores = here(X).detach()
    right = sum(max(range(4), key=row.__getitem__) == k for row, k in zip(scores.tolist(), y.tolist()))
    got = evaluate(there, batches, checks.remote(nn.CrossEntropyLoss)())
    checks.close(list(got), [nn.functional.cross_entropy(scores, y).item(), right / 17], tol=1e-4, say="三批，6、9、2 个样本，四类：数不对")
with checks.points(1, "只走一遍，和只有一个样本"):
    X, y = torch.tensor([[0.0, math.log(9)], [math.log(3), 0.0]]), torch.tensor([1, 1])
    wanted = [(math.log(4) - math.log(0.9)) / 2, 0.5]
    got = evaluate(straight(), iter([(X[:1], y[:1]), (X[1:], y[1:])]), checks.remote(nn.CrossEntropyLoss)())
    checks.close(list(got), wanted, tol=1e-4, say="loader 是只能走一遍的迭代器，两批，每批一个样本：数不对")
    loader = checks.remote(DataLoader)(checks.remote(TensorDataset)(X, y), batch_size=1)
    got = evaluate(straight(), loader, checks.remote(nn.CrossEntropyLoss)())
    checks.close(list(got), wanted, tol=1e-4, say="loader 是 DataLoader，两批，每批一个样本：数不对")
    got = evaluate(straight(), [(rows[1][0], torch.tensor([0]))], checks.remote(nn.CrossEntropyLoss)())
    checks.close(list(got), [math.log(10), 0.0], tol=1e-4, say="只有一个样本，认错了：数不对")
    got = evaluate(straight(), [(rows[1][0], torch.tensor([1]))], checks.remote(nn.CrossEntropyLoss)())
    checks.close(list(got), [-math.log(0.9), 1.0], tol=1e-4, say="只有一个样本，认对了：数不对")
    checks.equal([isinstance(value, float) for value in got], [True, True], say="应返回两个普通的小数，不是张量")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `fit`（8 分，14 分钟）
#
# 一轮有了，验证也有了，套一个循环，就是训练。
# 每一轮依次三件事：
#
# 1. 训练一轮，记下训练损失；
# 2. 在验证集上评估，记下验证损失和验证准确率；
# 3. 有学习率调度器（scheduler）的话，让它走一步。
#
# 调度器按轮调学习率，比如每轮减半；它**一轮走一步**，在这一轮练完之后走。
# 第一轮就先走，还没练，学习率就已经减了；放进批的循环里走，一轮就减到没有了。

# %%
draw_timeline(2)

# %% [markdown]
# **例子**：两轮，调度器每轮把学习率减半，从 0.4 开始。
# 假定 `train_one_epoch` 两轮返回 0.9、0.5，`evaluate` 返回 `(1.0, 0.6)`、`(0.7, 0.8)`。
# 那么两轮用的学习率是 0.4、0.2，练完是 0.1，返回的是
#
# ```python
# {"train_loss": [0.9, 0.5], "valid_loss": [1.0, 0.7], "valid_acc": [0.6, 0.8]}
# ```
#
# （两个损失不能直接比：训练损失是一边改一边量的，验证损失是这一轮改完才量的，所以开头几轮，验证损失常常更低。）
#
# 写 `fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None)`，返回 `history`。
#
# - 训练只能用 `train_loader`，验证只能用 `valid_loader`；
# - 请调用你写好的 `train_one_epoch(model, loader, loss, opt)` 和 `evaluate(model, loader, loss)`，每轮各调用**一次**，传进来的东西原样交给它们；函数里别再把哪个变量叫这两个名字；
# - `history` 是字典，三个键 `"train_loss"`、`"valid_loss"`、`"valid_acc"`，各是长 `epochs` 的列表；
# - `scheduler` 是 `None` 时，不用管它；否则每轮最后叫一次 `scheduler.step()`；
# - `epochs` 可以是 0：三个空列表，谁也不调用；
# - `fit` 可以叫两次，第二次接着练；第二次的 `history` 从头记，不和第一次的混在一起。
#
# 检查这一题时，会把那两个函数换成假的：它们记下自己收到了什么，返回定好的数。
# 给的数据也是假的，只是“训练集”三个字，所以不要在 `fit` 里自己走一批一批的循环。
# 这样，前两题没做对，也不影响这一题；编程时常用这个办法，单独检查一块零件。
#
# **小项**：两轮的例子 3，学习率 2，真的练三轮 1，0 轮 1，叫两次 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 循环之前：三个空列表，装进字典。
# 循环里面：三件事，一件一两行。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `evaluate` 返回两样，用两个名字接：`value, share = evaluate(…)`。
# 记一笔：`history["train_loss"].append(…)`。
# 调度器：`if scheduler is not None: scheduler.step()`，和前两件对齐，不要缩进到别处去。
# </details>

# %% nbgrader={"grade": false, "grade_id": "fit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    """Train for some epochs, validate after each, step the scheduler; return the losses and accuracies of all epochs."""
    ### BEGIN SOLUTION
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_fit", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
def with_parts(train, measure, *arguments):
    """Run fit while train_one_epoch and evaluate are these, so that only fit is judged."""
    global train_one_epoch, evaluate
    try:
        own = train_one_epoch, evaluate
    except NameError:  # a cell above that does not run costs its own points only
        own = None, None
    train_one_epoch, evaluate = train, measure
    try:
        return fit(*arguments)
    except ValueError as error:
        assert "expected 2, got 1" not in str(error), "fit 里自己走一批一批的循环了，应调用 train_one_epoch 和 evaluate"
        raise
    finally:
        train_one_epoch, evaluate = own


def stand_ins(trained, measured):
    """Return two functions that give these numbers in turn, and the list in which they note how they were called."""
    notes = []

    def train(model, loader, loss, opt):
        assert not isinstance(opt, str), "交给 train_one_epoch 的次序反了：应是 model, loader, loss, opt"
        notes.append(["训练", loader, loss, opt.param_groups[0]["lr"]])
        opt.step()
        return trained[sum(note[0] == "训练" for note in notes) - 1]

    def measure(model, loader, loss):
        notes.append(["验证", loader, loss])
        return measured[sum(note[0] == "验证" for note in notes) - 1]

    return train, measure, notes


def halved(rate):
    """Make a network, an optimiser with this rate, and a scheduler that halves it each epoch, on the student's side."""
    model = checks.remote(nn.Linear)(2, 2)
    opt = torch.optim.SGD(model.parameters(), lr=rate)
    return model, opt, torch.optim.lr_scheduler.StepLR(opt, step_size=1, gamma=0.5)


with checks.points(3, "两轮的例子"):
    model, opt, scheduler = halved(0.4)
    train, measure, notes = stand_ins([0.9, 0.5, 7.0, 7.0], [(1.0, 0.6), (0.7, 0.8), (7.0, 7.0), (7.0, 7.0)])
    call = 'fit(model, "训练集", "验证集", "交叉熵", opt, 2)，两轮的例子，没有调度器'
    history = with_parts(train, measure, model, "训练集", "验证集", "交叉熵", opt, 2)
    checks.equal([note[:2] for note in notes], [["训练", "训练集"], ["验证", "验证集"]] * 2, call=f"{call}，先后的调用和用的数据", likely={
        "没有调用 train_one_epoch 和 evaluate": [],
        "只走了一轮：return 缩进到循环里了，或者 range 少了一个": [["训练", "训练集"], ["验证", "验证集"]],
        "多走了一轮": [["训练", "训练集"], ["验证", "验证集"]] * 3,
        "验证用的是训练集": [["训练", "训练集"], ["验证", "训练集"]] * 2,
        "用验证集训练了": lambda got: ["训练", "验证集"] in got,
        "次序反了：应先训练，再验证": [["验证", "验证集"], ["训练", "训练集"]] * 2,
        "没有验证": [["训练", "训练集"]] * 2,
        "练完才验证了一次，应每轮验证": [["训练", "训练集"]] * 2 + [["验证", "验证集"]],
        "evaluate 每轮只调用一次，它一次返回两样": [["训练", "训练集"], ["验证", "验证集"], ["验证", "验证集"]] * 2})
    right = {"train_loss": [0.9, 0.5], "valid_loss": [1.0, 0.7], "valid_acc": [0.6, 0.8]}
    checks.close(history, right, call=f"{call}，返回的 history", likely={
        "没有 return": lambda got: got is None,
        "evaluate 返回的次序是损失、准确率，记反了": {**right, "valid_loss": [0.6, 0.8], "valid_acc": [1.0, 0.7]},
        "训练损失和验证损失记反了": {**right, "train_loss": [1.0, 0.7], "valid_loss": [0.9, 0.5]},
        "要返回字典 history": lambda got: not isinstance(got, dict),
        "三个键的名字要和题目一样": lambda got: set(got) != {"train_loss", "valid_loss", "valid_acc"},
        "记的不是一列数：每轮应记一个，两轮记两个": lambda got: not all(np.shape(values) == (2,) for values in got.values())})
    assert [note[2] for note in notes] == ["交叉熵"] * 4, f"{call}\nloss 要原样交给两个函数，它们收到的是 {[note[2] for note in notes]}"
    checks.close([note[3] for note in notes if note[0] == "训练"], [0.4, 0.4], call=f"{call}，两轮用的学习率")
### BEGIN HIDDEN TESTS
with checks.points(2, "调度器：每轮用的学习率"):
    for epochs in (1, 2, 4):
        model, opt, scheduler = halved(0.8)
        train, measure, notes = stand_ins([0.5] * 4, [(0.5, 0.25)] * 4)
        history = with_parts(train, measure, model, "训练集", "验证集", "交叉熵", opt, epochs, scheduler)
        rates = [note[3] for note in notes if note[0] == "训练"]
        checks.close(rates, [0.8, 0.4, 0.2, 0.1][:epochs], say="调度器每轮减半：练的时候用的学习率不对，它应在每轮练完之后走一步")
        checks.close(opt.param_groups[0]["lr"], 0.8 / 2**epochs, say="练完以后，调度器应恰好走了 epochs 步")
        checks.close(history, {"train_loss": [0.5] * epochs, "valid_loss": [0.5] * epochs, "valid_acc": [0.25] * epochs},
                     say="有调度器时，history 不对")
with checks.points(1, "真的练三轮"):
    def really(model, loader, loss, opt):
        opt.zero_grad()
        batch_loss = loss(model(loader[0]), loader[1])
        batch_loss.backward()
        opt.step()
        return batch_loss.item()

    def look(model, loader, loss):
        scores = model(loader[0]).detach()
        return nn.functional.cross_entropy(scores, loader[1]).item(), float((scores.argmax(dim=1) == loader[1]).double().mean())

    there, here = twins(checks.seed(), 3, 5, 2)
    practice, exam = cut(checks.seed() + 3, (12, 20), 3, 2)
    optimizer = torch.optim.SGD(there.parameters(), lr=0.5, momentum=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)
    history = with_parts(really, look, there, practice, exam, checks.remote(nn.CrossEntropyLoss)(), optimizer, 3, scheduler)
    wanted = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    optimizer = torch.optim.SGD(here.parameters(), lr=0.5, momentum=0.5)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)
    for _ in range(3):
        wanted["train_loss"].append(really(here, practice, nn.CrossEntropyLoss(), optimizer))
        value, share = look(here, exam, None)
        wanted["valid_loss"].append(value)
        wanted["valid_acc"].append(share)
        scheduler.step()
    checks.close(history, wanted, tol=1e-3, say="三轮，与逐步计算的不同")
    checks.close(parts_of(there), parts_of(here), tol=1e-3, say="三轮，练完的权重不对：练的要是传进来的 model 和 opt")
with checks.points(1, "一轮也不走"):
    model, opt, scheduler = halved(0.4)
    train, measure, notes = stand_ins([0.5], [(0.5, 0.5)])
    checks.equal(with_parts(train, measure, model, "训练集", "验证集", "交叉熵", opt, 0, scheduler),
                 {"train_loss": [], "valid_loss": [], "valid_acc": []}, say="epochs = 0：三个空列表")
    checks.equal(notes, [], say="epochs = 0：谁也不调用")
    checks.close(opt.param_groups[0]["lr"], 0.4, say="epochs = 0：调度器不走")
with checks.points(1, "叫两次，各记各的"):
    model, opt, scheduler = halved(0.4)
    train, measure, notes = stand_ins([0.9, 0.5, 0.3], [(1.0, 0.6), (0.7, 0.8), (0.6, 0.9)])
    first = with_parts(train, measure, model, "训练集", "验证集", "均方误差", opt, 2)
    second = with_parts(train, measure, model, "训练集", "验证集", "均方误差", opt, 1)
    checks.close(first, {"train_loss": [0.9, 0.5], "valid_loss": [1.0, 0.7], "valid_acc": [0.6, 0.8]}, say="第一次的 history 不对")
    checks.close(second, {"train_loss": [0.3], "valid_loss": [0.6], "valid_acc": [0.9]}, say="第二次的 history 应从头记")
    checks.equal([note[:3] for note in notes], [["训练", "训练集", "均方误差"], ["验证", "验证集", "均方误差"]] * 3,
                 say="传进来的数据和损失要原样交给两个函数")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `reg_metrics`（8 分，14 分钟）
#
# 练好了，拿什么尺子量？
# 先看回归：$y$ 是真实值，$\hat y$ 是预测，$n$ 个样本。
#
# | 名字 | 式子 | 读法 |
# |---|---|---|
# | MAE 平均绝对误差 | $\frac1n\sum\lvert y-\hat y\rvert$ | 平均差多少 |
# | MSE 均方误差 | $\frac1n\sum(y-\hat y)^2$ | 大的误差罚得重 |
# | RMSE 均方根误差 | $\sqrt{\text{MSE}}$ | 单位和 $y$ 一样 |
# | MAPE 平均绝对百分比误差 | $\frac{100}{n}\sum\left\lvert\frac{y-\hat y}{y}\right\rvert$ | 平均差**真实值**的百分之几 |
# | $R^2$ 决定系数 | $1-\frac{\sum(y-\hat y)^2}{\sum(y-\bar y)^2}$ | 比“总猜平均 $\bar y$”好多少 |
#
# 前四个越小越好，$R^2$ 越大越好：全对是 1，和总猜平均一样好是 0，比它还差就是负的。
#
# **例子**：
#
# | $y$ | $\hat y$ | 误差 | 平方 | 误差占 $y$ 的 |
# |---|---|---|---|---|
# | 100 | 110 | $-10$ | 100 | 10 % |
# | 200 | 190 | 10 | 100 | 5 % |
# | 300 | 330 | $-30$ | 900 | 10 % |
# | 400 | 380 | 20 | 400 | 5 % |
#
# MAE 是 $\frac{70}4=17.5$，MSE 是 $\frac{1500}4=375$，RMSE 是 19.3649，MAPE 是 7.5（百分之 7.5）。
# $\bar y=250$，分母是 $150^2+50^2+50^2+150^2=50000$，$R^2=1-\frac{1500}{50000}=0.97$。

# %%
draw_errors([100, 200, 300, 400], [110, 190, 330, 380])

# %% [markdown]
# 看图：蓝点和橙红方块之间的竖线是误差，第三个最长；横的点线是“总猜平均”。
#
# 两把尺子有量不了的时候：
#
# - 真实值里有 0，MAPE 要除以 0；
# - 真实值全都一样（只有一个样本也算），$R^2$ 的分母是 0。
#
# 还有一个第 4 章见过的坑：`y` 是 `(n,)`，`p` 是 `(n, 1)`，一减就广播成 $n\times n$ 的表，不报错，数全错。
#
# 写 `reg_metrics(y, p)`，返回字典，五个键 `"mae"`、`"mse"`、`"rmse"`、`"mape"`、`"r2"`，各是一个普通的数；`p` 是预测。
#
# - `y`、`p` 是数组，形状一样，可以是整数，可以有负数；至少有一个样本；都不许改动；
# - 两个形状不一样：抛出 `ValueError`；
# - `y` 里有 0：抛出 `ValueError`（预测里有 0 没有关系）；
# - `y` 全都一样：`"r2"` 是 `nan`，没有意义的数，写作 `float("nan")`；别的四个照算。
#
# 不许用 scikit-learn；用了，这一题不给分。
#
# **小项**：例子 3（三个误差 1，MAPE 1，$R^2$ 1），总猜平均和更差的 1，负数 1，有 0 和形状不一样 2，全都一样 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先把两种不行的挡在门口，`raise ValueError("…")`。
# 后面都从 `y - p` 算起。
# </details>
#
# <details><summary>提示 2：哪几个函数</summary>
#
# `np.abs(…).mean()`，`(… ** 2).mean()`，`(y == 0).any()`，`y.shape != p.shape`。
# 都是数组的话，`==`、`/`、`**` 都是一个数一个数地算。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# MAPE 除的是 `y`，不是 `p`；先除，再取绝对值，负的真实值才不会出错；最后乘 100。
# 全都一样：`y.max() == y.min()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "reg_metrics", "locked": false, "schema_version": 3, "solution": true, "task": false}
def reg_metrics(y, p):
    """Return mae, mse, rmse, mape (in per cent) and r2 of the predictions p of y."""
    ### BEGIN SOLUTION
    if y.shape != p.shape:
        raise ValueError(f"形状不一样：{y.shape} 和 {p.shape}")
    if (y == 0).any():
        raise ValueError("真实值里有 0，MAPE 没有意义")
    error = y - p
    mse = (error**2).mean()
    r2 = float("nan") if y.max() == y.min() else 1 - mse / y.var()
    return {"mae": np.abs(error).mean(), "mse": mse, "rmse": mse**0.5, "mape": 100 * np.abs(error / y).mean(), "r2": r2}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_reg_metrics", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("reg_metrics", ["sklearn", "metrics", "mean_absolute_error", "mean_squared_error", "root_mean_squared_error",
                              "mean_absolute_percentage_error", "r2_score"])
y, p = np.array([100, 200, 300, 400]), np.array([110, 190, 330, 380])
call = "reg_metrics([100, 200, 300, 400], [110, 190, 330, 380])"


def keys(found, *names):
    """Return these numbers of the dictionary."""
    assert found is not None, f"{call}\n没有 return"
    assert isinstance(found, dict), f"{call}\n得到 {type(found).__name__}：要返回字典"
    assert set(found) == {"mae", "mse", "rmse", "mape", "r2"}, f"{call}\n五个键应是 mae、mse、rmse、mape、r2，得到 {sorted(map(str, found))}"
    return [found[name] for name in names]


with checks.points(1, "四个样本的例子：MAE、MSE、RMSE"):
    mae, mse, rmse = keys(reg_metrics(y, p), "mae", "mse", "rmse")
    checks.close(mae, 17.5, call=f"{call}，mae", likely={
        "正负抵消了：先取绝对值，再平均": -2.5,
        "正负抵消了：平均之前就要取绝对值": 2.5,
        "是总和，还要除以 n": 70.0,
        "这是 RMSE": 375**0.5})
    checks.close(mse, 375.0, call=f"{call}，mse", likely={
        "是总和，还要除以 n": 1500.0,
        "先平均再平方了：先平方": 6.25,
        "多除了一个 2，应只除以 n": 187.5,
        "除的是 n-1，应除以 n": 500.0})
    checks.close(rmse, 375**0.5, call=f"{call}，rmse", likely={
        "开方的是总和，应是平均": 1500**0.5,
        "没有开方": 375.0,
        "mse ** 1/2 是先乘方、再除以 2 了，应写 mse ** 0.5": 187.5,
        "先开方再平均了，应先平均再开方": 17.5})
    assert [y.tolist(), p.tolist()] == [[100, 200, 300, 400], [110, 190, 330, 380]], f"{call}\ny 或 p 被改动了：传进来的数组不许改"
y, p = np.array([100, 200, 300, 400]), np.array([110, 190, 330, 380])
with checks.points(1, "四个样本的例子：MAPE"):
    checks.close(keys(reg_metrics(y, p), "mape")[0], 7.5, call=f"{call}，mape", likely={
        "要百分数：乘 100": 0.075,
        "除的是预测，应除以真实值": 25 * (10 / 110 + 10 / 190 + 30 / 330 + 20 / 380),
        "正负抵消了：先取绝对值": -2.5,
        "是总和，还要除以 n": 30.0,
        "总的误差除以总的真实值了：一个一个地除，再平均": 7.0,
        "除的是平均，应是各自的真实值": 17.5 / 190 * 100})
y, p = np.array([100, 200, 300, 400]), np.array([110, 190, 330, 380])
with checks.points(1, "四个样本的例子：R²"):
    checks.close(keys(reg_metrics(y, p), "r2")[0], 0.97, call=f"{call}，r2", likely={
        "漏了 1 减": 0.03,
        "分子、分母一个是平均，一个是总和": lambda got: min(abs(got - 0.9925), abs(got - 0.88)) < 1e-6,
        "分母里减了预测的平均，应减真实值的平均": 1 - 1500 / ((y - p.mean()) ** 2).sum(),
        "分母用了预测的散布，应用真实值的": 1 - 1500 / ((p - p.mean()) ** 2).sum(),
        "分母的方差除的是 n-1": 1 - 375 / (50000 / 3),
        "这是相关系数的平方，不是一回事": float(np.corrcoef(y, p)[0, 1] ** 2)})
### BEGIN HIDDEN TESTS
with checks.points(1, "总猜平均，和比它还差的"):
    y = np.array([100.0, 200.0, 300.0, 400.0])
    found = reg_metrics(y, np.array([110.0, 190.0, 330.0, 300.0]))
    checks.close(keys(found, "r2"), [0.778], say="例子里最后一个预测换成 300：R² 不对")
    found = reg_metrics(y / 1e5, np.array([110.0, 190.0, 330.0, 300.0]) / 1e5)
    checks.close(keys(found, "r2"), [0.778], say="真实值和预测都很小（千分之几）：R² 不应变")
    checks.close(keys(reg_metrics(y, np.full(4, 250.0)), "r2"), [0.0], say="总猜平均：R² 应是 0")
    checks.close(keys(reg_metrics(y, y[::-1]), "r2"), [-3.0], say="比总猜平均还差：R² 应是负的")
    checks.close(keys(reg_metrics(y, y), "r2"), [1.0], say="全对：R² 应是 1")
with checks.points(1, "负数，随机的数，不改动"):
    y, p = np.array([-2, 4, -5, 1, 3]), np.array([-3, 5, 0, -1, 3])
    found = reg_metrics(checks.inout(y), checks.inout(p))
    wanted = [1.8, 31 / 5, (31 / 5) ** 0.5, 20 * (0.5 + 0.25 + 1 + 2), 1 - 31 / 54.8]
    checks.close(keys(found, "mae", "mse", "rmse", "mape", "r2"), wanted, say="真实值、预测里有负数，都是整数：数不对")
    checks.equal([y.tolist(), p.tolist()], [[-2, 4, -5, 1, 3], [-3, 5, 0, -1, 3]], say="reg_metrics 改动了传进来的 y 或 p")
    rng = np.random.default_rng(checks.seed())
    y = rng.normal(3, 2, size=30)
    p = y + rng.normal(0, 1, size=30)
    pairs = list(zip(y.tolist(), p.tolist()))
    mse = sum((a - b) ** 2 for a, b in pairs) / 30
    wanted = [sum(abs(a - b) for a, b in pairs) / 30, mse, mse**0.5, sum(abs((a - b) / a) for a, b in pairs) / 0.3,
              1 - 30 * mse / sum((a - sum(y) / 30) ** 2 for a, _ in pairs)]
    checks.close(keys(reg_metrics(y, p), "mae", "mse", "rmse", "mape", "r2"), wanted, say="三十个随机的数：数不对")
with checks.points(1, "真实值里有 0"):
    for y in (np.array([1.0, 0.0, 2.0]), np.array([0, 3]), np.array([0.0])):
        with checks.raises(ValueError, say="真实值里有 0：应抛出 ValueError"):
            reg_metrics(y, np.ones(len(y)))
    found = reg_metrics(np.array([2.0, 4.0]), np.array([0.0, 4.0]))
    checks.close(keys(found, "r2"), [-1.0], say="预测里有 0，真实值里没有：照算")
with checks.points(1, "形状不一样"):
    for shape in ((3, 1), (1, 3), (4,), (1,)):
        with checks.raises(ValueError, say="y 和 p 形状不一样：应抛出 ValueError，不要让它广播"):
            reg_metrics(np.array([1.0, 2.0, 3.0]), np.ones(shape))
    y = np.array([[1.0], [2.0], [6.0]])
    checks.close(keys(reg_metrics(y, y + 1), "mae"), [1.0], say="y 和 p 都是 (3, 1)：照算")
with checks.points(1, "真实值全都一样"):
    for y, p, wanted in ((np.array([5.0, 5.0]), np.array([4.0, 7.0]), 1.5), (np.array([-4]), np.array([-3]), 1.0),
                         (np.array([2, 2, 2]), np.array([2, 2, 2]), 0.0)):
        mae, r2 = keys(reg_metrics(y, p), "mae", "r2")
        checks.close(mae, wanted, say="真实值全都一样，或者只有一个：别的四个照算")
        checks.equal(bool(np.isnan(r2)), True, say='真实值全都一样，或者只有一个：r2 应是 float("nan")')
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `confusion`（6 分，12 分钟）
#
# 分类没有“差多少”，只有对和错；可是错有很多种。
# **混淆矩阵**把每一种都数出来：**行是真实的类别，列是预测的**，第 $i$ 行第 $j$ 列，是真实为 $i$、说成 $j$ 的有几个。
# 有的书行列对调，看表先看方向；我们和第 5 章、和 scikit-learn 一致。
#
# **例子**：七张图，类别的次序是 猫、狗、鸟。
#
# | 真实 | 猫 | 狗 | 猫 | 鸟 | 猫 | 狗 | 猫 |
# |---|---|---|---|---|---|---|---|
# | 预测 | 猫 | 猫 | 鸟 | 鸟 | 猫 | 狗 | 鸟 |
#
# 真实是猫的有四张，两张说成猫，两张说成鸟，第一行就是 $(2,0,2)$：
#
# $$\begin{pmatrix}2&0&2\\1&1&0\\0&0&1\end{pmatrix}$$

# %%
draw_matrix([[2, 0, 2], [1, 1, 0], [0, 0, 1]], ["猫", "狗", "鸟"])

# %% [markdown]
# 写 `confusion(y, p, labels)`，返回 `(k, k)` 的整数数组，`k` 是 `labels` 的长度。
#
# - `y`、`p` 是**列表**或一维数组（列表不能像上一题的数组那样整个去比），里面是类别，可以是文字，也可以是整数；`p` 是预测；
# - `labels` 是列表，行和列都按它的次序；有的类别也许一个样本也没有，那一行或那一列就全是 0；
# - `y`、`p` 里有 `labels` 没有的类别：抛出 `ValueError`；
# - `y` 和 `p` 长短不一：抛出 `ValueError`；都是空的：返回全是 0 的矩阵；
# - `y`、`p`、`labels` 都不许改动。
#
# 不许用 scikit-learn，也不许用 pandas 的 `crosstab`；用了，这一题不给分。
#
# **小项**：七张图 2，类别的次序和缺的类别 1，随机的 1，没有的类别 1，空的、长短不一和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先造一张全是 0 的表；一对一对地看，看一对，加一个 1。
# </details>
#
# <details><summary>提示 2：第几行，第几列</summary>
#
# `labels.index(类别)` 是它在列表里的位置；没有这个类别，它自己就抛出 `ValueError`。
# 一对一对地走：`for a, b in zip(y, p):`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `np.zeros((k, k), dtype=int)` 是整数的表；不写 `dtype`，就是小数的。
# `zip` 在短的那一头停下，不出声；写 `zip(y, p, strict=True)`，长短不一就抛出 `ValueError`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "confusion", "locked": false, "schema_version": 3, "solution": true, "task": false}
def confusion(y, p, labels):
    """Return how often each class (row) was predicted as each class (column), in the order of labels."""
    ### BEGIN SOLUTION
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p, strict=True):
        cm[labels.index(actual), labels.index(said)] += 1
    return cm
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_confusion", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("confusion", ["sklearn", "confusion_matrix", "crosstab"])
with checks.points(2, "七张图"):
    y, p = ["猫", "狗", "猫", "鸟", "猫", "狗", "猫"], ["猫", "猫", "鸟", "鸟", "猫", "狗", "鸟"]
    right = np.array([[2, 0, 2], [1, 1, 0], [0, 0, 1]])
    got = confusion(y, p, ["猫", "狗", "鸟"])
    checks.equal(got, right, call='confusion(y, p, ["猫", "狗", "鸟"])，七张图', likely={
        "没有 return": lambda got: got is None,
        "是列表，应是 numpy 数组：最后加 np.array(…)": lambda got: isinstance(got, list),
        "k 行其实是同一行，应写 np.zeros((k, k), dtype=int)": np.array([[3, 1, 3]] * 3),
        "行列对调了，应行是真实、列是预测": right.T,
        "这是比例，要个数": lambda got: np.allclose(np.sum(got, axis=1), 1),
        "同一种只记了一次：要加 1": (right > 0).astype(int),
        "只数了对的": np.diag([2, 1, 1]),
        "只数了错的": right - np.diag([2, 1, 1]),
        "次序不是 labels 的：文字按编码排了": np.array([[1, 1, 0], [0, 2, 2], [0, 0, 1]])})
    assert got.dtype.kind in "iu", 'confusion(y, p, ["猫", "狗", "鸟"])，七张图\n里面是小数，要整数：np.zeros 加上 dtype=int'
### BEGIN HIDDEN TESTS
with checks.points(1, "类别的次序，缺的类别"):
    checks.equal(confusion([1, 0, 1, 1], [1, 1, 0, 1], [1, 0]), np.array([[2, 1], [1, 0]]), say="labels 是 [1, 0]：行和列按它的次序")
    checks.equal(confusion(np.array([1, 0, 1, 1]), np.array([1, 1, 0, 1]), [0, 1]), np.array([[0, 1], [1, 2]]),
                 say="y、p 是数组，labels 是 [0, 1]：数不对")
    wanted = np.array([[0, 0, 0, 0], [0, 1, 0, 1], [0, 0, 0, 0], [0, 1, 0, 0]])
    checks.equal(confusion(["乙", "乙", "丁"], ["乙", "丁", "乙"], ["甲", "乙", "丙", "丁"]), wanted, say="有的类别一个样本也没有：它的行和列全是 0")
    checks.equal(confusion([7, 7], [7, 7], [7]), np.array([[2]]), say="只有一类：应是 [[2]]")
with checks.points(1, "随机的，与直接数的一致"):
    rng = np.random.default_rng(checks.seed())
    y, p, labels = rng.integers(0, 4, 60), rng.integers(0, 4, 60), [2, 0, 3, 1]
    wanted = np.array([[int(((y == a) & (p == b)).sum()) for b in labels] for a in labels])
    checks.equal(confusion(y, p, labels), wanted, say="六十个随机的样本，labels 是 [2, 0, 3, 1]：数不对")
    names = np.array(["cat", "dog", "bird", "fish"])
    checks.equal(confusion(names[y], names[p], ["bird", "cat", "fish", "dog"]), wanted, say="六十个随机的样本，类别是文字：数不对")
with checks.points(1, "没有的类别"):
    for y, p in (([0, 1, 2], [0, 1, 1]), ([0, 1, 1], [0, -1, 1]), ([5], [5])):
        with checks.raises(ValueError, say="y 或 p 里有 labels 没有的类别：应抛出 ValueError"):
            confusion(y, p, [0, 1])
with checks.points(1, "空的，长短不一，不改动"):
    checks.equal(confusion([], [], ["甲", "乙"]), np.array([[0, 0], [0, 0]]), say="y、p 都是空的：应是全 0 的矩阵")
    for y, p in (([0, 1], [0]), ([0], [0, 1]), ([], [1])):
        with checks.raises(ValueError, say="y 和 p 长短不一：应抛出 ValueError"):
            confusion(y, p, [0, 1])
    y, p, labels = [3, 1, 3], [1, 1, 3], [3, 1]
    checks.equal(confusion(checks.inout(y), checks.inout(p), checks.inout(labels)), np.array([[1, 1], [0, 1]]), say="三个样本：数不对")
    checks.equal([y, p, labels], [[3, 1, 3], [1, 1, 3], [3, 1]], say="confusion 改动了传进来的 y、p 或 labels")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `prf`（11 分，26 分钟）
#
# 从混淆矩阵可以算出三个比。
# 挑一类，比如乙，把它叫正例，别的都叫负例：
#
# - **TP**：真实是乙，也说成乙，就是对角线上的数；
# - **FP**：说成乙，真实却不是乙，就是乙的一**列**里别的数加起来；**FN**：真实是乙，却没说成乙，就是乙的一**行**里别的数加起来；
# - **精确率**（precision，也叫查准率）$P=\dfrac{TP}{TP+FP}$：**说成**乙的，有几成真是乙；分母是一**列**的和；
# - **召回率**（recall，也叫查全率）$R=\dfrac{TP}{TP+FN}$：**真是**乙的，找到了几成；分母是一**行**的和；
# - $F_1=\dfrac{2PR}{P+R}=\dfrac{2TP}{2TP+FP+FN}$：两个的调和平均，一个低它就低；分母是行的和加列的和。
#
# 怕冤枉人（把好邮件当垃圾），看精确率；怕漏掉（把病人当健康），看召回率。
#
# **例子**：
#
# | 真实＼预测 | 甲 | 乙 | 丙 | 行的和 |
# |---|---|---|---|---|
# | 甲 | 5 | 1 | 0 | 6 |
# | 乙 | 2 | 6 | 2 | 10 |
# | 丙 | 0 | 3 | 11 | 14 |
# | 列的和 | 7 | 10 | 13 | 30 |
#
# | | 精确率 | 召回率 | $F_1$ |
# |---|---|---|---|
# | 甲 | $\frac57=0.7143$ | $\frac56=0.8333$ | $\frac{10}{13}=0.7692$ |
# | 乙 | $\frac6{10}=0.6$ | $\frac6{10}=0.6$ | $\frac{12}{20}=0.6$ |
# | 丙 | $\frac{11}{13}=0.8462$ | $\frac{11}{14}=0.7857$ | $\frac{22}{27}=0.8148$ |
#
# 看图：橙红框是甲的一行，它的和是召回率的分母；绿框是甲的一列，它的和是精确率的分母；两个框交叉的地方是 TP。

# %%
draw_matrix([[5, 1, 0], [2, 6, 2], [0, 3, 11]], ["甲", "乙", "丙"], marked=0)

# %% [markdown]
# 三类三组数，怎么合成一组？
#
# - **macro**（宏平均）：三类直接平均，一类一票，大类小类一样重。
#   $F_1$ 是 $\frac{0.7692+0.6+0.8148}{3}=0.7280$：平均的是各类的 $F_1$，不是拿平均的 $P$ 和 $R$ 再去算。
# - **micro**（微平均）：一个样本一票，先把三类的 TP、FP、FN 各自加起来，再算一次。
#   TP 一共 $5+6+11=22$；每个错的样本，对说成的那一类是 FP，对真实的那一类是 FN，所以 FP、FN 一共都是 8；三个比都是 $\frac{22}{30}=0.7333$，就是准确率。
# - **weighted**：按每类真实有几个（行的和）加权平均，$F_1$ 是 $\frac{6\times0.7692+10\times0.6+14\times0.8148}{30}=0.7341$；$P$、$R$ 也这样加权，是 0.7377 和 0.7333。
#
# **0/0 怎么办？** 一类谁也没说过，它的精确率是 $\frac00$；一个样本也没有，召回率是 $\frac00$。
# 都当作 0。
# 比如 `[[3, 0], [2, 0]]`，第二类谁也没说过：$P$ 是 (0.6, 0)，$R$ 是 (1, 0)，$F_1$ 是 (0.75, 0)；macro 的 $F_1$ 是 $\frac{0.75+0}{2}=0.375$。
#
# 写 `prf(cm, average)`，返回 `(P, R, F1)`。
#
# - `cm` 是 `(k, k)` 的整数数组，行是真实，列是预测；`k` 是任何正整数；
# - `average` 是 `None`：三个 `(k,)` 的数组，一类一个；
# - `average` 是 `"macro"`、`"micro"`、`"weighted"`：三个普通的数；
# - `average` 是别的：抛出 `ValueError`；
# - $\frac00$ 当作 0，macro 时照样算一类；`cm` 全是 0，三个都是 0；`cm` 不许改动。
#
# 不许用 scikit-learn；用了，这一题不给分。
#
# **小项**：一类一类的 3（三个比各 1），macro 1，micro 1，weighted 1，$\frac00$ 2，第 10 章的几张表（两类的、三类的、样本八亿个的）2，别的 `average` 和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先要三列数：对角线 `np.diag(cm)`，列的和 `cm.sum(axis=0)`，行的和 `cm.sum(axis=1)`。
# 精确率、召回率、$F_1$ 都是它们的比。
# </details>
#
# <details><summary>提示 2：micro</summary>
#
# 三列数各自加成一个数，再照原来的三个式子算。
# 所以比在最后算，micro 只要先换掉那三列数。
# </details>
#
# <details><summary>提示 3：0/0</summary>
#
# 分母是 0 时，分子也一定是 0。
# 所以把分母的 0 换成 1，比就是 0：`np.maximum(分母, 1)`。
# 这一招只对**个数**（整数）行得通；$P+R$ 是小数，可以是 0.3，不能这样换。
# $F_1$ 用 $2TP$ 的那个式子，分母又是个数，也不会遇到 $P+R=0$。
# </details>

# %% nbgrader={"grade": false, "grade_id": "prf", "locked": false, "schema_version": 3, "solution": true, "task": false}
def prf(cm, average):
    """Return precision, recall and F1 of a confusion matrix: of each class, or by macro, micro or weighted average."""
    ### BEGIN SOLUTION
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError(f"没有这种平均：{average}")
    hits, said, actual = np.diag(cm), cm.sum(axis=0), cm.sum(axis=1)
    if average == "micro":
        hits, said, actual = hits.sum(), said.sum(), actual.sum()
    ratios = [a / np.maximum(b, 1) for a, b in ((hits, said), (hits, actual), (2 * hits, said + actual))]
    if average == "macro":
        ratios = [ratio.mean() for ratio in ratios]
    elif average == "weighted":
        ratios = [(actual * ratio).sum() / max(actual.sum(), 1) for ratio in ratios]
    return tuple(ratios)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_prf", "locked": true, "points": 11, "schema_version": 3, "solution": false, "task": false}
checks.avoids("prf", ["sklearn", "metrics", "precision_recall_fscore_support", "precision_score", "recall_score", "f1_score",
                      "classification_report"])


def three(found, call):
    """Return the three results, or say that there are not three."""
    assert found is not None, f"{call}\n没有 return"
    assert isinstance(found, (tuple, list)) and len(found) == 3, f"{call}\n要返回三样：P, R, F1"
    return list(found)


cm = np.array([[5, 1, 0], [2, 6, 2], [0, 3, 11]])
precision, recall = np.array([5 / 7, 0.6, 11 / 13]), np.array([5 / 6, 0.6, 11 / 14])
call = "prf(cm, None)，甲乙丙的例子"
with checks.points(1, "一类一类的：精确率"):
    checks.close(three(prf(cm, None), call)[0], precision, call=f"{call}，精确率", likely={
        "这是召回率：精确率的分母是列的和": recall,
        "分母是所有样本了": np.array([5, 6, 11]) / 30,
        "分母里漏了 TP": np.array([5 / 2, 6 / 4, 11 / 2]),
        "FP 取了整列的和，应减去 TP": np.array([5 / 12, 6 / 16, 11 / 24]),
        "用了整除 //": np.zeros(3),
        "是列表，应是 numpy 数组：最后加 np.array(…)": lambda got: isinstance(got, list),
        "这里还不要平均": lambda got: np.ndim(got) == 0})
with checks.points(1, "一类一类的：召回率"):
    checks.close(three(prf(cm, None), call)[1], recall, call=f"{call}，召回率", likely={
        "这是精确率：召回率的分母是行的和": precision,
        "分母是所有样本了": np.array([5, 6, 11]) / 30,
        "分母里漏了 TP": np.array([5.0, 6 / 4, 11 / 3]),
        "FN 取了整行的和，应减去 TP": np.array([5 / 11, 6 / 16, 11 / 25]),
        "用了整除 //": np.zeros(3),
        "是列表，应是 numpy 数组：最后加 np.array(…)": lambda got: isinstance(got, list),
        "这里还不要平均": lambda got: np.ndim(got) == 0})
with checks.points(1, "一类一类的：F1"):
    checks.close(three(prf(cm, None), call)[2], np.array([10 / 13, 0.6, 22 / 27]), call=f"{call}，F1", likely={
        "分子少了 2": np.array([5 / 13, 0.3, 11 / 27]),
        "FP、FN 取了整列、整行的和，应减去 TP": np.array([10 / 23, 12 / 32, 22 / 49]),
        "分母里的 TP 漏了乘 2，应是 2TP / (2TP + FP + FN)": np.array([10 / 8, 12 / 14, 22 / 16]),
        "用了普通的平均，应用调和平均": (precision + recall) / 2,
        "用了几何平均，应用调和平均": (precision * recall) ** 0.5,
        "用了整除 //": np.zeros(3),
        "是列表，应是 numpy 数组：最后加 np.array(…)": lambda got: isinstance(got, list),
        "这里还不要平均": lambda got: np.ndim(got) == 0})
    low = np.array([[1, 3], [4, 2]])
    call = "prf([[1, 3], [4, 2]], None)"
    checks.close(three(prf(low, None), call)[2], np.array([2 / 9, 4 / 11]), call=f"{call}，F1", likely={
        "P + R 小于 1 时换成 1 了：它是小数，不能用 np.maximum": np.array([0.1, 4 / 15])})
P, R = (5 / 7 + 0.6 + 11 / 13) / 3, (5 / 6 + 0.6 + 11 / 14) / 3
macro = [P, R, (10 / 13 + 0.6 + 22 / 27) / 3]
with checks.points(1, "macro"):
    call = 'prf(cm, "macro")，甲乙丙的例子'
    checks.close(three(prf(cm, "macro"), call), macro, call=call, likely={
        "这是 micro": [22 / 30] * 3,
        "P 和 R 反了": [R, P, macro[2]],
        "拿平均的 P 和 R 去算 F1 了，应先算好各类的 F1，再平均": [P, R, 2 * P * R / (P + R)],
        "加权了（这是 weighted），macro 应直接平均": lambda got: abs(got[2] - 0.734093) < 1e-5,
        "还没有平均": lambda got: np.ndim(got[0]) > 0})
with checks.points(1, "micro"):
    call = 'prf(cm, "micro")，甲乙丙的例子'
    checks.close(three(prf(cm, "micro"), call), [22 / 30] * 3, call=call, likely={
        "这是 macro": macro,
        "这是 weighted": lambda got: np.ndim(got[0]) == 0 and abs(got[2] - 0.734093) < 1e-5,
        "还没有合起来": lambda got: np.ndim(got[0]) > 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "weighted"):
    weights = np.array([6, 10, 14]) / 30
    wanted = [weights @ ratios for ratios in (np.array([5 / 7, 0.6, 11 / 13]), np.array([5 / 6, 0.6, 11 / 14]), np.array([10 / 13, 0.6, 22 / 27]))]
    checks.close(list(prf(cm, "weighted")), wanted, say="甲乙丙的例子，weighted：按行的和加权")
    checks.close(list(prf(np.array([[7, 1], [3, 9]]), "weighted")), [0.82, 0.8, 0.4 * 7 / 9 + 0.6 * 9 / 11], say="[[7, 1], [3, 9]]，weighted：按行的和加权")
lazy = np.array([[0, 10], [0, 990]])  # "all healthy": nobody is ever called ill
gone = np.array([[3, 0, 1], [0, 0, 0], [2, 0, 4]])
nothing = np.zeros((3, 3), dtype=int)
with checks.points(1, "0/0 当作 0：精确率和召回率"):
    checks.close(list(prf(lazy, None))[:2], [np.array([0, 0.99]), np.array([0, 1.0])], say="有一类谁也没有说过：它的精确率是 0")
    checks.close(list(prf(lazy, "macro"))[:2], [0.495, 0.5], say="0/0 的那一类，macro 时照样算一类")
    checks.close(list(prf(gone, None))[:2], [np.array([0.6, 0, 0.8]), np.array([0.75, 0, 2 / 3])], say="有一类既没有样本，也没有人说过：都是 0")
    checks.close(list(prf(gone, "macro"))[:2], [1.4 / 3, 17 / 36], say="既没有样本、也没有人说过的那一类，macro 时照样算一类")
    checks.close([list(prf(nothing, name))[:2] for name in ("macro", "micro", "weighted")], [[0.0, 0.0]] * 3, say="cm 全是 0：都是 0")
    checks.close(list(prf(np.array([[1, 0], [0, 0]]), "weighted"))[:2], [1.0, 1.0], say="一共只有一个样本，weighted：都是 1")
with checks.points(1, "0/0 当作 0：F1"):
    checks.close(list(prf(lazy, None))[2], np.array([0, 198 / 199]), say="有一类谁也没有说过：它的 F1 是 0")
    checks.close(list(prf(gone, None))[2], np.array([2 / 3, 0, 8 / 11]), say="有一类既没有样本，也没有人说过：它的 F1 是 0")
    checks.close(list(prf(gone, "macro"))[2], 46 / 99, say="既没有样本、也没有人说过的那一类，macro 时照样算一类")
    checks.close(list(prf(np.array([[0, 2], [3, 0]]), None))[2], np.zeros(2), say="一个也没对：F1 都是 0")
    checks.close([list(prf(nothing, name))[2] for name in ("macro", "micro", "weighted")], [0.0, 0.0, 0.0], say="cm 全是 0：F1 是 0")
known = [([[45, 3], [8, 10]], [45 / 53, 10 / 13], [15 / 16, 5 / 9], [90 / 101, 20 / 31]),
         ([[460, 40], [20, 480]], [23 / 24, 12 / 13], [0.92, 0.96], [46 / 49, 16 / 17]),
         ([[10, 0, 0], [0, 9, 1], [0, 0, 10]], [1, 1, 10 / 11], [1, 0.9, 1], [1, 18 / 19, 20 / 21]),
         ([[970, 20], [2, 8]], [485 / 486, 2 / 7], [97 / 99, 0.8], [970 / 981, 8 / 19]),
         ([[799_999_980, 0], [10, 10]], [1 - 1 / 79_999_999, 1], [1, 0.5], [1 - 1 / 159_999_997, 2 / 3]),
         ([[4]], [1], [1], [1]), ([[1, 0], [0, 2]], [1, 1], [1, 1], [1, 1])]
with checks.points(1, "第 10 章的几张表：精确率和召回率"):
    for cm, P, R, _ in known:
        checks.close(list(prf(np.array(cm), None))[:2], [np.array(P), np.array(R)], tol=1e-9, say=f"cm 是 {cm}：一类一类的不对")
        checks.close(list(prf(np.array(cm), "macro"))[:2], [np.mean(P), np.mean(R)], tol=1e-9, say=f"cm 是 {cm}：macro 不对")
        share = np.trace(cm) / np.sum(cm)
        checks.close(list(prf(np.array(cm), "micro"))[:2], [share] * 2, tol=1e-9, say=f"cm 是 {cm}：micro 应等于准确率")
with checks.points(1, "第 10 章的几张表：F1"):
    for cm, _, _, F1 in known:
        checks.close(list(prf(np.array(cm), None))[2], np.array(F1), tol=1e-9, say=f"cm 是 {cm}：一类一类的不对")
        checks.close(list(prf(np.array(cm), "macro"))[2], np.mean(F1), tol=1e-9, say=f"cm 是 {cm}：macro 不对")
        checks.close(list(prf(np.array(cm), "micro"))[2], np.trace(cm) / np.sum(cm), tol=1e-9, say=f"cm 是 {cm}：micro 应等于准确率")
with checks.points(1, "别的 average，不改动"):
    for name in ("mean", "Macro", ""):
        with checks.raises(ValueError, say="average 不是那四种：应抛出 ValueError"):
            prf(np.array([[1, 2], [3, 4]]), name)
    for name, wanted in ((None, [np.array([0.25, 2 / 3]), np.array([1 / 3, 4 / 7]), np.array([2 / 7, 8 / 13])]),
                         ("weighted", [(0.75 + 14 / 3) / 10, 0.5, (6 / 7 + 56 / 13) / 10])):
        small = np.array([[1, 2], [3, 4]])
        checks.close(list(prf(checks.inout(small), name)), wanted, say="cm 是 [[1, 2], [3, 4]]：数不对")
        checks.equal(small, np.array([[1, 2], [3, 4]]), say="prf 改动了传进来的 cm")
### END HIDDEN TESTS

# %% [markdown]
# ## 装起来：认手写数字
#
# 零件齐了。
# scikit-learn 自带 1797 张 8×8 的手写数字，打乱以后，最后 500 张留作验证。
# 运行下面的单元，它只调用你的函数：练 15 轮，学习率每 5 轮减到三分之一。

# %%
from sklearn.datasets import load_digits

pixels, digits = load_digits(return_X_y=True)
torch.manual_seed(0)
order = torch.randperm(len(digits))
X, y = torch.tensor(pixels / 16, dtype=torch.float32)[order], torch.tensor(digits)[order]
train_loader = DataLoader(TensorDataset(X[:-500], y[:-500]), batch_size=32, shuffle=True)
valid_loader = DataLoader(TensorDataset(X[-500:], y[-500:]), batch_size=128)
net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Dropout(0.2), nn.Linear(64, 10))
opt = torch.optim.Adam(net.parameters(), lr=0.003)
scheduler = torch.optim.lr_scheduler.StepLR(opt, step_size=5, gamma=1 / 3)
print("还没练：损失 {:.3f}，准确率 {:.3f}".format(*evaluate(net, valid_loader, nn.CrossEntropyLoss())))
history = fit(net, train_loader, valid_loader, nn.CrossEntropyLoss(), opt, 15, scheduler)
print("练完：损失 {:.3f}，准确率 {:.3f}".format(history["valid_loss"][-1], history["valid_acc"][-1]))
print("最后的学习率 {:.5f}，调度器走了 15 步，应是 0.003/27，即 0.00011".format(opt.param_groups[0]["lr"]))
draw_history(history)

# %% [markdown]
# 练之前的损失在 $\ln10=2.303$ 附近：十类，各信一成，就是瞎猜。
# 开跑之前先看这个数，是最便宜的检查；离得远，多半是哪里写错了。
#
# 训练损失比验证损失高不高？要记得训练损失是开着 Dropout、一边改一边量的。
#
# 再看哪些数字最难认：下面打印 $F_1$ 最低的三个，看它是精确率低，还是召回率低。

# %%
net.eval()
with torch.no_grad():
    said = net(X[-500:]).argmax(dim=1)
cm = confusion(y[-500:].tolist(), said.tolist(), list(range(10)))
draw_matrix(cm, list("0123456789"))
P, R, F1 = prf(cm, None)
for digit in np.argsort(F1)[:3]:
    print(f"数字 {digit}：精确率 {P[digit]:.3f}，召回率 {R[digit]:.3f}，F1 {F1[digit]:.3f}")
print("macro {:.3f}，micro {:.3f}".format(prf(cm, "macro")[2], prf(cm, "micro")[2]))

# %% [markdown]
# ## 第 7 题 说明：哪一台机器好（4 分，老师评阅，22 分钟）
#
# 螺栓厂要一台看相片的机器，分三类：好、划痕、裂纹。
# 1000 个螺栓，900 个好，60 个划痕，40 个裂纹。
# 两台机器的混淆矩阵（行是真实，列是预测）：
#
# | 甲机 | 好 | 划痕 | 裂纹 |
# |---|---|---|---|
# | 好 | 900 | 0 | 0 |
# | 划痕 | 50 | 10 | 0 |
# | 裂纹 | 40 | 0 | 0 |
#
# | 乙机 | 好 | 划痕 | 裂纹 |
# |---|---|---|---|
# | 好 | 820 | 60 | 20 |
# | 划痕 | 8 | 48 | 4 |
# | 裂纹 | 3 | 5 | 32 |
#
# 厂长说：“micro-F1 甲机高一点，micro 就是准确率，买甲机。”
# 徒弟说：“macro-F1 乙机高得多，以后都看 macro，micro 可以扔了。”
# 用你的 `prf` 算一算（没做出第 6 题，用手算 $F_1$ 也行），再写五六句话，把两个人都回答了。
#
# | 评分点 | 分数 |
# |---|---|
# | 自己算的数：两台机器的 micro-F1 和 macro-F1，另加至少一个能说明问题的某一类的数 | 1 |
# | 为什么甲机的 micro 高、macro 低：两种平均各是怎么合的 | 1 |
# | 对厂长：买哪一台，为什么；这里该看什么 | 1 |
# | 对徒弟：micro 什么时候用得着；macro 有什么毛病 | 1 |

# %%
# 在这里跑你要的数，随便写
jia = np.array([[900, 0, 0], [50, 10, 0], [40, 0, 0]])
yi = np.array([[820, 60, 20], [8, 48, 4], [3, 5, 32]])

# %% [markdown] nbgrader={"grade": true, "grade_id": "which_machine", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# 甲机：micro-F1 是 0.910，macro-F1 是 0.413；乙机：0.900 和 0.723。
# 甲机的裂纹召回率是 0，40 个裂纹一个也没抓到，$F_1$ 是 0；划痕只抓到六分之一。乙机两样都抓到八成。
#
# micro 把每个样本算一票，900 个好螺栓占了九成的票，甲机见谁都说“好”也能对九成。
# macro 把每一类算一票，裂纹虽少，也占三分之一，甲机的 0 就把平均拉了下来。
#
# 对厂长：买乙机。这里要找的是坏螺栓，漏掉一个裂纹可能出事故，该看划痕和裂纹的召回率（甲机 0.167 和 0，乙机都是 0.8）。
# 代价是乙机冤枉了 80 个好螺栓，要人再看一遍；划得来划不来，看漏一个和冤枉一个各赔多少。
#
# 对徒弟：各类差不多一样多、每个样本一样要紧时，micro（准确率）正合适，也最好懂。
# macro 的毛病：小类只有几十个样本，差两三个，它的 $F_1$ 就变好几个百分点，macro 也跟着晃；而且它把各类看得一样重，也不管哪一种错更贵。
# 所以不要只看一个数，要看混淆矩阵。
#
# 给分：没有自己的数，第一项不给；只说“类别不平衡”而不说票怎么算，第二项不给；第三项要落到召回率或者两种错的代价；第四项两半各占一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **挪一挪门槛。** 十个样本，真实的是 1 1 0 1 1 0 0 1 0 0，模型说“是 1”的把握是 0.95 0.9 0.8 0.7 0.6 0.55 0.4 0.35 0.2 0.1。
# 把握不低于门槛的，说成 1。
# 门槛取 0.3、0.5、0.65、0.85，用你的 `confusion` 和 `prf`，算正例（1）的精确率、召回率和 $F_1$。
# 门槛抬高，哪一个一定不会升？哪一个通常升，却不一定？
#
# <details><summary>答案</summary>
#
# | 门槛 | 精确率 | 召回率 | $F_1$ |
# |---|---|---|---|
# | 0.3 | 0.625 | 1 | 0.769 |
# | 0.5 | 0.667 | 0.8 | 0.727 |
# | 0.65 | 0.75 | 0.6 | 0.667 |
# | 0.85 | 1 | 0.4 | 0.571 |
#
# 召回率一定不会升：说成 1 的只会变少，找到的也就不会变多。
# 精确率通常升，可是把一个真的挤了出去时会降：门槛从 0.7 抬到 0.75，$\frac34$ 变成 $\frac23$。
# </details>
#
# **背得下来吗？** 练大网络之前，先拿 20 张图试：一个网络连 20 张都背不下来，多半是写错了。
# 造一个 64-64-10 的网络，中间是 ReLU，不要 Dropout；重新运行“装起来”的第一格，把 `X`、`y` 的前 20 个当作一批，用 `train_one_epoch` 练 200 轮，SGD，学习率 0.1，损失到多少？
# 再把 20 个标签打乱，重新来：它还背得下来吗？这说明什么？
#
# <details><summary>答案</summary>
#
# 背得下来，损失从 2.3 降到 0.1 左右；标签打乱了，到 0.2 到 0.4（看怎么打乱），慢一些，再练 200 轮就到 0.1 上下，照样背下来。
# 乱配的标签没有规律可学，它也能记住，所以训练损失低，说明不了学到了东西：一定要有没练过的验证集。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex10_loop_metrics.ipynb`。
