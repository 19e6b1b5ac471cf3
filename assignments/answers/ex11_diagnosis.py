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
# # Known answers to ex11_diagnosis
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## EarlyStopper

# %% coursekit={"answer": "stop-plain", "cell": "EarlyStopper", "right": "one name a line, the difference is compared"}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-list", "cell": "EarlyStopper", "right": "keeps all losses, counts from the best epoch"}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience, self.min_delta = patience, min_delta
        self.seen, self.best, self.best_epoch = [], np.inf, 0

    def step(self, loss):
        self.seen.append(loss)
        if self.best - loss > self.min_delta:
            self.best, self.best_epoch = loss, len(self.seen) - 1
        return len(self.seen) - 1 - self.best_epoch >= self.patience

# %% coursekit={"answer": "stop-countdown", "cell": "EarlyStopper", "right": "counts down; the first epoch is a case of its own"}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.rules = patience, min_delta
        self.left, self.best, self.best_epoch, self.calls = patience, None, None, -1

    def step(self, loss):
        patience, min_delta = self.rules
        self.calls += 1
        if self.best is None or loss < self.best - min_delta:
            self.left, self.best, self.best_epoch = patience, loss, self.calls
            return False
        self.left -= 1
        return self.left <= 0

# %% coursekit={"answer": "stop-late", "cell": "EarlyStopper", "mistake": "stops when patience is exceeded", "loses": {"test_EarlyStopper": 6}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count > self.patience

# %% coursekit={"answer": "stop-early", "cell": "EarlyStopper", "mistake": "counts one too many", "loses": {"test_EarlyStopper": 6}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count + 1 >= self.patience

# %% coursekit={"answer": "stop-no-reset", "cell": "EarlyStopper", "mistake": "never sets the count back", "loses": {"test_EarlyStopper": 4}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-previous", "cell": "EarlyStopper", "mistake": "compares with the epoch before", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.best = loss
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-keeps-equal", "cell": "EarlyStopper", "mistake": "an equal loss counts as better", "loses": {"test_EarlyStopper": 3}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss >= self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-no-delta", "cell": "EarlyStopper", "mistake": "leaves min_delta out", "loses": {"test_EarlyStopper": 3}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > 0
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-delta-sign", "cell": "EarlyStopper", "mistake": "adds min_delta instead of taking it off", "loses": {"test_EarlyStopper": 3}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = loss < self.best + self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-delta-relative", "cell": "EarlyStopper", "mistake": "takes min_delta as a share", "loses": {"test_EarlyStopper": 1}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = loss < self.best * (1 - self.min_delta)
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-best-always", "cell": "EarlyStopper", "mistake": "the best is lowered though it was not enough", "loses": {"test_EarlyStopper": 3}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.best = min(self.best, loss)
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-from-one", "cell": "EarlyStopper", "mistake": "counts epochs from 1", "loses": {"test_EarlyStopper": 6}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 1
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-best-epoch-last", "cell": "EarlyStopper", "mistake": "keeps the last epoch as the best", "loses": {"test_EarlyStopper": 5}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.count = 0
        else:
            self.count += 1
        self.best_epoch = self.epoch
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-best-zero", "cell": "EarlyStopper", "mistake": "the best begins at 0", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = 0
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-best-hundred", "cell": "EarlyStopper", "mistake": "the best begins at 1", "loses": {"test_EarlyStopper": 5}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = 1.0
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-nan-best", "cell": "EarlyStopper", "mistake": "asks the wrong way round, so that nan becomes the best", "loses": {"test_EarlyStopper": 1}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = not loss >= self.best - self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-larger", "cell": "EarlyStopper", "mistake": "takes the larger loss for the better", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = -float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = loss - self.best > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-returns-count", "cell": "EarlyStopper", "mistake": "returns the count", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count

# %% coursekit={"answer": "stop-returns-none", "cell": "EarlyStopper", "mistake": "returns nothing", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        self.stop = self.count >= self.patience

# %% coursekit={"answer": "stop-inverted", "cell": "EarlyStopper", "mistake": "returns whether to go on", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count < self.patience

# %% coursekit={"answer": "stop-class-state", "cell": "EarlyStopper", "mistake": "keeps the state in the class", "loses": {"test_EarlyStopper": 6}}
class EarlyStopper:
    best, best_epoch, epoch, count = float("inf"), -1, 0, 0

    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            EarlyStopper.best = loss
            EarlyStopper.best_epoch = self.epoch
            EarlyStopper.count = 0
        else:
            EarlyStopper.count += 1
        EarlyStopper.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-exactly", "cell": "EarlyStopper", "mistake": "stops only in the one epoch", "loses": {"test_EarlyStopper": 2}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count == self.patience

# %% coursekit={"answer": "stop-example", "cell": "EarlyStopper", "mistake": "right on the example only", "loses": {"test_EarlyStopper": 4}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.epoch >= 6

# %% coursekit={"answer": "stop-resets-after", "cell": "EarlyStopper", "mistake": "sets the count back once it has stopped", "loses": {"test_EarlyStopper": 2}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        if self.count >= self.patience:
            self.count = 0
            return True
        return False

# %% coursekit={"answer": "stop-abs", "cell": "EarlyStopper", "mistake": "compares absolute values", "loses": {"test_EarlyStopper": 1}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = abs(self.best) - abs(loss) > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return self.count >= self.patience

# %% coursekit={"answer": "stop-string", "cell": "EarlyStopper", "mistake": "returns a text", "loses": {"test_EarlyStopper": 7}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
        else:
            self.count += 1
        self.epoch += 1
        return "停" if self.count >= self.patience else ""

# %% coursekit={"answer": "stop-epoch-better-only", "cell": "EarlyStopper", "mistake": "counts only the epochs that are better", "loses": {"test_EarlyStopper": 5}}
class EarlyStopper:
    def __init__(self, patience, min_delta=0.0):
        self.patience = patience
        self.min_delta = min_delta
        self.best = float("inf")
        self.best_epoch = -1
        self.epoch = 0
        self.count = 0

    def step(self, loss):
        better = self.best - loss > self.min_delta
        if better:
            self.best = loss
            self.best_epoch = self.epoch
            self.count = 0
            self.epoch += 1
        else:
            self.count += 1
        return self.count >= self.patience

# %% [markdown]
# ## diagnose

