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
# # 第 12a 章 经典架构：CNN
#
# **学完之后你能够**
#
# - 说出全连接网络为什么不适合图像，并证明它不知道像素谁挨着谁；
# - 手算一次卷积、一次池化，用 NumPy 写出来，和 PyTorch 对得上；
# - 算出几层以后图有多大、参数有几个、一格看得见多大一块；
# - 说清卷积的三条性质：局部连接、权重共享、平移等变，以及等变在哪里失效；
# - 一层一层写出 LeNet-5 的形状，练它认手写数字，看懂它的特征图；
# - 说出 AlexNet、VGG、GoogLeNet、ResNet 各自解决了什么，搭出 VGG 和残差块（Inception 块自学）。
#
# **时间**：110 分钟。
#
# **需要**：第 4 章的张量，第 6 章的 ReLU 和交叉熵，第 8 章的 BN 和残差，第 9 章的 Adam，第 10 章的训练循环，第 11 章的 Dropout 和增强。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图、训练的程序一样，不用读；要读的程序是算卷积、池化的（12a.2、12a.3），和搭网络的（双胞胎、LeNet-5、VGG、残差块、12a.6 的 CNN）。
# 每一格都要运行，后面会用到里面的名字。
#
# **记号**：$W$ 是图的宽，不是权重；$K$ 是卷积核的宽，$P$ 填充，$S$ 步幅；$i$、$o$ 是进来、出去的通道数。
# 12a.4.1 的 $N$、$M$、$K$ 是“重复几次”，只在那一小节里用；12a.5.4 的 $F$ 是一块算出来的东西，和第 8 章一样。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 110 分钟：讲课 102，休息 5，余量 3；标“自学”的和 12a.8 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 12a.1 谁挨着谁 | 11 | 0:12 | 先下注；`cnn.fc_params` |
# | 12a.2 卷积 | 32 | 0:44 | `cnn.convolve`、`cnn.no_padding`、`cnn.rgb_params`、`cnn.invariance` |
# | 12a.3 池化和感受野 | 11 | 0:55 | `cnn.pools`、`cnn.field` |
# | 休息 | 5 | 1:00 | |
# | 12a.4 拼成网络：LeNet-5 | 12 | 1:12 | 先猜参数 |
# | 12a.5 四个里程碑 | 21 | 1:33 | `cnn.stack`；先下注（12a.5.4）；`cnn.resnet` |
# | 12a.6 回到打乱的数字 | 11 | 1:44 | 先下注（12a.6.2、12a.6.3）；`cnn.shuffle` |
# | 12a.7 小结 | 3 | 1:47 | 出门一问 |
# | 余量 | 3 | 1:50 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:12 还没到 12a.2：12a.2.6 的程序只看输出，省 1 分钟；
# - 0:44 还没到 12a.3：12a.3.1 的程序只看输出，省 1 分钟；
# - 1:00 还没到 12a.4：12a.4.3 的特征图只看通道 0，省 1 分钟；
# - 1:12 还没到 12a.5：`cnn.stack` 由老师自己答，VGG 的程序只看输出，省 3 分钟；
# - 1:33 还没到 12a.6：12a.6.1 只念“打平”，12a.6.2 不下注，省 2 分钟。
#
# 怎样晚也要讲的：12a.1.1 的下注、12a.2.2、12a.2.4、12a.2.7、12a.4.2、12a.5.4、12a.6.3。
#
# 必问的题每题 1.5 分钟，下注每次半分钟，都已算在内。
# 板书也算了：12a.2.2 第二行一起算、第三行在纸上填，共 2 分钟；12a.3.2 的三行半分钟；12a.4.2 的四个形状 1 分钟。
# 别处（12a.2.5 的核、12a.2.7 的矩阵）就着幻灯片指，不另抄。
# 单选举手指报选项；填数、填大小的，先各自写下来，再请三位同学各报一个，写在黑板上举手。
#
# **黑板**：左边写“谁挨着谁”四个字和开场的票数；中间画 5×5 的图和 3×3 的核，当场扫第二行；右边留一列记形状，翻到 12a.4.2 的图以前，从 1×32×32 写到 16×5×5。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前十题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `cnn.fc_params` | 78500 | 答 78400：漏了偏置 |
# | `cnn.convolve` | 8 | 答 10：核里有四个 0，那四格不算 |
# | `cnn.no_padding` | 18×18 | 答 13×13：一层少 $K-1=2$，不是少 3 |
# | `cnn.rgb_params` | 1792 | 答 640：每个核要看三个通道 |
# | `cnn.invariance` | B，也右移一格 | 选完全不变：那叫不变，不叫等变 |
# | `cnn.pools` | 7×7 | 答 14×14：只过了一层 |
# | `cnn.field` | 11 | 答 15：窗口是重叠的 |
# | `cnn.stack` | C，参数、乘加都少，多两次激活 | 选 A：图不变小，乘加就是参数乘格数，跟着参数走 |
# | `cnn.resnet` | B，训练错 12 % | 选 A：训练错才 1 %，那是过拟合；选 D：和浅的一样，只是白加 |
# | `cnn.shuffle` | A、C | 选 D：它看的就是相邻的像素；选 B：“相邻四个”换了人；漏 C：距离是各格的差平方相加，次序无关 |
# | `cnn.deep` | A、C | 选 B：正相反，所以才要 BN、残差 |
# | `cnn.padding` | 28×28 | 答 38×38：填充只补回窗口吃掉的 |
# | `cnn.size` | 112 | 答 111：漏了最后的加 1 |
# | `cnn.conv_params` | 156 | 答 150：漏了 6 个偏置 |
# | `cnn.channels` | B，核不同 | 选一人看一块：每个核都扫过整张图 |
# | `cnn.max_pool` | 2.5 | 答 7：还要减平均 |
# | `cnn.lenet_params` | 30840 | 答 48120：那是 32×32 的图，拉平 400 个数 |
# | `cnn.one_by_one` | 16448 | 答 16384：漏了 64 个偏置 |
# | `cnn.history` | CADB | 把 ResNet 排在 VGG 前 |
# | `cnn.fc_bad` | B、C、D | 选 A：全连接照样反向传播 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits, load_sample_image
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional

from coursekit import plotting, quiz

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.1 网络知道谁挨着谁吗
#
# ### 12a.1.1 打乱的数字
#
# 手写数字，8×8。
# 想好一个次序，把 64 个像素换位置，**每张图都用同一个次序**：原来的第 5 格，在每张图里都搬到同一个新地方，别的格也是。

# %% slideshow={"slide_type": "skip"}
digits = load_digits()
parts = train_test_split((digits.images / 16).astype("f"), digits.target, test_size=360, random_state=42, stratify=digits.target)
X_train, X_test, y_train, y_test = map(torch.tensor, parts)
X_train, X_test = X_train[:, None], X_test[:, None]  # (张, 通道, 高, 宽)
X_few, y_few = X_train[:200], y_train[:200]
ORDER = torch.randperm(64, generator=torch.Generator().manual_seed(0))
cross = nn.CrossEntropyLoss()
QUICK = {"epochs": 20, "batch": 50, "eta": 8e-3}  # 200 张图时用


def shuffled(X):  # 每张图的像素，都照 ORDER 换位置
    return X.flatten(1)[:, ORDER].reshape(-1, 1, 8, 8)


def ffn(seed=0, hidden=32):  # 全连接：64-32-10
    torch.manual_seed(seed)
    return nn.Sequential(nn.Flatten(), nn.Linear(64, hidden), nn.ReLU(), nn.Linear(hidden, 10))


