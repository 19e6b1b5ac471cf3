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
# # 第 13 章 硬件、加速与生态
#
# **学完之后你能够**
#
# - 开跑之前算出要多少显存、几小时、多少钱，说出漏算了什么；
# - 判断一道题值不值得搬到 GPU 上，选一个平台；
# - 说出每一种加速省了什么、付了什么、结果变不变，并亲手验证；
# - 说清静态图和动态图，认得两个时代的工具（工具自学）；
# - 手算一次注意力，数出一层 Transformer 的参数。
#
# **时间**：70 分钟。
#
# **需要**：第 3 章（装载器），第 4 章（张量、设备），第 6 章（softmax），第 7 章（反向传播），第 8 章（残差、层归一化），第 9 章（Adam），第 10 章（训练循环），12a.2.5（乘加），12b.7（注意力从哪里来）。

# %% [markdown] slideshow={"slide_type": "skip"}
# 标题末尾或段首写着“自学”的，课上不讲，读完正课再回来看，不影响后面的课；写在段首的，到下一个标题、题目或“常见错误”为止。
# 题目的那一格写着“练习”的，课上不问，自己做。
# `assert` 是写书时的自检，和画图的程序一样，不用读；但每一格都要运行，后面会用到里面的名字。
#
# 价钱、卡的型号、哪个工具还在更新，年年在变：这一章凡是会变的，都写明是哪一年的情况，用之前看它自己的网页。
#
# **记号**：$b$ 是训练时一个参数占几个字节，$M$ 是卡的张数，$d$ 是向量的长度。
# 有几个字母换过意思：$b$ 从前是偏置；$n$ 在 13.2 是矩阵的边长，在 13.6 是一句话有几个词；$k$、$v$ 在 13.3 是优化器记几样、Adam 的一个平均，在 13.6 是键和值；$V$ 在 13.5.7 是权重，在 13.6 是值。
# 1 GB 是 $10^9$ 个字节，1 GiB 是 $2^{30}$ 个字节，GiB 大 7 %。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **分钟安排**（共 70 分钟：讲课 66，余量 4，不休息；标“自学”的、13.8 和 13.9 不讲，幻灯片里也没有；课前把整章运行一遍，约半分钟）
#
# | 节 | 分钟 | 结束于 | 课堂必问（题号） |
# |---|---|---|---|
# | 标题页 | 1 | 0:01 | |
# | 13.1 放不下 | 4 | 0:05 | 13.1 的下注 |
# | 13.2 在哪里跑 | 8 | 0:13 | `platforms.intensity` |
# | 13.3 放不放得下 | 10 | 0:23 | `platforms.training_memory` |
# | 13.4 拿什么换什么 | 20 | 0:43 | 13.4.1 的下注；`platforms.accumulate`、`platforms.ddp` |
# | 13.5 框架，和两个时代 | 7 | 0:50 | 13.5.2 的下注；`platforms.zero` |
# | 13.6 大模型的门口 | 12 | 1:02 | `platforms.attention` |
# | 13.7 小结 | 4 | 1:06 | 出门一问 |
# | 余量 | 4 | 1:10 | |
#
# **晚了怎么办**：先用余量；到了左边的时刻，还没翻到那一节，就照右边做。
#
# - 0:13 还没到 13.3：`platforms.intensity` 不问，只念答案，省 1 分钟；
# - 0:23 还没到 13.4：13.4.1 不下注，直接看那 4 个，省 1 分钟；
# - 0:34 还没到 13.4.4：13.4.4 只念 13.4.7 表里的一行，省 1 分钟；
# - 0:43 还没到 13.5：13.5.2 不念“今天”那几行，省 1 分钟；
# - 0:50 还没到 13.6：13.6.2 只看图，13.6.3 只念公式，省 2 分钟；
# - 1:02 还没到 13.7：13.7 的表只讲最后一行，省 1 分钟。
#
# 怎样晚也要讲的：13.1、13.2.3、13.3.1、13.4.3、13.4.5、13.5.2、13.5.6 的表、13.6.1、13.7。
# 六道必问的题每题 1.5 分钟，三次下注各 1 分钟，已算在内；其余的题学生自学时做。
#
# **黑板**：左边一张大表，四列：办法，省了什么，付了什么，结果一样吗，行数空着；13.4 每讲一样，老师自己填一行（请学生填就超时），13.7 照着它给小林出主意。
# 右边写小林的数：10 亿参数，14.7 GiB，8 小时，10 元。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **题目的答案，和最常见的错**（前六题课上问）
#
# | 题号 | 答案 | 常见的错，一句话回应 |
# |---|---|---|
# | `platforms.intensity` | 不值得，强度 0.25 | 选值得：搬的时间比 CPU 算完还长；矩阵留在卡上反复用，才值得 |
# | `platforms.training_memory` | 112 | 答 14：只有权重；答 104.3：那是 GiB |
# | `platforms.accumulate` | 学习率乘 8 | 选自己取平均：`backward()` 只会加 |
# | `platforms.ddp` | 256 | 答 128：漏了每张卡走两次 |
# | `platforms.zero` | 38.5 | 答 14：那是第 3 级；答 10.5：权重和梯度没有切 |
# | `platforms.attention` | 0.881 | 答 0.982：漏了除以 $\sqrt d$ |
# | `platforms.homework` | Kaggle | 选 AutoDL：作业用不到那么大的显存 |
# | `platforms.memory` | 13.0 | 答 14：那是 GB |
# | `platforms.cost` | 19.8 | 答 4.95：漏了四张 |
# | `platforms.kaggle_limit` | 三样都存 | 选只存权重：Adam 的两个平均没有了；用了 `scaler`、学习率调度的，连它们的状态也存 |
# | `platforms.eval_speed` | 每个输出牵着图 | 选抄权重：`eval()` 不抄 |
# | `platforms.workers` | 慢的不是读数据 | 选读重了：批是主进程排的 |
# | `platforms.scaler` | 跳过，减半 | 选当成 0：整步都不可信 |
# | `platforms.recompute` | 33 % | 答 100：反向没有多 |
# | `platforms.framework` | 社区，底层库，自动求导 | 选更准：准不准看数据和方法 |
# | `platforms.trace` | $(8,3)$ | 选报错：不报错才危险 |
# | `platforms.static_graph` | 建图时印一次，不是数 | 选每步都印：图里没有 `print` |
# | `platforms.eras` | 规模、成本、显存、部署 | 选准确率：那是上一个时代最看重的 |
# | `platforms.hub` | 一套接口 | 选替代 Linux：是比喻 |
# | `platforms.tools` | 张量并行 | 选 ZeRO：用到那个矩阵时，还是要借齐一整个 |
# | `platforms.serving` | 后三个 | 选 ZeRO：管训练 |
# | `platforms.transformer` | 85 | 答 7：那是一层 |

# %% slideshow={"slide_type": "skip"} tags=["setup"]
# setup

# %% slideshow={"slide_type": "skip"}
import math
import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

os.environ.setdefault("KINETO_LOG_LEVEL", "99")  # 13.4.8 的计数器别说话

import matplotlib.pyplot as plt
import numpy as np
import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.profiler import ProfilerActivity, profile
from torch.utils.checkpoint import checkpoint
from torch.utils.data import DataLoader, Dataset

from coursekit import plotting, quiz, runtime

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.1 放不下
#
# 小林有一个别人练好的模型，10 亿个参数，用**半精度**（half precision）存：16 位，一个参数 2 个字节。
# 装到免费的卡上，提问，回答，一切正常；只用，不练，就是第 5 章的**推理**（inference），权重只占
#
# $$\frac{10^9\times2}{2^{30}}=1.86\ \text{GiB}$$
#
# 她想用自己的数据接着练，也就是**微调**（fine-tuning），照常规的做法：
#
# - 半精度的网络照旧，前向、反向都在它上面；
# - 另留一份 `float32` 的底稿，叫**主权重**（master weights）；
# - Adam 在底稿上走，走完抄回半精度的网络。
#
# **下注**：先不算中间结果，单是参数和跟着参数走的东西，训练要几个 GiB？
# 4，7，11，还是 15？

# %% [markdown] slideshow={"slide_type": "subslide"}
# 程序一跑就停：`CUDA out of memory`。
# 免费的卡写着 16 GB，其实是 16 GiB（1 GiB 是 $2^{30}$ 字节），驱动和纠错占去一点，能用的约 14.7 GiB。
# 租一张写着 24 GB 的 4090（能用的约 23.5 GiB），一小时 1.98 元，她只有**十块钱**，够 5 小时。
#
# **一个放不下的模型，十块钱：花显存，花时间，还是花钱？**
#
# 前十二章问的是怎么学得好，这一章问：**学得起吗**。
#
# | 账 | 单位 | 在哪一节算 |
# |---|---|---|
# | 时间 | 小时 | 13.2 在哪里跑，13.3.3 |
# | 显存 | GiB | 13.3 放不放得下 |
# | 钱 | 元 | 13.3.3 |
#
# 13.4 的每一种“加速”，都是拿一样换另一样；13.5、13.6 看大家用什么换，换来的大模型里面是什么。
# 最后 13.7 回来，替小林出主意。

# %% slideshow={"slide_type": "skip"}
GIB = 2**30
assert round(1e9 * 2 / GIB, 2) == 1.86 and 5 * 1.98 <= 10 < 6 * 1.98
assert round(GIB / 1e9, 2) == 1.07  # GiB 大 7 %

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么讲**：先收四个数的票，写在黑板右边，再翻页；13.3.1 揭晓：14.90 GiB，比卡能用的 14.7 还多一点。
#
# **会遇到的误区**：“推理能跑，训练就能跑”。
# 训练要的显存，光是跟着参数走的就是推理的八倍。
#
# **会有人问**：“全用半精度，不留底稿，不就 8 个字节？”
# 对，而且放得下；可微调的小学习率几乎推不动它，13.3.1 的自学里跑给他看。
#
# **会有人问**：“要 16 GB，卡是 16 GB，不是正好？”
# 模型要的 16 GB 是 14.90 GiB，能用的是 14.7 GiB（T4 在 Colab 上报的数，约 15100 MiB）。
# 别照“1 GB 是 $10^9$”去换卡上印的数：那个 GB 是 GiB。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.2 在哪里跑
#
# ### 13.2.1 自己的机器：先看四样
#
# 买之前、租之前看四样：**GPU** 是不是 PyTorch 认的那种（NVIDIA 的 CUDA 最省事），**显存**有多大，**硬盘**放不放得下数据和存盘，**驱动**和装的 PyTorch 配不配。
# 显存常常是先不够的那一样：慢可以等，放不下就跑不了。
#
# 再看路有多宽，叫**带宽**（bandwidth），只看数量级，13.2.3 要用：

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.3))
boxes = ((0.2, "硬盘\n数据，存盘"), (3.6, "内存 + CPU\n排批，预处理"), (7.4, "显存 + GPU\n权重，中间结果"))
for left, name in boxes:
    ax.add_patch(plt.Rectangle((left, 0.9), 2.3, 1.1, fc="#e8f1f8", ec="0.3"))
    ax.text(left + 1.15, 1.45, name, ha="center", va="center", fontsize=13)
for start, stop, width, name in ((2.5, 3.6, 1.5, "1"), (5.9, 7.4, 4, "总线 10")):
    ax.annotate("", (stop, 1.45), (start, 1.45), arrowprops={"arrowstyle": "<|-|>", "lw": width, "color": RED})
    ax.text((start + stop) / 2, 1.8, name, ha="center", color=RED, fontsize=13)
for centre, width, name in ((4.75, 6, "CPU 读内存 50"), (8.55, 14, "GPU 读显存 1000")):
    ax.plot([centre, centre], [0.35, 0.85], lw=width, color=BLUE, solid_capstyle="butt")
    ax.text(centre - 0.25, 0.45, name, color=BLUE, fontsize=13, va="center", ha="right")
ax.text(9.7, 2.1, "GB/s", ha="right", fontsize=12)
ax.set(xlim=(0, 10), ylim=(0.2, 2.4))
ax.axis("off")
plotting.show(fig, alt="三个框从左到右：硬盘；内存和 CPU；显存和 GPU。橙红的双向箭头是两处之间搬：硬盘和内存之间约 1 GB/s，内存和显存之间是总线，约 10。框下面的蓝线是读自己身边的：CPU 读内存约 50，GPU 读显存约 1000，画得最粗。")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：看看自己的机器。**
#
# | 问什么 | 怎么问 |
# |---|---|
# | PyTorch 装的是哪一种 | `torch.version.cuda`：`None` 就是只有 CPU 的那种 |
# | 看得见卡吗 | `torch.cuda.is_available()`、`torch.cuda.device_count()` |
# | 还剩多少显存 | `torch.cuda.mem_get_info()`：剩的，一共的，字节 |
# | 这版 PyTorch 给哪些卡编了程序 | `torch.cuda.get_arch_list()`；自己的卡是哪一种，`torch.cuda.get_device_capability()` |
# | 会不会 bfloat16 | `torch.cuda.is_bf16_supported(including_emulation=False)`：不加这个参数，模拟的也算会，T4 就是模拟，很慢 |
# | 硬盘、CPU 核 | `shutil.disk_usage(".")`、`os.cpu_count()` |
#
# 在终端里敲 `nvidia-smi`，右上角的 CUDA 是**驱动**最高支持到哪一版，不是你装的那一版。
# 程序看不见它，要你自己填进下一格的 `DRIVER`。
# 苹果的电脑没有 CUDA，用的是 `"mps"`（第 4 章）。
#
# 常见的是装了，却用不上，五种缘由，下一格一样一样排：甲、乙、丙、丁各一种，戊和庚是第五种（己没有毛病，辛是苹果的电脑）。
# 第五种最气人：`is_available()` 是 `True`，第一步就停，说 `no kernel image is available`，因为这版 PyTorch 没有给这种卡编程序：卡太旧，装旧一点的；卡太新，装新一点的。

# %% slideshow={"slide_type": "skip"}
def version(arch):
    """Read "sm_86" as (8, 6)."""
    return divmod(int("".join(filter(str.isdigit, arch))), 10)