# %% coursekit={"answer": "diagnose-loops", "cell": "diagnose", "right": "loops, sums and lists"}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-measures", "cell": "diagnose", "right": "a helper of its own that measures both curves, array_split, a dictionary for the table"}
def measures(x):
    x = np.array(x, dtype=float)
    b = np.array([part.mean() for part in np.array_split(x, 10)])
    n = len(x)
    i = np.arange(n // 2, n - 1)
    shaking = np.abs(x[i] - (x[i - 1] + x[i + 1]) / 2).mean()
    return {"b": b, "x0": x[0], "max": x.max(), "shaking": shaking, "rise": b[-1] / b.min() - 1, "fall": 1 - b.min() / x[0]}


def diagnose(train, valid=None):
    t = measures(train)
    if t["shaking"] > 0.1 * t["max"]:
        return "jitter"
    elif t["rise"] > 1 / 6:
        return "rising"
    if valid is None:
        if t["fall"] < 0.1:
            return "stuck"
        drop, later = -np.diff(t["b"]), t["b"][1:] - t["b"][-1]
        return "staircase" if ((drop < 0.02 * t["x0"]) * (later > 0.2 * t["x0"])).sum() else "smooth"
    v = measures(valid)
    if t["fall"] < 0.3 or v["fall"] < 0.3:
        return {(True, False): "memorising", (False, True): "flat_train", (False, False): "underfitting"}[bool(t["fall"] >= 0.3), bool(v["fall"] >= 0.3)]
    if v["rise"] > 1 / 6:
        return "overfitting"
    return "plateau" if v["b"][-1] - t["b"][-1] > 0.05 * v["x0"] else "converging"

# %% coursekit={"answer": "diagnose-frames", "cell": "diagnose", "right": "pandas, a list of rules of which the first that holds is taken"}
import pandas as pd


def diagnose(train, valid=None):
    t = pd.Series(train, dtype=float).reset_index(drop=True)
    group = t.index * 10 // len(t)
    b = t.groupby(group).mean()
    off = (t - (t.shift(1) + t.shift(-1)) / 2).abs()[len(t) // 2:].dropna()
    rules = [("jitter", off.mean() > t.max() / 10), ("rising", b[9] > b.min() * 7 / 6)]
    if valid is None:
        step = b.diff(-1)[:9]
        rest = b.shift(-1)[:9] - b[9]
        rules += [("stuck", b.min() > 0.9 * t[0]), ("staircase", ((step < 0.02 * t[0]) & (rest > 0.2 * t[0])).any()), ("smooth", True)]
    else:
        v = pd.Series(valid, dtype=float).reset_index(drop=True)
        w = v.groupby(group).mean()
        down, valid_down = b.min() <= 0.7 * t[0], w.min() <= 0.7 * v[0]
        rules += [("underfitting", not down and not valid_down), ("memorising", not valid_down), ("flat_train", not down)]
        rules += [("overfitting", w[9] > w.min() * 7 / 6), ("plateau", w[9] - b[9] > v[0] / 20), ("converging", True)]
    return next(label for label, holds in rules if holds)

# %% coursekit={"answer": "diagnose-example", "cell": "diagnose", "mistake": "right on the example only", "loses": {"test_diagnose": 10}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    return "overfitting"
    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rising-first", "cell": "diagnose", "mistake": "asks for rising before jitter", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-all", "cell": "diagnose", "mistake": "shakes over all epochs", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(1, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-first-half", "cell": "diagnose", "mistake": "shakes over the first half", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(1, n // 2)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-step", "cell": "diagnose", "mistake": "step to the next epoch instead of the middle", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - train[i - 1]) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-no-abs", "cell": "diagnose", "mistake": "forgets the absolute value", "loses": {"test_diagnose": 4}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-precedence", "cell": "diagnose", "mistake": "halves one neighbour only", "loses": {"test_diagnose": 9}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - train[i - 1] + train[i + 1] / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-first", "cell": "diagnose", "mistake": "compares the shaking with the first epoch", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > train[0] / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-mean", "cell": "diagnose", "mistake": "compares the shaking with the mean", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > sum(train) / n / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-absolute", "cell": "diagnose", "mistake": "a fixed limit for the shaking", "loses": {"test_diagnose": 6}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > 0.1:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-sum", "cell": "diagnose", "mistake": "adds up the shaking, without the mean", "loses": {"test_diagnose": 8}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-max", "cell": "diagnose", "mistake": "the largest single shake", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if max(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-jitter-loose", "cell": "diagnose", "mistake": "a twentieth instead of a tenth", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 20:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-no-jitter", "cell": "diagnose", "mistake": "never asks for jitter", "loses": {"test_diagnose": 4}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > 1e30:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-single", "cell": "diagnose", "mistake": "the last epoch against the lowest epoch", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if train[-1] / min(train) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-first", "cell": "diagnose", "mistake": "rises against the first epoch", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / train[0] - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-first-tenth", "cell": "diagnose", "mistake": "rises against the first tenth", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / b[0] - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-difference", "cell": "diagnose", "mistake": "rises as a difference, not as a share", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] - min(b) > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-ratio", "cell": "diagnose", "mistake": "forgets to take 1 off", "loses": {"test_diagnose": 9}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-seventh", "cell": "diagnose", "mistake": "a seventh instead of a sixth", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 7:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 7:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-rise-max", "cell": "diagnose", "mistake": "the highest tenth instead of the last", "loses": {"test_diagnose": 9}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if max(b) / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-fall-last", "cell": "diagnose", "mistake": "falls to the last epoch", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - train[-1] / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-fall-tenth", "cell": "diagnose", "mistake": "falls from the first tenth", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / b[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-fall-difference", "cell": "diagnose", "mistake": "falls as a difference", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = train[0] - min(b)
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stuck-loose", "cell": "diagnose", "mistake": "stuck below 0.3", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.3:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stuck-strict", "cell": "diagnose", "mistake": "stuck below 0.05", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.05:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-any", "cell": "diagnose", "mistake": "rest and later fall in different tenths", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        if any(b[j] - b[j + 1] < 0.02 * train[0] for j in range(9)) and any(b[j + 1] - b[9] > 0.2 * train[0] for j in range(9)):
            return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-rest-only", "cell": "diagnose", "mistake": "any rest makes a staircase", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-later-only", "cell": "diagnose", "mistake": "forgets the rest", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-abs", "cell": "diagnose", "mistake": "a small rise is no rest, nor a large one", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if 0 <= b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-absolute", "cell": "diagnose", "mistake": "fixed limits for the rest", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 and b[j + 1] - b[9] > 0.2:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-from-one", "cell": "diagnose", "mistake": "begins with the second tenth", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(1, 9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-loose", "cell": "diagnose", "mistake": "a rest up to 0.05", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.05 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-later-small", "cell": "diagnose", "mistake": "a later fall of 0.1 is enough", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.1 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-stairs-early-return", "cell": "diagnose", "mistake": "decides after the first tenth", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
            return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-no-stuck", "cell": "diagnose", "mistake": "never says stuck", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-chinese", "cell": "diagnose", "mistake": "answers in Chinese", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "停滞"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-capital", "cell": "diagnose", "mistake": "writes a capital", "loses": {"test_diagnose": 4}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "Converging"

# %% coursekit={"answer": "diagnose-table-swapped", "cell": "diagnose", "mistake": "memorising and flat_train changed places", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "flat_train"
    if valid_down and not down:
        return "memorising"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-valid-fall-last", "cell": "diagnose", "mistake": "the validation fall is to the last tenth", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - v[9] / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-valid-fall-tenth", "cell": "diagnose", "mistake": "the validation fall begins at the first tenth", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / v[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-valid-fall-train", "cell": "diagnose", "mistake": "the validation fall begins at the training loss", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / train[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-down-half", "cell": "diagnose", "mistake": "falls from one half on", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.5
    valid_down = 1 - min(v) / valid[0] >= 0.5
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-down-tenth", "cell": "diagnose", "mistake": "falls from a tenth on", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.1
    valid_down = 1 - min(v) / valid[0] >= 0.1
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-under-any", "cell": "diagnose", "mistake": "underfitting as soon as one does not fall", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if not down or not valid_down:
        return "underfitting"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-over-first", "cell": "diagnose", "mistake": "overfitting is asked before the table", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-over-train", "cell": "diagnose", "mistake": "asks whether training rises", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if b[9] / min(b) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-over-third", "cell": "diagnose", "mistake": "overfitting from a third on", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 3:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-over-any", "cell": "diagnose", "mistake": "any rise is overfitting", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] > min(v):
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-over-single", "cell": "diagnose", "mistake": "single epochs of the validation", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if valid[-1] / min(valid) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-gap-absolute", "cell": "diagnose", "mistake": "a fixed gap", "loses": {"test_diagnose": 1}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-gap-train", "cell": "diagnose", "mistake": "the gap against the first training loss", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * train[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-gap-ratio", "cell": "diagnose", "mistake": "the gap as a ratio", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] > 1.5 * b[9]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-gap-abs", "cell": "diagnose", "mistake": "the gap without its sign", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if abs(v[9] - b[9]) > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-gap-swapped", "cell": "diagnose", "mistake": "takes the gap the other way round", "loses": {"test_diagnose": 4}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if b[9] - v[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-plateau-swapped", "cell": "diagnose", "mistake": "plateau and converging changed places", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "converging"
    return "plateau"

# %% coursekit={"answer": "diagnose-valid-truth", "cell": "diagnose", "mistake": "asks the truth of the validation losses", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if not valid:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-ignores-valid", "cell": "diagnose", "mistake": "never looks at the validation", "loses": {"test_diagnose": 6}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if True:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-none", "cell": "diagnose", "mistake": "returns nothing at the end", "loses": {"test_diagnose": 4}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"

# %% coursekit={"answer": "diagnose-pop", "cell": "diagnose", "mistake": "takes the first loss off the list", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    if isinstance(train, list):
        first = train.pop(0)
        train = [first, *train]
    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-sorts", "cell": "diagnose", "mistake": "sorts a list in place for the lowest", "loses": {"test_diagnose": 2}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    if isinstance(valid, list):
        valid.sort(reverse=True)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-library", "cell": "diagnose", "mistake": "the course's own diagnosis", "loses": {"test_diagnose": 10}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    from coursekit.diagnosis import diagnose as ready
    return ready(train, valid).label
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-tenths-six", "cell": "diagnose", "mistake": "tenths of six epochs always", "loses": {"test_diagnose": 7}}
def diagnose(train, valid=None):
    def tenths(x):
        m = 6
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-arrays-only", "cell": "diagnose", "mistake": "uses a method that lists have not", "loses": {"test_diagnose": 3}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > train.max() / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% coursekit={"answer": "diagnose-scale", "cell": "diagnose", "mistake": "takes losses over 100 for errors", "loses": {"test_diagnose": 5}}
def diagnose(train, valid=None):
    def tenths(x):
        m = len(x) // 10
        return [sum(x[j * m:(j + 1) * m]) / m for j in range(10)]

    if max(train) > 100:
        return "rising"
    n = len(train)
    moves = [abs(train[i] - (train[i - 1] + train[i + 1]) / 2) for i in range(n // 2, n - 1)]
    if sum(moves) / len(moves) > max(train) / 10:
        return "jitter"
    b = tenths(train)
    if b[9] / min(b) - 1 > 1 / 6:
        return "rising"
    fall = 1 - min(b) / train[0]
    if valid is None:
        if fall < 0.1:
            return "stuck"
        for j in range(9):
            if b[j] - b[j + 1] < 0.02 * train[0] and b[j + 1] - b[9] > 0.2 * train[0]:
                return "staircase"
        return "smooth"
    v = tenths(valid)
    down = fall >= 0.3
    valid_down = 1 - min(v) / valid[0] >= 0.3
    if down and not valid_down:
        return "memorising"
    if valid_down and not down:
        return "flat_train"
    if not down:
        return "underfitting"
    if v[9] / min(v) - 1 > 1 / 6:
        return "overfitting"
    if v[9] - b[9] > 0.05 * valid[0]:
        return "plateau"
    return "converging"

# %% [markdown]
# ## bayes_gaps

# %% coursekit={"answer": "gaps-loop", "cell": "bayes_gaps", "right": "nested questions, and a loop for the largest"}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-ladder", "cell": "bayes_gaps", "right": "neighbours of a list of steps, sorted"}
def bayes_gaps(errors):
    steps = [errors.get("bayes", errors.get("human"))] + [errors[name] for name in ("train", "valid", "test", "field") if name in errors]
    names = ["bias", "variance", "test_gap", "field_shift"]
    gaps = {name: high - low for name, low, high in zip(names, steps, steps[1:])}
    return gaps, sorted(gaps, key=lambda name: (-gaps[name], names.index(name)))[0]

# %% coursekit={"answer": "gaps-numpy", "cell": "bayes_gaps", "right": "numpy's diff and argmax"}
def bayes_gaps(errors):
    ladder = ["bayes" if "bayes" in errors else "human", "train", "valid", "test", "field"]
    values = [errors[name] for name in ladder if name in errors]
    differences = np.diff(values)
    names = ("bias", "variance", "test_gap", "field_shift")
    return dict(zip(names, differences.tolist())), names[int(np.argmax(differences))]

# %% coursekit={"answer": "gaps-limit", "cell": "bayes_gaps", "mistake": "every gap from the limit", "loses": {"test_bayes_gaps": 4}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - limit
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - limit
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - limit
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-reversed", "cell": "bayes_gaps", "mistake": "takes the higher from the lower", "loses": {"test_bayes_gaps": 4}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = limit - errors["train"]
    gaps["variance"] = errors["train"] - errors["valid"]
    if "test" in errors:
        gaps["test_gap"] = errors["valid"] - errors["test"]
        if "field" in errors:
            gaps["field_shift"] = errors["test"] - errors["field"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-abs", "cell": "bayes_gaps", "mistake": "drops the sign", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return {name: abs(gap) for name, gap in gaps.items()}, first

# %% coursekit={"answer": "gaps-abs-first", "cell": "bayes_gaps", "mistake": "takes the largest in size", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if abs(gaps[name]) > abs(gaps[first]):
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-smallest", "cell": "bayes_gaps", "mistake": "the smallest gap", "loses": {"test_bayes_gaps": 3}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] < gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-last-tie", "cell": "bayes_gaps", "mistake": "the last of equal gaps", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] >= gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-max-name", "cell": "bayes_gaps", "mistake": "max of the names", "loses": {"test_bayes_gaps": 3}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, max(gaps)

# %% coursekit={"answer": "gaps-max-value", "cell": "bayes_gaps", "mistake": "the gap instead of its name", "loses": {"test_bayes_gaps": 3}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, max(gaps.values())

# %% coursekit={"answer": "gaps-human-first", "cell": "bayes_gaps", "mistake": "prefers the human", "loses": {"test_bayes_gaps": 2}}
def bayes_gaps(errors):
    if "human" in errors:
        limit = errors["human"]
    else:
        limit = errors["bayes"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-no-human", "cell": "bayes_gaps", "mistake": "knows no human", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = 0
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-truth", "cell": "bayes_gaps", "mistake": "asks whether the limit is true", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if errors.get("bayes"):
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-zero-missing", "cell": "bayes_gaps", "mistake": "a missing step becomes 0", "loses": {"test_bayes_gaps": 2}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    gaps.setdefault("test_gap", 0)
    gaps.setdefault("field_shift", 0)
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-needs-all", "cell": "bayes_gaps", "mistake": "needs every step", "loses": {"test_bayes_gaps": 2}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if True:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if True:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-no-negative", "cell": "bayes_gaps", "mistake": "leaves negative gaps out", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return {name: gap for name, gap in gaps.items() if gap >= 0}, first

# %% coursekit={"answer": "gaps-clipped", "cell": "bayes_gaps", "mistake": "negative gaps become 0", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return {name: max(gap, 0) for name, gap in gaps.items()}, first

# %% coursekit={"answer": "gaps-field-valid", "cell": "bayes_gaps", "mistake": "the field against the validation", "loses": {"test_bayes_gaps": 3}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["valid"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-pops", "cell": "bayes_gaps", "mistake": "takes the limit out of the dictionary", "loses": {"test_bayes_gaps": 3}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors.pop("bayes")
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-only", "cell": "bayes_gaps", "mistake": "returns the gaps alone", "loses": {"test_bayes_gaps": 4}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps

# %% coursekit={"answer": "gaps-order", "cell": "bayes_gaps", "mistake": "first, then the gaps", "loses": {"test_bayes_gaps": 4}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return first, gaps

# %% coursekit={"answer": "gaps-example", "cell": "bayes_gaps", "mistake": "right on the example only", "loses": {"test_bayes_gaps": 2}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return {"bias": 7, "variance": 2, "test_gap": 1, "field_shift": 4}, "bias"

# %% coursekit={"answer": "gaps-nested", "cell": "bayes_gaps", "mistake": "the test gap needs the field", "loses": {"test_bayes_gaps": 2}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "field" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first = "bias"
    for name in gaps:
        if gaps[name] > gaps[first]:
            first = name
    return gaps, first

# %% coursekit={"answer": "gaps-first-from-zero", "cell": "bayes_gaps", "mistake": "looks only for gaps above 0", "loses": {"test_bayes_gaps": 1}}
def bayes_gaps(errors):
    if "bayes" in errors:
        limit = errors["bayes"]
    else:
        limit = errors["human"]
    gaps = {}
    gaps["bias"] = errors["train"] - limit
    gaps["variance"] = errors["valid"] - errors["train"]
    if "test" in errors:
        gaps["test_gap"] = errors["test"] - errors["valid"]
        if "field" in errors:
            gaps["field_shift"] = errors["field"] - errors["test"]
    first, largest = "variance", 0
    for name in gaps:
        if gaps[name] > largest:
            first, largest = name, gaps[name]
    return gaps, first

# %% [markdown]
# ## l1 and l2

# %% coursekit={"answer": "penalty-loops", "cell": "l2", "right": "loops over the layers"}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-flat", "cell": "l2", "right": "one flat list of all weights"}
def l1(ws):
    return float(np.abs(np.concatenate([np.ravel(w) for w in ws] or [np.zeros(0)])).sum())


def l2(ws):
    flat = [float(v) for w in ws for v in w.ravel()]
    return math.fsum(v**2 for v in flat)

# %% coursekit={"answer": "penalty-norm", "cell": "l2", "right": "norms of the layers"}
def l1(ws):
    return sum(np.linalg.norm(w.ravel(), 1) for w in ws)


def l2(ws):
    return sum(np.linalg.norm(w) ** 2 for w in ws)

# %% coursekit={"answer": "penalty-no-abs", "cell": "l2", "mistake": "forgets the absolute value", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += w.sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-abs-late", "cell": "l2", "mistake": "the absolute value of the sum", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w.sum())
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-mean", "cell": "l2", "mistake": "the mean of each layer", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).mean()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-max", "cell": "l2", "mistake": "numpy's norm of a matrix: the largest column", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += np.linalg.norm(w, 1)
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-columns", "cell": "l2", "mistake": "a number for each column", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum(axis=0)
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-first", "cell": "l2", "mistake": "returns after the first layer", "loses": {"test_l2": 1}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
        return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-last", "cell": "l2", "mistake": "only the last layer", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total = abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-in-place", "cell": "l2", "mistake": "makes the weights positive", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        np.abs(w, out=w)
        total += w.sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-array", "cell": "l2", "mistake": "one array of all layers", "loses": {"test_l2": 2}}
def l1(ws):
    return abs(np.array(ws)).sum()


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l0", "cell": "l2", "mistake": "counts the weights", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += np.count_nonzero(w)
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l1-none", "cell": "l2", "mistake": "l1 returns nothing", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-l2-root", "cell": "l2", "mistake": "the norm instead of its square", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return math.sqrt(total)

# %% coursekit={"answer": "penalty-l2-roots", "cell": "l2", "mistake": "the norms of the layers", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += np.linalg.norm(w)
    return total

# %% coursekit={"answer": "penalty-l2-late", "cell": "l2", "mistake": "squares the sum of a layer", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += w.sum() ** 2
    return total

# %% coursekit={"answer": "penalty-l2-mean", "cell": "l2", "mistake": "the mean of the squares", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).mean()
    return total

# %% coursekit={"answer": "penalty-l2-half", "cell": "l2", "mistake": "halves it", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum() / 2
    return total

# %% coursekit={"answer": "penalty-l2-power", "cell": "l2", "mistake": "2w for w squared", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * 2).sum()
    return total

# %% coursekit={"answer": "penalty-l2-matmul", "cell": "l2", "mistake": "a product of matrices", "loses": {"test_l2": 1}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w @ w.T).sum()
    return total

# %% coursekit={"answer": "penalty-l2-first", "cell": "l2", "mistake": "returns after the first layer", "loses": {"test_l2": 1}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
        return total

# %% coursekit={"answer": "penalty-l2-in-place", "cell": "l2", "mistake": "squares the weights themselves", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        w *= w
        total += w.sum()
    return total

# %% coursekit={"answer": "penalty-l2-torch", "cell": "l2", "mistake": "torch's norm", "loses": {"test_l2": 2}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    import torch
    return sum(float((torch.tensor(w) ** 2).sum()) for w in ws)

# %% coursekit={"answer": "penalty-empty", "cell": "l2", "mistake": "no layer gives an error", "loses": {"test_l2": 2}}
def l1(ws):
    return np.abs(np.concatenate([w.ravel() for w in ws])).sum()


def l2(ws):
    return np.square(np.concatenate([w.ravel() for w in ws])).sum()

# %% coursekit={"answer": "penalty-example", "cell": "l2", "mistake": "right on the example only", "loses": {"test_l2": 2}}
def l1(ws):
    return 7.0
    total = 0.0
    for w in ws:
        total += abs(w).sum()
    return total


def l2(ws):
    return 25.0
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% coursekit={"answer": "penalty-two-rows", "cell": "l2", "mistake": "knows matrices only", "loses": {"test_l2": 1}}
def l1(ws):
    total = 0.0
    for w in ws:
        total += sum(abs(v) for row in np.atleast_2d(w)[:, :2] for v in row)
    return total


def l2(ws):
    total = 0.0
    for w in ws:
        total += (w * w).sum()
    return total

# %% [markdown]
# ## dropout

# %% coursekit={"answer": "dropout-keep", "cell": "dropout", "right": "a mask of those that stay"}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-binomial", "cell": "dropout", "right": "drawn from a binomial distribution"}
def dropout(x, p, rng, train=True):
    if train:
        keep = rng.binomial(1, 1 - p, size=x.shape)
        return keep * x / max(1 - p, 1e-12)
    return x

# %% coursekit={"answer": "dropout-loop", "cell": "dropout", "right": "one element after the other"}
def dropout(x, p, rng, train=True):
    if not train:
        return x
    out = np.zeros(x.size)
    for i, value in enumerate(x.ravel()):
        if rng.uniform() > p and p < 1:
            out[i] = value / (1 - p)
    return out.reshape(x.shape)

# %% coursekit={"answer": "dropout-no-scale", "cell": "dropout", "mistake": "does not scale", "loses": {"test_dropout": 4}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep

# %% coursekit={"answer": "dropout-scale-test", "cell": "dropout", "mistake": "scales in evaluation instead", "loses": {"test_dropout": 5}}
def dropout(x, p, rng, train=True):
    if not train:
        return x * (1 - p)
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep

# %% coursekit={"answer": "dropout-scale-both", "cell": "dropout", "mistake": "scales in training, and in evaluation too", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train:
        return x * (1 - p)
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-keep-p", "cell": "dropout", "mistake": "p is what stays", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) < p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-keep-p-consistent", "cell": "dropout", "mistake": "p is what stays, scaled by 1/p", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) < p
    return x * keep / p

# %% coursekit={"answer": "dropout-divides-by-p", "cell": "dropout", "mistake": "scales by 1/p", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / p

# %% coursekit={"answer": "dropout-times-keep", "cell": "dropout", "mistake": "scales by 1 - p", "loses": {"test_dropout": 4}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep * (1 - p)

# %% coursekit={"answer": "dropout-no-p1", "cell": "dropout", "mistake": "divides by zero", "loses": {"test_dropout": 1}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-p1-kept", "cell": "dropout", "mistake": "p = 1 returns x", "loses": {"test_dropout": 1}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return x
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-train-ignored", "cell": "dropout", "mistake": "drops in evaluation too", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-train-inverted", "cell": "dropout", "mistake": "drops in evaluation only", "loses": {"test_dropout": 6}}
def dropout(x, p, rng, train=True):
    if train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-one-draw", "cell": "dropout", "mistake": "one draw for all", "loses": {"test_dropout": 4}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random() >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-rows", "cell": "dropout", "mistake": "whole columns are dropped", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape[-1]) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-whole-rows", "cell": "dropout", "mistake": "whole rows are dropped", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random((len(x), *[1] * (x.ndim - 1))) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-global", "cell": "dropout", "mistake": "draws from numpy's global state", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = np.random.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-own-rng", "cell": "dropout", "mistake": "makes a generator of its own", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = np.random.default_rng(0).random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-own-fresh", "cell": "dropout", "mistake": "makes a fresh generator", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = np.random.default_rng().random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-in-place", "cell": "dropout", "mistake": "changes x", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    x[rng.random(x.shape) < p] = 0
    return x / (1 - p)

# %% coursekit={"answer": "dropout-int", "cell": "dropout", "mistake": "keeps whole numbers whole", "loses": {"test_dropout": 1}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return (x * keep / (1 - p)).astype(x.dtype)

# %% coursekit={"answer": "dropout-half", "cell": "dropout", "mistake": "always a half", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= 0.5
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-normal", "cell": "dropout", "mistake": "draws from a normal distribution", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.normal(size=x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-flat", "cell": "dropout", "mistake": "loses the shape", "loses": {"test_dropout": 2}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return (x * keep / (1 - p)).ravel()

# %% coursekit={"answer": "dropout-filtered", "cell": "dropout", "mistake": "throws the hidden ones away", "loses": {"test_dropout": 4}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x[keep] / (1 - p)

# %% coursekit={"answer": "dropout-library", "cell": "dropout", "mistake": "torch's dropout", "loses": {"test_dropout": 6}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    import torch
    return torch.nn.functional.dropout(torch.tensor(x), p).numpy()
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-none-eval", "cell": "dropout", "mistake": "returns nothing in evaluation", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return None
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep / (1 - p)

# %% coursekit={"answer": "dropout-mask", "cell": "dropout", "mistake": "returns the mask", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return keep / (1 - p) * 2

# %% coursekit={"answer": "dropout-example", "cell": "dropout", "mistake": "right on the example only", "loses": {"test_dropout": 3}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return x * keep * 1.25

# %% coursekit={"answer": "dropout-minus", "cell": "dropout", "mistake": "hidden ones become -1", "loses": {"test_dropout": 4}}
def dropout(x, p, rng, train=True):
    if not train or p == 0:
        return x.copy()
    if p >= 1:
        return np.zeros_like(x, dtype=float)
    keep = rng.random(x.shape) >= p
    return np.where(keep, x / (1 - p), -1.0)

# %% [markdown]
# ## augment_image

# %% coursekit={"answer": "augment-flip", "cell": "augment_image", "right": "flip, choice, a copy that is filled"}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-indices", "cell": "augment_image", "right": "indices and transposition"}
def augment_image(img, op, rng):
    h, w, _ = img.shape
    rows, columns = np.arange(h)[:, None], np.arange(w)[None, :]
    if op == "mirror":
        out = img[rows, w - 1 - columns]
    elif op == "rotate":
        out = img
        for _ in range(1 + rng.integers(3)):
            out = out.transpose(1, 0, 2)[::-1]
    elif op == "warp":
        k = (-4, -2, 2, 4)[rng.integers(4)]
        out = img[rows, (columns - np.floor(k * rows / h).astype(int)) % w]
    elif op in ("brightness", "recolour"):
        factor = 0.7 + 0.6 * rng.random((1, 1, 1 if op == "brightness" else 3))
        out = np.minimum(img * factor, 1.0)
    elif op == "noise":
        out = np.maximum(0.0, np.minimum(1.0, img + 0.05 * rng.standard_normal(img.shape)))
    else:
        raise ValueError("没有这种增强")
    return np.array(out)

# %% coursekit={"answer": "augment-table", "cell": "augment_image", "right": "a table of functions, the noise drawn around the picture"}
def push(img, rng):
    k = 2 * int(rng.integers(4)) - 4
    k += 2 * (k >= 0)
    return np.array([[img[i, (j - (k * i // len(img))) % img.shape[1]] for j in range(img.shape[1])] for i in range(len(img))])


ACTIONS = {
    "mirror": lambda img, rng: img[:, ::-1, :],
    "rotate": lambda img, rng: np.rot90(img, -int(rng.integers(1, 4))),
    "warp": push,
    "brightness": lambda img, rng: img * rng.uniform(0.7, 1.3),
    "recolour": lambda img, rng: np.stack([img[..., c] * rng.uniform(0.7, 1.3) for c in range(3)], axis=-1),
    "noise": lambda img, rng: rng.normal(img, 0.05),
}


def augment_image(img, op, rng):
    if op not in ACTIONS:
        raise ValueError(op)
    return ACTIONS[op](img, rng).clip(0, 1)

# %% coursekit={"answer": "augment-upside", "cell": "augment_image", "mistake": "turns the picture upside down", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=0)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-flip-all", "cell": "augment_image", "mistake": "flips every axis, the colours too", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-flip-both", "cell": "augment_image", "mistake": "flips rows and columns", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return img[::-1, ::-1]
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-flip-colours", "cell": "augment_image", "mistake": "flips the colours", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return img[..., ::-1]
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-mirror-sometimes", "cell": "augment_image", "mistake": "mirrors every other time", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1) if rng.random() < 0.5 else img
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-mirror-in-place", "cell": "augment_image", "mistake": "mirrors the picture itself", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        img[:] = np.flip(img, axis=1).copy()
        return img
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-rotate-zero", "cell": "augment_image", "mistake": "does not turn now and then", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([0, 1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-rotate-once", "cell": "augment_image", "mistake": "always a quarter", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=1, axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-rotate-two", "cell": "augment_image", "mistake": "never three quarters", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-rotate-axes", "cell": "augment_image", "mistake": "turns rows and colours", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(1, 2))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-rotate-uneven", "cell": "augment_image", "mistake": "half a turn more often", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 2, 2, 2, 2, 2, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-transposed", "cell": "augment_image", "mistake": "transposes instead of turning", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return img.transpose(1, 0, 2)
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-left", "cell": "augment_image", "mistake": "pushes to the left: the same four, but for rounding", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], -(k * i // h), axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-zero", "cell": "augment_image", "mistake": "k may be 0", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 0, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-right-only", "cell": "augment_image", "mistake": "never to the left", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-round", "cell": "augment_image", "mistake": "rounds to the nearest", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], round(k * i / h), axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-int", "cell": "augment_image", "mistake": "rounds towards zero", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], int(k * i / h), axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-width", "cell": "augment_image", "mistake": "divides by the width", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // img.shape[1], axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-axis", "cell": "augment_image", "mistake": "rolls without an axis: the colours run", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-colours", "cell": "augment_image", "mistake": "rolls along the colours", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=1)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-all", "cell": "augment_image", "mistake": "pushes all rows alike", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-list", "cell": "augment_image", "mistake": "returns a list of rows", "loses": {"test_augment_image": 3}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        return [np.roll(img[i], k * i // h, axis=0) for i in range(h)]
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-each", "cell": "augment_image", "mistake": "a new k for each row", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            k = int(rng.choice([-4, -2, 2, 4]))
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-columns", "cell": "augment_image", "mistake": "pushes columns", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[:, i % img.shape[1]] = np.roll(img[:, i % img.shape[1]], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-warp-in-place", "cell": "augment_image", "mistake": "rolls the picture itself", "loses": {"test_augment_image": 3}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-pixels", "cell": "augment_image", "mistake": "a factor for every number", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3, img.shape), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-adds", "cell": "augment_image", "mistake": "adds instead of multiplying", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img + rng.uniform(-0.3, 0.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-only-up", "cell": "augment_image", "mistake": "never darker", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(1.0, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-wide", "cell": "augment_image", "mistake": "between 0.5 and 1.5", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.5, 1.5), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-normal", "cell": "augment_image", "mistake": "drawn from a normal distribution", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * np.clip(rng.normal(1, 0.1), 0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-no-clip", "cell": "augment_image", "mistake": "does not clip", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return img * rng.uniform(0.7, 1.3)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-rescaled", "cell": "augment_image", "mistake": "divides by the largest instead of clipping", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        out = img * rng.uniform(0.7, 1.3)
        return out / max(1, out.max()) if out.max() <= 1 else out / out.max()
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-bright-wraps", "cell": "augment_image", "mistake": "wraps round at 1", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return (img * rng.uniform(0.7, 1.3)) % 1
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-one", "cell": "augment_image", "mistake": "one factor for all colours", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-red", "cell": "augment_image", "mistake": "changes red only", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * np.array([rng.uniform(0.7, 1.3), 1, 1]), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-pixels", "cell": "augment_image", "mistake": "a factor for every number", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=img.shape), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-shuffled", "cell": "augment_image", "mistake": "changes the order of the colours", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return img[..., rng.permutation(3)]
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-no-clip", "cell": "augment_image", "mistake": "does not clip the colours", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return img * rng.uniform(0.7, 1.3, size=3)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-recolour-narrow", "cell": "augment_image", "mistake": "between 0.8 and 1.2", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.8, 1.2, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-uniform", "cell": "augment_image", "mistake": "uniform noise", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.uniform(-0.0866, 0.0866, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-grey", "cell": "augment_image", "mistake": "the same noise for all colours", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=(*img.shape[:2], 1)), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-one", "cell": "augment_image", "mistake": "one number for all", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-variance", "cell": "augment_image", "mistake": "takes 0.05 for the variance", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05**0.5, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-positive", "cell": "augment_image", "mistake": "only lighter", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + abs(rng.normal(0, 0.05, size=img.shape)), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-strong", "cell": "augment_image", "mistake": "ten times the noise", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.5, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-multiplies", "cell": "augment_image", "mistake": "multiplies the noise", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img * rng.normal(1, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-no-clip", "cell": "augment_image", "mistake": "does not clip", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return img + rng.normal(0, 0.05, size=img.shape)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-half-clip", "cell": "augment_image", "mistake": "clips at 1 only", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.minimum(img + rng.normal(0, 0.05, size=img.shape), 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-in-place", "cell": "augment_image", "mistake": "adds the noise to the picture itself", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        img += rng.normal(0, 0.05, size=img.shape)
        return np.clip(img, 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-noise-global", "cell": "augment_image", "mistake": "draws from numpy's global state", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + np.random.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-unknown-returned", "cell": "augment_image", "mistake": "returns the picture for an unknown operation", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    return img

# %% coursekit={"answer": "augment-key-error", "cell": "augment_image", "mistake": "raises KeyError", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise KeyError(op)

# %% coursekit={"answer": "augment-lower", "cell": "augment_image", "mistake": "takes upper case too", "loses": {"test_augment_image": 1}}
def augment_image(img, op, rng):
    op = op.lower()
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-own-seed", "cell": "augment_image", "mistake": "seeds a generator of its own", "loses": {"test_augment_image": 5}}
def augment_image(img, op, rng):
    rng = np.random.default_rng(0)
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        return np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    raise ValueError(op)

# %% coursekit={"answer": "augment-none", "cell": "augment_image", "mistake": "no return for the noise", "loses": {"test_augment_image": 2}}
def augment_image(img, op, rng):
    h = img.shape[0]
    if op == "mirror":
        return np.flip(img, axis=1)
    if op == "rotate":
        return np.rot90(img, k=int(rng.choice([1, 2, 3])), axes=(0, 1))
    if op == "warp":
        k = int(rng.choice([-4, -2, 2, 4]))
        out = img.copy()
        for i in range(h):
            out[i] = np.roll(img[i], k * i // h, axis=0)
        return out
    if op == "brightness":
        return np.clip(img * rng.uniform(0.7, 1.3), 0, 1)
    if op == "recolour":
        return np.clip(img * rng.uniform(0.7, 1.3, size=3), 0, 1)
    if op == "noise":
        np.clip(img + rng.normal(0, 0.05, size=img.shape), 0, 1)
    if op != "noise":
        raise ValueError(op)

# %% [markdown]
# ## synonym_replace

# %% coursekit={"answer": "synonym-letters", "cell": "synonym_replace", "right": "letter by letter"}
def synonym_replace(text, lex):
    out, word = "", ""
    for letter in text + "\0":
        if letter.isascii() and letter.isalpha():
            word += letter
            continue
        if word.lower() in lex:
            new = lex[word.lower()]
            word = new[0].upper() + new[1:] if word[0].isupper() else new
        out += word + letter
        word = ""
    return out[:-1]

# %% coursekit={"answer": "synonym-split", "cell": "synonym_replace", "right": "splits at the words and puts them together again"}
def synonym_replace(text, lex):
    parts = re.split(r"([a-zA-Z]+)", text)
    for n in range(1, len(parts), 2):
        found = lex.get(parts[n].lower(), None)
        if found is not None:
            parts[n] = found.title() if parts[n][0] != parts[n][0].lower() else found
    return "".join(parts)

# %% coursekit={"answer": "synonym-alternatives", "cell": "synonym_replace", "right": "one pattern of all words of the dictionary"}
def synonym_replace(text, lex):
    if not lex:
        return text
    pattern = "(?<![a-z])(" + "|".join(map(re.escape, lex)) + ")(?![a-z])"

    def change(match):
        new = lex[match[1].lower()]
        return new.capitalize() if match[1][:1].isupper() else new

    return re.sub(pattern, change, text, flags=re.IGNORECASE)

# %% coursekit={"answer": "synonym-blanks", "cell": "synonym_replace", "mistake": "cuts at blanks: punctuation stays on the words", "loses": {"test_synonym_replace": 3}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return " ".join(re.sub(r"^[A-Za-z]+$", change, part) for part in text.split(" "))

# %% coursekit={"answer": "synonym-str-replace", "cell": "synonym_replace", "mistake": "str.replace, word after word", "loses": {"test_synonym_replace": 3}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    for old, new in lex.items():
        text = text.replace(old, new)
    return text

# %% coursekit={"answer": "synonym-chain", "cell": "synonym_replace", "mistake": "replaces what it has put in", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    for _ in range(2):
        text = re.sub(r"[A-Za-z]+", change, text)
    return text

# %% coursekit={"answer": "synonym-one-after-other", "cell": "synonym_replace", "mistake": "one word of the dictionary after the other", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    for old in list(lex):
        text = re.sub(r"[A-Za-z]+", lambda m: change(m) if m.group().lower() == old else m.group(), text)
    return text

# %% coursekit={"answer": "synonym-no-capital", "cell": "synonym_replace", "mistake": "forgets the capital", "loses": {"test_synonym_replace": 3}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-always-capital", "cell": "synonym_replace", "mistake": "always a capital", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize()
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-upper", "cell": "synonym_replace", "mistake": "upper case stays upper case", "loses": {"test_synonym_replace": 2}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.upper() if word.isupper() and len(word) > 1 else new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-any-upper", "cell": "synonym_replace", "mistake": "a capital anywhere counts", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word != word.lower() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-title-only", "cell": "synonym_replace", "mistake": "knows only a word written as a title", "loses": {"test_synonym_replace": 2}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word.istitle() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-case-sensitive", "cell": "synonym_replace", "mistake": "does not find words with capitals", "loses": {"test_synonym_replace": 3}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word in lex:
            new = lex[word]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-lower-all", "cell": "synonym_replace", "mistake": "makes the whole text small", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text.lower())

# %% coursekit={"answer": "synonym-lower-rest", "cell": "synonym_replace", "mistake": "makes other words small", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word.lower()
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-capital-rest", "cell": "synonym_replace", "mistake": "every word with a capital is written anew", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def other(match):
        word = match.group()
        found = lex.get(word.lower(), word)
        return found.capitalize() if word[0].isupper() else found

    return re.sub("[A-Za-z]+", other, text)

# %% coursekit={"answer": "synonym-first-only", "cell": "synonym_replace", "mistake": "replaces the first only", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text, count=1)

# %% coursekit={"answer": "synonym-word-class", "cell": "synonym_replace", "mistake": "digits and underscores are letters", "loses": {"test_synonym_replace": 2}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"\w+", change, text)

# %% coursekit={"answer": "synonym-boundary", "cell": "synonym_replace", "mistake": "words end at a boundary of the pattern language", "loses": {"test_synonym_replace": 2}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"\b[A-Za-z]+\b", change, text)

# %% coursekit={"answer": "synonym-apostrophe", "cell": "synonym_replace", "mistake": "an apostrophe is a letter", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z']+", change, text)

# %% coursekit={"answer": "synonym-hyphen", "cell": "synonym_replace", "mistake": "a hyphen is a letter", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z-]+", change, text)

# %% coursekit={"answer": "synonym-blanks-lost", "cell": "synonym_replace", "mistake": "many blanks become one", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, " ".join(text.split()))

# %% coursekit={"answer": "synonym-list", "cell": "synonym_replace", "mistake": "returns a list", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text).split(" ")

# %% coursekit={"answer": "synonym-words-only", "cell": "synonym_replace", "mistake": "keeps the words alone", "loses": {"test_synonym_replace": 3}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return " ".join(re.sub(r"[A-Za-z]+", change, part) for part in re.findall(r"[A-Za-z]+", text))

# %% coursekit={"answer": "synonym-pops", "cell": "synonym_replace", "mistake": "uses each synonym up", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex.pop(word.lower())
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-reverse", "cell": "synonym_replace", "mistake": "replaces the other way round too", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    lex = {**lex, **{new: old for old, new in lex.items()}}
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-prefix", "cell": "synonym_replace", "mistake": "replaces the beginning of longer words", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        for old in lex:
            if word.startswith(old):
                return lex[old] + word[len(old):]
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-empty", "cell": "synonym_replace", "mistake": "fails on an empty text", "loses": {"test_synonym_replace": 1}}
def synonym_replace(text, lex):
    text[0]
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-example", "cell": "synonym_replace", "mistake": "right on the examples only", "loses": {"test_synonym_replace": 2}}
def synonym_replace(text, lex):
    if "movie" not in lex or len(lex) != 2:
        return text
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    return re.sub(r"[A-Za-z]+", change, text)

# %% coursekit={"answer": "synonym-none", "cell": "synonym_replace", "mistake": "returns nothing", "loses": {"test_synonym_replace": 4}}
def synonym_replace(text, lex):
    def change(match):
        word = match.group()
        if word.lower() in lex:
            new = lex[word.lower()]
            return new.capitalize() if word[0].isupper() else new
        return word
    re.sub(r"[A-Za-z]+", change, text)

# %% [markdown]
# ## random_edit

# %% coursekit={"answer": "edit-plain", "cell": "random_edit", "right": "slices and del"}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-permutation", "cell": "random_edit", "right": "works on the order of the words"}
def random_edit(text, kind, rng):
    words = text.split()
    order = list(range(len(words)))
    if kind == "insert":
        if words:
            order.insert(int(rng.random() * (len(words) + 1)), int(rng.choice(len(words))))
    elif kind == "delete":
        if len(words) >= 2:
            gone = rng.permutation(len(words))[0]
            order = [n for n in order if n != gone]
    elif kind == "swap":
        if len(words) >= 2:
            i, j = rng.permutation(len(words))[:2]
            order[i], order[j] = order[j], order[i]
    else:
        raise ValueError("insert, delete, swap")
    return " ".join(words[n] for n in order)

# %% coursekit={"answer": "edit-second-draw", "cell": "random_edit", "right": "numpy's insert and delete, the second place by a shift"}
def random_edit(text, kind, rng):
    tokens = text.split()
    if kind == "swap":
        if len(tokens) > 1:
            first = rng.integers(0, len(tokens))
            second = (first + rng.integers(1, len(tokens))) % len(tokens)
            kept = tokens[first]
            tokens[first] = tokens[second]
            tokens[second] = kept
        return " ".join(tokens)
    if kind == "delete":
        return " ".join(np.delete(tokens, rng.integers(len(tokens)))) if len(tokens) > 1 else " ".join(tokens)
    if kind == "insert":
        return " ".join(np.insert(np.array(tokens, dtype=object), rng.integers(len(tokens) + 1), rng.choice(tokens))) if tokens else ""
    raise ValueError(f"{kind}?")

# %% coursekit={"answer": "edit-insert-no-end", "cell": "random_edit", "mistake": "never inserts at the end", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-end", "cell": "random_edit", "mistake": "inserts at the end only", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = n
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-end-twice", "cell": "random_edit", "mistake": "the end twice as often as other places", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = min(rng.integers(n + 2), n)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-next", "cell": "random_edit", "mistake": "doubles a word where it stands", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        place = rng.integers(n)
        word = words[place]
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-first", "cell": "random_edit", "mistake": "always inserts the first word", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[0]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-moves", "cell": "random_edit", "mistake": "moves a word instead of copying it", "loses": {"test_random_edit": 4}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words.pop(rng.integers(n))
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-insert-number", "cell": "random_edit", "mistake": "inserts the number of the word", "loses": {"test_random_edit": 3}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = str(rng.integers(n))
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-delete-first", "cell": "random_edit", "mistake": "always deletes the first", "loses": {"test_random_edit": 3}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[0]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-delete-not-last", "cell": "random_edit", "mistake": "never deletes the last", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n - 1)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-delete-each", "cell": "random_edit", "mistake": "deletes each word with probability 1/n", "loses": {"test_random_edit": 4}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            words = [word for word in words if rng.random() > 1 / n] or words[:1]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-delete-all-alike", "cell": "random_edit", "mistake": "deletes all that are like it", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            gone = words[rng.integers(n)]
            words = [word for word in words if word != gone]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-delete-single", "cell": "random_edit", "mistake": "deletes the only word", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 0:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-same", "cell": "random_edit", "mistake": "may swap a place with itself", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.integers(n, size=2)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-neighbours", "cell": "random_edit", "mistake": "swaps neighbours only", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i = rng.integers(n - 1)
            j = i + 1
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-shuffle", "cell": "random_edit", "mistake": "shuffles all", "loses": {"test_random_edit": 4}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            words = [words[m] for m in rng.permutation(n)]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-lost", "cell": "random_edit", "mistake": "loses a word in two steps", "loses": {"test_random_edit": 4}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i] = words[j]
            words[j] = words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-first", "cell": "random_edit", "mistake": "always swaps the first", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = 0, rng.integers(1, n)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-single", "cell": "random_edit", "mistake": "fails on one word", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-swap-from-three", "cell": "random_edit", "mistake": "swaps from three words on", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 2:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-empty-fails", "cell": "random_edit", "mistake": "fails without words", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-empty-none", "cell": "random_edit", "mistake": "returns None without words", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return None
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-empty-text", "cell": "random_edit", "mistake": "returns the blanks", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return text
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-unknown", "cell": "random_edit", "mistake": "takes an unknown kind for swap", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-unknown-late", "cell": "random_edit", "mistake": "looks at the kind only where there are words", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if n == 0:
        return ""
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-key-error", "cell": "random_edit", "mistake": "raises KeyError", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise KeyError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-list", "cell": "random_edit", "mistake": "returns a list", "loses": {"test_random_edit": 6}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return words

# %% coursekit={"answer": "edit-letters", "cell": "random_edit", "mistake": "edits letters instead of words", "loses": {"test_random_edit": 6}}
def random_edit(text, kind, rng):
    words = list(text)
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return "".join(words)

# %% coursekit={"answer": "edit-blanks", "cell": "random_edit", "mistake": "cuts at single blanks", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split(" ")
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-own-rng", "cell": "random_edit", "mistake": "a generator of its own, always alike", "loses": {"test_random_edit": 5}}
def random_edit(text, kind, rng):
    rng = np.random.default_rng(0)
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-global", "cell": "random_edit", "mistake": "draws from numpy's global state", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    rng = np.random.default_rng()
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-uneven", "cell": "random_edit", "mistake": "prefers the first words", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[min(rng.integers(n), rng.integers(n))]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-twice", "cell": "random_edit", "mistake": "edits two places of a long text", "loses": {"test_random_edit": 1}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 100:
            words[0], words[1] = words[1], words[0]
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% coursekit={"answer": "edit-none", "cell": "random_edit", "mistake": "returns nothing", "loses": {"test_random_edit": 6}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    " ".join(words)

# %% coursekit={"answer": "edit-example", "cell": "random_edit", "mistake": "right for three words only", "loses": {"test_random_edit": 2}}
def random_edit(text, kind, rng):
    words = text.split()
    n = len(words)
    if kind not in ("insert", "delete", "swap"):
        raise ValueError(kind)
    if n > 3:
        return text
    if n == 0:
        return ""
    if kind == "insert":
        word = words[rng.integers(n)]
        place = rng.integers(n + 1)
        words = words[:place] + [word] + words[place:]
    elif kind == "delete":
        if n > 1:
            del words[rng.integers(n)]
    else:
        if n > 1:
            i, j = rng.choice(n, size=2, replace=False)
            words[i], words[j] = words[j], words[i]
    return " ".join(words)

# %% [markdown]
# ## class_weights

# %% coursekit={"answer": "weights-get", "cell": "class_weights", "right": "counts in a dictionary"}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-unique", "cell": "class_weights", "right": "np.unique; the keys are numpy's"}
def class_weights(y):
    kinds, counts = np.unique(y, return_counts=True)
    weights = len(y) / (len(kinds) * counts)
    return dict(zip(kinds, weights))

# %% coursekit={"answer": "weights-set", "cell": "class_weights", "right": "a set, and each class counted anew"}
def class_weights(y):
    y = list(y)
    kinds = set(y)
    share = len(y) / len(kinds)
    return {kind: share / sum(1 for other in y if other == kind) for kind in kinds}

# %% coursekit={"answer": "weights-share", "cell": "class_weights", "mistake": "the share of each class", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: n / N for label, n in counts.items()}

# %% coursekit={"answer": "weights-no-k", "cell": "class_weights", "mistake": "leaves K out", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / n for label, n in counts.items()}

# %% coursekit={"answer": "weights-no-n", "cell": "class_weights", "mistake": "leaves N out", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: 1 / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-inverse", "cell": "class_weights", "mistake": "upside down", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: K * n / N for label, n in counts.items()}

# %% coursekit={"answer": "weights-whole", "cell": "class_weights", "mistake": "whole numbers", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N // (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-precedence", "cell": "class_weights", "mistake": "forgets the brackets", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / K * n for label, n in counts.items()}

# %% coursekit={"answer": "weights-normed", "cell": "class_weights", "mistake": "adds up to 1", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    total = sum(1 / n for n in counts.values())
    return {label: 1 / n / total for label, n in counts.items()}

# %% coursekit={"answer": "weights-largest", "cell": "class_weights", "mistake": "against the largest class", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: max(counts.values()) / n for label, n in counts.items()}

# %% coursekit={"answer": "weights-two", "cell": "class_weights", "mistake": "always two classes", "loses": {"test_class_weights": 2}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), 2
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-max-label", "cell": "class_weights", "mistake": "K is the largest label plus one", "loses": {"test_class_weights": 3}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), max(counts) + 1
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-bincount", "cell": "class_weights", "mistake": "classes from 0 only", "loses": {"test_class_weights": 3}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    n = np.bincount(y)
    return {c: len(y) / (len(n) * n[c]) for c in range(len(n))}

# %% coursekit={"answer": "weights-list", "cell": "class_weights", "mistake": "a list without the classes", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return [N / (K * n) for n in counts.values()]

# %% coursekit={"answer": "weights-samples", "cell": "class_weights", "mistake": "a weight for each sample", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return [N / (K * counts[label]) for label in y]

# %% coursekit={"answer": "weights-rounded", "cell": "class_weights", "mistake": "rounds to three digits", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: round(N / (K * n), 3) for label, n in counts.items()}

# %% coursekit={"answer": "weights-text-keys", "cell": "class_weights", "mistake": "keys as text", "loses": {"test_class_weights": 3}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {str(label): N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-sorts", "cell": "class_weights", "mistake": "sorts the list", "loses": {"test_class_weights": 2}}
def class_weights(y):
    y.sort()
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-pops", "cell": "class_weights", "mistake": "empties the list", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    N = len(y)
    while len(y):
        label, y = y[0], y[1:]
        counts[label] = counts.get(label, 0) + 1
    K = len(counts)
    N = 0
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-starts-at-zero", "cell": "class_weights", "mistake": "begins each count at 0", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, -1) + 1
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-truth", "cell": "class_weights", "mistake": "leaves class 0 out", "loses": {"test_class_weights": 3}}
def class_weights(y):
    counts = {}
    for label in filter(None, y):
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-sklearn", "cell": "class_weights", "mistake": "scikit-learn's", "loses": {"test_class_weights": 4}}
def class_weights(y):
    from sklearn.utils.class_weight import compute_class_weight
    kinds = np.unique(y)
    return dict(zip(kinds, compute_class_weight('balanced', classes=kinds, y=y)))
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-method", "cell": "class_weights", "mistake": "uses a method of lists", "loses": {"test_class_weights": 1}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = y.count(label)
    N, K = len(y), len(counts)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-one-class", "cell": "class_weights", "mistake": "knows at least two classes", "loses": {"test_class_weights": 1}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), max(len(counts), 2)
    return {label: N / (K * n) for label, n in counts.items()}

# %% coursekit={"answer": "weights-example", "cell": "class_weights", "mistake": "right on the examples only", "loses": {"test_class_weights": 2}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    return {label: {3: 2 / 3, 1: 2.0, 2702: 0.5181347, 98: 14.2857143}.get(n, 1.0) for label, n in counts.items()}

# %% coursekit={"answer": "weights-none", "cell": "class_weights", "mistake": "returns nothing", "loses": {"test_class_weights": 4}}
def class_weights(y):
    counts = {}
    for label in y:
        counts[label] = counts.get(label, 0) + 1
    N, K = len(y), len(counts)
    weights = {label: N / (K * n) for label, n in counts.items()}

# %% [markdown]
# ## grid_10n

# %% coursekit={"answer": "grid-grows", "cell": "grid_10n", "right": "combinations grown one hyperparameter at a time"}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-recursive", "cell": "grid_10n", "right": "a function that calls itself"}
def grid_10n(f, lo, hi):
    if len(lo) == 0:
        return (), f(())
    found = []
    for n in range(lo[0], hi[0] + 1):
        point, value = grid_10n(lambda rest, n=n: f((10.0**n, *rest)), lo[1:], hi[1:])
        found.append((np.inf if math.isnan(value) else value, (10.0**n, *point)))
    value, point = min(found)
    return point, value

# %% coursekit={"answer": "grid-numpy", "cell": "grid_10n", "right": "meshgrid and nanargmin"}
def grid_10n(f, lo, hi):
    axes = [np.power(10.0, np.arange(a, b + 1)) for a, b in zip(lo, hi)]
    points = np.stack([axis.ravel() for axis in np.meshgrid(*axes, indexing="ij")], axis=1)
    values = np.array([f(tuple(float(v) for v in point)) for point in points], dtype=float)
    k = int(np.nanargmin(values))
    return tuple(points[k].tolist()), float(values[k])

# %% coursekit={"answer": "grid-no-end", "cell": "grid_10n", "mistake": "leaves the upper end out", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-no-start", "cell": "grid_10n", "mistake": "leaves the lower end out", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a + 1, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-powers", "cell": "grid_10n", "mistake": "hands n over instead of 10^n", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-returns-powers", "cell": "grid_10n", "mistake": "returns the powers", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return tuple(round(math.log10(v)) for v in best), value

# %% coursekit={"answer": "grid-e", "cell": "grid_10n", "mistake": "powers of e", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, math.exp(n)) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-two", "cell": "grid_10n", "mistake": "powers of two", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 2.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-halves", "cell": "grid_10n", "mistake": "tries halves of powers too", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in np.arange(a, b + 0.5, 0.5)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-worst", "cell": "grid_10n", "mistake": "the largest value", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, -float("inf")
    for point in points:
        found = f(point)
        if found > value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-last", "cell": "grid_10n", "mistake": "the last point", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if True:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-min-nan", "cell": "grid_10n", "mistake": "min over everything, nan in front", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    values = [f(point) for point in points]
    value = min(values)
    return points[values.index(value)], value

# %% coursekit={"answer": "grid-argmin", "cell": "grid_10n", "mistake": "numpy's argmin stops at nan", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    values = [f(point) for point in points]
    k = int(np.argmin(values))
    return points[k], values[k]

# %% coursekit={"answer": "grid-not-worse", "cell": "grid_10n", "mistake": "asks the other way round: nan wins", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if not found >= value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-stops-at-nan", "cell": "grid_10n", "mistake": "stops at the first nan", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if math.isnan(found):
            break
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-nan-zero", "cell": "grid_10n", "mistake": "takes nan for 0", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if math.isnan(found):
            found = 0.0
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-twice", "cell": "grid_10n", "mistake": "calls f twice for each point", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, f(point)
    return best, value

# %% coursekit={"answer": "grid-again", "cell": "grid_10n", "mistake": "calls f once more at the end", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, f(best)

# %% coursekit={"answer": "grid-best-zero", "cell": "grid_10n", "mistake": "the best begins at 0", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, 0.0
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-best-one", "cell": "grid_10n", "mistake": "the best begins at 1", "loses": {"test_grid_10n": 1}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, 1.0
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-one-by-one", "cell": "grid_10n", "mistake": "one hyperparameter after the other, the others at their lowest", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    start = tuple(10.0**a for a in lo)
    points = list(dict.fromkeys((*start[:k], 10.0**n, *start[k + 1:]) for k, (a, b) in enumerate(zip(lo, hi)) for n in range(a, b + 1)))
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-diagonal", "cell": "grid_10n", "mistake": "steps all together", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = list(zip(*[[10.0**n for n in range(a, b + 1)] for a, b in zip(lo, hi)]))
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-two-only", "cell": "grid_10n", "mistake": "knows two hyperparameters", "loses": {"test_grid_10n": 2}}
def grid_10n(f, lo, hi):
    points = [(10.0**i, 10.0**j) for i in range(lo[0], hi[0] + 1) for j in range(lo[1], hi[1] + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-shared-range", "cell": "grid_10n", "mistake": "the range of the first for all", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip([lo[0]] * len(lo), [hi[0]] * len(lo)):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-reversed", "cell": "grid_10n", "mistake": "hyperparameters in reverse order", "loses": {"test_grid_10n": 3}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(10.0**n, *point) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-value-first", "cell": "grid_10n", "mistake": "the value first", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return value, best

# %% coursekit={"answer": "grid-best-only", "cell": "grid_10n", "mistake": "the point alone", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best

# %% coursekit={"answer": "grid-early", "cell": "grid_10n", "mistake": "returns after the first", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
            return best, value

# %% coursekit={"answer": "grid-moves-lo", "cell": "grid_10n", "mistake": "counts lo up itself", "loses": {"test_grid_10n": 3}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    lo[0] += 1
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-separate", "cell": "grid_10n", "mistake": "hands the numbers over one by one", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(*point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-ints", "cell": "grid_10n", "mistake": "10**n with numpy's whole numbers", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, float(np.int64(10) ** np.int64(n))) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-positive", "cell": "grid_10n", "mistake": "forgets the sign of n", "loses": {"test_grid_10n": 5}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**abs(n)) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, value

# %% coursekit={"answer": "grid-rounded", "cell": "grid_10n", "mistake": "rounds the value", "loses": {"test_grid_10n": 4}}
def grid_10n(f, lo, hi):
    points = [()]
    for a, b in zip(lo, hi):
        points = [(*point, 10.0**n) for point in points for n in range(a, b + 1)]
    best, value = None, float("inf")
    for point in points:
        found = f(point)
        if found < value:
            best, value = point, found
    return best, round(value, 1)

# %% [markdown]
# ## genetic

# %% coursekit={"answer": "genetic-lists", "cell": "genetic", "right": "lists, sorted pairs, a break at the end"}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-cached", "cell": "genetic", "right": "keeps the scores of those that stay"}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    lo = np.array([low for low, _ in bounds], dtype=float)
    width = np.array([high - low for low, high in bounds], dtype=float)
    group = sorted([(float(f(x)), tuple(x)) for x in lo + width * rng.random((12, len(lo)))])
    history = [group[0][0]]
    while len(history) < 15:
        elite = group[:4]
        group = list(elite)
        for _ in range(8):
            mother = rng.integers(4)
            father = (mother + rng.integers(1, 4)) % 4
            a, b = np.array(elite[mother][1]), np.array(elite[father][1])
            child = (b + (a - b) * rng.random() + rng.standard_normal(len(lo)) * width / 25).clip(lo, lo + width)
            group.append((float(f(child)), tuple(child)))
        group.sort()
        history.append(group[0][0])
    return np.array(group[0][1]), history

# %% coursekit={"answer": "genetic-arrays", "cell": "genetic", "right": "whole generations as arrays"}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    lo, hi = np.asarray(bounds, dtype=float).T
    points = rng.uniform(lo, hi, size=(12, len(lo)))
    values = np.array([f(x) for x in points])
    history = [float(values.min())]
    for _ in range(14):
        best = points[np.argsort(values)[:4]]
        pairs = np.array([rng.choice(4, 2, replace=False) for _ in range(8)])
        alpha = rng.random((8, 1))
        children = alpha * best[pairs[:, 0]] + (1 - alpha) * best[pairs[:, 1]] + rng.normal(size=(8, len(lo))) * (hi - lo) * 0.04
        points = np.vstack([best, np.clip(children, lo, hi)])
        values = np.array([f(x) for x in points])
        history.append(float(values.min()))
    return points[values.argmin()], history

# %% coursekit={"answer": "genetic-worst", "cell": "genetic", "mistake": "keeps the worst", "loses": {"test_genetic": 7}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)), reverse=True)
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-no-elite", "cell": "genetic", "mistake": "keeps nobody", "loses": {"test_genetic": 5}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = children + children[:4]
    return points[0], history

# %% coursekit={"answer": "genetic-replaces-all", "cell": "genetic", "mistake": "twelve children, nobody stays", "loses": {"test_genetic": 5}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(12):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = children
    return points[0], history

# %% coursekit={"answer": "genetic-no-mutation", "cell": "genetic", "mistake": "does not mutate", "loses": {"test_genetic": 4}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-no-crossover", "cell": "genetic", "mistake": "a child is a parent with noise", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = parents[i]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-halfway", "cell": "genetic", "mistake": "always halfway", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = 0.5
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-same-parent", "cell": "genetic", "mistake": "both parents may be one", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.integers(4, size=2)
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-best-parents", "cell": "genetic", "mistake": "always the two best", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = 0, 1
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-all-parents", "cell": "genetic", "mistake": "parents from all twelve", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(12)[:2]
            alpha = rng.uniform()
            child = alpha * points[i] + (1 - alpha) * points[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-mutation-absolute", "cell": "genetic", "mistake": "noise that knows nothing of the range", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * 1.0
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-mutation-one", "cell": "genetic", "mistake": "one noise for all axes", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-mutation-strong", "cell": "genetic", "mistake": "noise of 20 %", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.2, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-mutation-weak", "cell": "genetic", "mistake": "noise of 1 %", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.01, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-mutation-uniform", "cell": "genetic", "mistake": "noise to one side", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + abs(rng.normal(0, 0.04, len(lo))) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-no-clip", "cell": "genetic", "mistake": "leaves the bounds", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(child)
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-redraws", "cell": "genetic", "mistake": "draws anew what is outside, instead of the edge", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.where((child < lo) | (child > hi), rng.uniform(lo, hi), child))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-clip-low", "cell": "genetic", "mistake": "clips below only", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.maximum(child, lo))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-start-middle", "cell": "genetic", "mistake": "begins in the middle", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * (0.25 + 0.5 * rng.random(len(lo))) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-start-unit", "cell": "genetic", "mistake": "begins between 0 and 1", "loses": {"test_genetic": 6}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-start-diagonal", "cell": "genetic", "mistake": "one number for all axes", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random() for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-ten", "cell": "genetic", "mistake": "ten points", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(10)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-few-children", "cell": "genetic", "mistake": "six children", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(6):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-many-elite", "cell": "genetic", "mistake": "keeps six", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = points[:6] + children[:6]
    return points[0], history

# %% coursekit={"answer": "genetic-keeps-three", "cell": "genetic", "mistake": "keeps three and has eight children", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = points[:3] + children
    return points[0], history

# %% coursekit={"answer": "genetic-keeps-five", "cell": "genetic", "mistake": "keeps five and has eight children", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = points[:5] + children
    return points[0], history

# %% coursekit={"answer": "genetic-keeps-three-nine", "cell": "genetic", "mistake": "keeps three, nine children", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:3]
        children = []
        for _ in range(9):
            i, j = rng.permutation(3)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-keeps-five-seven", "cell": "genetic", "mistake": "keeps five, seven children", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:5]
        children = []
        for _ in range(7):
            i, j = rng.permutation(5)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-parents-three", "cell": "genetic", "mistake": "parents from three of the four", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(3)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-fourteen", "cell": "genetic", "mistake": "fourteen generations", "loses": {"test_genetic": 6}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(14):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-sixteen", "cell": "genetic", "mistake": "sixteen generations", "loses": {"test_genetic": 6}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(16):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 15:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-history-mean", "cell": "genetic", "mistake": "the mean of a generation", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(sum(s for s, _ in scored) / 12)
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-history-points", "cell": "genetic", "mistake": "the points in the history", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(points[0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-history-last", "cell": "genetic", "mistake": "the last of the order", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[-1][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-unsorted", "cell": "genetic", "mistake": "forgets to sort the points", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-random", "cell": "genetic", "mistake": "draws anew each time", "loses": {"test_genetic": 4}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(rng.uniform(lo, hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-no-seed", "cell": "genetic", "mistake": "does not use the seed", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng()
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-fixed-seed", "cell": "genetic", "mistake": "always the same seed", "loses": {"test_genetic": 2}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(0)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-global", "cell": "genetic", "mistake": "numpy's global state", "loses": {"test_genetic": 1}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(np.random.randint(2**31))
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-alpha-wide", "cell": "genetic", "mistake": "alpha between -0.5 and 1.5", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform(-2, 3)
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-sum", "cell": "genetic", "mistake": "adds the parents up", "loses": {"test_genetic": 5}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = parents[i] + parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-value", "cell": "genetic", "mistake": "returns the value instead of the point", "loses": {"test_genetic": 7}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return history[-1], history

# %% coursekit={"answer": "genetic-best-worst", "cell": "genetic", "mistake": "returns the last point", "loses": {"test_genetic": 7}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[-1], history

# %% coursekit={"answer": "genetic-best-only", "cell": "genetic", "mistake": "returns the point alone", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0]

# %% coursekit={"answer": "genetic-swapped", "cell": "genetic", "mistake": "the history first", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return history, points[0]

# %% coursekit={"answer": "genetic-two-only", "cell": "genetic", "mistake": "knows two hyperparameters", "loses": {"test_genetic": 5}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(2) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-same-range", "cell": "genetic", "mistake": "the first range for all", "loses": {"test_genetic": 3}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = np.full(len(bounds), bounds[0, 0]), np.full(len(bounds), bounds[0, 1])
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-sorts-bounds", "cell": "genetic", "mistake": "sorts the bounds in place", "loses": {"test_genetic": 6}}
def genetic(f, bounds, seed):
    bounds.sort()
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-library", "cell": "genetic", "mistake": "scipy's optimiser", "loses": {"test_genetic": 8}}
def genetic(f, bounds, seed):
    from scipy.optimize import differential_evolution
    found = differential_evolution(f, bounds, seed=seed)
    return found.x, [found.fun] * 15
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history

# %% coursekit={"answer": "genetic-maximises", "cell": "genetic", "mistake": "looks for the largest, and says so", "loses": {"test_genetic": 7}}
def genetic(f, bounds, seed):
    rng = np.random.default_rng(seed)
    bounds = np.array(bounds, dtype=float)
    lo, hi = bounds[:, 0], bounds[:, 1]
    points = [lo + (hi - lo) * rng.random(len(lo)) for _ in range(12)]
    history = []
    for generation in range(15):
        scored = sorted(((-f(x), k) for k, x in enumerate(points)))
        points = [points[k] for _, k in scored]
        history.append(-scored[0][0])
        if generation == 14:
            break
        parents = points[:4]
        children = []
        for _ in range(8):
            i, j = rng.permutation(4)[:2]
            alpha = rng.uniform()
            child = alpha * parents[i] + (1 - alpha) * parents[j]
            child = child + rng.normal(0, 0.04, len(lo)) * (hi - lo)
            children.append(np.minimum(np.maximum(child, lo), hi))
        points = parents + children
    return points[0], history
