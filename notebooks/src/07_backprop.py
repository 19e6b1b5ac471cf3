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
# # 第 7 章 反向传播算法
#
# **学完之后你能够**
#
# - 画出一个式子的计算图，从前往后填值，从后往前填导数；
# - 说出前向模式和反向模式各走几遍，什么时候用哪一种；
# - 一个下标一个下标地推出两层网络的 δ 和权重的改变量，并写成形状对得上的矩阵；
# - 用差分和 PyTorch 检查自己写的反向传播；
# - 用六七十行 Python 造一个会自动求导的 `Value`，拿它训练双控的灯和鸢尾花网络。
#
# **时间**：120 分钟。
#
# **需要**：第 1 章（差分、代价 $J$）、第 4 章（`@`、`backward()`）、第 5 章（前馈网络）、第 6 章（sigmoid 的导数、softmax 配交叉熵的梯度）。
#
# **课前准备**：纸和笔。
# 神经元 $a_1$ 连到右边三个神经元，权重是 $w_1,w_2,w_3$；损失 $L$ 对这三个神经元的净输入（过激活函数之前的那个和）的导数，已经算好，是 $\delta_4,\delta_5,\delta_6$。
# $L$ 对 $a_1$ 的导数是多少？
# 先写一个你的答案。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 120 分钟：讲课 110，休息 5，余量 5；标“自学”的和 7.11 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 7.1 谁的责任 | 11 | 0:12 | 写下赌注；`backprop.two_steps` |
# | 7.2 一张图，两个方向 | 14 | 0:26 | 五条边的动笔；`backprop.paths` |
# | 7.3 从前往后，还是从后往前 | 11 | 0:37 | `backprop.which_mode` |
# | 7.4 一个神经元 | 7 | 0:44 | |
# | 休息 | 5 | 0:49 | |
# | 7.5 两层的网络 | 24 | 1:13 | `backprop.hidden` |
# | 7.6 一批样本，写成矩阵 | 14 | 1:27 | `backprop.hadamard`；赌注揭晓 |
# | 7.7 BP 反向求导 | 4 | 1:31 | |
# | 7.8 自己造一个 | 18 | 1:49 | 纸上填三个空 |
# | 7.9 四个误会，一张图 | 3 | 1:52 | |
# | 7.10 小结 | 3 | 1:55 | 出门一问 |
# | 余量 | 5 | 2:00 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:12 还没到 7.2：7.2.1 只念两种节点的局部导数和最后一条法则，省 1 分钟；
# - 0:26 还没到 7.3：7.3.1 的表只走第二遍，省 1 分钟；
# - 0:37 还没到 7.4：7.4.1 只念末尾的黑体字，省 2 分钟；
# - 0:49 还没到 7.5：7.5.4 只看印出来的数，不讲程序，省 2 分钟；
# - 1:13 还没到 7.6：7.6.1 末尾的程序不讲，只指着式子念形状，省 1 分钟；
# - 1:27 还没到 7.7：7.7.1 的差分只报结论，省 1 分钟；
# - 1:31 还没到 7.8：7.8.4 只看结果，省 3 分钟；
# - 1:49 还没到 7.9：7.9.1 只念四个误会的名字，省 1 分钟。
#
# **晚了 5 分钟以上**：7.8.5 留给学生自己读，省 2 分钟；再不够，7.7.1 整节只报“三个证人都一样”，省 2 分钟。
# 怎样晚也要讲的：7.2.3、7.4.3、7.5.3、7.6.1 的四个反向式子、7.6.2、7.8.2、7.8.3 的 `backward`。
#
# 五道必问的题每题 3 分钟，7.8.2 的三个空 3 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再报答案，最后运行 `quiz.answer` 看理由。
#
# **黑板**：左边竖着写“算出来、比一比、传回去、改一改”，讲到哪一步圈哪一步；中间留一块，从 7.4 起写 δ 的式子，7.5、7.6 都只往上加。
# 右上角记开场的四个赌注各有多少人。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前五题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `backprop.two_steps` | BDAC | 把“改权重”放在算责任之前：还不知道往哪边改 |
# | `backprop.paths` | 7 | 答 3 或 4：$x$ 有两条路，只走了一条；答 12：那是两份相乘，也是 $f$ 的值；路和路之间是相加 |
# | `backprop.which_mode` | A | 选 C（反向，200 遍）：遍数对，可是前向只要 3 遍；选 B：把输出当成了一个 |
# | `backprop.hidden` | 0.2125 | 答 0.85：漏了 $y(1-y)$；答 0.1125：第二项负负得正 |
# | `backprop.hadamard` | C | 选 A：写出两边的形状再乘 |
# | `backprop.chain_a` | 4 | 答 20：那是 $e$ 的值 |
# | `backprop.chain_b` | 14 | 答 4 或 10：只走了一条路 |
# | `backprop.rule` | 链式法则 | 答“乘积法则”：那个管相乘 |
# | `backprop.passes` | A | 选 B：正好反了 |
# | `backprop.reuse` | B | 选 A：全部权重都算，一个不少 |
# | `backprop.dataflow` | A | 选 B：往回走的是责任，不是数据 |
# | `backprop.delta_out` | 0.032 | 答 0.2：还要乘 sigmoid 的导数；答 −0.032：负号已经放进 δ 了 |
# | `backprop.sgd_example` | 0.002 | 答 0.02：漏了学习率 |
# | `backprop.weight_shape` | 7×6 | 答 3×6：那是 $W^1$ |
# | `backprop.update_shape` | 4×5 | 答 6×5：那是 $\delta^1$ |
# | `backprop.difference` | A | 选 B：梯度错了一半，损失也可能降 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import itertools
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from torch import nn

from coursekit import plotting, quiz

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.1 谁的责任
#
# ### 7.1.1 一行代码里有什么
#
# 第 4 章末尾，一行 `backward()` 求出了 4810 个导数；第 5 章训练每一个网络，也都靠它。
# 一条直线上的往回走，第 4 章手算过；网络里面怎样走，还没打开看。
# 第 6 章圈起来的 $p-y$，是往回走的第一步；这一章先用更简单的平方误差把整条路走通，7.4.3 再接上 $p-y$。
#
# 用差分（第 1 章）也求得出：一个参数往两边各挪一点，前向计算两次；4810 个参数，要 9620 次前向计算。
#
# **下注**：`backward()` 一次求出全部 4810 个导数，只数矩阵乘法里的乘法，相当于几次前向计算（它前面的那次前向不算在内）？
#
# - 甲：一到两次；
# - 乙：三五次；
# - 丙：七十次左右，约等于 4810 的平方根；
# - 丁：4810 次左右，一个参数一次。
#
# 写下来，7.6.3 真的去数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.1.2 太甜的奶茶
#
# 奶茶店的机器上有两个旋钮，一个管挤多少，一个管糖浆多浓：
#
# - 顾客按 $x=2$ 档，泵每档挤 $w_1=3$ 毫升糖浆，挤出 $s=w_1x=6$ 毫升；
# - 糖浆调成每毫升含糖 $w_2=0.5$ 克，一杯里有糖 $g=w_2s=3$ 克。
#
# 顾客想要的糖是 $y=2$ 克（和 2 档只是碰巧一样），多了 1 克。
# 损失照第 4 章的写法：$L=\frac12(g-y)^2=0.5$。
#
# **两个旋钮，拧大同样的一个数，谁让 $L$ 变得多？**
# 旋钮拧大一点点，$L$ 的变化是这一点点的几倍，就叫它的**责任**，也就是 $L$ 对它的导数。
# 责任可以是负的：拧大一点，$L$ 反而变小。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **从后往前问责**，一环一环来：
#
# 1. $L=\frac12(g-y)^2$，$L$ 对 $g$ 的导数是 $g-y=1$；
# 2. $g=w_2s$：$w_2$ 挪一点，$g$ 挪它的 $s$ 倍，所以 $w_2$ 的责任是 $1\times s=6$；同样，推给 $s$ 的是 $1\times w_2=0.5$；
# 3. $s=w_1x$：$w_1$ 的责任是 $0.5\times x=1$。
#
# $w_2$ 的责任是 $w_1$ 的六倍。
# 不信，就真的拧一拧：

# %% slideshow={"slide_type": "fragment"}
def too_sweet(w1, w2, x=2.0, y=2.0):
    s = w1 * x  # 糖浆，毫升
    g = w2 * s  # 糖，克
    return 0.5 * (g - y) ** 2


eps = 1e-4  # 往两边各拧这么多
blame_w1 = (too_sweet(3 + eps, 0.5) - too_sweet(3 - eps, 0.5)) / (2 * eps)
blame_w2 = (too_sweet(3, 0.5 + eps) - too_sweet(3, 0.5 - eps)) / (2 * eps)
print(f"w1 的责任 {blame_w1:.4f}，w2 的责任 {blame_w2:.4f}")

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
assert math.isclose(blame_w1, 1, rel_tol=1e-6) and math.isclose(blame_w2, 6, rel_tol=1e-6)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 拧出来的和算出来的一样。

# %% [markdown] slideshow={"slide_type": "skip"}
# 按责任改一次，学习率 $\eta=0.02$：

# %% slideshow={"slide_type": "skip"}
eta = 0.02
w1_new, w2_new = 3 - eta * 1, 0.5 - eta * 6  # 两个责任都是用旧的旋钮算的
sugar = w2_new * (w1_new * 2)
print(f"w1 = {w1_new:.2f}，w2 = {w2_new:.2f}，糖 {sugar:.4f} 克")
print(f"损失：{too_sweet(3, 0.5):.3f} → {too_sweet(w1_new, w2_new):.3f}")

# %% slideshow={"slide_type": "skip"}
assert math.isclose(sugar, 2.2648)
assert math.isclose(too_sweet(3.03, 0.5), 0.53045) and math.isclose(too_sweet(3, 0.505), 0.53045)  # 各拧大 1%
assert too_sweet(3, 0.5) == 0.5 and round(too_sweet(w1_new, w2_new), 3) == 0.035

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.1.3 两步：前向传播和反向传播
#
# 照责任改，朝着让 $L$ 变小的方向，$w\leftarrow w-0.02\times$ 责任：$w_1=2.98$，$w_2=0.38$，糖是 $0.38\times2.98\times2\approx2.26$ 克，近多了。
# 网络也这样学，目标是让输出靠近标签。
# 责任怎样算，分两步：
#
# 1. **前向传播**（就是第 4 章的前向计算）：数据从输入到输出，一层一层算，最后和标签比，得到损失；
# 2. **反向传播**（英文缩写 BP）：从损失开始，责任从输出往输入，一层一层退，每退一步，算出这一层每个连接的责任。
#
# 两步合起来叫反向传播算法；单说“反向传播”，指第 2 步。
# 责任算完了，再照责任改权重；改权重是梯度下降的事。
#
# 本章的**往前**都是从输入到输出，**往回**都是从输出到输入；“前面的层”靠近输入，“后面的层”靠近输出。
# 数据只往前走，不回头；往回走的只有责任。
#
# 网络是函数套函数（第 5 章），所以退一步就是用一次**链式法则**（chain rule）。
# 后面的层算好的责任，前面的层接着用，不从头再算。

# %% [markdown] slideshow={"slide_type": "skip"}
# 奶茶的两步，请 PyTorch 走一遍；改权重是另写的一行：

# %% slideshow={"slide_type": "skip"}
knobs = torch.tensor([3.0, 0.5], requires_grad=True)  # w1，w2
tea_loss = 0.5 * (knobs[1] * (knobs[0] * 2) - 2) ** 2  # 第一步：前向
tea_loss.backward()  # 第二步：反向，责任放进 grad
print("损失", tea_loss.item(), "　责任", knobs.grad.tolist(), "　旋钮还没动：", knobs.tolist())
assert knobs.grad.tolist() == [1, 6] and knobs.tolist() == [3, 0.5]

# %% slideshow={"slide_type": "subslide"}
quiz.ask("backprop.two_steps")

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.rule")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：奶茶先让两三个人说“谁的责任大”，一定有人答“各一半”，也有人答“泵，因为它的数大”。
# 不评，从后往前算给他们看。
# 答“各一半”的也有道理：各拧大 1%，$L$ 都从 0.5 变到 0.53045；两个旋钮单位不同，换了单位，名次也会换。
# 梯度下降改的是数，不是百分比，所以用导数；这也是要标准化的一个理由。
#
# **会遇到的误区**：“责任是损失的一份，加起来等于损失”。
# 不是：6 和 1 加起来是 7，损失是 0.5。
# 责任是导数，说的是拧一点点会怎样。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.2 一张图，两个方向
#
# ### 7.2.1 四条求导法则
#
# $u$、$v$ 都是 $x$ 的函数，撇号表示对 $x$ 求导：
#
# - **和**：$(u+v)'=u'+v'$；
# - **积**：$(uv)'=u'v+uv'$；
# - **链式**：$y=f(u)$，那么 $\frac{dy}{dx}=\frac{dy}{du}\cdot u'$；
# - **几条路相加**：$y$ 由 $u$、$v$ 算来，那么 $\frac{dy}{dx}=\frac{\partial y}{\partial u}\,u'+\frac{\partial y}{\partial v}\,v'$（$\frac{\partial y}{\partial u}$：只动 $u$，$v$ 不动）。
#
# 为什么是加？
# $x$ 挪一点点 $\varepsilon$，$u$ 跟着挪 $u'\varepsilon$，$v$ 跟着挪 $v'\varepsilon$。
# 先只让 $u$ 动，$y$ 变了 $\frac{\partial y}{\partial u}u'\varepsilon$；再让 $v$ 动，又变了 $\frac{\partial y}{\partial v}v'\varepsilon$；一共变了两份之和（$\varepsilon^2$ 那样小的，不计）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 在计算图（第 4 章）上，一个节点是一个数或一个运算，一条边把一个数送给用它的运算。
# 运算的结果对一个输入的导数 $\frac{\partial y}{\partial u}$，写在这条边上，叫**局部导数**（local derivative）：
#
# - 加法节点 $y=u+v$：对 $u$ 是 1，对 $v$ 是 1；
# - 乘法节点 $y=uv$：把 $v$ 看作常数，对 $u$ 是 $v$；同样，对 $v$ 是 $u$：**是另一个因子**。
#
# 代进第四条，正好就是和、积两条法则。
# 所以在图上只有两句话：**一条路上，局部导数连乘；几条路，相加。**

