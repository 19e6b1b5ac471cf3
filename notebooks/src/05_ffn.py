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
# # 第 5 章 感知器、前馈网络与鸢尾花实战
#
# **学完之后你能够**
#
# - 手算一个神经元，说出权重、偏置和激活函数各管什么；
# - 手算感知器的更新，并证明单层感知器学不会异或；
# - 数清一个网络的层、边和参数；
# - 分清三件事：能不能表示、能不能学到、能不能推广；
# - 用 PyTorch 分九步训练一个认鸢尾花的网络，画出曲线和混淆矩阵；
# - 拿到一行输出，读出类别。
#
# **时间**：120 分钟。
#
# **需要**：第 1 章（线性回归）、第 3 章（数据集）、第 4 章（张量）。
#
# **课前准备**：左边一列画 3 个圆圈，中间 4 个，右边 2 个；让每个圆圈连到右边一列的每一个，数数一共几条线。
#
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面。
# 题目的那一格写着“练习”的，课上不问，自己做。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 120 分钟：讲课 115，休息 5；标“自学”的和 5.11 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 5.1 楼道里的灯 | 5 | 0:05 | 举手表决 |
# | 5.2 神经元 | 7 | 0:12 | 改一个数，当场算 |
# | 5.3 感知器 | 22 | 0:34 | `ffn.perceptron_update`、`ffn.separable` |
# | 5.4 隐藏层 | 21 | 0:55 | `ffn.edges` |
# | 5.5 训练不是保证 | 9 | 1:04 | 先猜数，再 `ffn.xor_seeds` |
# | 休息 | 5 | 1:09 | |
# | 5.6 网络能表示什么 | 11 | 1:20 | `ffn.kink`、`ffn.uat` |
# | 5.7 训练与推理 | 7 | 1:27 | `ffn.inference` |
# | 5.8 鸢尾花实战 | 21 | 1:48 | `ffn.scaler`、`ffn.argmax` |
# | 5.9 动手玩 | 8 | 1:56 | 先猜再跑 |
# | 5.10 诊断与小结 | 4 | 2:00 | 出门一问，对开场的票数 |
#
# **晚了怎么办**：到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:12 还没到 5.3：不拖 5.3.2 的滑块，省 2 分钟；
# - 0:34 还没到 5.4：5.4.4 的“数边，数参数”让学生自己看，省 2 分钟；
# - 1:09 还没到 5.6：5.6.1 的表只算 $z_1$ 一列，省 2 分钟；
# - 1:27 还没到 5.8：跳过 5.8.4 的“轮到你改”，省 3 分钟，5.9 还会动手。
#
# 必问的九题每题 1.5 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再按下面的办法举手，最后运行 `quiz.answer` 看理由。
#
# - 单选 `ffn.perceptron_update`、`ffn.xor_seeds`、`ffn.inference`、`ffn.scaler`：举手指 1–4 报选项，80 人一眼数得清。
# - 多选 `ffn.separable`、`ffn.uat`：逐个念字母，每个字母举一次手。
# - 填数 `ffn.edges`、`ffn.kink`、`ffn.argmax`：黑板上先写三个候选，每个举一次手。
#   依次是 70、83、120；$-0.75$、0.75、3；第 0、1、2 列。
#
# 不要省 5.3.4 的证明和 5.5 的一百次训练：全章的主线靠它们撑着。
# 第一次训练 100 个异或网络，冷机器可能要十几秒。
# 课前 Run All，再 Clear All Outputs，不要重启内核。
# 课上若重启过内核：没有“自学”标题的 skip 格要运行，里面是后面要用的函数；自学的格可以跳过。
# 5.8 的第 7 步想重跑，先重跑第 5 步：不然接着已经练好的模型往下练，数对不上。
#
# **黑板**：左边一张空表，三行是“能不能表示、能不能学到、能不能推广”，每讲完一节填一格，5.10 对着它下诊断。
# 中间依次画：神经元、单位正方形、两个 ReLU 相加。
# 右上角记票数。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `ffn.hebb` | 0.34 | 答 0.04：那是改变量，还要加上原来的 0.3 |
# | `ffn.perceptron_update` | C | 选 B：把 $y=-1$ 代进甲的式子 |
# | `ffn.xor_line` | A | 选 C：先问有没有这条线，再问学不学得到 |
# | `ffn.separable` | B、C、D | 选 A：亮灭对调，同一条线照样分得开或分不开 |
# | `ffn.neuron` | 0 | 答 $-0.5$：还没过 ReLU |
# | `ffn.nonlinearity` | B | 选 C：ReLU 没有参数，少的是能力 |
# | `ffn.edges` | 70 | 答 83：那是参数，多了 13 个偏置 |
# | `ffn.parameters` | 74 | 答 64：漏了偏置 |
# | `ffn.depth` | A | 选 B：把输入也数成一层 |
# | `ffn.xor_seeds` | D | 选 A：两个神经元够，我们亲手搭过 |
# | `ffn.kink` | 0.75 | 答 $-0.75$：令括号等于 0，解方程 |
# | `ffn.uat` | B、C、D | 选 A：这正是定理说的那句话 |
# | `ffn.inference` | C | 选 B：没有标签，就无从知道错没错 |
# | `ffn.scaler` | C | 选 A：均值里混进了测试的花 |
# | `ffn.initial_loss_ten` | $\ln 10\approx2.303$ | 答 0.1：那是把握，损失要取负对数 |
# | `ffn.argmax` | 2 | 答 2.1879：那是得分，要的是它在第几列 |
# | `ffn.eval_no_grad` | A、C | 选 B：两个开关，各管各的 |
# | `ffn.softmax_twice` | B | 选 C：形状不变，所以才难发现 |
# | `ffn.sgd_adam` | D | 选 A：跑 1000 轮再看 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_iris, make_moons
from sklearn.linear_model import Perceptron
from sklearn.metrics import confusion_matrix
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from torch import nn

from coursekit import plotting, quiz, runtime, training

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.1 楼道里的灯
#
# 楼梯上下各有一个开关，管着同一盏灯。
# 你在楼下按一下，灯亮了；上楼再按一下，灯灭了。
#
# | 楼下开关 | 楼上开关 | 灯 |
# |---|---|---|
# | 0 | 0 | 灭 0 |
# | 0 | 1 | 亮 1 |
# | 1 | 0 | 亮 1 |
# | 1 | 1 | 灭 0 |
#
# 两个开关不一样，灯就亮。
# 电工管这种接法叫双控。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 我们让最简单的机器来学这张表：只有一个神经元，学 1000 轮（把四行看一遍叫一轮）。
# 再让它学另外两种接法作对照：串联（两个都拨到 1 才亮）和并联（至少一个拨到 1 就亮）。
# 代码里的 `assert` 是自检：后面的话一旦不成立，程序就停下来报错。

# %% slideshow={"slide_type": "fragment"}
switches = [[0, 0], [0, 1], [1, 0], [1, 1]]
lamps = {"串联": [0, 0, 0, 1], "并联": [0, 1, 1, 1], "双控": [0, 1, 1, 0]}

right = {}
for name, lamp in lamps.items():
    opening = Perceptron(max_iter=1000, tol=None, random_state=0).fit(switches, lamp)  # tol=None：不许提前停
    right[name] = int((opening.predict(switches) == lamp).sum())
    print(f"{name}：学了 {opening.n_iter_} 轮，4 种情况答对 {right[name]} 种")

assert right["串联"] == right["并联"] == 4 and right["双控"] < 4

# %% [markdown] slideshow={"slide_type": "subslide"}
# **举手表决：再练 1000 轮，双控的灯会全对吗？**
#
# 先定下你的答案，再往下翻。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 练得不够，还是根本学不会？
#
# 四行的表，人看一眼就懂，机器学 1000 轮还是错。
# 你调试自己的模型时，迟早会遇到同样的场面：分数上不去，再练一晚有没有用？
#
# 这一章教你把这个问题拆成三个“能不能”：
#
# 1. **能不能表示**：这种形状的模型里，有没有一个是对的？
# 2. **能不能学到**：有，训练就一定找得到吗？
# 3. **能不能推广**：找到了，对没见过的数据还对吗？
#
# 后两件第 1 章也问过，叫“怎么找”“信多少”；第一件是新的。
# 第三件事就是第 0 章的**泛化**（generalization）。
# 三个问题的毛病不同，药也不同。
# 到本章末尾，你会用它们给楼道里的灯下诊断。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先不说“异或”，只画楼道和两个开关，运行，然后举手。
# 把票数写在黑板右上角；5.3.3 看完转圈再投一次，5.10 回来对账。
#
# **会遇到的误区**：“多练就会”“数据太少”。
# 这里四种情况已经是全部数据，一条都不缺。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.2 神经元：先加权求和，再过一道坎
#
# ### 5.2.1 神经元的公式：该不该带伞
#
# 早上出门，带不带伞？
# 你心里有两个数：降雨概率 $x_1=0.6$，今天要在户外走 $x_2=0.5$ 小时。
# 你更在乎下雨，给它的分值是 3；在户外的时间，分值是 2。
# 但带伞麻烦，先扣 2 分。
#
# $$z = 3\times 0.6 + 2\times 0.5 - 2 = 0.8$$
#
# 结果大于 0，带伞。
# 这就是第 0 章见过的**神经元**（neuron）：给每个输入乘一个分值，加起来，再看过没过坎。

# %% slideshow={"slide_type": "fragment"}
def step(z):
    return (np.asarray(z) > 0).astype(int)


x_rain, w_rain, b_rain = np.array([0.6, 0.5]), np.array([3.0, 2.0]), -2.0
z_rain = w_rain @ x_rain + b_rain
brave = np.array([1.0, 2.0]) @ x_rain + b_rain  # 第一个分值从 3 降到 1
lazy = w_rain @ x_rain - 3.0  # 先扣 3 分
print(f"你：z = {z_rain:.1f}，带伞：{step(z_rain)}")
print(f"不怕淋雨：z = {brave:.1f}，带伞：{step(brave)}")
print(f"怕麻烦：z = {lazy:.1f}，带伞：{step(lazy)}")

# %% slideshow={"slide_type": "skip"}
assert math.isclose(z_rain, 0.8) and step(z_rain) == 1
assert math.isclose(brave, -0.4) and math.isclose(lazy, -0.2) and step(brave) == step(lazy) == 0

# %% [markdown] slideshow={"slide_type": "subslide"}
# 输入一点没变，只改了里面的一个数，决定就反过来了。
# 里面的这些数叫**参数**（parameter）。
# **参数决定神经元多活跃，从而决定输出，也就决定答得对不对。**
# 所以“学习”只有一个意思：改参数。
#
# 用话说：把每个输入乘上它的**权重**（weight）再相加，加上**偏置**（bias），最后过一个**激活函数**（activation function）。
# 用式子说：
#
# $$\hat y=f\Big(\sum_{i=1}^{d} w_i x_i + b\Big)$$
#
# $\hat y$ 读作“y 帽”，是算出来的；不戴帽的 $y$ 留给标签，也就是正确答案。
#
# - 前一半 $\sum_i w_ix_i+b$ 是线性的（严格说是仿射），就是第 4 章的线性层，$d$ 个输入；
# - 后一半 $f$ 是非线性的，这里用**阶跃函数**（step function）：大于 0 输出 1（亮），否则输出 0（灭）。
#
# 权重和偏置都是参数；口头上说“改权重”，偏置也算在内。
# 5.4.3 会告诉你，缺了后一半会怎样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：偏置和阈值的符号。**
#
# 同一个神经元有两种写法：有的书写 $f(\sum_{i=1}^{d} w_ix_i-\theta)$，$\theta$ 叫**阈值**（threshold），意思是“总分要超过它”（第 1 章的 $\theta$ 是全部参数，这里只是一个数）。
# 两种写法一样，只要 $b=-\theta$。
# 抄公式时看清是加还是减：阈值是 2，换成偏置就是 $-2$，不是 2。

# %% slideshow={"slide_type": "fragment"}
theta = 2.0
assert step(w_rain @ x_rain - theta) == step(w_rain @ x_rain + (-theta)) == 1
print("加偏置 -2 与减阈值 2，结果相同")
print("符号抄错，写成加 2：z =", round(float(w_rain @ x_rain + theta), 1))

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.2.2 碳基神经元与硅基神经元
#
# 神经元这个名字来自大脑。
# 生物神经元从树突收到信号，在细胞体里累积，超过阈值就沿轴突发出一个脉冲。
#
# | 生物（碳基） | 人工（硅基） | 管什么 |
# |---|---|---|
# | 树突 | 输入 $x_i$ | 接收信号 |
# | 突触 | 权重 $w_i$ | 信号放大还是减弱 |
# | 细胞体 | 求和 $\sum$ 与激活 $f$ | 累积，过不过坎 |
# | 轴突 | 输出 $\hat y$ | 把结果传给下一个 |
#
# 像的只是这个骨架。
# 今天人们关心的不是“像不像大脑”，而是“好不好用”。

# %% slideshow={"slide_type": "skip"}
def arrow(ax, start, end, **style):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "lw": 2, "color": "0.25"} | style)


