# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown] slideshow={"slide_type": "slide"}
# # 第 9 章 优化器与学习率
#
# **学完之后你能够**
#
# - 算出学习率大到多少会来回跳、会飞出去，说出峡谷为什么难走；
# - 说出全部、一个、一小批样本各算一次梯度，换来什么，付出什么；
# - 照式子手算 Momentum 的头三步、Adam 的第一步，说出各个优化器记住了什么（课上八个，Adadelta 自学）；
# - 解释 Adam 为什么要修正偏差，把 L2 交给 Adam 和用 AdamW 差在哪里；
# - 写出四种调学习率的办法，用一次学习率范围测试找到一个保守的起点；
# - 训练不收敛时，知道先动哪一个。
#
# **时间**：110 分钟。
#
# **需要**：第 7 章（梯度从哪里来）；第 1 章的梯度下降、条件数，第 3 章的批，第 4 章的清零；第 5 章的鸢尾花和第 8 章的归一化、裁剪用到一点。
#
# **课前准备**：纸、笔、计算器。
# 在 $5w^2$ 上做梯度下降，从 $w=1$ 出发走 50 步。
# 学习率 0.19、0.2、0.21 只差一点点，50 步以后 $w$ 各在哪里？
# 先写下你的三个答案。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 110 分钟：讲课 103，休息 5，余量 2；标“自学”的和 9.10 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 9.1 一步走多大 | 12 | 0:13 | 对课前的三个答案；`optim.limit` |
# | 9.2 每步用多少个样本 | 9 | 0:22 | 9.2.3 的下注 |
# | 9.3 带着惯性 | 18 | 0:40 | 9.3.1 的动笔；`optim.momentum` |
# | 9.4 每个权重，自己的步子 | 18 | 0:58 | `optim.adam_first` |
# | 休息 | 5 | 1:03 | |
# | 9.5 衰减放在哪里：AdamW | 9 | 1:12 | `optim.decay_alone` |
# | 9.6 九个并排走 | 8 | 1:20 | |
# | 9.7 学习率怎样变 | 16 | 1:36 | `optim.t_max` |
# | 9.8 怎么选，不收敛怎么办 | 10 | 1:46 | `optim.swing` |
# | 9.9 小结 | 2 | 1:48 | 出门一问 |
# | 余量 | 2 | 1:50 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:13 还没到 9.2：9.2.2 只看右图，省 1 分钟；
# - 0:22 还没到 9.3：9.3.2 只看印出来的三行，不讲程序，省 1 分钟；
# - 0:40 还没到 9.4：9.4.5 后面的常见错误，只念第一句和最后一句，省 1 分钟；
# - 1:03 还没到 9.5：9.5.2 只看印出来的数，省 1 分钟；
# - 1:12 还没到 9.6：9.6.4 不现场改，省 1 分钟；
# - 1:20 还没到 9.7：9.7.1 只看图和最后一句，省 1 分钟；
# - 1:36 还没到 9.8：9.8.2 请学生自己读，省 1 分钟。
#
# 怎样晚也要讲的：9.1.2、9.3.1、9.4.4、9.4.5、9.5.3、9.7.3、9.8.3。
#
# 六道必问的题每题 3 分钟，9.3.1 的动笔 2 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再报答案，最后运行 `quiz.answer` 看理由。
#
# **黑板**：左边写 $w\leftarrow w-\eta g$，从 9.3 起每来一个优化器，只改它变的那一处；右边留着因子 $1-10\eta$ 的六行。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前六题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `optim.limit` | 0.5 | 答 0.2：那是 $5w^2$ 的；先求这里的梯度 |
# | `optim.momentum` | 0.29 | 答 0.2：没有惯性；答 0.19：只是第二步 |
# | `optim.adam_first` | 0.001 | 答 0.5：那是 SGD；答 −0.001：梯度是负的，往大走 |
# | `optim.decay_alone` | 0.005 | 答 0.01：那是 Adam + L2；答 0：衰减不靠梯度 |
# | `optim.t_max` | B | 选 A：余弦到头不会停，要掉头 |
# | `optim.swing` | B | 选 A：换了优化器，学习率还得重找；一次先动一样 |
# | `optim.divergence` | C | 选 B：大的不一定更快 |
# | `optim.sizes` | A | 选 B：BGD 的“批量”指全部，一轮只改一次 |
# | `optim.momentum_limit` | 10 | 答 1.9：还没长完 |
# | `optim.nag` | A | 选 B：一步只更新一次 |
# | `optim.adagrad` | C | 选 A：梯度还在，是步子小了 |
# | `optim.methods` | A、B、D | 选 C：它只有一个学习率 |
# | `optim.adam_scale` | B | 选 A：那是 SGD |
# | `optim.adam_order` | CAEDB | 先修正再更新：那就修正了旧的 |
# | `optim.adamw` | A | 选 C：对不带动量的 SGD 才没有不同 |
# | `optim.weight_decay` | 0.04 | 答 0.02：平方求导出来一个 2 |
# | `optim.step_lr` | 0.001 | 答 0.0003162：是整除 |
# | `optim.warmup` | C | 选 B：它先慢后快，不省轮数 |
# | `optim.pick` | B | 选 A：1e−4 对 SGD 太小 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math
import time

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits, load_iris
from sklearn.model_selection import train_test_split
from torch import nn

from coursekit import plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.1 一步走多大
#
# ### 9.1.1 雾里下山
#
# 第 7 章求出了梯度；这一章问：**拿着梯度，下一步走到哪里？**
#
# 大雾天下山，只摸得到脚下的坡：
#
# - 人站的地方是权重 $w$，海拔是代价 $J(w)$，目标是走到最低处；
# - 梯度 $g$ 指着上坡最陡的方向，所以往 $-g$ 走：
#
# $$w\leftarrow w-\eta\,g$$
#
# 新的 = 旧的 − 学习率 × 梯度。
#
# 训练时，**变的是 $w$，数据 $x$ 是给定的**：数据决定山的形状，优化器决定怎样走。
# 这样一套走法，就叫**优化器**（optimizer）。
#
# 它要答三个问题：一步多大（9.1），每步用多少个样本（9.2），要不要记住以前的梯度（9.3 到 9.6）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.1.2 六个学习率
#
# 一个数，$J=5w^2$，梯度是 $10w$，从 $w=1$ 走 50 步。
# 课前写的三个答案，现在对一对：

# %% slideshow={"slide_type": "-"}
for eta in (0.001, 0.01, 0.1, 0.19, 0.2, 0.21):
    w_bowl = 1.0
    for _ in range(50):
        w_bowl = w_bowl - eta * 10 * w_bowl
    print(f"η = {eta:<5}  50 步以后 w = {w_bowl:.5f}")

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
ends = {eta: (1 - 10 * eta) ** 50 for eta in (0.001, 0.01, 0.1, 0.19, 0.2, 0.21)}
assert np.allclose(list(ends.values()), [0.605006, 0.00515378, 0, 0.00515378, 1, 117.390853])
assert np.isclose(w_bowl, ends[0.21])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 0.001 还在半路，0.1 一步就到，0.2 又回到 1（每步换一次正负号，50 是偶数），0.21 飞了出去（**发散**）。
# 0.19 是 0.01 的 19 倍，结果却一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **为什么**：把梯度代进去，
#
# $$w\leftarrow w-\eta\cdot10w=(1-10\eta)\,w$$
#
# 每一步都乘同一个数 $1-10\eta$，50 步就是它的 50 次方。

# %% [markdown] slideshow={"slide_type": "fragment"}
# | $\eta$ | $1-10\eta$ | 怎样走 |
# |---|---|---|
# | 0.001 | 0.99 | 慢慢挪 |
# | 0.01 | 0.9 | 一路往下 |
# | 0.1 | 0 | 一步到底 |
# | 0.19 | −0.9 | 左右跳，越跳越小 |
# | 0.2 | −1 | 左右跳，永远一样大 |
# | 0.21 | −1.1 | 左右跳，越跳越大 |
#
# 收得住（**收敛**），要 $|1-10\eta|<1$，也就是 $0<\eta<0.2$。
# 写成第 1 章的记号，$\eta<2/\lambda$：$\lambda$ 是弯得有多急（曲率，$J$ 的二阶导数），这里是 10。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.limit")

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.divergence")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.1.3 两个方向：峡谷
#
# 一条峡谷，本章的练兵场：
#
# $$J(w_1,w_2)=\tfrac12(w_1^2+10w_2^2),\qquad g=(w_1,\;10w_2)$$
#
# 顺着走缓，横着走陡，弯得最急与最缓之比（第 1 章的条件数）是 10。
# 两个方向各乘各的：$w_1$ 每步乘 $1-\eta$，$w_2$ 每步乘 $1-10\eta$。
#
# - 陡的方向说：$\eta$ 不能到 0.2；
# - 缓的方向说：$\eta=0.19$，每步也才乘 0.81；
# - 缓的还是 1，陡的换成 1000，$\eta$ 就不能到 0.002，缓的方向每步只少不到千分之二。
#
# **一个学习率管所有方向，就得迁就最陡的那个。**
# 后面的优化器，多半是在治这个病。

# %% slideshow={"slide_type": "skip"}
RAVINE = np.array([1.0, 10.0])  # 两个方向各弯得多急


def height(w):  # 峡谷里一点的高度；也收一串点
    return 0.5 * (RAVINE * np.asarray(w) ** 2).sum(axis=-1)


def ravine(w):  # 峡谷的坡
    return RAVINE * w


def follow(kind, slope, steps, start=(1.0, 1.0), **settings):
    """Walk with one of PyTorch's optimizers; return all places, the start first."""
    w = torch.tensor(start, dtype=torch.float64)
    optimizer = kind([w], **settings)
    places = [w.numpy().copy()]
    for _ in range(steps):
        w.grad = torch.tensor(slope(w.numpy()))
        optimizer.step()
        places.append(w.numpy().copy())
    return np.array(places)


def draw_ravine(paths, ax=None, **box):
    """Draw paths on the contours of the ravine."""
    box = {"xlim": (-0.55, 1.15), "ylim": (-1.1, 1.15)} | box
    ax = plotting.optimiser_paths(lambda x, y: (x**2 + 10 * y**2) / 2, paths, minimum=(0, 0), ax=ax, **box)
    ax.set(xlabel="$w_1$", ylabel="$w_2$")
    return ax

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
SGD = torch.optim.SGD
fig, ax = plt.subplots(figsize=(8, 3.7))
draw_ravine({"η = 0.02": follow(SGD, ravine, 20, lr=0.02), "η = 0.18": follow(SGD, ravine, 20, lr=0.18)}, ax)
for line in ax.lines:
    line.set_markevery(1)  # 每一步一个记号
plotting.show(fig, alt="峡谷的等高线，是上下窄、左右宽的椭圆，两条路都从右上角 (1, 1) 出发，各走 20 步。η = 0.02 的一条光滑地弯向谷底的线，再沿着谷底慢慢往左，停在 w1 = 0.67；η = 0.18 的一条在谷底上下来回跳，一边跳一边往左，到了中心附近。")

# %% [markdown] slideshow={"slide_type": "-"}
# 步子小，停在半路；步子大，在两壁之间来回跳。

# %% slideshow={"slide_type": "skip"}
slow_path, bouncy_path = follow(SGD, ravine, 20, lr=0.02), follow(SGD, ravine, 20, lr=0.18)
assert np.allclose(slow_path[-1], [0.98**20, 0.8**20]) and np.allclose(bouncy_path[-1], [0.82**20, 0.8**20])
assert np.allclose(follow(SGD, ravine, 3, lr=0.1)[1:], [[0.9, 0], [0.81, 0], [0.729, 0]])
assert (np.sign(bouncy_path[:-1, 1]) == -np.sign(bouncy_path[1:, 1])).all() and 0.66 < slow_path[-1, 0] < 0.67

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：先收三个课前答案，多半有人以为 0.19、0.2、0.21 差不多。
# 黑板上写 $w\leftarrow(1-10\eta)w$，请一位同学报六个因子，再翻出表来对。
#
# **会遇到的误区**：“代价来回跳，就是学习率太大，一定飞出去”。
# 0.18 一路在跳，照样收得住；跳得越来越大才会飞。
#
# 9.1.3 的图两轴比例不同，所以走的方向看着不垂直于等高线。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.2 每步用多少个样本
#
# ### 9.2.1 全部，一个，一小批
#
# 代价是所有样本的损失的平均，梯度也是平均；$\mathcal B$ 是这一步用到的样本，一共 $|\mathcal B|$ 个，$f(x_i,w)$ 是网络对第 $i$ 个的预测：
#
# $$g=\frac1{|\mathcal B|}\nabla_w\sum_{i\in\mathcal B}\mathcal L\big(f(x_i,w),\,y_i\big)$$
#
# - **批量梯度下降**（batch gradient descent，BGD）：每一步用**全部**样本，梯度量得准，一步很贵；
# - **随机梯度下降**（stochastic gradient descent，SGD）：每一步随机抽**一个**样本，一步便宜，梯度很不准；
# - **小批量梯度下降**（mini-batch gradient descent）：每一步用**一小批**，比如 32 个。
#
# 随机抽的梯度，平均起来就是全部样本的梯度（**无偏**）；抽 $|\mathcal B|$ 个，误差大约按 $1/\sqrt{|\mathcal B|}$ 变小：4 个样本的误差，是 1 个的一半。
# （程序里是打乱以后依次取，一轮里不重复，结果相近。）
#
# 今天说的“用 SGD 训练”，多半是小批量；PyTorch 的 `optim.SGD` 只管 $w-\eta g$，批有多大由 `DataLoader` 定（第 3 章）。

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.sizes")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.2.2 每一步，山都换了样子
#
# 只有一个权重：$\hat y=wx$，样本 $i$ 的损失是 $\frac12(wx_i-y_i)^2$。
# 横轴是 $w$；$x_i$、$y_i$ 是常数，**换一个样本，就换了一座山**。