def checkup(build, driver, seen, card=(0, 0), archs=(), apple=False):
    """Say what is wrong, given the CUDA of this PyTorch, the highest that the driver knows ("?" if nobody looked),
    what is_available says, the capability of the card, get_arch_list. Versions are strings such as "12.8"."""
    if seen:
        made = [version(arch) for arch in archs if arch.startswith("sm_")]
        later = [version(arch) for arch in archs if arch.startswith("compute_")]  # 留着源码的，新卡可以当场编
        if not made + later:
            return "看得见卡，没有名单可对：跑一步试试"
        # 同一代、不比卡新的程序，卡才会用：8.9 的 4090 用 sm_86 的
        if any(one[0] == card[0] and one <= card for one in made) or any(one <= card for one in later):
            return "看得见卡，也会用"
        if card < min(made + later):
            return "卡太旧：换一种卡，或者装旧一点的 PyTorch"
        if card > max(made + later):
            return "卡太新：装新一点的 PyTorch"
        return "这版没有给这种卡编：照官网换一种安装包"
    if apple:
        return "苹果的电脑没有 CUDA：用 mps，或者 CPU"
    if build is None:
        return "装的 PyTorch 没有 CUDA：有 NVIDIA 的卡，就照官网的命令重装"
    if driver == "?":
        return "还没看驱动：先敲 nvidia-smi，把右上角的 CUDA 填进 DRIVER"
    if driver is None:
        return "没有 NVIDIA 的卡，或者没装驱动"
    if int(driver.split(".")[0]) < int(build.split(".")[0]):  # 大版本一样，小版本旧一点通常也行
        return "驱动太旧：升级驱动，或者装旧一点的 PyTorch"
    return "版本都对：看看 CUDA_VISIBLE_DEVICES 是不是空的"


DRIVER = "?"  # 改这里：nvidia-smi 右上角的 CUDA，如 "12.8"；没有这个命令，写 None
ARCHS = ["sm_70", "sm_75", "sm_80", "sm_86", "sm_90", "sm_100", "sm_120"]  # 2026 年一种 cu128 的 PyTorch
OLDER = ARCHS[:5]  # 一种旧的 cu121
CASES = {
    "甲，没有 CUDA": (None, "12.8", False),
    "乙，没有卡": ("12.8", None, False),
    "丙，驱动旧": ("12.8", "11.4", False),
    "丁，藏起来了": ("12.8", "12.4", False),
    "戊，P100": ("12.8", "12.8", True, (6, 0), ARCHS),
    "己，4090": ("12.8", "12.8", True, (8, 9), ARCHS),
    "庚，5090": ("12.1", "12.8", True, (12, 0), OLDER),
    "辛，苹果": (None, None, False, (0, 0), (), True),
}
for who, found in CASES.items():
    print(f"{who}：{checkup(*found)}")
assert len({checkup(*found) for found in CASES.values()}) == 8 and "也会用" in checkup("12.8", "12.8", True, (7, 5), ARCHS)
assert "新一点" in checkup(*CASES["庚，5090"]) and "旧一点" in checkup(*CASES["戊，P100"]) and "还没看" in checkup("12.8", "?", False)
assert "也会用" in checkup("12.8", "?", True, (13, 0), [*ARCHS, "compute_120"]) and "没有名单" in checkup(None, "?", True, (9, 4), ["gfx942"])
if runtime.interactive():
    card = torch.cuda.get_device_capability() if torch.cuda.is_available() else (0, 0)
    mine = torch.version.cuda, DRIVER, torch.cuda.is_available(), card, torch.cuda.get_arch_list(), sys.platform == "darwin"
    print("你的：", checkup(*mine), "；CPU 核：", os.cpu_count())
else:
    print("在自己的机器上运行，这里会列出你的。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.2.2 三个平台
#
# | | Kaggle | Colab | AutoDL |
# |---|---|---|---|
# | 卡 | 自己选：选 **T4 ×2** | 免费的是 T4，不保证有；付费有 L4、A100、H100 | RTX 4090、A100、H100，自己挑 |
# | 钱和时限 | 免费，每周约 30 小时，一次最多 12 小时 | 免费的闲着会断；Pro 每月 9.99 美元，100 个计算单元 | 按小时，4090 是 1.98 元 |
# | 长处 | 免费，上手容易 | 方便，连着网盘 | 显存大，带宽大，SSH、Jupyter、多卡 |
# | 适合 | 几小时的小训练、比赛 | 小实验、演示 | 科研、项目 |
#
# 这是 2025–26 年的情况，会变；用之前看它自己的网页。
#
# **别选 P100**：2026 年，Kaggle 默认环境里的 PyTorch 已没有给它编的程序，`is_available()` 还是 `True`，第一步就停。
#
# 作业 13 照这张表算：Kaggle 一次不超过 12 小时，4090 一小时 1.98 元。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：三家怎么用，各要留心什么。**
# 上面的价钱和时限没有一一核对，付钱以前，看它自己的网页。
#
# - **Kaggle**：网页上的笔记本，右边选加速器（P100 的事，是 Kaggle 自己 2026 年 7 月的答复：新卡要新的 PyTorch，P100 在退场，用 T4），数据挂在只读的文件夹里，结果写进 `/kaggle/working`；到点就断，关了页面文件也可能没了，所以边练边存盘。
# - **Colab**：也是网页上的笔记本，先在菜单里换成带 GPU 的运行时；重要的写进网盘，断了什么都不留。
# - **AutoDL**：租给你一台机器，用 SSH（从自己的电脑登录它的命令行）或 Jupyter；**按开着的时间收钱**，练完要关机，忘了关，一夜就是十几元；先用不带卡的模式传数据、装包，再开卡。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.homework")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.kaggle_limit")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.2.3 什么时候该上 GPU：先算，再搬
#
# 路宽用 13.2.1 图上的，算得多快也取好算的数量级（各台机器不同，能差好几倍）：
#
# - CPU：一秒 $10^{11}$ 次乘加；
# - GPU：一秒 $10^{13}$ 次，几千个小核一起做互不相干的乘加（第 12a 章），快一百倍。
#
# 走总线，一秒 $10^{10}$ 个字节：搬一个字节要 $10^{-10}$ 秒，CPU 已经做完 10 次乘加了。
# 所以一次性的题，看**每搬一个字节做几次乘加**，叫**计算强度**（arithmetic intensity；书上多按读显存的字节数，这里按总线数）：不到 10，还没搬完，CPU 已经算完了。
#
# 两个 $n\times n$ 的 `float32` 矩阵，搬进两个、搬回一个，$3\times4n^2=12n^2$ 个字节：
#
# - 相加：$n^2$ 次，强度 $\frac1{12}$，多大都不值得；
# - 相乘：$n^3$ 次，强度 $\frac n{12}$，$n>120$ 才谈得上。

# %% slideshow={"slide_type": "skip"}
BUS, MEMORY, VIDEO = 1e10, 5e10, 1e12  # 字节每秒：总线，CPU 读内存，GPU 读显存
CPU, GPU, COMMAND = 1e11, 1e13, 1e-5  # 乘加每秒，乘加每秒，派一道命令几秒


def on_cpu(work, moved=0, commands=0):
    """Seconds: reading and computing go on together, the slower one counts."""
    return max(work / CPU, moved / MEMORY) + commands * COMMAND


def on_gpu(work, moved, commands=0):
    return moved / BUS + max(work / GPU, moved / VIDEO) + commands * COMMAND


assert 1 / BUS * CPU == 10 and math.isclose(120**3 / (12 * 120**2), 10)
first_won = next(n for n in range(20, 400) if on_gpu(n**3, 12 * n**2) < on_cpu(n**3, 12 * n**2))
assert 118 < first_won < 125
assert all(5 < on_gpu(n**2, 12 * n**2) / on_cpu(n**2, 12 * n**2) < 5.1 for n in (100, 1000, 10_000, 100_000))

# %% slideshow={"slide_type": "subslide"} tags=["hide-input"]
fig, axes = plt.subplots(1, 2, figsize=(8, 2.7), sharex=True, sharey=True)
span = np.logspace(1, 4, 60)
for ax, power, name in zip(axes, (2, 3), ("相加，$n^2$ 次", "相乘，$n^3$ 次")):
    ax.loglog(span, [on_cpu(n**power, 12 * n**2) for n in span], color=BLUE, label="CPU")
    ax.loglog(span, [on_gpu(n**power, 12 * n**2) for n in span], "--", color=RED, label="搬到 GPU 再算")
    ax.set(title=name, xlabel="$n$")
axes[0].set_ylabel("秒数，不算派命令")
axes[1].axvline(first_won, color="0.5", ls=":", lw=1.5)
axes[1].text(1.15 * first_won, 1e-7, "$n≈120$", fontsize=12)
axes[0].legend(fontsize=12)
plotting.show(fig, alt="两张双对数图，横轴是矩阵的边长 n，从 10 到 10000，纵轴是算出来的秒数，不算派命令的，蓝实线是 CPU，橙红虚线是搬到 GPU 再算。左图相加：虚线一直在实线上方，约五倍。右图相乘：n 小的时候虚线在上方，点线标着的 n 约 120 处相交，此后虚线低得多。")

# %% [markdown] slideshow={"slide_type": "-"}
# 相加，CPU 自己也在等内存，可走总线还要慢五倍；右图蓝线在 $n=24$ 拐一下，往左也是在等内存。
#
# 小题还有一笔，图上没算：Python 和 PyTorch **派一道命令**约 $10^{-5}$ 秒，CPU、GPU 都要等。
# 认手写数字的 64-32-10 有 2368 个权重，一批 64 张，前向一份、反向约两份（一份求权重的梯度，一份把 $\delta$ 往回传）：$3\times64\times2368\approx4.5\times10^5$ 次乘加，CPU 只算 5 微秒。
# 可一步三十来道命令，派下去就要 300 微秒（数量级；9.2.3 量到的是一百多），两边一样：GPU 再快，也只能省那 5 微秒。
# 第 4 章那句“小题未必快”，账在这里。

# %% slideshow={"slide_type": "skip"}
digits_step = 3 * 64 * (64 * 32 + 32 * 10)  # 前向一份，反向约两份
lenet_step = 3 * 64 * (6 * 28**2 * 25 + 16 * 10**2 * 6 * 25 + 400 * 120 + 120 * 84 + 84 * 10)
assert 4.5e5 < digits_step < 4.6e5 and 4e-6 < on_cpu(digits_step) < 5e-6 and 30 * COMMAND > 60 * on_cpu(digits_step)
assert 7e7 < lenet_step < 9e7 and on_cpu(lenet_step, commands=40) > 2 * on_gpu(lenet_step, 64 * 32 * 32 * 4, commands=40)

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.intensity")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：那么训练什么时候值得？**
# 训练时权重**留在卡上**，每步只搬一批数据，字节少得多；要紧的是每道命令里有没有足够的活。
# LeNet-5，一批 64 张，前向、反向一步约 $8\times10^7$ 次乘加，四十来道命令：CPU 约 $0.8+0.4=1.2$ 毫秒，GPU 约 0.4 毫秒，全是派命令，刚开始值得；网络再大十倍，就差得远了。
#
# **改一改**：换成你想训练的网络，看两边各几毫秒。

# %% slideshow={"slide_type": "skip"}
WORK, MOVED, COMMANDS = 8e7, 3e5, 40  # 改这里：一步几次乘加，搬几个字节，几道命令
print(f"CPU {1000 * on_cpu(WORK, MOVED, COMMANDS):.2f} 毫秒，GPU {1000 * on_gpu(WORK, MOVED, COMMANDS):.2f} 毫秒")

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：真的量一量。**
# 上面全是算的：照 13.2.3 的数，1000 × 1000 的矩阵相乘，CPU 是 $10^9/10^{11}$ 秒，10 毫秒。
# 真的时间，每台机器不同，所以不印在书里。
# 在 GPU 上掐表，多一句：GPU 听了命令就让 CPU 往下走，看表之前要先等它做完，`torch.cuda.synchronize()`。

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():
    import time

    on_card = torch.cuda.is_available()
    wait = torch.cuda.synchronize if on_card else lambda: None  # 等 GPU 做完
    for kind in (torch.float32, torch.bfloat16):
        a = torch.ones(1000, 1000, dtype=kind, device="cuda" if on_card else "cpu")
        a @ a  # 第一次要热身
        wait()
        begun = time.perf_counter()
        for _ in range(5):
            a @ a
        wait()
        print(a.device, kind, f"1000 × 1000 的矩阵相乘：{1000 * (time.perf_counter() - begun) / 5:.1f} 毫秒")
else:
    print("在 JupyterLab 里运行，这里会量 float32 和 bfloat16 的矩阵相乘；谁快，看你的 CPU。")

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:05 到 0:13）：13.2.1 1.5 分钟，13.2.2 1.5 分钟，13.2.3 连题 5 分钟。
#
# **怎么讲**：13.2.3 先问“GPU 快一百倍，两个矩阵相加快几倍”，让他们答，再算那个 10。
#
# **会有人问**：“CPU 真有一秒 $10^{11}$ 次吗？”
# 几个核、指令用得好，做大矩阵相乘有；做相加受内存的路宽限制，没有，图里已经照 50 GB/s 算了。
#
# **会有人问**：“派命令，CPU 不也要？”
# 要，两边差不多，所以小题不是 GPU 慢很多，是快不起来；再加搬数据，常常还慢一点。
#
# **会有人问**：“计时怎么计？”
# GPU 是听了命令就让 CPU 往下走，直接掐表量到的只是派命令的时间：先 `torch.cuda.synchronize()`，再看表；第一次不算。
#
# **现场可改**的是 `WORK, MOVED, COMMANDS`（在笔记本里）：`8e9, 3e5, 40` 给 CPU 80.40 毫秒，GPU 1.23 毫秒；`4.5e5, 2e4, 30` 给 0.30 和 0.30。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.3 放不放得下
#
# ### 13.3.1 一个参数，占 16 个字节
#
# 练一步 Adam，一个参数 $w$ 身边要有几个数？
# 权重 $w$，梯度 $g$，还有第 9 章的两个平均 $m$、$v$：四个数，`float32` 每个 4 字节，$4+4+4+4=16$。
#
# 换成小林的做法呢？
# 半精度的权重、梯度各 2 字节；`float32` 的主权重 4 字节，$m$、$v$ 跟着主权重，也是 `float32`：
#
# $$2+2+4+4+4=16$$
#
# **还是 16**。
# 除了优化器记的，总是 8 个字节（单精度 4 + 4，混合的 2 + 2 + 4）；优化器每多记一样，加 4 个，所以训练时一个参数占的字节
#
# $$b=8+4k$$
#
# $k$ 是优化器给每个参数记几样：SGD $k=0$，带动量 $k=1$，Adam 和 AdamW $k=2$；只推理，半精度 2 个字节。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 信不信，练一步，数字节，除以参数的个数：先数 `float32` 的，再数小林的做法（半精度用 `bfloat16`，13.4.2）。

# %% slideshow={"slide_type": "skip"}
def tower(depth=8, width=64, seed=0):
    """Build 64-64-…-10 with ReLU."""
    torch.manual_seed(seed)
    layers = [part for _ in range(depth) for part in (nn.Linear(width, width), nn.ReLU())]
    return nn.Sequential(*layers, nn.Linear(width, 10))


def bytes_of(tensors):
    return sum(one.numel() * one.element_size() for one in tensors)


def bytes_each(make):
    """Take one step; return the bytes of weights, gradients and the optimizer's notes for one parameter."""
    net = tower()
    optimizer = make(net.parameters())
    net(torch.ones(4, 64)).sum().backward()
    optimizer.step()
    notes = [t for state in optimizer.state.values() for t in state.values() if torch.is_tensor(t) and t.dim()]
    weights = list(net.parameters())
    groups = weights, [w.grad for w in weights], notes
    return [bytes_of(group) / sum(w.numel() for w in weights) for group in groups]


def mixed_step(net, master, adam, X, y):
    """Take one step: forward and backward in the half-precision net, Adam on the float32 master; return the loss."""
    net.zero_grad()
    loss = F.cross_entropy(net(X.bfloat16()).float(), y)
    loss.backward()
    for big, small in zip(master, net.parameters()):
        big.grad = small.grad.float()  # 临时抄一份，走完就扔
    adam.step()
    with torch.no_grad():
        for big, small in zip(master, net.parameters()):
            big.grad = None
            small.copy_(big)  # 抄回半精度
    return loss.item()

# %% slideshow={"slide_type": "-"}
MAKERS = {
    "SGD": lambda weights: torch.optim.SGD(weights, lr=0.1),
    "SGD 加动量": lambda weights: torch.optim.SGD(weights, lr=0.1, momentum=0.9),
    "Adam": torch.optim.Adam,
}
counted = {name: bytes_each(make) for name, make in MAKERS.items()}
for name, parts in counted.items():
    told = "权重 {:.0f}，梯度 {:.0f}，优化器 {:.0f}".format(*parts)
    print(f"{name}：{told}，一共 {sum(parts):.0f} 字节")

# %% slideshow={"slide_type": "skip"}
net_half = tower().bfloat16()  # 半精度的网络
master = [w.detach().float() for w in net_half.parameters()]  # 主权重
adam = torch.optim.Adam(master)
mixed_step(net_half, master, adam, torch.ones(4, 64), torch.arange(4))
notes = [[adam.state[w][name] for w in master] for name in ("exp_avg", "exp_avg_sq")]
kinds = net_half.parameters(), [w.grad for w in net_half.parameters()], master, *notes
each_kind = [bytes_of(kind) / sum(w.numel() for w in master) for kind in kinds]

# %% slideshow={"slide_type": "-"}
print("混合：权重、梯度、主权重、m、v", *(f"{part:.0f}" for part in each_kind))

# %% slideshow={"slide_type": "skip"}
assert [sum(parts) for parts in counted.values()] == [8 + 4 * k for k in (0, 1, 2)]
assert each_kind == [2, 2, 4, 4, 4] and 2 + 2 + 4 + 4 * 2 == 16 and round(1e9 * 16 / GIB, 2) == 14.90 and 14.90 > 14.7
assert [w.dtype for w in master[:1]] == [torch.float32] and [next(net_half.parameters()).dtype, net_half[0].weight.grad.dtype] == [torch.bfloat16] * 2
assert [bytes_of(m for m in group) for group in (net_half.parameters(), master)] == [2 * 33930, 4 * 33930]

# %% [markdown] slideshow={"slide_type": "fragment"}
# 小林的模型：$10^9\times16$ 个字节，16 GB，就是 **14.90 GiB**，比卡能用的 14.7 还多，一个样本都还没放呢。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.training_memory")

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.memory")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：不留主权重，行不行？**
# 让 Adam 直接在半精度的网络上走，它记的 $m$、$v$ 也是半精度，$2+2+2+2=8$ 个字节，7.45 GiB，**放得下**。
# 可是小学习率几乎推不动它：更新量比半精度的间隔还小，加上去就舍掉了。
# 微调常用的小学习率 $10^{-5}$，走 300 步，看半精度的网络有几成权重动过，损失少了多少（`bfloat16`）：

# %% slideshow={"slide_type": "skip"}
X_few, y_few = torch.rand(64, 64, generator=torch.Generator().manual_seed(0)), torch.arange(64) % 10
for name in ("只有半精度", "有主权重"):
    net_try = tower(2).bfloat16()
    weights_try = list(net_try.parameters())  # 两次都数它：做前向的就是它
    walkers = weights_try if name == "只有半精度" else [w.detach().float() for w in weights_try]
    begun_at = [w.detach().clone() for w in weights_try]
    adam_try = torch.optim.Adam(walkers, lr=1e-5)
    losses = []
    for _ in range(300):
        if name == "有主权重":
            losses.append(mixed_step(net_try, walkers, adam_try, X_few, y_few))
        else:
            net_try.zero_grad()
            loss_try = F.cross_entropy(net_try(X_few.bfloat16()).float(), y_few)
            loss_try.backward()
            adam_try.step()
            losses.append(loss_try.item())
    gone = torch.cat([(w != old).flatten() for w, old in zip(weights_try, begun_at)]).float().mean().item()
    fell = losses[0] - losses[-1]
    notes = bytes_of(adam_try.state[w]["exp_avg"] for w in walkers) / sum(w.numel() for w in walkers)
    print(f"{name}：m 每个参数 {notes:.0f} 字节；动过的权重约 {round(10 * gone)} 成；损失少了 {abs(fell):.2f}")
    assert gone < 0.05 and abs(fell) < 0.004 if name == "只有半精度" else gone > 0.6 and 0.02 < fell < 0.04

# %% [markdown] slideshow={"slide_type": "skip"}
# 底稿每步都动，攒够了半精度的一格，网络才动一下。
# 学习率大一些，舍掉的就少一些；`float16` 更糟：Adam 分母里的 $10^{-8}$ 记成了 0，梯度恰好是 0 的权重，一步就成了 `nan`（写书时试的）。
# 所以省这 8 个字节，付的是学不学得动。
#
# **自学：PyTorch 的 `autocast`（13.4.2 的自学）存的不是这五样。**
# 它把权重一直存成 `float32`（4），梯度也是 `float32`（4），$m$、$v$ 8 个，又是 16。
# 半精度的那份是前向时临时抄的，**留到反向用完才扔**，一个参数多到 2 个字节；累积梯度（13.4.3）时旧的梯度还在，最多就要 18。
# 手工管理半精度的大模型框架，多用前一种。
#
# **自学：16 是常住的。**
# 走那一步还有临时的：`mixed_step` 把 `float32` 的梯度一次抄齐，4 个字节；GPU 上的 Adam 默认成组地走，又要约 4 个。
# 那时中间结果已经扔了，可小林在一张卡上还是到了 $24\times10^9$ 字节，22.4 GiB。
# 大框架一块一块地抄，PyTorch 的 Adam 写 `fused=True`，就压得下来；13.3.3 和 13.7 照常住的算。
#
# 优化器还给每个张量记一个步数，只有一个数，不算；`SGD` 的 `weight_decay` 不多记东西。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.3.2 漏掉的一项：中间结果
#
# 反向传播算一层的权重的梯度，要用这一层的**输入**（第 7 章），所以前向时都得留着，叫**激活值**（activations），下面都叫中间结果。
# 它跟着样本走，**和样本数成正比**。
#
# 手算：`tower` 有九个线性层，输入各 64 个数（ReLU 的输出就是下一层的输入，不另数；最后的 10 个输出不用留，接上损失才留），$9\times64=576$ 个数，一个样本 2304 字节。
# PyTorch 到底留了多少，请它每留一个就来报到（程序在下一格）：

# %% slideshow={"slide_type": "skip"}
def kept_by(run, weights):
    """Run forward; return the bytes that autograd keeps for backward, weights left out, and the output."""
    own, kept = {w.untyped_storage().data_ptr() for w in weights}, {}

    def pack(t):  # 每留下一个张量，来这里报到；同一块内存只数一次
        place = t.untyped_storage()
        if place.data_ptr() not in own:
            kept[place.data_ptr()] = place.nbytes()
        return t

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda t: t):
        out = run()
    return sum(kept.values()), out


