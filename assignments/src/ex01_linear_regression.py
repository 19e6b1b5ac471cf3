# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex01_linear_regression//ipynb,src//py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 练习一 线性回归：从一行公式到一个报价
#
# 第 1 章的朋友又来了。
# 这回他要卖的房子有 1650 平方英尺、3 间卧室，他不要讲解，只要一个价钱，还有“这个价钱是怎么算出来的”。
#
# 你来做这件工具，从头做起：九个小函数，每个不过几行，不借现成的模型。
# 最后一个单元把它们接起来，报出那个价钱。
#
# **做完之后，你能够**
#
# - 把 $X\theta$、代价、梯度三个式子各写成一行 numpy，并且用差分验出自己有没有写错；
# - 写出梯度下降，看代价的记录判断学习率合不合适；
# - 把特征标准化，再把系数换回原来的单位，用在没见过的房子上；
# - 不下山，直接解正规方程，并且知道它什么时候没有答案。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `hypothesis` 预测 | 3 | 8 |
# | 2 | `cost` 代价 | 4 | 10 |
# | 3 | `gradient` 梯度 | 5 | 15 |
# | 4 | `gd` 梯度下降 | 8 | 20 |
# | 5 | `standardize` 标准化 | 6 | 12 |
# | 6 | `unscale` 换回原来的单位 | 5 | 16 |
# | 7 | `predict` 给新房子报价 | 4 | 8 |
# | 8 | `normal_equation` 正规方程 | 4 | 10 |
# | 9 | `alpha_max` 学习率的上限 | 5 | 12 |
# | 10、11 | 两段话，老师评阅 | 6 | 35 |
#
# 一共 50 分，连读带跑，大约两个半小时。
# 需要：第 1 章，和一点 numpy（数组的加减乘、`@`、`mean`、`std`）；第 8 题先读 1.6.4（自学），差分在 1.4.6（自学）。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么。
# 看得见的检查一共只占 13 分，全通过不等于写完了。
# 另外 31 分看隐藏的检查：用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案；请对照小圆点，自己再试几组数。
# 每题的分数按小项给，写在题目后面，对一项得一项；没有写“隐藏”的小项，运行检查单元就看得到。
#
# 报错里有 `matmul`、`mismatch` 或者 `broadcast`，是两边的形状对不上：把两边的 `shape` 印出来，看谁该在左，谁要 `.T`。
#
# 卡住了，就点开题目下面的提示。
# 提示一步比一步具体，先看第一条，想一想再看下一条；看提示不扣分。
#
# **全篇的约定**（数据的摆法和第 1 章相同）
#
# - `X` 是 `(n, d)` 的数组，一行一个样本，一列一个特征；`y` 是 `(n,)`，`theta` 是 `(d,)`；
# - 参数的次序，这里一律是 `theta, X, y`；第 1 章的程序写的是 `X, y, theta`，照抄时要换过来；
# - 要截距时，`X` 的第 0 列全是 1；这一列由调用的人放好，你的函数不要再添；
# - 数组里可以是整数，也可以是小数；
# - 传进来的数组是别人的东西，不许改动它。
#
# 先运行下面两个单元。
# 第一个是工具，不用读懂；第二个是十套房子。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
from coursekit import checks, data, plotting

plotting.setup()
BLUE, RED = plotting.PALETTE[:2]


def parts(reply, call, names):
    """Take apart what a function returned, one value for each name."""
    several = isinstance(reply, (tuple, list)) and len(reply) == len(names)
    assert several, f"{call}\n要返回 {len(names)} 样，次序是 {', '.join(names)}：return {', '.join(names)}"
    return reply


def draw_squares(x, y, theta):
    """Draw points, the line theta[0] + theta[1] x, and each squared residual as a square."""
    ax = plt.figure(figsize=(4, 3.4)).gca()
    ends = np.array([min(x) - 0.6, max(x) + 1.2])
    ax.plot(ends, theta[0] + theta[1] * ends, color=BLUE)
    for a, b in zip(x, y):
        residual = b - theta[0] - theta[1] * a
        ax.add_patch(plt.Rectangle((a, b - residual), abs(residual), residual, color=RED, alpha=0.25, ec="none"))
    ax.plot(x, y, "o", color="0.25")
    ax.set(xlabel="$x$", ylabel="$y$", aspect="equal")
    plotting.show(ax, alt=f"{len(x)} 个点和一条直线；以每个残差的长度为边，画了一个正方形。")


def draw_contours(x, y, path):
    """Draw the contours of the cost of a line through points, and a path of its two parameters."""
    path = np.array(path, dtype=float)
    reach = 1.3 * abs(path).max()
    first, second = np.meshgrid(np.linspace(-reach, reach, 121), np.linspace(-reach, reach, 121))
    height = sum((first + second * a - b) ** 2 for a, b in zip(x, y)) / (2 * len(x))
    ax = plt.figure(figsize=(4, 3.4)).gca()
    ax.contour(first, second, height, levels=12, cmap="Blues_r", linewidths=1)
    for start, end in zip(path, path[1:]):
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": RED, "lw": 2})
    ax.plot(*path.T, "o", color=RED, ms=4)
    ax.set(xlabel=r"$\theta_0$", ylabel=r"$\theta_1$", aspect="equal")
    steps = "、".join(f"({a:g}, {b:g})" for a, b in path)
    plotting.show(ax, alt=f"代价的等高线，橙红色箭头从一个点走到下一个点：{steps}。")


def draw_scaling(columns):
    """Draw two columns as they are and standardised, each pair on axes of equal scale."""
    from sklearn.preprocessing import StandardScaler

    figure, axes = plt.subplots(1, 2, figsize=(8, 3.2))
    scaled = StandardScaler().fit_transform(columns)
    for ax, values, title, unit in ((axes[0], columns, "原来的数", ""), (axes[1], scaled, "标准化以后", "（标准差）")):
        ax.plot(*values.T, "o", color=BLUE)
        ax.set(title=title, xlabel=f"面积{unit}", ylabel=f"卧室{unit}", aspect="equal", adjustable="datalim")
    plotting.show(figure, alt="左图：十个点几乎排成一条水平线，因为面积有几百上千，卧室只差一两间。右图：标准化以后，两个方向差不多宽，点分成三行，是 2、3、4 间卧室。")

# %% nbgrader={"grade": false, "grade_id": "houses", "locked": true, "schema_version": 3, "solution": false, "task": false}
houses = data.ten_houses()
columns = houses[["area", "bedrooms"]].to_numpy()  # (10, 2)，整数
price = houses["price"].to_numpy(dtype=float)  # (10,)，美元
print(houses.to_string(index=False))

# %% [markdown]
# ## 第 1 题 `hypothesis`（3 分，8 分钟）
#
# 朋友看到的是“底价加每平方英尺的价钱”，计算机看到的是对应相乘、再相加：
#
# $$h_\theta(x)=\theta_0x_0+\theta_1x_1+\dots=\theta^{\mathsf T}x$$
#
# **例子**：$\theta=(1,2,3)$，两个样本 $(1,10,100)$ 和 $(1,0,-1)$。
# 第一个的预测是 $1\cdot1+2\cdot10+3\cdot100=321$，第二个是 $1\cdot1+2\cdot0+3\cdot(-1)=-2$。
#
# | | | | | 乘 $\theta$，相加 |
# |---|---|---|---|---|
# | $\theta$ | 1 | 2 | 3 | |
# | 样本 1 | 1 | 10 | 100 | 321 |
# | 样本 2 | 1 | 0 | $-1$ | $-2$ |
#
# 一个样本写 $\theta^{\mathsf T}x$；一批样本按行摆成 `X`，就写 $X\theta$。
#
# 写 `hypothesis(theta, X)`，返回所有样本的预测，形状 `(n,)`。
#
# - 特征可以有任意多个，也可以只有一个；
# - 只有一个样本时，`X` 是 `(1, d)`，也返回形状 `(1,)` 的数组，不是一个数。
#
# **小项**：例子（1 分）；隐藏：五个特征，第 0 列不是 1（1 分）；一个样本，一个特征（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `X` 的每一行都要和 `theta` 对应相乘、相加。
# numpy 有一个运算符专做这件事。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 矩阵乘法 `@`：左边 `(n, d)`，右边 `(d,)`，挨着的 `d` 消失，得 `(n,)`。
# 哪个在左，哪个在右？
# </details>

