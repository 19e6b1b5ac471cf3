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
# # 第 10 章 训练流程与性能评估
#
# **学完之后你能够**
#
# - 开训以前定好五样东西，写出完整的训练循环，说出八步各管什么、次序为什么这样；
# - 分清 `eval()` 和 `no_grad()` 各关掉什么，写一个只量不改的测试函数；
# - 手算回归的五个指标、分类的四个数和四个比，两种排法的混淆矩阵都会读；
# - 说出准确率什么时候骗人，挪门槛换来什么、付出什么；
# - 手算多类的宏平均和微平均，和 scikit-learn 对上；
# - 长跑以前做四样检查，有几个指标时选出该用的模型。
#
# **时间**：120 分钟。
#
# **需要**：第 0 章的五个问题，第 1 章的成绩单，第 3 章的划分和装载，第 5 章的九步，第 6 章的交叉熵、精确率和召回率，第 8 章的批量归一化，第 9 章的优化器和调度。
#
# **课前准备**：纸、笔、计算器。
# 设想有人抛了 1000 次硬币，把正反记成 1000 个标签，又随机编了 1000 行数当作输入。
# 一个网络，在这 1000 个样本上练完，报告说“准确率 63.5 %”。
# 硬币没有规律，63.5 % 是从哪里来的？
# 先写下你的看法。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 120 分钟：讲课 114，休息 5，余量 1；标“自学”的和 10.13 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 10.1 一份能跑的脚本 | 7 | 0:08 | 对课前的看法 |
# | 10.2 八步，一个圈 | 14 | 0:22 | `loop.order` |
# | 10.3 只量，不改 | 11 | 0:33 | `loop.eval_mode` |
# | 10.4 忘一行，多练几轮 | 7 | 0:40 | |
# | 10.5 差多少：回归的尺子 | 10 | 0:50 | `metrics.rmse` |
# | 休息 | 5 | 0:55 | |
# | 10.6 对不对：数出四个数 | 14 | 1:09 | `metrics.precision` |
# | 10.7 准确率骗人的时候 | 9 | 1:18 | `metrics.rare` |
# | 10.8 挪一挪门槛 | 8 | 1:26 | `metrics.threshold` |
# | 10.9 好几类，合成一个数 | 11 | 1:37 | `metrics.macro` |
# | 10.10 长跑以前，选定以后 | 12 | 1:49 | `metrics.choose` |
# | 10.11 回到那份脚本 | 7 | 1:56 | |
# | 10.12 小结 | 3 | 1:59 | 出门一问 |
# | 余量 | 1 | 2:00 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:08 还没到 10.2：10.2.2 不念，只报一轮 36 批，省 1 分钟；
# - 0:22 还没到 10.3：10.3.2 只看印出来的两行，省 1 分钟；
# - 0:40 还没到 10.5：10.5.3 只讲 MAPE，省 1 分钟；
# - 0:55 还没到 10.6：$F_1$ 的推导请学生自己读，省 1 分钟；
# - 1:26 还没到 10.9：10.9.3 只念最后一句，省 1 分钟；
# - 1:37 还没到 10.10：10.10.3 只看表和最后一句，省 1 分钟；
# - 1:49 还没到 10.11：10.11.2 只看表和最后一句，省 2 分钟。
#
# 怎样晚也要讲的：10.2.1、10.3.1、10.4.1、10.5.2、10.6.2、10.6.3、10.7.2、10.8.2、10.9.1、10.10.1、10.11.1。
#
# 八道必问的题，`metrics.rmse`、`metrics.choose` 各 1 分半，其余各 3 分钟，已算在内；别的题学生自学时做。
# 一题的做法：先各自写下来，再报答案，最后运行 `quiz.answer` 看理由。
#
# **黑板**：左边写八步，从 10.2 留到下课；右边画猫的 2×2 表，10.6 到 10.9 都用它。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（课上问的排在前面）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `loop.order` | DABEC | DBAEC、BDAEC 也走得通，只是清零没有紧挨着反向；放在反向之后、更新之前：刚算好的就没了 |
# | `loop.eval_mode` | A | 选 B：改权重的是 `step()`，量的时候没有它；选 C：建图的是漏了 `no_grad()` |
# | `metrics.rmse` | 19.36 | 答 17.5：那是 MAE |
# | `metrics.precision` | 10/13 | 答 5/9：分母取成了真的猫 |
# | `metrics.rare` | 28.6 % | 答 80 %：那是召回率 |
# | `metrics.threshold` | C | 选 B：门槛高，喊得少，漏得多 |
# | `metrics.macro` | 0.728 | 答 0.733：那是微平均；0.730：先平均了 $P$、$R$ |
# | `metrics.choose` | A | 选 B：超了时限的，再准也不能用 |
# | `loop.choices` | A、B、D | 选 C：测试集选定了才用 |
# | `loop.cnn` | B | 选 A：送得进去，只是不合适 |
# | `loop.rnn` | C | 选 A：编号查成向量就能卷 |
# | `loop.zero_grad` | B | 选 A：不报错，才难找 |
# | `metrics.r_squared` | 0 | 答 1：那是全对 |
# | `metrics.mape` | A、B | 选 C：平方的是 MSE |
# | `metrics.ce_or_acc` | B | 选 A：对错一样，给正确答案的概率不一样 |
# | `metrics.accuracy` | 5/6 | 答 10/66：对的狗也要数 |
# | `metrics.recall` | 5/9 | 答 10/13：那是精确率 |
# | `metrics.f_one` | 8/11 | 答 8/7：分母里的 TP 也乘 2 |
# | `metrics.uneven` | 0.67 | 答 0.75：那是普通的平均 |
# | `metrics.matrix` | 3×3 | 答 3×100：样本是数进去的 |
# | `metrics.misses` | B | 选 C：反了 |
# | `metrics.paradox` | A | 选 B：一个病人也没找到 |
# | `metrics.micro` | C | 选 A：宏平均每类一票 |
# | `loop.sanity` | A、C、D | 选 B：测试集只用一次 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import copy
import math
from fractions import Fraction

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn import metrics
from sklearn.datasets import load_digits
from sklearn.model_selection import StratifiedKFold, train_test_split
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from tqdm import tqdm

from coursekit import plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]
QUIET = not runtime.interactive()  # 没有人看着，就不画进度条
BLUE_TINT, ORANGE_TINT, GREEN_TINT, GREY = "#cfe6f5", "#fbe3b9", "#cdeee2", "0.93"


def canvas(width, height, inches):
    """Return a figure and Axes without axes, for boxes and arrows."""
    fig, ax = plt.subplots(figsize=(8, inches))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.axis("off")
    return fig, ax


def box(ax, x, y, text, color=GREY, **style):
    frame = {"boxstyle": "round,pad=0.35", "fc": color, "ec": "0.3"}
    return (x, y), ax.text(x, y, text, ha="center", va="center", bbox=frame, **style).get_bbox_patch()


def join(ax, start, end, **style):
    arrow = {"arrowstyle": "-|>", "lw": 1.8, "color": "0.25", "patchA": start[1], "patchB": end[1]} | style
    ax.annotate("", end[0], start[0], arrowprops=arrow)

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.1 一份能跑的脚本
#
# ### 10.1.1 它学到东西了吗
#
# 一份网上抄来的训练脚本，每个零件都是好的：两个隐藏层，批量归一化，Dropout（训练时随机把一半的输出换成 0，第 11 章细讲），AdamW，余弦调度，梯度裁剪，还有**早停**（early stopping）：验证损失连着 10 轮没有进步，就停下来。
#
# 给它课前说的数据：1000 行随机的数，标签是抛硬币抛出来的 0 和 1。
# 换三个种子，让它跑：

# %% slideshow={"slide_type": "skip"}
class Net(nn.Module):  # 脚本里的网络：10 进 2 出
    def __init__(self, inputs=10, classes=2):
        super().__init__()
        self.fc1, self.bn1 = nn.Linear(inputs, 128), nn.BatchNorm1d(128)
        self.fc2, self.dropout = nn.Linear(128, 64), nn.Dropout(0.5)
        self.fc3 = nn.Linear(64, classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.fc1(x)))
        return self.fc3(self.dropout(torch.relu(self.fc2(x))))


loss_of = nn.CrossEntropyLoss()


def look(net, X, y):
    """Return loss and accuracy; the network comes back in the mode in which it came."""
    came = net.training
    net.eval()
    with torch.no_grad():
        scores = net(X)
    net.train(came)
    return loss_of(scores, y).item(), (scores.argmax(dim=1) == y).float().mean().item()


def as_printed(seed):
    """Run the script as it was printed; return its losses, its accuracy and the network."""
    torch.manual_seed(seed)
    X, y = torch.randn(1000, 10), torch.randint(0, 2, (1000,))
    net = Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=1e-4, fused=True)  # fused：快一点，走法不变
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)
    losses, best, waited = [], math.inf, 0
    for _ in range(100):
        net.train()
        optimizer.zero_grad()
        loss = loss_of(net(X), y)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append(loss.item())
        valid_loss = loss.item()
        if valid_loss < best:
            best, waited = valid_loss, 0
        else:
            waited += 1
            if waited == 10:
                break
    return losses, look(net, X, y)[1], net

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
printed = [as_printed(seed) for seed in range(3)]
for seed, (losses, right, _) in enumerate(printed):
    print(f"种子 {seed}：练了 {len(losses)} 轮早停，损失 {losses[0]:.3f} → {min(losses):.3f}，准确率 {right:.1%}")

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
assert sum(p.numel() for p in Net().parameters()) == 10050
assert all(abs(right - 0.61) < 0.05 for _, right, _ in printed) and all(30 < len(losses) < 70 for losses, _, _ in printed)
assert abs(len(printed[0][0]) - 52) <= 5 and abs(printed[0][1] - 0.635) < 0.03

# %% [markdown] slideshow={"slide_type": "fragment"}
# 损失在降，三次都停得早，准确率六成上下，比瞎猜的五成高，程序没有报错。
# **它学到东西了吗？**
# **高出来的一成，是从哪里来的？**
#
# 这一章分两半：先把训练流程写对（10.2 到 10.4），再把尺子选对、用对（10.5 到 10.10）；10.11 回来修这份脚本。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.1.2 开训以前，定好五样
#
# | 定什么 | 常用的 | 哪一章 |
# |---|---|---|
# | 装载器：一批几个，怎样处理、增强 | 32、64；训练集每轮洗牌 | 第 3 章（增强见第 11 章） |
# | 模型，和它的起点 | 看数据：图像常用 CNN，文本常用 RNN（10.2.5、10.2.6）；He、Xavier | 第 5、8、12a、12b 章 |
# | 损失 | 预测一个数：MSE（`MSELoss`）、MAE（`L1Loss`）；是或不是：`BCEWithLogitsLoss`；多选一：`CrossEntropyLoss` | 第 6 章 |
# | 优化器 | SGD、SGD 加动量、RMSProp、Adam（AdamW） | 第 9 章 |
# | 流程：几轮，学习率怎样变，何时停 | 练到验证损失不再降 | 本章，第 11 章 |
#
# 第 0 章五个问题里的前三个都在这一章：①数据是第一行，②怎样学是后四行，③学得好不好，是本章的后一半。

# %% slideshow={"slide_type": "skip"}
quiz.ask("loop.choices")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：先收课前的看法，多半有人说“63.5 % 比一半高，学到了一点”。
# 不要马上答，写在黑板角上，10.11 再擦。
# 10.1.2 的表不念，只问：“这五样，鸢尾花那一章各选了什么？”
#
# “准确率在哪些数据上量的”先别说破。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.2 八步，一个圈
#
# ### 10.2.1 画出来
#
# 鸢尾花、轴承、九个优化器，循环写过好几遍了，里面总是那五行（第 5 章的九步，把摆零件也数了进去；这里只数圈里的）。
# 合上书，凭记忆排一排；排完再看图，多出来的三步是什么？

# %% slideshow={"slide_type": "fragment"}
quiz.ask("loop.order")

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, ax = canvas(16, 9.4, 4.2)
ax.add_patch(plt.Rectangle((0.2, 0.2), 15.6, 6.6, fill=False, ec="0.5", lw=1.5))
ax.text(9.6, 6.35, "每一轮：⑧ 做完，再从 ① 起", fontsize=13, ha="center", va="center")
ax.add_patch(plt.Rectangle((0.7, 2.1), 14.6, 3.8, fill=False, ec=BLUE, lw=1.5, ls="--"))
ax.text(9.6, 5.4, "每一批：装载器抽一批，处理，增强", fontsize=13, color=BLUE, va="center", ha="center")
steps = [(1.9, 4.3, "① 前向", BLUE_TINT), (4.5, 4.3, "② 损失", BLUE_TINT), (7.0, 4.3, "③ 清零", GREY),
         (9.4, 4.3, "④ 反向", ORANGE_TINT), (11.8, 4.3, "⑤ 裁剪", GREY), (14.1, 4.3, "⑥ 更新", ORANGE_TINT)]
boxes = [box(ax, *step, fontsize=13) for step in steps]
for first, second in zip(boxes, boxes[1:]):
    join(ax, first, second)
