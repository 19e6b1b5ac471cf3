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
# # Known answers to ex08_stability
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## xavier_bound

# %% coursekit={"answer": "xavier-math", "cell": "xavier_bound", "right": "math.sqrt"}
def xavier_bound(i, o):
    from math import sqrt

    return sqrt(6.0 / (i + o))

# %% coursekit={"answer": "xavier-from-variance", "cell": "xavier_bound", "right": "from the variance"}
def xavier_bound(i, o):
    variance = 2 / (i + o)
    return (3 * variance) ** 0.5

# %% coursekit={"answer": "xavier-from-mean", "cell": "xavier_bound", "right": "from the mean of both sizes"}
def xavier_bound(i, o):
    mean = (i + o) / 2
    return np.sqrt(3 / mean)

# %% coursekit={"answer": "xavier-variance", "cell": "xavier_bound", "mistake": "the variance", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return 2 / (i + o)

# %% coursekit={"answer": "xavier-deviation", "cell": "xavier_bound", "mistake": "the standard deviation", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (2 / (i + o)) ** 0.5

# %% coursekit={"answer": "xavier-no-root", "cell": "xavier_bound", "mistake": "no square root", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return 6 / (i + o)

# %% coursekit={"answer": "xavier-root-of-six", "cell": "xavier_bound", "mistake": "the root of 6 alone", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return 6**0.5 / (i + o)

# %% coursekit={"answer": "xavier-inputs", "cell": "xavier_bound", "mistake": "looks at the inputs alone", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / i) ** 0.5

# %% coursekit={"answer": "xavier-outputs", "cell": "xavier_bound", "mistake": "looks at the outputs alone", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / o) ** 0.5

# %% coursekit={"answer": "xavier-mean", "cell": "xavier_bound", "mistake": "divides by the mean of both", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / ((i + o) / 2)) ** 0.5

# %% coursekit={"answer": "xavier-mean-variance", "cell": "xavier_bound", "mistake": "the mean of both variances", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (3 * (1 / i + 1 / o) / 2) ** 0.5

# %% coursekit={"answer": "xavier-no-brackets", "cell": "xavier_bound", "mistake": "divides before it adds", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / i + o) ** 0.5

# %% coursekit={"answer": "xavier-product", "cell": "xavier_bound", "mistake": "multiplies both", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / (i * o)) ** 0.5

# %% coursekit={"answer": "xavier-integer", "cell": "xavier_bound", "mistake": "integer division", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 // (i + o)) ** 0.5

# %% coursekit={"answer": "xavier-three", "cell": "xavier_bound", "mistake": "three for six", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (3 / (i + o)) ** 0.5

# %% coursekit={"answer": "xavier-larger", "cell": "xavier_bound", "mistake": "twice the larger of both", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return (6 / (2 * max(i, o))) ** 0.5

# %% coursekit={"answer": "xavier-rounded", "cell": "xavier_bound", "mistake": "rounded", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    return round((6 / (i + o)) ** 0.5, 4)

