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
# # Known answers to ex13_platforms
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## memory_gib

# %% coursekit={"answer": "memory-ifs", "cell": "memory_gib", "right": "branches instead of tables"}
def memory_gib(n, dtype, optimizer):
    if dtype == "fp32":
        weight = 4
    elif dtype == "fp16" or dtype == "bf16":
        weight = 2
    elif dtype == "int8":
        weight = 1
    elif dtype == "int4":
        weight = 1 / 2
    else:
        raise ValueError(dtype)
    if n < 0:
        raise ValueError(n)
    parts = [weight]
    if optimizer is not None:
        if weight < 2:
            raise ValueError(dtype)
        parts.append(weight)
        if weight == 2:
            parts.append(4)
        if optimizer == "momentum":
            parts += [4]
        elif optimizer in ["adam", "adamw"]:
            parts += [4, 4]
        elif optimizer != "sgd":
            raise ValueError(optimizer)
    return sum(n * part for part in parts) / 1024 / 1024 / 1024

# %% coursekit={"answer": "memory-eight", "cell": "memory_gib", "right": "has seen that training costs eight bytes in each width"}
def memory_gib(n, dtype, optimizer):
    bits = {"fp32": 32, "fp16": 16, "bf16": 16, "int8": 8, "int4": 4}
    try:
        width = bits[dtype] / 8
        if optimizer is not None:
            width = {"fp32": 8, "fp16": 8, "bf16": 8}[dtype] + 4 * ["sgd", "momentum", "adam"].index(optimizer.replace("adamw", "adam"))
    except (KeyError, ValueError):
        raise ValueError("没有这种格式或优化器，或者不能训练")
    if n < 0:
        raise ValueError("n 是负的")
    return width * n / 1024**3

# %% coursekit={"answer": "memory-assert-numpy", "cell": "memory_gib", "right": "a table of pairs"}
BYTES = {("fp32", None): 4, ("fp16", None): 2, ("bf16", None): 2, ("int8", None): 1, ("int4", None): 0.5}
for name in ("fp32", "fp16", "bf16"):
    for optimizer, width in zip(("sgd", "momentum", "adam", "adamw"), (8, 12, 16, 16)):
        BYTES[name, optimizer] = width


def memory_gib(n, dtype, optimizer):
    if (dtype, optimizer) not in BYTES or n < 0:
        raise ValueError("不行")
    return np.float64(n) * BYTES[dtype, optimizer] / np.exp2(30)

# %% coursekit={"answer": "memory-gb", "cell": "memory_gib", "mistake": "divides by a thousand million", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 1e9
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 1e9

# %% coursekit={"answer": "memory-bytes", "cell": "memory_gib", "mistake": "bytes", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype]
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total

# %% coursekit={"answer": "memory-mib", "cell": "memory_gib", "mistake": "MiB", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**20
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**20

# %% coursekit={"answer": "memory-bits", "cell": "memory_gib", "mistake": "bits instead of bytes", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 32, "fp16": 16, "bf16": 16, "int8": 8, "int4": 4}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-no-master", "cell": "memory_gib", "mistake": "forgets the master weights", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    return n * total / 2**30

# %% coursekit={"answer": "memory-master-always", "cell": "memory_gib", "mistake": "master weights for fp32 as well", "loses": {"test_memory_gib": 2}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-master-two", "cell": "memory_gib", "mistake": "master weights of two bytes", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 2
    return n * total / 2**30

# %% coursekit={"answer": "memory-master-fp16-only", "cell": "memory_gib", "mistake": "no master weights for bf16", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype == "fp16":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-no-gradient", "cell": "memory_gib", "mistake": "forgets the gradient", "loses": {"test_memory_gib": 4}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-gradient-fp32", "cell": "memory_gib", "mistake": "a gradient of four bytes always", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + 4 + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-states-narrow", "cell": "memory_gib", "mistake": "optimiser's states in the format of the weights", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + size[dtype] * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-all-narrow", "cell": "memory_gib", "mistake": "everything in the format of the weights", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    return n * size[dtype] * (2 + kept[optimizer]) / 2**30

# %% coursekit={"answer": "memory-adam-one", "cell": "memory_gib", "mistake": "Adam keeps one thing", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 1, "adamw": 1}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-adamw-three", "cell": "memory_gib", "mistake": "AdamW keeps one thing more", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 3}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-sgd-one", "cell": "memory_gib", "mistake": "SGD keeps one thing", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 1, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-momentum-none", "cell": "memory_gib", "mistake": "momentum keeps nothing", "loses": {"test_memory_gib": 2}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 0, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-inference-gradient", "cell": "memory_gib", "mistake": "a gradient also for inference", "loses": {"test_memory_gib": 3}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return 2 * n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-inference-adam", "cell": "memory_gib", "mistake": "None is Adam", "loses": {"test_memory_gib": 4}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    optimizer = optimizer or "adam"
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-always-inference", "cell": "memory_gib", "mistake": "does not look at the optimiser", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if True:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-int4-one", "cell": "memory_gib", "mistake": "int4 takes one byte", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 1}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-int4-none", "cell": "memory_gib", "mistake": "whole-number division: int4 takes nothing", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 1 // 2}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-floor", "cell": "memory_gib", "mistake": "whole GiB", "loses": {"test_memory_gib": 2}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] // 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total // 2**30

# %% coursekit={"answer": "memory-rounded", "cell": "memory_gib", "mistake": "rounds to two digits", "loses": {"test_memory_gib": 2}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return round(n * size[dtype] / 2**30, 2)
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return round(n * total / 2**30, 2)

