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
# # 第 0 章 导学：人工智能全景、发展史与环境
#
# **学完之后你能够**
#
# - 看懂一个完整的训练程序分几步，每一步做什么；
# - 用数据、算法、算力三要素和五个问题，判断一个学不好的模型缺什么；
# - 分清人工智能、机器学习、深度学习，说出三个学派和三种学习；
# - 用一个例子证明：换一种表示，做不到的事就做到了；
# - 讲清神经网络的三起两落和各自的缘由；
# - 在自己的电脑上运行、作答、交作业。
#
# **时间**：60 分钟。
#
# **需要**：读得懂一点 Python（变量、`for`、函数）；numpy 和公式看个大意就行，不用会写。

# %% [markdown] slideshow={"slide_type": "skip"}
# **怎样读这一份 notebook**：从上往下，点一个格子，按 Shift + Enter，它就运行，并跳到下一格。
# 电脑上还没有 Python 和 JupyterLab、打不开这一份的，照课程文件夹里的 `README.md`（课程仓库里叫 `README.zh-CN.md`）装，不用打开 notebook 就能看。
# 课前请先运行最前面两格，第二格是环境检查；结果看不懂的，看 0.8.2。
# 打开以后，先在菜单“编辑”里清掉所有格子的输出：遇到“先猜”，写下你猜的，再运行下一格，答案才不会提前出现。
#
# 标题末尾写着（自学）的小节，和“**自学：**”开头、直到下一个标题为止的部分，课上不讲，读完正课再回来看。
# 题目的那一格写着“练习”的，课上不问，自己做。
# 代码看不懂不要紧：这一章只要知道每一格**做了什么**，怎样写，以后各章会讲。
# 只有 `assert` 的格子和只管画图的格子，读的时候都可以跳过。
# `coursekit` 是这门课自带的工具包，管出题、画图和查作业。
#
# 这一章有两种事实，请分开看。
# 准确率、得分这些数，是下面的程序当场算出来的；年份、人名、论文里的成绩来自文献，程序核对不了。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **课前**：把 `README.zh-CN.md`（或发给学生的文件夹里的 `README.md`）和 0.8.3 打印成 PDF 发给学生，打不开 notebook 的照着装；装好的运行最前面两格（第二格就是环境检查），截图交来。
#
# **分钟安排**（共 60 分钟：讲课 57，机动 3；标“自学”的和 0.10 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问 |
# |---|---|---|---|
# | 标题页：目标、怎样算分、作业交到哪里 | 2 | 0:02 | |
# | 0.1 写不出来的规则 | 5 | 0:07 | 写一条分开 3 和 8 的规则 |
# | 0.2 十行，整门课 | 7 | 0:14 | 先猜认对多少，再认那一张 |
# | 0.3 三要素 | 9 | 0:23 | 拧旋钮；`guide.never_learns` |
# | 0.4 五个问题，一张地图 | 3 | 0:26 | |
# | 0.5 人工智能有多大 | 10 | 0:36 | 先猜 ε；`guide.alphago` |
# | 0.6 换一种表示 | 10 | 0:46 | `guide.quadrants` |
# | 0.7 几起几落 | 7 | 0:53 | `guide.explosion` |
# | 0.8 怎样用这些 notebook | 2 | 0:55 | 环境有问题的举手 |
# | 0.9 小结 | 2 | 0:57 | 出门一问 |
#
# 一节课只有 45 分钟的，讲到 0.6 下课，下一次从 0.7 开始。
#
# **晚了怎么办**：到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:07 还没到 0.2：只请一个人认 0.2.3 的那一张，省 1 分钟；
# - 0:14 还没到 0.3：旋钮不现场改，直接翻到柱状图，省 1 分半；
# - 0:23 还没到 0.4：课程地图只放 20 秒，省 1 分钟；
# - 0:26 还没到 0.5：`guide.alphago` 留作自学，省 3 分钟；
# - 0:36 还没到 0.6：`guide.quadrants` 只举手，不讲理由，省 1 分半；
# - 0:46 还没到 0.7：缘由那一页只念 1969、1986、2012，省 1 分钟；
# - 0:53 还没到 0.8：0.8.1 让学生自己读，省 1 分半。
#
# 0.2 的十行和 0.6.1 的证明不省：前一个让人想学，后一个是全课程的道理。
#
# **黑板**：左边写“数据、算法、算力”，右边竖着写 ① 到 ⑤，讲到 0.4 时填上章号，留到下课。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前四题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `guide.never_learns` | B、C | 选 A：同样的程序跑得再快，结果也一样 |
# | `guide.alphago` | C | 选 B：看盘面、学棋谱的网络还留着；原来三派都有 |
# | `guide.quadrants` | B | 选 C：0.6.1 用距离，这里四个象限里都有远有近 |
# | `guide.explosion` | A、D | 选 C：反向传播 1986 年就推广了，1989 年正是用它练的 |
# | `guide.slow` | B | 选 C：题里说模型学得会 |
# | `guide.which_question` | CAEBD | 把“数认对几成”放进 ②：那是 ③，还没有改什么 |
# | `guide.nested` | BCA | 把机器学习放在最外：专家系统不学习 |
# | `guide.alchemy`（只在“还想练”里） | B | 选 C：丹方是步骤，不是能量 |
# | `guide.reward`（只在“还想练”里） | 强化学习 | 答无监督：无监督连奖励也没有 |
# | `guide.bandit` | 0.6 | 答 0.9：随机挑的人不知道哪台最好 |
# | `guide.circles`（只在“还想练”里） | B | 选 D：三次方不改先后，左右两边还是夹着中间 |
# | `guide.features` | A | 选 B：圆不圆、红不红，是人定的特征 |
# | `guide.history` | DBEAFC | 把支持向量机放在反向传播之前 |
# | `guide.fall` | C、D | 选 A：那是第二次 |
# | `guide.gpt_year` | C | 选 B：2020 年是 GPT-3 |
# | `guide.pip_search` | A | 选 B：从前是这样 |
# | `guide.pip_mirror` | D | 选 A：那条会改以后的设置 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
# 环境检查：看这台电脑缺什么
import platform
from importlib.metadata import PackageNotFoundError, version

WANTED = {"Python": "3.11", "numpy": "1.26", "pandas": "2.2", "matplotlib": "3.8", "scikit-learn": "1.5", "torch": "2.4"}


def number(text):
    """Make a version comparable: '2.13.0' becomes (2, 13)."""
    return tuple(int(part) for part in text.split("+")[0].split(".")[:2])


def installed(name):
    """Return the version of Python or of a package; '0.0' where it is missing."""
    try:
        return platform.python_version() if name == "Python" else version(name)
    except PackageNotFoundError:
        return "0.0"


def report():
    """Print whether this machine will do; return the versions, CUDA and the font check."""
    found = {name: installed(name) for name in WANTED}
    old = [name for name, least in WANTED.items() if number(found[name]) < number(least)]
    for name, least in WANTED.items():
        said = "够新" if name not in old else "没有，请装" if found[name] == "0.0" else "太旧，请升级"
        print(f"{name}：{said}（至少 {least}）")
    if old:
        return found

    import torch
    from matplotlib import font_manager, rcParams

    from coursekit import plotting, runtime

    plotting.setup()
    font = font_manager.findfont(rcParams["font.sans-serif"][0])
    found["中文字体"] = font_manager.get_font(font).get_char_index(ord("智")) > 0  # 0 是“没有这个字”
    found["GPU（CUDA）"] = torch.cuda.is_available()
    print("图里的中文：", "画得出" if found["中文字体"] else "画不出")
    print("GPU：", "有" if found["GPU（CUDA）"] else "没有，不要紧，这门课用 CPU 就够")
    if runtime.interactive():  # 有人在看，就印出这台电脑上的版本
        print(found)
    return found


found = report()

# %% slideshow={"slide_type": "skip"}
# assert 是自检：话一旦不成立，程序就停下来报错
assert len(found) == 8, "先补上面说“没有”或“太旧”的包"
assert number("3.10") > number("3.9") and number("2.13.0+cpu") == (2, 13)
assert all(number(found[name]) >= number(least) for name, least in WANTED.items()) and found["中文字体"]

# %% slideshow={"slide_type": "skip"}
import subprocess
import sys
from importlib.util import find_spec
from itertools import permutations
from math import comb

import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.patches import Circle, Ellipse, Polygon, Rectangle
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch.nn import Linear, ReLU, Sequential
from torch.nn.functional import cross_entropy
from torch.optim import Adam

from coursekit import plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
BLUE_TINT, ORANGE_TINT, GREEN_TINT, GREY = "#cfe6f5", "#fbe3b9", "#d3efe4", "#eeeeee"

