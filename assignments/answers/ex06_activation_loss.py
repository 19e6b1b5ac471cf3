# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
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
# # Known answers to ex06_activation_loss
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## act

# %% coursekit={"answer": "act-ifs", "cell": "act", "right": "one name a line, exponentials of -|x| only"}
def act(name, x):
    small = np.exp(-abs(x))
    if name == "sigmoid":
        return np.where(x >= 0, 1, small) / (1 + small)
    if name == "tanh":
        return np.sign(x) * (1 - small**2) / (1 + small**2)
    if name == "step":
        return (x >= 0).astype(float)
    if name == "softsign":
        return x / (1 + np.abs(x))
    if name == "relu":
        return x * (x > 0)
    if name == "leaky_relu":
        return np.where(x < 0, x / 10, x)
    if name == "elu":
        return np.where(x > 0, x, small - 1)
    if name == "softplus":
        return np.maximum(x, 0) + np.log1p(small)
    if name == "log_sigmoid":
        return np.minimum(x, 0) - np.log1p(small)
    if name == "swish":
        return x * act("sigmoid", x)
    if name == "mish":
        return x * np.tanh(act("softplus", x))
    if name == "sinc":
        return np.where(x == 0, 1.0, np.sin(x) / np.where(x == 0, 1, x))
    raise ValueError(name)

# %% coursekit={"answer": "act-one-by-one", "cell": "act", "right": "number by number with math"}
import math


def soft(v):
    return max(v, 0.0) + math.log1p(math.exp(-abs(v)))


def sigma(v):
    return math.exp(-soft(-v))


def act(name, x):
    bends = {
        "sigmoid": sigma,
        "tanh": math.tanh,
        "step": lambda v: 1.0 if v >= 0 else 0.0,
        "softsign": lambda v: v / (1 + abs(v)),
        "relu": lambda v: v if v > 0 else 0.0,
        "leaky_relu": lambda v: v if v > 0 else 0.1 * v,
        "elu": lambda v: v if v > 0 else math.exp(v) - 1,
        "softplus": soft,
        "log_sigmoid": lambda v: -soft(-v),
        "swish": lambda v: v * sigma(v),
        "mish": lambda v: v * math.tanh(soft(v)),
        "sinc": lambda v: math.sin(v) / v if v else 1.0,
    }
    if name not in bends:
        raise ValueError(f"no such activation: {name}")
    out = np.empty(x.shape)
    for place, v in np.ndenumerate(x):
        out[place] = bends[name](float(v))
    return out