# %% coursekit={"answer": "memory-int8-trains", "cell": "memory_gib", "mistake": "trains int8 and int4", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-int4-trains", "cell": "memory_gib", "mistake": "trains int4", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype == "int8":
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-int8-never", "cell": "memory_gib", "mistake": "no int8 at all", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in ("fp32", "fp16", "bf16"):
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-keyerror", "cell": "memory_gib", "mistake": "a KeyError for an unknown format", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-optimizer-keyerror", "cell": "memory_gib", "mistake": "a KeyError for an unknown optimiser", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-unknown-sgd", "cell": "memory_gib", "mistake": "an unknown optimiser is SGD", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept.get(optimizer, 0)
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-empty-none", "cell": "memory_gib", "mistake": "an empty name is None", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if not optimizer:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-lower", "cell": "memory_gib", "mistake": "takes any case", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    dtype = dtype.lower()
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-negative", "cell": "memory_gib", "mistake": "takes a negative number", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-zero", "cell": "memory_gib", "mistake": "refuses no parameters", "loses": {"test_memory_gib": 2}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n <= 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-returns-none", "cell": "memory_gib", "mistake": "returns None for what it does not know", "loses": {"test_memory_gib": 1}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        return None
    if optimizer is None:
        return n * size[dtype] / 2**30
    if optimizer not in kept:
        return None
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    return n * total / 2**30

# %% coursekit={"answer": "memory-print", "cell": "memory_gib", "mistake": "prints", "loses": {"test_memory_gib": 6}}
def memory_gib(n, dtype, optimizer):
    size = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}
    kept = {"sgd": 0, "momentum": 1, "adam": 2, "adamw": 2}
    if n < 0:
        raise ValueError("n 是负的")
    if dtype not in size:
        raise ValueError("没有这种格式")
    if optimizer is None:
        print(n * size[dtype] / 2**30)
        return
    if optimizer not in kept:
        raise ValueError("没有这种优化器")
    if dtype in ("int8", "int4"):
        raise ValueError("只能推理")
    total = size[dtype] + size[dtype] + 4 * kept[optimizer]
    if dtype != "fp32":
        total += 4
    print(n * total / 2**30)

# %% coursekit={"answer": "memory-hard-coded", "cell": "memory_gib", "mistake": "the examples' numbers", "loses": {"test_memory_gib": 5}}
def memory_gib(n, dtype, optimizer):
    if optimizer is None:
        return 2 if dtype == "fp16" else 4
    return 16 if optimizer == "adam" else 12

# %% [markdown]
# ## cost

# %% coursekit={"answer": "cost-numpy", "cell": "cost", "right": "numpy's ceil"}
def cost(h, rate):
    h = np.atleast_1d(np.asarray(h, dtype=float))
    if rate < 0 or (h < 0).any():
        raise ValueError("不能是负的")
    return float(np.ceil(h).sum() * rate)

# %% coursekit={"answer": "cost-floor", "cell": "cost", "right": "whole-number division"}
def cost(h, rate):
    if isinstance(h, (int, float)):
        return cost([h], rate)
    if rate < 0:
        raise ValueError("rate")
    paid = 0.0
    for hours in h:
        if hours < 0:
            raise ValueError("h")
        begun = int(hours)
        if begun < hours:
            begun += 1
        paid += begun * rate
    return paid

