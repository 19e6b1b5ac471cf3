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
# # Known answers to ex09_optimizers
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## sgd

# %% coursekit={"answer": "sgd-loop", "cell": "sgd", "right": "a loop over the elements"}
def sgd(w, g, state, lr):
    new = np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        new[place] = w[place] - lr * g[place]
    return new, {}

# %% coursekit={"answer": "sgd-add", "cell": "sgd", "right": "adds a step, an empty dictionary of its own"}
def sgd(w, g, state, lr):
    move = -lr * g
    return w + move, {}

# %% coursekit={"answer": "sgd-copy", "cell": "sgd", "right": "changes a copy"}
def sgd(w, g, state, lr):
    w = np.array(w, dtype=float)
    w -= lr * g
    return w, dict(state)

# %% coursekit={"answer": "sgd-uphill", "cell": "sgd", "mistake": "adds", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return w + lr * g, state

# %% coursekit={"answer": "sgd-no-rate", "cell": "sgd", "mistake": "no learning rate", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return w - g, state

# %% coursekit={"answer": "sgd-sign", "cell": "sgd", "mistake": "the sign of the gradient alone", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return w - lr * np.sign(g), state

# %% coursekit={"answer": "sgd-move", "cell": "sgd", "mistake": "the move, not the place", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return -lr * g, state

# %% coursekit={"answer": "sgd-rate-on-w", "cell": "sgd", "mistake": "the rate on w", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return lr * w - g, state

# %% coursekit={"answer": "sgd-only-w", "cell": "sgd", "mistake": "returns w alone", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return w - lr * g

# %% coursekit={"answer": "sgd-in-place", "cell": "sgd", "mistake": "changes w in place", "loses": {"test_sgd": 2.0}}
def sgd(w, g, state, lr):
    w -= lr * g
    return w, state

# %% coursekit={"answer": "sgd-in-place-cast", "cell": "sgd", "mistake": "changes w in place, whatever it holds", "loses": {"test_sgd": 2.0}}
def sgd(w, g, state, lr):
    w[...] = w - lr * g
    return w, state

# %% coursekit={"answer": "sgd-remembers", "cell": "sgd", "mistake": "writes into state", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    return w - lr * g, {"g": g}

# %% coursekit={"answer": "sgd-integers", "cell": "sgd", "mistake": "keeps the kind of w", "loses": {"test_sgd": 1.0}}
def sgd(w, g, state, lr):
    return (w - lr * g).astype(w.dtype), state

# %% coursekit={"answer": "sgd-rate-fixed", "cell": "sgd", "mistake": "a rate of its own", "loses": {"test_sgd": 2.0}}
def sgd(w, g, state, lr):
    return w - 0.1 * g, state

# %% coursekit={"answer": "sgd-hard-coded", "cell": "sgd", "mistake": "the example's numbers", "loses": {"test_sgd": 2.0}}
def sgd(w, g, state, lr):
    return np.array([0.9, 0.0]), {}

# %% coursekit={"answer": "sgd-rounded", "cell": "sgd", "mistake": "rounded", "loses": {"test_sgd": 1.0}}
def sgd(w, g, state, lr):
    return np.round(w - lr * g, 6), state

# %% coursekit={"answer": "sgd-torch", "cell": "sgd", "mistake": "torch.optim", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    torch.optim.SGD([p], lr=lr).step()
    return p.numpy(), state

# %% coursekit={"answer": "sgd-nothing", "cell": "sgd", "mistake": "does not return", "loses": {"test_sgd": 3.0}}
def sgd(w, g, state, lr):
    w - lr * g

# %% [markdown]
# ## momentum

# %% coursekit={"answer": "momentum-if", "cell": "momentum", "right": "asks whether v is there"}
def momentum(w, g, state, lr, mu=0.9):
    if "v" in state:
        v = state["v"] * mu + g
    else:
        v = 1.0 * g
    return w - v * lr, {"v": v}

# %% coursekit={"answer": "momentum-zeros", "cell": "momentum", "right": "zeros of the shape of w"}
def momentum(w, g, state, lr, mu=0.9):
    v = state.get("v", np.zeros_like(w, dtype=float))
    v = mu * v + g
    w = w - lr * v
    return w, dict(v=v)

# %% coursekit={"answer": "momentum-loop", "cell": "momentum", "right": "a loop over the elements"}
def momentum(w, g, state, lr, mu=0.9):
    v = np.zeros(w.shape)
    new = np.zeros(w.shape)
    old = state.get("v", v.copy())
    for place in np.ndindex(w.shape):
        v[place] = mu * old[place] + g[place]
        new[place] = w[place] - lr * v[place]
    return new, {"v": v}

# %% coursekit={"answer": "momentum-copied-state", "cell": "momentum", "right": "a copy of the dictionary"}
def momentum(w, g, state, lr, mu=0.9):
    new = dict(state)
    new["v"] = g + mu * new.get("v", 0)
    return w - lr * new["v"], new

# %% coursekit={"answer": "momentum-ema", "cell": "momentum", "mistake": "the form with 1 - mu", "loses": {"test_momentum": 4.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + (1 - mu) * g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-none", "cell": "momentum", "mistake": "no inertia", "loses": {"test_momentum": 4.0}}
def momentum(w, g, state, lr, mu=0.9):
    return w - lr * g, {"v": g}

# %% coursekit={"answer": "momentum-old-v", "cell": "momentum", "mistake": "moves by the old v", "loses": {"test_momentum": 5.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = state.get("v", 0.0 * g)
    return w - lr * v, {"v": mu * v + g}

# %% coursekit={"answer": "momentum-no-discount", "cell": "momentum", "mistake": "v is not discounted", "loses": {"test_momentum": 4.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = state.get("v", 0.0) + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-discounts-g", "cell": "momentum", "mistake": "discounts the gradient", "loses": {"test_momentum": 5.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = state.get("v", 0.0) + mu * g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-rate-in-v", "cell": "momentum", "mistake": "the rate goes into v", "loses": {"test_momentum": 5.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + lr * g
    return w - v, {"v": v}

# %% coursekit={"answer": "momentum-nesterov", "cell": "momentum", "mistake": "looks ahead", "loses": {"test_momentum": 5.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * (g + mu * v), {"v": v}

# %% coursekit={"answer": "momentum-mutates", "cell": "momentum", "mistake": "writes into the state that it is given", "loses": {"test_momentum": 1.0}}
def momentum(w, g, state, lr, mu=0.9):
    state["v"] = mu * state.get("v", 0.0) + g
    return w - lr * state["v"], state

# %% coursekit={"answer": "momentum-mutates-v", "cell": "momentum", "mistake": "changes the array of v in place", "loses": {"test_momentum": 2.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = state.get("v", np.zeros(w.shape))
    v *= mu
    v += g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-mutates-w", "cell": "momentum", "mistake": "changes w in place where it can", "loses": {"test_momentum": 1.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    new = w - lr * v
    if w.dtype == int:
        w -= 1
    return new, {"v": v}