# %% slideshow={"slide_type": "skip"}
def slope(f, x, eps=1e-6):
    """Central difference of a function of one number."""
    return (f(x + eps) - f(x - eps)) / (2 * eps)


u, v, at = math.sin, math.exp, 0.7  # 随便两个函数，随便一点
assert math.isclose(slope(lambda x: u(x) + v(x), at), math.cos(at) + v(at), rel_tol=1e-8)
assert math.isclose(slope(lambda x: u(x) * v(x), at), math.cos(at) * v(at) + u(at) * v(at), rel_tol=1e-8)
assert math.isclose(slope(lambda x: v(u(x)), at), v(u(at)) * math.cos(at), rel_tol=1e-8)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.2.2 往前：填值
#
# 一个小例子，用到本章末尾：$e=(a+b)\cdot 2b$，在 $a=2$、$b=1$ 处。
# 拆成一步一步：$c=a+b$，$q=2b$，$e=cq$。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
FORMULA = "c = a + b; q = 2*b; e = c*q"
graph = plotting.expression_graph(FORMULA, a=2, b=1)
only_values = {key: part for key, part in graph.items() if key != "backward"}
ax = plotting.computational_graph(**only_values)
plotting.show(ax, alt="计算图，从左到右：a 和 b 进加法，得 c；b 进乘 2，得 q；c 和 q 进乘法，得 e。上方蓝字是前向的值：a 是 2，b 是 1，c 是 3，q 是 2，e 是 6。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **动笔**：五条边，每条边上写出局部导数。

# %% slideshow={"slide_type": "skip"}
assert graph["forward"]["a"] == 2 and sorted(graph["forward"].values()) == [1, 2, 2, 3, 6]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.2.3 往回：填导数
#
# 先对答案，五条边的局部导数：$a\to c$ 是 1，$b\to c$ 是 1，$b\to q$ 是 2，$c\to e$ 是 $q=2$，$q\to e$ 是 $c=3$。
#
# 从 $e$ 出发，$e$ 对自己的导数是 1；往回走，每过一条边，乘上它的局部导数：
#
# 1. $e=cq$：给 $c$ 的是 $1\times2=2$；给 $q$ 的是 $1\times3=3$；
# 2. $c=a+b$：给 $a$ 的是 $2\times1=2$；给 $b$ 的是 $2\times1=2$；
# 3. $q=2b$：给 $b$ 的是 $3\times2=6$。
#
# $b$ 出去了两条边，收到两份，**相加**：$2+6=8$。
# 验一验：$b$ 挪 $\varepsilon$，$c$ 跟着挪 $\varepsilon$，$q$ 跟着挪 $2\varepsilon$，$e$ 就挪 $2\cdot\varepsilon+3\cdot2\varepsilon=8\varepsilon$（$\varepsilon^2$ 太小，不计）。
#
# $$\frac{\partial e}{\partial a}=2b=2,\qquad \frac{\partial e}{\partial b}=\underbrace{2b}_{c}+\underbrace{2(a+b)}_{q}=2a+4b=8$$
#
# 花括号下面写着经过谁。

# %% slideshow={"slide_type": "skip"}
TIMES = r"\times"


def told(graph):  # 图的文字说明，数随 A、B 变
    slopes = graph["backward"]
    shares = "，".join(f"通往 {graph['nodes'][key[1]].replace('$', '').replace(TIMES, '×')} 的是 {share:g}"
                      for key, share in slopes.items() if isinstance(key, tuple))
    return (f"同一张计算图，方框下方多了橙红的数，是 e 的导数：对 a 是 {slopes['a']:g}，对 b 是 {slopes['b']:g}。"
            f"b 的两条边上各写着送回来的一份：{shares}。")

# %% slideshow={"slide_type": "subslide"}
A, B = 2, 1  # 改这里：图上的数全部重算
both_ways = plotting.expression_graph(FORMULA, a=A, b=B)
plotting.show(plotting.computational_graph(**both_ways), alt=told(both_ways))

# %% [markdown] slideshow={"slide_type": "-"}
# 橙红的是反向的导数；$b$ 的两条边上写的不是局部导数，是送回来的两份（$2\times1$ 和 $3\times2$），框下是它们的和。

# %% slideshow={"slide_type": "skip"}
assert graph["backward"]["a"] == 2 and graph["backward"]["b"] == 8
for a, b in [(2, 1), (-1, 3), (0.5, -2)]:
    slopes = plotting.expression_graph(FORMULA, a=a, b=b)["backward"]
    assert slopes["a"] == 2 * b and slopes["b"] == 2 * a + 4 * b

# %% slideshow={"slide_type": "subslide"}
quiz.ask("backprop.paths")

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.chain_a")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.chain_b")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.2.4 同一段路，不走两遍
#
# “每条路乘一遍，再相加”是对的，可是路会多得数不清。
# 看一串 $u_1=u_0+u_0$，$u_2=u_1+u_1$，……，$u_k=u_{k-1}+u_{k-1}$：每一步两条边，从 $u_k$ 回到 $u_0$ 有 $2^k$ 条路，每条路 $k$ 条边。
# 一条一条地从头走到尾，数一数过了几条边：

# %% slideshow={"slide_type": "fragment"}
def by_paths(k):  # 返回（导数，过了几条边）
    derivative = edges = 0
    for path in itertools.product((1, 1), repeat=k):  # 每一步有两条边，局部导数都是 1
        derivative += math.prod(path)  # 一条路上相乘，几条路相加
        edges += len(path)
    return derivative, edges


for k in (1, 4, 16):
    derivative, edges = by_paths(k)
    print(f"k = {k:2d}：导数 {derivative}，逐条路过 {edges} 条边，图上只有 {2 * k} 条边")

# %% slideshow={"slide_type": "skip"}
def by_nodes(k):  # 先把 u_i 收到的都加好，再往回走
    derivative, edges = 1, 0
    for _ in range(k):
        derivative, edges = derivative + derivative, edges + 2
    return derivative, edges


for k in range(1, 12):
    assert by_paths(k) == (2**k, k * 2**k) and by_nodes(k) == (2**k, 2 * k)
assert by_paths(16)[1] == 1_048_576 and by_nodes(16) == (by_paths(16)[0], 32)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 先在 $u_{k-1}$ 把两份加好，再往回走，每条边就只过一次：导数一样，32 条边对一百万条。
# 反向传播不重算，就是这个意思：**一个节点的责任收齐一次，前面的都接着用，每条边只过一次。**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：7.2.2 的图先抄在黑板上，局部导数请学生上来写（$a\to c$ 1，$b\to c$ 1，$b\to q$ 2，$c\to e$ 2，$q\to e$ 3）；7.2.3 只填橙红的数。
#
# **现场可改**：`A, B = 2, -1`，$a$ 的导数是 $-2$，$b$ 的正好是 0：两份互相抵消。
# 把 `FORMULA` 里的 `e = c*q` 改成 `e = c + q`，两个导数变成 1 和 3，不再随 $a$、$b$ 变。
# 演示完改回来：后面的自检照原来的数写。
#
# **会遇到的误区**：“两条路相乘”。
# 一条路上是相乘，路和路之间是相加。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.3 从前往后，还是从后往前
#
# ### 7.3.1 前向模式：带着导数往前走
#
# 链式法则也能从前往后用。
# 先选定一个输入，每个数都带上自己对它的导数，写成一对（值，导数），一起往前算：
#
# | | $a$ | $b$ | $c=a+b$ | $q=2b$ | $e=cq$ |
# |---|---|---|---|---|---|
# | 第一遍，对 $a$ | (2, 1) | (1, 0) | (3, 1) | (2, 0) | (6, 2) |
# | 第二遍，对 $b$ | (2, 0) | (1, 1) | (3, 1) | (2, 2) | (6, 8) |
#
# 最后一格怎么来？
# 积的法则：第二遍，$1\times2+3\times2=8$。
#
# 这叫**前向模式**（forward mode），这样的一对数叫**对偶数**（dual number）。
# **一遍只得到对一个输入的导数**；两个输入，走两遍。
# 出发时谁带着 1，得到的就是对谁的导数；没有差分，没有近似。
# 前向模式不是前向传播：前向传播只带值，不带导数。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：表里的两遍，写成程序。**

# %% slideshow={"slide_type": "skip"}
def add(one, two):  # 每个都是（值，导数）
    return one[0] + two[0], one[1] + two[1]


def mul(one, two):
    return one[0] * two[0], one[1] * two[0] + one[0] * two[1]


def e_of(a, b):
    return mul(add(a, b), mul((2, 0), b))  # 常数 2 的导数是 0


print("对 a：", e_of((2, 1), (1, 0)))
print("对 b：", e_of((2, 0), (1, 1)))

# %% slideshow={"slide_type": "skip"}
assert e_of((2, 1), (1, 0)) == (6, 2) and e_of((2, 0), (1, 1)) == (6, 8)
ab = (torch.tensor(2.0), torch.tensor(1.0))
for seed, slope_e in (((1.0, 0.0), 2), ((0.0, 1.0), 8)):
    value, derivative = torch.func.jvp(lambda a, b: (a + b) * 2 * b, ab, tuple(map(torch.tensor, seed)))
    assert value == 6 and derivative == slope_e

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.3.2 反向模式：带着责任往回走
#
# 7.2.3 做的就是**反向模式**（reverse mode）：选定一个输出，每个数都记下“这个输出对我的导数”，从后往前算。
#
# | | $e$ | $q$ | $c$ | $b$ | $a$ |
# |---|---|---|---|---|---|
# | 往前，记下值（从右往左读） | 6 | 2 | 3 | 1 | 2 |
# | 往回，一遍 | 1 | 3 | 2 | 2 + 6 = 8 | 2 |
#
# **一遍就得到这个输出对所有输入的导数。**
#
# 代价是要先往前走一遍，还得把 $c$、$q$ 的值**留着**：往回乘的时候要用。
# 前向模式边走边扔，不用留。

# %% [markdown] slideshow={"slide_type": "fragment"}
# PyTorch 的 `backward()` 就是反向模式。

# %% slideshow={"slide_type": "skip"}
a = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
e = (a + b) * 2 * b
e.backward()  # 一遍
print("对 a：", a.grad.item(), "　对 b：", b.grad.item())

# %% slideshow={"slide_type": "skip"}
assert a.grad == 2 and b.grad == 8

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.3.3 数一数乘法
#
# 挑一个好数的函数：$d$ 个数连乘，$g=x_1x_2\cdots x_d$，要全部 $d$ 个偏导数。
#
# - 算一次 $g$：$d-1$ 次乘法；
# - **差分**：每个输入算两次 $g$，共 $2d(d-1)$ 次；
# - **前向模式**：每个乘法节点，值乘 1 次，导数乘 2 次（积的法则），一遍 $3(d-1)$ 次，走 $d$ 遍，共 $3d(d-1)$ 次；
# - **反向模式**：往前 $d-1$ 次，往回每个乘法节点给两个输入各乘一次，共 $3(d-1)$ 次。
#
# 不光信公式，程序也数了一遍（怎么数的不必看，只看数）：

# %% slideshow={"slide_type": "skip"}
class Counted(float):
    """A number that counts the multiplications made with it."""

    count = 0

    def __mul__(self, other):
        Counted.count += 1
        return Counted(float(self) * float(other))

    def __add__(self, other):
        return Counted(float(self) + float(other))


def forward_mode(xs):
    """All derivatives of the product, one pass for each input."""
    slopes = []
    for chosen in range(len(xs)):
        pairs = [(x, Counted(k == chosen)) for k, x in enumerate(xs)]
        product = pairs[0]
        for pair in pairs[1:]:
            product = mul(product, pair)
        slopes.append(product[1])
    return slopes


def reverse_mode(xs):
    """All derivatives of the product, one pass forward and one back."""
    products = [xs[0]]
    for x in xs[1:]:
        products.append(products[-1] * x)
    slopes, share = [], Counted(1)
    for k in range(len(xs) - 1, 0, -1):
        slopes.append(share * products[k - 1])  # 给 x_k
        share = share * xs[k]  # 给前面的积
    return [share] + slopes[::-1]


def differences_mode(xs, eps=1e-6):
    """All derivatives of the product by central differences."""

    def product(values):
        result = values[0]
        for value in values[1:]:
            result = result * value
        return result

    def moved(k, step):
        values = list(xs)
        values[k] = Counted(xs[k] + step)
        return float(product(values))

    return [(moved(k, eps) - moved(k, -eps)) / (2 * eps) for k in range(len(xs))]


WAYS = {"反向模式": reverse_mode, "差分": differences_mode, "前向模式": forward_mode}


def multiplications(way, d):
    """How many multiplications all derivatives cost."""
    Counted.count = 0
    WAYS[way]([Counted(1 + k / d) for k in range(d)])
    return Counted.count

