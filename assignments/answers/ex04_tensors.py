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
# # Known answers to ex04_tensors
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## perceptron
# %% [markdown]
# ## to_tensors

# %% coursekit={"answer": "tensors-old-names", "cell": "to_tensors", "right": "FloatTensor and LongTensor of lists"}
def to_tensors(X, y):
    return torch.FloatTensor(X.tolist()), torch.LongTensor(y.astype(int).tolist())

# %% coursekit={"answer": "tensors-clone", "cell": "to_tensors", "right": "from_numpy, then a clone of the other type"}
def to_tensors(X, y):
    features = torch.from_numpy(X).clone().to(torch.float32)
    labels = torch.from_numpy(y).clone().long()
    return features, labels

# %% coursekit={"answer": "tensors-numpy-copies", "cell": "to_tensors", "right": "numpy copies, and tensors on top of them"}
def to_tensors(X, y):
    return torch.from_numpy(X.astype(np.float32)), torch.from_numpy(y.astype(np.int64))

# %% coursekit={"answer": "tensors-row-by-row", "cell": "to_tensors", "right": "stacks the rows"}
def to_tensors(X, y):
    features = torch.stack([torch.tensor(row.astype(float)).float() for row in X])
    labels = torch.stack([torch.tensor(int(label)) for label in y])
    return features, labels

# %% coursekit={"answer": "tensors-double", "cell": "to_tensors", "mistake": "keeps the type of the array", "loses": {"test_to_tensors": 3}}
def to_tensors(X, y):
    return torch.tensor(X), torch.tensor(y)

# %% coursekit={"answer": "tensors-both-float", "cell": "to_tensors", "mistake": "labels as float32", "loses": {"test_to_tensors": 3}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.float32)

# %% coursekit={"answer": "tensors-int32", "cell": "to_tensors", "mistake": "labels of 32 bits", "loses": {"test_to_tensors": 3}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int32)

# %% coursekit={"answer": "tensors-uint8", "cell": "to_tensors", "mistake": "labels by way of 8 bits", "loses": {"test_to_tensors": 2}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y).to(torch.uint8).long()

# %% coursekit={"answer": "tensors-half", "cell": "to_tensors", "mistake": "features of 16 bits", "loses": {"test_to_tensors": 3}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float16), torch.tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-both-long", "cell": "to_tensors", "mistake": "features cut to whole numbers", "loses": {"test_to_tensors": 4}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.int64), torch.tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-whole-floats", "cell": "to_tensors", "mistake": "features cut to whole numbers, then to float32", "loses": {"test_to_tensors": 4}}
def to_tensors(X, y):
    return torch.tensor(X).long().float(), torch.tensor(y).long()

# %% coursekit={"answer": "tensors-shares", "cell": "to_tensors", "mistake": "shares memory where the array has the type already", "loses": {"test_to_tensors": 2}}
def to_tensors(X, y):
    return torch.from_numpy(X).float(), torch.from_numpy(y).long()

# %% coursekit={"answer": "tensors-old-names-share", "cell": "to_tensors", "mistake": "FloatTensor and LongTensor of the arrays share memory", "loses": {"test_to_tensors": 2}}
def to_tensors(X, y):
    return torch.FloatTensor(X), torch.LongTensor(y)

# %% coursekit={"answer": "tensors-as-tensor", "cell": "to_tensors", "mistake": "as_tensor shares memory", "loses": {"test_to_tensors": 2}}
def to_tensors(X, y):
    return torch.as_tensor(X, dtype=torch.float32), torch.as_tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-labels-share", "cell": "to_tensors", "mistake": "copies the features, but not the labels", "loses": {"test_to_tensors": 2}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), torch.as_tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-features-share", "cell": "to_tensors", "mistake": "copies the labels, but not the features", "loses": {"test_to_tensors": 1}}
def to_tensors(X, y):
    return torch.as_tensor(X).float(), torch.tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-floats-only", "cell": "to_tensors", "mistake": "halves the precision of what is double, leaves everything else", "loses": {"test_to_tensors": 1}}
def to_tensors(X, y):
    features, labels = torch.tensor(X), torch.tensor(y)
    return features.float() if features.dtype == torch.float64 else features, labels

# %% coursekit={"answer": "tensors-column", "cell": "to_tensors", "mistake": "labels as a column", "loses": {"test_to_tensors": 6}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64).reshape(-1, 1)

# %% coursekit={"answer": "tensors-one-hot", "cell": "to_tensors", "mistake": "labels one-hot", "loses": {"test_to_tensors": 6}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32), nn.functional.one_hot(torch.tensor(y).long())

# %% coursekit={"answer": "tensors-swapped", "cell": "to_tensors", "mistake": "labels first", "loses": {"test_to_tensors": 6}}
def to_tensors(X, y):
    return torch.tensor(y, dtype=torch.int64), torch.tensor(X, dtype=torch.float32)

# %% coursekit={"answer": "tensors-numpy", "cell": "to_tensors", "mistake": "still arrays", "loses": {"test_to_tensors": 3}}
def to_tensors(X, y):
    return X.astype(np.float32), y.astype(np.int64)

# %% coursekit={"answer": "tensors-standardised", "cell": "to_tensors", "mistake": "standardises unasked", "loses": {"test_to_tensors": 5}}
def to_tensors(X, y):
    X = (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9)
    return torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-flat", "cell": "to_tensors", "mistake": "features in one row", "loses": {"test_to_tensors": 5}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32).reshape(-1), torch.tensor(y, dtype=torch.int64)