# %% slideshow={"slide_type": "skip"}
rng = np.random.default_rng(0)
x_one = rng.uniform(0.5, 1.5, 60)
y_one = 2 * x_one + rng.normal(scale=0.6, size=60)


def one_weight(batch, steps=120, eta=0.1, seed=1):
    """Descend on the line through zero; each step takes that many random samples."""
    pick, w = np.random.default_rng(seed), 0.0
    path = [w]
    for _ in range(steps):
        i = np.arange(60) if batch == 60 else pick.choice(60, batch, replace=False)
        w = w - eta * ((w * x_one[i] - y_one[i]) * x_one[i]).mean()
        path.append(w)
    return path

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.1))
ws = np.linspace(0, 4, 100)
for i in range(8):
    left_ax.plot(ws, (ws * x_one[i] - y_one[i]) ** 2 / 2, color="0.6", lw=1)
left_ax.plot(ws, [((w * x_one - y_one) ** 2).mean() / 2 for w in ws], color=BLUE, lw=3)
left_ax.set(ylim=(0, 2), xlabel="$w$", ylabel="损失", title="灰：8 个样本；蓝：全部的平均")
for batch, color, dash in zip((1, 10, 60), (RED, GREEN, BLUE), ("-", "-", "--")):
    right_ax.plot(one_weight(batch), color=color, ls=dash, lw=1.5 if batch < 60 else 2.5, label=f"每步 {batch} 个")
right_ax.set(xlabel="步", ylabel="$w$", title="$w$ 怎样走")
right_ax.legend(loc="lower right")
plotting.show(fig, alt="左图：横轴是权重 w，八条灰色的抛物线，是八个样本各自的损失，最低点各在各处，大约从 1 到 4；一条粗蓝线是全部样本的平均，最低点在 2 附近。右图：w 随步数，从 0 升到 2 附近；每步用全部 60 个的蓝虚线光滑，每步 10 个的绿线轻轻地抖，每步 1 个的橙红线抖得厉害，一直不停。")

# %% [markdown] slideshow={"slide_type": "-"}
# 灰的山各有各的谷底，平均起来才是蓝的。
# 一次看一个，今天往左明天往右，大方向对，可是到了谷底也静不下来。

# %% slideshow={"slide_type": "skip"}
best_w = (x_one * y_one).sum() / (x_one**2).sum()
jitter = {batch: np.std(one_weight(batch, steps=400)[100:]) for batch in (1, 10, 60)}
assert 1.9 < best_w < 2.1 and np.isclose(one_weight(60, steps=400)[-1], best_w)
assert jitter[60] < 0.001 < jitter[10] < jitter[1]
assert np.ptp((y_one / x_one)[:8]) > 1 and 1 < (y_one / x_one)[:8].min() and 3 < (y_one / x_one)[:8].max() < 4
one_gradients = -y_one * x_one  # 在 w = 0，60 个样本各自的梯度
drawn = {n: np.random.default_rng(0).choice(one_gradients, (4000, n)).mean(axis=1) for n in (1, 4, 16)}
assert all(abs(means.mean() - one_gradients.mean()) < 0.1 for means in drawn.values())  # 无偏
assert np.isclose(drawn[1].std() / drawn[4].std(), 2, atol=0.15) and np.isclose(drawn[4].std() / drawn[16].std(), 2, atol=0.15)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.2.3 看完一轮，谁学得多
#
# 手写数字，1437 个训练样本，网络 64-64-10，都只看**一轮**，学习率各用试过合适的：5、0.5、0.05。
#
# **下注**：一轮以后，每批 1437 个、32 个、1 个，训练损失谁最低？
# 要是走同样的时间，32 个和 1 个，谁低？
# 十类瞎猜，每类给 0.1，损失是 $-\ln0.1\approx2.3$。

# %% slideshow={"slide_type": "skip"}
digits = load_digits()
parts = train_test_split(digits.data / 16, digits.target, test_size=360, stratify=digits.target, random_state=0)
X_digits, X_test = (torch.tensor(part, dtype=torch.float32) for part in parts[:2])
y_digits, y_test = (torch.tensor(part) for part in parts[2:])
loss_of = nn.CrossEntropyLoss()


def digit_net(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))


def whole_loss(net):  # 全部训练样本上的损失
    with torch.no_grad():
        return loss_of(net(X_digits), y_digits).item()


def one_epoch(net, optimizer, batch, shuffle):
    for rows in torch.randperm(len(X_digits), generator=shuffle).split(batch):
        optimizer.zero_grad()
        loss_of(net(X_digits[rows]), y_digits[rows]).backward()
        optimizer.step()

# %% slideshow={"slide_type": "skip"}
def after(batch, eta, rounds):
    losses = []
    for seed in range(3):
        net, shuffle = digit_net(seed), torch.Generator().manual_seed(seed)
        optimizer = SGD(net.parameters(), lr=eta)
        for _ in range(rounds):
            one_epoch(net, optimizer, batch, shuffle)
        losses.append(whole_loss(net))
    return losses

# %% slideshow={"slide_type": "fragment"}
after_rounds = {}
for batch, eta, rounds in ((1437, 5, 1), (32, 0.5, 1), (1, 0.05, 1), (32, 0.5, 20)):
    losses = after_rounds[batch, rounds] = after(batch, eta, rounds)
    told = "、".join(f"{loss:.2f}" for loss in losses)
    print(f"每批 {batch:4d} 个，{rounds:2d} 轮，改 {math.ceil(1437 / batch) * rounds:4d} 次：损失 {told}")

# %% slideshow={"slide_type": "skip"}
assert min(after_rounds[1437, 1]) > 1.9 and 0.4 < min(after_rounds[32, 1]) and max(after_rounds[32, 1]) < 0.9
assert max(after_rounds[1, 1]) < min(after_rounds[32, 1]) and max(after_rounds[32, 20]) < 0.05
seconds = []
for batch in (1, 32):
    began, net = time.process_time(), digit_net(0)
    one_epoch(net, SGD(net.parameters(), lr=0.05), batch, torch.Generator().manual_seed(0))
    seconds.append(time.process_time() - began)
assert seconds[0] > 5 * seconds[1]
assert len(X_digits) == 1437 and len(X_test) == 360

# %% [markdown] slideshow={"slide_type": "subslide"}
# 同样看一轮，批小的改得多，学得多：每批 1 个赢。
# 比时间就不同了：一个一个地算，用不上大矩阵乘法；写这一章的机器上，1437 步约 0.15 秒，45 步约 0.007 秒，差 20 倍上下。
# 同样的时间，每批 32 个够走 20 轮，就是最后一行：低得多。
#
# **小批量两头都占**：改得比全部勤，算得比一个一个快；32、64 是常见的起点，换了批的大小，学习率也要重新找。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 9.2.4 噪声有时帮忙（自学）
#
# 梯度量得准，走到哪个谷就停在哪个谷，哪怕隔壁更深；浅的谷底是一个**局部极小**（local minimum）。
# （梯度是 0 的地方不都是谷底，还有鞍点，见 9.6.3。）
# 抖一抖，也许就翻过去了（第 3 章答应过要讲）。
#
# 造一座两个谷的山，$J=\frac14(w^2-1)^2+0.15w$。
# 60 个样本，每个再加一项 $c_iw$；$c_i$ 平均是 0，标准差是 2。
# 从浅的谷里 $w=1.1$ 出发，$\eta=0.2$，看 50 轮（每步 60 个是 50 步，每步 1 个是 3000 步），跑 40 次。
# 最后一轮的每一步都在坎的同一边，算停在那个谷；两边都到过的另算：

# %% slideshow={"slide_type": "skip"}
tilts = np.random.default_rng(0).normal(size=60)
tilts = 2 * (tilts - tilts.mean()) / tilts.std()  # 60 个样本各自再斜多少，平均是 0
RIDGE = 0.1536  # 坎顶


def two_valleys(start, batch, runs=40, epochs=50, eta=0.2):
    """Descend in forty runs; count those that spent the last epoch in the shallow valley, the deep one, both."""
    pick, w = np.random.default_rng(1), np.full(runs, start)
    for _ in range(epochs):
        order, places = pick.permuted(np.tile(tilts, (runs, 1)), axis=1), []
        for first in range(0, 60, batch):
            w = w - eta * (w**3 - w + 0.15 + order[:, first : first + batch].mean(axis=1))
            places.append(w)
    shallow, deep = (np.array(places) > RIDGE).all(axis=0).sum(), (np.array(places) < RIDGE).all(axis=0).sum()
    return int(shallow), int(deep), int(runs - shallow - deep)


valley_counts = {b: two_valleys(1.1, b) for b in (60, 10, 4, 1)}

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.1))
ws = np.linspace(-1.7, 1.7, 200)
left_ax.plot(ws, (ws**2 - 1) ** 2 / 4 + 0.15 * ws, color=BLUE)
left_ax.plot([0.914], [0.1439], "o", color=RED)
left_ax.plot([-1.068], [-0.1553], "s", color=GREEN)
left_ax.annotate("浅的谷", (0.914, 0.1439), (0.93, 0.07), color=RED, ha="center", va="top")
left_ax.annotate("深的谷", (-1.068, -0.1553), (-1.02, -0.22), color=GREEN, ha="center", va="top")
left_ax.set(xlabel="$w$", ylabel="$J$", ylim=(-0.45, 0.75))
spots, bottom = np.arange(4), np.zeros(4)
for column, color, name in ((0, RED, "停在浅的谷"), (1, GREEN, "停在深的谷"), (2, "0.75", "两边都到过")):
    heights = np.array([counts[column] for counts in valley_counts.values()])
    bars = right_ax.bar(spots, heights, 0.6, bottom=bottom, color=color, label=name)
    right_ax.bar_label(bars, [f"{n}" if n > 1 else "" for n in heights], label_type="center")
    bottom += heights