# %% slideshow={"slide_type": "fragment"}
for d in (2, 10, 100):
    print(f"d = {d:3d}：", {way: multiplications(way, d) for way in WAYS})

# %% slideshow={"slide_type": "skip"}
for d in (2, 3, 10, 100):
    counts = {way: multiplications(way, d) for way in WAYS}
    assert counts == {"反向模式": 3 * (d - 1), "差分": 2 * d * (d - 1), "前向模式": 3 * d * (d - 1)}
xs = [Counted(1 + k / 5) for k in range(5)]
exact = [math.prod(map(float, xs)) / float(x) for x in xs]
assert all(np.allclose([float(s) for s in mode(xs)], exact, rtol=1e-8) for mode in WAYS.values())

# %% [markdown] slideshow={"slide_type": "fragment"}
# 输入多十倍，反向模式的乘法多十倍左右，另外两种多一百倍左右。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
inputs = np.array([2, 5, 10, 20, 50, 100])
for way, color, dash, up in zip(WAYS, (BLUE, GREEN, RED), plotting.DASHES, (1, 0.62, 1.5)):
    counts = [multiplications(way, d) for d in inputs]
    ax.plot(inputs, counts, color=color, ls=dash, marker="o")
    ax.text(110, counts[-1] * up, f"{way} {counts[-1]}", color=color, va="center")
ax.set(xscale="log", yscale="log", xlim=(1.8, 420), xlabel="输入的个数 $d$（对数）", ylabel="乘法次数（对数）")
ax.set_xticks(inputs, inputs)
ax.set_yticks([10, 100, 1000, 10_000], ["10", "100", "1000", "1 万"])
ax.minorticks_off()
plotting.show(fig, alt="三条上升的线，横轴是输入的个数 2 到 100，纵轴是求全部偏导数用的乘法次数，都是对数。前向模式（点线）和差分（虚线）靠在一起，坡度大一倍，到 100 个输入时是 29700 和 19800；反向模式（实线）低得多，到 100 个输入时是 297。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **前向模式比差分还多，要它做什么？**
# 它没有误差；而且这里每一遍都把值重算了，值只算一次，共 $(d-1)+2d(d-1)=(2d+1)(d-1)$ 次，和差分差不多。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **规则**：$d$ 个输入，$p$ 个输出（$p$ 是个数，不是第 6 章的概率），要全部 $d\times p$ 个偏导数：
#
# - 前向模式走 $d$ 遍，一遍管一个输入；
# - 反向模式往回走 $p$ 遍，一遍管一个输出。
#
# **输入比输出多，用反向模式。**
# 训练网络时，“输入”是要求导的参数，成千上万；输出只有一个，就是损失。
# 所以训练用反向模式，反向传播就是它用在网络上的名字。
#
# 快的缘由有两条，缺一不可：输出只有一个，一遍就够；这一遍里不重算，每条边只过一次（7.2.4）。
# 在这里，往回的乘法 $2(d-1)$ 是往前的两倍；开场的网络是几倍，7.6.3 揭晓。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("backprop.which_mode")

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.passes")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.reuse")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：为什么叫对偶数。**
# 引进一个记号 $\epsilon$，规定 $\epsilon\ne0$ 而 $\epsilon^2=0$，把（值，导数）写成 $p+p'\epsilon$，照普通的代数去乘：
#
# $$(p+p'\epsilon)(q+q'\epsilon)=pq+(p'q+pq')\epsilon+p'q'\epsilon^2=pq+(p'q+pq')\epsilon$$
#
# $\epsilon$ 前面的正好是积的法则，`mul` 就是从这里来的。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：前向模式的表盖住第二行，让学生报；反向模式的表一格一格往回填。
# 7.3.3 只讲三行次数和印出来的数，2 分钟。
#
# **会遇到的误区**：（1）“前向模式就是前向传播”。
# 前向传播只算值；前向模式连导数一起往前带。
# （2）“差分和前向模式都要走许多遍，所以一样”。
# 差分有误差，前向模式没有。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.4 一个神经元
#
# ### 7.4.1 第 1 章的直线，也是这样求的
#
# 第 1 章的线性模型 $h=\theta_0+\theta_1x$，其实是一层、一个神经元、没有激活函数的网络。
# 训练就是那个圈：预测 $h$，算代价 $J=\frac1{2n}\sum_i(h_i-y_i)^2$，求梯度，改 $\theta$。
#
# 从后往前求，每个样本两环，再把 $n$ 个样本的路加起来（这一小节照第 1 章的记号，$y_i$ 是标签）：
#
# 1. $J$ 对 $h_i$ 的导数：$\frac1n(h_i-y_i)$；
# 2. $h_i$ 对 $\theta_1$ 的导数：$x_i$，是 $x$ 到 $h$ 这条边起点的数；对 $\theta_0$ 是 1。
#
# $$\frac{\partial J}{\partial\theta_1}=\frac1n\sum_{i=1}^{n}(h_i-y_i)\,x_i,\qquad \frac{\partial J}{\partial\theta_0}=\frac1n\sum_{i=1}^{n}(h_i-y_i)\cdot1$$
#
# 画成网络（第 5 章），一条边就是一个权重；在计算图里，权重是方框。
# **网络图上，一条边的梯度 = 传回到它终点的责任 × 它起点的数。**
# 层再多，这句话也不变；变的只是“传回来的责任”怎么算。

# %% slideshow={"slide_type": "skip"}
x_line, y_line = np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0])
theta = torch.tensor([0.0, 1.0], dtype=torch.float64, requires_grad=True)

error = (0.0 + 1.0 * x_line) - y_line  # θ0 = 0，θ1 = 1
print("误差：", error)
print("误差 × 输入，求平均（θ0，θ1）：", [round(float((error * one).mean()), 4) for one in (np.ones(3), x_line)])

J = ((theta[0] + theta[1] * torch.tensor(x_line) - torch.tensor(y_line)) ** 2).mean() / 2
J.backward()
print("PyTorch：", theta.grad.numpy().round(4).tolist())

# %% slideshow={"slide_type": "skip"}
assert error.tolist() == [-1, -1, -2] and np.allclose(theta.grad.numpy(), [-4 / 3, -3])
assert np.allclose([error.mean(), (error * x_line).mean()], theta.grad.numpy())

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.4.2 加一个 sigmoid
#
# **从这里起换记号**。
# 每一层都有输出，统一写 $y$，标签就要加一个星号：
#
# | | 输出 | 标签 | 过激活函数之前的和 | 损失 |
# |---|---|---|---|---|
# | 前面 | $\hat y$，7.4.1 是 $h$ | $y$ | $z$（第 5 章） | $J$，对样本求平均 |
# | 从这里起 | $y$ | $y^*$ | $net$，**净输入**（net input） | $E=nJ$，对样本求和 |
#
# $E$ 是平方误差的一半，对输出也求和；先不要偏置，7.6 再加。
#
# 一个样本，一个神经元，$x=(1,2)$，$w=(0.5,-0.25)$，标签 $y^*=1$：
#
# $$net=\sum_iw_ix_i=0.5-0.5=0,\quad y=\sigma(net)=0.5,\quad E=\tfrac12(y^*-y)^2=0.125$$
#
# 往回三环（图上的 1−、平方、乘 0.5 合成第一环），中间一环是第 6 章的 $\sigma'=\sigma(1-\sigma)$，也就是 $y(1-y)$：
#
# $$\frac{\partial E}{\partial w_i}=\frac{\partial E}{\partial y}\cdot\frac{\partial y}{\partial net}\cdot\frac{\partial net}{\partial w_i}=-(y^*-y)\cdot y(1-y)\cdot x_i$$

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
neuron_graph = plotting.expression_graph("net = 1*w1 + 2*w2; y = sigmoid(net); E = 0.5*(1 - y)**2", w1=0.5, w2=-0.25)
plotting.show(plotting.computational_graph(**neuron_graph), alt="一个神经元的计算图：w1 乘 1、w2 乘 2，相加得 net，过 σ 得 y，用 1 去减，平方，乘 0.5 得 E。蓝字是前向的值：net 是 0，y 是 0.5，E 是 0.125。橙红字是 E 的导数：对 y 是 −0.5，对 net 是 −0.125，对 w1 是 −0.125，对 w2 是 −0.25。")

# %% [markdown] slideshow={"slide_type": "-"}
# 对 $y$ 是 $-0.5$，乘 $y(1-y)=0.25$，到 $net$ 是 $-0.125$；再乘 $x_1=1$、$x_2=2$。

# %% slideshow={"slide_type": "skip"}
back = neuron_graph["backward"]
assert back["w1"] == -0.125 and back["w2"] == -0.25 and {-0.5, -0.125} <= set(back.values())

# %% [markdown] slideshow={"slide_type": "skip"}
# **$\sigma'$ 再推一遍**，两行就够。
# $\sigma(z)=\frac1{1+e^{-z}}$，所以 $1-\sigma(z)=\frac{e^{-z}}{1+e^{-z}}$；用链式法则，$(\frac1u)'=-\frac{u'}{u^2}$，
#
# $$\sigma'(z)=-\frac{(1+e^{-z})'}{(1+e^{-z})^2}=\frac{e^{-z}}{(1+e^{-z})^2}=\frac{1}{1+e^{-z}}\cdot\frac{e^{-z}}{1+e^{-z}}=\sigma(z)\,(1-\sigma(z))$$
#
# 好处是省：前向已经有了 $y=\sigma(net)$，导数就是 $y(1-y)$，不用再算一次 $e^{-z}$。
# $y=0.5$ 时最大，是 $\frac14$。

# %% slideshow={"slide_type": "skip"}
for z in (-2.0, 0.0, 0.5, 3.0):
    y = 1 / (1 + math.exp(-z))
    measured = slope(lambda z: 1 / (1 + math.exp(-z)), z)
    print(f"z = {z:4.1f}：y(1 - y) = {y * (1 - y):.4f}，差分 {measured:.4f}")
    assert math.isclose(measured, y * (1 - y), rel_tol=1e-7) and y * (1 - y) <= 0.25

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.4.3 误差项 δ
#
# 后面反复要用的，是 $E$ 对净输入的导数；带上负号，叫**误差项**（error term），记作 $\delta$（和第 6 章 Huber 损失的门槛 $\delta$ 无关）：
#
# $$\delta=-\frac{\partial E}{\partial net}=(y^*-y)\,y(1-y),\qquad \Delta w_i=-\eta\frac{\partial E}{\partial w_i}=+\eta\,\delta\,x_i$$
#
# 上面的神经元，$\delta=0.5\times0.25=0.125$。
# 正的，意思是净输入再大一点，$E$ 就小一点：**$\delta$ 是责任的相反数**，负号放进了 $\delta$，改权重就直接**加**。
#
# - 课前题里的 $\delta_4,\delta_5,\delta_6$ 没有这个负号；PyTorch 的 `.grad` 也没有，`w.grad` 是 $\frac{\partial E}{\partial w_i}=-\delta x_i$。
#   拿 $\delta$ 去比，先看符号。
# - 输出层换成 softmax，损失换成交叉熵，第 6 章圈起来的 $p-y$（概率减标签）就是损失对净输入的导数；那里的得分，就是这里的净输入。
#   用这里的记号，$\delta=y^*-y$，没有 $y(1-y)$；再往前面的层，推法一字不变。

# %% slideshow={"slide_type": "skip"}
w = torch.tensor([0.5, -0.25], requires_grad=True)
E_one = (1 - torch.sigmoid(w @ torch.tensor([1.0, 2.0]))) ** 2 / 2
E_one.backward()
assert torch.allclose(w.grad, -0.125 * torch.tensor([1.0, 2.0])) and E_one == 0.125

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.delta_out")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.sgd_example")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：错得离谱，却不肯改。**
# 标签是 0，输出是 $y=0.99$：$\delta=(0-0.99)\times0.99\times0.01\approx-0.0098$，几乎是 0。
# sigmoid 到了两头是平的，乘上 $y(1-y)$，什么也不剩。
# 换成第 6 章的交叉熵，$\delta=y^*-y=-0.99$，错得多就改得多。
# 这就是分类用交叉熵、不用平方误差的一个理由。

# %% slideshow={"slide_type": "skip"}
net_input = torch.logit(torch.tensor(0.99, dtype=torch.float64)).requires_grad_()  # 过 sigmoid 得 0.99 的净输入
E_square = (0 - torch.sigmoid(net_input)) ** 2 / 2
E_entropy = nn.functional.binary_cross_entropy_with_logits(net_input, torch.zeros((), dtype=torch.float64))
stuck, alive = (-torch.autograd.grad(E, net_input)[0].item() for E in (E_square, E_entropy))
print(f"平方误差的 δ：{stuck:.4f}，交叉熵的 δ：{alive:.2f}")
assert math.isclose(stuck, -0.99 * 0.99 * 0.01) and math.isclose(alive, -0.99)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：黑板上把 $\delta$ 的式子写大，后面两节只在它上面添东西。
# 符号只说一次，但一定要说：学生作业里最多的错，就是 $\delta$ 带着负号，又去减一遍。
#
# **会遇到的误区**：“$\delta$ 就是误差”。
# $y^*-y$ 在激活函数后面；$\delta$ 在净输入，多乘了一个 $y(1-y)$。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.5 两层的网络，一个下标一个下标地推
#
# ### 7.5.1 前向的式子
#
# $d$ 个输入，$m$ 个隐藏神经元，$p$ 个输出，激活函数 $f$ 都是 sigmoid。
# **字母上的 1、2 是第几层，不是几次方**（第 5 章写 $f^{(2)}$，这里省掉括号）；到 7.7 为止，平方都写在括号外面，$(\cdots)^2$。
# $w_{ij}$ 从前一层的第 $i$ 个连到后一层的第 $j$ 个。
#
# $$net_j^1=\sum_{i=1}^{d}w_{ij}^1\,x_i,\qquad y_j^1=f(net_j^1)\qquad(j=1,\dots,m)$$
#
# $$net_k^2=\sum_{j=1}^{m}w_{jk}^2\,y_j^1,\qquad y_k^2=f(net_k^2)\qquad(k=1,\dots,p)$$
#
# $$E=\frac12\sum_{k=1}^{p}(y_k^*-y_k^2)^2$$
#
# 三个下标从此固定：$i$ 数输入，$j$ 数隐藏，$k$ 数输出。

