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
# # 第 8 章 梯度稳定
#
# **学完之后你能够**
#
# - 把四层的链式法则逐个因子写出来，说出梯度为什么消失、为什么爆炸；
# - 推出 Xavier 和 He 两种初始化，说出权重为什么不能都一样；
# - 手算批量归一化和层归一化，分清训练和评估；
# - 解释残差连接的 $I+F'$，写对梯度裁剪的那一行；
# - 看症状，量梯度，选药。
#
# **时间**：100 分钟。
#
# **需要**：第 7 章（反向传播：$\delta$ 每退一层，乘权重，再乘激活函数的导数）；方差（第 1 章）；sigmoid、tanh、ReLU 的导数（第 6 章）。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。
#
# **记号**：$\sigma$ 在这一章仍是 logistic 函数；标准差写 $s$，方差写 $\mathrm{Var}$。
# $n$ 在 8.3 是一层的输入个数，在 8.4 是一批的样本数，用到时再说一遍。
# $E$ 是损失，空心的 $\mathbb E$ 是求平均（期望）；8.5 的 $F$ 是一块网络，代码里的 `F.` 是 torch 的函数库，两样无关。
# 课文里的 $\delta$ 只看长度，第 7 章的正负号这里不要紧。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 100 分钟：讲课 90，休息 5，余量 5；标“自学”的和 8.9 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 8.1 一张病历 | 6 | 0:07 | |
# | 8.2 传话：一层乘一个数 | 17 | 0:24 | `stability.factor` |
# | 8.3 从哪里出发 | 25 | 0:49 | `stability.constant_init` |
# | 休息 | 5 | 0:54 | |
# | 8.4 半路上拉回来：归一化 | 15 | 1:09 | `stability.batch_norm` |
# | 8.5 让它直接过去：残差连接 | 8 | 1:17 | |
# | 8.6 太大就剪：梯度裁剪 | 7 | 1:24 | `stability.clip_norm` |
# | 8.7 复诊 | 9 | 1:33 | `stability.symptoms` |
# | 8.8 小结 | 2 | 1:35 | 出门一问 |
# | 余量 | 5 | 1:40 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:07 还没到 8.2：8.2.1 只念 $0.25^{10}$ 一个数，省 1 分钟；
# - 0:24 还没到 8.3：8.3.1 只念三条理由，8.3.2 的表只看“随机”和“0.5”两种，省 2 分钟；
# - 0:43 还没到 8.3.5：图只看 ReLU 一格，省 2 分钟；
# - 0:49 还没休息：8.4.4 只看图，不跑代码，省 1 分钟；
# - 1:09 还没到 8.5：8.5.1 的代码不跑，省 1 分钟；
# - 1:17 还没到 8.6：8.6.1 的题留给学生，省 3 分钟；
# - 1:24 还没到 8.7：8.7.3 的七味药让学生自己读，省 2 分钟。
#
# 怎样晚也要讲的：8.2.2、8.2.3、8.3.3、8.4.2、8.5.1、8.7.1。
# 五道必问的题每题 3 分钟，已算在内；其余的题学生自学时做。
# 二十层的网络要练很多次，课前先从头运行一遍。
#
# **黑板**：左边抄 8.2.2 的一长串乘积，别擦；讲到哪一味药，就在它改动的因子上画圈：8.2.3 圈 $\sigma'$，8.3 圈 $w$，8.4 圈 $z$，8.5 在每个因子前添“1 +”；裁剪不改因子，写在乘积外面。
# 右边记每个病人的两个数：第一层的梯度，末了的损失。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前五题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `stability.factor` | 3.375 | 答 5.06：从第四层到第一层只退三层；答 0.0156：漏了权重 |
# | `stability.constant_init` | 1 | 答 5 或 4：五行没有任何差别；答 0：那是全填 0 |
# | `stability.batch_norm` | 1.389 | 答 1.134：那是除以 2 的方差，只攒进 `running_var` |
# | `stability.clip_norm` | $(3,-4)$ | 选 $(5,-5)$：那是按值；选 $(0.6,-0.8)$：门槛是 5；选 $(6,-8)$：长 10，超过了 5 |
# | `stability.symptoms` | 学习率调小，再不行就剪梯度 | 选残差：它让梯度传得更多 |
# | `stability.half` | 百万分之一 | 选千分之一：那是十层 |
# | `stability.explode` | 117 | 答 55：是连乘 |
# | `stability.linear` | 3 个 | 选 4 个：二十层合起来还是一条直线 |
# | `stability.parameters` | 37 | 答 30：漏了偏置 |
# | `stability.zero_init` | 能 | 选“永远不动”：只有第一步不动 |
# | `stability.xavier` | 0.2 | 答 0.04：还要开方 |
# | `stability.he` | 0.5 | 答 0.25：那是方差 |
# | `stability.relu_scale` | 大得多 | 选差不多：只看了 $f'$，漏了权重；选小得多：一半是 0，长度每层只乘 0.7 |
# | `stability.eval_mode` | 不变 | 选挪一成：那是训练模式 |
# | `stability.layer_norm` | 1.414 | 答 1.22：除以特征的个数，不减 1 |
# | `stability.residual` | 2.65 | 答 2：是连乘 |
# | `stability.clip_value` | $(-0.4,1)$ | 选 $(-1,1)$：没超过的不动；选 $(-0.16,0.99)$：那是按范数 |
# | `stability.remedies` | 前三个 | 选裁剪：裁剪只会把梯度变小 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.autograd.functional import jacobian
from torch.nn import functional as F

from coursekit import plotting, quiz

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.1 一张病历
#
# ### 8.1.1 病人：二十层
#
# 第 7 章的结尾留了一句：$\delta$ 往回传很多层，会越来越小，或者越来越大。
# 那就把层数加到二十，看看会怎样。
#
# 题目很容易：64 个样本，每个 32 个随机的数，第一个数是正的，就是 1 类，不然是 0 类。
# 这一章只看**学不学得动**，64 个样本全部用来训练，不留测试集。
#
# 网络每层 32 个神经元，sigmoid，末尾接一个两类的输出层（不数在二十层里）；权重用 PyTorch 造层时抽好的，一个也不改。

# %% slideshow={"slide_type": "subslide"}
def tower(depth, act=nn.Sigmoid):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(32, 32), act()]
    return nn.Sequential(*layers, nn.Linear(32, 2))


def practise(net, X, y, eta=0.1, steps=200):
    sgd = torch.optim.SGD(net.parameters(), lr=eta)  # 最朴素的梯度下降
    losses = []
    for _ in range(steps):
        loss = F.cross_entropy(net(X), y)
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        losses.append(loss.item())
    return losses

# %% slideshow={"slide_type": "skip"}
def case(build, seed=0, init=None):
    """Build a net, then draw its 64 samples; the data do not depend on init."""
    torch.manual_seed(seed)
    net = build()
    X = torch.randn(64, 32)
    if init is not None:
        net.apply(init)
    return net, X, (X[:, 0] > 0).long()

# %% [markdown] slideshow={"slide_type": "subslide"}
# `case` 先定好种子，再造网络，再抽 64 个样本，每次运行都一样；层数不同，抽到的样本也不同，抽法一样。
# 传给它的是“怎样造”（`lambda: tower(2)`），它定好种子才去造。
#
# **下注**：同样走 200 步，2 层和 20 层，谁的损失低，各到多少？
# 先写下来，再往下看。

# %% slideshow={"slide_type": "-"}
shallow, X, y = case(lambda: tower(2))
shallow_losses = practise(shallow, X, y, eta=0.5)
print(f" 2 层：损失 {shallow_losses[0]:.3f} → {shallow_losses[-1]:.3f}")

deep, X, y = case(lambda: tower(20))
deep_losses = practise(deep, X, y, eta=0.5)
print(f"20 层：损失 {deep_losses[0]:.3f} → {deep_losses[-1]:.3f}")

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
counts = torch.bincount(y).tolist()
ratio = [count / 64 for count in counts]
assert sorted(counts) == [30, 34] and abs(-sum(p * math.log(p) for p in ratio) - 0.6912) < 1e-4
assert shallow_losses[-1] < 0.1 and abs(deep_losses[-1] - 0.691) < 0.001 and abs(deep_losses[0] - 0.691) < 0.01

# %% [markdown] slideshow={"slide_type": "fragment"}
# 多了十八层，反而一点也学不会。
# 0.691 是什么？
# 64 个样本里 34 个是一类、30 个是另一类，什么也不看、对谁都报这个比例，损失是 $-\frac{34}{64}\ln\frac{34}{64}-\frac{30}{64}\ln\frac{30}{64}\approx0.691$，这里叫它**比例损失**。
# 二十层的网络练了 200 步，还停在这个数上，哪一层出了事？

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.1.2 量一量
#
# 第 7 章说过，看损失看不出来，要看梯度。
# 一层的权重有 1024 个梯度，接成一个长长的向量，量它的**长度**（各数平方和再开方，也叫**范数**）：

# %% slideshow={"slide_type": "fragment"}
def gradients(net, X, y):  # 每个线性层一个长度，从第一层到输出层
    net.zero_grad()
    F.cross_entropy(net(X), y).backward()
    linears = [part for part in net.modules() if isinstance(part, nn.Linear)]
    return [part.weight.grad.norm().item() for part in linears]


sick, X, y = case(lambda: tower(20))  # 还没有训练的
lengths = gradients(sick, X, y)
for place in (20, 10, 1):
    print(f"第 {place:2d} 层的梯度，长 {lengths[place - 1]:.0e}")

# %% slideshow={"slide_type": "skip"}
assert 1e-18 < lengths[0] < 1e-17 and lengths[19] > 1e-3

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第二十层收到的梯度还看得见，第一层的只有 $3\times10^{-18}$：照这样走一亿步，加起来也挪不到 $10^{-9}$。
# 病名叫**梯度消失**（vanishing gradient）。
# 反过来，$\delta$ 越往回传越大，大得没法用，叫**梯度爆炸**（exploding gradient）。
#
# 这一章，先找病因（8.2），再开四张方子：换个起点（8.3），半路上拉回来（8.4），让它直接过去（8.5），太大就剪（8.6）；最后请病人回来复诊（8.7）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:01 到 0:07）：8.1.1 4 分钟，8.1.2 2 分钟。
#
# **怎么讲**：两个损失先盖住，请两位同学报自己的下注：二十层会好多少。
# 常有人答“深了过拟合”：过拟合是训练损失很低，这里训练损失根本不降。
# 也有人答“多练几步就好了”：练 200 步和练 1 步差不多；$10^{-18}$ 的梯度，多少步都不够。
#
# 换种子 1、2，二十层也停在各自的比例损失上（0.693、0.689）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.2 传话：一层乘一个数
#
# ### 8.2.1 乘十次，乘五十次
#
# 许多人站成一排，从最后一个往前传一句话，每传一次，音量变一变：
#
# - 每次大一倍，传十次：$2^{10}=1024$ 倍；
# - 每次小一半，传十次：$\frac1{2^{10}}=\frac1{1024}$，千分之一；
# - 每次只剩四分之一：传四次 $0.25^4=0.0039$，传十次 $0.25^{10}\approx9.5\times10^{-7}$，百万分之一；
# - 每次变成 1.5 倍，传二十次：$1.5^{20}\approx3325$ 倍。
#
# 每一步只差一点，乘许多次，不是小得听不见，就是大得受不了；要不大不小，每一步就得几乎正好乘 1。
#
# 网络里，传的“话”是 $\delta$，每一步乘的是什么？

