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
# # 第 3 章 数据集准备与加载
#
# **学完之后你能够**
#
# - 说出一份数据集怎样采集、清洗、标注出来；
# - 补缺失值、查离群点，证明 z 分数有一个上限；
# - 标准化、缩放、把类别变成数，知道各用在哪里；
# - 按题目选划分的办法：随机、分层、按时间、按人，再选考法：留出、K 折、留一、自助；
# - 认出泄漏，用 `Pipeline` 和 `ColumnTransformer` 挡住预处理引起的那一种；
# - 用 `Dataset` 和 `DataLoader` 一批一批地取数据，说出批量大小管什么。
#
# **时间**：120 分钟。
#
# **需要**：第 0 章、第 1 章（标准化、$k$ 近邻、留一法、RMSE、两次下山、共线性）、第 4 章（张量）。
#
# **课前准备**：想一想，怎样知道一个学生是学会了，还是把考卷背下来了。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾写着（自学）的小节，和写着“自学：”的段落，课上不讲，读完正课再回来看。
# 题目的那一格写着“练习”的，课上不问，自己做。
# 有 `assert` 的格子是自检，还有只管画图的格子，**读**的时候可以跳过；**运行**时一格也别跳，有几格顺手记下了后面要用的数。
#
# 先读第 4 章再读这一章；这一章用不到第 2 章，没读也不要紧。
# 分类器这里当黑盒用：`fit` 是学，`score` 是考，里面怎么算，第 5、6 章讲。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 120 分钟：讲课 110，休息 5，机动 5；标“自学”的和 3.11 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） | 先猜再跑 |
# |---|---|---|---|---|
# | 3.1 师兄的 2000 个基因 | 8 | 0:08 | | 3.1：多数猜 50 % |
# | 3.2 数据是模型的教材 | 6 | 0:14 | | |
# | 3.3 清洗 | 15 | 0:29 | | 3.3.2：多数猜会报警 |
# | 3.4 缩放与编码 | 14 | 0:43 | `data.ordinal` | 3.4.1：多数猜差几个百分点 |
# | 3.5 划分 | 19 | 1:02 | `data.groups` | 3.5.3：多数猜 1 到 3 个；3.5.4：多数猜“会” |
# | 休息 | 5 | 1:07 | | |
# | 3.6 轮流当考卷 | 16 | 1:23 | | 3.6.2：多数猜九成上下 |
# | 3.7 泄漏 | 15 | 1:38 | `data.leak` | |
# | 3.9 装载 | 14 | 1:52 | `data.batches` | |
# | 3.10 小结 | 3 | 1:55 | 出门一问 | |
# | 机动 | 5 | 2:00 | | |
#
# 必问的四题每题 3 分钟，先猜再跑的每处约半分钟，都已算在内。
# 一题的做法：先各自写下来，再举手报选项，最后运行 `quiz.answer` 看理由。
# 3.8 整节自学，3.7 讲完直接翻到 3.9。
#
# **晚了怎么办**：先用机动的 5 分钟；还不够，到了左边的时刻还没翻到那一节，就照右边做。
#
# - 0:14 还没到 3.3：3.3.1 的第一个程序只念最后一行（304 行），省 1 分钟；
# - 0:29 还没到 3.4：3.4.4 的程序只看独热的三列，省 1 分钟；
# - 0:43 还没到 3.5：3.5.3 的程序不念，只看印出来的两行，省 1 分钟；
# - 1:02 还没到休息：休息改成 3 分钟；
# - 1:23 还没到 3.7：3.7.3 的程序不逐行念，只看印出来的两行，省 1 分钟；
# - 1:38 还没到 3.9：3.9.2 的两个开关只念结论，省 2 分钟；
# - 1:52 还没到 3.10：小结只念“数据三问”的表，省 1 分钟。
#
# 不要省 3.1 的猜测、3.3.2 的证明、3.6.5 的两页和 3.7.1：全章的主线靠它们撑着。
#
# 逢 45 分钟打铃的课：第一次铃在 3.5 开头；这样 3.5 后面的休息就不要了，第二次铃在 3.7 末尾。
#
# **黑板**：左边写一句“同一个模型，学过的题不许拿来考它”，讲到了就在下面记一种犯规：
# 拿还没有的日子来预报（3.5.4）、同一个人在两边（`data.groups`）、用全部数据算均值（3.5.5）、用答案挑特征（3.7.1）、先复制再划分（`data.leak`）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前四题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `data.ordinal` | A、D | 选 B：省份的编号谁大谁小，没有意义；选 C：血型也没有次序；漏 A：间隔不等是另一回事，次序是真的 |
# | `data.groups` | B | 选 D：分层分的是标签，病人照样在两边；选 A：片子不同，人相同；选 C：张数不是要害 |
# | `data.leak` | C | 选 A：正因为没有新信息，考的就是学过的那一行；选 B：留下一份，另外九份还在训练集里 |
# | `data.batches` | 37 | 答 36：那是丢掉最后一批的算法；答 36.5：批数是整数 |
# | `data.zscore_limit` | 18 | 答 17：$\sqrt{16}$ 正好是 4，还没有超过 |
# | `data.time_split` | A | 选 C：比例分匀了，未来的行还在训练集里 |
# | `data.pipeline` | CADB | 先划分再标注：没有标签，没法按类别划分 |
# | `data.impute` | 5 | 答 11：那是均值，被 30 拉高了 |
# | `data.iqr` | 40 | 答 36：忘了 1.5 |
# | `data.minmax` | 0.25 | 答 $-0.1875$：减了均值，那是均值归一化 |
# | `data.normal` | B | 选 A：形状不变 |
# | `data.scalers` | C | 选 A：它按列 |
# | `data.one_hot` | 6×4 | 答 6×6：列数是颜色的种数 |
# | `data.label_order` | B | 选 C：编号是数，不报错，错得安静 |
# | `data.why_scale` | A、C、D | 选 B：错的值，缩放以后还是错的 |
# | `data.roles` | A | 选 C：看一次改一次，就不是考卷了 |
# | `data.shuffle` | A、C | 选 B：分层要自己写 |
# | `data.stratify` | 6 | 答 40：那是测试集一共几行；答 24：那是留在训练集里的正例 |
# | `data.split_name` | 分层 | 答“随机”：随机不保比例 |
# | `data.kfold` | 5 | 答 50：那是留一法 |
# | `data.loo` | C | 选 A：样本多，训练的次数就多 |
# | `data.bootstrap` | 0.25 | 答 0.368：那是 $n$ 很大时的极限，这里只有两个 |
# | `data.active` | B | 选 A：会的题再做一遍，学不到新东西 |
# | `data.noise` | 0.5 | 答 0.25：忘了开方 |
# | `data.big_data` | B | 选 C：没有必要丢数据 |
# | `data.tokens` | 2 | 答 1：按出现的先后编了号 |
# | `data.image` | 3×32×48 | 答 3×48×32：高和宽颠倒了 |
# | `data.label_dtype` | A | 选 B：编号是整数 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import inspect
import math

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import torch
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import (
    KFold,
    LeaveOneOut,
    StratifiedKFold,
    TimeSeriesSplit,
    cross_val_score,
    train_test_split,
)
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    LabelEncoder,
    MinMaxScaler,
    Normalizer,
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
)
from sklearn.utils import resample
from torch.utils.data import DataLoader, Dataset

from coursekit import data, plotting, quiz

plotting.setup()
np.set_printoptions(suppress=True)  # 印数时不用科学记数法
BLUE, RED, GREEN = plotting.PALETTE[:3]
BLUE_TINT, ORANGE_TINT, GREY = "#cfe6f5", "#fbe3b9", "#eeeeee"


