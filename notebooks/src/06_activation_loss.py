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
# # 第 6 章 激活函数与损失函数
#
# **学完之后你能够**
#
# - 说出为什么要激活函数，用四个问题比较激活函数；
# - 推出 sigmoid 的导数，看出饱和与死亡的 ReLU；
# - 用 softmax 把得分变成概率，算的时候不溢出；
# - 手算 MAE、MSE、Huber、二元交叉熵、交叉熵，说出每个怎样看待大的错；
# - 推出并验算“梯度等于 $p-y$”；
# - 按题目选损失，写对 PyTorch 里的那一行，认得出两次 softmax 这样不报错的错；
# - 面对不平衡的数据，会挪分界线，会用类别权重，并且说出代价（focal loss 在自学里）。
#
# **时间**：110 分钟。
#
# **需要**：第 4 章（张量）、第 5 章（前馈网络）。
#
# **课前准备**：纸和笔；想一想 $e^x$ 求导是什么，$\ln$ 求导是什么，复合函数怎样求导。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是自检，只管画图的格子读的时候可以跳过。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 110 分钟：讲课 102，休息 5，机动 3；标“自学”的和 6.13 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页、6.1 两台机器 | 8 | 0:08 | 哪一台更好，各说理由 |
# | 6.2 为什么要弯 | 5 | 0:13 | |
# | 6.3 压扁的一家 | 13 | 0:26 | `activation.bounded` |
# | 6.4 单边的一家 | 15 | 0:41 | `activation.dying` |
# | 6.5 十二个激活函数 | 4 | 0:45 | |
# | 6.6 softmax | 5 | 0:50 | |
# | 休息 | 5 | 0:55 | |
# | 6.7 损失函数 | 13 | 1:08 | `loss.constant` |
# | 6.8 交叉熵 | 20 | 1:28 | `loss.ce_gradient` |
# | 6.9 一座桥 | 1 | 1:29 | |
# | 6.10 很少的那一类 | 11 | 1:40 | 现场改一格 |
# | 6.11 怎么选 | 4 | 1:44 | |
# | 6.12 回诊与小结 | 3 | 1:47 | 出门一问 |
# | 机动 | 3 | 1:50 | |
#
# **晚了怎么办**：先用机动的 3 分钟；还不够，到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:26 还没到 6.4：6.4.2 的程序不看，只念四条，省 2 分钟；
# - 0:41 还没到 6.5：画廊不停，直接看“四问的答案”，省 1 分钟；
# - 0:55 还没到 6.7：6.7.1 的手算不念，省 2 分钟；
# - 1:08 还没到 6.8：6.8.4 “sigmoid 配 BCE”那两页只念“也是 $p-y$”，省 4 分钟；
# - 1:29 还没到 6.10：6.10.5 只看印出来的四行，省 1 分钟；
# - 1:40 还没到 6.11：6.11.2 的表让学生自己看，省 2 分钟。
#
# 四道必问的题每道 3 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再举手指报选项，最后运行 `quiz.answer` 看理由。
#
# 不要省 6.4.3 的死亡和 6.8.4 的 $p-y$：甲的病在前一个，后一个第 7 章还要用。
#
# **黑板**：左边竖着写四问“有没有界、坡度活不活、算得快不快、是不是以 0 为中心”，每讲一家填一行；四问的答案在 6.5.1，可以照着对；右边写两列“甲、乙”，6.4 和 6.10 各写一句诊断。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前四题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `activation.bounded` | tanh、sigmoid | 选 ReLU：输入 1000，输出是多少；选不弯的，同样问 |
# | `activation.dying` | 一直输出 0 | 选慢慢恢复：它自己的梯度是 0，前面又没有层在变 |
# | `loss.constant` | 3 | 答 22：那是平均数，是 MSE 的答案 |
# | `loss.ce_gradient` | $-0.7553$ | 答 0.2447：还要减去标签的 1 |
# | `loss.logits` | BCEWithLogitsLoss，直接送得分 | 选先接 sigmoid：做了两次，不报错 |
# | `activation.why` | 引入非线性 | 选减少计算：它多了一步 |
# | `activation.sigmoid_slope` | 0.015625 | 答 0.75：是相乘，不是相加 |
# | `activation.tanh_slope` | 1 | 答 0：那是函数值 |
# | `activation.kink` | 不会，取 0 | 选会：正好落在 0 的机会很小，落上了也有约定 |
# | `activation.leaky` | $-0.02$ | 答 $-0.2$：默认的斜率是 0.01 |
# | `activation.softmax` | 0.3333 | 答 0.9933：那是 sigmoid |
# | `activation.softmax_shift` | 防溢出 | 选更准：数学上一样 |
# | `activation.two` | 0.8808 | 答 0.1192：那是另一类的；两个加起来是 1 |
# | `loss.absolute` | 1.3333 | 答 0.6667：先取绝对值 |
# | `loss.huber` | 8 | 答 12.5：那是平方的那一段 |
# | `loss.bce` | 0.3567 | 答 1.204：那是标签 0 的一项 |
# | `loss.mean` | 1.0397 | 答 2.0794：那是和 |
# | `loss.ce` | 0.4076 | 答 1.4076：看错了类别 |
# | `loss.confident` | 0.6 的大 | 选一样大：对错一样，把握不一样 |
# | `loss.double_softmax` | 能练，但降不到底 | 选报错：形状没变 |
# | `loss.kl` | 一般不相等 | 选相等：它不是距离 |
# | `activation.logistic` | softmax 回归 | 选线性回归：损失不是平方误差 |
# | `loss.weight` | 10 | 答 20：还要除以类别的个数 |
# | `loss.focal` | 0.04 | 答 0.64：用 $1-p_t$ |
# | `loss.focal_alpha` | 正例的权重小了 | 选 focal 不适合：它正是为此设计的 |
# | `loss.choice_tree` | MAE 或 Huber | 选 MSE：几笔天价说了算 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import make_classification, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional as F

from coursekit import data, plotting, quiz, runtime, training

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.1 两台机器，病在哪里
#
# 一家轴承厂，每个轴承量十个数，交给网络判断是不是次品。
# 次品很少，100 个里三四个。
# 4000 个轴承，2800 个用来训练，1200 个用来验证（数据是程序造的，好让每个人算出一样的数）。
# 这一章要看着这 1200 个挑办法，所以它们是验证集，不是测试集（第 3 章）。
#
# 厂里训练了两台机器，网络都是 10-16-2，都练 200 轮。

# %% slideshow={"slide_type": "skip"}
parts, faulty = make_classification(
    4000, 10, n_informative=5, weights=[0.97], flip_y=0.01, class_sep=0.8, random_state=0
)
pieces = train_test_split(parts.astype("f"), faulty, test_size=0.3, random_state=0, stratify=faulty)
X_train, X_val, y_train, y_val = (torch.tensor(piece) for piece in pieces)
assert (len(y_train), int(y_train.sum())) == (2800, 98) and (len(y_val), int(y_val.sum())) == (1200, 42)

# %% slideshow={"slide_type": "subslide"}
def machine(seed=0, bend=None):  # bend：激活函数，不给就是 ReLU
    torch.manual_seed(seed)
    hidden, output = nn.Linear(10, 16), nn.Linear(16, 2)  # hidden 是隐藏层，不是输入层
    return nn.Sequential(hidden, nn.ReLU() if bend is None else bend, output)


def practise(net, loss_fn, rounds=200):
    adam = torch.optim.Adam(net.parameters(), lr=0.01)  # 第 5 章用过，第 9 章讲
    losses = []
    for _ in range(rounds):
        loss = loss_fn(net(X_train), y_train)
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
    return losses

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两台只差一处：训练以前，甲的隐藏层被人动过手脚，乙没有。
# 动了什么，程序里看得到；害了它什么，6.4.3 再说。

# %% slideshow={"slide_type": "skip"}
first, second = machine(), machine()
nn.init.constant_(first[0].bias, -20)  # 动的手脚，6.4.3 讲
start_bias = first[0].bias.detach().clone()

# %% slideshow={"slide_type": "fragment"}
diary = {}
for name, net in (("甲", first), ("乙", second)):
    diary[name] = practise(net, nn.CrossEntropyLoss())
    right = (net(X_val).argmax(dim=1) == y_val).float().mean().item()
    change = f"{diary[name][0]:.3f} → {diary[name][-1]:.3f}"
    print(f"机器{name}：损失 {change}，验证准确率 {right:.3f}")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 损失都在降，准确率都在 0.96 以上。
# 看这两行，你会说两台都练好了吗？

# %% [markdown] slideshow={"slide_type": "subslide"}
# 厂长只问了一句：验证用的 1200 个里有 42 个次品，你们各抓出几个？

# %% slideshow={"slide_type": "fragment"}
caught = {}
for name, net in (("甲", first), ("乙", second)):
    said = net(X_val).argmax(dim=1)
    caught[name] = int(((said == 1) & (y_val == 1)).sum())
    print(f"机器{name}：抓出 {caught[name]} 个，放走 {42 - caught[name]} 个")
print(f"什么都不看，一律说“好的”：准确率 {(y_val == 0).float().mean().item():.3f}")

# %% slideshow={"slide_type": "skip"}
assert caught["甲"] == 0 and abs(caught["乙"] - 15) <= 4
assert abs(diary["甲"][0] - 0.666) < 0.07 and abs(diary["甲"][-1] - 0.171) < 0.02
assert abs(diary["乙"][0] - 0.517) < 0.06 and abs(diary["乙"][-1] - 0.071) < 0.01
assert (y_val == 0).float().mean().item() == 0.965 or abs((y_val == 0).float().mean().item() - 0.965) < 1e-6
base_rate = 98 / 2800
asleep = -base_rate * math.log(base_rate) - (1 - base_rate) * math.log(1 - base_rate)
assert abs(asleep - 0.1517) < 5e-5  # 对每个轴承都报次品的比例 3.5 %，损失是这么多

# %% [markdown] slideshow={"slide_type": "fragment"}
# 甲一个也没抓到，和闭着眼睛说“好的”一样；乙放走了一大半。
# 两台都生了病，病不在一处。
#
# 第 5 章末尾有两样东西用了没讲：**网络里面的弯**，和**网络外面的尺**。
# 里面的弯叫**激活函数**，外面的尺叫**损失函数**。
# 这一章打开这两样，然后给两台机器各开一张药方。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先放两行损失和准确率，请两位同学各替一台机器说好话，再翻厂长的那一句。
# 答案不要说破，幻灯片里也没有写甲被动了什么；6.4.3 抓甲，6.10 抓乙。
# 学生手里的笔记本看得到那一行程序：看见的人先不说。
#
# **会有人问**：“甲什么都没学，损失怎么还降了？”
# 问得好，先记在黑板上，6.4.3 答：输出层的偏置还在学，它学会了“好的多，次品少”。
#
# 程序里的 `nn.Linear(10, 16)` 常有人注释成“输入层”，第 5 章说过：它有权重，是隐藏层。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.2 为什么要弯
#
# ### 6.2.1 激活函数管什么
#
# 神经元先加权求和得到 $z$，再过激活函数 $f$（第 5 章）。
# 回忆 5.4.3：没有 $f$，两层线性合起来是 $(W_2W_1)x+(W_2b_1+b_2)$，还是一层。
#
# 所以激活函数的第一件事，也是最根本的一件：**带来非线性**，让直线分不开的题有办法做，比如异或。
#
# 它还定两件事：
#
# - 神经元送出多强的信号：同一个 $z$，换一个 $f$，送给下一层的数就不同；
# - 有的 $f$ 把输出限制在一个范围里，比如 0 和 1 之间，可以当概率读。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
line_x = np.linspace(-2, 2, 401)
line_z = 2 * line_x - 1
bends = {
    "不弯": line_z,
    "阶跃": np.where(line_z >= 0, 1.0, 0.0),
    "sigmoid": 1 / (1 + np.exp(-line_z)),
    "ReLU": np.maximum(0, line_z),
}
fig, axes = plt.subplots(1, 4, figsize=(8, 2.8), sharey=True)
for ax, (name, out), color in zip(axes, bends.items(), (BLUE, RED, GREEN, PURPLE)):
    ax.plot(line_x, line_z, ":", color="0.6")
    ax.plot(line_x, np.where(np.abs(np.gradient(out)) > 0.3, np.nan, out), color=color, lw=2.5)
    ax.axhline(0, color="0.7", lw=1, zorder=0)
    ax.set(title=name, xlabel="$x$", ylim=(-3, 3))
axes[0].set_ylabel("神经元的输出")
plotting.show(fig, alt="同一条直线 z=2x-1 过四种 f。不弯还是那条直线；阶跃在 x=0.5 处从 0 跳到 1；sigmoid 从接近 0 平滑升到接近 1；ReLU 在 x=0.5 之前是 0，之后沿直线上升。虚线是 z，四张一样，“不弯”那一张里和实线重合。")
assert bends["ReLU"].min() == 0 and bends["ReLU"].max() == 3 and bends["阶跃"][300] == 1