net_tower = tower()


def tower_keeps(size):
    return kept_by(lambda: net_tower(torch.ones(size, 64)), net_tower.parameters())[0]

# %% slideshow={"slide_type": "-"}
for size in (8, 64):
    print(f"{size} 个样本：留下 {tower_keeps(size)} 字节，每个样本 {tower_keeps(size) / size:.0f}")
net_tower.eval()
print("64 个，只写 eval()：", tower_keeps(64))
with torch.no_grad():
    print("64 个，no_grad() 里：", tower_keeps(64))

# %% slideshow={"slide_type": "skip"}
tower_params = sum(w.numel() for w in net_tower.parameters())
assert round(24e9 / GIB, 1) == 22.4 and tower_keeps(64) == 64 * 2304 == 64 * 576 * 4 and tower_params == 33930
with torch.no_grad():
    assert tower_keeps(64) == 0
equal_at = 16 * tower_params / 2304
assert 235 < equal_at < 236

# %% [markdown] slideshow={"slide_type": "-"}
# 和手算的一样。
# **常见错误：评估时只写 `eval()`，忘了 `no_grad()`。**
# 不训练，中间结果却一个字节也没少；写上 `no_grad()`，是 **0**。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.eval_speed")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.3.3 三本账，一起算
#
# 小林拿 1 个、2 个样本在大一点的卡上试跑过：一个样本的中间结果约 0.2 GiB；一批 32 个，6.4 GiB。
# 框架自己还要占一些，所以**留一成余地**：免费的卡照 $14.7\times0.9=13.2$ 算，4090 是 $23.5\times0.9=21.15$，照 21.1 算。
# 下图六种做法，两条线是两种卡留过余地的：免费的卡只放得下推理和“SGD，16 个样本”；4090 放得下 16 个样本的 Adam，32 个的超出一点点。

# %% slideshow={"slide_type": "skip"}
def states_gib(params, each):
    return params * each / GIB


FREE, RENTED = 0.9 * 14.7, 0.9 * 23.5  # 能用的，留一成余地
PLANS = [  # 名字，不算优化器记的，优化器记的，样本数
    ("只推理", 2, 0, 0),
    ("Adam，0 个样本", 8, 8, 0),
    ("Adam，32 个样本", 8, 8, 32),
    ("Adam，16 个样本", 8, 8, 16),
    ("SGD，32 个样本", 8, 0, 32),
    ("SGD，16 个样本", 8, 0, 16),
]
totals = {name: states_gib(1e9, base + notes) + 0.2 * count for name, base, notes, count in PLANS}
assert np.allclose(list(totals.values()), [1.863, 14.901, 21.301, 18.101, 13.851, 10.651], atol=0.001)
assert [sum(total <= most for total in totals.values()) for most in (FREE, RENTED)] == [2, 5] and totals["Adam，32 个样本"] > RENTED

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 3.0))
for row, (name, base, notes, count) in enumerate(PLANS):
    left = 0
    for part, color, hatch, told in (
        (states_gib(1e9, base), BLUE, "", "权重（训练再加梯度、主权重）"),
        (states_gib(1e9, notes), ORANGE, "//", "优化器记的"),
        (0.2 * count, GREEN, "..", "中间结果"),
    ):
        ax.barh(row, part, left=left, color=color, alpha=0.55, hatch=hatch, ec="white", label=told if row == 2 else None)
        left += part
    ax.text(left + 0.25, row, f"{left:.1f}", va="center", fontsize=13, bbox={"fc": "white", "ec": "none", "pad": 1})
for most, dash, told in ((FREE, "--", "免费的卡 13.2"), (RENTED, ":", "4090 21.1")):
    ax.axvline(most, color=RED, ls=dash)
    ax.text(most, -0.75, told, ha="center", color=RED, fontsize=12)
ax.set(yticks=range(len(PLANS)), yticklabels=[plan[0] for plan in PLANS], ylim=(5.6, -0.6), xlim=(0, 25), xlabel="GiB")
ax.legend(fontsize=12, ncol=3, loc="upper center", bbox_to_anchor=(0.42, -0.22), frameon=False)
plotting.show(fig, alt="六条横柱，单位 GiB：只推理 1.9；Adam、0 个样本 14.9；Adam、32 个样本 21.3；Adam、16 个样本 18.1；SGD、32 个样本 13.9；SGD、16 个样本 10.7。每条分权重梯度主权重、优化器记的、中间结果三段，只推理的一条只有权重。红虚线在 13.2，是免费的卡；红点线在 21.1，是 4090。越过虚线的有 Adam 的三条和 SGD、32 个样本；越过点线的只有 Adam、32 个样本。")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **时间**：一个参数读一个词，前向 1 次乘加，反向约 2 次，一共 3 次（乘和加分开数是 6，书上常写 $6N$，$N$ 是参数的个数）。
# 小林要练 9600 万个词，照 13.2.3 的一秒 $10^{13}$ 次：
#
# $$\frac{3\times10^9\times9.6\times10^7}{10^{13}}=28800$$
#
# 28800 秒，就是 **8 小时**。
#
# **钱** = 张数 × 小时 × 单价；$8\times1.98=15.84$ 元。

# %% slideshow={"slide_type": "-"}
PARAMS, NOTES, SAMPLES, EACH = 1e9, 2, 32, 0.2  # 改这里：参数，优化器记几样，一批几个，一个样本几 GiB
WORDS, SPEED, CARDS, RATE = 9.6e7, 1e13, 1, 1.98  # 改这里：几个词，一秒几次乘加，几张卡，一小时几元
print(f"推理（半精度）{2 * PARAMS / GIB:.2f} GiB")
training = (8 + 4 * NOTES) * PARAMS
print(f"训练 {training / GIB:.2f} GiB（{training / 1e9:.0f} GB），中间结果另加 {SAMPLES * EACH:.2f} GiB")
hours = 3 * PARAMS * WORDS / SPEED / CARDS / 3600
print(f"{CARDS} 张卡 {hours:.1f} 小时，{CARDS * hours * RATE:.2f} 元")

# %% [markdown] slideshow={"slide_type": "-"}
# **改数**：70 亿个参数，训练 104.31 GiB，56 小时；改回 10 亿，2.4 亿个词，20 小时，39.60 元；再改成四张卡，5 小时，还是 39.60 元。

# %% slideshow={"slide_type": "skip"}
assert round(2 * 7e9 / GIB, 2) == 13.04 and 16 * 7 == 112 and round(10 * 1.98, 1) == 19.8 and round(16 * 7e9 / GIB, 2) == 104.31
assert round(8 * 1.98, 2) == 15.84 and 3 * 1e9 * 9.6e7 / 1e13 == 28800 == 8 * 3600
assert math.isclose(3 * 7e9 * 9.6e7 / 1e13 / 3600, 56) and math.isclose(3 * 1e9 * 2.4e8 / 1e13 / 3600, 20) and round(20 * 1.98, 2) == 39.6

# %% slideshow={"slide_type": "skip"}
if runtime.interactive():
    import ipywidgets

    def reckon(billions=1.0, notes=2, hours=8):
        print(f"推理 {states_gib(billions * 1e9, 2):.2f} GiB，训练 {states_gib(billions * 1e9, 8 + 4 * notes):.2f} GiB，不含中间结果")
        print(f"一张 4090，{hours} 小时，{1.98 * hours:.2f} 元")

    ipywidgets.interact(
        reckon,
        billions=ipywidgets.FloatSlider(1, min=0.1, max=72, step=0.1, continuous_update=False, description="十亿参数"),
        notes=ipywidgets.IntSlider(2, 0, 2, continuous_update=False, description="优化器记几样"),
        hours=ipywidgets.IntSlider(8, 1, 72, continuous_update=False, description="小时"),
    )
