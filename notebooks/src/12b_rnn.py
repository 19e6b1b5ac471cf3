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
# # 第 12b 章 经典架构：RNN、LSTM、GRU、Seq2Seq
#
# **学完之后你能够**
#
# - 给前馈网络加上循环的边，手算几步隐藏状态，说出展开以后权重有几份；
# - 说出 `nn.RNN`、`nn.LSTM`、`nn.GRU` 输入输出的形状，数出参数；
# - 写出沿时间反向传播的连乘，解释头一个词为什么传不到末尾；
# - 说出每个门管什么，遗忘门要什么条件，路才通；
# - 搭一个编码器–解码器，说清教师强制、贪心解码，量出它先在哪里不行。
#
# **时间**：90 分钟。
#
# **需要**：第 7 章（反向传播），第 8 章（梯度消失、爆炸、裁剪），第 9 章（Adam），第 10 章（训练循环），第 12a 章（卷积）；读过 8.5.3（沿时间的直路）更好。
#
# **课前准备**：纸和笔。
# 画一个 2 个输入、3 个隐藏神经元、1 个输出的网络，读一个字出一个数。
# 想一想：加哪几条边，它才记得上一个字？

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。
#
# **记号**：$t$ 是第几步，$T$ 是一共几步；$d$ 是每一步读进几个数，$m$ 是隐藏单元（就是隐藏层的神经元）的个数。
# 改一次权重也叫一步，那时总写“练……步”。
# $h_t$ 是读完第 $t$ 步的隐藏状态，$c_t$ 是 LSTM 的细胞状态；$\sigma$ 是 logistic 函数，$\circ$ 是逐元素相乘。
# $i,f,g,o$ 是 LSTM 的三个门和新的一笔，$r,z,n$ 是 GRU 的两个门和草稿；这一章的 $n$ 只当草稿用。
# 式子照一个样本写，$x_t$、$h_t$ 竖着放；代码里一批样本横着放，一行一个，所以是 `x @ W.T`。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 90 分钟：讲课 82，休息 5，余量 3；标“自学”的和 12b.10 不讲，幻灯片里也没有；课前把整章运行一遍，约半分钟）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 12b.1 头一个词 | 7 | 0:08 | 12b.1.2 的下注 |
# | 12b.2 加一条边 | 14 | 0:22 | `rnn.edge`、`rnn.decay` |
# | 12b.3 形状和参数 | 6 | 0:28 | `rnn.shape` |
# | 12b.4 沿着时间往回走 | 11 | 0:39 | `rnn.back_two` |
# | 休息 | 5 | 0:44 | |
# | 12b.5 LSTM：另开一本账 | 17 | 1:01 | `rnn.vanish` |
# | 12b.6 GRU：两个门 | 5 | 1:06 | `rnn.update_open` |
# | 12b.7 Seq2Seq：读完再说 | 16 | 1:22 | `rnn.teacher` |
# | 12b.8 图像、文本，各用哪一个 | 2 | 1:24 | |
# | 12b.9 小结 | 3 | 1:27 | 出门一问 |
# | 余量 | 3 | 1:30 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:08 还没到 12b.2：12b.2.1 的图不等，直接问 `rnn.edge`，省 1 分钟；
# - 0:22 还没到 12b.3：12b.3.2 只念一句“一组、四组、三组”，省 1 分钟；
# - 0:39 还没休息：12b.4.4 只讲一句“按范数剪”，省 1 分钟；
# - 0:53 还没到 12b.5.4：它的头一张图只问“第 50 步在哪里”，省 1 分钟；
# - 1:01 还没到 12b.6：12b.6 只看式子和参数，省 2 分钟；
# - 1:16 还没到 12b.7.4：不请学生报串，省 1 分钟；
# - 1:22 还没到 12b.8：12b.8 请学生自己读，省 2 分钟。
#
# 怎样晚也要讲的：12b.1.2、12b.2.2、12b.2.4、12b.4.2、12b.5.3、12b.5.4、12b.7.2、12b.7.4。
# 七道必问的题每题 1.5 到 2 分钟，已算在内；其余的题学生自学时做。
#
# **黑板**：左边画 12b.2.2 的展开图，四个方框，写上 0.46、0.35、0.28、0.22，别擦；12b.4 在每两个方框之间写一个因子，12b.5 把因子擦掉，换成 $f$。
# 右边一列三问：装得住吗，学得到吗，更长的行吗；每答一问，写答案和它的条件。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前七题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `rnn.edge` | 隐藏层到自己，带一步延迟 | 选不带延迟的：$h$ 要先有 $h$ 才算得出来 |
# | `rnn.decay` | 0.380 | 答 0.4：还没过 tanh；答 0.295：多走了一步 |
# | `rnn.shape` | 4×9×6 | 答 4×6：那是只要最后一步；答 9×4×6：句和步对调了（漏了 `batch_first`，形状还是 4×9×6，读错的是维） |
# | `rnn.back_two` | 0.15 | 答 0.25：两个 tanh 的导数都漏了；答 0.46 或 0.32：只退了一步；答 0.58：漏了 $W_h$ |
# | `rnn.vanish` | 开得不够 | 选“偏置太大”：$0.73^{60}\approx6\times10^{-9}$；路要先通，约 $\ln60\approx4$ |
# | `rnn.update_open` | 整个照旧 | 选换成草稿：$1-z$ 才是草稿的份 |
# | `rnn.teacher` | 喂 2，该写 0 | 选喂 0：没错开；选喂自己写的：那是真用的时候 |
# | `rnn.unroll` | 一个，各步的梯度相加 | 选更新 20 个：每步一个，就读不了长短不一的句子 |
# | `rnn.step` | 0.291 | 答 0.3：还没过 tanh；答 0.762：把 $h_0$ 当成了 1 |
# | `rnn.param_count` | 416 | 答 400：漏了一个偏置 |
# | `rnn.lstm_params` | 392 | 答 294：那是 GRU 的三组 |
# | `rnn.gates` | 遗忘门开，输入门关 | 选两个都开：50 笔噪声都加在账上 |
# | `rnn.forget_power` | 0.36 | 答 0.98：只乘了一次 |
# | `rnn.gru` | 末了的状态只有一样 | 选最后一维变小：少的是参数，$h$ 一样大 |
# | `rnn.seq_two` | 5 步和 8 步 | 选 5 和 7：漏了 `EOS` 那一步 |
# | `rnn.clip_time` | 按范数剪 | 选加长序列：那更厉害；已经是 nan 的权重，剪也救不回，要退回上一次存盘 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F

from coursekit import plotting, quiz

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
BLUE_TINT, ORANGE_TINT, GREEN_TINT, GREY = "#cfe6f5", "#fbe3b9", "#d5efe3", "#eeeeee"

# %% slideshow={"slide_type": "skip"}
# 画图的小工具
def sheet(width, height, size):
    fig, ax = plt.subplots(figsize=size)
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, fill=GREY, wide=0.9, high=0.7, size=14):
    ax.add_patch(plt.Rectangle((x - wide / 2, y - high / 2), wide, high, fc=fill, ec="0.35", lw=1.3, zorder=2))
    ax.text(x, y, text, ha="center", va="center", fontsize=size, zorder=3)


def arrow(ax, start, end, text=None, color="0.3", shift=(0, 0.22), bend=0.0):
    style = {"arrowstyle": "-|>", "color": color, "lw": 1.8, "shrinkA": 0, "shrinkB": 0, "connectionstyle": f"arc3,rad={bend}"}
    ax.annotate("", end, start, arrowprops=style)
    if text:
        ax.text((start[0] + end[0]) / 2 + shift[0], (start[1] + end[1]) / 2 + shift[1], text, ha="center", va="center", fontsize=13, color=color)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.1 头一个词
#
# ### 12b.1.1 有先后，有长短
#
# 读两句话：
#
# - **没**有人会说这家店的菜好吃。
# - **有**人会说这家店的菜好吃。
#
# 后面几乎一样，意思相反，全看头一个字；读到句末，头一个字还得记着。
#
# 一个接一个、有先后的数据，叫**序列**（sequence）：句子、语音、股价、心电图。
# 它有两样难处：**次序要紧**，**长短不一**。

# %% slideshow={"slide_type": "skip"}
codes = {"狗": 0, "咬": 1, "人": 2}
table = torch.randn(3, 4, generator=torch.Generator().manual_seed(0))  # 每个字一个 4 维的向量


def averaged(sentence):
    return table[[codes[word] for word in sentence]].mean(dim=0)


print("狗咬人、人咬狗，取平均以后一样吗：", torch.allclose(averaged("狗咬人"), averaged("人咬狗")))

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
assert torch.allclose(averaged("狗咬人"), averaged("人咬狗")) and not torch.allclose(averaged("狗咬人"), averaged("人咬人"))

# %% [markdown] slideshow={"slide_type": "-"}
# 全连接网络的输入层，大小是定死的。
#
# - 把字的向量**取平均**：长短不论，先后却丢了，“狗咬人”和“人咬狗”一样；
# - 把字**首尾相接**：先后在，可是长短定死了；同一个字挪一位，又要重新认；
# - **卷积**滑着读：长短不论，可是一层只看得见窗口里的几个字，头一个字要叠许多层才看得到。
#
# 要的是另一种：一次读一个字，手里留一份**摘要**，边读边改。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.1.2 下注：谁记得头一个
#
# 把“没”和“有”换成数：头一个是 −1 或 +1，后面全是小噪声，读完，说出头一个是哪个。
# 瞎猜对一半。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
noise = np.random.default_rng(11).normal(0, 0.2, (2, 20))
noise[:, 0] = 1, -1
fig, axes = plt.subplots(1, 2, figsize=(8, 2.5), sharey=True)
for ax, line, answer in zip(axes, noise, ("+1", "−1")):
    ax.bar(range(1, 21), line, color=[RED] + [BLUE] * 19)
    ax.set(xlabel="第几步", xticks=[1, 5, 10, 15, 20], title=f"该答 {answer}")
    ax.axhline(0, color="0.4", lw=1)
