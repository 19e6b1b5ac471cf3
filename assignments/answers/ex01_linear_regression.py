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
# # Known answers to ex01_linear_regression
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## hypothesis

# %% coursekit={"answer": "hypothesis-loops", "cell": "hypothesis", "right": "pure Python loops"}
def hypothesis(theta, X):
    return np.array([sum(float(t) * float(x) for t, x in zip(theta, row)) for row in X])

# %% coursekit={"answer": "hypothesis-broadcast", "cell": "hypothesis", "right": "broadcast and sum"}
def hypothesis(theta, X):
    return (np.asarray(X) * np.asarray(theta)).sum(axis=1)

# %% coursekit={"answer": "hypothesis-transposed", "cell": "hypothesis", "right": "theta times the transpose"}
def hypothesis(theta, X):
    return theta @ X.T

# %% coursekit={"answer": "hypothesis-torch", "cell": "hypothesis", "right": "torch"}
import torch


def hypothesis(theta, X):
    return torch.mv(torch.tensor(X, dtype=torch.float64), torch.tensor(theta, dtype=torch.float64)).numpy()

# %% coursekit={"answer": "hypothesis-no-sum", "cell": "hypothesis", "mistake": "multiplies, does not add", "loses": {"test_hypothesis": 3}}
def hypothesis(theta, X):
    return X * theta

# %% coursekit={"answer": "hypothesis-two-features", "cell": "hypothesis", "mistake": "only for a line", "loses": {"test_hypothesis": 3}}
def hypothesis(theta, X):
    return theta[0] + theta[1] * X[:, 1]

# %% coursekit={"answer": "hypothesis-three-features", "cell": "hypothesis", "mistake": "right for three columns only", "loses": {"test_hypothesis": 2}}
def hypothesis(theta, X):
    return theta[0] * X[:, 0] + theta[1] * X[:, 1] + theta[2] * X[:, 2]

# %% coursekit={"answer": "hypothesis-own-ones", "cell": "hypothesis", "mistake": "takes the first column to be ones", "loses": {"test_hypothesis": 2}}
def hypothesis(theta, X):
    return theta[0] + X[:, 1:] @ theta[1:]

# %% coursekit={"answer": "hypothesis-intercept-twice", "cell": "hypothesis", "mistake": "adds the intercept once more", "loses": {"test_hypothesis": 3}}
def hypothesis(theta, X):
    return theta[0] + X @ theta

# %% coursekit={"answer": "hypothesis-column", "cell": "hypothesis", "mistake": "a column instead of one dimension", "loses": {"test_hypothesis": 3}}
def hypothesis(theta, X):
    return X @ theta.reshape(-1, 1)

# %% coursekit={"answer": "hypothesis-squeeze", "cell": "hypothesis", "mistake": "one sample gives a number", "loses": {"test_hypothesis": 1}}
def hypothesis(theta, X):
    return np.squeeze(X @ theta)

# %% coursekit={"answer": "hypothesis-whole-numbers", "cell": "hypothesis", "mistake": "predictions cut to whole numbers", "loses": {"test_hypothesis": 1}}
def hypothesis(theta, X):
    return (X @ theta).astype(int)

# %% coursekit={"answer": "hypothesis-wrong-side", "cell": "hypothesis", "mistake": "theta times X: shapes do not fit", "loses": {"test_hypothesis": 2}}
def hypothesis(theta, X):
    return theta @ X

# %% coursekit={"answer": "hypothesis-hard-coded", "cell": "hypothesis", "mistake": "the example's numbers", "loses": {"test_hypothesis": 2}}
def hypothesis(theta, X):
    return np.array([321, -2])

# %% [markdown]
# ## cost

# %% coursekit={"answer": "cost-mean", "cell": "cost", "right": "mean of squares, halved"}
def cost(theta, X, y):
    return np.mean((hypothesis(theta, X) - y) ** 2) / 2

# %% coursekit={"answer": "cost-loops", "cell": "cost", "right": "pure Python loops"}
def cost(theta, X, y):
    total = 0.0
    for row, target in zip(X, y):
        total += (sum(t * x for t, x in zip(theta, row)) - target) ** 2
    return total / (2 * len(y))

# %% coursekit={"answer": "cost-sklearn", "cell": "cost", "right": "scikit-learn's mean squared error"}
from sklearn.metrics import mean_squared_error


def cost(theta, X, y):
    return mean_squared_error(y, X @ theta) / 2

# %% coursekit={"answer": "cost-no-half", "cell": "cost", "mistake": "not halved", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.mean((X @ theta - y) ** 2)

# %% coursekit={"answer": "cost-sum", "cell": "cost", "mistake": "sum instead of mean", "loses": {"test_cost": 3}}
def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / 2

# %% coursekit={"answer": "cost-n-minus-1", "cell": "cost", "mistake": "divides by n - 1", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * (len(y) - 1))

# %% coursekit={"answer": "cost-per-entry", "cell": "cost", "mistake": "divides by the size of X", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * X.size)

# %% coursekit={"answer": "cost-per-feature", "cell": "cost", "mistake": "divides by the number of features", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / (2 * X.shape[1])

# %% coursekit={"answer": "cost-broadcast", "cell": "cost", "mistake": "a column minus a row becomes a square", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.mean((X @ theta.reshape(-1, 1) - y) ** 2) / 2

# %% coursekit={"answer": "cost-absolute", "cell": "cost", "mistake": "absolute values instead of squares", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.mean(np.abs(X @ theta - y)) / 2

