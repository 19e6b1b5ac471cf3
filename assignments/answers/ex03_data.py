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
# # Known answers to ex03_data
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# Of a cell with several functions a wrong answer changes one; the others are the teacher's.
# The format is described in assignments/README.md.

# %% [markdown]
# ## impute

# %% coursekit={"answer": "impute-pandas", "cell": "impute", "right": "nanmean, nanmedian, and pandas for the mode"}
def impute(x, how):
    import pandas as pd

    ways = {"mean": np.nanmean, "median": np.nanmedian, "mode": lambda x: pd.Series(x).mode().min()}
    if how not in ways or np.isnan(x).all():
        raise ValueError(how)
    filled = x.copy()
    filled[np.isnan(x)] = ways[how](x)
    return filled

# %% coursekit={"answer": "impute-loops", "cell": "impute", "right": "pure Python"}
def impute(x, how):
    known = sorted(float(v) for v in x if v == v)
    n = len(known)
    if n == 0 or how not in ("mean", "median", "mode"):
        raise ValueError("cannot fill")
    if how == "mean":
        value = sum(known) / n
    elif how == "median":
        value = (known[(n - 1) // 2] + known[n // 2]) / 2
    else:
        value = max(known, key=known.count)
    return np.array([v if v == v else value for v in x])

# %% coursekit={"answer": "impute-statistics", "cell": "impute", "right": "the statistics module, the least of the modes"}
def impute(x, how):
    import statistics

    rest = x[np.isfinite(x)].tolist()
    if not rest:
        raise ValueError("all are missing")
    match how:
        case "mean":
            value = statistics.fmean(rest)
        case "median":
            value = statistics.median(rest)
        case "mode":
            value = min(statistics.multimode(rest))
        case _:
            raise ValueError(how)
    return np.nan_to_num(x, nan=value)

# %% coursekit={"answer": "impute-zeros", "cell": "impute", "mistake": "gaps count as zero", "loses": {"test_impute": 4}}
def impute(x, how):
    known = np.nan_to_num(x)
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-equals-nan", "cell": "impute", "mistake": "looks for nan with ==", "loses": {"test_impute": 5}}
def impute(x, how):
    known = x[x != np.nan]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(x == np.nan, value, x)

# %% coursekit={"answer": "impute-median-unsorted", "cell": "impute", "mistake": "the middle without sorting", "loses": {"test_impute": 3}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2 if len(known) != 4 else known[1:3].sum()
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-median-low", "cell": "impute", "mistake": "the lower one of the two in the middle", "loses": {"test_impute": 3}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.sort(known)[(len(known) - 1) // 2]
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-mode-count", "cell": "impute", "mistake": "how often instead of what", "loses": {"test_impute": 3}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = counts.max()
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-mode-largest-tie", "cell": "impute", "mistake": "the largest of the modes", "loses": {"test_impute": 1}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts == counts.max()].max()
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-mode-first-seen", "cell": "impute", "mistake": "the mode that comes first", "loses": {"test_impute": 1}}
def impute(x, how):
    from collections import Counter

    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("nothing is known")
    values = {"mean": known.mean(), "median": np.median(known), "mode": Counter(known.tolist()).most_common(1)[0][0]}
    if how not in values:
        raise ValueError(how)
    return np.where(np.isnan(x), values[how], x)

# %% coursekit={"answer": "impute-mode-with-gaps", "cell": "impute", "mistake": "nan may be the most frequent one", "loses": {"test_impute": 1}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(x, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-in-place", "cell": "impute", "mistake": "fills the caller's array", "loses": {"test_impute": 2}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    x[np.isnan(x)] = value
    return x

# %% coursekit={"answer": "impute-all-replaced", "cell": "impute", "mistake": "every number is replaced", "loses": {"test_impute": 4}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.full(len(x), value)

# %% coursekit={"answer": "impute-any-how", "cell": "impute", "mistake": "an unknown how is the mode", "loses": {"test_impute": 2}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        raise ValueError("一个已知的数也没有")
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    else:
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-nothing-known-zero", "cell": "impute", "mistake": "zeros where nothing is known", "loses": {"test_impute": 1}}
def impute(x, how):
    known = x[~np.isnan(x)]
    if len(known) == 0:
        return np.zeros(len(x))
    if how == "mean":
        value = known.mean()
    elif how == "median":
        value = np.median(known)
    elif how == "mode":
        values, counts = np.unique(known, return_counts=True)
        value = values[counts.argmax()]
    else:
        raise ValueError(f"how 应为 mean、median、mode，不是 {how}")
    return np.where(np.isnan(x), value, x)

# %% coursekit={"answer": "impute-library", "cell": "impute", "mistake": "borrows scikit-learn's imputer", "loses": {"test_impute": 5}}
def impute(x, how):
    if np.isnan(x).all():
        raise ValueError("nothing is known")
    strategy = {"mean": "mean", "median": "median", "mode": "most_frequent"}.get(how)
    if strategy is None:
        raise ValueError(how)
    return SimpleImputer(strategy=strategy).fit_transform(x[:, None])[:, 0]

# %% coursekit={"answer": "impute-hard-coded", "cell": "impute", "mistake": "the example's numbers", "loses": {"test_impute": 4}}
def impute(x, how):
    return np.array([1.0, 1, {"mean": 4, "median": 2.5, "mode": 1}[how], 4, 10])

# %% [markdown]
# ## row_unit

# %% coursekit={"answer": "scales-loops", "cell": "row_unit", "right": "columns and rows one by one"}
def by_column(x, change):
    if x.ndim == 1:
        return np.array(change([float(v) for v in x]))
    return np.array([change([float(v) for v in column]) for column in x.T]).T


def zscore(x):
    def change(column):
        mean = sum(column) / len(column)
        sigma = (sum((v - mean) ** 2 for v in column) / len(column)) ** 0.5
        return [(v - mean) / sigma if min(column) < max(column) else 0.0 for v in column]

    return by_column(x, change)


def minmax(x):
    def change(column):
        low, high = min(column), max(column)
        return [(v - low) / (high - low) if high > low else 0.0 for v in column]

    return by_column(x, change)


def binarize(x, t):
    return by_column(x, lambda column: [1.0 if v > t else 0.0 for v in column])


def row_unit(X, norm):
    done = []
    for row in X.tolist():
        if norm == "l1":
            size = sum(abs(v) for v in row)
        elif norm == "l2":
            size = sum(v * v for v in row) ** 0.5
        elif norm == "max":
            size = max(abs(v) for v in row)
        else:
            raise ValueError(norm)
        done.append([v / size if size else 0.0 for v in row])
    return np.array(done)

# %% coursekit={"answer": "scales-norm", "cell": "row_unit", "right": "nan turned into 0 afterwards, np.linalg.norm, np.where"}
def zscore(x):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num((x - np.mean(x, 0)) / np.std(x, 0))


def minmax(x):
    with np.errstate(invalid="ignore"):
        return np.nan_to_num((x - np.min(x, 0)) / np.ptp(x, 0))


def binarize(x, t):
    return np.where(x > t, 1.0, 0.0)


def row_unit(X, norm):
    order = {"l1": 1, "l2": 2, "max": np.inf}.get(norm)
    if order is None:
        raise ValueError(norm)
    size = np.linalg.norm(X, order, axis=1)
    size[size == 0] = 1
    return X / size[:, None]

# %% coursekit={"answer": "scales-divide", "cell": "row_unit", "right": "np.divide where it can be done, the table transposed for the rows"}
def zscore(x):
    centred = np.asarray(x, dtype=float) - np.mean(x, axis=0)
    sigma = np.sqrt((centred**2).mean(axis=0))
    return np.divide(centred, sigma, out=np.zeros_like(centred), where=sigma > 1e-15)


def minmax(x):
    low, high = x.min(axis=0), x.max(axis=0)
    return (x - low) / np.maximum(high - low, (high == low).astype(float))


def binarize(x, t):
    return np.heaviside(x - float(t), 0)


def row_unit(X, norm):
    if norm not in ("l1", "l2", "max"):
        raise ValueError(norm)
    size = {"l1": np.abs(X).sum(1), "l2": np.sqrt(np.einsum("ij,ij->i", X, X)), "max": np.abs(X).max(1)}[norm]
    return (X.T / np.where(size > 0, size, 1)).T

# %% coursekit={"answer": "zscore-ddof1", "cell": "row_unit", "mistake": "the sample standard deviation", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0, ddof=1))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-whole-table", "cell": "row_unit", "mistake": "mean and deviation of the whole table", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std())
    return (x - x.mean()) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-rows", "cell": "row_unit", "mistake": "by rows", "loses": {"test_row_unit": 3}}
def zscore(x):
    last = x.ndim - 1
    sigma = x.std(axis=last, keepdims=True)
    return (x - x.mean(axis=last, keepdims=True)) / np.where(sigma == 0, 1, sigma)


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-variance", "cell": "row_unit", "mistake": "divides by the variance", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.var(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-constant-nan", "cell": "row_unit", "mistake": "0 / 0 in a constant column", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = x.std(axis=0)
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-in-place", "cell": "row_unit", "mistake": "writes into the caller's decimals", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    if x.dtype != float:
        x = x.astype(float)
    x -= x.mean(axis=0)
    x /= sigma
    return x


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-into-integers", "cell": "row_unit", "mistake": "a table of whole numbers cannot hold the result", "loses": {"test_row_unit": 1}}
def zscore(x):
    done = np.zeros_like(x)
    done[...] = (x - x.mean(axis=0)) / np.where(x.std(axis=0) == 0, 1, x.std(axis=0))
    return done


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-tables-only", "cell": "row_unit", "mistake": "counts on a second axis", "loses": {"test_row_unit": 3}}
def zscore(x):
    done = np.zeros(x.shape)
    for j in range(x.shape[1]):
        sigma = x[:, j].std()
        done[:, j] = (x[:, j] - x[:, j].mean()) / (sigma if sigma > 0 else 1)
    return done


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-epsilon", "cell": "row_unit", "mistake": "a small number added to the deviation", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = x.std(axis=0) + 1e-7
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-library", "cell": "row_unit", "mistake": "borrows scikit-learn's scaler", "loses": {"test_row_unit": 3}}
def zscore(x):
    return StandardScaler().fit_transform(x.reshape(len(x), -1)).reshape(x.shape)


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "zscore-hard-coded", "cell": "row_unit", "mistake": "the example's numbers", "loses": {"test_row_unit": 3}}
def zscore(x):
    return np.array([[-5 / 3, 1], [1 / 3, -1], [1 / 3, -1], [1, 1]])


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-whole-table", "cell": "row_unit", "mistake": "smallest and largest of the whole table", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max() - x.min()
    return (x - x.min()) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-mean", "cell": "row_unit", "mistake": "mean normalisation", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.mean(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-by-max", "cell": "row_unit", "mistake": "the range is taken for the largest", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = np.where(x.max(axis=0) == x.min(axis=0), 0, x.max(axis=0))
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-constant-nan", "cell": "row_unit", "mistake": "0 / 0 in a constant column", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / span


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-in-place", "cell": "row_unit", "mistake": "writes into the caller's decimals", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    low, high = x.min(axis=0), x.max(axis=0)
    if x.dtype != float:
        x = x.astype(float)
    x -= low
    x /= np.where(high == low, 1, high - low)
    return x


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-tables-only", "cell": "row_unit", "mistake": "counts on a second axis", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    columns = [x[:, j] for j in range(x.shape[1])]
    return np.column_stack([(c - c.min()) / max(np.ptp(c), 1e-300) for c in columns])


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-into-integers", "cell": "row_unit", "mistake": "a table of whole numbers cannot hold the result", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    done = np.zeros_like(x)
    done[...] = (x - x.min(axis=0)) / np.where(span == 0, 1, span)
    return done


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "minmax-library", "cell": "row_unit", "mistake": "borrows scikit-learn's scaler", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    from sklearn.preprocessing import minmax_scale

    return minmax_scale(x)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-not-less", "cell": "row_unit", "mistake": "t itself becomes 1", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x >= t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-reversed", "cell": "row_unit", "mistake": "the wrong way round", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x <= t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-truth", "cell": "row_unit", "mistake": "True and False", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return x > t


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-zero", "cell": "row_unit", "mistake": "compares with 0, whatever t", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > 0).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-whole-t", "cell": "row_unit", "mistake": "cuts the decimals of t", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > int(t)).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-in-place", "cell": "row_unit", "mistake": "writes into the caller's array", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    high = x > t
    x[high] = 1
    x[~high] = 0
    return x


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "binarize-library", "cell": "row_unit", "mistake": "borrows scikit-learn's function", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    from sklearn import preprocessing

    return preprocessing.binarize(x.reshape(len(x), -1).astype(float), threshold=t).reshape(x.shape)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-columns", "cell": "row_unit", "mistake": "by columns", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm not in ("l1", "l2", "max"):
        raise ValueError(norm)
    size = np.linalg.norm(X, {"l1": 1, "l2": 2, "max": np.inf}[norm], axis=0)
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-square", "cell": "row_unit", "mistake": "no root", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True)
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-l1-signed", "cell": "row_unit", "mistake": "adds up with the signs", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = X.sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-max-signed", "cell": "row_unit", "mistake": "the largest number, not the largest size", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = X.max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-zero-nan", "cell": "row_unit", "mistake": "0 / 0 in a row of zeros", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    return X / size