# %% coursekit={"answer": "momentum-needs-v", "cell": "momentum", "mistake": "fails where there is no v", "loses": {"test_momentum": 3.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = mu * state["v"] + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-first-is-zero", "cell": "momentum", "mistake": "the first step does not move", "loses": {"test_momentum": 2.0}}
def momentum(w, g, state, lr, mu=0.9):
    if "v" not in state:
        return w, {"v": np.zeros(w.shape)}
    v = mu * state["v"] + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-mu-fixed", "cell": "momentum", "mistake": "mu is always 0.9", "loses": {"test_momentum": 3.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = 0.9 * state.get("v", 0.0) + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-global", "cell": "momentum", "mistake": "remembers by itself", "loses": {"test_momentum": 4.0}}
def momentum(w, g, state, lr, mu=0.9):
    momentum.v = mu * getattr(momentum, "v", 0.0) + g
    return w - lr * momentum.v, {"v": momentum.v}

# %% coursekit={"answer": "momentum-integer-v", "cell": "momentum", "mistake": "zeros of the kind of w", "loses": {"test_momentum": 1.0}}
def momentum(w, g, state, lr, mu=0.9):
    v = np.zeros_like(w)
    v[...] = mu * state.get("v", 0) + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "momentum-hard-coded", "cell": "momentum", "mistake": "the example's numbers", "loses": {"test_momentum": 4.0}}
def momentum(w, g, state, lr, mu=0.9):
    if "v" in state:
        return np.array([0.8575, -0.2]), {"v": np.array([1.85, 14.0])}
    return np.array([0.95, 0.5]), {"v": np.array([1.0, 10.0])}

# %% coursekit={"answer": "momentum-torch", "cell": "momentum", "mistake": "torch.optim", "loses": {"test_momentum": 5.0}}
def momentum(w, g, state, lr, mu=0.9):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(mu * state.get("v", 0.0) + g)
    torch.optim.SGD([p], lr=lr).step()
    return p.numpy(), {"v": p.grad.numpy()}

# %% [markdown]
# ## nag

# %% coursekit={"answer": "nag-expanded", "cell": "nag", "right": "the bracket multiplied out"}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * g - lr * mu * v, {"v": v}

# %% coursekit={"answer": "nag-if", "cell": "nag", "right": "asks whether v is there"}
def nag(w, g, state, lr, mu=0.9):
    v = g + (mu * state["v"] if "v" in state else 0)
    step = g + mu * v
    return w - lr * step, {"v": v}

# %% coursekit={"answer": "nag-from-old", "cell": "nag", "right": "from the old v"}
def nag(w, g, state, lr, mu=0.9):
    old = state.get("v", np.zeros(w.shape))
    return w - lr * ((1 + mu) * g + mu**2 * old), {"v": mu * old + g}

# %% coursekit={"answer": "nag-momentum", "cell": "nag", "mistake": "does not look ahead", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "nag-old-v", "cell": "nag", "mistake": "looks ahead along the old v", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    old = state.get("v", 0.0)
    return w - lr * (g + mu * old), {"v": mu * old + g}

# %% coursekit={"answer": "nag-double", "cell": "nag", "mistake": "v + mu v", "loses": {"test_nag": 3.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * (v + mu * v), {"v": v}

# %% coursekit={"answer": "nag-no-g", "cell": "nag", "mistake": "mu v alone", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * mu * v, {"v": v}

# %% coursekit={"answer": "nag-no-mu", "cell": "nag", "mistake": "g + v", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * (g + v), {"v": v}

# %% coursekit={"answer": "nag-stores-step", "cell": "nag", "mistake": "remembers the step", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    v = g + mu * v
    return w - lr * v, {"v": v}

# %% coursekit={"answer": "nag-ema", "cell": "nag", "mistake": "the form with 1 - mu", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + (1 - mu) * g
    return w - lr * (g + mu * v), {"v": v}

# %% coursekit={"answer": "nag-uphill", "cell": "nag", "mistake": "adds", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w + lr * (g + mu * v), {"v": v}

# %% coursekit={"answer": "nag-forgets", "cell": "nag", "mistake": "forgets v", "loses": {"test_nag": 3.0}}
def nag(w, g, state, lr, mu=0.9):
    v = g
    return w - lr * (g + mu * v), {"v": v}

# %% coursekit={"answer": "nag-mutates", "cell": "nag", "mistake": "writes into the state that it is given", "loses": {"test_nag": 1.0}}
def nag(w, g, state, lr, mu=0.9):
    state["v"] = mu * state.get("v", 0.0) + g
    return w - lr * (g + mu * state["v"]), state

# %% coursekit={"answer": "nag-mu-fixed", "cell": "nag", "mistake": "mu is always 0.9", "loses": {"test_nag": 3.0}}
def nag(w, g, state, lr, mu=0.9):
    v = 0.9 * state.get("v", 0.0) + g
    return w - lr * (g + 0.9 * v), {"v": v}

# %% coursekit={"answer": "nag-bracket", "cell": "nag", "mistake": "a bracket forgotten", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return w - lr * g + mu * v, {"v": v}

# %% coursekit={"answer": "nag-rate-in-v", "cell": "nag", "mistake": "the rate goes into v", "loses": {"test_nag": 4.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + lr * g
    return w - (lr * g + mu * v), {"v": v}

# %% coursekit={"answer": "nag-integers", "cell": "nag", "mistake": "keeps the kind of w", "loses": {"test_nag": 1.0}}
def nag(w, g, state, lr, mu=0.9):
    v = mu * state.get("v", 0.0) + g
    return (w - lr * (g + mu * v)).astype(w.dtype), {"v": v}

# %% coursekit={"answer": "nag-global", "cell": "nag", "mistake": "remembers by itself", "loses": {"test_nag": 3.0}}
def nag(w, g, state, lr, mu=0.9):
    nag.v = mu * getattr(nag, "v", 0.0) + g
    return w - lr * (g + mu * nag.v), {"v": nag.v}

# %% coursekit={"answer": "nag-hard-coded", "cell": "nag", "mistake": "the example's numbers", "loses": {"test_nag": 3.0}}
def nag(w, g, state, lr, mu=0.9):
    if "v" in state:
        return np.array([0.778525, -0.4025]), {"v": np.array([1.805, 9.5])}
    return np.array([0.905, 0.05]), {"v": np.array([1.0, 10.0])}

# %% [markdown]
# ## adagrad

# %% coursekit={"answer": "adagrad-power", "cell": "adagrad", "right": "the root as a power"}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0) + g * g
    return w - lr / (s**0.5 + eps) * g, {"s": s}

# %% coursekit={"answer": "adagrad-zeros", "cell": "adagrad", "right": "zeros of the shape of w"}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state["s"] if "s" in state else np.zeros(w.shape)
    s = s + np.square(g)
    step = g / (np.sqrt(s) + eps)
    return w - lr * step, {"s": s}

# %% coursekit={"answer": "adagrad-where", "cell": "adagrad", "right": "leaves alone what never had a slope"}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    root = np.sqrt(s) + eps
    return np.where(s > 0, w - lr * g / root, w), {"s": s}

# %% coursekit={"answer": "adagrad-no-eps", "cell": "adagrad", "mistake": "no epsilon", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / np.sqrt(s), {"s": s}

# %% coursekit={"answer": "adagrad-eps-inside", "cell": "adagrad", "mistake": "epsilon under the root", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / np.sqrt(s + eps), {"s": s}

