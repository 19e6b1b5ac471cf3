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
# # 第 11 章 曲线诊断与正则化
#
# **学完之后你能够**
#
# - 看一条训练损失，认出五种样子；看训练、验证两条，认出 ①–⑥，说出先查什么；
# - 说出两条曲线各是怎么量出来的，什么时候不能直接比；
# - 用学习曲线和误差的台阶，决定先要数据还是先换模型；
# - 算 L1、L2 的罚，说出 Dropout 为什么放大，照规矩手算早停；
# - 挑出不改标签的数据增强，看出它练够了没有；给少数类配权重、挪门槛；
# - 按数量级、随机、用 Optuna 搜超参数。
#
# **时间**：180 分钟，分两次，每次 90 分钟：11.1 到 11.6 看病，11.7 到 11.15 开方。
#
# **需要**：第 0、1 章，第 3 章到第 9 章；第 10 章的训练循环和指标。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看；写在段首的，到下一个标题、题目为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图、训练的程序一样，不用读；要读的程序在 11.7.4、11.8、11.9.2，还有 11.13.4 里带 `attempt` 的一格。
# 每一格都要运行，后面会用到里面的名字。
#
# **记号**：$\lambda$ 管罚多重，不是曲率；$p$ 是 Dropout 捂住的概率，不是网络报的概率；$\sigma^2$ 在 11.14 是方差，11.8 的 $\sigma$ 是激活函数；$\rho$ 是相关系数。
# $K$ 在 11.12 是类数，在 11.14 是模型的个数。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **上半场的分钟**（90 分钟：讲课 80，休息 5，余量 5；标“自学”的和 11.16 不讲，幻灯片里也没有）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 11.1 先看曲线，再开方 | 9 | 0:10 | 11.1.1 的下注；`diagnosis.first_look` |
# | 11.2 只看训练损失 | 18 | 0:28 | 11.2.1 认图；`diagnosis.staircase` |
# | 11.3 两条一起看 | 24 | 0:52 | 11.3.1 认图；`diagnosis.memorise` |
# | 休息 | 5 | 0:57 | |
# | 11.4 学得不够，学得太死 | 18 | 1:15 | `diagnosis.learning_curve` |
# | 11.5 误差的台阶 | 8 | 1:23 | `diagnosis.bayes_next` |
# | 11.6 上半场收尾 | 2 | 1:25 | 出门一问 |
# | 余量 | 5 | 1:30 | |
#
# **下半场的分钟**（90 分钟：讲课 79，休息 5，余量 6）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 11.7 罚大的权重 | 20 | 0:20 | `diagnosis.l_sparse` |
# | 11.8 随机捂住：Dropout | 10 | 0:30 | `diagnosis.dropout_scale` |
# | 11.9 早一点停 | 9 | 0:39 | `diagnosis.early_stop` |
# | 11.10 同一个病人，五张方子 | 6 | 0:45 | |
# | 休息 | 5 | 0:50 | |
# | 11.11 一份数据变几份 | 13 | 1:03 | `diagnosis.augment` |
# | 11.12 少数类 | 6 | 1:09 | |
# | 11.13 搜超参数 | 10 | 1:19 | |
# | 11.14 回头看整个项目 | 3 | 1:22 | |
# | 11.15 小结 | 2 | 1:24 | 出门一问 |
# | 余量 | 6 | 1:30 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 上半场 0:10 还没到 11.2：`first_look` 不问，省 3 分钟；
# - 0:28 还没到 11.3：11.3.4 只讲 Dropout 一格，省 2 分钟；
# - 0:52 还没休息：11.4.2 请学生自己读，省 2 分钟；
# - 1:15 还没到 11.5：11.5.2 请学生自己读，省 2 分钟；
# - 下半场 0:20 还没到 11.8：11.8.2 请学生自己读，省 2 分钟；
# - 0:39 还没到 11.10：11.10 只看表，省 2 分钟；
# - 1:03 还没到 11.12：11.13.2 只看表，省 2 分钟；
# - 1:19 还没到 11.14：11.14 请学生自己读，省 3 分钟。
#
# 怎样晚也要讲的：11.1.1、11.2.5、11.3.1、11.3.3、11.4.3、11.5.1、11.7.2、11.8.1、11.9.1、11.10、11.11.2、11.13.2。
#
# 必问的题每题 3 分钟，两次认图各 3 分钟，已算在内。
#
# **黑板**：左边一列“看到什么”，右边一列“先查什么”，从 11.2 起每认一张图添一行，到 11.6 正好是一张诊断单；下半场换成“方子、管什么、代价”三列。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前九题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `diagnosis.first_look` | 看两条曲线 | 选换模型：还不知道是哪一种病 |
# | `diagnosis.staircase` | 不停 | 选停：停早了，等不到它掉下去 |
# | `diagnosis.memorise` | 查两边的处理和标签 | 选再练：平了这么久，不会自己动 |
# | `diagnosis.learning_curve` | 有用 | 选到头了：还差 15 个点，最后一段还升了 2 个点 |
# | `diagnosis.bayes_next` | 大模型、练久 | 选增强：那是治方差的 |
# | `diagnosis.l_sparse` | L1 | 选 L2：在 0 那里它一点不推 |
# | `diagnosis.dropout_scale` | 1.25 | 答 1：平均对不上；答 5：除以 $p$ 了 |
# | `diagnosis.early_stop` | 7 | 答 4：那是最好的一轮，不是停的一轮；答 3：第 4 轮又变好，清零重数 |
# | `diagnosis.augment` | 噪声、左右、调亮 | 选上下翻：任务里见不到 |
# | `diagnosis.grid` | $10^n$ | 选 0.1 到 0.4：挤在一起 |
# | `diagnosis.rising` | 学习率太大 | 选数据少：那不会让训练损失升 |
# | `diagnosis.jitter` | 清标签、调小学习率、加大批 | 选加深：抖动和深度无关 |
# | `diagnosis.overfit` | 过拟合 | 选学习率太大：训练损失很顺 |
# | `diagnosis.underfit` | 调大学习率，多练 | 选 Dropout：越捂越学不动 |
# | `diagnosis.generalise` | 可以接受，加数据 | 选欠拟合：训练损失很低 |
# | `diagnosis.flat_train` | 用评估模式重量 | 选学习率：训练损失已经很低 |
# | `diagnosis.valid_below` | 不一定错 | 选一定错：两条量的不是一件事 |
# | `diagnosis.poly` | 32 | 选 256：验证损失已经升了 |
# | `diagnosis.bayes` | 2 | 答 7：那是方差 |
# | `diagnosis.l_one`、`diagnosis.l_two` | 5，3 | 答 1：没取绝对值；答 9：没开方 |
# | `diagnosis.dropout_params` | 101770 | 漏了偏置；Dropout 没有参数 |
# | `diagnosis.stop_name` | 早停 | |
# | `diagnosis.text_augment` | 前三个 | 选倒过来：不成句子 |
# | `diagnosis.class_weight` | 16.667 | 答 50：漏了除以 $K$ |
# | `diagnosis.hyper` | 后三个 | 选偏置：那是学出来的 |
# | `diagnosis.ensemble` | 0.625 | 答 0.125：漏了相关那一项 |
# | `diagnosis.plan` | BDAC | |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math

import matplotlib.pyplot as plt
import numpy as np
import torch
from scipy import ndimage
from sklearn.datasets import load_digits, load_sample_image, make_classification
from sklearn.linear_model import Lasso, LogisticRegression, Ridge
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import PolynomialFeatures
from sklearn.tree import DecisionTreeClassifier
from torch import nn

from coursekit import diagnosis, plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.1 先看曲线，再开方
#
# ### 11.1.1 两个病人，一样的分数
#
# 两个网络认老朋友手写数字，在没见过的 540 张图上，都只对七成多。
# 手边有两味药：**学习率乘 10**；隐藏层加 **Dropout**（训练时随机捂住一半神经元，11.8 细讲）。
#
# **下注**：给甲吃哪一味，给乙吃哪一味？
# 只看分数，你只能猜。

# %% slideshow={"slide_type": "skip"}
images, names = load_digits(return_X_y=True)
parts = train_test_split(
    (images / 16).astype("f"), names, test_size=0.3, random_state=0, stratify=names
)
X_train, X_valid, y_train, y_valid = map(torch.tensor, parts)
draw = np.random.default_rng(0)
wrong = draw.random(len(y_train)) < 0.3
noisy_labels = parts[2].copy()
noisy_labels[wrong] = draw.integers(0, 10, wrong.sum())  # 三成的标签重抽一个，约四分之一真错
y_noisy, y_random = torch.tensor(noisy_labels), torch.tensor(draw.permutation(parts[2]))
cross = nn.CrossEntropyLoss()
assert (len(X_train), len(X_valid)) == (1257, 540)


def mlp(*widths, drop=0.0, bend=nn.ReLU, seed=0):
    """Build 64-…-10, with an activation and perhaps Dropout after each hidden layer."""
    torch.manual_seed(seed)
    layers = []
    for inputs, outputs in zip((64, *widths), widths):
        layers += [nn.Linear(inputs, outputs), bend()] + ([nn.Dropout(drop)] if drop else [])
    return nn.Sequential(*layers, nn.Linear(widths[-1], 10))


def measure(net, X, y):  # 评估模式下的损失
    net.eval()
    with torch.no_grad():
        return cross(net(X), y).item()


def score(net, X=X_valid, y=y_valid):  # 评估模式下的准确率
    net.eval()
    with torch.no_grad():
        return (net(X).argmax(dim=1) == y).float().mean().item()


def adam(net, eta, **settings):  # fused 只是算得快一些
    return torch.optim.Adam(net.parameters(), lr=eta, fused=True, **settings)


def sgd(net, eta):
    return torch.optim.SGD(net.parameters(), lr=eta, fused=True)

# %% slideshow={"slide_type": "skip"}
def learn(net, optimizer, X, y, epochs=60, batch=64, seed=0, watch=None, check=True):
    """Train; return the losses of training (mean over the batches), of validation (after the epoch), and what is watched."""
    torch.manual_seed(seed)
    curves = {"train": [], "valid": [], "watch": []}
    weights = list(net.parameters())
    for _ in range(epochs):
        net.train()
        total = 0.0
        shuffled = torch.randperm(len(X))
        for inputs, labels in zip(X[shuffled].split(batch), y[shuffled].split(batch)):
            for weight in weights:  # 就是 optimizer.zero_grad()，快一些
                weight.grad = None
            loss = cross(net(inputs), labels)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(labels)
        curves["train"].append(total / len(X))
        if check:
            curves["valid"].append(measure(net, X_valid, y_valid))
        if watch is not None:
            curves["watch"].append(watch(net))
    return curves


def stream(X, y, epochs, batch, seed=0, change=None):
    """Yield the batches that learn would take: inputs and one-hot labels."""
    dice = torch.Generator().manual_seed(seed)
    targets = nn.functional.one_hot(y, 10).float()
    for _ in range(epochs):
        for rows in torch.randperm(len(X), generator=dice).split(batch):
            yield (X[rows] if change is None else change(X[rows], dice)), targets[rows]


def together(nets, streams, eta, adam=True):
    """Train ReLU nets 64-h-10 with Adam or SGD side by side, each on its stream; yield their losses of each step."""
    flat = torch.stack([nn.utils.parameters_to_vector(net.parameters()) for net in nets]).detach()
    for net, row in zip(nets, flat):  # 各网络的参数就是 flat 的一行，一改都改
        nn.utils.vector_to_parameters(row, net.parameters())
    h = nets[0][0].out_features
    W1, b1, W2, b2 = flat.split([64 * h, h, 10 * h, 10], dim=1)
    W1, b1, W2, b2 = W1.view(-1, h, 64), b1[:, None], W2.view(-1, 10, h), b2[:, None]
    m, v = torch.zeros_like(flat), torch.zeros_like(flat)
    for t, parts in enumerate(zip(*streams), 1):
        X, Y = (torch.stack(part) for part in zip(*parts))
        hidden = torch.baddbmm(b1, X, W1.mT).relu()
        log_p = torch.baddbmm(b2, hidden, W2.mT).log_softmax(dim=2)
        delta = (log_p.exp() - Y) / X.shape[1]  # 反向传播照第 7 章手写，比自动微分快
        back = (delta @ W2) * (hidden > 0)
        grads = back.mT @ X, back.sum(dim=1), delta.mT @ hidden, delta.sum(dim=1)
        grad = torch.cat([part.flatten(1) for part in grads], dim=1)
        if adam:  # 第 9 章
            m.lerp_(grad, 0.1)
            v.lerp_(grad * grad, 0.001)
            grad = (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)
        flat -= eta * grad
        yield -(log_p * Y).sum(dim=(1, 2)) / X.shape[1]

# %% slideshow={"slide_type": "skip"}
X_few, y_few = X_train[:150], y_noisy[:150]  # 甲：150 张图，三成的标签重抽过


def patient_one(seed, drop=0.0, eta=2e-3, y=y_few, X=X_few, widths=(256, 256), batch=25, watch=None, **settings):
    net = mlp(*widths, drop=drop, seed=seed)
    curves = learn(net, adam(net, eta, **settings), X, y, epochs=30, batch=batch, seed=seed, watch=watch, check=False)
    curves["valid"] = [(a + b) / 2 for a, b, _ in curves["watch"]]  # 两半一样多，平均就是整份的
    curves["watch"] = curves["watch"] or [halves(net)]
    return curves, score(net)


A, B = torch.randperm(540, generator=torch.Generator().manual_seed(0)).split(270)  # 验证集对半：一半挑，一半报


def halves(net):  # A 的损失，B 的损失，B 的准确率
    net.eval()
    with torch.no_grad():
        scores = net(X_valid)
    losses = [cross(scores[half], y_valid[half]).item() for half in (A, B)]
    return *losses, (scores[B].argmax(dim=1) == y_valid[B]).float().mean().item()


def patient_two(seed):  # 乙：1257 张图，小网络，SGD
    net = mlp(64, drop=0.5, seed=seed)
    return learn(net, sgd(net, 0.02), X_train, y_train, epochs=20, batch=128, seed=seed, check=False), score(net)


def patient_two_plain():  # 乙，没有 Dropout：两种学习率，各三个种子，六个网络并排
    nets = [mlp(64, seed=seed) for seed in (0, 1, 2, 0, 1, 2)]
    streams = [stream(X_train, y_train, 20, 128, seed) for seed in (0, 1, 2, 0, 1, 2)]
    curves, losses = {"train": [], "valid": []}, []
    for step, loss in enumerate(together(nets, streams, torch.tensor([[0.02]] * 3 + [[0.2]] * 3), adam=False), 1):
        losses.append(loss[0].item())
        if step % 10 == 0:  # 一轮十批，最后一批 105 张；曲线只记第一个网络的
            curves["train"].append(np.average(losses[-10:], weights=[128] * 9 + [105]))
            curves["valid"].append(measure(nets[0], X_valid, y_valid))
    return [(curves, score(net)) for net in nets]