# %% slideshow={"slide_type": "skip"}
assert 2**10 == 1024 and 0.5**10 == 1 / 1024 and 0.25**4 == 0.00390625
assert round(0.25**10 * 1e7, 2) == 9.54 and round(1.5**20) == 3325 and round(1.1**50, 1) == 117.4

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.half")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.explode")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.2.2 四层的链，一个因子一个因子
#
# 取最瘦的网络：四层，每层只有一个神经元，$y_0=x$ 是输入。
#
# $$z_\ell=w_\ell\,y_{\ell-1}+b_\ell,\qquad y_\ell=\sigma(z_\ell)\qquad(\ell=1,2,3,4)$$
#
# 损失 $E$ 只看 $y_4$。
# 求 $E$ 对**最前面**的偏置 $b_1$ 的导数，从后往前，一环一环写，不跳：
#
# $$\frac{\partial E}{\partial b_1}=\frac{\partial E}{\partial y_4}\cdot\frac{\partial y_4}{\partial z_4}\cdot\frac{\partial z_4}{\partial y_3}\cdot\frac{\partial y_3}{\partial z_3}\cdot\frac{\partial z_3}{\partial y_2}\cdot\frac{\partial y_2}{\partial z_2}\cdot\frac{\partial z_2}{\partial y_1}\cdot\frac{\partial y_1}{\partial z_1}\cdot\frac{\partial z_1}{\partial b_1}$$
#
# 九个因子只有四种：
#
# - $\frac{\partial E}{\partial y_4}$：损失自己的导数，记作 $E'$；
# - $\frac{\partial y_\ell}{\partial z_\ell}=\sigma'(z_\ell)$：过一次激活函数；
# - $\frac{\partial z_\ell}{\partial y_{\ell-1}}=w_\ell$：过一次权重；
# - $\frac{\partial z_1}{\partial b_1}=1$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 代进去：
#
# $$\frac{\partial E}{\partial b_1}=E'\cdot\sigma'(z_4)\cdot\underbrace{w_4\,\sigma'(z_3)}_{z_4\to z_3}\cdot\underbrace{w_3\,\sigma'(z_2)}_{z_3\to z_2}\cdot\underbrace{w_2\,\sigma'(z_1)}_{z_2\to z_1}$$
#
# **退一层，乘两个数：一个 $w$，一个 $\sigma'$。**

# %% slideshow={"slide_type": "-"}
w = [0.8, -1.5, 2.0, 1.2]  # 改这里
b = torch.tensor([0.1, 0.2, -0.3, 0.4], dtype=torch.float64, requires_grad=True)
y_chain = torch.tensor(0.5, dtype=torch.float64)  # y0 就是 x
outs = []
for k in range(4):
    y_chain = torch.sigmoid(w[k] * y_chain + b[k])
    outs.append(y_chain.item())
E = (1 - y_chain) ** 2 / 2
E.backward()  # 请自动求导来验
slopes = [out * (1 - out) for out in outs]  # 四个 σ'
by_hand = -(1 - outs[3]) * slopes[3]
for k in (3, 2, 1):  # 退一层，乘一个 w，一个 σ'
    by_hand *= w[k] * slopes[k - 1]
print("四个 σ'：", np.round(slopes, 3))
print(f"手乘 {by_hand:.6f}，自动求导 {b.grad[0].item():.6f}")

# %% slideshow={"slide_type": "skip"}
assert math.isclose(by_hand, b.grad[0].item(), rel_tol=1e-12) and max(slopes) <= 0.25

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：换一套字母。**
# 别的书常把各层的输出写成 $h_1,\dots,h_4$，损失写成 $\mathcal L$，同一条链就是
#
# $$\frac{\partial\mathcal L}{\partial w_1}=\frac{\partial\mathcal L}{\partial h_4}\cdot\frac{\partial h_4}{\partial h_3}\cdot\frac{\partial h_3}{\partial h_2}\cdot\frac{\partial h_2}{\partial h_1}\cdot\frac{\partial h_1}{\partial w_1}$$
#
# 其中 $\frac{\partial h_4}{\partial h_3}=\sigma'(z_4)\,w_4$，一个因子里装着两个。
# 一层不止一个神经元时，它是第 7 章的 $\delta^{\ell}=\big[\delta^{\ell+1}(W^{\ell+1})^{\mathsf T}\big]\circ f'$：乘一个数变成乘一个矩阵，道理一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.2.3 两个因子，缺一不可
#
# **先看 $\sigma'$。**
# 第 6 章：$\sigma'\le\frac14$，只在 $z=0$ 处取到。
# 光看这个因子，退一层最多剩四分之一，退十层最多剩百万分之一。
#
# **再看 $w$。**
# 要 $|\sigma'w|=1$，$|w|$ 至少要有 4；可是 $w$ 大了，$z$ 也大，走到 sigmoid 平的地方（**饱和**，第 6 章），$\sigma'$ 又远不到 $\frac14$。
# 只有 $z$ 碰巧都留在 0 附近，大权重才会让它爆炸。
#
# **换成 ReLU 呢？**
# 正的一边 $f'=1$，负的一边 $f'=0$：大约一半传得过去，长度约乘 $\sqrt{\frac12}\approx0.71$，比 $\frac14$ 好得多。
# 可是第二个因子还在：权重小了照样消失，大了照样爆炸。
# **换 ReLU 还不够，要靠权重来配，8.3 来治。**

# %% slideshow={"slide_type": "skip"}
def deltas(net, X, y):  # 每个线性层的 δ 的长度：损失对它的输出 z 的导数
    h, zs = X, []
    for part in net:
        h = part(h)
        if isinstance(part, nn.Linear):
            h.retain_grad()  # 中间的结果，要说一声才留下梯度
            zs.append(h)
    F.cross_entropy(h, y).backward()
    return [z.grad.norm().item() for z in zs]

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.5))
by_act = {}
for (name, act), color, dash in zip((("sigmoid", nn.Sigmoid), ("tanh", nn.Tanh), ("ReLU", nn.ReLU)), (BLUE, GREEN, RED), plotting.DASHES):
    by_act[name] = deltas(*case(lambda: tower(20, act)))[:20]
    ax.plot(range(1, 21), by_act[name], color=color, ls=dash, marker="o", ms=5)
    ax.text(0.7, by_act[name][0], name, color=color, ha="right", va="center")
ax.set(yscale="log", xlim=(-2.4, 20.6), xlabel="第几层（1 是最前面）", ylabel="δ 的长度（对数）")
ax.set_xticks([1, 5, 10, 15, 20])
ax.set_yticks([1e-18, 1e-12, 1e-6, 1])
ax.minorticks_off()
plotting.show(fig, alt="三条线，横轴是第 1 到第 20 层，纵轴是每层 δ 的长度，对数。三条线在第 20 层靠得近，都在百分之一上下；往前面的层，三条都近似直线地下降：sigmoid 最陡，到第 1 层是 4e-19；ReLU 到 1e-10；tanh 最缓，到 5e-7。")

# %% [markdown] slideshow={"slide_type": "-"}
# 同样的网络，PyTorch 默认的权重，三种激活函数，没训练时各层的 $\delta$。
# 从右往左看：纵轴是对数，近似一条斜线，就是每层乘差不多的一个数；三种都消失，ReLU 也不例外。
#
# 病人（sigmoid）每层约乘 $\frac17$：$\sigma'$ 出约 0.25，默认的权重再出约 0.58（8.3.6），$0.25\times0.58\approx0.144$。
# tanh 在 0 附近坡度是 1，每层约乘 0.58；ReLU 约乘 $0.71\times0.58\approx0.41$，所以比 tanh 陡。

# %% slideshow={"slide_type": "skip"}
assert 1e-19 < by_act["sigmoid"][0] < 1e-18 and 1e-7 < by_act["tanh"][0] < 1e-6 and 5e-11 < by_act["ReLU"][0] < 5e-10
assert all(5e-3 < row[19] < 0.05 for row in by_act.values())
for seed in range(3):  # 每层约乘 1/7、0.58、0.41
    for act, low, high in ((nn.Sigmoid, 0.13, 0.15), (nn.Tanh, 0.52, 0.6), (nn.ReLU, 0.35, 0.42)):
        found = deltas(*case(lambda: tower(20, act), seed))
        assert low < (found[0] / found[19]) ** (1 / 19) < high
assert round(math.sqrt(0.5), 2) == 0.71 and round(0.71 * 0.58, 2) == 0.41
assert round(0.25 * math.sqrt(1 / 3), 3) == 0.144 and round(math.sqrt(1 / 3), 2) == 0.58

# %% [markdown] slideshow={"slide_type": "subslide"}
# ReLU 的网络，权重全部乘一个倍数，别的不动；`deltas` 量每一层的 $\delta$，和图上一样：

# %% slideshow={"slide_type": "-"}
def scaled(times, seed=0):
    net, X, y = case(lambda: tower(20, nn.ReLU), seed)
    with torch.no_grad():
        for part in net:
            if isinstance(part, nn.Linear):
                part.weight *= times
    return net, X, y


for times in (1, 2.45, 3.5):  # 改这里
    found = deltas(*scaled(times))
    print(f"权重乘 {times}：第 20 层的 δ 长 {found[19]:.0e}，第 1 层 {found[0]:.0e}")

# %% slideshow={"slide_type": "skip"}
for seed in range(3):
    ends = {times: deltas(*scaled(times, seed)) for times in (1, 2, 2.45, 3.5, 6)}
    ratio = {times: found[0] / found[19] for times, found in ends.items()}
    assert ratio[1] < 1e-7 and 0.5 < ratio[2.45] < 2 and 300 < ratio[3.5] < 2000
    assert 0.01 < ratio[2] < 0.05 and 1e7 < ratio[6] < 1e8
    assert min(gradients(*scaled(3.5, seed))[:20]) > 100


def no_bias(m):
    if isinstance(m, nn.Linear):
        nn.init.zeros_(m.bias)


for seed in range(3):  # 偏置清零：每一层的梯度都极小
    still = case(lambda: tower(20, nn.ReLU), seed, no_bias)
    assert max(gradients(*still)) < 1e-7
    found = deltas(*case(lambda: tower(20, nn.ReLU), seed, no_bias))
    assert found[0] < 1e-6 * found[19]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 激活函数一个没换，权重乘 2.45，$\delta$ 退十九层还差不多大；2.45 是从哪里来的，8.3.6 揭晓。
# 乘 3.5，$\delta$ 越退越大，几百倍：爆炸。
#
# 权重的梯度是 $\delta$ 乘这一层的输入。
# 乘 3.5 时，$\delta$ 越往前面的层越大，输入越往后面的层越大，乘起来**每一层**的梯度都在一百以上；所以查爆炸，看的是大不大，不是第一层比最后一层大多少。
# 消失也会这样：默认的权重，只把偏置清零，输入也越往后越小，乘起来**每一层**都不到 $10^{-7}$。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("stability.factor")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.2.4 两种病的样子
#
# **消失**：损失不动；前面的层梯度极小，后面的层有时还不小，有时也极小。
# 不报错，跑得很快，什么也学不到。
#
# **爆炸**：损失乱跳，几步之后变成 nan（第 4 章：不是一个数），再也回不来。
# 权重乘 3.5 的网络，学习率 0.1，前四步的损失：

# %% slideshow={"slide_type": "-"}
wild = practise(*scaled(3.5), steps=4)
print([f"{loss:.0e}" for loss in wild])