# %% coursekit={"answer": "tensors-in-place", "cell": "to_tensors", "mistake": "rounds the caller's array first", "loses": {"test_to_tensors": 1}}
def to_tensors(X, y):
    features, labels = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64)
    X *= 0
    return features, labels

# %% coursekit={"answer": "tensors-sorts", "cell": "to_tensors", "mistake": "sorts the caller's labels afterwards", "loses": {"test_to_tensors": 1}}
def to_tensors(X, y):
    pair = torch.tensor(X, dtype=torch.float32), torch.tensor(y, dtype=torch.int64)
    y.sort()
    return pair

# %% coursekit={"answer": "tensors-example", "cell": "to_tensors", "mistake": "the example", "loses": {"test_to_tensors": 4}}
def to_tensors(X, y):
    return torch.tensor([[5.1, 3.5], [6.2, 2.9], [5.9, 3.0]]), torch.tensor([0, 1, 2])

# %% coursekit={"answer": "tensors-list", "cell": "to_tensors", "mistake": "one tensor only", "loses": {"test_to_tensors": 6}}
def to_tensors(X, y):
    return torch.tensor(X, dtype=torch.float32)

# %% [markdown]
# ## linear

# %% coursekit={"answer": "linear-matmul", "cell": "linear", "right": "matmul and add, transposed by its two dimensions"}
def linear(x, W, b):
    return torch.add(torch.matmul(x, W.transpose(0, 1)), b)

# %% coursekit={"answer": "linear-einsum", "cell": "linear", "right": "einsum"}
def linear(x, W, b):
    return torch.einsum("...d,md->...m", x, W) + b

# %% coursekit={"answer": "linear-outputs", "cell": "linear", "right": "output by output"}
def linear(x, W, b):
    outputs = []
    for w, c in zip(W, b):
        outputs.append((x * w).sum(dim=-1) + c)
    return torch.stack(outputs, dim=-1)

# %% coursekit={"answer": "linear-broadcast", "cell": "linear", "right": "one more dimension, multiplied and added"}
def linear(x, W, b):
    return (x.unsqueeze(-2) * W).sum(-1) + b

# %% coursekit={"answer": "linear-no-bias", "cell": "linear", "mistake": "without the bias", "loses": {"test_linear": 7}}
def linear(x, W, b):
    return x @ W.T

# %% coursekit={"answer": "linear-minus-bias", "cell": "linear", "mistake": "takes the bias off", "loses": {"test_linear": 7}}
def linear(x, W, b):
    return x @ W.T - b

# %% coursekit={"answer": "linear-w-first", "cell": "linear", "mistake": "W x: right for one sample", "loses": {"test_linear": 6}}
def linear(x, W, b):
    return W @ x + b

# %% coursekit={"answer": "linear-columns", "cell": "linear", "mistake": "a sample a column", "loses": {"test_linear": 5}}
def linear(x, W, b):
    if x.ndim == 1:
        return W @ x + b
    return W @ x.mT + b[:, None]

# %% coursekit={"answer": "linear-untransposed", "cell": "linear", "mistake": "x W: wrong where it fits, an error elsewhere", "loses": {"test_linear": 7}}
def linear(x, W, b):
    return x @ W + b

# %% coursekit={"answer": "linear-guesses", "cell": "linear", "mistake": "transposes only where it must", "loses": {"test_linear": 2}}
def linear(x, W, b):
    if W.shape[0] == x.shape[-1]:
        return x @ W + b
    return x @ W.T + b

# %% coursekit={"answer": "linear-reshape", "cell": "linear", "mistake": "reshapes instead of transposing", "loses": {"test_linear": 6}}
def linear(x, W, b):
    return x @ W.reshape(W.shape[1], W.shape[0]) + b

# %% coursekit={"answer": "linear-reshape-column", "cell": "linear", "mistake": "one column whatever W is", "loses": {"test_linear": 6}}
def linear(x, W, b):
    return x @ W.reshape(-1, 1) + b

# %% coursekit={"answer": "linear-bias-down", "cell": "linear", "mistake": "a bias a sample, where it fits", "loses": {"test_linear": 2}}
def linear(x, W, b):
    y = x @ W.T
    if y.ndim == 2 and len(b) == len(y):
        return y + b[:, None]
    return y + b

# %% coursekit={"answer": "linear-batches-only", "cell": "linear", "mistake": "makes one sample a batch", "loses": {"test_linear": 3}}
def linear(x, W, b):
    return torch.atleast_2d(x) @ W.T + b

# %% coursekit={"answer": "linear-squeezed", "cell": "linear", "mistake": "drops dimensions of length one", "loses": {"test_linear": 2}}
def linear(x, W, b):
    return (x @ W.T + b).squeeze()

# %% coursekit={"answer": "linear-two-dimensions", "cell": "linear", "mistake": "one or two dimensions only", "loses": {"test_linear": 1}}
def linear(x, W, b):
    if x.ndim == 1:
        return torch.mv(W, x) + b
    return torch.mm(x, W.T) + b

# %% coursekit={"answer": "linear-flat", "cell": "linear", "mistake": "flattens what stands in front", "loses": {"test_linear": 3}}
def linear(x, W, b):
    return x.reshape(-1, W.shape[1]) @ W.T + b

# %% coursekit={"answer": "linear-detached", "cell": "linear", "mistake": "off the graph", "loses": {"test_linear": 2}}
def linear(x, W, b):
    return x @ W.detach().T + b.detach()

# %% coursekit={"answer": "linear-no-grad", "cell": "linear", "mistake": "keeps no account", "loses": {"test_linear": 2}}
def linear(x, W, b):
    with torch.no_grad():
        return x @ W.T + b