# %% nbgrader={"grade": false, "grade_id": "hypothesis", "locked": false, "schema_version": 3, "solution": true, "task": false}
def hypothesis(theta, X):
    """Return the predictions, shape (n,), of the parameters theta, shape (d,), for the rows of X, shape (n, d)."""
    ### BEGIN SOLUTION
    return X @ theta
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_hypothesis", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "hypothesis 的小例子"):
    theta, X = np.array([1, 2, 3]), np.array([[1, 10, 100], [1, 0, -1]])
    got = hypothesis(theta, X)
    checks.close(got, np.array([321.0, -2.0]), call="hypothesis([1, 2, 3], [[1, 10, 100], [1, 0, -1]])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "少了一步相加，每个样本应只得一个数": X * theta,
        "结果应是一维的 (2,)，不是一列": np.array([[321.0], [-2.0]]),
        "θ₀ 加了两遍：X 里已经有一列 1": np.array([322.0, -1.0])})
### BEGIN HIDDEN TESTS
with checks.points(1, "五个特征，第 0 列不是 1"):
    rng = np.random.default_rng(checks.seed())
    theta, X = rng.normal(size=5), rng.normal(size=(7, 5))
    expected = np.array([sum(t * x for t, x in zip(theta, row)) for row in X])
    checks.close(hypothesis(theta, X), expected, say="七个样本、五个特征：结果与逐个相乘相加的不同")
with checks.points(1, "一个样本，一个特征"):
    checks.close(hypothesis(np.array([2.0]), np.array([[3.5]])), np.array([7.0]),
                 say="theta=[2.0]，X=[[3.5]]：应是形状 (1,) 的数组 [7.0]")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `cost`（4 分，10 分钟）
#
# 残差有正有负，加起来会抵消，所以先平方。
# 代价是平方的平均，再除以 2：
#
# $$J(\theta)=\frac1{2n}\sum_{i=1}^n\big(h_\theta(x^{(i)})-y^{(i)}\big)^2=\frac1{2n}(X\theta-y)^{\mathsf T}(X\theta-y)$$
#
# **例子**：三个点 $(1,2)$、$(2,2)$、$(3,4)$，$\theta=(0,1)$，也就是用 $h(x)=x$ 去猜。
# 残差是 1、0、1，平方和是 2，所以 $J=\frac{2}{2\times3}=\frac13$。
# 三个 $y$ 换成 4、2、1，残差是 3、0、$-2$，平方和是 13，$J=\frac{13}{6}$；先相加再平方，就只剩 $\frac16$ 了。
#
# 运行下面的单元看图：每个残差画成一个正方形，代价就是正方形的总面积除以 $2n$。
# 改一改最后的两个数，看方块怎样变。

# %%
draw_squares([1, 2, 3], [2, 2, 4], [0, 1])

# %% [markdown]
# 写 `cost(theta, X, y)`，返回一个数。
#
# - 只有一个样本时也成立：$J=\frac12(h-y)^2$；
# - `y` 可以是整数，结果照样是小数。
#
# **小项**：例子（1 分）；隐藏：随机数据（1 分）；一个样本，和一点误差也没有（1 分）；十套房子（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 三步：预测，减 `y`，平方以后平均再除以 2。
# 第一步你刚写过。
# </details>
#
# <details><summary>提示 2：查形状</summary>
#
# 误差应是 `(n,)`。
# 如果把 `theta` 变成了一列，`(n, 1)` 减 `(n,)` 会悄悄变成 `(n, n)`，不报错，数全错。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `error @ error` 就是平方和；`len(y)` 是 $n$。
# </details>

# %% nbgrader={"grade": false, "grade_id": "cost", "locked": false, "schema_version": 3, "solution": true, "task": false}
def cost(theta, X, y):
    """Return J, the sum of squared errors over 2 n, as one number."""
    ### BEGIN SOLUTION
    error = X @ theta - y
    return float(error @ error) / (2 * len(y))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_cost", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "cost 的小例子"):
    X, y = np.array([[1, 1], [1, 2], [1, 3]]), np.array([4, 2, 1])
    call = "cost([0, 1], [[1, 1], [1, 2], [1, 3]], [4, 2, 1])，残差是 3、0、-2"
    checks.close(cost(np.array([0, 1]), X, y), 13 / 6, call=call, likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "是应得的 2 倍，漏了二分之一": 13 / 3,
        "是应得的 3 倍，忘了除以 n": 13 / 2,
        "是应得的 6 倍，忘了除以 2n": 13.0,
        "是应得的 9 倍：1/2*n 是先除再乘，应写 1/(2*n)": 39 / 2,
        "除的是 2(n-1)，应除以 2n": 13 / 4,
        "取了绝对值，应平方": 5 / 6,
        "先相加再平方了，应先平方再相加": 1 / 6,
        "一列减一行成了一张 3×3 的表，见提示 2": lambda got: abs(got - 3.5) < 1e-6 or abs(got - 7 / 6) < 1e-6,
        "每个样本一个数，应加起来": lambda got: np.ndim(got) > 0,
        "开了方：代价不开方": (13 / 6) ** 0.5})
    checks.close(cost(np.array([0, 1]), X, np.array([2, 2, 4])), 1 / 3,
                 call="cost([0, 1], [[1, 1], [1, 2], [1, 3]], [2, 2, 4])，残差是 1、0、1")
### BEGIN HIDDEN TESTS
with checks.points(1, "随机数据"):
    rng = np.random.default_rng(checks.seed())
    theta, X, y = rng.normal(size=4), rng.normal(size=(9, 4)), rng.normal(size=9)
    expected = sum((sum(t * x for t, x in zip(theta, row)) - b) ** 2 for row, b in zip(X, y)) / 18
    checks.close(cost(theta, X, y), float(expected), say="九个样本、四个特征：结果与逐个相加的不同")
with checks.points(1, "一个样本，和一点误差也没有"):
    checks.close(cost(np.array([1, 2]), np.array([[1, 3]]), np.array([4])), 4.5,
                 say="一个样本，预测 7，真实 4：代价应是 9 / 2")
    checks.close(cost(np.array([1.0, 2.0]), np.array([[1.0, 0.5], [1.0, -1.0]]), np.array([2.0, -1.0])), 0.0,
                 say="预测全对时，代价应是 0")
with checks.points(1, "十套房子"):
    line = np.column_stack([np.ones(10), columns[:, 0]])
    checks.close(cost(np.zeros(2), line, price), 54134195100.05, say="十套房子，θ 全是 0")
    checks.close(cost(np.array([-15126.192288, 179.403540]), line, price), 711719586.691,
                 say="十套房子，θ 是最小二乘的解")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `gradient`（5 分，15 分钟）
#
# 往哪边走，代价降得最快？
# 梯度的第 $j$ 个分量，是“误差乘第 $j$ 个特征”的平均：
#
# $$\frac{\partial J}{\partial\theta_j}=\frac1n\sum_{i=1}^n\big(h_\theta(x^{(i)})-y^{(i)}\big)\,x_j^{(i)}$$
#
# **例子**：两个点 $(1,1)$、$(2,3)$，$\theta=(0,0)$。
# 误差 $h-y$ 是 $-1$ 和 $-3$。
#
# | | $x_0$ | $x_1$ | 误差 | 误差乘 $x_0$ | 误差乘 $x_1$ |
# |---|---|---|---|---|---|
# | 样本 1 | 1 | 1 | $-1$ | $-1$ | $-1$ |
# | 样本 2 | 1 | 2 | $-3$ | $-3$ | $-6$ |
# | 平均 | | | | $-2$ | $-3.5$ |
#
# 梯度是 $(-2,-3.5)$，指向上坡；橙红的箭头往反方向走，长度是梯度的 0.1 倍。
# 它和等高线垂直，那是最陡的方向。

# %%
draw_contours([1, 2], [1, 3], [(0, 0), (0.2, 0.35)])

