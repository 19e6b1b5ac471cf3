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
# # 第 1 章 监督学习与线性回归
#
# **学完之后你能够**
#
# - 分清监督、半监督、无监督三种学习，分清回归和分类；
# - 给一条直线打分：手算残差和代价；
# - 推出梯度下降的式子，用十行 numpy 写出来，并验算它没写错；
# - 看代价怎么变，判断学习率太大、太小，还是该先标准化；
# - 用矩阵写多个特征的线性回归，读懂系数，也知道它没有说什么；
# - 说出九种监督学习算法，和监督学习贵在哪里。
#
# **时间**：100 分钟。
#
# **需要**：第 0 章（导学）、一点 numpy（数组的加减乘、取一列）、求导。
#
# **课前准备**：一支铅笔，一把尺子。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标了**自学**的部分课上不讲，读完正课再回来看，不影响后面。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 100 分钟：讲课 95，休息 5；标“自学”的不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 1.1 该标多少钱 | 5 | 0:05 | 举手选线 |
# | 1.2 有答案的学习 | 11 | 0:16 | `linear.paradigm`、`linear.regression_tasks` |
# | 1.3 给直线打分 | 16 | 0:32 | `linear.half`，先猜再跑 |
# | 1.4 梯度下降 | 20 | 0:52 | `linear.raw_intercept`、`linear.alpha_limit` |
# | 休息 | 5 | 0:57 | |
# | 1.5 标准化 | 12 | 1:09 | `linear.scaling` |
# | 1.6 两个特征，用矩阵写 | 13 | 1:22 | `linear.bedrooms` |
# | 1.7 这条线能信多少 | 8 | 1:30 | 先猜，再 `linear.outlier` |
# | 1.8 监督学习的大家庭 | 7 | 1:37 | 举手：哪一个不是监督学习 |
# | 1.9 回到那套房子：小结 | 3 | 1:40 | 出门一问 |
#
# **落后时先砍**，看“结束于”一列：
#
# - 1.2 结束晚了：`linear.regression_tasks` 只念选项，不讨论，省 1 分钟；
# - 1.3 结束晚了：不拖 1.3.4 的滑块，省 2 分钟；
# - 1.4 结束晚了：1.4.4 只讲抛物线的三行数，跳过 `linear.alpha_limit`，省 3 分钟；
# - 1.6 结束晚了：1.6.3 的平面图只看一眼，省 1 分钟；
# - 1.7 结束晚了：1.8 只讲大表和“贵在哪里”，系统留给学生看，省 3 分钟。
#
# 必问的八题每题 1.5 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再按下面的办法举手，最后运行 `quiz.answer` 看理由。
#
# - 单选：举手指 1–4 报选项；
# - 多选 `linear.regression_tasks`：逐个念字母，每个字母举一次手；
# - 填数 `linear.alpha_limit`：黑板上先写三个候选 0.25、0.5、2，每个举一次手。
#
# 不要省 1.4.2 的“算完了吗”和 1.5.2 的对照：全章的主线靠它们撑着。
#
# **黑板**：左边一张空表，三行是“什么叫好、怎么找、信多少”，每讲完一节填一格，1.9 对着它小结。
# 右上角记开场的票数，和全班用尺子读出的价钱。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `linear.paradigm` | C | 选 A：另外 99500 张就浪费了 |
# | `linear.regression_tasks` | B、C | 选 A：0 到 9 是十个名字，差 1 不等于“差得少” |
# | `linear.residual` | $-10000$ | 答 10000：真实值减预测值，不是反过来 |
# | `linear.half` | A | 选 C：残差一点没变，变的只是分数的单位 |
# | `linear.cost` | 1 | 答 2：少除了一个 2 |
# | `linear.one_step` | 0.5 | 答 $-0.5$：减去一个负数，是加 |
# | `linear.descent` | CADB | 把“算误差”放在“预测”前面：没有预测，哪来误差 |
# | `linear.raw_intercept` | A | 选 C：它动了，只是动得极少 |
# | `linear.alpha_limit` | 0.5 | 答 2：坡越陡，步子要越小 |
# | `linear.standardise` | 1.671 | 答 1.586：用了样本标准差 |
# | `linear.scaling` | B | 选 A：乘法的快慢和数的大小无关 |
# | `linear.unscale` | 0.18 | 答 90：那是“一个标准差”的价钱 |
# | `linear.prediction` | 343680.8 | 漏了截距，或者把负的截距加成正的 |
# | `linear.normal_equation` | 7×7 | 答 6×6：还有一列 1 |
# | `linear.bedrooms` | A | 选 B：十套房子里的相关，当不了因果 |
# | `linear.outlier` | C | 选 B：标准化之后照样被拽走 |
# | `linear.method` | 最小二乘法 | 答“梯度下降”：那是走法，不是标准 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from sklearn.datasets import load_digits, load_iris
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Perceptron
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier

from coursekit import data, plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.1 一套房子该标多少钱
#
# 朋友要卖房，1650 平方英尺（约 153 平方米），问你该标多少钱。
# 你打听到附近十套房子的成交价：

# %% slideshow={"slide_type": "fragment"}
houses = data.ten_houses()  # 十行：面积（平方英尺）、卧室数、价钱（美元）
area = houses["area"].to_numpy(float)  # 取出一列，变成 numpy 数组
bedrooms = houses["bedrooms"].to_numpy(float)
price = houses["price"].to_numpy(float)
print(houses.to_string(index=False))

# %% slideshow={"slide_type": "skip"}
# 代码里的 assert 是自检：正文的话一旦不成立，程序就停下来报错
assert houses.shape == (10, 3) and area[0] == 2104 and price[-1] == 242500
assert area.mean() == 1834 and round(bedrooms.mean(), 6) == 3.1 and price.mean() == 313899.9

# %% [markdown] slideshow={"slide_type": "subslide"}
# 表里没有 1650 的房子。
# 你把十套房子画成十个点，拿尺子画一条线，在 1650 处读数。
#
# 三位同学各画了一条：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
RULERS = {"甲": (50_000, 150), "乙": (-50_000, 200), "丙": (0, 170)}  # 截距，斜率


def draw_houses(ax):
    """Scatter the ten houses: hundreds of square feet, tens of thousands of dollars."""
    ax.plot(area / 100, price / 1e4, "o", color="0.25", label="成交的房子")
    ax.set(xlabel="面积（百平方英尺）", ylabel="价钱（万美元）")


fig, ax = plt.subplots(figsize=(8, 3.6))
draw_houses(ax)
ends = np.array([1300, 3100])
for (name, (intercept, slope)), color, dash in zip(RULERS.items(), (BLUE, RED, GREEN), plotting.DASHES):
    worth = intercept + slope * 1650
    ax.plot(ends / 100, (intercept + slope * ends) / 1e4, ls=dash, color=color, label=f"{name}：1650 处 {worth:,}")
ax.axvline(16.5, ls=":", color="0.5")
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="十套房子的散点图，横轴面积，纵轴价钱，大体越大越贵。三条直线都从点堆中间穿过：甲最平，乙最陡，丙在中间，在 1650 平方英尺处读出 297,500、280,000 和 280,500 美元。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **举手：谁的线最好？**
# 三条线都“差不多”，报价却从 28 万到 29.75 万。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 三个问题
#
# 这一章只做一件事：帮朋友定这个价，而且说得出理由。
# 理由有三层：
#
# 1. **什么叫好**：怎样给一条直线打分，让三位同学不用吵（1.3）？
# 2. **怎么找**：直线有无穷多条，计算机怎样找到分数最好的那条（1.4–1.6）？
# 3. **信多少**：找到了，就能照着标价吗（1.7）？
#
# 以后的每一个模型，哪怕有几千亿个参数，也要回答这三问。
# 在十个点、两个参数上，每一步你都能用笔算。

# %% slideshow={"slide_type": "skip"}
assert [a + b * 1650 for a, b in RULERS.values()] == [297_500, 280_000, 280_500]
assert round(1650 / 10.7639) == 153  # 一平方米约 10.7639 平方英尺

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先只放点，不放线。
# 请每人用尺子比一条，写下 1650 处的价钱，收五个数写在黑板右上角；然后翻出三条线举手。
# 票多半散在三条上，这就够了：没有统一的打分办法，谁也说服不了谁。
#
# **会遇到的误区**：“好的线要穿过尽量多的点”。
# 先记下这句话，1.3.2 回来看。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.2 有答案的学习
#
# ### 1.2.1 三种学习
#
# 邮箱里有 1000 封信，要教计算机管垃圾邮件。
#
# - 每一封都有人标了“是”或“不是”：照着答案学，叫**监督学习**（supervised learning）；
# - 一封也没标，只问“这些信能分成几堆”：自己找结构，叫**无监督学习**（unsupervised learning）；
# - 只标了 50 封，另外 950 封没标，想都用上：叫**半监督学习**（semi-supervised learning）。
#
# 三种学习的差别，只在**答案给了多少**。
# 答案也叫**标签**（label）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# | | 手里有什么 | 要学到什么 | 用在哪里 |
# |---|---|---|---|
# | 监督 | 输入，每条都有标签 | 从输入到标签的映射 | 垃圾邮件、房价 |
# | 半监督 | 很多没标签，少数有 | 同上，借没标签的学得更准 | 语音识别、图像分类 |
# | 无监督 | 只有输入 | 数据里的结构 | 客户分群、降维（PCA） |
#
# 半监督为什么有用？
# 录一小时话很便宜，请人逐字听写却很贵。
#
# 无监督的例子里，分群是把相像的客户归成一堆；降维是用少几个数说清一条数据。
# 这两种第 2 章讲，本章只讲监督学习。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.paradigm")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.2.2 数据写成 $X$ 和 $y$
#
# 第一套房子：面积 2104，卧室 3 间，卖了 399900。
# 前两个数是拿来猜的，叫**特征**（feature）；最后一个是要猜的，叫标签，也叫目标。
#
# $$x^{(1)}=(2104,\ 3),\qquad y^{(1)}=399900$$
#
# 括号里的上标是第几套房子，不是几次方。
# 十套房子的特征摞起来是一张表 $X$，标签排成一列 $y$：
#
# - $X$ 有 $n$ 行 $d$ 列：**一行一个样本，一列一个特征**，全课程都这样放；
# - $y$ 有 $n$ 个数，第 $i$ 个和 $X$ 的第 $i$ 行是同一套房子。

# %% slideshow={"slide_type": "fragment"}
X_houses = np.column_stack([area, bedrooms])  # 把两列并排放，成一张表
print("X 的形状", X_houses.shape, " y 的形状", price.shape)
print("第一套：x =", X_houses[0], " y =", price[0])  # numpy 从 0 数起

# %% slideshow={"slide_type": "skip"}
assert X_houses.shape == (10, 2) and price.shape == (10,) and X_houses[0].tolist() == [2104, 3] and price[0] == 399900

# %% [markdown] slideshow={"slide_type": "subslide"}
# 监督学习，就是从这些 $(x,y)$ 里学出一个**映射** $h$：给它一个新的 $x$，它给出 $y$ 的估计。

# %% slideshow={"slide_type": "skip"}
BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"