ax.plot([14.1, 14.1, 1.9], [3.75, 2.9, 2.9], color=BLUE, lw=1.8)
join(ax, ((1.9, 2.9), None), boxes[0], color=BLUE)
last = [box(ax, 5.2, 1.15, "⑦ 调度：学习率走一格", GREEN_TINT, fontsize=13), box(ax, 11.6, 1.15, "⑧ 验证：记录，该停就停", GREEN_TINT, fontsize=13)]
join(ax, ((5.2, 2.1), None), last[0])
join(ax, *last)
ax.text(0.2, 8.95, "开训以前，只做一次", fontsize=13, color=PURPLE, va="center")
for x, text, target in ((1.9, "模型：搭好，给起点", 0), (6.6, "损失：MSE、L1、BCE、交叉熵", 1), (12.9, "优化器：SGD、动量、RMSProp、Adam", 5)):
    ax.text(x, 7.95, text, ha="center", va="center", fontsize=12.5)
    join(ax, ((x, 7.6), None), boxes[target], color=PURPLE, lw=1.2)
plotting.show(fig, alt="训练循环的图。最上面、两个框的外面，开训以前只做一次的三样各有箭头：模型指着前向，损失指着损失那一步，优化器指着更新。灰外框是每一轮，⑧ 做完再从 ① 起；里面的蓝虚线框是每一批：装载器抽一批，然后 ① 前向、② 损失、③ 清零、④ 反向、⑤ 裁剪、⑥ 更新，一个箭头接一个，从 ⑥ 有一条蓝线回到 ①。虚线框下面，每轮末尾：一个箭头从虚线框到 ⑦ 调度，学习率走一格；再到 ⑧ 验证，记录，该停就停。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 多出来的三步是 ⑤、⑦、⑧。
# 次序为什么这样：
#
# - ③ 在 ④ 之前、或者 ⑥ 之后，都行；**不能在 ④ 和 ⑥ 之间**，刚算好的就没了；
# - ⑤ 改的是梯度，所以在算好（④）之后、用掉（⑥）之前；梯度太长时才要（第 8 章）；
# - ⑦ 一轮一次：`T_max` 数的是 `scheduler.step()` 调用了几次，一轮调用一次，它才等于轮数；有的调度一批一次，或者要先看验证损失（第 9 章）；
# - ⑧ 放在轮末，量的是这一轮改完的网络。

# %% slideshow={"slide_type": "skip"}
# 自检：清零放在三处都走同样的路；放在反向和更新之间，权重一步也不动
ended = {}
for order in ("DABEC", "DBAEC", "BDAEC", "DAEBC"):
    torch.manual_seed(0)
    line = nn.Linear(2, 1)
    optimizer, start = torch.optim.SGD(line.parameters(), lr=0.1), line.weight.detach().clone()
    for _ in range(3):
        for step in order:
            if step == "D":
                guess = line(torch.tensor([[1.0, 2.0]]))
            elif step == "A":
                loss = guess.pow(2).sum()
            else:
                {"B": optimizer.zero_grad, "E": lambda: loss.backward(), "C": optimizer.step}[step]()
    ended[order] = line.weight.detach()
assert torch.equal(ended["DABEC"], ended["DBAEC"]) and torch.equal(ended["DABEC"], ended["BDAEC"])
assert torch.equal(ended["DAEBC"], start) and not torch.equal(ended["DABEC"], start)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.2.2 零件摆好
#
# 手写数字 1797 张，分成训练 1152、验证 288、测试 357；测试集锁起来，选定了模型才用一次。
# 五样东西：损失还是交叉熵，叫 `loss_of`；另外四样在程序里。
# `look` 是 10.3 要讲的测试函数，返回损失和准确率：

# %% slideshow={"slide_type": "skip"}
digits = load_digits()
rest, X_test, y_rest, y_test = train_test_split(digits.data / 16, digits.target, test_size=357, stratify=digits.target, random_state=0)
parts = train_test_split(rest, y_rest, test_size=288, stratify=y_rest, random_state=0)
X_train, X_valid, X_test = (torch.tensor(part, dtype=torch.float32) for part in (*parts[:2], X_test))
y_train, y_valid, y_test = (torch.tensor(part) for part in (*parts[2:], y_test))
assert (len(X_train), len(X_valid), len(X_test)) == (1152, 288, 357)

# %% slideshow={"slide_type": "skip"}
def digit_net(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))

# %% slideshow={"slide_type": "-"}
net = digit_net(0)  # 64-64-10，种子 0
optimizer = torch.optim.SGD(net.parameters(), lr=0.3, momentum=0.5)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=20)
shuffle = torch.Generator().manual_seed(0)
loader = DataLoader(TensorDataset(X_train, y_train), batch_size=32, shuffle=True, generator=shuffle)
print(f"一轮 {len(loader)} 批；还没练，损失和准确率：", "{:.3f}，{:.3f}".format(*look(net, X_valid, y_valid)))

# %% slideshow={"slide_type": "skip"}
assert len(loader) == 36 and 36 * 32 == 1152 and abs(look(net, X_valid, y_valid)[0] - math.log(10)) < 0.1

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.2.3 八步写成程序

# %% slideshow={"slide_type": "-"}
history = {"loss": [], "valid_loss": [], "valid_accuracy": []}
for epoch in tqdm(range(20), disable=QUIET):  # 进度条，没人看就不画
    net.train()  # 10.3 讲
    batch_losses = []
    for X_batch, y_batch in loader:
        scores = net(X_batch)  # ① 前向
        loss = loss_of(scores, y_batch)  # ② 损失
        optimizer.zero_grad()  # ③ 清零
        loss.backward()  # ④ 反向
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)  # ⑤ 裁剪
        optimizer.step()  # ⑥ 更新
        batch_losses.append(loss.item())
    scheduler.step()  # ⑦ 调度，一轮一次
    valid_loss, valid_accuracy = look(net, X_valid, y_valid)  # ⑧ 验证
    history["loss"].append(np.mean(batch_losses))
    history["valid_loss"].append(valid_loss)
    history["valid_accuracy"].append(valid_accuracy)

# %% [markdown] slideshow={"slide_type": "skip"}
# 圈里的号和图上的一样：①–⑥ 一批做一次，写在里面的循环；⑦ ⑧ 一轮做一次，退出来一层。
# `batch_losses` 收下这一轮每一批的损失，到轮末取平均，连同验证的两个数，记进 `history`。
# “该停就停”的几行，10.11.2 再加。

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
for epoch in (1, 5, 20):
    row = "  ".join(f"{name} {values[epoch - 1]:.3f}" for name, values in history.items())
    print(f"第 {epoch:2d} 轮  {row}")

# %% slideshow={"slide_type": "skip"}
assert history["valid_accuracy"][-1] > 0.96 and history["loss"][-1] < 0.08 and history["valid_loss"][0] < history["loss"][0]
assert abs(optimizer.param_groups[0]["lr"]) < 1e-12

# %% [markdown] slideshow={"slide_type": "skip"}
# 同一个圈（不裁剪，不调度）收进函数 `practise`，后面要反复用：`rounds` 练几轮，`eta` 学习率，`batch` 一批几个，`clear` 清不清零，`every` 每几轮量一次；返回网络，和每次量的训练损失、验证损失、验证准确率。

# %% slideshow={"slide_type": "skip"}
def practise(seed, X, y, rounds=20, eta=0.1, batch=32, clear=True, every=1):
    """Train with plain SGD; return the network, and loss, validation loss and accuracy, measured every so many epochs."""
    net, shuffle = digit_net(seed), torch.Generator().manual_seed(seed)
    optimizer, rows_of = torch.optim.SGD(net.parameters(), lr=eta, fused=True), []
    for epoch in range(1, rounds + 1):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X), generator=shuffle).split(batch):
            loss = loss_of(net(X[rows]), y[rows])
            if clear:
                optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        if epoch % every == 0:
            rows_of.append((total / len(X), *look(net, X_valid, y_valid)))
    return net, np.array(rows_of)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.2.4 记录：曲线和进度条

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 2.8))
rounds = range(1, 21)
left_ax.plot(rounds, history["loss"], color=BLUE, label="训练（边改边量）")
left_ax.plot(rounds, history["valid_loss"], "--", color=RED, label="验证")
left_ax.set(xlabel="轮", ylabel="损失", xticks=[1, 5, 10, 15, 20], ylim=(0, 1.5), yticks=[0, 0.5, 1, 1.5])
left_ax.legend()
right_ax.plot(rounds, history["valid_accuracy"], "--", color=RED)
right_ax.set(xlabel="轮", ylabel="验证准确率", ylim=(0.88, 1.0), xticks=[1, 5, 10, 15, 20])
plotting.show(fig, alt="左图：损失随轮数，蓝实线是训练，第 1 轮 1.43，很快降到 0.04；橙红虚线是验证，第 1 轮就在 0.5，低于训练，几轮以后反过来，训练的稍低，验证的最后停在 0.08。右图：验证准确率，第 1 轮约 0.91，三轮以后在 0.97 上下，最后 0.98。")

# %% [markdown] slideshow={"slide_type": "-"}
# 第 1 轮，验证损失反而比训练损失低：训练损失是一边改一边量的，前半轮的网络还很差；验证是这一轮改完才量。
# 到后来改得少了，两条才好比。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：怎样记，怎样盯。**
#
# - `history` 三个列表，一轮记一笔，曲线、选轮数都靠它；
# - 要一直盯着看，就每几轮印一行；
# - `tqdm(range(20))` 画进度条，报每轮几秒、还剩多久；一轮要几分钟时才值，这里一眨眼就完。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：最后一批不满。**
# 5 个样本，每批 4 个，两批的平均损失是 1.0 和 3.0。
# 按批平均，是 2.0；最后那一个样本，顶了四个人的票。
# 按样本平均，$\frac{4\times1.0+1\times3.0}{5}=1.4$，这才是一个样本平均的损失。
# 上面 1152 正好是 36 批 32 个，两种平均一样，所以 `np.mean` 够用；不满的时候，先乘这一批的个数，再除以总数。

# %% slideshow={"slide_type": "skip"}
uneven = torch.tensor([0.5, 1.5, 1.0, 1.0, 3.0])
assert np.isclose(np.mean([part.mean() for part in uneven.split(4)]), 2.0) and np.isclose(uneven.mean(), 1.4)

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：轮到你改。**
# 学习率换成 3，或者每批 1152 个（一轮只改一次），20 轮以后各会怎样？
# 先说，再运行。
#
# <details><summary>答案</summary>
#
# 学习率 3：损失停在瞎猜的 2.3 附近，准确率一成左右：64 个 ReLU 全死了（第 6 章），再也不动。
# 每批 1152 个：20 轮只改 20 次，损失还有 1.8，准确率 0.84。
# 两个数猜不出来，说对“坏了”和“慢”就行。
# </details>

# %% slideshow={"slide_type": "skip"}
ETA, BATCH = 0.3, 32  # 改这里：学习率 3；每批 1152 个
trial = practise(0, X_train, y_train, eta=ETA, batch=BATCH)[1][-1]
print("最后一轮：训练损失 {:.3f}，验证损失 {:.3f}，验证准确率 {:.3f}".format(*trial))

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：同一件事，库里的一行。**
# `coursekit.training.fit(net, X, y, epochs=20, batch_size=32, valid=(X_valid, y_valid), metrics="accuracy")` 做的就是这一节的循环：清零、裁剪、按样本平均、切换模式、记 `history`，都在里面；数据和损失对不上时，它会说是哪里。
# 会写循环以后再用它，出了错才知道去哪里找。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 10.2.5 图像：邻居在四面（自学）
#
# 模型看数据的样子来选，这里先看个大概，第 12a、12b 章细讲。
# 一张 8×8 的图，把像素一行一行接成一串，一个一个地读，会怎样？

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 2.9), width_ratios=(1, 2.2))
picture = digits.images[3]
left_ax.imshow(picture, cmap="Greys", vmax=28)
for row, column, color in ((2, 3, RED), (4, 3, RED), (3, 2, GREEN), (3, 4, GREEN), (3, 3, BLUE)):
    left_ax.add_patch(plt.Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, ec=color, lw=3))
left_ax.set(xticks=[], yticks=[], title="在图里")
left_ax.grid(False)
for ax in (left_ax, right_ax):
    ax.spines[:].set(visible=True, color="0.5")
right_ax.imshow(picture.reshape(1, 64)[:, 12:44], cmap="Greys", vmax=28, aspect="auto", extent=(11.5, 43.5, 0, 1))
for place, color in ((19, RED), (35, RED), (26, GREEN), (28, GREEN), (27, BLUE)):
    right_ax.add_patch(plt.Rectangle((place - 0.5, 0), 1, 1, fill=False, ec=color, lw=3))
right_ax.set(yticks=[], xticks=[19, 27, 35], xlabel="第几个像素", title="接成一串（只画 12 到 43 号）", ylim=(0, 1))
right_ax.grid(False)
for end in (15.5, 23.5, 31.5, 39.5):
    right_ax.axvline(end, color="0.75", lw=1)  # 图里的一行到这里为止