# %% coursekit={"answer": "act-table", "cell": "act", "right": "all twelve in a table"}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-overflowing", "cell": "act", "right": "the textbook's formulas where they survive an overflow, warnings and all"}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = 1 / (1 + np.exp(-x.astype(float)))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": (x + abs(x)) / 2,
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.exp(x) - 1),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sigmoid-sign", "cell": "act", "mistake": "the exponent of sigmoid without its minus", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": 1 / (1 + np.exp(x)),
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-tanh-formula", "cell": "act", "mistake": "tanh from e^x: inf / inf for large x", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-tanh-half", "cell": "act", "mistake": "2 sigmoid(x) - 1 for tanh", "loses": {"test_act": 2}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": 2 * sigmoid - 1,
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-step-strict", "cell": "act", "mistake": "the step at 0 is 0", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x > 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-step-truth", "cell": "act", "mistake": "True and False", "loses": {"test_act": 4}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": x >= 0,
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-step-sign", "cell": "act", "mistake": "the sign for the step", "loses": {"test_act": 4}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.sign(x),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-softsign-no-abs", "cell": "act", "mistake": "softsign without the absolute value", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + x),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-relu-abs", "cell": "act", "mistake": "the absolute value for ReLU", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": abs(x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-relu-single", "cell": "act", "mistake": "one maximum of everything", "loses": {"test_act": 4}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.max(x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-leaky-torch", "cell": "act", "mistake": "the slope 0.01 of the library", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.01 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-leaky-min", "cell": "act", "mistake": "the smaller of the two", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.minimum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-elu-no-one", "cell": "act", "mistake": "ELU without the -1", "loses": {"test_act": 4}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.exp(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-elu-everywhere", "cell": "act", "mistake": "ELU's exponential on both sides", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.expm1(x),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-softplus-naive", "cell": "act", "mistake": "log(1 + e^x) overflows", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": np.log(1 + np.exp(x)),
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-softplus-no-one", "cell": "act", "mistake": "log(e^x)", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": np.log(np.exp(x)),
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-log-sigmoid-naive", "cell": "act", "mistake": "the logarithm of a sigmoid that is 0", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": np.log(1 / (1 + np.exp(-x))),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-log-sigmoid-sign", "cell": "act", "mistake": "log sigmoid positive", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-swish-sigmoid", "cell": "act", "mistake": "swish without its x", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-mish-tanh-x", "cell": "act", "mistake": "the tanh of x in mish", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(x),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-mish-naive", "cell": "act", "mistake": "tanh from e^x in mish: inf / inf", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * (np.exp(softplus) - np.exp(-softplus)) / (np.exp(softplus) + np.exp(-softplus)),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sinc-numpy", "cell": "act", "mistake": "np.sinc has a pi in it", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sinc-pi-times", "cell": "act", "mistake": "the pi of np.sinc multiplied once more", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(np.pi * x),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sinc-nan", "cell": "act", "mistake": "0 / 0 in sinc", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sin(x) / x,
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sinc-zero", "cell": "act", "mistake": "sinc 0 at 0", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.where(x == 0, 0, np.sinc(x / np.pi)),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-sinc-degrees", "cell": "act", "mistake": "degrees", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.where(x == 0, 1, np.sin(np.deg2rad(x)) / np.where(x == 0, 1, x)),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-clipped", "cell": "act", "mistake": "x cut at 500", "loses": {"test_act": 2}}
def act(name, x):
    x = np.clip(x, -500, 500)
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-no-error", "cell": "act", "mistake": "None for an unknown name", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    return values.get(name)

# %% coursekit={"answer": "act-key-error", "cell": "act", "mistake": "a KeyError for an unknown name", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    return values[name]

# %% coursekit={"answer": "act-relu-else", "cell": "act", "mistake": "whatever is not known is a ReLU", "loses": {"test_act": 1}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    return values.get(name, values["relu"])

# %% coursekit={"answer": "act-in-place", "cell": "act", "mistake": "negative numbers of the caller set to 0", "loses": {"test_act": 2}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name == "relu":
        x[x < 0] = 0
        return x
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-elu-in-place", "cell": "act", "mistake": "ELU written over the caller's numbers", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name == "elu":
        x[x <= 0] = np.exp(x[x <= 0]) - 1
        return x
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-into-integers", "cell": "act", "mistake": "results written into an array like x", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    out = np.zeros_like(x)
    out[...] = values[name]
    return out

# %% coursekit={"answer": "act-rows", "cell": "act", "mistake": "one row only: no table", "loses": {"test_act": 3}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return np.array([float(v) for v in values[name]])

# %% coursekit={"answer": "act-mean", "cell": "act", "mistake": "one number for all", "loses": {"test_act": 9}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return float(np.mean(values[name]))

# %% coursekit={"answer": "act-hard-coded", "cell": "act", "mistake": "the numbers of the table", "loses": {"test_act": 6}}
def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return np.resize(values[name] if x.shape == (4,) and abs(x).max() < 3 else np.zeros(1), x.shape)

# %% coursekit={"answer": "act-one-number", "cell": "act", "mistake": "math.exp takes no array", "loses": {"test_act": 9}}
import math


def act(name, x):
    softplus = np.logaddexp(0, x)
    sigmoid = 1 / (1 + math.exp(-x))
    values = {
        "sigmoid": sigmoid,
        "tanh": np.tanh(x),
        "step": np.where(x >= 0, 1.0, 0.0),
        "softsign": x / (1 + abs(x)),
        "relu": np.maximum(0, x),
        "leaky_relu": np.maximum(0.1 * x, x),
        "elu": np.where(x > 0, x, np.expm1(np.minimum(x, 0))),
        "softplus": softplus,
        "log_sigmoid": -np.logaddexp(0, -x),
        "swish": x * sigmoid,
        "mish": x * np.tanh(softplus),
        "sinc": np.sinc(x / np.pi),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "act-torch", "cell": "act", "mistake": "lets torch do it", "loses": {"test_act": 9}}
import torch


def act(name, x):
    return getattr(torch.nn.functional, {"swish": "silu", "log_sigmoid": "logsigmoid"}.get(name, name))(torch.tensor(x)).numpy()

# %% coursekit={"answer": "act-from-plots", "cell": "act", "mistake": "takes those of the course's plots", "loses": {"test_act": 9}}
def act(name, x):
    from coursekit.plotting.activation_functions import known

    return known()[name].value(x)

# %% [markdown]
# ## dact

# %% coursekit={"answer": "dact-ifs", "cell": "dact", "right": "one name a line, slopes from -|x|"}
def dact(name, x):
    x = x.astype(float)
    small = np.exp(-abs(x))
    s = np.where(x >= 0, 1, small) / (1 + small)
    if name == "sigmoid":
        return small / (1 + small) ** 2
    if name == "tanh":
        return 4 * small**2 / (1 + small**2) ** 2
    if name == "step":
        return x * 0
    if name == "softsign":
        return (1 + abs(x)) ** -2.0
    if name == "relu":
        return (x > 0) * 1.0
    if name == "leaky_relu":
        return 0.1 + 0.9 * (x > 0)
    if name == "elu":
        return np.where(x > 0, 1, small)
    if name == "softplus":
        return s
    if name == "log_sigmoid":
        return np.where(x >= 0, small, 1) / (1 + small)
    if name == "swish":
        return s * (1 + x * (1 - s))
    if name == "mish":
        t = np.tanh(np.maximum(x, 0) + np.log1p(small))
        return t + x * s * (1 - t * t)
    if name == "sinc":
        d = np.zeros(x.shape)
        away = x != 0
        d[away] = (x[away] * np.cos(x[away]) - np.sin(x[away])) / x[away] ** 2
        return d
    raise ValueError(name)

# %% coursekit={"answer": "dact-one-by-one", "cell": "dact", "right": "number by number with math"}
import math


def sigma(v):
    return 1 / (1 + math.exp(-v)) if v > -700 else 0.0


def mish_slope(v):
    t = math.tanh(max(v, 0.0) + math.log1p(math.exp(-abs(v))))
    return t + v * (1 - t**2) * sigma(v)


def dact(name, x):
    slopes = {
        "sigmoid": lambda v: sigma(v) * sigma(-v),
        "tanh": lambda v: 1 - math.tanh(v) ** 2,
        "step": lambda v: 0.0,
        "softsign": lambda v: 1 / (1 + abs(v)) ** 2,
        "relu": lambda v: 1.0 if v > 0 else 0.0,
        "leaky_relu": lambda v: 1.0 if v > 0 else 0.1,
        "elu": lambda v: 1.0 if v > 0 else math.exp(v),
        "softplus": sigma,
        "log_sigmoid": lambda v: sigma(-v),
        "swish": lambda v: sigma(v) + v * sigma(v) * sigma(-v),
        "mish": mish_slope,
        "sinc": lambda v: (math.cos(v) - math.sin(v) / v) / v if v else 0.0,
    }
    if name not in slopes:
        raise ValueError(name)
    return np.array([slopes[name](float(v)) for v in x.flat]).reshape(x.shape)

# %% coursekit={"answer": "dact-table", "cell": "dact", "right": "all twelve in a table"}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sigmoid-value", "cell": "dact", "mistake": "the value of sigmoid", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid,
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sigmoid-naive", "cell": "dact", "mistake": "inf / inf in the slope of sigmoid", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": np.exp(-x) / (1 + np.exp(-x)) ** 2,
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sigmoid-of-x", "cell": "dact", "mistake": "x (1 - x)", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": x * (1 - x),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-tanh-no-square", "cell": "dact", "mistake": "tanh not squared", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x),
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-tanh-sigmoid", "cell": "dact", "mistake": "the slope of sigmoid for tanh", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": sigmoid * (1 - sigmoid),
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-step-number", "cell": "dact", "mistake": "one 0 for all", "loses": {"test_dact": 4}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": 0.0,
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-step-at-0", "cell": "dact", "mistake": "a slope at the step", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.where(x == 0, 1.0, 0.0),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-softsign-no-square", "cell": "dact", "mistake": "softsign's denominator not squared", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)),
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-softsign-no-abs", "cell": "dact", "mistake": "softsign without the absolute value", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + x) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-relu-at-0", "cell": "dact", "mistake": "slope 1 of ReLU at 0", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x >= 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-relu-half", "cell": "dact", "mistake": "slope 1/2 of ReLU at 0", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.heaviside(x, 0.5),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-relu-truth", "cell": "dact", "mistake": "True and False", "loses": {"test_dact": 5}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": x > 0,
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-leaky-torch", "cell": "dact", "mistake": "the slope 0.01 of the library", "loses": {"test_dact": 4}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.01),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-leaky-at-0", "cell": "dact", "mistake": "slope 1 of LeakyReLU at 0", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x >= 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-leaky-integers", "cell": "dact", "mistake": "0.1 written into whole numbers", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    leaky = np.ones_like(x)
    leaky[x <= 0] = 0.1
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": leaky,
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-elu-value", "cell": "dact", "mistake": "ELU's value on the left", "loses": {"test_dact": 4}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.where(x > 0, 1, np.expm1(np.minimum(x, 0))),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-elu-everywhere", "cell": "dact", "mistake": "the exponential on both sides", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(x),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-softplus-naive", "cell": "dact", "mistake": "inf / inf in the slope of softplus", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": np.exp(x) / (1 + np.exp(x)),
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-softplus-value", "cell": "dact", "mistake": "1 / (1 + e^x)", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": 1 - sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-log-sigmoid-sigmoid", "cell": "dact", "mistake": "the slope of softplus for log sigmoid", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-log-sigmoid-outer", "cell": "dact", "mistake": "only the outer derivative 1 / sigmoid", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 / sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-swish-one-term", "cell": "dact", "mistake": "one term of the product rule", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid,
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-swish-product", "cell": "dact", "mistake": "the product of the derivatives", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-swish-other-term", "cell": "dact", "mistake": "the other term of the product rule", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-mish-no-inner", "cell": "dact", "mistake": "the inner derivative of mish forgotten", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2),
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-mish-other-inner", "cell": "dact", "mistake": "the slope of sigmoid where sigmoid is meant", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid * (1 - sigmoid),
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-mish-tanh-x", "cell": "dact", "mistake": "the tanh of x in mish", "loses": {"test_dact": 3}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": np.tanh(x) + x * (1 - np.tanh(x) ** 2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-mish-slope-of-tanh", "cell": "dact", "mistake": "the slope of tanh(x) in mish", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - np.tanh(x) ** 2),
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-mish-one-term", "cell": "dact", "mistake": "one term of the product rule", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sinc-sign", "cell": "dact", "mistake": "the quotient rule the wrong way round", "loses": {"test_dact": 5}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.sin(x) / safe - np.cos(x)) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sinc-separate", "cell": "dact", "mistake": "top and bottom derived separately", "loses": {"test_dact": 5}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, np.cos(x)),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sinc-nan", "cell": "dact", "mistake": "0 / 0 in sinc", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": (x * np.cos(x) - np.sin(x)) / x**2,
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-sinc-one", "cell": "dact", "mistake": "slope 1 of sinc at 0", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 1.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-in-place", "cell": "dact", "mistake": "zeros of the caller replaced by 1", "loses": {"test_dact": 2}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    zero, safe = x == 0, x
    safe[zero] = 1
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(zero, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-no-error", "cell": "dact", "mistake": "None for an unknown name", "loses": {"test_dact": 1}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    return values.get(name)

# %% coursekit={"answer": "dact-into-integers", "cell": "dact", "mistake": "results written into an array like x", "loses": {"test_dact": 4}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    out = np.zeros_like(x)
    out[...] = values[name]
    return out

# %% coursekit={"answer": "dact-hard-coded", "cell": "dact", "mistake": "the numbers of the table", "loses": {"test_dact": 7}}
def dact(name, x):
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name] if x.shape == (4,) and abs(x).max() < 3 else np.zeros(x.shape)