# %% slideshow={"slide_type": "skip"}
assert wild[0] > 100 and wild[1] > 1e20 and any(not math.isfinite(loss) for loss in wild)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一步走得太远，权重变得更大，下一步的梯度更大。
#
# **干脆不要激活函数？**
# $y=x$ 的导数处处是 1，激活函数这个因子就不添乱了。
# 可是第 5 章算过，线性接线性还是线性，二十层合起来只顶一层，弯的东西学不了；况且权重还在乘。
# 所以要的是：**弯的，又有一边坡度（导数）是 1**；ReLU 正是这样。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.linear")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:07 到 0:24）：8.2.1 2 分钟，8.2.2 4 分钟，8.2.3 8 分钟（连题），8.2.4 3 分钟。
#
# **怎么讲**：8.2.2 的九个因子写在黑板上，请学生念每一个是什么，再代成短式；图上先指 ReLU 那一条：“不是说 ReLU 没有梯度消失吗？”
#
# **现场可改**：`w` 全改成 4，`b` 全改成 $-2$：$y$ 停在 0.5，四个 $\sigma'$ 都是 0.25，每退一层正好乘 1。
# `times` 试 2：$\delta$ 退到第一层剩百分之几（照 2.45 才平来算，$(2/2.45)^{19}\approx0.02$）；试 6：大到千万倍。
#
# **会有人问**：“爆炸时权重的梯度为什么不是第一层最大？”
# $\delta$ 往回传变大，输入往前传变大，权重的梯度是两样之积，所以每层都大；默认的网络有偏置托住输入，只有 $\delta$ 变小，所以第一层最小；偏置清零，两样都变小，每一层都小。
#
# **会遇到的误区**：“消失就是梯度等于 0”。
# 死了的 ReLU 才恰好是 0（第 6 章）；消失是一个很小的数，一层一层乘出来的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.3 从哪里出发
#
# ### 8.3.1 参数，和参数的起点
#
# 两层的网络，一批样本写成矩阵：
#
# $$H=\sigma(XW_1+b_1),\qquad O=\sigma(HW_2+b_2)$$
#
# $X$ 是数据，$H$、$O$ 是算出来的；能改的只有 $W_1,b_1,W_2,b_2$，权重和偏置合起来叫**参数**。
# 训练就是找一组让损失小的参数：从一个起点出发，顺着梯度一步一步走。
#
# 起点要自己定，叫**初始化**（initialization）。
# 它要管三件事：
#
# 1. **不消失，不爆炸**：8.2 的第二个因子就是它，起点上就差了，一步也走不动；
# 2. **打破对称**：各个神经元不能一样（8.3.2）；
# 3. **快**：离好的地方近一点，少走几步。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.parameters")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.3.2 能不能都一样
#
# 最省事的起点：全部填 0，或者全部填 0.5。
#
# 第 7 章的课后题说过：两个隐藏神经元，权重一样，输出就一样；它们到后一层的权重也一样，传回来的 $\delta$ 也一样；梯度一样，改完还是一样。
# 这叫**对称**，训练打不破它。
#
# 怎样查？
# 看权重矩阵 $W$（PyTorch 存的是上面 $W_1$ 的转置，一行管一个隐藏神经元）的**秩**：最多能挑出几行线性无关的，也就是谁也不能由别的几行凑出来（第 4 章）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("stability.constant_init")

# %% slideshow={"slide_type": "skip"}
def from_start(start, act, steps=50):  # 网络 4-5-2；start 是一个数，或者 None（随机）
    torch.manual_seed(0)
    X = torch.randn(64, 4)
    y = (X.sum(dim=1) > 0).long()
    net = nn.Sequential(nn.Linear(4, 5), act(), nn.Linear(5, 2))
    for part in net.parameters():
        if start is not None:
            nn.init.constant_(part, start)  # 原地填满
    losses = practise(net, X, y, eta=0.5, steps=steps)
    W = net[0].weight.detach()
    return losses[0], losses[-1], torch.linalg.matrix_rank(W, rtol=1e-6).item()

# %% [markdown] slideshow={"slide_type": "subslide"}
# 把题里的网络真的跑一遍，三种激活函数，三种起点，50 步（`from_start` 造网络、填起点、训练，返回头尾的损失和第一层的秩）：

# %% slideshow={"slide_type": "-"}
print("激活函数  起点  损失              秩")
for act in (nn.Tanh, nn.ReLU, nn.Sigmoid):
    for start in (0.0, 0.5, None):
        first, last, rank = from_start(start, act)
        label = "随机" if start is None else f"{start} "
        print(f"{act.__name__:9s} {label}  {first:.4f} → {last:.4f}   {rank}")

# %% slideshow={"slide_type": "skip"}
for act, low, rank in ((nn.Tanh, 0.6912, 0), (nn.ReLU, 0.6912, 0), (nn.Sigmoid, 0.6833, 1)):
    first, last, found = from_start(0.0, act)
    assert abs(first - 0.6931) < 5e-5 and abs(last - low) < 5e-5 and found == rank
    assert from_start(0.5, act)[2] == 1 and from_start(0.5, act)[1] < 0.3 and from_start(None, act)[2] == 4
none_moved = nn.Sequential(nn.Linear(4, 5), nn.Tanh(), nn.Linear(5, 2))
for part in none_moved.parameters():
    nn.init.zeros_(part)
F.cross_entropy(none_moved(torch.randn(64, 4)), torch.tensor([0] * 40 + [1] * 24)).backward()
assert [bool(part.grad.any()) for part in none_moved.parameters()] == [False, False, False, True]
switch, lamp = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), torch.tensor([0, 1, 1, 0])
for act in (nn.Tanh, nn.ReLU, nn.Sigmoid):  # 双控的灯，全从 0.5 起
    net = nn.Sequential(nn.Linear(2, 5), act(), nn.Linear(5, 2))
    for part in net.parameters():
        nn.init.constant_(part, 0.5)
    practise(net, switch, lamp, eta=0.5, steps=100)
    assert (net(switch).argmax(dim=1) == lamp).sum() <= 3

# %% [markdown] slideshow={"slide_type": "subslide"}
# - **全 0，tanh 或 ReLU**：隐藏层输出 0，第二层权重的梯度要乘它，是 0；第二层权重是 0，传不回第一层；只有输出层的偏置在动，又停在比例损失上；$W$ 全是 0，一行也挑不出，秩 0。
# - **全 0，sigmoid**：隐藏层输出 0.5，第二层动得了，第一层随后也动，可是五行还是一样，秩 1。
# - **全 0.5**：**一样的起点，一样的梯度，永远一样**；五个人说同一句话，只顶一个人，只挑得出一行，秩 1。
#   这道题（四个数的和是正是负）一个神经元就够用，所以损失照样低；换成双控的灯，一个神经元最多对三个（第 5 章）。
# - **随机**：五行各不相同，秩 4；矩阵只有 4 列，秩最多就是 4。
#
# 所以**不能都一样**，要从一个分布里**随机地抽**，这叫**随机初始化**（random initialization）。
# 抽多大的呢？

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.zero_init")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.3.3 随机，多大才好：过一层，方差变几倍
#
# 一个神经元，$n$ 个输入（这一节的 $n$ 不是样本数），先不要偏置：$z=w_1x_1+\cdots+w_nx_n$。
# 权重互不相干（独立），平均是 0，方差都是 $v$，也和输入不相干。
#
# 1. 一项的平均：独立的数，积的平均等于平均的积，$\mathbb E[w_ix_i]=\mathbb E[w_i]\,\mathbb E[x_i]=0$；
# 2. 一项的方差（平均是 0，方差就是平方的平均）：$\mathrm{Var}(w_ix_i)=\mathbb E[w_i^2x_i^2]=\mathbb E[w_i^2]\,\mathbb E[x_i^2]=v\,\mathbb E[x^2]$；
# 3. 不同的两项，积的平均也是 0（都乘着一个平均为 0 的 $w$），所以方差直接相加：
#
# $$\mathrm{Var}(z)=n\,v\,\mathbb E[x^2]$$
#
# **没有激活函数**：$x$ 是前一层的 $z$，平均 0，$\mathbb E[x^2]=\mathrm{Var}(z_{\text{prev}})$（prev 是前一层），每层乘 $nv$。
# 不大不小，要 $nv=1$。
# tanh 在 0 附近坡度是 1，近似地也照这个算。
#
# **ReLU**：前一层的 $z$ 正负各半，负的变成 0，平方和少了一半，$\mathbb E[x^2]=\frac12\mathrm{Var}(z_{\text{prev}})$，要 $\frac12nv=1$。

# %% slideshow={"slide_type": "subslide"}
torch.manual_seed(0)
n = 256
x = torch.randn(2000, n)  # 2000 个样本，每个 256 个数，方差 1
for v in (1 / n, 2 / n):
    W = v**0.5 * torch.randn(n, n)  # 平均 0，方差 v
    z = x @ W.T
    after = F.relu(z) @ (v**0.5 * torch.randn(n, n)).T  # 过 ReLU，再来一层
    print(f"nv = {n * v:.0f}：过一层，方差 {z.var():.1f}；", end="")
    print(f"过 ReLU 再一层，{after.var():.1f}")

# %% slideshow={"slide_type": "skip"}
assert abs(after.var() - 2) < 0.15 and abs(z.var() - 2) < 0.15 and abs((F.relu(z) ** 2).mean() - 1) < 0.1

# %% [markdown] slideshow={"slide_type": "fragment"}
# 和公式一样：线性的一层乘 $nv$，过了 ReLU 的一层乘 $\frac12nv$。
#
# **往回传也照这样近似地算。**
# 第 7 章：$\delta_j$ 是后一层 $\delta_kw_{jk}$ 之和，加的是**输出的个数**那么多项。
# 所以往前要 $n_{in}v=1$，往回要 $n_{out}v=1$（$n_{in}$、$n_{out}$ 是这一层的输入、输出个数）；有 ReLU 时，要 $\frac12n_{in}v=1$ 和 $\frac12n_{out}v=1$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.3.4 Xavier 和 He
#
# **Xavier 初始化**（Xavier initialization）：$n_{in}v=1$、$n_{out}v=1$ 两头都要，个数不一样时做不到，就只要它们的和：$(n_{in}+n_{out})v=2$。
# **He 初始化**（He initialization）：为 ReLU 补上那个一半，只看输入一头，$\frac12n_{in}v=1$。
#
# $$\text{Xavier:}\quad v=\frac{2}{n_{in}+n_{out}}\qquad\qquad\text{He:}\quad v=\frac{2}{n_{in}}$$
#
# 从 $-a$ 到 $a$ 均匀地抽，平均是 0，方差是 $\frac{a^2}{3}$（推导在下面的自学）。
# 让它等于 $v$，**界** $a=\sqrt{3v}$：
#
# $$\text{Xavier:}\quad a=\sqrt{\frac{6}{n_{in}+n_{out}}}\qquad\qquad\text{He:}\quad a=\sqrt{\frac{6}{n_{in}}}$$
#
# Xavier 的推导假定激活函数在 0 附近坡度是 1，tanh 合适；sigmoid 的坡度最多 $\frac14$，也常配 Xavier，二十层就不够了（8.3.6）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：两处推导，几个界，一个要当心的式子。**
# 均匀分布的方差是 $t^2$ 的平均：$\frac1{2a}\int_{-a}^{a}t^2\,dt=\frac1{2a}\cdot\frac{2a^3}{3}=\frac{a^2}{3}$。
#
# He 为什么可以只看输入一头？
# 取 $v=\frac2{n_{in}}$，往回每层乘 $\frac12n_{out}v=\frac{n_{out}}{n_{in}}$；这一层的输出就是下一层的输入，连乘时上下约掉，只剩最后的宽度除以最前的宽度，不会随层数变大变小。
#
# | $n_{in},\,n_{out}$ | Xavier | He | $\frac{\sqrt6\,\sqrt2}{\sqrt{n_{in}+n_{out}}}$ |
# |---|---|---|---|
# | 256，256 | 0.1083 | 0.1531 | 0.1531 |
# | 128，64 | 0.1768 | 0.2165 | 0.2500 |
# | 4，10 | 0.6547 | 1.2247 | 0.9258 |
#
# 最右一列是有时见到的“He”：只在两头一样多时和 He 相等，别处不等；还有把左边的界写成 $-\sqrt6\times2/\sqrt{\cdots}$ 的，左右不对称，平均就不是 0 了。
# 标准的 He 只看 $n_{in}$。

# %% slideshow={"slide_type": "skip"}
for n_in, n_out, xavier, he, variant in ((256, 256, 0.108253, 0.153093, 0.153093), (128, 64, 0.176777, 0.216506, 0.25), (4, 10, 0.654654, 1.224745, 0.925820)):
    drawn = nn.Linear(n_in, n_out).weight.detach()
    bounds = []
    for fill in (nn.init.xavier_uniform_, lambda t: nn.init.kaiming_uniform_(t, nonlinearity="relu")):
        bounds.append(max(fill(drawn).abs().max().item() for _ in range(30)))  # 抽得多了，最大的贴近界
    assert np.allclose(bounds, [xavier, he], rtol=0.02) and bounds[0] < xavier + 1e-6 and bounds[1] < he + 1e-6
    assert abs(math.sqrt(12 / (n_in + n_out)) - variant) < 5e-7 and abs(math.sqrt(3 * 2 / n_in) - he) < 5e-7