assert [row * 8 + column for row, column in ((2, 3), (4, 3), (3, 2), (3, 4))] == [19, 35, 26, 28]
plotting.show(fig, alt="左图：8×8 的手写数字，中间一个像素围着蓝框，左右两个邻居绿框，上下两个邻居橙红框，都紧挨着。右图：接成一串以后，蓝框是 27 号，绿框 26、28 号还挨着，橙红框成了 19 号和 35 号，各隔 8 个；灰的竖线是图里一行的末尾。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 蓝框的上下邻居（橙红）隔到了 8 个以外。
#
# - **卷积神经网络**（convolutional neural network，CNN）：拿一个小窗口在图上滑，每处看一小块，抓边缘、拐角、纹理，邻居还是邻居；
# - **循环神经网络**（recurrent neural network，RNN）：从头读到尾，记着一份**隐藏状态**（前面读过的东西的摘要），上下邻居的关系要靠它一路带过去。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 10.2.6 文本：隔得远的词也相关（自学）
#
# 句末的“不难吃”，说的是句首的“这家店”，中间隔着十个字。
# 窗口宽 3 的卷积，要叠几层，正中间蓝色的“是”才看得到句子开头的“这”？

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
words = "这家店排队很久但是菜一点也不难吃"
fig, ax = canvas(16, 5.2, 2.9)
for i, word in enumerate(words):
    ax.text(i + 0.5, 2.6, word, ha="center", va="center", fontsize=16, color=BLUE if i == 8 else "black")
for height, reach, color in ((3.3, 1, BLUE), (4.0, 2, BLUE), (4.7, 3, BLUE)):
    ax.plot([8 - reach, 9 + reach], [height, height], color=color, lw=3)
    ax.text(9.2 + reach, height, f"{reach} 层卷积，看到 {2 * reach + 1} 个", va="center", color=color, fontsize=12)
for i in range(15):
    ax.annotate("", (i + 1.35, 1.4), (i + 0.65, 1.4), arrowprops={"arrowstyle": "-|>", "color": RED, "lw": 1.5})
ax.text(0.3, 0.5, "RNN：一个一个地读，隐藏状态一路带过去", color=RED, fontsize=13)
plotting.show(fig, alt="十六个字排成一行：这家店排队很久但是菜一点也不难吃。上面三条蓝线以蓝色的第九个字“是”为中心：1 层卷积看到 3 个，2 层 5 个，3 层 7 个。下面一串橙红的箭头从第一个字连到最后一个，是 RNN 一个一个地读。")

# %% [markdown] slideshow={"slide_type": "skip"}
# 每多一层，两边各多看一个：$k$ 层看到 $2k+1$ 个；“这”在左边第 8 个，要 8 层。
# RNN 从头读到尾，次序和前文都在；Transformer（第 13 章）一眼看全句。
#
# **都是倾向，不是规矩**：短文本用卷积常常也好；RNN 读长了，远处的难学到（第 12b 章）。

# %% slideshow={"slide_type": "skip"}
# 自检：k 层看到 2k+1 个
signal = torch.zeros(1, 1, 17, requires_grad=True)
seen = {}
for layers in (1, 2, 3, 8):
    stack = nn.Sequential(*[nn.Conv1d(1, 1, 3, padding=1, bias=False) for _ in range(layers)])
    for one in stack:
        nn.init.ones_(one.weight)
    (grad,) = torch.autograd.grad(stack(signal)[0, 0, 8], signal)
    seen[layers] = int((grad != 0).sum())
assert seen == {1: 3, 2: 5, 3: 7, 8: 17} and len(words) == 16 and words[8] == "是"

# %% [markdown] slideshow={"slide_type": "skip"}
# 手写数字，RNN 一行像素一行像素地读（不是一个一个），也认得出，只是平均比 CNN 低一点；各三个种子：

# %% slideshow={"slide_type": "skip"}
class RowReader(nn.Module):  # RNN：八行像素，一行一行地读
    def __init__(self):
        super().__init__()
        self.read, self.answer = nn.RNN(8, 32, batch_first=True), nn.Linear(32, 10)

    def forward(self, x):
        return self.answer(self.read(x.reshape(-1, 8, 8))[0][:, -1])


def little_cnn():
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)),
        *(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(128, 10)),
    )

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
by_kind = {}
for name, make in (("CNN", little_cnn), ("RNN", RowReader)):
    for seed in range(3):
        torch.manual_seed(seed)
        net, shuffle = make(), torch.Generator().manual_seed(seed)
        optimizer = torch.optim.Adam(net.parameters(), lr=0.008, fused=True)
        for _ in range(10):
            for rows in torch.randperm(1152, generator=shuffle).split(96):
                optimizer.zero_grad()
                loss_of(net(X_train[rows]), y_train[rows]).backward()
                optimizer.step()
        by_kind.setdefault(name, []).append(look(net, X_valid, y_valid)[1])
    size = sum(p.numel() for p in net.parameters())
    print(f"{name}，{size} 个参数，验证集上：" + "、".join(f"{right:.2f}" for right in by_kind[name]))

# %% slideshow={"slide_type": "skip"}
assert min(by_kind["CNN"]) > 0.94 and 0.9 < min(by_kind["RNN"]) and np.mean(by_kind["RNN"]) < np.mean(by_kind["CNN"])

# %% slideshow={"slide_type": "skip"}
quiz.ask("loop.cnn")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("loop.rnn")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：图不要一格一格念，请学生看着图，说出“一轮做几次、一批做几次”。
# 10.2.3 的程序和图上的圈号对着看；⑦ 缩进错到批的循环里，一轮就把学习率降到底（第 9 章）。
#
# **有空再改**（在笔记本里，自学的 `ETA, BATCH`，幻灯片上没有）：学习率 3，停在瞎猜的 2.3 附近，准确率一成，再也不动（64 个 ReLU 全死了，第 6 章）；每批 1152 个，20 轮只改 20 次，损失还有 1.8，准确率 0.84。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
dead, too_big = practise(0, X_train, y_train, eta=3)
assert not (dead[0](X_train) > 0).any()  # 64 个 ReLU 全死了
too_big = too_big[-1]
too_few = practise(0, X_train, y_train, eta=0.3, batch=1152)[1][-1]
assert too_big[0] > 2.2 and too_big[2] < 0.2 and 1.6 < too_few[0] < 2 and 0.75 < too_few[2] < 0.9

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.3 只量，不改
#
# ### 10.3.1 两个开关，各管各的
#
# 每轮都要量一次，量的时候，网络不能变。
# 有两个开关，常常当成一个：
#
# - `net.eval()`：换**模式**；只有 Dropout、批量归一化这样的层，训练和评估做法不同；
# - `torch.no_grad()`：不建**计算图**，省内存，省时间；不能再反向。
#
# 四种搭配，各量三件事：同一批算两次，输出一样吗；批量归一化攒的平均动了吗；还能反向吗？

# %% slideshow={"slide_type": "skip"}
def both_net(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(64, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Dropout(0.5), nn.Linear(64, 10))

# %% slideshow={"slide_type": "subslide"}
for mode in ("train", "eval"):
    for graph in (True, False):
        both = both_net(0)  # 批量归一化和 Dropout 都有
        both.train(mode == "train")
        with torch.set_grad_enabled(graph):  # False 就是 no_grad
            once, twice = both(X_valid), both(X_valid)
        same, moved = torch.equal(once, twice), bool(both[1].running_mean.any())
        print(f"{mode:5s} {'建图' if graph else '不建'}：两次一样 {same!s:5s}",
              f"平均动了 {moved!s:5s}  能反向 {once.requires_grad}")

# %% slideshow={"slide_type": "skip"}
for mode in (True, False):
    for graph in (True, False):
        both = both_net(0).train(mode)
        with torch.set_grad_enabled(graph):
            once, twice = both(X_valid), both(X_valid)
        assert torch.equal(once, twice) != mode and bool(both[1].running_mean.any()) == mode and once.requires_grad == graph
both.eval()
loss_of(both(X_valid), y_valid).backward()
assert both[0].weight.grad is not None and both[0].weight.grad.abs().sum() > 0  # eval 以后照样有梯度

# %% [markdown] slideshow={"slide_type": "fragment"}
# 前两列只跟着模式走，最后一列只跟着建不建图走。
#
# **常见错误**：“评估模式不反向，也不更新。”
# 第三行：`eval()` 以后照样能反向；更新不更新，看你调用不调用 `step()`。
# 第二行：只写 `no_grad()`，Dropout 照样在丢，攒的平均照样在动。
# **两个都要。**

# %% slideshow={"slide_type": "subslide"}
quiz.ask("loop.eval_mode")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.3.2 量完，把模式还回去
#
# 循环以前调用一次 `net.train()`，测试函数里只写 `eval()`，不还。
# 三轮训练时，网络各在什么模式？

# %% slideshow={"slide_type": "fragment"}
def careless(net, X, y):
    net.eval()  # 换了，没有还
    with torch.no_grad():
        return (net(X).argmax(dim=1) == y).float().mean().item()


for measure in (careless, look):
    both.train()
    modes = []
    for epoch in range(3):
        modes.append(both.training)  # 这一轮训练时的模式
        measure(both, X_valid, y_valid)
    print(f"{measure.__name__:8s} 训练模式：", modes)

# %% slideshow={"slide_type": "skip"}
assert modes == [True, True, True]
both.train()
modes = []
for _ in range(3):
    modes.append(both.training)
    careless(both, X_valid, y_valid)
assert modes == [True, False, False]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第二轮起，Dropout 白写了，批量归一化不再攒；不报错。
# 两种修法，都做更稳：

# %% [markdown] slideshow={"slide_type": "subslide"}
# 1. 测试函数记下来时的模式，走时还回去（第 5 章的 `test` 也这样；下面是 `look` 的全文，10.1 已运行）：
#
# ```python
# def look(net, X, y):
#     came = net.training
#     net.eval()
#     with torch.no_grad():
#         scores = net(X)
#     net.train(came)  # 来时是什么，就还成什么
#     accuracy = (scores.argmax(dim=1) == y).float().mean()
#     return loss_of(scores, y).item(), accuracy.item()
# ```
#
# 2. 每轮开头写一句 `net.train()`，10.2.3 就是这样。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：忘了 `eval()` 有多坏？** 一个带批量归一化和 Dropout 的网络，练 10 轮，同一个验证集量五次：

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
shaky = {}
for seed in range(3):
    both = both_net(seed)
    optimizer, shuffle = torch.optim.SGD(both.parameters(), lr=0.1, fused=True), torch.Generator().manual_seed(seed)
    for _ in range(10):
        for rows in torch.randperm(1152, generator=shuffle).split(32):
            optimizer.zero_grad()
            loss_of(both(X_train[rows]), y_train[rows]).backward()
            optimizer.step()
    right = look(both, X_valid, y_valid)[1]
    with torch.no_grad():  # 还在训练模式
        noisy = [(both(X_valid).argmax(dim=1) == y_valid).float().mean().item() for _ in range(5)]
    shaky[seed] = noisy, right
    print(f"种子 {seed}：忘了 " + "、".join(f"{share:.3f}" for share in noisy) + f"；没忘 {right:.3f}")

# %% slideshow={"slide_type": "skip"}
assert all(max(noisy) < right and len(set(noisy)) > 1 for noisy, right in shaky.values())

# %% [markdown] slideshow={"slide_type": "skip"}
# 忘了的，五次不全一样，而且都比没忘的低：Dropout 在丢，批量归一化用的是这一批的平均和方差。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：翻到程序以前，黑板上写四行左半边，让学生填 `True`、`False`。
# `careless` 的三个布尔值先收答案，多数人会说三个都是 `True`。
#
# **会有人问**：“`look` 不按批来，数据大了呢？”
# 对，那就也用装载器，一批一批地加；作业 10 的 `evaluate` 要你写的就是它。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.4 忘一行，多练几轮
#
# ### 10.4.1 忘了 `zero_grad`
#
# 第 9 章：忘了清零，就是 $\mu=1$ 的动量，旧的梯度一点不打折。
# 鸢尾花一轮只改一次，300 轮才看出坏；这里一轮改 36 次；两组只差清不清零，都是 SGD，学习率 0.1，三个种子：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
runs = {clear: [practise(seed, X_train, y_train, clear=clear)[1] for seed in range(3)] for clear in (True, False)}
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.0))
for clear, color, dash, name in ((True, BLUE, "-", "清零"), (False, RED, "--", "忘了")):
    for rows in runs[clear]:
        left_ax.plot(range(1, 21), rows[:, 0], color=color, ls=dash, lw=1.3, label=name)
        right_ax.plot(range(1, 21), rows[:, 2], color=color, ls=dash, lw=1.3)
        name = None
left_ax.set(xlabel="轮", ylabel="训练损失", xticks=[1, 5, 10, 15, 20])
left_ax.axhline(math.log(10), color="0.5", ls=":")
left_ax.text(20, math.log(10) - 0.08, "瞎猜", ha="right", va="top", color="0.4")
left_ax.legend(loc="upper left")
right_ax.set(xlabel="轮", ylabel="验证准确率", ylim=(0, 1.03), xticks=[1, 5, 10, 15, 20])
plotting.show(fig, alt="三个种子，蓝实线清零，橙红虚线忘了清零。左图训练损失：清零的三条几乎重合，从 2.2 光滑地降到 0.14；忘了的从 1.3 左右起，头三轮更低，然后抖着往上，越过瞎猜的 2.3，最后在 3 到 5。右图验证准确率：清零的升到 0.98；忘了的从 0.85 左右掉到两三成。")

# %% slideshow={"slide_type": "skip"}
kept, lost = (np.array(runs[clear]) for clear in (True, False))
print("清零", kept[:, [0, 1, 4, 9, 19], 0].round(2).tolist(), kept[:, -1, 2].round(2))
print("忘了，头五轮", lost[:, [0, 1, 4], 0].round(2).tolist())  # 再往后是乱跳，换一台机器，数就不同
assert (lost[:, :3, 0] < kept[:, :3, 0]).all() and (lost[:, 0, 2] > kept[:, 0, 2]).all()
assert (kept[:, -1, 2] > 0.95).all() and (lost[:, -1, 2] < 0.35).all() and (lost[:, -1, 0] > math.log(10)).all()