one = {name: [patient_one(seed, **how) for seed in range(3)] for name, how in
       {"原样": {"watch": halves}, "Dropout": {"drop": 0.5}}.items()}
six_nets = patient_two_plain()
two = {"原样": six_nets[:3], "Dropout": [patient_two(seed) for seed in range(3)], "学习率 × 10": six_nets[3:]}

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
print("没见过的 540 张图上的准确率，三个种子")
for who, patient in (("甲", one), ("乙", two)):
    for name, runs in patient.items():
        print(f"{who}，{name}：" + "、".join(f"{right:.0%}" for _, right in runs))

# %% slideshow={"slide_type": "skip"}
# 自检：正文的话一旦不成立，程序就停下来
rights = {who: {name: [right for _, right in runs] for name, runs in group.items()} for who, group in (("甲", one), ("乙", two))}
assert all(0.65 < right < 0.8 for who in rights for right in rights[who]["原样"])
assert min(rights["甲"]["Dropout"]) > max(rights["甲"]["原样"]) + 0.03
assert min(rights["乙"]["学习率 × 10"]) > 0.92 and max(rights["乙"]["Dropout"]) < 0.8
for rule, eta in ((adam, 1e-2), (sgd, 0.3)):  # 手写的梯度和自动微分练出来的一样
    usual, by_hand = mlp(64), mlp(64)
    told = learn(usual, rule(usual, eta), X_few, y_few, epochs=2, batch=50, check=False)["train"]
    losses = torch.cat(list(together([by_hand], [stream(X_few, y_few, 2, 50)], eta, adam=rule is adam)))
    assert np.allclose(losses.view(2, 3).mean(dim=1), told, atol=1e-4)
    assert torch.allclose(by_hand(X_valid), usual(X_valid), atol=1e-3)

# %% [markdown] slideshow={"slide_type": "-"}
# 同样的分数，要的药不一样：Dropout 帮了甲，帮不了乙；救了乙的，是学习率乘 10（甲没有试）。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.first_look")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.1.2 曲线说出了什么

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
def draw_pair(ax, curves, title=None, legend=False):
    """Draw training solid, validation dashed."""
    epochs = range(1, len(curves["train"]) + 1)
    ax.plot(epochs, curves["train"], color=BLUE, label="训练")
    ax.plot(epochs, curves["valid"], "--", color=RED, label="验证")
    ax.set(xlabel="轮", ylim=(0, None))
    if title:
        ax.set_title(title, fontsize=14)
    if legend:
        ax.legend(fontsize=12)


fig, axes = plt.subplots(1, 2, figsize=(8, 3), sharey=True)
draw_pair(axes[0], one["原样"][0][0], "甲", legend=True)
draw_pair(axes[1], two["原样"][0][0], "乙")
axes[0].set_ylabel("损失")
plotting.show(fig, alt="左图是甲，30 轮：训练损失（蓝实线）一直降到 0.2 以下；验证损失（橙红虚线）先降到 0.63，后来升到 0.8 以上。右图是乙，20 轮：两条线几乎重合，从 2.3 慢慢降到 2.0。")

# %% slideshow={"slide_type": "skip"}
first, second = one["原样"][0][0], two["原样"][0][0]
assert first["train"][-1] < 0.3 and min(first["valid"]) < 0.68 and first["valid"][-1] > 0.75
assert wrong.sum() > 0.25 * 1257 and 0.2 < (y_few != y_train[:150]).float().mean() < 0.25 < 0.28 > (y_noisy != y_train).float().mean()
assert all(a < b for a, b in zip(first["valid"][:8], first["train"])) and all(run[0]["valid"][-1] > min(run[0]["valid"]) + 0.1 for run in one["原样"])
assert second["train"][-1] > 1.9 and abs(second["train"][-1] - second["valid"][-1]) < 0.05

# %% [markdown] slideshow={"slide_type": "-"}
# - **训练损失在降，说明在学**；**验证损失在降，说明学到的能推广**。
# - 甲：训练学得很好，验证却又升了，它在背；该捂住它。
# - 乙：两条都还高，才学了个头；该推它一把。
#   答案多半已经对了，损失却还有 2.0，因为每一类都只给一成多，把握太小：**损失和准确率是两把尺**。
# - 甲的头十几轮，验证还比训练低：只有训练的标签是乱的，题目更难。
#
# **分数只说“差”，不说“差在哪里”**：第一步**看损失曲线**，第二步才是药。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：先收甲、乙各吃哪一味的票，再翻结果；多半的人给两个都选 Dropout。
# 翻到曲线，请一位同学用“在学”“能推广”两句话各说一遍。
#
# **会遇到的误区**：“Dropout 是好东西，加上总没错”。
# 乙的三个数和原样差不多：它还没学会，捂住也没有用。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.2 只看训练损失：五种样子
#
# ### 11.2.1 五次训练，先看，再叫名字
#
# 下面五条，都是手写数字上真的练出来的，只画训练损失。
# **哪几条正常，哪几条有病？**
# 给每条起一个名字，再往下翻（程序先别看）。

# %% slideshow={"slide_type": "skip"}
def each_step(batch, *labels):
    """Train one net for each set of labels with SGD; return the losses of every step of the fifth epoch."""
    streams = [stream(X_train, y, 5, batch) for y in labels]
    losses = torch.stack(list(together([mlp(64) for _ in labels], streams, 0.3, adam=False)))
    return losses[-math.ceil(len(X_train) / batch):].T.tolist()


def straight(eta, epochs=30):
    """Fit ten linear functions to the ten digits (target 1 for the right one), with all images in each step."""
    torch.manual_seed(0)
    line, target, losses = nn.Linear(64, 10), nn.functional.one_hot(y_train, 10).float(), []
    optimizer = sgd(line, eta)
    for _ in range(epochs):
        loss = nn.functional.mse_loss(line(X_train), target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


ideal_net = mlp(64)
ideal = learn(ideal_net, adam(ideal_net, 1e-3), X_train, y_train)
net = mlp(32, 32, 32, 32, 32, bend=nn.Sigmoid)
stairs = learn(net, adam(net, 3e-3), X_train, y_train, epochs=40, check=False)
net = mlp(64)
frozen = learn(net, adam(net, 1e-6), X_train, y_train, epochs=20, batch=256, check=False)
shaky, cleaner = each_step(4, y_noisy, y_train)  # 标签改对的，11.2.5 再看
ALONE = {"a": ideal["train"], "b": stairs["train"], "c": straight(0.89), "d": frozen["train"], "e": shaky}

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(2, 3, figsize=(8, 4))
axes[1, 2].axis("off")
for ax, (letter, losses) in zip(axes.flat, ALONE.items()):
    ax.plot(range(1, len(losses) + 1), losses, color=BLUE, lw=0.8 if letter == "e" else 2)
    ax.set_title(letter, fontsize=16)
    ax.set_xlabel("步" if letter == "e" else "轮")
    ax.set_ylim(0, 1.1 * max(losses))
for ax in axes[:, 0]:
    ax.set_ylabel("训练损失")
plotting.show(fig, alt="五张小图，都是训练损失，纵轴都从 0 起，刻度不同。a：60 轮，从 2.2 光滑地降到 0.1 以下；b：40 轮，先平在 2.3，掉到 1.7，又平了十几轮，再掉到 1.1 以下；c：30 轮，从 0.2 起，头几轮几乎不动，然后越升越快，到 1.0；d：20 轮，一条平线，在 2.3；e：一轮的 315 步，上下剧烈跳，低的接近 0，高的超过 4。")

# %% slideshow={"slide_type": "skip"}
assert np.allclose([ideal["train"][0], ideal["train"][-1], ideal["valid"][0], ideal["valid"][-1]], [2.246, 0.071, 2.164, 0.109], rtol=0.1)
assert np.allclose([stairs["train"][i] for i in (1, 4, 11, 21, 39)], [2.31, 2.30, 1.74, 1.72, 1.05], rtol=0.05)
assert np.ptp(stairs["train"][1:5]) < 0.05 > np.ptp(stairs["train"][11:23])
assert ALONE["c"][-1] > 4 * min(ALONE["c"]) and ALONE["c"][-1] > 0.8
assert np.allclose([frozen["train"][0], frozen["train"][-1]], [2.314, 2.313], atol=0.01)
assert np.isclose(np.mean(shaky), 1.38, rtol=0.1) and min(shaky) < 0.3 and 4 < max(shaky) and len(shaky) == 315

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.staircase")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.2.2 正常的两种
#
# | | 样子 | 怎么练出来的 |
# |---|---|---|
# | **a 平稳下降** | 先快后慢，最后躺平 | 64 个神经元，Adam |
# | **b 阶梯下降** | 平一段，掉一截，又平，又掉 | 五层 sigmoid：五轮平在 2.3，掉到 1.7，又平十几轮，再掉 |
#
# 平的一段叫**平台期**（plateau）：那里梯度小（第 8 章），走得慢，走过去就掉下来。
#
# 正平着的时候，b 和 d 一模一样，只看图分不出来：**再等几轮**，或者把学习率放大几倍短跑一次（第 9 章的范围测试）；还不动，就当 d 治。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.2.3 c 上升
#
# 损失自己往上走。
# 第 9 章的碗 $5w^2$，学习率 0.21，从 $w=1$ 出发，$w$ 每步乘 $-1.1$，损失就每步乘 1.21：
#
# $$5.00,\quad6.05,\quad7.32,\quad8.86,\quad10.72$$
#
# **原因**：学习率太大，跨过最低点，越跨越远；或者数据坏了（一列忘了缩放，几个大得离谱的数）。
#
# **先做**：学习率除以 10；偶尔才冲上去的，裁剪梯度（第 8 章）；查数据。
#
# c 是十个线性函数（没有隐藏层），每步用全部图，学习率 0.89，比上限大 2 %：头几轮几乎不动，后来越冲越快。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.rising")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：上限怎么知道的。** 平方损失是一个碗，学习率的上限是 $2/\lambda$，这里的 $\lambda$ 是第 9 章的曲率，最弯的方向；这些图片上算出来，上限是 0.872，和下面的自检对得上。

# %% slideshow={"slide_type": "skip"}
ones = torch.cat([X_train, torch.ones(len(X_train), 1)], dim=1)
steepest = torch.linalg.eigvalsh(ones.T @ ones / len(ones))[-1].item() * 2 / 10
assert np.isclose(2 / steepest, 0.872, atol=0.002)
assert np.allclose([5 * (-1.1) ** (2 * k) for k in range(5)], [5, 6.05, 7.32, 8.86, 10.72], atol=0.005)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.2.4 d 停滞
#
# 一条平线，停在 2.31。
# 十类瞎猜，每类给 0.1，损失是 $\ln10\approx2.303$：**它和瞎猜一样**。
#
# **原因**：学习率太小（这里 Adam 用了 $10^{-6}$）；网络死了（第 6 章的 ReLU、第 8 章的梯度消失）；任务太难，模型太小；标签乱而数据多，小模型背不下来（背得下来就不平，11.3.3 的 ⑥）。
#
# **先做**：学习率乘 10、乘 100、乘 1000 地试（这里乘 1000，见 11.2.5 的图）；乘了也不动，量每一层的梯度（8.7.2）；再查标签；再换大一点的模型。

# %% slideshow={"slide_type": "skip"}
assert np.isclose(math.log(10), 2.303, atol=5e-4) and abs(frozen["train"][-1] - math.log(10)) < 0.02

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.2.5 e 抖动
#
# 横轴换成了**步**：SGD，学习率 0.3，每批 4 个，三成的标签重抽过（约四分之一真错），第 5 轮的 315 步。
#
# **原因**：数据有噪声，或者很不均衡；批太小；学习率太大。
#
# **先做**：先看一轮的平均。
# 平均也不降，是不收敛，照 9.8.3 先把学习率除以 10；平均在降，只是一步一步地抖，清理标签，加大批；一轮一个点、取了平均还在跳，再把学习率调小。
# （第 1 章说过，“每步只用一部分样本，坡度老在抖，要看别的”：看一轮的平均，别看一步。）
#
# 三种病，吃了药再练：

# %% slideshow={"slide_type": "skip"}
cured_c = straight(0.089)
cured_d = ideal["train"][:20]  # a 就是 d 换了学习率
(bigger,) = each_step(64, y_noisy)

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3))
for ax, letter, cure, text in ((axes[0], "c", cured_c, "学习率 ÷ 10"), (axes[1], "d", cured_d, "学习率 × 1000")):
    ax.plot(range(1, len(ALONE[letter]) + 1), ALONE[letter], color=RED, label="原来")
    ax.plot(range(1, len(cure) + 1), cure, "--", color=BLUE, label=text)
    ax.set(title=letter, xlabel="轮", ylim=(0, None))
    ax.legend(fontsize=11, **({"loc": "upper right", "bbox_to_anchor": (1, 0.93)} if letter == "d" else {}))
for losses, color, dash, text in ((shaky, RED, "-", "每批 4"), (cleaner, GREEN, "-", "每批 4，标签改对"), (bigger, BLUE, "--", "每批 64")):
    axes[2].plot(np.linspace(0, 1, len(losses)), losses, color=color, ls=dash, lw=2.2 if color == BLUE else 0.9, label=text)
axes[2].set(title="e", xlabel="第 5 轮，从头到尾", ylim=(0, 6.5))
axes[2].legend(fontsize=11, loc="upper right")
axes[0].set_ylabel("训练损失")
plotting.show(fig, alt="三张图，橙红实线是原来的，蓝虚线是吃药以后的。c：原来往上冲到 1.0，学习率除以 10 以后平稳地降。d：原来平在 2.3，学习率乘 1000 以后降到 0.3 以下。e：每批 4 个的上下剧烈跳；每批 4 个、标签改对，绿线贴着 0，偶尔跳起来；每批 64 个的蓝虚线只轻轻地抖，还在 1.4 上下。")

# %% slideshow={"slide_type": "skip"}
assert cured_c[-1] < cured_c[0] / 2 and max(np.diff(cured_c)) < 0 and cured_d[-1] < 0.3
assert np.allclose([np.std(shaky), np.std(bigger), np.mean(bigger)], [0.82, 0.14, 1.41], rtol=0.15)
assert 0.15 < np.std(cleaner) < 0.3 and 0.05 < np.mean(cleaner) < 0.15