# %% coursekit={"answer": "row-unit-unknown-l2", "cell": "row_unit", "mistake": "an unknown norm is l2", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm != "max":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    else:
        size = abs(X).max(axis=1, keepdims=True)
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-broadcast", "cell": "row_unit", "mistake": "the lengths lie in a row", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm not in ("l1", "l2", "max"):
        raise ValueError(norm)
    size = np.linalg.norm(X, {"l1": 1, "l2": 2, "max": np.inf}[norm], axis=1)
    return X / np.where(size == 0, 1, size)

# %% coursekit={"answer": "row-unit-in-place", "cell": "row_unit", "mistake": "writes into the caller's decimals", "loses": {"test_row_unit": 1}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm not in ("l1", "l2", "max"):
        raise ValueError(norm)
    size = np.linalg.norm(X, {"l1": 1, "l2": 2, "max": np.inf}[norm], axis=1, keepdims=True)
    if X.dtype != float:
        X = X.astype(float)
    X /= np.where(size == 0, 1, size)
    return X

# %% coursekit={"answer": "row-unit-into-integers", "cell": "row_unit", "mistake": "a table of whole numbers cannot hold the result", "loses": {"test_row_unit": 2}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    if norm == "l1":
        size = abs(X).sum(axis=1, keepdims=True)
    elif norm == "l2":
        size = (X.astype(float) ** 2).sum(axis=1, keepdims=True) ** 0.5
    elif norm == "max":
        size = abs(X).max(axis=1, keepdims=True)
    else:
        raise ValueError(f"norm 应为 l1、l2、max，不是 {norm}")
    done = np.zeros_like(X)
    done[...] = X / np.where(size == 0, 1, size)
    return done

# %% coursekit={"answer": "row-unit-library", "cell": "row_unit", "mistake": "borrows scikit-learn's function", "loses": {"test_row_unit": 3}}
def zscore(x):
    sigma = np.where(x.max(axis=0) == x.min(axis=0), 1, x.std(axis=0))
    return (x - x.mean(axis=0)) / sigma


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    from sklearn.preprocessing import normalize

    return normalize(X.astype(float), norm)

# %% coursekit={"answer": "scales-two-unfinished", "cell": "row_unit", "mistake": "two of four are written", "loses": {"test_row_unit": 6}}
def zscore(x):
    raise NotImplementedError()


def minmax(x):
    span = x.max(axis=0) - x.min(axis=0)
    return (x - x.min(axis=0)) / np.where(span == 0, 1, span)


def binarize(x, t):
    return (x > t).astype(int)


def row_unit(X, norm):
    raise NotImplementedError()

# %% [markdown]
# ## one_hot

# %% coursekit={"answer": "classes-numpy", "cell": "one_hot", "right": "np.unique, a comparison with all classes"}
def encode(seq):
    return np.unique(seq, return_inverse=True)[1].astype(np.int64)


def one_hot(seq, classes=None):
    kinds = sorted(set(seq)) if classes is None else list(classes)
    M = [[int(item == kind) for kind in kinds] for item in seq]
    return np.array(M).reshape(len(seq), len(kinds)), kinds

# %% coursekit={"answer": "classes-dictionaries", "cell": "one_hot", "right": "places in a dictionary, rows of the unit matrix, one more of zeros"}
def encode(seq):
    place = {}
    for item in sorted(seq):
        place.setdefault(item, len(place))
    return np.fromiter((place[item] for item in seq), dtype="int64", count=len(seq))


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    place = {item: i for i, item in enumerate(classes)}
    rows = np.vstack([np.eye(len(classes)), np.zeros((1, len(classes)))])
    return rows[[place.get(item, -1) for item in seq]] if len(seq) else np.zeros((0, len(classes))), classes

