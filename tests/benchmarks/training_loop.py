"""How far is `training.fit` from the floor of a training loop?

``OMP_NUM_THREADS=1 python tests/benchmarks/training_loop.py`` trains 319-128-64-1 on 1,460 rows by batches of 32 five
ways, side by side, and prints medians of CPU seconds: the bare floor (batches cut before the clock starts; forward,
backward, fused Adam step), `fit`, `fit` with a penalty, a limit and a schedule, a plain loop that indexes each batch,
and ``DataLoader`` with the default Adam.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import torch  # noqa: E402
from torch import nn  # noqa: E402

from coursekit import training  # noqa: E402

ROWS, BATCH, EPOCHS, ROUNDS = 1460, 32, 20, 9
WIDTHS = (319, 128, 64, 1)


def network():
    """Return the network of the homework, with the same weights each time."""
    torch.manual_seed(0)
    layers = [nn.Linear(WIDTHS[0], WIDTHS[1]), nn.ReLU(), nn.Linear(WIDTHS[1], WIDTHS[2]), nn.ReLU()]
    return nn.Sequential(*layers, nn.Linear(WIDTHS[2], WIDTHS[3]))


def step(model, loss, optimizer, inputs, targets):
    """One update."""
    optimizer.zero_grad()
    loss(model(inputs), targets).backward()
    optimizer.step()


def floor(X, y):
    """Return the seconds of the updates alone."""
    model, loss = network(), nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    batches = list(zip(X.split(BATCH), y.split(BATCH), strict=True))
    start = time.process_time()
    for _ in range(EPOCHS):
        for inputs, targets in batches:
            step(model, loss, optimizer, inputs, targets)
    return time.process_time() - start


def fitted(X, y, **options):
    """Return the seconds of `fit`, checks and history included."""
    model = network()
    start = time.process_time()
    training.fit(model, X, y, epochs=EPOCHS, batch_size=BATCH, seed=0, progress=False, **options)
    return time.process_time() - start


def more(X, y):
    """Return the seconds of `fit` with L2, clipping and a schedule."""
    return fitted(X, y, l2=1e-4, clip_norm=1.0, schedule=training.schedules.Cosine())


def plain(X, y):
    """Return the seconds of the loop of many a tutorial: index each batch, default Adam, ``.item()`` a batch."""
    model, loss = network(), nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    start = time.process_time()
    for _ in range(EPOCHS):
        order, total = torch.randperm(ROWS), 0.0
        for i in range(0, ROWS, BATCH):
            rows = order[i : i + BATCH]
            optimizer.zero_grad()
            value = loss(model(X[rows]), y[rows])
            value.backward()
            optimizer.step()
            total += value.item() * len(rows)
    return time.process_time() - start


def loader(X, y):
    """Return the seconds of ``DataLoader`` and the default Adam."""
    model, loss = network(), nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    data = torch.utils.data.TensorDataset(X, y)
    batches = torch.utils.data.DataLoader(data, batch_size=BATCH, shuffle=True)
    start = time.process_time()
    for _ in range(EPOCHS):
        for inputs, targets in batches:
            step(model, loss, optimizer, inputs, targets)
    return time.process_time() - start


def measure(rounds=ROUNDS) -> dict[str, list[float]]:
    """Return the seconds of each way in each round; the ways take turns, so that a busy machine slows all alike."""
    X = torch.randn(ROWS, WIDTHS[0], generator=torch.Generator().manual_seed(1))
    y = X[:, :1] * 2 + 1
    ways = {"floor": floor, "fit": fitted, "fit, more": more, "plain": plain, "DataLoader": loader}
    seconds = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            took = way(X, y)
            if turn:  # the first turn warms up
                seconds[name].append(took)
    return seconds


def ratio(seconds, name, other) -> float:
    """Return the median over the rounds of how many times as long `name` took as `other`."""
    return statistics.median(a / b for a, b in zip(seconds[name], seconds[other], strict=True))


def main() -> None:
    """Print the table."""
    torch.set_num_threads(1)
    seconds = measure()
    updates = EPOCHS * -(-ROWS // BATCH)
    for name, values in seconds.items():
        microseconds = 1e6 * statistics.median(values) / updates
        print(f"{name:<11}{microseconds:8.1f} µs an update{ratio(seconds, name, 'floor'):8.3f} × the floor")
    print(f"fit is {ratio(seconds, 'DataLoader', 'fit'):.2f} × as fast as DataLoader with the default Adam")


if __name__ == "__main__":
    main()