# %% [markdown] slideshow={"slide_type": "-"}
# e 里一次只动一样：批加大，抖的幅度（标准差）从 0.82 降到 0.14，平均还在 1.4；只把标签改对，批不动，幅度降到 0.2 上下，平均也到了 0.1 上下。
# **加大批只压住了抖，清标签两样都治。**

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.jitter")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.2.6 写成规矩，还要和瞎猜比
#
# “在抖”“在降”要写成数，电脑才会认：抖动大于最高处的 $\frac1{10}$，叫抖；末尾比最低处高 $\frac16$，叫升；总共降不到 $\frac1{10}$，叫停滞（抖动等怎样量，见本节末尾的自学，作业里你来写）。
#
# `coursekit.diagnosis` 里有一套更细的；拿它认 a 到 d，再认一张怪的：Adam，学习率 5。

# %% slideshow={"slide_type": "-"}
net = mlp(64)
jumped = learn(net, adam(net, 5.0), X_train, y_train, epochs=20)
for letter in "abcd":
    print(letter, diagnosis.diagnose(ALONE[letter]).label)
print("怪", diagnosis.diagnose(jumped["train"]).label)
odd = [round(loss, 1) for loss in jumped["train"]]
print("怪的头几轮：", odd[:4], "，最后", odd[-1])

# %% slideshow={"slide_type": "skip"}
found = [diagnosis.diagnose(ALONE[letter]).label for letter in "abcd"]
assert found == ["smooth", "staircase", "rising", "stuck"] and diagnosis.diagnose(jumped["train"]).label == "smooth"
assert jumped["train"][0] > 500 and 2.2 < jumped["train"][-1] < 3 and jumped["valid"][0] < 40

# %% [markdown] slideshow={"slide_type": "fragment"}
# 四张都认对了，怪的却说成“平稳”：第一轮的平均是一千多，后来 2.5，降了 99 %，规矩就信了。
# 可是 2.5 比瞎猜的 2.3 还差，什么也没学到。
# **规矩只看形状；还要拿最后的数和瞎猜的 $\ln10$ 比一比。**

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：四个数怎样量。** 把曲线从头到尾等分十段，每段取平均（作业里的轮数都能被 10 整除）；抖动用原来的点。
# 问到一个“是”就停，名字写在右边：
#
# | 次序 | 量 | 怎么量 | 界线 | 是，就叫 |
# |---|---|---|---|---|
# | 1 | 抖动 | 后一半里，每个点离“前后两点的平均”有多远，取平均，除以最高的点 | 大于 $\frac1{10}$ | 抖动 |
# | 2 | 回升 | 最后一段比最低的一段高几成 | 大于 $\frac16$ | 上升 |
# | 3 | 降幅 | 最低的一段比第一轮低几成 | 小于 $\frac1{10}$ | 停滞 |
# | 4 | 歇过 | 相邻两段，后一段只比前一段低不到第一轮的 2 %；而最后一段又比这后一段低了第一轮的 20 % 以上 | 有 | 阶梯下降 |
# | 5 | | | 都不是 | 平稳下降 |
#
# b 的抖动不到 1 %，回升 0，降幅 54 %，第 4 段到第 5 段（从 1 数）歇过，叫阶梯；e 的抖动是 19 %，问到第一条就停。
# 界线是约定的，不是定理；`coursekit.diagnosis` 的界线略有不同，作业以作业里写的为准。

# %% slideshow={"slide_type": "skip"}
b_tenths = np.array(stairs["train"]).reshape(10, 4).mean(axis=1)
b_shake, e_shake = (
    np.mean([abs(a - (c[i - 1] + c[i + 1]) / 2) for i, a in enumerate(c[:-1]) if i >= len(c) // 2]) / max(c)
    for c in (stairs["train"], shaky)
)
assert b_shake < 0.01 and np.isclose(e_shake, 0.19, atol=0.03) and b_tenths[-1] == min(b_tenths)
assert np.isclose(1 - min(b_tenths) / stairs["train"][0], 0.54, atol=0.03)
assert b_tenths[3] - b_tenths[4] < 0.02 * stairs["train"][0] and b_tenths[4] - b_tenths[9] > 0.2 * stairs["train"][0]

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.2.1 让学生在纸上给五张图起名字，收三四个名字再翻页；c 常有人说“过拟合”，先不纠正。
# `staircase` 在揭名字以前问；选“停”的请说等几轮。
#
# **会遇到的误区**：（1）“升了就是过拟合”：这里只有训练损失，过拟合要看验证。
# （2）“抖就是坏”：先看横轴，一步一个点，抖是常事。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.3 两条一起看：六种搭配
#
# ### 11.3.1 六张图，先别看名字
#
# 实线训练，虚线验证，也都是真的练出来的。
# **每张图说两句**：训练在降吗，验证在降吗；先不说病名（程序先别看）。

# %% slideshow={"slide_type": "skip"}
PAIRS = {"①": ideal}
net = mlp(256, 256)
PAIRS["②"] = learn(net, adam(net, 1e-3), X_few, y_few, batch=16)
net = mlp(64)
PAIRS["③"] = learn(net, sgd(net, 1e-3), X_train, y_train)
net = mlp(64)
PAIRS["④"] = learn(net, adam(net, 3e-3), X_train[:200], y_train[:200], batch=16)

torch.manual_seed(0)
normed = nn.Sequential(nn.Linear(64, 64), nn.BatchNorm1d(64), nn.ReLU(), nn.Linear(64, 10))
learn(normed, adam(normed, 1e-3), X_train, y_train, epochs=20, check=False)  # 先练好
normed[1].reset_running_stats()  # 再把攒下的清掉，让它慢慢攒
normed[1].momentum = 0.004
PAIRS["⑤"] = learn(normed, sgd(normed, 1e-4), X_train, y_train, epochs=30, watch=lambda net: measure(net, X_train, y_train))
net = mlp(128)
PAIRS["⑥"] = learn(net, adam(net, 1e-3), X_train[:300], y_random[:300], batch=16)

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(2, 3, figsize=(8, 4.1))
for ax, (sign, curves) in zip(axes.flat, PAIRS.items()):
    draw_pair(ax, curves, legend=sign == "①")
    ax.set(title=sign, ylim=(0, max(curves["valid"]) * 1.12), xlabel=None)
for ax in axes[1]:
    ax.set_xlabel("轮")
for ax in axes[:, 0]:
    ax.set_ylabel("损失")
plotting.show(fig, alt="六张小图，⑤ 是 30 轮，其余 60 轮，蓝实线训练，橙红虚线验证，纵轴刻度不同。①：两条一起降到 0.1。②：训练降到 0.06，验证先降到 0.63，再升到 0.97。③：两条重合，几乎是平的，从 2.31 到 2.24。④：训练降到 0.01，验证降到 0.21 就平了。⑤：训练一直平在 0.08 上下，验证从 1.25 降到 0.35。⑥：训练从 2.3 降到 1.4，验证在 2.3 上下，后来慢慢升到 2.6。")

# %% slideshow={"slide_type": "skip"}
ends = {sign: [curves["train"][0], curves["train"][-1], curves["valid"][0], curves["valid"][-1]] for sign, curves in PAIRS.items()}
assert np.allclose(ends["①"], [2.246, 0.071, 2.164, 0.109], rtol=0.1)
assert np.allclose([ends["②"][1], min(PAIRS["②"]["valid"]), ends["②"][3]], [0.063, 0.627, 0.969], rtol=0.1)
assert np.allclose(ends["③"][:2], [2.313, 2.238], rtol=0.02) and np.allclose([ends["④"][1], ends["④"][3]], [0.012, 0.214], rtol=0.15)
assert max(PAIRS["⑤"]["train"]) < 0.1 and np.allclose(ends["⑤"][2:], [1.253, 0.348], rtol=0.1)
six = PAIRS["⑥"]
assert np.allclose([six["train"][0], six["train"][10]], [2.32, 2.13], rtol=0.02) and abs(np.mean(six["valid"][:10]) - 2.29) < 0.03
found = [diagnosis.diagnose(curves["train"], curves["valid"]).label for curves in PAIRS.values()]
assert found == ["converging", "overfitting", "underfitting", "plateau", "flat_train", "memorising"]

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.3.2 ①②③：三张常见的
#
# | | 训练、验证 | 意思 | 先做什么 | 怎么练出来的 |
# |---|---|---|---|---|
# | ① | 降，降 | 理想 | 留着，平了就停 | 64 个神经元，Adam $10^{-3}$ |
# | ② | 降，先降后升 | **过拟合**：数据少，标签有错，练得太久 | 抽几十个标签看；早停，正则化，多要数据 | 150 张图，三成标签重抽 |
# | ③ | 高，高 | **欠拟合**：学习率小，轮数少，模型弱 | 大学习率，多练；还高，再换大模型 | SGD，学习率 $10^{-3}$ |
#
# 甲的样子是 ②，乙的是 ③；只看训练那一条，③ 就是 11.2.4 的 d。
# ② 的标签错了约四分之一，治它先看标签；下半场用甲来试（11.10）。
# 怎样知道是步子小，还是模型弱？
# 先只动学习率：③ 的学习率乘 100，20 轮训练就到 0.23，**病在步子**；只有 2 个神经元的网络，学习率合适，30 轮还在 1.7 上下，**病在模型**（各练一次）。

# %% slideshow={"slide_type": "skip"}
net, narrow = mlp(64), mlp(2)
faster = learn(net, sgd(net, 0.1), X_train, y_train, epochs=20, check=False)
tight = learn(narrow, adam(narrow, 1e-2), X_train, y_train, epochs=30, batch=128, check=False)
assert np.isclose(faster["train"][-1], 0.23, atol=0.03) and 1.5 < tight["train"][-1] < 1.9

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.overfit")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.underfit")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.3.3 ④⑤⑥：三张要讨论的
#
# 翻回 11.3.1 的下排，再看一遍，同桌互相说一句“可能是什么”。

# %% slideshow={"slide_type": "-"}
quiz.ask("diagnosis.memorise")

# %% [markdown] slideshow={"slide_type": "subslide"}
# | | 训练、验证 | 可能是什么 | 先做什么 |
# |---|---|---|---|
# | ④ | 降，降到一处就平 | 泛化到头了，差距在拉开 | 停；降学习率；多要数据或正则化；也可以接受 |
# | ⑤ | 平，降 | **两条量的不是一件事**（11.3.4） | 用评估模式重量一遍；查划分 |
# | ⑥ | 降，没降，后来还升 | 死记；或两边的处理、标签、分布对不上 | 先查两边的处理和划分，再正则化，查数据 |
#
# - ④ 用 200 张干净的图；⑥ 的 300 个标签是乱抽的，训练损失照样降：**记住，不等于学会**。
# - ② 和 ⑥ 怎么分：② 的验证最低到过 0.63；⑥ 最低也有 2.28，和瞎猜的 2.30 几乎一样。
# - ⑥ 的另一个原因也试过：标签都对，只是**验证的标签错了一行**，训练 20 轮降到 0.2，验证从 2.3 升到 6。
# - ⑤ 常被怀疑的还有：噪声只在训练标签里，验证集太小、太容易、有泄漏。
#   第一种试过：三成标签重抽，训练 2.28 降到 1.26，验证 2.20 降到 0.60：训练一直**高**，可它**也在降**，不是 ⑤；后几种这里没有试。

# %% slideshow={"slide_type": "skip"}
net, muddled = mlp(64), mlp(64)
shifted = learn(net, adam(net, 3e-3), X_train, y_train, epochs=20, batch=256, watch=lambda net: measure(net, X_valid, y_valid.roll(1)), check=False)
assert shifted["train"][-1] < 0.3 and np.allclose([shifted["watch"][0], shifted["watch"][-1]], [2.31, 6.0], rtol=0.07)
half_wrong = learn(muddled, adam(muddled, 3e-3), X_train, y_noisy, epochs=20, batch=256)
assert np.allclose([half_wrong[part][i] for part in ("train", "valid") for i in (0, -1)], [2.28, 1.26, 2.20, 0.60], rtol=0.05)
assert np.isclose(min(six["valid"]), 2.28, atol=0.03)

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.generalise")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.3.4 量在哪里：两条线不能直接比的时候
#
# - **开没开 Dropout、增强**：训练损失是捂着一部分、改过样子以后量的，验证时不捂、不改；
# - **BN 用的是谁的平均**：训练用这一批的，评估用攒下的（8.4.2），没攒够，验证就差（⑤ 就是这样造出来的：清掉以后是平均 0、方差 1，`momentum` 0.004，每批只往这一批的统计挪 0.4 %）；
# - **哪一刻量的**：训练损失是一轮里各批的平均，一边学一边量；验证是这一轮学**完**才量。
#   ① 的第一轮，训练 2.246，验证 2.164：验证反而低。
#
# **先这样查**：把训练集也用评估模式（`net.eval()`）、在同一刻量一遍。

# %% slideshow={"slide_type": "skip"}
covered = mlp(64, drop=0.8)
covered_curves = learn(covered, adam(covered, 1e-3), X_train, y_train, epochs=30, watch=lambda net: measure(net, X_train, y_train))

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 3.2))
for ax, curves, title in ((axes[0], covered_curves, "Dropout 0.8"), (axes[1], PAIRS["⑤"], "⑤：BN 攒下的刚清掉")):
    draw_pair(ax, curves, title)
    ax.plot(range(1, 31), curves["watch"], ":", color=GREEN, label="训练，评估模式")
axes[0].set_ylabel("损失")
axes[1].legend(["训练，边学边量", "验证", "训练，评估模式"], fontsize=11, loc="upper right")
plotting.show(fig, alt="两张图，各三条线。左，Dropout 0.8：边学边量的训练损失（蓝实线）最高，30 轮末了 0.89；验证（橙红虚线）末了 0.46；训练集用评估模式量（绿点线）末了 0.44，比验证略低。右，⑤：蓝实线一直在 0.08 上下；橙红虚线从 1.25 降到 0.35；绿点线紧贴在橙红线下面，从 1.23 降到 0.30。")

# %% slideshow={"slide_type": "skip"}
last = [covered_curves[name][-1] for name in ("train", "valid", "watch")]
assert np.allclose(last, [0.886, 0.462, 0.436], rtol=0.1) and last[2] < last[1] < last[0]
five = PAIRS["⑤"]
assert np.allclose([five["watch"][0], five["watch"][-1]], [1.233, 0.301], rtol=0.1)
assert all(a < b for a, b in zip(five["watch"], five["valid"])) and all(a < b for a, b in zip(covered_curves["watch"][5:], covered_curves["valid"][5:]))
assert ideal["valid"][0] < ideal["train"][0]