# %% coursekit={"answer": "adagrad-no-root", "cell": "adagrad", "mistake": "no root", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / (s + eps), {"s": s}

# %% coursekit={"answer": "adagrad-old-s", "cell": "adagrad", "mistake": "divides by the old s", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0 * g)
    return w - lr * g / (np.sqrt(s) + eps), {"s": s + g**2}

# %% coursekit={"answer": "adagrad-forgets", "cell": "adagrad", "mistake": "forgets the old s", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "adagrad-absolute", "cell": "adagrad", "mistake": "adds up the absolute slopes", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + np.abs(g)
    return w - lr * g / (s + eps), {"s": s}

# %% coursekit={"answer": "adagrad-shared", "cell": "adagrad", "mistake": "one s for all parameters", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + (g**2).sum()
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "adagrad-sgd", "cell": "adagrad", "mistake": "does not divide", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g, {"s": s}

# %% coursekit={"answer": "adagrad-eps-fixed", "cell": "adagrad", "mistake": "an epsilon of its own", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / (np.sqrt(s) + 1e-8), {"s": s}

# %% coursekit={"answer": "adagrad-eps-in-s", "cell": "adagrad", "mistake": "epsilon is added to s each time", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2 + eps
    return w - lr * g / np.sqrt(s), {"s": s}

# %% coursekit={"answer": "adagrad-mutates", "cell": "adagrad", "mistake": "writes into the state that it is given", "loses": {"test_adagrad": 1.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    state["s"] = state.get("s", 0.0) + g**2
    return w - lr * g / (np.sqrt(state["s"]) + eps), state

# %% coursekit={"answer": "adagrad-bracket", "cell": "adagrad", "mistake": "a bracket forgotten", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / np.sqrt(s) + eps, {"s": s}

# %% coursekit={"answer": "adagrad-nan-to-num", "cell": "adagrad", "mistake": "mends nan afterwards, without epsilon", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    s = state.get("s", 0.0) + g**2
    return w - lr * np.nan_to_num(g / np.sqrt(s)), {"s": s}

# %% coursekit={"answer": "adagrad-hard-coded", "cell": "adagrad", "mistake": "the example's numbers", "loses": {"test_adagrad": 3.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    if "s" in state:
        return np.array([0.83310353, 0.83310353]), {"s": np.array([1.81, 181.0])}
    return np.array([0.9, 0.9]), {"s": np.array([1.0, 100.0])}

# %% coursekit={"answer": "adagrad-torch", "cell": "adagrad", "mistake": "torch.optim", "loses": {"test_adagrad": 4.0}}
def adagrad(w, g, state, lr, eps=1e-10):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    optimizer = torch.optim.Adagrad([p], lr=lr, eps=eps)
    optimizer.step()
    return p.numpy(), {"s": state.get("s", 0.0) + g**2}

# %% [markdown]
# ## rmsprop