assert abs(nn.Linear(300, 400).weight.var().item() * 3 * 300 - 1) < 0.05 and round(math.sqrt(1 / 6), 2) == 0.41

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.xavier")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.he")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.3.5 五种起点，五十层
#
# 宽 256，五十层，128 个样本，只往前走一遍。
# 每个神经元对这些样本各有一个输出，求它们的标准差，再对一层的神经元平均：这个数没了，后面的层就**分不清谁是谁**了。

# %% slideshow={"slide_type": "skip"}
def spreads(draw, act, depth=50, width=256, seed=0):
    """Spread between samples, layer by layer; draw fills a weight matrix in place."""
    torch.manual_seed(seed)
    h, found = torch.randn(128, width, dtype=torch.float64), []
    with torch.no_grad():
        for _ in range(depth):
            W = torch.empty(width, width, dtype=torch.float64)
            draw(W)
            h = act(h @ W.T)
            found.append(h.std(dim=0).mean().item())
    return found


STARTS = {
    "标准差 0.01": lambda W: nn.init.normal_(W, 0, 0.01),
    "标准差 0.1": lambda W: nn.init.normal_(W, 0, 0.1),
    "Xavier": nn.init.xavier_normal_,
    "He": lambda W: nn.init.kaiming_normal_(W, nonlinearity="relu"),
    "标准差 1": lambda W: nn.init.normal_(W, 0, 1),
}
ACTS = {"ReLU": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid}
table = {act: {start: spreads(draw, ACTS[act]) for start, draw in STARTS.items()} for act in ACTS}

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.7), sharey=True)
colors = ("0.55", PURPLE, BLUE, RED, "black")
for ax, (name, rows) in zip(axes, table.items()):
    for (start, row), color, dash, lw in zip(rows.items(), colors, (*plotting.DASHES[1:3], "-", "-", plotting.DASHES[3]), (2.2, 2.6, 2.2, 2.2, 2.2)):
        ax.plot(range(1, 51), row, color=color, ls=dash, lw=lw, label=start, zorder=3 if color == PURPLE else 2)
    ax.set(title=name, yscale="log", ylim=(1e-8, 1e8), xlabel="层", xticks=[1, 25, 50])
axes[0].set_ylabel("样本之间的标准差（对数）")
axes[0].set_yticks([1e-8, 1e-4, 1, 1e4, 1e8])
for ax in axes:
    ax.minorticks_off()
axes[0].text(11, 1e7, "标准差 1：出框", va="center", fontsize=12)
axes[1].text(50, 8, "标准差 1、0.1，He", ha="right", va="center", fontsize=12)
axes[2].text(50, 1, "标准差 1", ha="right", va="center", fontsize=12)
fig.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=5, fontsize=12, columnspacing=0.9, handlelength=1.8, handletextpad=0.4)
plotting.show(fig, alt="三张图，横轴是 1 到 50 层，纵轴是样本之间的标准差，对数。ReLU：He 缓缓降到 0.2；Xavier 直线下降到一亿分之一以下；标准差 0.01 十层之内掉出图外；标准差 0.1 慢慢升到一百左右；标准差 1 十层之内冲出图外。tanh：标准差 0.01 掉出图外，Xavier 缓缓降到 0.1 左右，标准差 1、标准差 0.1 和 He 三条都近于水平，挤在 1 的下面。sigmoid：只有标准差 1 留在 0.1 左右，其余四条二十层之内都掉出图外。")

# %% [markdown] slideshow={"slide_type": "-"}
# ReLU：He 最平，Xavier 五十层掉到一亿分之一以下，标准差 1 冲到 $10^{51}$。
# He 也缓缓降到 0.2：$z$ 的方差（8.3.3）换三个种子，五十层后还在 0.2 到 5 之间，主要是样本越走越像了。
# tanh：标准差 1 也平，却饱和了，九成的输出绝对值超过 0.9，坡度平均只有 0.05；Xavier、He 的坡度还有 0.99、0.70，两样都用得。
# sigmoid：四种起点都分不清样本了；标准差 1 的还分得清，也有不少饱和。

# %% slideshow={"slide_type": "skip"}
last = {act: {start: row[-1] for start, row in rows.items()} for act, rows in table.items()}
assert last["ReLU"]["标准差 0.01"] < 1e-30 and 1e-9 < last["ReLU"]["Xavier"] < 1e-8 and 1e51 < last["ReLU"]["标准差 1"] < 1e52
assert 0.1 < last["ReLU"]["He"] < 0.3
assert last["tanh"]["标准差 0.01"] < 1e-30 and 0.05 < last["tanh"]["Xavier"] < 0.15 and abs(last["tanh"]["He"] - 0.55) < 0.01
assert 0.05 < last["sigmoid"]["标准差 1"] < 0.2 and 50 < last["ReLU"]["标准差 0.1"] < 200
assert all(row[19] < 1e-8 for start, row in table["sigmoid"].items() if start != "标准差 1")


def final(draw, act):  # 第五十层的输出
    torch.manual_seed(0)
    h = torch.randn(128, 256)
    for _ in range(50):
        h = act(h @ draw(torch.empty(256, 256)).T)
    return h


saturated = final(STARTS["标准差 1"], torch.tanh)
assert (saturated.abs() > 0.9).float().mean() > 0.9 and abs((1 - saturated**2).mean() - 0.05) < 0.005
assert (1 - final(STARTS["Xavier"], torch.tanh) ** 2).mean() > 0.985 and abs((1 - final(STARTS["He"], torch.tanh) ** 2).mean() - 0.70) < 0.01
flat = final(STARTS["标准差 1"], torch.sigmoid)
for seed in range(3):  # He 配 ReLU：z 的方差（平方的平均）五十层后还在
    torch.manual_seed(seed)
    h = torch.randn(128, 256)
    for _ in range(50):
        z = h @ STARTS["He"](torch.empty(256, 256)).T
        h = torch.relu(z)
    assert 0.2 < (z**2).mean() < 5 and 0.05 < h.std(dim=0).mean() < 0.15 * z.square().mean().sqrt()
for start, low, high in (("Xavier", 0.05, 0.3), ("He", 4, 12)):  # tanh：δ 退五十层
    torch.manual_seed(0)
    z, zs = torch.randn(128, 256), []
    for _ in range(50):
        z = torch.tanh(z) if zs else z
        z = (z @ STARTS[start](torch.empty(256, 256)).T).requires_grad_()
        z.retain_grad()
        zs.append(z)
    (torch.tanh(z) * torch.randn_like(z)).sum().backward()
    assert low < zs[0].grad.norm() / zs[-1].grad.norm() < high
assert ((flat - 0.5).abs() > 0.45).float().mean() > 0.4  # 离 0 或 1 不到 0.05

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：自己定一个起点。**

# %% slideshow={"slide_type": "skip"}
START, ACT, DEPTH = 0.06, "ReLU", 30  # 改这里：权重的标准差，激活函数，层数
mine = spreads(lambda W: nn.init.normal_(W, 0, START), ACTS[ACT], DEPTH)
for layer in sorted({1, DEPTH // 3, DEPTH}):
    print(f"第 {layer:2d} 层：{mine[layer - 1]:.1e}")
print(f"He 会用 {math.sqrt(2 / 256):.3f}，Xavier 会用 {math.sqrt(2 / (256 + 256)):.4f}")

# %% [markdown] slideshow={"slide_type": "skip"}
# ReLU，差一点点也不行吗？
# 0.08、0.088、0.1 各走 30 层和 100 层，看哪一个走得平。
#
# <details><summary>答案</summary>
#
# 0.088（He）：三个种子，30 层、100 层都在 0.04 到 0.3 之间。
# 0.08：30 层剩百分之一以下，100 层不到万分之一；0.1：30 层到 4 以上，100 层上万。
# 差一成，连乘一百次，就是上万倍。
# </details>

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.3.6 写成 PyTorch：给病人换个起点
#
# `nn.Linear` 的**默认**：从 $-\frac1{\sqrt{n_{in}}}$ 到 $\frac1{\sqrt{n_{in}}}$ 均匀地抽，$v=\frac{a^2}{3}=\frac1{3n_{in}}$。
# 过一层 ReLU，方差乘 $\frac12n_{in}v=\frac16$，标准差乘 0.41；补回来要乘 $\sqrt6\approx2.45$，就是 8.2.3 的那个倍数。
# （没有激活函数，方差乘 $n_{in}v=\frac13$，标准差乘 0.58，就是 8.2.3 里病人的权重那一份。）
# 两层的（8.1）用默认的就学会了；搭得很深，就自己定。
#
# 写一个**只管一层**的函数，`apply` 会把它用到每一层上：

# %% slideshow={"slide_type": "-"}
def init_weights(m):
    if isinstance(m, nn.Linear):  # 激活函数那些层没有权重，跳过
        nn.init.kaiming_uniform_(m.weight, nonlinearity="relu")  # He
        nn.init.zeros_(m.bias)  # 偏置可以从 0 起


model = tower(20, nn.ReLU)
model.apply(init_weights)
largest = model[0].weight.abs().max().item()
print(f"权重最大 {largest:.2f}，He 的界是 {math.sqrt(6 / 32):.2f}")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 名字末尾的下划线是“原地改”；把 `kaiming_uniform_` 换成 `xavier_uniform_`，就是 Xavier（作业第 4 题）。
# 自己定义的层，`apply` 也会走到，可是这个函数只认 `nn.Linear`：自己的参数要自己初始化。

# %% slideshow={"slide_type": "skip"}
record = {}  # 每张方子、三个种子的病历


def treat(name, build, init=None, train=practise):
    """Try one remedy on three patients; record the first layer's gradient and the losses."""
    rows = []
    for seed in range(3):
        net, X, y = case(build, seed, init)
        rows.append((gradients(net, X, y)[0], train(net, X, y)))
    record[name] = rows
    firsts = sorted(first for first, _ in rows)
    well = sum(losses[-1] < 0.1 for _, losses in rows)
    print(f"{name}：第一层的梯度 {firsts[0]:.0e} 到 {firsts[-1]:.0e}，学会 {well}/3")


def xavier(m):
    if isinstance(m, nn.Linear):
        nn.init.xavier_uniform_(m.weight)
        nn.init.zeros_(m.bias)

# %% [markdown] slideshow={"slide_type": "subslide"}
# 病人换上新起点，三个种子。
# `treat` 先量第一层的梯度（还没训练），再走 200 步，学习率 0.1；末了损失不到 0.1，算学会。
# ReLU 配 He 走 0.03：0.1 对它偏大，损失会跳，第 200 步碰巧在高处还是低处，要看运气：

# %% slideshow={"slide_type": "-"}
treat("sigmoid，默认", lambda: tower(20))
treat("sigmoid，Xavier", lambda: tower(20), xavier)
treat("ReLU，默认", lambda: tower(20, nn.ReLU))
treat("ReLU，He", lambda: tower(20, nn.ReLU), init_weights, lambda *patient: practise(*patient, eta=0.03))
treat("tanh，Xavier", lambda: tower(20, nn.Tanh), xavier)

# %% slideshow={"slide_type": "skip"}
def cured(name):
    return sum(losses[-1] < 0.1 for _, losses in record[name])


assert [cured(name) for name in record] == [0, 0, 0, 3, 3]


def four_times(m):  # 权重补 4 倍，再用偏置把 z 拉回 0 附近
    xavier(m)
    if isinstance(m, nn.Linear) and m.out_features == 32:
        with torch.no_grad():
            m.weight *= 4
            m.bias.copy_(-m.weight.sum(dim=1) / 2)


for seed in range(3):
    assert gradients(*case(lambda: tower(20), seed, four_times))[0] > 1e-3
    found = deltas(*case(lambda: tower(20), seed, xavier))
    assert found[0] < 1e-12 and found[19] > 0.01
    found = deltas(*case(lambda: tower(20, nn.Tanh), seed, xavier))
    assert found[0] > 0.05 * found[19]
assert record["sigmoid，Xavier"][0][0] < 1e-11 and all(0.1 < first < 1 for first, _ in record["ReLU，He"])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第一张方子：**激活函数和起点要配对**，ReLU 配 He，tanh 配 Xavier，二十层就学会了。
# ReLU 配默认、sigmoid 配 Xavier，都没治好。
# Xavier 按坡度 1 算，sigmoid 最多 $\frac14$；权重补 4 倍，还要用偏置把 $z$ 拉回 0 附近，梯度才回到 0.001 以上，不如换激活函数。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.relu_scale")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 8.3.7 更好的起点：别人走过的路（自学）
#
# **预训练权重**（pre-trained weights）：先在数据多、题目相近的任务上练好，把权重抄过来当起点，再用自己的少量数据接着练，这叫**迁移学习**（transfer learning）。
#
# 手写数字（第 4 章）：1000 张练好认十个数字；新任务只有 20 张，分单数和双数。
# 两种起点，各练 20 步，换五批 20 张，看没见过的那些的准确率（`transfer` 抄前两层，输出层总是新的）：

# %% slideshow={"slide_type": "skip"}
digits = load_digits()
pictures, names = torch.tensor(digits.data, dtype=torch.float32) / 16, torch.tensor(digits.target)


def reader(seed, outputs):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, outputs))