# %% slideshow={"slide_type": "subslide"}
x_two, target = np.array([0.05, 0.10]), np.array([0.01, 0.99])  # 输入，标签
W1 = np.array([[0.15, 0.25], [0.20, 0.30]])  # W1[i, j]：从输入 i 到隐藏 j
W2 = np.array([[0.40, 0.50], [0.45, 0.55]])  # W2[j, k]：从隐藏 j 到输出 k


def f(net):  # sigmoid
    return 1 / (1 + np.exp(-net))

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
unit_names = (["$x_1=0.05$", "$x_2=0.10$"], ["$y_1^1$", "$y_2^1$"], ["$y_1^2$", "$y_2^2$"])
plotting.network((2, 2, 2), names=unit_names, weights=(W1.T, W2.T), ax=ax)
plotting.show(fig, alt="网络 2-2-2，从左到右：输入 x1 是 0.05、x2 是 0.10；两个隐藏神经元；两个输出神经元。边上写着权重：到第一个隐藏的是 0.15 和 0.20，到第二个隐藏的是 0.25 和 0.30；到第一个输出的是 0.40 和 0.45，到第二个输出的是 0.50 和 0.55。")

# %% [markdown] slideshow={"slide_type": "-"}
# 本节的例子。
# $w_{12}^1=0.25$，从 $x_1$ 到第二个隐藏神经元。

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.dataflow")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# **$E$ 里藏着哪些权重？**
# 把 $y_k^2$ 换成 $f(net_k^2)$，看得见第二层的权重：
#
# $$E=\frac12\sum_{k=1}^{p}\Big[y_k^*-f\Big(\sum_{j=1}^{m}w_{jk}^2\,y_j^1\Big)\Big]^2$$
#
# 再把 $y_j^1$ 换成 $f(net_j^1)$，第一层的也看得见了：
#
# $$E=\frac12\sum_{k=1}^{p}\Big[y_k^*-f\Big(\sum_{j=1}^{m}w_{jk}^2\,f\Big(\sum_{i=1}^{d}w_{ij}^1\,x_i\Big)\Big)\Big]^2$$
#
# 函数套函数：越靠前的权重，套得越深，求导要用的链就越长。

# %% slideshow={"slide_type": "skip"}
nested = 0.5 * sum(
    (target[k] - f(sum(W2[j, k] * f(sum(W1[i, j] * x_two[i] for i in range(2))) for j in range(2)))) ** 2
    for k in range(2)
)
assert math.isclose(nested, 0.24251986, abs_tol=5e-9)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.5.2 输出层的权重
#
# $w_{jk}^2$ 只进了 $net_k^2$，$net_k^2$ 只进了 $y_k^2$：到 $E$ 只有**一条路**，$\sum$ 里只剩第 $k$ 项。
#
# $$\frac{\partial E}{\partial w_{jk}^2}=\frac{\partial E}{\partial y_k^2}\cdot\frac{\partial y_k^2}{\partial net_k^2}\cdot\frac{\partial net_k^2}{\partial w_{jk}^2}$$
#
# 1. $E=\frac12(y_k^*-y_k^2)^2+\cdots$，其余各项里没有 $y_k^2$：$\frac{\partial E}{\partial y_k^2}=-(y_k^*-y_k^2)$；
# 2. $y_k^2=f(net_k^2)$，sigmoid：$\frac{\partial y_k^2}{\partial net_k^2}=y_k^2(1-y_k^2)$；
# 3. $net_k^2=w_{1k}^2y_1^1+\cdots+w_{jk}^2y_j^1+\cdots$：$\frac{\partial net_k^2}{\partial w_{jk}^2}=y_j^1$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 前两个因子合起来，添上负号，就是输出层的误差项：
#
# $$\delta_k^2=-\frac{\partial E}{\partial net_k^2}=(y_k^*-y_k^2)\;y_k^2(1-y_k^2)$$
#
# $$\Delta w_{jk}^2=-\eta\frac{\partial E}{\partial w_{jk}^2}=\eta\,\delta_k^2\,y_j^1$$
#
# 和 7.4.3 一模一样，只是输入 $x_i$ 换成了前一层的输出 $y_j^1$。
#
# 下标对不对？
# 左边剩下 $j$、$k$，右边也只有 $j$、$k$；$\delta$ 是边的**终点**的，$y$ 是边的**起点**的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.5.3 隐藏层的权重
#
# 难处在这里：隐藏层没有标签，$y_j^1$ 该是多少，没有人说过。
# 可它连到了全部 $p$ 个输出，所以有 **$p$ 条路**，每条路传回来一份，**加起来**。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.7))
ax.set(xlim=(-0.4, 10.4), ylim=(-1.75, 1.75))
ax.axis("off")


def circle(spot, text, color):
    ax.add_patch(plt.Circle(spot, 0.52, fc=color, ec="0.3", zorder=3))
    ax.text(*spot, text, ha="center", va="center", zorder=4)


def backwards(start, end, text):
    ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "lw": 2, "color": RED, "shrinkA": 31, "shrinkB": 31})
    ax.text((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, text, ha="center", va="center", color=RED,
            bbox={"fc": "white", "ec": "none", "pad": 1})


circle((0.6, 0), "$x_i$", GREY)
circle((4.3, 0), "$j$", BLUE_TINT)
ax.plot([1.12, 3.78], [0, 0], color="0.3", lw=2)
ax.text(2.45, 0.4, "$w_{ij}^1$", ha="center", va="center", color="0.25")
for k, height in enumerate((1.15, 0, -1.15), 1):
    circle((9, height), f"${k}$", ORANGE_TINT)
    backwards((9, height), (4.3, 0), f"$w_{{j{k}}}^2$")
    ax.text(9.65, height, rf"$\delta_{k}^2$", va="center", color=RED)
ax.text(4.3, -0.85, r"$\delta_j^1$", ha="center", color=RED)
plotting.show(fig, alt="δ 往回流的图：右边三个输出神经元，各带着自己的 δ，沿三条边往左流进隐藏神经元 j，边上写着权重 w_j1、w_j2、w_j3；j 的下面写着它自己的 δ。j 和输入 x_i 之间是一条没有箭头的边，写着 w_ij。")

# %% [markdown] slideshow={"slide_type": "-"}
# 画的是 $p=3$ 个输出，圈里的 1、2、3 是第几个输出；到了 $j$，还要乘 $j$ 自己的 $f'$，图上没有画。

# %% [markdown] slideshow={"slide_type": "subslide"}
# $$\frac{\partial E}{\partial w_{ij}^1}=\frac{\partial E}{\partial y_j^1}\cdot\frac{\partial y_j^1}{\partial net_j^1}\cdot\frac{\partial net_j^1}{\partial w_{ij}^1}$$
#
# 1. $y_j^1$ 进了每一个 $net_k^2$，一条路一份，照 7.2.1 的第四条相加：
#
# $$\frac{\partial E}{\partial y_j^1}=\sum_{k=1}^{p}\frac{\partial E}{\partial net_k^2}\cdot\frac{\partial net_k^2}{\partial y_j^1}=\sum_{k=1}^{p}(-\delta_k^2)\,w_{jk}^2$$
#
# 2. $\frac{\partial y_j^1}{\partial net_j^1}=y_j^1(1-y_j^1)$；
# 3. $\frac{\partial net_j^1}{\partial w_{ij}^1}=x_i$。
#
# 第 1 步里的 $-\delta_k^2$，7.5.2 已经算好了，拿来就用：这就是“不重算”。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 前两个因子合起来，添上负号：
#
# $$\delta_j^1=-\frac{\partial E}{\partial net_j^1}=\Big(\sum_{k=1}^{p}\delta_k^2\,w_{jk}^2\Big)\;y_j^1(1-y_j^1)$$
#
# $$\Delta w_{ij}^1=\eta\,\delta_j^1\,x_i$$
#
# 和输出层比，只有一处不同：$y^*-y$ 换成了 $\sum_k\delta_k^2w_{jk}^2$，后一层传回来的总和。
#
# 课前的题就是这个和。
# 那里的 $\delta_4,\delta_5,\delta_6$ 是导数本身，所以 $\frac{\partial L}{\partial a_1}=\delta_4w_1+\delta_5w_2+\delta_6w_3$；换成这里带负号的 $\delta$，右边前面要添一个负号，就是第 1 步的式子。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("backprop.hidden")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.5.4 把例子算一遍
#
# 7.5.1 的网络，先往前，再照着两个 $\delta$ 的式子往回（`@` 是矩阵乘法，第 4 章）：

# %% slideshow={"slide_type": "-"}
y1 = f(x_two @ W1)  # y1[j]
y2 = f(y1 @ W2)  # y2[k]
E_before = 0.5 * ((target - y2) ** 2).sum()

delta2 = (target - y2) * y2 * (1 - y2)  # delta2[k]
delta1 = np.zeros(2)
for j in range(2):
    passed = sum(delta2[k] * W2[j, k] for k in range(2))  # 后一层传回来的
    delta1[j] = passed * y1[j] * (1 - y1[j])
print("输出：", y2.round(6), f"　E = {E_before:.6f}")
print("输出层的 δ：", delta2.round(6), "　隐藏层的 δ：", delta1.round(6))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(y1, [0.50687457, 0.5106234], atol=5e-9) and np.allclose(y2, [0.60647773, 0.63048084], atol=5e-9)
assert abs(E_before - 0.24251986) < 5e-9
assert np.allclose(delta2, [-0.14235686, 0.08375889], atol=5e-9)
assert np.allclose(delta1, [-0.00376511, -0.00449627], atol=5e-9)

# %% [markdown] slideshow={"slide_type": "subslide"}
# 第一个输出 0.61，标签 0.01，高了，$\delta$ 是负的；第二个 0.63，标签 0.99，低了，$\delta$ 是正的。
# 隐藏层的 $\delta$ 只有它们的几十分之一：传回来的两份一正一负，抵掉大半，又乘了权重和 $y(1-y)$。
#
# 最后改权重，学习率取 $\eta=0.5$（大些，看得清），每条边 $\eta\times$ 终点的 $\delta\times$ 起点的输出：

# %% slideshow={"slide_type": "-"}
eta = 0.5
W2_new, W1_new = W2.copy(), W1.copy()
for j in range(2):
    for k in range(2):
        W2_new[j, k] += eta * delta2[k] * y1[j]
    for i in range(2):
        W1_new[i, j] += eta * delta1[j] * x_two[i]
E_after = 0.5 * ((target - f(f(x_two @ W1_new) @ W2_new)) ** 2).sum()
print("第二层：", W2_new.round(6).tolist())
print("第一层：", W1_new.round(6).tolist())
print(f"E：{E_before:.6f} → {E_after:.6f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(W2_new, [[0.36392146, 0.52122763], [0.41365463, 0.57138462]], atol=5e-9)
assert np.allclose(W1_new, [[0.14990587, 0.24988759], [0.19981174, 0.29977519]], atol=5e-9)
assert abs(E_after - 0.23549538) < 5e-9

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.5.5 任意一层
#
# 第 $\ell$ 层是隐藏层，它的 $\delta$ 由第 $\ell+1$ 层的算出来；$y^0$ 就是输入 $x$：
#
# $$\delta_j^{\ell}=\Big(\sum_k\delta_k^{\ell+1}w_{jk}^{\ell+1}\Big)f'(net_j^{\ell}),\qquad \Delta w_{ij}^{\ell}=\eta\,\delta_j^{\ell}\,y_i^{\ell-1}$$
#
# $f$ 换成 ReLU，只要换 $f'$：净输入大于 0 是 1，小于 0 是 0。
# 抄这两个式子，有三处容易错：
#
# - 带 $y^*-y$ 的式子**只属于输出层**，隐藏层没有 $y^*$；
# - $\sum_k$ 加到**后一层的个数**为止，两层的网络就是 $p$；
# - $\Delta w_{ij}^{\ell}$ 里是**前一层的输出** $y_i^{\ell-1}$，只有第一层才是 $x_i$。
#
# 每退一层就多乘一个 $f'$，sigmoid 的 $f'\le\frac14$：层一多，传到前面的 $\delta$ 会不会小得没了？
# 第 8 章讲。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：和别的书对一对。**
#
# - 周志华《机器学习》5.3 节叫“误差逆传播”：输出层的 $\delta$ 写 $g_j$，隐藏层的写 $e_h$，和本章一样带负号，改权重是加；
# - Bishop《Pattern Recognition and Machine Learning》的 $\delta$ 不带负号，改权重是减；PyTorch 的 `.grad` 也不带；
# - 一个样本改一次权重，叫**标准 BP**（7.5.4）；整个训练集的改变量攒起来再改一次，叫**累积 BP**；7.6 的一批样本，在两者之间。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:49 到 1:13）：7.5.1 5 分钟，7.5.2 3 分钟，7.5.3 10 分钟（连题），7.5.4 4 分钟，7.5.5 2 分钟。
#
# **怎么讲**：7.5.3 的三步写在黑板上，第 1 步停下来问“$y_j^1$ 改一点点，哪几个 $net$ 跟着变”，等学生说“全部”。
#
# **会遇到的误区**：（1）隐藏层的 $\delta$ 用输出层的式子，去找一个不存在的标签。
# （2）下标写反，$\sum_j\delta_k w_{jk}$：加的是 $k$，因为从 $j$ 出去的边，终点是 $k$。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.6 一批样本，写成矩阵
#
# ### 7.6.1 从下标到矩阵
#
# $n$ 个样本，一行一个。
# 式子里的每个下标都变成一行或一列：
#
# | 是什么 | 形状 |
# |---|---|
# | $X$ | $n\times d$ |
# | $W^1$，$\Delta W^1$ | $d\times m$ |
# | $Y^1$，$\delta^1$ | $n\times m$ |
# | $W^2$，$\Delta W^2$ | $m\times p$ |
# | $Y^2$，$Y^*$，$\delta^2$ | $n\times p$ |
#
# 前向：$Y^1=f(XW^1)$，$Y^2=f(Y^1W^2)$。
# 损失把 $n$ 个样本、$p$ 个输出都加起来：$E=\frac12\sum(Y^*-Y^2)^2$，逐个平方。
#
# 这里 $W$ 的行数是前一层的个数，乘在右边，和第 1 章的 $XW$ 一样；PyTorch 的 `weight` 是它的转置，所以第 4 章写 $XW^{\mathsf T}$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **反向**，$\circ$ 是逐元素相乘（也叫 Hadamard 积），$f'$ 在各自的净输入上取值（sigmoid 的 $f'(XW^1)$ 就是 $Y^1\circ(1-Y^1)$）：
#
# $$\delta^2=(Y^*-Y^2)\circ f'(Y^1W^2)$$
#
# $$\delta^1=\big[\delta^2(W^2)^{\mathsf T}\big]\circ f'(XW^1)$$
#
# $$\Delta W^2=\eta\,(Y^1)^{\mathsf T}\delta^2,\qquad \Delta W^1=\eta\,X^{\mathsf T}\delta^1$$
#
# - $\delta^2(W^2)^{\mathsf T}$ 的第 $j$ 列是 $\sum_k\delta_k^2w_{jk}^2$，下标 $k$ 被乘法加掉了；
# - $(Y^1)^{\mathsf T}\delta^2$ 的第 $j$ 行第 $k$ 列，是 $n$ 个样本的 $y_j^1\delta_k^2$ 之和，样本被加掉了；
# - 偏置是一条输入恒为 1 的边，改变量就是 $\eta$ 乘 $\delta$ 的各列之和，$\Delta b^{\ell}=\eta\,\mathbf 1^{\mathsf T}\delta^{\ell}$（$\mathbf 1$ 是一列 1）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：两点补充**
#
# - 任意一层：$\delta^{\ell}=\big[\delta^{\ell+1}(W^{\ell+1})^{\mathsf T}\big]\circ f'(Y^{\ell-1}W^{\ell})$，$\Delta W^{\ell}=\eta\,(Y^{\ell-1})^{\mathsf T}\delta^{\ell}$。
# - $E$ 是和，所以 $\Delta W$ 也是和；代价用平均（第 1 章的 $J$），右边就都除以 $n$，忘了除，批越大，步子越大。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
def blocks(ax, parts, result, note):
    """Draw matrices to scale, rows down and columns across, joined by signs."""
    left = 0.0
    for name, rows, columns, color, sign in (*parts, (*result, "")):
        ax.add_patch(plt.Rectangle((left, -rows / 2), columns, rows, fc=color, ec="0.3"))
        ax.text(left + columns / 2, 0, name, ha="center", va="center")
        ax.text(left + columns / 2, -rows / 2 - 0.25, f"{rows}×{columns}", ha="center", va="top", color="0.3")
        left += columns
        ax.text(left + 0.75, 0, sign, ha="center", va="center")
        left += 1.5
    ax.text(left - 0.9, 0, note, ha="left", va="center")
    ax.set(xlim=(-0.2, 17), ylim=(-3.8, 2.7), aspect="equal")
    ax.axis("off")


fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 1.9))
passed = [(r"$\delta^2$", 5, 2, ORANGE_TINT, "×"), (r"$(W^2)^{\mathsf{T}}$", 2, 4, BLUE_TINT, "=")]
blocks(left_ax, passed, ("乘积", 5, 4, ORANGE_TINT), "再 $\\circ f'$\n得 $\\delta^1$")
changed = [(r"$(Y^1)^{\mathsf{T}}$", 4, 5, GREY, "×"), (r"$\delta^2$", 5, 2, ORANGE_TINT, "=")]
blocks(right_ax, changed, ("乘积", 4, 2, BLUE_TINT), "再乘 $\\eta$\n得 $\\Delta W^2$")
plotting.show(fig, alt="两个矩阵乘法，方块的大小就是行列数。左边：5×2 的 δ² 乘 2×4 的 W² 的转置，得 5×4，再逐元素乘 f 的导数，得 δ¹。右边：4×5 的 Y¹ 的转置乘 5×2 的 δ²，得 4×2，再乘 η，得 W² 的改变量。")

