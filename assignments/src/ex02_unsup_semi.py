# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex02_unsup_semi//ipynb,src//py:percent
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
# # 练习二 无监督与半监督：没有答案的时候
#
# 第 2 章的老板有六百位客户，分成了四群。
# 隔壁的小店听说了，拿来一年的订单：“我也要分。”
# 订单里没有标签，照片里没有，机房的温度里也没有；手写数字有几个，不够用。
#
# 你来做这套工具，从头做起：九个小函数，每个不过十几行。
# 最后拿它们去看那家小店，回答一个第 2 章没有替你回答的问题：**真的有群吗？**
#
# **做完之后，你能够**
#
# - 从订单算出 RFM，不把今天以后的事算进去；
# - 写出 K-means，说清平局、空簇、停下的规矩；用两把尺子选群数；
# - 写出 PCA，拿它压图，算出差多少、存多少；
# - 挑出离群的数，用几个标签带出一批标签，并且不改动别人的数据。
#
# | 题 | 函数 | 分 | 分钟 | 第 2 章里 |
# |---|---|---|---|---|
# | 1 从订单到三个数 | `rfm` | 4 | 15 | 2.3.1、2.3.7（自学） |
# | 2 分群 | `kmeans` | 8 | 35 | 2.2.1、2.2.3 |
# | 3 分几群 | `silhouette`、`best_k` | 5 + 5 | 25 + 20 | 2.3.3、2.3.4、2.3.8（自学） |
# | 4 降维 | `pca_fit`、`compress` | 6 + 5 | 20 + 12 | 2.5.2、2.5.3、2.6.1、2.6.2 |
# | 5 离群的数 | `iqr_flags` | 2 | 8 | 2.8.5（自学） |
# | 6 只有几个标签 | `self_train`、`propagate` | 6 + 5 | 30 + 15 | 2.9.2、2.9.4 |
# | 7 一段话，老师评阅 | | 4 | 25 | 2.3.4 |
#
# 一共 50 分，三个半小时，可以分几次做；前六道题互不相靠，第 7 题要用第 1 到 3 题的四个函数。
# 需要：第 2 章，numpy，第 1 题要一点 pandas（`groupby`）；自学的几节没读过也能做，题目里都写全了。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，对一项得一项；检查单元最后会说，这一题还有几分看不见、查什么。
#
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
# 第 2 章有几段程序可以参考，但这里的规矩多几条，照抄有的会漏。
#
# **全篇的约定**（和第 2 章相同）
#
# - `X` 是 `(n, d)` 的数组，一行一个样本；可以是小数，也可以是有正负的整数，没有空缺；
# - `labels` 是 `(n,)` 的整数数组，`labels[i]` 是第 `i` 个样本的群；
# - 传进来的数组、表格、字典是别人的东西，不许改动它；
# - 题里说不许用现成的，检查单元会读你的函数，也读它调用的函数；用了，那一题不给分。
#
# 先运行下面的单元，是画图用的工具，不用读懂。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from coursekit import checks, data, plotting
from sklearn.cluster import KMeans
from sklearn.neighbors import KNeighborsClassifier

plotting.setup()
BLUE, RED = plotting.PALETTE[:2]


def looks(group):
    """Return how a group is drawn: its colour and marker; grey circles where there is no label."""
    return ("0.55", "o") if group < 0 else (plotting.PALETTE[group], plotting.MARKERS[group])


def draw_orders(orders, today):
    """Draw each customer's orders along a line of days, and today."""
    ax = plt.figure(figsize=(7, 2.2)).gca()
    names = sorted(set(orders["customer"]))
    for row in orders.itertuples():
        ax.plot(row.date, names.index(row.customer), "o", color=BLUE, ms=8)
        ax.annotate(f"{row.amount:g}", (row.date, names.index(row.customer)), (0, 9), textcoords="offset points",
                    ha="center")
    ax.axvline(today, color=RED, ls="--")
    ax.set(yticks=range(len(names)), yticklabels=names, ylim=(-0.6, len(names) - 0.2))
    ax.set_xticks([*orders["date"], today], [f"{day:%m-%d}" for day in [*orders["date"], today]], fontsize=8)
    plotting.show(ax, alt=f"时间轴，一行一位客户，一个点是一单，点上写着金额；红色虚线是今天，{today:%Y-%m-%d}。")


def draw_groups(X, labels, centres):
    """Draw points in the plane by group, and centres as crosses."""
    ax = plt.figure(figsize=(4, 3.4)).gca()
    for point, group in zip(X, labels):
        color, mark = looks(group)
        ax.plot(*point, mark, color=color, ms=9)
    for number, (centre, color) in enumerate(zip(centres, plotting.PALETTE)):
        ax.plot(*centre, "x", color=color, ms=14, mew=3)
        ax.annotate(f"中心 {number}", centre, (9, -4), textcoords="offset points", color=color)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", aspect="equal")
    told = "、".join(f"({a:g}, {b:g})" for a, b in centres)
    plotting.show(ax, alt=f"{len(X)} 个点，按群画成不同的颜色和形状；两个叉是中心，在 {told}。")


def draw_line(x, labels, cuts=()):
    """Draw numbers on a line by group, grey where there is no label, and dashed cuts."""
    ax = plt.figure(figsize=(7, 1.4)).gca()
    ax.axhline(0, color="0.8", zorder=0)
    for value, group in zip(x, labels):
        color, mark = looks(group)
        ax.plot(value, 0, mark, color=color, ms=10)
    for cut in cuts:
        ax.axvline(cut, color=RED, ls="--")
    ax.set(yticks=[], xticks=sorted({float(v) for v in [*x, *cuts]}))
    ax.tick_params(axis="x", labelsize=10)
    told = "；".join(f"{value:g} 属 {group}" for value, group in zip(x, labels))
    plotting.show(ax, alt=f"数轴上的点，颜色和形状表示群，灰色是没有标签（-1）：{told}。")


def draw_direction(X, v):
    """Draw points in the plane and one direction through their mean."""
    ax = plt.figure(figsize=(4, 3.4)).gca()
    mean = np.mean(X, axis=0)
    foot = mean + np.outer((X - mean) @ v, v)
    for point, below in zip(X, foot):
        ax.plot(*np.transpose([point, below]), color="0.6")
    ax.axline(mean, mean + v, color=BLUE)
    ax.plot(*np.transpose(foot), "s", color=BLUE, ms=6)
    ax.plot(*np.transpose(X), "o", color="0.25", ms=8)
    ax.set(xlabel="第一个数", ylabel="第二个数", aspect="equal")
    plotting.show(ax, alt=f"{len(X)} 个灰点，一条过均值的直线；灰色短线从每个点垂直连到直线上的蓝方块。")


def draw_pictures(pictures):
    """Draw grey pictures side by side under their names."""
    figure, axes = plt.subplots(1, len(pictures), figsize=(8, 2.2))
    for ax, (name, picture) in zip(axes, pictures.items()):
        ax.imshow(np.clip(picture[::3, ::3], 0, 255), cmap="gray", vmin=0, vmax=255)
        ax.set_title(name, fontsize=12)
        ax.axis("off")
    plotting.show(figure, alt=f"同一张照片的 {len(pictures)} 个版本：{'，'.join(pictures)}。")


def draw_graph(A, places, told):
    """Draw the nodes and edges of a graph, each node with a text."""
    ax = plt.figure(figsize=(7, 2.2)).gca()
    for i, j in np.argwhere(np.triu(A)):
        ax.plot(*np.transpose([places[i], places[j]]), color="0.7", zorder=0)
    for (x, y), text in zip(places, told):
        ax.plot(x, y, "o", color=BLUE, ms=12)
        aside = -4 if 0 < y < 1 else -30  # clear of the edges
        ax.annotate(text, (x, y), (aside, 12 if y else -28), textcoords="offset points")
    ax.axis("off")
    ax.margins(0.15, 0.4)
    edges = "、".join(f"{i}–{j}" for i, j in np.argwhere(np.triu(A)))
    plotting.show(ax, alt=f"一张图，{len(A)} 个点，边是 {edges}。")

# %% [markdown]
# ## 第 1 题 `rfm`（4 分，15 分钟）
#
# 订单表一行是一单，三列：`customer`（谁）、`date`（哪天）、`amount`（多少元）。
# 每位客户变成三个数：
#
# - $R$：到 `today` 为止，**最近一单**过去了几天；
# - $F$：一共几单；
# - $M$：一共多少元。
#
# **例子**：今天是 2026-01-01。
#
# | customer | date | amount |
# |---|---|---|
# | 王 | 2025-12-30 | 100 |
# | 李 | 2025-12-20 | 30 |
# | 王 | 2025-12-02 | 50 |
# | 李 | 2026-01-05 | 80 |
#
# 王最近一单在 12 月 30 日，过去了 2 天；两单，150 元。
# 李过去了 12 天，一单，30 元；1 月 5 日那一单，今天还没有发生，不算。
#
# | | R | F | M |
# |---|---|---|---|
# | 李 | 12 | 1 | 30 |
# | 王 | 2 | 2 | 150 |

# %%
four_orders = pd.DataFrame({"customer": ["王", "李", "王", "李"],
                            "date": pd.to_datetime(["2025-12-30", "2025-12-20", "2025-12-02", "2026-01-05"]),
                            "amount": [100.0, 30.0, 50.0, 80.0]})
draw_orders(four_orders, pd.Timestamp("2026-01-01"))

# %% [markdown]
# 写 `rfm(df, today)`，返回一张表：一行一位客户，行标签（index）是客户，三列依次是 `R`、`F`、`M`。
#
# - `date` 和 `today` 都是 pandas 的日期，没有钟点；`R` 和 `F` 是整数；
# - 今天的订单算，`R` 是 0；**今天以后的订单不算**：站在今天，还看不到它；一单也不剩的客户，不出现在表里；
# - 行按客户从小到大排，`groupby` 本来就这样（名字按字符的编码排，不是拼音，也不是笔画）；
# - 订单的先后是乱的，表里可能还有别的列；同一天可以有几单，各算一单。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先挑出 `df["date"] <= today` 的行，再 `groupby("customer")`，然后三列各写一行。
# </details>
#
# <details><summary>提示 2：查一查</summary>
#
# 最近一单的日期，是日期里**最大**的一个，不一定是表里最后的一行。
# 两个日期相减得到的是“时间差”，用 `.dt.days` 变成天数。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# `groups["date"].max()`、`groups.size()`、`groups["amount"].sum()` 都是以客户为行标签的一列，放进 `pd.DataFrame({"R": …, "F": …, "M": …})` 就对齐了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "rfm", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rfm(df, today):
    """Return a table with one row a customer: R (days since the last order), F (orders), M (yuan), as of today."""
    ### BEGIN SOLUTION
    groups = df[df["date"] <= today].groupby("customer")
    days = (today - groups["date"].max()).dt.days
    return pd.DataFrame({"R": days, "F": groups.size(), "M": groups["amount"].sum()})
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_rfm", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
def table_of(R, F, M, customers):
    """Return an RFM table."""
    return pd.DataFrame({"R": R, "F": F, "M": M}, index=customers)


def orders_of(*rows):
    """Return orders, each given as customer, date, amount."""
    customers, dates, amounts = zip(*rows)
    return pd.DataFrame({"customer": customers, "date": pd.to_datetime(list(dates)), "amount": amounts})