# %% coursekit={"answer": "linear-bias-data", "cell": "linear", "mistake": "the bias off the graph", "loses": {"test_linear": 1}}
def linear(x, W, b):
    return x @ W.T + b.data

# %% coursekit={"answer": "linear-numpy", "cell": "linear", "mistake": "by numpy and back", "loses": {"test_linear": 2}}
def linear(x, W, b):
    return torch.from_numpy(x.detach().numpy() @ W.detach().numpy().T + b.detach().numpy())

# %% coursekit={"answer": "linear-numbers", "cell": "linear", "mistake": "new tensors of the numbers", "loses": {"test_linear": 2}}
def linear(x, W, b):
    return x @ torch.tensor(W.tolist()).T + torch.tensor(b.tolist())

# %% coursekit={"answer": "linear-product-only", "cell": "linear", "mistake": "multiplies without adding up", "loses": {"test_linear": 7}}
def linear(x, W, b):
    return x * W[0] + b[0]

# %% coursekit={"answer": "linear-first-output", "cell": "linear", "mistake": "the first output only", "loses": {"test_linear": 6}}
def linear(x, W, b):
    return (x @ W[0] + b[0]).unsqueeze(-1)

# %% coursekit={"answer": "linear-relu", "cell": "linear", "mistake": "a ReLU at the end", "loses": {"test_linear": 5}}
def linear(x, W, b):
    return torch.relu(x @ W.T + b)

# %% coursekit={"answer": "linear-transposes-w", "cell": "linear", "mistake": "transposes the caller's W", "loses": {"test_linear": 3}}
def linear(x, W, b):
    with torch.no_grad():
        y = x @ W.t_()
    return y + b

# %% coursekit={"answer": "linear-scales-x", "cell": "linear", "mistake": "changes the caller's x", "loses": {"test_linear": 2}}
def linear(x, W, b):
    y = x @ W.T + b
    with torch.no_grad():
        x.zero_()
    return y

# %% coursekit={"answer": "linear-adds-to-b", "cell": "linear", "mistake": "changes the caller's b", "loses": {"test_linear": 1}}
def linear(x, W, b):
    y = x @ W.T + b
    with torch.no_grad():
        b += 1
    return y

# %% coursekit={"answer": "linear-layer", "cell": "linear", "mistake": "nn.Linear", "loses": {"test_linear": 7}}
def linear(x, W, b):
    layer = nn.Linear(W.shape[1], W.shape[0])
    layer.load_state_dict({"weight": W, "bias": b})
    return layer(x)

# %% coursekit={"answer": "linear-functional", "cell": "linear", "mistake": "the function of torch", "loses": {"test_linear": 7}}
import torch.nn.functional as F


def linear(x, W, b):
    return F.linear(x, W, b)

# %% coursekit={"answer": "linear-addmm", "cell": "linear", "mistake": "addmm", "loses": {"test_linear": 7}}
def linear(x, W, b):
    if x.ndim == 2:
        return torch.addmm(b, x, W.T)
    return x @ W.T + b

# %% coursekit={"answer": "linear-example", "cell": "linear", "mistake": "the weights of the example", "loses": {"test_linear": 6}}
def linear(x, W, b):
    return x @ torch.tensor([[0.0417], [-0.5226]]) + 0.0514

# %% [markdown]
# ## safe_mse

# %% coursekit={"answer": "mse-branches", "cell": "safe_mse", "right": "two branches and squeeze"}
def safe_mse(pred, target):
    if target.ndim == 1 and pred.shape == (len(target), 1):
        pred = pred.squeeze(1)
    elif pred.ndim == 1 and target.shape == (len(pred), 1):
        target = target.squeeze(1)
    elif pred.shape != target.shape:
        raise ValueError("shapes differ")
    error = pred - target
    return (error * error).sum() / error.numel()

# %% coursekit={"answer": "mse-library", "cell": "safe_mse", "right": "torch's own loss once the shapes agree"}
def safe_mse(pred, target):
    if pred.shape == (*target.shape, 1) and target.ndim == 1:
        target = target.unsqueeze(1)
    if target.shape == (*pred.shape, 1) and pred.ndim == 1:
        pred = pred[:, None]
    if tuple(pred.shape) != tuple(target.shape):
        raise ValueError(f"{pred.shape} {target.shape}")
    return nn.MSELoss()(pred, target)

# %% coursekit={"answer": "mse-pairs", "cell": "safe_mse", "right": "pair by pair"}
def safe_mse(pred, target):
    def row(t):
        return t[:, 0] if t.ndim == 2 and t.shape[1] == 1 else t

    if pred.shape != target.shape:
        if pred.ndim == target.ndim or row(pred).shape != row(target).shape:
            raise ValueError("形状不同")
        pred, target = row(pred), row(target)
    total = 0
    for p, t in zip(pred.flatten(), target.flatten()):
        total = total + (p - t) ** 2
    return total / pred.numel()

# %% coursekit={"answer": "mse-plain", "cell": "safe_mse", "mistake": "lets the shapes broadcast", "loses": {"test_safe_mse": 6}}
def safe_mse(pred, target):
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-flattens", "cell": "safe_mse", "mistake": "flattens whatever comes", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean()

# %% coursekit={"answer": "mse-reshapes-target", "cell": "safe_mse", "mistake": "reshapes the target to the prediction's shape", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError("not as many")
    return ((pred - target.reshape(pred.shape)) ** 2).mean()

# %% coursekit={"answer": "mse-counts", "cell": "safe_mse", "mistake": "asks only whether there are as many numbers", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError("not as many")
    return ((pred.reshape(-1) - target.reshape(-1)) ** 2).mean()