def neuron_picture(ax, title, inputs, on_arrows, body, output):
    ax.set(xlim=(-2.6, 2.9), ylim=(-1.5, 1.8), title=title)
    ax.axis("off")
    for text, label, y in zip(inputs, on_arrows, (1.0, 0.0, -1.0)):
        ax.text(-1.75, y, text, ha="right", va="center")
        arrow(ax, (-1.7, y), (-0.62, y * 0.35))
        ax.text(-1.15, y * 0.68 + 0.13, label, ha="center", color=RED)
    ax.add_patch(plt.Circle((0, 0), 0.65, color=BLUE, alpha=0.25))
    ax.text(0, 0, body, ha="center", va="center")
    arrow(ax, (0.65, 0), (1.7, 0))
    ax.text(1.75, 0, output, ha="left", va="center")

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 2.8))
neuron_picture(left, "碳基：生物神经元", ["树突"] * 3, ["突触", "", ""], "细胞体\n累积", "轴突")
neuron_picture(right_ax, "硅基：人工神经元", ["$x_1$", "$x_2$", "1"], ["$w_1$", "$w_2$", "$b$"], "$\\sum$，再 $f$", "$\\hat y$")
plotting.show(fig, alt="两个并排的神经元。左边是生物神经元：树突经突触连到细胞体，再由轴突传出。右边是人工神经元：输入 x1、x2 和 1，箭头上写着权重 w1、w2 和偏置 b，求和后过激活函数，输出 y。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：1943 年，第一个数学神经元。**
# 神经生理学家麦卡洛克（McCulloch）和逻辑学家皮茨（Pitts）提出的神经元，后人叫 **M-P 神经元**（McCulloch-Pitts neuron）。
# 输入和输出只有 0 和 1，连接和阈值由人来定；后来常写成带权重的形式，下面就这样写。
# 它能搭出逻辑门，但不会学习：数是人填的。

# %% slideshow={"slide_type": "skip"}
pressed = np.array(switches)
mp_and = step(pressed @ [1, 1] - 1.5)
mp_or = step(pressed @ [1, 1] - 0.5)
mp_not = step(np.array([[0], [1]]) @ [-1] + 0.5)
print("与", mp_and, " 或", mp_or, " 非", mp_not)
assert mp_and.tolist() == lamps["串联"] and mp_or.tolist() == lamps["并联"] and mp_not.tolist() == [1, 0]

# %% [markdown] slideshow={"slide_type": "skip"}
# 串联的灯就是**与**，$w_1=w_2=1$，$b=-1.5$；并联的灯就是**或**，$w_1=w_2=1$，$b=-0.5$。
# 各填三个数就够了；只有一个输入的**非**，填 $w=-1$，$b=0.5$。
#
# 双控的灯该填什么数？
# 先别急，往下看。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 5.2.3 赫布规则：一起活跃，就连得更紧（自学）
#
# 数能不能不靠人填？
# 1949 年，心理学家赫布（Hebb）提出一个猜想：两个神经元总是一起活跃，它们之间的连接就会变强。
# 写成式子叫**赫布规则**（Hebb rule）：
#
# $$\Delta w = \eta\, a\, b$$
#
# $a$、$b$ 是两端的活跃程度（这里的 $b$ 不是偏置），$\eta$ 管一次改多少，下一节叫它学习率。
# 取 $\eta=0.1$：两端都活跃，$\Delta w=0.1\times1\times1=0.1$；有一端不活跃，就不变。

# %% slideshow={"slide_type": "skip"}
eta, weight = 0.1, 0.0
for a, b_end in [(1, 1), (1, 0), (0, 1), (1, 1)]:
    weight += eta * a * b_end
    print(f"a={a} b={b_end}  权重 {weight:.1f}")
assert math.isclose(weight, 0.2)  # 四次里，只有两次一起活跃

# %% [markdown] slideshow={"slide_type": "skip"}
# 注意式子里缺了什么：**没有正确答案，也没有误差**。
# 它只会加强，不知道对错，而且一直加下去没有尽头。
# 下一节的感知器补上了这一块：错了才改。

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.hebb")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：画一个圆，左边三条线，右边一条线，把带伞的数写在线上，当场算 0.8。
# 然后请一位同学把降雨概率从 0.6 改成 0.3，全班一起算 $-0.1$：不带。
#
# **会遇到的误区**：把激活函数当成“归一化”。
# 阶跃只出 0 和 1，但后面用的 ReLU 没有上界，输出可以任意大。
#
# **史实**：McCulloch 是神经生理学家、精神病学家，Pitts 是逻辑学家，网上两人的职业常被写反。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.3 感知器：错了才改
#
# ### 5.3.1 更新规则
#
# 1957 年，心理学家罗森布拉特（Rosenblatt）提出**感知器**（perceptron），也译作感知机。
# 它只有一层权重可学。
# 它一次看一个样本，看完就决定改不改，这叫**在线学习**（online learning）。
# 改不改由误差说了算：答对不动，答错才改，所以说它**由误差驱动**。
#
# 两个小约定让式子变短：
#
# - 标签记作 $y$，用 $+1$ 和 $-1$，不用 1 和 0；
# - 和第 1 章的设计矩阵一样，给每个样本前面添一个恒为 1 的输入，偏置就成了第一个权重：$x=(1,x_1,x_2)$，$w=(b,w_1,w_2)$。
#
# 得分 $w^{\mathsf T}x$ 和标签 $y$ 同号，就是答对。
# 训练时更严一点，得分为 0（压在线上）也算错，所以“答错”写成 $y\,w^{\mathsf T}x\le 0$。
# 第 $i$ 个样本 $x^{(i)}$ 答错时：
#
# $$w \leftarrow w + y^{(i)}x^{(i)}$$
#
# 箭头读作“改成”，就是第 1 章的 $:=$。
# 改变量前面还可以乘一个**学习率**（learning rate），管一次改多少；第 1 章记作 $\alpha$，讲感知器习惯记作 $\eta$（读作“伊塔”）。
# 这里取 $\eta=1$，因为从零出发时，换 $\eta$ 只把 $w$ 整体放大，不改变直线。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **手算一步。**
# 从 $w=(0,0,0)$ 出发，第一个样本是开关 $(0,0)$，串联的灯应该灭，$y=-1$。
#
# - 得分 $w^{\mathsf T}x=0$，压线，算错；
# - 改：$w\leftarrow(0,0,0)+(-1)\times(1,0,0)=(-1,0,0)$；
# - 再算一次得分：$-1$，和 $y=-1$ 同号，对了。
#
# 为什么这样改有用？
# 改完再算一次：$y\,(w+yx)^{\mathsf T}x=y\,w^{\mathsf T}x+y^2x^{\mathsf T}x$。
# 因为 $y^2=1$，它增加了 $x^{\mathsf T}x=\lVert x\rVert^2>0$，朝答对的方向走。
# 方向对了，不一定一步到位，还可能把别的样本弄错，所以要一轮一轮来。

# %% slideshow={"slide_type": "fragment"}
w_before, x_first, y_first = np.zeros(3), np.array([1, 0, 0]), -1
w_after = w_before + y_first * x_first
was, now = y_first * (w_before @ x_first) + 0.0, y_first * (w_after @ x_first)
print(f"y 乘得分：改之前 {was:.0f}，改之后 {now:.0f}")
print("新的 w =", w_after.astype(int))

# %% slideshow={"slide_type": "skip"}
assert w_after.tolist() == [-1, 0, 0]
x_any, w_any = np.array([1, 1, 1]), np.array([2.0, -1.0, 3.0])
for y_any in (-1, 1):  # 不论标签是哪个，都增加 x 的长度的平方
    gain = y_any * ((w_any + y_any * x_any) @ x_any) - y_any * (w_any @ x_any)
    assert gain == x_any @ x_any == 3

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误**：以为 $w+y^{(i)}x^{(i)}$ 和 $w-x^{(i)}$ 是两条规则，要选一条。
# 把 $y=-1$ 代进去看看，再回答下面的题。

# %% slideshow={"slide_type": "fragment"}
quiz.ask("ffn.perceptron_update")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.3.2 学会与，学会或
#
# 在逻辑里，串联的灯叫“与”，并联叫“或”，双控叫**异或**（exclusive or，XOR）：两个不一样才是 1。
#
# 把规则写成程序，只有十来行。
# 它把每次改过的权重都记下来，好让我们看清整条路。

# %% slideshow={"slide_type": "fragment"}
def perceptron_path(X, y, epochs=100):
    """Return the weights at the start and after every update, one row each."""
    path = [np.zeros(X.shape[1])]
    for _ in range(epochs):
        mistakes = 0
        for x, target in zip(X, y):
            if target * (path[-1] @ x) <= 0:  # 错了
                path.append(path[-1] + target * x)  # 就改
                mistakes += 1
        if mistakes == 0:  # 一整轮全对，停
            break
    return np.array(path)

# %% slideshow={"slide_type": "subslide"}
S = np.array(switches)
X_gate = np.c_[np.ones(4), S]  # 第一列恒为 1，管偏置
signs = {name: 2 * np.array(lamp) - 1 for name, lamp in lamps.items()}  # 0/1 变成 -1/+1

for name in ("串联", "并联"):
    path = perceptron_path(X_gate, signs[name])
    print(f"{name}：改了 {len(path) - 1} 次，w = {path[-1].astype(int)}")
    assert (np.sign(X_gate @ path[-1]) == signs[name]).all()

and_path = perceptron_path(X_gate, signs["串联"])
or_path = perceptron_path(X_gate, signs["并联"])
assert len(and_path) - 1 == 18 and and_path[-1].tolist() == [-4, 3, 2]
assert len(or_path) - 1 == 9 and or_path[-1].tolist() == [-1, 2, 2]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 串联改了 18 次，停在 $w=(-4,3,2)$；令得分 $-4+3x_1+2x_2=0$，就是直线 $3x_1+2x_2=4$。
# 并联改了 9 次，停在 $w=(-1,2,2)$，也就是直线 $2x_1+2x_2=1$。
# 直线一侧的灯亮，另一侧的灯灭。
# **一个感知器就是一条直线**，学习就是挪这条直线。
# 下面是学习串联的四个瞬间；第 7 次的直线是 $x_1=3$，跑到图外面去了，所以整块都是灭。

# %% slideshow={"slide_type": "skip"}
def draw_gate(ax, w, name, title, points=S):
    """Draw the four states and which side of the line b + w1 x1 + w2 x2 = 0 is bright."""
    ax.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), aspect="equal")
    plotting.decision_regions(lambda x: w[0] + x @ w[1:], points, signs[name], labels=["灭", "亮"], ax=ax)
    ax.set_title(title, fontsize=13)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 4, figsize=(8, 2.6), sharey=True)
for ax, n, note in zip(axes, (2, 7, 12, 18), ("多亮两个", "一个不亮", "多亮一个", "全对")):
    draw_gate(ax, and_path[n], "串联", f"第 {n} 次更新\n{note}")
plotting.show(fig, alt="感知器学习串联的四个瞬间。第 2 次更新后三个点判成亮；第 7 次后整块都判成灭；第 12 次后 (1,0) 和 (1,1) 判成亮；第 18 次后只有 (1,1) 亮，四个点全对。")

# %% slideshow={"slide_type": "skip"}
bright = {n: step(X_gate @ and_path[n]).tolist() for n in (2, 7, 12, 18)}
assert bright == {2: [0, 1, 1, 1], 7: [0, 0, 0, 0], 12: [0, 0, 1, 1], 18: [0, 0, 0, 1]}

# %% slideshow={"slide_type": "subslide"}
if runtime.interactive():  # 有人在看，就给一个能拖的滑块
    import ipywidgets

    def watch(gate="串联", n=18):
        path = perceptron_path(X_gate, signs[gate], epochs=10)
        n = min(n, len(path) - 1)
        draw_gate(plt.subplots(figsize=(5, 4))[1], path[n], gate, f"{gate}，第 {n} 次更新")
        plt.show()

    ipywidgets.interact(watch, gate=list(lamps), n=(0, 20))