# %% [markdown] slideshow={"slide_type": "fragment"}
# 虚线是 $z=2x-1$，四张图里一样（“不弯”那一张里和实线重合）；弯不弯、怎么弯，全看 $f$。

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.why")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.2.2 挑一个弯，先问四句
#
# 1. **有没有界？** 有界的输出压在一个范围里；没有界的，输入 1000，输出也可能是 1000。
# 2. **坡度活不活？** 坡度就是导数；训练靠梯度，梯度一路相乘（第 4 章）；哪一处的导数是 0，乘到那里就断了。
# 3. **算得快不快？** 一次训练要算几亿次；加、乘、比大小便宜，求指数贵。
# 4. **是不是以 0 为中心？** 若输出全是正的，下一层一个神经元的各个权重，对一个样本只能一起增、一起减：第 $j$ 个权重的梯度是 $\frac{\partial L}{\partial z}x_j$，符号都一样。
#
# 没有一个激活函数四句都答得漂亮，所以才有十几种；6.5 逐个问一遍（这四问和第 4 章拿到张量先问的四样，不是一套）。
# 先认最要紧的两家：压扁的和单边的。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：四问竖着写在左边，后面三节每讲一个就填一行。
# 6.2.1 的图请学生说“哪一张叠一百层还是直线”。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.3 压扁的一家
#
# ### 6.3.1 阶跃、sigmoid、tanh、softsign
#
# 早年的想法是：神经元要么亮，要么不亮，中间最好平滑一点。
#
# - **阶跃函数**（第 5 章）：$f(x)=[x\ge0]$，成立为 1，不成立为 0；别的书在 0 处取 0，差别只在那一个点。
# - **sigmoid 函数**（sigmoid function）：$\sigma(x)=\dfrac{1}{1+e^{-x}}$，就是第 5 章的 logistic 函数，从 0 到 1。
# - **双曲正切**（hyperbolic tangent，tanh）：$\tanh x=\dfrac{e^x-e^{-x}}{e^x+e^{-x}}$，从 $-1$ 到 1。
# - **softsign**：$f(x)=\dfrac{x}{1+|x|}$，也从 $-1$ 到 1，不用求指数。
#
# 小心记号：第 1 章的 $\sigma$ 是标准差，$\sigma(x)$ 是函数。
# 看 $x=1$：$\sigma(1)=1/(1+0.3679)=0.7311$，$\tanh1=0.7616$，softsign 是 $1/2$。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
wide = torch.linspace(-6, 6, 601, dtype=torch.float64)
squashing = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "softsign": F.softsign}
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.2), sharex=True)
for (name, function), color, dash in zip(squashing.items(), (BLUE, RED, GREEN), plotting.DASHES):
    points = wide.clone().requires_grad_()
    out = function(points)
    out.sum().backward()
    left.plot(wide, out.detach(), color=color, ls=dash, label=name)
    right_ax.plot(wide, points.grad, color=color, ls=dash)