# %% [markdown] slideshow={"slide_type": "-"}
# 第 1 轮，忘了清零的还**更好**：攒着走，步子大。
# 到第 20 轮，三个种子的准确率都只剩两三成，损失比瞎猜还高；清零的三个都在 0.95 以上。
# 所以“前几轮降得快”不说明写对了。

# %% slideshow={"slide_type": "skip"}
quiz.ask("loop.zero_grad")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.4.2 练多少轮：多不一定好
#
# 轮数常常先给够，练到验证损失不再降；可是再往后呢？
# 只用 300 张图，每轮一批，学习率 0.3，练 800 轮，三个种子（细线，粗线是平均）；另一组，五分之一的标签换成随机的：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
drawn = torch.Generator().manual_seed(0)
few_X, few_y = X_train[:300], y_train[:300]
spoilt_y = few_y.clone()
spoilt = torch.randperm(300, generator=drawn)[:60]
spoilt_y[spoilt] = torch.randint(0, 10, (60,), generator=drawn)
long_runs = {name: [practise(seed, few_X, y, rounds=800, eta=0.3, batch=300, every=10) for seed in range(3)] for name, y in (("好标签", few_y), ("坏了五分之一", spoilt_y))}
fig, axes = plt.subplots(1, 3, figsize=(8, 2.9))
for ax, column, title in zip(axes, (0, 1, 2), ("训练损失", "验证损失", "验证准确率")):
    for (name, several), color, dash in zip(long_runs.items(), (BLUE, RED), ("-", "--")):
        for _, rows in several:
            ax.plot(range(10, 801, 10), rows[:, column], color=color, lw=0.7, alpha=0.35)
        middle = np.mean([rows[:, column] for _, rows in several], axis=0)
        ax.plot(range(10, 801, 10), middle, color=color, ls=dash, lw=2.4, label=name)
    ax.set_title(title, fontsize=14)
    ax.set(xlabel="轮", xticks=[10, 400, 800], ylim=((0, 1.5), (0, 0.8), (0.7, 1))[column])
axes[0].legend(fontsize=11)
plotting.show(fig, alt="三张小图，横轴是 800 轮，蓝实线是好标签，橙红虚线是坏了五分之一的，粗线是三个种子的平均。训练损失：两组都往下，坏的降得慢。验证损失：好的降到 0.17，之后几乎是平的；坏的在 280 轮前后最低，0.48，以后一路升到 0.65。验证准确率，纵轴从 0.7 起：好的停在 0.94 左右；坏的先到 0.93，以后掉到 0.79。")

# %% slideshow={"slide_type": "skip"}
good, bad = (np.array([rows for _, rows in several]) for several in long_runs.values())
wrong_labels = int((spoilt_y != few_y).sum())
middle, steady = bad.mean(axis=0), good.mean(axis=0)  # 三个种子的平均，就是粗线
lowest = int(middle[:, 1].argmin())
print("标签错了", wrong_labels, "个；粗线：验证损失在第", (lowest + 1) * 10, "轮最低")
print("坏标签，最低处：", middle[lowest, 1:].round(2).tolist(), "好标签，最低和末尾：", steady[:, 1].min().round(2), steady[-1].round(2))
assert 50 < wrong_labels <= 60 and (np.diff(good[:, ::20, 0]) < 0).all() and (np.diff(bad[:, ::20, 0]) < 0).all()
assert 22 <= lowest <= 33 and abs(middle[lowest, 1] - 0.484) < 0.01 and abs(middle[-1, 1] - 0.652) < 0.02
assert abs(middle[lowest, 2] - 0.93) < 0.01 and abs(middle[-1, 2] - 0.79) < 0.02
assert (bad[:, -1, 1] > bad[:, :, 1].min(axis=1) + 0.1).all() and (bad[:, -1, 2] < bad[:, lowest, 2] - 0.1).all()
assert abs(steady[:, 1].min() - 0.17) < 0.01 and abs(steady[-1, 1] - 0.185) < 0.01 and (good[:, 30:, 2] > 0.92).all()

# %% [markdown] slideshow={"slide_type": "-"}
# 训练损失都在降。
# 标签坏了的（看粗线），验证损失 280 轮前后最低，0.48，到 800 轮升到 0.65；准确率从 0.93 掉到 0.79：网络开始背错的标签。
# 标签好的，验证损失只从 0.17 升到 0.185，准确率停在 0.94 左右。
# **多练有没有坏处，看验证集**；多练反而变坏，叫过拟合，怎样认、怎样治，是第 11 章。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：翻到 10.4.1 的图以前，先问“忘了清零，第 1 轮会更好还是更坏”。
# 多数人说更坏。
#
# **会遇到的误区**：“验证损失升了，准确率一定降”。
# 标签好的那一组，400 轮以后损失升了一点，准确率几乎没动：损失看给正确答案的概率，准确率看对错（10.6.1）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.5 差多少：回归的尺子
#
# ### 10.5.1 五把尺子
#
# 练好了，好不好？
# 先分清两样：**损失**是给优化器看的，要能求导（几乎处处）；**指标**（metric）是给人看的，在没练过的数据上量。
#
# 回归好办，MAE、MSE 两样都能当；第 1 章的成绩单有五行：
#
# | 名字 | 式子 | 读法 |
# |---|---|---|
# | MAE | $\frac1n\sum\lvert y_i-\hat y_i\rvert$ | 平均差多少 |
# | MSE | $\frac1n\sum(y_i-\hat y_i)^2$ | 大错罚得重，单位是平方 |
# | RMSE | $\sqrt{\text{MSE}}$ | 单位变回来 |
# | MAPE | $\frac{100}n\sum\frac{\lvert y_i-\hat y_i\rvert}{\lvert y_i\rvert}$ | 平均差真实值的百分之几 |
# | $R^2$ | $1-\frac{\sum(y_i-\hat y_i)^2}{\sum(y_i-\bar y)^2}$ | 比“总猜平均 $\bar y$”省掉了几成的平方误差 |
#
# 前四个越小越好，是 0 就全对；$R^2$ 越大越好，全对是 1。
# 先学会 MAE 和 MSE；报告里常写 RMSE（单位和 $y$ 一样）和 $R^2$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.5.2 四个样本，手算
#
# | 真实 $y$ | 预测 $\hat y$ | 误差 $y-\hat y$ | 平方 | 占真实的 |
# |---|---|---|---|---|
# | 100 | 110 | −10 | 100 | 10 % |
# | 200 | 190 | 10 | 100 | 5 % |
# | 300 | 330 | −30 | 900 | 10 % |
# | 400 | 380 | 20 | 400 | 5 % |
#
# MAE 是 $\dfrac{10+10+30+20}4=17.5$；MAPE 是 $\dfrac{10+5+10+5}4=7.5$，百分之 7.5。

# %% slideshow={"slide_type": "fragment"}
quiz.ask("metrics.rmse")

# %% [markdown] slideshow={"slide_type": "subslide"}
# MSE 是 $\dfrac{100+100+900+400}4=\dfrac{1500}4=375$，开方是 RMSE。
# $R^2$：真实值的平均是 250，离平均的平方和 $150^2+50^2+50^2+150^2=50000$，
#
# $$R^2=1-\frac{1500}{50000}=\frac{97}{100}$$
#
# 最后一个预测从 380 变成 300，别的不动，MAE 和 MSE 各变几倍？

# %% slideshow={"slide_type": "-"}
truth = np.array([100, 200, 300, 400])


def five_measures(y, guess):
    error = y - guess
    mse = np.mean(error**2)
    return np.mean(abs(error)), mse, mse**0.5, np.mean(abs(error / y)) * 100, 1 - mse / np.var(y)


for last in (380, 300):
    found = five_measures(truth, np.array([110, 190, 330, last]))
    print(f"预测 {last}：" + "MAE {:g}，MSE {:g}，RMSE {:.2f}，MAPE {:g} %，R² {:g}".format(*found))

# %% slideshow={"slide_type": "skip"}
squares = [(y - p) ** 2 for y, p in zip((100, 200, 300, 400), (110, 190, 330, 380))]
assert Fraction(sum(squares), 4) == 375 and Fraction(10 + 10 + 30 + 20, 4) == Fraction(35, 2)
assert 1 - Fraction(sum(squares), 50000) == Fraction(97, 100)
assert sum((Fraction(abs(y - p), y) for y, p in zip((100, 200, 300, 400), (110, 190, 330, 380))), Fraction(0)) / 4 == Fraction(75, 1000)
first, second = five_measures(truth, np.array([110, 190, 330, 380])), five_measures(truth, np.array([110, 190, 330, 300]))
assert np.allclose(first, [17.5, 375, 19.3649, 7.5, 0.97], atol=1e-4) and np.allclose(second, [37.5, 2775, 52.6783, 12.5, 0.778], atol=1e-4)
guess = np.array([110, 190, 330, 380])
assert np.isclose(metrics.mean_absolute_error(truth, guess), 17.5) and np.isclose(metrics.mean_squared_error(truth, guess), 375)
assert np.isclose(metrics.r2_score(truth, guess), 0.97) and np.isclose(metrics.mean_absolute_percentage_error(truth, guess), 0.075)
assert np.isclose(five_measures(truth, np.full(4, 250))[4], 0) and five_measures(truth, np.array([400, 300, 200, 100]))[4] == -3

# %% [markdown] slideshow={"slide_type": "-"}
# 一个大错，MAE 大约翻一番（17.5 到 37.5），MSE 变成七倍多（375 到 2775）。
# **大错特别贵，看 MSE；每一分一样贵，看 MAE**。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.5.3 两把要小心的尺子
#
# **MAPE 不对称。** 真实值都是 100：
#
# | 预测 | 0 | 50 | 150 | 200 | 300 |
# |---|---|---|---|---|---|
# | 差百分之几 | 100 | 50 | 50 | 100 | 200 |
#
# 只要预测不是负的，低估最多罚 100 %；高估没有上限。
# 拿它来挑模型，会偏爱往低里猜的；真实值是 0，它没有定义。

# %% [markdown] slideshow={"slide_type": "fragment"}
# **$R^2$ 用来报告，不用来训练，也不是“对了几成”。**
#
# - 总猜这份数据的平均，$R^2=0$；比它还差，就是负的：一律倒着猜（400、300、200、100），$R^2=-3$。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：为什么不用来训练。**
#
# - $1-R^2$ 是 MSE 除以方差（方差的分母是 $n$），同一份数据上方差是定数，排名次和 MSE 一样；分批训练时，一批一个方差，除了反而不好比，所以训练用 MSE；
# - 换一份数据，方差变了，$R^2$ 就不好比。

# %% slideshow={"slide_type": "skip"}
assert [abs(100 - guess) for guess in (0, 50, 150, 200, 300)] == [100, 50, 50, 100, 200]

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.r_squared")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.mape")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：`metrics.rmse` 问完再往下翻，MSE 在下一张。
# 10.5.3 的 MAPE，问一句：“报成三倍罚 200，报成零只罚 100，你会怎么报？”
#
# **会遇到的误区**：“$R^2=0.97$ 就是 97 % 的样本猜对了”。
# 四个样本，一个也没有猜中。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.6 对不对：数出四个数
#
# ### 10.6.1 损失能评价分类吗
#
# 一张猫的照片，两个模型都说“猫”：甲给猫 0.9，乙给猫 0.51。
# 再加一个丙，给 0.49。
# 交叉熵是 $-\ln p$（第 6 章）；只有两类，过了一半就算说“猫”（类多了，说得分最高的那一类）：

# %% slideshow={"slide_type": "-"}
for name, p in (("甲", 0.9), ("乙", 0.51), ("丙", 0.49)):
    print(f"{name}给猫 {p:.2f}：交叉熵 {-math.log(p):.3f}，{'对' if p > 0.5 else '错'}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([-math.log(p) for p in (0.9, 0.51, 0.49)], [0.105, 0.673, 0.713], atol=5e-4)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 甲和乙都对，交叉熵差六倍多；乙和丙一对一错，交叉熵只差 0.04。
# **交叉熵量的是给了正确答案多大的概率，不是对不对**；要知道对了几成，得另外数。
# 反过来，准确率不能当损失：权重动一点，它多半不动，梯度几乎处处是 0。

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.ce_or_acc")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.6.2 四个数的名字，怎么记
#
# 第 6 章挑次品时数过 TP、FP、FN、TN。
# 名字容易记反，两个字母分开读：
#
# - **后一个字母，喊的是什么**：P 喊“是”（正例），N 喊“不是”；
# - **前一个字母，喊得对不对**：T 对，F 错。
#
# 66 张照片，找猫（正例）：
#
# | | 喊“猫” | 喊“不是” |
# |---|---|---|
# | **真是猫** | TP 真正例，找到了：10 | FN 假负例，**漏报**：8 |
# | **真不是** | FP 假正例，**误报**：3 | TN 真负例：45 |
#
# 这张是“行真实，正例在前”；排法还有别的，见 10.6.3。
#
# **常见错误**：看见 FN 里的 N，以为真的那一边是负例。
# N 是喊出来的；喊错了，所以它其实是猫。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.6.3 另外两种排法
#
# 同样四个数，scikit-learn 把负例放在前面；有的书行是预测、列是真实：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
cats_true = [1] * 18 + [0] * 48
cats_said = [1] * 10 + [0] * 8 + [1] * 3 + [0] * 45
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.4))
plotting.confusion_matrix(cats_true, cats_said, labels=["不是猫", "猫"], ax=left_ax)
left_ax.set_title("scikit-learn：行是真实", fontsize=14)
book = np.array([[10, 3], [8, 45]])
right_ax.imshow(book, cmap="Blues", vmin=0, vmax=45)
right_ax.spines[:].set(visible=True, color="0.5")
for (row, column), name in zip(np.ndindex(2, 2), ("TP", "FP", "FN", "TN")):
    right_ax.text(column, row, f"{name}\n{book[row, column]}", ha="center", va="center", color="white" if book[row, column] > 22 else "black")
