# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex05_ffn//ipynb,src//py:percent
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
# # 练习五 前馈网络：从一盏灯到一朵花
#
# 楼道里那盏双控的灯，一个感知器学了 1000 轮也没学会。
# 植物园的人不管这些，他们想要一台机器：量四个长度，报出是哪一种鸢尾花。
#
# 你从一个神经元做起，一路做到这台机器：七个小函数，每个不过十来行。
# 最后一个单元拿一朵刚量的花来试。
#
# **做完之后，你能够**
#
# - 写出感知器，并且说得出它停下来和转圈各是什么样子；
# - 用几个 ReLU 亲手搭出异或和一条曲线；
# - 数清网络的边，造出一个可以重复的网络；
# - 写出训练循环和测试函数，各记什么、什么时候记，一步不错。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `perceptron` 感知器 | 9 | 25 |
# | 2 | `xor_net` 亲手搭的异或网络 | 6 | 10 |
# | 3 | `relu_cubic` 六个 ReLU | 5 | 12 |
# | 4 | `edges` 数边 | 3 | 5 |
# | 5 | `iris_model` 认花的网络 | 4 | 8 |
# | 6 | `accuracy` 测试函数 | 6 | 15 |
# | 7 | `train_iris` 训练循环 | 11 | 25 |
# | 8、9 | 两段话，老师评阅 | 6 | 30 |
#
# 一共 50 分；连读带跑，大约两个半小时。
# 需要：第 5 章，和第 4 章的张量。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# 前三题用 numpy，第 4 题什么库也不用，从第 5 题起用 PyTorch。
# 传进来的数组和张量是别人的东西，不许改动它。
#
# 先运行下面两个单元。
# 第一个是工具，不用读懂；第二个是 150 朵鸢尾花，和第 5 章一样划分、标准化。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from torch import nn

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]
SPECIES = ["山鸢尾", "变色鸢尾", "维吉尼亚鸢尾"]


def draw_lines(points, labels, lines):
    """Draw points of two classes, and the line w0 + w1 x1 + w2 x2 = 0 of each w, the later the darker."""
    ax = plt.figure(figsize=(5, 3.4)).gca()
    ends = np.array([-0.6, 1.6])
    for shade, w in zip(np.linspace(0.25, 1, len(lines)), lines):
        if w[2]:
            ax.plot(ends, -(w[0] + w[1] * ends) / w[2], color=BLUE, alpha=shade)
        elif w[1]:
            ax.axvline(-w[0] / w[1], color=BLUE, alpha=shade)
    for label, marker, color, name in ((-1, "s", "0.35", "灭"), (1, "o", RED, "亮")):
        ax.plot(*points[labels == label].T, marker, color=color, ms=9, ls="none", label=name)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), aspect="equal")
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt="单位正方形的四个角，一个灭、三个亮；几条由浅到深的直线，是每一轮结束时的分界，第 2、4 轮的重合。")


def draw_fold():
    """Draw what two ReLUs make of s = x1 + x2."""
    ax = plt.figure(figsize=(5, 2.8)).gca()
    ax.plot([-0.5, 0, 2.5], [0, 0, 2.5], "--", color=BLUE, label="$(s)^+$")
    ax.plot([-0.5, 1, 2.5], [0, 0, -3], ":", color=GREEN, label="$-2(s-1)^+$")
    ax.plot([-0.5, 0, 1, 2.5], [0, 0, 1, -0.5], color=RED, label="相加")
    ax.plot([0, 1, 2], [0, 1, 0], "o", color="0.25")
    ax.set(xlabel="$s=x_1+x_2$", ylim=(-1.6, 1.6))
    ax.legend()
    plotting.show(ax, alt="两条折线和它们的和：和在 s 是 0 时为 0，在 1 时为 1，在 2 时又是 0，像一个屋顶。")


def draw_cubic(network):
    """Draw the cubic, and what a network makes of the same numbers."""
    x = np.linspace(-2, 2, 201)
    ax = plt.figure(figsize=(5, 3)).gca()
    ax.plot(x, x**3 + x**2 - x - 1, "--", color="0.5", label="$f(x)$")
    ax.plot(x, network(x), color=RED, label="六个 ReLU")
    ax.set(xlabel="$x$", ylim=(-5, 7))
    ax.legend()
    plotting.show(ax, alt="虚线是三次曲线，实线是七段折线，在 -1.5 到 1.5 之间贴着曲线走，两头越离越远。")


def draw_curves(history):
    """Draw the loss, and the two accuracies, of a training."""
    figure, axes = plt.subplots(1, 2, figsize=(8, 3))
    rounds = range(1, len(history["loss"]) + 1)
    axes[0].plot(rounds, history["loss"], color=BLUE)
    axes[0].set(xlabel="轮次", ylabel="损失", ylim=(0, None))
    axes[1].plot(rounds, history["accuracy"], color=BLUE, label="训练")
    axes[1].plot(rounds, history["test_accuracy"], "--", color=RED, label="测试")
    axes[1].set(xlabel="轮次", ylabel="准确率", ylim=(0, 1.02))
    axes[1].legend(loc="lower right")
    plotting.show(figure, alt="左图是训练损失，一路下降；右图是训练和测试的准确率，先后升到九成以上。")

# %% nbgrader={"grade": false, "grade_id": "flowers", "locked": true, "schema_version": 3, "solution": false, "task": false}
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

raw_train, raw_test, c_train, c_test = train_test_split(
    *load_iris(return_X_y=True), test_size=0.2, random_state=42, stratify=load_iris().target)
scaler = StandardScaler().fit(raw_train)
X_train, X_test = (torch.tensor(scaler.transform(part), dtype=torch.float32) for part in (raw_train, raw_test))
y_train, y_test = (torch.tensor(part, dtype=torch.int64) for part in (c_train, c_test))
print("训练", tuple(X_train.shape), " 测试", tuple(X_test.shape), " 前五朵的类别", y_train[:5].tolist())

# %% [markdown]
# ## 第 1 题 `perceptron`（9 分，25 分钟）
#
# 感知器只有一条规矩：**错了才改**。
# 样本前面添了一个恒为 1 的输入，标签是 $+1$ 或 $-1$。
# 得分乘标签 $y\,w^{\mathsf T}x$ 大于 0 是答对；小于 0 是答错；等于 0，压在线上，也算答错。
# 答错了，就改：
#
# $$w\leftarrow w+y\,x$$
#
# **例子**：并联的灯（“或”），四个样本依次是 $(1,0,0)$、$(1,0,1)$、$(1,1,0)$、$(1,1,1)$，标签是 $-1,1,1,1$。
# 从 $w=(0,0,0)$ 出发，第一轮：
#
# | 样本 $x$ | $y$ | 改之前的 $w$ | $y\,w^{\mathsf T}x$ | | 改之后的 $w$ |
# |---|---|---|---|---|---|
# | $(1,0,0)$ | $-1$ | $(0,0,0)$ | 0 | 错 | $(-1,0,0)$ |
# | $(1,0,1)$ | 1 | $(-1,0,0)$ | $-1$ | 错 | $(0,0,1)$ |
# | $(1,1,0)$ | 1 | $(0,0,1)$ | 0 | 错 | $(1,1,1)$ |
# | $(1,1,1)$ | 1 | $(1,1,1)$ | 3 | 对 | $(1,1,1)$ |
#
# 以后每轮改 1、2、2、1 次，第 6 轮一次也没有改，停下：$w=(-1,2,2)$，一共改了 9 次。
# 只给 5 轮呢？$w$ 已经是 $(-1,2,2)$，四个全对，可是还没有一轮是一次都不改的，所以 `converged` 是 `False`；给 6 轮才是 `True`。
#
# 图里是每一轮结束时的分界线，越往后越深。
# 五轮只看得见四条：第 2、4 轮的重合，第 1 轮的在左下角只露出一小段。

