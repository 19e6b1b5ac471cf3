# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex12_architectures//ipynb,src//py:percent
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
# # 练习十二 经典架构：一扇小窗，一本小账
#
# 一张 224×224 的彩色照片，有十五万个数。
# 接一个 1000 个神经元的全连接层，光这一层就有 150529000 个参数；而且猫往右挪一个像素，十五万个数就换了地方，网络得从头认。
#
# **卷积**换了个看法：拿一扇 3×3 的小窗，从左上扫到右下，每到一处问同一个问题：“这里有没有一条竖边？”
# 问题只有一个，权重也就只有九个；猫挪到哪里，答案跟着挪到哪里。
#
# 句子是另一种难处：有长有短，先后不能颠倒。
# **循环网络**一次读一个词，手里一本小账，读一个词改一笔；读完了，账上就是整句话。
#
# 前七题是小窗（第 12a 章），后四题是小账（第 12b 章），你来把它们的零件一件一件做出来。
#
# **做完之后，你能够**
#
# - 算出卷积和池化以后图有多大、参数有几个、一个数看得见原图多大一块；
# - 用 numpy 写出卷积和池化，说清它们和 PyTorch 的一样；
# - 用 PyTorch 搭出 LeNet-5 和残差块；
# - 写出循环网络、LSTM、GRU 走一步的式子，说清每个门管什么；
# - 写出 Seq2Seq 的解码：一个词一个词往外说，知道什么时候停。
#
# | 题 | 写什么 | 分 | 分钟 |
# |---|---|---|---|
# | 读题，熟悉工具 | | | 6 |
# | 1 | `conv_out` 扫完有多大 | 4 | 6 |
# | 2 | `conv_params` 参数有几个 | 3 | 4 |
# | 3 | `receptive_field` 看得见多大一块 | 5 | 9 |
# | 4 | `conv2d` 卷积 | 10 | 25 |
# | 5 | `pool2d` 池化 | 6 | 10 |
# | 6 | `lenet5` 1998 年的网络 | 7 | 14 |
# | 7 | `ResidualBlock` 2015 年的块 | 9 | 20 |
# | 8 | `rnn_step` 循环网络走一步 | 4 | 7 |
# | 9 | `lstm_step` LSTM 走一步 | 7 | 13 |
# | 10 | `gru_step` GRU 走一步 | 7 | 12 |
# | 11 | `greedy_decode` 一个词一个词往外说 | 7 | 13 |
# | 12 | 一段话，老师评阅 | 4 | 20 |
#
# 一共 73 分，两小时四十分钟。
# 可以分两次做：前七题一次，后五题一次，后五题不靠前七题。
# 需要：第 12a 章和第 12b 章，第 4 章的张量，第 8 章的批量归一化。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来；每一题都可以单独做，卡住了可以先做后面的。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来；要看的在最后几行。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，写在题目后面，对一项得一项。
#
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
#
# **用什么写**
#
# - 第 1、2、3 题和第 11 题：只要 Python 的整数和列表（会 numpy 的也可以用）；
# - 第 4、5 题和第 8、9、10 题：`numpy` 数组进，`numpy` 数组出。这几题练的就是里面的那几步，所以**不许用 `torch`、`scipy`** 和别的现成的卷积、循环层；检查单元会读你的函数，用了，那一题不给分；
# - 第 6、7 题：PyTorch 的 `nn.Module`，里面的层都用现成的。
#
# 数组里可以是整数，也可以是小数；传进来的数组是别人的东西，不许改动。
#
# 先运行下面的单元，它是工具，不用读懂；里面已经导入了 `np`、`torch`、`nn`，还有写好的 `sigmoid` 和两个编号 `BOS`、`EOS`。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
import torch
from coursekit import checks, plotting
from sklearn.datasets import load_digits
from torch import nn

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]
BOS, EOS = 0, 1  # 句首和句尾的编号
READY = ["torch", "scipy", "sklearn", "skimage", "cv2", "coursekit", "plotting"]


def sigmoid(x):
    """Compute the logistic function of every element; large numbers do no harm."""
    return (1 + np.tanh(np.asarray(x) / 2)) / 2


USUAL = {"core dimension": "@ 两边的形状对不上：x 是 (n, d)，Wx 是 (m, d)，要转置哪一个？",
         "could not be broadcast": "两个数组的形状对不上：打印出它们的 .shape 看看（补 0 只补高和宽；切段切最后一维）",
         "out of bounds": "下标超出去了：最后一扇窗从哪里开始，到哪里为止？",
         "not aligned": "@ 两边的形状对不上：要转置哪一个？",
         "could not broadcast input array": "右边的形状放不进左边：左边一处要 (o,) 或 (c,)；sum、max 沿哪几维？",
         "equal division": "切的是最后一维：axis=-1",
         "values to unpack": "左边几个名字，右边就要几样：图是三维 (c, h, w)，卷积核是四维 (o, c, kh, kw)",
         "mat1 and mat2": "线性层前面的形状对不上：拉平以后应是 400；一层一层打印形状看看",
         "must match the size": "相加的两份大小不同：步幅放在 conv1 和 conv3，conv2 的是 1；3×3 的填充是 1"}


def few(shape, cycle, unit):
    """Return an array of this shape of the same few numbers again and again: an example that is easy to make."""
    return (np.arange(np.prod(shape)).reshape(shape) % cycle - 2) / unit


def tried(call, function, *given, again=False):
    """Call a function with copies of arrays; say in words what failed, or, the first time, that an array was changed."""
    copies = [value.copy() if isinstance(value, np.ndarray) else value for value in given]
    try:
        got = function(*[checks.inout(value) if isinstance(value, np.ndarray) else value for value in copies])
    except NotImplementedError:
        raise
    except Exception as error:
        told = "".join(f"\n可能错在：{words}" for english, words in USUAL.items() if english in str(error))
        raise checks.CheckFailed(f"{call}\n运行时出错：{type(error).__name__}: {error}{told}") from error
    for value, now in zip(given, copies):
        if isinstance(value, np.ndarray) and not again and not np.array_equal(value, now):
            raise checks.CheckFailed(f"{call}\n传进去的数组被改动了：原来是 {value.tolist()}，现在是 {now.tolist()}\n"
                                     "可能错在：+= 或者写进了别人的数组；用 a + b 得到新的，或者先 .copy()")
    if got is None:
        raise checks.CheckFailed(f"{call}\n没有返回值\n可能错在：忘了写 return")
    return got


def draw_row(w, k, p, s):
    """Draw one row of an image with its padding, and the places where the window stops."""
    ax = plt.figure(figsize=(7, 2.2)).gca()
    places = range(0, w + 2 * p - k + 1, s)
    for j in range(-p, w + p):
        ax.add_patch(plt.Rectangle((j, 0), 1, 1, fc="0.9" if 0 <= j < w else "white", ec="0.4"))
        ax.text(j + 0.5, 0.5, "0" if not 0 <= j < w else "", ha="center", va="center", color="0.4")
    for number, j in enumerate(places):
        color = (BLUE, RED, GREEN)[number % 3]
        ax.plot([j - p + 0.1, j - p + k - 0.1], [-0.35 * (1 + number % 3)] * 2, color=color, lw=4)
        ax.text(j - p + k / 2, 1.15, f"第 {number + 1} 扇", ha="center", color=color)
    ax.set(xlim=(-p - 0.3, w + p + 0.3), ylim=(-1.5, 1.8))
    ax.axis("off")
    told = f"左右各补 {p} 格 0，" if p else ""
    plotting.show(ax, alt=f"一行 {w} 格，{told}宽 {k} 的窗每次挪 {s} 格，能停 {len(places)} 处。")


def draw_field(layers):
    """Draw what one number behind these layers sees, layer by layer down to the image."""
    ax = plt.figure(figsize=(7, 2.8)).gca()
    seen, rows = {0}, [{0}]
    for k, s in reversed(layers):
        seen = {s * place + j for place in seen for j in range(k)}
        rows.append(seen)
    spaces = [1]
    for k, s in layers:
        spaces.append(spaces[-1] * s)
    middle = (max(rows[-1]) + min(rows[-1])) / 2
    spots, names = [], ["原图"] + [f"第 {i + 1} 层后" for i in range(len(layers))]
    for level, places in enumerate(reversed(rows)):
        space = spaces[level]
        start = middle - (max(places) + min(places)) / 2 * space
        spots.append({place: start + place * space for place in places})
        ax.text(-2.6, level, f"{names[level]}：{len(places)} 格", va="center")
        for x in spots[-1].values():
            ax.add_patch(plt.Rectangle((x - 0.35, level - 0.18), 0.7, 0.36, fc=BLUE if level else RED, alpha=0.6))
    for level, (k, s) in enumerate(layers):
        for place, x in spots[level + 1].items():
            for j in range(k):
                ax.plot([x, spots[level][s * place + j]], [level + 0.82, level + 0.18], color="0.75", lw=0.8, zorder=0)
    ax.set(xlim=(-2.8, len(rows[-1]) + 0.2), ylim=(-0.4, len(layers) + 0.4))
    ax.axis("off")
    counts = "、".join(str(len(places)) for places in rows)
    plotting.show(ax, alt=f"倒三角：从最后一层的一格往下，一层一层看见的格数是 {counts}。")


def draw_scan(image, kernel, out, at):
    """Draw an image with the window at one place, the kernel, and what comes out, the same place marked."""
    figure, axes = plt.subplots(1, 3, figsize=(8, 2.8))
    for ax, table, title in zip(axes, (image, kernel, out), ("图", "卷积核", "扫出来的")):
        table = np.asarray(table)
        ax.imshow(table, cmap="Blues", vmin=-table.max(), vmax=4 * table.max())
        for i in range(table.shape[0]):
            for j in range(table.shape[1]):
                ax.text(j, i, f"{table[i, j]:g}", ha="center", va="center")
        ax.set(title=title, xticks=[], yticks=[])
        ax.grid(False)
    size = len(kernel)
    for ax, side in ((axes[0], size), (axes[2], 1)):
        ax.add_patch(plt.Rectangle((at[1] - 0.5, at[0] - 0.5), side, side, fill=False, ec=RED, lw=3))
    plotting.show(figure, alt=f"三张表：5×5 的图，3×3 的卷积核，3×3 的结果；图里第 {at[0]} 行第 {at[1]} 列起的一扇窗加了框，结果里对应的是 {out[at[0]][at[1]]}。")