# %% [markdown]
# 写 `gradient(theta, X, y)`，返回形状 `(d,)` 的数组。
#
# - 用公式算，不要用差分：代价有几百亿时，差分的有效数字不够；
# - 特征可以有任意多个；
# - `theta` 不许改。
#
# **小项**：例子（1 分）；隐藏：与差分一致（2 分）；一个样本，`theta` 不改动（1 分）；几百亿的代价，也要算准（1 分）。
#
# 隐藏的检查会拿差分来验你的公式：把 $\theta_j$ 往两边各挪一点，量 $J$ 变了多少。
# 以后自己推导的梯度，都可以这样验。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算误差 `(n,)`，再看上表：每一列是误差乘 `X` 的一列，然后平均。
# </details>
#
# <details><summary>提示 2：一次算完</summary>
#
# “误差和第 $j$ 列对应相乘、相加”，对所有的 $j$ 一起做，就是矩阵乘法。
# `X` 是 `(n, d)`，要得到 `(d,)`，哪一个要转置？
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `X.T` 是 `(d, n)`，乘 `(n,)` 得 `(d,)`。
# 别忘了除以 $n$；不用再除以 2，平方求导掉下来的 2 已经和它消了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "gradient", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gradient(theta, X, y):
    """Return the gradient of the cost at theta, shape (d,)."""
    ### BEGIN SOLUTION
    return X.T @ (X @ theta - y) / len(y)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_gradient", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "gradient 的小例子"):
    X, y = np.array([[1, 1], [1, 2]]), np.array([1, 3])
    got = gradient(np.array([0, 0]), X, y)
    checks.close(got, np.array([-2.0, -3.5]), call="gradient([0, 0], [[1, 1], [1, 2]], [1, 3])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "正负号反了：误差是预测减真实": np.array([2.0, 3.5]),
        "忘了除以 n": np.array([-4.0, -7.0]),
        "多除了一个 2：它已经和平方的 2 消掉了": np.array([-1.0, -1.75]),
        "误差乘错了方向，或者沿行平均了：应写 X.T @ error / n，或者 (error[:, None] * X).mean(axis=0)": np.array([-1.0, -4.5]),
        "小数放进整数数组，被截断了：np.zeros_like(theta) 应写 np.zeros(len(theta))": np.array([-2, -3])})
    X, y = np.array([[1, 2, 0], [1, 0, 1], [1, 1, 3]]), np.array([2, 3, 5])
    call = "gradient([1, 1, 0], [[1, 2, 0], [1, 0, 1], [1, 1, 3]], [2, 3, 5])，误差是 1、-2、-3"
    checks.close(gradient(np.array([1, 1, 0]), X, y), np.array([-4 / 3, -1 / 3, -11 / 3]), call=call, likely={
        "左边的 X 没有转置，应是 X.T": np.array([-1.0, -2 / 3, -10 / 3]),
        "只算了两个分量，应有几列算几个": lambda got: np.shape(got) == (2,)})
### BEGIN HIDDEN TESTS
with checks.points(2, "与差分一致"):
    rng = np.random.default_rng(checks.seed())
    theta, X, y = rng.normal(size=4), rng.normal(size=(9, 4)), rng.normal(size=9)
    nudges = 0.5 * np.eye(4)  # J is quadratic: a wide central difference is exact
    ups, downs = ([((X @ (theta + s * e) - y) ** 2).mean() / 2 for e in nudges] for s in (1, -1))
    checks.close(gradient(theta, X, y), np.subtract(ups, downs), say="九个样本、四个特征：与差分不同")
with checks.points(1, "一个样本，theta 不改动"):
    theta = np.array([1.0, 1.0])
    checks.close(gradient(checks.inout(theta), np.array([[1.0, 2.0]]), np.array([5.0])), np.array([-2.0, -4.0]),
                 say="一个样本 (1, 2)，y = 5，θ = (1, 1)：误差是 -2")
    checks.equal(theta, np.array([1.0, 1.0]), say="gradient 改动了传进来的 theta")
with checks.points(1, "几百亿的代价，也要算准"):
    z = (columns - columns.mean(axis=0)) / columns.std(axis=0)
    Z = np.column_stack([np.ones(10), z])
    checks.close(gradient(np.zeros(3), Z, price), -(Z * price[:, None]).mean(axis=0), tol=1e-9,
                 say="标准化的房子，θ 全是 0：差分在这里只有几位是准的，要用公式")
    best = np.linalg.lstsq(Z, price, rcond=None)[0]
    checks.close(gradient(best, Z, price) / 1e5, np.zeros(3), say="最小二乘的解，梯度应是 0")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `gd`（8 分，20 分钟）
#
# 下山：每一步往梯度的反方向走，步长是学习率 $\alpha$ 乘梯度，走 `iters` 步。
#
# $$\theta:=\theta-\alpha\,\nabla J(\theta)$$
#
# **例子**：一只正圆的碗，$J=\frac12(\theta_0^2+\theta_1^2)$，梯度就是 $\theta$ 自己。
# 取 $\alpha=0.5$，每一步走掉一半。
#
# | 走了几步 | $\theta$ | $J$ |
# |---|---|---|
# | 0 | $(4,-2)$ | 10 |
# | 1 | $(2,-1)$ | 2.5 |
# | 2 | $(1,-0.5)$ | 0.625 |
# | 3 | $(0.5,-0.25)$ | 0.15625 |
#
# 走三步，代价有**四个**：出发的时候也算一个。

# %%
draw_contours([1, -1], [0, 0], [(4, -2), (2, -1), (1, -0.5), (0.5, -0.25)])

# %% [markdown]
# 写 `gd(X, y, alpha, iters, theta0)`，返回 `(theta, hist)`。
#
# - 从 `theta0` 出发，正好走 `iters` 步；不许自作主张，提前停下或者改学习率，哪怕代价在上升；
# - `theta` 是走完以后的参数，形状 `(d,)`；
# - `hist` 是代价的记录，长度 `iters + 1`：`hist[0]` 是出发时的，`hist[k]` 是走完第 $k$ 步的；列表、数组都行；
# - `iters` 可以是 0：一步不走，`hist` 里只有一个数；
# - `theta0` 不许改，它可能是整数数组。
#
# 调用你写好的 `cost(theta, X, y)` 和 `gradient(theta, X, y)` 就行；把公式写在循环里，也算对。
# 检查这一题时，会暂时把它们换成这只碗的，所以前两题没做对，也不影响这一题。
#
# **小项**：在碗里走三步（2 分）；从 `theta0` 出发，不改动它（1 分）；隐藏：标准化的房子，两个特征，100 步（2 分）；原来的面积，走一步，和走飞了（1 分）；`theta0` 是整数（1 分）；一步不走，和已经在谷底（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一个循环。
# 循环以前，先把出发时的代价记下来；循环里面，走一步，记一次。
# </details>
#
# <details><summary>提示 2：整数和别人的数组</summary>
#
# `theta -= …` 会改动原来的数组，整数数组还装不下小数。
# 开头用 `np.array(theta0, dtype=float)` 做一份自己的。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# ```python
# theta = np.array(theta0, dtype=float)
# hist = [cost(theta, X, y)]
# for step in range(iters):
#     theta = ...
#     hist.append(...)
# ```
# </details>

# %% nbgrader={"grade": false, "grade_id": "gd", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gd(X, y, alpha, iters, theta0):
    """Descend from theta0; return (theta, hist): the last parameters, and iters + 1 costs."""
    ### BEGIN SOLUTION
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_gd", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
def descend(lent_cost, lent_gradient, *arguments):
    """Run gd while cost and gradient are these, so that only gd is judged."""
    global cost, gradient
    try:
        own = cost, gradient
    except NameError:  # a cell above that does not run costs its own points only
        own = None, None
    cost, gradient = lent_cost, lent_gradient
    try:
        return parts(gd(*arguments), "gd(X, y, alpha, iters, theta0)", ("theta", "hist"))
    finally:
        cost, gradient = own


def in_the_bowl(alpha, iters, theta0):
    """Run gd where J is half the sum of squares."""

    def bowl(theta, X, y):
        assert np.ndim(theta) == 1, "cost 的参数写反了：次序是 cost(theta, X, y)，第 1 章写的是 X, y, theta"
        return float(theta @ theta) / 2

    def slope(theta, X, y):
        assert np.ndim(theta) == 1, "gradient 的参数写反了：次序是 gradient(theta, X, y)，第 1 章写的是 X, y, theta"
        return theta * 1.0

    return descend(bowl, slope, np.array([[1.0, 1.0], [1.0, -1.0]]), np.zeros(2), alpha, iters, theta0)


