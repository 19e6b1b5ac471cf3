# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     formats: source/ex06_activation_loss//ipynb,src//py:percent
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
# # 练习六 激活函数与损失函数：一夜之后的 nan
#
# 网络训练了一夜，早上一看，损失那一栏全是 `nan`。
# 网络没有错，数据也没有错，错在一行照着公式写的代码：得分到了 1000，$e^{1000}$ 装不下，后面的数就全毁了。
#
# 你来做一套自己的零件：十二个激活函数和它们的导数，Maxout 和 softmax，十二个损失，最后是一张“该用哪个损失”的选择表。
# 每个函数多半一两行，公式都给你；要用心的是另外三件事：得分大到 1000 也不坏，平均除以谁，边界上取什么值。
#
# **做完之后，你能够**
#
# - 写出常用的激活函数和导数，说得出各自在哪里没有坡；
# - 把会溢出的公式改写成不会溢出的；
# - 写出回归和分类的损失，说得清各自除以谁；
# - 按任务挑一个损失，说得出理由。
#
# | 题 | 函数 | 分 | 分钟 |
# |---|---|---|---|
# | 读题，熟悉工具 | | | 8 |
# | 1 激活函数 | `act` | 9 | 20 |
# | 2 导数 | `dact` | 10 | 20 |
# | 3 几条直线取最高 | `maxout` | 4 | 8 |
# | 4 得分变概率 | `softmax` | 5 | 8 |
# | 5 回归的损失 | `mae`、`mse`、`huber`、`smooth_l1` | 8 | 11 |
# | 6 两类的损失 | `bce`、`bce_logits` | 7 | 12 |
# | 7 多类的损失 | `nll`、`ce_logits` | 7 | 12 |
# | 8 分布差多远，成对的距离 | `kl`、`hinge_embedding` | 5 | 8 |
# | 9 少数类 | `focal`、`weighted_ce` | 8 | 14 |
# | 10 选一个 | `choose_loss` | 3 | 4 |
# | 11 一段话，老师评阅 | | 3 | 10 |
#
# 一共 69 分，两小时一刻。
# 第 5 题以后不靠前面的题，可以分两次做：前四题一小时，后七题一小时一刻。
# 需要：第 6 章，numpy。

# %% [markdown]
# **怎么做**
#
# 从上往下，一题一题来。
# 把 `raise NotImplementedError()` 换成你的代码，再运行后面的检查单元。
# 检查通过，会打印“通过”；不通过，会告诉你调用了什么、得到了什么、应该是什么，认得出的错还会说出来。
# 交上去以后还有隐藏的检查，用的是别的数，还有每题里写明的边界情形，所以不要照着例子写死答案。
# 每题的分数按小项给，对一项得一项；有的单元里有几个函数，一个没写完，不影响别的。
# 不过在 notebook 里，检查单元停在第一处错误上；想看全部，在终端里运行 `coursekit check ex06_activation_loss.ipynb`，它会接着往下查，说出还有几处，得了几分。
#
# 卡住了，就点开题目下面的提示，一步比一步具体；看提示不扣分。
#
# **全篇的约定**
#
# - `x`、`z`、`pred`、`target` 是 numpy 数组，可以是整数，也可以是小数；它们是别人的东西，不许改动（`x[x < 0] = 0` 就改动了），每次检查都会看；
# - 损失的参数总是**预测在前，标签在后**，和 PyTorch 一样；返回**一个数**，没有特别说明的，是所有元素的平均；
# - **大数**：输入可以大到 1000、小到 $-1000$，结果照样要对，不许是 `nan`，不该无穷的不许是 `inf`。程序中途报 `RuntimeWarning` 不要紧，结果对就行；
# - 只用 numpy 和 Python 自己的东西：不许用 `torch`、`scipy`、`sklearn`，也不许用 `coursekit` 里现成的。检查单元会读你的函数，用了，那个函数不给分；
# - 后面的题可以调用你前面写的函数；不过前面那个错了，这里也会跟着错，所以最好不靠。
#
# 先运行下面的单元，是画图和检查用的工具，不用读懂；里面已经导入了 `np` 和 `math`。

# %% nbgrader={"grade": false, "grade_id": "tools", "locked": true, "schema_version": 3, "solution": false, "task": false}
import math

import matplotlib.pyplot as plt
import numpy as np
from coursekit import checks, plotting

plotting.setup()
BLUE, RED, GREEN = plotting.PALETTE[:3]
READY = ["torch", "scipy", "sklearn", "coursekit", "plotting", "activation_functions", "known"]


def draw_lines(curves, alt, **labels):
    """Draw up to four curves (x, y, name) in one small picture, each with its own dashes; the fourth lies behind."""
    ax = plt.figure(figsize=(5, 2.8)).gca()
    looks = ((BLUE, "-", 2), (RED, "--", 2), (GREEN, ":", 2), ("0.75", "-", 7))
    for (x, y, name), (color, dashes, width) in zip(curves, looks):
        ax.plot(x, y, dashes, color=color, lw=width, label=name, zorder=1 if width > 2 else 2)
    ax.set(**labels)
    ax.legend(loc="upper left", bbox_to_anchor=(1.02, 1))
    plotting.show(ax, alt=alt)


USUAL = {"truth value of an array": "if、max、min、and 一次只比一个数；数组用 np.where、np.maximum",
         "core dimension": "@ 两边的形状对不上：(n, d) 要乘 (d, k)",
         "could not be broadcast": "两个数组的形状对不上：沿一维求和、取最大，少了一维，要不要 keepdims=True？",
         "converted to Python scalars": "math 里的函数只收一个数；数组用 np.exp、np.log、np.tanh"}


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
                                     "可能错在：直接写进了别人的数组；用 np.where、np.maximum 得到新的，或者先 .copy()")
    if got is None:
        raise checks.CheckFailed(f"{call}\n没有返回值\n可能错在：忘了写 return，或者这个名字还没有写")
    if isinstance(got, list):
        raise checks.CheckFailed(f"{call}\n返回的是列表，应是数组\n可能错在：漏了 np.array(…)，把列表包起来就行")
    return got

# %% [markdown]
# ## 第 1 题 激活函数 `act`（9 分，20 分钟）
#
# 第 6 章的十二个激活函数，名字和公式都在表里，右边是 $x=-2,-1,1,2$ 时的值。
# （$\sigma$ 是 sigmoid 函数，和第 1 章的标准差只是同一个字母。）
#
# | 名字 | $f(x)$ | $-2$ | $-1$ | 1 | 2 |
# |---|---|---|---|---|---|
# | `"sigmoid"` | $\sigma(x)=\dfrac1{1+e^{-x}}$ | .1192 | .2689 | .7311 | .8808 |
# | `"tanh"` | $\dfrac{e^x-e^{-x}}{e^x+e^{-x}}$ | −.9640 | −.7616 | .7616 | .9640 |
# | `"step"` | $x\ge0$ 是 1，否则是 0 | 0 | 0 | 1 | 1 |
# | `"softsign"` | $\dfrac{x}{1+\lvert x\rvert}$ | −.6667 | −.5 | .5 | .6667 |
# | `"relu"` | $\max(0,x)$ | 0 | 0 | 1 | 2 |
# | `"leaky_relu"` | $\max(0.1x,\,x)$ | −.2 | −.1 | 1 | 2 |
# | `"elu"` | $x>0$ 是 $x$，否则是 $e^x-1$ | −.8647 | −.6321 | 1 | 2 |
# | `"softplus"` | $\ln(1+e^x)$ | .1269 | .3133 | 1.3133 | 2.1269 |
# | `"log_sigmoid"` | $\ln\sigma(x)$ | −2.1269 | −1.3133 | −.3133 | −.1269 |
# | `"swish"` | $x\,\sigma(x)$ | −.2384 | −.2689 | .7311 | 1.7616 |
# | `"mish"` | $x\tanh(\text{softplus}(x))$ | −.2525 | −.3034 | .8651 | 1.9440 |
# | `"sinc"` | $\dfrac{\sin x}{x}$，在 0 处是 1 | .4546 | .8415 | .8415 | .4546 |
#
# LeakyReLU 的斜率在这里是 0.1；PyTorch 默认的是 0.01。
# ELU 的公式里本来还有一个 $\alpha$，这里取 1。
#
# **例子：照公式写，会坏在哪里。**
# $x=1000$ 时 softplus 应是 1000（1 加到 $e^{1000}$ 上，等于没加）。
# 运行下面的单元，看看照公式写得到什么，再看换一个写法。

# %%
x = np.array([-1000.0, -2.0, 2.0, 1000.0])
with np.errstate(over="ignore"), np.printoptions(suppress=True):
    print("照公式写 np.log(1 + np.exp(x))：", np.log(1 + np.exp(x)).round(4))
    print("换一个写法 np.logaddexp(0, x)：  ", np.logaddexp(0, x).round(4))

# %% [markdown]
# `np.logaddexp(a, b)` 算的是 $\ln(e^a+e^b)$，它先把大的那个提出来再算，所以不会溢出。
# $1=e^0$，因此 softplus 就是 `np.logaddexp(0, x)`。
# sinc 也不必自己除：numpy 的 `np.sinc(t)` 算的是 $\frac{\sin\pi t}{\pi t}$，0 处的 1 已经填好，$t=x/\pi$ 就是要的。
#
# 写 `act(name, x)`，返回 $f(x)$。
#
# - `x` 的形状任意，整数、小数都行，返回同样形状的数组；
# - 大数：十二个都要经得起 $\pm1000$，比如 mish 在 $-1000,0,1000$ 处是 0、0、1000，log_sigmoid 在 $-1000$ 处是 $-1000$；
# - `"sinc"` 在 0 处是 1，`"step"` 在 0 处是 1，而且要 1 和 0，不要 `True` 和 `False`；
# - 不认识的名字（比如 `"relu7"`）抛出 `ValueError`。
#
# **小项**：三组的例子各 1，三组的别的数各 1；0 处、名字不认识、不改动 `x` 合起来 1；大数 2（`softplus`、`log_sigmoid`、`mish` 是 1，公开；其余九个是 1）。
# 三组是：S 形的（前四个）、一边放行的（中间五个）、起伏的（后三个）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 写一串 `if name == "sigmoid": return …`，一个名字一行，最后 `raise ValueError(name)`。
# 也可以放进一个字典，但字典里查不到是 `KeyError`，要的是 `ValueError`：先问 `if name not in …`。
# 检查照表里的次序，所以从上往下，写一个就运行一次。
# 后面用得着的先算好：`softplus` 和 `sigmoid` 各要用好几次。
# </details>
#
# <details><summary>提示 2：哪几个会坏</summary>
#
# - `log_sigmoid`：$\ln\sigma(x)=-\ln(1+e^{-x})$，也是 `np.logaddexp` 的事；
# - `tanh`：`np.tanh` 不会坏；照公式写，是 `inf / inf`；
# - `sigmoid`：照公式写，中途溢出，结果碰巧是对的。
# </details>
#
# <details><summary>提示 3：分两边的</summary>
#
# `np.where(条件, 甲, 乙)` 逐个挑，但甲和乙**都会先算好**，没有挑上的那一边溢出了不要紧。
# Python 的 `max(0, x)` 只会比两个数，数组用 `np.maximum(0, x)`。
# `np.where` 也把 `True`、`False` 变成数：`np.where(x >= 0, 1.0, 0.0)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "act", "locked": false, "schema_version": 3, "solution": true, "task": false}
def act(name, x):
    """Return the activation function of this name, element by element; safe for large |x|."""
    ### BEGIN SOLUTION
    if name == "sigmoid":
        return np.exp(-np.logaddexp(0, -x))
    if name == "tanh":
        return np.tanh(x)
    if name == "step":
        return np.where(x >= 0, 1.0, 0.0)
    if name == "softsign":
        return x / (1 + abs(x))
    if name == "relu":
        return np.maximum(0, x)
    if name == "leaky_relu":
        return np.maximum(0.1 * x, x)
    if name == "elu":
        return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))
    if name == "softplus":
        return np.logaddexp(0, x)
    if name == "log_sigmoid":
        return -np.logaddexp(0, -x)
    if name == "swish":
        return x * np.exp(-np.logaddexp(0, -x))
    if name == "mish":
        return x * np.tanh(np.logaddexp(0, x))
    if name == "sinc":
        return np.sinc(x / np.pi)
    raise ValueError(f"不认识的激活函数：{name}")
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_act", "locked": true, "points": 9, "schema_version": 3, "solution": false, "task": false}
checks.avoids("act", READY)
x, call = np.array([-2.0, -1.0, 1.0, 2.0]), 'act("{}", [-2, -1, 1, 2])'.format
with checks.points(1, "S 形的四个"):
    checks.close(tried(call("sigmoid"), act, "sigmoid", x), np.array([0.1192, 0.2689, 0.7311, 0.8808]), tol=1e-4, call=call("sigmoid"), likely={
        "e 的指数少了负号": np.array([0.8808, 0.7311, 0.2689, 0.1192]),
        "这是 tanh": np.tanh(x),
        "只返回了一个数，应逐个算": lambda got: np.ndim(got) == 0})
    checks.close(tried(call("tanh"), act, "tanh", x), np.array([-0.9640, -0.7616, 0.7616, 0.9640]), tol=1e-4, call=call("tanh"), likely={
        "这是 tanh(x/2)：tanh x 等于 2σ(2x) − 1": np.array([-0.7616, -0.4621, 0.4621, 0.7616]),
        "分子和分母对调了": 1 / np.tanh(x)})
    checks.close(tried(call("step"), act, "step", x), np.array([0.0, 0.0, 1.0, 1.0]), call=call("step"), likely={
        "True、False 要变成 1、0，整数、小数都行": lambda got: np.asarray(got).dtype == bool,
        "0 和 1 反了": np.array([1, 1, 0, 0]),
        "负的一边是 0，不是 −1": np.array([-1, -1, 1, 1])})
    checks.close(tried(call("softsign"), act, "softsign", x), np.array([-0.6667, -0.5, 0.5, 0.6667]), tol=1e-4, call=call("softsign"), likely={
        "分母的 x 要取绝对值": lambda got: got[0] > 1,
        "这是它的导数": np.array([0.1111, 0.25, 0.25, 0.1111])})