else:
    print("在 JupyterLab 里运行，这里可以拖动参数、优化器和小时。没有滑块时，改上面“改这里”的一格，效果一样。")

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.cost")  # 练习

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:13 到 0:23）：13.3.1 连题 5 分钟，13.3.2 2 分钟，13.3.3 3 分钟。
#
# **怎么讲**：13.3.1 板书一个参数 $w$，身边一个一个添：$g$、$m$、$v$、主权重，写上 2、2、4、4、4。
# 揭晓开场的票：15。
# 有人答 7：那是不留主权重的 8 个字节，没有算错，只是小学习率几乎推不动；答 11：12 个字节，少数了 Adam 的一样。
#
# **会遇到的误区**：“半精度，训练的显存就减半”。
# 跟着参数走的一个字节也没省，用 `autocast` 还临时多到 2 个；省的是中间结果，还有算得快。
#
# **会有人问**：“真跑起来，比算的还多？”
# 还有框架自己的底子（几百 MiB）和碎片，所以全章都留一成余地，图、13.7 的表都照它。
# 走一步时临时的 4 到 8 个字节（13.3.1 的自学）不在里面：小林是 3.7 到 7.5 GiB，一成盖不住，要靠一块一块地抄和 `fused=True` 压下来。
# 接上损失，交叉熵还留一份每类的对数概率；词表几万的语言模型，这常是最大的几块之一。
#
# **会有人问**：“4090 一秒只有 $10^{13}$ 次？”
# 标的数大好几倍，真能用上几成，要看题；这里取整，试跑几步，拿“一秒读几个词”去换。
#
# **现场可改**：`PARAMS=7e9` 给推理 13.04，训练 104.31 GiB（112 GB）；`NOTES=0` 给 7.45 GiB；改回 `PARAMS=1e9`、`NOTES=2`，`WORDS=2.4e8` 给 20 小时，39.60 元；再加 `CARDS=4` 给 5 小时，钱不变（真的会多一点，通信不是白来的）。
#
# **中间结果的 0.2 GiB 是故事里的数**：真的要试跑两三步，看 `torch.cuda.max_memory_allocated()`，换两个批的大小，斜率就是一个样本的。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.4 拿什么换什么
#
# ### 13.4.1 多几个人备菜：DataLoader 的工人
#
# GPU 在灶台炒菜，CPU 备菜（读图、增强、拼批）；备得慢，灶台就闲着。
# `DataLoader(…, num_workers=2)` 请两个**工人**（worker，另开的进程）一起备，**批的次序不变**；`pin_memory=True` 把备好的放在锁住的内存里，往显存搬得快些，没有 GPU 就没用。
#
# 一个数据集给每个样本加一点噪声，随机数是自己带的：

# %% slideshow={"slide_type": "-"}
class Noisy(Dataset):
    def __init__(self):
        self.rng = np.random.default_rng(0)

    def __len__(self):
        return 8

    def __getitem__(self, i):
        return i, round(float(self.rng.normal()), 2)

# %% [markdown] slideshow={"slide_type": "-"}
# 工人是 0 个（自己备）时，8 个样本有 8 个不同的噪声。
# 两个工人时，**批**轮流派（这里不拼批，一个样本就是一批）：0、2、4、6 归一个，1、3、5、7 归另一个；每一轮都重新开工人。
# **下注**：两个工人，练两轮，一共 16 个噪声，有几个不同的？

# %% slideshow={"slide_type": "skip"}
warnings.filterwarnings("ignore", message="This DataLoader will create")  # 工人比 CPU 的核多，它会提醒
FORK = sys.platform == "linux"  # 别的系统里，写在笔记本里的数据集，工人拿不到


def two_epochs(dataset, workers):
    """Load two epochs; return what came, in order. Where no worker can be started, it is loaded without."""
    settings = {"num_workers": workers, "multiprocessing_context": "fork"} if workers and FORK else {}
    loader = DataLoader(dataset, batch_size=None, **settings)  # 不拼批，一个一个给
    return [[tuple(float(part) for part in sample) for sample in loader] for _ in range(2)]


if not FORK:
    print("这台机器上开不了工人，下面用 0 个代替，印出来的和书里不同")

# %% slideshow={"slide_type": "subslide"}
for workers in (0, 2):
    came = two_epochs(Noisy(), workers)
    noises = [noise for epoch in came for _, noise in epoch]
    print(f"{workers} 个工人，第一轮：", *noises[:8])
    print(f"{'':>8}  第二轮：", *noises[8:], f"  不同的 {len(set(noises))} 个")

# %% slideshow={"slide_type": "skip"}
assert all([i for i, _ in epoch] == list(range(8)) for epoch in came)  # 次序不变
assert not FORK or (len(set(noises)) == 4 and noises[:8] == noises[8:] and noises[0:8:2] == noises[1:8:2])


class Fresh(Noisy):
    def __getitem__(self, i):
        return i, round(torch.randn(()).item(), 4)


torch.manual_seed(0)
fresh = [noise for epoch in two_epochs(Fresh(), 2) for _, noise in epoch]
print("用 torch 的随机数，不同的", len(set(fresh)), "个")
assert len(set(fresh)) == 16

shuffled = []
for workers in (0, 2):
    extra = {"num_workers": workers, "multiprocessing_context": "fork"} if workers and FORK else {}
    order = DataLoader(range(10), batch_size=3, shuffle=True, generator=torch.Generator().manual_seed(0), **extra)
    shuffled.append([batch.tolist() for batch in order])
assert shuffled[0] == shuffled[1] and sorted(sum(shuffled[0], [])) == list(range(10))

# %% [markdown] slideshow={"slide_type": "-"}
# 16 个里只有 **4** 个：工人各抄走一份数据集，连同随机数的状态，**两个工人抽的一样，每一轮又从头抽**。
# 什么也不报错，只是增强比你以为的少。
# **改法**：在 `__getitem__` 里用 `torch` 全局的随机数（`torch.randn()`）：每个工人、每一轮的种子都不同，16 个全不同。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：一定要用自己的随机数。**
# 写一个 `worker_init_fn`，里面给 `torch.utils.data.get_worker_info().dataset.rng` 换上 `np.random.default_rng(torch.initial_seed())`：这个种子每个工人、每一轮都不同；只用工人的编号作种子，每一轮还是从头抽。
# 写了 `persistent_workers=True`，工人不重开，下一轮接着抽；可两个工人抽的还是一样，这不是改法。
# 直接用 `np.random.normal()` 也行，新的 PyTorch（1.9 起）会给工人设好它的种子。
#
# 数据集会被抄几份，自己改改看：

# %% slideshow={"slide_type": "skip"}
WORKERS = 3  # 改这里：几个工人
drawn = [noise for epoch in two_epochs(Noisy(), WORKERS) for _, noise in epoch]
print(f"{WORKERS} 个工人，16 个噪声里不同的有 {len(set(drawn))} 个")

# %% [markdown] slideshow={"slide_type": "skip"}
# **会有人问**：“开几个？”
# 从 2 开始，开到不再变快为止；每个都占内存。
# Windows 和苹果的电脑上（Python 3.14 起，Linux 也是），数据集要写在 `.py` 文件里，工人才拿得到。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.workers")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.2 混合精度：少写几位，放大了再求导
#
# **混合精度**（mixed precision）：大矩阵用 16 位算，要紧的数还用 32 位。
# 省的是时间和中间结果：字节少一半，卡上还有专做 16 位矩阵乘的电路（Tensor Core）；13.3.1 的 16 个字节没有省。
#
# `float16` 最大记到 65504，最小的正数是 $6\times10^{-8}$，1 后面的下一个数是 1.00098。
# 会遇到两件事：

# %% slideshow={"slide_type": "-"}
weight16, weight32 = torch.tensor(1.0).half(), torch.tensor(1.0)
for _ in range(1000):
    weight16 += 0.0001
    weight32 += 0.0001
print(f"加一千次 0.0001：float16 是 {weight16:.3f}，float32 是 {weight32:.3f}")

gradient = torch.tensor(1e-8)
back = (65536 * gradient).half().float() / 65536
print(f"梯度 1e-8：直接记成 {gradient.half():.1e}，先乘 65536 再记、再除回来 {back:.1e}")

# %% slideshow={"slide_type": "skip"}
half, brain = torch.finfo(torch.float16), torch.finfo(torch.bfloat16)
assert half.max == 65504 and math.isclose(1 + half.eps, 1.00098, abs_tol=1e-5) and math.isclose(1 + brain.eps, 1.0078, abs_tol=1e-4)
assert torch.tensor(6e-8).half() > 0 and torch.tensor(2e-8).half() == 0 and brain.max > 3e38
assert torch.tensor(9.2e-41).bfloat16() > 0 and torch.tensor(4e-41).bfloat16() == 0
assert weight16 == 1 and abs(weight32 - 1.1) < 1e-3 and gradient.half() == 0
assert abs(back - 1e-8) < 1e-11 and gradient.bfloat16() > 0
assert torch.isinf(torch.tensor(70000.0).half())

# %% [markdown] slideshow={"slide_type": "-"}
# - **更新被舍掉**：1 和 1.00098 之间没有数，加 0.0001 等于没加，所以要留 `float32` 的主权重（13.3.1）；
# - **梯度下溢成 0**：所以先把损失乘一个大数，梯度跟着放大，更新前除回来，叫**损失放大**（loss scaling）。
#
# `bfloat16` 的范围和 `float32` 一样大，不用放大，只是更粗；T4 不会。

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：两种 16 位。**
#
# | 格式 | 最大的数 | 最小的正数 | 1 后面的下一个数 |
# |---|---|---|---|
# | `float16` | 65504 | $6\times10^{-8}$ | 1.00098 |
# | `bfloat16` | $3\times10^{38}$ | $9\times10^{-41}$ | 1.0078 |
#
# 新的卡多用 `bfloat16`。
#
# **自学：真的网络里，有多少梯度变成 0？**
# 第 8 章的那种网络，八层 sigmoid，梯度越往前越小。
# 先用 `float32` 算，再看记成 `float16` 有几成变成 0：

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
dim_net = nn.Sequential(*[part for _ in range(8) for part in (nn.Linear(64, 64), nn.Sigmoid())], nn.Linear(64, 10))
F.cross_entropy(dim_net(torch.randn(64, 64)), torch.arange(64) % 10).backward()
flat_gradient = torch.cat([w.grad.flatten() for w in dim_net.parameters()])
lost = {scale: ((scale * flat_gradient).half() == 0).float().mean().item() for scale in (1, 1024, 65536)}
print("变成 0 的：", "；".join(f"{f'放大 {scale} 倍' if scale > 1 else '不放大'}，约 {10 * share:.0f} 成" for scale, share in lost.items()))
assert lost[1] > 0.2 and lost[1] > 2 * lost[1024] and lost[65536] < 0.1 and not torch.isinf((65536 * flat_gradient).half()).any()

# %% [markdown] slideshow={"slide_type": "skip"}
# 放大得够多，丢的就很少；再大，大的那头会变成 `inf`。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.scaler")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：PyTorch 里怎样写。**
# `torch.autocast` 里，`Linear`、卷积用 16 位，损失这些容易出错的自动用 32 位；权重和梯度一直是 `float32`。
# `float16` 再加一个 `torch.amp.GradScaler`：它乘、它除，溢出了会跳过这一步。
# 下面在 CPU 上用 `bfloat16`，没有 GPU 也能看见：

# %% slideshow={"slide_type": "skip"}
net_mixed = tower(2)
with torch.autocast("cpu", dtype=torch.bfloat16):
    scores_mixed = net_mixed(torch.ones(4, 64))
    loss_mixed = F.cross_entropy(scores_mixed, torch.arange(4))
loss_mixed.backward()
for name, one in (("输出", scores_mixed), ("损失", loss_mixed), ("权重", net_mixed[0].weight), ("梯度", net_mixed[0].weight.grad)):
    print(name, one.dtype)
assert [one.dtype for one in (scores_mixed, loss_mixed, net_mixed[0].weight.grad)] == [torch.bfloat16, torch.float32, torch.float32]
many = torch.ones(4096, 64)


def kept_mixed():
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return net_tower(many)


ratio = kept_by(kept_mixed, net_tower.parameters())[0] / kept_by(lambda: net_tower(many), net_tower.parameters())[0]
assert 0.4 < ratio < 0.6  # 中间结果约一半
with torch.no_grad():  # 只是粗一些
    assert (net_mixed(torch.ones(4, 64)) - scores_mixed).abs().max() < 0.02

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学**：GPU 上的循环，先造一个 `scaler`，循环里四行和平时不同（这里不运行）：
#
# ```python
# scaler = torch.amp.GradScaler("cuda")  # 循环外面
# optimizer.zero_grad()
# with torch.autocast("cuda", dtype=torch.float16):  # 不同
#     loss = loss_fn(net(X), y)
# scaler.scale(loss).backward()  # 不同
# scaler.step(optimizer)  # 不同：先除回来；有 inf 就跳过
# scaler.update()         # 不同：跳过了就减半，很久没跳过就加倍
# ```
#
# **常见错误**：裁剪梯度（第 8 章）之前忘了 `scaler.unscale_(optimizer)`，裁的是放大以后的梯度，几乎每一步都裁到。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.3 梯度累积：大批切成小份
#
# 一批 64 张放不下，就 16 张一份走四次，梯度攒着，最后才走一步，叫**梯度累积**（gradient accumulation）。
# `backward()` 本来就是往 `.grad` 上**加**，一份走完，它的中间结果就扔了。
#
# 手算：四份的平均梯度是 2、4、0、6，整批的平均是 3；直接攒是 12，所以每份的损失先除以 4。

# %% slideshow={"slide_type": "skip"}
images, names = load_digits(return_X_y=True)
X_digit, y_digit = torch.tensor(images / 16, dtype=torch.float32), torch.tensor(names)
X_batch, y_batch = X_digit[:64].clone(), y_digit[:64]


def grads_of(net):
    return torch.cat([w.grad.flatten() for w in net.parameters()])


net_whole, net_parts, net_wrong = (tower(2) for _ in range(3))  # 三个一模一样的

# %% slideshow={"slide_type": "-"}
# X_batch 是 64 张数字；三个网络起点一样，各攒各的梯度
F.cross_entropy(net_whole(X_batch), y_batch).backward()
for X_part, y_part in zip(X_batch.split(16), y_batch.split(16)):
    (F.cross_entropy(net_parts(X_part), y_part) / 4).backward()
    F.cross_entropy(net_wrong(X_part), y_part).backward()  # 忘了除以 4