# %% coursekit={"answer": "cost-root", "cell": "cost", "mistake": "takes the root", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return np.sqrt(np.mean((X @ theta - y) ** 2) / 2)

# %% coursekit={"answer": "cost-squared-sum", "cell": "cost", "mistake": "adds first, squares then", "loses": {"test_cost": 3}}
def cost(theta, X, y):
    return np.sum(X @ theta - y) ** 2 / (2 * len(y))

# %% coursekit={"answer": "cost-whole-division", "cell": "cost", "mistake": "divides with //", "loses": {"test_cost": 3}}
def cost(theta, X, y):
    error = X @ theta - y
    return float(error @ error // (2 * len(y)))

# %% coursekit={"answer": "cost-per-sample", "cell": "cost", "mistake": "one cost a sample", "loses": {"test_cost": 4}}
def cost(theta, X, y):
    return (X @ theta - y) ** 2 / 2

# %% coursekit={"answer": "cost-chapter-order", "cell": "cost", "mistake": "arguments in the chapter's order", "loses": {"test_cost": 4}}
def cost(X, y, theta):
    error = X @ theta - y
    return error @ error / (2 * len(y))

# %% coursekit={"answer": "cost-line-only", "cell": "cost", "mistake": "right for a line only", "loses": {"test_cost": 1}}
def cost(theta, X, y):
    return np.mean((theta[0] + theta[1] * X[:, 1] - y) ** 2) / 2

# %% coursekit={"answer": "cost-three-points", "cell": "cost", "mistake": "n is always 3", "loses": {"test_cost": 3}}
def cost(theta, X, y):
    return np.sum((X @ theta - y) ** 2) / 6

# %% [markdown]
# ## gradient

# %% coursekit={"answer": "gradient-loops", "cell": "gradient", "right": "pure Python loops"}
def gradient(theta, X, y):
    n, d = X.shape
    slopes = np.zeros(d)
    for i in range(n):
        error = sum(theta[j] * X[i, j] for j in range(d)) - y[i]
        for j in range(d):
            slopes[j] += error * X[i, j] / n
    return slopes

# %% coursekit={"answer": "gradient-mean", "cell": "gradient", "right": "the mean of error times feature"}
def gradient(theta, X, y):
    error = hypothesis(theta, X) - y
    return (error[:, None] * X).mean(axis=0)

# %% coursekit={"answer": "gradient-autograd", "cell": "gradient", "right": "torch's autograd"}
import torch


def gradient(theta, X, y):
    theta = torch.tensor(theta, dtype=torch.float64, requires_grad=True)
    X, y = (torch.tensor(values, dtype=torch.float64) for values in (X, y))
    (((X @ theta - y) ** 2).mean() / 2).backward()
    return theta.grad.numpy()

# %% coursekit={"answer": "gradient-sign", "cell": "gradient", "mistake": "downhill: the residual y - h", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return X.T @ (y - X @ theta) / len(y)

# %% coursekit={"answer": "gradient-no-n", "cell": "gradient", "mistake": "sum instead of mean", "loses": {"test_gradient": 4}}
def gradient(theta, X, y):
    return X.T @ (X @ theta - y)

# %% coursekit={"answer": "gradient-twice", "cell": "gradient", "mistake": "the gradient of the cost without the half", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return 2 * X.T @ (X @ theta - y) / len(y)

# %% coursekit={"answer": "gradient-half", "cell": "gradient", "mistake": "halved once more", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return X.T @ (X @ theta - y) / (2 * len(y))

# %% coursekit={"answer": "gradient-no-transpose", "cell": "gradient", "mistake": "X instead of its transpose", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return X @ (X @ theta - y) / len(y)

# %% coursekit={"answer": "gradient-error-only", "cell": "gradient", "mistake": "the mean error, not times the feature", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return np.full(len(theta), (X @ theta - y).mean())

# %% coursekit={"answer": "gradient-means-apart", "cell": "gradient", "mistake": "mean error times mean feature", "loses": {"test_gradient": 4}}
def gradient(theta, X, y):
    return (X @ theta - y).mean() * X.mean(axis=0)

# %% coursekit={"answer": "gradient-line-only", "cell": "gradient", "mistake": "right for two parameters only", "loses": {"test_gradient": 4}}
def gradient(theta, X, y):
    error = theta[0] + theta[1] * X[:, 1] - y
    return np.array([error.mean(), (error * X[:, 1]).mean()])

# %% coursekit={"answer": "gradient-broadcast", "cell": "gradient", "mistake": "a column minus a row becomes a square", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    error = (X @ theta).reshape(-1, 1) - y
    return X.T @ error / len(y)

# %% coursekit={"answer": "gradient-column", "cell": "gradient", "mistake": "a column instead of one dimension", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return (X.T @ (X @ theta - y) / len(y)).reshape(-1, 1)

# %% coursekit={"answer": "gradient-wrong-axis", "cell": "gradient", "mistake": "averages over the features", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return ((X @ theta - y)[:, None] * X).mean(axis=1)

# %% coursekit={"answer": "gradient-differences", "cell": "gradient", "mistake": "differences: too few digits where the cost is large", "loses": {"test_gradient": 1}}
def gradient(theta, X, y):
    nudges = 1e-5 * np.eye(len(theta))
    return np.array([(((X @ (theta + e) - y) ** 2).mean() - ((X @ (theta - e) - y) ** 2).mean()) / 4e-5 for e in nudges])

# %% coursekit={"answer": "gradient-moves-theta", "cell": "gradient", "mistake": "changes theta while it computes", "loses": {"test_gradient": 1}}
def gradient(theta, X, y):
    slopes = X.T @ (X @ theta - y) / len(y)
    if theta.dtype == float:
        theta -= 0.1 * slopes
    return slopes

# %% coursekit={"answer": "gradient-squared-error", "cell": "gradient", "mistake": "the squared error times the feature", "loses": {"test_gradient": 5}}
def gradient(theta, X, y):
    return X.T @ (X @ theta - y) ** 2 / len(y)

# %% coursekit={"answer": "gradient-row-broadcast", "cell": "gradient", "mistake": "the errors times the columns, not the rows", "loses": {"test_gradient": 4}}
def gradient(theta, X, y):
    return ((X @ theta - y) * X).mean(axis=0)

# %% coursekit={"answer": "gradient-whole-numbers", "cell": "gradient", "mistake": "writes into an array of integers", "loses": {"test_gradient": 1}}
def gradient(theta, X, y):
    slopes = np.zeros_like(theta)
    for j in range(len(theta)):
        slopes[j] = ((X @ theta - y) * X[:, j]).mean()
    return slopes

# %% coursekit={"answer": "gradient-two-parts", "cell": "gradient", "mistake": "two slopes whatever the features", "loses": {"test_gradient": 4}}
def gradient(theta, X, y):
    error = X @ theta - y
    return np.array([(error * X[:, j]).mean() for j in range(2)])

# %% [markdown]
# ## gd

# %% coursekit={"answer": "gd-inline", "cell": "gd", "right": "both formulas written out"}
def gd(X, y, alpha, iters, theta0):
    n, theta = len(y), np.asarray(theta0) * 1.0
    hist = np.zeros(iters + 1)
    for step in range(iters + 1):
        error = X @ theta - y
        hist[step] = (error**2).sum() / (2 * n)
        if step < iters:
            theta = theta - alpha / n * (X.T @ error)
    return theta, hist

# %% coursekit={"answer": "gd-recursive", "cell": "gd", "right": "recursion, the record a tuple turned into a list"}
def gd(X, y, alpha, iters, theta0):
    here = cost(theta0, X, y)
    if iters == 0:
        return np.array(theta0, dtype=float), [here]
    theta, hist = gd(X, y, alpha, iters - 1, theta0 - alpha * gradient(theta0, X, y))
    return theta, [here, *hist]

# %% coursekit={"answer": "gd-path", "cell": "gd", "right": "keeps the whole path and takes its costs at the end"}
def gd(X, y, alpha, iters, theta0):
    path = [np.array(theta0, dtype=float)]
    while len(path) <= iters:
        path.append(path[-1] - alpha * gradient(path[-1], X, y))
    return path[-1], np.array([cost(theta, X, y) for theta in path])

# %% coursekit={"answer": "gd-in-place", "cell": "gd", "right": "in place, on a copy of its own"}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = []
    for _ in range(iters):
        hist.append(cost(theta, X, y))
        theta -= alpha * gradient(theta, X, y)
    hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-no-start", "cell": "gd", "mistake": "the cost at the start is missing", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta, hist = np.array(theta0, dtype=float), []
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-no-end", "cell": "gd", "mistake": "the cost after the last step is missing", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta, hist = np.array(theta0, dtype=float), []
    for _ in range(iters):
        hist.append(cost(theta, X, y))
        theta = theta - alpha * gradient(theta, X, y)
    return theta, hist

# %% coursekit={"answer": "gd-one-step-more", "cell": "gd", "mistake": "iters + 1 steps", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta, hist = np.array(theta0, dtype=float), []
    for _ in range(iters + 1):
        hist.append(cost(theta, X, y))
        theta = theta - alpha * gradient(theta, X, y)
    return theta, hist

# %% coursekit={"answer": "gd-one-step-less", "cell": "gd", "mistake": "iters - 1 steps", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(1, iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-uphill", "cell": "gd", "mistake": "plus instead of minus", "loses": {"test_gd": 7}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta + alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-one-by-one", "cell": "gd", "mistake": "changes one parameter before it computes the next slope", "loses": {"test_gd": 3}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        for j in range(len(theta)):
            theta[j] -= alpha * gradient(theta, X, y)[j]
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-from-zero", "cell": "gd", "mistake": "starts at zero whatever theta0", "loses": {"test_gd": 5}}
def gd(X, y, alpha, iters, theta0):
    theta = np.zeros(X.shape[1])
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-moves-theta0", "cell": "gd", "mistake": "walks with the caller's array", "loses": {"test_gd": 2}}
def gd(X, y, alpha, iters, theta0):
    theta = theta0
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta -= alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-whole-numbers", "cell": "gd", "mistake": "a copy of integers stays integers", "loses": {"test_gd": 1}}
def gd(X, y, alpha, iters, theta0):
    theta = theta0.copy()
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta[:] = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-start-cut", "cell": "gd", "mistake": "the start is cut to whole numbers", "loses": {"test_gd": 1}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=int)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-stops-early", "cell": "gd", "mistake": "stops when the cost hardly changes", "loses": {"test_gd": 3}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
        if abs(hist[-2] - hist[-1]) <= 1e-4 * hist[-2]:
            break
    return theta, hist

# %% coursekit={"answer": "gd-stops-uphill", "cell": "gd", "mistake": "gives up when the cost rises", "loses": {"test_gd": 1}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
        if hist[-1] > hist[-2]:
            break
    return theta, hist

# %% coursekit={"answer": "gd-no-alpha", "cell": "gd", "mistake": "forgets the learning rate", "loses": {"test_gd": 7}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-chapter-order", "cell": "gd", "mistake": "calls both in the chapter's order of arguments", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(X, y, theta)]
    for _ in range(iters):
        theta = theta - alpha * gradient(X, y, theta)
        hist.append(cost(X, y, theta))
    return theta, hist

# %% coursekit={"answer": "gd-clipped", "cell": "gd", "mistake": "clips the gradient", "loses": {"test_gd": 3}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * np.clip(gradient(theta, X, y), -1e5, 1e5)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-decays", "cell": "gd", "mistake": "lets the learning rate decay", "loses": {"test_gd": 7}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for step in range(iters):
        theta = theta - alpha / (1 + step) * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-swapped", "cell": "gd", "mistake": "returns (hist, theta)", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return hist, theta

# %% coursekit={"answer": "gd-global-record", "cell": "gd", "mistake": "the record of one call goes on in the next", "loses": {"test_gd": 6}}
record = []


def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    record.append(cost(theta, X, y))
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        record.append(cost(theta, X, y))
    return theta, record

# %% coursekit={"answer": "gd-default-list", "cell": "gd", "mistake": "a list as default value is shared by all calls", "loses": {"test_gd": 6}}
def gd(X, y, alpha, iters, theta0, hist=[]):
    theta = np.array(theta0, dtype=float)
    hist.append(cost(theta, X, y))
    for _ in range(iters):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-always-three", "cell": "gd", "mistake": "three steps whatever iters", "loses": {"test_gd": 6}}
def gd(X, y, alpha, iters, theta0):
    theta = np.array(theta0, dtype=float)
    hist = [cost(theta, X, y)]
    for _ in range(3):
        theta = theta - alpha * gradient(theta, X, y)
        hist.append(cost(theta, X, y))
    return theta, hist

# %% coursekit={"answer": "gd-solved", "cell": "gd", "mistake": "returns the least-squares solution instead of walking", "loses": {"test_gd": 8}}
def gd(X, y, alpha, iters, theta0):
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    return best, np.linspace(cost(theta0, X, y), cost(best, X, y), iters + 1)

# %% coursekit={"answer": "gd-endless", "cell": "gd", "mistake": "walks until the gradient is exactly zero", "loses": {"test_gd": 8}, "status": {"test_gd": "timeout"}}
def gd(X, y, alpha, iters, theta0):
    theta, hist = np.array(theta0, dtype=float), []
    while True:
        hist.append(cost(theta, X, y))

# %% [markdown]
# ## standardize

# %% coursekit={"answer": "standardize-loops", "cell": "standardize", "right": "column by column, in pure Python"}
def standardize(X):
    n, d = X.shape
    Z, mu, sigma = np.zeros((n, d)), np.zeros(d), np.ones(d)
    for j in range(d):
        mu[j] = sum(X[:, j]) / n
        spread = (sum((x - mu[j]) ** 2 for x in X[:, j]) / n) ** 0.5
        if spread > 0:
            sigma[j] = spread
        Z[:, j] = [(x - mu[j]) / sigma[j] for x in X[:, j]]
    return Z, mu, sigma

# %% coursekit={"answer": "standardize-where", "cell": "standardize", "right": "np.where, and the variance written out"}
def standardize(X):
    mu = X.mean(axis=0)
    sigma = np.sqrt(((X - mu) ** 2).mean(axis=0))
    sigma = np.where(sigma == 0, 1.0, sigma)
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-pandas", "cell": "standardize", "right": "pandas, ddof=0"}
import pandas as pd


def standardize(X):
    frame = pd.DataFrame(X)
    mu, sigma = frame.mean(), frame.std(ddof=0).replace(0.0, 1.0)
    return ((frame - mu) / sigma).to_numpy(), mu.to_numpy(), sigma.to_numpy()

# %% coursekit={"answer": "standardize-named-scale", "cell": "standardize", "right": "a variable bears the name of a function that may not be called"}
def standardize(X):
    centre = np.average(X, axis=0)
    centred = X - centre
    scale = np.sqrt(np.einsum("ij,ij->j", centred, centred) / X.shape[0])
    scale[scale == 0.0] = 1.0
    return centred / scale, centre, scale

# %% coursekit={"answer": "standardize-rounding", "cell": "standardize", "right": "takes rounding errors for zero, as scikit-learn does"}
def standardize(X):
    mu, sigma = np.mean(X, axis=0), np.std(X, axis=0)
    sigma = np.where(sigma <= 10 * np.finfo(float).eps * np.abs(mu), 1.0, sigma)
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-ddof1", "cell": "standardize", "mistake": "sample standard deviation (ddof = 1)", "loses": {"test_standardize": 5}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0, ddof=1)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-rows", "cell": "standardize", "mistake": "statistics of rows (axis = 1)", "loses": {"test_standardize": 6}}
def standardize(X):
    mu, sigma = X.mean(axis=1), X.std(axis=1)
    sigma[sigma == 0] = 1
    return ((X.T - mu) / sigma).T, mu, sigma