def train(net, X, y, epochs, seed=0, batch=64, eta=4e-3, change=None):
    """Train with Adam; return the mean training loss of each epoch."""
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=eta, fused=True)
    net.train()
    losses = []
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch):
            optimizer.zero_grad()
            inputs = X[rows] if change is None else change(X[rows])
            loss = cross(net(inputs), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        losses.append(total / len(X))
    return losses


def score(net, X=X_test, y=y_test):  # 评估模式下的准确率
    net.eval()
    with torch.no_grad():
        return (net(X).argmax(dim=1) == y).float().mean().item()


def count(net):  # 参数有几个
    return sum(part.numel() for part in net.parameters())


assert (len(X_train), len(X_test)) == (1437, 360) and count(ffn()) == 2410

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
def show_picture(ax, picture, title=None, **style):
    ax.imshow(picture, **({"cmap": "Greys", "vmin": 0, "vmax": 1.2} | style))
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
    ax.spines[:].set(visible=True, color="0.6")
    if title:
        ax.set_title(title, fontsize=13)


fig, axes = plt.subplots(2, 6, figsize=(8, 2.9))
chosen = [int((y_test == digit).nonzero()[0, 0]) for digit in (0, 1, 3, 4, 6, 7)]
for column, place in enumerate(chosen):
    show_picture(axes[0, column], X_test[place, 0], str(int(y_test[place])))
    show_picture(axes[1, column], shuffled(X_test[[place]])[0, 0])
plotting.show(fig, alt="两排各六张 8×8 的小图。上排是手写的 0、1、3、4、6、7，认得出。下排是同样六张图照同一个次序打乱像素，只看见一片灰灰白白的点，认不出。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 上排人人认得，下排谁也认不得。
#
# **下注**：200 张图练一个全连接网络 64-32-10，上排的题测试得 0.92。
# 换成打乱的图，从头练，测试打乱的图，得多少：0.1、0.5，还是 0.9？

# %% slideshow={"slide_type": "subslide"}
plain_scores, shuffled_scores = [], []  # QUICK：20 轮，每批 50，Adam
for seed in range(3):
    net = ffn(seed)
    train(net, X_few, y_few, seed=seed, **QUICK)
    plain_scores.append(score(net))
    net = ffn(seed)
    train(net, shuffled(X_few), y_few, seed=seed, **QUICK)
    shuffled_scores.append(score(net, shuffled(X_test)))
print("原图：", [f"{right:.2f}" for right in plain_scores])
print("打乱：", [f"{right:.2f}" for right in shuffled_scores])

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
assert 0.89 < min(plain_scores) and max(plain_scores) < 0.95
assert abs(np.mean(plain_scores) - np.mean(shuffled_scores)) < 0.025

# %% [markdown] slideshow={"slide_type": "fragment"}
# 一样。
# 对人是天书，对它毫无分别：**全连接网络不知道谁挨着谁**。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **不是碰巧。**
# 第一层的一个神经元算 $z=w_1x_1+w_2x_2+\dots+w_{64}x_{64}+b$。
# 像素换了位置，权重跟着换同样的位置，和一点没变：三个数时，$1\times5+2\times7+3\times9$ 和 $3\times9+1\times5+2\times7$ 都是 46。
#
# 所以每一个认原图的网络，都有一个认乱图的双胞胎，输出一模一样：

# %% slideshow={"slide_type": "-"}
original, twin = ffn(0), ffn(0)
with torch.no_grad():
    twin[1].weight.copy_(original[1].weight[:, ORDER])  # 第一层的列，照同一个次序
print("输出一样：", torch.allclose(original(X_test), twin(shuffled(X_test)), atol=1e-5))
train(original, X_few, y_few, epochs=2, batch=32)
train(twin, shuffled(X_few), y_few, epochs=2, batch=32)
print("各练两轮，还一样：", torch.allclose(original(X_test), twin(shuffled(X_test)), atol=1e-3))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(original(X_test), twin(shuffled(X_test)), atol=1e-3)
assert torch.allclose(original[1].weight[:, ORDER], twin[1].weight, atol=1e-3) and 1 * 5 + 2 * 7 + 3 * 9 == 46

# %% [markdown] slideshow={"slide_type": "fragment"}
# 起点也公平：每个像素的权重照同一个办法随机抽，双胞胎的起点同样容易抽到。
# 所以两道题一样难。
#
# 这一章只问一件事：**怎样造一个知道“谁挨着谁”的网络，知道了又有什么好处？**

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.1.2 全连接不适合图像的三条理由
#
# 1. **参数太多**：224×224 的彩色照片有 $224\times224\times3=150528$ 个数，接 1000 个神经元，光这一层就是 $150528\times1000+1000=150{,}529{,}000$ 个参数。
# 2. **没有邻居**：拉平成一串，像素之间的远近全丢了，就是刚才看到的。
# 3. **换个地方，从头学**：左上角学会的一撇，管左上角的权重；挪到右边，用的是另一批权重。
#
# 第三条当场量：把测试图右移一个像素（出去的一列从左边回来；换成卷积网络掉不掉，12a.6.2 再量）。

# %% slideshow={"slide_type": "-"}
def right_one(X):  # 右移一个像素，出去的从左边回来
    return torch.roll(X, 1, dims=3)


net = ffn(0)
train(net, X_train, y_train, epochs=8, eta=8e-3)
ffn_still, ffn_moved = score(net), score(net, right_one(X_test))
print(f"原位 {ffn_still:.2f}，右移一个像素 {ffn_moved:.2f}")

# %% slideshow={"slide_type": "skip"}
assert ffn_still > 0.92 and 0.35 < ffn_moved < 0.6 and 224 * 224 * 3 * 1000 + 1000 == 150_529_000

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.fc_params")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.1.3 为什么要深
#
# **经典的机器学习**：专家先想好看什么（颜色、纹理、形状），算成几个数，再交给分类器；从认水果换成认猫狗，要请专家重想。
# **深度学习**：像素直接进去，特征一层一层自己学：像素，到边缘，到部件（眼睛、轮子），到物体。
#
# - **特征有层次**：物体由部件拼，部件由边缘拼，一步跳过去很费；
# - **参数更省**：同样的本事，深而窄常比浅而宽用的参数少（第 5 章折纸的例子：2 个 ReLU 对折一次，叠 5 层折出 32 段，一层至少要 31 个）；
# - **浅层可以反复用**：“竖边”学一次，认猫、认车、认字都可能用得上，换任务也常能借走（迁移学习，8.3.7；也有借了反而差的）。
#
# 深也有代价：难练（第 8 章的梯度），算得多。

# %% slideshow={"slide_type": "skip"}
paper = np.linspace(0, 1, 32 * 64 + 1)  # 折纸：2 个 ReLU 对折一次，叠 5 层
for _ in range(5):
    paper = 2 * np.maximum(paper, 0) - 4 * np.maximum(paper - 0.5, 0)
turns = (np.diff(np.sign(np.diff(paper))) != 0).sum()
assert turns + 1 == 2**5 == 32 and 2 * 5 == 10

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.deep")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12a.1.4 这一章的路线（自学）
#
# 1. **数字图像**：一张灰度图是一张数表，一格一个亮度，常是 0 到 255 的整数（sklearn 的手写数字是 0 到 16）；彩色图有红、绿、蓝三张。
# 2. **全连接认图的难处**随图变大：sklearn 的手写数字 8×8，拉平 64 个数；MNIST 的 28×28，拉平 784 个数（训练 60,000 张，测试 10,000 张）；照片 150528 个数。
# 3. **零件**：卷积、填充、池化（12a.2、12a.3）。
#    卷积是成千上万个互不相干的乘加，正好一起算：**显卡（GPU）成了深度学习的标准设备**（第 13 章）。
# 4. **第一台整机**：LeNet-5（12a.4）；再往后的四个里程碑（12a.5）。
# 5. 回到打乱的数字（12a.6）。

# %% slideshow={"slide_type": "skip"}
assert digits.images.shape == (1797, 8, 8) and (digits.images.min(), digits.images.max()) == (0, 16) and 28 * 28 == 784

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：不说“卷积”，先放两排图，问“下排第三张是几”，没人答得出；再下注，把三种票数写在黑板左上角，12a.6.3 对账。
# 估计多数人选 0.5 或 0.1。
#
# **双胞胎那一页**：黑板上写三个数的和，换个次序再加一遍，就是全部的证明。
# 会有人追问“有双胞胎，不等于练得出来”：起点照同一个办法抽，Adam 又是一个数一个数地改，双胞胎练完还是双胞胎（程序的第二行）。
# 三个种子的两位小数都相同，倒是碰巧，不舍入差零点几个点。
#
# **会遇到的误区**：（1）“练久了它会发现哪些像素相关”。
# 它能学到两个像素常一起亮，可这和位置无关；打乱以后照样一起亮。
# （2）“右移一个像素掉这么多，是因为 8×8 太小”。
# 有一部分是：一个像素就是图宽的八分之一，换成 28×28 的图，是三四个像素；挪这么一点，人毫不在意，它照样要另学。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.2 卷积：拿一扇小窗扫过去
#
# ### 12a.2.1 两种层：看全局，看局部
#
# | | 全连接层（FC） | 卷积层（Conv） |
# |---|---|---|
# | 一个神经元看 | 整张图 | 一小块，例如 3×3 |
# | 学到的是 | **全局**的模式：整张图像不像“0” | **局部**的模式：这里有没有一条竖边 |
# | 同一个模式换了地方 | 要另学 | 同一组权重照样认得 |
#
# 经典的搭法两样都用：先用卷积层找出局部的东西，最后用全连接层把它们合起来下结论。
#
# **卷积神经网络**（convolutional neural network，CNN）就是这样搭的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.2 手算一次
#
# 一扇 3×3 的小窗，九个权重，叫**卷积核**（convolution kernel）。
# 盖在图上，格子对格子**相乘，全加起来**，得一个数；右移一格，再来一个；一行扫完，下移一格。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
IMAGE = np.array([[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]])
CROSS = np.array([[1, 0, 1], [0, 1, 0], [1, 0, 1]])


def show_table(ax, table, title, frame=None, shade=True, size=15):
    table = np.asarray(table, dtype=object)
    plain = np.array([[0.0 if value == "" else float(value) for value in row] for row in table])
    ax.imshow(plain if shade else 0 * plain, cmap="Blues", vmin=0, vmax=max(plain.max(), 1) * 2.5)
    for (row, column), value in np.ndenumerate(table):
        ax.text(column, row, f"{value}", ha="center", va="center", fontsize=size)
    ax.set(xticks=[], yticks=[])
    ax.set_title(title, fontsize=14)
    ax.grid(False)
    ax.spines[:].set(visible=True, color="0.6")
    if frame:
        (top, left), high, wide = frame
        ax.add_patch(plt.Rectangle((left - 0.47, top - 0.47), wide - 0.06, high - 0.06, fill=False, ec=RED, lw=3))


fig, axes = plt.subplots(1, 3, figsize=(8, 2.9), width_ratios=(5, 3, 3))
show_table(axes[0], IMAGE, "图 5×5", frame=((0, 2), 3, 3))
show_table(axes[1], CROSS, "卷积核 3×3")
show_table(axes[2], [[4, 3, "4"], ["", "", ""], ["", "", ""]], "扫出来 3×3", frame=((0, 2), 1, 1), shade=False)
plotting.show(fig, alt="三张表。左边是 5×5 的图，右上角的 3×3 加了橙红框。中间是 3×3 的卷积核，四角和正中是 1，其余是 0。右边是 3×3 的结果，只填了第一行 4、3、4，最右边的 4 加了框。")

# %% [markdown] slideshow={"slide_type": "-"}
# 框住的这一扇：核的四角和正中是 1，对着图上的 1、0、1、1、1，加起来是 4。
# 第二行一起算，第三行**在纸上填**，再翻页。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成程序，就是两重循环；这里先只有一张图、一个核，不填充：

# %% slideshow={"slide_type": "-"}
def scan(image, kernel, stride=1):
    """Slide one kernel over one table of numbers."""
    high, wide = kernel.shape
    tops = range(0, image.shape[0] - high + 1, stride)
    lefts = range(0, image.shape[1] - wide + 1, stride)
    return np.array([[(image[t : t + high, l : l + wide] * kernel).sum() for l in lefts] for t in tops])


print(scan(IMAGE, CROSS))

# %% slideshow={"slide_type": "skip"}
assert scan(IMAGE, CROSS).tolist() == [[4, 3, 4], [2, 4, 3], [2, 3, 4]]
assert np.allclose(functional.conv2d(torch.tensor(IMAGE[None, None]).float(), torch.tensor(CROSS[None, None]).float())[0, 0], scan(IMAGE, CROSS))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 扫一遍得到的表，叫**特征图**（feature map）：图上只有 0 和 1、小块里 1 的个数也一样时，和核越像的，数越大（小块整个变亮，数也会大）。
# 这里最大的是 4：核里有五个 1，对上了四个。
#
# 写成式子，第 $a$ 行第 $c$ 列的数是（$k$ 是核，$x$ 是图，$b$ 是偏置；都从 0 数起，$u$、$v$ 数到核的边）：
#
# $$z_{a,c}=b+\sum_{u}\sum_{v}k_{u,v}\;x_{a+u,\;c+v}$$

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.convolve")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.3 核管什么：找边
#
# 左黑右白，每一行都是 $0\;0\;0\;10\;10\;10$。
# 用这个核（叫 Sobel 核），它算“右边的减左边的”：
#
# $$\begin{pmatrix}-1&0&1\\-2&0&2\\-1&0&1\end{pmatrix}$$
#
# 窗全在黑里，得 0；一脚踩进白里，右边一列是 $10\times(1+2+1)=40$，左边一列是 0，得 40；全在白里，左右抵消，又是 0。

# %% slideshow={"slide_type": "-"}
SOBEL = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
border = np.tile([0, 0, 0, 10, 10, 10], (3, 1))
print(scan(border, SOBEL)[0])

# %% slideshow={"slide_type": "skip"}
assert scan(border, SOBEL).tolist() == [[0, 40, 40, 0]] and scan(border, SOBEL[::-1, ::-1]).tolist() == [[0, -40, -40, 0]]

# %% [markdown] slideshow={"slide_type": "fragment"}
# **有竖边的地方亮，别处是 0**。
# 核转个身（转置），就找横边。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
photo = load_sample_image("china.jpg").mean(axis=2)[60:300:2, 130:450:2] / 255  # 灰度，隔一个像素取一个
edges = [abs(scan(photo, kernel)) for kernel in (SOBEL, SOBEL.T)]
fig, axes = plt.subplots(1, 3, figsize=(8, 2.5))
show_picture(axes[0], photo, "照片", cmap="gray", vmax=1)
for ax, edge, title in zip(axes[1:], edges, ("竖边", "横边")):
    show_picture(ax, edge, title, cmap="gray", vmax=1.6)
plotting.show(fig, alt="三张图：一座三层楼阁的灰度照片，右边是湖和天；竖边图里，柱子和屋角的左右边是亮线；横边图里，一层层屋檐的上下边是亮线。")

# %% slideshow={"slide_type": "skip"}
assert edges[0].shape == (118, 158) and edges[1].max() > 1

# %% [markdown] slideshow={"slide_type": "-"}
# 同一张照片，两个核，两张特征图（画的是绝对值）。
# 从前，核由专家设计；**在 CNN 里，核的九个数就是参数，由反向传播学出来**。

# %% slideshow={"slide_type": "skip"}
KERNEL = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])  # 改这里：九个 1/9 是模糊；只有正中是 1，是原样
result = scan(photo, KERNEL)
fig, ax = plt.subplots(figsize=(4, 3))
show_picture(ax, abs(result), cmap="gray", vmax=abs(result).max())
plotting.show(ax, alt="照片过了一个自己填的核以后的样子；现在的核四周减中间：平的天和湖全黑，屋檐的轮廓是细亮线，一行行瓦成了最亮的条纹。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：要不要翻核。**
# 数学课的卷积，先把核左右上下都翻过来再乘；神经网络的不翻，直接对着乘，严格说叫**互相关**（cross-correlation）。
# 这个 Sobel 核翻了，上面的 40 全变成 $-40$。
#
# PyTorch 的 `Conv2d` 不翻；核反正是学出来的，翻不翻都一样学。
# 拿 `scipy.signal.convolve2d(…, mode="valid")` 来核对，数不一样，先查这一条。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：5×5 的图用粉笔框一扇，第一行图上已经填好；第二行（2、4、3）请一位同学念核里五个 1 对着的数，全班加；第三行（2、3、4）各自在纸上填，再翻到程序；一共 2 分钟。
#
# **现场可改**的是 `KERNEL`（幻灯片里没有，在笔记本里）：九个 $\frac19$，图变模糊；正中 5、四邻 $-1$，图变锐；转置 Sobel，看横边。
#
# **会遇到的误区**：把格子对格子相乘当成矩阵乘法 `@`。
# 左上角用 `@` 再加起来得 10，不是 4。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.4 扫完有多大：填充和步幅
#
# 3×3 的窗扫 5×5 的图，只停得下 3×3 处，图小了一圈。
#
# - **填充**（padding）$P$：先在四周补 $P$ 圈 0，再扫，补够了，边上的像素也能站到窗的正中；
# - **步幅**（stride）$S$：一次挪 $S$ 格，不是 1 格。
#
# 一行 7 格，窗宽 3，步幅 2：窗的左边能放在第 0、2、4 格，停 3 处。
# 一般地，图宽 $W$，窗宽 $K$，从补好的边上数起，窗的左边能放在 $0,S,2S,\dots$，不超过 $W-K+2P$：
#
# $$W_{\text{out}}=\left\lfloor\frac{W-K+2P}{S}\right\rfloor+1$$
#
# $\lfloor\ \rfloor$ 是向下取整：末尾放不下一整扇窗，就不要了；加 1 是因为第一扇不用挪。
# 高也一样算。

# %% slideshow={"slide_type": "subslide"}
def size(W, K, P=0, S=1):
    return (W - K + 2 * P) // S + 1


print("一行 7 格，窗 3，步幅 2：", size(7, 3, S=2))
print("LeNet-5 第一层，32，窗 5：", size(32, 5))
for W, P in ((224, 0), (224, 2)):
    print(f"AlexNet 第一层，{W}，窗 11，步幅 4，填充 {P}：", size(W, 11, P, 4))

# %% slideshow={"slide_type": "skip"}
assert (size(7, 3, S=2), size(32, 5), size(224, 11, 0, 4), size(224, 11, 2, 4), size(227, 11, 0, 4)) == (3, 28, 54, 55, 55)
for W, K, P, S in ((7, 3, 0, 2), (32, 5, 0, 1), (224, 11, 0, 4), (224, 11, 2, 4), (227, 11, 0, 4), (224, 7, 3, 2), (28, 5, 2, 1), (8, 3, 1, 3)):
    layer = nn.Conv2d(1, 1, K, stride=S, padding=P, device="meta")
    assert layer(torch.empty(1, 1, W, W, device="meta")).shape[2:] == (size(W, K, P, S),) * 2

# %% [markdown] slideshow={"slide_type": "fragment"}
# **一处对不上**：AlexNet 的论文写着图宽 224，第一层出来 55；224 不填充只有 54。
# 要得 55，可以把图裁成 227，或者填充 2（PyTorch 的做法）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.no_padding")

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.padding")  # 练习

# %% [markdown] slideshow={"slide_type": "fragment"}
# 想让图不变小，窗宽是奇数、步幅 1 时，填充取 $P=\frac{K-1}2$：3×3 补 1 圈，5×5 补 2 圈。

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.size")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.5 通道：许多核，各看各的
#
# 彩色图有红、绿、蓝三张，叫三个**通道**（channel）。
# 核也有这么厚：进来 $i$ 个通道，一个核就有 $i$ 片，一片对一个通道，乘完**全加在一起**，得**一张**特征图。
# 想出去 $o$ 个通道，就要 $o$ 个核。
#
# 两个通道的图，2×2；两个核，2×2，只停得下一处；冒号后面，是这一片和图相乘再加的数：
#
# | | 通道 0 | 通道 1 | 偏置 | 得 |
# |---|---|---|---|---|
# | 图 | $\begin{pmatrix}1&0\\2&1\end{pmatrix}$ | $\begin{pmatrix}0&3\\1&1\end{pmatrix}$ | | |
# | 核 0 | $\begin{pmatrix}1&1\\0&1\end{pmatrix}$：2 | $\begin{pmatrix}2&0\\0&1\end{pmatrix}$：1 | 1 | $2+1+1=4$ |
# | 核 1 | $\begin{pmatrix}0&0\\1&0\end{pmatrix}$：2 | $\begin{pmatrix}0&1\\0&0\end{pmatrix}$：3 | $-2$ | $2+3-2=3$ |
#
# 各个通道用各自的核，**抓的可以是不同的特征**：一个找竖边，一个找横边，像 12a.2.3 的两张图；也有碰巧学得差不多的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **参数有几个？**
# 一个核有 $i\times K\times K$ 个权重和 1 个偏置，一共 $o$ 个核：
#
# $$o\,(i\,K^2+1)$$
#
# 式子里没有图的大小：通道数一样，**224×224 的图和 8×8 的图，用的是一样多的参数**。
# 例如 6 个通道进，16 个出，5×5：$16\times(6\times25+1)=2416$。
#
# **乘加有几次？**
# 乘一次、加一次，合起来算一次**乘加**。
# 出来的每一格，都要把权重用一遍：$o\,i\,K^2\times H_{\text{out}}W_{\text{out}}$，就是权重数乘格数。
# 出来是 10×10 时：$2400\times100=240{,}000$ 次。

# %% slideshow={"slide_type": "-"}
layer = nn.Conv2d(6, 16, 5)
print("核的形状（出, 进, 高, 宽）：", tuple(layer.weight.shape), "，参数：", count(layer))
batch = torch.zeros(10, 6, 14, 14)  # 四维：（张，通道，高，宽）；灰度图的通道要自己添上，12a.1 的 X_train[:, None]
print("10 张图：", tuple(batch.shape), "→", tuple(layer(batch).shape))

# %% slideshow={"slide_type": "skip"}
assert count(layer) == 16 * (6 * 25 + 1) == 2416 and layer(batch)[0, 0].numel() * layer.weight.numel() == 240_000
two = np.array([[[1, 0], [2, 1]], [[0, 3], [1, 1]]])
pair = np.array([[[[1, 1], [0, 1]], [[2, 0], [0, 1]]], [[[0, 0], [1, 0]], [[0, 1], [0, 0]]]])
assert ((pair * two).sum(axis=(1, 2, 3)) + [1, -2]).tolist() == [4, 3]

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.rgb_params")

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.conv_params")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.channels")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.6 从零写一层，和 PyTorch 对一对
#
# 只比 12a.2.2 多一个和（$m$ 是第几张特征图，$n$ 是进来的第几个通道，$x$ 已经补好 0）；写成程序，就是补 0、逐个通道 `scan`、相加、叠成一摞：
#
# $$z_{m,a,c}=b_m+\sum_{n}\sum_{u}\sum_{v}k_{m,n,u,v}\;x_{n,\,aS+u,\,cS+v}$$