right_ax.set(xticks=[0, 1], yticks=[0, 1], xlabel="真实类别", ylabel="预测类别")
right_ax.set_xticklabels(["猫", "不是猫"])
right_ax.set_yticklabels(["猫", "不是猫"])
right_ax.set_title("有的书：行是预测，正例在前", fontsize=14)
right_ax.grid(False)
plotting.show(fig, alt="两张 2×2 的表。左边是 scikit-learn 的排法，行是真实，列是预测，次序是不是猫、猫：45、3、8、10。右边行是预测，列是真实，猫在前：TP 10、FP 3、FN 8、TN 45。")

# %% [markdown] slideshow={"slide_type": "-"}
# 左边是 `[[45, 3], [8, 10]]`，类别按 0、1 排：上一行 TN、FP，下一行 FN、TP。
# **读表先看两件事：行是谁，正例排第几。**

# %% slideshow={"slide_type": "skip"}
table = metrics.confusion_matrix(cats_true, cats_said)
assert table.tolist() == [[45, 3], [8, 10]] and (table[::-1, ::-1].T == book).all()
assert tuple(int(n) for n in table.ravel()) == (45, 3, 8, 10)  # 次序是 TN、FP、FN、TP

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：画热图，取四个数。**
# `sklearn.metrics.confusion_matrix(真实, 预测)` 给出左边的表；`.ravel()` 拉平，次序是 TN、FP、FN、TP。
# 画图用 `plotting.confusion_matrix`；用 seaborn 的话，`seaborn.heatmap(table, annot=True, cmap="Blues")`，`annot=True` 把数写在格里。
# `plotting.confusion_matrix(…, layout="transposed")` 把行列对调。

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.matrix")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.6.4 四个比，填空
#
# - **准确率** $\dfrac{TP+TN}{TP+FP+FN+TN}$：全部里，对的占几成；
# - **精确率** $P=\dfrac{TP}{TP+FP}$：**喊了猫的**，几成真是猫（查准）；
# - **召回率** $R=\dfrac{TP}{TP+FN}$：**真的猫**，找到几成（查全）；
# - $F_1=\dfrac{2PR}{P+R}$：两个的**调和平均**，贴近小的那个，两样都好才会高。
#
# 四个都是 1 最好。
# 66 张照片，TP 10，FP 3，FN 8，TN 45，先填空：
#
# 准确率 $\frac{?}{66}$；精确率和召回率，分子都是几，分母各是几？

# %% slideshow={"slide_type": "fragment"}
quiz.ask("metrics.precision")

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.accuracy")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.recall")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# 用分数算，一位不差：

# %% slideshow={"slide_type": "-"}
def four_ratios(TP, FP, FN, TN):
    precision = Fraction(TP, TP + FP or 1)  # 分母是 0，换成 1，得 0
    recall = Fraction(TP, TP + FN or 1)
    f_one = 2 * precision * recall / (precision + recall or 1)
    return Fraction(TP + TN, TP + FP + FN + TN), precision, recall, f_one


print("准确率 {}，精确率 {}，召回率 {}，F1 {}".format(*four_ratios(10, 3, 8, 45)))

# %% slideshow={"slide_type": "skip"}
assert four_ratios(10, 3, 8, 45) == (Fraction(5, 6), Fraction(10, 13), Fraction(5, 9), Fraction(20, 31))
assert Fraction(2 * 10, 2 * 10 + 3 + 8) == Fraction(20, 31) and abs(20 / 31 - 0.645161) < 1e-6
assert np.isclose(metrics.f1_score(cats_true, cats_said), 20 / 31)
assert Fraction(10, 13) / 2 + Fraction(5, 9) / 2 == Fraction(155, 234) and abs(155 / 234 - 0.6624) < 1e-4

# %% [markdown] slideshow={"slide_type": "fragment"}
# 把 $P$、$R$ 代进去，上下同乘 $(TP+FP)(TP+FN)$，约掉一个 $TP$：
#
# $$F_1=\frac{2PR}{P+R}=\frac{2\,TP}{2\,TP+FP+FN}=\frac{20}{20+3+8}=\frac{20}{31}$$
#
# **常见错误**：分母写成 $TP+FP+FN$，少了一个 2，得 $\frac{20}{21}$，比 $P$ 和 $R$ 都大；平均数不会比两个都大。

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.f_one")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 10.6.5 为什么是调和平均，什么时候准确率就够（自学）
#
# 一律喊“猫”：召回率是 1，精确率 $\frac{18}{66}$。
# 普通的平均是 0.64，和 10.6.4 那个认真的模型（$\frac12(\frac{10}{13}+\frac59)=0.66$）差不多；调和平均是 0.43，认真的是 $\frac{20}{31}=0.65$，分得开。
#
# 猫狗各 500 张，TP 480，FP 40，FN 20，TN 460：

# %% slideshow={"slide_type": "skip"}
print("准确率 {}，精确率 {}，召回率 {}，F1 {}".format(*four_ratios(480, 40, 20, 460)))

# %% [markdown] slideshow={"slide_type": "skip"}
# $\frac{47}{50}=94\,\%$，四个数都在 0.92 到 0.96。
# **两类一样多，两种错一样贵，准确率就够了。**

# %% slideshow={"slide_type": "skip"}
assert four_ratios(480, 40, 20, 460) == (Fraction(47, 50), Fraction(12, 13), Fraction(24, 25), Fraction(16, 17))
always = four_ratios(18, 48, 0, 0)
assert always[1:3] == (Fraction(18, 66), 1) and abs(float(always[3]) - 0.43) < 0.005 and abs((18 / 66 + 1) / 2 - 0.64) < 0.005

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.uneven")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：精确率会跟着人群变。**
# 不是猫的照片多一倍，网络一点没变：FP 变成 6，TN 变成 90，精确率从 $\frac{10}{13}$ 掉到 $\frac{10}{16}$。
# 不是猫的照片里喊对的比例，$\frac{45}{48}=\frac{15}{16}$，没有变，它叫**特异度**（specificity）：分不分得清负例，看它，不看精确率。
# 也有人说“$F_1$ 高就稳健”：它只平衡 $P$ 和 $R$，连 TN 都没有看；稳不稳，要换种子、换数据再量（10.10）。
# 两类的召回率平均一下，$\frac12\big(\frac59+\frac{15}{16}\big)=0.7465$，叫**平衡准确率**（balanced accuracy）；把四个数都用上、从 −1 到 1 的，有**马修斯相关系数**（Matthews correlation coefficient，MCC），这里是 0.5521。

# %% slideshow={"slide_type": "skip"}
assert Fraction(10, 10 + 6) == Fraction(5, 8) and Fraction(90, 96) == Fraction(45, 48) == Fraction(15, 16)
assert np.isclose(metrics.balanced_accuracy_score(cats_true, cats_said), 0.7465, atol=5e-5)
assert np.isclose(metrics.matthews_corrcoef(cats_true, cats_said), 0.5521, atol=5e-5)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：黑板上画猫的 2×2 表，先填 10、3、8、45，再请学生往四格里写名字。
# 精确率画一列，召回率画一行，圈出分母。
#
# **会遇到的误区**：把“真猫喊成不是”叫 FP；照 10.6.2 的两个字母读，后一个字母是喊的，应是 FN。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.7 准确率骗人的时候
#
# ### 10.7.1 八亿人里的二十个
#
# 一年 8 亿名乘客，20 个危险分子；一台安检机抓到 10 个，没有冤枉一个好人。

# %% slideshow={"slide_type": "-"}
million = 1_000_000
for name, TP, FN in (("安检机", 10, 10), ("谁都放行", 0, 20)):
    FP, TN = 0, 800 * million - 20
    accuracy = (TP + TN) / (TP + FP + FN + TN)
    print(f"{name}：准确率 {accuracy * 100:.8f} %，召回率 {TP / (TP + FN):.0%}")

# %% slideshow={"slide_type": "skip"}
assert Fraction(800 * million - 10, 800 * million) == 1 - Fraction(1, 80 * million)
assert f"{100 * (1 - 10 / 8e8):.8f}" == "99.99999875" and f"{100 * (1 - 20 / 8e8):.7f}" == "99.9999975"

# %% [markdown] slideshow={"slide_type": "fragment"}
# 谁都放行，准确率也有 99.9999975 %；和安检机只差八亿分之十，召回率却是 50 % 和 0。
# **正例很少时，准确率几乎只在数负例。**
# “谁都放行”的精确率是 $\frac00$，没有定义，约定报 0（scikit-learn 会警告）；$F_1=\frac{2TP}{2TP+FP+FN}=\frac{0}{0+0+20}=0$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.7.2 少见的病
#
# 1000 人，10 人有病（正例），990 人健康（负例）。
# 机器喊“有病” 28 人，其中真病 8 人，误报 20 人；漏了 2 人。
#
# | | 喊“有病” | 喊“健康” |
# |---|---|---|
# | **真病** | TP 8 | FN 2 |
# | **健康** | FP 20 | TN 970 |

# %% slideshow={"slide_type": "fragment"}
quiz.ask("metrics.rare")

# %% slideshow={"slide_type": "subslide"}
ill = four_ratios(8, 20, 2, 970)
for name, ratio in zip(("准确率", "精确率", "召回率", "F1"), ill):
    print(f"{name} {ratio} = {float(ratio):.2%}")

# %% slideshow={"slide_type": "skip"}
assert ill == (Fraction(489, 500), Fraction(2, 7), Fraction(4, 5), Fraction(8, 19))
assert np.allclose([float(ratio) for ratio in ill], [0.978, 0.2857, 0.8, 0.4211], atol=5e-5)
assert Fraction(16, 8 + 20 + 2) == Fraction(8, 15)  # 少了一个 2 的 F1

# %% [markdown] slideshow={"slide_type": "-"}
# 准确率 97.8 %；一律说“健康”，准确率 99 %，**更高**，召回率是 0。
# 召回率 80 %：10 个病人找到 8 个。
# 精确率 28.57 %：喊了 28 个，七成多是虚惊。
# $F_1=\frac{16}{16+20+2}=\frac8{19}$，42.1 %；分母少一个 2，就成了 53.3 %。

# %% [markdown] slideshow={"slide_type": "skip"}
# 先猜，再看下一小节的表：

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.misses")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.7.3 看哪一个
#
# 先问：**漏报贵，还是误报贵？**
#
# | 题目 | 更怕 | 看 |
# |---|---|---|
# | 筛查疾病、查次品 | 漏报：病人回家了 | 召回率（精确率别太低，复查也要钱） |
# | 挡垃圾邮件 | 误报：好信进了垃圾箱 | 精确率 |
# | 抓欺诈 | 都怕：漏了赔钱，冤枉了丢客户 | $F_1$，或者按赔多少来挑（第 6 章） |
# | 认数字、分猫狗 | 差不多，各类也差不多 | 准确率 |
#
# 只报一个数，总能骗人：谁都喊，召回率是 1；只喊最有把握的一个，精确率常常是 1。
# **精确率和召回率，一起报。**

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.paradox")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：翻到 10.7.1 以前，先问“谁都放行，准确率是多少”。
# 10.7.2 的表里，有病是正例，健康是负例，别说反。
#
# **会遇到的误区**：“准确率 97.8 %，说明机器很好”。
# 一律说健康是 99 %。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.8 挪一挪门槛
#
# ### 10.8.1 十个样本
#
# 模型给的是 0 到 1 的分数，**分数不低于门槛**（threshold，也叫阈值）就喊“是”；第 6 章叫它“那道线”。
# 十个样本，按分数从高到低：
#
# | 分数 | 0.95 | 0.9 | 0.8 | 0.7 | 0.6 | 0.55 | 0.4 | 0.35 | 0.2 | 0.1 |
# |---|---|---|---|---|---|---|---|---|---|---|
# | 真实 | 1 | 1 | 0 | 1 | 1 | 0 | 0 | 1 | 0 | 0 |
#
# 门槛 0.5：前六个喊“是”，四个喊对。
# $P=\frac46$，五个正例找到四个，$R=\frac45$。

# %% slideshow={"slide_type": "fragment"}
quiz.ask("metrics.threshold")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.8.2 扫一遍

# %% slideshow={"slide_type": "-"}
truths = np.array([1, 1, 0, 1, 1, 0, 0, 1, 0, 0])
given = np.array([0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.4, 0.35, 0.2, 0.1])


def at_cut(cut):  # 返回 TP、FP、FN、TN
    said, real = given >= cut, truths == 1
    return [int(pile.sum()) for pile in (said & real, said & ~real, ~said & real, ~said & ~real)]


for cut in (0.3, 0.5, 0.65, 0.85):
    counts = at_cut(cut)
    ratios = [f"{float(ratio):.3f}" for ratio in four_ratios(*counts)[1:]]
    print(f"门槛 {cut:<4}  TP、FP、FN、TN：", *counts, "  P、R、F1：", *ratios)