# %%
draw_lines(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([-1, 1, 1, 1]),
           [(1, 1, 1), (0, 1, 1), (0, 1, 2), (0, 2, 2), (-1, 2, 2)])

# %% [markdown]
# 写 `perceptron(X, y, epochs)`，返回 `(w, updates, converged)`。
#
# - `X` 是 `(n, d)`，第 0 列的 1 由调用的人放好，你不要再添；`y` 是 `(n,)`，只有 $+1$ 和 $-1$；
# - 从全 0 的 `w` 出发，按给的次序一个一个看，看到错的马上改；把 `n` 个样本看一遍叫一轮；
# - 一轮里一次都没有改，就停下，`converged` 是 `True`；看满 `epochs` 轮还没有这样的一轮，也停下，`converged` 是 `False`；
# - `w` 形状 `(d,)`，`updates` 是所有轮里一共改了几次；
# - `epochs` 可以是 0：一个样本也不看，`w` 全是 0，`updates` 是 0，`converged` 是 `False`；
# - `X` 可以是整数，也可以是小数；`X`、`y` 都不许改动。
#
# 不许用现成的：`Perceptron`、`SGDClassifier`、`LogisticRegression`、`LinearSVC`，scikit-learn 的都不行。
# 检查单元会读你的函数，也读它调用的函数；用了，这一题不给分。
#
# **小项**：并联 2，五轮和六轮 1，串联和次序 1，异或 1，只走两轮 1，一个样本和 0 轮 1，小数 1，不改动 `X`、`y` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 两层循环：外面是轮，里面是样本。
# 里面只有一个 `if`：错了，就改 `w`，`updates` 加 1。
# </details>
#
# <details><summary>提示 2：怎么知道一轮没有改</summary>
#
# 每轮开头记下 `updates` 是多少，一轮走完再比一比。
# 没有变，就 `return w, updates, True`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# “错”写成 `y[i] * (w @ X[i]) <= 0`，等号不能少：从 0 出发，每个得分都是 0。
# 改写成 `w = w + y[i] * X[i]`；`w` 用 `np.zeros(X.shape[1])`，装得下小数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "perceptron", "locked": false, "schema_version": 3, "solution": true, "task": false}
def perceptron(X, y, epochs):
    """Return (w, updates, converged): the weights, how often they changed, and whether a round went by without a change."""
    ### BEGIN SOLUTION
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_perceptron", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
checks.avoids("perceptron", [
    "sklearn", "Perceptron", "SGDClassifier", "LogisticRegression", "LinearSVC", "RidgeClassifier"])
X, y = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]]), np.array([-1, 1, 1, 1])
with checks.points(2, "学会并联"):
    call = "perceptron(X, y, 100)，并联的四个样本"
    three = perceptron(X, y, 100)
    assert isinstance(three, (tuple, list)) and len(three) == 3, f"{call}：要返回三样，w, updates, converged"
    w, updates, converged = three
    checks.close(w, np.array([-1.0, 2.0, 2.0]), call=f"{call}，它的 w", likely={
        "一次也没有改：压在线上（得分是 0）也算错": np.zeros(3),
        "改的方向不对：答错了，加 y 乘 x": np.array([100.0, 0.0, 0.0]),
        "答对了不要改": np.array([200.0, 200.0, 200.0]),
        "只走了一轮就停下了：这一轮改没改，要从这一轮的开头比起；`w += …` 会连记下的旧 w 一起改": np.ones(3),
        "返回的次序是 w, updates, converged": lambda got: isinstance(got, int),
        "又添了一列 1：X 里已经有了": lambda got: got.shape == (4,),
        "应是一维的 (3,)": lambda got: got.ndim == 2})
    checks.equal(updates, 9, call=f"{call}，它的 updates", likely={
        "这是轮数，要的是改了几次": 6,
        "这是改过的轮数，要的是改了几次": 5,
        "看到错的要马上改，按给的次序看": 7,
        "一次也没有改，或者只数了最后一轮": 0})
    checks.equal(converged, True, call=f"{call}，它的 converged", likely={
        "第 6 轮一次也没有改：只看这一轮改没改，不看一共改了几次": False})
with checks.points(1, "五轮和六轮"):
    w, updates, converged = perceptron(X, y, 5)
    checks.close(w, np.array([-1.0, 2.0, 2.0]), call="perceptron(X, y, 5)，它的 w", likely={
        "少走了一轮": np.array([0.0, 2.0, 2.0]),
        "上一次调用改动了传进来的 X": np.array([1.0, 0.0, 0.0])})
    checks.equal([updates, converged], [9, False], call="perceptron(X, y, 5)，它的 [updates, converged]", likely={
        "上一次调用的次数还留着：updates 要在函数里从 0 数起": [18, False],
        "五轮里每轮都改过：看满 epochs 轮就停；全对还不算，要有一整轮没改": [9, True]})
    w, updates, converged = perceptron(X, y, 6)
    checks.close(w, np.array([-1.0, 2.0, 2.0]), call="perceptron(X, y, 6)，它的 w")
    checks.equal([updates, converged], [9, True], call="perceptron(X, y, 6)，它的 [updates, converged]", likely={
        "第 6 轮一次也没有改，应是 True；也许少走了一轮": [9, False]})
### BEGIN HIDDEN TESTS
gate = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]])
with checks.points(1, "串联，和倒过来的并联"):
    w, updates, converged = perceptron(gate, np.array([-1, -1, -1, 1]), 50)
    checks.close(w, np.array([-4.0, 3.0, 2.0]), say="串联：应停在 (-4, 3, 2)")
    checks.equal([updates, converged], [18, True], say="串联：应改 18 次，停得下来")
    w, updates, converged = perceptron(gate[::-1], np.array([1, 1, 1, -1]), 50)
    checks.close(w, np.array([-1.0, 2.0, 2.0]), say="并联的样本倒过来：按给的次序看")
    checks.equal([updates, converged], [7, True], say="并联的样本倒过来，只改 7 次")
with checks.points(1, "异或：每轮回到起点"):
    w, updates, converged = perceptron(gate, np.array([-1, 1, 1, -1]), 7)
    checks.close(w, np.zeros(3), say="异或：每一轮结束时，w 都回到 0")
    checks.equal([updates, converged], [28, False], say="异或，7 轮：每轮改 4 次，没有停下来")
with checks.points(1, "只走两轮"):
    w, updates, converged = perceptron(gate, np.array([-1, 1, 1, 1]), 2)
    checks.close(w, np.array([0.0, 1.0, 1.0]), say="并联，只走 2 轮：w 应是 (0, 1, 1)")
    checks.equal([updates, converged], [4, False])
with checks.points(1, "一个样本，和一轮也不走"):
    w, updates, converged = perceptron(np.array([[1.0, -2.5]]), np.array([-1]), 10)
    checks.close(w, np.array([-1.0, 2.5]), say="一个样本 (1, -2.5)，y = -1：w 应是 (-1, 2.5)")
    checks.equal([updates, converged], [1, True])
    w, updates, converged = perceptron(gate, np.array([-1, 1, 1, 1]), 0)
    checks.close(w, np.zeros(3), say="epochs = 0：w 应全是 0")
    checks.equal([updates, converged], [0, False], say="epochs = 0：没有看过样本，不算收敛")
with checks.points(1, "小数的特征，五个输入"):
    rng = np.random.default_rng(checks.seed())
    X, y = rng.normal(size=(12, 5)), rng.choice([-1, 1], 12)
    w, updates, converged = perceptron(X, y, 4)
    walked, count = np.zeros(5), 0
    for i in list(range(12)) * 4:
        if y[i] * sum(walked * X[i]) <= 0:
            walked, count = walked + y[i] * X[i], count + 1
    checks.close(w, walked, say="十二个样本、五个输入、小数，走四轮：w 不对")
    checks.equal(updates, count, say="十二个样本，走四轮：改的次数不对")
