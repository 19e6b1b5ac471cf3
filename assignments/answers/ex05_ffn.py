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
# # Known answers to ex05_ffn
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## perceptron

# %% coursekit={"answer": "perceptron-flag", "cell": "perceptron", "right": "a flag and an index"}
def perceptron(X, y, epochs):
    n, d = X.shape
    w = np.zeros(d)
    updates, converged = 0, False
    while epochs > 0 and not converged:
        converged = True
        for i in range(n):
            score = sum(w[j] * X[i, j] for j in range(d))
            if not y[i] * score > 0:
                w += y[i] * X[i]
                updates, converged = updates + 1, False
        epochs -= 1
    return w, updates, converged

# %% coursekit={"answer": "perceptron-path", "cell": "perceptron", "right": "keeps the whole path, as in the chapter"}
def perceptron(X, y, epochs):
    path = [np.zeros(X.shape[1])]
    for epoch in range(epochs):
        mistakes = 0
        for x, target in zip(X, y):
            if np.sign(path[-1] @ x) != target:
                path.append(path[-1] + target * x)
                mistakes += 1
        if mistakes == 0:
            return path[-1], len(path) - 1, True
    return path[-1], len(path) - 1, False

# %% coursekit={"answer": "perceptron-strict", "cell": "perceptron", "mistake": "on the line counts as right", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) < 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-adds-x", "cell": "perceptron", "mistake": "adds x whatever the label", "loses": {"test_perceptron": 8}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-subtracts", "cell": "perceptron", "mistake": "moves away", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w - target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-batch", "cell": "perceptron", "mistake": "changes once a round, by all mistakes", "loses": {"test_perceptron": 7}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        wrong = y * (X @ w) <= 0
        if not wrong.any():
            return w, updates, True
        w = w + (y[wrong, None] * X[wrong]).sum(axis=0)
        updates += int(wrong.sum())
    return w, updates, False

# %% coursekit={"answer": "perceptron-always", "cell": "perceptron", "mistake": "changes at right answers too", "loses": {"test_perceptron": 8}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            w = w + target * x
            updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-own-ones", "cell": "perceptron", "mistake": "adds a column of ones of its own", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    X = np.column_stack([np.ones(len(X)), X])
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-rounds", "cell": "perceptron", "mistake": "counts rounds, not updates", "loses": {"test_perceptron": 8}}
def perceptron(X, y, epochs):
    w = np.zeros(X.shape[1])
    for epoch in range(1, epochs + 1):
        changed = False
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w, changed = w + target * x, True
        if not changed:
            return w, epoch, True
    return w, epochs, False

# %% coursekit={"answer": "perceptron-last-round", "cell": "perceptron", "mistake": "counts the updates of the last round", "loses": {"test_perceptron": 8}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates = 0
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-all-right", "cell": "perceptron", "mistake": "converged where all are right at the end, without a round that shows it", "loses": {"test_perceptron": 1}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, bool(epochs) and bool((y * (X @ w) > 0).all())

# %% coursekit={"answer": "perceptron-zero-epochs", "cell": "perceptron", "mistake": "converged without a look", "loses": {"test_perceptron": 1}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, epochs == 0

# %% coursekit={"answer": "perceptron-checks-before", "cell": "perceptron", "mistake": "asks whether all are right before a round, and stops a round too early", "loses": {"test_perceptron": 1}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w, updates = w + target * x, updates + 1
        if (y * (X @ w) > 0).all():
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-one-round-more", "cell": "perceptron", "mistake": "a round too many", "loses": {"test_perceptron": 5}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs + 1):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-one-round-less", "cell": "perceptron", "mistake": "a round too few", "loses": {"test_perceptron": 4}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs - 1):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-ones", "cell": "perceptron", "mistake": "starts at ones", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.ones(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-whole-numbers", "cell": "perceptron", "mistake": "weights of whole numbers", "loses": {"test_perceptron": 2}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1], dtype=int), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = (w + target * x).astype(int)
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-three-inputs", "cell": "perceptron", "mistake": "three inputs only", "loses": {"test_perceptron": 3}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w[0] * x[0] + w[1] * x[1] + w[2] * x[2]) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-sorted", "cell": "perceptron", "mistake": "looks at the samples in an order of its own", "loses": {"test_perceptron": 3}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in sorted(zip(X.tolist(), y.tolist())):
            x = np.array(x)
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-column", "cell": "perceptron", "mistake": "weights as a column", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.zeros((X.shape[1], 1)), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (x @ w)[0] <= 0:
                w = w + target * x[:, None]
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-order", "cell": "perceptron", "mistake": "returns (updates, w, converged)", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return updates, w, True
    return updates, w, False

# %% coursekit={"answer": "perceptron-only-w", "cell": "perceptron", "mistake": "returns the weights alone", "loses": {"test_perceptron": 9}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w
    return w

# %% coursekit={"answer": "perceptron-in-place", "cell": "perceptron", "mistake": "multiplies the labels into the caller's rows", "loses": {"test_perceptron": 1}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    X *= y[:, None]
    y = np.ones(len(y))
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-global-count", "cell": "perceptron", "mistake": "the count of one call goes on in the next", "loses": {"test_perceptron": 6}}
updates = 0