# %% coursekit={"answer": "standardize-whole-table", "cell": "standardize", "mistake": "one mean and one deviation for the whole table", "loses": {"test_standardize": 6}}
def standardize(X):
    mu, sigma = X.mean(), X.std()
    return (X - mu) / (sigma or 1.0), mu, sigma

# %% coursekit={"answer": "standardize-nan", "cell": "standardize", "mistake": "divides by zero in a constant column", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-nan-to-zero", "cell": "standardize", "mistake": "mends Z, but returns sigma 0", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    return np.nan_to_num((X - mu) / sigma), mu, sigma

# %% coursekit={"answer": "standardize-epsilon", "cell": "standardize", "mistake": "adds a small number instead of treating zero", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0) + 1e-9
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-small-is-zero", "cell": "standardize", "mistake": "takes a small deviation for zero", "loses": {"test_standardize": 1}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma < 0.01] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-zero-mean", "cell": "standardize", "mistake": "takes a column with mean 0 to be standardised already", "loses": {"test_standardize": 1}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[(sigma == 0) | (mu == 0)] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-all-or-nothing", "cell": "standardize", "mistake": "one constant column switches all division off", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    if (sigma == 0).any():
        sigma = np.ones(X.shape[1])
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-in-place", "cell": "standardize", "mistake": "changes the caller's table", "loses": {"test_standardize": 3}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    X -= mu
    X /= sigma
    return X, mu, sigma