# %% coursekit={"answer": "rmsprop-moved", "cell": "rmsprop", "right": "moves the average towards the new"}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    old = state.get("s", np.zeros(w.shape))
    s = old + (1 - alpha) * (g * g - old)
    return w - lr * g / (s**0.5 + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-if", "cell": "rmsprop", "right": "asks whether s is there"}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = (1 - alpha) * np.square(g)
    if "s" in state:
        s = s + alpha * state["s"]
    denominator = np.sqrt(s) + eps
    return w - g / denominator * lr, {"s": s}

# %% coursekit={"answer": "rmsprop-loop", "cell": "rmsprop", "right": "a loop over the elements"}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    old = state.get("s", np.zeros(w.shape))
    s, new = np.zeros(w.shape), np.zeros(w.shape)
    for place in np.ndindex(w.shape):
        slope = float(g[place])
        s[place] = alpha * old[place] + (1 - alpha) * slope**2
        new[place] = w[place] - lr * slope / (math.sqrt(s[place]) + eps)
    return new, {"s": s}

# %% coursekit={"answer": "rmsprop-adagrad", "cell": "rmsprop", "mistake": "adds up", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = state.get("s", 0.0) + g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-reversed", "cell": "rmsprop", "mistake": "alpha and 1 - alpha reversed", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = (1 - alpha) * state.get("s", 0.0) + alpha * g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-no-discount", "cell": "rmsprop", "mistake": "the old is not discounted", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-first-whole", "cell": "rmsprop", "mistake": "the first s is the whole square", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state["s"] + (1 - alpha) * g**2 if "s" in state else 1.0 * g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-eps-inside", "cell": "rmsprop", "mistake": "epsilon under the root", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / np.sqrt(s + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-no-eps", "cell": "rmsprop", "mistake": "no epsilon", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / np.sqrt(s), {"s": s}

# %% coursekit={"answer": "rmsprop-no-root", "cell": "rmsprop", "mistake": "no root", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (s + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-old-s", "cell": "rmsprop", "mistake": "divides by the old s", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = state.get("s", 0.0 * g)
    return w - lr * g / (np.sqrt(s) + eps), {"s": alpha * s + (1 - alpha) * g**2}

# %% coursekit={"answer": "rmsprop-not-squared", "cell": "rmsprop", "mistake": "averages the slopes", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * np.abs(g)
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-corrected", "cell": "rmsprop", "mistake": "corrects the bias", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    t = state.get("t", 0) + 1
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (np.sqrt(s / (1 - alpha**t)) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-mutates", "cell": "rmsprop", "mistake": "writes into the state that it is given", "loses": {"test_rmsprop": 1.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    state["s"] = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (np.sqrt(state["s"]) + eps), state

# %% coursekit={"answer": "rmsprop-alpha-fixed", "cell": "rmsprop", "mistake": "alpha is always 0.99", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = 0.99 * state.get("s", 0.0) + 0.01 * g**2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-eps-fixed", "cell": "rmsprop", "mistake": "an epsilon of its own", "loses": {"test_rmsprop": 2.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w - lr * g / (np.sqrt(s) + 1e-8), {"s": s}

# %% coursekit={"answer": "rmsprop-uphill", "cell": "rmsprop", "mistake": "adds", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + (1 - alpha) * g**2
    return w + lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-hard-coded", "cell": "rmsprop", "mistake": "the example's numbers", "loses": {"test_rmsprop": 3.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    if "s" in state:
        return np.array([0.83291796, 0.83291796]), {"s": np.array([0.018, 1.8])}
    return np.array([0.9, 0.9]), {"s": np.array([0.01, 1.0])}

# %% coursekit={"answer": "rmsprop-share-squared", "cell": "rmsprop", "mistake": "squares the share too", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    s = alpha * state.get("s", 0.0) + ((1 - alpha) * g) ** 2
    return w - lr * g / (np.sqrt(s) + eps), {"s": s}

# %% coursekit={"answer": "rmsprop-torch", "cell": "rmsprop", "mistake": "torch.optim", "loses": {"test_rmsprop": 4.0}}
def rmsprop(w, g, state, lr=0.01, alpha=0.99, eps=1e-8):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    torch.optim.RMSprop([p], lr=lr, alpha=alpha, eps=eps).step()
    return p.numpy(), {"s": alpha * state.get("s", 0.0) + (1 - alpha) * g**2}

# %% [markdown]
# ## adadelta

# %% coursekit={"answer": "adadelta-two-roots", "cell": "adadelta", "right": "two roots"}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g * g
    delta = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * delta * delta
    return w - lr * delta, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-zeros", "cell": "adadelta", "right": "zeros of the shape of w"}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    if not state:
        state = {"s": np.zeros(w.shape), "d": np.zeros(w.shape)}
    s = rho * state["s"] + (1 - rho) * np.square(g)
    step = g * (state["d"] + eps) ** 0.5 / (s + eps) ** 0.5
    return w - lr * step, {"d": rho * state["d"] + (1 - rho) * np.square(step), "s": s}

# %% coursekit={"answer": "adadelta-average", "cell": "adadelta", "right": "a helper for both averages"}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    def average(old, new):
        return old + (1 - rho) * (new**2 - old)

    s = average(state.get("s", np.zeros(w.shape)), g)
    d = state.get("d", np.zeros(w.shape))
    move = g * np.sqrt(d + eps) / np.sqrt(s + eps)
    return w - lr * move, {"s": s, "d": average(d, move)}

# %% coursekit={"answer": "adadelta-rate-in-d", "cell": "adadelta", "mistake": "the rate goes into d", "loses": {"test_adadelta": 5.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * (lr * move) ** 2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-no-rate", "cell": "adadelta", "mistake": "no learning rate", "loses": {"test_adadelta": 5.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-eps-outside-below", "cell": "adadelta", "mistake": "epsilon outside the root below", "loses": {"test_adadelta": 5.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / (np.sqrt(s) + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-eps-outside-above", "cell": "adadelta", "mistake": "epsilon outside the root above", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = (np.sqrt(d) + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-eps-outside-both", "cell": "adadelta", "mistake": "both epsilons outside the roots", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = (np.sqrt(d) + eps) / (np.sqrt(s) + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-no-eps-above", "cell": "adadelta", "mistake": "no epsilon above", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-no-eps-below", "cell": "adadelta", "mistake": "no epsilon below", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-d-of-g", "cell": "adadelta", "mistake": "d averages the slopes", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * g**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-d-not-squared", "cell": "adadelta", "mistake": "d averages the moves", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * move
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-d-adds", "cell": "adadelta", "mistake": "the old d is not discounted", "loses": {"test_adadelta": 5.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-d-forgotten", "cell": "adadelta", "mistake": "d is never used", "loses": {"test_adadelta": 4.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt(eps) / np.sqrt(s + eps) * g
    d = rho * d + (1 - rho) * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-rho-fixed", "cell": "adadelta", "mistake": "rho is always 0.9", "loses": {"test_adadelta": 3.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = 0.9 * s + 0.1 * g**2
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    d = 0.9 * d + 0.1 * move**2
    return w - lr * move, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-old-s", "cell": "adadelta", "mistake": "divides by the old s", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    move = np.sqrt(d + eps) / np.sqrt(s + eps) * g
    return w - lr * move, {"s": rho * s + (1 - rho) * g**2, "d": rho * d + (1 - rho) * move**2}

# %% coursekit={"answer": "adadelta-mutates", "cell": "adadelta", "mistake": "writes into the state that it is given", "loses": {"test_adadelta": 1.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    state["s"] = rho * state.get("s", 0.0) + (1 - rho) * g**2
    move = np.sqrt((state.get("d", 0.0) + eps) / (state["s"] + eps)) * g
    state["d"] = rho * state.get("d", 0.0) + (1 - rho) * move**2
    return w - lr * move, state

# %% coursekit={"answer": "adadelta-skips-zero", "cell": "adadelta", "mistake": "leaves s and d where the gradient is zero", "loses": {"test_adadelta": 1.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    if not g.any():
        return w, state
    s, d = state.get("s", 0.0), state.get("d", 0.0)
    s = rho * s + (1 - rho) * g**2
    move = np.sqrt((d + eps) / (s + eps)) * g
    return w - lr * move, {"s": s, "d": rho * d + (1 - rho) * move**2}

# %% coursekit={"answer": "adadelta-new-d", "cell": "adadelta", "mistake": "moves by the new d", "loses": {"test_adadelta": 6.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    s = rho * state.get("s", 0.0) + (1 - rho) * g**2
    d = state.get("d", 0.0)
    d = rho * d + (1 - rho) * (d + eps) / (s + eps) * g**2
    return w - lr * np.sqrt((d + eps) / (s + eps)) * g, {"s": s, "d": d}

# %% coursekit={"answer": "adadelta-hard-coded", "cell": "adadelta", "mistake": "the example's numbers", "loses": {"test_adadelta": 3.0}}
def adadelta(w, g, state, lr=1.0, rho=0.9, eps=1e-6):
    if "s" in state:
        return np.array([0.0396669]), {"s": np.array([1.71]), "d": np.array([0.1754751])}
    return np.array([0.5256584]), {"s": np.array([0.9]), "d": np.array([0.09])}

# %% [markdown]
# ## adam

# %% coursekit={"answer": "adam-moved", "cell": "adam", "right": "moves the averages towards the new"}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = state.get("m", np.zeros(w.shape)), state.get("v", np.zeros(w.shape))
    t = state.get("t", 0) + 1
    m = m + (1 - beta1) * (g - m)
    v = v + (1 - beta2) * (g * g - v)
    return w - lr * (m / (1 - beta1**t)) / ((v / (1 - beta2**t)) ** 0.5 + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-torch-order", "cell": "adam", "right": "the corrections in the step, as PyTorch has them"}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    new = {"m": 0.0, "v": 0.0, "t": 0}
    new.update(state)
    new["t"] = new["t"] + 1
    new["m"] = beta1 * new["m"] + (1 - beta1) * g
    new["v"] = beta2 * new["v"] + (1 - beta2) * np.square(g)
    step = lr / (1 - beta1 ** new["t"])
    root = np.sqrt(new["v"]) / math.sqrt(1 - beta2 ** new["t"]) + eps
    return w - step * new["m"] / root, new

# %% coursekit={"answer": "adam-unpacked", "cell": "adam", "right": "unpacked from the dictionary"}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if not state:
        m, v, t = np.zeros(w.shape), np.zeros(w.shape), 0
    else:
        m, v, t = state["m"], state["v"], state["t"]
    t += 1
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - np.power(beta1, t))
    v_hat = v / (1 - np.power(beta2, t))
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), dict(m=m, v=v, t=t)

# %% coursekit={"answer": "adam-no-correction", "cell": "adam", "mistake": "no correction", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m, v
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-only-m", "cell": "adam", "mistake": "corrects m alone", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-late-count", "cell": "adam", "mistake": "counts after the correction", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0)
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t + 1}

# %% coursekit={"answer": "adam-never-counts", "cell": "adam", "mistake": "the count is not kept", "loses": {"test_adam": 7.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": 1}

# %% coursekit={"answer": "adam-always-first", "cell": "adam", "mistake": "corrects as in the first step", "loses": {"test_adam": 7.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1), v / (1 - beta2)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-times", "cell": "adam", "mistake": "times t for the power", "loses": {"test_adam": 7.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1 * t), v / (1 - beta2 * t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-stores-hats", "cell": "adam", "mistake": "remembers the corrected", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m_hat, "v": v_hat, "t": t}