# %% slideshow={"slide_type": "-"}
def conv_by_hand(image, kernels, biases, stride, padding):  # 图 (i, 高, 宽)，核 (o, i, 高, 宽)
    padded = [np.pad(channel, padding) for channel in image]
    maps = []
    for kernel, bias in zip(kernels, biases):
        maps.append(sum(scan(channel, part, stride) for channel, part in zip(padded, kernel)) + bias)
    return np.stack(maps)


draw = np.random.default_rng(0)
for i, o, K, S, P in ((1, 1, 3, 1, 0), (3, 4, 3, 1, 1), (2, 5, 5, 2, 2), (4, 2, 1, 3, 0)):
    x, k, b = draw.normal(size=(i, 11, 9)), draw.normal(size=(o, i, K, K)), draw.normal(size=o)
    mine = conv_by_hand(x, k, b, S, P)
    theirs = functional.conv2d(*map(torch.tensor, (x[None], k, b)), stride=S, padding=P)[0].numpy()
    print(f"{i} → {o}，核 {K}，步幅 {S}，填充 {P}：{mine.shape}，对得上：{np.allclose(mine, theirs)}")

# %% slideshow={"slide_type": "skip"}
for i, o, K, S, P in ((1, 1, 3, 1, 0), (3, 4, 3, 1, 1), (2, 5, 5, 2, 2), (4, 2, 1, 3, 0), (3, 2, 2, 2, 1), (2, 2, 4, 1, 3)):
    x, k, b = draw.normal(size=(i, 11, 9)), draw.normal(size=(o, i, K, K)), draw.normal(size=o)
    theirs = functional.conv2d(*map(torch.tensor, (x[None], k, b)), stride=S, padding=P)[0].numpy()
    assert np.allclose(conv_by_hand(x, k, b, S, P), theirs) and theirs.shape == (o, size(11, K, P, S), size(9, K, P, S))
assert conv_by_hand(two, pair, [1, -2], 1, 0).ravel().tolist() == [4, 3]

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：12a.2.5 的表就着幻灯片讲核 0，遮住核 1 的最后一列，请一位同学算。
# 参数那一页，先问“图从 28 换成 224，参数变几倍，乘加呢”，举手：参数不变，乘加约 64 倍。
#
# **会遇到的误区**：（1）“三个通道进，就有三张特征图出来”。
# 三个通道加成一张；出几张，看有几个核。
# （2）填充只算一边：式子里是 $2P$，左右各补 $P$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.7 卷积是受了管束的全连接
#
# 一行六格，核 $(k_0,k_1,k_2)$，出来四格。
# 写成第 4 章的线性层，是一个 4×6 的矩阵：
#
# $$\begin{pmatrix}k_0&k_1&k_2&0&0&0\\0&k_0&k_1&k_2&0&0\\0&0&k_0&k_1&k_2&0\\0&0&0&k_0&k_1&k_2\end{pmatrix}$$
#
# 全连接的 24 个权重，被管得只剩 3 个：
#
# - **局部连接**（local connectivity）：窗外的权重一律是 0，这就是“谁挨着谁”；
# - **权重共享**（weight sharing）：每一行是同样的三个数，左边学会的，右边直接用；反向传播时，各处给它的梯度**加在一起**。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
basis = torch.eye(25).reshape(25, 1, 5, 5)  # 每张只亮一格
as_matrix = functional.conv2d(basis, torch.arange(1.0, 10).reshape(1, 1, 3, 3)).reshape(25, 9).T.numpy()
fig, axes = plt.subplots(1, 2, figsize=(8, 2.5))
free = np.random.default_rng(0).normal(size=(9, 25))
for ax, matrix, title in ((axes[0], free, "全连接：225 个数，各管各的"), (axes[1], np.where(as_matrix, as_matrix + 2, 0), "卷积：不是 0 的只有 9 种")):
    show_picture(ax, matrix, title, cmap="Blues" if matrix is not free else "RdBu", vmin=0 if matrix is not free else -2.5, vmax=11 if matrix is not free else 2.5)
    ax.set(xlabel="25 个像素", ylabel="9 格输出")
plotting.show(fig, alt="两个 9×25 的矩阵。左边是全连接，每一格颜色都不同。右边是卷积，大部分是白的 0，每一行有九个蓝格，分三段，每段三个由浅到深；下一行是上一行右移一格，每三行多移两格。")

# %% slideshow={"slide_type": "skip"}
flat = torch.tensor(IMAGE).float().flatten()
assert np.allclose(as_matrix @ flat.numpy(), scan(IMAGE, np.arange(1, 10).reshape(3, 3)).ravel())
shared, line = torch.ones(1, 1, 3, requires_grad=True), torch.tensor([[[1.0, 2, 3, 5, 8, 13]]])
functional.conv1d(line, shared).sum().backward()  # 四处各给一份梯度，加在一起
assert shared.grad[0, 0].tolist() == [1 + 2 + 3 + 5, 2 + 3 + 5 + 8, 3 + 5 + 8 + 13]
assert len(np.unique(as_matrix)) == 10 and (as_matrix != 0).sum() == 81 and as_matrix.size == 225

# %% [markdown] slideshow={"slide_type": "-"}
# 5×5 的图、3×3 的核，写成 9×25 的矩阵：225 个位置，144 个是 0，剩下 81 个只有 9 种数。
# 所以卷积层能做的，全连接层都能做；**不是本事更大，是先替它把“邻居”和“到处一样”两件事定好了**，要学的少得多。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.2.8 图挪一格，会怎样
#
# 到处用同一组权重，图挪了，特征图会怎样？
# 先答题，再试。

# %% slideshow={"slide_type": "-"}
quiz.ask("cnn.invariance")

# %% slideshow={"slide_type": "subslide"}
canvas = functional.pad(X_test[chosen[2]], (4, 4, 4, 4))[None]  # 数字 3 放在 16×16 的正中，四周是 0
torch.manual_seed(0)
seer = nn.Conv2d(1, 1, 3, padding=1, bias=False)
with torch.no_grad():
    first_move = seer(right_one(canvas))
    first_scan = right_one(seer(canvas))
    print(f"先移后扫，和先扫后移，最大的差：{(first_move - first_scan).abs().max():.6f}")

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
with torch.no_grad():
    tight = X_test  # 字贴着边
    tight_pair = seer(functional.pad(tight, (1, -1, 0, 0))), functional.pad(seer(tight), (1, -1, 0, 0))
    leap = nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)
    leap.weight.copy_(seer.weight)
    by_two = leap(torch.roll(canvas, 2, dims=3)), right_one(leap(canvas))
    by_one = leap(right_one(canvas)), leap(canvas), right_one(leap(canvas))
assert (first_move - first_scan).abs().max() < 1e-6 and first_scan.abs().max() > 0.3
inner, whole = ((tight_pair[0] - tight_pair[1])[..., 2:-1].abs().max(), (tight_pair[0] - tight_pair[1]).abs().max())
assert inner < 1e-6 and whole > 0.02
assert (by_two[0] - by_two[1]).abs().max() < 1e-6 and min((by_one[0] - other).abs().max() for other in by_one[1:]) > 0.1

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
with torch.no_grad():
    pictures = canvas, seer(canvas), right_one(right_one(right_one(canvas))), seer(right_one(right_one(right_one(canvas))))
fig, axes = plt.subplots(1, 4, figsize=(8, 2.3))
for ax, picture, title in zip(axes, pictures, ("图", "它的特征图", "图，右移 3 格", "它的特征图")):
    style = {"cmap": "RdBu_r", "vmin": -0.8, "vmax": 0.8} if title == "它的特征图" else {}
    show_picture(ax, picture[0, 0], title, **style)