# %% [markdown] slideshow={"slide_type": "-"}
# 绿点线和橙红线是同一把尺子量的，几乎贴在一起，末了绿的低一点：左 0.44 对 0.46，右 0.30 对 0.35。
# 左边没有什么怪事；右边要当心：统计没攒够以前，评估模式下它真的差。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.flat_train")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.valid_below")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.3.5 别的样子（自学）
#
# | 看到什么 | 多半是 |
# |---|---|
# | 两条都升 | 学习率太大，或数据坏了 |
# | 验证一直比训练低 | 训练时开着 Dropout、增强；验证集太容易 |
# | 变成 `nan` | 学习率太大，$\ln0$，除以 0（第 6 章、第 9 章） |
# | 两条都是平线 | 学习率太小（③），ReLU 死了，梯度没了，忘了 `step()`（第 6 章、第 8 章） |
#
# 曲线只说到现在为止的事：② 只看前 20 轮，还认不出过拟合；练满 60 轮，才认得出是 ②。

# %% slideshow={"slide_type": "skip"}
stages = [diagnosis.diagnose(PAIRS["②"]["train"][:n], PAIRS["②"]["valid"][:n]).label for n in (20, 60)]
assert stages[0] != "overfitting" and stages[1] == "overfitting"

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.3.1 停三分钟，六组各认一张，只许说“在降、没降、先降后升”，不许说病名；说完翻 11.3.2 对。
# ④⑤⑥ 没有唯一的答案，学生说的只要讲得出怎么查，都记在黑板上。
#
# **会遇到的误区**：“验证比训练低，一定是程序错了”。
# 11.3.4 的左图就是反例。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.4 学得不够，学得太死
#
# ### 11.4.1 十个点，三条曲线
#
# 第 5 章自学里的那道题：规律是 $y=1-2x+3x^2$，十个点各带一点噪声（标准差 0.3），用 1、2、9 次多项式去拟合。
# 换一批噪声，学出来的曲线会差多少？
# 再抽 200 批，每批都拟合一次，画 30 条。

# %% slideshow={"slide_type": "skip"}
dice = np.random.default_rng(0)
x_ten, x_fine = np.linspace(-1, 1, 10), np.linspace(-1, 1, 201)


def law(x):
    return 1 - 2 * x + 3 * x**2


y_ten = law(x_ten) + dice.normal(0, 0.3, 10)
fits = {degree: np.polyfit(x_ten, y_ten, degree) for degree in range(1, 10)}
fit_train = {degree: np.mean((np.polyval(c, x_ten) - y_ten) ** 2) for degree, c in fits.items()}
fit_test = {degree: np.mean((np.polyval(c, x_fine) - law(x_fine)) ** 2) for degree, c in fits.items()}
assert np.allclose([fit_train[1], fit_train[2], fit_test[1], fit_test[2], fit_test[9]], [0.963, 0.0338, 0.875, 0.0137, 0.0616], atol=5e-4)
batches = law(x_ten) + np.random.default_rng(0).normal(0, 0.3, (200, 10))
drawn = {degree: np.array([np.polyval(np.polyfit(x_ten, y, degree), x_fine) for y in batches]) for degree in (1, 2, 9)}
bias2 = {degree: np.mean((many.mean(axis=0) - law(x_fine)) ** 2) for degree, many in drawn.items()}
spread = {degree: many.var(axis=0).mean() for degree, many in drawn.items()}
assert np.allclose([bias2[1], bias2[2], bias2[9]], [0.858, 0, 0.005], atol=0.01)
assert np.allclose([spread[1], spread[2], spread[9]], [0.016, 0.023, 0.61], rtol=0.05)
assert np.allclose([bias2[d] + spread[d] for d in (1, 2, 9)], [0.87, 0.02, 0.62], atol=0.01) and fit_train[9] < 1e-20 and min(fit_test, key=fit_test.get) == 2

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3), sharey=True)
for ax, degree in zip(axes, (1, 2, 9)):
    ax.plot(x_fine, drawn[degree][:30].T, color=BLUE, lw=0.6, alpha=0.5)
    ax.plot(x_fine, law(x_fine), "--", color=RED, label="规律")
    ax.plot(x_ten, y_ten, "o", color=ORANGE, mec="0.2", label="一批数据")
    ax.set_title(f"{degree} 次\n偏差² {bias2[degree]:.2f}，方差 {spread[degree]:.2f}", fontsize=13)
    ax.set(xlabel="$x$", ylim=(-1, 8))
axes[0].legend(fontsize=11)
plotting.show(fig, alt="三张图，各有 30 条蓝细线，是换 30 批噪声拟合出来的；橙红虚线是规律。1 次：30 条直线挤在一起，都离规律很远，偏差平方 0.86，方差 0.02；2 次：都贴着规律，0.00 和 0.02；9 次：平均对得上规律，各条散得很开，两头尤其厉害，0.01 和 0.61。")

# %% [markdown] slideshow={"slide_type": "-"}
# - **偏差**（bias，不是网络里的偏置，也不是第 9 章要修正的那个）：200 条平均以后，离规律还有多远；1 次怎么练都弯不过来。
# - **方差**（variance）：换一批数据，学到的跟着变多少；9 次连噪声也去追。
#
# 和规律比的均方误差 = 偏差的平方 + 方差。
# 三个和是 0.87、0.02、0.62（图上各自四舍五入过）：太简单、太复杂，都不好。
# 和带噪声的新点比，还要加上噪声的方差 $0.3^2=0.09$，谁也去不掉。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：一批数据会骗人。** 图里的橙点是一批：9 次的训练误差是 0（约 $5\times10^{-29}$），和规律比只有 0.062，比平均的 0.62 小得多，是碰巧；所以要抽 200 批。
# 2 次的训练误差 0.034，和规律比是 0.014，反而低：训练误差是和带噪声的点比，另一个是和没有噪声的规律比，也不是一把尺子。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.4.2 两种病，两张单子
#
# | | **欠拟合**（③） | **过拟合**（②） |
# |---|---|---|
# | 是什么 | 太简单，规律没学到 | 太复杂，把噪声也记住了 |
# | 训练、验证 | 都差 | 训练好，验证差 |
# | 原因 | 模型小；轮数少；学习率小 | 模型大；练得太久；数据少，标签有错 |
# | 药 | 大一点的模型；多练几轮（最直接）；大一点的学习率，快一点的优化器（要试） | 清理标签；多要数据；小一点的模型；L1、L2；Dropout；早停；数据增强 |
#
# 两张单子几乎反着来，**所以先诊断**。
#
# “多要数据”还有半句：**要有代表性**。
# 一万张白天的照片，教不会认夜里的车；加的得像用的时候会遇到的。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.poly")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.4.3 学习曲线：还要不要数据
#
# 要数据很贵，先问值不值。
# **学习曲线**（learning curve）：横轴是**训练样本的个数**，画训练和验证的成绩。
# （它和损失曲线是两回事：损失曲线的横轴是轮。）
#
# 三个模型认手写数字：不限深度的决策树（一直问“是不是大于”，问到训练样本全对），逻辑回归，深度 3 的决策树（最多问三个）。
# 每个个数，随机抽几次再平均：左边抽 12 次，中间 2 次，右边 6 次。

# %% slideshow={"slide_type": "skip"}
SIZES = (50, 100, 200, 400, 800, 1257)
makers = {
    "不限深度的树": (12, lambda seed: DecisionTreeClassifier(random_state=seed)),
    "逻辑回归": (2, lambda seed: LogisticRegression(max_iter=2000)),
    "深度 3 的树": (6, lambda seed: DecisionTreeClassifier(max_depth=3, random_state=seed)),
}
grown, draw = {}, np.random.default_rng(1)
for name, (times, make) in makers.items():
    grown[name] = []
    for n in SIZES:
        tried = []
        for seed in range(1 if (name, n) == ("逻辑回归", 1257) else times):
            chosen = draw.permutation(1257)[:n]
            fitted = make(seed).fit(parts[0][chosen], parts[2][chosen])
            seen, unseen = fitted.predict(parts[0][chosen]), fitted.predict(parts[1])
            tried.append(((seen == parts[2][chosen]).mean(), (unseen == parts[3]).mean()))
        grown[name].append(np.mean(tried, axis=0))

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 3.1), sharey=True)
for ax, (name, rows) in zip(axes, grown.items()):
    train_scores, valid_scores = zip(*rows)
    ax.plot(SIZES, train_scores, "o-", color=BLUE, label="训练")
    ax.plot(SIZES, valid_scores, "s--", color=RED, label="验证")
    ax.set(title=name, xlabel="训练样本的个数", ylim=(0.3, 1.05))
axes[0].set_ylabel("准确率")
axes[1].legend(fontsize=12, loc="lower right")
plotting.show(fig, alt="三张图，横轴是训练样本从 50 到 1257。左，不限深度的树：训练一直是 1，验证从 0.47 升到 0.85，越升越慢，差距还大。中，逻辑回归：训练一直在 0.99 上下，验证从 0.8 升到 0.97，几乎碰上，都高。右，深度 3 的树：训练从 0.6 上下降到 0.47，验证从 0.4 以下升到 0.48，碰上了，都低。")

# %% slideshow={"slide_type": "skip"}
deep, steady, shallow = (np.array(grown[name]) for name in makers)
assert (deep[:, 0] == 1).all() and (np.diff(deep[:, 1]) > 0).all() and np.allclose(deep[[0, 3, 4, 5], 1], [0.475, 0.78, 0.83, 0.85], atol=0.01)
assert steady[:, 0].min() > 0.98 and shallow[-1, 1] - shallow[3, 1] < 0.04 and abs(steady[-1, 0] - 0.985) < 0.01 and np.allclose(steady[[0, -1], 1], [0.81, 0.97], atol=0.04)
assert 0.005 < steady[-1, 0] - steady[-1, 1] < 0.025 and (np.diff(steady[:, 1]) > 0).all()
assert 0.55 < shallow[0, 0] < 0.75 and abs(shallow[-1] - 0.475).max() < 0.02 and shallow[0, 1] < 0.45

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.learning_curve")

# %% [markdown] slideshow={"slide_type": "fragment"}
# - 左：差 15 个点，**没碰上**；验证 0.78、0.83、0.85（400、800、1257 张），还在升，可越升越慢：数据还有用，换模型也要试；
# - 中：只差一两个点，都高，**快到头了**：再加数据，好处不大；
# - 右：**碰上了，都低**：再加数据，验证也就到训练那么高，而训练只有 0.47；换模型。
#
# 训练和验证的差（左图的病），常直接叫“方差”，训练和人的差（右图的病）叫“偏差”：是借用，不是 11.4.1 算的那两个数。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.4.1 用四分钟，先问“哪一张换了数据最不一样”，再给两个名字。
# 先问 `learning_curve`，再翻三句话。
#
# **会遇到的误区**：“训练准确率下降，是越学越差”。
# 样本多了，背不下来了，训练准确率略降是好事。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.5 误差的台阶
#
# ### 11.5.1 差在哪一级
#
# 同一个任务，错误率从谁也躲不开的，到真正用起来的，排成台阶：
#
# | 台阶 | 错误率 | 比上一级多 | 这一截叫 | 先做什么 |
# |---|---|---|---|---|
# | **贝叶斯极限** | 1 % | | | |
# | 训练 | 8 % | **7** | 可避免偏差 | 大模型，多练 |
# | 验证 | 10 % | 2 | 方差 | 正则化，多要数据 |
# | 测试 | 11 % | 1 | 测试的差 | 挑来挑去，偏向了验证集：换一份 |
# | 现场（真正用起来） | 15 % | 4 | 现场的差 | 去收集像现场的数据 |
#
# **贝叶斯极限**（Bayes error）：糊得谁也认不出的图，标签自相矛盾的样本，再好的模型也要错。
# 它常常是未知的，就拿人的错误率来估计：认图、听写，人离极限不远（这里也是 1 %）。
#
# 最大的一截是 7：网络连训练集都没学会，**先治它**，别忙着正则化。

# %% slideshow={"slide_type": "skip"}
ladder = {"极限": 1, "训练": 8, "验证": 10, "测试": 11, "用起来": 15}
assert np.diff(list(ladder.values())).tolist() == [7, 2, 1, 4]

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.bayes_next")

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.bayes")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.5.2 现场的差，真的量一次
#
# 手写数字练好的 ①，验证很好。
# “现场”的相机装歪了：每张图往右挪**一个像素**，右边出去的从左边回来。
# 人看，还是那个数字。

# %% slideshow={"slide_type": "-"}
X_field = torch.roll(X_valid.view(-1, 8, 8), 1, dims=2).reshape(-1, 64)
print(f"训练 错 {1 - score(ideal_net, X_train, y_train):.1%}")
print(f"验证 错 {1 - score(ideal_net):.1%}")
print(f"现场 错 {1 - score(ideal_net, X_field, y_valid):.1%}")

# %% slideshow={"slide_type": "skip"}
field_error = 1 - score(ideal_net, X_field, y_valid)
assert 1 - score(ideal_net, X_train, y_train) < 0.05 and 1 - score(ideal_net) < 0.06 and field_error > 0.4

# %% [markdown] slideshow={"slide_type": "fragment"}
# 训练、验证都只错百分之几，现场错一半还多。
# 曲线、学习曲线、验证集，都看不出来：**它们和训练集是一路的**；11.11 换一个网络，用增强来治。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **会遇到的误区**：“验证错 10 %，先上正则化”。
# 先看哪一截最大：训练已经错 8 %，人只错 1 %。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.6 上半场收尾：一张诊断单
#
# | 看到什么 | 先查什么 |
# |---|---|
# | 训练升，或变成 `nan` | 学习率，坏数据 |
# | 训练平在瞎猜 | 学习率太小，标签，死网络 |
# | 训练抖 | 横轴是步还是轮；批，标签 |
# | 训练高，验证高 | 欠拟合：大模型，多练 |
# | 训练低，验证先降后升 | 过拟合：标签对不对；下半场开方 |
# | 训练平，验证降 | 两条量的是不是一件事 |
# | 训练降，验证没降过 | 两边的处理、划分、标签 |
# | 都好，现场差 | 数据像不像现场 |
#
# **出门一问**：同学的网络，训练准确率 99 %，验证 98 %，交给用户，只对 70 %。
# 他说：“过拟合了，加 Dropout。”
# 你同意吗？
#
# 答案在 11.16 的末尾（两次各一条，只点这一次的）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：不同意。
# 训练和验证只差 1 个百分点，不是过拟合；差在现场（28 个百分点），先看用户的数据和手上的有什么不同。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.7 罚大的权重：L1、L2
#
# **下半场**：上次认出了病，这次开方。
# 标签有错，先清标签；此外过拟合的方子有六味：多要数据，小模型，罚权重，Dropout，早停，数据增强。
# 中间三味这里讲，11.10 拿同一个病人试；数据增强在 11.11。
#
# 为防止过拟合而加的约束，统称**正则化**（regularization）；加在损失后面的罚单，叫**正则化项**，也叫惩罚项。
#
# **先猜**：11.4 的橙点，9 次多项式，九个系数（不算常数项），没有约束时绝对值最大的约多大，3、30、300？
# 规律本身的系数是 $-2$ 和 3。