def study(net, X, y, steps):
    adam = torch.optim.Adam(net.parameters(), lr=0.01)  # 第 5 章用过，第 9 章讲
    for _ in range(steps):
        adam.zero_grad()
        F.cross_entropy(net(X), y).backward()
        adam.step()


def transfer(old, labels, pool, outputs, few=20):
    """Accuracy on unseen pictures from a random and from a pre-trained start, for five small training sets."""
    scores = {"随机": [], "预训练": []}
    for seed in range(5):
        order = pool[torch.randperm(len(pool), generator=torch.Generator().manual_seed(seed))]
        train, test = order[:few], order[few:]
        for start in scores:
            net = reader(seed + 1, outputs)
            if start == "预训练":
                for layer in (0, 2):  # 抄前两层，输出层是新的
                    net[layer].load_state_dict(old[layer].state_dict())
            study(net, pictures[train], labels[train], 20)
            right = net(pictures[test]).argmax(dim=1) == labels[test]
            scores[start].append(right.float().mean().item())
    return scores


order = torch.randperm(len(names), generator=torch.Generator().manual_seed(9))
old = reader(0, 10)
study(old, pictures[order[:1000]], names[order[:1000]], 50)
near = transfer(old, names % 2, order[1000:], 2)

# %% slideshow={"slide_type": "skip"}
for start, scores in near.items():
    print(f"{start}起点：{min(scores):.2f} 到 {max(scores):.2f}，平均 {np.mean(scores):.2f}")

# %% slideshow={"slide_type": "skip"}
assert all(after > before for before, after in zip(near["随机"], near["预训练"]))
assert abs(np.mean(near["随机"]) - 0.80) < 0.03 and abs(np.mean(near["预训练"]) - 0.88) < 0.03

# %% [markdown] slideshow={"slide_type": "skip"}
# 五批里，五批都是预训练的高。
# 可也不是抄了就好，看下面一对任务。

# %% [markdown] slideshow={"slide_type": "skip"}
# **换一对任务。**
# 旧任务是在 0 到 4 上练 100 步；抄前两层，新任务是用 20 张认 5 到 9，也练 20 步：

# %% slideshow={"slide_type": "skip"}
small_digits, large_digits = (names < 5).nonzero().flatten(), (names >= 5).nonzero().flatten()
half = reader(0, 5)
study(half, pictures[small_digits], names[small_digits], 100)
far = transfer(half, names - 5, large_digits, 5)
print({start: round(float(np.mean(scores)), 2) for start, scores in far.items()})
assert all(after < before for before, after in zip(far["随机"], far["预训练"])) and np.mean(far["随机"]) - np.mean(far["预训练"]) > 0.1

# %% [markdown] slideshow={"slide_type": "skip"}
# 五批都低了：图还是那些图，可是它只见过 0 到 4，学的是分开这五个，不一定用得上。
# 这只是一个小例子，只练了 20 步，和上面那一对不止一处不同；起点好不好，要看旧任务学到的，新任务用不用得上。
#
# 2006 年的“逐层预训练”是另一种预训练：一层一层先练好再合起来，那时 ReLU 还没有流行，也没有 He 和归一化，它**缓解**了梯度消失，没有根治（第 0 章）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 8.3.8 起点排个名（自学）
#
# | 起点 | 行不行 | 为什么 |
# |---|---|---|
# | 全 0，全 1，全一样 | 不行 | 打不破对称（8.3.2） |
# | 随便一个随机，如标准差 0.01 或 1 | 浅的可以，深的不行 | 每层乘一个不是 1 的数（8.3.5） |
# | Xavier | tanh 行；ReLU 深了不行 | 没有补 ReLU 丢掉的一半 |
# | He | ReLU 行 | 补上了 |
# | 预训练的权重 | 旧任务用得上时最好 | 除了新的输出层，都已经学过 |
#
# 框架的默认值对常见的、不太深的网络是合理的。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:24 到 0:49）：8.3.1 2 分钟，8.3.2 7 分钟（连题），8.3.3 6 分钟，8.3.4 4 分钟，8.3.5 3 分钟，8.3.6 3 分钟。
#
# **怎么讲**：8.3.3 三行自己写，第 2 行停一下：“为什么是 $\mathbb E[x^2]$，不是 $\mathrm{Var}(x)$？”因为 ReLU 的输出平均不是 0。
#
# **现场可改**：`START` 改 0.088，平；0.08，30 层掉到百分之一以下；0.1，30 层升到几倍。
# `ACT = "tanh"` 时 0.06 差不多也平；改成 0.03，又消失。
# `treat("ReLU，He", …)` 学会 3/3 只说这三个种子和 0.03：学习率 0.1，换一台机器，最后几位小数不同，就可能只学会一个；起点不是包治。
#
# **会遇到的误区**：（1）“He 比 Xavier 先进，一律用 He”。
# 看激活函数；tanh 配 He，走五十层是 0.55，Xavier 是 0.1 左右，两样都用得；差别大的是 ReLU。
# （2）“标准差 0.01 总是安全的”。
# 宽 256 时太小；宽到两万，He 正好也是 0.01。
# （3）“sigmoid 换起点也治不好”。
# 治得动，只是麻烦：$\sigma(z)=\frac12+\frac12\tanh\frac z2$，权重取 Xavier 的 4 倍，每个神经元的偏置取它那一行权重之和的 $-\frac12$，隐藏层就等于一张 tanh 配 Xavier 的网络，第一层的梯度回到 0.001 以上；照 0.1 的学习率走 200 步，三个种子都还没到 0.1。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.4 半路上拉回来：归一化
#
# ### 8.4.1 手算一批
#
# 起点配对了，走几百步，权重变了，又可能走样。
# 第二张方子不管起点：在网络**里面**插一层，每一批来了，都拉回平均 0、标准差 1。
# 做法就是第 1 章的标准化，一列一列做，只是对象从数据换成了半路上的净输入 $z$（还没过激活函数的）。
#
# 这叫**批量归一化**（batch normalization，BN）。
# 一批 $n$ 个样本里的一列（从这里起，$n$ 又是样本数），平均 $\mu_B$，方差 $s_B^2$（别的书和作业写 $\sigma_B^2$）：
#
# $$\hat x=\frac{x-\mu_B}{\sqrt{s_B^2+\varepsilon}},\qquad y=\gamma\,\hat x+\beta$$
#
# - $\varepsilon=10^{-5}$，怕方差是 0（第 7 章的 $\varepsilon$ 是挪一点点，不是它）；
# - $\gamma$、$\beta$ 是**学出来的**，每列各一个，起点是 1 和 0；有了它们，网络若嫌“平均 0、标准差 1”不好，可以调回去：$\gamma=\sqrt{s_B^2+\varepsilon}$，$\beta=\mu_B$ 时，$y=x$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 三个样本，两列。
# 第一列：平均 3，方差 $\frac{4+0+4}{3}=\frac83$，标准差 1.633，$\hat x$ 是 $-1.2247,\ 0,\ 1.2247$。

# %% slideshow={"slide_type": "-"}
batch = torch.tensor([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])
centered = batch - batch.mean(dim=0)
variance = (centered**2).mean(dim=0)  # 除以 n
hat = centered / (variance + 1e-5).sqrt()
print("方差：", [round(number, 3) for number in variance.tolist()])
print(hat.numpy().round(4))
same = torch.allclose(hat, F.batch_norm(batch, None, None, training=True), atol=1e-6)
print("和 F.batch_norm 一样：", same)

# %% slideshow={"slide_type": "skip"}
assert same and torch.allclose(hat, torch.tensor([[-1.2247], [0.0], [1.2247]]).expand(3, 2), atol=5e-5)
back = variance.add(1e-5).sqrt() * hat + batch.mean(dim=0)
assert torch.allclose(back, batch, atol=1e-6)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两列的大小差一倍，归一化以后一模一样。
# 一层的输入不管忽大忽小，过了这一层，后面的激活函数看到的总是平均 0、标准差 1（$\gamma$、$\beta$ 没学以前）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("stability.batch_norm")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.4.2 训练一个样，评估一个样
#
# 上线以后，样本常常一个一个地来，没有“这一批”可言。
# 所以训练时就攒着：每来一批，`running_mean`、`running_var` 朝这一批挪一成。
#
# $$\text{running}\leftarrow0.9\times\text{running}+0.1\times\text{batch}$$
#
# 起点是平均 0、方差 1；0.1 在 PyTorch 里叫 `momentum`（和第 9 章优化器的动量不是一回事）。
# 评估时用攒下来的，不看这一批。
# **攒的方差除以 $n-1$**，拿这一批去估计全体；标准化这一批的，除以 $n$。
#
# 上面那一批，攒一次：平均 $0.1\times3=0.3$，方差 $0.9\times1+0.1\times4=1.3$；评估时第一个数是 $\frac{1-0.3}{\sqrt{1.3}}=0.6139$。

# %% slideshow={"slide_type": "fragment"}
bn = nn.BatchNorm1d(2)
bn(batch)  # 训练模式，前向一次就攒一次
print("攒下的平均", bn.running_mean.numpy().round(4))
print("攒下的方差", bn.running_var.numpy().round(4))
bn.eval()  # 换成评估
print(bn(batch).detach().numpy().round(4))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(bn.running_mean, torch.tensor([0.3, 0.6])) and torch.allclose(bn.running_var, torch.tensor([1.3, 2.5]))
wanted = torch.tensor([[0.6139, 0.8854], [2.3680, 3.4153], [4.1222, 5.9451]])
assert torch.allclose(bn(batch), wanted, atol=5e-5) and torch.allclose(bn.running_mean, torch.tensor([0.3, 0.6]))

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：忘了 `eval()`。**
# 训练模式下，一个样本的输出要看**同伴是谁**。
# 同一个 3，两批不同的同伴：

# %% slideshow={"slide_type": "-"}
layer = nn.BatchNorm1d(1)  # 一列
for mates in ([2.0, 7.0], [10.0, 20.0]):
    group = torch.tensor([3.0, *mates]).reshape(3, 1)
    print(f"同伴 {mates}：3 变成 {layer(group)[0].item():.3f}")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 单独来呢？
# 只有一个样本，减去平均就是 0，训练模式直接报错；`eval()` 以后，用攒下的：

# %% slideshow={"slide_type": "-"}
try:
    layer(torch.tensor([[3.0]]))
except ValueError:
    print("单独来：ValueError")
layer.eval()
print(f"攒下的平均 {layer.running_mean.item():.2f}，方差 {layer.running_var.item():.2f}")
print(f"eval() 以后，单独来：{layer(torch.tensor([[3.0]])).item():.3f}")