plotting.show(fig, alt="四张 16×16 的图：数字 3 在正中；它的特征图，笔画的边上有红有蓝；数字 3 右移三格；它的特征图，和第二张花样相同，只是整个右移了三格。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 差是 0：图挪一格，特征图也挪一格，这叫**平移等变**（translation equivariance）。
# 猫走到哪里，“有猫”的亮点就跟到哪里。
# （这里的核是随便取的；红是正，蓝是负。）

# %% [markdown] slideshow={"slide_type": "subslide"}
# **常见错误：“卷积是平移不变的”。**
# **平移不变**（translation invariance）是挪了也**一点不变**；卷积是跟着变，两回事。
#
# 等变也有边界，三处会破：
#
# 1. **边上**：字贴着边，挪一格就出去了，补的 0 也掺进来，靠边的数对不上；
# 2. **步幅大于 1**（池化也是）：步幅 2 时，图挪 2 格，特征图正好挪 1 格；挪 1 格，和“没挪”“挪了 1 格”的都对不上；
# 3. **拉平以后**：最后的全连接层各管各的位置，前面等变，到这里就断了。
#
# 等变说的只是**平移**：转个角度，放大缩小，都不算在内。
# 要“不变”，得靠别的：池化（下一节）、全局平均（12a.5.3）、数据增强。

# %% slideshow={"slide_type": "skip"}
STRIDE, MOVE = 2, 1  # 改这里：步幅 2，挪 2 格；步幅 1，挪 1 到 3 格
torch.manual_seed(0)
probe = nn.Conv2d(1, 1, 3, stride=STRIDE, padding=1, bias=False)
with torch.no_grad():
    moved_map = probe(torch.roll(canvas, MOVE, dims=3))
    gaps = [(moved_map - torch.roll(probe(canvas), steps, dims=3)).abs().max().item() for steps in range(4)]
print("特征图挪 0、1、2、3 格，和它的差：", np.round(gaps, 3))

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：12a.2.7 就着矩阵指，不另抄：先指 0（局部连接），再顺着斜线指同一个 $k_0$（权重共享），两步各说一个词。
# 12a.2.8 的题先收票；选“完全不变”的估计不少，运行以后不必说谁错，看图。
#
# **现场可改**的是 `STRIDE`、`MOVE`（在笔记本里）：步幅 1，挪 1 到 3 格，总有一个差是 0；2 和 2，挪 1 格的差是 0；2 和 1，四个都不是 0。
#
# **会遇到的误区**：“CNN 天生不怕挪，所以不用增强”。
# 12a.6.2 的数会说话：右移一个像素，CNN 也从 0.96 掉到 0.6 上下。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.3 池化和感受野
#
# ### 12a.3.1 一小块并成一个数
#
# 竖边在哪一格，差一格要紧吗？
# 常常不要紧，知道“这一带有竖边”就够了。
#
# **池化**（pooling）：也是一扇窗，没有参数，把窗里的数并成一个。
# **最大池化**（max pooling）取最大的，**平均池化**（average pooling）取平均；各个通道各做各的。
#
# $$\begin{pmatrix}1&3&2&4\\5&6&1&2\\7&2&9&0\\3&4&1&8\end{pmatrix}\to\text{max}\begin{pmatrix}6&4\\7&9\end{pmatrix},\quad\text{mean}\begin{pmatrix}3.75&2.25\\4&4.5\end{pmatrix}$$
#
# 窗 2×2，步幅 2，最常用：边长减半，数剩四分之一。

# %% slideshow={"slide_type": "subslide"}
table = np.array([[1, 3, 2, 4], [5, 6, 1, 2], [7, 2, 9, 0], [3, 4, 1, 8]])
blocks = table.reshape(2, 2, 2, 2)  # 第几块行，块里第几行，第几块列，块里第几列
print(blocks.max(axis=(1, 3)))
print(blocks.mean(axis=(1, 3)))

# %% slideshow={"slide_type": "skip"}
assert blocks.max(axis=(1, 3)).tolist() == [[6, 4], [7, 9]] and blocks.mean(axis=(1, 3)).tolist() == [[3.75, 2.25], [4, 4.5]]
for high, wide in ((4, 4), (6, 8)):
    values = draw.normal(size=(3, high, wide))
    cut = values.reshape(3, high // 2, 2, wide // 2, 2)
    assert np.allclose(functional.max_pool2d(torch.tensor(values)[None], 2)[0], cut.max(axis=(2, 4)))
    assert np.allclose(functional.avg_pool2d(torch.tensor(values)[None], 2)[0], cut.mean(axis=(2, 4)))
for W, K, S in ((7, 2, 2), (13, 3, 2), (5, 3, 1)):  # 池化的大小，也用 12a.2.4 的式子
    assert functional.max_pool2d(torch.zeros(1, 1, W, W), K, S).shape[2:] == (size(W, K, 0, S),) * 2

# %% [markdown] slideshow={"slide_type": "fragment"}
# 窗不重叠时，不用循环，改个形状就行；`nn.MaxPool2d(2)` 的步幅默认等于窗宽。
# 反向传播时，最大池化的梯度只交给最大的那一格。
# 有重叠的窗（AlexNet 用 3×3、步幅 2）要老老实实地扫，作业里来写；大小照样用 12a.2.4 的式子。
# 步幅 2 的卷积也能让边长减半，代替一次池化，ResNet 里就有（12a.5.4）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.pools")

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.max_pool")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.3.2 买到什么，丢了什么
#
# 一行八格，窗 2，只有一格是 9：
#
# | 图 | 最大池化 |
# |---|---|
# | $0\;0\;9\;0\;0\;0\;0\;0$ | $0\;9\;0\;0$ |
# | 右移一格：$0\;0\;0\;9\;0\;0\;0\;0$ | $0\;9\;0\;0$，没变 |
# | 右移两格：$0\;0\;0\;0\;9\;0\;0\;0$ | $0\;0\;9\;0$，变了 |
#
# - **买到**：图小了，后面的层少算四分之三（两个方向都减半）；挪一点点，有时不变；后面的窗看得见更大一块（12a.3.3）。
# - **丢了**：究竟在哪一格。
#   认数字不要紧，要在图上**画出**肿瘤的边，就要紧。
#
# 所以池化只给**一点点**不变；极端的做法是一个通道只留一个最大值（全局池化），字不出界、前面没有步幅，挪到哪里都不变，位置也一点不剩。

# %% slideshow={"slide_type": "skip"}
row = torch.zeros(3, 1, 8)
row[0, 0, 2] = row[1, 0, 3] = row[2, 0, 4] = 9
assert functional.max_pool1d(row, 2)[:, 0].tolist() == [[0, 9, 0, 0], [0, 9, 0, 0], [0, 0, 9, 0]]
with torch.no_grad():  # 全局最大池化：字不出界，怎样挪都一样
    overall = [seer(torch.roll(canvas, move, dims=(2, 3))).amax().item() for move in ((0, 0), (1, 2), (-3, 3))]
assert np.ptp(overall) < 1e-6

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.3.3 一格看得见多大：感受野
#
# 只看 3×3，会不会只见树木？
# 叠两层：后一层的一格看前一层的三格，那三格合起来看原图的五格。
# 最后一层的一格看得见原图多宽，叫**感受野**（receptive field）。
#
# 从第一层往后记两个数：一格看得见多宽 $r$，相邻两格的正中在原图上隔多远 $j$，都从 1 起。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
ROWS = (("图", range(8)), ("卷积 3×3", range(1, 7)), ("池化 2×2", (1.5, 3.5, 5.5)), ("卷积 3×3", (3.5,)))
fig, ax = plt.subplots(figsize=(8, 3.3))
ax.set(xlim=(-2.6, 8.6), ylim=(-0.95, 3.4))
ax.axis("off")
for height, (name, centers) in enumerate(ROWS):
    ax.text(-0.9, height, name, ha="right", va="center", fontsize=13)
    for center in centers:
        first = height < 3 and center < 4 and not (height == 2 and center > 2) and not (height == 1 and center > 2)
        ax.add_patch(plt.Rectangle((center - 0.4, height - 0.22), 0.8, 0.44, fc="#dbe9f6" if first else "#fde3d3" if height < 3 else "white", ec="0.4"))
        if height:
            reach = (1, 0.5, 2)[height - 1]  # 窗的两头，离正中多远
            for side in (-1, 1):
                ax.plot([center + 0.4 * side, center + (reach + 0.4) * side], [height - 0.22, height - 0.78], color="0.7", lw=1)
for left, right, label, color in ((-0.4, 3.4, "$r=4$", BLUE), (3.6, 5.4, "$+2$", RED), (5.6, 7.4, "$+2$", RED)):
    ax.annotate("", (right, -0.4), (left, -0.4), arrowprops={"arrowstyle": "<->", "color": color})
    ax.text((left + right) / 2, -0.72, label, ha="center", va="center", fontsize=13, color=color)
for left in (1.5, 3.5):
    ax.annotate("", (left + 2, 2), (left, 2), arrowprops={"arrowstyle": "<->", "color": "0.3", "shrinkA": 0, "shrinkB": 0})
    ax.text(left + 1, 2.27, "$j=2$", ha="center", va="center", fontsize=12)
plotting.show(fig, alt="四排格子，从下往上：图 8 格，卷积 3×3 出 6 格，池化 2×2 出 3 格，卷积 3×3 出 1 格，灰线连着每格和它的窗。池化的三格，正中到正中有箭头，写着 j=2；第一格看得见图的前 4 格，蓝色，写着 r=4；后两格各多看 2 格，橙色，写着 +2。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 过一层，核宽 $K$，步幅 $S$：
#
# - 窗里第一格看得见 $r$；往后每格多看 $j$，还有 $K-1$ 格：$r\leftarrow r+(K-1)\,j$；
# - 窗一次挪 $S$ 格，在原图上就是 $S$ 个 $j$：再 $j\leftarrow j\,S$。
#
# | 过了 | $r$ | $j$ |
# |---|---|---|
# | 卷积 3×3 | $1+2\times1=3$ | 1 |
# | 池化 2×2，步幅 2 | $3+1\times1=4$ | 2 |
# | 卷积 3×3 | $4+2\times2=8$ | 2 |
#
# 没有池化，两个 3×3 只看 5（10.2.6 的 $2k+1$，就是这个式子）；中间夹一个池化，看 8：**池化让后面的每一步都迈得更大**。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学。** 不信式子，就问梯度：输出正中的一格，对原图的哪些像素求导不是 0。
# 只算一行就够，高和宽一样；池化换成取平均，因为取最大只对一格有导数，数不出窗有多宽。

# %% slideshow={"slide_type": "skip"}
def seen(layers, W=64):
    """Count how wide a piece of a row of W one number in the middle of the result depends on."""
    row = torch.zeros(1, 1, W, requires_grad=True)
    out = row
    for kind, K, S in layers:
        weights = torch.ones(1, 1, K) / (K if kind == "pool" else 1)
        out = functional.conv1d(out, weights, stride=S)
    (slope,) = torch.autograd.grad(out[0, 0, out.shape[2] // 2], row)
    return int((slope != 0).sum())


conv3, conv5, pool = ("conv", 3, 1), ("conv", 5, 1), ("pool", 2, 2)
print("卷积、池化、卷积：", seen([conv3, pool, conv3]))
print("两个 3×3：", seen([conv3] * 2), "，三个 3×3：", seen([conv3] * 3))
print("LeNet-5 的四层：", seen([conv5, pool, conv5, pool]))

# %% slideshow={"slide_type": "skip"}
assert [seen([conv3, pool, conv3]), seen([conv3] * 2), seen([conv3] * 3), seen([conv5, pool, conv5, pool])] == [8, 5, 7, 16]

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.field")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：12a.3.2 的表，遮住右边一列，请学生先报（半分钟）。
# 感受野的图从上往下指：一格，三格，六格，八格；再指 $j=2$，问“多看的两个 2 从哪里来”，才翻到式子。
#
# **会遇到的误区**：（1）“最大池化以后，位置信息全没了”。
# 还知道在哪一块，只是不知道在块里哪一格。
# （2）“三个 3×3 看得见 9”。
# 窗是重叠的，每层只多看 2。
#
# 这一节讲完，休息 5 分钟。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.4 拼成网络：LeNet-5
#
# ### 12a.4.1 典型的结构
#
# 零件齐了，LeNet-5、AlexNet、VGG 一路的 CNN 都是这样拼的：
#
# $$\text{Input}\to\big[[\text{Conv}\to\text{act}]\times N\to\text{Pool}?\big]\times M\to[\text{FC}\to\text{act}]\times K\to\text{Output}$$
#
# 读作：卷积接激活，重复 $N$ 次，后面可以有一个池化（问号是“可有可无”）；这一整组重复 $M$ 次；拉平，全连接接激活，重复 $K$ 次；最后输出。
#
# | | $N$ | $M$ | $K$ |
# |---|---|---|---|
# | LeNet-5 | 1 | 2 | 2 |
# | VGG16（12a.5.2） | 2、2、3、3、3 | 5 | 2 |
#
# 越往后，**图越来越小，通道越来越多**：位置说得越来越粗，特征说得越来越细。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.4.2 LeNet-5，一层一层
#
# 1998 年，杨立昆（LeCun）等人的 LeNet-5，认支票上的手写数字，是第一个广泛用起来的 CNN，**定下了上面的基本结构**（图是示意，一摞只画三张）。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
STAGES = (("图", "1×32×32", 3.2), ("卷积 5×5", "6×28×28", 2.8), ("池化", "6×14×14", 1.8), ("卷积 5×5", "16×10×10", 1.4),
          ("池化", "16×5×5", 0.9), ("线性", "120", 0.25), ("线性", "84", 0.25), ("线性", "10", 0.25))
TINTS = {BLUE: "#dbe9f6", RED: "#fde3d3", GREEN: "#d8efe6"}
fig, ax = plt.subplots(figsize=(8, 2.6))
ax.set(xlim=(-0.7, 7.7), ylim=(-2.4, 2.5))
ax.axis("off")
for place, (name, shape, side) in enumerate(STAGES):
    flat_layer = place > 4
    high = {5: 2.4, 6: 1.9, 7: 0.8}.get(place, side)
    wide = 0.16 if flat_layer else 0.22 * side
    for step in range(1 if place == 0 or flat_layer else 3):
        corner = (place - wide / 2 + 0.07 * step, -high / 2 + 0.12 * step)
        color = RED if name == "池化" else GREEN if flat_layer else BLUE
        ax.add_patch(plt.Rectangle(corner, wide, high, fc=TINTS[color], ec=color))
    ax.text(place, 2.25, name, ha="center", va="center", fontsize=12)
    ax.text(place, -2.15, shape, ha="center", va="center", fontsize=11)
for place in range(7):
    ax.annotate("", (place + 0.68, 0), (place + 0.42, 0), arrowprops={"arrowstyle": "-|>", "color": "0.4"})
plotting.show(fig, alt="LeNet-5 从左到右：图 1×32×32，卷积 6×28×28，池化 6×14×14，卷积 16×10×10，池化 16×5×5，线性 120、84、10。方块越来越小，后面成了三根竖条。")

# %% slideshow={"slide_type": "subslide"}
def lenet_1998(seed=0):  # 池化用平均，激活用 tanh，像 1998 年；输出层是今天的写法
    torch.manual_seed(seed)  # 下面的 *( ) 只为分行写，读的时候当它不在
    return nn.Sequential(
        *(nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AvgPool2d(2)),
        *(nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AvgPool2d(2)),
        *(nn.Flatten(), nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)),
    )

# %% [markdown] slideshow={"slide_type": "fragment"}
# **先猜**：卷积两层，全连接三层，参数大半在哪边？

# %% slideshow={"slide_type": "subslide"}
lenet, x = lenet_1998(), torch.zeros(1, 1, 32, 32)
for layer in lenet:
    x = layer(x)
    if not isinstance(layer, nn.Tanh):
        print(f"{type(layer).__name__:10s}{str(tuple(x.shape[1:])):14s}{count(layer):6d}")
print("一共", count(lenet), "个参数")

# %% slideshow={"slide_type": "skip"}
by_layer = [count(layer) for layer in lenet if count(layer)]
assert by_layer == [156, 2416, 48120, 10164, 850] and count(lenet) == sum(by_layer) == 61_706
assert 156 + 12 + 1516 + 32 + 48_120 + 10_164 == 60_000  # 论文：池化有参数，第二层卷积只连一部分
x = torch.zeros(1, 1, 32, 32)
shapes = [tuple(x.shape[1:]) for layer in lenet if (x := layer(x)) is not None and not isinstance(layer, nn.Tanh)]
assert shapes == [(6, 28, 28), (6, 14, 14), (16, 10, 10), (16, 5, 5), (400,), (120,), (84,), (10,)]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 两层卷积只有 2572 个，不到二十分之一；**参数大半在第一个全连接层**。
# 论文里池化带参数，第二层卷积只连一部分通道，输出层也另是一样，要学的是 60,000 个；今天的写法是 61,706 个。

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.lenet_params")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.4.3 练一练，看看通道看见了什么
#
# 手写数字只有 8×8，LeNet-5 要 32×32：用双线性插值（新的点取四邻的加权平均）把边长**放大**到 4 倍，信息一点没多。
# 1437 张训练，4 轮，Adam，360 张没见过的来考：

# %% slideshow={"slide_type": "-"}
def enlarged(X):  # 8×8 放大到 32×32，再把 0 到 1 拉成 −1 到 1
    return functional.interpolate(X, size=32, mode="bilinear", align_corners=False) * 2 - 1


lenet = lenet_1998()
losses = train(lenet, enlarged(X_train), y_train, epochs=4, eta=3e-3)
print("每一轮的训练损失：", [f"{loss:.2f}" for loss in losses])
lenet_score = score(lenet, enlarged(X_test))
print(f"测试准确率：{lenet_score:.2f}")

# %% slideshow={"slide_type": "skip"}
assert enlarged(X_test).shape == (360, 1, 32, 32) and ffn_still - 0.01 < lenet_score < ffn_still + 0.05 and 24 < count(lenet) / count(ffn()) < 27 and losses[-1] < 0.3 < 0.8 < losses[0]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 数据不多，四轮就到 0.98。
# 12a.1.2 的 64-32-10 是 0.95：高三个点，可这只是一个种子，练法也不同，参数还是它的二十五倍。
# 图小、数据少、字都摆在正中，显不出大本事。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 两个**真的练出来**的通道，看四个数字：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
with torch.no_grad():
    lenet_inputs = enlarged(X_test[[chosen[place] for place in (0, 1, 3, 5)]])
    deep_maps = lenet[:5](lenet_inputs)  # 第二层卷积和 tanh 以后
fig, axes = plt.subplots(3, 4, figsize=(8, 4.1))
for column in range(4):
    show_picture(axes[0, column], lenet_inputs[column, 0], vmin=-1, vmax=1.2)
    for line, channel in enumerate((0, 11), 1):
        show_picture(axes[line, column], deep_maps[column, channel], cmap="RdBu_r", vmin=-1, vmax=1)
for line, name in enumerate(("图", "通道 0", "通道 11")):
    axes[line, 0].set_ylabel(name, fontsize=13, rotation=0, ha="right", va="center")
plotting.show(fig, alt="三排四列。上排是放大的 0、1、4、7。中排是通道 0，10×10：0 的中间蓝、四周红；1 的左边红、右边蓝；4 和 7 的笔画上多是红，空白处多是蓝。下排是通道 11：0 的上面红、下面蓝；1 的左边红，其余浅蓝、蓝白相间；4 的上面蓝、下面红；7 从上到下是红、蓝、红。")

# %% slideshow={"slide_type": "skip"}
assert deep_maps.shape == (4, 16, 10, 10)
with torch.no_grad():
    all_maps = lenet[:5](enlarged(X_test))[:, [0, 11]]
assert abs(torch.corrcoef(all_maps.transpose(0, 1).reshape(2, -1))[0, 1]) < 0.5  # 两个通道看的不是一样东西

# %% [markdown] slideshow={"slide_type": "-"}
# 第二层卷积的 16 个通道里挑了两个，红是正，蓝是负。
# 看“1”：通道 0 左右分明；看“4”和“7”：通道 11 上下分层。
# 没有人告诉它们该看什么：**起点随机，所以各不相同；再各自往对损失有用的方向走**。
# 别指望每个通道都看得出名堂：这里的图糊，练得也短。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 12a.4.4 BN 和 Dropout 在卷积里（自学）
#
# 特征图有四维：（张，通道，高，宽）。
#
# - `BatchNorm2d`：**一个通道一个均值、一个方差**，对这一批的所有张、所有位置一起算，因为同一个通道到处用同一个核；16 个通道，就是 16 个 $\gamma$、16 个 $\beta$；
# - `Dropout2d`：随机捂住**整个通道**。
#   邻近的格子差不多，单捂几格，从旁边就猜得出来，等于没捂；要捂就捂掉一整种特征。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
stack = torch.randn(8, 16, 5, 5) * 3 + 1
normed = nn.BatchNorm2d(16)(stack)
by_channel = (stack - stack.mean(dim=(0, 2, 3), keepdim=True)) / (stack.var(dim=(0, 2, 3), unbiased=False, keepdim=True) + 1e-5).sqrt()
dropped = nn.Dropout2d(0.5)(torch.ones(8, 16, 5, 5)).flatten(2)
print("每个通道要么全留（乘 2），要么全是 0：", bool((dropped == dropped[..., :1]).all()), sorted(set(dropped.flatten().tolist())))
assert torch.allclose(normed, by_channel, atol=1e-5) and count(nn.BatchNorm2d(16)) == 32
assert (dropped == dropped[..., :1]).all() and set(dropped.flatten().tolist()) == {0.0, 2.0}

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **板书**：**翻到 12a.4.2 的图以前**（图上写着形状），右边一列从 1×32×32 写起，四层请四位同学用 $W-K+1$、除以 2 往下报，写到 16×5×5，问拉平是几个（400），再翻页；1 分钟。
#
# **先猜**的那一句：估计多数人说卷积，因为“卷积是主角”；$400\times120$ 一个乘法就够反驳。
#
# **会遇到的误区**：（1）“放大 4 倍，看得更清楚”。
# 插值出来的数，是邻居的平均，没有新的信息。
# （2）“不同是练出来的”。
# 没练时，16 个通道两两的相关（取绝对值，再平均）是 0.37，练完 0.38：不同是随机的起点给的，练是让它们有用。
# （3）“0.98 比 0.95，LeNet-5 赢了”。
# 三个种子，LeNet-5 是 0.98、0.97、0.97，12a.6.1 的全连接是 0.95、0.97、0.96；右移 4 个像素（原来的一格），LeNet-5 也掉到 0.4 到 0.5。
# （4）“特征图都看得懂”。
# 看得懂的才拿来展示；这里的两个是从 16 个里挑的，多数说不出名堂；拿几百万张照片练，第一层的核才清清楚楚是各个方向的边和颜色。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.5 四个里程碑
#
# ### 12a.5.1 一张年表，和 AlexNet
#
# | 年 | 网络 | 层数 | 参数 | 前五错误率（合起来） | 留下了什么 |
# |---|---|---|---|---|---|
# | 1998 | LeNet-5 | 5 | 6 万 | | 基本结构，用到了支票上 |
# | 2012 | AlexNet | 8 | 6100 万 | 15.3 % | 引出深度学习的浪潮：ReLU，Dropout，增强，GPU |
# | 2014 | VGG19 | 19 | 1.44 亿 | 7.3 % | 小核叠深，样子最规整 |
# | 2014 | GoogLeNet | 22 | 约 700 万 | 6.7 % | 又深又省：Inception 块 |
# | 2015 | ResNet-152 | 152 | 6019 万 | 3.57 % | 捷径，治退化 |
#
# **ImageNet** 是一大批标好的照片；每年的比赛用其中一百多万张，分 1000 类。
# 报五个名字全不对，才算错，这就是前五错误率；2012 年的第二名是 26.2 %。
# （层数不算池化；错误率是参赛的成绩，都是几个网络合起来投的。）

# %% [markdown] slideshow={"slide_type": "subslide"}
# **AlexNet（2012）**：LeNet-5 的架子，放大，加四样东西：
#
# - 更深：5 层卷积，3 层全连接；
# - **ReLU** 代替 tanh：正的一边不饱和（第 6 章），练得快几倍（梯度消不消失，还要看起点，第 8 章）；
# - **Dropout** 和**增强**管住六千万个参数（第 11 章）；
# - **GPU**：两块显卡，练了五六天。
#
# 边长一路是 224、55、27、13、6，拉平 $256\times6\times6=9216$ 个数，再过 4096、4096、1000。
# 数一数：**参数 96 % 在全连接；乘加，6.56 亿次在卷积，0.59 亿次在全连接**，因为卷积的每个权重要在许多格各用一次。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学。** 照着搭一遍，放在 `meta` 设备上：只算形状、数参数，不占内存。

# %% slideshow={"slide_type": "skip"}
with torch.device("meta"):
    alexnet = nn.Sequential(
        *(nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)),
        *(nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2)),
        *(nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 256, 3, padding=1), nn.ReLU()),
        *(nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten()),
        *(nn.Dropout(0.5), nn.Linear(9216, 4096), nn.ReLU()),
        *(nn.Dropout(0.5), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000)),
    )
    answer = alexnet(torch.empty(1, 3, 224, 224))