# %% slideshow={"slide_type": "skip"}
swept = {cut: four_ratios(*at_cut(cut))[1:] for cut in (0.3, 0.5, 0.65, 0.85)}
assert swept == {
    0.3: (Fraction(5, 8), 1, Fraction(10, 13)),
    0.5: (Fraction(2, 3), Fraction(4, 5), Fraction(8, 11)),
    0.65: (Fraction(3, 4), Fraction(3, 5), Fraction(2, 3)),
    0.85: (1, Fraction(2, 5), Fraction(4, 7)),
}
assert np.isclose(metrics.roc_auc_score(truths, given), 0.8) and np.isclose(metrics.average_precision_score(truths, given), 0.835, atol=5e-4)
assert four_ratios(*at_cut(0.7))[1] == Fraction(3, 4) > four_ratios(*at_cut(0.75))[1] == Fraction(2, 3)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 门槛抬高，喊“是”的只会变少，所以**召回率只会降，或者不变**。
# 精确率多半升，却不一定：从 0.7 抬到 0.75，挤掉的是一个真的，$\frac34$ 掉到 $\frac23$。

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, (left_ax, right_ax) = plt.subplots(1, 2, figsize=(8, 3.6))
cuts = np.sort(given)  # 两个分数之间，谁也没有换边
swept_lines = np.array([[float(ratio) for ratio in four_ratios(*at_cut(cut))[1:]] for cut in cuts])
for column, (name, color, dash) in enumerate((("精确率", BLUE, "-"), ("召回率", RED, "--"), ("F1", GREEN, ":"))):
    left_ax.plot(cuts, swept_lines[:, column], color=color, ls=dash, drawstyle="steps-pre", label=name)
left_ax.axvline(0.5, ymax=0.78, color="0.4", lw=1)
left_ax.plot([0.6], [0.8], "o", ms=9, color=GREEN)
left_ax.set(xlabel="门槛", ylim=(0, 1.35), xticks=[0.1, 0.3, 0.5, 0.7, 0.9], yticks=[0, 0.5, 1])
left_ax.legend(loc="upper center", ncols=3, fontsize=11, columnspacing=1, handlelength=1.4)
precisions, recalls, _ = metrics.precision_recall_curve(truths, given)
right_ax.plot(recalls, precisions, color=BLUE, drawstyle="steps-post")
right_ax.plot(recalls[:-1], precisions[:-1], "o", color=BLUE)  # 最后一点 (0, 1) 是补上的，没有门槛
right_ax.plot([0.8], [2 / 3], "o", ms=14, mfc="none", mec="black", mew=2)
right_ax.annotate("门槛 0.5", (0.8, 2 / 3), (0.5, 0.3), ha="center", arrowprops={"arrowstyle": "-", "color": "0.4"})
right_ax.set(xlabel="召回率", ylabel="精确率", xlim=(-0.03, 1.05), ylim=(0, 1.08), yticks=[0, 0.5, 1])
plotting.show(fig, alt="左图：横轴是门槛，三条阶梯线。召回率（橙红虚线）从 1 一级一级降到 0.2；精确率（蓝实线）大体从 0.5 升到 1，中间有几级是降的；F1（绿点线）在 0.6 处最高，是 0.8，标着绿点。竖的灰线在门槛 0.5。右图：横轴召回率，纵轴精确率，阶梯线从左上的 (0, 1) 走到右下的 (1, 0.5)，圆圈标出门槛 0.5 的一点 (0.8, 0.667)。")

# %% [markdown] slideshow={"slide_type": "-"}
# 左：三个数随门槛怎样变。
# 右：**PR 曲线**（P 精确率，R 召回率），每个圆点是一个门槛，越靠右上越好。
# 另一种常见的画法是 **ROC 曲线**：横轴换成误报率 $\frac{FP}{FP+TN}$，纵轴是召回率；线下的面积叫 **AUC**，1 最好，瞎猜是 0.5，这里 0.8。
# **门槛在验证集上挑**；挑完，测试集上只报一次。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：一个数说完 PR 曲线。** 阶梯下的面积叫平均精确率（average precision，AP），这里 0.835，不挑门槛也能比两个模型。
# 自己的数据，`plotting.threshold_sweep(真实, 分数)` 和 `plotting.precision_recall(真实, 分数)` 各画一张。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 10.8.3 轮到你挪（自学）
#
# 还是这十个样本：漏一个赔 3 元，误报一个赔 1 元（第 6 章），门槛放在哪里最省？
# 先猜，再改下面的 `CUT`。

# %% slideshow={"slide_type": "skip"}
CUT = 0.5  # 改这里
TP, FP, FN, TN = at_cut(CUT)
print(f"门槛 {CUT}：漏 {FN}，误报 {FP}，赔 {3 * FN + FP} 元")

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
if runtime.interactive():
    import ipywidgets

    def show_cut(cut=0.5):
        TP, FP, FN, TN = at_cut(round(cut, 2))
        print(f"TP {TP} FP {FP} FN {FN} TN {TN}，P {TP / max(TP + FP, 1):.3f}，R {TP / (TP + FN):.3f}")

    ipywidgets.interact(show_cut, cut=(0.05, 0.95, 0.05))
else:
    print("在 JupyterLab 里运行，这里可以拖动门槛。没有滑块时，改上面“改这里”的一格。")

# %% [markdown] slideshow={"slide_type": "skip"}
# <details><summary>答案</summary>
#
# 门槛 0.35（比 0.2 大，不超过 0.35，都一样）：前八个喊“是”，一个不漏，误报 3 个，赔 3 元。
# $F_1$ 最高的 0.6，漏一个、误报一个，要赔 4 元：$F_1$ 最高的，不一定最省。
# </details>

# %% slideshow={"slide_type": "skip"}
bill = {float(cut): 3 * at_cut(cut)[2] + at_cut(cut)[1] for cut in given}
assert min(bill, key=bill.get) == 0.35 and bill[0.35] == 3 and sorted(bill.values())[1] == 4 and bill[0.6] == 4
assert max(given, key=lambda cut: four_ratios(*at_cut(cut))[3]) == 0.6

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：ROC 曲线。**
# AUC 不用画图也算得出：它是“随便挑一个正例、一个负例，正例分数更高”的机会（一样高算半对），上面是 $25$ 对里 $20$ 对，0.8。
# 负例特别多时，很小的误报比例也是很多张误报：990 个健康的误报 20 个，比例只有 2 %，精确率却只有 28.6 %（10.7.2）。
# 这种时候，看 PR 曲线。

# %% slideshow={"slide_type": "skip"}
pairs = [(a, b) for a in given[truths == 1] for b in given[truths == 0]]
assert len(pairs) == 25 and sum(a > b for a, b in pairs) == 20

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：`metrics.threshold` 先问，再扫。
# 10.8.2 的左图请学生读绿点：0.6，前五个喊“是”，$P=R=\frac45$。
#
# **现场可改**的是 10.8.2 扫的那四个门槛：换进 0.75，P 0.667、R 0.4；超过 0.95，谁也不喊，P 印 0（没有定义，当作 0）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.9 好几类，合成一个数
#
# ### 10.9.1 一类对其余
#
# 三类、十类，没有“正例”；那就**轮流当**：轮到哪一类，它是正例，别的合起来是负例，各算一个 $F_1$。
# 再合成一个：
#
# - **宏平均**（macro average）：各类的 $F_1$ 直接平均，**一类一票**；
# - **微平均**（micro average）：各类的 TP、FP、FN 先加起来，再算一次，**一个样本一票**。
#
# 还是猫的表，“不是猫”也当一回正例：它的 TP 是 45，FP 是 8，FN 是 3，$F_1=\frac{90}{101}$。
#
# $$F_1^{\text{macro}}=\frac12\Big(\frac{20}{31}+\frac{90}{101}\Big)=\frac{2405}{3131}=0.768,\qquad F_1^{\text{micro}}=\frac{2\times55}{2\times55+11+11}=\frac56$$
#
# 微平均里，TP 共 $10+45$，FP 共 $3+8$，FN 共 $8+3$。

# %% slideshow={"slide_type": "skip"}
quiz.ask("metrics.micro")  # 练习

# %% [markdown] slideshow={"slide_type": "fragment"}
# 微平均就是准确率，不是碰巧：一个样本只有一个标签、一个答案，所有的类都算进去时，错一个，对喊出来的那一类是 FP，对真的那一类是 FN；所以 FP、FN 的总数都是错的个数。
# 对 $a$ 个、错 $b$ 个，$\frac{2a}{2a+b+b}=\frac a{a+b}$。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.9.2 手算，和 scikit-learn 对一对
#
# 三类，行是真实，列是喊的：$\begin{pmatrix}5&1&0\\2&6&2\\0&3&11\end{pmatrix}$。
#
# 第二类：对角线上 TP 6；第二列 1、6、3，和是 10，FP $10-6=4$；第二行 2、6、2，和也是 10，FN $10-6=4$。
# 所以分母 $2TP+FP+FN$ 就是行的和加列的和，$F_1=\frac{12}{20}$。
# 另外两类，你来数。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("metrics.macro")

# %% [markdown] slideshow={"slide_type": "subslide"}
# 写成程序，和 scikit-learn 对一对：

# %% slideshow={"slide_type": "-"}
def macro_micro(table):
    T = np.array(table)
    TP = np.diag(T)  # 对角线
    FP, FN = T.sum(axis=0) - TP, T.sum(axis=1) - TP  # 列的和、行的和，减去对的
    f_ones = [Fraction(int(2 * TP[k]), int(2 * TP[k] + FP[k] + FN[k])) for k in range(len(T))]
    right, wrong = int(TP.sum()), int(FP.sum())
    return f_ones, sum(f_ones) / len(f_ones), Fraction(2 * right, 2 * right + wrong + wrong)


other_table = [[5, 1, 0], [2, 6, 2], [0, 3, 11]]
f_ones, macro, micro = macro_micro(other_table)
print("F1：", *f_ones, f" 宏 {float(macro):.6f}  微 {float(micro):.6f}")

# %% slideshow={"slide_type": "skip"}
real = np.repeat(range(3), np.sum(other_table, axis=1))  # 从表变回一个一个的样本
said = np.concatenate([np.repeat(range(3), row) for row in other_table])

# %% slideshow={"slide_type": "-"}
for kind in ("macro", "micro"):
    print(f"scikit-learn {kind}：{metrics.f1_score(real, said, average=kind):.6f}")

# %% slideshow={"slide_type": "skip"}
iris_found = macro_micro([[10, 0, 0], [0, 9, 1], [0, 0, 10]])  # 第 5 章的鸢尾花，30 朵错 1 朵
assert iris_found == ([1, Fraction(18, 19), Fraction(20, 21)], Fraction(1157, 1197), Fraction(29, 30))
assert f_ones == [Fraction(10, 13), Fraction(3, 5), Fraction(22, 27)] and micro == Fraction(22, 30)
assert abs(float(macro) - 0.728015) < 1e-6 and np.isclose(metrics.f1_score(real, said, average="macro"), float(macro))
assert np.allclose(metrics.precision_score(real, said, average=None), [5 / 7, 0.6, 11 / 13])
assert np.allclose(metrics.recall_score(real, said, average=None), [5 / 6, 0.6, 11 / 14])
assert abs(metrics.f1_score(real, said, average="weighted") - 0.734093) < 1e-6
assert (metrics.confusion_matrix(real, said) == other_table).all()
cat_macro = macro_micro([[45, 3], [8, 10]])
assert cat_macro == ([Fraction(90, 101), Fraction(20, 31)], Fraction(2405, 3131), Fraction(5, 6))


def f_of_means(real, said):  # 《机器学习》的宏 F1：先平均 P、R，再合成
    P, R = metrics.precision_score(real, said, average="macro"), metrics.recall_score(real, said, average="macro")
    return 2 * P * R / (P + R)


assert abs(f_of_means(cats_true, cats_said) - 0.777) < 5e-4 and abs(f_of_means(real, said) - 0.730) < 5e-4

# %% [markdown] slideshow={"slide_type": "-"}
# 一位不差。

# %% [markdown] slideshow={"slide_type": "skip"}
# 第 5 章的鸢尾花（30 朵错 1 朵）：三类的 $F_1$ 是 $1$、$\frac{18}{19}$、$\frac{20}{21}$，宏 0.9666，微 $\frac{29}{30}=0.9667$：三类一样多，几乎没有差别。
# 宏平均有**两种定义**：scikit-learn 和本课先算各类 $F_1$ 再平均；周志华《机器学习》先平均 $P$、$R$，再合成一个 $F_1$，猫的表是 0.777（本课 0.768）。
# 报数时写明哪一种。
# 还有第三种 `average="weighted"`：按每一类真实有几个，加权平均，上面那张表是 0.734。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.9.3 用哪一个
#
# 1000 张片子，700 张没事、200 张肺炎、100 张结核；一个模型一律说“没事”：
#
# | | 没事 | 肺炎 | 结核 | 合成 |
# |---|---|---|---|---|
# | $F_1$ | $\frac{1400}{1700}=0.824$ | 0 | 0 | 宏 0.275，微 0.7 |
#
# （从没喊过的类，TP 是 0，$F_1=\frac{0}{0+0+200}=0$。）
#
# - 小类和大类一样要紧，看**宏平均**；可是小类只有几十个样本，它会跟着几个样本晃；
# - 每个样本一样要紧，看**微平均**（准确率）；
# - 拿不准，两个都报，再把混淆矩阵附上：**合成的数只说好坏，矩阵才说错在哪里**。