right_ax.set_xticks(spots, [f"{b}" for b in valley_counts])
right_ax.set(xlabel="每步几个样本", ylabel="40 次里有几次", ylim=(0, 76), yticks=[0, 20, 40])
right_ax.legend(loc="upper left", fontsize=12)
told = "；".join(f"每步 {b} 个，停在浅的谷 {n[0]} 次，深的谷 {n[1]} 次，两边都到过 {n[2]} 次" for b, n in valley_counts.items())
plotting.show(fig, alt=f"左图：曲线有两个谷，右边一个浅，左边一个深，中间隔着一道坎。右图：柱子叠起来是 40 次，从浅的谷出发，最后一轮在哪里：{told}。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 每步 60 个、10 个，最后都还在浅的谷；每步 4 个，多数翻到了深的谷，从深的谷（$w=-1.1$）出发的 40 次，最后一轮都还在那里；每步 1 个抖得太大，一轮里在坎上跳来跳去，哪个谷也停不住。
# **噪声能帮忙，不保证帮忙**：抖多大，要看批的大小，也要看学习率。
# 这里把 $\eta$ 换成 0.1，每步 4 个的，最后也都还在浅的谷。

# %% slideshow={"slide_type": "skip"}
assert valley_counts[60] == valley_counts[10] == (40, 0, 0) and valley_counts[4][1] > 20 and valley_counts[1][2] == 40
assert two_valleys(-1.1, 4) == (0, 40, 0) and two_valleys(1.1, 4, eta=0.1) == (40, 0, 0)
wells = np.sort(np.roots([1, 0, -1, 0.15]).real)
assert np.allclose(wells, [-1.0679, RIDGE, 0.9143], atol=1e-4) and np.isclose(tilts.std(), 2)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：9.2.3 的下注先举三种，再跑；选 1437 的人最多，理由是“梯度最准”。
# 准的梯度，一轮只走一步。
#
# **会遇到的误区**：“每批 1 个，永远最好”。
# 按轮比它赢；同样的时间，每批 32 个走了 20 轮，损失低得多。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.3 带着惯性
#
# ### 9.3.1 滚下去的球
#
# 人走一步停一步，球滚起来有惯性。
# **动量法**（Momentum）记住一个速度 $v$，每步先打个折，再加上眼前的梯度：
#
# $$v\leftarrow\mu v+g,\qquad w\leftarrow w-\eta v$$
#
# $\mu$（这里不是平均数）通常是 0.9，$v$ 从 0 开始。
# 峡谷里，从 $(1,1)$ 出发，$\eta=0.05$：
#
# | 步 | 梯度 $g=(w_1,10w_2)$ | $v$ | 新的 $w$ |
# |---|---|---|---|
# | 1 | $(1,\;10)$ | $0.9\times(0,0)+(1,10)=(1,\;10)$ | $(0.95,\;0.5)$ |
# | 2 | $(0.95,\;5)$ | $0.9\times(1,10)+(0.95,5)=(1.85,\;14)$ | $(0.8575,\;-0.2)$ |
# | 3 | $(0.8575,\;-2)$ | ？ | ？ |
#
# **动笔**：第 3 行是多少？
# 梯度已经反过来了，它往哪边走？

# %% slideshow={"slide_type": "subslide"}
w_ball, v_ball = np.array([1.0, 1.0]), np.zeros(2)
for step in (1, 2, 3):
    v_ball = 0.9 * v_ball + ravine(w_ball)
    w_ball = w_ball - 0.05 * v_ball
    print(f"第 {step} 步：v = {v_ball.round(4)}，w = {w_ball.round(6)}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(w_ball, [0.731375, -0.73]) and np.allclose(v_ball, [2.5225, 10.6])
ball_path = follow(SGD, ravine, 60, lr=0.05, momentum=0.9)
assert np.allclose(ball_path[1:4], [[0.95, 0.5], [0.8575, -0.2], [0.731375, -0.73]])

# %% [markdown] slideshow={"slide_type": "-"}
# $w_2$ 从 $-0.2$ 又冲到 $-0.73$：梯度在往回推，速度还没用完。
#
# - **坏处**：会冲过头，来回摆几次才停；
# - **好处**：缓的方向，梯度一直朝一边，速度越攒越大。
#
# 条件数 10 的峡谷还不算窄，坏处比好处大。
# 看一条窄的：条件数 100，$\eta=0.018$。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
def narrow(w):  # 条件数 100 的峡谷的梯度
    return np.array([1.0, 100.0]) * w


walk_path = follow(SGD, narrow, 120, lr=0.018)
roll_path = follow(SGD, narrow, 120, lr=0.018, momentum=0.9)
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.1))
for places, name, color, dash in ((walk_path, "SGD", BLUE, "-"), (roll_path, "Momentum", RED, "--")):
    left_ax.plot(places[:, 0], color=color, ls=dash, label=name)
    right_ax.plot((places**2 @ [1, 100]) / 2, color=color, lw=2.5 if dash == "-" else 1.2)
left_ax.axhline(0, color="0.6", lw=1)
left_ax.set(xlabel="步", ylabel="$w_1$", title="缓的方向")
left_ax.legend(loc="upper right")
right_ax.set(xlabel="步", ylabel="高度（对数）", title="离谷底多高", yscale="log")
right_ax.set_yticks([0.0001, 0.01, 1, 100], ["0.0001", "0.01", "1", "100"])
right_ax.minorticks_off()
plotting.show(fig, alt="条件数 100 的峡谷，横轴是步，到 120。左图：w1，SGD 慢慢降，120 步时还有 0.11；Momentum 第 15 步就过了 0，冲到 −0.27 再摆回来，越摆越小。右图：高度，对数轴。Momentum 是一条上下起伏的细线，前 40 步大多高得多，只在第 11、13、15 步低到 SGD 下面；75 步以后一直比它低。")

# %% [markdown] slideshow={"slide_type": "-"}
# Momentum 先难看：在陡的方向，它摆得比 SGD 久；缓的方向它快得多，75 步以后一直更低。

# %% slideshow={"slide_type": "skip"}
walk_height, roll_height = (walk_path**2 @ [1, 100]) / 2, (roll_path**2 @ [1, 100]) / 2
assert np.flatnonzero(roll_height > walk_height)[-1] <= 75 and roll_height[20] > 10 * walk_height[20]
assert list(np.flatnonzero(roll_height[:40] < walk_height[:40])) == [11, 13, 15]
assert np.argmax(roll_path[:, 0] < 0) == 15 and np.isclose(roll_path[:, 0].min(), -0.273, atol=0.001)
assert np.isclose(walk_path[-1, 0], 0.113, atol=0.002)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.3.2 峡谷越窄，惯性越值
#
# 条件数 10、100、1000，从 $(1,1)$ 走到高度降到 0.0001 以下、不再回升，各要几步？
# $\eta$ 都取 SGD 上限的九成（1.8 除以条件数）：

# %% slideshow={"slide_type": "-"}
needed = {}
for condition in (10, 100, 1000):
    curve, steps = np.array([1.0, condition]), 400 if condition < 1000 else 2600
    for mu in (0, 0.9):
        path = follow(SGD, lambda w: curve * w, steps, lr=1.8 / condition, momentum=mu)
        too_high = (path**2 @ curve) / 2 > 1e-4
        needed[condition, mu] = int(np.flatnonzero(too_high)[-1]) + 1
    plain, rolling = needed[condition, 0], needed[condition, 0.9]
    print(f"条件数 {condition:4d}：SGD {plain:4d} 步，Momentum {rolling:4d} 步")

# %% slideshow={"slide_type": "skip"}
assert needed[10, 0] < needed[10, 0.9] and 0.5 < needed[100, 0.9] / needed[100, 0] < 0.6
assert 10 * needed[1000, 0.9] < needed[1000, 0] and 4 < needed[10, 0.9] / needed[10, 0] < 5
light = (follow(SGD, ravine, 100, lr=0.18, momentum=0.3) ** 2 @ RAVINE) / 2
assert np.flatnonzero(light > 1e-4)[-1] + 1 == 13
assert height(follow(SGD, ravine, 600, lr=0.37, momentum=0.9)[-1]) < 1e-9
assert height(follow(SGD, ravine, 300, lr=0.39, momentum=0.9)[-1]) > 1e9

# %% [markdown] slideshow={"slide_type": "fragment"}
# 条件数 10，$\mu=0.9$ 惯性太大，步数成了四倍多（换成 $\mu=0.3$，13 步，自检里算过）；100，步数少四成多；1000，不到十分之一。
# Momentum 自己的上限更宽，$\eta<2(1+\mu)/\lambda$（推导不讲）：条件数 10 时是 0.38，自检里 0.37 收得住，0.39 飞出去。
# 第 1 章的房价，没标准化时条件数是一亿多：先标准化，再谈优化器。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.momentum")

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.momentum_limit")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 9.3.3 另一种写法（自学）
#
# 有的讲义把 Momentum 写成指数滑动平均（EMA，9.4.2），旧的占 $\beta$，新的占 $1-\beta$：
#
# $$\bar v\leftarrow\beta\bar v+(1-\beta)g,\qquad w\leftarrow w-\eta'\bar v$$
#
# 两边同乘 $\frac1{1-\beta}$：$\frac{\bar v}{1-\beta}\leftarrow\beta\,\frac{\bar v}{1-\beta}+g$，正是 $\mu=\beta$ 时的 $v$。
# 所以 $\bar v=(1-\beta)v$，走 $\eta'\bar v=\eta'(1-\beta)v$，就是走 $\eta v$，只要
#
# $$\eta=\eta'(1-\beta)$$
#
# $\eta'=0.5$、$\beta=0.9$，和上面的 $\eta=0.05$ 走得一模一样。
# 两种都对；**抄学习率之前，先看是哪一种**：PyTorch 是 9.3.1 那一种，抄错差十倍。

# %% slideshow={"slide_type": "skip"}
w_ema, v_ema = np.array([1.0, 1.0]), np.zeros(2)
for step in range(1, 51):
    v_ema = 0.9 * v_ema + (1 - 0.9) * ravine(w_ema)
    w_ema = w_ema - 0.5 * v_ema
    assert np.allclose(w_ema, ball_path[step], atol=1e-14)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.3.4 先看一眼再走：NAG
#
# 球反正要按惯性走 $\eta\mu v$，不如**先走到那里，再量梯度**（Nesterov，1983）：
#
# $$v\leftarrow\mu v+\nabla J(w-\eta\mu v),\qquad w\leftarrow w-\eta v$$
#
# 前面的梯度要是反过来了，现在就能刹车。
# 条件数 10 的峡谷，$\eta=0.05$，第 3 步的 $w_2$：Momentum 在 $-0.73$，NAG 在 $-0.20$，已经刹住了。

# %% slideshow={"slide_type": "skip"}
nag_path = follow(SGD, ravine, 60, lr=0.05, momentum=0.9, nesterov=True)
assert np.allclose(nag_path[1:4], [[0.905, 0.05], [0.778525, -0.4025], [0.63146262, -0.404875]])
# 换变量：原来的写法里的 w - ημv，就是 PyTorch 的 w
w_real, v_real, real_path = np.array([1.0, 1.0]), np.zeros(2), [np.array([1.0, 1.0])]
for step in range(1, 61):
    v_real = 0.9 * v_real + ravine(w_real - 0.05 * 0.9 * v_real)
    w_real = w_real - 0.05 * v_real
    real_path.append(w_real)
    assert np.allclose(w_real - 0.05 * 0.9 * v_real, nag_path[step], atol=1e-14)
real_path = np.array(real_path)
assert np.isclose(real_path[3, 1], -0.20125)
assert height(nag_path[50]) < 1e-4 * height(ball_path[50])

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
ax.plot(ball_path[:41, 1], "s-", color=RED, ms=5, label="Momentum")
ax.plot(real_path[:41, 1], "o--", color=BLUE, ms=5, label="NAG")
ax.axhline(0, color="0.6", lw=1)
ax.set(xlabel="步", ylabel="$w_2$（陡的方向）")
ax.legend(loc="upper right")
plotting.show(fig, alt="w2 随步数，头 40 步。Momentum 从 1 冲到 −0.84，再在正负之间一次次地摆，到第 38 步还有 −0.14；NAG 冲到 −0.20 就回来，摆一两下，十步以后贴着 0。")

# %% [markdown] slideshow={"slide_type": "-"}
# 在陡的方向，NAG 刹得住，十来步就静下来了。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：PyTorch 的写法。** 它换了个变量，只要眼前的梯度：
#
# $$v\leftarrow\mu v+g,\qquad w\leftarrow w-\eta\,(g+\mu v)$$
#
# 它的 $w$ 记的是“前面那个点” $w-\eta\mu v$，所以第 3 步的 $w_2$ 印出来是 $-0.40$；越近谷底，两个点越近。

# %% slideshow={"slide_type": "skip"}
assert -0.85 < ball_path[:, 1].min() < -0.83 and -0.21 < real_path[:, 1].min() < -0.20 and abs(real_path[10:, 1]).max() < 0.01
assert -0.15 < ball_path[38, 1] < -0.13

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.nag")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.3.5 忘了清零，就是 $\mu=1$
#
# 第 4 章：忘了清零，`.grad` 里就是走过的梯度之和，代价来回摆。
# 现在看得出它是什么了：
#
# $$v\leftarrow1\cdot v+g,\qquad w\leftarrow w-\eta v$$
#
# **正是 $\mu=1$ 的 Momentum**：速度一点不打折，好比没有摩擦的球，在碗里来回滚，停不下来。
# $\mu=0.9$ 就是给球加上摩擦。

# %% slideshow={"slide_type": "-"}
frictionless = follow(SGD, ravine, 2000, lr=0.05, momentum=1.0)
for first in (0, 500, 1000, 1500):
    highest = height(frictionless[first : first + 501]).max()
    print(f"第 {first:4d} 到 {first + 500:4d} 步，最高 {highest:.2f}")

# %% slideshow={"slide_type": "skip"}
summed, w_sum, forgot = np.zeros(2), np.array([1.0, 1.0]), []
for _ in range(2000):
    summed = summed + ravine(w_sum)  # 不清零
    w_sum = w_sum - 0.05 * summed
    forgot.append(w_sum)