print(tuple(answer.shape), f"{count(alexnet):,} 个参数，其中全连接 {count(alexnet[14:]):,} 个")

# %% slideshow={"slide_type": "skip"}
assert count(alexnet) == 61_100_840 and answer.shape == (1, 1000) and isinstance(alexnet[14], nn.Dropout)
assert count(alexnet[14:]) == 58_631_144 > 0.95 * count(alexnet)
conv_work = sum(work * side**2 for work, side in ((64 * 3 * 121, 55), (192 * 64 * 25, 27), (384 * 192 * 9, 13), (256 * 384 * 9, 13), (256 * 256 * 9, 13)))
fc_work = 9216 * 4096 + 4096 * 4096 + 4096 * 1000
assert 0.9 < conv_work / (conv_work + fc_work) < 0.93 and round(conv_work / 1e6) == 656 and round(fc_work / 1e6) == 59
with torch.device("meta"):  # 论文的写法：分在两块显卡上，通道数也不同
    grouped = [nn.Conv2d(3, 96, 11), nn.Conv2d(96, 256, 5, groups=2), nn.Conv2d(256, 384, 3), nn.Conv2d(384, 384, 3, groups=2),
               nn.Conv2d(384, 256, 3, groups=2), nn.Linear(9216, 4096), nn.Linear(4096, 4096), nn.Linear(4096, 1000)]