def perceptron(X, y, epochs):
    global updates
    w = np.zeros(X.shape[1])
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-until-clean", "cell": "perceptron", "mistake": "never gives up: rounds are not counted", "loses": {"test_perceptron": 6}, "status": {"test_perceptron": "timeout"}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    while True:
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            return w, updates, True

# %% coursekit={"answer": "perceptron-hard-coded", "cell": "perceptron", "mistake": "the example's numbers", "loses": {"test_perceptron": 7}}
def perceptron(X, y, epochs):
    return np.array([-1.0, 2.0, 2.0]), 9, True

# %% coursekit={"answer": "perceptron-borrowed", "cell": "perceptron", "mistake": "lets scikit-learn do it", "loses": {"test_perceptron": 9}}
from sklearn.linear_model import Perceptron


def perceptron(X, y, epochs):
    model = Perceptron(max_iter=epochs, tol=None, shuffle=False, fit_intercept=False).fit(X, y)
    return model.coef_[0], 9, True

# %% coursekit={"answer": "perceptron-borrowed-behind", "cell": "perceptron", "mistake": "lets a library do it behind another name", "loses": {"test_perceptron": 9}}
import sklearn.linear_model as models


def learn(X, y, epochs):
    return models.SGDClassifier(loss="perceptron", max_iter=epochs).fit(X, y).coef_[0]


def perceptron(X, y, epochs):
    return learn(X, y, epochs), 9, True

# %% coursekit={"answer": "perceptron-unbound", "cell": "perceptron", "mistake": "counts in the loop, and asks for the count where no round was walked", "loses": {"test_perceptron": 1}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        changes = 0
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w, updates, changes = w + target * x, updates + 1, changes + 1
        if changes == 0:
            break
    return w, updates, changes == 0

# %% coursekit={"answer": "perceptron-always-true", "cell": "perceptron", "mistake": "always says that it has converged", "loses": {"test_perceptron": 4}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        before = updates
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
        if updates == before:
            break
    return w, updates, True

# %% coursekit={"answer": "perceptron-in-all", "cell": "perceptron", "mistake": "converged only where nothing was changed in all rounds together", "loses": {"test_perceptron": 5}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w = w + target * x
                updates += 1
    return w, updates, updates == 0

# %% coursekit={"answer": "perceptron-reset-inside", "cell": "perceptron", "mistake": "counts a round anew at each sample, and stops after the first", "loses": {"test_perceptron": 4}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        for x, target in zip(X, y):
            changes = 0
            if target * (w @ x) <= 0:
                w, updates, changes = w + target * x, updates + 1, 1
        if changes == 0:
            return w, updates, True
    return w, updates, False

# %% coursekit={"answer": "perceptron-alias", "cell": "perceptron", "mistake": "compares the weights with themselves", "loses": {"test_perceptron": 7}}
def perceptron(X, y, epochs):
    w, updates = np.zeros(X.shape[1]), 0
    for _ in range(epochs):
        old = w
        for x, target in zip(X, y):
            if target * (w @ x) <= 0:
                w += target * x
                updates += 1
        if (w == old).all():
            return w, updates, True
    return w, updates, False

# %% [markdown]
# ## xor_net