with checks.points(2, "在碗里走三步"):
    theta, hist = in_the_bowl(0.5, 3, np.array([4.0, -2.0]))
    call = "gd(X, y, alpha=0.5, iters=3, theta0=[4, -2])"
    checks.close(theta, np.array([0.5, -0.25]), call=f"{call} 的 theta", likely={
        "只走了两步": np.array([1.0, -0.5]),
        "多走了一步": np.array([0.25, -0.125]),
        "往上坡走了：梯度前面是减号": np.array([13.5, -6.75]),
        "θ 成了 0：没有从 theta0 出发，或者忘了乘 α": np.zeros(2),
        "一步也没有走": np.array([4.0, -2.0])})
    costs = np.asarray(hist, dtype=float)
    checks.close(costs, np.array([10, 2.5, 0.625, 0.15625]), call=f"{call} 的 hist", likely={
        "少了出发时的代价": np.array([2.5, 0.625, 0.15625]),
        "少了最后一步的代价": np.array([10, 2.5, 0.625])})
with checks.points(1, "从 theta0 出发，不改动它"):
    start = np.array([3.5, -1.0])
    theta, hist = in_the_bowl(0.25, 2, checks.inout(start))
    call = "gd(X, y, alpha=0.25, iters=2, theta0=[3.5, -1])"
    checks.close(theta, np.array([1.96875, -0.5625]), call=f"{call} 的 theta", likely={
        "θ 里只装得下整数，应是小数": lambda got: (got == got.astype(int)).all()})
    checks.close(np.asarray(hist, dtype=float), np.array([6.625, 3.7265625, 2.09619140625]), call=f"{call} 的 hist")
    checks.equal(start, np.array([3.5, -1.0]), call=f"{call} 之后，传进来的那个 theta0", likely={
        "theta -= … 改动了别人的数组，应先做一份自己的": np.array([1.96875, -0.5625])})
### BEGIN HIDDEN TESTS
def among_houses(X, *arguments):
    """Run gd on the prices of the ten houses."""
    return descend(lambda theta, X, y: float(((X @ theta - y) ** 2).mean() / 2),
                   lambda theta, X, y: X.T @ (X @ theta - y) / len(y), X, price, *arguments)


Z = np.column_stack([np.ones(10), (columns - columns.mean(axis=0)) / columns.std(axis=0)])
with checks.points(2, "标准化的房子，两个特征，100 步"):
    theta, hist = among_houses(Z, 0.1, 100, np.zeros(3))
    costs = np.asarray(hist, dtype=float)
    walked = np.zeros(3)
    for _ in range(100):
        walked = walked - 0.1 * (Z * (Z @ walked - price)[:, None]).mean(axis=0)
    checks.close(theta, walked, say="100 步以后的参数不对：所有的分量要用同一个梯度，一起改")
    checks.equal(costs.shape, (101,), say="走 100 步，hist 应有 101 个数")
    checks.close(costs[[0, 100]], np.array([54134195100.05, 703554196.35]), say="hist 的头尾不对")
    checks.equal(bool((np.diff(costs) < 0).all()), True, say="这个学习率下，代价应一步比一步低")
with checks.points(1, "原来的面积：走一步，和走飞了"):
    line = np.column_stack([np.ones(10), columns[:, 0]])
    theta, hist = among_houses(line, 1e-7, 1, np.zeros(2))
    checks.close(theta, np.array([0.03138999, 62.20226273]), say="原来的面积，α = 1e-7，走一步以后的参数不对")
    checks.close(np.asarray(hist, dtype=float), np.array([54134195100.05, 22449569526.51]))
    theta, hist = among_houses(line, 1e-6, 3, np.zeros(2))
    checks.close(np.asarray(hist, dtype=float) / 1e10, np.array([5.41341951, 36.78818644, 252.4536139, 1734.905315]),
                 say="α = 1e-6 时代价一路上升，也要照走三步、照记下来")
    checks.close(theta, np.array([1.65104591848, 3266.89196014]))
with checks.points(1, "theta0 是整数"):
    theta, hist = in_the_bowl(0.25, 2, np.array([3, -1]))
    checks.close(theta, np.array([1.6875, -0.5625]), say="theta0 是整数数组时，参数也要能取小数")
    checks.close(np.asarray(hist, dtype=float), np.array([5.0, 2.8125, 1.58203125]))
with checks.points(1, "一步不走，和已经在谷底"):
    theta, hist = in_the_bowl(0.5, 0, np.array([4.0, -2.0]))
    checks.close(theta, np.array([4.0, -2.0]), say="iters = 0：参数应是 theta0")
    checks.close(np.asarray(hist, dtype=float), np.array([10.0]), say="iters = 0：hist 里应只有出发时的代价")
    theta, hist = in_the_bowl(0.5, 4, np.zeros(2))
    checks.close(theta, np.zeros(2))
    checks.close(np.asarray(hist, dtype=float), np.zeros(5), say="从谷底出发，也要记 iters + 1 个代价")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `standardize`（6 分，12 分钟）
#
# 面积几千，卧室几间，山谷又窄又长，梯度下降走不动。
# 每一列减去自己的均值，除以自己的标准差，山谷就成了碗：
#
# $$z=\frac{x-\mu}{\sigma}$$
#
# **例子**：两列 $(1,3)$ 和 $(10,30)$。
# 均值是 2 和 20，标准差（除以 $n$ 的那一种）是 1 和 10，标准化以后都是 $(-1,1)$。
#
# 下图左右的横轴和纵轴都用同样的比例。

# %%
draw_scaling(columns)

# %% [markdown]
# 写 `standardize(X)`，返回 `(Z, mu, sigma)`：
#
# - `Z` 的形状和 `X` 相同，`mu` 和 `sigma` 的形状是 `(d,)`；
# - 标准差除以 $n$，不是 $n-1$；
# - **常数列**（标准差为 0）：`sigma` 里写 1，不写 0，于是 `Z` 的这一列全是 0，没有 `nan`；只有一个样本时，每一列都是常数列；
# - `X` 可以是整数，不许改动；这里的 `X` 没有那一列 1，从这里到第 7 题，$d$ 也不算它。
#
# 例如整数的表，两列是 $(1,2,6)$ 和 $(7,7,7)$：均值是 3 和 7，`sigma` 是 2.1602 和 1，`Z` 的两列是 $(-0.9258,-0.4629,1.3887)$ 和 $(0,0,0)$。
#
# **小项**：例子（1 分）；整数，常数列（1 分）；隐藏：十套房子（1 分）；随机数据，与 StandardScaler 一致（1 分）；几种常数列，和只有一个样本（1 分）；传进来的表没有改动（1 分）。
#
# 不许用现成的：`StandardScaler`、`scale`、`zscore`。
# 检查单元会读你的函数，也读它调用的函数；用了，这一题不给分。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 均值、标准差各算一行，减、除再一行。
# numpy 的 `mean` 和 `std` 都有 `axis`，沿哪个方向，才是每一列得一个数？
# </details>
#
# <details><summary>提示 2：常数列</summary>
#
# 先算 `sigma`，再把其中的 0 换成 1，然后才做除法。
# `sigma[sigma == 0] = 1` 或者 `np.where` 都行。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `X.mean(axis=0)`、`X.std(axis=0)`，numpy 默认就除以 $n$。
# 不要写 `X -= …`，那是在改别人的数组。
# </details>

# %% nbgrader={"grade": false, "grade_id": "standardize", "locked": false, "schema_version": 3, "solution": true, "task": false}
def standardize(X):
    """Return (Z, mu, sigma): the columns with mean 0 and standard deviation 1, their means and deviations as they were."""
    ### BEGIN SOLUTION
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_standardize", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("standardize", ["StandardScaler", "scale", "robust_scale", "zscore", "PowerTransformer"])
with checks.points(1, "standardize 的小例子"):
    call, names = "standardize([[1, 10], [3, 30]])", ("Z", "mu", "sigma")
    Z, mu, sigma = parts(standardize(np.array([[1.0, 10.0], [3.0, 30.0]])), call, names)
    checks.close(mu, np.array([2.0, 20.0]), call=f"{call} 的 mu", likely={
        "沿行平均了：每一列一个均值，要 axis=0": np.array([5.5, 16.5]),
        "整张表只有一个均值：要 axis=0": 11.0,
        "形状应是 (2,)，不要 keepdims": np.array([[2.0, 20.0]])})
    checks.close(sigma, np.array([1.0, 10.0]), call=f"{call} 的 sigma", likely={
        "除的是 n-1，应除以 n（ddof=0）": np.array([2.0**0.5, 200.0**0.5]),
        "这是方差，还要开方": np.array([1.0, 100.0])})
    checks.close(Z, np.array([[-1.0, -1.0], [1.0, 1.0]]), call=f"{call} 的 Z", likely={
        "忘了减均值": np.array([[1.0, 1.0], [3.0, 3.0]]),
        "忘了除以标准差": np.array([[-1.0, -10.0], [1.0, 10.0]])})