# %% coursekit={"answer": "dact-cut-off", "cell": "dact", "mistake": "x cut at 500 before anything else", "loses": {"test_dact": 1}}
def dact(name, x):
    x = np.clip(x, -500, 500)
    sigmoid = np.exp(-np.logaddexp(0, -x))
    t = np.tanh(np.logaddexp(0, x))
    safe = np.where(x == 0, 1, x)
    values = {
        "sigmoid": sigmoid * (1 - sigmoid),
        "tanh": 1 - np.tanh(x) ** 2,
        "step": np.zeros(x.shape),
        "softsign": 1 / (1 + abs(x)) ** 2,
        "relu": np.where(x > 0, 1.0, 0.0),
        "leaky_relu": np.where(x > 0, 1.0, 0.1),
        "elu": np.exp(np.minimum(x, 0)),
        "softplus": sigmoid,
        "log_sigmoid": 1 - sigmoid,
        "swish": sigmoid + x * sigmoid * (1 - sigmoid),
        "mish": t + x * (1 - t**2) * sigmoid,
        "sinc": np.where(x == 0, 0.0, (np.cos(x) - np.sin(x) / safe) / safe),
    }
    if name not in values:
        raise ValueError(f"不认识的激活函数：{name}")
    return values[name]

# %% coursekit={"answer": "dact-difference", "cell": "dact", "mistake": "differences of a function instead of formulas", "loses": {"test_dact": 1}}
def dact(name, x):
    return (act(name, x + 1e-5) - act(name, x - 1e-5)) / 2e-5

# %% coursekit={"answer": "dact-torch", "cell": "dact", "mistake": "lets autograd do it", "loses": {"test_dact": 10}}
import torch


def dact(name, x):
    x = torch.tensor(x, requires_grad=True)
    getattr(torch, name)(x).sum().backward()
    return x.grad.numpy()

# %% [markdown]
# ## maxout

# %% coursekit={"answer": "maxout-loops", "cell": "maxout", "right": "piece by piece"}
def maxout(x, W, b):
    highest = -np.inf
    for w, c in zip(W, b):
        highest = np.maximum(highest, x @ w + c)
    return highest

# %% coursekit={"answer": "maxout-einsum", "cell": "maxout", "right": "einsum and a sorted axis"}
def maxout(x, W, b):
    lines = np.einsum("...d,kd->...k", x, W) + b
    return np.sort(lines, axis=-1)[..., -1]

# %% coursekit={"answer": "maxout-no-bias", "cell": "maxout", "mistake": "b forgotten", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T).max(axis=-1)

# %% coursekit={"answer": "maxout-minus-bias", "cell": "maxout", "mistake": "b subtracted", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T - b).max(axis=-1)

# %% coursekit={"answer": "maxout-axis-0", "cell": "maxout", "mistake": "the largest over the samples", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).max(axis=0)

# %% coursekit={"answer": "maxout-smallest", "cell": "maxout", "mistake": "the smallest", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).min(axis=-1)

# %% coursekit={"answer": "maxout-single", "cell": "maxout", "mistake": "one number for all samples", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).max()

# %% coursekit={"answer": "maxout-which", "cell": "maxout", "mistake": "which piece is highest", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).argmax(axis=-1)

# %% coursekit={"answer": "maxout-not-turned", "cell": "maxout", "mistake": "W not transposed", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W + b).max(axis=-1)

# %% coursekit={"answer": "maxout-two-pieces", "cell": "maxout", "mistake": "two pieces only", "loses": {"test_maxout": 2}}
def maxout(x, W, b):
    lines = x @ W.T + b
    return np.maximum(lines[..., 0], lines[..., -1])

# %% coursekit={"answer": "maxout-never-negative", "cell": "maxout", "mistake": "never below 0", "loses": {"test_maxout": 3}}
def maxout(x, W, b):
    return np.maximum((x @ W.T + b).max(axis=-1), 0)

# %% coursekit={"answer": "maxout-batch-only", "cell": "maxout", "mistake": "needs two axes", "loses": {"test_maxout": 1}}
def maxout(x, W, b):
    return (x @ W.T + b).max(axis=1)

# %% coursekit={"answer": "maxout-column", "cell": "maxout", "mistake": "a column", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).max(axis=-1, keepdims=True)

# %% coursekit={"answer": "maxout-bias-later", "cell": "maxout", "mistake": "b after the maximum", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T).max(axis=-1) + b.max()

# %% coursekit={"answer": "maxout-in-place", "cell": "maxout", "mistake": "turns the signs of the caller's W", "loses": {"test_maxout": 2}}
def maxout(x, W, b):
    W *= -1
    return (b - x @ W.T).max(axis=-1)

# %% coursekit={"answer": "maxout-sum", "cell": "maxout", "mistake": "the pieces added", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x @ W.T + b).sum(axis=-1)

# %% coursekit={"answer": "maxout-by-element", "cell": "maxout", "mistake": "element by element, right for one input", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return (x * W.T + b).max(axis=1)

# %% coursekit={"answer": "maxout-paired", "cell": "maxout", "mistake": "a piece for each sample", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    return np.max(W * x + b, axis=1)

# %% coursekit={"answer": "maxout-hard-coded", "cell": "maxout", "mistake": "the numbers of the example", "loses": {"test_maxout": 3}}
def maxout(x, W, b):
    return np.array([2.0, 0.5, 5.0]) if len(x) == 3 else np.array([2.0, 4.0, -1.0, -1.0])

# %% coursekit={"answer": "maxout-torch", "cell": "maxout", "mistake": "lets torch do it", "loses": {"test_maxout": 4}}
def maxout(x, W, b):
    import torch

    return torch.nn.functional.linear(*map(torch.tensor, (x, W, b))).amax(dim=-1).numpy()

# %% [markdown]
# ## softmax

# %% coursekit={"answer": "softmax-logs", "cell": "softmax", "right": "by the logarithm of the sum"}
def softmax(z, axis):
    return np.exp(z - np.logaddexp.reduce(z, axis=axis, keepdims=True))

# %% coursekit={"answer": "softmax-lists", "cell": "softmax", "right": "row by row, the axis moved to the end"}
def softmax(z, axis):
    def one(row):
        powers = [np.exp(v - max(row)) for v in row]
        return np.array(powers) / sum(powers)

    return np.apply_along_axis(one, axis, z)

# %% coursekit={"answer": "softmax-naive", "cell": "softmax", "mistake": "nothing subtracted", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    powers = np.exp(z)
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-whole-max", "cell": "softmax", "mistake": "the largest of the whole table subtracted", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    powers = np.exp(z - z.max())
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-whole-sum", "cell": "softmax", "mistake": "divided by the sum of the whole table", "loses": {"test_softmax": 4}}
def softmax(z, axis):
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum()

# %% coursekit={"answer": "softmax-axis-1", "cell": "softmax", "mistake": "always the last axis", "loses": {"test_softmax": 3}}
def softmax(z, axis):
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)

# %% coursekit={"answer": "softmax-axis-0", "cell": "softmax", "mistake": "always the first axis", "loses": {"test_softmax": 4}}
def softmax(z, axis):
    powers = np.exp(z - z.max(axis=0, keepdims=True))
    return powers / powers.sum(axis=0, keepdims=True)

# %% coursekit={"answer": "softmax-no-keepdims", "cell": "softmax", "mistake": "the axis lost", "loses": {"test_softmax": 4}}
def softmax(z, axis):
    powers = np.exp(z - z.max(axis=axis))
    return powers / powers.sum(axis=axis)

