"""Do models rank on the synthetic house prices as they do on the real ones?

``python tests/benchmarks/house_data_ranking.py`` prints, for each model, the RMSLE in 5-fold cross-validation on the
real files (where they are found) and on the generator's, and how well the two rankings agree.
Each ``MODELS`` entry takes ``(X, y, Xt, columns, seed)``, with prices `y`, and returns predicted prices.
"""

import os
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from coursekit.data import DataError, house_prices  # noqa: E402

REAL = os.environ.get("COURSEKIT_DATA") or Path(__file__).resolve().parents[3] / "shared" / "data" / "house-prices"
EPOCHS, BATCH, RATE, DROPOUT = 10, 32, 1e-3, 0.1


def rmsle(predicted, actual) -> float:
    """Return the root mean squared error of log prices; predictions are clipped at 1."""
    return float(np.sqrt(np.mean((np.log(np.maximum(predicted, 1.0)) - np.log(actual)) ** 2)))


def encode(train, test):
    """Return float32 matrices and the column names: median and standardised numbers, one-hot text."""
    import pandas as pd

    numbers = train.select_dtypes("number").columns
    middle, mean = train[numbers].median(), train[numbers].mean()
    spread = train[numbers].std(ddof=0).replace(0.0, 1.0)
    parts, names = [], None
    for frame in (train, test):
        scaled = (frame[numbers].fillna(middle) - mean) / spread
        wide = pd.get_dummies(frame.drop(columns=numbers), dummy_na=True, dtype="float32")
        names = wide.columns if names is None else names
        parts.append(pd.concat([scaled, wide.reindex(columns=names, fill_value=0.0)], axis=1).astype("float32"))
    return parts[0].to_numpy(), parts[1].to_numpy(), list(parts[0].columns)


def constant(X, y, Xt, columns, seed):
    """Predict the geometric mean."""
    return np.full(len(Xt), np.exp(np.log(y).mean()))


def on_log(make, only=None):
    """Return a model that fits ``make(seed)`` on log prices, with the column `only` if one is named."""

    def model(X, y, Xt, columns, seed):
        use = slice(None) if only is None else [columns.index(only)]
        return np.exp(make(seed).fit(X[:, use], np.log(y)).predict(Xt[:, use]))

    return model


def network(target):
    """Return the homework's network on ``"raw"``, ``"standard"`` or ``"log"`` (standardised log) prices."""

    def model(X, y, Xt, columns, seed):
        import torch
        from torch import nn

        torch.manual_seed(seed)
        t = np.log(y) if target == "log" else y.astype(float)
        mean, sd = (0.0, 1.0) if target == "raw" else (t.mean(), t.std())
        inputs, goal = torch.from_numpy(X), torch.tensor((t - mean) / sd, dtype=torch.float32)[:, None]
        net = nn.Sequential(
            *(nn.Linear(X.shape[1], 128), nn.ReLU(), nn.Dropout(DROPOUT)),
            *(nn.Linear(128, 64), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(64, 1)),
        )
        adam = torch.optim.Adam(net.parameters(), lr=RATE)
        for _ in range(EPOCHS):
            for rows in torch.randperm(len(inputs)).split(BATCH):
                adam.zero_grad()
                nn.functional.mse_loss(net(inputs[rows]), goal[rows]).backward()
                adam.step()
        with torch.no_grad():
            out = net.eval()(torch.from_numpy(Xt))[:, 0].numpy().astype(float) * sd + mean
        return np.exp(out) if target == "log" else out

    return model


def models() -> dict:
    """Return the models by name."""
    from sklearn.ensemble import HistGradientBoostingRegressor, RandomForestRegressor
    from sklearn.linear_model import LinearRegression, Ridge
    from sklearn.neighbors import KNeighborsRegressor
    from sklearn.tree import DecisionTreeRegressor

    return {
        "constant": constant,
        "linear, OverallQual": on_log(lambda seed: LinearRegression(), "OverallQual"),
        "ridge": on_log(lambda seed: Ridge(10.0)),
        "k-NN": on_log(lambda seed: KNeighborsRegressor(10)),
        "decision tree": on_log(lambda seed: DecisionTreeRegressor(min_samples_leaf=5, random_state=seed)),
        "random forest": on_log(lambda seed: RandomForestRegressor(100, max_features=0.33, random_state=seed)),
        "gradient boosting": on_log(lambda seed: HistGradientBoostingRegressor(random_state=seed)),
        "network, raw prices": network("raw"),
        "network, standardised": network("standard"),
        "network, log": network("log"),
    }


def cross_validate(train, names=None, folds: int = 5, only_folds: int | None = None) -> dict[str, float]:
    """Return the RMSLE of each model over shuffled folds, all held-out rows pooled.

    `only_folds` runs that many of the folds, for a quick look.
    """
    order = np.random.Generator(np.random.PCG64(0)).permutation(len(train))
    features, prices = train.drop(columns=["Id", "SalePrice"]), train["SalePrice"].to_numpy()
    chosen = {name: model for name, model in models().items() if names is None or name in names}
    errors = {name: [] for name in chosen}
    for k in range(only_folds or folds):
        held = order[k::folds]
        kept = np.setdiff1d(order, held)
        X, Xt, columns = encode(features.iloc[kept], features.iloc[held])
        for name, model in chosen.items():
            predicted = model(X, prices[kept], Xt, columns, k)
            errors[name].append((rmsle(predicted, prices[held]) ** 2 * len(held), len(held)))
    return {name: float(np.sqrt(np.divide(*np.sum(pairs, axis=0)))) for name, pairs in errors.items()}


def agreement(a: dict[str, float], b: dict[str, float]) -> float:
    """Return Spearman's correlation of two tables of errors."""
    ranks = [np.argsort(np.argsort([table[name] for name in a])) for table in (a, b)]
    return float(np.corrcoef(*ranks)[0, 1])


def main() -> None:
    """Print the table."""
    synthetic = cross_validate(house_prices("synthetic").train)
    try:
        data = house_prices(REAL)
        real = cross_validate(data.train) if data.source.kind != "synthetic" else None
    except DataError:
        real = None
    print(f"{'5-fold RMSLE':24}{'real':>8}{'synthetic':>11}")
    for name, error in synthetic.items():
        print(f"{name:24}{real[name] if real else float('nan'):8.3f}{error:11.3f}")
    print(f"Spearman of the rankings: {agreement(real, synthetic):.3f}" if real else f"no real files in {REAL}")


if __name__ == "__main__":
    main()