with checks.points(1, "rfm 的小例子"):
    orders = orders_of(("王", "2025-12-30", 100.0), ("李", "2025-12-20", 30.0), ("王", "2025-12-02", 50.0),
                       ("李", "2026-01-05", 80.0))
    got = rfm(orders, pd.Timestamp("2026-01-01"))
    who = ["李", "王"]
    checks.close(got, table_of([12, 2], [1, 2], [30.0, 150.0], who), call="rfm(上面的四单, 2026-01-01)", likely={
        "今天以后的订单不算": lambda got: got.loc["李", "F"] == 2,
        "R 用了第一单，应是最近一单": table_of([12, 30], [1, 2], [30.0, 150.0], who),
        "R 的正负号反了：今天减去那一天": table_of([-12, -2], [1, 2], [30.0, 150.0], who),
        "今天要用 today，不是表里最晚的一天": table_of([10, 0], [1, 2], [30.0, 150.0], who),
        "M 是总数，不是平均": table_of([12, 2], [1, 2], [30.0, 75.0], who),
        "R 还是时间差，用 .dt.days 变成天数": lambda got: str(got["R"].dtype).startswith("timedelta"),
        "行按客户从小到大排": table_of([2, 12], [2, 1], [150.0, 30.0], who[::-1]),
        "客户应是行标签，不是一列": lambda got: "customer" in got.columns})
print("这一题另有 3 分看不见：别的订单、恰好今天的订单、同一天两单、不改动传进来的表")
### BEGIN HIDDEN TESTS
with checks.points(1, "十二位客户的订单，打乱先后"):
    orders, today = data.purchases(12), pd.Timestamp("2026-01-01")
    got = rfm(orders.sample(frac=1, random_state=checks.seed() % 1000), today)
    parts = {name: part for name, part in orders.groupby("customer")}
    wanted = table_of([min((today - day).days for day in part["date"]) for part in parts.values()],
                      [len(part) for part in parts.values()], [sum(part["amount"]) for part in parts.values()], list(parts))
    checks.close(got, wanted, say="十二位客户一年的订单，打乱了先后：得到的表不对")
with checks.points(1, "今天的订单算，今天以后的不算"):
    orders = orders_of(("丙", "2025-06-01", 7.0), ("乙", "2025-06-01", 9.0), ("乙", "2025-03-01", 1.0),
                       ("乙", "2025-06-02", 50.0), ("甲", "2025-05-30", 4.0), ("甲", "2025-07-01", 6.0),
                       ("丁", "2025-06-02", 8.0))
    checks.close(rfm(orders, pd.Timestamp("2025-06-01")), table_of([0, 0, 2], [1, 2, 1], [7.0, 10.0, 4.0], ["丙", "乙", "甲"]),
                 say="今天的订单算，R 是 0；今天以后的订单不算，只有它的客户不出现")