# %% coursekit={"answer": "softmax-transposed-rows", "cell": "softmax", "mistake": "columns where rows are asked for", "loses": {"test_softmax": 4}}
def softmax(z, axis):
    axis = z.ndim - 1 - axis % z.ndim
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-not-divided", "cell": "softmax", "mistake": "exponentials only", "loses": {"test_softmax": 5}}
def softmax(z, axis):
    return np.exp(z - z.max(axis=axis, keepdims=True))

# %% coursekit={"answer": "softmax-no-exp", "cell": "softmax", "mistake": "shares of the scores", "loses": {"test_softmax": 5}}
def softmax(z, axis):
    return z / z.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-minus", "cell": "softmax", "mistake": "the smallest score wins", "loses": {"test_softmax": 5}}
def softmax(z, axis):
    powers = np.exp(z.min(axis=axis, keepdims=True) - z)
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-clipped", "cell": "softmax", "mistake": "scores cut at 500", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    powers = np.exp(np.clip(z, -500, 500))
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-in-place", "cell": "softmax", "mistake": "the maximum taken off the caller's scores", "loses": {"test_softmax": 2}}
def softmax(z, axis):
    z -= z.max(axis=axis, keepdims=True)
    powers = np.exp(z)
    return powers / powers.sum(axis=axis, keepdims=True)

# %% coursekit={"answer": "softmax-into-integers", "cell": "softmax", "mistake": "probabilities written into whole numbers", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    p = z.copy()
    p[...] = np.exp(z - z.max(axis=axis, keepdims=True))
    p[...] = p / p.sum(axis=axis, keepdims=True)
    return p

# %% coursekit={"answer": "softmax-tables-only", "cell": "softmax", "mistake": "rows or columns of a table only", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    if axis == 1:
        powers = np.exp(z - z.max(axis=1)[:, None])
        return powers / powers.sum(axis=1)[:, None]
    powers = np.exp(z - z.max(axis=0))
    return powers / powers.sum(axis=0)

# %% coursekit={"answer": "softmax-positive-axis", "cell": "softmax", "mistake": "an axis counted from the front only", "loses": {"test_softmax": 1}}
def softmax(z, axis):
    order = [k for k in range(z.ndim) if k != axis] + [axis]
    low = np.transpose(z, order)
    powers = np.exp(low - low.max(axis=-1, keepdims=True))
    return np.transpose(powers / powers.sum(axis=-1, keepdims=True), np.argsort(order))

# %% coursekit={"answer": "softmax-sigmoid", "cell": "softmax", "mistake": "a sigmoid for each score", "loses": {"test_softmax": 5}}
def softmax(z, axis):
    return 1 / (1 + np.exp(-z))

# %% coursekit={"answer": "softmax-rounded", "cell": "softmax", "mistake": "rounded to four places", "loses": {"test_softmax": 2}}
def softmax(z, axis):
    powers = np.exp(z - z.max(axis=axis, keepdims=True))
    return (powers / powers.sum(axis=axis, keepdims=True)).round(4)

# %% coursekit={"answer": "softmax-hard-coded", "cell": "softmax", "mistake": "the numbers of the example", "loses": {"test_softmax": 4}}
def softmax(z, axis):
    return np.array([0.09003, 0.24473, 0.66524])

# %% coursekit={"answer": "softmax-scipy", "cell": "softmax", "mistake": "lets scipy do it", "loses": {"test_softmax": 5}}
def softmax(z, axis):
    from scipy.special import softmax as ready

    return ready(z, axis=axis)

# %% [markdown]
# ## smooth_l1

# %% coursekit={"answer": "regression-loops", "cell": "smooth_l1", "right": "element by element"}
def mae(pred, target):
    errors = [abs(float(p) - float(t)) for p, t in zip(pred.flat, target.flat)]
    return sum(errors) / len(errors)


def mse(pred, target):
    errors = [float(p - t) for p, t in zip(pred.flat, target.flat)]
    return sum(e * e for e in errors) / len(errors)


def huber(pred, target, delta=1.0):
    total = 0.0
    for p, t in zip(pred.flat, target.flat):
        size = abs(float(p - t))
        if size < delta:
            total += 0.5 * size**2
        else:
            total += delta * size - delta**2 / 2
    return total / pred.size


def smooth_l1(pred, target, beta=1.0):
    return huber(pred, target, delta=beta) / beta

# %% coursekit={"answer": "regression-clipped", "cell": "smooth_l1", "right": "Huber by the residual cut at delta; norms for the others"}
def mae(pred, target):
    return np.linalg.norm((pred - target).ravel(), 1) / pred.size


def mse(pred, target):
    return np.mean(np.square(np.subtract(pred, target)))


def huber(pred, target, delta=1.0):
    r = pred - target
    near = np.clip(r, -delta, delta)
    return (near * (r - near / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    r = abs(pred - target) / beta
    return beta * np.mean(np.where(r < 1, r * r / 2, r - 0.5))

# %% coursekit={"answer": "mae-sum", "cell": "smooth_l1", "mistake": "the sum", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).sum()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-no-abs", "cell": "smooth_l1", "mistake": "signs cancel", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return (pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-each", "cell": "smooth_l1", "mistake": "every element's loss", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target)


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-rows", "cell": "smooth_l1", "mistake": "a mean for each column", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean(axis=0)


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-abs-later", "cell": "smooth_l1", "mistake": "the absolute value of the mean", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs((pred - target).mean())


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-square", "cell": "smooth_l1", "mistake": "the squared error", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return ((pred - target) ** 2).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-length", "cell": "smooth_l1", "mistake": "divides by the number of rows", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).sum() / len(pred)


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-in-place", "cell": "smooth_l1", "mistake": "the difference in the caller's array", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    pred -= target
    return abs(pred).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-hard-coded", "cell": "smooth_l1", "mistake": "the number of the example", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return 1.5


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mae-torch", "cell": "smooth_l1", "mistake": "lets torch do it", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    import torch

    return torch.nn.functional.l1_loss(torch.tensor(pred * 1.0), torch.tensor(target * 1.0)).item()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-sum", "cell": "smooth_l1", "mistake": "the sum", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).sum()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-half", "cell": "smooth_l1", "mistake": "half of it", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean() / 2


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-root", "cell": "smooth_l1", "mistake": "the root", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean() ** 0.5


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-mean-first", "cell": "smooth_l1", "mistake": "the square of the mean", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return (pred - target).mean() ** 2


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-length", "cell": "smooth_l1", "mistake": "divides by the number of rows", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).sum() / len(pred)


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-dot", "cell": "smooth_l1", "mistake": "a product of rows only", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return (pred - target) @ (pred - target) / len(pred)


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-n-1", "cell": "smooth_l1", "mistake": "divides by n - 1", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).sum() / max(pred.size - 1, 1)


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-in-place", "cell": "smooth_l1", "mistake": "the difference in the caller's array", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    pred -= target
    return (pred**2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "mse-sklearn", "cell": "smooth_l1", "mistake": "lets scikit-learn do it", "loses": {"test_smooth_l1": 2}}
from sklearn.metrics import mean_squared_error


def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return mean_squared_error(target, pred)


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-no-abs", "cell": "smooth_l1", "mistake": "compares the signed residual", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = pred - target
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-no-half-delta", "cell": "smooth_l1", "mistake": "the line without its - delta / 2", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * size).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-no-half", "cell": "smooth_l1", "mistake": "the square without its half", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-half-delta", "cell": "smooth_l1", "mistake": "delta / 2 not multiplied by delta", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * size - delta / 2).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-line-1", "cell": "smooth_l1", "mistake": "a line of slope 1", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, size - delta / 2).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-swapped", "cell": "smooth_l1", "mistake": "the two parts the wrong way round", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size > delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-delta-1", "cell": "smooth_l1", "mistake": "delta always 1", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    delta = 1.0
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-no-default", "cell": "smooth_l1", "mistake": "delta must be given", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-sum", "cell": "smooth_l1", "mistake": "the sum", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).sum()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-two-means", "cell": "smooth_l1", "mistake": "the mean of each part, added", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    near, far = size[size <= delta], size[size > delta]
    return (near**2 / 2).mean() + (delta * (far - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-all-far", "cell": "smooth_l1", "mistake": "one far residual and all are on the line", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where((size <= delta).all(), size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-in-place", "cell": "smooth_l1", "mistake": "the difference in the caller's array", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    pred -= target
    size = abs(pred)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "huber-into-integers", "cell": "smooth_l1", "mistake": "losses written into an array like the predictions", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    near = size <= delta
    size[near] = size[near] ** 2 / 2
    size[~near] = delta * (size[~near] - delta / 2)
    return size.mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "smooth-huber", "cell": "smooth_l1", "mistake": "the Huber loss", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2, beta * (size - beta / 2)).mean()

# %% coursekit={"answer": "smooth-huber-divided", "cell": "smooth_l1", "mistake": "the Huber loss of delta 1, divided by beta", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    return huber(pred, target) / beta

# %% coursekit={"answer": "smooth-beta-1", "cell": "smooth_l1", "mistake": "beta always 1", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    beta = 1.0
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "smooth-times", "cell": "smooth_l1", "mistake": "multiplied by beta", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return beta * np.where(size <= beta, size**2 / 2, beta * (size - beta / 2)).mean()

# %% coursekit={"answer": "smooth-near-only", "cell": "smooth_l1", "mistake": "only the near part divided", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, beta * (size - beta / 2)).mean()

# %% coursekit={"answer": "smooth-other-default", "cell": "smooth_l1", "mistake": "another default", "loses": {"test_smooth_l1": 1}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=2.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "smooth-no-abs", "cell": "smooth_l1", "mistake": "compares the signed residual", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = pred - target
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "smooth-sum", "cell": "smooth_l1", "mistake": "the sum", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    size = abs(pred - target)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).sum()