# %% coursekit={"answer": "cost-try", "cell": "cost", "right": "asks for an iterator"}
def cost(h, rate):
    try:
        runs = [hours for hours in h]
    except TypeError:
        runs = [h]
    if min([rate] + runs) < 0:
        raise ValueError("负的")
    return sum(-(-hours // 1) for hours in runs) * rate

# %% coursekit={"answer": "cost-exact", "cell": "cost", "mistake": "bills what was used", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += hours
    return total * rate

# %% coursekit={"answer": "cost-floor-down", "cell": "cost", "mistake": "drops what is begun", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.floor(hours)
    return total * rate

# %% coursekit={"answer": "cost-round", "cell": "cost", "mistake": "rounds to the nearest hour", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += round(hours)
    return total * rate

# %% coursekit={"answer": "cost-plus-one", "cell": "cost", "mistake": "one hour more, always", "loses": {"test_cost": 3}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += int(hours) + 1
    return total * rate

# %% coursekit={"answer": "cost-at-least-one", "cell": "cost", "mistake": "at least one hour a run", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += max(1, math.ceil(hours))
    return total * rate

# %% coursekit={"answer": "cost-ceil-total", "cell": "cost", "mistake": "adds up first", "loses": {"test_cost": 2}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += hours
    return math.ceil(total) * rate

# %% coursekit={"answer": "cost-ceil-money", "cell": "cost", "mistake": "rounds the money up", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += hours
    return math.ceil(total * rate)

# %% coursekit={"answer": "cost-no-rate", "cell": "cost", "mistake": "hours instead of money", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total

# %% coursekit={"answer": "cost-own-rate", "cell": "cost", "mistake": "always 1.98", "loses": {"test_cost": 2}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * 1.98

# %% coursekit={"answer": "cost-number-only", "cell": "cost", "mistake": "takes one number only", "loses": {"test_cost": 4}}
def cost(h, rate):
    if h < 0 or rate < 0:
        raise ValueError("负的")
    return math.ceil(h) * rate

# %% coursekit={"answer": "cost-list-only", "cell": "cost", "mistake": "takes lists only", "loses": {"test_cost": 3}}
def cost(h, rate):
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-first", "cell": "cost", "mistake": "the first run only", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
        break
    return total * rate

# %% coursekit={"answer": "cost-return-in-loop", "cell": "cost", "mistake": "returns inside the loop", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
        return total * rate

# %% coursekit={"answer": "cost-isinstance-list", "cell": "cost", "mistake": "knows lists, not arrays", "loses": {"test_cost": 1}}
def cost(h, rate):
    if not isinstance(h, list):
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-negative-run", "cell": "cost", "mistake": "takes negative hours", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-negative-rate", "cell": "cost", "mistake": "takes a negative rate", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-abs", "cell": "cost", "mistake": "takes the absolute value", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        total += math.ceil(abs(hours))
    return total * rate

# %% coursekit={"answer": "cost-skips-negative", "cell": "cost", "mistake": "leaves negative runs out", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            continue
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-sum-negative", "cell": "cost", "mistake": "looks at the sum only", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        total += math.ceil(hours)
    if total < 0:
        raise ValueError("负的")
    return total * rate

# %% coursekit={"answer": "cost-zero-refused", "cell": "cost", "mistake": "refuses zero hours", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours <= 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-zero-rate-refused", "cell": "cost", "mistake": "refuses a free platform", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate <= 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-empty", "cell": "cost", "mistake": "fails where there is no run", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0 * h[0]
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return total * rate

# %% coursekit={"answer": "cost-in-place", "cell": "cost", "mistake": "writes into the caller's list", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0 or any(hours < 0 for hours in h):
        raise ValueError("负的")
    for place in range(len(h)):
        h[place] = math.ceil(h[place])
    return sum(h) * rate

# %% coursekit={"answer": "cost-pops", "cell": "cost", "mistake": "empties the caller's list", "loses": {"test_cost": 1}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0 or any(hours < 0 for hours in h):
        raise ValueError("负的")
    total = 0
    while len(h):
        total += math.ceil(h.pop())
    return total * rate

# %% coursekit={"answer": "cost-each", "cell": "cost", "mistake": "a price for each run", "loses": {"test_cost": 4}}
def cost(h, rate):
    h = np.atleast_1d(h)
    if rate < 0 or (h < 0).any():
        raise ValueError("负的")
    return np.ceil(h) * rate

# %% coursekit={"answer": "cost-whole-yuan", "cell": "cost", "mistake": "rounds to whole yuan", "loses": {"test_cost": 3}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    return round(total * rate)

# %% coursekit={"answer": "cost-nothing", "cell": "cost", "mistake": "returns nothing", "loses": {"test_cost": 4}}
def cost(h, rate):
    if np.ndim(h) == 0:
        h = [h]
    if rate < 0:
        raise ValueError("单价是负的")
    total = 0
    for hours in h:
        if hours < 0:
            raise ValueError("小时数是负的")
        total += math.ceil(hours)
    print(total * rate)

# %% coursekit={"answer": "cost-hard-coded", "cell": "cost", "mistake": "the examples' numbers", "loses": {"test_cost": 3}}
def cost(h, rate):
    if np.ndim(h) > 0:
        return 11.88
    return 19.8 if h == 10 else 5.94

# %% [markdown]
# ## plan_sessions

# %% coursekit={"answer": "plan-clock", "cell": "plan_sessions", "right": "runs the clock"}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs and setup + minutes > 60 * limit:
        raise ValueError("放不下")
    plan, left = [], epochs
    while left:
        now, count = setup, 0
        while left and now + minutes <= 60 * limit:
            now += minutes
            count += 1
            left -= 1
        plan.append(count)
    return plan

# %% coursekit={"answer": "plan-range", "cell": "plan_sessions", "right": "steps through the epochs"}
def plan_sessions(epochs, minutes, limit, setup):
    fits = int((60 * limit - setup) / minutes) if 60 * limit > setup else 0
    if epochs > 0 and fits == 0:
        raise ValueError("放不下")
    return [min(fits, epochs - done) for done in range(0, epochs, max(fits, 1))]

# %% coursekit={"answer": "plan-recursive", "cell": "plan_sessions", "right": "one session, and the rest"}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = math.floor((60 * limit - setup) / minutes)
    if fits <= 0:
        raise ValueError("放不下")
    if epochs <= fits:
        return [epochs]
    return [fits] + plan_sessions(epochs - fits, minutes, limit, setup)

# %% coursekit={"answer": "plan-no-setup", "cell": "plan_sessions", "mistake": "forgets the setup", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-setup-once", "cell": "plan_sessions", "mistake": "sets up in the first session only", "loses": {"test_plan_sessions": 3}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    plan, lost = [], setup
    if (limit * 60 - setup) // minutes < 1:
        raise ValueError("放不下")
    while epochs > 0:
        plan.append(min(epochs, (limit * 60 - lost) // minutes))
        epochs -= plan[-1]
        lost = 0
    return plan

# %% coursekit={"answer": "plan-setup-hours", "cell": "plan_sessions", "mistake": "setup in hours", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = ((limit - setup) * 60) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-setup-added", "cell": "plan_sessions", "mistake": "adds the setup", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 + setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-setup-each-epoch", "cell": "plan_sessions", "mistake": "sets up for each epoch", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = limit * 60 // (minutes + setup)
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-limit-minutes", "cell": "plan_sessions", "mistake": "takes the limit for minutes", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-ceil", "cell": "plan_sessions", "mistake": "one epoch too many: rounds up", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = -(-(limit * 60 - setup) // minutes)
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-round", "cell": "plan_sessions", "mistake": "rounds", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = round((limit * 60 - setup) / minutes)
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-float", "cell": "plan_sessions", "mistake": "numbers with a point", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) / minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-strict", "cell": "plan_sessions", "mistake": "the last minute may not be used", "loses": {"test_plan_sessions": 2}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup - 1) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-no-rest", "cell": "plan_sessions", "mistake": "forgets the rest", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    return plan

# %% coursekit={"answer": "plan-zero-rest", "cell": "plan_sessions", "mistake": "a session of no epochs", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-all-full", "cell": "plan_sessions", "mistake": "the last session is full as well", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(fits)
    return plan

# %% coursekit={"answer": "plan-rest-first", "cell": "plan_sessions", "mistake": "the rest first", "loses": {"test_plan_sessions": 3}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.insert(0, rest)
    return plan

# %% coursekit={"answer": "plan-even", "cell": "plan_sessions", "mistake": "shares evenly", "loses": {"test_plan_sessions": 2}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("放不下")
    times = -(-epochs // fits)
    return [epochs // times + (k < epochs % times) for k in range(times)]

# %% coursekit={"answer": "plan-count", "cell": "plan_sessions", "mistake": "how many sessions", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return 0
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return len(plan)

# %% coursekit={"answer": "plan-minutes", "cell": "plan_sessions", "mistake": "minutes instead of epochs", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return [setup + count * minutes for count in plan]

# %% coursekit={"answer": "plan-tuple", "cell": "plan_sessions", "mistake": "a tuple", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return tuple(plan)

# %% coursekit={"answer": "plan-array", "cell": "plan_sessions", "mistake": "an array", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return np.array(plan)

# %% coursekit={"answer": "plan-zero", "cell": "plan_sessions", "mistake": "fails without epochs: None", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return None
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-zero-refused", "cell": "plan_sessions", "mistake": "refuses no epochs where none fits", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("放不下")
    return [fits] * (epochs // fits) + [epochs % fits] * (epochs % fits > 0)

# %% coursekit={"answer": "plan-zero-one", "cell": "plan_sessions", "mistake": "one session without epochs", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return [0]
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-endless-refused", "cell": "plan_sessions", "mistake": "an empty plan where none fits", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        return []
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-no-check", "cell": "plan_sessions", "mistake": "a ZeroDivisionError where none fits", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-negative-only", "cell": "plan_sessions", "mistake": "looks for negative times only", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 0:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-zero-only", "cell": "plan_sessions", "mistake": "forgets that what fits may be negative", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits == 0:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-not-one", "cell": "plan_sessions", "mistake": "refuses a session of one epoch", "loses": {"test_plan_sessions": 1}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits <= 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    return plan

# %% coursekit={"answer": "plan-nothing", "cell": "plan_sessions", "mistake": "returns nothing", "loses": {"test_plan_sessions": 5}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("一轮也放不下")
    full, rest = divmod(epochs, fits)
    plan = [fits] * full
    if rest > 0:
        plan.append(rest)
    print(plan)

# %% coursekit={"answer": "plan-two-sessions", "cell": "plan_sessions", "mistake": "two sessions at most", "loses": {"test_plan_sessions": 3}}
def plan_sessions(epochs, minutes, limit, setup):
    if epochs == 0:
        return []
    fits = (limit * 60 - setup) // minutes
    if fits < 1:
        raise ValueError("放不下")
    return [epochs] if epochs <= fits else [fits, epochs - fits]

# %% coursekit={"answer": "plan-hard-coded", "cell": "plan_sessions", "mistake": "the examples' numbers", "loses": {"test_plan_sessions": 4}}
def plan_sessions(epochs, minutes, limit, setup):
    return {80: [74, 6], 33: [13, 13, 7]}.get(epochs, [179, 179])

# %% [markdown]
# ## pick_platform

# %% coursekit={"answer": "pick-cents", "cell": "pick_platform", "right": "counts in whole cents"}
def pick_platform(budget, hours, multi_gpu, ssh):
    if not (hours > 0 and budget >= 0):
        raise ValueError("不合理")
    cards = 1 + 3 * multi_gpu
    poor = round(100 * budget) < 198 * cards * hours
    special = bool(multi_gpu) | bool(ssh)
    if special and poor:
        return "没有"
    if special or (hours > 12 and not poor):
        return "AutoDL"
    if hours > 12:
        return "Kaggle 分次"
    return "Colab" if hours < 3 else "Kaggle"

# %% coursekit={"answer": "pick-rules", "cell": "pick_platform", "right": "a list of rules"}
def pick_platform(budget, hours, multi_gpu, ssh):
    rich = budget - hours * (7.92 if multi_gpu else 1.98) > -1e-9
    needs = multi_gpu or ssh
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    rules = [(needs and rich, "AutoDL"), (needs, "没有"), (hours <= 2, "Colab"), (hours <= 12, "Kaggle"), (rich, "AutoDL"), (True, "Kaggle 分次")]
    return next(name for holds, name in rules if holds)

# %% coursekit={"answer": "pick-elif", "cell": "pick_platform", "right": "one chain; the price by the hour"}
def pick_platform(budget, hours, multi_gpu, ssh):
    if budget < 0:
        raise ValueError("预算")
    if hours < 1:
        raise ValueError("小时")
    rent = hours * 1.98
    if multi_gpu:
        rent = rent * 4
    if (multi_gpu is True or ssh is True) and budget < rent:
        answer = "没有"
    elif multi_gpu is True or ssh is True:
        answer = "AutoDL"
    elif hours in (1, 2):
        answer = "Colab"
    elif hours < 13:
        answer = "Kaggle"
    elif budget < rent:
        answer = "Kaggle 分次"
    else:
        answer = "AutoDL"
    return answer

# %% coursekit={"answer": "pick-one-card", "cell": "pick_platform", "mistake": "one card for several", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-two-cards", "cell": "pick_platform", "mistake": "two cards for several", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 2 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-four-always", "cell": "pick_platform", "mistake": "four cards always", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 4 * 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-ssh-four", "cell": "pick_platform", "mistake": "four cards for SSH", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu or ssh:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-rate", "cell": "pick_platform", "mistake": "does not multiply by the hours", "loses": {"test_pick_platform": 5}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98
    else:
        price = 1.98
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-two-yuan", "cell": "pick_platform", "mistake": "two yuan an hour", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 2 * hours
    else:
        price = 2 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-more", "cell": "pick_platform", "mistake": "the money must be more than enough", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget > price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget > price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-more-single", "cell": "pick_platform", "mistake": "the money must be more than enough for one card", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget > price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-no-money", "cell": "pick_platform", "mistake": "does not ask for the money", "loses": {"test_pick_platform": 6}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= 0:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= 0:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-rich-first", "cell": "pick_platform", "mistake": "rents where there is money", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if budget >= price:
        return "AutoDL"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-free-first", "cell": "pick_platform", "mistake": "free ones first, whatever is needed", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    price = 1.98 * hours * (4 if multi_gpu else 1)
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "没有" if multi_gpu or ssh else "Kaggle 分次"

# %% coursekit={"answer": "pick-and", "cell": "pick_platform", "mistake": "needs both for AutoDL", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu and ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-no-ssh", "cell": "pick_platform", "mistake": "forgets SSH", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-no-multi", "cell": "pick_platform", "mistake": "forgets the cards", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-falls-through", "cell": "pick_platform", "mistake": "the poor go on to the free ones", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-less-two", "cell": "pick_platform", "mistake": "less than two hours", "loses": {"test_pick_platform": 2}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours < 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-three", "cell": "pick_platform", "mistake": "up to three hours", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 3:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-less-twelve", "cell": "pick_platform", "mistake": "less than twelve hours", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours < 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-thirteen", "cell": "pick_platform", "mistake": "up to thirteen hours", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 13:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-nine", "cell": "pick_platform", "mistake": "up to nine hours, as it once was", "loses": {"test_pick_platform": 2}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 9:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-kaggle-first", "cell": "pick_platform", "mistake": "no Colab", "loses": {"test_pick_platform": 3}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-none", "cell": "pick_platform", "mistake": "None where there is none", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return None
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-never-split", "cell": "pick_platform", "mistake": "nothing where Kaggle could be split", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "没有"

# %% coursekit={"answer": "pick-kaggle-long", "cell": "pick_platform", "mistake": "Kaggle for long jobs", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle"

# %% coursekit={"answer": "pick-blank", "cell": "pick_platform", "mistake": "no blank", "loses": {"test_pick_platform": 4}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle分次"

# %% coursekit={"answer": "pick-case", "cell": "pick_platform", "mistake": "another spelling", "loses": {"test_pick_platform": 5}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDl"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDl"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-no-check", "cell": "pick_platform", "mistake": "takes any number", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-zero-hours", "cell": "pick_platform", "mistake": "takes zero hours", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours < 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-budget-zero", "cell": "pick_platform", "mistake": "refuses who has no money", "loses": {"test_pick_platform": 2}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget <= 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-check-and", "cell": "pick_platform", "mistake": "raises only where both are wrong", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 and budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-check-late", "cell": "pick_platform", "mistake": "looks at the numbers last", "loses": {"test_pick_platform": 1}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-swapped", "cell": "pick_platform", "mistake": "budget and hours the wrong way round", "loses": {"test_pick_platform": 8}}
def pick_platform(hours, budget, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            return "AutoDL"
        return "没有"
    if hours <= 2:
        return "Colab"
    if hours <= 12:
        return "Kaggle"
    if budget >= price:
        return "AutoDL"
    return "Kaggle 分次"

# %% coursekit={"answer": "pick-print", "cell": "pick_platform", "mistake": "prints", "loses": {"test_pick_platform": 7}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if hours <= 0 or budget < 0:
        raise ValueError("不合理")
    if multi_gpu:
        price = 4 * 1.98 * hours
    else:
        price = 1.98 * hours
    if multi_gpu or ssh:
        if budget >= price:
            x = "AutoDL"
        x = "没有"
    if hours <= 2:
        x = "Colab"
    if hours <= 12:
        x = "Kaggle"
    if budget >= price:
        x = "AutoDL"
    x = "Kaggle 分次"

# %% coursekit={"answer": "pick-hard-coded", "cell": "pick_platform", "mistake": "the examples", "loses": {"test_pick_platform": 5}}
def pick_platform(budget, hours, multi_gpu, ssh):
    if multi_gpu:
        return "AutoDL" if hours == 1 else "没有"
    return {1: "Colab", 6: "Kaggle", 15: "AutoDL", 16: "Kaggle 分次"}.get(hours, "AutoDL")

# %% [markdown]
# ## accumulated_step

# %% coursekit={"answer": "step-split", "cell": "accumulated_step", "right": "torch's split"}
def accumulated_step(model, loss, opt, X, y, size):
    model.zero_grad()
    sums = []
    for part, target in zip(X.split(size), y.split(size)):
        found = loss(model(part), target)
        (found * part.shape[0] / X.shape[0]).backward()
        sums.append(found.item() * part.shape[0])
    opt.step()
    return sum(sums) / X.shape[0]

# %% coursekit={"answer": "step-scale-after", "cell": "accumulated_step", "right": "sums, and divides the gradients at the end"}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad(set_to_none=False)
    total, start = 0.0, 0
    while start < len(X):
        stop = min(start + size, len(X))
        piece = loss(model(X[start:stop]), y[start:stop]) * (stop - start)
        piece.backward()
        total += float(piece)
        start = stop
    for parameter in model.parameters():
        parameter.grad /= len(X)
    opt.step()
    return total / len(X)

# %% coursekit={"answer": "step-gradient-argument", "cell": "accumulated_step", "right": "hands the share to backward"}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad()
    mean = torch.zeros(())
    for part, target in zip(torch.split(X, size), torch.split(y, size)):
        share = torch.tensor(len(part) / len(X))
        found = loss(model(part), target)
        found.backward(share)
        mean = mean + share * found.detach()
    opt.step()
    return mean.item()

# %% coursekit={"answer": "step-autograd", "cell": "accumulated_step", "right": "torch.autograd.grad and its own sums"}
def accumulated_step(model, loss, opt, X, y, size):
    parts = [p for p in model.parameters()]
    sums = [torch.zeros_like(p) for p in parts]
    mean = 0.0
    for i in range(math.ceil(len(X) / size)):
        a, b = X[i * size:(i + 1) * size], y[i * size:(i + 1) * size]
        found = loss(model(a), b)
        for s, g in zip(sums, torch.autograd.grad(found, parts)):
            s += g * len(a) / len(X)
        mean += found.item() * len(a) / len(X)
    for p, s in zip(parts, sums):
        p.grad = s
    opt.step()
    return mean

# %% coursekit={"answer": "step-unscaled", "cell": "accumulated_step", "mistake": "adds the gradients of means", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b)
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-pieces", "cell": "accumulated_step", "mistake": "each piece counts the same", "loses": {"test_accumulated_step": 5}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) / -(-n // size)
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-size-share", "cell": "accumulated_step", "mistake": "the share is size / n", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * size / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-floor-pieces", "cell": "accumulated_step", "mistake": "divides by n // size", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) / (n // size)
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-drop-last", "cell": "accumulated_step", "mistake": "drops the last piece", "loses": {"test_accumulated_step": 7}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n - size + 1, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-drop-last-share", "cell": "accumulated_step", "mistake": "drops the last piece, and divides by what is left", "loses": {"test_accumulated_step": 7}}
def accumulated_step(model, loss, opt, X, y, size):
    n = max(len(X) // size, 1) * size
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-first-piece", "cell": "accumulated_step", "mistake": "returns inside the loop", "loses": {"test_accumulated_step": 7}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
        opt.step()
        return mean

# %% coursekit={"answer": "step-each", "cell": "accumulated_step", "mistake": "steps after each piece", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
        opt.step()
    return mean

# %% coursekit={"answer": "step-each-cleared", "cell": "accumulated_step", "mistake": "clears and steps at each piece", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        opt.zero_grad()
        piece.backward()
        mean += piece.item()
        opt.step()
    return mean

# %% coursekit={"answer": "step-ordinary-loop", "cell": "accumulated_step", "mistake": "the ordinary loop: clears and steps at each piece, without shares", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    total = 0.0
    for start in range(0, len(X), size):
        part, target = X[start : start + size], y[start : start + size]
        opt.zero_grad()
        found = loss(model(part), target)
        found.backward()
        opt.step()
        total += found.item() * len(part) / len(X)
    return total

# %% coursekit={"answer": "step-each-unscaled", "cell": "accumulated_step", "mistake": "steps at each piece, without shares", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    total = 0.0
    opt.zero_grad()
    for start in range(0, len(X), size):
        part, target = X[start : start + size], y[start : start + size]
        found = loss(model(part), target)
        found.backward()
        opt.step()
        total += found.item() * len(part) / len(X)
    return total

# %% coursekit={"answer": "step-sums", "cell": "accumulated_step", "mistake": "the gradient of the sum over the samples", "loses": {"test_accumulated_step": 4}}
def accumulated_step(model, loss, opt, X, y, size):
    total = 0.0
    opt.zero_grad()
    for start in range(0, len(X), size):
        part, target = X[start : start + size], y[start : start + size]
        found = loss(model(part), target) * len(part)
        found.backward()
        total += found.item()
    opt.step()
    return total / len(X)

# %% coursekit={"answer": "step-share-twice", "cell": "accumulated_step", "mistake": "the share twice", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    total = 0.0
    opt.zero_grad()
    for start in range(0, len(X), size):
        part, target = X[start : start + size], y[start : start + size]
        share = len(part) / len(X)
        found = loss(model(part), target) * share
        (found * share).backward()
        total += found.item() * share
    opt.step()
    return total

# %% coursekit={"answer": "step-cleared-in-loop", "cell": "accumulated_step", "mistake": "clears the gradients at each piece", "loses": {"test_accumulated_step": 4}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        opt.zero_grad()
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-no-zero", "cell": "accumulated_step", "mistake": "never clears", "loses": {"test_accumulated_step": 2}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-zero-after", "cell": "accumulated_step", "mistake": "clears after the step", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    opt.zero_grad()
    return mean

# %% coursekit={"answer": "step-zero-before-step", "cell": "accumulated_step", "mistake": "clears before the step", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.zero_grad()
    opt.step()
    return mean

# %% coursekit={"answer": "step-no-step", "cell": "accumulated_step", "mistake": "never steps", "loses": {"test_accumulated_step": 6}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    return mean

# %% coursekit={"answer": "step-twice", "cell": "accumulated_step", "mistake": "steps twice", "loses": {"test_accumulated_step": 5}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    opt.step()
    return mean

# %% coursekit={"answer": "step-whole", "cell": "accumulated_step", "mistake": "the whole batch at once", "loses": {"test_accumulated_step": 4}}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad()
    found = loss(model(X), y)
    found.backward()
    opt.step()
    return found.item()

# %% coursekit={"answer": "step-one-backward", "cell": "accumulated_step", "mistake": "adds the losses, one backward: all graphs are kept", "loses": {"test_accumulated_step": 3}}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad()
    mean = 0
    for i in range(0, len(X), size):
        part = X[i:i + size]
        mean = mean + loss(model(part), y[i:i + size]) * len(part) / len(X)
    mean.backward()
    opt.step()
    return mean.item()

# %% coursekit={"answer": "step-two-forward", "cell": "accumulated_step", "mistake": "a second forward pass for the loss", "loses": {"test_accumulated_step": 4}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += loss(model(a), b).item() * len(a) / n
    opt.step()
    return mean

# %% coursekit={"answer": "step-loss-before", "cell": "accumulated_step", "mistake": "the whole batch for the loss, without gradients", "loses": {"test_accumulated_step": 4}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    with torch.no_grad():
        mean = loss(model(X), y).item()
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
    opt.step()
    return mean

# %% coursekit={"answer": "step-loss-after", "cell": "accumulated_step", "mistake": "the loss after the step", "loses": {"test_accumulated_step": 3}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    with torch.no_grad():
        mean = sum(loss(model(X[i:i + 1]), y[i:i + 1]).item() for i in range(n)) / n
    return mean

# %% coursekit={"answer": "step-loss-last", "cell": "accumulated_step", "mistake": "the loss of the last piece", "loses": {"test_accumulated_step": 2}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean = piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-loss-pieces", "cell": "accumulated_step", "mistake": "the loss as mean over pieces", "loses": {"test_accumulated_step": 2}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item() * n / len(a) / -(-n // size)
    opt.step()
    return mean

# %% coursekit={"answer": "step-loss-total", "cell": "accumulated_step", "mistake": "the sum of the losses", "loses": {"test_accumulated_step": 2}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean * n

# %% coursekit={"answer": "step-tensor", "cell": "accumulated_step", "mistake": "returns a tensor", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.detach()
    opt.step()
    return mean

# %% coursekit={"answer": "step-nothing", "cell": "accumulated_step", "mistake": "returns nothing", "loses": {"test_accumulated_step": 9}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    print(mean)

# %% coursekit={"answer": "step-shuffled", "cell": "accumulated_step", "mistake": "draws the pieces at random", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    order = torch.arange(len(X) - 1, -1, -1)
    X, y = X[order], y[order]
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-chunks", "cell": "accumulated_step", "mistake": "as many pieces as size", "loses": {"test_accumulated_step": 3}}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad()
    mean = 0.0
    for a, b in zip(X.chunk(size), y.chunk(size)):
        piece = loss(model(a), b) * len(a) / len(X)
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-equal-pieces", "cell": "accumulated_step", "mistake": "pieces of equal size", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    opt.zero_grad()
    mean = 0.0
    pieces = -(-len(X) // size)
    for a, b in zip(torch.tensor_split(X, pieces), torch.tensor_split(y, pieces)):
        piece = loss(model(a), b) * len(a) / len(X)
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-singles", "cell": "accumulated_step", "mistake": "one sample at a time", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, 1):
        a, b = X[i:i + 1], y[i:i + 1]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-eval", "cell": "accumulated_step", "mistake": "turns evaluation on", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    model.eval()
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-own-sgd", "cell": "accumulated_step", "mistake": "its own SGD with the learning rate", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    with torch.no_grad():
        for group in opt.param_groups:
            for p in group["params"]:
                p -= group["lr"] * p.grad
    return mean

# %% coursekit={"answer": "step-in-place", "cell": "accumulated_step", "mistake": "writes into the caller's y", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    y *= 0
    return mean

# %% coursekit={"answer": "step-in-place-x", "cell": "accumulated_step", "mistake": "writes into the caller's X", "loses": {"test_accumulated_step": 1}}
def accumulated_step(model, loss, opt, X, y, size):
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    X -= X.mean()
    return mean

# %% coursekit={"answer": "step-library", "cell": "accumulated_step", "mistake": "lets a library accumulate", "loses": {"test_accumulated_step": 9}}
def accumulated_step(model, loss, opt, X, y, size):
    from accelerate import Accelerator
    n = len(X)
    mean = 0.0
    opt.zero_grad()
    for i in range(0, n, size):
        a, b = X[i:i + size], y[i:i + size]
        piece = loss(model(a), b) * len(a) / n
        piece.backward()
        mean += piece.item()
    opt.step()
    return mean

# %% coursekit={"answer": "step-hard-coded", "cell": "accumulated_step", "mistake": "the example's numbers", "loses": {"test_accumulated_step": 5}}
def accumulated_step(model, loss, opt, X, y, size):
    with torch.no_grad():
        next(model.parameters()).fill_(1.4)
    return 20 / 3

# %% [markdown]
# ## era_of

# %% coursekit={"answer": "era-sets", "cell": "era_of", "right": "sets, a list of votes"}
def era_of(fact):
    votes = []
    for item in fact:
        early, late = map(set, ERAS.get(item, ([], [])))
        if fact[item] in early - late:
            votes.append("深度学习时代")
        elif fact[item] in late - early:
            votes.append("大模型时代")
    count = fact.get("参数量")
    if count is not None and count <= 10**8:
        votes.append("深度学习时代")
    elif count is not None and count >= 10**9:
        votes.append("大模型时代")
    first, second = votes.count("深度学习时代"), votes.count("大模型时代")
    return "看不出" if first == second else max("深度学习时代", "大模型时代", key=votes.count)

# %% coursekit={"answer": "era-sign", "cell": "era_of", "right": "through the table; a tuple of answers"}
def vote(item, value):
    if item == "参数量":
        return 0 if 10**8 < value < 10**9 else 1 if value > 5e8 else -1
    if item not in ERAS or (value in ERAS[item][0] and value in ERAS[item][1]):
        return 0
    return 1 if value in ERAS[item][1] else -1 if value in ERAS[item][0] else 0


def era_of(fact):
    return ("看不出", "大模型时代", "深度学习时代")[int(np.sign(sum(vote(*pair) for pair in fact.items())))]

# %% coursekit={"answer": "era-loop-table", "cell": "era_of", "right": "loops over the table"}
def era_of(fact):
    score = 0
    for item, eras in ERAS.items():
        if item in fact:
            for sign, values in zip((-1, 1), eras):
                score += sign * values.count(fact[item])
    if "参数量" in fact and fact["参数量"] < 1e8 + 0.5:
        score -= 1
    if "参数量" in fact and fact["参数量"] > 1e9 - 0.5:
        score += 1
    if score:
        return "大模型时代" if score > 0 else "深度学习时代"
    return "看不出"

# %% coursekit={"answer": "era-both-early", "cell": "era_of", "mistake": "PyTorch speaks for deep learning", "loses": {"test_era_of": 3}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            elif value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-both-late", "cell": "era_of", "mistake": "PyTorch speaks for large models", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0] and value not in ERAS[item][1]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-first", "cell": "era_of", "mistake": "the first entry decides", "loses": {"test_era_of": 4}}
def era_of(fact):
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                return "深度学习时代"
            if value >= 1e9:
                return "大模型时代"
        elif item in ERAS:
            early, late = ERAS[item]
            if value in early and value not in late:
                return "深度学习时代"
            if value in late and value not in early:
                return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-last", "cell": "era_of", "mistake": "the last entry decides", "loses": {"test_era_of": 4}}
def era_of(fact):
    answer = "看不出"
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                answer = "深度学习时代"
            if value >= 1e9:
                answer = "大模型时代"
        elif item in ERAS:
            early, late = ERAS[item]
            if value in early and value not in late:
                answer = "深度学习时代"
            if value in late and value not in early:
                answer = "大模型时代"
    return answer

# %% coursekit={"answer": "era-any-late", "cell": "era_of", "mistake": "one vote for large models is enough", "loses": {"test_era_of": 5}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if new:
        return "大模型时代"
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-any-early", "cell": "era_of", "mistake": "one vote for deep learning is enough", "loses": {"test_era_of": 4}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-tie-early", "cell": "era_of", "mistake": "a tie is deep learning", "loses": {"test_era_of": 5}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old >= new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-tie-late", "cell": "era_of", "mistake": "a tie is large models", "loses": {"test_era_of": 5}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if new >= old:
        return "大模型时代"
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-tie-none", "cell": "era_of", "mistake": "None for a tie", "loses": {"test_era_of": 5}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return None

# %% coursekit={"answer": "era-no-count", "cell": "era_of", "mistake": "forgets the number of parameters", "loses": {"test_era_of": 2}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if False:
                old += 1
            if False:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-strict-low", "cell": "era_of", "mistake": "less than 1e8", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value < 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-strict-high", "cell": "era_of", "mistake": "more than 1e9", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value > 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-no-gap-early", "cell": "era_of", "mistake": "everything below 1e9 is deep learning", "loses": {"test_era_of": 3}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value < 1e9:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-no-gap-late", "cell": "era_of", "mistake": "everything above 1e8 is for large models", "loses": {"test_era_of": 3}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value > 1e8:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-million", "cell": "era_of", "mistake": "1e6 for 1e8", "loses": {"test_era_of": 2}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e6:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-billion", "cell": "era_of", "mistake": "1e10 for 1e9", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e10:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-caret", "cell": "era_of", "mistake": "10^8 is not a power", "loses": {"test_era_of": 3}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 10 ^ 8:
                old += 1
            if value >= 10 ^ 9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-range", "cell": "era_of", "mistake": "nothing below 1e6 or above 1e12", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if 1e6 <= value <= 1e8:
                old += 1
            if 1e9 <= value <= 1e12:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-count-truth", "cell": "era_of", "mistake": "overlooks a count of 0", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if not value:
            continue
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-keyerror", "cell": "era_of", "mistake": "a KeyError for unknown items", "loses": {"test_era_of": 2}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        else:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-all-columns", "cell": "era_of", "mistake": "looks in all rows of the table", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        else:
            if any(value in early for early, _ in ERAS.values()):
                old += 1
            if any(value in late for _, late in ERAS.values()):
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-unknown-early", "cell": "era_of", "mistake": "what is not new is old", "loses": {"test_era_of": 2}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value not in ERAS[item][1]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-unknown-late", "cell": "era_of", "mistake": "what is not old is new", "loses": {"test_era_of": 4}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value not in ERAS[item][0]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-stops", "cell": "era_of", "mistake": "stops at the first item that it does not know", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value not in ERAS[item][0] + ERAS[item][1]:
                break
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-three-votes", "cell": "era_of", "mistake": "the number of parameters counts twice", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 2
            if value >= 1e9:
                new += 2
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-majority", "cell": "era_of", "mistake": "more than half of all entries", "loses": {"test_era_of": 3}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if 2 * old > len(fact):
        return "深度学习时代"
    if 2 * new > len(fact):
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-swapped", "cell": "era_of", "mistake": "the eras the wrong way round", "loses": {"test_era_of": 5}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][1]:
                old += 1
            if value in ERAS[item][0]:
                new += 1
    if old > 2 * new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-labels", "cell": "era_of", "mistake": "the labels the wrong way round", "loses": {"test_era_of": 6}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "大模型时代"
    if new > old:
        return "深度学习时代"
    return "看不出"

# %% coursekit={"answer": "era-short-labels", "cell": "era_of", "mistake": "short labels", "loses": {"test_era_of": 6}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习"
    if new > old:
        return "大模型"
    return "看不出"

# %% coursekit={"answer": "era-pops", "cell": "era_of", "mistake": "empties the caller's dictionary", "loses": {"test_era_of": 1}}
def era_of(fact):
    old, new = 0, 0
    while fact:
        item, value = fact.popitem()
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        return "深度学习时代"
    if new > old:
        return "大模型时代"
    return "看不出"

# %% coursekit={"answer": "era-deletes-count", "cell": "era_of", "mistake": "takes the count out of the caller's dictionary", "loses": {"test_era_of": 1}}
def era_of(fact):
    count = fact.pop("参数量", 5e8)
    votes = (count >= 1e9) - (count <= 1e8)
    for item, value in fact.items():
        early, late = ERAS.get(item, ([], []))
        votes += (value in late) - (value in early)
    return ["看不出", "大模型时代", "深度学习时代"][(votes > 0) - (votes < 0)]

# %% coursekit={"answer": "era-nothing", "cell": "era_of", "mistake": "prints", "loses": {"test_era_of": 6}}
def era_of(fact):
    old, new = 0, 0
    for item, value in fact.items():
        if item == "参数量":
            if value <= 1e8:
                old += 1
            if value >= 1e9:
                new += 1
        elif item in ERAS:
            if value in ERAS[item][0]:
                old += 1
            if value in ERAS[item][1]:
                new += 1
    if old > new:
        x = "深度学习时代"
    if new > old:
        x = "大模型时代"
    x = "看不出"

# %% coursekit={"answer": "era-hard-coded", "cell": "era_of", "mistake": "the examples", "loses": {"test_era_of": 4}}
def era_of(fact):
    if "年份" in fact:
        return "看不出"
    return "大模型时代" if "参数量" in fact else "深度学习时代"