# %% coursekit={"answer": "standardize-whole-numbers", "cell": "standardize", "mistake": "writes into a copy of integers", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    Z = X.copy()
    for j in range(X.shape[1]):
        Z[:, j] = (X[:, j] - mu[j]) / sigma[j]
    return Z, mu, sigma

# %% coursekit={"answer": "standardize-like-x", "cell": "standardize", "mistake": "an array of zeros that holds integers only", "loses": {"test_standardize": 2}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    Z = np.zeros_like(X)
    Z[:] = (X - mu) / sigma
    return Z, mu, sigma

# %% coursekit={"answer": "standardize-variance", "cell": "standardize", "mistake": "divides by the variance", "loses": {"test_standardize": 5}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.var(axis=0)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-no-mean", "cell": "standardize", "mistake": "does not take the mean off", "loses": {"test_standardize": 5}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    return X / sigma, mu, sigma

# %% coursekit={"answer": "standardize-min-max", "cell": "standardize", "mistake": "min-max scaling", "loses": {"test_standardize": 6}}
def standardize(X):
    low, span = X.min(axis=0), np.ptp(X, axis=0)
    span = np.where(span == 0, 1, span)
    return (X - low) / span, low, span

# %% coursekit={"answer": "standardize-median", "cell": "standardize", "mistake": "takes the median off", "loses": {"test_standardize": 4}}
def standardize(X):
    mu, sigma = np.median(X, axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-keepdims", "cell": "standardize", "mistake": "statistics with two dimensions", "loses": {"test_standardize": 6}}
def standardize(X):
    mu, sigma = X.mean(axis=0, keepdims=True), X.std(axis=0, keepdims=True)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, mu, sigma

# %% coursekit={"answer": "standardize-wrong-order", "cell": "standardize", "mistake": "returns (Z, sigma, mu)", "loses": {"test_standardize": 6}}
def standardize(X):
    mu, sigma = X.mean(axis=0), X.std(axis=0)
    sigma[sigma == 0] = 1
    return (X - mu) / sigma, sigma, mu

# %% coursekit={"answer": "standardize-only-z", "cell": "standardize", "mistake": "returns Z alone", "loses": {"test_standardize": 6}}
def standardize(X):
    sigma = X.std(axis=0)
    sigma[sigma == 0] = 1
    return (X - X.mean(axis=0)) / sigma

# %% coursekit={"answer": "standardize-borrowed", "cell": "standardize", "mistake": "lets scikit-learn do it", "loses": {"test_standardize": 6}}
from sklearn.preprocessing import StandardScaler


def standardize(X):
    scaler = StandardScaler().fit(X)
    return scaler.transform(X), scaler.mean_, scaler.scale_

# %% coursekit={"answer": "standardize-borrowed-behind", "cell": "standardize", "mistake": "lets scikit-learn do it in a helper", "loses": {"test_standardize": 6}}
import sklearn.preprocessing


def scaler_of(X):
    return sklearn.preprocessing.StandardScaler().fit(X)


def standardize(X):
    scaler = scaler_of(X)
    return scaler.transform(X), scaler.mean_, scaler.scale_

# %% [markdown]
# ## unscale

# %% coursekit={"answer": "unscale-loops", "cell": "unscale", "right": "pure Python loops"}
def unscale(theta, mu, sigma):
    out = [float(theta[0])]
    for t, m, s in zip(theta[1:], mu, sigma):
        out[0] -= t * m / s
        out.append(t / s)
    return np.array(out)

# %% coursekit={"answer": "unscale-matrix", "cell": "unscale", "right": "one matrix for the change of units"}
def unscale(theta, mu, sigma):
    change = np.diag(np.concatenate([[1.0], 1 / sigma]))
    change[0, 1:] = -mu / sigma
    return change @ theta

# %% coursekit={"answer": "unscale-probe", "cell": "unscale", "right": "reads the coefficients off predictions"}
def unscale(theta, mu, sigma):
    def at(x):
        return theta[0] + ((x - mu) / sigma) @ theta[1:]

    origin = at(np.zeros(len(mu)))
    return np.array([origin, *(at(e) - origin for e in np.eye(len(mu)))])

# %% coursekit={"answer": "unscale-same-intercept", "cell": "unscale", "mistake": "the intercept stays", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    return np.concatenate([[theta[0]], theta[1:] / sigma])

# %% coursekit={"answer": "unscale-plus", "cell": "unscale", "mistake": "adds to the intercept", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    return np.concatenate([[theta[0] + slopes @ mu], slopes])

# %% coursekit={"answer": "unscale-times", "cell": "unscale", "mistake": "multiplies by sigma", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] * sigma
    return np.concatenate([[theta[0] - slopes @ mu], slopes])

# %% coursekit={"answer": "unscale-intercept-unscaled", "cell": "unscale", "mistake": "the intercept loses theta times mu, not divided by sigma", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    return np.concatenate([[theta[0] - theta[1:] @ mu], theta[1:] / sigma])

# %% coursekit={"answer": "unscale-first-feature", "cell": "unscale", "mistake": "the intercept minds the first feature only", "loses": {"test_unscale": 4}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    return np.concatenate([[theta[0] - slopes[0] * mu[0]], slopes])

# %% coursekit={"answer": "unscale-one-feature", "cell": "unscale", "mistake": "one feature only", "loses": {"test_unscale": 4}}
def unscale(theta, mu, sigma):
    slope = theta[1] / sigma[0]
    return np.array([theta[0] - slope * mu[0], slope])

# %% coursekit={"answer": "unscale-no-sum", "cell": "unscale", "mistake": "an intercept for each feature", "loses": {"test_unscale": 4}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    return np.concatenate([theta[0] - slopes * mu, slopes])

# %% coursekit={"answer": "unscale-squeezed", "cell": "unscale", "mistake": "an intercept for each feature, squeezed until the shape fits one", "loses": {"test_unscale": 4}}
def unscale(theta, mu, sigma):
    return np.array([theta[0] - theta[1] * mu / sigma, theta[1] / sigma]).squeeze()

# %% coursekit={"answer": "unscale-divided-late", "cell": "unscale", "mistake": "adds over the features before it divides", "loses": {"test_unscale": 4}}
def unscale(theta, mu, sigma):
    return np.concatenate([[theta[0] - (theta[1:] @ mu / sigma)[0]], theta[1:] / sigma])

# %% coursekit={"answer": "unscale-scaled-intercept", "cell": "unscale", "mistake": "the intercept is divided too", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    return np.concatenate([[theta[0] / sigma[0] - slopes @ mu], slopes])

# %% coursekit={"answer": "unscale-intercept-last", "cell": "unscale", "mistake": "the intercept last", "loses": {"test_unscale": 5}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    return np.concatenate([slopes, [theta[0] - slopes @ mu]])

# %% coursekit={"answer": "unscale-whole-numbers", "cell": "unscale", "mistake": "writes into a copy of integers", "loses": {"test_unscale": 1}}
def unscale(theta, mu, sigma):
    out = theta.copy()
    out[1:] = theta[1:] / sigma
    out[0] = theta[0] - (theta[1:] / sigma) @ mu
    return out

# %% coursekit={"answer": "unscale-in-place", "cell": "unscale", "mistake": "changes the caller's theta", "loses": {"test_unscale": 2}}
def unscale(theta, mu, sigma):
    slopes = theta[1:] / sigma
    theta[1:] = slopes
    return np.concatenate([[theta[0] - slopes @ mu], slopes])

# %% [markdown]
# ## predict

# %% coursekit={"answer": "predict-hypothesis", "cell": "predict", "right": "with the function of question 1"}
def predict(X_new, theta, mu, sigma):
    Z = (X_new - mu) / sigma
    return hypothesis(theta, np.column_stack([np.ones(len(Z)), Z]))

# %% coursekit={"answer": "predict-unscale", "cell": "predict", "right": "with the coefficients in the units as they were"}
def predict(X_new, theta, mu, sigma):
    plain = unscale(theta, mu, sigma)
    return plain[0] + X_new @ plain[1:]

# %% coursekit={"answer": "predict-loops", "cell": "predict", "right": "pure Python loops"}
def predict(X_new, theta, mu, sigma):
    return np.array([theta[0] + sum(t * (x - m) / s for t, x, m, s in zip(theta[1:], row, mu, sigma)) for row in X_new])

# %% coursekit={"answer": "predict-leak", "cell": "predict", "mistake": "standardises the new houses by themselves", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    Z = standardize(X_new)[0]
    return theta[0] + Z @ theta[1:]

# %% coursekit={"answer": "predict-own-mean", "cell": "predict", "mistake": "the mean of the new houses, the deviation of the old", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new - X_new.mean(axis=0)) / sigma @ theta[1:]

# %% coursekit={"answer": "predict-unscaled", "cell": "predict", "mistake": "new houses are not standardised", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + X_new @ theta[1:]

# %% coursekit={"answer": "predict-no-intercept", "cell": "predict", "mistake": "no intercept", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return (X_new - mu) / sigma @ theta[1:]

# %% coursekit={"answer": "predict-times", "cell": "predict", "mistake": "multiplies by sigma", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new - mu) * sigma @ theta[1:]

# %% coursekit={"answer": "predict-no-division", "cell": "predict", "mistake": "takes the mean off, does not divide", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new - mu) @ theta[1:]

# %% coursekit={"answer": "predict-precedence", "cell": "predict", "mistake": "parentheses forgotten: X - mu / sigma", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new - mu / sigma) @ theta[1:]

# %% coursekit={"answer": "predict-number", "cell": "predict", "mistake": "one house gives a number", "loses": {"test_predict": 3}}
def predict(X_new, theta, mu, sigma):
    prices = theta[0] + (X_new - mu) / sigma @ theta[1:]
    return prices[0] if len(prices) == 1 else prices

# %% coursekit={"answer": "predict-first-feature", "cell": "predict", "mistake": "looks at the first feature only", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new[:, 0] - mu[0]) / sigma[0] * theta[1]

# %% coursekit={"answer": "predict-column", "cell": "predict", "mistake": "a column instead of one dimension", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return theta[0] + (X_new - mu) / sigma @ theta[1:, None]

# %% coursekit={"answer": "predict-in-place", "cell": "predict", "mistake": "standardises the caller's table in place", "loses": {"test_predict": 3}}
def predict(X_new, theta, mu, sigma):
    X_new -= mu
    X_new /= sigma
    return theta[0] + X_new @ theta[1:]

# %% coursekit={"answer": "predict-sums-all", "cell": "predict", "mistake": "the intercept is taken off the intercept's place too", "loses": {"test_predict": 4}}
def predict(X_new, theta, mu, sigma):
    return (X_new - mu) / sigma @ theta[:-1] + theta[-1]

# %% [markdown]
# ## normal_equation

# %% coursekit={"answer": "normal-inverse", "cell": "normal_equation", "right": "the inverse, written out"}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) != X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.inv(X.T @ X) @ (X.T @ y)

# %% coursekit={"answer": "normal-qr", "cell": "normal_equation", "right": "a QR decomposition"}
def normal_equation(X, y):
    if X.shape[0] < X.shape[1] or np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    Q, R = np.linalg.qr(X)
    return np.linalg.solve(R, Q.T @ y)

# %% coursekit={"answer": "normal-elimination", "cell": "normal_equation", "right": "elimination by hand"}
def normal_equation(X, y):
    d = X.shape[1]
    if np.linalg.matrix_rank(X) < d:
        raise ValueError("列不独立")
    table = np.column_stack([X.T @ X, X.T @ y]).astype(float)
    for i in range(d):
        table[i] /= table[i, i]
        for k in range(d):
            if k != i:
                table[k] -= table[k, i] * table[i]
    return table[:, -1]

# %% coursekit={"answer": "normal-no-rank", "cell": "normal_equation", "mistake": "trusts solve to notice dependent columns", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-determinant", "cell": "normal_equation", "mistake": "takes a determinant that is not exactly zero for a solution", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    if np.linalg.det(X.T @ X) == 0:
        raise ValueError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-few-samples", "cell": "normal_equation", "mistake": "asks for more samples than features", "loses": {"test_normal_equation": 1}}
def normal_equation(X, y):
    if X.shape[0] <= X.shape[1] or np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("样本太少")
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-type-error", "cell": "normal_equation", "mistake": "another exception", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ArithmeticError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-none", "cell": "normal_equation", "mistake": "returns None where there is no solution", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return None
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-returns-error", "cell": "normal_equation", "mistake": "returns the exception", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        return ValueError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-waits-for-solve", "cell": "normal_equation", "mistake": "waits for solve to raise", "loses": {"test_normal_equation": 2}}
def normal_equation(X, y):
    try:
        return np.linalg.solve(X.T @ X, X.T @ y)
    except np.linalg.LinAlgError:
        raise ValueError("列不独立")