# %% coursekit={"answer": "smooth-in-place", "cell": "smooth_l1", "mistake": "the difference in the caller's array", "loses": {"test_smooth_l1": 2}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    size = abs(pred - target)
    return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).mean()


def smooth_l1(pred, target, beta=1.0):
    pred -= target
    size = abs(pred)
    return np.where(size <= beta, size**2 / 2 / beta, size - beta / 2).mean()

# %% coursekit={"answer": "regression-unfinished", "cell": "smooth_l1", "mistake": "two of four are written", "loses": {"test_smooth_l1": 4}}
def mae(pred, target):
    return abs(pred - target).mean()


def mse(pred, target):
    return ((pred - target) ** 2).mean()


def huber(pred, target, delta=1.0):
    raise NotImplementedError()


def smooth_l1(pred, target, beta=1.0):
    raise NotImplementedError()

# %% [markdown]
# ## bce_logits

# %% coursekit={"answer": "bce-where", "cell": "bce_logits", "right": "logarithms where there is one; softplus from -|z|"}
def bce(pred, target):
    def log(p):
        out = np.full(p.shape, -100.0)
        some = p > np.exp(-100)
        out[some] = np.log(p[some])
        return out

    return np.mean(-target * log(pred) - (1 - target) * log(1 - pred))


def bce_logits(logits, target):
    each = np.maximum(logits, 0) - logits * target + np.log1p(np.exp(-abs(logits)))
    return each.mean()

# %% coursekit={"answer": "bce-loops", "cell": "bce_logits", "right": "number by number with math"}
import math


def log(p):
    return max(math.log(p), -100.0) if p > 0 else -100.0


def bce(pred, target):
    total = 0.0
    for p, y in zip(pred.flat, target.flat):
        total -= y * log(p) + (1 - y) * log(1 - p)
    return total / pred.size


def bce_logits(logits, target):
    total = 0.0
    for z, y in zip(logits.flat, target.flat):
        total += max(z, 0) + math.log1p(math.exp(-abs(z))) - y * z
    return float(total / logits.size)

# %% coursekit={"answer": "bce-sum", "cell": "bce_logits", "mistake": "the sum", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).sum()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-length", "cell": "bce_logits", "mistake": "divides by the number of rows", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).sum() / len(pred)


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-no-minus", "cell": "bce_logits", "mistake": "the minus forgotten", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return (target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-ones-only", "cell": "bce_logits", "mistake": "the term of label 1 only", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-zeros-only", "cell": "bce_logits", "mistake": "the term of label 0 only", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -((1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-labels-swapped", "cell": "bce_logits", "mistake": "the labels the wrong way round", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * no + (1 - target) * yes).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-arguments-swapped", "cell": "bce_logits", "mistake": "takes (target, pred)", "loses": {"test_bce_logits": 3}}
def bce(target, pred):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-log10", "cell": "bce_logits", "mistake": "logarithms of base 10", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log10(pred), -100), np.maximum(np.log10(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-not-cut", "cell": "bce_logits", "mistake": "0 times minus infinity", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.log(pred), np.log(1 - pred)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-probability-cut", "cell": "bce_logits", "mistake": "the probability cut, not the logarithm", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    pred = np.clip(pred, 1e-7, 1 - 1e-7)
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-epsilon", "cell": "bce_logits", "mistake": "a small number added to the probability", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.log(pred + 1e-12), np.log(1 - pred + 1e-12)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-cut-at-minus-1", "cell": "bce_logits", "mistake": "cut at -1", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -1), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-no-cut-one-side", "cell": "bce_logits", "mistake": "only one logarithm cut", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.log(1 - pred)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-hard-labels", "cell": "bce_logits", "mistake": "labels 0 and 1 only", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -np.where(target == 1, yes, no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-rows", "cell": "bce_logits", "mistake": "a mean for each column", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean(axis=0)


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-in-place", "cell": "bce_logits", "mistake": "turns the caller's probabilities of label 0 around", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    no = target == 0
    pred[no] = 1 - pred[no]
    with np.errstate(divide="ignore"):
        return -np.maximum(np.log(pred), -100).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-hard-coded", "cell": "bce_logits", "mistake": "the number of the example", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return 0.785479


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "bce-sklearn", "cell": "bce_logits", "mistake": "lets scikit-learn do it", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    from sklearn.metrics import log_loss

    return log_loss(target.ravel(), pred.ravel())


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "logits-through-sigmoid", "cell": "bce_logits", "mistake": "through the probability", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    p = np.exp(-np.logaddexp(0, -logits))
    return -(target * np.log(p) + (1 - target) * np.log(1 - p)).mean()

# %% coursekit={"answer": "logits-through-bce", "cell": "bce_logits", "mistake": "through the probability, cut at 100", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return bce(np.exp(-np.logaddexp(0, -logits)), target)

# %% coursekit={"answer": "logits-naive", "cell": "bce_logits", "mistake": "log(1 + e^z) overflows", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.log(1 + np.exp(logits)) - target * logits).mean()

# %% coursekit={"answer": "logits-probabilities", "cell": "bce_logits", "mistake": "takes the scores for probabilities", "loses": {"test_bce_logits": 4}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return bce(logits, target)

# %% coursekit={"answer": "logits-cut", "cell": "bce_logits", "mistake": "scores cut at 100", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    logits = np.clip(logits, -100, 100)
    return (np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "logits-sum", "cell": "bce_logits", "mistake": "the sum", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).sum()

# %% coursekit={"answer": "logits-minus", "cell": "bce_logits", "mistake": "the sign", "loses": {"test_bce_logits": 4}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return -(np.logaddexp(0, logits) - target * logits).mean()

# %% coursekit={"answer": "logits-labels-swapped", "cell": "bce_logits", "mistake": "the labels the wrong way round", "loses": {"test_bce_logits": 4}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - (1 - target) * logits).mean()

# %% coursekit={"answer": "logits-no-label", "cell": "bce_logits", "mistake": "the label forgotten", "loses": {"test_bce_logits": 3}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits)).mean()

# %% coursekit={"answer": "logits-ones-only", "cell": "bce_logits", "mistake": "label 1 only", "loses": {"test_bce_logits": 4}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (target * np.logaddexp(0, -logits)).mean()

# %% coursekit={"answer": "logits-hard-labels", "cell": "bce_logits", "mistake": "labels 0 and 1 only", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return np.logaddexp(0, np.where(target == 1, -logits, logits)).mean()

# %% coursekit={"answer": "logits-each", "cell": "bce_logits", "mistake": "every element's loss", "loses": {"test_bce_logits": 4}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits)

# %% coursekit={"answer": "logits-length", "cell": "bce_logits", "mistake": "divides by the number of rows", "loses": {"test_bce_logits": 1}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return (np.logaddexp(0, logits) - target * logits).sum() / len(logits)

# %% coursekit={"answer": "logits-in-place", "cell": "bce_logits", "mistake": "the signs of the caller's scores turned", "loses": {"test_bce_logits": 2}}
def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    logits *= -1
    return (np.logaddexp(0, -logits) + target * logits).mean()

# %% coursekit={"answer": "logits-torch", "cell": "bce_logits", "mistake": "lets torch do it", "loses": {"test_bce_logits": 4}}
from torch.nn.functional import binary_cross_entropy_with_logits as ready
from torch import tensor


def bce(pred, target):
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(pred), -100), np.maximum(np.log(1 - pred), -100)
    return -(target * yes + (1 - target) * no).mean()