assert np.allclose(forgot, frictionless[1:], atol=1e-9)
assert min(height(frictionless[first : first + 501]).max() for first in (0, 500, 1000, 1500)) > 5

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两千步了，每一段里都还滚到开头那么高，甚至高一点（开头是 5.5）。
# 可是第 5 章忘了清零，100 轮并没有坏：9.4.6 再说。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：9.3.1 的第 3 行让学生算：$v=(1.665+0.8575,\;12.6-2)=(2.5225,\;10.6)$，$w=(0.731375,\;-0.73)$。
# 常见的错：以为梯度反了，$w_2$ 就往回走。
#
# **会遇到的误区**：“动量法总比 SGD 快”。
# 9.3.2 的第一行就是反例。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.4 每个权重，自己的步子
#
# ### 9.4.1 Adagrad：走过的梯度都记着
#
# 惯性还是一个学习率管所有方向。
# 换个想法：**每个权重各除以自己的梯度有多大**。
# **Adagrad** 把走过的梯度的平方都攒起来：
#
# $$s\leftarrow s+g^2,\qquad w\leftarrow w-\eta\,\frac{g}{\sqrt s+\varepsilon}$$
#
# 平方、开方、除法都**逐元素**；$\varepsilon$ 很小，只怕除以 0，加在根号外面。
# （和第 7 章挪一点点的 $\varepsilon$ 不是一回事。）
#
# 峡谷里第一步，$g=(1,10)$，$s=(1,100)$，$\eta=0.1$：
#
# $$0.1\times\Big(\frac1{\sqrt1},\;\frac{10}{\sqrt{100}}\Big)=(0.1,\;0.1)$$
#
# 陡十倍的方向，走得一样远：对着坐标轴的峡谷，等于没有了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.4.2 越走越不敢走，和怎样治
#
# 梯度一直是 1，走了 $k$ 步，$s=k$，第 $k$ 步只走 $\eta/\sqrt k$：第 100 步只剩十分之一。
# $s$ **只加不减**，步子只会越来越小，没到谷底就慢得像停了（并没有停：$k$ 步一共约 $2\eta\sqrt k$）。
#
# **RMSProp** 学会忘记，只攒**最近**的：旧的占 $\alpha$，新的占 $1-\alpha$，这样的平均叫**指数滑动平均**（exponential moving average，EMA），简称滑动平均。
#
# $$s\leftarrow\alpha s+(1-\alpha)g^2,\qquad w\leftarrow w-\eta\,\frac{g}{\sqrt s+\varepsilon}$$
#
# $\alpha$ 管忘得多慢，PyTorch 就叫它 `alpha`，默认 0.99；它不是第 1 章的学习率。
# 梯度一直是 1，$s$ 慢慢升到 1，步子稳在 $\eta$：不会越走越慢。

# %% slideshow={"slide_type": "skip"}
Adagrad, RMSprop, Adadelta = torch.optim.Adagrad, torch.optim.RMSprop, torch.optim.Adadelta
adagrad_path, rms_path = follow(Adagrad, ravine, 50, lr=0.1), follow(RMSprop, ravine, 50, lr=0.01, alpha=0.99)
assert np.allclose(adagrad_path[1:4], np.array([0.9, 0.83310353, 0.78045618])[:, None])
assert np.allclose(rms_path[1:4], np.array([0.9, 0.832918, 0.779982])[:, None])
flat = {kind: -np.diff(follow(kind, np.ones_like, 1200, start=(0.0,), lr=0.1)[:, 0]) for kind in (Adagrad, RMSprop)}
assert np.allclose(flat[Adagrad], 0.1 / np.sqrt(np.arange(1, 1201))) and np.isclose(flat[RMSprop][-1], 0.1)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
for kind, name, color, dash in ((Adagrad, "Adagrad", RED, "--"), (RMSprop, "RMSProp", BLUE, "-")):
    ax.plot(range(1, 301), flat[kind][:300], color=color, ls=dash, label=name)
ax.set(xlabel="步", ylabel="一步走多远", ylim=(0, 0.4))
ax.axhline(0.1, color="0.6", lw=1)
ax.legend()
plotting.show(fig, alt="梯度一直是 1，η 是 0.1，横轴是步，纵轴是一步走多远。Adagrad 从 0.1 一路变小，300 步时不到 0.01；RMSProp 开头很大，很快降下来，300 步时稳在 0.1 附近。灰线是 0.1。")

# %% [markdown] slideshow={"slide_type": "-"}
# （Adadelta 换一种治法，连步子也记，见 9.4.3。）
# $\eta=0.1$，RMSProp 的第一步却走了 1，在图外：$s$ 从 0 起步，偏小，除出来就偏大。
# 9.4.4 治这个病。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 9.4.3 Adadelta：步子自己定（自学）
#
# $w$ 若以米计，梯度就是“每米多少代价”；$g/\sqrt s$ 的单位约掉了，步子该有的“米”全靠 $\eta$ 补上。
# **Adadelta** 再记一个 $d$，最近的**步子**的平方平均，拿它补：
#
# $$s\leftarrow\rho s+(1-\rho)g^2,\qquad \Delta=\frac{\sqrt{d+\varepsilon}}{\sqrt{s+\varepsilon}}\,g$$
#
# $$d\leftarrow\rho d+(1-\rho)\Delta^2,\qquad w\leftarrow w-\eta\Delta$$
#
# - $\rho=0.9$，$\eta$ 取 1；算 $\Delta$ 时，$s$ 是新的，$d$ 还是旧的（这个 $d$ 不是特征的个数）；
# - 开头 $d=0$，全靠 $\varepsilon=10^{-6}$ 迈出第一步，所以两个 $\varepsilon$ 都在根号**里面**，起步很慢：
#   峡谷里三步是 0.9968、0.9936、0.9903。
#
# 它也不会像 Adagrad 那样越走越慢。
# $\eta$ 照原论文取 1，少挑一个数，换来的是起步慢。

# %% slideshow={"slide_type": "skip"}
adadelta_path = follow(Adadelta, ravine, 50, lr=1.0, rho=0.9)
assert np.allclose(adadelta_path[1:4, 0], [0.99683774, 0.9935982, 0.99030908])

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.4.4 从 0 起步的平均，偏小多少
#
# 滑动平均从 0 起步。
# 梯度一直是 1，$\beta=0.9$，平均数本该是 1，走出来却是：

# %% slideshow={"slide_type": "-"}
average = 0.0
for t in range(1, 6):
    average = 0.9 * average + 0.1 * 1
    share = 1 - 0.9**t
    print(f"t = {t}：平均 {average:.5f}，除以 1 - 0.9^{t} = {share:.5f}，得 {average / share:.5f}")

# %% slideshow={"slide_type": "skip"}
assert np.isclose(average, 0.40951) and all(np.isclose(1 - 0.9**t, v) for t, v in zip(range(1, 6), (0.1, 0.19, 0.271, 0.3439, 0.40951)))

# %% [markdown] slideshow={"slide_type": "-"}
# 每一步，离 1 的差乘 0.9：差从 1 开始，$t$ 步以后是 $0.9^t$，平均就是 $1-0.9^t$。
# （梯度会变时，补的是平均意义上的偏小，不是每一步都正好。）
# **除以 $1-\beta^t$，就补回来了**，这叫**修正偏差**（bias correction）；这里的“偏差”是平均数偏小，不是偏置 $b$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.4.5 Adam：惯性加自适应
#
# **Adam** 两样都记：梯度的平均 $m$（惯性），梯度的平方的平均 $v$（自己的步子）；都修正偏差，再走：
#
# $$m\leftarrow\beta_1m+(1-\beta_1)g,\qquad v\leftarrow\beta_2v+(1-\beta_2)g^2$$
#
# $$\hat m=\frac m{1-\beta_1^t},\qquad \hat v=\frac v{1-\beta_2^t},\qquad w\leftarrow w-\eta\,\frac{\hat m}{\sqrt{\hat v}+\varepsilon}$$
#
# 默认 $\beta_1=0.9$，$\beta_2=0.999$，$\varepsilon=10^{-8}$；$t$ 是第几步，从 1 数起。
#
# - 论文、PyTorch、作业都把它写作 $v$：**从这里起，$v$ 是平方的平均，不是 Momentum 的速度**；
# - $\beta_1=\mu$ 时，$m$ 就是 Momentum 的速度乘 $1-\beta_1$（9.3.3）；
# - 记住的是没修正的 $m$、$v$；$\hat m$、$\hat v$ 用完就扔。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 峡谷里走三步，$\eta=0.1$，只写第一个坐标：
#
# | 步 $t$ | $g$ | $m$ | $v$ | $\hat m$ | $\hat v$ | 新的 $w_1$ |
# |---|---|---|---|---|---|---|
# | 1 | 1 | 0.1 | 0.001 | 1 | 1 | 0.9 |
# | 2 | 0.9 | 0.18 | 0.001809 | 0.9474 | 0.9050 | 0.8004 |
# | 3 | 0.8004 | 0.2420 | 0.002448 | 0.8931 | 0.8168 | 0.7016 |
#
# **第二个坐标呢？**
# 梯度大 10 倍，$m$ 大 10 倍，$\sqrt v$ 也大 10 倍，一除就没了：**两个坐标走得一样**。
#
# 第一步 $\hat m=g$，$\sqrt{\hat v}=|g|$：**走的正好是 $\eta$**，梯度是大是小都一样（只要比 $\varepsilon$ 大得多）。

# %% slideshow={"slide_type": "skip"}
Adam, AdamW = torch.optim.Adam, torch.optim.AdamW
adam_path = follow(Adam, ravine, 50, lr=0.1)
assert np.allclose(adam_path[1:4], np.array([0.9, 0.80041223, 0.70158627])[:, None])
assert np.allclose(adam_path[:, 0], adam_path[:, 1], atol=1e-7)
assert np.allclose(follow(Adam, lambda w: 1000 * ravine(w), 50, lr=0.1), adam_path, atol=1e-7)
m_first = v_first = 0.0
for t, w_first in zip((1, 2, 3), adam_path[:3, 0]):
    m_first, v_first = 0.9 * m_first + 0.1 * w_first, 0.999 * v_first + 0.001 * w_first**2
found = [m_first, v_first, m_first / (1 - 0.9**3), v_first / (1 - 0.999**3)]
assert np.allclose(found, [0.242041, 0.002448, 0.893141, 0.816767], atol=5e-7)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.adam_first")

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.adagrad")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.adam_scale")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.adam_order")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：各管各的，只对着坐标轴。**
# 把峡谷转 45 度，陡的方向不再是一个坐标，每个坐标里都掺着陡的和缓的。
# SGD 走的还是同一条路，只是跟着转了；Adam 走的就不是原来那条路了，两个坐标的步子也不再相等。

# %% slideshow={"slide_type": "skip"}
turn = np.array([[1, -1], [1, 1]]) / math.sqrt(2)  # 转 45 度
start = (1.0, 0.4)


def turned(w):  # 转过以后的梯度
    return turn @ ravine(turn.T @ w)


for name, kind, eta in (("SGD", SGD, 0.05), ("Adam", Adam, 0.05)):
    straight = follow(kind, ravine, 30, start=start, lr=eta)
    back = follow(kind, turned, 30, start=tuple(turn @ start), lr=eta) @ turn  # 走完再转回来比
    print(f"{name}：转过的和没转的，最远差 {abs(straight - back).max():.3f}")
    assert (abs(straight - back).max() < 1e-12) == (name == "SGD")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：用修正过的盖掉没修正的**，写成 `v = v / (1 - b2**t)`，下一步又拿它接着平均。
# 梯度一直是 1，五步以后 $v$ 本该升到 0.00499，$\hat v$ 一直是 1：

# %% slideshow={"slide_type": "-"}
m_bad = v_bad = 0.0
for t in range(1, 6):
    m_bad, v_bad = 0.9 * m_bad + 0.1, 0.999 * v_bad + 0.001
    m_bad, v_bad = m_bad / (1 - 0.9**t), v_bad / (1 - 0.999**t)  # 错：盖掉了
    move = 0.1 * m_bad / (math.sqrt(v_bad) + 1e-8)
    print(f"第 {t} 步：m = {m_bad:.4g}，v = {v_bad:.3g}，走 {move:.2g}")

# %% slideshow={"slide_type": "skip"}
assert np.isclose(m_bad, 103.5, rtol=1e-3) and np.isclose(v_bad, 8.4e9, rtol=0.01) and np.isclose(move, 1e-4, rtol=0.2)
assert np.isclose(1 - 0.999**5, 0.00499, rtol=1e-3)

# %% [markdown] slideshow={"slide_type": "-"}
# 五步以后，$m$ 是 103.5，$v$ 是八十多亿，该走 0.1，只走 0.0001。
# 不报错，只是学不动。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：$\varepsilon$ 放在根号外面。**
# 有的讲义写成 $\sqrt{\hat v+\varepsilon}$。
# 梯度是 $10^{-5}$ 时，第一步 Adam 该走差不多一个 $\eta$；$\varepsilon=10^{-8}$ 放进根号里，只走 0.1 个 $\eta$：

# %% slideshow={"slide_type": "skip"}
for g_tiny in (1.0, 1e-3, 1e-5):
    outside, inside = g_tiny / (g_tiny + 1e-8), g_tiny / math.sqrt(g_tiny**2 + 1e-8)
    print(f"梯度 {g_tiny:g}：根号外面走 {outside:.3f} η，根号里面走 {inside:.3f} η")
assert outside > 0.99 and 0.09 < inside < 0.11

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.4.6 忘了清零，Adam 就没事吗
#
# 第 5 章的鸢尾花，Adam，学习率 0.01，删掉 `zero_grad()`，100 轮以后损失 0.063，看不出坏。
# **是 Adam 的功劳吗？**
# 换四个种子，走到 300 轮；再请 SGD（学习率 0.1）作对照。
# 箭头左边是第 100 轮，右边是第 300 轮：

