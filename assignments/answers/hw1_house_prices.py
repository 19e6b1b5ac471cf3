# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: coursekit,-all
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
# # Answers to hw1_house_prices
#
# Every code cell replaces one solution cell.
# `right` answers lose nothing; the others lose exactly what `loses` says.
# The format is described in `assignments/README.md`.

# %% [markdown]
# ## rmsle

# %% coursekit={"answer": "rmsle-loops", "cell": "rmsle", "right": "pure Python loops"}
import math


def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("pred 与 actual 的形状不同")
    total = 0.0
    for p, a in zip(pred, actual):
        total += (math.log(max(p, 1)) - math.log(a)) ** 2
    return math.sqrt(total / len(actual))

# %% coursekit={"answer": "rmsle-sklearn", "cell": "rmsle", "right": "scikit-learn's metric on logarithms"}
from sklearn.metrics import mean_squared_error


def rmsle(pred, actual):
    if pred.shape != actual.shape:
        raise ValueError(f"{pred.shape} != {actual.shape}")
    return float(mean_squared_error(np.log(actual), np.log(np.clip(pred, 1, None))) ** 0.5)

# %% coursekit={"answer": "rmsle-torch", "cell": "rmsle", "right": "torch in double precision"}
def rmsle(pred, actual):
    pred, actual = torch.as_tensor(pred, dtype=torch.float64), torch.as_tensor(actual, dtype=torch.float64)
    if pred.shape != actual.shape:
        raise ValueError("形状不同")
    return torch.sqrt(((pred.clamp(min=1).log() - actual.log()) ** 2).mean()).item()

# %% coursekit={"answer": "rmsle-no-log", "cell": "rmsle", "mistake": "plain RMSE of prices", "loses": {"test_rmsle": 3}}
def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("形状不同")
    return float(np.sqrt(np.mean((np.maximum(pred, 1) - actual) ** 2)))

# %% coursekit={"answer": "rmsle-no-root", "cell": "rmsle", "mistake": "the square root is missing", "loses": {"test_rmsle": 3}}
def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("形状不同")
    return float(np.mean((np.log(np.maximum(pred, 1)) - np.log(actual)) ** 2))

# %% coursekit={"answer": "rmsle-log10", "cell": "rmsle", "mistake": "logarithm to base ten", "loses": {"test_rmsle": 3}}
def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("形状不同")
    return float(np.sqrt(np.mean((np.log10(np.maximum(pred, 1)) - np.log10(actual)) ** 2)))

# %% coursekit={"answer": "rmsle-log1p", "cell": "rmsle", "mistake": "log1p in place of log", "loses": {"test_rmsle": 3}}
def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("形状不同")
    return float(np.sqrt(np.mean((np.log1p(np.maximum(pred, 1)) - np.log1p(actual)) ** 2)))

# %% coursekit={"answer": "rmsle-no-clip", "cell": "rmsle", "mistake": "predictions below one are not clipped", "loses": {"test_rmsle": 1}}
def rmsle(pred, actual):
    if np.shape(pred) != np.shape(actual):
        raise ValueError("形状不同")
    with np.errstate(all="ignore"):
        return float(np.sqrt(np.mean((np.log(pred) - np.log(actual)) ** 2)))

# %% coursekit={"answer": "rmsle-broadcast", "cell": "rmsle", "mistake": "different shapes broadcast silently", "loses": {"test_rmsle": 1}}
def rmsle(pred, actual):
    return float(np.sqrt(np.mean((np.log(np.maximum(pred, 1)) - np.log(actual)) ** 2)))

# %% coursekit={"answer": "rmsle-hard-coded", "cell": "rmsle", "mistake": "returns the numbers of the visible example", "loses": {"test_rmsle": 3}}
def rmsle(pred, actual):
    return 0.0 if pred[0] == actual[0] else 1.0959619

# %% coursekit={"answer": "rmsle-syntax", "cell": "rmsle", "mistake": "a syntax error", "loses": {"test_rmsle": 4}}
def rmsle(pred, actual)
    return float(np.sqrt(np.mean((np.log(pred) - np.log(actual)) ** 2)))

# %% [markdown]
# ## learn_stats

# %% coursekit={"answer": "stats-numpy", "cell": "learn_stats", "right": "column by column with numpy"}
def learn_stats(train):
    stats = {"median": {}, "mean": {}, "std": {}, "categories": {}}
    for name in train.columns:
        if name in ("Id", "SalePrice"):
            continue
        if pd.api.types.is_numeric_dtype(train[name]):
            values = train[name].to_numpy(dtype=float)
            median = np.nanmedian(values)
            values = np.where(np.isnan(values), median, values)
            stats["median"][name] = float(median)
            stats["mean"][name] = float(values.mean())
            stats["std"][name] = float(values.std())
        else:
            seen = {"None" if pd.isna(value) else value for value in train[name]}
            stats["categories"][name] = sorted(seen)
    return stats

# %% coursekit={"answer": "stats-sklearn", "cell": "learn_stats", "right": "SimpleImputer, StandardScaler and OneHotEncoder"}
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def learn_stats(train):
    features = train[[c for c in train if c not in ("Id", "SalePrice")]]
    numeric = features.select_dtypes("number").columns.tolist()
    text = [c for c in features if c not in numeric]
    imputer = SimpleImputer(strategy="median").fit(features[numeric])
    scaler = StandardScaler().fit(imputer.transform(features[numeric]))
    encoder = OneHotEncoder().fit(features[text].fillna("None"))
    return {
        "median": dict(zip(numeric, imputer.statistics_.tolist())),
        "mean": dict(zip(numeric, scaler.mean_.tolist())),
        "std": dict(zip(numeric, np.sqrt(scaler.var_).tolist())),
        "categories": {c: list(values) for c, values in zip(text, encoder.categories_)},
    }

