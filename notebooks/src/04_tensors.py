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
# # 第 4 章 张量与 PyTorch 基础
#
# **学完之后你能够**
#
# - 说出张量比 numpy 的数组多了哪两样本事；
# - 拿到一个张量，先问四样：形状、类型、求不求导、在哪里算；
# - 用广播的规则算出结果的形状，躲开 `(n, 1)` 减 `(n,)` 的陷阱；
# - 请 PyTorch 求梯度，自己写完一次梯度下降，知道为什么要清零；
# - 手算一个线性层，写对一批样本的形状，数清参数。
#
# **时间**：75 分钟。
#
# **需要**：第 0 章（导学）、第 1 章（线性回归，尤其是梯度和标准化）、一点 numpy。
# 先读这一章，再读第 3 章：那里要用张量。
#
# **课前准备**：纸和笔；翻出第 1 章推梯度的那一页。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是自检：正文的话一旦不成立，程序就停下来；它和只管画图的格子（比如画方格的 `draw_grid`），读的时候都可以跳过。
# 时间不够，4.2.3、4.6、4.8 可以晚些读，那里的程序照样运行。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 75 分钟：讲课 71，机动 4；标“自学”的和 4.10 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 4.1 梯度，谁来求 | 7 | 0:08 | 举手：要重写几行 |
# | 4.2 张量：装数的盒子 | 7 | 0:15 | 先猜再跑 |
# | 4.3 第一问：什么形状 | 12 | 0:27 | `tensors.broadcast` |
# | 4.4 第二问：什么类型 | 7 | 0:34 | 先猜再跑 |
# | 4.5 第三问：求不求导 | 20 | 0:54 | 纸上补两个空；先猜再看图 |
# | 4.6 第四问：在哪里算 | 2 | 0:56 | |
# | 4.7 线性层 | 11 | 1:07 | `tensors.weight_shape` |
# | 4.8 工具箱 | 1 | 1:08 | |
# | 4.9 小结 | 3 | 1:11 | 出门一问 |
#
# 长的三节，节内的时间写在各节末尾的说明里。
#
# **晚了怎么办**：到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:08 还没到 4.2：4.2.2 只念“写法几乎一样”和末尾的黑体字，省 1 分钟；
# - 0:15 还没到 4.3：4.3.1 只讲 `reshape(-1, 1)`，省 1 分钟；
# - 0:27 还没到 4.4：4.4.1 只报“七位、十六位有效数字；矩阵乘法混着用就报错，逐元素算不报错”，省 1 分钟；
# - 0:34 还没到 4.5：4.5.2 的程序只看输出，4.5.5 只念四行注释，省 2 分钟；
# - 0:54 还没到 4.6：4.6 只念“得在同一个设备上”的那一句，省 1 分钟；
# - 0:56 还没到 4.7：十套房子放进线性层的那一页不讲，4.7.3 只报 83，省 2 分钟；
# - 1:07 还没到 4.8：4.8 让学生自己看，省 1 分钟。
#
# `tensors.broadcast` 3 分钟，`tensors.weight_shape` 2 分钟，4.5.3 的填空 2 分钟，已算在内；其余的题学生自学时做。
# 有余的时间，先问 `tensors.rank` 和 `tensors.accumulate`，再讲 4.7.4。
# 一题的做法：先各自写下来，再举手指报选项，最后运行 `quiz.answer` 看理由。
#
# 不要省 4.3.3 的 2.5 和 4.5.4 的三条曲线：以后调程序，最费时间的就是这些不报错的错。
#
# **黑板**：左边竖着写四问“形状、类型、求不求导、在哪里算”，讲到哪一问就圈哪一问；每碰到一个报错，问全班“是四样里的哪一样”。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前两题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `tensors.broadcast` | 2.5 | 答 0：先写出相减的形状，再算 |
# | `tensors.weight_shape` | 10×4 | 答 4×10：PyTorch 把输出的个数放在前面 |
# | `tensors.rank` | 4 | 答 3：一张彩色图是 3 维，这里是许多张 |
# | `tensors.accumulate` | 33 | 答 27：`backward` 是加上去，不是换掉 |
# | `tensors.unsolvable` | C | 选 A：三个方程，独立的只有两个 |
# | `tensors.dtypes` | B | 选 A：Long 说的是 64 位整数，和数的大小无关 |
# | `tensors.scalar` | C | 选 A：标量不用下标 |
# | `tensors.not_array` | B、D | 选 A 或 C：两边都会 |
# | `tensors.gradient` | 6 | 答 9：那是函数的值 |
# | `tensors.linear_out` | $-0.3878$ | 答 $-0.4392$：漏了偏置 |
# | `tensors.linear_batch` | 32×10 | 答 10×32：一行一个样本 |
# | `tensors.grad_fn` | B | 选 C：还没有 `backward()` |
# | `tensors.batch_why` | A、B | 选 C：参数的个数和一批有几个样本无关 |
# | `tensors.modules` | A | 选 C：`torch.nn` 里是层，取数据归 `torch.utils.data` |
# | `tensors.frameworks` | B | 选 A：正好反了 |
# | `tensors.family` | B、D | 漏了 D：乘的、加的那 20 个数也要训练 |
#
# 第 7 题第 2 件，课上印的报错是两个矩阵相乘的；那里右边是一排数，报的是 `addmv input tensors must have the same dtype`，意思一样。

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import warnings

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch import nn

from coursekit import data, plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
torch.set_printoptions(sci_mode=False)  # 打印数时不用科学记数法

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.1 梯度，谁来求
#
# ### 4.1.1 第 1 章的半页纸
#
# 十套房子，面积和卧室都标准化，左边添一列 1，就是第 1 章的设计矩阵 $X$（程序里叫 `design`，换成张量以后叫 `house_X`）；$y$ 是价钱，$n=10$。
# 参数是 $\theta=(\theta_0,\theta_1,\theta_2)$，代价是
#
# $$J(\theta)=\frac{1}{2n}\lVert X\theta-y\rVert^2$$
#
# 竖线是向量的长度，它的平方就是各个误差的平方和。
# 你推了半页，才得到梯度的这一行：
#
# $$\nabla J(\theta)=\frac{1}{n}X^{\mathsf T}(X\theta-y)$$

# %% slideshow={"slide_type": "subslide"}
houses = data.ten_houses()
price = houses["price"].to_numpy(float)
columns = houses[["area", "bedrooms"]].to_numpy(float)
scaled = (columns - columns.mean(axis=0)) / columns.std(axis=0)
design = np.column_stack([np.ones(10), scaled])  # 10 行 3 列


def hand_gradient(theta):
    return design.T @ (design @ theta - price) / len(price)


print("起点 (0, 0, 0) 的梯度：", hand_gradient(np.zeros(3)).round(4))

# %% slideshow={"slide_type": "skip"}
assert design.shape == (10, 3) and np.allclose(hand_gradient(np.zeros(3)), [-313899.9, -91169.0946, -54575.8785])

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.1.2 换个代价，换个模型
#
# 朋友说：“错得远的，要罚得更狠，平方改成四次方吧。”
# 代价一换，梯度的公式也要改：再推一次，还得推对。
# 模型也换呢？
# 第 0 章那十行的网络有两层，4810 个参数，也是这样一个一个推的吗？
#
# 那十行里有一行 `loss.backward()`：梯度是请 PyTorch 求的。

# %% [markdown] slideshow={"slide_type": "fragment"}
# 只写代价，不写梯度，请它求一求房子的梯度：

# %% slideshow={"slide_type": "fragment"}
house_X, house_y = torch.tensor(design), torch.tensor(price)  # numpy 数组换成张量
# requires_grad=True：要对它求导；dtype 4.4 讲
theta = torch.zeros(3, dtype=torch.float64, requires_grad=True)
J = ((house_X @ theta - house_y) ** 2).mean() / 2  # 上面的代价
J.backward()  # 求梯度
print(theta.grad)

# %% slideshow={"slide_type": "skip"}
assert np.allclose(theta.grad.numpy(), hand_gradient(np.zeros(3)), rtol=1e-12)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 三个数，和你推的一个不差。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **举手**：平方改成四次方，上面的程序要重写几行？

# %% slideshow={"slide_type": "fragment"}
POWER = 4  # 改这里：2、4、6
theta = torch.zeros(3, dtype=torch.float64, requires_grad=True)
# 只有下面这一行变了：2 换成 POWER
J = ((house_X @ theta - house_y) ** POWER).mean() / POWER
J.backward()
print([f"{g:.4g}" for g in theta.grad.tolist()])

# %% slideshow={"slide_type": "skip"}
fourth = torch.zeros(3, dtype=torch.float64, requires_grad=True)
(((house_X @ fourth - house_y) ** 4).mean() / 4).backward()
error = design @ np.zeros(3) - price
assert np.allclose(fourth.grad.numpy(), design.T @ error**3 / 10)  # 手推：误差的三次方乘特征，再平均

# %% [markdown] slideshow={"slide_type": "fragment"}
# 只改代价的那一行，求导的那一行，一个字也不用动（除以 `POWER`，和第 1 章除以 2 一样，只为求导干净）。
# 网络换成两层、十层，也还是 `backward()` 这一行。
#
# 它怎么做到的？
# 普通的数组算完就忘；**张量**（tensor）不一样：只要说好对它求导，后面由它算出来的每个张量，都记得自己是怎么来的。
# 这一章就认识它，再用它搭出第一层网络。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.1.3 拿到一个张量，先问四样
#
# | 问 | 写法 | 哪一节 |
# |---|---|---|
# | 什么形状 | `t.shape` | 4.3 |
# | 什么类型 | `t.dtype` | 4.4 |
# | 求不求导 | `t.requires_grad` | 4.5 |
# | 在哪里算 | `t.device` | 4.6 |
#
# 以后碰到报错，先在这四样里找。

# %% slideshow={"slide_type": "fragment"}
def about(name, t):
    shape = tuple(t.shape)
    print(f"{name}：{shape}，{t.dtype}，求导 {t.requires_grad}，在 {t.device}")


about("house_X", house_X)
about("theta", theta)

# %% slideshow={"slide_type": "skip"}
assert house_X.shape == (10, 3) and house_X.dtype == torch.float64 and not house_X.requires_grad
assert theta.requires_grad and theta.device.type == "cpu"

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：把第 1 章推梯度的那一页投出来三秒，再翻到 4.1.2。
# 举手时让学生报“0 行、1 行、半页”三档，票数记在黑板上；答案是 1 行，那一行里的两个 2；`theta` 那一行原样再写一遍，因为 `.grad` 里还留着上一次的梯度（4.5.4 讲）。
# 有人说“手推也只改一处，误差换成误差的三次方”：对，可那一处得先推出来；层数一多，就不止一处了。
#
# **会遇到的误区**：（1）“它用差分一点点试出来的”。
# 不是：它对每一步运算用求导公式，再用链式法则连起来，没有近似，只有舍入（4.5.6 比给你看）。
# （2）“它把公式推了一遍，写出来给我就行”。
# 它不写公式，只在这一点上算出数来。
#
# **别让人以为四次方更好**：起点的梯度有 $10^{16}$ 那么大，学习率 0.1 一步就飞走了；一个离群点也能说了算。
# 这里只看“换了代价，求导的那一行不用改”。
#
# **现场可改**：`POWER` 改成 2，除了显示的位数，就是上一页的三个数；改成 3，代价可正可负，梯度照样求得出，可是它不再是一个好代价。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.2 张量：装数的盒子
#
# ### 4.2.1 从一个数到一摞表
#
# 一套房子的价钱是一个数，两个特征是一排数，十套房子是一张表。
# 表还可以摞起来：一张彩色图，红、绿、蓝各一张表。

# %% slideshow={"slide_type": "skip"}
def draw_grid(ax, left, top, table, color="#ffffff", ink="0.1"):
    """Draw a table as unit squares with its texts; (left, top) is its upper left corner."""
    for i, row in enumerate(table):
        for j, text in enumerate(row):
            ax.add_patch(plt.Rectangle((left + j, top - i - 1), 1, 1, fc=color, ec="0.3"))
            ax.text(left + j + 0.5, top - i - 0.5, text, ha="center", va="center", color=ink)


