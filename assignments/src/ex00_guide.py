# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex00_guide//ipynb,src//py:percent
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
# # 练习零 导学：六个小函数，和一份作业怎样做
#
# 这是你的第一份练习。
# 它问的都是第 0 章见过的东西：认对几成、抄错的年份、一条 pip 命令、三个学派、三台老虎机。
# 每个函数只有几行，用 Python 自带的东西就写得出来。
#
# 比答案更要紧的是**做法**：怎样运行，怎样读懂一条报错，交之前做什么。
# 第 1 题带你走一遍，以后每一章的练习都照这样做。
#
# **做完之后，你能够**
#
# - 把一句话的规定写成一个函数，连边界情形一起；
# - 看着检查打印的几行，说出自己错在哪里；
# - 改对一张抄错的时间表，拼出一条装包的命令；
# - 让老虎机在你自己写的函数上转起来。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 1 | `share_right` 认对几成 | 3 | 10 |
# | 2 | `order_events` 排年代 | 6 | 18 |
# | 3 | `pip_cmd` 一条命令 | 6 | 10 |
# | 4 | `nearest_school` 最像哪一派 | 6 | 15 |
# | 5 | `running_means` 一路的平均分 | 4 | 8 |
# | 6 | `pick` 这一次玩哪台 | 5 | 12 |
#
# 一共 30 分。
# 六题大约七十五分钟；连开头、合起来和交之前，大约一个半小时。
# 需要：第 0 章，连自学的 0.7.3–0.7.5 和 0.8.3–0.8.4；和一点 Python（列表、字典、`for`、`if`、函数）。

# %% [markdown]
# **一份练习怎样做**
#
# 1. **从上往下运行**：点一格，按 Shift + Enter，它就运行，并跳到下一格。
# 2. **写**：每题有一格里写着 `raise NotImplementedError()`，换成你的代码，按 Shift + Enter；只写在这一格里，不改函数名。
# 3. **检查**：再运行下面一格。
#    通过，会打印“通过”；不通过，会说调用了什么、得到了什么、应该是什么。
#    改了代码，要先运行写代码的一格，再运行检查。
# 4. **卡住了**：点开提示。
#    一条比一条具体，先看第一条，想一想再看下一条；看提示不扣分。
# 5. **交之前**：重启内核并运行所有单元格，看每个检查都通过了没有，再交；最后一节有清单。
#
# 每题的分数按小项给，对一项得一项。
# 这里看得见的检查一共 11 分；另外 19 分，交上去以后由**隐藏的检查**给。
# 隐藏的检查用的是别的数，还查每题里一条一条列出的规定，所以不要照着例子写死答案。
# 传进来的列表和字典是别人的东西，不许改动它。
#
# 先运行下面两格。
# 第一格是画图的工具，不用读懂，运行完什么也不打印，左边的方括号里有了数字，就是运行过了；第二格是后面要用的两张表。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import matplotlib.pyplot as plt
import numpy as np
from coursekit import checks, plotting

plotting.setup()
BLUE, RED, GREEN, PURPLE, ORANGE = plotting.PALETTE[:5]