whole = grads_of(net_whole)
print("和整批一样：", torch.allclose(grads_of(net_parts), whole, atol=1e-6))
print(f"忘了除：{grads_of(net_wrong).norm() / whole.norm():.1f} 倍")

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(grads_of(net_parts), whole, atol=1e-6) and torch.allclose(grads_of(net_wrong), 4 * whole, atol=1e-5)
assert kept_by(lambda: net_parts(X_batch), net_parts.parameters())[0] == 4 * kept_by(lambda: net_parts(X_batch[:16].clone()), net_parts.parameters())[0]
assert (2 + 4 + 0 + 6) / 4 == 3

# %% [markdown] slideshow={"slide_type": "-"}
# 中间结果只占四分之一；要算的一样多，只是先后来，小份喂不饱 GPU 时就慢。
# 最后一份小一些，除以份数就不对了，要按样本数分（作业 13 的第 5 题）；有批量归一化（BN），也和真的大批不同：它只看见这一份。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.accumulate")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.4 重算：不留，用到再算一遍
#
# **重算**（activation checkpointing）：网络分几段，只留每段的入口，反向走到这一段，再前向一遍。
# 英文也叫 checkpoint，和存盘的 checkpoint 同名，是两回事。
#
# 一句话的事：`h = block(h)` 改成 `h = checkpoint(block, h, use_reentrant=False)`。
# 八个线性层分四段，数一数：

# %% slideshow={"slide_type": "skip"}
class Counted(nn.Sequential):
    calls = 0

    def forward(self, x):
        self.calls += 1
        return super().forward(x)


def four_blocks(recompute):
    """Run four blocks forward and backward; return kept bytes, calls of forward, gradients."""
    torch.manual_seed(0)
    blocks = [Counted(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU()) for _ in range(4)]
    weights = [w for block in blocks for w in block.parameters()]

    def forward():
        h = X_batch
        for block in blocks:
            h = checkpoint(block, h, use_reentrant=False) if recompute else block(h)
        return h.square().mean()

    kept, loss = kept_by(forward, weights)
    loss.backward()
    return kept, sum(block.calls for block in blocks), torch.cat([w.grad.flatten() for w in weights])

# %% slideshow={"slide_type": "-"}
plain, again = four_blocks(False), four_blocks(True)
for name, (kept, calls, _) in (("平常", plain), ("重算", again)):
    print(f"{name}：前向留下 {kept} 字节，四段一共前向 {calls} 次")
print("梯度一样：", torch.equal(plain[2], again[2]))

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(plain[2], again[2], atol=1e-7) and (plain[1], again[1]) == (4, 8)
assert plain[0] == 9 * 64 * 64 * 4 and again[0] == 5 * 64 * 64 * 4

# %% [markdown] slideshow={"slide_type": "-"}
# 留下的从 9 份（输入，八层的输出）变成 5 份（四个入口，一个末尾），梯度一模一样，前向多算一倍（有 BN，它的滑动平均也多更新一次）。
# 段分得越粗，留得越少，重算那一段时临时要的越多；$L$ 层大约分 $\sqrt L$ 段，比较合算。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.recompute")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.5 数据并行：两个人，各做一半卷子
#
# **数据并行**（data parallel）：每张卡一份同样的网络，各拿一份数据，各算各的梯度，**取平均**，走同一步。
# 和梯度累积是同一个式子 $g=\frac{g_1+g_2}2$，一个先后做，一个同时做。
#
# 起点一样，每步的 $g$ 一样，两份网络就永远一样。
# 求和的那一步叫**全归约**（all-reduce）：各出一份，各得总和。
#
# 没有两张卡也能真做：开两个**进程**，一个进程当一张卡，用 `gloo` 在 CPU 上传数。

# %% slideshow={"slide_type": "subslide"}
SCRIPT = '''
import sys, torch, torch.distributed as dist
from torch import nn
given = torch.load(sys.argv[1], weights_only=True)
dist.init_process_group("gloo")
rank, world = dist.get_rank(), dist.get_world_size()  # 我是第几个，一共几个
for share in (True, False):
    net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
    net.load_state_dict(given["start"])               # 同一个起点
    path = []
    for X, y in given["batches"]:
        net.zero_grad()
        X, y = X.chunk(world)[rank], y.chunk(world)[rank]  # 我的一份
        nn.functional.cross_entropy(net(X), y).backward()
        with torch.no_grad():
            for w in net.parameters():
                if share:
                    dist.all_reduce(w.grad)           # 各出一份，各得总和
                    w.grad /= world                   # 取平均
                w -= given["lr"] * w.grad
        path.append(nn.utils.parameters_to_vector(net.parameters()).detach())
    torch.save(torch.stack(path), f"{sys.argv[2]}/{share}{rank}.pt")
dist.destroy_process_group()
'''

# %% slideshow={"slide_type": "skip"}
def launch(given, processes=2):
    """Run SCRIPT in two processes by torchrun; return each one's path, or None and say why it could not run."""
    keep = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
    keep |= {"OMP_NUM_THREADS": "1"} | ({"GLOO_SOCKET_IFNAME": "lo"} if sys.platform == "linux" else {})
    with tempfile.TemporaryDirectory() as folder:
        script, data = Path(folder, "train.py"), Path(folder, "given.pt")
        script.write_text(SCRIPT, encoding="utf-8")
        torch.save(given, data)
        command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--local-addr=127.0.0.1"]
        command += [f"--nproc-per-node={processes}", str(script), str(data), folder]
        try:
            subprocess.run(command, env=keep, timeout=120, check=True, capture_output=True)
        except (subprocess.SubprocessError, OSError) as error:
            print("这台机器上没有跑成两个进程，书里的结果见网页：", type(error).__name__)
            return None
        paths = {share: [Path(folder, f"{share}{rank}.pt") for rank in range(processes)] for share in (True, False)}
        return {share: [torch.load(path, weights_only=True) for path in each] for share, each in paths.items()}


torch.manual_seed(0)
start_net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
batches = [(X_digit[i : i + 64], y_digit[i : i + 64]) for i in range(0, 640, 64)]
given = {"start": start_net.state_dict(), "batches": batches, "lr": 0.5}

alone = [nn.utils.parameters_to_vector(start_net.parameters()).detach().clone()]
net = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10))
net.load_state_dict(given["start"])
optimizer = torch.optim.SGD(net.parameters(), lr=0.5)
for X_some, y_some in batches:  # 一个进程，整批
    optimizer.zero_grad()
    F.cross_entropy(net(X_some), y_some).backward()
    optimizer.step()
    alone.append(nn.utils.parameters_to_vector(net.parameters()).detach().clone())
alone = torch.stack(alone[1:])

# %% [markdown] slideshow={"slide_type": "subslide"}
# 在终端里，是 `torchrun --standalone --nproc-per-node=2 train.py`。
# 十步，每步 64 张，两个进程各 32 张，和一个进程吃整批的比：

# %% slideshow={"slide_type": "-"}
both = launch(given)
if both:
    apart = {share: (ranks[0] - ranks[1]).norm(dim=1)[-1].item() for share, ranks in both.items()}
    print("取平均：两个进程的权重一样：", apart[True] == 0)
    print("取平均：和一个进程吃整批，差不到 1e-6：", (both[True][0] - alone).abs().max().item() < 1e-6)
    print(f"不取平均：十步以后，两份权重的距离 {apart[False]:.1f}，权重自己长 {alone[-1].norm():.0f}")

# %% slideshow={"slide_type": "skip"}
if both:  # 两个进程没有跑成，上面印的就和书里不同
    assert torch.equal(*both[True]) and apart[True] == 0 and (both[True][0] - alone).abs().max() <= 1e-6 and 0.5 < apart[False] < 1.2 and 0.1 < apart[False] / alone[-1].norm() < 0.3

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.2))
if both:
    steps = range(1, 11)
    for share, color, dash, told in ((True, BLUE, "-", "取平均"), (False, RED, "--", "各走各的")):
        ax.plot(steps, (both[share][0] - both[share][1]).norm(dim=1), dash, marker="o", ms=5, color=color, label=told)
    ax.legend(fontsize=12)
ax.set(xlabel="步", ylabel="两份权重的距离", xticks=range(1, 11))
plotting.show(fig, alt="横轴是第 1 到 10 步，纵轴是两个进程的权重之间的距离。取平均的蓝实线一直是 0；各走各的橙红虚线从 0.2 以下起伏着升上去，十步以后约 0.8。")

# %% [markdown] slideshow={"slide_type": "-"}
# 各看各的一半，十步就差出约两成。
# 真用 `DistributedDataParallel(net)`：反向的**同时**就开始取平均；配 `DistributedSampler` 分数据，每轮先 `set_epoch`，忘了，每轮的次序就都一样。
# 各份要一样大，不然平均的平均不是总的平均（13.4.3）；取平均也要时间，所以不会正好减半。

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.ddp")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.6 只练一小部分：LoRA
#
# 大矩阵 $W$（$d\times d$）**冻住**，旁边添两个瘦的（$A$ 是 $d\times r$，$B$ 是 $r\times d$），只练它们：$xW+xAB$。
# 这叫 **LoRA**（low-rank adaptation），是**参数高效微调**（parameter-efficient fine-tuning，PEFT）的一种。
# 手算 $d=4096$，$r=8$：要练 $2dr=65536$ 个，是 $d^2$ 的 1/256，千分之四；冻住的，一个只占 2 个字节。

# %% slideshow={"slide_type": "-"}
class Lora(nn.Module):
    def __init__(self, linear, r):
        super().__init__()
        self.linear = linear.requires_grad_(False)  # 冻住
        rows, columns = linear.in_features, linear.out_features
        self.A, self.B = nn.Linear(rows, r, bias=False), nn.Linear(r, columns, bias=False)
        nn.init.zeros_(self.B.weight)  # 从 0 开始，起点和原来一样

    def forward(self, x):
        return self.linear(x) + self.B(self.A(x))

thin = Lora(nn.Linear(1024, 1024), 8)
trained = sum(w.numel() for w in thin.parameters() if w.requires_grad)
print(f"d = 1024，r = 8：要练 {trained} 个，公式 2dr = {2 * 1024 * 8}")
print(f"小林，照 4096 那样只练千分之四：{(1e9 * 2 + 4e6 * 16) / GIB:.2f} GiB")

# %% slideshow={"slide_type": "skip"}
assert trained == 2 * 1024 * 8 and 2 * 4096 * 8 == 65536 and 4096**2 == 16777216 == 256 * 65536
row = torch.ones(2, 1024)
assert torch.equal(thin(row), thin.linear(row))
thin(row).sum().backward()
assert thin.linear.weight.grad is None and thin.B.weight.grad is not None

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学**：中间结果照样要留，因为反向还得穿过每一层，走到前面的 $A$、$B$；计算省掉冻住的那些权重的梯度，最多约三分之一。
# 论文里 $xAB$ 前面还有系数 $\frac\alpha r$；练完把它加进 $W$，推理一点不慢；冻住的再存成 4 位，叫 QLoRA。
# 只推理，权重还能再短：`int8` 一个字节，`int4` 半个，叫**量化**（quantization），10 亿个参数是 0.93 和 0.47 GiB；粗一些，准确率要再量。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.4.7 一张换账的表
#
# | 办法 | 省了什么 | 付了什么 | 结果一样吗 |
# |---|---|---|---|
# | `no_grad()` | 评估时的中间结果 | 没有 | 一样 |
# | 多几个工人 | 等数据的时间 | CPU、内存 | 一样，随机数要留心 |
# | 混合精度 | 时间，中间结果约一半 | 精度，要放大损失 | 差不多 |
# | 梯度累积 | 中间结果 | 一点时间（小份喂不饱 GPU） | 一样，BN 除外 |
# | 重算 | 中间结果 | 时间，多一次前向 | 一样，BN 的滑动平均除外 |
# | 数据并行 | 时间 | 卡，钱，通信 | 一样，BN 除外 |
# | ZeRO（13.5.6） | 重复背的那几份 | 卡，通信 | 一样，BN 除外 |
# | Adam 换 SGD | 优化器记的 | 常常更难调 | **不一样** |
# | 只练一小部分参数 | 梯度、主权重、优化器记的 | 可能学得浅 | **不一样** |
#
# 没有一行是白来的，除了第一行。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.4.8 先量，再动手（自学）
#
# 觉得慢，先找慢在哪里，再换办法；凭感觉改，多半改错地方。
# `torch.profiler` 把每一种运算记下来：次数、时间、显存。
# 时间每台机器不同，**次数**不变，先看次数就能看出不少事。
# 同样 64 个样本，一种写法一批一起送，一种写法一个一个送，结果一样：

# %% slideshow={"slide_type": "skip"}
def counted_operations(run):
    with profile(activities=[ProfilerActivity.CPU]) as record:
        run()
    return {event.key: event.count for event in record.key_averages()}


net_seen = tower(2)
as_batch = counted_operations(lambda: net_seen(X_batch))
one_by_one = counted_operations(lambda: torch.stack([net_seen(x) for x in X_batch]))
for name, found in (("一批一起", as_batch), ("一个一个", one_by_one)):
    print(f"{name}：线性层 {found['aten::linear']} 次，ReLU {found['aten::relu']} 次")
assert (as_batch["aten::linear"], one_by_one["aten::linear"]) == (3, 192) and one_by_one["aten::relu"] == 64 * as_batch["aten::relu"]
assert torch.allclose(net_seen(X_batch), torch.stack([net_seen(x) for x in X_batch]), atol=1e-5)