assert sum(map(count, grouped)) == 60_965_224

# %% [markdown] slideshow={"slide_type": "skip"}
# 这是 torchvision 的写法；论文把通道分在两块显卡上，通道数也不同，是 60,965,224 个。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.5.2 VGG：只用 3×3
#
# AlexNet 的核有 11×11、5×5、3×3；VGG 说：**全用 3×3，一层叠一层，每组后面池化一次**。
#
# 要看 7×7 这么大一块，有两个办法：一个 7×7 的核；或者三个 3×3 叠起来，照 12a.3.3 的式子是 3、5、7，看得见的也是 7。
# 选哪一个？

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.stack")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 64 个通道进、64 个出，不算偏置：一个 7×7 是 $64\times64\times49=200704$；三个 3×3 是 $3\times64\times64\times9=110592$；图不变小，乘加也是这个比。
# 照着一张单子搭，`"M"` 是池化：

# %% slideshow={"slide_type": "-"}
def vgg(plan):
    layers, channels = [], 3
    for width in plan:
        if width == "M":
            layers.append(nn.MaxPool2d(2))
        else:
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
    # 五次池化，224 → 7，拉平 512×7×7；论文里两层 ReLU 后面还有 Dropout
    head = (nn.Linear(512 * 49, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(), nn.Linear(4096, 1000))
    return nn.Sequential(*layers, nn.Flatten(), *head)


PLAN16 = [64, 64, "M", 128, 128, "M", *[256] * 3, "M", *[512] * 3, "M", *[512] * 3, "M"]
PLAN19 = [64, 64, "M", 128, 128, "M", *[256] * 4, "M", *[512] * 4, "M", *[512] * 4, "M"]
with torch.device("meta"):
    print(f"VGG16 {count(vgg(PLAN16)):,}，VGG19 {count(vgg(PLAN19)):,}")

# %% slideshow={"slide_type": "skip"}
with torch.device("meta"):
    assert count(vgg(PLAN16)) == 138_357_544 and count(vgg(PLAN19)) == 143_667_240
    assert vgg(PLAN16)(torch.empty(1, 3, 224, 224)).shape == (1, 1000) and sum(width != "M" for width in PLAN16) + 3 == 16
    assert 512 * 49 * 4096 + 4096 == 102_764_544 and count(vgg(PLAN16)[-5:]) == 123_642_856 > 0.89 * count(vgg(PLAN16))
    assert count(nn.Conv2d(64, 64, 7, bias=False)) == 200_704 and 3 * count(nn.Conv2d(64, 64, 3, bias=False)) == 110_592

# %% [markdown] slideshow={"slide_type": "fragment"}
# 样子规整；论文里，从 11 层加到 16 层，成绩一路变好，到 19 层就平了：**深度管用，可也有头**。
# 贵也真贵：VGG16 的 1.38 亿里，1.24 亿在三个全连接层。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.5.3 GoogLeNet：一层里放几种核
#
# 该用 1×1、3×3 还是 5×5？
# GoogLeNet 的回答是**都用**，结果按通道接起来，叫 Inception 块。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.7))
ax.set(xlim=(0, 10), ylim=(-0.1, 4.1))
ax.axis("off")
BRANCHES = ((("1×1，64",), 3.6), (("1×1，96", "3×3，128"), 2.55), (("1×1，16", "5×5，32"), 1.5), (("最大池化 3×3", "1×1，32"), 0.45))
for names, height in BRANCHES:
    start = (1.35, 2.0)
    for name, across in zip(names, (3.5, 6.2)):
        thin = name.startswith("1×1")
        ax.text(across, height, name, ha="center", va="center", fontsize=13, bbox={"boxstyle": "round,pad=0.35", "fc": "#fde9d9" if thin else "#dbe9f6", "ec": "0.4"})
        ax.annotate("", (across - (0.95 if "池化" in name else 0.65), height), start, arrowprops={"arrowstyle": "-|>", "color": "0.4"})
        start = (across + (0.95 if "池化" in name else 0.65), height)
    if len(names) == 1:  # 第一路只有一步，平着过去，再折下来
        ax.plot([start[0], 6.85], [height, height], color="0.4", lw=1)
        start = (6.85, height)
    ax.annotate("", (8.35, 2.0), start, arrowprops={"arrowstyle": "-|>", "color": "0.4"})
ax.text(0.7, 2.0, "192 个\n通道", ha="center", va="center", fontsize=13)
ax.text(9.1, 2.0, "接起来\n256 个通道", ha="center", va="center", fontsize=13)
plotting.show(fig, alt="Inception 块 3a：192 个通道分四路。第一路 1×1 卷积出 64；第二路 1×1 出 96，再 3×3 出 128；第三路 1×1 出 16，再 5×5 出 32；第四路最大池化，再 1×1 出 32。四路接起来，256 个通道。1×1 的框是橙色，其余是蓝色。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 池化步幅 1、补一圈，四路一样大，才接得上。
# 橙色的 **1×1 卷积**（出自 2013 年的 Network in Network）有什么用？
# 一格只看自己，不看邻居，可是看**所有通道**：192 个数并成 16 个，先变薄，再让贵的 5×5 去算。
# 图是 28×28，单看 5×5 一路：乘加从 $192\times32\times25\times28\times28$，约 1.2 亿次，变成 0.12 亿次。
#
# 末尾也省：不要大的全连接，用**全局平均池化**（global average pooling，GAP，也出自那一篇），一个通道留一个平均数。
# 约 700 万对 VGG 的 1.38 亿，大半省在这里。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学。** 搭一块，数一数：

# %% slideshow={"slide_type": "skip"}
def conv(i, o, k):  # 大小不变的卷积，接 ReLU
    return nn.Sequential(nn.Conv2d(i, o, k, padding=k // 2), nn.ReLU())


class Inception(nn.Module):
    def __init__(self, i, a, b, c, d):
        super().__init__()
        pooled = nn.Sequential(nn.MaxPool2d(3, 1, padding=1), conv(i, d, 1))
        middle = nn.Sequential(conv(i, b[0], 1), conv(b[0], b[1], 3))
        large = nn.Sequential(conv(i, c[0], 1), conv(c[0], c[1], 5))
        self.branches = nn.ModuleList([conv(i, a, 1), middle, large, pooled])

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], dim=1)  # 按通道接


block = Inception(192, 64, (96, 128), (16, 32), 32)
print(tuple(block(torch.zeros(1, 192, 28, 28)).shape), count(block), "个参数")
direct, thin_first = 28 * 28 * 192 * 32 * 25, 28 * 28 * (192 * 16 + 16 * 32 * 25)
print(f"5×5 一路的乘加：直接 {direct / 1e8:.2f} 亿，先变薄 {thin_first / 1e8:.2f} 亿")

# %% slideshow={"slide_type": "skip"}
assert block(torch.zeros(1, 192, 28, 28)).shape == (1, 256, 28, 28) and count(block) == 163_696
assert (direct, thin_first) == (120_422_400, 12_443_648)
naive = [nn.Conv2d(192, 64, 1), nn.Conv2d(192, 128, 3), nn.Conv2d(192, 32, 5)]  # 不先变薄；池化那一路原样过去
naive_work = 784 * (192 * 64 + 192 * 128 * 9 + 192 * 32 * 25)
block_work = 784 * (192 * 64 + 192 * 96 + 96 * 128 * 9 + 192 * 16 + 16 * 32 * 25 + 192 * 32)
assert (round(naive_work / 1e6), round(block_work / 1e6)) == (303, 128)
assert sum(map(count, naive)) == 387_296 and 64 + 128 + 32 + 192 == 416

# %% [markdown] slideshow={"slide_type": "skip"}
# 整块的乘加，三种核直接上是 3.03 亿次，先变薄是 1.28 亿次。
# 整块的参数，三种核直接上是 387,296 个（64 个 1×1、128 个 3×3、32 个 5×5），先变薄是 163,696 个，少了一半多。
# （不变薄，池化那一路 192 个通道原样接上，出来 416 个，后面更贵。）

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.one_by_one")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.5.4 ResNet：深了反而学不好，怎么办
#
# 网络能一直加深吗？
# 道理上，深的至少不比浅的差：多出来的层什么也不做，原样传过去就行。
# 真的练一练，一块是两层卷积，各接 BN：

# %% slideshow={"slide_type": "-"}
def normed_conv(i, o, k, stride=1):  # BN 自己有平移，卷积不用偏置
    return [nn.Conv2d(i, o, k, stride=stride, padding=k // 2, bias=False), nn.BatchNorm2d(o)]


def two_convs(i, o, stride=1):
    return nn.Sequential(*normed_conv(i, o, 3, stride), nn.ReLU(), *normed_conv(o, o, 3))

# %% [markdown] slideshow={"slide_type": "fragment"}
# 前面一层卷积、一次池化，后面全局平均、一个线性层；中间 8 个通道，3 块或 12 块。
# 128 张数字，每批 64，Adam，练 20 轮（40 步）。
# **下注**：12 块的**训练**损失，比 3 块的低、一样，还是高？

# %% slideshow={"slide_type": "skip"}
def plain(inner):  # 没有捷径的一块
    return nn.Sequential(inner, nn.ReLU())


def tower(blocks, wrap, seed=0):
    torch.manual_seed(seed)
    middle = [wrap(two_convs(8, 8)) for _ in range(blocks)]
    start = (nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2))
    return nn.Sequential(*start, *middle, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10))


def climb(blocks, wrap):  # 每一轮的训练损失
    return train(tower(blocks, wrap), X_train[:128], y_train[:128], epochs=20, eta=1e-2)


def show_falls(falls, alt, high):
    fig, ax = plt.subplots(figsize=(8, high))
    for (name, fall), color, dash in zip(falls.items(), (BLUE, RED, PURPLE, GREEN), ("-", "--", ":", "-.")):
        ax.plot(range(1, 21), fall, dash, color=color, label=name)
    ax.set(xlabel="轮", ylabel="训练损失", ylim=(0, 3), xticks=(1, 5, 10, 15, 20))
    ax.legend(fontsize=12, ncols=2)
    plotting.show(ax, alt=alt)


falls = {"3 块": climb(3, plain), "12 块": climb(12, plain)}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
show_falls(falls, "两条训练损失，20 轮，都从 2.3 起。3 块（蓝实线）降到 0.6 上下；12 块（橙红虚线）降得慢得多，还在 1.3 上下。", 2.6)

# %% slideshow={"slide_type": "skip"}
first_slopes = []
for blocks in (3, 12):
    plain_tower = tower(blocks, plain)
    cross(plain_tower(X_train[:64]), y_train[:64]).backward()
    first_slopes.append(plain_tower[0].weight.grad.norm().item())
print("起步时第一层梯度的长度，3 块、12 块：", [f"{slope:.1f}" for slope in first_slopes])
assert 0.3 < first_slopes[0] < 0.5 and 2 < first_slopes[1] < 3  # 刚起步，第一层的梯度没有消失
assert falls["3 块"][-1] < 0.85 and falls["12 块"][-1] > falls["3 块"][-1] + 0.4

# %% [markdown] slideshow={"slide_type": "fragment"}
# 12 块的训练损失反而**高**。
# 加深以后，**训练**反而更差，叫**退化**（degradation）。
# 这里只练了 40 步，只看得出学得慢；何恺明（He）等人的论文里，练到底也追不上浅的。
#
# 不是梯度没了：起步时量过，第一层梯度的长度，3 块 0.4，12 块 2.4；大了几倍，也没有炸，损失还在往下走。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.resnet")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 办法就是第 8 章的残差连接：修一条**捷径**（shortcut，第 8 章叫直路），让这一块 $F$ 只学“要添什么”；只多一处，加完再过一次 ReLU。
#
# $$y=\operatorname{ReLU}\big(x+F(x)\big)$$
#
# 什么也不想添，让 $F(x)=0$ 就行，比学会“原样”容易得多。

# %% slideshow={"slide_type": "-"}
class Residual(nn.Module):  # inner 是 F，around 是捷径
    def __init__(self, inner, around=None):
        super().__init__()
        self.inner, self.around = inner, around or nn.Identity()

    def forward(self, x):
        return torch.relu(self.around(x) + self.inner(x))

# %% slideshow={"slide_type": "skip"}
falls |= {"3 块，有捷径": climb(3, Residual), "12 块，有捷径": climb(12, Residual)}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
show_falls(falls, "四条训练损失，20 轮。3 块（蓝实线）降到 0.6 上下，12 块（橙红虚线）还在 1.3 上下；有捷径的两条，3 块（粉紫点线）降到 0.25 上下，12 块（绿点划线）起得最高，降得最快，到 0.1 上下。", 2.9)

# %% slideshow={"slide_type": "skip"}
assert falls["12 块，有捷径"][-1] < 0.2 and falls["3 块，有捷径"][-1] < 0.4 and falls["12 块，有捷径"][10] < falls["3 块，有捷径"][10]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 有了捷径，**12 块反而比 3 块学得快**，深又成了好事；3 块的也沾光。
# 图上只有种子 0；写书时另练了种子 1、2，次序一样。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 真的 ResNet 用两种块，每层卷积后面都有 BN。
# 大小或通道数变了，捷径上放一个 1×1 卷积对齐。

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 3.1))
FLOWS = (("基本块，64 个通道", ("3×3，64，BN", "3×3，64，BN"), "73,984"), ("瓶颈块，256 个通道", ("1×1，64，BN", "3×3，64，BN", "1×1，256，BN"), "70,400"))
for ax, (title, names, total) in zip(axes, FLOWS):
    ax.set(xlim=(-2.4, 2.6), ylim=(-0.35, 5.2))
    ax.axis("off")
    heights = np.linspace(3.9, 1.75, len(names))
    for name, height in zip(names, heights):
        ax.text(0, height, name, ha="center", va="center", fontsize=12, bbox={"boxstyle": "round,pad=0.3", "fc": "#dbe9f6", "ec": "0.4"})
    ax.plot([0, 1.6, 1.6, 0.3], [4.75, 4.75, 0.7, 0.7], color=RED, lw=1.5)
    ax.annotate("", (0.17, 0.7), (0.6, 0.7), arrowprops={"arrowstyle": "-|>", "color": RED, "shrinkA": 0, "shrinkB": 0})
    stops = [5.2, *heights, 0.7]
    for upper, lower in zip(stops, stops[1:]):
        ends = (0, lower + (0.23 if lower == 0.7 else 0.27)), (0, upper - (0 if upper == 5.2 else 0.27))
        ax.annotate("", *ends, arrowprops={"arrowstyle": "-|>", "color": BLUE, "shrinkA": 0, "shrinkB": 0})
    for upper, lower in zip(heights, heights[1:]):
        ax.text(0.12, (upper + lower) / 2, "ReLU", va="center", fontsize=10)
    ax.text(0, 0.7, "+", ha="center", va="center", fontsize=15, bbox={"boxstyle": "circle,pad=0.12", "fc": "white", "ec": "0.3"})
    ax.annotate("", (0, -0.35), (0, 0.46), arrowprops={"arrowstyle": "-|>", "color": "0.4", "shrinkA": 0, "shrinkB": 0})
    for across, height, label, color in ((-0.2, 4.95, "$x$", "k"), (-0.2, 1.15, "$F(x)$", BLUE), (1.72, 2.8, "捷径 $x$", RED)):
        ax.text(across, height, label, ha="left" if across > 0 else "right", va="center", color=color, fontsize=12)
    ax.text(0.12, 0.0, "ReLU", va="center", fontsize=11)
    ax.set_title(f"{title}：{total} 个参数", fontsize=13)