# %% coursekit={"answer": "xor-matrices", "cell": "xor_net", "right": "two matrices and a bias"}
def xor_net(x):
    hidden = np.maximum(x @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return hidden @ np.array([1, -2])

# %% coursekit={"answer": "xor-loop", "cell": "xor_net", "right": "row by row"}
def xor_net(x):
    def relu(z):
        return z if z > 0 else 0.0

    return np.array([relu(a + b) - 2 * relu(a + b - 1) for a, b in x])

# %% coursekit={"answer": "xor-torch", "cell": "xor_net", "right": "torch"}
def xor_net(x):
    s = torch.tensor(x, dtype=torch.float64).sum(dim=1)
    return (torch.relu(s) - 2 * torch.relu(s - 1)).numpy()

# %% coursekit={"answer": "xor-lookup", "cell": "xor_net", "mistake": "compares the two inputs", "loses": {"test_xor_net": 5}}
def xor_net(x):
    return (x[:, 0] != x[:, 1]).astype(int)

# %% coursekit={"answer": "xor-steps", "cell": "xor_net", "mistake": "steps instead of ReLUs", "loses": {"test_xor_net": 5}}
def xor_net(x):
    s = x.sum(axis=1)
    return ((s > 0.5).astype(float) - (s > 1.5)).astype(float)

# %% coursekit={"answer": "xor-bool", "cell": "xor_net", "mistake": "true and false", "loses": {"test_xor_net": 6}}
def xor_net(x):
    return x.sum(axis=1) == 1

# %% coursekit={"answer": "xor-one-unit", "cell": "xor_net", "mistake": "without the second unit", "loses": {"test_xor_net": 5}}
def xor_net(x):
    return np.maximum(x.sum(axis=1), 0)

# %% coursekit={"answer": "xor-minus-one", "cell": "xor_net", "mistake": "takes the second unit off once", "loses": {"test_xor_net": 5}}
def xor_net(x):
    s = x.sum(axis=1)
    return np.maximum(s, 0) - np.maximum(s - 1, 0)

# %% coursekit={"answer": "xor-no-bias", "cell": "xor_net", "mistake": "without the bias", "loses": {"test_xor_net": 6}}
def xor_net(x):
    s = x.sum(axis=1)
    return np.maximum(s, 0) - 2 * np.maximum(s, 0)

# %% coursekit={"answer": "xor-no-relu", "cell": "xor_net", "mistake": "without the first ReLU", "loses": {"test_xor_net": 3}}
def xor_net(x):
    s = x.sum(axis=1)
    return s - 2 * np.maximum(s - 1, 0)

# %% coursekit={"answer": "xor-linear", "cell": "xor_net", "mistake": "without any ReLU", "loses": {"test_xor_net": 5}}
def xor_net(x):
    s = x.sum(axis=1)
    return s - 2 * (s - 1)

# %% coursekit={"answer": "xor-relu-at-the-end", "cell": "xor_net", "mistake": "a ReLU after the output", "loses": {"test_xor_net": 3}}
def xor_net(x):
    s = x.sum(axis=1)
    return np.maximum(np.maximum(s, 0) - 2 * np.maximum(s - 1, 0), 0)

# %% coursekit={"answer": "xor-columns", "cell": "xor_net", "mistake": "adds the columns", "loses": {"test_xor_net": 6}}
def xor_net(x):
    s = x.sum(axis=0)
    return np.maximum(s, 0) - 2 * np.maximum(s - 1, 0)

# %% coursekit={"answer": "xor-column", "cell": "xor_net", "mistake": "returns a column", "loses": {"test_xor_net": 6}}
def xor_net(x):
    s = x.sum(axis=1, keepdims=True)
    return np.maximum(s, 0) - 2 * np.maximum(s - 1, 0)

# %% coursekit={"answer": "xor-squeeze", "cell": "xor_net", "mistake": "one row gives a number", "loses": {"test_xor_net": 1}}
def xor_net(x):
    s = x.sum(axis=1)
    return np.squeeze(np.maximum(s, 0) - 2 * np.maximum(s - 1, 0))

# %% coursekit={"answer": "xor-whole-numbers", "cell": "xor_net", "mistake": "cuts to whole numbers", "loses": {"test_xor_net": 5}}
def xor_net(x):
    s = x.sum(axis=1)
    return (np.maximum(s, 0) - 2 * np.maximum(s - 1, 0)).astype(int)

# %% coursekit={"answer": "xor-in-place", "cell": "xor_net", "mistake": "adds into the caller's array", "loses": {"test_xor_net": 1}}
def xor_net(x):
    x[:, 0] += x[:, 1]
    return np.maximum(x[:, 0], 0) - 2 * np.maximum(x[:, 0] - 1, 0)

# %% coursekit={"answer": "xor-hard-coded", "cell": "xor_net", "mistake": "the four values", "loses": {"test_xor_net": 5}}
def xor_net(x):
    return np.array([0, 1, 1, 0])

# %% coursekit={"answer": "xor-chapter-steps", "cell": "xor_net", "mistake": "the network of steps of the chapter", "loses": {"test_xor_net": 5}}
def xor_net(x):
    def step(z):
        return (np.asarray(z) > 0).astype(int)

    total = x.sum(axis=1)
    return step(step(total - 0.5) - step(total - 1.5) - 0.5)

# %% coursekit={"answer": "xor-roof", "cell": "xor_net", "mistake": "a roof without a foot: negative sums stay", "loses": {"test_xor_net": 3}}
def xor_net(x):
    return 1 - abs(x.sum(axis=1) - 1)

# %% coursekit={"answer": "xor-whole-array", "cell": "xor_net", "mistake": "fills an array of whole numbers", "loses": {"test_xor_net": 5}}
def xor_net(x):
    out = np.zeros(len(x), dtype=int)
    for i, (a, b) in enumerate(x):
        out[i] = max(a + b, 0) - 2 * max(a + b - 1, 0)
    return out

# %% coursekit={"answer": "xor-np-max", "cell": "xor_net", "mistake": "the largest of all, not one by one", "loses": {"test_xor_net": 6}}
def xor_net(x):
    s = x.sum(axis=1)
    return np.max(s, 0) - 2 * np.max(s - 1, 0)

# %% coursekit={"answer": "xor-list", "cell": "xor_net", "mistake": "a list, not an array", "loses": {"test_xor_net": 6}}
def xor_net(x):
    return [max(a + b, 0) - 2 * max(a + b - 1, 0) for a, b in x]

# %% [markdown]
# ## relu_cubic

# %% coursekit={"answer": "cubic-six-lines", "cell": "relu_cubic", "right": "six lines"}
def relu_cubic(x):
    z1 = np.maximum(-5 * x - 7.7, 0)
    z2 = np.maximum(-1.2 * x - 1.3, 0)
    z3 = np.maximum(1.2 * x + 1, 0)
    z4 = np.maximum(1.2 * x - 0.2, 0)
    z5 = np.maximum(2 * x - 1.1, 0)
    z6 = np.maximum(5 * x - 5, 0)
    return -z1 - z2 - z3 + z4 + z5 + z6

# %% coursekit={"answer": "cubic-new-axis", "cell": "relu_cubic", "right": "one more axis, as a layer does"}
def relu_cubic(x):
    hidden = np.maximum(np.asarray(x)[..., None] * np.array([-5, -1.2, 1.2, 1.2, 2, 5]) + np.array([-7.7, -1.3, 1, -0.2, -1.1, -5]), 0)
    return hidden @ np.array([-1, -1, -1, 1, 1, 1])

# %% coursekit={"answer": "cubic-vectorize", "cell": "relu_cubic", "right": "a function of one number, applied to each"}
def relu_cubic(x):
    def one(number):
        units = [max(w * number + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
        return float(sum(units[3:]) - sum(units[:3]))

    return np.vectorize(one, otypes=[float])(x)

# %% coursekit={"answer": "cubic-itself", "cell": "relu_cubic", "mistake": "the cubic itself", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    return x**3 + x**2 - x - 1

# %% coursekit={"answer": "cubic-no-relu", "cell": "relu_cubic", "mistake": "without ReLU: a line", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [w * x + b for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-all-plus", "cell": "relu_cubic", "mistake": "all six with a plus", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] + units[0] + units[1] + units[2]

# %% coursekit={"answer": "cubic-signs-swapped", "cell": "relu_cubic", "mistake": "the signs the other way round", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return -(units[3] + units[4] + units[5] - units[0] - units[1] - units[2])

# %% coursekit={"answer": "cubic-absolute", "cell": "relu_cubic", "mistake": "absolute values instead of ReLU", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.abs(w * x + b) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-bias-sign", "cell": "relu_cubic", "mistake": "takes the biases off", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x - b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-one-left-out", "cell": "relu_cubic", "mistake": "leaves the first unit out", "loses": {"test_relu_cubic": 3}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[1] - units[2]

# %% coursekit={"answer": "cubic-last-left-out", "cell": "relu_cubic", "mistake": "leaves the last unit out", "loses": {"test_relu_cubic": 4}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-relu-at-the-end", "cell": "relu_cubic", "mistake": "a ReLU after the output", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return np.maximum(units[3] + units[4] + units[5] - units[0] - units[1] - units[2], 0)

# %% coursekit={"answer": "cubic-interpolated", "cell": "relu_cubic", "mistake": "joins the kinks by lines, and is flat beyond", "loses": {"test_relu_cubic": 2}}
def relu_cubic(x):
    kinks = [-2, -1.54, -13 / 12, -5 / 6, 1 / 6, 0.55, 1, 2]
    return np.interp(x, kinks, [-3.4, -0.548, 0, 0, -1.2, -1.2, -0.3, 6.7])

# %% coursekit={"answer": "cubic-one-dimension", "cell": "relu_cubic", "mistake": "one dimension only", "loses": {"test_relu_cubic": 2}}
def relu_cubic(x):
    x = np.asarray(x, dtype=float).reshape(-1)
    return np.maximum(x[:, None] * np.array([-5, -1.2, 1.2, 1.2, 2, 5]) + np.array([-7.7, -1.3, 1, -0.2, -1.1, -5]), 0) @ np.array([-1, -1, -1, 1, 1, 1])

# %% coursekit={"answer": "cubic-whole-input", "cell": "relu_cubic", "mistake": "cuts the input to whole numbers", "loses": {"test_relu_cubic": 3}}
def relu_cubic(x):
    x = np.asarray(x, dtype=int)
    units = [np.maximum(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-in-place", "cell": "relu_cubic", "mistake": "computes in the caller's array", "loses": {"test_relu_cubic": 1}}
def relu_cubic(x):
    if isinstance(x, np.ndarray) and x.dtype == float:
        kept = x.copy()
        x *= 5
        x -= 5
    else:
        kept = np.asarray(x, dtype=float)
    units = [np.maximum(w * kept + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-hard-coded", "cell": "relu_cubic", "mistake": "the five values of the example", "loses": {"test_relu_cubic": 4}}
def relu_cubic(x):
    return np.array([-3.4, 0.0, -1.0, -0.3, 6.7])

# %% coursekit={"answer": "cubic-np-max", "cell": "relu_cubic", "mistake": "the largest of all, not one by one", "loses": {"test_relu_cubic": 5}}
def relu_cubic(x):
    units = [np.max(w * x + b, 0) for w, b in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-whole-array", "cell": "relu_cubic", "mistake": "puts the results into an array of the type of x", "loses": {"test_relu_cubic": 3}}
def relu_cubic(x):
    y = np.zeros_like(x)
    for w, b, sign in zip([-5, -1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5], [-1, -1, -1, 1, 1, 1]):
        y[...] = y + sign * np.maximum(w * x + b, 0)
    return y

# %% coursekit={"answer": "cubic-minus-forgotten", "cell": "relu_cubic", "mistake": "the first two rise, not fall", "loses": {"test_relu_cubic": 4}}
def relu_cubic(x):
    units = [np.maximum(w * x + b, 0) for w, b in zip([5, 1.2, 1.2, 1.2, 2, 5], [-7.7, -1.3, 1, -0.2, -1.1, -5])]
    return units[3] + units[4] + units[5] - units[0] - units[1] - units[2]

# %% coursekit={"answer": "cubic-arrays-only", "cell": "relu_cubic", "mistake": "no single number", "loses": {"test_relu_cubic": 2}}
def relu_cubic(x):
    hidden = np.maximum(x[..., None] * np.array([-5, -1.2, 1.2, 1.2, 2, 5]) + np.array([-7.7, -1.3, 1, -0.2, -1.1, -5]), 0)
    return hidden @ np.array([-1, -1, -1, 1, 1, 1])

# %% [markdown]
# ## edges

# %% coursekit={"answer": "edges-index", "cell": "edges", "right": "an index"}
def edges(sizes):
    total = 0
    for layer in range(len(sizes) - 1):
        total += sizes[layer] * sizes[layer + 1]
    return total

# %% coursekit={"answer": "edges-recursive", "cell": "edges", "right": "recursion"}
def edges(sizes):
    if len(sizes) < 2:
        return 0
    return sizes[0] * sizes[1] + edges(sizes[1:])

# %% coursekit={"answer": "edges-numpy", "cell": "edges", "right": "numpy"}
def edges(sizes):
    sizes = np.array(sizes)
    return int(sizes[:-1] @ sizes[1:])

# %% coursekit={"answer": "edges-torch", "cell": "edges", "right": "counts the weights of a real network"}
def edges(sizes):
    return sum(nn.Linear(a, b, bias=False).weight.numel() for a, b in zip(sizes[:-1], sizes[1:]))

# %% coursekit={"answer": "edges-biases", "cell": "edges", "mistake": "counts the biases too", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum((a + 1) * b for a, b in zip(sizes, sizes[1:]))

# %% coursekit={"answer": "edges-product", "cell": "edges", "mistake": "multiplies all sizes", "loses": {"test_edges": 3}}
def edges(sizes):
    return int(np.prod(sizes))

# %% coursekit={"answer": "edges-first-and-last", "cell": "edges", "mistake": "the first and the last layer only", "loses": {"test_edges": 3}}
def edges(sizes):
    return sizes[0] * sizes[-1]

# %% coursekit={"answer": "edges-neurons", "cell": "edges", "mistake": "counts the neurons", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum(sizes)

# %% coursekit={"answer": "edges-every-pair", "cell": "edges", "mistake": "joins every pair of layers", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum(sizes[i] * sizes[j] for i in range(len(sizes)) for j in range(i))

# %% coursekit={"answer": "edges-three-layers", "cell": "edges", "mistake": "three layers only", "loses": {"test_edges": 3}}
def edges(sizes):
    a, b, c = sizes
    return a * b + b * c

# %% coursekit={"answer": "edges-first-three", "cell": "edges", "mistake": "stops after the third layer", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum(a * b for a, b in zip(sizes[:2], sizes[1:]))

# %% coursekit={"answer": "edges-last-left-out", "cell": "edges", "mistake": "leaves the last pair out", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 2))

# %% coursekit={"answer": "edges-one-layer", "cell": "edges", "mistake": "one layer counts its own neurons", "loses": {"test_edges": 1}}
def edges(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:])) or sum(sizes)

# %% coursekit={"answer": "edges-around", "cell": "edges", "mistake": "joins the last layer to the first", "loses": {"test_edges": 3}}
def edges(sizes):
    return sum(sizes[i] * sizes[i - 1] for i in range(len(sizes)))

# %% coursekit={"answer": "edges-eats", "cell": "edges", "mistake": "empties the caller's list", "loses": {"test_edges": 1}}
def edges(sizes):
    if isinstance(sizes, tuple):
        sizes = list(sizes)
    total = 0
    while len(sizes) > 1:
        total += sizes.pop(0) * sizes[0]
    return total

# %% coursekit={"answer": "edges-lists-only", "cell": "edges", "mistake": "lists only", "loses": {"test_edges": 2}}
def edges(sizes):
    sizes = sizes.copy()
    return sum(a * b for a, b in zip(sizes, sizes[1:]))

# %% coursekit={"answer": "edges-remembered", "cell": "edges", "mistake": "remembers the examples", "loses": {"test_edges": 3}}
def edges(sizes):
    return {(2, 2, 1): 6, (3, 5, 2): 25, (4, 10, 3): 70}.get(tuple(sizes), 0)

# %% coursekit={"answer": "edges-decimal", "cell": "edges", "mistake": "a decimal number", "loses": {"test_edges": 1}}
def edges(sizes):
    return float(np.dot(sizes[:-1], sizes[1:]))

# %% coursekit={"answer": "edges-return-inside", "cell": "edges", "mistake": "returns within the loop", "loses": {"test_edges": 3}}
def edges(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
        return total

# %% [markdown]
# ## iris_model

# %% coursekit={"answer": "iris-module", "cell": "iris_model", "right": "a module of one's own"}
class IrisNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(4, 10)
        self.out = nn.Linear(10, 3)

    def forward(self, x):
        return self.out(torch.relu(self.hidden(x)))


def iris_model(seed):
    torch.manual_seed(seed)
    return IrisNet()

# %% coursekit={"answer": "iris-named", "cell": "iris_model", "right": "layers with names, other names and another order of use"}
from collections import OrderedDict


def iris_model(seed):
    torch.manual_seed(seed)
    first = nn.Linear(in_features=4, out_features=10)
    last = nn.Linear(in_features=10, out_features=3)
    return nn.Sequential(OrderedDict(car=first, act=nn.ReLU(), product=last))

# %% coursekit={"answer": "iris-fork", "cell": "iris_model", "right": "leaves the caller's random numbers alone"}
def iris_model(seed):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-no-seed", "cell": "iris_model", "mistake": "sets no seed", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-fixed-seed", "cell": "iris_model", "mistake": "always seed 42", "loses": {"test_iris_model": 2}}
def iris_model(seed):
    torch.manual_seed(42)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-seed-after", "cell": "iris_model", "mistake": "sets the seed after the layers are made", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    model = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
    torch.manual_seed(seed)
    return model

# %% coursekit={"answer": "iris-numpy-seed", "cell": "iris_model", "mistake": "seeds numpy", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    np.random.seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-softmax", "cell": "iris_model", "mistake": "a softmax at the end", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3), nn.Softmax(dim=1))

# %% coursekit={"answer": "iris-relu-at-the-end", "cell": "iris_model", "mistake": "a ReLU at the end", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3), nn.ReLU())

# %% coursekit={"answer": "iris-no-relu", "cell": "iris_model", "mistake": "no ReLU between", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-sigmoid", "cell": "iris_model", "mistake": "a sigmoid instead of ReLU", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.Sigmoid(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-leaky", "cell": "iris_model", "mistake": "a leaky ReLU", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.LeakyReLU(0.001), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-narrow", "cell": "iris_model", "mistake": "eight hidden units", "loses": {"test_iris_model": 4}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3))

# %% coursekit={"answer": "iris-no-bias", "cell": "iris_model", "mistake": "no bias in the output layer", "loses": {"test_iris_model": 4}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3, bias=False))

# %% coursekit={"answer": "iris-order", "cell": "iris_model", "mistake": "makes the output layer first", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    last = nn.Linear(10, 3)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), last)

# %% coursekit={"answer": "iris-shared", "cell": "iris_model", "mistake": "one network for all calls", "loses": {"test_iris_model": 3}}
network = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))


def iris_model(seed):
    torch.manual_seed(seed)
    return network

# %% coursekit={"answer": "iris-remembered", "cell": "iris_model", "mistake": "the same network for the same seed", "loses": {"test_iris_model": 1}}
from functools import cache


@cache
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-double", "cell": "iris_model", "mistake": "64-bit weights", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3)).double()

# %% coursekit={"answer": "iris-dropout", "cell": "iris_model", "mistake": "a dropout as well", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Dropout(0.5), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-tanh", "cell": "iris_model", "mistake": "tanh instead of ReLU", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.Tanh(), nn.Linear(10, 3))

# %% coursekit={"answer": "iris-log-softmax", "cell": "iris_model", "mistake": "a log-softmax at the end", "loses": {"test_iris_model": 3}}
def iris_model(seed):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3), nn.LogSoftmax(dim=1))

# %% coursekit={"answer": "iris-made-once", "cell": "iris_model", "mistake": "one network, made once from the seed of the example", "loses": {"test_iris_model": 2}}
torch.manual_seed(42)
made = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))


