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
# # 第 0 章 导学：人工智能全景、发展史与环境
#
# **学完之后你能够**
#
# - 看懂一个完整的训练程序分几步，说出每一步在哪一章细讲；
# - 用数据、算法、算力三要素和五个问题，判断一个模型缺什么；
# - 分清人工智能、机器学习、深度学习，说出三个学派和三种学习；
# - 用一个例子证明：换一种表示，做不到的事就做到了；
# - 讲清神经网络的几起几落，不抄错年份和名字；
# - 在自己的电脑上运行、作答、交作业。
#
# **时间**：60 分钟。
#
# **需要**：一点 Python（变量、`for`、函数）；不用公式，不用 numpy。

# %% [markdown] slideshow={"slide_type": "skip"}
# **怎样读这一份 notebook**：从上往下，点一个格子，按 Shift + Enter，它就运行，并跳到下一格。
# 先运行一遍所有的格子：菜单“运行”里选“运行所有单元格”。
#
# 标题末尾写着（自学）的小节课上不讲，读完正课再回来看，不影响后面的课。
# 代码看不懂不要紧：这一章只要知道每一格**做了什么**，怎样写，以后各章会讲。
# 只有 `assert` 的格子和只管画图的格子，读的时候都可以跳过。
#
# 这一章有两种事实，请分开看。
# 准确率、得分这些数，是下面的程序当场算出来的；年份、人名、论文里的成绩来自文献，程序核对不了。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 60 分钟：讲课 57，机动 3；标“自学”的和 0.10 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问 |
# |---|---|---|---|
# | 0.1 写不出来的规则 | 5.5 | 0:05 | 写一条分开 3 和 8 的规则 |
# | 0.2 十行，整门课 | 5.5 | 0:11 | 先猜认对多少，再认那一张 |
# | 0.3 三要素 | 12 | 0:23 | 拧旋钮；`guide.never_learns` |
# | 0.4 五个问题，一张地图 | 3.5 | 0:26 | |
# | 0.5 人工智能有多大 | 10 | 0:36 | 先猜 ε；`guide.alphago` |
# | 0.6 换一种表示 | 9 | 0:45 | `guide.quadrants` |
# | 0.7 几起几落 | 6.5 | 0:52 | `guide.explosion` |
# | 0.8 怎样用这些 notebook | 3.5 | 0:55 | 全班一起按一次 Shift + Enter |
# | 0.9 小结 | 1.5 | 0:57 | 出门一问 |
#
# **晚了怎么办**：到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:05 还没到 0.2：0.2.2 只念 1、3、8、10 四行，省半分钟；
# - 0:11 还没到 0.3：炼丹那一页不讲，省 2 分钟；
# - 0:23 还没到 0.4：`guide.alphago` 留作自学，省 3 分钟；
# - 0:36 还没到 0.6：`guide.quadrants` 只举手，不讲理由，省 1 分半；
# - 0:45 还没到 0.7：“每一次起落”那一页只念 1969、1986、2012，省半分钟；
# - 0:52 还没到 0.8：0.8.1 让学生自己读，直接一起运行 0.8.2，省 1 分半。
#
# 不要省 0.2 的十行和 0.6.1 的证明：前一个让人想学，后一个是全课程的道理。
#
# **黑板**：左边写“数据、算法、算力”，右边竖着写 ① 到 ⑤，讲到 0.4 时填上章号，留到下课。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前四题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `guide.never_learns` | B、C | 选 A：0.3.2 里多看几遍，救得了学习率 1 吗 |
# | `guide.alphago` | A、B、C | 只选一个：学派说的是想法，一台机器可以用好几个 |
# | `guide.quadrants` | B | 选 C：0.6.1 用距离，这里四个象限里都有远有近 |
# | `guide.explosion` | A、B、D | 选 C：定理说“存在”，没说怎样练，而且早就有了 |
# | `guide.slow` | B | 选 C：题里说模型学得会 |
# | `guide.which_question` | CAEBD | 把“在哪里训练”放在最前：先用小的跑通 |
# | `guide.nested` | BCA | 把机器学习放在最外：专家系统不学习 |
# | `guide.alchemy` | B | 选 C：丹方是步骤，不是能量 |
# | `guide.reward` | 强化学习 | 答无监督：无监督连奖励也没有 |
# | `guide.bandit` | 0.5 | 答 0.8：随机挑的人不知道哪台最好 |
# | `guide.circles` | B | 选 A：放大以后还是两个圈 |
# | `guide.features` | A | 选 B：传统方法也从数据里学 |
# | `guide.history` | DBEAFC | 把支持向量机放在反向传播之前 |
# | `guide.fall` | C、D | 选 A：那是第二次 |
# | `guide.gpt_year` | C | 选 B：2020 年是 GPT-3 |
# | `guide.pip_search` | A | 选 B：从前是这样 |
# | `guide.pip_mirror` | D | 选 A：那条会改以后的设置 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import platform
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from math import comb

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib import font_manager
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split as split
from torch.nn import Linear, ReLU, Sequential
from torch.nn.functional import cross_entropy
from torch.optim import Adam

from coursekit import plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
BLUE_TINT, ORANGE_TINT, GREEN_TINT, GREY = "#cfe6f5", "#fbe3b9", "#d3efe4", "#eeeeee"