# %% coursekit={"answer": "normal-borrowed", "cell": "normal_equation", "mistake": "lstsq", "loses": {"test_normal_equation": 4}}
def normal_equation(X, y):
    theta, _, rank, _ = np.linalg.lstsq(X, y, rcond=None)
    if rank < X.shape[1]:
        raise ValueError("列不独立")
    return theta

# %% coursekit={"answer": "normal-borrowed-alias", "cell": "normal_equation", "mistake": "lstsq by another name", "loses": {"test_normal_equation": 4}}
def normal_equation(X, y):
    solve = np.linalg.lstsq
    theta, _, rank, _ = solve(X, y, rcond=None)
    if rank < X.shape[1]:
        raise ValueError("列不独立")
    return theta

# %% coursekit={"answer": "normal-pseudo-inverse", "cell": "normal_equation", "mistake": "pinv", "loses": {"test_normal_equation": 4}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.pinv(X) @ y

# %% coursekit={"answer": "normal-model", "cell": "normal_equation", "mistake": "scikit-learn's model", "loses": {"test_normal_equation": 4}}
from sklearn.linear_model import LinearRegression


def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return LinearRegression(fit_intercept=False).fit(X, y).coef_

# %% coursekit={"answer": "normal-not-transposed", "cell": "normal_equation", "mistake": "X times X transposed", "loses": {"test_normal_equation": 3}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.solve(X @ X.T, X @ y)

