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
# # Known answers to ex02_unsup_semi
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## rfm

# %% coursekit={"answer": "rfm-agg", "cell": "rfm", "right": "named aggregation, renamed"}
def rfm(df, today):
    known = df.loc[df.date <= today]
    table = known.groupby("customer").agg(last=("date", "max"), F=("amount", "count"), M=("amount", "sum"))
    table["R"] = (today - table["last"]).dt.days
    return table[["R", "F", "M"]]

# %% coursekit={"answer": "rfm-loops", "cell": "rfm", "right": "dictionaries, row by row"}
def rfm(df, today):
    table = {}
    for _, row in df.iterrows():
        if row["date"] > today:
            continue
        days = (today - row["date"]).days
        R, F, M = table.get(row["customer"], (days, 0, 0.0))
        table[row["customer"]] = (min(R, days), F + 1, M + row["amount"])
    names = sorted(table)
    return pd.DataFrame([table[name] for name in names], index=names, columns=["R", "F", "M"])

# %% coursekit={"answer": "rfm-days-first", "cell": "rfm", "right": "a column of days on a copy, then the smallest"}
def rfm(df, today):
    own = df.copy()
    own["days"] = (today - own["date"]) // pd.Timedelta(days=1)
    own = own[own["days"] >= 0].sort_values("date")
    groups = own.groupby("customer")
    return pd.concat([groups["days"].min().rename("R"), groups["days"].count().rename("F"),
                      groups["amount"].sum().rename("M")], axis=1)