with checks.points(1, "一边放行的五个"):
    checks.close(tried(call("relu"), act, "relu", x), np.array([0, 0, 1, 2]), call=call("relu"), likely={
        "负的要变成 0，不是变号": np.array([2, 1, 1, 2]),
        "正的不动，不是变成 1": np.array([0, 0, 1, 1])})
    checks.close(tried(call("leaky_relu"), act, "leaky_relu", x), np.array([-0.2, -0.1, 1, 2]), call=call("leaky_relu"), likely={
        "0.01 是 PyTorch 默认的斜率，这里是 0.1": np.array([-0.02, -0.01, 1, 2]),
        "要取大的那一个，这是小的": np.array([-2, -1, 0.1, 0.2]),
        "负的一边要乘 0.1，符号不变": np.array([0.2, 0.1, 1, 2])})
    checks.close(tried(call("elu"), act, "elu", x), np.array([-0.8647, -0.6321, 1, 2]), tol=1e-4, call=call("elu"), likely={
        "负的一边漏了减 1": np.array([0.1353, 0.3679, 1, 2]),
        "两边都算成 e 的 x 次方减 1 了": np.expm1(x)})
    checks.close(tried(call("softplus"), act, "softplus", x), np.array([0.1269, 0.3133, 1.3133, 2.1269]), tol=1e-4, call=call("softplus"), likely={
        "漏了 1：ln(e 的 x 次方) 就是 x": x,
        "指数的符号反了": np.array([2.1269, 1.3133, 0.3133, 0.1269])})
    checks.close(tried(call("log_sigmoid"), act, "log_sigmoid", x), np.array([-2.1269, -1.3133, -0.3133, -0.1269]), tol=1e-4, call=call("log_sigmoid"), likely={
        "整个的符号反了": np.array([2.1269, 1.3133, 0.3133, 0.1269]),
        "里面的符号反了": np.array([-0.1269, -0.3133, -1.3133, -2.1269]),
        "对数的底应是 e": np.array([-2.1269, -1.3133, -0.3133, -0.1269]) / math.log(10)})
with checks.points(1, "起伏的三个"):
    checks.close(tried(call("swish"), act, "swish", x), np.array([-0.2384, -0.2689, 0.7311, 1.7616]), tol=1e-4, call=call("swish"), likely={
        "漏了乘 x": np.array([0.1192, 0.2689, 0.7311, 0.8808]),
        "这是 mish": np.array([-0.2525, -0.3034, 0.8651, 1.9440])})
    checks.close(tried(call("mish"), act, "mish", x), np.array([-0.2525, -0.3034, 0.8651, 1.9440]), tol=1e-4, call=call("mish"), likely={
        "tanh 里面是 softplus(x)，不是 x": x * np.tanh(x),
        "漏了乘 x": np.array([0.1262, 0.3034, 0.8651, 0.9720]),
        "漏了 tanh": np.array([-0.2538, -0.3133, 1.3133, 4.2538])})
    checks.close(tried(call("sinc"), act, "sinc", x), np.array([0.4546, 0.8415, 0.8415, 0.4546]), tol=1e-4, call=call("sinc"), likely={
        "np.sinc(t) 算的是 sin(πt)/(πt)，t 应是 x/π": lambda got: abs(got).max() < 1e-6,
        "np.sinc(t) 里的 t 应是 x/π，不是 πx": np.array([0.0394, -0.0436, -0.0436, 0.0394]),
        "漏了除以 x": np.sin(x),
        "角度不用换算": lambda got: abs(got - 0.01745).max() < 1e-4})
with checks.points(1, "大数：softplus、log_sigmoid、mish"):
    far, call = np.array([-1000.0, -800.0, 800.0, 1000.0]), 'act("{}", [-1000, -800, 800, 1000])'.format
    told = {"e 的 1000 次方装不下，中途是 inf 或 0：用 np.logaddexp": lambda got: not np.isfinite(got).all()}
    checks.close(tried(call("softplus"), act, "softplus", far, again=True), np.array([0.0, 0.0, 800.0, 1000.0]), call=call("softplus"), likely=told)
    checks.close(tried(call("log_sigmoid"), act, "log_sigmoid", far, again=True), np.array([-1000.0, -800.0, 0.0, 0.0]), call=call("log_sigmoid"), likely=told)
    checks.close(tried(call("mish"), act, "mish", far, again=True), np.array([0.0, 0.0, 800.0, 1000.0]), call=call("mish"), likely=told)
### BEGIN HIDDEN TESTS
def one_by_one(f, x):
    """Compute a function of one number for every element."""
    return np.array([f(v) for v in x.ravel().tolist()]).reshape(x.shape)


def soft(v):
    """Compute ln(1 + e^v) for numbers of ordinary size."""
    return math.log(1 + math.exp(v))


s_shaped = {"sigmoid": lambda v: 1 / (1 + math.exp(-v)), "tanh": math.tanh, "step": lambda v: float(v >= 0),
            "softsign": lambda v: v / (1 + abs(v))}
one_sided = {"relu": lambda v: max(v, 0.0), "leaky_relu": lambda v: v if v > 0 else v / 10,
             "elu": lambda v: v if v > 0 else math.exp(v) - 1, "softplus": soft, "log_sigmoid": lambda v: -soft(-v)}
wavy = {"swish": lambda v: v / (1 + math.exp(-v)), "mish": lambda v: v * math.tanh(soft(v)), "sinc": lambda v: math.sin(v) / v}


def agree(family):
    """Check a family of functions on numbers of ordinary size, decimals and whole ones."""
    x, whole = np.random.default_rng(checks.seed()).uniform(-6, 6, (3, 5)), np.array([-5, 4, 3])
    for name, f in family.items():
        checks.close(act(name, x), one_by_one(f, x), say=f"三行五列、-6 到 6 之间的数：{name} 不对")
        checks.close(act(name, whole), one_by_one(f, whole), say=f"整数的数组：{name} 不对")


with checks.points(1, "S 形的四个，别的数"):
    agree(s_shaped)
with checks.points(1, "一边放行的五个，别的数"):
    agree(one_sided)
with checks.points(1, "起伏的三个，别的数"):
    agree(wavy)
with checks.points(1, "0 处，名字不认识，不改动 x"):
    for name, value in {"sinc": 1.0, "step": 1.0, "relu": 0.0, "leaky_relu": 0.0, "elu": 0.0}.items():
        given = np.array([0.0, -3.0])
        checks.close(act(name, checks.inout(given))[0], value, say=f"{name} 在 0 处，应是 {value:g}")
        checks.equal(given, np.array([0.0, -3.0]), say="act 改动了传进来的 x")
    checks.close(act("sinc", np.array([0, 0])), np.array([1.0, 1.0]), say="sinc：整数的 0，也应是 1")
    with checks.raises(ValueError, say="不认识的名字，应抛出 ValueError"):
        act("relu7", np.array([1.0]))
with checks.points(1, "大数：其余九个"):
    x = np.array([-1000.0, 1000.0])
    far = math.sin(1000) / 1000
    ends = {"sigmoid": (0, 1), "tanh": (-1, 1), "step": (0, 1), "softsign": (-1000 / 1001, 1000 / 1001), "relu": (0, 1000),
            "leaky_relu": (-100, 1000), "elu": (-1, 1000), "swish": (0, 1000), "sinc": (far, far)}
    for name, values in ends.items():
        checks.close(act(name, x), np.array(values, dtype=float), say=f"{name} 在 ±1000 处不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 2 题 导数 `dact`（10 分，20 分钟）
#
# 反向传播要乘的是 $f'(x)$：坡在哪里没有了，梯度就停在哪里。
# 所以每个激活函数都要带上自己的导数。
#
# **例子**：sigmoid。
# $\sigma'(x)=\sigma(x)\,(1-\sigma(x))$，在 1 处是 $0.7311\times0.2689=0.1966$，在 0 处最大，只有 0.25。
# 运行下面的单元看图：两头的坡都快没有了，这就是饱和。

# %%
x = np.linspace(-8, 8, 161)
draw_lines([(x, np.tanh(x / 2) / 2 + 0.5, r"$\sigma(x)$"), (x, 0.25 / np.cosh(x / 2) ** 2, r"$\sigma'(x)$")],
           "S 形的 sigmoid 从 0 升到 1；它的导数像一口钟，在 0 处最高，是 0.25，到正负 6 以外几乎贴着 0。", xlabel="$x$")

# %% [markdown]
# $x=-2,-1,1,2$ 时的导数：
#
# | 名字 | $-2$ | $-1$ | 1 | 2 | 公式 |
# |---|---|---|---|---|---|
# | `"sigmoid"` | .1050 | .1966 | .1966 | .1050 | $\sigma(1-\sigma)$ |
# | `"tanh"` | .0707 | .4200 | .4200 | .0707 | $1-\tanh^2x$ |
# | `"step"` | 0 | 0 | 0 | 0 | 处处是 0 |
# | `"softsign"` | .1111 | .25 | .25 | .1111 | $1/(1+\lvert x\rvert)^2$ |
# | `"relu"` | 0 | 0 | 1 | 1 | 自己写 |
# | `"leaky_relu"` | .1 | .1 | 1 | 1 | 自己写 |
# | `"elu"` | .1353 | .3679 | 1 | 1 | 自己写 |
# | `"softplus"` | .1192 | .2689 | .7311 | .8808 | 自己推 |
# | `"log_sigmoid"` | .8808 | .7311 | .2689 | .1192 | 自己推，和 softplus 对照 |
# | `"swish"` | −.0908 | .0723 | .9277 | 1.0908 | 自己推：乘积的导数 |
# | `"mish"` | −.1084 | .0592 | 1.0490 | 1.0693 | $t+x\,(1-t^2)\,\sigma$，其中 $t=\tanh(\text{softplus}(x))$ |
# | `"sinc"` | .4354 | .3012 | −.3012 | −.4354 | $\dfrac{x\cos x-\sin x}{x^2}$ |
#
# 写 `dact(name, x)`，返回 $f'(x)$。
#
# - 形状、整数、大数、不认识的名字，都和 `act` 一样；
# - **尖角**：在 0 处不可导的，和 PyTorch 取同样的值：ReLU 取 0，LeakyReLU 取 0.1，阶跃取 0；
# - `"sinc"` 在 0 处的导数是 0（从两边走近 0，坡越来越平）；
# - 要写公式，不要用差分 $\frac{f(x+h)-f(x-h)}{2h}$ 去凑：在尖角上凑出来的是两边的平均，ReLU 得 0.5，就错了。
#
# **小项**：三组的例子各 1，三组的别的数各 1，尖角和 `elu` 在 0 处 1，`sinc` 在 0 处 1，大数 1，名字不认识、不改动 `x` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算好 `sigmoid`，很多导数是它拼出来的。
# softplus 的导数：$\dfrac{e^x}{1+e^x}$，分子分母同除以 $e^x$，是谁？
# log_sigmoid：$\ln\sigma(x)=-\text{softplus}(-x)$，用链式法则，里外两个负号相乘，剩下的是 $\sigma$ 在哪一点的值？
# </details>
#
# <details><summary>提示 2：照公式会坏的</summary>
#
# `sigmoid` 的导数写成 $\dfrac{e^{-x}}{(1+e^{-x})^2}$，在 $-1000$ 处是 `inf / inf`；写成 $\sigma(1-\sigma)$ 就不会。
# softplus 的导数也是：$\dfrac{e^x}{1+e^x}$ 在 1000 处是 `inf / inf`，写成 $\sigma(x)$ 就不会。
# </details>
#
# <details><summary>提示 3：swish，和 sinc 的 0 除以 0</summary>
#
# 乘积的导数有两项：$(x\,s)'=s+x\,s'$，这里 $s=\sigma(x)$，$s'$ 第一行就有。
# mish 的公式也是这样来的，$t'$ 多一层链式法则。
# `sinc` 先用 `np.where(x == 0, 1, x)` 把 0 换成 1 再除，最后再用一次 `np.where`，把 0 处填成 0。
# </details>

# %% nbgrader={"grade": false, "grade_id": "dact", "locked": false, "schema_version": 3, "solution": true, "task": false}
def dact(name, x):
    """Return the derivative of the activation function of this name, element by element; safe for large |x|."""
    ### BEGIN SOLUTION
    s = np.exp(-np.logaddexp(0, -x))
    if name == "sigmoid":
        return s * (1 - s)
    if name == "tanh":
        return 1 - np.tanh(x) ** 2
    if name == "step":
        return np.zeros(x.shape)
    if name == "softsign":
        return 1 / (1 + abs(x)) ** 2
    if name == "relu":
        return np.where(x > 0, 1.0, 0.0)
    if name == "leaky_relu":
        return np.where(x > 0, 1.0, 0.1)
    if name == "elu":
        return np.exp(np.minimum(x, 0))
    if name == "softplus":
        return s
    if name == "log_sigmoid":
        return 1 - s
    if name == "swish":
        return s + x * s * (1 - s)
    if name == "mish":
        t = np.tanh(np.logaddexp(0, x))
        return t + x * (1 - t**2) * s
    if name == "sinc":
        safe = np.where(x == 0, 1, x)
        return np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe)
    raise ValueError(f"不认识的激活函数：{name}")
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_dact", "locked": true, "points": 10, "schema_version": 3, "solution": false, "task": false}
checks.avoids("dact", READY)
x, call = np.array([-2.0, -1.0, 1.0, 2.0]), 'dact("{}", [-2, -1, 1, 2])'.format
with checks.points(1, "S 形的四个"):
    checks.close(tried(call("sigmoid"), dact, "sigmoid", x), np.array([0.1050, 0.1966, 0.1966, 0.1050]), tol=1e-4, call=call("sigmoid"), likely={
        "这是函数值，要的是导数": np.array([0.1192, 0.2689, 0.7311, 0.8808]),
        "代进 σ(1 − σ) 的应是 σ(x)，不是 x": x * (1 - x)})
    checks.close(tried(call("tanh"), dact, "tanh", x), np.array([0.0707, 0.4200, 0.4200, 0.0707]), tol=1e-4, call=call("tanh"), likely={
        "tanh 要平方": np.array([1.9640, 1.7616, 0.2384, 0.0360]),
        "这是 sigmoid 的导数": np.array([0.1050, 0.1966, 0.1966, 0.1050]),
        "代进 1 − t² 的应是 tanh(x)，不是 x": 1 - x**2})
    checks.close(tried(call("step"), dact, "step", x), np.zeros(4), call=call("step"), likely={
        "这是函数值，阶跃的坡处处是 0": np.array([0, 0, 1, 1]),
        "应是和 x 同样形状的数组": lambda got: np.ndim(got) == 0})
    checks.close(tried(call("softsign"), dact, "softsign", x), np.array([0.1111, 0.25, 0.25, 0.1111]), tol=1e-4, call=call("softsign"), likely={
        "分母要平方": np.array([0.3333, 0.5, 0.5, 0.3333]),
        "分母的 x 要取绝对值": lambda got: got[0] > 0.9})