# %% slideshow={"slide_type": "skip"}
lazy = macro_micro([[700, 0, 0], [200, 0, 0], [100, 0, 0]])
assert lazy[0] == [Fraction(14, 17), 0, 0] and lazy[1] == Fraction(14, 51) and lazy[2] == Fraction(7, 10)

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：黑板上还是猫的表，请一位同学把“不是猫”当正例，重读四个数。
# `metrics.macro` 的数，正是 10.9.2 的表：第二类一起数，另外两类同桌各数一类。
#
# **会有人问**：周志华书上的宏 $F_1$ 不一样？
# 对，两种都在用；`metrics.macro` 按那一种是 0.730，本课的是 0.728。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.10 长跑以前，选定以后
#
# ### 10.10.1 开跑以前，四样检查
#
# 一次训练要几个小时，甚至几天；错了再来，太贵。
# 先花一分钟：
#
# 1. **起点**：还没改权重，交叉熵应在 $\ln C$ 附近（$C$ 类，得分都还小，各给大约 $\frac1C$）；
# 2. **一小批**：关掉 Dropout，20 个样本，几百步，损失应到 0 附近；连 20 个都背不下来，多半是程序有错；
# 3. **打乱标签**：训练标签整个洗牌，再练，验证准确率应掉回瞎猜的水平：各类一样多是 $\frac1C$，不然是最大一类的占比；高出很多，说明还有路看得到真答案；
# 4. **换种子**：跑几个种子，报平均 ± 标准差（拿几个估计全体，除以个数减 1，8.4.2）。
#
# 1、2、3 不过，别往下跑；4 告诉你，差多少才算差。
# 3 过了，也不等于没有泄漏：重复的样本、泄题的列，标签一打乱就看不出，要另外查（第 3 章）。

# %% slideshow={"slide_type": "skip"}
def memorise(seed, shuffled, steps=400):
    """Train on twenty digits, perhaps with shuffled labels; return the loss before each step."""
    net, losses = digit_net(seed), []
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, fused=True)
    y = y_train[:20]
    if shuffled:
        y = y[torch.randperm(20, generator=torch.Generator().manual_seed(seed))]
    for _ in range(steps):
        optimizer.zero_grad()
        loss = loss_of(net(X_train[:20]), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.10.2 真的查一遍

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
starts = [look(digit_net(seed), X_train, y_train)[0] for seed in range(5)]
print(f"1. ln 10 = {math.log(10):.3f}；五个种子的起点：" + "、".join(f"{loss:.3f}" for loss in starts))
memories = {shuffled: [memorise(seed, shuffled) for seed in range(3)] for shuffled in (False, True)}
print("2. 20 个样本（图里蓝线），400 步以后的损失：" + "、".join(f"{losses[-1]:.3f}" for losses in memories[False]))
by_luck = []
for seed in range(3):
    mixed = y_train[torch.randperm(1152, generator=torch.Generator().manual_seed(seed))]
    by_luck.append(practise(seed, X_train, mixed, rounds=10, every=10)[1][-1, 2])
print("3. 训练标签整个打乱，三个种子的验证准确率：" + "、".join(f"{right:.1f}" for right in by_luck))
of_seeds = np.array([rows[-1, 2] for rows in runs[True]])  # 10.4.1 清零的三个
print(f"4. 10.4.1 清零的三个种子：{of_seeds.mean():.3f} ± {of_seeds.std(ddof=1):.3f}")
fig, ax = plt.subplots(figsize=(8, 2.6))
for shuffled, color, dash, name in ((False, BLUE, "-", "2. 真的标签"), (True, RED, "--", "旁证：这 20 个的标签打乱")):
    for k, losses in enumerate(memories[shuffled]):
        ax.plot(losses, color=color, ls=dash, lw=1.5, label=name if k == 0 else None)
ax.set(xlabel="步", ylabel="损失", ylim=(0, 2.6))
ax.legend(loc="upper right")
plotting.show(fig, alt="损失随步数，各三个种子，从 2.3 附近出发。真标签的蓝实线 200 步降到 0.14，400 步 0.03；打乱标签的橙红虚线 200 步在 0.3 到 0.41，400 步不到 0.1，慢一些，也降到 0 附近。")

# %% slideshow={"slide_type": "skip"}
true_end, mixed_end = (np.array(memories[shuffled])[:, [199, 399]] for shuffled in (False, True))
print(true_end.round(3).tolist(), mixed_end.round(3).tolist())
assert all(abs(loss - math.log(10)) < 0.05 for loss in starts) and max(by_luck) < 0.2 and abs(np.mean(by_luck) - 0.1) < 0.04
assert (true_end[:, 0] < 0.17).all() and (true_end[:, 1] < 0.05).all()
assert (0.25 < mixed_end[:, 0]).all() and (mixed_end[:, 1] < 0.12).all()

# %% [markdown] slideshow={"slide_type": "-"}
# 第 3 样，三次各自洗牌，都在一成上下，离真标签的 0.98 远得很。
# 图里，20 个样本的标签打乱了也背得下来，只是慢：训练损失低，不说明学到了规律；所以第 3 样要看验证集。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.10.3 差多少才算差
#
# 面试常问：两个模型，怎样选好的那个？
#
# - 同样的折（第 3 章），同一个和任务有关的指标；
# - 每一折都量，报平均 ± 标准差（除以折数减 1）；
# - 再**一折一折地相减**：每一折都是同一个高，才算分得出；有高有低，就说“分不出”，挑便宜的那个。
#
# 隐藏层宽 64、宽 32、宽 16，三种；五折，每折 288 张，练 8 轮：

# %% slideshow={"slide_type": "skip"}
X_all, y_all = torch.cat([X_train, X_valid]), torch.cat([y_train, y_valid])


def narrow(width, seed, rows):
    """Train a network with one hidden layer on these rows for eight epochs; return it."""
    torch.manual_seed(seed)
    net, shuffle = nn.Sequential(nn.Linear(64, width), nn.ReLU(), nn.Linear(width, 10)), torch.Generator().manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=0.02, fused=True)
    for _ in range(8):
        for batch in rows[torch.randperm(len(rows), generator=shuffle)].split(96):
            optimizer.zero_grad()
            loss_of(net(X_all[batch]), y_all[batch]).backward()
            optimizer.step()
    return net

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
folded = {64: [], 32: [], 16: []}
for fold, (seen_rows, held) in enumerate(StratifiedKFold(5, shuffle=True, random_state=1).split(X_all, y_all)):
    for width, found in folded.items():
        net = narrow(width, fold, torch.as_tensor(seen_rows))
        found.append(look(net, X_all[held], y_all[held])[1])
for width, found in folded.items():
    print(f"宽 {width:2d}：" + "  ".join(f"{right:.3f}" for right in found) + f"   平均 {np.mean(found):.3f} ± {np.std(found, ddof=1):.3f}")
ahead = {width: np.rint(np.subtract(folded[64], folded[width]) * 288).astype(int) for width in (32, 16)}
for width, more in ahead.items():
    print(f"宽 64 比宽 {width}，每一折多对几张：", *more)

# %% slideshow={"slide_type": "skip"}
def t_of(more):
    return more.mean() / (more.std(ddof=1) / 5**0.5)


print({width: round(float(t_of(more)), 2) for width, more in ahead.items()})
assert (ahead[16] > 0).all() and ahead[32].min() < 0 < ahead[32].max()
assert abs(t_of(ahead[32])) < 2.5 and t_of(ahead[16]) > 3
assert abs(np.mean(folded[32]) - 0.963) < 0.005 and abs(np.mean(folded[64]) - 0.962) < 0.005
assert math.isclose(t_of(np.array([5, 2, 6, 3, 6])), 5.42, abs_tol=0.005) and math.isclose(t_of(np.array([1, -1, -1, 0, 0])), -0.53, abs_tol=0.005)

# %% [markdown] slideshow={"slide_type": "-"}
# 宽 64 和宽 16：五折都是宽 64 高，分得出。
# 宽 64 和宽 32：有高有低，分不出，挑便宜的**宽 32**。
# 五折的训练样本有重叠，又只有一种划分：**这是一个提示，不是证明**，换几次划分再看。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：把“每折都高”换成一个数。**
# 差的平均，除以它的**标准误**（差的标准差除以 $\sqrt5$，5 是折数），叫 $t$。
# 宽 64 减宽 16，五折多对 5、2、6、3、6 张：平均 4.4，标准差 1.82（离平均的平方和除以 4，不是 5，再开方），标准误 $1.82\div\sqrt5=0.81$，$t=5.42$。
# 宽 64 减宽 32：$t=-0.53$。
# 统计书后面有一张 $t$ 分布表，五折（自由度 4）、按 5 % 的标准，线在 2.78：$t$ 的大小过了它，才算分得出；这里和“每折都高”说的一样。
# 离线很近的，别急着下结论。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.10.4 几个指标，只优化一个
#
# 准确率、时间、内存、召回率，样样都要最好，就选不出来。
#
# - **满足指标**（satisficing metric）：达到就行，过了线不加分；
# - **优化指标**（optimizing metric）：只留一个，在过线的里面选最好的。
#
# 例：手机上的识别，限 50 毫秒、召回率不低于 0.8，过线的里面比精确率。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("metrics.choose")

# %% [markdown] slideshow={"slide_type": "fragment"}
# **选定以后**：选了宽 32，用训练加验证的 1440 张再练一次。
# 锁着的测试集，这时才打开，**只量一次**。
# ± 后面是抽到哪些样本的晃动，不是各折的标准差（算法在下面）：

# %% slideshow={"slide_type": "-"}
chosen = narrow(32, 0, torch.arange(1440))
loss, right = look(chosen, X_test, y_test)
print(f"测试集 357 张：损失 {loss:.3f}，准确率 {right:.3f} ± {(right * (1 - right) / 357) ** 0.5:.3f}")

# %% slideshow={"slide_type": "skip"}
assert abs(right - np.mean(folded[32])) < 2 * 0.011 and abs((right * (1 - right) / 357) ** 0.5 - 0.011) < 0.002

# %% [markdown] slideshow={"slide_type": "skip"}
# ± 后面是 $\sqrt{p(1-p)\div n}$：准确率 $p$，$n$ 个样本，光是抽到哪些样本就会晃这么多。
# 五折的平均是 0.963，差 0.010，不到一个晃动；这个数好坏都照报，不再回头改。
#
# `metrics.choose` 写成程序是两步：先用满足指标筛，再按优化指标挑。

# %% slideshow={"slide_type": "skip"}
models = [(0.90, 80), (0.92, 95), (0.95, 1500)]  # 准确率，毫秒
in_time = [model for model in models if model[1] <= 100]
assert max(in_time) == (0.92, 95) and max(models) not in in_time

# %% slideshow={"slide_type": "skip"}
quiz.ask("loop.sanity")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：最好能到多少，上线以后呢。**
#
# - **贝叶斯极限**：标签本身有说不准的，再好的模型也对不全。
#   这里按准确率说（第 11 章按错误率说）：硬币的极限是 50 %，十张里有一张标错的，大约 90 %。
#   人都认不准的题，先量一量人的准确率，别盯着 100 %。
# - **长期实测**：验证集是过去的数据；上线以后换了相机、换了人群，准确率会变，要隔一阵抽一批来量。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 10.10.5 概率准不准（自学）
#
# 第 6 章说过：softmax 的数要当概率读，准不准还要另外检查。
# 查法：把验证样本按最大的概率分几堆，每堆里，平均的概率（下面叫把握）和真的准确率比一比。
# 10.4.2 里标签坏了五分之一的数据，种子 0，练 280 轮和 800 轮：

# %% slideshow={"slide_type": "skip"}
for rounds in (280, 800):
    over = long_runs["坏了五分之一"][0][0] if rounds == 800 else practise(0, few_X, spoilt_y, rounds=280, eta=0.3, batch=300, every=280)[0]
    with torch.no_grad():
        sure, said = torch.softmax(over(X_valid), dim=1).max(dim=1)
    print(f"{rounds} 轮：平均的把握 {sure.mean():.1f}，准确率 {(said == y_valid).float().mean():.1f}")
    for low, high in ((0, 0.6), (0.6, 0.9), (0.9, 1.01)) if rounds == 280 else ():  # 800 轮的，换一台机器要差几个
        pile = (low <= sure) & (sure < high)
        print(f"  把握 {low} 到 {min(high, 1)}：{int(pile.sum()):3d} 个，平均 {sure[pile].mean():.2f}，真的对 {(said[pile] == y_valid[pile]).float().mean():.2f}")

# %% [markdown] slideshow={"slide_type": "skip"}
# 280 轮的那个：平均的把握 0.7，真的对 0.9，**太谦虚**。
# 800 轮的那个：两个都在 0.8 上下，把握准得多，准确率却低了一成多：把握准不准，和答得对不对，是两件事。
# 这只是一个种子、288 个样本；要拿概率去算赔多少，先在验证集上这样查一遍。