# %% coursekit={"answer": "xavier-whole-mean", "cell": "xavier_bound", "mistake": "the mean of both in whole numbers", "loses": {"test_xavier_bound": 1}}
def xavier_bound(i, o):
    return (3 / ((i + o) // 2)) ** 0.5

# %% coursekit={"answer": "xavier-hard-coded", "cell": "xavier_bound", "mistake": "the example's number", "loses": {"test_xavier_bound": 2.0}}
def xavier_bound(i, o):
    return 0.1767767

# %% coursekit={"answer": "xavier-pair", "cell": "xavier_bound", "mistake": "both ends", "loses": {"test_xavier_bound": 3.0}}
def xavier_bound(i, o):
    a = (6 / (i + o)) ** 0.5
    return -a, a

# %% [markdown]
# ## he_bound

# %% coursekit={"answer": "he-math", "cell": "he_bound", "right": "math.sqrt"}
def he_bound(i):
    from math import sqrt

    return sqrt(6) / sqrt(i)

# %% coursekit={"answer": "he-from-variance", "cell": "he_bound", "right": "from the variance"}
def he_bound(i):
    variance = 2 / i
    return (3 * variance) ** 0.5

# %% coursekit={"answer": "he-variance", "cell": "he_bound", "mistake": "the variance", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return 2 / i

# %% coursekit={"answer": "he-deviation", "cell": "he_bound", "mistake": "the standard deviation", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return (2 / i) ** 0.5

# %% coursekit={"answer": "he-xavier", "cell": "he_bound", "mistake": "Xavier's bound", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return (6 / (i + i)) ** 0.5

# %% coursekit={"answer": "he-no-root", "cell": "he_bound", "mistake": "no square root", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return 6 / i

# %% coursekit={"answer": "he-root-of-six", "cell": "he_bound", "mistake": "the root of 6 alone", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return 6**0.5 / i

# %% coursekit={"answer": "he-doubled", "cell": "he_bound", "mistake": "doubles the bound, not the variance", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return 2 * (3 / i) ** 0.5

# %% coursekit={"answer": "he-integer", "cell": "he_bound", "mistake": "integer division", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return (6 // i) ** 0.5

# %% coursekit={"answer": "he-one-more", "cell": "he_bound", "mistake": "counts the bias as an input", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return (6 / (i + 1)) ** 0.5

# %% coursekit={"answer": "he-rounded", "cell": "he_bound", "mistake": "rounded", "loses": {"test_he_bound": 3.0}}
def he_bound(i):
    return round((6 / i) ** 0.5, 4)

# %% coursekit={"answer": "he-hard-coded", "cell": "he_bound", "mistake": "the example's number", "loses": {"test_he_bound": 2.0}}
def he_bound(i):
    return 0.1530931

# %% [markdown]
# ## symmetry_rank

# %% coursekit={"answer": "rank-rtol", "cell": "symmetry_rank", "right": "matrix_rank with a relative tolerance"}
def symmetry_rank(W):
    return np.linalg.matrix_rank(W, rtol=1e-6)

# %% coursekit={"answer": "rank-tol", "cell": "symmetry_rank", "right": "matrix_rank with a tolerance worked out"}
def symmetry_rank(W):
    largest = np.linalg.norm(W, 2)
    return int(np.linalg.matrix_rank(W, tol=1e-6 * largest))

# %% coursekit={"answer": "rank-loop", "cell": "symmetry_rank", "right": "a loop over the singular values"}
def symmetry_rank(W):
    values = list(np.linalg.svd(W)[1])
    count = 0
    while count < len(values) and values[count] > values[0] / 1e6:
        count += 1
    return count

# %% coursekit={"answer": "rank-torch", "cell": "symmetry_rank", "right": "torch"}
def symmetry_rank(W):
    s = torch.linalg.svdvals(torch.tensor(W, dtype=torch.float64))
    return (s > 1e-6 * s.max()).sum().item()

# %% coursekit={"answer": "rank-default", "cell": "symmetry_rank", "mistake": "the default tolerance", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    return int(np.linalg.matrix_rank(W))

# %% coursekit={"answer": "rank-absolute", "cell": "symmetry_rank", "mistake": "an absolute tolerance", "loses": {"test_symmetry_rank": 1.0}}
def symmetry_rank(W):
    return int(np.linalg.matrix_rank(W, tol=1e-6))

# %% coursekit={"answer": "rank-distinct", "cell": "symmetry_rank", "mistake": "counts different rows", "loses": {"test_symmetry_rank": 6.0}}
def symmetry_rank(W):
    return len(np.unique(W, axis=0))

# %% coursekit={"answer": "rank-distinct-rounded", "cell": "symmetry_rank", "mistake": "counts different rows up to rounding, zeros left out", "loses": {"test_symmetry_rank": 5.0}}
def symmetry_rank(W):
    rows = {tuple(row) for row in np.round(W, 6).tolist() if any(row)}
    return len(rows)

# %% coursekit={"answer": "rank-directions", "cell": "symmetry_rank", "mistake": "counts rows that differ by more than a factor", "loses": {"test_symmetry_rank": 3.0}}
def symmetry_rank(W):
    found = []
    for row in np.asarray(W, dtype=float):
        length = np.linalg.norm(row)
        if length > 0 and all(abs(row @ other) < (1 - 1e-12) * length for other in found):
            found.append(row / length)
    return len(found)

# %% coursekit={"answer": "rank-at-least", "cell": "symmetry_rank", "mistake": "at least the threshold", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return int((s >= 1e-6 * s[0]).sum())

# %% coursekit={"answer": "rank-rows", "cell": "symmetry_rank", "mistake": "the number of rows", "loses": {"test_symmetry_rank": 6.0}}
def symmetry_rank(W):
    return len(W)

# %% coursekit={"answer": "rank-ndim", "cell": "symmetry_rank", "mistake": "the number of dimensions", "loses": {"test_symmetry_rank": 5.0}}
def symmetry_rank(W):
    return np.ndim(W)

# %% coursekit={"answer": "rank-full", "cell": "symmetry_rank", "mistake": "the largest rank possible", "loses": {"test_symmetry_rank": 5.0}}
def symmetry_rank(W):
    return min(W.shape)

# %% coursekit={"answer": "rank-values", "cell": "symmetry_rank", "mistake": "the singular values themselves", "loses": {"test_symmetry_rank": 6.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return s[s > 1e-6 * s[0]]

# %% coursekit={"answer": "rank-float", "cell": "symmetry_rank", "mistake": "a decimal number", "loses": {"test_symmetry_rank": 1.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return float((s > 1e-6 * s[0]).sum())

# %% coursekit={"answer": "rank-divides", "cell": "symmetry_rank", "mistake": "divides by the largest, nan for zeros and a warning", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return int((~(s / s[0] <= 1e-6)).sum())

# %% coursekit={"answer": "rank-smallest", "cell": "symmetry_rank", "mistake": "relative to the smallest, rounded: a tiny one is a direction too", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False).round(12)
    return int((s > 1e-6 * s[-1]).sum())

# %% coursekit={"answer": "rank-coarse", "cell": "symmetry_rank", "mistake": "a hundredth instead of a millionth", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return int((s > 1e-2 * s[0]).sum())

# %% coursekit={"answer": "rank-centred", "cell": "symmetry_rank", "mistake": "subtracts the mean row first, as principal components do", "loses": {"test_symmetry_rank": 4.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W - W.mean(axis=0), compute_uv=False)
    return int((s > 1e-6 * s[0]).sum())

# %% coursekit={"answer": "rank-column-sum", "cell": "symmetry_rank", "mistake": "another norm for the largest singular value", "loses": {"test_symmetry_rank": 1}}
def symmetry_rank(W):
    return int(np.linalg.matrix_rank(W, tol=1e-6 * np.linalg.norm(W, 1)))

# %% coursekit={"answer": "rank-squares", "cell": "symmetry_rank", "mistake": "compares the squares with a millionth", "loses": {"test_symmetry_rank": 1.0}}
def symmetry_rank(W):
    s = np.linalg.eigvalsh(W.T @ W)
    return int((s > 1e-6 * s.max()).sum())

# %% coursekit={"answer": "rank-at-least-one", "cell": "symmetry_rank", "mistake": "never less than 1", "loses": {"test_symmetry_rank": 2.0}}
def symmetry_rank(W):
    s = np.linalg.svd(W, compute_uv=False)
    return max(1, int((s > 1e-6 * s[0]).sum()))

# %% coursekit={"answer": "rank-three-parts", "cell": "symmetry_rank", "mistake": "takes all that svd returns for the singular values", "loses": {"test_symmetry_rank": 6.0}}
def symmetry_rank(W):
    strengths = np.linalg.svd(W)
    return int((np.array(strengths) > 1e-6 * strengths[0]).sum())

# %% coursekit={"answer": "rank-square-only", "cell": "symmetry_rank", "mistake": "takes a determinant", "loses": {"test_symmetry_rank": 6.0}}
def symmetry_rank(W):
    return len(W) if abs(np.linalg.det(W)) > 1e-6 else 1

# %% coursekit={"answer": "rank-in-place", "cell": "symmetry_rank", "mistake": "scales the caller's matrix", "loses": {"test_symmetry_rank": 1.0}}
def symmetry_rank(W):
    largest = np.abs(W).max()
    if largest == 0:
        return 0
    W[:] = W / largest
    s = np.linalg.svd(W, compute_uv=False)
    return int((s > 1e-6 * s[0]).sum())

# %% coursekit={"answer": "rank-hard-coded", "cell": "symmetry_rank", "mistake": "the example's numbers", "loses": {"test_symmetry_rank": 3.0}}
def symmetry_rank(W):
    return {0.5: 1, 1.0: 2 if len(W) == 3 else 1}.get(float(W[0, 0]), 0)

# %% [markdown]
# ## init_weights

# %% coursekit={"answer": "init-by-hand", "cell": "init_weights", "right": "uniform_ with the bound worked out"}
def init_weights(module):
    if type(module) is nn.Linear:
        a = (6 / (module.in_features + module.out_features)) ** 0.5
        with torch.no_grad():
            module.weight.uniform_(-a, a)
            if module.bias is not None:
                module.bias.zero_()

# %% coursekit={"answer": "init-data", "cell": "init_weights", "right": "by .data, and returns the module"}
def init_weights(module):
    if not isinstance(module, nn.Linear):
        return module
    outputs, inputs = module.weight.shape
    a = (6 / (inputs + outputs)) ** 0.5
    module.weight.data = (2 * torch.rand(outputs, inputs) - 1) * a
    if module.bias is not None:
        module.bias.data.fill_(0)
    return module

# %% coursekit={"answer": "init-copy", "cell": "init_weights", "right": "copies what it has drawn"}
def init_weights(module):
    if isinstance(module, nn.Linear):
        with torch.no_grad():
            drawn = nn.init.xavier_uniform_(torch.empty(module.weight.shape))
            module.weight.copy_(drawn)
            for name, part in module.named_parameters():
                if name == "bias":
                    part *= 0

# %% coursekit={"answer": "init-he", "cell": "init_weights", "mistake": "He's bound", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-kaiming-default", "cell": "init_weights", "mistake": "kaiming_uniform_ as it comes, for the outputs", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(module.weight, mode="fan_out")
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-normal", "cell": "init_weights", "mistake": "Xavier's normal distribution", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_normal_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-deviation", "cell": "init_weights", "mistake": "the standard deviation as bound", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.uniform_(module.weight, -((2 / sum(module.weight.shape)) ** 0.5), (2 / sum(module.weight.shape)) ** 0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-positive", "cell": "init_weights", "mistake": "positive weights only", "loses": {"test_init_weights": 3.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.uniform_(module.weight, 0, (6 / sum(module.weight.shape)) ** 0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-zeros", "cell": "init_weights", "mistake": "all weights zero", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.zeros_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-constant", "cell": "init_weights", "mistake": "all weights alike", "loses": {"test_init_weights": 4.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, (6 / sum(module.weight.shape)) ** 0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-ends", "cell": "init_weights", "mistake": "the two ends only", "loses": {"test_init_weights": 4.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        module.weight.data = torch.sign(torch.rand_like(module.weight) - 0.5) * (6 / sum(module.weight.shape)) ** 0.5
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-inputs", "cell": "init_weights", "mistake": "the bound by the inputs alone", "loses": {"test_init_weights": 5.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.uniform_(module.weight, -((3 / module.in_features) ** 0.5), (3 / module.in_features) ** 0.5)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-fixed", "cell": "init_weights", "mistake": "a bound for the example's layer", "loses": {"test_init_weights": 4.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.uniform_(module.weight, -0.1768, 0.1768)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-gain", "cell": "init_weights", "mistake": "the gain of ReLU", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight, nn.init.calculate_gain("relu"))
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-bias-drawn", "cell": "init_weights", "mistake": "draws the biases too", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.uniform_(module.bias, -0.01, 0.01)

# %% coursekit={"answer": "init-bias-small", "cell": "init_weights", "mistake": "biases of 0.01, as in many recipes", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            module.bias.data.fill_(0.01)

# %% coursekit={"answer": "init-bias-needed", "cell": "init_weights", "mistake": "trips over a layer without bias", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-has-weight", "cell": "init_weights", "mistake": "everything that has a weight", "loses": {"test_init_weights": 2.0}}
def init_weights(module):
    if hasattr(module, "weight"):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-has-matrix", "cell": "init_weights", "mistake": "everything that has a matrix as weight", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if hasattr(module, "weight") and module.weight.ndim > 1 and hasattr(module, "bias"):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-by-name", "cell": "init_weights", "mistake": "all whose name holds a letter of Linear", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if hasattr(module, "bias") and module.weight.ndim == 2 or isinstance(module, nn.Conv1d):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-all", "cell": "init_weights", "mistake": "does not ask what layer it is", "loses": {"test_init_weights": 2.0}}
def init_weights(module):
    nn.init.xavier_uniform_(module.weight)
    if module.bias is not None:
        nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-seed", "cell": "init_weights", "mistake": "a seed inside", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        torch.manual_seed(0)
        nn.init.xavier_uniform_(module.weight)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-numpy", "cell": "init_weights", "mistake": "numpy's random numbers", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        a = (6 / sum(module.weight.shape)) ** 0.5
        module.weight.data = torch.tensor(np.random.uniform(-a, a, tuple(module.weight.shape)), dtype=torch.float32)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-new-parameter", "cell": "init_weights", "mistake": "a new parameter", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        module.weight = nn.Parameter(nn.init.xavier_uniform_(torch.empty_like(module.weight)))
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-frozen", "cell": "init_weights", "mistake": "freezes the weights", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        module.weight.requires_grad_(False)
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-out-of-place", "cell": "init_weights", "mistake": "draws, and keeps nothing", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        weight = nn.init.xavier_uniform_(torch.empty_like(module.weight))
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-square-shape", "cell": "init_weights", "mistake": "draws in the other shape", "loses": {"test_init_weights": 2.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        module.weight.data = nn.init.xavier_uniform_(torch.empty(module.in_features, module.out_features))
        if module.bias is not None:
            nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-no-bias", "cell": "init_weights", "mistake": "forgets the biases", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)

# %% coursekit={"answer": "init-removes-bias", "cell": "init_weights", "mistake": "takes the biases away", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        module.bias = None

# %% coursekit={"answer": "init-zero-all-biases", "cell": "init_weights", "mistake": "zeroes the biases of other layers too", "loses": {"test_init_weights": 2.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
    if getattr(module, "bias", None) is not None:
        nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-first-only", "cell": "init_weights", "mistake": "the first layer of a network only", "loses": {"test_init_weights": 6.0}}
def init_weights(module):
    if isinstance(module, nn.Sequential) and isinstance(module[0], nn.Linear):
        module = module[0]
        nn.init.xavier_uniform_(module.weight)
        nn.init.zeros_(module.bias)

# %% coursekit={"answer": "init-whole-model", "cell": "init_weights", "mistake": "wants a flat network, not a layer", "loses": {"test_init_weights": 7.0}}
def init_weights(module):
    for layer in module:
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)

# %% coursekit={"answer": "init-adds-bias", "cell": "init_weights", "mistake": "gives a bias to layers without one", "loses": {"test_init_weights": 1.0}}
def init_weights(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)
        if module.bias is None:
            module.bias = nn.Parameter(torch.zeros(module.out_features))
        nn.init.zeros_(module.bias)

# %% [markdown]
# ## bn

# %% coursekit={"answer": "bn-loops", "cell": "bn", "right": "column by column"}
def bn(X, gamma, beta, state, train, momentum):
    n, d = X.shape
    if train and n == 1:
        raise ValueError(f"n = {n}")
    Y, mean, var = np.zeros((n, d)), np.array(state["mean"], dtype=float), np.array(state["var"], dtype=float)
    for j in range(d):
        mu, spread = mean[j], var[j]
        if train:
            mu = sum(X[:, j]) / n
            squares = sum((x - mu) ** 2 for x in X[:, j])
            spread = squares / n
            mean[j] = (1 - momentum) * mean[j] + momentum * mu
            var[j] = (1 - momentum) * var[j] + momentum * squares / (n - 1)
        for i in range(n):
            Y[i, j] = gamma[j] * (X[i, j] - mu) / (spread + 1e-5) ** 0.5 + beta[j]
    state["mean"], state["var"] = mean, var
    return Y

# %% coursekit={"answer": "bn-update", "cell": "bn", "right": "the difference, dict.update, and a factor for the unbiased variance"}
def bn(X, gamma, beta, state, train, momentum):
    if not train:
        return (X - state["mean"]) * (gamma / np.sqrt(state["var"] + 1e-5)) + beta
    n = X.shape[0]
    if n <= 1:
        raise ValueError("n")
    mean = np.mean(X, axis=0)
    var = np.mean(np.square(X - mean), axis=0)
    state.update(
        mean=state["mean"] + momentum * (mean - state["mean"]),
        var=state["var"] + momentum * (var * n / (n - 1) - state["var"]),
    )
    return (X - mean) * (gamma / np.sqrt(var + 1e-5)) + beta

# %% coursekit={"answer": "bn-in-place", "cell": "bn", "right": "changes the arrays of state in place"}
def bn(X, gamma, beta, state, train, momentum):
    mean, var = state["mean"], state["var"]
    if train:
        if len(X) == 1:
            raise ValueError("一个样本")
        mean, var = X.mean(0), X.var(0)
        for key, new in (("mean", mean), ("var", X.var(0, ddof=1))):
            state[key] *= 1 - momentum
            state[key] += momentum * new
    return gamma * ((X - mean) / (var + 1e-5) ** 0.5) + beta

# %% coursekit={"answer": "bn-unbiased", "cell": "bn", "mistake": "normalises by n - 1", "loses": {"test_bn": 6.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0, ddof=1)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-biased-state", "cell": "bn", "mistake": "keeps the variance by n", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * var
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-swapped-variances", "cell": "bn", "mistake": "both variances the wrong way round", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0, ddof=1)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-rows", "cell": "bn", "mistake": "along the rows", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-rows-flat", "cell": "bn", "mistake": "along the rows, the mean not a column", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n = 1")
        mean, var = X.mean(axis=1), X.var(axis=1)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=1, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-whole", "cell": "bn", "mistake": "one mean for the whole table", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(), X.var()
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-gamma", "cell": "bn", "mistake": "forgets gamma", "loses": {"test_bn": 9.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-beta", "cell": "bn", "mistake": "forgets beta", "loses": {"test_bn": 11.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5)

# %% coursekit={"answer": "bn-swapped", "cell": "bn", "mistake": "gamma and beta swapped", "loses": {"test_bn": 11.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return beta * (X - mean) / np.sqrt(var + 1e-5) + gamma

# %% coursekit={"answer": "bn-no-affine-in-eval", "cell": "bn", "mistake": "gamma and beta in training only", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        return (X - state["mean"]) / np.sqrt(state["var"] + 1e-5)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-root", "cell": "bn", "mistake": "divides by the variance", "loses": {"test_bn": 10.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / (var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-epsilon", "cell": "bn", "mistake": "no epsilon", "loses": {"test_bn": 1.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var) + beta

# %% coursekit={"answer": "bn-epsilon-outside", "cell": "bn", "mistake": "epsilon outside the root", "loses": {"test_bn": 1.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / (np.sqrt(var) + 1e-5) + beta

# %% coursekit={"answer": "bn-large-epsilon", "cell": "bn", "mistake": "another epsilon", "loses": {"test_bn": 10.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-3) + beta

# %% coursekit={"answer": "bn-reversed", "cell": "bn", "mistake": "old and new the wrong way round", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = momentum * state["mean"] + (1 - momentum) * mean
        state["var"] = momentum * state["var"] + (1 - momentum) * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-fixed-momentum", "cell": "bn", "mistake": "always a tenth", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = 0.9 * state["mean"] + 0.1 * mean
        state["var"] = 0.9 * state["var"] + 0.1 * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-replaces", "cell": "bn", "mistake": "state is the last batch", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = mean
        state["var"] = X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-uses-new-state", "cell": "bn", "mistake": "normalises by the state it has just updated", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-always-batch", "cell": "bn", "mistake": "evaluates with the batch's own numbers", "loses": {"test_bn": 7.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = X.mean(axis=0), X.var(axis=0)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-always-state", "cell": "bn", "mistake": "trains with the numbers kept", "loses": {"test_bn": 6.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    else_mean = mean
    mean, var = (else_mean, var) if not train else (state["mean"], X.var(axis=0))
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-std-state", "cell": "bn", "mistake": "keeps the standard deviation", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.std(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-only-mean", "cell": "bn", "mistake": "keeps the mean only", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-only-var", "cell": "bn", "mistake": "keeps the variance only", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-update", "cell": "bn", "mistake": "does not keep anything", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-rebinds", "cell": "bn", "mistake": "a new dictionary, the caller's stays", "loses": {"test_bn": 3.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state = {"mean": (1 - momentum) * state["mean"] + momentum * mean, "var": (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)}
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-error", "cell": "bn", "mistake": "no error for a single sample", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-late-error", "cell": "bn", "mistake": "an error, when the mean is updated already", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        if len(X) < 2:
            raise ValueError("n")
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-error-in-eval", "cell": "bn", "mistake": "refuses a single sample in evaluation too", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if len(X) < 2:
        raise ValueError("n")
    if train:
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-assertion", "cell": "bn", "mistake": "another exception", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise RuntimeError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-returns-zero", "cell": "bn", "mistake": "one sample gives beta, without an error", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            return beta + 0 * X
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-single-is-eval", "cell": "bn", "mistake": "one sample is taken as evaluation", "loses": {"test_bn": 2.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train and len(X) > 1:
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-updates-in-eval", "cell": "bn", "mistake": "updates in evaluation too", "loses": {"test_bn": 4.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
        state["mean"] = (1 - momentum) * mean + momentum * X.mean(axis=0)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-mutates-X", "cell": "bn", "mistake": "centres the caller's X", "loses": {"test_bn": 1.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    if X.dtype.kind == "i":
        X = X.astype(float)
    X -= mean
    return gamma * X / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-mutates-gamma", "cell": "bn", "mistake": "scales the caller's gamma", "loses": {"test_bn": 1.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    gamma /= np.sqrt(var + 1e-5)
    return gamma * (X - mean) + beta

# %% coursekit={"answer": "bn-whole-numbers", "cell": "bn", "mistake": "puts the result into an array like X", "loses": {"test_bn": 4.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    Y = np.zeros_like(X)
    Y[:] = gamma * (X - mean) / np.sqrt(var + 1e-5) + beta
    return Y

# %% coursekit={"answer": "bn-train-reversed", "cell": "bn", "mistake": "training and evaluation the wrong way round", "loses": {"test_bn": 10.0}}
def bn(X, gamma, beta, state, train, momentum):
    if not train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-no-return", "cell": "bn", "mistake": "no return", "loses": {"test_bn": 11.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    Y = gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-returns-state", "cell": "bn", "mistake": "returns the state too", "loses": {"test_bn": 11.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        state["mean"] = (1 - momentum) * state["mean"] + momentum * mean
        state["var"] = (1 - momentum) * state["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = state["mean"], state["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta, state

# %% coursekit={"answer": "bn-global-state", "cell": "bn", "mistake": "a state of its own", "loses": {"test_bn": 9.0}}
running = {"mean": 0.0, "var": 1.0}


def bn(X, gamma, beta, state, train, momentum):
    if train:
        if len(X) < 2:
            raise ValueError("n")
        mean, var = X.mean(axis=0), X.var(axis=0)
        running["mean"] = (1 - momentum) * running["mean"] + momentum * mean
        running["var"] = (1 - momentum) * running["var"] + momentum * X.var(axis=0, ddof=1)
    else:
        mean, var = running["mean"], running["var"]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "bn-torch", "cell": "bn", "mistake": "torch's own", "loses": {"test_bn": 11.0}}
def bn(X, gamma, beta, state, train, momentum):
    mean, var = torch.tensor(state["mean"]), torch.tensor(state["var"])
    parts = torch.tensor(gamma), torch.tensor(beta)
    Y = torch.nn.functional.batch_norm(torch.tensor(X).double(), mean, var, *parts, bool(train), momentum)
    state["mean"], state["var"] = mean.numpy(), var.numpy()
    return Y.numpy()

# %% coursekit={"answer": "bn-hard-coded", "cell": "bn", "mistake": "the example's numbers", "loses": {"test_bn": 6.0}}
def bn(X, gamma, beta, state, train, momentum):
    if train:
        state["mean"], state["var"] = np.array([0.3, 0.6]), np.array([1.3, 2.5])
        return np.array([[-1.22474, 7.55051], [0, 10], [1.22474, 12.44949]])
    return np.array([[0.61394, 11.77088], [2.36804, 16.83052], [4.12215, 21.89016]])

# %% [markdown]
# ## layer_norm

# %% coursekit={"answer": "ln-newaxis", "cell": "layer_norm", "right": "a new axis by None"}
def layer_norm(X, gamma, beta):
    centred = X - np.mean(X, axis=-1)[..., None]
    return centred / np.sqrt(np.mean(centred**2, axis=-1) + 1e-5)[..., None] * gamma + beta

# %% coursekit={"answer": "ln-recursive", "cell": "layer_norm", "right": "sample by sample"}
def layer_norm(X, gamma, beta):
    if X.ndim > 1:
        return np.array([layer_norm(part, gamma, beta) for part in X])
    d = len(X)
    mu = sum(X) / d
    var = sum((x - mu) ** 2 for x in X) / d
    return np.array([g * (x - mu) / (var + 1e-5) ** 0.5 + b for x, g, b in zip(X, gamma, beta)])

# %% coursekit={"answer": "ln-transpose", "cell": "layer_norm", "right": "by the transpose"}
def layer_norm(X, gamma, beta):
    Z = np.moveaxis(X, -1, 0)
    Z = (Z - Z.mean(axis=0)) / (Z.var(axis=0) + 1e-5) ** 0.5
    return np.moveaxis(Z, 0, -1) * gamma + beta

# %% coursekit={"answer": "ln-columns", "cell": "layer_norm", "mistake": "along the columns", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=0, keepdims=True), X.var(axis=0, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-axis-one", "cell": "layer_norm", "mistake": "axis 1, right for tables only", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-all-but-first", "cell": "layer_norm", "mistake": "all of a sample's dimensions", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=tuple(range(1, X.ndim)) or 0, keepdims=True), X.var(axis=tuple(range(1, X.ndim)) or 0, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-whole", "cell": "layer_norm", "mistake": "the whole table", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(), X.var()
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-keepdims", "cell": "layer_norm", "mistake": "no keepdims", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1), X.var(axis=-1)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-unbiased", "cell": "layer_norm", "mistake": "divides by d - 1", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, ddof=1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-no-root", "cell": "layer_norm", "mistake": "divides by the variance", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * (X - mean) / (var + 1e-5) + beta

# %% coursekit={"answer": "ln-no-epsilon", "cell": "layer_norm", "mistake": "no epsilon", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var) + beta

# %% coursekit={"answer": "ln-epsilon-outside", "cell": "layer_norm", "mistake": "epsilon outside the root", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * (X - mean) / (np.sqrt(var) + 1e-5) + beta

# %% coursekit={"answer": "ln-no-gamma", "cell": "layer_norm", "mistake": "forgets gamma", "loses": {"test_layer_norm": 4.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-no-beta", "cell": "layer_norm", "mistake": "forgets beta", "loses": {"test_layer_norm": 4.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * (X - mean) / np.sqrt(var + 1e-5)

# %% coursekit={"answer": "ln-no-affine", "cell": "layer_norm", "mistake": "forgets both gamma and beta", "loses": {"test_layer_norm": 4.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return (X - mean) / np.sqrt(var + 1e-5)

# %% coursekit={"answer": "ln-swapped", "cell": "layer_norm", "mistake": "gamma and beta swapped", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return beta * (X - mean) / np.sqrt(var + 1e-5) + gamma

# %% coursekit={"answer": "ln-beta-first", "cell": "layer_norm", "mistake": "beta before gamma", "loses": {"test_layer_norm": 4.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * ((X - mean) / np.sqrt(var + 1e-5) + beta)

# %% coursekit={"answer": "ln-no-mean", "cell": "layer_norm", "mistake": "does not subtract the mean", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    return gamma * X / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-in-place", "cell": "layer_norm", "mistake": "works in the caller's array", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    if X.dtype.kind == "f":
        X -= mean
    else:
        X = X - mean
    return gamma * X / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-scales-in-place", "cell": "layer_norm", "mistake": "scales the caller's gamma", "loses": {"test_layer_norm": 1.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1, keepdims=True), X.var(axis=-1, keepdims=True)
    gamma *= 1.5
    return gamma / 1.5 * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-torch", "cell": "layer_norm", "mistake": "torch's own", "loses": {"test_layer_norm": 5.0}}
def layer_norm(X, gamma, beta):
    parts = torch.tensor(X).double(), (len(gamma),), torch.tensor(gamma), torch.tensor(beta)
    return nn.functional.layer_norm(*parts).numpy()

# %% coursekit={"answer": "ln-square-keepdims", "cell": "layer_norm", "mistake": "turns the mean into a column only where the table is not square", "loses": {"test_layer_norm": 2.0}}
def layer_norm(X, gamma, beta):
    mean, var = X.mean(axis=-1), X.var(axis=-1)
    if X.ndim == 2 and X.shape[0] != X.shape[1]:
        mean, var = mean[:, None], var[:, None]
    elif X.ndim > 2:
        mean, var = mean[..., None], var[..., None]
    return gamma * (X - mean) / np.sqrt(var + 1e-5) + beta

# %% coursekit={"answer": "ln-hard-coded", "cell": "layer_norm", "mistake": "the example's numbers", "loses": {"test_layer_norm": 4.0}}
def layer_norm(X, gamma, beta):
    return np.array([[-1.34164, -0.44721, 0.44721, 1.34164], [-1, -1, 1, 1]])

# %% [markdown]
# ## clip_value

# %% coursekit={"answer": "value-minmax", "cell": "clip_value", "right": "minimum and maximum"}
def clip_value(g, t):
    return np.minimum(np.maximum(g, -t), t)

# %% coursekit={"answer": "value-where", "cell": "clip_value", "right": "np.where"}
def clip_value(g, t):
    return np.where(g > t, t, np.where(g < -t, -t, g))

# %% coursekit={"answer": "value-copy", "cell": "clip_value", "right": "a copy of decimals, changed in place"}
def clip_value(g, t):
    out = g.astype(float)
    out[out > t] = t
    out[out < -t] = -t
    return out

# %% coursekit={"answer": "value-upper", "cell": "clip_value", "mistake": "the upper end only", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.minimum(g, t)

# %% coursekit={"answer": "value-lower", "cell": "clip_value", "mistake": "the lower end only", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.maximum(g, -t)

# %% coursekit={"answer": "value-abs", "cell": "clip_value", "mistake": "loses the sign", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.minimum(np.abs(g), t)

# %% coursekit={"answer": "value-from-zero", "cell": "clip_value", "mistake": "from 0 to t", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.clip(g, 0, t)

# %% coursekit={"answer": "value-zeroes", "cell": "clip_value", "mistake": "what is out becomes 0", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.where(np.abs(g) > t, 0.0, g)

# %% coursekit={"answer": "value-sign", "cell": "clip_value", "mistake": "everything to the ends", "loses": {"test_clip_value": 2.0}}
def clip_value(g, t):
    return np.sign(g) * t

# %% coursekit={"answer": "value-norm", "cell": "clip_value", "mistake": "by norm", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    norm = np.linalg.norm(g)
    return g * (t / norm) if norm > t else g

# %% coursekit={"answer": "value-ends-swapped", "cell": "clip_value", "mistake": "the two ends the wrong way round", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    return np.clip(g, t, -t)

# %% coursekit={"answer": "value-one", "cell": "clip_value", "mistake": "always 1", "loses": {"test_clip_value": 2.0}}
def clip_value(g, t):
    return np.clip(g, -1, 1)

# %% coursekit={"answer": "value-in-place", "cell": "clip_value", "mistake": "changes the caller's array", "loses": {"test_clip_value": 2.0}}
def clip_value(g, t):
    return np.clip(g, -t, t, out=g)

# %% coursekit={"answer": "value-copy-of-integers", "cell": "clip_value", "mistake": "a copy that cannot hold decimals", "loses": {"test_clip_value": 1.0}}
def clip_value(g, t):
    out = g.copy()
    out[out > t] = t
    out[out < -t] = -t
    return out

# %% coursekit={"answer": "value-list", "cell": "clip_value", "mistake": "a list of the first dimension", "loses": {"test_clip_value": 1.0}}
def clip_value(g, t):
    return np.array([max(min(x, t), -t) for x in g.ravel()])

# %% coursekit={"answer": "value-zero-is-none", "cell": "clip_value", "mistake": "t = 0 taken as no clipping", "loses": {"test_clip_value": 1.0}}
def clip_value(g, t):
    return np.clip(g, -t, t) if t else g

# %% coursekit={"answer": "value-no-return", "cell": "clip_value", "mistake": "no return", "loses": {"test_clip_value": 3.0}}
def clip_value(g, t):
    np.clip(g, -t, t)

# %% coursekit={"answer": "value-hard-coded", "cell": "clip_value", "mistake": "the example's numbers", "loses": {"test_clip_value": 2.0}}
def clip_value(g, t):
    return np.array([1.0, -1.0, 0.5])

# %% [markdown]
# ## clip_norm

# %% coursekit={"answer": "norm-concatenate", "cell": "clip_norm", "right": "one long vector"}
def clip_norm(gs, t):
    if not gs:
        return [], 0.0
    norm = np.linalg.norm(np.concatenate([np.ravel(g) for g in gs]))
    return [g * min(1, t / max(norm, 1e-300)) for g in gs], norm

# %% coursekit={"answer": "norm-of-norms", "cell": "clip_norm", "right": "the norm of the norms, copies where nothing is cut"}
def clip_norm(gs, t):
    norm = float(np.linalg.norm([np.linalg.norm(g) for g in gs]))
    if norm <= t:
        return [g.copy() for g in gs], norm
    return [g / norm * t for g in gs], norm

# %% coursekit={"answer": "norm-loops", "cell": "clip_norm", "right": "loops"}
def clip_norm(gs, t):
    total = 0.0
    for g in gs:
        for x in g.flat:
            total += float(x) ** 2
    norm = total**0.5
    clipped = []
    for g in gs:
        out = np.array(g, dtype=float)
        if norm > t:
            out *= t / norm
        clipped.append(out)
    return clipped, norm

# %% coursekit={"answer": "norm-epsilon", "cell": "clip_norm", "right": "a tiny number below, as PyTorch does"}
def clip_norm(gs, t):
    norm = float(sum(np.sum(g * g) for g in gs)) ** 0.5
    factor = min(1.0, t / (norm + 1e-12))
    return [g * factor for g in gs], norm

# %% coursekit={"answer": "norm-list", "cell": "clip_norm", "right": "a list of two"}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [[g * factor for g in gs], norm]

# %% coursekit={"answer": "norm-each", "cell": "clip_norm", "mistake": "each by itself", "loses": {"test_clip_norm": 5.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    own = [np.sqrt((g**2).sum()) for g in gs]
    return [g * t / length if length > t else g for g, length in zip(gs, own)], norm

# %% coursekit={"answer": "norm-each-norms", "cell": "clip_norm", "mistake": "each by itself, a length each", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norms = [float(np.sqrt((g**2).sum())) for g in gs]
    return [g * t / length if length > t else g for g, length in zip(gs, norms)], norms

# %% coursekit={"answer": "norm-first", "cell": "clip_norm", "mistake": "the first tensor's length", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs[:1])))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-last", "cell": "clip_norm", "mistake": "the last tensor's length", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs[-1:])))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-sum-of-norms", "cell": "clip_norm", "mistake": "adds the lengths of the tensors", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(sum(np.sqrt((g**2).sum()) for g in gs))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-l1", "cell": "clip_norm", "mistake": "adds absolute values", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(sum(np.abs(g).sum() for g in gs))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-max", "cell": "clip_norm", "mistake": "the largest number", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(max((np.abs(g).max() for g in gs), default=0))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-mean", "cell": "clip_norm", "mistake": "the root of the mean", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs) / max(1, sum(g.size for g in gs))))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-no-root", "cell": "clip_norm", "mistake": "no square root", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(sum((g**2).sum() for g in gs))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-enlarges", "cell": "clip_norm", "mistake": "always to the length t", "loses": {"test_clip_norm": 2.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-no-zero", "cell": "clip_norm", "mistake": "always divides", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = min(1, t / norm)
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-nan", "cell": "clip_norm", "mistake": "0 / 0 for numpy", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    return [g / norm * min(norm, t) for g in gs], norm

# %% coursekit={"answer": "norm-reversed", "cell": "clip_norm", "mistake": "the factor upside down", "loses": {"test_clip_norm": 5.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = norm / t if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-below", "cell": "clip_norm", "mistake": "cuts what is short", "loses": {"test_clip_norm": 6.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm < t and norm else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-after", "cell": "clip_norm", "mistake": "the length after the cut", "loses": {"test_clip_norm": 5.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], min(norm, t)

# %% coursekit={"answer": "norm-to-one", "cell": "clip_norm", "mistake": "always to length 1", "loses": {"test_clip_norm": 4.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = 1 / norm if norm > 1 else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-by-value", "cell": "clip_norm", "mistake": "by value", "loses": {"test_clip_norm": 5.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [np.clip(g, -t, t) for g in gs], norm

# %% coursekit={"answer": "norm-only-list", "cell": "clip_norm", "mistake": "returns the list alone", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs]

# %% coursekit={"answer": "norm-order", "cell": "clip_norm", "mistake": "returns (norm, clipped)", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return norm, [factor * g for g in gs]

# %% coursekit={"answer": "norm-joined", "cell": "clip_norm", "mistake": "returns one long vector", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return np.concatenate([factor * g.ravel() for g in gs] or [[]]), norm

# %% coursekit={"answer": "norm-array", "cell": "clip_norm", "mistake": "makes one array of different shapes", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norm = float(np.linalg.norm(gs))
    return [g * min(1, t / norm) for g in gs], norm

# %% coursekit={"answer": "norm-drops", "cell": "clip_norm", "mistake": "leaves out what is zero", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs if g.any()], norm

# %% coursekit={"answer": "norm-at-least-one", "cell": "clip_norm", "mistake": "takes the length for at least 1, so as not to divide by 0", "loses": {"test_clip_norm": 1}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = min(1, t / max(norm, 1.0))
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-in-place", "cell": "clip_norm", "mistake": "changes the caller's arrays", "loses": {"test_clip_norm": 2.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    for g in gs:
        if norm > t:
            g[...] = factor * g
    return gs, norm

# %% coursekit={"answer": "norm-list-in-place", "cell": "clip_norm", "mistake": "changes the caller's list", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    gs[:] = [factor * g for g in gs]
    return gs, norm

# %% coursekit={"answer": "norm-integers", "cell": "clip_norm", "mistake": "keeps the kind of the numbers", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [(factor * g).astype(g.dtype) for g in gs], norm

# %% coursekit={"answer": "norm-reverses", "cell": "clip_norm", "mistake": "the tensors in reverse", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs[::-1]], norm

# %% coursekit={"answer": "norm-two", "cell": "clip_norm", "mistake": "two tensors only", "loses": {"test_clip_norm": 3.0}}
def clip_norm(gs, t):
    a, b = gs
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-half-step", "cell": "clip_norm", "mistake": "cuts from half of t on", "loses": {"test_clip_norm": 1.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > t / 2 else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-twice", "cell": "clip_norm", "mistake": "does not cut below twice t", "loses": {"test_clip_norm": 2.0}}
def clip_norm(gs, t):
    norm = float(np.sqrt(sum((g**2).sum() for g in gs)))
    factor = t / norm if norm > 2 * t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-torch", "cell": "clip_norm", "mistake": "torch's own", "loses": {"test_clip_norm": 7.0}}
def clip_norm(gs, t):
    parts = [torch.tensor(g, dtype=torch.float64, requires_grad=True) for g in gs]
    for part in parts:
        part.grad = part.detach().clone()
    norm = nn.utils.clip_grad_norm_(parts, t)
    return [part.grad.numpy() for part in parts], float(norm)

# %% coursekit={"answer": "norm-global", "cell": "clip_norm", "mistake": "the squares of one call go on in the next", "loses": {"test_clip_norm": 5.0}}
squares = []


def clip_norm(gs, t):
    squares.extend(float((g**2).sum()) for g in gs)
    norm = sum(squares) ** 0.5
    factor = t / norm if norm > t else 1
    return [factor * g for g in gs], norm

# %% coursekit={"answer": "norm-hard-coded", "cell": "clip_norm", "mistake": "the example's numbers", "loses": {"test_clip_norm": 4.0}}
def clip_norm(gs, t):
    return [g / 5 if t == 1 else g for g in gs], 5.0

# %% [markdown]
# ## ResBlock

# %% coursekit={"answer": "block-sequential", "cell": "ResBlock", "right": "a sequential, applied by F"}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.F = nn.Sequential(nn.Linear(n, n))
        self.activation = act

    def forward(self, x):
        F = self.F(x)
        F = self.activation(F)
        return F + x

# %% coursekit={"answer": "block-parameters", "cell": "ResBlock", "right": "its own parameters, drawn by a layer"}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        layer = nn.Linear(n, n)
        self.W, self.b, self.act = layer.weight, layer.bias, act

    def forward(self, x):
        return torch.add(x, self.act(x @ self.W.T + self.b))

# %% coursekit={"answer": "block-clone", "cell": "ResBlock", "right": "adds to a copy"}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.act = act
        self.layer = nn.Linear(in_features=n, out_features=n, bias=True)

    def forward(self, x):
        out = x.clone()
        out = out + self.act(self.layer(x))
        return out

# %% coursekit={"answer": "block-plain", "cell": "ResBlock", "mistake": "without the way around", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return self.act(self.linear(x))

# %% coursekit={"answer": "block-act-last", "cell": "ResBlock", "mistake": "the activation after the sum", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return self.act(x + self.linear(x))

# %% coursekit={"answer": "block-act-twice", "cell": "ResBlock", "mistake": "one more activation after the sum", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return self.act(x + self.act(self.linear(x)))

# %% coursekit={"answer": "block-no-act", "cell": "ResBlock", "mistake": "no activation", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + self.linear(x)

# %% coursekit={"answer": "block-act-first", "cell": "ResBlock", "mistake": "the activation before the layer", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + self.linear(self.act(x))

# %% coursekit={"answer": "block-product", "cell": "ResBlock", "mistake": "multiplies", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x * self.act(self.linear(x))

# %% coursekit={"answer": "block-minus", "cell": "ResBlock", "mistake": "subtracts", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x - self.act(self.linear(x))

# %% coursekit={"answer": "block-two-layers", "cell": "ResBlock", "mistake": "two layers", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Sequential(nn.Linear(n, n), nn.Linear(n, n)), act

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-twice", "cell": "ResBlock", "mistake": "goes through the layer twice", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + self.act(self.linear(self.linear(x)))

# %% coursekit={"answer": "block-no-bias", "cell": "ResBlock", "mistake": "no bias", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n, bias=False), act

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-relu", "cell": "ResBlock", "mistake": "ReLU whatever is asked for", "loses": {"test_ResBlock": 5.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + torch.relu(self.linear(x))

# %% coursekit={"answer": "block-tanh", "cell": "ResBlock", "mistake": "tanh whatever is asked for", "loses": {"test_ResBlock": 3.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + torch.tanh(self.linear(x))

# %% coursekit={"answer": "block-detached", "cell": "ResBlock", "mistake": "no gradient through the way around", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x.detach() + self.act(self.linear(x))

# %% coursekit={"answer": "block-detached-F", "cell": "ResBlock", "mistake": "no gradient through the layer", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + self.act(self.linear(x)).detach()

# %% coursekit={"answer": "block-no-grad", "cell": "ResBlock", "mistake": "keeps no account", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        with torch.no_grad():
            return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-in-place", "cell": "ResBlock", "mistake": "adds to the caller's x", "loses": {"test_ResBlock": 3.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        out = self.act(self.linear(x))
        x += out
        return x

# %% coursekit={"answer": "block-new-layer", "cell": "ResBlock", "mistake": "a new layer at each call", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.n, self.act = n, act

    def forward(self, x):
        return x + self.act(nn.Linear(self.n, self.n)(x))

# %% coursekit={"answer": "block-activated-x", "cell": "ResBlock", "mistake": "the activation on both ways", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return self.act(x) + self.act(self.linear(x))

# %% coursekit={"answer": "block-fixed-size", "cell": "ResBlock", "mistake": "two features only", "loses": {"test_ResBlock": 5.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(2, 2), act

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-needs-layer", "cell": "ResBlock", "mistake": "puts act into a sequential, which takes no function", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.F = nn.Sequential(nn.Linear(n, n), act)

    def forward(self, x):
        return x + self.F(x)

# %% coursekit={"answer": "block-overwrites", "cell": "ResBlock", "mistake": "adds the layer's output for x", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        x = self.linear(x)
        return x + self.act(x)

# %% coursekit={"answer": "block-doubles", "cell": "ResBlock", "mistake": "adds F to itself, x is gone", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        x = self.linear(x)
        x = self.act(x)
        return x + x

# %% coursekit={"answer": "block-zero", "cell": "ResBlock", "mistake": "starts at zero", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act
        nn.init.zeros_(self.linear.weight)

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-half", "cell": "ResBlock", "mistake": "the mean of both", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return (x + self.act(self.linear(x))) / 2

# %% coursekit={"answer": "block-batch-only", "cell": "ResBlock", "mistake": "batches only", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        n, d = x.shape
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-summed", "cell": "ResBlock", "mistake": "adds the batch up", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        return x + self.act(self.linear(x)).sum(dim=0)

# %% coursekit={"answer": "block-makes-act", "cell": "ResBlock", "mistake": "makes the activation of its class", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act()

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-hidden-list", "cell": "ResBlock", "mistake": "the layer in a list, where PyTorch does not find it", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.layers, self.act = [nn.Linear(n, n)], act

    def forward(self, x):
        return x + self.act(self.layers[0](x))

# %% coursekit={"answer": "block-extra", "cell": "ResBlock", "mistake": "a layer too many that is never used", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act
        self.more = nn.Linear(n, n)

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-no-return", "cell": "ResBlock", "mistake": "no return", "loses": {"test_ResBlock": 7.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = nn.Linear(n, n), act

    def forward(self, x):
        y = x + self.act(self.linear(x))

# %% coursekit={"answer": "block-shared", "cell": "ResBlock", "mistake": "one layer for all blocks", "loses": {"test_ResBlock": 1.0}}
shared = {}


class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear, self.act = shared.setdefault(n, nn.Linear(n, n)), act

    def forward(self, x):
        return x + self.act(self.linear(x))

# %% coursekit={"answer": "block-shared-act", "cell": "ResBlock", "mistake": "the activation belongs to the class", "loses": {"test_ResBlock": 1.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        self.linear = nn.Linear(n, n)
        ResBlock.act_of_all = [act]

    def forward(self, x):
        return x + self.act_of_all[0](self.linear(x))

# %% coursekit={"answer": "block-untransposed", "cell": "ResBlock", "mistake": "its own parameters, not transposed", "loses": {"test_ResBlock": 6.0}}
class ResBlock(nn.Module):
    def __init__(self, n, act):
        super().__init__()
        layer = nn.Linear(n, n)
        self.W, self.b, self.act = layer.weight, layer.bias, act

    def forward(self, x):
        return x + self.act(x @ self.W + self.b)
