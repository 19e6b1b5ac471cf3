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
# - 推出梯度下降的式子，用十行 numpy 写出来；
# - 看代价和坡度，判断是真到了还是走得慢，是学习率不对还是该先标准化；
# - 用矩阵写多个特征的线性回归，读懂系数，也知道它没有说什么；
# - 说出九种监督学习算法，和监督学习贵在哪里。
#
# **时间**：100 分钟。
#
# **需要**：第 0 章（导学）、一点 numpy 和 pandas、标准差、偏导数和链式法则。
#
# **课前准备**：铅笔、尺子、印好的散点图（1.1 的第一张）。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾写着（自学）的小节课上不讲，读完正课再回来看，不影响后面的课；只有作业要用 1.6.4。
# 别的小节里也夹着几道题，那一格写着“练习”的，课上不问，自己做。
# 只有 `assert` 的格子是自检，只管画图的格子（比如画方框和箭头的 `canvas`、`box`、`join`），读的时候都可以跳过。
#
# 矩阵乘法用到时现讲；对数只有课后第 6 题用。
# 十套房子是真的：美国俄勒冈州波特兰市，取自吴恩达（Andrew Ng）机器学习课的练习，所以用平方英尺和美元。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 100 分钟：讲课 95，休息 5；标“自学”的和 1.10 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 1.1 该标多少钱 | 7 | 0:07 | 用尺子画线，举手选线 |
# | 1.2 有答案的学习 | 8 | 0:15 | `linear.regression_tasks` |
# | 1.3 给直线打分 | 11 | 0:26 | 先猜再跑 |
# | 1.4 梯度下降 | 27 | 0:53 | 举手：算完了吗 |
# | 休息 | 5 | 0:58 | |
# | 1.5 标准化 | 11 | 1:09 | `linear.scaling` |
# | 1.6 两个特征，用矩阵写 | 15 | 1:24 | `linear.bedrooms` |
# | 1.7 这条线能信多少 | 10 | 1:34 | 先猜，再 `linear.outlier` |
# | 1.8 监督学习的大家庭 | 3 | 1:37 | 举手：哪一个不是监督学习 |
# | 1.9 回到那套房子：小结 | 3 | 1:40 | 出门一问 |
#
# **1.4 的 27 分钟怎么用**：为什么学、手算一步 4，求导和梯度 4 分半，程序 2，1.4.2 五页 7，1.4.3 看图 1 分半，1.4.4 抛物线两页 3、“一个方向有多弯” 3、“两件怪事”两页 2。
#
# **晚了怎么办**：到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:15 还没到 1.3：1.3.1 的“三样东西不要混”只念黑体字；1.3.2 不收猜测，直接运行，省 2 分钟；
# - 0:26 还没到 1.4：“写成程序，就是手算的那几步”那一页只念这一句，省 1 分半；
# - 0:43 还没到 1.4.3：“一个方向有多弯”那一页只念黑体的结论；后一页不解释 $c$，只报两个 $\lambda$，省 3 分钟；
# - 0:58 还没到 1.5：休息改成 3 分钟；1.5.3 只念黑体的那一句，省 3 分钟；
# - 1:09 还没到 1.6：1.6.1 的“写成程序”那一页和 1.6.2 只报条件数，省 2 分钟；
# - 1:24 还没到 1.7：1.7.1 不收猜测；1.7.3 只念截距那一句，省 2 分钟；
# - 1:34 还没到 1.8：1.8.1 只念九个名字，1.8.2 跳过，直接到 1.8.3，省 1 分钟。
#
# 逢 45 分钟打铃的课，可在 1.4.2 末尾断开，正好停在“没算完”上。
#
# 必问的四题每题 2 分钟，已算在内；其余的题学生自学时做。
# 一题的做法：先各自写下来，再举手指报选项，最后运行 `quiz.answer` 看理由。
#
# 不要省 1.4.2 的“算完了吗”“怎样才算到了”和 1.5.2 的对照：全章的主线靠它们撑着。
#
# **黑板**：左边一张空表，三行是“什么叫好、怎么找、信多少”，每讲完一节填一格，1.9 对着它小结。
# 右上角记开场的票数，和全班用尺子读出的价钱。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前四题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `linear.regression_tasks` | B、C | 选 A：0 到 9 是十个名字，差 1 不等于“差得少” |
# | `linear.scaling` | B | 选 A：乘法的快慢和数的大小无关 |
# | `linear.bedrooms` | A | 选 B：给一个连正负都没定的数编故事 |
# | `linear.outlier` | B | 选 C：分数一直在涨，不变的是拉力 |
# | `linear.paradigm` | C | 选 A：另外 99500 张就浪费了 |
# | `linear.half` | A | 选 C：残差一点没变，变的只是分数的单位 |
# | `linear.raw_intercept` | A | 选 C：截距方向的坡度还有一千多，没到底 |
# | `linear.residual` | $-10000$ | 答 10000：真实值减预测值，不是反过来 |
# | `linear.cost` | 1 | 答 2：少除了一个 2 |
# | `linear.method` | 最小二乘法 | 答“梯度下降”：那是走法，不是标准 |
# | `linear.one_step` | 0.5 | 答 $-0.5$：减去一个负数，是加 |
# | `linear.descent` | CADB | 把“算误差”放在“预测”前面：没有预测，哪来误差 |
# | `linear.alpha_limit` | 0.5 | 答 2：越弯，步子要越小；答 0.25：那是一步到底的学习率，不是上限 |
# | `linear.standardise` | 1.671 | 答 1.586：用了样本标准差 |
# | `linear.unscale` | 0.18 | 答 90：那是“一个标准差”的价钱 |
# | `linear.prediction` | 343680.8 | 漏了截距，或者把负的截距加成正的 |
# | `linear.normal_equation` | 7×7 | 答 6×6：还有一列 1 |
#
# 正文里没有的两题：`linear.method` 问“让残差的平方和最小，这个方法叫什么”；`linear.descent` 把预测、误差、梯度、改参数四个动作排次序。

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import matplotlib.path as mpath
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.font_manager import FontProperties
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
# 朋友要卖房，1650 平方英尺（约 153 平方米），三间卧室，问你该标多少钱。
# 你打听到附近十套房子的成交价：

# %% slideshow={"slide_type": "fragment"}
houses = data.ten_houses()  # 十行：面积（平方英尺）、卧室数、价钱（美元）
area = houses["area"].to_numpy(float)  # 取出一列，变成 numpy 数组
bedrooms = houses["bedrooms"].to_numpy(float)
price = houses["price"].to_numpy(float)
print(houses.to_string(index=False))

# %% slideshow={"slide_type": "skip"}
# assert 是自检：正文的话一旦不成立，程序就停下来报错
assert houses.shape == (10, 3) and area[0] == 2104 and price[-1] == 242500
assert area.mean() == 1834 and round(bedrooms.mean(), 6) == 3.1 and price.mean() == 313899.9

# %% [markdown] slideshow={"slide_type": "subslide"}
# 表里没有 1650 的房子。
# 先只看面积，把十套房子画成十个点。
# **拿尺子画一条线，在虚线处读出价钱，写下来。**

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
def draw_houses(ax):
    """Scatter the ten houses: square feet, tens of thousands of dollars."""
    ax.plot(area, price / 1e4, "o", color="0.25", label="成交的房子")
    ax.set(xlabel="面积（平方英尺）", ylabel="价钱（万美元）")


fig, ax = plt.subplots(figsize=(8, 3.7))
draw_houses(ax)
ax.axvline(1650, ls=":", color="0.5")
ax.text(1660, 53, "1650")
ax.set(xlim=(1250, 3150), ylim=(15, 57), xticks=range(1400, 3001, 200), yticks=range(15, 56, 5))
plotting.show(fig, alt="十套房子的散点图，横轴面积从 1380 到 3000 平方英尺，纵轴价钱从 20 万到 54 万美元，大体越大越贵；1650 平方英尺处有一条竖的虚线，线上没有点。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 三位同学各画了一条：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
RULERS = {"甲": (50_000, 150), "乙": (-80_000, 215), "丙": (0, 170)}  # 截距，斜率
fig, ax = plt.subplots(figsize=(8, 3.6))
draw_houses(ax)
ends = np.array([1300, 3100])
for (name, (intercept, slope)), color, dash in zip(RULERS.items(), (BLUE, RED, GREEN), plotting.DASHES):
    worth = intercept + slope * 1650
    ax.plot(ends, (intercept + slope * ends) / 1e4, ls=dash, color=color, label=f"{name}：1650 处 {worth:,}")
ax.axvline(1650, ls=":", color="0.5")
ax.set_xticks([1650, 2000, 2500, 3000])
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="还是那十个点，加上三条直线，都从点堆中间穿过：甲最平，乙最陡，丙在中间，在 1650 平方英尺处分别读出 297,500、274,750 和 280,500 美元。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **举手：谁的线最好？**
# 三条线都“差不多”，报价却从 27.5 万到 29.75 万。

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
# 在十个点、两个参数上，每一种步骤你都能用笔算一遍。

# %% slideshow={"slide_type": "skip"}
assert [a + b * 1650 for a, b in RULERS.values()] == [297_500, 274_750, 280_500]
assert round(1650 / 10.7639) == 153  # 一平方米约 10.7639 平方英尺

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：停在只有点的那一页，请每人在印好的图上用尺子画一条，写下 1650 处的价钱，收五个数写在黑板右上角；然后翻出三条线举手。
# 票散在三条上就够了：没有统一的打分办法，谁也说服不了谁。
#
# **会遇到的误区**：“好的线要穿过尽量多的点”。
# 先记下这句话，1.3.3 打完分回来看。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.2 有答案的学习
#
# ### 1.2.1 三种学习
#
# 邮箱里有 1000 封信，要教计算机管垃圾邮件。
#
# | 学习 | 标了多少 | 要学什么 | 用在哪里 |
# |---|---|---|---|
# | **监督学习**（supervised learning） | 每一封都标了“是”或“不是” | 照着答案，从输入到答案的映射 | 垃圾邮件、房价 |
# | **无监督学习**（unsupervised learning） | 一封也没标 | 自己找结构，比如分成几堆 | 客户分群、降维（PCA） |
# | **半监督学习**（semi-supervised learning） | 标了 50 封，另外 950 封没标 | 同监督，没标的也用上 | 语音识别、图像分类 |
#
# 答案也叫**标签**（label），这三种是按**标签给了多少**分的。
# 本章只讲监督学习；无监督和半监督第 2 章讲（1.2.4 自学先说几句）。
# 第 0 章见过的强化学习靠奖励学，自监督学习自己给自己出题，都不在这张表里，这里不讲。

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
new, guess = box(ax, 1.9, 0.8, "新房子 $x=(1650,\\ 3)$"), box(ax, 10.2, 0.8, "估价 $h(x)$")
for start, end in ((known, learn), (learn, model_h), (new, model_h), (model_h, guess)):
    join(ax, start, end)
ax.text(6.25, 2.05, "学出来的", va="center")
plotting.show(fig, alt="监督学习的流程图：十套房子的 X 和 y 送进学习算法，得到模型 h；新房子 x 是面积 1650、卧室 3，送进模型 h，得到估价 h(x)。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.2.3 回归还是分类
#
# 标签是什么样的，决定这是哪一种题：
#
# - 标签是**数**，差多少有意义：**回归**（regression），比如房价、股价、气温；
# - 标签是**类别**，只有对和错：**分类**（classification），比如垃圾邮件、一句话是夸还是骂。
#
# 房子报高一万和报高十万，不是一回事；猫认成狗和猫认成鸟，都是错。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("linear.regression_tasks")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.2.4 没有标签的数据有什么用（自学）
#
# 半监督为什么有用？
# 没标签的录音也说明了人怎样说话、哪些声音常在一起；而录一小时话很便宜，请人逐字听写却很贵。
# 前提是没标签的和有标签的是同一路数据，否则反而帮倒忙。
#
# 无监督的例子里，分群是把相像的客户归成一堆；降维是用更少的数说清一条数据。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.paradigm")  # 练习

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
# 用文字说：预测的价钱等于底价，加上每平方英尺的价钱乘面积。
# 用式子说，这是我们的**假设**（hypothesis）：
#
# $$h_\theta(x)=\theta_0+\theta_1x$$
#
# $\theta_0$ 叫**截距**（intercept），$\theta_1$ 叫**斜率**（slope），合起来记作 $\theta=(\theta_0,\theta_1)$，和第 0 章的方向 $\theta$ 无关。
# 它们也叫**回归系数**（regression coefficient），是模型里要学的数。
# 每个特征乘一个系数，再加起来（截距当作乘 1），叫线性组合；用线性组合去猜一个数，叫**线性回归**（linear regression）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 真实值减去预测值，叫**残差**（residual）：$y-h_\theta(x)$。
# 正的，猜低了；负的，猜高了。

# %% slideshow={"slide_type": "fragment"}
def residuals(theta0, theta1):
    return price - (theta0 + theta1 * area)  # 一行算完十套


print("甲的残差，前五套：", residuals(50_000, 150)[:5])

# %% slideshow={"slide_type": "skip"}
assert residuals(50_000, 150)[0] == 34_300 and residuals(50_000, 150).shape == (10,)

# %% [markdown] slideshow={"slide_type": "subslide"}
# **三样东西不要混**：
#
# - **真实的规律** $y=f(x)+\varepsilon$：$f$ 我们看不见，未必是直线，$\varepsilon$ 是说不清的**噪声**（noise），不是第 0 章探索的机会；若 $f$ 恰好是直线 $b+wx$，就叫理想函数；
# - **假设** $h_\theta(x)$：我们拿来近似 $f$ 的，$\theta$ 由我们定；
# - **残差** $y-h_\theta(x)$：一套房子上猜错了多少，可正可负。
#
# **常见错误**：把残差 $y-h$ 直接叫“损失”。
# 损失是残差加工成的分数：一套房子上的叫损失，全体平均起来叫代价（程序里常常都叫 `loss`，第 0 章的十行就是）。
# 下一节就看为什么要加工。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.residual")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.3.2 残差加起来，行不行
#
# 给直线打分，最省事的办法是把十个残差加起来，谁离 0 近谁好。
# **先猜**：下面三条线都穿过“平均的房子”（面积 1834，价钱 313899.9），斜率是 179、0 和 $-500$。
# 哪一条残差之和最小？

# %% slideshow={"slide_type": "fragment"}
for slope in (179, 0, -500):  # 改这里：别的斜率呢？
    r = residuals(price.mean() - slope * area.mean(), slope)
    print(f"斜率 {slope:4d}：残差之和 {abs(r.sum()):.0f}")

# %% slideshow={"slide_type": "skip"}
for slope in (179, 0, -500):
    assert abs(residuals(price.mean() - slope * area.mean(), slope).sum()) < 1e-6

# %% [markdown] slideshow={"slide_type": "fragment"}
# 三条都是 0！
# 猜高的和猜低的抵消了，越大越便宜的 $-500$ 也得满分。
# 所以加之前要去掉正负号。
# 取绝对值可以，平方也可以：每条线都有自己的分数，不再是 0。
# 平方处处能求导，后面找最好的线时方便，先用它。
# 它还有一个脾气，1.7 会看到。

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
# 不除以 2 的，也就是残差平方的平均，叫**均方误差**（mean squared error，MSE），$J$ 是它的一半。
# 那么再除以 2，图什么？
# 1.4.1 求导时就知道。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 让残差的平方和最小，定出直线，叫**最小二乘法**（least squares）：“二乘”就是平方。
#
# 现在给三位同学打分，再请 numpy 直接算出最好的那条。
# `np.polyfit(x, y, 1)` 就是用最小二乘拟合一条直线，先给斜率，后给截距。

# %% slideshow={"slide_type": "skip"}
def cost(theta0, theta1):
    return (residuals(theta0, theta1) ** 2).sum() / (2 * len(price))


def tell(name, theta0, theta1):
    J, worth = cost(theta0, theta1), theta0 + theta1 * 1650
    print(f"{name}：{theta0:,.2f} + {theta1:.2f} x", end="，")
    print(f"J = {J:.4e}，报价 {worth:,.0f}")

# %% slideshow={"slide_type": "fragment"}
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
# 现在不用吵了：有了同一把尺子，谁量都一样。
# 最好的线一个点也没穿过：“穿过尽量多的点”不是好线的标准。
# `8.8608e+08` 读作 $8.8608\times10^8$，八亿八千多万，单位是平方美元。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.3.4 把平方画成方块（自学）
#
# 每个残差画成一个正方形，边长是残差（横轴 50 平方英尺画得和纵轴 1 万美元一样长）。
# **代价就是这些方块的总面积**（再除以 $2n$）。
# 找最好的线，就是让方块的总面积最小。

# %% slideshow={"slide_type": "skip"}
def draw_squares(ax, theta0, theta1):
    """Draw the houses, the line, and each squared residual as a square."""
    draw_houses(ax)
    squeeze = 50  # 纵轴一万美元，画成横轴 50 平方英尺那么长
    ax.set(xlim=(1100, 3300), ylim=(15, 57), aspect=squeeze, xticks=[1500, 2000, 2500, 3000])
    ax.tick_params(axis="x", labelsize=11)
    ends = np.array([1100, 3300])
    ax.plot(ends, (theta0 + theta1 * ends) / 1e4, color=BLUE)
    for x, r, top in zip(area, residuals(theta0, theta1) / 1e4, price / 1e4):
        width = abs(r) * squeeze * (1 if x < 2100 else -1)  # 都往中间画，免得画出去
        ax.add_patch(plt.Rectangle((x, top - r), width, r, color=RED, alpha=0.25, ec="none"))
    ax.set_title(f"$J$ = {cost(theta0, theta1) / 1e8:.2f} 亿", fontsize=14)

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.1), sharey=True)
for ax, theta in zip(axes, ((400_000, -50), (price.mean(), 0), (best0, best1))):
    draw_squares(ax, *theta)