# %% slideshow={"slide_type": "skip"}
fresh = nn.BatchNorm1d(1)
alone = [fresh(torch.tensor([3.0, *mates]).reshape(3, 1))[0].item() for mates in ([2.0, 7.0], [10.0, 20.0])]
assert abs(alone[0] + 0.463) < 1e-3 and abs(alone[1] + 1.146) < 1e-3
fresh.eval()
assert round((3 - 1.46) / math.sqrt(8.74), 3) == 0.521 == round(fresh(torch.tensor([[3.0]])).item(), 3)
single = fresh(torch.tensor([[3.0]]))
assert torch.equal(single, fresh(torch.tensor([[3.0], [10.0], [20.0]]))[:1])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 攒过两批：平均 $0.9\times0.4+0.1\times11=1.46$，方差 $0.9\times1.6+0.1\times73=8.74$。
# $(3-1.46)/\sqrt{8.74}\approx0.521$，和同伴无关了。
#
# 更隐蔽的是：训练模式下，光算输出、不更新权重，攒下的平均也在变。
# 验证一遍，网络就不是原来的了。
# **验证、测试、上线之前，`net.eval()`；接着训练之前，`net.train()`。**

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.eval_mode")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.4.3 病人吃第二味药
#
# 还是 sigmoid，还是默认的起点，每个线性层后面插一个 `BatchNorm1d`：

# %% slideshow={"slide_type": "-"}
def with_bn(depth, act=nn.Sigmoid):
    layers = []
    for _ in range(depth):
        layers += [nn.Linear(32, 32), nn.BatchNorm1d(32), act()]  # 线性、归一化、激活
    return nn.Sequential(*layers, nn.Linear(32, 2))


treat("sigmoid，BN", lambda: with_bn(20))

# %% slideshow={"slide_type": "skip"}
def hidden(times):  # 三层 BN 网络的输出，权重都乘 times
    net, X, _ = case(lambda: with_bn(3, nn.ReLU))
    with torch.no_grad():
        for part in net[:-1]:
            if isinstance(part, nn.Linear):
                part.weight *= times
                part.bias *= times
    return net(X)


assert cured("sigmoid，BN") == 3 and all(0.05 < first < 1 for first, _ in record["sigmoid，BN"])
assert (hidden(1) - hidden(10)).abs().max() < 0.01 and (hidden(1) - hidden(100)).abs().max() < 0.01

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第一层的梯度从 $10^{-18}$ 回到 0.1 以上，sigmoid 也学会了：净输入总被拉到 0 附近，那里坡度最大；而且每层除以标准差，就是把缩小了的又放大回来。
# 起点也不那么要紧了：一个神经元的权重和偏置全乘 10，它那一列的平均、标准差也都乘 10，除完一样。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：它有什么用，凭什么。**
#
# | 说法 | 站得住吗 |
# |---|---|
# | 缓解梯度消失 | 上面看到了 |
# | 不那么依赖起点 | 上面算过：权重乘 10，输出几乎不变 |
# | 学习率可以大一些 | 实验里常见；这里没有试 |
# | 有一点正则化（第 11 章：防过拟合），可以少用 Dropout | 同伴是随机的，带来一点噪声；效果不大，也不一定有 |
# | “减少了内部协变量偏移”（前面的层一变，后面的层的输入分布就变） | **有争议** |
#
# 2015 年的原论文用最后一条解释 BN 为什么有效。
# 2018 年 Santurkar 等人的实验里，故意在 BN 后面加进这种偏移，网络照样好练；他们认为真正的好处是损失的曲面变平滑了。
# **它有效是事实，为什么有效还在争论。**
#
# **小批要当心**：一批只有两个样本时，不管是 1 和 3，还是 2 和 60，归一化以后都是 $-1$ 和 1（$\varepsilon$ 不计），大小全丢了。

# %% slideshow={"slide_type": "skip"}
pair = F.batch_norm(torch.tensor([[1.0, 2.0], [3.0, 60.0]]), None, None, training=True)
assert torch.allclose(pair, torch.tensor([[-1.0, -1.0], [1.0, 1.0]]), atol=1e-4)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.4.4 层归一化
#
# 批太小，或者句子有长有短，同伴靠不住，就换个方向：**一个样本自己和自己比**，沿着特征求平均和方差（除以特征的个数）。
# 这叫**层归一化**（layer normalization，LN），式子一样，也有 $\gamma$、$\beta$；没有要攒的东西，训练和评估一个样。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
numbers = np.array([[1, 2, 3, 4], [3, 6, 3, 6], [5, 10, 6, 2]])
fig, axes = plt.subplots(1, 2, figsize=(8, 2.5))
for ax, title, mine in ((axes[0], "批量归一化：一列一组", lambda i, j: j == 1), (axes[1], "层归一化：一行一组", lambda i, j: i == 0)):
    for i in range(3):
        for j in range(4):
            ax.add_patch(plt.Rectangle((j, i), 1, 1, fc=ORANGE_TINT if mine(i, j) else "white", ec="0.3"))
            ax.text(j + 0.5, i + 0.5, str(numbers[i, j]), ha="center", va="center")
    ax.set(title=title, xlim=(0, 4), ylim=(3, 0), xticks=[], xlabel="特征", aspect="equal")
    ax.set_yticks([0.5, 1.5, 2.5], ["样本 1", "样本 2", "样本 3"])
    ax.tick_params(length=0)
plotting.show(fig, alt="同一张三行四列的表，行是三个样本，列是四个特征。左图涂了第二列，2、6、10，写着批量归一化一列一组；右图涂了第一行，1、2、3、4，写着层归一化一行一组。")

# %% slideshow={"slide_type": "-"}
rows = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
print("(1, 2, 3, 4) →", [round(v, 4) for v in F.layer_norm(rows, (4,))[0].tolist()])

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(F.layer_norm(rows, (4,)), torch.tensor([[-1.3416, -0.4472, 0.4472, 1.3416]]), atol=5e-5)
assert torch.allclose(F.layer_norm(batch, (2,)), torch.tensor([[-1.0, 1.0]] * 3), atol=1e-4)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 这四个数平均 2.5，方差 1.25。
# 卷积网络多用 BN，循环网络（第 12b 章）和 Transformer（第 13 章）多用 LN。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.layer_norm")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：重名的字母；BN 放在哪里；LN 治得好这个病人吗？**
# 第 6 章 focal 损失的 $\gamma$，第 9 章优化器的 $\beta_1$、学习率调度的 $\gamma$，和这里的 $\gamma$、$\beta$ 无关。
#
# BN 的原论文放在线性层和激活函数之间；也有人放在激活函数后面，两样都常见。
# 放在线性层后面时，线性层的偏置就多余了（减平均时减掉了），可以写 `bias=False`。
#
# 把病人的 BN 换成 LN，第一层的梯度只有 $10^{-9}$，学不会。
# 量一量第二十层激活之前，样本和样本之间的标准差：

# %% slideshow={"slide_type": "skip"}
def between_samples(norm):
    torch.manual_seed(0)
    layers = []
    for _ in range(20):
        layers += [nn.Linear(32, 32), norm(32), nn.Sigmoid()]
    net = nn.Sequential(*layers, nn.Linear(32, 2))
    X = torch.randn(64, 32)
    return gradients(net, X, (X[:, 0] > 0).long())[0], net[:-2](X).std(dim=0, correction=0).mean().item()


for norm in (nn.BatchNorm1d, nn.LayerNorm):
    first, spread = between_samples(norm)
    print(f"{norm.__name__:11s}：第一层的梯度 {first:.0e}，样本之间的标准差 " + (f"{spread:.0e}" if spread > 1e-6 else "不到 1e-06"))

# %% slideshow={"slide_type": "skip"}
assert between_samples(nn.LayerNorm)[0] < 1e-8 and between_samples(nn.LayerNorm)[1] < 1e-3
assert between_samples(nn.BatchNorm1d)[0] > 0.05 and between_samples(nn.BatchNorm1d)[1] > 0.9