def iris_model(seed):
    return made

# %% [markdown]
# ## accuracy

# %% coursekit={"answer": "accuracy-max", "cell": "accuracy", "right": "torch.max, as in the chapter"}
def accuracy(model, X, y):
    mode = model.training
    model.train(False)
    with torch.no_grad():
        best, predicted = torch.max(model(X), 1)
    if mode:
        model.train()
    return sum(predicted == y).item() / len(y)

# %% coursekit={"answer": "accuracy-numpy", "cell": "accuracy", "right": "numpy, and a try"}
def accuracy(model, X, y):
    mode = model.training
    try:
        scores = model.eval()(X).detach().numpy()
    finally:
        model.train(mode)
    return float(np.mean(scores.argmax(axis=1) == y.numpy()))

# %% coursekit={"answer": "accuracy-one-by-one", "cell": "accuracy", "right": "flower by flower, by softmax"}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    right = 0
    with torch.inference_mode():
        for flower, kind in zip(X, y):
            right += int(torch.softmax(model(flower[None]), dim=1)[0].argmax() == kind)
    model.train(was_training)
    return right / len(X)

# %% coursekit={"answer": "accuracy-count", "cell": "accuracy", "mistake": "counts", "loses": {"test_accuracy": 5}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().sum().item()

# %% coursekit={"answer": "accuracy-percent", "cell": "accuracy", "mistake": "in percent", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().mean().item() * 100