with checks.points(1, "整数，常数列"):
    call, names = "standardize([[1, 7], [2, 7], [6, 7]])", ("Z", "mu", "sigma")
    Z, mu, sigma = parts(standardize(np.array([[1, 7], [2, 7], [6, 7]])), call, names)
    checks.close(mu, np.array([3.0, 7.0]), call=f"{call} 的 mu", likely={
        "这是中位数，应是均值": np.array([2.0, 7.0])})
    spread = (14 / 3) ** 0.5
    checks.close(sigma, np.array([spread, 1.0]), call=f"{call} 的 sigma", likely={
        "常数列的 sigma 写成 0 了，应是 1": np.array([spread, 0.0])})
    checks.close(Z, np.array([[-2 / spread, 0.0], [-1 / spread, 0.0], [3 / spread, 0.0]]), call=f"{call} 的 Z", likely={
        "常数列除以 0 了，应先把 sigma 里的 0 换成 1": lambda got: np.isnan(got).any(),
        "小数放进整数数组，被截断了：应另做一个小数的数组": lambda got: (got == got.astype(int)).all()})
### BEGIN HIDDEN TESTS
from sklearn.preprocessing import StandardScaler

with checks.points(1, "十套房子，整数"):
    Z, mu, sigma = standardize(columns)
    checks.close(mu, np.array([1834.0, 3.1]), say="十套房子的均值应是 1834 和 3.1")
    checks.close(sigma, np.array([508.178906, 0.538516]), say="十套房子的总体标准差应是 508.178906 和 0.538516")
    checks.close(Z, StandardScaler().fit_transform(columns), say="整数的表，Z 也要能取小数")
with checks.points(1, "随机数据，与 StandardScaler 一致"):
    X = np.random.default_rng(checks.seed()).normal(5, 3, size=(7, 3))
    scaler = StandardScaler().fit(X)
    Z, mu, sigma = standardize(X)
    checks.close(mu, scaler.mean_)
    checks.close(sigma, scaler.scale_, say="七行三列：标准差与 StandardScaler 的不同")
    checks.close(Z, scaler.transform(X), say="七行三列：Z 与 StandardScaler 的不同")
with checks.points(1, "常数列，和只有一个样本"):
    X = np.array([[1.0, 7.0, 0.001, -4.0], [3.0, 7.0, 0.003, 4.0]])
    Z, mu, sigma = standardize(X)
    checks.close(Z, np.array([[-1.0, 0.0, -1.0, -1.0], [1.0, 0.0, 1.0, 1.0]]),
                 say="常数列的 Z 应全是 0；标准差很小、均值是 0，都不算常数列")
    checks.close(mu, np.array([2.0, 7.0, 0.002, 0.0]))
    checks.close(sigma * 1000, np.array([1000.0, 1000.0, 1.0, 4000.0]), say="常数列的 sigma 应是 1，别的列照常")
    Z, mu, sigma = standardize(np.array([[4.0, -2.0]]))
    checks.close(Z, np.zeros((1, 2)), say="只有一个样本时，Z 应全是 0，没有 nan")
    checks.close(mu, np.array([4.0, -2.0]))
    checks.close(sigma, np.ones(2))
with checks.points(1, "传进来的表没有改动"):
    X = np.array([[1.0, 5.0, 2.0], [2.0, 5.0, 9.0], [6.0, 5.0, 1.0]])
    Z, mu, sigma = standardize(checks.inout(X))
    checks.equal(X, np.array([[1.0, 5.0, 2.0], [2.0, 5.0, 9.0], [6.0, 5.0, 1.0]]), say="standardize 改动了传进来的表")
    checks.close(mu, np.array([3.0, 5.0, 4.0]))
    checks.close([Z.shape, sigma.shape], [(3, 3), (3,)])
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `unscale`（5 分，16 分钟）
#
# 用标准化的特征学到的系数，说的是“每大一个标准差，贵多少”。
# 朋友要听“每平方英尺多少钱”。
# 把 $z=(x-\mu)/\sigma$ 代进去，整理一下：
#
# $$\theta_0'+\theta_1'\frac{x-\mu}{\sigma}=\Big(\theta_0'-\frac{\theta_1'\mu}{\sigma}\Big)+\frac{\theta_1'}{\sigma}\,x$$
#
# 带撇的 $\theta'$，是用标准化的特征学到的。
# 特征不止一个时，每个特征都从截距里减掉自己的那一份，新截距是 $\theta_0'-\sum_j\theta_j'\mu_j/\sigma_j$，只有一个。
#
# **例子一**：$\theta'=(11,4)$，$\mu=5$，$\sigma=2$。
# 斜率是 $4/2=2$，截距是 $11-4\times5/2=1$。
# 验一验 $x=9$：$z=2$，$11+4\times2=19$；$1+2\times9=19$，一样。
#
# | $x$ | $z=(x-5)/2$ | $11+4z$ | $1+2x$ |
# |---|---|---|---|
# | 5 | 0 | 11 | 11 |
# | 9 | 2 | 19 | 19 |
#
# **例子二**，两个特征：$\theta'=(11,4,9)$，$\mu=(5,1)$，$\sigma=(2,3)$。
# 斜率是 $4/2=2$ 和 $9/3=3$，截距是 $11-2\times5-3\times1=-2$，所以得 $(-2,2,3)$。
#
# 写 `unscale(theta, mu, sigma)`，返回原来单位的参数，形状和 `theta` 相同。
#
# - `theta` 有 $d+1$ 个数，截距在第 0 个；`mu` 和 `sigma` 各有 $d$ 个；
# - `theta` 可能是整数数组，不许改动。
#
# **小项**：一个特征（1 分）；两个特征，`theta` 不改动（1 分）；隐藏：十套房子（1 分）；四个特征，换不换单位，预测相同（1 分）；整数的 `theta`（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 除截距以外的系数是 `theta[1:]`，先把它们除以 `sigma`。
# 截距怎么用得上这些新系数？
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 新截距是 `theta[0]` 减去“新系数和 `mu` 对应相乘、相加”。
# 用 `np.concatenate([[截距], 系数])` 或者 `np.array([截距, *系数])` 拼起来。
# </details>

# %% nbgrader={"grade": false, "grade_id": "unscale", "locked": false, "schema_version": 3, "solution": true, "task": false}
def unscale(theta, mu, sigma):
    """Return the parameters for the features as they were, from those for standardised features."""
    ### BEGIN SOLUTION
    slopes = theta[1:] / sigma
    return np.concatenate([[theta[0] - slopes @ mu], slopes])
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_unscale", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "unscale 的例子一，一个特征"):
    got = unscale(np.array([11.0, 4.0]), np.array([5.0]), np.array([2.0]))
    checks.close(got, np.array([1.0, 2.0]), call="unscale([11, 4], [5], [2])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "截距成了数组，应是一个数：新系数和 mu 对应相乘、相加": lambda got: np.shape(got) == (2, 1),
        "截距没有改": np.array([11.0, 2.0]),
        "截距里减的是 θ₁μ，忘了除以 σ": np.array([-9.0, 2.0]),
        "截距应减去，不是加上": np.array([21.0, 2.0]),
        "系数应除以 σ，不是乘": np.array([-29.0, 8.0]),
        "系数没有除以 σ": np.array([1.0, 4.0])})