# %% [markdown] slideshow={"slide_type": "-"}
# 5 个样本，4 个隐藏神经元，2 个输出。
# 记不住哪个要转置，就看形状：$\delta^1$ 和 $Y^1$ 一样大，$\Delta W^2$ 和 $W^2$ 一样大；样本数和各层的个数互不相同时，只有一种乘法对得上。
# 2-2-2 这样的网络，写反了形状也对，数却错，要靠 7.7 的检查。

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.weight_shape")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.update_shape")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# 5 个样本，网络 3-4-2，随机的数，反向就是 `print` 前的三行：

# %% slideshow={"slide_type": "-"}
rng = np.random.default_rng(0)
X, Ystar = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))  # Y*
V1, V2 = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))  # 这一批的两层权重

Y1 = f(X @ V1)
Y2 = f(Y1 @ V2)
D2 = (Ystar - Y2) * Y2 * (1 - Y2)  # 输出层的 δ
D1 = (D2 @ V2.T) * Y1 * (1 - Y1)  # 隐藏层的 δ
step2, step1 = Y1.T @ D2, X.T @ D1  # 还没乘 η；乘了，就是 ΔW2 和 ΔW1
print("δ2", D2.shape, "　δ1", D1.shape, "　step2", step2.shape, "　step1", step1.shape)

# %% slideshow={"slide_type": "skip"}
assert (W2.T @ delta2).shape == delta1.shape and not np.allclose((W2.T @ delta2) * y1 * (1 - y1), delta1)  # 写反了，形状也对
assert step2.shape == V2.shape == (4, 2) and step1.shape == V1.shape == (3, 4) and D1.shape == Y1.shape == (5, 4)
assert np.allclose(step2, sum(np.outer(Y1[s], D2[s]) for s in range(5)))  # 样本被加掉了
assert np.allclose((D2 @ V2.T)[2, 1], sum(D2[2, k] * V2[1, k] for k in range(2)))  # k 被加掉了

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.6.2 少了一对括号
#
# 有时会见到这样一行，把两步写成了一步：
#
# $$\Delta W^2=\eta\,(Y^1)^{\mathsf T}(Y^*-Y^2)\circ f'$$
#
# 矩阵乘法和 $\circ$ 混在一起，谁先谁后？
# 先在纸上写出每一块的形状，再答题。

# %% slideshow={"slide_type": "-"}
quiz.ask("backprop.hadamard")

# %% slideshow={"slide_type": "subslide"}
def without_brackets(X, Ystar):  # @ 和 * 同级，从左到右算
    Y1 = f(X @ V1)
    Y2 = f(Y1 @ V2)
    return Y1.T @ (Ystar - Y2) * (Y2 * (1 - Y2))


for count in (5, 1, 4):
    try:
        got = without_brackets(X[:count], Ystar[:count])
        right = Y1[:count].T @ D2[:count]
        print(f"{count} 个样本：不报错，形状 {got.shape}，和对的一样：{np.allclose(got, right)}")
    except ValueError as problem:
        print(f"{count} 个样本：{problem}")

# %% slideshow={"slide_type": "skip"}
def complaint(wrong):  # 报的错；不报错就停下来
    try:
        wrong()
    except ValueError as problem:
        return str(problem)
    raise AssertionError


assert "(4,2) (5,2)" in complaint(lambda: without_brackets(X, Ystar))
assert "(3,4) (5,4)" in complaint(lambda: X.T @ (D2 @ V2.T) * (Y1 * (1 - Y1)))  # 隐藏层漏了方括号，也一样
assert np.allclose(without_brackets(X[:1], Ystar[:1]), Y1[:1].T @ D2[:1])
wrong_four, right_four = without_brackets(X[:4], Ystar[:4]), Y1[:4].T @ D2[:4]
assert wrong_four.shape == right_four.shape and abs(wrong_four - right_four).max() > 0.1 > abs(right_four).min()

# %% [markdown] slideshow={"slide_type": "subslide"}
# - 5 个样本：$(4,2)\circ(5,2)$，对不上，报错，是好事。
# - 1 个样本：$(4,2)\circ(1,2)$，广播把错误藏了起来，连数都是对的。
# - 4 个样本，和隐藏神经元的个数一样：$(4,2)\circ(4,2)$，**不报错，数全错**；批 64、隐藏 64，也是这样。
#
# 不报错不等于对；形状对不上会报错，碰巧对上了，只有 7.7 的检查查得出来。
# 写全是 $\eta\,(Y^1)^{\mathsf T}\big[(Y^*-Y^2)\circ f'(Y^1W^2)\big]$，方括号里就是 $\delta^2$；隐藏层是 $\eta\,X^{\mathsf T}\big\{[\delta^2(W^2)^{\mathsf T}]\circ f'(XW^1)\big\}$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.6.3 赌注揭晓
#
# 第 4 章的网络 64-64-10，一个样本，只数矩阵乘法里的乘法。
#
# - 前向：每条边乘一次；
# - 反向，求权重的导数：每条边，终点的 $\delta$ 乘起点的数，一次；
# - 反向，把 $\delta$ 传回去：第二层起，每条边乘一次权重；第一层前面是数据，不用传。

# %% slideshow={"slide_type": "-"}
sizes = [64, 64, 10]  # 改这里
edges = [before * after for before, after in zip(sizes, sizes[1:])]
forward = sum(edges)
backward = sum(edges) + sum(edges[1:])
parameters = sum(edges) + sum(sizes[1:])
print(f"前向 {forward} 次，反向 {backward} 次，{backward / forward:.2f} 倍")
print(f"差分：{2 * parameters} 次前向，{2 * parameters * forward:,} 次乘法")

# %% slideshow={"slide_type": "skip"}
assert 64 * 64 + 64 * 10 == 4736 and 4736 + 640 == 5376 and round(5376 / 4736, 2) == 1.14
assert 64 * 64 + 64 * 10 + 74 == 4810 and 2 * 4810 * 4736 == 45_560_320

# %% [markdown] slideshow={"slide_type": "fragment"}
# 赢的是甲：全部 4810 个导数，合起来只是 1.14 次前向的乘法（连前面那次前向，2.14 次）。
# 反向时，网络图上的一条边（一个权重）最多乘两次，第一层的只有一次，所以层再多也不到两倍；这里第一层占了大头，才这样少。
# 差分却要 9620 次前向。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 7.6.4 偏置，带数走一遍（自学）
#
# 偏置是一条输入恒为 1 的边：一个样本，改变量是 $\eta\,\delta_k\cdot1$；一批就加起来，写成程序是 `eta * D.sum(axis=0)`。
# $\delta$ 的式子一个字也不用改：偏置不影响责任怎样往回传，只是前向时净输入里多了它。
#
# 这组数取自 Matt Mazur 的网上教程 *A Step by Step Backpropagation Example*；7.5 的例子去掉了偏置，这里加回来，隐藏层的都是 0.35，输出层的都是 0.60；先只改权重，再连偏置一起改：

# %% slideshow={"slide_type": "skip"}
def error_with(W1, W2, b1, b2):
    return 0.5 * ((target - f(f(x_two @ W1 + b1) @ W2 + b2)) ** 2).sum()


b1, b2 = np.array([0.35, 0.35]), np.array([0.60, 0.60])
h1 = f(x_two @ W1 + b1)
h2 = f(h1 @ W2 + b2)
d2 = (target - h2) * h2 * (1 - h2)
d1 = (d2 @ W2.T) * h1 * (1 - h1)
W2_biased, W1_biased = W2 + 0.5 * np.outer(h1, d2), W1 + 0.5 * np.outer(x_two, d1)
b2_new, b1_new = b2 + 0.5 * d2, b1 + 0.5 * d1  # 输入是 1，所以就是 η 乘 δ
E_biased = error_with(W1, W2, b1, b2)
E_later = error_with(W1_biased, W2_biased, b1, b2)
E_both = error_with(W1_biased, W2_biased, b1_new, b2_new)
print("偏置改成：输出层", b2_new.round(4).tolist(), "　隐藏层", b1_new.round(4).tolist())
print(f"E：{E_biased:.6f}，只改权重 {E_later:.6f}，连偏置一起改 {E_both:.6f}")