def canvas(width, height, inches):
    """Return a figure and Axes without axes, for boxes and arrows."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, color=GREY, **style):
    frame = {"boxstyle": "round,pad=0.4", "fc": color, "ec": "0.3"}
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame, **style).get_bbox_patch()


def join(ax, start, end, **style):
    look = {"arrowstyle": "-|>", "lw": 2, "color": "0.25", "patchA": start[1], "patchB": end[1]} | style
    ax.annotate("", end[0], start[0], arrowprops=look)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.1 师兄的 2000 个基因
#
# 师兄研究一种病：100 个人，一半病一半没病，每人测了 2000 个基因。
# 他的做法有三步：
#
# 1. 基因太多，先挑出 20 个，病人和没病的人在它们上面差得最开；
# 2. 把 100 个人分成五份，轮流拿四份学、一份考；
# 3. 五次**准确率**（accuracy，认对的比例）取平均。
#
# 第 2 步考的人，分类器都没学过，看上去很规矩。
#
# 我们用**纯噪声**来试他的做法：2000 列全是随机数，和有没有病毫无关系。
# 无论用什么分类器，遇到新的人，平均只能对一半。
# **先猜，写下来：这套做法会报出百分之几？**

# %% slideshow={"slide_type": "subslide"}
rng = np.random.default_rng(0)
genes = rng.normal(size=(100, 2000))  # 100 个人，2000 列随机数
ill = np.repeat([0, 1], 50)  # 前 50 个没病，后 50 个病
cv5 = StratifiedKFold(5, shuffle=True, random_state=0)  # 分成五份

best20 = SelectKBest(f_classif, k=20).fit_transform(genes, ill)  # 第 1 步
scores = cross_val_score(LogisticRegression(), best20, ill, cv=cv5)  # 第 2 步
noise_score = scores.mean()  # 第 3 步
print("五次准确率", scores, " 平均", noise_score.round(2))

# %% slideshow={"slide_type": "skip"}
# assert 是自检：正文的话一旦不成立，程序就停下来报错
assert genes.shape == (100, 2000) and best20.shape == (100, 20) and ill.mean() == 0.5
assert abs(noise_score - 0.83) <= 0.03

# %% [markdown] slideshow={"slide_type": "fragment"}
# 83 %，在一堆随机数上！
# 程序一行也没报错，考的人分类器也确实没学过。
#
# 几个名字：`f_classif` 给每一列打分，两组的平均差得越开，组内的波动越小，分就越高；`SelectKBest` 留下分最高的 20 列。
# `LogisticRegression`（逻辑回归）名字叫回归，做的是分类，这里当黑盒用，第 6 章讲；`StratifiedKFold` 切成五份，`cross_val_score` 轮流考，3.6 讲。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.1.1 引擎、燃料和三个问题
#
# 模型是引擎，数据是燃料：
#
# | 汽车 | 机器学习 | 说明什么 |
# |---|---|---|
# | 没有油 | 没有数据 | 引擎再好也不动：什么也学不到 |
# | 汽油车加了柴油 | 拿认猫的照片教翻译 | 什么任务，配什么数据 |
# | 油里掺了水 | 错的值、错的标签 | 学到的也跟着错 |
#
# 师兄的故事是另一种毛病：数据没有错，分数却量错了。
# 数据怎样用，决定那个分数能不能信。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 第 0 章的地图上，这是问题 ①：**用什么来训练**。
# 这一章把它拆成**数据三问**，和第 1 章的三问（什么叫好、怎么找、信多少）不是一套：
#
# 1. **教材好不好**：数据从哪来，干不干净，模型读得懂吗（3.2–3.4）；标签贵，先标哪些（3.8，自学）？
# 2. **考卷公不公平**：哪些数据用来学，哪些用来考（3.5–3.7）？
# 3. **怎样喂进去**：数据大，怎样一批一批地取（3.9）？
#
# 83 % 的谜底在第二问里。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先收五个猜测写在黑板右上角，再运行。
# 多数人猜 50 % 上下；猜到 80 % 的，请他说理由，不评对错。
# 谁当场说出“挑列的时候看了全部答案”，请他先保密到 3.7。
#
# **现场可改**：`default_rng(0)` 换成别的种子，大约在 0.77 到 0.93 之间（3.7.1 有四十个种子的图）；`k=20` 改成 `k=5`，照样远高于一半。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.2 数据是模型的教材
#
# ### 3.2.1 样本、特征、标签
#
# 学生读教材，模型读**数据集**（data set）：一批按同样格式排好的例子。
# 一个例子叫**样本**（sample）：
#
# - 样本都有**特征**（feature）：判断时的依据；
# - 标好的样本还有**标签**（label）：要判断出来的答案。
#
# 样本可以是一行数，也可以是一张图、一句话、一段声音。
# 先看文字：下面七句聊天，每句标了一种情绪，人名已经盖住。

# %% slideshow={"slide_type": "subslide"}
messages = data.emotions()
for text, emotion in zip(messages["text"], messages["emotion"]):
    print(f"{emotion:9} | {text}")

# %% slideshow={"slide_type": "skip"}
assert messages.shape == (7, 2)
assert messages["emotion"].tolist() == ["happiness", "neutral", "neutral", "sadness", "sadness", "happiness", "surprise"]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 输入是那句话（怎样变成一行数，3.9.5 讲），标签是那个词：happiness 高兴，neutral 平静，sadness 难过，surprise 惊讶。
# 真用的情绪数据集类别更多，文字更长，比如标 13 类，一条从 20 到 828 个字符。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：图也是一行数。**
# 一张 8×8 的黑白图就是 64 个数，1 是黑，0 是白，标签是“猫”或“狗”。
# 摊成一行，就是一个样本、64 个特征（画得粗，请假装它们是猫和狗）：

# %% slideshow={"slide_type": "skip"}
CAT = "#......# ##....## ######## #.#..#.# ######## ###..### .######. ..####..".split()
DOG = "..####.. .######. ##.##.## ######## ######## #.####.# #..##..# ..####..".split()
pets = np.array([[[int(dot == "#") for dot in row] for row in rows] for rows in (CAT, DOG)])
pet_labels = np.array(["猫", "狗"])

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 2.1))
for ax, image, name in zip(axes, pets, pet_labels):
    ax.imshow(image, cmap="Greys", vmin=0, vmax=1)
    ax.set_ylabel(f"标签：{name}", rotation=0, ha="right", va="center")
    ax.set(xticks=np.arange(9) - 0.5, yticks=np.arange(9) - 0.5, xticklabels=[], yticklabels=[])
    ax.tick_params(length=0)
    ax.grid(True, color="0.75", lw=0.8)
    ax.spines[:].set_visible(True)
plotting.show(fig, alt="两张 8×8 的黑白格子画，灰线隔开每一格：左边标签是猫，最上一行左右各有一个黑格，当作两只尖耳朵；右边标签是狗，最上一行中间是一排黑格，耳朵垂在两边。")

# %% slideshow={"slide_type": "skip"}
print("两张图", pets.shape, " 猫图的第一行", pets[0, 0])
print("摊成一行一个样本", pets.reshape(2, -1).shape, " 标签", pet_labels)

# %% slideshow={"slide_type": "skip"}
assert pets.shape == (2, 8, 8) and pets.reshape(2, -1).shape == (2, 64) and pets[0, 0].tolist() == [1, 0, 0, 0, 0, 0, 0, 1]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.2.2 采集、清洗、标注
#
# 国家数据局的高质量数据集建设指引里，有采集、清洗和预处理、标注这几步。
# 这一章讲这三步，后面再接划分和装载：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(14.4, 2.4, 1.6)
size = {"size": 14}
steps = [("采集", ORANGE_TINT), ("清洗", ORANGE_TINT), ("标注", ORANGE_TINT), ("划分", BLUE_TINT)]
steps += [("补缺、缩放\n编码", BLUE_TINT), ("装载", BLUE_TINT), ("训练", GREY)]
places = (0.9, 2.9, 4.9, 6.9, 9.3, 11.6, 13.5)
boxes = [box(ax, x, 1.6, name, color, **size) for x, (name, color) in zip(places, steps)]
for start, end in zip(boxes, boxes[1:]):
    join(ax, start, end)
for x, text in zip(places, ("3.2", "3.3", "3.2", "3.5–3.6", "3.3、3.4、3.7", "3.9", "第 5 章")):
    ax.text(x, 0.3, text, ha="center", size=13, color="0.2")
plotting.show(fig, alt="流程图，七个方框从左到右：采集、清洗、标注，这三个是橙色；划分，补缺、缩放和编码，装载，这三个是蓝色；最后是灰色的训练。方框下面写着在哪一节讲。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# | 步 | 做什么 |
# |---|---|
# | **采集** | 从许多来源取来原始数据：人工填写、传感器、爬取网页、合成；采来的要像将来要用的 |
# | **清洗** | 去重、改错、统一单位：不必从数据里算出什么数，划分前就能做（橙色） |
# | **标注** | 给每个样本一个或几个目标值；有监督的学习，用来学的、用来考的都要标 |
# | **预处理** | 补缺失的，缩放尺度不一的（一列在 0 到 1，一列在 0 到一百万），给类别编码 |
#
# 预处理画在划分的后面（蓝色）：**要从数据里算出数来的**（补哪个数、均值是多少），等划分了再做，3.5.5 和 3.7 说为什么。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.2.3 采集：四条路（自学）
#
# | 路 | 例子 | 好在哪里 | 小心什么 |
# |---|---|---|---|
# | 人工填写、标记 | 问卷、病历 | 对得上任务 | 慢，贵，各人标准不同 |
# | 传感器 | 温度计、摄像头 | 快，不停 | 会坏，会漂，会断线 |
# | 爬取 | 网页、评论 | 多，便宜 | 版权、隐私、重复的页面 |
# | 合成 | 程序造数、模型生成 | 要多少有多少 | 像不像真的，要另外验 |
#
# 不管走哪条路，采来的要像将来用的：只在一家医院采的片子，换一家医院就可能不灵。
# 采病人的数据，还要本人同意。
#
# 上面七句话是合成的：为这门课写的。
# 3.1 的基因也是合成的：造它的人知道真相是 50 %，所以看得穿那个 83 %。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.2.4 标注：又慢又贵
#
# 零星标错几个，标对的多，影响不大；**总往一个方向标错**，模型就照错的学。
# 全靠人一条条标，慢；眼下有三种办法：
#
# - **半自动标注**：工具先标一遍，人只改错的，省力，快，标准也容易一致（工具自己的错要盯住）；
# - **众包**（crowdsourcing）：任务拆小，分给很多人，平台管分派、质检、结账，不再受自家人手的限制；
# - **主动学习**（active learning）：让模型帮着挑，它说出最拿不准的样本，先请人标这些（3.8 自学做一遍）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：众包怎样质检。**
# 同一条请三个人标，听多数的。
# 标签只有两种，一个人标错的概率是 0.1，三个人各标各的。
# 多数也错，有两种情形：恰好两人错，三种挑法，$3\times0.1^2\times0.9=0.027$；三人都错，$0.1^3=0.001$；合起来 0.028。

# %% slideshow={"slide_type": "skip"}
assert math.isclose(3 * 0.1**2 * 0.9 + 0.1**3, 0.028)

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.pipeline")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **会遇到的误区**：“标签就是名字”。
# 房价的标签是一个数，一张图里每个像素也可以各有标签。
#
# **出处**：情绪数据集的“13 类、20 到 828 个字符”照讲义原样，讲义没有给它的名字；学生问，就这样答。
#
# **0.028 的前提**：各标各的，而且只有两种标签；三个人抄同一份答案，或者三个人各标一种，就不能这样算。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.3 清洗：缺失和离群
#
# ### 3.3.1 缺失值：删，还是补
#
# 一张造出来的旅客表，400 位，要预测谁活了下来：

# %% slideshow={"slide_type": "fragment"}
people = data.passengers()
print(people.head(4).to_string())
print("各列缺几个：", people.isna().sum().to_dict())
print("一格也不缺的行：", len(people.dropna()))

# %% slideshow={"slide_type": "skip"}
assert len(people) == 400 and people["age"].isna().sum() == 83 and people["port"].isna().sum() == 5
complete = len(people.dropna())
assert complete == 304 and people["fare"].isna().sum() == 10

# %% [markdown] slideshow={"slide_type": "fragment"}
# `NaN` 就是**缺失值**（missing value）：cabin 舱等、sex 性别、age 年龄、fare 票价、port 上船的港口、survived 活下来没有。
# 港口只缺 5 个，删那 5 行损失不大；年龄缺了五分之一，见缺就删，400 行只剩 304 行。
# 还要想两件事：为什么缺（收入低的人不愿填收入，一删，剩下的多半是收入高的）；用的时候，缺年龄的旅客来了，不能把他删掉。
# 所以多半要**补**。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 拿什么补？
#
# - **均值**（mean）：加起来除以个数；
# - **中位数**（median）：排好队取正中间，双数个就取中间两个的平均；
# - **众数**（most frequent）：出现最多的；类别列用它，或另立一类“未知”。
#
# 一列数 1、2、2、缺、10。
# 先在纸上算，三种各补几：

# %% slideshow={"slide_type": "fragment"}
gap = np.array([[1.0], [2.0], [2.0], [np.nan], [10.0]])  # 一列，五行
for strategy in ("mean", "median", "most_frequent"):
    filled = SimpleImputer(strategy=strategy).fit_transform(gap)  # 算出该补的数，补上
    print(f"{strategy:13} 补 {filled[3, 0]}")

# %% slideshow={"slide_type": "skip"}
assert [SimpleImputer(strategy=s).fit_transform(gap)[3, 0] for s in ("mean", "median", "most_frequent")] == [3.75, 2, 2]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 均值被那个 10 拉高了；中位数不怕个别大数，数值列常用它。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **补的数也要学**：`fit` 从手里的行算出中位数，记下；以后来了新的行，`transform` 只用，不重新算。
# `fit_transform` 是在同一批行上先 `fit` 再 `transform`。

# %% slideshow={"slide_type": "fragment"}
filler = SimpleImputer(strategy="median").fit(gap)  # 学：记下 2
later = filler.transform([[np.nan], [7.0]])  # 用：新来的两行，一行缺
print(later.ravel())

# %% slideshow={"slide_type": "skip"}
assert later.ravel().tolist() == [2, 7]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 从哪些行学，就是 3.5 要立的规矩。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.impute")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.3.2 离群点与 z 分数
#
# 十个班的缺勤人次：10、12、11、13、12、11、14、12、13、100。
# 100 多半是 10 多打了一个零，谁都看得出来。
# 让程序来查：一个数离均值有几个标准差，叫 **z 分数**（z-score）：
#
# $$z=\frac{x-\bar x}{\sigma}$$
#
# 常用的规矩是 $|z|>3$ 就报警。
# 第 1 章说过，$\sigma$ 除以 $n$，不除以 $n-1$。
# **先猜：100 的 z 大约是多少，会报警吗？**

# %% slideshow={"slide_type": "fragment"}
absent = np.array([10, 12, 11, 13, 12, 11, 14, 12, 13, 100])  # 改这里：100 换成 1000
z = (absent - absent.mean()) / absent.std()
print(f"均值 {absent.mean():.1f}，标准差 {absent.std():.4f}")
print(f"最大的 z = {z.max():.6f}，超过 3 的有 {(abs(z) > 3).sum()} 个")

# %% slideshow={"slide_type": "skip"}
ten_classes = np.array([10, 12, 11, 13, 12, 11, 14, 12, 13, 100])
ten_z = (ten_classes - ten_classes.mean()) / ten_classes.std()
nine_others = ten_classes[:-1]
assert round((100 - nine_others.mean()) / nine_others.std()) == 76
assert ten_classes.mean() == 20.8 and round(ten_classes.std(), 4) == 26.4227 and round(ten_z.max(), 3) == 2.997

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一个也没报！
# 只用其余九个数算均值和标准差，100 的 z 是 76；把它自己也算进去，就只剩 2.997。
# 离群点把均值往自己那边拉，把标准差撑大，遮住了自己；几个离群点还会互相遮，都叫**遮蔽**（masking）。
# 把 100 换成 1000，再跑一遍。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **$n$ 个不全相等的数，$|z|$ 最大只能是 $\sqrt{n-1}$。**
#
# 记 $d_i=x_i-\bar x$，加起来是 0，所以 $d_2+\dots+d_n=-d_1$（第 1 个代表随便哪一个）。
#
# 1. 其余 $n-1$ 个 $d$ 的平均是 $-\frac{d_1}{n-1}$；平方的平均不小于平均的平方（两者之差是方差），所以
#
# $$\frac{d_2^2+\dots+d_n^2}{n-1}\ \ge\ \frac{d_1^2}{(n-1)^2}$$
#
# 2. 两边乘 $n-1$，再加 $d_1^2$，左边就是 $n\sigma^2$：
#
# $$n\sigma^2\ \ge\ \frac{d_1^2}{n-1}+d_1^2=\frac{n}{n-1}\,d_1^2$$
#
# 3. 约去 $n$，$\sigma^2\ge\frac{d_1^2}{n-1}$，于是 $z_1^2=\frac{d_1^2}{\sigma^2}\le n-1$。
#
# 其余 $n-1$ 个全相等时，取等号。
# $n=10$ 时上限正好是 3：$|z|>3$ **永远**不会发生，数据少的时候别用它。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：看它怎样逼近 3。**

# %% slideshow={"slide_type": "skip"}
for worst in (100, 1000, 10_000):
    tried = np.append(ten_classes[:-1], worst)
    z_worst = (worst - tried.mean()) / tried.std()
    print(f"最后一个是 {worst:6,}：z = {z_worst:.8f}，上限 {math.sqrt(len(tried) - 1):.0f}")

# %% slideshow={"slide_type": "skip"}
for n in (5, 10, 50):
    many = np.random.default_rng(n).normal(size=(200, n)) ** 3
    assert (abs((many - many.mean(1, keepdims=True)) / many.std(1, keepdims=True)).max() <= math.sqrt(n - 1) + 1e-12).all()
nines = np.array([10] * 9 + [100])  # 其余九个全相等
assert math.isclose((100 - nines.mean()) / nines.std(), 3)
tried = np.append(ten_classes[:-1], 10_000)
assert 2.99999 < (10_000 - tried.mean()) / tried.std() < 3

# %% [markdown] slideshow={"slide_type": "skip"}
# 越来越近，还是不到：其余九个不全相等。
# 换成九个 10 和一个 100，正好是 3，也没有超过。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.zscore_limit")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.3.3 箱线图：不怕大数的尺子
#
# 毛病出在尺子上：均值和标准差都怕大数。
# **箱线图**（box plot）换一把：排好队，用正中间的中位数，和四分之一处、四分之三处的两个数 $Q_1$、$Q_3$，叫**四分位数**（quartile）。
#
# 1. 排好：10、11、11、12、12、12、13、13、14、100，$Q_1=11.25$，$Q_3=13$；
# 2. **四分位距**（interquartile range，IQR）是 $Q_3-Q_1=1.75$，也就是箱子的长；
# 3. 箱子两头各放宽 1.5 个 IQR（1.5 是约定的），得到上、下界 $[8.625,\ 15.625]$，俗称篱笆（fence），出了篱笆就报警。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：11.25 怎么来的。**
# 从第 1 个走到第 10 个有 9 步，四分之一是 2.25 步：走 2 步到第 3 个数 11，再往 12 走 0.25，$Q_1=11.25$。
# 四分之三是 6.75 步，在第 7、第 8 个之间，都是 13，$Q_3=13$。
# 高中的取法不走那 0.25 步，$Q_1=11$，篱笆是 $[8,\ 16]$，报警的还是那个 100。

# %% slideshow={"slide_type": "skip"}
q1, q3 = np.percentile(ten_classes, [25, 75])
low_fence, high_fence = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
print("Q1", q1, "Q3", q3, "篱笆", low_fence, high_fence)
assert (q1, q3, low_fence, high_fence) == (11.25, 13, 8.625, 15.625)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left, right) = plt.subplots(1, 2, figsize=(8, 2.9))
left.plot(ten_z, np.arange(1, 11), "o", color=BLUE, ms=8)
left.axvline(3, ls="--", color=RED, zorder=0)
left.text(2.85, 2, "报警线 3", ha="right", color=RED)
left.text(2.75, 10, "2.997", ha="right", va="center", color=BLUE)
left.set(xlabel="$z$", ylabel="第几个班", xlim=(-1, 3.6), ylim=(0, 11), yticks=[1, 5, 10])
left.set_title("z 分数：没有一个超过 3", pad=24)
# matplotlib 3.10 起写 orientation，以前写 vert
flat = {"orientation": "horizontal"} if "orientation" in inspect.signature(right.boxplot).parameters else {"vert": False}
right.boxplot(ten_classes, **flat, widths=0.4, patch_artist=True, showfliers=False, boxprops={"fc": BLUE_TINT}, medianprops={"color": "black", "lw": 2})
for fence in (low_fence, high_fence):
    right.axvline(fence, ls="--", color=RED)
    right.text(fence, 1.58, f"{fence}", ha="center", color=RED)
right.annotate("到 100", (18.2, 1), (16.7, 1.22), color=RED, ha="center", arrowprops={"arrowstyle": "-|>", "color": RED, "lw": 2.5})
for place, height, name in ((q1 - 0.2, 0.62, "$Q_1$"), (q3 + 0.2, 0.62, "$Q_3$"), (12, 1.27, "中位数")):
    right.text(place, height, name, ha="center")
right.set(xlabel="缺勤人次（虚线是篱笆）", yticks=[], xlim=(8, 18.3), ylim=(0.5, 1.55), xticks=[9, 11, 13, 15, 17])
right.set_title("箱线图：100 在篱笆外", pad=24)
plotting.show(fig, alt="左图是十个 z 分数的点图，一行一个班：前九个排成一竖列，在 -0.5 到 -0.25 之间，第十个旁边写着 2.997，压在 3 的报警虚线上。右图是箱线图，横轴 8 到 18：箱子从 11.25 到 13，中位数的黑线在 12，两头的须线伸到 10 和 14；两条橙红色虚线是篱笆，上面写着 8.625 和 15.625；右篱笆外一个橙红色箭头写着“到 100”，那一个在图外很远。")

# %% slideshow={"slide_type": "skip"}
assert ((ten_classes < low_fence) | (ten_classes > high_fence)).sum() == 1
assert (-0.5 < np.sort(ten_z)[:9]).all() and (np.sort(ten_z)[:9] < -0.25).all()

# %% [markdown] slideshow={"slide_type": "fragment"}
# 箱子两头伸出的须线，画到篱笆以内最远的数。
# **查到了，先查原因，再动手**：打错的改回来，查不清的可以记作缺失再补；真有一个班停课一周，那 100 就是真的，该留下。
# 报警只说“看一眼”，没说“删掉”。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.iqr")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.3.4 清洗清单（自学）
#
# 拿到一张新表，照着查一遍：
#
# | 毛病 | 怎么查 | 划分前就做 | 划分后，数从训练集算 |
# |---|---|---|---|
# | 缺失 | `isna().sum()` | 少就删行；整列大半都缺就删列 | 用中位数、众数补，或另加一列“是否缺失” |
# | 离群 | 箱线图；数据多再用 $z$ | 查原因：改正、记作缺失，或留下 | 截到篱笆上（$Q_1$、$Q_3$ 也是算出来的数） |
# | 重复 | `duplicated().sum()` | 删；不删，同一行会既在训练集又在测试集 | |
# | 单位、格式不一 | `unique()`、`describe()` | 统一单位、日期、大小写 | |
# | 互相矛盾 | 写规则查，比如年龄 3 岁却已婚 | 回到来源核对 | |
# | 标错 | 请第二个人重标一小部分 | 算两人一致的比例，太低就改标注说明 | |
#
# 下面在一张五行的小表上，把划分前的做一遍：

# %% slideshow={"slide_type": "skip"}
messy = pd.DataFrame(
    {"city": ["北京", "北京 ", "上海", "上海", "广州"], "area": [90.0, 85.0, 70.0, 70.0, 8800.0], "rooms": [3, np.nan, 2, 2, 3]}
)
print(messy.to_string(), messy["city"].tolist(), sep="\n", end="\n\n")  # 有一个“北京”带空格
tidy = messy.assign(city=messy["city"].str.strip()).drop_duplicates()  # 去空格，删重复
tidy["area"] = tidy["area"].where(tidy["area"] < 1000)  # 8800 平方米查不到原始记录，记作缺失
print(tidy.to_string())

# %% slideshow={"slide_type": "skip"}
assert tidy["city"].tolist() == ["北京", "北京", "上海", "广州"] and tidy["area"].tolist()[:3] == [90, 85, 70]
assert tidy.isna().sum().tolist() == [0, 1, 1]

# %% [markdown] slideshow={"slide_type": "skip"}
# 剩下的两格 `NaN` 先不补：等划分了，补的数从训练集学，3.7.2 和 3.7.3 教你写进程序。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：证明的三行，一行一行写，每行问一句“左边是什么”。
# “平方的平均不小于平均的平方”，两者之差就是方差，方差不会是负的。
#
# **现场可改**：100 换成 1000，z 是 2.999980，超过 3 的还是 0 个；换成 15，z 约 1.90，箱线图也不报警。
# 看到 76（只用其余九个数算）的学生会问能不能就这样查：能，可是事先要知道哪一个可疑。
# 学生若按高中的取法得 $Q_1=11$，不算错：程序在两个数之间插值。
#
# **会遇到的误区**：“除以 $n-1$ 就行了”。
# 标准差更大，z 更小，上限变成 $\frac{n-1}{\sqrt n}$，十个数是 2.846。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.4 缩放与编码：变成模型读得懂的数
#
# ### 3.4.1 各列的单位不同
#
# 178 瓶葡萄酒，三个品种，每瓶量了 13 样。
# 第 1 章的 $k$ 近邻：来一瓶新酒，找最近的 5 瓶，听多数的。
# 远近是 13 个差的平方加起来再开方。
# 有一样叫脯氨酸，从 278 到 1680；另一样叫色调，从 0.48 到 1.71。
# **先猜：各列换算成同样的尺度，分品种的准确率会差多少？**

# %% slideshow={"slide_type": "subslide"}
wine_X, wine_y = load_wine(return_X_y=True)
wine_train, wine_test, wine_y_train, wine_y_test = train_test_split(  # 随机留 36 瓶当考卷
    wine_X, wine_y, test_size=0.2, random_state=0, stratify=wine_y
)
wine_raw_knn = KNeighborsClassifier(5).fit(wine_train, wine_y_train)
raw_score = wine_raw_knn.score(wine_test, wine_y_test)
center, spread = wine_train.mean(axis=0), wine_train.std(axis=0)  # 只从学的那些瓶算
wine_knn = KNeighborsClassifier(5).fit((wine_train - center) / spread, wine_y_train)
scaled_score = wine_knn.score((wine_test - center) / spread, wine_y_test)
print(f"原来的单位：{raw_score:.2f}；标准化以后：{scaled_score:.2f}")

# %% slideshow={"slide_type": "skip"}
assert abs(raw_score - 0.61) <= 0.03 and abs(scaled_score - 0.94) <= 0.03 and len(wine_y_test) == 36
assert (wine_X[:, 12].min(), wine_X[:, 12].max(), wine_X[:, 10].min(), wine_X[:, 10].max()) == (278, 1680, 0.48, 1.71)
share = wine_X.var(axis=0) / wine_X.var(axis=0).sum()
assert share[12] > 0.99

# %% [markdown] slideshow={"slide_type": "fragment"}
# **单位大的说了算**：脯氨酸一列的方差占了总方差的 99 % 以上，另外 12 样几乎等于没量。
# 各除以自己的标准差，每一列才都算数。
# `train_test_split` 随机分成两份，括号里的几个开关（`stratify` 是各类的比例照总体分）3.5.2 讲。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.4.2 标准化
#
# 第 1 章做过：每一**列**减均值、除以标准差，$z=\frac{x-\bar x}{\sigma}$，变成均值 0、方差 1。
# 公式和 3.3.2 的 z 分数是同一个，这次是拿来喂模型（整列都一样时 $\sigma=0$，`StandardScaler` 改除以 1）。
# 手算一列 1、2、0：均值 1，方差 $\frac{0+1+1}{3}=\frac23$，$\sigma=0.8165$，得到 0、1.2247、$-1.2247$。
#
# 鸢尾花（iris）：150 朵，三个品种，每朵量四个长度，单位厘米。

# %% slideshow={"slide_type": "fragment"}
iris_X, iris_y = load_iris(return_X_y=True)
scaler_all = StandardScaler().fit(iris_X)  # 这里只演示算式；真做要先划分（3.5.5）
print("第一朵", iris_X[0])
print("均值  ", scaler_all.mean_.round(4))
print("标准差", scaler_all.scale_.round(4))
print("第一朵，标准化以后", scaler_all.transform(iris_X)[0].round(4))

# %% slideshow={"slide_type": "skip"}
assert iris_X.shape == (150, 4) and np.bincount(iris_y).tolist() == [50, 50, 50]
assert np.allclose(scaler_all.mean_, [5.843333, 3.057333, 3.758, 1.199333], atol=1e-6)
assert np.allclose(scaler_all.scale_, [0.825301, 0.434411, 1.759404, 0.759693], atol=1e-6)
assert np.allclose(scaler_all.transform(iris_X)[0], [-0.900681, 1.019004, -1.340227, -1.315444], atol=1e-6)
assert iris_X[:5].tolist() == [[5.1, 3.5, 1.4, 0.2], [4.9, 3, 1.4, 0.2], [4.7, 3.2, 1.3, 0.2], [4.6, 3.1, 1.5, 0.2], [5, 3.6, 1.4, 0.2]]

# %% [markdown] slideshow={"slide_type": "fragment"}
# `fit` 学，`transform` 用，和补缺失值一样；`mean_`、`scale_` 末尾的下划线，表示 `fit` 学来的数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **谁要缩放**：靠距离的方法，像 $k$ 近邻；用梯度下降学的模型，缩放以后山谷变圆，走得快（第 1 章的两次下山）。
# 决策树每次只问“这一列大于几”，不必缩放。
#
# 标准化以后，没有固定的上下界；要放进固定的区间，用**最小最大缩放**（min-max scaling）$\frac{x-\min}{\max-\min}$，最小的变 0，最大的变 1（3.4.3 自学）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.4.3 最小最大缩放与均值归一化（自学）
#
# 十套房子的面积，最小 1380，最大 3000，均值 1834：
#
# - 最小最大缩放：$\frac{x-\min}{\max-\min}$，1380 变 0，3000 变 1；
# - **均值归一化**（mean normalization）：$\frac{x-\bar x}{\max-\min}$，均值变成 0，1380 变成 $\frac{1380-1834}{1620}=-0.280$。
#
# **常见错误**：写着“归一化到 $[0,1]$”，式子里减的却是均值，结果里就有负数；要 $[0,1]$，减的是最小值。
#
# 最小、最大也是 `fit` 时记下的，以后来一套 3200 的，变换出来就大于 1。
# 平时用标准化；要固定的区间才用最小最大缩放，它最怕离群点：训练集里若混进一套 30000 的，别的全挤到 0 附近。
# 像素的上下限事先知道，直接除以 255。

# %% [markdown] slideshow={"slide_type": "skip"}
# 三种缩放画在一起，3000 的均值归一化是 $\frac{3000-1834}{1620}=0.720$；三行里每个点都是一套房子：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
areas = data.ten_houses()["area"].to_numpy(float)
span = areas.max() - areas.min()
minmax_areas = (areas - areas.min()) / span
mean_areas = (areas - areas.mean()) / span
z_areas = (areas - areas.mean()) / areas.std()
fig, axes = plt.subplots(3, 1, figsize=(8, 3.6), sharex=True)
rows = (("最小最大", minmax_areas, BLUE), ("均值归一化", mean_areas, RED), ("标准化", z_areas, GREEN))
for ax, (name, values, color), marker in zip(axes, rows, plotting.MARKERS):
    ax.axhline(0, color="0.8", lw=1)
    ax.axvspan(0, 1, color="0.92", zorder=0)
    ax.plot(values, np.zeros(10), marker, color=color, ms=8, mfc="none", mew=1.5)
    ax.set(yticks=[], xticks=[-1, 0, 1, 2], ylim=(-1, 1))
    ax.set_ylabel(name, rotation=0, ha="right", va="center", color=color)
    ax.grid(False)
axes[-1].set_xlabel("变换以后的面积（灰底是 0 到 1）")
plotting.show(fig, alt="三行数轴，各画着变换以后的十套面积，灰底是 0 到 1。第一行最小最大缩放，十个点都在灰底里，两端正好在 0 和 1。第二行均值归一化，从 -0.28 到 0.72，有些点在灰底左边。第三行标准化，从 -0.89 到 2.29，两头都在灰底外。三行的点次序一样。")

# %% slideshow={"slide_type": "skip"}
assert (minmax_areas.min(), minmax_areas.max()) == (0, 1)
assert round(mean_areas.min(), 3) == -0.280 and round(mean_areas.max(), 3) == 0.720 and abs(mean_areas.mean()) < 1e-12
assert span == 1620 and round(z_areas.min(), 2) == -0.89 and round(z_areas.max(), 2) == 2.29

# %% [markdown] slideshow={"slide_type": "skip"}
# 三行只差平移和伸缩：第三行拉得开些，点与点间隔的比例没有变。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.minmax")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.normal")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.4.4 类别变成数：编号与独热
#
# cat、dog、bird、cat 四个词，模型不认识，要变成数。
#
# **编号**：按字母排 bird 0、cat 1、dog 2，四个词是 1、2、0、1。
# 当标签用，可以；当特征用，线性模型就以为 cat 正好在 bird 和 dog 的中间。
#
# 本来就有次序的，像学历的高中、本科、硕士，可以照次序编 0、1、2：次序是真的，间隔相等却是添上去的假定。
#
# **独热编码**（one-hot encoding）：一类一列，是哪类，哪列就是 1，其余是 0，谁也不比谁大。

# %% slideshow={"slide_type": "subslide"}
animals = np.array(["cat", "dog", "bird", "cat"])
print("编号", LabelEncoder().fit_transform(animals))  # 给标签用
onehot = OneHotEncoder(sparse_output=False, handle_unknown="ignore")
print(onehot.fit_transform(animals.reshape(-1, 1)))  # 给特征用，要一列
print("列的次序", onehot.categories_[0])
print("没见过的 fish：", onehot.transform([["fish"]]))

# %% slideshow={"slide_type": "skip"}
assert LabelEncoder().fit_transform(animals).tolist() == [1, 2, 0, 1] and onehot.categories_[0].tolist() == ["bird", "cat", "dog"]
assert onehot.transform(animals.reshape(-1, 1)).tolist() == [[0, 1, 0], [0, 0, 1], [1, 0, 0], [0, 1, 0]]
assert onehot.transform([["fish"]]).tolist() == [[0, 0, 0]]
with_ones = np.column_stack([np.ones(4), onehot.transform(animals.reshape(-1, 1))])
assert with_ones.shape == (4, 4) and np.linalg.matrix_rank(with_ones) == 3

# %% [markdown] slideshow={"slide_type": "fragment"}
# `handle_unknown="ignore"`：学的时候没见过的类别，变成全 0，不报错。
# 默认是报错；考卷里冒出新类别是常事，所以要写上。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：编号和独热的三件小事。**
#
# 1. 学历这样有次序的特征，用 `OrdinalEncoder`，次序自己写明：

# %% slideshow={"slide_type": "skip"}
degrees = OrdinalEncoder(categories=[["高中", "本科", "硕士"]])
print("学历", degrees.fit_transform([["硕士"], ["高中"], ["本科"]]).ravel())
assert degrees.transform([["硕士"], ["高中"], ["本科"]]).ravel().tolist() == [2, 0, 1]

# %% [markdown] slideshow={"slide_type": "skip"}
# 2. 独热的各列之和总是 1，和设计矩阵的那列 1 重复了（第 1 章的共线性）；用正规方程解，写 `drop="first"` 删掉第一类的那一列。
# 这时第一类也是全 0，和“没见过的”分不开，所以别和 `handle_unknown="ignore"` 同用。
# 3. 类别成千上万（邮编），独热的列就太多；写 `min_frequency=10`，不到十行的类别合成一类“少见的”。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("data.ordinal")

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.one_hot")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.label_order")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.4.5 面试题：为什么要缩放（自学）
#
# 先自己写，再看：
#
# 1. **收敛快**：代价函数的山谷从狭长变圆，条件数变小，学习率可以取大（第 1 章的两次下山）；
# 2. **计算稳定**：上百万的数平方再相加，位数不够，末尾的数字就丢了；第 5 章的**激活函数**（神经网络里把数弯一下的函数），输入太大就落到平的一段，几乎学不动，叫**饱和**；
# 3. **靠距离的方法公平**：$k$ 近邻，还有第 2 章按距离分组的 K-means，不让单位大的列说了算；
# 4. **各特征平衡**：各列有了同样的尺度，加权相加时没有哪一列天生就大，各列的系数也可以放在一起比。
#
# 面试时说的“归一化”，有人指最小最大，有人指标准化，也有人泛指这一节所有的缩放：看式子，不看名字。
#
# 不是所有的方法都要：决策树每次只问“这一列大于几”，缩放不改次序，结果不变。
#
# 下面把第 1 条算出来：十套房子的面积和卧室，设计矩阵的条件数。

# %% slideshow={"slide_type": "skip"}
houses = data.ten_houses()[["area", "bedrooms"]].to_numpy(float)


def condition(features):
    design = np.column_stack([np.ones(len(features)), features])  # 补一列 1
    return np.linalg.cond(design.T @ design)


condition_raw, condition_scaled = condition(houses), condition(StandardScaler().fit_transform(houses))
print(f"原始 {condition_raw:.2e}，标准化以后 {condition_scaled:.2f}")
assert np.isclose(condition_raw, 1.37e8, rtol=0.01) and np.isclose(condition_scaled, 4.46, rtol=0.01)

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.why_scale")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.4.6 七个变换器（自学）
#
# scikit-learn 的变换器都是先 `fit`，再 `transform`：
#
# | 变换器 | 按 | 做什么 | `fit` 记下什么 |
# |---|---|---|---|
# | `StandardScaler` | 列 | 均值 0、方差 1 | 均值、标准差 |
# | `MinMaxScaler` | 列 | 放进 0 到 1 | 最小、最大 |
# | `Binarizer` | 格 | 大于阈值变 1，其余变 0 | 什么也不记 |
# | `Normalizer`（按行归一化） | 行 | 每行缩成长度 1 | 什么也不记 |
# | `OneHotEncoder` | 列 | 一类一列 | 类别的名单 |
# | `LabelEncoder` | 标签 | 编号 | 类别的名单 |
# | `SimpleImputer` | 列 | 补缺失 | 补哪个数 |
#
# 前四个在 3×3 的小表上各跑一遍，第一列就是 3.4.2 手算的 1、2、0。

# %% slideshow={"slide_type": "skip"}
small = np.array([[1.0, -1, 2], [2, 0, 0], [0, 1, -1]])
print("StandardScaler", StandardScaler().fit_transform(small).round(4), sep="\n")
print("MinMaxScaler", MinMaxScaler().fit_transform(small).round(4), sep="\n")
print("Binarizer，阈值 0", Binarizer(threshold=0).fit_transform(small), sep="\n")
print("Normalizer", Normalizer().fit_transform(small).round(4), sep="\n")

# %% slideshow={"slide_type": "skip"}
expected = [[0, -1.224745, 1.336306], [1.224745, 0, -0.267261], [-1.224745, 1.224745, -1.069045]]
assert np.allclose(StandardScaler().fit_transform(small), expected, atol=1e-6)
assert np.allclose(MinMaxScaler().fit_transform(small), [[0.5, 0, 1], [1, 0.5, 1 / 3], [0, 1, 0]])
assert Binarizer().fit_transform(small).tolist() == [[1, 0, 1], [1, 0, 0], [0, 1, 0]]
unit = Normalizer().fit_transform(small)
assert np.allclose(unit, [[0.408248, -0.408248, 0.816497], [1, 0, 0], [0, 0.707107, -0.707107]], atol=1e-6)
assert np.allclose(np.linalg.norm(unit, axis=1), 1)

# %% [markdown] slideshow={"slide_type": "skip"}
# 看 `Binarizer`：0 不大于 0，所以变 0。
# 看 `Normalizer`：第一行 $(1,-1,2)$ 的长度是 $\sqrt{1+1+4}=\sqrt6$，各除以 $\sqrt6$。
# 它只留方向，不管长短：两篇文章一长一短，用词的搭配像不像，就可以先这样缩。
# 英文里 normalization（归一化）和 regularization（正则化，防过拟合的办法，第 11 章）容易看混，不是一回事。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.scalers")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **酒的准确率**：换一百种划分，原始平均 0.69，标准化平均 0.96，不是碰巧；3.7.2 用 5 折再比一次。
# 现场可改：`random_state`、近邻的个数。
#
# **会遇到的误区**：“标准化以后就是正态分布”。
# 形状不变：偏的还是偏的，两个峰的还是两个峰（`data.normal`）。
#
# **`LabelEncoder` 只给标签**：它按字母（编码）排，L、M、S 会成 0、1、2；给特征排次序用 `OrdinalEncoder`，次序自己写明。
#
# **独热删不删一列**：$k$ 近邻不必删；`LogisticRegression` 默认带惩罚项，解也唯一，不必删。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 讲课备注里的数
wine_pairs = []
for seed in range(100):
    one, two, one_y, two_y = train_test_split(wine_X, wine_y, test_size=0.2, random_state=seed, stratify=wine_y)
    fitted = StandardScaler().fit(one)
    plain = KNeighborsClassifier(5).fit(one, one_y).score(two, two_y)
    wine_pairs.append((plain, KNeighborsClassifier(5).fit(fitted.transform(one), one_y).score(fitted.transform(two), two_y)))
assert np.allclose(np.mean(wine_pairs, axis=0), [0.69, 0.96], atol=0.02)
sample_z = (100 - ten_classes.mean()) / ten_classes.std(ddof=1)
assert sample_z < 9 / math.sqrt(10) < 2.847
milder = np.append(ten_classes[:-1], 15)
assert round((15 - milder.mean()) / milder.std(), 2) == 1.90 and 15 < high_fence

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.5 划分：先分，再学
#
# ### 3.5.1 三份数据，三种用处
#
# 手里的数据，哪些用来学，哪些用来考？
# 像备考一样，分三份：
#
# | | 好比 | 用来 | 看几次 |
# |---|---|---|---|
# | **训练集**（training set） | 作业 | 学参数 | 随便 |
# | **验证集**（validation set） | 模拟考 | 选模型，调学习率这类人定的数（超参数） | 多次 |
# | **测试集**（test set） | 高考 | 估计对没见过的数据有多准，就是**泛化**（第 1 章） | **一次** |
#
# 作业满分、高考不及格，叫**过拟合**（overfitting）：学的题背下来了，没见过的不会。
#
# 为什么模拟考的分数不能当高考的分数？
# 你按模拟考的分数挑了又挑，挑出来的多少带着运气，分数就偏高了。
# 看测试集也一样：看一次改一次，它就成了又一份模拟考。
#
# 次序是：先切下测试集，锁起来；剩下的再分训练和验证。
# 这一节先讲第一刀，训练和测试；第二刀在 3.6.5，换成更省数据的办法。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.roles")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.5.2 随机划分，和三个开关
#
# 最省事的是**随机划分**：像洗牌，每一行进测试集的概率都一样，和它是什么、排第几无关。
# 它要求各行**独立同分布**（independent and identically distributed）：互不相干，来处相同。
# 有先后的行、同一个人的好几行，就不满足。
#
# `train_test_split` 替你洗牌切牌，三个开关要自己想好：

# %% slideshow={"slide_type": "fragment"}
iris_train, iris_test, kind_train, kind_test = train_test_split(
    iris_X, iris_y, test_size=0.2,  # 测试占两成（不写是四分之一）
    random_state=42,  # 给一个数，能重复同一次划分；默认 None，每次不同
    shuffle=True,  # 默认就是 True，先洗牌；按时间切：先排好时间，写 False
    stratify=iris_y,  # 各类的比例照总体分（3.5.3）；默认 None，不管类别
)
print("训练", iris_train.shape, "各类", np.bincount(kind_train))
print("测试", iris_test.shape, " 各类", np.bincount(kind_test))
print("训练集前五朵的品种", kind_train[:5], "洗过牌了")

# %% slideshow={"slide_type": "skip"}
assert iris_train.shape == (120, 4) and iris_test.shape == (30, 4) and kind_train[:5].tolist() == [0, 2, 1, 0, 1]
assert np.bincount(kind_train).tolist() == [40] * 3 and np.bincount(kind_test).tolist() == [10] * 3

# %% [markdown] slideshow={"slide_type": "skip"}
# `shuffle=False` 时不能再写 `stratify`，会报错。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.shuffle")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.5.3 分层划分
#
# 100 份检查，只有 10 份是阳性，随机切出 20 份当测试集。
# 平均该有 2 份阳性。
# **先猜：切十次，最少几份，最多几份？**

# %% slideshow={"slide_type": "fragment"}
positive = np.array([0] * 90 + [1] * 10)
loose, strict = [], []
for seed in range(10):  # 改这里：多切几次
    options = {"test_size": 0.2, "random_state": seed}
    _, test = train_test_split(positive, **options)
    loose.append(int(test.sum()))
    _, test = train_test_split(positive, **options, stratify=positive)
    strict.append(int(test.sum()))
print("随机", loose)
print("分层", strict)

# %% slideshow={"slide_type": "skip"}
ten_draws = [int(train_test_split(positive, test_size=0.2, random_state=s)[1].sum()) for s in range(10)]
assert ten_draws == [3, 2, 2, 4, 3, 1, 1, 2, 3, 1]
assert 0 in [train_test_split(positive, test_size=0.2, random_state=s)[1].sum() for s in range(10, 100)]
assert all(train_test_split(positive, test_size=0.2, random_state=s, stratify=positive)[1].sum() == 2 for s in range(10))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 少的 1 份，多的 4 份；再多切几次，还会切出 0 份。
# 考卷上只有 1 份阳性，“阳性认出了几成”（召回率，第 6、10 章）就只有 0 和 100 % 两种答案，全看运气。
# 准确率也救不了：全猜阴性，这 20 份里照样对 19 份，95 %。
# **分层**（stratified）划分先按类别分成几层，每一层按同样的比例抽，所以总是 2 份。
# 类别不均衡、数据又少的时候，写上 `stratify=y`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.stratify")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.split_name")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.5.4 按时间划分
#
# 一座小城四年的日平均气温（造的数据）。
# 任务：**年底要交明年全年的预报**，365 天一次交齐。
# 两个办法：
#
# - **邻日法**：在训练集里找日期最近的两天，取平均；
# - **同期法**：在训练集里找别的年份、同一时节前后一周的日子，取平均。
#
# 两份考卷：随机抽四分之一的日子来考；或者前三年学，第四年考。
# 分数用**均方根误差**（RMSE，第 1 章），单位是度，越小越好。
# **先猜：两份考卷会选出同一个办法吗？**

# %% [markdown] slideshow={"slide_type": "skip"}
# 下面的程序只看每个函数的第一行说明也行；`[:, None]` 把一行日子竖成一列，和另一行相减，就得到“测试日 × 训练日”的一张表（第 4 章的广播）。

# %% slideshow={"slide_type": "skip"}
weather = data.temperatures()
celsius = weather["celsius"].to_numpy()
day = np.arange(len(weather))  # 第几天
year = weather["date"].dt.year.to_numpy()
season = weather["date"].dt.strftime("%j").astype(int).to_numpy()  # 一年里的第几天


def neighbours(train, test):
    """邻日法：训练集里日期最近的两天，气温取平均。"""
    return KNeighborsRegressor(2).fit(day[train, None], celsius[train]).predict(day[test, None])


def same_season(train, test, days=7):
    """同期法：训练集里别的年份、同一时节前后 days 天，气温取平均。"""
    apart = abs(season[test][:, None] - season[train])  # 每个测试日离每个训练日几天，不管哪一年
    apart = np.minimum(apart, 366 - apart)  # 12 月 31 日和 1 月 1 日是挨着的
    close = (apart <= days) & (year[test][:, None] != year[train])  # 要的是 True，不要的是 False
    return (close * celsius[train]).sum(axis=1) / close.sum(axis=1)  # True 当 1，False 当 0


def rmse(guess, test):
    return float(np.sqrt(np.mean((guess - celsius[test]) ** 2)))

# %% slideshow={"slide_type": "skip"}
shuffled = train_test_split(day, test_size=0.25, random_state=0)
ordered = day[:1096], day[1096:]  # 前三年，第四年
errors = {}
for name, (train, test) in {"随机": shuffled, "按时间": ordered}.items():
    errors[name] = rmse(neighbours(train, test), test), rmse(same_season(train, test), test)

# %% slideshow={"slide_type": "subslide"}
for name, (near, same) in errors.items():
    print(f"{name}，误差：邻日法 {near:.1f} 度，同期法 {same:.1f} 度")

# %% slideshow={"slide_type": "skip"}
assert len(weather) == 1461 and str(weather["date"][1096].date()) == "2025-01-01" and str(weather["date"][730].date()) == "2024-01-01"
assert np.allclose(errors["随机"], [2.0, 3.0], atol=0.15) and np.allclose(errors["按时间"], [9.0, 3.6], atol=0.15)
assert np.allclose(neighbours(*ordered), 14.4)
assert np.allclose(celsius[1094:1096], [13.6, 15.2]) and abs(celsius[:1096].mean() - 14.4) < 0.1 and 8 < celsius[1086:1094].mean() < 11.5
assert 14 < rmse(5, ordered[1]) < 15

# %% [markdown] slideshow={"slide_type": "fragment"}
# 随机的考卷选邻日法，按时间的考卷选同期法，差得很远（考卷拿来比办法，照 3.5.1 就是验证集；3.4.1 那 36 瓶也是）。
# 随机抽的日子，前后多半就有训练的日子，邻日法是在**补中间缺的一天**；任务要的是**报明年全年**，最近的两天永远是第三年的最后两天，邻日法全年报它们的平均，14.4 度。
# 随机的考卷悄悄换了题：误差 9.0 度的办法，在它那里只错 2.0 度。
#
# 所以出考卷先问两句：**将来怎么用，提前多久；那一刻，手里有什么**。
# 用了预报那一刻还没有的数，叫**未来泄漏**。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(2, 1, figsize=(8, 3.7), layout="constrained")
for ax, (train, test), name in zip(axes, (shuffled, ordered), ("随机：放大 40 天", "按时间：四年")):
    zoom = ax is axes[0]
    shown = slice(None) if not zoom else slice(1040, 1080)
    inside_train, inside_test = np.intersect1d(day[shown], train), np.intersect1d(day[shown], test)
    ax.plot(inside_train, celsius[inside_train], "o", ms=7 if zoom else 2, color=BLUE, label="训练")
    ax.plot(inside_test, celsius[inside_test], "s", ms=7 if zoom else 2, color=RED, label="测试")
    ax.set_ylabel("气温（度）")
    ax.set_title(name, loc="left", fontsize=14)
    ax.grid(False)
    ax.margins(y=0.15)
axes[0].legend(loc="lower left", bbox_to_anchor=(0.6, 0.98), ncols=2, frameon=False)
axes[1].plot(day[1096:], neighbours(*ordered), color="black", lw=2)
axes[1].text(1470, 15, "邻日法", va="bottom")
axes[1].plot(day[1096:], same_season(*ordered), color=GREEN, lw=2.5)
axes[1].text(1470, 7, "同期法", va="top", color=GREEN)
axes[1].set(xlabel="第几天", xticks=[0, 365, 730, 1096, 1461], xlim=(-70, 1650))
plotting.show(fig, alt="两张气温的点图。上图随机划分，放大 40 天：橙红色方块（测试）夹在蓝色圆点（训练）中间，左右不远就有训练的日子。下图按时间划分，四年 1461 天，四个冬夏起伏：前三年是蓝色，第四年整段是橙红色，一条水平的黑线穿过第四年，右端写着“邻日法”，就是它全年的预报；绿线是同期法的预报，跟着冬夏起伏。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 14.4 度从哪来：第三年的最后两天碰巧暖，13.6 和 15.2 度，前几天只有十度上下；又碰巧和前三年的平均差不多。
# 若是平常的冬天，全年都报 5 度，要错 14 度多。
#
# **自学：每天晚上只报明天。**
# 换成这个任务，昨天和前天都已知道，邻日法只用这两天，一点未来也不看：

# %% slideshow={"slide_type": "skip"}
fourth = day[1096:]
last_two = (celsius[fourth - 1] + celsius[fourth - 2]) / 2  # 只用过去
both_sides = (celsius[fourth[:-1] - 1] + celsius[fourth[:-1] + 1]) / 2  # 偷看后一天
print(f"误差：用前两天 {rmse(last_two, fourth):.1f} 度")
print(f"误差：用前一天和后一天 {rmse(both_sides, fourth[:-1]):.1f} 度")

# %% slideshow={"slide_type": "skip"}
assert abs(rmse(last_two, fourth) - 2.3) < 0.1 and 1.5 < rmse(both_sides, fourth[:-1]) < 1.75

# %% [markdown] slideshow={"slide_type": "skip"}
# 只报明天，用前两天的误差是 2.3 度，胜过同期法的 3.6 度：哪个办法好，要看**提前几天报**。
# 把前天换成后一天，误差降到 1.6 度，多出来的这点好是假的，正是未来泄漏：报的那一刻还没有后一天。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("data.groups")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 切的单位是**人**，不是片子：`GroupKFold`、`GroupShuffleSplit`，写上 `groups=病人号`，一个人的行都在同一边。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.time_split")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.5.5 先标准化，还是先划分
#
# 有一种写法，先用 150 朵花算均值和标准差，再划分。
# 这样，测试的 30 朵也参加了算均值：考卷参加了学习，**次序错了**。
# 对的次序：**先划分，只用训练集 `fit`，再拿学到的均值和标准差 `transform` 两边。**

# %% slideshow={"slide_type": "fragment"}
scaler_train = StandardScaler().fit(iris_train)  # 只看 120 朵
print("150 朵的均值", scaler_all.mean_.round(4))
print("120 朵的均值", scaler_train.mean_.round(4))
print("训练集的第一朵，先标准化", scaler_all.transform(iris_train)[0].round(4))
print("训练集的第一朵，先划分  ", scaler_train.transform(iris_train)[0].round(4))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(scaler_train.mean_, [5.841667, 3.048333, 3.77, 1.205], atol=1e-6)
assert np.allclose(scaler_train.scale_, [0.837415, 0.446651, 1.761136, 0.759479], atol=1e-6)
assert np.allclose(scaler_train.transform(iris_train)[0], [-1.721568, -0.332101, -1.345722, -1.323276], atol=1e-6)
assert np.allclose(scaler_all.transform(iris_train)[0], [-1.748856, -0.362176, -1.340227, -1.315444], atol=1e-6)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 这点差别要紧吗？
# 说实话：在鸢尾花上，**几乎没有害处**，换一百种划分，平均准确率都是 0.956（下面的自学）。
# 两份均值差不了多少，而且标准化不看标签。
# 守规矩，是因为同样的次序错误，换一个步骤，分数就会虚高很多（见 3.7）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：错的次序害处有多大。**
# 换一百种划分，两种次序各训练一次：

# %% slideshow={"slide_type": "skip"}
pairs = []
for seed in range(100):
    X_train, X_test, y_train, y_test = train_test_split(
        iris_X, iris_y, test_size=0.2, random_state=seed, stratify=iris_y
    )
    pair = []
    for scaler in (scaler_all, StandardScaler().fit(X_train)):  # 错的次序，对的次序
        fitted = LogisticRegression().fit(scaler.transform(X_train), y_train)
        pair.append(fitted.score(scaler.transform(X_test), y_test))
    pairs.append(pair)
pairs = np.array(pairs)

# %% slideshow={"slide_type": "skip"}
print("平均准确率，错的、对的：", pairs.mean(axis=0).round(3))
print("一百次里，两边不同的有", (pairs[:, 0] != pairs[:, 1]).sum(), "次")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(pairs.mean(axis=0), 0.956, atol=0.01) and (pairs[:, 0] != pairs[:, 1]).sum() <= 5

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **3.5.4 的要点**：不是邻日法“不好”，是随机的考卷问的是另一道题：“中间缺了一天，补得上吗”。
# 拿来补缺失值，邻日法正合适。
# 9.0 主要来自提前的天数太多，不是来自泄漏；泄漏本身值多少，看 2.3 和 1.6。
# 只用昨天一天，2.2 度；同期法在随机的考卷上也用了后来的年份，所以 3.0 比 3.6 好看些。
#
# `data.time_split` 留作课后，它只问“为什么不能随机”。
#
# **会遇到的误区**：“`shuffle=False` 就够了”。
# 还要看行是不是真按时间排好了。
#
# **3.5.5 别夸大**：学生会去试，发现没有差别，从此不信规矩。
# 先说没有害处，再说为什么守。
#
# **学生会问**：图上第四年的黑线为什么是 14.4 度，年底不是很冷吗？
# 碰巧那两天暖（13.6、15.2 度），又碰巧接近全年的平均；全年都报 5 度，误差要 14 度多。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.5.6 按时间轮流考（自学）
#
# 按时间也能考不止一次：每次拿过去学，拿紧接着的一段考。
# 提前 $h$ 天报的题，两段之间还要空出几天，免得训练的答案在报的那一刻还不知道：`TimeSeriesSplit(3, gap=…)`，下面是最简单的，不空：

# %% slideshow={"slide_type": "skip"}
for past, future in TimeSeriesSplit(3).split(np.arange(8)):
    print("学", past, "考", future)

# %% slideshow={"slide_type": "skip"}
marching = [(past.tolist(), future.tolist()) for past, future in TimeSeriesSplit(3).split(np.arange(8))]
assert marching == [([0, 1], [2, 3]), ([0, 1, 2, 3], [4, 5]), ([0, 1, 2, 3, 4, 5], [6, 7])]
assert all(max(past) < min(future) for past, future in marching)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.6 轮流当考卷
#
# ### 3.6.1 留出法：一次划分，看的是运气
#
# 切一次，一份学、一份考，叫**留出法**（hold-out）。
# 同一个模型，同一批花，只换切牌的种子，分数会差多少？
# 四列都是厘米，这里不缩放，直接用 5 近邻。
# 这里只看考法，什么也不挑，所以 150 朵全用，不锁测试集（3.5.2 切下 30 朵，只是演示切法）。
# 要挑的时候就得先锁：3.6.5 换一份没看过的数据来做。

# %% slideshow={"slide_type": "fragment"}
knn5 = KNeighborsClassifier(5)
holdout = []
for seed in range(100):
    X_train, X_test, y_train, y_test = train_test_split(
        iris_X, iris_y, test_size=0.2, random_state=seed
    )
    holdout.append(knn5.fit(X_train, y_train).score(X_test, y_test))
print(f"最低 {min(holdout):.3f}，最高 {max(holdout):.3f}，平均 {np.mean(holdout):.3f}")

# %% slideshow={"slide_type": "skip"}
assert 0.84 < min(holdout) < 0.92 and max(holdout) == 1 and abs(np.mean(holdout) - 0.96) <= 0.015
layered = []
for seed in range(100):
    one, two, one_y, two_y = train_test_split(iris_X, iris_y, test_size=0.2, random_state=seed, stratify=iris_y)
    layered.append(KNeighborsClassifier(5).fit(one, one_y).score(two, two_y))
assert 0.92 < min(layered) < 0.945 and max(layered) == 1

# %% [markdown] slideshow={"slide_type": "fragment"}
# 从八成七到满分，全看哪 30 朵当了考卷（写上 `stratify`，也还是从 0.93 到 1）。
# 留出法快、简单，可是：
#
# - 结果**取决于怎么切**，只报一次，等于只抽一次签；
# - 只训练一次，那 30 朵（两成）从来没有参加过学习；
# - 类别不均衡又不分层，少见的类可能没有几个进训练集，模型就偏向常见的类。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.6.2 KFold
#
# 那就让每一行都当一次考卷。
# **K 折交叉验证**（K-fold cross-validation）：洗牌，切成差不多大的 $K$ 份；每次留一份考，其余 $K-1$ 份学；$K$ 个分数取平均。
# **每一折换一个新模型**，它没学过这一折考的那份，所以不犯规。
#
# 8 行切 4 份（为看清楚，没有洗牌）：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
ax = plotting.folds(KFold(4).split(np.arange(8)))
for entry, name in zip(ax.get_legend().get_texts(), ("学", "考")):
    entry.set_text(name)
plotting.show(ax, alt="4 行 8 列的格子，一行是一折，一列是一行数据，图例写着学、考。第 1 折考 0 和 1，第 2 折考 2 和 3，第 3 折考 4 和 5，第 4 折考 6 和 7，考的格子连成一条从左上到右下的斜线，其余的格子学。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 换成鸢尾花，5 折，一行就够：

# %% slideshow={"slide_type": "-"}
folds5 = KFold(5, shuffle=True, random_state=0)  # 改这里：折数、种子
scores5 = cross_val_score(knn5, iris_X, iris_y, cv=folds5)
print("5 折", scores5.round(3), " 平均", scores5.mean().round(3))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 鸢尾花的 150 行是按品种排好的，前 50 行、中间 50 行、后 50 行各是一个品种。
# **先猜：不洗牌，直接切 3 折，会考多少分？**

# %% slideshow={"slide_type": "fragment"}
print("不洗牌，3 折", cross_val_score(knn5, iris_X, iris_y, cv=KFold(3)))

# %% slideshow={"slide_type": "skip"}
assert (cross_val_score(knn5, iris_X, iris_y, cv=KFold(3)) == 0).all()
repeated = [cross_val_score(knn5, iris_X, iris_y, cv=KFold(5, shuffle=True, random_state=s)).mean() for s in range(20)]
print(f"换二十个种子，5 折的平均：最低 {min(repeated):.2f}，最高 {max(repeated):.2f}，标准差 {np.std(repeated):.3f}")
print(f"换一百个种子，留出法的标准差：{np.std(holdout):.3f}")
assert min(repeated) > 0.935 and max(repeated) < 0.98 and np.std(repeated) < np.std(holdout) / 3

# %% [markdown] slideshow={"slide_type": "fragment"}
# **常见错误：忘了洗牌。**
# 不洗牌切三份，一份就是一个品种：每次考的品种，训练时一朵也没见过，三次都是 0 分。
# 分类的题平常用 `StratifiedKFold`，每一份里各类的比例都一样；这里用 `KFold`，只为看清这个错误。
#
# 换种子，5 折的平均在 0.94 到 0.97 之间，标准差 0.009；留出法的标准差是 0.031。
# 这只是切法的运气小了，150 朵花本身是哪些，仍是运气；代价是训练五次。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.kfold")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：看行号。**
# 10 行切 5 份，先洗牌：

# %% slideshow={"slide_type": "skip"}
X_kfold = np.arange(1, 21).reshape(10, 2)  # [[1, 2], [3, 4], …, [19, 20]]
for train, test in KFold(5, shuffle=True, random_state=42).split(X_kfold):
    print("学的行", train, "考的行", test)

# %% slideshow={"slide_type": "skip"}
in_five = [test.tolist() for _, test in KFold(5, shuffle=True, random_state=42).split(X_kfold)]
assert in_five == [[1, 8], [0, 5], [2, 7], [4, 9], [3, 6]]
blocks = [test.tolist() for _, test in KFold(4).split(np.arange(8))]
assert blocks == [[0, 1], [2, 3], [4, 5], [6, 7]]

# %% [markdown] slideshow={"slide_type": "skip"}
# `split` 给的是**行号**，不是数据；0 到 9 各当一次考卷，次序是洗牌来的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.6.3 留一法
#
# 把 $K$ 取到最大，$K=n$：每次只留一行，就是第 1 章用过的**留一法**（leave-one-out）。
# 4 行就考 4 次，次序是 0、1、2、3；鸢尾花 150 行，要训练 150 次，准确率 0.967。

# %% slideshow={"slide_type": "skip"}
loo_scores = cross_val_score(knn5, iris_X, iris_y, cv=LeaveOneOut())
print("训练", len(loo_scores), "次，准确率", loo_scores.mean().round(3))

# %% slideshow={"slide_type": "skip"}
assert len(loo_scores) == 150 and set(loo_scores) == {0, 1} and abs(loo_scores.mean() - 0.967) <= 0.03

# %% [markdown] slideshow={"slide_type": "fragment"}
# 几乎全部数据都用来学，也不用抽签：谁来切都一样。
# 数据很少时用得起；可是 $n$ 行就要训练 $n$ 次，十万行就是十万次，而且它的估计也不一定比 K 折更准。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：留一法的行号。**
# 4 行的留一法；再看 10 行切 10 份，那也是留一法，只多洗了一次牌：

# %% slideshow={"slide_type": "skip"}
X_loo, y_loo = np.array([[1, 2], [3, 4], [5, 6], [7, 8]]), np.array([1, 2, 3, 4])
for train, test in LeaveOneOut().split(X_loo):
    print("学", train, "考", test, "考的是", X_loo[test[0]], y_loo[test[0]])
kfold = KFold(n_splits=10, shuffle=True, random_state=42)
print("10 行切 10 份，考的次序", [int(test[0]) for _, test in kfold.split(X_kfold)])

# %% slideshow={"slide_type": "skip"}
assert [test.tolist() for _, test in LeaveOneOut().split(X_loo)] == [[0], [1], [2], [3]]
assert [int(test[0]) for _, test in kfold.split(X_kfold)] == [8, 1, 5, 0, 7, 2, 9, 4, 3, 6]
assert X_kfold[0].tolist() == [1, 2] and X_kfold[-1].tolist() == [19, 20]

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.loo")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.6.4 自助法
#
# **自助法**（bootstrap）换一种抽法：从 $n$ 行里**有放回**地抽 $n$ 次。
# 抽出来看一眼就放回去，所以有的行抽到好几次，有的一次也没有。
# 抽到的拿来学，没抽到的拿来考，叫**袋外**（out-of-bag，也译包外）样本。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
draws = np.random.default_rng(0).integers(0, 10, (5, 10))
ax = plotting.bootstrap_draws(draws)
plotting.show(ax, alt=plotting.alt_text(ax) + "每格写着这一行被抽到几次，写 0 的格子是橙黄色，画着斜线，就是袋外；五袋里 50 格有 20 格是 0。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 一行没抽到的概率 $p$ 有多大？
# 抽一次躲过去，是 $1-\frac1n$；$n$ 次都躲过去：
#
# $$p=\Big(1-\frac1n\Big)^n\ \longrightarrow\ e^{-1}\approx0.368$$
#
# 极限是微积分里的第二个重要极限；$n=10$ 时是 0.349（图上五袋碰巧有四成）。
#
# 抽到的一袋里，不同的行只有 $1-0.368=63.2\,\%$，比 5 折的 80 % 少，所以袋外的分数多半略偏低（3.6.6 自学）。
# 自助法还能给一个数配上“±”，不必假定数据服从哪种分布（下面的自学）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：0.368 是怎样逼近的。**
# 先算公式，再真抽 200 次：

# %% slideshow={"slide_type": "skip"}
for n in (10, 100, 1000):
    print(f"n = {n:4d}：没抽到 {(1 - 1 / n) ** n:.6f}")
print(f"极限 1/e：    {math.exp(-1):.6f}")
bags = np.random.default_rng(0).integers(0, 1000, (200, 1000))  # 真抽 200 次
missed = [1 - len(np.unique(bag)) / 1000 for bag in bags]
print("真抽 200 次，平均没抽到", round(float(np.mean(missed)), 3))

# %% slideshow={"slide_type": "skip"}
chances = [round((1 - 1 / n) ** n, 6) for n in (10, 100, 1000)]
assert chances == [0.348678, 0.366032, 0.367695] and round(math.exp(-1), 6) == 0.367879
assert abs(np.mean(missed) - 0.368) < 0.003

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.bootstrap")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：一个数有多准。**
# 量了 100 个数，均值 30.30；再量一百个，会差多少？
# 没法再量，就把这 100 个数当作总体：从里面有放回地抽，每抽一次算一个均值，看一千个均值散得多开。

# %% slideshow={"slide_type": "skip"}
def bootstrap(values, num_samples, statistic, seed=0):
    """Return the statistic of each of num_samples resamples, a list."""
    state = np.random.RandomState(seed)  # resample 不收 default_rng 的 Generator
    return [statistic(resample(values, random_state=state)) for _ in range(num_samples)]


measured = np.random.RandomState(0).normal(30, 5, 100)  # 真正的均值是 30
means = bootstrap(measured, 1000, np.mean)
low, high = np.percentile(means, [2.5, 97.5])
print(f"样本均值 {measured.mean():.4f}，一千个均值的平均 {np.mean(means):.4f}")
print(f"标准误 {np.std(means):.4f}，95 % 区间 [{low:.3f}, {high:.3f}]")

# %% slideshow={"slide_type": "skip"}
assert round(measured.mean(), 4) == 30.2990 and abs(np.mean(means) - 30.3115) < 1e-3 and abs(np.std(means) - 0.5072) < 1e-3
assert abs(low - 29.306) < 5e-3 and abs(high - 31.325) < 5e-3 and low < 30 < high
assert abs(measured.std(ddof=1) / 10 - np.std(means)) < 0.01

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
plotting.bootstrap_distribution(means, observed=measured.mean(), xlabel="每次重抽的均值", ax=ax)
plotting.show(fig, alt=plotting.alt_text(ax) + "直方图像一座小山，峰在 30.3 附近，左右大致对称；黑色实线是原样本的均值 30.3，两条橙红色虚线是区间的两头，中间涂黄。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **标准误**（standard error）是统计量自己的标准差，0.507；统计课的公式是 $\frac{s}{\sqrt n}$（$s$ 是这 100 个数的标准差），算出来也是 0.51。
# 去掉两头各 2.5 %，中间叫 95 % **置信区间**（confidence interval），图上涂黄的一段。
# 95 % 说的是这个做法：反复去量、反复这样做，约有 95 % 的区间盖住真正的均值；数据只有十来个时，它会偏窄。
# 中位数没有这样简单的公式，也能照样配上“±”。
# 不能用的地方：行与行有先后、有邻居（时间序列、地图），打散重抽就抽坏了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.6.5 怎样选，和三份数据怎样接
#
# | | 训练几次 | 好处 | 坏处 | 用在 |
# |---|---|---|---|---|
# | 留出法 | 1 | 快，简单 | 看运气；两成从不参加训练 | 数据很多，训练很慢 |
# | K 折 | $K$ | 每行都学过、考过；稳 | 训练 $K$ 次 | 一般情形，先想到它 |
# | 留一法 | $n$ | 几乎全部都用来学；没有抽签 | $n$ 次，太慢 | 样本很少，训练很快 |
# | 自助法 | 自己定 | 数据少、切不开也能用；还能给一个数配“±” | 一袋只有 63.2 % 的不同行，分数略偏低 | 样本少；问一个数有多准 |
#
# $K$ 常取 5 或 10：小了，每次学的行少，分数略偏低；大了，训练的次数多。
# 报分数，连同各折的高低一起报。
# 四种都要求各行独立同分布；有时间先后，用 3.5.4 的按时间划分，同一个人有好几行，按人切。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 它们和训练、验证、测试怎样接？
# 先锁起测试集，**只在剩下的行里做 K 折：折里留下来考的那份，是轮流当的验证集**。
#
# 用它挑近邻的个数 $k$；挑好了，用锁外的全部行再学一个，交上去的是它；最后开一次锁。
# 鸢尾花前面整份看过了，再锁就晚了；换一份这一章还没碰过的：**手写数字**（digits），1797 张 8×8 的灰度图，要认出是 0 到 9 里的哪个。

# %% slideshow={"slide_type": "subslide"}
digits = load_digits()
digit_train, digit_test, digit_y_train, digit_y_test = train_test_split(  # 锁起 540 张
    digits.data / 16, digits.target, test_size=0.3, random_state=0, stratify=digits.target
)
mock = {}
for k in (1, 5, 15, 75):  # 模拟考：只用锁外的 1257 张；cv5 是 3.1 的分层五折
    folds = cross_val_score(KNeighborsClassifier(k), digit_train, digit_y_train, cv=cv5)
    mock[k] = folds.mean()
    print(f"k = {k:2d}：5 折平均 {mock[k]:.3f}，最低 {folds.min():.3f}，最高 {folds.max():.3f}")
best = max(mock, key=mock.get)  # 平均最高的 k
final = KNeighborsClassifier(best).fit(digit_train, digit_y_train)  # 1257 张重新学
print(f"k = {best}，测试集，只看这一次：{final.score(digit_test, digit_y_test):.3f}")

# %% slideshow={"slide_type": "skip"}
assert digit_train.shape == (1257, 64) and len(digit_test) == 540
assert best == 1 and np.allclose(list(mock.values()), [0.984, 0.982, 0.970, 0.911], atol=0.01)
assert round((mock[1] - mock[5]) * 1257) == 3 and abs(final.score(digit_test, digit_y_test) - 0.983) < 0.01

# %% [markdown] slideshow={"slide_type": "fragment"}
# 1 和 5 只差 3 张图（1257 张里），比各折的高低小得多，换一批折就可能换先后，取哪个都行；75 就明显差了。
#
# 5 折的五个模型都不交，它们只用来估分数。
# 没有东西要挑的时候（像 3.6.2），也可以不锁，K 折的平均就当最后的估计。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **3.6.1**：若有学生问“换个种子挑最高的报上去行不行”，这正是拿考卷挑模型。
#
# **现场可改**：`KFold(5, …)` 换成 10 折，平均仍在 0.94 到 0.98 之间。
#
# **会被问到**：“每一行都学过、考过，不是拿学过的题来考吗？”
# 每一折是一个新模型，它没学过自己考的那份；犯规说的是同一个模型。
#
# **会遇到的误区**：“K 折训练出 $K$ 个模型，用哪一个？”
# 一个也不用：K 折是用来估分数的，选定做法以后，拿锁外的全部数据再学一个。
#
# **学生会试 `cv=3`**：给分类器一个整数，`cross_val_score` 自动分层，看不到 0 分；要看 0 分，得写 `KFold(3)`。
#
# **挑出来的最高分偏高一点**：四个里取最高，多少带着运气，所以还要一份没看过的测试集。
# 换折的种子（0、1、2），5 折的平均 $k=1$ 是 0.984、0.984、0.986，$k=5$ 是 0.982、0.986、0.984：先后会换。
# 75 为什么差：每折只学 1005 张，一个数字才一百张左右，75 个邻居里容易混进别的数字。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.6.6 袋外的分数（自学）
#
# 鸢尾花，抽 200 袋，每袋拿抽到的学，袋外的考：

# %% slideshow={"slide_type": "skip"}
bag_rng = np.random.default_rng(0)
outside_scores = []
for _ in range(200):
    bag = bag_rng.integers(0, 150, 150)
    outside = np.setdiff1d(np.arange(150), bag)
    outside_scores.append(knn5.fit(iris_X[bag], iris_y[bag]).score(iris_X[outside], iris_y[outside]))
print(f"袋外 {np.mean(outside_scores):.3f}，5 折（20 个种子的平均）{np.mean(repeated):.3f}")
assert 0.94 < np.mean(outside_scores) < np.mean(repeated)

# %% [markdown] slideshow={"slide_type": "skip"}
# 一袋里学到的不同的行少，袋外的分数会略偏低；这里低了 0.004，还没有换种子的差别大。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.7 泄漏：解开 83 % 之谜
#
# ### 3.7.1 答案在挑列的时候漏了
#
# 回到师兄的三步：先在 100 个人上挑 20 列，再轮流考。
# 挑列看的是什么？
# 每一列和**标签**的关系，100 个标签全看了，考卷上那 20 个人的也在内。
#
# 2000 列随机数里，总有些列**碰巧**在这 100 个人身上和病对得上。
# 挑的就是这些巧合；考卷也是这 100 个人，巧合在考卷上照样灵。
# 换一批新的人，巧合就散了。
#
# 建模时用上了真正预测时得不到的信息，使分数虚高，叫**数据泄漏**（data leakage）；最常见的一种，是考卷里的信息流进了训练。
# 对的次序：**先分，挑列也只看训练的那 80 个人。**

# %% slideshow={"slide_type": "subslide"}
honest = []
for train, test in cv5.split(genes, ill):  # 两串行号：学的、考的
    picker = SelectKBest(f_classif, k=20).fit(genes[train], ill[train])  # 只看 80 人
    model = LogisticRegression().fit(picker.transform(genes[train]), ill[train])
    honest.append(model.score(picker.transform(genes[test]), ill[test]))
print(f"先挑后分：{noise_score:.2f}")
print(f"先分后挑：{np.mean(honest):.2f}")

# %% slideshow={"slide_type": "skip"}
assert abs(np.mean(honest) - 0.44) <= 0.03

# %% [markdown] slideshow={"slide_type": "fragment"}
# 83 % 塌到 44 %，和抛硬币一样。
# 为什么是 44 不是 50？
# 一份噪声有一份的运气。
# 换四十个种子，各造一份：

# %% slideshow={"slide_type": "skip"}
def leak_or_not(seed, columns=2000, k=20):
    """在纯噪声上的准确率：先挑后分，先分后挑。"""
    noise = np.random.default_rng(seed).normal(size=(100, columns))
    before = SelectKBest(f_classif, k=k).fit_transform(noise, ill)
    inside = make_pipeline(SelectKBest(f_classif, k=k), LogisticRegression())  # 两步串成一个模型，3.7.2 讲
    return (
        cross_val_score(LogisticRegression(), before, ill, cv=cv5).mean(),
        cross_val_score(inside, noise, ill, cv=cv5).mean(),
    )


leaks = np.array([leak_or_not(seed) for seed in range(40)])

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.0))
for row, (name, color, marker) in enumerate((("先分后挑", BLUE, "o"), ("先挑后分", RED, "s"))):
    values = leaks[:, 1 - row]
    ax.plot(values, row + np.tile(np.linspace(-0.2, 0.2, 8), 5), marker, color=color, ms=7, alpha=0.6)
    ax.text(values.mean() + 0.01, row + 0.32, f"平均 {values.mean():.2f}", color=color)
ax.axvline(0.5, ls="--", color="0.4")
ax.set(xlabel="在纯噪声上报出的准确率（虚线是抛硬币）", yticks=[0, 1], yticklabels=["先分后挑", "先挑后分"], ylim=(-0.5, 1.65), xlim=(0.3, 1))
ax.grid(False, axis="y")
plotting.show(fig, alt="两排点，每排四十个，一个点是一份噪声。下排先分后挑，散在 0.5 的虚线两边，从 0.35 到 0.69；上排先挑后分，从 0.77 到 0.93。两排没有重叠。")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(leaks.mean(axis=0), [0.86, 0.50], atol=0.03) and np.isclose(leaks[0, 0], noise_score)
assert leaks[:, 0].min() > leaks[:, 1].max() and leaks[:, 0].max() > 0.9
assert leaks[:, 1].min() > 0.3

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一个点是一份噪声（上下错开只为看得清）：先挑后分平均 0.86，先分后挑平均 0.50。
#
# 和 3.5.5 比一比：用全部数据标准化，几乎没有害处；用全部数据挑列，平均凭空多出三十六个百分点。
# 差别在**看没看标签，选没选过**。
# 程序一长，每一步看没看、选没选，很难一一查清，所以只记一条：
#
# **凡是从数据里学来的东西，补的数、均值、挑的列、模型的参数，都只从训练集学。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.7.2 Pipeline：把规矩写进程序
#
# 靠人记次序，总有忘的一天。
# **流水线**（pipeline）把几步串成一个模型：`fit` 时每一步都只看交给它的行，`predict` 时前面各步只 `transform`，不再学。
# 交给 `cross_val_score`，每一折只把训练的行交给它，从头学一遍。

# %% slideshow={"slide_type": "fragment"}
safe = make_pipeline(SelectKBest(f_classif, k=20), LogisticRegression())
print("3.1 的题，用流水线：", cross_val_score(safe, genes, ill, cv=cv5).mean().round(2))

wine_pipe = make_pipeline(StandardScaler(), KNeighborsClassifier(5))
wine_scores = cross_val_score(wine_pipe, wine_X, wine_y, cv=cv5)
wine_raw = cross_val_score(KNeighborsClassifier(5), wine_X, wine_y, cv=cv5)
print("葡萄酒，5 折：不缩放", wine_raw.mean().round(2), " 缩放", wine_scores.mean().round(2))

# %% slideshow={"slide_type": "skip"}
assert np.isclose(cross_val_score(safe, genes, ill, cv=cv5).mean(), np.mean(honest))
assert abs(wine_raw.mean() - 0.66) < 0.03 and wine_scores.min() > 0.88 and 0.93 < wine_scores.mean() < 0.99

# %% [markdown] slideshow={"slide_type": "fragment"}
# 和刚才手写的循环一样，44 %，次序不用人来记。
# 3.4.1 只切了一次，0.61 对 0.94；轮流考五次，0.66 对 0.96，结论站得住。
# 以后凡是要学的变换，都先写进 `make_pipeline`。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.7.3 ColumnTransformer：数和类别各走各的
#
# 旅客表里有数有类别，要走不同的路：
#
# - 数（年龄、票价）：中位数补缺，再标准化；
# - 类别（舱等、性别、港口）：众数补缺，再独热，没见过的不报错。
#
# `ColumnTransformer` 就是分岔口，每条岔路写名字、流水线、哪几列：

# %% slideshow={"slide_type": "fragment"}
numbers, kinds = ["age", "fare"], ["cabin", "sex", "port"]
prepare = ColumnTransformer([
    ("num", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
    ("cat", make_pipeline(SimpleImputer(strategy="most_frequent"),
                          OneHotEncoder(handle_unknown="ignore")), kinds),
], remainder="drop")  # 默认：没写到的列丢掉，不报错；要留下，写 "passthrough"
alive_model = make_pipeline(prepare, LogisticRegression())
table, alive = people.drop(columns="survived"), people["survived"]
alive_scores = cross_val_score(alive_model, table, alive, cv=cv5)
print("5 折平均", alive_scores.mean().round(2))
print("全猜没活下来", (alive == 0).mean().round(2))

# %% slideshow={"slide_type": "skip"}
assert abs(alive_scores.mean() - 0.76) <= 0.03 and round((people["survived"] == 0).mean(), 2) == 0.57

# %% [markdown] slideshow={"slide_type": "fragment"}
# 比全猜“没活下来”高出近二十个百分点。
# 课程的第一次作业（房价预测）就用这个架子。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：来了一位没见过的旅客。**
# `people` 是 3.3.1 的旅客表；拿表里的第一位来改：三等舱的女乘客，年龄本来就缺；把她的港口换成没见过的 Z：

# %% slideshow={"slide_type": "skip"}
alive_model.fit(table, alive)  # 分岔口也跟着学了
print("变成", prepare.transform(table).shape)
print(*prepare.get_feature_names_out())
stranger = table.head(1).assign(port="Z")  # 没见过的港口
print("这位旅客：", prepare.transform(stranger).round(2))
print("活下来的概率", alive_model.predict_proba(stranger)[0, 1].round(2))

# %% slideshow={"slide_type": "skip"}
ready = prepare.transform(stranger)[0]
assert people.loc[0, "sex"] == "female" and math.isnan(people.loc[0, "age"])
assert prepare.transform(table).shape == (400, 10) and (ready[-3:] == 0).all() and not np.isnan(ready).any()

# %% [markdown] slideshow={"slide_type": "skip"}
# 5 列变 10 列：2 个数，加上 3 + 2 + 3 个类别。
# 年龄补的是训练时记下的中位数；港口 Z 的三格全 0，不报错。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("data.leak")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **流水线挡不住的**：同一个人在两边、复印件在两边、用了未来的数、特征里藏着答案。
# 这四样要自己当心（3.7.4 自学）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.7.4 泄漏的几种样子（自学）
#
# | 样子 | 怎么漏的 | 怎么办 |
# |---|---|---|
# | 变换器见过考卷 | 先 `fit` 全部，再划分 | 放进流水线 |
# | 挑列、调参见过答案 | 在全部数据上选 | 选的步骤也放进每一折 |
# | 未来进了训练集 | 随机切时间序列 | 按时间切 |
# | 同一个人在两边 | 一个病人的十张片子随机切 | 按人切：`GroupKFold` |
# | 重复的行在两边 | 没去重，或先复制再划分 | 先去重、先划分 |
# | 特征里藏着答案 | 用“出院诊断”预测得没得病 | 问一句：预测的时候，这一列有了吗 |
# | 测试集看了又看 | 看一次改一次 | 用验证集改，测试集只看一次 |
#
# **轮到你改**：列数从 20 到 20000，泄漏的分数怎样变？

# %% slideshow={"slide_type": "skip"}
COLUMNS = 200  # 改这里：20、200、2000、20000
leaked, fair = leak_or_not(0, columns=COLUMNS)
print(f"{COLUMNS} 列噪声：先挑后分 {leaked:.2f}，先分后挑 {fair:.2f}")

# %% slideshow={"slide_type": "skip"}
by_columns = [leak_or_not(0, columns=c)[0] for c in (20, 200, 2000)]
assert by_columns[0] < by_columns[1] < by_columns[2]

# %% [markdown] slideshow={"slide_type": "skip"}
# 只有 20 列就没得挑，不泄漏；列越多，碰巧对上的越多，分数越高。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **对账**：翻回开场的五个猜测。
#
# **四十个点为什么散得比抛 100 次硬币开**（标准差 0.066 对 0.05）：五折的模型是用同一批人学出来的，彼此不独立。
#
# **会遇到的误区**：“5 折太少，换留一法就好了”。
# 泄漏发生在划分之前，怎么分都一样。
#
# **`fit` 和 `fit_transform` 的区别**：前者只学，后者学完马上变换；考卷上只能 `transform`。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 3.8 标签贵，先标哪些（自学）
#
# 3.6.5 的手写数字：1257 张假装没标，只请得起人标 160 张。
# 随机挑 160 张去标？
# 还是让模型自己说，它最拿不准的是哪几张？
# 后一种就是 3.2.4 说的主动学习。
# 另外 540 张用来比这两种办法，要看很多次：它们在 3.6.5 已经开过锁，这里只当验证集。
#
# 模型对每张图给出十个概率（`predict_proba`），一个数字一个。
# 最大的减去次大的，叫**间隔**（margin），越小越拿不准：
#
# | 图 | 最大 | 次大 | 间隔 |
# |---|---|---|---|
# | 甲 | 是 1：0.90 | 是 7：0.05 | 0.85 |
# | 乙 | 是 3：0.50 | 是 8：0.45 | **0.05** |
# | 丙 | 是 4：0.60 | 是 9：0.20 | 0.40 |
#
# 先标乙：3 还是 8，它分不清，多半学得最多（也可能是一张谁也认不出的糊图，这是此法的短处）。
# 先随机标 20 张，学一次；每一轮再标间隔最小的 10 张，重新学，再问。
# 和随机挑的比，各跑五次：

# %% slideshow={"slide_type": "skip"}
pool_X, pool_y = digit_train, digit_y_train  # 池子：还没标的 1257 张


def learn_by_asking(ask, seed, budget=160, each=10):
    """每一轮的准确率；ask 是 "random"（随机挑）或 "margin"（挑间隔最小的）。"""
    rng = np.random.default_rng(seed)
    marked = list(rng.choice(len(pool_X), 20, replace=False))  # 先标 20 张
    curve = []
    while True:
        # C：约束的松紧；max_iter：最多走几步。这里当黑盒
        reader = LogisticRegression(C=10, max_iter=1000).fit(pool_X[marked], pool_y[marked])
        curve.append(reader.score(digit_test, digit_y_test))
        if len(marked) == budget:
            return curve
        rest = np.setdiff1d(np.arange(len(pool_X)), marked)
        top = np.sort(reader.predict_proba(pool_X[rest]), axis=1)
        margin = top[:, -1] - top[:, -2]
        chosen = np.argsort(margin)[:each]
        marked += list(rng.choice(rest, each, replace=False) if ask == "random" else rest[chosen])

# %% slideshow={"slide_type": "skip"}
labels_used = 20 + 10 * np.arange(15)
asked = {ask: np.array([learn_by_asking(ask, seed) for seed in range(5)]) for ask in ("random", "margin")}

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.4))
for (ask, name), color, dash in zip((("margin", "间隔最小的"), ("random", "随机挑的")), (RED, BLUE), plotting.DASHES):
    ax.fill_between(labels_used, asked[ask].min(axis=0), asked[ask].max(axis=0), color=color, alpha=0.15, lw=0)
    ax.plot(labels_used, asked[ask].mean(axis=0), ls=dash, color=color, label=name)
ax.set(xlabel="标了几张", ylabel="准确率（没见过的图）", ylim=(0.45, 1), xticks=[20, 50, 80, 120, 160])
ax.legend(loc="lower right")
plotting.show(fig, alt="两条上升的曲线，横轴标了 20 到 160 张，纵轴准确率，阴影是五次里最低到最高。两条都从 0.6 左右起步，升得很快；从 30 张起，橙红色实线（间隔最小的）一直高于蓝色虚线（随机挑的），30、40 张时差得最多；蓝色虚线从 120 张起几乎不再升，终点约 0.95 对 0.92。")

# %% slideshow={"slide_type": "skip"}
print("标了", labels_used[[0, 3, 6, 8, 10, 14]])
print("随机", asked["random"].mean(axis=0)[[0, 3, 6, 8, 10, 14]].round(2))
print("间隔", asked["margin"].mean(axis=0)[[0, 3, 6, 8, 10, 14]].round(2))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(asked["random"].mean(axis=0)[[0, 3, 8, 14]], [0.596, 0.838, 0.904, 0.916], atol=0.03)
assert np.allclose(asked["margin"].mean(axis=0)[[0, 3, 8, 14]], [0.596, 0.862, 0.927, 0.953], atol=0.03)
assert len(pool_X) == 1257 and asked["margin"].mean(axis=0)[7] > asked["random"].mean(axis=0)[14]
reach = {ask: int(labels_used[(asked[ask].mean(axis=0) >= 0.9).argmax()]) for ask in asked}
assert reach["margin"] < reach["random"]
gap = (asked["margin"] - asked["random"]).mean(axis=0)
assert (gap[1:] > 0).all() and asked["margin"].mean(axis=0)[6] > asked["random"].mean(axis=0).max() - 0.005

# %% [markdown] slideshow={"slide_type": "skip"}
# 随机挑的，标到 120 张以后几乎不再升，0.92；按间隔挑，标 80 张就有 0.92，再标还在升（一个数据集、五个种子的平均）。
# 挑哪几张去标，没有看那 540 张的答案：拿考卷的答案来挑，又是泄漏。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.active")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# 标了 20、50、100、160 张时，五次的平均：随机 0.596、0.838、0.904、0.916，间隔 0.596、0.862、0.927、0.953。
# 20 张时两边一样：头 20 张是随机标的。
#
# **会遇到的误区**：“主动学习总是赢”。
# 这里只看了一个数据集、五个种子；模型刚起步很差时，它的“拿不准”也不可信，还可能老去问画坏了的图。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.9 装载：一批一批地喂
#
# ### 3.9.1 批与轮
#
# 第 1 章每走一步，都把十套房子全看一遍。
# 换成一百万张照片，内存、显存（GPU 的内存）都装不下，就分着装：
#
# - 每次更新读的一小组，就是第 4 章的一**批**（batch）；
# - 一批有几个样本，叫**批量大小**，记作 $B$；
# - 训练集全过一遍，叫一**轮**（epoch）；训练集的样本数在这一节记作 $N$。
#
# 10 个样本，$B=4$：4、4、2，一轮三批，最后一批不满。
# 一轮的批数是
#
# $$\Big\lceil\frac NB\Big\rceil$$
#
# $\lceil\ \rceil$ 是向上取整，$\lceil 2.5\rceil=3$。
# 每批更新一次参数，一轮就更新 3 次。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.9.2 Dataset 与 DataLoader
#
# PyTorch 把活分成两半：
#
# - **`Dataset`** 管：一共几个（`__len__`），第 $i$ 个是什么（`__getitem__`）；
# - **`DataLoader`** 管：按什么次序，几个一批，拼成张量。
#
# `class Rows(Dataset)` 是照 `Dataset` 的样子写一个自己的，叫 `Rows`。
# 用它造出 `ten_rows` 以后，写 `len(ten_rows)`，Python 就去叫 `__len__`；写 `ten_rows[3]`，就去叫 `__getitem__(3)`：

# %% slideshow={"slide_type": "subslide"}
class Rows(Dataset):
    def __init__(self, X, y):
        self.X = torch.tensor(X, dtype=torch.float32)
        self.y = torch.tensor(y)  # 回归要写 dtype=torch.float32

    def __len__(self):
        return len(self.X)

    def __getitem__(self, i):
        return self.X[i], self.y[i]  # 图像的数据集，在这里才打开第 i 张

# %% slideshow={"slide_type": "subslide"}
ten_rows = Rows(np.arange(10).reshape(10, 1), np.arange(10) ** 2)
print("一共", len(ten_rows), "个，ten_rows[3] 是", ten_rows[3])
for x, y in DataLoader(ten_rows, batch_size=4):
    print(tuple(x.shape), x.flatten().tolist(), y.tolist())

# %% slideshow={"slide_type": "skip"}
loaded = [x.flatten().int().tolist() for x, _ in DataLoader(ten_rows, batch_size=4, shuffle=False)]
assert loaded == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 每批多了一维：4 个形状 `(1,)` 的样本，拼成 `(4, 1)`。
# 第 $i$ 个样本要用时才去取；图像的数据集只记文件名，就不必一次全装进内存。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两个开关：`shuffle` 每轮洗牌；`drop_last` 丢掉不满的最后一批。

# %% slideshow={"slide_type": "fragment"}
BATCH = 4  # 改这里：3、5、10
seeded = torch.Generator().manual_seed(0)  # 固定洗牌的种子
loader = DataLoader(ten_rows, batch_size=BATCH, shuffle=True, generator=seeded)
for epoch in (1, 2):
    print(f"第 {epoch} 轮", [x.flatten().int().tolist() for x, _ in loader])
full = DataLoader(ten_rows, batch_size=BATCH, drop_last=True)
print("批数", len(loader), "；丢掉不满的", len(full))

# %% slideshow={"slide_type": "skip"}
for N in (10, 12, 1168):
    for B in (1, 4, 32):
        items = torch.arange(N)
        assert len(DataLoader(items, batch_size=B)) == math.ceil(N / B)
        assert len(DataLoader(items, batch_size=B, drop_last=True)) == N // B
mixed = DataLoader(ten_rows, batch_size=4, shuffle=True, generator=torch.Generator().manual_seed(1))
assert all(sorted(int(i) for x, _ in mixed for i in x) == list(range(10)) for _ in range(3))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两轮的次序不同，每一轮十个都不漏、不重。
# 训练时洗牌，免得一批里全是同一类；测试集另建一个 `DataLoader`，不洗，也不丢。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 换成鸢尾花，前面的规矩接上了：先划分，均值和标准差只从训练集学，再装进 `Rows`：

# %% slideshow={"slide_type": "fragment"}
iris_rows = Rows(scaler_train.transform(iris_train), kind_train)
torch.manual_seed(0)  # 固定洗牌的种子
for x, y in DataLoader(iris_rows, batch_size=32, shuffle=True):
    print(tuple(x.shape), x.dtype, tuple(y.shape), y.dtype)

# %% slideshow={"slide_type": "skip"}
assert [len(y) for _, y in DataLoader(iris_rows, batch_size=32)] == [32, 32, 32, 24]
assert iris_rows[0][0].dtype == torch.float32 and iris_rows[0][1].dtype == torch.int64

# %% [markdown] slideshow={"slide_type": "fragment"}
# 120 朵，四批，最后一批 24 朵。
# 第 5 章数据少，120 朵一起送；第 10 章再一批一批地喂。
# `float32` 是第 4 章的 `dtype`。
# `torch.utils.data.TensorDataset` 是现成的 `Rows`，不过它只收张量，类型要先转好。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("data.batches")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.9.3 批量大小：噪声有多大（自学）
#
# 全部样本的梯度是各样本梯度的平均；一批的梯度，是抽 $B$ 个来估这个平均，有误差，叫梯度的**噪声**。
# 各样本的梯度，标准差记作 $\sigma_g$（和前面一列数的 $\sigma$ 不是一个）。
# 有放回地抽 $B$ 个，互不相干，和的方差是 $B\sigma_g^2$；平均是和除以 $B$，方差除以 $B^2$，得 $\frac{\sigma_g^2}{B}$，所以噪声的大小是
#
# $$\frac{\sigma_g}{\sqrt B}$$
#
# `DataLoader` 不放回地发牌：$B$ 比 $N$ 小得多时，和公式差不多；$B=N$ 时每批就是全部，噪声是 0。
#
# 在一个参数的线性回归上量一量：1000 个样本，$y=3x+$ 噪声，损失是 $\frac12(wx-y)^2$，站在 $w=0$，每个样本的梯度是 $(wx-y)\,x$。

# %% slideshow={"slide_type": "skip"}
rng_noise = np.random.default_rng(0)
x_line = rng_noise.normal(size=1000)
y_line = 3 * x_line + rng_noise.normal(size=1000)
each_gradient = (0 * x_line - y_line) * x_line  # w = 0
sizes, noises = [1, 4, 16, 64, 256], []
for B in sizes:
    batches = rng_noise.choice(each_gradient, (4000, B))  # 抽 4000 批，有放回
    noises.append(batches.mean(axis=1).std())
    print(f"B = {B:3d}：噪声 {noises[-1]:.2f}，公式 {each_gradient.std() / math.sqrt(B):.2f}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(noises, [4.34, 2.26, 1.15, 0.571, 0.286], rtol=0.1)
assert np.allclose(noises, each_gradient.std() / np.sqrt(sizes), rtol=0.1)

# %% [markdown] slideshow={"slide_type": "skip"}
# 批量大小变成四倍，$\sqrt B$ 变成两倍，噪声只减一半，要算的却也成了四倍。
# 所以批不是越大越好，够稳就行（GPU 没有用满时，多算的部分不大费时间）。
# $B=1$ 量出来的略低于公式，是四千次抽样自己的误差：个别样本的梯度特别大，抽到没抽到，差别不小。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.noise")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 3.9.4 批量大小取几，数据走哪几站
#
# 一批的梯度，和全部样本的梯度总差一点，差的这点叫梯度的**噪声**，大小（标准差）是 $\frac{\sigma_g}{\sqrt B}$，$\sigma_g$ 是各样本的梯度的标准差（推导在 3.9.3）。
#
# - $B$ 大：每一步更稳，更占显存，一轮更新的次数少；
# - $B$ 小：反过来。
#
# 先试 32 或 64，装不下就减半。
# 下图是在一个参数的线性回归上量出来的，两个轴都取对数，公式就成了直线：**批量大小变成四倍，噪声只减一半**。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.2))
ax.plot(sizes, each_gradient.std() / np.sqrt(sizes), "-", color="0.5", label="公式 $\\sigma_g/\\sqrt{B}$")
ax.plot(sizes, noises, "o", color=RED, ms=9, label="量出来的")
ax.set(xscale="log", yscale="log", xlabel="批量大小 $B$（对数）", ylabel="梯度的噪声（对数）", xticks=sizes, xticklabels=sizes, yticks=[0.25, 0.5, 1, 2, 4], yticklabels=[0.25, 0.5, 1, 2, 4])
ax.minorticks_off()
ax.legend()
plotting.show(fig, alt="双对数图，横轴批量大小 1、4、16、64、256，纵轴梯度的噪声，从 4 左右降到 0.29 左右。五个橙红色圆点都贴着公式画出的灰色直线，最左边的一个略低：批量大小每变成四倍，噪声减半。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：数据走哪几站。**
# 一批数据从 `Dataset` 走到模型，要过这几站：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = canvas(13, 2.9, 1.9)
stations = [("采样\n定行号", BLUE_TINT), ("Dataset[i]\n取出、预处理、增强", GREY), ("拼批\ncollate", BLUE_TINT), ("模型", ORANGE_TINT)]
places = (1.3, 5, 8.8, 11.6)
boxes = [box(ax, x, 1.9, name, color, size=14) for x, (name, color) in zip(places, stations)]
for start, end in zip(boxes, boxes[1:]):
    join(ax, start, end)
ax.plot([0.3, 0.3, 9.8, 9.8], [0.95, 0.7, 0.7, 0.95], color=BLUE, lw=2)
ax.text(5, 0.2, "DataLoader 安排这三站", ha="center", size=14, color=BLUE)
plotting.show(fig, alt="流程图，从左到右四个方框：采样，定行号；Dataset[i]，取出、预处理、增强；拼批，collate；模型。前三个方框下面有一条蓝色的横括线，写着 DataLoader 安排这三站。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 蓝色的两站 `DataLoader` 替你做好，灰色的一站写在你的 `Dataset` 里。
# **采样**定这一批的行号；`Dataset` 一个一个**取出**，当场预处理，图要缩放到同样大小；**拼批**（collate）把它们摞成一个张量，大小不同就摞不起来。
# **增强**（augmentation）是把图随机翻一下、转一点，当成新样本：只用在训练集，而且标签要仍然对，6 转半圈就成了 9。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：批量大小，大致分三档。**
#
# | 档 | 批量大小 | 常见的场合 |
# |---|---|---|
# | 小 | 16–64 | 数据少，显存小 |
# | 中 | 128–512 | 一块 GPU，一般的任务 |
# | 大 | 1024 以上 | 数据很多，多块 GPU |
#
# 这是经验的起点，不是定律，两档中间的也常用。

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.big_data")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 3.9.5 文字、图像、标签变成张量（自学）
#
# 要喂给网络，文字、图像、标签各要做几步：
#
# **文字**：清洗 → 分词 → 建词表 → 换成编号 → 补齐或截断 → 变成向量（独热，再转成 `float32`；或后面章节的词嵌入：每个编号学一个向量）。
# 英文按空格分词；中文没有空格，最简单的是一个字当一个词，`list("今天真开心")`。
# 词表也是学来的，**只从训练集建**；考卷里的生词，另给一个编号“未知”（这个小例子里没有生词）。

# %% slideshow={"slide_type": "skip"}
sentence = "the movie is great the film is fantastic"
words = sentence.split()  # 分词
vocabulary = {word: i for i, word in enumerate(sorted(set(words)))}  # 词表，按字母
ids = torch.tensor([vocabulary[word] for word in words])
PAD = len(vocabulary)  # 另给补位一个编号
padded = torch.full((10,), PAD)
padded[: len(ids)] = ids  # 补到 10 个
word_onehot = torch.nn.functional.one_hot(padded, len(vocabulary) + 1)  # 多一列给补位
print(vocabulary)
print("编号", ids.tolist(), " 补齐", padded.tolist(), " 独热", tuple(word_onehot.shape))

# %% slideshow={"slide_type": "skip"}
assert ids.tolist() == [5, 4, 3, 2, 5, 1, 3, 0] and ids.dtype == torch.int64 and padded.tolist() == [5, 4, 3, 2, 5, 1, 3, 0, 6, 6]
assert vocabulary == {"fantastic": 0, "film": 1, "great": 2, "is": 3, "movie": 4, "the": 5} and word_onehot.shape == (10, 7)

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.tokens")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **图像**：解码 → 缩放到同样大小 → 从（高，宽，通道）的 `uint8` 换成（通道，高，宽）的浮点数，除以 255 → 减 0.5 除以 0.5，变成 $-1$ 到 1，0 在正中间，和标准化一个用意。
# 一个像素的红、绿、蓝是 0、128、255：

# %% slideshow={"slide_type": "skip"}
pixel = np.array([[[0, 128, 255]]], dtype=np.uint8)  # 高 1、宽 1、3 个通道
picture = torch.from_numpy(pixel).permute(2, 0, 1).float() / 255
centered = (picture - 0.5) / 0.5
print(pixel.shape, "→", tuple(picture.shape), picture.dtype)
print("0 到 1：", [round(v, 4) for v in picture.flatten().tolist()])
print("-1 到 1：", [round(v, 4) for v in centered.flatten().tolist()])

# %% slideshow={"slide_type": "skip"}
assert picture.shape == (3, 1, 1) and torch.allclose(picture.flatten(), torch.tensor([0, 0.5020, 1]), atol=1e-4)
assert torch.allclose(centered.flatten(), torch.tensor([-1, 0.0039, 1]), atol=1e-4)

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.image")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **标签**：多选一的类别，用 `int64` 编号（第 5 章的交叉熵损失 `CrossEntropyLoss` 要它）；是或不是，用 0.0 和 1.0 的浮点数（第 6 章的二元交叉熵损失 `BCELoss` 要它）。
# 七句聊天的情绪（`np.unique` 按字母排出类别的名单，`codes` 是每句在名单里的编号，happiness 排第 0）：

# %% slideshow={"slide_type": "skip"}
names, codes = np.unique(messages["emotion"].to_numpy(str), return_inverse=True)
class_ids = torch.tensor(codes)
is_happy = torch.tensor(codes == 0).float()
print(dict(enumerate(names.tolist())))
print("编号", class_ids.tolist(), class_ids.dtype)
print("高兴吗", is_happy.tolist(), is_happy.dtype)

# %% slideshow={"slide_type": "skip"}
assert class_ids.tolist() == [0, 1, 1, 2, 2, 0, 3] and class_ids.dtype == torch.int64 and is_happy.sum() == 2
assert names.tolist() == ["happiness", "neutral", "sadness", "surprise"]

# %% slideshow={"slide_type": "skip"}
quiz.ask("data.label_dtype")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **拼批和预处理的先后**：有的讲义写成采样、拼批、预处理增强；那是拼好以后在 GPU 上整批增强的做法，每个样本的缩放仍要在拼批以前。
#
# **现场可改**：`BATCH` 换成 3，批数 4，丢掉最后一批是 3；换成 5，都是 2。
#
# **会遇到的误区**：“批大噪声小，所以批越大学得越好”。
# 噪声有时还帮忙，第 9 章讲；这里只说它有多大。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 3.10 回到 83 %：小结
#
# | 数据三问 | 这一章的回答 |
# |---|---|
# | 教材好不好 | 采集、清洗、标注，先标拿不准的；缺的补，离群的先查原因；各列缩放，类别独热 |
# | 考卷公不公平 | 先分再学；照将来怎么用来切；轮流考，报平均和高低；学来的东西都放进流水线 |
# | 怎样喂进去 | 一批一批取，训练时洗牌 |
#
# 课前的问题：怎样知道一个学生是学会了，还是把考卷背下来了？
# 拿他没见过的题考他。
# 对师兄说：**挑那 20 列的时候，你看过考卷的答案了；把挑列放进每一折，再报一次。**

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - 样本有特征，标好的还有标签；标签总往一边错，模型就照错的学。
# - $n$ 个数里 $|z|\le\sqrt{n-1}$；数据少用箱线图，$1.5\,IQR$。
# - 标准化 $\frac{x-\bar x}{\sigma}$；最小最大缩放 $\frac{x-\min}{\max-\min}$；靠距离的方法、梯度下降要缩放。
# - 特征里的类别用独热；编号给标签用。
# - 训练集学，验证集选，测试集只看一次；类别不均衡用分层，有先后按时间，一人好几行按人切。
# - 留出法看运气，K 折轮流当验证集（$K$ 常取 5 或 10），留一法 $K=n$，自助法有放回，约 36.8 % 在袋外。
# - 泄漏：凡是学来的，都只从训练集学；`make_pipeline`、`ColumnTransformer`。
# - 一轮 $\lceil N/B\rceil$ 批；$B$ 大更稳，也更占显存。
#
# **下一步**：作业让你自己写这些函数。
# 第 5 章用这一章的鸢尾花，训练第一个神经网络。

# %% [markdown] slideshow={"slide_type": "fragment"}
# **出门一问**：同学用全部数据补了缺失值，挑了最相关的 10 列，做 5 折，报了 91 %。
# 两步里哪一步更可能把分数抬高，为什么？
# 你请他怎样改？
#
# 答案在 3.11 的最后。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：挑列。
# 它看了考卷的标签，而且从很多列里选过；补缺失值不看标签，多半影响很小，但次序也错了。
# 两步都放进 `make_pipeline`，再做 5 折。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 3.11 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：文字、图像、标签。** 三样东西要喂给网络：一条 12 个字的短信（一字一词，词表连补位、未知共 5000 个，补齐到 20）；一张高 64、宽 48 的彩色照片；三种情绪里的一种。
# 各做哪几步，最后是什么形状、什么类型？
#
# <details><summary>答案</summary>
#
# 短信：清洗、分词、查词表换编号、补 8 个补位，编号是 `int64`，形状 `(20,)`；换成独热，再转成 `float32`，形状 `(20, 5000)`。
# 照片：解码、缩放到同样大小（这里只有一张，不用）、换成（通道，高，宽）、除以 255、减 0.5 除以 0.5，`float32`，形状 `(3, 64, 48)`。
# 情绪：编号 0、1、2 之一，`int64`，一个数，形状 `()`；若只问“是不是高兴”，就用 `float32` 的 0.0 或 1.0。
# 3.9.5 有程序。
# </details>
#
# **第 2 题：面试题。** 为什么要归一化，说两条。
# 再说：$k$ 近邻、决策树、用梯度下降解的线性回归、用正规方程解的线性回归，哪几种一般要缩放？
#
# <details><summary>答案</summary>
#
# 收敛快：代价函数的山谷从狭长变圆，条件数变小。
# 公平：靠距离的方法，不让单位大的列说了算。
# $k$ 近邻一般要（各列单位本来就一样，像 3.6.1，可以不做）；梯度下降一般要：不缩放，学习率取得够小也能收敛，只是很慢。
# 决策树不要，它只问“这一列大于几”，缩放不改次序。
# 正规方程一步解出，换单位，系数跟着换，预测一样（第 1 章）；只是条件数太大时算出来的数不准，缩放也有好处。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：除以 $n-1$。** 若 z 分数的标准差除以 $n-1$，十个数里 $|z|$ 的上限是多少？
#
# <details><summary>答案</summary>
#
# 标准差变成原来的 $\sqrt{\frac n{n-1}}$ 倍，z 就要除以它：上限是 $\sqrt{n-1}\cdot\sqrt{\frac{n-1}n}=\frac{n-1}{\sqrt n}$。
# $n=10$ 时是 $\frac9{\sqrt{10}}\approx2.846$，更查不出来。
# </details>
#
# **第 4 题：股票。** 每天收盘后，要报 5 个交易日以后的股价。
# 为什么不能把日子随机分成训练集和测试集？
# 报第 $t$ 天的价，特征最晚能用到哪一天？
#
# <details><summary>答案</summary>
#
# 随机分，测试日的前后多半就有训练的日子，未来泄漏进了训练，测试的分数好得不真实：明天的新闻，不许拿来猜今天的股价。
# 要按时间切：过去学，将来考。
# 最晚用到第 $t-5$ 天收盘：报的那一刻，后面的还没有。
# 训练用的答案，在那一刻也要已经知道，所以训练段和考卷之间空出几天。
# </details>
#
# **第 5 题：三份怎么分。** 1000 行，先切 20 % 作测试集，剩下的再切 25 % 作验证集，三份各几行？
# 均值和标准差，选模型的时候从哪几行学，选定以后重新学一个，又从哪几行学？
#
# <details><summary>答案</summary>
#
# 测试 200，剩 800；验证 200，训练 600。
# 选模型的时候，从训练的 600 行学。
# 选定以后照 3.6.5 的办法在锁外的 800 行上重新学一个，均值和标准差也从这 800 行重新学；测试的 200 行始终不参加。
# </details>
#
# **第 6 题：提前几天。** 3.5.4 的自学里，只报明天，用前两天的平均，误差是 2.3 度，同期法是 3.6 度。
# 改成提前 $h$ 天报，手里最新的是第 $t-h$ 天和它前一天，$h$ 到几，它开始输给同期法？
# 先猜，再把那一格改几个字试试。
#
# <details><summary>答案</summary>
#
# 第 $t$ 天的预报改成 `(celsius[fourth - h] + celsius[fourth - h - 1]) / 2`。
# $h=1,\ 3,\ 4,\ 5,\ 30$ 时误差是 2.3、3.3、3.56、3.7、5.8 度，同期法是 3.61 度：提前 4 天几乎打平，提前 5 天就输了。
# 办法一样，考卷也都按时间，只因提前的天数不同，胜负就换了。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**：补缺失值和挑列都用了全部数据，哪一步更可能抬高分数？
#
# <details><summary>答案</summary>
#
# 挑列：它看过考卷的标签，还从很多列里选过，3.7.1 在纯噪声上平均抬高了三十六个百分点。
# 补缺失值不看标签，多半影响很小，但也是拿考卷来学，次序同样错了。
# 两步都写进 `make_pipeline`，再做 5 折，分数才算数。
# </details>
#
# **练习做全了吗？**
# 课上不问的题一共 24 道，都在前面各小节里，那一格写着“练习”。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
rest, last = train_test_split(np.arange(1000), test_size=0.2, random_state=0)
train_rows, valid_rows = train_test_split(rest, test_size=0.25, random_state=0)
assert (len(train_rows), len(valid_rows), len(last)) == (600, 200, 200)
ahead = {h: rmse((celsius[fourth - h] + celsius[fourth - h - 1]) / 2, fourth) for h in (1, 3, 4, 5, 30)}
assert np.allclose(list(ahead.values()), [2.3, 3.3, 3.56, 3.7, 5.8], atol=0.06)
for k, wanted in {1: (0.984, 0.984, 0.986), 5: (0.982, 0.986, 0.984)}.items():
    for seed, mean in enumerate(wanted):
        other_folds = StratifiedKFold(5, shuffle=True, random_state=seed)
        assert abs(cross_val_score(KNeighborsClassifier(k), digit_train, digit_y_train, cv=other_folds).mean() - mean) < 0.003
assert ahead[4] < rmse(same_season(*ordered), fourth) < ahead[5]
assert abs(rmse(celsius[fourth - 1], fourth) - 2.2) < 0.05