with checks.points(1, "unscale 的例子二，两个特征"):
    given = np.array([11.0, 4.0, 9.0])
    got = unscale(checks.inout(given), np.array([5.0, 1.0]), np.array([2.0, 3.0]))
    call = "unscale([11, 4, 9], [5, 1], [2, 3])"
    checks.close(got, np.array([-2.0, 2.0, 3.0]), call=call, likely={
        "每个特征各有一个截距了，应把各自的一份都从一个截距里减掉": lambda got: np.size(got) > 3,
        "只用了 theta[1]，应是 theta[1:]，有几个特征就有几个系数": lambda got: np.shape(got) == (2,),
        "截距里只减了第一个特征的一份": np.array([1.0, 2.0, 3.0])})
    checks.equal(given, np.array([11.0, 4.0, 9.0]), call=f"{call} 之后，传进来的那个 theta", likely={
        "改动了传进来的 theta，应另做一个数组": lambda got: (got != np.array([11.0, 4.0, 9.0])).any()})
### BEGIN HIDDEN TESTS
with checks.points(1, "十套房子，两个特征"):
    theta = np.array([313899.9, 94587.474040, -5391.832889])
    got = unscale(theta, columns.mean(axis=0), columns.std(axis=0))
    checks.close(got, np.array([3575.380289, 186.130264, -10012.382317]), tol=1e-5,
                 say="十套房子：截距、每平方英尺、每间卧室的价钱不对")
with checks.points(1, "四个特征，换不换单位，预测相同"):
    rng = np.random.default_rng(checks.seed())
    theta, mu, sigma, X = rng.normal(size=5), rng.normal(size=4), rng.uniform(1, 3, 4), rng.normal(size=(6, 4))
    got = unscale(theta, mu, sigma)
    checks.equal(got.shape, (5,), say="返回值的形状应和 theta 相同")
    checks.close(got[0] + X @ got[1:], theta[0] + ((X - mu) / sigma) @ theta[1:],
                 say="换回原来的单位以后，预测应与标准化时的相同")
with checks.points(1, "整数的 theta"):
    theta = np.array([3, 1, 1])
    got = unscale(checks.inout(theta), np.array([1.0, 2.0]), np.array([2.0, 4.0]))
    checks.close(got, np.array([2.0, 0.5, 0.25]), say="theta 是整数数组时，结果也要能取小数")
    checks.equal(theta, np.array([3, 1, 1]), say="unscale 改动了传进来的 theta")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 `predict`（4 分，8 分钟）
#
# 来了新房子，要报价。
# 模型是用标准化的特征学的，新房子也要标准化以后再进模型。
# 用谁的均值和标准差？
# **训练时的那一份**：它们也是模型的一部分。
# 拿新房子自己的均值去减，只来一套房子时，它永远是“平均的房子”，什么都不用看了。
#
# **例子**：$\theta=(11,4)$，训练时 $\mu=5$，$\sigma=2$，新房子是 5 和 9。
#
# | 新房子 | 减 5，除以 2 | 报价 $11+4z$ |
# |---|---|---|
# | 5 | 0 | 11 |
# | 9 | 2 | 19 |
#
# 两个特征也一样：$\theta=(11,4,9)$，$\mu=(5,1)$，$\sigma=(2,3)$，新房子 $(9,4)$ 的 $z=(2,1)$，报价 $11+4\times2+9\times1=28$。
#
# 写 `predict(X_new, theta, mu, sigma)`，返回每套新房子的报价，形状 `(m,)`，$m$ 是新房子的套数。
#
# - `X_new` 是 `(m, d)`，原来的单位，没有那一列 1；
# - `theta` 有 $d+1$ 个数，是用标准化的特征学到的，截距在第 0 个；
# - `X_new` 可能只有一行，可能是整数，不许改动；只有一行时，也返回形状 `(1,)` 的数组。
#
# **小项**：例子（1 分）；隐藏：只有一套新房子（1 分）；一套的报价与同批的别的房子无关（1 分）；传进来的表没有改动（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先减 `mu`，除以 `sigma`；再乘系数，加截距。
# 这里不要调用 `standardize`：它会算出新房子自己的均值。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `Z @ theta[1:]` 的形状是 `(m,)`，再加上 `theta[0]`。
# 想用 `hypothesis` 也可以，先用 `np.column_stack` 在 `Z` 的左边放一列 1。
# </details>

# %% nbgrader={"grade": false, "grade_id": "predict", "locked": false, "schema_version": 3, "solution": true, "task": false}
def predict(X_new, theta, mu, sigma):
    """Return the predictions, shape (m,), for rows in the units as they were; theta is for standardised features."""
    ### BEGIN SOLUTION
    return theta[0] + (X_new - mu) / sigma @ theta[1:]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_predict", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "predict 的小例子"):
    got = predict(np.array([[5.0], [9.0]]), np.array([11.0, 4.0]), np.array([5.0]), np.array([2.0]))
    checks.close(got, np.array([11.0, 19.0]), call="predict([[5], [9]], [11, 4], [5], [2])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "新房子忘了标准化": np.array([31.0, 47.0]),
        "用了新房子自己的均值和标准差": np.array([7.0, 15.0]),
        "忘了加截距": np.array([0.0, 8.0]),
        "应除以 σ，不是乘": np.array([11.0, 43.0])})
    got = predict(np.array([[9, 4]]), np.array([11.0, 4.0, 9.0]), np.array([5.0, 1.0]), np.array([2.0, 3.0]))
    checks.close(got, np.array([28.0]), call="predict([[9, 4]], [11, 4, 9], [5, 1], [2, 3])", likely={
        "只用了第一个特征，应全用上": np.array([19.0]),
        "用了新房子自己的均值和标准差": np.array([11.0]),
        "只有一套时成了一个数，应是形状 (1,) 的数组": lambda got: np.ndim(got) == 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "只有一套新房子"):
    theta, mu, sigma = np.array([313899.9, 94587.474040, -5391.832889]), columns.mean(axis=0), columns.std(axis=0)
    checks.close(predict(np.array([[1650, 3]]), theta, mu, sigma), np.array([280653.17]),
                 say="1650 平方英尺、3 间卧室，应报 280653.17")
with checks.points(1, "一套房子的报价，与同批的别的房子无关"):
    rng = np.random.default_rng(checks.seed())
    theta, mu, sigma, X = rng.normal(size=4), rng.normal(size=3), rng.uniform(1, 3, 3), rng.normal(size=(8, 3))
    expected = np.array([theta[0] + sum(t * (x - m) / s for t, x, m, s in zip(theta[1:], row, mu, sigma)) for row in X])
    checks.close(predict(X, theta, mu, sigma), expected, say="八套新房子、三个特征：报价不对")
    checks.close(predict(X[2:3], theta, mu, sigma), expected[2:3], say="同一套房子，单独报价和一起报价应相同")
with checks.points(1, "传进来的表没有改动"):
    X = np.array([[1.0, 2.0], [3.0, 5.0]])
    got = predict(checks.inout(X), np.array([1.0, 2.0, 3.0]), np.array([1.0, 1.0]), np.array([2.0, 4.0]))
    checks.close(got, np.array([1.75, 6.0]))
    checks.equal(X, np.array([[1.0, 2.0], [3.0, 5.0]]), say="predict 改动了传进来的 X_new")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题 `normal_equation`（4 分，10 分钟）
#
# 谷底的梯度是 0。
# 令 $\frac1nX^{\mathsf T}(X\theta-y)=0$，移项，得到一组线性方程：
#
# $$X^{\mathsf T}X\,\theta=X^{\mathsf T}y$$
#
# 解一次就完，不用学习率，也不用标准化。
#
# **例子**：三个点 $(1,2)$、$(2,2)$、$(3,4)$，加上一列 1：
#
# $$X^{\mathsf T}X=\begin{pmatrix}3&6\\6&14\end{pmatrix},\qquad X^{\mathsf T}y=\begin{pmatrix}8\\18\end{pmatrix}$$
#
# 第二行减去第一行的两倍，$2\theta_1=2$，$\theta_1=1$；代回第一行，$3\theta_0=2$，$\theta_0=\frac23$。
# 第 2 题的图里改成 `[2 / 3, 1]`，看看方块。
#
# 写 `normal_equation(X, y)`，返回 `theta`，形状 `(d,)`。
#
# - `X` 里要不要那一列 1，由调用的人决定；
# - 如果 `X` 的列不独立（例如一列是面积，另一列是同样的面积换成平方米），方程有无穷多个解，抛出 `ValueError`；样本比特征还少时，也是如此；
# - 浮点数有误差，`np.linalg.solve` 常常看不出这种情形，会悄悄给出一组荒唐的数；先数一数有几列是独立的（秩，1.6.4）。
#
# 不许用现成的最小二乘：`lstsq`、`pinv`、`polyfit`，scikit-learn 和 scipy 的模型；列不独立时，它们多半不报错，自己挑一组给你，而这里要你先看出答案不唯一。
# 检查单元会读你的函数，也读它调用的函数；用了，这一题不给分。
#
# **小项**：例子，和一张列不独立的表（1 分）；隐藏：十套房子，和几张小表（1 分）；随机数据，没有一列 1（1 分）；别的列不独立的表（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 方程的左边是 `(d, d)` 的矩阵，右边是 `(d,)` 的数组，各写一行。
# 解线性方程组用 `np.linalg.solve(左, 右)`。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `np.linalg.matrix_rank(X)` 数有几列独立；它小于列数 `X.shape[1]`，就先 `raise ValueError(...)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "normal_equation", "locked": false, "schema_version": 3, "solution": true, "task": false}
def normal_equation(X, y):
    """Return the least-squares parameters, shape (d,); raise ValueError if the columns of X are not independent."""
    ### BEGIN SOLUTION
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("X 的列不独立，最小二乘没有唯一的解")
    return np.linalg.solve(X.T @ X, X.T @ y)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_normal_equation", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("normal_equation", [
    "lstsq", "pinv", "polyfit", "Polynomial", "LinearRegression", "Ridge", "SGDRegressor", "OLS", "nnls", "lsq_linear",
    "least_squares", "curve_fit", "linregress", "minimize"])