def bce_logits(logits, target):
    return ready(tensor(logits * 1.0), tensor(target * 1.0)).item()

# %% [markdown]
# ## ce_logits

# %% coursekit={"answer": "ce-loops", "cell": "ce_logits", "right": "sample by sample"}
def nll(log_p, target):
    return -sum(row[k] for row, k in zip(log_p, target)) / len(target)


def ce_logits(logits, target):
    losses = []
    for row, k in zip(logits, target):
        top = max(row)
        losses.append(top + np.log(sum(np.exp(z - top) for z in row)) - row[k])
    return float(np.mean(losses))

# %% coursekit={"answer": "ce-one-hot", "cell": "ce_logits", "right": "a table of one-hot labels, logaddexp"}
def nll(log_p, target):
    one_hot = np.arange(log_p.shape[1]) == target[:, None]
    return -(one_hot * log_p).sum() / len(log_p)


def ce_logits(logits, target):
    return nll(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True), target)

# %% coursekit={"answer": "ce-along-axis", "cell": "ce_logits", "right": "take_along_axis"}
def nll(log_p, target):
    return np.mean(-np.take_along_axis(log_p, target[:, None], axis=1))


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-no-minus", "cell": "ce_logits", "mistake": "the minus forgotten", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-sum", "cell": "ce_logits", "mistake": "the sum", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].sum()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-all-elements", "cell": "ce_logits", "mistake": "divides by all elements", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].sum() / log_p.size


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-columns", "cell": "ce_logits", "mistake": "whole columns", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[:, target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-rows", "cell": "ce_logits", "mistake": "whole rows", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-likeliest", "cell": "ce_logits", "mistake": "the likeliest class", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p.max(axis=1).mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-log-again", "cell": "ce_logits", "mistake": "a logarithm again", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -np.log(log_p[np.arange(len(target)), target]).mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-exp", "cell": "ce_logits", "mistake": "the probabilities", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -np.exp(log_p)[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-turned", "cell": "ce_logits", "mistake": "rows and columns swapped", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[target, np.arange(len(target))].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-each", "cell": "ce_logits", "mistake": "every sample's loss", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target]


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-first-two", "cell": "ce_logits", "mistake": "the example's two samples", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[[0, 1], target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-from-1", "cell": "ce_logits", "mistake": "classes counted from 1", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target - 1].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-in-place", "cell": "ce_logits", "mistake": "negates the caller's table", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    log_p *= -1
    return log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "nll-torch", "cell": "ce_logits", "mistake": "lets torch do it", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    import torch

    return torch.nn.functional.nll_loss(torch.tensor(log_p), torch.tensor(target)).item()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-naive", "cell": "ce_logits", "mistake": "nothing subtracted", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-whole-max", "cell": "ce_logits", "mistake": "the largest of the whole table subtracted", "loses": {"test_ce_logits": 1}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max()
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-column-max", "cell": "ce_logits", "mistake": "the largest of each column subtracted", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=0)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-through-probability", "cell": "ce_logits", "mistake": "the logarithm of a probability that is 0", "loses": {"test_ce_logits": 1}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return -np.log(np.exp(chosen) / np.exp(shifted).sum(axis=1)).mean()

# %% coursekit={"answer": "ce-epsilon", "cell": "ce_logits", "mistake": "a small number added to the probability", "loses": {"test_ce_logits": 1}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return -np.log(np.exp(chosen) / np.exp(shifted).sum(axis=1) + 1e-12).mean()

# %% coursekit={"answer": "ce-twice", "cell": "ce_logits", "mistake": "softmax twice", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    shifted = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-axis-0", "cell": "ce_logits", "mistake": "softmax over the samples", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=0)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=0)[target]) - chosen).mean()

# %% coursekit={"answer": "ce-no-softmax", "cell": "ce_logits", "mistake": "no softmax", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return -logits[np.arange(len(target)), target].mean()

# %% coursekit={"answer": "ce-nll-of-probabilities", "cell": "ce_logits", "mistake": "probabilities where their logarithms are meant", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    return nll(powers / powers.sum(axis=1, keepdims=True), target)

# %% coursekit={"answer": "ce-sum", "cell": "ce_logits", "mistake": "the sum", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).sum()

# %% coursekit={"answer": "ce-no-minus", "cell": "ce_logits", "mistake": "the sign", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (chosen - np.log(np.exp(shifted).sum(axis=1))).mean()

# %% coursekit={"answer": "ce-columns", "cell": "ce_logits", "mistake": "whole columns", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[:, target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-whole-sum", "cell": "ce_logits", "mistake": "one sum for all", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum()) - chosen).mean()

# %% coursekit={"answer": "ce-all-elements", "cell": "ce_logits", "mistake": "divides by all elements", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).sum() / logits.size

# %% coursekit={"answer": "ce-each", "cell": "ce_logits", "mistake": "every sample's loss", "loses": {"test_ce_logits": 4}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen)

# %% coursekit={"answer": "ce-cut", "cell": "ce_logits", "mistake": "scores cut at 500", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = np.clip(logits, -500, 500)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-in-place", "cell": "ce_logits", "mistake": "the maximum taken off the caller's scores", "loses": {"test_ce_logits": 2}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits
    shifted -= logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return (np.log(np.exp(shifted).sum(axis=1)) - chosen).mean()

# %% coursekit={"answer": "ce-hard-coded", "cell": "ce_logits", "mistake": "the number of the example", "loses": {"test_ce_logits": 3}}
def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    shifted = logits - logits.max(axis=1, keepdims=True)
    chosen = shifted[np.arange(len(target)), target]
    return 1.143006

# %% coursekit={"answer": "ce-scipy", "cell": "ce_logits", "mistake": "lets scipy do it", "loses": {"test_ce_logits": 4}}
from scipy.special import log_softmax


def nll(log_p, target):
    return -log_p[np.arange(len(target)), target].mean()


def ce_logits(logits, target):
    return nll(log_softmax(logits, axis=1), target)

# %% [markdown]
# ## hinge_embedding

# %% coursekit={"answer": "kl-loops", "cell": "hinge_embedding", "right": "term by term"}
def kl(pred, target):
    if target.ndim == 2:
        return sum(kl(q, p) for q, p in zip(pred, target)) / len(pred)
    return float(sum(p * np.log(p / q) for p, q in zip(target, pred) if p > 0))


def hinge_embedding(pred, target, margin=1.0):
    losses = [x if y == 1 else max(0.0, margin - x) for x, y in zip(pred.flat, target.flat)]
    return float(sum(losses) / len(losses))

# %% coursekit={"answer": "kl-entropies", "cell": "hinge_embedding", "right": "cross-entropy minus entropy; labels as numbers"}
def kl(pred, target):
    q, p = np.atleast_2d(pred), np.atleast_2d(target)
    entropy = -np.where(p > 0, p * np.log(np.where(p > 0, p, 1)), 0).sum()
    return (-(p * np.log(q)).sum() - entropy) / len(p)