else:
    print("在 JupyterLab 里运行，这里是一个滑块：拖动它，看直线一次一次地挪。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.3.3 学异或：每一轮都回到起点
#
# 现在学双控的灯，记下每一轮结束时的权重。

# %% slideshow={"slide_type": "fragment"}
xor_path = perceptron_path(X_gate, signs["双控"], epochs=1000)
print("1000 轮一共改了", len(xor_path) - 1, "次")
for n in range(9):
    note = "← 一轮结束" if n and n % 4 == 0 else ""
    print(f"第 {n} 次", xor_path[n].astype(int), note)

# %% slideshow={"slide_type": "skip"}
assert len(xor_path) - 1 == 4000
assert not opening.coef_.any() and not opening.intercept_.any()
assert (xor_path[::4] == 0).all() and right["双控"] == 2 == (step(X_gate @ xor_path[-1]) == lamps["双控"]).sum()

# %% [markdown] slideshow={"slide_type": "subslide"}
# 每一轮四个样本全错，改四次，权重又变回 $(0,0,0)$。
# 1000 轮以后和第 0 轮一模一样：它在转圈，练 10 万轮也一样。
# 权重全是 0，得分全是 0，真要输出时一律答“灭”，四行碰巧对两行。
# 开头那个 2 也是这样来的：scikit-learn 的感知器转完 1000 轮，权重和偏置同样停在 0。
# 这回答了“练得不够”，但没有回答“为什么”。
#
# **再举一次手**：有没有一组权重，能让四行全对？

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.3.4 为什么没有这样一条直线
#
# 假设有一个感知器答对了全部四行。
# 把四行写成四个不等式：
#
# 1. $(0,0)$ 要灭：$b\le 0$；
# 2. $(0,1)$ 要亮：$b+w_2>0$；
# 3. $(1,0)$ 要亮：$b+w_1>0$；
# 4. $(1,1)$ 要灭：$b+w_1+w_2\le 0$。
#
# 中间两行相加：$2b+w_1+w_2>0$。
# 头尾两行相加：$2b+w_1+w_2\le 0$。
# 同一个数既大于 0 又不大于 0，矛盾。
# **所以这样的直线不存在**，与训练方法、训练多久都无关。
# 若规定压线也算错，把 $\le$ 换成 $<$，矛盾照样在。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 同一件事，看图说（第 0 章自学里的证明，就是这样）。
# 两个点在直线同一边，它们之间的线段就整个在那一边。
# 两个亮点的连线段和两个灭点的连线段，都经过 $(0.5,0.5)$。
# 若有一条直线分得开，这个点就得同时在两边。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 那么一条直线最多对几个？
# 证明说了不能全对；“并联”那条线对 3 个，所以最多 3 个，也就是 75 %。
# 答对的比例叫**准确率**（accuracy）。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.4), sharey=True)
for ax, w, name in zip(axes, (and_path[-1], or_path[-1], or_path[-1]), lamps):
    draw_gate(ax, w, name, name if name != "双控" else "双控：至少一个站错边")
plotting.show(fig, alt="三张平面图。串联和并联各有一条直线把亮点和灭点分开；双控的两个亮点在一条对角线上，两个灭点在另一条上，图中的直线让 (1,1) 站错了边。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：用 10 万条直线验证 75 %。**
# 权重和偏置各取一排值，每一种组合是一条直线，全部试一遍。

# %% slideshow={"slide_type": "skip"}
all_w1, all_w2, all_b = np.meshgrid(np.linspace(-2, 2, 41), np.linspace(-2, 2, 41), np.linspace(-3, 3, 61))
line_scores = np.stack([all_b + all_w1 * x1 + all_w2 * x2 for x1, x2 in S])  # 第 0 维是四个点
line_accuracy = ((line_scores > 0) == np.reshape(lamps["双控"], (4, 1, 1, 1))).mean(axis=0)
best_line = line_accuracy.max()
print(f"{line_accuracy.size} 条直线里，最好的准确率是 {best_line:.0%}")

# %% slideshow={"slide_type": "skip"}
assert line_accuracy.size == 102541 and best_line == 0.75
assert np.allclose(line_scores[1] + line_scores[2], line_scores[0] + line_scores[3])  # 中间两行之和，等于头尾两行之和

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.xor_line")  # 练习

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.separable")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 能被一条直线分开，叫**线性可分**（linearly separable）。
# 三维里是一个平面，更高维是**超平面**（hyperplane）。
# 感知器只会线性可分的题。
#
# 1969 年，明斯基（Minsky）和佩珀特（Papert）写了一本书，严格讨论了单层感知器的局限，异或是其中的著名例子。
# 人们对神经网络的热情冷了下来。
# 其实药方那时已经有了：**在中间加一层**。
# 难的是怎么训练那一层，这要等到 1986 年反向传播算法普及（第 7 章讲）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：感知器收敛定理。**
# 线性可分的题，感知器保证在有限次更新之后全部做对。
# 1962 年 Novikoff 给出了简洁的证明。
# 随机出 20 道线性可分的题，看它是不是每道都停得下来。

# %% slideshow={"slide_type": "skip"}
rng = np.random.default_rng(0)
updates = []
for _ in range(20):
    samples = np.c_[np.ones(40), rng.uniform(-1, 1, (40, 2))]
    margin = samples @ rng.normal(size=3)
    samples, target = samples[abs(margin) > 0.1], np.sign(margin[abs(margin) > 0.1])  # 离直线太近的点不要
    path = perceptron_path(samples, target, epochs=10_000)
    assert (np.sign(samples @ path[-1]) == target).all()
    updates.append(len(path) - 1)
print("20 道题都做对了，更新次数从", min(updates), "到", max(updates))
assert len(updates) == 20

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：画单位正方形四个角，请一位同学上来画线，别人找反例。
# 画过三四次以后再写四个不等式，证明才有分量。
#
# **会遇到的误区**：（1）“感知器不收敛，是因为学习率不对”。
# 从零出发时，学习率只把权重整体放大，不改变任何一次判断。
# （2）把“压线”当成答对，那样从 $w=0$ 出发会一次都不改。
#
# **怎么问 `ffn.perceptron_update`**：先让全班写下自己的答案，再举手。
# 选错的人多半没有代入 $y=-1$。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.4 隐藏层：换一个角度看
#
# ### 5.4.1 手工搭一个
#
# 一条直线分不开，两条呢？
# 双控的灯可以这样说：**至少有一个是 1，但不是两个都是 1**。
#
# - $h_1$：至少有一个是 1，$h_1=[\,x_1+x_2>0.5\,]$；
# - $h_2$：两个都是 1，$h_2=[\,x_1+x_2>1.5\,]$；
# - 灯：有 $h_1$，没有 $h_2$，$\hat y=[\,h_1-h_2>0.5\,]$。
#
# 方括号的意思是：成立为 1，不成立为 0。
# $h_1$ 是“或”，$h_2$ 是“与”，每一步都是一个普通的神经元。

# %% slideshow={"slide_type": "fragment"}
h1 = step(S.sum(axis=1) - 0.5)
h2 = step(S.sum(axis=1) - 1.5)
lamp = step(h1 - h2 - 0.5)
print("h1", h1, " h2", h2, " 灯", lamp)
assert lamp.tolist() == [0, 1, 1, 0]

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
names = (["$x_1$", "$x_2$"], ["$h_1$", "$h_2$"], ["灯"])
plotting.network((2, 2, 1), names=names, weights=([[1, 1], [1, 1]], [[1, -1]]), ax=ax)
for place, bias in (((1, 0.5), "-0.5"), ((1, -0.5), "-1.5"), ((2, 0), "-0.5")):
    ax.annotate(f"$b={bias}$", place, (0, 22), textcoords="offset points", ha="center")
plotting.show(ax, alt="手工搭的异或网络 2-2-1：两个输入到两个隐藏神经元的四条边权重都是 1，隐藏神经元到灯的两条边权重是 1 和 -1；偏置写在神经元上方，h1 是 -0.5，h2 是 -1.5，灯是 -0.5。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.4.2 看看隐藏层眼里的世界
#
# $h_1$、$h_2$ 不是输入，也不是输出，夹在中间，所以叫**隐藏层**（hidden layer）。
# 把四个点按 $(h_1,h_2)$ 重新画一遍：

# %% slideshow={"slide_type": "skip"}
def hand_built(x):
    """Whether the lamp is on, by the network 2-2-1 built by hand; `x` has shape (m, 2)."""
    total = x.sum(axis=1)
    return step(step(total - 0.5) - step(total - 1.5) - 0.5)

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
H = np.c_[h1, h2]
fig, (before, after) = plt.subplots(1, 2, figsize=(8, 3.6))
before.set(xlim=(-0.5, 1.5), ylim=(-0.5, 1.5), aspect="equal")
plotting.decision_regions(hand_built, S, np.array(lamps["双控"]), labels=["灭", "亮"], ax=before)
before.set_title("输入空间：两条直线夹出一条亮带", fontsize=13)
draw_gate(after, np.array([-0.5, 1, -1]), "双控", "隐藏层空间：一条线就够", points=H)
after.set(xlabel="$h_1$", ylabel="$h_2$")
after.text(1.48, -0.33, "两个亮点叠在这里", ha="right", fontsize=13)
plotting.show(fig, alt="左图是输入空间，x1+x2=0.5 和 1.5 两条平行直线夹出一条亮带，两个亮点在带里，两个灭点在带外。右图是隐藏层空间，两个亮点叠到 (1,0)，灭点在 (0,0) 和 (1,1)，一条斜线就能分开。")
assert hand_built(S).tolist() == lamps["双控"]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 四个点挪成了三个，两个亮点叠在一起，一条直线就分开了。
# **在隐藏层空间里画的还是直线；隐藏层把点搬到新的位置，让直线够用。**
# 映回输入空间，分界可以是折的、弯的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 隐藏层没有标准答案，训练它要靠梯度知道往哪改；梯度是一步乘一个导数得来的（第 4 章），阶跃函数除了跳跃处，导数处处是 0，一乘就没了。
# 今天更常用**线性整流**（rectified linear unit，ReLU），也译作修正线性单元：负数变 0，正数不动，记作 $(z)^+=\max(0,z)$。
# 用 ReLU 也能搭。
# 记 $s=x_1+x_2$，则
#
# $$\hat y = (s)^+ - 2\,(s-1)^+$$
#
# $s=0$ 得 0，$s=1$ 得 1，$s=2$ 得 $2-2=0$：先上坡，再下坡，就像把纸折了一下。

# %% slideshow={"slide_type": "fragment"}
def relu(z):
    return np.maximum(0, z)


s = S.sum(axis=1)
lamp = relu(s) - 2 * relu(s - 1)
print("s =", s, " 灯 =", lamp)
assert lamp.tolist() == [0, 1, 1, 0]

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.neuron")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.4.3 没有非线性，叠多少层都白叠
#
# 为什么隐藏层后面要过 $f$？
# 第 0 章说两层不拐弯还是一条直线，这里证明。
# 把每个神经元的权重排成一行，叠成矩阵 $W_1$。
# 去掉 $f$，第一层 $h=W_1x+b_1$，第二层 $\hat y=W_2h+b_2$，代进去：
#
# $$\hat y=W_2(W_1x+b_1)+b_2=(W_2W_1)\,x+(W_2b_1+b_2)$$
#
# 还是一个 $Wx+b$。
# 就表示能力而言，两层线性等于一层线性，一百层也一样，异或还是学不会。
# 输出层后面可以不过 $f$：得分可正可负，不用变成 0 和 1，刚才的 ReLU 网络就是这样。
#
# 这里一次只看一个样本，$x$ 竖着放，写成 $Wx+b$；第 4 章一行一个样本，`nn.Linear` 写成 $XW^{\mathsf T}+b$，$W$ 是同一个，一行管一个输出。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：验算一下。**
# 一行是一个样本，所以代码里写成 $XW^{\mathsf T}+b$。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
two_linear = nn.Sequential(nn.Linear(2, 5), nn.Linear(5, 1))
first, second = two_linear
W_one = second.weight @ first.weight
b_one = second.weight @ first.bias + second.bias
samples = torch.randn(100, 2)
gap = (two_linear(samples) - (samples @ W_one.T + b_one)).abs().max().item()
print("两层与一层的输出，差不到十万分之一：", gap < 1e-5)
assert W_one.shape == (1, 2) and gap < 1e-5

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.nonlinearity")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.4.4 给网络的各部分起名字
#
# - **输入层**（input layer）是原料：特征放在这里，不做计算，**没有权重**；
# - 隐藏层是车间：一层的输出是下一层的输入；
# - **输出层**（output layer）是成品：每个类别一个得分，或者一个预测值。
#
# 一层里的每个神经元都连到下一层的每个神经元，叫**全连接**（fully connected）。
# 网络里的神经元，也叫单元。
#
# 各层的单元数连起来写，就是网络的名字。
# **课前画的就是 3-4-2**：$3\times4+4\times2=20$ 条边，你画了几条？
# 少了的，多半只连了高度相近的圆圈。

# %% slideshow={"slide_type": "subslide"}
ax = plotting.network((4, 10, 3), ax=plt.subplots(figsize=(8, 3.7))[1])
plotting.show(ax, alt="全连接网络 4-10-3：左边 4 个输入，中间 10 个隐藏神经元，右边 3 个输出，相邻两层之间每一对都有连线。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.edges")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **数边，数参数。**
#
# 相邻两层各有 $n_l$ 和 $n_{l+1}$ 个神经元，每一对都连，边数是 $n_l\times n_{l+1}$。
# 每条边一个权重；除输入层外，每个神经元还有一个偏置；第 4 章用 `numel` 数出来的，就是这两样。
#
# 先用最小的网络 2-2-1（就是 5.4.1 搭的那个）数一遍：
# 边 $2\times2+2\times1=6$，偏置 $2+1=3$，参数一共 9 个。
# 课前的 3-4-2：边 20，偏置 $4+2=6$，参数 26 个。

# %% slideshow={"slide_type": "skip"}
def edges(sizes):
    return sum(n * n_next for n, n_next in zip(sizes, sizes[1:]))


def parameters(sizes):
    return edges(sizes) + sum(sizes[1:])


assert edges((2, 2, 1)) == 6 and parameters((2, 2, 1)) == 9
assert edges((3, 4, 2)) == 20 and parameters((3, 4, 2)) == 26
three_scores = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
assert sum(p.numel() for p in three_scores.parameters()) == parameters((4, 10, 3))

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.parameters")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# **容易混的说法：几层？**
#
# 4-10-3 有几层？
# 有人说 3 层，有人说 2 层，有人说 1 层，说的可能是同一个网络。
#
# - 本课程数**带权重的层**，不数输入层：4-10-3 是 **2 层**，其中 **1 个隐藏层**；
# - **深度**（depth）就是这个层数；有的书只数隐藏层，读的时候先看它怎么数；
# - **宽度**（width）是一层里神经元的个数：这里隐藏层宽 10。
#
# **常见错误**：把代码里第一个 `nn.Linear(4, 10)` 注释成“输入层”。
# 它有权重，输出 10 个数，所以是**隐藏层**；输入层就是送进去的那张数据表。

# %% slideshow={"slide_type": "skip"}
with_weights = [layer for layer in three_scores if isinstance(layer, nn.Linear)]
print("4-10-3 带权重的层：", len(with_weights), " 其中隐藏层：", len(with_weights) - 1)
print("three_scores[0] 是", three_scores[0], "，three_scores[1] 是", three_scores[1])
assert len(with_weights) == 2 and three_scores[0].out_features == 10 and isinstance(three_scores[1], nn.ReLU)

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.depth")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.4.5 前馈网络：函数套函数
#
# **人工神经网络**（artificial neural network）模仿生物神经网络，用来估计或近似一个函数；每一层的输出送给下一层。
# 网络学到的东西，全在权重里。
#
# 信号只往前走、不回头的网络，叫**前馈网络**（feedforward network，FFN）。
# 每一层 = 线性 + 激活（PyTorch 里是两个零件，`Linear` 和 `ReLU`），算一个函数；三层的网络，就是三个函数套在一起：
#
# $$\hat y=f^{(3)}\big(f^{(2)}(f^{(1)}(x))\big)$$
#
# 这里的上标是第几层，不是几次方（有的书省掉括号）；$x^{(i)}$ 的上标是第几个样本。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：Haykin 1994 年的定义，和一次验算。**
# 他说得更长：神经网络是大规模并行的处理器，从经验中学到知识，并把知识存在连接的强度里。
# 下面造一个三层的网络，看一层一层算和整个套起来算是不是一样。

# %% slideshow={"slide_type": "skip"}
f1 = nn.Sequential(nn.Linear(4, 10), nn.ReLU())  # 第 1 层：线性 + 激活
f2 = nn.Sequential(nn.Linear(10, 8), nn.ReLU())  # 第 2 层
f3 = nn.Linear(8, 3)  # 第 3 层，输出得分，不加激活
three_layers = nn.Sequential(f1, f2, f3)
x_five = torch.randn(5, 4)
first, second, third = f1(x_five), f2(f1(x_five)), f3(f2(f1(x_five)))
print("5 个样本的形状：", tuple(x_five.shape), "→", tuple(first.shape), "→", tuple(second.shape), "→", tuple(third.shape))
assert torch.equal(third, three_layers(x_five))

# %% [markdown] slideshow={"slide_type": "subslide"}
# 隐藏层只有一层的，叫**浅层网络**（shallow network）。
# 隐藏层有两层或更多的，叫**深度神经网络**（deep neural network，DNN）。
# “深度学习”的“深”，说的就是这个：后一层在前一层的结果上再加工。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
with plt.rc_context({"font.size": 11, "axes.titlesize": 14, "axes.labelsize": 11}):
    fig, (shallow, deep) = plt.subplots(1, 2, figsize=(8, 3.4), width_ratios=(3, 5))
    for ax, sizes, name in ((shallow, (4, 6, 2), "浅层"), (deep, (4, 6, 6, 6, 2), "深层")):
        plotting.network(sizes, ax=ax)
        ax.set_title(f"{name}：{len(sizes) - 2} 个隐藏层，{edges(sizes)} 条边")
assert edges((4, 6, 2)) == 36 and edges((4, 6, 6, 6, 2)) == 108
plotting.show(fig, alt="左边是只有一个隐藏层的浅层网络 4-6-2，36 条边；右边是有三个隐藏层的深层网络 4-6-6-6-2，108 条边。")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **课前题**：上课时请同桌交换所画的图，数边，再翻到答案 20。
#
# **板书**：正方形纸片，四角写 0、1、1、0。
# 沿两个 0 的对角线对折，两个 1 重合，对应 5.4.2 的右图。
# 5.4.2 末尾的 ReLU 是沿另一条折：两个 0 重合。
#
# **会遇到的误区**：以为隐藏层画出了一条“弯线”。
# 在隐藏层空间里它仍是直线，弯的是折回输入空间以后的样子。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.5 训练不是保证
#
# 5.4.1 手工搭的 2-2-1 能表示异或，可它用的是阶跃。
# 感知器的规则只管输出层，因为只有输出有标准答案；隐藏层没有，要靠梯度知道往哪改，而阶跃几乎处处是平的。
# 用 ReLU 也能训练；这里为了接着用 5.4.1 的权重，换一个办法。
# 把台阶磨圆，就是 S 形的 **logistic 函数**（logistic function）：$\sigma(z)=1/(1+e^{-z})$（程序里叫 `sigmoid`，第 6 章就用这个名字；第 1 章的 $\sigma$ 是标准差，不是它）。
# 权重放大，它就接近阶跃，所以磨圆以后 2-2-1 仍**能表示**异或。
# 它有个兄弟叫 tanh，从 $-1$ 到 1，5.9 会用。

# %% slideshow={"slide_type": "fragment"}
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def rounded_lamp(k):  # 手工搭的网络，权重和偏置都放大 k 倍
    total = S.sum(axis=1)
    return sigmoid(k * (sigmoid(k * (total - 0.5)) - sigmoid(k * (total - 1.5)) - 0.5))


for k in (1, 5, 20):
    print(f"放大 {k:2d} 倍，灯：", rounded_lamp(k).round(2))

# %% slideshow={"slide_type": "skip"}
assert rounded_lamp(20).round().tolist() == lamps["双控"] and abs(rounded_lamp(20) - lamps["双控"]).max() < 0.001

# %% [markdown] slideshow={"slide_type": "subslide"}
# 答案有了。
# 那么从随机的权重出发，训练一定能**学到**吗？
#
# 我们让同一个网络从 100 个不同的随机种子出发，各训练一次。
# 这样的网络也叫**多层感知器**（multilayer perceptron，MLP）。
# 先猜：100 次里，几次能把四行全学对？

# %% slideshow={"slide_type": "fragment"}
def xor_net(width, seed):  # lbfgs：一种适合小数据的优化方法
    net = MLPClassifier((width,), activation="logistic", solver="lbfgs", max_iter=10000, random_state=seed)
    return net.fit(S, lamps["双控"])


def xor_score(width, seed):
    return xor_net(width, seed).score(S, lamps["双控"])


nets = [xor_net(2, seed) for seed in range(100)]
scores = Counter(net.score(S, lamps["双控"]) for net in nets)
print(f"100 次里：学会 {scores[1.0]} 次，没学会 {100 - scores[1.0]} 次")

# %% slideshow={"slide_type": "skip"}
assert scores[1.0] + scores[0.75] + scores[0.5] == 100
assert abs(scores[1.0] - 51) <= 10 and abs(scores[0.75] - 12) <= 10 and abs(scores[0.5] - 37) <= 10
even = [int((abs(net.predict_proba(S)[:, 1] - 0.5) < 0.01).sum()) for net in nets]  # 几行五五开
lost = [count for net, count in zip(nets, even) if net.score(S, lamps["双控"]) < 1]
assert lost.count(2) > len(lost) / 2 and all(count >= 2 for net, count in zip(nets, even) if net.score(S, lamps["双控"]) == 0.5)

# %% [markdown] slideshow={"slide_type": "subslide"}
# 51 次学会，49 次没有：答案就在那里，训练有一半时候走不到。
# 没学会的，多数是两行拿准了，另两行五五开。
# **损失**（loss）是错得多严重的一个数，第 0、1 章用过，5.7 再说；训练只会往损失低的方向走，走进坑里或平地上，就停了。
#
# 换宽一点的网络呢？

# %% slideshow={"slide_type": "fragment"}
WIDTHS = (3, 4, 8)  # 改这里：别的宽度也试试
wins = {2: scores[1.0]}
for width in WIDTHS:
    wins[width] = sum(xor_score(width, seed) == 1 for seed in range(100))
print("宽度与成功次数：", wins)

# %% slideshow={"slide_type": "skip"}
assert abs(wins.get(3, 88) - 88) <= 10 and wins.get(4, 99) >= 95 and wins.get(8, 100) >= 98  # 改过宽度也不报错

# %% [markdown] slideshow={"slide_type": "fragment"}
# 为什么宽一点就好？
# 一种直觉：起点是随机的，神经元多，碰巧有用的就多，起点坏的几个有别人补上。
# 这是直觉，不是证明。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.2))
names = ["4 行", "3 行", "≤2 行"]
bars = left.bar(names, [scores[1.0], scores[0.75], scores[0.5]], color=[GREEN, ORANGE, RED])
left.bar_label(bars)
left.set(title="2 个隐藏神经元，100 个种子", xlabel="答对几行（按 0.5 划线）", ylabel="次数", ylim=(0, 122))
bars = right_ax.bar([str(width) for width in wins], wins.values(), color=GREEN, width=0.5)
right_ax.bar_label(bars)
right_ax.set(title="隐藏层越宽，越容易学会", xlabel="隐藏神经元个数", ylabel="四行全对的次数", ylim=(0, 122))
plotting.show(fig, alt="左图：2 个隐藏神经元训练 100 次，51 次四行全对，12 次对三行，37 次至多对两行，概率按 0.5 划线。右图：宽度 2、3、4、8 的成功次数是 51、88、99、100。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：跑一次，成功了，就写“准确率 100 %”。**
#
# 种子 0 恰好成功，种子 1 就失败了。
# 报告结果时，固定 `random_state`，还要多跑几个种子，把成败都写出来。

# %% slideshow={"slide_type": "fragment"}
sure = nets[0].predict_proba(S)[1:3, 1].round(2)
print("种子 0 的预测：", nets[0].predict(S), "，第 2、3 行为 1 的概率：", sure)
print("前 10 个种子：", [net.score(S, lamps["双控"]) for net in nets[:10]])
assert nets[0].predict(S).tolist() == [0, 1, 1, 0] and nets[1].score(S, lamps["双控"]) < 1

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.xor_seeds")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：先收一轮猜测（多数人猜 90 以上），再运行。
# 现场可以改 `WIDTHS` 那一格：宽度 3 约 88 次，4 约 99 次，8 约 100 次，每个宽度约一秒。
# 37 次“停在两行”里，32 次是两行拿准、另两行的概率在 0.4995 到 0.5005 之间，5 次四行都五五开；所以只说“大约一半学会”。
# 图里的行数按 0.5 划线：五五开的一行算对算错全凭小数点后几位，所以第三根柱子写“≤2 行”。
# 换正则化（`alpha`）或停止精度（`tol`），数会变：`alpha=0` 是 31/60/9，`tol=1e-6` 是 57/7/36。
#
# **会遇到的误区**：“2-2-1 有一半失败，说明 2 个神经元不够”。
# 够，5.4.1 手工搭出来了。
# 宽的网络不是更“能表示”这道题，而是出路更多，不容易卡住。
#
# 到这里 64 分钟，休息 5 分钟。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.6 网络能表示什么
#
# ### 5.6.1 六个 ReLU，七段折线
#
# 异或只有四个点。
# 换一条光滑的曲线，网络还能表示吗？
# 这一节的 $f$ 是要贴住的曲线，不是激活函数。
#
# $$f(x)=x^3+x^2-x-1$$
#
# 一个 ReLU 是一条折线：一边平，一边斜；权重为正，右边斜，权重为负，左边斜。
# 几个 ReLU 加起来，就是一条有好几个折点的折线。
# 折点放得合适，折线就贴住曲线。
# 下面是六个 ReLU，前三个取负号，后三个取正号：
#
# $$\hat y=-z_1-z_2-z_3+z_4+z_5+z_6$$

# %% slideshow={"slide_type": "fragment"}
W6 = np.array([-5.0, -1.2, 1.2, 1.2, 2.0, 5.0])  # 隐藏层的 6 个权重
B6 = np.array([-7.7, -1.3, 1.0, -0.2, -1.1, -5.0])  # 隐藏层的 6 个偏置
V6 = np.array([-1, -1, -1, 1, 1, 1])  # 输出层的 6 个权重


def cubic(x):
    return x**3 + x**2 - x - 1


def six_relus(x):
    return relu(np.multiply.outer(x, W6) + B6) @ V6  # outer：每个 x 乘每个权重

# %% [markdown] slideshow={"slide_type": "subslide"}
# 第一个是 $z_1=(-5x-7.7)^+$，它的**折点**在 $-5x-7.7=0$，也就是 $x=-1.54$。
# 六个折点都这样算：偏置除以权重，再变号。
# 从左往右过一个折点，斜率变多少？
# 看 ReLU 的斜边有多陡，再看它前面的正负号。
#
# | | $z_1$ | $z_2$ | $z_3$ | $z_4$ | $z_5$ | $z_6$ |
# |---|---|---|---|---|---|---|
# | 式子 | $(-5x-7.7)^+$ | $(-1.2x-1.3)^+$ | $(1.2x+1)^+$ | $(1.2x-0.2)^+$ | $(2x-1.1)^+$ | $(5x-5)^+$ |
# | 折点 | $-1.54$ | $-1.0833$ | $-0.8333$ | $0.1667$ | $0.55$ | $1$ |
# | 斜率变化 | $-5$ | $-1.2$ | $-1.2$ | $+1.2$ | $+2$ | $+5$ |
#
# 六个折点把直线切成七段，斜率依次是 6.2、1.2、0、$-1.2$、0、2、7。
# 最左边只有 $-z_1$ 和 $-z_2$ 是斜的，$5+1.2=6.2$；以后每过一个折点，加上表里的改变量。
# 先陡上，变平，往下，又变平，再陡上，正是三次曲线的样子。

# %% slideshow={"slide_type": "subslide"}
kinks = -B6 / W6
assert np.allclose(kinks, [-1.54, -1.0833, -0.8333, 0.1667, 0.55, 1], atol=5e-5)

x5 = np.array([-2, -1, 0, 1, 2])
print(" x  曲线   折线")
for x, y, guess in zip(x5, cubic(x5), six_relus(x5)):
    print(f"{x:2d} {y:5d} {guess:6.1f}")

# %% slideshow={"slide_type": "skip"}
assert cubic(x5).tolist() == [-3, 0, -1, 0, 9] and np.allclose(six_relus(x5), [-3.4, 0, -1, -0.3, 6.7])
ends = np.array([-3, *kinks, 3])
slopes = np.diff(six_relus(ends)) / np.diff(ends)
assert np.allclose(slopes, [6.2, 1.2, 0, -1.2, 0, 2, 7]) and np.allclose(np.diff(slopes), V6 * abs(W6))

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.kink")

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
xs = np.linspace(-2, 2, 401)
with plt.rc_context({"font.size": 12, "axes.titlesize": 13, "axes.labelsize": 12}):
    fig, (left, middle, right_ax) = plt.subplots(1, 3, figsize=(8, 3.2))
left.plot(xs, cubic(xs), color=BLUE, label="曲线")
left.plot(xs, six_relus(xs), "--", color=RED, label="折线")
left.plot(kinks, six_relus(kinks), "o", color=RED)
left.axvspan(-1.5, 1.5, color="0.5", alpha=0.12)
left.set(title="灰色区间里贴得紧", xlabel="$x$")
left.legend()
near = np.linspace(-1.5, 1.5, 601)
middle.plot(near, six_relus(near) - cubic(near), color=RED)
middle.axhline(0, color="0.4", lw=1)
middle.set(title="灰色区间里的误差", xlabel="$x$", ylim=(-0.4, 0.4))
for k in range(6):
    sign = "-" if V6[k] < 0 else "+"
    edge = -2 if W6[k] < 0 else 2  # 只画斜的那一边
    piece = np.array([kinks[k], edge])
    right_ax.plot(piece, V6[k] * relu(W6[k] * piece + B6[k]), ls=["-", "--", ":"][k % 3], color=plotting.PALETTE[k])
    height = V6[k] * relu(W6[k] * edge + B6[k]) + {3: -0.3, 4: 0.3}.get(k, 0)  # 两个字挨得太近，错开一点
    right_ax.text(edge, height, f"${sign}z_{k + 1}$", ha="left" if edge > 0 else "right", va="center")
right_ax.set(title="六个零件的斜边", xlabel="$x$", xlim=(-3.1, 3.1))
plotting.show(fig, alt="左图：三次曲线和六个 ReLU 之和的折线，在 -1.5 到 1.5 之间几乎重合，两端分开。中图：灰色区间里的误差，都在 -0.3 和 0.25 之间，x=1 处最低，是 -0.3。右图：六个 ReLU 零件的斜边，z1、z2 朝左，z3 到 z6 朝右。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 贴得有多紧？
# 在 $[-1.5,1.5]$ 上，最大误差恰好是 0.3，出现在 $x=1$；**均方根误差**（root mean squared error，RMSE）是 0.0872。
# 把区间放宽到 $[-2,2]$，最大误差变成 2.3。
# 再往外走，折线是直的，曲线是三次的，走得越远，差得越多：$x=5$ 处，曲线是 144，折线只有 27.7。

# %% slideshow={"slide_type": "skip"}
def error_on(low, high):
    x = np.linspace(low, high, round((high - low) * 10_000) + 1)
    e = six_relus(x) - cubic(x)
    return abs(e).max(), x[abs(e).argmax()], np.sqrt((e**2).mean())


worst, where, rmse = error_on(-1.5, 1.5)
print(f"[-1.5, 1.5]：最大误差 {worst:.4f}，在 x = {where:.2f}；均方根误差 {rmse:.4f}")
print(f"[-2, 2]：最大误差 {error_on(-2, 2)[0]:.4f}")
print(f"x = 5：曲线 {cubic(5):.0f}，折线 {six_relus(5):.1f}")
assert np.isclose(worst, 0.3) and abs(where - 1) < 1e-3 and abs(rmse - 0.0872) < 5e-5
assert np.isclose(error_on(-2, 2)[0], 2.3) and np.isclose(six_relus(5), 27.7) and cubic(5) == 144

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.6.2 万能逼近定理
#
# 想要更准，就多放几个折点。
# 这件事有个定理，叫**万能逼近定理**（universal approximation theorem，UAT），也译作通用近似定理。
#
# 用话说：只要隐藏神经元够多，**一个**隐藏层就能在有界闭区域上，把任何**连续**函数逼近到任意精度。
# 看图：沿着曲线画一条带子，上下各宽 $\varepsilon$（许可的误差；第 1 章的 $\varepsilon$ 是噪声）；不管带子多窄，总有一条折线全程走在带子里。

# %% slideshow={"slide_type": "skip"}
def relu_network(f, L):
    """Return F(x) = sum of v_l relu(x - t_l), equal to f at L + 1 even points of [0, 1] (f(0) = 0)."""
    t = np.linspace(0, 1, L + 1)
    v = np.diff(np.diff(f(t)) * L, prepend=0)  # 折点处斜率的变化
    return lambda x: relu(np.subtract.outer(x, t[:-1])) @ v


def wave(x):
    return np.sin(2 * np.pi * x)


def worst_error(f, L, x=np.linspace(0, 1, 2001)):
    return abs(relu_network(f, L)(x) - f(x)).max()

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
unit = np.linspace(0, 1, 421)
fig, axes = plt.subplots(1, 2, figsize=(8, 2.8), sharey=True)
for ax, L, eps in zip(axes, (4, 7), (0.1, 0.1)):
    ax.fill_between(unit, wave(unit) - eps, wave(unit) + eps, color=BLUE, alpha=0.25)
    ax.plot(unit, relu_network(wave, L)(unit), color=RED)
    inside = worst_error(wave, L) < eps
    ax.set(title=f"{L} 个 ReLU：" + ("全程在带子里" if inside else "出了带子"), xlabel="$x$")
    assert inside == (L == 7)
plotting.show(fig, alt="正弦曲线周围一条上下各宽 0.1 的带子。左图 4 个 ReLU 的折线跑出了带子；右图 7 个 ReLU 的折线全程在带子里。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：写成式子，亲手搭一个。**
# $f$ 在 $[0,1]^D$ 上连续（$D$ 就是 5.2 的 $d$，每个输入在 0 到 1 之间），任给 $\varepsilon>0$，总有宽度 $L$（第 4 章的 $L$ 是损失）和参数 $v_l,w_l,b_l$，使
#
# $$F(x)=\sum_{l=1}^{L} v_l\,\phi\big(w_l^{\mathsf T}x+b_l\big),\qquad |F(x)-f(x)|<\varepsilon\quad\forall x\in[0,1]^D$$
#
# - $l$ 是第几个隐藏神经元，$\forall$ 读作“对所有”；
# - $\phi$ 是激活函数，连续、不是多项式就行，S 形和 ReLU 都合格。

# %% [markdown] slideshow={"slide_type": "skip"}
# 我们不训练，直接造：取 $w_l=1$，$b_l=-t_l$，折点 $t_l$ 等距，$v_l$ 是那里斜率的变化量，并设 $f(0)=0$。
#
# **手算**：$f(x)=x^2$，两个 ReLU，折点 0 和 0.5。
# 左半段斜率 $0.25/0.5=0.5$，右半段 $0.75/0.5=1.5$，所以 $F(x)=0.5\,(x)^++1\,(x-0.5)^+$。
# 最大误差 0.0625；只用一个 ReLU，$F(x)=x$，最大误差 0.25。
# 曲线够光滑时，段长减半，误差变成 1/4，误差与 $1/L^2$ 成正比。

# %% slideshow={"slide_type": "skip"}
def width_for(eps):  # 照上面的办法搭，误差小于 eps 要几个 ReLU
    return next(L for L in range(1, 100) if worst_error(wave, L) < eps)


print("x 的平方，1、2、4 个 ReLU 的误差：", [float(worst_error(np.square, L).round(4)) for L in (1, 2, 4)])
widths = {eps: width_for(eps) for eps in (0.1, 0.01, 0.001)}
print("正弦，误差上限与宽度：", widths)
assert widths == {0.1: 7, 0.01: 23, 0.001: 71}
assert np.allclose([worst_error(np.square, L) for L in (1, 2, 4)], [0.25, 0.25 / 4, 0.25 / 16])

# %% [markdown] slideshow={"slide_type": "skip"}
# 误差要小 10 倍，宽度大约变成 $\sqrt{10}\approx3.2$ 倍：7、23、71。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：谁证明的。**
# 1989 年西本科（Cybenko）、霍尼克（Hornik）等人对 S 形的 $\phi$ 证明了它；同时期还有赫克特–尼尔森（Hecht-Nielsen）的工作。
# ReLU 没有上界，不在他们的条件里。
# 1993 年 Leshno 等人把条件放宽成“$\phi$ 不是多项式”，ReLU 才算进来。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.6.3 定理没有说的话
#
# **常见错误：“神经网络能模拟任何函数，所以一定能学会我的数据。”**
# 定理只保证“有”，别的都没有保证：
#
# 1. **没说怎么找**：5.5 里答案就在那里，100 次训练有 49 次没找到。
# 2. **没说要多宽**，可能大得用不起：刚才的正弦，误差 0.1 要 7 段；照这个切法，$D$ 维每个方向都切 7 段，就是 $7^D$ 个格子。
# 3. **没说推广得好不好**：把带噪声的点逼近得再准，也不等于找到了背后的规律（5.6.4）。
# 4. **只管连续函数**：函数有跳跃，旁边总有差得远的点。
# 5. **只管有界闭区域**：出了区间，什么都可能发生（5.6.1 的 $x=5$）。
#
# Goodfellow 等人在《深度学习》里的提醒就是前三条：单隐藏层够用，但可能大得不可行，也可能学不到、推广不好。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：验算第 2 条和第 4 条。**
# 10 维要多少个格子；函数有跳跃时，加宽有没有用。

# %% slideshow={"slide_type": "skip"}
print("10 维，每个方向 7 段：", f"{7**10:,}", "个格子")
assert 7**10 == 282_475_249


def jump(x):
    return (np.asarray(x) >= 0.5).astype(float)


left_of = 0.5 - np.geomspace(1e-6, 0.1, 50)  # 跳跃左边，越来越近的点
gaps = [abs(relu_network(jump, L)(left_of) - jump(left_of)).max() for L in (10, 100, 1000)]
print("有跳跃的函数，宽度 10、100、1000，最大误差：", np.round(gaps, 2))
assert min(gaps) > 0.5

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：那为什么要“深”？**
# 因为层数多了，往往用更少的神经元就够。
#
# 看一个例子：$2(x)^+-4(x-0.5)^+$ 把 $[0,1]$ 对折一次，要 2 个 ReLU。
# 把它叠 5 层，共 10 个 ReLU，一张纸对折五次，折出 $2^5=32$ 段。
# 只用一个隐藏层，一个 ReLU 至多添一个折点（六个折点七段），32 段至少要 31 个。

# %% slideshow={"slide_type": "skip"}
def fold(x):
    return 2 * relu(x) - 4 * relu(x - 0.5)


def folded(x, times):
    for _ in range(times):
        x = fold(x)
    return x


def pieces(times, x=np.linspace(0, 1, 3201)):
    return int((np.diff(np.sign(np.diff(folded(x, times)))) != 0).sum()) + 1


print("对折 1、2、5 次，段数：", [pieces(times) for times in (1, 2, 5)])
assert [pieces(times) for times in (1, 2, 5)] == [2, 4, 32]

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 2.6), sharey=True)
for ax, times in zip(axes, (1, 2, 5)):
    ax.plot(np.linspace(0, 1, 3201), folded(np.linspace(0, 1, 3201), times), color=BLUE)
    ax.set(title=f"对折 {times} 次：{pieces(times)} 段", xlabel="$x$")
plotting.show(fig, alt="三张锯齿图，纵轴都在 0 和 1 之间：对折 1 次是一个尖峰，两段；对折 2 次是两个尖峰，四段；对折 5 次是 16 个尖峰，32 段。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.uat")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 5.6.4 容量要合适：1 次、2 次、9 次（自学）
#
# 一种模型能表示多少，叫它的**容量**（capacity）。
# 容量越大越好吗？
# 第 1 章见过 8 次多项式乱甩，那里不知道真正的规律；这回规律是给定的，$1-2x+3x^2$，取 10 个点，每个点加一点噪声，再用三种多项式去拟合。
#
# 规律本身是 2 次的。
# 1 次太简单；9 次有 10 个系数，能穿过全部 10 个点。

# %% slideshow={"slide_type": "skip"}
rng = np.random.default_rng(0)
x10, grid = np.linspace(-1, 1, 10), np.linspace(-1, 1, 201)


def truth(x):
    return 1 - 2 * x + 3 * x**2


y10 = truth(x10) + rng.normal(0, 0.3, 10)
fits = {degree: np.polyfit(x10, y10, degree) for degree in (1, 2, 9)}
train = {d: np.mean((np.polyval(c, x10) - y10) ** 2) for d, c in fits.items()}
from_law = {d: np.mean((np.polyval(c, grid) - truth(grid)) ** 2) for d, c in fits.items()}
for d in fits:
    print(f"{d} 次：训练误差 {train[d]:.4f}，与规律的误差 {from_law[d]:.4f}")
exact = [train[1], train[2], from_law[1], from_law[2], from_law[9]]
assert np.allclose(exact, [0.963, 0.0338, 0.875, 0.0137, 0.0616], atol=5e-4)
assert train[9] < 1e-20 and min(from_law, key=from_law.get) == 2 and 4 < from_law[9] / from_law[2] < 5

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3), sharey=True)
for ax, (d, c), verdict in zip(axes, fits.items(), ("欠拟合", "合适", "过拟合")):
    ax.plot(grid, truth(grid), ":", color="0.35", label="规律")
    ax.plot(grid, np.polyval(c, grid), color=BLUE, label="拟合")
    ax.plot(x10, y10, "o", color=ORANGE, mec="0.2", label="数据")
    ax.set_title(f"{d} 次：{verdict}\n与规律差 {from_law[d]:.3f}", fontsize=13)
    ax.set_xlabel("$x$")
axes[0].legend(fontsize=10)
plotting.show(fig, alt="三张图拟合同样的 10 个点。1 次是直线，离点很远；2 次贴近规律；9 次穿过每一个点，跟着噪声弯，偏离了规律。")

# %% [markdown] slideshow={"slide_type": "skip"}
# “与规律的误差”拿没有噪声的规律去比，所以 2 次的比训练误差还小。
# 9 次的训练误差几乎是 0（约 $5\times10^{-29}$），离规律却比 2 次远：它把噪声也记住了。
# 训练误差低到 0，不等于模型好。
# 平时你不知道规律，所以要看没见过的数据。
# 这三种情形分别叫**欠拟合**（underfitting）、合适、**过拟合**（overfitting），第 11 章专门讲。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：画一个 ReLU，再画一个向右挪的 ReLU，当场相加，让学生看到“斜率在折点处变”。
# 有了这一句，`relu_network` 里 $v_l$ 是斜率变化量就不用讲第二遍。
#
# **会遇到的误区**：把定理读成“网络无所不能”。
# 让学生从五条里任选一条举反例。
#
# **史实**：有些资料把定理归给 Hecht-Nielsen 一人，或者要求 $\phi$ 有界单调却又用 ReLU 举例。
# 写法上还常见“整数 $M$”与“求和到 $L$”混用；本课程统一用宽度 $L$。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.7 训练与推理：照猫画虎
#
# ### 5.7.1 训练：错了就改，直到认对
#
# “照猫画虎”，是比着样子学。
# 孩子看图认猫，也是比着样子学：大人拿图片一张张问。
#
# 1. 拿出一张猫的图问他，他答：老虎。
# 2. 大人说：不对，是猫，于是孩子心里的判断标准变了一点。
# 3. 再问同一张图，他答：猫，这回对了。
# 4. 换一张狗的图，再来一遍。
#
# 网络的**训练**（training）也是四件事：预测、和标签比、改权重、再来；就是第 4 章转的那个圈。
# 每张图我们凭眼睛估三个数，从 0 到 1：条纹多少、脸圆不圆、爱不爱吐舌头。
# 网络一开始偏心老虎，看什么都像老虎。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **五行代码，对着故事看。**
#
# 1. `outputs = child(picture)`：预测，三种动物各一个得分，最大的就是答案；
# 2. `loss = cross_entropy(outputs, label)`：和标签比，差得越多，数越大；
# 3. `zero_grad()`：清掉上一次算的梯度，不清就会加在一起（第 4 章试过）；
# 4. `loss.backward()`：算每个权重该往哪边改；
# 5. `step()`：真的去改，代替第 4 章的 `theta -= 0.1 * theta.grad`。
#
# 这一章先用、以后再拆：**交叉熵**（cross-entropy）损失在第 6 章讲，`backward` 在多层网络里怎样算，在第 7 章，改权重的优化器在第 9 章。
# 这是有意的：先看整车怎么跑，再逐个打开零件。
# 这里的优化器是最朴素的**随机梯度下降**（stochastic gradient descent，SGD）：就是第 1 章的梯度下降，只是每一步不看全部样本，这里一次只看一张图。

# %% slideshow={"slide_type": "skip"}
animals = ["猫", "虎", "狗"]
cat, dog = torch.tensor([[0.6, 0.9, 0.0]]), torch.tensor([[0.1, 0.3, 0.9]])  # 条纹、圆脸、吐舌头


def newborn():
    """Return an untaught network that prefers the tiger, and its optimiser."""
    child = nn.Linear(3, 3, bias=False)
    with torch.no_grad():
        child.weight.zero_()
        child.weight[1] = 0.5  # 偏心老虎
    return child, torch.optim.SGD(child.parameters(), lr=1.0)

# %% slideshow={"slide_type": "subslide"}
child, child_optimizer = newborn()  # 每次从头学起
story = []
for picture, answer in ((cat, 0), (dog, 2)):
    while True:
        outputs = child(picture)  # 预测
        guess = outputs.argmax().item()
        story.append((animals[answer], animals[guess]))
        print(f"图上是{animals[answer]}，网络说：{animals[guess]}")
        if guess == answer:
            break
        child_loss = nn.functional.cross_entropy(outputs, torch.tensor([answer]))  # 和标签比
        child_optimizer.zero_grad()
        child_loss.backward()
        child_optimizer.step()  # 改权重

assert story == [("猫", "虎"), ("猫", "猫"), ("狗", "虎"), ("狗", "狗")]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.7.2 推理：权重冻住，只往前算
#
# 孩子长大了，在路上看见一只没见过的猫，直接说：猫。
# 没人再问他，也没人再纠正他。
# 停车场的摄像头认车牌，每一次都是这样。
# 这叫**推理**（inference）：只有前向计算，没有标签，没有误差，**权重一个也不变**，也说权重被冻结。

# %% slideshow={"slide_type": "fragment"}
frozen = child.weight.clone()
with torch.no_grad():
    stranger = child(torch.tensor([[0.5, 0.8, 0.1]]))  # 没见过的一张图
    tiger = child(torch.tensor([[1.0, 0.5, 0.0]]))  # 一身条纹的虎
print("没见过的猫，网络说：", animals[stranger.argmax().item()])
print("没教过的虎，网络说：", animals[tiger.argmax().item()])
print("权重变了吗：", not torch.equal(frozen, child.weight))
assert torch.equal(frozen, child.weight) and stranger.argmax().item() == tiger.argmax().item() == 0

# %% [markdown] slideshow={"slide_type": "fragment"}
# 从没教过虎，它就不认识虎，开始的那点“偏心”也被改掉了。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.inference")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.7.3 监督学习的流程
#
# 有标签可对的，是第 1 章的**监督学习**（supervised learning）。
# 训练和推理合在一起，就是它的完整流程：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"
fig, ax = plt.subplots(figsize=(8, 2.9))
ax.set(xlim=(0, 12), ylim=(0, 3.6))
ax.axis("off")


def box(x, y, text, color):
    frame = {"boxstyle": "round,pad=0.5", "fc": color, "ec": "0.3"}
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame).get_bbox_patch()


def join(a, b, **style):
    arrow(ax, a[0], b[0], patchA=a[1], patchB=b[1], **style)


above = [box(1.9, 2.9, "训练数据 $x$", GREY), box(4.7, 2.9, "网络（权重 $w$）", BLUE_TINT), box(7.3, 2.9, "预测 $\\hat y$", GREY)]
above.append(box(10.2, 2.9, "与标签 $y$ 比：损失", ORANGE_TINT))
below = [box(1.9, 0.5, "新数据 $x$", GREY), box(4.7, 0.5, "网络（权重冻住）", BLUE_TINT), box(7.3, 0.5, "预测 $\\hat y$", GREY)]
for row in (above, below):
    for a, b in zip(row, row[1:]):
        join(a, b)
join(above[3], above[1], connectionstyle="arc3,rad=-0.35", color=RED)
join(above[1], below[1], linestyle="--")
ax.text(7.5, 1.35, "改权重，再来", ha="center", color=RED)
ax.text(4.5, 1.6, "训练好了", ha="right")
ax.text(0.05, 2.9, "训练", va="center")
ax.text(0.05, 0.5, "推理", va="center")
plotting.show(fig, alt="监督学习流程图。上排训练：训练数据进网络得到预测，与标签比得到损失，再返回改权重。下排推理：新数据进权重冻住的网络得到预测，没有返回。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：四步，和后面的各章。**
# 课程后面的每一章，都挂在四步中的一步上；这里的 ① 到 ④ 是做事的次序，不是第 0 章五个问题的编号。
#
# | 步 | 做什么 | 各章的课题，有的还没学 |
# |---|---|---|
# | ① 数据 | 准备、变换、划分 | 预处理、划分、张量 |
# | ② 模型 | 网络、损失、优化器 | PyTorch、激活函数、损失函数、优化器 |
# | ③ 训练 | 前向、反向、更新 | 反向传播、梯度消失与爆炸 |
# | ④ 评估 | 指标、曲线 | 准确率、精确率、召回率、F1 |

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：表演和代码只选一种，各要 3 分钟；选了表演，那一格代码让学生回去自己跑。
# 表演：请两位同学，一人当“网络”，一人当“标签”，用三张动物图来一轮。
# “改权重”时让演网络的同学说出自己改了哪条判断标准。
#
# **会遇到的误区**：以为用得越多模型越聪明。
# 推理时权重不动；聊天软件上线后也不会因为你这一句话当场改权重。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.8 鸢尾花实战：九步训练一个网络
#
# ### 5.8.1 九步地图
#
# 做任何一个深度学习项目，都是四步；这里再拆成九步。
# 四步的 ① 是第 0 章的问题 ①，②③ 合起来是那里的问题 ②，④ 是那里的问题 ③。
#
# | 四步 | 九步 |
# |---|---|
# | ① 数据 | <1> 读入　<2> 划分　<3> 标准化　<4> 变成张量 |
# | ② 模型 | <5> 定义：<5-1> 网络　<5-2> 损失　<5-3> 优化器 |
# | ③ 训练 | <6> 测试函数：<6-1> 评估模式　<6-2> 不记梯度，预测　<6-3> 取最大，算准确率；<7> 训练循环 |
# | ④ 评估 | <8> 画准确率与损失　<9> 混淆矩阵 |
#
# 尖括号里的号码，就写在后面代码的注释里；<5-1> 是第 5 步里的第 1 件。
# 交叉熵还是 5.7.1 用过的；优化器换成 Adam，第 9 章讲，现在只要知道它负责改权重。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.8.2 ① 数据
#
# 还是前几章的鸢尾花，这回细看。
# 鸢尾花有三种，每种 50 朵，每朵量了四个长度（厘米）：
# 花萼长度（sepal length）、花萼宽度（sepal width）、花瓣长度（petal length）、花瓣宽度（petal width）。
# 花萼是最外面一圈，开花前包着花蕾；鸢尾花的花萼又大又艳，常被当成花瓣。
#
# | 类别 | 中文 | 英文 |
# |---|---|---|
# | 0 | 山鸢尾 | setosa |
# | 1 | 变色鸢尾（也叫杂色鸢尾） | versicolor |
# | 2 | 维吉尼亚鸢尾 | virginica |

# %% slideshow={"slide_type": "subslide"}
# <1> 读入
iris = load_iris()
species = ["山鸢尾", "变色鸢尾", "维吉尼亚鸢尾"]
print("形状", iris.data.shape, " 各类朵数", np.bincount(iris.target))
print("前五朵：")
print(iris.data[:5])
assert iris.data.shape == (150, 4) and np.bincount(iris.target).tolist() == [50, 50, 50]
assert iris.data[0].tolist() == [5.1, 3.5, 1.4, 0.2] and iris.target[:5].tolist() == [0] * 5

# %% slideshow={"slide_type": "skip"}
def draw_flowers(ax):
    """Scatter the 150 flowers by petal length and width, one marker for each species."""
    for k, (marker, color) in enumerate(zip("os^", (BLUE, RED, GREEN))):
        ax.scatter(*iris.data[iris.target == k, 2:].T, s=28, marker=marker, color=color, alpha=0.7, label=species[k])
    ax.set(xlabel="花瓣长度（厘米）", ylabel="花瓣宽度（厘米）")
    ax.legend(loc="upper left")

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.6))
draw_flowers(ax)
ax.set_title("先看一眼数据：哪一种最好认？")
plotting.show(fig, alt="150 朵鸢尾花按花瓣长度和宽度画成散点：山鸢尾聚在左下角，离另外两种很远；变色鸢尾和维吉尼亚鸢尾挨着，交界处混了几朵。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **划分**：和前几章一样，留 30 朵当考卷，`stratify` 让每一类都留 10 朵，`random_state` 固定抽法。
#
# **标准化**（第 1 章）：四个特征大小不一，减去均值、除以标准差，放到同一把尺子上。
# 训练集第一朵的花萼长 4.4 厘米：$(4.4-5.8417)/0.8374=-1.7216$。

# %% slideshow={"slide_type": "fragment"}
# <2> 划分：30 朵留作测试，每类 10 朵
raw_train, raw_test, c_train, c_test = train_test_split(
    iris.data, iris.target, test_size=0.2, random_state=42, shuffle=True, stratify=iris.target
)
print("训练", raw_train.shape, np.bincount(c_train), " 测试", raw_test.shape, np.bincount(c_test))

# <3> 标准化：均值和标准差只从训练的 120 朵算
scaler = StandardScaler().fit(raw_train)
scaled_train, scaled_test = scaler.transform(raw_train), scaler.transform(raw_test)
print("训练第一行：", raw_train[0], "→", scaled_train[0].round(4))

# <4> 变成张量：特征用 float32，类别用 int64（为什么，见 4.4.2）
X_train, X_test = (torch.tensor(part, dtype=torch.float32) for part in (scaled_train, scaled_test))
y_train, y_test = (torch.tensor(part, dtype=torch.int64) for part in (c_train, c_test))
print("特征", tuple(X_train.shape), X_train.dtype, " 类别", tuple(y_train.shape), y_train.dtype)

# %% slideshow={"slide_type": "skip"}
assert np.bincount(c_train).tolist() == [40] * 3 and np.bincount(c_test).tolist() == [10] * 3
assert np.allclose(scaler.mean_, [5.841667, 3.048333, 3.77, 1.205])
assert np.allclose(scaled_train[0], [-1.721568, -0.332101, -1.345722, -1.323276], atol=1e-6)
assert X_train.shape == (120, 4) and X_train.dtype == torch.float32 and y_train.dtype == torch.int64
assert y_train[:5].tolist() == [0, 2, 1, 0, 1]

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.scaler")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：先标准化 150 朵，再划分。**
#
# 这样算均值时用到了测试的 30 朵，等于考前看了卷子，就是第 3 章的**数据泄漏**（data leakage）。
# 差别在这里很小：花萼长度的均值 5.8433 变成 5.8417。
# 但规矩不能因为这次没出事就不守。
# 自学 5.8.8 会把两种做法并排训练一遍。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：标准化改了什么，没改什么。**
# 第 1 章的常见错误又来了：“标准化以后就是标准正态分布。”
# 它只把均值变成 0、方差变成 1，形状一点没变：花瓣长度原来分成两堆，中间空着，现在还是两堆。
# 下面先比 150 朵和 120 朵的均值、标准差，再看标准化前后两堆还在不在。

# %% slideshow={"slide_type": "skip"}
leaky = StandardScaler().fit(iris.data)
print("150 朵的均值", leaky.mean_.round(4), "标准差", leaky.scale_.round(4))
print("120 朵的均值", scaler.mean_.round(4), "标准差", scaler.scale_.round(4))
assert np.allclose(leaky.mean_, [5.843333, 3.057333, 3.758, 1.199333])
assert np.allclose(leaky.scale_, [0.825301, 0.434411, 1.759404, 0.759693], atol=1e-6)
assert np.allclose(leaky.transform(iris.data)[0], [-0.900681, 1.019004, -1.340227, -1.315444], atol=1e-6)

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
petals = raw_train[:, 2], scaled_train[:, 2]
fig, axes = plt.subplots(1, 2, figsize=(8, 2.8), sharey=True)
marks = np.arange(0.85, 7.2, 0.3)  # 数据精确到 0.1 厘米，分界取在 0.05 上，谁也不压线
bins = marks, (marks - scaler.mean_[2]) / scaler.scale_[2]
heights = []
for ax, values, cuts, name in zip(axes, petals, bins, ("标准化之前（厘米）", "标准化之后")):
    counts = ax.hist(values, bins=cuts, color=BLUE)[0]
    heights.append(counts)
    ax.set(title=name, xlabel="花瓣长度")
    assert counts[:4].sum() == 40 and counts[4:7].sum() == 0  # 左边一堆，中间空着，右边一堆
axes[0].set_ylabel("朵数")
plotting.show(fig, alt="花瓣长度的两幅直方图，标准化之前和之后每一根柱子都一样高：左边一堆，中间空一段，右边一堆。")
assert (heights[0] == heights[1]).all() and heights[0].sum() == 120
assert abs(petals[1].mean()) < 1e-9 and np.isclose(petals[1].std(), 1)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.8.3 ② 模型
#
# 网络就是 5.4.4 画的 4-10-3：4 个特征进，10 个隐藏神经元，3 个得分出。
# `Sequential` 里的层用下标取：`model[0]` 是 `Linear(4, 10)`，`model[1]` 是 `ReLU()`。
# 最后一层不接 softmax：`CrossEntropyLoss` 要的就是原始得分，它自己会用 softmax 把得分变成三个加起来是 1 的把握。

# %% slideshow={"slide_type": "subslide"}
# <5> 定义模型
torch.manual_seed(42)  # 固定随机种子，结果才能重复
# <5-1> 网络
model = nn.Sequential(
    nn.Linear(4, 10),  # 隐藏层：4 个输入到 10 个神经元
    nn.ReLU(),
    nn.Linear(10, 3),  # 输出层：10 个神经元到 3 个得分
)
# <5-2> 损失
loss_fn = nn.CrossEntropyLoss()
# <5-3> 优化器
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)