# %% coursekit={"answer": "normal-own-ones", "cell": "normal_equation", "mistake": "adds a column of ones", "loses": {"test_normal_equation": 3}}
def normal_equation(X, y):
    X = np.column_stack([np.ones(len(X)), X])
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y)

# %% coursekit={"answer": "normal-divided-once", "cell": "normal_equation", "mistake": "divides one side by n", "loses": {"test_normal_equation": 3}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y / len(y))

# %% coursekit={"answer": "normal-ridge", "cell": "normal_equation", "mistake": "adds a ridge to be safe", "loses": {"test_normal_equation": 3}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.solve(X.T @ X + 1e-3 * np.eye(X.shape[1]), X.T @ y)

# %% coursekit={"answer": "normal-column", "cell": "normal_equation", "mistake": "a column instead of one dimension", "loses": {"test_normal_equation": 3}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    return np.linalg.solve(X.T @ X, X.T @ y.reshape(-1, 1))

# %% coursekit={"answer": "normal-line-formula", "cell": "normal_equation", "mistake": "the formula for one feature and an intercept", "loses": {"test_normal_equation": 4}}
def normal_equation(X, y):
    x = X[:, 1]
    slope = ((x - x.mean()) * (y - y.mean())).sum() / ((x - x.mean()) ** 2).sum()
    return np.array([y.mean() - slope * x.mean(), slope])