# %% [markdown] slideshow={"slide_type": "skip"}
# 次数多 64 倍：每一次都要派一道命令（13.2.3），GPU 再快也省不掉。
# 要看时间，在自己的机器上印 `record.key_averages().table(sort_by="self_cpu_time_total", row_limit=8)`，从头一行看起。
# 要看显存，GPU 上跑两步，印 `torch.cuda.max_memory_allocated()`；换两个批的大小，相差的字节除以相差的样本数，就是一个样本的中间结果。
#
# **三个常见的慢**：
#
# - 循环里一步一个 `.item()` 或 `print(loss)`：CPU 停下来等 GPU 做完，再派命令时 GPU 又闲着；隔几十步再取；
# - 一个样本一个样本地送；
# - 数据每一轮都从原文件解压、缩放：先做好存起来，或者多开工人。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:23 到 0:43）：13.4.1 4.5 分钟，13.4.2 2.5 分钟，13.4.3 连题 3.5 分钟，13.4.4 1.5 分钟，13.4.5 连题 5 分钟，13.4.6 2 分钟，13.4.7 1 分钟。
#
# **怎么讲**：每讲完一样，老师在黑板上填一行；13.4.7 的表最后对一遍。
# 13.4.1 的下注，多半的人答 16 或 8。
# 13.4.5 的程序只指三处：`rank`、`chunk`、`all_reduce`。
# 13.4.6 只讲“冻住，添两个瘦的”，数一次 $2dr$。
#
# **会遇到的误区**：“工人多，每个工人读一遍全部数据”。
# 主进程排好次序，一人一批，不重不漏。
#
# **会遇到的误区**：“数据并行能放下更大的模型”。
# 不能，每张卡都是一整份；要放下更大的，切模型，13.5.6。
#
# **会有人问**：“四张卡，学习率要不要乘 4？”
# 批大了四倍，常见的做法是学习率跟着乘，再加热身（第 9 章）；不是定理，要试。
#
# **会有人问**：“重算时 Dropout 会不会抽得不一样？”
# `checkpoint` 会记下随机数的状态，重算时还原。
#
# **现场可改**的是 `WORKERS`（在笔记本里）：1、2、3、4 个工人，不同的噪声有 8、4、3、2 个。
#
# 启动两个进程要六七秒，讲着程序时就可以运行；没有跑成会印一行字，图是空的，照网页讲。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.5 框架，和两个时代
#
# **框架**（framework）是搭网络、练网络、把练好的网络交出去用的一套软件，如 PyTorch、TensorFlow。
#
# **两个时代**：2012 年起，$10^6$–$10^8$ 个参数，从头练，看准确率；2020 年前后起，$10^9$ 以上，微调，或者不改参数，把要求写成一段话送进去，叫**提示词**（prompt）；愁的是显存和费用（各家的工具，自学）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.1 什么是框架，为什么要用
#
# **自学。**
# 框架就是这一节开头说的那套软件：搭网络，练网络，交出去用。
# 它替你省了什么？
# 先猜，再看下面的表：

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.framework")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：五条理由。**
# 各是你在这门课里省下的活：
#
# | 理由 | 它做了什么 | 不用它，你得 |
# |---|---|---|
# | 抽象 | 自动求导，一句话换到 GPU | 手推每个梯度（第 7 章） |
# | 性能 | 调好的库：BLAS、cuDNN | 写 CUDA |
# | 模块化 | 层、损失、优化器，像积木 | 每次从头搭 |
# | 社区 | 别人练好的权重，别人踩过的坑 | 自己练，自己踩 |
# | 部署 | 存成能在手机、服务器上跑的样子 | 用 C++ 重写一遍 |

# %% [markdown] slideshow={"slide_type": "-"}
# ### 13.5.2 静态图与动态图
#
# TensorFlow 1.x 先把图画好，再往里送数，叫**静态图**（static graph，先定义后运行）；PyTorch 边算边画，叫**动态图**（dynamic graph，边定义边运行）。
# 静态图好优化、好部署；动态图就是 Python，好调试。
#
# PyTorch 也能录一张静态图：送一个输入，走过哪些运算，录下来。

# %% slideshow={"slide_type": "-"}
def choosy(x):
    if x.sum() > 0:
        return 2 * x
    return x


with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # 录的时候会有一条警告，这里先不让它说
    recorded = torch.jit.trace(choosy, torch.tensor([1.0, 1.0]))

# %% [markdown] slideshow={"slide_type": "-"}
# 录的时候送的是 $(1,1)$，得 $(2,2)$。
# **下注**：送 $(-1,-1)$，函数给什么，录下的图给什么？

# %% slideshow={"slide_type": "subslide"}
minus = torch.tensor([-1.0, -1.0])
print("函数：", choosy(minus).tolist())
print("录下的图：", recorded(minus).tolist())

# %% slideshow={"slide_type": "skip"}
assert choosy(minus).tolist() == [-1, -1] and recorded(minus).tolist() == [-2, -2] and "if" not in recorded.code

# %% [markdown] slideshow={"slide_type": "-"}
# 图里没有 `if`，只有“乘 2”：**录的是那一次走过的路，不是程序**，而且不报错。
#
# 今天（2025–26 年的情况）：这一套叫 TorchScript，官方已不建议用。
#
# - 要快：`torch.compile`，看着 Python 编译，遇到放不进图的就断开，条件变了就重新编译；
# - 要带走：`torch.export`，遇到这样的 `if` 会**报错**，让你改写。
#
# TensorFlow 2 也改成了默认边算边走：两边都走到了中间。

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.trace")  # 练习

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.static_graph")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.3 两个时代的对照表
#
# **自学。**
# 先猜，再看下面的表：

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.eras")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：一样一样比。**
# 年份和数量级都是大概的：
#
# | | 深度学习时代，2012–2020 前后 | 大模型时代，之后 |
# |---|---|---|
# | 框架 | TensorFlow 1.x、Keras、PyTorch | PyTorch、TensorFlow 2、JAX |
# | 规模 | $10^6$–$10^8$ 个参数 | $10^9$–$10^{12}$ |
# | 用法 | 从头训练，微调小模型 | 写提示词，微调预训练大模型 |
# | 网络 | CNN、RNN | Transformer |
# | 工具 | 模型库、TensorBoard | Hugging Face、分布式训练、推理引擎 |
# | 难处 | 网络的设计、训练的窍门 | 规模、费用、显存、部署 |
# | 看重 | 准确率 | 效率、可扩展、易用、MLOps |
#
# PyTorch 两边都有，3 亿参数的模型在两个时代之间：这是看趋势的表，不是分界线。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.4 2012–2020：深度学习时代的工具（自学）
#
# 那时的模型不大：处理文字的有 $10^7$–$10^8$ 个参数，处理表格数据的有 $10^6$–$10^8$ 个；做的是图像分类、目标检测、情感分类、序列标注；人人从头练，或者拿别人的权重微调；教程、博客、开源项目遍地开花。
# 关心的是：搭得方便，练得动，部署到手边的硬件上。
#
# | 工具 | 谁做的，哪一年 | 是什么 | 后来（2025–26 年的情况） |
# |---|---|---|---|
# | Theano | 蒙特利尔大学，2007 起 | 最早的自动求导框架之一 | 2017 年停止开发 |
# | Caffe、Caffe2 | 伯克利，2013 起；Facebook，2017 | 写配置文件搭 CNN，做视觉 | Caffe2 并进了 PyTorch |
# | TensorFlow 1.x | 谷歌，2015 | 静态图，先定义后运行；分布式训练；配 TF Serving、TF Lite 部署 | 2.x 改成默认边算边走；TF Lite 改名 LiteRT |
# | Keras | Chollet，2015 | 高层接口，三五行搭一个网络，下面接 TensorFlow、Theano、CNTK | Keras 3 下面接 TensorFlow、PyTorch、JAX |
# | MXNet | 亚马逊支持，2015 | 静态、动态两种写法 | 2023 年停止维护 |
# | CNTK | 微软，2016 开源 | 做语音起家 | 停止开发 |
# | PyTorch | Facebook，2016 | 动态图，像写 Python；配 TorchVision、TorchText、TorchAudio | 研究里最常用；TorchText 停在 0.18（2024 年 4 月） |
#
# 周围还有：**模型库**（TF Hub、PyTorch Hub，下载练好的权重）、TensorBoard（看曲线）、TF Serving 和 TF Lite（部署到服务器、手机）、ONNX（各家通用的模型格式）。

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.5 大模型时代的三个框架（自学）
#
# | 框架 | 长处 | 周围（2025–26 年的情况） |
# |---|---|---|
# | PyTorch | 研究和大模型的主流 | FSDP 切模型；TorchServe 部署（2025 年起基本不再更新） |
# | TensorFlow 2 | 边算边走加 Keras；工业界还常见，大模型研究里少了 | TFX，一整条生产线 |
# | JAX | 函数式：函数进，函数出；CPU、GPU、TPU（谷歌的加速卡）都能编译 | Flax、Haiku 搭网络，Haiku 只维护、不再添新的 |
#
# JAX 的四样看家本领，都是“把一个函数变成另一个函数”：`grad` 求导，`vmap` 由一个样本的函数变成一批的，`jit` 编译，`pmap` 分到几张卡（今天多用新的写法代替它）。
# PyTorch 的 `torch.func` 学来了前两样，在这里就能试。
#
# 一个样本的损失 $(x^{\mathsf T}w-y)^2$，要**每个样本各自**的梯度 $2(x^{\mathsf T}w-y)\,x$。
# 平常的 `backward()` 只给总和；先 `grad`（对第一个参数 `w` 求导），再 `vmap`，就是一人一份：

# %% slideshow={"slide_type": "skip"}
def one_loss(w, x, y):
    return (x @ w - y) ** 2


torch.manual_seed(0)
w_line, X_line, y_line = torch.randn(3), torch.randn(5, 3), torch.randn(5)
each_gradient = torch.func.vmap(torch.func.grad(one_loss), in_dims=(None, 0, 0))(w_line, X_line, y_line)
by_formula = 2 * (X_line @ w_line - y_line)[:, None] * X_line
print("形状", tuple(each_gradient.shape), "，和公式一样：", torch.allclose(each_gradient, by_formula, atol=1e-5))
assert each_gradient.shape == (5, 3) and torch.allclose(each_gradient, by_formula, atol=1e-5)

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.5.6 DeepSpeed 的 ZeRO：别一人背一整份
#
# 数据并行，$M$ 张卡背 $M$ 份一样的 16 个字节，白白重复。
# 微软的 DeepSpeed 里，**ZeRO**（zero redundancy optimizer，零冗余优化器）说：**一人背一段，用到再借**。
#
# | 级 | 切开什么 | 每张卡，一个参数几个字节 | 小林，两张卡 |
# |---|---|---|---|
# | 0 | 不切 | $16$ | 14.90 GiB |
# | 1 | 主权重和优化器记的，12 个字节 | $4+\frac{12}M$ | 9.31 GiB |
# | 2 | 再加梯度 | $2+\frac{14}M$ | 8.38 GiB |
# | 3 | 再加权重 | $\frac{16}M$ | 7.45 GiB |
#
# Adam 一个参数不看别的参数，所以切得开。
# 付的是通信：论文里，第 1、2 级和平常的数据并行一样多；第 3 级每用一层都要先把权重借齐，是一倍半。
# PyTorch 自己的 FSDP 做的是第 3 级同样的事。

# %% slideshow={"slide_type": "skip"}
def zero_bytes(level, cards):
    return [16, 4 + 12 / cards, 2 + 14 / cards, 16 / cards][level]


assert [round(1e9 * zero_bytes(level, 2) / GIB, 2) for level in range(4)] == [14.90, 9.31, 8.38, 7.45]
assert [round(7.5 * zero_bytes(level, 64), 1) for level in range(4)] == [120, 31.4, 16.6, 1.9]  # 论文里的例子，GB

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：真切一次。**
# 一千个数，一张卡整份走五步；两张卡各背一半，走五步，拼起来：

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
everything, gradients = torch.randn(1000), torch.randn(5, 1000)


def adam_steps(start, gradients):
    w = start.clone().requires_grad_()
    adam = torch.optim.Adam([w], lr=0.1)
    for g in gradients:
        w.grad = g.clone()
        adam.step()
    return w.detach(), adam.state[w]["exp_avg"].numel()

# %% slideshow={"slide_type": "skip"}
whole_w, whole_notes = adam_steps(everything, gradients)
cuts = slice(0, 500), slice(500, 1000)
halves = [adam_steps(everything[cut], gradients[:, cut]) for cut in cuts]
print("拼起来一样：", torch.allclose(torch.cat([w for w, _ in halves]), whole_w, atol=1e-6))
print(f"动量：整份 {whole_notes} 个数，每张卡 {halves[0][1]} 个")

# %% slideshow={"slide_type": "skip"}
assert torch.allclose(torch.cat([w for w, _ in halves]), whole_w, atol=1e-6) and halves[0][1] == 500

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.zero")

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.7 模型还能怎么切（自学）
#
# | 工具（2025–26 年的情况） | 怎么切 |
# |---|---|
# | Megatron-LM（NVIDIA） | **张量并行**（tensor parallel）：一个大矩阵切给几张卡；**流水线并行**（pipeline parallel）：前几层一张卡，后几层一张卡；再加数据并行 |
# | Colossal-AI（潞晨） | 几种切法混着用，叫多维并行；显存放不下的挪到内存，叫异构内存管理 |
# | FSDP（PyTorch） | 权重、梯度、优化器记的都分片，用到再拼，相当于 ZeRO 第 3 级 |
# | DTensor（PyTorch） | 一个张量记着“我切在哪几张卡上”，上面几种切法都能用它写 |
#
# 张量并行的道理，一行算式：矩阵按列切成两半，各乘各的，拼起来就是原来的；
#
# $$X\,[W_1\ \ W_2]=[XW_1\ \ XW_2]$$
#
# 下一层按行切（$H_1$、$H_2$ 是上一层两半的输出过了激活函数），各乘各的，**加**起来：$[H_1\ \ H_2]\begin{bmatrix}V_1\\V_2\end{bmatrix}=H_1V_1+H_2V_2$。
# 中间逐元素的激活函数不用拼，所以两层只要通信一次（反向时再一次）。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
X_cut, W_cut, V_cut = torch.randn(4, 6), torch.randn(6, 8), torch.randn(8, 3)
full = F.gelu(X_cut @ W_cut) @ V_cut
card_one, card_two = (F.gelu(X_cut @ W_cut[:, cut]) @ V_cut[cut] for cut in (slice(0, 4), slice(4, 8)))
assert torch.allclose(card_one + card_two, full, atol=1e-5)
print("两张卡各算一半，加起来一样：", torch.allclose(card_one + card_two, full, atol=1e-5))

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.tools")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.8 Hugging Face：大模型的“操作系统”（自学）
#
# 先猜，再往下看：

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.hub")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# 要用一个别人练好的大模型，十有八九从这里下载；它把用、练、分享的门槛都放低了，所以有人叫它大模型的“操作系统”。
#
# | 部件 | 管什么 |
# |---|---|
# | Hub | 存模型和数据集的仓库，下载、上传、写说明卡 |
# | 分词器 | 把文字切成一小截一小截（词元，token），变成编号 |
# | Transformers | 几百种网络，一个名字就取来 |
# | Trainer | 写好的训练循环：混合精度、累积、多卡都是一个开关 |
#
# 它原来接三个后端：PyTorch、TensorFlow、JAX（Flax）；**第 5 版去掉了后两个**（2025–26 年的情况），老教程里 `TF` 开头的名字不能用了。
#
# 典型的三行（要联网，这里不运行）：
#
# ```python
# from transformers import AutoModelForCausalLM, AutoTokenizer
# tokenizer = AutoTokenizer.from_pretrained("模型的名字")
# model = AutoModelForCausalLM.from_pretrained("模型的名字")
# ```

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.9 推理：快一点，便宜一点（自学）
#
# 训练一次，推理千万次，所以推理的延迟和费用另有一批工具来省。
# 先猜，再看下面的表：

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.serving")  # 练习