assert sum(p.numel() for p in model.parameters()) == parameters((4, 10, 3))
assert model[0].weight.shape == (10, 4) and isinstance(model[1], nn.ReLU)
print(model)

# %% slideshow={"slide_type": "skip"}
def iris_model(seed=42):
    """Return the same network with fresh weights; needed further on."""
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% [markdown] slideshow={"slide_type": "subslide"}
# 还没训练，损失应该是多少？
# 网络什么都不知道，给三类的把握差不多，各 1/3。
# 交叉熵是正确类别的把握取负对数，再对所有样本取平均（第 1 章把平均以后的叫代价；PyTorch 和以后各章都叫损失）：$-\ln\frac13=\ln 3\approx1.0986$。
#
# 训练前先看一眼初始损失，是个好习惯。
# 起点是随机的，差一两成正常；差好几倍，多半是哪里接错了。

# %% slideshow={"slide_type": "fragment"}
with torch.no_grad():
    start = loss_fn(model(X_train), y_train).item()
print(f"初始损失 {start:.3f}，ln 3 = {math.log(3):.4f}")
assert abs(start - math.log(3)) < 0.15

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.initial_loss_ten")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.8.4 ③ 训练
#
# 先写测试函数。
# 训练每一轮之后都要用它量一次，所以它必须**只量，不改**：权重不变，模式也要还原。
#
# - `model.eval()`：切到评估模式，有的层训练和测试时做法不同；
# - `torch.no_grad()`：只往前算，不为求梯度记账（第 4 章）；
# - `torch.max(outputs, dim=1)`：每行取最大，给出得分和它在第几列，列号就是类别。