left.set(title="函数", xlabel="$x$", ylim=(-1.1, 1.1))
right_ax.set(title="导数", xlabel="$x$", ylim=(-0.05, 1.05))
left.legend(fontsize=11, loc="lower right")
plotting.show(fig, alt="左图：sigmoid 从 0 升到 1，tanh 和 softsign 从 -1 升到 1，softsign 最慢贴近两头。右图是三条导数，都在 x=0 处最高，往两边降；sigmoid 的导数最矮，tanh 的导数在离 0 远处最先贴近 0，softsign 的拖得最长。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 看右图的两件事：sigmoid 的导数最矮；离 0 远了，tanh 的导数最先贴地，softsign 的拖得最长（$x=5$ 处，三个是 0.0066、0.0002、0.0278）。
# tanh 和 softsign 以 0 为中心，sigmoid 不是：它的输出全是正的。

# %% slideshow={"slide_type": "skip"}
one = torch.tensor(1.0, dtype=torch.float64)
assert np.allclose([torch.sigmoid(one), torch.tanh(one), F.softsign(one)], [0.7311, 0.7616, 0.5], atol=5e-5)
far = torch.tensor([5.0], dtype=torch.float64, requires_grad=True)
slopes_far = {name: torch.autograd.grad(f(far).sum(), far)[0].item() for name, f in squashing.items()}
assert np.allclose(list(slopes_far.values()), [0.0066, 0.0002, 0.0278], atol=5e-5)  # sigmoid、tanh、softsign

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.3.2 sigmoid 的导数
#
# 把它写成 $\sigma(x)=(1+e^{-x})^{-1}$，用复合函数求导：
#
# 1. 外层 $u^{-1}$ 的导数是 $-u^{-2}$，内层 $1+e^{-x}$ 的导数是 $-e^{-x}$；
# 2. 相乘，两个负号消掉：$\sigma'(x)=\dfrac{e^{-x}}{(1+e^{-x})^2}$；
# 3. 拆成两个因子：$\sigma'(x)=\dfrac{1}{1+e^{-x}}\cdot\dfrac{e^{-x}}{1+e^{-x}}$，前一个就是 $\sigma(x)$；
# 4. 后一个的分子加 1 减 1：$\dfrac{(1+e^{-x})-1}{1+e^{-x}}=1-\sigma(x)$。
#
# 所以 $\sigma'(x)=\sigma(x)\,\big(1-\sigma(x)\big)$：**知道了函数值，导数只要一次减法、一次乘法**。
# 它有多大？
# 把 $f(1-f)$ 配方，是 $\frac14-(f-\frac12)^2$，所以**最多 $\frac14$**，只在 $f=\frac12$，也就是 $x=0$ 处取到。

# %% slideshow={"slide_type": "subslide"}
some_x = torch.tensor([-8.0, -2.0, 0.0, 2.0, 8.0], dtype=torch.float64, requires_grad=True)
f_values = torch.sigmoid(some_x)
f_values.sum().backward()  # 请自动求导算一遍
by_rule = f_values * (1 - f_values)
print("  x   函数值  公式的导数  自动求导")
for row in zip(some_x.tolist(), f_values.tolist(), by_rule.tolist(), some_x.grad.tolist()):
    print("{:4.0f}  {:.4f}    {:.5f}    {:.5f}".format(*row))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(by_rule, some_x.grad) and some_x.grad.max() == 0.25
assert np.allclose(by_rule.detach()[[0, 1]], [0.00034, 0.10499], atol=1e-5)

# %% [markdown] slideshow={"slide_type": "fragment"}
# $x=8$ 处，导数只剩 0.0003：函数压平了，叫**饱和**（saturation）。
# 饱和的神经元几乎不传梯度，前面的层就学不动。
# 就算不饱和，只看激活函数这一项，每过一个 sigmoid，梯度也最多剩四分之一；叠很多层会怎样，第 8 章讲。

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.sigmoid_slope")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：tanh 和 softsign 的导数。**
#
# $\tanh x=\frac{e^x-e^{-x}}{e^x+e^{-x}}$，记分子 $s$、分母 $c$，则 $s'=c$，$c'=s$。
# 商的导数 $\frac{s'c-sc'}{c^2}=\frac{c^2-s^2}{c^2}=1-\tanh^2x$：也只用函数值。
#
# 它和 sigmoid 是一家：$2\sigma(2x)-1=\frac{2}{1+e^{-2x}}-1=\frac{1-e^{-2x}}{1+e^{-2x}}$，上下同乘 $e^x$，就是 $\tanh x$。
#
# softsign：$x>0$ 时 $\frac{x}{1+x}$，导数 $\frac{(1+x)-x}{(1+x)^2}=\frac1{(1+x)^2}$；$x<0$ 时同样算，合起来 $\frac1{(1+|x|)^2}$。
# 它像 $1/x^2$ 那样慢慢变小，tanh 像 $e^{-2x}$ 那样很快变小。

# %% slideshow={"slide_type": "skip"}
t = torch.linspace(-4, 4, 81, dtype=torch.float64, requires_grad=True)
slope_tanh = torch.autograd.grad(torch.tanh(t).sum(), t)[0]
slope_soft = torch.autograd.grad(F.softsign(t).sum(), t)[0]
same_family = torch.allclose(2 * torch.sigmoid(2 * t) - 1, torch.tanh(t))
print("tanh 就是放大又平移的 sigmoid：", same_family)
assert same_family and torch.allclose(slope_tanh, 1 - torch.tanh(t) ** 2)
assert torch.allclose(slope_soft, 1 / (1 + t.abs()) ** 2)

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.tanh_slope")  # 练习

# %% slideshow={"slide_type": "subslide"}
quiz.ask("activation.bounded")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：“激活函数把输出归一化。”**
#
# 只有有界的才限制得住：阶跃、sigmoid、tanh、softsign；单边的一家（下一节）没有上界。
# 而且“压进 0 和 1”也不等于归一化：一层十个 sigmoid 的输出，加起来不是 1，平均也不是 0。
#
# **这一家如今用在哪里？**
#
# - sigmoid 用在**二分类的最后一层**：输出读作“是”的概率；
# - tanh 用在循环网络里（第 12b 章）；
# - 隐藏层里多半换成了下一家，因为 sigmoid、tanh 两头的坡度太小；
# - 阶跃除了那一跳，坡度处处是 0，训练用不了，只用来划线：过 0.5 就算“是”。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**：6.3.1 4 分钟，6.3.2 4 分钟，题连常见错误 5 分钟。
#
# **板书**：导数的四行自己写一遍，不要只念；第 4 行“加 1 减 1”停一下。
#
# **会遇到的误区**：（1）“导数小是因为学习率小”。
# 导数是函数的形状，和学习率无关。
# （2）“sigmoid 的输出就是概率”。
# 它只是 0 到 1 的数；要用交叉熵训练过，才可以当概率读，准不准还要另外检查（第 10 章）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.4 单边的一家
#
# ### 6.4.1 ReLU 的好处
#
# 第 5 章用过它：$\mathrm{ReLU}(x)=\max(0,x)$，负的变 0，正的不动。
#
# 2011 年 Glorot 等人的论文 *Deep Sparse Rectifier Neural Networks* 把它推荐给深层网络。
# 它的好处，教科书常概括成几条，一半像大脑，一半为计算：
#
# - **单侧抑制**：大脑里的神经元，信号不够强就不出声；它负的一边输出 0；
# - **正的一边不封顶**（也叫“宽的兴奋边界”）：强信号照样传出去，不饱和，导数恒为 1；
# - **稀疏**（sparsity）：同一时刻只有一部分神经元活动，别的都是 0；
# - **便宜**：只有比较，网络里就只剩加、乘、比大小，不用求指数。
#
# 负的都丢了，不可惜吗？
# 一层有很多神经元，信号常有重复；这个丢了，别的可能还留着。

# %% slideshow={"slide_type": "fragment"}
torch.manual_seed(0)
crowd = nn.Linear(10, 200)(torch.randn(1000, 10))  # 200 个神经元，1000 个样本
quiet_share = (F.relu(crowd) == 0).float().mean().item()
print(f"一开始，ReLU 的输出里 0 的比例：{quiet_share:.2f}")

# %% slideshow={"slide_type": "skip"}
assert abs(quiet_share - 0.5) < 0.05

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.4.2 ReLU 的毛病
#
# 1. $x<0$ 时**导数是 0**：梯度到这里就断了；
# 2. $x=0$ 处有尖角，**不可导**；
# 3. **均值偏移**（bias shift）：输出不会是负的，平均大于 0（英文的 bias 在这里是“偏”，不是偏置）；
# 4. **死亡**（dying ReLU）：一个神经元的 $z$ 若对所有样本都是负的，它自己的权重就不动了；前面若没有别的层在变，它就再也活不过来。
#
# 上一小节说输出 0 是好处：那是对一部分样本不出声；对所有样本都不出声，就是死亡。
#
# 第 2 条不要紧。
# 尖角左边坡度是 0，右边是 1，中间的任何一个数都叫**次梯度**（subgradient），取哪个都说得过去；PyTorch 取 0。
# 正好落在 0 上的机会也很小。
#
# 第 3 条量一量就知道：送进去平均为 0 的数，看输出的平均是多少。

# %% slideshow={"slide_type": "subslide"}
corner = torch.tensor(0.0, requires_grad=True)
F.relu(corner).backward()
print(f"PyTorch 在 0 处取的导数：{corner.grad.item():.0f}")

torch.manual_seed(0)
balanced = torch.randn(100_000)  # 平均 0，标准差 1
means = {}
for name, f in (("tanh", torch.tanh), ("sigmoid", torch.sigmoid), ("ReLU", F.relu)):
    means[name] = f(balanced).mean().item()
    print(f"{name:8s}输出的平均 {round(means[name], 2) + 0.0:5.2f}")  # 加 0.0，免得印出 -0.00

# %% slideshow={"slide_type": "skip"}
assert corner.grad == 0 and abs(means["tanh"]) < 0.01 and abs(means["sigmoid"] - 0.5) < 0.01
assert abs(means["ReLU"] - 1 / math.sqrt(2 * math.pi)) < 0.01 and abs(F.elu(balanced).mean() - 0.16) < 0.02

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.kink")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.4.3 死亡的 ReLU：机器甲的病
#
# 甲的隐藏层，偏置一开始全设成了 $-20$。
# 加权和只有个位数，再加 $-20$，$z$ 就永远是负的。
# 先看一个小的：3 个输入，10 个神经元。

# %% slideshow={"slide_type": "fragment"}
torch.manual_seed(0)
small = nn.Linear(3, 10)
nn.init.constant_(small.bias, -20)
small_z = small(torch.randn(100, 3))
F.relu(small_z).sum().backward()
still = (small.weight.grad.abs().sum(dim=1) == 0) & (small.bias.grad == 0)
print(f"z 最大 {small_z.max().item():.1f}；梯度恰好是 0 的神经元：{int(still.sum())}/10")

# %% slideshow={"slide_type": "fragment"}
with torch.no_grad():
    z_first = first[0](X_train)  # 机器甲，隐藏层过 ReLU 之前
dead = (z_first <= 0).all(dim=0)  # 对 2800 个样本全都不大于 0
moved = (first[0].bias - start_bias).abs().max().item()
print(f"机器甲：死了 {int(dead.sum())}/16；200 轮里，隐藏层的偏置动了 {moved:.0f}")

# %% slideshow={"slide_type": "skip"}
assert still.all() and small_z.max() < -15 and dead.all() and moved == 0
with torch.no_grad():
    assert (first(X_val) == first(X_val)[0]).all()  # 甲对每个轴承给的得分都一样

# %% [markdown] slideshow={"slide_type": "subslide"}
# 病因找到了：16 个神经元全死，隐藏层 200 轮一步没动。
# 它给每个轴承的得分都一样，当然一个次品也挑不出来。
#
# **那损失怎么还在降？**
# 输出层的偏置没有死，它学会了“好的多，次品少”，损失就从 0.666 降到 0.171。
# 不看数据也能一直降到 0.152：对每个轴承都报 3.5 %，就是这么多（6.8.2 来算）。
# **损失在降，不等于网络在看数据。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# 真实的训练里没人故意设 $-20$。
# 常见的原因是学习率太大，一步跨过头，把偏置推到很负的地方，从此回不来。
#
# 怎么查？
# 数一数每个神经元对整个训练集的输出是不是全 0。
# 怎么防？
# 用默认的初始化（第 8 章），学习率小一点，或者换一个负的一边也有坡度的激活函数。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("activation.dying")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.4.4 给负的一边留一点坡度
#
# - **LeakyReLU**：$f(x)=\max(0.1x,\,x)$，负的一边斜率 0.1；PyTorch 默认是 **0.01**，要 0.1 得写 `nn.LeakyReLU(0.1)`。
# - **ELU**（exponential linear unit）：$x>0$ 是 $x$，否则 $\alpha(e^x-1)$，这里 $\alpha=1$；平滑地降到 $-\alpha$，输出的平均离 0 更近（上面那样量，是 0.16，ReLU 是 0.40）。
# - **softplus**：$f(x)=\ln(1+e^x)$，处处光滑的 ReLU；求导：$\frac{e^x}{1+e^x}$，上下同除 $e^x$，正是 $\sigma(x)$。
#
# 这里的 $\alpha$ 是 ELU 左边的深度，不是第 1 章的学习率。
#
# 甲换上 LeakyReLU，偏置还是 $-20$，病就好了吗？

# %% slideshow={"slide_type": "subslide"}
TRIALS = {
    "LeakyReLU，偏置 -20，200 轮": (nn.LeakyReLU(0.1), -20, 200),
    "LeakyReLU，偏置 -20，2000 轮": (nn.LeakyReLU(0.1), -20, 2000),
    "没有弯，默认偏置，200 轮": (nn.Identity(), None, 200),
    "ReLU，默认偏置，200 轮": (nn.ReLU(), None, 200),
}
revived = {}
for name, (bend, bias, rounds) in TRIALS.items():
    net = machine(bend=bend)
    if bias is not None:
        nn.init.constant_(net[0].bias, bias)
    end = practise(net, nn.CrossEntropyLoss(), rounds)[-1]
    alive = int(net[0].weight.grad.any(dim=1).sum())  # 最后一轮的梯度还留着
    hits = int(((net(X_val).argmax(dim=1) == 1) & (y_val == 1)).sum())
    revived[name] = (alive, end, hits, net)
    print(f"{name}：有梯度 {alive}/16，损失 {end:.3f}，抓出 {hits} 个")

# %% slideshow={"slide_type": "skip"}
leaky_row, longer_row, straight_row, default_row = revived.values()
assert leaky_row[0] == 16 and leaky_row[1] < asleep < diary["甲"][-1] and leaky_row[2] <= 5
with torch.no_grad():
    assert (longer_row[3][0](X_train) < 0).float().mean() > 0.99  # 练了 2000 轮，z 还几乎全是负的
assert abs(longer_row[1] - 0.095) < 0.01 and abs(longer_row[2] - 14) <= 3
assert abs(straight_row[1] - 0.095) < 0.01 and abs(straight_row[2] - 14) <= 3
assert abs(default_row[1] - 0.071) < 0.01 and abs(default_row[2] - 15) <= 4

# %% [markdown] slideshow={"slide_type": "subslide"}
# 梯度活了，损失降到 0.129，比不看数据的 0.152 低：它开始看数据了，可 200 轮后还是一个也没抓到。
# 练到 2000 轮，也只到 0.095，抓出 14 个，和没有弯的网络练 200 轮一样。
# 这时 $z$ 还有 99 % 以上是负的，LeakyReLU 在那里是一条直线 $0.1x$：有梯度，几乎没有弯。
# **换激活函数救活了梯度，坏的起点还是拖累它**；把偏置改回默认，同样 200 轮，甲就变成了乙。

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.leaky")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**：6.4.1 2 分钟，6.4.2 3 分钟，6.4.3 连题 7 分钟，6.4.4 3 分钟。
#
# **会遇到的误区**：（1）“ReLU 解决了梯度消失”。
# 它只让激活函数这个因子等于 1，权重也在相乘，第 8 章有反例。
# （2）“死了的等一等会活”。
# 梯度恰好是 0，自己不会动；只有前面还有层在变，$z$ 才可能变回正的，甲前面没有层了。
#
# LeakyReLU、偏置 $-20$ 换别的种子，200 轮抓出 0 到 13 个，2000 轮都是 14 个左右：慢是真的，一个也没抓到不是每次都有。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.5 十二个激活函数
#
# ### 6.5.1 画廊
#
# 常见的有十二个，先把见过的六个摆在一起；另外六个的图，在下面的自学里。
# 斜线的地方饱和：从那里一直到图的边上，坡度都不到最大坡度的二十分之一。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
grid = plotting.activation_gallery(["step", "sigmoid", "tanh", "softsign", "relu", "leaky_relu"])
grid[0].set_xticks([-4, -2, 0, 2, 4])
plotting.show(grid, alt="六个小图：阶跃的导数处处是 0，整张都是斜线；sigmoid、tanh、softsign 两头都有斜线，tanh 的最宽；ReLU 左边是 0，左半张都是斜线；LeakyReLU 左边是斜率 0.1 的直线，没有斜线。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **四问的答案**（见过的八个；数是程序量的，在下面的自学里）
#
# 1. 有界：压扁的四个；ReLU、ELU、softplus 只有下界，LeakyReLU 两头都没有；
# 2. 坡度：$x=6$ 处，单边的四个都接近 1，压扁的四个都不到 0.03；$x=-6$ 处恰好是 0 的只有阶跃和 ReLU；
# 3. 快：阶跃、ReLU、LeakyReLU 只比大小，softsign 多一次除法，别的要求指数；
# 4. 以 0 为中心：tanh、softsign 的平均是 0，其次是 ELU 的 0.16。
#
# **隐藏层用哪一个？**
# 先用 ReLU：便宜，正的一边坡度是 1；死得多，就换 LeakyReLU 或 ELU。
# 最后一层看题目，6.11 列表。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：另外六个。**
# ELU、softplus（6.4.4），和四个没见过的：
#
# - **log-sigmoid**：$\ln\sigma(x)=-\ln(1+e^{-x})$，多用在损失里（6.8.5 自学），不放在隐藏层；
# - **Swish**：$x\,\sigma(x)$，和 **Mish**：$x\tanh(\ln(1+e^x))$，像 ReLU，但光滑，左边先往下凹一点；
# - **Sinc**：$\sin x/x$，像水波，很少用。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
grid = plotting.activation_gallery(["elu", "softplus", "log_sigmoid", "swish", "mish", "sinc"])
grid[0].set_xticks([-4, -2, 0, 2, 4])
grid[0].set_title("ELU\n$x$ 或 $e^x-1$", fontsize=grid[0].title.get_size())
grid[4].set_title("Mish\n$x\\,\\tanh(\\ln(1+e^x))$", fontsize=grid[4].title.get_size())
plotting.show(grid, alt="六个小图：ELU 左边平滑地降到 -1；softplus 左边贴近 0，右边近似直线；LogSigmoid 左边近似直线，右边贴近 0；Swish 和 Mish 从左往右先降到一个浅坑，再升上去，坑的左边导数是负的；前五个都有一头是斜线。Sinc 在 0 处最高，是 1，两边起伏，没有斜线。")

# %% slideshow={"slide_type": "skip"}
TORCH = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "step": lambda x: torch.where(x >= 0, 1.0, 0.0) + 0 * x,  # 加 0x，好让自动求导给出 0
    "softplus": F.softplus,
    "relu": F.relu,
    "softsign": F.softsign,
    "elu": F.elu,
    "log_sigmoid": F.logsigmoid,
    "swish": F.silu,  # PyTorch 里叫 SiLU
    "sinc": lambda x: torch.sinc(x / math.pi),  # PyTorch 的 sinc 先乘了一个圆周率
    "leaky_relu": lambda x: F.leaky_relu(x, 0.1),
    "mish": F.mish,
}

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：让程序来量四问里的三问。**
# 上下界，$x=\pm6$ 处的坡度，和输出的平均（送进去的数平均是 0，标准差是 1，和 6.4.2 一样）。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
asked = {}
stretch = torch.cat([torch.linspace(-20, 20, 40_001), torch.tensor([-1e6, 1e6])]).double()
print("函数          下界   上界  -6 处坡度 6 处坡度 输出的平均")
for name, function in TORCH.items():
    ends = torch.tensor([-6.0, 6.0], dtype=torch.float64, requires_grad=True)
    slope_ends = torch.autograd.grad(function(ends).sum(), ends)[0].tolist()
    low, high = function(stretch).min().item(), function(stretch).max().item()
    bounds = ["  没有" if abs(v) > 1.9 else f"{round(v, 2) + 0.0:6.2f}" for v in (low, high)]
    average = function(balanced).mean().item()
    asked[name] = (*bounds, *slope_ends, average)
    print(f"{name:11s} {bounds[0]} {bounds[1]}", *(f"{round(v, 5) + 0.0:9.5f}" for v in slope_ends), f"{round(average, 2) + 0.0:9.2f}")

# %% slideshow={"slide_type": "skip"}
bounded = {name for name, row in asked.items() if "  没有" not in row[:2]}
assert bounded == {"step", "sigmoid", "tanh", "softsign", "sinc"}
assert {name for name, row in asked.items() if abs(row[2]) > 0.05} == {"log_sigmoid", "leaky_relu", "sinc"}
assert {name for name, row in asked.items() if row[3] > 0.9} == {"relu", "leaky_relu", "elu", "softplus", "swish", "mish"}
assert max(asked[name][3] for name in ("step", "sigmoid", "tanh", "softsign")) < 0.03
assert asked["log_sigmoid"][0] == "  没有" != asked["log_sigmoid"][1] and asked["leaky_relu"][:2] == ("  没有", "  没有")
assert {name for name, row in asked.items() if row[2] == 0} == {"step", "relu"}
assert {name for name, row in asked.items() if abs(row[4]) < 0.01} == {"tanh", "softsign"}
assert abs(asked["elu"][4] - 0.16) < 0.01 and abs(asked["swish"][4] - 0.21) < 0.01

# %% [markdown] slideshow={"slide_type": "skip"}
# 没见过的四个，四问的答案：
#
# 1. Sinc 有界；Swish、Mish 只有下界，log-sigmoid 只有上界；
# 2. $x=6$ 处，Swish、Mish 的坡度接近 1；$x=-6$ 处，四个都不恰好是 0；
# 3. 都要求指数、对数或正弦；
# 4. 离 0 最近的是 Swish 的 0.21。
#
# 隐藏层里，Swish、Mish 比 ReLU 贵一点，有余力再试。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.5.2 十二个函数的数值表（自学）
#
# 图看个大概，数才说得准。
# 每个函数在四个点上的值和导数，导数请自动求导来算：每一行都是“先算值，再求导”，和第 4 章一样。
# 想练手，就盖住输出，挑两行自己算。

# %% slideshow={"slide_type": "skip"}
four = torch.tensor([-2.0, -1.0, 1.0, 2.0], dtype=torch.float64)
table = {}
print("             f(-2)   f(-1)    f(1)    f(2)    f'(-2)  f'(-1)   f'(1)   f'(2)")
for name, function in TORCH.items():
    x = four.clone().requires_grad_()
    y = function(x)
    (slope,) = torch.autograd.grad(y.sum(), x)
    table[name] = [*y.tolist(), *slope.tolist()]
    left, right_half = table[name][:4], table[name][4:]
    print(f"{name:11s}", *(f"{v:7.4f}" for v in left), " ", *(f"{v:7.4f}" for v in right_half))

# %% slideshow={"slide_type": "skip"}
BOOK = {
    "sigmoid": [0.1192, 0.2689, 0.7311, 0.8808, 0.1050, 0.1966, 0.1966, 0.1050],
    "tanh": [-0.9640, -0.7616, 0.7616, 0.9640, 0.0707, 0.4200, 0.4200, 0.0707],
    "step": [0, 0, 1, 1, 0, 0, 0, 0],
    "softplus": [0.1269, 0.3133, 1.3133, 2.1269, 0.1192, 0.2689, 0.7311, 0.8808],
    "relu": [0, 0, 1, 2, 0, 0, 1, 1],
    "softsign": [-0.6667, -0.5, 0.5, 0.6667, 0.1111, 0.25, 0.25, 0.1111],
    "elu": [-0.8647, -0.6321, 1, 2, 0.1353, 0.3679, 1, 1],
    "log_sigmoid": [-2.1269, -1.3133, -0.3133, -0.1269, 0.8808, 0.7311, 0.2689, 0.1192],
    "swish": [-0.2384, -0.2689, 0.7311, 1.7616, -0.0908, 0.0723, 0.9277, 1.0908],
    "sinc": [0.4546, 0.8415, 0.8415, 0.4546, 0.4354, 0.3012, -0.3012, -0.4354],
    "leaky_relu": [-0.2, -0.1, 1, 2, 0.1, 0.1, 1, 1],
    "mish": [-0.2525, -0.3034, 0.8651, 1.9440, -0.1084, 0.0592, 1.0490, 1.0693],
}
assert len(BOOK) == 12 and BOOK.keys() == table.keys()
assert all(np.allclose(table[name], row, atol=6e-5) for name, row in BOOK.items())

# %% [markdown] slideshow={"slide_type": "skip"}
# 左边两个点上，导数恰好是 0 的只有 `step` 和 `relu`；`step` 的右边也是 0。
# 再看一对：`softplus` 的导数那四个数，就是 `sigmoid` 的值。

# %% [markdown] slideshow={"slide_type": "skip"}
# 轮到你改：换一个名字，换一段区间，看它在哪里饱和。
# 名字就是上面表里左边的十二个。

# %% slideshow={"slide_type": "skip"}
NAME, LOW, HIGH = "swish", -8, 4  # 改这里
ax = plotting.activation(NAME, span=(LOW, HIGH), ax=plt.subplots(figsize=(8, 3))[1])
plotting.show(ax)

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():
    import ipywidgets

    def wander(name="mish", far=5):
        plotting.activation(name, span=(-far, far))
        plt.show()

    ipywidgets.interact(wander, name=list(squashing) + ["relu", "mish", "sinc"], far=(1, 20))
else:
    print("在 JupyterLab 里运行，这里可以挑函数、拖动范围。没有滑块时，改上面“改这里”的一格。")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.5.3 Swish、Mish、Sinc 与 Maxout（自学）
#
# **Swish 和 Mish 的坑在哪里？**
# 左边很远处，$\sigma(x)$ 趋于 0 比 $|x|$ 变大更快，所以 $x\sigma(x)$ 回到 0；中间一定有个最低点。
# 用很密的格子找：Swish 最低 $-0.2785$，在 $x=-1.278$；Mish 最低 $-0.3088$，在 $x=-1.192$。
# 最低点左边，函数随 $x$ 变大而下降，所以表里 $x=-2$ 处的导数是负的。
# 它们没有上界，左边有下界；和 ReLU 不同，左边的坡度不恰好是 0。
# 今天的 Transformer（第 13 章）里常用的 GELU，是 $x$ 乘“标准正态分布不超过 $x$ 的概率”，样子和 Swish 很像。

# %% slideshow={"slide_type": "skip"}
dense = torch.linspace(-3, 0, 300_001, dtype=torch.float64)
lowest = {}
for name in ("swish", "mish"):
    values = TORCH[name](dense)
    lowest[name] = (round(values.min().item(), 4), round(dense[values.argmin()].item(), 4))
    print(f"{name}：最低 {lowest[name][0]:.4f}，在 x = {lowest[name][1]:.3f}")
assert np.allclose(lowest["swish"], [-0.2785, -1.2785], atol=2e-4)
assert np.allclose(lowest["mish"], [-0.3088, -1.1924], atol=2e-4)

# %% [markdown] slideshow={"slide_type": "skip"}
# **Sinc**：$f(x)=\frac{\sin x}{x}$，在 0 处写成 $\frac00$，怎么办？
# 用极限：$\sin x\approx x-\frac{x^3}{6}$，所以 $\frac{\sin x}{x}\approx1-\frac{x^2}{6}$，$x\to0$ 时值是 **1**，导数 $-\frac x3$ 是 **0**。
# 写程序时要单独处理 0 这一点，不然得到 nan。
# 它像水波，不是单调的，隐藏层里很少用；提它是为了提醒：激活函数不一定要单调。

# %% slideshow={"slide_type": "skip"}
with np.errstate(invalid="ignore"):
    print("直接写 sin(0)/0：", np.sin(np.float64(0)) / np.float64(0))
near_zero = np.array([0.1, 0.01, 0.001])
sinc_near = np.sin(near_zero) / near_zero
print("x = 0.1、0.01、0.001：", sinc_near.round(6))
at_zero = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
sinc_zero = TORCH["sinc"](at_zero)
sinc_zero.backward()
print(f"处理过的：值 {sinc_zero.item():.0f}，导数 {abs(at_zero.grad.item()):.0f}")
assert sinc_zero == 1 and at_zero.grad == 0 and abs(sinc_near - (1 - near_zero**2 / 6)).max() < 1e-6

# %% [markdown] slideshow={"slide_type": "skip"}
# **Maxout** 不把一个数弯一下，而是算两条（或更多条）直线，取大的：
#
# $$f(x)=\max\big(w_1^{\mathsf T}x+b_1,\;w_2^{\mathsf T}x+b_2\big)$$
#
# 弯的形状是学出来的：
#
# - $w_2=0$，$b_2=0$，就是一个 ReLU 神经元；
# - $w_2=0.1\,w_1$，$b_2=0.1\,b_1$，就是 LeakyReLU；
# - $w_2=-w_1$，$b_2=-b_1$，就是绝对值。
#
# 没有饱和；两条线总有一条在上面，上面那条有梯度，所以不会整个死掉；代价是参数翻倍。

# %% slideshow={"slide_type": "skip"}
points = torch.linspace(-3, 3, 7)
w1, b1 = 2.0, -1.0  # 一个输入，一条直线
pairs = {"ReLU": (0.0, 0.0), "LeakyReLU": (0.1 * w1, 0.1 * b1), "绝对值": (-w1, -b1)}
bent = {k: torch.maximum(w1 * points + b1, w2 * points + b2) for k, (w2, b2) in pairs.items()}
for name, values in bent.items():
    print(name, [round(v, 1) for v in values.tolist()])
line = w1 * points + b1
assert torch.equal(bent["ReLU"], F.relu(line)) and torch.equal(bent["绝对值"], line.abs())
assert torch.allclose(bent["LeakyReLU"], F.leaky_relu(line, 0.1))

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：画廊图给 20 秒安静地看；翻到“四问的答案”以前，让学生先猜“$x=-6$ 处坡度恰好是 0 的是哪几个”。
# 自学里“改这里”的一格：`"sigmoid", -10, 10` 饱和的斜线占一大半；`"softsign", -10, 10` 少得多；`"sinc", -20, 20` 是水波。
#
# **会遇到的误区**：“新的一定更好”。
# 换激活函数通常只差一点，先用 ReLU，再换着试。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.6 softmax：多选一
#
# ### 6.6.1 把得分变成概率
#
# 前面画的激活函数，一次只看一个数。
# 最后一层有时要在 $K$ 类里选一个，得分要放在一起比，用的是 softmax（第 5 章的自学里写过）：
#
# $$p_k=\frac{e^{z_k}}{\sum_{j=1}^{K}e^{z_j}}$$
#
# 手算 $z=(1,2,3)$：$e^1=2.718$，$e^2=7.389$，$e^3=20.086$，和是 30.193。
# 各除以和：$0.0900$、$0.2447$、$0.6652$，加起来是 1（舍入差一点）。
#
# 它做了三件事：指数让负的也变正，除以和让总数是 1，得分差 1，概率之比就是 $e\approx2.718$。
# 名次不变：谁的得分最大，谁的概率最大。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：照着公式写。**
# 三个得分都加 1000，概率应该不变：分子分母都多乘一个 $e^{1000}$，约掉了。
# 可 $e^{1000}$ 比计算机能表示的数都大。

# %% slideshow={"slide_type": "fragment"}
scores = np.array([1.0, 2.0, 3.0])
for shift in (0, 1000):
    z = scores + shift
    with np.errstate(over="ignore", invalid="ignore"):  # 不印警告，好看清结果
        naive = np.exp(z) / np.exp(z).sum()
    safe = np.exp(z - z.max()) / np.exp(z - z.max()).sum()
    print(f"得分加 {shift}：照公式 {naive.round(4)}，先减最大的 {safe.round(4)}")

# %% slideshow={"slide_type": "skip"}
assert np.isnan(naive).all() and np.allclose(safe, [0.0900, 0.2447, 0.6652], atol=5e-5)
assert np.allclose(torch.softmax(torch.tensor(scores + 1000), dim=0), safe)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 无穷除以无穷，得到 nan（不是一个数）；拿它更新一次，整个网络都是 nan。
# 先减去最大的得分，最大的指数就是 $e^0=1$，不会溢出，结果不变。
# `torch.softmax` 已经这样做了；自己写，就得自己减。

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.softmax")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.softmax_shift")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.6.2 两类的 softmax 就是 sigmoid
#
# 只有两类，得分 $z_0$、$z_1$，第 1 类的概率：
#
# $$p_1=\frac{e^{z_1}}{e^{z_0}+e^{z_1}}=\frac{1}{e^{z_0-z_1}+1}=\sigma(z_1-z_0)$$
#
# 中间一步，上下同除以 $e^{z_1}$。
# 所以两类有两种写法，能表示的一样：
#
# - 一个得分，过 sigmoid；
# - 两个得分，过 softmax，只有差 $z_1-z_0$ 起作用。
#
# 厂里的 10-16-2 用的是后一种，改成 10-16-1 加 sigmoid 也行。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：得分为什么叫 logits。**
# 反过来想：$p=\frac{1}{1+e^{-z}}$，则 $\frac1p=1+e^{-z}$，移项 $\frac{1-p}{p}=e^{-z}$，取对数再变号，$z=\ln\frac{p}{1-p}$。
# 这是“是”与“不是”的概率之比的对数，叫**对数几率**（logit）；多类的得分也跟着叫 logits。