# %% coursekit={"answer": "classes-bisect", "cell": "one_hot", "right": "a search in the sorted classes; a tuple of classes"}
def encode(seq):
    import bisect

    classes = sorted(set(seq))
    return np.array([bisect.bisect_left(classes, item) for item in seq], dtype="int64")


def one_hot(seq, classes=None):
    classes = tuple(sorted(set(seq)) if classes is None else classes)
    M = np.zeros((len(seq), len(classes)), dtype=int)
    for j, kind in enumerate(classes):
        for i, item in enumerate(seq):
            M[i, j] += item == kind
    return M, classes

# %% coursekit={"answer": "encode-appearance", "cell": "one_hot", "mistake": "in the order of appearance", "loses": {"test_one_hot": 3}}
def encode(seq):
    classes = list(dict.fromkeys(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-from-one", "cell": "one_hot", "mistake": "counts from 1", "loses": {"test_one_hot": 3}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) + 1 for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-as-text", "cell": "one_hot", "mistake": "whole numbers sorted as text", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq), key=str)
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-no-case", "cell": "one_hot", "mistake": "capitals count as small letters", "loses": {"test_one_hot": 1}}
def encode(seq):
    seq = [item.lower() if isinstance(item, str) else item for item in seq]
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-decimals", "cell": "one_hot", "mistake": "decimals", "loses": {"test_one_hot": 3}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=float)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-empty-decimals", "cell": "one_hot", "mistake": "an empty list becomes an array of decimals", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq])


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-in-place", "cell": "one_hot", "mistake": "sorts the caller's list", "loses": {"test_one_hot": 1}}
def encode(seq):
    own = list(seq)
    seq.sort()
    classes, seq = list(dict.fromkeys(seq)), own
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-library", "cell": "one_hot", "mistake": "borrows scikit-learn's encoder", "loses": {"test_one_hot": 3}}
def encode(seq):
    from sklearn.preprocessing import LabelEncoder

    return LabelEncoder().fit_transform(seq)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "encode-hard-coded", "cell": "one_hot", "mistake": "the example's numbers", "loses": {"test_one_hot": 2}}
def encode(seq):
    return np.array([2, 1, 0, 1])


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-appearance", "cell": "one_hot", "mistake": "columns in the order of appearance", "loses": {"test_one_hot": 3}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = list(dict.fromkeys(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-transposed", "cell": "one_hot", "mistake": "a class a row", "loses": {"test_one_hot": 4}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M.T, classes

# %% coursekit={"answer": "one-hot-own-classes", "cell": "one_hot", "mistake": "looks for its own classes even where some are given", "loses": {"test_one_hot": 2}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-sorts-given", "cell": "one_hot", "mistake": "sorts the given classes", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    classes = sorted(set(seq)) if classes is None else sorted(classes)
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-joins", "cell": "one_hot", "mistake": "adds unknown classes as columns", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    classes = sorted(set(seq)) if classes is None else classes + sorted(set(seq) - set(classes))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-unknown-error", "cell": "one_hot", "mistake": "an unknown class is an error", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-unknown-last", "cell": "one_hot", "mistake": "an unknown class is the last one", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        row[classes.index(item) if item in classes else -1] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-unused-left-out", "cell": "one_hot", "mistake": "given classes that do not occur are left out", "loses": {"test_one_hot": 2}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    classes = sorted(set(seq)) if classes is None else [kind for kind in classes if kind in seq]
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-truth", "cell": "one_hot", "mistake": "True and False", "loses": {"test_one_hot": 4}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M > 0, classes

# %% coursekit={"answer": "one-hot-empty-flat", "cell": "one_hot", "mistake": "no columns where there is no row", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return np.array(M.tolist()), classes

# %% coursekit={"answer": "one-hot-only-matrix", "cell": "one_hot", "mistake": "only the table", "loses": {"test_one_hot": 4}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        classes = sorted(set(seq))
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M

# %% coursekit={"answer": "one-hot-remembers", "cell": "one_hot", "mistake": "remembers the classes of the first call", "loses": {"test_one_hot": 2}}
seen = []


def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    if classes is None:
        seen[:] = seen or sorted(set(seq))
        classes = list(seen)
    M = np.zeros((len(seq), len(classes)))
    for row, item in zip(M, seq):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-in-place", "cell": "one_hot", "mistake": "sorts the caller's list", "loses": {"test_one_hot": 1}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    own = list(seq)
    if classes is None:
        seq.sort()
        classes = list(dict.fromkeys(seq))
    M = np.zeros((len(own), len(classes)))
    for row, item in zip(M, own):
        if item in classes:
            row[classes.index(item)] = 1
    return M, classes

# %% coursekit={"answer": "one-hot-library", "cell": "one_hot", "mistake": "borrows pandas' dummies", "loses": {"test_one_hot": 4}}
def encode(seq):
    classes = sorted(set(seq))
    return np.array([classes.index(item) for item in seq], dtype=np.int64)


def one_hot(seq, classes=None):
    import pandas as pd

    table = pd.get_dummies(pd.Series(seq))
    if classes is not None:
        table = table.reindex(columns=classes, fill_value=0)
    return table.to_numpy().astype(int), list(table.columns)

# %% [markdown]
# ## kfold

# %% coursekit={"answer": "folds-plain", "cell": "kfold", "right": "loops and sets; loo by itself"}
def loo(n):
    if n < 2:
        raise ValueError("two at least")
    return [(np.delete(np.arange(n), i), np.array([i])) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if not 2 <= k <= n:
        raise ValueError("k")
    order = list(range(n))
    if shuffle:
        np.random.default_rng(seed).shuffle(order)
    folds, start = [], 0
    for i in range(k):
        stop = start + n // k + (1 if i < n % k else 0)
        test = order[start:stop]
        folds.append(([j for j in order if j not in test], test))
        start = stop
    return folds

# %% coursekit={"answer": "folds-numbered", "cell": "kfold", "right": "each sample is told the number of its fold; loo as the K-fold of n"}
def loo(n):
    return kfold(n, n, False, None)


def kfold(n, k, shuffle, seed):
    if k < 2 or n < k:
        raise ValueError(f"{k} folds of {n}")
    number = np.repeat(np.arange(k), [n // k + (i < n % k) for i in range(k)])
    if shuffle:
        number = np.random.default_rng(seed).permuted(number)
    return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]

# %% coursekit={"answer": "folds-sorted-noise", "cell": "kfold", "right": "rows sorted by random numbers; a generator"}
def loo(n):
    if n <= 1:
        raise ValueError(n)
    rows = np.arange(n)
    return [(rows[rows != i], rows[i : i + 1]) for i in rows]


def kfold(n, k, shuffle, seed):
    if k <= 1 or k > n:
        raise ValueError(k)
    rng = np.random.default_rng(seed)
    order = np.argsort(rng.random(n)) if shuffle else np.arange(n)
    sizes = np.full(k, n // k)
    sizes[: n % k] += 1
    ends = np.cumsum(sizes)
    return [(np.concatenate([order[: end - size], order[end:]]), order[end - size : end]) for size, end in zip(sizes, ends)]

# %% coursekit={"answer": "loo-trains-on-test", "cell": "kfold", "mistake": "the sample stays in the training set", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [(list(range(n)), [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-swapped", "cell": "kfold", "mistake": "training and test swapped", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([i], [j for j in range(n) if j != i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-from-one", "cell": "kfold", "mistake": "counts from 1", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(1, n + 1) if j != i], [i]) for i in range(1, n + 1)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-last-missing", "cell": "kfold", "mistake": "leaves out the last fold", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n - 1)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-one-sample", "cell": "kfold", "mistake": "one sample is a fold without training", "loses": {"test_kfold": 1}}
def loo(n):
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-library", "cell": "kfold", "mistake": "borrows scikit-learn's class", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    from sklearn.model_selection import LeaveOneOut

    return list(LeaveOneOut().split(np.zeros(n)))


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "loo-hard-coded", "cell": "kfold", "mistake": "the example's folds", "loses": {"test_kfold": 1}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([1, 2], [0]), ([0, 2], [1]), ([0, 1], [2])]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-rest-dropped", "cell": "kfold", "mistake": "the remainder is tested nowhere", "loses": {"test_kfold": 4}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    size = n // k
    return [(np.setdiff1d(order, order[i * size : (i + 1) * size]), order[i * size : (i + 1) * size]) for i in range(k)]

# %% coursekit={"answer": "kfold-size-rounded-up", "cell": "kfold", "mistake": "sizes rounded up, the last fold is small", "loses": {"test_kfold": 4}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    size = -(-n // k)
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, test), test) for test in parts]