# %% coursekit={"answer": "normal-by-descent", "cell": "normal_equation", "mistake": "goes downhill a thousand steps", "loses": {"test_normal_equation": 1}}
def normal_equation(X, y):
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise ValueError("列不独立")
    theta, step = np.zeros(X.shape[1]), 1.9 / np.linalg.eigvalsh(X.T @ X / len(y))[-1]
    for _ in range(1000):
        theta = theta - step * X.T @ (X @ theta - y) / len(y)
    return theta

# %% [markdown]
# ## alpha_max

# %% coursekit={"answer": "alpha-singular-value", "cell": "alpha_max", "right": "the largest singular value, squared"}
def alpha_max(X):
    largest = np.linalg.norm(X, 2)
    return 2 * len(X) / largest**2 if largest else float("inf")

# %% coursekit={"answer": "alpha-power-iteration", "cell": "alpha_max", "right": "power iteration"}
def alpha_max(X):
    H = X.T @ X / len(X)
    v = np.ones(len(H)) + np.arange(len(H)) / 7
    for _ in range(3000):
        w = H @ v
        if not w.any():
            return np.inf
        v = w / np.linalg.norm(w)
    return 2 / (v @ H @ v)

# %% coursekit={"answer": "alpha-outer", "cell": "alpha_max", "right": "the same eigenvalue from the matrix of samples"}
def alpha_max(X):
    largest = max(np.linalg.eigvals(X @ X.T / len(X)).real)
    with np.errstate(divide="ignore"):
        return np.float64(2) / largest