axes[0].set_ylabel("读进的数")
plotting.show(fig, alt="两个长 20 的序列。左图头一根橙红的柱子是 +1，该答 +1；右图头一根是 −1，该答 −1；后面 19 根蓝色的柱子都是忽正忽负的小噪声，最大不过 0.4。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两种网络，每种 16 个隐藏单元，各练 10 个种子（10 份不同的初始化），每个只练 130 步：
#
# - **RNN**：1990 年前后的循环网络，这一章先讲它；
# - **LSTM**：1997 年的改良，“能记得很久”是它的名声。
#
# **下注**：长 20 的序列，10 个 RNN 里几个学会？
# 10 个 LSTM 里几个学会？
# 长 40 的 RNN 呢？
# 先写下三个数，再往下翻。

# %% slideshow={"slide_type": "skip"}
# 现在不用读，只要运行。三种网络走一步的程序，12b.2、12b.5、12b.6 会讲；这里让 10 个种子排成一批矩阵一起练，和一个一个练一样，只是快些
class Team:
    """Networks of one kind, a seed each, side by side as one batch of matrices."""

    def __init__(self, kind, d, m, outputs, bias=None, seeds=10):
        self.kind, self.seeds, self.m = kind, seeds, m
        self.g = torch.Generator().manual_seed(0)
        wide = {"RNN": 1, "LSTM": 4, "GRU": 3}[kind] * m
        shapes = (d, wide), (1, wide), (m, wide), (1, wide), (m, outputs), (1, outputs)
        self.weights = [(torch.rand(seeds, *shape, generator=self.g) * 2 - 1) / m**0.5 for shape in shapes]
        if bias is not None:  # 遗忘门的两个偏置：一个放 bias，一个放 0
            self.weights[1][..., m : 2 * m], self.weights[3][..., m : 2 * m] = bias, 0
        for weight in self.weights:
            weight.requires_grad_()

    def read(self, x):  # x：步数 × 种子 × 批 × d；读完，返回最后的 h
        Wx, bx, Wh, bh, _, _ = self.weights
        h = c = torch.zeros(self.seeds, x.shape[2], self.m)
        for from_x in x @ Wx + bx:
            from_h = torch.baddbmm(bh, h, Wh)
            if self.kind == "RNN":
                h = (from_x + from_h).tanh()
            elif self.kind == "LSTM":
                total = from_x + from_h
                i, f, _, o = total.sigmoid().split(self.m, dim=-1)
                c = torch.addcmul(f * c, i, total[..., 2 * self.m : 3 * self.m].tanh())
                h = o * c.tanh()
            else:
                (xr, xz, xn), (hr, hz, hn) = from_x.split(self.m, dim=-1), from_h.split(self.m, dim=-1)
                draft, z = (xn + (xr + hr).sigmoid() * hn).tanh(), (xz + hz).sigmoid()
                h = draft + z * (h - draft)
        return h

    def scores(self, x):
        return torch.baddbmm(self.weights[5], self.read(x), self.weights[4])

# %% slideshow={"slide_type": "skip"}
# 也不用读
def remember(kind, T, bias=None, steps=130, eta=0.01, longer=None):
    """Train ten seeds to tell the first of T numbers; return the ten accuracies on new sequences, then those on `longer` ones if asked."""
    team = Team(kind, 1, 16, 1, bias)

    def games(batch, T=T):
        x = torch.randn(T, 10, batch, 1, generator=team.g) * 0.2
        y = (torch.rand(10, batch, generator=team.g) < 0.5).float()
        x[0, :, :, 0] = 2 * y - 1
        return x, y

    optimizer = torch.optim.Adam(team.weights, eta, fused=True)
    for _ in range(steps):
        x, y = games(16)
        optimizer.zero_grad()
        # 乘 10：十个种子，各是各自那一批的平均
        (10 * F.binary_cross_entropy_with_logits(team.scores(x)[..., 0], y)).backward()
        optimizer.step()
    with torch.no_grad():
        tests = [games(200, length) for length in (T, longer) if length]
        rights = [((team.scores(x)[..., 0] > 0) == y.bool()).float().mean(dim=1) for x, y in tests]
    return rights if longer else rights[0]


played = {key: remember(*key) for key in (("RNN", 20), ("LSTM", 20), ("RNN", 40))}


def learnt(key):  # 十个种子里，新序列上准确率超过 0.9 的有几个
    return int((played[key] > 0.9).sum())

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
def draw_games(ax, keys, labels, colors):
    counts = [learnt(key) for key in keys]
    ax.barh(range(len(keys)), counts, color=colors, height=0.55)
    for row, count in enumerate(counts):
        ax.text(count + 0.15, row, f"{count} 个", va="center", fontsize=13)
    ax.set(yticks=range(len(keys)), xlim=(0, 11.5), xticks=range(0, 11, 2), xlabel="10 个种子里学会的（新序列上准确率超过 0.9）")
    ax.set_yticklabels(labels, fontsize=13)
    ax.invert_yaxis()
    ax.grid(axis="y", visible=False)


fig, ax = plt.subplots(figsize=(8, 2.7))
draw_games(ax, list(played), ["RNN，长 20", "LSTM，长 20", "RNN，长 40"], [BLUE, RED, BLUE])
plotting.show(fig, alt="三根横柱，10 个种子里学会的个数：长 20 的 RNN 约 7 个，长 20 的 LSTM 是 0 个；长 40 的 RNN 只有约 3 个。")

# %% slideshow={"slide_type": "skip"}
assert learnt(("RNN", 20)) >= 4 and learnt(("RNN", 20)) > learnt(("RNN", 40)) and learnt(("LSTM", 20)) <= 2

# %% [markdown] slideshow={"slide_type": "-"}
# 以“记得久”出名的 LSTM，几乎没有学会的；老的 RNN，长 20 多半会了，长 40 只剩少数几个。
# 只练 130 步，没学会不等于学不会；可是步数一样，差别从哪里来？
#
# 三问，一节一节答：头一个词，隐藏状态**装得住**吗；装得住，梯度**学得到**吗；学到了，给它比练过的**更长的**，还行吗？

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：收三个数，写在黑板角上；多半的人给 LSTM 写 10。
# 翻到结果先别解释，只说“名声要有条件，条件在 12b.5”。
#
# **会有人问**：“是不是练得不够？”
# 有一半是：写书时练 300 步，RNN 长 20 十个全会，长 40 会五个上下；LSTM 长 20 还是 0 个（数目换一台机器会差一两个）。
# LSTM 长 40，130 步，也跑过，0 个。
# 12b.5.4 用一样的 130 步，只改一个偏置。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.2 加一条边
#
# ### 12b.2.1 课前练习：画出来
#
# 下面是普通的网络，2 个输入、3 个隐藏单元、1 个输出，读一个字出一个数，看完就忘。
# **怎样加边，它才记得上一个字？**

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3))
plotting.network((2, 3, 1), ax=ax)
plotting.show(fig, alt="全连接网络 2-3-1：左边两个输入，中间三个隐藏单元，右边一个输出，相邻两层两两相连，一共 9 条边，没有一条往回走的。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.edge")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **答案，用话说**：隐藏层上一步的值，先存着；这一步算隐藏层时，和新来的字一起算进去。
#
# 从上一步的**每个**隐藏单元，到这一步的**每个**隐藏单元，都有一条边：3×3 = 9 条，不是 3 条。
#
# **用式子说**：
#
# $$h_t=\tanh(W_x\,x_t+W_h\,h_{t-1}+b)$$
#
# 这就是**循环神经网络**（recurrent neural network，RNN）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# $h_t$ 叫**隐藏状态**（hidden state），读到现在的摘要；$h_0$ 一般取 0。
# $W_x$ 是 3×2，$W_h$ 是 3×3，$b$ 有 3 个数。
# 要答案，再接一层：$y_t=W_y\,h_t+b_y$；每步都要，或者像赌局那样，只在末尾要一个。
#
# 为什么是 tanh：$h$ 要一遍一遍地算，值夹在 ±1 之间，不会越滚越大（导数另说，12b.4）；正负对称，0 的意思是“没什么可记”。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.2.2 手算四步
#
# 一个输入，一个隐藏单元：$W_x=0.5$，$W_h=0.8$，$b=0$，$h_0=0$；依次读 1、0、0、0。
#
# - $h_1=\tanh(0.5\times1+0.8\times0)=\tanh(0.5)=0.4621$；
# - $h_2=\tanh(0.8\times0.4621)=0.3537$；
# - 往后每步乘 0.8，再过一次 tanh。

# %% slideshow={"slide_type": "-"}
h, states = 0.0, []
for x in (1, 0, 0, 0):
    h = math.tanh(0.5 * x + 0.8 * h)
    states.append(h)
print("  ".join(f"{h:.6f}" for h in states))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(states, [0.462117, 0.353724, 0.275660, 0.217021], atol=1e-6)
line = nn.RNN(1, 1)
with torch.no_grad():
    for weight, value in zip(line.parameters(), (0.5, 0.8, 0.0, 0.0)):
        weight.fill_(value)
    assert np.allclose(line(torch.tensor([[1.0], [0], [0], [0]]))[0][:, 0], states, atol=1e-6)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 只读了一个 1，三步以后还剩不到一半：**记忆在淡**。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.decay")

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.step")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.2.3 展开：画几份，权重还是一副

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = sheet(12.4, 4.2, (8, 2.9))
box(ax, 1.2, 2.1, "$h$", BLUE_TINT)
box(ax, 1.2, 0.5, "$x_t$")
arrow(ax, (1.2, 0.85), (1.2, 1.75), "$W_x$", GREEN, (0.42, 0))
ax.add_patch(plt.Circle((1.2, 2.95), 0.5, fill=False, ec=RED, lw=1.8))
arrow(ax, (1.0, 2.49), (1.14, 2.45), None, RED)
ax.text(1.2, 3.72, "$W_h$，晚一步", ha="center", color=RED, fontsize=13)
ax.text(2.95, 2.1, "展开\n＝", ha="center", va="center", fontsize=14)
box(ax, 4.2, 2.1, "$h_0$\n0", BLUE_TINT, size=12)
for step, (value, state) in enumerate(zip((1, 0, 0, 0), states)):
    x = 6 + 1.85 * step
    box(ax, x, 2.1, f"$h_{step + 1}$\n{state:.2f}", BLUE_TINT, wide=1, high=0.95, size=12)
    box(ax, x, 0.5, f"$x_{step + 1}={value}$", wide=1.2, size=12)
    arrow(ax, (x, 0.85), (x, 1.62), "$W_x$", GREEN, (0.4, 0))
    arrow(ax, (x - 1.35 if step else 4.65, 2.1), (x - 0.5, 2.1), "$W_h$", RED, (0, 0.35))
plotting.show(fig, alt="左边是折起来的画法：一个方框 h，下面 x 经绿色的 W_x 进来，上面一个橙红的圈回到自己，写着 W_h，晚一步。右边是展开：h0 是 0，往右四个方框 h1 到 h4，写着 0.46、0.35、0.28、0.22；每个方框下面各有输入 1、0、0、0，绿色箭头都标 W_x；方框之间橙红箭头都标 W_h。")

# %% [markdown] slideshow={"slide_type": "-"}
# 一步一步画开，叫**展开**（unroll）：读几个字，就画几份；每一份用的是**同一副** $W_x$、$W_h$、$b$。
# 所以长短不一的句子，都能读。

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.unroll")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.2.4 装得住吗
#
# 0.8 记不住，换一个 $W_h$ 呢？
# **先猜**：只有一个隐藏单元，读 100 步噪声，记不记得住头一个是 +1 还是 −1？

# %% slideshow={"slide_type": "-"}
W_H = 2.0  # 改这里：0.8、1、1.5、3
rng = np.random.default_rng(0)
for first in (1, -1):
    h = np.zeros(100)  # 100 串不同的噪声，一起读
    for t in range(100):
        x = first if t == 0 else rng.normal(0, 0.2, 100)
        h = np.tanh(x + W_H * h)  # W_x = 1，b = 0
    print(f"头一个是 {first:+d}：100 串里，100 步以后符号还对的有 {(h * first > 0).sum()} 串")

# %% slideshow={"slide_type": "skip"}
def carried(W_h, first, seed, T=100):
    """Return the hidden states of one unit that reads `first` and then noise."""
    rng, h, path = np.random.default_rng(seed), 0.0, []
    for t in range(T):
        h = math.tanh((first if t == 0 else rng.normal(0, 0.2)) + W_h * h)
        path.append(h)
    return np.array(path)