# %% slideshow={"slide_type": "subslide"}
# <6> 测试函数
def test(model, X, y, quiet=True):
    """Return (accuracy, predicted classes); the model comes back in the mode it came in."""
    was_training = model.training
    model.eval()  # <6-1> 评估模式
    with torch.no_grad():  # <6-2> 不记梯度，预测
        outputs = model(X)
    best, predicted = torch.max(outputs, dim=1)  # <6-3> 每行取最大的得分和它的位置
    accuracy = (predicted == y).float().mean().item()
    model.train(was_training)
    if not quiet:  # quiet=False：顺便印前五行
        for scores, k in zip(outputs[:5].tolist(), predicted[:5].tolist()):
            print([round(score, 1) for score in scores], "→", k)
    return accuracy, predicted

# %% slideshow={"slide_type": "subslide"}
# <7> 训练：100 轮，每轮用全部 120 朵
history = {"loss": [], "accuracy": [], "test_accuracy": []}
for epoch in range(1, 101):
    model.train()
    outputs = model(X_train)  # 预测
    loss = loss_fn(outputs, y_train)  # 和标签比
    optimizer.zero_grad()  # 清掉上一轮的梯度
    loss.backward()  # 算梯度
    optimizer.step()  # 改权重
    history["loss"].append(loss.item())  # 改之前的损失
    history["accuracy"].append(test(model, X_train, y_train)[0])  # 改之后的准确率
    history["test_accuracy"].append(test(model, X_test, y_test)[0])
    if epoch == 1 or epoch % 10 == 0:
        print(f"第 {epoch:3d} 轮  损失 {loss.item():.3f}  测试准确率 {history['test_accuracy'][-1]:.3f}")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 训练集看过一遍，叫一**轮**（epoch）。