with checks.points(1, "同一天两单、多一列，传进来的表没有改动"):
    orders = orders_of((7, "2025-01-05", 3.0), (3, "2024-12-31", 2.0), (7, "2025-01-05", 3.0), (3, "2024-02-28", 5.0))
    orders["note"] = ["a", "b", "c", "d"]
    before = orders.copy()
    got = rfm(checks.inout(orders), pd.Timestamp("2025-03-01"))
    checks.close(got, table_of([60, 55], [2, 2], [7.0, 6.0], [3, 7]), say="同一天的两单要各算一单；R 是天数，会跨年")
    checks.equal(orders, before, say="rfm 改动了传进来的表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `kmeans`（8 分，35 分钟）
#
# 两件事轮流做，第 2 章手算过：
#
# 1. **分**：每个点归最近的中心；记下 SSE，就是每个点到自家中心的平方距离之和；
# 2. **移**：每个中心移到自己那一群的均值。
#
# $$SSE=\sum_{k}\sum_{x\in G_k}\lVert x-\mu_k\rVert^2$$
#
# **例子**：六个点，从 $(2,2)$、$(7,2)$ 两个中心出发。
#
# | | 0 号 (2, 2) | 1 号 (7, 2) | 2 号 (0, 1) | 3 号 (4, 6) | 4 号 (4, 5) | 5 号 (5, 7) | SSE | 移到 |
# |---|---|---|---|---|---|---|---|---|
# | 第 1 轮 | 0 | 1 | 0 | 0 | 0 | 1 | 67 | (2.5, 3.5)、(6, 4.5) |
# | 第 2 轮 | 0 | 1 | 0 | 1 | 1 | 1 | 40 | (1, 1.5)、(5, 5) |
# | 第 3 轮 | 0 | 1 | 0 | 1 | 1 | 1 | 22.5 | 不动，停 |
#
# 验一格：第 1 轮的 5 号，到 $(2,2)$ 是 $9+25=34$，到 $(7,2)$ 是 $4+25=29$，归 1 群。
# 图里是第 1 轮移完的样子：颜色和形状是第 1 轮的群，叉是移到的新中心。

# %%
six = np.array([[2, 2], [7, 2], [0, 1], [4, 6], [4, 5], [5, 7]])
draw_groups(six, [0, 1, 0, 0, 0, 1], [(2.5, 3.5), (6, 4.5)])

# %% [markdown]
# 写 `kmeans(X, C0, iters, tol)`，返回 `(labels, C, sse)`。
#
# - `C0` 是出发时的中心，`(K, d)`，可能是整数，不许改动；
# - 每一轮先分、后移；一轮移完，如果每个中心的每个坐标都只动了不到 `tol`，或者恰好 `tol`，就停；做满 `iters` 轮也停（`iters` 至少是 1）；
# - `labels` 是最后一次分的结果，编号和 `C0` 的行相同；`C` 是最后一次移完的中心，`(K, d)` 的数组，停下的那一轮也移（第 2 章的程序停下时不移；`tol` 很小，两样没有差别，都算对）；
# - `sse` 是 SSE 的记录，列表、数组都行：每一轮一个数，在**分完、还没有移**的时候记，停下的那一轮也记；
# - **平局**：和几个中心一样远，归编号小的；
# - **空簇**：一个点也没分到的中心，原地不动，不许变成 `nan`。
#
# 不许用现成的：`KMeans`、`k_means`、`MiniBatchKMeans`、`kmeans2`、`vq`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一个循环，里面四步：算平方距离的表 `(n, K)`；每行取最小的位置；记 SSE；算新的中心。
# </details>
#
# <details><summary>提示 2：一次算出距离表</summary>
#
# `X[:, None] - C` 的形状是 `(n, K, d)`，平方，沿最后一维相加，就是 `(n, K)`。
# `argmin(axis=1)` 遇到平局，给的正是编号小的。
# </details>
#
# <details><summary>提示 3：空簇，和整数的 C0</summary>
#
# 新的中心从旧中心的一份**复制**开始，只改有点的那几个：`if (labels == k).any(): …`。
# 出发时用 `np.array(C0, dtype=float)` 做一份自己的，整数数组装不下小数。
# </details>
#
# <details><summary>提示 4：还差一点</summary>
#
# ```python
# C, sse = np.array(C0, dtype=float), []
# for _ in range(iters):
#     far = ...                       # (n, K) 的平方距离
#     labels = ...
#     sse.append(...)                 # 每行最小的那个，加起来
#     moved = C.copy()
#     ...                             # 有点的中心，移到均值
#     shift, C = abs(moved - C).max(), moved
#     if shift <= tol:
#         break
# ```
# </details>

# %% nbgrader={"grade": false, "grade_id": "kmeans", "locked": false, "schema_version": 3, "solution": true, "task": false}
def kmeans(X, C0, iters, tol):
    """Return (labels, C, sse): the groups, the centres, and the SSE after each assignment."""
    ### BEGIN SOLUTION
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift = abs(moved - C).max()
        C = moved
        if shift <= tol:
            break
    return labels, C, sse
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_kmeans", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
checks.avoids("kmeans", ["KMeans", "k_means", "MiniBatchKMeans", "BisectingKMeans", "kmeans2", "kmeans", "vq"])
traces = []


def started(X, C0, iters, tol):
    """Run kmeans; keep its record of the SSE for the block that asks about it, return the rest."""
    got = kmeans(X, C0, iters, tol)
    checks.equal(isinstance(got, (tuple, list)) and len(got), 3, say="kmeans 应返回 labels、C、sse 三样东西")
    labels, C, sse = got
    traces.append(sse)
    return np.asarray(labels), C


with checks.points(1, "从两个中心出发：labels 和 C"):
    points = np.array([[2.0, 2.0], [7.0, 2.0], [0.0, 1.0], [4.0, 6.0], [4.0, 5.0], [5.0, 7.0]])
    start = points[:2].copy()
    labels, C = started(points, checks.inout(start), 10, 1e-9)
    call = "kmeans(六个点, [[2, 2], [7, 2]], 10, 1e-9)"
    checks.equal(labels, np.array([0, 1, 0, 1, 1, 1]), call=f"{call} 的 labels", likely={
        "只分了一次：循环没有转；或者新旧中心是同一个数组，先 C.copy()，再改": np.array([0, 1, 0, 0, 0, 1]),
        "编号从 0 开始": np.array([1, 2, 1, 2, 2, 2]),
        "归了最远的中心": np.array([1, 0, 1, 0, 0, 0])})
    checks.close(C, np.array([[1.0, 1.5], [5.0, 5.0]]), call=f"{call} 的 C", likely={
        "中心没有移": np.array([[2.0, 2.0], [7.0, 2.0]]),
        "只移了一次": np.array([[2.5, 3.5], [6.0, 4.5]]),
        "均值要一列一个，axis=0": np.array([[1.25, 1.25], [5.0, 5.0]]),
        "中心是整数数组，装不下小数": np.array([[1, 1], [5, 5]])})
    checks.equal(start, points[:2], say="kmeans 改动了传进来的 C0：出发时做一份自己的，np.array(C0, dtype=float)")
    labels, C = started(np.array([[4.0], [-4.0], [-6.0], [-8.0]]), np.array([[0.0], [-10.0]]), 10, 1e-9)
    checks.equal(labels, np.array([0, 1, 1, 1]), call="kmeans([[4], [-4], [-6], [-8]], [[0], [-10]], 10, 1e-9) 的 labels", likely={
        "第 1 轮只有 0 号中心没动，就停了：要每个中心都不动，才停": np.array([0, 0, 1, 1])})
with checks.points(1, "从两个中心出发：sse"):
    checks.equal(bool(traces), True, say="kmeans 还没有返回过 sse：先让上面一项通过")
    checks.close(np.asarray(traces[0], dtype=float), np.array([67, 40, 22.5]), call=f"{call} 的 sse", likely={
        "是移完以后记的：分完、还没有移的时候记": np.array([42.5, 22.5, 22.5]),
        "少了停下的那一轮": np.array([67.0, 40]),
        "停不下来：中心不动了就该停": lambda got: len(got) == 10,
        "除以了 n：SSE 是和，不是平均": np.array([67, 40, 22.5]) / 6,
        "加的是到所有中心的，只加到自家中心的": lambda got: got[0] == 244,
        "应是一串数，每一轮一个": lambda got: np.ndim(got) == 0,
        "开了方：SSE 用平方距离": lambda got: got[0] < 20})
print("这一题另有 6 分看不见：别的数据、空簇、平局、什么时候停、不改动传进来的数组、sse 的记录")
### BEGIN HIDDEN TESTS
records = [([67.0, 40.0, 22.5], traces[0] if traces else None)]  # what was expected, what came back


def agrees(X, C0, iters, tol, labels, C, sse, say, rest=None):
    """Check groups and centres of one run; rest are centres that will do as well."""
    traces.clear()
    got, centres = started(X, C0, iters, tol)
    records.append((sse, traces[-1]))
    checks.equal(got, np.array(labels), say=f"{say}：labels 不对")
    wanted = np.array(C, dtype=float)
    if rest is not None and np.shape(centres) == wanted.shape and (abs(centres - rest) < 1e-9).all():
        wanted = rest
    checks.close(centres, wanted, say=f"{say}：C 不对")


seven, ends = data.seven_points(), np.array([[1.0, 1.0], [5.0, 7.0]])
with checks.points(1, "随机数据，三个特征、四个中心"):
    X = np.random.default_rng(checks.seed()).normal(size=(30, 3))
    own, trace = X[:4].copy(), []
    for _ in range(100):
        group = [min(range(4), key=lambda k: sum((x - own[k]) ** 2)) for x in X]
        trace.append(float(sum(sum((x - own[k]) ** 2) for x, k in zip(X, group))))
        means = np.array([np.mean([x for x, g in zip(X, group) if g == k] or [own[k]], axis=0) for k in range(4)])
        if (means == own).all():
            break
        own = means
    agrees(X, X[:4], 100, 1e-9, group, own, trace, "30 个样本、三个特征、四个中心")
with checks.points(1, "空簇原地不动"):
    agrees(seven, np.array([[99.0, 99.0], [1.0, 1.0], [-50.0, 0.0], [5.0, 7.0]]), 50, 1e-9, [1, 1, 3, 3, 3, 3, 3],
           [[99, 99], [1.25, 1.5], [-50, 0], [3.9, 5.1]], [33.25, 11.225694444444445, 8.525],
           "有两个中心一个点也没分到，它们应原地不动，编号不变")
with checks.points(1, "平局归编号小的；一个中心；一个样本"):
    agrees(np.array([[0.0], [2.0], [1.0]]), np.array([[2.0], [0.0]]), 1, 0.0, [1, 0, 0], [[1.5], [0.0]], [1.0],
           "到两个中心一样远的点，归编号小的")
    agrees(np.array([[1.0, 2.0], [3.0, 6.0]]), np.zeros((1, 2)), 9, 1e-9, [0, 0], [[2.0, 4.0]], [50.0, 10.0], "只有一个中心")
    agrees(np.array([[4.0, 4.0]]), np.array([[0.0, 0.0], [4.0, 5.0]]), 9, 1e-9, [1], [[0, 0], [4, 4]], [1.0, 0.0], "只有一个样本")
with checks.points(1, "什么时候停：iters，和 tol"):
    moved = np.array([[5.5 / 3, 7 / 3], [4.125, 5.375]])
    agrees(seven, ends, 1, 1e-9, [0, 0, 0, 1, 1, 1, 1], moved, [33.25], "iters = 1：分一次、移一次，C 是移完的")
    agrees(seven, ends, 2, 1e-9, [0, 0, 1, 1, 1, 1, 1], [[1.25, 1.5], [3.9, 5.1]], [33.25, 11.225694444444445], "iters = 2")
    agrees(seven, ends, 50, 1.625, [0, 0, 0, 1, 1, 1, 1], moved, [33.25],
           "第一轮动得最多的坐标，恰好动了 1.625；tol = 1.625，应停下", rest=ends)
    agrees(np.array([[0.0], [4.0], [8.0], [9.0]]), np.array([[6.0], [12.0]]), 50, 0.5, [0, 0, 1, 1], [[2.0], [8.5]],
           [53.0, 45.6875, 17.0, 8.5], "往左移也是动：动得比 tol 多，就不停")
with checks.points(1, "整数的数据，不改动它们"):
    X, start = np.array([[0, 0], [1, 0], [9, 8], [9, 9]]), np.array([[0, 0], [9, 9]])
    agrees(checks.inout(X), checks.inout(start), 20, 1e-9, [0, 0, 1, 1], [[0.5, 0.0], [9.0, 8.5]], [2.0, 1.0],
           "C0 是整数数组时，中心也要能取小数")
    checks.equal(start, np.array([[0, 0], [9, 9]]), say="kmeans 改动了传进来的 C0")
    checks.equal(X, np.array([[0, 0], [1, 0], [9, 8], [9, 9]]), say="kmeans 改动了传进来的 X")
with checks.points(1, "sse 的记录"):
    for wanted, got in records:
        checks.close(np.asarray(got, dtype=float), np.array(wanted), say="sse 应每一轮一个数，分完、还没有移的时候记，停下的那一轮也记")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题（上）`silhouette`（5 分，25 分钟）
#
# 分几群？
# 先做一把尺子：每个点在自己群里，比在最近的别的群里，舒服多少。
#
# $$s=\frac{b-a}{\max(a,\ b)}$$
#
# - $a$：到**同群其他点**的平均距离；
# - $b$：到每个别的群，各算一个平均距离，取**最小**的那个。
#
# 距离是两点间的直线距离（各坐标之差平方、相加、开方）。
#
# **例子**：一条线上的六个点，三群。
#
# | 点 | 群 | $a$ | $b$ | $s$ |
# |---|---|---|---|---|
# | 0 | 0 | 2 | $(6+7+11)/3=8$ | 0.75 |
# | 2 | 0 | 2 | $(4+5+9)/3=6$ | 0.667 |
# | 6 | 1 | $(1+5)/2=3$ | $(6+4)/2=5$ | 0.4 |
# | 7 | 1 | $(1+4)/2=2.5$ | $(7+5)/2=6$ | 0.583 |
# | 11 | 1 | $(5+4)/2=4.5$ | 9，2 群比 0 群近 | 0.5 |
# | 20 | 2 | 没有同伴 | | 0 |

# %%
draw_line([0, 2, 6, 7, 11, 20], [0, 0, 1, 1, 1, 2])

# %% [markdown]
# 写 `silhouette(X, labels)`，返回每个点的 $s$，形状 `(n,)` 的数组；要给整个分法打分的人，自己会取平均。
#
# - `labels` 里的编号可以是任何整数，不一定从 0 开始，不一定连续；
# - 自成一群的点，照约定 $s=0$；
# - $a$ 和 $b$ 都是 0（两群的点叠在一起），$s$ 也记作 0，不许是 `nan`；
# - 只有一个群，$b$ 无从说起，抛出 `ValueError`。
#
# 不许用现成的：`silhouette_score`、`silhouette_samples`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算两两的距离表 `(n, n)`：`X[:, None] - X` 的形状是 `(n, n, d)`，平方，沿最后一维相加，开方。
# 然后一个点一个点来：对每一个群，求这个点到它的平均距离。
# </details>
#
# <details><summary>提示 2：不算自己</summary>
#
# 自己到自己是 0，加进和里不碍事，但除的个数要少 1：`和 / (同群的个数 - 1)`。
# 同群只有自己时，这里会除以 0，所以先看个数。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# ```python
# for i in range(len(X)):
#     mine = labels == labels[i]
#     if mine.sum() == 1:
#         continue                          # scores[i] 已经是 0
#     a = ...
#     b = min(far[i, labels == g].mean() for g in set(labels) if g != labels[i])
# ```
# 只剩 `a`、`s`、两个特别的情形。
# </details>

# %% nbgrader={"grade": false, "grade_id": "silhouette", "locked": false, "schema_version": 3, "solution": true, "task": false}
def silhouette(X, labels):
    """Return the silhouette coefficient of each point, shape (n,); raise ValueError if there is only one group."""
    ### BEGIN SOLUTION
    groups = set(labels.tolist())
    if len(groups) == 1:
        raise ValueError("只有一个群，轮廓系数无从说起")
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        b = min(far[i, labels == group].mean() for group in groups if group != own)
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            scores[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return scores
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_silhouette", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("silhouette", ["silhouette_score", "silhouette_samples"])
with checks.points(2, "线上的六个点"):
    x, labels = np.array([[0.0], [2.0], [6.0], [7.0], [11.0], [20.0]]), np.array([0, 0, 1, 1, 1, 2])
    got = silhouette(x, labels)
    checks.close(got, np.array([3 / 4, 2 / 3, 2 / 5, 7 / 12, 1 / 2, 0]), call="silhouette(六个点, [0, 0, 1, 1, 1, 2])", likely={
        "应是每个点一个数，不是平均": lambda got: np.ndim(got) == 0,
        "自成一群的点，s 是 0，先看个数再除": lambda got: np.isnan(got[5]) or got[5] == 1,
        "正负号反了：b 减 a": np.array([-3 / 4, -2 / 3, -2 / 5, -7 / 12, -1 / 2, 0]),
        "b - a 要加括号，再除": lambda got: np.isclose(got[0], 8 - 2 / 8),
        "b 是到别的群，不要算进自己的群": lambda got: np.isclose(got[0], -1 / 2),
        "b 里加完要除以那一群的个数": lambda got: np.isclose(got[0], 9 / 10) and np.isclose(got[2], 7 / 10),
        "a 里算进了自己：除以的个数要少 1": lambda got: np.isclose(got[3], 13 / 18),
        "要的是到各个点的距离，再平均；不是到群的中心": lambda got: np.isclose(got[0], 7 / 8),
        "b 要取最近的一个群，不是所有别的点": lambda got: np.isclose(got[0], 9 / 11),
        "b 要取最近的一个群，不是最远的": lambda got: np.isclose(got[0], 9 / 10),
        "b 是到那一群的平均距离，不是最近的一个点": lambda got: np.isclose(got[0], 2 / 3),
        "距离要开方": lambda got: np.isclose(got[0], 1 - 4 * 3 / 206)})
print("这一题另有 3 分看不见：别的数据、任意的编号和自成一群的点、叠在一起的点和只有一个群")
### BEGIN HIDDEN TESTS
from sklearn.metrics import silhouette_samples

with checks.points(1, "随机数据，与 scikit-learn 一致"):
    X = np.random.default_rng(checks.seed()).normal(size=(25, 3))
    groups = np.arange(25) % 3
    checks.close(silhouette(X, groups), silhouette_samples(X, groups),
                 say="25 个样本、三个特征、随便分的三群：与 silhouette_samples 不同；a 比 b 大时，s 是负的")
    square = np.array([[0, 3], [0, 0], [4, 0], [4, 5]])
    checks.close(silhouette(square, np.array([0, 0, 1, 1])), silhouette_samples(square, np.array([0, 0, 1, 1])),
                 say="四个点，坐标是整数")
    checks.close(silhouette(square / 1000, np.array([0, 0, 1, 1])), silhouette_samples(square, np.array([0, 0, 1, 1])),
                 say="四个点，坐标很小：s 与单位无关")
with checks.points(1, "编号是任何整数，有两个自成一群的点"):
    seven = data.seven_points()
    checks.close(silhouette(seven, np.array([9, 9, -4, 2, -4, -4, 30])),
                 silhouette_samples(seven, np.array([1, 1, 0, 2, 0, 0, 3])), say="编号是 9、-4、2、30，其中两个群只有一个点")
    checks.close(silhouette(seven, np.array([-5, -5, 8, 8, 8, 8, 8])),
                 silhouette_samples(seven, np.array([0, 0, 1, 1, 1, 1, 1])), say="第 2 章的七个点，编号是 -5 和 8")
with checks.points(1, "叠在一起的点，和只有一个群"):
    X = np.array([[1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0], [4.0, 5.0]])
    checks.close(silhouette(X, np.array([0, 0, 1, 1, 2])), np.zeros(5), say="a 和 b 都是 0 时，s 是 0，不是 nan")
    checks.close(silhouette(X, np.array([0, 0, 0, 0, 1])), np.array([1.0, 1.0, 1.0, 1.0, 0.0]),
                 say="同群的点叠在一起，a 是 0，s 是 1")
    checks.close(silhouette(np.array([[0.0], [4.0], [0.0]]), np.array([0, 0, 1])), np.array([-1.0, 0.0, 0.0]),
                 say="别的群和它叠在一起，同群的却远：b 是 0，s 是 -1")
    with checks.raises(ValueError, say="只有一个群时，应抛出 ValueError"):
        silhouette(np.array([[1.0], [2.0], [3.0]]), np.array([7, 7, 7]))
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题（下）`best_k`（5 分，20 分钟）
#
# 两把尺子，各选一个群数：
#
# - **轮廓系数**（`"silhouette"`）：全体的平均最大的那个 $K$；
# - **肘部**（`"elbow"`）：下降比最大的那个 $K$，分子是走到 $K$ 的那一段，分母是离开 $K$ 的那一段：
#
# $$\rho_K=\frac{SSE_{K-1}-SSE_K}{SSE_K-SSE_{K+1}}$$
#
# 分群的事交给下面的工具：`cluster(X, K)` 用 scikit-learn 的 K-means 从十个起点各做一遍，返回最好的 `(labels, sse)`，`sse` 是一个数。

# %% nbgrader={"grade": false, "grade_id": "cluster", "locked": true, "schema_version": 3, "solution": false, "task": false}
def cluster(X, K):
    """Return the best of ten runs of K-means: the groups, and the SSE as one number."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # K may exceed the number of different points
        best = KMeans(K, n_init=10, random_state=0).fit(X)
    return best.labels_, round(float(best.inertia_), 9)

# %% [markdown]
# **例子**：线上的八个点 0、1、5、6、20、21、25、26。
#
# | $K$ | 1 | 2 | 3 | 4 | 5 | 6 |
# |---|---|---|---|---|---|---|
# | SSE | 852 | 52 | 27 | 2 | 1.5 | 1 |
# | $\rho$ | | 32 | 1 | **50** | 1 | |
# | 两段之差 | | **775** | 0 | 24.5 | 0 | |
# | 轮廓系数 | | **0.814** | 0.792 | 0.798 | 0.593 | 0.399 |
#
# 肘部选 4：$\rho_4=\frac{27-2}{2-1.5}=50$。
# 轮廓系数选 2。
# 都有道理：四对，或者两串。
# 头尾的 $K$ 少一段，没有 $\rho$，不参加；“两段之差”是第 2 章说的信不得的那一种。

# %%
from sklearn.metrics import silhouette_score

eight = np.array([0, 1, 5, 6, 20, 21, 25, 26])[:, None]
draw_line(eight[:, 0], cluster(eight, 4)[0])
print("K 从 1 到 6 的 SSE：", [cluster(eight, K)[1] for K in range(1, 7)])
print("K 从 2 到 6 的轮廓系数：", [round(float(silhouette_score(eight, cluster(eight, K)[0])), 3) for K in range(2, 7)])

# %% [markdown]
# 写 `best_k(X, ks, method)`，返回选中的 $K$，一个整数。
#
# - `ks` 是连续的整数，从小到大，列表或者 `range`；可能从 1 开始，也可能从别的数开始；$K$ 不超过样本数，也不会只有 $K=1$ 一个；
# - `method` 是 `"elbow"` 或 `"silhouette"`，别的抛出 `ValueError`；
# - `"silhouette"`：$K=1$ 没有轮廓系数，跳过它；
# - `"elbow"`：`ks` 少于三个，一个 $\rho$ 也算不出，抛出 `ValueError`；
# - **降不动了**：分母不大于 0 时，$\rho_K$ 记作无穷大（`np.inf`）；
# - 并列时，取最小的 $K$。
#
# 要轮廓系数，请调用你写好的 `silhouette`；检查这一题时，会暂时把它换成对的，所以上一题没做对，也不影响这一题。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 轮廓系数：对每个 $K$ 算一个平均，看谁最大。
# 肘部：先对**每一个** $K$ 算 SSE，再对中间的那些 $K$ 算 $\rho$，看谁最大。
# </details>
#
# <details><summary>提示 2：位置和 K</summary>
#
# `argmax` 给的是位置，不是 $K$。
# 第 0 个 $\rho$ 属于 `ks[1]`。
# 或者用字典，把 $K$ 当键：`max(scores, key=scores.get)` 就给出 $K$，并列时是先放进去的那个。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# ```python
# sse = {K: cluster(X, K)[1] for K in ks}
# rho = {}
# for K in ks[1:-1]:
#     before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
#     rho[K] = ...
# ```
# </details>

# %% nbgrader={"grade": false, "grade_id": "best_k", "locked": false, "schema_version": 3, "solution": true, "task": false}
def best_k(X, ks, method):
    """Return the number of groups among ks that the elbow or the mean silhouette chooses."""
    ### BEGIN SOLUTION
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    else:
        raise ValueError("method 应为 elbow（至少三个群数）或 silhouette")
    return max(scores, key=scores.get)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_best_k", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
from sklearn.metrics import silhouette_samples


def choose(X, ks, method):
    """Run best_k while silhouette is a right one, so that only best_k is judged."""
    global silhouette
    try:
        own = silhouette
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    silhouette = lambda X, labels: silhouette_samples(X, labels)
    try:
        return best_k(X, ks, method)
    finally:
        silhouette = own


with checks.points(1, "八个点，肘部"):
    line = np.array([[0.0], [1.0], [5.0], [6.0], [20.0], [21.0], [25.0], [26.0]])
    checks.equal(choose(line, range(1, 7), "elbow"), 4, call='best_k(八个点, range(1, 7), "elbow")', likely={
        "比的不是 ρ（是两段之差，或者两个 SSE 之比），或者返回了位置，不是 K": 2,
        "位置没有对上 K（第 0 个 ρ 属于第二个群数），或者分子分母反了": 3,
        "选了 SSE 最小的：群越多，SSE 越小": 6})
with checks.points(1, "八个点，轮廓系数"):
    line = np.array([[0.0], [1.0], [5.0], [6.0], [20.0], [21.0], [25.0], [26.0]])
    checks.equal(choose(line, range(1, 5), "silhouette"), 2, call='best_k(八个点, range(1, 5), "silhouette")', likely={
        "这是肘部的答案": 4,
        "位置没有对上 K": lambda got: got in (0, 1),
        "选了轮廓系数最小的": 3})
print("这一题另有 3 分看不见：别的数据和别的 ks、SSE 降不动了、不合规矩的抛出 ValueError")
### BEGIN HIDDEN TESTS
with checks.points(1, "别的数据，ks 从 2 开始"):
    rng = np.random.default_rng(checks.seed())
    X = np.concatenate([centre + rng.uniform(-1, 1, size=(6, 2)) for centre in ([0, 0], [9, 0], [0, 12])])
    seven = np.array([[0.7], [1.4], [1.5], [2.0], [2.1], [2.2], [2.3]])
    checks.equal(choose(seven, [2, 3, 4, 5], "elbow"), 3, say="线上的七个点，ks = [2, 3, 4, 5]：肘部应选 3")
    seven = np.array([[0.0], [0.01], [0.04], [0.11], [0.13], [0.19], [0.2]])
    checks.equal(choose(seven, range(1, 5), "elbow"), 3, say="线上挨得很近的七个点，K 从 1 到 4：肘部应选 3")
    checks.equal(choose(X, [2, 3, 4], "silhouette"), 3, say="三团分得很开的点，ks = [2, 3, 4]：轮廓系数应选 3")
    checks.equal(choose(np.array([[0.0], [1.0], [5.0], [6.0]]), [2, 3], "silhouette"), 2,
                 say="ks = [2, 3]：第一个不是 1，就不要跳过")
with checks.points(1, "SSE 降不动了"):
    X = np.array([[0.0, 0.0], [7.0, 1.0], [3.0, 9.0]] * 3)
    checks.equal(choose(X, range(1, 6), "elbow"), 3, say="只有三个不同的点，K = 3 时 SSE 已是 0：ρ 记作无穷大，并列取最小的 K")
    checks.equal(choose(np.array([[0.0], [10.0], [11.0]]), range(1, 4), "elbow"), 2, say="三个点，K 从 1 到 3：只有 K = 2 有 ρ")
with checks.points(1, "不合规矩的，抛出 ValueError"):
    line = np.array([[0.0], [1.0], [5.0], [6.0]])
    with checks.raises(ValueError, say="不认识的 method，应抛出 ValueError"):
        choose(line, range(1, 4), "gap")
    with checks.raises(ValueError, say="肘部至少要三个群数，否则抛出 ValueError"):
        choose(line, [1, 2], "elbow")
    checks.equal(choose(line, [1, 2], "silhouette"), 2, say="轮廓系数用不着三个群数；K = 1 跳过")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题（上）`pca_fit`（6 分，20 分钟）
#
# 一个样本有 $d$ 个数，只许记 $k$ 个，沿哪些方向量，还原得最像？
#
# 1. **中心化**：每一列减均值；
# 2. 协方差矩阵 $S=\frac1{n-1}X_c^{\mathsf T}X_c$；
# 3. 求特征值和特征向量；
# 4. 特征值从大到小排，留前 $k$ 个方向。
#
# 特征值是那个方向上的方差；它占总方差的几成，叫**方差贡献率**，下面简称份额。
#
# **例子**：四个点 $(44,92)$、$(56,108)$、$(54,97)$、$(46,103)$。
# 均值是 $(50,100)$，减去以后是 $(-6,-8)$、$(6,8)$、$(4,-3)$、$(-4,3)$。
# 前两个点在方向 $(0.6,0.8)$ 上，坐标是 $-10$ 和 $10$；后两个在和它垂直的 $(-0.8,0.6)$ 上，坐标是 $-5$ 和 $5$。
#
# | 方向 | 坐标的平方和 | 特征值，除以 $n-1=3$ | 份额 |
# |---|---|---|---|
# | $(0.6,\ 0.8)$ | 200 | 66.67 | 0.8 |
# | $(-0.8,\ 0.6)$ | 50 | 16.67 | 0.2 |
#
# 这个例子小得看不出行和列弄混。
# 检查单元还有一张六行三列的表，均值是 $(10,20,30)$，两个方向是 $\frac13(2,1,2)$ 和 $\frac13(-2,2,1)$，份额是 $\frac9{14}$ 和 $\frac4{14}$。

# %%
four = np.array([[44, 92], [56, 108], [54, 97], [46, 103]])
draw_direction(four, np.array([0.6, 0.8]))

# %% [markdown]
# 写 `pca_fit(X, k)`，返回 `(mu, V, ratio)`。
#
# - `mu` 是各列的均值，`(d,)`；
# - `V` 是 `(d, k)`：**一列一个方向**，长度是 1，份额大的在前；正负号随便；
# - `ratio` 是这 $k$ 个方向的份额，`(k,)`，分母是**全部** $d$ 个方向的方差，所以加起来不一定是 1；
# - 只减均值，不要除以标准差；
# - $k$ 不超过 `n` 和 `d` 中小的那个；`n` 至少是 2，样本可以比特征少；
# - 所有的样本都一样时，总方差是 0，`ratio` 全记作 0，不许是 `nan`（检查用的是整数，恰好算得出 0；小数会剩一点舍入，不用管）。
#
# 不许用现成的：`PCA`、`TruncatedSVD` 一类；`np.linalg.eigh` 和 `np.linalg.svd` 都可以用。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 上面的四步，一步一行。
# 对称矩阵的特征值和特征向量，用 `np.linalg.eigh(S)`。
# </details>
#
# <details><summary>提示 2：查一查次序</summary>
#
# `eigh` 给的特征值从**小**到**大**，特征向量一**列**一个。
# `values[::-1]` 和 `vectors[:, ::-1]` 都倒过来。
# 用 `svd` 的话，第三个返回值一**行**一个方向，要转置；它的第二个返回值平方以后，才和方差成正比。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 份额的分母是 `values.sum()`，在截取前 $k$ 个**之前**求和。
# 它是 0 时，`ratio` 用 `np.zeros(k)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "pca_fit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pca_fit(X, k):
    """Return (mu, V, ratio): the means, the first k directions as columns (d, k), their shares of the variance (k,)."""
    ### BEGIN SOLUTION
    mu = X.mean(axis=0)
    C = (X - mu).T @ (X - mu) / (len(X) - 1)
    values, vectors = np.linalg.eigh(C)
    values, vectors = values[::-1], vectors[:, ::-1]
    total = values.sum()
    return mu, vectors[:, :k], values[:k] / total if total > 0 else np.zeros(k)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_pca_fit", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("pca_fit", ["PCA", "IncrementalPCA", "KernelPCA", "SparsePCA", "TruncatedSVD", "randomized_svd",
                          "FactorAnalysis", "pca_lowrank"])


def turned(V, like):
    """Turn each column of V around where it points away from the column it is compared with."""
    V = np.array(V, dtype=float)
    return V * np.where((V * like).sum(axis=0) < 0, -1.0, 1.0) if V.shape == like.shape else V


shares = []


def fitted(X, k):
    """Run pca_fit; keep its shares for the block that asks about them, return means and directions."""
    got = pca_fit(X, k)
    checks.equal(isinstance(got, (tuple, list)) and len(got), 3, say="pca_fit 应返回 mu、V、ratio 三样东西")
    mu, V, ratio = got
    shares.append(ratio)
    return mu, V


with checks.points(1, "四个点、六行三列：mu 和 V"):
    mu, V = fitted(np.array([[44.0, 92.0], [56.0, 108.0], [54.0, 97.0], [46.0, 103.0]]), 1)
    call = "pca_fit(四个点, 1)"
    checks.close(mu, np.array([50.0, 100.0]), call=f"{call} 的 mu", likely={
        "沿行平均了：每一列一个均值": np.array([68.0, 82.0, 75.5, 74.5]),
        "形状应是 (2,)，不要 keepdims": np.array([[50.0, 100.0]])})
    checks.close(turned(V, np.array([[0.6], [0.8]])), np.array([[0.6], [0.8]]), call=f"{call} 的 V", likely={
        "倒的是行：方向一列一个，要倒的是列，vectors[:, ::-1]":
            lambda got: got[0, 0] * got[1, 0] < 0 and np.allclose(abs(got), [[0.6], [0.8]]),
        "留的是方差最小的方向：eigh 从小到大排": lambda got: np.allclose(abs(got), [[0.8], [0.6]]),
        "一列一个方向，形状应是 (2, 1)": lambda got: np.shape(got) in ((1, 2), (2,)),
        "k = 1，只留一个方向": lambda got: np.shape(got) == (2, 2),
        "忘了减均值": lambda got: np.allclose(abs(got), [[0.4477], [0.8942]], atol=1e-3),
        "除以了标准差：这里只减均值": lambda got: np.allclose(abs(got), 0.5**0.5),
        "这是投影以后的坐标；V 是方向": lambda got: np.shape(got) == (4, 1),
        "方向的长度应是 1": lambda got: not np.allclose((np.asarray(got) ** 2).sum(axis=0), 1)})
    table = np.array([[16.0, 23, 36], [4, 17, 24], [6, 24, 32], [14, 16, 28], [11, 22, 28], [9, 18, 32]])
    call, wanted = "pca_fit(六行三列, 2)", np.array([[2, -2], [1, 2], [2, 1]]) / 3
    mu, V = fitted(table, 2)
    checks.close(mu, np.array([10.0, 20.0, 30.0]), call=f"{call} 的 mu")
    checks.close(turned(V, wanted), wanted, call=f"{call} 的 V（正负号已对齐）", likely={
        "行和列弄混了：svd 的第三个返回值一行一个方向，先转置，再取前 k 列；eigh 的一列一个":
            lambda got: np.allclose(abs(got), np.array([[2, 1], [2, 2], [1, 2]]) / 3),
        "一列里只有几个数变了号：倒的是行，要倒的是列，vectors[:, ::-1]":
            lambda got: np.allclose(abs(got), abs(wanted)) and not np.allclose(got, wanted),
        "一列一个方向，形状应是 (3, 2)": lambda got: np.shape(got) == (2, 3),
        "次序反了：份额大的在前": lambda got: np.allclose(abs(got), np.array([[2, 2], [2, 1], [1, 2]]) / 3)})
with checks.points(1, "四个点：ratio"):
    checks.equal(bool(shares), True, say="pca_fit 还没有返回过 ratio：先让上面一项通过")
    call = "pca_fit(四个点, 1)"
    checks.close(shares[0], np.array([0.8]), call=f"{call} 的 ratio", likely={
        "分母是全部方向的方差，不是留下的": np.array([1.0]),
        "这是最小的那个方向的份额": np.array([0.2]),
        "k = 1，只留一个方向": np.array([0.8, 0.2]),
        "这是特征值，还要除以总方差": lambda got: np.allclose(got, 200 / 3) or np.allclose(got, 50),
        "奇异值要先平方": np.array([2 / 3])})
print("这一题另有 4 分看不见：别的数据、样本比特征少和样本都一样、不改动传进来的表、份额")
### BEGIN HIDDEN TESTS
from sklearn.decomposition import PCA

records = [(np.array([0.8]), shares[0] if shares else None)]  # what was expected, what came back


def agrees(X, k, mean, like, ratio, say):
    """Check means and directions of one call, those with a variance up to their sign."""
    shares.clear()
    mu, V = fitted(X, k)
    records.append((ratio, shares[-1]))
    checks.close(mu, mean, say=f"{say}：mu 不对")
    checks.close(V.shape, (len(mean), k), say=f"{say}：V 的形状应是 (d, k)")
    checks.close(V.T @ V, np.eye(k), say=f"{say}：方向应两两垂直，长度是 1")
    some = like.shape[1]
    checks.close(turned(V[:, :some], like), like, say=f"{say}：方向不对；一列一个，份额大的在前")


with checks.points(1, "第 2 章的十个点，和随机数据"):
    agrees(data.ten_points(), 2, np.array([1.81, 1.91]), np.array([[0.677873, -0.735179], [0.735179, 0.677873]]),
           np.array([0.963181, 0.036819]), "第 2 章的十个点")
    agrees(data.ten_points() / 1000, 1, np.array([0.00181, 0.00191]), np.array([[0.677873], [0.735179]]),
           np.array([0.963181]), "很小的数：份额与单位无关")
    rng = np.random.default_rng(checks.seed())
    X = (rng.normal(size=(30, 4)) * [9.0, 1.0, 6.0, 3.0]) @ np.linalg.qr(rng.normal(size=(4, 4)))[0] + rng.normal(size=4) * 20
    ready = PCA(3).fit(X)
    agrees(X, 3, X.mean(axis=0), ready.components_.T, ready.explained_variance_ratio_, "四个特征留三个方向，与 sklearn 的 PCA 比")
with checks.points(1, "样本比特征少；样本都一样"):
    X = np.array([[1.0, 0.0, 0.0, 2.0, 5.0], [3.0, 3.0, 6.0, 2.0, 5.0]])
    agrees(X, 2, np.array([2.0, 1.5, 3.0, 2.0, 5.0]), np.array([[2 / 7], [3 / 7], [6 / 7], [0.0], [0.0]]),
           np.array([1.0, 0.0]), "两个样本、五个特征，只有一个方向有方差")
    agrees(np.array([[2.0, 3.0, 4.0]] * 4), 2, np.array([2.0, 3.0, 4.0]), np.zeros((3, 0)), np.zeros(2), "样本都一样")
with checks.points(1, "整数；传进来的表没有改动"):
    X = np.array([[0, 0], [3, 4], [9, 12]])
    agrees(checks.inout(X), 1, np.array([4.0, 16 / 3]), np.array([[0.6], [0.8]]), np.array([1.0]), "整数的表")
    checks.equal(X, np.array([[0, 0], [3, 4], [9, 12]]), say="pca_fit 改动了传进来的表")
with checks.points(1, "份额"):
    for wanted, got in records:
        checks.close(got, wanted, say="份额不对：分母是全部方向的方差；样本都一样时全是 0，不是 nan")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题（下）`compress`（5 分，12 分钟）
#
# 一张灰度图是一张表，一行像素当作一个样本。
# 留 $k$ 个方向：
#
# $$Z=X_cV_k,\qquad \hat X=ZV_k^{\mathsf T}+\mu$$
#
# 存 $Z$、$V_k$ 和 $\mu$，就能还原出 $\hat X$。
# 量四样（$n$ 行 $d$ 列）：
#
# | 名字 | 是什么 |
# |---|---|
# | `stored` | 存几个数：$nk+kd+d$ |
# | `ratio` | 存的和原图之比：$\frac{nk+kd+d}{nd}$ |
# | `rmse` | 每个像素差多少：差的平方，对所有像素平均，开方 |
# | `psnr` | 信噪比，分贝：$10\log_{10}\frac{255^2}{RMSE^2}$ |
#
# **例子**：把上一题的四个点当成一张 4 行 2 列的小图，$k=1$。
# 前两行在留下的方向上，一点不差；后两行的 $(4,-3)$、$(-4,3)$ 全丢了，还原成均值。
#
# | 原来 | 还原 | 差 |
# |---|---|---|
# | 44, 92 | 44, 92 | 0, 0 |
# | 56, 108 | 56, 108 | 0, 0 |
# | 54, 97 | 50, 100 | 4, −3 |
# | 46, 103 | 50, 100 | −4, 3 |
#
# 平方和 50，8 个像素，`rmse` 是 $\sqrt{50/8}=2.5$，`psnr` 是 $10\log_{10}\frac{65025}{6.25}\approx40.17$。
# 存 $4+2+2=8$ 个数，和原图一样多，`ratio` 是 1：这么小的图，压了等于没压。
#
# 写 `compress(img, k)`，返回 `(img2, stats)`。
#
# - `img2` 是还原的图，小数，形状和 `img` 相同；不要取整，也不要截到 0–255；
# - `stats` 是字典，正好有上面四个键；
# - `rmse` 恰好是 0 时（例如整张图一个灰度），`psnr` 是 `np.inf`；取满 $k$ 时舍入会剩下一点，`rmse` 约 $10^{-14}$，`psnr` 三百多，照算就好；
# - `img` 可能是 8 位整数（`uint8`），不许改动；$k$ 不超过行数和列数中小的那个。
#
# 请调用你写好的 `pca_fit`；检查这一题时，会暂时把它换成对的。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `pca_fit` 给你 `mu` 和 `V`，两个公式各一行，就有了 `img2`。
# 后面是数形状、求误差。
# </details>
#
# <details><summary>提示 2：查形状</summary>
#
# `(n, d) @ (d, k)` 是 `(n, k)`，再 `@ (k, d)` 回到 `(n, d)`；加 `mu` 时它会自动铺到每一行。
# `stored` 可以用 `Z.size + V.size + mu.size`。
# </details>
#
# <details><summary>提示 3：除以 0</summary>
#
# `rmse` 是 0 时，Python 的除法会报错，numpy 的会警告；先判断。
# </details>

# %% nbgrader={"grade": false, "grade_id": "compress", "locked": false, "schema_version": 3, "solution": true, "task": false}
def compress(img, k):
    """Return (img2, stats): a grey picture rebuilt from k directions, and stored, ratio, rmse, psnr as a dict."""
    ### BEGIN SOLUTION
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_compress", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
def squeeze(lent_pca, img, k):
    """Run compress while pca_fit is this, so that only compress is judged."""
    global pca_fit
    try:
        own = pca_fit
    except NameError:  # a cell above that does not run costs its own points only
        own = None
    pca_fit = lent_pca
    try:
        return compress(img, k)
    finally:
        pca_fit = own


def pca_of_four(X, k):
    """Return what is right for the four rows of the example and k = 1."""
    return X.mean(axis=0), np.array([[0.6], [0.8]]), np.array([0.8])


with checks.points(1, "小图，还原"):
    tiny = np.array([[44.0, 92.0], [56.0, 108.0], [54.0, 97.0], [46.0, 103.0]])
    img2, stats = squeeze(pca_of_four, tiny, 1)
    rebuilt = np.array([[44.0, 92.0], [56.0, 108.0], [50.0, 100.0], [50.0, 100.0]])
    checks.close(img2, rebuilt, call="compress(小图, 1) 的 img2", likely={
        "忘了把均值加回来": rebuilt - [50.0, 100.0],
        "投影以前忘了减均值": lambda got: np.allclose(got, tiny @ [[0.36, 0.48], [0.48, 0.64]] + [50, 100]),
        "均值没有减，也没有加": lambda got: np.allclose(got, tiny @ [[0.36, 0.48], [0.48, 0.64]]),
        "这是编码 Z，还没有还原": lambda got: np.shape(got) == (4, 1)})
    checks.close(squeeze(pca_of_four, tiny + 0.25, 1)[0], rebuilt + 0.25, call="compress(小图每格加 0.25, 1) 的 img2", likely={
        "取整了：img2 是小数": lambda got: np.allclose(got, np.round(got))})
with checks.points(1, "小图，四样指标"):
    tiny = np.array([[44.0, 92.0], [56.0, 108.0], [54.0, 97.0], [46.0, 103.0]])
    img2, stats = squeeze(pca_of_four, tiny, 1)
    wanted = {"stored": 8, "ratio": 1.0, "rmse": 2.5, "psnr": 40.172003}
    checks.close(stats, wanted, call="compress(小图, 1) 的 stats", likely={
        "stored 漏了均值": lambda got: got["stored"] == 6,
        "均值是一列一个，有 d 个，不是 n 个": lambda got: got["stored"] == 10,
        "均值有 d 个，不是 k 个": lambda got: got["stored"] == 7,
        "stored 漏了方向 V": lambda got: got["stored"] == 4,
        "rmse 忘了开方": lambda got: got["rmse"] == 6.25,
        "rmse 对所有的像素平均，不是对行": lambda got: np.isclose(got["rmse"], [12.5**0.5, 12.5**0.5 / 2]).any(),
        "rmse 要先平方，再平均": lambda got: abs(got["rmse"]) < 1e-9,
        "psnr 用了自然对数": lambda got: np.isclose(got["psnr"], 92.499455),
        "psnr 的 10 倍漏了": lambda got: np.isclose(got["psnr"], 4.0172003),
        "psnr 里 255 和 RMSE 都要平方": lambda got: np.isclose(got["psnr"], [20.0860017, 44.151403]).any(),
        "psnr 里是 255，不是图里最大的数": lambda got: np.isclose(got["psnr"], 32.709675),
        "psnr 的正负号反了": lambda got: np.isclose(got["psnr"], -40.172003)})
print("这一题另有 3 分看不见：大一点的图和每一行都一样的图、不改动 uint8 的图、它们的四样指标")
### BEGIN HIDDEN TESTS
def by_svd(X, k):
    """Return means, directions and shares from the singular values."""
    _, S, Vt = np.linalg.svd(X - X.mean(axis=0), full_matrices=False)
    return X.mean(axis=0), Vt[:k].T, S[:k] ** 2 / max((S**2).sum(), 1e-300)


records = []  # what was expected of the measures, what came back


def agrees(img, k, original, say):
    """Check the picture that comes back."""
    mu, V, _ = by_svd(original, k)
    wanted, size = (original - mu) @ V @ V.T + mu, V.size + len(original) * k + len(mu)
    mse = ((wanted - original) ** 2).mean()
    psnr = 10 * np.log10(65025 / mse) if mse else np.inf
    records.append(({"stored": size, "ratio": size / original.size, "rmse": mse**0.5, "psnr": psnr}, None))
    img2, stats = squeeze(by_svd, img, k)
    records[-1] = records[-1][0], stats
    checks.close(img2, wanted, say=f"{say}：还原得不对；应是小数，不要取整，不要截断")


flat = np.array([[10.0, 20.0, 30.0], [10.0, 20.0, 30.0]])
with checks.points(1, "一张大一点的图，留三个方向；每一行都一样的图"):
    rng = np.random.default_rng(checks.seed())
    img = 128 + 60 * rng.normal(size=(12, 3)) @ rng.normal(size=(3, 9)) + rng.normal(size=(12, 9))
    agrees(img, 3, img, "12 行 9 列、留三个方向")
    agrees(flat, 2, flat, "每一行都一样的图")
with checks.points(1, "8 位整数的图，不改动它"):
    img = np.array([[44, 92], [56, 108], [54, 97], [46, 103], [0, 255]], dtype=np.uint8)
    kept = img.copy()
    agrees(checks.inout(img), 1, kept, "uint8 的图")
    checks.equal(img, kept, say="compress 改动了传进来的图")
with checks.points(1, "四样指标"):
    checks.equal(len(records), 3)
    for wanted, got in records:
        checks.close(got, wanted, say="指标不对；一点不差时，rmse 是 0，psnr 是 np.inf")
### END HIDDEN TESTS

# %% [markdown]
# 两题都通过了，就用第 2 章的照片试一试；它调用你的两个函数。
# 和第 2 章 2.6.2 的表对一对。

# %%
from sklearn.datasets import load_sample_image

grey = load_sample_image("china.jpg") @ [0.299, 0.587, 0.114]
pictures = {"原图": grey}
for k in (1, 10, 50):
    pictures[f"k = {k}"], stats = compress(grey, k)
    print(f"k = {k:2d}：存 {stats['stored']} 个，是原图的 {stats['ratio']:.4f}，RMSE {stats['rmse']:.3f}，PSNR {stats['psnr']:.2f}")
draw_pictures(pictures)

# %% [markdown]
# ## 第 5 题 `iqr_flags`（2 分，8 分钟）
#
# 标准差自己也会被离群的数拉大，排队的位置不会。
# 排好队，四分之一处的数是 $Q_1$，四分之三处的是 $Q_3$，$IQR=Q_3-Q_1$。
# 低于 $Q_1-c\cdot IQR$，或者高于 $Q_3+c\cdot IQR$ 的，挑出来；常用 $c=1.5$。
#
# **例子**：九个数 5、30、3、7、−4、2、6、13、4。
# 排好队是 −4、2、**3**、4、5、6、**7**、13、30；$Q_1=3$，$Q_3=7$，两道线在 $3-6=-3$ 和 $7+6=13$。
# 线外的是 30 和 −4，它们在第 1 个和第 4 个位置（从 0 数起）；13 恰好在线上，不算。
# 要是用标准差量，30 自己就把它拉到 9.1，$\mu\pm1.5\sigma$ 是 −6.3 和 20.9，−4 就漏掉了。

# %%
nine = [5, 30, 3, 7, -4, 2, 6, 13, 4]
draw_line(nine, [int(not -3 <= v <= 13) for v in nine], cuts=(-3, 13))

# %% [markdown]
# 写 `iqr_flags(x, c=1.5)`，返回挑出来的**位置**，从小到大的整数数组。
#
# - `x` 是 `(n,)` 的数组；恰好在线上的，不算；
# - 四分位数用 `np.percentile` 默认的算法；
# - 一个也没有，返回长度是 0 的数组；`x` 可能只有一个数。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `np.percentile(x, [25, 75])` 一次给出两个四分位数。
# 两个条件，用 `|` 连起来，各加括号。
# </details>
#
# <details><summary>提示 2：从真假到位置</summary>
#
# `np.flatnonzero(条件)` 给出条件成立的位置。
# 只写一个参数的 `np.where` 给的是元组，还要取第 0 个。
# </details>

# %% nbgrader={"grade": false, "grade_id": "iqr_flags", "locked": false, "schema_version": 3, "solution": true, "task": false}
def iqr_flags(x, c=1.5):
    """Return the positions of the numbers more than c interquartile ranges below Q1 or above Q3, as an array."""
    ### BEGIN SOLUTION
    q1, q3 = np.percentile(x, [25, 75])
    reach = c * (q3 - q1)
    return np.flatnonzero((x < q1 - reach) | (x > q3 + reach))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_iqr_flags", "locked": true, "points": 2, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "九个数"):
    got = iqr_flags(np.array([5, 30, 3, 7, -4, 2, 6, 13, 4]))
    checks.equal(got, np.array([1, 4]), call="iqr_flags([5, 30, 3, 7, -4, 2, 6, 13, 4])", likely={
        "恰好在线上的不算；两道线从 Q1 和 Q3 量起，不从中位数": np.array([1, 4, 7]),
        "只看了高的一边，或者用了标准差，不是 IQR；不写 c，就是 1.5": np.array([1]),
        "只看了低的一边": np.array([4]),
        "这是数，要的是位置": np.array([30, -4]),
        "位置是在原来的 x 里的，不是排好队以后的": np.array([0, 8]),
        "np.where 给的是元组，取它的第 0 个": lambda got: isinstance(got, tuple),
        "四分位数是 25 和 75，不是 0.25 和 0.75": lambda got: np.shape(got) == (8,),
        "这是每个数的真假，要的是位置": lambda got: np.shape(got) == (9,)})
print("这一题另有 1 分看不见：别的数据、别的 c、没有离群的、都一样的、只有一个数的")
### BEGIN HIDDEN TESTS
with checks.points(1, "机房的温度，别的 c；没有离群的、都一样的、只有一个数的"):
    celsius, spikes = data.sensor()
    checks.equal(iqr_flags(celsius), np.array([155, 450]), say="500 个温度，c = 1.5，应挑出第 155 和第 450 个")
    checks.equal(iqr_flags(np.array([5.0, 13.05, 3.0, 7.0, -3.05, 2.0, 6.0, 12.95, 4.0])), np.array([1, 4]),
                 say="九个数，有三个离线很近，线在 -3 和 13")
    checks.equal(iqr_flags(np.array([1.0, 2.0, 3.0, 4.5, 9.0])), np.array([4]), say="不写 c，就是 1.5")
    checks.equal(iqr_flags(np.array([1.0, 2.0, 3.0, 4.5, 9.0]), c=2.0), np.array([], dtype=int), say="c = 2 时线放宽了")
    checks.equal(iqr_flags(np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.2]), 0.5), np.array([5]), say="c = 0.5；数有六个，四分位数落在两个数之间")
    checks.equal(iqr_flags(np.array([3.0, 1.0, 2.0])), np.array([], dtype=int), say="一个也没有，应返回长度是 0 的整数数组")
    checks.equal(iqr_flags(np.array([4.0])), np.array([], dtype=int), say="只有一个数，不算离群")
    checks.equal(iqr_flags(np.array([4.0, 4.0, 3.9, 4.0, 4.0, 4.0, 5.0])), np.array([2, 6]), say="IQR 是 0 时，不一样的都算离群")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题（上）`self_train`（6 分，30 分钟）
#
# 几个有标签的，一堆没标签的，自己给自己标：
#
# 1. 用**现在有标签的**训练；
# 2. 去认没标签的；把握（第 2 章的置信度）不小于 $\tau$ 的，**一起**收下它的答案，当作标签（伪标签）；
# 3. 回到第 1 步，直到没有新的可收，或者做满了轮数。
#
# **例子**：线上的八个点，0 是 0 类，10 是 1 类，其余没有标签，$\tau=0.8$。
# 模型看最近的两个有标签的点，按距离的反比投票：点 3 离 0 有 3，离 10 有 7，把握就是 $\frac{1/3}{1/3+1/7}=0.7$。
#
# | 点 | 1 | 3 | 4 | 5 | 6 | 9 |
# |---|---|---|---|---|---|---|
# | 第 1 轮：把握 | **0.9**，0 类 | 0.7 | 0.6 | 0.5 | 0.6 | **0.9**，1 类 |
# | 第 2 轮：把握 | | **1**，0 类 | **1**，0 类 | 0.5 | **1**，1 类 | |
# | 第 3 轮：把握 | | | | 0.5 | | |
#
# 第 2 轮，点 3 最近的两个是 1 和 0，都是 0 类，所以把握是 1。
# 点 5 两边一样远，始终没有标签。

# %%
draw_line([0, 10, 1, 3, 4, 5, 6, 9], [0, 1, -1, -1, -1, -1, -1, -1])
draw_line([0, 10, 1, 3, 4, 5, 6, 9], [0, 1, 0, 0, 0, -1, 1, 1])

# %% [markdown]
# 写 `self_train(clf, X, y, tau, iters)`，返回 `(clf, y)`：训练好的模型，和填过的标签。
#
# - `clf` 是 scikit-learn 式的模型：`clf.fit(X, y)` 训练，`clf.predict_proba(X)` 一行一个样本、一列一类，给出把握；第 `j` 列是哪一类，看 `clf.classes_[j]`；就用传进来的这一个训练，不用复制它；
# - `y` 里 `-1` 是没有标签，其余是类的编号，0 或者更大，不一定从 0 开始；返回的是填过的**另一份**，传进来的不许改动；
# - 收下过的不再改；没收下的，还是 `-1`；
# - 最多做 `iters` 轮，一轮是“训练、认、收”；**最后**再用全部有标签的（真的和伪的）训练一次，才返回；
# - `iters` 可以是 0，可以一个也收不下，可以没有 `-1`：都照样返回训练好的模型。
#
# 不许用现成的：`SelfTrainingClassifier`、`LabelPropagation`、`LabelSpreading`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一个循环，循环之后再 `fit` 一次。
# `y >= 0` 是有标签的行，`np.flatnonzero(y < 0)` 是没标签的行号。
# 没有行可认的时候，`predict_proba` 会报错，先看一看。
# </details>
#
# <details><summary>提示 2：两层挑选</summary>
#
# 把握的表只有没标签的那几行；其中够格的，又是一部分。
# 所以先记下行号 `blank`，够格的是 `blank[sure]`，`sure` 是“这一行最大的把握 `>= tau`”。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# ```python
# y = y.copy()
# for _ in range(iters):
#     blank = np.flatnonzero(y < 0)
#     if len(blank) == 0:
#         break
#     clf.fit(...)
#     trust = clf.predict_proba(X[blank])
#     sure = ...
#     if not sure.any():
#         break
#     y[blank[sure]] = clf.classes_[...]     # argmax 给的是列号，不是类
# clf.fit(...)
# ```
# </details>

# %% nbgrader={"grade": false, "grade_id": "self_train", "locked": false, "schema_version": 3, "solution": true, "task": false}
def self_train(clf, X, y, tau, iters):
    """Return (clf, y): the model trained on all labels at last, and the labels filled in where it was sure."""
    ### BEGIN SOLUTION
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    clf.fit(X[y >= 0], y[y >= 0])
    return clf, y
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_self_train", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("self_train", ["SelfTrainingClassifier", "LabelPropagation", "LabelSpreading"])


def neighbours(count, weights="distance"):
    """Return a model that asks the nearest labelled points, made beside the student's code."""
    return checks.remote(KNeighborsClassifier)(count, weights=weights)


with checks.points(2, "线上的八个点"):
    x = np.array([[0.0], [10.0], [1.0], [3.0], [4.0], [5.0], [6.0], [9.0]])
    model, filled = self_train(neighbours(2), x, np.array([0, 1, -1, -1, -1, -1, -1, -1]), 0.8, 10)
    call = "self_train(最近的两个, 八个点, [0, 1, -1, …], 0.8, 10)"
    checks.equal(filled, np.array([0, 1, 0, 0, 0, -1, 1, 1]), call=f"{call} 的 y", likely={
        "只做了一轮": np.array([0, 1, 0, -1, -1, -1, -1, 1]),
        "没有看 τ，全收下了": np.array([0, 1, 0, 0, 0, 0, 1, 1]),
        "一个也没有填上：y[blank][sure] = … 改的是一份复制，要写 y[blank[sure]] = …；或者训练时没去掉 -1 的行，把它也当成了一类":
            np.array([0, 1, -1, -1, -1, -1, -1, -1]),
        "够格的要一起收下，再训练；不是收一个、训练一次": np.array([0, 1, 0, 0, 0, 0, 0, -1]),
        "收下的填错了行：sure 是在没标签的行里数的": lambda got: got[0] != 0 or got[1] != 1})
    checks.close(model.predict_proba(np.array([[4.6]])), np.array([[0.7, 0.3]]), call=f"{call} 的模型，在 4.6 处的把握", likely={
        "模型没有用伪标签训练": np.array([[0.54, 0.46]]),
        "最后一次收下的，没有再训练": np.array([[0.55, 0.45]])})
print("这一题另有 4 分看不见：一轮和零轮、类的编号和恰好是 τ、随机数据、没有 -1 和不改动传进来的 y")
### BEGIN HIDDEN TESTS
from sklearn.semi_supervised import SelfTrainingClassifier

with checks.points(1, "一轮，和零轮"):
    x = np.array([[0.0], [10.0], [1.0], [3.0], [4.0], [5.0], [6.0], [9.0]])
    y = np.array([0, 1, -1, -1, -1, -1, -1, -1])
    model, filled = self_train(neighbours(2), x, y, 0.8, 1)
    checks.equal(filled, np.array([0, 1, 0, -1, -1, -1, -1, 1]), say="iters = 1：够格的一起收，只收一轮")
    checks.close(model.predict_proba(np.array([[4.6], [2.0]])), np.array([[0.55, 0.45], [1.0, 0.0]]),
                 say="iters = 1：收完以后，要用全部有标签的再训练一次")
    model, filled = self_train(neighbours(2), x, y, 0.8, 0)
    checks.equal(filled, y, say="iters = 0：一个也不收")
    checks.close(model.predict_proba(np.array([[4.6]])), np.array([[0.54, 0.46]]), say="iters = 0：只用真标签训练")
with checks.points(1, "类是 3 和 7；把握恰好是 τ"):
    x = np.array([[1.5], [0.0], [1.0], [2.0], [9.0], [8.0]])
    model, filled = self_train(neighbours(4, "uniform"), x, np.array([-1, 7, 7, 7, 3, -1]), 0.75, 5)
    checks.equal(filled, np.array([7, 7, 7, 7, 3, 7]), say="类的编号看 clf.classes_；把握恰好等于 tau 的也收")
    checks.close(model.predict(np.array([[1.0]])), np.array([7]))
    y = np.array([1, 0, 1, 1, -1])
    model, filled = self_train(neighbours(3, "uniform"), np.array([[0.0], [1.0], [2.0], [3.0], [1.4]]), y, 0.6, 3)
    checks.equal(filled, np.array([1, 0, 1, 1, 1]), say="给了的标签不再改，0 也是一个类")
    checks.close(model.predict_proba(np.array([[0.2]])), np.array([[1 / 3, 2 / 3]]))
    model, filled = self_train(neighbours(4, "uniform"), x, np.array([-1, 7, 7, 7, 3, -1]), 0.76, 5)
    checks.equal(filled, np.array([-1, 7, 7, 7, 3, -1]), say="把握 0.75，tau = 0.76：不收")
    checks.close(model.predict_proba(np.array([[1.0]])), np.array([[0.25, 0.75]]), say="一个也收不下，也要返回训练好的模型")
with checks.points(1, "随机数据，与 scikit-learn 一致"):
    rng = np.random.default_rng(checks.seed())
    truth = np.arange(40) % 3
    X = rng.normal(size=(40, 2)) + 1.6 * np.array([[0, 0], [2, 0], [0, 2]])[truth]
    y = np.where(np.arange(40) < 9, truth, -1)
    ready = SelfTrainingClassifier(KNeighborsClassifier(3, weights="distance"), threshold=0.8, max_iter=3).fit(X, y)
    model, filled = self_train(neighbours(3), X, y, 0.8, 3)
    checks.equal(filled, ready.transduction_, say="40 个样本、三类、三轮：标签与 SelfTrainingClassifier 不同")
    ahead = rng.normal(size=(12, 2)) * 2
    checks.close(model.predict_proba(ahead), ready.predict_proba(ahead), say="40 个样本、三类、三轮：模型与 SelfTrainingClassifier 不同")
with checks.points(1, "没有 -1；传进来的 y 没有改动"):
    x = np.array([[0.0], [2.0], [5.0]])
    model, filled = self_train(neighbours(2), x, np.array([1, 0, 2]), 0.9, 4)
    checks.equal(filled, np.array([1, 0, 2]), say="没有 -1 时，标签不变，模型照样训练")
    checks.close(model.predict_proba(np.array([[0.5]])), np.array([[0.25, 0.75, 0.0]]))
    y = np.array([4, -1, 6])
    model, filled = self_train(neighbours(1), checks.inout(x), checks.inout(y), 0.9, 4)
    checks.equal(filled, np.array([4, 4, 6]))
    checks.equal(y, np.array([4, -1, 6]), say="self_train 改动了传进来的 y")
    checks.equal(x, np.array([[0.0], [2.0], [5.0]]), say="self_train 改动了传进来的 X")
    checks.close(model.predict(np.array([[3.0], [4.9]])), np.array([4, 6]))
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题（下）`propagate`（5 分，15 分钟）
#
# 朋友多半相像，就取朋友的平均，一遍一遍地取；问过的人（种子）每一遍都改回原样：
#
# $$F\leftarrow D^{-1}AF,\qquad\text{种子的行}\leftarrow\text{已知}$$
#
# $A_{ij}$ 是 $i$ 和 $j$ 之间边的轻重（权重），没有边是 0；$D^{-1}A$ 是把 $A$ 的每一**行**除以它的和。
# $F$ 一行一个人，一列一类；开始时只有种子的行有一个 1，其余全是 0。
#
# **例子**：五个人，边是 0–1、0–2、1–2、2–3、3–4；0 号是 0 类，4 号是 1 类。
#
# | | 0 号 | 1 号 | 2 号 | 3 号 | 4 号 |
# |---|---|---|---|---|---|
# | 开始 | (1, 0) | (0, 0) | (0, 0) | (0, 0) | (0, 1) |
# | 第 1 遍 | (1, 0) | (1/2, 0) | (1/3, 0) | (0, 1/2) | (0, 1) |
# | 第 2 遍 | (1, 0) | (2/3, 0) | (1/2, 1/6) | (1/6, 1/2) | (0, 1) |
# | 第 3 遍 | (1, 0) | (3/4, 1/12) | (11/18, 1/6) | (1/4, 7/12) | (0, 1) |
#
# 验一格：第 2 遍的 2 号，朋友是 0、1、3 号，第 1 遍的第一列是 1、1/2、0，平均 1/2。
# 每一遍都用**上一遍**的数，不用这一遍刚算出的。
# 图里是第 3 遍以后。

# %%
friends = np.array([[0, 1, 1, 0, 0], [1, 0, 1, 0, 0], [1, 1, 0, 1, 0], [0, 0, 1, 0, 1], [0, 0, 0, 1, 0]])
draw_graph(friends, [(0, 1), (0, 0), (1, 0.5), (2.2, 0.5), (3.4, 0.5)],
           ["0 号 (1, 0)", "1 号 (3/4, 1/12)", "2 号 (11/18, 1/6)", "3 号 (1/4, 7/12)", "4 号 (0, 1)"])

# %% [markdown]
# 写 `propagate(A, seeds, iters)`，返回 `F`，形状 `(n, 类数)`。
#
# - `seeds` 是字典 `{号: 类}`，至少有一个；类数是最大的类加 1，中间可以有没人的类；
# - 做 `iters` 遍；0 遍就返回开始的样子；
# - 边可以有轻重，$A$ 的数不一定是 0 和 1；
# - **没有边的人**：不是种子，他那一行一直是 0，不许是 `nan`；是种子，照样夹住；
# - `A` 可能是整数，不许改动。
#
# 不许用现成的：`LabelPropagation`、`LabelSpreading`。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先做开始的 `F`，再做每行加起来是 1 的 `A`，然后循环两步：矩阵乘法，改回种子。
# </details>
#
# <details><summary>提示 2：行和是 0</summary>
#
# `A.sum(axis=1, keepdims=True)` 是 `(n, 1)`，拿它去除，正好除每一行。
# 行和是 0 的，先换成 1 再除：0 除以 1 还是 0。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 种子的行号和类各排成一个列表：`nodes = list(seeds)`、`kinds = list(seeds.values())`。
# `F[nodes, kinds] = 1` 一次放好所有的 1；循环里，`F[nodes] = 0` 再 `F[nodes, kinds] = 1`，就夹住了。
# </details>

# %% nbgrader={"grade": false, "grade_id": "propagate", "locked": false, "schema_version": 3, "solution": true, "task": false}
def propagate(A, seeds, iters):
    """Return F (n, classes): the seeds' classes spread over the graph by so many averages, the seeds held fixed."""
    ### BEGIN SOLUTION
    nodes, kinds = list(seeds), list(seeds.values())
    F = np.zeros((len(A), max(kinds) + 1))
    F[nodes, kinds] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    average = A / np.where(degree == 0, 1, degree)
    for _ in range(iters):
        F = average @ F
        F[nodes] = known
    return F
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_propagate", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("propagate", ["LabelPropagation", "LabelSpreading"])
with checks.points(2, "五个人，三遍"):
    five = np.array([[0, 1, 1, 0, 0], [1, 0, 1, 0, 0], [1, 1, 0, 1, 0], [0, 0, 1, 0, 1], [0, 0, 0, 1, 0]])
    got = propagate(five, {0: 0, 4: 1}, 3)
    wanted = np.array([[1, 0], [3 / 4, 1 / 12], [11 / 18, 1 / 6], [1 / 4, 7 / 12], [0, 1]])
    checks.close(got, wanted, call="propagate(五个人, {0: 0, 4: 1}, 3)", likely={
        "少做了一遍": np.array([[1, 0], [2 / 3, 0], [1 / 2, 1 / 6], [1 / 6, 1 / 2], [0, 1]]),
        "只做了一遍": np.array([[1, 0], [1 / 2, 0], [1 / 3, 0], [0, 1 / 2], [0, 1]]),
        "多做了一遍": np.array([[1, 0], [29 / 36, 1 / 12], [2 / 3, 2 / 9], [11 / 36, 7 / 12], [0, 1]]),
        "一遍也没有做": np.array([[1.0, 0], [0, 0], [0, 0], [0, 0], [0, 1]]),
        "种子没有改回原样": lambda got: got[0, 0] < 0.99,
        "种子的行只放了 1，别的类没有清零": lambda got: np.isclose(got[0, 1], 1 / 12),
        "一类一列，一个人一行": lambda got: np.shape(got) == (2, 5),
        "应是每一类的数，不是类的编号": lambda got: np.ndim(got) == 1,
        "除的是列的和，应除以行的和": lambda got: np.isclose(got[2, 0], 11 / 12),
        "取的是和，不是平均": lambda got: got.max() > 1,
        "每一遍都要改回种子，不只在最后": lambda got: np.isclose(got[1, 0], 7 / 24),
        "用了这一遍刚算出的数，应用上一遍的": lambda got: np.isclose(got[1], [[5 / 6, 1 / 12], [0, 1 / 8]]).all(axis=1).any(),
        "只取朋友的平均，不要算进自己": lambda got: np.isclose(got[1, 1], 1 / 36)})
print("这一题另有 3 分看不见：空手道俱乐部、边有轻重和没有边的人、零遍和没有人的类")
### BEGIN HIDDEN TESTS
with checks.points(1, "空手道俱乐部"):
    A, side = data.karate_club()
    F = propagate(A, {0: 0, 33: 1}, 500)
    free = np.arange(1, 33)
    rows = A / A.sum(axis=1, keepdims=True)
    settled = np.linalg.solve(np.eye(32) - rows[np.ix_(free, free)], rows[np.ix_(free, [0, 33])])
    checks.close(F, np.concatenate([[[1.0, 0.0]], settled, [[0.0, 1.0]]]), tol=1e-6, say="500 遍以后，34 个人的数不对")
    checks.equal(np.flatnonzero(F.argmax(axis=1) != side).tolist(), [8], say="应对 33 人，只有 8 号判错")
with checks.points(1, "边有轻重，有没有边的人"):
    A = np.array([[0.0, 3.0, 0.0, 0.0, 0.0], [3.0, 0.0, 1.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0, 0.0], [0.0] * 5, [0.0] * 5])
    checks.close(propagate(A, {0: 1, 4: 0, 2: 2}, 2),
                 np.array([[0, 1, 0], [0, 0.75, 0.25], [0, 0, 1], [0, 0, 0], [1, 0, 0]]),
                 say="3 号没有边，一直是 0；4 号没有边，是种子，照样夹住；边重的朋友占得多")
    checks.close(propagate(np.array([[0, 4, 1], [0, 2, 2], [0, 0, 5]]), {2: 0}, 2), np.array([[0.6], [0.75], [1.0]]),
                 say="边有来无回、自己连自己，也是行的平均")
with checks.points(1, "一遍不做；中间没有人的类；传进来的没有改动"):
    A, seeds = np.array([[0, 1], [1, 0]]), {1: 2}
    checks.close(propagate(A, seeds, 0), np.array([[0.0, 0, 0], [0, 0, 1]]), say="iters = 0：返回开始的样子；最大的类是 2，所以有三列")
    checks.close(propagate(checks.inout(A), checks.inout(seeds), 3), np.array([[0.0, 0, 1], [0, 0, 1]]))
    checks.equal(A, np.array([[0, 1], [1, 0]]), say="propagate 改动了传进来的 A")
    checks.equal(seeds, {1: 2}, say="propagate 改动了传进来的 seeds")
### END HIDDEN TESTS

# %% [markdown]
# ## 接起来：那家小店
#
# 九件工具齐了。
# 运行下面的单元：从 208 单到 40 位客户，取对数、标准化，让两把尺子各选一次，最后列出分两群时每群的样子。
# 它调用你的 `rfm`、`silhouette` 和 `best_k`；分群用上面的 `cluster`，再用你的 `kmeans` 核对一次 SSE。

# %%
from sklearn.preprocessing import StandardScaler

shop = rfm(data.purchases(), pd.Timestamp("2026-01-01"))
scaled = StandardScaler().fit_transform(np.log1p(shop.to_numpy(dtype=float)))
sse = {K: cluster(scaled, K)[1] for K in range(1, 9)}
for K in range(2, 8):
    rho = (sse[K - 1] - sse[K]) / (sse[K] - sse[K + 1])
    print(f"K = {K}：ρ = {rho:.2f}，轮廓系数 {silhouette(scaled, cluster(scaled, K)[0]).mean():.3f}")
chosen = [best_k(scaled, range(1, 9), method) for method in ("elbow", "silhouette")]
print(f"肘部选 {chosen[0]}，轮廓系数选 {chosen[1]}")
labels, C, trace = kmeans(scaled, scaled[:2], 100, 1e-9)
print(f"K = 2 的 SSE：cluster {sse[2]:.3f}，你的 kmeans 从前两位客户出发 {trace[-1]:.3f}")
groups = cluster(scaled, 2)[0]
print(shop.groupby(groups).mean().round(1).assign(人数=np.bincount(groups)))

# %% [markdown]
# ## 第 7 题 说明：真的有群吗（4 分，老师评阅，25 分钟）
#
# 两把尺子都选了同一个 $K$。
# 店主很高兴：“那就分这么多群，我去印两种券。”
# 用上面打印的数，再用你的函数**另算至少一个数**，写三四句话回答他：这 40 位客户里真的有群吗，券怎么办？
#
# 第 2 章拿没有群的数作对照。
# 对照要和它**一样大**：第 2 章撒的是 600 个点，这里只有 40 位，点越少，尺子碰巧报得越高。
#
# | 评分点 | 分数 |
# |---|---|
# | 结论明确，说得出尺子报的数凭什么够，或者凭什么不够 | 1 |
# | 自己另算的数，是在一样大的数据上算的 | 1 |
# | 说得出它证明什么：不止看一次，看这里的数排在哪里 | 1 |
# | 给店主一个做得到的建议，说得出怎样看效果 | 1 |
#
# <details><summary>提示 1：另算什么</summary>
#
# 造一批肯定没有群的“客户”，同样地分、同样地打分，看尺子报多少。
# 只造一批，可能碰巧；多造几批。
# </details>
#
# <details><summary>提示 2：怎样造</summary>
#
# 在 `scaled` 的范围里均匀地撒 40 个点：`rng.uniform(scaled.min(axis=0), scaled.max(axis=0), size=scaled.shape)`。
# 撒 20 批，每批算一个 `silhouette(U, cluster(U, 2)[0]).mean()`，排好队，看店里的那个数排第几。
# </details>

# %%
# 在这里算你的数，单元可以再加

# %% [markdown] nbgrader={"grade": true, "grade_id": "real_groups", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# 看不出有群。
# 第 2 章的客户，最大的 $\rho$ 是 12.9，别的都不到 3，轮廓系数 0.675；这里最大的 $\rho$ 是 2.33，别的 1.1 到 1.7，轮廓系数从头到尾都在 0.3 上下，没有一个 $K$ 冒出来。
# 对照：在同样的范围里均匀地撒 40 个点，同样的办法，撒 100 批：分两群的轮廓系数中间是 0.30，有 22 批不低于这里的 0.326；随便哪个 $K$ 的最大值，88 批不低于它；最大的 $\rho$ 中间是 2.24，有 38 批不低于 2.33。没有群的数，也报得出这样的数。
# 建议：不必说成“两类人”；可以按一个看得懂的数（比如多久没来）划一条线，先给一半的人发券，另一半不发，一个月后比回来的人数。
#
# 给分：拿第 2 章 600 个点的 0.31、1.9 来比，说“略高，所以有弱的群”的，第二项不给，第三项不给（点少，没有群也报得高）；说“有两群”的，若有一样大的对照、有画像、讲得通，后三项照给；只说“轮廓系数 0.33 太低”而没有对照的，第一项给一半；另算的数可以是对照数据的尺子、换起点的 SSE、换一个月看同一个人换不换群，等等，后两种第二项照给；对照只撒一批的，第三项给一半；建议里没有“怎样看效果”的，第四项给一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **不用一遍一遍地取平均。** 空手道俱乐部要取几百遍才不动。
# 不动的时候，每个不是种子的人，恰好等于朋友的平均：这是一组线性方程。
# 写出它，用 `np.linalg.solve` 一次解出来，和 `propagate(A, {0: 0, 33: 1}, 500)` 比一比。
#
# <details><summary>答案</summary>
#
# 把人分成不是种子的 $u$ 和种子 $s$，记 $P=D^{-1}A$。
# 不动就是 $F_u=P_{uu}F_u+P_{us}F_s$，移项：$(I-P_{uu})F_u=P_{us}F_s$。
# 程序三行：`P = A / A.sum(axis=1, keepdims=True)`；`u = np.arange(1, 33)`；`np.linalg.solve(np.eye(32) - P[np.ix_(u, u)], P[np.ix_(u, [0, 33])])`。
# 每个没有标签的人都要走得到某个种子，方程才有唯一的解。
# </details>
#
# **起点撒开一点。** K-means 停在哪里要看起点。
# 写一个 k-means++：第一个中心随便挑一个样本；以后每次，样本被挑中的机会和“到最近的中心的平方距离”成正比。
# 用 `data.customers()`（取对数、标准化，$K=4$），随便挑和 k-means++ 各出发 100 次，各有几次走到最好的 170.1？
#
# <details><summary>答案</summary>
#
# 随便挑七成多，k-means++ 将近九成；还是要多试几次。
# 核心一句：`rng.choice(len(X), p=near / near.sum())`，`near` 是每个样本到最近的中心的平方距离。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check ex02_unsup_semi.ipynb`。