with checks.points(1, "传进来的数组没有改动"):
    X, y = np.array([[1.0, 2.0], [1.0, -1.0]]), np.array([1, -1])
    w, updates, converged = perceptron(checks.inout(X), checks.inout(y), 10)
    checks.close(w, np.array([1.0, 2.0]))
    checks.equal(X, np.array([[1.0, 2.0], [1.0, -1.0]]), say="perceptron 改动了传进来的 X")
    checks.equal(y, np.array([1, -1]), say="perceptron 改动了传进来的 y")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `xor_net`（6 分，10 分钟）
#
# 一条直线分不开异或，中间加一层就行。
# 这回不训练，权重由你来填。
# 两个 ReLU，都看 $s=x_1+x_2$：
#
# $$h_1=(x_1+x_2)^+,\qquad h_2=(x_1+x_2-1)^+,\qquad y=h_1-2h_2$$
#
# $(z)^+$ 就是 ReLU：负数变 0，正数不动。
#
# **例子**：
#
# | $x_1$ | $x_2$ | $h_1$ | $h_2$ | $y$ |
# |---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 0 |
# | 0 | 1 | 1 | 0 | 1 |
# | 1 | 1 | 2 | 1 | 0 |
# | 0.5 | 0.2 | 0.7 | 0 | 0.7 |
# | 2 | 1 | 3 | 2 | $-1$ |
# | $-1$ | 0.5 | 0 | 0 | 0 |
#
# 网络不只认 0 和 1：任何两个数进去，都有一个数出来。
# 运行下面的单元看图：先上坡，再下坡，像把纸折了一下。

# %%
draw_fold()

# %% [markdown]
# 写 `xor_net(x)`，返回 $y$。
#
# - `x` 是 `(m, 2)` 的数组，一行一个样本；返回形状 `(m,)` 的数组，里面是小数；
# - `x` 可以只有一行；里面可以是整数，也可以是任何小数，照上面的式子算；
# - `x` 不许改动。
#
# 数组的 ReLU 写 `np.maximum(z, 0)`，逐个和 0 比；Python 的 `max` 和 numpy 的 `np.max` 都是另一回事。
# （第 5 章 5.5 节也有一个 `xor_net`，那是训练出来的，不要抄来。）
#
# **小项**：真值表 1，例子的六行 1，别的小数 1，和是负数 1，随机数据 1，只有一行和不改动 `x` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算每一行的和，得到形状 `(m,)` 的 `s`；再照式子写三行。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `s = x.sum(axis=1)` 是每一行的和；$h_2$ 是 `np.maximum(s - 1, 0)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "xor_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
def xor_net(x):
    """Return the output, shape (m,), of the network 2-2-1 built by hand, for x of shape (m, 2)."""
    ### BEGIN SOLUTION
    s = x.sum(axis=1)
    return np.maximum(s, 0) - 2 * np.maximum(s - 1, 0)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_xor_net", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "真值表"):
    got = xor_net(np.array([[0, 0], [0, 1], [1, 0], [1, 1]]))
    checks.close(got, np.array([0.0, 1.0, 1.0, 0.0]), call="xor_net([[0, 0], [0, 1], [1, 0], [1, 1]])", likely={
        "没有 return：打印出来不算返回": lambda got: got is None,
        "得到的是一个数：np.max 取一个最大的，逐个比要 np.maximum；求和要 axis=1": lambda got: isinstance(got, np.number),
        "这是列表，要数组：最后再 np.array(…)": lambda got: isinstance(got, list),
        "少了 h₂：两个都是 1 时灯要灭": np.array([0, 1, 1, 2]),
        "h₂ 前面的系数是 -2": np.array([0, 1, 1, 1]),
        "h₂ 的偏置 -1 漏了": np.array([0, -1, -1, -2]),
        "沿列相加了：每一行一个数，要 axis=1": np.array([0, 0]),
        "没有 ReLU：叠起来还是一条直线": np.array([2, 1, 1, 0]),
        "返回的是对错，应是数": np.array([False, True, True, False]),
        "应是一维的 (4,)": np.array([[0], [1], [1], [0]])})
with checks.points(1, "例子的六行"):
    got = xor_net(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.5, 0.2], [2.0, 1.0], [-1.0, 0.5]]))
    checks.close(got, np.array([0.0, 1.0, 0.0, 0.7, -1.0, 0.0]), call="xor_net(x)，例子的六行", likely={
        "输出取整了，或者过了一道坎：0.5 和 0.2 进去，出来是 0.7": lambda got: got.ndim == 1 and (got == np.round(got)).all(),
        "和是负数时，h₁ 是 0：它也要过 ReLU": np.array([0.0, 1.0, 0.0, 0.7, -1.0, -0.5]),
        "最后多过了一次 ReLU": np.array([0.0, 1.0, 0.0, 0.7, 0.0, 0.0])})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的小数"):
    checks.close(xor_net(np.array([[0.75, 0.75], [1.25, 0.5], [0.1, 0.3], [2.5, 1.5]])), np.array([0.5, 0.25, 0.4, -2.0]),
                 say="(0.75, 0.75)、(1.25, 0.5)、(0.1, 0.3)、(2.5, 1.5)：照式子算，不是查真值表")
with checks.points(1, "和是负数"):
    checks.close(xor_net(np.array([[-1.0, 0.5], [-3.0, 2.9], [1.5, -1.0]])), np.array([0.0, 0.0, 0.5]),
                 say="和是负数时，两个 ReLU 都是 0")
with checks.points(1, "随机数据"):
    x = np.random.default_rng(checks.seed()).normal(size=(9, 2))
    expected = np.array([max(a + b, 0.0) - 2 * max(a + b - 1, 0.0) for a, b in x])
    checks.close(xor_net(x), expected, say="九行随机的小数：与逐行计算的不同")
with checks.points(1, "只有一行，不改动 x"):
    x = np.array([[0.25, 1.25]])
    checks.close(xor_net(checks.inout(x)), np.array([0.5]), say="只有一行时，应是形状 (1,) 的数组")
    checks.equal(x, np.array([[0.25, 1.25]]), say="xor_net 改动了传进来的 x")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `relu_cubic`（5 分，12 分钟）