# 循环里的五行就是 5.7.1 的五行，有一点和故事不同：这里答对了也改，因为还能更有把握。
# 漏了清零不报错，可梯度一轮轮加起来，用的就不再是这一轮的梯度。
# 第 4 章漏了它，代价来回摆；这道题碰巧看不出坏处（100 轮后损失 0.063，测试也对 29 朵；为什么，第 9 章讲），这正是它难发现的原因。
# 这里 120 朵一起送，一批就是全部，一轮只改一次；像第 3 章那样分成几批，一轮就改几次。
#
# 损失从约 1.045 降到约 0.071。
# 训练 120 朵对 117 朵，测试 30 朵对 29 朵。

# %% slideshow={"slide_type": "fragment"}
train_accuracy, test_accuracy = history["accuracy"][-1], history["test_accuracy"][-1]
print(f"训练 {train_accuracy * 120:.0f}/120 = {train_accuracy:.3f}，只印整数百分比是 {train_accuracy:.0%}")
print(f"测试 {test_accuracy * 30:.0f}/30 = {test_accuracy:.3f}，只印整数百分比是 {test_accuracy:.0%}")

# %% slideshow={"slide_type": "skip"}
by_hand = history["loss"]
expected = [1.0454, 0.7689, 0.5260, 0.3774, 0.2794, 0.2056, 0.1530, 0.1180, 0.0960, 0.0813, 0.0714]
assert np.allclose([by_hand[0], *by_hand[9::10]], expected, rtol=0.1)
assert abs(train_accuracy - 0.975) < 0.03 and abs(test_accuracy - 0.967) < 0.034

uncleared = iris_model()
uncleared_optimizer = torch.optim.Adam(uncleared.parameters(), lr=0.01)
for _ in range(100):  # 漏了清零
    uncleared_loss = loss_fn(uncleared(X_train), y_train)
    uncleared_loss.backward()
    uncleared_optimizer.step()
uncleared_hits = round(test(uncleared, X_test, y_test)[0] * 30)
print(f"漏了清零：损失 {uncleared_loss.item():.3f}，测试对 {uncleared_hits}/30")
assert abs(uncleared_loss.item() - 0.063) < 0.0063 and abs(uncleared_hits - 29) <= 1

# %% [markdown] slideshow={"slide_type": "subslide"}
# **轮到你改。**
# 学习率换成 0.1、0.001，隐藏层换成宽 2、宽 50，损失各会怎样？
# 先说，再运行；一次只改一个，改完改回。

# %% slideshow={"slide_type": "fragment"}
LR, HIDDEN = 0.01, 10  # 改这里
torch.manual_seed(42)
trial = nn.Sequential(nn.Linear(4, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 3))
trial_optimizer = torch.optim.Adam(trial.parameters(), lr=LR)
for _ in range(100):
    trial_loss = loss_fn(trial(X_train), y_train)
    trial_optimizer.zero_grad()
    trial_loss.backward()
    trial_optimizer.step()
hits = [round(test(trial, X, y)[0] * len(y)) for X, y in ((X_train, y_train), (X_test, y_test))]
print(f"学习率 {LR}，宽 {HIDDEN}：损失 {trial_loss.item():.2f}，训练对 {hits[0]}/120，测试对 {hits[1]}/30")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.8.5 ④ 评估
#
# <8> 画曲线。
# 损失一路下降；第 10 到 35 轮，测试准确率停在七成多，比训练低约一成，后来追上，最后两条几乎重合：学得正常。
#
# 测试准确率在 0.73 附近停了二十来轮，损失却一直在降。
# 得分在往对的方向挪，只是最大的那一个还没换人。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.2))
rounds = range(1, 101)
left.plot(rounds, history["loss"], color=BLUE)
left.axhline(math.log(3), ls=":", color="0.4")
left.text(100, math.log(3) - 0.03, "$\\ln 3$", ha="right", va="top")
left.set(title="训练损失", xlabel="轮次（epoch）", ylabel="损失", ylim=(0, 1.2))
right_ax.plot(rounds, history["accuracy"], color=BLUE, label="训练")
right_ax.plot(rounds, history["test_accuracy"], "--", color=RED, label="测试")
right_ax.set(title="准确率", xlabel="轮次（epoch）", ylabel="准确率", ylim=(0, 1.02))
right_ax.legend(loc="lower right")
plotting.show(fig, alt="左图：训练损失从约 1.05 平稳降到约 0.07。右图：训练与测试准确率都在升，测试在 0.73 附近停了二十来轮，40 轮以后都不低于 0.9，最后都在 0.97 左右。")
assert np.allclose(history["test_accuracy"][5:28], 0.73, atol=0.1) and np.all(np.diff(by_hand[5:28]) < 0)

# %% [markdown] slideshow={"slide_type": "subslide"}
# <9> 错的那一朵，错在哪里？
# **混淆矩阵**（confusion matrix）把每一朵的真实类别和预测类别数成一张表。
#
# 看表先看方向：本课程与 scikit-learn 一致，**行是真实，列是预测**。
# 有的书反过来，行列互换（转置）一下就是；要画成那样，加上 `layout="transposed"`。

# %% slideshow={"slide_type": "subslide"}
predicted = test(model, X_test, y_test)[1]
names = ["山鸢尾", "变色鸢尾", "维吉尼亚\n鸢尾"]
ax = plotting.confusion_matrix(y_test, predicted, labels=names, ax=plt.subplots(figsize=(7, 3.4))[1])
plotting.show(ax, alt="测试集 30 朵的混淆矩阵，行是真实，列是预测：山鸢尾 10 朵全对，变色鸢尾 9 朵对、1 朵认成维吉尼亚鸢尾，维吉尼亚鸢尾 10 朵全对。")

# %% slideshow={"slide_type": "skip"}
table = confusion_matrix(y_test, predicted)
assert table.tolist() == [[10, 0, 0], [0, 9, 1], [0, 0, 10]]
assert (confusion_matrix(predicted, y_test) == table.T).all()