# %% slideshow={"slide_type": "skip"}
pair = torch.tensor([0.4, 1.6], dtype=torch.float64)
as_softmax = torch.softmax(pair, dim=0)[1].item()
as_sigmoid = torch.sigmoid(pair[1] - pair[0]).item()
odds = math.log(as_sigmoid / (1 - as_sigmoid))
print(f"softmax {as_softmax:.4f}，sigmoid {as_sigmoid:.4f}，对数几率 {odds:.1f}")

# %% slideshow={"slide_type": "skip"}
assert math.isclose(as_softmax, as_sigmoid) and math.isclose(odds, 1.2)

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.two")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.6.3 softmax 的导数（自学）
#
# 一个得分变了，所有概率都跟着变，所以导数是一张 $K\times K$ 的表，叫**雅可比矩阵**（Jacobian matrix）。
# 记 $S=\sum_j e^{z_j}$，$p_k=e^{z_k}/S$，对 $z_j$ 求导用商的公式：
#
# 1. $k=j$：$\dfrac{e^{z_k}S-e^{z_k}e^{z_k}}{S^2}=p_k-p_k^2=p_k(1-p_k)$，和 sigmoid 的一样；
# 2. $k\ne j$：分子只剩 $0\cdot S-e^{z_k}e^{z_j}$，得 $-p_kp_j$。
#
# 合写成 $\dfrac{\partial p_k}{\partial z_j}=p_k(\delta_{kj}-p_j)$，其中 $\delta_{kj}$ 在 $k=j$ 时是 1，否则是 0（和 6.7.3 的门槛 $\delta$ 无关）。
# 写成矩阵：对角线放 $p$ 的矩阵，减去 $pp^{\mathsf T}$。
# 每一行加起来是 0：所有得分一起加一个数，概率不变。

# %% slideshow={"slide_type": "skip"}
z_three = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
p_three = torch.softmax(z_three, dim=0)
jacobian = torch.autograd.functional.jacobian(lambda z: torch.softmax(z, dim=0), z_three)
by_formula = torch.diag(p_three) - torch.outer(p_three, p_three)
print(jacobian.numpy().round(4))
assert torch.allclose(jacobian, by_formula) and torch.allclose(jacobian.sum(dim=1), torch.zeros(3, dtype=torch.float64))

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **会遇到的误区**：“softmax 让概率更准”。
# 它只换了个写法，得分说什么，它就说什么。
#
# **休息前**：让学生把甲的诊断写在纸上，一句话。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.7 损失函数
#
# ### 6.7.1 什么是损失
#
# 里面的弯讲完了，轮到外面的尺。
# **损失函数**（loss function）给“预测和答案差多远”打一个分，分越低越好。
# 它是训练的**指南针**：梯度下降只看它的坡度，它说往哪，权重就往哪。
# 尺量错了东西，网络就会很努力地学错东西。
#
# 第 4 章说一个样本的叫损失 $L$，许多样本平均的叫代价 $J$；PyTorch 两样都叫 loss，以后跟着它叫。
#
# $n$ 个样本，答案 $y$，预测 $\hat y$：
#
# - 平均绝对误差（MAE，第 1 章）：$\frac1n\sum|y-\hat y|$，PyTorch 叫 `L1Loss`；
# - 均方误差（MSE）：$\frac1n\sum(y-\hat y)^2$，PyTorch 叫 `MSELoss`；没有第 1 章的 $\frac12$。

# %% slideshow={"slide_type": "skip"}
answer_sheet = torch.ones(2, 2)
guess = torch.tensor([[0.0, 1.0], [2.0, 3.0]])
print("误差：", (guess - answer_sheet).flatten().tolist())
for name in ("L1Loss", "MSELoss", "SmoothL1Loss"):  # 第三个在 6.7.3 的自学里讲
    print(f"{name:12s} {getattr(nn, name)()(guess, answer_sheet).item():.3f}")
print("不平均，只加起来：", nn.L1Loss(reduction="sum")(guess, answer_sheet).item())

# %% slideshow={"slide_type": "skip"}
assert nn.L1Loss()(guess, answer_sheet) == 1 and nn.MSELoss()(guess, answer_sheet) == 1.5
assert nn.SmoothL1Loss()(guess, answer_sheet) == 0.625

# %% [markdown] slideshow={"slide_type": "subslide"}
# 手算：四个误差 $-1$、0、1、2。
# 绝对值 1、0、1、2，平均 1.0；平方 1、0、1、4，平均 1.5：最大的那个误差 2，在总和里占的份从四分之二变成六分之四。
# PyTorch 里，`reduction="sum"` 是加起来不平均；默认 `"mean"` 求平均。

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.absolute")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.7.2 平方怕离群点，绝对值不怕
#
# 还是第 1 章的十套房子，最后一套多打了一个零，24 万变成 242 万。
# 同一条直线，同一个训练循环（`line_by`，优化器用 Adam），**只换损失那一个词**；第三把尺 Huber 和它的 `delta`，下一小节讲。

# %% slideshow={"slide_type": "skip"}
houses = data.ten_houses()
area, price = (torch.tensor(houses[name].to_numpy(float)) for name in ("area", "price"))
typo = price.clone()
typo[-1] *= 10
area_mean, area_std = area.mean(), area.std(correction=0)