with checks.points(1, "normal_equation 的小例子"):
    got = normal_equation(np.array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]), np.array([2.0, 2.0, 4.0]))
    checks.close(got, np.array([2 / 3, 1.0]), call="normal_equation([[1, 1], [1, 2], [1, 3]], [2, 2, 4])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "先后反了：截距在第 0 个": np.array([1.0, 2 / 3]),
        "结果应是一维的 (2,)，不是一列": np.array([[2 / 3], [1.0]]),
        "多除或者少除了一个 n：两边都不除，或者都除": np.array([2 / 9, 1 / 3])})
    for factor in (0.1, 0.3):  # solve finds nothing wrong with them
        X = np.array([[1.0, 1.0, factor], [1.0, 2.0, 2 * factor], [1.0, 3.0, 3 * factor]])
        with checks.raises(ValueError, say=f"X 的第三列是第二列的 {factor} 倍，应抛出 ValueError（用 raise，不是 return）"):
            normal_equation(X, np.array([3.0, 4.0, 5.0]))
### BEGIN HIDDEN TESTS
from sklearn.linear_model import LinearRegression

with checks.points(1, "十套房子，一个样本，和样本与特征一样多"):
    line = np.column_stack([np.ones(10), columns[:, 0]])
    checks.close(normal_equation(line, price), np.array([-15126.192288, 179.403540]), say="只用面积")
    plane = np.column_stack([np.ones(10), columns])
    checks.close(normal_equation(plane, price), np.array([3575.380289, 186.130264, -10012.382317]),
                 say="面积和卧室")
    checks.close(normal_equation(np.array([[2.0]]), np.array([6.0])), np.array([3.0]), say="X = [[2]]，y = [6]：θ 应是 [3]")
    checks.close(normal_equation(np.array([[1.0, 1.0], [1.0, 3.0]]), np.array([2.0, 8.0])), np.array([-1.0, 3.0]),
                 say="两个点定一条直线")
with checks.points(1, "随机数据，没有一列 1，与 scikit-learn 一致"):
    rng = np.random.default_rng(checks.seed())
    X, y = rng.normal(size=(9, 4)), rng.normal(size=9)
    checks.close(normal_equation(X, y), LinearRegression(fit_intercept=False).fit(X, y).coef_,
                 say="九个样本、四个特征、没有截距：与 LinearRegression(fit_intercept=False) 不同")
with checks.points(1, "列不独立时抛出 ValueError"):
    for factor in (0.0929, 0.09290304, 0.3, 1.1):  # solve itself notices some of them only
        for column in columns.T:
            with checks.raises(ValueError, say="X 的一列是另一列的倍数（平方英尺换成平方米），应抛出 ValueError"):
                normal_equation(np.column_stack([np.ones(10), column, factor * column]), price)
    with checks.raises(ValueError, say="两个样本、三个特征，应抛出 ValueError"):
        normal_equation(np.array([[1.0, 2.0, 3.0], [1.0, 5.0, 4.0]]), np.array([1.0, 2.0]))
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 `alpha_max`（5 分，12 分钟）
#
# 学习率多大，梯度下降会走飞？
# 每个方向上，一步把离谷底的距离乘 $1-\alpha\lambda$，$\lambda$ 是那个方向弯得多急。
# 最急的方向先飞，所以上限是
#
# $$\alpha_{\max}=\frac{2}{\lambda_{\max}}$$
#
# $\lambda_{\max}$ 是矩阵 $\frac1nX^{\mathsf T}X$ 的最大**特征值**。
# 沿着某个特别的方向，矩阵只把它拉长 $\lambda$ 倍，不转弯，$\lambda$ 就是一个特征值，也就是 1.4.4 里那个方向有多弯；有几列就有几个。
# 它是对称矩阵，`np.linalg.eigvalsh` 从小到大给出全部特征值。
#
# **例子**：只有一列 $(1,2,2)$，$\frac1nX^{\mathsf T}X=\frac{1+4+4}{3}=3$，上限是 $\frac23$。
#
# | $\alpha$ | 每步乘 $1-3\alpha$ | |
# |---|---|---|
# | $\frac13$ | 0 | 一步到底 |
# | 0.5 | $-0.5$ | 左右跳，越跳越低 |
# | $\frac23$ | $-1$ | 永远跳下去 |
# | 0.8 | $-1.4$ | 飞了 |
#
# 两列的例子：$X=\begin{pmatrix}2&1\\1&2\end{pmatrix}$，$\frac1nX^{\mathsf T}X=\begin{pmatrix}2.5&2\\2&2.5\end{pmatrix}$。
# 沿 $(1,1)$ 拉长 4.5 倍，沿 $(1,-1)$ 拉长 0.5 倍，上限由大的定：$2/4.5=\frac49$。
#
# 写 `alpha_max(X)`，返回一个数。
#
# - `X` 全是 0 时，怎么走都不会飞，返回 `np.inf`；
# - `X` 可以只有一行。
#
# **小项**：例子（1 分）；隐藏：十套房子，原来的和标准化的（1 分）；随机数据（1 分）；只有一行，有一列是 0，和很小的数（1 分）；全是 0（1 分）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算 $\frac1nX^{\mathsf T}X$，形状应是 `(d, d)`。
# 别忘了除以 $n$。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# `np.linalg.eigvalsh(H)[-1]` 是最大的那个。
# 它是 0 的时候单独处理：Python 的 `2 / 0.0` 会报错，numpy 的会警告。
# </details>