#
# 四个点之后，是一条曲线：$f(x)=x^3+x^2-x-1$。
# 第 5 章用六个 ReLU 贴住了它：
#
# $$\hat y=-z_1-z_2-z_3+z_4+z_5+z_6$$
#
# | | $z_1$ | $z_2$ | $z_3$ | $z_4$ | $z_5$ | $z_6$ |
# |---|---|---|---|---|---|---|
# | 式子 | $(-5x-7.7)^+$ | $(-1.2x-1.3)^+$ | $(1.2x+1)^+$ | $(1.2x-0.2)^+$ | $(2x-1.1)^+$ | $(5x-5)^+$ |
# | 折点 | $-1.54$ | $-1.0833$ | $-0.8333$ | 0.1667 | 0.55 | 1 |
#
# **例子**：$x=0$。
# 六个括号里是 $-7.7,-1.3,1,-0.2,-1.1,-5$，只有 $z_3=1$ 不是 0，所以 $\hat y=-1$。
# $x=1$ 呢？
# $z_3=2.2$，$z_4=1$，$z_5=0.9$，$z_6=0$，$\hat y=-2.2+1+0.9=-0.3$，真正的 $f(1)=0$。
#
# 写 `relu_cubic(x)`，返回这个网络的输出 $\hat y$（不是 $f(x)$）。
#
# - `x` 可以是一个数，也可以是任何形状的数组；返回的形状和 `x` 相同；
# - `x` 里可以是整数，不许改动。
#
# **小项**：五个点 1，一个数 1，六个折点 1，离曲线有多远 1，二维数组和不改动 `x` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 最笨的办法就很好：写六行，每行一个 `np.maximum(权重 * x + 偏置, 0)`，最后加减。
# `x` 是一个数还是数组，这样写都成立。
# </details>
#
# <details><summary>提示 2：想写短一点</summary>
#
# 权重、偏置、正负号各放一个长 6 的数组，用 `zip` 一起走。
# 或者给 `x` 添一维：`np.asarray(x)[..., None]` 的形状是“原来的形状，再加 1”，乘长 6 的数组，就在最后一维上得到六个数，最后 `@ 正负号`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "relu_cubic", "locked": false, "schema_version": 3, "solution": true, "task": false}
def relu_cubic(x):
    """Return the sum of six ReLUs that lies close to x**3 + x**2 - x - 1, in the shape of x."""
    ### BEGIN SOLUTION
    weights, biases = [-5.0, -1.2, 1.2, 1.2, 2.0, 5.0], [-7.7, -1.3, 1.0, -0.2, -1.1, -5.0]
    signs = [-1, -1, -1, 1, 1, 1]
    return sum(sign * np.maximum(w * x + b, 0) for w, b, sign in zip(weights, biases, signs))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_relu_cubic", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "五个点"):
    got = relu_cubic(np.array([-2, -1, 0, 1, 2]))
    checks.close(got, np.array([-3.4, 0.0, -1.0, -0.3, 6.7]), call="relu_cubic([-2, -1, 0, 1, 2])", likely={
        "这是三次函数本身，要的是六个 ReLU 的和": np.array([-3, 0, -1, 0, 9]),
        "忘了 ReLU：六条直线相加，还是一条直线": np.array([-24.7, -11.5, 1.7, 14.9, 28.1]),
        "偏置的正负号抄反了": np.array([-21.4, -15.2, -2.7, 11.5, 21.3]),
        "得到的是一个数：np.max 取一个最大的，逐个比要 np.maximum": lambda got: isinstance(got, np.number),
        "整数数组装不下小数：不要把结果放进 np.zeros_like(x)": lambda got: got.dtype.kind == "i",
        "z₁、z₂ 里 x 的系数是负的": np.array([0.0, 0.0, -1.0, -0.3, 3.3]),
        "最后多过了一次 ReLU": np.array([0, 0, 0, 0, 6.7]),
        "六个都加了：前三个是减": np.array([3.4, 0.0, 1.0, 4.1, 13.5]),
        "正负号全反了": np.array([3.4, 0.0, 1.0, 0.3, -6.7])})