# %% slideshow={"slide_type": "skip"}
def line_by(loss_fn, money, rounds=1200):
    u, v = (area - area_mean) / area_std, money / 1e5  # 标准化；单位换成十万美元
    theta = torch.tensor([2.0, 0.0], dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam([theta], lr=0.1)
    for k in range(rounds):
        adam.param_groups[0]["lr"] = 0.1 * (1 - k / rounds)  # 优化器把学习率存在这里；慢慢降到 0
        loss = loss_fn(theta[0] + theta[1] * u, v)
        adam.zero_grad()
        loss.backward()
        adam.step()
    return theta.detach()

# %% slideshow={"slide_type": "fragment"}
RULERS = {"MSE": nn.MSELoss(), "MAE": nn.L1Loss(), "Huber": nn.HuberLoss(delta=0.5)}  # 0.5 是五万美元
lines = {name: line_by(loss_fn, typo) for name, loss_fn in RULERS.items()}
slopes = {name: (theta[1] / area_std * 1e5).item() for name, theta in lines.items()}
print("每平方英尺多少美元：", {name: round(slope) for name, slope in slopes.items()})
right_line = line_by(nn.MSELoss(), price)  # 没有打错的那十套
print(f"没有打错时，MSE 的线：{(right_line[1] / area_std * 1e5).item():.0f}")

# %% slideshow={"slide_type": "skip"}
assert abs(slopes["MSE"] + 107.94) < 2 and abs(slopes["MAE"] - 194.38) < 4 and abs(slopes["Huber"] - 169) < 4
assert abs((right_line[1] / area_std * 1e5).item() - 179.4) < 2

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.3))
ax.plot(area[:-1], price[:-1] / 1e4, "o", color="0.25")
ax.plot(area[-1], 76, "^", color="0.25", ms=10)
ax.text(area[-1] + 60, 76, "这一套在 242 万", va="center")
ends = torch.tensor([1300.0, 3100.0], dtype=torch.float64)
for (name, theta), color, dash in zip(lines.items(), (RED, BLUE, GREEN), ("--", "-", ":")):
    ax.plot(ends, (theta[0] + theta[1] * (ends - area_mean) / area_std) * 10, color=color, ls=dash, label=name)
ax.set(xlabel="面积（平方英尺）", ylabel="价钱（万美元）", ylim=(0, 84))
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="九套正常的房子；错成 242 万的一套画成三角，放在图的上边，旁边写着“这一套在 242 万”。MSE 的虚线整个抬高，而且向右下降；MAE 的实线和 Huber 的点线都从九套房子中间向右上穿过。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 没有打错时，每平方英尺 179 美元。
# MSE 的线整个被一套房子拉走了；MAE 的 194、Huber 的 169，都还在附近，线也还在那九套中间。
# 为什么？
# 看一个误差 $r$ 的坡度：$r^2$ 的导数是 $2r$，离得越远，拉得越狠；$|r|$ 的导数只有 $\pm1$，多远都一样。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("loss.constant")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.7.3 Huber：近处平方，远处绝对值
#
# 刚才那一题说的是：只报一个数，MAE 挑**中位数**（从小到大排在正中间的那个），左边两个各拉 1，右边两个各拉 1，正好平衡，100 换成 1000 也只拉 1；MSE 挑平均数，一个大数就拉走。
#
# MAE 也有毛病：最低点是个尖角，离答案很近了，坡度还是 1，容易来回跳。
# **Huber 损失**（Huber loss）各取所长，误差 $r=\hat y-y$：
#
# $$L_\delta(r)=\begin{cases}\frac12r^2&|r|\le\delta\\[2pt]\delta\big(|r|-\frac\delta2\big)&|r|>\delta\end{cases}$$
#
# $\delta$ 是分界，比它小算平常的误差，比它大算离群。
# 在分界上两段接得上：$\frac12\delta^2=\delta(\delta-\frac\delta2)$；坡度也接得上，都是 $\delta$。
#
# 手算 $\delta=1$：$r=0.5$ 得 $\frac12\times0.25=0.125$；$r=1$ 得 $0.5$；$r=3$ 得 $1\times(3-0.5)=2.5$。
# 换 $\delta=2$：前两个不变，$r=3$ 得 $2\times(3-1)=4$。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
r_axis = torch.linspace(-3, 3, 601, dtype=torch.float64)
curves = {"MSE：$r^2$": lambda r: r**2, "MAE：$|r|$": torch.abs, "Huber，$\\delta=1$": lambda r: F.huber_loss(r, torch.zeros_like(r), reduction="none")}
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.2))
for (name, function), color, dash in zip(curves.items(), (RED, BLUE, GREEN), ("--", "-", ":")):
    r_here = r_axis.clone().requires_grad_()
    value = function(r_here)
    (pull,) = torch.autograd.grad(value.sum(), r_here)
    left.plot(r_axis, value.detach(), color=color, ls=dash, lw=2.5, label=name)
    right_ax.plot(r_axis, pull, color=color, ls=dash, lw=2.5)