# %% [markdown] slideshow={"slide_type": "skip"}
# LN 把每个样本各自拉回来，可是 64 个样本走到第二十层，彼此几乎一样了，它不管这件事；BN 沿样本的方向除，正好管这件事。
# Transformer 里的 LN 总和残差连接（8.5）一起用。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:54 到 1:09）：8.4.1 7 分钟（连题），8.4.2 4 分钟，8.4.3 2 分钟，8.4.4 2 分钟。
#
# **怎么讲**：8.4.1 的第一列由老师念一遍，题里的 2、4、12 请学生在纸上算；8.4.2 的 3，先问“同伴换了，它会变吗”。
# “光算输出，攒下的也在变”正好接第 7 章“前向不只是算预测”：它还存激活值，在训练模式下还攒平均。
#
# **会遇到的误区**：（1）“BN 以后输出就是正态分布”。
# 只是平均 0、标准差 1，形状不变。
# （2）“BN 的 $\gamma$、$\beta$ 是超参数”。
# 是参数，跟着梯度学；`momentum` 和 $\varepsilon$ 才是超参数。
# （3）“评估时攒下的平均也更新”。
# 不更新。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.5 让它直接过去：残差连接
#
# ### 8.5.1 多一条路
#
# 传话的人，把听到的**原话**也递过去一份，自己只添几句。
# **残差连接**（residual connection）：一块的输出，是输入原样加上这一块算出来的。
#
# $$y=x+F(x),\qquad\frac{\partial y}{\partial x}=I+F'$$
#
# $I$ 是单位矩阵，$F'$ 是 $F$ 对 $x$ 的导数，也是一个矩阵：两条路，照第 7 章，相加。
# 相加要形状一样，所以 $F$ 的输入、输出一样宽；不一样宽时，直路上放一个线性层对齐。
#
# 每层只有一个数时，二十块连乘：
#
# - 没有残差：$F_1'F_2'\cdots F_{20}'$，每个都小，积就没了；
# - 有残差：$(1+F_1')(1+F_2')\cdots(1+F_{20}')$，**每个 $F'$ 都很小时，积在 1 附近**：每个 0.01，积是 $1.01^{20}\approx1.22$；不够小就不一定，8.5.2 会看到。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 1.9))
ax.set(xlim=(0, 10), ylim=(-0.85, 2.45))
ax.axis("off")
ax.add_patch(plt.Rectangle((2.1, -0.75), 3.8, 1.5, fc=GREY, ec="0.5", ls="--"))
for at, text, color in ((3, "线性", BLUE_TINT), (5, "激活", BLUE_TINT), (7.6, "+", ORANGE_TINT)):
    ax.text(at, 0, text, ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": color, "ec": "0.3"})
ax.text(0.6, 0, "$x$", ha="center", va="center")
ax.text(9.4, 0, "$y=x+F(x)$", ha="center", va="center")
for start, end in ((0.9, 2.4), (3.6, 4.4), (5.6, 7.25), (7.95, 8.5)):
    ax.annotate("", (end, 0), (start, 0), arrowprops={"arrowstyle": "-|>", "lw": 2, "color": BLUE})
ax.annotate("", (7.6, 0.4), (0.6, 0.3), arrowprops={"arrowstyle": "-|>", "lw": 2, "color": RED, "connectionstyle": "arc3,rad=-0.32"})
ax.text(4.1, 1.45, "原样过去", ha="center", va="center", color=RED)
ax.text(4, -0.5, "$F$", ha="center", va="center", color=BLUE)
ax.text(6.55, -0.5, "$F(x)$", ha="center", va="center", color=BLUE)
plotting.show(fig, alt="残差块：x 分成两路，蓝色的一路过线性和激活，这两块框在一个标着 F 的灰色虚线框里，出来的箭头标着 F(x)；橙红的一路从上面绕过去，写着原样过去；两路在加号处相加，得 y = x + F(x)。")

# %% slideshow={"slide_type": "-"}
class Skip(nn.Module):  # 给任何一块添上直路
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return x + self.inner(x)


torch.manual_seed(0)
inner = nn.Sequential(nn.Linear(3, 3), nn.Tanh())
spot = torch.randn(3)
# jacobian：3 个输出对 3 个输入的导数，排成 3×3 的矩阵
with_path, without = jacobian(Skip(inner), spot), jacobian(inner, spot)
print("相减正好是 I：", torch.allclose(with_path - without, torch.eye(3), atol=1e-6))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(with_path - without, torch.eye(3), atol=1e-6) and without.abs().max() < 1
assert round(1.01**20, 2) == 1.22

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.5.2 量一量
#
# 二十层，五个种子，没有和有残差，第一层的梯度：

# %% slideshow={"slide_type": "-"}
def skipping(depth, act=nn.Sigmoid):
    blocks = [Skip(nn.Sequential(nn.Linear(32, 32), act())) for _ in range(depth)]
    return nn.Sequential(*blocks, nn.Linear(32, 2))


measured = {}
for act in (nn.Sigmoid, nn.Tanh, nn.ReLU):
    for way in (tower, skipping):
        found = [gradients(*case(lambda: way(20, act), seed))[0] for seed in range(5)]
        measured[act.__name__, way.__name__] = sorted(found)
    plain, skip = (measured[act.__name__, way] for way in ("tower", "skipping"))
    print(f"{act.__name__:7s}：没有 {plain[0]:.0e} 到 {plain[-1]:.0e}，", end="")
    print(f"有 {skip[0]:.0e} 到 {skip[-1]:.0e}")

# %% slideshow={"slide_type": "skip"}
for name, (low, high), (least, most) in (("Sigmoid", (2e-18, 2e-17), (0.08, 0.14)), ("Tanh", (2e-6, 3e-5), (0.7, 1.5)), ("ReLU", (4e-10, 2e-8), (0.8, 9))):
    plain, skip = measured[name, "tower"], measured[name, "skipping"]
    assert low < plain[0] and plain[-1] < high and least < skip[0] and skip[-1] < most

# %% [markdown] slideshow={"slide_type": "fragment"}
# 三种激活函数，第一层的梯度都回来了。
#
# 2015 年的 ResNet 靠它练到 152 层（第 12a 章）。
# 它的网络里已经有 BN，要治的是另一件事：加深以后，**训练**误差反而变高；直路让梯度好走，是一种解释。

# %% slideshow={"slide_type": "subslide"}
treat("sigmoid，残差", lambda: skipping(20))
treat("ReLU，残差", lambda: skipping(20, nn.ReLU))
began, ended = ([losses[k] for _, losses in record["ReLU，残差"]] for k in (0, -1))
print("ReLU，残差，起步的损失：", np.round(began, 1), "　末了：", ended)

# %% slideshow={"slide_type": "skip"}
assert cured("sigmoid，残差") == 3 and cured("ReLU，残差") == 0 and all(math.isnan(loss) for loss in ended)
assert all(40 < max(losses) < 200 for _, losses in record["sigmoid，残差"]) and 6 < min(began) and max(began) < 37

# %% [markdown] slideshow={"slide_type": "fragment"}
# sigmoid 的病人治好了。
# 换成 ReLU，一步还没走，损失就是 6 到 36（比例损失才 0.69）：ReLU 不封顶，输出一块比一块大；走几步，成了 nan。
# **消失治好了，又得了爆炸**：直路给了 1，$F'$ 却不一定小，每块乘 1.1，$1.1^{20}\approx6.7$；乘 1.5，$1.5^{20}\approx3325$。
# sigmoid 那几位其实也险，途中损失冲到过几十上百。
# 残差要和归一化、合适的起点或裁剪（8.6）一起用。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.residual")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 8.5.3 LSTM：沿着时间的直路（自学）
#
# 读句子的循环网络（第 12b 章），一个词走一步，一百个词就是一百“层”，而且每一步用的是**同一组**权重：同一个数乘一百次，消失、爆炸都更厉害。
# $0.9^{100}\approx3\times10^{-5}$，$1.1^{100}\approx13781$。
#
# **长短期记忆网络**（long short-term memory，LSTM）给它另修一条路：记忆 $c_t=f_t\,c_{t-1}+i_t\,g_t$，也是“原来的，加上新添的”（$g_t$ 是新的内容，$i_t$ 是添进几成）。
# 只看这条直路，退一步乘的是 $f_t$，一个 0 到 1 之间、网络自己学的“留下几成”；学到接近 1，一百步也传得到：$0.99^{100}\approx0.37$。
#
# **残差沿着层修直路，LSTM 沿着时间修直路，想法是一个。**

# %% slideshow={"slide_type": "skip"}
assert round(0.9**100 * 1e5) == 3 and round(1.1**100) == 13781 and round(0.99**100, 2) == 0.37 and round(1.1**20, 1) == 6.7
f_gate = torch.full((100,), 0.99, dtype=torch.float64)
c0 = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
c = c0
for kept in f_gate:
    c = kept * c + 0.3  # i g 与 c 无关时
c.backward()
assert math.isclose(c0.grad.item(), 0.99**100)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（1:09 到 1:17）：8.5.1 4 分钟，8.5.2 4 分钟。
#
# **会有人问**：LSTM 1997 年最早的样子没有 $f_t$，直路乘 1；$f_t$ 是 2000 年加的。
#
# **怎么讲**：回到黑板上 8.2.2 的乘积，在每个 $\sigma'w$ 前面添“1 +”，再问“现在全是 0.01，乘出来是多少”：$1.01^{20}\approx1.22$。
#
# **会遇到的误区**：“残差连接里的残差，是预测和标签之差”。
# 第 1 章的残差是那个；这里说的是 $F$ 只学 $y$ 和 $x$ 相差的部分，名字一样，意思不同。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.6 太大就剪：梯度裁剪
#
# ### 8.6.1 两种剪法
#
# 爆炸时，方向也许还对，只是步子太大。
# **梯度裁剪**（gradient clipping）：改权重之前，先把太大的梯度剪短。
#
# - **按值**：一个数一个数地看，大于门槛 $\tau$ 的变成 $\tau$，小于 $-\tau$ 的变成 $-\tau$，中间的不动；
# - **按范数**：所有的梯度接成一个长向量 $g$，长度 $\|g\|$ 超过 $\tau$，就**整个**乘一个数：
#
# $$g\leftarrow g\cdot\min\Big(1,\frac{\tau}{\|g\|}\Big)$$
#
# 三个例子，$\tau=1$：
#
# - $(3,4)$ 按范数：长 5，除以 5，得 $(0.6,\,0.8)$；
# - $(1.5,-2)$ 按范数：长 2.5，除以 2.5，得 $(0.6,\,-0.8)$；按值：得 $(1,-1)$；
# - $(0.3,\,0.4)$ 长 0.5，没超过，两种都不动，**不放大**。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.6))
ax.add_patch(plt.Rectangle((-1, -1), 2, 2, fill=False, ec="0.5", ls="--"))
ax.add_patch(plt.Circle((0, 0), 1, fill=False, ec="0.5", ls=":", lw=1.6))
for end, color, name, spot in (((1.5, -2), "0.55", "原来 $(1.5,{-}2)$", (1.6, -1.95)), ((1, -1), RED, "按值 $(1,{-}1)$", (1.1, -0.95)), ((0.6, -0.8), BLUE, "按范数 $(0.6,{-}0.8)$", (0.5, -1.2))):
    ax.annotate("", end, (0, 0), arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2.6, "shrinkA": 0, "shrinkB": 0})
    ax.text(*spot, name, color=color, ha="right" if color == BLUE else "left", va="center")
ax.set(xlim=(-2.6, 3.8), ylim=(-2.15, 1.1), aspect="equal")
ax.axis("off")
plotting.show(fig, alt="三支箭头从原点出发：灰色的原来的梯度指向右下 (1.5, -2)；橙红的按值裁剪停在虚线正方形的右下角 (1, -1)，比原来偏向右；蓝色的按范数裁剪停在点线圆上的 (0.6, -0.8)，和灰色箭头重合，方向没变。")

# %% [markdown] slideshow={"slide_type": "-"}
# 虚线框是按值允许的范围，点线圆的半径是 1。
# 蓝的压在灰的上面：**按范数，方向不变**；橙红的偏了：按值，方向变了。
# 所以常用按范数。

# %% slideshow={"slide_type": "skip"}
leaf = nn.Parameter(torch.zeros(2))


def clipped(g, how, tau=1.0):
    leaf.grad = torch.tensor(g)
    how([leaf], tau)
    return leaf.grad


assert torch.allclose(clipped([3.0, 4.0], nn.utils.clip_grad_norm_), torch.tensor([0.6, 0.8]), atol=1e-5)
assert torch.allclose(clipped([1.5, -2.0], nn.utils.clip_grad_norm_), torch.tensor([0.6, -0.8]), atol=1e-5)
assert clipped([1.5, -2.0], nn.utils.clip_grad_value_).tolist() == [1, -1]
assert torch.allclose(clipped([0.3, 0.4], nn.utils.clip_grad_norm_), torch.tensor([0.3, 0.4]))

# %% slideshow={"slide_type": "subslide"}
quiz.ask("stability.clip_norm")

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.clip_value")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 8.6.2 悬崖边上的一步（自学）
#
# 十层，没有激活函数，每层一个数、共用一个权重 $w$：输出 $w^{10}$，标签 1，$E=\frac12(w^{10}-1)^2$。
# 从 $w=1.5$ 出发，学习率 0.01：

# %% slideshow={"slide_type": "skip"}
def walk(tau, steps):
    w = 1.5
    for _ in range(steps):
        g = (w**10 - 1) * 10 * w**9  # 链式法则
        if tau is not None and abs(g) > tau:
            g = tau * math.copysign(1, g)  # 只有一个数，两种剪法一样
        w = w - 0.01 * g
    return w


print(f"不剪，1 步以后：w = {walk(None, 1):.0f}，输出 {walk(None, 1) ** 10:.0e}")
print(f"剪到 1，1 步以后：w = {walk(1, 1):.2f}；60 步以后：w = {walk(1, 60):.4f}")

# %% slideshow={"slide_type": "skip"}
assert round(walk(None, 1)) == -216 and walk(None, 1) ** 10 > 1e23 and math.isclose(walk(1, 60), 1, abs_tol=1e-6)
assert round((1.5**10 - 1) * 10 * 1.5**9) == 21784

# %% [markdown] slideshow={"slide_type": "skip"}
# 起点的导数是 21784，损失陡得像悬崖，一步就飞了出去；剪到 1，每步只走 0.01，五十步走到 $w=1$。
# **方向没错，只是不让一步走太远。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.6.3 剪在哪里
#
# 在 `backward()` 之后，`step()` 之前：梯度已经有了，权重还没改。
# 和 8.1 的 `practise` 只差一行：

# %% slideshow={"slide_type": "-"}
def careful(net, X, y, eta=0.1, steps=200, tau=5.0):
    sgd = torch.optim.SGD(net.parameters(), lr=eta)
    losses = []
    for _ in range(steps):
        loss = F.cross_entropy(net(X), y)
        sgd.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), tau)  # 剪
        sgd.step()
        losses.append(loss.item())
    return losses


treat("ReLU，残差，裁剪", lambda: skipping(20, nn.ReLU), train=careful)
treat("sigmoid，裁剪", lambda: tower(20), train=careful)

# %% slideshow={"slide_type": "skip"}
assert cured("ReLU，残差，裁剪") == 3
assert cured("sigmoid，裁剪") == 0

# %% [markdown] slideshow={"slide_type": "subslide"}
# 8.5.2 变成 nan 的三位，只添一行，都好了。
# 几点小心：
#
# - 名字末尾有下划线，原地改 `.grad`；它返回**剪之前**的总长度，打印出来看，忽然大了几十倍，就是快爆炸了；
# - 所有参数**一起**量一个长度；一层一层各剪各的，层和层的比例就变了；
# - 门槛照平时的长度定；太小，每一步都在剪，就走得慢；
# - 裁剪只会变小，**治不了消失**：sigmoid 的病人加上这一行，还是 0/3。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（1:17 到 1:24）：8.6.1 5 分钟（连题），8.6.3 2 分钟。
#
# **现场可改**：`careful` 的 `tau` 改成 1，三位也都学会；改成 0.1，200 步一位也没学会，每一步都在剪。
# 不剪，把 `practise` 的 `eta` 调到 0.02，三位也学会，只是途中损失冲到几百上千；裁剪和小学习率，是同一个目的的两种办法。
#
# **会遇到的误区**：（1）写在 `backward()` 前面：那时 `.grad` 是空的，或者是上一步的。
# （2）写在 `step()` 后面：剪的是已经用过的。
# （3）“裁剪以后损失还高，就再剪小一点”：太小等于把学习率调到几乎是 0。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.7 复诊
#
# ### 8.7.1 同一个病人，十张方子
#
# 都是二十层、三个种子、学习率 0.1（8.1 是 0.5；ReLU 配 He 是 0.03）、200 步：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
print("第一层的梯度       末了学会   方子")
for name, rows in record.items():
    firsts = sorted(first for first, _ in rows)
    print(f"{firsts[0]:.0e} 到 {firsts[-1]:.0e}     {cured(name)}/3     {name}")