# %% [markdown] slideshow={"slide_type": "fragment"}
# 山鸢尾这 10 朵没出错，它离另外两种很远。
# 唯一的错是一朵变色鸢尾被认成维吉尼亚鸢尾。
# 对角线之和除以总数就是准确率：$(10+9+10)/30=29/30$。
# 这朵花在哪里？

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
draw_flowers(ax)
wrong = raw_test[(predicted != y_test).numpy()]
ax.scatter(wrong[:, 2], wrong[:, 3], s=260, facecolors="none", edgecolors="black", lw=2)
ax.set_title("认错的一朵，正在两团的交界处")
plotting.show(fig, alt="还是 150 朵花的散点图，认错的那一朵变色鸢尾用黑圈标出，它在变色鸢尾和维吉尼亚鸢尾两团的交界处。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：真的需要隐藏层吗？**
# 去掉隐藏层，只留 `nn.Linear(4, 3)`，学习率 0.1，也是测试 29/30。
# 从散点图看，几条直线就差不多够了。
# 那为什么还用隐藏层？
# 因为这一节要学的是流程；什么时候非要它不可，看 5.9 的月牙。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(42)
flat = nn.Linear(4, 3)
training.fit(flat, X_train, y_train, lr=0.1, epochs=100)
hits = [round(test(flat, X, y)[0] * len(y)) for X, y in ((X_train, y_train), (X_test, y_test))]
print(f"没有隐藏层：训练对 {hits[0]}/120，测试对 {hits[1]}/30")
assert abs(hits[0] - 117) <= 3 and abs(hits[1] - 29) <= 1
assert len(wrong) <= 2 and ((4.4 < wrong[:, 2]) & (wrong[:, 2] < 5.4)).all()  # 两团的交界

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 5.8.6 读懂一行输出
#
# 网络对每朵花给出三个**得分**（logits）。
# 得分可以是负的，加起来也不是 1，它们不是概率。
# `torch.max(outputs, 1)` 沿着第 1 维（一行之内）取最大，返回两样东西：**最大的得分**，和**它在第几列**。
# 列号就是类别，这才是我们要的。
#
# 比如另一次训练（起点不同，所以数也不同）里，测试集第 1 朵的输出是 $(4.5026,\,-0.9787,\,-6.6397)$。
# 最大的是 4.5026，在第 0 列，所以认成第 0 类，山鸢尾。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("ffn.argmax")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：再读四行，和把握。**
# 还是那一次训练，前五朵的输出都在这里，先盖住代码的结果，自己读一遍。
#
# | | 得分 0 | 得分 1 | 得分 2 |
# |---|---|---|---|
# | 第 1 朵 | 4.5026 | −0.9787 | −6.6397 |
# | 第 2 朵 | −3.3380 | 1.2933 | 2.1879 |
# | 第 3 朵 | −0.8905 | 3.0658 | −1.7915 |
# | 第 4 朵 | −1.3904 | 3.5429 | −1.4668 |
# | 第 5 朵 | 4.9271 | −1.5089 | −6.8071 |

# %% slideshow={"slide_type": "skip"}
rows = torch.tensor([
    [4.5026, -0.9787, -6.6397],
    [-3.3380, 1.2933, 2.1879],
    [-0.8905, 3.0658, -1.7915],
    [-1.3904, 3.5429, -1.4668],
    [4.9271, -1.5089, -6.8071],
])
best, where = torch.max(rows, dim=1)
print("第 1、3、4、5 朵的类别：", where[[0, 2, 3, 4]].tolist())
print("加上第 2 朵，五朵都认对了：", torch.equal(where, y_test[:5]))
assert torch.equal(best, rows.gather(1, where[:, None]).squeeze(1)) and torch.equal(where, y_test[:5])

# %% [markdown] slideshow={"slide_type": "skip"}
# 要知道把握有多大，就用 **softmax 函数**（softmax function）把得分变成加起来是 1 的概率：
#
# $$p_k=\frac{e^{z_k}}{\sum_j e^{z_j}}$$
#
# 第 2 朵：$e^{-3.3380}\approx0.036$，$e^{1.2933}\approx3.645$，$e^{2.1879}\approx8.916$，加起来约 12.597。
# 最大的概率是 $8.916/12.597\approx0.708$，网络拿不太准；另外四朵都在 0.97 以上。
# softmax 不改变谁最大，所以只要类别时不用它。
# 下面用代码验算，再看我们自己的网络读五朵。

# %% slideshow={"slide_type": "skip"}
probability = torch.softmax(rows, dim=1)
print("第 2 朵的三个概率：", [round(p, 3) for p in probability[1].tolist()])
powers = torch.exp(rows[1])
assert torch.allclose(powers, torch.tensor([0.036, 3.645, 8.916]), atol=1e-3) and abs(powers.sum() - 12.597) < 1e-3
assert torch.allclose(powers / powers.sum(), probability[1]) and torch.equal(probability.argmax(1), where)
top = probability.max(dim=1).values
assert abs(top[1].item() - 0.708) < 0.001 and top[[0, 2, 3, 4]].min() > 0.97

accuracy_now = test(model, X_test, y_test, quiet=False)[0]
assert round(accuracy_now * 30) >= 28

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 5.8.7 同一件事，一行 `fit`（自学）
#
# 那个循环，以后每一章都要写。
# 所以课程库把它收进 `training.fit`：循环还是那个循环，加上进度条、早停和看得懂的报错。
# 不写损失和优化器，默认就是交叉熵和 Adam，整批训练；早停这里没打开。
# 从同一个种子出发，它应该给出同样的数。

# %% slideshow={"slide_type": "skip"}
again = iris_model()
curve = training.fit(again, X_train, y_train, lr=0.01, epochs=100, valid=(X_test, y_test), metrics="accuracy")
print("与手写循环的损失相同：", np.allclose(curve["loss"], by_hand, atol=1e-3))
assert np.allclose(curve["loss"], by_hand, atol=1e-3)
assert np.allclose(curve["valid_accuracy"], history["test_accuracy"], atol=0.034)

# %% slideshow={"slide_type": "skip"}
ax = plotting.curves(curve, title="fit 记下的损失", splits=("训练", "测试"), ax=plt.subplots(figsize=(8, 3.6))[1])
plotting.show(ax, alt="training.fit 记下的损失：实线是训练，虚线是测试，两条都平稳下降，最后在 0.07 到 0.1 附近。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 这里把测试集传给 `valid`，只是为了画线，**没有用它做任何决定**。
# 一旦你看着这条线去挑轮数、挑网络，它就不再是“没见过的数据”了。
# 那时要另留一份验证集（第 3 章），第 10 章再用。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 5.8.8 写这类代码时的常见错误（自学）
#
# **常见错误一：不固定种子就报数。**
#
# 换一个种子，起点不同，结果也不同。
# 我们跑 20 个种子：测试准确率在 0.933 和 0.967 之间，训练在 0.958 和 0.975 之间。
# 30 朵里差一朵就是 3.3 个百分点。
# 所以“97 %”和“93 %”在这里只差一朵花，别急着说谁更好。

# %% slideshow={"slide_type": "skip"}
def run(seed, X, y, X_new, y_new):
    net = iris_model(seed)
    training.fit(net, X, y, lr=0.01, epochs=100)
    return test(net, X, y)[0], test(net, X_new, y_new)[0]


results = np.array([run(seed, X_train, y_train, X_test, y_test) for seed in range(20)])
low, high = results.min(axis=0), results.max(axis=0)
print(f"20 个种子：训练 {low[0]:.3f} 到 {high[0]:.3f}，测试 {low[1]:.3f} 到 {high[1]:.3f}")
assert np.allclose([low[0], high[0], low[1], high[1]], [0.958, 0.975, 0.933, 0.967], atol=0.03)
assert np.allclose([*low, *high] * np.array([120, 30] * 2), [115, 28, 117, 29], atol=3)  # 对几朵

# %% [markdown] slideshow={"slide_type": "skip"}
# 还是种子 42，一直练到 3000 轮：训练 120 朵全对，测试没有更好。

# %% slideshow={"slide_type": "skip"}
longer = iris_model()
training.fit(longer, X_train, y_train, lr=0.01, epochs=3000)
hits = [round(test(longer, X, y)[0] * len(y)) for X, y in ((X_train, y_train), (X_test, y_test))]
print(f"3000 轮：训练对 {hits[0]}/120，测试对 {hits[1]}/30")
assert hits[0] >= 119 and hits[1] <= 29

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误二：标准化用了全部 150 朵。**
#
# 种子还是 42，两种做法每一轮的损失只差千分之一，都是训练对 117、测试对 29。
# 20 个种子的平均测试准确率，泄漏的是 0.958，守规矩的是 0.960。
# 在鸢尾花上无害，作为规矩是错的。
# 换一份更小、有极端值的数据，它就可能骗你。

# %% slideshow={"slide_type": "skip"}
def tensors(data):
    a, b, c, d = train_test_split(data, iris.target, test_size=0.2, random_state=42, stratify=iris.target)
    features = (torch.tensor(part, dtype=torch.float32) for part in (a, b))
    labels = (torch.tensor(part) for part in (c, d))
    return [part for pair in zip(features, labels) for part in pair]  # 训练 X、y，测试 X、y


peek = tensors(leaky.transform(iris.data))
assert np.allclose(peek[0][0], [-1.748856, -0.362176, -1.340227, -1.315444], atol=1e-6)
peek_model = iris_model()
peek_loss = training.fit(peek_model, peek[0], peek[1], lr=0.01, epochs=100)["loss"]
slides = [1.0457, 0.7678, 0.5240, 0.3754, 0.2779, 0.2048, 0.1527, 0.1177, 0.0955, 0.0809, 0.0713]
assert np.allclose([peek_loss[0], *peek_loss[9::10]], slides, rtol=0.1)
hits = [round(test(peek_model, X, y)[0] * len(y)) for X, y in (peek[:2], peek[2:])]
print("泄漏的做法：训练对", hits[0], "朵，测试对", hits[1], "朵")
assert abs(hits[0] - 117) <= 3 and abs(hits[1] - 29) <= 1

peek_results = np.array([run(seed, *peek) for seed in range(20)])
print(f"20 个种子的平均测试准确率：泄漏 {peek_results[:, 1].mean():.3f}，守规矩 {results[:, 1].mean():.3f}")
assert abs(peek_results[:, 1].mean() - 0.958) < 0.03 and abs(results[:, 1].mean() - 0.960) < 0.03

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误三：以为 `eval()` 会关掉梯度。**
#
# 它们是两个开关：
#
# - `model.eval()` 只改变 Dropout、BatchNorm 这类训练和测试做法不同的层，比如 Dropout 训练时随机关掉一部分神经元，测试时全开；
# - `torch.no_grad()` 才让 PyTorch 不记账（第 4 章），也就是不记录计算过程。
#
# 只写 `eval()`，照样能反向传播，照样占内存。

# %% slideshow={"slide_type": "skip"}
model.eval()
eval_loss = loss_fn(model(X_test), y_test)
eval_loss.backward()  # 评估模式下照样有梯度
has_gradient = model[0].weight.grad.abs().sum().item() > 0
with torch.no_grad():
    on_graph = model(X_test).requires_grad
print("eval 之后还有梯度：", has_gradient, "  no_grad 里还记录：", on_graph)
assert has_gradient and not on_graph
optimizer.zero_grad()

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误四：测试完忘了切回训练模式。**
#
# `model.train()` 只在循环外写了一次，而测试函数每轮都切到评估模式。
# 于是只有第一轮真的在训练模式，后面的 Dropout 全关了，程序却不报错。
# 两种改法任选：测试函数把模式还原（我们的 `test`），或者在循环里每轮写 `model.train()`。

# %% slideshow={"slide_type": "skip"}
def careless(model, X):
    model.eval()  # 没有还原
    with torch.no_grad():
        return model(X)


dropout_net = nn.Sequential(nn.Linear(4, 10), nn.Dropout(0.5), nn.Linear(10, 3)).train()
modes = []
for _ in range(3):
    modes.append(dropout_net.training)
    careless(dropout_net, X_test)
print("三轮的训练模式：", modes)
assert modes == [True, False, False]

dropout_net.train()
test(dropout_net, X_test, y_test)
assert dropout_net.training

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.eval_no_grad")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.softmax_twice")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误五：在 `CrossEntropyLoss` 前面加 softmax。**
#
# 它自己会做 softmax，再加一层就做了两次。
# 第一次 softmax 最多给出 1、0、0；再做一次，正确类别只剩 $\frac{e^1}{e^1+e^0+e^0}=\frac{e}{e+2}$ 的把握。
# 损失再也降不到 $\ln(1+2/e)\approx0.551$ 以下。
# 程序不报错，只是学得慢，你还以为是网络太小。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(42)
twice = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3), nn.Softmax(dim=1))
twice_loss = training.fit(twice, X_train, y_train, lr=0.01, epochs=100)["loss"]
floor = math.log(1 + 2 / math.e)
print(f"多一层 softmax，100 轮后损失 {twice_loss[-1]:.2f}，下限 {floor:.3f}")
assert abs(floor - 0.5514) < 5e-5 and twice_loss[-1] > floor
assert math.isclose(loss_fn(torch.tensor([[1.0, 0.0, 0.0]]), torch.tensor([0])).item(), floor, rel_tol=1e-5)

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误六：在测试函数外面打印函数里的变量。**
#
# 函数里的 `outputs` 出了函数就不在了，外面打印它，要么报 `NameError`，要么印出一个同名的旧值。
# 所以打印写在函数里面，由 `quiet` 决定印不印。

# %% slideshow={"slide_type": "skip"}
def classes_of(model, X):
    inner_scores = model(X)
    return inner_scores.argmax(dim=1)


classes_of(model, X_test)
try:
    print(inner_scores)
except NameError as error:
    message = str(error)
print(message)
assert "inner_scores" in message

# %% [markdown] slideshow={"slide_type": "skip"}
# **两个小习惯。**
# 要用的数别叫 `_`，看不出是什么。
# 取数用 `item()` 或 `detach()`，别用 `.data`：它绕过自动求导的记录，改错了也没人提醒。
#
# **换一个优化器试试。**
# 把 Adam 换成 5.7.1 用过的 SGD，学习率还是 0.01，也跑 100 轮。
# 训练损失约 0.805，测试只对 20 朵。
# 不是学不会，是走得慢：跑到 1000 轮，训练损失约 0.263，测试对 26 朵。
# 同一个学习率，对不同的优化器意思不同。
#
# 类名叫 SGD，可这里每步用全部 120 朵，没有随机抽样，其实是普通的梯度下降。

# %% slideshow={"slide_type": "skip"}
for epochs, loss_then, right_then in ((100, 0.804, 20), (1000, 0.263, 26)):
    slow = iris_model()
    sgd = torch.optim.SGD(slow.parameters(), lr=0.01)
    losses = training.fit(slow, X_train, y_train, optimizer=sgd, epochs=epochs)["loss"]
    hits = round(test(slow, X_test, y_test)[0] * 30)
    print(f"SGD {epochs} 轮：损失 {losses[-1]:.3f}，测试对 {hits}/30")
    assert abs(losses[-1] - loss_then) < 0.1 * loss_then and abs(hits - right_then) <= 1