assert all(carried(2, first, seed)[-1] * first > 0.7 for first in (1, -1) for seed in range(100))
assert sum(carried(0.8, 1, seed)[-1] > 0 for seed in range(100)) < 70

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 2.8), sharey=True)
for ax, W_h in zip(axes, (0.8, 2)):
    for first, color in ((1, RED), (-1, BLUE)):
        for seed in range(3):
            ax.plot(range(1, 101), carried(W_h, first, seed), color=color, lw=1.6 if first > 0 else 1.1, ls="-" if first > 0 else "--", label=f"头一个是 {first:+d}".replace("-", "−") if seed == 0 else None)
    ax.set(xlabel="第几步", title=f"$W_h={W_h}$", ylim=(-1.05, 1.05))
axes[0].set_ylabel("$h$")
axes[1].legend(fontsize=12, loc="center right")
plotting.show(fig, alt="两格，各六条线，橙红实线的头一个是 +1，蓝虚线的是 −1。左格 W_h 是 0.8：头几步还分在上下，同一串噪声的两条，不到二十步就合成一条，蓝虚线压在橙红线上，在 0 上下乱晃。右格 W_h 是 2：橙红的三条一直在 +0.95 附近，蓝的三条一直在 −0.95 附近，一百步也不混。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 左边：两种开头，噪声相同，不到二十步就合成一条，头一个是什么，一点痕迹也没有了。
#
# $W_h=2$ 像一把锁：$h$ 落在 $\pm0.957$，噪声推它一下，又滑回来（$\tanh(2\times0.957)=0.957$）。
# $W_h$ 要超过 1 才有锁；不然 $h=\tanh(W_hh)$ 只有 0 一个解，什么都淡成 0。
# **第一问：装得住。** 权重摆在这里，谁都能验。
#
# 那为什么长 40 的 RNN 只会了几个？
# “有这样的权重”是一件事，“梯度找得到它”是另一件。

# %% slideshow={"slide_type": "skip"}
held = 0.5
for _ in range(100):
    held = math.tanh(2 * held)
assert abs(held - 0.957504) < 1e-5

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:08 到 0:22）：12b.2.1 4 分钟，12b.2.2 4 分钟，12b.2.3 2 分钟，12b.2.4 4 分钟。
#
# **怎么讲**：12b.2.1 请一位同学到黑板上给 2-3-1 添边；添成三个自己的圈，就问“第一个单元要不要知道第二个单元昨天的事”。
#
# **会遇到的误区**：“没有延迟的圈也行”。
# 没有延迟，$h$ 要先有 $h$ 才算得出来；差一步，就成了一条不绕圈的长链，第 7 章的反向传播照用。
#
# **现场可改**：`W_H` 是 0.8 或 1，100 串里对五十几串，和瞎猜差不多；1.5 也锁住了，只是松些，$h$ 晃到 0.6 也有；3 锁得更紧，0.99。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
assert all(carried(3, 1, seed)[-1] > 0.9 for seed in range(20)) and all(carried(1.5, 1, seed)[-1] > 0.5 for seed in range(100))
assert all(35 < sum(carried(W_h, 1, seed)[-1] > 0 for seed in range(100)) < 65 for W_h in (0.8, 1))

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.3 形状和参数
#
# ### 12b.3.1 进去三维，出来三维

# %% slideshow={"slide_type": "-"}
torch.manual_seed(0)
layer = nn.RNN(10, 20, batch_first=True)  # 每步读 10 个数，20 个隐藏单元
sentences = torch.randn(2, 5, 10)  # 2 句，每句 5 步，每步 10 个数
every, last = layer(sentences)
print("每一步的 h：", tuple(every.shape))
print("最后一步的 h：", tuple(last.shape))
print("every 的最后一步就是 last：", torch.equal(every[:, -1], last[0]))

# %% slideshow={"slide_type": "skip"}
assert every.shape == (2, 5, 20) and last.shape == (1, 2, 20) and torch.equal(every[:, -1], last[0])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 句数、步数不变，每步的 10 个数变成 20 个；`last` 前面多出的 1 是层数，`batch_first` 管不到它。
# `nn.LSTM` 末了的状态有两样，要写 `every, (h, c) = lstm(sentences)`（12b.5）。
#
# - 给整句**一个**答案（好评、差评）：取最后一步，`every[:, -1]`；
# - 给**每个**词一个答案（名词、动词）：每一步都要；答案要是下一个词，就是**语言模型**（language model）。
#
# **常见错误**：漏了 `batch_first=True`，第一维当成了步；不报错，形状照样，数全不对（下一格，自学）。

# %% slideshow={"slide_type": "skip"}
careless = nn.RNN(10, 20)
careless.load_state_dict(layer.state_dict())  # 一样的权重
print("形状一样：", careless(sentences)[0].shape == every.shape)
print("数也一样：", torch.allclose(careless(sentences)[0], every))

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.shape")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.3.2 参数有几个
#
# 每步 $d$ 个数，$m$ 个隐藏单元。
# 一组权重：$W_x$ 有 $m\times d$ 个，$W_h$ 有 $m\times m$ 个，两个偏置各 $m$ 个：
#
# $$m(d+m+2)=20\times(10+20+2)=640$$
#
# LSTM 有四组（12b.5），GRU 有三组（12b.6）：

# %% slideshow={"slide_type": "-"}
for kind in (nn.RNN, nn.LSTM, nn.GRU):
    print(f"{kind.__name__:5s}", sum(p.numel() for p in kind(10, 20).parameters()))
print([name for name, _ in layer.named_parameters()])

# %% slideshow={"slide_type": "skip"}
sizes = {kind: sum(p.numel() for p in kind(10, 20).parameters()) for kind in (nn.RNN, nn.LSTM, nn.GRU)}
assert list(sizes.values()) == [640, 2560, 1920] == [k * (20 * 10 + 20 * 20 + 20 + 20) for k in (1, 4, 3)]

# %% [markdown] slideshow={"slide_type": "fragment"}
# **会有人问**：为什么两个偏置？
# 它们只是相加，RNN 和 LSTM 用一个就够；PyTorch 跟着显卡的库写成两个，一个随 $x$，一个随 $h$。
# GRU 却真的要两个：有一个在重置门的括号里（12b.6）。
#
# 数别人的参数，先问一句：几个偏置？
# 一个偏置的书上，RNN 是 620 个。

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.param_count")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.lstm_params")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12b.3.3 自己走一遍，和 PyTorch 的一样（自学）

# %% slideshow={"slide_type": "skip"}
def rnn_cell(x, h, layer):  # 一批句子，走一步
    from_x = F.linear(x, layer.weight_ih_l0, layer.bias_ih_l0)
    from_h = F.linear(h, layer.weight_hh_l0, layer.bias_hh_l0)
    return (from_x + from_h).tanh()


h = torch.zeros(2, 20)
for t in range(5):
    h = rnn_cell(sentences[:, t], h, layer)
print("五步走完，和 nn.RNN 一样：", torch.allclose(h, last[0], atol=1e-6))

# %% slideshow={"slide_type": "skip"}
for seed in range(5):
    torch.manual_seed(seed)
    copy, reading = nn.RNN(3, 7, batch_first=True).double(), torch.randn(4, 30, 3).double()
    theirs, h = copy(reading)[0], torch.zeros(4, 7).double()
    for t in range(30):
        h = rnn_cell(reading[:, t], h, copy)
        assert (h - theirs[:, t]).abs().max() < 1e-6

# %% [markdown] slideshow={"slide_type": "skip"}
# 整个 RNN 就是这个函数，放进一个循环。
# 自检里另走了 30 步、五个种子，每一步都和 `nn.RNN` 差不到百万分之一。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12b.3.4 长短不一的一批（自学）
#
# 一批里的句子不一样长，短的在后面**填充**（padding，和 12a.2.4 补 0 是一个词）到一样长，才排得成一个张量。
# 填充的 0 也会被读进去，$h$ 接着变：
# **常见错误**是照旧取 `every[:, -1]`，短句拿到的是“读完一串 0 以后”的状态。
#
# 记下每句的真长度，取第“长度 − 1”步：

# %% slideshow={"slide_type": "skip"}
lengths = torch.tensor([5, 3])
padded = sentences.clone()
padded[1, 3:] = 0  # 第二句只有 3 步，后面填 0
every = layer(padded)[0]
wrong, right = every[:, -1], every[torch.arange(2), lengths - 1]
alone = layer(sentences[1:, :3])[0][0, -1]  # 第二句单独读，不填充
print("取第 长度−1 步，和单独读一样：", torch.allclose(right[1], alone, atol=1e-6))
print("取最后一步，和单独读一样：", torch.allclose(wrong[1], alone, atol=1e-6))

# %% [markdown] slideshow={"slide_type": "skip"}
# PyTorch 另有 `nn.utils.rnn.pack_padded_sequence`，把长度一起交进去，填充的几步干脆不算，末了的 `last` 就是对的。
# 每个词都要答案时，损失也不能算填充的位置：标签填 −100，`cross_entropy` 遇到它就跳过；这样的“哪些位置算数”，叫**掩码**（mask）。

# %% slideshow={"slide_type": "skip"}
packed = nn.utils.rnn.pack_padded_sequence(padded, lengths, batch_first=True)
assert torch.allclose(layer(packed)[1][0], right, atol=1e-6) and torch.allclose(right[1], alone, atol=1e-6) and not torch.allclose(wrong[1], alone, atol=1e-3)
scores, labels = torch.randn(2, 5, 4), torch.tensor([[0, 1, 2, 3, 0], [1, 2, 3, -100, -100]])
counted = F.cross_entropy(torch.cat([scores[0], scores[1, :3]]), torch.cat([labels[0], labels[1, :3]]))
assert torch.isclose(F.cross_entropy(scores.flatten(0, 1), labels.flatten()), counted)

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12b.3.5 两头读，摞起来（自学）
#
# - **双向**（bidirectional）：一个从前往后读，一个从后往前读，每一步把两份 $h$ 接起来；参数两倍，每步 40 个数。
#   填空、找人名时，后文也有用；写下一个词时，后文还没有，不能用。
# - **多层**：第一层每一步的 $h$，当作第二层的输入；第二层每组是 20×20 + 20×20 + 40 = 840 个，两层一共 1480。
# - 中间常放层归一化（LN，8.4）而不是 BN：BN 要一批里同一步的平均，句子长短不一，后面的步样本越来越少；LN 只看一个样本自己。