# %% slideshow={"slide_type": "skip"}
def canvas(width, height, inches):
    """Return a figure and Axes without axes, for boxes and arrows."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, color=GREY, **style):
    frame = {"boxstyle": "round,pad=0.4", "fc": color, "ec": "0.3"} | style.pop("frame", {})
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame, **style).get_bbox_patch()


def join(ax, start, end, **style):
    look = {"arrowstyle": "-|>", "lw": 2, "color": "0.25", "patchA": start[1], "patchB": end[1]} | style
    ax.annotate("", end[0], start[0], arrowprops=look)


def picture(ax, image):
    """Draw one 8 x 8 picture, dark where there is ink."""
    ax.imshow(image, cmap="Greys", vmin=0, vmax=16)
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.spines[:].set_visible(True)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.1 写不出来的规则
#
# 左边是一张手写的 3：8 行 8 列，每格一个 0 到 16 的数，越大墨越浓。
# 计算机看到的只有这 64 个数。
# **给它写一条规则，分开右边的 3 和 8。**

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
images, names = load_digits().images, load_digits().target
threes, eights = images[names == 3], images[names == 8]
fig, places = plt.subplot_mosaic("AAabcde\nAAfghij", figsize=(8, 2.7))
picture(places["A"], threes[0])
for (row, column), ink in np.ndenumerate(threes[0].astype(int)):
    places["A"].text(column, row, ink, ha="center", va="center", size=9, color="white" if ink > 8 else "0.3")
for some, letters in ((threes[1:], "abcde"), (eights, "fghij")):
    for image, letter in zip(some, letters):
        picture(places[letter], image)
plotting.show(fig, alt="左边一张放大的手写 3，8 行 8 列，每格写着 0 到 16 的墨量；右边两行小图，上面一行五个手写的 3，下面一行五个手写的 8，粗细和歪斜各不相同。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 有人说：8 的左边是封口的，所以看左起第 3 列的中间四格，墨多就是 8。
# 翻着这些图试了半天，界线定在 21（Python 从 0 数起，所以 `2:6` 是第 3 到 6 行）。

# %% slideshow={"slide_type": "fragment"}
def is_eight(image):
    return image[2:6, 2].sum() > 21  # 第 3 到 6 行，第 3 列


right = sum(not is_eight(image) for image in threes)
right += sum(is_eight(image) for image in eights)
print(f"一共 {len(threes) + len(eights)} 张，规则认对 {right} 张")
print(f"十个数字，两个两个地分，要 {comb(10, 2)} 条规则")

# %% slideshow={"slide_type": "skip"}
# assert 是自检：正文的话一旦不成立，程序就停下来报错
assert images.shape == (1797, 8, 8) and images.min() == 0 and images.max() == 16
assert len(threes) + len(eights) == 357 and right == 337 and comb(10, 2) == 45

# %% [markdown] slideshow={"slide_type": "fragment"}
# 不坏，可是只分得开一对。
# 十个数字有 45 对；换成汉字、人脸、猫和狗呢？
# **能不能不写规则，让机器从例子里自己学？**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先只放图，让两三个学生口头说规则，写在黑板上；不评对错，每条都问一句“歪着写的呢”。
#
# **会遇到的误区**：“计算机看得见图”。
# 指着左边的数：它拿到的就是这 64 个数。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.2 十行，整门课
#
# ### 0.2.1 先猜，再跑
#
# 下面十行不写一条规则：拿 1347 张图和答案让机器学，再用它**没见过**的 450 张考它。
# **先猜，写下来：450 张能认对几成？**

# %% slideshow={"slide_type": "fragment"}
runtime.seed_everything(0)  # 让随机数每次都一样，不算在十行里
X, y = map(torch.tensor, load_digits(return_X_y=True))  # 第 3、4 章
X_train, X_test, y_train, y_test = split(X.float() / 16, y)  # 第 3 章
model = Sequential(Linear(64, 64), ReLU(), Linear(64, 10))  # 第 5 章
adam = Adam(model.parameters(), lr=0.01)  # 第 9 章
for epoch in range(100):  # 第 10 章
    loss = cross_entropy(model(X_train), y_train)  # 第 6 章
    adam.zero_grad()  # 第 10 章
    loss.backward()  # 第 7 章
    adam.step()  # 第 9 章
correct = (model(X_test).argmax(1) == y_test).sum()  # 第 10 章

# %% slideshow={"slide_type": "fragment"}
print(f"没见过的 {len(y_test)} 张，认对 {correct / len(y_test):.0%}")

# %% slideshow={"slide_type": "skip"}
assert len(y_train) == 1347 and len(y_test) == 450 and X.shape[1] == 64
assert abs(float(correct / len(y_test)) - 0.969) < 0.02
assert sum(p.numel() for p in model.parameters()) == 4810

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.2.2 十行各做什么
#
# | 行 | 做什么 | 细讲 |
# |---|---|---|
# | 1 | 拿来图和答案（答案也叫标签），变成能算的数组 | 第 3、4 章 |
# | 2 | 分两份：一份用来学，一份藏起来当考卷 | 第 3 章 |
# | 3 | 搭一个网络：64 个数进，10 个得分出，里面有 4810 个可以改的数 | 第 5 章 |
# | 4 | 选一个改数的办法 | 第 9 章 |
# | 5 | 全部的图，来回看 100 遍 | 第 10 章 |
# | 6 | 看看现在错得多厉害，算成一个数，叫损失，越小越好 | 第 6 章 |
# | 7 | 擦掉上一遍的账 | 第 10 章 |
# | 8 | 算出每个数该往哪边改 | 第 7 章 |
# | 9 | 每个数都改一点点 | 第 9 章 |
# | 10 | 用藏起来的图考一次 | 第 10 章 |
#
# 那 4810 个数叫**参数**（parameter）。
# 改参数，让错变少，就叫**训练**（training）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.2.3 它认错的一张
#
# 你来认：这是几？

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
PICKED = 118  # 考卷里的第几张
fig, ax = plt.subplots(figsize=(8, 1.6))
picture(ax, X_test[PICKED].reshape(8, 8) * 16)
plotting.show(fig, alt="一张 8×8 的手写数字：左边一竖从上到下，右下方有一个圈。")

# %% slideshow={"slide_type": "fragment"}
shares = model(X_test[PICKED]).softmax(0)  # 对 0 到 9 各几成把握
said, truth = int(shares.argmax()), int(y_test[PICKED])
print(f"网络说 {said}，答案是 {truth}")
print(f"把握超过九成：{'是' if shares[said] > 0.9 else '否'}")

# %% slideshow={"slide_type": "skip"}
assert int(shares.argmax()) == 1 and int(y_test[PICKED]) == 6 and shares[1] > 0.9 and shares[6] < 0.05
assert 8 <= (model(X_test).argmax(1) != y_test).sum() <= 20

# %% [markdown] slideshow={"slide_type": "fragment"}
# 人一眼看出右下的圈，网络却认成 1，而且很有把握。
# 它学的不是你眼里的 6，而是它见过的那些 6 的样子。
# 450 张里，它认错十来张；哪里错、怎样改，是第 10、11 章的事。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么问**：猜的时候让学生举手报“一半、八成、九成、九成五以上”四档，记在黑板上；随便猜一个数字只对一成。
# 十行不解释语法，只沿着行号念 0.2.2 的“做什么”那一列。
#
# **会遇到的误区**：（1）“它把图背下来了”。
# 考的 450 张它没见过。
# （2）“97 % 就是能用了”。
# 请看 0.2.3：错的那张，人闭着一只眼也认得。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.3 三要素
#
# ### 0.3.1 数据、算法、算力
#
# 十行里有三样东西，缺一样就学不成，合称**人工智能三要素**：
#
# - **数据**：图和答案，1、2 两行；
# - **算法**：网络的样子、打分的办法、改数的办法，3 到 9 行；
# - **算力**：1347 张图看 100 遍，光是往前算就要做六亿多次乘法，用什么算，算多快；大的模型要用显卡（GPU）。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(10, 4, 2.3)
corners = [box(ax, 5, 3.5, "数据：学什么", BLUE_TINT), box(ax, 1.8, 0.5, "算法：怎么学", GREEN_TINT), box(ax, 8.2, 0.5, "算力：学得动", ORANGE_TINT)]
for start, end in ((0, 1), (1, 2), (2, 0)):
    join(ax, corners[start], corners[end], arrowstyle="-", color="0.6")
ax.text(5, 1.55, "模型", ha="center", va="center", size=20)
plotting.show(fig, alt="一个三角形，三个角上各有一个方框：上面是“数据：学什么”，左下是“算法：怎么学”，右下是“算力：学得动”；三角形中间写着“模型”。")

# %% slideshow={"slide_type": "skip"}
products = 1347 * 100 * (64 * 64 + 64 * 10)  # 张数 × 遍数 × 一张图往前算一次的乘法
print(f"{products / 1e8:.1f} 亿次乘法")
assert 6.3e8 < products < 6.5e8

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.3.2 少一样会怎样
#
# 把刚才的 4 到 9 行包成一个函数，三要素各留一个旋钮。
# **先猜，再改：哪一个拧坏了最要命？**

# %% slideshow={"slide_type": "skip"}
def learn(model, X, y, rounds, rate):
    """The lines 4 to 9 again."""
    adam = Adam(model.parameters(), lr=rate)
    for _ in range(rounds):
        loss = cross_entropy(model(X), y)
        adam.zero_grad()
        loss.backward()
        adam.step()


def score(model, X, y):
    """The share that is right."""
    return (model(X).argmax(1) == y).float().mean().item()


def experiment(pictures, rounds, rate):
    """Train on so many pictures, so many times, in steps of that size; return the score on the hidden ones."""
    torch.manual_seed(0)
    net = Sequential(Linear(64, 64), ReLU(), Linear(64, 10))
    learn(net, X_train[:pictures], y_train[:pictures], rounds, rate)
    return score(net, X_test, y_test)

# %% slideshow={"slide_type": "fragment"}
PICTURES = 1347  # 改这里。数据：给它看几张图，最多 1347
ROUNDS = 100  # 改这里。算力：看几遍
RATE = 0.01  # 改这里。算法：每次改多大一步，叫学习率
print(f"没见过的图，认对 {experiment(PICTURES, ROUNDS, RATE):.0%}")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 一次只拧一个，其余不动（灰色虚线是乱猜的一成）：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
KNOBS = {
    "数据：几张图": ([10, 30, 100, 300, 1347], lambda v: experiment(v, 100, 0.01), BLUE),
    "算力：看几遍": ([0, 1, 3, 10, 100, 300], lambda v: experiment(1347, v, 0.01), ORANGE),
    "算法：学习率": ([0.00001, 0.001, 0.01, 0.1, 1], lambda v: experiment(1347, 100, v), GREEN),
}
turned = {}
fig, axes = plt.subplots(1, 3, figsize=(8, 3), sharey=True)
for ax, (title, (values, run, color)) in zip(axes, KNOBS.items()):
    turned[title] = [run(value) for value in values]
    ax.bar(range(len(values)), turned[title], color=color)
    ax.axhline(0.1, ls="--", color="0.5")
    ax.set(title=title, xticks=range(len(values)), ylim=(0, 1.05))
    ax.set_xticklabels(["0.00001" if value == 0.00001 else f"{value:g}" for value in values], size=12, rotation=30)
axes[0].set_ylabel("没见过的，认对")
plotting.show(fig, alt="三幅柱状图，纵轴是没见过的图认对的比例。数据：10 张时不到四成，1347 张时九成七。看的遍数：0 遍是一成上下，100 遍九成七，300 遍几乎没有更高。学习率：0.00001 和 1 时都不到两成，0.01 和 0.1 时九成七。")

# %% slideshow={"slide_type": "skip"}
few, rounds_seen, rates = (np.array(turned[title]) for title in KNOBS)
assert few[0] < 0.5 and (np.diff(few) > 0).all() and few[-1] > 0.95
assert rounds_seen[0] < 0.2 and rounds_seen[4] > 0.95 and abs(rounds_seen[5] - rounds_seen[4]) < 0.02
assert rates[0] < 0.25 and rates[4] < 0.25 and (rates[2:4] > 0.95).all()

# %% [markdown] slideshow={"slide_type": "fragment"}
# 任何一样拧坏，结果就坏。
# 还有一点：从 100 遍到 300 遍，多花两倍的算力，几乎什么也没换来。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.3.3 炼丹的比方
#
# 干这一行的人管训练叫“炼丹”。
# 药材看种类、多少、成色；火太弱炼不成，太旺是浪费；丹方说怎样配、怎样烧。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(16, 7, 3.4)
ax.add_patch(Rectangle((6.3, 0.25), 3.4, 0.25, color="0.45"))  # 炉底
up = np.linspace(0, 1, 30)
for x, height, color in ((6.75, 1.35, RED), (7.55, 1.8, ORANGE), (8.3, 1.5, RED), (9.1, 1.75, ORANGE)):
    half, sway = 0.42 * np.sin(np.pi * (0.25 + 0.75 * up)) ** 1.2, 0.12 * np.sin(2 * np.pi * up)  # 下宽上尖，左右晃
    ax.add_patch(Polygon(np.r_[np.c_[x + sway - half, 0.5 + height * up], np.c_[x + sway + half, 0.5 + height * up][::-1]], color=color))
for side in (-1, 1):
    ax.add_patch(Polygon([(8 + side * 1.5, 2.5), (8 + side * 2.2, 0.4), (8 + side * 1.85, 0.4), (8 + side * 1.0, 2.2)], color="0.35"))
    ax.add_patch(Circle((8 + side * 2.15, 3.5), 0.33, fill=False, ec="0.35", lw=4))
ax.add_patch(Ellipse((8, 3.2), 4.2, 2.8, color="0.35"))
ax.add_patch(Rectangle((6.6, 4.3), 2.8, 0.32, color="0.25"))
ax.add_patch(Circle((8, 3.55), 0.5, color=ORANGE))
ax.text(8, 2.6, "丹 = 模型", ha="center", va="center", size=14, color="white")
for x, y, angle in ((7.4, 5.3, 35), (8.1, 5.7, -20), (8.7, 5.2, 70)):  # 落进炉子的药材
    ax.add_patch(Ellipse((x, y), 0.85, 0.34, angle=angle, color=GREEN))
ax.add_patch(Polygon([(12.3, 0.4), (14.1, 0.4), (13.2, 3.3)], color=BLUE))  # 炼丹的人
ax.add_patch(Circle((13.2, 3.6), 0.52, fc="#f3d7b5", ec="0.3"))
ax.add_patch(Polygon([(12.6, 3.95), (13.8, 3.95), (13.2, 4.9)], color="0.25"))
ax.plot([12.9, 11.8], [2.3, 2.6], color=BLUE, lw=5, solid_capstyle="round")
ax.plot([11.8, 11.5], [2.6, 2.75], color="0.3", lw=3)
ax.add_patch(Ellipse((11.1, 2.95), 1.0, 0.75, angle=-30, fc="#e8d3a2", ec="0.3"))  # 蒲扇
ax.add_patch(Rectangle((1.2, 1.0), 2.3, 2.9, fc="#fff6df", ec="0.3", lw=1.5))  # 丹方
for y in (1.5, 2.0, 2.5, 3.0, 3.5):
    ax.plot([1.5, 3.2], [y, y], color="0.6", lw=1.5)
for x, y, text in ((2.35, 4.6, "丹方 = 算法"), (8, 6.5, "药材 = 数据"), (4.7, 0.75, "炉火 = 算力"), (13.2, 5.5, "炼丹的人 = 你")):
    ax.text(x, y, text, ha="center", va="center")
plotting.show(fig, alt="一座炼丹炉：绿色的药材从上面落进炉口，标着“药材等于数据”；炉下橙色和橙红色的火，标着“炉火等于算力”；炉身上画着一颗丹，标着“丹等于模型”；左边一页丹方，标着“丹方等于算法”；右边一个戴帽子、拿扇子的人，标着“炼丹的人等于你”。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.never_learns")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：比方一样一样对过去。**
#
# | 炼丹 | 训练 | 说的是 |
# |---|---|---|
# | 药材的种类、多少、成色 | 数据 | 决定丹的好坏：少了、脏了、偏了，都炼不好 |
# | 炉火 | 算力 | 决定快慢和能炼多大的炉：太弱炼不成，太旺是浪费 |
# | 丹方 | 算法 | 药材怎样配，火怎样用，什么时候停 |
#
# 比方只用来记名字，不能当理由。
# 真的炉火太旺会毁了丹；算力太多，直接的后果只是白花钱（看得太多遍另有毛病，第 11 章讲）。
# 而且“炼丹”还有一层意思，是笑话只会试、说不出道理；这门课要教你说出道理。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.slow")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **旋钮的答案**（别的电脑上可能差一两个百分点）
#
# | 改什么 | 认对 |
# |---|---|
# | 都不改 | 97 % |
# | `PICTURES = 10` | 37 % 上下 |
# | `PICTURES = 100` | 九成上下 |
# | `ROUNDS = 0` | 一成上下，就是乱猜 |
# | `ROUNDS = 1` | 三成多 |
# | `RATE = 1` | 一成上下：步子太大，越改越乱 |
# | `RATE = 0.00001` | 一成上下：100 遍里几乎没动 |
#
# 请学生报值，你来改，改三四次就翻到柱状图。
# 有人会问 `RATE = 1` 时多看几遍行不行：改 `ROUNDS = 300` 给他看，还是不行。
#
# **会遇到的误区**：“模型不好就换显卡”。
# 右边那幅图里，学习率错了，算力一点没少，照样只对一成上下。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.4 五个问题，一张地图
#
# ### 0.4.1 五个问题
#
# 训练任何一个模型，都要回答五个问题；它们就是这门课的骨架。
#
# | | 问题 | 挂在哪个要素上 | 十行里 | 哪几章 |
# |---|---|---|---|---|
# | ① | 用什么来训练？ | 数据 | 第 1、2 行 | 03 |
# | ② | 模型怎样学？（网络、打分、改数） | 算法 | 第 3–9 行 | 05–09 |
# | ③ | 学得好不好？ | 看模型 | 第 10 行 | 10 |
# | ④ | 怎样改进？ | 三样都可能 | 还没有 | 11 |
# | ⑤ | 在哪里训练？ | 算力 | 还没有 | 13 |
#
# 十行跑通了，所以 ④ 和 ⑤ 没有出现；你自己的第一个模型，多半会卡在 ④。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.4.2 读的顺序
#
# 章号和读的顺序只有一处不同：**先读 04，再读 03**，因为第 3 章要用张量。
# 第 2 章可以先跳过，不影响第 3 到 13 章。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
ROWS = [
    ["00\n导学", "01\n线性回归", "02\n无监督与\n半监督", "04\n张量", "03 ①\n数据集"],
    ["05 ②\n前馈网络", "06 ②\n激活与损失", "07 ②\n反向传播", "08 ②\n稳定训练", "09 ②\n优化器"],
    ["10 ③\n训练与评估", "11 ④\n诊断与正则化", "12a、12b\n经典架构", "13 ⑤\n硬件与生态", "14\n房价案例"],
]
fig, ax = canvas(15, 6.6, 3.5)
boxes = []
for y, row in zip((5.6, 3.3, 1.0), ROWS):
    for x, text in zip((1.5, 4.5, 7.5, 10.5, 13.5), row):
        asked = any(mark in text for mark in "①②③④⑤")
        frame = {"ls": "--"} if text.startswith("02") else {}
        boxes.append(box(ax, x, y, text, BLUE_TINT if asked else GREY, size=12, linespacing=1.3, frame=frame))
for k in range(14):
    if k % 5 < 4:
        join(ax, boxes[k], boxes[k + 1])
        continue
    low, high = boxes[k][0][1] - 1.15, boxes[k][0][1] - 0.62  # 换行：往下，往左，再往下
    ax.plot([13.5, 13.5, 1.5], [high, low, low], color="0.25", lw=2)
    join(ax, ((1.5, low + 0.02), None), boxes[k + 1])
plotting.show(fig, alt="课程地图，三行方框由箭头连成一条路：00 导学，01 线性回归，02 无监督与半监督（虚线框，可以跳过），04 张量，03 数据集；05 前馈网络，06 激活与损失，07 反向传播，08 稳定训练，09 优化器；10 训练与评估，11 诊断与正则化，12a 和 12b 经典架构，13 硬件与生态，14 房价案例。蓝底的方框标着它回答的问题：03 是 ①，05 到 09 是 ②，10 是 ③，11 是 ④，13 是 ⑤。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第 5 章就用上交叉熵和 Adam，第 6、9 章才拆开讲。
# 这是有意的：先会用，再弄懂，今天的十行也是这样。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.4.3 每一章讲什么（自学）
#
# | 章 | 题目 | 分钟 | 先读 |
# |---|---|---|---|
# | 00 | 导学：人工智能全景、发展史与环境 | 60 | 无 |
# | 01 | 监督学习与线性回归 | 100 | 00 |
# | 02 | 无监督与半监督学习 | 150 | 01 |
# | 04 | 张量与 PyTorch 基础 | 75 | 00 |
# | 03 | 数据集准备与加载 | 120 | 01、04 |
# | 05 | 感知器、前馈网络与鸢尾花实战 | 120 | 03、04 |
# | 06 | 激活函数与损失函数 | 110 | 04、05 |
# | 07 | 反向传播算法 | 120 | 05、06 |
# | 08 | 梯度消失、爆炸与稳定训练 | 100 | 07 |
# | 09 | 优化器与学习率调度 | 110 | 07 |
# | 10 | 训练流程与性能评估 | 120 | 06、09 |
# | 11 | 曲线诊断、欠拟合与过拟合、正则化、超参数搜索 | 180 | 08、10 |
# | 12a | 经典架构：CNN | 110 | 08、10 |
# | 12b | 经典架构：RNN、LSTM、GRU、Seq2Seq | 90 | 08、10 |
# | 13 | 硬件、训练加速、框架生态与大模型时代 | 70 | 10 |
# | 14 | 案例：房价预测 | 案例 | 03、05–11 |
#
# 生词现在不必懂，读到那一章会解释。
# 文件名以章号开头，例如 `05_ffn.ipynb`。

# %% slideshow={"slide_type": "skip"}
MINUTES = {
    "00": 60, "01": 100, "02": 150, "04": 75, "03": 120, "05": 120, "06": 110, "07": 120,
    "08": 100, "09": 110, "10": 120, "11": 180, "12a": 110, "12b": 90, "13": 70,
}
NEEDS = {
    "01": ["00"], "02": ["01"], "04": ["00"], "03": ["01", "04"], "05": ["03", "04"],
    "06": ["04", "05"], "07": ["05", "06"], "08": ["07"], "09": ["07"], "10": ["06", "09"],
    "11": ["08", "10"], "12a": ["08", "10"], "12b": ["08", "10"], "13": ["10"],
}


def readable(order):
    """Whether every chapter stands behind all that it needs."""
    return all(order.index(n) < order.index(c) for c in NEEDS for n in NEEDS[c])


order = list(MINUTES)
print(f"{len(order)} 章，一共 {sum(MINUTES.values())} 分钟")
assert len(order) == 15 and sum(MINUTES.values()) == 1635
# 照这个顺序读，每一章要用的章都已经读过；照章号读就不行
assert readable(order) and not readable(sorted(order))
assert not any("02" in before for before in NEEDS.values())  # 没有哪一章要用第 2 章

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.which_question")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：五个问题逐个念，每念一个，回头指十行里的那几行。
# 把 ① 到 ⑤ 和章号写在黑板右边，整学期的第一页都可以画它。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.5 人工智能有多大
#
# ### 0.5.1 圈套着圈
#
# 让机器做人要动脑子才做得到的事，叫**人工智能**（artificial intelligence，AI）。
# 不写规则、从数据里学，是**机器学习**（machine learning，ML）；用很多层的网络来学，是**深度学习**（deep learning，DL）。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(16, 7, 3.2)
for x, y, width, height, color in ((6, 3.5, 11.6, 6.8, BLUE_TINT), (7.2, 3.2, 8.4, 5.2, "#a9d3ee"), (7.0, 2.3, 5.4, 3.0, "#6fb4df")):
    ax.add_patch(Ellipse((x, y), width, height, fc=color, ec=BLUE, lw=2))
ax.add_patch(Ellipse((12.4, 3.3), 6.6, 4.4, fc=ORANGE_TINT, ec=ORANGE, lw=2, alpha=0.55))
for x, y, name in ((4.3, 6.05, "人工智能"), (6.6, 5.0, "机器学习"), (6.7, 2.95, "深度学习"), (13.8, 4.5, "数据科学")):
    ax.text(x, y, name, ha="center", va="center", size=17)
for x, y, examples in ((1.75, 3.6, "专家系统\n定理证明"), (6.6, 4.25, "决策树、今天的十行"), (6.7, 1.8, "GPT\nAlphaFold2"), (13.9, 3.1, "统计图表\n数据库")):
    ax.text(x, y, examples, ha="center", va="center", size=13, linespacing=1.3)
plotting.show(fig, alt="三个套着的圈：最大的是人工智能，里面有专家系统和定理证明；中间是机器学习，里面有决策树和今天的十行；最小的是深度学习，里面有 GPT 和 AlphaFold2。右边一个橙色的圈是数据科学，里面有统计图表和数据库，它和三个蓝色的圈都有一部分重叠。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：为什么不在更小的圈里。**
#
# | 圈 | 一句话 | 圈里的例子 | 为什么不在更小的圈里 |
# |---|---|---|---|
# | 人工智能 | 做要动脑子的事 | 专家系统：把专家的规则写进程序 | 规则是人写的，不从数据里学 |
# | 机器学习 | 从数据里学 | 决策树、今天的十行 | 决策树不是网络；十行的网络，进出之间只有一层，不算深 |
# | 深度学习 | 用很多层的网络学 | 认图、翻译、对话 | —— |
#
# **数据科学**（data science）管收集、整理、分析数据，拿来回答问题。
# 它常用机器学习，所以圈有重叠；画一张统计图表是数据科学，却不是人工智能。
# 各家画的圈大小不一，**套着的次序**是一样的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.nested")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.5.2 三个学派
#
# 智能从哪里来？
# 人们有三种信念，也就有了三个学派。
#
# | 学派 | 相信智能来自 | 拿手的 |
# |---|---|---|
# | **符号主义**（symbolism） | 符号和逻辑：把知识写成符号，一步步推 | 定理证明、专家系统、搜索 |
# | **连接主义**（connectionism） | 许多简单单元连成的网络，和让连接学会的算法 | 神经网络 |
# | **行为主义**（behaviourism） | 和环境打交道：做了看结果，再调整、再预测 | 控制论、机器人、从奖励里学 |
#
# 0.1 写规则，像符号主义；0.2 的网络，是连接主义。
# 行为主义的样子，看下一页。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.5.3 从奖励里学：三台老虎机
#
# 三台老虎机，赢一次得 1 分，胜率 0.2、0.5、0.8，但你不知道哪台是哪台。
# 玩 1000 次，怎样得分最多？
#
# 没有人告诉你答案（没有标签），只有玩过才知道的**奖励**（reward）。
# 从奖励里学怎样做，叫**强化学习**（reinforcement learning，RL）：
# **智能体**（agent）看到**状态**（state），选一个**动作**（action），得到奖励，再调整选法。
#
# 难处是两头拉扯：
#
# - **利用**（exploitation）：玩到现在为止平均分最高的那台；
# - **探索**（exploration）：试试别的，说不定更好。
#
# 一个简单的折中：每次以概率 ε（读作“艾普西隆”）随便挑一台，其余时候挑平均分最高的。

# %% slideshow={"slide_type": "skip"}
WIN = [0.2, 0.5, 0.8]  # 三台的胜率，玩的人不知道


def play(epsilon, seed, pulls=1000):
    """Pull so many times, at random with probability epsilon; return the mean reward."""
    rng = np.random.default_rng(seed)
    tried, won = np.zeros(3), np.zeros(3)  # 每台玩了几次，赢了几次
    for _ in range(pulls):
        explore = rng.random() < epsilon
        mean = won / np.maximum(tried, 1)  # 每台平均得几分，没玩过的算 0
        arm = rng.integers(3) if explore else mean.argmax()
        tried[arm] += 1
        won[arm] += rng.random() < WIN[arm]
    return won.sum() / pulls

# %% [markdown] slideshow={"slide_type": "subslide"}
# 上面的选法写成函数 `play(epsilon, seed)`：玩 1000 次，返回平均每次得几分。
# 换 20 个随机种子，再取平均，免得只看一次的运气。
#
# **先猜：ε 取 0、0.1、1，各得几分？**

# %% slideshow={"slide_type": "fragment"}
for epsilon in (0, 0.1, 1):  # 改这里
    got = np.mean([play(epsilon, seed) for seed in range(20)])
    print(f"ε = {epsilon}：平均每次 {got:.2f} 分")

# %% slideshow={"slide_type": "skip"}
means = {e: np.mean([play(e, seed) for seed in range(20)]) for e in (0, 0.1, 1)}
assert abs(means[0] - 0.204) < 0.01 and abs(means[0.1] - 0.764) < 0.01 and abs(means[1] - 0.497) < 0.01
assert max(means, key=means.get) == 0.1

# %% [markdown] slideshow={"slide_type": "fragment"}
# 从不探索，就卡在第一台上；一直乱试，只得三台的平均。
# 花一成的次数去试，换来接近 0.8 的分。
#
# 三种学习到齐了：老师给答案的，叫**监督学习**（supervised learning）；什么也不给、自己找结构的，叫**无监督学习**（unsupervised learning）；只给奖励的，叫强化学习。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.alphago")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：再看一眼老虎机。**
# ε = 0 为什么卡住？
# 开头三台的平均分都是 0，`argmax` 遇到一样大的，取第一台；第一台的平均分不会低于 0，另外两台一直是 0，所以永远轮不到它们。
#
# 老虎机是最小的强化学习：状态只有一个，奖励当场就来。
# 下棋难得多：状态变来变去，奖励要到一盘下完才有，**来得晚**，很难说是哪一步的功劳。
#
# 三种学习摆在一起：
#
# | 学习 | 老师给什么 | 例子 |
# |---|---|---|
# | 监督学习 | 每个例子的答案 | 认数字（0.2） |
# | 无监督学习 | 什么也不给，自己找结构 | 给客户分群（第 2 章） |
# | 强化学习 | 做完以后的奖励 | 老虎机、下棋 |

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
shares_tried = np.round(np.linspace(0, 1, 11), 1)
curve = [np.mean([play(e, seed) for seed in range(20)]) for e in shares_tried]
fig, ax = plt.subplots(figsize=(8, 2.8))
ax.plot(shares_tried, curve, "o-", color=BLUE)
ax.axhline(0.8, ls="--", color="0.5")
ax.text(1, 0.75, "只玩最好的一台：0.8", ha="right", va="top", size=13)
ax.set(xlabel="ε：随便挑的机会", ylabel="平均每次得分", ylim=(0.1, 0.9), xticks=shares_tried)
plotting.show(fig, alt="横轴 ε 从 0 到 1，纵轴平均每次得分。ε 等于 0 时 0.2，0.1 时跳到 0.76 最高，以后几乎一条直线往下，到 1 时 0.5；灰色虚线在 0.8。")

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():  # 有人在看，就给一个能拖的滑块
    import ipywidgets

    def pull(epsilon=0.1, pulls=1000):
        print(f"平均 {np.mean([play(epsilon, seed, pulls) for seed in range(20)]):.2f} 分")

    ipywidgets.interact(pull, epsilon=(0, 1, 0.01), pulls=(10, 1000, 10))
else:
    print("在 JupyterLab 里，这里有两个滑块：随便挑的机会，和玩多少次。")

# %% slideshow={"slide_type": "skip"}
assert np.argmax(curve) == 1 and curve[0] < 0.25 and curve[-1] < 0.55 and (np.diff(curve[2:]) < 0.01).all()

# %% [markdown] slideshow={"slide_type": "skip"}
# 从 0.1 往右，探索得越多，丢的分越多；最左边的一点，一次也不试，丢得最多。
# 玩的次数少时，0.1 未必最好，拖拖看。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.bandit")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：0.5.1 只问一句“计算器算不算人工智能”，让他们争，十秒就收：界线不清楚，次序清楚。
# 老虎机先收三个猜测再运行；`for` 那一行可以改成 0.01、0.05、0.3。
# 得分依次是 0.61、0.76、0.71 上下：太少来不及找到，太多又浪费。
#
# **会遇到的误区**：“探索越多学得越好”。
# 学得是准，可是一边学一边在丢分。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.6 换一种表示
#
# ### 0.6.1 两个圆圈
#
# 48 个点，内圈一类，外圈一类。
# 左边用 $x$、$y$ 画；右边是同样的点，改说“离圆心多远 $r$、在什么方向 $\theta$（读作西塔）”。
# **左边，一条直线分得开吗？**

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
half = np.random.default_rng(0).normal(0, 0.08, (2, 12))  # 圆上的一点抖动
turn = 2 * np.pi * np.arange(24) / 24  # 一圈 24 个方向
radius = np.concatenate([1 + np.tile(half[0], 2), 2 + np.tile(half[1], 2)])  # 对面的两点，一样远
ring = np.repeat([0, 1], 24)  # 0 内圈，1 外圈
xy = radius[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])[np.tile(np.arange(24), 2)]
polar = np.column_stack([np.hypot(*xy.T), np.arctan2(xy[:, 1], xy[:, 0])])  # 每点换成 (r, θ)

fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.5))
for ax, points in ((left, xy), (right_ax, polar)):
    for k, name in enumerate(("内圈", "外圈")):
        ax.plot(*points[ring == k].T, plotting.MARKERS[k], color=(BLUE, RED)[k], label=name)
left.plot(0, 0, "+", color="black", ms=12, mew=2)
left.text(0, 0.25, "圆心", ha="center", size=13)
right_ax.text(0.55, 0, "内圈", ha="center", va="center", color=BLUE)
right_ax.text(2.42, 0, "外圈", ha="center", va="center", color=RED)
left.set(title="看成 $(x, y)$", xlabel="$x$", ylabel="$y$", aspect="equal")
right_ax.axvline(1.5, color="black", ls="--")
right_ax.set(title="看成 $(r, \\theta)$", xlabel="$r$：离圆心多远", ylabel="$\\theta$：什么方向", xlim=(0, 2.75))
plotting.show(fig, alt="同样的 48 个点画两次。左边用 x、y 画：蓝色圆点围成内圈，橙红色方块围成外圈，圆心有一个加号，写着“圆心”。右边用到圆心的距离 r 和方向 θ 画：蓝点都在 r 等于 1 附近，橙红方块都在 r 等于 2 附近，中间一条竖的虚线 r 等于 1.5 把两类分开。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **左边一定分不开**，证明只有三句：
#
# 1. 每个点对面都有一个同圈的点，两点的中点是圆心；
# 2. 假如一条直线分得开：外圈都在它的一边，所以中点，也就是圆心，也在这一边；
# 3. 内圈都在另一边，所以圆心也在另一边；可圆心不能在两边，矛盾。
#
# **右边分得开**：$r<1.5$ 是内圈，$r>1.5$ 是外圈。

# %% slideshow={"slide_type": "fragment"}
for name, circle in (("内圈", xy[:24]), ("外圈", xy[24:])):
    middle = (circle[:12] + circle[12:]) / 2  # 12 对的中点
    print(name, "12 个中点都是圆心：", np.allclose(middle, 0))
r = polar[:, 0]
print("内圈的 r 都小于 1.5：", (r[:24] < 1.5).all())
print("外圈的 r 都大于 1.5：", (r[24:] > 1.5).all())

# %% slideshow={"slide_type": "skip"}
assert np.allclose(xy[:12] + xy[12:24], 0) and np.allclose(xy[24:36] + xy[36:], 0)
assert r[:24].max() < 1.5 < r[24:].min()

# %% [markdown] slideshow={"slide_type": "fragment"}
# 点一个没动，只是换了一种**表示**（representation），做不到的就做到了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.6.2 深度学习：让网络自己找
#
# $(r,\theta)$ 是人想出来的；让机器自己学到好的表示，叫**表示学习**（representation learning），它是机器学习的中心问题。
# 网络靠一个个**神经元**（neuron）来换表示，每个做两件事：把输入乘上各自的**权重**（weight）加起来，再过一道“拐弯”，叫**激活函数**（activation function）。
# 权重是参数，靠训练学到；十行里的 `ReLU` 就是一种拐弯：负数变 0，正数不变。

# %% slideshow={"slide_type": "skip"}
perfect = []


def try_out(name, net, seen):
    """Train 300 rounds; say whether all 48 points are right."""
    points, answers = torch.tensor(seen).float(), torch.tensor(ring)
    learn(net, points, answers, rounds=300, rate=0.05)
    perfect.append(score(net, points, answers) == 1)
    print(f"{name}：{'全对' if perfect[-1] else '有错'}")

# %% slideshow={"slide_type": "fragment"}
runtime.seed_everything(0)
try_out("直线，看 (x, y)", Linear(2, 2), xy)
try_out("直线，看 (r, θ)", Linear(2, 2), polar)
flat = Sequential(Linear(2, 16), Linear(16, 2))
try_out("两层，不拐弯，看 (x, y)", flat, xy)
bent = Sequential(Linear(2, 16), ReLU(), Linear(16, 2))
try_out("两层，拐弯，看 (x, y)", bent, xy)

# %% slideshow={"slide_type": "skip"}
assert perfect[-4:] == [False, True, False, True]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 没有人告诉最后一个网络什么是 $r$。
# 它的最后一层只会画直线，却全对了：前一层一定替它换好了表示。
# 一层接一层地换下去，就是深度学习。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.quadrants")

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.circles")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：0.6.1 先只看左图，请人上来画直线，画三条都不行再问“是没找到，还是没有”。
# 证明的三句话让学生念，每句停一下。
#
# **会遇到的误区**：“两层一定比一层强”。
# 不拐弯的两层合起来还是一条直线，第三行就是证据；第 5 章会证明。
#
# 最后一行只说明它在这 48 个点上全对；对没见过的点怎样，是 ③ 的事。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.3 深度学习是什么（自学）
#
# 把 0.6.2 的话收拢成一个定义：深度学习用许多层神经元叠成的模型，每层先线性组合，再过非线性的激活函数，所以整个模型是强非线性的；权重是从数据里学到的参数。
#
# | 说法 | 意思 |
# |---|---|
# | 神经元是单元 | 整个网络由一种简单的小东西重复搭成 |
# | 权重是参数 | 学到的东西都存在权重（和偏置）里；十行的网络有 4810 个 |
# | 非线性 | 没有激活函数，多少层都等于一层（0.6.2 的第三行） |
# | 深 | 中间的层（隐藏层）不止一个，一层的输出是下一层的输入 |
#
# 名字来自大脑，兴趣早已不在“像不像生物”，而在“能不能做到会认、会说、会推断这些认知的本事”。

# %% slideshow={"slide_type": "skip"}
first, second = model[0], model[2]
print("第一层：", 64 * 64, "个权重和", 64, "个偏置；第二层：", 64 * 10, "个权重和", 10, "个偏置")
assert first.weight.numel() == 64 * 64 and first.bias.numel() == 64
assert second.weight.numel() == 640 and second.bias.numel() == 10 and 4096 + 64 + 640 + 10 == 4810

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.4 手工特征，还是端到端（自学）
#
# **特征**（feature）是拿来作判断的数，比如 0.1 里“左起第 3 列的墨量”。
# 传统的机器学习由人设计特征，机器只学最后一步；深度学习从原始的图一直学到答案，叫**端到端**（end-to-end）。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = canvas(16, 6, 2.9)
for y, title, steps in (
    (4.1, "传统机器学习", (("图", GREY), ("人设计特征", GREY), ("分类器", BLUE_TINT), ("答案", GREY))),
    (0.9, "深度学习", (("图", GREY), ("低层特征\n边、角", BLUE_TINT), ("高层特征\n圈、竖", BLUE_TINT), ("分类", BLUE_TINT), ("答案", GREY))),
):
    ax.text(0.2, y + 1.15, title, size=17, va="center")
    row = [box(ax, x, y, text, color, size=13) for x, (text, color) in zip(np.linspace(1.2, 14.8, len(steps)), steps)]
    for start, end in zip(row, row[1:]):
        join(ax, start, end)
plotting.show(fig, alt="两条流水线。上面是传统机器学习：图，人设计特征，分类器，答案，只有分类器是蓝色。下面是深度学习：图，低层特征如边和角，高层特征如圈和竖，分类，答案，中间三步都是蓝色。蓝色表示从数据里学来的步骤。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 蓝色的步骤从数据里学。
#
# | | 传统机器学习 | 深度学习 |
# |---|---|---|
# | 特征 | 人设计，靠领域知识 | 自己学，一层比一层抽象 |
# | 数据 | 几百条也能用 | 通常要多得多 |
# | 算力 | 普通电脑 | 大的要 GPU |
# | 好懂吗 | 特征是人定的，多半说得清 | 中间的特征常常说不清 |
#
# 深度学习的好处是不用人设计特征，代价是更费数据和算力，也更难解释。
# 数据不多、又排成表格的时候，传统方法常常更合算。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.features")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.5 特征变换几次（自学）
#
# 传统方法和深度学习的差别，还可以数一数“特征变换了几次”：
#
# | 方法 | 怎样对待特征 |
# |---|---|
# | 线性回归 | 不变换，直接加权相加 |
# | 决策树 | 不产生新特征，只是一次次按某个特征的大小分开 |
# | 支持向量机 | 变换一次（浅层），再找一条分得最开的界线 |
# | 深度学习 | 变换许多次：几个隐藏层，把低层的特征变成抽象的特征 |
#
# 0.6.1 的 $(r,\theta)$ 是人做的一次变换；0.6.2 最后一个网络自己做了一次；几十层的网络做几十次。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.6 四个长处，各有条件（自学）
#
# | 长处 | 是什么 | 条件 |
# |---|---|---|
# | 表达能力强 | 能表示很弯的规律 | 能表示，不等于学得到（第 5 章） |
# | 预测能力强 | 图像、语音、语言上成绩好 | 考的和学的要是一路的数据 |
# | 自动提取特征 | 不用人设计 | 要有足够的数据 |
# | 可以迁移 | 在一个任务上学到的表示，拿到另一个任务上接着用 | 两个任务要相近 |

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.7 用在哪里（自学）
#
# | 领域 | 做什么 |
# |---|---|
# | 人脸 | 刷脸开门；2014 年 DeepFace 在 LFW 上 97.35 % |
# | 语言 | 翻译、对话、写诗：Transformer 和 GPT |
# | 生物 | 2020 年 AlphaFold2 预测蛋白质的结构，在 CASP14 比赛里接近实验的精度 |
# | 医疗 | 看医学影像 |
# | 交通 | 自动驾驶 |
# | 环境 | 分析卫星和无人机拍的照片 |
# | 能源、影视、气象 | 预测用电、做特效、报天气 |
#
# **常见错误**：说 AlphaFold2“达到了人类水平”。
# 人并不会凭空算出蛋白质的结构，要靠做实验；该说“接近实验的精度”。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.7 几起几落
#
# ### 0.7.1 一条起伏的线
#
# 今天的十行，1943 年就有了种子，却等了将近七十年才爆发。
# 曲线只是示意，不是量出来的；年份来自文献。
# 橙色的带子是人工智能的四次热潮（0.7.2 自学）。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
TURNS = np.array([(1940, 0.05), (1949, 0.15), (1958, 0.62), (1966, 0.6), (1972, 0.12), (1979, 0.12), (1987, 0.68), (1992, 0.55), (1998, 0.2), (2004, 0.2), (2009, 0.5), (2014, 0.85), (2020, 1.05), (2025, 1.25)])
years = np.arange(1940, 2025.1, 0.25)
wave = np.interp(years, *TURNS.T)
wave = np.convolve(np.pad(wave, 10, mode="edge"), np.ones(21) / 21, mode="valid")  # 磨圆
EVENTS = [  # 年份，字，字放在哪里，颜色
    (1943, "1943\n神经元模型", (1946, 0.52), "0.25"),
    (1958, "1957–58 起\n感知器", (1958, 1.02), BLUE),
    (1969, "1969 落\n学不会异或", (1971, -0.3), RED),
    (1986, "1986 起\n反向传播", (1984, 1.02), BLUE),
    (1995, "1995 落\n支持向量机", (1994, -0.3), RED),
    (2006, "2006 起\n逐层预训练", (2001.5, 0.8), BLUE),
    (2012, "2012 爆发\nAlexNet", (2004.5, 1.3), GREEN),
    (2017, "2017\nTransformer", (2017.5, 0.3), "0.25"),
]
fig, ax = plt.subplots(figsize=(8, 3.5))
for start, end, name in ((1956, 1969, "热潮一"), (1980, 1990, "热潮二"), (2006, 2012, "三"), (2022, 2026, "四")):
    ax.axvspan(start, end, color=ORANGE_TINT, lw=0)
    ax.text((start + end) / 2, 1.62, name, ha="center", va="center", size=12)
ax.plot(years, wave, color="0.25", lw=3)
for year, text, place, color in EVENTS:
    height = np.interp(year, years, wave)
    ax.plot(year, height, "o", color=color, ms=9, zorder=3)
    ax.annotate(text, (year, height), place, ha="center", va="center", size=12, color=color, arrowprops={"arrowstyle": "-", "color": color})
ax.set(xlim=(1939, 2027), ylim=(-0.55, 1.75), yticks=[], ylabel="热度（示意）")
ax.grid(False)
plotting.show(fig, alt="从 1940 到 2025 年的一条起伏的线，两个高峰、两个低谷，最后一路升高。1943 年神经元模型在左端低处；1957 到 58 年感知器，起；1969 年学不会异或，落；1986 年反向传播，起；1995 年支持向量机，落；2006 年逐层预训练，起；2012 年 AlexNet，爆发；2017 年 Transformer。四条浅橙色的竖带标出四次热潮：1956 到 1969，1980 到 1990，2006 到 2012，2022 以后。")

# %% slideshow={"slide_type": "skip"}
shown = [year for year, *_ in EVENTS]
assert shown == sorted(shown)
level = dict(zip(years, wave))  # 曲线的起落，和字上写的一致
assert level[1958.0] > level[1943.0] and level[1972.0] < level[1966.0] and level[1987.0] > level[1975.0]
assert level[1998.0] < level[1987.0] and level[2008.0] > level[2004.0] and level[2014.0] > level[2008.0]

# %% [markdown] slideshow={"slide_type": "subslide"}
# **每一次起落，都说得出缘由**
#
# - **1969 落**，有两条：单层的感知器学不会**异或**（两个输入不一样才输出 1，像楼梯上下的两个开关管一盏灯）；当时的计算机又太弱。
# - **1986 起**：反向传播让多层的网络能学会了；可是层数一多，“该往哪边改”的信号传到前面几乎没了，叫梯度消失（第 8 章）。
# - **1989**：有人证明，够宽的网络能逼近任何连续函数；也有了用反向传播训练、认手写数字的卷积网络。
# - **1995 落**：大家转向支持向量机，另一种分类的办法（第 1 章会见到）。
# - **2006 起**：先一层一层练好，再整个练，梯度消失**缓解**了，没有根治；“深度学习”这个名字叫开了。
# - **2012 爆发**：AlexNet 赢了认图的大赛 ImageNet。
#
# 落下去，往往不是想法全错，是还缺一样东西。
# 缺的是哪一样，用三要素去问。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.explosion")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.2 四次热潮（自学）
#
# 上一张图里的四条橙色带子，说的是整个人工智能，不只是神经网络：
#
# | 热潮 | 年代 | 靠什么起来 |
# |---|---|---|
# | 一 | 1956 年到六十年代 | 符号推理、感知器 |
# | 二 | 八十年代 | 专家系统、反向传播 |
# | 三 | 2006–2012 年起 | 深度学习 |
# | 四 | 2022 年起 | 大模型 |
#
# 起止年份各家说法不一，这里取常见的一种。
# 热潮一和二里，符号主义和连接主义各占一半：学派之间此消彼长，也是起落的一部分。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.3 1943 到 2006（自学）
#
# | 年 | 人 | 事 | 起落 |
# |---|---|---|---|
# | 1943 | 麦卡洛克（McCulloch，神经生理学家）、皮茨（Pitts，逻辑学家） | 神经生理学加逻辑：第一个数学的神经元 | 起 |
# | 1949 | 赫布（Hebb） | 《行为的组织》：两个神经元一起活跃，它们之间的突触就加强 | 起 |
# | 1957–58 | 罗森布拉特（Rosenblatt，心理学家） | 感知器：1957 年报告，1958 年论文 | 起 |
# | 1969 | 明斯基（Minsky）、佩珀特（Papert） | 单层感知器学不会异或；机器也太弱 | 落 |
# | 1974 | 沃博斯（Werbos） | 博士论文里的反向求导 | |
# | 1980 | 福岛邦彦（Fukushima） | 新认知机（Neocognitron）：卷积网络的先声 | |
# | 1981–82 | 沃博斯 | 用反向传播训练多层感知器 | |
# | 1986 | 鲁梅尔哈特（Rumelhart）、辛顿（Hinton）、威廉姆斯（Williams） | 反向传播重新设计，学得会了；层多了梯度消失得厉害 | 起 |
# | 1987–88 | 韦贝尔（Waibel）等 | TDNN：在语音上滑动、共用权重的网络 | |
# | 1989 | 西本科（Cybenko）；霍尼克（Hornik）等；赫克特–尼尔森（Hecht-Nielsen，1987、1989） | 万能逼近定理 | 起 |
# | 1989 | 杨立昆（LeCun）等 | 用反向传播训练卷积网络认手写数字 | 起 |
# | 1995 | 科尔特斯（Cortes）、瓦普尼克（Vapnik） | 软间隔支持向量机；1963 年先有线性的，1992 年有了核方法 | 落 |
# | 1997 | 霍赫赖特（Hochreiter）、施密德胡贝（Schmidhuber） | LSTM（第 12b 章） | |
# | 1998 | 杨立昆等 | LeNet-5（第 12a 章） | |
# | 2006 | 辛顿等 | 深度信念网：逐层预训练缓解梯度消失 | 起 |
#
# 最后一列写这件事属于哪一次起落；空着的，当时没有多少人理会，或者是后话。
# 表里的年份和人名来自文献，不是算出来的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.history")

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.fall")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.4 2006 到 2023（自学）
#
# | 年 | 事 | 起落 |
# |---|---|---|
# | 2006 | “深度学习”这个名字叫开 | 起 |
# | 2012 | 克里热夫斯基（Krizhevsky）、苏茨克维（Sutskever）、辛顿：AlexNet 赢得 ImageNet | 爆发 |
# | 2014 | DeepFace 认人脸，LFW 上 97.35 % | |
# | 2015 | ResNet，152 层，作者当时在微软亚洲研究院 | |
# | 2015 | 乔罗曼斯卡（Choromanska）等：在一些假设下，大网络的局部极小大多差不多好 | |
# | 2016 | AlphaGo 赢了李世石 | |
# | 2017 年 1 月 | PyTorch 公开发布（2016 年开始写，先给少数人试用） | |
# | 2017 | Transformer；AlphaGo Zero 赢了 AlphaGo | |
# | 2018 | GPT-1（6 月） | |
# | 2019 | GPT-2（2 月） | |
# | 2020 | GPT-3；AlphaFold2 | |
# | 2023 | GPT-4 | |
#
# 这一张也来自文献。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.gpt_year")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.5 常见错误：年份和名字（自学）
#
# 网上和讲义里的时间表常抄错。
# 下面每一行，左边是常见的写法，右边是该写的。
#
# | 常见的写法 | 该写的 |
# |---|---|
# | 麦卡洛克和皮茨是两位神经学家 | 麦卡洛克是神经生理学家，也是精神科医生；皮茨是逻辑学家 |
# | 感知器：1957 年还是 1958 年，必有一个错 | 都对：报告 1957，论文 1958；罗森布拉特是心理学家 |
# | 沃博斯 1981 年提出反向传播 | 反向求导在 1974 年的论文里，用到网络上是 1981–82 年 |
# | 支持向量机 1969 年让神经网络遇冷 | 1969 年是异或；支持向量机 1963、1992、1995 分三步，第二次落约在 1995 年 |
# | 万能逼近定理是赫克特–尼尔森一个人的 | 西本科 1989，霍尼克等 1989，赫克特–尼尔森 1987、1989 |
# | 1989 年的卷积网络叫 LeNet-5 | LeNet-5 是 1998 年的 |
# | 2006 年解决了梯度消失 | 逐层预训练只是缓解；ReLU、批量归一化、残差连接是后来的 |
# | AlexNet 是辛顿的；1986 年是辛顿一个人；1969 年是明斯基一个人；LSTM 是一个人 | 都有合作者，见上面两张表 |
# | ResNet 150 层，作者是麻省理工的教授 | 152 层；何恺明当时在微软亚洲研究院，2024 年才到麻省理工 |
# | 2015 年证明了局部极小不要紧 | 只在一些假设下证明 |
# | GPT-2 是 2018 年的 | 2018 年是 GPT-1 |
# | AlphaFold2 达到人类水平 | 接近实验的精度 |
# | LeCunn、Tranformer、Robbins & Monroe | LeCun、Transformer、Robbins & Monro |
# | Adam 的作者写成一串字母 K D P B J | Kingma, D. P. 和 Ba, J. |
#
# 查年份，看论文本身，不看二手的表——也包括这一张。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：手指沿着曲线走一遍，每到一个点停一句；年份不要学生背。
# 讲到两次“落”时问：缺的是数据、算法还是算力？
# 把答案记在黑板的三要素旁边，正好引出 `guide.explosion`。
#
# **会遇到的误区**：“历史就是一路进步”。
# 线是起伏的；今天的十行里，神经元是 1943 年的想法，反向传播是 1986 年的，都等过。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.8 怎样用这些 notebook
#
# ### 0.8.1 运行、作答、交作业
#
# - **运行**：点一格，按 Shift + Enter；左边的 `[*]` 是正在算，变成数字就算完了。
# - **随便改**：写着 `# 改这里` 的数最值得改；改乱了，选“重启内核并运行所有单元格”。
# - **作答**：`quiz.ask` 给出题目和按钮；没有按钮，就新开一格写 `quiz.answer("题号", "B")`，对错和理由马上出来。
#   题目不计分，尽管错。
# - **自学和课后**：标（自学）的，课后读；课后思考先自己写，再点开答案。
# - **作业**：每章一份练习，文件名以 `ex` 开头，例如 `ex01_linear_regression.ipynb`；只写在该你写的格子里，不改名，不删格子。
# - **交之前**：在终端（Windows 叫命令提示符）里运行 `coursekit check ex01_linear_regression.ipynb`，通过公开的检查，再把这个文件交到学校的平台上。
#   交上去以后还有隐藏的检查，用的是别的数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.8.2 你的环境行不行
#
# 全班一起，按一次 Shift + Enter：

# %% slideshow={"slide_type": "skip"}
WANTED = {"numpy": "1.26", "pandas": "2.2", "matplotlib": "3.8", "scikit-learn": "1.5", "torch": "2.4"}


def number(text):
    """Make a version comparable: '2.13.0' becomes (2, 13)."""
    return tuple(int(part) for part in text.split("+")[0].split(".")[:2])


def report():
    """Say whether this machine will do; return the versions, CUDA and the font check."""
    found = {"Python": platform.python_version()} | {name: version(name) for name in WANTED}
    for name, least in WANTED.items():
        fine = number(found[name]) >= number(least)
        print(f"{name}：{'够新' if fine else '太旧，请升级'}（至少 {least}）")
    font = font_manager.findfont(plt.rcParams["font.sans-serif"][0])
    found["中文字体"] = font_manager.get_font(font).get_char_index(ord("智")) > 0  # 0 是“没有这个字”
    found["GPU（CUDA）"] = torch.cuda.is_available()
    print("图里的中文：", "画得出" if found["中文字体"] else "画不出")
    print("GPU：", "有" if found["GPU（CUDA）"] else "没有，不要紧，这门课用 CPU 就够")
    if runtime.interactive():  # 有人在看，就印出这台电脑上的版本
        print(found)
    return found

# %% slideshow={"slide_type": "fragment"}
found = report()

# %% slideshow={"slide_type": "skip"}
assert len(found) == 8 and number("3.10") > number("3.9") and number("2.13.0+cpu") == (2, 13)
assert all(number(found[name]) >= number(least) for name, least in WANTED.items()) and found["中文字体"]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 有“太旧”的，在**终端**里运行 `pip install -U 包名`，不要在 IDLE 里（0.8.3 自学）。
# 还不行，运行 `coursekit doctor`，它会说缺什么、怎样补。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.8.3 pip：装包、卸包（自学）
#
# pip 是 Python 装包的工具。
# 它在**终端**里运行，不在 Python 的提示符 `>>>` 后面，更不在 IDLE 里：那里只认 Python 的句子，会报语法错误。
#
# | 系统 | 终端在哪里 | 命令 |
# |---|---|---|
# | Windows | 命令提示符 | `pip` 或 `pip3` |
# | macOS | 终端 | `pip3` |
# | Linux | 终端 | `pip3` 或 `python3 -m pip` |
#
# 拿一个小包 `pypinyin`（给汉字注音）练手，这几条够用一学期：
#
# | 命令 | 做什么 |
# |---|---|
# | `pip install pypinyin` | 装最新的 |
# | `pip install pypinyin==0.50.0` | 装指定的版本 |
# | `pip install -U pypinyin` | 升级 |
# | `pip uninstall pypinyin` | 卸载 |
# | `pip -h` | 帮助；`pip install -h` 是 `install` 的帮助 |
#
# 装和下载要连网。
# 电脑上有几个 Python 时，`python -m pip` 最保险：包一定装进这个 `python` 里。

# %% [markdown] slideshow={"slide_type": "skip"}
# pip 的第一个词叫**子命令**，常见的有 17 个：
#
# | 子命令 | 做什么 | 子命令 | 做什么 |
# |---|---|---|---|
# | `install` | 装 | `search` | 搜索（已停用，见下） |
# | `download` | 只下载安装文件，不装 | `cache` | 看、清下载过的缓存 |
# | `uninstall` | 卸载 | `index` | 查一个包有哪些版本 |
# | `freeze` | 按 requirements 的格式列出 | `wheel` | 打成 wheel 安装包 |
# | `inspect` | 用 JSON 报告整个环境 | `hash` | 算文件的校验值 |
# | `list` | 列出装了哪些包 | `completion` | 让终端会补全 |
# | `show` | 看一个包的详情 | `debug` | 排错用的信息 |
# | `check` | 查依赖合不合得来 | `help` | 帮助 |
# | `config` | 看、改 pip 的设置 | | |
#
# 三个容易混：`list` 给人看；`freeze` 写成 `包名==版本`，别人照着就能装出一样的环境；`download` 拿回安装文件，带到不能上网的电脑上装。
#
# 下面请 pip 自己报一遍它认得的子命令，和表对一对：

# %% slideshow={"slide_type": "skip"}
SUBCOMMANDS = """
install download uninstall freeze inspect list show check config
search cache index wheel hash completion debug help
""".split()
known = SUBCOMMANDS
if find_spec("pip"):  # 有的环境没有 pip，就不问它
    told = subprocess.run([sys.executable, "-m", "pip", "help"], capture_output=True, text=True).stdout
    known = [line.split()[0] for line in told.splitlines() if line.startswith("  ") and line.strip()]
print(len(SUBCOMMANDS), "个子命令，pip 都认得：", set(SUBCOMMANDS) <= set(known))
assert len(SUBCOMMANDS) == len(set(SUBCOMMANDS)) == 17 and set(SUBCOMMANDS) <= set(known)

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误**：照着旧教程运行 `pip search`。
# 子命令还在，PyPI（Python 的包都登记在那里）却早就停用了它背后的服务，只会报错。
# 找包，到 PyPI 的网页上搜；知道名字、要看有哪些版本，用 `pip index versions 包名`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.pip_search")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.8.4 换成清华镜像（自学）
#
# 镜像是 PyPI 的一份拷贝，放在离你近的地方，下载快得多。
# 国内常用清华大学的 TUNA 镜像：到它的网站上找“pypi”的使用帮助，抄下地址，填在下面 `<清华镜像地址>` 的位置。
#
# | 目的 | 命令 |
# |---|---|
# | 先把 pip 升到 10.0.0 以上，才有 `config` | `python -m pip install -i <清华镜像地址> --upgrade pip` |
# | 从此都用镜像 | `pip config set global.index-url <清华镜像地址>` |
# | 只这一次用镜像 | `pip install -i <清华镜像地址> torch` |
# | 看设好了没有 | `pip config list` |
# | 换回来 | `pip config unset global.index-url` |
#
# `-i` 是 `--index-url` 的简写，只管这一条命令。
# 用程序写命令时，一条命令是一串词，一个词一项：

# %% slideshow={"slide_type": "skip"}
def install(package, mirror=None):
    command = ["pip", "install"]
    if mirror:
        command += ["-i", mirror]
    return command + [package]


print(install("torch"))
print(install("torch", mirror="<清华镜像地址>"))
assert install("torch") == ["pip", "install", "torch"]
assert install("torch", "M") == ["pip", "install", "-i", "M", "torch"]
if find_spec("pip"):
    assert number(version("pip")) >= (10, 0)

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.pip_mirror")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：0.8.1 只念黑体字；0.8.2 让每个人真的按一次，没按出来的举手，课后留下。
#
# **会遇到的误区**：（1）“装了就能用”：包装进了另一个 Python。
# 让他在 notebook 里新开一格，运行 `%pip install 包名`。
# （2）“没有 GPU 就上不了这门课”：每一章在普通电脑上只要十几秒。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.9 小结
#
# 开场的问题：不写规则，机器怎样学会认字？
#
# - **怎么学**：拿例子训练，也就是一遍遍改参数，让错变少；再用没见过的考。
# - **靠什么**：数据、算法、算力，缺一样都不行；五个问题 ① 到 ⑤ 是全课程的地图。
# - **凭什么学得会**：换一种表示，做不到的就做到了；深度学习让网络自己换。
# - **在哪里**：人工智能 ⊃ 机器学习 ⊃ 深度学习；符号、连接、行为三个学派；答案、没有答案、奖励三种学习。
# - **为什么是现在**：落下去，往往是缺一样东西；三样凑齐，才有 2012 年。
#
# **出门一问**：十行里哪一行最像“人在帮机器”？
# 要是连这一行也让机器自己来，该回答五个问题里的哪一个？
#
# **下一步**：第 1 章只用十套房子、两个参数，把“打分”和“改数”用笔算一遍。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问**没有唯一的答案。
# 最常见的是第 3 行，网络的样子由人定，自动来选属于 ④（超参数搜索，第 11 章）；第 1 行，答案由人标，属于 ①（第 2 章看没有标签怎么办）。
# 能把自己的话挂到五个问题之一上，就算答对。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 0.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：少了哪一样。** 三位同学的模型都不行，各缺三要素里的哪一样？
# 甲：一轮要跑三天；乙：见过的图全对，没见过的只对四成，他一共有 10 张图；丙：损失一遍比一遍高。
#
# <details>
# <summary>答案</summary>
#
# 甲缺算力；乙缺数据，0.3.2 里 `PICTURES = 10` 就是这样；丙的算法有毛病，先查学习率是不是太大。
#
# </details>
#
# **第 2 题：再便宜也要猜一猜。** 0.3.2 里，看 300 遍和看 100 遍几乎一样。
# 能不能说“看的遍数不要紧”？
#
# <details>
# <summary>答案</summary>
#
# 不能。
# 从 0 遍到 10 遍，认对的从一成涨到八成多；只是过了 100 遍，缺的已经不是它了。
# 哪个旋钮要紧，要看现在缺的是哪一样。
#
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：三个点的直线。** 把 0.6.1 的外圈只留下上半圈，内圈不动。
# 三句证明里哪一句不成立了？
# 这时一定分得开吗？
#
# <details>
# <summary>答案</summary>
#
# 第 1 句不成立：外圈的点对面没有点了。
# 证明不成立，不等于结论反过来；这里恰好还是分不开：上半圈的左右两端和顶上三个点围成的三角形里，有内圈的点，同一边的三个点围成的三角形整个在这一边。
#
# </details>
#
# **第 4 题：老虎机换了胜率。** 玩到 500 次，三台的胜率突然变成 0.8、0.5、0.2。
# ε = 0.1 的办法还好不好，可以怎样改？
#
# <details>
# <summary>答案</summary>
#
# 它会慢慢醒过来，可是很慢：平均分记着前 500 次的老账。
# 办法是多看重新近的得分，例如只记最近 50 次。
# 改 `play` 试一试。
#
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 5 题：给它归类。** 下面三样各在哪个圈里，用了哪个学派的想法？
# （1）按专家写的三百条规则看病的程序；（2）从一万条病历学出来的决策树；（3）自己在模拟器里摔了十万次才学会走路的机器人，用网络控制。
#
# <details>
# <summary>答案</summary>
#
# （1）人工智能，不是机器学习；符号主义。
# （2）机器学习，不是深度学习；树是一条条规则，可规则是学来的，所以不好归进哪一派。
# （3）网络的层数多，就是深度学习；连接主义加行为主义。
#
# </details>
#
# **第 6 题：改一张时间表。** 找一张网上的人工智能时间表，用 0.7.5 查一遍，写下你找到的错，和你查的论文。
#
# <details>
# <summary>答案</summary>
#
# 没有标准答案。
# 先查这几处：GPT-2 的年份，支持向量机的年份，2006 年的“解决”，ResNet 的层数。
#
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **还想练？**
# 新开一个单元，写 `quiz.ask("题号")`：
#
# - `guide.slow`、`guide.alchemy`、`guide.which_question`；
# - `guide.nested`、`guide.reward`、`guide.bandit`；
# - `guide.circles`、`guide.features`；
# - `guide.history`、`guide.fall`、`guide.gpt_year`；
# - `guide.pip_search`、`guide.pip_mirror`。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案和教师备注里的数
assert experiment(10, 100, 0.01) < 0.5 and experiment(1347, 10, 0.01) > 0.8
assert experiment(100, 100, 0.01) > 0.85 and 0.2 < experiment(1347, 1, 0.01) < 0.45 and experiment(1347, 300, 1) < 0.25
upper = np.vstack([xy[:24], xy[24:37]])  # 第 3 题：外圈只留上半圈，两端都在
left_end, top, right_end = xy[36], xy[30], xy[24]
corners_of = np.column_stack([np.vstack([left_end, top, right_end]), np.ones(3)]).T
inside = np.linalg.solve(corners_of, np.column_stack([xy[:24], np.ones(24)]).T)  # 重心坐标全正，就在三角形里
assert (inside > 0).all(axis=0).any()
for epsilon, wanted in ((0.01, 0.61), (0.05, 0.76), (0.3, 0.71)):
    assert abs(np.mean([play(epsilon, seed) for seed in range(20)]) - wanted) < 0.02