with checks.points(1, "一边放行的五个"):
    checks.close(tried(call("relu"), dact, "relu", x), np.array([0, 0, 1, 1]), call=call("relu"), likely={
        "这是函数值，要的是导数": np.array([0, 0, 1, 2]),
        "True、False 要变成 1、0": lambda got: np.asarray(got).dtype == bool})
    checks.close(tried(call("leaky_relu"), dact, "leaky_relu", x), np.array([0.1, 0.1, 1, 1]), call=call("leaky_relu"), likely={
        "0.01 是 PyTorch 默认的斜率，这里是 0.1": np.array([0.01, 0.01, 1, 1]),
        "斜率写成整数，0.1 变成 0 了": np.array([0, 0, 1, 1]),
        "负的一边坡也向上：直线 0.1x 的坡是 0.1": np.array([-0.1, -0.1, 1, 1])})
    checks.close(tried(call("elu"), dact, "elu", x), np.array([0.1353, 0.3679, 1, 1]), tol=1e-4, call=call("elu"), likely={
        "这是函数值：减 1 求导就没有了": np.array([-0.8647, -0.6321, 1, 1]),
        "正的一边是直线，坡是 1": np.exp(x)})
    checks.close(tried(call("softplus"), dact, "softplus", x), np.array([0.1192, 0.2689, 0.7311, 0.8808]), tol=1e-4, call=call("softplus"), likely={
        "漏了里面的导数，只有 1/(1 + e 的 x 次方)": np.array([0.8808, 0.7311, 0.2689, 0.1192])})
    checks.close(tried(call("log_sigmoid"), dact, "log_sigmoid", x), np.array([0.8808, 0.7311, 0.2689, 0.1192]), tol=1e-4, call=call("log_sigmoid"), likely={
        "这是 softplus 的导数": np.array([0.1192, 0.2689, 0.7311, 0.8808]),
        "只求了 ln 的导数 1/σ，还要乘里面的": np.array([8.3891, 3.7183, 1.3679, 1.1353])})
with checks.points(1, "起伏的三个"):
    checks.close(tried(call("swish"), dact, "swish", x), np.array([-0.0908, 0.0723, 0.9277, 1.0908]), tol=1e-4, call=call("swish"), likely={
        "乘积的导数有两项，漏了 x 乘 σ 的导数": np.array([0.1192, 0.2689, 0.7311, 0.8808]),
        "乘积的导数有两项，漏了 σ 那一项": np.array([-0.2100, -0.1966, 0.1966, 0.2100]),
        "乘积的导数，不是两个导数相乘": np.array([0.1050, 0.1966, 0.1966, 0.1050])})
    checks.close(tried(call("mish"), dact, "mish", x), np.array([-0.1084, 0.0592, 1.0490, 1.0693]), tol=1e-4, call=call("mish"), likely={
        "乘积的导数有两项，漏了第二项": np.array([0.1262, 0.3034, 0.8651, 0.9720]),
        "漏了最里面 softplus 的导数，也就是 σ": np.array([-1.8419, -0.6046, 1.1167, 1.0825]),
        "t 是 tanh(softplus(x))，不是 tanh(x)": np.array([-0.9809, -0.8745, 1.0686, 1.0885]),
        "1 − t² 里的 t 是 tanh(softplus(x))，不是 tanh(x)；后面还要乘 σ": np.array([-0.0151, -0.1166, 1.2851, 1.1133]),
        "最后乘的是 softplus 的导数 σ，不是 σ(1 − σ)": np.array([-0.0804, 0.1249, 0.9146, 0.9836]),
        "这是 swish 的导数": np.array([-0.0908, 0.0723, 0.9277, 1.0908])})
    checks.close(tried(call("sinc"), dact, "sinc", x), np.array([0.4354, 0.3012, -0.3012, -0.4354]), tol=1e-4, call=call("sinc"), likely={
        "商的导数：分子的两项反了": np.array([-0.4354, -0.3012, 0.3012, 0.4354]),
        "分子、分母各自求导了，要用商的导数": np.cos(x)})
### BEGIN HIDDEN TESTS
def slopes(*names):
    """Check derivatives against differences of the right functions."""
    x, whole, h = np.random.default_rng(checks.seed()).uniform(-6, 6, (3, 5)), np.array([-5, 4, 3]), 1e-5
    for name in names:
        for given, kind in ((x, "三行五列、-6 到 6 之间的数"), (whole, "整数的数组")):
            rise = (reference.act(name, given + h) - reference.act(name, given - h)) / (2 * h)
            checks.close(dact(name, given), rise, say=f"{kind}：{name} 的导数不对")


with checks.points(1, "S 形的四个，别的数"):
    slopes("sigmoid", "tanh", "step", "softsign")
with checks.points(1, "一边放行的五个，别的数"):
    slopes("relu", "leaky_relu", "elu", "softplus", "log_sigmoid")
with checks.points(1, "起伏的三个，别的数"):
    slopes("swish", "mish", "sinc")
with checks.points(1, "尖角和 elu 在 0 处"):
    for name, value in {"relu": 0, "leaky_relu": 0.1, "step": 0, "elu": 1}.items():
        checks.close(dact(name, np.array([0.0])), np.array([float(value)]), say=f"{name} 的导数在 0 处，应是 {value:g}")
with checks.points(1, "sinc 在 0 处"):
    checks.close(dact("sinc", np.array([0.0])), np.array([0.0]), say="sinc 的导数在 0 处，应是 0")
    checks.close(dact("sinc", np.array([0, 1])), np.array([0.0, math.cos(1) - math.sin(1)]), say="sinc：整数的 0，导数也应是 0")
with checks.points(1, "大数"):
    x = np.array([-1000.0, 1000.0])
    fall = math.cos(1000) / 1000 - math.sin(1000) / 1e6
    ends = {"sigmoid": (0, 0), "tanh": (0, 0), "step": (0, 0), "softsign": (0, 0), "relu": (0, 1), "leaky_relu": (0.1, 1), "elu": (0, 1),
            "softplus": (0, 1), "log_sigmoid": (1, 0), "swish": (0, 1), "mish": (0, 1), "sinc": (-fall, fall)}
    for name, values in ends.items():
        checks.close(dact(name, x), np.array(values, dtype=float), say=f"{name} 的导数在 ±1000 处不对")
with checks.points(1, "名字不认识，不改动 x"):
    for name, value in {"sinc": math.cos(3) / -3 + math.sin(3) / 9, "relu": 0.0}.items():
        given = np.array([-3.0, 0.0])
        checks.close(dact(name, checks.inout(given))[0], value, say=f"{name} 的导数在 -3 处不对")
        checks.equal(given, np.array([-3.0, 0.0]), say="dact 改动了传进来的 x")
    with checks.raises(ValueError, say="不认识的名字，应抛出 ValueError"):
        dact("relu7", np.array([1.0]))
### END HIDDEN TESTS

# %% [markdown]
# ## 第 3 题 几条直线取最高 `maxout`（4 分，8 分钟）
#
# Maxout 不用现成的弯，它有 $k$ 组权重，各算一条直线（多个输入时是平面），再取最高的：
#
# $$\max_j\ (w_j^{\mathsf T}x+b_j),\qquad j=1,\dots,k$$
#
# $k$ 组权重排成 $W$，一**行**一组，和 `nn.Linear` 一样。
#
# **例子**：一个输入，三组权重 $w=(-1,\ 0.5,\ 2)$，$b=(-1,\ 0,\ -3)$。
#
# | $x$ | $-x-1$ | $0.5x$ | $2x-3$ | 最高 |
# |---|---|---|---|---|
# | $-3$ | 2 | $-1.5$ | $-9$ | 2 |
# | 1 | $-2$ | 0.5 | $-1$ | 0.5 |
# | 4 | $-5$ | 2 | 5 | 5 |
#
# 每条直线在自己最高的地方出头，合起来是一条向下鼓的折线，图里的粗线就是。
# ReLU 是 $w=(1,0)$、$b=(0,0)$ 的 Maxout。

# %%
x = np.array([-3, -2 / 3, 2, 4])
draw_lines([(x, -x - 1, "$-x-1$"), (x, 0.5 * x, "$0.5x$"), (x, 2 * x - 3, "$2x-3$"), (x, [2, -1 / 3, 1, 5], "最高")],
           "三条直线，和沿着最高处走的一条粗折线：左边往下，中间缓缓往上，右边陡陡往上，在 x 是 -2/3 和 2 的地方转弯。", xlabel="$x$")

# %% [markdown]
# 写 `maxout(x, W, b)`。
#
# - `W` 是 `(k, d)`，`b` 是 `(k,)`；`k` 可以是 1；
# - `x` 是一批 `(n, d)`，返回 `(n,)`；或者是一个样本 `(d,)`，返回一个数。
#
# **小项**：例子和一批两个输入的 1，别的数 1，一个样本和 `k` 是 1 的 1，都是负数和不改动 `x`、`W`、`b` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算线性层，和第 4 章一样：`x` 在左，`W` 转置在右。
# 得到的是 `(n, k)`：一行一个样本，一列一组权重。
# </details>
#
# <details><summary>提示 2：沿哪一维取最大</summary>
#
# 每个样本在自己的 `k` 个数里取最大：最后一维，`axis=-1`。
# 一个样本时只有一维，`axis=-1` 也对。
# </details>

# %% nbgrader={"grade": false, "grade_id": "maxout", "locked": false, "schema_version": 3, "solution": true, "task": false}
def maxout(x, W, b):
    """Return the largest of k linear functions: shape (n,) for x of shape (n, d), a number for x of shape (d,)."""
    ### BEGIN SOLUTION
    return (x @ W.T + b).max(axis=-1)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_maxout", "locked": true, "points": 4, "schema_version": 3, "solution": false, "task": false}
checks.avoids("maxout", READY)
with checks.points(1, "例子，和两个输入的"):
    x, W, b = np.array([[-3.0], [1.0], [4.0]]), np.array([[-1.0], [0.5], [2.0]]), np.array([-1.0, 0.0, -3.0])
    call = "maxout(x, W, b)，x、W、b 是例子里的"
    checks.close(tried(call, maxout, x, W, b), np.array([2.0, 0.5, 5.0]), call=call, likely={
        "b 漏了": np.array([3.0, 2.0, 8.0]),
        "b 的正负号反了": np.array([4.0, 5.0, 11.0]),
        "W 和 x 逐个相乘了，一组权重配了一个样本：要矩阵乘法": np.array([3.0, 0.5, 8.0]),
        "沿错了方向：每个样本在自己的 k 个数里取最大": np.array([2.0, 2.0, 5.0]),
        "取成了最小": np.array([-9.0, -2.0, -5.0]),
        "只返回了一个数，应每个样本一个": lambda got: np.ndim(got) == 0,
        "这是每条直线的值，还要取最大": lambda got: np.ndim(got) == 2,
        "这是第几条直线最高，要的是它的值": np.array([0, 1, 2])})
    x, W, b = np.array([[1.0, 2.0], [3.0, 0.0], [-1.0, 1.0], [-2.0, -2.0]]), np.array([[1.0, -1.0], [0.0, 2.0], [2.0, 1.0]]), np.array([-1.0, -3.0, -2.0])
    call = "maxout([[1, 2], [3, 0], [-1, 1], [-2, -2]], [[1, -1], [0, 2], [2, 1]], [-1, -3, -2])"
    checks.close(tried(call, maxout, x, W, b), np.array([2.0, 4.0, -1.0, -1.0]), call=call, likely={
        "沿错了方向：每个样本在自己的 k 个数里取最大": np.array([2.0, 1.0, 4.0]),
        "从 0 起比较了：都是负数时，最大的也是负数": np.array([2.0, 4.0, 0.0, 0.0]),
        "每一组的 b 先加到自己的直线上，再取最大": np.array([3.0, 5.0, 1.0, -1.0])})