# %% [markdown] slideshow={"slide_type": "skip"}
# | 工具（2025–26 年的情况） | 做什么 |
# |---|---|
# | TensorRT（NVIDIA） | 把网络编译成自家 GPU 上最快的样子：把几个运算并成一个，降精度 |
# | ONNX Runtime | 跑 ONNX 格式的模型，各种硬件都行 |
# | vLLM、SGLang、TGI | 专跑大模型：几个人的请求拼成一批，管好下面说的 KV 缓存；TGI 在 2025 年 12 月转为只维护，2026 年 3 月封存 |
# | Triton（NVIDIA 的推理服务器） | 几种框架的模型一起管，把零散的请求**动态拼批**；`torch.compile` 背后的语言也叫 Triton，是另一样东西 |
#
# **KV 缓存**：大模型一个词一个词地写，写新词时，前面每个词的键和值（两个向量，13.6.1 讲）不变，存着不重算。
# 存多少？
# 每个词、每一层，键和值两个 $d$ 维的向量，半精度，$2\times2d$ 个字节；32 层，$d=4096$：
#
# $$32\times2\times2\times4096=2^{19}$$
#
# 一个词 0.5 MiB，一段 4096 词的对话 2 GiB；这是往多里算，新的大模型常让几个头共用一份键和值，能少几倍。
# 问的人一多，缓存比权重还大，所以 vLLM 把它分页来管。

# %% slideshow={"slide_type": "skip"}
cache_word = 2 * 32 * 4096 * 2
print(f"一个词 {cache_word / 2**20:.1f} MiB，4096 个词 {4096 * cache_word / GIB:.0f} GiB")
assert cache_word == 2**19 and 4096 * cache_word == 2 * GIB

# %% [markdown] slideshow={"slide_type": "skip"}
# ### 13.5.10 LLMOps，和往后的路（自学）
#
# 模型上线才是开头：数据在变，版本在变，要有人看着。
# **MLOps** 管机器学习的一生：数据、实验、版本、部署、监控；换成大模型，就叫 **LLMOps**。
#
# | 工具（2025–26 年的情况） | 管哪一段 |
# |---|---|
# | Kubeflow | 在 Kubernetes 集群上排训练的流水线 |
# | MLflow | 记实验，存模型的版本 |
# | W&B（Weights & Biases） | 网页上看曲线，比实验 |
# | ClearML | 记实验，排任务，开源 |
#
# **往后的四个趋势**（2026 年这样看，几年以后请自己对一对）：
#
# - **软硬件一起设计**：GPU、TPU、NPU（手机、电脑里的神经网络芯片），框架照着硬件改，硬件照着框架改；
# - **领域框架**：生物、气象、推荐，各有自己的一套；
# - **AutoML 与低代码**：少写程序，多做选择；
# - **多模态统一**：文字、图、声音，一个网络都收。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:43 到 0:50）：13.5.2 4 分钟，13.5.6 连题 3 分钟；13.5.1 和 13.5.3 请学生课后读。
#
# **怎么讲**：13.5.2 的下注，多半的人答“报错”或“一样”。
# 13.5.6 板书两张卡，每张写 2、2、4、4、4，然后把后三样各擦一半。
#
# **会遇到的误区**：“ZeRO 第 3 级就是模型并行”。
# 它切的是**存放**，算的时候还是每张卡算完整的一层；张量并行切的是**计算**。
#
# **史实**：生态的事变得快，表里标了年份的，讲之前花五分钟对一对。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.6 大模型的门口
#
# ### 13.6.1 手算一次注意力
#
# 12b.7 末尾，解码器学会了“回头看”。
# Transformer 里，**每个词都看一遍全句**，叫**自注意力**（self-attention），靠三个向量，各由这个词的向量乘一个矩阵得到，**矩阵是学的**：
#
# - **查询**（query）$q$：我在找什么；
# - **键**（key）$k$：我是什么；
# - **值**（value）$v$：找到了，拿走什么。
#
# “菜，排队，但是，不难吃”：“菜”在找好不好吃。
# 为了手算，$d=4$，只看另外三个词，$v$ 也只取一个数：坏话 $-1$，没说 0，好话 1。
# “菜”的 $q$ 和“排队”“但是”“不难吃”的 $k$，点积是 0、0、4。
#
# 1. 除以 $\sqrt d=2$：0、0、2；
# 2. softmax（第 6 章）：$e^0$、$e^0$、$e^2$ 除以总和 9.389，得 0.107、0.107、0.787；
# 3. 值按这个权重平均：三个 $v$ 是 $-1$、0、1，得 $-0.107+0.787=0.680$（都四舍五入了）。
#
# 它主要拿走了“不难吃”的。

# %% [markdown] slideshow={"slide_type": "subslide"}
# 一句话 $n$ 个词，$q$、$k$、$v$ 各排成 $n\times d$ 的矩阵，一行一个词，就是**缩放点积注意力**（scaled dot-product attention）：
#
# $$\mathrm{Attention}(Q,K,V)=\mathrm{softmax}\!\Big(\frac{QK^{\mathsf T}}{\sqrt d}\Big)V$$

# %% slideshow={"slide_type": "-"}
def attention(Q, K, V, hidden=None):  # hidden：哪些不许看，13.6.4 用
    scores = Q @ K.mT / math.sqrt(Q.shape[-1])  # .mT：最后两维转置
    if hidden is not None:  # 记成负无穷，权重就是 0
        scores = scores.masked_fill(hidden, -math.inf)
    weights = torch.softmax(scores, dim=-1)  # 一行一行地做
    return weights @ V, weights

q, v = torch.tensor([[2.0, 0, 0, 0]]), torch.tensor([[-1.0], [0], [1]])
k = torch.tensor([[0.0, 1, 0, 0], [0, 0, 1, 0], [2, 0, 0, 0]])
out, weights = attention(q, k, v)
print("权重", [f"{part:.3f}" for part in weights[0].tolist()], f" 输出 {out.item():.3f}")
torch.manual_seed(0)
Q, K, V = torch.randn(3, 2, 5, 8)  # 2 句，5 个词，8 维
theirs = F.scaled_dot_product_attention(Q, K, V)
print("和 PyTorch 的一样：", torch.allclose(attention(Q, K, V)[0], theirs, atol=1e-5))

# %% slideshow={"slide_type": "skip"}
assert np.allclose(weights[0], [0.1065, 0.1065, 0.7870], atol=1e-4) and abs(out.item() - 0.680) < 1e-3
assert torch.allclose(attention(Q, K, V)[0], F.scaled_dot_product_attention(Q, K, V), atol=1e-5)
assert attention(Q, K, V)[1].shape == (2, 5, 5) and torch.allclose(attention(Q, K, V)[1].sum(-1), torch.ones(2, 5))
later = torch.ones(5, 5).triu(1).bool()  # 写字的时候，后面的词还没有
masked, causal = attention(Q, K, V, later)
assert torch.allclose(masked, F.scaled_dot_product_attention(Q, K, V, is_causal=True), atol=1e-5) and (causal.triu(1) == 0).all()

# %% [markdown] slideshow={"slide_type": "skip"}
# **自学：为什么除以 $\sqrt d$。**
# 两个各有 $d$ 个独立标准正态数的向量，点积的方差是 $d$：$d=64$，得分动辄 ±8，softmax 几乎只挑一个，权重 $p$ 贴着 0 或 1，它的导数 $p(1-p)$ 几乎是 0。
# 除以 $\sqrt d$，方差回到 1。

# %% slideshow={"slide_type": "skip"}
torch.manual_seed(0)
far = torch.randn(2000, 64), torch.randn(2000, 10, 64)
dots = (far[0][:, None] * far[1]).sum(-1)
top = {name: torch.softmax(dots / scale, dim=1).max(dim=1).values.mean().item() for name, scale in (("不除", 1), ("除以 8", 8))}
print(f"得分的方差 {dots.var():.0f}；十个词里最大的权重，平均：不除 {top['不除']:.1f}，除以 8 {top['除以 8']:.1f}")
assert abs(dots.var() / 64 - 1) < 0.05 and top["不除"] > 0.8 and top["除以 8"] < 0.4

# %% slideshow={"slide_type": "subslide"}
quiz.ask("platforms.attention")

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.6.2 倒着写，不用记
#
# 12b.7 的网络把一串数字读进 64 个数，再倒着写，没练过的长度就乱。
# 注意力写第 $i$ 个，回头看第 $n+1-i$ 个就是。
# $k$ 是“我的位置”的独热编码（长 $n$，所以这里 $d=n$），$v$ 是数字的，$q$ 是“我要的位置”的，乘 $4\sqrt n$：$\sqrt n$ 抵掉要除的 $\sqrt d$，4 让得分拉得开。

# %% slideshow={"slide_type": "skip"}
def written_back(digits, sharp=4.0):
    """Reverse digits by one attention whose queries ask for the mirrored place; return the digits and the weights."""
    n = len(digits)
    places = torch.eye(n)
    out, weights = attention(sharp * math.sqrt(n) * places.flip(0), places, F.one_hot(torch.tensor(digits), 10).float())
    return out.argmax(1).tolist(), weights


sample = [4, 1, 3, 0, 9, 2]
back, look = written_back(sample)
long = torch.randint(0, 10, (40,), generator=torch.Generator().manual_seed(0)).tolist()
assert back == sample[::-1] and written_back(long)[0] == long[::-1]
assert look.argmax(1).tolist() == [5, 4, 3, 2, 1, 0] and look.max() > 0.9

# %% slideshow={"slide_type": "-"}
DIGITS, SHARP = [4, 1, 3, 0, 9, 2], 4.0  # 改这里：一串数字，得分拉多开
back, look = written_back(DIGITS, SHARP)

# %% slideshow={"slide_type": "-"} tags=["hide-input"]
fig, ax = plt.subplots(figsize=(8, 2.9))
ax.imshow(look, cmap="Blues", vmin=0, vmax=1, aspect="auto")
for (row, column), part in np.ndenumerate(look.numpy()):
    ax.text(column, row, f"{part:.2f}", ha="center", va="center", fontsize=11, color="white" if part > 0.5 else "black")
ax.set(xticks=range(len(DIGITS)), xticklabels=DIGITS, yticks=range(len(DIGITS)), yticklabels=back)
ax.set(xlabel="看原文的哪一个", ylabel="写出来的")
ax.grid(False)
spoken = " ".join(map(str, DIGITS)), " ".join(map(str, back)), f"{look.max():.2f}", f"{look.min():.2f}"
plotting.show(fig, alt="方格图，横轴是原文 {}，纵轴从上到下是写出来的 {}，深浅是注意力的权重。从右上到左下的一条反对角线，每格 {}，别的都是 {}。".format(*spoken))

# %% [markdown] slideshow={"slide_type": "-"}
# 权重落在反对角线上；40 位的也全对（自检里试了），更长要拉得更开。
# **这是搭出来的，不是学出来的**：学出来的网络，位置也要学，没练过的长度照样可能不行。
# 代价：$n$ 个词要算 $n^2$ 个权重，句子长一倍，这一块算四倍。

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.6.3 一层 Transformer 有几个参数
#
# **Transformer** 的一层，两半，每半外面都套残差和层归一化（第 8 章）：
#
# 1. **注意力**：$q$、$k$、$v$ 各由一个 $d\times d$ 的线性层算出，看完再过一个：$4(d^2+d)$；
# 2. **前馈**：每个词各自过 $d\to4d\to d$ 的两层网络，中间是 GELU（第 6 章见过名字）：$8d^2+5d$；
# 3. 两个层归一化，各 $2d$ 个。
#
# $$4d^2+4d+8d^2+5d+4d=12d^2+13d$$
#
# 手算 $d=512$：$12\times262144+13\times512=3152384$。

# %% slideshow={"slide_type": "-"}
for width in (128, 512):
    layer = nn.TransformerEncoderLayer(width, 8, 4 * width, activation="gelu", batch_first=True)  # 8 个头
    count = sum(w.numel() for w in layer.parameters())
    print(f"d = {width}：PyTorch {count}，公式 {12 * width**2 + 13 * width}")

# %% slideshow={"slide_type": "skip"}
assert sum(w.numel() for w in layer.parameters()) == 12 * 512**2 + 13 * 512 == 3152384
x_line = torch.linspace(-3, 3, 13)
by_hand = x_line * 0.5 * (1 + torch.erf(x_line / math.sqrt(2)))  # GELU：x 乘标准正态不超过 x 的概率
assert torch.allclose(F.gelu(x_line), by_hand, atol=1e-6)

# %% [markdown] slideshow={"slide_type": "-"}
# “8 个头”叫**多头注意力**（multi-head attention）：把 $d$ 分成 8 段，各做各的（除以 $\sqrt{d/8}$），再接起来，**参数一个不多**。
# 大模型就是几十层这样的叠起来：$d=4096$，32 层，$12\times4096^2\times32\approx64$ 亿。

# %% slideshow={"slide_type": "skip"}
assert abs(12 * 4096**2 * 32 / 1e9 - 6.44) < 0.01
more_heads = nn.TransformerEncoderLayer(512, nhead=16, dim_feedforward=2048, activation="gelu", batch_first=True)
assert sum(w.numel() for w in more_heads.parameters()) == 3152384

# %% slideshow={"slide_type": "skip"}
quiz.ask("platforms.transformer")  # 练习

# %% [markdown] slideshow={"slide_type": "subslide"}
# ### 13.6.4 还是那十行
#
# 第 0 章说过：标签换成**下一个字**，还是那十行的骨架。
# 所有位置一起练，就**不许偷看**后面的字：得分记成负无穷，叫**因果掩码**（causal mask），不然答案就在输入里。
# 一层 Transformer，加上字的嵌入、位置的嵌入（注意力自己不分先后，要另告诉它）和一个线性层（程序在下一格），读一段《三字经》：

# %% slideshow={"slide_type": "skip"}
class Writer(nn.Module):
    def __init__(self, words, d=32):
        super().__init__()
        self.word, self.place = nn.Embedding(words, d), nn.Embedding(64, d)
        self.layer = nn.TransformerEncoderLayer(d, 4, 4 * d, dropout=0.0, activation="gelu", batch_first=True)
        self.out = nn.Linear(d, words)

    def forward(self, x):
        n = x.shape[1]
        hidden = torch.ones(n, n).triu(1).bool()  # 不许偷看后面的字
        return self.out(self.layer(self.word(x) + self.place(torch.arange(n)), src_mask=hidden))

# %% slideshow={"slide_type": "-"}
text = "人之初性本善性相近习相远苟不教性乃迁教之道贵以专昔孟母择邻处子不学断机杼"
letters = sorted(set(text))
codes = torch.tensor([[letters.index(one) for one in text]])
X_text, y_text = codes[:, :-1], codes[:, 1:]  # 输入是每个字，标签是它的下一个字
torch.manual_seed(0)
model = Writer(len(letters))
optimizer = torch.optim.Adam(model.parameters(), lr=0.003)
for epoch in range(100):
    loss = F.cross_entropy(model(X_text).flatten(0, 1), y_text.flatten())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

# %% slideshow={"slide_type": "subslide"}
said = codes[:, :3]
while said.shape[1] < len(text):  # 贪心解码，12b.7.3
    with torch.no_grad():
        said = torch.cat([said, model(said)[:, -1:].argmax(-1)], dim=1)
print("只给“人之初”：", "".join(letters[i] for i in said[0]))