# %% slideshow={"slide_type": "skip"}
both_ways, stacked = nn.RNN(10, 20, batch_first=True, bidirectional=True), nn.RNN(10, 20, num_layers=2, batch_first=True)
assert both_ways(sentences)[0].shape == (2, 5, 40) and stacked(sentences)[0].shape == (2, 5, 20)
assert [sum(p.numel() for p in net.parameters()) for net in (both_ways, stacked)] == [1280, 1480]

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:22 到 0:28）：12b.3.1 4 分钟，12b.3.2 2 分钟。
#
# **怎么讲**：形状不要背，问“哪一维变了，为什么”。
# 三维按“几句、几步、每步几个数”念。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.4 沿着时间往回走
#
# ### 12b.4.1 展开以后，是一个很深的网络
#
# 读 50 个字，展开就是 50 层；头一个字在最底下，损失在最顶上。
# 第 7 章的反向传播照做，叫**沿时间反向传播**（backpropagation through time，BPTT）。
#
# 用手算的那个单元，从 $h_3$ 退到 $h_1$。
# $h_t=\tanh(\dots+0.8\,h_{t-1})$，$\tanh$ 的导数是 $1-h_t^2$，退一步乘一个因子：
#
# - 从 $h_3$ 退到 $h_2$：$(1-0.2757^2)\times0.8=0.739$；
# - 从 $h_2$ 退到 $h_1$：$(1-0.3537^2)\times0.8=0.700$；
# - 连乘：$0.739\times0.700=0.517$。
#
# 和第 8 章的传话一样，只是这次每一层是**同一个** $W_h$。

# %% slideshow={"slide_type": "skip"}
factors = [0.8 * (1 - state**2) for state in states]
assert np.allclose(factors[1:3], [0.700, 0.739], atol=5e-4) and round(factors[1] * factors[2], 3) == 0.517

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.4.2 写成式子：一长串连乘
#
# 许多单元时，因子成了矩阵；$\mathrm{diag}(v)$ 是把 $v$ 放在对角线上的方阵：
#
# $$\frac{\partial h_T}{\partial h_k}=\prod_{t=k+1}^{T}\mathrm{diag}(1-h_t^2)\,W_h$$
#
# 矩阵相乘，次序不能换：大的 $t$ 写在左边。
# 每个因子都把向量缩短，连乘就消失；总是拉长，就爆炸。

# %% slideshow={"slide_type": "-"}
torch.manual_seed(0)
net = nn.RNN(1, 16, batch_first=True).double()
H = net(torch.randn(1, 30, 1).double())[0][0].detach()  # 30 步的隐藏状态
product = torch.eye(16).double()
for t in range(10, 30):  # 从 h_10 到 h_30，二十个因子；从 0 数，H[9] 是 h_10
    product = torch.diag(1 - H[t] ** 2) @ net.weight_hh_l0 @ product
print("∂h_30/∂h_10 是", tuple(product.shape), "的方阵，最大的数", f"{product.abs().max():.0e}")

# %% slideshow={"slide_type": "skip"}
# 自检：自动求导给的是同一个矩阵
torch.manual_seed(0)
net = nn.RNN(1, 16, batch_first=True).double()
reading = torch.randn(1, 30, 1).double()
start = H[9].clone()


def onwards(h):
    for t in range(10, 30):
        h = rnn_cell(reading[0, t], h, net)
    return h


assert torch.allclose(onwards(start), H[29]) and torch.allclose(torch.autograd.functional.jacobian(onwards, start), product.detach(), atol=1e-12)
assert 1e-9 < product.abs().max() < 1e-3

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.back_two")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.4.3 头一个词，还听得见吗
#
# 1 个输入，16 个隐藏单元，100 步，权重是 PyTorch 刚造好的；看末了的 $h_{100}$（16 个数加起来）对每一步输入 $x_t$ 的导数，取绝对值，就是“听得见多少”。
# **先猜**：隔 50 步，还有多大？

# %% slideshow={"slide_type": "skip"}
def hears(kind, seed, forget=None):
    """Return |d sum(h_100) / d x_t| for t = 1 … 100 of a layer as PyTorch makes it."""
    torch.manual_seed(seed)
    layer = kind(1, 16, batch_first=True)
    if forget is not None:
        with torch.no_grad():
            layer.bias_ih_l0[16:32] = forget  # 第二组是遗忘门
            layer.bias_hh_l0[16:32] = 0
    x = torch.randn(1, 100, 1, requires_grad=True)
    layer(x)[0][0, -1].sum().backward()
    return x.grad[0, :, 0].abs().numpy()


heard = {
    "RNN": [hears(nn.RNN, seed) for seed in range(5)],
    "LSTM": [hears(nn.LSTM, seed) for seed in range(5)],
    "GRU": [hears(nn.GRU, seed) for seed in range(5)],
    "LSTM，遗忘门偏置 3": [hears(nn.LSTM, seed, 3.0) for seed in range(5)],
}


def draw_heard(ax, names, colors, styles):
    for name, color, style in zip(names, colors, styles):
        for line in heard[name]:
            ax.semilogy(range(1, 101), np.maximum(line, 1e-37), color=color, lw=0.7, alpha=0.5)
        ax.semilogy(range(1, 101), np.median(heard[name], axis=0), color=color, lw=2.4, ls=style, label=name)
    ax.axvline(50, color="0.5", ls=":", lw=1.2)
    ax.text(51, 1e-35, "$x_{50}$", fontsize=13)
    ax.set(xlabel="输入在第几步", ylim=(1e-37, 1e3), yticks=[1e-30, 1e-20, 1e-10, 1])

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3))
draw_heard(ax, ["RNN"], [BLUE], ["-"])
ax.set_ylabel("$h_{100}$ 听得见多少")
ax.legend(fontsize=12)
plotting.show(fig, alt="五条细蓝线，五个种子的 RNN，粗线是每一步取的中位数，纵轴是对数。右端第 100 步在 1 附近，往左几乎是直线往下掉；第 50 步在 1e-12 到 1e-18 之间，第 1 步在 1e-24 到 1e-35 之间。")

# %% slideshow={"slide_type": "skip"}
assert all(1e-19 < line[49] < 2e-12 for line in heard["RNN"]) and all(line[0] < 1e-22 for line in heard["RNN"])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 隔 50 步，五个种子都在 $10^{-12}$ 以下，小的到 $10^{-18}$。
# 近处输入的一份比它大 $10^{12}$ 倍以上，同一个 $W_h$ 多半只听近处的：**第二问：隔得远，难学到。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# **那把锁呢？** $W_h=2$ 记得牢牢的，退一步的因子是
#
# $$2\times(1-0.957^2)\approx0.17$$
#
# 比 12b.4.1 的 0.70 还小得多。
# 锁得越牢，轻轻推它越不动：头一个数改一点，末了的 $h$ 几乎不变，导数也就几乎是 0。
#
# - 因子小于 1，记不住，或者锁住了：梯度消失；
# - 因子大于 1，一路放大：梯度爆炸；
# - 总在 1 附近，才传得到；可是因子里有 tanh 的导数，$h$ 一动它就变，难得正好。
#
# **常见错误**：“头一个词忘了，是因为 $h$ 太短，装不下。”
# 一个单元就装得下；难在**学**。
# 怎么也有学会的？
# 一个单元的话，$W_h$ 从小练到 2，路上要经过 1，那时因子也在 1 附近，梯度过得来；练的 130 步里碰不碰得上，靠运气。

# %% slideshow={"slide_type": "skip"}
assert round(2 * (1 - held**2), 2) == 0.17

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.4.4 爆炸：剪
#
# 把 $W_h$ 放大到 3 倍，偏置取 0，看梯度；再照第 8 章按范数剪到 1。
# 输入取得很小，$h$ 一直在 0 附近；要是 $h$ 顶到 ±1，tanh 的导数变小，爆炸自己就停了。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
torch.manual_seed(0)
wild = nn.RNN(1, 16, batch_first=True)
with torch.no_grad():
    wild.weight_hh_l0 *= 3
    wild.bias_ih_l0.zero_(), wild.bias_hh_l0.zero_()
for T in (10, 15, 20):
    wild.zero_grad()
    wild(torch.full((1, T, 1), 1e-6))[0][0, -1].sum().backward()
    before = nn.utils.clip_grad_norm_(wild.parameters(), 1.0)  # 在 backward 之后，step 之前
    after = torch.cat([p.grad.flatten() for p in wild.parameters()]).norm()
    print(f"{T} 步：剪之前 {before:.0e}，剪以后 {after:.2f}")

# %% slideshow={"slide_type": "skip"}
assert before > 1e4 and abs(after - 1) < 1e-3

# %% [markdown] slideshow={"slide_type": "fragment"}
# 每多 5 步，约翻 13 倍；`backward` 之后、`step` 之前剪，剪完长度是 1，方向不变。
#
# **裁剪只治爆炸，不治消失**：它只会把梯度变短，$10^{-14}$ 剪了还是 $10^{-14}$。
# 消失，要另修一条路。

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.clip_time")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：读得太长，就截断。**
# 整本书展开，几十万步，存不下。
# 每读 $k$ 步退一次，接着 `h = h.detach()`：数值往下传，梯度到此为止，叫**截断的沿时间反向传播**（truncated backpropagation through time）。
# 代价明摆着：$k$ 步以外的事，一点梯度也没有。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:28 到 0:39）：12b.4.1 2 分钟，12b.4.2 4 分钟，12b.4.3 3 分钟，12b.4.4 2 分钟。
#
# **怎么讲**：在黑板的展开图上，从 $h_3$ 往回画两支箭头，写 0.739 和 0.700，请学生乘。
# 图上的直线，就是“每步乘差不多的一个数”在对数纸上的样子。
#
# **会有人问**：“隔 50 步 $10^{-12}$，赌局里长 20 怎么会七个？”
# 赌局的距离是 19 步，起点的中位数约 $6\times10^{-7}$（39 步约 $2\times10^{-12}$）；LSTM 是 $8\times10^{-6}$ 和 $2\times10^{-10}$，GRU 是 $2\times10^{-5}$ 和 $5\times10^{-9}$，门开的 LSTM 是 0.02 和 0.008。
# 这只是起点，练着练着，$W_h$ 会变。
#
# **会有人问**：“损失不是每一步都能有吗？”
# 每个词都有答案时，近处的梯度很大，远处的一份照样小：网络先学会看近的，远的学不到。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.5 LSTM：另开一本账
#
# ### 12b.5.1 账往上加，不重写
#
# RNN 的 $h$ 每一步整个重写：乘 $W_h$，再压一次 tanh。
#
# 换个记法。
# 另开一本账 $c$，每一步只做两件事：**旧账留几成，新的记几成**。
#
# 旧账 $c=2$，留 0.9；新的一笔是 $-0.5$，记 0.4：
#
# $$0.9\times2+0.4\times(-0.5)=1.6$$
#
# 退一步的因子呢？
# 旧账多 1，新账多 0.9：**只看这条直路**，因子就是“留几成”，没有 $W_h$，没有 tanh。
# 留 0.99，退一百步还有 $0.99^{100}\approx0.37$。
#
# 第 8 章的残差沿着层修直路，这是沿着时间修。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.5.2 三个门，一本账
#
# **长短期记忆网络**（long short-term memory，LSTM）；几成，由**门**（gate）说了算，门是 0 到 1 之间的数，由 $x_t$ 和 $h_{t-1}$ 算出来：
#
# - **输入门**（input gate）$i$：新的记几成；
# - **遗忘门**（forget gate）$f$：旧的**留**几成，名字是反的；
# - **输出门**（output gate）$o$：账上的拿几成出来给人看；
# - $g$：新的一笔。