# %% slideshow={"slide_type": "skip"}
assert abs(E_biased - 0.29837111) < 5e-9 and abs(E_later - 0.29102777) < 5e-9 and E_both < E_later
assert abs(W2_biased[0, 0] - 0.35891648) < 5e-9 and abs(W1_biased[0, 0] - 0.14978072) < 5e-9

# 一批样本，偏置的改变量和 PyTorch 比
tb1, tb2 = torch.zeros(4, dtype=torch.float64, requires_grad=True), torch.zeros(2, dtype=torch.float64, requires_grad=True)
batch_out = torch.sigmoid(torch.sigmoid(torch.tensor(X @ V1) + tb1) @ torch.tensor(V2) + tb2)
(0.5 * ((torch.tensor(Ystar) - batch_out) ** 2).sum()).backward()
assert np.allclose(-tb2.grad.numpy(), D2.sum(axis=0)) and np.allclose(-tb1.grad.numpy(), D1.sum(axis=0))

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：7.6.1 的表遮住右边一列，让学生报形状。
# 赌注按开场的记录揭晓，正好问：哪里省下来的？
# 答：两处。
# 只有一个损失，所以往回走一遍；这一遍里，7.5.3 “拿来就用”的 $\delta$ 不重算。
#
# **现场可改**：`sizes = [64, 64, 64, 64, 10]`，倍数是 1.68；`[10, 1000, 1000]` 是 1.99；`[64, 10]` 没有隐藏层，正好 1 倍。
#
# **会遇到的误区**：“一批样本的梯度要除以 $n$”。
# 看代价怎么定义：$E$ 是和，不除；第 1 章的 $J$、PyTorch 的 `MSELoss` 是平均，要除。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.7 BP 反向求导
#
# ### 7.7.1 梯度检查：三种办法，对一对
#
# 这一节检查自己写的反向传播。
# 7.6.1 那一批随机的数，照手推的式子已经算完；同样的网络，请 PyTorch 求一遍：只写前向，`backward()` 一行。

# %% slideshow={"slide_type": "fragment"}
t1 = torch.tensor(V1, requires_grad=True)
t2 = torch.tensor(V2, requires_grad=True)
out = torch.sigmoid(torch.sigmoid(torch.tensor(X) @ t1) @ t2)
E_torch = 0.5 * ((torch.tensor(Ystar) - out) ** 2).sum()
E_torch.backward()

gap_torch = max(abs(step1 + t1.grad.numpy()).max(), abs(step2 + t2.grad.numpy()).max())
print("第一层左上角：手推", step1[0, 0].round(6), "　.grad", t1.grad[0, 0].numpy().round(6))
print("全部 20 个权重，相加的结果都小于 1e-14：", gap_torch < 1e-14)

# %% slideshow={"slide_type": "skip"}
assert gap_torch < 1e-14 and step1.size + step2.size == 20

# 7.5.4 手算的 2-2-2，也和 PyTorch 比
u1, u2 = torch.tensor(W1, requires_grad=True), torch.tensor(W2, requires_grad=True)
hand_out = torch.sigmoid(torch.sigmoid(torch.tensor(x_two) @ u1) @ u2)
(0.5 * ((torch.tensor(target) - hand_out) ** 2).sum()).backward()
assert np.allclose(u1.grad.numpy(), -np.outer(x_two, delta1), atol=1e-15)
assert np.allclose(u2.grad.numpy(), -np.outer(y1, delta2), atol=1e-15)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 相加，是因为 `.grad` 没有负号（7.4.3），一正一负。
# 我们这台机器上，差得最多的一个是 $2\times10^{-17}$，只是舍入；7.5.4 的例子也一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 万一手推的和 PyTorch 错得一样呢？
# 第三个证人是差分，它不知道链式法则，只会前向计算：

# %% slideshow={"slide_type": "skip"}
def E_of(weights):
    return 0.5 * ((Ystar - f(f(X @ weights[0]) @ weights[1])) ** 2).sum()


def differences(layer, eps=1e-6):  # layer 是 0 或 1，那一层的每个权重都挪一挪
    slopes = np.zeros_like((V1, V2)[layer])
    for place in np.ndindex(slopes.shape):
        up, down = [V1.copy(), V2.copy()], [V1.copy(), V2.copy()]
        up[layer][place] += eps
        down[layer][place] -= eps
        slopes[place] = (E_of(up) - E_of(down)) / (2 * eps)
    return slopes

# %% slideshow={"slide_type": "-"}
for layer, step in enumerate((step1, step2)):
    gap = abs(differences(layer) + step).max() / abs(step).max()  # 和这层最大的导数比
    print(f"第 {layer + 1} 层，最多差最大导数的一亿分之一：{gap < 1e-8}")

# %% slideshow={"slide_type": "skip"}
def worst_gap(eps):  # 全部 20 个权重，差分和手推差得最多的一个
    return max(abs(differences(layer, eps) + step).max() for layer, step in enumerate((step1, step2)))


for layer, step in enumerate((step1, step2)):
    assert abs(differences(layer) + step).max() / abs(step).max() < 1e-8
assert abs(without_brackets(X[:4], Ystar[:4]) - Y1[:4].T @ D2[:4]).max() / abs(step2).max() > 0.1  # 7.6.2 的错，查得出

# %% [markdown] slideshow={"slide_type": "fragment"}
# 三个证人，三条不同的路，两层的梯度都一样（差分只差一点点，它本来就是近似）。
# 自己写了反向传播，就这样查；这叫**梯度检查**（gradient check）。
# 差多少要有个尺子，这里和同一层最大的那个导数比；若最大的也只有 $10^{-8}$，差 $10^{-9}$ 就不算小。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.7.2 常见错误：边算边改
#
# 从后往前，算完第二层，顺手就把 $W^2$ 改了，再去算 $\delta^1$。
# 7.5.4 的例子，这样做：