def hinge_embedding(pred, target, margin=1.0):
    like = (1 + target) / 2
    return (like * pred + (1 - like) * np.clip(margin - pred, 0, None)).mean()

# %% coursekit={"answer": "kl-swapped", "cell": "hinge_embedding", "mistake": "the two distributions swapped", "loses": {"test_hinge_embedding": 3}}
def kl(target, pred):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-minus", "cell": "hinge_embedding", "mistake": "the sign", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(pred / safe)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-mean", "cell": "hinge_embedding", "mistake": "the mean of the terms", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-cross-entropy", "cell": "hinge_embedding", "mistake": "the cross-entropy", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * -np.log(pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-weights-q", "cell": "hinge_embedding", "mistake": "weighs by q", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (pred * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-nan", "cell": "hinge_embedding", "mistake": "0 times the logarithm of 0", "loses": {"test_hinge_embedding": 1}}
def kl(pred, target):
    safe = target
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-all-rows", "cell": "hinge_embedding", "mistake": "rows not averaged", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-columns", "cell": "hinge_embedding", "mistake": "columns added", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=0).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-each", "cell": "hinge_embedding", "mistake": "every term", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred))


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-log10", "cell": "hinge_embedding", "mistake": "logarithms of base 2", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log2(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-tables-only", "cell": "hinge_embedding", "mistake": "needs two axes", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-in-place", "cell": "hinge_embedding", "mistake": "zeros of the caller replaced", "loses": {"test_hinge_embedding": 1}}
def kl(pred, target):
    safe = target
    safe[target == 0] = 1e-12
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-log-given", "cell": "hinge_embedding", "mistake": "takes q for its logarithm, as the library", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * (np.log(safe) - pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "kl-scipy", "cell": "hinge_embedding", "mistake": "lets scipy do it", "loses": {"test_hinge_embedding": 3}}
def kl(pred, target):
    from scipy.stats import entropy

    return np.mean(entropy(target, pred, axis=-1))


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "hinge-sum", "cell": "hinge_embedding", "mistake": "the sum", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).sum()

# %% coursekit={"answer": "hinge-swapped", "cell": "hinge_embedding", "mistake": "the labels the wrong way round", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == -1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "hinge-zero-one", "cell": "hinge_embedding", "mistake": "labels 0 and 1", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target != 0, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "hinge-distance", "cell": "hinge_embedding", "mistake": "distances for both", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, pred).mean()

# %% coursekit={"answer": "hinge-never-zero", "cell": "hinge_embedding", "mistake": "below 0 for those far apart", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, margin - pred).mean()

# %% coursekit={"answer": "hinge-margin-1", "cell": "hinge_embedding", "mistake": "margin always 1", "loses": {"test_hinge_embedding": 1}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, 1.0 - pred)).mean()

# %% coursekit={"answer": "hinge-no-default", "cell": "hinge_embedding", "mistake": "margin must be given", "loses": {"test_hinge_embedding": 1}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin):
    return np.where(target == 1, pred, np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "hinge-both", "cell": "hinge_embedding", "mistake": "the margin for the alike too", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, np.maximum(0, pred - margin), np.maximum(0, margin - pred)).mean()

# %% coursekit={"answer": "hinge-each", "cell": "hinge_embedding", "mistake": "every element's loss", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.where(target == 1, pred, np.maximum(0, margin - pred))

# %% coursekit={"answer": "hinge-svm", "cell": "hinge_embedding", "mistake": "the other hinge: max(0, 1 - y x)", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return np.maximum(0, margin - target * pred).mean()

# %% coursekit={"answer": "hinge-in-place", "cell": "hinge_embedding", "mistake": "losses written over the caller's distances", "loses": {"test_hinge_embedding": 2}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    far = target == -1
    pred[far] = np.maximum(0, margin - pred[far])
    return pred.mean()

# %% coursekit={"answer": "hinge-hard-coded", "cell": "hinge_embedding", "mistake": "the number of the example", "loses": {"test_hinge_embedding": 1}}
def kl(pred, target):
    safe = np.where(target == 0, 1, target)
    return (target * np.log(safe / pred)).sum(axis=-1).mean()


def hinge_embedding(pred, target, margin=1.0):
    return 0.725

# %% [markdown]
# ## weighted_ce

# %% coursekit={"answer": "focal-loops", "cell": "weighted_ce", "right": "sample by sample"}
import math


def focal(logits, target, gamma=2.0, alpha=None):
    total = 0.0
    for z, y in zip(logits.flat, target.flat):
        s = z if y == 1 else -z
        entropy = max(-s, 0) + math.log1p(math.exp(-abs(s)))
        weight = 1 if alpha is None else alpha if y == 1 else 1 - alpha
        total += weight * (1 - math.exp(-entropy)) ** gamma * entropy
    return float(total / logits.size)


def weighted_ce(logits, target, weight):
    top = bottom = 0.0
    for row, k in zip(logits, target):
        low = [z - max(row) for z in row]
        top += weight[k] * (math.log(sum(map(math.exp, low))) - low[k])
        bottom += weight[k]
    return float(top / bottom)

# %% coursekit={"answer": "focal-signs", "cell": "weighted_ce", "right": "labels as signs; np.average"}
def focal(logits, target, gamma=2.0, alpha=None):
    sign = 2 * target - 1
    log_pt = -np.logaddexp(0, -sign * logits)
    each = -((-np.expm1(log_pt)) ** gamma) * log_pt
    if alpha is not None:
        each = each * (target * alpha + (1 - target) * (1 - alpha))
    return np.mean(each)


def weighted_ce(logits, target, weight):
    log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    each = np.array([-row[k] for row, k in zip(log_p, target)])
    return np.average(each, weights=np.take(weight, target))

# %% coursekit={"answer": "focal-gamma-0", "cell": "weighted_ce", "mistake": "no focus", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-gamma-2", "cell": "weighted_ce", "mistake": "gamma always 2", "loses": {"test_weighted_ce": 2}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**2 * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-default-1", "cell": "weighted_ce", "mistake": "another default", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=1.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-p", "cell": "weighted_ce", "mistake": "p for p_t", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, logits))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-pt", "cell": "weighted_ce", "mistake": "p_t to the gamma", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, -s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-one-label", "cell": "weighted_ce", "mistake": "every label taken for 1", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = logits
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-labels-swapped", "cell": "weighted_ce", "mistake": "the labels the wrong way round", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, -logits, logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-minus", "cell": "weighted_ce", "mistake": "the sign", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = -np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-sum", "cell": "weighted_ce", "mistake": "the sum", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.sum()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-each", "cell": "weighted_ce", "mistake": "every element's loss", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-times-gamma", "cell": "weighted_ce", "mistake": "multiplied by gamma", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing * gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-all", "cell": "weighted_ce", "mistake": "alpha for both classes", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = alpha * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-swapped", "cell": "weighted_ce", "mistake": "alpha for label 0", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, 1 - alpha, alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-ones", "cell": "weighted_ce", "mistake": "alpha for label 1, 1 for label 0", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-truth", "cell": "weighted_ce", "mistake": "alpha 0 taken for none", "loses": {"test_weighted_ce": 1}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-divided", "cell": "weighted_ce", "mistake": "divided by the weights", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        a = np.where(target == 1, alpha, 1 - alpha)
        return (a * losses).sum() / a.sum()
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-alpha-ignored", "cell": "weighted_ce", "mistake": "alpha unused", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if False:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-naive", "cell": "weighted_ce", "mistake": "the logarithm of a probability that is 0", "loses": {"test_weighted_ce": 1}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = -np.log(1 / (1 + np.exp(-s)))
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-cut", "cell": "weighted_ce", "mistake": "the probability cut", "loses": {"test_weighted_ce": 1}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = -np.log(np.clip(1 / (1 + np.exp(-s)), 1e-12, 1))
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-probabilities", "cell": "weighted_ce", "mistake": "takes the scores for probabilities", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    pt = np.where(target == 1, logits, 1 - logits)
    entropy = -np.log(pt)
    missing = 1 - pt
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-in-place", "cell": "weighted_ce", "mistake": "the signs of the caller's scores turned", "loses": {"test_weighted_ce": 2}}
def focal(logits, target, gamma=2.0, alpha=None):
    logits[target == 0] *= -1
    s = logits
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-hard-coded", "cell": "weighted_ce", "mistake": "the numbers of the example", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return 0.679811 if alpha is None else 0.480802


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "focal-coursekit", "cell": "weighted_ce", "mistake": "lets the course's library do it", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    import torch
    from coursekit.training import FocalLoss

    weight = None if alpha is None else [1 - alpha, alpha]
    return FocalLoss(gamma, weight)(torch.tensor(logits * 1.0), torch.tensor(target * 1.0)).item()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-n", "cell": "weighted_ce", "mistake": "divided by n", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).mean()