# %% coursekit={"answer": "stats-ddof1", "cell": "learn_stats", "mistake": "sample standard deviation (ddof = 1)", "loses": {"test_learn_stats": 2}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": filled.mean().to_dict(),
        "std": filled.std().to_dict(),
        "categories": {c: sorted(texts[c].unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-before-filling", "cell": "learn_stats", "mistake": "mean and deviation taken before the gaps are filled", "loses": {"test_learn_stats": 4}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": numbers.mean().to_dict(),
        "std": numbers.std(ddof=0).to_dict(),
        "categories": {c: sorted(texts[c].unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-fill-mean", "cell": "learn_stats", "mistake": "gaps filled with the mean in place of the median", "loses": {"test_learn_stats": 7}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    filled = numbers.fillna(numbers.mean())
    return {
        "median": numbers.mean().astype(float).to_dict(),
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {c: sorted(texts[c].unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-wrong-axis", "cell": "learn_stats", "mistake": "one mean and deviation for the whole table", "loses": {"test_learn_stats": 4}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    filled = numbers.fillna(numbers.median()).to_numpy(dtype=float)
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": dict.fromkeys(numbers, float(filled.mean())),
        "std": dict.fromkeys(numbers, float(filled.std())),
        "categories": {c: sorted(texts[c].unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-keeps-id", "cell": "learn_stats", "mistake": "Id is taken for a feature", "loses": {"test_learn_stats": 7}}
def learn_stats(train):
    features = train.drop(columns=["SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number").fillna("None")
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {c: sorted(texts[c].unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-drop-missing-category", "cell": "learn_stats", "mistake": "a missing text is no category of its own", "loses": {"test_learn_stats": 4}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number")
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {c: sorted(texts[c].dropna().unique().tolist()) for c in texts},
    }

# %% coursekit={"answer": "stats-always-none", "cell": "learn_stats", "mistake": "\"None\" is added to every text column", "loses": {"test_learn_stats": 4}}
def learn_stats(train):
    features = train.drop(columns=["Id", "SalePrice"])
    numbers = features.select_dtypes("number")
    texts = features.select_dtypes(exclude="number")
    filled = numbers.fillna(numbers.median())
    return {
        "median": numbers.median().astype(float).to_dict(),
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {c: sorted({*texts[c].dropna(), "None"}) for c in texts},
    }

# %% [markdown]
# ## transform

# %% coursekit={"answer": "transform-get-dummies", "cell": "transform", "right": "get_dummies and reindex"}
def transform(frame, stats):
    names = list(stats["median"])
    scale = pd.Series(stats["std"]).replace(0.0, 1.0)
    numbers = (frame[names].fillna(stats["median"]) - pd.Series(stats["mean"])) / scale
    texts = frame[list(stats["categories"])].fillna("None")
    wanted = [f"{c}_{v}" for c, values in stats["categories"].items() for v in values]
    dummies = pd.get_dummies(texts).reindex(columns=wanted, fill_value=0)
    return pd.concat([numbers[names], dummies], axis=1).astype("float32")

# %% coursekit={"answer": "transform-categorical", "cell": "transform", "right": "pandas categories with fixed values"}
def transform(frame, stats):
    parts = []
    for name in stats["median"]:
        column = frame[name].astype(float).fillna(stats["median"][name])
        std = 1.0 if stats["std"][name] == 0 else stats["std"][name]
        parts.append(((column - stats["mean"][name]) / std).rename(name))
    for name, values in stats["categories"].items():
        fixed = pd.Series(pd.Categorical(frame[name].fillna("None"), categories=values), index=frame.index)
        parts.append(pd.get_dummies(fixed, prefix=name))
    return pd.concat(parts, axis=1).astype(np.float32)

# %% coursekit={"answer": "transform-rows", "cell": "transform", "right": "row by row in plain Python"}
def transform(frame, stats):
    names = list(stats["median"]) + [f"{c}_{v}" for c in stats["categories"] for v in stats["categories"][c]]
    rows = []
    for _, house in frame.iterrows():
        row = []
        for name, median in stats["median"].items():
            value = median if pd.isna(house[name]) else float(house[name])
            row.append((value - stats["mean"][name]) / (stats["std"][name] or 1))
        for name, values in stats["categories"].items():
            value = "None" if pd.isna(house[name]) else house[name]
            row.extend(1.0 if value == v else 0.0 for v in values)
        rows.append(row)
    return pd.DataFrame(np.array(rows, dtype="float32"), columns=names, index=frame.index)

# %% coursekit={"answer": "transform-own-statistics", "cell": "transform", "mistake": "mean and deviation of the rows at hand", "loses": {"test_transform": 7, "test_preprocess": 2}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        filled = frame[name].fillna(median)
        columns[name] = (filled - filled.mean()) / (filled.std(ddof=0) or 1.0)
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")

# %% coursekit={"answer": "transform-own-median", "cell": "transform", "mistake": "gaps filled with the median of the rows at hand", "loses": {"test_transform": 4}}
def transform(frame, stats):
    columns = {}
    for name in stats["median"]:
        filled = frame[name].fillna(frame[name].median())
        columns[name] = (filled - stats["mean"][name]) / (stats["std"][name] or 1.0)
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")

# %% coursekit={"answer": "transform-nan-left", "cell": "transform", "mistake": "missing numbers are not filled", "loses": {"test_transform": 4, "test_preprocess": 1, "test_final": 3}}
def transform(frame, stats):
    columns = {}
    for name in stats["median"]:
        columns[name] = (frame[name] - stats["mean"][name]) / (stats["std"][name] or 1.0)
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")

# %% coursekit={"answer": "transform-divides-by-zero", "cell": "transform", "mistake": "a constant column is divided by zero", "loses": {"test_transform": 1}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        columns[name] = (frame[name].fillna(median) - stats["mean"][name]) / np.float64(stats["std"][name])
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")

# %% coursekit={"answer": "transform-columns-of-frame", "cell": "transform", "mistake": "one-hot columns are those of the rows at hand", "loses": {"test_transform": 3, "test_preprocess": 1, "test_final": 3}}
def transform(frame, stats):
    numbers = pd.DataFrame({name: (frame[name].fillna(median) - stats["mean"][name]) / (stats["std"][name] or 1.0)
                            for name, median in stats["median"].items()})
    dummies = pd.get_dummies(frame[list(stats["categories"])].fillna("None"))
    return pd.concat([numbers, dummies], axis=1).astype("float32")

# %% coursekit={"answer": "transform-unknown-crash", "cell": "transform", "mistake": "an unknown category raises", "loses": {"test_transform": 2, "test_preprocess": 1, "test_final": 3}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        columns[name] = (frame[name].fillna(median) - stats["mean"][name]) / (stats["std"][name] or 1.0)
    out = pd.DataFrame(columns, index=frame.index).astype("float32")
    for name, values in stats["categories"].items():
        codes = [values.index(value) for value in frame[name].fillna("None")]
        hot = np.eye(len(values), dtype="float32")[codes]
        out = pd.concat([out, pd.DataFrame(hot, columns=[f"{name}_{v}" for v in values], index=frame.index)], axis=1)
    return out

# %% coursekit={"answer": "transform-bool", "cell": "transform", "mistake": "one-hot columns stay bool", "loses": {"test_transform": 1}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        columns[name] = ((frame[name].fillna(median) - stats["mean"][name]) / (stats["std"][name] or 1.0)).astype("float32")
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index)

# %% coursekit={"answer": "transform-sorted-columns", "cell": "transform", "mistake": "columns in alphabetical order", "loses": {"test_transform": 1}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        columns[name] = (frame[name].fillna(median) - stats["mean"][name]) / (stats["std"][name] or 1.0)
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32").sort_index(axis=1)

# %% coursekit={"answer": "transform-drop-first", "cell": "transform", "mistake": "the first value of each text column has no column", "loses": {"test_transform": 5}}
def transform(frame, stats):
    columns = {}
    for name, median in stats["median"].items():
        columns[name] = (frame[name].fillna(median) - stats["mean"][name]) / (stats["std"][name] or 1.0)
    for name, values in stats["categories"].items():
        filled = frame[name].fillna("None")
        for value in values[1:]:
            columns[f"{name}_{value}"] = filled == value
    return pd.DataFrame(columns, index=frame.index).astype("float32")

# %% [markdown]
# ## preprocess

# %% coursekit={"answer": "preprocess-column-transformer", "cell": "preprocess", "right": "ColumnTransformer with pipelines"}
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler


def preprocess(train, test):
    features = train.drop(columns=["Id", "SalePrice"])
    numeric = list(features.select_dtypes("number"))
    text = list(features.columns.difference(numeric, sort=False))
    table = ColumnTransformer([
        ("numeric", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numeric),
        ("text", OneHotEncoder(handle_unknown="ignore", sparse_output=False), text),
    ], verbose_feature_names_out=False)
    X = table.fit_transform(features.fillna(dict.fromkeys(text, "None")))
    Xt = table.transform(test[features.columns].fillna(dict.fromkeys(text, "None")))
    names = table.get_feature_names_out()
    return (pd.DataFrame(X, columns=names, index=train.index).astype("float32"), train["SalePrice"].to_numpy(),
            pd.DataFrame(Xt, columns=names, index=test.index).astype("float32"))

# %% coursekit={"answer": "preprocess-get-dummies", "cell": "preprocess", "right": "pandas alone, columns fixed by reindex"}
def preprocess(train, test):
    X = train.drop(columns=["Id", "SalePrice"])
    Xt = test[X.columns]
    numeric = X.select_dtypes("number").columns
    median = X[numeric].median()
    mean = X[numeric].fillna(median).mean()
    std = X[numeric].fillna(median).std(ddof=0).replace(0, 1)

    def encode(frame):
        numbers = (frame[numeric].fillna(median) - mean) / std
        return numbers.join(pd.get_dummies(frame.drop(columns=numeric).fillna("None")))

    X = encode(X).astype("float32")
    Xt = encode(Xt).reindex(columns=X.columns, fill_value=0).astype("float32")
    return X, train["SalePrice"].to_numpy(), Xt

# %% coursekit={"answer": "preprocess-fit-on-all", "cell": "preprocess", "mistake": "statistics of training and test rows together", "loses": {"test_preprocess": 2}}
def preprocess(train, test):
    stats = learn_stats(pd.concat([train, test]))
    return transform(train, stats), train["SalePrice"].to_numpy(), transform(test, stats)

# %% coursekit={"answer": "preprocess-refit-on-test", "cell": "preprocess", "mistake": "test rows are transformed with their own statistics", "loses": {"test_preprocess": 2}}
def preprocess(train, test):
    X = transform(train, learn_stats(train))
    Xt = transform(test, learn_stats(test)).reindex(columns=X.columns, fill_value=0)
    return X, train["SalePrice"].to_numpy(), Xt

# %% coursekit={"answer": "preprocess-log-y", "cell": "preprocess", "mistake": "y is the logarithm of the price", "loses": {"test_preprocess": 5}}
def preprocess(train, test):
    stats = learn_stats(train)
    return transform(train, stats), np.log(train["SalePrice"].to_numpy()), transform(test, stats)

# %% coursekit={"answer": "preprocess-mutates", "cell": "preprocess", "mistake": "takes SalePrice out of the table it was given", "loses": {"test_preprocess": 1}}
def preprocess(train, test):
    y = train.pop("SalePrice").to_numpy()
    stats = learn_stats(train.assign(SalePrice=y))
    return transform(train, stats), y, transform(test, stats)

# %% coursekit={"answer": "preprocess-fills-in-place", "cell": "preprocess", "mistake": "fills the gaps in the table it was given", "loses": {"test_preprocess": 1}}
def preprocess(train, test):
    stats = learn_stats(train)
    for frame in (train, test):
        for name in stats["categories"]:
            frame[name] = frame[name].fillna("None")
    return transform(train, stats), train["SalePrice"].to_numpy(), transform(test, stats)

# %% coursekit={"answer": "preprocess-needs-price", "cell": "preprocess", "mistake": "expects SalePrice in the test table too", "loses": {"test_preprocess": 4}}
def preprocess(train, test):
    stats = learn_stats(train)
    X_all = transform(pd.concat([train, test.drop(columns="SalePrice")]), stats)
    return X_all.iloc[:len(train)], train["SalePrice"].to_numpy(), X_all.iloc[len(train):]

# %% [markdown]
# ## HouseNet

# %% coursekit={"answer": "net-attributes", "cell": "house_net", "right": "one attribute a layer"}
import torch.nn.functional as F


class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.p = dropout
        self.hidden1 = nn.Linear(input_dim, 128)
        self.hidden2 = nn.Linear(128, 64)
        self.out = nn.Linear(64, 1)

    def forward(self, x):
        x = F.dropout(F.relu(self.hidden1(x)), self.p, self.training)
        x = F.dropout(F.relu(self.hidden2(x)), self.p, self.training)
        return self.out(x)

# %% coursekit={"answer": "net-sequential-subclass", "cell": "house_net", "right": "a subclass of nn.Sequential"}
class HouseNet(nn.Sequential):
    def __init__(self, input_dim, dropout=0.1):
        widths = [input_dim, 128, 64]
        layers = []
        for before, after in zip(widths, widths[1:]):
            layers += [nn.Linear(before, after), nn.ReLU(), nn.Dropout(dropout)]
        super().__init__(*layers, nn.Linear(64, 1))

# %% coursekit={"answer": "net-lazy-order", "cell": "house_net", "right": "dropout before the activation, which is the same thing for ReLU"}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.out = nn.Linear(64, 1)
        self.second = nn.Linear(128, 64)
        self.first = nn.Linear(input_dim, 128)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        x = self.drop(self.first(x)).relu()
        x = self.drop(self.second(x)).relu()
        return self.out(x)

# %% coursekit={"answer": "net-no-activation", "cell": "house_net", "mistake": "no activation between the layers", "loses": {"test_house_net": 2}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.Dropout(dropout),
                                    nn.Linear(128, 64), nn.Dropout(dropout), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x)

# %% coursekit={"answer": "net-sigmoid", "cell": "house_net", "mistake": "sigmoid in place of ReLU", "loses": {"test_house_net": 2}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.Sigmoid(), nn.Dropout(dropout),
                                    nn.Linear(128, 64), nn.Sigmoid(), nn.Dropout(dropout), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x)

# %% coursekit={"answer": "net-no-dropout", "cell": "house_net", "mistake": "dropout is missing", "loses": {"test_house_net": 1}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x)

# %% coursekit={"answer": "net-fixed-dropout", "cell": "house_net", "mistake": "the dropout argument is ignored", "loses": {"test_house_net": 1, "test_fit": 4}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU(), nn.Dropout(0.1),
                                    nn.Linear(128, 64), nn.ReLU(), nn.Dropout(0.1), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x)

# %% coursekit={"answer": "net-always-dropout", "cell": "house_net", "mistake": "functional dropout that eval() does not switch off", "loses": {"test_house_net": 3, "test_fit": 1, "test_predict": 2, "test_save_load": 3}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.p = dropout
        self.a, self.b, self.c = nn.Linear(input_dim, 128), nn.Linear(128, 64), nn.Linear(64, 1)

    def forward(self, x):
        x = nn.functional.dropout(self.a(x).relu(), self.p)
        x = nn.functional.dropout(self.b(x).relu(), self.p)
        return self.c(x)

# %% coursekit={"answer": "net-flat-output", "cell": "house_net", "mistake": "output of shape (n,) in place of (n, 1)", "loses": {"test_house_net": 5}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU(), nn.Dropout(dropout),
                                    nn.Linear(128, 64), nn.ReLU(), nn.Dropout(dropout), nn.Linear(64, 1))

    def forward(self, x):
        return self.layers(x).squeeze(1)

# %% coursekit={"answer": "net-narrow", "cell": "house_net", "mistake": "a second layer of 32 units", "loses": {"test_house_net": 3}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU(), nn.Dropout(dropout),
                                    nn.Linear(128, 32), nn.ReLU(), nn.Dropout(dropout), nn.Linear(32, 1))

    def forward(self, x):
        return self.layers(x)

# %% coursekit={"answer": "net-sigmoid-output", "cell": "house_net", "mistake": "a sigmoid behind the last layer", "loses": {"test_house_net": 2, "test_fit": 4, "test_final": 1}}
class HouseNet(nn.Module):
    def __init__(self, input_dim, dropout=0.1):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(input_dim, 128), nn.ReLU(), nn.Dropout(dropout),
                                    nn.Linear(128, 64), nn.ReLU(), nn.Dropout(dropout), nn.Linear(64, 1), nn.Sigmoid())

    def forward(self, x):
        return self.layers(x)

# %% [markdown]
# ## early_stopping

# %% coursekit={"answer": "stopping-deepcopy", "cell": "early_stopping", "right": "copy.deepcopy of the state"}
import copy


class EarlyStopping:
    def __init__(self, patience=3):
        self.patience = patience
        self.losses = []

    def step(self, loss, net):
        if not self.losses or loss < min(self.losses):
            self.state = copy.deepcopy(net.state_dict())
            self.when = len(self.losses)
        self.losses.append(loss)
        return len(self.losses) - 1 - self.when >= self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-parameters", "cell": "early_stopping", "right": "a list of cloned parameters"}
class EarlyStopping:
    def __init__(self, patience=3):
        self.left = self.patience = patience
        self.best = None

    def step(self, loss, net):
        if self.best is None or loss < self.best:
            self.best = loss
            self.left = self.patience
            self.weights = [p.detach().clone() for p in net.parameters()]
            return False
        self.left -= 1
        return self.left <= 0

    def restore(self, net):
        with torch.no_grad():
            for p, kept in zip(net.parameters(), self.weights):
                p.copy_(kept)

# %% coursekit={"answer": "stopping-no-copy", "cell": "early_stopping", "mistake": "keeps the live state_dict, which goes on changing", "loses": {"test_early_stopping": 2, "test_fit": 2}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.best, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss < self.best:
            self.best, self.count, self.state = loss, 0, net.state_dict()
        else:
            self.count += 1
        return self.count >= self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-off-by-one", "cell": "early_stopping", "mistake": "waits one epoch too long", "loses": {"test_early_stopping": 2}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.best, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss < self.best:
            self.best, self.count = loss, 0
            self.state = {k: v.clone() for k, v in net.state_dict().items()}
        else:
            self.count += 1
        return self.count > self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-never-resets", "cell": "early_stopping", "mistake": "the counter is not set back after an improvement", "loses": {"test_early_stopping": 1}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.best, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss < self.best:
            self.best = loss
            self.state = {k: v.clone() for k, v in net.state_dict().items()}
        else:
            self.count += 1
        return self.count >= self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-ties-improve", "cell": "early_stopping", "mistake": "an equal loss counts as an improvement", "loses": {"test_early_stopping": 1}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.best, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss <= self.best:
            self.best, self.count = loss, 0
            self.state = {k: v.clone() for k, v in net.state_dict().items()}
        else:
            self.count += 1
        return self.count >= self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-compares-last", "cell": "early_stopping", "mistake": "compares with the loss before, not with the best", "loses": {"test_early_stopping": 4}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.last, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss < self.last:
            self.count = 0
            self.state = {k: v.clone() for k, v in net.state_dict().items()}
        else:
            self.count += 1
        self.last = loss
        return self.count >= self.patience

    def restore(self, net):
        net.load_state_dict(self.state)

# %% coursekit={"answer": "stopping-no-restore", "cell": "early_stopping", "mistake": "restore does nothing", "loses": {"test_early_stopping": 2, "test_fit": 2}}
class EarlyStopping:
    def __init__(self, patience=3):
        self.patience, self.best, self.count = patience, float("inf"), 0

    def step(self, loss, net):
        if loss < self.best:
            self.best, self.count = loss, 0
        else:
            self.count += 1
        return self.count >= self.patience

    def restore(self, net):
        pass

# %% [markdown]
# ## fit

# %% coursekit={"answer": "fit-data-loader", "cell": "fit", "right": "TensorDataset and DataLoader"}
from torch.utils.data import DataLoader, TensorDataset


def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    loader = DataLoader(TensorDataset(X, y.unsqueeze(1)), batch_size=batch_size, shuffle=True)
    loss_function = nn.MSELoss()
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    history = {"train": [], "valid": [], "steps": 0}
    for epoch in range(epochs):
        net.train()
        running, seen = 0.0, 0
        for inputs, targets in loader:
            loss = loss_function(net(inputs), targets)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running += loss.item() * len(inputs)
            seen += len(inputs)
            history["steps"] += 1
        history["train"].append(running / seen)
        net.eval()
        with torch.inference_mode():
            history["valid"].append(loss_function(net(X_valid), y_valid.unsqueeze(1)).item())
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-penalty-in-loss", "cell": "fit", "right": "the penalty is added to the loss; rows are taken by slices"}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr)
    train_losses, valid_losses, steps = [], [], 0
    for _ in range(epochs):
        net.train()
        order = torch.randperm(len(X))
        squared = 0.0
        for start in range(0, len(X), batch_size):
            rows = order[start:start + batch_size]
            error = net(X[rows]).squeeze(1) - y[rows]
            penalty = sum((p ** 2).sum() for p in net.parameters())
            for p in net.parameters():
                p.grad = None
            (error.square().mean() + lam * penalty).backward()
            optimizer.step()
            squared += error.square().sum().item()
            steps += 1
        net.eval()
        with torch.no_grad():
            valid_losses.append((net(X_valid).squeeze(1) - y_valid).square().mean().item())
        train_losses.append(squared / len(X))
        if stopper and stopper.step(valid_losses[-1], net):
            break
    if stopper:
        stopper.restore(net)
    return {"train": train_losses, "valid": valid_losses, "steps": steps}

# %% coursekit={"answer": "fit-fused", "cell": "fit", "right": "fused Adam, losses summed as tensors"}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam, fused=True)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = torch.zeros(())
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = ((net(X[rows])[:, 0] - y[rows]) ** 2).mean()
            loss.backward()
            optimizer.step()
            total += loss.detach() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            valid = float(((net(X_valid)[:, 0] - y_valid) ** 2).mean())
        history["train"].append(float(total) / len(X))
        history["valid"].append(valid)
        if stopper is not None and stopper.step(valid, net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-no-zero-grad", "cell": "fit", "mistake": "gradients are never set to zero", "loses": {"test_fit": 5}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-broadcast", "cell": "fit", "mistake": "(n, 1) against (n,) broadcasts in the loss", "loses": {"test_fit": 9, "test_final": 2}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = ((net(X[rows]) - y[rows]) ** 2).mean()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(((net(X_valid) - y_valid) ** 2).mean().item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-batch-mean", "cell": "fit", "mistake": "mean of the batch means, the short last batch weighs too much", "loses": {"test_fit": 1}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        losses = []
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(sum(losses) / len(losses))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-drops-last", "cell": "fit", "mistake": "the last, short batch is dropped", "loses": {"test_fit": 2}}
from torch.utils.data import DataLoader, TensorDataset


def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    loader = DataLoader(TensorDataset(X, y), batch_size=batch_size, shuffle=True, drop_last=True)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total, seen = 0.0, 0
        for inputs, targets in loader:
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
            seen += len(inputs)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / seen)
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-no-eval", "cell": "fit", "mistake": "validates in training mode", "loses": {"test_fit": 1}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    net.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-train-once", "cell": "fit", "mistake": "train() only before the first epoch, so dropout is off from the second on", "loses": {"test_fit": 1}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    net.train()
    for _ in range(epochs):
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-half-penalty", "cell": "fit", "mistake": "weight_decay is lam, not twice lam", "loses": {"test_fit": 1}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-no-shuffle", "cell": "fit", "mistake": "rows always come in the same order", "loses": {"test_fit": 1}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for inputs, targets in zip(X.split(batch_size), y.split(batch_size)):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% coursekit={"answer": "fit-ignores-stopper", "cell": "fit", "mistake": "stops early but keeps the last weights", "loses": {"test_fit": 2}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.Adam(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    return history

# %% coursekit={"answer": "fit-sgd", "cell": "fit", "mistake": "plain gradient descent in place of Adam", "loses": {"test_fit": 4, "test_final": 2}}
def fit(net, X, y, X_valid, y_valid, *, epochs=10, batch_size=32, lr=0.001, lam=0.0, stopper=None, seed=0):
    torch.manual_seed(seed)
    optimizer = torch.optim.SGD(net.parameters(), lr=lr, weight_decay=2 * lam)
    y, y_valid = y.reshape(-1, 1), y_valid.reshape(-1, 1)
    history = {"train": [], "valid": [], "steps": 0}
    for _ in range(epochs):
        net.train()
        total = 0.0
        for rows in torch.randperm(len(X)).split(batch_size):
            optimizer.zero_grad()
            loss = nn.functional.mse_loss(net(X[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
            history["steps"] += 1
        net.eval()
        with torch.no_grad():
            history["valid"].append(nn.functional.mse_loss(net(X_valid), y_valid).item())
        history["train"].append(total / len(X))
        if stopper is not None and stopper.step(history["valid"][-1], net):
            break
    if stopper is not None:
        stopper.restore(net)
    return history

# %% [markdown]
# ## price_scale

# %% coursekit={"answer": "scale-sklearn", "cell": "price_scale", "right": "StandardScaler on the logarithms"}
from sklearn.preprocessing import StandardScaler


def to_target(price):
    logs = np.log(np.asarray(price, dtype=float)).reshape(-1, 1)
    scaler = StandardScaler().fit(logs)
    return scaler.transform(logs)[:, 0].astype(np.float32), float(scaler.mean_[0]), float(scaler.scale_[0])


def to_price(z, mean, std):
    return np.exp(mean + std * np.array(z, dtype=float))

# %% coursekit={"answer": "scale-loops", "cell": "price_scale", "right": "sums in plain Python"}
import math


def to_target(price):
    logs = [math.log(p) for p in price]
    mean = sum(logs) / len(logs)
    std = math.sqrt(sum((v - mean) ** 2 for v in logs) / len(logs))
    return np.array([(v - mean) / std for v in logs], dtype="float32"), mean, std


def to_price(z, mean, std):
    return np.array([math.exp(float(v) * std + mean) for v in z])

# %% coursekit={"answer": "scale-no-log", "cell": "price_scale", "mistake": "standardises the price itself", "loses": {"test_price_scale": 3, "test_predict": 2}}
def to_target(price):
    price = np.asarray(price, dtype=float)
    return ((price - price.mean()) / price.std()).astype("float32"), float(price.mean()), float(price.std())


def to_price(z, mean, std):
    return np.asarray(z, dtype=float) * std + mean

# %% coursekit={"answer": "scale-ddof1", "cell": "price_scale", "mistake": "sample standard deviation (ddof = 1)", "loses": {"test_price_scale": 2}}
def to_target(price):
    logs = np.log(np.asarray(price, dtype=float))
    mean, std = float(logs.mean()), float(logs.std(ddof=1))
    return ((logs - mean) / std).astype("float32"), mean, std


def to_price(z, mean, std):
    return np.exp(np.asarray(z, dtype=float) * std + mean)

# %% coursekit={"answer": "scale-no-exp", "cell": "price_scale", "mistake": "to_price stays in log space", "loses": {"test_price_scale": 1, "test_predict": 2, "test_final": 2}}
def to_target(price):
    logs = np.log(np.asarray(price, dtype=float))
    return ((logs - logs.mean()) / logs.std()).astype("float32"), float(logs.mean()), float(logs.std())


def to_price(z, mean, std):
    return np.asarray(z, dtype=float) * std + mean

# %% coursekit={"answer": "scale-float64", "cell": "price_scale", "mistake": "z in double precision", "loses": {"test_price_scale": 1}}
def to_target(price):
    logs = np.log(np.asarray(price, dtype=float))
    return (logs - logs.mean()) / logs.std(), float(logs.mean()), float(logs.std())


def to_price(z, mean, std):
    return np.exp(np.asarray(z, dtype=float) * std + mean)

# %% [markdown]
# ## predict

# %% coursekit={"answer": "predict-batches", "cell": "predict", "right": "in batches under inference_mode"}
@torch.inference_mode()
def predict(net, X, mean, std):
    net.train(False)
    parts = [net(x).flatten().tolist() for x in X.split(256)]
    return np.exp(np.array(sum(parts, [])) * std + mean)

# %% coursekit={"answer": "predict-detach", "cell": "predict", "right": "detach in place of no_grad"}
def predict(net, X, mean, std):
    net.eval()
    return to_price(net(X).detach().numpy()[:, 0], mean, std)

# %% coursekit={"answer": "predict-no-eval", "cell": "predict", "mistake": "dropout stays on", "loses": {"test_predict": 1}}
def predict(net, X, mean, std):
    with torch.no_grad():
        return to_price(net(X).reshape(-1).numpy(), mean, std)

# %% coursekit={"answer": "predict-column", "cell": "predict", "mistake": "shape (n, 1) in place of (n,)", "loses": {"test_predict": 3, "test_final": 3}}
def predict(net, X, mean, std):
    net.eval()
    with torch.no_grad():
        return to_price(net(X).numpy(), mean, std)

# %% coursekit={"answer": "predict-log-price", "cell": "predict", "mistake": "returns log prices", "loses": {"test_predict": 2, "test_final": 2}}
def predict(net, X, mean, std):
    net.eval()
    with torch.no_grad():
        return net(X).reshape(-1).numpy() * std + mean

# %% coursekit={"answer": "predict-mean-std-swapped", "cell": "predict", "mistake": "mean and deviation are swapped", "loses": {"test_predict": 2, "test_final": 2}}
def predict(net, X, mean, std):
    net.eval()
    with torch.no_grad():
        return to_price(net(X).reshape(-1).numpy(), std, mean)

# %% coursekit={"answer": "predict-exit", "cell": "predict", "mistake": "leaves the process with os._exit", "loses": {"test_predict": 3, "test_final": 3}, "status": {"test_predict": "crashed"}}
import os


def predict(net, X, mean, std):
    os._exit(0)

# %% [markdown]
# ## save_load

# %% coursekit={"answer": "save-numpy", "cell": "save_load", "right": "numpy and JSON in place of torch.save"}
import json


def save_model(path, net, stats, mean, std):
    arrays = {name: value.numpy() for name, value in net.state_dict().items()}
    facts = json.dumps({"stats": stats, "mean": mean, "std": std, "names": list(arrays)})
    with open(path, "wb") as file:
        np.savez(file, facts=np.array(facts), **arrays)


def load_model(path):
    with np.load(path) as saved:
        facts = json.loads(str(saved["facts"]))
        state = {name: torch.tensor(saved[name]) for name in facts["names"]}
    width = max(value.shape[1] for value in state.values() if value.shape[:1] == (128,) and value.ndim == 2)
    net = HouseNet(width)
    net.load_state_dict(state)
    return net.eval(), facts["stats"], facts["mean"], facts["std"]

# %% coursekit={"answer": "save-tuple", "cell": "save_load", "right": "a tuple, the width counted from the parameters"}
def save_model(path, net, stats, mean, std):
    torch.save((net.state_dict(), stats, mean, std), path)


def load_model(path):
    state, stats, mean, std = torch.load(path, weights_only=True)
    total = sum(value.numel() for value in state.values())
    net = HouseNet((total - 8449) // 128)
    net.load_state_dict(state)
    net.train(False)
    return net, stats, mean, std

# %% coursekit={"answer": "save-whole-object", "cell": "save_load", "mistake": "saves the network object", "loses": {"test_save_load": 1}}
def save_model(path, net, stats, mean, std):
    torch.save({"net": net, "stats": stats, "mean": mean, "std": std}, path)


def load_model(path):
    saved = torch.load(path, weights_only=False)
    return saved["net"].eval(), saved["stats"], saved["mean"], saved["std"]

# %% coursekit={"answer": "load-no-eval", "cell": "save_load", "mistake": "the loaded network stays in training mode", "loses": {"test_save_load": 1}}
def save_model(path, net, stats, mean, std):
    width = next(net.parameters()).shape[1]
    torch.save({"state": net.state_dict(), "width": width, "stats": stats, "mean": mean, "std": std}, path)


def load_model(path):
    saved = torch.load(path, weights_only=True)
    net = HouseNet(saved["width"])
    net.load_state_dict(saved["state"])
    return net, saved["stats"], saved["mean"], saved["std"]

# %% coursekit={"answer": "load-forgets-state", "cell": "save_load", "mistake": "builds a network but never loads the parameters", "loses": {"test_save_load": 3, "test_final": 2}}
def save_model(path, net, stats, mean, std):
    width = next(net.parameters()).shape[1]
    torch.save({"state": net.state_dict(), "width": width, "stats": stats, "mean": mean, "std": std}, path)


def load_model(path):
    saved = torch.load(path, weights_only=True)
    net = HouseNet(saved["width"])
    net.eval()
    return net, saved["stats"], saved["mean"], saved["std"]

# %% coursekit={"answer": "load-fixed-width", "cell": "save_load", "mistake": "the width of the input is written into the code", "loses": {"test_save_load": 3, "test_final": 3}}
def save_model(path, net, stats, mean, std):
    torch.save({"state": net.state_dict(), "stats": stats, "mean": mean, "std": std}, path)


def load_model(path):
    saved = torch.load(path, weights_only=True)
    net = HouseNet(3)
    net.load_state_dict(saved["state"])
    net.eval()
    return net, saved["stats"], saved["mean"], saved["std"]

# %% coursekit={"answer": "save-state-only", "cell": "save_load", "mistake": "the statistics are not saved", "loses": {"test_save_load": 4, "test_final": 3}}
def save_model(path, net, stats, mean, std):
    torch.save(net.state_dict(), path)


def load_model(path):
    state = torch.load(path, weights_only=True)
    net = HouseNet((sum(v.numel() for v in state.values()) - 8449) // 128)
    net.load_state_dict(state)
    net.eval()
    return net

# %% [markdown]
# ## make_submission

# %% coursekit={"answer": "submission-csv-module", "cell": "make_submission", "right": "the csv module"}
import csv as csv_module


def make_submission(path, ids, prices):
    ids, prices = list(ids), [float(p) for p in prices]
    if len(ids) != len(prices) or not all(np.isfinite(p) and p > 0 for p in prices):
        raise ValueError("Id 与价格的个数要相同，价格要是有限的正数")
    with open(path, "w", newline="") as file:
        writer = csv_module.writer(file)
        writer.writerow(["Id", "SalePrice"])
        writer.writerows(zip(ids, prices))

# %% coursekit={"answer": "submission-text", "cell": "make_submission", "right": "lines of text"}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(ids) != len(prices):
        raise ValueError("个数不同")
    if not (prices > 0).all() or np.isinf(prices).any():
        raise ValueError("坏的价格")
    lines = [f"{i},{p:.4f}" for i, p in zip(ids, prices)]
    with open(path, "w") as file:
        file.write("\n".join(["Id,SalePrice", *lines]) + "\n")

# %% coursekit={"answer": "submission-index-column", "cell": "make_submission", "mistake": "the row numbers are written too", "loses": {"test_make_submission": 3, "test_final": 2}}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(ids) != len(prices) or not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("坏的价格")
    pd.DataFrame({"Id": np.asarray(ids), "SalePrice": prices}).to_csv(path)

# %% coursekit={"answer": "submission-own-ids", "cell": "make_submission", "mistake": "makes up the Ids of Kaggle's file", "loses": {"test_make_submission": 2}}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(ids) != len(prices) or not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("坏的价格")
    pd.DataFrame({"Id": range(1461, 1461 + len(prices)), "SalePrice": prices}).to_csv(path, index=False)

# %% coursekit={"answer": "submission-hard-coded-rows", "cell": "make_submission", "mistake": "always expects 1459 rows", "loses": {"test_make_submission": 3}}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(prices) != 1459 or len(ids) != 1459 or not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("应有 1459 行")
    pd.DataFrame({"Id": np.asarray(ids), "SalePrice": prices}).to_csv(path, index=False)

# %% coursekit={"answer": "submission-no-validation", "cell": "make_submission", "mistake": "bad prices are written without a word", "loses": {"test_make_submission": 1}}
def make_submission(path, ids, prices):
    pd.DataFrame({"Id": np.asarray(ids), "SalePrice": np.asarray(prices)}).to_csv(path, index=False)

# %% coursekit={"answer": "submission-sorted", "cell": "make_submission", "mistake": "rows are sorted by Id, prices are not", "loses": {"test_make_submission": 2}}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(ids) != len(prices) or not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("坏的价格")
    pd.DataFrame({"Id": np.sort(np.asarray(ids)), "SalePrice": prices}).to_csv(path, index=False)

# %% coursekit={"answer": "submission-rounded", "cell": "make_submission", "mistake": "prices are cut to thousands", "loses": {"test_make_submission": 3}}
def make_submission(path, ids, prices):
    prices = np.asarray(prices, dtype=float)
    if len(ids) != len(prices) or not np.isfinite(prices).all() or (prices <= 0).any():
        raise ValueError("坏的价格")
    pd.DataFrame({"Id": np.asarray(ids), "SalePrice": prices.round(-3)}).to_csv(path, index=False)

# %% coursekit={"answer": "submission-endless", "cell": "make_submission", "mistake": "a loop that never ends", "loses": {"test_make_submission": 4, "test_final": 3}, "status": {"test_make_submission": "timeout"}}
def make_submission(path, ids, prices):
    row = 0
    while row < len(prices):
        line = f"{ids[row]},{prices[row]}"

# %% [markdown]
# ## final

# %% coursekit={"answer": "final-functions", "cell": "final", "right": "wrapped in a function, other settings"}
SETTINGS = {"epochs": 8, "batch_size": 64, "lr": 0.003, "lam": 0.0005}


def train_final():
    X, y, Xv = preprocess(fit_rows, valid_rows)
    z, mean, std = to_target(y)
    zv = (np.log(valid_rows["SalePrice"].to_numpy()) - mean) / std
    torch.manual_seed(3)
    net = HouseNet(X.shape[1], dropout=0.05)
    fit(net, to_features(X), torch.from_numpy(z), to_features(Xv),
        torch.tensor(zv, dtype=torch.float32), **SETTINGS)
    save_model("model.pt", net, learn_stats(fit_rows), mean, std)


def prices_of(rows):
    net, stats, mean, std = load_model("model.pt")
    return predict(net, to_features(transform(rows, stats)), mean, std)


train_final()
valid_prices = prices_of(valid_rows)
make_submission("submission.csv", data.test["Id"].to_numpy(), prices_of(data.test))

# %% coursekit={"answer": "final-all-rows", "cell": "final", "right": "a second fit on all rows for the submission"}
SETTINGS = {"epochs": 6, "batch_size": 32, "lr": 0.001, "lam": 0.0}


def train(rows, path):
    stats = learn_stats(rows)
    X = to_features(transform(rows, stats))
    z, mean, std = to_target(rows["SalePrice"])
    torch.manual_seed(0)
    net = HouseNet(X.shape[1])
    fit(net, X, torch.tensor(z), X[:100], torch.tensor(z[:100]), **SETTINGS)
    save_model(path, net, stats, mean, std)
    return load_model(path)


net, stats, mean, std = train(fit_rows, "split.pt")
valid_prices = predict(net, to_features(transform(valid_rows, stats)), mean, std)
net, stats, mean, std = train(data.train, "model.pt")
make_submission("submission.csv", data.test["Id"], predict(net, to_features(transform(data.test, stats)), mean, std))

# %% coursekit={"answer": "final-by-hand", "cell": "final", "right": "calls neither predict nor make_submission nor save_model"}
stats = learn_stats(fit_rows)
X, Xv, Xt = (to_features(transform(rows, stats)) for rows in (fit_rows, valid_rows, data.test))
z, mean, std = to_target(fit_rows["SalePrice"])
torch.manual_seed(1)
net = HouseNet(X.shape[1])
fit(net, X, to_tensor(z), X, to_tensor(z), epochs=6)
net.eval()
with torch.no_grad():
    valid_prices = np.exp(net(Xv).reshape(-1).numpy() * std + mean)
    test_prices = np.exp(net(Xt).reshape(-1).numpy() * std + mean)
pd.DataFrame({"Id": data.test["Id"], "SalePrice": test_prices}).to_csv("submission.csv", index=False)

# %% coursekit={"answer": "final-wrong-ids", "cell": "final", "mistake": "Ids count from one", "loses": {"test_final": 1}}
SETTINGS = {"epochs": 10, "batch_size": 32, "lr": 0.001, "lam": 0.0}
stats = learn_stats(fit_rows)
X, Xv, Xt = (to_features(transform(rows, stats)) for rows in (fit_rows, valid_rows, data.test))
z, mean, std = to_target(fit_rows["SalePrice"])
zv = torch.tensor((np.log(valid_rows["SalePrice"].to_numpy()) - mean) / std, dtype=torch.float32)
torch.manual_seed(0)
net = HouseNet(X.shape[1])
fit(net, X, torch.tensor(z), Xv, zv, **SETTINGS)
valid_prices = predict(net, Xv, mean, std)
make_submission("submission.csv", np.arange(len(data.test)) + 1, predict(net, Xt, mean, std))

# %% coursekit={"answer": "final-constant", "cell": "final", "mistake": "the same price for every house", "loses": {"test_final": 2}}
valid_prices = np.full(len(valid_rows), fit_rows["SalePrice"].median())
make_submission("submission.csv", data.test["Id"], np.full(len(data.test), fit_rows["SalePrice"].median()))

# %% coursekit={"answer": "final-raw-target", "cell": "final", "mistake": "trains on raw prices", "loses": {"test_final": 2}}
stats = learn_stats(fit_rows)
X, Xv, Xt = (to_features(transform(rows, stats)) for rows in (fit_rows, valid_rows, data.test))
y = torch.tensor(fit_rows["SalePrice"].to_numpy(), dtype=torch.float32)
torch.manual_seed(0)
net = HouseNet(X.shape[1])
fit(net, X, y, X[:50], y[:50])
net.eval()
with torch.no_grad():
    valid_prices = net(Xv).reshape(-1).numpy().clip(1)
    make_submission("submission.csv", data.test["Id"], net(Xt).reshape(-1).numpy().clip(1))

# %% coursekit={"answer": "final-unfinished", "cell": "final", "mistake": "no submission file yet", "loses": {"test_final": 2}}
stats = learn_stats(fit_rows)
X, Xv = (to_features(transform(rows, stats)) for rows in (fit_rows, valid_rows))
z, mean, std = to_target(fit_rows["SalePrice"])
torch.manual_seed(0)
net = HouseNet(X.shape[1])
fit(net, X, torch.tensor(z), X[:50], torch.tensor(z[:50]))
valid_prices = predict(net, Xv, mean, std)