# %% slideshow={"slide_type": "-"}
delta1_wrong = (delta2 @ W2_new.T) * y1 * (1 - y1)  # W2_new 是改过的
W1_wrong = W1 + eta * np.outer(x_two, delta1_wrong)
E_wrong = 0.5 * ((target - f(f(x_two @ W1_wrong) @ W2_new)) ** 2).sum()
print("对的：", delta1.round(6), f"　改完 E = {E_after:.6f}")
print("错的：", delta1_wrong.round(6), f"　改完 E = {E_wrong:.6f}")
E_second = 0.5 * ((target - f(y1 @ W2_new)) ** 2).sum()
print(f"第一层根本不改：　改完 E = {E_second:.6f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(delta1_wrong, [-0.00203693, -0.00275576], atol=5e-9) and delta1_wrong[0] / delta1[0] < 0.55
assert E_wrong < E_before and abs(E_wrong - E_after) < 1e-6 and abs(E_second - E_after) < 1e-6
assert np.allclose(delta1_wrong / delta1, [0.54, 0.61], atol=0.005)

# %% [markdown] slideshow={"slide_type": "fragment"}
# $\delta^1$ 的两个数少了 46 % 和 39 %，$E$ 却照样降，看不出差别：这一步几乎全靠第二层，第一层不改也差不多。
# **看损失看不出来，要看梯度**：和差分、`.grad` 一比，差着四成左右。
# 导数是在同一个点上求的，所以每一层都用**旧**权重；先全部算完，再一起改。
# PyTorch 把 `backward()` 和 `step()` 分成两行，就不会犯这个错。

# %% slideshow={"slide_type": "skip"}
quiz.ask("backprop.difference")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 7.7.3 差分挪多少（自学）
#
# 挪得越少越准吗？
# 从 0.1 到 $10^{-12}$，都试一遍：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
nudges = 10.0 ** np.arange(-1, -13, -1)
gaps = np.array([worst_gap(nudge) for nudge in nudges])
fig, ax = plt.subplots(figsize=(8, 3.0))
ax.plot(nudges, gaps, color=BLUE, marker="o")
ax.set(xscale="log", yscale="log", xlabel=r"挪多少 $\varepsilon$（右边大，左边小）", ylabel="20 个差里最大的")
ax.set_yticks([1e-12, 1e-9, 1e-6, 1e-3])
ax.text(4e-4, 1e-9, "公式本身的近似\n（割线不是切线）", ha="left", va="top", color="0.3")
ax.text(2e-9, 2e-9, "两个几乎相等的数相减\n剩下的多半是舍入", ha="right", va="top", color="0.3")
ax.minorticks_off()
plotting.show(fig, alt="一条 V 形的折线，两个轴都是对数：挪 0.1 时差约一万分之一，往左挪得越少越准，到十万分之一附近最准，差约千亿分之一；再往左又越来越不准，挪 1e-12 时又差到一万分之一左右。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 太大，割线不是切线；太小，只剩舍入。
# 双精度下用 $10^{-5}$ 到 $10^{-6}$；ReLU 在 0 处有折点，挪的两头若在折点两边，差分和导数对不上，不算写错。
# `float32` 只有七位左右有效数字，梯度检查要换成 `float64` 做。

# %% slideshow={"slide_type": "skip"}
best = nudges[gaps.argmin()]
assert 1e-7 < best < 1e-4 and gaps.min() < 1e-9 and gaps[0] > 1e-6 and gaps[-1] > 1e-7
single = lambda nudge: (np.float32(E_of((V1 + nudge, V2))) - np.float32(E_of((V1 - nudge, V2)))) / (2 * nudge)  # 只留七位
assert abs(single(1e-6) + step1.sum()) > 1e-3  # 全部权重一起挪，导数是和

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：7.7.1 先只给手推的数，让学生说“怎么知道没错”，再一个一个请证人。
#
# **会遇到的误区**：“损失在降，梯度就对”。
# 7.7.2 就是反例；只要大致朝下，损失就会降。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.8 自己造一个
#
# ### 7.8.1 会记账的数
#
# 7.2 的图，交给程序自己画：每个数记住**值**、**从谁算来**、**局部导数**。
# 造一个类 `Value`，先让它会加；常数也要包起来，写 `Value(2.0)`，在图上也占一个节点：

# %% slideshow={"slide_type": "fragment"}
class Value:
    """一个会记账的数。"""

    def __init__(self, data, parents=()):
        self.data = data  # 前向的值
        self.parents = parents  # [(从谁算来, 对它的局部导数), ...]
        self.grad = 0.0  # 最后的输出对我的导数

    def __add__(self, other):  # 写 p + q 就来这里：self 是 p，other 是 q
        links = [(self, 1.0), (other, 1.0)]
        return Value(self.data + other.data, links)


c = Value(2.0) + Value(1.0)
print("值", c.data, "　局部导数", [local for _, local in c.parents])

# %% slideshow={"slide_type": "skip"}
assert c.data == 3 and [local for _, local in c.parents] == [1, 1]

# %% [markdown] slideshow={"slide_type": "skip"}
# 以后若重跑上面这一格，`Value` 就是新的，7.8.2、7.8.3 装上去的都没了，要接着往下再跑一遍。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.8.2 轮到你：三个空
#
# 乘法，和激活函数 tanh（第 6 章：$\tanh'=1-\tanh^2$）。
# 在纸上写出三处 `...` 各该填什么（`...` 是 Python 里的“这里还没写”）；写完再往下看，也可以先填进来运行。

# %% slideshow={"slide_type": "fragment"}
# 动笔
def my_times(self, other):
    return Value(self.data * other.data, [(self, ...), (other, ...)])


def my_tanh(self):
    t = math.tanh(self.data)
    return Value(t, [(self, ...)])

# %% slideshow={"slide_type": "skip"}
# 用差分判局部导数对不对；怎么判的不必看
def verdict(operation, *numbers, eps=1e-5):
    """Compare the local derivatives of an operation with central differences."""
    made = operation(*map(Value, numbers))
    for place, (_, local) in enumerate(made.parents):
        if local is ...:
            return "还没填"
        sides = []
        for way in (eps, -eps):
            moved = [x + way * (k == place) for k, x in enumerate(numbers)]
            sides.append(operation(*map(Value, moved)).data)
        if abs(local - (sides[0] - sides[1]) / (2 * eps)) > 1e-6:
            return f"第 {place + 1} 个不对"
    return "对"

# %% slideshow={"slide_type": "fragment"}
print("乘法：", verdict(my_times, 3.0, 2.0), "　tanh：", verdict(my_tanh, 0.5))

# %% [markdown] slideshow={"slide_type": "subslide"}
# 填好了，就是这样：

# %% slideshow={"slide_type": "-"}
def times(self, other):
    links = [(self, other.data), (other, self.data)]  # 另一个因子
    return Value(self.data * other.data, links)


def tanh(self):
    t = math.tanh(self.data)
    return Value(t, [(self, 1 - t * t)])


Value.__mul__, Value.tanh = times, tanh  # 函数也可以后装到类上，从此 p * q、p.tanh() 都能写
Value.__sub__ = lambda self, other: self + other * Value(-1.0)
print("乘法：", verdict(times, 3.0, 2.0), "　tanh：", verdict(tanh, 0.5))

# %% slideshow={"slide_type": "skip"}
assert verdict(times, 3.0, 2.0) == verdict(tanh, 0.5) == "对" and (Value(3.0) - Value(2.0)).data == 1
swapped = lambda p, q: Value(p.data * q.data, [(p, p.data), (q, q.data)])  # 两个因子写反
assert verdict(swapped, 3.0, 2.0) == "第 1 个不对"

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.8.3 先收齐，再往回传
#
# 往回走，谁先谁后？
# 一个节点要等它的**每一份**责任都到齐，才能往回传（7.2.4）。
# 这样的次序叫**拓扑序**（topological order）：每个数都排在用它的数的前面；倒过来走就行。

# %% slideshow={"slide_type": "fragment"}
def ordered(last):
    order, seen = [], set()

    def visit(node):
        if node not in seen:  # 每个节点只排一次
            seen.add(node)
            for parent, _ in node.parents:
                visit(parent)
            order.append(node)  # 它的来历都排好了，才排它

    visit(last)
    return order

# %% [markdown] slideshow={"slide_type": "subslide"}
# 有了次序，往回走只要几行；用 7.2 的例子试：

# %% slideshow={"slide_type": "-"}
def backward(self):
    self.grad = 1.0  # 自己对自己
    for node in reversed(ordered(self)):
        for parent, local in node.parents:
            parent.grad += local * node.grad  # 几条路，相加


Value.backward = backward
a, b = Value(2.0), Value(1.0)
e = (a + b) * (Value(2.0) * b)
e.backward()
print("e =", e.data, "　对 a", a.grad, "　对 b", b.grad)
print("拓扑序里的值：", [node.data for node in ordered(e)])

# %% [markdown] slideshow={"slide_type": "fragment"}
# 拓扑序是 $a$、$b$、$c$、常数 2、$q$、$e$。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：次序要紧的例子**：$u=a^2$，$v=u+u$，$g=uv=2a^4$，在 $a=2$ 处导数是 $8a^3=64$。
# 拓扑序倒着走是 $g,v,u$；让 $u$ 抢在 $v$ 前面试试：

# %% slideshow={"slide_type": "skip"}
for way in ("g、v、u", "g、u、v"):
    start = Value(2.0)
    u = start * start
    v = u + u
    g = u * v
    g.grad = 1.0
    for node in ([g, v, u] if way == "g、v、u" else [g, u, v]):
        for parent, local in node.parents:
            parent.grad += local * node.grad
    print(way, "：对 a 的导数", start.grad)

# %% slideshow={"slide_type": "skip"}
assert (e.data, a.grad, b.grad) == (6, 2, 8)
assert start.grad == 32 and [*reversed(ordered(g))] == [g, v, u, start]
for node in (start, u, v):
    node.grad = 0.0
g.backward()
assert (v.grad, u.grad, start.grad) == (4, 16, 64)

# %% [markdown] slideshow={"slide_type": "skip"}
# - 先 $v$ 后 $u$：$g$ 给 $u$ 一份，是 8；$v$ 又给两份，都是 4；齐了是 16。
#   $u=a\cdot a$ 里 $a$ 出现两次，所以 $u$ 给 $a$ 两份：$16\times2+16\times2=64$。
# - 先 $u$ 后 $v$：$u$ 手里只有 8，给了 $a$ 32，就不再给了；$v$ 的两个 4 到得太晚。
#
# 次序错了，不报错，只是少算。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.8.4 双控的灯
#
# 第 5 章的灯：两个开关不一样，灯就亮。
# 都用 `Value` 搭；`layers` 是一层一层的权重，每个神经元的最后一个数是偏置，开始时都从 $-1$ 到 1 里随便抽：

# %% slideshow={"slide_type": "-"}
def neuron(weights, ys):
    net = weights[-1]
    for w, y in zip(weights, ys):  # ys 少一个：最后的偏置不乘
        net = net + w * y
    return net.tanh()


def predict(layers, x):
    ys = [Value(number) for number in x]
    for layer in layers:
        ys = [neuron(weights, ys) for weights in layer]
    return ys

# %% slideshow={"slide_type": "skip"}
def newborn(sizes, seed):  # 每个权重都从 -1 到 1 里随便抽
    draw = np.random.default_rng(seed).uniform
    return [[[Value(w) for w in draw(-1, 1, before + 1)] for _ in range(after)]
            for before, after in zip(sizes, sizes[1:])]

# %% [markdown] slideshow={"slide_type": "subslide"}
# 训练还是那个圈：往前，往回，改。

# %% slideshow={"slide_type": "-"}
def train(layers, X, T, eta, rounds):
    numbers = [w for layer in layers for weights in layer for w in weights]
    history = []
    for _ in range(rounds):
        E = Value(0.0)
        for x, label in zip(X, T):  # 前向
            for y, want in zip(predict(layers, x), map(Value, label)):
                E = E + (want - y) * (want - y) * Value(0.5)
        for w in numbers:  # 清零
            w.grad = 0.0
        E.backward()  # 反向
        for w in numbers:  # 改：grad 没有负号，所以是减
            w.data -= eta * w.grad
        history.append(E.data)
    return history

# %% [markdown] slideshow={"slide_type": "fragment"}
# tanh 的输出在 $-1$ 和 1 之间，所以灯亮记 1，灯灭记 $-1$。

# %% slideshow={"slide_type": "subslide"}
switches = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]
lamp = [[-1.0], [1.0], [1.0], [-1.0]]
SEED = 0  # 改这里：试试 2
lamp_net = newborn((2, 2, 1), SEED)
lamp_history = train(lamp_net, switches, lamp, eta=0.15, rounds=300)
print(f"E：{lamp_history[0]:.2f} → {lamp_history[-1]:.2f}")
for x in switches:
    (y,) = predict(lamp_net, x)
    print(x, "→", "亮" if y.data > 0 else "灭")

# %% slideshow={"slide_type": "skip"}
finals = []
for seed in range(3):
    finals.append(train(newborn((2, 2, 1), seed), switches, lamp, eta=0.15, rounds=300)[-1])
assert finals[0] < 0.02 and finals[1] < 0.02 and finals[2] > 0.9  # 第 2 个种子没学会

# %% [markdown] slideshow={"slide_type": "fragment"}
# 学会了：没有 PyTorch，从加法、乘法、tanh 搭起来的。
# 换成种子 2，停在 $E\approx1$，学不会；第 5 章数过，2-2-1 本来就不是每次都学得到。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.8.5 鸢尾花，和 PyTorch 并排走
#
# 鸢尾花（第 5 章）：只取 45 朵训练（`Value` 一个数一个数地算，慢），其余 105 朵测试，标准化照旧只用训练的。
# 网络 4-3-3，三个输出，对的那一个的标签是 1，另两个是 $-1$；`Value` 只会加、减、乘和 tanh，所以这里用平方误差，不用交叉熵。
# 同样的起点，同样的 60 轮，PyTorch 也走一遍：

# %% slideshow={"slide_type": "skip"}
iris = load_iris()
split = train_test_split(iris.data, iris.target, train_size=45, stratify=iris.target, random_state=42)
flowers, strangers, kinds, stranger_kinds = split
center, spread = flowers.mean(axis=0), flowers.std(axis=0)
flowers, strangers = (flowers - center) / spread, (strangers - center) / spread
iris_labels = 2 * np.eye(3)[kinds] - 1  # 对的那一列是 1，另外两列是 -1


def same_in_torch(layers, X, T, eta, rounds):
    """Train the same network from the same start with torch. Return the history and the weights."""
    X, T = torch.tensor(X, dtype=torch.float64), torch.tensor(T, dtype=torch.float64)
    ws = [torch.tensor([[w.data for w in unit] for unit in layer], requires_grad=True) for layer in layers]
    history = []
    for _ in range(rounds):
        Y = X
        for w in ws:
            Y = torch.tanh(Y @ w[:, :-1].T + w[:, -1])
        E = 0.5 * ((T - Y) ** 2).sum()
        for w in ws:
            w.grad = None
        E.backward()
        with torch.no_grad():
            for w in ws:
                w -= eta * w.grad
        history.append(E.item())
    return history, ws

# %% slideshow={"slide_type": "skip"}
iris_net = newborn((4, 3, 3), seed=0)
torch_history, torch_weights = same_in_torch(iris_net, flowers, iris_labels, 0.015, 60)
iris_history = train(iris_net, flowers.tolist(), iris_labels.tolist(), 0.015, 60)

hits = 0
for x, kind in zip(strangers.tolist(), stranger_kinds):
    outputs = [y.data for y in predict(iris_net, x)]
    hits += outputs.index(max(outputs)) == kind
print(f"E：{iris_history[0]:.0f} → {iris_history[-1]:.1f}")
print(f"没见过的 105 朵，答对率 {hits / 105:.2f}")
mine = [[[w.data for w in unit] for unit in layer] for layer in iris_net]
pairs = zip(torch_weights, mine)
same = all(np.allclose(w.detach().numpy(), own, rtol=1e-8, atol=1e-10) for w, own in pairs)
print("每个权重都和 PyTorch 的一样（只差舍入）：", same)

# %% slideshow={"slide_type": "skip"}
assert np.allclose(iris_history, torch_history, rtol=1e-9)
assert same and abs(hits / 105 - 0.97) < 0.03 and iris_history[-1] < 4.3
lamp_start = newborn((2, 2, 1), 0)
lamp_torch = same_in_torch(lamp_start, switches, lamp, 0.15, 300)[0]
lamp_own = train(lamp_start, switches, lamp, 0.15, 300)
assert np.allclose(lamp_own, lamp_torch, rtol=1e-9)

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 2.7))
for ax, own, theirs, title in (
    (left_ax, lamp_own, lamp_torch, "双控的灯 2-2-1"),
    (right_ax, iris_history, torch_history, "鸢尾花 4-3-3"),
):
    shown = sorted({*range(0, len(own), len(own) // 12), len(own) - 1})
    ax.plot(own, color=BLUE, label="我们的 Value")
    ax.plot(shown, [theirs[k] for k in shown], "o", mfc="none", mec=RED, ms=8, label="PyTorch")
    ax.set(title=title, xlabel="轮", ylabel="$E$", ylim=(0, None))
left_ax.legend()
plotting.show(fig, alt="两张误差曲线，左边是双控的灯，右边是鸢尾花。蓝线是我们的 Value：左边从 2.2 起，很快落到 2 附近，再慢慢降到 1.4，大约第 100 轮起又降得快，末了接近 0；右边很快降下来，末了是 3.9；橙红的空心圆是 PyTorch，每隔几轮一个，都正好套在蓝线上。")

# %% [markdown] slideshow={"slide_type": "-"}
# 左边是 7.8.4 的灯，右边是鸢尾花，圆圈都套在线上：走完了，每个权重都和 PyTorch 的一样，只差舍入；没见过的 105 朵，答对 97 %。
# **`backward()` 里面就是这些：记账，倒着走拓扑序，局部导数乘责任，加上去。**

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：那 PyTorch 强在哪里？**
# 我们一个数记一笔账，它一个张量记一笔：7.6 的 $Y^1W^2$ 这样的矩阵乘法，只是图上的一个节点，往回也是一个矩阵式子，就是 $\delta^2(W^2)^{\mathsf T}$ 那样的乘法，用 C++ 或者 GPU 一次算完。
# 另外，`ordered` 是自己调用自己的，图深到上千层，Python 会报 `RecursionError`；换成自己管一个栈就行。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（1:31 到 1:49）：7.8.1 2 分钟，7.8.2 5 分钟，7.8.3 4 分钟，7.8.4 5 分钟，7.8.5 2 分钟。
#
# **怎么讲**：7.8.2 的三个空，请全班在纸上写，找一位念；乘法最常见的错是写成自己的值。
# `verdict` 用差分判对错，不看写法。
#
# **现场可改**：`SEED` 从 0 试到 7，只有 2 学不会；`SEED` 先放回 0，`train` 里删掉清零的两行，再跑后面那一格，$E$ 在 1.3 到 1.5 之间来回摆，学不会；演示完把两行放回去。
# 别的种子不清零，有时碰巧也到：攒着的旧梯度推着它一直往一个方向走。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.9 四个误会，一张图
#
# ### 7.9.1 四个误会
#
# **误会一**：“反向传播就是训练”。
# 它只求梯度；拿梯度怎样改权重，是优化器的事（第 9 章），换一个优化器，反向传播一个字不变。
#
# **误会二**：“前向传播算出预测就完了”。
# 训练时，它还要把往回要乘的数存下来，所以比只预测不训练费内存，批越大越费。
# 64-64-10 的网络，一个样本存 64 个输入、64 个隐藏层的输出，共 128 个数（损失那一步不算），一批 1000 个就是 12.8 万个数。
#
# **误会三**：“算到哪层改到哪层”。
# 所有的梯度，都在同一组旧权重上求（7.7.2）。
#
# **误会四**：“`backward` 把新梯度写进 `.grad`”。
# 是加进去：我们的 `+=` 本来是为了把几条路加起来，代价是上一轮的也还在，所以每一轮先清零；图也要重新前向，旧图的中间节点上还留着梯度。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：误会二，数一数**，PyTorch 为往回走，存下了几个数（只看印出来的）：

# %% slideshow={"slide_type": "skip"}
kept = {}
digits_net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
own = {p.data_ptr() for p in digits_net.parameters()}  # 权重本来就在，不算


def note(tensor):  # PyTorch 每存下一个张量，就来叫它一次
    if tensor.data_ptr() not in own:
        kept[tensor.data_ptr()] = tensor.numel()
    return tensor


for n in (1, 100, 1000):
    kept.clear()
    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        digits_net(torch.rand(n, 64))
        training_kept = sum(kept.values())
        with torch.no_grad():
            digits_net(torch.rand(n, 64))
    more = sum(kept.values()) - training_kept
    print(f"一批 {n:4d} 个样本：训练存下 {training_kept} 个数，no_grad 又存 {more} 个")

# %% slideshow={"slide_type": "skip"}
assert sum(kept.values()) == training_kept == 1000 * (64 + 64)
a, b = Value(2.0), Value(1.0)
for _ in range(2):  # 两轮，图是新的，叶子是旧的
    ((a + b) * (Value(2.0) * b)).backward()
assert (a.grad, b.grad) == (4, 16)
a, b = Value(2.0), Value(1.0)
again = (a + b) * (Value(2.0) * b)
again.backward()
again.backward()  # 同一张图走两次：中间节点没有清零
assert (a.grad, b.grad) == (6, 24)

# %% [markdown] slideshow={"slide_type": "skip"}
# 一个样本 128 个：64 个输入，64 个隐藏层的输出，往回乘时要用；批大几倍，就多几倍。
# 不求导，一个也不存。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 7.9.2 核心概念的关系

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
ax.set(xlim=(0, 16), ylim=(0, 6.6))
ax.axis("off")
PLACES = {  # 名字：横，竖，写什么，颜色
    "x": (1.5, 5.3, "数据 $x$", GREY), "net": (5.6, 5.3, "网络\n权重 $w$", BLUE_TINT),
    "y": (9.6, 5.3, "预测 $y$", GREY), "E": (13.9, 5.3, "损失 $E$\n和标签比", ORANGE_TINT),
    "grad": (13.9, 1.4, "每层的 $\\delta$", ORANGE_TINT), "dw": (9.6, 1.4, "梯度\n$-\\delta\\times$ 输入", GREY),
    "opt": (5.6, 1.4, "优化器\n乘 $-\\eta$", BLUE_TINT),
}
frames = {}
for name, (across, up, text, color) in PLACES.items():
    style = {"boxstyle": "round,pad=0.45", "fc": color, "ec": "0.3"}
    frames[name] = ax.text(across, up, text, ha="center", va="center", bbox=style).get_bbox_patch()
links = {"x net": BLUE, "net y": BLUE, "y E": BLUE, "E grad": RED, "grad dw": RED, "dw opt": "0.25", "opt net": "0.25"}
for link, color in links.items():
    first, second = link.split()
    ends = {"patchA": frames[first], "patchB": frames[second]}
    ax.annotate("", PLACES[second][:2], PLACES[first][:2], arrowprops={"arrowstyle": "-|>", "lw": 2, "color": color} | ends)
ax.text(7.6, 6.35, "前向传播：存下每层的输出", ha="center", color=BLUE)
ax.text(13.6, 3.35, "反向传播：链式法则", ha="right", va="center", color=RED)
ax.text(5.3, 3.35, "改权重", ha="right", va="center", color="0.25")
ax.annotate("", PLACES["dw"][:2], PLACES["net"][:2], arrowprops={"arrowstyle": "-|>", "lw": 1.5, "ls": "--", "color": BLUE, "patchA": frames["net"], "patchB": frames["dw"]})
plotting.show(fig, alt="核心概念的关系，一个圈：数据进网络，得到预测，和标签比得到损失，这一段是蓝箭头，前向传播；从损失往回是每层的 δ，负的 δ 乘输入得到梯度，这一段是橙红箭头，反向传播；梯度交给优化器，乘负的学习率，改网络的权重，是灰箭头。从网络到梯度有一条蓝色虚线：前向存下的各层输出，求梯度要用。")

# %% [markdown] slideshow={"slide_type": "-"}
# 蓝的是前向，橙红的是反向，灰的是优化器；虚线是前向存下的输出：求梯度要乘，求 $\delta$ 里的 $f'$ 也要用（那一条没有画）。

# %% [markdown] slideshow={"slide_type": "skip"}
# | 概念 | 从哪里来 | 到哪里去 | 在哪里学 |
# |---|---|---|---|
# | 每层的输出 | 前向：上一层的输出乘权重，过激活函数 | 下一层；存下来，留给反向 | 7.5.1 |
# | 损失 | 最后一层的输出和标签比 | 反向的起点 | 第 6 章 |
# | 误差项 δ | 后一层的 δ 乘权重，再乘激活函数的导数 | 前一层；本层的梯度 | 7.5.2、7.5.3 |
# | 梯度 | 一条边终点的 δ 乘起点的输出，添负号 | 优化器 | 7.6.1 |
# | 权重的改变量 | 优化器：负的学习率乘梯度 | 权重，然后再来一圈 | 第 9 章 |
#
# 表的第三行一层接一层地用，从最后一层到第一层，就是链式法则；计算图说明照什么次序走。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：7.9.2 的图由老师指着念一圈，只问虚线：“没有它行不行？”

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 7.10 小结：一行代码里有什么
#
# - **计算图**：往前填值，往回填导数；一条路上相乘，几条路相加；每条边只过一次。
# - **两种模式**：前向模式一遍管一个输入，反向模式一遍管一个输出；损失只有一个，所以用反向模式。
# - **δ**：$\delta=-\frac{\partial E}{\partial net}$；输出层 $(y^*-y)f'$，隐藏层（后一层的 $\delta$ 乘权重之和）$f'$。
# - **改变量**：$\Delta w=\eta\times$ 终点的 $\delta\times$ 起点的输出；一批就是 $\eta\,(Y^{\ell-1})^{\mathsf T}\delta^{\ell}$，先把 $\delta$ 算完，再做这一乘。
# - **检查**：手推、PyTorch、差分，三个证人。
# - **自己造**：记账，拓扑序倒着走，加上去；和 PyTorch 走到同一处。
#
# **下一步**：做 7.11 和作业。
# 第 8 章：$\delta$ 往回传很多层，会越来越小，或者越来越大。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学自己写的反向传播，损失一直在降。
# 和 `.grad` 比（符号已经对好），第二层的一个不差，第一层的个个都不对。
# 你先看他程序里的哪两行？
#
# 答案在 7.11，第 6 题的后面。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：先看“改 $W^2$”和“算 $\delta^1$”这两行的次序（7.7.2）。
# 次序没错，再看 $\delta^1$ 那一行有没有乘 $f'$、转置对不对。
# 第二层对，说明前向和 $\delta^2$ 都没错。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 7.11 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：换一点。** $e=(a+b)\cdot2b$，在 $a=-1$、$b=3$ 处，用前向模式走两遍，写出每一格的（值，导数）；再用反向模式走一遍。
#
# <details><summary>答案</summary>
#
# 对 $a$：$a(-1,1)$，$b(3,0)$，$c(2,1)$，$q(6,0)$，$e(12,6)$。
# 对 $b$：$a(-1,0)$，$b(3,1)$，$c(2,1)$，$q(6,2)$，$e(12,10)$，最后一格是 $1\times6+2\times2$。
# 反向：$e$ 处 1，$c$ 处 6，$q$ 处 2，$a$ 处 6，$b$ 处 $6+4=10$。
# </details>
#
# **第 2 题：形状。** 8 个样本，网络 6-5-4-2，写出 $\delta^1,\delta^2,\delta^3$ 和 $\Delta W^1,\Delta W^2,\Delta W^3$ 的形状，和算它们的式子。
#
# <details><summary>答案</summary>
#
# - $\delta^3$ 是 $8\times2$，$(Y^*-Y^3)\circ f'$；
# - $\delta^2$ 是 $8\times4$，$[\delta^3(W^3)^{\mathsf T}]\circ f'$，$(8,2)(2,4)$；
# - $\delta^1$ 是 $8\times5$，$[\delta^2(W^2)^{\mathsf T}]\circ f'$，$(8,4)(4,5)$；
# - $\Delta W^3=\eta(Y^2)^{\mathsf T}\delta^3$，$4\times2$；$\Delta W^2=\eta(Y^1)^{\mathsf T}\delta^2$，$5\times4$；$\Delta W^1=\eta X^{\mathsf T}\delta^1$，$6\times5$。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：换损失。** 输出层换成 softmax，损失换成交叉熵（第 6 章），这一章的哪些式子要改，哪些不用？
#
# <details><summary>答案</summary>
#
# 要改三个：
#
# - 前向的最后一步，$Y^2$ 是得分 $Y^1W^2$ 过 softmax；
# - $E$ 换成交叉熵；
# - 输出层的 $\delta$：交叉熵对得分的导数是概率减标签，所以 $\delta^2=Y^*-Y^2$，不再乘 $f'$。
#
# $\delta^1$ 和两个 $\Delta W$ 的式子都不用改；第 6 章的交叉熵取平均，那样两个 $\Delta W$ 的右边再除以 $n$。
# </details>
#
# **第 4 题：全是 0。** 7.5.4 的网络，两层权重都从 0 开始，走一步，哪一层的权重变了？
# 为什么？
#
# <details><summary>答案</summary>
#
# 只有第二层变。
# $\delta_j^1$ 里乘着 $w_{jk}^2=0$，责任传不过去，第一层不动。
# 第二层变成两行一样的，都是 $(-0.0306,\,0.0306)$（两个隐藏神经元的输出都是 0.5，$\delta^2=(-0.1225,\,0.1225)$，$\eta=0.5$）。
# 两个隐藏神经元的权重、输出都一样，得到的 $\delta$ 也一样，以后怎么走都一样；第 8 章讲怎样起步。
# </details>
#
# **第 5 题：选模式。** 一个模拟程序，一个旋钮，输出一千个温度；要知道旋钮拧一点，每个温度变多少。
# 用哪种模式，走几遍？
#
# <details><summary>答案</summary>
#
# 一个输入，一千个输出：前向模式，一遍。
# 反向模式要走一千遍。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 6 题：给 `Value` 添三个运算。** 添 `relu`、`exp` 和倒数，用 `verdict` 检查；再用它们搭一个 sigmoid，看它在 $x=0.5$ 处的导数是不是 $\sigma(1-\sigma)$。
#
# <details><summary>答案</summary>
#
# 照 `tanh` 的样子写，先查；后面要用的两个，再装到类上：
#
# ```python
# def relu(self):  # 0 处是折点，不要在那里查
#     return Value(max(0.0, self.data), [(self, 1.0 if self.data > 0 else 0.0)])
#
# def exp(self):
#     t = math.exp(self.data)
#     return Value(t, [(self, t)])
#
# def inverse(self):
#     return Value(1 / self.data, [(self, -1 / self.data**2)])
#
# print(verdict(relu, 0.5), verdict(exp, 0.5), verdict(inverse, 0.5))
# Value.exp, Value.inverse = exp, inverse
# x = Value(0.5)
# y = (Value(1.0) + (x * Value(-1.0)).exp()).inverse()
# y.backward()
# print(y.data, x.grad)
# ```
#
# $y=0.6225$，导数 $0.2350=0.6225\times0.3775$。
# </details>
#
# **出门一问**（7.10 的末尾）。
#
# <details><summary>答案</summary>
#
# 先看“改 $W^2$”和“算 $\delta^1$”的次序：先改后算，第一层就用错了权重（7.7.2）。
# 第二层都对，说明前向和 $\delta^2$ 没错；次序也没错的话，再看 $\delta^1$ 那一行的转置和 $f'$。
# </details>
#
# **练习做全了吗？**
# 课上不问的题一共 11 道，都在前面各小节里，那一格写着“练习”：
#
# - `backprop.rule`（7.1），`backprop.chain_a`、`backprop.chain_b`（7.2），`backprop.passes`、`backprop.reuse`（7.3）；
# - `backprop.delta_out`、`backprop.sgd_example`（7.4），`backprop.dataflow`（7.5），`backprop.weight_shape`、`backprop.update_shape`（7.6），`backprop.difference`（7.7）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数，和现场可改的格子
assert e_of((-1, 1), (3, 0)) == (12, 6) and e_of((-1, 0), (3, 1)) == (12, 10)  # 第 1 题
shape_of = lambda *sizes: [np.zeros(pair) for pair in zip(sizes, sizes[1:])]
K1, K2, K3 = shape_of(6, 5, 4, 2)  # 第 2 题
assert (np.zeros((8, 2)) @ K3.T).shape == (8, 4) and (np.zeros((8, 4)) @ K2.T).shape == (8, 5)
scores_out = torch.randn(4, 3, dtype=torch.float64, requires_grad=True)  # 第 3 题
nn.functional.cross_entropy(scores_out, torch.tensor([0, 2, 1, 1]), reduction="sum").backward()
one_hot = torch.eye(3, dtype=torch.float64)[[0, 2, 1, 1]]
assert torch.allclose(-scores_out.grad, one_hot - torch.softmax(scores_out.detach(), dim=1))
flat = f(np.zeros(2))  # 第 4 题
flat_delta = (target - f(flat @ np.zeros((2, 2)))) * 0.25
assert (np.zeros((2, 2)) @ flat_delta == 0).all() and (flat == 0.5).all()
assert np.allclose(flat_delta, [-0.1225, 0.1225]) and np.allclose(0.5 * np.outer(flat, flat_delta), [[-0.0306, 0.0306]] * 2, atol=5e-5)


def invert(self):
    return Value(1 / self.data, [(self, -1 / self.data**2)])


def exponential(self):
    return Value(math.exp(self.data), [(self, math.exp(self.data))])


point = Value(0.5)  # 第 6 题
invert(Value(1.0) + exponential(point * Value(-1.0))).backward()
assert verdict(invert, 0.5) == verdict(exponential, 0.5) == "对" and round(point.grad, 4) == 0.2350
assert math.isclose(point.grad, f(0.5) * (1 - f(0.5))) and round(f(0.5), 4) == 0.6225
for sizes, times_forward in (([64, 64, 64, 64, 10], 1.68), ([10, 1000, 1000], 1.99), ([64, 10], 1.0)):
    edges = [before * after for before, after in zip(sizes, sizes[1:])]
    assert round((sum(edges) + sum(edges[1:])) / sum(edges), 2) == times_forward
assert [same_in_torch(newborn((2, 2, 1), s), switches, lamp, 0.15, 300)[0][-1] > 0.9 for s in range(8)] == [s == 2 for s in range(8)]