# %% coursekit={"answer": "mse-lengths", "cell": "safe_mse", "mistake": "asks only whether there are as many rows", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if len(torch.atleast_1d(pred)) != len(torch.atleast_1d(target)):
        raise ValueError("not as many")
    if pred.ndim != target.ndim:
        pred, target = pred.reshape(-1), target.reshape(-1)
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-strict", "cell": "safe_mse", "mistake": "refuses a column and a row", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-one-way", "cell": "safe_mse", "mistake": "takes the prediction only as a column", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    if target.ndim == 1 and pred.shape == (len(target), 1):
        pred = pred.squeeze(1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-other-way", "cell": "safe_mse", "mistake": "takes the target only as a column", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if pred.ndim == 1 and target.shape == (len(pred), 1):
        target = target.squeeze(1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-squeezes", "cell": "safe_mse", "mistake": "drops every dimension of length one", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    pred, target = pred.squeeze(), target.squeeze()
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-n-is-one", "cell": "safe_mse", "mistake": "squeezes too far where n is one", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    if pred.ndim == 2 and target.ndim == 1:
        if pred.shape[1] != 1:
            raise ValueError("shapes differ")
        pred = pred.squeeze()
    elif target.ndim == 2 and pred.ndim == 1:
        if target.shape[1] != 1:
            raise ValueError("shapes differ")
        target = target.squeeze()
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-column-loose", "cell": "safe_mse", "mistake": "any column fits any row", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    if pred.ndim == 2 and pred.shape[1] == 1 and target.ndim == 1:
        pred = pred.squeeze(1)
    elif target.ndim == 2 and target.shape[1] == 1 and pred.ndim == 1:
        target = target.squeeze(1)
    elif pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-wide-too", "cell": "safe_mse", "mistake": "lets (1, n) pass as well", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    if pred.ndim != target.ndim and pred.numel() == target.numel() and 1 in (*pred.shape, *target.shape):
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-type-error", "cell": "safe_mse", "mistake": "another exception", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    assert pred.shape == target.shape
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-returns-error", "cell": "safe_mse", "mistake": "returns the exception", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        return ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-prints", "cell": "safe_mse", "mistake": "prints a warning and goes on", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        print("shapes differ")
    return ((pred - target) ** 2).mean()

# %% coursekit={"answer": "mse-sum", "cell": "safe_mse", "mistake": "adds up", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).sum()

# %% coursekit={"answer": "mse-half", "cell": "safe_mse", "mistake": "half of it, as the cost of chapter 1", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean() / 2

# %% coursekit={"answer": "mse-absolute", "cell": "safe_mse", "mistake": "absolute errors", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return (pred - target).abs().mean()

# %% coursekit={"answer": "mse-root", "cell": "safe_mse", "mistake": "takes the root", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean().sqrt()

# %% coursekit={"answer": "mse-square-of-mean", "cell": "safe_mse", "mistake": "squares the mean", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return (pred - target).mean() ** 2

# %% coursekit={"answer": "mse-rows", "cell": "safe_mse", "mistake": "divides by the rows", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).sum() / len(pred)

# %% coursekit={"answer": "mse-columns", "cell": "safe_mse", "mistake": "a mean for each column", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean(dim=0)

# %% coursekit={"answer": "mse-number", "cell": "safe_mse", "mistake": "a plain number, off the graph", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean().item()

# %% coursekit={"answer": "mse-detached", "cell": "safe_mse", "mistake": "off the graph", "loses": {"test_safe_mse": 2}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred.detach() - target) ** 2).mean()

# %% coursekit={"answer": "mse-one-element", "cell": "safe_mse", "mistake": "a tensor of shape (1,)", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean().reshape(1)

# %% coursekit={"answer": "mse-in-place", "cell": "safe_mse", "mistake": "subtracts in the caller's tensor", "loses": {"test_safe_mse": 3}}
def safe_mse(pred, target):
    if {pred.ndim, target.ndim} == {1, 2} and pred.shape[0] == target.shape[0] and pred.numel() == target.numel():
        pred, target = pred.reshape(-1), target.reshape(-1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    pred -= target
    return (pred**2).mean()

# %% coursekit={"answer": "mse-squeezes-target", "cell": "safe_mse", "mistake": "squeezes the caller's tensors in place", "loses": {"test_safe_mse": 1}}
def safe_mse(pred, target):
    if target.ndim == 1 and pred.shape == (len(target), 1):
        if not pred.requires_grad:
            pred.squeeze_(1)
        pred = pred.reshape(-1)
    elif pred.ndim == 1 and target.shape == (len(pred), 1):
        target.squeeze_(1)
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()

# %% [markdown]
# ## count_params

# %% coursekit={"answer": "count-shapes", "cell": "count_params", "right": "multiplies the shapes"}
def count_params(model):
    total = 0
    for name, part in model.named_parameters():
        size = 1
        for length in part.shape:
            size *= length
        total += size
    return total

# %% coursekit={"answer": "count-vector", "cell": "count_params", "right": "the length of one long vector"}
def count_params(model):
    parts = [part.detach().reshape(-1) for part in model.parameters()]
    return len(torch.cat(parts)) if parts else 0

# %% coursekit={"answer": "count-modules", "cell": "count_params", "right": "module by module"}
def count_params(model):
    return sum(np.prod(part.shape, dtype=int) for module in model.modules() for part in module.parameters(recurse=False))

# %% coursekit={"answer": "count-tensors", "cell": "count_params", "mistake": "counts tensors", "loses": {"test_count_params": 5}}
def count_params(model):
    return len(list(model.parameters()))

# %% coursekit={"answer": "count-returns-early", "cell": "count_params", "mistake": "returns inside the loop", "loses": {"test_count_params": 5}}
def count_params(model):
    total = 0
    for part in model.parameters():
        total += part.numel()
        return total
    return total

# %% coursekit={"answer": "count-adds-values", "cell": "count_params", "mistake": "adds the values of the parameters", "loses": {"test_count_params": 5}}
def count_params(model):
    return sum(part.sum() for part in model.parameters())

# %% coursekit={"answer": "count-layers", "cell": "count_params", "mistake": "counts layers", "loses": {"test_count_params": 5}}
def count_params(model):
    return len(list(model.modules()))

# %% coursekit={"answer": "count-rows", "cell": "count_params", "mistake": "the rows of each tensor", "loses": {"test_count_params": 5}}
def count_params(model):
    return sum(len(part) for part in model.parameters())

# %% coursekit={"answer": "count-no-biases", "cell": "count_params", "mistake": "weights only", "loses": {"test_count_params": 5}}
def count_params(model):
    return sum(part.numel() for part in model.parameters() if part.ndim > 1)

# %% coursekit={"answer": "count-linear-only", "cell": "count_params", "mistake": "the formula of linear layers, at the top only", "loses": {"test_count_params": 5}}
def count_params(model):
    return sum(part.in_features * part.out_features + part.out_features for part in model if isinstance(part, nn.Linear))

# %% coursekit={"answer": "count-linear-modules", "cell": "count_params", "mistake": "linear layers with a bias only", "loses": {"test_count_params": 2}}
def count_params(model):
    linears = [part for part in model.modules() if isinstance(part, nn.Linear)]
    return sum(part.in_features * part.out_features + part.out_features for part in linears)

# %% coursekit={"answer": "count-children", "cell": "count_params", "mistake": "only the layers at the top", "loses": {"test_count_params": 4}}
def count_params(model):
    return sum(part.numel() for layer in model.children() for part in layer.parameters(recurse=False))

# %% coursekit={"answer": "count-each-use", "cell": "count_params", "mistake": "a layer used twice counts twice", "loses": {"test_count_params": 1}}
def count_params(model):
    def of(layer):
        inside = list(layer) if isinstance(layer, nn.Sequential) else []
        return sum(map(of, inside)) if inside else sum(part.numel() for part in layer.parameters())

    return of(model)

# %% coursekit={"answer": "count-duplicates", "cell": "count_params", "mistake": "asks for duplicates as well", "loses": {"test_count_params": 1}}
def count_params(model):
    return sum(part.numel() for name, part in model.named_parameters(remove_duplicate=False))

# %% coursekit={"answer": "count-trainable", "cell": "count_params", "mistake": "leaves frozen parameters out", "loses": {"test_count_params": 1}}
def count_params(model):
    return sum(part.numel() for part in model.parameters() if part.requires_grad)

# %% coursekit={"answer": "count-state", "cell": "count_params", "mistake": "counts what is saved, buffers and all", "loses": {"test_count_params": 2}}
def count_params(model):
    return sum(part.numel() for part in model.state_dict().values())

# %% coursekit={"answer": "count-buffers", "cell": "count_params", "mistake": "adds the buffers", "loses": {"test_count_params": 1}}
def count_params(model):
    return sum(part.numel() for part in model.parameters()) + sum(part.numel() for part in model.buffers())

# %% coursekit={"answer": "count-first", "cell": "count_params", "mistake": "the first layer", "loses": {"test_count_params": 5}}
def count_params(model):
    layer = next(iter(model.modules()))
    layer = layer[0] if isinstance(layer, nn.Sequential) else layer
    return sum(part.numel() for part in layer.parameters())

# %% coursekit={"answer": "count-last", "cell": "count_params", "mistake": "the last layer", "loses": {"test_count_params": 5}}
def count_params(model):
    total = 0
    for layer in model.children():
        total = sum(part.numel() for part in layer.parameters())
    return total

# %% coursekit={"answer": "count-no-empty", "cell": "count_params", "mistake": "fails without parameters", "loses": {"test_count_params": 1}}
def count_params(model):
    return len(torch.cat([part.reshape(-1) for part in model.parameters()]))

# %% coursekit={"answer": "count-sequential-only", "cell": "count_params", "mistake": "an nn.Sequential only", "loses": {"test_count_params": 3}}
def count_params(model):
    return sum({id(part): part.numel() for layer in model for part in layer.parameters()}.values())

# %% coursekit={"answer": "count-text", "cell": "count_params", "mistake": "prints", "loses": {"test_count_params": 5}}
def count_params(model):
    print(sum(part.numel() for part in model.parameters()))

# %% coursekit={"answer": "count-remembers", "cell": "count_params", "mistake": "the count of one call goes on in the next", "loses": {"test_count_params": 5}}
total = 0


def count_params(model):
    global total
    for part in model.parameters():
        total += part.numel()
    return total

# %% coursekit={"answer": "count-bytes", "cell": "count_params", "mistake": "bytes", "loses": {"test_count_params": 5}}
def count_params(model):
    return sum(part.numel() * part.element_size() for part in model.parameters())

# %% coursekit={"answer": "count-example", "cell": "count_params", "mistake": "the examples", "loses": {"test_count_params": 3}}
def count_params(model):
    return 3 if isinstance(model, nn.Linear) else 83

# %% [markdown]
# ## grad_at

# %% coursekit={"answer": "grad-autograd", "cell": "grad_at", "right": "torch.autograd.grad"}
def grad_at(f, x):
    own = torch.as_tensor(x).detach().clone()
    if not own.is_floating_point():
        own = own.float()
    own.requires_grad_(True)
    with torch.enable_grad():
        y = f(own)
    if y.grad_fn is None:
        return torch.zeros_like(own, requires_grad=False)
    slope = torch.autograd.grad(y, own, allow_unused=True)[0]
    return torch.zeros_like(own, requires_grad=False) if slope is None else slope

# %% coursekit={"answer": "grad-plus-nothing", "cell": "grad_at", "right": "adds nothing times x, so that there always is a way"}
def grad_at(f, x):
    if isinstance(x, torch.Tensor):
        mine = torch.empty_like(x, requires_grad=False).copy_(x.detach()).requires_grad_()
    else:
        mine = torch.tensor(1.0 * x, requires_grad=True)
    (f(mine) + 0 * mine.sum()).backward()
    return mine.grad.clone()

# %% coursekit={"answer": "grad-try", "cell": "grad_at", "right": "tries, and makes zeros where there is no way"}
def grad_at(f, x):
    own = torch.tensor(x, dtype=torch.float64) if isinstance(x, (int, float)) else x.clone().detach()
    own.requires_grad = True
    value = f(own)
    try:
        value.backward()
    except RuntimeError:
        own.grad = None
    return torch.zeros(own.shape, dtype=own.dtype) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-value", "cell": "grad_at", "mistake": "returns the value", "loses": {"test_grad_at": 8}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    return f(own).detach()

# %% coursekit={"answer": "grad-of-backward", "cell": "grad_at", "mistake": "returns what backward returns", "loses": {"test_grad_at": 8}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    return f(own).backward()

# %% coursekit={"answer": "grad-tuple", "cell": "grad_at", "mistake": "returns the tuple", "loses": {"test_grad_at": 8}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return (torch.zeros_like(own),)
    return torch.autograd.grad(y, own)

# %% coursekit={"answer": "grad-differences", "cell": "grad_at", "mistake": "differences", "loses": {"test_grad_at": 3}}
def grad_at(f, x):
    own = (x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))).double()
    grad = torch.zeros_like(own)
    for k in range(own.numel()):
        nudge = torch.zeros_like(own)
        nudge.view(-1)[k] = 1e-5
        grad.view(-1)[k] = (f(own + nudge) - f(own - nudge)) / 2e-5
    return grad.to(x.dtype) if isinstance(x, torch.Tensor) else grad

# %% coursekit={"answer": "grad-one-sided", "cell": "grad_at", "mistake": "differences from one side", "loses": {"test_grad_at": 3}}
def grad_at(f, x):
    own = (x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))).double()
    here, grad = f(own), torch.zeros_like(own)
    for k in range(own.numel()):
        nudged = own.clone()
        nudged.view(-1)[k] += 1e-6
        grad.view(-1)[k] = (f(nudged) - here) / 1e-6
    return grad