with checks.points(1, "一个数"):
    checks.close(relu_cubic(1), -0.3, call="relu_cubic(1)", likely={
        "x 是一个数，就返回一个数": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "六个折点"):
    kinks = np.array([-1.54, -13 / 12, -5 / 6, 1 / 6, 0.55, 1.0])
    checks.close(relu_cubic(kinks), np.array([-0.548, 0.0, 0.0, -1.2, -1.2, -0.3]), say="六个折点上的值不对")
    mids = np.concatenate([[-3.0], (kinks[1:] + kinks[:-1]) / 2, [4.0]])
    slopes = (relu_cubic(mids + 0.01) - relu_cubic(mids - 0.01)) / 0.02
    checks.close(slopes, np.array([6.2, 1.2, 0.0, -1.2, 0.0, 2.0, 7.0]), say="七段的斜率应是 6.2、1.2、0、-1.2、0、2、7")
with checks.points(1, "离曲线有多远"):
    x = np.linspace(-1.5, 1.5, 301)
    error = relu_cubic(x) - (x**3 + x**2 - x - 1)
    checks.close([float(abs(error).max()), float(error[250])], [0.3, -0.3], say="[-1.5, 1.5] 上最大的误差应恰好是 0.3，在 x = 1")
with checks.points(1, "二维数组，不改动 x"):
    checks.close(relu_cubic(0.5), -1.2, say="x 是一个数 0.5：应返回一个数 -1.2")
    checks.close(relu_cubic(-3), -9.6, say="x 是整数 -3：应返回 -9.6")
    checks.close(relu_cubic(np.array([[-2.0, 0.0, 5.0], [3.0, 1.0, -1.0]])), np.array([[-3.4, -1.0, 27.7], [13.7, -0.3, 0.0]]),
                 say="x 是 2×3 的数组：返回的形状应相同")
    x = np.array([0.25, -4.0])
    checks.close(relu_cubic(checks.inout(x)), np.array([-1.2, -15.8]))
    checks.equal(x, np.array([0.25, -4.0]), say="relu_cubic 改动了传进来的 x")
### END HIDDEN TESTS

# %% [markdown]
# 运行下面的单元，看你的折线贴得有多近。

# %%
draw_cubic(relu_cubic)

# %% [markdown]
# ## 第 4 题 `edges`（3 分，5 分钟）
#
# 全连接：一层里的每个神经元，都连到下一层的每个神经元。
# 相邻两层有 $n_l$ 和 $n_{l+1}$ 个，之间就有 $n_l\times n_{l+1}$ 条边；全部的边是各段相加。
#
# **例子**：2-2-1 有 $2\times2+2\times1=6$ 条边，3-5-2 有 $3\times5+5\times2=25$ 条，2-3-3-1 有 $6+9+3=18$ 条。

# %%
ax = plotting.network((2, 2, 1), ax=plt.figure(figsize=(4.5, 2.4)).gca())
plotting.show(ax, alt="全连接网络 2-2-1：两个输入，两个隐藏神经元，一个输出，一共 6 条连线。")

# %% [markdown]
# 写 `edges(sizes)`，返回边数，一个整数。
#
# - `sizes` 是各层的神经元数，列表或者元组，可以有任意多层，不许改动；
# - 只数边，不数偏置；
# - 只有一层时，没有边，返回 0。
#
# **小项**：例子 1，认花的 4-10-3 和更深的 1，两层、一层和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 把每一层和它的**下一层**配成对，相乘，再相加。
# </details>
#
# <details><summary>提示 2：怎么配对</summary>
#
# `zip(sizes, sizes[1:])` 给出所有相邻的对；只有一层时，一对也没有，`sum` 得 0。
# </details>

# %% nbgrader={"grade": false, "grade_id": "edges", "locked": false, "schema_version": 3, "solution": true, "task": false}
def edges(sizes):
    """Return the number of edges of a fully connected network with layers of these sizes."""
    ### BEGIN SOLUTION
    return sum(here * there for here, there in zip(sizes, sizes[1:]))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_edges", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "3-5-2 和 2-3-3-1"):
    got = edges((3, 5, 2))
    checks.equal(got, 25, call="edges((3, 5, 2))", likely={
        "把偏置也数了": 32,
        "三个数连乘了：应是每两层相乘，再相加": 30,
        "这是神经元的个数": 10,
        "只看了头尾两层": 6,
        "少数了一段": 15,
        "不挨着的两层也连了": 31})
    assert not isinstance(got, float), f"edges((3, 5, 2))\n得到 {got!r}：边数应是整数，不是小数"
    checks.equal(edges([2, 3, 3, 1]), 18, call="edges([2, 3, 3, 1])", likely={
        "只数了前三层：层数可以是任意多": 15,
        "只数了第一段：return 写在循环里面了": 6})
### BEGIN HIDDEN TESTS
with checks.points(1, "认花的 4-10-3，和更深的"):
    checks.equal(edges([4, 10, 3]), 70, say="4-10-3 应有 70 条边")
    checks.equal(edges((4, 6, 6, 6, 2)), 108, say="4-6-6-6-2 应有 108 条边")
    checks.equal(edges([784, 128, 64, 10]), 109184, say="784-128-64-10 的边数不对")
with checks.points(1, "两层、一层，不改动 sizes"):
    checks.equal(edges([5, 3]), 15, say="只有两层 5-3：应有 15 条边")
    checks.equal(edges([7]), 0, say="只有一层：没有边")
    sizes = [3, 1, 4, 1]
    checks.equal(edges(checks.inout(sizes)), 11, say="3-1-4-1 应有 11 条边")
    checks.equal(sizes, [3, 1, 4, 1], say="edges 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `iris_model`（4 分，8 分钟）
#
# 认花的网络是 4-10-3：四个长度进，十个隐藏神经元过 ReLU，三个得分出。
# 最后一层不接 softmax：`CrossEntropyLoss` 要的就是原始得分。
#
# 权重是随机的，别人要重复你的结果，就要从同一个种子出发。
# **先定种子，再造层**：造一层就抽一次随机数，次序变了，数就变了。
#
# **例子**：种子 42，训练集第一朵花进去，三个得分约是 $0.0034,\ 0.1868,\ -0.1711$。
# 还没有训练，三个都在 0 附近。
#
# 写 `iris_model(seed)`，返回一个新的网络。
#
# - 用 `torch.manual_seed(seed)` 定种子，然后从前往后造：`Linear(4, 10)`、`ReLU`、`Linear(10, 3)`；
# - 写成 `nn.Sequential` 或者自己的 `nn.Module` 都行；
# - 每次调用都造一个新的：改动其中一个的权重，不影响另一个。
#
# **小项**：前两朵花 1，再造一次和换种子 1，参数和激活 1，别的种子和每次都是新的 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 第 5 章 5.8.3 节有这个网络。
# 一行定种子，一行 `return nn.Sequential(…)`。
# </details>
#
# <details><summary>提示 2：数对不上</summary>
#
# 种子定在函数**里面**，造层之前。
# 在函数外面定一次，只有第一次调用对。
# </details>

# %% nbgrader={"grade": false, "grade_id": "iris_model", "locked": false, "schema_version": 3, "solution": true, "task": false}
def iris_model(seed):
    """Return a fresh network 4-10-3 with ReLU, its weights drawn after this seed."""
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_iris_model", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
expected = torch.tensor([[0.0034, 0.1868, -0.1711], [-0.1563, -0.0963, 0.1394]])
with checks.points(1, "种子 42，前两朵花"):
    model = iris_model(42)
    got = model(X_train[:2]).detach()
    checks.close(got, expected, tol=2e-4, call="iris_model(42)(X_train[:2])", likely={
        "最后多了一层 softmax": lambda got: (got >= 0).all() and abs(got.sum(1) - 1).max() < 1e-3,
        "最后多了一层 LogSoftmax": lambda got: abs(got.exp().sum(1) - 1).max() < 1e-3,
        "最后多了一层 ReLU": lambda got: (got >= 0).all() and (got == 0).any(),
        "中间用了 sigmoid，要用 ReLU": torch.tensor([[-0.0731, -0.3461, 0.0316], [-0.1222, -0.3837, 0.1600]]),
        "中间用了 tanh，要用 ReLU": torch.tensor([[0.2110, 0.1194, -0.4864], [0.1092, 0.0251, -0.1317]]),
        "中间少了 ReLU": torch.tensor([[0.4366, 0.2877, -0.8283], [0.1810, 0.0890, -0.2163]]),
        "造层的次序反了：从前往后造": torch.tensor([[0.2520, 0.1054, -0.2794], [0.1285, -0.1084, -0.0959]]),
        "应有三个得分": lambda got: got.shape[1] != 3,
        "是三个得分，数对不上：种子要在函数里、造层之前，用 torch.manual_seed(seed) 定；再看两层的大小":
            lambda got: abs(got - expected).max() > 0.01})
with checks.points(1, "再造一次，和种子 7"):
    checks.close(iris_model(42)(X_train[:2]).detach(), expected, tol=2e-4, call="再调用一次 iris_model(42)(X_train[:2])", likely={
        "和第一次不一样：种子要在函数里、造层之前定": lambda got: abs(got - expected).max() > 0.01})
    other = torch.tensor([[0.3930, -0.4689, -0.3820], [-0.0177, -0.5918, -0.2531]])
    checks.close(iris_model(7)(X_train[:2]).detach(), other, tol=2e-4, call="iris_model(7)(X_train[:2])", likely={
        "和种子 42 的一样：种子写死了，或者每次返回的是同一个网络": expected})
### BEGIN HIDDEN TESTS
def by_shape(model):
    """Return the parameters by shape, whatever the student has called them."""
    return {tuple(part.shape): part.detach().clone() for part in model.parameters()}


with checks.points(1, "参数的个数，和网络算的是什么"):
    model = iris_model(7)
    shapes = sorted(tuple(part.shape) for part in model.parameters())
    checks.equal(shapes, [(3,), (3, 10), (10,), (10, 4)], say="4-10-3 应有两层权重、两层偏置，一共 83 个参数")
    part = by_shape(model)
    x = torch.randn(20, 4, generator=torch.Generator().manual_seed(checks.seed())) * 3
    hidden = (x @ part[10, 4].T + part[10,]).clamp(min=0)
    checks.close(model(x).detach(), hidden @ part[3, 10].T + part[3,], say="隐藏层过 ReLU，输出层不过任何激活")
with checks.points(1, "别的种子，每次都是新的"):
    for seed in (3, 2026):
        torch.manual_seed(seed)
        first, second = nn.Linear(4, 10), nn.Linear(10, 3)
        torch.manual_seed(1)  # a model that sets no seed is drawn after this one
        part = by_shape(iris_model(seed))
        checks.close(part[10, 4], first.weight.detach(), say=f"种子 {seed}：第一层的权重与 Linear(4, 10) 的不同")
        checks.close(part[3, 10], second.weight.detach(), say=f"种子 {seed}：第二层的权重与 Linear(10, 3) 的不同")
    first, second = iris_model(5), iris_model(5)
    for part in first.parameters():
        nn.init.zeros_(part)
    torch.manual_seed(5)
    linear, last = nn.Linear(4, 10), nn.Linear(10, 3)
    fresh = by_shape(second)
    checks.close(fresh[10, 4], linear.weight.detach(), say="改动一个网络，另一个也变了")
    checks.close(fresh[3,], last.bias.detach(), say="改动一个网络，另一个也变了")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `accuracy`（6 分，15 分钟）
#
# 训练每一轮之后都要量一次，所以测试函数必须**只量，不改**。
# 三件事，第 5 章记作 <6-1>、<6-2>、<6-3>：
#
# 1. 切到评估模式，有的层（比如 Dropout）训练和测试时做法不同；
# 2. 不为求梯度记账，往前算一遍；
# 3. 每一行取最大的得分，看它在第几列，列号就是类别，再和真实的类别比。
#
# 量完，把模式**还原**：来时是训练模式，走时还是；来时是评估模式，走时也还是。
#
# **例子**：一个没有隐藏层的网络，权重取得很简单，三个得分就是 $(x_1,\,x_2,\,0)$。
#
# | $x$ | 三个得分 | 最大的在第几列 | 真实 | |
# |---|---|---|---|---|
# | $(1,2,0,0)$ | 1, 2, 0 | 1 | 1 | 对 |
# | $(3,4,0,0)$ | 3, 4, 0 | 1 | 1 | 对 |
# | $(-1,-2,0,0)$ | $-1$, $-2$, 0 | 2 | 0 | 错 |
#
# 三朵对两朵，准确率是 $\frac23$。
#
# 写 `accuracy(model, X, y)`，返回一个 0 到 1 之间的小数。
#
# - `X` 是 `(n, 4)` 的张量，`y` 是 `(n,)` 的整数张量；`n` 可以是 1；
# - 用评估模式算；返回时，模式和来时一样；
# - 不改权重；返回普通的小数，不是张量。
#
# **小项**：三朵花 2，来时和走时的模式 1，随机的得分和一朵花 1，评估模式 1，模式还原 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `model.training` 是来时的模式，`True` 是训练。
# 先记下来，再 `model.eval()`，最后 `model.train(记下来的)`。
# </details>
#
# <details><summary>提示 2：往前算</summary>
#
# `with torch.no_grad():` 里面写 `outputs = model(X)`，形状 `(n, 3)`。
# 沿哪一维取最大，才是每一行得一个？
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `outputs.argmax(dim=1)` 是每行最大的列号（`torch.max(outputs, dim=1)` 返回一对，第二个才是列号）；`(它 == y)` 是一串对错，`.float().mean().item()` 就是比例，而且是普通的小数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "accuracy", "locked": false, "schema_version": 3, "solution": true, "task": false}
def accuracy(model, X, y):
    """Return the share of rows that the model classifies right, in evaluation mode; its mode stays what it was."""
    ### BEGIN SOLUTION
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().mean().item()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_accuracy", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
def scorer(*layers):
    """Make a network whose first layer gives the scores (x1, x2, 0), on the student's side."""
    linear = checks.remote(nn.Linear)(4, 3)
    weight = torch.tensor([[1.0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]])
    linear.load_state_dict({"weight": weight, "bias": torch.zeros(3)})
    return checks.remote(nn.Sequential)(linear, *layers)


x, y = torch.tensor([[1.0, 2, 0, 0], [3, 4, 0, 0], [-1, -2, 0, 0]]), torch.tensor([1, 1, 0])
with checks.points(2, "三朵花的例子"):
    share = accuracy(scorer(), x, y)
    checks.close(share, 2 / 3, call="accuracy(model, X, y)，三朵花", likely={
        "这是对了几朵，要除以朵数": 2.0,
        "这是错的比例；或者拿得分和类别比了，要比的是列号": 1 / 3,
        "一列和一行比，成了 3×3 的表：两边都应是 (n,)": 4 / 9,
        "这是百分数，应在 0 和 1 之间": lambda got: got > 60,
        "沿列取了最大：每一行取一个，要 dim=1": 1.0,
        "argmax() 里漏了 dim=1：得到的是整张表里的一个": 0.0,
        "不是三分之几：用了函数外面的数据，或者除的不是 len(y)": lambda got: abs(got * 3 - round(got * 3)) > 0.02,
        "第 5 章的 test 返回两样，这里只要准确率": lambda got: isinstance(got, tuple),
        "返回了一串对错，应再平均": lambda got: np.ndim(got) > 0})
    assert isinstance(share, float), f"返回的是 {type(share).__name__}，要普通的小数：张量再加 .item()"
with checks.points(1, "来时的模式，走时的模式"):
    for training in (True, False):
        model = scorer(checks.remote(nn.Dropout)(1.0))  # in training mode every score becomes 0
        model.train(training)
        call = f"accuracy(model, X, y)，前两朵花，网络里有 Dropout，来时 model.training 是 {training}"
        checks.close(accuracy(model, x[:2], y[:2]), 1.0, call=call, likely={
            "没有切到评估模式再算：训练模式的 Dropout 把得分都变成了 0": 0.0})
        checks.equal(model.training, training, call=f"{call}；走时的 model.training", likely={
            "走时的模式和来时不一样：先记下来，量完还原": not training})
### BEGIN HIDDEN TESTS
with checks.points(1, "随机的得分，和只有一朵花"):
    x = torch.randn(40, 4, generator=torch.Generator().manual_seed(checks.seed()))
    y = torch.arange(40) % 3
    scores = torch.stack([x[:, 0], x[:, 1], torch.zeros(40)], dim=1)
    right = sum(max(range(3), key=lambda k: scores[i, k].item()) == y[i].item() for i in range(40))
    checks.close(accuracy(scorer(), x, y), right / 40, say="四十朵随机的花：比例不对")
    checks.close(accuracy(scorer(), torch.tensor([[1.0, 2, 0, 0]]), torch.tensor([1])), 1.0, say="只有一朵，认对了：应是 1")
    share = accuracy(scorer(), torch.tensor([[1.0, 2, 0, 0]]), torch.tensor([2]))
    checks.close(share, 0.0, say="只有一朵，认错了：应是 0")
    checks.equal(isinstance(share, float), True, say="应返回普通的小数，不是张量")
with checks.points(1, "用评估模式"):
    x, y = torch.tensor([[3.0, 1, 0, 0], [1, 2, 0, 0], [-1, -2, 0, 0]]), torch.tensor([0, 1, 2])
    dropped = scorer(checks.remote(nn.Dropout)(1.0))  # in training mode every score becomes 0
    checks.close(accuracy(dropped, x, y), 1.0, say="网络里有 Dropout：要切到评估模式再算")
    checks.equal(accuracy(dropped, x, y), 1.0, say="第二次量，应和第一次一样")
with checks.points(1, "模式还原"):
    x, y = torch.tensor([[3.0, 1, 0, 0]]), torch.tensor([0])
    for training in (True, False):
        dropped = scorer(checks.remote(nn.Dropout)(1.0))
        dropped.train(training)
        checks.close(accuracy(dropped, x, y), 1.0)
        came = "训练" if training else "评估"
        checks.close(dropped(x).detach(), torch.tensor([[3.0, 1.0, 0.0]]) * (not training),
                     say=f"来时是{came}模式，走时应还是{came}模式")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 `train_iris`（11 分，25 分钟）
#
# 训练循环，每一轮五件事：预测、和标签比、清掉上一轮的梯度、算梯度、改权重。
# 难处不在五行代码，在**什么时候记什么**：
#
# - 损失是用这一轮**改之前**的权重算的，算出来就记；
# - 准确率在这一轮**改之后**量，训练集和测试集各量一次。
#
# **例子**：网络只有一层 `Linear(4, 3)`，权重和偏置全是 0；训练只用前五朵花，三类各有 2、2、1 朵；学习率 0.1，走一轮。
#
# - 三个得分都是 0，把握各 1/3，损失是 $\ln 3=1.0986$；
# - 三个偏置的梯度是“平均的把握减这一类的比例”（先信它，以后再推）：$\frac13-\frac25,\ \frac13-\frac25,\ \frac13-\frac15$，两负一正；
# - Adam 有个特点：**第一步，每个权重都恰好挪动一个学习率**，方向和梯度相反，不论梯度多大；所以偏置成了 $(0.1,\,0.1,\,-0.1)$；
# - 照样走三轮，三轮的损失是 1.0986、0.8268、0.6298。
#
# 写 `train_iris(model, data, epochs, lr)`，返回 `history`。
#
# - `data` 是 `(X_train, y_train, X_test, y_test)` 四个张量，次序和上面 `train_test_split` 的不同；用传进来的，不用函数外面的；只用训练的那一份改权重；
# - 损失用 `nn.CrossEntropyLoss()`，优化器用 `torch.optim.Adam`，学习率是 `lr`；每轮用全部训练样本改**一次**，走 `epochs` 轮；
# - 练的就是传进来的 `model`，不要另造一个；不论它来时是哪种模式，训练时都用训练模式，走时的模式不限；
# - `history` 是字典，三个键 `"loss"`、`"accuracy"`、`"test_accuracy"`，各是一个长 `epochs` 的列表，里面是普通的小数，不是张量；
# - `epochs` 可以是 0：三个空列表，权重不动；
# - 不要在函数里定种子；
# - 循环要自己写：不许用 `coursekit` 的训练函数，用了，这一题不给分。
#
# 请调用你写好的 `accuracy`，函数里别再把哪个变量叫 `accuracy`：一赋值，就调用不到它了。
# 检查这一题时，会暂时换成一个对的，所以上一题没做对，也不影响这一题。
#
# **小项**：五朵花一轮 2，五朵花三轮 2，全部的花四轮 3，练到认得花 1，训练模式 1，别的学习率和数据 1，0 轮 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 循环外面：造损失函数，造优化器（`torch.optim.Adam(model.parameters(), lr=lr)`），准备好三个空列表。
# 循环里面：照上面的五件事，一件一行，再加三行记录。
# </details>
#
# <details><summary>提示 2：五件事怎么写</summary>
#
# 预测是 `model(X)`；比是 `loss_fn(outputs, y)`；清零是 `optimizer.zero_grad()`；算梯度是 `loss.backward()`；改权重是 `optimizer.step()`。
# 清零可以在算梯度之前的任何地方，但一轮里不能没有。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `loss.item()` 才是普通的小数；记 `loss` 本身，会把整张计算图留住。
# 测试函数量完会还原模式，可模型来时也许是评估模式，所以每轮开头写 `model.train()`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "train_iris", "locked": false, "schema_version": 3, "solution": true, "task": false}
def train_iris(model, data, epochs, lr):
    """Train a model with Adam on full batches; return the loss and both accuracies of each epoch."""
    ### BEGIN SOLUTION
    X_train, y_train, X_test, y_test = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X_train), y_train)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X_train, y_train))
        history["test_accuracy"].append(accuracy(model, X_test, y_test))
    return history
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_train_iris", "locked": true, "points": 11, "schema_version": 3, "solution": false, "task": false}
checks.avoids("train_iris", ["coursekit", "skorch"])