# %% slideshow={"slide_type": "fragment"}
print("9 次的系数，从高次到一次：", fits[9][:-1].round(1).tolist())

# %% slideshow={"slide_type": "skip"}
biggest = max(abs(fits[9][:-1]))
assert 20 < biggest < 60

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.7.1 三种量法
#
# 要弯弯曲曲地穿过每个点，系数就得一个大正、一个大负，互相抵消。
# 那就给大的系数开罚单。
# 多大？
# $w=(3,-4,0,0)$：
#
# | 范数 | 定义 | 例子 |
# |---|---|---|
# | L0 | 不为 0 的个数 | 2 |
# | L1 | $\sum\lvert w_i\rvert$ | 7 |
# | L2 | $\sqrt{\sum w_i^2}$ | 5 |
#
# 罚单加在平均损失 $J$（第 9 章叫代价）后面，$\lambda$ 管罚多重，叫**正则化系数**：
#
# $$\text{L1}:\ J+\lambda\sum_i|w_i|\qquad\text{L2}:\ J+\lambda\sum_iw_i^2$$
#
# L2 罚的是**平方和**（25），不开根号；L0 一格一格跳，没有坡，没法用梯度下降。
# 特征先标准化再罚（第 3 章），不然换个单位，罚的轻重就变了；常数项不罚。
# 一般的写法：$L(y,f(x))\to L(y,f(x))+\alpha\,\Omega(w)$，$\Omega$ 是罚单，$\alpha$ 和 $\lambda$ 一个意思（不是学习率）；第 9 章和有的书把 L2 写成 $\frac\lambda2\sum w_i^2$，那个 $\lambda$ 是这里的两倍。

# %% slideshow={"slide_type": "skip"}
w_four = np.array([3.0, -4.0, 0.0, 0.0])
norms = [np.count_nonzero(w_four), np.abs(w_four).sum(), np.linalg.norm(w_four), (w_four**2).sum()]
assert norms == [2, 7, 5, 25]

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.l_one")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.l_two")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.7.2 罚多重：验证曲线
#
# 还是那十个橙点，9 次，加上 L2 的罚，叫**岭回归**（ridge regression）。
# **验证曲线**（validation curve）画成绩随一个超参数怎样变，这里是**罚多重** $\lambda$。
# 数据是造的，规律知道，所以“验证”直接和规律比，不带噪声，只看它自己的走向；真的任务用验证集。

# %% slideshow={"slide_type": "skip"}
powers = PolynomialFeatures(9, include_bias=False)
P_ten, P_fine = powers.fit_transform(x_ten[:, None]), powers.transform(x_fine[:, None])
LAMBDAS = np.logspace(-7, 0, 22)


def penalised(kind, lam):
    """Fit mean squared error + lam times the penalty; return the errors on the points and against the law, and the coefficients."""
    # sklearn 的两个 alpha 分母不同：岭罚在平方和上，lasso 罚在“平方和 ÷ 2n”上
    model = Ridge(alpha=10 * lam) if kind == "L2" else Lasso(alpha=lam / 2, max_iter=200_000)
    model.fit(P_ten, y_ten)
    train_error = np.mean((model.predict(P_ten) - y_ten) ** 2)
    return train_error, np.mean((model.predict(P_fine) - law(x_fine)) ** 2), model.coef_


ridge = [penalised("L2", lam) for lam in LAMBDAS]
l_two, l_one = penalised("L2", 0.01), penalised("L1", 0.01)

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.8))
ax.plot(LAMBDAS, [row[0] for row in ridge], color=BLUE, label="训练")
ax.plot(LAMBDAS, [row[1] for row in ridge], "--", color=RED, label="验证（和规律比）")
ax.set(xscale="log", yscale="log", xlabel="罚多重 $\\lambda$", ylabel="误差")
ax.legend(fontsize=13)
plotting.show(fig, alt="验证曲线，横轴是罚多重，从千万分之一到 1，两个轴都是对数；训练误差一路升；验证误差先在 0.05 上下，到千分之一附近最低，0.03，然后一路升到 1。")

# %% [markdown] slideshow={"slide_type": "-"}
# 罚轻了是过拟合，罚重了是欠拟合，中间最好：$10^{-3}$ 时 0.029，不罚是 0.062，罚 1 是 0.978。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.l_sparse")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.7.3 为什么 L1 压到 0
#
# 一样的 $\lambda=0.01$，换成 L1，叫 **lasso**，和岭比九个系数：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.8))
for (_, _, coefficients), color, dash, text in ((l_two, BLUE, "-", "L2（岭）"), (l_one, RED, "--", "L1（lasso）")):
    ax.plot(range(1, 10), coefficients, "o", ls=dash, color=color, label=text)
ax.axhline(0, color="0.5", lw=1)
ax.set(xlabel="几次项", ylabel="系数", xticks=range(1, 10))
ax.legend(fontsize=13)
plotting.show(fig, alt="九个系数。蓝实线是岭：九个都不是 0，七、八次贴着 0。橙红虚线是 lasso：一次约 -1.7，二次约 2.6，三次约 -0.5，四次到九次正好是 0。")

# %% slideshow={"slide_type": "skip"}
tests = [penalised("L2", lam)[1] for lam in (1e-7, 1e-3, 0.01, 1)]
assert np.allclose(tests, [0.0518, 0.0290, 0.0479, 0.9776], atol=5e-4) and np.isclose(fit_test[9], 0.062, atol=5e-4)
assert LAMBDAS[np.argmin([row[1] for row in ridge])] < 5e-3 and all(np.diff([row[0] for row in ridge]) > 0)
assert np.isclose(l_one[1], 0.0207, atol=5e-4) and np.flatnonzero(l_one[2]).tolist() == [0, 1, 2] and np.count_nonzero(l_two[2]) == 9
free = fits[9][:-1][::-1]
assert np.isclose(free[6], -37.5, atol=0.1) and np.isclose(free[0], -0.67, atol=0.01) and abs(l_two[2][6]) < 0.05 and np.isclose(l_two[2][0], -1.51, atol=0.01)
assert (l_two[2] ** 2).sum() < 7 < 1000 < (free**2).sum()
assert np.count_nonzero(penalised("L1", 0.001)[2]) > 6 and penalised("L1", 0.001)[1] > 0.035

# %% [markdown] slideshow={"slide_type": "-"}
# - **L1** 只留下三个，其余正好是 0；规律里没有三次，它多挑了一个。
# - **L2** 九个都留着，平方和小了；单个的不一定：七次从 −37.5 到 0.0，一次却从 −0.7 到 −1.5，更近规律的 −2。
#
# 谁的误差小，看 $\lambda$：0.01 时 L1 是 0.021，L2 是 0.048；0.001 时 L1 是 0.040，L2 是 0.029（都只是这一批橙点）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **为什么正好是 0**：只看一个权重，损失 $(w-a)^2$ 想把它拉到 $a$，罚单想把它拉到 0，$\lambda=0.4$：
#
# | $a$ | 2 | 0.5 | 0.1 |
# |---|---|---|---|
# | L2：停在 $\dfrac a{1+\lambda}$ | 1.43 | 0.36 | 0.07 |
# | L1：停在 $a-\dfrac\lambda2$，不够减就停在 0 | 1.8 | 0.3 | **0** |
#
# 停的地方，坡的和是 0：L2 是 $2(w-a)+2\lambda w=0$；L1 在 $w>0$ 时是 $2(w-a)+\lambda=0$。
#
# 站在 $w=0$：损失的坡是 $-2a$，$a=0.1$ 时拉力 0.2。
# L1 的坡两边都是 $\lambda=0.4$，往哪边走都是上坡，**拉力小于 $\lambda$ 就拉不动**；L2 的坡 $2\lambda w$ 在 0 处是 0，再小的力也拉得动。
#
# 所以 L1 顺便**挑特征**：系数是 0 的，不用了。
# 两样一起罚，叫弹性网（elastic net）。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：写成程序。** 先照损失的梯度走一步，再往 0 挪 $\eta\lambda$，挪过了头就记 0，叫**软阈值**（soft threshold）；直接求导，会在 0 的两边来回跳。
# $\eta\lambda=0.1$，只有罚，从 0.95 走 12 步，看最后三步：

# %% slideshow={"slide_type": "skip"}
jumping, soft = [0.95], [0.95]
for _ in range(12):
    jumping.append(jumping[-1] - 0.1 * np.sign(jumping[-1]))
    soft.append(np.sign(soft[-1]) * max(abs(soft[-1]) - 0.1, 0))
print("直接求导：", [round(float(w), 2) for w in jumping[-3:]])
print("软阈值：  ", [round(float(w), 2) for w in soft[-3:]])

# %% slideshow={"slide_type": "skip"}
assert np.allclose(np.abs(jumping[-3:]), 0.05) and jumping[-1] * jumping[-2] < 0 and soft[-1] == 0
around = np.linspace(-1, 3, 40001)
for a, ridge_stop, lasso_stop in ((2, 1.43, 1.8), (0.5, 0.36, 0.3), (0.1, 0.07, 0)):
    stops = [around[np.argmin((around - a) ** 2 + 0.4 * penalty)] for penalty in (around**2, abs(around))]
    assert np.allclose(stops, [ridge_stop, lasso_stop], atol=0.005)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.7.4 写成 PyTorch：weight_decay
#
# L2 的坡是 $2\lambda w$，一步是 $w\leftarrow w-\eta\cdot2\lambda w=(1-2\eta\lambda)\,w$；不用改损失，交给优化器（第 9 章）。
# SGD 把 `weight_decay` 乘 $w$ 加进梯度，所以填 $2\lambda$：

# %% slideshow={"slide_type": "-"}
w_decay = torch.tensor([2.0, -3.0], requires_grad=True)
lam = 0.05  # 罚 0.05 Σw²
optimizer = torch.optim.SGD([w_decay], lr=0.1, weight_decay=2 * lam)
w_decay.grad = torch.zeros(2)  # 没有别的损失，只有罚
optimizer.step()
print([round(w, 2) for w in w_decay.tolist()], "= 0.99 × (2, -3)")

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(w_decay, torch.tensor([1.98, -2.97]))

# %% [markdown] slideshow={"slide_type": "-"}
# - AdamW 的衰减和损失上的 L2 不是一回事（第 9 章），数要另外搜；
# - `weight_decay` 把偏置、BN 的 $\gamma$ 和 $\beta$ 也一起罚；讲究的做法只罚权重；
# - `LogisticRegression` 的 `C` 反着来：是 $\frac1\lambda$ 的意思，**越小罚得越重**（第 6 章的 `C=1e6` 就是几乎不罚）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.7.2 的图先盖住右半边，问“罚到 1 会怎样”。
# `l_sparse` 先问，再翻 11.7.3 的图，用表讲为什么；表请学生自己代一格。
#
# **会遇到的误区**：“$\lambda$ 越大越安全”。
# 11.7.2 的图，右端就是欠拟合。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.8 随机捂住：Dropout
#
# ### 11.8.1 一次一个样，平均不变
#
# 一个小组，总靠一个人答题；老师每次随机请一半的人出去，剩下的都得会一点。
# **Dropout**（随机失活，也叫暂退法）：训练时，每一次都随机丢掉一层里的一部分神经元，输出当作 0；网络就不能只靠少数几个神经元。
#
# $$h=\sigma(xW_1+b_1),\quad h'=\text{dropout}(h),\quad o=h'W_2+b_2,\quad \hat y=\text{softmax}(o)$$
#
# 捂住一半，下一层收到的总量也少一半；评估时不捂，就对不上。
# 所以训练时把没捂住的**放大 $\dfrac1{1-p}$**，$p$ 是捂住的概率。
# $h=(1,2,3,4)$，$p=0.5$，碰巧捂住第二、第四个：
#
# $$(1,0,3,0)\times\frac1{1-0.5}=(2,0,6,0)$$

# %% [markdown] slideshow={"slide_type": "fragment"}
# 每个数一半的机会是 0，一半的机会翻倍，平均 $0.5\times0+0.5\times2h=h$。
# 评估时什么也不用做。

# %% slideshow={"slide_type": "subslide"}
cover = nn.Dropout(0.5)
torch.manual_seed(0)
print("训练，三次：", *[cover(torch.ones(8)).int().tolist() for _ in range(3)])
print(f"十万个 1 捂一次，平均 {cover(torch.ones(100_000)).mean():.2f}")
cover.eval()
print("评估：", cover(torch.ones(8)).int().tolist())

# %% slideshow={"slide_type": "skip"}
cover.train()
covered_ones = cover(torch.ones(100_000))
assert set(covered_ones.tolist()) == {0.0, 2.0} and abs(covered_ones.mean() - 1) < 0.02

# %% [markdown] slideshow={"slide_type": "fragment"}
# **常见错误：忘了 `net.eval()`。**
# 评估时还在捂，同一张图两次给出两个答案，又不报错；所以第 10 章的评估都从 `eval()` 开始。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.dropout_scale")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.8.2 放在哪里
#
# 放在隐藏层的激活函数后面，输出层前面：

# %% slideshow={"slide_type": "-"}
head = nn.Sequential(
    nn.Linear(128, 64),
    nn.ReLU(),
    nn.Dropout(0.5),
    nn.Linear(64, 10),
)
print(sum(weights.numel() for weights in head.parameters()), "个参数")

# %% slideshow={"slide_type": "skip"}
assert ideal["valid"][29] < 0.2 < 0.4 < covered_curves["valid"][29]
assert sum(weights.numel() for weights in head.parameters()) == 8906 == 128 * 64 + 64 + 64 * 10 + 10

# %% [markdown] slideshow={"slide_type": "-"}
# - $128\times64+64+64\times10+10=8906$；Dropout 自己没有参数；
# - $p$ 常从 0.2 到 0.5 试起；太大就学得慢：11.3.4 的 0.8，30 轮后验证还有 0.46，不捂的 ① 那时已到 0.2 以下；
# - 亲戚：Dropout2d 捂住整个通道（12a.4.4），DropConnect 捂住单个权重。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.dropout_params")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **会遇到的误区**：“评估时还要再乘 $1-p$”。
# 那是另一种写法：训练时不放大，评估时才缩小；两种只用一种，PyTorch 用训练时放大的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.9 早一点停
#
# ### 11.9.1 手算一遍
#
# 甲（②）的验证损失先降后升，最低的那一轮就该停。
# 可是当时不知道以后会不会再降，只好**等几轮看看**，等的轮数叫**耐心**（patience）。
# **早停**（early stopping）：验证损失连着 `patience` 轮没有变好，就停，**取回最好那一轮的权重**。
# （第 9 章的 `ReduceLROnPlateau` 要**超过** `patience` 才动手，比这里晚一轮。）
#
# `patience` 是 3，轮从 0 数：
#
# | 轮 | 0 | 1 | 2 | 3 | 4 | 5 |
# |---|---|---|---|---|---|---|
# | 验证损失 | 0.9 | 0.8 | 0.7 | 0.72 | 0.71 | 0.73 |
# | 最好的 | 0.9 | 0.8 | 0.7 | 0.7 | 0.7 | 0.7 |
# | 连着几轮没变好 | 0 | 0 | 0 | 1 | 2 | **3，停** |
#
# 最好的是第 2 轮，停在第 5 轮；0.71 比 0.72 低，可没有低过 0.7，不算变好。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.early_stop")

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.stop_name")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.9.2 写进循环：一个触发计数器
#
# 核心是 `if` 那几行：变好了，计数清零，权重留一份；没有，计数加 1；到了就 `break`。
# 甲真的练一遍，`patience` 取 5：

