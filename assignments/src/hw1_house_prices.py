# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/hw1_house_prices//ipynb,src//py:percent
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
# # 作业一 房价预测：从原始表格到 `submission.csv`
#
# 你要参加 Kaggle 上的一场真实比赛：House Prices。
# 训练集有 1460 栋房子，每栋 79 个特征和一个成交价；测试集有 1459 栋，没有成交价。
# 你的任务是给测试集的每栋房子报一个价。
#
# **做完之后，你能够**
#
# - 把含缺失值、文字列和不同量纲的表格变成网络能用的数，而且不让测试集的信息漏进训练；
# - 写出完整的训练循环：小批量、L2 正则化、早停；
# - 说清楚为什么直接预测房价会失败，怎样改目标才行；
# - 保存参数、重新读入、生成一份能提交的文件；
# - 用一张表和一条曲线说明你的调参有没有用。
#
# | 部分 | 小题 | 分数 |
# |---|---|---|
# | 预处理 | 统计量 9，变换 10，整条流程 6 | 25 |
# | 模型与训练 | 评分函数 4，网络 5，早停 4，训练循环 9，目标变换 3 | 25 |
# | 保存与提交 | 预测 3，保存与读入 5，提交文件 4，最终模型 3 | 15 |
# | 调参证据 | 老师评阅 | 15 |
# | 报告 | 老师评阅 | 20 |
#
# **怎么做**：从上往下，一题一题来。
# 每道题是一个待填的单元，把里面的 `raise NotImplementedError()` 换成你的代码；后面跟着一个检查单元。
# 检查通过，会打印“通过”和分数；不通过，会告诉你得到了什么、应该是什么。
# 你看到的只是公开的检查；交上去之后还有隐藏的检查，用的是别的数据。
# 所以不要照着例子写死答案。
# 你可以随意加自己的单元，但不要删改题目给出的单元。
#
# 需要：第 3 章（数据）、第 4 章（张量）、第 5 章（前馈网络）、第 9 章（优化器）、第 10 章和第 11 章（训练与正则化）。
# 时间：约 6 小时，其中调参和报告 2 小时。
#
# 先运行下面的单元。
# 五个大写的数是本作业的默认设置，后面会用到。

# %% nbgrader={"grade": false, "grade_id": "imports", "locked": true, "schema_version": 3, "solution": false, "task": false}
import csv
import io

import numpy as np
import pandas as pd
import torch
from coursekit import checks
from coursekit.data import house_prices
from sklearn.model_selection import train_test_split
from torch import nn

TEST_SIZE = 0.2
BATCH_SIZE = 32
EPOCHS = 10
LEARNING_RATE = 0.001
DROPOUT_RATE = 0.1

# %% [markdown]
# ## 1 比赛怎么打分
#
# 先弄清楚裁判怎么打分，再动手。
# 这场比赛看的是**对数房价的均方根误差**（root mean squared logarithmic error，RMSLE）：
# 先把预测价和成交价都取自然对数，再求差的平方的平均，最后开方。
#
# $$\text{RMSLE}=\sqrt{\frac1n\sum_{i=1}^{n}\left(\ln \hat y_i-\ln y_i\right)^2}$$
#
# 为什么取对数？
# $\ln\hat y-\ln y=\ln(\hat y/y)$，它只看**比例**。
# 10 万的房子报成 20 万，和 50 万的房子报成 100 万，错得一样重。
# RMSLE 等于 0.13，大致就是平均偏差 13 %。
#
# ### 第 1 题 `rmsle`（4 分）
#
# 写 `rmsle(pred, actual)`，返回一个 `float`。
#
# - 对数是自然对数 `np.log`，不是 `log1p`，也不是 `log10`；
# - 预测值小于 1 时先当作 1（对数里不能有 0 和负数）；
# - `pred` 与 `actual` 的形状不同就抛出 `ValueError`。
#   形状 `(32, 1)` 减 `(32,)` 会悄悄变成 `(32, 32)`，不报错，但全错了。

# %% nbgrader={"grade": false, "grade_id": "rmsle", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rmsle(pred, actual):
    """Return the root mean squared error between log predictions and log prices."""
    ### BEGIN SOLUTION
    pred, actual = np.asarray(pred, dtype=float), np.asarray(actual, dtype=float)
    if pred.shape != actual.shape:
        raise ValueError(f"形状不同：pred 是 {pred.shape}，actual 是 {actual.shape}")
    error = np.log(np.maximum(pred, 1.0)) - np.log(actual)
    return float(np.sqrt(np.mean(error**2)))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_rmsle", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "rmsle 的小例子"):
    # ln 2 和 2 ln 2 的均方根
    checks.close(rmsle(np.array([2.0, 8.0]), np.array([1.0, 2.0])), 1.0959619, say="检查：取自然对数、求平均、最后开方")
    checks.close(rmsle(np.array([150.0, 90.0]), np.array([150.0, 90.0])), 0.0)
### BEGIN HIDDEN TESTS
with checks.points(1, "rmsle 在随机数据上与公式一致"):
    rng = np.random.default_rng(checks.seed())
    actual = rng.uniform(2, 50, 30)
    pred = actual * np.exp(rng.normal(0, 0.5, 30)) + 1
    checks.close(rmsle(pred, actual), np.sqrt(np.mean((np.log(pred) - np.log(actual)) ** 2)),
                 say="用 30 个随机房价计算，结果与公式不同")
with checks.points(1, "rmsle 把小于 1 的预测当作 1"):
    checks.close(rmsle(np.array([-5.0, 0.0, 0.5, 6.0]), np.array([3.0, 3.0, 3.0, 3.0])),
                 np.sqrt((3 * np.log(3) ** 2 + np.log(2) ** 2) / 4), say="预测值里有负数、0 和 0.5")
with checks.points(1, "rmsle 拒绝形状不同的输入"):
    with checks.raises(ValueError, say="pred 的形状是 (4, 1)，actual 的形状是 (4,)，应抛出 ValueError"):
        rmsle(np.ones((4, 1)), np.ones(4))
### END HIDDEN TESTS

# %% [markdown]
# ## 2 先看数据
#
# 比赛页面给四个文件：
#
# | 文件 | 里面是什么 | 大小 |
# |---|---|---|
# | `train.csv` | 训练集：`Id`、79 个特征、成交价 `SalePrice` | 1460 行，81 列 |
# | `test.csv` | 测试集：没有成交价，要你来报 | 1459 行，80 列 |
# | `data_description.txt` | 每一列是什么意思，每种取值代表什么 | 文字 |
# | `sample_submission.csv` | 交上去的文件该长什么样：`Id` 和 `SalePrice` | 1459 行，2 列 |
#
# 下面这格读入前两个，打印来源。
# 找不到文件时，课程库会生成一份列名相同的模拟数据：代码照样能写，但分数不能拿去和排行榜比。
# 想用真实的数据，就把下载的文件放进一个文件夹，再把环境变量 `COURSEKIT_DATA` 设成这个文件夹。

# %% nbgrader={"grade": false, "grade_id": "load", "locked": true, "schema_version": 3, "solution": false, "task": false}
data = house_prices()
fit_rows, valid_rows = train_test_split(data.train, test_size=TEST_SIZE, random_state=0)

# %% nbgrader={"grade": false, "grade_id": "look", "locked": true, "schema_version": 3, "solution": false, "task": false}
print(data.source)
print("训练集", data.train.shape, " 测试集", data.test.shape)
print("训练部分", len(fit_rows), "行，验证部分", len(valid_rows), "行")
print("缺失最多的列：", data.train.isna().sum().nlargest(5).to_dict())
data.train[["Id", "MSZoning", "LotFrontage", "Alley", "OverallQual", "YearBuilt", "SalePrice"]].head()

# %% [markdown]
# `head()` 只列了几列，够你看出三件要处理的事：
#
# 1. **缺失值**。文字列里的 `NA` 多半不是“不知道”，而是“没有”：`Alley` 是 `NA`，说明屋后没有小巷。
#    所以文字列的缺失单独算一种取值，记作 `"None"`。
#    数值列的缺失（例如临街宽度 `LotFrontage`）用训练集的中位数填。
# 2. **文字**。网络只认数，每个取值变成一列 0/1，叫**独热编码**（one-hot encoding）。
# 3. **量纲**。面积上千，评分只有 1 到 10。每个数值列减均值、除以标准差，叫**标准化**（standardization）。
#
# 训练集还要再分一次：80 % 用来训练，20 % 留作**验证集**（validation set），用来比较模型。
# 上面的 `fit_rows`（1168 行）和 `valid_rows`（292 行）就是这两份。
#
# **一条铁律**：中位数、均值、标准差、有哪些取值，全部只从训练的那些行算出来。
# 验证集和测试集只许“被变换”。
# 用上它们的统计量，等于考试前偷看了考卷，这叫**数据泄漏**（data leakage）。
#
# 下面是一张小表和一个随机造表的函数，检查单元会用到，你也可以拿来试自己的代码。