def with_accuracy(lent, *arguments):
    """Run train_iris while accuracy is this, so that only train_iris is judged."""
    global accuracy
    try:
        own = accuracy
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    accuracy = lent
    try:
        return train_iris(*arguments)
    finally:
        accuracy = own


def blank():
    """Make a network of one layer on the student's side, all weights zero."""
    model = checks.remote(nn.Linear)(4, 3)
    model.load_state_dict({"weight": torch.zeros(3, 4), "bias": torch.zeros(3)})
    return model


def one_layer_accuracy(model, X, y):
    """Measure a network of one layer, which does the same in both modes, as a right accuracy does."""
    parts = [part.detach() for part in model.parameters()]
    if len(parts) != 2:  # not the network that was given
        return 0.0
    rows = (X @ parts[0].T + parts[1]).tolist()
    return sum(row.index(max(row)) == kind for row, kind in zip(rows, y.tolist())) / len(rows)


five = (X_train[:5], y_train[:5], X_test[3:6], y_test[3:6])
with checks.points(2, "五朵花，一轮"):
    model = blank()
    history = with_accuracy(one_layer_accuracy, model, five, 1, 0.1)
    call = "train_iris(model, data, epochs=1, lr=0.1)，五朵花、权重全是 0"
    bias = model.bias.detach()
    assert abs(bias).max() > 0, f"{call}\n权重没有动：一轮也没有走，漏了 optimizer.step()，在它之前又清了零，或者练的不是传进来的 model"
    right = {"loss": [1.0986123], "accuracy": [1.0], "test_accuracy": [2 / 3]}
    checks.close(history, right, tol=1e-4, call=call, likely={
        "应返回 history 这个字典": lambda got: not isinstance(got, dict),
        "三个列表，一轮记一次": lambda got: not all(len(got[key]) == 1 for key in right),
        "准确率要在这一轮改之后量": {**right, "accuracy": [0.4], "test_accuracy": [1 / 3]},
        "一朵一朵地改了：每轮用全部样本，只改一次": lambda got: min(abs(got["loss"][0] - np.array([1.51335, 1.04726]))) < 1e-3,
        "准确率不是五分之几：用了函数外面的 X_train，要用传进来的 data":
            lambda got: abs(got["accuracy"][0] * 5 - round(got["accuracy"][0] * 5)) > 0.01,
        "data 的四个张量次序弄错了": lambda got: abs(got["test_accuracy"][0] * 3 - round(got["test_accuracy"][0] * 3)) > 0.01,
        "改权重时用上了测试集：只用训练的那一份": lambda got: abs(got["accuracy"][0] - 0.8) < 1e-6,
        "这是改之后的损失，要记改之前的": {**right, "loss": [0.8268453]},
        "损失要平均，不要相加": {**right, "loss": [5 * 1.0986123]},
        "训练和测试记反了": {**right, "accuracy": [2 / 3], "test_accuracy": [1.0]},
        "两个准确率都量的是训练集": {**right, "test_accuracy": [1.0]}})
    numbers = [isinstance(value, float) for part in history.values() for value in part]
    assert all(numbers), "记下的是张量，要普通的小数：loss.item()"
    checks.close(bias, torch.tensor([0.1, 0.1, -0.1]), call=f"{call}，练完的偏置", likely={
        "这是 SGD 走一步，要用 Adam": torch.tensor([0.1, 0.1, -0.2]) / 15,
        "学习率没有用上 lr": lambda got: abs(got).max() < 0.05,
        "走了不止一步": lambda got: abs(got).max() > 0.11})