# %% coursekit={"answer": "kfold-stride", "cell": "kfold", "mistake": "every k-th sample", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, order[i::k]), order[i::k]) for i in range(k)]

# %% coursekit={"answer": "kfold-swapped", "cell": "kfold", "mistake": "training and test swapped", "loses": {"test_kfold": 4}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(test, np.setdiff1d(order, test)) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-trains-on-test", "cell": "kfold", "mistake": "trains on everything", "loses": {"test_kfold": 4}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(order, test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-never-shuffles", "cell": "kfold", "mistake": "does not look at shuffle", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-always-shuffles", "cell": "kfold", "mistake": "shuffles without being asked", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-no-seed", "cell": "kfold", "mistake": "does not look at the seed", "loses": {"test_kfold": 1}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng().permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-global-generator", "cell": "kfold", "mistake": "one generator for all calls", "loses": {"test_kfold": 1}}
source = np.random.default_rng(0)


def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError("k")
    order = source.permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-shuffles-folds", "cell": "kfold", "mistake": "shuffles the folds, not the samples", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.arange(n)
    parts = np.array_split(order, k)
    if shuffle:
        parts = [parts[i] for i in np.random.default_rng(seed).permutation(k)]
        parts.sort(key=len, reverse=True)
    return [(np.setdiff1d(order, test), test) for test in parts]

# %% coursekit={"answer": "kfold-draws-anew", "cell": "kfold", "mistake": "draws each fold anew: a sample may be tested twice", "loses": {"test_kfold": 3}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    parts = np.array_split(order, k)
    if shuffle:
        rng = np.random.default_rng(seed)
        parts = [rng.permutation(n)[: len(part)] for part in parts]
    return [(np.setdiff1d(order, test), test) for test in parts]

# %% coursekit={"answer": "kfold-uneven", "cell": "kfold", "mistake": "every sample draws its fold", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    if shuffle:
        number = np.random.default_rng(seed).integers(k, size=n)
        return [(np.flatnonzero(number != i), np.flatnonzero(number == i)) for i in range(k)]
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-too-many", "cell": "kfold", "mistake": "allows more folds than samples", "loses": {"test_kfold": 1}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-one-fold", "cell": "kfold", "mistake": "allows a single fold", "loses": {"test_kfold": 1}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 1 or k > n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-not-n", "cell": "kfold", "mistake": "refuses as many folds as samples", "loses": {"test_kfold": 2}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    if k < 2 or k >= n:
        raise ValueError(f"k 应在 2 和 {n} 之间，不是 {k}")
    order = np.random.default_rng(seed).permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, test), test) for test in np.array_split(order, k)]

# %% coursekit={"answer": "kfold-library", "cell": "kfold", "mistake": "borrows scikit-learn's class", "loses": {"test_kfold": 6}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    from sklearn.model_selection import KFold

    return list(KFold(k, shuffle=shuffle, random_state=seed if shuffle else None).split(np.zeros(n)))

# %% coursekit={"answer": "kfold-hard-coded", "cell": "kfold", "mistake": "the example's folds", "loses": {"test_kfold": 5}}
def loo(n):
    if n < 2:
        raise ValueError("n 至少是 2")
    return [([j for j in range(n) if j != i], [i]) for i in range(n)]


def kfold(n, k, shuffle, seed):
    return [([3, 4, 5, 6], [0, 1, 2]), ([0, 1, 2, 5, 6], [3, 4]), ([0, 1, 2, 3, 4], [5, 6])]

# %% [markdown]
# ## stratified

# %% coursekit={"answer": "stratified-lists", "cell": "stratified", "right": "plain lists, choice without replacement, the rest by sets"}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    groups = {}
    for i, kind in enumerate(y.tolist()):
        groups.setdefault(kind, []).append(i)
    held = []
    for rows in groups.values():
        if len(rows) == 1:
            raise ValueError("a class of one")
        count = int(len(rows) * test + 0.5)
        count = 1 if count < 1 else len(rows) - 1 if count >= len(rows) else count
        held += rng.choice(rows, size=count, replace=False).tolist()
    return [i for i in range(len(y)) if i not in held], held

# %% coursekit={"answer": "stratified-noise", "cell": "stratified", "right": "the rows of the smallest random numbers in each class"}
def stratified(y, test, seed):
    noise = np.random.default_rng(seed).random(len(y))
    held = np.zeros(len(y), dtype=bool)
    for kind, size in zip(*np.unique(y, return_counts=True)):
        if size < 2:
            raise ValueError(kind)
        rows = np.flatnonzero(y == kind)
        held[rows[np.argsort(noise[rows])[: np.clip(round(size * test), 1, size - 1)]]] = True
    return np.flatnonzero(~held), np.flatnonzero(held)

# %% coursekit={"answer": "stratified-one-shuffle", "cell": "stratified", "right": "one shuffle of all rows, then places in each class"}
def stratified(y, test, seed):
    order = np.random.default_rng(seed).permutation(len(y))
    kinds, counts = np.unique(y, return_counts=True)
    if counts.min() == 1:
        raise ValueError("a class of one")
    quota = {kind: min(max(1, round(m * test)), m - 1) for kind, m in zip(kinds.tolist(), counts.tolist())}
    train, held = [], []
    for i in order.tolist():
        kind = y[i].item()
        if quota[kind] > 0:
            quota[kind] -= 1
            held.append(i)
        else:
            train.append(i)
    return train, held

# %% coursekit={"answer": "stratified-plain", "cell": "stratified", "mistake": "draws from all, without classes", "loses": {"test_stratified": 4}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    if np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("a class of one")
    for rows in [rng.permutation(len(y))]:
        count = round(len(rows) * test)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-plain-choice", "cell": "stratified", "mistake": "draws from all by choice, without classes", "loses": {"test_stratified": 4}}
def stratified(y, test, seed):
    if np.unique(y, return_counts=True)[1].min() < 2:
        raise ValueError("a class of one")
    held = np.random.default_rng(seed).choice(len(y), round(len(y) * test), replace=False)
    return np.setdiff1d(np.arange(len(y)), held), held

# %% coursekit={"answer": "stratified-places", "cell": "stratified", "mistake": "the places within a class instead of the rows", "loses": {"test_stratified": 5}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        places = rng.permutation((y == kind).sum())
        if len(places) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(places) * test), 1), len(places) - 1)
        held.extend(places[:count])
        kept.extend(places[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-first-rows", "cell": "stratified", "mistake": "the first rows of each class", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = np.flatnonzero(y == kind)
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-swapped", "cell": "stratified", "mistake": "training and test swapped", "loses": {"test_stratified": 3}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(held), np.array(kept)

# %% coursekit={"answer": "stratified-cut-off", "cell": "stratified", "mistake": "cuts the decimals off", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(int(len(rows) * test + 1e-9), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-rounded-up", "cell": "stratified", "mistake": "rounds up", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(int(np.ceil(len(rows) * test - 1e-9)), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-none-held", "cell": "stratified", "mistake": "a small class may not be tested at all", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(round(len(rows) * test), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-none-kept", "cell": "stratified", "mistake": "a small class may not be trained at all", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = max(round(len(rows) * test), 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-single-kept", "cell": "stratified", "mistake": "a class of one goes to the training", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-generator-in-loop", "cell": "stratified", "mistake": "a new generator for each class: always the same places", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = np.random.default_rng(seed).permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-no-seed", "cell": "stratified", "mistake": "does not look at the seed", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng()
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-labels", "cell": "stratified", "mistake": "the labels instead of the rows", "loses": {"test_stratified": 5}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return y[kept], y[held]

# %% coursekit={"answer": "stratified-two-classes", "cell": "stratified", "mistake": "knows only the classes 0 and 1", "loses": {"test_stratified": 3}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in (0, 1):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-with-replacement", "cell": "stratified", "mistake": "draws with replacement", "loses": {"test_stratified": 4}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rng.choice(rows, count))
        kept.extend(sorted({*rows} - {*held}))
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-in-place", "cell": "stratified", "mistake": "sorts the caller's labels", "loses": {"test_stratified": 1}}
def stratified(y, test, seed):
    rng = np.random.default_rng(seed)
    kept, held = [], []
    for kind in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == kind))
        if len(rows) < 2:
            raise ValueError(f"{kind} 类只有一个样本，两边不够分")
        count = min(max(round(len(rows) * test), 1), len(rows) - 1)
        held.extend(rows[:count])
        kept.extend(rows[count:])
    y.sort()
    return np.array(kept), np.array(held)