# %% coursekit={"answer": "adam-eps-inside", "cell": "adam", "mistake": "epsilon under the root", "loses": {"test_adam": 4.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / np.sqrt(v_hat + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-eps-before", "cell": "adam", "mistake": "epsilon before the correction", "loses": {"test_adam": 5.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / ((np.sqrt(v) + eps) / np.sqrt(1 - beta2**t)), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-no-eps", "cell": "adam", "mistake": "no epsilon", "loses": {"test_adam": 4.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / np.sqrt(v_hat), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-betas-swapped", "cell": "adam", "mistake": "the betas exchanged", "loses": {"test_adam": 7.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta2 * state.get("m", 0.0) + (1 - beta2) * g
    v = beta1 * state.get("v", 0.0) + (1 - beta1) * g**2
    m_hat, v_hat = m / (1 - beta2**t), v / (1 - beta1**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-betas-fixed", "cell": "adam", "mistake": "the betas are always the same", "loses": {"test_adam": 4.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = 0.9 * state.get("m", 0.0) + 0.1 * g
    v = 0.999 * state.get("v", 0.0) + 0.001 * g**2
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-eps-fixed", "cell": "adam", "mistake": "an epsilon of its own", "loses": {"test_adam": 3.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + 1e-8), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-mutates", "cell": "adam", "mistake": "writes into the state that it is given", "loses": {"test_adam": 1.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    state["t"] = state.get("t", 0) + 1
    state["m"] = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    state["v"] = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = state["m"] / (1 - beta1 ** state["t"]), state["v"] / (1 - beta2 ** state["t"])
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), state

# %% coursekit={"answer": "adam-one-array", "cell": "adam", "mistake": "m and v are one array", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m = v = state.get("m", np.zeros(w.shape)).astype(float)
    t = state.get("t", 0) + 1
    m *= beta1
    m += (1 - beta1) * g
    v *= beta2
    v += (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-global", "cell": "adam", "mistake": "counts by itself", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    adam.t = getattr(adam, "t", 0) + 1
    t = adam.t
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-share-squared", "cell": "adam", "mistake": "squares the share too", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + ((1 - beta2) * g) ** 2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-root-first", "cell": "adam", "mistake": "the root before the correction", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v) / (1 - beta2**t) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adam-hard-coded", "cell": "adam", "mistake": "the example's numbers", "loses": {"test_adam": 6.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if "m" in state:
        return np.array([0.80041223] * 2), {"m": np.array([0.18, 1.8]), "v": np.array([0.001809, 0.1809]), "t": 2}
    return np.array([0.9, 0.9]), {"m": np.array([0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}

# %% coursekit={"answer": "adam-torch", "cell": "adam", "mistake": "torch.optim", "loses": {"test_adam": 8.0}}
def adam(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    optimizer = torch.optim.Adam([p], lr=lr, betas=(beta1, beta2), eps=eps)
    optimizer.step()
    held = optimizer.state[p]
    return p.numpy(), {"m": held["exp_avg"].numpy(), "v": held["exp_avg_sq"].numpy(), "t": int(held["step"])}

# %% [markdown]
# ## adam_l2

# %% coursekit={"answer": "l2-keywords", "cell": "adam_l2", "right": "by keywords"}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    penalised = g + lam * w
    return adam(w=w, g=penalised, state=state, lr=lr, beta1=beta1, beta2=beta2, eps=eps)

# %% coursekit={"answer": "l2-whole", "cell": "adam_l2", "right": "Adam written out"}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    g = g + lam * w
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "l2-helper", "cell": "adam_l2", "right": "a helper for the gradient"}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    def gradient_of_both():
        return np.add(g, np.multiply(lam, w))

    new, after = adam(w, gradient_of_both(), state, lr, beta1, beta2, eps)
    return new, after

# %% coursekit={"answer": "l2-plain", "cell": "adam_l2", "mistake": "no lambda", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g, state, lr, beta1, beta2, eps)

# %% [markdown]
# ## adamw

# %% coursekit={"answer": "adamw-plain", "cell": "adamw", "mistake": "no lambda", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g, state, lr, beta1, beta2, eps)

# %% [markdown]
# ## adam_l2

# %% coursekit={"answer": "l2-minus", "cell": "adam_l2", "mistake": "subtracts", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g - lam * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-twice", "cell": "adam_l2", "mistake": "2 lambda w", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + 2 * lam * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-squared", "cell": "adam_l2", "mistake": "the penalty, not its gradient", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam / 2 * w**2, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-decoupled", "cell": "adam_l2", "mistake": "AdamW", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w - lr * lam * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-rate-too", "cell": "adam_l2", "mistake": "the rate goes along", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lr * lam * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-after", "cell": "adam_l2", "mistake": "afterwards", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    new, after = adam(w, g, state, lr, beta1, beta2, eps)
    return new - lr * lam * w, after

# %% coursekit={"answer": "l2-defaults", "cell": "adam_l2", "mistake": "the rest is not handed on", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam * w, state)

# %% coursekit={"answer": "l2-rate-alone", "cell": "adam_l2", "mistake": "the rate alone is handed on", "loses": {"test_adam_l2": 3.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam * w, state, lr)

# %% coursekit={"answer": "l2-no-eps", "cell": "adam_l2", "mistake": "epsilon is not handed on", "loses": {"test_adam_l2": 2.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam * w, state, lr, beta1, beta2)

# %% coursekit={"answer": "l2-fresh", "cell": "adam_l2", "mistake": "begins anew each time", "loses": {"test_adam_l2": 2.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam * w, {}, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-in-place", "cell": "adam_l2", "mistake": "changes g in place", "loses": {"test_adam_l2": 1.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    g += (lam * w).astype(g.dtype)
    return adam(w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-whole-no-v", "cell": "adam_l2", "mistake": "Adam written out, v without the penalty", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * (g + lam * w)
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    return w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "l2-lam-fixed", "cell": "adam_l2", "mistake": "a lambda of its own", "loses": {"test_adam_l2": 3.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + 0.1 * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-shrinks-after", "cell": "adam_l2", "mistake": "shrinks w after the step", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    new, state = adam(w, g, state, lr, beta1, beta2, eps)
    return new - lr * lam * w, state

# %% coursekit={"answer": "l2-sum", "cell": "adam_l2", "mistake": "the penalty itself is added to the gradient", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam / 2 * (w**2).sum(), state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "l2-hard-coded", "cell": "adam_l2", "mistake": "the example's numbers", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return np.array([19.9, -30.1]), {"m": np.array([0.1, 0.7]), "v": np.array([0.001, 0.049]), "t": 1}

# %% coursekit={"answer": "l2-torch", "cell": "adam_l2", "mistake": "torch.optim", "loses": {"test_adam_l2": 4.0}}
def adam_l2(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    torch.optim.Adam([p], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=lam).step()
    return p.numpy(), adam(w, g + lam * w, state, lr, beta1, beta2, eps)[1]

# %% [markdown]
# ## adamw

# %% coursekit={"answer": "adamw-keywords", "cell": "adamw", "right": "by keywords"}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    smaller = w - lr * lam * w
    return adam(smaller, g, state, lr=lr, beta1=beta1, beta2=beta2, eps=eps)

# %% coursekit={"answer": "adamw-whole", "cell": "adamw", "right": "Adam written out"}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    g = 1.0 * g
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * g
    v = beta2 * state.get("v", 0.0) + (1 - beta2) * g**2
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w * (1 - lr * lam) - lr * m_hat / (np.sqrt(v_hat) + eps), {"m": m, "v": v, "t": t}

# %% coursekit={"answer": "adamw-both-moves", "cell": "adamw", "right": "both moves from the same place"}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    moved, after = adam(w, g, state, lr, beta1, beta2, eps)
    return moved - lr * lam * w, after

# %% coursekit={"answer": "adamw-l2", "cell": "adamw", "mistake": "in the gradient", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w, g + lam * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-no-rate", "cell": "adamw", "mistake": "lambda without the rate", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lam) * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-after", "cell": "adamw", "mistake": "shrinks after the step", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    new, after = adam(w, g, state, lr, beta1, beta2, eps)
    return (1 - lr * lam) * new, after

# %% coursekit={"answer": "adamw-grows", "cell": "adamw", "mistake": "grows", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 + lr * lam) * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-lam-only", "cell": "adamw", "mistake": "only lambda is left", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(lr * lam * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-both", "cell": "adamw", "mistake": "shrinks, and in the gradient", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, g + lam * w, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-twice", "cell": "adamw", "mistake": "shrinks twice as much", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - 2 * lr * lam) * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-defaults", "cell": "adamw", "mistake": "the rest is not handed on", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, g, state)

# %% coursekit={"answer": "adamw-rate-alone", "cell": "adamw", "mistake": "the rate alone is handed on", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, g, state, lr)

# %% coursekit={"answer": "adamw-no-eps", "cell": "adamw", "mistake": "epsilon is not handed on", "loses": {"test_adamw": 2.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, g, state, lr, beta1, beta2)

# %% coursekit={"answer": "adamw-fresh", "cell": "adamw", "mistake": "begins anew each time", "loses": {"test_adamw": 2.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, g, {}, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-in-place", "cell": "adamw", "mistake": "changes w in place", "loses": {"test_adamw": 1.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    w[...] = (1 - lr * lam) * w
    return adam(w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-gradient-at-smaller", "cell": "adamw", "mistake": "shrinks the gradient too", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * lam) * w, (1 - lr * lam) * g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-constant", "cell": "adamw", "mistake": "takes the same from all", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam(w - lr * lam * np.sign(w), g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-lam-fixed", "cell": "adamw", "mistake": "a lambda of its own", "loses": {"test_adamw": 2.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return adam((1 - lr * 0.1) * w, g, state, lr, beta1, beta2, eps)

# %% coursekit={"answer": "adamw-hard-coded", "cell": "adamw", "mistake": "the example's numbers", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    return np.array([19.9, -29.8]), {"m": np.array([-0.1, 1.0]), "v": np.array([0.001, 0.1]), "t": 1}

# %% coursekit={"answer": "adamw-torch", "cell": "adamw", "mistake": "torch.optim", "loses": {"test_adamw": 3.0}}
def adamw(w, g, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8, lam=0.01):
    p = torch.tensor(w, dtype=torch.float64)
    p.grad = torch.tensor(g, dtype=torch.float64)
    torch.optim.AdamW([p], lr=lr, betas=(beta1, beta2), eps=eps, weight_decay=lam).step()
    return p.numpy(), adam(w, g, state, lr, beta1, beta2, eps)[1]

# %% [markdown]
# ## step_lr

# %% coursekit={"answer": "step-loop", "cell": "step_lr", "right": "down the stairs one by one"}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    rate = base
    for _ in range(size, t + 1, size):
        rate = rate * gamma
    return rate

# %% coursekit={"answer": "step-floor", "cell": "step_lr", "right": "floor of a quotient"}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** math.floor(t / size)

# %% coursekit={"answer": "step-divmod", "cell": "step_lr", "right": "divmod"}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    stairs, _ = divmod(t, size)
    return base * np.power(float(gamma), stairs)

# %% coursekit={"answer": "step-smooth", "cell": "step_lr", "mistake": "not in steps", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** (t / size)

# %% coursekit={"answer": "step-early", "cell": "step_lr", "mistake": "one epoch early", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** ((t + 1) // size)

# %% coursekit={"answer": "step-late", "cell": "step_lr", "mistake": "one epoch late", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** max(0, (t - 1) // size)

# %% coursekit={"answer": "step-once", "cell": "step_lr", "mistake": "falls once", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base if t < size else base * gamma

# %% coursekit={"answer": "step-times", "cell": "step_lr", "mistake": "times the number of stairs", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma * (t // size)

# %% coursekit={"answer": "step-every", "cell": "step_lr", "mistake": "falls each epoch", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma**t

# %% coursekit={"answer": "step-gamma-fixed", "cell": "step_lr", "mistake": "gamma is always 0.1", "loses": {"test_step_lr": 2.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * 0.1 ** (t // size)

# %% coursekit={"answer": "step-size-fixed", "cell": "step_lr", "mistake": "the size is always 10", "loses": {"test_step_lr": 2.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** (t // 10)

# %% coursekit={"answer": "step-rounds", "cell": "step_lr", "mistake": "rounds to the nearest", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** round(t / size)

# %% coursekit={"answer": "step-up", "cell": "step_lr", "mistake": "rounds up", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** math.ceil(t / size)

# %% coursekit={"answer": "step-divides", "cell": "step_lr", "mistake": "divides by gamma", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base / gamma ** (t // size)

# %% coursekit={"answer": "step-three-stairs", "cell": "step_lr", "mistake": "at most three stairs", "loses": {"test_step_lr": 2.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return base * gamma ** min(3, t // size)

# %% coursekit={"answer": "step-rounded", "cell": "step_lr", "mistake": "rounded", "loses": {"test_step_lr": 2.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return round(base * gamma ** (t // size), 3)

# %% coursekit={"answer": "step-table", "cell": "step_lr", "mistake": "the example's numbers", "loses": {"test_step_lr": 2.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    return {0: 0.1, 1: 0.01, 2: 0.001, 3: 0.0001}[t // 10]

# %% coursekit={"answer": "step-torch", "cell": "step_lr", "mistake": "PyTorch's", "loses": {"test_step_lr": 3.0}}
def step_lr(t, base=0.1, size=10, gamma=0.1):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=base)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, size, gamma)
    for _ in range(t):
        optimizer.step()
        schedule.step()
    return optimizer.param_groups[0]["lr"]

# %% [markdown]
# ## cosine_lr

# %% coursekit={"answer": "cosine-if", "cell": "cosine_lr", "right": "two cases"}
def cosine_lr(t, T, base, lo=0.0):
    if t >= T:
        return lo
    return lo + 0.5 * (base - lo) * (1 + np.cos(np.pi * t / T))

# %% coursekit={"answer": "cosine-half-angle", "cell": "cosine_lr", "right": "the square of half the angle"}
def cosine_lr(t, T, base, lo=0.0):
    share = math.cos(math.pi * min(t, T) / (2 * T)) ** 2
    return base * share + lo * (1 - share)

# %% coursekit={"answer": "cosine-radians", "cell": "cosine_lr", "right": "degrees turned to radians"}
def cosine_lr(t, T, base, lo=0.0):
    t = t if t < T else T
    return lo + (base - lo) / 2 * (1 + math.cos(math.radians(180 * t / T)))

# %% coursekit={"answer": "cosine-rises-again", "cell": "cosine_lr", "mistake": "rises again", "loses": {"test_cosine_lr": 2.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * t / T)) / 2

# %% coursekit={"answer": "cosine-restarts", "cell": "cosine_lr", "mistake": "begins anew", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * (t % T) / T)) / 2

# %% coursekit={"answer": "cosine-straight", "cell": "cosine_lr", "mistake": "a straight line", "loses": {"test_cosine_lr": 2.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 - min(t, T) / T)

# %% coursekit={"answer": "cosine-no-half", "cell": "cosine_lr", "mistake": "no half", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * min(t, T) / T))

# %% coursekit={"answer": "cosine-no-one", "cell": "cosine_lr", "mistake": "no one", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * math.cos(math.pi * min(t, T) / T) / 2

# %% coursekit={"answer": "cosine-whole-wave", "cell": "cosine_lr", "mistake": "a whole wave", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(2 * math.pi * min(t, T) / T)) / 2

# %% coursekit={"answer": "cosine-quarter", "cell": "cosine_lr", "mistake": "half the way", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * min(t, T) / T / 2)) / 2

# %% coursekit={"answer": "cosine-degrees", "cell": "cosine_lr", "mistake": "degrees", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(180 * min(t, T) / T)) / 2

# %% coursekit={"answer": "cosine-no-lo", "cell": "cosine_lr", "mistake": "no lo", "loses": {"test_cosine_lr": 3.0}}
def cosine_lr(t, T, base, lo=0.0):
    return base * (1 + math.cos(math.pi * min(t, T) / T)) / 2

# %% coursekit={"answer": "cosine-cut-off", "cell": "cosine_lr", "mistake": "cut off at lo", "loses": {"test_cosine_lr": 2.0}}
def cosine_lr(t, T, base, lo=0.0):
    return max(lo, base * (1 + math.cos(math.pi * min(t, T) / T)) / 2)

# %% coursekit={"answer": "cosine-lo-twice", "cell": "cosine_lr", "mistake": "lo on top of the whole height", "loses": {"test_cosine_lr": 3.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + base * (1 + math.cos(math.pi * min(t, T) / T)) / 2

# %% coursekit={"answer": "cosine-zero-after", "cell": "cosine_lr", "mistake": "zero after the end", "loses": {"test_cosine_lr": 2.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * t / T)) / 2 if t <= T else 0.0

# %% coursekit={"answer": "cosine-integer", "cell": "cosine_lr", "mistake": "integer division", "loses": {"test_cosine_lr": 3.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + (base - lo) * (1 + math.cos(math.pi * (min(t, T) // T))) / 2

# %% coursekit={"answer": "cosine-rounded", "cell": "cosine_lr", "mistake": "rounded", "loses": {"test_cosine_lr": 2.0}}
def cosine_lr(t, T, base, lo=0.0):
    return round(lo + (base - lo) * (1 + math.cos(math.pi * min(t, T) / T)) / 2, 5)

# %% coursekit={"answer": "cosine-bracket", "cell": "cosine_lr", "mistake": "a bracket forgotten", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return lo + 1 / 2 * (base - lo) * 1 + math.cos(math.pi * min(t, T) / T)

# %% coursekit={"answer": "cosine-table", "cell": "cosine_lr", "mistake": "the example's numbers", "loses": {"test_cosine_lr": 3.0}}
def cosine_lr(t, T, base, lo=0.0):
    return {0: 0.001, 25: 0.00085355339, 50: 0.0005, 75: 0.00014644661, 100: 0.0}[t]

# %% coursekit={"answer": "cosine-torch", "cell": "cosine_lr", "mistake": "PyTorch's", "loses": {"test_cosine_lr": 4.0}}
def cosine_lr(t, T, base, lo=0.0):
    return torch_schedule(torch.optim.lr_scheduler.CosineAnnealingLR, T, base, T_max=T, eta_min=lo)[min(t, T)]

# %% [markdown]
# ## warmup_cosine

# %% coursekit={"answer": "warmup-whole", "cell": "warmup_cosine", "right": "the cosine written out"}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        share = t / W
        return start * (1 - share) + base * share
    share = min(1, (t - W) / (T - W))
    return lo + (base - lo) * (1 + np.cos(np.pi * share)) / 2

# %% coursekit={"answer": "warmup-interp", "cell": "warmup_cosine", "right": "numpy's interpolation"}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if W > 0 and t <= W:
        return float(np.interp(t, [0, W], [start, base]))
    return cosine_lr(t=t - W, T=T - W, base=base, lo=lo)

# %% coursekit={"answer": "warmup-capped", "cell": "warmup_cosine", "right": "never past the end"}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    t = min(t, T)
    if t >= W:
        return cosine_lr(t - W, T - W, base, lo)
    return start + t * (base - start) / W

# %% coursekit={"answer": "warmup-from-zero", "cell": "warmup_cosine", "mistake": "from zero", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return base * t / W
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-early", "cell": "warmup_cosine", "mistake": "one epoch early", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * (t + 1) / W
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-w-minus-one", "cell": "warmup_cosine", "mistake": "reaches the top one epoch early", "loses": {"test_warmup_cosine": 2.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / max(1, W - 1)
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-too-high", "cell": "warmup_cosine", "mistake": "rises by the whole base", "loses": {"test_warmup_cosine": 2.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + base * t / W
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-no-shift", "cell": "warmup_cosine", "mistake": "the cosine counts from 0", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t, T, base, lo)

# %% coursekit={"answer": "warmup-shift-t-only", "cell": "warmup_cosine", "mistake": "T is not shifted", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t - W, T, base, lo)

# %% coursekit={"answer": "warmup-shift-big-t-only", "cell": "warmup_cosine", "mistake": "t is not shifted", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t, T - W, base, lo)

# %% coursekit={"answer": "warmup-no-lo", "cell": "warmup_cosine", "mistake": "lo is not handed on", "loses": {"test_warmup_cosine": 4.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t - W, T - W, base)

# %% coursekit={"answer": "warmup-start-for-lo", "cell": "warmup_cosine", "mistake": "start for lo", "loses": {"test_warmup_cosine": 4.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return cosine_lr(t - W, T - W, base, start)

# %% coursekit={"answer": "warmup-divides-first", "cell": "warmup_cosine", "mistake": "divides by W before it asks", "loses": {"test_warmup_cosine": 1.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    share = t / W
    if share < 1:
        return start + (base - start) * share
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-flat", "cell": "warmup_cosine", "mistake": "stays on top", "loses": {"test_warmup_cosine": 4.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return base

# %% coursekit={"answer": "warmup-jump", "cell": "warmup_cosine", "mistake": "starts, then jumps", "loses": {"test_warmup_cosine": 2.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start
    return cosine_lr(t - W, T - W, base, lo)

# %% coursekit={"answer": "warmup-linear-down", "cell": "warmup_cosine", "mistake": "straight down", "loses": {"test_warmup_cosine": 2.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return lo + (base - lo) * (1 - min(1, (t - W) / (T - W)))

# %% coursekit={"answer": "warmup-rises-again", "cell": "warmup_cosine", "mistake": "the cosine written out rises again", "loses": {"test_warmup_cosine": 1.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t < W:
        return start + (base - start) * t / W
    return lo + (base - lo) * (1 + math.cos(math.pi * (t - W) / (T - W))) / 2

# %% coursekit={"answer": "warmup-larger-of-both", "cell": "warmup_cosine", "mistake": "the smaller of both", "loses": {"test_warmup_cosine": 1.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    up = start + (base - start) * t / W if W else base
    return min(up, cosine_lr(max(0, t - W), T - W, base, lo))

# %% coursekit={"answer": "warmup-late", "cell": "warmup_cosine", "mistake": "the cosine begins one epoch late", "loses": {"test_warmup_cosine": 3.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    if t <= W:
        return start + (base - start) * t / max(W, 1)
    return cosine_lr(t - W - 1, T - W - 1, base, lo)

# %% coursekit={"answer": "warmup-table", "cell": "warmup_cosine", "mistake": "the example's numbers", "loses": {"test_warmup_cosine": 4.0}}
def warmup_cosine(t, W, T, base, start, lo=0.0):
    return {0: 0.01, 1: 0.028, 2: 0.046, 3: 0.064, 4: 0.082, 5: 0.1, 10: 0.05, 15: 0.0}[t]

# %% [markdown]
# ## Plateau

# %% coursekit={"answer": "plateau-early-return", "cell": "Plateau", "right": "returns early"}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-none", "cell": "Plateau", "right": "None for nothing yet"}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = None, 0

    def step(self, loss):
        if loss == loss and (self.best is None or loss < self.best):
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-history", "cell": "Plateau", "right": "looks at all losses"}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.losses, self.since = [], 0

    def step(self, loss):
        better = all(not loss >= old and loss == loss for old in self.losses)
        if loss == loss:
            self.losses.append(loss)
        self.since = 0 if better else self.since + 1
        if self.since == self.patience + 1:
            self.since = 0
            lower = self.lr * self.factor
            self.lr = lower if lower > self.lowest else self.lowest
        return self.lr

# %% coursekit={"answer": "plateau-countdown", "cell": "Plateau", "right": "counts down"}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.lowest = lr, factor, lowest
        self.best, self.patience, self.left = float("inf"), patience, patience

    def step(self, loss):
        if self.best > loss:
            self.best, self.left = loss, self.patience
        elif self.left == 0:
            self.lr, self.left = max(self.lr * self.factor, self.lowest), self.patience
        else:
            self.left -= 1
        return self.lr

# %% coursekit={"answer": "plateau-early", "cell": "Plateau", "mistake": "falls at patience", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad >= self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-late", "cell": "Plateau", "mistake": "falls one epoch late", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if self.bad > self.patience:
            self.lr, self.bad = max(self.lowest, self.lr * self.factor), 0
        if loss < self.best:
            self.best, self.bad = loss, 0
        else:
            self.bad += 1
        return self.lr

# %% coursekit={"answer": "plateau-equal-is-better", "cell": "Plateau", "mistake": "equal counts as better", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss <= self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-keeps-counting", "cell": "Plateau", "mistake": "the count goes on after a fall", "loses": {"test_Plateau": 6.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
        return self.lr

# %% coursekit={"answer": "plateau-previous", "cell": "Plateau", "mistake": "compares with the epoch before", "loses": {"test_Plateau": 4.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.best = loss
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-never-resets", "cell": "Plateau", "mistake": "the count goes on after a better one", "loses": {"test_Plateau": 4.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best = loss
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-best-from-zero", "cell": "Plateau", "mistake": "the best begins with zero", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = 0.0, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-forgets-best", "cell": "Plateau", "mistake": "forgets the best after a fall", "loses": {"test_Plateau": 5.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad, self.best = 0, math.inf
        return self.lr

# %% coursekit={"answer": "plateau-no-lowest", "cell": "Plateau", "mistake": "no lowest", "loses": {"test_Plateau": 2.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = self.lr * self.factor
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-stops-above", "cell": "Plateau", "mistake": "does not fall to the lowest", "loses": {"test_Plateau": 2.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = self.lr * self.factor if self.lr * self.factor >= self.lowest else self.lr
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-nan-is-better", "cell": "Plateau", "mistake": "nan counts as better", "loses": {"test_Plateau": 1.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if not loss >= self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-returns-nothing", "cell": "Plateau", "mistake": "returns nothing on better ones", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-factor-fixed", "cell": "Plateau", "mistake": "halves always", "loses": {"test_Plateau": 3.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * 0.5)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-threshold", "cell": "Plateau", "mistake": "must be better by a ten-thousandth", "loses": {"test_Plateau": 1.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best * (1 - 1e-4):
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > self.patience:
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-patience-one", "cell": "Plateau", "mistake": "at least one epoch of patience", "loses": {"test_Plateau": 2.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad = math.inf, 0

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.lr
        self.bad += 1
        if self.bad > max(1, self.patience):
            self.lr = max(self.lowest, self.lr * self.factor)
            self.bad = 0
        return self.lr

# %% coursekit={"answer": "plateau-shared", "cell": "Plateau", "mistake": "one count for all of them", "loses": {"test_Plateau": 1.0}}
class Plateau:
    best, bad, lr = math.inf, 0, None

    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        Plateau.lr, Plateau.factor, Plateau.patience, Plateau.lowest = lr, factor, patience, lowest
        Plateau.best, Plateau.bad = math.inf, 0

    def step(self, loss):
        if loss < Plateau.best:
            Plateau.best, Plateau.bad = loss, 0
            return Plateau.lr
        Plateau.bad += 1
        if Plateau.bad > Plateau.patience:
            Plateau.lr, Plateau.bad = max(Plateau.lowest, Plateau.lr * Plateau.factor), 0
        return Plateau.lr

# %% coursekit={"answer": "plateau-other-name", "cell": "Plateau", "mistake": "the rate under another name", "loses": {"test_Plateau": 3.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.rate, self.factor, self.patience, self.lowest = lr, factor, patience, lowest
        self.best, self.bad, self.lr = math.inf, 0, lr

    def step(self, loss):
        if loss < self.best:
            self.best, self.bad = loss, 0
            return self.rate
        self.bad += 1
        if self.bad > self.patience:
            self.rate, self.bad = max(self.lowest, self.rate * self.factor), 0
        return self.rate

# %% coursekit={"answer": "plateau-hard-coded", "cell": "Plateau", "mistake": "the example's numbers", "loses": {"test_Plateau": 5.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.lr, self.answers = 0.025, [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025]

    def step(self, loss):
        return self.answers.pop(0)

# %% coursekit={"answer": "plateau-torch", "cell": "Plateau", "mistake": "PyTorch's", "loses": {"test_Plateau": 7.0}}
class Plateau:
    def __init__(self, lr, factor=0.5, patience=2, lowest=0.0):
        self.optimizer, self.lr = torch.optim.SGD([torch.zeros(1)], lr=lr), lr
        self.schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(
            self.optimizer, factor=factor, patience=patience, min_lr=lowest, threshold=0.0, eps=0.0)

    def step(self, loss):
        self.schedule.step(loss)
        self.lr = self.optimizer.param_groups[0]["lr"]
        return self.lr