# %% [markdown] slideshow={"slide_type": "subslide"}
# $$i,f,o=\sigma(W_xx_t+W_hh_{t-1}+b),\qquad g=\tanh(W_xx_t+W_hh_{t-1}+b)$$
#
# $$c_t=f\circ c_{t-1}+i\circ g,\qquad h_t=o\circ\tanh(c_t)$$
#
# $\circ$ 是逐元素相乘；$i,f,o,g$ 每步都算一次，省了下标 $t$（8.5.3 写作 $f_t$）；它们各有各的 $W_x$、$W_h$、$b$，一共四组，所以 640×4 = 2560。
# $c_t$ 叫**细胞状态**（cell state）。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = sheet(12.6, 5, (8, 3.4))
ax.plot([0.9, 11.1], [4.2, 4.2], color=RED, lw=3.5, zorder=0)
box(ax, 0.6, 4.2, "$c_{t-1}$", ORANGE_TINT, 1.1)
box(ax, 11.6, 4.2, "$c_t$", ORANGE_TINT, 1.1)
for x, sign in ((3.2, "×"), (6.0, "+")):
    ax.add_patch(plt.Circle((x, 4.2), 0.34, fc="white", ec=RED, lw=2, zorder=2))
    ax.text(x, 4.17, sign, ha="center", va="center", fontsize=16, zorder=3)
for x, name in ((3.2, "遗忘门 $f$\n旧的留几成"), (5.1, "输入门 $i$\n新的记几成"), (7.0, "新的一笔\n$g$"), (9.2, "输出门 $o$\n拿出几成")):
    box(ax, x, 1.75, name, GREEN_TINT if "门" in name else GREY, 1.72, 0.95, 11)
    arrow(ax, (x, 0.75), (x, 1.27), None, "0.5")
ax.plot([1.6, 9.2], [0.75, 0.75], color="0.5", lw=1.6)
box(ax, 0.85, 0.75, "$x_t$、$h_{t-1}$", wide=1.55, size=12)
arrow(ax, (3.2, 2.23), (3.2, 3.86), None, GREEN)
ax.add_patch(plt.Circle((6.0, 3.05), 0.3, fc="white", ec="0.3", lw=1.6, zorder=2))
ax.text(6.0, 3.02, "×", ha="center", va="center", fontsize=14, zorder=3)
arrow(ax, (5.1, 2.23), (5.75, 2.85), None, GREEN)
arrow(ax, (7.0, 2.23), (6.25, 2.85), None, "0.3")
arrow(ax, (6.0, 3.35), (6.0, 3.86))
ax.add_patch(plt.Circle((9.2, 3.05), 0.3, fc="white", ec="0.3", lw=1.6, zorder=2))
ax.text(9.2, 3.02, "×", ha="center", va="center", fontsize=14, zorder=3)
arrow(ax, (9.2, 2.23), (9.2, 2.75), None, GREEN)
arrow(ax, (9.2, 4.2), (9.2, 3.35), "tanh", shift=(0.5, 0.05))
arrow(ax, (9.5, 3.05), (11.05, 3.05))
box(ax, 11.6, 3.05, "$h_t$", BLUE_TINT, 1.1)
plotting.show(fig, alt="LSTM 一步的图。最上面一条粗的橙红直路，从 c(t−1) 通到 c(t)，路上只有两个圈：先乘遗忘门，再加上新的。下面四个方框都从 x(t) 和 h(t−1) 算来：遗忘门 f、输入门 i、新的一笔 g、输出门 o；i 和 g 相乘，加到直路上；c(t) 过 tanh，乘输出门，就是 h(t)。")

# %% [markdown] slideshow={"slide_type": "-"}
# 橙红的就是直路：路上只有一个乘、一个加。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.5.3 门全开，门全关

# %% slideshow={"slide_type": "-"}
def lstm_cell(x, h, c, layer):  # 一批句子，走一步；四组的次序是 i、f、g、o
    total = F.linear(x, layer.weight_ih_l0, layer.bias_ih_l0)
    total = total + F.linear(h, layer.weight_hh_l0, layer.bias_hh_l0)
    a_i, a_f, a_g, a_o = total.chunk(4, dim=-1)  # 还没过 σ、tanh
    c = a_f.sigmoid() * c + a_i.sigmoid() * a_g.tanh()
    return a_o.sigmoid() * c.tanh(), c

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两个门，各开或者关，旧账 $c=2$，新的一笔约 0.46。
# **先猜**：四种搭配，新账各是多少？

# %% slideshow={"slide_type": "subslide"}
ON, OFF = 800.0, -800.0  # σ(800) = 1，σ(−800) = 0
gate = nn.LSTM(1, 1, batch_first=True)
for name, b_i, b_f in (("只有遗忘门开", OFF, ON), ("只有输入门开", ON, OFF),
                       ("两个都开", ON, ON), ("两个都关", OFF, OFF)):
    with torch.no_grad():
        for weight in gate.parameters():
            weight.zero_()
        gate.bias_ih_l0[:] = torch.tensor([b_i, b_f, 0.5, ON])  # 新的一笔是 tanh(0.5) = 0.46
        c = lstm_cell(torch.zeros(1), torch.zeros(1), torch.tensor([2.0]), gate)[1]
    print(f"{name}：旧账 2.00 → 新账 {c.item():.2f}")

# %% slideshow={"slide_type": "skip"}
def with_gates(i, f, o, old=2.0):
    with torch.no_grad():
        gate.bias_ih_l0[:] = torch.tensor([i, f, 0.5, o])
        return [part.item() for part in lstm_cell(torch.zeros(1), torch.zeros(1), torch.tensor([old]), gate)]


new = math.tanh(0.5)
assert with_gates(OFF, ON, ON)[1] == 2 and math.isclose(with_gates(ON, OFF, ON)[1], new, rel_tol=1e-6)
assert math.isclose(with_gates(ON, ON, ON)[1], 2 + new, rel_tol=1e-6) and with_gates(OFF, OFF, ON)[1] == 0
assert with_gates(OFF, ON, OFF) == [0, 2]  # 输出门关着：h 是 0，账还在
for seed in range(5):  # 整个序列，和 nn.LSTM 一样
    torch.manual_seed(seed)
    copy, reading = nn.LSTM(3, 7, batch_first=True).double(), torch.randn(4, 30, 3).double()
    theirs, (_, last_c) = copy(reading)
    h = c = torch.zeros(4, 7).double()
    for t in range(30):
        h, c = lstm_cell(reading[:, t], h, c, copy)
        assert (h - theirs[:, t]).abs().max() < 1e-6
    assert (c - last_c[0]).abs().max() < 1e-6

# %% [markdown] slideshow={"slide_type": "fragment"}
# 照抄、换新、累加、清零，四样都会：门在中间，就是这四样的搭配。
# 输出门关着，$h=0$，账还在：**记着，不说**。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.5.4 门开着才有用
#
# 刚造好的 LSTM，权重、偏置都在 0 附近，遗忘门约 $\sigma(0)=0.5$。
# 从 $c_{50}$ 到 $c_{100}$，隔 50 步，乘 50 次：$0.5^{50}\approx9\times10^{-16}$。
#
# 把遗忘门的偏置设成 3：$\sigma(3)\approx0.953$，$0.953^{50}\approx0.09$。
#
# 这是纸上算的，只看直路；再量一次 12b.4.3 的图（GRU 下一节讲，粗线是中位数）：

# %% slideshow={"slide_type": "skip"}
opened = 1 / (1 + math.exp(-3))
assert round(opened, 3) == 0.953 and 8e-16 < 0.5**50 < 9e-16 and round(opened**50, 2) == 0.09 and round(0.99**100, 2) == 0.37

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.3))
draw_heard(ax, list(heard), [BLUE, RED, GREEN, PURPLE], ["-", "--", ":", "-"])
ax.set_ylabel("$h_{100}$ 听得见多少")
ax.legend(fontsize=11, loc="lower right")
plotting.show(fig, alt="四种网络各五条细线，每一步的中位数画成粗线，纵轴是对数。蓝的 RNN 掉得最快，第 50 步在 1e-12 到 1e-18；橙红虚线的 LSTM 和绿点线的 GRU 也几乎直线往下掉，第 50 步在 1e-9 到 1e-14；粉紫的 LSTM 遗忘门偏置 3 几乎是平的，第 50 步在千分之一上下到十分之一，第 1 步在百分之一到十分之二。")

# %% slideshow={"slide_type": "skip"}
at_50 = {name: [line[49] for line in lines] for name, lines in heard.items()}
for name, low, high in (("RNN", 1e-18, 1e-12), ("LSTM", 1e-14, 5e-10), ("GRU", 2e-12, 3e-10), ("LSTM，遗忘门偏置 3", 4e-4, 0.2)):
    assert low < min(at_50[name]) and max(at_50[name]) < high
assert all(opened**99 < line[0] < 0.4 for line in heard["LSTM，遗忘门偏置 3"]) and 0.008 < opened**99 < 0.009

# %% [markdown] slideshow={"slide_type": "fragment"}
# 默认的 LSTM，隔 50 步在 $10^{-14}$ 到 $10^{-10}$ 上下：听不见。
#
# 打开遗忘门，隔 50 步还有约千分之一到十分之一：听得见了。
# 再往前也没有照 $0.953^k$ 掉：$x_1$ 量到约 0.01 到 0.2，$0.953^{99}$ 却只有 0.008；经 $h$ 的弯路也在传，直路不是全部。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **回到赌局**：同样的 LSTM，同样练 130 步，长度加倍到 40，**只**把遗忘门的偏置设成 3。

# %% slideshow={"slide_type": "skip"}
played["open", 40], played["open", 80] = remember("LSTM", 40, bias=3.0, longer=80)  # 考长 80 的，12b.7.4 再说

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
draw_games(ax, list(played)[:4], ["RNN，长 20", "LSTM，长 20", "RNN，长 40", "LSTM，门开，长 40"], [BLUE, RED, BLUE, PURPLE])
plotting.show(fig, alt="四根横柱，10 个种子里学会的个数：长 20 的 RNN 约 7 个，LSTM 0 个；长 40 的 RNN 约 3 个，遗忘门打开的 LSTM 约 9 个。")

# %% slideshow={"slide_type": "skip"}
assert learnt(("open", 40)) >= 6 and learnt(("open", 80)) >= 6

# %% [markdown] slideshow={"slide_type": "fragment"}
# **第二问：这个任务，练这 130 步，遗忘门一开始就开着，多半学得到。**
#
# 老实说一句：起点的梯度，默认的 LSTM 还比 RNN 大些，长 20 学会的却是 RNN。
# 所以起点的梯度不是全部；门全照默认时 LSTM 为什么更慢，这几张图答不了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **开到多少？**
# 要留到 $T$ 步以后，就让 $f^T$ 别太小：$f\approx1-\frac1T$ 时，直路上还剩约 0.37；反过来算偏置，$b\approx\ln T$。
# 长 20 约 3，长 40 约 3.7，长 100 约 4.6。
#
# 这只是**把路打通**，通了不等于学会：写书时长 100、偏置 4.6，同样练 130 步，十个里一个也没学会。

# %% slideshow={"slide_type": "-"}
lstm, m = nn.LSTM(1, 16, batch_first=True), 16
with torch.no_grad():  # 第二组的 m 个数是遗忘门；两个偏置是相加的，都要管
    lstm.bias_ih_l0[m : 2 * m] = math.log(40)
    lstm.bias_hh_l0[m : 2 * m] = 0