with checks.points(2, "五朵花，三轮"):
    history = with_accuracy(one_layer_accuracy, blank(), five, 3, 0.1)
    right = {"loss": [1.0986123, 0.8268453, 0.6298076], "accuracy": [1.0] * 3, "test_accuracy": [2 / 3, 1.0, 1.0]}
    checks.close(history, right, tol=1e-4, call="train_iris(model, data, epochs=3, lr=0.1)，五朵花、权重全是 0", likely={
        "漏了 optimizer.zero_grad()：前两轮一样，第三轮起就不对": lambda got: abs(got["loss"][2] - 0.6315610) < 1e-4,
        "优化器要造在循环外面：Adam 要记住前几步": lambda got: abs(got["loss"][2] - 0.6267813) < 1e-4,
        "先做了 softmax：CrossEntropyLoss 要的是原始得分": lambda got: abs(got["loss"][1] - 0.9937483) < 1e-3,
        "这是 AdamW，要用 Adam": lambda got: abs(got["loss"][2] - 0.6299751) < 5e-5,
        "三个列表，每轮记一次": lambda got: not all(len(got[key]) == 3 for key in right),
        "准确率要在每一轮改之后量": {**right, "accuracy": [0.4, 1.0, 1.0], "test_accuracy": [1 / 3, 2 / 3, 1.0]}})
### BEGIN HIDDEN TESTS
data = (X_train, y_train, X_test, y_test)


def measured(model, X, y):
    """Measure as a right accuracy does, for networks that do the same in both modes."""
    return float((model(X).detach().argmax(dim=1) == y).double().mean())


def unmeasured(model, X, y):
    """Stand in for accuracy where nobody looks at what it says."""
    return 0.5


def pair(seed, hidden):
    """Make the same network twice: on the student's side, and here."""
    torch.manual_seed(seed)
    there = checks.remote(nn.Sequential)(
        checks.remote(nn.Linear)(4, hidden), checks.remote(nn.ReLU)(), checks.remote(nn.Linear)(hidden, 3))
    torch.manual_seed(seed)
    return there, nn.Sequential(nn.Linear(4, hidden), nn.ReLU(), nn.Linear(hidden, 3))


def walked(model, X, y, epochs, lr):
    """Train here; return the losses before each step, and both accuracies after it."""
    optimizer, record = torch.optim.Adam(model.parameters(), lr), ([], [], [])
    for _ in range(epochs):
        loss = nn.functional.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        for values, value in zip(record, (loss.item(), measured(model, X, y), measured(model, X_test, y_test))):
            values.append(value)
    return record


with checks.points(3, "四轮，与逐步计算的一致"):
    model, twin = pair(11, 10)
    history = with_accuracy(measured, model, data, 4, 0.05)
    losses, accuracies, tests = walked(twin, X_train, y_train, 4, 0.05)
    checks.close(history["loss"], losses, tol=1e-3, say="四轮的损失：改之前记，每轮一次，梯度要清零")
    checks.close(history["accuracy"], accuracies, say="四轮的训练准确率：改之后量")
    checks.close(history["test_accuracy"], tests, say="四轮的测试准确率：改之后量，用测试集")
    checks.close([part.detach() for part in model.parameters()], [part.detach() for part in twin.parameters()],
                 tol=1e-3, say="练完的权重不对")
    checks.equal([isinstance(value, float) for part in history.values() for value in part], [True] * 12,
                 say="记的应是普通的小数，不是张量")