# %% slideshow={"slide_type": "skip"}
iris = load_iris()
halves = train_test_split(iris.data, iris.target, test_size=30, stratify=iris.target, random_state=42)
center, spread = halves[0].mean(axis=0), halves[0].std(axis=0)
X_iris, y_iris = torch.tensor((halves[0] - center) / spread, dtype=torch.float32), torch.tensor(halves[2])


def iris_losses(seed, clear, kind=Adam, eta=0.01, rounds=300):
    torch.manual_seed(seed)
    net = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
    optimizer, losses = kind(net.parameters(), lr=eta), []
    for _ in range(rounds):
        if clear:
            optimizer.zero_grad()
        loss = loss_of(net(X_iris), y_iris)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
iris_runs = {}
for kind, eta in ((Adam, 0.01), (SGD, 0.1)):
    for seed in (42, 0, 1, 2):
        told = f"{kind.__name__:4s} 种子 {seed:2d}："
        for clear, word in ((True, "清零"), (False, "，忘了")):
            run = iris_losses(seed, clear, kind, eta)
            iris_runs[kind, seed, clear] = run[99], run[-1]
            told += f"{word} {run[99]:.3f} → " + (f"{run[-1]:.3f}" if run[-1] < 1 else "1 以上")
        print(told)

# %% slideshow={"slide_type": "skip"}
gaps = {  # 忘了的减清零的：第 100 轮，第 300 轮
    kind: np.array([np.subtract(iris_runs[kind, seed, False], iris_runs[kind, seed, True]) for seed in (42, 0, 1, 2)])
    for kind in (Adam, SGD)
}
assert abs(iris_runs[Adam, 42, False][0] - 0.063) < 0.007
assert (gaps[SGD][:, 0] < 0).all() and (gaps[SGD][:, 1] > 0).all()
assert (gaps[Adam][1:, 0] > 0).all() and (gaps[Adam][:, 1] > 0).all()

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(1)
hoarder = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
hoarding, largest = Adam(hoarder.parameters(), lr=0.01), 0.0
for _ in range(300):  # 不清零，量每一步最多走多远
    loss_of(hoarder(X_iris), y_iris).backward()
    before = nn.utils.parameters_to_vector(hoarder.parameters()).detach()
    hoarding.step()
    moved_to = nn.utils.parameters_to_vector(hoarder.parameters()).detach()
    largest = max(largest, (moved_to - before).abs().max().item())
print(f"不清零，一步最多走 {largest / 0.01:.1f} 倍的学习率")
assert 1 < largest / 0.01 < 3

# %% [markdown] slideshow={"slide_type": "fragment"}
# - SGD 忘了清零，就是 $\mu=1$ 的惯性：第 100 轮，四个都比清零的**低**；第 300 轮，四个都比清零的高。
# - Adam 第 100 轮只有种子 42（第 5 章用的就是它）看不出坏，另外三个已经高了；第 300 轮四个都高。
#
# 所以不是 Adam 的功劳：第 5 章只走了 100 轮，又碰巧是这个种子。
# Adam 除以最近的大小，一步不会太大（自检里量了一个种子，不到 $3\eta$），可是方向里还带着旧的梯度。
#
# **除得掉大小，除不掉旧账**；该清的还得清。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：9.4.5 的表只走第一行和第二行；第二个坐标请学生说。
# 9.4.6 先问“是 Adam 的功劳吗”，收两三个答案，再翻出印好的数：SGD 的四行是对照。
#
# **会遇到的误区**：“Adam 自动调学习率，$\eta$ 不用管”。
# 它调的是各个权重之间的比例，总的大小还是 $\eta$（9.8.1）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.5 衰减放在哪里：AdamW
#
# ### 9.5.1 两条路
#
# 权重太大，网络容易去记样本里的噪声（第 11 章细讲），所以常在代价上加一项 $\frac\lambda2\|w\|^2$（L2 正则化；这个 $\lambda$ 管罚多重，不是弯得多急）。
# 它的梯度是 $\lambda w$，怎样交给优化器？
#
# - **加进梯度里**（Adam + L2）：$g\leftarrow g+\lambda w$，再照 Adam 走；
# - **另走一路**（**AdamW**）：先 $w\leftarrow(1-\eta\lambda)w$，再用原来的 $g$ 照 Adam 走。
#
# 第二种叫**解耦的权重衰减**（decoupled weight decay）。
# 不带动量的 SGD，两种是一回事：$w-\eta(g+\lambda w)=(1-\eta\lambda)w-\eta g$。
# **Adam 就不是了**：加进梯度里的 $\lambda w$，也被除以 $\sqrt{\hat v}$。
#
# PyTorch 的 `weight_decay` 就是 $\lambda$；罚的若写成 $\lambda\sum w^2$，没有 $\frac12$，梯度是 $2\lambda w$，要填 $2\lambda$。

# %% slideshow={"slide_type": "skip"}
by_hand = np.array([2.0, -3.0]) - 0.1 * 2 * 0.05 * np.array([2.0, -3.0])  # 罚 0.05 Σw²，学习率 0.1
built_in = follow(SGD, np.zeros_like, 1, start=(2.0, -3.0), lr=0.1, weight_decay=0.1)[-1]
print("手算：", by_hand.round(4), "　weight_decay=0.1：", built_in.round(4))
assert np.allclose(by_hand, [1.98, -2.97]) and np.allclose(built_in, by_hand)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.5.2 实验一：峡谷里，λ 不见了
#
# 从 $(1,1)$ 走，$\eta=0.1$，$\lambda=0.1$：

# %% slideshow={"slide_type": "-"}
decays = {
    "Adam": follow(Adam, ravine, 50, lr=0.1),
    "Adam + L2": follow(Adam, ravine, 50, lr=0.1, weight_decay=0.1),
    "AdamW": follow(AdamW, ravine, 50, lr=0.1, weight_decay=0.1),
}
for name, path in decays.items():
    gap = abs(path - decays["Adam"]).max()
    print(f"{name:9s} 头三步 w1 = {path[1:4, 0].round(5)}，50 步里和 Adam 最多差 {gap:.1e}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(decays["AdamW"][1:4], np.array([0.89, 0.78157186, 0.67510122])[:, None])
assert abs(decays["Adam + L2"] - decays["Adam"]).max() < 1e-8
assert np.isclose(abs(decays["AdamW"] - decays["Adam"]).max(), 0.045, atol=0.001)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 梯度 $(w_1,10w_2)$ 加上 $\lambda w$ 是 $(1.1w_1,\,10.1w_2)$：每个坐标只是放大了一个固定的倍数，Adam 一除就没了。
# 这是特例，一般不会没得这样干净；看下一个实验。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.5.3 实验二：该衰减的衰减不掉
#
# 两个没用的权重，梯度只是噪声：第一个的噪声乘 10，第二个乘 0.1。
# 缩得多快，该由 $\eta\lambda$ 说了算，和噪声大小无关：从 $(1,1)$ 走 500 步，$\eta=0.01$，$\lambda=0.1$，两个都该剩 $(1-0.001)^{500}\approx0.61$。
# 200 份噪声的平均：

# %% slideshow={"slide_type": "-"}
noise = torch.tensor(np.random.default_rng(0).normal(size=(500, 200, 2)) * [10, 0.1])
useless = {}
for name, kind, lam in (("不衰减", Adam, 0), ("Adam + L2", Adam, 0.1), ("AdamW", AdamW, 0.1)):
    w = torch.ones(200, 2, dtype=torch.float64)
    optimizer = kind([w], lr=0.01, weight_decay=lam)
    for g in noise:
        w.grad = g.clone()
        optimizer.step()
    useless[name] = w.mean(dim=0).numpy()
    print(f"{name:9s} 噪声大的 {useless[name][0]:.2f}，噪声小的 {useless[name][1]:.2f}")

# %% slideshow={"slide_type": "skip"}
plain, with_l2, decoupled = (useless[name] for name in ("不衰减", "Adam + L2", "AdamW"))
assert abs(plain - 1).max() < 0.1 and with_l2[0] > 0.85 and abs(with_l2[1]) < 0.1
assert abs(decoupled - (1 - 0.001) ** 500).max() < 0.1

# %% [markdown] slideshow={"slide_type": "fragment"}
# Adam + L2：噪声大的几乎没衰减，噪声小的衰减得太快，两个都不照 $\eta\lambda$ 缩；AdamW 两个都在 0.61 上下。
#
# AdamW 算的、记的和 Adam 一样多，只是衰减换了地方。
# （偏置、归一化层的参数，通常不衰减。）
# 大模型多用它。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.decay_alone")

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.adamw")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.weight_decay")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：9.5.2 印出来的两行一模一样，先问“$\lambda$ 有没有写错”，再回到 $1.1w_1$。
#
# **会遇到的误区**：“`weight_decay` 就是 L2”。
# 对 `SGD`、`Adam` 是；对 `AdamW` 不是，它是解耦的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.6 九个并排走
#
# ### 9.6.1 往哪走，除以什么
#
# 九个优化器，其实是两样零件的搭配：**往哪走**，再**除以什么**。

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.methods")  # 练习

# %% [markdown] slideshow={"slide_type": "fragment"}
# | 优化器 | 记住 | 往哪走 | 除以什么 |
# |---|---|---|---|
# | SGD | 无 | 眼前的梯度 | 不除 |
# | Momentum | $v$（速度） | 速度 | 不除 |
# | NAG | $v$（速度） | 速度，梯度在前面一点量 | 不除 |
# | Adagrad | $s$ | 眼前的梯度 | 全部的梯度，平方和的根 |
# | RMSProp | $s$ | 眼前的梯度 | 最近的梯度，平方平均的根 |
# | Adadelta（自学） | $s$、$d$ | 眼前的梯度 | 两个根的商：最近的梯度除以最近的步子 |
# | Adam | $m$、$v$（平方）、$t$ | 梯度的平均，修正 | 梯度的平方平均的根，修正 |
# | Adam + L2 | 同上 | 同上，$\lambda w$ 加进梯度里 | 同上 |
# | AdamW | 同上 | 同 Adam，衰减另走一路 | 同上 |
#
# “修正”是修正偏差。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：零件写成程序。**
# 每样一行；`M` 是记忆，一个字典，`keep` 把其中一样乘旧的比例，再加上新的。
# NAG 用的是 PyTorch 的写法（9.3.4）；Adam 的平方平均在这里叫 `s2`，免得和速度 `v` 撞名；九种以外的搭配，没有试过。

# %% slideshow={"slide_type": "skip"}
def keep(M, key, old, new):  # 记忆：旧的乘 old，加上 new
    M[key] = old * M.get(key, 0) + new
    return M[key]


def by_steps(g, M):  # Adadelta：除以“梯度比步子”
    ratio = np.sqrt(keep(M, "s", 0.9, 0.1 * g * g) + 1e-6) / np.sqrt(M.get("d", 0) + 1e-6)
    keep(M, "d", 0.9, 0.1 * (g / ratio) ** 2)
    return ratio


WAY = {  # 往哪走
    "梯度": lambda g, M: g,
    "速度": lambda g, M: keep(M, "v", 0.9, g),
    "前看": lambda g, M: g + 0.9 * keep(M, "v", 0.9, g),
    "平均": lambda g, M: keep(M, "m", 0.9, 0.1 * g) / (1 - 0.9 ** M["t"]),
}
SIZE = {  # 除以什么
    "不除": lambda g, M: 1,
    "全部": lambda g, M: np.sqrt(keep(M, "s", 1, g * g)) + 1e-10,
    "最近": lambda g, M: np.sqrt(keep(M, "s", 0.99, 0.01 * g * g)) + 1e-8,
    "梯度比步子": by_steps,
    "修正": lambda g, M: np.sqrt(keep(M, "s2", 0.999, 0.001 * g * g) / (1 - 0.999 ** M["t"])) + 1e-8,
}

# %% slideshow={"slide_type": "skip"}
def optimizer_of(way, size, eta, l2=0, decay=0):
    def step(w, g, memory):  # 走一步，返回新的 w 和新的记忆
        M = dict(memory, t=memory.get("t", 0) + 1)
        g = g + l2 * w
        w = w - eta * decay * w
        return w - eta * WAY[way](g, M) / SIZE[size](g, M), M

    return step