# %% slideshow={"slide_type": "subslide"}
net = mlp(256, 256)
optimizer = adam(net, 2e-3)
best, trigger, best_epoch, kept = math.inf, 0, 0, None
for epoch in range(60):
    # 练一轮，返回验证损失；种子每轮换，打乱的次序才不同
    loss = learn(net, optimizer, X_few, y_few, epochs=1, batch=25, seed=epoch)["valid"][0]
    if loss < best:
        best, trigger, best_epoch = loss, 0, epoch
        kept = {name: weights.clone() for name, weights in net.state_dict().items()}
    else:
        trigger += 1
        if trigger >= 5:
            break
net.load_state_dict(kept)  # 取回最好那一轮的权重
print(f"停在第 {epoch} 轮（从 0 数），最好的是第 {best_epoch} 轮")
print(f"验证损失 {best:.2f}，准确率 {score(net):.0%}")

# %% slideshow={"slide_type": "skip"}
assert epoch == best_epoch + 5 < 45 and 0.55 < best < 0.75 and np.isclose(measure(net, X_valid, y_valid), best)

# %% [markdown] slideshow={"slide_type": "subslide"}
# **几件要当心的**：
#
# - 权重要 `clone()`（或者像第 10 章用 `copy.deepcopy`）：不复制，留下的就是最后一轮的；
# - 看的是**验证**损失，不能是测试，也不能是训练；上面的准确率偏乐观：挑轮、报分用的是同一批；
# - 好处两样：防过拟合，省时间（60 轮只练了一部分）；
# - 现成的：`coursekit.training.fit(..., early_stopping=5)`。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.10 同一个病人，五张方子
#
# 甲：150 张图，三成标签重抽，练 30 轮，三个种子的平均。
# 验证集对半分：一半用来定早停停在哪里，**成绩只报另一半**，不然挑的和报的是同一批，会偏乐观。
# 五张是：早停；Dropout；罚权重；把标签改对；数据加到 4 倍。
# 先猜哪一张最好：

# %% slideshow={"slide_type": "skip"}
recipes = {
    "原样": one["原样"],
    "早停，patience 5": one["原样"],
    "Dropout 0.5": one["Dropout"],
    "Adam 的 weight_decay 0.01": [patient_one(seed, weight_decay=0.01) for seed in range(3)],
    "标签改对": [patient_one(seed, y=y_train[:150]) for seed in range(3)],
    "数据到 4 倍，照样重抽": [patient_one(seed, X=X_train[:600], y=y_noisy[:600], batch=100) for seed in range(3)],
}


def best_before_stop(losses, patience=5):  # 11.9.2 的规矩，返回取回的那一轮
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


summary, each = {}, {}
for name, runs in recipes.items():
    rows = []
    for curves, _ in runs:
        epoch = best_before_stop([a for a, _, _ in curves["watch"]]) if "早停" in name else -1
        rows.append(curves["watch"][epoch][1:])
    each[name], summary[name] = np.array(rows), np.mean(rows, axis=0)

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
print("验证损失  准确率  方子")
for name, (valid_loss, right) in summary.items():
    print(f"{valid_loss:6.2f}    {right:5.0%}   {name}")

# %% slideshow={"slide_type": "skip"}
names_of = list(recipes)
plain, stopped, dropped, decayed, clean, more = (each[name] for name in names_of)
for cured in (stopped, dropped, decayed, clean, more):  # 每个种子都比原样好
    assert (cured[:, 0] < plain[:, 0]).all() and (cured[:, 1] > plain[:, 1]).all()
assert min(clean[:, 1].min(), more[:, 1].min()) > max(stopped[:, 1].max(), dropped[:, 1].max(), decayed[:, 1].max())
assert 0.04 < summary[names_of[1]][1] - summary["原样"][1] < 0.13 and abs(summary[names_of[1]][1] - summary["Dropout 0.5"][1]) < 0.04
stops = [best_before_stop([a for a, _, _ in curves["watch"]]) + 6 for curves, _ in one["原样"]]  # 练了几轮
assert all(15 <= stop <= 22 for stop in stops)
assert abs(clean[:, 0].mean() - 0.27) < 0.03 and plain[:, 0].mean() > 0.85 and clean[:, 1].mean() > 0.89 and more[:, 1].mean() > 0.87 and 0.7 < plain[:, 1].mean() < 0.8

# %% [markdown] slideshow={"slide_type": "subslide"}
# **怎么读这张表**（只是这一个病人，每味药只试了一个分量，换了要重比）：
#
# - **数据的药最管用**：标签改对，或者数据到四倍，准确率从七成多到了九成上下；
# - 早停不改网络，准确率多了十个点上下，还少练了三分之一上下的轮数；Dropout 和它差不多；
# - 罚权重也有用；这里用的是 Adam 里的 `weight_decay`，AdamW 的不是一回事（第 9 章），数要另外搜；
# - 小模型没有列：小网络要练得更久，轮数一样就不公平。
#
# （数据到四倍那一张，批也从 25 加到 100，步数才一样。）
#
# **正则化只让网络少背错的标签，不能把错标签改对。**
# 能治数据，先治数据。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：表翻出来以前，请每人写一张最好的、一张最差的。
#
# **会遇到的误区**：“几味药一起上，效果就相加”。
# 第 9 章说过，一次只动一样；加了第二味，要和只有第一味的比。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.11 一份数据变几份
#
# ### 11.11.1 图像：六种
#
# 上一节里数据的药最管用，可标一张图要花钱。
# **数据增强**（data augmentation）：从一张图造出几张，**人看还是同一样东西，标签不变**，数却变了。
# 改形状的三种：旋转、形变、镜像；改像素的三种：亮度、变色、噪声。
# 还有平移（下一节真的练）和随机裁剪，也常用。

# %% slideshow={"slide_type": "skip"}
photo = load_sample_image("china.jpg")[:360:8, :360:8] / 255
speckle = np.random.default_rng(0).normal(0, 0.12, photo.shape)
PICTURES = {
    "原图": photo,
    "旋转 15°": ndimage.rotate(photo, 15, axes=(1, 0), reshape=False, order=1, mode="nearest"),
    "形变：推歪": ndimage.affine_transform(photo, [[1, 0, 0], [0.5, 1, 0], [0, 0, 1]], [0, -11, 0], order=1, mode="nearest"),
    "镜像": np.fliplr(photo),
    "亮度 × 0.6": 0.6 * photo,
    "变色": np.minimum(photo * np.array([1.3, 0.9, 0.6]), 1),
    "噪声": np.minimum(np.maximum(photo + speckle, 0), 1),
}
assert all(picture.shape == photo.shape and picture.min() >= 0 and picture.max() <= 1 for picture in PICTURES.values())

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, axes = plt.subplots(2, 4, figsize=(8, 4))
for ax, (title, picture) in zip(axes.flat, PICTURES.items()):
    ax.imshow(picture, interpolation="nearest")
    ax.set_title(title, fontsize=14)
axes[1, 3].text(0.25, 0.5, "6", fontsize=60, ha="center", va="center")
axes[1, 3].text(0.75, 0.5, "6", fontsize=60, ha="center", va="center", rotation=180)
axes[1, 3].set_title("6 转半圈", fontsize=14)
for ax in axes.flat:
    ax.set(xticks=[], yticks=[])
    ax.grid(False)
plotting.show(fig, alt="八张小图。前七张是湖边的一座塔：原图，旋转 15 度，推歪，左右镜像，变暗，偏黄，加了花点，都还认得出是塔。第八张是数字 6，旁边是转了半圈的 6，成了 9。")

# %% [markdown] slideshow={"slide_type": "fragment"}
# 七张都还是塔；可是最后一张，6 转半圈成了 9，标签就不对了。
# **挑哪几种，由任务定**。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("diagnosis.augment")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.11.2 真的有用吗
#
# 100 张手写数字，每一轮每张随机改一下，三个种子的平均。
# 考两处：验证集；11.5.2 的“现场”（往右挪了一个像素）。
#
# **下注**：每张往上下左右随机挪 0 或 1 个像素，练 15 轮，验证集上是变好还是变坏？
# 现场呢？