def canvas(width, height, inches):
    """Return a figure and Axes without axes, for boxes and arrows."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, color=GREY, **style):
    frame = {"boxstyle": "round,pad=0.45", "fc": color, "ec": "0.3"}
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame, **style).get_bbox_patch()


def join(ax, start, end, **style):
    look = {"arrowstyle": "-|>", "lw": 2, "color": "0.25", "patchA": start[1], "patchB": end[1]} | style
    ax.annotate("", end[0], start[0], arrowprops=look)

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(12, 4, 2.8)
known, learn, model_h = box(ax, 1.9, 3.2, "十套房子 $(X, y)$"), box(ax, 6, 3.2, "学习算法", ORANGE_TINT), box(ax, 6, 0.8, "模型 $h$", BLUE_TINT)
new, guess = box(ax, 1.9, 0.8, "新房子 $x=1650$"), box(ax, 10.2, 0.8, "估价 $h(x)$")
for start, end in ((known, learn), (learn, model_h), (new, model_h), (model_h, guess)):
    join(ax, start, end)
ax.text(6.25, 2.05, "学出来的", va="center")
plotting.show(fig, alt="监督学习的流程图：十套房子的 X 和 y 送进学习算法，得到模型 h；新房子 x 等于 1650 送进模型 h，得到估价 h(x)。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.2.3 回归还是分类
#
# 标签是什么样的，决定这是哪一种题：
#
# - 标签是**数**，差得多少有意义：**回归**（regression），比如房价、股价、气温；
# - 标签是**类别**，只有对和错：**分类**（classification），比如垃圾邮件、一句话是夸还是骂。
#
# 房子报高一万和报高十万，不是一回事；猫认成狗和猫认成鸟，都是错。

# %% slideshow={"slide_type": "fragment"}
quiz.ask("linear.regression_tasks")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：写一行 2104、3 → 399900，把前两个圈起来写 $x$，后一个圈起来写 $y$。
#
# **会遇到的误区**：（1）“标签写成数字就是回归”。
# 邮政编码也是数字，100081 和 100082 之间没有“差 1”。
# （2）“无监督就是没有人管”。
# 指的是没有标签，不是没有人设计目标。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.3 给直线打分
#
# ### 1.3.1 假设与残差
#
# 先只看面积。
# 甲的线是“底价 5 万，每平方英尺 150 美元”。
# 用它猜第一套房子，2104 平方英尺：
#
# $$50000+150\times 2104=365600$$
#
# 真卖了 399900，甲少猜了 34300。
#
# 用话说：猜的价钱等于底价，加上每平方英尺的价钱乘面积。
# 用式子说，这是我们的**假设**（hypothesis）：
#
# $$h_\theta(x)=\theta_0+\theta_1x$$
#
# $\theta_0$ 叫**截距**（intercept），$\theta_1$ 叫**斜率**（slope），合起来记作 $\theta=(\theta_0,\theta_1)$。
# 它们也叫**回归系数**（regression coefficient），是模型里要学的数。
# 每个特征乘一个系数，再加起来，叫线性组合；用线性组合去猜一个数，叫**线性回归**（linear regression）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 真实值减去猜的，叫**残差**（residual）：$y-h_\theta(x)$。
# 正的，猜低了；负的，猜高了。

# %% slideshow={"slide_type": "fragment"}
def residuals(theta0, theta1):
    return price - (theta0 + theta1 * area)  # 一行算完十套


print("甲的残差，前五套：", residuals(50_000, 150)[:5])

# %% slideshow={"slide_type": "skip"}
assert residuals(50_000, 150)[0] == 34_300 and residuals(50_000, 150).shape == (10,)

# %% [markdown] slideshow={"slide_type": "fragment"}
# **三样东西不要混**：
#
# - **理想函数** $y=b+wx$：世界上真有的规律，我们看不见；两个输入时写 $y=w_0+w_1x_1+w_2x_2$；
# - **假设** $h_\theta(x)$：我们拿来猜的，$\theta$ 由我们定；
# - **残差** $y-h_\theta(x)$：一套房子上猜错了多少，可正可负。
#
# **常见错误**：把残差 $y-h$ 直接叫“损失”。
# 损失是残差加工成的一个分数，下一节就看为什么要加工。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.residual")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.3.2 残差加起来，行不行
#
# 给直线打分，最省事的办法是把十个残差加起来，谁离 0 近谁好。
# **先猜**：下面三条线都穿过“平均的房子”（面积 1834，价钱 313899.9），斜率是 179、0 和 $-500$。
# 哪一条残差之和最小？

# %% slideshow={"slide_type": "fragment"}
for slope in (179, 0, -500):  # 改这里：别的斜率呢？
    r = residuals(price.mean() - slope * area.mean(), slope)
    total, far = abs(r.sum()), abs(r).sum()
    print(f"斜率 {slope:4d}：和 {total:.0f}，绝对值之和 {far:,.0f}")

# %% slideshow={"slide_type": "skip"}
for slope in (179, 0, -500):
    assert abs(residuals(price.mean() - slope * area.mean(), slope).sum()) < 1e-6

# %% [markdown] slideshow={"slide_type": "fragment"}
# 三条都是 0！
# 猜高的和猜低的抵消了，越大越便宜的 $-500$ 也得满分。
# 所以加之前要去掉正负号。
# 取绝对值可以，平方也可以；平方处处能求导，后面找最好的线时方便，先用它。
# 平方还有一个脾气：大错罚得特别重，1.7 会看到它的代价。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.3.3 代价函数
#
# 三个点 $(1,2)$、$(2,2)$、$(3,4)$，用 $h(x)=x$ 去猜：
#
# | 点 | 真实 | 猜的 | 残差 | 残差的平方 |
# |---|---|---|---|---|
# | 第 1 个 | 2 | 1 | 1 | 1 |
# | 第 2 个 | 2 | 2 | 0 | 0 |
# | 第 3 个 | 4 | 3 | 1 | 1 |
#
# 平方和是 2，平均每个点 $2/3$，再除以 2，得 $1/3$。
# 这就是**代价函数**（cost function）：
#
# $$J(\theta)=\frac{1}{2n}\sum_{i=1}^{n}\big(h_\theta(x^{(i)})-y^{(i)}\big)^2$$
#
# 除以 $n$，是为了十套房子和一万套房子的分数能比。
# 先平方，所以 $h-y$ 还是 $y-h$ 都一样。
# 那么再除以 2，图什么？

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.half")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 验一验：固定丙的截距 0，斜率从 100 试到 250，两种分数各画一条。
# `argmin()` 说的是最小的数在第几个。

# %% slideshow={"slide_type": "fragment"}
slopes = np.linspace(100, 250, 1501)  # 每隔 0.1 试一个
plain_cost = np.array([(residuals(0, s) ** 2).mean() for s in slopes])
half_cost = plain_cost / 2
print("不除以 2：最低点在斜率", round(slopes[plain_cost.argmin()], 1))
print("除以 2：　最低点在斜率", round(slopes[half_cost.argmin()], 1))

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
for values, color, dash, name in ((plain_cost, RED, "--", "不除以 2"), (half_cost, BLUE, "-", "除以 2")):
    ax.plot(slopes, values / 1e9, ls=dash, color=color, label=name)
    ax.plot(slopes[values.argmin()], values.min() / 1e9, "o", color=color)
ax.set(xlabel="斜率 $\\theta_1$（截距固定为 0）", ylabel="分数（十亿）", ylim=(0, None))
ax.legend()
plotting.show(fig, alt="两条开口向上的抛物线，不除以 2 的高一倍，最低点都在斜率 171.7 处。")

# %% slideshow={"slide_type": "skip"}
assert plain_cost.argmin() == half_cost.argmin() and round(slopes[half_cost.argmin()], 1) == 171.7
assert abs(((np.array([1, 2, 3]) - [2, 2, 4]) ** 2).sum() / (2 * 3) - 1 / 3) < 1e-12

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.cost")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 让残差的平方和最小，定出直线，叫**最小二乘法**（least squares）：“二乘”就是平方。
# 现在给三位同学打分，再请 numpy 直接算出最好的那条。
# `np.polyfit(x, y, 1)` 就是用最小二乘拟合一条直线，先给斜率，后给截距。

# %% slideshow={"slide_type": "fragment"}
def cost(theta0, theta1):
    return (residuals(theta0, theta1) ** 2).sum() / (2 * len(price))


def tell(name, theta0, theta1):
    J, worth = cost(theta0, theta1), theta0 + theta1 * 1650
    print(f"{name}：{theta0:,.2f} + {theta1:.2f} x", end="，")
    print(f"J = {J:.4e}，报价 {worth:,.0f}")


for name, (theta0, theta1) in RULERS.items():
    tell(name, theta0, theta1)
best1, best0 = np.polyfit(area, price, 1)
tell("最小二乘", best0, best1)

# %% slideshow={"slide_type": "skip"}
assert np.allclose([best0, best1], [-15126.192288, 179.403540]) and np.isclose(cost(best0, best1), 711719586.691)
assert np.isclose(best0 + best1 * 1650, 280889.65)
assert cost(*RULERS["丙"]) < cost(*RULERS["乙"]) < cost(*RULERS["甲"]) and cost(*RULERS["丙"]) / cost(best0, best1) < 1.02
assert np.isclose(cost(0, 0), 54134195100.05)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 丙赢了，而且离最好的只差 2 %。
# 现在不用吵了：分数一样的尺子，谁都能量。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.3.4 把平方画成方块
#
# 每个残差画成一个正方形，边长是残差。
# **代价就是这些方块的总面积**（再除以 $2n$）。
# 找最好的线，就是让方块的总面积最小。

# %% slideshow={"slide_type": "skip"}
def draw_squares(ax, theta0, theta1):
    """Draw the houses, the line, and each squared residual as a square."""
    draw_houses(ax)
    squeeze = 0.5  # 纵轴一万美元，画成横轴半个百平方英尺那么长
    ax.set(xlim=(11, 33), ylim=(15, 57), aspect=squeeze)
    ends = np.array([1100, 3300])
    ax.plot(ends / 100, (theta0 + theta1 * ends) / 1e4, color=BLUE)
    for x, r, top in zip(area / 100, residuals(theta0, theta1) / 1e4, price / 1e4):
        width = abs(r) * squeeze * (1 if x < 21 else -1)  # 都往中间画，免得画出去
        ax.add_patch(plt.Rectangle((x, top - r), width, r, color=RED, alpha=0.25, ec="none"))
    ax.set_title(f"$J$ = {cost(theta0, theta1) / 1e8:.2f} 亿", fontsize=14)

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.1), sharey=True)
for ax, theta in zip(axes, ((400_000, -50), RULERS["甲"], (best0, best1))):
    draw_squares(ax, *theta)
for ax in axes[1:]:
    ax.set_ylabel("")
plotting.show(fig, alt="三张图，每个残差画成一个红色正方形。左边直线向下斜，方块很大；中间是甲的线，方块小得多；右边是最小二乘的线，方块总面积最小。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **轮到你改。**
# 改两个数，让 $J$ 尽量小。
# 不许抄上面的答案，谁能到 7.12 亿？

# %% slideshow={"slide_type": "fragment"}
THETA0, THETA1 = 20_000, 160  # 改这里：截距，斜率
fig, ax = plt.subplots(figsize=(8, 3.4))
draw_squares(ax, THETA0, THETA1)
plotting.show(fig, alt=f"{THETA0} + {THETA1} x 的直线和它的残差方块。")

# %% slideshow={"slide_type": "subslide"}
if runtime.interactive():  # 有人在看，就给两个能拖的滑块
    import ipywidgets

    def squares(theta0=20_000, theta1=160):
        ax = plt.subplots(figsize=(6, 4))[1]
        draw_squares(ax, theta0, theta1)
        plt.show()

    ipywidgets.interact(
        squares,
        theta0=(-100_000, 200_000, 1_000),
        theta1=(-100, 300, 1),
    )
else:
    print("在 JupyterLab 里，这里是两个滑块，拖动它们看方块怎样变。")

# %% slideshow={"slide_type": "skip"}
assert round(cost(best0, best1) / 1e8, 2) == 7.12 and round(cost(20_000, 160) / 1e8, 2) == 7.60
assert cost(400_000, -50) > cost(*RULERS["甲"]) > cost(best0, best1)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：`linear.half` 在推导之前问，多数人凭感觉选；1.4.1 求导时那个 2 消掉，再回头说一句。
#
# **开场的误区**：“好的线要穿过尽量多的点”。
# 最小二乘的线一个点也没穿过，却是总分最好的。
#
# **会遇到的误区**：残差画成点到直线的垂线段。
# 残差是**竖着**量的，因为猜的是价钱，不是面积。
#
# **现场改**：先只动斜率，再只动截距，再一起动。
# 只动一个会卡住，这正好引出下一节：两个一起动，该往哪边？
# 再低就做不到了，四舍五入到 7.12 亿就算赢；$(-15000,179)$ 就行。
# $(0,172)$ 是 7.20 亿：截距差了一万五，代价只高 1 %，记下这件事。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.4 梯度下降：一步一步下山
#
# ### 1.4.1 走一步
#
# 方块的总面积怎样降到最小？
# 想象你蒙着眼站在山坡上：用脚试出哪边往下最陡，往那边迈一小步，再试。
# 山的高度是 $J$，你的位置是 $(\theta_0,\theta_1)$。
# 这叫**梯度下降**（gradient descent）。
#
# 手算一步。
# 两个点 $(1,1)$、$(2,3)$，从 $\theta_0=\theta_1=0$ 出发：
#
# 1. 预测：0 和 0；
# 2. 误差 $h-y$：$-1$ 和 $-3$；
# 3. 坡度：$\theta_0$ 方向是误差的平均，$\frac{-1-3}{2}=-2$；$\theta_1$ 方向还要乘 $x$ 再平均，$\frac{-1\times1-3\times2}{2}=-3.5$；
# 4. 坡度是负的，往正的方向走就是下坡，步长取坡度的 0.1 倍：$\theta_0=0.2$，$\theta_1=0.35$。
#
# 新的预测是 0.55 和 0.9，误差 $-0.45$ 和 $-2.1$。
# 代价从 $\frac{1+9}{4}=2.5$ 降到 $\frac{0.45^2+2.1^2}{4}\approx1.153$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 第 3 步的坡度从哪来？
# 对 $J$ 求**偏导数**（partial derivative）：只让一个 $\theta_j$ 动，另一个不动。
# 先看一个样本的 $\frac12(h-y)^2$，用链式法则，平方的 2 落下来，正好和 $\frac12$ 消掉：
#
# $$\frac{\partial}{\partial\theta_j}\,\frac12(h-y)^2=\frac12\cdot2\,(h-y)\,\frac{\partial h}{\partial\theta_j}=(h-y)\,x_j$$
#
# 因为 $h=\theta_0x_0+\theta_1x_1$，这里约定 $x_0=1$，于是 $\frac{\partial h}{\partial\theta_j}=x_j$。
# 这是一个样本的坡度，和手算的第 3 步一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 对 $n$ 个样本取平均：
#
# $$\frac{\partial J}{\partial\theta_j}=\frac1n\sum_{i=1}^{n}\big(h_\theta(x^{(i)})-y^{(i)}\big)\,x_j^{(i)}$$
#
# 两个偏导数排成一个向量，叫**梯度**（gradient），它指向上坡最陡的方向。
# 我们要下坡，所以减：
#
# $$\theta_j:=\theta_j-\alpha\,\frac1n\sum_{i=1}^{n}\big(h_\theta(x^{(i)})-y^{(i)}\big)\,x_j^{(i)}$$
#
# $\alpha$ 叫**学习率**（learning rate），管一步迈多大；$:=$ 读作“改成”。
# 若 $J$ 不带那个 $\frac12$，坡度整个大一倍，方向不变，把 $\alpha$ 减半就是同一步。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 推出来的式子，怎么知道没推错？
# 用**差分**：把 $\theta_j$ 往两边各挪一点点，量 $J$ 真的变了多少。

# %% slideshow={"slide_type": "fragment"}
x_two, y_two = np.array([1.0, 2.0]), np.array([1.0, 3.0])


def cost_two(theta0, theta1):
    return ((theta0 + theta1 * x_two - y_two) ** 2).mean() / 2


error = 0 + 0 * x_two - y_two  # 在起点，h - y
gradient_two = np.array([error.mean(), (error * x_two).mean()])
tiny = 1e-5
change0 = cost_two(tiny, 0) - cost_two(-tiny, 0)  # 只挪 θ0
change1 = cost_two(0, tiny) - cost_two(0, -tiny)  # 只挪 θ1
measured = np.array([change0, change1]) / (2 * tiny)
print("公式", gradient_two, " 差分", measured.round(6))
print(f"走一步：J 从 {cost_two(0, 0):.3f} 到 {cost_two(0.2, 0.35):.3f}")

# %% slideshow={"slide_type": "skip"}
assert gradient_two.tolist() == [-2, -3.5] and np.allclose(measured, gradient_two, atol=1e-8)
assert cost_two(0, 0) == 2.5 and round(cost_two(0.2, 0.35), 3) == 1.153

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.one_step")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成程序，就是手算的那几步：

# %% slideshow={"slide_type": "fragment"}
def descend(x, y, alpha, steps):
    """Descend from (0, 0); return the path and its costs."""
    theta0, theta1 = 0.0, 0.0
    path, costs = [], []
    for step in range(steps + 1):
        error = theta0 + theta1 * x - y  # 预测减真实
        path.append((theta0, theta1))
        costs.append((error**2).mean() / 2)
        slope0, slope1 = error.mean(), (error * x).mean()  # 先都算好
        theta0 = theta0 - alpha * slope0  # 再改
        theta1 = theta1 - alpha * slope1
    return np.array(path), np.array(costs)


path_two, costs_two = descend(x_two, y_two, 0.1, 1)
print("走一步：", path_two[-1], " 代价", costs_two.round(3))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(path_two[-1], [0.2, 0.35]) and np.allclose(costs_two, [2.5, 1.153125])

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：常见错误，改了一个再算另一个。**
# 先改 $\theta_0$，再拿新的 $\theta_0$ 去算 $\theta_1$ 的坡度，程序不报错，走出来的却不是梯度下降。
# 在这里它也能走到最低点，可是每一步都和公式对不上，用差分一查就露馅。
# 所以先把两个坡度都算好，再**一起改**。

# %% slideshow={"slide_type": "skip"}
def one_by_one(steps, alpha=0.1):
    a, b = 0.0, 0.0
    for _ in range(steps):
        a = a - alpha * (a + b * x_two - y_two).mean()
        b = b - alpha * ((a + b * x_two - y_two) * x_two).mean()  # 用的是新的 a
    return a, b


print("一步：一起改", path_two[-1], " 先后改", np.round(one_by_one(1), 3))
print("两千步：一起改", descend(x_two, y_two, 0.1, 2000)[0][-1].round(3), " 先后改", np.round(one_by_one(2000), 3))
assert np.allclose(one_by_one(1), [0.2, 0.32])
assert np.allclose(one_by_one(2000), [-1, 2], atol=1e-6) and np.allclose(descend(x_two, y_two, 0.1, 2000)[0][-1], [-1, 2], atol=1e-6)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.2 十套房子：算完了吗
#
# 面积有几千那么大，学习率就取小一点：$\alpha=10^{-7}$，也就是 `1e-7`。
# 从 $(0,0)$ 出发，走 1000 步。

# %% slideshow={"slide_type": "fragment"}
raw_path, raw_costs = descend(area, price, alpha=1e-7, steps=1000)
for step in (0, 1, 10, 100, 1000):
    a, b = raw_path[step]
    J = raw_costs[step]
    print(f"第 {step:4d} 步：截距 {a:7.4f}，斜率 {b:7.3f}，J = {J:.5e}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(raw_path[1], [0.03138999, 62.20226273]) and np.isclose(raw_costs[1], 22449569526.51)
assert np.allclose(raw_path[1000], [-0.02088738, 171.743983]) and np.isclose(raw_costs[1000], 719876702.45)
assert np.isclose(raw_costs[0], 54134195100.05) and raw_costs[100] / raw_costs[1000] < 1.00001

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第 100 步以后，代价的前五位再也不变。
# 看起来是算完了。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.2))
left.plot(raw_costs[:61], color=BLUE)
left.set(title="代价：早就平了", xlabel="步数", ylabel="$J$", yscale="log")
draw_houses(right_ax)
ends = np.array([1300, 3100])
for (theta0, theta1), color, dash, name in ((raw_path[1000], BLUE, "-", "走了 1000 步"), ((best0, best1), RED, "--", "最小二乘")):
    right_ax.plot(ends / 100, (theta0 + theta1 * ends) / 1e4, ls=dash, color=color, label=name)
right_ax.set_title("线：几乎重合")
right_ax.legend(fontsize=11)
plotting.show(fig, alt="左图：代价在对数纵轴上，前十来步从五百亿降到七亿多，之后是一条水平线。右图：走了 1000 步的直线和最小二乘的直线几乎重合，都从点堆中间穿过。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 把它和 1.3.3 的最小二乘放在一起：

# %% slideshow={"slide_type": "fragment"}
tell("千步之后", *raw_path[1000])  # 星号：把一对数拆成两个
tell("最小二乘", best0, best1)

# %% slideshow={"slide_type": "skip"}
assert round(raw_path[1000] @ [1, 1650]) == 283378 and round(best0 + best1 * 1650) == 280890
assert abs(raw_path[1000][1] - (area @ price) / (area @ area)) < 1e-4  # 截距固定为 0 时最好的斜率

# %% [markdown] slideshow={"slide_type": "fragment"}
# 没算完！
# 截距该是 $-15126$，它还在 $-0.02$，几乎没离开起点；报价差了两千多美元。
# 斜率倒是走到头了：171.74 正是截距固定为 0 时的最低点，1.3.3 那张图里见过。
#
# **举手：再走 1000 步，截距能到 $-15126$ 吗？**
#
# **常见错误**：代价曲线平了，就说“收敛了”。
# 平了，只说明走得慢。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.3 那就迈大一点
#
# 步子太小，就把 $\alpha$ 加大。
# **先猜**：$5\times10^{-7}$、$6\times10^{-7}$、$10^{-6}$，哪一个最快到 $-15126$？
# 每一行印第 0、1、2、3、200 步的代价。

# %% slideshow={"slide_type": "fragment"}
ALPHAS = (5e-7, 6e-7, 1e-6)  # 改这里
for alpha in ALPHAS:
    path, costs = descend(area, price, alpha, steps=200)
    told = " ".join(f"{J:.2e}" for J in costs[[0, 1, 2, 3, 200]])
    print(f"{alpha:.0e}  J {told}  截距 {path[-1][0]:.1g}")

# %% slideshow={"slide_type": "skip"}
fast = descend(area, price, 5e-7, 200)[1]
assert np.isclose(fast[-1], 7.19876e8, rtol=1e-5) and fast[-1] > cost(best0, best1) and (np.diff(fast) < 0).all()
assert descend(area, price, 6e-7, 200)[1][-1] > 1e15
assert np.allclose(descend(area, price, 1e-6, 3)[1], [5.41e10, 3.68e11, 2.52e12, 1.73e13], rtol=5e-3)
assert abs(descend(area, price, 5e-7, 200)[0][-1][0]) < 1

# %% [markdown] slideshow={"slide_type": "fragment"}
# $5\times10^{-7}$ 收得住，停在老地方，截距还是没动；而且它降得比 $10^{-7}$ 还慢。
# 再大一点，$6\times10^{-7}$ 就**发散**（divergence）：一步比一步高。
# 小了走不动，大了飞出去，中间的也没有一个管用。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
for alpha, color, dash in zip((1e-7, 5e-7, 6e-7, 1e-6), (BLUE, GREEN, ORANGE, RED), plotting.DASHES):
    ax.plot(descend(area, price, alpha, 30)[1], ls=dash, color=color, label=f"{alpha:.0e}")
ax.axhline(cost(best0, best1), ls=":", color="0.4", lw=1.5)
ax.set(xlabel="步数", ylabel="$J$", yscale="log", ylim=(3e8, 1e15))
ax.legend(title="学习率 $\\alpha$", loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="四种学习率的代价曲线，纵轴是对数。1e-7 慢慢降到七亿多，5e-7 降得更慢，降到同样的高度；6e-7 缓缓上升，1e-6 笔直上升，发散。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.raw_intercept")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.4 步子的上限
#
# 看最简单的山：$J(\theta)=\frac12\lambda\theta^2$，一条抛物线，最低点在 0。
# $\lambda$ 是它的二阶导数，越大弯得越急。
# 坡度是 $\lambda\theta$，走一步：
#
# $$\theta:=\theta-\alpha\lambda\theta=(1-\alpha\lambda)\,\theta$$
#
# 每一步都乘同一个数 $1-\alpha\lambda$。
# 取 $\lambda=2$，从 $\theta=1$ 出发：
#
# - $\alpha=0.25$：每步乘 0.5，一路滑下去；
# - $\alpha=0.9$：每步乘 $-0.8$，左右跳，越跳越低；
# - $\alpha=1.1$：每步乘 $-1.2$，左右跳，越跳越高。
#
# 要越走越近，就要 $|1-\alpha\lambda|<1$，也就是
#
# $$0<\alpha<\frac{2}{\lambda}$$

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 2.8), sharey=True)
valley = np.linspace(-2.2, 2.2, 201)
for ax, alpha in zip(axes, (0.25, 0.9, 1.1)):
    hops = (1 - 2 * alpha) ** np.arange(5)
    ax.plot(valley, valley**2, color="0.6")
    ax.plot(hops, hops**2, "o-", color=BLUE if alpha < 1 else RED, lw=1.5)
    ax.set(title=f"$\\alpha={alpha}$：每步乘 {1 - 2 * alpha:.1f}", xlabel="$\\theta$")
    ax.title.set_size(13)
axes[0].set_ylabel("$J=\\theta^2$")
plotting.show(fig, alt="三张抛物线，λ 等于 2。学习率 0.25 的点一路滑向谷底；0.9 的点左右跳着往下；1.1 的点左右跳着越来越高。")

# %% slideshow={"slide_type": "skip"}
for alpha, factor in ((0.25, 0.5), (0.9, -0.8), (1.1, -1.2)):
    theta = 1.0
    for _ in range(4):
        theta = theta - alpha * 2 * theta
    assert np.isclose(theta, factor**4)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.alpha_limit")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 房子的山有两个方向，各弯各的：
#
# - 斜率方向：$\frac{\partial^2J}{\partial\theta_1^2}=\frac1n\sum x^2$，面积几千，平方就是几百万；
# - 截距方向：$\frac{\partial^2J}{\partial\theta_0^2}=\frac1n\sum 1=1$。

# %% slideshow={"slide_type": "fragment"}
steep = (area**2).mean()
print(f"斜率方向的 λ = {steep:,.0f}，上限 2/λ = {2 / steep:.4e}")
H_raw = np.array([[1, area.mean()], [area.mean(), steep]])  # 二阶导数
flat, sharp = np.linalg.eigvalsh(H_raw)  # 最平、最陡的方向
print(f"最陡 {sharp:,.0f}，最平 {flat:.4f}，差 {sharp / flat:.2e} 倍")
half_way = np.log(2) / (5e-7 * flat)  # 每步乘 1 - αλ，乘多少次剩一半
print(f"α = 5e-7，最平的方向走完一半要 {half_way / 1e4:,.0f} 万步")

# %% slideshow={"slide_type": "skip"}
assert np.isclose(2 / sharp, 5.5221e-7, rtol=1e-5) and np.isclose(2 / steep, 2 / sharp, rtol=1e-5)
assert np.isclose(sharp / flat, 5.08e7, rtol=1e-3) and 1.9e7 < half_way < 2e7
tilt = np.linalg.eigh(H_raw)[1][:, 0]
assert abs(tilt[0]) > 0.99  # 最平的方向，几乎就是截距

# %% [markdown] slideshow={"slide_type": "fragment"}
# 上限 $5.52\times10^{-7}$ 由陡的方向定，夹在 $5\times10^{-7}$ 和 $6\times10^{-7}$ 之间，和实验对得上。
# 平的方向呢？
# 走完一半路要近两千万步。
# 所以再走 1000 步，不行；一亿步，才走完九成多。
# 最陡与最平之比，叫**条件数**（condition number），这里是五千万。
# 病不在学习率，**在山的形状**。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：最陡和最平。**
# 上面的“最陡、最平的方向有多弯”是矩阵的特征值，还没学线性代数也不要紧。
# 陡的方向几乎就是斜率，平的方向几乎就是截距；平的方向比 1 还平得多，因为截距和斜率可以配合着变，代价几乎不动。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.4.5 泰勒展开：为什么下得去（自学）
#
# 为什么往负梯度走就会下降？
# 用**泰勒展开**（Taylor expansion）：一个函数在一点附近，可以用它的导数拼出来。
# 一个变量时，$f(\theta+\delta)\approx f+f'\delta+\frac12f''\delta^2$。
# 两个变量时，$f'$ 换成梯度 $g$，$f''$ 换成二阶导数排成的矩阵 $H$，叫**黑塞矩阵**（Hessian matrix）。
# 取 $\delta=-\alpha g$，代价写成 $L$：
#
# $$L(\theta-\alpha g)\approx L-\alpha\lVert g\rVert^2+\frac{\alpha^2}{2}\,g^{\mathsf T}Hg$$
#
# - 第二项是赚的：只要梯度不是 0，它总在降；
# - 第三项是赔的：步子大一倍，赔四倍；
# - $\alpha$ 够小，赚的比赔的多，所以**一定下降**；$\alpha$ 太大，赔的多，就往上跳。
#
# 先用 1.4.4 的抛物线手算：$L=\theta^2$，$\theta=1$，$g=2$，$H=2$，取 $\alpha=0.25$。
# 右边是 $1-0.25\times4+\frac{0.25^2}{2}\times2\times4=0.25$；真走一步，$\theta=0.5$，$L=0.25$，一样。
#
# 我们的 $J$ 是二次函数，没有更高的项，上式是**等号**。
# 用标准化之后的面积（下一节就讲）验算一步，$\alpha=0.1$：

# %% slideshow={"slide_type": "skip"}
z_area = (area - area.mean()) / area.std()
J_start = (price**2).mean() / 2
g = np.array([(0 - price).mean(), ((0 - price) * z_area).mean()])  # 起点 (0, 0) 的梯度
H_scaled = np.array([[1, z_area.mean()], [z_area.mean(), (z_area**2).mean()]])
gain, loss_term = 0.1 * g @ g, 0.1**2 / 2 * g @ H_scaled @ g
taylor = J_start - gain + loss_term
walked = descend(z_area, price, 0.1, 1)[1][1]
print(f"泰勒：{J_start:.4e} - {gain:.4e} + {loss_term:.4e} = {taylor:.6e}，真走一步：{walked:.6e}")
assert np.isclose(taylor, walked) and np.isclose(taylor, 43983924752.512)
assert 1 - 0.25 * 4 + 0.25**2 / 2 * 2 * 4 == (1 - 0.25 * 2) ** 2 == 0.25

# %% [markdown] slideshow={"slide_type": "skip"}
# 不管 $g$ 朝哪个方向，总有 $g^{\mathsf T}Hg\le\lambda_{\max}\lVert g\rVert^2$，$g$ 正好朝最陡的方向时取等号，那是最坏的情形。
# 最坏时也要赚得比赔得多：$\alpha>\frac{\alpha^2}{2}\lambda_{\max}$，得 $\alpha<\frac{2}{\lambda_{\max}}$，正是 1.4.4 的上限。
# 线性回归的 $H$ 就是 $\frac1nX^{\mathsf T}X$（1.6 讲），它不随 $\theta$ 变，所以上限也不变。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：左边画抛物线，三种步子各跳四下；右边写四行手算。
# 求导那一页，只在 $\frac12\cdot2$ 下面画一道线，回到 `linear.half` 的票数。
#
# **怎么问“算完了吗”**：先只放代价曲线，问“完了没有”，多数人说完了；再放截距。
# 然后问“再走 1000 步够不够”，记票，1.4.4 用“近两千万步才走完一半”收。
#
# **会遇到的误区**：（1）“学习率越大学得越快”。
# 在 $2/\lambda$ 以内，从 $1/\lambda$ 往上就已经开始左右跳了。
# （2）“代价不降了，就是到了最低点”。
# （3）把发散当成程序写错。
#
# **现场可改**的是 `ALPHAS`：5.5e-7 还收得住，5.6e-7 就发散；1e-9 走 200 步，J 才降到 1.3e10。
# $5\times10^{-7}$ 为什么比 $10^{-7}$ 慢：每步乘 $-0.81$，在谷的两壁之间来回跳；$10^{-7}$ 每步乘 0.64，不跳。
# 一亿步：剩下的比例是 $e^{-5\times10^{-7}\times0.0713\times10^8}\approx2.8$ %，所以说“走完九成多”。
#
# 到这里 52 分钟，休息 5 分钟。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
assert abs(np.exp(-5e-7 * flat * 1e8) - 0.028) < 0.001 and 1.3e10 < descend(area, price, 1e-9, 200)[1][-1] < 1.4e10
assert round(1 - 5e-7 * steep, 2) == -0.81 and round(1 - 1e-7 * steep, 2) == 0.64
assert descend(area, price, 5.5e-7, 200)[1][-1] < descend(area, price, 5.5e-7, 200)[1][0]
assert descend(area, price, 5.6e-7, 200)[1][-1] > descend(area, price, 5.6e-7, 200)[1][0]
assert cost(-15_000, 179) / 1e8 < 7.125 and round(cost(0, 172) / 1e8, 2) == 7.20

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.5 标准化：把山谷变成碗
#
# ### 1.5.1 减均值，除以标准差
#
# 一套 3000 平方英尺的房子，比平均大多少？
# 平均是 1834，大 1166。
# 十套房子的标准差是 508.18，所以它比平均大 $1166/508.18\approx2.29$ 个标准差。
# 2.29 没有单位，而且十套房子的这个数都在 $-1$ 和 2.3 之间，和 1 差不多大。
#
# 写成式子，叫**标准化**（standardisation）：
#
# $$x'=\frac{x-\bar x}{\sigma}$$
#
# $\bar x$ 是均值，$\sigma$ 是标准差。
# 把特征换到差不多的大小，统称**特征缩放**（feature scaling），标准化是最常用的一种。

# %% slideshow={"slide_type": "subslide"}
mu, sigma = area.mean(), area.std()
z_area = (area - mu) / sigma
print(f"均值 {mu:.0f}，标准差 {sigma:.2f}")
print("标准化之后：", z_area.round(1))
print(f"它们的均值 {abs(z_area.mean()):.0f}，标准差 {z_area.std():.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.isclose(sigma, 508.178906) and np.isclose(bedrooms.std(), 0.538516, atol=1e-6)
assert np.isclose(area.std(ddof=1), 535.667600) and np.isclose(bedrooms.std(ddof=1), 0.567646, atol=1e-6)
assert abs(z_area.mean()) < 1e-12 and np.isclose(z_area.std(), 1) and round((3000 - mu) / sigma, 2) == 2.29

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：两个标准差混着用。**
#
# 求标准差时，除以 $n$ 的叫总体标准差，除以 $n-1$ 的叫样本标准差。
# numpy 默认除以 $n$，pandas 默认除以 $n-1$，同一列数给出两个答案：

# %% slideshow={"slide_type": "fragment"}
print(f"numpy：{area.std():.2f}　　pandas：{houses['area'].std():.2f}")
sklearn_std = StandardScaler().fit(houses[["area"]]).scale_[0]
print(f"scikit-learn 的 StandardScaler：{sklearn_std:.2f}")

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.standardise")

# %% slideshow={"slide_type": "skip"}
assert round(area.std(), 2) == 508.18 and round(houses["area"].std(), 2) == 535.67
assert np.isclose(sklearn_std, area.std())

# %% [markdown] slideshow={"slide_type": "fragment"}
# 用哪个都学得好，混用就对不上数。
# 本课程一律除以 $n$，和 `StandardScaler` 一样；用 pandas 时写 `std(ddof=0)`。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.5.2 再下一次山
#
# 同样的 `descend`，只把 `area` 换成 `z_area`。
# 陡的方向 $\lambda=\frac1n\sum z^2=1$，平的方向也是 1，上限是 2。
# 取 $\alpha=0.1$。

# %% slideshow={"slide_type": "fragment"}
ALPHA = 0.1  # 改这里：0.5、1、1.9、2.1 各会怎样？
scaled_path, scaled_costs = descend(z_area, price, ALPHA, steps=200)
for step in (0, 1, 10, 100, 200):
    a, b = scaled_path[step]
    J = scaled_costs[step]
    print(f"第 {step:3d} 步：截距 {a:9,.0f}，斜率 {b:6,.0f}，J = {J:.5e}")

# %% slideshow={"slide_type": "skip"}
z_path, z_costs = descend(z_area, price, 0.1, 200)  # 后面用这一份，上面随便改
assert np.allclose(z_path[1], [31389.99, 9116.909458]) and np.isclose(z_costs[1], 43983924752.512)
assert np.allclose(z_path[100], [313891.562380, 91166.673002]) and np.allclose(z_path[200], [313899.9, 91169.0945], atol=1e-3)
assert np.isclose(z_costs[200], 711719586.69) and np.isclose(z_costs[200], cost(best0, best1))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 100 步，离最低点只差几美元，代价 $7.1172\times10^8$，正是最小二乘的那个；200 步，一美元也不差。
# 前面估计要几千万步的事，现在一两百步就成。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.scaling")

# %% slideshow={"slide_type": "skip"}
def draw_valley(ax, x, centre, path, theta0s, theta1s, levels):
    """Draw the contours of the cost over both parameters (tens of thousands of dollars, dollars), and a path."""
    A, B = np.meshgrid(theta0s, theta1s)
    J = ((A[..., None] + B[..., None] * x - price) ** 2).mean(axis=-1) / 2
    ax.contourf(A / 1e4, B, J, levels=levels, cmap="Blues_r", extend="both", alpha=0.75)
    ax.contour(A / 1e4, B, J, levels=levels, colors="0.45", linewidths=0.7)
    ax.plot(path[:, 0] / 1e4, path[:, 1], "o-", color=RED, ms=4, lw=1.5)
    ax.plot(centre[0] / 1e4, centre[1], "x", color="black", ms=11, mew=2.5)
    ax.grid(False)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.6))
heights = [7.2e8, 8e8, 1.2e9, 2.4e9, 6e9, 1.5e10, 3e10, 5.4e10]
draw_valley(left, area, (best0, best1), raw_path[:60], np.linspace(-1e5, 1e5, 161), np.linspace(0, 300, 161), heights)
left.set(title="原始的面积：狭长的谷", xlabel="截距（万美元）", ylabel="斜率（美元）")
draw_valley(right_ax, z_area, z_path[-1], z_path, np.linspace(-5e4, 6.5e5, 161), np.linspace(-3e5, 4e5, 161), heights)
right_ax.set(title="标准化以后：圆碗", xlabel="截距（万美元）", aspect=1e-4)
right_ax.set_yticks([-200_000, 0, 200_000, 400_000], ["-20 万", "0", "20 万", "40 万"])
for ax in (left, right_ax):
    ax.title.set_size(14)
plotting.show(fig, alt="两张等高线图，叉是最低点，红线是梯度下降的路。左图用原始面积：等高线是斜着的长条，红线从原点笔直向上走到谷底就停住，离叉还有一段。右图标准化以后：等高线是同心圆，红线从原点笔直走到圆心的叉。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 左边：一步只能这么大，否则从谷的这壁飞到那壁；落到谷底以后，沿着谷几乎没有坡。
# 左图的横轴一格是几万，纵轴一格是几十；照同一比例画，这条谷的长是宽的七千倍。
# 右边：哪个方向都一样陡，直奔圆心。

# %% slideshow={"slide_type": "skip"}
H_scaled = np.array([[1, z_area.mean()], [z_area.mean(), (z_area**2).mean()]])
assert np.isclose(np.linalg.cond(H_scaled), 1) and 7000 < np.sqrt(sharp / flat) < 7200  # 椭圆的长短轴之比是条件数的平方根

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():
    import ipywidgets

    def bowl(alpha=0.1, steps=20):
        ax = plt.subplots(figsize=(5.5, 4))[1]
        path, costs = descend(z_area, price, alpha, steps)
        draw_valley(ax, z_area, z_path[-1], path, np.linspace(-5e4, 7.5e5, 121), np.linspace(-3e5, 4e5, 121), heights)
        ax.set(title=f"$J$ = {costs[-1]:.4e}", xlim=(-5, 75), ylim=(-3e5, 4e5))
        plt.show()

    ipywidgets.interact(
        bowl,
        alpha=ipywidgets.FloatSlider(value=0.1, min=0.05, max=2.2, step=0.05, continuous_update=False, description="学习率"),
        steps=ipywidgets.IntSlider(value=20, min=1, max=60, continuous_update=False, description="步数"),
    )
else:
    print("在 JupyterLab 里运行，这里可以拖动学习率和步数，看红线在碗里怎么走。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.5.3 换回原来的单位
#
# 标准化以后的系数是 $(313899.9,\ 91169.09)$，它说的是：平均的房子 313899.9 美元，每大**一个标准差**，加 91169 美元。
# 朋友要听的是“每平方英尺多少钱”。
# 把 $z=(x-\bar x)/\sigma$ 代回去：
#
# $$h=\theta_0'+\theta_1'\,\frac{x-\bar x}{\sigma}=\Big(\theta_0'-\frac{\theta_1'\bar x}{\sigma}\Big)+\frac{\theta_1'}{\sigma}\,x$$

# %% slideshow={"slide_type": "fragment"}
scaled0, scaled1 = z_path[-1]
print(f"斜率 {scaled1 / sigma:.2f}", end="，")
print(f"截距 {scaled0 - scaled1 * mu / sigma:.2f}")
z_new = (1650 - mu) / sigma  # 用这十套的均值和标准差
print(f"报价 {scaled0 + scaled1 * z_new:,.0f}", end="；")
print(f"忘了标准化：{scaled0 + scaled1 * 1650:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([scaled0 - scaled1 * mu / sigma, scaled1 / sigma], [best0, best1], rtol=1e-6)
assert round(scaled0 + scaled1 * z_new) == 280890 and 1.5e8 < scaled0 + scaled1 * 1650 < 1.51e8

# %% [markdown] slideshow={"slide_type": "fragment"}
# 斜率和截距都回来了，标准化没有改变答案，只改了走的路。
#
# **常见错误**：新房子忘了标准化，报出一亿五千万美元；或者拿新房子自己的均值去减。
# **训练时用哪个均值和标准差，预测时就用哪个**，它们也是模型的一部分，要一起存下来。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.unscale")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.5.4 别的缩放，和两个误会（自学）
#
# - **最小最大缩放**（min-max scaling）：$\dfrac{x-x_{\min}}{x_{\max}-x_{\min}}$，落在 0 到 1；
# - **均值归一化**（mean normalisation）：$\dfrac{x-\bar x}{x_{\max}-x_{\min}}$，最大与最小相差 1，中间有个 0。
#
# **常见错误一**：以为均值归一化也落在 0 到 1。
# 分子减的是均值，面积会落在 $-0.280$ 到 $+0.720$；要 0 到 1，就得减最小值。
# 写公式时，$\sigma$ 也别写成 $\delta$。
#
# **常见错误二**：以为标准化以后数据就成了正态分布。
# 它只平移、放大，点与点之间的排法一点没变。

# %% slideshow={"slide_type": "skip"}
span = area.max() - area.min()
minmax, centred = (area - area.min()) / span, (area - area.mean()) / span
for name, values in {"最小最大": minmax, "均值归一化": centred, "标准化": z_area}.items():
    print(f"{name}：从 {values.min():.3f} 到 {values.max():.3f}")
print("标准化和原来的面积，相关系数", round(np.corrcoef(area, z_area)[0, 1], 6))
assert minmax.min() == 0 and minmax.max() == 1
assert round(centred.min(), 3) == -0.280 and round(centred.max(), 3) == 0.720 and np.isclose(np.ptp(centred), 1)
skew = [((v - v.mean()) ** 3).mean() / v.std() ** 3 for v in (area, z_area)]  # 偏度：右边拖多长的尾巴
assert np.isclose(*skew) and skew[0] > 1 and np.isclose(np.corrcoef(area, z_area)[0, 1], 1)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：1.5.2 先运行，再问 `linear.scaling`，最后才放等高线图。
# 图下面有一格带滑块（幻灯片里没有），在 JupyterLab 里可以当场拖学习率。
#
# **现场可改**的是 `ALPHA`：0.5 十几步就到，1 一步就到，1.9 左右跳着收住，2.1 发散。
# “一步就到”值得停一下：$\lambda=1$，$\alpha=1$，每步乘 0。
# 可惜只有一个特征（或特征之间不相关）时才这么巧，1.6 就没有了。
#
# **会遇到的误区**：（1）“标准化是为了算得准”。
# 答案一样，是为了走得到。
# （2）“标准化以后截距变成 313899.9，模型变了”。
# 这是平均房子的价钱，换回去还是 $-15126$。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.6 两个特征：用矩阵写
#
# ### 1.6.1 设计矩阵
#
# 加上卧室数，假设多一项：
#
# $$h_\theta(x)=\theta_0+\theta_1x_1+\theta_2x_2$$
#
# 若有一百个特征，这样写就太长了。
# 约定 $x_0=1$，三项都成了“系数乘特征”：第一套房子是 $x=(1,\ 2104,\ 3)$，$\theta=(\theta_0,\theta_1,\theta_2)$，对应相乘再相加，记作 $\theta^{\mathsf T}x$：
#
# $$h_\theta(x)=\theta^{\mathsf T}x=\theta_0\cdot1+\theta_1\cdot2104+\theta_2\cdot3$$
#
# 十套房子，就是十个这样的式子。
# 把十个 $x$ 一行一行摞起来，最左边一列全是 1，叫**设计矩阵**（design matrix），还记作 $X$。
# 十个预测一次写完：$X\theta$。

# %% slideshow={"slide_type": "fragment"}
X = np.column_stack([np.ones(10), area, bedrooms])
theta = np.array([0.0, 100.0, 10_000.0])
print("形状：X", X.shape, " θ", theta.shape, " Xθ", (X @ theta).shape)
print("第一套：", (X @ theta)[0], "=", 0 * 1 + 100 * 2104 + 10_000 * 3)

# %% slideshow={"slide_type": "skip"}
assert X.shape == (10, 3) and (X @ theta).shape == (10,) and (X @ theta)[0] == 240_400

# %% [markdown] slideshow={"slide_type": "subslide"}
# `X @ theta` 是矩阵乘法：拿 $X$ 的**每一行**和 $\theta$ 对应相乘、相加，一行出一个数。
# 10×3 乘 3，得 10；挨着的两个 3 必须相同，乘完就消失了。
#
# **常见错误**：一个样本写 $\theta^{\mathsf T}x$，就以为一批样本是 $\theta^{\mathsf T}X$。
# 样本按行放，所以是 $X\theta$。

# %% slideshow={"slide_type": "fragment"}
try:
    theta @ X  # 3 乘 10×3：挨着的是 3 和 10
except ValueError:
    print("theta @ X 算不了：形状", theta.shape, "和", X.shape, "对不上")
print("X @ theta 可以，得到", (X @ theta).shape)

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：另一种写法。**
# 以后的章里常把截距单独写，$\hat y=XW+b$：那一列 1 不放进 $X$，$W$ 是其余的系数，$b$ 就是 $\theta_0$。
# 和 $X\theta$ 是同一件事。

# %% slideshow={"slide_type": "skip"}
assert np.allclose(X[:, 1:] @ theta[1:] + theta[0], X @ theta)
assert theta.shape[0] != X.shape[0] and np.allclose(X @ theta, theta @ X.T)  # 样本按列放，才写成 θ 的转置乘 X

# %% [markdown] slideshow={"slide_type": "subslide"}
# 误差是 $X\theta-y$，十个数的一列。
# 自己和自己对应相乘再相加，就是平方和，所以
#
# $$J(\theta)=\frac1{2n}(X\theta-y)^{\mathsf T}(X\theta-y)$$
#
# 梯度里每个分量是“误差乘第 $j$ 个特征，加起来”。
# $X^{\mathsf T}$ 是把 $X$ 的行和列对调，第 $j$ 行正是第 $j$ 个特征的十个数，所以所有分量也一次写完：
#
# $$\theta:=\theta-\frac{\alpha}{n}X^{\mathsf T}(X\theta-y)$$
#
# 不管多少个特征，就这一行。

# %% slideshow={"slide_type": "subslide"}
def J_of(X, y, theta):
    error = X @ theta - y
    return error @ error / (2 * len(y))  # 两列数的 @：对应相乘再相加


def gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def gradient_descent(X, y, alpha, steps):
    theta, costs = np.zeros(X.shape[1]), []
    for step in range(steps):
        costs.append(J_of(X, y, theta))
        theta = theta - alpha * gradient(X, y, theta)
    return theta, np.array([*costs, J_of(X, y, theta)])

# %% slideshow={"slide_type": "skip"}
line_X = np.column_stack([np.ones(10), z_area])
line_theta, line_costs = gradient_descent(line_X, price, 0.1, 200)
assert np.allclose(line_theta, z_path[200]) and np.allclose(line_costs, z_costs)  # 和 1.4 的写法一步不差
Z_two = np.column_stack([np.ones(10), z_area, (bedrooms - bedrooms.mean()) / bedrooms.std()])
anywhere = np.array([3e5, 5e4, -2e4])
nudges = np.eye(3)  # 每次只动一个参数
differences = [(J_of(Z_two, price, anywhere + e) - J_of(Z_two, price, anywhere - e)) / 2 for e in nudges]
assert gradient(Z_two, price, anywhere).shape == (3,) and np.allclose(gradient(Z_two, price, anywhere), differences, rtol=1e-6)
print("梯度：公式", gradient(Z_two, price, anywhere).round(0), " 差分", np.round(differences, 0))

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.normal_equation")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.6.2 原始的，和标准化的
#
# 面积平均 1834，卧室平均 3.1，差了约 592 倍。
# （常有人顺口说“差一千倍”，算一下只要一秒。）
# 两个特征一起上，各走 500 步，印出第 100、200、500 步的代价：

# %% slideshow={"slide_type": "fragment"}
print(f"平均面积是平均卧室数的 {area.mean() / bedrooms.mean():.0f} 倍")
z_bedrooms = (bedrooms - bedrooms.mean()) / bedrooms.std()
Z = np.column_stack([np.ones(10), z_area, z_bedrooms])
raw_theta, raw_J = gradient_descent(X, price, 5e-7, 500)
std_theta, std_J = gradient_descent(Z, price, 0.1, 500)
for name, table, J in (("原始", X, raw_J), ("标准化", Z, std_J)):
    condition = np.linalg.cond(table.T @ table / 10)
    told = "，".join(f"{J[step]:.6e}" for step in (100, 200, 500))
    print(f"{name}：条件数 {condition:.3g}，J：{told}")
print("标准化的系数：", std_theta.round(1))

# %% slideshow={"slide_type": "skip"}
assert round(area.mean() / bedrooms.mean()) == 592
assert np.isclose(np.linalg.cond(X.T @ X / 10), 1.37e8, rtol=5e-3) and np.isclose(np.linalg.cond(Z.T @ Z / 10), 4.464, atol=1e-3)
assert np.allclose(std_J[[100, 200, 500]], [703554196.35, 703026619.43, 703026314.802])
assert np.allclose(std_theta, [313899.9, 94587.474040, -5391.832889], rtol=1e-6)
assert raw_J[500] > 7.19e8 and 2 / np.linalg.eigvalsh(X.T @ X / 10)[-1] > 5e-7

# %% [markdown] slideshow={"slide_type": "fragment"}
# 标准化的走完了，$J=7.0303\times10^8$；原始的又停在 $7.199\times10^8$ 附近，几乎不动了。
# 条件数从 1.37 亿降到 4.46。
# 为什么不是 1？
# 因为面积大的房子卧室也多，两个特征**相关**，标准化去不掉这个。
# 下面的等高线，截距都固定在最好处。

# %% slideshow={"slide_type": "skip"}
def draw_two(ax, table, alpha, best, spans, unit):
    """Draw the cost over the coefficients of area and bedrooms, the intercept at its best, and 150 steps."""
    first, second = np.meshgrid(*(np.linspace(*span, 161) for span in spans))
    errors = best[0] + first[..., None] * table[:, 1] + second[..., None] * table[:, 2] - price
    J = (errors**2).mean(axis=-1) / 2
    levels = J.min() * np.array([1.001, 1.1, 1.5, 3, 7, 15, 30])
    ax.contourf(first / unit[0], second / unit[1], J, levels=levels, cmap="Blues_r", extend="both", alpha=0.75)
    ax.contour(first / unit[0], second / unit[1], J, levels=levels, colors="0.45", linewidths=0.7)
    walk, theta = [np.zeros(3)], np.zeros(3)
    for _ in range(150):
        theta = theta - alpha * gradient(table, price, theta)
        walk.append(theta)
    walk = np.array(walk)
    ax.plot(walk[:, 1] / unit[0], walk[:, 2] / unit[1], "o-", color=RED, ms=4, lw=1.5)
    ax.plot(best[1] / unit[0], best[2] / unit[1], "x", color="black", ms=11, mew=2.5)
    ax.grid(False)
    return walk

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.5))
raw_best, std_best = (np.linalg.lstsq(table, price)[0] for table in (X, Z))
raw_walk = draw_two(left, X, 1e-7, raw_best, ((0, 350), (-8e4, 8e4)), (1, 1e4))
std_walk = draw_two(right_ax, Z, 0.1, std_best, ((-1e5, 2.8e5), (-2e5, 1.8e5)), (1e4, 1e4))
left.set(title="原始：又是一条谷", xlabel="面积的系数", ylabel="卧室的系数（万）")
right_ax.set(title="标准化：椭圆，不是圆", xlabel="面积的系数（万）", aspect="equal")
for ax in (left, right_ax):
    ax.title.set_size(14)
plotting.show(fig, alt="两张等高线图，截距固定在最好处，横轴是面积的系数，纵轴是卧室的系数，叉是最低点。左图用原始特征：等高线是斜着的长条，红线从原点水平走到谷底就停住，离叉还有一段。右图标准化以后：等高线是斜着的椭圆，红线从原点先走向右上，再拐弯走到叉。")

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3))
for name, table, alpha, color, dash in (("原始", X, 5e-7, RED, "--"), ("标准化", Z, 0.1, BLUE, "-")):
    curve = gradient_descent(table, price, alpha, 150)[1]
    ax.plot(curve - J_of(X, price, raw_best), ls=dash, color=color, label=name)
ax.set(title="代价比最低点高多少", xlabel="步数", ylabel="$J-J_{\\min}$", yscale="log")
ax.legend()
plotting.show(fig, alt="两条曲线，纵轴是对数，画代价比最低点高多少。原始特征的虚线先降得快，二十步后变平，停在一千多万；标准化的实线一直往下，150 步时只高一万多。")

# %% slideshow={"slide_type": "skip"}
assert abs(raw_walk[-1][2]) < 1 and 160 < raw_walk[-1][1] < 180 and np.allclose(std_walk[-1], std_best, rtol=0.05)
left_over = [gradient_descent(table, price, alpha, 150)[1][-1] - J_of(X, price, raw_best) for table, alpha in ((X, 5e-7), (Z, 0.1))]
assert 1.6e7 < left_over[0] < 1.8e7 and 1e4 < left_over[1] < 2e4

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.6.3 卧室的系数
#
# 把标准化的系数换回原来的单位：

# %% slideshow={"slide_type": "fragment"}
per_unit = std_theta[1:] / [area.std(), bedrooms.std()]
base = std_theta[0] - per_unit @ [area.mean(), bedrooms.mean()]
per_foot, per_bedroom = per_unit
print(f"截距 {base:,.2f}，面积 {per_foot:.2f}，卧室 {per_bedroom:,.2f}")
theta_two = np.array([base, per_foot, per_bedroom])
FEET, ROOMS = 1650, 3  # 改这里：同样大，换成 4 间呢？
print(f"{FEET} 平方英尺、{ROOMS} 间：{theta_two @ [1, FEET, ROOMS]:,.0f}")
bedroom_only = np.polyfit(bedrooms, price, 1)
print(f"只看卧室，不看面积：每间卧室 {bedroom_only[0]:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(theta_two, [3575.380289, 186.130264, -10012.382317], rtol=1e-4)
assert abs(theta_two @ [1, 1650, 3] - 280653.17) < 0.05 and round(bedroom_only[0]) == 101345

# %% [markdown] slideshow={"slide_type": "fragment"}
# 只看卧室，多一间贵十万；和面积一起看，多一间反而**便宜一万**。
# 哪一句是真的？

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.bedrooms")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两句都是真的，问的不是一件事。
#
# - 只看卧室的那个 101345，比的是“三间的房子和四间的房子”，四间的通常也更大；
# - 一起看的那个 $-10012$，比的是“**同样大**的房子，三间和四间”。
#
# **读系数要补上半句话：“其余特征不变时”。**
# 特征之间相关，叫**共线性**（collinearity）；相关越厉害，系数越不稳，换一套房子，连正负号都会变。
# 预测却不怎么受影响：1650 平方英尺、3 间，报价 280653，和只用面积的 280890 差不多。

# %% slideshow={"slide_type": "subslide"}
def correlation(a, b):  # 相关系数：1 是同涨同落，0 是不相干
    return np.corrcoef(a, b)[0, 1]


print(f"面积与价钱 {correlation(area, price):.3f}")
print(f"卧室与价钱 {correlation(bedrooms, price):.3f}")
print(f"面积与卧室 {correlation(area, bedrooms):.3f}")
without = []
for left_out in range(10):
    keep = np.arange(10) != left_out
    without.append(np.linalg.lstsq(X[keep], price[keep])[0][2])
print("轮流拿掉一套，卧室的系数", end="")
print(f"从 {min(without):,.0f} 到 {max(without):,.0f}")

# %% slideshow={"slide_type": "skip"}
assert round(correlation(area, price), 3) == 0.924 and round(correlation(bedrooms, price), 3) == 0.553
assert round(correlation(area, bedrooms), 3) == 0.634
assert min(without) < 0 < max(without)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig = plt.figure(figsize=(8, 3.8), layout="none")
ax = fig.add_axes((0.1, 0.06, 0.8, 0.98), projection="3d", computed_zorder=False)
across, deep = np.meshgrid(np.linspace(1300, 3100, 2), np.linspace(1.8, 4.2, 2))
ax.plot_surface(across / 100, deep, (theta_two[0] + theta_two[1] * across + theta_two[2] * deep) / 1e4, color=BLUE, alpha=0.3)
for a, b, p, guess in zip(area, bedrooms, price, X @ theta_two):
    ax.plot([a / 100] * 2, [b] * 2, [guess / 1e4, p / 1e4], color=RED, lw=1.5)
ax.scatter(area / 100, bedrooms, price / 1e4, color="0.2", s=30, depthshade=False)
ax.set(xlabel="面积（百平方英尺）", ylabel="卧室", zlabel="价钱（万美元）", yticks=[2, 3, 4])
for axis, pad in ((ax.xaxis, 9), (ax.yaxis, 7), (ax.zaxis, 5)):
    axis.label.set_size(12)
    axis.labelpad = pad
ax.view_init(elev=22, azim=-120)
ax.set_box_aspect((1.5, 1.2, 0.9), zoom=1.05)
plotting.show(fig, alt="三维图：十套房子是空间里的十个点，拟合出来的是一个平面，沿面积方向陡升，沿卧室方向略微下降；红色竖线是每个点到平面的残差。")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.6.4 不下山，直接解（自学）
#
# 最低点处梯度是 0。
# 令 $\frac1nX^{\mathsf T}(X\theta-y)=0$，移项，得**正规方程**（normal equation）：
#
# $$X^{\mathsf T}X\,\theta=X^{\mathsf T}y$$
#
# 它是一组线性方程，未知数有几个，方程就有几个，解一次就完，不用学习率，也不用标准化。
# $X^{\mathsf T}X$ 的第 $i$ 行第 $j$ 列，是第 $i$ 个和第 $j$ 个特征对应相乘再相加，所以它是 3×3。

# %% slideshow={"slide_type": "skip"}
solved = np.linalg.solve(X.T @ X, X.T @ price)
library = LinearRegression().fit(houses[["area", "bedrooms"]].to_numpy(), price)
print("X.T @ X 的形状", (X.T @ X).shape)
print("正规方程：", solved.round(2), " scikit-learn：", np.round([library.intercept_, *library.coef_], 2))
assert np.allclose(solved, [3575.380289, 186.130264, -10012.382317])
assert np.allclose([library.intercept_, *library.coef_], solved) and np.isclose(J_of(X, price, solved), 703026314.802)
assert np.allclose(gradient(X, price, solved) / gradient(X, price, np.zeros(3)), 0, atol=1e-8)  # 梯度是 0
assert np.isclose(solved @ [1, 1650, 3], 280653.17)

# %% [markdown] slideshow={"slide_type": "skip"}
# 那还要梯度下降做什么？
#
# - 特征有 $d$ 个，解方程的工夫按 $d^3$ 涨，十万个特征就解不动了，梯度下降每步只要 $n\times d$；
# - 样本多到内存放不下，梯度下降可以一批一批地走；
# - 换一个模型，比如神经网络，就没有这样的方程可解，梯度下降照样能走。
#
# **常见错误**：同一个信息放两列，比如面积的平方英尺和平方米各一列。
# 这时 $X^{\mathsf T}X$ 不可逆，系数有无穷多组，`np.linalg.solve` 要么报错，要么给出没有意义的大数。
# 先去掉重复的列；实在要解，用 `np.linalg.lstsq`，它挑最短的那一组。

# %% slideshow={"slide_type": "skip"}
metric = np.column_stack([np.ones(10), area, area / 10.7639])  # 平方英尺、平方米
print("三列，秩只有", np.linalg.matrix_rank(metric))
shortest = np.linalg.lstsq(metric, price)[0]
print("lstsq 的预测和一列时相同：", np.allclose(metric @ shortest, best0 + best1 * area))
assert np.linalg.matrix_rank(metric) == 2 and np.allclose(metric @ shortest, best0 + best1 * area)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：写 10×3 的格子、3 的一竖条、10 的一竖条，用手指横着扫一行、竖着扫一列，做一次 `X @ theta`。
# 再把 10×3 的格子放倒，做一次 `X.T @ error`，问：第二个数是什么？
# 是误差乘面积，加起来。
#
# **现场可改**的是 `FEET, ROOMS`：$(1650,4)$ 是 270641，比 3 间少 10012；$(3000,4)$ 是 521917，真卖了 539900。
#
# **会遇到的误区**：（1）“系数大的特征更重要”。
# 系数的大小跟单位走：面积换成平方米，系数大十倍多，预测一点没变。
# 要比，用标准化以后的系数：面积 94587，卧室 $-5392$。
# （2）“负系数说明数据错了”。
# （3）“拆掉一间卧室，房子能多卖一万”。
# 系数说的是比较，不是因果。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.7 这条线能信多少
#
# ### 1.7.1 多打一个零
#
# 录入的人手一抖，最后一套的 242500 写成了 2425000，十套里错一套。
# **先猜**：最小二乘的斜率原来是 179，现在是多少？

# %% slideshow={"slide_type": "fragment"}
WHICH, TIMES = -1, 10  # 改这里：哪一套，错成几倍；-1 是最后一套
typo = price.copy()
typo[WHICH] = typo[WHICH] * TIMES
typo_slope, typo_intercept = np.polyfit(area, typo, 1)
print(f"斜率 {best1:.2f} → {typo_slope:.2f}")
typo_price = typo_intercept + typo_slope * 1650
print(f"报价 {best0 + best1 * 1650:,.0f} → {typo_price:,.0f}")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 越大越便宜了！
# 1.3.2 里放下的另一个办法，把残差的**绝对值**加起来，叫**最小绝对偏差**（least absolute deviations），试试它。
# 它没有求导的公式，但最好的线总可以穿过其中两个点，十个点配成 45 对，逐对试就行。

# %% slideshow={"slide_type": "skip"}
def least_absolute(x, y):
    """Try the line through each pair of points; return (slope, intercept) of the least sum of absolute residuals."""
    lines = []
    for i in range(len(x)):
        for j in range(i):
            if x[i] != x[j]:
                slope = (y[i] - y[j]) / (x[i] - x[j])
                intercept = y[i] - slope * x[i]
                lines.append((abs(y - intercept - slope * x).sum(), slope, intercept))
    return min(lines)[1:]

# %% slideshow={"slide_type": "subslide"}
sturdy = least_absolute(area, price)
sturdy_typo = least_absolute(area, typo)
print(f"最小二乘：　　斜率 {best1:.2f} → {typo_slope:.2f}")
print(f"最小绝对偏差：斜率 {sturdy[0]:.2f} → {sturdy_typo[0]:.2f}")

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 3), sharey=True)
ends = np.array([1300, 3100])
lines = {"最小二乘": ((best1, best0), (typo_slope, typo_intercept), RED, "--"), "最小绝对偏差": (sturdy, sturdy_typo, BLUE, "-")}
for k, (ax, values, title) in enumerate(zip(axes, (price, typo), ("原来的十套", "一套多打一个零"))):
    ax.plot(area / 100, values / 1e4, "o", color="0.25")
    for name, (*fits, color, dash) in lines.items():
        ax.plot(ends / 100, (fits[k][1] + fits[k][0] * ends) / 1e4, ls=dash, color=color, label=name)
    ax.set(title=title, xlabel="面积（百平方英尺）")
axes[0].set_ylabel("价钱（万美元）")
axes[1].legend(fontsize=12, loc="upper right")
plotting.show(fig, alt="左图：原来的十套，两种方法的线几乎一样。右图：最后一套多打一个零，跳到 242 万；最小二乘的虚线被拽得向下斜，最小绝对偏差的实线几乎没动。")

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.outlier")

# %% slideshow={"slide_type": "skip"}
one_zero = price * np.array([1] * 9 + [10])  # 不管上面改成什么，这里验最后一套错成十倍
assert np.isclose(best1, 179.40, atol=0.005) and np.isclose(np.polyfit(area, one_zero, 1)[0], -107.94, atol=0.005)
assert np.isclose(sturdy[0], 197.48, atol=0.005) and np.isclose(least_absolute(area, one_zero)[0], 194.38, atol=0.005)
total = abs(price - sturdy[1] - sturdy[0] * area).sum()
rng = np.random.default_rng(0)
for slope, intercept in zip(sturdy[0] + rng.normal(0, 20, 500), sturdy[1] + rng.normal(0, 4e4, 500)):
    assert abs(price - intercept - slope * area).sum() >= total  # 随便换五百条线，没有更小的

# %% [markdown] slideshow={"slide_type": "fragment"}
# 离其他点特别远的点，叫**离群点**（outlier）。
# 遇到它先查是不是录错了，**再**决定换不换打分的办法；不看原因就删，会把真的豪宅也删掉。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.7.2 成绩单
#
# $J$ 是七亿多，朋友听不懂。
# 换几种说法：
#
# - **平均绝对误差**（mean absolute error，MAE）：残差绝对值的平均，单位是美元；
# - **均方误差**（mean squared error，MSE）：残差平方的平均，正好是 $2J$；
# - **均方根误差**（root mean squared error，RMSE）：MSE 开方，单位又回到美元；
# - **平均绝对百分比误差**（mean absolute percentage error，MAPE）：每个残差先除以真实价钱；
# - **决定系数**（coefficient of determination，R²）：和“一律猜平均价”比，平方和少了几成。

# %% slideshow={"slide_type": "subslide"}
def report(y, guess):
    r = y - guess
    mse = (r**2).mean()
    mae, mape = abs(r).mean(), (abs(r) / y).mean()
    return {"MAE": mae, "MSE": mse, "RMSE": mse**0.5,
            "MAPE": mape, "R2": 1 - mse / y.var()}


one = report(price, best0 + best1 * area)
two = report(price, X @ theta_two)
for name, s in {"只用面积": one, "面积和卧室": two}.items():
    print(f"{name}：MAE {s['MAE']:,.0f}", end="，")
    print(f"RMSE {s['RMSE']:,.0f}", end="，")
    print(f"MAPE {s['MAPE']:.1%}，R² {s['R2']:.3f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([one[k] for k in ("MAE", "MSE", "RMSE", "MAPE", "R2")], [33435.681, 1.42343917e9, 37728.493, 0.11174, 0.853785], rtol=1e-5, atol=5e-6)
assert round(two["R2"], 6) == 0.855571 and np.isclose(one["MSE"], 2 * cost(best0, best1))
loo = []
for left_out in range(10):  # 每次藏起一套，用另外九套拟合，再来猜它
    keep = np.arange(10) != left_out
    slope, intercept = np.polyfit(area[keep], price[keep], 1)
    loo.append(price[left_out] - (intercept + slope * area[left_out]))
hidden_rmse = np.mean(np.square(loo)) ** 0.5
print(f"轮流藏起一套，再猜它：RMSE {hidden_rmse:,.0f}")
assert round(hidden_rmse) == 46161 and hidden_rmse > one["RMSE"]

# %% [markdown] slideshow={"slide_type": "fragment"}
# **常见错误**：把这张成绩单念给朋友听。
# 题目是这十套，答案也是这十套，等于开卷考。
# 轮流藏起一套、用另外九套猜它，RMSE 就从三万八变成四万六。
# 没见过的房子，才是真考试；第 3 章和第 10 章教你怎样出这张卷子。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.7.3 点以外的地方
#
# 截距是 $-15126$：难道 0 平方英尺的房子，要倒贴一万五？
# 这条线没见过 1380 以下和 3000 以上的房子。
# 在见过的范围以外用它，叫**外推**（extrapolation），直线不会提醒你它不知道。

# %% slideshow={"slide_type": "fragment"}
for size in (0, 84, 1650, 20_000):
    inside = "见过" if area.min() <= size <= area.max() else "外推"
    worth = best0 + best1 * size
    print(f"{size:6,} 平方英尺：{worth:12,.0f} 美元（{inside}）")

# %% slideshow={"slide_type": "skip"}
assert area.min() == 1380 and area.max() == 3000 and best0 + best1 * 84 < 0 < best0 + best1 * 85
assert 3.5e6 < best0 + best1 * 20_000 < 3.6e6

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.prediction")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：1.7.1 先收猜测，多数人猜 190 到 250（“贵了，所以斜率变大”）。
# 最后一套面积小，价钱高，把左端往上撬，所以斜率变负。
#
# **现场可改**的是 `WHICH, TIMES`：换成第 5 套（`WHICH = 4`，面积最大），最小二乘从 179 蹿到 2373，最小绝对偏差从 197 变成 258：也动了，少得多。
# 错一百倍（`TIMES = 100`），最小二乘是 $-2981$，最小绝对偏差还是 194.38，一丝不动。
#
# **会遇到的误区**：（1）“所以以后都用绝对值”。
# 没有离群点时，平方用到了每个点的信息，通常更准；而且处处可导。
# （2）“R² 0.85，所以八成五的房子猜对了”。
# 它比的是平方和，不是猜对的套数。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.8 监督学习的大家庭
#
# ### 1.8.1 九种算法
#
# 数据都是 $(X,y)$，模型可以换。
# 常见的有九种，线性回归是第一种：
#
# | 算法 | 一句话 | 做什么题 |
# |---|---|---|
# | 线性回归 | 特征乘系数，加起来 | 回归 |
# | 逻辑回归 | 加起来，再压成 0 到 1 的概率 | 分类 |
# | 决策树 | 一路问“是不是大于”，走到一片叶子 | 都行 |
# | 随机森林 | 很多棵不同的树投票 | 都行 |
# | $k$ 近邻 | 看最近的 $k$ 个邻居是什么 | 都行 |
# | 朴素贝叶斯 | 各特征分开算概率，再乘起来 | 分类 |
# | 支持向量机 | 找离两边都最远的分界 | 都行 |
# | 感知器 | 一条直线，错了才挪 | 分类 |
# | 深度神经网络 | 很多层“线性加激活” | 都行 |

# %% [markdown] slideshow={"slide_type": "subslide"}
# 换算法，只要换一行。
# 后八种都会分类，让它们认同一批鸢尾花：150 朵，三个品种，量了四个长度，留 30 朵当考卷。

# %% slideshow={"slide_type": "fragment"}
iris = load_iris()
X_fit, X_exam, y_fit, y_exam = train_test_split(
    iris.data, iris.target, test_size=0.2,
    random_state=42, stratify=iris.target,
)
scaler = StandardScaler().fit(X_fit)  # 只用训练的 120 朵
family = {
    "逻辑回归": LogisticRegression(max_iter=1000),
    "决策树": DecisionTreeClassifier(random_state=0),
    "随机森林": RandomForestClassifier(random_state=0),
    "5 近邻": KNeighborsClassifier(5),
    "朴素贝叶斯": GaussianNB(),
    "支持向量机": SVC(),
    "感知器": Perceptron(random_state=0),
    "神经网络": MLPClassifier((10,), max_iter=2000, random_state=0),
}

# %% slideshow={"slide_type": "subslide"}
exam = {}
for name, method in family.items():
    method.fit(scaler.transform(X_fit), y_fit)
    accuracy = method.score(scaler.transform(X_exam), y_exam)
    exam[name] = round(accuracy * 30)
    print(f"30 朵里认对 {exam[name]} 朵：{name}")

# %% slideshow={"slide_type": "skip"}
wanted = [0.933, 0.967, 0.933, 0.933, 0.967, 0.967, 0.900, 0.967]
assert np.allclose(np.array(list(exam.values())) / 30, wanted, atol=0.034)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 八种都对 27 到 29 朵。
# 差一两朵，换一批考卷就可能倒过来，**别凭一次考试说谁最好**。
# 在小而干净的表上，先试简单的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.8.2 用在哪里
#
# **垃圾邮件过滤**，一套完整的分类系统：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(12, 4.2, 3)
size = {"size": 13}
mail = box(ax, 1.2, 3.3, "新邮件", **size)
features = box(ax, 4, 3.3, "取特征\n词、链接、发件人", **size)
judge = box(ax, 7.2, 3.3, "分类器 $h$", BLUE_TINT, **size)
inbox, junk = box(ax, 10.5, 3.75, "收件箱", **size), box(ax, 10.5, 2.6, "垃圾箱", **size)
labelled = box(ax, 2.2, 0.7, "标好的旧邮件", **size)
training = box(ax, 7.2, 0.7, "训练", ORANGE_TINT, **size)
for start, end in ((mail, features), (features, judge), (judge, inbox), (judge, junk), (labelled, training), (training, judge)):
    join(ax, start, end)
join(ax, junk, training, color=RED, connectionstyle="arc3,rad=-0.3")
ax.text(9.1, 0.75, "用户点“这不是垃圾”\n变成新的标签", color=RED, size=12, va="center")
plotting.show(fig, alt="垃圾邮件过滤的结构图：新邮件取出特征，送进分类器，分到收件箱或垃圾箱；分类器由标好的旧邮件训练而来；用户点“这不是垃圾”，变成新的标签，回到训练。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 红线最要紧：用户纠正一次，就多一个标签。
# **情感分析**也是分类：读一条评论，判断是夸是骂。
# **车牌识别**先找到车牌在哪里，再把每个字符分类。
#
# **举手**：垃圾邮件过滤、情感分析、车牌识别、网站给电影算平均分，哪一个不是监督学习？

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：常见错误，拿 MNIST 当车牌。**
#
# 讲字符识别，常拿 **MNIST** 做例子：训练 60,000 张，测试 10,000 张，每张 28×28，是人**手写**的 0 到 9。
# 车牌上是**印刷**的字，还有汉字和字母。
# 在手写数字上学，拿去认印刷数字，会怎样？
# 我们用 scikit-learn 自带的小号手写数字（1797 张，每张 8×8）来试；印刷的用五种字体画出来，缩成同样大小。

# %% slideshow={"slide_type": "skip"}
FONTS = [("DejaVu Sans", "normal"), ("DejaVu Sans", "bold"), ("DejaVu Sans Mono", "normal"), ("DejaVu Serif", "normal"), ("DejaVu Serif", "bold")]


def printed(digit, family, weight):
    """Return a printed digit as the handwritten ones were made: 32 x 32 dots, counted in blocks of 4 x 4."""
    outline = TextPath((0, 0), str(digit), size=32, prop=FontProperties(family=family, weight=weight))
    low, high = outline.vertices.min(axis=0), outline.vertices.max(axis=0)
    place = (np.arange(32) + 0.5) / 32
    height = high[1] - low[1]
    across = (low[0] + high[0]) / 2 + (place - 0.5) * height  # 字放在正中，不拉宽
    grid = np.stack(np.meshgrid(across, high[1] - place * height), axis=-1).reshape(-1, 2)
    dots = np.zeros(len(grid), bool)
    for loop in outline.to_polygons():
        dots ^= Path(loop).contains_points(grid)  # 圈里套圈，就挖空
    return dots.reshape(8, 4, 8, 4).sum(axis=(1, 3))


handwriting = load_digits()
hand_fit, hand_exam, digit_fit, digit_exam = train_test_split(handwriting.data, handwriting.target, test_size=0.3, random_state=0, stratify=handwriting.target)
reader = SVC().fit(hand_fit, digit_fit)
plates = np.array([printed(d, *font).ravel() for font in FONTS for d in range(10)])
plate_truth = np.tile(np.arange(10), len(FONTS))
on_hand, on_plate = reader.score(hand_exam, digit_exam), reader.score(plates, plate_truth)
print(f"没见过的手写数字：{on_hand:.2f}；印刷数字：{on_plate:.2f}")
assert on_hand > 0.97 and 0.6 < on_plate < 0.9

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(2, 10, figsize=(8, 2.2))
for d in range(10):
    axes[0, d].imshow(handwriting.images[handwriting.target == d][0], cmap="Greys")
    axes[1, d].imshow(plates[d].reshape(8, 8), cmap="Greys")
    for ax in axes[:, d]:
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
axes[0, 0].set_ylabel("手写", rotation=0, ha="right", va="center")
axes[1, 0].set_ylabel("印刷", rotation=0, ha="right", va="center")
plotting.show(fig, alt="两行 0 到 9 的小图，每张 8×8 的灰度格子：上面一行是手写的数字，笔画粗细不匀；下面一行是印刷的数字，笔画整齐。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 没见过的手写数字认对 99 %，印刷的只认对四分之三。
# **训练的数据和用的数据不是一路，考得再好也不算数。**
# 认车牌，就要用车牌来学。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：评分系统是监督学习吗？**
# 电影网站的评分，看看它怎样做：
#
# | 网站 | 评什么 | 怎样打分 | 算法 | 门槛 | 防作弊 | 榜单 |
# |---|---|---|---|---|---|---|
# | 豆瓣 | 书评、影评 | 五颗星 | 取平均 | 用户没有门槛 | 技术加人工 | TOP 250 |
#
# 取平均，没有 $(x,y)$，也没有要学的参数，所以它**不是**监督学习。
# 把评论分成夸和骂，才是。
# 取平均还有个毛病：人少的时候靠不住。

# %% slideshow={"slide_type": "skip"}
stars = np.array([5, 4, 3, 2, 1])
votes = {"三个人看过的短片": np.array([3, 0, 0, 0, 0]), "一万人看过的佳片": np.array([7000, 2400, 500, 80, 20])}
for name, count in votes.items():
    print(f"{name}：{count.sum():6,} 人，平均 {stars @ count / count.sum():.2f} 颗星")
assert stars @ votes["三个人看过的短片"] / 3 == 5 and round(stars @ votes["一万人看过的佳片"] / 10_000, 2) == 4.63
print("短片再来一个一星，就变成", (3 * 5 + 1) / 4, "颗星")
assert (3 * 5 + 1) / 4 == 4.0

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.8.3 好在哪里，贵在哪里
#
# **好**：目标清楚，错没错当场知道；标签够多时，很准。
#
# **贵**：每个标签都要人来标。
# 一张 CT 片要请医生看，一份合同要请律师读，一小时几百上千元。
#
# **险**：标签少而模型灵活，就会把训练数据背下来，叫**过拟合**（overfitting）。
# 还是十套房子，把直线换成弯的曲线，越弯训练误差越小；轮流藏起一套再猜，看看怎样：

# %% slideshow={"slide_type": "skip"}
def shown_and_hidden(degree):
    """RMSE of a polynomial on the ten houses, and on each house when it is hidden from the fit."""
    shown = price - np.polyval(np.polyfit(z_area, price, degree), z_area)
    hidden = []
    for i in range(10):
        keep = np.arange(10) != i
        hidden.append(price[i] - np.polyval(np.polyfit(z_area[keep], price[keep], degree), z_area[i]))
    return np.mean(shown**2) ** 0.5, np.mean(np.square(hidden)) ** 0.5

# %% slideshow={"slide_type": "fragment"}
for degree in (1, 3, 5, 8):  # 改这里，最多 8 次
    shown, hidden = shown_and_hidden(degree)
    print(f"{degree} 次：给它看过的 {shown:8,.0f}，藏起来的 {hidden:.1e}")

# %% slideshow={"slide_type": "skip"}
shown, hidden = np.array([shown_and_hidden(degree) for degree in (1, 3, 5, 8)]).T
assert (np.diff(shown) < 0).all() and hidden.argmin() == 0 and hidden[2] > 1e7 and hidden[3] > 1e10
assert np.isclose(hidden[0], hidden_rmse)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 8 次的曲线，看过的只差五千，没看过的差到千亿美元。
# 第 11 章专门治它。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **举手的答案**：算平均分，没有标签，也没有学任何东西（自学里有豆瓣的表）。
#
# **会遇到的误区**：“神经网络一定最准”。
# 在 120 朵花上，朴素贝叶斯和它并列。
#
# **九种算法**只念“一句话”那一列，不展开；感知器和神经网络第 5 章讲，逻辑回归和交叉熵第 6 章碰到。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.9 回到那套房子：小结
#
# 1650 平方英尺，该标多少钱？
#
# | 三问 | 这一章的回答 |
# |---|---|
# | 什么叫好 | 残差的平方和最小，最小二乘 |
# | 怎么找 | 标准化，再梯度下降，学习率小于 $2/\lambda$ |
# | 信多少 | 看没见过的房子：误差四五万；只在 1380–3000 平方英尺之间用；先查离群点 |
#
# 对朋友说：**二十八万上下，出入四五万是常事**。
# 只报一个 280,889.65，是把十套房子当成了全世界。

# %% slideshow={"slide_type": "fragment"}
final = best0 + best1 * 1650
print(f"报价 {final:,.0f}，没见过的房子通常差 {hidden_rmse:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert round(final, 2) == 280889.65 and 40_000 < hidden_rmse < 50_000

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学的程序跑了一夜，代价曲线早就平了，他说“收敛了”。
# 你请他看哪两样东西，才信？

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - 监督学习从 $(X,y)$ 学一个映射；标签是数叫回归，是类别叫分类。
# - 假设 $h_\theta(x)=\theta^{\mathsf T}x$，残差 $y-h$，代价 $J=\frac{1}{2n}\sum(h-y)^2$；那个 $\frac12$ 只为求导干净。
# - 梯度下降：$\theta:=\theta-\frac{\alpha}{n}X^{\mathsf T}(X\theta-y)$；写完用差分验。
# - 学习率小于 $2/\lambda$ 才收得住；山谷越扁，越走不动。
# - 标准化把山谷变成碗；预测时用训练时的均值和标准差。
# - 系数要读成“其余特征不变时”；相关不是因果。
# - 平方怕离群点；训练误差是开卷考；范围以外是外推。
#
# **下一步**：课后的作业让你自己写假设、代价、梯度、标准化，还有自学 1.6.4 的正规方程。
# 第 2 章把答案拿走，看没有标签时还能学到什么。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：看参数还在不在动（或者梯度离 0 多远），再看特征标准化了没有。
# 也可以答：换一个学习率再跑，看停在不停在同一处；拿正规方程的解来比。
# 只答“看代价曲线”的，请他回 1.4.2。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：平均还是总和。** 有人把代价写成 $\frac12\sum(h-y)^2$，不除以 $n$。
# 十套房子，标准化以后，学习率的上限变成多少，最好的直线变不变？
#
# <details><summary>答案</summary>
#
# 山整个高了十倍，$\lambda$ 从 1 变成 10，上限从 2 变成 0.2。
# 最低点的位置不变，直线不变。
# </details>
#
# **第 2 题：常数列。** 把全是 1 的那一列也拿去标准化，会怎样？
#
# <details><summary>答案</summary>
#
# 均值是 1，标准差是 0，$(1-1)/0$ 得到 `nan`，整个模型跟着变成 `nan`。
# 所以先标准化特征，后添那一列 1；别的列若碰巧全相同，也要这样提防。
# </details>

# %% [markdown] slideshow={"slide_type": "subslide"}
# **第 3 题：平均的房子。** 从 $\theta_0$ 方向的梯度为 0 出发，证明最小二乘的直线一定穿过“平均的房子” $(\bar x,\bar y)$。
#
# <details><summary>答案</summary>
#
# $\frac1n\sum(\theta_0+\theta_1x^{(i)}-y^{(i)})=0$，也就是 $\theta_0+\theta_1\bar x=\bar y$。
# 所以残差之和一定是 0，1.3.2 的三条线也都穿过它，可见“残差之和为 0”远远不够。
# </details>
#
# **第 4 题：加一个特征。** 加上卧室以后，R² 从 0.854 升到 0.856，是不是应该加？
# 用“轮流藏起一套”算一算，再回答。
#
# <details><summary>答案</summary>
#
# 训练时的 R² 加什么特征都不会降，因为系数取 0 就回到原来的模型。
# 轮流藏起一套，只用面积的 RMSE 是 46161，加上卧室变成 52370，反而差了。
# 十套房子，养不起第三个参数。
# </details>

# %% [markdown] slideshow={"slide_type": "subslide"}
# **第 5 题：换单位。** 把面积换成平方米，重新拟合，斜率、截距、$J$、1650 平方英尺的报价，哪些变，哪些不变？
# 用原始的平方米做梯度下降，学习率的上限变大还是变小？
#
# <details><summary>答案</summary>
#
# 斜率变成原来的 10.76 倍，截距、$J$、报价都不变。
# $x$ 小了 10.76 倍，$\frac1n\sum x^2$ 小了约 116 倍，上限大了约 116 倍。
# </details>
#
# **第 6 题：两千万步。** $\alpha=5\times10^{-7}$ 时，电脑每秒走 10 万步，截距走完 99 % 大约要多久？
#
# <details><summary>答案</summary>
#
# 每走近两千万步剩一半，剩 1 % 要 $\log_2100\approx6.64$ 个一半，约 1.3 亿步，一千三百秒，二十多分钟。
# 标准化以后，100 步，千分之一秒。
# </details>

# %% [markdown] slideshow={"slide_type": "subslide"}
# **还想练？**
# 这几题课上没问，新开一个单元，写 `quiz.ask("题号")`：
#
# - `linear.residual`、`linear.cost`、`linear.method`；
# - `linear.one_step`、`linear.descent`；
# - `linear.standardise`、`linear.unscale`、`linear.prediction`、`linear.normal_equation`。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert np.isclose(np.linalg.eigvalsh(line_X.T @ line_X / 10)[-1], 1) and np.isclose(2 / np.linalg.eigvalsh(line_X.T @ line_X)[-1], 0.2)
with np.errstate(invalid="ignore"):
    assert np.isnan((np.ones(10) - 1) / np.ones(10).std()).all()
assert np.isclose(best0 + best1 * area.mean(), price.mean())
assert np.allclose(theta_two @ [1, 1650, 4], 270_641, atol=1) and np.allclose(theta_two @ [1, 3000, 4], 521_917, atol=1)
for which, times, slope, robust in ((4, 10, 2373, 258), (9, 100, -2981, 194)):
    wrong = price.copy()
    wrong[which] *= times
    assert round(np.polyfit(area, wrong, 1)[0]) == slope and round(least_absolute(area, wrong)[0]) == robust
assert np.isclose(descend(z_area, price, 0.5, 15)[1][-1], cost(best0, best1), rtol=1e-5)
assert np.isclose(descend(z_area, price, 1, 1)[1][-1], cost(best0, best1)) and descend(z_area, price, 2.1, 50)[1][-1] > 1e13
two_hidden = []
for left_out in range(10):
    keep = np.arange(10) != left_out
    two_hidden.append(price[left_out] - X[left_out] @ np.linalg.lstsq(X[keep], price[keep])[0])
two_hidden_rmse = np.mean(np.square(two_hidden)) ** 0.5
print(f"第 4 题：轮流藏起一套，只用面积 {hidden_rmse:,.0f}，加上卧室 {two_hidden_rmse:,.0f}")
assert round(hidden_rmse) == 46161 and round(two_hidden_rmse) == 52370
meters = area / 10.7639
m1, m0 = np.polyfit(meters, price, 1)
assert np.isclose(m1 / best1, 10.7639) and np.isclose(m0, best0) and np.isclose(m0 + m1 * 1650 / 10.7639, final)
assert round((area**2).mean() / (meters**2).mean()) == 116
assert 1.2e8 < np.log(100) / (5e-7 * flat) < 1.35e8