def blank(width, height, inches):
    """Return a figure and Axes of that many unit squares, without axes."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height), aspect="equal")
    ax.axis("off")
    return fig, ax


BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"
RED_TINT, GREEN_TINT = "#f8d0c8", "#c9ead9"

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = blank(18.6, 6, 2.8)
SHEET = [["7", "2", "5", "4"], ["1", "0", "3", "6"]]
ax.text(1.1, 3.3, "7", ha="center", va="center")  # 一个数，不在格子里
draw_grid(ax, 3.2, 3.8, [["7", "2", "5"]], GREY)
draw_grid(ax, 7.7, 4.3, SHEET, GREY)
for shift, color in ((1, BLUE_TINT), (0.5, GREEN_TINT)):
    draw_grid(ax, 12.9 + shift, 4.3 + shift, [[""] * 4] * 2, color)  # 后面两张，数看不见
draw_grid(ax, 12.9, 4.3, SHEET, RED_TINT)
for across, up, length in ((12.5, 3.3, "2"), (14.9, 1.95, "4"), (12.85, 5.35, "3")):
    ax.text(across, up, length, ha="center", va="center", color=RED)
ax.annotate("", (13.75, 5.5), (12.7, 4.45), arrowprops={"arrowstyle": "<->", "color": RED, "lw": 1.5})
for where, name, shape in ((1.1, "标量", "0 维  ()"), (4.7, "向量", "1 维  (3,)"), (9.7, "矩阵", "2 维  (2, 4)"), (15.2, "三维数组", "3 维  (3, 2, 4)")):
    ax.text(where, 1.2, name, ha="center", va="center")
    ax.text(where, 0.4, shape, ha="center", va="center", color="0.3")
plotting.show(fig, alt="从左到右四样东西：一个数，没有格子，标量，0 维，形状是空括号；一排三个格子，向量，1 维，形状 (3,)；两行四列的格子，矩阵，2 维，形状 (2, 4)；红、绿、蓝三张两行四列的表前后摞着，只看得见最前面红表的数，边上标着 3 张（沿着摞的方向有一个箭头）、2 行、4 列的 3、2、4，三维数组，3 维，形状 (3, 2, 4)。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# | 平常叫 | 张量叫 | 例子 | 形状 |
# |---|---|---|---|
# | 标量（scalar） | 0 维张量 | 一套房子的价钱 | `()` |
# | 向量（vector） | 1 维张量 | 一套房子的两个特征 | `(2,)` |
# | 矩阵（matrix） | 2 维张量 | 十套房子的特征 | `(10, 2)` |
# | 三维数组 | 3 维张量 | 一张彩色图：三种颜色，高 28，宽 28（存成文件，常是高、宽、颜色的次序） | `(3, 28, 28)` |
# | N 维数组 | N 维张量 | 再往上摞 | N 个长度 |
#
# 张量就是这样的多维数组，本事更多。
# **维数就是：取出一个数，要用几个下标。**
# 维数，书上也叫阶；每一维也叫一个轴（axis）。
# **形状**（shape）就是每一维有多长。
#
# **常见错误**：把“三维向量”当成 3 维张量。
# 三维向量有三个数，排成一排，一个下标就够，是 **1 维**张量，形状 `(3,)`。
# 标量不等于“只有一个数的向量”：前者的形状是 `()`，后者是 `(1,)`。

# %% slideshow={"slide_type": "skip"}
for t in (torch.tensor(7), torch.tensor([7]), torch.tensor([7, 2, 5]), torch.zeros(2, 3), torch.zeros(3, 28, 28)):
    print(t.dim(), "维，形状", tuple(t.shape), "，共", t.numel(), "个数")
assert torch.tensor(7).shape == () and torch.tensor([7]).shape == (1,) and torch.tensor([7, 2, 5]).dim() == 1
assert torch.zeros(3, 28, 28).dim() == 3 and torch.zeros(3, 28, 28)[0, 5, 5].dim() == 0 and house_X.dim() == 2

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.rank")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.scalar")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.2.2 会 numpy，就会一大半
#
# 同样的两行数，造一个数组、一个张量，做同样的几件事：

# %% slideshow={"slide_type": "-"}
rows = [[1, 2, 3], [4, 5, 6]]
a, t = np.array(rows), torch.tensor(rows)
print("numpy：", (a + a).tolist())
print("torch：", (t + t).tolist())
print("下标：", a[0, 1], t[0, 1], "　一列：", a[:, 0], t[:, 0])
print("竖着加：", a.sum(axis=0), t.sum(dim=0))  # 行这一维加完就没了
print("逐元素乘：", (a * a).tolist(), (t * t).tolist())
print("矩阵乘法：", (a @ a.T).tolist(), (t @ t.T).tolist())

# %% slideshow={"slide_type": "skip"}
assert (a + a).tolist() == (t + t).tolist() == [[2, 4, 6], [8, 10, 12]]
assert (a @ a.T).tolist() == (t @ t.T).tolist() == [[14, 32], [32, 77]]
assert t.sum(dim=0).tolist() == a.sum(axis=0).tolist() == [5, 7, 9] and t[0, 1].dim() == 0

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写法几乎一样；**逐元素**（elementwise）的加和乘，是同一个位置的两个数相加、相乘。
#
# 小差别：`axis` 改叫 `dim`；`t[0, 1]` 还是张量，要 Python 的数，写 `t[0, 1].item()`；求标准差，numpy 的 `std` 除以 $n$，PyTorch 的除以 $n-1$。
#
# 大差别是两样本事：**张量 = 数组 + 自动求导 + 能放到 GPU 上算**。

# %% slideshow={"slide_type": "skip"}
assert isinstance(t[0, 1], torch.Tensor) and isinstance(t[0, 1].item(), int)
assert np.isclose(np.std([1, 2, 3, 4]), (5 / 4) ** 0.5) and np.isclose(torch.tensor([1.0, 2, 3, 4]).std(), (5 / 3) ** 0.5)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.2.3 是一份，还是两份
#
# 数组换成张量，可以用 `torch.from_numpy`，也可以用 `torch.tensor`。
# **先猜**：改了数组，两个张量各打印什么？

# %% slideshow={"slide_type": "fragment"}
source = np.array([1.0, 2.0, 3.0])
linked = torch.from_numpy(source)
copied = torch.tensor(source)
source[0] = 100
print("from_numpy：", linked)
print("tensor：　　", copied)

# %% slideshow={"slide_type": "skip"}
assert linked[0] == 100 and copied[0] == 1
linked[1] = -5
assert source[1] == -5 and np.shares_memory(linked.numpy(), source)

# %% [markdown] slideshow={"slide_type": "fragment"}
# `from_numpy` **共用同一块内存**，一边改，另一边跟着变；`torch.tensor` 抄了一份（复制，copy）。
# 反过来，`t.numpy()` 也是共用。
# 共用省时间、省内存；拿不准就抄一份：`t.clone()`。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.2.4 还有谁共用内存（自学）
#
# 不另抄一份，只是换一种读法，读的还是同一块内存，叫**视图**（view）：切片、转置都是视图，`reshape` 不用搬动数时也是；改它就是改原来的。
# 名字末尾带下划线的方法，比如 `add_`、`zero_`，不另造一个，直接改自己，叫**原地操作**（in-place operation）。
#
# | 写法（下面的程序里，`t` 叫 `base`） | 共用内存吗 |
# |---|---|
# | `u = t` | 共用，只是多了一个名字 |
# | `t[0]`、`t[:, 1]`、`t.T` | 共用 |
# | `t.view(…)` | 一定共用；做不到就报错 |
# | `t.reshape(…)` | 做得到就共用，做不到就抄一份 |
# | `t.detach()`（4.5.5 讲） | 共用 |
# | `t.clone()`、`t + 0`、`t[[0, 1]]` | 抄一份 |

# %% slideshow={"slide_type": "skip"}
base = torch.arange(6.0).reshape(2, 3)


def shares(u):  # 两个张量是不是同一块内存
    return np.shares_memory(u.numpy(), base.numpy())


views = {"t[0]": base[0], "t.T": base.T, "view": base.view(3, 2), "reshape": base.reshape(3, 2), "detach": base.detach()}
copies = {"clone": base.clone(), "t + 0": base + 0, "t[[0, 1]]": base[[0, 1]], "转置后 reshape": base.T.reshape(-1)}
print("共用：", [name for name, u in views.items() if shares(u)])
print("抄一份：", [name for name, u in copies.items() if not shares(u)])
base[0].add_(10)  # 原地加 10，base 的第一行跟着变
print(base)
assert all(map(shares, views.values())) and not any(map(shares, copies.values())) and base[0].tolist() == [10, 11, 12]
try:
    base.T.view(-1)
except RuntimeError as problem:
    print("转置以后 view 报错：", str(problem).split(" (")[0])
    failed = True
assert failed and base.T.reshape(-1).tolist() == [10, 3, 11, 4, 12, 5]

# %% [markdown] slideshow={"slide_type": "skip"}
# 内存里的次序是 1、2、3、4、5、6（第几个数），转置没有搬动它们，只是跳着读：1、4、2、5、3、6。
# 视图只能隔着固定的距离往下读，读不出这样的一长排，`view` 就报错，`reshape` 就抄一份；报错里的 stride，说的就是隔多远。
# 日常写 `reshape` 就好；要确保共用，才写 `view`。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.2.5 常用的写法（自学）
#
# 以后用到，当字典查：
#
# | 想要 | 写法 |
# |---|---|
# | 全是 0、全是 1 | `torch.zeros(2, 3)`、`torch.ones(2, 3)` |
# | 0 到 5 | `torch.arange(6)` |
# | 正态分布的随机数 | `torch.randn(2, 3)` |
# | 上下接、左右接 | `torch.cat([u, v], dim=0)`、`torch.cat([u, v], dim=1)` |
# | 一共几个数、有几维 | `t.numel()`、`t.dim()` |
# | 每一行最大的在第几列 | `t.argmax(dim=1)` |
# | 添一维，长度是 1 | `t.unsqueeze(1)`，也写 `t[:, None]` |
# | 换一换各维的次序，比如图从（颜色，高，宽）换成画图要的（高，宽，颜色） | `t.permute(1, 2, 0)` |

# %% slideshow={"slide_type": "skip"}
upper, lower = torch.zeros(2, 3), torch.ones(2, 3)
print("上下接：", torch.cat([upper, lower], dim=0).tolist())
print("左右接：", torch.cat([upper, lower], dim=1).tolist())
print("每行最大的在第几列：", torch.tensor([[2, 9, 4], [7, 5, 3]]).argmax(dim=1).tolist())
assert torch.cat([upper, lower], dim=0).shape == (4, 3) and torch.cat([upper, lower], dim=1).shape == (2, 6)
assert torch.zeros(3, 28, 20).permute(1, 2, 0).shape == (28, 20, 3) and upper.unsqueeze(1).shape == (2, 1, 3)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **`tensors.rank`**（有空才问）：先让学生写出形状，再数有几个数。
# “阶”英文有时也写 rank，和 4.7.4 的秩不是一回事。
#
# **4.2.3 怎么问**：运行前举手，“两个都变、只变第一个、都不变”三档。
#
# **会遇到的误区**：“维数就是有多少个数”。
# 指着 `(3,)` 问：取出 5，要说几个号码？

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.3 第一问：什么形状
#
# ### 4.3.1 改形状
#
# `reshape` 把同样的数换一种排法：按行读出来，再按行填进去。
# 其中某一维的长度写 $-1$，就是“你来算”。

# %% slideshow={"slide_type": "fragment"}
t = torch.tensor([[1, 2, 3], [4, 5, 6]])
print("reshape(3, 2)：", t.reshape(3, 2).tolist())
print("转置 t.T：　　　", t.T.tolist())
print("reshape(-1)：　", t.reshape(-1).tolist())
print("四个数变成一列：", torch.arange(4).reshape(-1, 1).tolist())

# %% slideshow={"slide_type": "skip"}
assert t.reshape(3, 2).tolist() == [[1, 2], [3, 4], [5, 6]] and t.T.tolist() == [[1, 4], [2, 5], [3, 6]]
assert t.reshape(3, 2).shape == t.T.shape and not torch.equal(t.reshape(3, 2), t.T)
assert torch.arange(4).reshape(-1, 1).shape == torch.arange(4)[:, None].shape == torch.arange(4).unsqueeze(1).shape == (4, 1)

# %% [markdown] slideshow={"slide_type": "fragment"}
# **常见错误**：想要转置，写成 `reshape(3, 2)`。
# 形状都是 `(3, 2)`，程序不报错，数却乱了：`t` 的两行若是三套房子的面积、卧室，`reshape` 得的第一行 1、2，就把两套的面积当成了一套房子。
#
# `reshape(-1, 1)` 以后常用：四个数排成一列，形状从 `(4,)` 变成 `(4, 1)`。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.3.2 广播
#
# 4.1 里标准化，拿 10 行 2 列的表减一排均值（2 个数），形状不一样，怎么能减？
# 因为短的那个自动重复了 10 遍，叫**广播**（broadcasting）。
# 规则两句话：
#
# 1. **从右边对齐**，缺的维当作 1；
# 2. 每一维要么相等，要么有一个是 1，是 1 的**重复**；两样都不是，就报错。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = blank(17, 5.2, 2.6)
column, row = [0, 10, 20], [1, 2, 3, 4]
draw_grid(ax, 0.5, 4.9, [[v] * 4 for v in column], "#ffffff", "0.5")  # 灰的是重复出来的
draw_grid(ax, 0.5, 4.9, [[v] for v in column], BLUE_TINT)
draw_grid(ax, 6.4, 4.9, [row] * 3, "#ffffff", "0.5")
draw_grid(ax, 6.4, 4.9, [row], ORANGE_TINT)
draw_grid(ax, 12.3, 4.9, [[c + r for r in row] for c in column], GREY)
for where, sign in ((5.45, "+"), (11.35, "=")):
    ax.text(where, 3.4, sign, ha="center", va="center", fontsize=20)
for where, shape in ((2.5, "(3, 1) 向右重复"), (8.4, "(4,) 向下重复"), (14.3, "(3, 4)")):
    ax.text(where, 1, shape, ha="center", va="center", color="0.3")
plotting.show(fig, alt="三张三行四列的表，左边的加中间的等于右边的。左：蓝底的一列 0、10、20，形状 (3, 1)，向右重复出三列灰字；中：橙底的一行 1、2、3、4，形状 (4,)，向下重复出两行灰字；右：和，形状 (3, 4)，第一行 1 到 4，第二行 11 到 14，第三行 21 到 24。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# `(4,)` 当作 `(1, 4)`；灰字是重复出来的，再逐格相加。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **先在纸上写出结果的形状，再运行**：

# %% slideshow={"slide_type": "fragment"}
PAIRS = [((10, 2), (2,)), ((10, 2), (10,)), ((10, 2), (10, 1))]  # 改这里
for left, right in PAIRS:
    try:
        print(left, right, "→", tuple(torch.broadcast_shapes(left, right)))
    except RuntimeError:
        print(left, right, "→ 报错，对不上")

# %% slideshow={"slide_type": "skip"}
spread = torch.tensor(column)[:, None] + torch.tensor(row)
assert spread.tolist() == [[1, 2, 3, 4], [11, 12, 13, 14], [21, 22, 23, 24]]
assert torch.broadcast_shapes((10, 2), (2,)) == torch.broadcast_shapes((10, 2), (10, 1)) == (10, 2)
try:
    torch.zeros(10, 2) + torch.zeros(10)
    raise AssertionError
except RuntimeError as problem:
    assert "must match" in str(problem)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第二对最右边是 2 和 10，既不相等，也没有 1。
# 报错是好事：它当场告诉你。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 想让一张表的**每一行**减自己的均值，碰到的正是后两对：

# %% slideshow={"slide_type": "-"}
table = torch.tensor([[1.0, 2.0, 6.0], [0.0, 1.0, 5.0]])  # 两行三列
print("mean(dim=1)：", tuple(table.mean(dim=1).shape))
row_means = table.mean(dim=1, keepdim=True)
print("加上 keepdim：", tuple(row_means.shape))
print(table - row_means)

# %% slideshow={"slide_type": "skip"}
assert table.mean(dim=1).shape == (2,) and row_means.tolist() == [[3], [2]]
assert (table - row_means).tolist() == [[-2, -1, 3], [-2, -1, 3]]
try:
    table - table.mean(dim=1)
    raise AssertionError
except RuntimeError as problem:
    assert "must match" in str(problem)

# %% [markdown] slideshow={"slide_type": "fragment"}
# `mean(dim=1)` 把列这一维平均没了，`(2, 3)` 减 `(2,)` 对不上，报错。
# `keepdim=True` 把那一维留着，长度是 1，就能减了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.3.3 均方误差是多少

# %% slideshow={"slide_type": "-"}
quiz.ask("tensors.broadcast")

# %% slideshow={"slide_type": "fragment"}
pred = torch.arange(4.0).reshape(4, 1)  # 预测：一列
target = torch.arange(4.0)  # 目标：一排，同样的四个数
print("相减的形状：", tuple((pred - target).shape))
print("均方误差：", ((pred - target) ** 2).mean().item())

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = blank(16, 6.3, 3.5)
squares = ((pred - target) ** 2).int().tolist()
draw_grid(ax, 2, 4.5, [[v] for v in range(4)], BLUE_TINT)
draw_grid(ax, 3.6, 6.1, [range(4)], ORANGE_TINT)
draw_grid(ax, 3.6, 4.5, squares)
for k in range(4):
    ax.add_patch(plt.Rectangle((3.6 + k, 3.5 - k), 1, 1, fc="none", ec=RED, lw=3.5))
ax.text(1.8, 2.5, "预测", ha="right", va="center")
ax.text(7.9, 5.6, "目标", ha="left", va="center")
ax.text(8.4, 3.4, "橙红框：想要的 4 个，都是 0", va="center")
ax.text(8.4, 2.2, "真正算的：16 格，（预测 − 目标）的平方", va="center")
ax.text(8.4, 1.0, r"平均  $40 \div 16 = 2.5$", va="center")
plotting.show(fig, alt="左边一列预测 0 到 3，上边一行目标 0 到 3，中间四行四列是两两之差的平方：对角线上四个 0 用橙红框标出，是想要的；其余是 1、4、9，十六个数一共 40，平均 2.5。")

# %% slideshow={"slide_type": "skip"}
assert (pred - target).shape == (4, 4) and ((pred - target) ** 2).sum() == 40 and ((pred - target) ** 2).mean() == 2.5
assert ((pred.reshape(-1) - target) ** 2).mean() == ((pred - target.reshape(pred.shape)) ** 2).mean() == 0
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    nn.MSELoss()(pred, target)  # 先造一个损失，再拿它算
assert len(heard) == 1 and "target size" in str(heard[0].message)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 每个预测和**每个**目标都减了一遍：不该广播的，正好合规则，于是不报错。
# **相减之前，先看形状**：`assert pred.shape == target.shape`；不一样，就把目标改成预测的形状：`target.reshape(pred.shape)`。
# PyTorch 自带的均方误差 `nn.MSELoss` 会警告，自己写的减法不会。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:15 到 0:27）：4.3.1 2 分钟，4.3.2 5 分钟（0:22），4.3.3 5 分钟（连题）。
#
# **4.3.2 的可改格**：学生常报的几对：`(3, 1)` 和 `(1, 4)` 得 `(3, 4)`；`(5,)` 和 `(1,)` 得 `(5,)`；`(2, 3)` 和 `(3, 2)` 报错；`(8, 1, 6)` 和 `(7, 1)` 得 `(8, 7, 6)`。
#
# **4.3.3 怎么问**：先问形状，再问数；答 0 的人多才好，接着就翻图。
# 再问一句“拿它当代价去训练，会学出什么”，答案在 4.5.4。
#
# **会遇到的误区**：“数一样，形状差一点没关系”。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.4 第二问：什么类型
#
# ### 4.4.1 七位有效数字，还是十六位
#
# 一个小数，计算机用 32 个或 64 个二进制位来存（8 位是 1 字节）：
#
# - `float64`（双精度），约 16 位有效数字，numpy 默认；
# - `float32`（单精度），约 7 位有效数字，内存省一半，PyTorch 默认。

# %% slideshow={"slide_type": "fragment"}
QUOTE = 280889.65  # 第 1 章的报价；改这里
for kind in (torch.float64, torch.float32):
    stored = torch.tensor(QUOTE, dtype=kind)
    print(f"{kind}：存成 {stored.item():.5f}，占 {stored.element_size()} 字节")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 七位有效数字够用吗？
# 这里差不到一分钱；训练网络，一般也够：数据本身只量到三四位。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两种混着算呢？
# **先猜**：逐元素乘、矩阵乘法，哪一个报错？

# %% slideshow={"slide_type": "fragment"}
# house_X 来自 numpy，是 float64；torch.zeros 造的是 PyTorch 默认的 float32
print("逐元素乘：", (house_X * torch.zeros(3)).dtype)
try:
    house_X @ torch.zeros(3, 1)
except RuntimeError as problem:
    print("矩阵乘法：", problem)

# %% slideshow={"slide_type": "skip"}
assert torch.tensor(0.1).dtype == torch.float32 and torch.tensor(np.array(0.1)).dtype == torch.float64
assert torch.tensor(280889.65).item() == 280889.65625 and torch.tensor(280889.65, dtype=torch.float64).item() == 280889.65
assert (house_X[0] * torch.zeros(3)).dtype == (house_X[0] - torch.zeros(3)).dtype == torch.float64  # 不报错
assert torch.finfo(torch.float32).eps == 2**-23 and torch.finfo(torch.float64).eps == 2**-52
whole_numbers = torch.tensor([1, 2, 3])
assert whole_numbers.dtype == torch.int64 and whole_numbers.float().mean() == 2
for refused in (lambda: whole_numbers.mean(), lambda: whole_numbers @ torch.zeros(3), lambda: whole_numbers.requires_grad_()):
    try:
        refused()
        raise AssertionError
    except RuntimeError:
        pass

# %% [markdown] slideshow={"slide_type": "fragment"}
# 矩阵乘法混着用就报错（float 是 `float32`，double 是 `float64`）；逐元素的加、减、乘**不报错**，悄悄变成 `float64`。
# 先统一：`t.float()` 或 `t.double()`。
# 4.1 写 `dtype=torch.float64`，就因为 `house_X` 是 `float64`；以后的章都用 `float32`。
#
# **常见错误**：`torch.tensor([1, 2, 3])` 里都是整数，得 `int64`，不能求平均，不能求导，也不能和小数做矩阵乘法。
# 写成 `1.0`，或者 `.float()`。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.4.2 特征和标签，各要什么类型
#
# 鸢尾花有 150 朵，每朵量 4 个数，标签是三个品种的编号 0、1、2。
# 留出 30 朵以后检验用，其余 120 朵换成张量（怎么留、为什么留，第 3 章讲）：

# %% slideshow={"slide_type": "skip"}
iris = load_iris()  # 取 120 朵，三个品种各 40 朵；这几行第 3 章讲，现在可以跳过
features, _, codes, _ = train_test_split(
    iris.data, iris.target, test_size=0.2, random_state=42, stratify=iris.target
)

# %% slideshow={"slide_type": "fragment"}
# features 是 120 行 4 列的数组，codes 是 120 个编号
X_train = torch.tensor(features, dtype=torch.float32)  # 特征
y_train = torch.tensor(codes, dtype=torch.int64)  # 标签：64 个二进制位的整数
about("X_train", X_train)
about("y_train", y_train)

# %% slideshow={"slide_type": "skip"}
assert features.dtype == np.float64 and X_train.shape == (120, 4) and X_train.dtype == torch.float32
assert y_train.shape == (120,) and y_train.dtype == torch.int64 and y_train.bincount().tolist() == [40, 40, 40]
assert torch.equal(X_train, torch.FloatTensor(features)) and torch.equal(y_train, torch.LongTensor(codes))  # 老写法，一样

# %% [markdown] slideshow={"slide_type": "fragment"}
# 特征要和小数的权重相乘，用 `float32`。
# 标签要整数，因为它当**下标**用。
# 一朵花有三个得分，一个品种一个（怎么来的，第 5 章讲）；“正确品种得了几分”，就是拿标签作下标去取：

# %% slideshow={"slide_type": "subslide"}
flower_scores = torch.tensor([[2.0, 0.5, -1.0], [0.1, 0.2, 3.0]])  # 两朵花的得分
flower_labels = torch.tensor([0, 2])  # 第 0 行取第 0 个，第 1 行取第 2 个
print("正确品种的得分：", flower_scores[[0, 1], flower_labels])
try:
    flower_scores[[0, 1], flower_labels.float()]
except IndexError as problem:
    print("标签换成小数：", problem)

# %% slideshow={"slide_type": "skip"}
assert flower_scores[[0, 1], flower_labels].tolist() == [2, 3]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 报错里的 long 就是 `int64`。
# 第 5 章分类用的损失 `CrossEntropyLoss`，先把得分变成概率，再这样取出正确品种的那一个。
# 当下标，别的整数类型也行；`CrossEntropyLoss` 却规定编号用 `int64`，这只是 PyTorch 的规矩。
# 若要猜的是房价那样的**数**，标签就用 `float32`，和预测相减。
#
# 别人的程序里常见老写法：`torch.FloatTensor(features)` 得 `float32`，`torch.LongTensor(codes)` 得 `int64`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.dtypes")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.4.3 三个坑（自学）
#
# 一是 `torch.FloatTensor(3)`：看着像“装着 3 的张量”，其实是**三个没有初始化的数**，是什么全凭运气；`torch.tensor(3.0)` 才是 3。
# 二是整数不能求导，`torch.tensor(3, requires_grad=True)` 会报错，要写 `3.0`。
#
# 三是数太大：`float32` 到了 $2^{24}=16777216$，再加 1 就加不上去了。
# 用它一个一个地数一亿张图，数到 16777216 就停住了，所以计数用整数。

# %% slideshow={"slide_type": "skip"}
print("FloatTensor(3) 的形状：", tuple(torch.FloatTensor(3).shape), " tensor(3.0) 的形状：", tuple(torch.tensor(3.0).shape))
try:
    torch.tensor(3, requires_grad=True)
except RuntimeError as problem:
    print("整数求导：", problem)
    refused = True
full = torch.tensor(2.0**24)
print(f"{full.item():.0f} + 1 = {(full + 1).item():.0f}")
assert torch.FloatTensor(3).shape == (3,) and refused and full + 1 == full and torch.tensor(2**24) + 1 == 2**24 + 1

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：报价的那一行只求学生记住“七位有效数字”：六位整数用掉六位，小数点后只剩一位可信；二进制小数不展开。
# “位”要说全：十六位有效数字是 `float64`；16 个二进制位的是半精度 `float16`，第 13 章见。
# 报错的那一行请全班念出来，问：四问里的哪一问？
#
# **会遇到的误区**：（1）“`float64` 更准，所以都用 `float64`”。
# 更准的那几位训练用不上，内存却翻倍；在大多数 GPU 上还慢得多。
# （2）“Long 是因为数大”。
# 编号 0、1、2 一点也不大。
# （3）“只要是整数就行”。
# 取下标 `int32` 也行，`CrossEntropyLoss` 却不收，报 `expected target dtype to be Long or Byte`。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.5 第三问：求不求导
#
# ### 4.5.1 先求一个会算的
#
# $f=x^2$，导数是 $2x$，在 $x=5$ 处是 10。
# 让机器算，三步：

# %% slideshow={"slide_type": "fragment"}
X0 = 5.0  # 改这里
x = torch.tensor(X0, requires_grad=True)  # 一：说好要对 x 求导
f = x**2  # 二：照常算；这一行也可以改
f.backward()  # 三：往回求导，结果放进 x.grad
print("f =", f.item(), "　导数 =", x.grad.item())

# %% slideshow={"slide_type": "skip"}
five = torch.tensor(5.0, requires_grad=True)
assert five.grad is None
(five**2).backward()
assert five.grad == 10
cubic = torch.tensor(2.0, requires_grad=True)
(cubic**3 - 4 * cubic).backward()
assert cubic.grad == 3 * 2**2 - 4

# %% [markdown] slideshow={"slide_type": "fragment"}
# 这叫**自动求导**（automatic differentiation），也叫自动微分，PyTorch 里的这一部分叫 autograd。
# 没有 `backward()` 之前，`x.grad` 是 `None`。
# 换一个你会求的函数试试：$x^3-4x$，在 2 处应该是 8。
# 要从**一个数**往回求：代价是一个数，正好。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.gradient")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.5.2 它怎么记的：计算图
#
# 一套房子，$x=2$，$y=3$；直线 $h=\theta_0+\theta_1x$，此刻 $\theta_0=1$，$\theta_1=0.5$。
# 误差 $e=h-y$，这一套的损失 $L=\frac12e^2$（代价 $J$ 是许多套的平均）。
#
# **前向计算**（forward pass），也叫前向传播，就是照常往前算：$h=1+0.5\times2=2$，$e=2-3=-1$，$L=0.5$。
# 每一步都记下“我是谁算出来的”，下面叫它**记账**；记下的这张图，叫**计算图**（computational graph）。

# %% slideshow={"slide_type": "skip"}
NODES = {  # 名字：横，竖，写什么，前向的值，反向的导数
    "0": (1.5, 5, r"$\theta_0$", "1", "−1"),
    "1": (1.5, 1.5, r"$\theta_1$", "0.5", "−2"),
    "h": (6.1, 3.25, r"$h=\theta_0+2\,\theta_1$", "2", "−1"),
    "e": (10.7, 3.25, r"$e=h-3$", "−1", "−1"),
    "L": (14.5, 3.25, r"$L=\frac{1}{2}e^2$", "0.5", "1"),
}
STEPS = {"0h": (3.6, 4.95, "×1"), "1h": (3.6, 1.5, "×2"), "he": (8.85, 4.05, "×1"), "eL": (12.65, 4.2, "×$e$\n=×(−1)")}


def draw_graph(back):
    """Draw the graph: forward with its values, or back with the factors and the derivatives."""
    fig, ax = plt.subplots(figsize=(8, 2.8))
    ax.set(xlim=(0, 16), ylim=(0, 6.5))
    ax.axis("off")
    patches = {}
    for name, (across, up, text, value, slope) in NODES.items():
        frame = {"boxstyle": "round,pad=0.45", "fc": BLUE_TINT if name in "01" else GREY, "ec": "0.3"}
        patches[name] = ax.text(across, up, text, ha="center", va="center", bbox=frame)
        ax.text(across, up + 1, value, ha="center", va="center", color=BLUE)
        if back:
            ax.text(across, up - 1, slope, ha="center", va="center", color=RED)
    for (first, second), (across, up, factor) in STEPS.items():
        tail, head = (second, first) if back else (first, second)
        ends = {"patchA": patches[tail].get_bbox_patch(), "patchB": patches[head].get_bbox_patch()}
        arrow = {"arrowstyle": "-|>", "lw": 2, "color": RED if back else "0.25"} | ends
        ax.annotate("", NODES[head][:2], NODES[tail][:2], arrowprops=arrow)
        if back:
            ax.text(across, up, factor, ha="center", va="center", color="0.3")
    note = "蓝：前向的值　灰：这一步乘几　橙红：$L$ 对它的导数" if back else "蓝：前向算出的值"
    ax.text(10.7, 0.5, note, ha="center", va="center", color="0.3")
    return fig

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
plotting.show(draw_graph(back=False), alt="计算图：左边两个蓝底方框 θ0 和 θ1，箭头都指向 h = θ0 + 2 θ1，再指向 e = h − 3，再指向 L = e²/2。方框上方是前向算出的值：θ0 是 1，θ1 是 0.5，h 是 2，e 是 −1，L 是 0.5。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **先猜**：$L$ 对 $\theta_0$、对 $\theta_1$ 的导数，各是多少？

# %% [markdown] slideshow={"slide_type": "subslide"}
# **反向传播**（backpropagation）从 $L$ 往回走，用链式法则，一步乘一个导数；起点是 $L$ 对自己的导数，1：
#
# 1. $L=\frac12e^2$，$L$ 对 $e$ 的导数是 $e$，乘 $e=-1$，得 $-1$；
# 2. $e=h-y$，$e$ 对 $h$ 的导数是 1，乘 1，还是 $-1$；
# 3. $h=\theta_0+\theta_1x$，到 $\theta_0$ 乘 1，得 $-1$；到 $\theta_1$ 乘 $x=2$，得 $-2$。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
plotting.show(draw_graph(back=True), alt="同一张计算图，箭头倒过来，从 L 往回走，每个箭头旁用灰字写着乘几：L 到 e 乘 e，就是乘 −1，e 到 h 乘 1，h 到 θ0 乘 1，h 到 θ1 乘 2。方框下方的橙红字是 L 对它的导数：L 处是 1，e 和 h 处是 −1，θ0 处是 −1，θ1 处是 −2。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 得到的正是第 1 章的 $(h-y)\,x_j$，其中 $x_0=1$。
#
# **一个量有几条路通到 $L$，就每条路各乘一遍，再相加。**
#
# - $x\cdot x$ 在 $x=5$ 处：两个 $x$ 是两条路，一条得 5，一条得 5，相加得 10，正是 $2x$。
# - 十套房子共用一个 $\theta$：十张这样的图，十条路，十个导数相加，再除以 10（代价是平均），就是 4.1.1 的公式。

# %% slideshow={"slide_type": "skip"}
used_twice = torch.tensor(5.0, requires_grad=True)
(used_twice * used_twice).backward()
assert used_twice.grad == 5 + 5
one_by_one_grads = design * (design @ np.array([1.0, 2.0, 3.0]) - price)[:, None]  # 每套房子的 (h - y) x_j
assert np.allclose(one_by_one_grads.sum(axis=0) / 10, hand_gradient(np.array([1.0, 2.0, 3.0])))

# %% [markdown] slideshow={"slide_type": "subslide"}
# 让 PyTorch 也走一遍：

# %% slideshow={"slide_type": "-"}
theta0 = torch.tensor(1.0, requires_grad=True)
theta1 = torch.tensor(0.5, requires_grad=True)
h = theta0 + theta1 * 2
e = h - 3
L = 0.5 * e**2
L.backward()
print("导数：", theta0.grad.item(), theta1.grad.item())
print("来历：h", h.grad_fn.name(), "　L", L.grad_fn.name())
print("theta0 的来历：", theta0.grad_fn)

# %% slideshow={"slide_type": "skip"}
assert (theta0.grad, theta1.grad, h.item(), e.item(), L.item()) == (-1, -2, 2, -1, 0.5)
assert h.grad_fn.name() == "AddBackward0" and L.grad_fn.name() == "MulBackward0" and theta0.grad_fn is None and h.requires_grad
assert L.grad_fn.next_functions[0][0].name() == "PowBackward0" and h.grad_fn.next_functions[1][0].name() == "MulBackward0"
assert theta0.is_leaf and not h.is_leaf and house_X.is_leaf and not (house_X + 1).requires_grad

# %% [markdown] slideshow={"slide_type": "fragment"}
# - `grad_fn` 记的是**最后一步**：`h` 由加法（Add）来，`L` 由乘法（Mul，乘 0.5）来；PyTorch 的图比我们画的细，$2\theta_1$、$e^2$ 各是一步。
# - $\theta_0$ 不是算出来的，没有来历，是 `None`，叫**叶子张量**（leaf tensor）；要求导的叶子，导数存在它的 `.grad` 里，中间的 `h`、`e` 不留。
# - **平常，算式里有一个要求导，结果就记账，带着 `grad_fn`；一个都没有，就不记。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.5.3 下山，不写梯度
#
# 往前算、往回求、改参数、清零，四步一圈，转 500 圈，学习率 0.1，和第 1 章一样；一圈就是第 1 章梯度下降的一步。
# **动手**：下面是一圈，在纸上写出两处 `...` 各该是哪一行，再往下看。
# 第二处用 `-=`，直接改 `theta` 自己。

# %% slideshow={"slide_type": "fragment"}
def one_turn(theta):
    J = ((house_X @ theta - house_y) ** 2).mean() / 2
    ...  # 往回求
    with torch.no_grad():  # 改参数这一步，不记账
        ...  # 减去 0.1 倍的梯度
    theta.grad.zero_()  # 清零；末尾的下划线：直接改它自己

# %% [markdown] slideshow={"slide_type": "subslide"}
# 补好了，就是这样：

# %% slideshow={"slide_type": "-"}
theta = torch.zeros(3, dtype=torch.float64, requires_grad=True)
for step in range(500):
    J = ((house_X @ theta - house_y) ** 2).mean() / 2
    J.backward()  # 梯度放进 theta.grad
    with torch.no_grad():
        theta -= 0.1 * theta.grad  # 直接改 theta，不另造一个
    theta.grad.zero_()
print("PyTorch：", [round(v, 2) for v in theta.tolist()], f"　J = {J.item():.4g}")

# %% slideshow={"slide_type": "skip"}
# 手推的梯度，同样走 500 圈
by_hand = np.zeros(3)
for step in range(500):
    by_hand -= 0.1 * hand_gradient(by_hand)
print("手推的：", by_hand.round(2).tolist())

# %% slideshow={"slide_type": "skip"}
assert np.allclose(theta.detach().numpy(), by_hand, rtol=1e-9)
assert np.allclose(by_hand, [313899.9, 94587.474040, -5391.832889], rtol=1e-6)  # 第 1 章的数
final_J = ((house_X @ theta - house_y) ** 2).mean().item() / 2
assert np.isclose(final_J, 703026314.802) and np.isclose(J.item(), final_J)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 和第 1 章走到同一处；**四步一圈**，以后训练网络，转的都是这个圈。
#
# 改参数为什么要在 `no_grad` 里？
# 记了账，改过的 `theta` 就成了算出来的，不再是叶子，所以 PyTorch 不许，当场报错；不记账地改，它还是那个叶子。
#
# **常见错误**：写成 `theta = theta - 0.1 * theta.grad`。
# 那是另造一个张量，又在 `no_grad` 里造，不求导，`.grad` 是 `None`，下一行清零就报错。

# %% [markdown] slideshow={"slide_type": "skip"}
# 验一验你补的：新开一格，造 `mine = torch.zeros(3, dtype=torch.float64, requires_grad=True)`，把 `one_turn(mine)` 转 500 遍，打印 `mine`，该是上面的三个数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.5.4 为什么要清零
#
# **先猜**：$f=x^2$，在 $x=5$ 处连着求两遍，两次各打印几？

# %% slideshow={"slide_type": "fragment"}
x = torch.tensor(5.0, requires_grad=True)
for times in (1, 2):
    (x**2).backward()
    print("第", times, "遍：", x.grad.item())

# %% slideshow={"slide_type": "skip"}
assert x.grad == 20

# %% [markdown] slideshow={"slide_type": "fragment"}
# `backward()` 求出的导数，是**加**到 `.grad` 上，不是换掉旧的。
# 这是 PyTorch 的约定：数据太多，一次装不下，可以分几次求，让梯度自己攒起来，再改一次参数。
# 不想攒，就清零；以后有 `optimizer.step()` 代你改参数，`optimizer.zero_grad()` 代你清零。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.accumulate")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# 把 4.5.3 的 500 圈走三遍：
#
# - 写对的；
# - 漏了清零那一行的；
# - 价钱写成一列 `(10, 1)` 的：4.3.3 的错，只是这回预测是一排，目标是一列。
#
# **先猜**：后两条代价曲线，各是来回摆、一路往上冲，还是降下来变平？

# %% slideshow={"slide_type": "skip"}
def descend(clear, target, steps=500, alpha=0.1):
    """Descend from zero; `clear` says whether gradients are set to zero. Return parameters and costs."""
    theta = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    costs = []
    for _ in range(steps):
        J = ((house_X @ theta - target) ** 2).mean() / 2
        J.backward()
        costs.append(J.item())
        with torch.no_grad():
            theta -= alpha * theta.grad
        if clear:
            theta.grad.zero_()
    return theta.detach(), costs


runs = {
    "写对的": descend(True, house_y),
    "忘了清零": descend(False, house_y),
    "形状写错": descend(True, house_y.reshape(-1, 1)),
}

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.3))
WIDTHS = {"写对的": 2.5, "忘了清零": 2, "形状写错": 4}
for (name, (_, costs)), color, dash in zip(runs.items(), (BLUE, RED, GREEN), plotting.DASHES):
    ax.plot(costs[:101], color=color, ls=dash, lw=WIDTHS[name])
    where = 3e10 if name == "忘了清零" else costs[100]
    ending = "" if name == "忘了清零" else f"，{costs[100] / 1e8:.0f} 亿"
    ax.text(102, where, name + ending, color=color, ha="left", va="center")
ax.set(xlabel="步数（只画前 100 步）", ylabel="代价 $J$（对数）", yscale="log", xlim=(-2, 134), xticks=range(0, 101, 20))
ax.set_yticks([1e9, 1e10, 5e10], ["10 亿", "100 亿", "500 亿"])
ax.minorticks_off()
plotting.show(fig, alt="三条代价曲线，纵轴是对数，刻度 10 亿、100 亿、500 亿，横轴是前 100 步：写对的（实线）从五百多亿一路降到 7 亿左右变平；忘了清零的（虚线）大起大落，一直来回摆；形状写错的（粗点线）也一路下降，在 49 亿左右变平。")

# %% slideshow={"slide_type": "skip"}
right_theta, right_costs = runs["写对的"]
wild_theta, wild_costs = runs["忘了清零"]
flat_theta, flat_costs = runs["形状写错"]
assert torch.allclose(right_theta, theta.detach()) and 7.0e8 < right_costs[100] < 7.1e8
assert max(wild_costs[70:101]) > 4e10 and max(wild_costs[-50:]) > 1e10 and max(wild_costs) < 6e10  # 500 步还在摆，没有冲上去
assert min(wild_costs) > right_costs[-1] and 4.86e9 < flat_costs[100] < 4.88e9
assert all(after < before for before, after in zip(flat_costs[:100], flat_costs[1:101]))
assert abs(flat_theta[1:]).max() < 1e-6 and np.isclose(flat_theta[0].item(), price.mean())
# 两种代价在这里可以比：全猜平均价时，一对一的代价和 100 对的代价，都是价钱方差的一半
assert np.isclose(flat_costs[-1], price.var() / 2) and np.isclose(((price - price.mean()) ** 2).mean() / 2, price.var() / 2)

# %% [markdown] slideshow={"slide_type": "subslide"}
# - 忘了清零（虚线）：`.grad` 成了走过的梯度之和，好比没有摩擦的小球的速度：到了谷底也不是 0，冲过去，再滚回来，走完 500 步还在摆。
# - 形状写错（点线）：**最危险**，曲线照样降下来、变平，可是停下时的代价，是写对的近七倍。

# %% slideshow={"slide_type": "fragment"}
for name, (found, costs) in runs.items():
    print(f"{name}：J = {costs[-1]:.3g}，参数 {[round(v) for v in found.tolist()]}")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 忘了清零的 $J$ 还在摆，停在第 500 步，只是碰巧是这个数。
# 形状写错的那个，面积和卧室的系数都是 0：每个预测都和**同样的**十个价钱各减一遍，离十个数的平方和最小的数，是它们的平均数，于是全猜平均价。
# **两种写错，程序都不报错；第二种，看曲线也看不出来，要看形状、看参数。**

# %% slideshow={"slide_type": "skip"}
assert [round(v) for v in flat_theta[1:].tolist()] == [0, 0] and 6.9 < flat_costs[-1] / right_costs[-1] < 6.95

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.5.5 什么时候不记账
#
# 记账要占内存：图上的中间结果都得留着，等往回求时用。
# 用不着求导，就不记：

# %% slideshow={"slide_type": "-"}
with torch.no_grad():  # 这一段都不记：改参数、算测试集上的分数
    guess = house_X @ theta
print("no_grad 里：", guess.requires_grad)
prediction = house_X @ theta  # 平常：theta 要求导，就记
print("平常：", prediction.requires_grad)
print("detach：", prediction.detach().requires_grad)  # 只把这一个摘下来，好拿去画图
print("item：", round(J.item(), 1))  # J 是 4.5.3 最后的代价；变成 Python 的数

# %% slideshow={"slide_type": "skip"}
assert not guess.requires_grad and prediction.requires_grad and not prediction.detach().requires_grad
assert torch.equal(guess, prediction.detach()) and isinstance(J.item(), float)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 把每步的代价攒起来画曲线，攒 `J.item()`，不要攒 `J`：`backward()` 走完，存着的中间结果扔了，`J` 却还连着它的来历，攒多少个 `J`，就占着多少份内存。
# 要另存一份参数，写 `theta.detach().clone()`：先摘下来，再抄一份。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.5.6 六个常见的报错，和一次核对（自学）
#
# 报错不可怕，它说得很清楚（下面的程序按同样的次序打印）：
#
# 1. 记着账，直接改要求导的叶子：要放进 `torch.no_grad()`；
# 2. 同一张图往回走两遍：走完一遍，存着的中间结果就扔了，要重新往前算一遍；
# 3. 不是一个数，也去 `backward()`：先求平均或总和；
# 4. 还在图上，就要变成 numpy：先 `detach()`；
# 5. 改参数写成 `p = p - …`：换成了新张量，`.grad` 是 `None`，没法清零（4.5.3）；
# 6. 算式里没有一个要求导，就去 `backward()`：造参数时忘了写 `requires_grad=True`。
#
# 第 1 条的报错里有 leaf，就是叶子张量。

# %% slideshow={"slide_type": "skip"}
def in_place():
    p = torch.zeros(3, requires_grad=True)
    p -= 0.1


def twice():
    p = torch.tensor(3.0, requires_grad=True)
    q = p**2
    q.backward()
    q.backward()


def not_a_number():
    (torch.ones(3, requires_grad=True) ** 2).backward()


def still_on_the_graph():
    torch.ones(3, requires_grad=True).numpy()


def another_one():
    p = torch.tensor(3.0, requires_grad=True)
    (p**2).backward()
    with torch.no_grad():
        p = p - 0.1 * p.grad
    p.grad.zero_()


def nobody_asked():
    torch.zeros(3).sum().backward()


mistakes = (in_place, twice, not_a_number, still_on_the_graph, another_one, nobody_asked)
for number, mistake in enumerate(mistakes, start=1):
    try:
        mistake()
        raise AssertionError(mistake)
    except (RuntimeError, AttributeError) as problem:
        print(number, str(problem).split(" (")[0].split(". ")[0])

# %% [markdown] slideshow={"slide_type": "skip"}
# 自动求导不是差分。
# 第 1 章用差分验过梯度，把它和自动求导比一比，都在 $\theta=(0,0,0)$：

# %% slideshow={"slide_type": "skip"}
def cost_at(values):
    e = design @ values - price
    return e @ e / (2 * len(e))


def differences(width):
    nudges = width * np.eye(3)
    return np.array([(cost_at(nudge) - cost_at(-nudge)) / (2 * width) for nudge in nudges])


origin = torch.zeros(3, dtype=torch.float64, requires_grad=True)
(((house_X @ origin - house_y) ** 2).mean() / 2).backward()
truth = hand_gradient(np.zeros(3))
assert abs(origin.grad.numpy() - truth).max() < 1e-9
print("自动求导：和公式差不到 1e-09")
for width, bound in ((1, 1e-4), (1e-3, 0.1), (1e-6, 100)):  # bound 取得宽，各台机器都过得去
    assert abs(differences(width) - truth).max() < bound
    print(f"差分，挪 {width}：和公式差不到 {bound}")
assert abs(differences(1e-6) - truth).max() > 0.1

# %% [markdown] slideshow={"slide_type": "skip"}
# 真差多少，各台机器不一样：我们这台上，挪 1 差 0.000007，挪 0.001 差 0.008，挪 0.000001（就是 1e-06）差 6。
# 在这里，差分挪得越小，反而越不准：$J$ 有五百多亿，双精度在那里只准到十万分之一左右，两个几乎相等的数相减，剩下的多半是舍入误差，再除以一个极小的数，就放大了。
# 挪大了不吃亏，是因为这个 $J$ 是二次的；一般的函数，挪得太大、太小都不好。
# 自动求导每一步用的都是求导公式，没有这个麻烦。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：4.5.2 的五个方框，前向的值用一种颜色，反向的导数用另一种；翻到第二张图之前，让学生报每一步乘几。
# 有人打印 `h.grad`，得 `None` 和一条警告：中间的不留；想留，`backward` 之前写 `h.retain_grad()`。
#
# **节内的时间**（0:34 到 0:54）：4.5.1 2 分钟，4.5.2 7 分钟（0:43），4.5.3 5 分钟（0:48），4.5.4 5 分钟（0:53），4.5.5 1 分钟。
# 0:50 还没翻到 4.5.4，4.5.5 就让学生自己看。
#
# **4.5.2 的相加**：黑板上画两套房子，$L_1$、$L_2$ 两个箭头汇到 $\frac12(L_1+L_2)$；从 $\theta_1$ 出发有两条路，两条都要走。
#
# **4.5.3 填空**：`J.backward()` 和 `theta -= 0.1 * theta.grad`，给 2 分钟，同桌对一对。
# 写成 `theta = theta - …` 的一定有，翻页就讲；在 numpy 里两种写法结果一样，所以容易错。
#
# **4.5.4 怎么问**：两道都先猜；放图以后，追问“点线也平了，你怎么知道它错了？”
# 答：看参数，看相减的形状；第 1 章说过，代价平了不等于走到了，这里更进一步，走到了也不等于对。
# 有人说“一条是 10 对的平均，一条是 100 对的平均，怎么能比”：问得好；全猜同一个数时，两种平均一样，到底以后可以比。
# 有人问“忘了清零为什么不越摆越高”：像没有摩擦的小球，没有东西让它停，也没有东西推它；学习率大得多才会飞走。
#
# **现场可改**：`X0` 改成 $-3$，导数 $-6$；把 `x**2` 改成 `x**3 - 4 * x`，在 2 处是 8；改成 `abs(x)`，在 0 处给 0（PyTorch 的约定）。
#
# **会遇到的误区**：“`backward()` 会改参数”。
# 它只把导数放进 `.grad`，改参数的是 `theta -= …` 那一行。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.6 第四问：在哪里算
#
# CPU 什么活都接，一次做几件；GPU 专做大批同样的算术，一次做成千上万件，大矩阵乘法正合适。
# 张量放在哪里，就在哪里算，叫它的**设备**（device）。
# 两个张量要在一起算，得在同一个设备上，不然报错 `Expected all tensors to be on the same device, …`。

# %% slideshow={"slide_type": "fragment"}
# 有 NVIDIA 的 GPU 就用
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
x_there = torch.ones(2, 3).to(device)  # 搬过去
total = x_there.sum().item()  # 拿回一个数
about("x_there", x_there)

# %% slideshow={"slide_type": "skip"}
assert total == 6 and x_there.device.type == device.type
same = torch.ones(2)
same.to(torch.float64)
assert same.dtype == torch.float32 and same.to(torch.float64).dtype == torch.float64
moved = nn.Linear(2, 1)
moved.to(torch.float64)  # 网络：改的是它自己
assert moved.weight.dtype == torch.float64 and moved.weight.is_leaf
assert not torch.zeros(3, requires_grad=True).to(torch.float64).is_leaf
assert torch.zeros(3, device=device, requires_grad=True).is_leaf

# %% [markdown] slideshow={"slide_type": "fragment"}
# 这样写，**同一份程序两种机器都能跑**；没有这种 GPU 就打印 `cpu`，大的题慢些。
# 本课程的题都小，用 CPU 就够；小题搬来搬去，GPU 反而未必快（第 13 章算这笔账）。
#
# **常见错误**：只写 `x.to(device)`，不接住。
# `to` 要搬就造一个新的，`x` 自己没动（本来就在那里，才还是它），要写 `x = x.to(device)`；换类型的 `x.to(torch.float64)` 也一样。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：网络和参数。**
# 网络（4.7）反过来：`net.to(device)` 搬的就是它自己，不用接住。
# 要训练的参数，直接造在那里：`torch.zeros(3, device=device, requires_grad=True)`。
# 先造好再搬，搬到 GPU 上的那个是算出来的，不是叶子，`.grad` 一直是 `None`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.not_array")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# 有 GPU 的教室：当场运行，打印 `cuda:0`；再算 `x_there + torch.ones(2, 3)`，让全班念报错，问是四问里的哪一问。
# 没有 GPU 的教室：只讲写法，不要描述“快几倍”。
# 苹果电脑的 GPU 叫 `mps`，这一行不认，也打印 `cpu`。
#
# 课程自己的 `runtime.device()` 多做一步：真的算一次，算得成才用（有的旧显卡看得见、用不了）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.7 线性层
#
# ### 4.7.1 一个样本
#
# 第 1 章的直线 $\theta_0+\theta_1x_1+\theta_2x_2$，换个记法，就是网络的第一种零件：**线性层**（linear layer）：
#
# $$h=w_1x_1+w_2x_2+b$$
#
# 系数改叫权重 $w$，截距改叫偏置 $b$，单独存，样本里就不用添那列 1。
# 比如权重是 $(0.0417,\,-0.5226)$，偏置是 $0.0514$，送进 $x=(1,\,2)$：
#
# $$0.0417\times1-0.5226\times2+0.0514=0.0417-1.0452+0.0514=-0.9521$$

# %% slideshow={"slide_type": "subslide"}
layer = nn.Linear(2, 1)  # 两个数进，一个数出；参数一开始是随机的
with torch.no_grad():  # 换成上面的数；copy_ 末尾有下划线，是原地抄进去
    layer.weight.copy_(torch.tensor([[0.0417, -0.5226]]))
    layer.bias.copy_(torch.tensor([0.0514]))
print(layer(torch.tensor([1.0, 2.0])))

# %% slideshow={"slide_type": "skip"}
one = layer(torch.tensor([1.0, 2.0]))
assert one.shape == (1,) and abs(one.item() + 0.9521) < 1e-6 and one.grad_fn is not None
assert layer.weight.shape == (1, 2) and layer.bias.shape == (1,) and layer.weight.requires_grad

# %% [markdown] slideshow={"slide_type": "fragment"}
# 打印出来带着 `grad_fn`（后面的名字随写法变，不用管）：权重和偏置天生 `requires_grad=True`，所以记了账。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.linear_out")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.7.2 一批样本
#
# 一次送进去的几个样本，叫一**批**（batch）；第 1 章的批量梯度下降，一批就是全部样本。
# 一行一个样本，摞成表：

# %% slideshow={"slide_type": "fragment"}
batch = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])  # 三个样本
print(layer(batch))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(layer(batch).flatten(), torch.tensor([-0.9521, -1.9139, -2.8757]), atol=1e-5)
assert layer(batch).shape == (3, 1) and torch.allclose(layer(batch)[0], one)

# %% [markdown] slideshow={"slide_type": "fragment"}
# **一行进，一行出**。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = blank(15.6, 5.2, 2.8)
draw_grid(ax, 0.4, 4.4, [["1", "2"], ["3", "4"], ["5", "6"]], BLUE_TINT)
for left, top, numbers, color in ((4.1, 3.9, ["0.0417", "−0.5226"], ORANGE_TINT), (8, 3.4, ["0.0514"], ORANGE_TINT), (12, 4.4, ["−0.9521", "−1.9139", "−2.8757"], "#ffffff")):
    for k, text in enumerate(numbers):
        ax.add_patch(plt.Rectangle((left, top - k), 2.1, -1, fc=color, ec="0.3"))
        ax.text(left + 1.05, top - k - 0.5, text, ha="center", va="center")
for corner, width, height in (((0.4, 3.4), 2, 1), ((4.1, 1.9), 2.1, 2), ((12, 3.4), 2.1, 1)):
    ax.add_patch(plt.Rectangle(corner, width, height, fc="none", ec=RED, lw=3))
for where, sign in ((3.2, "@"), (7.1, "+"), (11.05, "=")):
    ax.text(where, 2.9, sign, ha="center", va="center", fontsize=20)
for where, name in ((1.4, "一批 (3, 2)"), (5.1, r"$W^{\mathrm{T}}$ (2, 1)"), (9.1, "$b$ (1,)，每行都加"), (13.1, "输出 (3, 1)")):
    ax.text(where, 0.6, name, ha="center", va="center", color="0.3")
plotting.show(fig, alt="三行两列的一批样本 1、2，3、4，5、6，矩阵乘（写作 @）两行一列的转置权重 0.0417、−0.5226，每行都加偏置 0.0514，等于三行一列的输出 −0.9521、−1.9139、−2.8757；下面写着形状 (3, 2)、(2, 1)、(1,)、(3, 1)；橙红框框出第一个样本、那一列权重和第一个输出。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 橙红框：左边一行和中间一列对应相乘、相加，再加偏置，得右边一个数；三行，三个数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成公式，$X$ 一行一个样本（没有那列 1），$H$ 一行一个输出（不是第 1 章自学里的黑塞矩阵）：
#
# $$H=XW^{\mathsf T}+b$$
#
# 形状是 `(3, 2)` 乘 `(2, 1)`，加 `(1,)`，得 `(3, 1)`：两个 2 必须相同，偏置靠广播加到每一行。
# $W$ 就是 `weight`，形状是（输出，输入），**一行管一个输出**，所以乘的时候要转置；第 1 章末尾和有的书写 $XW+b$，那里的 $W$ 已经转置过了。

# %% slideshow={"slide_type": "fragment"}
by_formula = batch @ layer.weight.T + layer.bias
print("和公式一样：", torch.allclose(layer(batch), by_formula))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(layer(batch), by_formula) and layer.weight.T.shape == (2, 1)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("tensors.weight_shape")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 十套房子也是一批：把 4.5.3 走到的 $\theta$ 放进一个线性层，预测该一个不差。

# %% slideshow={"slide_type": "-"}
line = nn.Linear(2, 1, dtype=torch.float64)
with torch.no_grad():
    line.weight.copy_(theta[1:])  # 面积、卧室的系数
    line.bias.copy_(theta[:1])  # 截距
by_layer = line(house_X[:, 1:])  # 不要那列 1
print("和 house_X @ theta 一样：", torch.allclose(by_layer[:, 0], house_X @ theta))

# %% slideshow={"slide_type": "skip"}
assert by_layer.shape == (10, 1) and torch.allclose(by_layer[:, 0], house_X @ theta)
((by_layer[:, 0] - house_y) ** 2).mean().backward()
assert line.weight.grad.shape == (1, 2) and abs(line.weight.grad).max() < 1 and abs(line.bias.grad).max() < 1  # 已在谷底

# %% [markdown] slideshow={"slide_type": "fragment"}
# 同一条直线，换了记法；`by_layer` 的形状是 `(10, 1)`，和价钱 `(10,)` 相减之前，要看形状。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.linear_batch")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.grad_fn")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 4.7.3 叠起来，数参数
#
# 层可以一个接一个：前一层的输出，是后一层的输入，用 `nn.Sequential` 按次序串起来。
# `nn.ReLU()` 把负数换成 0（为什么要它，第 5 章讲）。

# %% slideshow={"slide_type": "fragment"}
net = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
for name, p in net.named_parameters():  # 每个参数的名字和它自己；numel 是有几个数
    print(name, tuple(p.shape), p.numel())
print("一共", sum(p.numel() for p in net.parameters()))
print("120 朵花送进去，输出", tuple(net(X_train).shape))

# %% slideshow={"slide_type": "skip"}
assert sum(p.numel() for p in net.parameters()) == 4 * 10 + 10 + 10 * 3 + 3 == 83
assert net(X_train).shape == (120, 3) and torch.equal(nn.ReLU()(torch.tensor([-2.0, 3.0])), torch.tensor([0.0, 3.0]))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第一层 $4\times10$ 个权重加 10 个偏置，第二层 $10\times3$ 个加 3 个，一共 **83**。
# ReLU 没有参数，所以名字从 0 跳到 2。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.7.4 看输出，猜参数（自学）
#
# 同学重新造了一个 `nn.Linear(2, 1)`，权重是随机的，没记下来。
# 送进同样三个样本，输出是 $-0.2523$、$-0.4731$、$-0.6939$。
# 三个方程，三个未知数 $w_1,w_2,b$，能解出来吗？

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.unsolvable")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# 相邻两行相减，输入都差 $(2,2)$，输出都差 $-0.2208$，两个方程说的是同一句话：
#
# $$2w_1+2w_2=-0.2208,\qquad w_1+w_2=-0.1104$$
#
# 把偏置的 1 添在右边，三行是 $(1,2,1)$、$(3,4,1)$、$(5,6,1)$：第二行正好是另两行的平均，不添新东西；头两行不成比例，线性无关。
# 最多能挑出几行线性无关的，这个数叫**秩**（rank）；这里是 2，未知数却有 3 个。
#
# 令 $w_2=s$，随便取，就有 $w_1=-0.1104-s$；代进第一行 $w_1+2w_2+b=-0.2523$，得 $b=-0.1419-s$：

# %% slideshow={"slide_type": "skip"}
with_ones = torch.cat([batch, torch.ones(3, 1)], dim=1)  # 右边添一列 1
print("秩：", torch.linalg.matrix_rank(with_ones).item())
for s in (0.1, 0.3, -0.5):  # 改这里
    parameters = torch.tensor([-0.1104 - s, s, -0.1419 - s])
    fourth_point = parameters @ torch.tensor([1.0, 0.0, 1.0])
    print(f"s = {s}：{(with_ones @ parameters).numpy().round(4)}", end="")
    print(f"，(1, 0) 处 {fourth_point:.4f}")

# %% slideshow={"slide_type": "skip"}
seen = torch.tensor([-0.2523, -0.4731, -0.6939])
assert torch.linalg.matrix_rank(with_ones) == 2 and torch.allclose(seen.diff(), torch.tensor([-0.2208, -0.2208]))
for s in (-2.0, 0.0, 0.3, 7.0):
    assert torch.allclose(with_ones @ torch.tensor([-0.1104 - s, s, -0.1419 - s]), seen, atol=1e-5)

# %% [markdown] slideshow={"slide_type": "skip"}
# 三组参数，三个样本上的输出一模一样，换到 $(1,0)$ 就各说各的。
# **样本光是多还不够**：只要都在同一条直线上，多少个也只有两个独立的方程。
# 秩小于未知数的个数，参数就定不下来；第 1 章的共线性，也是这一类毛病。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.7.5 为什么一批一批地送（自学）
#
# - **快**：一次大的矩阵乘法，比许多次小的省去很多启动的开销；GPU 尤其如此。
# - **稳**：梯度是一批样本的平均，样本越多，波动越小。
# - 常听说“小批还能让泛化（第 0 章：没见过的也认得对）更好”：有时是，有时不是，别当定理。
#
# 波动多大？
# 独立地抽 $B$ 个求平均，标准差是单个的 $\frac{1}{\sqrt B}$（概率论）。
# 要付的是内存：批越大，一次要记的账越多；批大了，看一遍数据，改参数的次数也少（第 3 章细讲）。

# %% slideshow={"slide_type": "skip"}
# 拿标准差是 1 的随机数，当单个样本的梯度：抽 B 个平均，看还波动多大
runtime.seed_everything(0)  # 固定随机数，每次运行都一样
for B in (1, 4, 16, 100):
    wobble = torch.randn(20_000, B).mean(dim=1).std().item()
    print(f"B = {B:3d}：波动 {wobble:.2f}，1/√B = {B**-0.5:.2f}")
    assert abs(wobble * B**0.5 - 1) < 0.03

# 一批送，和一朵一朵送再接起来，比一比；flower[None] 是 (1, 4)，一朵花的一批
whole, one_by_one = net(X_train), torch.cat([net(flower[None]) for flower in X_train])
print("两种送法，结果一样：", torch.allclose(whole, one_by_one, atol=1e-5))
assert torch.allclose(whole, one_by_one, atol=1e-5)

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.batch_why")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:56 到 1:07）：4.7.1 2 分钟，4.7.2 7 分钟（连题，1:05），4.7.3 2 分钟。
#
# **时间有余，讲 4.7.4**：先让学生真的列三个方程，相减一次就看出来了；“不能”的理由要说到“在一条直线上”。
# 只有一个输入的层，样本总在一条直线上，却解得出：未知数是 2 个，秩也是 2。
# 再问：送进哪个第四个样本就能解？
# 答：不在这条直线上的任何一点，比如 $(1,0)$。
#
# **现场可改**：`s` 改成任何数，三个输出都不变。
#
# **会遇到的误区**：（1）“`nn.Linear(4, 10)` 的 weight 是 4×10”。
# 打印出来看。
# （2）“批大了，参数也多”（4.7.5）。
# 数参数时没用到批的大小。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.8 工具箱
#
# ### 4.8.1 PyTorch 的组成
#
# | 模块 | 管什么 | 你会在哪里用到 |
# |---|---|---|
# | `torch` | 造张量、算张量的函数：`add`（加）、`randn`（随机数）、`relu` | 到处 |
# | `torch.Tensor` | 张量本身，各种类型 | 到处 |
# | `torch.nn` | 网络的层和损失；层的参数天生要求导 | 第 5、6 章 |
# | `torch.nn.functional` | 同样的运算，写成函数，不存参数 | 第 5、6 章 |
# | `torch.nn.init` | 参数从什么数开始 | 第 8 章 |
# | `torch.optim` | 优化器：改参数的办法，和学习率怎样变 | 第 9 章 |
# | `torch.utils.data` | 数据集、划分、一批一批地取 | 第 3 章 |
#
# 看训练过程的曲线，用另外的工具：TensorBoard、wandb，早些年还有 Visdom。

# %% slideshow={"slide_type": "skip"}
negative = torch.tensor([-1.0, 2.0])
three_ways = [torch.relu(negative), nn.functional.relu(negative), nn.ReLU()(negative)]  # nn.ReLU() 先造一层，再用它
print("同一个 ReLU，三种写法：", [w.tolist() for w in three_ways])
assert all(w.tolist() == [0, 2] for w in three_ways)
assert callable(nn.init.zeros_) and callable(torch.optim.SGD) and callable(torch.utils.data.DataLoader)
assert torch.add(torch.tensor(1), torch.tensor(2)) == 3 and torch.randn(2, 3).shape == (2, 3)

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.modules")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.8.2 四个框架（自学）
#
# 做这些事的软件叫**框架**（framework），不止 PyTorch 一个：
#
# | 框架 | 年份 | 谁做的 | 接口的语言 |
# |---|---|---|---|
# | TensorFlow | 2015 | 谷歌 | Python、C++、Java |
# | PyTorch | 2016 | Facebook（现名 Meta） | Python、C++ |
# | 飞桨 PaddlePaddle | 2016 | 百度 | Python、C++ |
# | 昇思 MindSpore | 2020 | 华为 | Python |
#
# 四家的核心主要用 C++ 写，训练网络的人大多只写 Python；最后一列是提供的接口，不求列全。
# TensorFlow 在工业界用得早，PyTorch 在学术界用得多。
# PyTorch 2016 年做成，2017 年 1 月公开发布，所以两个年份都见得到。
# 选它讲课，图的是写法简洁、灵活、文档全、好扩展，核心开源（另外三家也开源）。
# 读论文，还会碰到谷歌的 JAX。
# 张量、自动求导、层，四家都有，学会一个，换一个不难。
# 框架的生态和后来的变化，第 13 章讲。

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.frameworks")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 4.8.3 层的家族（自学）
#
# `torch.nn` 里的零件，先认一认名字，不用记，用到时再学：
#
# | 家族 | 成员 | 做什么 | 哪一章 |
# |---|---|---|---|
# | 线性 | `Linear` | 加权求和 | 本章 |
# | 激活函数 | `Sigmoid`、`Tanh`、`ReLU`、`LeakyReLU`、`ELU`、`Softmax` | 逐个做非线性变换；只有 `Softmax` 是一排一起算 | 5、6 |
# | 损失 | `MSELoss`、`CrossEntropyLoss`、`BCELoss` | 给预测打分 | 5、6 |
# | 容器 | `Sequential`、`ModuleList`、`ModuleDict` | 把层装在一起 | 5 |
# | 归一化 | `BatchNorm1d`–`3d`、`LayerNorm`、`InstanceNorm1d`–`3d` | 把数拉回差不多的范围，再乘、再加学来的数（`InstanceNorm` 默认不乘不加） | 8 |
# | 随机丢弃（也叫随机失活、暂退法） | `Dropout`、`Dropout2d`、`Dropout3d` | 训练时随机藏起一些数 | 11 |
# | 卷积 | `Conv1d`–`Conv3d` | 用一个小窗口扫过图 | 12a |
# | 池化 | `MaxPool`、`AvgPool`、`AdaptiveMaxPool`、`AdaptiveAvgPool`，各有 1d–3d | 把一小块并成一个数 | 12a |
# | 循环 | `RNN`、`LSTM`、`GRU` | 按次序读一串数 | 12b |
#
# 名字里的 1d、2d、3d，说的是数据：一串、一张图、一段视频。
# `RNN` 是最简单的那一种，也叫 Elman 网络。
# 文档的目录里还列着填充层（Padding，在图的四周补数）、视觉层（Vision，放大缩小图）、Transformer 层（第 13 章的大模型用它）。
#
# 哪些有参数要学？
# 先答题，再数：

# %% slideshow={"slide_type": "skip"}
quiz.ask("tensors.family")  # 练习

# %% slideshow={"slide_type": "skip"}
family = [nn.Linear(4, 10), nn.ReLU(), nn.MSELoss(), nn.BatchNorm1d(10), nn.Dropout(0.5), nn.Conv2d(3, 8, 3), nn.MaxPool2d(2), nn.GRU(4, 10)]
for member in family:
    print(f"{type(member).__name__}：{sum(p.numel() for p in member.parameters())} 个参数")
counted = [sum(p.numel() for p in member.parameters()) for member in family]
assert counted == [50, 0, 0, 20, 0, 3 * 8 * 9 + 8, 0, 3 * (4 * 10 + 10 * 10 + 2 * 10)]
listed = "Sigmoid Tanh LeakyReLU ELU Softmax CrossEntropyLoss BCELoss ModuleList ModuleDict BatchNorm1d BatchNorm3d InstanceNorm2d"
listed += " Dropout2d Dropout3d Conv1d Conv3d AvgPool2d AdaptiveMaxPool1d AdaptiveAvgPool3d RNN LSTM Transformer ZeroPad2d Upsample"
assert all(hasattr(nn, name) for name in listed.split()) and nn.LayerNorm(10).weight.numel() == 10
assert not list(nn.InstanceNorm1d(10).parameters())

# %% [markdown] slideshow={"slide_type": "skip"}
# 归一化的 20 个，是 10 个乘的、10 个加的。
# 卷积、循环的个数怎么来，第 12 章数。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 4.9 小结：4810 个导数，谁来求
#
# 开场的问题：第 0 章的网络有 4810 个参数，代价要是换成四次方，梯度谁来推？
# 照原样搭一个，送进随机的数，往回求一次：

# %% slideshow={"slide_type": "fragment"}
digits_net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10)).double()
images = torch.rand(100, 64, dtype=torch.float64)  # 一百行随机的数，只看求导
J_net = (digits_net(images) ** 4).mean()  # 代价也是随便的，四次方
J_net.backward()
print("求出的导数：", sum(p.grad.numel() for p in digits_net.parameters()), "个")

# %% slideshow={"slide_type": "skip"}
assert sum(p.grad.numel() for p in digits_net.parameters()) == 4810
assert all(p.grad.shape == p.shape for p in digits_net.parameters())


def cost_after(nudge):  # 第二层的第一个偏置挪一点，代价是多少；算完挪回来
    with torch.no_grad():
        digits_net[2].bias[0] += nudge
        moved_cost = (digits_net(images) ** 4).mean().item()
        digits_net[2].bias[0] -= nudge
    return moved_cost


quotient = (cost_after(1e-4) - cost_after(-1e-4)) / 2e-4
agree = np.isclose(quotient, digits_net[2].bias.grad[0].item(), rtol=1e-4, atol=1e-10)
print("抽一个和差分比，对得上：", bool(agree))
assert agree

# %% [markdown] slideshow={"slide_type": "fragment"}
# 公式一行没推，只写了一行 `backward`；抽一个和差分比过，对得上。

# %% [markdown] slideshow={"slide_type": "subslide"}
# - **张量 = 数组 + 自动求导 + GPU**；维数是下标的个数，标量 0 维。
# - **形状**：广播从右对齐，相等或有 1；相减之前先看形状。
# - **类型**：特征 `float32`，当下标的标签 `int64`；矩阵乘法不许混着用。
# - **求导**：前向计算、`backward`、`no_grad` 里改参数、清零；几条路就相加，`.grad` 也是累加的。
# - **设备**：同一个设备上才能一起算；`x = x.to(device)`。
# - **线性层** $H=XW^{\mathsf T}+b$：一行一个样本；$W$ 一行管一个输出。
#
# **下一步**：做 4.10 的思考题；接着读第 3 章（先 4 后 3，第 0 章说过），把数据准备成张量。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学的代价降了九成就平了，还是别人的好几倍；除了偏置，参数都几乎是 0，没有报错。
# 你先请他打印哪一样东西？
#
# 答案在 4.10，第 7 题的后面。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：打印预测和目标的 `shape`，或者它们相减的 `shape`。
# 最可能是 `(n, 1)` 减 `(n,)`。
# 答“打印特征”的也对一半：特征全是 0，或者每一行都一样，也会这样。
# 答“打印学习率”“多跑几步”的，请他回 4.5.4 看点线：它已经走到底了，只是山不对。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 4.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：类型。** `torch.tensor([1, 2, 3]).mean()` 报错，为什么？
# 写出两种改法。
# 那么鸢尾花的标签 0、1、2，为什么偏要留成 `int64`（老写法 `LongTensor`）？
#
# <details><summary>答案</summary>
#
# 列表里都是整数，得 `int64`，整数不能求平均。
# 写成 `torch.tensor([1.0, 2.0, 3.0])`，或者 `torch.tensor([1, 2, 3]).float().mean()`。
#
# 标签不求平均，它当下标用，去取正确品种的那个得分，下标要整数；64 位是 `CrossEntropyLoss` 规定的。
# </details>
#
# **第 2 题：grad_fn。** 打印线性层的输出，后面跟着 `grad_fn=<AddmmBackward0>`；打印 `layer.weight`（开头写着 Parameter，就是参数），却没有 `grad_fn`，为什么？
# 在 `torch.no_grad()` 里再算一次、打印呢？
#
# <details><summary>答案</summary>
#
# 输出是算出来的，在计算图上，`grad_fn` 记着它怎么来：加（add）和矩阵乘法（mm）合在一起。
# 权重不是从别的张量算出来的，没有来历，是叶子张量，只有 `requires_grad=True`。
# 在 `no_grad` 里不记账，输出就没有 `grad_fn`。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：减均值。** 表 `table` 的形状是 `(3, 3)`，写 `table - table.mean(dim=1)`，不报错。
# 它减的是什么？
# 想让每一行减去自己的均值，怎么改？
# 想让每一**列**减去自己的均值，写 `table - table.mean(dim=0)`，要不要 `keepdim=True`？
#
# <details><summary>答案</summary>
#
# `table.mean(dim=1)` 的形状是 `(3,)`，当作 `(1, 3)`，向下重复：第 $j$ 列减去了第 $j$ 行的均值，错了，却不报错。
# 改成 `table - table.mean(dim=1, keepdim=True)`，均值的形状是 `(3, 1)`，就对了。
#
# 减列的均值不用 `keepdim=True`：`table.mean(dim=0)` 是 `(3,)`，一列一个，向下重复，正好每一列减自己的。
# </details>
#
# **第 4 题：数参数。** `nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))` 有多少个参数？
# 用 `float32` 存，占多少字节？
#
# <details><summary>答案</summary>
#
# $784\times128+128+128\times10+10=101770$。
# 每个 4 字节，共 407080 字节，约 0.4 MB。
# </details>
#
# **第 5 题：第四个样本。** 4.7.4 里再添一个样本 $(1,0)$，输出是 $0.1477$，三个参数各是多少？
# 若添的是 $(7,8)$，输出是 $-0.9147$ 呢？
#
# <details><summary>答案</summary>
#
# $(1,0)$ 不在那条直线上，秩变成 3：$w_1+b=0.1477$，又有 $w_1=-0.1104-s$、$b=-0.1419-s$，所以 $-0.2523-2s=0.1477$，$s=-0.2$。
# $w_1=0.0896$，$w_2=-0.2$，$b=0.0581$。
# $(7,8)$ 还在那条直线上，输出又比上一个少 $0.2208$，添了等于没添，还是解不出。
# 若有人说它的输出是 $0.1477$，那就和前三个矛盾，一组解也没有。
# </details>
#
# **第 6 题：从空白写起。** $J=(\theta-3)^2$，从 $\theta=0$ 出发，学习率 0.1，不写导数，请 PyTorch 走 50 步，打印 `theta.item()`。
# 再把 `zero_()` 那一行删掉，每一步都打印，看 $\theta$ 怎样。
#
# <details><summary>答案</summary>
#
# 先造 `theta = torch.tensor(0.0, requires_grad=True)`，然后转 50 圈，一圈四步：
#
# 1. `J = (theta - 3) ** 2`；
# 2. `J.backward()`；
# 3. `with torch.no_grad():` 里面写 `theta -= 0.1 * theta.grad`；
# 4. `theta.grad.zero_()`。
#
# 走完以后 `print(theta.item())`，约 2.99996，差一点到 3：每一步，离 3 的距离乘 0.8（`print(theta)` 只显示四位小数，是 3.0000）。
# 删掉清零，$\theta$ 在 3 的两边来回摆，最低约 $-0.05$，最高约 6.06，第 50 步在 5.18，停不下来。
# </details>
#
# **第 7 题：四样里的哪一样？** 下面五件事，各先查形状、类型、求不求导、在哪里算里的哪一样？
# 哪一件不报错？
#
# 1. `torch.zeros(10, 3) @ torch.zeros(10)`；
# 2. `house_X @ torch.zeros(3)`；
# 3. `torch.zeros(3).sum().backward()`；
# 4. 网络在 GPU 上，样本忘了搬；
# 5. `torch.zeros(4, 1) - torch.zeros(4)`。
#
# <details><summary>答案</summary>
#
# 1. 形状：左边一行 3 个数，右边 10 个，对不上；
# 2. 类型：`float64` 乘 `float32`；
# 3. 求不求导：没有一个要求导，没记账，没法往回走（4.5.6 第 6 条）；
# 4. 在哪里算：报错里有 `same device`，样本要 `x = x.to(device)`；
# 5. 形状：不报错，得 `(4, 4)`，所以最要防。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**（4.9 的末尾）。
#
# <details><summary>答案</summary>
#
# 打印预测和目标的形状。
# 最可能是 `(n, 1)` 减 `(n,)` 广播成了 `(n, n)`：代价最小的办法是全猜平均数，于是只剩偏置（4.5.4）。
# </details>
#
# **练习做全了吗？**
# 课上不问的题一共 14 道，都在前面各小节里，那一格写着“练习”；漏了的，回去答（自学各节的，读到再答）：
#
# - `tensors.rank`、`tensors.scalar`（4.2），`tensors.dtypes`（4.4），`tensors.gradient`、`tensors.accumulate`（4.5），`tensors.not_array`（4.6）；
# - `tensors.linear_out`、`tensors.linear_batch`、`tensors.grad_fn`、`tensors.unsolvable`、`tensors.batch_why`（4.7）；
# - `tensors.modules`、`tensors.frameworks`、`tensors.family`（4.8）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数，和现场可改的格子
square = torch.tensor([[1.0, 2.0, 6.0], [0.0, 1.0, 5.0], [4.0, 4.0, 7.0]])
assert not torch.allclose(square - square.mean(dim=1), square - square.mean(dim=1, keepdim=True))
assert torch.allclose((square - square.mean(dim=1))[:, 0], square[:, 0] - square[0].mean())  # 第 0 列减了第 0 行的均值
assert torch.allclose((square - square.mean(dim=1, keepdim=True)).mean(dim=1), torch.zeros(3), atol=1e-6)
assert torch.allclose((square - square.mean(dim=0)).mean(dim=0), torch.zeros(3), atol=1e-6)
big = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
assert sum(p.numel() for p in big.parameters()) == 101_770 and 4 * 101_770 == 407_080
four = torch.cat([with_ones[[0, 1]], torch.tensor([[1.0, 0.0, 1.0]])])
assert torch.linalg.matrix_rank(four) == 3  # 添一个不在直线上的点，就解得出来
solved = torch.linalg.solve(four, torch.tensor([-0.2523, -0.4731, 0.1477]))
assert torch.allclose(solved, torch.tensor([0.0896, -0.2, 0.0581]), atol=1e-5)
assert torch.linalg.matrix_rank(torch.cat([with_ones, torch.tensor([[7.0, 8.0, 1.0]])])) == 2
assert abs(-0.6939 - 0.2208 + 0.9147) < 1e-9 and torch.linalg.matrix_rank(torch.tensor([[1.0, 1], [2, 1], [5, 1]])) == 2
assert layer.weight.grad_fn is None and layer(batch).grad_fn.name() == "AddmmBackward0"
with torch.no_grad():
    assert layer(batch).grad_fn is None
shapes = [((3, 1), (1, 4), (3, 4)), ((5,), (1,), (5,)), ((8, 1, 6), (7, 1), (8, 7, 6))]
assert all(torch.broadcast_shapes(u, v) == w for u, v, w in shapes)
zero = torch.tensor(0.0, requires_grad=True)
abs(zero).backward()
assert zero.grad == 0


def fifty(clear):  # 第 6 题
    theta_one, path = torch.tensor(0.0, requires_grad=True), []
    for _ in range(50):
        ((theta_one - 3) ** 2).backward()
        with torch.no_grad():
            theta_one -= 0.1 * theta_one.grad
        if clear:
            theta_one.grad.zero_()
        path.append(theta_one.item())
    return path


swings = fifty(False)
assert round(fifty(True)[-1], 5) == 2.99996 and np.allclose([min(swings), max(swings), swings[-1]], [-0.05, 6.06, 5.18], atol=0.005)
assert house_X.dtype == torch.float64  # 第 7 题
for wrong in (lambda: torch.zeros(10, 3) @ torch.zeros(10), lambda: house_X @ torch.zeros(3), lambda: torch.zeros(3).sum().backward()):
    try:
        wrong()
        raise AssertionError
    except RuntimeError:
        pass
assert (torch.zeros(4, 1) - torch.zeros(4)).shape == (4, 4)