# %% coursekit={"answer": "stratified-library", "cell": "stratified", "mistake": "borrows scikit-learn's function", "loses": {"test_stratified": 5}}
def stratified(y, test, seed):
    from sklearn.model_selection import train_test_split

    return train_test_split(np.arange(len(y)), test_size=test, random_state=seed, stratify=y)

# %% coursekit={"answer": "stratified-hard-coded", "cell": "stratified", "mistake": "the example's rows", "loses": {"test_stratified": 3}}
def stratified(y, test, seed):
    held = [4, 8, 11, 18]
    return [i for i in range(len(y)) if i not in held], held

# %% [markdown]
# ## time_split

# %% coursekit={"answer": "time-slices", "cell": "time_split", "right": "slices, one after the other"}
def time_split(n, fracs):
    if any(share <= 0 for share in fracs) or not np.isclose(sum(fracs), 1, rtol=0, atol=1e-9):
        raise ValueError(fracs)
    parts, done, start = [], 0.0, 0
    for share in fracs:
        done += share
        stop = int(n * done + 0.5)
        if stop == start:
            raise ValueError("an empty part")
        parts.append(list(range(start, stop)))
        start = stop
    return parts

# %% coursekit={"answer": "time-search", "cell": "time_split", "right": "each row is told its part by the edges"}
def time_split(n, fracs):
    fracs = np.array(fracs, dtype=float)
    if (fracs <= 0).any() or abs(fracs.sum() - 1) > 1e-9:
        raise ValueError("shares")
    edges = np.rint(np.cumsum(fracs)[:-1] * n)
    part = np.searchsorted(edges, np.arange(n), side="right")
    if len(np.unique(part)) < len(fracs):
        raise ValueError("an empty part")
    return tuple(np.flatnonzero(part == j) for j in range(len(fracs)))

# %% coursekit={"answer": "time-cut-off", "cell": "time_split", "mistake": "cuts the decimals off", "loses": {"test_time_split": 3}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = (n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-each-rounded", "cell": "time_split", "mistake": "rounds each part by itself", "loses": {"test_time_split": 2}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.cumsum(np.round(n * np.array(fracs)).astype(int))
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-shuffled", "cell": "time_split", "mistake": "shuffles first", "loses": {"test_time_split": 3}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.random.default_rng(0).permutation(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-sum-exact", "cell": "time_split", "mistake": "no room for rounding in the sum", "loses": {"test_time_split": 1}}
def time_split(n, fracs):
    if min(fracs) <= 0 or sum(fracs) != 1:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-sum-lax", "cell": "time_split", "mistake": "too much room for rounding", "loses": {"test_time_split": 1}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-3:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-signs-unasked", "cell": "time_split", "mistake": "does not look at the signs", "loses": {"test_time_split": 1}}
def time_split(n, fracs):
    if abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if n < 5 and min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-zero-allowed", "cell": "time_split", "mistake": "a share may be 0", "loses": {"test_time_split": 1}}
def time_split(n, fracs):
    if min(fracs) < 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    if min(len(part) for part, share in zip(parts, fracs) if share) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-empty-allowed", "cell": "time_split", "mistake": "a part may be empty", "loses": {"test_time_split": 1}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = np.split(np.arange(n), cuts[:-1])
    return parts

# %% coursekit={"answer": "time-overlapping", "cell": "time_split", "mistake": "every part begins at the first day", "loses": {"test_time_split": 4}}
def time_split(n, fracs):
    if min(fracs) <= 0 or abs(sum(fracs) - 1) > 1e-9:
        raise ValueError("份额都应大于 0，加起来是 1")
    cuts = np.round(n * np.cumsum(fracs)).astype(int)
    parts = [np.arange(cut) for cut in cuts]
    if min(len(part) for part in parts) == 0:
        raise ValueError(f"{n} 个样本太少，有一段是空的")
    return parts

# %% coursekit={"answer": "time-cuts", "cell": "time_split", "mistake": "the places of the cuts instead of the parts", "loses": {"test_time_split": 4}}
def time_split(n, fracs):
    return np.round(n * np.cumsum(fracs)).astype(int)

# %% coursekit={"answer": "time-three-parts", "cell": "time_split", "mistake": "counts on three parts", "loses": {"test_time_split": 2}}
def time_split(n, fracs):
    a, b, c = fracs
    if min(a, b, c) <= 0 or abs(a + b + c - 1) > 1e-9:
        raise ValueError(fracs)
    first, second = round(n * a), round(n * (a + b))
    if not 0 < first < second < n:
        raise ValueError("an empty part")
    return [np.arange(first), np.arange(first, second), np.arange(second, n)]

# %% coursekit={"answer": "time-hard-coded", "cell": "time_split", "mistake": "the example's days", "loses": {"test_time_split": 3}}
def time_split(n, fracs):
    return [[0, 1, 2, 3, 4, 5], [6, 7], [8, 9]]

# %% [markdown]
# ## fit_transform_split

# %% coursekit={"answer": "fit-pipeline", "cell": "fit_transform_split", "right": "scikit-learn's pipeline"}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-two-steps", "cell": "fit_transform_split", "right": "imputer and scaler, one after the other"}
def fit_transform_split(X, y, train, test):
    imputer, scaler = SimpleImputer(strategy="mean"), StandardScaler()
    imputer.fit(X[train])
    scaler.fit(imputer.transform(X[train]))
    Z = [scaler.transform(imputer.transform(X[rows])) for rows in (train, test)]
    return *Z, y[train], y[test]

# %% coursekit={"answer": "fit-whole-table-transformed", "cell": "fit_transform_split", "right": "transforms all rows with what the training rows tell, then picks"}
def fit_transform_split(X, y, train, test):
    Z = make_pipeline(SimpleImputer(), StandardScaler()).fit(X[train]).transform(X)
    return Z[train], Z[test], np.take(y, train), np.take(y, test)

# %% coursekit={"answer": "fit-loops", "cell": "fit_transform_split", "right": "column by column"}
def fit_transform_split(X, y, train, test):
    columns = []
    for column in X.T.tolist():
        known = [column[i] for i in train if column[i] == column[i]]
        mean = sum(known) / len(known)
        sigma = (sum((v - mean) ** 2 for v in known) / len(train)) ** 0.5
        columns.append([0.0 if v != v else (v - mean) / (sigma or 1) for v in column])
    Z = np.array(columns).T
    return Z[train], Z[test], y[train], y[test]

# %% coursekit={"answer": "fit-on-everything", "cell": "fit_transform_split", "mistake": "fitted before the split", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    Z = steps.fit_transform(X)
    return Z[train], Z[test], y[train], y[test]

# %% coursekit={"answer": "fit-test-anew", "cell": "fit_transform_split", "mistake": "fits the test part anew", "loses": {"test_fit_transform_split": 5}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    return steps.fit_transform(X[train]), steps.fit_transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-imputed-before", "cell": "fit_transform_split", "mistake": "fills before the split", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    X = SimpleImputer().fit_transform(X)
    steps = StandardScaler()
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-scaled-before", "cell": "fit_transform_split", "mistake": "standardises before the split", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    filled = X.astype(float)
    filled = np.where(np.isnan(filled), np.nanmean(filled[train], axis=0), filled)
    X = StandardScaler().fit_transform(filled)
    steps = SimpleImputer()
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-test-filled-by-itself", "cell": "fit_transform_split", "mistake": "fills the test rows from themselves", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    return steps.fit_transform(X[train]), steps.transform(np.where(np.isnan(X[test]), np.nan_to_num(np.nanmean(X[test], axis=0)), X[test])), y[train], y[test]

# %% coursekit={"answer": "fit-median", "cell": "fit_transform_split", "mistake": "fills with the median", "loses": {"test_fit_transform_split": 5}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-zeros", "cell": "fit_transform_split", "mistake": "fills with 0 before standardising", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    steps = StandardScaler()
    return steps.fit_transform(np.nan_to_num(X[train])), steps.transform(np.nan_to_num(X[test])), y[train], y[test]