# %% coursekit={"answer": "grad-twice", "cell": "grad_at", "mistake": "calls the function twice", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    if not f(own).requires_grad:
        return torch.zeros_like(own.detach())
    f(own).backward()
    return own.grad

# %% coursekit={"answer": "grad-callers-x", "cell": "grad_at", "mistake": "sets requires_grad on the caller's tensor", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    if not isinstance(x, torch.Tensor):
        x = torch.tensor(float(x))
    x.requires_grad_()
    y = f(x)
    if not y.requires_grad:
        return torch.zeros_like(x.detach())
    y.backward()
    if x.grad is None:
        return torch.zeros_like(x.detach())
    return x.grad

# %% coursekit={"answer": "grad-callers-flag", "cell": "grad_at", "mistake": "leaves requires_grad on the caller's tensor, without touching its gradient", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    if not isinstance(x, torch.Tensor):
        x = torch.tensor(float(x))
    x.requires_grad_()
    y = f(x)
    if not y.requires_grad:
        return torch.zeros_like(x.detach())
    slope = torch.autograd.grad(y, x, allow_unused=True)[0]
    return torch.zeros_like(x.detach()) if slope is None else slope

# %% coursekit={"answer": "grad-clears-callers", "cell": "grad_at", "mistake": "clears the caller's gradient", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    if not isinstance(x, torch.Tensor):
        x = torch.tensor(float(x))
    flag = x.requires_grad
    x.requires_grad_()
    x.grad = None
    y = f(x)
    if not y.requires_grad:
        return torch.zeros_like(x.detach())
    y.backward()
    if x.grad is None:
        return torch.zeros_like(x.detach())
    found, x.grad = x.grad.clone(), None
    x.requires_grad_(flag)
    return found