# %% nbgrader={"grade": false, "grade_id": "alpha_max", "locked": false, "schema_version": 3, "solution": true, "task": false}
def alpha_max(X):
    """Return the limit of the learning rate, above which gradient descent diverges; infinity if X is zero."""
    ### BEGIN SOLUTION
    steepest = float(np.linalg.eigvalsh(X.T @ X / len(X))[-1])
    return 2 / steepest if steepest > 0 else np.inf
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_alpha_max", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "alpha_max 的小例子"):
    got = alpha_max(np.array([[1.0], [2.0], [2.0]]))
    checks.close(got, 2 / 3, call="alpha_max([[1], [2], [2]])", likely={
        "没有 return：印出来不算返回": lambda got: got is None,
        "忘了除以 n": 2 / 9,
        "这是最大特征值本身，上限是 2 除以它": 3.0,
        "分子是 2，不是 1": 1 / 3,
        "返回了数组，应是一个数": np.array([2 / 3])})
    checks.close(alpha_max(np.array([[2.0, 1.0], [1.0, 2.0]])), 4 / 9, call="alpha_max([[2, 1], [1, 2]])", likely={
        "取了最小的特征值，应取最大的": 4.0,
        "把特征值都加起来了（迹），应取最大的": 0.4,
        "取了表里最大的数，或者逐元素乘了：应是 X.T @ X 的特征值": 0.8,
        "返回了数组，应是一个数": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "十套房子，原来的和标准化的"):
    line = np.column_stack([np.ones(10), columns[:, 0]])
    checks.close(alpha_max(line) * 1e7, 5.522111914, say="原来的面积：上限约 5.5221e-7")
    Z = np.column_stack([np.ones(10), (columns - columns.mean(axis=0)) / columns.std(axis=0)])
    checks.close(alpha_max(Z), 1.223996125, say="标准化的面积和卧室：两列相关，最急的方向不在轴上")
with checks.points(1, "随机数据"):
    X = np.random.default_rng(checks.seed()).normal(size=(8, 4))
    checks.close(alpha_max(X), 16 / np.linalg.norm(X, 2) ** 2, say="八个样本、四个特征：与 2 除以最大特征值不同")
with checks.points(1, "只有一行，有一列是 0，和很小的数"):
    checks.close(alpha_max(np.array([[1.0, 2.0, 2.0]])), 2 / 9, say="X = [[1, 2, 2]]：最大特征值是 9")
    checks.close(alpha_max(np.array([[0.0, 2.0]])), 0.5, say="X = [[0, 2]]：一列是 0，别的列照样有上限")
    checks.close(alpha_max(np.array([[1e-4, 2e-4, 2e-4]])), 2 / 9e-8, say="X 很小，但不是 0：照样有上限")
with checks.points(1, "全是 0"):
    checks.close(alpha_max(np.zeros((3, 2))), np.inf, say="X 全是 0 时应返回 np.inf")
### END HIDDEN TESTS

# %% [markdown]
# ## 报价
#
# 九件工具齐了，接起来用。
# 运行下面的单元：它只调用你的函数。
# 两条路走到同一个地方，你就可以去见朋友了。
# 第 1 章只用面积，报 280,890；这里多用了卧室，差两百多。

# %%
Z, mu, sigma = standardize(columns)
Z1 = np.column_stack([np.ones(10), Z])
theta, hist = gd(Z1, price, 0.5 * alpha_max(Z1), 300, np.zeros(3))
print("原来单位的系数：", unscale(theta, mu, sigma).round(2))
print("正规方程：　　　", normal_equation(np.column_stack([np.ones(10), columns]), price).round(2))
quote = predict(np.array([[1650, 3]]), theta, mu, sigma)[0]
direct = normal_equation(np.column_stack([np.ones(10), columns]), price) @ [1, 1650, 3]
print(f"1650 平方英尺、3 间卧室：下山 {quote:,.0f} 美元，直接解 {direct:,.0f} 美元（应都是 280,653）")
print("两条路走到同一个地方了吗：", "到了" if abs(quote - direct) < 1 and abs(direct - 280653.17) < 1 else "没有，有函数还没写对")

# %%
raw = np.column_stack([np.ones(10), columns])
ax = plt.figure(figsize=(7, 3.5)).gca()
for name, table, color, dash in (("原来的特征", raw, RED, "--"), ("标准化以后", Z1, BLUE, "-")):
    curve = gd(table, price, 0.2 * alpha_max(table), 300, np.zeros(3))
    ax.plot(curve[1], ls=dash, color=color, label=name)
    found = "，".join(f"{value:.2f}" for value in curve[0])
    print(f"{name}：最后的代价 {curve[1][-1]:.4e}，参数 {found}")
ax.set(xlabel="步数", ylabel="$J$", yscale="log")
ax.legend()
plotting.show(ax, alt="两条代价曲线，纵轴是对数，都在前二三十步里降到七亿左右，以后看上去都是水平线。")

# %% [markdown]
# ## 第 10 题 说明：平了就是到了吗（3 分，老师评阅，20 分钟）
#
# 上图的两条曲线后来都平了。
# 有同学指着虚线说：“代价不动了，所以收敛了。”
# 请他看证据：用你自己的函数，至少算一个上面没有打印的数（在你的答案上面插一个代码单元来算，不影响评分），再写三四句话回答他。
# 怎样才算到了，1.4.2 说过。
#
# | 评分点 | 分数 |
# |---|---|
# | 结论明确：到了，还是没有到 | 1 |
# | 证据：至少一个自己算的、上面没有打印的数，并且说得出它证明什么 | 1 |
# | 曲线为什么是这个样子，该怎么办 | 1 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "flat_curve", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 没有到。
# 证据：虚线最后的梯度，各和自己的起点比，截距还剩 3.4e-3，面积 1.1e-8，卧室 3.7e-3，两个没到；实线的三个都不到 1e-12。
# 也可以算正规方程的代价：7.030e8，虚线是 7.199e8；虚线的截距还在 0 附近，正规方程的是 3575。
# 原因：学习率被弯得最急的方向（面积）限制在 5.5e-7 以下，截距和卧室的方向几乎是平的，一步只挪一点点，要上亿步。
# 办法：先标准化，条件数从 1.37e8 降到 4.5，几百步就到。
#
# 给分：说“到了”的，只看第二项；只抄了打印出来的数的，第二项不给；只说“没收敛”而没有数的，第二项不给；只说“学习率太小”的，第三项不给（再大就发散）。

# %% [markdown]
# ## 第 11 题 说明：拆一堵墙（3 分，老师评阅，15 分钟）
#
# 卧室的系数是 $-10012$。
# 朋友听了很高兴：“那我把一间卧室的墙拆掉，三间变两间，就能多卖一万！”
# 写三四句话回答他。
#
# | 评分点 | 分数 |
# |---|---|
# | 说准这个系数的意思 | 1 |
# | 能不能照做，为什么，说到这十套房子 | 1 |
# | 一个做得到的检验办法，或者一个自己算的、第 1 章没有的数 | 1 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "broken_wall", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 系数说的是：在这十套里，面积相同的房子，多一间的平均便宜一万左右；它不是“拆一堵墙的效果”。
# 十套房子的面积和卧室相关系数是 0.634，分不清是谁的功劳；轮流拿掉一套，这个系数从负变到正，可见靠不住。
# 第 1 章没有的数，例如拿掉两套：45 种拿法里，10 种的系数是正的，从 $-86133$ 到 34466。
# 要知道拆墙的效果，得找拆过墙的房子前后比，或者面积相近、只差卧室的许多房子来比。
#
# 给分：只背“相关不是因果”，没有说到这组数据的，第二项给一半；检验的办法要做得到；只抄第 1 章的数的，第三项不给。

# %% [markdown]
# ## 挑战（不计分）
#
# **最快的学习率。** 每个方向一步乘 $1-\alpha\lambda$，最慢的方向说了算。
# 要让 $|1-\alpha\lambda_{\min}|$ 和 $|1-\alpha\lambda_{\max}|$ 里大的那个最小，$\alpha$ 该取多少？
# 用标准化的两个特征试三个学习率：$1/\lambda_{\max}$、你的答案、$0.99\,\alpha_{\max}$，各要多少步，代价才降到离最低点不到一美元的平方？
#
# <details><summary>答案</summary>
#
# 两个绝对值相等时最好：$1-\alpha\lambda_{\min}=\alpha\lambda_{\max}-1$，得 $\alpha=\dfrac{2}{\lambda_{\min}+\lambda_{\max}}$。
# 每一步，离谷底的距离至多乘 $\dfrac{\kappa-1}{\kappa+1}$，$\kappa$ 是条件数；这里 $\kappa\approx4.46$，得 0.634，正是两个特征的相关系数。
# 从 0 出发，三个学习率各要 41、25、543 步。
# </details>
#
# **看不见的常数列。** 试一试 `standardize(np.full((3, 1), 0.1))`。
# 三个 0.1，标准差应是 0，你的 `Z` 是 0 吗？
# 为什么，又怎样防备？
#
# <details><summary>答案</summary>
#
# 0.1 在二进制里除不尽，三个加起来再除以 3，差了最后一位，标准差约是 $10^{-17}$，不等于 0，于是 `Z` 全是 $-1$。
# 防备：标准差和均值相比小到只剩舍入误差时，就当作 0，例如 `sigma <= 10 * np.finfo(float).eps * abs(mu)`。
# scikit-learn 的 `StandardScaler` 也是这样做的。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex01_linear_regression.ipynb`。