left.set(title="损失", xlabel="误差 $r$", ylim=(0, 5))
right_ax.set(title="坡度（拉力）", xlabel="误差 $r$", ylim=(-4, 4))
left.legend(fontsize=11, loc="upper center")
plotting.show(fig, alt="左图：三种损失随误差 r 变化，平方弯得最陡，绝对值是 V 形，Huber 在 -1 到 1 之间是抛物线，外面是直线。右图是坡度：平方的坡度是一直升的斜线，绝对值的坡度从 -1 跳到 1，Huber 的坡度在中间是斜线，外面停在 -1 和 1。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 右图就是三把尺的脾气（Huber 近处是 $\frac12r^2$，MSE 的一半）：平方的拉力没有上限，绝对值的一直是 1，Huber 近处温和、远处封顶。

# %% slideshow={"slide_type": "skip"}
r_three = torch.tensor([0.5, 1.0, 3.0])
zero = torch.zeros(3)
huber = {d: F.huber_loss(r_three, zero, delta=float(d), reduction="none") for d in (1, 2)}
print("Huber δ=1：", huber[1].tolist(), " δ=2：", huber[2].tolist())
assert huber[1].tolist() == [0.125, 0.5, 2.5] and huber[2].tolist() == [0.125, 0.5, 4.0]

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.huber")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：SmoothL1 和 Huber 差一个除数。**
# **SmoothL1** 把参数叫 $\beta$：$|r|\le\beta$ 时 $\frac{r^2}{2\beta}$，否则 $|r|-\frac\beta2$。
# 两段各乘 $\beta$，正是 Huber，所以 $\mathrm{SmoothL1}_\beta=\mathrm{Huber}_\beta/\beta$。
# 参数取 1（两边的默认）时完全一样；上面 2×2 的例子：$0.5$、0、$0.5$、$1.5$，平均 0.625。

# %% slideshow={"slide_type": "skip"}
for beta in (0.5, 1.0, 2.0):
    smooth = F.smooth_l1_loss(r_three, zero, beta=beta, reduction="none")
    as_huber = F.huber_loss(r_three, zero, delta=beta, reduction="none") / beta
    print(f"β = {beta}：", [round(v, 4) for v in smooth.tolist()], "相等：", torch.allclose(smooth, as_huber))
    assert torch.allclose(smooth, as_huber)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：数轴上画五个点 1、2、3、4、100，问“只许报一个数，报几”，用 MSE 报平均数，用 MAE 报中位数；这就是 `loss.constant`，先别说出答案。
#
# **会遇到的误区**：（1）“MAE 总比 MSE 好”。
# 没有离群点时，平方用到了每个点的信息，通常更准，也好优化。
# （2）“离群点删掉就行”。
# 先查原因（第 1 章）；换损失是查不清时的办法。
#
# Huber 的 $\delta$ 有单位，和 $y$ 一样；程序里 $y$ 的单位是十万美元，0.5 就是五万。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.8 交叉熵
#
# ### 6.8.1 从“猜中的把握”到 $-\ln p$
#
# 分类的网络报的是概率，尺该怎么量？
#
# 天气台连报三天，三天互不相干。
# 那天真的发生了的事，它事先给的概率是 0.8、0.5、0.9。
# 三天都说中的把握是乘积 $0.8\times0.5\times0.9=0.36$，叫**似然**（likelihood）：它越大，这个天气台越可信。
#
# 1. 乘积不好用：几千个小于 1 的数相乘，小到计算机当成 0；取 $\ln$，乘积变成和：$\ln0.36=\ln0.8+\ln0.5+\ln0.9$；
# 2. 损失要越小越好，添一个负号：$-\ln0.8-\ln0.5-\ln0.9=0.2231+0.6931+0.1054=1.0217$；
# 3. 除以天数，好跟别的天气台比：$0.3406$。
#
# **交叉熵就是：正确答案的概率取负对数，再平均。**（名字的来历，6.8.6 自学。）
# 让似然最大，和让交叉熵最小，是同一件事。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
chance = np.linspace(0.005, 1, 400)
fig, ax = plt.subplots(figsize=(8, 3.2))
ax.plot(chance, -np.log(chance), color=BLUE)
for p_dot, word, shift, side_of in (
    (0.9, "很有把握，对", (0, 14), "center"),
    (0.51, "勉强对", (6, 14), "left"),
    (0.01, "很有把握，错", (10, 10), "left"),
):
    place = (p_dot, -math.log(p_dot))
    ax.plot(*place, "o", color=RED)
    ax.annotate(f"{word}：{place[1]:.2f}", place, shift, textcoords="offset points", ha=side_of)
ax.set(xlabel="给正确答案的概率 $p$", ylabel="$-\\ln p$", ylim=(-0.2, 5.6), xlim=(0, 1.05))
plotting.show(fig, alt="曲线 -ln p：p 从 0 到 1，损失从很大降到 0。标出三点：p=0.9 时 0.11，p=0.51 时 0.67，p=0.01 时 4.61。")
assert np.allclose([-math.log(p) for p in (0.9, 0.51, 0.01)], [0.1054, 0.6733, 4.6052], atol=5e-5)

# %% [markdown] slideshow={"slide_type": "fragment"}
# $-\ln p$ 读作“有多惊讶”：说好会发生的发生了，不惊讶；说好不会的发生了，很惊讶。
# 0.9 和 0.51 都算猜对，准确率分不出来，交叉熵分得出来（0.1054 和 0.6733）；**又错又自信，罚得最重**。

# %% slideshow={"slide_type": "skip"}
three_days = [0.8, 0.5, 0.9]
total_surprise = -sum(math.log(p) for p in three_days)
print(f"三天的惊讶一共 {total_surprise:.4f}，平均 {total_surprise / 3:.4f}")
assert math.isclose(math.prod(three_days), 0.36) and abs(total_surprise - 1.0217) < 5e-5
assert abs(total_surprise / 3 - 0.3406) < 5e-5 and math.prod([0.5] * 2000) == 0

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.confident")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.8.2 二元交叉熵
#
# “是或不是”的题，网络报“是”的概率 $\hat y$（预测是概率时，也写 $p$）。
# 答案是“是”（$y=1$），给正确答案的概率是 $\hat y$；答案是“不是”（$y=0$），它是 $1-\hat y$。
# 用 $y$ 当开关，两种写成一个式子，叫**二元交叉熵**（binary cross-entropy，BCE）：
#
# $$\mathrm{BCE}=-\frac1n\sum_{i=1}^{n}\Big[y_i\ln\hat y_i+(1-y_i)\ln(1-\hat y_i)\Big]$$
#
# 手算四个，答案 $0,1,1,0$，预测 $0.2,0.9,0.6,0.9$：
#
# - 给正确答案的概率：$0.8,\;0.9,\;0.6,\;0.1$；
# - 负对数：$0.2231,\;0.1054,\;0.5108,\;2.3026$；
# - 和 $3.1419$，平均 $0.7855$。
#
# 前面的 $\frac1n$ 别丢：有的书的公式没有它，代进去得到的是和，可 `BCELoss` 给出的是平均。
#
# 6.4 的 0.152 也是它：2800 个里 3.5 % 的答案是 1，每个都报 $0.035$，平均就是 $-0.035\ln0.035-0.965\ln0.965\approx0.152$。

# %% slideshow={"slide_type": "skip"}
truth = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
output = torch.tensor([[0.2, 0.9], [0.6, 0.9]])
terms = nn.BCELoss(reduction="none")(output, truth).flatten()
print("四项：", [round(v, 4) for v in terms.tolist()])
print(f"平均 {nn.BCELoss()(output, truth).item():.4f}，和 {terms.sum().item():.4f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(terms, [0.2231, 0.1054, 0.5108, 2.3026], atol=5e-5)
assert abs(nn.BCELoss()(output, truth).item() - 0.7855) < 5e-5 and abs(terms.sum().item() - 3.1419) < 1e-4

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.bce")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.mean")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.8.3 多类的交叉熵
#
# $K$ 类里选一个，标签写成独热：正确的一类是 1，别的是 0。
#
# $$\mathrm{CE}=-\frac1n\sum_{i=1}^{n}\sum_{k=1}^{K}y_{ik}\ln\hat y_{ik}$$
#
# $i$ 数样本，$k$ 数类别。
# 里层看着有 $K$ 项，独热标签只留下正确的那一项：还是“正确答案的概率取负对数”。
#
# 手算：得分 $z=(2,\,1,\,0.1)$，正确的是第 0 类。
#
# - softmax：$e^2=7.389$，$e^1=2.718$，$e^{0.1}=1.105$，和 11.212，得 $p=(0.6590,\,0.2424,\,0.0986)$；
# - 交叉熵：$-\ln0.6590=0.4170$。
#
# PyTorch 的 `CrossEntropyLoss` 收**得分**和**类别的编号**，softmax 它自己做，你不要做。

# %% slideshow={"slide_type": "skip"}
z_logits = torch.tensor([[2.0, 1.0, 0.1]], requires_grad=True)
label = torch.tensor([0])  # 正确的类别的编号
probability = torch.softmax(z_logits, dim=1)
ce = nn.CrossEntropyLoss()(z_logits, label)
print("概率：", [round(p, 4) for p in probability[0].tolist()])
print(f"交叉熵：{ce.item():.4f}，手算 {-math.log(probability[0, 0].item()):.4f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(probability.detach(), [[0.6590, 0.2424, 0.0986]], atol=5e-5) and abs(ce.item() - 0.4170) < 5e-5

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.ce")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.8.4 梯度等于 $p-y$
#
# 正确的是第 $c$ 类，把 softmax 代进 $-\ln p_c$，对数把除法变成减法：
#
# $$L=-\ln\frac{e^{z_c}}{\sum_je^{z_j}}=-z_c+\ln\sum_je^{z_j}$$
#
# 对 $z_k$ 求导，分两块：
#
# 1. $-z_c$ 的导数：$k=c$ 时是 $-1$，否则是 0，也就是 $-y_k$（独热标签）；
# 2. $\ln\sum_je^{z_j}$ 的导数：$\ln u$ 求导是 $\frac1u$，再乘里面的导数 $e^{z_k}$，得 $\frac{e^{z_k}}{\sum_je^{z_j}}=p_k$。
#
# $$\frac{\partial L}{\partial z_k}=p_k-y_k$$
#
# **预测减答案，就是梯度**（$n$ 个样本取平均时再除以 $n$）：给错的类报了多少，就往下压多少；正确的类离 1 还差多少，就往上抬多少。

# %% slideshow={"slide_type": "fragment"}
ce.backward()  # 6.8.3 的得分 (2, 1, 0.1)，第 0 类
print("自动求导：", [round(g, 4) for g in z_logits.grad[0].tolist()])
print("p - y：  ", [round(g, 4) for g in (probability - F.one_hot(label, 3))[0].tolist()])

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(z_logits.grad, probability - F.one_hot(label, 3), atol=1e-6)
assert np.allclose(z_logits.grad, [[-0.3410, 0.2424, 0.0986]], atol=5e-5)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("loss.ce_gradient")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **sigmoid 配 BCE，梯度也是 $p-y$。**
# 一个得分 $z$，$p=\sigma(z)$，$L=-y\ln p-(1-y)\ln(1-p)$：
#
# $$\frac{dL}{dz}=\Big(-\frac yp+\frac{1-y}{1-p}\Big)\cdot p(1-p)=-y(1-p)+(1-y)p=p-y$$
#
# 6.3.2 那个小小的 $p(1-p)$，被分母约掉了！
# 若用 MSE 配 sigmoid，$\frac{d}{dz}(p-y)^2=2(p-y)\,p(1-p)$，它还在。
# 错得离谱时，$p(1-p)$ 接近 0，反而推不动：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
z_axis = torch.linspace(-8, 8, 401, dtype=torch.float64)
p_axis = torch.sigmoid(z_axis)
fig, ax = plt.subplots(figsize=(8, 2.9))
ax.plot(z_axis, (p_axis - 1).abs(), color=BLUE, label="BCE：$|p-y|$")
ax.plot(z_axis, 2 * (p_axis - 1).abs() * p_axis * (1 - p_axis), "--", color=RED, label="MSE：$2|p-y|\\,p(1-p)$")
ax.axvspan(-8, -4, color="0.5", alpha=0.15)
ax.text(-6, 0.5, "错得离谱", ha="center")
ax.set(xlabel="得分 $z$（答案是 1）", ylabel="梯度的大小", ylim=(-0.03, 1.08))
ax.legend(loc="upper right")
plotting.show(fig, alt="答案是 1 时，两种损失的梯度大小随得分 z 变化。z 很负，也就是错得离谱时，BCE 的梯度接近 1，MSE 的接近 0；z 很正时两条都接近 0。MSE 的曲线只在中间有个小鼓包，不到 0.3。")

# %% slideshow={"slide_type": "skip"}
z_bad = torch.tensor(-8.0, dtype=torch.float64, requires_grad=True)
pull_bce = torch.autograd.grad(F.binary_cross_entropy_with_logits(z_bad, torch.ones_like(z_bad)), z_bad)[0].item()
pull_mse = torch.autograd.grad((torch.sigmoid(z_bad) - 1) ** 2, z_bad)[0].item()
print(f"z = -8，答案 1：BCE 的梯度 {pull_bce:.4f}，MSE 的 {pull_mse:.4f}")
assert abs(pull_bce + 1) < 1e-3 and abs(pull_mse) < 1e-3 and (2 * (1 - p_axis) * p_axis * (1 - p_axis)).max() < 0.3
p_check = torch.sigmoid(z_axis).clone()
assert torch.allclose((-1 / p_check) * p_check * (1 - p_check), p_check - 1)  # y = 1 的一行代数

# %% [markdown] slideshow={"slide_type": "subslide"}
# **里面的弯和外面的尺要配对**：sigmoid 配 BCE，softmax 配交叉熵。
#
# **常见错误：做了两次 softmax。**
# `CrossEntropyLoss` 里已经有一次；网络末尾再接一层 softmax，不报错，可是损失降不到底（5.8.8 的自学练过一次）。
# 送进去的是概率，都在 0 和 1 之间，三类最好也只能送 $(1,0,0)$，损失是 $-\ln\frac{e^1}{e^1+e^0+e^0}=\ln\frac{e+2}{e}$。

# %% slideshow={"slide_type": "fragment"}
scores_row = torch.tensor([[2.0, 1.0, 0.1]])
once = nn.CrossEntropyLoss()(scores_row, label).item()
twice = nn.CrossEntropyLoss()(torch.softmax(scores_row, dim=1), label).item()
best = nn.CrossEntropyLoss()(torch.tensor([[1.0, 0.0, 0.0]]), label).item()
print(f"送得分 {once:.4f}，送概率（做了两次）{twice:.4f}，两次时最小也有 {best:.4f}")

# %% slideshow={"slide_type": "skip"}
assert abs(once - 0.4170) < 5e-5 and abs(twice - 0.8021) < 5e-5 and abs(best - math.log((math.e + 2) / math.e)) < 1e-6

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.double_softmax")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.8.5 两个接口：BCELoss 与 BCEWithLogitsLoss（自学）
#
# `BCELoss` 收概率，前面要自己过 sigmoid；`BCEWithLogitsLoss` 收得分，sigmoid 在它里面。
# 数学上一样，差别在极端的得分：$z=200$，答案是 0。
#
# 真值是 $-\ln(1-\sigma(200))=\ln(1+e^{200})\approx200$。
# 可 $\sigma(200)$ 在计算机里恰好是 1，$\ln(1-1)=\ln0$ 是负无穷；PyTorch 只好把对数截在 $-100$，损失给出 **100**，梯度是 0，学不动了。
# `BCEWithLogitsLoss` 换一个写法，不先算 sigmoid：
#
# $$L=\max(z,0)-zy+\ln\big(1+e^{-|z|}\big)$$
#
# 指数上永远不是正数，不会溢出，给出 **200**，梯度是 $p-y=1$。
#
# 这个式子怎么来的？
# $-\ln\sigma(z)=\ln(1+e^{-z})$，$-\ln(1-\sigma(z))=z+\ln(1+e^{-z})$，用 $y$ 合起来是 $(1-y)z+\ln(1+e^{-z})$；$z<0$ 时 $\ln(1+e^{-z})=-z+\ln(1+e^{z})$，代进去，两种情形合写就是上式。

# %% slideshow={"slide_type": "skip"}
extreme = {}
for name, z_big in (("BCELoss", torch.tensor([200.0])), ("BCEWithLogitsLoss", torch.tensor([200.0]))):
    z_big.requires_grad_()
    sent = torch.sigmoid(z_big) if name == "BCELoss" else z_big
    value = getattr(nn, name)()(sent, torch.zeros(1))
    value.backward()
    extreme[name] = (value.item(), z_big.grad.item())
    print(f"{name}：损失 {value.item():.0f}，梯度 {z_big.grad.item():.0f}")
assert extreme == {"BCELoss": (100.0, 0.0), "BCEWithLogitsLoss": (200.0, 1.0)}
z_any, y_any = torch.randn(100, dtype=torch.float64) * 20, torch.randint(0, 2, (100,)).double()
stable = z_any.clamp(min=0) - z_any * y_any + torch.log1p(torch.exp(-z_any.abs()))
assert torch.allclose(stable, F.binary_cross_entropy_with_logits(z_any, y_any, reduction="none"))

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.8.6 NLL、KL 与 HingeEmbedding（自学）
#
# **负对数似然**（negative log-likelihood，NLL）：`NLLLoss` 收**对数概率**，只做最后一步：挑出正确的那一个，变号，平均。
# 所以 `CrossEntropyLoss` 就是 `LogSoftmax` 加 `NLLLoss`。

# %% slideshow={"slide_type": "skip"}
log_p = torch.log_softmax(scores_row, dim=1)
nll = nn.NLLLoss()(log_p, label).item()
print(f"LogSoftmax 加 NLLLoss：{nll:.4f}，CrossEntropyLoss：{once:.4f}")
assert math.isclose(nll, once, rel_tol=1e-6)

# %% [markdown] slideshow={"slide_type": "skip"}
# **KL 散度**（Kullback-Leibler divergence，KL）：答案本身也是一组概率 $p$ 时，量预测 $q$ 离它多远：
#
# $$\mathrm{KL}(p\,\|\,q)=\sum_kp_k\ln\frac{p_k}{q_k}$$
#
# 手算 $p=(0.7,0.2,0.1)$，$q=(0.5,0.3,0.2)$：$0.7\ln1.4+0.2\ln0.6667+0.1\ln0.5=0.2355-0.0811-0.0693=0.0851$。
# $p=q$ 时每一项的对数是 0，KL 是 0；别的时候大于 0（这里不证）。
# 这里的 $p$ 是答案，$q$ 是预测；$p$、$q$ 换过来，数也变，所以它不叫距离，叫散度。
# 展开：$\mathrm{KL}=-\sum p_k\ln q_k+\sum p_k\ln p_k$。
# 前一半是**交叉熵**：惊讶 $-\ln q_k$ 是预测的，出现的机会 $p_k$ 是答案的，两边交叉着乘；后一半变个号，$-\sum p_k\ln p_k$，叫**熵**（entropy），两样都是答案自己的。
# 熵不随网络变，所以训练时减小 KL 和减小交叉熵是一回事；6.4 的 0.152 是比例 $(0.965,0.035)$ 的熵：不看输入，最低到这里；看了输入可以更低，乙是 0.071。
#
# **常见错误**：`KLDivLoss` 的第一个参数是预测的**对数**概率，第二个是答案的概率，次序和公式相反；默认还除以元素的个数，要写 `reduction="batchmean"`（一批的和除以样本数）。

# %% slideshow={"slide_type": "skip"}
p_true = torch.tensor([[0.7, 0.2, 0.1]])
q_said = torch.tensor([[0.5, 0.3, 0.2]])
kl = nn.KLDivLoss(reduction="batchmean")(q_said.log(), p_true).item()
other_way = nn.KLDivLoss(reduction="batchmean")(p_true.log(), q_said).item()
print(f"KL(p‖q) = {kl:.4f}，默认的平均给出 {kl / 3:.4f}，KL(q‖p) = {other_way:.4f}")
assert abs(kl - 0.0851) < 5e-5 and abs(kl - (p_true * (p_true / q_said).log()).sum().item()) < 1e-6
assert abs(kl - other_way) > 0.005

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.kl")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **HingeEmbeddingLoss**：输入 $x$ 是两样东西的**距离**，标签 1 说它们是一类，$-1$ 说不是。
#
# - $y=1$：损失就是 $x$，越近越好；
# - $y=-1$：损失是 $\max(0,1-x)$，距离超过 1 就够了，不必再远。
#
# 学“像不像”的题（人脸比对、半监督学习）用它：网络把每样东西变成一排数，叫**嵌入**（embedding），$x$ 是两排数的距离。
# 手算 $x=(0.3,\,2,\,0.4)$，$y=(1,\,1,\,-1)$：$0.3$、$2$、$\max(0,0.6)=0.6$，平均 $2.9/3=0.9667$。

# %% slideshow={"slide_type": "skip"}
distance, alike = torch.tensor([0.3, 2.0, 0.4]), torch.tensor([1.0, 1.0, -1.0])
hinge = nn.HingeEmbeddingLoss()(distance, alike).item()
print(f"HingeEmbeddingLoss：{hinge:.4f}")
assert abs(hinge - 2.9 / 3) < 1e-6

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**：6.8.1 4 分钟，6.8.2 3 分钟，6.8.3 3 分钟，6.8.4 连题 10 分钟。
#
# **板书**：$-z_c+\ln\sum e^{z_j}$ 写在中间，两块分别求导，让学生说出第二块就是 softmax。
# $p-y$ 圈起来：第 7 章先用平方误差，换成交叉熵时用到它。
#
# **会遇到的误区**：（1）“交叉熵小，准确率就高”。
# 多数时候同向，不总是：交叉熵还看把握。
# （2）“`CrossEntropyLoss` 的标签要写成独热”。
# 它收编号，一维的 `int64`；独热的浮点数也收，那是答案本身是概率时用的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.9 一座桥：从线性回归到神经网络
#
# 三样零件（线性层、弯、尺），换着拼：
#
# 1. 线性层，加 MSE：**线性回归**（第 1 章，那里的代价多除一个 2）；
# 2. 线性层，加 sigmoid 和 BCE：**逻辑回归**（也译“对数几率回归”），也就是一个神经元；名字叫回归，做的是分类；
# 3. 线性层，$K$ 个得分，加交叉熵：**softmax 回归**（softmax regression），多类的逻辑回归；
# 4. 中间再加隐藏层和弯：第 5 章的**前馈网络**。
#
# 前三种对得分 $z$ 的梯度都是“预测减答案”：线性回归用第 1 章带 $\frac12$ 的代价，也是 $\hat y-y$。
# 第 5 章的两个月牙，不加隐藏层，准确率是 0.87，和宽度 1 的网络一样：分界都是一条直线。
# **从逻辑回归到神经网络，差的就是中间那一层：隐藏的神经元，和它们的弯。**

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：0.87 是怎么来的。**
# 用 PyTorch 和 scikit-learn 各练一次没有隐藏层的分类器。

# %% slideshow={"slide_type": "skip"}
moons, side = make_moons(300, noise=0.1, random_state=0)  # 和第 5 章的一样
X_moon, y_moon = torch.tensor(moons, dtype=torch.float32), torch.tensor(side)

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
softmax_regression = nn.Linear(2, 2)  # 两个得分，没有隐藏层
training.fit(softmax_regression, X_moon, y_moon, lr=0.05, epochs=300)  # 不另说，损失就是交叉熵
ours = (softmax_regression(X_moon).argmax(dim=1) == y_moon).float().mean().item()
theirs = LogisticRegression(C=1e6).fit(moons, side)  # C 大，几乎不加约束（第 11 章）
print(f"softmax 回归 {ours:.2f}，scikit-learn 的逻辑回归 {theirs.score(moons, side):.2f}")

# %% slideshow={"slide_type": "skip"}
assert abs(ours - 0.873) < 0.03 and abs(theirs.score(moons, side) - 0.87) < 0.03
weight = softmax_regression.weight.detach()
assert np.allclose((weight[1] - weight[0]).numpy(), theirs.coef_[0], rtol=0.1)  # 只有差起作用

# %% slideshow={"slide_type": "skip"}
quiz.ask("activation.logistic")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.10 很少的那一类：机器乙的病
#
# ### 6.10.1 四个数，三个比
#
# 乙的网络没有死，损失也降到了 0.071，可 42 个次品只抓到 15 个。
# 先把话说准。
# 把次品叫**正例**，好的叫负例（正例是要找的那一类，不是“好”的意思）：
#
# | | 喊“次品” | 喊“好的” |
# |---|---|---|
# | 真是次品 | 抓对 **TP** | 放走 **FN** |
# | 真是好件 | 冤枉 **FP** | 放对 **TN** |
#
# - **精确率**（precision；也叫查准率）$\frac{TP}{TP+FP}$：喊“次品”时有几成是真的；
# - **召回率**（recall；也叫查全率）$\frac{TP}{TP+FN}$：次品抓出了几成；
# - **F1** $=\frac{2TP}{2TP+FP+FN}$：两样都好它才高（都讲清楚，等第 10 章）。

# %% slideshow={"slide_type": "skip"}
def judge(net, line=0.5):
    """Return TP, FP, FN, TN on the validation set, and accuracy, precision, recall, F1."""
    said = torch.softmax(net(X_val), dim=1)[:, 1] > line  # 次品的概率过线，就喊“次品”
    TP, FP = int((said & (y_val == 1)).sum()), int((said & (y_val == 0)).sum())
    FN, TN = int((~said & (y_val == 1)).sum()), int((~said & (y_val == 0)).sum())
    right = (TP + TN) / len(y_val)
    return (TP, FP, FN, TN), (right, TP / max(TP + FP, 1), TP / (TP + FN), 2 * TP / (2 * TP + FP + FN))

# %% [markdown] slideshow={"slide_type": "subslide"}
# 乙抓对 15 个，放走 27 个，冤枉 3 个。
# 先自己算精确率和召回率，再运行：

# %% slideshow={"slide_type": "fragment"}
counts, rates = judge(second)  # judge 照上面的定义数四个数，算四个比
print("TP {}，FP {}，FN {}，TN {}".format(*counts))
print("准确率 {:.3f}，精确率 {:.3f}，召回率 {:.3f}，F1 {:.3f}".format(*rates))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(rates, [0.975, 0.833, 0.357, 0.500], atol=0.03)
assert abs(counts[0] - 15) <= 2 and abs(counts[1] - 3) <= 2

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.10.2 谁决定喊不喊：挪那道线
#
# 网络报的是概率 $p$，“$p$ 过 0.5 就喊‘次品’”是我们定的，这道线也叫阈值。
# 交叉熵只要 $p$ 报得老实；次品少，拿不准的轴承老实地报 0.3，就过不了线。
# 放走一个赔多少，冤枉一个赔多少，交叉熵没有问过。
#
# 最便宜的药：不重练，把线挪低。

# %% slideshow={"slide_type": "fragment"}
LINE = 0.2  # 改这里：0.5、0.3、0.1
print("TP {}，FP {}，FN {}，TN {}".format(*judge(second, LINE)[0]))
print("准确率 {:.3f}，精确率 {:.3f}，召回率 {:.3f}，F1 {:.3f}".format(*judge(second, LINE)[1]))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(judge(second, 0.2)[0][:2], [23, 16], atol=3)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 线放在 0.2，抓到 23 个，多抓 8 个；冤枉的从 3 个变成 16 个。
# 线放在哪里？
# 放走一个赔 $a$，冤枉一个赔 $b$，$p\,a>(1-p)\,b$ 时喊划算，也就是 $p>\frac{b}{a+b}$；0.2 是放走比冤枉贵 4 倍。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.10.3 类别权重
#
# 线是练完再挪的；也可以练的时候就让次品的一票重一些。
# 交叉熵对 2800 个样本求平均，其中 2702 个是好件，**96.5 % 的票在好件手里**。
# **类别权重**（class weight）常取 $w_k=\dfrac{n}{K\,n_k}$，$n_k$ 是第 $k$ 类的个数，越少越重：
#
# - 好件 $\frac{2800}{2\times2702}=0.5181$；
# - 次品 $\frac{2800}{2\times98}=14.2857$。
#
# 这样，两类各自的权重之和都是 1400，一样大。
# 记 $L_i$ 是第 $i$ 个样本的交叉熵，求平均时**除以权重之和**：$\dfrac{\sum_iw_{y_i}L_i}{\sum_iw_{y_i}}$。

# %% slideshow={"slide_type": "subslide"}
class_counts = torch.bincount(y_train)
weights = len(y_train) / (2 * class_counts)
print("权重：", [round(w, 4) for w in weights.tolist()])
weighted = machine()
practise(weighted, nn.CrossEntropyLoss(weight=weights))
print("TP {}，FP {}，FN {}，TN {}".format(*judge(weighted)[0]))
print("准确率 {:.3f}，精确率 {:.3f}，召回率 {:.3f}，F1 {:.3f}".format(*judge(weighted)[1]))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(weights, [0.5181, 14.2857], atol=5e-5)
assert np.allclose(judge(weighted)[1], [0.895, 0.204, 0.690, 0.315], atol=0.04)
assert abs(judge(weighted)[0][0] - 29) <= 2 and abs(judge(weighted)[0][1] - 113) <= 25
assert abs((weights[1] / weights[0]).item() - 27.6) < 0.05
with torch.no_grad():  # 带权重的平均：除以权重之和，不是除以个数
    each = F.cross_entropy(second(X_train), y_train, reduction="none")
    by_hand = (weights[y_train] * each).sum() / weights[y_train].sum()
    assert torch.allclose(by_hand, nn.CrossEntropyLoss(weight=weights)(second(X_train), y_train))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 次品抓到了 29 个，可是冤枉了 113 个好件：十个“次品”里八个是错抓的。
# 一个次品顶 $14.2857/0.5181\approx27.6$ 个好件，按上面的算法，线相当于 $\frac{1}{1+27.6}\approx0.035$，比 0.2 挪得远。

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.weight")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 6.10.4 focal loss：少听容易的（自学）
#
# 换一个想法：好件大多一眼就认得出，几千个“容易的”加起来，盖过了几十个“难的”；在图里找东西（检测）也这样，试上几万个框，几乎全是背景。
# 那就让容易的小声。
# 记 $p_t$ 为给正确答案的概率（$-\ln p_t$ 就是交叉熵），**焦点损失**（focal loss）：
#
# $$\mathrm{FL}=-\alpha_t\,(1-p_t)^\gamma\ln p_t$$
#
# - $(1-p_t)^\gamma$ 管难易：$p_t$ 近 1，容易，因子近 0；$\gamma$ 越大，容易的越不算；$\gamma=0$ 就是交叉熵；
# - $\alpha_t$ 管类别：正例乘 $\alpha$，负例乘 $1-\alpha$（这个 $\alpha$ 和前面的都不是一回事）。
#
# 手算 $\gamma=2$，先不乘 $\alpha$：
#
# - $p_t=0.9$，$0.1^2\times0.1054=0.0011$，只剩百分之一；
# - $p_t=0.1$，$0.81\times2.3026=1.8651$，少得不多。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
sure = np.linspace(0.01, 1, 400)
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.3))
for gamma, color, dash in zip((0, 0.5, 1, 2, 5), (BLUE, RED, GREEN, PURPLE, ORANGE), ("-", "--", ":", "-.", (0, (7, 2)))):
    name = "$\\gamma=0$，交叉熵" if gamma == 0 else f"$\\gamma={gamma:g}$"
    for ax in (left, right_ax):
        ax.plot(sure, -((1 - sure) ** gamma) * np.log(sure), color=color, ls=dash, label=name)