f = lstm.bias_ih_l0[m].sigmoid()
print(f"遗忘门约 {f:.3f}，40 步以后，直路上还剩 {f**40:.2f}")

# %% slideshow={"slide_type": "skip"}
for T in (20, 40, 100):
    assert abs((1 - 1 / T) ** T - 0.37) < 0.015 and abs(math.log(T - 1) - math.log(T)) < 0.06
assert [round(math.log(T), 1) for T in (20, 40, 100)] == [3.0, 3.7, 4.6]
assert 3e-6 < (1 / (1 + math.exp(-1))) ** 40 < 4e-6 and 6e-9 < (1 / (1 + math.exp(-1))) ** 60 < 8e-9 and 4e-11 < 0.62**50 < 5e-11
every, (h, c) = lstm(torch.zeros(2, 40, 1))
assert h.shape == c.shape == (1, 2, 16) and torch.equal(every[:, -1], h[0])

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误**：“用了 LSTM，就不怕梯度消失。”
# 1997 年的 LSTM 没有遗忘门，旧账全留；遗忘门是 2000 年加的，PyTorch 默认只留约五成，名声就靠不住了。
#
# 门也不是白开的：什么都留着，账就乱了；几时该忘，要它自己学。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.vanish")

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.gates")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.forget_power")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:44 到 1:01）：12b.5.1 2 分钟，12b.5.2 4 分钟，12b.5.3 3 分钟，12b.5.4 8 分钟。
#
# **怎么讲**：12b.5.3 先遮住输出，四行一行一行地猜。
# 12b.5.4 的图，先只问“第 50 步，橙红的在哪里”，再和纸上的 $0.5^{50}$ 比。
#
# **会有人问**：“默认的 LSTM，量到的怎么比 $0.5^{50}$ 大得多？”
# 偏置是随机的，有的 $f$ 能到 0.62，$0.62^{50}\approx4\times10^{-11}$，大的说了算；$c$ 还会经 $h$ 影响后面的门，那是弯路。
# 门开的，$x_{50}$ 多半比 0.09 小，是因为还要乘输入门、输出门、$W_x$ 和 tanh 的导数。
#
# **会有人问**：“RNN 的梯度更小，怎么反倒学会了？”
# 图上量的是起点；RNN 只要练出一把锁（12b.2.4）就行，LSTM 要几个门一起动：这是猜想，没有量。
#
# **会有人问**：“偏置设成 1 呢？”
# 写书时跑过：长 20 约会 9 个，长 40 一个也不会（$0.73^{40}$ 只有百万分之几）；设成 $\ln40$，长 40 约会 8 个，和设成 3 的差不多。
#
# **会有人问**：“再长，照 $\ln T$ 设就行？”
# 不行，路通了还不一定学会：写书时 `remember("LSTM", 60, bias=4.1)` 约会 4 个，长 100、`bias=4.6` 一个也不会，长 200、`bias=5.0` 约一个；数目换一台机器会差一两个。
#
# **会有人问**：“偏置设成 30 呢？”
# $f$ 成了 1，什么都不忘，噪声也一笔笔加在账上；门锁死了，它的导数也是 0，学不会忘。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.6 GRU：两个门
#
# ### 12b.6.1 不另开账
#
# **门控循环单元**（gated recurrent unit，GRU）：没有 $c$，账就记在 $h$ 上；旧的留 $z$，新的就记 $1-z$。
#
# $$r,z=\sigma(W_xx_t+W_hh_{t-1}+b),\qquad n=\tanh\big(W_{xn}x_t+b_{xn}+r\circ(W_{hn}h_{t-1}+b_{hn})\big)$$
#
# $$h_t=(1-z)\circ n+z\circ h_{t-1}$$
#
# - **更新门**（update gate）$z$：旧的**留**几成；
# - **重置门**（reset gate）$r$：出草稿 $n$ 的时候，旧的看几成。
#
# 三组权重，各有各的 $W$ 和 $b$，比 LSTM 少四分之一：1920 对 2560。
# 旧的 $h=0.5$，草稿 $n=-1$，$z=0.9$：$h_t=0.1\times(-1)+0.9\times0.5=0.35$。

# %% slideshow={"slide_type": "skip"}
def gru_cell(x, h, layer):  # 三组的次序是 r、z、n
    xr, xz, xn = F.linear(x, layer.weight_ih_l0, layer.bias_ih_l0).chunk(3, dim=-1)
    hr, hz, hn = F.linear(h, layer.weight_hh_l0, layer.bias_hh_l0).chunk(3, dim=-1)
    r, z = (xr + hr).sigmoid(), (xz + hz).sigmoid()
    n = (xn + r * hn).tanh()  # r 乘的是整个括号，b_hn 也在里面
    return n + z * (h - n)  # 就是 (1−z) n + z h


torch.manual_seed(0)
gru, h = nn.GRU(10, 20, batch_first=True), torch.zeros(2, 20)
for t in range(5):
    h = gru_cell(sentences[:, t], h, gru)
print("五步走完，和 nn.GRU 一样：", torch.allclose(h, gru(sentences)[1][0], atol=1e-6))

# %% slideshow={"slide_type": "skip"}
for seed in range(5):
    torch.manual_seed(seed)
    copy, reading = nn.GRU(3, 7, batch_first=True).double(), torch.randn(4, 30, 3).double()
    theirs, h = copy(reading)[0], torch.zeros(4, 7).double()
    for t in range(30):
        h = gru_cell(reading[:, t], h, copy)
        assert (h - theirs[:, t]).abs().max() < 1e-6
assert math.isclose(0.1 * -1 + 0.9 * 0.5, 0.35)
for kind, layer_kind in (("RNN", nn.RNN), ("LSTM", nn.LSTM), ("GRU", nn.GRU)):  # 一批一起练的程序，和 PyTorch 的也一样
    team, reading = Team(kind, 3, 5, 1, seeds=2), torch.randn(6, 2, 4, 3)
    for k in range(2):
        copy = layer_kind(3, 5)
        with torch.no_grad():
            for own, weight in zip((copy.weight_ih_l0, copy.bias_ih_l0, copy.weight_hh_l0, copy.bias_hh_l0), team.weights):
                own.copy_(weight[k].T.reshape(own.shape))
            assert torch.allclose(copy(reading[:, k])[0][-1], team.read(reading)[k], atol=1e-6)

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误**：各家写法不同。
# 有的书 $z$ 是**新的**几成，和 PyTorch 正相反；有的书 $r$ 先乘 $h$，再乘 $W$。
# 抄权重之前，先对一遍式子。
#
# GRU 的 $z$ 就兼作遗忘门，默认也是 0.5 左右：12b.5.4 的绿线，也是直掉下去的。
# 要记得远，也先开着（写书时长 40、偏置 3，十个里约十个会）；三组的次序是 $r,z,n$，碰巧也是第二组，`[m : 2 * m]`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.gru")  # 练习

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.update_open")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：只讲两件：留 $z$、记 $1-z$，两样合一，省一个门；参数三组。
# 草稿的式子请学生自己和程序对。
# 题 `rnn.update_open` 答完，问一句：$z$ 一直是 1，这个 GRU 还有用吗？
#
# **会有人问**：“到底用哪一个？”
# 先 GRU 或 LSTM 都行，看验证集，多跑几个种子。
#
# **现场可改**：`remember("GRU", 20)`，十个里约会两个；`remember("GRU", 40, bias=3.0)`，约十个：第二组正好是 $z$；一格一两秒。
#
# **来历**：GRU 是 2014 年和编码器–解码器一起提出的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.7 Seq2Seq：读完再说
#
# ### 12b.7.1 两半：一个读，一个写
#
# 翻译一句话，进来的和出去的常常长短不同，不能一个词对一个词。
# **序列到序列**（sequence to sequence，Seq2Seq）分两半：
#
# - **编码器**（encoder）：从头读到尾，交出末了的状态，别的什么也不交；
# - **解码器**（decoder）：从这个状态起步，一个词一个词往外写，写出的词又是下一步的输入。
#
# 两个特别的词：`BOS` 编号 0，句首，起步用；`EOS` 编号 1，句尾，写出它就停。
#
# 我们的任务：把一串数字**倒过来**，3 1 4 → 4 1 3。
# 进出一样长，好验对错；头一个进去的，末一个出来。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = sheet(13, 5, (8, 3.2))
for k, word in enumerate("314"):
    x = 1 + 1.5 * k
    box(ax, x, 2.2, "读", BLUE_TINT)
    box(ax, x, 0.7, word)
    arrow(ax, (x, 1.05), (x, 1.85))
    if k:
        arrow(ax, (x - 1.05, 2.2), (x - 0.45, 2.2), None, RED)
for k, (before, word) in enumerate(zip(("BOS", "4", "1", "3"), ("4", "1", "3", "EOS"))):
    x = 7 + 1.6 * k
    box(ax, x, 2.2, "写", GREEN_TINT)
    box(ax, x, 0.7, before)
    box(ax, x, 3.7, word, ORANGE_TINT)
    arrow(ax, (x, 1.05), (x, 1.85))
    arrow(ax, (x, 2.55), (x, 3.35))
    if k:
        arrow(ax, (x - 1.15, 2.2), (x - 0.45, 2.2), None, RED)
    if k < 3:
        ax.annotate("", (x + 1.12, 0.85), (x + 0.47, 3.6), arrowprops={"arrowstyle": "-|>", "ls": "--", "color": "0.55", "lw": 1.3})
arrow(ax, (4.45, 2.2), (6.55, 2.2), "一个状态", RED, (0, 0.45))
for x, name in ((2.5, "编码器"), (9.4, "解码器")):
    ax.text(x, 4.65, name, ha="center", va="center", fontsize=15)
plotting.show(fig, alt="左边编码器：三个“读”的方框，依次读进 3、1、4，橙红箭头把状态往右传。中间一支长箭头，写着一个状态。右边解码器：四个“写”的方框，下面的输入是 BOS、4、1、3，上面写出 4、1、3、EOS；灰色虚线从写出的词连到下一步的输入。")

# %% [markdown] slideshow={"slide_type": "-"}
# 左边读，右边写；虚线是“写出的词，下一步喂回去”。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.7.2 教师强制：喂真的上一个词
#
# 训练时，解码器第 2 步的输入，喂它**自己**写的，还是**答案**里的？
# 开头它乱写，喂自己写的，后面就都在错的路上学。
# 喂答案，叫**教师强制**（teacher forcing）：
#
# | 步 | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | 喂进去（上一个词） | BOS | 4 | 1 | 3 |
# | 该写出（答案） | 4 | 1 | 3 | EOS |
#
# 同一串 4 1 3，喂的前面添 BOS，答案后面添 EOS：**错开一位**。
#
# 训练一步：`fed, wanted = reversal(source)` 错开，`scores = net(source, fed)` 打分，每一步是一道 12 选 1，用 `F.cross_entropy`。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 网络里，词先过一层**嵌入**（embedding），它是一张表：词的编号是行号，取出那一行的 16 个数，这些数也一起学。

# %% slideshow={"slide_type": "-"}
BOS, EOS = 0, 1  # 数字 0 到 9 的编号是 2 到 11，一共 12 个词