# %% nbgrader={"grade": false, "grade_id": "toy", "locked": true, "schema_version": 3, "solution": false, "task": false}
toy = pd.DataFrame({
    "Id": [1, 2, 3, 4],
    "OverallQual": [5, 7, 6, 6],
    "LotFrontage": [60.0, np.nan, 80.0, 64.0],
    "Street": ["Pave", "Pave", "Grvl", "Pave"],
    "Alley": [np.nan, "Grvl", np.nan, "Pave"],
    "SalePrice": [120000, 200000, 160000, 150000],
})


def random_houses(rng, n, shift=0):
    """Return n made-up houses; shift moves every number, as if they stood in another town."""
    houses = pd.DataFrame({
        "Id": np.arange(n) + 1,
        "GrLivArea": rng.integers(500, 4000, n) + shift,
        "LotFrontage": rng.uniform(20, 150, n).round() + shift,
        "OverallQual": rng.integers(1, 11, n) + shift,
        "Street": rng.choice(["Grvl", "Pave"], n),
        "BsmtQual": rng.choice(["Ex", "Gd", "TA", "Fa"], n),
        "SalePrice": rng.integers(50_000, 500_000, n),
    })
    houses.loc[rng.choice(n, n // 4, replace=False), "LotFrontage"] = np.nan
    houses.loc[rng.choice(n, n // 4, replace=False), "BsmtQual"] = np.nan
    return houses


def numbers_in(table):
    """Return a table's values as floats, after checking that it holds numbers and no text."""
    checks.equal([str(kind) for kind in table.dtypes if kind.kind not in "fiub"], [], say="变换后的每一列都应是数")
    return table.to_numpy(dtype=float)


toy

# %% [markdown]
# ## 3 预处理
#
# ### 第 2 题 `learn_stats`（9 分）
#
# 写 `learn_stats(train)`：从训练行里算出变换要用的全部统计量，返回一个字典，有四个键。
#
# | 键 | 值 |
# |---|---|
# | `"median"` | 每个数值列的中位数，`{列名: float}`，缺失值不算在内 |
# | `"mean"` | 用中位数**填好缺失之后**的均值 |
# | `"std"` | 填好缺失之后的**总体**标准差（除以 $n$，`ddof=0`） |
# | `"categories"` | 每个文字列的取值，排好序，`{列名: [取值, …]}`；有缺失的列多一种取值 `"None"` |
#
# `Id` 是编号，`SalePrice` 是答案，都不是特征，四个键里都不要有它们。
# 列的先后照原表。
# 原表不许改。
#
# 提示：`train.select_dtypes("number")` 选出数值列，`exclude="number"` 选出其余的列。
# pandas 的 `.std()` 默认除以 $n-1$，要写 `ddof=0`。
# 数用 `float(...)` 包一下，以后存文件才方便。

# %% nbgrader={"grade": false, "grade_id": "learn_stats", "locked": false, "schema_version": 3, "solution": true, "task": false}
def learn_stats(train):
    """Return medians, means, standard deviations and categories of the training rows."""
    ### BEGIN SOLUTION
    features = train.drop(columns=["Id", "SalePrice"], errors="ignore")
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    median = numbers.median()
    filled = numbers.fillna(median)
    return {
        "median": {column: float(value) for column, value in median.items()},
        "mean": {column: float(value) for column, value in filled.mean().items()},
        "std": {column: float(value) for column, value in filled.std(ddof=0).items()},
        "categories": {column: sorted(set(texts[column])) for column in texts},
    }
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_learn_stats", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
with checks.points(2, "小表的中位数和取值"):
    learned = learn_stats(toy.copy())
    checks.equal(sorted(learned), ["categories", "mean", "median", "std"], say="字典应恰有这四个键")
    checks.close(dict(learned["median"]), {"OverallQual": 6.0, "LotFrontage": 64.0})
    checks.equal(dict(learned["categories"]), {"Street": ["Grvl", "Pave"], "Alley": ["Grvl", "None", "Pave"]},
                 say="取值要排序；Alley 有缺失，所以多一种取值 \"None\"")
with checks.points(1, "小表的均值"):
    checks.close(dict(learn_stats(toy.copy())["mean"]), {"OverallQual": 6.0, "LotFrontage": 67.0},
                 say="LotFrontage 先用 64 填好，再求均值：(60 + 64 + 80 + 64) / 4 = 67")
### BEGIN HIDDEN TESTS
with checks.points(1, "随机表的中位数"):
    houses = random_houses(np.random.default_rng(checks.seed()), 41)
    numbers = houses[["GrLivArea", "LotFrontage", "OverallQual"]]
    expected = {column: float(np.nanmedian(numbers[column])) for column in numbers}
    checks.close(dict(learn_stats(houses.copy())["median"]), expected, say="中位数与逐列计算的不同")
with checks.points(1, "随机表的均值"):
    houses = random_houses(np.random.default_rng(checks.seed()), 41)
    numbers = houses[["GrLivArea", "LotFrontage", "OverallQual"]]
    filled = numbers.fillna({column: np.nanmedian(numbers[column]) for column in numbers})
    checks.close(dict(learn_stats(houses.copy())["mean"]), {column: float(np.mean(filled[column])) for column in filled},
                 say="均值要在用中位数填好缺失之后再算")
with checks.points(2, "随机表的总体标准差"):
    houses = random_houses(np.random.default_rng(checks.seed()), 41)
    numbers = houses[["GrLivArea", "LotFrontage", "OverallQual"]]
    filled = numbers.fillna({column: np.nanmedian(numbers[column]) for column in numbers})
    expected = {column: float(np.sqrt(np.mean((filled[column] - np.mean(filled[column])) ** 2))) for column in filled}
    checks.close(dict(learn_stats(houses.copy())["std"]), expected, say="总体标准差除以 n（ddof=0），并且在填好缺失之后算")
with checks.points(2, "随机表的取值"):
    houses = random_houses(np.random.default_rng(checks.seed()), 41)
    houses["Garage"] = ["Yes"] * 41
    values = {"Street": sorted(set(houses["Street"])),
              "BsmtQual": sorted(set(houses["BsmtQual"].dropna()) | {"None"}), "Garage": ["Yes"]}
    checks.equal(dict(learn_stats(houses.copy())["categories"]), values, say="没有缺失的列不该有 \"None\"")
### END HIDDEN TESTS

# %% [markdown]
# ### 第 3 题 `transform`（10 分）
#
# 写 `transform(frame, stats)`：用第 2 题的统计量变换任意一批行，返回一张新的 `DataFrame`。
#
# - 列的顺序：先是数值列（照 `stats["median"]` 的顺序，列名不变），再是独热列。
#   独热列照 `stats["categories"]` 的顺序，列名是 `列名_取值`，例如 `Alley_None`。
# - 数值列：用 `stats["median"]` 填缺失，减 `stats["mean"]`，除以 `stats["std"]`。
#   标准差为 0 的列在训练集里是常数，除以 0 会得到 `NaN`，这样的列改为除以 1。
# - 文字列：缺失当作 `"None"`，是哪种取值，那一列就是 1，其余是 0。
#   遇到 `stats` 里没有的取值（测试集常有），这一组列全是 0，不许报错。
# - 全表是 `float32`，行标签与 `frame` 相同，没有缺失值。
# - `frame` 里的 `Id`、`SalePrice` 和其他多余的列不用管；`frame` 本身不许改。
#
# 这里用到的一切都来自 `stats`，不要再对 `frame` 求均值或找取值。

# %% nbgrader={"grade": false, "grade_id": "transform", "locked": false, "schema_version": 3, "solution": true, "task": false}
def transform(frame, stats):
    """Return the frame as numbers: filled, standardised and one-hot encoded with the given statistics."""
    ### BEGIN SOLUTION
    columns = {}
    for name, median in stats["median"].items():
        scale = stats["std"][name] or 1.0
        columns[name] = (frame[name].fillna(median) - stats["mean"][name]) / scale
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None").to_numpy()
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_transform", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
toy_stats = {
    "median": {"OverallQual": 6.0, "LotFrontage": 64.0},
    "mean": {"OverallQual": 6.0, "LotFrontage": 67.0},
    "std": {"OverallQual": 0.5, "LotFrontage": 2.0},
    "categories": {"Street": ["Grvl", "Pave"], "Alley": ["Grvl", "None", "Pave"]},
}
with checks.points(2, "小表的变换"):
    out = transform(toy.copy(), toy_stats)
    checks.equal(sorted(out.columns), ["Alley_Grvl", "Alley_None", "Alley_Pave", "LotFrontage", "OverallQual",
                                       "Street_Grvl", "Street_Pave"], say="检查列名：数值列不变，独热列是 列名_取值")
    checks.close(numbers_in(out[["OverallQual"]])[:, 0], np.array([-2.0, 2.0, 0.0, 0.0]))
    checks.close(numbers_in(out[["Alley_None"]])[:, 0], np.array([1.0, 0.0, 1.0, 0.0]))
with checks.points(1, "float32，列的顺序固定，行标签不变"):
    rows = toy.iloc[[2, 0]]
    out = transform(rows, toy_stats)
    checks.equal(list(out.columns), ["OverallQual", "LotFrontage", "Street_Grvl", "Street_Pave",
                                     "Alley_Grvl", "Alley_None", "Alley_Pave"], say="先数值列，再独热列，顺序照 stats")
    checks.equal([int(label) for label in out.index], [2, 0], say="行标签应与 frame 相同")
    checks.equal(sorted({str(dtype) for dtype in out.dtypes}), ["float32"], say="每一列都应是 float32")
    checks.close(numbers_in(out[["Street_Grvl"]])[:, 0], np.array([1.0, 0.0]))
### BEGIN HIDDEN TESTS
with checks.points(2, "缺失的数用 stats 里的中位数填"):
    rows = pd.DataFrame({"OverallQual": [np.nan, 9.0, 1.0], "LotFrontage": [10.0, np.nan, np.nan], "Alley": ["Grvl"] * 3})
    out = transform(rows, toy_stats | {"categories": {"Alley": ["Grvl"]}})
    checks.close(numbers_in(out[["OverallQual", "LotFrontage"]]), np.array([[0.0, -28.5], [6.0, -1.5], [-10.0, -1.5]]),
                 say="缺失的数应填 stats[\"median\"] 里的中位数，再标准化")
with checks.points(2, "均值和标准差来自 stats，不来自这批行"):
    rng = np.random.default_rng(checks.seed())
    numeric = ["GrLivArea", "LotFrontage", "OverallQual"]
    houses = random_houses(rng, 23, shift=1000)
    given_stats = {"median": dict.fromkeys(numeric, 1500.0), "mean": dict(zip(numeric, [1200.0, 70.0, 5.0])),
                   "std": dict(zip(numeric, [400.0, 20.0, 1.5])), "categories": {"Street": ["Grvl", "Pave"]}}
    out = transform(houses.copy(), given_stats)
    expected = (houses[numeric].fillna(1500.0).to_numpy() - [1200.0, 70.0, 5.0]) / [400.0, 20.0, 1.5]
    checks.close(numbers_in(out[numeric]), expected, tol=1e-4, say="要用 stats 的均值和标准差，不要对 frame 重算")
with checks.points(1, "常数列不产生 NaN"):
    given_stats = {"median": {"Pool": 3.0}, "mean": {"Pool": 3.0}, "std": {"Pool": 0.0},
                   "categories": {"Street": ["Pave"]}}
    out = transform(pd.DataFrame({"Pool": [3.0, 5.0], "Street": ["Pave", "Pave"]}), given_stats)
    checks.close(numbers_in(out[["Pool"]]), np.array([[0.0], [2.0]]), say="标准差为 0 时改为除以 1")
with checks.points(2, "没见过的取值"):
    rows = pd.DataFrame({"OverallQual": [6.0, 6.0, 6.0], "LotFrontage": [67.0, 67.0, 67.0],
                         "Street": ["Mud", np.nan, "Grvl"], "Alley": ["Stone", "Pave", np.nan]})
    out = transform(rows, toy_stats)
    hot = ["Street_Grvl", "Street_Pave", "Alley_Grvl", "Alley_None", "Alley_Pave"]
    checks.equal(len(out.columns), 7, say="没见过的取值不应多出列，也不应少列")
    expected = np.array([[0, 0, 0, 0, 0], [0, 0, 0, 0, 1], [1, 0, 0, 1, 0]], dtype=float)
    checks.close(numbers_in(out[hot]), expected, say="没见过的取值，这一组列应全是 0")
### END HIDDEN TESTS

# %% [markdown]
# ### 第 4 题 `preprocess`（6 分）
#
# 把两步连起来。
# 写 `preprocess(train, test)`，返回 `(X, y, Xt)`：
#
# - `X`：训练行变换之后的 `DataFrame`，没有缺失值；
# - `y`：训练行的房价 `SalePrice`，一维 numpy 数组，还是原来的价格；
# - `Xt`：`test` 那些行变换之后的 `DataFrame`，列与 `X` 完全相同。
#
# 统计量只从 `train` 学。
# `test` 可能有 `SalePrice`（验证集），也可能没有（真正的测试集）。
# 两张输入表都不许改。
#
# 你也可以不用前两题，改用 scikit-learn 的 `ColumnTransformer`，只要结果满足上面的要求，数值列的列名不变。
# 待填单元后面的第一个单元，看你的函数有没有改动传进来的表。

# %% nbgrader={"grade": false, "grade_id": "preprocess", "locked": false, "schema_version": 3, "solution": true, "task": false}
def preprocess(train, test):
    """Return (X, y, Xt): both tables as numbers, with statistics of the training rows only."""
    ### BEGIN SOLUTION
    stats = learn_stats(train)
    return transform(train, stats), train["SalePrice"].to_numpy(dtype=float), transform(test, stats)
    ### END SOLUTION

# %% nbgrader={"grade": false, "grade_id": "keeps_inputs", "locked": true, "schema_version": 3, "solution": false, "task": false}
def inputs_survive(function):
    """Return whether both tables are the same after the call as before it."""
    train, test = toy.copy(), toy.drop(columns="SalePrice")
    function(train, test)
    return bool(train.equals(toy) and test.equals(toy.drop(columns="SalePrice")))


kept_inputs = inputs_survive(preprocess)

# %% nbgrader={"grade": true, "grade_id": "test_preprocess", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(2, "preprocess 的返回值"):
    X, y, Xt = preprocess(toy.copy(), toy.drop(columns="SalePrice"))
    checks.close(np.asarray(y), np.array([120000.0, 200000.0, 160000.0, 150000.0]), say="y 是原来的房价，不取对数")
    checks.equal([len(X), len(Xt)], [4, 4])
    checks.equal(list(Xt.columns), list(X.columns), say="X 与 Xt 的列应完全相同，顺序也相同")
    checks.close(np.corrcoef(X["OverallQual"], toy["OverallQual"])[0, 1], 1.0, tol=1e-4)
    checks.equal(len(np.unique(numbers_in(X), axis=0)), 4, say="四栋不同的房子，变换后竟有相同的")
    checks.close(numbers_in(Xt), numbers_in(X), say="同样的行，变换后应相同")
### BEGIN HIDDEN TESTS
with checks.points(2, "统计量只来自训练行"):
    rng = np.random.default_rng(checks.seed())
    sizes = [(40, 0), (25, 0), (30, 5000)]
    train, near, far = (random_houses(rng, n, shift).fillna({"LotFrontage": 70.0}) for n, shift in sizes)
    both = pd.concat([near, far], ignore_index=True)
    X_near, y_near, Xt_near = preprocess(train.copy(), near.copy())
    X_far, y_far, Xt_far = preprocess(train.copy(), both.copy())
    checks.close(np.asarray(y_near), train["SalePrice"].to_numpy(dtype=float))
    checks.close(np.asarray(y_far), train["SalePrice"].to_numpy(dtype=float))
    checks.close(numbers_in(X_far), numbers_in(X_near), say="换一个测试集，X 竟然变了：统计量里混进了测试行")
    checks.equal(len(Xt_far), 55)
    checks.close(numbers_in(Xt_far.head(25)), numbers_in(Xt_near),
                 say="测试集多了几行，原来那几行的变换结果竟然变了")
    area = pd.concat([X_far["GrLivArea"], Xt_far["GrLivArea"]]).to_numpy(dtype=float)
    checks.close(np.corrcoef(area, pd.concat([train, both])["GrLivArea"])[0, 1], 1.0, tol=1e-4,
                 say="训练行和测试行要用同一个均值、同一个标准差")
with checks.points(1, "没有缺失值，没见过的取值不出错"):
    rng = np.random.default_rng(checks.seed())
    train, test = random_houses(rng, 40), random_houses(rng, 12)
    test["Street"] = "Mud"
    X, y, Xt = preprocess(train.copy(), test.drop(columns="SalePrice"))
    checks.close(np.asarray(y), train["SalePrice"].to_numpy(dtype=float))
    checks.equal([len(X), len(Xt)], [40, 12])
    checks.equal(list(Xt.columns), list(X.columns), say="没见过的取值不应多出列，也不应少列")
    largest = [float(np.abs(numbers_in(table)).max()) for table in (X, Xt)]
    checks.equal(bool(np.isfinite(largest).all()), True, say="结果里有 NaN 或无穷大")
    checks.equal(max(largest) < 1000, True, say="标准化之后不该有上千的数")
    checks.close(np.corrcoef(X["GrLivArea"], train["GrLivArea"])[0, 1], 1.0, tol=1e-4)
    checks.close(np.corrcoef(Xt["GrLivArea"], test["GrLivArea"])[0, 1], 1.0, tol=1e-4)
with checks.points(1, "输入的表没有被改动"):
    checks.equal(kept_inputs, True, say="preprocess 改动了传进来的表：先 copy() 或者用不改原表的写法")
### END HIDDEN TESTS

# %% [markdown]
# 用真实的表走一遍，并变成张量。
# 79 个特征变成了大约 300 列，多出来的都是独热列。
#
# 这里还顺手做了一件事：`to_features` 把每个数截到 $[-3, 3]$，叫**截尾**（winsorising）。
# 有几栋房子大得出奇：别的房子标准化之后的面积大多在 -2 到 2 之间，它们却有 7 以上。
# 网络训练时几乎没见过这么大的输入，会把它们的价格算得离谱，几栋房子就能毁掉整个分数。
# 截尾不是删行：每栋房子都还在，只是不让一个极端的数说了算。

# %% nbgrader={"grade": false, "grade_id": "apply_preprocess", "locked": true, "schema_version": 3, "solution": false, "task": false}
def to_tensor(values):
    """Return a table or an array as a float32 tensor."""
    return torch.tensor(np.asarray(values, dtype="float32"))


def to_features(table, limit=3.0):
    """Return a standardised table as a tensor, extreme values clipped to [-limit, limit]."""
    return to_tensor(table).clamp(-limit, limit)


X_fit_frame, y_fit, X_valid_frame = preprocess(fit_rows.copy(), valid_rows.copy())
X_fit, X_valid = to_features(X_fit_frame), to_features(X_valid_frame)
y_valid = valid_rows["SalePrice"].to_numpy(dtype=float)
print("网络的输入：训练", tuple(X_fit.shape), "验证", tuple(X_valid.shape))
print(f"截尾之前最大的数：{np.nanmax(X_fit_frame.to_numpy(dtype=float)):.1f}，之后：{float(X_fit.max()):.1f}")

# %% [markdown]
# ## 4 网络
#
# ### 第 5 题 `HouseNet`（5 分）
#
# 写一个 `nn.Module`：
#
# `input_dim` → 128 → ReLU → Dropout → 64 → ReLU → Dropout → 1
#
# 输出的形状是 `(n, 1)`，最后一层后面不加激活函数：目标可正可负，不能被截成非负数。
# Dropout（随机失活）在训练时随机把一部分输出置 0，让网络不依赖个别神经元；评估时它什么也不做。
# `net.train()` 和 `net.eval()` 在这两种状态之间切换。
# 两个 Dropout 的概率都是参数 `dropout`，默认 0.1。
#
# 数一数参数：
# 第一层有 $128d$ 个权重和 128 个偏置，第二层有 $128\times64+64$ 个，第三层有 $64+1$ 个。
# 一共是 $128d+8449$ 个。

# %% nbgrader={"grade": false, "grade_id": "house_net", "locked": false, "schema_version": 3, "solution": true, "task": false}
class HouseNet(nn.Module):
    """input_dim -> 128 -> 64 -> 1, with ReLU and dropout after both hidden layers."""

    def __init__(self, input_dim, dropout=DROPOUT_RATE):
        super().__init__()
        ### BEGIN SOLUTION
        self.layers = nn.Sequential(
            nn.Linear(input_dim, 128), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(128, 64), nn.ReLU(), nn.Dropout(dropout),
            nn.Linear(64, 1),
        )
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        return self.layers(x)
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_house_net", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "HouseNet 的输出形状和参数个数"):
    net = HouseNet(7)
    net.eval()
    out = net(torch.zeros(5, 7))
    checks.equal([tuple(out.shape), out.is_complex()], [(5, 1), False], say="5 行输入，输出应为 (5, 1) 的实数张量")
    checks.equal(bool(out.abs().max() < 10), True, say="刚建好的网络，输入全 0，输出应接近 0")
    checks.equal(sum(int(p.numel()) for p in net.parameters()), 128 * 7 + 8449, say="参数应有 128·7 + 8449 = 9345 个")
### BEGIN HIDDEN TESTS
with checks.points(2, "HouseNet 的前向计算"):
    rng = np.random.default_rng(checks.seed())
    net = HouseNet(5)
    filled = {name: torch.tensor(rng.normal(0, 0.3, tuple(value.shape)), dtype=torch.float32)
              for name, value in net.state_dict().items()}
    net.load_state_dict(filled)
    net.eval()
    of = {tuple(value.shape): value for value in filled.values()}
    checks.equal(sorted(of), [(1,), (1, 64), (64,), (64, 128), (128,), (128, 5)], say="输入 5 列时，各层参数的形状不对")
    x = torch.tensor(rng.normal(0, 1, (40, 5)), dtype=torch.float32)
    h = torch.relu(x @ of[(128, 5)].T + of[(128,)])
    h = torch.relu(h @ of[(64, 128)].T + of[(64,)])
    checks.close(net(x), h @ of[(1, 64)].T + of[(1,)], tol=1e-3,
                 say="给定全部参数，输出与手算的不同：检查两个 ReLU，以及最后一层后面没有激活函数")
with checks.points(1, "训练时 Dropout 起作用，评估时不起作用"):
    x = torch.tensor(np.random.default_rng(checks.seed()).normal(0, 1, (20, 6)), dtype=torch.float32)
    net = HouseNet(6)
    net.eval()
    calm = net(x)
    checks.equal(tuple(calm.shape), (20, 1))
    checks.close(net(x), calm, say="net.eval() 之后，同样的输入应得到同样的输出")
    net.train()
    noisy = net(x)
    checks.equal([tuple(noisy.shape), bool(torch.isfinite(noisy).all()), bool(noisy.abs().max() < 100)],
                 [(20, 1), True, True])
    checks.equal(bool(torch.allclose(noisy, calm)), False, say="net.train() 之后，输出应有随机性：Dropout 没有起作用")
with checks.points(1, "dropout 参数真的传给了两层 Dropout"):
    x = torch.tensor(np.random.default_rng(checks.seed()).normal(0, 1, (20, 6)), dtype=torch.float32)
    net = HouseNet(6, dropout=0.0)
    net.eval()
    calm = net(x)
    checks.equal(tuple(calm.shape), (20, 1))
    net.train()
    checks.close(net(x), calm, say="dropout=0.0 时，训练与评估的输出应相同")
### END HIDDEN TESTS

# %% [markdown]
# ## 5 早停
#
# 训练太久，网络会开始背训练集，验证损失先降后升。
# **早停**（early stopping）盯着验证损失：连续 `patience` 次没有变好，就停下来，并且退回到最好的那一刻。
#
# 例如 `patience=2`，验证损失依次是 5.0、4.0、4.5、4.2：
# 第 2 次最好；第 3 次没变好（1 次），第 4 次还是没变好（2 次），停。
# 退回的是第 2 次的参数，不是第 4 次的。
#
# ### 第 6 题 `EarlyStopping`（4 分）
#
# - `step(loss, net)`：`loss` 比以往最好的还低（严格小于）时，记下这个值和**此刻**的参数，计数清零，返回 `False`；
#   否则计数加 1，计数到 `patience` 时返回 `True`，没到时返回 `False`。
# - `restore(net)`：把最好的参数装回 `net`。
#
# 当心：`net.state_dict()` 给出的是正在使用的参数本身，不是副本。
# 训练继续，它也跟着变。
# 要记下“此刻”，得把每个张量 `clone()`，或者用 `copy.deepcopy`。

# %% nbgrader={"grade": false, "grade_id": "early_stopping", "locked": false, "schema_version": 3, "solution": true, "task": false}
class EarlyStopping:
    """Tell when the validation loss has not improved for `patience` epochs; keep the best weights."""

    def __init__(self, patience=3):
        self.patience = patience
        self.best = float("inf")
        self.count = 0
        self.best_state = None

    def step(self, loss, net):
        """Note one validation loss; return True when it is time to stop."""
        ### BEGIN SOLUTION
        if loss < self.best:
            self.best, self.count = loss, 0
            self.best_state = {name: value.clone() for name, value in net.state_dict().items()}
        else:
            self.count += 1
        return self.count >= self.patience
        ### END SOLUTION

    def restore(self, net):
        """Load the best weights into the network."""
        ### BEGIN SOLUTION
        net.load_state_dict(self.best_state)
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_early_stopping", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "早停的小例子"):
    net, stopper = HouseNet(2), EarlyStopping(patience=2)
    checks.equal([stopper.step(loss, net) for loss in [5.0, 4.0, 4.5, 4.2]], [False, False, False, True],
                 say="验证损失 5.0、4.0、4.5、4.2，patience=2：应在第 4 次返回 True")
### BEGIN HIDDEN TESTS
with checks.points(1, "变好时计数清零，相等不算变好"):
    net, stopper = HouseNet(2), EarlyStopping(patience=3)
    losses = [3.0, 3.5, 3.2, 2.9, 2.9, 3.0, 2.9]
    checks.equal([stopper.step(loss, net) for loss in losses], [False] * 6 + [True],
                 say="验证损失 3.0、3.5、3.2、2.9、2.9、3.0、2.9，patience=3：只有最后一次返回 True")
with checks.points(2, "退回最好的参数"):
    net, stopper = HouseNet(2), EarlyStopping(patience=2)
    start = {name: value.clone() for name, value in net.state_dict().items()}
    checks.equal(all(bool(value.abs().max() < 10) for value in start.values()), True, say="刚建好的网络，参数应在 0 附近")
    stopped = []
    for shift, loss in enumerate([2.0, 1.0, 1.5, 1.2]):
        net.load_state_dict({name: value + shift for name, value in start.items()})
        stopped.append(stopper.step(loss, net))
    checks.equal(stopped[:3], [False, False, False])
    checks.equal(type(stopped[3]).__name__, "bool")
    stopper.restore(net)
    restored = net.state_dict()
    checks.equal(sorted(restored), sorted(start))
    for name, value in restored.items():
        checks.close(value, start[name] + 1, say="restore 之后应是验证损失最低（第 2 次）时的参数：是不是忘了 clone？")
### END HIDDEN TESTS

# %% [markdown]
# ## 6 训练循环
#
# 一轮（epoch）就是把训练集打乱，切成小批量（mini-batch），每批走一步：
#
# 1. 梯度清零；
# 2. 前向，算损失；
# 3. 反向，求梯度；
# 4. 优化器更新参数。
#
# 1168 行、每批 32 行，一轮有 37 批（最后一批只有 16 行），10 轮共 370 步。
#
# **L2 正则化**（L2 regularization）给损失加上 $\lambda\sum w^2$，大权重要“交税”。
# 它对每个参数的梯度是 $2\lambda w$，而优化器的 `weight_decay=c` 加的是 $c\,w$，所以 $c=2\lambda$。
#
# ### 第 7 题 `fit`（9 分）
#
# 写 `fit`：训练 `net`，返回每一轮的损失。
#
# - `X` 是 `(n, d)` 的 `float32` 张量，`y` 是 `(n,)` 的张量，验证集同样；
#   网络的输出是 `(n, 1)`，算损失之前要让形状一致，不然 `(32, 1)` 与 `(32,)` 会广播成 `(32, 32)`；
# - 开头 `torch.manual_seed(seed)`，同样的种子要得到同样的结果；
# - 损失是均方误差，优化器是 `torch.optim.Adam`，学习率 `lr`；
#   L2 的系数是 `lam`，惩罚所有参数（偏置也算）；
# - 每轮重新打乱，最后不满一批的也要用；训练时 `net.train()`，验证时 `net.eval()`，验证不求梯度；
# - `stopper` 不是 `None` 时，每轮验证之后问一次 `stopper.step(验证损失, net)`，
#   得到 `True` 就停；训练结束后（停没停都一样）调用 `stopper.restore(net)`；
# - 返回字典：`"train"` 是每轮的训练损失，`"valid"` 是每轮的验证损失（都是 `float` 的列表），`"steps"` 是一共走的步数。
#   训练损失是这一轮所有**样本**的平均平方误差（更新之前算的，不含惩罚项）。
#   最后一批样本少，不能把每批的平均直接再平均。

# %% nbgrader={"grade": false, "grade_id": "fit", "locked": false, "schema_version": 3, "solution": true, "task": false}
def fit(net, X, y, X_valid, y_valid, *, epochs=EPOCHS, batch_size=BATCH_SIZE, lr=LEARNING_RATE, lam=0.0,
        stopper=None, seed=0):
    """Train net with Adam on mini-batches; return {"train": [...], "valid": [...], "steps": int}."""
    ### BEGIN SOLUTION
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        order = torch.randperm(len(X))
        total = 0.0
        for x_batch, y_batch in zip(X[order].split(batch_size), y[order].split(batch_size)):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(x_batch).reshape(-1), y_batch)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(x_batch)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            valid = nn.functional.mse_loss(net(X_valid).reshape(-1), y_valid).item()
        history["train"].append(total / len(X))
        history["valid"].append(valid)
        if stopper is not None and stopper.step(valid, net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history
    ### END SOLUTION

# %% coursekit={"lint": {"exempt": ["HouseNet:shape"], "reason": "网络输出的形状在 test_house_net 里评过，这里只评训练循环"}} nbgrader={"grade": true, "grade_id": "test_fit", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
def random_task(seed, n=20, d=4):
    """Return X, y of a noisy linear task as float32 tensors."""
    rng = np.random.default_rng(seed)
    X = rng.normal(0, 1, (n, d))
    y = X @ np.arange(1, d + 1) / d + rng.normal(0, 0.1, n)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)


def seeded_net(seed, dropout=0.0):
    """Return a HouseNet for 4 inputs whose parameters depend on the seed alone."""
    rng, net = np.random.default_rng(seed), HouseNet(4, dropout=dropout)
    net.load_state_dict({name: torch.tensor(rng.uniform(-1, 1, tuple(value.shape)) / max(value.shape) ** 0.5,
                                            dtype=torch.float32) for name, value in net.state_dict().items()})
    return net


def curve(history, key, epochs):
    """Return one curve of a history as an array, after checking that it is one."""
    checks.equal(sorted(history), ["steps", "train", "valid"], say="fit 应返回有 train、valid、steps 三个键的字典")
    checks.equal([len(history["train"]), len(history["valid"])], [epochs, epochs], say="train 和 valid 每轮各记一个数")
    both = np.array([[float(value) for value in history[name]] for name in ("train", "valid")])
    checks.equal(bool((both >= 0).all() and (both < 1e4).all()), True, say="损失应是有限的非负数")
    return both[0] if key == "train" else both[1]


def mse(net, X, y):
    """Return the mean squared error of the network in eval mode."""
    net.eval()
    return ((net(X).reshape(-1) - y) ** 2).mean().item()


with checks.points(1, "返回值和步数"):
    X, y = random_task(1)
    record = fit(seeded_net(1), X, y, X, y, epochs=30, batch_size=8, lr=0.01)
    losses = curve(record, "valid", 30)
    checks.equal(record["steps"], 90, say="20 行、每批 8 行是 3 批（最后一批 4 行），30 轮共 90 步")
    checks.equal(bool(losses[-1] < 0.5 * float(y.var())), True,
                 say="训练 30 轮，损失几乎没降：检查形状是否广播成了 (n, n)、梯度是否清零、是否真的更新了参数")
    checks.equal(bool(curve(record, "train", 30)[-1] < curve(record, "train", 30)[0]), True, say="训练损失没有下降")
### BEGIN HIDDEN TESTS
def by_hand(net, X, y, epochs, lr, lam):
    """Return losses and final outputs of full-batch Adam, computed from the network's own starting values."""
    state = {name: value.detach().clone() for name, value in net.state_dict().items()}
    values = [value.requires_grad_() for value in state.values()]
    by_inputs = {value.shape[1]: value for value in values if value.ndim == 2}
    biases = {len(value): value for value in values if value.ndim == 1}

    def forward(activation):
        h = X
        for layer in range(len(by_inputs)):
            weight = by_inputs[h.shape[1]]
            h = h @ weight.T + (biases[len(weight)] if len(weight) in biases else 0.0)
            h = activation(h) if layer < len(by_inputs) - 1 else h
        return h.reshape(-1)

    net.eval()
    start = net(X).detach().reshape(-1)
    # A wrong activation has already cost its points under HouseNet; here only the loop counts.
    choices = [torch.relu, torch.sigmoid, torch.tanh, lambda z: z]
    activation = next((a for a in choices if torch.allclose(forward(a).detach(), start, atol=1e-4)), None)
    checks.equal(activation is None, False, say="这一项要先有正确的 HouseNet")
    optimizer, losses = torch.optim.Adam(values, lr=lr), []
    for _ in range(epochs):
        optimizer.zero_grad()
        error = ((forward(activation) - y) ** 2).mean()
        (error + lam * sum((value**2).sum() for value in values)).backward()
        optimizer.step()
        losses.append(error.item())
    return np.array(losses), forward(activation).detach()


with checks.points(2, "整批训练 8 步，与手算的 Adam 一致"):
    X, y = random_task(checks.seed(), n=16)
    net = seeded_net(checks.seed())
    losses, outputs = by_hand(net, X, y, epochs=8, lr=0.01, lam=0.0)
    record = fit(net, X, y, X, y, epochs=8, batch_size=16, lr=0.01)
    checks.equal(record["steps"], 8, say="16 行、每批 16 行、8 轮，应走 8 步")
    net.eval()
    checks.close(net(X).reshape(-1), outputs, tol=2e-3,
                 say="整批训练 8 步后的输出与手算的不同：检查梯度清零、损失的形状、学习率")
    checks.close(record["valid"][-1], float(((outputs - y) ** 2).mean()), tol=2e-3)
    checks.close(curve(record, "train", 8)[0], losses[0], tol=2e-3)
with checks.points(1, "训练损失按样本平均，不丢最后一批"):
    X, y = random_task(checks.seed() + 1, n=21)
    y[:3] += 20.0
    net = seeded_net(checks.seed())
    record = fit(net, X, y, X, y, epochs=3, batch_size=8, lr=0.0)
    checks.equal(record["steps"], 9, say="21 行、每批 8 行、3 轮，应走 9 步")
    checks.close(curve(record, "train", 3), np.full(3, mse(net, X, y)), tol=1e-4,
                 say="学习率为 0 时参数不变，训练损失应等于全部样本的均方误差：最后一批样本少，不能直接平均")
with checks.points(1, "训练用 train 模式，验证用 eval 模式"):
    X, y = random_task(checks.seed() + 2, n=24)
    net = seeded_net(checks.seed(), dropout=0.5)
    net.train()
    record = fit(net, X, y, X[:10], y[:10], epochs=3, batch_size=24, lr=0.0)
    checks.close(curve(record, "valid", 3), np.full(3, mse(net, X[:10], y[:10])), tol=1e-5,
                 say="学习率为 0、dropout=0.5：验证损失不该有随机性，验证前要 net.eval()")
    # Dropout moves the training loss in every epoch; in none of them if the network has none, which cost its points above.
    calm = mse(net, X, y)
    checks.equal([0 <= calm < 100, record["steps"]], [True, 3])
    noisy = np.abs(curve(record, "train", 3) - calm) > 1e-5
    checks.equal(len(set(noisy.tolist())), 1, say="每一轮训练之前都要 net.train()：第二轮起 Dropout 没有起作用")
with checks.points(1, "L2 正则化的系数"):
    X, y = random_task(checks.seed() + 3, n=16)
    net = seeded_net(checks.seed())
    losses, outputs = by_hand(net, X, y, epochs=8, lr=0.01, lam=0.05)
    record = fit(net, X, y, X, y, epochs=8, batch_size=16, lr=0.01, lam=0.05)
    net.eval()
    checks.close(net(X).reshape(-1), outputs, tol=2e-3, say="lam=0.05 时的结果与手算的不同：weight_decay 应为 2·lam")
    checks.close(curve(record, "train", 8), losses, tol=2e-3, say="训练损失不应含惩罚项")
    checks.close(record["valid"][-1], float(((outputs - y) ** 2).mean()), tol=2e-3)
    checks.equal(record["steps"], 8)
with checks.points(1, "打乱与随机种子"):
    X, y = random_task(checks.seed() + 4, n=24)
    net = seeded_net(checks.seed())
    start = {name: value.clone() for name, value in net.state_dict().items()}
    runs = []
    for seed in (1, 1, 2):
        net.load_state_dict(start)
        record = fit(net, X, y, X, y, epochs=4, batch_size=8, lr=0.02, seed=seed)
        checks.equal(record["steps"], 12)
        runs.append(np.concatenate([curve(record, "train", 4), curve(record, "valid", 4)]))
        checks.close(runs[-1][-1], mse(net, X, y), tol=1e-4)
        checks.equal(bool((runs[-1] < 3 * float((y**2).mean())).all()), True)
    checks.close(runs[1], runs[0], tol=1e-5, say="同样的种子，两次训练的结果应相同")
    checks.equal(bool(np.allclose(runs[2], runs[0], atol=1e-6)), False, say="换一个种子，结果应不同：每轮要重新打乱")
with checks.points(2, "早停，并退回最好的参数"):
    X, y = random_task(checks.seed() + 5, n=24)
    y = 3.0 * y
    net = seeded_net(checks.seed())
    # The validation targets are the opposite of the training targets: the more it learns, the worse it gets there.
    record = fit(net, X, y, X, -y, epochs=12, batch_size=8, lr=0.02, stopper=EarlyStopping(patience=1))
    epochs = len(record["valid"])
    checks.equal(bool(2 <= epochs < 12), True, say="验证损失越来越高，patience=1，却训练满了 12 轮：stopper 没有起作用")
    checks.equal(record["steps"], 3 * epochs)
    checks.close(mse(net, X, -y), float(curve(record, "valid", epochs).min()), tol=1e-4,
                 say="训练结束后应调用 stopper.restore(net)：现在的参数不是验证损失最低时的")
    checks.equal(bool(curve(record, "train", epochs).max() < 3 * float((y**2).mean())), True)
### END HIDDEN TESTS

# %% [markdown]
# ## 7 为什么不能直接预测房价
#
# 有了 `fit`，最直接的想法是拿 `SalePrice` 当目标去训练。
# 结果会很糟，甚至不如对每栋房子都报同一个价。
#
# 原因是尺度。
# 网络刚开始时输出接近 0，目标却是 18 万左右。
# Adam 有个特点：不管梯度多大，每一步每个参数只挪动大约一个学习率，也就是 0.001。
# 走完 370 步，每个参数总共只挪了零点几。
# 靠这么一点移动，输出追不上 18 万。
#
# 解药有两步：
#
# 1. 取对数。裁判本来就在对数上打分，而且对数房价的分布更对称；
# 2. 标准化。让目标的均值为 0、标准差为 1，和网络的起点在同一个尺度上。
#
# 训练用变换后的目标 $z=(\ln y-\mu)/\sigma$，预测时再变回去：$y=e^{\sigma z+\mu}$。
#
# ### 第 8 题 `to_target` 与 `to_price`（3 分）
#
# - `to_target(price)` 返回 `(z, mean, std)`：`z` 是 `float32` 的 numpy 数组，
#   `mean` 和 `std` 是**对数**房价的均值和总体标准差（`float`）；
# - `to_price(z, mean, std)` 把 `z` 变回房价，返回 numpy 数组。

# %% nbgrader={"grade": false, "grade_id": "price_scale", "locked": false, "schema_version": 3, "solution": true, "task": false}
def to_target(price):
    """Return (z, mean, std): the standardised log price and what is needed to undo it."""
    ### BEGIN SOLUTION
    log_price = np.log(np.asarray(price, dtype=float))
    mean, std = float(log_price.mean()), float(log_price.std())
    return ((log_price - mean) / std).astype("float32"), mean, std
    ### END SOLUTION


def to_price(z, mean, std):
    """Return prices from standardised log prices."""
    ### BEGIN SOLUTION
    return np.exp(np.asarray(z, dtype=float) * std + mean)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_price_scale", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "to_target 的小例子"):
    z, mu, sigma = to_target(np.array([100.0, 1000.0, 10000.0]))
    checks.close([mu, sigma], [np.log(1000.0), np.log(10.0) * np.sqrt(2 / 3)], say="均值和标准差是对数房价的，标准差除以 n")
    checks.close(z, np.array([-np.sqrt(1.5), 0.0, np.sqrt(1.5)]), dtype="float32")
### BEGIN HIDDEN TESTS
with checks.points(1, "to_target 在随机房价上"):
    price = np.random.default_rng(checks.seed()).uniform(40_000, 700_000, 50)
    logs = np.log(price)
    z, mu, sigma = to_target(price)
    checks.close([mu, sigma], [logs.mean(), np.sqrt(np.mean((logs - logs.mean()) ** 2))], say="均值或总体标准差不对")
    checks.close(z, (logs - logs.mean()) / np.sqrt(np.mean((logs - logs.mean()) ** 2)), say="z 应为 (ln y - mean) / std")
with checks.points(1, "to_price 变回房价"):
    rng = np.random.default_rng(checks.seed())
    z = rng.normal(0, 1, 50).astype("float32")
    checks.close(to_price(z, 12.0, 0.4), np.exp(z.astype(float) * 0.4 + 12.0), tol=1e-4,
                 say="to_price 应为 exp(z·std + mean)")
### END HIDDEN TESTS

# %% [markdown]
# 现在用数字说话。
# 下面的单元用你写的函数比较三种做法：全报一个价、直接预测房价、预测标准化的对数房价。
# 为了快，这里只训练 3 轮，看出差别已经够了；想看 10 轮，就把它复制到新单元里改 `epochs`。

# %% nbgrader={"grade": false, "grade_id": "compare", "locked": true, "schema_version": 3, "solution": false, "task": false}
z_fit, z_mean, z_std = to_target(y_fit)
z_valid = (np.log(y_valid) - z_mean) / z_std
log_task = X_fit, to_tensor(z_fit), X_valid, to_tensor(z_valid)
raw_task = X_fit, to_tensor(y_fit), X_valid, to_tensor(y_valid)

torch.manual_seed(0)
raw_net = HouseNet(X_fit.shape[1])
before = {name: value.clone() for name, value in raw_net.state_dict().items()}
fit(raw_net, *raw_task, epochs=3)
moved = max(float((value - before[name]).abs().max()) for name, value in raw_net.state_dict().items())

torch.manual_seed(0)
log_net = HouseNet(X_fit.shape[1])
fit(log_net, *log_task, epochs=3)

raw_net.eval()
log_net.eval()
with torch.no_grad():
    raw_prices = raw_net(X_valid).reshape(-1).numpy()
    log_prices = to_price(log_net(X_valid).reshape(-1).numpy(), z_mean, z_std)
table = pd.Series({
    "全报一个价": rmsle(np.full(len(y_valid), np.exp(z_mean)), y_valid),
    "直接预测房价": rmsle(raw_prices, y_valid),
    "标准化的对数房价": rmsle(log_prices, y_valid),
}).round(3)
print(f"直接预测房价：参数最多挪了 {moved:.2f}，预测的中位数是 {np.median(raw_prices):,.0f}，"
      f"真实的中位数是 {np.median(y_valid):,.0f}")
print("验证集 RMSLE：", table.to_dict())
assert moved < 1, "Adam 每步只挪约一个学习率"
assert table["直接预测房价"] > table["全报一个价"], "直接预测房价应不如全报一个价"
assert table["标准化的对数房价"] < 0.6 * table["全报一个价"], "标准化的对数房价应远好于全报一个价"

# %% [markdown]
# 读表：同一个网络、同样的步数，只改了目标，结果天差地别。
# 在 Kaggle 的数据上训练满 10 轮，直接预测房价的 RMSLE 仍在 1.0 以上，全报一个价约 0.4，对数目标约 0.13 到 0.16。
#
# ## 8 预测、保存、提交
#
# ### 第 9 题 `predict`（3 分）
#
# `predict(net, X, mean, std)`：`X` 是 `float32` 张量，返回预测的房价，形状 `(n,)` 的 numpy 数组。
# 预测时要 `net.eval()`，不求梯度，再把网络的输出变回房价。

# %% nbgrader={"grade": false, "grade_id": "predict", "locked": false, "schema_version": 3, "solution": true, "task": false}
def predict(net, X, mean, std):
    """Return the predicted prices as an array of shape (n,)."""
    ### BEGIN SOLUTION
    net.eval()
    with torch.no_grad():
        z = net(X).reshape(-1).numpy()
    return to_price(z, mean, std)
    ### END SOLUTION

# %% coursekit={"lint": {"exempt": ["HouseNet:shape", "HouseNet:complex"], "reason": "网络的输出在 test_house_net 里评过，这里只评 predict"}} nbgrader={"grade": true, "grade_id": "test_predict", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "predict 的形状和大小"):
    prices = predict(HouseNet(3), torch.zeros(6, 3), 12.0, 0.4)
    checks.equal([tuple(prices.shape), prices.dtype.kind], [(6,), "f"], say="6 行输入，应返回形状 (6,) 的浮点数数组")
    checks.equal(bool((prices > 90_000).all() and (prices < 300_000).all()), True,
                 say="输入全 0 时网络的输出接近 0，房价应在 exp(12) = 162755 附近：是不是忘了变回房价？")
### BEGIN HIDDEN TESTS
with checks.points(1, "predict 的数值"):
    X = torch.tensor(np.random.default_rng(checks.seed()).normal(0, 1, (9, 3)), dtype=torch.float32)
    net = HouseNet(3)
    net.eval()
    z = net(X).detach().numpy().reshape(-1)
    checks.close(predict(net, X, 11.0, 0.7), np.exp(z.astype(float) * 0.7 + 11.0), tol=1e-4,
                 say="应为 exp(网络输出·std + mean)")
with checks.points(1, "predict 自己切到 eval 模式"):
    X = torch.tensor(np.random.default_rng(checks.seed()).normal(0, 1, (9, 3)), dtype=torch.float32)
    net = HouseNet(3, dropout=0.5)
    net.train()
    prices = predict(net, X, 12.0, 1.0)
    net.train()
    checks.equal(tuple(prices.shape), (9,))
    checks.close(prices, predict(net, X, 12.0, 1.0), say="网络有 Dropout，两次预测应相同：predict 里要 net.eval()")
### END HIDDEN TESTS

# %% [markdown]
# ### 第 10 题 `save_model` 与 `load_model`（5 分）
#
# 训练好的模型要能存下来，下次不用重新训练。
# 只存网络的参数够吗？不够。
# 还要知道输入有几列、预处理的统计量、目标的均值和标准差，缺一样都没法预测。
#
# - `save_model(path, net, stats, mean, std)`：写一个文件，没有返回值。
#   存 `net.state_dict()`，不要存 `net` 这个对象：
#   对象里带着类的路径，代码一改名，文件就读不出来了，读别人的对象还可能执行恶意代码。
# - `load_model(path)`：返回 `(net, stats, mean, std)`，`net` 是新建的 `HouseNet`，已经装好参数，处于 `eval` 模式。
#
# 提示：`torch.save` 能存一个字典，`torch.load(path, weights_only=True)` 只读数，不执行代码。
# 新建 `HouseNet` 需要输入列数，也存进字典，别写死。

# %% nbgrader={"grade": false, "grade_id": "save_load", "locked": false, "schema_version": 3, "solution": true, "task": false}
def save_model(path, net, stats, mean, std):
    """Write everything that a prediction needs into one file."""
    ### BEGIN SOLUTION
    state = net.state_dict()
    # The first layer's weight is the one with 128 rows.
    input_dim = next(value.shape[1] for value in state.values() if value.ndim == 2 and len(value) == 128)
    torch.save({"state": state, "input_dim": input_dim, "stats": stats, "mean": mean, "std": std}, path)
    ### END SOLUTION


def load_model(path):
    """Return (net, stats, mean, std) from a file of save_model; net is in eval mode."""
    ### BEGIN SOLUTION
    saved = torch.load(path, weights_only=True)
    net = HouseNet(saved["input_dim"])
    net.load_state_dict(saved["state"])
    net.eval()
    return net, saved["stats"], saved["mean"], saved["std"]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_save_load", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
saved_stats = {"median": {"OverallQual": 6.0}, "mean": {"OverallQual": 5.5}, "std": {"OverallQual": 1.5},
               "categories": {"Alley": ["Grvl", "None"]}}
with checks.points(1, "统计量、均值、标准差存得下、读得出"):
    net = HouseNet(3)
    save_model("check_a.pt", net, saved_stats, 12.5, 0.25)
    again, facts, mu, sigma = load_model("check_a.pt")
    checks.equal(sum(int(p.numel()) for p in again.parameters()), sum(int(p.numel()) for p in net.parameters()),
                 say="读入后的网络，参数个数与保存前的不同")
    checks.equal(facts, saved_stats)
    checks.close([mu, sigma], [12.5, 0.25])
### BEGIN HIDDEN TESTS
with checks.points(2, "读入后的网络与原来的一样"):
    rng = np.random.default_rng(checks.seed())
    width = int(rng.integers(6, 30))
    X = torch.tensor(rng.normal(0, 1, (15, width)), dtype=torch.float32)
    net = HouseNet(width)
    net.eval()
    save_model("check_b.pt", net, saved_stats, 11.0, 0.5)
    again, facts, mu, sigma = load_model("check_b.pt")
    again.eval()
    checks.close(again(X), net(X), tol=1e-5, say="读入后的网络，输出与保存前的不同")
    checks.equal([facts["categories"], float(mu), float(sigma)], [saved_stats["categories"], 11.0, 0.5])
with checks.points(1, "读入后处于 eval 模式"):
    X = torch.tensor(np.random.default_rng(checks.seed()).normal(0, 1, (30, 4)), dtype=torch.float32)
    net = HouseNet(4)
    save_model("check_c.pt", net, saved_stats, 11.0, 0.5)
    again, facts, mu, sigma = load_model("check_c.pt")
    once = again(X)
    net.eval()
    checks.close(once, net(X), tol=1e-5, say="load_model 返回的网络还在训练模式：加上 net.eval()")
    checks.equal([facts["std"], float(mu), float(sigma)], [saved_stats["std"], 11.0, 0.5])
with checks.points(1, "存的是参数，不是对象"):
    save_model("check_d.pt", HouseNet(5), saved_stats, 11.0, 0.5)
    raw = checks.file("check_d.pt")
    checks.equal(len(raw) > 4 * 128 * 5, True, say="文件太小，装不下全部参数")
    checks.equal(b"HouseNet\n" in raw, False, say="文件里有 HouseNet 这个类：请存 net.state_dict()，不要存 net")
### END HIDDEN TESTS

# %% [markdown]
# ### 第 11 题 `make_submission`（4 分）
#
# `make_submission(path, ids, prices)`：写出 Kaggle 要的 CSV 文件，没有返回值。
#
# ```
# Id,SalePrice
# 1461,169277.05
# 1462,187758.39
# ```
#
# - 两列，`Id` 在前；没有行号那一列；行的顺序与 `ids` 相同；
# - 个数不同、有 `NaN` 或无穷大、有不大于 0 的价格时，抛出 `ValueError`，不要写出坏文件。

# %% nbgrader={"grade": false, "grade_id": "make_submission", "locked": false, "schema_version": 3, "solution": true, "task": false}
def make_submission(path, ids, prices):
    """Write a submission file with the columns Id and SalePrice."""
    ### BEGIN SOLUTION
    ids, prices = np.asarray(ids), np.asarray(prices, dtype=float)
    if ids.shape != prices.shape:
        raise ValueError(f"有 {ids.shape} 个 Id，却有 {prices.shape} 个价格")
    if not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("价格必须是有限的正数")
    pd.DataFrame({"Id": ids, "SalePrice": prices}).to_csv(path, index=False)
    ### END SOLUTION

# %% nbgrader={"grade": false, "grade_id": "submission_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
def read_submission(name):
    """Return header, ids and prices of a submission file."""
    header, *rows = list(csv.reader(io.StringIO(checks.file(name).decode("utf-8-sig"))))
    checks.equal(header, ["Id", "SalePrice"], say="第一行应是 Id,SalePrice：多出的空列名是行号，要写 index=False")
    return [int(row[0]) for row in rows if row], np.array([float(row[1]) for row in rows if row])

# %% nbgrader={"grade": true, "grade_id": "test_make_submission", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "提交文件的小例子"):
    make_submission("check_small.csv", np.array([1461, 1462, 1463]), np.array([150000.0, 99000.5, 210000.25]))
    ids, prices = read_submission("check_small.csv")
    checks.equal(ids, [1461, 1462, 1463])
    checks.close(prices, np.array([150000.0, 99000.5, 210000.25]), tol=1e-7)
### BEGIN HIDDEN TESTS
with checks.points(2, "任意多行，顺序不变"):
    rng = np.random.default_rng(checks.seed())
    n = int(rng.integers(20, 60))
    given_ids, given_prices = rng.permutation(5000)[:n] + 1, rng.uniform(40_000, 700_000, n).round(2)
    make_submission("check_random.csv", given_ids, given_prices)
    ids, prices = read_submission("check_random.csv")
    checks.equal(ids, [int(i) for i in given_ids], say="行数和顺序要与 ids 相同，不要自己编 Id，也不要排序")
    checks.close(prices, given_prices, tol=1e-6, say="价格与传进来的不同")
with checks.points(1, "拒绝坏的价格"):
    for bad in ([1.0, -2.0], [1.0, 0.0], [1.0, np.nan], [np.inf, 1.0], [1.0, 2.0, 3.0]):
        with checks.raises(ValueError, say=f"两个 Id，价格是 {bad}，应抛出 ValueError"):
            make_submission("check_bad.csv", np.array([1, 2]), np.array(bad))
### END HIDDEN TESTS

# %% [markdown]
# ### 第 12 题 最终模型（3 分）
#
# 把前面的函数连起来，一口气走完：
#
# 1. 从 `fit_rows` 学统计量，变换三批行：`fit_rows`、`valid_rows`、`data.test`，用 `to_features` 变成张量；
# 2. 用对数目标训练一个 `HouseNet`，设置取自 `SETTINGS`；
# 3. 用 `save_model` 存成 `model.pt`，再用 `load_model` **读回来**，下面都用读回来的网络；
# 4. 预测验证集，结果叫 `valid_prices`；
# 5. 预测 `data.test`，用 `make_submission` 写成 `submission.csv`。
#
# 要求：验证集 RMSLE 低于“全报一个价”的 0.6 倍。
# 默认设置就能做到。
# 第 9 节调参之后，回来把 `SETTINGS` 改成你最好的设置。

# %% nbgrader={"grade": false, "grade_id": "final", "locked": false, "schema_version": 3, "solution": true, "task": false}
SETTINGS = {"epochs": EPOCHS, "batch_size": BATCH_SIZE, "lr": LEARNING_RATE, "lam": 0.0}

### BEGIN SOLUTION
def train_and_save(path):
    """Train on fit_rows and save everything that a prediction needs."""
    stats = learn_stats(fit_rows)
    X, X_check = to_features(transform(fit_rows, stats)), to_features(transform(valid_rows, stats))
    z, mean, std = to_target(fit_rows["SalePrice"].to_numpy())
    z_check = (np.log(valid_rows["SalePrice"].to_numpy()) - mean) / std
    torch.manual_seed(0)
    net = HouseNet(X.shape[1])
    fit(net, X, to_tensor(z), X_check, to_tensor(z_check), **SETTINGS, stopper=EarlyStopping(patience=3))
    save_model(path, net, stats, mean, std)


def prices_of(rows, path):
    """Return the prices that the saved model predicts."""
    net, stats, mean, std = load_model(path)
    return predict(net, to_features(transform(rows, stats)), mean, std)


train_and_save("model.pt")
valid_prices = prices_of(valid_rows, "model.pt")
make_submission("submission.csv", data.test["Id"], prices_of(data.test, "model.pt"))
print(f"验证集 RMSLE：{rmsle(valid_prices, y_valid):.3f}")
### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_final", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "submission.csv 的行数和 Id"):
    ids, prices = read_submission("submission.csv")
    checks.equal(ids, [int(i) for i in data.test["Id"]], say="每个测试行一个价格，Id 的顺序与 data.test 相同")
    checks.equal(bool(np.isfinite(prices).all() and (prices > 0).all()), True, say="价格应是有限的正数")
with checks.points(1, "submission.csv 的价格合理"):
    ids, prices = read_submission("submission.csv")
    middle = float(data.train["SalePrice"].median())
    checks.equal(bool(0.8 * middle < np.median(prices) < 1.25 * middle), True,
                 say=f"价格的中位数应接近训练集的 {middle:.0f}：是不是忘了变回房价？")
    checks.equal(bool(np.std(np.log(prices)) > 0.15), True, say="价格几乎都一样，网络没有学到东西")
with checks.points(1, "验证集上远好于全报一个价"):
    truth = np.log(valid_rows["SalePrice"].to_numpy(dtype=float))
    constant = float(np.sqrt(np.mean((truth - np.log(fit_rows["SalePrice"].to_numpy(dtype=float)).mean()) ** 2)))
    given = np.asarray(valid_prices)
    checks.equal([given.shape, given.dtype.kind in "fiu"], [(len(valid_rows),), True],
                 say="valid_prices 应是验证集每一行的预测房价，都是实数")
    error = float(np.sqrt(np.mean((np.log(given.astype(float)) - truth) ** 2)))
    checks.equal(error < 0.6 * constant, True, say=f"验证集 RMSLE 应低于 {0.6 * constant:.3f}")
    checks.equal(error > 0.02, True, say="误差几乎是 0：valid_prices 应是模型的预测，不是成交价本身")

# %% [markdown]
# 把 `submission.csv` 上传到 Kaggle 的比赛页面，记下分数和名次，截图留给报告。
# 上不了 Kaggle 也没关系：用验证集的 RMSLE 代替，并在报告里写明。
#
# ## 9 调参
#
# 每次只改一样，其余不动，记下结果，这才叫证据。
# 下面的 `try_settings` 训练一次，把设置和结果记进 `trials`。
# 它用同一份验证集来比较；比较的次数多了，最好的那个分数会偏乐观，报告里要说到这一点。

# %% nbgrader={"grade": false, "grade_id": "tuning_tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
trials = []


def try_settings(name, *, dropout=DROPOUT_RATE, patience=None, seed=0, **settings):
    """Train once with these settings, append a row to trials and return the history."""
    torch.manual_seed(seed)
    net = HouseNet(X_fit.shape[1], dropout)
    stopper = EarlyStopping(patience) if patience else None
    history = fit(net, *log_task, stopper=stopper, seed=seed, **settings)
    trials.append({
        "名称": name, "dropout": dropout, "patience": patience, "seed": seed, **settings, "轮数": len(history["valid"]),
        "训练 MSE": round(history["train"][-1], 4),
        "验证 RMSLE": round(rmsle(predict(net, X_valid, z_mean, z_std), y_valid), 4),
    })
    return history


def plot_history(history, title=""):
    """Draw both loss curves of a history."""
    import matplotlib.pyplot as plt

    axes = plt.figure(figsize=(6, 3.5)).gca()
    epochs = range(1, len(history["train"]) + 1)
    axes.plot(epochs, history["train"], marker="o", label="train")
    axes.plot(epochs, history["valid"], marker="s", label="valid")
    axes.set(xlabel="epoch", ylabel="MSE of standardised log price", title=title)
    axes.legend()
    return axes

# %% [markdown]
# 例子：改学习率。
# 照着它加自己的实验：学习率、批量大小、`lam`、`dropout`、`epochs` 和 `patience`，至少 6 次。
# 想看曲线，就新开一个单元写 `plot_history(try_settings("baseline"));`。
#
# 实验单元放在所有自动评分的题之后，跑多久都不影响前面的分数。

# %%
try_settings("学习率 0.001", lr=0.001, epochs=1)
try_settings("学习率 0.01", lr=0.01, epochs=1)
print(pd.DataFrame(trials).to_string(index=False))

# %% [markdown]
# ### 调参证据（15 分，老师评阅）
#
# 在下面的单元里写：一张表（至少 6 次实验，每次只改一样），每一行的结论，以及你最后选了什么设置、为什么。
#
# | 评分点 | 分数 |
# |---|---|
# | 至少 6 次实验，表中有设置、轮数、训练与验证的结果 | 5 |
# | 每次只改一样；至少改过学习率、批量大小、L2 或早停中的三样 | 4 |
# | 重复过不同的随机种子，说得出差别有没有超过随机波动 | 3 |
# | 结论与表一致，最后的选择有理由 | 3 |

# %% [markdown] nbgrader={"grade": true, "grade_id": "tuning_evidence", "locked": false, "points": 15, "schema_version": 3, "solution": true, "task": false}
# 批阅要点：表中每一行都能用 `try_settings` 重现；只看一次结果就下结论的，第三项不给分。
# 典型结论：学习率 0.01 收敛更快但波动大；`lam` 在 0.001 附近略有好处；种子之间的差别约 0.005，小于它的改进不能算数。

# %% [markdown]
# ### 报告（20 分，老师评阅）
#
# 在下面的单元里写 600 字左右的报告。
#
# | 评分点 | 分数 |
# |---|---|
# | 思路：数据有什么难处，你怎样处理，为什么用对数目标 | 5 |
# | 提交：Kaggle 的截图、分数和名次（或验证集结果，并说明原因） | 5 |
# | 诊断一条曲线：贴图，说出现象、原因、你怎样验证这个原因 | 5 |
# | 收获与反思：哪一步最费时，错在哪里，下次怎样做得更好 | 5 |
#
# 截图怎么贴：在单元的编辑状态下把图片拖进来，或者用 `![说明](文件名.png)` 并把图片一起交上来。
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 再在终端里运行 `coursekit check hw1_house_prices.ipynb`，它会查出缺失、重复和被改动的单元。
# 最后交这个 notebook 和你的图片，不要交数据。

# %% [markdown] nbgrader={"grade": true, "grade_id": "report", "locked": false, "points": 20, "schema_version": 3, "solution": true, "task": false}
# 批阅要点：思路要提到缺失值的含义、统计量只来自训练行、比赛在对数上打分；
# 诊断要有自己的曲线，例如 10 轮之后验证损失变平而训练损失还在降，说明开始过拟合，用早停验证；
# 反思要具体到某一次错误。