# %% coursekit={"answer": "grad-detached-shares", "cell": "grad_at", "mistake": "moves the caller's numbers: detach shares memory", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.grad is None:
        return torch.zeros_like(own.detach())
    with torch.no_grad():
        own -= own.grad
    return own.grad

# %% coursekit={"answer": "grad-clone-only", "cell": "grad_at", "mistake": "a clone that stays on the caller's graph", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    if own.is_leaf:
        own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.is_leaf and own.grad is None:
        return torch.zeros_like(own)
    return own.grad if own.is_leaf else x.grad

# %% coursekit={"answer": "grad-tensors-only", "cell": "grad_at", "mistake": "tensors only", "loses": {"test_grad_at": 5}}
def grad_at(f, x):
    own = x.detach().clone().requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-numbers-only", "cell": "grad_at", "mistake": "numbers only", "loses": {"test_grad_at": 6}}
def grad_at(f, x):
    own = torch.tensor(float(x), requires_grad=True)
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-no-integers", "cell": "grad_at", "mistake": "whole numbers fail", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(x)
    own.requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-vector-for-a-number", "cell": "grad_at", "mistake": "shape (1,) for a number", "loses": {"test_grad_at": 5}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor([float(x)])
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.sum().backward()
    return own.grad

# %% coursekit={"answer": "grad-python-number", "cell": "grad_at", "mistake": "a plain number where it can", "loses": {"test_grad_at": 4}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.grad is None:
        return torch.zeros_like(own)
    return own.grad if own.ndim else own.grad.item()