class Reverser(nn.Module):
    def __init__(self, m=64):
        super().__init__()
        self.embed = nn.Embedding(12, 16)  # 每个词一个 16 维的向量，两半共用
        self.encoder = nn.GRU(16, m, batch_first=True)
        self.decoder = nn.GRU(16, m, batch_first=True)
        self.answer = nn.Linear(m, 12)

    def forward(self, source, fed):  # 教师强制：fed 是错开一位的答案
        state = self.encoder(self.embed(source))[1]
        every = self.decoder(self.embed(fed), state)[0]
        return self.answer(every)


print("参数", sum(p.numel() for p in Reverser().parameters()))

# %% slideshow={"slide_type": "skip"}
assert sum(p.numel() for p in Reverser().parameters()) == 32460 == 12 * 16 + 2 * 3 * (16 * 64 + 64 * 64 + 128) + 64 * 12 + 12

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：训练的那一格**。
# 每批同样长，2 到 5 位轮流，就不用填充。
# 数字串当成一个整数，**除以 7 余 3 的一个也不给它看**，留着测试：测的都是没见过的串。
# 2 位的只留得出 14 串，测 300 次是这 14 串来回测。

# %% slideshow={"slide_type": "skip"}
draws = torch.Generator().manual_seed(0)


def digit_strings(length, size, held_out):
    """Draw strings of digits as word numbers; those whose number leaves 3 when divided by 7 are held out."""
    numbers = torch.randint(10**length, (16 * size,), generator=draws)
    numbers = numbers[(numbers % 7 == 3) == held_out][:size]
    return numbers[:, None] // 10 ** torch.arange(length - 1, -1, -1) % 10 + 2


def reversal(source):
    """Return what goes into the decoder and what should come out."""
    backwards, one = source.flip(1), torch.ones(len(source), 1, dtype=torch.long)
    return torch.cat([BOS * one, backwards], dim=1), torch.cat([backwards, EOS * one], dim=1)


def train_reverser(steps, shifted=True):
    torch.manual_seed(0)
    net, losses = Reverser(), []
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01, fused=True)
    warm = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.01, total_steps=steps, pct_start=0.2)  # 先升后降，像第 9 章的热身加余弦
    for step in range(steps):
        source = digit_strings(2 + step % 4, 64, held_out=False)
        fed, wanted = reversal(source)
        optimizer.zero_grad()
        scores = net(source, fed if shifted else wanted)  # 没错开：喂的就是答案
        loss = F.cross_entropy(scores.flatten(0, 1), wanted.flatten())  # 每一步都是一道 12 选 1
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        warm.step()
        losses.append(loss.item())
    return net, losses


reverser, reverse_losses = train_reverser(400)
cheater, cheat_losses = train_reverser(60, shifted=False)

# %% slideshow={"slide_type": "skip"}
assert 2.4 < reverse_losses[0] < 2.6 and np.mean(reverse_losses[-40:]) < 0.15 and len(digit_strings(2, 64, False)) == 64

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.7.3 贪心解码：写到 EOS 为止
#
# 真用的时候没有答案，喂自己刚写的词；每一步挑得分最高的，叫**贪心解码**（greedy decoding）。
# 要设上限 `most`：它要是总不写 EOS，就停不下来。
# 一步步都最高，整句不一定最高；**束搜索**（beam search）同时留着几句，末了再挑。

# %% slideshow={"slide_type": "-"}
@torch.no_grad()
def speak(net, source, most):  # 一批串一起写，每串最多 most 个词
    state = net.encoder(net.embed(source))[1]  # 编码器只读一遍
    word, written = torch.full((len(source), 1), BOS), []
    for _ in range(most):
        every, state = net.decoder(net.embed(word), state)
        word = net.answer(every).argmax(dim=-1)  # 自己写的，下一步喂回去
        written.append(word)
    return torch.cat(written, dim=1)

# %% slideshow={"slide_type": "skip"}
def until_end(words):  # 一串编号，到 EOS 为止，写成数字
    words = words.tolist()
    words = words[: words.index(EOS)] if EOS in words else words
    return " ".join(str(word - 2) for word in words)

# %% slideshow={"slide_type": "subslide"}
for digits in ("269", "3146"):  # 改这里：2 到 5 位；当成整数，除以 7 余 3 的都没练过
    source = torch.tensor([[int(digit) + 2 for digit in digits]])
    print(" ".join(digits), "→", until_end(speak(reverser, source, 12)[0]))

# %% slideshow={"slide_type": "skip"}
def exact(length, size=300):
    """Return the share of held-out strings written backwards without a fault and ended in time, and how many digits each output has before its EOS."""
    source = digit_strings(length, size, held_out=True)
    written = speak(reverser, source, length + 1)
    right = (written == reversal(source)[1]).all(dim=1).float().mean().item()
    return right, [words.index(EOS) if EOS in words else len(words) for words in written.tolist()]


by_length = {length: exact(length) for length in range(2, 9)}
assert until_end(torch.tensor([5, 2, EOS, 7])) == "3 0" and by_length[3][0] > 0.95

# %% [markdown] slideshow={"slide_type": "fragment"}
# **教师强制的代价**：练的时候，上一个词总是对的；真用的时候，是自己写的，错一个，后面就走上没练过的路。

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误（自学）**：没错开一位，第 $t$ 步喂的就是第 $t$ 步的答案。
# 两个网络，一个错开，练 400 步；一个没错开，只练 60 步，够它学会照抄：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
for name, net, losses in (("错开", reverser, reverse_losses), ("没错开", cheater, cheat_losses)):
    source = digit_strings(3, 300, held_out=True)
    right = (speak(net, source, 4) == reversal(source)[1]).all(dim=1).sum()
    early = np.mean(losses[56:60])
    low = "不到 0.1" if early < 0.1 else "还超过 0.5" if early > 0.5 else "在 0.1 到 0.5 之间"
    right = "九成以上" if right > 270 else "不到一成" if right < 30 else "一部分"
    same = len(set(speak(net, torch.tensor([[4, 8, 11]]), 8)[0].tolist())) == 1
    print(f"{name}：练到第 60 步，损失{low}；没见过的 3 位串，倒对{right}；269 写 8 步，全是同一个数：{same}")

# %% slideshow={"slide_type": "skip"}
assert np.mean(cheat_losses[-4:]) < 0.05 and np.mean(reverse_losses[56:60]) > 0.6 and exact(3)[0] > 0.95
source = digit_strings(3, 300, held_out=True)
copied = speak(cheater, source, 4)
assert (copied == reversal(source)[1]).all(dim=1).sum() < 15 and (copied == copied[:, :1]).all(dim=1).sum() > 280

# %% [markdown] slideshow={"slide_type": "skip"}
# 没错开的，练 60 步损失就低得多：它学会的是**照抄**这一步的输入。
# 真用的时候没有答案可抄：头一步喂的 BOS 它没练过，写得不准；下一步喂的就是它写的数，照抄，再照抄，EOS 也不写。
# 损失好看得太快，先查喂的是什么。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("rnn.teacher")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12b.7.4 比练过的更长，行吗
#
# 练的是 2 到 5 位，练了 400 步。
# 测没见过的串，**整串一字不差**才算对。
# **下注**：5 位对几成？
# 6 位、7 位呢？
# 写错的，错在哪里？

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 2.9), width_ratios=(1.1, 1))
shares = [by_length[length][0] for length in range(2, 9)]
stops = np.bincount(by_length[7][1], minlength=9)[1:9] / 300
for ax, places, values, colors in ((left_ax, range(2, 9), shares, [BLUE] * 4 + [RED] * 3), (right_ax, range(1, 9), stops, RED)):
    ax.bar(places, values, color=colors)
    for place, value in zip(places, values):
        if value or ax is left_ax:
            ax.text(place, value + 0.03, f"{value:.0%}", ha="center", fontsize=11)
    ax.set(ylim=(0, 1.15), xticks=places, yticks=[0, 0.5, 1])
left_ax.set(xlabel="几位（蓝：练过的长度）", title="整串全对的")
right_ax.axvline(7, color="0.4", ls=":", lw=1.5, zorder=0)
right_ax.set(xlabel="写了几位就停（点线：该写 7 位）", title="7 位的串，停在哪里")
plotting.show(fig, alt="左图，没见过的串整串全对的比例：2、3、4 位 100 %，5 位九成多，6 位掉到四成上下，7 位 1 % 上下，8 位 0 %。右图，7 位的串写了几位就停：该写 7 位，点线标着；九成写到第 6 位就停，停在第 5 位和写满 7 位的各约 5 %。")

# %% slideshow={"slide_type": "skip"}
assert min(shares[:3]) > 0.95 and shares[3] > 0.8 and 0.2 < shares[4] < 0.7 and shares[5] < 0.15 and shares[6] < 0.03
source = digit_strings(7, 300, held_out=True)
in_place = (speak(reverser, source, 7) == source.flip(1)).float().mean(dim=0)
assert in_place[0] > 0.9 and in_place[0] > in_place[1] > in_place[3] and in_place[3] < 0.7 and np.mean(np.array(by_length[6][1]) == 6) > 0.55
assert stops[5] > 0.7 and stops[6] < 0.25 and np.mean(np.array(by_length[8][1]) <= 6) > 0.6

# %% [markdown] slideshow={"slide_type": "fragment"}
# 练过的长度，没见过的串也差不多全对；多一位，整串对的只有四成上下；多两位，几乎全错。
#
# 错在哪里：6 位的串，多半停得对，先乱的是次序；7 位的，头一位几乎都对，往后越来越错，而且多半写到 6 位就停。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **第三问：这个网络、这个任务，练过的长度行，没练过的先坏。**
# 别的任务不一定：12b.5.4 门开着、练长 40 的 LSTM，考长 80，十个里约九个还行。
#
# 是不是 64 个数装不下 7 位？
# 不是：写书时同一个网络改练 2 到 8 位，练 1500 步，没见过的 7 位串对了九成多，没练过的 9 位又不到一半。
# 长度和步数两样都改了，所以只说明装得下；装得下几位，没有量出来。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 还有一个道理，不靠这张图：句子再长，也只交**一个定长的状态**。
# 人翻一句四十个词的话，是写到哪里，**回头看原文**的那里。
#
# 2014 年，巴赫达瑙（Bahdanau）等人让解码器也回头看，就是**注意力**（attention）：编码器每一步的 $h$ 都留着，写每个词的时候，自己决定看哪几步，隔多远都只有一步。
# 2017 年的论文 “Attention Is All You Need” 把循环整个去掉，词和词之间只靠注意力来往，就是 Transformer（里面还有什么，13.6.3 数给你看）：第 13 章的大模型，都从这里来。