# %% slideshow={"slide_type": "skip"}
quiz.ask("ffn.sgd_adam")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **有的讲义次序不同**：<2> 标准化、<3> 划分；这里有意对调，先划分。
#
# **5.8.8 若要讲**，只讲一、三、五。
#
# **板书**：把五行循环写在黑板上，左边标出 5.7.1 的四句话，一一对应。
#
# **会遇到的误区**：（1）`torch.max` 的两个返回值拿反，把得分当类别。
# （2）以为 `loss.backward()` 会改权重：它只算梯度，改权重的是 `optimizer.step()`。
#
# **现场可改**的是 `LR, HIDDEN` 那一格，里面没有 assert，随便改。
# 各格是训练 120 朵、测试 30 朵里对的朵数，★ 是出发的一格：
#
# | | 学习率 0.1 | 学习率 0.01 | 学习率 0.001 |
# |---|---|---|---|
# | 宽 2 | 115，29 | 65，13 | 40，10 |
# | 宽 10 | 120，28 | ★ 117，29 | 93，22 |
# | 宽 50 | 120，29 | 118，29 | 109，24 |
#
# 宽 2 在 0.01 下只对 65 朵，有人会说“太窄”；把学习率改成 0.1 就有 115 朵，可见是没学到，不是表示不了。
# 宽 10 的损失：0.1 是 0.012，0.01 是 0.071，0.001 是 0.705。
#
# **漏了清零**：删掉 `optimizer.zero_grad()`，100 轮后损失 0.063，测试 29/30，比不漏还低一点；别说“一漏就坏”。
#
# **看曲线时问**：测试准确率停在 0.73 的那二十来轮，损失为什么还在降？

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.9 动手玩：两个月牙
#
# 两个月牙交错在一起，直线分不开。
# 隐藏层要几个神经元才够？
# 用 300 个点训练，另取 300 个新点测试。

# %% slideshow={"slide_type": "skip"}
moons, side = make_moons(300, noise=0.1, random_state=0)
new_moons, new_side = make_moons(300, noise=0.1, random_state=1)
X_moon, X_new = (torch.tensor(part, dtype=torch.float32) for part in (moons, new_moons))
y_moon, y_new = torch.tensor(side), torch.tensor(new_side)
ACTIVATIONS = {"tanh": nn.Tanh, "ReLU": nn.ReLU, "无激活": nn.Identity}


def moon_net(width, activation="tanh", seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(2, width), ACTIVATIONS[activation](), nn.Linear(width, 2))


def train_moons(width, activation="tanh", lr=0.05, seed=0):
    """Train 2-width-2 for 300 epochs; return the model and its accuracy on the training and the new points."""
    net = moon_net(width, activation, seed)
    training.fit(net, X_moon, y_moon, lr=lr, epochs=300)
    return net, test(net, X_moon, y_moon)[0], test(net, X_new, y_new)[0]


def draw_moons(ax, width, activation="tanh", lr=0.05, seed=0):
    """Train and draw what the model answers everywhere in the plane; return its two accuracies."""
    net, known, unseen = train_moons(width, activation, lr, seed)
    plotting.decision_regions(lambda points: training.predict(net, points), moons, side, labels=["上月牙", "下月牙"], ax=ax)
    ax.set_title(f"宽 {width}，{activation}，学习率 {lr:g}\n训练 {known:.2f}，测试 {unseen:.2f}", fontsize=12)
    return known, unseen

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.8))
for k, (marker, color, name) in enumerate(zip("os", (BLUE, RED), ("上月牙", "下月牙"))):
    ax.scatter(*moons[side == k].T, s=24, marker=marker, color=color, alpha=0.7, label=name)
ax.set(aspect="equal")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="300 个点排成两个交错的月牙，上月牙开口向下，下月牙开口向上，一头伸进另一个的怀里，直线分不开。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **先猜再跑**：宽度 1、2、3、8，准确率各是多少？
# 把你的四个数写下来。

# %% slideshow={"slide_type": "subslide"}
fig, axes = plt.subplots(2, 2, figsize=(8, 4.5), sharex=True, sharey=True)
found = {width: draw_moons(ax, width) for ax, width in zip(axes.flat, (1, 2, 3, 8))}
plotting.show(fig, alt="两个月牙的四张判别区域图。宽度 1 和 2 的分界近似直线，训练准确率约 0.87 和 0.88；宽度 3 和 8 的分界弯曲，把两个月牙分开，训练和测试都是 1.00。")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([known for known, unseen in found.values()], [0.87, 0.88, 1.0, 1.0], atol=0.03)
assert all(abs(known - unseen) < 0.05 for known, unseen in found.values())

# %% [markdown] slideshow={"slide_type": "subslide"}
# 宽度 1：**表示不了**，一个 tanh 神经元只能给出一条直线。
# 宽度 2：0.88。
# 是表示不了，还是没学到？
#
# 先猜，再把学习率拨到 1.0 看。
# 这一格随便改：宽度、激活函数（tanh、ReLU、无激活）、学习率、种子。

# %% slideshow={"slide_type": "fragment"}
WIDTH, ACTIVATION, LEARNING_RATE, SEED = 2, "tanh", 1.0, 0  # 改这里
fig, ax = plt.subplots(figsize=(8, 3.4))
known, unseen = draw_moons(ax, WIDTH, ACTIVATION, LEARNING_RATE, SEED)
plotting.show(fig, alt=f"宽 {WIDTH}、{ACTIVATION}、学习率 {LEARNING_RATE} 的判别区域，训练准确率 {known:.2f}，测试准确率 {unseen:.2f}。")

# %% slideshow={"slide_type": "skip"}
# 宽度 2 能表示：下面这组权重（取自上面那次训练，四舍五入到一位小数）把 300 个点全分对
two_tanh = -6.2 * np.tanh(moons @ [-0.7, 0.3] + 0.3) + 3.5 * np.tanh(moons @ [-11.5, -11.3] + 7.9) + 0.2
assert (step(two_tanh) == side).all()
assert train_moons(8, "无激活")[1] < 0.92  # 没有非线性，再宽也是一条直线

# %% [markdown] slideshow={"slide_type": "subslide"}
# 到了 1.00！
# 宽度 2 能表示，原来是**没学到**。
# 学习率 1.0 是碰运气，20 个种子里只有 2 个成功；证明“有”，一次就够。
#
# 那么多宽才容易学到？
# 只看种子 0 不算数，学习率还是 0.05，每种宽度都跑 20 个种子。

# %% slideshow={"slide_type": "skip"}
def successes(width, seeds=20, lr=0.05):
    """Of so many tanh nets, all trained at once as one batch of matrices, count those with accuracy 0.99 or more."""
    nets = [moon_net(width, seed=seed) for seed in range(seeds)]
    each = zip(*(net.parameters() for net in nets))
    W1, b1, W2, b2 = stacked = [torch.stack(parts).detach().requires_grad_() for parts in each]

    def scores_of(X):
        return torch.tanh(X @ W1.mT + b1[:, None]) @ W2.mT + b2[:, None]

    adam = torch.optim.Adam(stacked, lr=lr)
    for _ in range(300):
        total = seeds * nn.functional.cross_entropy(scores_of(X_moon).flatten(0, 1), y_moon.repeat(seeds))
        adam.zero_grad()
        total.backward()
        adam.step()
    with torch.no_grad():
        return int(((scores_of(X_moon).argmax(dim=2) == y_moon).float().mean(dim=1) >= 0.99).sum())

# %% slideshow={"slide_type": "fragment"}
learned = {width: successes(width) for width in (1, 2, 3, 8)}
print("20 个种子里，训练准确率到 0.99 的个数：", learned)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 宽度 3：20 个里有 17 个；宽度 8：20 个。
# 和 5.5 一样，**能表示，不等于容易学到**；加宽，多半就学到了。

# %% slideshow={"slide_type": "skip"}
assert 1 <= successes(2, lr=1.0) <= 5  # 学习率 1.0：20 个里只有 2 个
assert learned[1] == 0 and learned[2] <= 3 and abs(learned[3] - 17) <= 3 and learned[8] >= 18

# %% slideshow={"slide_type": "subslide"}
if runtime.interactive():
    import ipywidgets

    def play(width=3, activation="tanh", lr=0.05, seed=0):
        draw_moons(plt.subplots(figsize=(5, 4))[1], width, activation, lr, seed)
        plt.show()

    ipywidgets.interact(
        play,
        width=ipywidgets.IntSlider(3, 1, 16, continuous_update=False, description="宽度"),
        activation=ipywidgets.Dropdown(options=list(ACTIVATIONS), description="激活函数"),
        lr=ipywidgets.SelectionSlider(options=[0.001, 0.01, 0.05, 0.2, 1.0], value=0.05, description="学习率"),
        seed=ipywidgets.IntSlider(0, 0, 19, continuous_update=False, description="种子"),
    )
else:
    print("在 JupyterLab 里运行，这里可以拖动宽度、激活函数、学习率和种子。没有滑块时，改上面“改这里”的一格，效果一样。")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：先收四个数的猜测，写在黑板上，再运行四联图。
# 然后按正文的次序问宽度 2，最后请学生点名要试的组合。
#
# **会看到什么**（种子 0）
#
# | 激活 | 学习率 | 训练准确率 |
# |---|---|---|
# | tanh | 0.05 | 宽 1：0.87，宽 2：0.88，宽 3 和 8：1.00 |
# | tanh | 1.0 | 宽 1：0.50，宽 2、3、8：1.00，宽 5：0.89 |
# | ReLU | 0.05 | 宽 1：0.50，宽 3：0.88，宽 5：0.87，宽 8：0.88，宽 12 和 16：1.00 |
# | 无激活 | 0.05 | 任何宽度都是 0.87 左右 |
#
# ReLU 宽 8 的 20 个种子里，10 个到 1.00；种子 0 恰好不行，拨一下种子再看。
# 学习率 1.0 是碰运气：宽 2 的 20 个种子里只有 2 个成功，种子 0 是其一，所以用它。
#
# **可以追问**：ReLU 的分界为什么是折线？

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 5.10 回到楼道：诊断与小结
#
# 楼道里的灯，现在可以下诊断了。
#
# | 问题 | 单个神经元学异或 | 2-2-1 网络学异或 | 4-10-3 认鸢尾花 |
# |---|---|---|---|
# | 能不能表示 | 不能，最多 75 % | 能，手工搭得出来 | 能，练 3000 轮，训练 120/120 |
# | 能不能学到 | 无从谈起 | 大约一半的种子 | 基本能：20 个种子，100 轮都在 115–117，再练还会升 |
# | 能不能推广 | 无从谈起 | 四行就是全部 | 测试 28–29/30；练到训练全对，测试没有更好 |
# | 药 | 加隐藏层 | 换种子、加宽 | 不用药；只有 30 朵，差一朵不算差别 |
#
# 最后一列里 20 个种子和 3000 轮的数，见自学 5.8.8。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **你的模型分数上不去，怎么查？**
#
# 1. 先看训练准确率。
# 2. 训练就低：先调学习率、多练、换种子，再加宽，看哪一样管用。
# 3. 训练高、测试低：是推广的问题，去看数据，或者换小一点的模型。
#
# 调学习率、换种子或多练就上去了，是没学到；只有加宽才上去，可能是表示不了，也可能只是难学。
#
# **练得不够，还是根本学不会？**
# 表示不了，练一万年也没用；对一对开场的票数。
#
# **出门一问**：训练准确率 60 %，三个“能不能”里先排除哪一个，为什么？
#
# 答案在 5.11，第 5 题的后面。

# %% slideshow={"slide_type": "fragment"}
lamp_net = xor_net(8, 0)
print("加了 8 个隐藏神经元，双控的灯：", lamp_net.predict(S))

# %% slideshow={"slide_type": "skip"}
assert lamp_net.predict(S).tolist() == lamps["双控"] and right["双控"] <= 3
assert scores[1.0] < 100 and table.trace() == 29

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：先排除第三个，“能不能推广”。
# 训练集上就没做对，还轮不到新数据；要查的是前两个。
# 收几张纸条，只看理由写没写“训练”二字。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - 神经元是先线性、后非线性：$\hat y=f(\sum_i w_ix_i+b)$；学习就是改参数。
# - 感知器错了才改，$w\leftarrow w+yx$；它是一条直线，学不会异或。
# - 隐藏层把点搬到新的位置，直线就够用；没有非线性，多少层都等于一层。
# - 全连接的边数：各对相邻层个数之积，再相加；数层不数输入层。
# - 万能逼近定理说“有”，没说“找得到”“不大”“推广得好”。
# - 训练改权重，推理冻住权重。
# - 九步：读入、划分、标准化、张量，定义，测试函数、训练，曲线、混淆矩阵。
#
# **下一步**：课后的作业让你自己写感知器、异或网络和鸢尾花的训练。
# 第 6 章打开激活函数和损失函数，第 7 章讲清 `loss.backward()` 到底算了什么。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 5.11 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：折点。** 神经网络怎样拟合一个函数 $f(x)$？
# 请用“折点”“斜率”两个词说明。
#
# <details><summary>答案</summary>
#
# 每个 ReLU 提供一个折点，输出权重决定折点处斜率变多少。
# 很多个平移过的 ReLU 加起来，是一条有很多折点的折线；折点放在曲线弯得厉害的地方，就贴住曲线。
# </details>
#
# **第 2 题：换特征。** 把开关改记成 $-1$ 和 $+1$，只多给感知器一个输入 $x_3=x_1x_2$，它能学会双控的灯吗？
#
# <details><summary>答案</summary>
#
# 能。
# 灯亮当且仅当 $x_1x_2=-1$，所以 $w=(0,0,0,-1)$ 就行。
# 这就是第 0 章四个象限的那一题；换一个好特征和加一个隐藏层，做的是同一件事；区别在于，隐藏层的特征是学出来的。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：数参数。** 网络 4-10-8-3 有几层、几个隐藏层、几条边、几个参数？
#
# <details><summary>答案</summary>
#
# 3 层，2 个隐藏层。
# 边 $4\times10+10\times8+8\times3=144$，偏置 $10+8+3=21$，参数 165。
# </details>
#
# **第 4 题：换顺序。** 从零开始学“并联”，把样本的顺序倒过来（11、10、01、00），更新次数还是 9 吗？
# 自己改代码验证，想想为什么。
#
# <details><summary>答案</summary>
#
# 不是，是 7 次，停在 $w=(-1,2,2)$。
# 感知器一次看一个样本，顺序不同，走的路就不同，停下的直线也可能不同，这里碰巧相同。
# 但只要线性可分，每种顺序都会停。
# </details>
#
# **第 5 题：训练误差（先读自学 5.6.4）。** 同学说：“我的网络训练误差是 0，所以它学会了。”请用 5.6.4 的数反驳。
#
# <details><summary>答案</summary>
#
# 9 次多项式的训练误差约 $5\times10^{-29}$，与规律的误差 0.0616，是 2 次的 4 倍多。
# 训练误差只说明它记住了这 10 个点。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**（5.10 的末尾）。
#
# <details><summary>答案</summary>
#
# 先排除第三个，“能不能推广”：在训练集上就没做对，还轮不到新数据，要查的是前两个。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **还想练？**
# 正文里写着“练习”的 10 道做完了，题库里还有几道，新开一格，写 `quiz.ask("题号")`：
#
# - `ffn.perceptron_step`、`ffn.xor_best`、`ffn.xor_hidden`；
# - `ffn.layers`、`ffn.first_linear`、`ffn.relu_error`；
# - `ffn.initial_loss`、`ffn.test_accuracy`。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
pm = 2 * S - 1
assert (np.sign(-pm[:, 0] * pm[:, 1]) == signs["双控"]).all()
assert edges((4, 10, 8, 3)) == 144 and parameters((4, 10, 8, 3)) == 165
reversed_path = perceptron_path(X_gate[::-1], signs["并联"][::-1])
assert len(reversed_path) - 1 == 7 and reversed_path[-1].tolist() == or_path[-1].tolist()
assert edges((4, 10, 3)) == 70 and parameters((4, 10, 3)) == 83 and edges((3, 4, 2)) == 20
print("第 4 题：倒序更新", len(reversed_path) - 1, "次，w =", reversed_path[-1].astype(int))