left.axvspan(0.6, 1, color="0.5", alpha=0.15)
left.text(0.8, 2.6, "容易的", ha="center")
left.set(xlabel="给正确答案的概率 $p_t$", ylabel="损失", ylim=(0, 4.6))
right_ax.set(xlabel="给正确答案的概率 $p_t$", xlim=(0.6, 1), ylim=(0, 0.55), title="“容易的”放大")
fig.legend(*left.get_legend_handles_labels(), loc="outside lower center", ncols=5, fontsize=11, handlelength=2.8)
plotting.show(fig, alt="focal loss 的五条曲线，γ 取 0、0.5、1、2、5，横轴是 p_t。γ 越大，曲线越低。左图，p_t 很小处五条都很高。右图把 p_t 大于 0.6 的容易区放大：γ=0 从 0.51 降下来，γ=2 在 0.1 以下，γ=5 几乎贴着 0。")

# %% [markdown] slideshow={"slide_type": "skip"}
# $\gamma$ 越大，右图里“容易的”压得越低；左图最左边，$p_t$ 很小，五条都还很高。

# %% slideshow={"slide_type": "skip"}
focal_rows = {p: -((1 - p) ** 2) * math.log(p) for p in (0.9, 0.5, 0.1)}
for p, value in focal_rows.items():
    print(f"p_t = {p}：交叉熵 {-math.log(p):.4f}，focal {value:.4f}，乘 α=0.25 后 {value / 4:.6f}")
assert np.allclose(list(focal_rows.values()), [0.001054, 0.1733, 1.8651], atol=5e-5)
assert np.allclose([v / 4 for v in focal_rows.values()], [0.000263, 0.0433, 0.4663], atol=5e-5)

# %% [markdown] slideshow={"slide_type": "skip"}
# **自己写 focal loss。**
# 五行就能写出来；这里收得分，`cross_entropy` 给出的正是 $-\ln p_t$。
# 提出它的论文（2017 年，做图像检测）取 $\gamma=2$，$\alpha=0.25$；这里先试 $\alpha=0.75$，$\gamma=2$，再换别的。

# %% slideshow={"slide_type": "skip"}
def focal_with(alpha, gamma):
    def loss_fn(z, y):
        ce = F.cross_entropy(z, y, reduction="none")  # 每个样本的 -ln p_t
        p_t = torch.exp(-ce)
        alpha_t = torch.where(y == 1, alpha, 1 - alpha)
        return (alpha_t * (1 - p_t) ** gamma * ce).mean()

    return loss_fn


ALPHA, GAMMA = 0.75, 2  # 改这里
trial = machine()
practise(trial, focal_with(ALPHA, GAMMA))
print("TP {}，FP {}，FN {}，TN {}".format(*judge(trial)[0]))
print("准确率 {:.3f}，精确率 {:.3f}，召回率 {:.3f}，F1 {:.3f}".format(*judge(trial)[1]))

# %% slideshow={"slide_type": "skip"}
focal_net = machine()  # 不管上面改成什么，这里验 0.75 和 2
practise(focal_net, focal_with(0.75, 2))
assert np.allclose(judge(focal_net)[1], [0.968, 0.531, 0.619, 0.571], atol=0.04)
flat = focal_with(0.5, 0)(second(X_train), y_train)
assert torch.allclose(flat, 0.5 * nn.CrossEntropyLoss()(second(X_train), y_train))  # γ=0，α=0.5：交叉熵的一半

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.focal")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.focal_alpha")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.10.5 哪一样药更好？
#
# 第 5 章的规矩：一个种子不算数；四样各用五个种子，看平均：

# %% slideshow={"slide_type": "skip"}
def mean_of_seeds(loss_fn, line):
    """Return accuracy, precision, recall and F1, each the mean of five seeds."""
    runs = []
    for seed in range(5):
        net = machine(seed)
        practise(net, loss_fn)
        runs.append(judge(net, line)[1])
    return np.mean(runs, axis=0)

# %% slideshow={"slide_type": "fragment"}
CURES = {
    "交叉熵，线 0.5": (nn.CrossEntropyLoss(), 0.5),
    "交叉熵，线 0.2": (nn.CrossEntropyLoss(), 0.2),
    "类别权重，线 0.5": (nn.CrossEntropyLoss(weight=weights), 0.5),
    "类别权重，线 0.9": (nn.CrossEntropyLoss(weight=weights), 0.9),
}
seeds_mean = {}
for name, (loss_fn, line) in CURES.items():
    seeds_mean[name] = mean_of_seeds(loss_fn, line)
    print("{}：精确率 {:.2f}，召回率 {:.2f}，F1 {:.2f}".format(name, *seeds_mean[name][1:]))

# %% slideshow={"slide_type": "skip"}
ce_mean, line_mean, weight_mean, raised_mean = seeds_mean.values()
assert np.allclose(ce_mean[1:], [0.837, 0.457, 0.589], atol=0.05)
assert np.allclose(line_mean[1:], [0.561, 0.590, 0.574], atol=0.05)
assert np.allclose(weight_mean[1:], [0.210, 0.719, 0.325], atol=0.05)
assert abs(raised_mean[3] - 0.57) < 0.05 and max(row[3] for row in (line_mean, weight_mean, raised_mean)) < ce_mean[3] + 0.02