with checks.points(1, "练到认得花"):
    model, twin = pair(3, 12)
    history = with_accuracy(unmeasured, model, data, 30, 0.05)
    checks.equal(len(history["loss"]), 30, say="练 30 轮，应记 30 个损失")
    share = float((model(X_test).detach().argmax(dim=1) == y_test).double().mean())
    checks.equal(share >= 0.93, True, say="练 30 轮，测试准确率应不低于 0.93")
    checks.close(history["loss"][-1], nn.functional.cross_entropy(model(X_train).detach(), y_train).item(), tol=0.02,
                 say="练完 30 轮的损失，应和最后记的差不多")
with checks.points(1, "训练模式"):
    model = checks.remote(nn.Sequential)(blank(), checks.remote(nn.Dropout)(1.0))  # in training mode nothing is learnt
    model.eval()
    history = with_accuracy(unmeasured, model, data, 2, 0.1)
    checks.close(history["loss"], [float(np.log(3))] * 2, tol=1e-4, say="模型来时是评估模式：训练时要切到训练模式")
with checks.points(1, "别的学习率，别的数据，不用测试集改权重"):
    model, twin = pair(5, 6)
    few = (X_train[:40], y_train[:40], X_test[:12], y_test[:12])
    history = with_accuracy(unmeasured, model, few, 3, 0.003)
    losses, accuracies, tests = walked(twin, X_train[:40], y_train[:40], 3, 0.003)
    checks.close(history["loss"], losses, tol=1e-3, say="四十朵花，学习率 0.003：损失不对")
    checks.close([part.detach() for part in model.parameters()], [part.detach() for part in twin.parameters()],
                 say="四十朵花，学习率 0.003：练完的权重不对")
with checks.points(1, "一轮也不走"):
    model, twin = pair(8, 10)
    checks.equal(with_accuracy(unmeasured, model, data, 0, 0.1), {"loss": [], "accuracy": [], "test_accuracy": []},
                 say="epochs = 0：三个空列表")
    checks.close([part.detach() for part in model.parameters()], [part.detach() for part in twin.parameters()],
                 say="epochs = 0：权重不应动")
### END HIDDEN TESTS

# %% [markdown]
# ## 认一朵花
#
# 零件齐了，接起来用。
# 运行下面的两个单元：它们只调用你的函数。

# %%
model = iris_model(42)
history = train_iris(model, (X_train, y_train, X_test, y_test), 100, 0.01)
for epoch in (1, 10, 50, 100):
    print(f"第 {epoch:3d} 轮  损失 {history['loss'][epoch - 1]:.3f}  测试 {history['test_accuracy'][epoch - 1]:.3f}")
draw_curves(history)

# %%
flower = np.array([[6.1, 2.9, 4.6, 1.4]])  # 刚量的一朵：花萼长、花萼宽、花瓣长、花瓣宽，厘米
model.eval()
with torch.no_grad():
    scores = model(torch.tensor(scaler.transform(flower), dtype=torch.float32))
print("三个得分：", scores[0].numpy().round(2), " 认成", SPECIES[scores.argmax(dim=1).item()])
print(f"这个网络有 {edges([4, 10, 3])} 条边")
switches = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]])
w, updates, converged = perceptron(switches, np.array([-1, 1, 1, -1]), 1000)
print("双控的灯，一个感知器：改了", updates, "次，停下来了吗：", converged)

# %% [markdown]
# ## 第 8 题 说明：再练一晚（3 分，老师评阅，15 分钟）
#
# 同学拿着一个感知器来找你：异或练了 1000 轮，改了 4000 次，四行只对两行（$w$ 又回到全 0，得分不大于 0 就不亮，一律答“灭”，碰巧对两行）。
# 他说：“再练一晚上，要不就把学习率调小。”
# 写三四句话回答他，两个主意都要答到，用你自己跑出来的数。
# 他说的学习率，是第 5 章 5.3.1 节的 $\eta$；我们的 `perceptron` 里它是 1。
# 先在下面的空单元里跑，要几个单元就加几个。
#
# | 评分点 | 分数 |
# |---|---|
# | 说准毛病出在哪里：能不能表示、能不能学到、能不能推广，是哪一个 | 1 |
# | 一个自己跑出来的数，并且说得出它证明什么 | 1 |
# | 有用的办法，至少一个 | 1 |

# %%
# 在这里跑你要的数，随便写

# %% [markdown] nbgrader={"grade": true, "grade_id": "one_more_night", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 毛病是“不能表示”：没有一条直线能把异或分开，练多久、用多小的学习率都没有用。
# 证据：`perceptron` 每一轮都改四次，每一轮结束时 w 都回到 (0, 0, 0)，第 1000 轮和第 1 轮一模一样；而并联改 9 次就停下。
# 从 0 出发，学习率只把 w 整体放大缩小，判断一次也不变。
# 办法：加一个隐藏层（第 2 题用两个 ReLU 就搭出来了），或者添一个特征，例如 $x_1x_2$。
#
# 给分：只说“异或线性不可分”而没有自己的数，第二项不给；说“换一种训练方法”的，第三项不给。

# %% [markdown]
# ## 第 9 题 说明：97 % 和 93 %（3 分，老师评阅，15 分钟）
#
# 两个同学各训练了一个认花的网络。
# 两个网络宽度不同，种子也不同，两人都只跑了一次，用的是上面的 30 朵测试花：甲的测试准确率是 97 %，乙的是 93 %。
# 甲说：“我的网络好。”
# 用你的函数，同一个网络换至少五个种子各跑一次（学习率 0.01，100 轮），再写三四句话，说说这个结论站不站得住。
#
# | 评分点 | 分数 |
# |---|---|
# | 结论：站得住，还是站不住 | 1 |
# | 证据：自己跑的至少五个种子的结果，由它看出什么 | 1 |
# | 该怎样比才公平，至少一条 | 1 |

# %%
# 在这里跑你要的数，随便写

# %% [markdown] nbgrader={"grade": true, "grade_id": "two_networks", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 站不住。
# 测试集只有 30 朵，差一朵就是 3.3 个百分点，97 % 和 93 % 只差一朵花。
# 我换了 20 个种子，同一个网络的测试准确率在 0.933 和 0.967 之间：差别是种子带来的，不是网络带来的。
# 公平的比法：两个网络都用同样的一批种子，各跑多次，比平均和范围；测试集再大一些，或者用交叉验证；而且不能看着测试集去挑。
#
# 给分：只说“样本太少”“只差一朵花”而没有自己跑的数的，第二项给一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **围一个方块。** 用第 2 题的办法，再搭一个网络：$x_1$、$x_2$ 都在 0 和 1 之间时输出恰好是 0，在别处都是负数。
# 要几个 ReLU？
# 先想：一个方向上的一段区间，要几个。
#
# <details><summary>答案</summary>
#
# 一段区间要两个：$-(x-1)^+-(-x)^+$ 在 $[0,1]$ 上是 0，往外每走一步降一步。
# 两个方向相加，一共四个：$y=-(x_1-1)^+-(-x_1)^+-(x_2-1)^+-(-x_2)^+$。
# 每个 ReLU 管方块的一条边；边数更多的凸多边形，也是一条边一个。
# </details>
#
# **漏一行。** 把 `train_iris` 里的 `optimizer.zero_grad()` 删掉，跑种子 42、学习率 0.01、100 轮。
# 测试还能对几朵？
# 为什么这个错很难发现，检查单元又是怎样发现的？
#
# <details><summary>答案</summary>
#
# 还是 29 朵，最后的损失 0.063，比不漏的还低一点：梯度一轮轮加起来，像带了惯性，这道题碰巧不怕。
# 看准确率发现不了。
# 检查单元比每一轮的损失：五朵花、三轮，前两轮一样，第三轮应是 0.6298，漏了是 0.6316，对不上了。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex05_ffn.ipynb`。