### BEGIN HIDDEN TESTS
with checks.points(1, "别的数"):
    rng = np.random.default_rng(checks.seed())
    x, W, b = rng.normal(size=(6, 3)), rng.normal(size=(4, 3)), rng.normal(size=4)
    highest = [max(sum(p * q for p, q in zip(w, row)) + c for w, c in zip(W.tolist(), b.tolist())) for row in x.tolist()]
    checks.close(maxout(x, W, b), np.array(highest), say="六个样本、三个输入、四组权重：不对")
    square = maxout(x[:4, :3], W[:, ::-1], b)
    checks.close(square, np.array([max(float(v) for v in W[:, ::-1] @ row + b) for row in x[:4]]), say="样本和权重一样多时：不对")
with checks.points(1, "一个样本，一组权重"):
    W, b = np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]]), np.array([0.5, -1.0, 4.0])
    checks.close(maxout(np.array([2.0, 3.0]), W, b), 8.5, say="x 是 (2,)：应返回一个数")
    checks.close(maxout(np.array([[2, 3], [-1, 0]]), np.array([[1, -2]]), np.array([3])), np.array([-1, 2]), say="k 是 1 时，就是线性层")
with checks.points(1, "都是负数，不改动 x、W、b"):
    x, W, b = np.array([[1.0, 1.0], [2.0, 0.5]]), np.array([[-1.0, -2.0], [-3.0, 0.0]]), np.array([-1.0, -0.5])
    checks.close(maxout(checks.inout(x), checks.inout(W), checks.inout(b)), np.array([-3.5, -4.0]), say="都是负数时：最大的还是负数")
    checks.equal([x.tolist(), W.tolist(), b.tolist()], [[[1.0, 1.0], [2.0, 0.5]], [[-1.0, -2.0], [-3.0, 0.0]], [-1.0, -0.5]],
                 say="maxout 改动了传进来的 x、W 或 b")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 4 题 得分变概率 `softmax`（5 分，8 分钟）
#
# $$p_i=\frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# **例子**：得分 $(1,2,3)$，$e^z=(2.718,\,7.389,\,20.086)$，加起来 30.193，概率是 $(.0900,\,.2447,\,.6652)$。
# 三个得分都加 10，概率一点不变；所以可以先减去最大的，变成 $(-2,-1,0)$，再取指数，就不会溢出。
#
# 写 `softmax(z, axis)`，沿着 `axis` 这一维变成概率。
#
# - `z` 可以有任意多维，`axis` 可以是负数；返回同样的形状，沿 `axis` 加起来是 1；
# - 大数：得分到 $\pm1000$，不许有 `nan`；同一批里，一行在 1000 附近、另一行在 $-1000$ 附近，两行都要对：$(1000,\,999)$ 和 $(-1000,\,-1001)$ 的概率都是 $(.7311,\,.2689)$。
#
# **小项**：例子 1，行和列 1，大数 1（公开），三维的和随机的 1，整数和不改动 `z` 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 三步：减最大的，取指数，除以和。
# 最大和求和都要沿着 `axis`。
# </details>
#
# <details><summary>提示 2：形状</summary>
#
# `z.max(axis=axis)` 少了一维，减的时候可能对不上；加 `keepdims=True`，少的那一维留成 1。
# 减整个数组的最大值，行和行差得远的时候，小的那一行全变成 0，又是 `0 / 0`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "softmax", "locked": false, "schema_version": 3, "solution": true, "task": false}
def softmax(z, axis):
    """Return the probabilities of scores z along an axis, in the shape of z; safe for large scores."""
    ### BEGIN SOLUTION
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_softmax", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
checks.avoids("softmax", READY)
with checks.points(1, "三个得分"):
    call = "softmax([1, 2, 3], 0)"
    checks.close(tried(call, softmax, np.array([1.0, 2.0, 3.0]), 0), np.array([0.09003, 0.24473, 0.66524]), tol=1e-4, call=call, likely={
        "没有取指数，只除以了和": np.array([1 / 6, 1 / 3, 1 / 2]),
        "取了指数，没有除以和": lambda got: abs(got.sum() - 1) > 0.1,
        "应先取指数，再加起来": np.exp([1, 2, 3]) / np.exp(6),
        "指数的符号反了": np.array([0.66524, 0.24473, 0.09003])})
with checks.points(1, "行和列"):
    z = np.array([[1.0, 2.0, 3.0], [3.0, 0.0, 3.0]])
    by_row = np.array([[0.09003, 0.24473, 0.66524], [0.48786, 0.02429, 0.48786]])
    by_column = np.array([[0.11920, 0.88080, 0.5], [0.88080, 0.11920, 0.5]])
    whole, call = np.exp(z) / np.exp(z).sum(), "softmax([[1, 2, 3], [3, 0, 3]], {})".format
    checks.close(tried(call(1), softmax, z, 1, again=True), by_row, tol=1e-4, call=call(1), likely={
        "axis=1 是一行之内加起来是 1": by_column, "用了整个数组的和": whole,
        "一维的和要留成一列：keepdims=True": lambda got: np.shape(got) != (2, 3)})
    checks.close(tried(call(0), softmax, z, 0, again=True), by_column, tol=1e-4, call=call(0), likely={
        "axis 没有用上：axis=0 是一列之内加起来是 1": by_row, "用了整个数组的和": whole})
with checks.points(1, "大数"):
    far, call = np.array([[1000.0, 999.0], [-1000.0, -1001.0], [1000.0, -1000.0]]), "softmax([[1000, 999], [-1000, -1001], [1000, -1000]], 1)"
    told = {"e 的 1000 次方装不下：先减最大的，每一行减自己的，不是整个数组的": lambda got: not np.isfinite(got).all()}
    shares = np.array([[0.73106, 0.26894], [0.73106, 0.26894], [1.0, 0.0]])
    checks.close(tried(call, softmax, far, 1, again=True), shares, tol=1e-4, call=call, likely=told)
    checks.close(tried("上面的表转置，softmax(z, 0)", softmax, far.T, 0, again=True), shares.T, tol=1e-4, call="上面的表转置，softmax(z, 0)", likely=told)
### BEGIN HIDDEN TESTS
def shares(row):
    """Compute the probabilities of one list of scores of ordinary size."""
    return [math.exp(v) / sum(math.exp(w) for w in row) for v in row]


with checks.points(1, "三维的，随机的"):
    z = np.random.default_rng(checks.seed()).normal(0, 2, (2, 3, 4))
    last = np.array([[shares(row) for row in part] for part in z.tolist()])
    middle = np.array([[shares(column) for column in part.T.tolist()] for part in z]).swapaxes(1, 2)
    checks.close(softmax(z, 2), last, say="(2, 3, 4) 的数组，axis=2：不对")
    checks.close(softmax(z, -1), last, say="axis=-1，就是最后一维")
    checks.close(softmax(z, 1), middle, say="(2, 3, 4) 的数组，axis=1：不对")
    checks.close(softmax(z, -2), middle, say="(2, 3, 4) 的数组，axis=-2：不对")
with checks.points(1, "整数，不改动 z"):
    checks.close(softmax(np.array([[0, 2], [-1, -1]]), 1), np.array([[0.11920292, 0.88079708], [0.5, 0.5]]), say="整数的得分：不对")
    given = np.array([[0.0, 2.0], [1.0, 1.0]])
    checks.close(softmax(checks.inout(given), 1), np.array([[0.11920292, 0.88079708], [0.5, 0.5]]))
    checks.equal(given, np.array([[0.0, 2.0], [1.0, 1.0]]), say="softmax 改动了传进来的 z")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 5 题 回归的损失 `mae`、`mse`、`huber`、`smooth_l1`（8 分，11 分钟）
#
# 记 $r=\hat y-y$，预测减标签。
#
# | 函数 | 一个元素的损失 | PyTorch 里 | 分 |
# |---|---|---|---|
# | `mae(pred, target)` | $\lvert r\rvert$ | `L1Loss` | 2 |
# | `mse(pred, target)` | $r^2$ | `MSELoss` | 2 |
# | `huber(pred, target, delta=1.0)` | $\lvert r\rvert\le\delta$ 是 $\frac12r^2$，否则是 $\delta\left(\lvert r\rvert-\frac\delta2\right)$ | `HuberLoss` | 2 |
# | `smooth_l1(pred, target, beta=1.0)` | Huber 取 $\delta=\beta$，再除以 $\beta$ | `SmoothL1Loss` | 2 |
#
# Huber 在近处像平方，在远处像绝对值：一个离群点，不至于一家独大。
#
# **例子**：$r=0.5,\,-1,\,-3$。
#
# | $r$ | $\lvert r\rvert$ | $r^2$ | Huber，$\delta=1$ | Huber，$\delta=2$ | SmoothL1，$\beta=2$ |
# |---|---|---|---|---|---|
# | $0.5$ | 0.5 | 0.25 | 0.125 | 0.125 | 0.0625 |
# | $-1$ | 1 | 1 | 0.5 | 0.5 | 0.25 |
# | $-3$ | 3 | 9 | 2.5 | 4 | 2 |
# | 平均 | 1.5 | 3.4167 | 1.0417 | 1.5417 | 0.7708 |

# %%
r = np.linspace(-3, 3, 121)
draw_lines([(r, np.minimum(abs(r), 1) * (abs(r) - np.minimum(abs(r), 1) / 2), r"Huber，$\delta=1$"), (r, r**2 / 2, r"$r^2/2$"),
            (r, abs(r), r"$|r|$")], "三条两边高、中间低的线：抛物线，V 形的绝对值，和 Huber。Huber 在正负 1 之间和抛物线重合，往外是两条直线，比绝对值低 0.5。", xlabel="$r$")

# %% [markdown]
# 写这四个函数，各返回所有元素的平均，一个数。
#
# - `pred`、`target` 形状相同，几维都行；二维的也是**所有**元素一起平均；
# - `delta`、`beta` 是正数。
#
# **小项**：每个函数，例子 1，隐藏的检查 1（随机的数、二维、整数、不改动；后两个还有别的 `delta`、`beta`）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先算 `r`，再逐个算损失，最后 `.mean()`。
# </details>
#
# <details><summary>提示 2：分两段</summary>
#
# `size = abs(pred - target)`，再 `np.where(size <= delta, 近处的, 远处的)`。
# `smooth_l1` 可以调用 `huber`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "smooth_l1", "locked": false, "schema_version": 3, "solution": true, "task": false}
def mae(pred, target):
    """Return the mean absolute error."""
    ### BEGIN SOLUTION
    return abs(pred - target).mean()
    ### END SOLUTION


def mse(pred, target):
    """Return the mean squared error."""
    ### BEGIN SOLUTION
    return ((pred - target) ** 2).mean()
    ### END SOLUTION


def huber(pred, target, delta=1.0):
    """Return the mean Huber loss: half the square up to delta, a straight line beyond."""
    ### BEGIN SOLUTION
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()
    ### END SOLUTION


def smooth_l1(pred, target, beta=1.0):
    """Return the mean smooth L1 loss: the Huber loss of delta = beta, divided by beta."""
    ### BEGIN SOLUTION
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_smooth_l1", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "mae 的例子"):
    checks.avoids("mae", READY)
    pred, target = np.array([2.5, 1.0, 3.0]), np.array([2.0, 2.0, 6.0])
    call = "mae([2.5, 1, 3], [2, 2, 6])"
    checks.close(tried(call, mae, pred, target), 1.5, call=call, likely={
        "这是和，要平均": 4.5, "没有取绝对值": lambda got: abs(abs(got) - 3.5 / 3) < 1e-6,
        "这是每个元素的损失，还要平均": lambda got: np.ndim(got) > 0})
with checks.points(1, "mse 的例子"):
    checks.avoids("mse", READY)
    pred, target = np.array([2.5, 1.0, 3.0]), np.array([2.0, 2.0, 6.0])
    call = "mse([2.5, 1, 3], [2, 2, 6])"
    checks.close(tried(call, mse, pred, target), 10.25 / 3, call=call, likely={
        "这是和，要平均": 10.25, "不乘二分之一": 10.25 / 6, "先平均再平方了，应先平方": (3.5 / 3) ** 2, "不开方": (10.25 / 3) ** 0.5,
        "这是每个元素的损失，还要平均": lambda got: np.ndim(got) > 0})
with checks.points(1, "huber 的例子"):
    checks.avoids("huber", READY)
    pred, target = np.array([2.5, 1.0, 3.0]), np.array([2.0, 2.0, 6.0])
    call = "huber([2.5, 1, 3], [2, 2, 6])"
    checks.close(tried(call, huber, pred, target), 3.125 / 3, call=call, likely={
        "这是和，要平均": 3.125, "没有分两段，或者比较的不是绝对值": 5.125 / 3, "远处漏了减 δ/2": 3.625 / 3, "近处漏了二分之一": 3.75 / 3,
        "两段反了": 5.0 / 3, "两段各自平均再相加了：合在一起平均": 2.8125})
    call = "huber([2.5, 1, 3], [2, 2, 6], 2.0)"
    checks.close(tried(call, huber, pred, target, 2.0), 4.625 / 3, call=call, likely={
        "delta 没有用上": 3.125 / 3, "远处漏了乘 δ": 2.625 / 3, "远处的 δ/2 也要乘 δ": 5.625 / 3, "这是 smooth_l1": 2.3125 / 3})
with checks.points(1, "smooth_l1 的例子"):
    checks.avoids("smooth_l1", READY)
    pred, target = np.array([2.5, 1.0, 3.0]), np.array([2.0, 2.0, 6.0])
    call = "smooth_l1([2.5, 1, 3], [2, 2, 6], 2.0)"
    checks.close(tried(call, smooth_l1, pred, target, 2.0), 2.3125 / 3, call=call, likely={
        "这是 huber，还要除以 β": 4.625 / 3, "beta 没有用上": 3.125 / 3, "除成乘了": 9.25 / 3, "这是和，要平均": 2.3125,
        "huber 的 δ 应取 β，再除以 β": 1.5625 / 3})