# %% slideshow={"slide_type": "skip"}
assert abs(sure.mean() - 0.78) < 0.04 and abs((said == y_valid).float().mean() - 0.8) < 0.04

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：四样检查对着印出来的四行讲；图只说一句，背得下来不算学到。
# 10.10.3 只看“多对几张”的两行；$t$ 在自学里，不讲。
# 有人问第 3 样多高才叫“高出很多”：和真标签练出来的比，靠近那一头才可疑。
# `metrics.choose` 问完，追问：“第三个快到 90 毫秒呢？”——那就选它。
#
# **会遇到的误区**：“起点不是 2.303 就错了”。
# 附近就行；要是 20、40，多半是得分太大，先看输入有没有缩放（第 6 章课后第 4 题）。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.11 回到那份脚本
#
# ### 10.11.1 哪几行错了
#
# 脚本的循环（只看，不运行；网络、优化器、余弦调度 `T_max=50` 已经造好，`X`、`y` 是全部 1000 个样本）。
# 有三处不对，先写下来，再往下看：
#
# ```python
# for epoch in range(100):
#     net.train()
#     optimizer.zero_grad()
#     loss = loss_of(net(X), y)
#     loss.backward()
#     nn.utils.clip_grad_norm_(net.parameters(), 1.0)
#     optimizer.step()
#     scheduler.step()
#     valid_loss = loss.item()
#     if valid_loss < best:
#         best, waited = valid_loss, 0
#     else:
#         waited += 1
#         if waited == 10:
#             break
# print("准确率", look(net, X, y)[1])
# ```

# %% [markdown] slideshow={"slide_type": "subslide"}
# 1. **最后一行**：准确率是在**练过的 1000 行**上量的，背下来多少就报多少，63.5 % 就是这样来的；
# 2. **`valid_loss` 就是训练损失**：没有留出验证集，早停看的是背得熟不熟；
# 3. **`T_max=50` 配 100 轮**：学习率第 50 轮降到 0，以后又升（第 9 章）；这三次停在第 39 到 57 轮，最多升回起点的 5 %。
#
# 硬币没有规律，**没有东西可学**。
# 同一个网络，新抛 1000 次：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fresh = []
for seed, (_, right, net) in enumerate(printed):
    torch.manual_seed(1000 + seed)
    fresh.append(look(net, torch.randn(1000, 10), torch.randint(0, 2, (1000,)))[1])
    print(f"种子 {seed}：练过的 {right:.3f}，新抛的 {fresh[-1]:.3f}")

# %% [markdown] slideshow={"slide_type": "-"}
# 新抛的都在五成上下：1000 次瞎猜，准确率本来就晃 $\sqrt{0.5\times0.5\div1000}=0.016$。

# %% slideshow={"slide_type": "skip"}
assert all(abs(new - 0.5) < 3 * 0.016 and right > new + 0.04 for (_, right, _), new in zip(printed, fresh))
assert (1 + math.cos(math.pi * 57 / 50)) / 2 < 0.05 and all(30 < len(losses) < 70 for losses, _, _ in printed)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 10.11.2 修好，再加一个对照
#
# 对照：另一份标签有规律，前两列同号是 1，异号是 0。
# 留出 200 行作验证，`T_max=100`；验证损失最低的那一轮，**权重留下来**，停下以后换回去；最后在另造的 1000 行测试集上，只量一次。
# 循环里换成这几行，别的不变（只看，不运行）：
#
# ```python
# loss = loss_of(net(X[:800]), y[:800])  # 只练前 800 行
# ...
# valid_loss, valid_accuracy = look(net, X[800:], y[800:])
# if valid_loss < best:
#     best, waited = valid_loss, 0
#     best_state = copy.deepcopy(net.state_dict())
# # 循环以后：
# net.load_state_dict(best_state)
# print(look(net, X_new, y_new))  # 只这一次
# ```

# %% slideshow={"slide_type": "skip"}
def repaired(seed, ruled):
    """Run the repaired script on coin tosses or on labels with a rule; return what it measured each epoch, and the test."""
    torch.manual_seed(seed)
    X, y = torch.randn(1000, 10), torch.randint(0, 2, (1000,))
    X_new, y_new = torch.randn(1000, 10), torch.randint(0, 2, (1000,))
    if ruled:
        y, y_new = (X[:, 0] * X[:, 1] > 0).long(), (X_new[:, 0] * X_new[:, 1] > 0).long()
    X_kept, y_kept = X[800:], y[800:]
    torch.manual_seed(seed)  # 起点和 Dropout 与数据分开：两种标签用同样的起点
    net = Net()
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=1e-4, fused=True)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)
    checked, best, waited = [], math.inf, 0
    for _ in range(100):
        net.train()
        optimizer.zero_grad()
        loss_of(net(X[:800]), y[:800]).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        checked.append(look(net, X_kept, y_kept))
        if checked[-1][0] < best:
            best, waited = checked[-1][0], 0
            best_state = copy.deepcopy(net.state_dict())
        else:
            waited += 1
            if waited == 10:
                break
    net.load_state_dict(best_state)
    return np.array(checked), look(net, X_new, y_new)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
mended = {ruled: [repaired(seed, ruled) for seed in range(3)] for ruled in (False, True)}
print("标签    种子  练了几轮  最低在第几轮  验证损失  测试准确率")
for ruled, name in ((False, "硬币  "), (True, "有规律")):
    for seed, (checked, tested) in enumerate(mended[ruled]):
        at = int(checked[:, 0].argmin())
        print(f"{name}{seed:5d}{len(checked):9d}{at + 1:12d}{checked[at, 0]:14.3f}{tested[1]:10.3f}")

# %% slideshow={"slide_type": "skip"}
coins, rules = mended[False], mended[True]
assert all(abs(checked[:, 0].min() - math.log(2)) < 0.02 and len(checked) <= 20 and abs(tested[1] - 0.5) < 0.05 for checked, tested in coins)
assert all(tested[1] > 0.84 and checked[:, 0].min() < 0.45 for checked, tested in rules)
print([checked[[19, 39, 59, 79, 89, 99], 0].round(2).tolist() for checked, _ in rules])
assert all(len(checked) == 100 and abs(checked[94, 0] - checked[99, 0]) < 0.003 for checked, _ in rules)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 硬币：验证损失开头就最低，0.69 上下，接近 $\ln2=0.693$；再等 10 轮，早停；测试在五成上下。
# 有规律的：验证损失一路降，末尾学习率走到 0，不再动；100 轮跑满，早停没有起作用；测试准确率八成五以上。
# 同一份程序，一个学到，一个没有：**学没学到，看没练过的数据。**

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：先让学生在程序里找，指到最后一行和 `valid_loss` 那一行才往下翻；把黑板角上的课前看法擦掉。
# 答“标签是随机的”，不够：数据可以没有规律，程序得看得出来。
#
# **会有人问**：“训练损失一直在降，怎么会十轮没有新低？”
# 训练模式里，Dropout 每轮丢得不一样，损失会晃；把它关掉，这三个种子都跑满 100 轮。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 10.12 小结：它学到东西了吗
#
# - **流程**：五样先定好；八步一个圈，前向、损失、清零、反向、裁剪、更新，每轮调度、验证。
# - **只量不改**：`eval()` 管模式，`no_grad()` 管建不建图，两个都要，量完还回去。
# - **忘了清零**：第 1 轮更好，后来全坏；多练有没有坏处，看验证集。
# - **回归**：MAE、MSE、RMSE、MAPE、$R^2$；大错贵看 MSE；MAPE 不对称，$R^2$ 用来报告。
# - **分类**：先看表的行是谁；准确率数全部，精确率数喊的，召回率数真的，$F_1$ 是调和平均。
# - **少见的类**：准确率骗人；门槛抬高，召回率只会降或不变；宏平均一类一票，微平均就是准确率。
# - **长跑以前**：$\ln C$、背 20 个、打乱标签、换种子；**满足指标过线，优化指标只一个**；测试集只用一次。
#
# **下一步**：做 10.13 和作业；第 11 章教你看曲线，治欠拟合和过拟合。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学做欺诈检测，10000 笔里 50 笔是假的。
# 他说：“我的模型准确率 99.5 %，训练损失降到 0.01，可以上线了。”
# 你先问他哪几句？
#
# 答案在 10.13 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：有这几句就好：（1）这是在没练过的数据上量的吗？
# （2）召回率、精确率各多少——一律说“真的”，准确率正是 $\frac{9950}{10000}=99.5\,\%$；（3）换几个种子、换几折，晃多少？
# 或者：漏一笔和冤枉一笔各赔多少？
# 口头答就行，不收纸条；只听有没有人算出 99.5 %。
# 小结的七条不念，放着让学生自己看。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 10.13 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：三类的宏平均和微平均。** 混淆矩阵（行是真实）是 $\begin{pmatrix}4&1&0\\1&3&1\\0&2&8\end{pmatrix}$，手算各类的 $F_1$、宏平均、微平均。
#
# <details><summary>答案</summary>
#
# 三类的 TP 是 4、3、8，行的和 5、5、10，列的和 5、6、9。
# $F_1$ 是 $2TP$ 除以行的和加列的和：$\frac8{10}=\frac45$，$\frac6{11}$，$\frac{16}{19}$。
# 宏平均 $\frac13\big(\frac45+\frac6{11}+\frac{16}{19}\big)=\frac{762}{1045}\approx0.729$；微平均 $\frac{15}{20}=\frac34$。
# </details>
#
# **第 2 题：清零放在哪里。** 放在 `step()` 之后，和放在 `backward()` 之前，走的路一样吗？
# 哪一种更保险？
#
# <details><summary>答案</summary>
#
# 训练循环里一样：每次反向之前，梯度都是 0。
# 放在反向之前更保险：别处（比如画梯度的程序）留下的旧梯度，也会清掉。
# </details>
#
# **第 3 题：一律猜平均。** 真实值 2、4、6、8，一律猜 5，MAE、MSE、$R^2$ 各是多少？
# 一律猜 6 呢？
#
# <details><summary>答案</summary>
#
# 猜 5：MAE $\frac{3+1+1+3}4=2$，MSE $\frac{9+1+1+9}4=5$，$R^2=0$。
# 猜 6：MAE $\frac{4+2+0+2}4=2$，MSE $\frac{16+4+0+4}4=6$，$R^2=1-\frac65=-0.2$。
# 两种猜法的 MAE 一样（猜 4 到 6 之间的哪个数，MAE 都是 2），MSE 不一样：MAE 挑的是中位数，MSE 挑的是平均。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：验证集量得太勤。** 有人的循环里，每一批之后都在验证集上量一次，把验证损失最低的那一批的权重留下来，又把那个最低的验证损失当作成绩报出来。
# 哪里不妥？
#
# <details><summary>答案</summary>
#
# 用验证集挑了几百次，几百个数里挑最低的，总会挑到碰巧好的一次，报出来**偏乐观**；验证集可以用来选，报成绩要用没碰过的测试集，只用一次。
# 量得太勤也费时间，一轮一次就够。
# </details>
#
# **第 5 题：复查。** 10.7.2 的机器，喊“有病”的 28 人都去复查，一次 200 元；漏一个病人，后来要多花 30000 元（别的花费两边一样，不算）。
# 把门槛降到漏 0 个、误报 100 个，划算吗？
#
# <details><summary>答案</summary>
#
# 现在：$28\times200+2\times30000=65600$ 元。
# 降低以后：喊 110 人，$110\times200=22000$ 元。
# 划算；精确率从 $\frac{8}{28}$ 掉到 $\frac{10}{110}$，$F_1$ 从 $\frac8{19}$ 掉到 $\frac16$，可是花的钱少了三分之二：指标要跟着代价选。
# </details>
#
# **第 6 题：怎样选模型。** 三个模型，五折的准确率（平均 ± 各折的标准差）是 0.912 ± 0.004、0.915 ± 0.012、0.897 ± 0.003，一次预测 20、70、5 毫秒，限 50 毫秒。
# 选哪个？
#
# <details><summary>答案</summary>
#
# 第二个超时，出局。
# 第一个比第三个高 0.015，是各折晃动的好几倍，选第一个；手上有每一折的数，再一折一折地相减，看是不是折折都高。
# 第二个就算不超时，比第一个只高 0.003，要看一折一折的差才能说；题里没有给，现在说不出谁好。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **出门一问**（10.12 的末尾）。
#
# <details><summary>答案</summary>
#
# 一律说“真的”，准确率正是 $\frac{9950}{10000}=99.5\,\%$。
# 先问：在没练过的数据上量的吗？
# 训练损失 0.01，只说明练过的背得熟。
# 召回率和精确率各多少？
# 换几个种子或几折，晃多少？
# 再问漏一笔、冤枉一笔各赔多少，门槛放在哪里。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `loop.choices`（10.1），`loop.cnn`、`loop.rnn`（10.2），`loop.zero_grad`（10.4）；
# - `metrics.r_squared`、`metrics.mape`（10.5），`metrics.ce_or_acc`、`metrics.matrix`、`metrics.accuracy`、`metrics.recall`、`metrics.f_one`、`metrics.uneven`（10.6）；
# - `metrics.misses`、`metrics.paradox`（10.7），`metrics.micro`（10.9），`loop.sanity`（10.10）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
home = macro_micro([[4, 1, 0], [1, 3, 1], [0, 2, 8]])
assert home == ([Fraction(4, 5), Fraction(6, 11), Fraction(16, 19)], Fraction(762, 1045), Fraction(3, 4)) and abs(762 / 1045 - 0.729) < 5e-4
flat = np.array([2, 4, 6, 8])
assert np.allclose([five_measures(flat, np.full(4, 5))[k] for k in (0, 1, 4)], [2, 5, 0])
assert np.allclose([five_measures(flat, np.full(4, 6))[k] for k in (0, 1, 4)], [2, 6, -0.2])
assert 28 * 200 + 2 * 30000 == 65600 and four_ratios(10, 100, 0, 890)[3] == Fraction(1, 6)