# %% slideshow={"slide_type": "skip"}
assert len(record) == 10
assert all(first > 0.05 for name, rows in record.items() if cured(name) == 3 for first, _ in rows)
assert all(cured(name) == 0 for name, rows in record.items() if rows[0][0] < 1e-7)  # 梯度没了的，都学不会
assert {name for name in record if cured(name) == 3} == {"ReLU，He", "tanh，Xavier", "sigmoid，BN", "sigmoid，残差", "ReLU，残差，裁剪"}

# %% [markdown] slideshow={"slide_type": "fragment"}
# - 第一层的梯度小于 $10^{-7}$ 的，一个也没学会；
# - 学会的五张，方子各不同：起点配激活函数的两张，归一化、残差、残差加裁剪各一张；
# - 梯度不小、却没学会的是“ReLU，残差”：它的病是爆炸。
#
# 这里只有一种题、三个种子、各一个学习率：说明这些药**能**治这个病，不说明哪一味最好。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("stability.symptoms")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.7.2 症状、原因、药
#
# | | 梯度消失 | 梯度爆炸 |
# |---|---|---|
# | **症状** | 损失不动；梯度接近 0：有时只是前面的层，有时每一层 | 损失乱跳，变成 nan；梯度的长度忽然大了几十倍 |
# | **原因** | 饱和的激活函数；层太多；权重的起点太小 | 权重或学习率太大；句子太长；输入没有缩放 |
# | **药** | ReLU 一类；He、Xavier；BN；残差；LSTM（8.5.3，自学） | 裁剪；学习率小一点；起点；BN、LN |
#
# **怎么查**，照次序：
#
# 1. **损失是 nan，或者在跳**：从头再来，打印 nan **以前**每一步 `clip_grad_norm_` 返回的长度（梯度已是 nan，剪也没用）；很大，先调小学习率，还不行再裁剪，再查起点和数据；一次只动一样（第 9 章）。
# 2. **损失不动**：用 8.1.2 的 `gradients` 看每一层；前面比后面小几个数量级，**或者每一层都极小**（8.2.3 是不到 $10^{-7}$），是消失：先换激活函数配起点，再加 BN 或残差。
#    拿不准，用 `deltas` 看 $\delta$：往前一路缩小，就是消失。
# 3. **各层的梯度都差不多，而且不小**（学会的五张方子，第一层都在 0.05 以上），损失还是不动：多半不是这一章的病，看数据、标签和损失函数（第 6 章、第 11 章）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 8.7.3 七味药
#
# 1. **残差连接**：每个因子前添“1 +”（8.5）；
# 2. **不饱和的激活函数**：$\sigma'\le\frac14$，换成正的一边是 1（8.2.3）；
# 3. **好的初始化**：让 $w$ 配得上（8.3）；
# 4. **批量归一化**：把 $z$ 拉回 0 附近（8.4）；
# 5. **梯度裁剪**：只治爆炸（8.6）；
# 6. **更快的优化器**：有的会把小梯度放大了再走（Adam，第 9 章）；梯度还是那么小，只是步子不小，所以只能帮忙；
# 7. **LSTM**：沿时间的直路（8.5.3）；“留下几成”要接近 1，路才通（第 12b 章）。
#
# 前四味在 8.2.2 的那一长串乘积里找得到位置；第五、第六味管的是乘完以后怎么走；第七味是同一串乘积沿时间的样子。
# 最常见的搭配：ReLU，He，BN，残差；循环网络和 Transformer 再加裁剪。

# %% slideshow={"slide_type": "skip"}
quiz.ask("stability.remedies")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：第六味试一试。**
# 病人不吃别的药，只把 SGD 换成 Adam（学习率 0.01），走 100 步：

# %% slideshow={"slide_type": "skip"}
def with_adam(net, X, y, steps=100):
    adam = torch.optim.Adam(net.parameters(), lr=0.01)
    losses = []
    for _ in range(steps):
        loss = F.cross_entropy(net(X), y)
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.item())
    return losses


for act in (nn.Sigmoid, nn.Tanh):
    net, X, y = case(lambda: tower(20, act))
    adam_losses = with_adam(net, X, y)
    print(f"{act.__name__}：末了的损失" + ("没有动" if abs(adam_losses[-1] - adam_losses[0]) < 0.002 else "动了，还在 0.5 以上"))
    assert abs(adam_losses[-1] - 0.691) < 0.002 if act is nn.Sigmoid else min(adam_losses) < 0.5 < adam_losses[-1] < 0.72

# %% [markdown] slideshow={"slide_type": "skip"}
# tanh 的梯度原来是 $10^{-6}$ 上下，Adam 放大以后动起来了，可是没有学会；sigmoid 的 $10^{-18}$，Adam 也没有办法。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（1:24 到 1:33）：8.7.1 2 分钟，题 3 分钟，8.7.2 2 分钟，8.7.3 2 分钟。
#
# **怎么讲**：8.7.1 的表先遮住中间一列，只给第一层的梯度，请学生猜哪几个学会了；“ReLU，残差”一定有人猜错。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 8.8 小结：二十个人传话
#
# - **病因**：退一层乘一个 $f'$、一个 $w$；二十层连乘，不是消失就是爆炸；换 ReLU 还不够，权重要配。
# - **起点**：不能一样，要随机；$\mathrm{Var}(z)=nv\,\mathbb E[x^2]$，tanh 配 Xavier，ReLU 配 He；有用得上的预训练权重更好。
# - **归一化**：BN 一列一组，训练用这一批的、评估用攒下的；LN 一行一组。
# - **残差**：$y=x+F(x)$，$\frac{\partial y}{\partial x}=I+F'$。
# - **裁剪**：`backward()` 和 `step()` 之间，按范数，方向不变。
# - **查病**：先量每层的梯度，再开方子。
#
# **下一步**：做 8.9 和作业。
# 第 9 章：梯度传到了，拿它怎样走，走多大。

# %% [markdown] slideshow={"slide_type": "fragment"}
# **出门一问**：同学的网络加了 BN，训练准确率 0.99，上线后同一张图片，和别的几张一起送进去，早上和下午给的答案不一样。
# 你先看哪一行？
#
# 答案在 8.9 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：上线前有没有 `net.eval()`。
# 没有的话，输出要看同伴是谁，攒下的平均也一直在变。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 8.9 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：还有什么时候。** 除了“层多、sigmoid”，还有什么情况梯度会消失或者爆炸？
# 各怎样避免？
#
# <details><summary>答案</summary>
#
# | 什么时候 | 为什么 | 怎样避免 |
# |---|---|---|
# | 句子很长 | 同一组权重乘很多次 | LSTM、GRU（LSTM 的简化版），裁剪 |
# | 学习率太大 | 权重越走越大，每层乘的数也越大 | 调小，或者开头几步先用小的（热身，第 9 章） |
# | 输入没有缩放 | 第一层的 $z$ 就很大，sigmoid、tanh 一开始就饱和，ReLU 则一路放大 | 标准化 |
# | 训练中权重慢慢变大 | 每层乘的数跟着变大 | 归一化，权重衰减（第 11 章） |
# | 取对数、取指数时溢出 | $\ln0$ 是负无穷，$e^{1000}$ 存不下 | 用第 6 章直接收得分的损失 |
# | 神经元死了（第 6 章） | 梯度恰好是 0 | LeakyReLU，偏置别从很负的数起（第 6 章） |
#
# 通用的药：ReLU 一类、He 或 Xavier、BN 或 LN、残差、裁剪、LSTM 或 GRU、小一点的学习率、标准化的输入。
# </details>
#
# **第 2 题：换个激活函数。** 激活函数是 $f(x)=\max(0.2x,\,x)$，前一层的 $z$ 正负各半、左右对称。
# 要每层不大不小，权重的方差 $v$ 应是多少？
#
# <details><summary>答案</summary>
#
# 正的一半平方不变，负的一半平方乘 0.04：$\mathbb E[x^2]=\frac12(1+0.04)\mathrm{Var}(z)=0.52\,\mathrm{Var}(z)$。
# 要 $0.52\,nv=1$，$v=\frac{1}{0.52\,n}=\frac{1.923}{n}$，比 He 的 $\frac2n$ 小一点。
# PyTorch 写 `kaiming_uniform_(W, a=0.2, nonlinearity="leaky_relu")`。
# </details>
#
# **第 3 题：两种方差。** 一批 2 个样本和一批 256 个样本，除以 $n$ 和除以 $n-1$ 的方差，各差几倍？
#
# <details><summary>答案</summary>
#
# 差 $\frac{n}{n-1}$ 倍：2 个样本是 2 倍，256 个是 1.0039 倍。
# 批小的时候，哪一个放在哪里，不能弄反。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：乘开来。** 三个残差块，每块一个数，$F'$ 是 $p,q,r$。
# 把 $(1+p)(1+q)(1+r)$ 乘开，每一项是哪一条路？
# （照 8.5.1 的图，三块接起来。）
# 二十块一共有几条？
#
# <details><summary>答案</summary>
#
# $1+p+q+r+pq+pr+qr+pqr$：每一块可以走直路（乘 1），也可以走 $F$（乘 $F'$），八条路，一项一条；几条路相加，正是第 7 章的法则。
# 二十块有 $2^{20}$ 条，约一百万；其中一条全走直路，是 1。
# </details>
#
# **第 5 题：剪完以后。** 用朴素的 SGD，学习率 0.1，按范数裁剪，门槛 2。
# 一步之内，全部权重合起来最多挪多远？
# 按值裁剪，门槛 2，100 个权重呢？
#
# <details><summary>答案</summary>
#
# 按范数：梯度最长是 2，最多挪 $0.1\times2=0.2$。
# 按值：每个最多 2，100 个合起来的长度最多 $\sqrt{100\times4}=20$，最多挪 2。
# </details>
#
# **出门一问**（8.8 的末尾）。
#
# <details><summary>答案</summary>
#
# 上线前有没有 `net.eval()`。
# 没有，同一张图片的输出就要看和谁同一批；而且每预测一批，攒下的平均也变一次。
# </details>
#
# **还想练？**
# 课上不问的题一共 13 道，都在前面各小节里，题目的那一格写着“练习”：
#
# - `stability.half`、`stability.explode`（8.2.1），`stability.linear`（8.2.4）；
# - `stability.parameters`（8.3.1），`stability.zero_init`（8.3.2），`stability.xavier`、`stability.he`（8.3.4），`stability.relu_scale`（8.3.6）；
# - `stability.eval_mode`（8.4.2），`stability.layer_norm`（8.4.4），`stability.residual`（8.5.2）；
# - `stability.clip_value`（8.6.1），`stability.remedies`（8.7.3）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数，和现场可改的格子
torch.manual_seed(0)
leaky = F.leaky_relu(torch.randn(1_000_000), 0.2)
assert abs((leaky**2).mean() - 0.52) < 0.005 and abs(1 / 0.52 - 1.923) < 5e-4  # 第 2 题
drawn = nn.init.kaiming_uniform_(torch.empty(400, 300), a=0.2, nonlinearity="leaky_relu")
assert abs(drawn.var().item() * 300 - 1 / 0.52) < 0.05
assert round(256 / 255, 4) == 1.0039 and math.sqrt(100 * 2**2) == 20  # 第 3、5 题
ends_30 = {start: spreads(lambda W, start=start: nn.init.normal_(W, 0, start), torch.relu, 30)[-1] for start in (0.08, 0.088, 0.1)}
assert 0.002 < ends_30[0.08] < 0.02 and 0.05 < ends_30[0.088] < 0.5 and 3 < ends_30[0.1] < 10
y_half = 0.5
for _ in range(4):
    y_half = 1 / (1 + math.exp(-(4 * y_half - 2)))
assert y_half == 0.5 and round((2 / 2.45) ** 19, 2) == 0.02