# %% coursekit={"answer": "rfm-first-order", "cell": "rfm", "mistake": "days since the first order", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].min()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-last-row", "cell": "rfm", "mistake": "takes the last row for the last order", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].last()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-first-row", "cell": "rfm", "mistake": "takes the first row for the last order, as in the example", "loses": {"test_rfm": 1}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].first()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-sign", "cell": "rfm", "mistake": "the day minus today", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (groups["date"].max() - today).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-timedelta", "cell": "rfm", "mistake": "leaves a time difference", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": today - groups["date"].max(), "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-own-today", "cell": "rfm", "mistake": "the latest order of the table is today", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df.groupby("customer")
    return pd.DataFrame({"R": (df["date"].max() - groups["date"].max()).dt.days, "F": groups.size(),
                         "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-future", "cell": "rfm", "mistake": "counts orders after today", "loses": {"test_rfm": 2}}
def rfm(df, today):
    groups = df.groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-future-half", "cell": "rfm", "mistake": "only R leaves out what comes after today", "loses": {"test_rfm": 2}}
def rfm(df, today):
    groups, known = df.groupby("customer"), df[df["date"] <= today].groupby("customer")
    table = pd.DataFrame({"R": (today - known["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})
    return table.dropna().astype({"R": int})

# %% coursekit={"answer": "rfm-future-customers", "cell": "rfm", "mistake": "keeps customers without an order so far", "loses": {"test_rfm": 1}}
def rfm(df, today):
    known = df[df["date"] <= today].groupby("customer")
    table = pd.DataFrame({"R": (today - known["date"].max()).dt.days, "F": known.size(), "M": known["amount"].sum()})
    return table.reindex(sorted(set(df["customer"]))).fillna(0)

# %% coursekit={"answer": "rfm-not-today", "cell": "rfm", "mistake": "leaves out today's orders", "loses": {"test_rfm": 1}}
def rfm(df, today):
    groups = df[df["date"] < today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-distinct-days", "cell": "rfm", "mistake": "counts days, not orders", "loses": {"test_rfm": 1}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups["date"].nunique(),
                         "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-no-duplicates", "cell": "rfm", "mistake": "two equal orders count as one", "loses": {"test_rfm": 1}}
def rfm(df, today):
    groups = df[df["date"] <= today].drop_duplicates(["customer", "date", "amount"]).groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-mean-amount", "cell": "rfm", "mistake": "mean instead of sum", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].mean()})

# %% coursekit={"answer": "rfm-day-of-year", "cell": "rfm", "mistake": "day of the year, which starts anew in January", "loses": {"test_rfm": 3}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    days = today.dayofyear - groups["date"].max().dt.dayofyear
    return pd.DataFrame({"R": days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-by-appearance", "cell": "rfm", "mistake": "rows in the order of appearance", "loses": {"test_rfm": 3}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer", sort=False)
    return pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-customer-column", "cell": "rfm", "mistake": "customers are a column", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    table = pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})
    return table.reset_index()

# %% coursekit={"answer": "rfm-column-order", "cell": "rfm", "mistake": "columns in another order", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"F": groups.size(), "M": groups["amount"].sum(), "R": (today - groups["date"].max()).dt.days})

# %% coursekit={"answer": "rfm-in-place", "cell": "rfm", "mistake": "sorts the caller's table", "loses": {"test_rfm": 1}}
def rfm(df, today):
    df.sort_values("date", inplace=True)
    groups = df[df["date"] <= today].groupby("customer")
    return pd.DataFrame({"R": (today - groups["date"].last()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-adds-a-column", "cell": "rfm", "mistake": "writes a column into the caller's table", "loses": {"test_rfm": 1}}
def rfm(df, today):
    df["days"] = (today - df["date"]).dt.days
    groups = df[df["days"] >= 0].groupby("customer")
    return pd.DataFrame({"R": groups["days"].min(), "F": groups.size(), "M": groups["amount"].sum()})

# %% coursekit={"answer": "rfm-numbers-only", "cell": "rfm", "mistake": "an array instead of a table", "loses": {"test_rfm": 4}}
def rfm(df, today):
    groups = df[df["date"] <= today].groupby("customer")
    table = pd.DataFrame({"R": (today - groups["date"].max()).dt.days, "F": groups.size(), "M": groups["amount"].sum()})
    return table.to_numpy()

# %% coursekit={"answer": "rfm-hard-coded", "cell": "rfm", "mistake": "the example's numbers", "loses": {"test_rfm": 3}}
def rfm(df, today):
    return pd.DataFrame({"R": [12, 2], "F": [1, 2], "M": [30.0, 150.0]}, index=["李", "王"])

# %% [markdown]
# ## kmeans

# %% coursekit={"answer": "kmeans-loops", "cell": "kmeans", "right": "pure Python loops"}
def kmeans(X, C0, iters, tol):
    C, sse = [[float(c) for c in row] for row in C0], []
    for _ in range(iters):
        labels, total = [], 0.0
        for x in X:
            far = [sum((a - b) ** 2 for a, b in zip(x, c)) for c in C]
            labels.append(far.index(min(far)))
            total += min(far)
        sse.append(total)
        shift = 0.0
        for k in range(len(C)):
            own = [x for x, label in zip(X, labels) if label == k]
            if own:
                new = [sum(column) / len(own) for column in zip(*own)]
                shift = max(shift, max(abs(a - b) for a, b in zip(new, C[k])))
                C[k] = new
        if shift <= tol:
            break
    return np.array(labels), np.array(C), sse

# %% coursekit={"answer": "kmeans-chapter", "cell": "kmeans", "right": "as in the chapter: stops before the last small move"}
def kmeans(X, C0, iters, tol):
    centres, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - centres) ** 2).sum(axis=2)
        groups = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = centres.copy()
        for k in range(len(centres)):
            if (groups == k).any():
                moved[k] = X[groups == k].mean(axis=0)
        if abs(moved - centres).max() <= tol:
            break
        centres = moved
    return groups, centres, sse

# %% coursekit={"answer": "kmeans-cdist", "cell": "kmeans", "right": "scipy's distances, one-hot means"}
from scipy.spatial.distance import cdist


def kmeans(X, C0, iters, tol):
    C, record = np.asarray(C0, dtype=float), np.zeros(0)
    done = 0
    while done < iters:
        done += 1
        square = cdist(X, C, "sqeuclidean")
        labels = np.argmin(square, axis=1)
        record = np.append(record, square[np.arange(len(X)), labels].sum())
        member = np.eye(len(C))[labels]
        count = member.sum(axis=0)[:, None]
        old, C = C, np.where(count > 0, member.T @ X / np.maximum(count, 1), C)
        if np.max(np.abs(C - old)) <= tol:
            break
    return labels, C, record

# %% coursekit={"answer": "kmeans-library", "cell": "kmeans", "mistake": "scikit-learn's K-means", "loses": {"test_kmeans": 8}}
def kmeans(X, C0, iters, tol):
    model = KMeans(len(C0), init=np.array(C0, dtype=float), n_init=1, max_iter=iters, tol=tol).fit(X)
    return model.labels_, model.cluster_centers_, [model.inertia_]

# %% coursekit={"answer": "kmeans-scipy", "cell": "kmeans", "mistake": "scipy's vq and kmeans2", "loses": {"test_kmeans": 8}}
from scipy.cluster import vq as quantiser


def kmeans(X, C0, iters, tol):
    C, labels = quantiser.kmeans2(np.array(X, float), np.array(C0, float), iter=iters, minit="matrix")
    return labels, C, [((X - C[labels]) ** 2).sum()]

# %% coursekit={"answer": "kmeans-sse-after-move", "cell": "kmeans", "mistake": "records the SSE after the move", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        labels = ((X[:, None] - C) ** 2).sum(axis=2).argmin(axis=1)
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        sse.append(((X - moved[labels]) ** 2).sum())
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-last-round-missing", "cell": "kmeans", "mistake": "stops before the last round is recorded", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse, before = np.array(C0, dtype=float), [], None
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        if before is not None and (labels == before).all():
            break
        before = labels
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        C = moved
    return labels, C, sse

# %% coursekit={"answer": "kmeans-until-labels-rest", "cell": "kmeans", "mistake": "ignores tol: stops when no label changes", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse, before = np.array(C0, dtype=float), [], None
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        if before is not None and (labels == before).all():
            break
        before = labels
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        C = moved
    return labels, C, sse

# %% coursekit={"answer": "kmeans-tol-on-sse", "cell": "kmeans", "mistake": "compares the fall of the SSE with tol", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        C = moved
        if len(sse) > 1 and sse[-2] - sse[-1] <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-tol-strict", "cell": "kmeans", "mistake": "stops below tol only", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift < tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-tol-signed", "cell": "kmeans", "mistake": "a move to the left does not count", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = (moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-never-stops", "cell": "kmeans", "mistake": "always runs all rounds", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        for k in set(labels):
            C[k] = X[labels == k].mean(axis=0)
    return labels, C, sse

# %% coursekit={"answer": "kmeans-no-iters", "cell": "kmeans", "mistake": "ignores iters", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    while True:
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            return labels, C, sse

# %% coursekit={"answer": "kmeans-one-more-round", "cell": "kmeans", "mistake": "assigns once more at the end", "loses": {"test_kmeans": 1}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return ((X[:, None] - C) ** 2).sum(axis=2).argmin(axis=1), C, sse

# %% coursekit={"answer": "kmeans-empty-nan", "cell": "kmeans", "mistake": "an empty cluster becomes nan", "loses": {"test_kmeans": 4}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = np.array([X[labels == k].mean(axis=0) for k in range(len(C))])
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-empty-zero", "cell": "kmeans", "mistake": "an empty cluster goes to the origin", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = np.zeros_like(C)
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-empty-dropped", "cell": "kmeans", "mistake": "an empty cluster is dropped", "loses": {"test_kmeans": 4}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = np.array([X[labels == k].mean(axis=0) for k in np.unique(labels)])
        if moved.shape == C.shape and abs(moved - C).max() <= tol:
            break
        C = moved
    return labels, C, sse

# %% coursekit={"answer": "kmeans-tie-to-the-larger", "cell": "kmeans", "mistake": "a tie goes to the larger number", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = len(C) - 1 - far[:, ::-1].argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-manhattan", "cell": "kmeans", "mistake": "sums of absolute differences", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = abs(X[:, None] - C).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-root", "cell": "kmeans", "mistake": "adds distances, not their squares", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2) ** 0.5
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-mean-square", "cell": "kmeans", "mistake": "divides the SSE by n", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).mean())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-all-distances", "cell": "kmeans", "mistake": "adds the distances to all centres", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-last-sse", "cell": "kmeans", "mistake": "one number instead of the record", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C = np.array(C0, dtype=float)
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, far.min(axis=1).sum()

# %% coursekit={"answer": "kmeans-median", "cell": "kmeans", "mistake": "moves to the median", "loses": {"test_kmeans": 6}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = np.median(X[labels == k], axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-whole-numbers", "cell": "kmeans", "mistake": "integer centres stay integers", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-in-place", "cell": "kmeans", "mistake": "writes into C0", "loses": {"test_kmeans": 3}}
def kmeans(X, C0, iters, tol):
    C, sse = C0, []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        before = C.copy()
        for k in set(labels):
            C[k] = X[labels == k].mean(axis=0)
        if abs(C - before).max() <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-aliased", "cell": "kmeans", "mistake": "old and new centres are one array: it stops at once", "loses": {"test_kmeans": 6}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        if abs(moved - C).max() <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-own-start", "cell": "kmeans", "mistake": "starts from the first samples, not from C0", "loses": {"test_kmeans": 4}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(X[: len(C0)], dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-order", "cell": "kmeans", "mistake": "returns the centres first", "loses": {"test_kmeans": 6}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        shift, C = abs(moved - C).max(), moved
        if shift <= tol:
            break
    return C, labels, sse

# %% coursekit={"answer": "kmeans-any-rests", "cell": "kmeans", "mistake": "stops as soon as one centre rests", "loses": {"test_kmeans": 5}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        rests = (abs(moved - C) <= tol).all(axis=1).any()
        C = moved
        if rests:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-any-coordinate", "cell": "kmeans", "mistake": "stops as soon as one coordinate rests", "loses": {"test_kmeans": 5}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        rests = np.any(abs(moved - C) <= tol)
        C = moved
        if rests:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-euclidean-shift", "cell": "kmeans", "mistake": "compares the length of the shifts with tol", "loses": {"test_kmeans": 2}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean(axis=0)
        rests = np.linalg.norm(moved - C) <= tol
        C = moved
        if rests:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-mean-of-all", "cell": "kmeans", "mistake": "one mean over all coordinates", "loses": {"test_kmeans": 8}}
def kmeans(X, C0, iters, tol):
    C, sse = np.array(C0, dtype=float), []
    for _ in range(iters):
        far = ((X[:, None] - C) ** 2).sum(axis=2)
        labels = far.argmin(axis=1)
        sse.append(far.min(axis=1).sum())
        moved = C.copy()
        for k in set(labels):
            moved[k] = X[labels == k].mean()
        rests = abs(moved - C).max() <= tol
        C = moved
        if rests:
            break
    return labels, C, sse

# %% coursekit={"answer": "kmeans-hard-coded", "cell": "kmeans", "mistake": "the example's numbers", "loses": {"test_kmeans": 7}}
def kmeans(X, C0, iters, tol):
    return np.array([0, 1, 0, 1, 1, 1]), np.array([[1, 1.5], [5, 5]]), [67, 40, 22.5]

# %% [markdown]
# ## silhouette

# %% coursekit={"answer": "silhouette-loops", "cell": "silhouette", "right": "pure Python loops"}
import math


def silhouette(X, labels):
    kinds = sorted(set(map(int, labels)))
    if len(kinds) < 2:
        raise ValueError("one group")
    scores = []
    for i, x in enumerate(X):
        near = {}
        for g in kinds:
            others = [math.dist(x, X[j]) for j in range(len(X)) if labels[j] == g and j != i]
            near[g] = sum(others) / len(others) if others else None
        a = near.pop(int(labels[i]))
        b = min(near.values())
        scores.append(0.0 if a is None or max(a, b) == 0 else (b - a) / max(a, b))
    return np.array(scores)

# %% coursekit={"answer": "silhouette-matrix", "cell": "silhouette", "right": "one-hot groups and matrix products"}
def silhouette(X, labels):
    kinds, own = np.unique(labels, return_inverse=True)
    if len(kinds) == 1:
        raise ValueError("one group")
    member = np.eye(len(kinds))[own]
    far = np.linalg.norm(X[:, None] - X[None], axis=2)
    sums, count = far @ member, member.sum(axis=0)
    rows = np.arange(len(X))
    a = sums[rows, own] / np.maximum(count[own] - 1, 1)
    means = sums / count
    means[rows, own] = np.inf
    b = means.min(axis=1)
    top = np.maximum(a, b)
    return np.where((count[own] > 1) & (top > 0), (b - a) / np.where(top > 0, top, 1), 0.0)

# %% coursekit={"answer": "silhouette-pandas", "cell": "silhouette", "right": "pandas groups the columns of scipy's distances"}
from scipy.spatial.distance import pdist, squareform


def silhouette(X, labels):
    if np.all(labels == labels[0]):
        raise ValueError("one group")
    means = pd.DataFrame(squareform(pdist(X))).T.groupby(np.asarray(labels)).mean().T
    size = pd.Series(labels).value_counts()
    scores = np.zeros(len(X))
    for i, g in enumerate(labels):
        if size[g] > 1:
            a, b = means.loc[i, g] * size[g] / (size[g] - 1), means.loc[i].drop(g).min()
            scores[i] = 0 if a == b else (b - a) / max(a, b)
    return scores

# %% coursekit={"answer": "silhouette-library", "cell": "silhouette", "mistake": "scikit-learn's own", "loses": {"test_silhouette": 5}}
from sklearn.metrics import silhouette_samples


def silhouette(X, labels):
    return silhouette_samples(X, labels)

# %% coursekit={"answer": "silhouette-mean", "cell": "silhouette", "mistake": "one number: the mean", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores.mean()

# %% coursekit={"answer": "silhouette-with-itself", "cell": "silhouette", "mistake": "a counts the point itself", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        if (labels == own).sum() > 1:
            a = far[i, labels == own].mean()
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-alone-one", "cell": "silhouette", "mistake": "a point on its own gets 1", "loses": {"test_silhouette": 4}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        a = far[i, labels == own].sum() / max((labels == own).sum() - 1, 1)
        b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
        scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-alone-nan", "cell": "silhouette", "mistake": "a point on its own divides by zero", "loses": {"test_silhouette": 4}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        a = far[i, labels == own].sum() / ((labels == own).sum() - 1)
        b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
        top = np.fmax(a, b) if a == a else a
        scores[i] = (b - a) / top if top else 0
    return scores

# %% coursekit={"answer": "silhouette-all-others", "cell": "silhouette", "mistake": "b over all points of other groups", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a, b = far[i, labels == own].sum() / (count - 1), far[i, labels != own].mean()
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-farthest-group", "cell": "silhouette", "mistake": "b to the farthest group", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = max(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-nearest-point", "cell": "silhouette", "mistake": "b to the nearest point of another group", "loses": {"test_silhouette": 4}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a, b = far[i, labels == own].sum() / (count - 1), far[i, labels != own].min()
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-to-centres", "cell": "silhouette", "mistake": "distances to the centres instead of to the points", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    kinds = list(set(labels))
    if len(kinds) == 1:
        raise ValueError
    far = np.array([((X - X[labels == g].mean(axis=0)) ** 2).sum(axis=1) ** 0.5 for g in kinds]).T
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        if (labels == own).sum() > 1:
            a = far[i, kinds.index(own)]
            b = min(far[i, j] for j, g in enumerate(kinds) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-squared", "cell": "silhouette", "mistake": "squared distances", "loses": {"test_silhouette": 4}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2)
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-manhattan", "cell": "silhouette", "mistake": "sums of absolute differences, right on a line", "loses": {"test_silhouette": 2}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = abs(X[:, None] - X).sum(axis=2)
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-over-b", "cell": "silhouette", "mistake": "always divides by b", "loses": {"test_silhouette": 3}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / b if b else 0
    return scores

# %% coursekit={"answer": "silhouette-no-negatives", "cell": "silhouette", "mistake": "never below 0", "loses": {"test_silhouette": 3}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = max(b - a, 0) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-counted-groups", "cell": "silhouette", "mistake": "groups must be 0, 1, …", "loses": {"test_silhouette": 1}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in range(max(labels) + 1) if g != own and (labels == g).any())
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-nan", "cell": "silhouette", "mistake": "0/0 where points coincide", "loses": {"test_silhouette": 1}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(far[i, labels == g].mean() for g in set(labels) if g != own)
            scores[i] = (b - a) / max(a, b)
    return scores

# %% coursekit={"answer": "silhouette-one-group", "cell": "silhouette", "mistake": "one group gives zeros", "loses": {"test_silhouette": 1}}
def silhouette(X, labels):
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min((far[i, labels == g].mean() for g in set(labels) if g != own), default=a)
            scores[i] = (b - a) / max(a, b) if max(a, b) else 0
    return scores

# %% coursekit={"answer": "silhouette-chapter", "cell": "silhouette", "mistake": "the chapter's code: 0/0 where points coincide", "loses": {"test_silhouette": 1}}
def silhouette(X, labels):
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        means = {g: far[i, labels == g].mean() for g in set(labels)}
        count = (labels == own).sum()
        if count > 1:
            a = far[i, labels == own].sum() / (count - 1)
            b = min(means[g] for g in means if g != own)
            scores[i] = (b - a) / max(a, b)
    return scores

# %% coursekit={"answer": "silhouette-sign", "cell": "silhouette", "mistake": "a minus b", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    groups = sorted(set(labels.tolist()))
    if len(groups) == 1:
        raise ValueError("one group")
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        mine = labels == own
        if mine.sum() > 1:
            a = far[i, mine].sum() / (mine.sum() - 1)
            b = min(far[i, labels == group].mean() for group in groups if group != own)
            scores[i] = (a - b) / max(a, b) if max(a, b) > 0 else 0
    return scores

# %% coursekit={"answer": "silhouette-brackets", "cell": "silhouette", "mistake": "no brackets around the difference", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    groups = sorted(set(labels.tolist()))
    if len(groups) == 1:
        raise ValueError("one group")
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        mine = labels == own
        if mine.sum() > 1:
            a = far[i, mine].sum() / (mine.sum() - 1)
            b = min(far[i, labels == group].mean() for group in groups if group != own)
            scores[i] = b - a / max(a, b) if max(a, b) > 0 else 0
    return scores

# %% coursekit={"answer": "silhouette-own-group", "cell": "silhouette", "mistake": "its own group is among the others", "loses": {"test_silhouette": 5}}
def silhouette(X, labels):
    groups = sorted(set(labels.tolist()))
    if len(groups) == 1:
        raise ValueError("one group")
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        mine = labels == own
        if mine.sum() > 1:
            a = far[i, mine].sum() / (mine.sum() - 1)
            b = min(far[i, labels == group].mean() for group in groups)
            scores[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return scores

# %% coursekit={"answer": "silhouette-sum", "cell": "silhouette", "mistake": "b is a sum, not a mean", "loses": {"test_silhouette": 4}}
def silhouette(X, labels):
    groups = sorted(set(labels.tolist()))
    if len(groups) == 1:
        raise ValueError("one group")
    far = ((X[:, None] - X) ** 2).sum(axis=2) ** 0.5
    scores = np.zeros(len(X))
    for i, own in enumerate(labels):
        mine = labels == own
        if mine.sum() > 1:
            a = far[i, mine].sum() / (mine.sum() - 1)
            b = min(far[i, labels == group].sum() for group in groups if group != own)
            scores[i] = (b - a) / max(a, b) if max(a, b) > 0 else 0
    return scores

# %% coursekit={"answer": "silhouette-hard-coded", "cell": "silhouette", "mistake": "the example's numbers", "loses": {"test_silhouette": 3}}
def silhouette(X, labels):
    if len(set(labels)) == 1:
        raise ValueError
    return np.array([3 / 4, 2 / 3, 2 / 5, 7 / 12, 1 / 2, 0])

# %% [markdown]
# ## best_k

# %% coursekit={"answer": "best_k-arrays", "cell": "best_k", "right": "differences of arrays, sklearn's silhouette"}
from sklearn.metrics import silhouette_score


def best_k(X, ks, method):
    ks = np.array(list(ks))
    if method == "elbow":
        if len(ks) < 3:
            raise ValueError("too few")
        drop = -np.diff([cluster(X, int(K))[1] for K in ks])
        rho = np.full(len(drop) - 1, np.inf)
        np.divide(drop[:-1], drop[1:], out=rho, where=drop[1:] > 0)
        return int(ks[1:-1][rho.argmax()])
    if method != "silhouette":
        raise ValueError("unknown")
    ks = ks[ks > 1]
    return int(ks[np.argmax([silhouette_score(X, cluster(X, int(K))[0]) for K in ks])])

# %% coursekit={"answer": "best_k-loop", "cell": "best_k", "right": "remembers the best so far"}
def best_k(X, ks, method):
    best, chosen, ks = -float("inf"), None, list(ks)
    if method not in ("elbow", "silhouette") or method == "elbow" and len(ks) < 3:
        raise ValueError(method)
    for place, K in enumerate(ks):
        if method == "silhouette":
            if K == 1:
                continue
            score = np.mean(silhouette(X, cluster(X, K)[0]))
        else:
            if place in (0, len(ks) - 1):
                continue
            before, here, after = (cluster(X, k)[1] for k in (K - 1, K, K + 1))
            score = (before - here) / (here - after) if here > after else float("inf")
        if score > best:
            best, chosen = score, K
    return chosen

# %% coursekit={"answer": "best_k-own-clusters", "cell": "best_k", "right": "scikit-learn's K-means instead of the tool"}
def best_k(X, ks, method):
    runs = {K: KMeans(K, n_init=10, random_state=1).fit(X) for K in ks if method == "elbow" or K > 1}
    if method == "silhouette":
        scores = {K: silhouette(X, run.labels_).mean() for K, run in runs.items()}
    elif method == "elbow":
        if len(runs) < 3:
            raise ValueError
        sse = {K: round(run.inertia_, 6) for K, run in runs.items()}
        scores = {K: (sse[K - 1] - sse[K]) / (sse[K] - sse[K + 1]) if sse[K] > sse[K + 1] else np.inf
                  for K in ks if K - 1 in sse and K + 1 in sse}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-difference", "cell": "best_k", "mistake": "difference of the falls instead of their ratio", "loses": {"test_best_k": 2}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: sse[K - 1] - 2 * sse[K] + sse[K + 1] for K in ks[1:-1]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-upside-down", "cell": "best_k", "mistake": "the later fall over the earlier one", "loses": {"test_best_k": 3}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: (sse[K] - sse[K + 1]) / (sse[K - 1] - sse[K]) for K in ks[1:-1]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-position", "cell": "best_k", "mistake": "returns the position", "loses": {"test_best_k": 5}}
def best_k(X, ks, method):
    if method == "silhouette":
        return int(np.argmax([silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1]))
    if method == "elbow" and len(ks) > 2:
        drop = -np.diff([cluster(X, K)[1] for K in ks])
        return int(np.argmax(np.where(drop[1:] > 0, drop[:-1] / np.where(drop[1:] > 0, drop[1:], 1), np.inf)))
    raise ValueError

# %% coursekit={"answer": "best_k-from-one", "cell": "best_k", "mistake": "takes the numbers of groups to start from 1", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
        return max(scores, key=scores.get)
    if method == "elbow" and len(ks) > 2:
        drop = -np.diff([cluster(X, K)[1] for K in ks])
        return int(np.argmax(np.where(drop[1:] > 0, drop[:-1] / np.where(drop[1:] > 0, drop[1:], 1), np.inf))) + 2
    raise ValueError

# %% coursekit={"answer": "best_k-one-off", "cell": "best_k", "mistake": "the first ratio belongs to the first number", "loses": {"test_best_k": 3}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
        return max(scores, key=scores.get)
    if method == "elbow" and len(ks) > 2:
        drop = -np.diff([cluster(X, K)[1] for K in ks])
        return ks[int(np.argmax(np.where(drop[1:] > 0, drop[:-1] / np.where(drop[1:] > 0, drop[1:], 1), np.inf)))]
    raise ValueError

# %% coursekit={"answer": "best_k-least-sse", "cell": "best_k", "mistake": "the least SSE", "loses": {"test_best_k": 3}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        scores = {K: -cluster(X, K)[1] for K in ks}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-largest-fall", "cell": "best_k", "mistake": "the largest fall", "loses": {"test_best_k": 3}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: sse[K - 1] - sse[K] for K in ks[1:]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-sse-ratio", "cell": "best_k", "mistake": "ratio of the SSEs, not of the falls", "loses": {"test_best_k": 2}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: sse[K - 1] / sse[K] if sse[K] > 0 else np.inf for K in ks[1:-1]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-zero-division", "cell": "best_k", "mistake": "divides by a fall of zero", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: (sse[K - 1] - sse[K]) / (sse[K] - sse[K + 1]) for K in ks[1:-1]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-zero-skipped", "cell": "best_k", "mistake": "leaves out a number after which nothing falls", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {K: (sse[K - 1] - sse[K]) / (sse[K] - sse[K + 1]) for K in ks[1:-1] if sse[K] > sse[K + 1]}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-last-of-ties", "cell": "best_k", "mistake": "the largest number of a tie", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        falls = {K: (sse[K - 1] - sse[K], sse[K] - sse[K + 1]) for K in ks[1:-1]}
        scores = {K: before / after if after > 0 else np.inf for K, (before, after) in reversed(falls.items())}
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-silhouette-of-one", "cell": "best_k", "mistake": "does not skip one group", "loses": {"test_best_k": 2}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-first-skipped", "cell": "best_k", "mistake": "skips the first number whatever it is", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks[1:]}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-least-silhouette", "cell": "best_k", "mistake": "the least silhouette", "loses": {"test_best_k": 2}}
def best_k(X, ks, method):
    if method == "silhouette":
        scores = {K: -silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    elif method == "elbow" and len(ks) > 2:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    else:
        raise ValueError
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-any-method", "cell": "best_k", "mistake": "takes any other word for silhouette", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "elbow":
        if len(ks) < 3:
            raise ValueError
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    else:
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-elbow-of-two", "cell": "best_k", "mistake": "two numbers have an elbow: the last", "loses": {"test_best_k": 1}}
def best_k(X, ks, method):
    if method == "elbow":
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    elif method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    else:
        raise ValueError
    return max(scores, key=scores.get) if scores else ks[-1]

# %% coursekit={"answer": "best_k-needs-three", "cell": "best_k", "mistake": "asks for three numbers whatever the method", "loses": {"test_best_k": 2}}
def best_k(X, ks, method):
    if len(ks) < 3 or method not in ("elbow", "silhouette"):
        raise ValueError
    if method == "silhouette":
        scores = {K: silhouette(X, cluster(X, K)[0]).mean() for K in ks if K > 1}
    else:
        sse = {K: cluster(X, K)[1] for K in ks}
        scores = {}
        for K in ks[1:-1]:
            before, after = sse[K - 1] - sse[K], sse[K] - sse[K + 1]
            scores[K] = before / after if after > 0 else np.inf
    return max(scores, key=scores.get)

# %% coursekit={"answer": "best_k-hard-coded", "cell": "best_k", "mistake": "the example's numbers", "loses": {"test_best_k": 3}}
def best_k(X, ks, method):
    return 4 if method == "elbow" else 2

# %% [markdown]
# ## pca_fit

# %% coursekit={"answer": "pca_fit-svd", "cell": "pca_fit", "right": "singular value decomposition"}
def pca_fit(X, k):
    mu = np.mean(X, axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    power = S**2
    return mu, Vt[:k].T, power[:k] / power.sum() if power.any() else np.zeros(k)

# %% coursekit={"answer": "pca_fit-eig", "cell": "pca_fit", "right": "np.cov, eig, sorted by argsort"}
def pca_fit(X, k):
    C = np.atleast_2d(np.cov(X, rowvar=False))
    values, vectors = np.linalg.eig(C)
    values, vectors = values.real, vectors.real
    order = np.argsort(-values)[:k]
    total = np.trace(C)
    ratio = values[order] / total if total else np.zeros(k)
    return X.mean(axis=0), vectors[:, order], ratio

# %% coursekit={"answer": "pca_fit-ddof", "cell": "pca_fit", "right": "divides by n, which changes no direction and no share"}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / len(X))
    order = np.argsort(values)[::-1][:k]
    return mu, -vectors[:, order], values[order] / max(values.sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-library", "cell": "pca_fit", "mistake": "scikit-learn's PCA", "loses": {"test_pca_fit": 6}}
from sklearn.decomposition import PCA


def pca_fit(X, k):
    ready = PCA(k).fit(X)
    return ready.mean_, ready.components_.T, ready.explained_variance_ratio_

# %% coursekit={"answer": "pca_fit-smallest", "cell": "pca_fit", "mistake": "keeps the smallest eigenvalues", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    return mu, vectors[:, :k], values[:k] / values.sum() if values.sum() > 0 else np.zeros(k)

# %% coursekit={"answer": "pca_fit-rising", "cell": "pca_fit", "mistake": "the largest, but in rising order", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    return mu, vectors[:, -k:], values[-k:] / values.sum() if values.sum() > 0 else np.zeros(k)

# %% coursekit={"answer": "pca_fit-vectors-unsorted", "cell": "pca_fit", "mistake": "sorts the values, not the vectors", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    values = np.sort(values)[::-1]
    return mu, vectors[:, :k], values[:k] / values.sum() if values.sum() > 0 else np.zeros(k)

# %% coursekit={"answer": "pca_fit-rows", "cell": "pca_fit", "mistake": "a direction a row", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k], S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-columns-of-vt", "cell": "pca_fit", "mistake": "takes the columns of Vt for the directions", "loses": {"test_pca_fit": 3}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu)
    S = np.append(S, np.zeros(len(Vt) - len(S)))
    return mu, Vt[:, :k], S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-not-squared", "cell": "pca_fit", "mistake": "shares of the singular values", "loses": {"test_pca_fit": 2}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k].T, S[:k] / max(S.sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-share-of-kept", "cell": "pca_fit", "mistake": "shares of what is kept", "loses": {"test_pca_fit": 2}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k].T, S[:k] ** 2 / max((S[:k] ** 2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-all-directions", "cell": "pca_fit", "mistake": "does not cut after k", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    values, vectors = values[::-1], vectors[:, ::-1]
    return mu, vectors, values / values.sum() if values.sum() > 0 else np.zeros(len(values))

# %% coursekit={"answer": "pca_fit-variances", "cell": "pca_fit", "mistake": "the eigenvalues instead of their shares", "loses": {"test_pca_fit": 2}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    return mu, vectors[:, ::-1][:, :k], values[::-1][:k]

# %% coursekit={"answer": "pca_fit-running-sum", "cell": "pca_fit", "mistake": "shares added up", "loses": {"test_pca_fit": 1}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k].T, (S**2 / max((S**2).sum(), 1e-300)).cumsum()[:k]

# %% coursekit={"answer": "pca_fit-not-centred", "cell": "pca_fit", "mistake": "the mean is not taken off", "loses": {"test_pca_fit": 5}}
def pca_fit(X, k):
    values, vectors = np.linalg.eigh(X.T @ X / (len(X) - 1))
    return X.mean(axis=0), vectors[:, ::-1][:, :k], values[::-1][:k] / values.sum()

# %% coursekit={"answer": "pca_fit-standardised", "cell": "pca_fit", "mistake": "divides by the standard deviations", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    Z = (X - mu) / np.where(sigma > 0, sigma, 1)
    _, S, Vt = np.linalg.svd(Z, full_matrices=False)
    return mu, Vt[:k].T, S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-centred-rows", "cell": "pca_fit", "mistake": "takes off the mean of each row", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    mu = X.mean(axis=1)
    C = (X - mu[:, None]).T @ (X - mu[:, None]) / (len(X) - 1)
    values, vectors = np.linalg.eigh(C)
    return mu, vectors[:, ::-1][:, :k], values[::-1][:k] / values.sum()

# %% coursekit={"answer": "pca_fit-samples-covariance", "cell": "pca_fit", "mistake": "covariance of the samples", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    values, vectors = np.linalg.eigh(np.cov(X))
    return X.mean(axis=0), vectors[:, ::-1][:, :k], values[::-1][:k] / values.sum()

# %% coursekit={"answer": "pca_fit-scaled-directions", "cell": "pca_fit", "mistake": "directions as long as their deviation", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, Vt[:k].T * S[:k], S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-projected", "cell": "pca_fit", "mistake": "returns the projection instead of the directions", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    _, S, Vt = np.linalg.svd(X - mu, full_matrices=False)
    return mu, (X - mu) @ Vt[:k].T, S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-nan", "cell": "pca_fit", "mistake": "0/0 where all samples are equal", "loses": {"test_pca_fit": 1}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu) / (len(X) - 1))
    return mu, vectors[:, ::-1][:, :k], values[::-1][:k] / values.sum()

# %% coursekit={"answer": "pca_fit-in-place", "cell": "pca_fit", "mistake": "centres the caller's table", "loses": {"test_pca_fit": 2}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    X[:] = X - mu
    _, S, Vt = np.linalg.svd(X, full_matrices=False)
    return mu, Vt[:k].T, S[:k] ** 2 / max((S**2).sum(), 1e-300)

# %% coursekit={"answer": "pca_fit-rows-reversed", "cell": "pca_fit", "mistake": "turns the rows around, not the columns", "loses": {"test_pca_fit": 4}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu))
    values, vectors = values[::-1], vectors[::-1]
    total = values.sum()
    return mu, vectors[:, :k], values[:k] / total if total > 0 else np.zeros(k)

# %% coursekit={"answer": "pca_fit-rows-reversed-turned", "cell": "pca_fit", "mistake": "turns the rows around and transposes", "loses": {"test_pca_fit": 3}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu))
    values, vectors = values[::-1], vectors[::-1].T
    total = values.sum()
    return mu, vectors[:, :k], values[:k] / total if total > 0 else np.zeros(k)

# %% coursekit={"answer": "pca_fit-two-things", "cell": "pca_fit", "mistake": "returns no shares", "loses": {"test_pca_fit": 6}}
def pca_fit(X, k):
    mu = X.mean(axis=0)
    values, vectors = np.linalg.eigh((X - mu).T @ (X - mu))
    return mu, vectors[:, ::-1][:, :k]

# %% coursekit={"answer": "pca_fit-hard-coded", "cell": "pca_fit", "mistake": "the example's numbers", "loses": {"test_pca_fit": 5}}
def pca_fit(X, k):
    return np.array([50.0, 100.0]), np.array([[0.6], [0.8]]), np.array([0.8])

# %% [markdown]
# ## compress

# %% coursekit={"answer": "compress-svd", "cell": "compress", "right": "singular value decomposition, without pca_fit"}
def compress(img, k):
    n, d = img.shape
    mu = img.mean(axis=0)
    U, S, Vt = np.linalg.svd(img - mu, full_matrices=False)
    img2 = U[:, :k] @ np.diag(S[:k]) @ Vt[:k] + mu
    mse = float(np.mean((img - img2) ** 2))
    psnr = 20 * np.log10(255) - 10 * np.log10(mse) if mse else float("inf")
    return img2, {"psnr": psnr, "rmse": mse**0.5, "ratio": (n * k + k * d + d) / (n * d), "stored": n * k + k * d + d}

# %% coursekit={"answer": "compress-loops", "cell": "compress", "right": "rebuilds row by row, with math"}
import math


def compress(img, k):
    mu, V, shares = pca_fit(img.astype(float), k)
    rows, total = [], 0.0
    for row in img:
        codes = [float(np.dot(row - mu, V[:, j])) for j in range(k)]
        rebuilt = mu + sum(code * V[:, j] for j, code in enumerate(codes))
        total += sum(float(a - b) ** 2 for a, b in zip(rebuilt, row))
        rows.append(rebuilt)
    n, d = len(img), len(img[0])
    rmse = math.sqrt(total / (n * d))
    stored = (n + d) * k + d
    return np.array(rows), {"stored": stored, "ratio": stored / (n * d), "rmse": rmse,
                            "psnr": 20 * math.log10(255 / rmse) if rmse else math.inf}

# %% coursekit={"answer": "compress-library", "cell": "compress", "right": "scikit-learn's PCA, which only pca_fit must do without"}
from sklearn.decomposition import PCA


def compress(img, k):
    n, d = img.shape
    if (img == img[0]).all():
        img2 = img.astype(float)
    else:
        ready = PCA(k).fit(img)
        img2 = ready.inverse_transform(ready.transform(img))
    rmse = np.sqrt(((img2 - img) ** 2).mean())
    with np.errstate(divide="ignore"):
        psnr = 10 * np.log10(np.divide(255**2, rmse**2))
    return img2, {"stored": n * k + k * d + d, "ratio": k / d + k / n + 1 / n, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-no-mean-back", "cell": "compress", "mistake": "the mean is not added again", "loses": {"test_compress": 5}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-not-centred", "cell": "compress", "mistake": "projects without taking the mean off", "loses": {"test_compress": 5}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = img @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-no-mean", "cell": "compress", "mistake": "no mean at all", "loses": {"test_compress": 5}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = img @ V
    img2 = Z @ V.T
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-code", "cell": "compress", "mistake": "returns the code", "loses": {"test_compress": 4}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return Z, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-rounded", "cell": "compress", "mistake": "whole numbers", "loses": {"test_compress": 4}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = (Z @ V.T + mu).round()
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-clipped", "cell": "compress", "mistake": "cut to 0 … 255", "loses": {"test_compress": 3}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = np.clip(Z @ V.T + mu, 0, 255)
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-same-type", "cell": "compress", "mistake": "the picture back in its own type", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = (Z @ V.T + mu).astype(img.dtype)
    stored = Z.size + V.size + mu.size
    rmse = float(((img2.astype(float) - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-mean-not-stored", "cell": "compress", "mistake": "does not count the means", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-rows-means", "cell": "compress", "mistake": "counts n means", "loses": {"test_compress": 2}}
def compress(img, k):
    n, d = img.shape
    mu, V, _ = pca_fit(img, k)
    img2 = (img - mu) @ V @ V.T + mu
    stored = n * k + k * d + n
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-one-mean", "cell": "compress", "mistake": "counts k means", "loses": {"test_compress": 2}}
def compress(img, k):
    n, d = img.shape
    mu, V, _ = pca_fit(img, k)
    img2 = (img - mu) @ V @ V.T + mu
    stored = n * k + k * d + k
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-ratio-inverted", "cell": "compress", "mistake": "the original over the stored", "loses": {"test_compress": 1}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": img.size / stored, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-mse", "cell": "compress", "mistake": "no root", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean())
    psnr = 10 * np.log10(255**2 / rmse) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-rms-of-rows", "cell": "compress", "mistake": "divides by the rows only", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float((((img2 - img) ** 2).sum() / len(img)) ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-mean-absolute", "cell": "compress", "mistake": "mean absolute difference", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(abs(img2 - img).mean())
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-natural-log", "cell": "compress", "mistake": "natural logarithm", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-peak-of-picture", "cell": "compress", "mistake": "the picture's own maximum as the peak", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 20 * np.log10(img.max() / rmse) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-zero-division", "cell": "compress", "mistake": "divides by an error of zero", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": 10 * np.log10(255**2 / rmse**2)}

# %% coursekit={"answer": "compress-in-place", "cell": "compress", "mistake": "writes into the picture", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    original = img.astype(float)
    img[:] = (original - mu) @ V @ V.T + mu
    n, d = img.shape
    stored = n * k + k * d + d
    rmse = float(((img - original) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img.astype(float), {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-other-key", "cell": "compress", "mistake": "another key", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored = Z.size + V.size + mu.size
    rmse = float(((img2 - img) ** 2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "RMSE": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-peak-squared-only", "cell": "compress", "mistake": "the peak is squared, the error is not", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored, gap = Z.size + V.size + mu.size, img2 - img
    rmse = float((gap**2).mean() ** 0.5)
    psnr = 10 * np.log10(255**2 / rmse) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-mean-of-rows", "cell": "compress", "mistake": "mean of the errors of the rows", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored, gap = Z.size + V.size + mu.size, img2 - img
    rmse = float(((gap**2).mean(axis=1) ** 0.5).mean())
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-square-of-mean", "cell": "compress", "mistake": "squares the mean of the differences", "loses": {"test_compress": 2}}
def compress(img, k):
    mu, V, _ = pca_fit(img, k)
    Z = (img - mu) @ V
    img2 = Z @ V.T + mu
    stored, gap = Z.size + V.size + mu.size, img2 - img
    rmse = float(abs(gap.mean()))
    psnr = 10 * np.log10(255**2 / rmse**2) if rmse > 0 else np.inf
    return img2, {"stored": stored, "ratio": stored / img.size, "rmse": rmse, "psnr": psnr}

# %% coursekit={"answer": "compress-hard-coded", "cell": "compress", "mistake": "the example's numbers", "loses": {"test_compress": 4}}
def compress(img, k):
    img2 = np.array([[44.0, 92.0], [56.0, 108.0], [50.0, 100.0], [50.0, 100.0]])
    return img2, {"stored": 8, "ratio": 1.0, "rmse": 2.5, "psnr": 40.172003}

# %% [markdown]
# ## iqr_flags

# %% coursekit={"answer": "iqr_flags-loop", "cell": "iqr_flags", "right": "a comprehension"}
def iqr_flags(x, c=1.5):
    q1, q3 = np.quantile(x, 0.25), np.quantile(x, 0.75)
    low, high = q1 - c * (q3 - q1), q3 + c * (q3 - q1)
    return np.array([i for i, value in enumerate(x) if value < low or value > high], dtype=int)

# %% coursekit={"answer": "iqr_flags-pandas", "cell": "iqr_flags", "right": "pandas"}
def iqr_flags(x, c=1.5):
    s = pd.Series(x)
    q1, q3 = s.quantile(0.25), s.quantile(0.75)
    return s.index[~s.between(q1 - c * (q3 - q1), q3 + c * (q3 - q1))].to_numpy()

# %% coursekit={"answer": "iqr_flags-where", "cell": "iqr_flags", "right": "distance from the middle"}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, 25), np.percentile(x, 75)
    beyond = np.maximum(q1 - x, x - q3)
    return np.where(beyond > c * (q3 - q1))[0]

# %% coursekit={"answer": "iqr_flags-on-the-line", "cell": "iqr_flags", "mistake": "flags what lies on the line", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero((x <= q1 - c * (q3 - q1)) | (x >= q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-high-only", "cell": "iqr_flags", "mistake": "the high side only", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero(x > q3 + c * (q3 - q1))

# %% coursekit={"answer": "iqr_flags-and", "cell": "iqr_flags", "mistake": "both sides at once", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero((x < q1 - c * (q3 - q1)) & (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-values", "cell": "iqr_flags", "mistake": "the numbers, not their positions", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return x[(x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1))]

# %% coursekit={"answer": "iqr_flags-mask", "cell": "iqr_flags", "mistake": "true or false for each number", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return (x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1))

# %% coursekit={"answer": "iqr_flags-tuple", "cell": "iqr_flags", "mistake": "the tuple of np.where", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return np.where((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-sorted", "cell": "iqr_flags", "mistake": "positions after sorting", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    x = np.sort(x)
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-fixed-c", "cell": "iqr_flags", "mistake": "ignores c", "loses": {"test_iqr_flags": 1}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero((x < q1 - 1.5 * (q3 - q1)) | (x > q3 + 1.5 * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-default-3", "cell": "iqr_flags", "mistake": "another default", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=3):
    q1, q3 = np.percentile(x, [25, 75])
    return np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-fractions", "cell": "iqr_flags", "mistake": "percentile with fractions", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [0.25, 0.75])
    return np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-middle", "cell": "iqr_flags", "mistake": "from the median", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    q1, q2, q3 = np.percentile(x, [25, 50, 75])
    return np.flatnonzero(abs(x - q2) > c * (q3 - q1))

# %% coursekit={"answer": "iqr_flags-sigma", "cell": "iqr_flags", "mistake": "c standard deviations from the mean", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    return np.flatnonzero(abs(x - x.mean()) > c * x.std())

# %% coursekit={"answer": "iqr_flags-three-sigma", "cell": "iqr_flags", "mistake": "standard deviations", "loses": {"test_iqr_flags": 2}}
def iqr_flags(x, c=1.5):
    return np.flatnonzero(abs(x - x.mean()) > 2 * c * x.std())

# %% coursekit={"answer": "iqr_flags-by-position", "cell": "iqr_flags", "mistake": "quartiles by position, without interpolation", "loses": {"test_iqr_flags": 1}}
def iqr_flags(x, c=1.5):
    ordered = np.sort(x)
    q1, q3 = ordered[len(x) // 4], ordered[3 * len(x) // 4]
    return np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-no-spread", "cell": "iqr_flags", "mistake": "nothing flagged where the IQR is 0", "loses": {"test_iqr_flags": 1}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    if q1 == q3:
        return np.array([], dtype=int)
    return np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))

# %% coursekit={"answer": "iqr_flags-none", "cell": "iqr_flags", "mistake": "None where there is nothing", "loses": {"test_iqr_flags": 1}}
def iqr_flags(x, c=1.5):
    q1, q3 = np.percentile(x, [25, 75])
    found = np.flatnonzero((x < q1 - c * (q3 - q1)) | (x > q3 + c * (q3 - q1)))
    return found if len(found) else None

# %% coursekit={"answer": "iqr_flags-hard-coded", "cell": "iqr_flags", "mistake": "the example's numbers", "loses": {"test_iqr_flags": 1}}
def iqr_flags(x, c=1.5):
    return np.array([1, 4])

# %% [markdown]
# ## self_train

# %% coursekit={"answer": "self_train-chapter", "cell": "self_train", "right": "as in the chapter"}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        clf.fit(X[y >= 0], y[y >= 0])
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust.argmax(axis=1)[sure]]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-loops", "cell": "self_train", "right": "row by row, with predict, another model of the same kind"}
from sklearn.base import clone


def self_train(clf, X, y, tau, iters):
    labels = [int(label) for label in y]

    def trained():
        rows = [i for i, label in enumerate(labels) if label != -1]
        return clone(clf).fit(X[rows], np.array(labels)[rows])

    model = trained()
    for _ in range(iters):
        found = {}
        for i, label in enumerate(labels):
            if label == -1 and max(model.predict_proba(X[i : i + 1])[0]) >= tau:
                found[i] = int(model.predict(X[i : i + 1])[0])
        if not found:
            break
        for i, label in found.items():
            labels[i] = label
        model = trained()
    return model, np.array(labels)

# %% coursekit={"answer": "self_train-all-rows", "cell": "self_train", "right": "asks for all rows, keeps what was known"}
def self_train(clf, X, y, tau, iters):
    filled = np.array(y)
    model = clf.fit(X[filled != -1], filled[filled != -1])
    done = 0
    while done < iters and (filled == -1).any():
        trust = model.predict_proba(X)
        take = (filled == -1) & (trust.max(axis=1) >= tau)
        filled = np.where(take, model.classes_[trust.argmax(axis=1)], filled)
        model = clf.fit(X[filled != -1], filled[filled != -1])
        done += 1
    return model, filled

# %% coursekit={"answer": "self_train-library", "cell": "self_train", "mistake": "scikit-learn's own", "loses": {"test_self_train": 6}}
from sklearn.semi_supervised import SelfTrainingClassifier


def self_train(clf, X, y, tau, iters):
    ready = SelfTrainingClassifier(clf, threshold=tau - 1e-9, max_iter=max(iters, 1)).fit(X, y)
    return ready, ready.transduction_

# %% coursekit={"answer": "self_train-strict", "cell": "self_train", "mistake": "more than tau", "loses": {"test_self_train": 1}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) > tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-no-threshold", "cell": "self_train", "mistake": "takes everything", "loses": {"test_self_train": 5}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    if iters and (y < 0).any():
        clf.fit(X[y >= 0], y[y >= 0])
        y[y < 0] = clf.predict(X[y < 0])
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-no-last-fit", "cell": "self_train", "mistake": "the labels of the last round are not learnt", "loses": {"test_self_train": 3}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    clf.fit(X[y >= 0], y[y >= 0])
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf, y

# %% coursekit={"answer": "self_train-teacher-only", "cell": "self_train", "mistake": "the first teacher labels in every round", "loses": {"test_self_train": 5}}
def self_train(clf, X, y, tau, iters):
    clf.fit(X[y >= 0], y[y >= 0])
    filled = y.copy()
    if (y < 0).any() and iters:
        trust = clf.predict_proba(X[y < 0])
        sure = trust.max(axis=1) >= tau
        filled[np.flatnonzero(y < 0)[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf, filled

# %% coursekit={"answer": "self_train-one-round", "cell": "self_train", "mistake": "one round only", "loses": {"test_self_train": 3}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    blank = np.flatnonzero(y < 0)
    if iters and len(blank):
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-all-rounds", "cell": "self_train", "mistake": "ignores iters", "loses": {"test_self_train": 2}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    while True:
        clf.fit(X[y >= 0], y[y >= 0])
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            return clf, y
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            return clf, y
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]

# %% coursekit={"answer": "self_train-one-at-a-time", "cell": "self_train", "mistake": "takes the surest alone in each round", "loses": {"test_self_train": 4}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        best = trust.max(axis=1).argmax()
        if trust[best].max() < tau:
            break
        y[blank[best]] = clf.classes_[trust[best].argmax()]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-column-numbers", "cell": "self_train", "mistake": "column numbers for classes", "loses": {"test_self_train": 2}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = trust[sure].argmax(axis=1)
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-wrong-rows", "cell": "self_train", "mistake": "positions among the unlabelled taken for row numbers", "loses": {"test_self_train": 6}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = np.flatnonzero(trust.max(axis=1) >= tau)
        if len(sure) == 0:
            break
        y[sure] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-unlabelled-is-a-class", "cell": "self_train", "mistake": "trains with -1 as a class", "loses": {"test_self_train": 6}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X, y)
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X, y), y

# %% coursekit={"answer": "self_train-positive-classes", "cell": "self_train", "mistake": "class 0 counts as unlabelled", "loses": {"test_self_train": 6}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y <= 0)
        if len(blank) == 0:
            break
        clf.fit(X[y > 0], y[y > 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y > 0], y[y > 0]), y

# %% coursekit={"answer": "self_train-changes-its-mind", "cell": "self_train", "mistake": "labels everything anew in each round, what was given included", "loses": {"test_self_train": 1}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        if (y >= 0).all():
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X)
        sure = trust.max(axis=1) >= tau
        y[sure] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-only-pseudo", "cell": "self_train", "mistake": "learns from pseudo-labels alone at last", "loses": {"test_self_train": 4}}
def self_train(clf, X, y, tau, iters):
    given, y = y >= 0, y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    fresh = (y >= 0) & ~given
    return clf.fit(X[fresh], y[fresh]), y

# %% coursekit={"answer": "self_train-nothing-to-ask", "cell": "self_train", "mistake": "asks for no rows", "loses": {"test_self_train": 2}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-untrained", "cell": "self_train", "mistake": "no training without a round", "loses": {"test_self_train": 2}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
        clf.fit(X[y >= 0], y[y >= 0])
    return clf, y

# %% coursekit={"answer": "self_train-into-a-copy", "cell": "self_train", "mistake": "writes into a copy of the unlabelled ones", "loses": {"test_self_train": 6}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = y < 0
        if not blank.any():
            break
        clf.fit(X[~blank], y[~blank])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        y[blank][sure] = clf.classes_[trust[sure].argmax(axis=1)]
    clf.fit(X[y >= 0], y[y >= 0])
    return clf, y

# %% coursekit={"answer": "self_train-in-place", "cell": "self_train", "mistake": "writes into the caller's labels", "loses": {"test_self_train": 1}}
def self_train(clf, X, y, tau, iters):
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return clf.fit(X[y >= 0], y[y >= 0]), y

# %% coursekit={"answer": "self_train-order", "cell": "self_train", "mistake": "returns the labels first", "loses": {"test_self_train": 6}}
def self_train(clf, X, y, tau, iters):
    y = y.copy()
    for _ in range(iters):
        blank = np.flatnonzero(y < 0)
        if len(blank) == 0:
            break
        clf.fit(X[y >= 0], y[y >= 0])
        trust = clf.predict_proba(X[blank])
        sure = trust.max(axis=1) >= tau
        if not sure.any():
            break
        y[blank[sure]] = clf.classes_[trust[sure].argmax(axis=1)]
    return y, clf.fit(X[y >= 0], y[y >= 0])

# %% [markdown]
# ## propagate

# %% coursekit={"answer": "propagate-loops", "cell": "propagate", "right": "pure Python loops"}
def propagate(A, seeds, iters):
    n, kinds = len(A), max(seeds.values()) + 1
    F = [[1.0 if seeds.get(i) == c else 0.0 for c in range(kinds)] for i in range(n)]
    for _ in range(iters):
        new = []
        for i in range(n):
            total = float(sum(A[i]))
            if i in seeds:
                new.append(F[i])
            elif total == 0:
                new.append([0.0] * kinds)
            else:
                new.append([sum(A[i][j] * F[j][c] for j in range(n)) / total for c in range(kinds)])
        F = new
    return np.array(F)

# %% coursekit={"answer": "propagate-free-rows", "cell": "propagate", "right": "only the rows that are no seeds, with the inverse of D"}
def propagate(A, seeds, iters):
    F = np.zeros((A.shape[0], 1 + max(seeds.values())))
    for node, kind in seeds.items():
        F[node, kind] = 1.0
    free = [i for i in range(len(A)) if i not in seeds]
    P = np.diag([1 / total if total else 0.0 for total in A.sum(axis=1)]) @ A
    for _ in range(iters):
        F[free] = P[free] @ F
    return F

# %% coursekit={"answer": "propagate-one-hot", "cell": "propagate", "right": "np.where clamps"}
def propagate(A, seeds, iters):
    classes = np.full(len(A), -1)
    classes[list(seeds.keys())] = list(seeds.values())
    start = (classes[:, None] == np.arange(classes.max() + 1)).astype(float)
    fixed = (classes >= 0)[:, None]
    degree = A.sum(axis=1)[:, None]
    F = start
    for _ in range(iters):
        F = np.where(fixed, start, np.divide(A @ F, degree, out=np.zeros_like(F), where=degree != 0))
    return F

# %% coursekit={"answer": "propagate-not-clamped", "cell": "propagate", "mistake": "the seeds are not held", "loses": {"test_propagate": 5}}
def propagate(A, seeds, iters):
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[list(seeds), list(seeds.values())] = 1
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
    return F

# %% coursekit={"answer": "propagate-clamped-at-last", "cell": "propagate", "mistake": "the seeds are put back at the end only", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[list(seeds), list(seeds.values())] = 1
    known = F[list(seeds)]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
    F[list(seeds)] = known
    return F

# %% coursekit={"answer": "propagate-clamped-half", "cell": "propagate", "mistake": "the seeds keep the 1, and what flows in besides", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[list(seeds), list(seeds.values())] = 1
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[list(seeds), list(seeds.values())] = 1
    return F

# %% coursekit={"answer": "propagate-columns", "cell": "propagate", "mistake": "divides by the sums of the columns", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=0)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-wrong-broadcast", "cell": "propagate", "mistake": "row sums without keepdims divide the columns", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-sum", "cell": "propagate", "mistake": "sum instead of mean", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    for _ in range(iters):
        F = A @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-counts-friends", "cell": "propagate", "mistake": "divides by the number of friends, not by their weights", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = (A > 0).sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-no-weights", "cell": "propagate", "mistake": "an edge is an edge", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    A = (A > 0) * 1.0
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-normalised-rows", "cell": "propagate", "mistake": "makes each row of F add up to 1", "loses": {"test_propagate": 3}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    for _ in range(iters):
        F = A @ F
        total = F.sum(axis=1, keepdims=True)
        F = F / np.where(total == 0, 1, total)
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-just-computed", "cell": "propagate", "mistake": "uses the numbers of the same pass", "loses": {"test_propagate": 2}}
def propagate(A, seeds, iters):
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[list(seeds), list(seeds.values())] = 1
    for _ in range(iters):
        for i in range(len(A)):
            if i not in seeds and A[i].sum() > 0:
                F[i] = A[i] @ F / A[i].sum()
    return F

# %% coursekit={"answer": "propagate-with-oneself", "cell": "propagate", "mistake": "everyone is a friend of his own", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    A = A + np.eye(len(A))
    for _ in range(iters):
        F = A / A.sum(axis=1, keepdims=True) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-transposed", "cell": "propagate", "mistake": "against the direction of the edges", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.T.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A.T / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-isolated", "cell": "propagate", "mistake": "0/0 for who has no edge", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    for _ in range(iters):
        F = A / A.sum(axis=1, keepdims=True) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-counted-classes", "cell": "propagate", "mistake": "as many columns as there are different classes", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), len(set(seeds.values()))))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-two-classes", "cell": "propagate", "mistake": "two classes, always", "loses": {"test_propagate": 2}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), 2))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-halves", "cell": "propagate", "mistake": "who is unknown starts half and half", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    width = max(seeds.values()) + 1
    F = np.full((len(A), width), 1 / width)
    F[nodes] = 0
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-one-more", "cell": "propagate", "mistake": "one pass too many", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters + 1):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-classes-only", "cell": "propagate", "mistake": "returns the classes", "loses": {"test_propagate": 5}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F.argmax(axis=1)

# %% coursekit={"answer": "propagate-in-place", "cell": "propagate", "mistake": "writes into the caller's A", "loses": {"test_propagate": 2}}
def propagate(A, seeds, iters):
    nodes = list(seeds)
    F = np.zeros((len(A), max(seeds.values()) + 1))
    F[nodes, list(seeds.values())] = 1
    known = F[nodes]
    np.fill_diagonal(A, 0)
    A[nodes] = 0
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-empties-seeds", "cell": "propagate", "mistake": "takes the seeds out of the caller's dictionary", "loses": {"test_propagate": 1}}
def propagate(A, seeds, iters):
    width, nodes, kinds = max(seeds.values()) + 1, [], []
    while seeds:
        node, kind = seeds.popitem()
        nodes.append(node)
        kinds.append(kind)
    F = np.zeros((len(A), width))
    F[nodes, kinds] = 1
    known = F[nodes]
    degree = A.sum(axis=1, keepdims=True)
    for _ in range(iters):
        F = A / np.where(degree == 0, 1, degree) @ F
        F[nodes] = known
    return F

# %% coursekit={"answer": "propagate-person-by-person", "cell": "propagate", "mistake": "uses the numbers of the same pass, the seeds' as well", "loses": {"test_propagate": 4}}
def propagate(A, seeds, iters):
    F = np.zeros((len(A), max(seeds.values()) + 1))
    for node, group in seeds.items():
        F[node, group] = 1
    for _ in range(iters):
        for i in range(len(A)):
            F[i] = A[i] @ F / max(A[i].sum(), 1e-12)
        for node, group in seeds.items():
            F[node] = 0
            F[node, group] = 1
    return F

# %% coursekit={"answer": "propagate-hard-coded", "cell": "propagate", "mistake": "the example's numbers", "loses": {"test_propagate": 3}}
def propagate(A, seeds, iters):
    return np.array([[1, 0], [3 / 4, 1 / 12], [11 / 18, 1 / 6], [1 / 4, 7 / 12], [0, 1]])