# %% coursekit={"answer": "accuracy-tensor", "cell": "accuracy", "mistake": "a tensor, not a number", "loses": {"test_accuracy": 3}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().mean()

# %% coursekit={"answer": "accuracy-error", "cell": "accuracy", "mistake": "the share of mistakes", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) != y).float().mean().item()

# %% coursekit={"answer": "accuracy-columns", "cell": "accuracy", "mistake": "the largest of a column", "loses": {"test_accuracy": 5}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=0) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-all-scores", "cell": "accuracy", "mistake": "the largest of all scores", "loses": {"test_accuracy": 5}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax() == y).float().mean().item()

# %% coursekit={"answer": "accuracy-no-mean", "cell": "accuracy", "mistake": "right or wrong, one by one", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().tolist()

# %% coursekit={"answer": "accuracy-stays-in-eval", "cell": "accuracy", "mistake": "does not go back", "loses": {"test_accuracy": 2}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    return (outputs.argmax(dim=1) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-always-train", "cell": "accuracy", "mistake": "goes to training mode whatever it was", "loses": {"test_accuracy": 2}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train()
    return (outputs.argmax(dim=1) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-no-eval", "cell": "accuracy", "mistake": "measures in the mode it finds", "loses": {"test_accuracy": 2}}
def accuracy(model, X, y):
    with torch.no_grad():
        outputs = model(X)
    return (outputs.argmax(dim=1) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-back-too-early", "cell": "accuracy", "mistake": "goes back before it measures", "loses": {"test_accuracy": 2}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    model.train(was_training)
    with torch.no_grad():
        outputs = model(X)
    return (outputs.argmax(dim=1) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-scores", "cell": "accuracy", "mistake": "compares scores with classes", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        best, predicted = torch.max(model(X), 1)
    model.train(was_training)
    return (best == y).float().mean().item()

# %% coursekit={"answer": "accuracy-smallest", "cell": "accuracy", "mistake": "the smallest score", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmin(dim=1) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-broadcast", "cell": "accuracy", "mistake": "a column against a row", "loses": {"test_accuracy": 4}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1, keepdim=True) == y).float().mean().item()

# %% coursekit={"answer": "accuracy-divides-by-three", "cell": "accuracy", "mistake": "divides by the number of classes", "loses": {"test_accuracy": 3}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y).float().sum().item() / 3

# %% coursekit={"answer": "accuracy-predictions", "cell": "accuracy", "mistake": "returns the predictions too", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X)
    model.train(was_training)
    predicted = outputs.argmax(dim=1)
    return (predicted == y).float().mean().item(), predicted

# %% coursekit={"answer": "accuracy-hard-coded", "cell": "accuracy", "mistake": "the number of the example", "loses": {"test_accuracy": 4}}
def accuracy(model, X, y):
    return 2 / 3

# %% coursekit={"answer": "accuracy-one-line", "cell": "accuracy", "mistake": "in the mode it finds, and a tensor", "loses": {"test_accuracy": 5}}
def accuracy(model, X, y):
    return (model(X).argmax(dim=1) == y).float().mean()

# %% coursekit={"answer": "accuracy-outer", "cell": "accuracy", "mistake": "measures the notebook's test flowers", "loses": {"test_accuracy": 6}}
def accuracy(model, X, y):
    was_training = model.training
    model.eval()
    with torch.no_grad():
        outputs = model(X_test)
    model.train(was_training)
    return (outputs.argmax(dim=1) == y_test).float().mean().item()

# %% [markdown]
# ## train_iris

# %% coursekit={"answer": "train-own-accuracy", "cell": "train_iris", "right": "measures by itself, cross-entropy as a function"}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    optimizer = torch.optim.Adam(model.parameters(), lr)
    losses, seen, unseen = [], [], []

    def share(inputs, targets):
        model.eval()
        with torch.no_grad():
            return (model(inputs).argmax(1) == targets).double().mean().item()

    for epoch in range(epochs):
        model.train()
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(X), y)
        loss.backward()
        losses.append(float(loss))
        optimizer.step()
        seen.append(share(X, y))
        unseen.append(share(X_new, y_new))
    return dict(loss=losses, accuracy=seen, test_accuracy=unseen)

# %% coursekit={"answer": "train-clears-last", "cell": "train_iris", "right": "clears the gradients at the end of a round"}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-log-softmax", "cell": "train_iris", "right": "log-softmax and the negative log likelihood"}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.NLLLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(torch.log_softmax(model(X), dim=1), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-adam-by-hand", "cell": "train_iris", "right": "Adam by hand"}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    parts = list(model.parameters())
    first, second = [torch.zeros_like(part) for part in parts], [torch.zeros_like(part) for part in parts]
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for step in range(1, epochs + 1):
        model.train()
        loss = nn.functional.cross_entropy(model(X), y)
        gradients = torch.autograd.grad(loss, parts)
        with torch.no_grad():
            for part, g, m, v in zip(parts, gradients, first, second):
                m.mul_(0.9).add_(g, alpha=0.1)
                v.mul_(0.999).addcmul_(g, g, value=0.001)
                part -= lr * (m / (1 - 0.9**step)) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-no-clearing", "cell": "train_iris", "mistake": "never clears the gradients", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-no-step", "cell": "train_iris", "mistake": "never changes the weights", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-sgd", "cell": "train_iris", "mistake": "SGD instead of Adam", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-adamw", "cell": "train_iris", "mistake": "AdamW instead of Adam", "loses": {"test_train_iris": 5}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-fixed-rate", "cell": "train_iris", "mistake": "always the same learning rate", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-round-less", "cell": "train_iris", "mistake": "a round too few", "loses": {"test_train_iris": 10}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(1, epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-round-more", "cell": "train_iris", "mistake": "a round too many", "loses": {"test_train_iris": 11}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs + 1):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-loss-after", "cell": "train_iris", "mistake": "the loss after the step", "loses": {"test_train_iris": 8}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss_fn(model(X), y).item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-accuracy-before", "cell": "train_iris", "mistake": "measures before the step", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
    return history

# %% coursekit={"answer": "train-swapped", "cell": "train_iris", "mistake": "trains on the test set", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X_new, y_new, X, y = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-records-swapped", "cell": "train_iris", "mistake": "the two accuracies swapped", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X_new, y_new))
        history["test_accuracy"].append(accuracy(model, X, y))
    return history

# %% coursekit={"answer": "train-both-on-train", "cell": "train_iris", "mistake": "both accuracies on the training set", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X, y))
    return history

# %% coursekit={"answer": "train-both-sets", "cell": "train_iris", "mistake": "trains on all flowers", "loses": {"test_train_iris": 8}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(torch.cat([X, X_new])), torch.cat([y, y_new]))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-another-model", "cell": "train_iris", "mistake": "trains a network of its own", "loses": {"test_train_iris": 10}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    model = nn.Sequential(nn.Linear(4, 10), nn.ReLU(), nn.Linear(10, 3))
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-copy", "cell": "train_iris", "mistake": "trains a copy", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    import copy

    model = copy.deepcopy(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-softmax", "cell": "train_iris", "mistake": "a softmax before the loss", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(torch.softmax(model(X), dim=1), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-sum", "cell": "train_iris", "mistake": "adds the losses of the flowers", "loses": {"test_train_iris": 10}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss(reduction="sum")
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-graph", "cell": "train_iris", "mistake": "keeps the loss, not its number", "loses": {"test_train_iris": 5}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss)
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-no-train-mode", "cell": "train_iris", "mistake": "trains in the mode it finds", "loses": {"test_train_iris": 1}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-batches", "cell": "train_iris", "mistake": "small batches", "loses": {"test_train_iris": 4}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        losses = []
        for start in range(0, len(X), 32):
            loss = loss_fn(model(X[start : start + 32]), y[start : start + 32])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history["loss"].append(sum(losses) / len(losses))
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-two-steps", "cell": "train_iris", "mistake": "two steps a round", "loses": {"test_train_iris": 8}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-new-optimizer", "cell": "train_iris", "mistake": "a new optimizer in each round", "loses": {"test_train_iris": 6}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        optimizer = torch.optim.Adam(model.parameters(), lr=lr)
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-decays", "cell": "train_iris", "mistake": "lets the learning rate decay", "loses": {"test_train_iris": 7}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        optimizer.param_groups[0]["lr"] *= 0.9
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-early-stop", "cell": "train_iris", "mistake": "stops when all test flowers are right", "loses": {"test_train_iris": 5}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
        if history["test_accuracy"][-1] > 0.6:
            break
    return history

# %% coursekit={"answer": "train-global-data", "cell": "train_iris", "mistake": "trains on the notebook's flowers, whatever it is given", "loses": {"test_train_iris": 5}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = X_train, y_train, X_test, y_test
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-last-layer", "cell": "train_iris", "mistake": "trains the last layer only", "loses": {"test_train_iris": 5}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(list(model.parameters())[-2:], lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-returns-model", "cell": "train_iris", "mistake": "returns (model, history)", "loses": {"test_train_iris": 11}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return model, history

# %% coursekit={"answer": "train-other-keys", "cell": "train_iris", "mistake": "other keys", "loses": {"test_train_iris": 8}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-shared-record", "cell": "train_iris", "mistake": "the records of one call go on in the next", "loses": {"test_train_iris": 9}}
history = {"loss": [], "accuracy": [], "test_accuracy": []}


def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    for _ in range(epochs):
        model.train()
        loss = nn.functional.cross_entropy(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-hard-coded", "cell": "train_iris", "mistake": "the numbers of the example", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    return {"loss": [1.0986123] * epochs, "accuracy": [1.0] * epochs, "test_accuracy": [1 / 3] * epochs}

# %% coursekit={"answer": "train-in-fifths", "cell": "train_iris", "mistake": "a step for each fifth of the flowers, one by one where there are five", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        for flowers, kinds in zip(X.chunk(5), y.chunk(5)):
            loss = loss_fn(model(flowers), kinds)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-other-order", "cell": "train_iris", "mistake": "takes the four tensors in the order of train_test_split", "loses": {"test_train_iris": 10}}
def train_iris(model, data, epochs, lr):
    X, X_new, y, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-cleared-too-late", "cell": "train_iris", "mistake": "clears the gradients before the step", "loses": {"test_train_iris": 9}}
def train_iris(model, data, epochs, lr):
    X, y, X_new, y_new = data
    loss_fn = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    history = {"loss": [], "accuracy": [], "test_accuracy": []}
    for _ in range(epochs):
        model.train()
        loss = loss_fn(model(X), y)
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
        history["loss"].append(loss.item())
        history["accuracy"].append(accuracy(model, X, y))
        history["test_accuracy"].append(accuracy(model, X_new, y_new))
    return history

# %% coursekit={"answer": "train-borrowed", "cell": "train_iris", "mistake": "lets the library train", "loses": {"test_train_iris": 11}}
def train_iris(model, data, epochs, lr):
    from coursekit import training

    X, y, X_new, y_new = data
    done = training.fit(model, X, y, lr=lr, epochs=epochs, valid=(X_new, y_new), metrics="accuracy")
    return {"loss": done["loss"], "accuracy": done["accuracy"], "test_accuracy": done["valid_accuracy"]}