plotting.show(fig, alt="两个残差块。x 从上面进来，分两路。左：基本块，64 个通道，两层 3×3 卷积，各接 BN，中间有 ReLU，出来是 F(x)；右边一条橙红的捷径绕过去，在加号处相加，再过 ReLU，73,984 个参数。右：瓶颈块，256 个通道，1×1 变成 64，3×3，再 1×1 变回 256，各接 BN，也有捷径，70,400 个参数。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **瓶颈**（bottleneck）块和 Inception 一个主意：先用 1×1 变薄，算完再变回来；256 个通道的块，参数比 64 个通道的基本块还少。
# 基本块数一数：卷积 $2\times64\times64\times9=73728$，两层 BN 是 $2\times2\times64=256$，一共 73,984。

# %% slideshow={"slide_type": "skip"}
def shortcut(i, o, stride):  # 形状不变，就原样过去
    return None if i == o and stride == 1 else nn.Sequential(*normed_conv(i, o, 1, stride))

# %% slideshow={"slide_type": "-"}
def basic(i, o, stride=1):
    return Residual(two_convs(i, o, stride), shortcut(i, o, stride))


def bottleneck(i, thin, stride=1):
    layers = [*normed_conv(i, thin, 1), nn.ReLU(), *normed_conv(thin, thin, 3, stride), nn.ReLU()]
    return Residual(nn.Sequential(*layers, *normed_conv(thin, 4 * thin, 1)), shortcut(i, 4 * thin, stride))


print(f"基本块 {count(basic(64, 64)):,}，瓶颈块 {count(bottleneck(256, 64)):,}")

# %% slideshow={"slide_type": "skip"}
block, x = basic(3, 3), torch.rand(1, 3, 5, 5)
nn.init.zeros_(block.inner[-1].weight)  # 最后一层 BN 的 γ 归零，F(x) = 0；这里的 x 没有负数
print("什么也不添，就原样过去：", torch.equal(block(x), x))

# %% slideshow={"slide_type": "skip"}
assert count(basic(64, 64)) == 73_984 and count(bottleneck(256, 64)) == 70_400 and torch.equal(block(x), x)
assert bottleneck(64, 64)(torch.rand(1, 64, 4, 4)).shape == (1, 256, 4, 4) and basic(2, 3, 2)(torch.rand(1, 2, 5, 5)).shape == (1, 3, 3, 3)


def resnet(block, counts, grows):
    """Return a whole ResNet: four groups of blocks, each but the first of half the size."""
    layers, channels = [*normed_conv(3, 64, 7, 2), nn.ReLU(), nn.MaxPool2d(3, 2, padding=1)], 64
    for group, (width, many) in enumerate(zip((64, 128, 256, 512), counts)):
        for number in range(many):
            layers.append(block(channels, width, 2 if group and not number else 1))
            channels = width * grows
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 1000))


with torch.device("meta"):
    small, middle = resnet(basic, (2, 2, 2, 2), 1), resnet(bottleneck, (3, 4, 6, 3), 4)
    more = 4 * count(bottleneck(512, 128)) + 30 * count(bottleneck(1024, 256))  # 152 层比 50 层多出来的块
    assert [count(small), count(middle), count(middle) + more] == [11_689_512, 25_557_032, 60_192_808]
    assert small(torch.empty(1, 3, 224, 224)).shape == (1, 1000)
    assert 1 + 3 * (3 + 8 + 36 + 3) + 1 == 152 and 1 + 2 * 8 + 1 == 18

# %% [markdown] slideshow={"slide_type": "subslide"}
# 一块接一块，就是整个 ResNet：
#
# | | 块 | 参数 |
# |---|---|---|
# | ResNet-18 | 基本块 2、2、2、2 | 11,689,512 |
# | ResNet-50 | 瓶颈块 3、4、6、3 | 25,557,032 |
# | ResNet-152 | 瓶颈块 3、8、36、3 | 60,192,808 |
#
# 152 层，参数还不到 VGG16 的一半：末尾也是全局平均池化，再接一个线性层。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学。** 同一批作者还练过 1202 层（小图，CIFAR-10）：练得动，测试却不如 110 层，深也不是越深越好。
#
# **会有人问：捷径就是为了治梯度消失吗？**
# 直路让梯度好走（第 8 章），是一种解释；可是这里每层都有 BN，起步时梯度没有消失，照样退化。
# 至今没有一句话能说尽，治得好是真的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.history")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：里程碑不讲编年史，讲“上一个的难处，下一个怎么治”：AlexNet 太杂（核有三种），VGG 理顺了却太贵，GoogLeNet 省了钱，再往深走又退化，ResNet 修捷径。
# 12a.5.4 的下注最要紧，先收票再翻图；估计多数人选“低”。
#
# **12a.5.4 的数**：图上是种子 0，20 轮：3 块 0.6，12 块 1.3，有捷径的 0.25、0.1；种子 1、2 次序一样。
# 把 `climb` 里的 20 改成 30（画图的 21 改成 31），三个种子，3 块 0.2 到 0.5，12 块 1.1 到 1.6，有捷径的都在 0.1 以下。
# 也有人说“12 块只是慢”：对，图上没有练到底。
# 20 改成 100，三个种子，3 块都到 0.01，12 块还在 0.55 到 1.3，有捷径的 12 块是 0.00；100 轮也还不是底。
# 学习率小，差得少：`eta=3e-3`，20 轮，3 块 1.4，12 块 1.5 到 1.7。
# 有人问“2.4 是不是爆炸”：不是，损失照样往下走；说的只是“没有消失”，别的原因没有排除。
# 绿线从 2.9 起（瞎猜是 2.3）：一块一块加上去，数变大了，头几步猜得太狠。
#
# **会遇到的误区**：（1）“ResNet 深，所以参数多”。
# 152 层的还不到 VGG16 的一半。
# （2）“1×1 卷积什么也没看”。
# 它不看邻居，看通道。
# （3）“GoogLeNet 是谷歌，和 LeNet 无关”：名字里大写的 L，就是向 LeNet 致敬。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.6 回到打乱的数字
#
# ### 12a.6.1 同一份考卷，两个学生
#
# 1437 张训练，360 张测试（只比两种结构，不拿它挑模型；要挑，另留验证集），三个种子。
# 全连接是 64-32-10，2410 个参数；CNN 照典型的结构，两组“卷积、ReLU、池化”，8、16 个通道，再接一个线性层。

# %% slideshow={"slide_type": "-"}
def cnn(seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(
        *(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),  # 8×8 → 4×4
        *(nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),  # → 2×2
        *(nn.Flatten(), nn.Linear(64, 10)),
    )


numbers = [count(layer) for layer in cnn() if count(layer)]
print("CNN：", " + ".join(map(str, numbers)), "=", sum(numbers), "个参数")

# %% slideshow={"slide_type": "skip"}
assert count(cnn()) == 80 + 1168 + 650 == 1898
RIVALS = {"全连接": ffn, "CNN": cnn}
results = {"全连接": [(ffn_still, ffn_moved)], "CNN": []}  # 种子 0 的全连接，12a.1.2 练过了
for name, make in RIVALS.items():
    for seed in range(len(results[name]), 3):
        net = make(seed)
        train(net, X_train, y_train, epochs=8, seed=seed, eta=8e-3)
        results[name].append((score(net), score(net, right_one(X_test))))

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
for name, rows in results.items():
    print(name, "：", "、".join(f"{still:.2f}" for still, _ in rows))

# %% slideshow={"slide_type": "skip"}
means = {name: np.mean(rows, axis=0) for name, rows in results.items()}
assert all(still > 0.93 for rows in results.values() for still, _ in rows) and abs(means["CNN"][0] - means["全连接"][0]) < 0.02

# %% [markdown] slideshow={"slide_type": "fragment"}
# **打平**。
# 差一个点，只是 360 张里的三四张，换个种子就翻过来：别拿一个种子的高低说谁赢。
# CNN 的参数少五分之一（1898 对 2410），这是真的；图一大，差的就不是五分之一了。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.6.2 挪一格，还认得吗
#
# 测试图右移一个像素，网络不重练；再添一样：练的时候，每张上下左右随机挪 0 或 1 格（第 11 章的增强）。
#
# **下注**：CNN 到处用同一个核，右移一格，是 0.9、0.75，还是 0.6？

# %% slideshow={"slide_type": "skip"}
MOVES = torch.stack([torch.roll(torch.arange(64).view(8, 8), (down, right), dims=(0, 1)).flatten() for down in (-1, 0, 1) for right in (-1, 0, 1)])


def nudge(X):  # 每张各挪一格或不挪
    return X.flatten(1).gather(1, MOVES[torch.randint(9, (len(X),))]).view(-1, 1, 8, 8)


def wide(seed):  # 全连接，神经元多到四倍
    return ffn(seed, 128)


def heal(make, seed):  # 练法和 12a.6.1 一样，只添增强
    net = make(seed)
    train(net, X_train, y_train, epochs=8, seed=seed, eta=8e-3, change=nudge)
    return score(net), score(net, right_one(X_test))


healed = {name: [heal(make, seed) for seed in range(3)] for name, make in {**RIVALS, "全连接，128 个": wide}.items()}
healed_means = {name: np.mean(rows, axis=0) for name, rows in healed.items()}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3))
SHOWN = (("全连接", BLUE, None, -0.27), ("全连接，128 个", GREEN, "..", 0), ("CNN", RED, "//", 0.27))
for name, color, hatch, shift in SHOWN:
    bars = [*means.get(name, ()), *healed_means[name]]
    spots = np.arange(4)[-len(bars):] + shift
    ax.bar(spots, bars, 0.25, color=color, label=name, hatch=hatch, edgecolor="white")
    for spot, bar in zip(spots, bars):
        ax.text(spot, bar + 0.02, f"{bar:.2f}", ha="center", fontsize=12)
ax.set(ylim=(0, 1.35), ylabel="准确率", yticks=(0, 0.5, 1))
ax.set_xticks(range(4), ["原位", "右移一格", "增强，原位", "增强，右移一格"])
ax.grid(False)
ax.legend(ncols=3, loc="upper center", fontsize=12)
plotting.show(ax, alt="四组柱子，蓝的是全连接，绿点纹是 128 个神经元的全连接，橙红斜纹是 CNN。原位：蓝红都是 0.96 上下；右移一格：0.47 对 0.58；增强以后，原位 0.83、0.88、0.91，右移一格 0.79、0.87、0.91。")