### BEGIN HIDDEN TESTS
def pairs():
    """Return random predictions and targets, far and near, in a table and in a row."""
    rng = np.random.default_rng(checks.seed())
    pred = rng.normal(0, 2, (3, 4))
    return [(pred, rng.normal(0, 2, (3, 4))), (np.array([3, -1]), np.array([1, 4])), (np.array([0.5]), np.array([0.5]))]


def mean_of(each, pred, target):
    """Average a loss of one residual over all elements."""
    residuals = (pred - target).ravel().tolist()
    return sum(map(each, residuals)) / len(residuals)


def bend(size, delta):
    """Compute the Huber loss of one residual."""
    return size * size / 2 if -delta <= size <= delta else delta * (abs(size) - delta / 2)


with checks.points(1, "mae：随机的数、二维、整数，不改动"):
    checks.avoids("mae", READY)
    for pred, target in pairs():
        right = mean_of(abs, pred, target)
        kept = pred.copy(), target.copy()
        checks.close(mae(checks.inout(pred), checks.inout(target)), right, say="随机的数、二维的表、整数，或者只有一个数：mae 不对")
        checks.equal([pred, target], list(kept), say="mae 改动了传进来的数组")
with checks.points(1, "mse：随机的数、二维、整数，不改动"):
    checks.avoids("mse", READY)
    for pred, target in pairs():
        right = mean_of(lambda r: r * r, pred, target)
        kept = pred.copy(), target.copy()
        checks.close(mse(checks.inout(pred), checks.inout(target)), right, say="随机的数、二维的表、整数，或者只有一个数：mse 不对")
        checks.equal([pred, target], list(kept), say="mse 改动了传进来的数组")
with checks.points(1, "huber：随机的数、别的 delta、整数，不改动"):
    checks.avoids("huber", READY)
    for pred, target in pairs():
        kept = pred.copy(), target.copy()
        for delta in (0.3, 1.0, 2.5):
            right = mean_of(lambda r: bend(r, delta), pred, target)
            checks.close(huber(checks.inout(pred), checks.inout(target), delta=delta), right, say=f"delta 是 {delta}：huber 不对")
        checks.equal([pred, target], list(kept), say="huber 改动了传进来的数组")
with checks.points(1, "smooth_l1：随机的数、别的 beta、整数，不改动"):
    checks.avoids("smooth_l1", READY)
    for pred, target in pairs():
        kept = pred.copy(), target.copy()
        checks.close(smooth_l1(pred, target), mean_of(lambda r: bend(r, 1), pred, target), say="不写 beta，就是 1：smooth_l1 不对")
        for beta in (0.3, 2.5):
            right = mean_of(lambda r: bend(r, beta) / beta, pred, target)
            checks.close(smooth_l1(checks.inout(pred), checks.inout(target), beta=beta), right, say=f"beta 是 {beta}：smooth_l1 不对")
        checks.equal([pred, target], list(kept), say="smooth_l1 改动了传进来的数组")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 6 题 两类的损失 `bce`、`bce_logits`（7 分，12 分钟）
#
# 两类：标签 $y$ 是 1 或 0，$\hat y$ 是“是 1”的概率。
# 二元交叉熵（BCE）：
#
# $$-\left[\,y\ln\hat y+(1-y)\ln(1-\hat y)\,\right]$$
#
# **例子**：
#
# | $\hat y$ | $y$ | 损失 |
# |---|---|---|
# | 0.2 | 0 | $-\ln0.8=0.2231$ |
# | 0.9 | 1 | $-\ln0.9=0.1054$ |
# | 0.6 | 1 | $-\ln0.6=0.5108$ |
# | 0.9 | 0 | $-\ln0.1=2.3026$ |
#
# 和是 3.1419，平均是 0.7855：以平均为准。
#
# 网络给的往往不是概率，是得分 $z$，$\hat y=\sigma(z)$。
# 先算 $\sigma(z)$ 再取对数，得分大时要坏：$\sigma(200)$ 在计算机里就是 1，$1-\hat y=0$，$\ln0$ 是负无穷。
# 把 $\hat y=\sigma(z)$ 代进去，$-\ln\sigma(z)=\ln(1+e^{-z})$，$-\ln(1-\sigma(z))=\ln(1+e^{z})$，就绕开了概率：
#
# $$y\ln(1+e^{-z})+(1-y)\ln(1+e^{z})$$
#
# 得分 200、标签 0，损失应是 $\ln(1+e^{200})=200$。
# 这就是 PyTorch 的 `BCELoss` 和 `BCEWithLogitsLoss`：前者把对数截在 $-100$，只说 100；后者说 200。
#
# 写两个函数，各返回所有元素的平均。
#
# - `bce(pred, target)`：`pred` 是概率，可以恰好是 0 或 1；对数比 $-100$ 还小的（包括负无穷），按 $-100$ 算；
# - `bce_logits(logits, target)`：`logits` 是得分，经得起 $\pm1000$，**不**截断；
# - 标签也可以是 0 和 1 之间的小数，公式照用；几维都行，整数也行，不改动传进来的。
#
# **小项**：`bce` 的例子 1，随机的 1，概率是 0 或 1 的 1；`bce_logits` 的例子 1，随机的 1，大数 2（得分 200 和 1000、标签 0 的 1，公开；别的 1）。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 公式逐个元素成立，标签是 1 时第二项乘了 0，是 0 时第一项乘了 0，不用 `if`。
# 最后 `.mean()`。
# </details>
#
# <details><summary>提示 2：截断</summary>
#
# `np.maximum(np.log(p), -100)`：`np.log(0)` 是 `-inf`，和 $-100$ 比，取大的。
# 截的是对数，不是概率；不截的话，`0 * -inf` 是 `nan`。
# </details>
#
# <details><summary>提示 3：大数</summary>
#
# $\ln(1+e^{z})$ 就是第 1 题的 softplus，写 `np.logaddexp(0, z)`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "bce_logits", "locked": false, "schema_version": 3, "solution": true, "task": false}
def bce(pred, target):
    """Return the mean binary cross-entropy of probabilities; logarithms below -100 count as -100."""
    ### BEGIN SOLUTION
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()
    ### END SOLUTION


def bce_logits(logits, target):
    """Return the mean binary cross-entropy of scores; safe for large scores."""
    ### BEGIN SOLUTION
    return (np.logaddexp(0, logits) - target * logits).mean()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_bce_logits", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "bce 的例子"):
    checks.avoids("bce", READY)
    pred, target = np.array([[0.2, 0.9], [0.6, 0.9]]), np.array([[0.0, 1.0], [1.0, 0.0]])
    call = "bce([[.2, .9], [.6, .9]], [[0, 1], [1, 0]])，例子里的四个"
    checks.close(tried(call, bce, pred, target), 0.785479, tol=1e-5, call=call, likely={
        "除以了行数，应除以所有元素的个数": 1.570957,
        "这是和，要平均": 3.141915, "漏了前面的负号": -0.785479, "漏了标签是 0 的那一项": 0.154047, "漏了标签是 1 的那一项": 0.631432,
        "标签用反了：y 乘的是 ln ŷ": 1.233419,
        "对数的底应是 e": lambda got: min(abs(got - 0.341129), abs(got - 1.133206)) < 1e-4,
        "按行平均了：所有元素一起平均": lambda got: np.ndim(got) > 0,
        "对恰好是 0 或 1 的标签取了对数：参数的次序是 pred, target": lambda got: abs(got) > 10})
with checks.points(1, "bce_logits 的例子"):
    checks.avoids("bce_logits", READY)
    call = "bce_logits([2, -1, 0], [1, 0, 1])"
    z, y = np.array([2.0, -1.0, 0.0]), np.array([1.0, 0.0, 1.0])
    checks.close(tried(call, bce_logits, z, y), 0.377779, tol=1e-5, call=call, likely={
        "这是和，要平均": 1.133337, "整个的符号反了": -0.377779, "两项的指数反了，或者标签用反了": 1.377779,
        "漏了标签是 1 的那一项": 0.104421, "漏了标签是 0 的那一项": 0.273358, "没有看标签": 1.044446,
        "把得分当概率了，要先过 σ": lambda got: not np.isfinite(got) or got > 10})
with checks.points(1, "bce_logits：得分 200 和 1000、标签 0"):
    checks.avoids("bce_logits", READY)
    call = "bce_logits([200], [0])"
    checks.close(tried(call, bce_logits, np.array([200.0]), np.array([0.0]), again=True), 200.0, call=call, likely={
        "先算 σ(z)，再取对数，就坏了：用绕开概率的那个公式，加 np.logaddexp": lambda got: not np.isfinite(got),
        "截在 −100 的是 bce；bce_logits 不经过概率，也不截": 100.0,
        "概率被截过，或者加了一个小数：不要经过概率": lambda got: 5 < got < 99})
    call = "bce_logits([1000], [0])"
    checks.close(tried(call, bce_logits, np.array([1000.0]), np.array([0.0]), again=True), 1000.0, call=call, likely={
        "e 的 1000 次方装不下：ln(1 + e 的 z 次方) 写成 np.logaddexp(0, z)": lambda got: not np.isfinite(got),
        "得分被截过：结果不许截": lambda got: 5 < got < 999})
### BEGIN HIDDEN TESTS
def draws():
    """Return scores and labels: a table of 0 and 1, and a row of soft labels."""
    rng = np.random.default_rng(checks.seed())
    return [(rng.normal(0, 3, (4, 3)), rng.integers(0, 2, (4, 3))), (rng.normal(0, 3, 7), rng.uniform(0, 1, 7))]


def each(p, y):
    """Compute the binary cross-entropy of one probability."""
    return -(y * math.log(p) + (1 - y) * math.log(1 - p))


with checks.points(1, "bce：随机的、小数的标签，不改动"):
    checks.avoids("bce", READY)
    for z, y in draws():
        p = 1 / (1 + np.exp(-z))
        right, kept = sum(map(each, p.ravel().tolist(), y.ravel().tolist())) / y.size, (p.copy(), y.copy())
        checks.close(bce(checks.inout(p), checks.inout(y)), right, say="随机的概率，标签是 0、1 或小数：bce 不对")
        checks.equal([p, y], list(kept), say="bce 改动了传进来的数组")
with checks.points(1, "bce：概率恰好是 0 或 1"):
    checks.avoids("bce", READY)
    checks.close(bce(np.array([0.0, 1.0, 0.5]), np.array([0.0, 1.0, 1.0])), math.log(2) / 3, say="概率是 0 或 1，而且答对了：这两个的损失是 0")
    checks.close(bce(np.array([1.0, 0.0]), np.array([0.0, 1.0])), 100.0, say="概率是 0 或 1，而且答错了：损失按 100 算")
    checks.close(bce(np.array([1e-60, 1e-20]), np.array([1.0, 1.0])), 50 + 10 * math.log(10), say="1e-60 按 100 算，1e-20 不到 100，不截")
    checks.close(bce(np.array([0, 1]), np.array([1, 1])), 50.0, say="整数的概率和标签：bce 不对")
with checks.points(1, "bce_logits：随机的、小数的标签，不改动"):
    checks.avoids("bce_logits", READY)
    for z, y in draws():
        p = 1 / (1 + np.exp(-z))
        right, kept = sum(map(each, p.ravel().tolist(), y.ravel().tolist())) / y.size, (z.copy(), y.copy())
        checks.close(bce_logits(checks.inout(z), checks.inout(y)), right, say="随机的得分，标签是 0、1 或小数：bce_logits 不对")
        checks.equal([z, y], list(kept), say="bce_logits 改动了传进来的数组")