# %% coursekit={"answer": "grad-single", "cell": "grad_at", "mistake": "always float32", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = torch.as_tensor(x).detach().float().clone().requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-double", "cell": "grad_at", "mistake": "always float64", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = torch.as_tensor(x).detach().double().clone().requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return torch.zeros_like(own) if own.grad is None else own.grad

# %% coursekit={"answer": "grad-flat", "cell": "grad_at", "mistake": "one row whatever the shape", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.grad is None:
        return torch.zeros_like(own)
    return own.grad.reshape(-1) if own.ndim else own.grad

# %% coursekit={"answer": "grad-summed", "cell": "grad_at", "mistake": "adds the components", "loses": {"test_grad_at": 6}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.tensor(0.0)
    y.backward()
    if own.grad is None:
        return torch.tensor(0.0)
    return own.grad.sum()

# %% coursekit={"answer": "grad-no-constants", "cell": "grad_at", "mistake": "fails where the function does not use x", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    f(own).backward()
    return own.grad

# %% coursekit={"answer": "grad-constant-none", "cell": "grad_at", "mistake": "None where the function does not use x", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if y.requires_grad:
        y.backward()
    return own.grad

# %% coursekit={"answer": "grad-unused-none", "cell": "grad_at", "mistake": "None where the function uses another tensor that wants gradients, and not x", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own)
    y.backward()
    return own.grad

# %% coursekit={"answer": "grad-of-others", "cell": "grad_at", "mistake": "an error where the function uses another tensor, and not x", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own)
    return torch.autograd.grad(y, own)[0]

# %% coursekit={"answer": "grad-constant-number", "cell": "grad_at", "mistake": "one zero where the function does not use x", "loses": {"test_grad_at": 1}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.tensor(0.0)
    y.backward()
    if own.grad is None:
        return torch.tensor(0.0)
    return own.grad

# %% coursekit={"answer": "grad-with-graph", "cell": "grad_at", "mistake": "a gradient that still asks for gradients", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.grad is None:
        return torch.zeros_like(own)
    return own.grad.clone().requires_grad_()

# %% coursekit={"answer": "grad-square-only", "cell": "grad_at", "mistake": "the rule of x squared", "loses": {"test_grad_at": 8}}
def grad_at(f, x):
    return 2 * (x.detach() if isinstance(x, torch.Tensor) else torch.tensor(float(x)))

# %% coursekit={"answer": "grad-accumulates", "cell": "grad_at", "mistake": "keeps one tensor of its own for each shape, and never clears it", "loses": {"test_grad_at": 6}}
kept = {}


def grad_at(f, x):
    start = x.detach() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own = kept.setdefault((start.shape, start.dtype), torch.zeros_like(start, requires_grad=True))
    with torch.no_grad():
        own.copy_(start)
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(start)
    y.backward()
    return own.grad.clone()

# %% coursekit={"answer": "grad-moves-x", "cell": "grad_at", "mistake": "steps downhill as well", "loses": {"test_grad_at": 2}}
def grad_at(f, x):
    own = x.detach().clone() if isinstance(x, torch.Tensor) else torch.tensor(float(x))
    own.requires_grad_()
    y = f(own)
    if not y.requires_grad:
        return torch.zeros_like(own.detach())
    y.backward()
    if own.grad is None:
        return torch.zeros_like(own)
    if isinstance(x, torch.Tensor):
        x.data -= 0.1 * own.grad
    return own.grad

# %% coursekit={"answer": "grad-example", "cell": "grad_at", "mistake": "the examples", "loses": {"test_grad_at": 8}}
def grad_at(f, x):
    return torch.tensor([8.0, 3.0]) if isinstance(x, torch.Tensor) else torch.tensor(6.0)

# %% [markdown]
# ## descend

# %% coursekit={"answer": "descend-sub", "cell": "descend", "right": "methods that end in an underscore"}
def descend(f, w, lr, steps):
    path = []
    for step in range(steps + 1):
        path.append(w.detach().clone())
        if step < steps:
            w.sub_(grad_at(f, w), alpha=lr)
    return path

# %% coursekit={"answer": "descend-copy", "cell": "descend", "right": "computes anew, and copies it into w"}
def descend(f, w, lr, steps):
    path, new = [torch.clone(w)], w.clone()
    while len(path) <= steps:
        new = new - grad_at(f, new) * lr
        path.append(new)
    w.copy_(new)
    return path

# %% coursekit={"answer": "descend-slice", "cell": "descend", "right": "writes into all of w"}
import copy


def descend(f, w, lr, steps):
    path = [copy.deepcopy(w)]
    for _ in range(steps):
        with torch.no_grad():
            w[...] = w - lr * grad_at(f, w)
        path += [torch.tensor(w.tolist(), dtype=w.dtype)]
    return path

# %% coursekit={"answer": "descend-own-gradient", "cell": "descend", "right": "asks autograd itself"}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        here = w.detach().clone().requires_grad_()
        f(here).backward()
        w.add_(-lr * here.grad)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-value-for-function", "cell": "descend", "mistake": "hands grad_at the value instead of the function", "loses": {"test_descend": 2}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f(w), w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-same-tensor", "cell": "descend", "mistake": "stores w itself", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w)
    return path