# %% coursekit={"answer": "weighted-none", "cell": "weighted_ce", "mistake": "no weights", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return each.mean()

# %% coursekit={"answer": "weighted-sum", "cell": "weighted_ce", "mistake": "not divided", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum()

# %% coursekit={"answer": "weighted-all-weights", "cell": "weighted_ce", "mistake": "divided by all classes' weights", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight.sum()

# %% coursekit={"answer": "weighted-by-sample", "cell": "weighted_ce", "mistake": "the weight of the sample's number", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return np.average(each, weights=np.resize(weight, len(each)))

# %% coursekit={"answer": "weighted-scores", "cell": "weighted_ce", "mistake": "weights on the scores", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    logits = logits * weight
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return each.mean()

# %% coursekit={"answer": "weighted-normalised", "cell": "weighted_ce", "mistake": "weights that add up to 1, divided by n", "loses": {"test_weighted_ce": 4}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] / weight.sum() * each).mean()

# %% coursekit={"answer": "weighted-mean-weight", "cell": "weighted_ce", "mistake": "divided by n and the mean weight of the classes", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).mean() / weight.mean()

# %% coursekit={"answer": "weighted-inverse", "cell": "weighted_ce", "mistake": "divided by the weight", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (each / weight[target]).sum() / (1 / weight[target]).sum()

# %% coursekit={"answer": "weighted-naive", "cell": "weighted_ce", "mistake": "nothing subtracted", "loses": {"test_weighted_ce": 1}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-whole-max", "cell": "weighted_ce", "mistake": "the largest of the whole table subtracted", "loses": {"test_weighted_ce": 1}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max()
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-columns", "cell": "weighted_ce", "mistake": "whole columns", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[:, target].mean(axis=1)
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-in-place", "cell": "weighted_ce", "mistake": "the weights of the caller normalised", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    weight /= weight.sum()
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-scores-in-place", "cell": "weighted_ce", "mistake": "the maximum taken off the caller's scores", "loses": {"test_weighted_ce": 2}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits
    shifted -= logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return (weight[target] * each).sum() / weight[target].sum()

# %% coursekit={"answer": "weighted-hard-coded", "cell": "weighted_ce", "mistake": "the number of the example", "loses": {"test_weighted_ce": 3}}
def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    shifted = logits - logits.max(axis=1, keepdims=True)
    each = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(target)), target]
    return 1.755993

# %% coursekit={"answer": "weighted-torch", "cell": "weighted_ce", "mistake": "lets torch do it", "loses": {"test_weighted_ce": 4}}
import torch


def focal(logits, target, gamma=2.0, alpha=None):
    s = np.where(target == 1, logits, -logits)
    entropy = np.logaddexp(0, -s)
    missing = np.exp(-np.logaddexp(0, s))
    losses = missing**gamma * entropy
    if alpha is not None:
        losses = np.where(target == 1, alpha, 1 - alpha) * losses
    return losses.mean()


def weighted_ce(logits, target, weight):
    z, w = torch.tensor(logits * 1.0), torch.tensor(weight * 1.0)
    return torch.nn.functional.cross_entropy(z, torch.tensor(target), w).item()

# %% [markdown]
# ## choose_loss

# %% coursekit={"answer": "choose-nested", "cell": "choose_loss", "right": "question by question"}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification":
        if balanced is None:
            raise ValueError("balanced?")
        if balanced:
            return ["ce"]
        return ["focal", "weighted_ce"]
    elif task == "regression":
        if outliers is None:
            raise ValueError("outliers?")
        if outliers:
            return ["mae", "huber"]
        return ["mse"]
    else:
        raise ValueError(task)

# %% coursekit={"answer": "choose-table", "cell": "choose_loss", "right": "a table"}
def choose_loss(task, balanced=None, outliers=None):
    tree = {
        ("classification", True): ["ce"],
        ("classification", False): ["focal", "weighted_ce"],
        ("regression", True): ["mae", "huber"],
        ("regression", False): ["mse"],
    }
    answer = {"classification": balanced, "regression": outliers}.get(task)
    if (task, answer) not in tree:
        raise ValueError("unknown task, or no answer")
    return tree[task, answer]

# %% coursekit={"answer": "choose-outliers-swapped", "cell": "choose_loss", "mistake": "few and many outliers swapped", "loses": {"test_choose_loss": 3}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mse"] if outliers else ["mae", "huber"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-balance-swapped", "cell": "choose_loss", "mistake": "balanced and not swapped", "loses": {"test_choose_loss": 2}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["focal", "weighted_ce"] if balanced else ["ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-one-only", "cell": "choose_loss", "mistake": "one of two", "loses": {"test_choose_loss": 2}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-order", "cell": "choose_loss", "mistake": "the two in another order", "loses": {"test_choose_loss": 2}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["huber", "mae"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-text", "cell": "choose_loss", "mistake": "text for a list of one", "loses": {"test_choose_loss": 3}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return "ce" if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else "mse"
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-none-is-false", "cell": "choose_loss", "mistake": "no answer taken for no", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification":
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression":
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-none-balanced", "cell": "choose_loss", "mistake": "no answer taken for balanced", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    if task == "classification":
        return ["ce"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-no-error", "cell": "choose_loss", "mistake": "None where it does not know", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    return None

# %% coursekit={"answer": "choose-empty", "cell": "choose_loss", "mistake": "an empty list where it does not know", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    return []

# %% coursekit={"answer": "choose-regression-else", "cell": "choose_loss", "mistake": "all that is no classification is a regression", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-needs-both", "cell": "choose_loss", "mistake": "asks for both answers", "loses": {"test_choose_loss": 3}}
def choose_loss(task, balanced=None, outliers=None):
    if balanced is None or outliers is None:
        raise ValueError()
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-argument-order", "cell": "choose_loss", "mistake": "outliers first", "loses": {"test_choose_loss": 2}}
def choose_loss(task, outliers=None, balanced=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-focal-for-outliers", "cell": "choose_loss", "mistake": "an outlier makes a classification hard", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced and not outliers else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise ValueError(f"{task}：不认识的任务，或者该问的没有答")

# %% coursekit={"answer": "choose-key-error", "cell": "choose_loss", "mistake": "a KeyError for an unknown task", "loses": {"test_choose_loss": 1}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification" and balanced is not None:
        return ["ce"] if balanced else ["focal", "weighted_ce"]
    if task == "regression" and outliers is not None:
        return ["mae", "huber"] if outliers else ["mse"]
    raise KeyError(task)

# %% coursekit={"answer": "choose-printed", "cell": "choose_loss", "mistake": "printed, not returned", "loses": {"test_choose_loss": 3}}
def choose_loss(task, balanced=None, outliers=None):
    if task == "classification":
        print("ce" if balanced else "focal, weighted_ce")
    else:
        print("mae, huber" if outliers else "mse")

# %% coursekit={"answer": "choose-hard-coded", "cell": "choose_loss", "mistake": "the two of the example", "loses": {"test_choose_loss": 2}}
def choose_loss(task, balanced=None, outliers=None):
    return ["mae", "huber"] if task == "regression" else ["ce"]