# %% slideshow={"slide_type": "skip"}
MOVES = [(down, right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
PLACES = torch.arange(64).view(8, 8)
MOVED = torch.stack([torch.roll(PLACES, move, dims=(0, 1)).flatten() for move in MOVES])  # 九种挪法，各从哪里取


def nudge(batch, dice):  # 每张各挪一格或不挪
    return batch.gather(1, MOVED[torch.randint(9, (len(batch),), generator=dice)])


def flip(batch, dice):  # 每张一半的机会左右翻
    return torch.where(torch.rand(len(batch), 1, generator=dice) < 0.5, batch.view(-1, 8, 8).flip(2).reshape(-1, 64), batch)


kinds = {}  # 三个种子的：评估模式的训练损失，两处的准确率
for name, change in (("不增强", None), ("随机挪一格", nudge), ("左右镜像", flip)):
    nets = [mlp(64, seed=seed) for seed in range(3)]
    streams = [stream(X_train[:100], y_train[:100], 120, 50, seed, change) for seed in range(3)]
    for step, _ in enumerate(together(nets, streams, 1e-2), 1):
        if step in (30, 240):  # 每轮两批：第 15 轮，第 120 轮
            kinds[name, step // 2] = np.array([
                (measure(net, X_train[:100], y_train[:100]), score(net), score(net, X_field, y_valid)) for net in nets
            ])

# %% slideshow={"slide_type": "fragment"} tags=["hide-input"]
def show_rows(epochs):
    print("轮数  训练损失  验证  现场")
    for (name, rounds), rows in kinds.items():
        if rounds == epochs and (name, rounds) != ("左右镜像", 15):
            loss, usual, field = rows.mean(axis=0)
            print(f"{rounds:4d}  {loss:7.2f}   {usual:4.0%}  {field:4.0%}  {name}")


show_rows(15)

# %% [markdown] slideshow={"slide_type": "fragment"}
# 挪了，验证反而差了十几个点。
# 是增强有害吗？
# **先看训练损失**（评估模式量的）：还有 0.98，是 ③，题目变难了，15 轮**没练够**。
# 都练到 120 轮：

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
show_rows(120)

# %% slideshow={"slide_type": "skip"}
base, longer, moved, moved_longer, _, mirrored = kinds.values()
assert (abs(moved[:, 0] - 0.98) < 0.06).all() and (base[:, 0] < 0.3).all()
assert moved[:, 1].max() < base[:, 1].min() - 0.1 and moved[:, 2].min() > base[:, 2].max() + 0.2
assert (abs(moved_longer[:, 0] - 0.16) < 0.04).all() and moved_longer[:, 2].min() > 0.8 and longer[:, 2].max() < 0.35
assert 0.04 < longer[:, 1].mean() - moved_longer[:, 1].mean() < 0.1
assert mirrored[:, 1].max() < longer[:, 1].min() - 0.03 and 0.02 < mirrored[:, 2].mean() - longer[:, 2].mean() < 0.04 and (mirrored[:, 0] < 0.015).all()

# %% [markdown] slideshow={"slide_type": "-"}
# - 挪一格：现场从三成到了八成多（现场的挪法就在这九种里）；验证集差七个点上下，可训练损失还有 0.16，还不能全算成增强的代价；
# - 镜像：训练损失也到了 0.01，验证还差六个点上下，不是没练够；现场只多三个点上下。
#
# **增强要像现场**：现场会怎样变，就造怎样的变；**加了增强，就要练得更久**，比之前先看训练损失。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **三条规矩**
#
# 1. **先划分，后增强，只增强训练集**：同一张图的两个样子分在两边，就是泄漏（第 3 章）；
# 2. 每一轮**重新**随机改，不是改一次存起来；
# 3. 训练损失会变高（题目变难了），和验证损失不是一把尺子（11.3.4）。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.11.3 文字：换、插、删、调
#
# “The movie is great”，标签是“好评”：
#
# | 规矩 | 变成 |
# |---|---|
# | 换近义词 | The film is fantastic |
# | 随机插一个词 | The movie movie is great |
# | 随机删一个词 | movie is great |
# | 随机调两个词 | is movie The great |
#
# 有点别扭，好评还是好评。
# 可是“not great”删掉 not，标签就反了：**随机改完，抽几句看一看**。

# %% slideshow={"slide_type": "-"}
near = {"movie": "film", "great": "fantastic"}
print(" ".join(near.get(word, word) for word in "The movie is great".split()))
print(" ".join(near.get(word, word) for word in "Great movie!".split()))

# %% slideshow={"slide_type": "skip"}
assert " ".join(near.get(word, word) for word in "The movie is great".split()) == "The film is fantastic"

# %% [markdown] slideshow={"slide_type": "fragment"}
# 第二句一个词也没换：大写、标点挡住了，作业里来补。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.11.4 文字：让机器改写（自学）
#
# - **回译**（back-translation）：译过去，再译回来。
#   词换了，意思还在；要有像样的翻译模型。
# - **生成式改写**：请 T5、ChatGPT、GPT-4 这样的模型，“换一种说法，意思和语气不变，给我三句”。
#   句子通顺，花样多；它也会改走意思、编出细节，要抽查；别把测试集的句子交给它改了再放进训练集。
#
# 例如（回译）：
#
# | 原句 | 译过去 | 译回来 |
# |---|---|---|
# | 这部电影很好看 | This movie is really good | 这部影片真的很不错 |

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.text_augment")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.11.5 语音：混进背景噪声（自学）
#
# “加背景噪声”说的是**声音**：把街上、食堂的声音混进录音。
# 图像的噪声是给每个像素加一个随机数，是另一回事。
#
# 混多少，用**信噪比**（signal-to-noise ratio，SNR）：人声的平均功率和噪声的平均功率之比，取对数：
# $\text{SNR}=10\lg\frac{P_{\text{signal}}}{P_{\text{noise}}}$，单位是分贝；10 分贝，人声的功率是噪声的 10 倍。

# %% slideshow={"slide_type": "skip"}
moments = np.linspace(0, 1, 800)
voice = np.sin(2 * np.pi * 12 * moments) * np.exp(-8 * (moments - 0.5) ** 2)  # 造的一段声音
street = np.random.default_rng(0).normal(size=800)


def mix(decibels):
    """Add noise so that the signal is that many decibels stronger."""
    wanted = (voice**2).mean() / 10 ** (decibels / 10)
    return voice + street * np.sqrt(wanted / (street**2).mean())


for decibels in (20, 10, 0):
    told = 10 * np.log10((voice**2).mean() / ((mix(decibels) - voice) ** 2).mean())
    assert np.isclose(told, decibels)

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
fig, axes = plt.subplots(1, 3, figsize=(8, 2), sharey=True)
for ax, (title, sound) in zip(axes, {"原声": voice, "SNR 10 分贝": mix(10), "SNR 0 分贝": mix(0)}.items()):
    ax.plot(moments, sound, color=BLUE, lw=1)
    ax.set(title=title, xlabel="秒")
axes[0].set_ylabel("波形")
plotting.show(fig, alt="三段一秒的波形。原声是光滑的起伏，中间大两头小；信噪比 10 分贝的边上起了毛，起伏还看得清；0 分贝的毛刺和起伏差不多高。")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.11.2 两个下注分开收；15 轮的表翻出来，停一分钟，问“它像六张图里的哪一张”，等人说出 ③ 再翻 120 轮。
#
# **会遇到的误区**：“增强越多越好”。
# 镜像那一行就是反例：练够了，验证还是差。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.12 少数类
#
# **面试题**：2800 个样本，只有 98 个正例，怎么办？
# 数据是造的，当它是第 6 章的轴承厂；$n$ 个样本，$K$ 类，第 $k$ 类 $n_k$ 个：
#
# 1. **先换尺子**：看召回率、精确率和 $F_1$，别看准确率（全说“好”也有 96.5 %）；
# 2. **挪门槛**（阈值移动）：练法不变，报“坏”的门槛从 0.5 改小（第 6 章）；
# 3. **过采样**：少数类照 11.11 多造几份；没有好办法，就复制几遍，各加一点噪声；先划分，只对训练集做；也可以欠采样，少用一些多数类；
# 4. **给少数类加权**：$w_k=\dfrac{n}{K\,n_k}$，损失是 $\dfrac{\sum_i w_{y_i}\ell_i}{\sum_i w_{y_i}}$（$\ell_i$ 是第 $i$ 个样本的损失，$y_i$ 是它的类）；负例 0.518，正例 14.286。
#
# 真的练一遍，三个种子的平均。
# 真做的时候，门槛要在**验证集**上挑；这里只有两份，另一份要拿来报分，只好在训练集上挑 $F_1$ 最高的：

# %% slideshow={"slide_type": "skip"}
bearings, faulty = make_classification(4000, 10, n_informative=5, weights=[0.97], flip_y=0.01, class_sep=0.8, random_state=0)
pieces = train_test_split(bearings.astype("f"), faulty, test_size=0.3, random_state=0, stratify=faulty)
X_part, X_check, y_part, y_check = map(torch.tensor, pieces)
votes = len(y_part) / (2 * torch.bincount(y_part))
torch.manual_seed(0)
rare = X_part[y_part == 1].repeat(27, 1)
X_more = torch.cat([X_part[y_part == 0], rare + 0.1 * torch.randn_like(rare)])
y_more = torch.cat([y_part[y_part == 0], torch.ones(len(rare), dtype=torch.long)])
CUTS = [0.05 * k for k in range(1, 20)]


def grade(chances, truth, cut):  # 精确率、召回率、F1
    said = chances >= cut
    hit, told, real = (said & (truth == 1)).sum().item(), said.sum().item(), truth.sum().item()
    return hit / max(told, 1), hit / real, 2 * hit / (told + real)


def chances(net, X):
    with torch.no_grad():
        return net(X).softmax(dim=1)[:, 1]


grades = {}
for name, X, y, weight in (("原样", X_part, y_part, None), ("正例 × 27", X_more, y_more, None), ("类别权重", X_part, y_part, votes)):
    for seed in range(3):
        torch.manual_seed(seed)
        net = nn.Sequential(nn.Linear(10, 16), nn.ReLU(), nn.Linear(16, 2))
        optimizer, weigh = adam(net, 0.03), nn.CrossEntropyLoss(weight=weight)
        for _ in range(60):
            optimizer.zero_grad()
            weigh(net(X), y).backward()
            optimizer.step()
        seen = chances(net, X_part)
        best_cut = max(CUTS, key=lambda cut: grade(seen, y_part, cut)[2])
        for cut, how in ((0.5, "门槛 0.5"), (best_cut, "门槛挪过")):
            grades.setdefault((how, name), []).append((*grade(chances(net, X_check), y_check, cut), cut))

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
print("精确率  召回率   F1    门槛")
for (how, name), found in sorted(grades.items()):
    precision, recall, f_one, cut = np.mean(found, axis=0)
    print(f"{precision:5.2f}   {recall:5.2f}   {f_one:5.2f}   {cut:5.2f}   {name}，{how}")

# %% slideshow={"slide_type": "skip"}
assert np.allclose(votes, [0.5181, 14.2857], atol=5e-4) and y_part.sum() == 98 and np.isclose(1 - 98 / 2800, 0.965)
graded = {key: np.mean(found, axis=0) for key, found in grades.items()}
for name in ("正例 × 27", "类别权重"):
    fixed, moved_cut = graded["门槛 0.5", name], graded["门槛挪过", name]
    assert fixed[1] > graded["门槛 0.5", "原样"][1] + 0.2 and fixed[0] < 0.3 and fixed[2] < graded["门槛 0.5", "原样"][2] - 0.1
    assert abs(moved_cut[2] - graded["门槛挪过", "原样"][2]) < 0.06 and moved_cut[3] > 0.8
assert graded["门槛挪过", "原样"][3] < 0.4 and graded["门槛挪过", "原样"][2] > graded["门槛 0.5", "原样"][2] + 0.03
assert all(a[2] > 0.5 for a in grades["门槛挪过", "原样"])

# %% [markdown] slideshow={"slide_type": "-"}
# - 门槛都是 0.5：加权、过采样抓得多了，可每报五个“坏”，只有一个真坏，$F_1$ **反而低了**；
# - 门槛都挪过：三样的 $F_1$ 差不多，0.55 到 0.6。
#
# 这里，加权、过采样主要也是在挪那条线：**先试挪门槛，最省事**；门槛放在哪里，看漏一个赔多少，误报一个赔多少。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.class_weight")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：翻表以前问“加权以后，$F_1$ 升还是降”，举手各数一次；翻出来再问“报的五个‘坏’里几个是真的”。
#
# **会遇到的误区**：“加权就能治不均衡”。
# 看门槛都挪过的三行：$F_1$ 差不多。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.13 搜超参数
#
# ### 11.13.1 谁来定，怎么试
#
# **参数**（$W$、$b$）由训练学出来；**超参数**由人来定：学习率、批的大小、层数、每层几个、优化器和它的 $\beta$、损失函数、$\lambda$、$p$。
#
# **面试题：怎么调超参数？**
#
# 1. **快点搭一个能跑的**，哪怕很差；
# 2. 看曲线，看错在哪些样本上，靠对任务的了解，改一样，再看：**转得快，比第一次想得周到要紧**；
# 3. 方向定了，剩下的用搜索加快。
#
# 试什么数？
# 差一成看不出来，**差几倍、差一个数量级才看得出**：
#
# | 试 $2^n$ | 试 $10^n$ |
# |---|---|
# | 宽度、批的大小：8、32、128 | 学习率、$\lambda$：0.1、0.01、0.001 |

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.grid")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.hyper")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.13.2 一格一格：真的搜一次
#
# 一格一格都试，叫**网格搜索**（grid search）。
# 300 张图，练 12 轮，Adam；三种宽度 × 六种学习率，看验证损失：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
WIDTHS, POWERS = (8, 32, 128), range(-5, 1)
table = np.zeros((3, 6))
for i, width in enumerate(WIDTHS):
    nets = [mlp(width) for _ in POWERS]  # 六种学习率并排练
    etas = torch.tensor([[10.0**power] for power in POWERS])
    list(together(nets, [stream(X_train[:300], y_train[:300], 12, 50) for _ in POWERS], etas))
    table[i] = [measure(net, X_valid, y_valid) for net in nets]
print("宽度   学习率：" + "".join(f"{10.0**power:>8.5g}" for power in POWERS))
for width, row in zip(WIDTHS, table):
    print(f"{width:4d}          " + "".join(f"{loss:8.2f}" for loss in row))

# %% slideshow={"slide_type": "skip"}
assert table.argmin() == np.ravel_multi_index((2, 3), table.shape) and table.min() < 0.22
assert (table.argmin(axis=1) == 3).all() and table[:, 0].min() > 2.2 and table[:, 5].min() > 1.8
assert np.ptp(table, axis=1).min() > 1.5 and np.ptp(table, axis=0).max() < 1.1 and np.ptp(table[:, 3]) > 0.4
assert abs(table[:, 3] - table[:, 4]).max() < 0.1

# %% [markdown] slideshow={"slide_type": "-"}
# 同一行里，最好和最差差 1.5 以上；同一列里，最多差 1.0。
# 三行最低的都在 $10^{-2}$，$10^{-1}$ 差得不多，再往两头就学不动了：**先找学习率**，再看宽度（$10^{-2}$ 那一列，也从 0.77 到 0.20）；真要细调，就在 $10^{-2}$ 左右三倍里再试。
#
# 格子的毛病：两样是 18 次，六样、每样六档，是 $6^6=46656$ 次。
# 数据少的时候，一格的成绩用 $k$ 折交叉验证的平均（第 3 章）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.13.3 一代一代：遗传算法（自学）
#
# **遗传算法**（genetic algorithm）学育种：养一群，好的留下，两两生孩子，孩子像父母，又有点不同。
# 它是**进化算法**（evolutionary algorithm）的一种。
#
# 每代 12 个点，一共 15 代（一共算 $12+14\times8=124$ 次分）：
#
# 1. 第 0 代：在范围里随机撒 12 个；
# 2. **选择**：每个算一次分，留下最好的 4 个；
# 3. **交叉**：生 8 个孩子，每个从 4 个里随机挑两个作父母，站在两人之间的随机一处；
# 4. **变异**：再随机挪一点，出界的拉回边上。
#
# **例子**：父母是 $(-2,-3)$ 和 $(-4,-5)$，正好站在中间，是 $(-3,-4)$；变异挪了 $(0.2,-0.1)$，孩子是 $(-2.8,-4.1)$。
# 最好的 4 个原样留下，所以一代比一代不会更差。

# %% slideshow={"slide_type": "skip"}
assert np.allclose((np.array([-2, -3]) + [-4, -5]) / 2 + [0.2, -0.1], [-2.8, -4.1]) and 12 + 14 * 8 == 124

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.13.4 随机撒，或看着前面的结果再挑：Optuna
#
# 真训练太慢，几种办法在一张造出来的地图上比，各试 42 次上下：“验证损失”是
#
# $$(\lg\eta+2.5)^2+0.3\,(\lg\lambda+3.2)^2$$
#
# 碗底在 $\eta=10^{-2.5}$，$\lambda=10^{-3.2}$，最低是 0；$\lambda$ 是权重衰减。
#
# - **随机搜索**（random search）：范围里随便撒，42 次就试了 42 个学习率，网格只试了 6 个；
# - **遗传算法**：一代一代，好的留下，生孩子（11.13.3，自学）；
# - **Optuna**：一个搜索库，默认的 TPE 是贝叶斯优化的一种：看着试过的点，多在成绩好的地方附近试。

# %% slideshow={"slide_type": "skip"}
try:
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
except ImportError:
    optuna = None
    print("这里没有装 Optuna。想试：运行 %pip install optuna，再重跑这几格；没有也不影响后面。")

# %% slideshow={"slide_type": "subslide"}
def bowl(a, b):  # a、b 是学习率、权重衰减的指数
    return (a + 2.5) ** 2 + 0.3 * (b + 3.2) ** 2


def attempt(trial):  # 由 Optuna 来挑两个数
    return bowl(trial.suggest_float("a", -5, 0), trial.suggest_float("b", -6, 0))


study = None
if optuna:
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=0))
    study.optimize(attempt, n_trials=42)
    print(f"Optuna，42 次：最低 {study.best_value:.2f}")

# %% slideshow={"slide_type": "skip"}
GRID = [(a, b) for a in range(-5, 1) for b in range(-6, 1)]
best_cell = min(GRID, key=lambda cell: bowl(*cell))
assert len(GRID) == 42 and sorted(bowl(*cell) for cell in GRID)[2] > 0.3
assert np.isclose(bowl(-3, -3), 0.262) and np.isclose(bowl(-2, -3), 0.262) and best_cell in ((-3, -3), (-2, -3))
assert study is None or study.best_value < bowl(*best_cell)  # 别的版本抽的数不同，试过的最高是 0.15
assert bowl(-2.5, -3.2) == 0

EDGES = np.array([[-5.0, -6.0], [0.0, 0.0]])  # 两个指数的范围


def brood(herd, seeds):
    """Return eight children of the four best, all at once."""
    pairs = np.array([seeds.permutation(4)[:2] for _ in range(8)])
    where = seeds.random((8, 1))
    middle = where * herd[pairs[:, 0]] + (1 - where) * herd[pairs[:, 1]]
    return np.minimum(np.maximum(middle + seeds.normal(size=(8, 2)) * [0.2, 0.24], EDGES[0]), EDGES[1])


def evolve(seed):
    """Return all herds, the best first, generation after generation."""
    seeds = np.random.default_rng(seed)
    herd = EDGES[0] + seeds.random((12, 2)) * (EDGES[1] - EDGES[0])
    herds = []
    while len(herds) < 15:
        herd = np.array(sorted(herd.tolist(), key=lambda point: bowl(*point)))
        herds.append(herd)
        herd = np.concatenate([herd[:4], brood(herd, seeds)])
    return herds

# %% slideshow={"slide_type": "skip"}
def scatter(seed):
    return EDGES[0] + np.random.default_rng(seed).random((42, 2)) * (EDGES[1] - EDGES[0])