def draw_guesses(said, places):
    """Draw pictures of the digits set with what a machine said of each, and the truth."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    figure, axes = plt.subplots(1, len(said), figsize=(1.6 * len(said), 2.3))
    for ax, guess, place in zip(axes, said, places):
        ax.imshow(digits.images[place], cmap="Greys", vmin=0, vmax=16)
        ax.set(xticks=[], yticks=[])
        ax.grid(False)
        ax.spines[:].set_visible(True)
        right = guess == digits.target[place]
        ax.set_title(f"说 {guess}，是 {digits.target[place]}\n{'对' if right else '错'}", fontsize=13, color=GREEN if right else RED)
    plotting.show(figure, alt=f"{len(said)} 张手写数字，上面写着机器说的是几、其实是几，对的是绿字，错的是橙红字。")


def draw_timeline(years):
    """Draw events over their years, one in each row."""
    ax = plt.figure(figsize=(8, 5.6)).gca()
    for row, (name, year) in enumerate(years.items()):
        ax.plot(year, -row, "o", color=BLUE)
        left = year > 1985
        ax.text(year + (-1.5 if left else 1.5), -row, f"{name} {year}", ha="right" if left else "left", va="center", fontsize=12)
    ax.set(xlim=(1940, 2026), yticks=[], xlabel="年")
    plotting.show(ax, alt="抄来的时间表，二十几件事，一行一件，横着是年份，从 1943 到 2023。")


def draw_words(words):
    """Draw the words of a command as boxes in a row, with their places."""
    widths = [0.6 + sum(0.34 if ord(letter) > 255 else 0.19 for letter in word) for word in words]
    ax = plt.figure(figsize=(8, 1.3)).gca()
    start = 0.0
    for place, (word, width) in enumerate(zip(words, widths)):
        ax.add_patch(plt.Rectangle((start, 0), width, 1, fc="#cfe6f5", ec=BLUE, lw=1.5))
        ax.text(start + width / 2, 0.5, word, ha="center", va="center", fontsize=14)
        ax.text(start + width / 2, 1.25, f"[{place}]", ha="center", va="center", fontsize=12, color="0.35")
        start += width + 0.25
    ax.set(xlim=(-0.1, start), ylim=(-0.1, 1.6))
    ax.axis("off")
    plotting.show(ax, alt="一条命令拆成一串词，一个词一个方框，从 0 编号：" + "、".join(words) + "。")


def draw_votes(votes):
    """Draw how many votes each school has."""
    ax = plt.figure(figsize=(5, 2.4)).gca()
    bars = ax.barh(list(votes), list(votes.values()), color=[BLUE, GREEN, ORANGE])
    ax.bar_label(bars, padding=4)
    ax.invert_yaxis()
    ax.set(xlabel="数到几次", xlim=(0, max(votes.values()) + 1), xticks=range(max(votes.values()) + 2))
    plotting.show(ax, alt="三条横柱：" + "，".join(f"{name} {count} 次" for name, count in votes.items()) + "。")


def draw_rewards(rewards, means):
    """Draw each reward as a dot, and the mean so far as a line."""
    ax = plt.figure(figsize=(6, 2.6)).gca()
    times = range(1, len(rewards) + 1)
    ax.plot(times, rewards, "s", color="0.45", label="这一次的得分")
    ax.plot(times, means, "o-", color=BLUE, label="到这一次为止的平均")
    ax.set(xlabel="第几次", xticks=times, ylim=(-0.1, 1.1))
    ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
    plotting.show(ax, alt="横轴是第几次。灰色方块是每一次的得分，蓝线是到这一次为止的平均分。")


def draw_draws(epsilon, draws):
    """Draw random numbers between 0 and 1: left of epsilon explores, the rest exploits."""
    ax = plt.figure(figsize=(8, 1.7)).gca()
    ax.axvspan(0, epsilon, color="#fbe3b9")
    ax.axvspan(epsilon, 1, color="#cfe6f5")
    ax.plot(draws, [0] * len(draws), "o", color="0.25")
    for place, value in enumerate(draws, start=1):
        ax.text(value, 0.3 if place < 5 else -0.3, place, ha="center", va="center", fontsize=12)
    ax.text(epsilon / 2, 0.72, "探索：随便挑一台", ha="center", va="center")
    ax.text((1 + epsilon) / 2, 0.72, "利用：挑平均分最高的", ha="center", va="center")
    ax.set(xlim=(0, 1), ylim=(-0.6, 1), yticks=[], xlabel="rng.random() 抽到的数")
    ax.grid(False)
    plotting.show(ax, alt=f"从 0 到 1 的一条线，{epsilon} 左边是探索，右边是利用；{len(draws)} 个点是依次抽到的数。")

# %% nbgrader={"grade": false, "grade_id": "tables", "locked": true, "schema_version": 3, "solution": false, "task": false}
FOUND = {  # 第 2 题：从网上抄来的时间表，有四个年份是错的
    "神经元模型": 1943, "《行为的组织》": 1949, "达特茅斯会议": 1956, "感知器的论文": 1958,
    "单层感知器学不会异或": 1969, "软间隔支持向量机": 1969, "林纳因马的硕士论文": 1970,
    "新认知机": 1980, "沃博斯的博士论文": 1981, "反向传播推广开来": 1986,
    "卷积网络认手写数字": 1989, "LeNet-5": 1989, "LSTM": 1997, "深度信念网": 2006,
    "AlexNet": 2012, "批量归一化": 2015, "ResNet": 2015, "AlphaGo 赢了李世石": 2016,
    "Transformer": 2017, "GPT-1": 2018, "GPT-2": 2018, "GPT-3": 2020, "ChatGPT": 2022, "GPT-4": 2023,
}
KEYWORDS = {  # 第 4 题：三个学派，各有五个词
    "符号主义": ["符号", "逻辑", "规则", "定理", "搜索"],
    "连接主义": ["连接", "神经元", "网络", "权重", "偏置"],
    "行为主义": ["行为", "环境", "奖励", "机器人", "试错"],
}
print(len(FOUND), "件事；", "、".join(KEYWORDS))

# %% [markdown]
# ## 第 1 题 `share_right`（3 分，10 分钟）
#
# 第 0 章的网络，没见过的图认对了 97 %。
# 这个数是数出来的：一张一张比，机器说的和答案一样，就是认对；认对的张数，除以一共几张。
#
# **例子**：五张图，机器说是 3、9、8、1、3，答案是 3、8、8、1、9。
# 第二、第五张错，认对 3 张，$3/5=0.6$。

# %%
draw_guesses([3, 9, 8, 1, 3], places=[3, 8, 18, 1, 9])

# %% [markdown]
# 写 `share_right(said, truth)`，返回一个 0 到 1 的数。
#
# - `said` 和 `truth` 是一样长的列表，同一个位置说的是同一张图；
# - 里面可以是数，也可以是文字（例如 `"猫"`）；
# - 一张图也没有时，返回 0。
#
# **先学读报错。**
# 三步，照着做：
#
# 1. 什么也不写，运行下面两格。
#    第二格报错，最下面两行里有 `NotImplementedError`：意思是“还没有写”。
# 2. 把 `raise NotImplementedError()` 改成 `return 3`，再运行两格。
#    这回打印的是：
#
#    ```
#    检查没有通过
#    share_right([3, 9, 8, 1, 3], [3, 8, 8, 1, 9])
#    数值不对：得到 3.0，应为 0.6（最大误差 2.4）
#    可能错在：这是认对了几张，还要除以一共几张
#    这一部分是：share_right 的小例子（1 分）
#    检查的是第 3 行：checks.close(got, 0.6, …
#    ```
#
#    从第二行起依次是：调用了什么；得到什么，应该是什么；可能错在哪里（认得出的错才有这一行）；丢的是哪一项；检查那一格的第几行。
#    以后得到的是列表时，会说 `[1]` 的值不对：从 0 数起，`[1]` 是第二个。
#
# 3. 删掉 `return 3`，写真的。
#
# 还有两种报错，不是“检查没有通过”：
#
# - 最下面两行里写着 `TypeError`、`NameError`、`ValueError` 一类，是代码运行到一半停了：找你自己的函数里的箭头 `---->`，它指着出错的那一行；
# - 写代码的一格自己报错，例如 `SyntaxError`：先把它改好；没改好，下面的检查用的还是旧的函数。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 用一个数来记认对了几张，开始是 0。
# 两个列表并排着走，同一个位置的两个一样，就加 1。
# </details>
#
# <details><summary>提示 2：用什么写</summary>
#
# `for a, b in zip(said, truth):`，每次从两个列表里各拿一个。
# 比较用 `==`。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 一共几张是 `len(truth)`。
# 它是 0 的时候不能拿来除，要先用 `if` 挑出来，`return` 一个 0。
# </details>

# %% nbgrader={"grade": false, "grade_id": "share_right", "locked": false, "schema_version": 3, "solution": true, "task": false}
def share_right(said, truth):
    """Return the share of places where two lists of equal length agree; 0 for empty lists."""
    ### BEGIN SOLUTION
    if len(truth) == 0:
        return 0.0
    right = 0
    for one, other in zip(said, truth):
        if one == other:
            right += 1
    return right / len(truth)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_share_right", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "share_right 的小例子"):
    got = share_right([3, 9, 8, 1, 3], [3, 8, 8, 1, 9])
    checks.close(got, 0.6, call="share_right([3, 9, 8, 1, 3], [3, 8, 8, 1, 9])", likely={
        "没有返回：函数的最后要有 return，print 不算": lambda got: got is None,
        "这是认对了几张，还要除以一共几张": 3,
        "只数到一张：return 写进了循环里面，或者 += 写成了 =+": 0.2,
        "这是认错的，应是认对的；也可能是少数了一张": 0.4,
        "要 0 到 1 的数，不是百分数": 60,
        "用了 //，应用 /；或者两个列表整个地比了，应一张一张比": 0,
        "应是同一个位置的两个比，不是看对方里面有没有": lambda got: got in (0.8, 1)})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的图，和文字的答案"):
    rng = np.random.default_rng(checks.seed())
    said, truth = rng.integers(0, 3, 40).tolist(), rng.integers(0, 3, 40).tolist()
    same = [place for place in range(40) if said[place] - truth[place] == 0]
    checks.close(share_right(said, truth), len(same) / 40, say="四十张图：要同一个位置的两个比")
    checks.close(share_right(["猫", "狗", "猫"], ["猫", "猫", "狗"]), 1 / 3, say="说的是猫、狗、猫，答案是猫、猫、狗：认对一张")
    checks.close(share_right([7, 7], [1, 2]), 0.0, say="全错时，应是 0")
    checks.close(share_right([0], [0]), 1.0, say="一张图，认对了，应是 1")
with checks.points(1, "一张图也没有"):
    checks.close(share_right([], []), 0.0, say="share_right([], []) 应返回 0，不应报错")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 `order_events`（6 分，18 分钟）
#
# `FOUND` 是从网上抄来的时间表，里面有**四个年份抄错了**，都是第 0 章 0.7.5（常见错误：年份和名字）说过的。
# 运行下面一格看看它，再对照 0.7.3、0.7.4 的两张表，把错的四个找出来。

# %%
draw_timeline(FOUND)

# %% [markdown]
# **例子**：名字是 `["Transformer", "AlexNet", "神经元模型"]`，年份是 2017、2012、1943，从早到晚是 `["神经元模型", "AlexNet", "Transformer"]`。
#
# | 名字 | 年份 | 排第几 |
# |---|---|---|
# | Transformer | 2017 | 3 |
# | AlexNet | 2012 | 2 |
# | 神经元模型 | 1943 | 1 |
#
# 写 `order_events(names)`，按**改对以后**的年份，从早到晚排好，返回一个列表。
#
# - `names` 是名字的列表，名字都写得和 `FOUND` 里一模一样；
# - 年份相同的，保持它们在 `names` 里的先后；
# - 同一个名字出现两次，排好以后也有两个；
# - `names` 可以是空的，返回空列表；
# - `names` 不许改动（`FOUND` 可以改，抄一份再改更好）；
# - `FOUND` 里没有的名字，抛出 `KeyError`（字典用方括号取值，没有时自己就会抛；`.get` 不会）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 两步：先有一张改对了的表，再照表排。
# 第一步可以抄一份 `FOUND`：`years = dict(FOUND)`，再写四行，例如 `years["名字"] = 年份`。
# </details>
#
# <details><summary>提示 2：错在哪四个</summary>
#
# 在 0.7.5 里找这四样：支持向量机，沃博斯，LeNet-5，GPT-2。
# 支持向量机分三步，“软间隔”是哪一步，看 0.7.3 的表。
# </details>
#
# <details><summary>提示 3：照表排</summary>
#
# `sorted(列表, key=函数)`：对每个元素算一次函数，照算出来的大小排，一样大的不换先后，原来的列表不变。
# 例如 `sorted(["bb", "a"], key=len)` 按长短排，得 `["a", "bb"]`。
# </details>
#
# <details><summary>提示 4：还差一点</summary>
#
# 函数里面还可以再写一个小函数：
#
# ```python
# def year_of(name):
#     return ...
# ```
#
# 把 `year_of` 交给 `key`，不要加括号。
# </details>

# %% nbgrader={"grade": false, "grade_id": "order_events", "locked": false, "schema_version": 3, "solution": true, "task": false}
def order_events(names):
    """Return the names of events in a new list, from early to late by their corrected years."""
    ### BEGIN SOLUTION
    years = dict(FOUND)
    years["软间隔支持向量机"] = 1995
    years["沃博斯的博士论文"] = 1974
    years["LeNet-5"] = 1998
    years["GPT-2"] = 2019

    def year_of(name):
        return years[name]

    return sorted(names, key=year_of)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_order_events", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "order_events 的小例子"):
    got = order_events(["Transformer", "AlexNet", "神经元模型"])
    checks.equal(got, ["神经元模型", "AlexNet", "Transformer"],
                 call='order_events(["Transformer", "AlexNet", "神经元模型"])', likely={
        "排反了：应从早到晚": ["Transformer", "AlexNet", "神经元模型"],
        "这是按名字的字母排的，应按年份": ["AlexNet", "Transformer", "神经元模型"],
        "要返回名字，不是年份": [1943, 2012, 2017],
        "要名字的列表，不要连年份一起": lambda got: len(got[0]) == 2,
        "没有返回：names.sort() 返回 None，用 sorted": lambda got: got is None})
with checks.points(1, "改对的年份"):
    got = order_events(["GPT-2", "GPT-1", "LeNet-5", "LSTM"])
    checks.equal(got, ["LSTM", "LeNet-5", "GPT-1", "GPT-2"],
                 call='order_events(["GPT-2", "GPT-1", "LeNet-5", "LSTM"])', likely={
        "这是照没有改的 FOUND 排的，四个抄错的年份应先改对": ["LeNet-5", "LSTM", "GPT-2", "GPT-1"],
        "LeNet-5 的年份还没有改对": ["LeNet-5", "LSTM", "GPT-1", "GPT-2"],
        "GPT-2 的年份还没有改对": ["LSTM", "LeNet-5", "GPT-2", "GPT-1"]})
with checks.points(1, "年份相同的，不换先后"):
    got = order_events(["AlphaGo 赢了李世石", "批量归一化", "ResNet", "LSTM"])
    checks.equal(got, ["LSTM", "批量归一化", "ResNet", "AlphaGo 赢了李世石"],
                 call='order_events(["AlphaGo 赢了李世石", "批量归一化", "ResNet", "LSTM"])', likely={
        "批量归一化和 ResNet 都是 2015 年，应保持原来的先后": ["LSTM", "ResNet", "批量归一化", "AlphaGo 赢了李世石"],
        "一年里有两件事，少了一件": lambda got: len(got) == 3})
### BEGIN HIDDEN TESTS
with checks.points(1, "支持向量机和沃博斯，四个年份都不偏"):
    checks.equal(order_events(["软间隔支持向量机", "卷积网络认手写数字"]), ["卷积网络认手写数字", "软间隔支持向量机"],
                 say="软间隔支持向量机不是 1969 年，看 0.7.3")
    checks.equal(order_events(["LSTM", "软间隔支持向量机"]), ["软间隔支持向量机", "LSTM"],
                 say="软间隔支持向量机在 LSTM 之前")
    checks.equal(order_events(["新认知机", "沃博斯的博士论文"]), ["沃博斯的博士论文", "新认知机"],
                 say="沃博斯的博士论文在新认知机之前，看 0.7.3")
    checks.equal(order_events(["沃博斯的博士论文", "林纳因马的硕士论文"]), ["林纳因马的硕士论文", "沃博斯的博士论文"],
                 say="沃博斯的博士论文在林纳因马的硕士论文之后")
    checks.equal(order_events(["深度信念网", "LeNet-5"]), ["LeNet-5", "深度信念网"], say="LeNet-5 在深度信念网之前")
    checks.equal(order_events(["GPT-3", "GPT-2"]), ["GPT-2", "GPT-3"], say="GPT-2 在 GPT-3 之前")
with checks.points(1, "没有抄错的二十件事，打乱"):
    sound = [name for name in FOUND if name not in ("软间隔支持向量机", "沃博斯的博士论文", "LeNet-5", "GPT-2")]
    mixed = np.random.default_rng(checks.seed()).permutation(sound).tolist()
    pairs = [(FOUND[name], place, name) for place, name in enumerate(mixed)]
    checks.equal(order_events(mixed), [name for _, _, name in sorted(pairs)], say="没有抄错的二十件事，打乱以后排得不对")
    checks.equal(order_events(["ResNet", "AlexNet", "批量归一化"]), ["AlexNet", "ResNet", "批量归一化"],
                 say="ResNet 和批量归一化倒过来给，也应保持原来的先后")
with checks.points(1, "空的、重复的、没有的，和不改动"):
    checks.equal(order_events([]), [], say="空列表，应返回空列表")
    checks.equal(order_events(["GPT-4", "LSTM", "GPT-4"]), ["LSTM", "GPT-4", "GPT-4"], say="同一个名字出现两次，应有两个")
    names = ["GPT-4", "神经元模型", "AlexNet"]
    checks.equal(order_events(checks.inout(names)), ["神经元模型", "AlexNet", "GPT-4"])
    checks.equal(names, ["GPT-4", "神经元模型", "AlexNet"], say="order_events 改动了传进来的列表")
    for unknown in (["没有的事"], ["AlexNet", "没有的事", "LSTM"]):
        with checks.raises(KeyError, say="FOUND 里没有的名字，应抛出 KeyError"):
            order_events(unknown)
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 `pip_cmd`（6 分，10 分钟）
#
# 在终端里，一条命令是一行字；交给程序去运行，要拆成**一串词**，一个词一个元素。
# 这一题只拼出这串词，不运行它。
#
# **例子**：用镜像装 `torch`，是 `["pip", "install", "-i", "<清华镜像地址>", "torch"]`，次序见图。
# 不用镜像，就少 `-i` 和地址两个词：`["pip", "install", "torch"]`。
# 看详情是 `["pip", "show", "torch"]`。

# %%
draw_words(["pip", "install", "-i", "<清华镜像地址>", "torch"])

# %% [markdown]
# 写 `pip_cmd(action, pkg, mirror=None)`，返回词的列表。
# `action` 是子命令，`pkg` 是包名，`mirror` 是镜像的地址，不给就是 `None`，不会是空的文字。
#
# | `action` | 做什么 | 连网吗 |
# |---|---|---|
# | `"install"` | 装 | 连 |
# | `"download"` | 只下载，不装 | 连 |
# | `"uninstall"` | 卸载 | 不连 |
# | `"show"` | 看详情 | 不连 |
#
# - 次序是 `pip`、子命令、`-i`、地址、包名；`mirror` 是 `None` 时，没有中间两个词；
# - 不连网的两个没有 `-i` 可用：给了 `mirror`，也不放进去；
# - 表里没有的子命令，例如已经停用的 `"search"`，抛出 `ValueError`；
# - 包名可以带版本，例如 `"pypinyin==0.50.0"`，照原样放，是一个词。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先拼两个词，再看要不要添中间两个，最后添包名。
# 列表后面再接一个列表，用 `+`：`["a"] + ["b", "c"]`。
# </details>
#
# <details><summary>提示 2：要不要添</summary>
#
# 要添，得两个条件都成立：给了镜像，并且 `action` 是要连网的。
# “给了镜像”写成 `mirror is not None`；“是其中一个”写成 `action in ["install", "download"]`。
# </details>
#
# <details><summary>提示 3：抛出 ValueError</summary>
#
# 放在函数的开头：
#
# ```python
# if action not in [...]:
#     raise ValueError("不认得的子命令")
# ```
# </details>

# %% nbgrader={"grade": false, "grade_id": "pip_cmd", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pip_cmd(action, pkg, mirror=None):
    """Return the words of a pip command as a list; raise ValueError for a subcommand that is not in the table."""
    ### BEGIN SOLUTION
    online, offline = ["install", "download"], ["uninstall", "show"]
    if action not in online + offline:
        raise ValueError(f"不认得的子命令：{action}")
    words = ["pip", action]
    if action in online and mirror is not None:
        words = words + ["-i", mirror]
    return words + [pkg]
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_pip_cmd", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "不用镜像"):
    got = pip_cmd("install", "torch")
    checks.equal(got, ["pip", "install", "torch"], call='pip_cmd("install", "torch")', likely={
        "要一串词（列表），不是一行字": "pip install torch",
        "一个词一个元素，不要把两个词写在一起": ["pip install", "torch"],
        "没有给镜像，就不要 -i": ["pip", "install", "-i", None, "torch"],
        "少了最前面的 pip": ["install", "torch"],
        "没有返回：append 返回 None，应先添，再 return 列表": lambda got: got is None})
    got = pip_cmd("show", "torch")
    checks.equal(got, ["pip", "show", "torch"], call='pip_cmd("show", "torch")', likely={
        "第二个词写死了，应是 action": ["pip", "install", "torch"]})
with checks.points(1, "用镜像"):
    got = pip_cmd("install", "torch", mirror="<清华镜像地址>")
    checks.equal(got, ["pip", "install", "-i", "<清华镜像地址>", "torch"],
                 call='pip_cmd("install", "torch", mirror="<清华镜像地址>")', likely={
        "镜像要放在包名前面": ["pip", "install", "torch", "-i", "<清华镜像地址>"],
        "-i 和地址是两个词": ["pip", "install", "-i <清华镜像地址>", "torch"],
        "地址前面要有 -i": ["pip", "install", "<清华镜像地址>", "torch"],
        "这里要短的写法 -i": ["pip", "install", "--index-url", "<清华镜像地址>", "torch"],
        "给了镜像，却没有用": ["pip", "install", "torch"],
        "append 一次只添一个；要添两个，应写两次，或者用 +": lambda got: any(isinstance(word, list) for word in got),
        "列表加上一段文字，会一个字一个字地添；应加一个列表": lambda got: "-" in got})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的包、别的镜像、带版本"):
    checks.equal(pip_cmd("install", "pypinyin==0.50.0"), ["pip", "install", "pypinyin==0.50.0"],
                 say="带版本的包名，照原样放，是一个词")
    checks.equal(pip_cmd("install", "numpy", "<校内镜像>"), ["pip", "install", "-i", "<校内镜像>", "numpy"],
                 say="换一个包、换一个镜像，词不对")
    checks.equal(pip_cmd("install", "numpy"), ["pip", "install", "numpy"], say="上一次的镜像，不应留到下一次")
with checks.points(1, "下载、卸载、看详情"):
    checks.equal(pip_cmd("download", "torch", "<校内镜像>"), ["pip", "download", "-i", "<校内镜像>", "torch"],
                 say="下载也连网，也用镜像")
    checks.equal(pip_cmd("download", "pandas"), ["pip", "download", "pandas"], say="下载，不用镜像")
    checks.equal(pip_cmd("uninstall", "pypinyin"), ["pip", "uninstall", "pypinyin"], say="卸载的词不对")
    checks.equal(pip_cmd("show", "numpy"), ["pip", "show", "numpy"], say="看详情的词不对")
with checks.points(1, "不连网的，给了镜像也不用"):
    checks.equal(pip_cmd("uninstall", "torch", "<校内镜像>"), ["pip", "uninstall", "torch"], say="卸载不连网，没有 -i 可用")
    checks.equal(pip_cmd("show", "torch", mirror="<清华镜像地址>"), ["pip", "show", "torch"], say="看详情不连网，没有 -i 可用")
with checks.points(1, "表里没有的子命令"):
    for unknown in ("search", "instal", "", "pip"):
        with checks.raises(ValueError, say="表里没有的子命令，应抛出 ValueError"):
            pip_cmd(unknown, "torch")
    with checks.raises(ValueError, say="表里没有的子命令，给了镜像也应抛出 ValueError"):
        pip_cmd("search", "torch", "<校内镜像>")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 `nearest_school`（6 分，15 分钟）
#
# 读一段话，猜它最像哪一派：符号主义、连接主义、行为主义。
# 这里用一个最笨的办法，数词：`KEYWORDS` 给每一派五个词，哪一派的词在文中出现得最多，就是哪一派。
# 它不懂意思，只数词；规定写死了，所以每个人的答案都该一样。
#
# | 学派 | 五个词 |
# |---|---|
# | 符号主义 | 符号、逻辑、规则、定理、搜索 |
# | 连接主义 | 连接、神经元、网络、权重、偏置 |
# | 行为主义 | 行为、环境、奖励、机器人、试错 |
#
# **例子**：“一个网络看盘面，一个网络估输赢，落子前往前搜索，再从奖励里学。”
# 符号主义有“搜索”1 次；连接主义的“网络”出现 2 次，就数 2 次；行为主义有“奖励”1 次。
# 所以是连接主义。

# %%
draw_votes({"符号主义": 1, "连接主义": 2, "行为主义": 1})

# %% [markdown]
# 写 `nearest_school(text)`，返回 `"符号主义"`、`"连接主义"`、`"行为主义"` 里的一个，或者 `"说不准"`。
#
# - 一个词在文中出现几次，就数几次；一派的得票，是它五个词的次数加起来；
# - 得票一样多，取 `KEYWORDS` 里排在前面的那一派；
# - 十五个词一个也没有，返回 `"说不准"`；`text` 可以是空的；
# - 只管有没有这几个字：“连接主义”四个字里有“连接”，数 1 次；“没有规则”里有“规则”，也数 1 次；
# - 词从 `KEYWORDS` 里取，不要改动它。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 两层循环：外面是三派，里面是这一派的五个词。
# 每一派先数出得票，再和到现在为止最多的比。
# </details>
#
# <details><summary>提示 2：怎样数</summary>
#
# `"网络套网络".count("网络")` 是 2。
# `for school, words in KEYWORDS.items():` 每次给出一派的名字和它的五个词。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# 开头写 `best, most = "说不准", 0`。
# 某一派的得票**大于** `most`，才换掉两个；一样多不换，排在前面的就留着，一个词也没有时也不换。
# </details>

# %% nbgrader={"grade": false, "grade_id": "nearest_school", "locked": false, "schema_version": 3, "solution": true, "task": false}
def nearest_school(text):
    """Return the school whose words occur most often in the text; the first of equals, "说不准" where no word occurs."""
    ### BEGIN SOLUTION
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        votes = 0
        for word in words:
            votes += text.count(word)
        if votes > most:
            best, most = school, votes
    return best
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_nearest_school", "locked": true, "points": 6, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "nearest_school 的小例子"):
    got = nearest_school("一个网络看盘面，一个网络估输赢，落子前往前搜索，再从奖励里学。")
    checks.equal(got, "连接主义", call='nearest_school("一个网络看盘面，一个网络估输赢，落子前往前搜索，再从奖励里学。")', likely={
        "没有返回：函数的最后要有 return": lambda got: got is None,
        "“网络”出现两次，应数两次；五个词应加起来（+=），不是只留最后一个；也不能一找到就返回": "符号主义",
        "每一派的得票应从 0 数起；换了 best，most 也应换": "行为主义",
        "文中有这几个词，不应是说不准": "说不准",
        "要返回名字，不是得票": lambda got: not isinstance(got, str)})
with checks.points(1, "另外三句话"):
    got = nearest_school("机器人在环境里摔倒，再试。")
    checks.equal(got, "行为主义", call='nearest_school("机器人在环境里摔倒，再试。")', likely={
        "五个词都要数，加起来": "说不准"})
    checks.equal(nearest_school("程序证明了一条定理。"), "符号主义", call='nearest_school("程序证明了一条定理。")')
    got = nearest_school("网络里有神经元和权重，机器人造机器人。")
    checks.equal(got, "连接主义", call='nearest_school("网络里有神经元和权重，机器人造机器人。")', likely={
        "连接主义应是 3 票，行为主义 2 票：五个词的次数加起来，每一派从 0 数起，票更多的才换": "行为主义"})
### BEGIN HIDDEN TESTS
with checks.points(1, "十五个词，一个一个来"):
    for school, words in KEYWORDS.items():
        for word in words:
            checks.equal(nearest_school(f"说到{word}的时候"), school, say=f"文中只有“{word}”，应是{school}")
    checks.equal(nearest_school("机器人照规则和逻辑，用搜索证明定理"), "符号主义", say="符号主义 4 票，行为主义 1 票")
    checks.equal(nearest_school("权重和偏置，一条规则"), "连接主义", say="连接主义 2 票，符号主义 1 票")
    checks.equal(nearest_school("银行里，行人一行一行地走，走出了规则"), "符号主义", say="要数整个的词，不是一个个字")
with checks.points(1, "出现几次数几次，长的文章"):
    checks.equal(nearest_school("规则、逻辑；奖励奖励奖励"), "行为主义", say="一个词出现三次，应数三次")
    rng = np.random.default_rng(checks.seed())
    for winner in ("行为主义", "符号主义", "连接主义"):
        drawn = [str(rng.choice(words)) for school, words in KEYWORDS.items() for _ in range(9 if school == winner else 7)]
        checks.equal(nearest_school("，".join(rng.permutation(drawn).tolist())), winner, say="一篇有二十三个词的文章，得票 9、7、7")
with checks.points(1, "得票一样多"):
    checks.equal(nearest_school("奖励改了网络"), "连接主义", say="连接主义和行为主义各 1 票，应取排在前面的")
    checks.equal(nearest_school("环境，权重，符号"), "符号主义", say="三派各 1 票，应取排在最前面的")
    checks.equal(nearest_school("机器人的神经元，一次搜索"), "符号主义", say="三派各 1 票：三个字的词也只算 1 票")
    checks.equal(nearest_school("试错两次试错，网络和神经元，一条规则"), "连接主义", say="得票 1、2、2，应取连接主义")
with checks.points(1, "一个词也没有"):
    checks.equal(nearest_school("今天天气很好"), "说不准", say="十五个词一个也没有，应是说不准")
    checks.equal(nearest_school(""), "说不准", say="空的文章，应是说不准")
### END HIDDEN TESTS

# %% [markdown]
# ## 停下来想一想（不计分）
#
# 你刚写的 `nearest_school`，规则全是人定的，没有从数据里学，它自己属于哪一派？
#
# <details><summary>答案</summary>
#
# 符号主义的味道：人把知识写成规则，机器照着推。
# 它也有规则的老毛病：“没有奖励”照样给行为主义一票，换一种说法就一票也没有。
# </details>

# %% [markdown]
# ## 第 5 题 `running_means`（4 分，8 分钟）
#
# 玩老虎机，每玩一次就想知道：到现在为止，平均每次得几分？
#
# **例子**：四次的得分是 1、0、0、1。
#
# | 第几次 | 得分 | 到这一次一共 | 平均 |
# |---|---|---|---|
# | 1 | 1 | 1 | $1/1=1$ |
# | 2 | 0 | 1 | $1/2=0.5$ |
# | 3 | 0 | 1 | $1/3\approx0.333$ |
# | 4 | 1 | 2 | $2/4=0.5$ |

# %%
draw_rewards([1, 0, 0, 1], [1, 1 / 2, 1 / 3, 1 / 2])

# %% [markdown]
# 写 `running_means(rewards)`，返回和 `rewards` 一样长的列表（不是 numpy 数组），第 $n$ 个数是前 $n$ 次的平均。
#
# - 得分可以是小数，也可以是负的；
# - `rewards` 可以是空的，返回空列表；
# - `rewards` 不许改动。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一边走一边记两个数：一共得了几分，玩了几次。
# 每走一步，把它们的商添到列表的末尾。
# </details>
#
# <details><summary>提示 2：还差一点</summary>
#
# ```python
# total, means = 0, []
# for n, reward in enumerate(rewards, start=1):
#     total = ...
#     means.append(...)
# ```
#
# `enumerate(…, start=1)` 让 `n` 从 1 数起。
# </details>

# %% nbgrader={"grade": false, "grade_id": "running_means", "locked": false, "schema_version": 3, "solution": true, "task": false}
def running_means(rewards):
    """Return a list as long as the rewards: the mean of the first one, of the first two, and so on."""
    ### BEGIN SOLUTION
    total, means = 0, []
    for n, reward in enumerate(rewards, start=1):
        total += reward
        means.append(total / n)
    return means
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_running_means", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "running_means 的小例子"):
    got = running_means([1, 0, 0, 1])
    checks.close(got, [1.0, 0.5, 1 / 3, 0.5], call="running_means([1, 0, 0, 1])", likely={
        "这是一共几分，还要除以次数": [1, 1, 1, 2],
        "第 n 个数应除以 n，不是除以总次数": [0.25, 0.25, 0.25, 0.5],
        "要每一次之后各一个平均，不是只有最后一个": 0.5,
        "还没有玩的时候，不要记": [0.0, 1.0, 0.5, 1 / 3, 0.5],
        "次数差了一：第一次是 n = 1": [0.5, 1 / 3, 0.25, 0.4],
        "用了 //，应用 /": [1, 0, 0, 0],
        "return 写进了循环里面，应和 for 对齐": [1.0],
        "没有返回：函数的最后要有 return": lambda got: got is None})
### BEGIN HIDDEN TESTS
with checks.points(1, "三十次，小数和负数"):
    rewards = np.random.default_rng(checks.seed()).normal(size=30)
    checks.close(running_means(rewards.tolist()), (np.cumsum(rewards) / np.arange(1, 31)).tolist(),
                 say="三十个有正有负的小数：平均不对")
with checks.points(1, "一次，和一次也没有"):
    checks.close(running_means([-2.5]), [-2.5], say="只玩一次，平均就是它")
    checks.close(running_means([]), [], say="一次也没有玩，应返回空列表")
with checks.points(1, "传进来的列表没有改动，再算一遍也一样"):
    rewards = [3, -1, 4]
    checks.close(running_means(checks.inout(rewards)), [3.0, 1.0, 2.0])
    checks.equal(rewards, [3, -1, 4], say="running_means 改动了传进来的列表")
    checks.close(running_means([2, 4]), [2.0, 3.0], say="再调用一次，上一次的得分不应留下来")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 `pick`（5 分，12 分钟）
#
# 这一次玩哪台？
# 第 0 章的办法：以概率 ε 探索，随便挑一台；其余时候利用，挑平均分最高的。
#
# 电脑怎样做“以概率 ε”？
# 抽一个 0 到 1 的随机数，比 ε 小的机会正好是 ε。
# 随机数由**发生器** `rng` 给出：`rng.random()` 抽一个 0 到 1 的数；`rng.integers(3)` 从 0、1、2 里抽一个。
# 种子相同的发生器，抽出来的数也相同，所以随机的函数也能检查。
#
# **例子**：三台的平均分是 0.2、0.7、0.5，ε = 0.5，种子 2，连着挑八次。
# 下图是八次里 `rng.random()` 各抽到几：第 1、3、6、7 次落在左边，随便挑；其余挑最高的，也就是 1 号（从 0 数起）。
#
# | 第几次 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
# |---|---|---|---|---|---|---|---|---|
# | 做什么 | 探索 | 利用 | 探索 | 利用 | 利用 | 探索 | 探索 | 利用 |
# | `rng.integers(3)` 抽到 | 0 | 没有抽 | 0 | 没有抽 | 没有抽 | 2 | 0 | 没有抽 |
# | 挑了几号 | 0 | 1 | 0 | 1 | 1 | 2 | 0 | 1 |

# %%
draw_draws(0.5, [0.262, 0.814, 0.092, 0.6, 0.729, 0.188, 0.275, 0.657])

# %% [markdown]
# 写 `pick(means, epsilon, rng)`，返回这一次玩几号，一个整数，从 0 数起。
#
# - `means` 是一个列表，每台到现在为止的平均分；有几台，看它有多长；
# - **先抽一次 `rng.random()`**，小于 `epsilon` 是探索；只有探索时，才再抽一次 `rng.integers(几台)`，抽到几就是几号；
# - 利用时挑平均分最高的；一样高，取排在前面的；平均分可以都是负的；
# - 只从 `rng` 里抽，不用别的随机数；`means` 不许改动。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 一个 `if`：抽到的数小于 `epsilon` 走一条路，否则走另一条。
# 两条路都是 `return` 一个整数。
# </details>
#
# <details><summary>提示 2：最高的是几号</summary>
#
# `max(means)` 是最高的分数，`means.index(某个数)` 是这个数第一次出现的位置。
# </details>

# %% nbgrader={"grade": false, "grade_id": "pick", "locked": false, "schema_version": 3, "solution": true, "task": false}
def pick(means, epsilon, rng):
    """Return the number of the arm to play: with probability epsilon any, else the first of those with the best mean."""
    ### BEGIN SOLUTION
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return means.index(max(means))
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_pick", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "ε = 0，只挑最高的"):
    got = pick([0.2, 0.7, 0.5], 0, np.random.default_rng(0))
    checks.equal(got, 1, call="pick([0.2, 0.7, 0.5], 0, rng)", likely={
        "要返回几号，不是平均分": 0.7,
        "从 0 数起": 2,
        "这是最低的": 0,
        "没有返回：两条路都要有 return": lambda got: got is None})
with checks.points(1, "ε = 0.5，种子 2，挑八次"):
    rng = np.random.default_rng(2)
    got = [pick([0.2, 0.7, 0.5], 0.5, rng) for _ in range(8)]
    wanted, drawn = [0, 1, 0, 1, 1, 2, 0, 1], np.random.default_rng(2).random(9)
    checks.equal(got, wanted, call="pick([0.2, 0.7, 0.5], 0.5, rng) 八次，rng = np.random.default_rng(2)", likely={
        "一次也没有探索": [1, 1, 1, 1, 1, 1, 1, 1],
        "只有探索时，才抽 rng.integers": [0, 1, 1, 1, 2, 0, 1, 1],
        "应先抽 rng.random()，再抽 rng.integers": [2, 1, 1, 1, 2, 0, 1, 1],
        "小于 ε 是探索，不是利用": [1, 1, 1, 0, 2, 1, 1, 0],
        "没有返回：两条路都要有 return": lambda got: None in got,
        "随机数不是从传进来的 rng 里抽的": lambda got: got != wanted and rng.random() in (drawn[0], drawn[8])})
### BEGIN HIDDEN TESTS
with checks.points(1, "一样高，和都是负的"):
    for means, arm in (([0, 0, 0], 0), ([0.1, 0.9, 0.9], 1), ([-3.0, -1.5, -2.0], 1), ([0.5], 0), ([-1, 4, 2, 4, 9], 4)):
        checks.equal(pick(means, 0, np.random.default_rng(1)), arm, say="ε = 0：应是平均分最高的里排在最前面的那一台")
with checks.points(1, "两百次，四台"):
    rng, twin = np.random.default_rng(checks.seed()), np.random.default_rng(checks.seed())
    means = [0.3, -0.4, 0.6, 0.6]
    chosen = [pick(means, 0.3, rng) for _ in range(200)]
    wanted = []
    for _ in range(200):
        lucky = twin.random() < 0.3
        wanted.append(int(twin.integers(4)) if lucky else 2)
    checks.equal(chosen, wanted, say="四台，ε = 0.3，挑两百次：先抽 rng.random()，探索时再抽 rng.integers(4)")
with checks.points(1, "ε = 1，全是探索；列表没有改动"):
    rng, twin = np.random.default_rng(checks.seed()), np.random.default_rng(checks.seed())
    means = [0.9, 0.1, 0.4, 0.2, 0.3]
    chosen = [pick(checks.inout(means), 1, rng) for _ in range(30)]
    drawn = [(twin.random(), int(twin.integers(5))) for _ in range(30)]
    checks.equal(chosen, [arm for _, arm in drawn], say="五台，ε = 1：每次都应随便挑，五台都有机会")
    checks.equal(means, [0.9, 0.1, 0.4, 0.2, 0.3], say="pick 改动了传进来的列表")
### END HIDDEN TESTS

# %% [markdown]
# ## 合起来：三台老虎机
#
# 运行下面两格：用你的 `pick` 玩 1000 次，用你的 `running_means` 画出一路的平均分。
# 三台的胜率是 0.2、0.5、0.8，最差的在最前面，和第 0 章一样；取 20 个种子的平均，应看到 0.20、0.76、0.50 上下。

# %%
def play(epsilon, seed, win=(0.2, 0.5, 0.8), pulls=1000):
    """Play with the functions above; return the list of rewards."""
    rng = np.random.default_rng(seed)
    tried, won, rewards = [0] * len(win), [0] * len(win), []
    for _ in range(pulls):
        arm = pick([w / t if t else 0 for w, t in zip(won, tried)], epsilon, rng)
        reward = int(rng.random() < win[arm])
        tried[arm] += 1
        won[arm] += reward
        rewards.append(reward)
    return rewards


for epsilon in (0, 0.1, 1):  # 改这里
    print(f"ε = {epsilon}：平均每次 {np.mean([play(epsilon, seed) for seed in range(20)]):.2f} 分")

# %%
ax = plt.figure(figsize=(7, 3)).gca()
for epsilon, color, dash in ((0, RED, "--"), (0.1, BLUE, "-"), (1, GREEN, ":")):
    ax.plot(range(1, 1001), running_means(play(epsilon, 0)), ls=dash, color=color, label=f"ε = {epsilon}")
ax.set(xlabel="玩了几次", ylabel="平均每次得分", ylim=(0, 1))
ax.legend(loc="center left", bbox_to_anchor=(1.02, 0.5))
plotting.show(ax, alt="三条线，一路的平均分：ε 等于 0 的停在 0.2 左右，ε 等于 1 的停在 0.5 左右，ε 等于 0.1 的升到 0.7 以上。")

# %% [markdown]
# ## 挑战（不计分）
#
# **骗过 `nearest_school`。** 写一句话，人一看就是行为主义，你的函数却说是符号主义；不许用“没有”。
# 再想想：怎样改规定，能挡住你自己的这一句？挡住以后，还骗得过吗？
#
# <details><summary>答案</summary>
#
# 例如“狗坐下就有肉吃，于是慢慢学会了规则。”
# 把“学会”“肉”加进词表，又会误判别的话；规则越补越多，总有例外。
# 这正是第 0 章开头的道理：与其补规则，不如从例子里学。
# </details>
#
# **不记总分。** `running_means` 可以只记上一次的平均和次数，不记一共几分：新的平均等于旧的平均，加上“这一次的得分减旧的平均”除以次数。
# 用这个式子重写一遍，看是不是一样。
# 为什么对？
#
# <details><summary>答案</summary>
#
# 旧的平均是 $m$，前 $n-1$ 次一共 $(n-1)m$ 分，这一次 $r$ 分。
# 新的平均是 $\dfrac{(n-1)m+r}{n}=m+\dfrac{r-m}{n}$。
# 后面几章的梯度下降也是这个样子：旧的，加上一小步。
# </details>

# %% [markdown]
# ## 交之前
#
# 1. 菜单“内核”里选“重启内核并运行所有单元格”，从头到尾看一遍：做了的题，每个检查都打印“通过”。
#    有一题空着，运行就停在那里：点下一题的第一格，再选“运行下面所有单元”（Run Selected Cell and All Below）。
#    这一步会发现一种常见的错：某一格的代码删掉了，它留下的东西还在内存里，你的电脑上一直“没问题”。
# 2. 保存。
# 3. 打开终端，用 `cd` 走到这个文件所在的文件夹，运行 `coursekit check ex00_guide.ipynb`，它会从头运行一遍，逐题告诉你公开的检查通过没有；空着的题不会让它停下。
# 4. 文件名不改，还是 `ex00_guide.ipynb`，交到老师指定的地方。
#    做不出的题空着也能交，不影响别的题。