def draw_pool(table):
    """Draw a table cut into blocks of two by two, in four colours."""
    ax = plt.figure(figsize=(2.8, 2.8)).gca()
    for i, row in enumerate(table):
        for j, value in enumerate(row):
            ax.add_patch(plt.Rectangle((j, i), 1, 1, fc=(*plotting.PALETTE, "0.5")[i // 2 * 2 + j // 2], alpha=0.35, ec="0.4"))
            ax.text(j + 0.5, i + 0.5, str(value), ha="center", va="center")
    ax.set(xlim=(0, 4), ylim=(4, 0), aspect="equal")
    ax.axis("off")
    plotting.show(ax, alt="4×4 的表切成四块，每块 2×2，各是一种颜色。")


def draw_lenet():
    """Draw LeNet-5 as a row of boxes, each with the shape behind it."""
    ax = plt.figure(figsize=(10, 1.7)).gca()
    parts = (("图", "1×32×32"), ("卷积", "6×28×28"), ("池化", "6×14×14"), ("卷积", "16×10×10"),
             ("池化", "16×5×5"), ("拉平", "400"), ("线性", "120"), ("线性", "84"), ("线性", "10"))
    for x, (name, shape) in enumerate(parts):
        ax.text(x, 0.6, name, ha="center", va="center", bbox={"boxstyle": "round,pad=0.35", "fc": "0.95", "ec": BLUE})
        ax.text(x, 0, shape, ha="center", va="center", color=RED, fontsize=11)
        if x:
            ax.annotate("", (x - 0.34, 0.6), (x - 0.66, 0.6), arrowprops={"arrowstyle": "-|>", "color": "0.4"})
    ax.set(xlim=(-0.6, len(parts) - 0.4), ylim=(-0.4, 1.1))
    ax.axis("off")
    plotting.show(ax, alt="LeNet-5 从左到右：" + "，".join(f"{name} {shape}" for name, shape in parts) + "。")


def draw_block():
    """Draw the residual block with its two ways."""
    ax = plt.figure(figsize=(8.5, 2.4)).gca()
    ax.axis("off")
    for x, text in ((0.17, "conv1"), (0.28, "bn1"), (0.39, "ReLU"), (0.5, "conv2"), (0.61, "bn2"), (0.86, "ReLU")):
        ax.text(x, 0.3, text, ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.93", "ec": BLUE})
    for x, text in ((0.05, "$x$"), (0.73, "+"), (0.97, "$y$")):
        ax.text(x, 0.3, text, ha="center", va="center", fontsize=14)
    for start, end in ((0.07, 0.12), (0.21, 0.255), (0.305, 0.355), (0.425, 0.46), (0.54, 0.58), (0.64, 0.71), (0.75, 0.81), (0.9, 0.95)):
        ax.annotate("", (end, 0.3), (start, 0.3), arrowprops={"arrowstyle": "-|>", "color": BLUE})
    ax.annotate("", (0.73, 0.38), (0.05, 0.4), arrowprops={
        "arrowstyle": "-|>", "color": RED, "connectionstyle": "arc3,rad=-0.3"})
    ax.text(0.39, 0.9, "原样过去；大小或通道数变了，就过 conv3、bn3", color=RED, ha="center")
    plotting.show(ax, alt="x 分两路：一路过 conv1、bn1、ReLU、conv2、bn2，一路从上面绕过去，两路相加以后再过 ReLU，得到 y。")


def draw_unrolled(h):
    """Draw a recurrent network unrolled in time, with the hidden state of each step."""
    ax = plt.figure(figsize=(7, 2.4)).gca()
    ax.axis("off")
    for t, value in enumerate(h):
        ax.text(t, 0.5, f"$h_{t + 1}$\n{value:.4f}", ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.93", "ec": BLUE})
        ax.text(t, -0.1, f"$x_{t + 1}={1 if t == 0 else 0}$", ha="center")
        ax.annotate("", (t, 0.27), (t, 0.03), arrowprops={"arrowstyle": "-|>", "color": "0.4"})
        if t:
            ax.annotate("", (t - 0.27, 0.5), (t - 0.73, 0.5), arrowprops={"arrowstyle": "-|>", "color": RED})
            ax.text(t - 0.5, 0.58, "×0.8", color=RED, ha="center")
    ax.set(xlim=(-0.5, len(h) - 0.5), ylim=(-0.2, 0.8))
    plotting.show(ax, alt="展开的循环网络，四步，红箭头从前一步指向后一步，写着乘 0.8；四个隐藏状态是 " + "、".join(f"{v:.4f}" for v in h) + "。")


def draw_tracks(title, tracks, alt):
    """Draw flows as rows of boxes joined by signs: a list of rows, each a list of texts."""
    ax = plt.figure(figsize=(7.5, 0.75 * len(tracks) + 0.5)).gca()
    ax.axis("off")
    for row, parts in enumerate(tracks):
        for column, text in enumerate(parts):
            sign = text in ("=", "+", "×", "", "再过 tanh")
            ax.text(column, -row, text, ha="center", va="center",
                    bbox=None if sign else {"boxstyle": "round,pad=0.35", "fc": "0.95", "ec": RED if "门" in text else BLUE})
    ax.set(xlim=(-0.7, max(map(len, tracks)) - 0.4), ylim=(0.5 - len(tracks), 0.5), title=title)
    plotting.show(ax, alt=alt)


def draw_talk(words):
    """Draw the decoder saying one word after the other, each fed back as the next input."""
    ax = plt.figure(figsize=(8, 2.3)).gca()
    ax.axis("off")
    for t, (word, heard) in enumerate(zip(words, ["BOS", *words])):
        ax.text(t, 0.5, "dec", ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.93", "ec": BLUE})
        ax.text(t, 1, word, ha="center", color=RED)
        ax.text(t, -0.1, heard, ha="center")
        ax.annotate("", (t, 0.3), (t, 0.05), arrowprops={"arrowstyle": "-|>", "color": "0.4"})
        ax.annotate("", (t, 0.95), (t, 0.7), arrowprops={"arrowstyle": "-|>", "color": "0.4"})
        ax.annotate("", (t - 0.2, 0.5), (t - 0.8, 0.5), arrowprops={"arrowstyle": "-|>", "color": BLUE})
    ax.text(-1, 0.5, "enc", ha="center", va="center", bbox={"boxstyle": "round,pad=0.4", "fc": "0.93", "ec": GREEN})
    ax.set(xlim=(-1.4, len(words) - 0.5), ylim=(-0.2, 1.2))
    plotting.show(ax, alt="编码器把状态交给解码器；解码器一步说一个词：" + "、".join(words) + "；说出的词是下一步的输入，第一步的输入是 BOS。")

# %% [markdown]
# ## 第 1 题 `conv_out`（4 分，6 分钟）
#
# 图宽 $W$，小窗（**卷积核**）宽 $K$，四周各补 $P$ 圈 0（**填充**，padding），每次挪 $S$ 格（**步幅**，stride）。
# 小窗能停几处，扫出来的图就有多宽：
#
# $$W_{\text{out}}=\left\lfloor\frac{W-K+2P}{S}\right\rfloor+1$$
#
# $\lfloor\ \rfloor$ 是向下取整：最后剩下的几格，放不下一整扇窗，就不要了。
# 池化也是一扇窗，也用这个式子。
#
# **例子**：
#
# | $W$ | $K$ | $P$ | $S$ | | $W_{\text{out}}$ |
# |---|---|---|---|---|---|
# | 8 | 3 | 0 | 2 | $\lfloor\frac52\rfloor+1$ | 3 |
# | 10 | 3 | 3 | 4 | $\lfloor\frac{13}4\rfloor+1$ | 4 |

# %%
draw_row(8, 3, 0, 2)
draw_row(10, 3, 3, 4)

# %% [markdown]
# 写 `conv_out(w, k, p, s)`，返回宽，一个整数（高也是这样算）。
#
# - `w`、`k`、`s` 是正整数，`p` 是 0 或正整数；
# - 补了 0 还放不下一扇窗（比如 `w=2`、`k=5`、`p=1`）：抛出 `ValueError`；正好放下一扇，是 1。
#
# **小项**：两个例子 2，几层接起来（一层的结果是下一层的 $W$）1，放不下和正好放下 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 照式子写。
# Python 的 `//` 就是向下取整的除法，得到的是整数。
# </details>
#
# <details><summary>提示 2：放不下</summary>
#
# 补完以后一共有 `w + 2 * p` 格。
# 比 `k` 少，就 `raise ValueError("放不下")`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "conv_out", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv_out(w, k, p, s):
    """Return how wide the result is, for a window k wide on a row of w, with padding p and stride s."""
    ### BEGIN SOLUTION
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s + 1
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_conv_out", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "没有填充的例子"):
    checks.equal(conv_out(8, 3, 0, 2), 3, call="conv_out(8, 3, 0, 2)", likely={
        "没有返回值，应写 return": lambda got: got is None,
        "漏了加 1：第一扇窗不用挪": 2,
        "要向下取整，这是向上": 4,
        "要向下取整：用 //": lambda got: isinstance(got, float),
        "步幅没有用上": 6})
with checks.points(1, "有填充的例子"):
    got = conv_out(10, 3, 3, 4)
    checks.equal(got, 4, call="conv_out(10, 3, 3, 4)", likely={
        "漏了加 1；或者填充只算了一边，两边都要补": 3,
        "填充没有用上": 2,
        "要向下取整，这是向上": 5,
        "要向下取整：用 //": lambda got: isinstance(got, float),
        "参数的次序是 w, k, p, s": 6})
    assert not isinstance(got, float), f"conv_out(10, 3, 3, 4)\n得到 {got!r}：要整数，不要小数，用 //"
### BEGIN HIDDEN TESTS
def chained(w, layers):
    """Send a row through layers (k, p, s) with the student's function."""
    for k, p, s in layers:
        w = conv_out(w, k, p, s)
    return w


with checks.points(1, "几层接起来"):
    checks.equal(chained(28, [(3, 0, 1)] * 5), 18, say="28 过五个 3×3、p = 0、s = 1 的卷积：应是 18")
    checks.equal(chained(28, [(3, 1, 1)] * 5), 28, say="28 过五个 3×3、p = 1、s = 1 的卷积：应是 28")
    checks.equal(chained(28, [(2, 0, 2)] * 2), 7, say="28 过两个 2×2、s = 2 的池化：应是 7")
    checks.equal([conv_out(227, 11, 0, 4), conv_out(224, 11, 0, 4), conv_out(224, 11, 2, 4)], [55, 54, 55], say="AlexNet 的第一层：不对")
    checks.equal([conv_out(32, 5, 0, 1), conv_out(14, 5, 0, 1), conv_out(5, 1, 0, 3), conv_out(7, 4, 5, 6), conv_out(16, 3, 1, 4)],
                 [28, 10, 2, 3, 4], say="别的大小：不对")
with checks.points(1, "放不下，和正好放下"):
    checks.equal([conv_out(5, 5, 0, 1), conv_out(5, 5, 0, 3), conv_out(3, 5, 1, 2), conv_out(1, 1, 0, 1)], [1, 1, 1, 1], say="正好放下一扇窗：应是 1")
    for w, k, p, s in ((2, 5, 1, 1), (2, 3, 0, 4), (4, 5, 0, 3)):
        with checks.raises(ValueError, say=f"w = {w}、k = {k}、p = {p}、s = {s}：放不下，应抛出 ValueError"):
            conv_out(w, k, p, s)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `conv_params`（3 分，4 分钟）
#
# 彩色的图有红、绿、蓝三张，叫三个**通道**（channel）。
# 卷积核也有这么厚：进来 $i$ 个通道，一个核就是 $i\times K\times K$ 个权重，再加一个偏置，扫一遍，得到**一张**新图。
# 要出去 $o$ 个通道，就要 $o$ 个这样的核，各看各的：
#
# $$o\,(i\,K^2+1)$$
#
# 图有多大，式子里没有：同一个核走遍全图，叫**权重共享**。
#
# **例子**：$i=6$、$o=16$、$K=5$：一个核有 $6\times25=150$ 个权重和 1 个偏置，16 个核，$16\times151=2416$ 个。
# 开头那个全连接层，要一亿五千万个。
#
# 写 `conv_params(i, o, k)`，返回参数的个数，一个整数；每个核都有偏置。
# `i`、`o`、`k` 是任何正整数。
#
# **小项**：例子 1，别的层 1，1×1 的核和一个通道 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先数一个核有几个数，再看有几个核。
# 偏置是一个**出去的**通道一个。
# </details>
#
# <details><summary>提示 2：自己核对</summary>
#
# PyTorch 也会数：`sum(part.numel() for part in nn.Conv2d(3, 64, 3).parameters())`。
# 可以拿它核对，检查用的是别的数。
# </details>

# %% nbgrader={"grade": false, "grade_id": "conv_params", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv_params(i, o, k):
    """Return how many weights and biases a convolution from i to o channels has, with kernels of k by k."""
    ### BEGIN SOLUTION
    weights = i * k * k
    return o * (weights + 1)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_conv_params", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "6 个通道变 16 个"):
    checks.equal(conv_params(6, 16, 5), 2416, call="conv_params(6, 16, 5)", likely={
        "没有返回值，应写 return": lambda got: got is None,
        "漏了偏置": 2400,
        "偏置是一个核一个，不是整层一个": 2401,
        "偏置的个数看出去的通道，不看进来的": 2406,
        "核有 i 个通道那么厚：漏了乘 i": 416,
        "核是 K×K 的，漏了一个 K": 496,
        "每个通道都加了一个偏置，应一个核一个": 2496,
        "平方写成了 k ^ 2，应是 k ** 2": lambda got: got in (464, 688)})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的层"):
    checks.equal([conv_params(1, 6, 5), conv_params(3, 64, 3), conv_params(64, 64, 3), conv_params(3, 96, 11)], [156, 1792, 36928, 34944],
                 say="LeNet-5、VGG、AlexNet 的几层：个数不对")
    for i, o, k in ((2, 7, 4), (13, 3, 2)):
        checks.equal(conv_params(i, o, k), sum(part.numel() for part in nn.Conv2d(i, o, k).parameters()), say=f"{i} → {o}，{k}×{k}：与 PyTorch 的不同")
with checks.points(1, "1×1 的核，一个通道"):
    checks.equal([conv_params(192, 16, 1), conv_params(1, 1, 1), conv_params(1, 10, 3), conv_params(10, 1, 3)], [3088, 2, 100, 91], say="1×1 的核，或者只有一个通道：个数不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `receptive_field`（5 分，9 分钟）
#
# 卷积一层只看 3×3，会不会只见树木？
# 两层叠起来，后一层的一格看前一层的三格，前一层的这三格合起来看原图的五格。
# 最后一层的一格看得见原图多宽一块，叫**感受野**（receptive field）。
#
# 从第一层往后，记两个数：感受野 $r$，从 1 起；**相邻两格在原图上隔多远** $j$，也从 1 起。
# 过一层 $(K,S)$：
#
# $$r\leftarrow r+(K-1)\,j,\qquad\text{然后}\quad j\leftarrow j\,S$$
#
# **例子**：卷积 $(5,1)$，池化 $(2,2)$，卷积 $(3,1)$。
#
# | 过了 | $r$ | $j$ |
# |---|---|---|
# | （还没有） | 1 | 1 |
# | $(5,1)$ | $1+4\times1=5$ | 1 |
# | $(2,2)$ | $5+1\times1=6$ | 2 |
# | $(3,1)$ | $6+2\times2=10$ | 2 |

# %%
draw_field([(5, 1), (2, 2), (3, 1)])

# %% [markdown]
# 步幅大于 1 的有两层，$j$ 就要乘两次：$(7,2)$、$(3,3)$、$(2,1)$，$r$ 是 7、11、17。
#
# 写 `receptive_field(layers)`，返回感受野的宽，一个整数。
#
# - `layers` 是列表，从第一层到最后一层，每层是一对 `(k, s)`，卷积和池化不分；
# - 列表可以是空的：一层也没有，一格只看见自己，是 1；
# - `layers` 不许改动；填充不用管，它不改变看得见多宽。
#
# **小项**：两个例子各 1，五个 3×3 和 LeNet-5 1，好几层步幅大于 1 的 1，一层和没有层 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 两个变量，一个循环，`for k, s in layers:`，循环里两行。
# </details>
#
# <details><summary>提示 2：数大了或小了</summary>
#
# 次序要紧：先用**旧的** $j$ 算 $r$，再改 $j$。
# 步幅只影响后面的层，不影响自己这一层。
# </details>

# %% nbgrader={"grade": false, "grade_id": "receptive_field", "locked": false, "schema_version": 3, "solution": true, "task": false}
def receptive_field(layers):
    """Return how wide a piece of the image one number sees behind these layers, pairs (kernel, stride)."""
    ### BEGIN SOLUTION
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return field
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_receptive_field", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "三层的例子"):
    checks.equal(receptive_field([(5, 1), (2, 2), (3, 1)]), 10, call="receptive_field([(5, 1), (2, 2), (3, 1)])", likely={
        "没有返回值，应写 return": lambda got: got is None,
        "步幅没有用上：池化以后，相邻两格在原图上隔 2": 8,
        "先改了 j：自己这一层的步幅只影响后面的层": 11,
        "每层多看 K − 1 格，不是 K 格": 14,
        "r 从 0 起了，应从 1 起；或者乘了这一层自己的步幅，应乘 j": 9,
        "核的宽不能连乘": 30,
        "层的次序倒了": 12,
        "只走了一层：return 是不是缩进到循环里了": 5,
        "返回的是 j": 2})
with checks.points(1, "两层步幅大于 1 的例子"):
    checks.equal(receptive_field([(7, 2), (3, 3), (2, 1)]), 17, call="receptive_field([(7, 2), (3, 3), (2, 1)])", likely={
        "j 换成了步幅，应乘上步幅：j * s": 14,
        "乘的是这一层自己的步幅，应乘 j": 20,
        "j 加上了步幅，应乘上步幅：j * s": 15,
        "先改了 j，应先算 r：自己这一层的步幅只影响后面的层": 31,
        "r 从 0 起了，应从 1 起": 16,
        "步幅没有用上": 10})
### BEGIN HIDDEN TESTS
with checks.points(1, "五个 3×3，LeNet-5，VGG"):
    checks.equal(receptive_field([(3, 1)] * 5), 11, say="五个 3×3、步幅 1：应是 11")
    checks.equal(receptive_field([(3, 1)] * 3), 7, say="三个 3×3、步幅 1：应是 7，和一个 7×7 一样")
    checks.equal(receptive_field([(5, 1), (2, 2), (5, 1), (2, 2)]), 16, say="LeNet-5 的四层：应是 16")
    checks.equal(receptive_field([(3, 1), (3, 1), (2, 2), (3, 1), (3, 1), (2, 2)]), 16, say="VGG 的前六层：不对")
with checks.points(1, "好几层步幅大于 1"):
    checks.equal(receptive_field([(7, 2), (3, 2), (3, 1), (3, 2), (1, 1)]), 7 + 4 + 8 + 8, say="(7,2)、(3,2)、(3,1)、(3,2)、(1,1)：不对")
    checks.equal(receptive_field([(11, 4), (3, 2), (5, 1), (3, 3)]), 11 + 8 + 32 + 16, say="(11,4)、(3,2)、(5,1)、(3,3)：不对")
    checks.equal(receptive_field([(2, 3), (2, 3), (2, 3), (4, 1)]), 1 + 1 + 3 + 9 + 81, say="(2,3) 三层，再 (4,1)：不对")
with checks.points(1, "一层，没有层，不改动"):
    checks.equal([receptive_field([]), receptive_field([(7, 3)]), receptive_field([(1, 2)])], [1, 7, 1], say="没有层是 1，只有一层就是它的核宽")
    layers = [(3, 2), (4, 1), (2, 2)]
    checks.equal(receptive_field(checks.inout(layers)), 11, say="(3,2)、(4,1)、(2,2)：应是 11")
    checks.equal(layers, [(3, 2), (4, 1), (2, 2)], say="receptive_field 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `conv2d`（10 分，25 分钟）
#
# 小窗盖在图上，格子对格子**相乘，全加起来**，再加偏置，就是一个数；挪一下，再来一个。
#
# **例子一**：左边的图，中间的核，步幅 1，不填充，偏置 0；下面要写的函数，就是 `conv2d(IMAGE[None], CROSS[None, None], np.array([0]), 1, 0)`（`[None]` 在前面添一维）。
# 框住的那扇窗，九对数相乘相加是 4。

# %%
IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
draw_scan(IMAGE, CROSS, [[4, 3, 4], [2, 4, 3], [2, 3, 4]], at=(1, 1))

# %% [markdown]
# **例子二**：左黑右白的图，每一行都是 $0\;0\;0\;10\;10\;10$，三行。
# 核是 $\begin{pmatrix}-1&0&1\\-2&0&2\\-1&0&1\end{pmatrix}$，右边的减左边的，它找竖边（叫 Sobel 核）。
# 扫出来是一行 $0\;40\;40\;0$：有边的地方亮，别处是 0。
# 数学课的“卷积”要先把核左右上下都翻过来；神经网络的不翻，直接对着乘（反正核是学来的）。
# 翻了，这里就成了 $-40$。
#
# **通道**。图有 $c$ 个通道，核也有 $c$ 层，一层对一个通道，乘完**全部加在一起**，还是一个数。
# $o$ 个核，就得到 $o$ 张新图：
#
# $$\text{out}[q,i,j]=b[q]+\sum_{p}\sum_{u}\sum_{v}k[q,p,u,v]\;\tilde x[p,\;iS+u,\;jS+v]$$
#
# $\tilde x$ 是四周补过 0 的图，$S$ 是步幅；这里的 $i$、$j$ 是新图的行和列，$p$ 是进来的通道。
#
# **例子三**：两个通道，两个核，每个核 2×2，图也只有 2×2，只停得下一扇窗：
#
# | | 通道 0 | 通道 1 | 偏置 | 得 |
# |---|---|---|---|---|
# | $x$ | $\begin{pmatrix}1&2\\3&4\end{pmatrix}$ | $\begin{pmatrix}0&1\\1&0\end{pmatrix}$ | | |
# | 核 0 | $\begin{pmatrix}1&0\\0&1\end{pmatrix}$：$1+4=5$ | $\begin{pmatrix}1&1\\1&1\end{pmatrix}$：$1+1=2$ | 0.5 | 7.5 |
# | 核 1 | $\begin{pmatrix}0&1\\0&0\end{pmatrix}$：$2$ | $\begin{pmatrix}0&0\\2&0\end{pmatrix}$：$2$ | $-1$ | 3 |
#
# **例子四**：步幅 2，补一圈 0。
# 图是 3×3，两个通道，补完是 5×5（通道不补）；核 3×2，一个，偏置 0.5。
# 窗从第 0、2 行和第 0、2 列开始，停四处，最右边剩下一列：
#
# | | 通道 0 | 通道 1 | 得 |
# |---|---|---|---|
# | $\tilde x$ | $\begin{pmatrix}0&0&0&0&0\\0&1&2&0&0\\0&0&1&3&0\\0&2&0&1&0\\0&0&0&0&0\end{pmatrix}$ | $\begin{pmatrix}0&0&0&0&0\\0&0&1&0&0\\0&1&0&1&0\\0&0&1&0&0\\0&0&0&0&0\end{pmatrix}$ | |
# | 核 | $\begin{pmatrix}1&0\\0&2\\0&1\end{pmatrix}$ | $\begin{pmatrix}0&0\\1&0\\0&3\end{pmatrix}$ | $\begin{pmatrix}5.5&7.5\\4.5&4.5\end{pmatrix}$ |
#
# 左上角：通道 0 得 $1\times2+0\times1=2$，通道 1 得 $0\times1+1\times3=3$，$2+3+0.5=5.5$。
#
# 写 `conv2d(x, k, b, stride, pad)`，用 numpy，一次一张图。
#
# - `x` 是图，`(c, h, w)`；`k` 是核，`(o, c, kh, kw)`；`b` 是偏置，`(o,)`；高和宽可以不一样；
# - 返回 `(o, h', w')`，大小照第 1 题的式子（最好在函数里再写一遍：调用你的 `conv_out` 也行，可是它错了，这里也跟着错）；放不下一扇窗的不考；
# - 先在四周补 `pad` 圈 0，再扫；`stride` 是横着和竖着每次挪的格数；
# - `x`、`k`、`b` 可以是整数，里面任何一个都不许改动；
# - 只用 numpy：不许用 `torch`、`scipy` 里的卷积，也不许用 `unfold`；用了，这一题不给分。循环随便用，numpy 的 `sliding_window_view` 也可以。
#
# **小项**：例子一、二、三、四各 1，好几个通道、不是正方形的 1，步幅 1，填充 1，两样都有 1，1×1 的核和与图一样大的核 1，整数和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先补 0，再算新图多大，造一个全 0 的结果，然后两重循环：第 $i$ 行、第 $j$ 列的窗从哪里开始？
# 一扇窗里的乘和加，不用再写循环。
# </details>
#
# <details><summary>提示 2：补 0，和切窗</summary>
#
# `np.pad(x, ((0, 0), (pad, pad), (pad, pad)))`：三对数是三个维度，通道那一维不补。
# 窗从第 `i * stride` 行开始，高 `kh`，所以切到 `i * stride + kh` 为止；列也一样。
# 三维的切法是 `x[:, 行, 列]`，通道全要。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 切出来的窗是 `(c, kh, kw)`，核是 `(o, c, kh, kw)`，一乘就广播成 `(o, c, kh, kw)`。
# 后三维加起来，`.sum(axis=(1, 2, 3))`，得到 `(o,)`，正好是这一处的 `o` 个数。
# 结果用 `np.zeros(…)` 造；`np.zeros_like(x)` 在 `x` 是整数时会把小数砍掉。
# </details>

# %% nbgrader={"grade": false, "grade_id": "conv2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def conv2d(x, k, b, stride, pad):
    """Return the image x (c, h, w) scanned by the kernels k (o, c, kh, kw), with the biases b (o,), as numpy arrays."""
    ### BEGIN SOLUTION
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_conv2d", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.avoids("conv2d", [*READY, "nn", "functional", "conv2d", "Conv2d", "unfold", "Unfold", "convolve2d", "correlate2d"])
with checks.points(1, "例子一：5×5 的图"):
    image = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
    cross = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])
    call = "conv2d(x, k, b, 1, 0)，例子一，x 是 (1, 5, 5)，k 是 (1, 1, 3, 3)，b 是 [0]"
    checks.close(tried(call, conv2d, image[None], cross[None, None], np.array([0]), 1, 0), np.array([[[4, 3, 4], [2, 4, 3], [2, 3, 4]]]), call=call, likely={
        "返回的应是 (o, h', w')，有 o 这一维": lambda got: np.ndim(got) == 2,
        "最后一行、最后一列的窗漏了：停得下 (5 − 3) + 1 处": lambda got: np.shape(got) == (1, 2, 2),
        "补了 0：pad 是 0": lambda got: np.shape(got) == (1, 5, 5),
        "用的是矩阵乘法 @，应是格子对格子乘 *": lambda got: np.ravel(got)[:4].tolist() == [10, 11, 10, 7]})
with checks.points(1, "例子二：竖边"):
    step = np.array([[[0.0, 0, 0, 10, 10, 10]] * 3])
    sobel = np.array([[[[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]]]])
    call = "conv2d(x, k, b, 1, 0)，例子二，x 是 (1, 3, 6)，k 是 Sobel 核，b 是 [0]"
    checks.close(tried(call, conv2d, step, sobel, np.array([0.0]), 1, 0, again=True), np.array([[[0.0, 40, 40, 0]]]), call=call, likely={
        "核翻过来了：不要翻": np.array([[[0.0, -40, -40, 0]]]),
        "行和列弄反了：高是 3，宽是 6": lambda got: np.shape(got) == (1, 4, 1),
        "乘完要全加起来，不是平均": np.array([[[0.0, 40, 40, 0]]]) / 9})
with checks.points(1, "例子三：两个通道，两个核"):
    x = np.array([[[1.0, 2], [3, 4]], [[0, 1], [1, 0]]])
    k = np.array([[[[1.0, 0], [0, 1]], [[1, 1], [1, 1]]], [[[0, 1], [0, 0]], [[0, 0], [2, 0]]]])
    call = "conv2d(x, k, b, 1, 0)，例子三，b 是 [0.5, -1]"
    checks.close(tried(call, conv2d, x, k, np.array([0.5, -1]), 1, 0, again=True), np.array([[[7.5]], [[3.0]]]), call=call, likely={
        "漏了偏置": np.array([[[7.0]], [[4.0]]]),
        "只看了第一个通道：所有的通道都要加进来": np.array([[[5.5]], [[1.0]]]),
        "通道要相加，不是平均": np.array([[[4.0]], [[1.0]]]),
        "各个核混在一起了，应各算各的：sum 只沿后三维": np.array([[[11.5]], [[10.0]]]),
        "每个通道都用了核的第 0 层，应各用各的一层": np.array([[[5.5]], [[2.0]]]),
        "每个通道都加了一次偏置": np.array([[[8.0]], [[2.0]]]),
        "核翻过来了：不要翻": np.array([[[7.5]], [[4.0]]]),
        "返回的应是 (o, h', w')，这里是 (2, 1, 1)": lambda got: np.shape(got) != (2, 1, 1)})
with checks.points(1, "例子四：步幅 2，补一圈 0"):
    x = np.array([[[1, 2, 0], [0, 1, 3], [2, 0, 1]], [[0, 1, 0], [1, 0, 1], [0, 1, 0]]])
    k = np.array([[[[1, 0], [0, 2], [0, 1]], [[0, 0], [1, 0], [0, 3]]]])
    call = "conv2d(x, k, b, 2, 1)，例子四，x 是 (2, 3, 3)，k 是 (1, 2, 3, 2)，b 是 [0.5]"
    checks.close(tried(call, conv2d, x, k, np.array([0.5]), 2, 1, again=True), np.array([[[5.5, 7.5], [4.5, 4.5]]]), call=call, likely={
        "步幅没有用在窗的起点，应从第 i * stride 行、第 j * stride 列开始": np.array([[[5.5, 5.5], [2.5, 7.5]]]),
        "只有竖着挪用了步幅，应横竖都用": np.array([[[5.5, 5.5], [4.5, 0.5]]]),
        "只有横着挪用了步幅，应横竖都用": np.array([[[5.5, 7.5], [2.5, 9.5]]]),
        "填充没有用上，应先在四周补一圈 0": lambda got: np.shape(got) == (1, 1, 1),
        "步幅没有用上，应只停 2×2 处": lambda got: np.shape(got) == (1, 3, 4),
        "只在右边、下边补了 0，应四周都补": np.array([[[7.5, 1.5], [2.5, 1.5]]]),
        "只在左边、上边补了 0，应四周都补": np.array([[[0.5, 5.5], [0.5, 7.5]]]),
        "通道也补了 0，应只补高和宽": np.array([[[0.5, 11.5], [0.5, 0.5]]]),
        "补的是边上的数，应补 0": np.array([[[6.5, 9.5], [6.5, 5.5]]]),
        "小数丢了，应造成小数的结果：np.zeros(…)": np.array([[[5.0, 7], [4, 4]]]),
        "放不下一整扇窗的也算了，应不要": lambda got: np.shape(got) == (1, 2, 3)})
### BEGIN HIDDEN TESTS
def scanned(rng, c, o, size, kernel, stride, pad):
    """Draw an image and kernels; return them, and what torch makes of them."""
    x, k, b = rng.normal(size=(c, *size)), rng.normal(size=(o, c, *kernel)), rng.normal(size=o)
    as_tensors = [torch.tensor(part) for part in (x[None], k, b)]
    return x, k, b, nn.functional.conv2d(*as_tensors, stride=stride, padding=pad)[0].numpy()


def agrees(shift, say, *cases):
    """Compare the student's function with torch, one case after the other."""
    rng = np.random.default_rng(checks.seed() + shift)
    for c, o, size, kernel, stride, pad in cases:
        x, k, b, right = scanned(rng, c, o, size, kernel, stride, pad)
        checks.close(conv2d(x, k, b, stride, pad), right, say=f"{say}：x 是 {x.shape}，k 是 {k.shape}，stride = {stride}，pad = {pad}，与 PyTorch 的不同")


with checks.points(1, "好几个通道，不是正方形"):
    agrees(0, "好几个通道", (3, 4, (5, 7), (3, 3), 1, 0), (2, 5, (6, 4), (3, 2), 1, 0), (5, 2, (4, 6), (1, 4), 1, 0), (1, 3, (6, 3), (2, 2), 1, 0))
with checks.points(1, "步幅"):
    agrees(1, "步幅大于 1", (2, 3, (7, 9), (3, 3), 2, 0), (1, 2, (8, 6), (2, 3), 3, 0), (2, 2, (8, 9), (3, 3), 2, 0), (1, 2, (7, 7), (2, 2), 4, 0))
with checks.points(1, "填充"):
    agrees(2, "补 0", (2, 3, (4, 5), (3, 3), 1, 1), (1, 2, (3, 4), (2, 3), 1, 2), (2, 1, (2, 3), (5, 5), 1, 2))
with checks.points(1, "步幅和填充都有"):
    agrees(3, "步幅和填充", (2, 3, (7, 8), (3, 3), 2, 1), (1, 2, (9, 5), (5, 4), 3, 2), (3, 2, (5, 5), (2, 2), 2, 3))
with checks.points(1, "1×1 的核，与图一样大的核"):
    agrees(4, "特别的核", (4, 2, (3, 4), (1, 1), 1, 0), (3, 2, (4, 5), (4, 5), 1, 0), (2, 3, (4, 4), (4, 4), 3, 0), (1, 1, (1, 1), (1, 1), 1, 0))
with checks.points(1, "整数，不改动"):
    x, k, b = np.arange(12).reshape(1, 3, 4), np.array([[[[1, -1], [2, 0]]], [[[0, 3], [0, -1]]]]), np.array([0.5, -0.25])
    kept = [x.copy(), k.copy(), b.copy()]
    wanted = np.array([[[7.5, 9.5, 11.5], [15.5, 17.5, 19.5]], [[-2.25, -0.25, 1.75], [5.75, 7.75, 9.75]]])
    checks.close(conv2d(checks.inout(x), checks.inout(k), checks.inout(b), 1, 0), wanted, say="整数的图和核，小数的偏置：数不对，小数不能丢")
    checks.equal([x, k, b], kept, say="conv2d 改动了传进来的数组")
    checks.close(conv2d(np.full((1, 2, 2), 7), np.full((1, 1, 2, 2), 0.5), np.array([1]), 1, 1),
                 np.array([[[4.5, 8, 4.5], [8, 15, 8], [4.5, 8, 4.5]]]), say="整数的图，小数的核，补一圈 0：数不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 `pool2d`（6 分，10 分钟）
#
# **池化**也是一扇窗，可是没有权重：窗里的数并成一个，取最大的（最大池化），或者取平均（平均池化）。
# 图小了，后面的层算得快；边挪一两格，最大的还是它，所以不那么怕挪。
# 各通道各管各的，进来几个，出去几个。
#
# **例子**：4×4 的图，窗 2×2，步幅 2，切成四块：

# %%
draw_pool([[1, 3, 2, 4], [5, 6, 1, 2], [7, 2, 9, 0], [3, 4, 1, 8]])

# %% [markdown]
# 最大：$\begin{pmatrix}6&4\\7&9\end{pmatrix}$；平均：$\begin{pmatrix}3.75&2.25\\4&4.5\end{pmatrix}$。
#
# **两个通道的例子**：$x$ 是 2×3×6，窗 3×3，步幅 2；窗停两处，第 0 列起和第 2 列起，最右边剩下一列不要。
#
# $$\begin{pmatrix}1&3&2&4&0&9\\5&6&1&2&8&0\\7&2&3&0&1&4\end{pmatrix}\to\begin{matrix}\text{最大}&7&8\\\text{平均}&30/9&21/9\end{matrix}\qquad\begin{pmatrix}-1&-2&-3&-4&-5&-6\\-3&-2&-1&-6&-5&-4\\-9&-8&-2&-6&-5&0\end{pmatrix}\to\begin{matrix}\text{最大}&-1&-1\\\text{平均}&-31/9&-37/9\end{matrix}$$
#
# 写 `pool2d(x, k, s, mode)`，用 numpy。
#
# - `x` 是 `(c, h, w)`，可以是整数，可以有负数；窗是 `k`×`k`，步幅 `s`，不填充；
# - 返回 `(c, h', w')`，大小照第 1 题的式子：右边、下边放不下一整扇窗的，不要了；
# - `s` 可以小于 `k`（窗有重叠），也可以大于 `k`（中间有空）；
# - `mode` 是 `"max"` 或 `"avg"`；别的抛出 `ValueError`；
# - `x` 不许改动；和上一题一样，只用 numpy，不许用 `torch` 的池化和 `unfold`。
#
# **小项**：最大的例子 1，平均的例子 1，两个通道的例子 1，重叠的、有空的和放不下的 1，负数和好几个通道 1，整数、`mode` 不认识和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 和卷积同一个架子：结果多大，两重循环，切一扇窗；只是不乘核，换成取最大、取平均。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 切出来的窗是 `(c, k, k)`，沿后两维取：`.max(axis=(1, 2))`、`.mean(axis=(1, 2))`，得到 `(c,)`。
# 结果造成小数的，整数的平均才放得下。
# </details>

# %% nbgrader={"grade": false, "grade_id": "pool2d", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    ### BEGIN SOLUTION
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_pool2d", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
checks.avoids("pool2d", [*READY, "nn", "functional", "unfold", "Unfold", "max_pool2d", "avg_pool2d", "MaxPool2d", "AvgPool2d"])
table = np.array([[[1, 3, 2, 4], [5, 6, 1, 2], [7, 2, 9, 0], [3, 4, 1, 8]]])
with checks.points(1, "最大的例子"):
    call = 'pool2d(x, 2, 2, "max")，x 是 (1, 4, 4)'
    checks.close(tried(call, pool2d, table, 2, 2, "max"), np.array([[[6, 4], [7, 9]]]), call=call, likely={
        "这是平均，要最大的": np.array([[[3.75, 2.25], [4, 4.5]]]),
        "这是最小的": np.array([[[1, 1], [2, 0]]]),
        "步幅没有用上：窗每次挪 2 格": np.array([[[6, 6, 4], [7, 9, 9], [7, 9, 9]]]),
        "通道那一维不见了，应是 (1, 2, 2)": np.array([[6, 4], [7, 9]])})
with checks.points(1, "平均的例子"):
    call = 'pool2d(x, 2, 2, "avg")，x 是 (1, 4, 4)'
    checks.close(tried(call, pool2d, table, 2, 2, "avg", again=True), np.array([[[3.75, 2.25], [4, 4.5]]]), call=call, likely={
        "这是最大，要平均": np.array([[[6, 4], [7, 9]]]),
        "小数丢了：结果要造成小数的数组": np.array([[[3, 2], [4, 4]]]),
        "是总和，还要除以窗里的个数": np.array([[[15, 9], [16, 18]]]),
        "这是中位数": np.array([[[4, 2], [3.5, 4.5]]]),
        "通道那一维不见了，应是 (1, 2, 2)": np.array([[3.75, 2.25], [4, 4.5]])})
with checks.points(1, "两个通道的例子"):
    pair = np.array([[[1, 3, 2, 4, 0, 9], [5, 6, 1, 2, 8, 0], [7, 2, 3, 0, 1, 4]],
                     [[-1, -2, -3, -4, -5, -6], [-3, -2, -1, -6, -5, -4], [-9, -8, -2, -6, -5, 0]]])
    call = 'pool2d(x, 3, 2, "max")，两个通道的例子，x 是 (2, 3, 6)'
    checks.close(tried(call, pool2d, pair, 3, 2, "max", again=True), np.array([[[7, 8]], [[-1, -1]]]), call=call, likely={
        "各个通道混在一起了，应各管各的：max 只沿后两维": np.array([[[7, 8]], [[7, 8]]]),
        "步幅当成了 k，应是 s": np.array([[[7, 9]], [[-1, 0]]]),
        "步幅没有用上，应每次挪 2 格": np.array([[[7, 6, 8, 9]], [[-1, -1, -1, 0]]]),
        "宽用了高的数，应各算各的": lambda got: np.shape(got) == (2, 1, 1),
        "负数变成了 0，应照样取最大的": np.array([[[7, 8]], [[0, 0]]]),
        "放不下一整扇窗的也算了，应不要：宽是 (6 − 3) // 2 + 1": lambda got: np.shape(got)[-1] == 3})
    call = 'pool2d(x, 3, 2, "avg")，两个通道的例子，x 是 (2, 3, 6)'
    checks.close(tried(call, pool2d, pair, 3, 2, "avg", again=True), np.array([[[30, 21]], [[-31, -37]]]) / 9, call=call, likely={
        "各个通道混在一起了，应各管各的：mean 只沿后两维": np.array([[[-1, -16]], [[-1, -16]]]) / 18})
### BEGIN HIDDEN TESTS
def pools_alike(shift, say, *cases):
    """Compare both modes with torch's for random images."""
    rng = np.random.default_rng(checks.seed() + shift)
    for shape, k, s in cases:
        x = rng.normal(size=shape)
        for mode, torchs in (("max", nn.functional.max_pool2d), ("avg", nn.functional.avg_pool2d)):
            checks.close(pool2d(x, k, s, mode), torchs(torch.tensor(x)[None], k, s)[0].numpy(),
                         say=f'{say}：x 是 {shape}，k = {k}，s = {s}，"{mode}"，与 PyTorch 的不同')


with checks.points(1, "重叠的窗，中间有空的窗，放不下的不要"):
    pools_alike(0, "窗有重叠，或者有空", ((1, 5, 5), 3, 1), ((1, 7, 7), 3, 2), ((1, 8, 8), 2, 3))
    pools_alike(1, "右边、下边放不下", ((1, 5, 7), 2, 2), ((1, 6, 8), 3, 2), ((1, 4, 3), 3, 3))
with checks.points(1, "负数，好几个通道"):
    negative = -np.arange(1.0, 33).reshape(2, 4, 4)
    checks.close(pool2d(negative, 2, 2, "max"), np.array([[[-1.0, -3], [-9, -11]], [[-17, -19], [-25, -27]]]), say="都是负数：最大的应是负数")
    pools_alike(2, "好几个通道", ((4, 4, 6), 2, 2), ((3, 3, 3), 3, 1), ((2, 2, 5), 1, 1))
with checks.points(1, "整数，不认识的 mode，不改动"):
    x = np.array([[[1, 2], [4, 8]], [[-1, 0], [0, -2]]])
    kept = x.copy()
    checks.close(pool2d(checks.inout(x), 2, 1, "avg"), np.array([[[3.75]], [[-0.75]]]), say="整数的图：平均应是小数")
    checks.close(pool2d(checks.inout(x), 2, 1, "max"), np.array([[[8.0]], [[0.0]]]), say="整数的图：最大的不对")
    checks.equal(x, kept, say="pool2d 改动了传进来的数组")
    for mode in ("mean", "min", ""):
        with checks.raises(ValueError, say=f'mode 是 "{mode}"：应抛出 ValueError'):
            pool2d(x, 2, 2, mode)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `lenet5`（7 分，14 分钟）
#
# 把零件排成一列，就是 1998 年认支票数字的 LeNet-5。
# （1998 年的用的是平均池化和一种 tanh；这里照今天的写法，最大池化和 ReLU。）

# %%
draw_lenet()

# %% [markdown]
# | 层 | 出来的形状 | 参数 |
# |---|---|---|
# | 卷积 1 → 6，5×5；ReLU | 6×28×28 | 156 |
# | 最大池化，2×2，步幅 2 | 6×14×14 | 0 |
# | 卷积 6 → 16，5×5；ReLU | 16×10×10 | 2416 |
# | 最大池化，2×2，步幅 2 | 16×5×5 | 0 |
# | 拉平 | 400 | 0 |
# | 线性 400 → 120；ReLU | 120 | 48120 |
# | 线性 120 → 84；ReLU | 84 | 10164 |
# | 线性 84 → 10 | 10 | 850 |
#
# 一共 61706 个参数。
# 最后出来的是十个打分，不过激活，也不过 softmax（交叉熵自己会做，第 6 章）。
#
# 写 `lenet5()`，返回造好的网络。
#
# - 进来的是一批图 `(n, 1, 32, 32)`，出去的是打分 `(n, 10)`；$n$ 可以是 1；
# - 卷积不填充，步幅 1；每层都有偏置；权重由 PyTorch 自己抽，不用另外初始化，也不要在函数里定种子；
# - `print(net)` 数一数：4 个 ReLU，2 个最大池化；
# - 每调用一次 `lenet5()`，都是一个新的网络；
# - 用 `nn.Sequential`，或者自己写一个 `nn.Module`，都行（写在同一个单元里）。
#
# **小项**：参数 2，偏置的例子 1，一个亮点的例子 1，随机权重下的输出 2，每次一个新的和梯度 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `nn.Sequential(…)` 里一层一个，照着表往下写。
# 表里用得着的五种：`nn.Conv2d`、`nn.ReLU`、`nn.MaxPool2d`、`nn.Flatten`、`nn.Linear`。
# </details>
#
# <details><summary>提示 2：参数怎么写</summary>
#
# `nn.Conv2d(进来的通道, 出去的通道, 核的边长)`，`nn.MaxPool2d(2)` 的步幅默认就是 2。
# </details>
#
# <details><summary>提示 3：形状对不上</summary>
#
# 拉平之前是 16×5×5，正好 400。
# 不是 400，就一层一层地看：`for layer in net: x = layer(x); print(x.shape)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "lenet5", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lenet5():
    """Return a new LeNet-5 with ReLU and max pooling: images (n, 1, 32, 32) to scores (n, 10)."""
    ### BEGIN SOLUTION
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_lenet5", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
COUNTS = {6 * 25: "卷积 1 → 6 的权重", 6: "卷积 1 → 6 的偏置", 16 * 150: "卷积 6 → 16 的权重", 16: "卷积 6 → 16 的偏置",
          48000: "线性 400 → 120 的权重", 120: "线性 400 → 120 的偏置", 120 * 84: "线性 120 → 84 的权重", 84: "线性 120 → 84 的偏置",
          840: "线性 84 → 10 的权重", 10: "线性 84 → 10 的偏置"}
SHAPES = {}


def known_lenet(weights):
    """Make a network, with these numbers in its parameters: a dictionary from how many there are to the numbers."""
    net = lenet5()
    assert net is not None, "lenet5()\n没有返回网络：漏了 return"
    assert not isinstance(net, type), "lenet5()\n返回的是类，应返回造好的网络：类名后面有没有括号？"
    if not SHAPES:
        SHAPES.update((name, tuple(part.shape)) for name, part in net.state_dict().items())
    found = sorted(int(np.prod(shape)) for shape in SHAPES.values())
    if found != sorted(COUNTS):
        missing = "、".join(COUNTS[n] for n in COUNTS if n not in found)
        more = "、".join(str(shape) for shape in SHAPES.values() if int(np.prod(shape)) not in COUNTS)
        raise checks.CheckFailed(f"lenet5() 的参数\n一共 {sum(found)} 个，应是 61706 个"
                                 + ("" if found else "\n可能错在：层要放在 nn.Sequential 里，或者记在 self.名字 里；放在列表里 PyTorch 看不见")
                                 + (f"\n没有找到：{missing}" if missing else "") + (f"\n多出来的：{more}" if more else ""))
    net.load_state_dict({name: torch.as_tensor(weights[int(np.prod(shape))], dtype=torch.float32).reshape(shape) for name, shape in SHAPES.items()})
    return net


zeros = {count: np.zeros(count) for count in COUNTS}
with checks.points(2, "参数，和输出的形状"):
    call = "lenet5()，参数全换成 0，进去三张图"
    out = tried(call, known_lenet(zeros), torch.ones(3, 1, 32, 32)).detach()
    checks.close(out, torch.zeros(3, 10), call=call, likely={
        "最后过了 softmax 或者 sigmoid：打分不用过": lambda got: got.abs().sum() > 0,
        "输出应是 (n, 10)": lambda got: tuple(got.shape) != (3, 10)})
with checks.points(1, "只有最后的偏置"):
    scores = np.arange(-4.0, 6)
    out = known_lenet({**zeros, 10: scores})(torch.ones(2, 1, 32, 32)).detach()
    checks.close(out, torch.tensor(np.stack([scores, scores]), dtype=torch.float32), call="lenet5()，参数全是 0，只有最后的偏置是 −4 到 5，进去两张图", likely={
        "最后一层过了 ReLU：打分不用过": lambda got: bool((got[0, :4] == 0).all()) and float(got[0, 9]) == 5,
        "最后过了 softmax：打分不用过": lambda got: abs(float(got[0].sum()) - 1) < 1e-4,
        "最后过了 log_softmax：打分不用过": lambda got: abs(float(got[0].exp().sum()) - 1) < 1e-4})
with checks.points(1, "一个亮点，看激活和池化"):
    flat = {150: 0.1, 2400: 0.01, 48000: 0.01, 10080: 0.01, 840: 0.01, 10: 0}  # all weights of a layer are the same
    turns = {6: (-1, 2), 16: (-4, 1), 120: (-30, 5), 84: (-30, 1)}  # the biases take turns
    net = known_lenet({count: np.tile(turns[count], count // 2) if count in turns else np.full(count, float(flat[count])) for count in COUNTS})
    known_lenet({**zeros, 10: np.full(10, 9.0)})  # another one, which must leave the first as it is
    point = torch.zeros(1, 1, 32, 32)
    point[0, 0, 16, 16] = 50
    checks.close(net(point).detach(), torch.full((1, 10), 3.3809), tol=1e-3, call="lenet5()，一层的权重都一样，偏置一负一正，图上只有一个亮点，十个打分", likely={
        "第一个卷积后面漏了 ReLU": torch.full((1, 10), 3.0519),
        "第二个卷积后面漏了 ReLU": torch.full((1, 10), 2.5618),
        "第一个线性层后面漏了 ReLU": torch.full((1, 10), 0.0),
        "第二个线性层后面漏了 ReLU": torch.full((1, 10), -6.2582),
        "两个卷积后面都漏了 ReLU": torch.full((1, 10), 1.9038),
        "两个线性层后面都漏了 ReLU": torch.full((1, 10), -17.9764),
        "一个 ReLU 也没有，表里有 4 个": torch.full((1, 10), -23.8849),
        "用了平均池化，应是最大池化": torch.full((1, 10), 3.1526),
        "激活用了 tanh，应是 ReLU": torch.full((1, 10), -0.1001),
        "每次都是同一个网络，应在函数里造新的": torch.full((1, 10), 9.0)})
### BEGIN HIDDEN TESTS
def drawn(shift):
    """Draw numbers for all parameters, such that the numbers stay of one size from layer to layer."""
    rng = np.random.default_rng(checks.seed() + shift)
    spread = {150: 0.4, 2400: 0.12, 48000: 0.07, 10080: 0.12, 840: 0.15}
    return {count: rng.normal(size=count) * spread.get(count, 0.3) for count in COUNTS}, torch.tensor(rng.normal(size=(3, 1, 32, 32)), dtype=torch.float32)


def through(weights, x):
    """Compute what the network should give."""
    part = {count: torch.as_tensor(values, dtype=torch.float32) for count, values in weights.items()}
    F = nn.functional
    x = F.max_pool2d(F.relu(F.conv2d(x, part[150].reshape(6, 1, 5, 5), part[6])), 2)
    x = F.max_pool2d(F.relu(F.conv2d(x, part[2400].reshape(16, 6, 5, 5), part[16])), 2).reshape(len(x), 400)
    x = F.relu(F.linear(x, part[48000].reshape(120, 400), part[120]))
    return F.linear(F.relu(F.linear(x, part[10080].reshape(84, 120), part[84])), part[840].reshape(10, 84), part[10])


with checks.points(2, "随机的权重，三张图"):
    weights, images = drawn(0)
    checks.close(known_lenet(weights)(images).detach(), through(weights, images), tol=1e-3, say="随机的权重和图：与逐层计算的不同（激活、池化和次序都照表）")
with checks.points(1, "一张图，每次一个新的，梯度"):
    weights, images = drawn(1)
    net = known_lenet(weights)
    torch.manual_seed(checks.seed())
    first, second = ({int(np.prod(part.shape)): part.detach().clone() for part in lenet5().parameters()} for _ in range(2))
    checks.equal([bool((first[count] == second[count]).all()) for count in COUNTS], [False] * 10, say="两次 lenet5() 的权重应不一样：不要在函数里定种子")
    checks.close([float(first[count].abs().max()) for count in (150, 2400, 48000, 10080, 840)], [0.2, 0.0816, 0.05, 0.0913, 0.1091], tol=0.02,
                 say="刚造好的网络：权重应由 PyTorch 自己抽")
    checks.close(net(images[:1]).detach(), through(weights, images[:1]), tol=1e-3, say="一张图 (1, 1, 32, 32)：输出不对；或者造了别的网络，先造的就变了")
    out = net(images)
    checks.close(out.detach(), through(weights, images), tol=1e-3, say="随机的权重和图：输出不对")
    (out * torch.arange(10.0)).sum().backward()
    grads = [part.grad for part in net.parameters() if int(np.prod(part.shape)) in (150, 10)]
    exact = {count: torch.tensor(values, dtype=torch.float32, requires_grad=True) for count, values in weights.items()}
    (through(exact, images) * torch.arange(10.0)).sum().backward()
    checks.close(grads[1].reshape(10), exact[10].grad, tol=1e-3, say="梯度没有传到最后一层的偏置，或者不对")
    checks.close(grads[0].reshape(150), exact[150].grad, tol=1e-3, say="梯度没有传到第一层的权重，或者不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 `ResidualBlock`（9 分，20 分钟）
#
# 练习八的残差块只有一层线性层；ResNet（2015 年）的有两层卷积，每层后面跟一个批量归一化：
#
# $$F(x)=\text{bn2}(\text{conv2}(\text{ReLU}(\text{bn1}(\text{conv1}(x))))),\qquad y=\text{ReLU}(x+F(x))$$
#
# 有两处和练习八不同：$F$ 的最后**没有** ReLU；加完以后**再过一次**。
# 前一块出来的 $x$ 过了 ReLU，没有负数，所以 $F=0$ 时，还是原样过去。

# %%
draw_block()

# %% [markdown]
# **大小变了怎么加？**
# 步幅是 2，$F(x)$ 就比 $x$ 小一半；通道数变了，也加不起来。
# 这时绕过去的那条路上放一个 1×1 的卷积（步幅和 conv1 一样）和一个批量归一化：$y=\text{ReLU}(\text{bn3}(\text{conv3}(x))+F(x))$。
#
# **例子**：图只有 1×1，两个通道；3×3 的核盖上去，只有正中的一格碰得到图，别的碰到的都是补的 0。
# 正中的权重，conv1 是 $\begin{pmatrix}1&-1\\0&2\end{pmatrix}$，conv2 是 $\begin{pmatrix}0&-2\\1&1\end{pmatrix}$（一行管一个出去的通道）；两个批量归一化在评估模式，平均 0、方差 1、$\gamma=1$；bn1 的 $\beta=0$，（几乎）什么也不改，bn2 的 $\beta=(0,1)$，第二个通道加 1。
#
# | $x$ | conv1 | ReLU | conv2 | bn2，就是 $F$ | $x+F$ | $y$ |
# |---|---|---|---|---|---|---|
# | $(3,1)$ | $(2,2)$ | $(2,2)$ | $(-4,4)$ | $(-4,5)$ | $(-1,6)$ | $(0,6)$ |
# | $(1,2)$ | $(-1,4)$ | $(0,4)$ | $(-8,4)$ | $(-8,5)$ | $(-7,7)$ | $(0,7)$ |
#
# **大小变了的例子**：`ResidualBlock(2, 3, 2)`，$x$ 是两个 5×5 的通道，全是 1；conv1 的权重都是 0.5，conv2 的都是 0.1，conv3 的都是 1，bn2 的 $\beta=-5$，bn3 的 $\beta=1$。
# conv1 出来，角上是 4，边上是 6，正中是 9；conv2 的正中是 $0.1\times3\times(4\times4+4\times6+9)=14.7$，$F$ 是 $14.7-5=9.7$，绕过去的一份是 $1+1+1=3$，合起来 12.7。
# 出来的三个通道一样，都是 $\begin{pmatrix}5.5&8.5&5.5\\8.5&12.7&8.5\\5.5&8.5&5.5\end{pmatrix}$。
#
# 写类 `ResidualBlock`，造的时候写 `ResidualBlock(i, o, stride)`：进来 `i` 个通道，出去 `o` 个；`stride` 不写就是 1。
#
# - `self.conv1`：3×3，$i\to o$，步幅 `stride`，填充 1；`self.conv2`：3×3，$o\to o$，步幅 1，填充 1；
# - `self.bn1`、`self.bn2`：`nn.BatchNorm2d(o)`；
# - `i` 和 `o` 不同，**或者** `stride` 不是 1 时，才有 `self.conv3`：1×1，$i\to o$，步幅 `stride`，不填充；和 `self.bn3`：`nn.BatchNorm2d(o)`。别的时候这两个没有；
# - 三个卷积都**没有偏置**（`bias=False`）：后面的批量归一化要减平均，偏置加了也白加；
# - 名字要和这里一样，检查要往里面填数；不用另外初始化；
# - `x` 是 `(n, i, h, w)`，不许改动；训练模式、评估模式都要对。
#
# `ResidualBlock(64, 64)` 有 73984 个参数，可以拿来核对：把 `.parameters()` 里每一个的 `.numel()` 加起来。
#
# **小项**：名字和形状 1，1×1 的例子 2，大小变了的例子 1，别的步幅和通道 1，$F=0$ 时原样过去 1，训练模式 1，梯度 1，每块各有权重和不改动 `x` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `__init__` 里造层，不算；`forward` 里算，不造层。
# `forward` 里先算 $F$，再算绕过去的那一份，最后相加、过 ReLU。
# </details>
#
# <details><summary>提示 2：什么时候绕路</summary>
#
# `__init__` 里用 `if` 决定造不造 `conv3`、`bn3`，顺手记下 `self.changes = …`；`forward` 里看它。
# ReLU 用 `torch.relu(…)` 或者 `nn.ReLU()`，都没有参数。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 卷积的写法是 `nn.Conv2d(i, o, 3, stride=…, padding=…, bias=False)`。
# 绕过去的那一份是 `x`，或者 `self.bn3(self.conv3(x))`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "ResidualBlock", "locked": false, "schema_version": 3, "solution": true, "task": false}
class ResidualBlock(nn.Module):
    """The basic block of ResNet: two convolutions with batch normalisation, and a way around them."""

    def __init__(self, i, o, stride=1):
        super().__init__()
        ### BEGIN SOLUTION
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)
        ### END SOLUTION

    def forward(self, x):
        ### BEGIN SOLUTION
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)
        ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_ResidualBlock", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
def wanted_shapes(i, o, stride):
    """Return the shapes of weights, and of means and variances, by name."""
    shapes = {"conv1.weight": (o, i, 3, 3), "conv2.weight": (o, o, 3, 3)}
    if i != o or stride != 1:
        shapes["conv3.weight"] = (o, i, 1, 1)
    for number in range(1, len(shapes) + 1):
        shapes.update({f"bn{number}.{part}": (o,) for part in ("weight", "bias", "running_mean", "running_var")})
    return shapes


def made(i, o, stride=1):
    """Make a block of the student's, and see that its parts have the right names and shapes."""
    block = ResidualBlock(i, o, stride)
    shapes = {name: tuple(part.shape) for name, part in block.state_dict().items() if "batches" not in name}
    wanted = wanted_shapes(i, o, stride)
    if shapes != wanted:
        less = "、".join(f"{name} {wanted[name]}" for name in wanted if shapes.get(name) != wanted[name])
        more = "、".join(f"{name} {shapes[name]}" for name in shapes if wanted.get(name) != shapes[name])
        raise checks.CheckFailed(f"ResidualBlock({i}, {o}, {stride}) 里的参数，名字和形状" + (f"\n应有：{less}" if less else "")
                                 + (f"\n不该有：{more}" if more else "") + "\n可能错在：名字不同，漏了 bias=False，或者 conv3、bn3 该有没有、不该有却有")
    return block


def filled(numbers, *sizes):
    """Make a block with these numbers, in evaluation mode."""
    block = ResidualBlock(*sizes)
    steps = {f"bn{k}.num_batches_tracked": torch.tensor(0) for k in (1, 2, 3) if f"bn{k}.weight" in numbers}
    block.load_state_dict({**numbers, **steps})
    block.eval()
    return block


def plain_norms(o, count=2):
    """Return the numbers of batch normalisations that change nothing."""
    ones, zeros = torch.ones(o), torch.zeros(o)
    return {f"bn{k}.{part}": ones if part in ("weight", "running_var") else zeros
            for k in range(1, count + 1) for part in ("weight", "bias", "running_mean", "running_var")}


def dots(*samples):
    """Return images of one pixel, a row of channels each."""
    return torch.tensor(samples, dtype=torch.float32).reshape(len(samples), -1, 1, 1)


with checks.points(1, "名字和形状"):
    for i, o, stride in ((2, 2, 1), (2, 3, 1), (3, 3, 2)):
        torch.manual_seed(0)
        state = made(i, o, stride).state_dict()
        for name, inputs in (("conv1", i), ("conv2", o)):
            checks.close(float(state[f"{name}.weight"].abs().max()) * (9 * inputs) ** 0.5, 1.0, tol=0.3,
                         call=f"ResidualBlock({i}, {o}, {stride})，刚造好时 {name} 里最大的权重，乘上 √(9·{inputs})", likely={
                "卷积的权重由 PyTorch 自己抽，不用另外初始化": lambda got: abs(got - 1) > 0.3})
with checks.points(2, "1×1 的例子"):
    kernels = {"conv1.weight": torch.zeros(2, 2, 3, 3), "conv2.weight": torch.zeros(2, 2, 3, 3)}
    kernels["conv1.weight"][:, :, 1, 1] = torch.tensor([[1.0, -1], [0, 2]])
    kernels["conv2.weight"][:, :, 1, 1] = torch.tensor([[0.0, -2], [1, 1]])
    call = "block(x)，例子的权重，x 是 (3, 1) 和 (1, 2) 两张 1×1 的图，形状 (2, 2, 1, 1)"
    out = tried(call, filled(kernels | plain_norms(2) | {"bn2.bias": torch.tensor([0.0, 1])}, 2, 2, 1), dots([3, 1], [1, 2]))
    checks.close(out.detach(), dots([0, 6], [0, 7]), tol=1e-3, call=call, likely={
        "没有加上 x": dots([0, 5], [0, 5]),
        "加完以后没有过 ReLU": dots([-1, 6], [-7, 7]),
        "F 的最后过了 ReLU：它应在加完以后": dots([3, 6], [1, 7]),
        "两层卷积之间漏了 ReLU": dots([0, 6], [0, 6]),
        "bn2 没有用上，或者 bn1 用了两次": dots([0, 5], [0, 6]),
        "两层卷积的次序反了": dots([0, 10], [0, 9])})
with checks.points(1, "大小变了的例子"):
    made(2, 3, 2)
    kernels = {"conv1.weight": torch.full((3, 2, 3, 3), 0.5), "conv2.weight": torch.full((3, 3, 3, 3), 0.1), "conv3.weight": torch.ones(3, 2, 1, 1)}
    call = "ResidualBlock(2, 3, 2)，大小变了的例子，x 是 torch.ones(1, 2, 5, 5)"
    out = tried(call, filled(kernels | plain_norms(3, 3) | {"bn2.bias": torch.full((3,), -5.0), "bn3.bias": torch.ones(3)}, 2, 3, 2), torch.ones(1, 2, 5, 5))
    corner, edge, middle = ([[1.0, 0, 1], [0, 0, 0], [1, 0, 1]], [[0.0, 1, 0], [1, 0, 1], [0, 1, 0]], [[0.0, 0, 0], [0, 1, 0], [0, 0, 0]])


    def thrice(*values):
        """Return three channels of 3 by 3 with these numbers in the corners, on the edges and in the middle."""
        table = sum(value * torch.tensor(places) for value, places in zip(values, (corner, edge, middle)))
        return torch.stack([table] * 3)[None]


    checks.close(out.detach(), thrice(5.5, 8.5, 12.7), tol=1e-3, call=call, likely={
        "步幅放在了 conv2，应放在 conv1 和 conv3，conv2 的是 1": thrice(5.5, 11.5, 22.3),
        "bn3 没有用上": thrice(4.5, 7.5, 11.7),
        "步幅没有用上，应出来 3×3": lambda got: tuple(got.shape) == (1, 3, 5, 5)})
### BEGIN HIDDEN TESTS
def drawn_block(shift, i, o, stride):
    """Draw numbers for a block."""
    rng = np.random.default_rng(checks.seed() + shift)
    numbers = {}
    for name, shape in wanted_shapes(i, o, stride).items():
        values = rng.normal(size=shape) * (0.4 if "conv" in name else 0.5)
        numbers[name] = torch.tensor(abs(values) + 0.5 if "var" in name else values, dtype=torch.float32)
    return numbers, torch.tensor(rng.normal(size=(3, i, 6, 5)), dtype=torch.float32)


def gone_through(part, x, stride, training=False):
    """Compute what a block should give."""
    def normed(k, h):
        mean, var = (None, None) if training else (part[f"bn{k}.running_mean"], part[f"bn{k}.running_var"])
        return nn.functional.batch_norm(h, mean, var, part[f"bn{k}.weight"], part[f"bn{k}.bias"], training=training)

    inner = normed(1, nn.functional.conv2d(x, part["conv1.weight"], stride=stride, padding=1)).relu()
    inner = normed(2, nn.functional.conv2d(inner, part["conv2.weight"], padding=1))
    if "conv3.weight" in part:
        x = normed(3, nn.functional.conv2d(x, part["conv3.weight"], stride=stride))
    return (x + inner).relu()


with checks.points(1, "别的步幅和通道"):
    for shift, (i, o, stride) in enumerate(((3, 3, 1), (2, 4, 1), (3, 3, 2), (2, 3, 3))):
        numbers, x = drawn_block(shift, i, o, stride)
        checks.close(filled(numbers, i, o, stride)(x).detach(), gone_through(numbers, x, stride), tol=1e-3,
                     say=f"ResidualBlock({i}, {o}, {stride})，评估模式：与逐层计算的不同")
with checks.points(1, "F 是 0 时原样过去"):
    numbers, x = drawn_block(0, 3, 3, 1)
    numbers["bn2.weight"], numbers["bn2.bias"], numbers["bn2.running_mean"] = torch.zeros(3), torch.zeros(3), torch.zeros(3)
    block = filled(numbers, 3, 3)
    checks.close(block(x.abs()).detach(), x.abs(), say="ResidualBlock(3, 3)，bn2 的 γ、β 全是 0，x 没有负数：应原样过去")
    checks.close(block(x).detach(), x.relu(), say="bn2 的 γ、β 全是 0：应只过加完以后的 ReLU")
with checks.points(1, "训练模式"):
    for shift, (i, o, stride) in enumerate(((3, 3, 1), (2, 4, 2))):
        numbers, x = drawn_block(shift, i, o, stride)
        block = filled(numbers, i, o, stride)
        block.train()
        checks.close(block(x).detach(), gone_through(numbers, x, stride, training=True), tol=1e-3, say="训练模式：批量归一化应用这一批的平均和方差")
        mean = nn.functional.conv2d(x, numbers["conv1.weight"], stride=stride, padding=1).mean(dim=(0, 2, 3))
        checks.close(block.state_dict()["bn1.running_mean"], 0.9 * numbers["bn1.running_mean"] + 0.1 * mean, tol=1e-3, say="训练模式走一次：bn1 攒的平均不对，或者走了不止一次")
with checks.points(1, "梯度"):
    for shift, (i, o, stride) in enumerate(((2, 2, 1), (2, 3, 2))):
        numbers, start = drawn_block(shift, i, o, stride)
        block, x = filled(numbers, i, o, stride), checks.remote(torch.tensor)(start.tolist(), requires_grad=True)
        out = block(x)
        exact = {name: part.clone().requires_grad_("running" not in name) for name, part in numbers.items()}
        x_here = start.clone().requires_grad_()
        right = gone_through(exact, x_here, stride)
        checks.close(out.detach(), right.detach(), tol=1e-3, say="评估模式：与逐层计算的不同")
        right.sum().backward()
        out.sum().backward()
        checks.close(x.grad, x_here.grad, tol=1e-3, say="y 对 x 的梯度不对：两条路都要传回去")
        checks.close(block.conv1.weight.grad, exact["conv1.weight"].grad, tol=1e-3, say="梯度没有传到 conv1 的权重，或者不对")
        checks.close(block.bn2.weight.grad, exact["bn2.weight"].grad, tol=1e-3, say="梯度没有传到 bn2 的 γ，或者不对")
with checks.points(1, "每块各有权重，不改动 x"):
    numbers, x = drawn_block(0, 3, 3, 1)
    other, _ = drawn_block(1, 3, 3, 1)
    first, second = filled(numbers, 3, 3, 1), filled(other, 3, 3, 1)
    given = x.clone()
    checks.close(first(checks.inout(given)).detach(), gone_through(numbers, x, 1), tol=1e-3, say="先造的一块数不对，或者造了第二块它就变了")
    checks.equal(given, x, say="ResidualBlock 改动了传进来的 x")
    checks.close(second(x[:1]).detach(), gone_through(other, x[:1], 1), tol=1e-3, say="第二块、一张图：数不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题 `rnn_step`（4 分，7 分钟）
#
# 从这里起读句子，又回到 numpy。
#
# 普通的隐藏层，$h=\tanh(W_xx+b)$，看完就忘。
# 给它加一条从自己到自己的边，让上一步的 $h$ 也进来，就是**循环网络**（RNN）：
#
# $$h_t=\tanh(W_x\,x_t+W_h\,h_{t-1}+b)$$
#
# $h$ 叫**隐藏状态**，就是那本小账；每一步用的都是同一副 $W_x$、$W_h$、$b$。
# 一步一步画开，叫**展开**：读几个词，就画几份；画的份数多，权重还是那一副。
#
# **例子**：一个输入，一个隐藏单元，$W_x=0.5$，$W_h=0.8$，$b=0$，$h_0=0$；依次读 1、0、0、0。
# $h_1=\tanh(0.5)=0.4621$，$h_2=\tanh(0.8\times0.4621)=0.3537$，……

# %%
draw_unrolled([0.462117, 0.353724, 0.275660, 0.217021])

# %% [markdown]
# 写 `rnn_step(x, h, Wx, Wh, b)`，走**一步**，返回新的 $h$。
#
# - 一批句子一起读：`x` 是 `(n, d)`，`h` 是 `(n, m)`，一行一个句子；也可以只有一个句子，`(d,)` 和 `(m,)`；返回的形状和 `h` 一样；
# - `Wx` 是 `(m, d)`，`Wh` 是 `(m, m)`，`b` 是 `(m,)`：一行管一个隐藏单元，和 PyTorch 的一样（第 4 章的线性层，$XW^{\mathsf T}+b$）；
# - 五个数组都不许改动；只用 numpy，不许用 `torch`（第 9、10 题也是）。
#
# **一批的例子**：$n=2$，$d=3$，$m=2$。
#
# $$x=\begin{pmatrix}1&0&2\\0&1&0\end{pmatrix},\ h=\begin{pmatrix}0.5&-0.5\\0&1\end{pmatrix},\ W_x=\begin{pmatrix}0.1&0.2&0.3\\0&0.5&-0.1\end{pmatrix},\ W_h=\begin{pmatrix}0.2&-0.4\\0.6&0\end{pmatrix},\ b=(0,0.1)$$
#
# tanh 里面是 $\begin{pmatrix}1&0.2\\-0.2&0.6\end{pmatrix}$，比如左上角：$(0.1+0.6)+(0.1+0.2)+0=1$。
#
# **小项**：读 1、0、0、0 的例子 1，一批的例子 1，与 PyTorch 一致 1，一个句子、整数和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一行：两个矩阵乘法，一个偏置，一个 `np.tanh`。
# </details>
#
# <details><summary>提示 2：转置</summary>
#
# `x` 一行一个句子，`Wx` 一行一个隐藏单元，所以是 `x @ Wx.T`，得到 `(n, m)`。
# `h` 和 `Wh` 也一样；`Wh` 是方的，忘了转置也不报错，只是数不对。
# </details>

# %% nbgrader={"grade": false, "grade_id": "rnn_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def rnn_step(x, h, Wx, Wh, b):
    """Return the next hidden state: x (n, d) or (d,), h (n, m) or (m,), Wx (m, d), Wh (m, m), b (m,)."""
    ### BEGIN SOLUTION
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen + remembered + b)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_rnn_step", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("rnn_step", [*READY, "nn"])
with checks.points(1, "读 1、0、0、0"):
    Wx, Wh, b, h = np.array([[0.5]]), np.array([[0.8]]), np.array([0.0]), np.array([0.0])
    call = "rnn_step([1], [0], [[0.5]], [[0.8]], [0])，h1"
    checks.close(tried(call, rnn_step, np.array([1.0]), h, Wx, Wh, b), np.array([0.462117]), tol=1e-5, call=call, likely={
        "漏了 tanh": np.array([0.5]), "要 tanh，不是 sigmoid": np.array([0.622459]), "Wx 和 Wh 反了": np.array([0.664037]),
        "用了 *，应是矩阵乘法 @": lambda got: np.shape(got) == (1, 1)})
    states = []
    for value in (1.0, 0.0, 0.0, 0.0):
        h = tried("rnn_step", rnn_step, np.array([value]), h, Wx, Wh, b)
        states.append(h)
    checks.close(states, [np.array([v]) for v in (0.462117, 0.353724, 0.275660, 0.217021)], tol=1e-5, call="接连四步，x 是 1、0、0、0，h1 到 h4", likely={
        "上一步的 h 没有用上": [np.array([v]) for v in (0.462117, 0.0, 0.0, 0.0)],
        "h 没有乘 Wh": [np.array([v]) for v in (0.462117, 0.431808, 0.406809, 0.385764)]})
with checks.points(1, "一批的例子"):
    x, h = np.array([[1.0, 0, 2], [0, 1, 0]]), np.array([[0.5, -0.5], [0, 1]])
    Wx, Wh, b = np.array([[0.1, 0.2, 0.3], [0, 0.5, -0.1]]), np.array([[0.2, -0.4], [0.6, 0]]), np.array([0.0, 0.1])
    call, inside = "rnn_step(x, h, Wx, Wh, b)，一批的例子", np.array([[1.0, 0.2], [-0.2, 0.6]])
    checks.close(tried(call, rnn_step, x, h, Wx, Wh, b, again=True), np.array([[0.761594, 0.197375], [-0.197375, 0.537050]]), tol=1e-5, call=call, likely={
        "Wh 没有转置": np.tanh([[0.5, -0.3], [0.8, 0.6]]), "漏了偏置": np.tanh([[1.0, 0.1], [-0.2, 0.5]]), "漏了 tanh": inside,
        "h 没有用上": np.tanh([[0.7, -0.1], [0.2, 0.6]]), "要 tanh，不是 sigmoid": 1 / (1 + np.exp(-inside))})
### BEGIN HIDDEN TESTS
def drawn_cell(shift, *shapes):
    """Draw arrays of these shapes."""
    rng = np.random.default_rng(checks.seed() + shift)
    return [rng.normal(0, 0.7, shape) for shape in shapes]


with checks.points(1, "与 PyTorch 的一致"):
    for shift, (n, d, m) in enumerate(((4, 3, 5), (1, 2, 3), (3, 6, 1), (5, 1, 2))):
        x, h, Wx, Wh, b = drawn_cell(shift, (n, d), (n, m), (m, d), (m, m), (m,))
        cell = nn.RNNCell(d, m, dtype=torch.float64)
        cell.load_state_dict({"weight_ih": torch.tensor(Wx), "weight_hh": torch.tensor(Wh), "bias_ih": torch.tensor(b), "bias_hh": torch.zeros(m)})
        checks.close(rnn_step(x, h, Wx, Wh, b), cell(torch.tensor(x), torch.tensor(h)).detach().numpy(), say=f"n = {n}、d = {d}、m = {m}：与 nn.RNNCell 的不同")
with checks.points(1, "一个句子，整数，不改动"):
    x, h, Wx, Wh, b = given = drawn_cell(9, (3,), (4,), (4, 3), (4, 4), (4,))
    kept = [part.copy() for part in given]
    right = np.array([np.tanh(sum(Wx[k] * x) + sum(Wh[k] * h) + b[k]) for k in range(4)])
    checks.close(rnn_step(*[checks.inout(part) for part in given]), right, say="一个句子，x 是 (3,)，h 是 (4,)：应返回 (4,)")
    checks.equal(given, kept, say="rnn_step 改动了传进来的数组")
    checks.close(rnn_step(np.array([2, 0]), np.array([1]), np.array([[1, 5]]), np.array([[-1]]), np.array([0])), np.tanh(np.array([1.0])), say="整数的数组：数不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 `lstm_step`（7 分，13 分钟）
#
# RNN 的账每一步都整个重写一遍，乘上 $W_h$，再压一次 tanh，几十步以前的事就没有了。
# **LSTM** 另开一本账 $c$，叫**细胞状态**；往上记，用加的，旧账留几成，由**门**说了算。
# 门是 0 到 1 之间的数，由这一步的 $x$ 和上一步的 $h$ 算出来：
#
# $W_xx+W_hh+b$ 一次算出 $4m$ 个数，切成四段，每段 $m$ 个，次序是 **i、f、g、o**，和 PyTorch 一样：
#
# $$\begin{aligned}i&=\sigma(\text{第 0 段})&&\text{输入门：新的记几成}\\f&=\sigma(\text{第 1 段})&&\text{遗忘门：旧的留几成}\\g&=\tanh(\text{第 2 段})&&\text{新的要记的}\\o&=\sigma(\text{第 3 段})&&\text{输出门：拿出来给人看几成}\end{aligned}$$
#
# $$c'=f\circ c+i\circ g,\qquad h'=o\circ\tanh(c')$$
#
# $\circ$ 是对应的数相乘，$\sigma$ 是工具里的 `sigmoid`。

# %%
draw_tracks("LSTM 走一步", [["$c'$", "=", "遗忘门 $f$", "×", "旧账 $c$", "+", "输入门 $i$", "×", "新的 $g$"],
                            ["$h'$", "=", "输出门 $o$", "×", r"$\tanh(c')$"]],
            "两行：新账 c′ 等于遗忘门 f 乘旧账 c，加上输入门 i 乘新的 g；h′ 等于输出门 o 乘 tanh(c′)。")

# %% [markdown]
# **例子**：$d=m=1$，$x=1$，$h=0.5$，$c=1.5$；$W_x=(1,2,-1,0)$，$W_h=(2,-4,1,4)$，都竖着放，$b=(0,1,0,-3)$。
#
# | 段 | $W_xx+W_hh+b$ | 过了 $\sigma$ 或 tanh |
# |---|---|---|
# | i | $1+1+0=2$ | 0.8808 |
# | f | $2-2+1=1$ | 0.7311 |
# | g | $-1+0.5+0=-0.5$ | $-0.4621$（tanh） |
# | o | $0+2-3=-1$ | 0.2689 |
#
# $c'=0.7311\times1.5+0.8808\times(-0.4621)=0.6896$，$h'=0.2689\times\tanh(0.6896)=0.1607$。
#
# **一批的例子**：$n=3$、$d=4$、$m=2$，数写在检查单元里。
# 算出来的表是 `(3, 8)`，一行一个句子；每一段都是 `(3, 2)`，和 `c` 一样大，所以切的是**最后一维**。
#
# 写 `lstm_step(x, h, c, Wx, Wh, b)`，返回 `(h', c')`，**h 在前**。
#
# - `x` 是 `(n, d)`，`h`、`c` 是 `(n, m)`；也可以只有一个句子，`(d,)`、`(m,)`、`(m,)`；
# - `Wx` 是 `(4m, d)`，`Wh` 是 `(4m, m)`，`b` 是 `(4m,)`：前 $m$ 行是 i，接着 f、g、o（PyTorch 有两个偏置，加起来就是这里的 `b`）；
# - 数组都不许改动；只用 numpy 和工具里的 `sigmoid`。
#
# **小项**：例子的 $c'$ 1，例子的 $h'$ 1，一批的例子 1，与 PyTorch 一致 1，一个句子接连几步 1，门全开和全关（门是 1 或 0）1，整数和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先像上一题那样算出 `(n, 4m)` 的一张表，不过 tanh；再切四段，各过各的；最后照两个式子。
# </details>
#
# <details><summary>提示 2：切四段</summary>
#
# `np.split(表, 4, axis=-1)` 沿最后一维切成一样长的四段，一个句子、一批句子都行。
# </details>
#
# <details><summary>提示 3：数对不上</summary>
#
# $g$ 过的是 tanh，别的三个过 `sigmoid`。
# $h'$ 里用的是**新的** $c'$，外面还有一个 tanh。
# </details>

# %% nbgrader={"grade": false, "grade_id": "lstm_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def lstm_step(x, h, c, Wx, Wh, b):
    """Return (h, c) after one step; Wx (4m, d), Wh (4m, m) and b (4m,) hold i, f, g, o one below the other."""
    ### BEGIN SOLUTION
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_lstm_step", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("lstm_step", [*READY, "nn"])
example = [np.array(part) for part in ([1.0], [0.5], [1.5], [[1.0], [2], [-1], [0]], [[2.0], [-4], [1], [4]], [0.0, 1, 0, -3])]


def stepped(call, given, again=False):
    """Take a step of the student's; return its two arrays."""
    pair = tried(call, lstm_step, *given, again=again)
    assert isinstance(pair, (tuple, list)) and len(pair) == 2, f"{call}\n要返回两样，h 和 c；得到 {type(pair).__name__}"
    return pair


with checks.points(1, "例子：c′"):
    call = "lstm_step(x, h, c, Wx, Wh, b)，例子，返回的第二样 c′"
    new_h, new_c = stepped(call, example)
    checks.close(new_c, np.array([0.689556]), tol=1e-5, call=call, likely={
        "返回的次序是 h、c": np.array([0.160745]),
        "旧账没有用上": np.array([-0.407031]),
        "输入门和遗忘门反了：次序是 i、f、g、o": np.array([0.983361]),
        "g 和 o 反了：次序是 i、f、g、o，g 过 tanh": np.array([0.425778]),
        "g 过的是 tanh，不是 sigmoid": np.array([1.429125]),
        "旧账没有乘遗忘门": np.array([1.092969]),
        "新的没有乘输入门": np.array([0.634471]),
        "门要过 sigmoid": np.array([0.575766]),
        "四段什么也没有过：门过 sigmoid，g 过 tanh": np.array([0.5]),
        "门过了 tanh，应过 sigmoid": np.array([0.696898]),
        "四段先过了 tanh，应直接切开（用 rnn_step 就会这样）": np.array([0.709952]),
        "漏了偏置": np.array([0.342969]),
        "上一步的 h 没有用上": np.array([0.872091])})
with checks.points(1, "例子：h′"):
    call = "lstm_step(x, h, c, Wx, Wh, b)，例子，返回的第一样 h′"
    new_h, new_c = stepped(call, example, again=True)
    checks.close(new_h, np.array([0.160745]), tol=1e-5, call=call, likely={
        "返回的次序是 h、c": np.array([0.689556]),
        "c′ 还要过 tanh": np.array([0.185450]),
        "用的是旧的 c，要新的 c′": np.array([0.243432]),
        "没有乘输出门": np.array([0.597697]),
        "输出门要过 sigmoid": np.array([-0.597697])})
with checks.points(1, "一批的例子"):
    batch = [few(shape, *how) for shape, how in (((3, 4), (5, 2)), ((3, 2), (4, 2)), ((3, 2), (3, 1)), ((8, 4), (7, 4)), ((8, 2), (5, 4)), (8, (3, 2)))]
    call = "lstm_step(x, h, c, Wx, Wh, b)，一批的例子，x 是 (3, 4)，h 和 c 是 (3, 2)，Wx 是 (8, 4)；算出来的表是 (3, 8)，切的是最后一维"
    checks.close(list(stepped(call, batch, again=True)), [
        np.array([[-0.221873, -0.062226], [-0.023256, -0.082276], [-0.073330, 0.056330]]),
        np.array([[-1.500785, -0.125101], [-0.128181, -0.316045], [-0.543079, 0.286724]])], tol=1e-5, call=f"{call}，h′ 和 c′", likely={
        "表 reshape 成了 (4, n, m)，应沿最后一维切：一行是一个句子": [
            np.array([[-0.205846, -0.272431], [-0.077167, -0.364471], [-0.078766, -0.033588]]),
            np.array([[-0.866602, -0.365995], [-0.508853, -0.571425], [-0.592981, -0.167995]])],
        "一行里 i、f、g、o 轮流取了，应前 m 个是 i，再 m 个是 f": [
            np.array([[-0.015983, -0.311052], [-0.029976, -0.257746], [-0.415588, -0.031008]]),
            np.array([[-0.150939, -0.728432], [-0.111926, -1.925540], [-0.596643, -0.154872]])]})
### BEGIN HIDDEN TESTS
def both(n, d, m, shift):
    """Draw a step for n sentences, or one without n; return what is given, and what torch makes of it."""
    rng = np.random.default_rng(checks.seed() + shift)
    lead = () if n is None else (n,)
    x, h, c, Wx, Wh, b, more = (rng.normal(0, 0.8, shape) for shape in ((*lead, d), (*lead, m), (*lead, m), (4 * m, d), (4 * m, m), (4 * m,), (4 * m,)))
    cell = nn.LSTMCell(d, m, dtype=torch.float64)
    names = {"weight_ih": Wx, "weight_hh": Wh, "bias_ih": b - more, "bias_hh": more}
    cell.load_state_dict({name: torch.tensor(part) for name, part in names.items()})
    return [x, h, c, Wx, Wh, b], cell


def after(cell, x, h, c):
    """Return h and c of torch's cell."""
    return [part.detach().numpy() for part in cell(torch.tensor(x), (torch.tensor(h), torch.tensor(c)))]


with checks.points(1, "与 PyTorch 的一致"):
    for shift, (n, d, m) in enumerate(((4, 3, 2), (1, 2, 5), (3, 5, 1), (5, 1, 3))):
        given, cell = both(n, d, m, shift)
        checks.close(list(lstm_step(*given)), after(cell, *given[:3]), say=f"n = {n}、d = {d}、m = {m}：与 nn.LSTMCell 的不同")
with checks.points(1, "一个句子，接连几步"):
    (x, h, c, *rest), cell = both(None, 3, 4, 7)
    states, right = (h, c), (h, c)
    for t in range(5):
        states, right = lstm_step(x * (t - 2), *states, *rest), after(cell, x * (t - 2), *right)
        checks.close(list(states), right, say="一个句子，x 是 (3,)，h、c 是 (4,)，接连五步：不对")
with checks.points(1, "门全开，门全关"):
    zero = np.zeros((8, 1)), np.zeros((8, 2))
    x, h, c = np.array([[1.0]]), np.array([[0.3, -0.2]]), np.array([[5.0, -0.5]])
    for name, b, new in (("只有遗忘门开", (-800, 800, 3, -800), c), ("只有输入门开", (800, -800, 800, -800), np.ones((1, 2))),
                         ("输入门和遗忘门都开", (800, 800, -800, -800), c - 1), ("门全关", (-800, -800, 1, -800), 0 * c)):
        got = lstm_step(x, h, c, *zero, np.repeat(np.array(b, dtype=float), 2))
        checks.close(list(got), [np.zeros((1, 2)), new], say=f"{name}：c′ 不对，或者输出门关着 h′ 不是 0")
    got = lstm_step(x, h, c, *zero, np.repeat(np.array([-800.0, 800, 3, 800]), 2))
    checks.close(list(got), [np.tanh(c), c], say="遗忘门和输出门全开：h′ 应是 tanh(c)")
with checks.points(1, "整数，不改动"):
    given, cell = both(3, 2, 3, 11)
    kept = [part.copy() for part in given]
    checks.close(list(lstm_step(*[checks.inout(part) for part in given])), after(cell, *given[:3]), say="三个句子：不对")
    checks.equal(given, kept, say="lstm_step 改动了传进来的数组")
    whole = [np.array(part) for part in ([[2]], [[1]], [[-3]], [[1], [-1], [2], [0]], [[0], [1], [-3], [1]], [0, 1, 0, -1])]
    checks.close(list(lstm_step(*whole)), [np.array([[-0.340020]]), np.array([[-0.829190]])], tol=1e-5, say="整数的数组：数不对，小数不能丢")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题 `gru_step`（7 分，12 分钟）
#
# **GRU** 省事一些：不另开账，两个门。
#
# $$\begin{aligned}r&=\sigma(W_{xr}x+b_{xr}+W_{hr}h+b_{hr})&&\text{重置门：出草稿时，旧的看几成}\\z&=\sigma(W_{xz}x+b_{xz}+W_{hz}h+b_{hz})&&\text{更新门：旧的留几成}\\n&=\tanh\big(W_{xn}x+b_{xn}+r\circ(W_{hn}h+b_{hn})\big)&&\text{草稿}\\h'&=(1-z)\circ n+z\circ h\end{aligned}$$
#
# 当心两处，各家写法不同，这里照 PyTorch 的：
# $r$ 乘的是**整个括号**，$b_{hn}$ 也在里面，所以偏置要分成两份，$b_x$ 和 $b_h$；$z$ 是**旧的**留几成，$1-z$ 才是新的。

# %%
draw_tracks("GRU 走一步", [["草稿 $n$", "=", "$x$ 的一份", "+", "重置门 $r$", "×", "$h$ 的一份", "", "再过 tanh"],
                           ["$h'$", "=", "门 $1-z$", "×", "草稿 $n$", "+", "更新门 $z$", "×", "旧的 $h$"]],
            "两行：草稿 n 是 x 的一份加上重置门 r 乘 h 的一份，过 tanh；h′ 等于 1−z 乘草稿 n，加上更新门 z 乘旧的 h。")

# %% [markdown]
# **例子**：$d=m=1$，$x=1$，$h=0.5$；$W_x=(1,0,0.5)$，$W_h=(2,-4,2)$，都竖着放，$b_x=(0,1,-1)$，$b_h=(-1,0,1)$，次序是 **r、z、n**。
#
# | 段 | $x$ 的一份 | $h$ 的一份 | 合起来 |
# |---|---|---|---|
# | r | $1+0=1$ | $1-1=0$ | $r=\sigma(1)=0.7311$ |
# | z | $0+1=1$ | $-2+0=-2$ | $z=\sigma(-1)=0.2689$ |
# | n | $0.5-1=-0.5$ | $1+1=2$ | $n=\tanh(-0.5+0.7311\times2)=0.7452$ |
#
# $h'=0.7311\times0.7452+0.2689\times0.5=0.6793$。
#
# 写 `gru_step(x, h, Wx, Wh, bx, bh)`，返回新的 $h$。
#
# - `x` 是 `(n, d)`，`h` 是 `(n, m)`；也可以只有一个句子，`(d,)`、`(m,)`；
# - `Wx` 是 `(3m, d)`，`Wh` 是 `(3m, m)`，`bx`、`bh` 是 `(3m,)`：前 $m$ 行是 r，接着 z、n；
# - 数组都不许改动；只用 numpy 和工具里的 `sigmoid`。
#
# 接着再走一步，$x=0$、$h=0.6793$，得 0.4171。
# 还有**一批的例子**：$n=3$、$d=4$、$m=2$，数写在检查单元里；$x$ 的一份和 $h$ 的一份都是 `(3, 6)`，切的是**最后一维**。
#
# **小项**：例子两步各 1，一批的例子 1，与 PyTorch 一致 1，一个句子接连几步 1，门全开和全关（门是 1 或 0）1，整数和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# $x$ 的一份、$h$ 的一份，分开算，各是 `(n, 3m)`，各切三段；先不要加起来，因为 $n$ 那一段要先乘 $r$。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# 切成三段：`np.split(…, 3, axis=-1)`。
# 表里的三列就是三步：$x$ 的一份、$h$ 的一份、合起来。
# </details>

# %% nbgrader={"grade": false, "grade_id": "gru_step", "locked": false, "schema_version": 3, "solution": true, "task": false}
def gru_step(x, h, Wx, Wh, bx, bh):
    """Return h after one step; Wx (3m, d), Wh (3m, m), bx and bh (3m,) hold r, z, n one below the other."""
    ### BEGIN SOLUTION
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_gru_step", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
checks.avoids("gru_step", [*READY, "nn"])
example = [np.array(part) for part in ([1.0], [0.5], [[1.0], [0], [0.5]], [[2.0], [-4], [2]], [0.0, 1, -1], [-1.0, 0, 1])]
with checks.points(1, "走一步的例子"):
    call = "gru_step(x, h, Wx, Wh, bx, bh)，例子"
    checks.close(tried(call, gru_step, *example), np.array([0.679270]), tol=1e-5, call=call, likely={
        "z 是旧的留几成：h′ = (1−z)·n + z·h": np.array([0.565950]),
        "r 乘的是整个括号，b_hn 也在里面": np.array([0.750670]),
        "重置门没有用上": np.array([0.796187]),
        "r 和 z 反了：次序是 r、z、n": np.array([0.375713]),
        "草稿要过 tanh，不是 sigmoid": np.array([0.663425]),
        "旧的 h 没有留": np.array([0.544799]),
        "返回的是草稿 n": np.array([0.745220]),
        "漏了偏置 bh": np.array([0.400137]),
        "漏了偏置 bx": np.array([0.906269]),
        "r 乘了 x 的一份，应只乘 h 的一份": np.array([0.718784]),
        "门没有过 sigmoid": np.array([1.310296]),
        "门过了 tanh，应过 sigmoid": np.array([0.977678]),
        "草稿没有过 tanh": np.array([0.837835])})
with checks.points(1, "接着再走一步"):
    call = "gru_step(x, h, Wx, Wh, bx, bh)，接着例子再走一步，x 是 0，h 是 0.679270"
    checks.close(tried(call, gru_step, np.array([0.0]), np.array([0.679270]), *example[2:], again=True), np.array([0.417099]), tol=1e-5, call=call)
with checks.points(1, "一批的例子"):
    batch = [few(shape, *how) for shape, how in (((3, 4), (5, 2)), ((3, 2), (4, 2)), ((6, 4), (7, 4)), ((6, 2), (5, 4)), (6, (3, 2)), (6, (5, 2)))]
    call = "gru_step(x, h, Wx, Wh, bx, bh)，一批的例子，x 是 (3, 4)，h 是 (3, 2)，Wx 是 (6, 4)；x 的一份是 (3, 6)，切的是最后一维"
    checks.close(tried(call, gru_step, *batch, again=True), np.array([[-0.595247, -0.630334], [-0.464533, 0.745051], [-0.850177, -0.405432]]), tol=1e-5, call=call, likely={
        "表 reshape 成了 (3, n, m)，应沿最后一维切：一行是一个句子": np.array([[-0.946959, -0.332959], [-0.419688, 0.692181], [-0.863345, -0.252035]]),
        "一行里 r、z、n 轮流取了，应前 m 个是 r，再 m 个是 z": np.array([[0.258261, -0.574659], [-0.314774, 0.646117], [-0.699966, -0.219508]])})
### BEGIN HIDDEN TESTS
def drawn_gru(shift, n, d, m):
    """Draw a step for n sentences, or one without n; return what is given, and torch's cell."""
    rng = np.random.default_rng(checks.seed() + shift)
    lead = () if n is None else (n,)
    given = [rng.normal(0, 0.8, shape) for shape in ((*lead, d), (*lead, m), (3 * m, d), (3 * m, m), (3 * m,), (3 * m,))]
    cell = nn.GRUCell(d, m, dtype=torch.float64)
    cell.load_state_dict(dict(zip(("weight_ih", "weight_hh", "bias_ih", "bias_hh"), map(torch.tensor, given[2:]))))
    return given, lambda x, h: cell(torch.tensor(x), torch.tensor(h)).detach().numpy()


with checks.points(1, "与 PyTorch 的一致"):
    for shift, (n, d, m) in enumerate(((4, 3, 2), (1, 2, 5), (3, 5, 1), (5, 1, 3))):
        given, right = drawn_gru(shift, n, d, m)
        checks.close(gru_step(*given), right(*given[:2]), say=f"n = {n}、d = {d}、m = {m}：与 nn.GRUCell 的不同")
with checks.points(1, "一个句子，接连几步"):
    (x, h, *rest), right = drawn_gru(7, None, 3, 4)
    state = h
    for t in range(5):
        h, state = gru_step(x * (t - 2), h, *rest), right(x * (t - 2), state)
        checks.close(h, state, say="一个句子，x 是 (3,)，h 是 (4,)，接连五步：不对")
with checks.points(1, "门全开，门全关"):
    x, h, Wx, Wh = np.array([[0.5]]), np.array([[0.3, -0.2]]), np.zeros((6, 1)), np.zeros((6, 2))
    Wx[4:], Wh[4:] = 1.0, np.array([[1.0, 2.0], [0.0, -1.0]])
    outer, inner = np.array([0.25, 0.75]), np.array([0.5, -1.0])
    by_x, by_h = 0.5 + outer, np.array([0.3 - 0.4, 0.2]) + inner
    for name, r, z, right in (("更新门全开", 0, 800, h), ("更新门全关，重置门全开", 800, -800, np.tanh([by_x + by_h])),
                              ("两个门全关", -800, -800, np.tanh([by_x])), ("更新门半开，重置门全关", -800, 0, (np.tanh([by_x]) + h) / 2)):
        bias = np.array([r, r, z, z], dtype=float)
        got = gru_step(x, h, Wx, Wh, np.concatenate([bias, outer]), np.concatenate([0 * bias, inner]))
        checks.close(got, right, say=f"{name}：h′ 不对")
with checks.points(1, "整数，不改动"):
    given, right = drawn_gru(11, 3, 2, 3)
    kept = [part.copy() for part in given]
    checks.close(gru_step(*[checks.inout(part) for part in given]), right(*given[:2]), say="三个句子：不对")
    checks.equal(given, kept, say="gru_step 改动了传进来的数组")
    whole = [np.array(part) for part in ([[2]], [[-3]], [[1], [-1], [2]], [[0], [1], [1]], [0, 1, 0], [0, 2, -1])]
    checks.close(gru_step(*whole), np.array([[0.033189]]), tol=1e-5, say="整数的数组：数不对，小数不能丢")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 11 题 `greedy_decode`（7 分，13 分钟）
#
# 翻译一句话，进来的和出去的长短不一样，不能一个词对一个词。
# **Seq2Seq** 分两半：**编码器**（encoder）把原句从头读到尾，交出一个状态；**解码器**（decoder）拿着这个状态，一个词一个词往外说，说出的词又是下一步的输入。
#
# 这里不管里面是 RNN 还是 LSTM，两半各是一个函数：
#
# ```python
# state = enc(src)                      # 原句进去，状态出来
# scores, state = dec(token, state)     # 上一个词和状态进去；每个词一个得分，和新的状态出来
# ```
#
# 词都是编号；0 是 `BOS`（句首，还没有说过词，就拿它当上一个词），1 是 `EOS`（句尾，说完了）。
# **贪心**：每一步都说得分最高的词。
#
# **例子**：词表有 6 个词：0 BOS、1 EOS、2 我、3 看、4 书、5 猫。
# 原句是 `[4, 3, 2]`，这里的编码器和解码器是假的，只会倒着念，说完就给 EOS 最高分：
#
# | 步 | 上一个词 | 六个得分 | 说 |
# |---|---|---|---|
# | 1 | 0（BOS） | 0 0 **7** 0 0 1 | 2 我 |
# | 2 | 2 | 0 0 0 **7** 0 1 | 3 看 |
# | 3 | 3 | 0 0 0 0 **7** 1 | 4 书 |
# | 4 | 4 | 0 **7** 0 0 0 1 | 1 EOS，停 |
#
# 返回 `[2, 3, 4]`，EOS 不算在里面。

# %%
draw_talk(["我", "看", "书", "EOS"])

# %% [markdown]
# 有的句子，解码器怎么也不说 EOS，所以要有个上限。
#
# 写 `greedy_decode(enc, dec, src, max_len)`，返回说出的词的编号，一个列表，里面没有 `BOS`，也没有 `EOS`。
#
# - `enc` 只调用**一次**；`dec` 一步调用一次，够了就不再调用；
# - 得分最高的词有几个并列的，取编号小的；
# - 说出 `EOS` 就停；说满 `max_len` 个词也停，最后一步不必等 EOS；
# - `max_len` 是 0 或正整数；是 0 时返回 `[]`，`dec` 一次也不调用（`enc` 调不调用都行）；
# - `state` 是什么都有可能（数组、元组、字典），不要看它，原样交给下一步；
# - `scores` 是 numpy 数组 `(词数,)`，可以全是负数；`src` 不许改动。
#
# **小项**：例子 2，说不完的 1，别的句子 1，一上来就停、0 个和 1 个 1，并列和负的得分 1，调用的次数 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 循环之前有三样：编码器交出的状态，上一个词（从 `BOS` 起），空的列表。
# 循环最多 `max_len` 次；每次调用 `dec`，挑词，是 EOS 就走，不是就记下。
# </details>
#
# <details><summary>提示 2：挑词</summary>
#
# `int(scores.argmax())`：并列时，`argmax` 给的就是编号最小的。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 三样东西每一步都要换成新的：状态、上一个词、列表。
# 先问是不是 EOS，再放进列表。
# </details>

# %% nbgrader={"grade": false, "grade_id": "greedy_decode", "locked": false, "schema_version": 3, "solution": true, "task": false}
def greedy_decode(enc, dec, src, max_len):
    """Return the words that dec says, each the one of the highest score, until EOS or max_len of them."""
    ### BEGIN SOLUTION
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_greedy_decode", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
def backwards(notes, words=6):
    """Make an encoder and a decoder that say the sentence backwards, and note down what they are asked."""
    def enc(src):
        notes.append("enc")
        return tuple(reversed(list(src)))

    def dec(token, state):
        notes.append(int(token))
        scores = np.zeros(words)
        scores[-1], scores[state[0] if state else EOS] = 1.0, 7.0
        return scores, state[1:]

    return enc, dec


def heard(call, src, max_len, limit=30):
    """Decode with the student's function; return the words and the notes."""
    notes = []
    enc, dec = backwards(notes)

    def patient(token, state):
        if len(notes) > limit:
            raise RuntimeError("dec 调用了太多次：没有停下来")
        return dec(token, state)

    return tried(call, greedy_decode, enc, patient, src, max_len), notes


with checks.points(2, "倒着念的例子"):
    call = "greedy_decode(enc, dec, [4, 3, 2], 10)，例子"
    said, notes = heard(call, [4, 3, 2], 10)
    assert isinstance(said, list), f"{call}\n要返回列表，得到 {type(said).__name__}"
    checks.equal(said, [2, 3, 4], call=call, likely={
        "记的是得分，应记编号：argmax 给的是编号": lambda got: isinstance(got[0], float),
        "EOS 不算在里面": [2, 3, 4, 1],
        "BOS 不算在里面": [0, 2, 3, 4],
        "状态没有往下传：dec 给的新状态要交给下一步": [2] * 10,
        "取的是得分最低的": [0] * 10,
        "说了 EOS 没有停": lambda got: len(got) == 10,
        "只说了一个词": [2],
        "少了最后一个词": [2, 3]})
    checks.equal([note for note in notes if note != "enc"], [0, 2, 3, 4], call=f"{call}，每一步交给 dec 的上一个词", likely={
        "上一个词没有换：说出的词是下一步的输入": [0, 0, 0, 0],
        "交进去的是原句的词：要刚说的词": [4, 3, 2, 1],
        "说了 EOS，dec 就不再调用": lambda got: got[:5] == [0, 2, 3, 4, 1],
        "第一步要用 BOS": lambda got: got[:1] != [0]})
with checks.points(1, "说不完的句子"):
    call = "greedy_decode(enc, dec, [5, 4, 3, 2], 3)"
    said, notes = heard(call, [5, 4, 3, 2], 3)
    checks.equal(said, [2, 3, 4], call=call, likely={
        "说满 max_len 个没有停": [2, 3, 4, 5],
        "少了一个：BOS 不占 max_len 的数": [2, 3],
        "只有一个词": [2]})
### BEGIN HIDDEN TESTS
def table_talk(notes, table, first, kind=tuple):
    """Make an encoder and a decoder that count the steps; scores by the step and the word before."""
    def enc(src):
        notes.append("enc")
        return kind([sum(src), 0])

    def dec(token, state):
        total, step = (int(part) for part in (state.values() if isinstance(state, dict) else state))
        notes.append((int(token), total, step))
        return np.array(table[int(token)], dtype=float) + first * (step == 0), kind([total, step + 1])

    return enc, dec


with checks.points(1, "别的句子"):
    for src in ([3], [2, 2, 5, 4, 2], [5, 3, 5, 3, 5, 3, 5], []):
        notes = []
        checks.equal(greedy_decode(*backwards(notes), src, 20), src[::-1], say="倒着念的编码器和解码器：说的不对")
        checks.equal([note for note in notes if note != "enc"], [0, *src[::-1]], say="每一步交给 dec 的上一个词不对")
    table = {0: [0, 0, 1, 3, 2], 3: [0, 1, 5, 4, 2], 2: [0, 3, 1, 2, 9], 4: [0, 7, 1, 2, 6]}
    for kind in (tuple, list, np.array, lambda parts: dict(zip("ab", parts))):
        notes = []
        checks.equal(greedy_decode(*table_talk(notes, table, np.zeros(5), kind), [2, 7], 9), [3, 2, 4], say="状态是元组、列表、数组、字典：说的不对")
        checks.equal(notes, ["enc", (0, 9, 0), (3, 9, 1), (2, 9, 2), (4, 9, 3)], say="每一步交给 dec 的词和状态不对")
with checks.points(1, "一上来就停，0 个，1 个"):
    notes = []
    checks.equal(greedy_decode(*backwards(notes), [], 5), [], say="第一步就是 EOS：应返回 []")
    checks.equal(notes, ["enc", 0], say="第一步就是 EOS：dec 只叫一次")
    notes = []
    checks.equal(greedy_decode(*backwards(notes), [2, 3], 0), [], say="max_len = 0：应返回 []")
    checks.equal([note for note in notes if note != "enc"], [], say="max_len = 0：dec 一次也不叫")
    checks.equal(greedy_decode(*backwards([]), [2, 3], 1), [3], say="max_len = 1：应只有一个词")
    checks.equal(greedy_decode(*backwards([]), [2, 3], 2), [3, 2], say="max_len 正好等于句子的长：应是整句")
with checks.points(1, "并列，负的得分"):
    table = {0: [0, 0, 4, 4, 4], 2: [-9, -3, -4, -2, -2], 3: [-5, -1, -1, -1, -2]}
    checks.equal(greedy_decode(*table_talk([], table, np.zeros(5)), [1], 9), [2, 3], say="得分并列、得分全是负的：取编号小的")
    table = {0: [-8, -7, -6, -5], 3: [-9, -5, -5, -5]}
    checks.equal(greedy_decode(*table_talk([], table, np.array([0, 0, 0, 0.5])), [1], 9), [3], say="EOS 和别的词并列，EOS 的编号小：应停")
with checks.points(1, "叫的次数，不改动"):
    src, notes = [5, 2, 4, 3], []
    checks.equal(greedy_decode(*backwards(notes), checks.inout(src), 10), [3, 4, 2, 5], say="四个词的句子：不对")
    checks.equal(notes, ["enc", 0, 3, 4, 2, 5], say="enc 应只叫一次；说了 EOS，dec 就不再叫")
    checks.equal(src, [5, 2, 4, 3], say="greedy_decode 改动了传进来的 src")
    notes = []
    checks.equal(greedy_decode(*backwards(notes), src, 3), [3, 4, 2], say="max_len = 3：不对")
    checks.equal(notes, ["enc", 0, 3, 4], say="说满 max_len 个，dec 就不再叫")
    checks.equal(greedy_decode(*backwards([]), [4, 2], 10), [2, 4], say="接着再叫一次：不能带着上一次的词")
### END HIDDEN TESTS

# %% [markdown]
# ## 装起来
#
# 都做完了，看它们一起干活。
# 下面三个单元只调用你的函数；哪个没写完，就先跳过。
#
# **小窗**：一张 8×8 的手写数字，过两个核（竖边、横边），再过最大池化。

# %%
digit = load_digits().images[3]
upright = np.array([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])
edges = conv2d(digit[None], np.stack([upright, upright.T])[:, None], np.zeros(2), 1, 1)
pooled = pool2d(abs(edges), 2, 2, "max")
print("图", digit.shape, "→ 卷积", edges.shape, "→ 池化", pooled.shape)
plotting.show(plotting.feature_maps(edges, names=("竖边", "横边")), alt="数字 3 的两张特征图：竖边那张，笔画的左侧和右侧一亮一暗；横边那张，笔画的上侧和下侧一亮一暗。")
plotting.show(plotting.feature_maps(pooled, names=("竖边", "横边")), alt="池化以后的两张图，4×4，还看得出边在哪里。")

# %% [markdown]
# **和 PyTorch 对一对**：最大的差都应在 1e-6 以下。

# %%
image, filters, offsets = torch.randn(2, 9, 7).double(), torch.randn(3, 2, 3, 2).double(), torch.randn(3).double()
layer = nn.Conv2d(2, 3, (3, 2), stride=2, padding=1).double()
layer.load_state_dict({"weight": filters, "bias": offsets})
print("conv2d", abs(conv2d(image.numpy(), filters.numpy(), offsets.numpy(), 2, 1) - layer(image).detach().numpy()).max())
print("pool2d", abs(pool2d(image.numpy(), 4, 2, "max") - nn.MaxPool2d(4, 2)(image).numpy()).max())
vector, memory, ledger = torch.randn(5, 3).double(), torch.randn(5, 4).double(), torch.randn(5, 4).double()
lstm, gru = nn.LSTMCell(3, 4).double(), nn.GRUCell(3, 4).double()
Wx, Wh, bx, bh = (part.detach().numpy() for part in lstm.parameters())
pairs = zip(lstm_step(vector.numpy(), memory.numpy(), ledger.numpy(), Wx, Wh, bx + bh), lstm(vector, (memory, ledger)))
print("lstm_step", max(abs(own - theirs.detach().numpy()).max() for own, theirs in pairs))
theirs = gru(vector, memory).detach().numpy()
print("gru_step", abs(gru_step(vector.numpy(), memory.numpy(), *(part.detach().numpy() for part in gru.parameters())) - theirs).max())

# %% [markdown]
# **小账记得多久**：第一步读到 1，后面全是 0。
# 三种网络各一个单元，看这个 1 在账上留了多久。
# RNN 就是第 8 题的；LSTM 的遗忘门和 GRU 的更新门，偏置都给了 5，就是“旧的留 99 %”。

# %%
h, ledger, g = np.zeros(1), (np.zeros(1), np.zeros(1)), np.zeros(1)
tracks = {"RNN 的 h": [], "LSTM 的 c": [], "GRU 的 h": []}
column, none = (lambda *values: np.array(values)[:, None]), np.zeros((4, 1))
for t in range(40):
    x = np.array([1.0 if t == 0 else 0.0])
    h = rnn_step(x, h, np.array([[0.5]]), np.array([[0.8]]), np.zeros(1))
    ledger = lstm_step(x, *ledger, column(6.0, 0, 2, 0), none, np.array([-3.0, 5, 0, 0]))
    g = gru_step(x, g, column(0.0, -10, 2), none[:3], np.array([0.0, 5, 0]), np.zeros(3))
    for track, value in zip(tracks.values(), (h, ledger[1], g)):
        track.append(value[0])
ax = plt.figure(figsize=(6, 3)).gca()
for (name, track), style in zip(tracks.items(), ("-", "--", ":")):
    ax.plot(range(1, 41), track, style, label=name)
ax.set(xlabel="步", ylabel="账上的数", ylim=(0, 1.05))
ax.legend()
plotting.show(ax, alt="三条线：RNN 的 h 十几步就掉到几乎是 0；LSTM 的 c 和 GRU 的 h 慢慢地降，四十步以后还有七成多。")

# %% [markdown]
# ## 第 12 题 说明：加上一条边（4 分，老师评阅，20 分钟）
#
# 下面是一个普通的网络，2 个输入、3 个隐藏单元、1 个输出，读一个词出一个数，看完就忘。
# 要把它改成会读句子的：给**隐藏层**加上循环的边。

# %%
plotting.show(plotting.network((2, 3, 1)), alt="全连接网络 2-3-1：两个输入，三个隐藏单元，一个输出，一共 9 条连线。")

# %% [markdown]
# 同学说：“循环就是给三个隐藏单元各添一条连到自己的边，多 3 个权重。读 50 个词，参数也是 50 倍。反正读过的都在 $h$ 里，第一个词是什么，读到最后还记得。”
# 这里面有三处不对。
# 写五六句话告诉他；第三处要用你自己跑出来的数：取一个隐藏单元，$W_x=0.5$、$W_h=0.8$、$b=0$，第一个词是 1 或者是 $-1$，后面 49 个都是 0，最后的 $h$ 差多少（没做出第 8 题，手算前几步也行）。
#
# | 评分点 | 分数 |
# |---|---|
# | 添的是哪几条边：从哪里到哪里，几条，写出这个网络隐藏层的式子 | 1 |
# | 参数：读 50 个词，整个网络（连偏置和输出层）一共多少个参数，为什么 | 1 |
# | 记不记得：自己的数，和它说明的原因 | 1 |
# | 再补一句：LSTM 为什么能记得久一些，又要什么条件 | 1 |

# %%
# 在这里跑你要的数，随便写

# %% [markdown] nbgrader={"grade": true, "grade_id": "one_more_edge", "locked": false, "points": 4, "schema_version": 3, "solution": true, "task": false}
# 添的边从上一步的每一个隐藏单元，连到这一步的每一个隐藏单元，不只连自己：3×3 = 9 条，权重是 3×3 的 $W_h$。
# 式子：$h_t=\tanh(W_xx_t+W_hh_{t-1}+b)$，$W_x$ 是 3×2，$b$ 有 3 个，输出层照旧。
#
# 参数：原来 2×3 + 3 + 3×1 + 1 = 13 个，加 9 个，一共 22 个；读 1 个词还是 50 个词，都是这 22 个。
# 展开来是有 50 层，可是每一步用的是同一副权重，所以不会多。
#
# 记不记得：第一个词是 1，读完 50 个，h 约是 7.4e-6；是 −1，约是 −7.4e-6，只差 1.5e-5。
# 每一步乘 0.8，再过一次不放大的 tanh，49 步最多剩 $0.8^{49}\approx1.8\times10^{-5}$，第一个词几乎没有了；梯度往回传也这样缩小。
#
# LSTM 的账 $c'=f\circ c+i\circ g$ 是往上加的，旧账只乘遗忘门，不再乘 $W_h$，也不压 tanh；$f$ 接近 1 时，几十步以后还留着。
# 条件是遗忘门真的开着：$f=0.5$ 时，50 步也只剩 $10^{-15}$，所以常把遗忘门的偏置初始化得大一些。
#
# 给分：第一项要说出 9 条，或者说出“每个连每个”，并有式子；第二项要有 22（或者写明另有一份偏置的 25）和“同一副权重”；第三项没有自己的数不给；第四项只说“有门”不给，要说到相加，或者 $f$ 接近 1。

# %% [markdown]
# ## 挑战（不计分）
#
# **一个 7×7，还是三个 3×3？** 用你的 `receptive_field` 和 `conv_params`，算三个 3×3（64 → 64）和一个 7×7（64 → 64）：看得见多大一块，各有几个参数？
# 三个小的好在哪里？说两样。
#
# <details><summary>答案</summary>
#
# 都看得见 7×7。
# 三个 3×3：3×36928 = 110784 个参数（不算偏置 110592）；一个 7×7：200768 个（不算偏置 200704）。
# 除了少一半参数，中间还多过两次激活函数，能画的边界更弯；这就是 VGG 的主意。
# </details>
#
# **贪心不一定最好。** 第一步说 A 的概率 0.6，说 B 的 0.4；说了 A，后面最好的一句概率 0.3；说了 B，后面最好的一句概率 0.9。
# 贪心说的整句，概率是多少？最好的是多少？怎样改 `greedy_decode`，才找得到它？
#
# <details><summary>答案</summary>
#
# 贪心先说 A，整句 0.6×0.3 = 0.18；先说 B 是 0.4×0.9 = 0.36，大一倍。
# 每一步留下几句最好的半句话，一起往下说，最后再挑：叫束搜索（beam search）。留一句，就是贪心。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过。
# 有没做的题，会停在那里：从下一题起再选“运行下面所有单元”（Run Selected Cell and All Below）。
# 再在终端里运行 `coursekit check ex12_architectures.ipynb`。