# %% slideshow={"slide_type": "skip"}
assert 0.42 < means["全连接"][1] < 0.53 and 0.5 < means["CNN"][1] < 0.66 and means["CNN"][1] > means["全连接"][1] + 0.05
assert 0.76 < healed_means["全连接"][1] < 0.82 and abs(healed_means["CNN"] - 0.914).max() < 0.03 and abs(healed_means["全连接，128 个"] - 0.875).max() < 0.03
assert healed_means["全连接"][1] + 0.04 < healed_means["全连接，128 个"][1] < healed_means["CNN"][1] - 0.015
assert min(row[1] for row in healed["CNN"]) > max(row[1] for row in healed["全连接"]) and count(wide(0)) == 9610

# %% [markdown] slideshow={"slide_type": "fragment"}
# - 右移一格，CNN 掉得少一些，可也掉到 0.6 上下：**卷积只是等变，最后的线性层还是认位置**；
# - **治它的是增强**：CNN 右移从 0.58 回到 0.91；题目变难了，8 轮没练够（第 11 章），原位反而从 0.96 降到 0.91；
# - 全连接右移只回到 0.79，原位降得更多：一笔挪了，CNN 有现成的核，它要另学，8 轮不够，32 个神经元也少；
#   换成 128 个（9610 个参数，是 CNN 的五倍），同样练 8 轮，是 0.87。
#
# 四组练法相同，每根柱子是三个种子的平均。
# 写书时练到 40 轮：32 个神经元的 0.90，128 个的和 CNN 都在 0.96 上下；CNN 省的是参数。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 12a.6.3 打乱的数字，CNN 来认
#
# 开场的 200 张图，开场的次序。
# 全连接：原图 0.92，打乱 0.92。
#
# **下注**：CNN 原图也是 0.92 上下，打乱以后是 0.92、0.85，还是 0.5？

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
normal, mixed = [], []
for seed in range(3):
    net = cnn(seed)
    train(net, X_few, y_few, seed=seed, **QUICK)
    normal.append(score(net))
    net = cnn(seed)
    train(net, shuffled(X_few), y_few, seed=seed, **QUICK)
    mixed.append(score(net, shuffled(X_test)))
print("原图：", [f"{right:.2f}" for right in normal])
print("打乱：", [f"{right:.2f}" for right in mixed])

# %% slideshow={"slide_type": "skip"}
assert min(normal) > 0.88 and max(mixed) < min(normal) - 0.01 and 0.045 < np.mean(normal) - np.mean(mixed) < 0.11
assert abs(np.mean(normal) - np.mean(plain_scores)) < 0.03

# %% [markdown] slideshow={"slide_type": "fragment"}
# 全连接一点不在乎，CNN 的三个种子掉了六到九个点（次序只试了这一个）。
# **掉分，正说明它在用邻居**：打乱以后，窗里的九格原来天南地北，核白看了。
# 为什么没有掉到 0.1？
# 它最后的线性层还看得见全图，不靠邻居也认得一些。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **答开场的问题**：卷积用两条规矩，把“谁挨着谁”写进了结构：窗外的权重是 0，窗里的权重到处一样。
#
# **知道了有什么好处？**
# 卷积的参数不随图变大，同一个特征只学一次。
# 数据真有这两条规律，就**省参数**：字会挪的时候，1898 个不比 9610 个差（12a.6.2）；字都摆在正中，只是打平。
# 没有这两条（打乱的像素），就白受管束。
# **结构就是对数据的信念，信对了才省。**

# %% slideshow={"slide_type": "subslide"}
quiz.ask("cnn.shuffle")

# %% slideshow={"slide_type": "skip"}
EPOCHS, ETA, FLAT = 20, 8e-3, True  # 改这里：FLAT = False 是 CNN；EPOCHS = 5 是没练够（只为看看，真要挑数用验证集）
trial = (ffn if FLAT else cnn)(0)
train(trial, X_few, y_few, epochs=EPOCHS, batch=50, eta=ETA)
print(f"200 张图：原位 {score(trial):.2f}，右移一格 {score(trial, right_one(X_test)):.2f}")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：两次下注（12a.6.2、12a.6.3），两次对账。
# 12a.6.1 翻出来以前，口头问一句“谁高”，估计多数人说 CNN；打平以后，请一位同学说“一个点是几张图”。
# 12a.6.3 和黑板左上角开场的票数放在一起念。
#
# 有人问“练久一点呢”：把 `heal` 里的 8 改成 40，三个种子，32 个神经元的 0.90，128 个的和 CNN 都是 0.96 上下。
# 所以别说“CNN 更准”，说“参数少得多，一样准”。
#
# 有人问“换个次序呢”：另试四个次序，各三个种子，CNN 掉四到十六个点，没有一次升的。
#
# **现场可改**的是 `EPOCHS`、`ETA`、`FLAT`（幻灯片里没有，在笔记本里）：20 轮，全连接 0.91，CNN 0.92；5 轮，0.72 对 0.57，CNN 起步反而慢：省的是参数，不是步数。
# 把里面的 `X_few, y_few` 换成 `X_train, y_train`，`ETA` 用 0.001，`batch` 用 64，练 30 轮，也是打平：三个种子，全连接 0.95 上下，CNN 0.94 到 0.95，一次约两秒。
#
# **会遇到的误区**：（1）“CNN 总比全连接好”。
# 小图、字在正中，打平。
# （2）“只掉几个点，说明邻居不要紧”。
# 数字图小，最后一层看得见全图；照片打乱了，卷积网络要差得多。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 12a.7 小结：谁挨着谁
#
# - **全连接**不知道谁挨着谁，参数随图变大，换个位置就要另学。
# - **卷积**：小窗扫过去，相乘相加；局部连接，权重共享，平移等变（边上、步幅、拉平以后除外）。
# - 大小 $\lfloor\frac{W-K+2P}S\rfloor+1$；参数 $o\,(iK^2+1)$，和图的大小无关；感受野先 $r\leftarrow r+(K-1)\,j$，再 $j\leftarrow j\,S$。
# - **池化**：没有参数，边长减半，给一点点不变，丢一点位置。
# - **结构**：卷积、激活、池化，重复；拉平；全连接。
#   LeNet-5 有 61,706 个参数，大半在全连接。
# - **里程碑**：AlexNet 加深、ReLU、Dropout、增强、GPU；VGG 叠 3×3；GoogLeNet 用 1×1 省钱；ResNet 修捷径治退化。
# - **怕挪**，用增强治；结构是信念，信对了才省。
#
# **下一步**：做 12a.8 和作业 12 的前七题；第 12b 章，换一种邻居：句子里的前后。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：医院的化验单，每人 64 项指标，一行 64 个数。
# 同学把它折成 8×8 的“图”，要用 CNN，说“CNN 最先进”。
# 你怎么说？
#
# 答案在 12a.8 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：不必；64 项的次序是随便排的，折成图以后的邻居没有意义，换个排法结果就变；同一个核扫过血压和血糖，也没有道理。
# 用全连接，或者先试第 3 章那些表格的老办法。
#
# 收票的时候问：换一个排法，全连接的结果变不变？

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 12a.8 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：算形状。** 彩色照片 3×64×64，过：卷积 3→16，5×5，步幅 1，填充 2；池化 2×2；卷积 16→32，3×3，步幅 2，填充 1；池化 2×2；拉平。
# 每一步的形状是什么，一共几个参数？
#
# <details><summary>答案</summary>
#
# 16×64×64；16×32×32；32×16×16（$\lfloor\frac{32-3+2}2\rfloor+1=16$）；32×8×8；2048。
# 参数：$16\times(3\times25+1)=1216$，$32\times(16\times9+1)=4640$，一共 5856；池化和拉平没有。
# </details>
#
# **第 2 题：感受野。** 上一题里，最后一次池化出来的一格，看得见原图多大一块？
#
# <details><summary>答案</summary>
#
# $(K,S)$ 依次是 $(5,1)$、$(2,2)$、$(3,2)$、$(2,2)$：$r$ 是 5、6、10、14，$j$ 是 1、2、4、8；看得见 14×14。
# </details>
#
# **第 3 题：翻核。** 同学拿 `scipy.signal.convolve2d(图, 核, mode="valid")` 核对自己的卷积，Sobel 核的结果正好差一个负号；换成 12a.2.2 的十字核，又一模一样。
# 为什么？
#
# <details><summary>答案</summary>
#
# SciPy 的卷积先把核左右上下翻过来。
# Sobel 核翻过来，是它的相反数；十字核翻过来还是自己，所以没有差别。
# 要比，用 `correlate2d`，也写 `mode="valid"`（不写是 `full`，连大小都不一样）。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：把全连接当卷积。** LeNet-5 的第一个全连接层，16×5×5 进，120 出。
# 换成一个 5×5 的卷积，16→120，不填充：参数几个，出来什么形状？
# 图换成 40×40，两种写法各会怎样？
#
# <details><summary>答案</summary>
#
# $120\times(16\times25+1)=48120$，和全连接一样；出来 120×1×1，就是那 120 个数。
# 图是 40×40：到这里是 16×7×7，全连接要 400 个数，来了 784 个，报错；卷积照样扫，出来 120×3×3，等于在九个位置上各认一次。
# </details>
#
# **第 5 题：真的原样过去吗。** 残差块里 $F$ 压到 0，输出是 $\operatorname{ReLU}(x)$。
# $x$ 里有负数时，还是原样吗？
# 一块接一块地用，为什么不要紧？
#
# <details><summary>答案</summary>
#
# 有负数就不是：$-2$ 变成 0。
# 不要紧：前一块的最后也是 ReLU，进来的 $x$ 没有负数，$\operatorname{ReLU}(x)=x$。
# </details>
#
# **第 6 题：为什么不用 CNN？** 说出一种数据，用卷积合适；一种不合适；一种看起来不是图、其实合适。
#
# <details><summary>答案</summary>
#
# 合适：照片、X 光片；不合适：用户表的各列，次序是随便排的；不是图也合适：声音（一维卷积，邻近的时刻相关，同一个音到处一样），棋盘。
# 看两条：邻居有没有意义，同一个模式会不会出现在不同的地方。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **12a.7 的出门一问**
#
# <details><summary>答案</summary>
#
# 不必；64 项的次序是随便排的，折成图以后的邻居没有意义，换个排法，CNN 的结果就变；同一个核扫过血压和血糖，也没有道理。
# 用全连接（换个排法，它一点不在乎），或者先试表格的老办法。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `cnn.deep`（12a.1），`cnn.padding`、`cnn.size`、`cnn.conv_params`、`cnn.channels`（12a.2），`cnn.max_pool`（12a.3），`cnn.lenet_params`（12a.4）；
# - `cnn.one_by_one`、`cnn.history`（12a.5）；最后一题在下面，把 12a.1 的三条理由再过一遍。

# %% slideshow={"slide_type": "skip"}
quiz.ask("cnn.fc_bad")  # 练习

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课堂题和课后答案里的数
picture_28 = torch.zeros(1, 1, 28, 28)
shrinking = nn.Sequential(*[nn.Conv2d(1, 1, 3) for _ in range(5)])
keeping = nn.Sequential(*[nn.Conv2d(1, 1, 3, padding=1) for _ in range(5)])
halving = nn.Sequential(nn.MaxPool2d(2), nn.MaxPool2d(2))
assert [tuple(net(picture_28).shape[2:]) for net in (shrinking, keeping, halving)] == [(18, 18), (28, 28), (7, 7)]
assert seen([conv3] * 5) == 11 and count(nn.Conv2d(1, 6, 5)) == 156 and count(nn.Conv2d(3, 64, 3)) == 1792
assert lenet[:7](torch.zeros(1, 1, 28, 28)).shape == (1, 256) and count(nn.Linear(256, 120)) == 30_840
assert torch.relu(torch.tensor([-2.0, 3])).tolist() == [0, 3] == torch.relu(torch.relu(torch.tensor([-2.0, 3]))).tolist()  # 第 5 题
homework = nn.Sequential(nn.Conv2d(3, 16, 5, padding=2), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, stride=2, padding=1), nn.MaxPool2d(2), nn.Flatten())
sample = torch.zeros(1, 3, 64, 64)
assert [tuple(sample.shape[1:]) for part in homework if (sample := part(sample)) is not None] == [
    (16, 64, 64), (16, 32, 32), (32, 16, 16), (32, 8, 8), (2048,)]  # 第 1 题
assert [count(part) for part in homework] == [1216, 0, 4640, 0, 0] and 1216 + 4640 == 5856
assert seen([conv5, pool, ("conv", 3, 2), pool]) == 14  # 第 2 题
assert (SOBEL[::-1, ::-1] == -SOBEL).all() and (CROSS[::-1, ::-1] == CROSS).all()  # 第 3 题
as_conv = nn.Conv2d(16, 120, 5)
assert count(as_conv) == 48_120 and as_conv(torch.zeros(1, 16, 5, 5)).shape == (1, 120, 1, 1)  # 第 4 题
assert lenet[:6](torch.zeros(1, 1, 40, 40)).shape == (1, 16, 7, 7) and as_conv(torch.zeros(1, 16, 7, 7)).shape == (1, 120, 3, 3)