for ax in axes[1:]:
    ax.set_ylabel("")
plotting.show(fig, alt="三张图，每个残差画成一个橙红色的正方形。左边直线向下斜，方块很大，J 是 75.23 亿；中间直线是平的，方块小一些，J 是 48.68 亿；右边是最小二乘的线，方块小得多，J 是 7.12 亿。")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.3.5 三个实验：自己改，拖滑块，除不除以 2（自学）
#
# **轮到你改。**
# 改两个数，让 $J$ 尽量小。
# 先只动一个，降不动了再动另一个，来回几次。
# 不许抄上面的答案，谁能到 7.2 亿？

# %% slideshow={"slide_type": "skip"}
THETA0, THETA1 = 20_000, 160  # 改这里：截距，斜率
fig, ax = plt.subplots(figsize=(8, 3.4))
draw_squares(ax, THETA0, THETA1)
alt = f"直线 {THETA0} + {THETA1} x 和残差的方块，"
alt += f"J 是 {cost(THETA0, THETA1) / 1e8:.2f} 亿，最小能到 7.12 亿。"
plotting.show(fig, alt=alt)

# %% [markdown] slideshow={"slide_type": "skip"}
# 或者拖滑块，看方块怎样跟着直线变：

# %% slideshow={"slide_type": "skip"}
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
assert cost(400_000, -50) > cost(price.mean(), 0) > cost(best0, best1) and abs(residuals(best0, best1)).min() > 6900

# %% [markdown] slideshow={"slide_type": "skip"}
# 动一个会卡住，因为山谷是斜的，两个要一起动（1.4.4 说这条谷）。
#
# 再验一验那个 $\frac12$：固定丙的截距 0，斜率从 100 试到 250，两种分数各画一条。
# `argmin()` 说的是最小的数在第几个。

# %% slideshow={"slide_type": "skip"}
tried = np.linspace(100, 250, 1501)  # 每隔 0.1 试一个
plain_cost = np.array([(residuals(0, s) ** 2).mean() for s in tried])
half_cost = plain_cost / 2
print("不除以 2：最低点在斜率", round(tried[plain_cost.argmin()], 1))
print("除以 2：　最低点在斜率", round(tried[half_cost.argmin()], 1))

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
for values, color, dash, name in ((plain_cost, RED, "--", "不除以 2"), (half_cost, BLUE, "-", "除以 2")):
    ax.plot(tried, values / 1e9, ls=dash, color=color, label=name)
    ax.plot(tried[values.argmin()], values.min() / 1e9, "o", color=color)
ax.set(xlabel="斜率 $\\theta_1$（截距固定为 0）", ylabel="分数（十亿）", ylim=(0, None))
ax.legend()
plotting.show(fig, alt="两条开口向上的抛物线，不除以 2 的高一倍，最低点都在斜率 171.7 处。")

# %% slideshow={"slide_type": "skip"}
assert plain_cost.argmin() == half_cost.argmin() and round(tried[half_cost.argmin()], 1) == 171.7
assert abs(((np.array([1, 2, 3]) - [2, 2, 4]) ** 2).sum() / (2 * 3) - 1 / 3) < 1e-12

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.half")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# 用平方不只是图好求导，还有一个概率的理由：噪声若服从正态分布，最小二乘的那条线，正是让这批数据最有可能出现的线。
# 这叫**最大似然**（maximum likelihood），这里不证。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.cost")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：那个 $\frac12$ 先不解释，1.4.1 求导时 2 消掉，再回头说一句（`linear.half` 在 1.3.5，留给学生）。
#
# **开场的误区**：“好的线要穿过尽量多的点”。
# 最小二乘的线一个点也没穿过，却是总分最好的。
#
# **会遇到的误区**：残差画成点到直线的垂线段。
# 残差是**竖着**量的，因为猜的是价钱，不是面积。
#
# **若有时间**，打开 1.3.5 现场改：先只动斜率，再只动截距，再一起动。
# 只动一个会卡住，正好引出下一节：两个一起动，该往哪边？
# 再低就做不到了，四舍五入到 7.2 亿就算赢；$(-15000,179)$ 是 7.12 亿。
# $(0,172)$ 已是 7.20 亿：截距差了一万五，代价只高 1 %，记下这件事。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.4 梯度下降：一步一步下山
#
# ### 1.4.1 走一步
#
# `polyfit` 靠解方程，一行就得到答案，为什么还要学别的？
# 特征多到几十万，方程就解不动；换成神经网络，根本没有方程可解。
# 一步一步往低处走，两样都能用；先在知道答案的题上练，好对答案。
#
# 想象你蒙着眼站在山坡上：用脚试出哪边往下最陡，往那边迈一小步，再试。
# 山的高度是 $J$，你的位置是 $(\theta_0,\theta_1)$。
# 这叫**梯度下降**（gradient descent）。
# 以后说**斜率**，是房价那条线的 $\theta_1$；说**坡度**，是 $J$ 这座山在脚下有多陡。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 手算一步。
# 两个点 $(1,1)$、$(2,3)$，从 $\theta_0=\theta_1=0$ 出发：
#
# 1. 预测：0 和 0；
# 2. 误差 $h-y$：$-1$ 和 $-3$（误差就是残差换个号，$h$ 放前面，求导时好写）；
# 3. 坡度：$\theta_0$ 方向是误差的平均，$\frac{-1-3}{2}=-2$；$\theta_1$ 方向还要乘 $x$ 再平均，$\frac{-1\times1-3\times2}{2}=-3.5$；
# 4. 坡度是负的，往正的方向走就是下坡，步长取坡度的 0.1 倍：$\theta_0=0.2$，$\theta_1=0.35$。
#
# 误差变成 $-0.45$ 和 $-2.1$，代价从 $\frac{1+9}{4}=2.5$ 降到 $\frac{0.45^2+2.1^2}{4}\approx1.153$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 第 3 步的坡度从哪来？
# 对 $J$ 求**偏导数**（partial derivative）：只让一个 $\theta_j$ 动，另一个不动。
# 先看一个样本的 $\frac12(h-y)^2$，用链式法则，平方的 2 落下来，正好和 $\frac12$ 消掉（1.3.3 的那个 $\frac12$，图的就是这个）：
#
# $$\frac{\partial}{\partial\theta_j}\,\frac12(h-y)^2=\frac12\cdot2\,(h-y)\,\frac{\partial h}{\partial\theta_j}=(h-y)\,x_j$$
#
# 下标 $j$ 是第几个特征：这里只有面积，$x_1$ 就是 $x$；再约定 $x_0=1$，$h=\theta_0x_0+\theta_1x_1$，于是 $\frac{\partial h}{\partial\theta_j}=x_j$。
# 这是一个样本的坡度，和手算的第 3 步一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 对 $n$ 个样本取平均：
#
# $$\frac{\partial J}{\partial\theta_j}=\frac1n\sum_{i=1}^{n}\big(h_\theta(x^{(i)})-y^{(i)}\big)\,x_j^{(i)}$$
#
# 两个偏导数排成一个向量，叫**梯度**（gradient），它指向上坡最陡的方向（1.4.5 自学有证明）。
# 我们要下坡，所以减：
#
# $$\theta_j:=\theta_j-\alpha\,\frac1n\sum_{i=1}^{n}\big(h_\theta(x^{(i)})-y^{(i)}\big)\,x_j^{(i)}$$
#
# $\alpha$ 叫**学习率**（learning rate），管一步迈多大；$:=$ 读作“改成”。
# 每一步都用全部样本，叫**批量梯度下降**（batch gradient descent）；每次只用一部分的，见第 3 章。
# 若 $J$ 不带那个 $\frac12$，坡度整个大一倍，方向不变，把 $\alpha$ 减半就是同一步。
# 推出来的式子用差分验过，没错（1.4.6 自学）。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.one_step")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成程序，就是手算的那几步：

# %% slideshow={"slide_type": "fragment"}
def descend(x, y, alpha, steps):
    """Descend from (0, 0); return the path and its costs."""
    theta0, theta1 = 0.0, 0.0
    path, costs = [], []
    for _ in range(steps + 1):
        error = theta0 + theta1 * x - y  # 预测减真实
        path.append((theta0, theta1))
        costs.append((error**2).mean() / 2)
        grad0, grad1 = error.mean(), (error * x).mean()  # 先都算好
        theta0 = theta0 - alpha * grad0  # 再改
        theta1 = theta1 - alpha * grad1
    return np.array(path), np.array(costs)

# %% slideshow={"slide_type": "fragment"}
x_two, y_two = np.array([1.0, 2.0]), np.array([1.0, 3.0])
path_two, costs_two = descend(x_two, y_two, 0.1, 1)
print("走一步：", path_two[-1], " 代价", costs_two.round(3))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(path_two[-1], [0.2, 0.35]) and np.allclose(costs_two, [2.5, 1.153125])

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.2 十套房子：算完了吗
#
# 面积有几千那么大，学习率就取小一点：$\alpha=10^{-7}$，也就是 `1e-7`。
# 从 $(0,0)$ 出发，走 1000 步。