# %% [markdown] slideshow={"slide_type": "subslide"}
# F1 没有一样明显高过第一行；线挪到 0.2，一轮也不用重练，F1 和它差不了多少。
# 类别权重的 F1 低，是线挪得太远：把它的线抬到 0.9，F1 也回到 0.57 左右。
# 两样药都让**召回率升，精确率降**，是在“少放走”和“少冤枉”之间挪；挪到哪里要问厂长 $a$、$b$ 各是多少。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：focal 也来比一比。**
# 同样五个种子，$\alpha=0.75$，$\gamma=2$，线 0.5：

# %% slideshow={"slide_type": "skip"}
focal_mean = mean_of_seeds(focal_with(alpha=0.75, gamma=2), 0.5)
print("focal，线 0.5：精确率 {:.2f}，召回率 {:.2f}，F1 {:.2f}".format(*focal_mean[1:]))
assert np.allclose(focal_mean[1:], [0.557, 0.593, 0.574], atol=0.05)

# %% [markdown] slideshow={"slide_type": "skip"}
# 它也是召回率升、精确率降，F1 没有比交叉熵更好；只挪线，就和它差不多。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**：6.10.1 3 分钟（学生先算 $15/18$ 和 $15/42$），6.10.2 3 分钟，6.10.3 3 分钟，6.10.5 2 分钟。
#
# **现场可改**的是 `LINE`（种子 0；抓到、冤枉）：0.5 是 15、3；0.3 是 20、6；0.2 是 23、16；0.1 是 27、57。
# 自学里的 `ALPHA, GAMMA`（召回率，精确率，F1）：0.75 和 2 是 0.62、0.53、0.57；0.5 和 2 是 0.45、0.73、0.56；0.25 和 2 是 0.33、0.88、0.48。
#
# **会遇到的误区**：（1）“准确率降了，所以权重没用”。
# 一律说“好的”准确率就有 0.965；这道题里准确率不是要紧的数。
# （2）“focal 更新，所以更好”。
# 让学生看 6.10.5 自学里五个种子的 F1。
# （3）“交叉熵量错了”。
# 它要的是老实的概率，量得没错；喊不喊，是练完以后的决定。
#
# **会有人问**：“乙多练几轮呢？”
# 有用：种子 0 练 1000 轮抓到 21 个，冤枉 10 个。
# “不要隐藏层呢？”
# 200 轮也能抓到 14 个左右（6.4.4 的“没有弯”）：这份数据一条直线就能分出不少，隐藏层的好处要多练才看得出。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.11 怎么选
#
# ### 6.11.1 选损失的树

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.7))
ax.set(xlim=(0, 16), ylim=(0, 7.4))
ax.axis("off")
TINTS = {"问": "#cfe6f5", "答": "#fbe3b9"}


def node(x, y, text, kind):
    frame = {"boxstyle": "round,pad=0.4", "fc": TINTS[kind], "ec": "0.3"}
    return (x, y), ax.text(x, y, text, ha="center", va="center", fontsize=12.5, bbox=frame).get_bbox_patch()


def branch(a, b, word):
    ax.annotate("", b[0], a[0], arrowprops={"arrowstyle": "-|>", "color": "0.3", "patchA": a[1], "patchB": b[1]})
    ax.text((a[0][0] + b[0][0]) / 2, (a[0][1] + b[0][1]) / 2, word, ha="center", va="center", fontsize=12, bbox={"fc": "white", "ec": "none", "pad": 1})


root = node(8, 6.7, "答案是什么？", "问")
classify, regress = node(4, 4.1, "各类的个数差得多吗？", "问"), node(12.3, 4.1, "有离群点吗？", "问")
branch(root, classify, "类别")
branch(root, regress, "数")
for place, text, parent, word in (
    (1.6, "交叉熵\n两类可用 BCE", classify, "差不多"),
    (6.5, "交叉熵，再挪线；\n不够，试权重、focal", classify, "差得多"),
    (10.8, "MSE", regress, "没有"),
    (14.3, "MAE 或\nHuber", regress, "有"),
):
    branch(parent, node(place, 0.9, text, "答"), word)
plotting.show(fig, alt="选损失的树。先问答案是什么：是类别，再问各类的个数差得多吗，差不多用交叉熵（两类可用 BCE），差得多先用交叉熵，再挪线，不够再试权重、focal；是数，再问有离群点吗，没有用 MSE，有用 MAE 或 Huber。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 差得多的例子：医学影像里的病灶、检测里的背景、工厂里的次品。
# 这时先问：放走一个和冤枉一个，哪个更贵？
# 放走越贵，线挪得越低，或者权重给得越大（focal 见 6.10.4 自学）。
# 树给的是起点，不是判决：最后看验证集上你真正在意的那个数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 6.11.2 写成 PyTorch 的哪一行
#
# | 题目 | 最后一层输出 | 损失 | 标签 |
# |---|---|---|---|
# | 预测一个数 | 1 个数，不加激活 | `MSELoss`、`L1Loss`、`HuberLoss` | 浮点数，形状和输出一样 |
# | 是或不是 | 1 个得分 | `BCEWithLogitsLoss` | 浮点的 0.0、1.0，形状和输出一样 |
# | 多选一 | $K$ 个得分 | `CrossEntropyLoss` | `int64` 的编号，一维 |
# | 是或不是 | sigmoid 之后的概率 | `BCELoss` | 同第二行 |
# | 多选一 | `LogSoftmax` 之后 | `NLLLoss` | 同第三行 |
#
# `BCEWithLogitsLoss` 和 `CrossEntropyLoss` 自己带着 sigmoid 或 softmax，**送得分**；`BCELoss` 不带，**送概率**，送了不在 0 到 1 的数会报错。
# 两种都能用时，用送得分的：极端的得分也算得对（6.8.5 自学）。

# %% slideshow={"slide_type": "skip"}
two_ways = torch.tensor([[1.5], [-0.3]]), torch.tensor([[1.0], [0.0]])
a_way = nn.BCEWithLogitsLoss()(*two_ways).item()
b_way = nn.BCELoss()(torch.sigmoid(two_ways[0]), two_ways[1]).item()
print(f"送得分 {a_way:.4f}，先过 sigmoid 再送概率 {b_way:.4f}")
assert math.isclose(a_way, b_way, rel_tol=1e-6)

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.logits")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("loss.choice_tree")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 6.12 回诊与小结
#
# | | 机器甲 | 机器乙 |
# |---|---|---|
# | 症状 | 损失降了，一个次品也没抓到 | 损失更低，抓到 15 个，放走 27 个 |
# | 病在哪里 | 里面：ReLU 全死，隐藏层没有梯度 | 外面：尺和线都没有问过，放走一个赔多少 |
# | 怎么查 | 数一数输出全是 0 的神经元 | 不看准确率，看抓出几个、冤枉几个 |
# | 药 | 默认的初始化，小一点的学习率；LeakyReLU 有梯度，起点坏时还是慢 | 先挪线；再试类别权重 |
# | 代价 | 学习率小，要多练几轮 | 少放走，就多冤枉 |
#
# **出门一问**：一个三分类的网络，三类一样多，训练了很久，损失一直停在 1.0986，一动不动。
# 1.0986 是什么数？
# 先查里面还是先查外面？
# 答案在 6.13 的末尾。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - 激活函数带来非线性；挑它问四句：有没有界、坡度活不活、快不快、是不是以 0 为中心。
# - $\sigma'=\sigma(1-\sigma)\le\frac14$，两头饱和；只有有界的激活函数才限制输出。
# - ReLU 便宜、正边坡度是 1；负边坡度是 0，会死；LeakyReLU、ELU 留一点坡度。
# - softmax 把得分变成加起来是 1 的概率，先减最大的；两类的 softmax 就是 sigmoid。
# - 损失是指南针：MSE 重罚大错，MAE 不怕离群点，Huber 折中。
# - 交叉熵是正确答案的概率取负对数再平均；对得分的梯度是 $p-y$。
# - `CrossEntropyLoss`、`BCEWithLogitsLoss` 送得分，`BCELoss` 送概率。
# - 类别不平衡：挪线、类别权重，都是用精确率换召回率，换多少看赔多少；自学的 focal 也是。
#
# **下一步**：课后的作业让你自己写这些激活函数和损失。
# 第 7 章讲梯度怎样从损失一层一层传回去，$p-y$ 那里还会用到。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：$1.0986=\ln3$。
# 三类一样多时，不看输入，最好就是每类报 $\frac13$，损失正是它；一动不动，多半是网络没在看输入，先查里面：数一数死掉的神经元，看梯度是不是 0。
# 答“输入全是 0”“标签打乱了”也对。
# 答“忘了 `step()`”：会停住，但停在初始的损失上，一般不恰好是 1.0986。
# 答“做了两次 softmax”：不是它，那样还会降，最低约 0.55（6.8.4）。
# 收纸条，只看有没有认出 $\ln3$。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 6.13 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：两层 sigmoid。** 一个样本的梯度要穿过两层 sigmoid，两处的函数值是 0.5 和 0.9。
# 这两层让梯度乘了多少？
#
# <details><summary>答案</summary>
#
# $\sigma'=f(1-f)$：$0.25\times0.09=0.0225$。
# 权重也会相乘，这里没有算。
# </details>
#
# **第 2 题：尖角。** 有人说：“ReLU 在 0 处不可导，所以不能用梯度下降。”你怎么答？
#
# <details><summary>答案</summary>
#
# 在 0 处取 0 到 1 之间任何一个次梯度都行，PyTorch 取 0；$z$ 正好等于 0 的机会很小。
# 梯度下降要的是“往哪边改大致对”，不要求每一点都可导；MAE 也有尖角，照样能练。
# </details>
#
# **第 3 题：得分的大小。** 得分 $(1,2,3)$ 都乘以 10，softmax 变成什么样？
# 都乘以 0.1 呢？
#
# <details><summary>答案</summary>
#
# 乘 10：差距变成 10，最大的概率约 0.99995，几乎是独热。
# 乘 0.1：差距只有 0.1，三个约 0.301、0.332、0.367，几乎一样大。
# 加一个数不变，乘一个数会变。
# </details>
#
# **第 4 题：瞎猜的损失。** 十类的题，刚初始化的网络，交叉熵大约是多少？
# 若打印出来是 40，你先查什么？
#
# <details><summary>答案</summary>
#
# 各报 $\frac1{10}$，损失 $\ln10\approx2.303$。
# 先看是不是求了和，没有平均；若是平均，40 说明它很自信地错，得分太大。
# 得分是权重乘输入加起来的，太大，不是输入太大（标准化了吗），就是权重太大（第 8 章）。
# </details>
#
# **第 5 题：照抄论文。** 6.10.4（自学）里，把 $\alpha$ 从 0.75 改成论文的 0.25，次品的召回率从 0.62 掉到 0.33。
# 为什么 $\alpha$ 小在检测里可能好用，在这里不好？
#
# <details><summary>答案</summary>
#
# $\alpha$ 乘在正例上，0.25 让正例比负例轻。
# 检测里的负例（背景）极多、又大多极容易，$\gamma=2$ 已经把它们压到几乎不算，正例不必再加重，反而可以轻一点；这里的负例没有那么容易，照抄过来，就把少数类又压了一次。
# 两个数要一起在自己的验证集上试。
# </details>
#
# **第 6 题：带权重的平均。** 两个样本，交叉熵是 1 和 3，权重是 0.5 和 2。
# `CrossEntropyLoss(weight=…)` 给出多少？
#
# <details><summary>答案</summary>
#
# $\frac{0.5\times1+2\times3}{0.5+2}=\frac{6.5}{2.5}=2.6$：除以权重之和，不是除以 2。
# </details>
#
# **出门一问。**
#
# <details><summary>答案</summary>
#
# $1.0986=\ln3$。
# 三类一样多时，不看输入，最好的办法是每类都报 $\frac13$，损失正是 $\ln3$；停在这里一动不动，多半是网络没在看输入。
# 先查里面：数一数死掉的神经元，看梯度是不是 0。
# 里面没有病，再查数据：输入是不是全 0，标签有没有打乱。
# 不像是做了两次 softmax：那样还会降，最低约 0.55（6.8.4）；忘了 `step()` 也会停住，但停在初始的损失上，一般不恰好是 $\ln3$。
# </details>
#
# **练习做全了吗？**
# 课上不问的题一共 22 道，都在前面各小节里，那一格写着“练习”。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案和口头说的数
stuck = nn.CrossEntropyLoss()(torch.zeros(6, 3), torch.tensor([0, 0, 1, 1, 2, 2])).item()
assert abs(stuck - math.log(3)) < 1e-6 and abs(stuck - 1.0986) < 5e-5
assert np.allclose([judge(second, line)[0][:2] for line in (0.5, 0.3, 0.2, 0.1)], [[15, 3], [20, 6], [23, 16], [27, 57]], atol=6)
longer = machine()
practise(longer, nn.CrossEntropyLoss(), 1000)
assert abs(judge(longer)[0][0] - 21) <= 4
assert math.isclose(0.25 * 0.9 * 0.1, 0.0225)
hot, cool = (torch.softmax(torch.tensor([1.0, 2.0, 3.0]) * k, dim=0) for k in (10, 0.1))
assert abs(hot[2] - 0.99995) < 1e-5 and np.allclose(cool, [0.301, 0.332, 0.367], atol=1e-3)
quarter = machine()
practise(quarter, focal_with(0.25, 2))
half = machine()
practise(half, focal_with(0.5, 2))
assert np.allclose(judge(quarter)[1][1:], [0.875, 0.333, 0.483], atol=0.05)
assert np.allclose(judge(half)[1][1:], [0.731, 0.452, 0.559], atol=0.06)
assert abs((0.5 * 1 + 2 * 3) / 2.5 - 2.6) < 1e-12 and abs(math.log(10) - 2.303) < 5e-4
print("α = 0.25：召回率 {:.2f}，F1 {:.2f}".format(*judge(quarter)[1][2:]))