# %% coursekit={"answer": "descend-detach", "cell": "descend", "mistake": "stores detached views of w", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [w.detach()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.detach())
    return path

# %% coursekit={"answer": "descend-numpy-view", "cell": "descend", "mistake": "stores arrays that share memory", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [w.numpy()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.numpy())
    return path

# %% coursekit={"answer": "descend-start-shared", "cell": "descend", "mistake": "stores the start itself, the rest as copies", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-new-tensor", "cell": "descend", "mistake": "leaves the caller's w at the start", "loses": {"test_descend": 4}}
def descend(f, w, lr, steps):
    path = [w]
    for _ in range(steps):
        w = w - lr * grad_at(f, w)
        path.append(w)
    return path

# %% coursekit={"answer": "descend-data", "cell": "descend", "mistake": "works on a copy", "loses": {"test_descend": 4}}
def descend(f, w, lr, steps):
    w = w.clone()
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-no-start", "cell": "descend", "mistake": "without the start", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = []
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-no-end", "cell": "descend", "mistake": "without the end", "loses": {"test_descend": 7}}
def descend(f, w, lr, steps):
    path = []
    for _ in range(steps):
        path.append(w.clone())
        w -= lr * grad_at(f, w)
    return path

# %% coursekit={"answer": "descend-end-only", "cell": "descend", "mistake": "returns the end", "loses": {"test_descend": 7}}
def descend(f, w, lr, steps):
    for _ in range(steps):
        w -= lr * grad_at(f, w)
    return w.clone()

# %% coursekit={"answer": "descend-stacked", "cell": "descend", "mistake": "one tensor instead of a list", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return torch.stack(path)

# %% coursekit={"answer": "descend-uphill", "cell": "descend", "mistake": "uphill", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w += lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-no-rate", "cell": "descend", "mistake": "without the learning rate", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-fixed-rate", "cell": "descend", "mistake": "always 0.1", "loses": {"test_descend": 3}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= 0.1 * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-divides", "cell": "descend", "mistake": "divides by the learning rate", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= grad_at(f, w) / lr
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-one-gradient", "cell": "descend", "mistake": "the gradient of the start throughout", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path, slope = [w.clone()], grad_at(f, w)
    for _ in range(steps):
        w -= lr * slope
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-late-gradient", "cell": "descend", "mistake": "the gradient of the step before", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path, slope = [w.clone()], grad_at(f, w)
    for _ in range(steps):
        now = grad_at(f, w)
        w -= lr * slope
        slope = now
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-accumulates", "cell": "descend", "mistake": "adds the gradients up", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path, slope = [w.clone()], torch.zeros_like(w)
    for _ in range(steps):
        slope += grad_at(f, w)
        w -= lr * slope
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-decays", "cell": "descend", "mistake": "a learning rate that shrinks", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for step in range(steps):
        w -= lr / (1 + step) * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-unit-steps", "cell": "descend", "mistake": "steps of one length", "loses": {"test_descend": 6}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        slope = grad_at(f, w)
        w -= lr * slope / slope.norm().clamp(min=1e-9)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-stops-early", "cell": "descend", "mistake": "stops where it is flat", "loses": {"test_descend": 1}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        slope = grad_at(f, w)
        if slope.norm() == 0:
            break
        w -= lr * slope
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-one-step-more", "cell": "descend", "mistake": "a step too many", "loses": {"test_descend": 7}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps + 1):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-hidden-step", "cell": "descend", "mistake": "a step too many that is not recorded", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    w -= lr * grad_at(f, w)
    return path

# %% coursekit={"answer": "descend-at-least-one", "cell": "descend", "mistake": "always a step", "loses": {"test_descend": 1}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    while True:
        w -= lr * grad_at(f, w)
        path.append(w.clone())
        if len(path) > steps:
            return path

# %% coursekit={"answer": "descend-resets", "cell": "descend", "mistake": "puts w back to the start", "loses": {"test_descend": 4}}
def descend(f, w, lr, steps):
    path = [w.clone()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    w.copy_(path[0])
    return path

# %% coursekit={"answer": "descend-numbers", "cell": "descend", "mistake": "lists of numbers", "loses": {"test_descend": 7}}
def descend(f, w, lr, steps):
    path = [w.tolist()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.tolist())
    return path

# %% coursekit={"answer": "descend-values", "cell": "descend", "mistake": "records the losses", "loses": {"test_descend": 7}}
def descend(f, w, lr, steps):
    path = [f(w)]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(f(w))
    return path

# %% coursekit={"answer": "descend-single", "cell": "descend", "mistake": "records in float32", "loses": {"test_descend": 1}}
def descend(f, w, lr, steps):
    path = [w.clone().float()]
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone().float())
    return path

# %% coursekit={"answer": "descend-shared-path", "cell": "descend", "mistake": "the path of one call goes on in the next", "loses": {"test_descend": 4}}
def descend(f, w, lr, steps, path=[]):
    path.append(w.clone())
    for _ in range(steps):
        w -= lr * grad_at(f, w)
        path.append(w.clone())
    return path

# %% coursekit={"answer": "descend-example", "cell": "descend", "mistake": "the example", "loses": {"test_descend": 5}}
def descend(f, w, lr, steps):
    path = [torch.tensor(row) for row in ([5.0, 5.0], [4.0, 3.0], [3.2, 1.8])]
    if w.shape == (2,):
        w.copy_(path[-1])
    return path