# %% slideshow={"slide_type": "fragment"}
raw_path, raw_costs = descend(area, price, alpha=1e-7, steps=1000)
for step in (0, 1, 10, 100, 1000):
    print(f"第 {step:4d} 步：J = {raw_costs[step]:.4e}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(raw_path[1], [0.03138999, 62.20226273]) and np.isclose(raw_costs[1], 22449569526.51)
assert np.allclose(raw_path[1000], [-0.02088738, 171.743983]) and np.isclose(raw_costs[1000], 719876702.45)
assert np.isclose(raw_costs[0], 54134195100.05) and raw_costs[100] / raw_costs[1000] < 1.00001

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
ax.plot(raw_costs, color=BLUE)
ax.set(xlabel="步数", ylabel="$J$", yscale="log")
plotting.show(fig, alt="代价曲线，纵轴是对数，横轴从 0 到 1000 步：开头十来步从五百亿降到七亿多，之后一直到 1000 步是一条水平线。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第 100 步和第 1000 步，代价的前五位一样。
# **举手：算完了吗？**

# %% [markdown] slideshow={"slide_type": "subslide"}
# 再看参数和坡度。
# 两个方向的坡度单位不同，没法互相比，就**各和自己的起点比**，看还剩多少：

# %% slideshow={"slide_type": "fragment"}
def slopes(a, b, x):
    error = a + b * x - price
    return np.array([error.mean(), (error * x).mean()])  # 截距，斜率


for step in (13, 100, 1000):
    a, b = raw_path[step]
    g = slopes(a, b, area)
    part = abs(g / slopes(0, 0, area))
    told = f"坡度 {g[0]:,.1f}、{g[1]:,.1f}"
    remain = f"剩 {part[0]:.0e}、{part[1]:.0e}"
    print(f"{step} 步：({a:.2f}, {b:.2f})，{told}，{remain}")
print(f"最小二乘：({best0:,.2f}, {best1:.2f})")

# %% slideshow={"slide_type": "skip"}
assert round(raw_path[1000] @ [1, 1650]) == 283378 and round(best0 + best1 * 1650) == 280890
assert round(raw_path[1000] @ [1, 3000]) == 515_232 and round(best0 + best1 * 3000) == 523_084
grads = [slopes(a, b, area) for a, b in raw_path[[0, 100, 1000]]]
assert np.allclose([g[0] for g in grads], [-313_899.9, 1078.55, 1078.54], atol=0.01) and np.isclose(grads[2][1], -0.546, atol=1e-3)
remains = abs(grads[2] / grads[0])
assert 0.0034 < remains[0] < 0.0035 and remains[1] < 1e-9
assert 5e-4 < abs(slopes(*raw_path[13], area) / grads[0])[0] < 6e-4  # 第 13 步，截距方向正好路过 0
assert 1.7e-6 < np.linalg.norm(grads[2]) / np.linalg.norm(grads[0]) < 1.8e-6  # 合成一个长度，就看不出来了
assert (abs(slopes(best0, best1, area) / grads[0]) < 1e-6).all() and round(1e-7 * grads[2][0], 4) == 0.0001
other = descend(area, price, 5e-7, 200)[0][-1]  # 换一个学习率，停在同一处，可是都没到
assert np.allclose(other, raw_path[1000], atol=1e-7) and abs(slopes(*other, area) / grads[0])[0] > 1e-3
assert abs(raw_path[1000][1] - (area @ price) / (area @ area)) < 1e-4  # 截距固定为 0 时最好的斜率

# %% [markdown] slideshow={"slide_type": "subslide"}
# 没算完！
# 斜率方向只剩十亿分之一，到了；截距该是 $-15126$，它几乎没离开起点，坡度还剩千分之三，从第 100 步起几乎不再变小。
# 坡度 1078.5 就是误差的平均：每套平均猜高了一千多，整条线该往下挪。
# 可是一步只挪 $\alpha\times1078.5\approx0.0001$ 美元，一万五千美元要走一亿步以上。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误**：代价曲线平了，就说“收敛了”。
# 平了，可能是到了，也可能只是走得慢；参数不动也一样。
#
# **怎样才算到了**：每个方向的坡度，都不到**它自己起点的百万分之一**。
#
# - 只看一个方向不行：第 13 步，截距方向只剩万分之五，那是正好路过 0；
# - 合成一个长度再比也不行：斜率方向的起点有六亿，截距的 1078.5 混进去，只占百万分之二；
# - 换个学习率，停在同一处，也不算数：下一节的 $5\times10^{-7}$ 就停在这个假的终点。
#
# 线性回归的 $J$ 只有一个谷，这种函数叫**凸函数**（convex function），所以坡度全是 0 就是最低点。
# 神经网络的山没有这个保证，坡度是 0，只说明走不动了。
# 百万分之一是个约定，起点碰巧很好时比值也没有意义；它管到哪里，见 1.4.6（自学）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.3 那就迈大一点
#
# 步子太小，就把 $\alpha$ 加大。
# $10^{-7}$、$5\times10^{-7}$、$6\times10^{-7}$、$10^{-6}$，各走 30 步：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
for alpha, name, color, dash in zip((1e-7, 5e-7, 6e-7, 1e-6), ("$10^{-7}$", "$5\\times10^{-7}$", "$6\\times10^{-7}$", "$10^{-6}$"), (BLUE, GREEN, PURPLE, RED), plotting.DASHES):
    ax.plot(descend(area, price, alpha, 30)[1], ls=dash, color=color, label=name)
ax.axhline(cost(best0, best1), ls=":", color="0.4", lw=1.5, label="最小二乘的 $J$")
ax.set(xlabel="步数", ylabel="$J$", yscale="log", ylim=(3e8, 1e15))
ax.legend(title="学习率 $\\alpha$", loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="四种学习率的代价曲线，纵轴是对数，水平的灰色点线是最小二乘的代价。1e-7 降得最快，十步左右贴近点线；5e-7 要二十步，贴到同样的高度，和点线之间的差在图上看不出。6e-7 缓缓上升，1e-6 笔直上升，过了第 5 步就出了图，都发散。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# $5\times10^{-7}$ 收得住，停在老地方，走到 200 步截距也没动；怪的是，它竟降得比 $10^{-7}$ 还慢。
# 再大一点，$6\times10^{-7}$ 就**发散**（divergence）：一步比一步高。
# 试过的学习率，不是到不了，就是飞出去。
# 两件怪事，1.4.4 一起解释。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.4.4 步子的上限
#
# 看最简单的山：$J(\theta)=\frac12\lambda\theta^2$，一条抛物线，最低点在 0。
# $\lambda$ 是它的二阶导数，越大**弯**得越急，也叫**曲率**（curvature）。
# 弯说的是坡度变得多快，和某处有多**陡**（坡度多大）不是一回事。
# 坡度是 $\lambda\theta$，走一步：
#
# $$\theta:=\theta-\alpha\lambda\theta=(1-\alpha\lambda)\,\theta$$
#
# 每一步都乘同一个数 $1-\alpha\lambda$。
# 要越走越近，就要 $|1-\alpha\lambda|<1$，也就是
#
# $$0<\alpha<\frac{2}{\lambda}$$

# %% [markdown] slideshow={"slide_type": "subslide"}
# 取 $\lambda=2$，上限是 $2/\lambda=1$，从 $\theta=1$ 出发走四步：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 2.8), sharey=True)
valley = np.linspace(-2.2, 2.2, 201)
for ax, alpha in zip(axes, (0.25, 0.9, 1.1)):
    hops = (1 - 2 * alpha) ** np.arange(5)
    ax.plot(valley, valley**2, color="0.6")
    ax.plot(hops, hops**2, "o-", color=BLUE if alpha < 1 else RED, lw=1.5)
    ax.set(title=f"$\\alpha={alpha}$：每步乘 {1 - 2 * alpha:.1f}".replace("-", "−"), xlabel="$\\theta$")
    ax.title.set_size(13)
axes[0].set_ylabel("$J=\\theta^2$")
plotting.show(fig, alt="三张抛物线，λ 等于 2。学习率 0.25 的点一路滑向谷底；0.9 的点左右跳着往下；1.1 的点左右跳着越来越高。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一路滑下去；左右跳着，越跳越低；左右跳着，越跳越高。
# 前两个收得住，第三个过了上限，发散。

# %% slideshow={"slide_type": "skip"}
for alpha, factor in ((0.25, 0.5), (0.9, -0.8), (1.1, -1.2)):
    theta = 1.0
    for _ in range(4):
        theta = theta - alpha * 2 * theta
    assert np.isclose(theta, factor**4)

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.alpha_limit")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# 房子的山有两个参数，**一个方向有多弯**，怎么算？
# 选一个长度为 1 的方向，沿它走 1，第 $i$ 套的预测变了 $d_i$。
# 走 $t$，误差就从 $e_i$ 变成 $e_i+t\,d_i$，把平方展开：
#
# $$J=\frac1{2n}\sum(e_i+t\,d_i)^2=\frac1{2n}\sum e_i^2+t\cdot\frac1n\sum e_id_i+\frac12\Big(\frac1n\sum d_i^2\Big)t^2$$
#
# 又是一条抛物线，最后一项和 $\frac12\lambda t^2$ 一比，就得
#
# $$\lambda=\frac1n\sum d_i^2$$
#
# **一个方向的 $\lambda$，就是沿它走 1，十个预测各变多少，平方，再平均。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# - 只动斜率：$d_i=x_i$，几千，平方就是几百万；
# - 只动截距：$d_i=1$，$\lambda=1$；
# - 截距加 1，斜率退 $c$：$d_i=1-cx_i$，有正有负，多半抵消，比 1 还平。
#
# 第三种，$\lambda=1-2c\bar x+c^2\,\overline{x^2}$（上面一横是平均），对 $c$ 求导，$c=\bar x/\overline{x^2}$ 时最平；$c$ 不到千分之一，方向的长度照旧算 1。

# %% slideshow={"slide_type": "fragment"}
sharp = (area**2).mean()
follow = area.mean() / sharp
flat = ((1 - follow * area) ** 2).mean()
print(f"只动斜率：λ = {sharp:,.0f}，上限 2/λ = {2 / sharp:.2e}")
print(f"配合着动：c = {follow:.6f}，λ = {flat:.4f}")
print(f"两个 λ 之比：{sharp / flat:.1e}")

# %% slideshow={"slide_type": "skip"}
H_raw = np.array([[1, area.mean()], [area.mean(), sharp]])  # 全部二阶导数
bends, directions = np.linalg.eigh(H_raw)  # 学过特征值的读者：弯得最缓、最急的方向
assert np.isclose(bends[0], flat, rtol=1e-6) and np.isclose(bends[1], sharp, rtol=1e-6) and abs(directions[0, 0]) > 0.99
assert np.isclose(2 / bends[1], 5.5221e-7, rtol=1e-5) and np.isclose(sharp / flat, 5.08e7, rtol=1e-3) and round(follow, 6) == 0.000506
from_best = directions.T @ np.array([-best0, -best1])
assert np.isclose(flat, area.var() / sharp) and np.isclose(np.hypot(1, follow), 1, atol=1e-6)
for alpha, steps in ((1e-7, 6.459e8), (5e-7, 1.2917e8)):  # 剩 1 %：(1 - αλ) 的 k 次方是 0.01，两边取对数解出 k
    assert np.isclose(np.log(0.01) / np.log1p(-alpha * flat), steps, rtol=1e-3)
    there = directions @ ((1 - alpha * bends) ** steps * from_best) + [best0, best1]  # 走 steps 步之后，不用真走
    assert abs(there[0] / best0 - 0.99) < 1e-3
assert np.isclose(grads[-1][0] ** 2 / (2 * flat), raw_costs[-1] - cost(best0, best1), rtol=1e-3)  # 坡度 g 处，离谷底还高 g²/2λ

# %% [markdown] slideshow={"slide_type": "subslide"}
# **两件怪事**都有了解释。
#
# - 弯得最急的方向，几乎就是只动斜率：上限 $5.52\times10^{-7}$ 由它定，夹在 $5\times10^{-7}$ 和 $6\times10^{-7}$ 之间；$5\times10^{-7}$ 每步乘 $-0.81$，在谷的两壁之间来回跳，所以比乘 0.64 的 $10^{-7}$ 慢。
# - 弯得最缓的方向，是截距动、斜率配合着动，$\lambda=0.0713$，每步几乎乘 1：截距走完 99 %，$\alpha=10^{-7}$ 要六亿多步，收得住的 $5\times10^{-7}$ 也要一亿三千万步。
#
# 最急与最缓之比，叫**条件数**（condition number），这里是五千万。
# 病不在学习率，**在山的形状**。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.4.5 泰勒展开：为什么下得去（自学）
#
# 为什么往负梯度走就会下降？
# 用**泰勒展开**（Taylor expansion）：一个函数在一点附近，可以用它的导数拼出来。
# 一个变量时，$f(\theta+\delta)\approx f+f'\delta+\frac12f''\delta^2$。
# 两个变量时，$f'$ 换成梯度 $g$，$f''$ 换成二阶导数排成的矩阵 $H$，叫**黑塞矩阵**（Hessian matrix）。
# $H$ 的第 $i$ 行第 $j$ 列是 $\frac{\partial^2J}{\partial\theta_i\partial\theta_j}$，这里 $H=\begin{pmatrix}1&\bar x\\\bar x&\frac1n\sum x^2\end{pmatrix}$。
# 取 $\delta=-\alpha g$，$\lVert g\rVert^2$ 是 $g$ 各分量的平方和：
#
# $$J(\theta-\alpha g)\approx J-\alpha\lVert g\rVert^2+\frac{\alpha^2}{2}\,g^{\mathsf T}Hg$$
#
# - 第二项是赚的：只要梯度不是 0，它总在降；
# - 第三项是赔的：步子大一倍，赔四倍；
# - $\alpha$ 够小，赚的比赔的多，所以**一定下降**；$\alpha$ 太大，赔的多，就往上跳。
#
# 先用 1.4.4 的抛物线手算：$J=\theta^2$，$\theta=1$，$g=2$，$H=2$，取 $\alpha=0.25$。
# 右边是 $1-0.25\times4+\frac{0.25^2}{2}\times2\times4=0.25$；真走一步，$\theta=0.5$，$J=0.25$，一样。
#
# 我们的 $J$ 是二次函数，没有更高的项，上式是**等号**。
# 用标准化之后的面积（下一节就讲）验算一步，$\alpha=0.1$：

# %% slideshow={"slide_type": "skip"}
z_area = (area - area.mean()) / area.std()
J_start = (price**2).mean() / 2
g = np.array([(0 - price).mean(), ((0 - price) * z_area).mean()])  # 起点 (0, 0) 的梯度
H_scaled = np.array([[1, z_area.mean()], [z_area.mean(), (z_area**2).mean()]])
gain, penalty = 0.1 * g @ g, 0.1**2 / 2 * g @ H_scaled @ g
taylor = J_start - gain + penalty
walked = descend(z_area, price, 0.1, 1)[1][1]
print(f"泰勒：{J_start:.4e} - {gain:.4e} + {penalty:.4e} = {taylor:.6e}，真走一步：{walked:.6e}")
assert np.isclose(taylor, walked) and np.isclose(taylor, 43983924752.512)
assert 1 - 0.25 * 4 + 0.25**2 / 2 * 2 * 4 == (1 - 0.25 * 2) ** 2 == 0.25

# %% [markdown] slideshow={"slide_type": "skip"}
# **为什么梯度是最陡的方向？**
# 沿长度为 1 的方向 $u$ 走一点点，$J$ 变得多快，是 $g^{\mathsf T}u=\lVert g\rVert\cos\varphi$，$\varphi$ 是两者的夹角；夹角是 0，也就是顺着 $g$，涨得最快，逆着 $g$，降得最快。
#
# 沿长度为 1 的方向 $u$，山弯得有多急，就是 $u^{\mathsf T}Hu$，1.4.4 的 $\frac1n\sum d_i^2$ 就是它；其中最大的记作 $\lambda_{\max}$，也就是弯得最急的方向的 $\lambda$。
# 所以不管 $g$ 朝哪个方向，总有 $g^{\mathsf T}Hg\le\lambda_{\max}\lVert g\rVert^2$，$g$ 正好朝弯得最急的方向时取等号，那是最坏的情形。
# 最坏时也要赚得比赔得多：$\alpha>\frac{\alpha^2}{2}\lambda_{\max}$，得 $\alpha<\frac{2}{\lambda_{\max}}$，正是 1.4.4 的上限。
# 线性回归的 $H$ 就是 $\frac1nX^{\mathsf T}X$（1.6 讲），它不随 $\theta$ 变，所以上限也不变。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.4.6 写完要验，停下要查（自学）
#
# **推出来的式子，怎么知道没推错？**
# 用**差分**：把 $\theta_j$ 往两边各挪一点点 $\varepsilon$（这里不是 1.3.1 的噪声），量 $J$ 真的变了多少：
#
# $$\frac{\partial J}{\partial\theta_j}\approx\frac{J(\theta_j+\varepsilon)-J(\theta_j-\varepsilon)}{2\varepsilon}$$
#
# 只往一边挪，弯曲会带来误差，两边相减就抵消了。
# $\varepsilon$ 太大不准，太小会被舍入误差淹没，常取 $10^{-5}$。

# %% slideshow={"slide_type": "skip"}
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

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误：改了一个再算另一个。**
# 先改 $\theta_0$，再拿新的 $\theta_0$ 去算 $\theta_1$ 的坡度，程序不报错，走出来的却不是梯度下降。
# 在这里它也能走到最低点，可是每一步都和公式对不上：$\theta_1$ 这一步挪了 0.32，除以 $\alpha$ 得 3.2，差分在起点量出来的是 3.5。
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
assert np.allclose(one_by_one(1), [0.2, 0.32]) and 4.3 < 1e-6 * price.mean() / flat < 4.5
assert np.allclose(one_by_one(2000), [-1, 2], atol=1e-6) and np.allclose(descend(x_two, y_two, 0.1, 2000)[0][-1], [-1, 2], atol=1e-6)

# %% [markdown] slideshow={"slide_type": "skip"}
# **坡度多小才算到？**
# 在抛物线 $J=\frac12\lambda\theta^2$ 上，坡度 $g=\lambda\theta$ 处，离谷底还高 $\frac{g^2}{2\lambda}$。
# 同样的坡度，弯得越缓，离谷底越远：1.4.2 的坡度 1078.5 配上 $\lambda=0.0713$，还差 816 万，正是走 1000 步的 $J$ 比最小二乘多出来的。
# 所以 1.4.2 的办法是：每个方向的坡度，都不到自己起点的百万分之一才停。
# 拿本章的例子试，它没有判错：
#
# | 例子 | 步数 | 两个方向的坡度剩下 | 判 | 实际 |
# |---|---|---|---|---|
# | 原始面积，$10^{-7}$ | 1000 | 千分之三，十亿分之一 | 没到 | 截距差一万五 |
# | 标准化，0.1 | 44 | 百分之一，百分之一 | 没到 | 走完 99 % |
# | 标准化，0.1 | 200 | 都不到十亿分之一 | 到了 | 就是最小二乘 |
#
# 它也有管不到的地方：
#
# - 起点的坡度碰巧很小，比值没有意义：换个起点，或者看坡度本身；
# - 山谷又斜又平，坡度都小了，沿着谷还可能差一截，截距大约差 $g/\lambda$：原始面积上，刚过门槛（$g=0.31$）时还差四块多美元，门槛若放宽到百分之一，差一万五也会判成“到了”；条件数越大，门槛就要越小，先标准化，各方向弯得差不多，才放心；
# - 每步只用一部分样本，坡度老在抖，降不到百万分之一，那要看别的（第 11 章）；
# - $J$ 不是凸函数，坡度是 0 的地方未必最低。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.4.7 差这么一点，要紧吗；自己换学习率（自学）
#
# 走了 1000 步的线，和最小二乘差多少？

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
draw_houses(ax)
ends = np.array([1300, 3100])
for (theta0, theta1), color, dash, name in ((raw_path[1000], BLUE, "-", "走了 1000 步"), ((best0, best1), RED, "--", "最小二乘")):
    ax.plot(ends, (theta0 + theta1 * ends) / 1e4, ls=dash, color=color, label=name)
ax.set_title("中间相交，两头分开")
ax.legend()
plotting.show(fig, alt="十套房子的散点和两条直线：走了 1000 步的实线和最小二乘的虚线，在 1975 平方英尺处相交；往左虚线渐渐低下去，1380 处低四千多美元，往右渐渐高上来，3000 处高近八千美元。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 1650 处的报价是 283378 对 280890，差两千多；3000 处是 515232 对 523084，差近八千。
# 比起 1.7 要讲的四五万的误差，这条线用来报价还过得去。
# 可是这里碰巧有最小二乘能对答案；换一份数据，差多少事先不知道，而程序给你看的只是一条平了的曲线。
#
# 表里还有一件小事：截距先升到 0.09，再往下降。
# 开始时所有预测都偏低，截距也被往上推；斜率到位以后才掉头，往 $-15126$ 走。
#
# 自己换学习率；每一行印第 0、1、2、3 步和最后一步的代价：

# %% slideshow={"slide_type": "skip"}
ALPHAS = (5e-7, 6e-7, 1e-6)  # 改这里
for alpha in ALPHAS:
    path, costs = descend(area, price, alpha, steps=200)
    told = " ".join(f"{J:.2e}" for J in costs[[0, 1, 2, 3]])
    end = f"{costs[-1]:.2e}，截距 {path[-1][0]:.2f}"
    if costs[-1] > costs[0]:
        end = "发散"
    print(f"{alpha:.2g}：{told} … {end}")

# %% slideshow={"slide_type": "skip"}
fast = descend(area, price, 5e-7, 200)[1]
assert np.isclose(fast[-1], 7.19876e8, rtol=1e-5) and fast[-1] > cost(best0, best1) and (np.diff(fast) < 0).all()
assert descend(area, price, 6e-7, 200)[1][-1] > 1e15
assert np.allclose(descend(area, price, 1e-6, 3)[1], [5.41e10, 3.68e11, 2.52e12, 1.73e13], rtol=5e-3)
assert abs(descend(area, price, 5e-7, 200)[0][-1][0]) < 1

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.raw_intercept")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：写四行手算。
# 求导那一页，只在 $\frac12\cdot2$ 下面画一道线，回到 1.3.3 的“图什么”。
#
# **怎么问“算完了吗”**：停在代价曲线那页，记票；翻页才有截距和坡度。
# 有人问“再走 1000 步够不够”：一步 0.0001 美元，请他自己乘；1.4.4 用“六亿多步”收。
# 有人问“只差两千多，要紧吗”：报价还能用，可平时没有最小二乘能对答案（1.4.7）。
#
# **“怎样才算到了”那一页**只讲黑体的一句和三个“不行”，凸函数念一遍就过。
#
# **会遇到的误区**：（1）“学习率越大学得越快”。
# 在 $2/\lambda$ 以内，从 $1/\lambda$ 往上就已经开始左右跳了。
# （2）“代价不降了，就是到了最低点”。
# （3）把发散当成程序写错。
#
# **现场可改**的是 1.4.7 的 `ALPHAS`：5.5e-7 还收得住，5.6e-7 就发散；1e-9 走 200 步，J 才降到 1.3e10。
# 1.4.4 的 $\lambda$ 不用特征值也讲得清：展开一个平方，看 $t^2$ 前面是什么。
# $c$ 代回去，$\lambda=1-\bar x^2/\overline{x^2}=\sigma^2/\overline{x^2}=0.0713$：面积的均值比标准差大，所以谷才这样狭长，减去均值就治好了一半。
#
# 到这里 53 分钟，休息 5 分钟。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
assert 1.3e10 < descend(area, price, 1e-9, 200)[1][-1] < 1.4e10
assert round(1 - 5e-7 * sharp, 2) == -0.81 and round(1 - 1e-7 * sharp, 2) == 0.64
assert descend(area, price, 5.5e-7, 200)[1][-1] < descend(area, price, 5.5e-7, 200)[1][0]
assert descend(area, price, 5.6e-7, 200)[1][-1] > descend(area, price, 5.6e-7, 200)[1][0]
assert 0.08 < raw_path[:200, 0].max() < 0.09
assert cost(-15_000, 179) / 1e8 < 7.125 and round(cost(0, 172) / 1e8, 2) == 7.20

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.5 标准化：给山换个形状
#
# ### 1.5.1 减均值，除以标准差
#
# 一套 3000 平方英尺的房子，比平均大多少？
# 平均是 1834，大 1166。
# 十套房子的标准差是 508.18，所以它比平均大 $1166/508.18\approx2.29$ 个标准差。
# 2.29 没有单位，而且十套房子的这个数都在 $-1$ 和 2.3 之间，和 1 差不多大。
#
# 写成式子，叫**标准化**（standardization）：
#
# $$z=\frac{x-\bar x}{\sigma}$$
#
# $\bar x$ 是均值，程序里叫 `mu`；$\sigma$ 是标准差，离均值多远的平方，平均以后再开方：$\sigma=\sqrt{\frac1n\sum(x-\bar x)^2}$。
# 本课程一律除以 $n$，numpy 也是；pandas 默认除以 $n-1$（1.5.4 自学）。
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
# ### 1.5.2 再下一次山
#
# 同样的 `descend`，只把 `area` 换成 `z_area`。
# 沿长度为 1 的方向 $(u,v)$ 走 1，预测变 $d_i=u+vz_i$，照 1.4.4：
#
# $$\lambda=\frac1n\sum(u+vz_i)^2=u^2+2uv\cdot\frac1n\sum z_i+v^2\cdot\frac1n\sum z_i^2=u^2+v^2=1$$
#
# 中间一项没了，靠减均值；$\frac1n\sum z_i^2=1$，靠除以 $\sigma$。
# 哪个方向都是 1，上限是 2，取 $\alpha=0.1$。

# %% slideshow={"slide_type": "subslide"}
ALPHA = 0.1  # 改这里：0.5、1、1.9、2.1 各会怎样？
scaled_path, scaled_costs = descend(z_area, price, ALPHA, steps=200)
scaled_start = slopes(0, 0, z_area)
for step in (1, 10, 44, 200):
    a, b = scaled_path[step]
    part = abs(slopes(a, b, z_area) / scaled_start)
    remain = f"坡度剩 {part[0]:.1e}、{part[1]:.1e}"
    J = scaled_costs[step]
    print(f"{step} 步：截距 {a:,.0f}，J = {J:.4e}，{remain}")

# %% slideshow={"slide_type": "skip"}
z_path, z_costs = descend(z_area, price, 0.1, 200)  # 后面用这一份，上面随便改
assert np.allclose(z_path[1], [31389.99, 9116.909458]) and np.isclose(z_costs[1], 43983924752.512)
z_remains = [abs(slopes(a, b, z_area) / slopes(0, 0, z_area)) for a, b in z_path]
assert (z_remains[44] > 1e-3).all() and (z_remains[131] > 1e-6).all() and (z_remains[132] < 1e-6).all() and (z_remains[200] < 1e-9).all()
assert 0.9**44 < 0.01 < 0.9**43 and z_path[43, 0] < 0.99 * price.mean() < z_path[44, 0]
assert np.allclose(z_path[100], [313891.562380, 91166.673002]) and np.allclose(z_path[200], [313899.9, 91169.0945], atol=1e-3)
assert np.isclose(z_costs[200], 711719586.69) and np.isclose(z_costs[200], cost(best0, best1))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 44 步，截距就走完了 99 %（$0.9^{44}<0.01$），1.4.4 里要一亿三千万步；坡度还剩百分之一，没到。
# 132 步，两个方向都不到百万分之一，到了；200 步，代价正是最小二乘的 $7.1172\times10^8$。

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
left.set(title="原始的面积：狭长的谷", xlabel="截距（万美元）", ylabel="斜率（美元/平方英尺）")
draw_valley(right_ax, z_area, z_path[-1], z_path, np.linspace(-5e4, 6.5e5, 161), np.linspace(-3e5, 4e5, 161), heights)
right_ax.set(title="标准化以后：圆碗", xlabel="截距（万美元）", ylabel="斜率（万美元/标准差）", aspect=1e-4)
right_ax.set_yticks([-200_000, 0, 200_000, 400_000], ["−20", "0", "20", "40"])
for ax in (left, right_ax):
    ax.title.set_size(14)
plotting.show(fig, alt="两张等高线图，颜色越深代价越低，叉是最低点，橙红色的线是梯度下降的路。左图用原始面积：等高线是斜着的长条，线从原点笔直向上走到谷底就停住，离叉还有一段。右图标准化以后：等高线是同心圆，线从原点笔直走到圆心的叉。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 颜色越深，代价越低。
# 左边：一步只能这么大，否则从谷的这壁飞到那壁；落到谷底以后，沿着谷几乎没有坡。
# 左图的横轴一格是几万，纵轴一格是几十，看着不算狭长；照同一比例画，代价从谷底升高 $\Delta$ 要走 $\sqrt{2\Delta/\lambda}$，所以长与宽之比是条件数的平方根，约七千。
# 右边：哪个方向都一样弯，直奔圆心。

# %% slideshow={"slide_type": "skip"}
H_scaled = np.array([[1, z_area.mean()], [z_area.mean(), (z_area**2).mean()]])
assert np.isclose(np.linalg.cond(H_scaled), 1) and 7000 < np.sqrt(sharp / flat) < 7200

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.5.3 换回原来的单位
#
# 标准化以后的系数（带撇）是 $(313899.9,\ 91169.09)$，平均的房子 313899.9 美元，每大**一个标准差**，加 91169 美元。
# 要说每平方英尺多少钱，就代回去：
#
# $$h=\theta_0'+\theta_1'\,\frac{x-\bar x}{\sigma}=\Big(\theta_0'-\frac{\theta_1'\bar x}{\sigma}\Big)+\frac{\theta_1'}{\sigma}\,x$$

# %% slideshow={"slide_type": "skip"}
scaled0, scaled1 = z_path[-1]
back1, back0 = scaled1 / sigma, scaled0 - scaled1 * mu / sigma
print(f"换回去：斜率 {back1:.2f}，截距 {back0:.2f}")

# %% slideshow={"slide_type": "fragment"}
z_new = (1650 - mu) / sigma  # 用这十套的均值和标准差
print(f"报价 {scaled0 + scaled1 * z_new:,.0f}")
print(f"忘了标准化：{scaled0 + scaled1 * 1650:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([scaled0 - scaled1 * mu / sigma, scaled1 / sigma], [best0, best1], rtol=1e-6)
assert round(scaled0 + scaled1 * z_new) == 280890 and 1.5e8 < scaled0 + scaled1 * 1650 < 1.51e8

# %% [markdown] slideshow={"slide_type": "fragment"}
# 对线性回归，标准化不改变答案，只改走的路。
#
# **常见错误**：新房子忘了标准化，报出一亿五千万美元；或者拿新房子自己的均值去减。
# **训练时用哪个均值和标准差，预测时就用哪个**，要和模型一起存下来。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.unscale")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.5.4 拖滑块，别的缩放，三个常见错误（自学）
#
# 1.5.2 里的 `ALPHA` 改成 0.5，十几步就到；1，一步就到（$\lambda=1$，每步乘 $1-1=0$）；1.9，左右跳着收住；2.1，发散。
# 也可以拖动学习率和步数，看线在碗里怎么走：

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
    print("在 JupyterLab 里运行，这里可以拖动学习率和步数，看线在碗里怎么走。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误一：两个标准差混着用。**
#
# 求标准差时，除以 $n$ 的叫总体标准差，除以 $n-1$ 的叫样本标准差。
# numpy 默认除以 $n$，pandas 默认除以 $n-1$，同一列数给出两个答案：

# %% slideshow={"slide_type": "skip"}
print(f"numpy：{area.std():.2f}　　pandas：{houses['area'].std():.2f}")
sklearn_std = StandardScaler().fit(houses[["area"]]).scale_[0]
print(f"scikit-learn 的 StandardScaler：{sklearn_std:.2f}")

# %% slideshow={"slide_type": "skip"}
assert round(area.std(), 2) == 508.18 and round(houses["area"].std(), 2) == 535.67
assert np.isclose(sklearn_std, area.std())

# %% [markdown] slideshow={"slide_type": "skip"}
# 用哪个都学得好，混用就对不上数。
# 本课程和 `StandardScaler` 一样除以 $n$；用 pandas 时写 `std(ddof=0)`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.standardise")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# 别的缩放：
#
# - **最小最大缩放**（min-max scaling）：$\dfrac{x-x_{\min}}{x_{\max}-x_{\min}}$，落在 0 到 1；
# - **均值归一化**（mean normalization）：$\dfrac{x-\bar x}{x_{\max}-x_{\min}}$，最大与最小相差 1，中间有个 0。
#
# **常见错误二**：以为均值归一化也落在 0 到 1。
# 分子减的是均值，面积会落在 $-0.280$ 到 $+0.720$；要 0 到 1，就得减最小值。
#
# 对线性回归，缩放不改变答案；换成看距离的模型，比如 1.8 的 $k$ 近邻，答案也会变。
#
# **常见错误三**：以为标准化以后数据就成了正态分布。
# 它只平移、放大，分布的形状一点没变。

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
# 1.5.4 有一格带滑块（幻灯片里没有），在 JupyterLab 里可以当场拖学习率。
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
# 约定 $x_0=1$，三项都成了“系数乘特征”：第一套房子是 $x=(1,\ 2104,\ 3)$，$\theta=(\theta_0,\theta_1,\theta_2)$，对应相乘再相加，记作 $\theta^{\mathsf T}x$：
#
# $$h_\theta(x)=\theta^{\mathsf T}x=\theta_0\cdot1+\theta_1\cdot2104+\theta_2\cdot3$$
#
# 把十套房子的 $x$ 一行一行摞起来，最左边一列全是 1，叫**设计矩阵**（design matrix），还记作 $X$，从这里起它是 $n$ 行 $d+1$ 列。
# 十个预测一次写完：$X\theta$。

# %% slideshow={"slide_type": "fragment"}
X = np.column_stack([np.ones(len(price)), area, bedrooms])
theta = np.array([0.0, 100.0, 10_000.0])
print("形状：X", X.shape, " θ", theta.shape, " Xθ", (X @ theta).shape)
print("第一套：", (X @ theta)[0], "=", 0 * 1 + 100 * 2104 + 10_000 * 3)

# %% slideshow={"slide_type": "skip"}
assert X.shape == (10, 3) and (X @ theta).shape == (10,) and (X @ theta)[0] == 240_400

# %% [markdown] slideshow={"slide_type": "subslide"}
# `X @ theta` 是矩阵乘法：拿 $X$ 的**每一行**和 $\theta$ 对应相乘、相加，一行出一个数。
# 10×3 乘 3，得 10；挨着的两个 3 必须相同，乘完就消失了。

# %% slideshow={"slide_type": "skip"}
assert np.allclose(X[:, 1:] @ theta[1:] + theta[0], X @ theta)
assert theta.shape[0] != X.shape[0] and np.allclose(X @ theta, theta @ X.T)  # 样本按列放，才写成 θ 的转置乘 X

# %% [markdown] slideshow={"slide_type": "-"}
# 误差是 $X\theta-y$，十个数的一列。
# 自己和自己对应相乘再相加，就是平方和，所以
#
# $$J(\theta)=\frac1{2n}(X\theta-y)^{\mathsf T}(X\theta-y)$$
#
# 梯度里每个分量是“误差乘第 $j$ 个特征，加起来，再除以 $n$”。
# $X^{\mathsf T}$ 是把 $X$ 的行和列对调，第 $j$ 行正是第 $j$ 个特征的十个数，所以所有分量也一次写完：
#
# $$\theta:=\theta-\frac{\alpha}{n}X^{\mathsf T}(X\theta-y)$$
#
# 不管多少个特征，就这一行。
# （1.4.4 的弯，也都在 $\frac1nX^{\mathsf T}X$ 里：它是 $J$ 的全部二阶导数排成的矩阵，条件数从它算。）

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成程序，1.4 的 `descend` 也可以换成它：

# %% slideshow={"slide_type": "fragment"}
def gradient(X, y, theta):
    return X.T @ (X @ theta - y) / len(y)


def gradient_descent(X, y, alpha, steps):
    theta, costs = np.zeros(X.shape[1]), []
    for _ in range(steps + 1):
        error = X @ theta - y
        costs.append(error @ error / (2 * len(y)))  # @：对应相乘再相加
        last, theta = theta, theta - alpha * gradient(X, y, theta)
    return last, np.array(costs)

# %% slideshow={"slide_type": "skip"}
def J_of(X, y, theta):
    error = X @ theta - y
    return error @ error / (2 * len(y))

# %% slideshow={"slide_type": "skip"}
line_X = np.column_stack([np.ones(len(price)), z_area])
line_theta, line_costs = gradient_descent(line_X, price, 0.1, 200)
assert np.allclose(line_theta, z_path[200]) and np.allclose(line_costs, z_costs)  # 和 1.4 的写法一步不差
Z_two = np.column_stack([np.ones(len(price)), z_area, (bedrooms - bedrooms.mean()) / bedrooms.std()])
anywhere = np.array([3e5, 5e4, -2e4])
nudges = np.eye(3)  # 每次只动一个参数；J 是二次函数，两边相减没有误差，挪 1 也行
differences = [(J_of(Z_two, price, anywhere + e) - J_of(Z_two, price, anywhere - e)) / 2 for e in nudges]
assert gradient(Z_two, price, anywhere).shape == (3,) and np.allclose(gradient(Z_two, price, anywhere), differences, rtol=1e-6)
print("梯度：公式", gradient(Z_two, price, anywhere).round(0), " 差分", np.round(differences, 0))

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.6.2 原始的，和标准化的
#
# 面积平均 1834，卧室平均 3.1，差了近六百倍。
# 两个特征一起上，原始的用 $\alpha=10^{-7}$，标准化的用 0.1，各走 500 步：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
z_bedrooms = (bedrooms - bedrooms.mean()) / bedrooms.std()
Z = np.column_stack([np.ones(len(price)), z_area, z_bedrooms])
raw_theta, raw_J = gradient_descent(X, price, 1e-7, 500)
std_theta, std_J = gradient_descent(Z, price, 0.1, 500)
for name, table, J, theta in (("原始", X, raw_J, raw_theta), ("标准化", Z, std_J, std_theta)):
    condition = np.linalg.cond(table.T @ table / len(price))
    part = abs(gradient(table, price, theta) / gradient(table, price, np.zeros(3)))
    print(f"{name}：条件数 {condition:.3g}，第 500 步 J = {J[-1]:.4e}，坡度剩 " + "、".join(f"{p:.0e}" for p in part[1:]))

# %% slideshow={"slide_type": "skip"}
assert round(area.mean() / bedrooms.mean()) == 592
assert np.isclose(np.linalg.cond(X.T @ X / 10), 1.37e8, rtol=5e-3) and np.isclose(np.linalg.cond(Z.T @ Z / 10), 4.464, atol=1e-3)
assert np.allclose(std_J[[100, 200, 500]], [703554196.35, 703026619.43, 703026314.802])
assert np.allclose(std_theta, [313899.9, 94587.474040, -5391.832889], rtol=1e-6)
two_remains = [abs(gradient(t, price, th) / gradient(t, price, np.zeros(3))) for t, th in ((X, raw_theta), (Z, std_theta), (Z, gradient_descent(Z, price, 0.1, 100)[0]))]
assert two_remains[0][1] < 1e-6 and (two_remains[0][[0, 2]] > 3e-3).all() and (two_remains[1] < 1e-6).all() and two_remains[2].max() > 1e-3
assert raw_J[500] > 7.19e8 and round(raw_J[500] / 1e5) == 7199 and 2 / np.linalg.eigvalsh(X.T @ X / 10)[-1] > 5e-7

# %% [markdown] slideshow={"slide_type": "fragment"}
# 每行末尾是面积、卧室两个方向的坡度，和起点比剩多少。
# 标准化的都不到百万分之一，走完了；原始的面积方向到了，卧室方向还剩千分之四，停在 $7.199\times10^8$，和 1.4.2 一个毛病。
# 条件数从 1.37 亿降到 4.46。
# 为什么不是 1？
# 因为面积大的房子卧室也多，两个特征**相关**，标准化去不掉这个（山的样子见 1.6.5 自学）。

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
per_room_alone = np.polyfit(bedrooms, price, 1)[0]
print(f"只看卧室，不看面积：每间卧室 {per_room_alone:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(theta_two, [3575.380289, 186.130264, -10012.382317], rtol=1e-4)
assert abs(theta_two @ [1, 1650, 3] - 280653.17) < 0.05 and round(per_room_alone) == 101345

# %% [markdown] slideshow={"slide_type": "fragment"}
# 只看卧室，多一间贵十万；和面积一起看，多一间反而**便宜一万**。
# 先别编理由。
# **轮流拿掉一套**，用其余九套重算，看这个系数稳不稳：

# %% slideshow={"slide_type": "subslide"}
without = []
for left_out in range(len(price)):
    keep = np.arange(len(price)) != left_out
    without.append(np.linalg.lstsq(X[keep], price[keep])[0][2])
print("依次拿掉第 1 套到第 10 套，卧室的系数（千美元）：")
print(np.round(np.array(without) / 1000).astype(int))

# %% slideshow={"slide_type": "fragment"}
quiz.ask("linear.bedrooms")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两句都没算错，问的不是一件事：
#
# - 101345 是只看卧室的斜率：多一间的房子平均贵这么多，可它们通常也更大；
# - $-10012$ 比的是“**同样大**的房子”：**读系数要补上半句“其余特征不变时”**。
#
# 可是第二句**靠不住**：只拿掉第六套（1985 平方英尺、4 间），它就从负变正，十套房子定不了它的正负。
# 换一批同样多的房子，系数会晃多少，统计学用**标准误**（standard error）来估，这里是 34032（1.6.5 自学），是系数绝对值的三倍多；比标准误还小的系数，别去解释。
# 若它站得住，才轮到解释：同样大而多一间，每间就更小。
# 就算那样，也只是**比较，不是因果**：没人把一间隔成两间，再看价钱怎样变。
# 预测倒不怎么受影响：1650 平方英尺、3 间，报价 280653，和只用面积的 280890 差不多。

# %% slideshow={"slide_type": "skip"}
assert min(without) < 0 < max(without) and round(min(without)) == -32_085 and round(max(without)) == 19_095
assert [i for i, w in enumerate(without) if w > 0] == [5] and (area[5], bedrooms[5]) == (1985, 4)

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.6.4 不下山，直接解（自学）
#
# 最低点处梯度是 0。
# 令 $\frac1nX^{\mathsf T}(X\theta-y)=0$，移项，得**正规方程**（normal equation）：
#
# $$X^{\mathsf T}X\,\theta=X^{\mathsf T}y$$
#
# 它是一组线性方程，未知数有几个，方程就有几个，解一次就完，不用学习率，也不用标准化。
# $X^{\mathsf T}X$ 的第 $i$ 行第 $j$ 列，是第 $i$ 个和第 $j$ 个特征对应相乘再相加，所以它是 3×3，和房子的套数无关。
# 给 scikit-learn 的表里不要那一列 1，截距它自己添。

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
# - 特征有 $d$ 个，解方程的计算量按 $d^3$ 涨；十万个特征，光 $X^{\mathsf T}X$ 就占 80 GB 内存，梯度下降每步只要 $n\times d$ 次乘法的量级；
# - 样本多到内存放不下，梯度下降可以一批一批地走；
# - 换一个模型，比如神经网络，就没有这样的方程可解，梯度下降照样能走。
#
# **常见错误**：同一个信息放两列，比如面积的平方英尺和平方米各一列。
# 这时 $X^{\mathsf T}X$ 不可逆，系数有无穷多组，`np.linalg.solve` 要么报错，要么给出没有意义的大数。
# 不可逆就是方程不够用，定不下唯一的解；**秩**是去掉能由别的列算出来的列，还剩几列。
# 先去掉重复的列；实在要解，用 `np.linalg.lstsq`，它挑系数的平方和最小的那一组。

# %% slideshow={"slide_type": "skip"}
metric = np.column_stack([np.ones(10), area, area / 10.7639])  # 平方英尺、平方米
print("三列，秩只有", np.linalg.matrix_rank(metric))
shortest = np.linalg.lstsq(metric, price)[0]
print("lstsq 的预测和一列时相同：", np.allclose(metric @ shortest, best0 + best1 * area))
assert np.linalg.matrix_rank(metric) == 2 and np.allclose(metric @ shortest, best0 + best1 * area)

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误**：一个样本写 $\theta^{\mathsf T}x$，就以为一批样本是 $\theta^{\mathsf T}X$。
# 样本按行放，所以是 $X\theta$；`theta @ X` 的形状对不上，会报错，碰巧 $X$ 是方阵时不报错，给的是错数。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.normal_equation")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.6.5 相关与共线性，再看几眼（自学）
#
# **系数为什么晃得这么厉害？**
# 特征之间近乎能互相算出来，叫**共线性**（collinearity）；越近，系数的标准误越大。
# 先看相关有多强：

# %% slideshow={"slide_type": "skip"}
def correlation(a, b):  # 相关系数：1 是同涨同落，0 是不相干
    return np.corrcoef(a, b)[0, 1]


print(f"面积与价钱 {correlation(area, price):.3f}")
print(f"卧室与价钱 {correlation(bedrooms, price):.3f}")
print(f"面积与卧室 {correlation(area, bedrooms):.3f}")
assert round(correlation(area, price), 3) == 0.924 and round(correlation(bedrooms, price), 3) == 0.553
assert round(correlation(area, bedrooms), 3) == 0.634

# %% [markdown] slideshow={"slide_type": "skip"}
# 再看标准误：先由残差估出噪声的方差 $s^2=\frac{\sum r^2}{n-3}$（三个参数用掉三个），第 $j$ 个系数的标准误是 $s\sqrt{[(X^{\mathsf T}X)^{-1}]_{jj}}$。
# 两个特征时，相关系数 $\rho$ 把它抬高到 $\frac{1}{\sqrt{1-\rho^2}}$ 倍：

# %% slideshow={"slide_type": "skip"}
leftover = price - X @ np.linalg.lstsq(X, price)[0]
noise = leftover @ leftover / (len(price) - 3)
standard_error = (noise * np.linalg.inv(X.T @ X)[2, 2]) ** 0.5
lifted = 1 / (1 - correlation(area, bedrooms) ** 2) ** 0.5
print(f"卧室系数的标准误 {standard_error:,.0f}；面积和卧室若不相关，是 {standard_error / lifted:,.0f}")
assert round(standard_error) == 34_032 and round(standard_error / lifted, -2) == 26_300 and 3.3 < standard_error / 10_012 < 3.5

# %% [markdown] slideshow={"slide_type": "skip"}
# 0.634 还不算强：它只把标准误抬高三成。
# 晃得厉害，主要怪**房子太少**：十套里七套是 3 间，只有一套 2 间、两套 4 间。
#
# **两个特征的模型是一个平面。**
# 左图是平面和残差，实心点在平面上方，空心点在下方；右图把它切三刀，每刀固定一个卧室数，就是三条平行线，相邻两条差 10012：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig = plt.figure(figsize=(8, 3.8), layout="none")
ax = fig.add_axes((-0.02, 0.06, 0.56, 0.94), projection="3d", computed_zorder=False)
across, deep = np.meshgrid(np.linspace(1300, 3100, 2), np.linspace(1.8, 4.2, 2))
ax.plot_surface(across / 100, deep, (theta_two[0] + theta_two[1] * across + theta_two[2] * deep) / 1e4, color=BLUE, alpha=0.3)
for a, b, p, guess in zip(area, bedrooms, price, X @ theta_two):
    ax.plot([a / 100] * 2, [b] * 2, [guess / 1e4, p / 1e4], color=RED, lw=2)
above = price > X @ theta_two
ax.scatter(area / 100, bedrooms, price / 1e4, c=np.where(above, "0.2", "white"), edgecolors="0.2", s=30, depthshade=False)
ax.set(xlabel="面积（百平方英尺）", ylabel="卧室", zlabel="价钱（万美元）", xticks=[15, 20, 25, 30], yticks=[2, 3, 4], zticks=[20, 30, 40, 50])
ax.tick_params(labelsize=10)
for axis, pad in ((ax.xaxis, 3), (ax.yaxis, 6), (ax.zaxis, 0)):
    axis.label.set_size(11)
    axis.labelpad = pad
ax.zaxis.set_rotate_label(False)
ax.zaxis.label.set_rotation(90)
ax.view_init(elev=22, azim=-120)
ax.set_box_aspect((1.5, 1.2, 1), zoom=0.92)
flat_ax = fig.add_axes((0.64, 0.17, 0.34, 0.75))
for rooms, color, dash, marker in zip((2, 3, 4), (GREEN, BLUE, RED), plotting.DASHES, plotting.MARKERS):
    flat_ax.plot(area[bedrooms == rooms], price[bedrooms == rooms] / 1e4, marker, color=color)
    flat_ax.plot(ends, (theta_two[0] + theta_two[1] * ends + theta_two[2] * rooms) / 1e4, ls=dash, lw=1.5, color=color)
    flat_ax.plot([], [], marker=marker, ls=dash, lw=1.5, color=color, label=f"{rooms} 间")
flat_ax.set(xlabel="面积（平方英尺）", ylabel="价钱（万美元）")
flat_ax.xaxis.label.set_size(12)
flat_ax.yaxis.label.set_size(12)
flat_ax.legend(fontsize=11)
plotting.show(fig, alt="左图是三维的：十套房子是空间里的十个点，拟合出来的是一个平面，沿面积方向陡升；橙红色竖线是每个点到平面的残差。右图是同一个平面切出的三条平行线，2 间的在最上面，4 间的在最下面，相邻的只差一万，点离线远得多。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **两个特征的山。**
# 等高线的截距固定在最好处，横轴、纵轴是另外两个系数。
# 路是在三个参数里走的，截距也从 0 走起；画在图上的，是路的影子。
# 学习率和 1.6.2 一样，$10^{-7}$ 和 0.1：

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

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.5))
raw_best, std_best = (np.linalg.lstsq(table, price)[0] for table in (X, Z))
raw_walk = draw_two(left, X, 1e-7, raw_best, ((0, 350), (-8e4, 8e4)), (1, 1e4))
std_walk = draw_two(right_ax, Z, 0.1, std_best, ((-1e5, 2.8e5), (-2e5, 1.8e5)), (1e4, 1e4))
left.set(title="原始：又是一条谷", xlabel="面积的系数（美元/平方英尺）", ylabel="卧室的系数（万美元/间）")
right_ax.set(title="标准化：椭圆，不是圆", xlabel="面积的系数（万美元/标准差）", ylabel="卧室的系数（万美元/标准差）", aspect="equal")
for ax in (left, right_ax):
    ax.title.set_size(14)
    ax.xaxis.label.set_size(12)
    ax.yaxis.label.set_size(12)
plotting.show(fig, alt="两张等高线图，截距固定在最好处，横轴是面积的系数，纵轴是卧室的系数，颜色越深代价越低，叉是最低点。左图用原始特征：等高线是斜着的长条，橙红色的线从原点水平走到谷底就停住，离叉还有一段。右图标准化以后：等高线是斜着的椭圆，线从原点先走向右上，再拐弯走到叉。")

# %% slideshow={"slide_type": "skip"}
assert abs(raw_walk[-1][2]) < 1 and 160 < raw_walk[-1][1] < 180 and np.allclose(std_walk[-1], std_best, rtol=0.05)
left_over = [gradient_descent(table, price, alpha, 150)[1][-1] - J_of(X, price, raw_best) for table, alpha in ((X, 1e-7), (Z, 0.1))]
assert 1.6e7 < left_over[0] < 1.8e7 and 1e4 < left_over[1] < 2e4

# %% [markdown] slideshow={"slide_type": "skip"}
# **两种走法的代价曲线。**
# 纵轴是比最低点高多少，学习率和 1.6.2 一样：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3))
for name, table, alpha, color, dash in (("原始", X, 1e-7, RED, "--"), ("标准化", Z, 0.1, BLUE, "-")):
    curve = gradient_descent(table, price, alpha, 150)[1]
    ax.plot(curve - J_of(X, price, raw_best), ls=dash, color=color, label=name)
ax.set(xlabel="步数", ylabel="$J-J_{\\min}$", yscale="log")
ax.legend()
plotting.show(fig, alt="两条曲线，纵轴是对数，画代价比最低点高多少。原始特征的虚线先降得快，二十步以内就变平，停在一千多万；标准化的实线一直往下，150 步时只高一万多。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 原始的开头反而低：弯得最急的方向每步乘 0.64，标准化的截距方向每步乘 0.9；可是然后别的方向走不动，就平了。
#
# **另一种写法。**
# 理想函数 $b+wx$，两个输入时写 $w_0+w_1x_1+w_2x_2$。
# 以后的章里常把截距单独写，$\hat y=XW+b$：那一列 1 不放进 $X$，$W$ 是其余的系数，$b$ 就是 $\theta_0$。
# 和 $X\theta$ 是同一件事；PyTorch 存的 $W$ 行列对调，写成 $XW^{\mathsf T}+b$（第 4 章）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：写 10×3 的格子、3 的一竖条、10 的一竖条，用手指横着扫一行、竖着扫一列，做一次 `X @ theta`。
# `X.T @ error` 只口头问一句：第二个数是什么？
# 是误差乘面积，加起来。
#
# **现场可改**的是 `FEET, ROOMS`：$(1650,4)$ 是 270641，比 3 间少 10012；$(3000,4)$ 是 521917，真卖了 539900。
#
# **会遇到的误区**：（1）“系数大的特征更重要”。
# 系数的大小跟单位走：面积换成平方米，系数大十倍多，预测一点没变。
# 要比，用标准化以后的系数：面积 94587，卧室 $-5392$。
# （2）“负系数说明数据错了”。
# （3）“拆掉一间卧室，房子能多卖一万”。
# 系数说的是比较，不是因果；何况十套房子连它的正负都没定。
# （4）“不稳是因为共线性”。
# 0.634 只让标准误大三成，主要是房子太少；课后看 1.6.5。

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
# 那一套比平均的小，它跳上去，抬起来的是线的左端。
# 1.3.2 里放下的另一个办法，把残差的**绝对值**加起来，叫**最小绝对偏差**（least absolute deviations），也叫最小一乘，试试它。
# 怎么算见 1.7.5（自学）。

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
fig, axes = plt.subplots(1, 2, figsize=(8, 3))
ends = np.array([1300, 3100])
lines = {"最小二乘": ((best1, best0), (typo_slope, typo_intercept), RED, "--"), "最小绝对偏差": (sturdy, sturdy_typo, BLUE, "-")}
for k, (ax, values, title) in enumerate(zip(axes, (price, typo), ("原来的十套", "一套多打一个零"))):
    ax.plot(area, values / 1e4, "o", color="0.25")
    for name, (*fits, color, dash) in lines.items():
        ax.plot(ends, (fits[k][1] + fits[k][0] * ends) / 1e4, ls=dash, color=color, label=name)
    ax.set(title=title, xlabel="面积（平方英尺）")
axes[0].set_ylabel("价钱（万美元）")
axes[0].set_ylim(0, 60)
axes[1].legend(fontsize=12, loc="upper right")
alt = "左图：原来的十套，两种方法的线都从点堆里向上穿过，只差一点。"
alt += f"右图：一套错成 {TIMES} 倍，纵轴的范围也跟着变大；最小二乘的虚线斜率变成 {typo_slope:.0f}，最小绝对偏差的实线斜率是 {sturdy_typo[0]:.0f}。"
plotting.show(fig, alt=alt)

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
# 绝对值也不是万能的：错的若是最大的一套，它在最边上，像杠杆，绝对值的线也要跟去（改 `WHICH = 4` 试试）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.7.2 成绩单
#
# $J$ 是七亿多，朋友听不懂。
# 换几种说法：
#
# - **平均绝对误差**（mean absolute error，MAE）：残差绝对值的平均，单位是美元；
# - **均方根误差**（root mean squared error，RMSE）：MSE 开方，也就是 $\sqrt{2J}$，单位也是美元；
# - **决定系数**（coefficient of determination，R²）：和“一律猜平均价”比，平方和少了几成，$R^2=1-\frac{\sum(y-h)^2}{\sum(y-\bar y)^2}$；猜得比平均价还差，就是负的；上下都除以 $n$，就是 MSE 比方差。

# %% slideshow={"slide_type": "skip"}
def report(y, guess):
    r = y - guess
    mse = (r**2).mean()
    return {"MAE": abs(r).mean(), "MSE": mse, "RMSE": mse**0.5, "R2": 1 - mse / y.var()}


one = report(price, best0 + best1 * area)
two = report(price, X @ theta_two)

# %% slideshow={"slide_type": "fragment"}
for name, s in {"只用面积": one, "面积和卧室": two}.items():
    dollars = f"MAE {s['MAE']:,.0f}，RMSE {s['RMSE']:,.0f}"
    print(f"{name}：{dollars}，R² {s['R2']:.3f}")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误**：把这张成绩单念给朋友听。
# 题目是这十套，答案也是这十套，等于开卷考；这样量出来的叫**训练误差**（training error）。
#
# 轮流藏起一套，用另外九套拟合，再来猜它，叫**留一法**（leave-one-out）。
# 箭头左边是看过的，右边是藏起来的：

# %% slideshow={"slide_type": "fragment"}
def hide_one(X, y):
    missed = []
    for i in range(len(y)):
        keep = np.arange(len(y)) != i
        theta = np.linalg.lstsq(X[keep], y[keep])[0]  # 另外九套
        missed.append(y[i] - X[i] @ theta)
    return np.array(missed)


loo, loo_two = hide_one(X[:, :2], price), hide_one(X, price)
for name, seen, missed in (("面积", one, loo), ("加卧室", two, loo_two)):
    new = report(price, price - missed)
    rmse = f"RMSE {seen['RMSE']:,.0f} → {new['RMSE']:,.0f}"
    r2 = f"R² {seen['R2']:.3f} → {new['R2']:.3f}"
    print(f"{name}：{rmse}，{r2}，最坏差 {abs(missed).max():,.0f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([one[k] for k in ("MAE", "MSE", "RMSE", "R2")], [33435.681, 1.42343917e9, 37728.493, 0.853785], rtol=1e-5, atol=5e-6)
hidden_rmse, two_hidden_rmse = (np.mean(missed**2) ** 0.5 for missed in (loo, loo_two))
assert round(two_hidden_rmse) == 52370 and round(report(price, price - loo)["R2"], 3) == 0.781 and round(report(price, price - loo_two)["R2"], 3) == 0.718
assert round(two["R2"], 6) == 0.855571 and np.isclose(one["MSE"], 2 * cost(best0, best1))
assert round(hidden_rmse) == 46161 and hidden_rmse > one["RMSE"]
assert round(np.abs(loo).mean(), -1) == 41_890 and round(np.abs(loo).max()) == 65_977

# %% [markdown] slideshow={"slide_type": "subslide"}
# 三万八变成四万六，最坏的一套差了六万六。
# 加上卧室，看过的 R² 从 0.854 升到 0.856，藏起来的却从 0.781 降到 0.718：训练的 R² 加什么特征都不会降，不能拿它决定加不加。
# 在没见过的数据上的误差，叫**泛化误差**（generalization error），这才是真考试；第 3 章和第 10 章教你怎样出这张卷子。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.7.3 点以外的地方
#
# 截距是 $-15126$：难道 0 平方英尺的房子，要倒贴一万五？
# 这条线没见过 1380 以下和 3000 以上的房子。
# 在见过的范围以外用它，叫**外推**（extrapolation），直线不会提醒你它不知道。

# %% slideshow={"slide_type": "fragment"}
for size in (0, 84, 1650, 20_000):  # 84：线在这里穿过 0
    inside = "范围内" if area.min() <= size <= area.max() else "外推"
    worth = best0 + best1 * size
    print(f"{size:6,} 平方英尺：{worth:12,.0f} 美元（{inside}）")

# %% slideshow={"slide_type": "skip"}
assert area.min() == 1380 and area.max() == 3000 and best0 + best1 * 84 < 0 < best0 + best1 * 85
assert 3.5e6 < best0 + best1 * 20_000 < 3.6e6

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.7.4 还有一把尺子（自学）
#
# **平均绝对百分比误差**（mean absolute percentage error，MAPE）：每个残差的绝对值除以真实价钱，再平均。
# MSE 正好是 $2J$，单位是平方美元。

# %% slideshow={"slide_type": "skip"}
mape = (abs(residuals(best0, best1)) / price).mean()
print(f"只用面积：MSE {one['MSE']:.3e}，MAPE {mape:.1%}")
assert np.isclose(one["MSE"], 2 * cost(best0, best1)) and round(mape, 4) == 0.1117

# %% [markdown] slideshow={"slide_type": "skip"}
# 再练一题；先想 2000 平方英尺在范围内，还是外推。

# %% slideshow={"slide_type": "skip"}
quiz.ask("linear.prediction")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.7.5 最小绝对偏差怎么算（自学）
#
# 绝对值在 0 处不能求导，也没有现成的公式解，但可以这样想。
#
# 1. 斜率固定，只动截距：线往上挪一点，在它上方的点各近一点，下方的各远一点；挪到上下各半时总分最低，那时它可以正好压着一个点，有一个残差是 0。
# 2. 绕着这个点转，只动斜率：每个残差的绝对值都是斜率的一条折线，加起来还是折线，最低处总可以取在一个拐角上，拐角就是又一个残差变成 0。
#
# 所以最好的线里，总有一条穿过两个点。
# 十个点配成 45 对，逐对试，`least_absolute` 就是这样写的。
#
# 两种办法在没有错的数据上也不一样：1650 平方英尺，最小绝对偏差报 273306，最小二乘报 280890，差七千多。
# 数据查过、没有录错，本章就用最小二乘；这点差别，也比藏起来的误差小得多。

# %% slideshow={"slide_type": "skip"}
assert round(sturdy[1] + sturdy[0] * 1650) == 273_306 and sum(abs(price - sturdy[1] - sturdy[0] * area) < 1e-6) == 2

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：1.7.1 先收猜测，常见的想法是“贵了，所以斜率变大”。
# 最后一套面积小，价钱高，把左端往上撬，所以斜率变负。
#
# **现场可改**的是 `WHICH, TIMES`：换成第 5 套（`WHICH = 4`，面积最大），最小二乘从 179 蹿到 2373，最小绝对偏差从 197 变成 258：也动了，少得多。
# 错一百倍（`TIMES = 100`），最小二乘是 $-2981$，最小绝对偏差还是 194.38，纹丝不动。
# 为什么不动，就是 `linear.outlier`：求一次导就明白，$r^2$ 的导数是 $2r$，离得越远拉得越狠；$|r|$ 的导数只有 $\pm1$。
#
# **会遇到的误区**：（1）“所以以后都用绝对值”。
# 没有离群点时，平方用到了每个点的信息，通常更准；而且处处可导。
# （2）“R² 0.85，所以八成五的房子猜对了”。
# 它比的是平方和，不是猜对的套数。
# （3）“通常差四万六”。
# 那是均方根；绝对值的平均是四万二，最大的一套差六万六；新房子还可能更多。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 1.8 监督学习的大家庭
#
# ### 1.8.1 九种算法
#
# | 算法 | 一句话 | 做什么题 |
# |---|---|---|
# | 线性回归 | 特征乘系数，加起来 | 回归 |
# | 逻辑回归 | 加起来，再压成概率；也叫对数几率回归 | 分类 |
# | 决策树 | 一路问“是不是大于”，走到一片叶子 | 都行 |
# | 随机森林 | 很多棵不同的树投票，回归时取平均 | 都行 |
# | $k$ 近邻 | 看最近的 $k$ 个邻居是什么 | 都行 |
# | 朴素贝叶斯 | 各特征的概率乘起来，再乘类别的比例 | 分类 |
# | 支持向量机 | 找离两边都最远的分界 | 都行 |
# | 感知器（也叫感知机） | 一条直线，错了才挪 | 分类 |
# | 深度神经网络 | 很多层“加权求和，再弯一下” | 都行 |

# %% [markdown] slideshow={"slide_type": "fragment"}
# 后八种考 30 朵鸢尾花，都对 27 到 29 朵（1.8.4 自学）：**别凭一次考试说谁最好**。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.8.2 用在哪里
#
# | 系统 | 输入 | 标签 |
# |---|---|---|
# | 垃圾邮件过滤 | 一封信 | 是，不是 |
# | **情感分析** | 一条评论 | 夸，骂 |
# | **车牌识别** | 先找到车牌，再切成一个个字符的图 | 是哪个字 |
#
# **举手**：垃圾邮件过滤、情感分析、车牌识别、网站给电影算平均分，哪一个不是监督学习？
# 为什么？
#
# （垃圾邮件过滤的整套结构见 1.8.8 自学。）

# %% [markdown] slideshow={"slide_type": "fragment"}
# 答案是算平均分：它没有从特征到标签的映射（1.8.6 自学有豆瓣的例子）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 1.8.3 好在哪里，贵在哪里
#
# **好**：目标清楚，错没错当场知道；特征里真有答案，标签够多，又和要用的数据是一路，就能很准。
#
# **贵**：每个标签都要人来标。
# 一张 CT 片要请医生看，一份合同要请律师读，都不便宜。
#
# **险**：标签少而模型灵活，就会把训练数据背下来，叫**过拟合**（overfitting）。
# 还是十套房子，把直线换成 8 次多项式 $\theta_0+\theta_1x+\theta_2x^2+\dots+\theta_8x^8$，九个系数：

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.5))
draw_houses(ax)
fine = np.linspace(1375, 3005, 600)
for degree, color, dash in ((1, BLUE, "-"), (8, RED, "--")):
    curve = np.polyval(np.polyfit(z_area, price, degree), (fine - mu) / sigma)
    ax.plot(fine, curve / 1e4, ls=dash, lw=1.8, color=color, label=f"{degree} 次")
ax.set(ylim=(-20, 110))
ax.grid(False, axis="x")  # 曲线冲出去时几乎是竖的，免得和格线混在一起
ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plotting.show(fig, alt="十套房子的散点，一条直线和一条 8 次曲线。8 次曲线几乎穿过每一个点，在点与点之间却大起大落，在 1700 到 1950、2150 到 2400、2400 到 3000 平方英尺之间都冲出图外。")

# %% slideshow={"slide_type": "skip"}
bent = np.polyfit(z_area, price, 8)
assert 5000 < np.mean((price - np.polyval(bent, z_area)) ** 2) ** 0.5 < 5500
between = np.polyval(bent, (np.array([1800, 2250, 2700]) - mu) / sigma)
assert ((between < -2e5) | (between > 1.1e6)).all()  # 都冲出了图

# %% [markdown] slideshow={"slide_type": "fragment"}
# 曲线几乎穿过每个点，点与点之间却乱甩。
# 看过的只差五千；轮流藏起一套再猜，一半的房子差了四十八万以上（1.8.7 自学）。
# 第 11 章专门治它。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.8.4 八种算法，一张考卷（自学）
#
# 换算法，只要换一行：`fit` 是学，`score` 是考，给出**准确率**（认对的比例）。
# 神经网络这里中间只有一层，十个神经元，还不算深（第 5 章）。
# 后八种都会分类，让它们认同一批鸢尾花：150 朵，三个品种，量了四个长度，留 30 朵当考卷。

# %% slideshow={"slide_type": "skip"}
iris = load_iris()
X_fit, X_exam, y_fit, y_exam = train_test_split(
    iris.data, iris.target, test_size=0.2,  # 五分之一当考卷
    random_state=42, stratify=iris.target,  # 三个品种按比例分
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

# %% slideshow={"slide_type": "skip"}
exam = {}
for name, method in family.items():
    method.fit(scaler.transform(X_fit), y_fit)
    accuracy = method.score(scaler.transform(X_exam), y_exam)
    exam[name] = round(accuracy * 30)
    print(f"30 朵里认对 {exam[name]} 朵：{name}")

# %% slideshow={"slide_type": "skip"}
wanted = [0.933, 0.967, 0.933, 0.933, 0.967, 0.967, 0.900, 0.967]
assert np.allclose(np.array(list(exam.values())) / 30, wanted, atol=0.034)

# %% [markdown] slideshow={"slide_type": "skip"}
# 八种都对 27 到 29 朵。
# 差一两朵，换一批考卷就可能倒过来；在小而干净的表上，先试简单的。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.8.5 拿 MNIST 认车牌（自学）
#
# **常见错误：拿 MNIST 当车牌。**
#
# 讲字符识别，常拿 **MNIST** 做例子：训练 60,000 张，测试 10,000 张，每张 28×28，是人**手写**的 0 到 9。
# 车牌上是**印刷**的字，还有汉字和字母。
# 在手写数字上学，拿去认印刷数字，会怎样？
# 我们用第 0 章的小号手写数字（1797 张，每张 8×8）来试；印刷的用五种字体画出来，缩成同样大小。
# `printed` 那段画字的程序不用读，从 `handwriting` 看起。

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
        dots ^= mpath.Path(loop).contains_points(grid)  # 圈里套圈，就挖空
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
        ax.spines[:].set_visible(True)
axes[0, 0].set_ylabel("手写", rotation=0, ha="right", va="center")
axes[1, 0].set_ylabel("印刷", rotation=0, ha="right", va="center")
plotting.show(fig, alt="两行 0 到 9 的小图，每张 8×8 的灰度格子，带方框：上面一行是手写的数字，笔画粗细不匀；下面一行是印刷的数字，笔画整齐。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 没见过的手写数字认对 99 %，印刷的只认对四分之三。
# **训练的数据和用的数据不是一路，考得再好也不算数**，也就是两边的分布（distribution）不同。
# 认车牌，就要用车牌来学。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.8.6 评分系统是监督学习吗（自学）
#
# 读者和观众在豆瓣上给书和电影打分，大致是这样办的：
#
# - 对象：书评、影评；打法：五颗星；算法：取平均；
# - 门槛：没有；防作弊：技术加人工；榜单：TOP 250。
#
# 取平均，没有从特征 $x$ 到标签 $y$ 的映射，不拿来猜没见过的电影，所以它**不是**监督学习。
# （眼尖的会说，平均数就是只有截距的最小二乘；不错，但一个特征也不看，对谁都猜同一个数。）
# 防作弊要认出假票，把评论分成夸和骂，这两样倒可以是监督学习。
# 取平均还有个毛病：人少的时候靠不住。

# %% slideshow={"slide_type": "skip"}
stars = np.array([5, 4, 3, 2, 1])
votes = {"三个人看过的短片": np.array([3, 0, 0, 0, 0]), "一万人看过的佳片": np.array([7000, 2400, 500, 80, 20])}
for name, count in votes.items():
    print(f"{name}：{count.sum():6,} 人，平均 {stars @ count / count.sum():.2f} 颗星")
assert stars @ votes["三个人看过的短片"] / 3 == 5 and round(stars @ votes["一万人看过的佳片"] / 10_000, 2) == 4.63
print("短片再来一个一星，就变成", (3 * 5 + 1) / 4, "颗星")
assert (3 * 5 + 1) / 4 == 4.0

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.8.7 越弯越好吗（自学）
#
# $k$ 次多项式有 $k+1$ 个系数；藏起一套还剩九套，最多定得住九个，所以最多到 8 次。
# 轮流藏起一套，看看过的和藏起来的各差多少：

# %% slideshow={"slide_type": "skip"}
def shown_and_hidden(degree):
    """Return the RMSE of a polynomial on the ten houses, and how far it misses each house that is hidden from it."""
    shown = price - np.polyval(np.polyfit(z_area, price, degree), z_area)
    missed = []
    for i in range(len(price)):
        keep = np.arange(len(price)) != i
        missed.append(abs(price[i] - np.polyval(np.polyfit(z_area[keep], price[keep], degree), z_area[i])))
    return np.mean(shown**2) ** 0.5, np.array(missed)


for degree in (1, 3, 5, 8):  # 改这里，最多 8 次
    shown, missed = shown_and_hidden(degree)
    print(f"{degree} 次：看过的 RMSE {shown:6,.0f}；藏起来的，中间一套差 {np.median(missed):7,.0f}，最坏差 {missed.max():.1e}")

# %% slideshow={"slide_type": "skip"}
table = [shown_and_hidden(degree) for degree in (1, 3, 5, 8)]
assert (np.diff([shown for shown, _ in table]) < 0).all() and 5000 < table[3][0] < 5500
assert np.allclose([np.median(missed) for _, missed in table], [45_562, 40_274, 76_345, 485_397], rtol=1e-3)
assert all(area[missed.argmax()] == 3000 for _, missed in table[1:]) and table[3][1].max() > 4e11
worst = [missed.max() for _, missed in table]
assert (np.diff(worst) > 0).all() and worst[1] > 4 * worst[0] and 10 < np.median(table[3][1]) / np.median(table[0][1]) < 11
assert np.isclose(np.mean(table[0][1] ** 2) ** 0.5, hidden_rmse)

# %% [markdown] slideshow={"slide_type": "skip"}
# 先定尺子，再看结果，免得挑一把顺手的；这里两把都摆出来。
#
# - 最坏一套：3 次、5 次、8 次都比直线差，差得一次比一次远；可那总是 3000 平方英尺的一套，藏起最大的再猜它，是 1.7.3 说的外推，不能全怪弯得太多。
# - 中间一套：3 次比直线略好，5 次坏了近七成，8 次的误差是直线的十倍多。
#
# 两把尺子对 3 次说法不一，十套房子分不出 1 次和 3 次，那就用简单的；对 5 次和 8 次说法一致，这才是背下来的害处。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 1.8.8 垃圾邮件过滤的结构（自学）
#
# 一套完整的分类系统，不止一个分类器：
#
# | 环节 | 拿到什么 | 给出什么 |
# |---|---|---|
# | 取特征 | 一封信 | 一串数：有哪些词、几个链接、谁发的 |
# | 分类器 | 一串数 | 是，或者不是 |
# | 训练 | 标好的旧邮件 | 分类器 |
# | 用户纠正 | 分错的信 | 新的标签，再回到训练 |

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = canvas(13.4, 4.2, 3)
size = {"size": 13}
mail = box(ax, 1.2, 3.3, "新邮件", **size)
features = box(ax, 4, 3.3, "取特征\n词、链接、发件人", **size)
judge = box(ax, 7.2, 3.3, "分类器 $h$", BLUE_TINT, **size)
inbox, junk = box(ax, 10.5, 3.75, "收件箱", **size), box(ax, 10.5, 2.6, "垃圾箱", **size)
labelled = box(ax, 2.2, 0.7, "标好的旧邮件", **size)
training = box(ax, 7.2, 0.7, "训练", ORANGE_TINT, **size)
for start, end in ((mail, features), (features, judge), (judge, inbox), (judge, junk), (labelled, training), (training, judge)):
    join(ax, start, end)
mended = box(ax, 10.5, 0.7, "用户纠正", color="white", **size)
join(ax, junk, mended, color=RED)
join(ax, inbox, mended, color=RED, connectionstyle="arc3,rad=-0.6")
join(ax, mended, training, color=RED)
ax.text(10.3, 1.65, "“这不是垃圾”", color=RED, size=12, ha="right", va="center")
ax.text(11.6, 1.65, "“举报垃圾”", color=RED, size=12, va="center")
plotting.show(fig, alt="垃圾邮件过滤的结构图：新邮件取出特征，送进分类器，分到收件箱或垃圾箱；分类器由标好的旧邮件训练而来；收件箱和垃圾箱各有一条橙红色的箭头到“用户纠正”：用户点“举报垃圾”或“这不是垃圾”，就是新的标签，再回到训练。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 橙红色的线最要紧：用户纠正一次，就多一个标签。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **举手的答案**：算平均分，没有从特征到标签的映射，也不去猜没见过的电影（1.8.6 有豆瓣的例子）。
# 聪明的学生会说“平均数就是只有截距的最小二乘”：不错，可是它一个特征也不看。
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
# | 怎么找 | 标准化，再梯度下降，学习率小于 $2/\lambda$（弯得最急的方向）；每个方向的坡度都不到自己起点的百万分之一才停 |
# | 信多少 | 看没见过的房子：典型的差四万多，最坏差六万六；只在 1380–3000 平方英尺之间用；先查离群点 |
#
# 对朋友说：**二十八万上下，出入四万多是常事；藏起来猜的十套里，最坏的差了六万六，你这套也可能更多**。
# 只报一个 280,889.65，是把十套房子当成了全世界。

# %% slideshow={"slide_type": "fragment"}
final = best0 + best1 * 1650
print(f"报价 {final:,.0f}，没见过的房子，RMSE {hidden_rmse:,.0f}")

# %% slideshow={"slide_type": "skip"}
assert round(final, 2) == 280889.65 and 40_000 < hidden_rmse < 50_000

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - 监督学习从 $(X,y)$ 学一个映射；标签是数叫回归，是类别叫分类。
# - 假设 $h_\theta(x)=\theta^{\mathsf T}x$，残差 $y-h$，代价 $J=\frac{1}{2n}\sum(h-y)^2$；那个 $\frac12$ 只为求导干净。
# - 梯度下降：$\theta:=\theta-\frac{\alpha}{n}X^{\mathsf T}(X\theta-y)$。
# - 学习率小于 $2/\lambda$ 才收得住，$\lambda$ 取弯得最急的方向；弯得最缓的方向走不动，代价平了也要看坡度：每个方向都和自己的起点比，都不到百万分之一才算到。
# - 这个 $J$ 只有一个谷（凸函数），坡度全是 0 就是最低点；神经网络的山没有这个保证。
# - 标准化把山谷变成碗；预测时用训练时的均值和标准差。
# - 系数要读成“其余特征不变时”；先看它稳不稳，再读它；比较不是因果。
# - 平方怕离群点；训练误差是开卷考，留一法才是没见过的；范围以外是外推。
#
# **下一步**：课后的作业让你自己写假设、代价、梯度、标准化，还有正规方程（先读 1.6.4 自学）。
# 第 2 章把答案拿走，看没有标签时还能学到什么；跳过它，就接着读第 4 章。

# %% [markdown] slideshow={"slide_type": "fragment"}
# **出门一问**：同学的程序跑了两千步，代价曲线早就平了，他说“收敛了”。
# 你请他印出哪些数，怎样比，才信？
# 若还没到，先查特征做过什么处理没有？
#
# 答案在 1.10 的最后。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：梯度的每个分量，各和自己的起点比，都不到百万分之一才信；再查特征标准化了没有，也就是条件数。
# 也可以答：拿正规方程的解来比。
# 答“看代价曲线”“看参数动不动”或“换个学习率，看是不是停在同一处”的，请他回 1.4.2：三样都过了关，截距的坡度还剩千分之三。
# 答“看梯度的长度”的，问他：斜率方向的起点有六亿，截距的 1078.5 看得见吗？

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 1.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：平均还是总和。** 有人把代价写成 $\frac12\sum(h-y)^2$，不除以 $n$。
# 十套房子，标准化以后，学习率的上限变成多少，最好的直线变不变？
#
# <details><summary>答案</summary>
#
# 山的高度变成原来的十倍，$\lambda$ 从 1 变成 10，上限从 2 变成 0.2。
# 最低点的位置不变，直线不变。
# </details>
#
# **第 2 题：常数列。** 把全是 1 的那一列也拿去标准化，会怎样？
# 自己用 numpy 算，和用 `StandardScaler`（它遇到标准差 0，就改除以 1），各说一遍。
#
# <details><summary>答案</summary>
#
# 均值是 1，标准差是 0；自己用 numpy 算，$(1-1)/0$ 得到 `nan`，整个模型跟着变成 `nan`，至少看得见。
# `StandardScaler` 除以 1，那一列变成全 0，不报错，截距就悄悄没了，预测平均低三十多万。
# 所以先标准化特征，后添那一列 1；别的列若碰巧全相同，也要这样提防。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：平均的房子。** 从 $\theta_0$ 方向的梯度为 0 出发，证明最小二乘的直线一定穿过“平均的房子” $(\bar x,\bar y)$。
#
# <details><summary>答案</summary>
#
# $\frac1n\sum(\theta_0+\theta_1x^{(i)}-y^{(i)})=0$，也就是 $\theta_0+\theta_1\bar x=\bar y$。
# 反过来不成立：1.3.2 的三条线也都穿过它，残差之和都是 0，却不都是最好的线。
# </details>
#
# **第 4 题：加一个特征。** 1.7.2 里加上卧室，训练的 R² 升了，留一法的 RMSE 却从 46161 变成 52370。
# 为什么前一个一定不会降？
# 后一个能不能把“不该加”说死？
# 看 `abs(loo_two) - abs(loo)` 再答。
#
# <details><summary>答案</summary>
#
# 系数取 0 就回到原来的模型，最小二乘只会挑更好的，所以训练的 R² 不会降。
# 留一法变差，主要是三套造成的：1416、2400、1985 平方英尺的，各多差了一两万；另外七套，有好有坏，都不到五千。
# 十套房子说不死，只能说：没有证据该加，那就先不加，等房子多了再看。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 5 题：换单位。** 把面积换成平方米，重新拟合，斜率、截距、$J$、1650 平方英尺的报价，哪些变，哪些不变？
# 用原始的平方米做梯度下降，学习率的上限变大还是变小？
#
# <details><summary>答案</summary>
#
# 斜率变成原来的 10.76 倍；截距、$J$ 不变；1650 平方英尺换成 153.3 平方米代进去，报价也不变。
# $x$ 变成原来的 $\frac1{10.76}$，$\frac1n\sum x^2$ 变成约 $\frac1{116}$，上限变成约 116 倍。
# </details>
#
# **第 6 题：一夜够不够。** $\alpha=5\times10^{-7}$ 时，弯得最缓的方向每步乘 $1-\alpha\lambda$，$\lambda=0.0713$。
# 走多少步剩一半？
# 电脑每秒走 10 万步，截距走完 99 % 大约要多久，一夜够不够？
#
# <details><summary>答案</summary>
#
# $\alpha\lambda$ 很小时，$(1-\alpha\lambda)^k\approx e^{-k\alpha\lambda}$，令它等于 $\frac12$，$k=\frac{\ln2}{\alpha\lambda}$，约 1944 万步。
# 剩 1 % 要 $\log_2100\approx6.64$ 个一半，约 1.3 亿步，一千三百秒，二十多分钟：一夜够了。
# 可这是十套房子、两个参数；一百万套房子，每步慢十万倍，就要几年。
# 标准化以后，$\alpha=0.1$，44 步。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**：代价曲线平了，请他印出哪些数，怎样比，才信？
# 若还没到，先查特征做过什么处理没有？
#
# <details><summary>答案</summary>
#
# 印出**梯度的每个分量**，各和**它自己的起点**比，都不到百万分之一，才信；线性回归的 $J$ 只有一个谷，坡度没了就是到了。
# 代价平了、参数不动、换个学习率停在同一处，都不算数：1.4.2 和 1.4.3 里三样都占了，截距方向的坡度还剩千分之三。
# 也别把分量合成一个长度：斜率方向的起点有六亿，会把它盖住。
# 没到，先查特征**标准化了没有**（条件数多大）。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **还想练？**
# 这几题课上不问；`linear.method` 问一个方法的名字，`linear.descent` 给四个动作排次序，正文里没有。
# 新开一格，写 `quiz.ask("题号")`：
#
# - `linear.paradigm`、`linear.half`、`linear.residual`、`linear.cost`、`linear.method`；
# - `linear.one_step`、`linear.descent`、`linear.alpha_limit`、`linear.raw_intercept`；
# - `linear.standardise`、`linear.unscale`、`linear.prediction`、`linear.normal_equation`。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert np.isclose(np.linalg.eigvalsh(line_X.T @ line_X / 10)[-1], 1) and np.isclose(2 / np.linalg.eigvalsh(line_X.T @ line_X)[-1], 0.2)
with np.errstate(invalid="ignore"):
    assert np.isnan((np.ones(10) - 1) / np.ones(10).std()).all()
assert StandardScaler().fit(np.ones((10, 1))).scale_[0] == 1 and (StandardScaler().fit_transform(np.ones((10, 1))) == 0).all()
assert np.isclose(best0 + best1 * area.mean(), price.mean())
assert np.allclose(theta_two @ [1, 1650, 4], 270_641, atol=1) and np.allclose(theta_two @ [1, 3000, 4], 521_917, atol=1)
for which, times, slope, robust in ((4, 10, 2373, 258), (9, 100, -2981, 194)):
    wrong = price.copy()
    wrong[which] *= times
    assert round(np.polyfit(area, wrong, 1)[0]) == slope and round(least_absolute(area, wrong)[0]) == robust
assert np.isclose(descend(z_area, price, 0.5, 15)[1][-1], cost(best0, best1), rtol=1e-5)
assert np.isclose(descend(z_area, price, 1, 1)[1][-1], cost(best0, best1)) and descend(z_area, price, 2.1, 50)[1][-1] > 1e13
worse = abs(loo_two) - abs(loo)
assert set(area[worse > 10_000]) == {1416, 1985, 2400} and (abs(worse[worse < 10_000]) < 5000).all()
assert round(hidden_rmse) == 46161 and round(two_hidden_rmse) == 52370
meters = area / 10.7639
m1, m0 = np.polyfit(meters, price, 1)
assert np.isclose(m1 / best1, 10.7639) and np.isclose(m0, best0) and np.isclose(m0 + m1 * 1650 / 10.7639, final)
assert round((area**2).mean() / (meters**2).mean()) == 116
assert round(np.log(2) / (5e-7 * flat) / 1e4) == 1944 and 1.28e8 < np.log(100) / (5e-7 * flat) < 1.3e8