herds = evolve(0)
lowest = [bowl(*herd[0]) for herd in herds]
fifth = [bowl(*evolve(seed)[4][0]) for seed in range(10)]  # 12 + 4 × 8 = 44 次以后
by_chance = [min(bowl(*point) for point in scatter(seed)) for seed in range(200)]
typical = int(np.argsort(by_chance)[100])  # 成绩居中的一次
assert lowest[-1] < 0.01 and (np.diff(lowest) <= 0).all() and all(bowl(*evolve(seed)[-1][0]) < 0.02 for seed in range(1, 4))
assert 0 < min(fifth) and max(fifth) < 0.06 and np.median(fifth) < 0.015
assert 0.06 < np.median(by_chance) < 0.14 and np.mean(np.array(by_chance) < 0.262) > 0.8

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 4, figsize=(8, 2.9), sharey=True)
aa, bb = np.meshgrid(np.linspace(-5, 0, 80), np.linspace(-6, 0, 80))
tpe = [(t.params["a"], t.params["b"]) for t in study.trials] if study else []
evolved = np.unique(np.concatenate(herds[:5]), axis=0)  # 前五代算过分的点，不重复
assert len(evolved) == 44 and min(bowl(*point) for point in evolved) == lowest[4]
for ax, points, title in zip(axes, (GRID, scatter(typical), evolved, tpe), ("网格，42", "随机，42", "遗传，44", "Optuna，42")):
    ax.contour(aa, bb, bowl(aa, bb), levels=[0.05, 0.3, 1, 2, 4, 7], colors="0.7", linewidths=1)
    if len(points):
        ax.plot(*zip(*points), "o", color=BLUE, ms=3.5)
        least = min(bowl(*point) for point in points)
        for point in points:
            if bowl(*point) < least + 1e-9:
                ax.plot(*point, "*", color=RED, ms=14)
    ax.set(title=title, xlabel="学习率的指数", xlim=(-5.2, 0.2), ylim=(-6.2, 0.2), xticks=(-5, -3, -1))
axes[0].set_ylabel("权重衰减的指数")
plotting.show(fig, alt="四张图，灰色等高线是同一个椭圆的碗，碗底在 (-2.5, -3.2)，蓝点是试过的地方，橙红的星是最好的。网格：6 乘 7 个点排得整整齐齐，两颗星并列，在 (-3, -3) 和 (-2, -3)，离碗底还有一截。随机：散得到处都是。遗传：先散在各处，后来挤在碗底周围。Optuna：散在各处，碗底附近密一些，星离碗底很近。")

# %% [markdown] slideshow={"slide_type": "-"}
# 试 42 次上下，最低的：网格 0.262（$(10^{-2},10^{-3})$ 和 $(10^{-3},10^{-3})$ 并列）；随机 0.09（200 次的中位数，图上画的就是这一次；八成多的时候比网格低）；遗传 0.001 到 0.06（十个种子）；Optuna 0.01（上面的一个种子；换种子、换版本试了二十几次，0.004 到 0.15）。
#
# 真用的时候，`attempt` 里换成练一次、返回验证损失，学习率写 `trial.suggest_float("eta", 1e-5, 1, log=True)`；`create_study` 默认求最小。
#
# 碗底是故意放在格点之间的，放在格点上，网格就是 0；真的验证损失还有噪声，次序会变。
# **搜得越多，验证集越被用旧**，最后要看一次测试集（第 3 章）。

# %% slideshow={"slide_type": "skip"}
SEED = 3  # 改这里：换个种子，遗传算法走得怎样
print("隔一代看最好的：", [f"{bowl(*herd[0]):.3f}" for herd in evolve(SEED)[::2]])

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：11.13.2 的表先只翻一行，请学生猜下面两行最低在哪一列。
#
# **现场可改**的是 `SEED`（幻灯片里没有，在笔记本里）：换 0 到 9，最后一代都在 0.02 以下；第 0 代有好有坏。
#
# **会遇到的误区**：“Optuna 总比格子好”。
# 只有一两个超参数、每个都知道大概范围时，格子够用，还看得出全貌。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.14 回头看整个项目
#
# ### 11.14.1 接手一个项目：四步
#
# | 步 | 做什么 |
# |---|---|
# | 1 **定** | 任务是什么，用什么指标，什么模型，哪些超参数 |
# | 2 **练** | 第 10 章的循环，曲线全记下 |
# | 3 **评** | 看曲线，看台阶，看错的样本，**找出最大的一个问题** |
# | 4 **改** | 只改它，回到第 2 步 |
#
# 这一章是第 3、4 步。
# 先跑通一遍，哪怕很差，再一圈一圈地改。

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.plan")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 11.14.2 几个模型取平均
#
# 有了几个差不多的模型，把它们的预测平均，叫**集成**（ensemble），也叫模型组合；有的资料叫它“混合模型”，不是高斯混合。
# $K$ 个模型，误差的方差都是 $\sigma^2$，两两的相关系数是 $\rho$，平均以后的方差是
#
# $$\rho\,\sigma^2+\frac{1-\rho}K\,\sigma^2$$
#
# $\rho=0.2$，$K=5$，$\sigma^2=1$：$0.2+0.16=0.36$。
# 后一项随 $K$ 变小，前一项不变：**错得各不相同，平均才有用**；五个一模一样的，$\rho=1$，一点没好。
# 每个模型用重抽的数据练，叫 Bagging；Dropout 每步练一个子网络，也可以这样看。

# %% slideshow={"slide_type": "skip"}
draw = np.random.default_rng(0)
errors = math.sqrt(0.2) * draw.normal(size=(200_000, 1)) + math.sqrt(0.8) * draw.normal(size=(200_000, 5))
assert np.isclose(errors.var(axis=0).mean(), 1, atol=0.01) and np.isclose(np.corrcoef(errors.T)[0, 1], 0.2, atol=0.01)
assert np.isclose(errors.mean(axis=1).var(), 0.36, atol=0.01) and np.isclose(0.2 + 0.8 / 5, 0.36)

# %% slideshow={"slide_type": "skip"}
quiz.ask("diagnosis.ensemble")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：公式怎么来。** 平均的方差是 $\frac1{K^2}$ 乘所有协方差之和：$K$ 个自己和自己的，是 $\sigma^2$；$K(K-1)$ 个两两的，是 $\rho\sigma^2$。
#
# $$\frac{K\sigma^2+K(K-1)\rho\sigma^2}{K^2}=\frac{\sigma^2}K+\rho\sigma^2-\frac{\rho\sigma^2}K=\rho\,\sigma^2+\frac{1-\rho}K\,\sigma^2$$
#
# 上面的自检抽了二十万次，对得上。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.14.3 一张复习表（自学）
#
# 能动手的地方，就是这四行：
#
# | 动哪里 | 能做什么 | 在哪一章 |
# |---|---|---|
# | 数据 | 扩大，增强，清洗，归一化 | 3、11 |
# | 模型 | 损失和正则化，激活函数，特殊结构（ResNet、LSTM），超参数 | 6、8、11、12a、12b |
# | 训练 | Dropout，裁剪，初始化，分批，BN，优化器 | 8、9、11 |
# | 会遇到的问题 | 过拟合，梯度消失和爆炸，不收敛 | 8、9、11 |

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.14.4 知识地图（自学）
#
# | 板块 | 有什么 |
# |---|---|
# | 机制 | 神经元和全连接网络，激活函数，权重和偏置，CNN、RNN（第 12a、12b 章），经典结构 |
# | 训练 | 监督、无监督、强化学习；损失函数，反向传播，泰勒展开 |
# | 评估 | 指标，贝叶斯极限；优化指标和满足指标（第 10 章：一个求最好，其余过线就行） |
# | 优化 | 过拟合，训练的办法，梯度消失和爆炸，集成（混合模型），其他策略，实际项目 |
#
# **强化学习**（第 0 章的三台老虎机）：没有标签，做了动作，事后才得一个奖励；这门课只认识它，不展开。
# 它也有这一章的毛病：只在练过的局面里得分高，换个局面就不行，还是要拿没见过的去考。
# **泰勒展开**在第 1 章的自学里，说明小步一定下得去；**混合模型**的策略，常见的就是 11.14.2 的集成。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 11.14.5 一张总图（自学）
#
# 训练的目标，分四枝，一路展开；想不起某一味药时，先想它在哪一枝：
#
# | 枝 | 管什么 | 哪一章 |
# |---|---|---|
# | 损失 | 什么叫错，错多少 | 6 |
# | 优化 | 拿着梯度，怎样走 | 9 |
# | 反向 | 梯度怎样来，会不会消失、爆炸 | 7、8 |
# | 正则化 | 别去背训练集 | 8、11 |

# %% slideshow={"slide_type": "skip"} tags=["hide-input"]
BRANCHES = {
    "损失": ("分类：交叉熵、focal", "回归：MSE、MAE、Huber"),
    "优化": ("SGD 一族：SGD、Momentum、NAG", "自适应：Adam、AdamW", "调度：余弦、热身"),
    "反向": ("链式法则", "梯度稳定：初始化、BN"),
    "正则化": ("L1、L2", "Dropout、早停", "数据增强", "BN（副作用）"),
}
fig, ax = plt.subplots(figsize=(8, 4.4))
row = 0
for color, (branch, leaves) in zip((BLUE, RED, GREEN, PURPLE), BRANCHES.items()):
    centre = row + (len(leaves) - 1) / 2
    ax.plot([0.2, 0.36], [5, centre], color=color)
    ax.text(0.37, centre, branch, va="center", fontsize=15, color=color)
    for leaf in leaves:
        ax.plot([0.47, 0.57], [centre, row], color=color)
        ax.text(0.59, row, leaf, va="center", fontsize=13)
        row += 1
ax.text(0.18, 5, "训练的目标", ha="right", va="center", fontsize=15)
ax.set(xlim=(0, 1.05), ylim=(row - 0.3, -0.7))
ax.axis("off")
plotting.show(fig, alt="一棵横着的树。树根是训练的目标，分四枝：损失（分类：交叉熵、focal；回归：MSE、MAE、Huber），优化（SGD 一族；自适应：Adam、AdamW；调度：余弦、热身），反向（链式法则；梯度稳定：初始化、BN），正则化（L1、L2；Dropout、早停；数据增强；BN 的副作用）。")

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 11.15 小结：先看病，再开方
#
# - **看曲线**：训练降，在学；验证降，能推广；六种搭配，先问“量的是不是一件事”，再和瞎猜比。
# - **差在哪一级**：可避免偏差、方差、现场的差，先治最大的；学习曲线碰没碰上，说要不要数据。
# - **罚权重**：L1 压到 0，L2 压小（平方和）；罚轻过拟合，罚重欠拟合。
# - **Dropout** 训练时放大 $\frac1{1-p}$，评估不捂；**早停**取回最好的权重。
# - **数据的药**常最管用：改标签，多要，增强要像现场，还要练得更久；少数类先换尺子，先试挪门槛。
# - **搜索**：先数量级；网格、随机、Optuna；搜得多，验证集会用旧。
#
# **下一步**：做 11.16 和作业；第 12a 章，让网络知道像素的上下左右。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学把图增强了十倍，再随机划出验证集，验证准确率 99.5 %，交上去测试只有 91 %。
# 他说：“验证这么好，测试集一定有问题。”
# 你先查什么？
#
# 答案在 11.16 的末尾（两次各一条，只点这一次的）。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **出门一问的答案**：先查划分：先增强后划分，同一张图的几个样子分在两边，验证集泄漏了（11.11.2 的第一条规矩，第 3 章）；91 % 才可信。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 11.16 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：读曲线。** 训练损失从 2.3 降到 0.9，验证损失从 2.2 降到 0.45，验证一直比训练低。
# 说出三种可能，每种怎么查。
#
# <details><summary>答案</summary>
#
# Dropout 或增强开着量的训练损失：把训练集用评估模式、不增强，再量一遍；只有训练标签有噪声：抽 50 个训练标签看；验证集太容易，或者有泄漏：查划分，换一份。
# </details>
#
# **第 2 题：数据还是模型。** 学习曲线的右端，训练 0.86，验证 0.85，人是 0.99。
# 有人提议再标一万张图。
# 你怎么说？
#
# <details><summary>答案</summary>
#
# 先不标：两条已经碰上，可避免偏差 13 个百分点，方差只有 1；换大一点的模型，练久一点，训练上去以后再看。
# </details>
#
# **第 3 题：学习率为什么会惹祸。** 训练慢，同学把学习率乘 10，损失反而升了。
# 用 $5w^2$ 解释，再说先做什么。
#
# <details><summary>答案</summary>
#
# $w$ 每步乘 $1-10\eta$；例如 $\eta$ 从 0.021 到 0.21，因子从 0.79 成了 −1.1，每步跨过最低点，越跨越远。
# 先除以 10 退回去，再乘 2、乘 3 地试。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：早停的权重。** 同学写 `best = net.state_dict()`，没有 `clone()`。
# 停下来装回去，验证损失却是最后一轮的。
# 为什么？
#
# <details><summary>答案</summary>
#
# `state_dict()` 给的是指着同一块内存的张量，练下去就跟着变了；要复制一份。
# </details>
#
# **第 5 题：Dropout 的平均。** $p=0.2$，某个神经元的输出是 3。
# 训练时它可能是哪两个数，各多大机会，平均多少？
#
# <details><summary>答案</summary>
#
# 0，机会 0.2；$3/0.8=3.75$，机会 0.8；平均 $0.8\times3.75=3$。
# </details>
#
# **第 6 题：平均几个模型。** $\rho=0.6$，$K$ 从 5 加到 50，方差从多少到多少？
# 该先想什么办法？
#
# <details><summary>答案</summary>
#
# $0.6+0.08=0.68$，到 $0.6+0.008=0.608$，几乎没变；先让模型各不相同（不同的结构、数据、种子），把 $\rho$ 降下来。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **11.6 的出门一问**
#
# <details><summary>答案</summary>
#
# 不同意；训练、验证只差 1 个百分点，不是过拟合，差在现场，先比用户的数据和手上的有什么不同。
# </details>
#
# **11.15 的出门一问**
#
# <details><summary>答案</summary>
#
# 先查划分；先增强后划分，同一张图的几个样子分在两边，验证集泄漏了。
# 测试集多半没有问题，91 % 才可信；先划分，只增强训练集，再量一遍。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `diagnosis.rising`、`diagnosis.jitter`（11.2），`diagnosis.overfit`、`diagnosis.underfit`、`diagnosis.generalise`、`diagnosis.flat_train`、`diagnosis.valid_below`（11.3）；
# - `diagnosis.poly`（11.4），`diagnosis.bayes`（11.5），`diagnosis.l_one`、`diagnosis.l_two`（11.7），`diagnosis.dropout_params`（11.8），`diagnosis.stop_name`（11.9）；
# - `diagnosis.text_augment`（11.11），`diagnosis.class_weight`（11.12），`diagnosis.grid`、`diagnosis.hyper`（11.13），`diagnosis.plan`、`diagnosis.ensemble`（11.14）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert np.isclose(1 - 10 * 0.021, 0.79) and np.isclose(1 - 10 * 0.21, -1.1)  # 第 3 题
assert np.isclose(3 / 0.8, 3.75) and np.isclose(0.8 * 3.75, 3)  # 第 5 题
assert np.allclose([0.6 + 0.4 / 5, 0.6 + 0.4 / 50], [0.68, 0.608])  # 第 6 题