# %% coursekit={"answer": "fit-gaps-stay", "cell": "fit_transform_split", "mistake": "leaves the gaps", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    steps = StandardScaler()
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-scaled-then-filled", "cell": "fit_transform_split", "mistake": "the deviation of the known numbers only", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(StandardScaler(), SimpleImputer())
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-ddof1", "cell": "fit_transform_split", "mistake": "the sample standard deviation", "loses": {"test_fit_transform_split": 6}}
def fit_transform_split(X, y, train, test):
    steps = SimpleImputer()
    fitted, applied = steps.fit_transform(X[train]), steps.transform(X[test])
    mean, sigma = fitted.mean(axis=0), fitted.std(axis=0, ddof=1)
    sigma = np.where(sigma > 0, sigma, 1)
    return (fitted - mean) / sigma, (applied - mean) / sigma, y[train], y[test]

# %% coursekit={"answer": "fit-constant-nan", "cell": "fit_transform_split", "mistake": "0 / 0 in a constant column", "loses": {"test_fit_transform_split": 1}}
def fit_transform_split(X, y, train, test):
    steps = SimpleImputer()
    fitted, applied = steps.fit_transform(X[train]), steps.transform(X[test])
    mean, sigma = fitted.mean(axis=0), fitted.std(axis=0)
    with np.errstate(all="ignore"):
        return (fitted - mean) / sigma, (applied - mean) / sigma, y[train], y[test]

# %% coursekit={"answer": "fit-sorted", "cell": "fit_transform_split", "mistake": "sorts the row numbers", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    train, test = sorted(train), sorted(test)
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-test-is-the-rest", "cell": "fit_transform_split", "mistake": "tests on all other rows", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    test = [i for i in range(len(X)) if i not in list(train)]
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-labels-swapped", "cell": "fit_transform_split", "mistake": "labels swapped", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    steps = make_pipeline(SimpleImputer(), StandardScaler())
    return steps.fit_transform(X[train]), steps.transform(X[test]), y[test], y[train]

# %% coursekit={"answer": "fit-in-place", "cell": "fit_transform_split", "mistake": "fills the caller's table", "loses": {"test_fit_transform_split": 1}}
def fit_transform_split(X, y, train, test):
    for j in range(X.shape[1]):
        gaps = np.isnan(X[:, j])
        if gaps.any():
            X[gaps, j] = np.nanmean(X[train, j])
    scaler = StandardScaler()
    return scaler.fit_transform(X[train]), scaler.transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-once", "cell": "fit_transform_split", "mistake": "fitted once and for all", "loses": {"test_fit_transform_split": 1}}
steps = []


def fit_transform_split(X, y, train, test):
    if not steps or steps[0].n_features_in_ != X.shape[1]:
        steps[:] = [make_pipeline(SimpleImputer(), StandardScaler()).fit(X[train])]
    return steps[0].transform(X[train]), steps[0].transform(X[test]), y[train], y[test]

# %% coursekit={"answer": "fit-hard-coded", "cell": "fit_transform_split", "mistake": "the example's numbers", "loses": {"test_fit_transform_split": 4}}
def fit_transform_split(X, y, train, test):
    root = 15000**0.5
    Z = np.array([[-5 / 3, -100 / root], [1 / 3, 0], [1 / 3, 200 / root], [1, -100 / root]])
    return Z, np.array([[3, 0], [-1, 400 / root]]), y[train], y[test]

# %% [markdown]
# ## bootstrap_ci

# %% coursekit={"answer": "bootstrap-choice", "cell": "bootstrap_ci", "right": "rows drawn by choice, quantiles one by one"}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(B):
        values.append(stat(rng.choice(x, size=len(x))))
    return [float(np.quantile(values, (1 - level) / 2)), float(np.quantile(values, (1 + level) / 2))]

# %% coursekit={"answer": "bootstrap-all-at-once", "cell": "bootstrap_ci", "right": "all rows drawn at once; percentiles"}
def bootstrap_ci(x, stat, B, seed, level):
    n = x.shape[0]
    rows = np.random.default_rng(seed).integers(0, n, size=(B, n))
    values = np.array([stat(sample) for sample in x[rows]])
    return np.percentile(values, [50 - 50 * level, 50 + 50 * level])

# %% coursekit={"answer": "bootstrap-sorted", "cell": "bootstrap_ci", "right": "linear interpolation between sorted values"}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    n = len(x)
    values = sorted(stat(x[np.floor(rng.random(n) * n).astype(int)]) for _ in range(B))

    def at(share):
        place = share * (B - 1)
        below = min(int(place), max(B - 2, 0))
        above = min(below + 1, B - 1)
        return values[below] + (place - below) * (values[above] - values[below])

    return at((1 - level) / 2), at((1 + level) / 2)

# %% coursekit={"answer": "bootstrap-no-replacement", "cell": "bootstrap_ci", "mistake": "draws without replacement", "loses": {"test_bootstrap_ci": 3}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.permutation(len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-generator-in-loop", "cell": "bootstrap_ci", "mistake": "a new generator for each resample", "loses": {"test_bootstrap_ci": 3}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[np.random.default_rng(seed).integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-no-seed", "cell": "bootstrap_ci", "mistake": "does not look at the seed", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng()
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-global-generator", "cell": "bootstrap_ci", "mistake": "one generator for all calls", "loses": {"test_bootstrap_ci": 1}}
source = np.random.default_rng(0)


def bootstrap_ci(x, stat, B, seed, level):
    values = [stat(source.choice(x, len(x))) for _ in range(B)]
    tail = (1 - level) / 2
    return tuple(np.quantile(values, [tail, 1 - tail]))

# %% coursekit={"answer": "bootstrap-one-less", "cell": "bootstrap_ci", "mistake": "draws one row less", "loses": {"test_bootstrap_ci": 3}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=max(1, len(x) - 1))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-row-numbers", "cell": "bootstrap_ci", "mistake": "hands over the row numbers, not the rows", "loses": {"test_bootstrap_ci": 3}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(rng.integers(len(x), size=len(x))) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-last-never", "cell": "bootstrap_ci", "mistake": "the last row is never drawn", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(max(1, len(x) - 1), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-first-never", "cell": "bootstrap_ci", "mistake": "the first row is never drawn", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(min(1, len(x) - 1), len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-tails-too-large", "cell": "bootstrap_ci", "mistake": "cuts off the whole rest on either side", "loses": {"test_bootstrap_ci": 5}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = 1 - level
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-percent", "cell": "bootstrap_ci", "mistake": "quantiles taken for percent", "loses": {"test_bootstrap_ci": 5}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.percentile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-normal", "cell": "bootstrap_ci", "mistake": "mean and 1.96 deviations", "loses": {"test_bootstrap_ci": 5}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.mean(values) + np.array([-1.96, 1.96]) * np.std(values)
    return low, high

# %% coursekit={"answer": "bootstrap-of-x", "cell": "bootstrap_ci", "mistake": "quantiles of the numbers themselves", "loses": {"test_bootstrap_ci": 5}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(x, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-nearest", "cell": "bootstrap_ci", "mistake": "quantiles without interpolation", "loses": {"test_bootstrap_ci": 5}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail], method="lower")
    return low, high