# %% slideshow={"slide_type": "skip"}
NINE = {  # 零件和学习率；最后是 PyTorch 里的同一个
    "SGD": (optimizer_of("梯度", "不除", 0.1), SGD, {"lr": 0.1}),
    "Momentum": (optimizer_of("速度", "不除", 0.05), SGD, {"lr": 0.05, "momentum": 0.9}),
    "NAG": (optimizer_of("前看", "不除", 0.05), SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "Adagrad": (optimizer_of("梯度", "全部", 0.1), Adagrad, {"lr": 0.1}),
    "RMSProp": (optimizer_of("梯度", "最近", 0.01), RMSprop, {"lr": 0.01}),
    "Adadelta": (optimizer_of("梯度", "梯度比步子", 1.0), Adadelta, {"lr": 1.0}),
    "Adam": (optimizer_of("平均", "修正", 0.1), Adam, {"lr": 0.1}),
    "Adam + L2": (optimizer_of("平均", "修正", 0.1, l2=0.1), Adam, {"lr": 0.1, "weight_decay": 0.1}),
    "AdamW": (optimizer_of("平均", "修正", 0.1, decay=0.1), AdamW, {"lr": 0.1, "weight_decay": 0.1}),
}

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.6.2 和 PyTorch 并排走 50 步
#
# 照上面的表一样一样搭起来，九个都从 $(1,1)$ 下峡谷，每一步和 `torch.optim` 的差都不到 $10^{-14}$：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
nine_paths = {}
for name, (step, kind, settings) in NINE.items():
    w, memory = np.array([1.0, 1.0]), {}
    places = [w]
    for _ in range(50):
        w, memory = step(w, ravine(w), memory)
        places.append(w)
    nine_paths[name] = np.array(places)
    worst = abs(nine_paths[name] - follow(kind, ravine, 50, **settings)).max()
    print(f"{name:9s} 50 步后高 {height(w):.1e}，和 PyTorch 差不到 1e-14：{worst < 1e-14}")

# %% slideshow={"slide_type": "skip"}
for name, (step, kind, settings) in NINE.items():
    assert abs(nine_paths[name] - follow(kind, ravine, 50, **settings)).max() < 1e-14
three_steps = {
    "SGD": [(0.9, 0), (0.81, 0), (0.729, 0)],
    "Momentum": [(0.95, 0.5), (0.8575, -0.2), (0.731375, -0.73)],
    "NAG": [(0.905, 0.05), (0.778525, -0.4025), (0.63146262, -0.404875)],
    "Adagrad": [(0.9,) * 2, (0.83310353,) * 2, (0.78045618,) * 2],
    "Adam": [(0.9,) * 2, (0.80041223,) * 2, (0.70158627,) * 2],
    "Adam + L2": [(0.9,) * 2, (0.80041223,) * 2, (0.70158627,) * 2],
    "AdamW": [(0.89,) * 2, (0.78157186,) * 2, (0.67510122,) * 2],
}
assert all(np.allclose(nine_paths[name][1:4], places) for name, places in three_steps.items())

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(3, 3, figsize=(8, 4.4), sharex=True, sharey=True)
xs, ys = np.meshgrid(np.linspace(-0.6, 1.15, 60), np.linspace(-1, 1.15, 60))
for ax, (name, places) in zip(axes.flat, nine_paths.items()):
    ax.contour(xs, ys, (xs**2 + 10 * ys**2) / 2, levels=[0.05, 0.2, 0.6, 1.5, 3], colors="0.82", linewidths=0.8)
    ax.plot(places[:, 0], places[:, 1], "o-", color=BLUE, ms=3, lw=1)
    ax.plot(*places[-1], "s", color=RED, ms=6)
    ax.plot(0, 0, "+", color="k", ms=11)
    ax.set_title(name, fontsize=13, pad=3)
    ax.set(xticks=[0, 1], yticks=[-1, 0, 1])
axes[2, 1].set_xlabel("$w_1$")
axes[1, 0].set_ylabel("$w_2$")
plotting.show(fig, alt="九格图，每格是同一条峡谷和一个优化器的 50 步，从右上角出发，黑十字是谷底，橙红方块是第 50 步。SGD 第一步就落到谷底的线上，再往左到中心；Momentum 上下左右地摆；NAG 上下摆得小，左右也冲过中心再回来；Adagrad、RMSProp、Adadelta、Adam、Adam + L2、AdamW 都沿着对角线走直线：Adagrad、RMSProp 停在离中心不远处，Adadelta 刚走出一小截，Adam 的三个冲过中心，到 −0.27 左右，又回来。")

# %% [markdown] slideshow={"slide_type": "-"}
# 下面两行都走对角线：两个坐标一样。
# （NAG 画的是 PyTorch 的写法，9.3.4。）
# 这不是比赛：学习率是随手取的（SGD 的 0.1 正好是陡的方向一步到底的那个数），换一个，名次就变。

# %% slideshow={"slide_type": "skip"}
for name in ("Adagrad", "RMSProp", "Adadelta", "Adam", "Adam + L2", "AdamW"):
    assert np.allclose(nine_paths[name][:, 0], nine_paths[name][:, 1], atol=1e-4)
assert nine_paths["Adam"].min() < -0.05 and nine_paths["Adadelta"].min() > 0.8 and 0.1 < nine_paths["Adagrad"][-1, 0] < 0.15

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 9.6.3 马鞍上，谁先下来（自学）
#
# $J=w_1^2-w_2^2$ 像马鞍：$w_1$ 方向是谷，$w_2$ 方向是脊，中心梯度是 0，却不是最低点，叫**鞍点**（saddle point）。
# 从 $(1,\,0.001)$ 出发，几乎正对着中心走；几步以后 $|w_2|>1$，算下来了？

# %% slideshow={"slide_type": "skip"}
def saddle(w):
    return np.array([2.0, -2.0]) * w


leaving = {}
for name, (_, kind, settings) in NINE.items():
    places = follow(kind, saddle, 60, start=(1.0, 0.001), **settings)
    leaving[name] = int(np.argmax(abs(places[:, 1]) > 1))

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.3))
order = sorted(leaving, key=leaving.get, reverse=True)
bars = ax.barh(order, [leaving[name] for name in order], color=[BLUE if name in ("SGD", "Momentum", "NAG") else ORANGE for name in order])
ax.bar_label(bars, padding=4)
ax.set(xlabel="离开鞍点用了几步", xlim=(0, 45))
told = "，".join(f"{name} {leaving[name]} 步" for name in reversed(order))
plotting.show(fig, alt=f"横条图，离开鞍点用的步数，从少到多：{told}。每个权重各有步子的是橙色，其余三个是蓝色。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 蓝的靠梯度走：$w_2$ 很小，梯度也很小，要一步一步地成倍长大（SGD 每步乘 1.2）。
# 橙的除以梯度的大小，梯度小，步子也不小；只有 Adadelta 起步慢，它的 $d$ 从 0 攒起。
# 正好从 $(1,0)$ 出发，九个谁也下不来：真的训练里，小批量的噪声会推一把。
# 名次靠两个前提：脊正对着坐标轴，学习率照 9.6.2 取。
# 把马鞍转 45 度，SGD 还是 38 步，Adam 要 51 步；学习率换成 0.1，Momentum 只要 19 步。

# %% slideshow={"slide_type": "skip"}
for _, kind, settings in NINE.values():
    assert (follow(kind, saddle, 60, start=(1.0, 0.0), **settings)[:, 1] == 0).all()
turned_start = tuple(turn @ np.array([1.0, 0.001]))
for kind, count in ((SGD, 38), (Adam, 51)):
    places = follow(kind, lambda w: turn @ saddle(turn.T @ w), 60, start=turned_start, lr=0.1) @ turn
    assert np.argmax(abs(places[:, 1]) > 1) == count
assert np.argmax(abs(follow(SGD, saddle, 60, start=(1.0, 0.001), lr=0.1, momentum=0.9)[:, 1]) > 1) == 19
assert leaving["SGD"] == 38 and leaving["Adam"] == 11 and leaving["SGD"] == max(leaving.values())
assert leaving["Momentum"] < leaving["SGD"] and leaving["NAG"] < leaving["SGD"] and leaving["Adagrad"] < leaving["NAG"]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.6.4 自己换

# %% slideshow={"slide_type": "-"}
NAME, ETA = "Momentum", 0.05  # 改这里：九个名字之一，学习率
own_path = follow(NINE[NAME][1], ravine, 60, **(NINE[NAME][2] | {"lr": ETA}))
fig, ax = plt.subplots(figsize=(8, 3.2))
draw_ravine({f"{NAME}，η = {ETA}": own_path}, ax)
ax.lines[0].set_markevery(1)  # 每一步一个记号
plotting.show(fig, alt=plotting.alt_text(ax))

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():
    import ipywidgets

    def race(name="Momentum", log_eta=-1.3):
        draw_ravine({name: follow(NINE[name][1], ravine, 60, **(NINE[name][2] | {"lr": 10**log_eta}))})
        plt.show()

    ipywidgets.interact(race, name=list(NINE), log_eta=(-3.0, 0.5, 0.05))
else:
    print("在 JupyterLab 里运行，这里可以挑优化器、拖动学习率。没有滑块时，改上面“改这里”的一格。")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 9.6.5 谁在什么时候想出来的（自学）
#
# | 年 | 方法 | 谁 | 性格 |
# |---|---|---|---|
# | 1951 | SGD | Robbins、Monro | 朴素，一步一看 |
# | 1964 | Momentum | Polyak | 有惯性，走得快，会冲过头 |
# | 1983 | NAG | Nesterov | 往前看，快到谷底先刹车 |
# | 2011 | Adagrad | Duchi、Hazan、Singer | 各走各的，越走越小心 |
# | 2012 | RMSProp | Tieleman、Hinton | 只看最近，适合网络 |
# | 2012 | Adadelta | Zeiler | 不会早早停下，起步慢 |
# | 2014 | Adam | Kingma、Ba | 惯性加自适应，上手快 |
# | 2017 | AdamW | Loshchilov、Hutter | 衰减另算，大模型常用 |
#
# 先有惯性，再有各自的步子，2014 年合到一起；Adam + L2 没有单列的一篇，所以九个只有八行。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：出处，和 PyTorch 里的别的优化器。**
#
# - H. Robbins, S. Monro, *Annals of Mathematical Statistics*, 1951, 400–407。
# - B. Polyak, *USSR Computational Mathematics and Mathematical Physics*, 1964, 4(5), 1–17。
# - Y. Nesterov, *Soviet Mathematics Doklady*, 1983, 27(2), 372–376。
# - J. Duchi, E. Hazan, Y. Singer, *Journal of Machine Learning Research*, 2011, 12, 2121–2159。
# - T. Tieleman, G. Hinton, *Lecture 6.5: RMSProp*，2012 年的网络课程，没有论文。
# - M. D. Zeiler, arXiv 1212.5701, 2012。
# - D. P. Kingma, J. Ba, arXiv 1412.6980, 2014。
# - I. Loshchilov, F. Hutter, arXiv 1711.05101, 2017。
#
# `torch.optim` 里常见的：`SGD`、`Adam`、`AdamW`、`Adamax`、`ASGD`、`Adagrad`、`Adadelta`、`RMSprop`。
# 没讲过的两个：`Adamax` 把 Adam 的平方平均换成最近的最大值；`ASGD` 另外记下走过的位置的平均（PyTorch 默认走完一百万步才开始平均，所以下面看到的还是 SGD 的步子）。
# 用法都一样，换一个名字就行：

# %% slideshow={"slide_type": "skip"}
for kind in (torch.optim.Adamax, torch.optim.ASGD):
    path = follow(kind, ravine, 50, lr=0.05)
    print(f"{kind.__name__}：50 步后高 {height(path[-1]):.3f}")
    assert height(path[-1]) < height(path[0])

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.6.6 写成 PyTorch 的一行
#
# 换一个优化器，训练循环的别处一个字也不动；这里的学习率是几个常见的起点：

# %% slideshow={"slide_type": "-"}
weights = list(digit_net(0).parameters())
menu = [
    torch.optim.SGD(weights, lr=0.1),
    torch.optim.SGD(weights, lr=0.01, momentum=0.9),
    torch.optim.RMSprop(weights, lr=0.001, alpha=0.9),
    torch.optim.Adam(weights, lr=0.001),
    torch.optim.AdamW(weights, lr=0.001, weight_decay=0.01),
]
print("换优化器，只换这一行：", [type(optimizer).__name__ for optimizer in menu])

# %% slideshow={"slide_type": "skip"}
assert [optimizer.param_groups[0]["lr"] for optimizer in menu] == [0.1, 0.01, 0.001, 0.001, 0.001]
assert menu[1].param_groups[0]["momentum"] == 0.9 and menu[2].param_groups[0]["alpha"] == 0.9
assert menu[3].param_groups[0]["betas"] == (0.9, 0.999) and menu[3].param_groups[0]["eps"] == 1e-8

# %% [markdown] slideshow={"slide_type": "-"}
# 配套的三句 `zero_grad()`、`backward()`、`step()` 不变；这里几个优化器共用一组权重，`list(...)` 不能省：`parameters()` 只能走一遍。
# AdamW 的学习率，一般从 $5\times10^{-4}$ 到 $10^{-3}$ 起；SGD 的要大得多，小网络也可以再大些，9.8.1 试给你看。
# （加了 0.9 的惯性，同一个方向的步子会长到 10 倍，所以那一行只写 0.01。）
# `alpha=0.9` 是 Hinton 课上的数，PyTorch 默认 0.99。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：翻出 9.6.1 的表之前，先请学生报 Adagrad、Adam 各记什么、除以什么。
#
# **现场可改**（9.6.4）：`"Momentum", 0.2` 飞不出去，只是摆得大；`"SGD", 0.21` 飞出去；`"Adam", 1.0` 第一步踩在谷底，又冲到对面；`"Adagrad", 1.0` 一步就到 0。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.7 学习率怎样变
#
# ### 9.7.1 先大后小
#
# 9.2.2 里，每步一个样本，到了谷底也静不下来。
# 学习率小了走得慢，大了静不下来，那就**先大后小**：开头大步赶路，后来细细找。
#
# 学习率有两种办法跟着变：优化器按梯度给每个权重调（9.4），或者照一张表，按轮数给全体调。
# 后一种叫**学习率调度**（learning rate schedule），两种可以一起用。
#
# 还是 9.2.2 的一个权重，每步随机抽一个样本，走 200 步；四种学习率，各跑 200 次，看离最低点有多远（均方根）：

# %% slideshow={"slide_type": "skip"}
def cosine_at(t, T, top, floor=0.0):  # 余弦，式子在 9.7.2
    return floor + (top - floor) / 2 * (1 + math.cos(math.pi * t / T))


def distance(rate, steps=200, runs=200):
    """Return how far from the best weight, root of the mean square over the runs, step by step."""
    pick, w, far = np.random.default_rng(1), np.zeros(runs), [best_w]
    for t in range(steps):
        i = pick.integers(60, size=runs)
        w = w - rate(t) * (w * x_one[i] - y_one[i]) * x_one[i]
        far.append(np.sqrt(((w - best_w) ** 2).mean()))
    return far


settled = {
    "一直是 0.5": distance(lambda t: 0.5),
    "一直是 0.01": distance(lambda t: 0.01),
    "一直是 0.02": distance(lambda t: 0.02),
    "按余弦从 0.5 降下来": distance(lambda t: cosine_at(t, 200, 0.5)),
}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
for (name, far), color, dash in zip(settled.items(), (RED, GREEN, PURPLE, BLUE), plotting.DASHES):
    ax.plot(far, color=color, ls=dash, label=name)
ax.set(xlabel="步", ylabel="离最低点（均方根）", ylim=(0, 2.2))
ax.legend(loc="upper right")
plotting.show(fig, alt="横轴是步，到 200，纵轴是离最低点多远（均方根）。一直 0.5 的，几步就降到 0.4 上下，以后一直在那里；一直 0.01 的，慢慢降，200 步时到 0.22；一直 0.02 的，降得快些，200 步时到 0.06，最低；按余弦降的，前面和 0.5 的一样快，后来接着往下，200 步时是 0.08。")

# %% [markdown] slideshow={"slide_type": "-"}
# 一直 0.5，几步就到附近，可是停在 0.36 静不下来；一直 0.01，走到最后还有 0.22；从 0.5 按余弦降，最后 0.08。
# 挑准了的常数也行：一直 0.02，最后 0.06。
# 可是事先不知道该挑 0.02；换五个起点再比：

# %% slideshow={"slide_type": "subslide"}
tops, last_constant, last_cosine = (0.1, 0.2, 0.5, 0.8, 1.0), [], []
for top in tops:
    last_constant.append(distance(lambda t: top)[-1])
    last_cosine.append(distance(lambda t: cosine_at(t, 200, top))[-1])
    print(f"起点 {top}：一直不变，最后 {last_constant[-1]:.3f}；按余弦降，最后 {last_cosine[-1]:.3f}")

# %% [markdown] slideshow={"slide_type": "-"}
# 起点差十倍，按余弦降的，最后都在 0.06 到 0.09；一直不变的，从 0.135 到 0.671。
# **先大后小，起点不必挑得那么准**；太小还是不行：余弦从 0.02 起，最后 0.22，没走到。

# %% slideshow={"slide_type": "skip"}
assert np.allclose(last_constant, [0.135, 0.200, 0.363, 0.519, 0.671], atol=0.002)
assert np.allclose(last_cosine, [0.061, 0.073, 0.080, 0.083, 0.085], atol=0.002)
assert np.isclose(distance(lambda t: cosine_at(t, 200, 0.02))[-1], 0.22, atol=0.003)
last = {name: far[-1] for name, far in settled.items()}
assert np.allclose(list(last.values()), [0.363, 0.223, 0.062, 0.080], atol=0.002)
assert settled["一直是 0.5"][10] < 0.4 and settled["按余弦从 0.5 降下来"][10] < 0.4 < 1.5 < settled["一直是 0.01"][10]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.7.2 四张表
#
# 这里 $t$ 数的是走完的**轮**（9.4 数的是步），$\eta_0$ 是最大的学习率：
#
# 1. **下台阶**（step decay，`StepLR`）：每 $k$ 轮乘一次 $\gamma$，$\eta_t=\eta_0\,\gamma^{\lfloor t/k\rfloor}$（$\lfloor\;\rfloor$ 是向下取整；这个 $\gamma$ 是折扣，和 focal 损失的、批量归一化的都无关）；
# 2. **余弦退火**（cosine annealing，`CosineAnnealingLR`）：$\eta_t=\eta_{\min}+\frac12(\eta_0-\eta_{\min})\big(1+\cos\frac{\pi t}T\big)$，$T$ 是总轮数，不是转置；
# 3. **热身**（warm-up，也叫预热）加余弦（`SequentialLR` 把 `LinearLR` 和余弦接起来）：头 $k$ 轮从小的 $\eta_s$ 直线升上去，$\eta_t=\eta_s+(\eta_0-\eta_s)\frac tk$；余下 $T-k$ 轮按余弦降，从第 $k$ 轮数起，第 2 条的 $t$ 换成 $t-k$，$T$ 换成 $T-k$；刚开头权重是随机抽的，梯度常常大而乱，Adam 的 $\hat v$ 也只见过几批，先走小步；
# 4. **看平台**（`ReduceLROnPlateau`）：验证损失连着没有进步的轮数**超过** `patience`，就乘一个折扣（第 10、11 章的早停，是**到了**就停，差一轮）；唯一看着损失办事的。
#
# 也可以按步调度，式子不变，$t$、$T$ 改数步。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 余弦，$\eta_0=0.001$，$\eta_{\min}=0$，$T=100$：
#
# | $t$ | 0 | 25 | 50 | 75 | 100 |
# |---|---|---|---|---|---|
# | $\eta_t$ | 0.001 | 0.00085355 | 0.0005 | 0.00014645 | 0 |
#
# PyTorch 里，学习率存在 `optimizer.param_groups[0]["lr"]`；调度器拿着优化器，**每轮末尾** `step()` 一次，改的就是它：

# %% slideshow={"slide_type": "-"}
net, shuffle = digit_net(0), torch.Generator().manual_seed(0)
optimizer = SGD(net.parameters(), lr=0.5)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)
for epoch in range(4):
    print(f"第 {epoch + 1} 轮，学习率 {optimizer.param_groups[0]['lr']:.3f}")
    one_epoch(net, optimizer, 32, shuffle)  # 每批：zero_grad、backward、step
    scheduler.step()