# %% slideshow={"slide_type": "skip"}
assert "".join(letters[i] for i in said[0]) == text and loss.item() < 0.05
with torch.no_grad():  # 改掉最后一个字，前面的得分不动
    other = X_text.clone()
    other[0, -1] = (other[0, -1] + 1) % len(letters)
    assert torch.allclose(model(other)[:, :-1], model(X_text)[:, :-1], atol=1e-5)

# %% [markdown] slideshow={"slide_type": "-"}
# 循环的五行，就是第 0 章的第 5 到 9 行：一轮，损失，清零，反向，走一步。
# 它只是**背下来了**：36 个字，一万多个参数，没有测试集，别当成会写文章。
# 把文字换成半个互联网，把一层换成几十层，就是今天大模型的第一段训练，**预训练**（pre-training）；后面还有照问答、照人的喜好接着练，这里不讲。
# 变的是数据、规模，和这一章的账单。

# %% slideshow={"slide_type": "skip"}
writer_params = sum(w.numel() for w in model.parameters())
assert 10_000 < writer_params < 20_000 and len(text) == 36

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **节内的时间**（0:50 到 1:02）：13.6.1 连题 5 分钟，13.6.2 2 分钟，13.6.3 2 分钟，13.6.4 3 分钟。
#
# **现场可改**的是 `DIGITS, SHARP`：请学生报一串，十来位以内（再长，图上的字看不清）；`SHARP=1` 时权重几乎一样大（6 位的是 0.35 和 0.13，还认得出；有重复的数字就会错，`[7, 7, 7, 2, 2, 9]` 写成 7 2 2 7 7 7，正好问为什么），`SHARP=0` 时看谁都一样，写出来的全是同一个数字。
#
# **怎么讲**：13.6.1 只在黑板上写三个点积，一步一步算；`platforms.attention` 告诉学生 $e^2$ 用上一页的 7.389（$9.389-2$）。
#
# **会有人问**：“一次练 36 个字，它不是看得见答案吗？”
# 所以要 `src_mask`：上三角记成负无穷；`attention` 的 `hidden` 就是它，自检里和 `is_causal=True` 对过。
#
# **会遇到的误区**：“注意力的权重是参数”。
# 不是，是当场算出来的，换一句话就不同；参数是算 $q$、$k$、$v$ 的那几个矩阵。
#
# **会有人问**：“词的先后呢？”
# 注意力自己不分先后，打乱了词，结果只是跟着打乱；所以要加位置的向量（`place`）。
#
# **会有人问**：“GPT 不是解码器吗，怎么用 `TransformerEncoderLayer`？”
# 编码器的层加上因果掩码，没有看另一句话的那块注意力，就是 GPT 的那种层。

# %% [markdown] slideshow={"slide_type": "slide"}
# ## 13.7 小结：十块钱，怎么花
#
# 替小林算一算，都留一成余地（免费的卡 13.2 GiB，4090 是 21.1；一次 12 小时的平台照 10.8 小时算）；设同样的活，免费的卡要三倍的时间，显存照常住的算：
#
# | 办法 | 每张卡的显存，GiB | 时间 | 钱，元 | 学出来的 |
# |---|---|---|---|---|
# | 租 4090，16 个一份，累积 2 次 | 14.9 + 3.2 = 18.1 | 8 小时 | 15.84，**不够** | 一样 |
# | 免费的卡，SGD，16 个一份，累积 2 次 | 7.5 + 3.2 = 10.7 | 24 小时，分三次 | 0 | 不一样，难调 |
# | 免费的卡，LoRA，练千分之四，32 个一份 | 1.9 + 6.4 = 8.3 | 16 到 24 小时（冻住的不算梯度），分两三次 | 0 | 可能浅一些 |
# | 两张免费的卡，ZeRO 第 1 级，各 16 个 | 9.3 + 3.2 = 12.5 | 12 小时，分两次，通信另加 | 0 | 一样 |
#
# **缺什么，就拿不缺的去换**：缺钱，不缺几个晚上，选最后一行；今晚就要，添六块钱租 4090。
# T4 不会 `bfloat16`，用 `float16`，要放大损失（13.4.2）；“一样”是说算法一样，不是每一位都一样。

# %% slideshow={"slide_type": "skip"}
assert round(8 * 1.98, 2) == 15.84 and 5.8 < 15.84 - 10 < 6
table = [states_gib(1e9, 16) + 3.2, states_gib(1e9, 8) + 3.2, states_gib(1e9, 2) + states_gib(4e6, 16) + 6.4, states_gib(1e9, zero_bytes(1, 2)) + 3.2]
assert [round(total, 1) for total in table] == [18.1, 10.7, 8.3, 12.5]
assert table[0] <= RENTED and max(table[1:]) <= FREE and 2 * 16 == 32 and round(16 * 0.2, 1) == 3.2
assert 24 * 2 / 3 == 16 and math.ceil(16 / 10.8) == 2 and math.ceil(24 / 10.8) == 3 == math.ceil(24 / 9) and math.ceil(12 / 10.8) == 2 == math.ceil(12 / 9) and 24 <= 30
print(f"最后一行：每张卡 {table[3]:.1f} GiB，放得进 13.2")

# %% [markdown] slideshow={"slide_type": "subslide"}
# **小结**
#
# - **时间**：每搬一个字节做几次乘加，决定值不值得上 GPU；训练的乘加，是参数乘词数乘 3。
# - **显存**：训练一个参数 $8+4k$ 字节，Adam 是 16；中间结果和样本数成正比，`no_grad()` 就没有；留一成余地。
# - **换**：累积、重算、数据并行、ZeRO，结果一样（BN 除外）；换优化器、只练一小部分，结果不一样。
# - **框架**：录下的图不等于程序；工具年年换，抽象、性能、模块化、社区、部署这五条不换。
# - **注意力**：$\mathrm{softmax}(QK^{\mathsf T}/\sqrt d)\,V$；一层 $12d^2+13d$ 个参数；训练还是那十行。
#
# 第 0 章的五问，到这里都答过了：拿什么学，怎么学，学得好不好，怎么变好，**在哪里练**。
# 讲理论的章节到此为止。
# **下一步**：做 13.9 和作业 13；第 14 章，从头到尾做一个真的项目。

# %% [markdown] slideshow={"slide_type": "subslide"}
# **出门一问**：同学的网络在 24 GB 的卡上放不下，他改用四张卡数据并行，每张卡的批的大小不变，还是放不下。
# 为什么？
# 说出两样真能省显存的，各付什么。
#
# 答案在 13.9 的末尾。

# %% [markdown] slideshow={"slide_type": "notes"} tags=["lecturer"]
# **怎么收**：四行各念一遍，问一句“你手上最不缺的是哪一样”。
#
# **出门一问的答案**：数据并行，每张卡还是一整份权重、梯度、优化器记的，中间结果也没少。
# 能省的：ZeRO 或 FSDP 切开存（付通信），每卡的批减小再累积（付时间），重算（付多一次前向），换记得少的优化器（可能难调）。
#
# **一周 30 小时**：24 小时也够用；两张 T4 开一小时算几小时，讲之前看它的网页。
#
# **“要三倍的时间”是假设**：T4 和 4090 差多少，看题，也看用不用半精度；算法不变，换个倍数重算就是。

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 13.8 接着读什么：23 本（自学）
#
# 不用全读，缺哪一块，读哪一块；同一组里挑一本读完，胜过每本读三十页。
#
# | 组 | 书 | 配哪几章 |
# |---|---|---|
# | 编程与数据（2） | 《Python 编程：从入门到实践》；《利用 Python 进行数据分析》 | 0、3 |
# | 算法与数学（5） | 《算法导论》（第三版）；《概率论与数理统计》（第四版，盛骤）；《程序员的数学》；《线性代数应该这样学》（第 3 版）；《微积分和数学分析引论》 | 1、4、7 |
# | 机器学习（4） | 《机器学习》（周志华，西瓜书）；《TensorFlow 机器学习实战指南》；《Sklearn 与 TensorFlow 机器学习实用指南》；《模式识别》（第四版） | 1、2、10、11 |
# | 深度学习（3） | 《深度学习》（Goodfellow 等，花书）；《Python 深度学习》（第二版，Chollet）；《深入浅出神经网络与深度学习》（Nielsen） | 5–9、11 |
# | 语言与视觉（4） | 《自然语言处理综论》（第 2 版）；*Natural Language Processing with PyTorch*；《计算机视觉：算法与应用》；*Learning OpenCV 4* | 12a、12b |
# | 生成式 AI 与展望（5） | 《AIGC：智能创作时代》（杜雨、张孜铭）；《AIGC 原理与实践：零基础学大语言模型、扩散模型和多模态模型》；《从零构建大模型》（Raschka）；《实战 AI 大模型》；《AI 3.0》 | 13 |
#
# **先读哪一本**：
#
# - 数学吃力：《程序员的数学》，再回头读第 1、7 章；
# - 想把第 5 到 9 章再走一遍：Nielsen 的那本，短，只讲一个网络；
# - 想要一本当字典：花书；
# - 想接着 13.6 往下：《从零构建大模型》，从分词一直写到训练。
#
# 讲具体工具的书旧得最快（用 TensorFlow 1.x 写的，程序多半跑不动了），讲道理的书耐读。

# %% slideshow={"slide_type": "skip"}
groups = {"编程与数据": 2, "算法与数学": 5, "机器学习": 4, "深度学习": 3, "语言与视觉": 4, "生成式 AI 与展望": 5}
assert sum(groups.values()) == 23 and len(groups) == 6

# %% [markdown] slideshow={"slide_type": "skip"}
# ## 13.9 课后思考
#
# 先自己写，再点开答案。
#
# **第 1 题：放得下吗。** 30 亿个参数，AdamW，半精度训练，不算中间结果，要几个 GiB？
# 写着 80 GB 的卡（能用约 79 GiB，留一成余地是 71），一批 32 个，一个样本 1.2 GiB，放得下吗？
#
# <details><summary>答案</summary>
#
# $3\times10^9\times16/2^{30}=44.70$ GiB；中间结果 $32\times1.2=38.4$ GiB，一共 83.1，放不下。
# 每份 16 个，累积两次，就是 63.9 GiB，不到 71，放得下。
# </details>
#
# **第 2 题：留下几个字节。** 网络 100-50-50-10，隐藏层后面是 ReLU，`float32`，一个样本留下的中间结果几个字节？
# 批从 32 变成 64，参数占的变不变，中间结果呢？
#
# <details><summary>答案</summary>
#
# 输入 100，两个隐藏层各 50，一共 200 个数，800 字节（三个线性层的输入；最后的 10 个输出，接上损失才留）。
# 参数的不变，中间结果加倍。
# </details>
#
# **第 3 题：一起用。** 重算、累积、混合精度，能不能一起用？
# 各省的是哪一项？
#
# <details><summary>答案</summary>
#
# 能。
# 三样省的都是中间结果：累积让一次的样本少，重算让每个样本留得少，混合精度让每个数短。
# 权重、梯度、优化器记的，一样也没省。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **第 4 题：忘了平均。** 两个进程数据并行，`all_reduce` 求的是和，忘了除以 2，用 SGD，学习率 0.1。
# 两份权重还一样吗，和单进程整批的还一样吗？
# 换成 Adam 呢？
#
# <details><summary>答案</summary>
#
# 两份还一样，因为加的是同一个和；和单进程的不一样，像学习率是 0.2。
# Adam 除以梯度自己的大小，差 2 倍几乎看不出来，所以更难发现。
# </details>
#
# **第 5 题：录图。** `model.eval()` 忘了写，就用 `torch.jit.trace` 录了一个带 Dropout 的网络，再拿去部署，会怎样？
#
# <details><summary>答案</summary>
#
# 录下的是“随机捂住”这个运算，不是那一次抽到的数：以后每次推理都另抽一遍，捂住一部分，同一个输入两次答案不同；部署的一方改不回来。
# 录之前先 `eval()`。
# </details>
#
# **第 6 题：数参数。** $d=256$，6 层 Transformer，词表 10000，进出各一个嵌入（出的那个是不带偏置的线性层），不算位置，一共多少参数？
# 哪一块最大？
#
# <details><summary>答案</summary>
#
# 每层 $12\times256^2+13\times256=789760$，6 层 4738560；两个词表各 $10000\times256=2560000$，共 5120000。
# 一共 9858560，词表那块更大：网络小的时候常常这样。
# </details>

# %% [markdown] slideshow={"slide_type": "skip"}
# **13.7 的出门一问**
#
# <details><summary>答案</summary>
#
# 数据并行每张卡背一整份：权重、梯度、优化器记的都没少；每张卡的批的大小不变，中间结果也没少。
# 真能省的，随便两样：ZeRO、FSDP 切开存，付通信；每张卡的批减小，再累积，付时间；重算，付多一次前向；换记得少的优化器，或者只练一小部分，可能学得不一样。
# </details>
#
# **还想练？**
# 课上不问的题都在前面各小节里，题目的那一格写着“练习”：
#
# - `platforms.homework`、`platforms.kaggle_limit`（13.2），`platforms.memory`、`platforms.eval_speed`、`platforms.cost`（13.3）；
# - `platforms.workers`、`platforms.scaler`、`platforms.recompute`（13.4）；
# - `platforms.framework`、`platforms.trace`、`platforms.static_graph`、`platforms.eras`、`platforms.tools`、`platforms.hub`、`platforms.serving`（13.5），`platforms.transformer`（13.6）。

# %% slideshow={"slide_type": "skip"} tags=["lecturer"]
# 课后答案里的数
assert round(3e9 * 16 / 2**30, 2) == 44.70 and round(44.70 + 38.4, 1) == 83.1 and round(44.70 + 16 * 1.2, 1) == 63.9 < 0.9 * 79  # 第 1 题
answer_net = nn.Sequential(nn.Linear(100, 50), nn.ReLU(), nn.Linear(50, 50), nn.ReLU(), nn.Linear(50, 10))
assert kept_by(lambda: answer_net(torch.ones(32, 100)), answer_net.parameters())[0] == 32 * 800  # 第 2 题
assert 12 * 256**2 + 13 * 256 == 789760 and 6 * 789760 == 4738560 and 4738560 + 5120000 == 9858560  # 第 6 题
once, twice = (adam_steps(everything, scale * gradients)[0] for scale in (1, 2))
assert (once - twice).abs().max() < 1e-3  # 第 4 题：Adam 几乎看不出
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    dropping = torch.jit.trace(nn.Dropout(0.5), torch.ones(100), check_trace=False).eval()  # 第 5 题：训练模式录下来的
assert not torch.equal(dropping(torch.ones(100)), dropping(torch.ones(100)))
assert [len({n for epoch in two_epochs(Noisy(), count) for _, n in epoch}) for count in (1, 2, 3, 4)] == [8, 4, 3, 2] or not FORK
assert np.allclose(sorted({round(part.item(), 2) for part in written_back(sample, 1.0)[1].flatten()}), [0.13, 0.35])
assert len(set(written_back(sample, 0.0)[0])) == 1 and written_back([7, 7, 7, 2, 2, 9], 1.0)[0] == [7, 2, 2, 7, 7, 7]