# %% slideshow={"slide_type": "skip"}
quiz.ask("rnn.seq_two")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（1:06 到 1:22）：12b.7.1 3 分钟，12b.7.2 3 分钟，12b.7.3 4 分钟，12b.7.4 6 分钟。
#
# **怎么讲**：12b.7.1 打个比方：编码器听完三个数字，只许递一张纸条给解码器。
# 12b.7.4 的下注，多半的人给 6 位写九成。
#
# **会有人问**：“6 位也拿来练，不就好了？”
# 6 位就好了；练 2 到 8 位，8 位也对八成，9 位又不到一半。
# 自己试：`2 + step % 4` 改成 `2 + step % 7`，练 1500 步，约半分钟；后面的自检会停下来，跳过就是。
#
# **会有人问**：“是练得少，还是没练过这个长度？”
# 两样都有：还练 2 到 5 位，也练 1500 步（`reverser, _ = train_reverser(1500)`，再 `exact(6)`），写书时一个种子，6 位能对七成上下，7 位还是几乎全错。
#
# **会有人问**：“用了注意力，没练过的长度就行了？”
# 不一定：注意力治的是“一个定长的状态”，没练过的长度是另一回事。
#
# **换种子稳吗**：400 步，换两个种子，5 位九成上下，6 位四成上下，7 位几乎全错。
#
# **现场可改**：下注以后，请他们报 6 位、8 位的串：123456 写成 6 5 4 3 1 2；12345678 写成 8 7 6 4 2 3，6 位就停了。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.8 图像、文本，各用哪一个
#
# ### 12b.8.1 看数据里谁和谁有关
#
# **图像为什么少用 RNN？**
# 能用（12b.8.2）；只是上下的邻居隔了一整行，全靠隐藏状态带过去（10.2.5）；而且一步等一步，不能一起算。
#
# **文本为什么少用 CNN？**
# 也能用：短评的好坏，常常看两三个词就够，小窗口正合适。
# 只是窗口窄，句首的“没”要叠许多层才看得到（10.2.6）；而 RNN 读长了，远处的也难学到，这一章量过了。
#
# 还是第 10 章那句，都是倾向，不是规矩：看谁和谁有关，隔得多远。
#
# | 数据 | 有关的在哪里 | 先试 |
# |---|---|---|
# | 图像 | 四面近邻 | CNN |
# | 短文本，找关键词 | 前后两三个词 | CNN、RNN 都行 |
# | 长序列，要记远的 | 隔得很远 | LSTM、GRU（门开着），注意力 |

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12b.8.2 图也能一行一行地读（自学）
#
# 8×8 的手写数字，当成 8 步的序列，每步读一行 8 个像素；三种网络各 32 个单元，三个种子，练 6 轮。
# 另请一层线性，64 个像素一起看，作个比。
# （10.2.6 让 RNN 这样读过，比的是 CNN；这里只看看，不拿测试集挑模型。）
#
# **先猜**：谁最好？

# %% slideshow={"slide_type": "skip"}
pixels, names = load_digits(return_X_y=True)
X_train, X_test, y_train, y_test = map(
    torch.tensor, train_test_split((pixels / 16).astype("f"), names, test_size=0.2, random_state=42, stratify=names)
)


def row_by_row(kind, epochs=6, eta=0.015, seeds=3):
    """Train three seeds to read digits row by row; return their accuracies on the test set."""
    team = Team(kind, 8, 32, 10, seeds=seeds)
    optimizer = torch.optim.Adam(team.weights, eta, fused=True)

    def rows(X):
        return X.reshape(-1, 1, 8, 8).permute(2, 1, 0, 3).expand(8, seeds, -1, 8)

    for _ in range(epochs):
        for chosen in torch.randperm(len(X_train), generator=team.g).split(96):
            optimizer.zero_grad()
            scores = team.scores(rows(X_train[chosen]))
            (seeds * F.cross_entropy(scores.flatten(0, 1), y_train[chosen].repeat(seeds))).backward()
            optimizer.step()
    with torch.no_grad():
        return (team.scores(rows(X_test)).argmax(dim=-1) == y_test).float().mean(dim=1).tolist()


by_rows = {kind: row_by_row(kind) for kind in ("RNN", "LSTM", "GRU")}


def flat(seed):
    torch.manual_seed(seed)
    net = nn.Linear(64, 10)
    optimizer = torch.optim.Adam(net.parameters(), 0.015, fused=True)
    for _ in range(6):
        for chosen in torch.randperm(len(X_train)).split(96):
            optimizer.zero_grad()
            F.cross_entropy(net(X_train[chosen]), y_train[chosen]).backward()
            optimizer.step()
    return (net(X_test).argmax(dim=1) == y_test).float().mean().item()


by_rows["一层线性"] = [flat(seed) for seed in range(3)]

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(7, 2.5))
for row, (kind, color) in enumerate(zip(by_rows, (BLUE, RED, GREEN, PURPLE))):
    ax.plot(by_rows[kind], [row] * 3, "o", color=color, ms=10, alpha=0.75)
ax.set(yticks=range(4), yticklabels=list(by_rows), ylim=(3.5, -0.5), xlim=(0.8, 1), xlabel="测试集准确率（一点一个种子）")
plotting.show(fig, alt="四行，每行三个点，一点一个种子。RNN、LSTM、GRU 都在 0.89 到 0.95 之间，互有重叠；一层线性在 0.93 到 0.95。")

# %% slideshow={"slide_type": "skip"}
assert all(0.85 < right < 0.99 for rights in by_rows.values() for right in rights)
assert max(map(min, by_rows.values())) - min(map(max, by_rows.values())) < 0.03

# %% [markdown] slideshow={"slide_type": "skip"}
# 三种循环网络的点互有重叠：只跑一次就排名，不可信。
# 一层线性一点不差，这点图用不着循环；只有 8 步，用不着记多远，门也没有用武之地。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12b.9 小结：头一个词，靠什么带到末尾
#
# - **装得住吗**：装得住，一个 $W_h=2$ 的单元就锁得住。
# - **学得到吗**：梯度是一长串 $\mathrm{diag}(1-h_t^2)W_h$ 的连乘，刚造好的 RNN，隔 50 步只剩 $10^{-12}$ 以下；爆炸可以剪，消失要修路。
# - **门**：$c_t=f\circ c_{t-1}+i\circ g$，直路上只乘 $f$；**遗忘门开着，路才通**，默认的 0.5 不算开；偏置 $b\approx\ln T$ 只是打通路，学不学得会，还要练了才知道。
# - **GRU**：两个门，三组权重；$h_t=(1-z)\circ n+z\circ h_{t-1}$。
# - **更长的行吗**：看任务：倒写数字，没练过的长度先坏；只记一个数，长一倍也行；一个定长的状态，后来有了注意力，可以回头看。
# - 形状 2×5×10 → 2×5×20；参数 640、2560、1920。
#
# “**没**有人会说这家店的菜好吃”：头一个字，靠开着的门一路留着；或者用注意力，回头去取。
#
# **下一步**：做 12b.10 和作业 12 的后五题；第 13 章，硬件和生态，还有大模型。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学用 LSTM 读 200 步的心电图，判断开头有没有一次早搏，准确率和瞎猜一样。
# 他说：“LSTM 不是记得久吗，再加一倍隐藏单元吧。”
# 为什么加单元不是先要做的？
# 说出两样更该先试的。
#
# 答案在 12b.10 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：加单元，不改直路上的连乘（$0.5^{200}$ 几乎是 0）。
# 先试倒着读或双向读：开头就到了末尾，要隔的步数没有了。
# 再试打开遗忘门：$\ln200\approx5.3$，设 5 上下，路先通（$0.9933^{200}\approx0.26$），通了不等于学会：写书时赌局长 200、偏置 5、130 步，十个里约只会一个。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 12b.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：数参数。** `nn.GRU(6, 4)` 有几个参数？
# 换成 `bidirectional=True`（两个方向，12b.3.5）呢？
#
# <details><summary>答案</summary>
#
# 一组是 4×6 + 4×4 + 4 + 4 = 48，三组 144；双向 288。
# </details>
#
# **第 2 题：手算。** $W_x=1$，$W_h=-1$，$b=0$，$h_0=0$，读 1、0、0。
# $h$ 是哪三个数，符号有什么规律？
#
# <details><summary>答案</summary>
#
# 0.762、−0.642、0.566：一正一负地淡下去；$W_h$ 是负的，每步反号。
# </details>
#
# **第 3 题：又留又记。** GRU 的更新门一直是 0.99，读 100 步，最初的 $h$ 还剩几成，新来的每一步记几成？
# LSTM 要“全留，又全记”，行吗，GRU 呢？
#
# <details><summary>答案</summary>
#
# 剩 $0.99^{100}\approx0.37$；每一步的草稿记 0.01。
# LSTM 行：$f$、$i$ 是两个门，都开就是累加。
# GRU 不行：留 $z$、记 $1-z$ 是一个门管的，全留就记不进。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：要几成。** 要隔 300 步还剩一成，遗忘门至少留几成，偏置大约多少？
#
# <details><summary>答案</summary>
#
# $f^{300}=0.1$，$f=0.1^{1/300}\approx0.9924$；$\sigma(b)=0.9924$，$b=\ln\frac{0.9924}{0.0076}\approx4.9$。
# </details>
#
# **第 5 题：ReLU 行吗。** 把 RNN 里的 tanh 换成 ReLU，导数是 1，是不是就不消失了？
#
# <details><summary>答案</summary>
#
# 因子成了 $W_h$ 里开着的几行，仍是连乘：总是缩短就消失，总是拉长就爆炸，而且 $h$ 没有 ±1 的限制，会越滚越大。
# 有人把 $W_h$ 初始化成单位矩阵，起步的因子正好是 1，再配裁剪，能用一些；还是靠起点。
# </details>
#
# **第 6 题：错开反了。** 同学的 Seq2Seq，喂的是“答案加 EOS”，比的是“BOS 加答案”。
# 第 3 步喂的是什么，该写的是什么？
# 训练损失会怎样，真用的时候呢？
#
# <details><summary>答案</summary>
#
# 答案是 4 1 3 时，第 3 步喂 3，该写 1：要写的，上一步刚喂过，记住一步再写就行，不用看状态。
# 损失多半很快变小；真用的时候，没有答案可喂，它没学过怎样往后写。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **12b.9 的出门一问**
#
# <details><summary>答案</summary>
#
# 加单元：默认的门约 0.5，每个单元的直路上都是 $0.5^{200}\approx6\times10^{-61}$，多几个也通不了。
#
# - **倒着读，或者双向读**：要找的开头，就到了末尾；2014 年有名的 Seq2Seq 论文，就把原文倒着读。
# - **打开遗忘门**：$\ln200\approx5.3$，设 5 上下，$\sigma(5)\approx0.9933$，$0.9933^{200}\approx0.26$，路先通；通了还要练，不一定学会。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `rnn.step`、`rnn.unroll`（12b.2），`rnn.param_count`、`rnn.lstm_params`（12b.3），`rnn.clip_time`（12b.4）；
# - `rnn.gates`、`rnn.forget_power`（12b.5），`rnn.gru`（12b.6），`rnn.seq_two`（12b.7）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert [sum(p.numel() for p in nn.GRU(6, 4, bidirectional=both).parameters()) for both in (False, True)] == [144, 288]  # 第 1 题
h1 = math.tanh(1)
assert np.allclose([h1, math.tanh(-h1), math.tanh(math.tanh(h1))], [0.762, -0.642, 0.566], atol=5e-4)  # 第 2 题
keep = 0.1 ** (1 / 300)
assert round(keep, 4) == 0.9924 and round(math.log(keep / (1 - keep)), 1) == 4.9  # 第 4 题
assert round(1 / (1 + math.exp(-5)), 4) == 0.9933 and abs((1 / (1 + math.exp(-5))) ** 200 - 0.26) < 0.005 and 5e-61 < 0.5**200 < 7e-61