# %% coursekit={"answer": "alpha-no-n", "cell": "alpha_max", "mistake": "not divided by n", "loses": {"test_alpha_max": 3}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T @ X)[-1]
    return 2 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-flattest", "cell": "alpha_max", "mistake": "the smallest eigenvalue", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    flattest = np.linalg.eigvalsh(X.T @ X / len(X))[0]
    return 2 / flattest if flattest > 0 else np.inf

# %% coursekit={"answer": "alpha-one", "cell": "alpha_max", "mistake": "1 over the eigenvalue", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    return 1 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-trace", "cell": "alpha_max", "mistake": "the sum of the eigenvalues", "loses": {"test_alpha_max": 3}}
def alpha_max(X):
    total = np.trace(X.T @ X / len(X))
    return 2 / total if total > 0 else np.inf

# %% coursekit={"answer": "alpha-elementwise", "cell": "alpha_max", "mistake": "* instead of @", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T * X / len(X))[-1]
    return 2 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-largest-entry", "cell": "alpha_max", "mistake": "the largest number of the matrix", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    largest = (X.T @ X / len(X)).max()
    return 2 / largest if largest > 0 else np.inf

# %% coursekit={"answer": "alpha-diagonal", "cell": "alpha_max", "mistake": "the largest mean square of a column", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    steepest = (X**2).mean(axis=0).max()
    return 2 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-singular-unsquared", "cell": "alpha_max", "mistake": "the singular value, not squared", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    largest = np.linalg.norm(X, 2)
    return 2 * len(X) / largest if largest > 0 else np.inf

# %% coursekit={"answer": "alpha-features", "cell": "alpha_max", "mistake": "divides by the number of features", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T @ X / X.shape[1])[-1]
    return 2 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-zero-division", "cell": "alpha_max", "mistake": "fails on zeros", "loses": {"test_alpha_max": 1}}
def alpha_max(X):
    return 2 / float(np.linalg.eigvalsh(X.T @ X / len(X))[-1])

# %% coursekit={"answer": "alpha-zero-for-zero", "cell": "alpha_max", "mistake": "answers 0 for zeros", "loses": {"test_alpha_max": 1}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    return 2 / steepest if steepest > 0 else 0.0

# %% coursekit={"answer": "alpha-epsilon", "cell": "alpha_max", "mistake": "adds a small number to avoid zero", "loses": {"test_alpha_max": 2}}
def alpha_max(X):
    return 2 / (np.linalg.eigvalsh(X.T @ X / len(X))[-1] + 1e-12)

# %% coursekit={"answer": "alpha-zero-column", "cell": "alpha_max", "mistake": "one column of zeros lifts the limit", "loses": {"test_alpha_max": 1}}
def alpha_max(X):
    if (X == 0).all(axis=0).any():
        return np.inf
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X))[-1]

# %% coursekit={"answer": "alpha-small-is-zero", "cell": "alpha_max", "mistake": "takes a small eigenvalue for zero", "loses": {"test_alpha_max": 1}}
def alpha_max(X):
    steepest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    return 2 / steepest if steepest > 1e-6 else np.inf

# %% coursekit={"answer": "alpha-covariance", "cell": "alpha_max", "mistake": "the covariance matrix: columns centred, n - 1", "loses": {"test_alpha_max": 4}}
def alpha_max(X):
    steepest = np.max(np.linalg.eigvalsh(np.atleast_2d(np.cov(X.T))))
    return 2 / steepest if steepest > 0 else np.inf

# %% coursekit={"answer": "alpha-array", "cell": "alpha_max", "mistake": "a limit for each direction", "loses": {"test_alpha_max": 5}}
def alpha_max(X):
    return 2 / np.linalg.eigvalsh(X.T @ X / len(X))

# %% coursekit={"answer": "alpha-condition", "cell": "alpha_max", "mistake": "2 over the condition number", "loses": {"test_alpha_max": 5}}
def alpha_max(X):
    return 2 / np.linalg.cond(X.T @ X / len(X))