# %% slideshow={"slide_type": "skip"}
assert abs(optimizer.param_groups[0]["lr"]) < 1e-12 and np.isclose(cosine_at(2, 4, 0.5), 0.25)

# %% slideshow={"slide_type": "skip"}
import torch.optim.lr_scheduler as sched


def rates_of(make, rounds, top, losses=None):
    """Return the learning rate before each epoch, and after the last."""
    optimizer = SGD([torch.zeros(1)], lr=top)
    scheduler, rates = make(optimizer), [optimizer.param_groups[0]["lr"]]
    for t in range(rounds):
        optimizer.step()  # 真的训练时，这里是一整轮
        if losses is None:
            scheduler.step()
        else:
            scheduler.step(losses[t])  # 看平台的，要把损失交给它
        rates.append(optimizer.param_groups[0]["lr"])
    return np.array(rates)

# %% slideshow={"slide_type": "skip"}
def warm(optimizer):
    up = sched.LinearLR(optimizer, start_factor=0.1, total_iters=5)  # 0.1 是 η_s 比 η_0
    down = sched.CosineAnnealingLR(optimizer, T_max=25)
    return sched.SequentialLR(optimizer, [up, down], milestones=[5])


plateau_losses = [1.0, *[0.9] * 7]
SCHEDULES = {
    "下台阶": rates_of(lambda o: sched.StepLR(o, step_size=10, gamma=0.1), 30, 0.1),
    "余弦": rates_of(lambda o: sched.CosineAnnealingLR(o, T_max=30), 30, 0.1),
    "热身加余弦": rates_of(warm, 30, 0.1),
    "看平台": rates_of(lambda o: sched.ReduceLROnPlateau(o, factor=0.5, patience=2), 8, 0.1, plateau_losses),
}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 4, figsize=(8, 2.7), sharey=True)
for ax, (name, rates) in zip(axes, SCHEDULES.items()):
    ax.plot(rates, "o", color=BLUE, ms=3.5)
    ax.set_title(name, fontsize=14)
    ax.set(xlabel="$t$", ylim=(-0.005, 0.108))
    ax.set_xticks([0, 10, 20, 30] if name != "看平台" else [0, 4, 8])
for t, rate, text in ((14.5, 0.01, "0.01"), (24.5, 0.001, "0.001")):
    axes[0].text(t, rate + 0.004, text, fontsize=11, ha="center", va="bottom")
axes[3].set_xlim(-0.5, 8.7)
axes[0].set_ylabel("学习率")
plotting.show(fig, alt="四张小图，纵轴都是学习率，从 0 到 0.1。下台阶：0.1 十轮，0.01 十轮，0.001 十轮，后两段的点上标着数，最后一点 0.0001；余弦：从 0.1 光滑地降到 0；热身加余弦：从 0.01 直线升到第 5 轮的 0.1，再光滑地降到 0；看平台，横轴只到 8：前五个点是 0.1，然后三个 0.05，最后一个 0.025。")

# %% [markdown] slideshow={"slide_type": "-"}
# 前三张，每轮末尾 `scheduler.step()`；看平台的，`scheduler.step(loss)`，`loss` 是验证损失（它的横轴只到 8）。
#
# 第四张：损失是 1，然后一直 0.9，`patience=2`。
# 第 2 轮是最好的；第 3、4 轮没有进步，忍着；第 5 轮还没有，减半到 0.05；再数三轮，第 8 轮以后 0.025。

# %% slideshow={"slide_type": "skip"}
assert np.allclose(SCHEDULES["下台阶"][[0, 9, 10, 20, 30]], [0.1, 0.1, 0.01, 0.001, 0.0001])
assert np.allclose(SCHEDULES["余弦"], [cosine_at(t, 30, 0.1) for t in range(31)])
by_hand = [0.01 + 0.09 * t / 5 for t in range(5)] + [cosine_at(t, 25, 0.1) for t in range(26)]
assert np.allclose(SCHEDULES["热身加余弦"], by_hand) and np.allclose(by_hand[:6], [0.01, 0.028, 0.046, 0.064, 0.082, 0.1])
assert np.allclose(SCHEDULES["看平台"], [0.1] * 5 + [0.05] * 3 + [0.025])
hundred = rates_of(lambda o: sched.CosineAnnealingLR(o, T_max=100), 100, 1e-3)
assert np.allclose(hundred[[0, 25, 50, 75, 100]], [0.001, 0.00085355, 0.0005, 0.00014645, 0], atol=1e-8)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.t_max")

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.step_lr")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.warmup")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.7.3 余弦过了谷底
#
# 画出来看：`T_max=50`，训练 100 轮。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
short = rates_of(lambda o: sched.CosineAnnealingLR(o, T_max=50), 100, 1e-3)
fig, ax = plt.subplots(figsize=(8, 2.9))
ax.plot(short, color=RED, label="T_max = 50")
ax.plot(hundred, color=BLUE, ls="--", label="T_max = 100")
ax.set(xlabel="轮", ylabel="学习率")
ax.legend(loc="upper center")
plotting.show(fig, alt="学习率随轮数。T_max = 100 的蓝虚线从 0.001 一路降到第 100 轮的 0；T_max = 50 的橙红线第 50 轮就到 0，然后掉头往上，第 100 轮回到 0.001。")

# %% [markdown] slideshow={"slide_type": "-"}
# 第 50 轮是 0，第 100 轮又回到 0.001：训练到最后，步子最大。
# 程序不报错；**`T_max` 要等于余弦走的轮数**（没有热身，是总轮数；有，要减去热身的轮数），开训以前把学习率画出来看一眼。
# （有意让它升回去，一遍一遍地来，也是一种办法，叫热重启，PyTorch 另有 `CosineAnnealingWarmRestarts`。）

# %% slideshow={"slide_type": "skip"}
assert abs(short[50]) < 1e-12 and np.isclose(short[100], 1e-3) and np.argmin(short) == 50

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.7.4 从多大开始：学习率范围测试
#
# **学习率范围测试**（learning rate range test）：学习率从很小开始，**每改一次权重就乘一个固定的倍数**，看损失什么时候降、什么时候炸。