# %% coursekit={"answer": "bootstrap-fixed-level", "cell": "bootstrap_ci", "mistake": "95 % whatever level", "loses": {"test_bootstrap_ci": 3}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = 0.025
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-one-more", "cell": "bootstrap_ci", "mistake": "asks stat about x itself too", "loses": {"test_bootstrap_ci": 2}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    values.append(stat(x))
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-splits-rows", "cell": "bootstrap_ci", "mistake": "draws numbers of a table one by one", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(rng.choice(x.ravel(), size=x.shape)) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-splits-columns", "cell": "bootstrap_ci", "mistake": "draws each column by itself", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    values = [stat(rng.permuted(x[rng.integers(len(x), size=len(x))], axis=0)) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-no-order-of-rows", "cell": "bootstrap_ci", "mistake": "shuffles the caller's array first", "loses": {"test_bootstrap_ci": 1}}
def bootstrap_ci(x, stat, B, seed, level):
    rng = np.random.default_rng(seed)
    rng.shuffle(x)
    values = [stat(x[rng.integers(len(x), size=len(x))]) for _ in range(B)]
    tail = (1 - level) / 2
    low, high = np.quantile(values, [tail, 1 - tail])
    return low, high

# %% coursekit={"answer": "bootstrap-library", "cell": "bootstrap_ci", "mistake": "borrows scikit-learn's resample", "loses": {"test_bootstrap_ci": 6}}
def bootstrap_ci(x, stat, B, seed, level):
    from sklearn.utils import resample

    state = np.random.RandomState(seed)
    values = [stat(resample(x, random_state=state)) for _ in range(B)]
    return tuple(np.quantile(values, [0.5 - level / 2, 0.5 + level / 2]))

# %% [markdown]
# ## n_batches

# %% coursekit={"answer": "batches-negative", "cell": "n_batches", "right": "the negative of a floor"}
def n_batches(N, B, drop):
    return N // B if drop else -(-N // B)

# %% coursekit={"answer": "batches-remainder", "cell": "n_batches", "right": "divmod, one more if anything is left"}
def n_batches(N, B, drop):
    full, rest = divmod(N, B)
    if rest and not drop:
        full += 1
    return full

# %% coursekit={"answer": "batches-range", "cell": "n_batches", "right": "the length of a range"}
def n_batches(N, B, drop):
    return len(range(0, N - N % B if drop else N, B))

# %% coursekit={"answer": "batches-dropped-always", "cell": "n_batches", "mistake": "the incomplete one never counts", "loses": {"test_n_batches": 2}}
def n_batches(N, B, drop):
    return N // B

# %% coursekit={"answer": "batches-kept-always", "cell": "n_batches", "mistake": "the incomplete one always counts", "loses": {"test_n_batches": 2}}
def n_batches(N, B, drop):
    return (N + B - 1) // B

# %% coursekit={"answer": "batches-reversed", "cell": "n_batches", "mistake": "the wrong way round", "loses": {"test_n_batches": 2}}
def n_batches(N, B, drop):
    return N // B if not drop else (N + B - 1) // B

# %% coursekit={"answer": "batches-one-more", "cell": "n_batches", "mistake": "one more even where nothing is left", "loses": {"test_n_batches": 2}}
def n_batches(N, B, drop):
    return N // B + (not drop)

# %% coursekit={"answer": "batches-ceil", "cell": "n_batches", "mistake": "goes through decimals, which are not exact", "loses": {"test_n_batches": 1}}
def n_batches(N, B, drop):
    import math

    return math.floor(N / B) if drop else math.ceil(N / B)

# %% coursekit={"answer": "batches-one-at-least", "cell": "n_batches", "mistake": "one at least", "loses": {"test_n_batches": 1}}
def n_batches(N, B, drop):
    return max(1, N // B if drop else (N + B - 1) // B)

# %% coursekit={"answer": "batches-hard-coded", "cell": "n_batches", "mistake": "the example's numbers", "loses": {"test_n_batches": 2}}
def n_batches(N, B, drop):
    return 2 if drop else 3

# %% [markdown]
# ## tokenise_pad

# %% coursekit={"answer": "tokens-letters", "cell": "tokenise_pad", "right": "letter by letter"}
def tokenise_pad(texts, maxlen):
    split = []
    for text in texts:
        words, word = [], ""
        for letter in text.lower() + " ":
            if letter.isalnum():
                word += letter
            elif word:
                words.append(word)
                word = ""
        split.append(words)
    vocab = {}
    for word in sorted(set(sum(split, []))):
        vocab[word] = len(vocab) + 1
    ids = [[vocab[word] for word in words] + [0] * maxlen for words in split]
    return np.array([row[:maxlen] for row in ids], dtype="int64"), vocab

# %% coursekit={"answer": "tokens-split", "cell": "tokenise_pad", "right": "re.split without empty strings, np.pad"}
def tokenise_pad(texts, maxlen):
    lines = [[word for word in re.split("[^a-z0-9]+", text.casefold()) if word] for text in texts]
    words = np.unique([word for line in lines for word in line]).tolist()
    vocab = dict(zip(words, range(1, len(words) + 1)))
    rows = [np.array([vocab[word] for word in line][:maxlen], dtype=np.int64) for line in lines]
    return np.stack([np.pad(row, (0, maxlen - len(row))) for row in rows]), vocab

# %% coursekit={"answer": "tokens-translate", "cell": "tokenise_pad", "right": "everything else becomes a blank"}
def tokenise_pad(texts, maxlen):
    lines = ["".join(c if c.isascii() and c.isalnum() else " " for c in text).lower().split() for text in texts]
    vocab = {word: i + 1 for i, word in enumerate(sorted(set().union(*map(set, lines))))}
    ids = torch.zeros(len(lines), maxlen, dtype=torch.int64)
    for i, line in enumerate(lines):
        for j, word in enumerate(line):
            if j < maxlen:
                ids[i, j] = vocab[word]
    return ids.numpy(), vocab

# %% coursekit={"answer": "tokens-from-zero", "cell": "tokenise_pad", "mistake": "numbers from 0", "loses": {"test_tokenise_pad": 5}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-appearance", "cell": "tokenise_pad", "mistake": "numbers in the order of appearance", "loses": {"test_tokenise_pad": 5}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = list(dict.fromkeys(word for line in lines for word in line))
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-capitals", "cell": "tokenise_pad", "mistake": "capitals stay", "loses": {"test_tokenise_pad": 4}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[A-Za-z0-9]+", text) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-punctuation", "cell": "tokenise_pad", "mistake": "punctuation stays with the word", "loses": {"test_tokenise_pad": 4}}
def tokenise_pad(texts, maxlen):
    lines = [text.lower().split() for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-punctuation-deleted", "cell": "tokenise_pad", "mistake": "punctuation is deleted, so that words grow together", "loses": {"test_tokenise_pad": 1}}
def tokenise_pad(texts, maxlen):
    lines = [re.sub(r"[^a-z0-9\s]", "", text.lower()).split() for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-underscore", "cell": "tokenise_pad", "mistake": "the underscore belongs to a word", "loses": {"test_tokenise_pad": 1}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"\w+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-empty-words", "cell": "tokenise_pad", "mistake": "empty strings are words", "loses": {"test_tokenise_pad": 4}}
def tokenise_pad(texts, maxlen):
    lines = [re.split(r"[^a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-pad-front", "cell": "tokenise_pad", "mistake": "pads in front", "loses": {"test_tokenise_pad": 4}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[maxlen - len(numbers) :] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-cut-front", "cell": "tokenise_pad", "mistake": "cuts off the beginning", "loses": {"test_tokenise_pad": 3}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[-maxlen:]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-vocab-after-cut", "cell": "tokenise_pad", "mistake": "words that are cut off are not in the vocabulary", "loses": {"test_tokenise_pad": 1}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    lines = [line[:maxlen] for line in lines]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-not-cut", "cell": "tokenise_pad", "mistake": "does not cut", "loses": {"test_tokenise_pad": 3}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    maxlen = max(maxlen, *map(len, lines), 1)
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-decimals", "cell": "tokenise_pad", "mistake": "a table of decimals", "loses": {"test_tokenise_pad": 4}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen))
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-no-words-error", "cell": "tokenise_pad", "mistake": "an empty text is an error", "loses": {"test_tokenise_pad": 1}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        assert line
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-remembers", "cell": "tokenise_pad", "mistake": "the vocabulary grows from call to call", "loses": {"test_tokenise_pad": 3}}
known = set()


def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    known.update(word for line in lines for word in line)
    vocab = {word: number for number, word in enumerate(sorted(known), start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-in-place", "cell": "tokenise_pad", "mistake": "writes small letters into the caller's list", "loses": {"test_tokenise_pad": 1}}
def tokenise_pad(texts, maxlen):
    for i, text in enumerate(texts):
        texts[i] = text.lower()
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return ids, vocab

# %% coursekit={"answer": "tokens-hard-coded", "cell": "tokenise_pad", "mistake": "the example's numbers", "loses": {"test_tokenise_pad": 3}}
def tokenise_pad(texts, maxlen):
    lines = [re.findall(r"[a-z0-9]+", text.lower()) for text in texts]
    words = sorted({word for line in lines for word in line})
    vocab = {word: number for number, word in enumerate(words, start=1)}
    ids = np.zeros((len(texts), maxlen), dtype=np.int64)
    for row, line in zip(ids, lines):
        numbers = [vocab[word] for word in line[:maxlen]]
        row[: len(numbers)] = numbers
    return np.array([[5, 2, 4, 0], [1, 3, 1, 2], [5, 3, 4, 5]]), {"a": 1, "cat": 2, "dog": 3, "sat": 4, "the": 5}

# %% [markdown]
# ## image_to_tensor

# %% coursekit={"answer": "image-torch", "cell": "image_to_tensor", "right": "torch from the beginning: permute, float"}
def image_to_tensor(a):
    x = torch.as_tensor(a.copy())
    if x.dtype != torch.uint8:
        raise ValueError("uint8 is needed")
    if x.dim() == 2:
        x = x.unsqueeze(-1)
    return x.permute(2, 0, 1).float().div(255).sub(0.5).div(0.5)

# %% coursekit={"answer": "image-numpy", "cell": "image_to_tensor", "right": "numpy in single precision, torch at the end"}
def image_to_tensor(a):
    if a.dtype.name != "uint8":
        raise ValueError(a.dtype)
    layers = np.moveaxis(np.atleast_3d(a), -1, 0).astype(np.float32)
    return torch.from_numpy(layers / 127.5 - 1)

# %% coursekit={"answer": "image-loops", "cell": "image_to_tensor", "right": "layer by layer"}
def image_to_tensor(a):
    if str(a.dtype) != "uint8":
        raise ValueError("not uint8")
    layers = [a] if len(a.shape) == 2 else [a[:, :, c] for c in range(a.shape[2])]
    return torch.stack([torch.tensor([[int(v) / 255 * 2 - 1 for v in row] for row in layer]) for layer in layers])

# %% coursekit={"answer": "image-reshape", "cell": "image_to_tensor", "mistake": "reshapes instead of moving the axis", "loses": {"test_image_to_tensor": 3}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.reshape(a.shape[2], a.shape[0], a.shape[1]) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-channels-last", "cell": "image_to_tensor", "mistake": "channels stay last", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-unit", "cell": "image_to_tensor", "mistake": "from 0 to 1", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return x

# %% coursekit={"answer": "image-half", "cell": "image_to_tensor", "mistake": "from -0.5 to 0.5", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return x - 0.5

# %% coursekit={"answer": "image-precedence", "cell": "image_to_tensor", "mistake": "brackets forgotten", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return x - 0.5 / 0.5

# %% coursekit={"answer": "image-double", "cell": "image_to_tensor", "mistake": "double precision", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float64)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-array", "cell": "image_to_tensor", "mistake": "an array", "loses": {"test_image_to_tensor": 2}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return ((x - 0.5) / 0.5).numpy()

# %% coursekit={"answer": "image-wraps", "cell": "image_to_tensor", "mistake": "subtracts in uint8, which wraps around", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    a = a - np.uint8(128)
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-whole-division", "cell": "image_to_tensor", "mistake": "whole division", "loses": {"test_image_to_tensor": 4}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) // 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-grey-three", "cell": "image_to_tensor", "mistake": "makes three channels of a grey picture", "loses": {"test_image_to_tensor": 2}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = np.stack([a, a, a], axis=2)
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-grey-flat", "cell": "image_to_tensor", "mistake": "no channel for a grey picture", "loses": {"test_image_to_tensor": 2}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        return torch.tensor(a / 127.5 - 1, dtype=torch.float32)
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-grey-transposed", "cell": "image_to_tensor", "mistake": "a grey picture is mirrored at its diagonal", "loses": {"test_image_to_tensor": 2}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a.T[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-one-channel-squeezed", "cell": "image_to_tensor", "mistake": "a single channel is lost", "loses": {"test_image_to_tensor": 3}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    grey = a.shape[2] == 1
    a = a if not grey else a[:, :, 0][None].transpose(1, 2, 0)
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return ((x - 0.5) / 0.5).squeeze(0) if grey else (x - 0.5) / 0.5

# %% coursekit={"answer": "image-type-unasked", "cell": "image_to_tensor", "mistake": "does not look at the type", "loses": {"test_image_to_tensor": 1}}
def image_to_tensor(a):
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-type-error", "cell": "image_to_tensor", "mistake": "TypeError", "loses": {"test_image_to_tensor": 1}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise TypeError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-in-place", "cell": "image_to_tensor", "mistake": "paints the caller's picture black", "loses": {"test_image_to_tensor": 1}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    a[...] = 0
    return (x - 0.5) / 0.5

# %% coursekit={"answer": "image-hard-coded", "cell": "image_to_tensor", "mistake": "the example's numbers", "loses": {"test_image_to_tensor": 3}}
def image_to_tensor(a):
    if a.dtype != np.uint8:
        raise ValueError(f"应为 uint8，不是 {a.dtype}")
    if a.ndim == 2:
        a = a[:, :, None]
    x = torch.tensor(a.transpose(2, 0, 1) / 255, dtype=torch.float32)
    return torch.tensor([[[1, -1, -1], [-1, 1, -0.6]], [[-1, 1, -1], [-1, 1, -0.2]], [[-1, -1, 1], [-1, 1, 0.6]]])

# %% [markdown]
# ## margin_query

# %% coursekit={"answer": "margin-loops", "cell": "margin_query", "right": "sorted rows, pairs of margin and number"}
def margin_query(P, k):
    pairs = []
    for i, row in enumerate(P.tolist()):
        second, first = sorted(row)[-2:]
        pairs.append((first - second, i))
    return np.array([i for _, i in sorted(pairs)[:k]], dtype=int)

# %% coursekit={"answer": "margin-partition", "cell": "margin_query", "right": "a partition for the two largest, lexsort for the order"}
def margin_query(P, k):
    two = np.partition(P, -2, axis=1)[:, -2:]
    return np.lexsort([np.arange(len(P)), np.diff(two)[:, 0]])[:k]

# %% coursekit={"answer": "margin-backwards", "cell": "margin_query", "right": "the largest first"}
def margin_query(P, k):
    top = -np.sort(-P, axis=1)
    order = sorted(range(len(P)), key=lambda i: top[i, 0] - top[i, 1])
    return np.array(order[: min(k, len(order))], dtype=np.int64)

# %% coursekit={"answer": "margin-least-confident", "cell": "margin_query", "mistake": "the smallest largest probability", "loses": {"test_margin_query": 3}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-entropy", "cell": "margin_query", "mistake": "the largest entropy", "loses": {"test_margin_query": 3}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = (ranked * np.log(ranked + 1e-300)).sum(axis=1)
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-largest", "cell": "margin_query", "mistake": "the largest margins", "loses": {"test_margin_query": 4}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -2] - ranked[:, -1]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-range", "cell": "margin_query", "mistake": "largest minus smallest", "loses": {"test_margin_query": 3}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, 0]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-first-columns", "cell": "margin_query", "mistake": "the first column minus the second", "loses": {"test_margin_query": 4}}
def margin_query(P, k):
    return np.argsort(P[:, 0] - P[:, 1], kind="stable")[:k]

# %% coursekit={"answer": "margin-by-row", "cell": "margin_query", "mistake": "the right rows in the order of the table", "loses": {"test_margin_query": 4}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.sort(np.argsort(margin, kind="stable")[:k])

# %% coursekit={"answer": "margin-descending", "cell": "margin_query", "mistake": "the right rows, the largest margin first", "loses": {"test_margin_query": 4}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.argsort(margin, kind="stable")[:k][::-1]

# %% coursekit={"answer": "margin-ties-backwards", "cell": "margin_query", "mistake": "of equal margins the last row first", "loses": {"test_margin_query": 1}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.lexsort([-np.arange(len(P)), margin])[:k]

# %% coursekit={"answer": "margin-too-many", "cell": "margin_query", "mistake": "more than there are is an error", "loses": {"test_margin_query": 1}}
def margin_query(P, k):
    if k > len(P):
        raise ValueError("k")
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-none-is-all", "cell": "margin_query", "mistake": "k = 0 gives all", "loses": {"test_margin_query": 1}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.lexsort([-np.arange(len(P)), -margin])[-k:][::-1]

# %% coursekit={"answer": "margin-in-place", "cell": "margin_query", "mistake": "sorts the caller's table", "loses": {"test_margin_query": 2}}
def margin_query(P, k):
    P.sort(axis=1)
    ranked = P
    margin = ranked[:, -1] - ranked[:, -2]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-sorted-columns", "cell": "margin_query", "mistake": "sorts the columns", "loses": {"test_margin_query": 3}}
def margin_query(P, k):
    ranked = np.sort(P, axis=0)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.argsort(margin, kind="stable")[:k]

# %% coursekit={"answer": "margin-hard-coded", "cell": "margin_query", "mistake": "the example's rows", "loses": {"test_margin_query": 3}}
def margin_query(P, k):
    ranked = np.sort(P, axis=1)
    margin = ranked[:, -1] - ranked[:, -2]
    return np.array([2, 1])