# %% slideshow={"slide_type": "skip"}
def canvas(width, height, inches):
    """Return a figure and Axes without axes, for boxes and arrows."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, color=GREY, **style):
    frame = {"boxstyle": "round,pad=0.4", "fc": color, "ec": "0.3"} | style.pop("frame", {})
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame, **style).get_bbox_patch()


def join(ax, start, end, **style):
    look = {"arrowstyle": "-|>", "lw": 2, "color": "0.25", "patchA": start[1], "patchB": end[1]} | style
    ax.annotate("", end[0], start[0], arrowprops=look)


def picture(ax, image):
    """Draw one 8 x 8 picture, dark where there is ink."""
    ax.imshow(image, cmap="Greys", vmin=0, vmax=16)
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.spines[:].set_visible(True)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.1 写不出来的规则
#
# 左边是一张手写的 3：8 行 8 列，每个小块（像素）一个 0 到 16 的数，越大墨越浓。
# 计算机看到的只有这 64 个数。
# **给它写一条规则，分开右边的 3 和 8。**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么开场**：先只放图，让两三个学生口头说规则，写在黑板上；不评对错，每条都问一句“歪着写的呢”。
#
# **会遇到的误区**：“计算机看得见图”。
# 指着左边的数：它拿到的就是这 64 个数。
# 有人会说不必 45 条，一个数字一条就够：对，可还是得一条条写。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
images, labels = load_digits().images, load_digits().target
threes, eights = images[labels == 3], images[labels == 8]
fig, places = plt.subplot_mosaic("AAAabcde\nAAAfghij\nAAAxxxxx", figsize=(8, 3.1), height_ratios=[1, 1, 0.45])
places["x"].axis("off")
picture(places["A"], threes[0])
for (row, column), ink in np.ndenumerate(threes[0].astype(int)):
    places["A"].text(column, row, ink, ha="center", va="center", size=12, color="white" if ink > 8 else "black")
for some, letters in ((threes[1:], "abcde"), (eights, "fghij")):
    for image, letter in zip(some, letters):
        picture(places[letter], image)
places["a"].set_ylabel("都是 3")
places["f"].set_ylabel("都是 8")
plotting.show(fig, alt="左边一张放大的手写 3，8 行 8 列，每个像素写着 0 到 16 的墨量；右边两行小图，上面一行标着“都是 3”，下面一行标着“都是 8”，各五个，粗细和歪斜各不相同。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 有人说：8 的左边也有墨，3 的左边空着；所以看左起第 3 列中间的四个像素，墨多就是 8。
# 翻着这些图试了半天，界线定在 21。
# 放大的那张 3，这四个数是 1、2、0、0，加起来 3，不超过 21，判成 3，对了。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 2.6))
for ax, image, name in zip(axes, (threes[0], eights[0]), ("3", "8")):
    picture(ax, image)
    ax.add_patch(Rectangle((1.5, 1.5), 1, 4, fill=False, ec=RED, lw=3))  # 第 3 列，第 3 到 6 行
    ax.set_title(f"{name}：框里加起来 {image[2:6, 2].sum():.0f}")
plotting.show(fig, alt="左边一张 3，右边一张 8，都是 8 行 8 列；左起第 3 列、第 3 到 6 行的四个像素用橙红色的框圈着。3 的框里几乎是白的，加起来 3；8 的框里有墨，加起来 32。")

# %% slideshow={"slide_type": "subslide"}
def is_eight(image):
    return image[2:6, 2].sum() > 21  # 从 0 数起：第 3 到 6 行，第 3 列


right = sum(not is_eight(image) for image in threes)
right += sum(is_eight(image) for image in eights)
both = len(threes) + len(eights)
print(f"一共 {both} 张，规则认对 {right} 张，{right / both:.0%}")
print(f"十个数字，要是两个两个地分，有 {comb(10, 2)} 对")

# %% slideshow={"slide_type": "skip"}
assert threes[0][2:6, 2].tolist() == [1, 2, 0, 0] and eights[0][2:6, 2].sum() == 32
assert images.shape == (1797, 8, 8) and images.min() == 0 and images.max() == 16
assert len(threes) + len(eights) == 357 and right == 337 and comb(10, 2) == 45

# %% [markdown] slideshow={"slide_type": "fragment"}
# 不坏。
# 可是界线就是看着这 357 张试出来的，换一批图还有没有 94 %，不知道；而且它只分得开 3 和 8。
# 换成十个数字、汉字、人脸、猫和狗呢？
# **能不能不写规则，让机器从例子里自己学？**

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.2 十行，整门课
#
# ### 0.2.1 先猜，再跑
#
# 下面十行不写一条规则：1797 张图随机分成两份，1347 张带着答案让机器学，再用它**没见过**的 450 张考它。
# **先猜，写下来：450 张能认对几成？**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么问**：猜的时候让学生举手报“一半、八成、九成、九成五以上”四档，记在黑板上；随便猜一个数字只对一成。
# 十行不解释语法，只沿着行号念 0.2.2 的“做什么”那一列。
#
# **会遇到的误区**：（1）“它把图背下来了”。
# 考的 450 张它没见过。
# （2）“97 % 就是能用了”。
# 请看 0.2.3：错了，还错得很有把握。
# （3）“97 % 比规则的 94 % 只好一点”。
# 规则只分 3 和 8，还见过考卷；十行分十个数字，考的是没见过的。
# 有人会说“那就只比 3 和 8”：测试集里有 93 张，规则对 95 %；网络从十个里挑，对 94 %（还会错到别的数字去）；只许它在 3 和 8 里挑，对 99 %。

# %% slideshow={"slide_type": "fragment"}
runtime.seed_everything(0)  # 让随机数每次都一样，不算在十行里；行尾的 # 1 到 # 10 是行号
X, y = map(torch.tensor, load_digits(return_X_y=True))  # 1
X_train, X_test, y_train, y_test = train_test_split(X.float() / 16, y, random_state=0)  # 2
model = Sequential(Linear(64, 64), ReLU(), Linear(64, 10))  # 3
optimizer = Adam(model.parameters(), lr=0.01)  # 4
for epoch in range(100):  # 5
    loss = cross_entropy(model(X_train), y_train)  # 6
    optimizer.zero_grad()  # 7
    loss.backward()  # 8
    optimizer.step()  # 9
correct = (model(X_test).argmax(1) == y_test).sum()  # 10

# %% slideshow={"slide_type": "fragment"}
print(f"没见过的 {len(y_test)} 张，认对 {correct / len(y_test):.0%}")

# %% slideshow={"slide_type": "skip"}
assert len(y_train) == 1347 and len(y_test) == 450 and X.shape[1] == 64
assert abs(float(correct / len(y_test)) - 0.969) < 0.02
assert sum(p.numel() for p in model.parameters()) == 4810

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.2.2 十行各做什么
#
# | 行 | 做什么 | 细讲 |
# |---|---|---|
# | 1 `load_digits` | 拿来图和答案（答案也叫标签），变成能算的数组 | 第 3、4 章 |
# | 2 `train_test_split` | 墨量变成 0 到 1；分两份：训练集用来学，测试集藏起来当考卷 | 第 3 章 |
# | 3 `Sequential` | 搭一个两层的网络（一个 `Linear` 是一层，是许多小算式）：64 个数进，0 到 9 各一个得分出 | 第 4、5 章 |
# | 4 `Adam` | 选一个改数的办法 | 第 9 章 |
# | 5 `for epoch` | 训练集从头到尾看 100 遍，一遍也叫一轮 | 第 10 章 |
# | 6 `cross_entropy` | 看看现在错得多厉害，算成一个数，叫损失，越小越好 | 第 1、6 章 |
# | 7 `zero_grad` | 清掉上一遍算出的方向，免得新旧相加 | 第 4、10 章 |
# | 8 `backward` | 算出每个数该往哪边改 | 第 4、7 章 |
# | 9 `step` | 每个数都改一点点 | 第 9 章 |
# | 10 `argmax` | 得分最高的当答案，用测试集考一次，数出认对几张 | 第 10 章 |

# %% [markdown] slideshow={"slide_type": "subslide"}
# 从图算出答案的这一套叫**模型**（model）；里面有 4810 个可以改的数，叫**参数**（parameter）。
# 改参数，让错变少，就叫**训练**（training）。
# 在没见过的图上也认得对，叫**泛化**（generalization）。
#
# 和 0.1 的规则比一比：规则只分 3 和 8，界线还是看着考卷定的，对 94 %；十行分十个数字，考卷没见过，对 97 %。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.2.3 它认错的一张
#
# 你来认：这是几？

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
PICKED = 118  # 测试集里的一张，从 0 数起
fig, ax = plt.subplots(figsize=(8, 2.6))
picture(ax, X_test[PICKED].reshape(8, 8) * 16)
plotting.show(fig, alt="一张 8×8 的手写数字：左边一竖从上到下，右下方有一个圈。")

# %% slideshow={"slide_type": "fragment"}
shares = model(X_test[PICKED]).softmax(0)  # 十个得分换成十个份额，加起来是 1，当作把握（第 6 章）
said, truth = int(shares.argmax()), int(y_test[PICKED])
print(f"网络说 {said}，答案是 {truth}")
print(f"网络的把握：{shares[said]:.0%}")

# %% slideshow={"slide_type": "skip"}
assert int(shares.argmax()) == 1 and int(y_test[PICKED]) == 6 and shares[1] > 0.9 and shares[6] < 0.05
assert 8 <= (model(X_test).argmax(1) != y_test).sum() <= 20

# %% [markdown] slideshow={"slide_type": "fragment"}
# 右下有一个圈，网络却很有把握地认成 1。
# 这一张是挑出来的：450 张里认错十来张，别的没有错得这样有把握（怎样改，见第 10、11 章）。
#
# **有把握，不等于对**：聊天程序也会有把握地说错，叫**幻觉**；用模型看病、放贷，要有人核对，也要有人负责。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.3 三要素
#
# ### 0.3.1 数据、算法、算力
#
# 从数据里学，要有三样东西，缺一样就学不成，合称**人工智能三要素**：
#
# - **数据**：图和对得上的答案，1、2 两行；
# - **算法**：网络的样子、损失怎样算、数怎样改，3 到 9 行；
# - **算力**：用什么算，算多快；1347 张图看 100 遍，光是从图算出得分就要六亿多次乘法，大的模型要用显卡（GPU）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **旋钮的答案**（别的电脑上可能差一两个百分点）
#
# | 改什么 | 没见过的，认对 |
# |---|---|
# | 都不改 | 97 % |
# | `PICTURES = 10` | 37 % 上下 |
# | `PICTURES = 100` | 九成上下 |
# | `ROUNDS = 0` | 一成上下，就是乱猜 |
# | `ROUNDS = 1` | 三成上下 |
# | `RATE = 1` | 一成上下：步子太大，越改越乱 |
# | `RATE = 0.00001` | 一成上下：100 遍里几乎没动 |
# | `RATE = 1`，`ROUNDS = 300` | 一成上下：多看也救不了 |
# | `RATE = 0.00001`，`ROUNDS = 3000` | 七成多：步子小，多看救得回来（要等几秒） |
#
# 请学生报值，你来改，改两次（`PICTURES = 10`，`RATE = 1`）就翻到柱状图。
# 只看 10 张时，见过的 10 张全对，所以缺的不是算力；遍数不变，图少了，算的次数也少了，有人会问到。
# 最后两行说明几个旋钮会互相牵连：三要素是用来问“缺哪一样”的，不是三个互不相干的开关。
#
# **会遇到的误区**：“模型不好就换显卡”。
# 右边那幅图里，学习率错了，算力一点没少，照样只对一成上下。
# 反过来，学生把遍数写少了，改个数就行，也不缺算力；真等不起，才缺。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(10, 4, 2.3)
corners = [box(ax, 5, 3.5, "数据：学什么", BLUE_TINT), box(ax, 1.8, 0.5, "算法：怎样学", GREEN_TINT), box(ax, 8.2, 0.5, "算力：用什么算", ORANGE_TINT)]
for start, end in ((0, 1), (1, 2), (2, 0)):
    join(ax, corners[start], corners[end], arrowstyle="-", color="0.6")
ax.text(5, 1.55, "模型", ha="center", va="center", size=20)
plotting.show(fig, alt="一个三角形，三个角上各有一个方框：上面是“数据：学什么”，左下是“算法：怎样学”，右下是“算力：用什么算”；三角形中间写着“模型”。")

# %% slideshow={"slide_type": "skip"}
products = 1347 * 100 * (64 * 64 + 64 * 10)  # 张数 × 遍数 × 一张图往前算一次的乘法
print(f"{products / 1e8:.1f} 亿次乘法")
assert 6.3e8 < products < 6.5e8

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.3.2 少一样会怎样
#
# 把刚才的 3 到 10 行包成函数，三要素各留一个旋钮。
# 看几遍写在第 5 行；可是时间有限时，机器慢就看不完，所以用它**代表**算力。
# **先猜，再改：哪个越大越好，哪个大到一定就白费，哪个拧过头反而坏？**

# %% slideshow={"slide_type": "skip"}
def learn(model, X, y, rounds, rate):
    """Train a model: the lines 4 to 9 of the ten."""
    optimizer = Adam(model.parameters(), lr=rate)
    for _ in range(rounds):
        loss = cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def accuracy(model, X, y):
    """Return the share of right answers."""
    return (model(X).argmax(1) == y).float().mean().item()


def experiment(pictures, rounds, rate):
    """Train a new net with the three knobs; return the shares right of the seen and of the unseen."""
    torch.manual_seed(0)
    net = Sequential(Linear(64, 64), ReLU(), Linear(64, 10))
    seen, answers = X_train[:pictures], y_train[:pictures]
    learn(net, seen, answers, rounds, rate)
    return accuracy(net, seen, answers), accuracy(net, X_test, y_test)

# %% slideshow={"slide_type": "fragment"}
PICTURES = 1347  # 改这里。数据：给它看几张图，最多 1347
ROUNDS = 100  # 改这里。代表算力：看几遍
RATE = 0.01  # 改这里。算法：每次改多大一步，叫学习率
seen_right, unseen_right = experiment(PICTURES, ROUNDS, RATE)
print(f"见过的图，认对 {seen_right:.0%}；没见过的，认对 {unseen_right:.0%}")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 一次只拧一个，其余不动（灰色虚线是乱猜的一成）：

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
KNOBS = {
    "几张图（数据）": ([10, 30, 100, 1347], lambda v: experiment(v, 100, 0.01), BLUE),
    "看几遍（代表算力）": ([0, 1, 10, 100, 300], lambda v: experiment(1347, v, 0.01), ORANGE),
    "学习率（算法）": ([0.00001, 0.001, 0.01, 0.1, 1], lambda v: experiment(1347, 100, v), GREEN),
}
turned = {}
fig, axes = plt.subplots(1, 3, figsize=(8, 3), sharey=True)
for ax, (title, (values, run, color)) in zip(axes, KNOBS.items()):
    turned[title] = [run(value)[1] for value in values]  # 只画没见过的
    bars = ax.bar(range(len(values)), turned[title], color=color)
    ax.bar_label(bars, [f"{100 * value:.0f}" for value in turned[title]], size=12, padding=2, bbox={"fc": "white", "ec": "none", "pad": 0.6})
    ax.axhline(0.1, ls="--", color="0.5", zorder=0)
    ax.set(title=title, xticks=range(len(values)), ylim=(0, 1.12), yticks=[0, 0.5, 1], yticklabels=["0 %", "50 %", "100 %"])
    ax.set_xticklabels([{0.00001: "0.00001"}.get(value, f"{value:g}") for value in values], size=12, rotation=25, ha="right", rotation_mode="anchor")
axes[0].set_ylabel("没见过的图认对几成")
plotting.show(fig, alt="三幅柱状图，纵轴是没见过的图认对的比例，柱顶写着百分数。数据：10 张时不到四成，1347 张时九成七。看的遍数：0 遍是一成上下，100 遍九成七，300 遍几乎没有更高。学习率：0.00001 和 1 时都在一成上下，0.001 时九成上下，0.01 和 0.1 时九成七上下。")

# %% slideshow={"slide_type": "skip"}
few, rounds_seen, rates = (np.array(turned[title]) for title in KNOBS)
assert few[0] < 0.5 and (np.diff(few) > 0).all() and few[-1] > 0.95
assert rounds_seen[0] < 0.2 and rounds_seen[3] > 0.95 and abs(rounds_seen[4] - rounds_seen[3]) < 0.02
assert rates[0] < 0.25 and rates[1] > 0.8 and rates[4] < 0.25 and (rates[2:4] > 0.95).all()
assert experiment(10, 100, 0.01)[0] == 1 and max(experiment(1347, 100, 1)) < 0.25
assert set(range(10)) - set(y_train[:10].tolist()) == {0, 5, 6}  # 头 10 张里缺这三个数字

# %% [markdown] slideshow={"slide_type": "fragment"}
# 图越多越好；遍数过了 100 就白费；拧过头反而坏的是学习率。
# 头 10 张里没有 0、5、6，最好也只能对七成：数据要多，也要**全**；人脸库里缺了哪类人，就认不好哪类人，叫**偏见**。
# **怎样分辨**：见过的全对、没见过的不行，先查数据；连见过的也不行，先查算法；一直在变好、只是等不起，才缺算力。
#
# 为了演示，我们反复看了测试集；真的挑旋钮，要另留一份**验证集**（validation set），考卷看多了就不是考卷（第 3、10、11 章）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.never_learns")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.3.3 炼丹的比方（自学）
#
# 干这一行的人自嘲，管训练叫“炼丹”：笑自己只会试，说不出道理。
# 这门课要教你说出道理；比方只用来记名字，不能当理由。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = canvas(16, 7, 3.4)
ax.add_patch(Rectangle((6.3, 0.25), 3.4, 0.25, color="0.45"))  # 炉底
up = np.linspace(0, 1, 30)
for x, height, color in ((6.75, 1.35, RED), (7.55, 1.8, ORANGE), (8.3, 1.5, RED), (9.1, 1.75, ORANGE)):
    half, sway = 0.42 * np.sin(np.pi * (0.25 + 0.75 * up)) ** 1.2, 0.12 * np.sin(2 * np.pi * up)  # 下宽上尖，左右晃
    ax.add_patch(Polygon(np.r_[np.c_[x + sway - half, 0.5 + height * up], np.c_[x + sway + half, 0.5 + height * up][::-1]], color=color))
for side in (-1, 1):
    ax.add_patch(Polygon([(8 + side * 1.5, 2.5), (8 + side * 2.2, 0.4), (8 + side * 1.85, 0.4), (8 + side * 1.0, 2.2)], color="0.35"))
    ax.add_patch(Circle((8 + side * 2.15, 3.5), 0.33, fill=False, ec="0.35", lw=4))
ax.add_patch(Ellipse((8, 3.2), 4.2, 2.8, color="0.35"))
ax.add_patch(Rectangle((6.6, 4.3), 2.8, 0.32, color="0.25"))
ax.add_patch(Circle((8, 3.55), 0.5, color=ORANGE))
ax.text(8, 2.6, "丹 = 模型", ha="center", va="center", size=14, color="white")
for x, y, angle in ((7.4, 5.3, 35), (8.1, 5.7, -20), (8.7, 5.2, 70)):  # 落进炉子的药材
    ax.add_patch(Ellipse((x, y), 0.85, 0.34, angle=angle, color=GREEN))
ax.add_patch(Polygon([(12.3, 0.4), (14.1, 0.4), (13.2, 3.3)], color=BLUE))  # 炼丹的人
ax.add_patch(Circle((13.2, 3.6), 0.52, fc="#f3d7b5", ec="0.3"))
ax.add_patch(Polygon([(12.6, 3.95), (13.8, 3.95), (13.2, 4.9)], color="0.25"))
ax.plot([12.9, 11.8], [2.3, 2.6], color=BLUE, lw=5, solid_capstyle="round")
ax.plot([11.8, 11.5], [2.6, 2.75], color="0.3", lw=3)
ax.add_patch(Ellipse((11.1, 2.95), 1.0, 0.75, angle=-30, fc="#e8d3a2", ec="0.3"))  # 蒲扇
ax.add_patch(Rectangle((1.2, 1.0), 2.3, 2.9, fc="#fff6df", ec="0.3", lw=1.5))  # 丹方
for y in (1.5, 2.0, 2.5, 3.0, 3.5):
    ax.plot([1.5, 3.2], [y, y], color="0.6", lw=1.5)
for x, y, text in ((2.35, 4.6, "丹方 = 算法"), (8, 6.5, "药材 = 数据"), (4.7, 0.75, "炉火 = 算力"), (13.2, 5.5, "炼丹的人 = 你")):
    ax.text(x, y, text, ha="center", va="center")
plotting.show(fig, alt="一座炼丹炉：绿色的药材从上面落进炉口，标着“药材等于数据”；炉下橙色和橙红色的火，标着“炉火等于算力”；炉身上画着一颗丹，标着“丹等于模型”；左边一页丹方，标着“丹方等于算法”；右边一个戴帽子、拿扇子的人，标着“炼丹的人等于你”。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 把比方逐项对照一遍：
#
# | 炼丹 | 训练 | 说的是 |
# |---|---|---|
# | 药材的种类、多少、成色 | 数据 | 决定丹的好坏：少了、脏了、偏了，都炼不好 |
# | 炉火 | 算力 | 决定快慢和能炼多大的炉：太弱炼不成，太旺会烧坏或白费 |
# | 丹方 | 算法 | 药材怎样配，火怎样用 |
#
# 比方到此为止：真的火太旺会烧坏丹，算力太多，直接的后果只是白花钱（看得太多遍另有毛病，第 11 章讲）。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.slow")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.4 五个问题，一张地图
#
# ### 0.4.1 五个问题
#
# 训练任何一个模型，都要回答五个问题；它们就是这门课的骨架。
#
# | | 问题 | 问的是 | 十行里 | 哪几章 |
# |---|---|---|---|---|
# | ① | 用什么来训练？ | 数据 | 第 1、2 行 | 第 3 章 |
# | ② | 模型怎样学？（网络、损失、改数） | 算法 | 第 3–9 行 | 第 5–9 章；第 5、7 行见第 10 章 |
# | ③ | 学得好不好？ | 结果 | 第 10 行 | 第 10 章 |
# | ④ | 怎样改进？ | 三样都可能 | 还没有 | 第 11 章 |
# | ⑤ | 在哪里训练？ | 算力 | 没写，就是用 CPU | 第 13 章 |
#
# ①②⑤ 就是三要素，③④ 是学完以后的事：看结果，再改。
# 拿 0.3.2 只看 10 张图的那个模型问一遍：③ 没见过的只对三成多，不好；① 图太少，还缺 0、5、6；② 同样的算法，1347 张时对九成七，先不怪它。
# 所以 ④ 先补数据；⑤ 换 GPU，帮不上忙。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：五个问题逐个念，每念一个，回头指十行里的那几行。
# 把 ① 到 ⑤ 和章号写在黑板右边，整学期的第一页都可以画它。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.4.2 读的顺序
#
# 章号和读的顺序只有一处不同：**先读 04，再读 03**，因为第 3 章要用第 4 章的张量（PyTorch 里装数的数组）；编号早就定了，别处都在用，就不换了。
# 蓝底的章回答一个问题；虚线框的第 2 章可以先跳过，不影响第 3 到 14 章。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
ROWS = [
    ["00\n导学", "01\n线性回归", "02\n无监督与\n半监督", "04\n张量", "03 ①\n数据集"],
    ["05 ②\n前馈网络", "06 ②\n激活与损失", "07 ②\n反向传播", "08 ②\n稳定训练", "09 ②\n优化器"],
    ["10 ③\n训练与评估", "11 ④\n诊断与正则化", "12a、12b\n经典架构", "13 ⑤\n硬件与生态", "14\n房价案例"],
]
fig, ax = canvas(15, 6.6, 3.5)
boxes = []
for y, row in zip((5.6, 3.3, 1.0), ROWS):
    for x, text in zip((1.5, 4.5, 7.5, 10.5, 13.5), row):
        asked = any(mark in text for mark in "①②③④⑤")
        frame = {"ls": "--"} if text.startswith("02") else {}
        boxes.append(box(ax, x, y, text, BLUE_TINT if asked else GREY, size=12, linespacing=1.3, frame=frame))
for k in range(14):
    if k % 5 < 4:
        join(ax, boxes[k], boxes[k + 1])
        continue
    low, high = boxes[k][0][1] - 1.15, boxes[k][0][1] - 0.62  # 换行：往下，往左，再往下
    ax.plot([13.5, 13.5, 1.5], [high, low, low], color="0.25", lw=2)
    join(ax, ((1.5, low + 0.02), None), boxes[k + 1])
plotting.show(fig, alt="课程地图，三行方框由箭头连成一条路：00 导学，01 线性回归，02 无监督与半监督（虚线框，可以跳过），04 张量，03 数据集；05 前馈网络，06 激活与损失，07 反向传播，08 稳定训练，09 优化器；10 训练与评估，11 诊断与正则化，12a 和 12b 经典架构，13 硬件与生态，14 房价案例。蓝底的方框标着它回答的问题：03 是 ①，05 到 09 是 ②，10 是 ③，11 是 ④，13 是 ⑤。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第 5 章就用上十行里的 `cross_entropy`（交叉熵）和 `Adam`，第 6、9 章才拆开讲。
# 这是有意的：先会用，再弄懂，今天的十行也是这样。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.4.3 每一章讲什么（自学）
#
# | 章 | 题目 | 分钟 | 先读 |
# |---|---|---|---|
# | 00 | 导学：人工智能全景、发展史与环境 | 60 | 无 |
# | 01 | 监督学习与线性回归 | 100 | 00 |
# | 02 | 无监督与半监督学习 | 150 | 01 |
# | 04 | 张量与 PyTorch 基础 | 75 | 00、01 |
# | 03 | 数据集准备与加载 | 120 | 01、04 |
# | 05 | 感知器、前馈网络与鸢尾花实战 | 120 | 03、04 |
# | 06 | 激活函数与损失函数 | 110 | 04、05 |
# | 07 | 反向传播算法 | 120 | 05、06 |
# | 08 | 梯度消失、爆炸与稳定训练 | 100 | 07 |
# | 09 | 优化器与学习率调度 | 110 | 07 |
# | 10 | 训练流程与性能评估 | 120 | 06、09 |
# | 11 | 曲线诊断、欠拟合与过拟合、正则化、超参数搜索 | 180 | 08、10 |
# | 12a | 经典架构：CNN | 110 | 08、10 |
# | 12b | 经典架构：RNN、LSTM、GRU、Seq2Seq | 90 | 08、10 |
# | 13 | 硬件、训练加速、框架生态与大模型时代 | 70 | 10 |
# | 14 | 案例：房价预测 | 案例 | 03、05–11 |
#
# 生词现在不必懂，读到那一章会解释。
# 下面一格核对这张表：照表的次序读，每一章要用的都已经读过；照章号读就不行。
# 文件名以章号开头，例如 `05_ffn.ipynb`。

# %% slideshow={"slide_type": "skip"}
MINUTES = {
    "00": 60, "01": 100, "02": 150, "04": 75, "03": 120, "05": 120, "06": 110, "07": 120,
    "08": 100, "09": 110, "10": 120, "11": 180, "12a": 110, "12b": 90, "13": 70,
}
NEEDS = {
    "01": ["00"], "02": ["01"], "04": ["00", "01"], "03": ["01", "04"], "05": ["03", "04"],
    "06": ["04", "05"], "07": ["05", "06"], "08": ["07"], "09": ["07"], "10": ["06", "09"],
    "11": ["08", "10"], "12a": ["08", "10"], "12b": ["08", "10"], "13": ["10"],
}


def readable(order):
    """Whether every chapter stands behind all that it needs."""
    return all(order.index(n) < order.index(c) for c in NEEDS for n in NEEDS[c])


order = list(MINUTES)
print(f"{len(order)} 章（不算第 14 章的案例），一共 {sum(MINUTES.values())} 分钟")
assert len(order) == 15 and sum(MINUTES.values()) == 1635
assert readable(order) and not readable(sorted(order))
assert not any("02" in before for before in NEEDS.values())  # 没有哪一章要用第 2 章

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.which_question")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.5 人工智能有多大
#
# ### 0.5.1 圈套着圈
#
# 让机器做通常要靠人的智能才做得到的事，叫**人工智能**（artificial intelligence，AI）。
# 不写规则、从数据里学，是**机器学习**（machine learning，ML）；用三层以上的网络来学（上一层算出的数给下一层接着算），是**深度学习**（deep learning，DL）。
# 旁边的**数据科学**（data science）管收集、整理、分析数据，常用机器学习，也做不用学习的事。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：0.5.1 只问一句“计算器算不算人工智能”，让他们争，十秒就收：界线不清楚，次序清楚。
# 老虎机先收三个猜测再运行；`for` 那一行可以改成 0.01、0.05、0.3。
# 得分依次是 0.61、0.76、0.71 上下：太少来不及找到，太多又浪费。
# 换次序那一页也先收猜测：多数人以为 ε = 0 总是最差。
#
# **会遇到的误区**：“探索越多学得越好”。
# 学得是准，可是一边学一边在丢分。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
fig, ax = canvas(16, 7, 3.2)
for x, y, width, height, color in ((6, 3.5, 11.6, 6.8, BLUE_TINT), (7.2, 3.2, 8.4, 5.2, "#a9d3ee"), (7.0, 2.3, 5.4, 3.0, "#6fb4df")):
    ax.add_patch(Ellipse((x, y), width, height, fc=color, ec=BLUE, lw=2))
ax.add_patch(Ellipse((12.4, 3.3), 6.6, 4.4, fc=ORANGE_TINT, ec=ORANGE, lw=2, alpha=0.55))
for x, y, name in ((4.3, 6.05, "人工智能"), (6.6, 5.0, "机器学习"), (6.7, 2.95, "深度学习"), (13.8, 4.5, "数据科学")):
    ax.text(x, y, name, ha="center", va="center", size=17)
for x, y, examples in ((1.75, 3.6, "专家系统\n定理证明"), (6.6, 4.25, "决策树、今天的十行"), (6.7, 1.8, "GPT\nAlphaFold2"), (13.9, 3.1, "统计图表\n数据库")):
    ax.text(x, y, examples, ha="center", va="center", size=13, linespacing=1.3)
plotting.show(fig, alt="三个套着的圈：最大的是人工智能，里面有专家系统和定理证明；中间是机器学习，里面有决策树和今天的十行；最小的是深度学习，里面有 GPT 和 AlphaFold2。右边一个橙色的圈是数据科学，里面有统计图表和数据库，它和三个蓝色的圈都有一部分重叠。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：为什么不在更小的圈里。**
#
# | 圈 | 一句话 | 圈里的例子 | 为什么不在更小的圈里 |
# |---|---|---|---|
# | 人工智能 | 做要动脑子的事 | 专家系统：把专家的规则写进程序 | 规则是人写的，不从数据里学 |
# | 机器学习 | 从数据里学 | 决策树（从数据里学出一串“大于几就往左”的问句）、今天的十行 | 决策树不是网络；十行的网络只有两层，不算深 |
# | 深度学习 | 用三层以上的网络学 | 对话的 GPT、预测蛋白质结构的 AlphaFold2 | —— |
#
# 数据科学的圈和它们只有一部分重叠：画一张统计图表是数据科学，却不是人工智能。
# 今天的人工智能都只会做某些事，叫弱人工智能；什么都能像人一样做的，叫强人工智能，也说通用人工智能（AGI），还没有做出来。
# 各家画的圈大小不一，**套着的次序**是一样的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.nested")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.5.2 三个学派
#
# 智能从哪里来？
# 人们有三种信念，也就有了三个学派。
#
# | 学派 | 相信智能来自 | 拿手的 |
# |---|---|---|
# | **符号主义**（symbolism） | 符号和逻辑：把知识写成符号，一步步推 | 定理证明、专家系统（把专家的规则写进程序）、搜索、决策树（从数据里学出一串问句） |
# | **连接主义**（connectionism） | 许多简单单元连成的网络，和让连接学会的算法 | 神经网络 |
# | **行为主义**（behaviourism，英文也作 actionism） | 和环境打交道：做了看结果，预测并控制下一步 | 控制论、机器人、从奖励里学 |
#
# 0.1 由人写规则，有一点符号主义的味道；0.2 的网络，是连接主义。
# 行为主义的样子，看下一小节。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.5.3 从奖励里学：三台老虎机
#
# 三台老虎机，赢一次得 1 分，胜率是 0.2、0.5、0.8；玩的人不知道哪台是哪台。
# 玩 1000 次，怎样得分最多？
#
# 没有人告诉你答案（没有标签），只有玩过才知道的**奖励**（reward）；玩过的记录就是数据。
# 从奖励里学怎样做，是机器学习的一种，叫**强化学习**（reinforcement learning，RL），难处是两头拉扯：
#
# - **利用**（exploitation）：玩到现在为止平均分最高的那台；没玩过的算 0 分，一样高就取排在前面的；
# - **探索**（exploration）：试试别的，说不定更好。
#
# 一个简单的折中：每次以概率 ε（读作“艾普西隆”）随便挑一台，其余时候挑平均分最高的。

# %% slideshow={"slide_type": "skip"}
WIN = [0.2, 0.5, 0.8]  # 三台的胜率，从差到好排，玩的人不知道


def play(epsilon, seed, pulls=1000, win=WIN):
    """Pull `pulls` times, a random arm with probability epsilon; return the mean reward."""
    rng = np.random.default_rng(seed)
    tried, won = np.zeros(3), np.zeros(3)  # 每台玩了几次，赢了几次
    for _ in range(pulls):
        explore = rng.random() < epsilon
        mean = won / np.maximum(tried, 1)  # 每台平均得几分，没玩过的算 0
        arm = rng.integers(3) if explore else mean.argmax()  # 一样高，argmax 取排在前面的
        tried[arm] += 1
        won[arm] += rng.random() < win[arm]
    return won.sum() / pulls


def average(epsilon, win=WIN):
    """Return the mean reward over 20 seeds."""
    return np.mean([play(epsilon, seed, win=win) for seed in range(20)])

# %% [markdown] slideshow={"slide_type": "subslide"}
# 上面的选法写成函数 `average(epsilon)`：玩 1000 次，看平均每次得几分。
# 一次有一次的运气，所以换 20 个**种子**（种子定下一串随机数，种子一换，运气就换），再取平均。
#
# 这一次三台从差到好排，最差的在最前面。
# **先猜：ε 取 0、0.1、1，各得几分？**

# %% slideshow={"slide_type": "fragment"}
for epsilon in (0, 0.1, 1):  # 改这里
    print(f"ε = {epsilon}：平均每次 {average(epsilon):.2f} 分")

# %% slideshow={"slide_type": "skip"}
means = {e: average(e) for e in (0, 0.1, 1)}
assert abs(means[0] - 0.204) < 0.01 and abs(means[0.1] - 0.764) < 0.01 and abs(means[1] - 0.497) < 0.01
assert max(means, key=means.get) == 0.1

# %% [markdown] slideshow={"slide_type": "fragment"}
# ε = 0 卡住了：开头都是 0 分，取第一台；它的平均分不会低于 0，另外两台一直是 0，永远轮不到。
# ε = 1 只得三台的平均。
# ε = 0.1 找到最好的以后，每次平均得 $0.9\times0.8+0.1\times0.5=0.77$，找到之前吃一点亏。
# 可这不公平：最差的恰好在最前面；**换一个次序，ε = 0 和 ε = 0.1 各会怎样？**

# %% slideshow={"slide_type": "subslide"}
for win in permutations(WIN):  # 六种排法
    print(f"{win}：ε = 0 得 {average(0, win):.2f} 分，ε = 0.1 得 {average(0.1, win):.2f} 分")

# %% slideshow={"slide_type": "skip"}
for win in permutations(WIN):
    assert abs(average(0, win) - win[0]) < 0.01 and 0.73 < average(0.1, win) < 0.785

# %% [markdown] slideshow={"slide_type": "fragment"}
# ε = 0 得多少，全看碰巧哪台在最前面：碰上最好的，反而最高。
# ε = 0.1 不论怎样排，都在 0.74 到 0.77：花一成的次数去试，买来的是**不靠运气**。
#
# 机器学习的三种到齐了：老师给答案的，叫**监督学习**（supervised learning），例如认数字；不给答案、自己找结构的，叫**无监督学习**（unsupervised learning），例如给客户分群；只给奖励的，叫强化学习。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.alphago")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：再看一眼老虎机。**
# 强化学习的一般说法：**智能体**（agent）看到**状态**（state），选一个**动作**（action），得到奖励，再调整选法。
# 玩的人是智能体，挑哪台是动作。
#
# 老虎机是最小的强化学习：状态只有一个，奖励当场就来。
# 下棋难得多：状态变来变去，奖励要到一盘下完才有，**来得晚**，很难说是哪一步的功劳。
#
# 三种学习摆在一起：
#
# | 学习 | 老师给什么 | 例子 |
# |---|---|---|
# | 监督学习 | 每个例子的答案 | 认数字（0.2） |
# | 无监督学习 | 没有答案，自己找结构 | 给客户分群（第 2 章） |
# | 强化学习 | 做完以后的奖励 | 老虎机、下棋 |
#
# 三种可以合用：对话的大模型先拿文章里的下一个词当答案学，再用人的评价当奖励接着学。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
shares_tried = np.round(np.linspace(0, 1, 11), 1)
curve = [average(e) for e in shares_tried]
lucky_curve = [np.mean([play(e, seed, win=WIN[::-1]) for seed in range(10)]) for e in shares_tried]
fig, ax = plt.subplots(figsize=(8, 2.8))
ax.plot(shares_tried, curve, "o-", color=BLUE, label="最差的在最前面")
ax.plot(shares_tried, lucky_curve, "s--", color=RED, label="最好的在最前面")
ax.legend(loc="lower center", fontsize=13)
ax.axhline(0.8, ls="--", color="0.5")
ax.text(1, 0.83, "只玩最好的一台：0.8", ha="right", va="bottom", size=13)
ax.set(xlabel="ε：随便挑的机会", ylabel="平均每次得分", ylim=(0.1, 0.95), xticks=shares_tried)
plotting.show(fig, alt="横轴 ε 从 0 到 1，纵轴平均每次得分。两条线。蓝色圆点是最差的在最前面：ε 等于 0 时 0.2，0.1 时跳到 0.76 最高，以后几乎一条直线往下，到 1 时 0.5。橙红方块是最好的在最前面：ε 等于 0 时 0.8 最高，以后一路往下，从 0.1 起和蓝线几乎重合。灰色虚线在 0.8。")

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():  # 有人在看，就给一个能拖的滑块
    import ipywidgets

    def pull(epsilon=0.1, pulls=1000):
        print(f"平均 {np.mean([play(epsilon, seed, pulls) for seed in range(20)]):.2f} 分")

    ipywidgets.interact(pull, epsilon=(0, 1, 0.01), pulls=(10, 1000, 10))
else:
    print("在 JupyterLab 里，这里有两个滑块：随便挑的机会，和玩多少次；次数少时，0.1 未必最好。")

# %% slideshow={"slide_type": "skip"}
assert np.argmax(lucky_curve) == 0 and np.abs(np.subtract(curve, lucky_curve))[1:].max() < 0.03
assert np.argmax(curve) == 1 and curve[0] < 0.25 and curve[-1] < 0.55 and (np.diff(curve[2:]) < 0.01).all()

# %% [markdown] slideshow={"slide_type": "skip"}
# 从 0.1 往右，探索得越多，丢的分越多，和次序无关；只有最左边的一点，一次也不试，两条线天差地别。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.bandit")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.6 换一种表示
#
# ### 0.6.1 两个圆圈
#
# 48 个点，内圈一类，外圈一类；点是成对造的，对面的两点离圆心一样远。
# 左边用 $x$、$y$ 画；右边是同样的点，改说“离圆心多远 $r$、在什么方向 $\theta$（读作西塔，从 −π 到 π）”。
# **左边，一条直线分得开吗？**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：0.6.1 先只看左图，请人上来画直线，画三条都不行再问“是没找到，还是没有”。
# 证明的三句话让学生念，每句停一下。
#
# **会遇到的误区**：“两层一定比一层强”。
# 第三行就是反例；第 5 章会证明。
#
# 有人问“两圈不成对怎么办”：只要圆心被每一圈的点围在中间，就分不开；成对只是让证明短。
#
# 最后一行只说明它在这 48 个点上全对；对没见过的点怎样，是 ③ 的事。
#
# 有人删掉十行里的 `ReLU()`，还对 96 %：这套 8×8 的小图，平平地切几刀就差不多够了，非拐弯不可的是两个圆圈和四个象限（课后第 6 题）。
# 只有一层的 `Linear(64, 10)`，看 100 遍对 93 %，300 遍对 95 %。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
half = np.random.default_rng(0).normal(0, 0.08, (2, 12))  # 圆上的一点抖动
turn = 2 * np.pi * np.arange(24) / 24  # 一圈 24 个方向
radius = np.concatenate([1 + np.tile(half[0], 2), 2 + np.tile(half[1], 2)])  # 对面的两点，一样远
ring = np.repeat([0, 1], 24)  # 0 内圈，1 外圈
xy = radius[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])[np.tile(np.arange(24), 2)]
polar = np.column_stack([np.hypot(*xy.T), np.arctan2(xy[:, 1], xy[:, 0])])  # 每点换成 (r, θ)

fig, (left, right_ax) = plt.subplots(1, 2, figsize=(8, 3.5))
for ax, points in ((left, xy), (right_ax, polar)):
    for k, name in enumerate(("内圈", "外圈")):
        ax.plot(*points[ring == k].T, plotting.MARKERS[k], color=(BLUE, RED)[k], label=name)
left.plot(0, 0, "+", color="black", ms=12, mew=2)
left.text(0, 0.25, "圆心", ha="center", size=13)
right_ax.text(0.55, 0, "内圈", ha="center", va="center", color=BLUE)
right_ax.text(2.42, 0, "外圈", ha="center", va="center", color=RED)
left.set(title="看成 $(x, y)$", xlabel="$x$", ylabel="$y$", aspect="equal")
right_ax.axvline(1.5, color="black", ls="--")
right_ax.set(title="看成 $(r, \\theta)$", xlabel="$r$：离圆心多远", ylabel="$\\theta$：什么方向", xlim=(0, 2.75))
plotting.show(fig, alt="同样的 48 个点画两次。左边用 x、y 画：蓝色圆点围成内圈，橙红色方块围成外圈，圆心有一个加号，写着“圆心”。右边用到圆心的距离 r 和方向 θ 画：蓝点都在 r 等于 1 附近，橙红方块都在 r 等于 2 附近，中间一条竖的虚线 r 等于 1.5 把两类分开。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **左边一定分不开**，证明只有三句：
#
# 1. 每个点对面都有一个同圈的点，两点的中点是圆心；
# 2. 假如一条直线分得开，外圈就都在它的一边；同一边的两点，连线和中点也在这一边，所以圆心在这一边；
# 3. 同样，内圈都在另一边，所以圆心也在另一边；可圆心不能在两边，矛盾。
#
# **右边分得开**：$r<1.5$ 是内圈，$r>1.5$ 是外圈。

# %% slideshow={"slide_type": "fragment"}
for name, circle in (("内圈", xy[:24]), ("外圈", xy[24:])):
    middle = (circle[:12] + circle[12:]) / 2  # 12 对的中点
    print(name, "12 个中点都是圆心：", np.allclose(middle, 0))
r = polar[:, 0]
print("内圈的 r 都小于 1.5：", (r[:24] < 1.5).all())
print("外圈的 r 都大于 1.5：", (r[24:] > 1.5).all())

# %% slideshow={"slide_type": "skip"}
assert np.allclose(xy[:12] + xy[12:24], 0) and np.allclose(xy[24:36] + xy[36:], 0)
assert r[:24].max() < 1.5 < r[24:].min()

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一个点也没动，只是换了一种**表示**（representation），做不到的就做到了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 0.6.2 让网络自己找
#
# $(r,\theta)$ 是人想出来的；让机器自己学到好的表示，叫**表示学习**（representation learning），它是机器学习的中心问题之一。
# 网络由一个个**神经元**（neuron）搭成，每个做两步：
#
# 1. 加权相加：$w_1x+w_2y+b$，$w_1$、$w_2$ 叫**权重**（weight），$b$ 叫**偏置**（bias），都是要学的参数；
# 2. 拐弯（非线性）：叫**激活函数**（activation function），例如十行里的 `ReLU`：负数变 0，正数不变。
#
# 下面给两类各算一个分，分高的赢。
# 只有一层 `Linear`、不拐弯，两个分都是上面第 1 步的样子，让它们相等，得到一个一次方程：界线是直线。
# 这里只问**做不做得到**，所以就在这 48 个点上练、在这 48 个点上数。

# %% slideshow={"slide_type": "skip"}
perfect, shares_right = [], []


def try_out(name, net, seen):
    """Train 300 rounds on 48 points; print whether all of them are right."""
    points, answers = torch.tensor(seen).float(), torch.tensor(ring)
    learn(net, points, answers, rounds=300, rate=0.05)
    shares_right.append(accuracy(net, points, answers))
    perfect.append(shares_right[-1] == 1)
    print(f"{name}：{'全对' if perfect[-1] else '错了四分之一以上' if shares_right[-1] < 0.75 else '有错'}")

# %% slideshow={"slide_type": "subslide"}
runtime.seed_everything(0)
try_out("直线，看 (x, y)", Linear(2, 2), xy)  # 两个数进，两类各一个分出
try_out("直线，看 (r, θ)", Linear(2, 2), polar)
flat = Sequential(Linear(2, 16), Linear(16, 2))
try_out("两层，不拐弯，看 (x, y)", flat, xy)
bent = Sequential(Linear(2, 16), ReLU(), Linear(16, 2))
try_out("两层，拐弯，看 (x, y)", bent, xy)

# %% slideshow={"slide_type": "skip"}
assert perfect[-4:] == [False, True, False, True]
assert max(shares_right[-4], shares_right[-2]) < 0.75

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两层不拐弯，合起来还是一条直线（第 5 章证明）。
# 没有人告诉最后一个网络什么是 $r$。
# 它的最后一层只会平平地切一刀，却全对了：前一层一定替它换好了表示。
# 这里只有两层，只换了一次，还不算深；三层以上，一层接一层地换，就是深度学习。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.quadrants")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.3 深度学习是什么（自学）
#
# 把 0.6.2 的话收拢成一个定义：深度学习用三层以上神经元叠成的模型；中间的每一层先加权相加，再拐一次弯。
# 拐弯的正式说法是**非线性**（nonlinear），也就是画出来不是直的；许多层叠起来，能弯得很厉害，叫强非线性。
# 权重和偏置是从数据里学到的参数。
#
# | 说法 | 意思 |
# |---|---|
# | 神经元是单元 | 整个网络由一种简单的小东西重复搭成 |
# | 权重是参数 | 学到的东西都存在权重和偏置里；十行的网络有 4810 个 |
# | 非线性 | 没有激活函数，多少层都等于一层（0.6.2 的第三行） |
# | 深 | 三层以上：中间的层（隐藏层）不止一个，一层的输出是下一层的输入；十行的网络两层，隐藏层只有一个 |
#
# 名字来自大脑；可是研究的人如今关心的，多半不是它像不像大脑，而是它能不能认、能不能说、能不能推断。

# %% slideshow={"slide_type": "skip"}
first, second = model[0], model[2]
for name, layer in (("第一层", first), ("第二层", second)):
    print(f"{name}：{layer.weight.numel()} 个权重，{layer.bias.numel()} 个偏置")
assert first.weight.numel() == 64 * 64 and first.bias.numel() == 64
assert second.weight.numel() == 640 and second.bias.numel() == 10 and 4096 + 64 + 640 + 10 == 4810

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.4 手工特征，还是端到端（自学）
#
# **特征**（feature）是拿来作判断的数，比如 0.1 里“左起第 3 列的墨量”。
# 传统的机器学习由人设计特征，机器只学最后一步；深度学习从原始的图一直学到答案，叫**端到端**（end-to-end）。

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, ax = canvas(16, 6, 2.9)
for y, title, steps in (
    (4.1, "传统机器学习", (("图", GREY), ("人设计特征", GREY), ("分类器", BLUE_TINT), ("答案", GREY))),
    (0.9, "深度学习", (("图", GREY), ("低层特征\n边、角", BLUE_TINT), ("高层特征\n圈、竖", BLUE_TINT), ("分类", BLUE_TINT), ("答案", GREY))),
):
    ax.text(0.2, y + 1.15, title, size=17, va="center")
    row = [box(ax, x, y, text, color, size=13) for x, (text, color) in zip(np.linspace(1.2, 14.8, len(steps)), steps)]
    for start, end in zip(row, row[1:]):
        join(ax, start, end)
ax.text(15.8, 5.7, "蓝色：从数据里学来的", ha="right", va="center", size=13, color=BLUE)
plotting.show(fig, alt="两条流水线。上面是传统机器学习：图，人设计特征，分类器，答案，只有分类器是蓝色。下面是深度学习：图，低层特征如边和角，高层特征如圈和竖，分类，答案，中间三步都是蓝色。右上角写着“蓝色：从数据里学来的”。")

# %% [markdown] slideshow={"slide_type": "skip"}
# | | 传统机器学习 | 深度学习 |
# |---|---|---|
# | 特征 | 人设计，靠领域知识 | 自己学，一层比一层抽象 |
# | 数据 | 几百条也能用 | 通常要多得多 |
# | 算力 | 普通电脑 | 大的要 GPU |
# | 好懂吗 | 特征是人定的，多半说得清 | 中间的特征常常说不清 |
#
# 深度学习的好处是不用人设计特征，代价是更费数据和算力，也更难解释。
# 数据不多、又排成表格的时候，传统方法常常更合算。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.features")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.5 特征变换几次（自学）
#
# 传统方法和深度学习的差别，还可以数一数“特征变换了几次”：
#
# | 方法 | 怎样对待特征 |
# |---|---|
# | 线性回归 | 不变换，直接加权相加 |
# | 决策树 | 不产生新特征，只是一次次按某个特征的大小分开 |
# | 支持向量机（用核方法时） | 变换一次（浅层），再找一条分得最开的界线 |
# | 深度学习 | 变换许多次：几个隐藏层，把低层的特征变成抽象的特征 |
#
# 0.6.1 的 $(r,\theta)$ 是人做的一次变换；0.6.2 最后一个网络自己做了一次；几十层的网络做几十次。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.6 四个长处，各有条件（自学）
#
# | 长处 | 是什么 | 条件 |
# |---|---|---|
# | 表达能力强 | 能表示很弯的规律 | 能表示，不等于学得到（第 5 章） |
# | 预测能力强 | 图像、语音、语言上成绩好 | 考的和学的要来自同一个来源（同分布） |
# | 自动提取特征 | 不用人设计 | 要有足够的数据 |
# | 可以迁移 | 在一个任务上学到的表示，拿到另一个任务上接着用 | 两个任务要相近 |

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.6.7 用在哪里（自学）
#
# | 领域 | 做什么 |
# |---|---|
# | 人脸 | 刷脸开门；2014 年 DeepFace 在 LFW（一套比较人脸的考题）上 97.35 % |
# | 语言 | 翻译、对话、写诗：Transformer 和 GPT |
# | 生物 | 2020 年 AlphaFold2 预测蛋白质的结构，在 CASP14（预测蛋白质结构的比赛）里接近实验的精度 |
# | 医疗 | 看医学影像，例如在片子上圈出可疑的地方 |
# | 交通 | 自动驾驶 |
# | 环境 | 分析卫星和无人机拍的照片 |
# | 能源、影视、气象 | 预测用电、做特效、报天气 |
#
# **常见错误**：说 AlphaFold2“达到了人类水平”。
# 人并不会凭空算出蛋白质的结构，要靠做实验；该说“接近实验的精度”。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.7 几起几落
#
# ### 0.7.1 一条起伏的线
#
# 今天的十行，1943 年就有了种子，却等了将近七十年才爆发。
# 曲线只是示意，不是量出来的；年份来自文献。
# 橙色的带子是整个人工智能热门的年代，叫热潮（0.7.2 自学）；线只说神经网络：三起两落，低谷常叫“寒冬”。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：手指沿着曲线走一遍，每到一个点停一句；年份不要学生背。
# 讲到两次“落”时问：缺的是数据、算法还是算力？
# 把答案记在黑板的三要素旁边，正好引出 `guide.explosion`。
# 异或那一条，请学生自己说出和四个象限那一题的关系：$xy$ 一换就分得开；直线为什么分不开，见 0.7.3 末尾，两句话。
# 2012 年的三样先不说，让 `guide.explosion` 去问。
#
# **会遇到的误区**：“历史就是一路进步”。
# 线是起伏的；今天的十行里，神经元是 1943 年的想法，反向传播在七十年代就有人写过、1986 年才推广开，都等过。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
TURNS = np.array([(1940, 0.05), (1949, 0.15), (1956, 0.2), (1960, 0.62), (1971.5, 0.6), (1976, 0.1), (1988, 0.1), (1991, 0.66), (1997.5, 0.62), (2002, 0.18), (2008, 0.18), (2012, 0.5), (2015, 0.85), (2020, 1.05), (2025, 1.25)])
years = np.arange(1940, 2025.1, 0.25)
wave = np.interp(years, *TURNS.T)
wave = np.convolve(np.pad(wave, 10, mode="edge"), np.ones(21) / 21, mode="valid")  # 磨圆
EVENTS = [  # 年份，字，字放在哪里，颜色
    (1943, "1943\n神经元模型", (1946, 0.52), "0.25"),
    (1956, "1956\n达特茅斯会议", (1947.5, 1.3), "0.25"),
    (1958, "1957–58 起\n感知器", (1958, 1.02), BLUE),
    (1969, "1969 落\n学不会异或", (1972, -0.3), RED),
    (1986, "1986 起\n反向传播", (1984, 1.02), BLUE),
    (1995, "1995 落\n支持向量机兴起", (1994, -0.3), RED),
    (2006, "2006 起\n逐层预训练", (2001.5, 0.8), BLUE),
    (2012, "2012 爆发\nAlexNet", (2004.5, 1.3), GREEN),
    (2017, "2017\nTransformer", (2015, 0.1), "0.25"),
    (2022, "2022\nChatGPT", (2024, -0.3), "0.25"),
]
fig, ax = plt.subplots(figsize=(8, 3.5))
for start, end, name in ((1956, 1969, "热潮一"), (1980, 1990, "热潮二"), (2006, 2022, "热潮三"), (2022.3, 2030, "热潮四")):
    ax.axvspan(start, end, color=ORANGE_TINT, lw=0)
    ax.text((start + end) / 2, 1.62, name, ha="center", va="center", size=12)
ax.plot(years, wave, color="0.25", lw=3)
for year, text, place, color in EVENTS:
    height = 1.3 if year == 1956 else np.interp(year, years, wave)  # 1956 年说的是整个人工智能，不在线上
    ax.plot(year, height, "o", color=color, ms=9, zorder=3)
    ax.annotate(text, (year, height), place, ha="center", va="center", size=12, color=color, arrowprops={"arrowstyle": "-", "color": color})
for year in (1977.5, 2004.5):
    ax.text(year, -0.02, "寒冬", ha="center", va="center", size=12, color="0.4")
ax.set(xlim=(1939, 2030), ylim=(-0.55, 1.75), yticks=[], ylabel="热度（示意）")
ax.grid(False)
plotting.show(fig, alt="从 1940 到 2025 年的一条起伏的线，两个高峰、两个低谷，最后一路升高。1943 年神经元模型在左端低处；1956 年达特茅斯会议，画在第一条带子的左边缘上，不在线上；1957 到 58 年感知器，起；1969 年学不会异或，落；1986 年反向传播，起；1995 年支持向量机兴起，落；2006 年逐层预训练，起；2012 年 AlexNet，爆发；2017 年 Transformer；2022 年 ChatGPT。两个低谷下面写着“寒冬”。四条浅橙色的竖带标出四次热潮：1956 到 1969，1980 到 1990，2006 到 2022，2022 以后。")

# %% slideshow={"slide_type": "skip"}
shown = [year for year, *_ in EVENTS]
assert shown == sorted(shown)
level = dict(zip(years, wave))  # 曲线的起落，和字上写的一致
assert level[1960.0] > level[1955.0] and level[1991.0] > level[1984.0] and level[2012.0] > level[2004.0]
assert abs(level[1968.0] - level[1963.0]) < 0.05 and level[1975.0] < level[1968.0] - 0.3  # 先有缘由，后落
assert abs(level[1994.5] - level[1993.0]) < 0.05 and level[2001.0] < level[1994.0] - 0.3
assert abs(level[1985.0] - level[1980.0]) < 0.05 and abs(level[2005.0] - level[2004.5]) < 0.05

# %% [markdown] slideshow={"slide_type": "subslide"}
# **五次起落的缘由**
#
# - **1958 起**：感知器，会从例子里自己改权重的神经元，只有一层。
# - **1969 落**：一层只会切一条直线，学不会**异或**（两个输入不一样才输出 1）；计算机也太弱。
# - **1986 起**：反向传播（十行的第 8 行）从后往前算“该往哪边改”，两三层的网络练得动了；层数再多，这个信号传到前面的层几乎没了，叫梯度消失（第 8 章）。
# - **1995 落**：很深的网络还是难练，数据和算力都少；支持向量机，另一种分类的办法（第 1 章会见到），更好用。
# - **2006 起**：一层一层先练好，梯度消失**缓解**了，没有根治；“深度学习”这个名字流行开来。
#
# **2012 爆发**：AlexNet 在认图比赛 ImageNet 里大胜，因为三样凑齐了——哪三样？
# **2022** ChatGPT：把图换成文章，标签换成下一个词，还是这十行的骨架；参数多得多，叫大模型（第 13 章）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("guide.explosion")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.2 四次热潮（自学）
#
# 0.7.1 的图里，四条橙色带子说的是整个人工智能，不只是神经网络：
#
# | 热潮 | 年代 | 靠什么起来 |
# |---|---|---|
# | 一 | 1956 年到六十年代 | 符号推理、感知器 |
# | 二 | 八十年代 | 专家系统、反向传播 |
# | 三 | 2006 年起，2012 年爆发 | 深度学习 |
# | 四 | 2022 年起 | 大模型：ChatGPT 等 |
#
# 起止年份各家说法不一；也有人把三和四合起来，只数三次。
# 热潮之间的低谷叫寒冬（AI winter）；例如八十年代末，专家系统的规则越写越多、难以维护，也退了潮。
# 热潮一和二里，符号主义和连接主义都在：学派之间此消彼长，也是起落的一部分。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.3 1943 到 2006（自学）
#
# | 年 | 人 | 事 | 起落 |
# |---|---|---|---|
# | 1943 | 麦卡洛克（McCulloch，神经生理学家）、皮茨（Pitts，逻辑学家） | 神经生理学加逻辑：第一个数学的神经元 | 起 |
# | 1949 | 赫布（Hebb） | 《行为的组织》：两个神经元一起活跃，它们之间的连接（突触）就加强 | 起 |
# | 1950 | 图灵（Turing） | 论文《计算机器与智能》：机器能思考吗；后人称图灵测试 | |
# | 1956 | 麦卡锡（McCarthy）、明斯基（Minsky）等 | 达特茅斯会议：“人工智能”这个名字从此通行 | |
# | 1957–58 | 罗森布拉特（Rosenblatt，心理学家） | 感知器：1957 年报告，1958 年论文 | **第一起** |
# | 1969 | 明斯基、佩珀特（Papert） | 单层感知器学不会异或；机器也太弱 | **第一落** |
# | 1970 | 林纳因马（Linnainmaa） | 硕士论文里的自动求导：反向模式 | |
# | 1974 | 沃博斯（Werbos） | 博士论文里的反向求导 | |
# | 1980 | 福岛邦彦（Fukushima） | 新认知机（Neocognitron）：卷积网络的先声 | |
# | 1981–82 | 沃博斯 | 用反向传播训练多层感知器 | |
# | 1982 | 霍普菲尔德（Hopfield，物理学家） | 会“回忆”的网络：从一部分想起全部，又引来许多人 | 起 |
# | 1986 | 鲁梅尔哈特（Rumelhart）、辛顿（Hinton）、威廉姆斯（Williams） | 重新提出并推广反向传播，多层的网络练得动了；层多了梯度消失得厉害 | **第二起** |
# | 1987–88 | 韦贝尔（Waibel）等 | TDNN：在语音上滑动、共用权重的网络 | |
# | 1989 | 西本科（Cybenko）；霍尼克（Hornik）等；赫克特–尼尔森（Hecht-Nielsen，1987、1989） | 万能逼近定理 | 起 |
# | 1989 | 杨立昆（LeCun）等 | 用反向传播训练卷积网络认手写数字 | 起 |
# | 1995 | 科尔特斯（Cortes）、瓦普尼克（Vapnik） | 软间隔支持向量机（容许少数点站错边）；1963 年先有线性的，1992 年有了核方法（先换表示再分） | **第二落** |
# | 1997 | 霍赫赖特（Hochreiter）、施密德胡贝（Schmidhuber） | LSTM（第 12b 章） | |
# | 1998 | 杨立昆等 | LeNet-5（第 12a 章） | |
# | 2006 | 辛顿等 | 深度信念网：逐层预训练缓解梯度消失 | **第三起** |
#
# 最后一列写这件事把神经网络的热度往上推（起）还是往下压（落）；三起两落，说的是加粗的五行。
# 空着的，不专属神经网络，或者当时没有多少人理会。
#
# 异或就是 `guide.quadrants` 那一题：输入的 0 写成 −1，“两个输入不一样”就是“$x$、$y$ 一正一负”。
# 直线分不开，用的还是 0.6.1 的证明：$(1,1)$ 和 $(-1,-1)$ 的中点是原点，$(1,-1)$ 和 $(-1,1)$ 的中点也是原点，原点不能在直线的两边。
# 表里的年份和人名来自文献，不是算出来的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.history")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.fall")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.4 2006 到 2025（自学）
#
# | 年 | 事 | 起落 |
# |---|---|---|
# | 2006 | “深度学习”这个名字流行开来 | **第三起** |
# | 2010–11 | ReLU 在深层网络里流行起来（第 6 章） | |
# | 2012 | 克里热夫斯基（Krizhevsky）、苏茨克维（Sutskever）、辛顿：AlexNet 赢得 ImageNet；三样凑齐，上百万张带答案的图，显卡，练很深的网络的办法（ReLU 等） | **爆发** |
# | 2014 | DeepFace 认人脸，LFW 上 97.35 % | |
# | 2014 | GAN：两个网络一个造假、一个识假；优化器 Adam（金玛 Kingma、巴 Ba；第 9 章） | |
# | 2015 | 批量归一化（第 8 章） | |
# | 2015 | ResNet，152 层，作者当时在微软亚洲研究院 | |
# | 2015 | 乔罗曼斯卡（Choromanska）等：在一些假设下，大网络的局部极小大多差不多好 | |
# | 2016 | AlphaGo 赢了李世石 | |
# | 2017 年 1 月 | PyTorch 公开发布（2016 年开始写，先给少数人试用） | |
# | 2017 | Transformer；AlphaGo Zero 赢了 AlphaGo | |
# | 2018 | GPT-1（6 月） | |
# | 2019 | GPT-2（2 月） | |
# | 2020 | GPT-3；AlphaFold2 | |
# | 2022 年 11 月 | ChatGPT：GPT 成了人人能用的对话程序 | 第四次热潮 |
# | 2023 | GPT-4 | |
# | 2025 年 1 月 | DeepSeek-R1：公开权重的推理模型 | |
#
# 这一张也来自文献。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.gpt_year")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.7.5 常见错误：年份和名字（自学）
#
# 网上的时间表常抄错；下面每一行，左边是常见的写法，右边是该写的。
#
# | 常见的写法 | 该写的 |
# |---|---|
# | 麦卡洛克和皮茨是两位神经学家 | 麦卡洛克是神经生理学家，也是精神科医生；皮茨是逻辑学家 |
# | 感知器：1957 年还是 1958 年，必有一个错 | 都对：报告 1957，论文 1958；罗森布拉特是心理学家 |
# | 沃博斯 1981 年提出反向传播 | 反向求导在 1974 年的论文里，用到网络上是 1981–82 年 |
# | 支持向量机 1969 年让神经网络遇冷 | 1969 年是异或；支持向量机 1963、1992、1995 分三步，第二次落约在 1995 年 |
# | 万能逼近定理是赫克特–尼尔森一个人的 | 西本科 1989，霍尼克等 1989，赫克特–尼尔森 1987、1989 |
# | 1989 年的卷积网络叫 LeNet-5 | LeNet-5 是 1998 年的 |
# | 2006 年解决了梯度消失 | 逐层预训练只是缓解；ReLU（第 6 章）、批量归一化、残差连接（第 8 章）是后来的 |
# | AlexNet 是辛顿的；1986 年是辛顿一个人；1969 年是明斯基一个人；LSTM 是一个人 | 都有合作者，见上面两张表 |
# | ResNet 150 层，作者是麻省理工的教授 | 152 层；何恺明当时在微软亚洲研究院，2024 年才到麻省理工 |
# | 2015 年证明了局部极小（附近最低、别处还有更低的地方）不要紧 | 只在一些假设下证明 |
# | GPT-2 是 2018 年的 | 2018 年是 GPT-1 |
# | AlphaFold2 达到人类水平 | 接近实验的精度 |
#
# 名字也照论文写：LeCun、Transformer、Robbins 和 Monro（1951 年，改参数的办法的先声，第 9 章）、Kingma 和 Ba。
# 查年份，看论文本身，不看二手的表——也包括这一张。
# 可以从这几篇的题目查起：
#
# - McCulloch、Pitts（1943）：A Logical Calculus of the Ideas Immanent in Nervous Activity；
# - Rosenblatt（1958）：The Perceptron: A Probabilistic Model for Information Storage and Organization in the Brain；
# - Rumelhart、Hinton、Williams（1986）：Learning Representations by Back-propagating Errors；
# - Cortes、Vapnik（1995）：Support-Vector Networks；
# - Hinton、Osindero、Teh（2006）：A Fast Learning Algorithm for Deep Belief Nets；
# - Krizhevsky、Sutskever、Hinton（2012）：ImageNet Classification with Deep Convolutional Neural Networks；
# - Vaswani 等（2017）：Attention Is All You Need。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.8 怎样用这些 notebook
#
# ### 0.8.1 运行、作答、交作业
#
# - **运行**：点一格，按 Shift + Enter；写着 `# 改这里` 的随便改，改乱了，选“重启内核并运行所有单元格”（一格也叫一个单元，菜单里叫单元格）。
# - **作答**：按题目下面的按钮；没有按钮，就新开一格写 `quiz.answer("题号", "B")`，不计分，尽管错。
# - **自学和课后**：标（自学）的课后读；课后思考先自己写，再点开答案。
# - **作业**：每章一份，文件名以 `ex` 开头；在终端里用 `cd` 走到它的文件夹，运行 `coursekit check ex00_guide.ipynb`，再交。
#
# 环境检查没有通过的，现在举手（0.8.2 自学）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么做**：0.8.1 只念黑体字；环境检查是课前作业，只请有问题的举手，课后留下，一起走 0.8.3 的五步。
#
# **会遇到的误区**：（1）“装了就能用”：包装进了另一个 Python。
# 让他在 notebook 里新开一格，运行 `%pip install 包名`。
# （2）“没有 GPU 就上不了这门课”：每一章在普通电脑上只要十几秒。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.8.2 你的环境行不行（自学）
#
# 作业只写在该你写的格子里，不改名，不删格子；通过了公开的检查，就把文件交到老师指定的地方。
# 交上去以后还有隐藏的检查，用的是别的数。
# 左边的 `[*]` 是正在算，变成数字就算完了。
#
# 再运行一次最前面的环境检查：

# %% slideshow={"slide_type": "skip"}
found = report()

# %% slideshow={"slide_type": "skip"}
assert len(found) == 8 and found["中文字体"]

# %% [markdown] slideshow={"slide_type": "skip"}
# 哪个包“没有”或“太旧”，就在**终端**里运行 `pip install -U 包名`，不要在 IDLE 里（0.8.3）。
# 只有 Python 不行：太旧的 Python，pip 升级不了，要从 0.8.3 的第 1 步重来。
# 还不行，运行 `coursekit doctor`，它会说缺什么、怎样补。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.8.3 pip：装包、卸包（自学）
#
# **从一台空电脑开始**，做五步。
# 打不开这一份 notebook 的人看不到这里，所以安装的命令也写在 `README.zh-CN.md`（发给学生的文件夹里是 `README.md`）。
#
# 1. 到 Python 的官方网站下载 3.11 到 3.13 里的一个，装上（刚出的新版本，PyTorch 可能还没跟上）；Windows 安装时勾上“Add python.exe to PATH”。
# 2. 打开终端，运行 `python -m venv course`：在 `course` 文件夹里建一个**虚拟环境**（virtual environment），也就是只给这门课用的一套包，弄坏了删掉重建，不伤别的。
#    macOS 和 Linux 上，`python` 写成 `python3`。
# 3. 进入它：Windows 在命令提示符里运行 `course\Scripts\activate`（PowerShell 可能不让），macOS 和 Linux 运行 `source course/bin/activate`；行首出现 `(course)` 就成了。
# 4. 网慢的，**先**照 0.8.4 换成镜像：下一步要下载 1 GB 上下（多半是 PyTorch，Linux 上更多）。
# 5. 用 `cd` 走到老师发的 `coursekit-…-py3-none-any.whl` 所在的文件夹，运行 `pip install "./那个文件的全名[lab]"`，再运行 `coursekit lab`（打不开就用 `jupyter lab`），点进这一章。
#
# 以后每次只做第 3 步，再运行 `coursekit lab`。
#
# pip 是 Python 装包的工具。
# 它在**终端**里运行，不在 Python 的提示符 `>>>` 后面，更不在 IDLE 里：那里只认 Python 的句子，会报语法错误。
#
# | 系统 | 终端在哪里 | 命令 |
# |---|---|---|
# | Windows | 命令提示符 | `pip` 或 `pip3` |
# | macOS | 终端 | `pip3` |
# | Linux | 终端 | `pip3` 或 `python3 -m pip` |
#
# 不在虚拟环境里，新的 macOS 和 Linux 常常拒绝安装，报 `externally-managed-environment`：系统自带的 Python 不许动。
# 先做上面的第 2、3 步，就没事了；进了虚拟环境，三种系统都写 `pip`。
#
# 拿一个小包 `pypinyin`（给汉字注音）练手，这几条够用一学期：
#
# | 命令 | 做什么 |
# |---|---|
# | `pip install pypinyin` | 装最新的 |
# | `pip install pypinyin==0.50.0` | 装指定的版本 |
# | `pip install -U pypinyin` | 升级 |
# | `pip uninstall pypinyin` | 卸载 |
# | `pip -h` | 帮助；`pip install -h` 是 `install` 的帮助 |
#
# 装和下载要连网。
# 电脑上有几个 Python 时，`python -m pip` 最保险：包一定装进这个 `python` 里。

# %% [markdown] slideshow={"slide_type": "skip"}
# `pip` 后面的第一个词叫**子命令**，常见的有 17 个；先记 `install`、`uninstall`、`list`、`show` 四个，其余用到再查：
#
# | 子命令 | 做什么 | 子命令 | 做什么 |
# |---|---|---|---|
# | `install` | 装 | `search` | 搜索（已停用，见下） |
# | `download` | 只下载安装文件，不装 | `cache` | 看、清下载过的缓存 |
# | `uninstall` | 卸载 | `index` | 查一个包有哪些版本 |
# | `freeze` | 按 requirements 的格式列出 | `wheel` | 打成 wheel 安装包 |
# | `inspect` | 用 JSON 报告整个环境 | `hash` | 算文件的校验值 |
# | `list` | 列出装了哪些包 | `completion` | 让终端会补全 |
# | `show` | 看一个包的详情 | `debug` | 排错用的信息 |
# | `check` | 查依赖合不合得来 | `help` | 帮助 |
# | `config` | 看、改 pip 的设置 | | |
#
# 三个容易混：`list` 给人看；`freeze` 写成 `包名==版本`，别人用同样的系统和 Python，照着就能装出差不多的环境；`download` 拿回安装文件，带到不能上网的电脑上装。
#
# 下面请 pip 自己报一遍它认得的子命令，和表对一对：

# %% slideshow={"slide_type": "skip"}
SUBCOMMANDS = """
install download uninstall freeze inspect list show check config
search cache index wheel hash completion debug help
""".split()
known = SUBCOMMANDS
if find_spec("pip"):  # 有的环境没有 pip，就不问它
    told = subprocess.run([sys.executable, "-m", "pip", "help"], capture_output=True, text=True).stdout
    known = [line.split()[0] for line in told.splitlines() if line.startswith("  ") and line.strip()]
print(len(SUBCOMMANDS), "个子命令，pip 都认得：", set(SUBCOMMANDS) <= set(known))
assert len(SUBCOMMANDS) == len(set(SUBCOMMANDS)) == 17 and set(SUBCOMMANDS) <= set(known)

# %% [markdown] slideshow={"slide_type": "skip"}
# **常见错误**：照着旧教程运行 `pip search`。
# 子命令还在，PyPI（Python 的包都登记在那里）却早就停用了它背后的服务，只会报错。
# 找包，到 PyPI 的网页上搜；知道名字、要看有哪些版本，用 `pip index versions 包名`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.pip_search")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 0.8.4 换成清华镜像（自学）
#
# 镜像是 PyPI 的一份拷贝，放在离你近的地方，下载快得多。
# 国内常用清华大学的 TUNA 镜像：到它的网站上找“pypi”的使用帮助，抄下地址，填在下面 `<清华镜像地址>` 的位置，尖括号也要去掉。
#
# | 目的 | 命令 |
# |---|---|
# | 先把 pip 升到 10.0.0 以上，才有 `config`（2018 年以后装的都够） | `python -m pip install -i <清华镜像地址> --upgrade pip` |
# | 从此都用镜像 | `pip config set global.index-url <清华镜像地址>` |
# | 只这一次用镜像 | `pip install -i <清华镜像地址> torch` |
# | 看设好了没有 | `pip config list` |
# | 换回来 | `pip config unset global.index-url` |
#
# `-i` 是 `--index-url` 的简写，只管这一条命令。
# 下面把命令拆成一串词，只显示，不运行；看清两条只差 `-i` 和地址两个词：

# %% slideshow={"slide_type": "skip"}
def install(package, mirror=None):
    command = ["pip", "install"]
    if mirror:
        command += ["-i", mirror]
    return command + [package]


print(install("torch"))
print(install("torch", mirror="<清华镜像地址>"))
assert install("torch") == ["pip", "install", "torch"]
assert install("torch", "M") == ["pip", "install", "-i", "M", "torch"]
if find_spec("pip"):
    assert number(version("pip")) >= (10, 0)

# %% slideshow={"slide_type": "skip"}
quiz.ask("guide.pip_mirror")  # 练习

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 0.9 小结
#
# 开场的问题：不写规则，机器怎样学会认字？
#
# - **怎么学**：拿例子训练，也就是一遍遍改参数，让错变少；再用没见过的考。
# - **靠什么**：数据、算法、算力，缺一样都不行；五个问题 ① 到 ⑤ 是全课程的地图。
# - **换表示有什么用**：像两个圆圈，直线做不到的，换一种表示就做到了；深度学习让网络自己换。
# - **在哪里**：人工智能 ⊃ 机器学习 ⊃ 深度学习；符号、连接、行为三个学派；监督、无监督、强化三种学习。
# - **为什么是现在**：落下去，往往是缺一样东西；三样凑齐，才有 2012 年。
#
# **出门一问**：十行里，哪些事是人替机器定的？
# 例如第 3 行，网络的样子是人定的；让机器自己挑，是 ④（第 11 章）。
# 再举一行，说出它属于 ① 到 ⑤ 的哪一个。
#
# **下一步**：第 1 章只用十套房子、两个参数，把“损失”和“改数”用笔算一遍。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问**可以答：第 1 行，答案由人标，属于 ①（第 2 章看没有标签怎么办）；第 4 行，学习率由人定，属于 ②（第 9 章）；第 5 行，看 100 遍由人定，让机器自己停，属于 ④（第 11 章）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 0.10 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：少了哪一样。** 三位同学的模型都不行，各缺三要素里的哪一样？
# 甲：看一遍要一整夜，看到第 3 遍，对的还一路在涨，作业却该交了；乙：见过的图全对，没见过的只对四成；丙：图和标签都核对过，看了 300 遍，连见过的图也只对一成。
#
# <details><summary>答案</summary>
#
# 甲缺算力：一直在变好，只是等不起；乙先查数据，0.3.2 里 `PICTURES = 10` 就是这样，见过的 10 张全对；丙的算法有毛病，先查学习率是不是太大或太小。
# </details>
#
# **第 2 题：遍数要不要紧。** 0.3.2 里，看 300 遍和看 100 遍几乎一样。
# 能不能说“看的遍数不要紧”？
#
# <details><summary>答案</summary>
#
# 不能。
# 从 0 遍到 10 遍，认对的从一成涨到近九成；只是过了 100 遍，缺的已经不是它了。
# 而且这只是对这些图、这个学习率说的：学习率 0.00001 时，100 遍远远不够。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 3 题：半个外圈。** 把 0.6.1 的外圈只留下圆心以上的 11 个点，方向从 15° 到 165°，内圈不动。
# 三句证明里先断在哪一句？
# 这时直线分得开吗？
# 提示：看外圈左端、右端、顶上三个点，和内圈顶上的一点。
#
# <details><summary>答案</summary>
#
# 先断在第 1 句：外圈的点对面没有点了，第 2 句也就说不下去。
# 证明不成立，不等于结论反过来；这里恰好还是分不开。
# 假如一条直线分得开，外圈的 15° 和 165° 两点在同一边，它们的连线也在这一边；连线在圆心正上方约 0.52 处经过。
# 外圈顶上的点在 2.03，也在这一边，所以从 0.52 到 2.03 这一段都在这一边。
# 可内圈顶上的点在 1.10，正在这一段上，它该在另一边，矛盾。
# </details>
#
# **第 4 题：老虎机换了胜率。** 玩到第 500 次，三台的胜率突然从 0.2、0.5、0.8 变成 0.8、0.5、0.2。
# ε = 0.1 的办法，接着的 500 次每次得几分，比得过乱挑的 0.5 吗？
# 再接着的 500 次呢？
# 可以怎样改？
# 先用笔估：假如它一直以为第三台最好，每次得几分；第三台的平均分要再玩几次才掉到 0.5？
# 估完，再运行下面一格。

# %% slideshow={"slide_type": "skip"}
def after_swap(step=None, runs=2000, swap=500, pulls=1500):
    """Play many runs at once, the rates turned round after `swap`; return mean rewards and the share faithful to the third."""
    rng, one = np.random.default_rng(0), np.arange(runs)
    mean, tried = np.zeros((runs, 3)), np.zeros((runs, 3))
    got, faithful = np.zeros(pulls), np.zeros(pulls)
    for k in range(pulls):
        win = np.array(WIN if k < swap else WIN[::-1])
        arm = np.where(rng.random(runs) < 0.1, rng.integers(3, size=runs), mean.argmax(axis=1))
        reward = rng.random(runs) < win[arm]
        tried[one, arm] += 1
        # 平均分的另一种算法：旧的加上“新的减旧的”除以次数；给了 step，就每次只挪这么大一份
        mean[one, arm] += (step or 1 / tried[one, arm]) * (reward - mean[one, arm])
        got[k], faithful[k] = reward.mean(), (mean.argmax(axis=1) == 2).mean()
    return got, faithful


swapped, faithful = after_swap()
recent, _ = after_swap(step=0.1)
for name, got in (("记全部", swapped), ("看重最近", recent)):
    print(f"{name}：第 501–1000 次 {got[500:1000].mean():.2f} 分，第 1001–1500 次 {got[1000:].mean():.2f} 分")
print(f"记全部，玩到第 1000 次，还以为第三台最好的占 {faithful[999]:.1f}")
assert abs(swapped[500:1000].mean() - 0.26) < 0.015 and abs(swapped[1000:].mean() - 0.55) < 0.02
assert abs(recent[500:1000].mean() - 0.70) < 0.02 and abs(faithful[999] - 0.61) < 0.04
assert abs(0.9 * 0.2 + 0.1 * 0.5 - 0.23) < 1e-9 and (450 * 0.8 + 450 * 0.2) / 900 == 0.5

# %% [markdown] slideshow={"slide_type": "skip"}
# <details><summary>答案</summary>
#
# 一直以为第三台最好，每次就得 $0.9\times0.2+0.1\times0.5=0.23$ 分。
# 换之前第三台玩了约 450 次，平均 0.8；之后每次平均只得 0.2，再玩约 450 次，平均才掉到 $(0.8+0.2)/2=0.5$。
# 所以接着的 500 次不如乱挑：2000 回的平均是 0.26，比 0.23 高一点，因为有几回醒得早；到第 1000 次，六成还以为第三台最好。
# 再接着的 500 次，多半醒了，平均 0.55。
# 可以更看重最近的得分，例如每次让平均分朝这次的得分挪一成：接着的 500 次就有 0.70；也可以在得分突然变低时，多探索一阵。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 5 题：给它归类。** 下面三样各在哪个圈里，用了哪个学派的想法？
# 归不进去的，说为什么。
# （1）按专家写的三百条规则看病的程序；（2）从一万条病历学出来的决策树；（3）自己在模拟器里摔了十万次才学会走路的机器人，用网络控制。
#
# <details><summary>答案</summary>
#
# （1）人工智能，不是机器学习；符号主义。
# （2）机器学习，不是深度学习；一棵树就是一条条写得出来的规则，周志华的《机器学习》把决策树当作符号主义学习的代表；和专家系统不同，规则是学来的。
# （3）机器学习；网络有三层以上，才是深度学习；连接主义加行为主义。
# </details>
#
# **第 6 题：删掉拐弯。** 把十行第 3 行里的 `ReLU(), ` 删掉，再跑一遍，还认对几成？
# 和 0.6.2 的“两层不拐弯，合起来还是一层”矛盾吗？
#
# <details><summary>答案</summary>
#
# 还对 96 % 上下，只差一个百分点；不矛盾。
# 合起来确实只剩一层，可是这套 8×8 的小图，平平地切几刀就差不多够了。
# 非换表示不可的，是两个圆圈、四个象限那样直线分不开的数据；换不换，要看数据，不是每次都要紧。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **还想练？**
# 课上没有问的题，这里一次找齐。
# 新开一格，写 `quiz.ask("题号")`：
#
# - 三要素和五个问题：`guide.slow`、`guide.alchemy`（0.3.3）、`guide.which_question`；
# - 圈、学派和奖励：`guide.nested`、`guide.reward`（0.5.3）、`guide.bandit`；
# - 表示和特征：`guide.circles`（0.6.1）、`guide.features`；
# - 历史：`guide.history`、`guide.fall`、`guide.gpt_year`；
# - pip：`guide.pip_search`、`guide.pip_mirror`。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案和教师备注里的数
def unseen(*knobs):
    """Return the share right of the test set."""
    return experiment(*knobs)[1]


assert unseen(10, 100, 0.01) < 0.5 and 0.8 < unseen(1347, 10, 0.01) < 0.92 and unseen(100, 100, 0.01) > 0.85
assert 0.2 < unseen(1347, 1, 0.01) < 0.45 and unseen(1347, 300, 1) < 0.25
assert torch.equal(y_train.roll(1)[1:], y_train[:-1])  # 标签错开一行：损失照样降，考卷只对一成
torch.manual_seed(0)
shifted, bend_less, one_layer = Sequential(Linear(64, 64), ReLU(), Linear(64, 10)), Sequential(Linear(64, 64), Linear(64, 10)), Linear(64, 10)
learn(shifted, X_train, y_train.roll(1), 100, 0.01)
assert cross_entropy(shifted(X_train), y_train.roll(1)) < 1.9 and accuracy(shifted, X_test, y_test) < 0.25
learn(bend_less, X_train, y_train, 100, 0.01)  # 删掉拐弯，还对 96 %
learn(one_layer, X_train, y_train, 100, 0.01)
assert abs(accuracy(bend_less, X_test, y_test) - 0.96) < 0.02 and abs(accuracy(one_layer, X_test, y_test) - 0.93) < 0.02
is_38 = (y_test == 3) | (y_test == 8)  # 只看测试集里的 3 和 8
by_rule = torch.where(X_test[is_38].reshape(-1, 8, 8)[:, 2:6, 2].sum(axis=1) * 16 > 21, 8, 3)
scores_38, answer_38 = model(X_test[is_38]), y_test[is_38]
by_two = torch.where(scores_38[:, 8] > scores_38[:, 3], 8, 3)
for answered, wanted in ((by_rule, 0.946), (scores_38.argmax(1), 0.935), (by_two, 0.989)):
    assert len(answer_38) == 93 and abs((answered == answer_38).float().mean() - wanted) < 0.03
wrong = model(X_test).argmax(1) != y_test  # 认错的里面，118 号最有把握
assert abs(model(X_test)[wrong].softmax(1).max() - shares[said]) < 1e-3
left_end, top, right_end, inner_top = xy[24 + 11], xy[24 + 6], xy[24 + 1], xy[6]  # 第 3 题：165°、90°、15°，和内圈的 90°
share = left_end[0] / (left_end[0] - right_end[0])
crossing = left_end[1] + share * (right_end[1] - left_end[1])  # 连线在圆心正上方多高
assert abs(crossing - 0.52) < 0.01 and abs(inner_top[1] - 1.10) < 0.005 and abs(top[1] - 2.03) < 0.005
assert abs(inner_top[0]) < 1e-9 and abs(top[0]) < 1e-9
for epsilon, wanted in ((0.01, 0.61), (0.05, 0.76), (0.3, 0.71)):
    assert abs(average(epsilon) - wanted) < 0.02