# %% slideshow={"slide_type": "skip"}
def range_test(seed, low=1e-3, high=10.0, steps=100):
    net, shuffle = digit_net(seed), torch.Generator().manual_seed(seed)
    optimizer, smooth, rows = SGD(net.parameters(), lr=low), None, []
    for k in range(steps):
        optimizer.param_groups[0]["lr"] = eta = low * (high / low) ** (k / (steps - 1))
        batch = torch.randint(len(X_digits), (32,), generator=shuffle)
        optimizer.zero_grad()
        loss = loss_of(net(X_digits[batch]), y_digits[batch])
        loss.backward()
        optimizer.step()
        smooth = loss.item() if smooth is None else 0.8 * smooth + 0.2 * loss.item()
        rows.append((eta, smooth))  # 一批一个损失太抖，记滑动平均
    return np.array(rows)

# %% slideshow={"slide_type": "skip"}
tests = [range_test(seed) for seed in range(3)]
best_rates = [rows[rows[:, 1].argmin(), 0] for rows in tests]
assert all(0.5 < best < 2.5 for best in best_rates)
for rows in tests:
    early, at_low = rows[rows[:, 0] < 0.03, 1], rows[rows[:, 1].argmin(), 1]
    assert np.ptp(early) < 0.25 and at_low < 2.0 and rows[rows[:, 0] < 4, 1][-1] > at_low + 0.3

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
for rows, color, dash in zip(tests, (BLUE, GREEN, RED), plotting.DASHES):
    ax.plot(rows[:, 0], rows[:, 1], color=color, ls=dash)
ax.axvspan(0.1, 0.2, color="#fbe3b9", zorder=0)
ax.set(xscale="log", xlabel="学习率（对数）", ylabel="平滑的损失", ylim=(1, 4.2))
ax.set_xticks([0.001, 0.01, 0.1, 1, 10], ["0.001", "0.01", "0.1", "1", "10"])
for x, text in ((0.004, "平"), (0.32, "降"), (5, "炸")):
    ax.text(x, 1.15, text, ha="center", fontsize=15)
plotting.show(fig, alt="三个种子的学习率范围测试，横轴是学习率的对数，纵轴是平滑的训练损失。从 0.001 到 0.03 左右是平的，在 2.3 附近；0.2 以后明显下降，在 1 到 2 之间最低；再大就往上冲。0.1 到 0.2 涂成浅橙色。")

# %% [markdown] slideshow={"slide_type": "-"}
# 三条是三个种子；平、降、炸，三段；最低在 1 到 2 之间，再大就往上冲。
# 每个学习率只走了一步，取最低处偏冒险。
# **取它的十分之一左右，是保守的起点**（经验），这里是 0.1 到 0.2（浅橙色），曲线在那里才刚开始降；从它开始，再往上试 3 倍、10 倍。
# 一百步，不到一秒；`coursekit.training.lr_range_test(net, X, y)` 替你做好了。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：`optim.t_max` 先问，再翻到 9.7.3 的图。
# 9.7.4 的程序不放映，黑板上写两行：学习率乘倍数；损失记滑动平均。
#
# **会遇到的误区**：“最低处就是最好的学习率”。
# 不一定：测试里每个学习率只用了一步，它偏冒险；9.8.1 里 1 恰好没有炸，要真跑几轮才知道。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.8 怎么选，不收敛怎么办
#
# ### 9.8.1 差十倍十倍地试
#
# 手写数字，每批 64 个，10 轮，三个种子的平均；括号里是留出的 360 个样本上的准确率（这里只是看一看，真要挑学习率，用验证集）：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
table, etas = {}, (1.0, 0.3, 0.1, 0.01, 0.001, 0.0001)
for kind in (SGD, AdamW):
    for eta in etas:
        found = []
        for seed in range(3):
            net, shuffle = digit_net(seed), torch.Generator().manual_seed(seed)
            optimizer = kind(net.parameters(), lr=eta)
            for _ in range(10):
                one_epoch(net, optimizer, 64, shuffle)
            with torch.no_grad():
                right = (net(X_test).argmax(dim=1) == y_test).float().mean().item()
            found.append((whole_loss(net), right))
        table[kind.__name__, eta] = np.mean(found, axis=0)
print("学习率    SGD             AdamW")
for eta in etas:
    pairs = (table[name, eta] for name in ("SGD", "AdamW"))
    cells = "    ".join(f"{loss:.2f}（{right:.0%}）" if loss < 0.9 or eta < 0.3 else "乱走" for loss, right in pairs)
    print(f"{eta:<8g}  {cells}")

# %% slideshow={"slide_type": "skip"}
losses = {key: row[0] for key, row in table.items()}
assert losses["SGD", 1.0] < 0.25 and losses["SGD", 0.3] < 0.25 < losses["SGD", 0.1] < 0.6 and losses["SGD", 0.01] > 2
assert losses["AdamW", 1.0] > 1.5 and losses["AdamW", 0.1] < 0.15 and losses["AdamW", 0.01] < 0.1
assert 0.3 < losses["AdamW", 0.001] < 0.6 and losses["AdamW", 0.0001] > 1.5 and losses["SGD", 0.0001] > 2.2
assert table["AdamW", 1.0][1] < 0.3 and table["AdamW", 0.01][1] > 0.93 and table["SGD", 1.0][1] > 0.88

# %% [markdown] slideshow={"slide_type": "fragment"}
# 同一个 0.01，AdamW 快学完了，SGD 才起步；同一个 1，SGD 很好，AdamW 什么也没学到（瞎猜是 2.3、10%）。
# （AdamW 默认 `weight_decay=0.01`，SGD 没有。）
# 范围测试给 SGD 的 0.1 学得动，但保守：再大 3 倍、10 倍，这里更好。
# **学习率要和优化器一起试**，先差十倍十倍地找数量级，再细调。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.8.2 一张单子
#
# **起步**：
#
# 1. 先标准化，先打乱；
# 2. AdamW，学习率 $5\times10^{-4}$ 到 $10^{-3}$，小网络可以大些（9.8.1 是 0.01）；或者范围测试取十分之一，再往上试；
# 3. 余弦；网络大、批大，加几轮热身；`T_max` 等于总轮数减热身的轮数；
# 4. 有余力，也试 SGD 加 Momentum，学习率重新找；谁好，看验证集。
#
# **常说的黄金组合**，是经验，不是定理，换了数据照样要比：
#
# | 零件 | 常用的选择 |
# |---|---|
# | 优化器 | AdamW |
# | 学习率 | 余弦加热身 |
# | 防过拟合（第 11 章） | Dropout、权重衰减、早停 |
# | 归一化（第 8 章） | 卷积网络用批量归一化，Transformer（第 13 章）用层归一化 |

# %% slideshow={"slide_type": "subslide"}
quiz.ask("optim.swing")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 9.8.3 不收敛，先动哪一个
#
# 一次只动一样，按这个次序：
#
# | 次序 | 看到什么 | 怎样动 |
# |---|---|---|
# | 1 学习率 | 忽高忽低，总的不降，或者变成 `nan` | 除以 10；还是 `nan`，再裁剪梯度（8.6） |
# | | 几乎不动 | 乘 10 |
# | | 到后来静不下来 | 加调度 |
# | 2 批 | 学习率小了，还是一批高一批低（小批本来就抖一点） | 批加大；每一轮都打乱 |
# | 3 优化器 | SGD 走不动 | 换 Momentum 或 AdamW，学习率重找 |
# | 4 都不是 | 还不行 | 查清零、数据、标签、损失，查初始化和归一化（第 8 章） |
#
# 动之前，先看一眼：20 个样本能不能几乎全学对？
# 连 20 个都记不住，多半是程序有错。

# %% slideshow={"slide_type": "skip"}
quiz.ask("optim.pick")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 9.9 小结：拿着梯度，走到哪里
#
# - **学习率**：碗里每步乘 $1-\eta\lambda$，$\eta<2/\lambda$ 才收得住；峡谷里要迁就最陡的方向。
# - **批**：全部的准而贵，一个的便宜而抖，小批量折中；噪声有时帮忙翻过坎，不保证（9.2.4，自学）。
# - **Momentum**：速度打折再加梯度，谷越窄越值（条件数 10 还不值），会冲过头；NAG 先看一眼；忘了清零就是 $\mu=1$。
# - **各自的步子**：Adagrad 全记，RMSProp 只记最近，Adadelta 连步子也记；Adam 是惯性加自适应，修正偏差。
# - **AdamW**：衰减另走一路，不被除掉。
# - **调度**：先大后小；下台阶、余弦、热身、看平台；`T_max` 等于余弦走的轮数。
#
# **下一步**：做 9.10 和作业，九个优化器都自己写成函数；第 10 章把它们放进完整的训练流程。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学训练一个网络，SGD，学习率 1，损失降到 0.3 就上下跳，再也不降。
# 他说：“换成 AdamW，学习率还用 1。”
# 你同意吗？
# 你先让他试哪一样？
#
# 答案在 9.10 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：不同意，学习率不能照搬：9.8.1 里 1 对 SGD 很好，AdamW 什么也没学到（它第一步每个权重都走 1）。
# 先让他把学习率降下来：加一个余弦，或者除以 10，只动这一样（9.8.3）。
# 答“加大批”也说得通：跳也可能是梯度抖。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 9.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：两个数的上限。** $J=\frac12(4w_1^2+w_2^2)$，学习率要小于多少才收得住？
# 取 0.4，两个坐标每步各乘多少？
#
# <details><summary>答案</summary>
#
# 弯得最急的是 4，所以 $\eta<2/4=0.5$。
# 取 0.4：$w_1$ 乘 $1-1.6=-0.6$，左右跳着变小；$w_2$ 乘 $0.6$，一路变小。
# </details>
#
# **第 2 题：Momentum 停得下来吗。** 刚走完一步，速度是 $v$，梯度忽然变成 0，$\mu=0.9$，学习率 $\eta$。
# 还会往前走多远？
#
# <details><summary>答案</summary>
#
# 每一步速度乘 0.9：$\eta(0.9v+0.81v+\cdots)=\eta v\cdot\frac{0.9}{1-0.9}=9\eta v$。
# $\mu=1$ 时停不下来。
# </details>
#
# **第 3 题：只修正一个。** Adam 忘了修正 $v$，只修正 $m$，第一步走多远？
# 两个都不修正呢？
#
# <details><summary>答案</summary>
#
# 只修正 $m$：$\hat m=g$，$\sqrt v=\sqrt{0.001}\,|g|$，走 $\eta/\sqrt{0.001}\approx31.6\eta$。
# 都不修正：$0.1g/(\sqrt{0.001}\,|g|)$，走 $3.16\eta$。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：为什么要 AdamW。** 用一句话回答，再举一个例子。
#
# <details><summary>答案</summary>
#
# 加进梯度里的 $\lambda w$ 也被除以 $\sqrt{\hat v}$，衰减的快慢就跟着梯度的大小变；AdamW 让每个权重按同样的比例衰减。
# 例子：9.5.3，梯度的噪声大的权重几乎没衰减，噪声小的衰减得太快。
# </details>
#
# **第 5 题：批大了十倍。** 每批从 32 个换成 320 个，轮数不变，改权重的次数怎样变？
# 学习率不动，会看到什么？
#
# <details><summary>答案</summary>
#
# 次数是原来的十分之一左右（45 次变成 5 次）。
# 每一步更准，可是步数少了，同样的轮数学得少（9.2.3）；学习率要重新找，批大，通常可以加大一些。
# </details>
#
# **第 6 题：热身加余弦。** $\eta_0=0.1$，从 0.01 热身 5 轮，总共 15 轮，余弦降到 0。
# 走完 2 轮、走完 10 轮以后，学习率各是多少？
#
# <details><summary>答案</summary>
#
# 走完 2 轮：$0.01+0.09\times\frac25=0.046$。
# 走完 10 轮：余弦走了 $t-k=5$ 轮，总共 $T-k=10$ 轮，正好一半，0.05。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**（9.9 的末尾）。
#
# <details><summary>答案</summary>
#
# 不同意：学习率不能照搬；9.8.1 里 1 对 SGD 很好，AdamW 却什么也没学到，它第一步每个权重就走 1。
# 上下跳、降不下去，多半是步子太大，也可能是梯度太抖；先只动一样：学习率除以 10（加余弦也可以）。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `optim.divergence`（9.1），`optim.sizes`（9.2），`optim.momentum_limit`、`optim.nag`（9.3）；
# - `optim.adagrad`、`optim.adam_scale`、`optim.adam_order`（9.4），`optim.adamw`、`optim.weight_decay`（9.5），`optim.methods`（9.6）；
# - `optim.step_lr`、`optim.warmup`（9.7），`optim.pick`（9.8）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert np.isclose(1 - 0.4 * 4, -0.6) and np.isclose(1 - 0.4 * 1, 0.6)  # 第 1 题
assert np.isclose(sum(0.9**k for k in range(1, 500)), 9)  # 第 2 题
assert np.isclose(1 / math.sqrt(0.001), 31.6, atol=0.03) and np.isclose(0.1 / math.sqrt(0.001), 3.16, atol=0.003)  # 第 3 题
assert np.isclose(0.01 + 0.09 * 2 / 5, 0.046) and np.isclose(cosine_at(5, 10, 0.1), 0.05)  # 第 6 题