with checks.points(1, "bce_logits：别的大数"):
    checks.avoids("bce_logits", READY)
    checks.close(bce_logits(np.array([-1000.0, 1000.0]), np.array([1.0, 0.0])), 1000.0, say="得分 ±1000、答错了：损失是 1000")
    checks.close(bce_logits(np.array([-1000.0, 1000.0, 0.0]), np.array([0.0, 1.0, 1.0])), math.log(2) / 3, say="得分 ±1000、答对了：损失是 0")
    checks.close(bce_logits(np.array([-40, 800]), np.array([1, 0])), 420.0, say="整数的得分：bce_logits 不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 7 题 多类的损失 `nll`、`ce_logits`（7 分，12 分钟）
#
# 多类：得分排成 `(n, K)`，一行一个样本，一列一类；标签是 `(n,)` 的整数，是第几类。
# 交叉熵只看**正确那一类**的概率，取负对数，再对 $n$ 个样本平均：
#
# $$-\frac1n\sum_i\ln p_{i,y_i},\qquad p_i=\text{softmax}(z_i)$$
#
# PyTorch 把它拆成两半：`NLLLoss` 收对数概率 $\ln p$，只管“挑出来，取负，平均”；`CrossEntropyLoss` 收得分，自己做 softmax。
#
# **例子**：两个样本，三类。
#
# | 得分 | 概率 | 标签 | 损失 |
# |---|---|---|---|
# | $(2,\,1,\,0.1)$ | $(.6590,\,.2424,\,.0986)$ | 0 | $-\ln.6590=0.4170$ |
# | $(0.5,\,0.5,\,2)$ | $(.1543,\,.1543,\,.6914)$ | 1 | $-\ln.1543=1.8690$ |
#
# 平均 1.1430。
#
# 得分上千，概率会变成 0，再取对数是负无穷。
# 所以不要先算概率，把 softmax 代进去，再提出最大的得分 $m=\max_jz_j$：
#
# $$-\ln p_{y}=\ln\sum_je^{z_j}-z_y=m+\ln\sum_je^{z_j-m}-z_y$$
#
# 写两个函数。
#
# - `nll(log_p, target)`：`log_p` 是 `(n, K)` 的对数概率；
# - `ce_logits(logits, target)`：`logits` 是 `(n, K)` 的得分，经得起 $\pm1000$，几行可以差得很远；得分 $(1000,0,-1000)$、标签 2，损失是 2000；
# - `n` 可以是 1；得分可以是整数；不改动传进来的。
#
# **小项**：`nll` 的例子 1，随机的 1，一个样本和不改动 1；`ce_logits` 的例子 1，随机的和不改动 1，大数 2（一行 1，公开；几行差得远的 1）。
#
# <details><summary>提示 1：从每一行挑一个</summary>
#
# `log_p[np.arange(n), target]`：第 0 行挑第 `target[0]` 列，第 1 行挑第 `target[1]` 列……得到 `(n,)`。
# `log_p[:, target]` 是另一回事：它把整列整列地挑出来。
# </details>
#
# <details><summary>提示 2：大数</summary>
#
# 每一行减去自己的最大值（`keepdims=True`），softmax 不变；减完以后，$\ln p$ 就是“得分减 $\ln\sum e$”，不经过概率。
# 接下去可以调用 `nll`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "ce_logits", "locked": false, "schema_version": 3, "solution": true, "task": false}
def nll(log_p, target):
    """Return the mean negative log-likelihood of the true classes, given log-probabilities (n, K)."""
    ### BEGIN SOLUTION
    return -log_p[np.arange(len(target)), target].mean()
    ### END SOLUTION


def ce_logits(logits, target):
    """Return the mean cross-entropy of scores (n, K); safe for large scores."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_ce_logits", "locked": true, "points": 7, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "nll 的例子"):
    checks.avoids("nll", READY)
    log_p = np.log([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
    call = "nll(log_p, [0, 1])，概率是 [.7, .2, .1] 和 [.1, .3, .6]"
    checks.close(tried(call, nll, log_p, np.array([0, 1])), 0.780324, tol=1e-5, call=call, likely={
        "log_p[target] 取的是整行：每行挑一个，还要 np.arange(n)": 1.381014,
        "漏了负号": -0.780324, "这是和，要对样本平均": 1.560648, "除以了所有元素的个数，应除以样本数": 0.260108,
        "挑出来的是整列，应每行挑一个": 1.368171, "挑了概率最大的，应挑标签那一类": 0.433750,
        "log_p 已经取过对数了": lambda got: not np.isfinite(got),
        "传进来的是对数，不是概率：不用再取指数": -0.5,
        "这是每个样本的损失，还要平均": lambda got: np.ndim(got) > 0})
with checks.points(1, "ce_logits 的例子"):
    checks.avoids("ce_logits", READY)
    z = np.array([[2.0, 1.0, 0.1], [0.5, 0.5, 2.0]])
    call = "ce_logits([[2, 1, .1], [.5, .5, 2]], [0, 1])"
    checks.close(tried(call, ce_logits, z, np.array([0, 1])), 1.143006, tol=1e-5, call=call, likely={
        "给 nll 的应是对数概率，漏了取对数": -0.406641,
        "漏了负号": -1.143006, "这是和，要对样本平均": 2.286011, "softmax 做了两遍": 1.056730, "没有做 softmax，把得分当对数概率了": -1.25,
        "softmax 沿错了方向：每一行是一个样本": 0.587745, "挑出来的是整列，应每行挑一个": 1.393006, "用了所有得分的和：每一行用自己的": 1.836441,
        "这是每个样本的损失，还要平均": lambda got: np.ndim(got) > 0})
with checks.points(1, "ce_logits：一行大数"):
    checks.avoids("ce_logits", READY)
    call = "ce_logits([[1000, 0, -1000]], [2])"
    checks.close(tried(call, ce_logits, np.array([[1000.0, 0.0, -1000.0]]), np.array([2]), again=True), 2000.0, call=call, likely={
        "e 的 1000 次方装不下，或者概率是 0 取了对数：先减最大的得分，不经过概率": lambda got: not np.isfinite(got),
        "概率被截过，或者加了一个小数：不要经过概率": lambda got: 5 < got < 1999})
### BEGIN HIDDEN TESTS
def lost_by(row, label):
    """Compute the cross-entropy of one list of scores of ordinary size."""
    return math.log(sum(math.exp(v) for v in row)) - row[label]


with checks.points(1, "nll：随机的"):
    checks.avoids("nll", READY)
    rng = np.random.default_rng(checks.seed())
    log_p, y = np.log(rng.dirichlet(np.ones(4), 6)), rng.integers(0, 4, 6)
    checks.close(nll(log_p, y), -sum(row[k] for row, k in zip(log_p.tolist(), y.tolist())) / 6, say="六个样本、四类：nll 不对")
    square = np.log(rng.dirichlet(np.ones(3), 3))
    checks.close(nll(square, np.array([2, 0, 0])), -(square[0, 2] + square[1, 0] + square[2, 0]) / 3, say="样本和类一样多时：nll 不对")
with checks.points(1, "nll：一个样本，不改动"):
    checks.avoids("nll", READY)
    log_p, y = np.log([[0.25, 0.75]]), np.array([1])
    checks.close(nll(checks.inout(log_p), checks.inout(y)), -math.log(0.75), say="只有一个样本、两类：nll 不对")
    checks.equal([log_p, y], [np.log([[0.25, 0.75]]), np.array([1])], say="nll 改动了传进来的数组")
with checks.points(1, "ce_logits：随机的、一个样本、整数，不改动"):
    checks.avoids("ce_logits", READY)
    rng = np.random.default_rng(checks.seed() + 1)
    for z, y in ((rng.normal(0, 2, (6, 4)), rng.integers(0, 4, 6)), (rng.normal(0, 2, (3, 3)), np.array([2, 0, 0])),
                 (np.array([[1, -2]]), np.array([1]))):
        right, kept = sum(map(lost_by, z.tolist(), y.tolist())) / len(y), (z.copy(), y.copy())
        checks.close(ce_logits(checks.inout(z), checks.inout(y)), right, say="随机的得分、一个样本，或者整数的得分：ce_logits 不对")
        checks.equal([z, y], list(kept), say="ce_logits 改动了传进来的数组")
with checks.points(1, "ce_logits：大数，几行差得远"):
    checks.avoids("ce_logits", READY)
    checks.close(ce_logits(np.array([[1000.0, 0.0, -1000.0]]), np.array([0])), 0.0, say="得分 1000、0、-1000，标签 0：损失是 0")
    far = np.array([[1002.0, 1001.0, 1000.1], [-999.5, -999.5, -998.0]])
    checks.close(ce_logits(far, np.array([0, 1])), 1.14300558, say="一行在 1000 附近，一行在 -1000 附近：每一行减自己的最大值")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 8 题 分布差多远，成对的距离 `kl`、`hinge_embedding`（5 分，8 分钟）
#
# **KL 散度**：标签不是“第几类”，而是一整个分布 $p$；预测的分布是 $q$。
#
# $$\text{KL}(p\,\|\,q)=\sum_ip_i\ln\frac{p_i}{q_i}$$
#
# 两个分布一样时是 0，否则大于 0；$p$ 和 $q$ 对调，数就变了，所以它不是距离，只说差多远。
#
# **例子**：$p=(.7,.2,.1)$，$q=(.5,.3,.2)$：$0.7\ln1.4+0.2\ln\frac23+0.1\ln0.5=0.2355-0.0811-0.0693=0.0851$；对调以后是 0.0920。
#
# **HingeEmbedding**：`pred` 是两样东西的距离 $x$，标签 1 是“相像”，$-1$ 是“不相像”。
# 相像的，损失就是距离；不相像的，只要隔开了一个 `margin`（间隔）就没有损失：
#
# $$y=1:\ x\qquad\qquad y=-1:\ \max(0,\ \text{margin}-x)$$
#
# **例子**：`margin` 是 1，距离 $(0.3,\,2,\,0.4,\,1.5)$，标签 $(1,1,-1,-1)$：损失 0.3、2、0.6、0，平均 0.725。
#
# 写两个函数，还是预测在前，标签在后。
#
# - `kl(pred, target)`：`pred` 是 $q$，`target` 是 $p$，都是概率（PyTorch 的 `KLDivLoss` 收的却是 $\ln q$）；一个分布 `(K,)` 是各项的**和**；一批 `(n, K)` 是每行求和，再对 `n` 行平均；
# - $p_i=0$ 的那一项算 0，不许是 `nan`；$q_i$ 总大于 0；
# - `hinge_embedding(pred, target, margin=1.0)`：所有元素的平均，几维都行；
# - 不改动传进来的。
#
# **小项**：`kl` 的例子 1，一批和不改动 1，有 0 的 1；`hinge_embedding` 的例子 1，随机的、别的 `margin` 和不改动 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `kl`：先逐项算，沿最后一维 `.sum(axis=-1)`，再 `.mean()`；一个分布时，一个数的平均还是它自己。
# `hinge_embedding`：`np.where(target == 1, …, …)`。
# </details>
#
# <details><summary>提示 2：0 的对数</summary>
#
# $0\times\ln0$ 在计算机里是 `nan`。
# 先用 `np.where` 把 $p$ 里的 0 换成 1 再取对数：$0\times\ln\frac1q=0$。
# </details>

# %% nbgrader={"grade": false, "grade_id": "hinge_embedding", "locked": false, "schema_version": 3, "solution": true, "task": false}
def kl(pred, target):
    """Return KL(target || pred) of distributions, summed over the last axis and averaged over the rows."""
    ### BEGIN SOLUTION
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()
    ### END SOLUTION


def hinge_embedding(pred, target, margin=1.0):
    """Return the mean of distances where target is 1, and of what they lack of the margin where it is -1."""
    ### BEGIN SOLUTION
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_hinge_embedding", "locked": true, "points": 5, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "kl 的例子"):
    checks.avoids("kl", READY)
    p, q = np.array([0.7, 0.2, 0.1]), np.array([0.5, 0.3, 0.2])
    call = "kl(pred=[.5, .3, .2], target=[.7, .2, .1])"
    checks.close(tried(call, kl, q, p), 0.085123, tol=1e-5, call=call, likely={
        "PyTorch 收的是 ln q，这里收的是 q：要取对数": -1.231819,
        "p 和 q 对调了：pred 是 q，target 是 p": 0.092033, "符号反了": -0.085123, "一个分布的各项要加起来，不是平均": 0.028374,
        "这是交叉熵，少了 p ln p 那一半": 0.886941, "外面乘的应是 p，不是 q": -0.092033,
        "这是每一项，还要加起来": lambda got: np.ndim(got) > 0})
with checks.points(1, "hinge_embedding 的例子"):
    checks.avoids("hinge_embedding", READY)
    call = "hinge_embedding([0.3, 2, 0.4, 1.5], [1, 1, -1, -1])"
    x, y = np.array([0.3, 2.0, 0.4, 1.5]), np.array([1, 1, -1, -1])
    checks.close(tried(call, hinge_embedding, x, y), 0.725, call=call, likely={
        "这是和，要平均": 2.9, "两种标签反了": 2.6 / 4, "不相像的，损失是间隔减距离": 4.2 / 4, "相像的，损失就是距离，不看间隔": 1.3 / 4,
        "隔开了一个间隔就没有损失：间隔减距离，要和 0 比": 2.4 / 4, "这是另一种 hinge，max(0, margin − y·x)": 4.6 / 4,
        "这是每个元素的损失，还要平均": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
with checks.points(1, "kl：一批，不改动"):
    checks.avoids("kl", READY)
    rng = np.random.default_rng(checks.seed())
    q, p = rng.dirichlet(np.ones(4), 3), rng.dirichlet(np.ones(4), 3)
    rows = [sum(a * math.log(a / b) for a, b in zip(mine, other)) for mine, other in zip(p.tolist(), q.tolist())]
    kept = q.copy(), p.copy()
    checks.close(kl(checks.inout(q), checks.inout(p)), sum(rows) / 3, say="三行四列的一批：每行求和，再对三行平均")
    checks.equal([q, p], list(kept), say="kl 改动了传进来的数组")
    checks.close(kl(q[1], p[1]), rows[1], say="随机的一个分布：kl 不对")
    checks.close(kl(p, p), 0.0, say="两个分布一样：应是 0")
with checks.points(1, "kl：标签的分布里有 0"):
    checks.avoids("kl", READY)
    q, p = np.array([[0.5, 0.25, 0.25], [0.1, 0.8, 0.1]]), np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]])
    right = (0.5 * math.log(2) - math.log(0.8)) / 2
    checks.close(kl(checks.inout(q), checks.inout(p)), right, say="p 里有 0：那一项算 0")
    checks.equal(p, np.array([[0.5, 0.5, 0.0], [0.0, 1.0, 0.0]]), say="kl 改动了传进来的 target")
    checks.close(kl(np.array([0.2, 0.8]), np.array([0, 1])), -math.log(0.8), say="整数的独热标签：kl 不对")
with checks.points(1, "hinge_embedding：随机的、别的 margin，不改动"):
    checks.avoids("hinge_embedding", READY)
    rng = np.random.default_rng(checks.seed() + 1)
    for x, y in ((rng.uniform(0, 3, (4, 3)), rng.choice([-1, 1], (4, 3))), (np.array([1, 0, 3]), np.array([-1, -1, 1]))):
        kept = x.copy(), y.copy()
        for margin in (1.0, 2.5):
            each = [v if k == 1 else max(0.0, margin - v) for v, k in zip(x.ravel().tolist(), y.ravel().tolist())]
            got = hinge_embedding(checks.inout(x), checks.inout(y), margin=margin)
            checks.close(got, sum(each) / len(each), say=f"margin 是 {margin}：hinge_embedding 不对")
        checks.equal([x, y], list(kept), say="hinge_embedding 改动了传进来的数组")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 9 题 少数类 `focal`、`weighted_ce`（8 分，14 分钟）
#
# 一千张片子里只有几十张有病灶，用平常的交叉熵，网络一律答“没有”，损失也不大。
# 有两个办法，让少数类说话大声一点。
#
# **focal**（两类，收得分 $z$）：记 $p=\sigma(z)$，**正确那一类**的概率是 $p_t$，标签 1 时 $p_t=p=\sigma(z)$，标签 0 时 $p_t=1-p=\sigma(-z)$。
#
# $$-\alpha_t\,(1-p_t)^\gamma\ln p_t$$
#
# $\gamma$ 越大，答得有把握的（$p_t$ 近 1）越不算数。
# $\alpha_t$ 是类别的权重：标签 1 时是 $\alpha$，标签 0 时是 $1-\alpha$；不给 $\alpha$，就不乘。
#
# **例子**：$\gamma=2$，得分 $(\ln9,\,0,\,\ln9)$，标签 $(1,1,0)$。
#
# | $p$ | 标签 | $p_t$ | $-\ln p_t$ | $(1-p_t)^2$ | 不给 $\alpha$ | $\alpha=0.25$ |
# |---|---|---|---|---|---|---|
# | 0.9 | 1 | 0.9 | 0.1054 | 0.01 | 0.0011 | 0.0003 |
# | 0.5 | 1 | 0.5 | 0.6931 | 0.25 | 0.1733 | 0.0433 |
# | 0.9 | 0 | 0.1 | 2.3026 | 0.81 | 1.8651 | 1.3989 |
# | 平均 | | | 1.0337 | | 0.6798 | 0.4808 |

# %%
p = np.linspace(0.01, 1, 100)
draw_lines([(p, -((1 - p) ** gamma) * np.log(p), rf"$\gamma={gamma}$") for gamma in (0, 2, 5)],
           "三条从左上降到右下的曲线：γ 越大，右边贴着 0 的一段越长，也就是答得有把握的样本几乎没有损失。", xlabel="$p_t$", ylabel="损失")

# %% [markdown]
# **weighted_ce**（多类，收得分）：第 $k$ 类的权重是 $w_k$，每个样本按自己的类别加权。
# 平均时除以**这些样本的权重之和**，不是除以 $n$：
#
# $$\frac{\sum_iw_{y_i}\cdot(-\ln p_{i,y_i})}{\sum_iw_{y_i}}$$
#
# PyTorch 的 `CrossEntropyLoss(weight=…)` 就是这样。
#
# **例子**：得分还是第 7 题的两行，标签换成 $(1,0)$，交叉熵是 1.4170 和 1.8690；三类的权重 $w=(3,1,2)$。
# 两个样本的权重是 $w_1=1$、$w_0=3$：$\dfrac{1\times1.4170+3\times1.8690}{1+3}=1.7560$。
#
# 写两个函数。
#
# - `focal(logits, target, gamma=2.0, alpha=None)`：所有元素的平均；标签是 0 或 1；$\gamma\ge0$，可以是 0，那就是 `bce_logits`；
# - `weighted_ce(logits, target, weight)`：`logits` 是 `(n, K)`，`weight` 是 `(K,)` 的正数；
# - 大数：得分到 $\pm1000$；不改动传进来的。
#
# **小项**：`focal` 的例子 1，随机的和 $\gamma$ 1，$\alpha$ 1，大数 1；`weighted_ce` 的例子 1，随机的和整数的权重 1，不改动和样本都是同一类的（权重约掉）1，大数 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# `focal`：标签 1 时看 $z$，标签 0 时看 $-z$，所以先算 `s = np.where(target == 1, logits, -logits)`，以后只有一种情形：$p_t=\sigma(s)$。
# `weighted_ce`：`weight[target]` 就是每个样本的权重。
# </details>
#
# <details><summary>提示 2：focal 的大数</summary>
#
# $-\ln p_t=\ln(1+e^{-s})$，用 `np.logaddexp`。
# 前面的 $1-p_t$ 不取对数，算出 $\sigma(s)$ 再用 1 去减也行。
# </details>
#
# <details><summary>提示 3：还差一点</summary>
#
# $\alpha=0$ 也是给了 $\alpha$：判断用 `alpha is not None`，不要用 `if alpha`。
# `weighted_ce` 里每个样本的交叉熵，和第 7 题一样先减每行的最大值；这回不急着平均。
# </details>

# %% nbgrader={"grade": false, "grade_id": "weighted_ce", "locked": false, "schema_version": 3, "solution": true, "task": false}
def focal(logits, target, gamma=2.0, alpha=None):
    """Return the mean focal loss of scores with labels 0 and 1; alpha weighs label 1, 1 - alpha label 0."""
    ### BEGIN SOLUTION
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()
    ### END SOLUTION


def weighted_ce(logits, target, weight):
    """Return the cross-entropy of scores (n, K), averaged with the weight of each sample's class."""
    ### BEGIN SOLUTION
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_weighted_ce", "locked": true, "points": 8, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "focal 的例子"):
    checks.avoids("focal", READY)
    z, y = np.array([math.log(9), 0.0, math.log(9)]), np.array([1, 1, 0])
    call = "focal([ln 9, 0, ln 9], [1, 1, 0])"
    checks.close(tried(call, focal, z, y), 0.679811, tol=1e-5, call=call, likely={
        "这是和，要平均": 2.039434, "gamma 没有用上，或者 (1 − p_t) 没有乘": 1.033698, "一处用了 p，应是 p_t：标签 0 时是 1 − p": 0.065789,
        "没有看标签，用的都是 p，应是 p_t：标签 0 时是 1 − p": 0.058465,
        "乘的是 p_t 的 γ 次方，应是 1 − p_t 的": 0.093885, "乘的是一次方，默认 γ 是 2": 0.809812, "漏了负号": -0.679811,
        "这是每个元素的损失，还要平均": lambda got: np.ndim(got) > 0})
    call = "focal([ln 9, 0, ln 9], [1, 1, 0], 2.0, 0.25)"
    checks.close(tried(call, focal, z, y, 2.0, 0.25), 0.480802, tol=1e-5, call=call, likely={
        "alpha 没有用上": 0.679811, "标签 0 的，权重是 1 − α": 0.169953, "两类的权重反了": 0.199010, "除以的是个数，不是权重的和": 1.153924})
with checks.points(1, "weighted_ce 的例子"):
    checks.avoids("weighted_ce", READY)
    z, y, w = np.array([[2.0, 1.0, 0.1], [0.5, 0.5, 2.0]]), np.array([1, 0]), np.array([3.0, 1.0, 2.0])
    call = "weighted_ce([[2, 1, .1], [.5, .5, 2]], [1, 0], [3, 1, 2])"
    checks.close(tried(call, weighted_ce, z, y, w), 1.755993, tol=1e-5, call=call, likely={
        "除以了 n，应除以这些样本的权重之和": 3.511987, "没有加权": 1.643006, "没有除": 7.023974, "除以了所有类的权重之和": 1.170662,
        "第 i 个样本的权重是 weight[target[i]]，不是 weight[i]": 1.530018, "权重乘在得分上了，应乘在每个样本的损失上": 3.808066,
        "这是每个样本的损失，还要平均": lambda got: np.ndim(got) > 0})
### BEGIN HIDDEN TESTS
def focused(z, y, gamma, alpha=None):
    """Compute the focal loss of scores of ordinary size, one by one."""
    total = 0
    for score, label in zip(z.ravel().tolist(), y.ravel().tolist()):
        p = 1 / (1 + math.exp(-score))
        true, weight = (p, alpha) if label == 1 else (1 - p, None if alpha is None else 1 - alpha)
        total -= (1 - true) ** gamma * math.log(true) * (1 if alpha is None else weight)
    return total / z.size


def weighed(z, y, w):
    """Compute the weighted cross-entropy of scores of ordinary size, one by one."""
    each = [math.log(sum(math.exp(v) for v in row)) - row[k] for row, k in zip(z.tolist(), y.tolist())]
    return sum(w[k] * loss for k, loss in zip(y.tolist(), each)) / sum(w[k] for k in y.tolist())


with checks.points(1, "focal：随机的，别的 γ，不改动"):
    checks.avoids("focal", READY)
    rng = np.random.default_rng(checks.seed())
    z, y = rng.normal(0, 2, (4, 3)), rng.integers(0, 2, (4, 3))
    right, kept = focused(z, y, 2), (z.copy(), y.copy())
    checks.close(focal(checks.inout(z), checks.inout(y)), right, say="随机的得分，γ = 2：focal 不对")
    checks.equal([z, y], list(kept), say="focal 改动了传进来的数组")
    for gamma in (0, 0.5, 5):
        checks.close(focal(z, y, gamma=gamma), focused(z, y, gamma), say=f"γ = {gamma}：focal 不对")
    checks.close(focal(np.array([1, -2]), np.array([0, 0])), focused(np.array([1, -2]), np.array([0, 0]), 2), say="整数的得分：focal 不对")
with checks.points(1, "focal：α"):
    checks.avoids("focal", READY)
    rng = np.random.default_rng(checks.seed() + 1)
    z, y = rng.normal(0, 2, 9), np.array([1, 0, 0, 1, 0, 1, 1, 0, 0])
    for alpha in (0.75, 0.25, 0.0, 1.0):
        checks.close(focal(z, y, 1.5, alpha), focused(z, y, 1.5, alpha), say=f"α = {alpha:g}：标签 1 乘 α，标签 0 乘 1 − α")
with checks.points(1, "focal：大数"):
    checks.avoids("focal", READY)
    checks.close(focal(np.array([1000.0, -1000.0]), np.array([0, 1])), 1000.0, say="得分 ±1000、答错了：损失是 1000")
    checks.close(focal(np.array([1000.0, -1000.0, 0.0]), np.array([1, 0, 1])), math.log(2) / 12, say="得分 ±1000、答对了：损失是 0")
    checks.close(focal(np.array([-200.0, 800.0]), np.array([1, 0]), 0.5, 0.25), (50 + 600) / 2, say="得分几百、答错了，有 α：不对")
with checks.points(1, "weighted_ce：随机的、整数的权重"):
    checks.avoids("weighted_ce", READY)
    rng = np.random.default_rng(checks.seed() + 2)
    z, y, w = rng.normal(0, 2, (7, 4)), np.array([0, 3, 3, 1, 0, 3, 1]), rng.uniform(0.2, 5, 4)
    checks.close(weighted_ce(z, y, w), weighed(z, y, w), say="七个样本、四类，有一类没有样本：weighted_ce 不对")
    checks.close(weighted_ce(z, y, np.full(4, 7)), weighed(z, y, np.ones(4)), say="权重都一样：就是平常的交叉熵")
    checks.close(weighted_ce(np.array([[1, 2], [0, -1]]), np.array([0, 1]), np.array([1, 4])),
                 weighed(np.array([[1, 2], [0, -1]]), np.array([0, 1]), np.array([1, 4])), say="整数的得分和权重：weighted_ce 不对")
with checks.points(1, "weighted_ce：只有一类的样本，不改动"):
    checks.avoids("weighted_ce", READY)
    z, y, w = np.array([[1.0, 3.0], [0.0, -1.0]]), np.array([1, 1]), np.array([5.0, 0.1])
    right = (math.log(1 + math.exp(-2)) + math.log(1 + math.exp(1))) / 2
    checks.close(weighted_ce(checks.inout(z), checks.inout(y), checks.inout(w)), right, say="样本都是同一类：权重约掉了")
    checks.equal([z.tolist(), y.tolist(), w.tolist()], [[[1.0, 3.0], [0.0, -1.0]], [1, 1], [5.0, 0.1]], say="weighted_ce 改动了传进来的数组")
    checks.close(weighted_ce(np.array([[0.0, 0.0, 0.0]]), np.array([2]), np.array([1.0, 2.0, 3.0])), math.log(3), say="只有一个样本：weighted_ce 不对")
with checks.points(1, "weighted_ce：大数"):
    checks.avoids("weighted_ce", READY)
    far = np.array([[1000.0, 0.0, -1000.0], [-1001.0, -1000.0, -1001.0]])
    right = (2 * 2000 + 5 * math.log(1 + 2 * math.exp(-1))) / 7
    checks.close(weighted_ce(far, np.array([2, 1]), np.array([1.0, 5.0, 2.0])), right, say="得分 ±1000：weighted_ce 不对")
### END HIDDEN TESTS

# %% [markdown]
# ## 第 10 题 选一个 `choose_loss`（3 分，4 分钟）
#
# 第 6 章 6.11 节的树，写成函数：
#
# | 任务 `task` | 再问 | 答 | 返回 |
# |---|---|---|---|
# | `"classification"` 分类 | 各类样本差不多多吗（`balanced`） | 是，`True` | `["ce"]` |
# | | | 否，`False` | `["focal", "weighted_ce"]` |
# | `"regression"` 回归 | 离群点多吗（`outliers`） | 少，`False` | `["mse"]` |
# | | | 多，`True` | `["mae", "huber"]` |
#
# **例子**：`choose_loss("regression", outliers=True)` 返回 `["mae", "huber"]`，`choose_loss("classification", balanced=True)` 返回 `["ce"]`。
#
# 写 `choose_loss(task, balanced=None, outliers=None)`。
#
# - 返回列表，两个名字的次序照表里的；
# - 分类只看 `balanced`，回归只看 `outliers`，另一个不管给了什么都不看；
# - 该问的没有答（是 `None`），抛出 `ValueError`：不知道就不要猜；
# - 不认识的 `task`，也抛出 `ValueError`。
#
# **小项**：例子 1，四条路 1，没有答和不认识的任务 1。
#
# <details><summary>提示 1：往哪里想</summary>
#
# 先分任务，再问一句，四个 `return`。
# </details>
#
# <details><summary>提示 2：没有答</summary>
#
# `None` 在 `if` 里和 `False` 一样不成立，所以先单独问 `if balanced is None`。
# </details>

# %% nbgrader={"grade": false, "grade_id": "choose_loss", "locked": false, "schema_version": 3, "solution": true, "task": false}
def choose_loss(task, balanced=None, outliers=None):
    """Return the names of the losses that suit a task, from the chapter's decision tree."""
    ### BEGIN SOLUTION
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")
    ### END SOLUTION

# %% nbgrader={"grade": true, "grade_id": "test_choose_loss", "locked": true, "points": 3, "schema_version": 3, "solution": false, "task": false}
with checks.points(1, "有离群点的回归，和平衡的分类"):
    checks.equal(choose_loss("regression", outliers=True), ["mae", "huber"], call='choose_loss("regression", outliers=True)', likely={
        "离群点多和少反了": ["mse"], "次序照表里的": ["huber", "mae"], "应返回列表": lambda got: not isinstance(got, list),
        "回归看的是 outliers": ["focal", "weighted_ce"]})
    checks.equal(choose_loss("classification", balanced=True), ["ce"], call='choose_loss("classification", balanced=True)', likely={
        "平衡不平衡反了": ["focal", "weighted_ce"], "应返回列表": lambda got: not isinstance(got, list)})
### BEGIN HIDDEN TESTS
with checks.points(1, "四条路，多余的答案不看"):
    checks.equal(choose_loss("classification", False), ["focal", "weighted_ce"], say="不平衡的分类")
    checks.equal(choose_loss("classification", True, True), ["ce"], say="分类只看 balanced")
    checks.equal(choose_loss("classification", False, False), ["focal", "weighted_ce"], say="分类只看 balanced")
    checks.equal(choose_loss("regression", True, False), ["mse"], say="回归只看 outliers")
    checks.equal(choose_loss("regression", False, True), ["mae", "huber"], say="回归只看 outliers")
    checks.equal(choose_loss("regression", outliers=False), ["mse"], say="离群点少的回归")
with checks.points(1, "该问的没有答，不认识的任务"):
    checks.equal(choose_loss("regression", None, False), ["mse"], say="没有答的是用不上的那一个：照常返回")
    with checks.raises(ValueError, say="分类没有说平衡不平衡，应抛出 ValueError"):
        choose_loss("classification", outliers=True)
    with checks.raises(ValueError, say="回归没有说离群点多不多，应抛出 ValueError"):
        choose_loss("regression", balanced=True)
    with checks.raises(ValueError, say="不认识的任务，应抛出 ValueError"):
        choose_loss("clustering", True, True)
### END HIDDEN TESTS

# %% [markdown]
# ## 接起来：自己看一眼，再和 PyTorch 对一对
#
# 前面公开的检查还有没看到的地方：0 处，大数，认不得的名字。
# 运行下面的单元，一行一行地看：前面是你的函数给的，后面是应有的。
# 没有写的，或者出了错的，也会说出来，不影响别的行。

# %%
look = {
    'act("relu7", np.array([1.0]))': "ValueError",
    'act("sinc", np.array([0, 1]))': "1 和 0.8415",
    'act("swish", np.array([-1000.0, 1000.0]))': "0（−0. 也是 0）和 1000",
    'dact("relu", np.array([0.0, 2.0]))': "0 和 1",
    'dact("sinc", np.array([0.0, 1.0]))': "0 和 −0.3012",
    'dact("softplus", np.array([-1000.0, 1000.0]))': "0 和 1",
    'maxout(np.array([2.0]), np.array([[-1.0]]), np.array([0.5]))': "−1.5，一个数",
    "softmax(np.ones((2, 2, 2)), -1)": "八个 0.5",
    "mse(np.array([[1, 2], [3, 4]]), np.zeros((2, 2)))": "7.5",
    "bce(np.array([1.0, 0.5]), np.array([0.0, 1.0]))": "50.3466",
    "bce_logits(np.array([-1000.0, 1000.0]), np.array([1, 0]))": "1000",
    "nll(np.log([[0.25, 0.75]]), np.array([1]))": "0.2877",
    "ce_logits(np.array([[1000, 0], [-1000, 0]]), np.array([1, 1]))": "500",
    "kl(np.array([0.5, 0.5]), np.array([1.0, 0.0]))": "0.6931",
    "hinge_embedding(np.array([2.0]), np.array([-1]), 3.0)": "1",
    "focal(np.array([1000.0]), np.array([0]))": "1000",
    "focal(np.array([0.0]), np.array([1]), 2.0, 0)": "0",
    "weighted_ce(np.array([[1000, 0]]), np.array([1]), np.array([3, 1]))": "1000",
    'choose_loss("regression", balanced=True)': "ValueError",
}


def outcome(make):
    """Return what a function gives, in short, or the name of its error."""
    try:
        with np.errstate(all="ignore"), np.printoptions(precision=4, suppress=True):
            got = make()
            return str(round(float(got), 4)) if isinstance(got, float) else str(got).replace("\n", "")
    except NotImplementedError:
        return "还没有写"
    except Exception as error:
        return type(error).__name__


for call, should in look.items():
    print(f"{call}\n    得到 {outcome(lambda: eval(call))}，应是 {should}")

# %% [markdown]
# 再和 PyTorch 的比一比，最大的差都应在 1e-6 以下。
# step 没有坡，sinc 在 PyTorch 里多一个 $\pi$，不比这两个。

# %%
import torch
from torch.nn import functional as F

generator = torch.Generator().manual_seed(6)
a, b = (torch.randn((50, 4), generator=generator, dtype=torch.float64) for _ in range(2))
labels = torch.randint(4, (50,), generator=generator)
weight, yes = torch.tensor([1.0, 2, 3, 4], dtype=torch.float64), (b > 0).double()
theirs = {"sigmoid": F.sigmoid, "tanh": F.tanh, "softsign": F.softsign, "relu": F.relu, "leaky_relu": lambda x: F.leaky_relu(x, 0.1),
          "elu": F.elu, "softplus": F.softplus, "log_sigmoid": F.logsigmoid, "swish": F.silu, "mish": F.mish}
for name, f in theirs.items():
    x = a.clone().requires_grad_()
    f(x).sum().backward()
    off = outcome(lambda: f"差 {abs(act(name, a.numpy()) - f(a).numpy()).max():.0e}")
    slope = outcome(lambda: f"差 {abs(dact(name, a.numpy()) - x.grad.numpy()).max():.0e}")
    print(f"{name:16} 函数 {off}，导数和自动求导 {slope}")
A, B, K, Y, W = a.numpy(), b.numpy(), labels.numpy(), yes.numpy(), weight.numpy()
rows = {"mae": (lambda: mae(A, B), F.l1_loss(a, b)), "mse": (lambda: mse(A, B), F.mse_loss(a, b)),
        "huber": (lambda: huber(A, B, 0.5), F.huber_loss(a, b, delta=0.5)),
        "smooth_l1": (lambda: smooth_l1(A, B, 0.5), F.smooth_l1_loss(a, b, beta=0.5)),
        "bce": (lambda: bce(softmax(A, 1), Y), F.binary_cross_entropy(a.softmax(1), yes)),
        "bce_logits": (lambda: bce_logits(A, Y), F.binary_cross_entropy_with_logits(a, yes)),
        "nll": (lambda: nll(A, K), F.nll_loss(a, labels)), "ce_logits": (lambda: ce_logits(A, K), F.cross_entropy(a, labels)),
        "weighted_ce": (lambda: weighted_ce(A, K, W), F.cross_entropy(a, labels, weight)),
        "kl": (lambda: kl(softmax(A, 1), softmax(B, 1)), F.kl_div(a.log_softmax(1), b.softmax(1), reduction="batchmean")),
        "hinge_embedding": (lambda: hinge_embedding(A, 2 * Y - 1), F.hinge_embedding_loss(a, 2 * yes - 1))}
for name, (own, other) in rows.items():
    print(f"{name:16} PyTorch 的 {other.item():.6f}，", outcome(lambda: f"差 {abs(own() - other.item()):.0e}"), sep="")

# %% [markdown]
# ## 第 11 题 说明：照抄来的 0.25（3 分，老师评阅，10 分钟）
#
# 同学小林在找病灶：1000 张片子里，35 张有（标签 1），965 张没有。
# 他说：“论文里用 focal，$\gamma=2$、$\alpha=0.25$ 最好，我照抄。$\gamma=2$ 让难的更算数，$\alpha=0.25$ 再让少数类更重，它在总损失里不就占得多了？”
# 下面是训练到一半时的得分：没有病灶的都答得不错，有病灶的多半答错。

# %%
rng = np.random.default_rng(0)
without, lesion = rng.normal(-3, 1, 965), rng.normal(-1, 1, 35)
print(f"有病灶的 {len(lesion)} 张，答对 {(lesion > 0).sum()} 张；没有病灶的 {len(without)} 张，答对 {(without < 0).sum()} 张")

# %% [markdown]
# 用你的 `focal` 算：总损失里，有病灶的 35 张占几成？
# $\gamma=0$ 不给 $\alpha$、$\gamma=2$ 不给 $\alpha$、$\gamma=2$ 时 $\alpha=0.25$ 和 0.75，四种都算，下面写好了第一种。
# 再写三四句话回答小林。
# （6.13 节第 5 题看的是召回率，这里看的是损失由谁说了算。）
#
# | 评分点 | 分数 |
# |---|---|
# | “$\alpha=0.25$ 再让少数类更重”这半句对不对，为什么 | 1 |
# | 自己算出来的数，至少两种，并且说得出比较的是什么 | 1 |
# | 该怎样定 $\alpha$ | 1 |

# %%
def share(gamma, alpha=None):
    """Return what part of the summed loss the scans with a lesion have."""
    ours = focal(lesion, np.ones(35), gamma, alpha) * 35  # focal 给的是平均，乘上张数才是和
    return ours / (ours + focal(without, np.zeros(965), gamma, alpha) * 965)


# 别的三种，接着写在下一行后面
print(f"γ=0，不给 α：{share(0):.1%}")

# %% [markdown] nbgrader={"grade": true, "grade_id": "copied_alpha", "locked": false, "points": 3, "schema_version": 3, "solution": true, "task": false}
# 这半句不对：$\alpha$ 乘的是标签 1，标签 0 乘 $1-\alpha$；0.25 是把有病灶的压低到没有病灶的三分之一，不是抬高。
# 我算的有病灶的 35 张在总损失里占：交叉熵（$\gamma=0$）45 %，$\gamma=2$ 不给 $\alpha$ 95 %，再加 $\alpha=0.25$ 降到 87 %，$\alpha=0.75$ 升到 98 %。
# 抬高少数类的是 $\gamma$：965 张答得有把握，几乎都不算数了，$\alpha=0.25$ 只是往回拉一点。
# 论文里的 0.25 是和它的 $\gamma$、它的数据一起调出来的；这里应在验证集上试几个 $\alpha$（连同 $\gamma$），看召回率、精确率或者 F1，不看准确率。
#
# 给分：第一项要说出方向（0.25 压低标签 1），只说“论文不一定适用”的不给；第二项两个数要可比（只差一个量），数对到百分之一；第三项要有验证集和一个看得见少数类的指标，只说“多试几个”的给一半。

# %% [markdown]
# ## 挑战（不计分）
#
# **$p-y$。** softmax 接交叉熵，对得分的梯度是 $p-y$（$y$ 是独热的标签），再除以样本数 $n$。
# 用你的 `ce_logits` 做差分，一个得分一个得分地挪动 $h=10^{-5}$，和 `(softmax(z, 1) - one_hot) / n` 比一比。
# 第 7 题的例子，第一行的梯度应是多少？
#
# <details><summary>答案</summary>
#
# 一个样本时是 $(-.3410,\,.2424,\,.0986)$：正确的一类往上推，另外两类往下压，加起来是 0；两个样本平均，再除以 2。
#
# ```python
# z, y, h = np.array([[2.0, 1.0, 0.1], [0.5, 0.5, 2.0]]), np.array([0, 1]), 1e-5
# slope = np.zeros(z.shape)
# for i in range(2):
#     for j in range(3):
#         step = np.zeros(z.shape)
#         step[i, j] = h
#         slope[i, j] = (ce_logits(z + step, y) - ce_logits(z - step, y)) / (2 * h)
# print(slope - (softmax(z, 1) - np.eye(3)[y]) / 2)
# ```
# </details>
#
# **只差一个形状。** 把 `pred` 写成 `(4, 1)`，`target` 写成 `(4,)`，`mse` 不报错，可是结果不对（第 4 章的老毛病）。
# 你的哪几个损失挡不住它？怎样只改一处，让它们都挡住？
#
# <details><summary>答案</summary>
#
# 凡是逐个相减、相乘的都挡不住：`mae`、`mse`、`huber`、`smooth_l1`、`bce`、`bce_logits`、`hinge_embedding`、`focal`。
# 写一个 `same_shape(pred, target)`，形状不同就抛出 `ValueError`，在每个损失的第一行调用它；PyTorch 里，`MSELoss` 只给一条警告，`BCELoss` 会报错。
# </details>
#
# **提交之前**：重启内核，从头到尾运行一遍（Restart Kernel and Run All Cells），看每个检查单元是否通过；停在一个红的单元上，就从它的下一格接着运行。
# 再在终端里运行 `coursekit check ex06_activation_loss.ipynb`。
