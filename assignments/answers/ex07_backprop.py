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
# # Known answers to ex07_backprop
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## dL_da1

# %% coursekit={"answer": "blame-dot", "cell": "dL_da1", "right": "a product of arrays"}
def dL_da1(deltas, ws):
    deltas, ws = np.asarray(deltas, dtype=float), np.asarray(ws, dtype=float)
    if deltas.shape != ws.shape:
        raise ValueError("长短不一")
    return deltas @ ws

# %% coursekit={"answer": "blame-strict", "cell": "dL_da1", "right": "zip that is strict"}
def dL_da1(deltas, ws):
    total = 0.0
    for delta, w in zip(deltas, ws, strict=True):
        total += delta * w
    return total

# %% coursekit={"answer": "blame-index", "cell": "dL_da1", "right": "by index, and in order from the last"}
def dL_da1(deltas, ws):
    n = len(ws)
    if n != len(deltas):
        raise ValueError
    return math.fsum(deltas[n - 1 - k] * ws[n - 1 - k] for k in range(n))

# %% coursekit={"answer": "blame-no-check", "cell": "dL_da1", "mistake": "zip drops what is too many", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    return float(sum(delta * w for delta, w in zip(deltas, ws)))

# %% coursekit={"answer": "blame-broadcast", "cell": "dL_da1", "mistake": "lets one weight stand for all", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    return float((np.asarray(deltas) * np.asarray(ws)).sum())

# %% coursekit={"answer": "blame-first", "cell": "dL_da1", "mistake": "the first path only", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return deltas[0] * ws[0] if len(ws) else 0.0

# %% coursekit={"answer": "blame-mean", "cell": "dL_da1", "mistake": "the mean of the paths", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return float(np.mean([delta * w for delta, w in zip(deltas, ws)])) if len(ws) else 0.0

# %% coursekit={"answer": "blame-max", "cell": "dL_da1", "mistake": "the largest path", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return max([delta * w for delta, w in zip(deltas, ws)], default=0.0)

# %% coursekit={"answer": "blame-sign", "cell": "dL_da1", "mistake": "with a minus sign", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return -float(sum(delta * w for delta, w in zip(deltas, ws)))

# %% coursekit={"answer": "blame-sums", "cell": "dL_da1", "mistake": "multiplies the sums", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return float(sum(deltas) * sum(ws))

# %% coursekit={"answer": "blame-abs", "cell": "dL_da1", "mistake": "adds sizes", "loses": {"test_dL_da1": 2}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return float(sum(abs(delta * w) for delta, w in zip(deltas, ws)))

# %% coursekit={"answer": "blame-three", "cell": "dL_da1", "mistake": "three paths only", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return deltas[0] * ws[0] + deltas[1] * ws[1] + deltas[2] * ws[2]

# %% coursekit={"answer": "blame-empty", "cell": "dL_da1", "mistake": "fails without a path", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    total = deltas[0] * ws[0]
    for k in range(1, len(ws)):
        total += deltas[k] * ws[k]
    return total

# %% coursekit={"answer": "blame-not-added", "cell": "dL_da1", "mistake": "one number a path", "loses": {"test_dL_da1": 4}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return [delta * w for delta, w in zip(deltas, ws)]

# %% coursekit={"answer": "blame-zero", "cell": "dL_da1", "mistake": "returns 0 where the lengths differ", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        return 0.0
    return float(sum(delta * w for delta, w in zip(deltas, ws)))

# %% coursekit={"answer": "blame-in-place", "cell": "dL_da1", "mistake": "multiplies into the caller's list", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    for k in range(len(ws)):
        deltas[k] *= ws[k]
    return float(sum(deltas))

# %% coursekit={"answer": "blame-pops", "cell": "dL_da1", "mistake": "empties the caller's list", "loses": {"test_dL_da1": 1}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    deltas, total = list(deltas), 0.0
    ws = ws if isinstance(ws, list) else ws.tolist()
    while ws:
        total += deltas.pop() * ws.pop()
    return total

# %% coursekit={"answer": "blame-lists-only", "cell": "dL_da1", "mistake": "list only: arrays are added up as the truth of an array", "loses": {"test_dL_da1": 2}}
def dL_da1(deltas, ws):
    if not deltas or not ws:
        if deltas or ws:
            raise ValueError("长短不一")
        return 0.0
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return float(sum(delta * w for delta, w in zip(deltas, ws)))

# %% coursekit={"answer": "blame-hard-coded", "cell": "dL_da1", "mistake": "the example's number", "loses": {"test_dL_da1": 3}}
def dL_da1(deltas, ws):
    return 0.85

# %% coursekit={"answer": "blame-torch", "cell": "dL_da1", "mistake": "lets torch multiply", "loses": {"test_dL_da1": 4}}
def dL_da1(deltas, ws):
    if len(deltas) != len(ws):
        raise ValueError("长短不一")
    return float(torch.as_tensor(deltas, dtype=torch.float64) @ torch.as_tensor(ws, dtype=torch.float64))

# %% [markdown]
# ## Dual

# %% coursekit={"answer": "dual-try", "cell": "Dual", "right": "asks for forgiveness, numbers on their own way"}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        try:
            return Dual(self.value + other.value, self.slope + other.slope)
        except AttributeError:
            return Dual(self.value + other, self.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        try:
            return Dual(self.value * other.value, other.slope * self.value + other.value * self.slope)
        except AttributeError:
            return Dual(self.value * other, self.slope * other)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-numpy", "cell": "Dual", "right": "numpy's exp, the power by the logarithmic derivative, sigmoid by tanh"}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        power = np.power(float(self.value), k)
        return Dual(power, self.slope * k * power / self.value)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = (1 + np.tanh(self.value / 2)) / 2
        return Dual(y, (y - y * y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-type", "cell": "Dual", "right": "asks for numbers by type"}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        if type(other) in (int, float):
            other = Dual(other, 0)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        if type(other) in (int, float):
            other = Dual(other, 0)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        e = math.exp(self.value)
        return Dual(e / (1 + e), self.slope * e / (1 + e) ** 2)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-product", "cell": "Dual", "mistake": "the slope of a product is the product of the slopes", "loses": {"test_Dual": 6}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-first", "cell": "Dual", "mistake": "only the first term of the product rule", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-second", "cell": "Dual", "mistake": "only the second term of the product rule", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-minus", "cell": "Dual", "mistake": "subtracts the terms of the product rule", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value - self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-straight", "cell": "Dual", "mistake": "each slope by its own value", "loses": {"test_Dual": 6}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * self.value + other.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-add-first", "cell": "Dual", "mistake": "the sum keeps the first slope", "loses": {"test_Dual": 6}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-add-product", "cell": "Dual", "mistake": "the slopes of a sum are multiplied", "loses": {"test_Dual": 6}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope * other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-add-or", "cell": "Dual", "mistake": "the larger slope of a sum", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, max(self.slope, other.slope))

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-constant-one", "cell": "Dual", "mistake": "a constant has the slope 1", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other, 1.0)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other, 1.0)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-no-numbers", "cell": "Dual", "mistake": "no plain numbers", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-numbers-keep-slope", "cell": "Dual", "mistake": "a number times a Dual keeps the slope", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        if not isinstance(other, Dual):
            return Dual(self.value * other, self.slope)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-float-only", "cell": "Dual", "mistake": "floats only as numbers", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        if isinstance(other, float):
            other = Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        if isinstance(other, float):
            other = Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-add-in-place", "cell": "Dual", "mistake": "adds into itself", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        self.value, self.slope = self.value + other.value, self.slope + other.slope
        return self

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-mul-in-place", "cell": "Dual", "mistake": "multiplies into itself", "loses": {"test_Dual": 4}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        self.slope = self.slope * other.value + self.value * other.slope
        self.value *= other.value
        return self

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-no-slope", "cell": "Dual", "mistake": "the power without the inner slope", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1))

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-no-k", "cell": "Dual", "mistake": "the power without k", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-exponent", "cell": "Dual", "mistake": "the exponent is not lowered", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value**k * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-slope", "cell": "Dual", "mistake": "the slope to the power", "loses": {"test_Dual": 5}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, self.slope**k)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-loop", "cell": "Dual", "mistake": "multiplies k times, whole numbers from 1 only", "loses": {"test_Dual": 1}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        result = self
        for _ in range(k - 1):
            result = result * self
        return result

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-two", "cell": "Dual", "mistake": "squares whatever k is", "loses": {"test_Dual": 2}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**2, 2 * self.value * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-pow-whole", "cell": "Dual", "mistake": "cuts the exponent to a whole number", "loses": {"test_Dual": 1}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        k = int(k)
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-no-slope", "cell": "Dual", "mistake": "sigmoid without the inner slope", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y))

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-twice", "cell": "Dual", "mistake": "sigmoid of a sigmoid in the derivative", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        z = 1 / (1 + math.exp(-y))
        return Dual(y, z * (1 - z) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-sign", "cell": "Dual", "mistake": "exp without the minus", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-argument", "cell": "Dual", "mistake": "the derivative by the argument, x(1 - x)", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, self.value * (1 - self.value) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-in-place", "cell": "Dual", "mistake": "sigmoid changes itself", "loses": {"test_Dual": 2}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        self.value = 1 / (1 + math.exp(-self.value))
        self.slope *= self.value * (1 - self.value)
        return Dual(self.value, self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-number", "cell": "Dual", "mistake": "sigmoid returns a pair of numbers", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return y, y * (1 - y) * self.slope

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-sigmoid-tanh", "cell": "Dual", "mistake": "the derivative of tanh", "loses": {"test_Dual": 3}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, (1 - y * y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-tuple", "cell": "Dual", "mistake": "a sum is a pair of numbers", "loses": {"test_Dual": 6}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return self.value + other.value, self.slope + other.slope

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-global-input", "cell": "Dual", "mistake": "one slope for all: the class keeps it", "loses": {"test_Dual": 2}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        Dual.last = self.slope * other.value + self.value * other.slope
        return Dual(self.value * other.value, max(Dual.last, 0))

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        y = 1 / (1 + math.exp(-self.value))
        return Dual(y, y * (1 - y) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% coursekit={"answer": "dual-autograd", "cell": "Dual", "mistake": "lets torch differentiate", "loses": {"test_Dual": 8}}
class Dual:
    """A number that carries its slope: its derivative by the input whose slope was set to 1."""

    def __init__(self, value, slope=0.0):
        self.value, self.slope = value, slope

    def __add__(self, other):
        """Return self + other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __mul__(self, other):
        """Return self * other; other is a Dual or a number."""
        other = other if isinstance(other, Dual) else Dual(other)
        return Dual(self.value * other.value, self.slope * other.value + self.value * other.slope)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Dual(self.value**k, k * self.value ** (k - 1) * self.slope)

    def sigmoid(self):
        """Return the logistic function of self."""
        x = torch.tensor(float(self.value), requires_grad=True)
        y = torch.sigmoid(x)
        return Dual(float(y), float(torch.autograd.grad(y, x)[0]) * self.slope)

    # 下面的已经写好：数在左边时，Python 叫的是带 r 的那一个
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __repr__(self):
        return f"Dual({self.value:g}, {self.slope:g})"

# %% [markdown]
# ## numeric_grad

# %% coursekit={"answer": "ruler-copies", "cell": "numeric_grad", "right": "a copy for each side"}
def numeric_grad(f, w, eps):
    grad = np.empty(w.shape)
    for i in np.ndindex(*w.shape):
        up, down = w.astype(float), w.astype(float)
        up[i] += eps
        down[i] -= eps
        grad[i] = (f(up) - f(down)) / (2 * eps)
    return grad

# %% coursekit={"answer": "ruler-flat", "cell": "numeric_grad", "right": "through the flat view"}
def numeric_grad(f, w, eps):
    moved = w.astype(float).ravel()
    slopes = []
    for k in range(moved.size):
        sides = []
        for step in (eps, -eps):
            other = moved.copy()
            other[k] += step
            sides.append(f(other.reshape(w.shape)))
        slopes.append((sides[0] - sides[1]) / eps / 2)
    return np.array(slopes).reshape(w.shape)

# %% coursekit={"answer": "ruler-masks", "cell": "numeric_grad", "right": "by rows of the identity"}
def numeric_grad(f, w, eps):
    steps = eps * np.eye(w.size).reshape(w.size, *w.shape)
    return np.array([f(w + step) - f(w - step) for step in steps]).reshape(w.shape) / (2 * eps)

# %% coursekit={"answer": "ruler-forward", "cell": "numeric_grad", "mistake": "forward difference", "loses": {"test_numeric_grad": 4}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old
        grad[i] = (above - f(w)) / eps
    return grad

# %% coursekit={"answer": "ruler-backward", "cell": "numeric_grad", "mistake": "backward difference", "loses": {"test_numeric_grad": 4}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / eps
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-half", "cell": "numeric_grad", "mistake": "divides by the step once", "loses": {"test_numeric_grad": 6}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / eps
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-brackets", "cell": "numeric_grad", "mistake": "divides by two and multiplies by the step", "loses": {"test_numeric_grad": 6}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / 2 * eps
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-sign", "cell": "numeric_grad", "mistake": "the sides the wrong way round", "loses": {"test_numeric_grad": 6}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (f(w) - above) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-not-restored", "cell": "numeric_grad", "mistake": "does not put the weight back", "loses": {"test_numeric_grad": 4}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
    return grad

# %% coursekit={"answer": "ruler-whole-numbers", "cell": "numeric_grad", "mistake": "whole numbers stay whole", "loses": {"test_numeric_grad": 1}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = w.copy()
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-whole-result", "cell": "numeric_grad", "mistake": "the result takes the type of w", "loses": {"test_numeric_grad": 1}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    grad = np.zeros_like(w)
    w = w.astype(float)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-in-place", "cell": "numeric_grad", "mistake": "moves the caller's weights there and back, up to rounding", "loses": {"test_numeric_grad": 1}}
def numeric_grad(f, w, eps):
    w = np.asarray(w, dtype=float) if w.dtype.kind == "i" else w
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        w[i] += eps
        above = f(w)
        w[i] -= 2 * eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] += eps
    return grad

# %% coursekit={"answer": "ruler-one-axis", "cell": "numeric_grad", "mistake": "moves whole rows", "loses": {"test_numeric_grad": 3}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in range(len(w)):
        old = w[i].copy()
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-vectors", "cell": "numeric_grad", "mistake": "vectors only", "loses": {"test_numeric_grad": 3}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in range(w.size):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-tables", "cell": "numeric_grad", "mistake": "tables only", "loses": {"test_numeric_grad": 4}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in [(j, k) for j in range(w.shape[0]) for k in range(w.shape[1])]:
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-all-at-once", "cell": "numeric_grad", "mistake": "moves all at once", "loses": {"test_numeric_grad": 6}}
def numeric_grad(f, w, eps):
    w = np.array(w, dtype=float)
    return np.full(w.shape, (f(w + eps) - f(w - eps)) / (2 * eps))

# %% coursekit={"answer": "ruler-own-eps", "cell": "numeric_grad", "mistake": "a step of its own", "loses": {"test_numeric_grad": 2}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    eps = 1e-5
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-flat-result", "cell": "numeric_grad", "mistake": "a flat result", "loses": {"test_numeric_grad": 3}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps
        above = f(w)
        w[i] = old - eps
        grad[i] = (above - f(w)) / (2 * eps)
        w[i] = old
    return grad.ravel()

# %% coursekit={"answer": "ruler-relative", "cell": "numeric_grad", "mistake": "a step in proportion to the weight", "loses": {"test_numeric_grad": 1}}
def numeric_grad(f, w, eps):
    """Return the gradient of f at w by central differences with the step eps; w may have any shape."""
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        old = w[i]
        w[i] = old + eps * abs(old)
        above = f(w)
        w[i] = old - eps * abs(old)
        grad[i] = (above - f(w)) / (2 * eps * max(abs(old), 1e-12))
        w[i] = old
    return grad

# %% coursekit={"answer": "ruler-five-points", "cell": "numeric_grad", "mistake": "another formula, of four points", "loses": {"test_numeric_grad": 2}}
def numeric_grad(f, w, eps):
    w = np.array(w, dtype=float)
    grad = np.zeros(w.shape)
    for i in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[i] = eps
        grad[i] = (8 * f(w + step) - 8 * f(w - step) - f(w + 2 * step) + f(w - 2 * step)) / (12 * eps)
    return grad

# %% coursekit={"answer": "ruler-hard-coded", "cell": "numeric_grad", "mistake": "the example's numbers", "loses": {"test_numeric_grad": 5}}
def numeric_grad(f, w, eps):
    return np.array([6.02, 1.0])

# %% coursekit={"answer": "ruler-library", "cell": "numeric_grad", "mistake": "lets scipy do it", "loses": {"test_numeric_grad": 6}}
from scipy.optimize import approx_fprime


def numeric_grad(f, w, eps):
    return approx_fprime(w.ravel().astype(float), lambda v: f(v.reshape(w.shape)), eps).reshape(w.shape)

# %% coursekit={"answer": "ruler-autograd", "cell": "numeric_grad", "mistake": "lets torch differentiate", "loses": {"test_numeric_grad": 6}}
def numeric_grad(f, w, eps):
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    f(w).backward()
    return w.grad.numpy()

# %% [markdown]
# ## bp2

# %% coursekit={"answer": "bp2-loops", "cell": "bp2", "right": "sample by sample, unit by unit"}
def bp2(X, T, W1, W2, eta):
    def f(z):
        return 1 / (1 + math.exp(-z))

    n, (d, m), p = len(X), W1.shape, W2.shape[1]
    Y1, Y2, delta1, delta2 = np.zeros((n, m)), np.zeros((n, p)), np.zeros((n, m)), np.zeros((n, p))
    new1, new2, E = W1.astype(float), W2.astype(float), 0.0
    for s in range(n):
        for j in range(m):
            Y1[s, j] = f(sum(X[s, i] * W1[i, j] for i in range(d)))
        for k in range(p):
            Y2[s, k] = f(sum(Y1[s, j] * W2[j, k] for j in range(m)))
            delta2[s, k] = (T[s, k] - Y2[s, k]) * Y2[s, k] * (1 - Y2[s, k])
            E += (T[s, k] - Y2[s, k]) ** 2 / 2
        for j in range(m):
            blame = sum(delta2[s, k] * W2[j, k] for k in range(p))
            delta1[s, j] = blame * Y1[s, j] * (1 - Y1[s, j])
            for k in range(p):
                new2[j, k] += eta * delta2[s, k] * Y1[s, j]
            for i in range(d):
                new1[i, j] += eta * delta1[s, j] * X[s, i]
    return dict(Y1=Y1, Y2=Y2, E=E, delta2=delta2, delta1=delta1, W2=new2, W1=new1)

# %% coursekit={"answer": "bp2-nets", "cell": "bp2", "right": "keeps the nets, derives there"}
def sigma(z):
    return 1 / (1 + np.exp(-z))


def slope_of_sigma(z):
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


def bp2(X, T, W1, W2, eta):
    net1 = np.dot(X, W1)
    net2 = np.dot(sigma(net1), W2)
    error = np.subtract(sigma(net2), T)
    delta2 = -error * slope_of_sigma(net2)
    delta1 = -(-delta2).dot(W2.transpose()) * slope_of_sigma(net1)
    result = {"Y1": sigma(net1), "Y2": sigma(net2), "E": 0.5 * np.sum(error**2)}
    result.update(delta2=delta2, delta1=delta1)
    result["W1"] = W1 - eta * -np.einsum("ni,nj->ij", X, delta1)
    result["W2"] = W2 - eta * -np.einsum("nj,nk->jk", result["Y1"], delta2)
    return result

# %% coursekit={"answer": "bp2-e-no-half", "cell": "bp2", "mistake": "E without the half", "loses": {"test_bp2": 5}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum(), "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-e-mean", "cell": "bp2", "mistake": "E is a mean", "loses": {"test_bp2": 5}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).mean() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-e-samples", "cell": "bp2", "mistake": "E divided by the samples", "loses": {"test_bp2": 4}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2 / len(X), "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-e-not-added", "cell": "bp2", "mistake": "E for each output", "loses": {"test_bp2": 5}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2) / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-e-after", "cell": "bp2", "mistake": "E after the step", "loses": {"test_bp2": 5}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    V1, V2 = W1 + eta * X.T @ delta1, W2 + eta * Y1.T @ delta2
    after = 1 / (1 + np.exp(-(1 / (1 + np.exp(-(X @ V1))) @ V2)))
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - after) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-no-output-sigma", "cell": "bp2", "mistake": "no sigma at the output", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = Y1 @ W2
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-no-hidden-sigma", "cell": "bp2", "mistake": "no sigma in the hidden layer", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = X @ W1
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-exp-sign", "cell": "bp2", "mistake": "exp without the minus", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(X @ W1))
    Y2 = 1 / (1 + np.exp(Y1 @ W2))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-w1-transposed", "cell": "bp2", "mistake": "W1 has the outputs in its rows", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1.T)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-tanh", "cell": "bp2", "mistake": "tanh instead of sigma", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = np.tanh(X @ W1)
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-delta-sign", "cell": "bp2", "mistake": "delta with torch's sign, and subtracts", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (Y2 - T) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 - eta * Y1.T @ delta2, "W1": W1 - eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-minus", "cell": "bp2", "mistake": "subtracts though delta has its sign already", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 - eta * Y1.T @ delta2, "W1": W1 - eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-wrong-way", "cell": "bp2", "mistake": "delta with torch's sign, and adds", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (Y2 - T) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-no-slope-out", "cell": "bp2", "mistake": "no derivative at the output", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = T - Y2
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-no-slope-hidden", "cell": "bp2", "mistake": "no derivative in the hidden layer", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = delta2 @ W2.T
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-slope-twice", "cell": "bp2", "mistake": "sigma once more before the derivative", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    S2 = 1 / (1 + np.exp(-Y2))
    delta2 = (T - Y2) * S2 * (1 - S2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-half-slope", "cell": "bp2", "mistake": "y without (1 - y)", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2
    delta1 = (delta2 @ W2.T) * Y1
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-new-w2", "cell": "bp2", "mistake": "blames by the new W2", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ (W2 + eta * Y1.T @ delta2).T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-not-transposed", "cell": "bp2", "mistake": "W2 not transposed on the way back", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-output-error", "cell": "bp2", "mistake": "the hidden layer gets the error without the output's derivative", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = ((T - Y2) @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-no-eta", "cell": "bp2", "mistake": "without eta", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + Y1.T @ delta2, "W1": W1 + X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-eta-half", "cell": "bp2", "mistake": "eta is always 0.5", "loses": {"test_bp2": 4}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    eta = 0.5
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-only-w2", "cell": "bp2", "mistake": "changes the last layer only", "loses": {"test_bp2": 5}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1,
    }

# %% coursekit={"answer": "bp2-changes", "cell": "bp2", "mistake": "returns the changes", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": eta * Y1.T @ delta2, "W1": eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-w1-by-y1", "cell": "bp2", "mistake": "the first layer by the hidden outputs", "loses": {"test_bp2": 8}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * Y1.T @ delta1,
    }

# %% coursekit={"answer": "bp2-mean", "cell": "bp2", "mistake": "the mean over the samples", "loses": {"test_bp2": 4}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta / len(X) * Y1.T @ delta2, "W1": W1 + eta / len(X) * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-slide", "cell": "bp2", "mistake": "the slide's formula, without the brackets", "loses": {"test_bp2": 7}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * (Y1.T @ (T - Y2)) * (Y2 * (1 - Y2)), "W1": W1 + eta * (X.T @ (delta2 @ W2.T)) * (Y1 * (1 - Y1)),
    }

# %% coursekit={"answer": "bp2-left-to-right", "cell": "bp2", "mistake": "the last layer's change without the brackets, from left to right", "loses": {"test_bp2": 7}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ (T - Y2) * Y2 * (1 - Y2), "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-outer", "cell": "bp2", "mistake": "the outer product of the chapter's single sample", "loses": {"test_bp2": 7}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * np.outer(Y1, delta2), "W1": W1 + eta * np.outer(X, delta1),
    }

# %% coursekit={"answer": "bp2-change-transposed", "cell": "bp2", "mistake": "the changes transposed", "loses": {"test_bp2": 9}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * delta2.T @ Y1, "W1": W1 + eta * delta1.T @ X,
    }

# %% coursekit={"answer": "bp2-change-elementwise", "cell": "bp2", "mistake": "the changes element by element", "loses": {"test_bp2": 9}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1 * delta2, "W1": W1 + eta * X * delta1,
    }

# %% coursekit={"answer": "bp2-first-sample", "cell": "bp2", "mistake": "the first sample's outer product", "loses": {"test_bp2": 4}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * np.outer(Y1[0], delta2[0]), "W1": W1 + eta * np.outer(X[0], delta1[0]),
    }

# %% coursekit={"answer": "bp2-in-place", "cell": "bp2", "mistake": "changes the caller's weights", "loses": {"test_bp2": 3}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    W2 += eta * Y1.T @ delta2
    W1 += eta * X.T @ delta1
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2, "W1": W1,
    }

# %% coursekit={"answer": "bp2-in-place-early", "cell": "bp2", "mistake": "changes W2 before the hidden layer is blamed", "loses": {"test_bp2": 6}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    old = W2.copy()
    W2 += eta * Y1.T @ delta2
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-two-by-two", "cell": "bp2", "mistake": "two units in each layer", "loses": {"test_bp2": 7}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = np.column_stack([delta2[:, 0] * W2[0, 0] + delta2[:, 1] * W2[0, 1], delta2[:, 0] * W2[1, 0] + delta2[:, 1] * W2[1, 1]]) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-whole", "cell": "bp2", "mistake": "targets are turned into whole numbers", "loses": {"test_bp2": 9}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    T = np.round(T)
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-rows", "cell": "bp2", "mistake": "a list instead of a dictionary", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    result = {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2, "delta1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }
    return list(result.values())

# %% coursekit={"answer": "bp2-names", "cell": "bp2", "mistake": "the errors under another name", "loses": {"test_bp2": 7}}
def bp2(X, T, W1, W2, eta):
    """Return the outputs, the error, the deltas and the new weights of one step of a sigmoid network of two layers."""
    Y1 = 1 / (1 + np.exp(-(X @ W1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return {
        "Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "d2": delta2, "d1": delta1,
        "W2": W2 + eta * Y1.T @ delta2, "W1": W1 + eta * X.T @ delta1,
    }

# %% coursekit={"answer": "bp2-differences", "cell": "bp2", "mistake": "the changes by differences", "loses": {"test_bp2": 3}}
def bp2(X, T, W1, W2, eta):
    def forward(A, B):
        Y1 = 1 / (1 + np.exp(-(X @ A)))
        return Y1, 1 / (1 + np.exp(-(Y1 @ B)))

    def slope(f, W):
        grad = np.zeros(W.shape)
        for i in np.ndindex(W.shape):
            step = np.zeros(W.shape)
            step[i] = 1e-5
            grad[i] = (f(W + step) - f(W - step)) / 2e-5
        return grad

    Y1, Y2 = forward(W1, W2)
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    new1 = W1 - eta * slope(lambda W: ((T - forward(W, W2)[1]) ** 2).sum() / 2, W1)
    new2 = W2 - eta * slope(lambda W: ((T - forward(W1, W)[1]) ** 2).sum() / 2, W2)
    return {"Y1": Y1, "Y2": Y2, "E": ((T - Y2) ** 2).sum() / 2, "delta2": delta2,
            "delta1": (delta2 @ W2.T) * Y1 * (1 - Y1), "W1": new1, "W2": new2}

# %% coursekit={"answer": "bp2-autograd", "cell": "bp2", "mistake": "lets torch differentiate", "loses": {"test_bp2": 10}}
def bp2(X, T, W1, W2, eta):
    W1, W2 = (torch.tensor(W, requires_grad=True) for W in (W1, W2))
    Y1 = torch.sigmoid(torch.tensor(X, dtype=torch.float64) @ W1)
    Y2 = torch.sigmoid(Y1 @ W2)
    E = ((torch.tensor(T) - Y2) ** 2).sum() / 2
    E.backward()
    delta2 = (torch.tensor(T) - Y2) * Y2 * (1 - Y2)
    out = {"Y1": Y1, "Y2": Y2, "E": E, "delta2": delta2, "delta1": (delta2 @ W2.T) * Y1 * (1 - Y1),
           "W2": W2 - eta * W2.grad, "W1": W1 - eta * W1.grad}
    return {name: value.detach().numpy() for name, value in out.items()}

# %% [markdown]
# ## mlp_backward

# %% coursekit={"answer": "mlp-recursion", "cell": "mlp_backward", "right": "a function that calls itself, with the sign of torch"}
def mlp_backward(Ws, bs, X, T):
    def back(h, Y):
        if h == len(Ws):
            return Y - T, []
        out = 1 / (1 + np.exp(-(Y @ Ws[h] + bs[h])))
        blame, later = back(h + 1, out)
        d = blame * out * (1 - out)
        return d @ Ws[h].T, [(Y.T @ d, d.sum(axis=0)), *later]

    return back(0, X)[1]

# %% coursekit={"answer": "mlp-lists", "cell": "mlp_backward", "right": "places prepared, einsum, lists instead of pairs"}
def mlp_backward(Ws, bs, X, T):
    layers = len(Ws)
    outputs, grads = {0: np.array(X, dtype=float)}, [None] * layers
    for h in range(layers):
        net = outputs[h].dot(Ws[h]) + bs[h][None, :]
        outputs[h + 1] = np.exp(net) / (1 + np.exp(net))
    blame = T - outputs[layers]
    for h in range(layers, 0, -1):
        delta = blame * (outputs[h] - outputs[h] ** 2)
        grads[h - 1] = [-np.einsum("ni,nj->ij", outputs[h - 1], delta), -np.ones(len(X)) @ delta]
        blame = np.einsum("nj,ij->ni", delta, Ws[h - 1])
    return grads

# %% coursekit={"answer": "mlp-samples", "cell": "mlp_backward", "right": "one sample after the other"}
def mlp_backward(Ws, bs, X, T):
    grads = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in zip(Ws, bs)]
    for x, t in zip(X, T):
        ys = [x]
        for W, b in zip(Ws, bs):
            ys.append(1 / (1 + np.exp(-(ys[-1] @ W + b))))
        delta = (t - ys[-1]) * ys[-1] * (1 - ys[-1])
        for h in range(len(Ws) - 1, -1, -1):
            dW, db = grads[h]
            dW -= np.outer(ys[h], delta)
            db -= delta
            delta = (Ws[h] @ delta) * ys[h] * (1 - ys[h])
    return grads

# %% coursekit={"answer": "mlp-sign", "cell": "mlp_backward", "mistake": "minus the gradient", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((Ys[h].T @ delta, delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-sign-bias", "cell": "mlp_backward", "mistake": "minus the gradient of the biases", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-order", "cell": "mlp_backward", "mistake": "the last layer first", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads

# %% coursekit={"answer": "mlp-mean", "cell": "mlp_backward", "mistake": "the mean over the samples", "loses": {"test_mlp_backward": 8}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta / len(X), -delta.mean(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-bias-mean", "cell": "mlp_backward", "mistake": "the mean for the biases", "loses": {"test_mlp_backward": 8}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.mean(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-bias-axis", "cell": "mlp_backward", "mistake": "adds the units for the biases", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=1)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-bias-row", "cell": "mlp_backward", "mistake": "biases as a row of a table", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0, keepdims=True)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-bias-first", "cell": "mlp_backward", "mistake": "the bias of the first sample", "loses": {"test_mlp_backward": 8}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta[0]))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-transposed", "cell": "mlp_backward", "mistake": "gradients as torch's layers have them", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-delta.T @ Ys[h], -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-not-transposed", "cell": "mlp_backward", "mistake": "weights not transposed on the way back", "loses": {"test_mlp_backward": 10}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h]) * Ys[h] * (1 - Ys[h]) if h else delta
    return grads[::-1]

# %% coursekit={"answer": "mlp-no-slope", "cell": "mlp_backward", "mistake": "no derivative in the hidden layers", "loses": {"test_mlp_backward": 10}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = delta @ Ws[h].T
    return grads[::-1]

# %% coursekit={"answer": "mlp-no-slope-out", "cell": "mlp_backward", "mistake": "no derivative at the output, as with cross-entropy", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = T - Ys[-1]
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-slope-later", "cell": "mlp_backward", "mistake": "the derivative of the layer behind", "loses": {"test_mlp_backward": 10}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta * Ys[h + 1] * (1 - Ys[h + 1])) @ Ws[h].T
    return grads[::-1]

# %% coursekit={"answer": "mlp-slope-of-output", "cell": "mlp_backward", "mistake": "the derivative of the layer's output instead of its input", "loses": {"test_mlp_backward": 10}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h + 1] * (1 - Ys[h + 1]) if h else delta
    return grads[::-1]

# %% coursekit={"answer": "mlp-delta-early", "cell": "mlp_backward", "mistake": "the next delta before the gradient is taken", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
    return grads[::-1]

# %% coursekit={"answer": "mlp-next-weights", "cell": "mlp_backward", "mistake": "the weights of the layer behind, as the formula's superscript", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h + 1].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-input-later", "cell": "mlp_backward", "mistake": "the output of the layer instead of its input", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h + 1].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-no-bias", "cell": "mlp_backward", "mistake": "no biases on the way forward", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-bias-once", "cell": "mlp_backward", "mistake": "the bias outside of sigma", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W))) + b)
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-linear-output", "cell": "mlp_backward", "mistake": "a linear output layer", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    Ys[-1] = Ys[-2] @ Ws[-1] + bs[-1]
    grads = []
    delta = T - Ys[-1]
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-weights", "cell": "mlp_backward", "mistake": "no biases in the answer", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append(-Ys[h].T @ delta)
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-two-lists", "cell": "mlp_backward", "mistake": "two lists instead of pairs", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return [dW for dW, _ in grads[::-1]], [db for _, db in grads[::-1]]

# %% coursekit={"answer": "mlp-pair-order", "cell": "mlp_backward", "mistake": "biases before weights", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-delta.sum(axis=0), -Ys[h].T @ delta))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-two-layers", "cell": "mlp_backward", "mistake": "two layers only", "loses": {"test_mlp_backward": 6}}
def mlp_backward(Ws, bs, X, T):
    (W1, W2), (b1, b2) = Ws, bs
    Y1 = 1 / (1 + np.exp(-(X @ W1 + b1)))
    Y2 = 1 / (1 + np.exp(-(Y1 @ W2 + b2)))
    delta2 = (T - Y2) * Y2 * (1 - Y2)
    delta1 = (delta2 @ W2.T) * Y1 * (1 - Y1)
    return [(-X.T @ delta1, -delta1.sum(axis=0)), (-Y1.T @ delta2, -delta2.sum(axis=0))]

# %% coursekit={"answer": "mlp-one-sample", "cell": "mlp_backward", "mistake": "one sample only", "loses": {"test_mlp_backward": 8}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-np.outer(Ys[h][0], delta[0]), -delta[0]))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-skips-first", "cell": "mlp_backward", "mistake": "stops before the first layer", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in range(len(Ws) - 1, 0, -1):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-last-only", "cell": "mlp_backward", "mistake": "the output's delta for all layers but the last", "loses": {"test_mlp_backward": 5}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = ((T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])) @ Ws[-1].T * Ys[h] * (1 - Ys[h]) if h and h + 1 == len(Ws) else (delta @ Ws[h].T)
    return grads[::-1]

# %% coursekit={"answer": "mlp-pops", "cell": "mlp_backward", "mistake": "empties the caller's lists", "loses": {"test_mlp_backward": 1}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    while Ws:
        h = len(Ws) - 1
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws.pop().T) * Ys[h] * (1 - Ys[h])
        bs.pop()
    return grads[::-1]

# %% coursekit={"answer": "mlp-reverses", "cell": "mlp_backward", "mistake": "turns the caller's list round", "loses": {"test_mlp_backward": 1}}
def mlp_backward(Ws, bs, X, T):
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    delta, grads = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1]), []
    Ws.reverse()
    for W, Y in zip(Ws, Ys[-2::-1]):
        grads.insert(0, (-Y.T @ delta, -delta.sum(axis=0)))
        delta = (delta @ W.T) * Y * (1 - Y)
    return grads

# %% coursekit={"answer": "mlp-steps", "cell": "mlp_backward", "mistake": "walks a step in the caller's weights", "loses": {"test_mlp_backward": 1}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    for W, (dW, _) in zip(Ws, grads[::-1]):
        W -= 0.1 * dW
    return grads[::-1]

# %% coursekit={"answer": "mlp-input-in-place", "cell": "mlp_backward", "mistake": "puts the outputs into the caller's input where the shape fits", "loses": {"test_mlp_backward": 1}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    X -= 0 * X
    Ys = [X.copy()]
    X *= 0
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-whole", "cell": "mlp_backward", "mistake": "an array of whole numbers for the error", "loses": {"test_mlp_backward": 1}}
def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys = [X]
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    error = np.zeros_like(T)
    error[:] = T - Ys[-1]
    delta = error * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-global", "cell": "mlp_backward", "mistake": "outputs of earlier calls stay", "loses": {"test_mlp_backward": 8}}
Ys = []


def mlp_backward(Ws, bs, X, T):
    """Return [(dE/dW, dE/db), ...] from the first layer to the last, of a sigmoid network with E = half the squared error."""
    Ys.append(X)
    for W, b in zip(Ws, bs):
        Ys.append(1 / (1 + np.exp(-(Ys[-1] @ W + b))))
    grads = []
    delta = (T - Ys[-1]) * Ys[-1] * (1 - Ys[-1])
    for h in reversed(range(len(Ws))):
        grads.append((-Ys[h].T @ delta, -delta.sum(axis=0)))
        delta = (delta @ Ws[h].T) * Ys[h] * (1 - Ys[h])
    return grads[::-1]

# %% coursekit={"answer": "mlp-differences", "cell": "mlp_backward", "mistake": "by differences", "loses": {"test_mlp_backward": 8}}
def mlp_backward(Ws, bs, X, T):
    def E():
        Y = X
        for W, b in zip(Ws, bs):
            Y = 1 / (1 + np.exp(-(Y @ W + b)))
        return ((T - Y) ** 2).sum() / 2

    def slope(w):
        grad = np.zeros(w.shape)
        for i in np.ndindex(w.shape):
            old = w[i]
            w[i] = old + 1e-5
            above = E()
            w[i] = old - 1e-5
            grad[i] = (above - E()) / 2e-5
            w[i] = old
        return grad

    Ws, bs = [W.copy() for W in Ws], [b.copy() for b in bs]
    return [(slope(W), slope(b)) for W, b in zip(Ws, bs)]

# %% coursekit={"answer": "mlp-autograd", "cell": "mlp_backward", "mistake": "lets torch differentiate", "loses": {"test_mlp_backward": 12}}
def mlp_backward(Ws, bs, X, T):
    Ws, bs = ([torch.tensor(w, requires_grad=True) for w in ws] for ws in (Ws, bs))
    Y = torch.tensor(X, dtype=torch.float64)
    for W, b in zip(Ws, bs):
        Y = torch.sigmoid(Y @ W + b)
    (((torch.tensor(T) - Y) ** 2).sum() / 2).backward()
    return [(W.grad.numpy(), b.grad.numpy()) for W, b in zip(Ws, bs)]

# %% [markdown]
# ## Value

# %% coursekit={"answer": "value-numbered", "cell": "Value", "right": "each node takes a number when it is made"}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    count = 0

    def __init__(self, data, parents=(), op=""):
        Value.count += 1
        self.number = Value.count
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        found, todo = {self}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in found:
                    found.add(parent)
                    todo.append(parent)
        self.grad = 1.0
        for node in sorted(found, key=lambda node: -node.number):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-stack", "cell": "Value", "right": "depth first with a stack, plain numbers not in the ledger"}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        if not isinstance(other, Value):
            return Value(self.data + other, [(self, 1)], "+")
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        if not isinstance(other, Value):
            return Value(self.data * other, [(self, other)], "*")
        return Value(self.data * other.data, ((other, self.data), (self, other.data)), "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack += [(parent, False) for parent, _ in node.parents]
        self.grad = 1
        while order:
            node = order.pop()
            for parent, local in node.parents:
                parent.grad = parent.grad + node.grad * local

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-limit", "cell": "Value", "right": "recursion with a higher limit"}
import sys


class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        sys.setrecursionlimit(20_000)
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-numpy", "cell": "Value", "right": "numpy's functions, relu by a branch"}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        if self.data > 0:
            return Value(self.data, [(self, 1.0)], "relu")
        return Value(0.0, [(self, 0.0)], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = np.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-recursion", "cell": "Value", "mistake": "the chapter's recursion", "loses": {"test_Value": 1}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-assigns", "cell": "Value", "mistake": "assigns instead of adding", "loses": {"test_Value": 8}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad = slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-no-seed", "cell": "Value", "mistake": "never sets its own grad to 1", "loses": {"test_Value": 13}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        ready = [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-one-level", "cell": "Value", "mistake": "its own parents only", "loses": {"test_Value": 12}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        self.grad = 1.0
        for parent, slope in self.parents:
            parent.grad += slope * self.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-calls-parents", "cell": "Value", "mistake": "calls the parents' backward, each of which sets its own grad to 1", "loses": {"test_Value": 13}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        self.grad = 1.0
        for parent, slope in self.parents:
            parent.grad += slope * self.grad
            parent.backward()

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-no-grad-factor", "cell": "Value", "mistake": "leaves out its own grad", "loses": {"test_Value": 10}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-unordered", "cell": "Value", "mistake": "from parent to parent at once, with all that has come so far", "loses": {"test_Value": 6}, "status": {"test_Value": "timeout"}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        def pass_on(node):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                pass_on(parent)

        self.grad = 1.0
        pass_on(self)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-breadth", "cell": "Value", "mistake": "breadth first, each node when it is met first", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        self.grad, queue, seen = 1.0, [self], {self}
        while queue:
            node = queue.pop(0)
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                if parent not in seen:
                    seen.add(parent)
                    queue.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-depth", "cell": "Value", "mistake": "depth first, each node when it is met first", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        self.grad, stack, seen = 1.0, [self], set()
        while stack:
            node = stack.pop()
            if node in seen:
                continue
            seen.add(node)
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                stack.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-forward-order", "cell": "Value", "mistake": "the order not turned round", "loses": {"test_Value": 12}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in order:
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-paths", "cell": "Value", "mistake": "path by path: right, and endless where paths meet again and again", "loses": {"test_Value": 2}, "status": {"test_Value": "timeout"}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        def pass_on(node, share):
            node.grad += share
            for parent, slope in node.parents:
                pass_on(parent, share * slope)

        pass_on(self, 1.0)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-clears", "cell": "Value", "mistake": "clears all grads first", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        order, seen = [], set()

        def visit(node):
            if node not in seen:
                seen.add(node)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-tape", "cell": "Value", "mistake": "goes through all nodes ever made", "loses": {"test_Value": 1}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    tape = []

    def __init__(self, data, parents=(), op=""):
        Value.tape.append(self)
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        self.grad = 1.0
        for node in reversed(Value.tape):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-by-size", "cell": "Value", "mistake": "takes the largest value for the last", "loses": {"test_Value": 6}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        found, todo = {self}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in found:
                    found.add(parent)
                    todo.append(parent)
        self.grad = 1.0
        for node in sorted(found, key=lambda node: -node.data):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-by-value", "cell": "Value", "mistake": "takes nodes of one value for one node", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        order, seen = [], set()

        def visit(node):
            if node.data not in seen:
                seen.add(node.data)
                for parent, _ in node.parents:
                    visit(parent)
                order.append(node)

        visit(self)
        self.grad = 1.0
        for node in reversed(order):
            for parent, slope in node.parents:
                parent.grad += slope * node.grad

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-stops-at-variables", "cell": "Value", "mistake": "a variable's own backward does nothing", "loses": {"test_Value": 1}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        if not self.parents:
            return
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-add-op", "cell": "Value", "mistake": "no sign on the sum", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-add-once", "cell": "Value", "mistake": "the sum knows one parent", "loses": {"test_Value": 6}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-mul-swapped", "cell": "Value", "mistake": "each factor's own value", "loses": {"test_Value": 9}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, self.data), (other, other.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-mul-as-sum", "cell": "Value", "mistake": "the local derivatives of a sum", "loses": {"test_Value": 9}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, 1.0), (other, 1.0)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-mul-square", "cell": "Value", "mistake": "one entry for a square, of half of it", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        shares = {self: other.data, other: self.data}
        return Value(self.data * other.data, shares.items(), "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-no-locals", "cell": "Value", "mistake": "parents without derivatives", "loses": {"test_Value": 9}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [self, other], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [self, other], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-no-numbers", "cell": "Value", "mistake": "no plain numbers", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-floats-only", "cell": "Value", "mistake": "floats only as numbers", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = Value(other) if isinstance(other, float) else other
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = Value(other) if isinstance(other, float) else other
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-adds-in-place", "cell": "Value", "mistake": "adds into itself", "loses": {"test_Value": 3}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        self.data += other.data
        return Value(self.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-grad-early", "cell": "Value", "mistake": "writes grads on the way forward", "loses": {"test_Value": 8}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        self.grad, other.grad = other.data, self.data
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-pow-no-k", "cell": "Value", "mistake": "the power without k", "loses": {"test_Value": 5}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-pow-exponent", "cell": "Value", "mistake": "the exponent is not lowered", "loses": {"test_Value": 5}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data**k)], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-pow-log", "cell": "Value", "mistake": "the derivative by k / x", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data**k / self.data)], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-pow-whole", "cell": "Value", "mistake": "whole exponents from 1 only", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        y = 1.0
        for _ in range(int(k)):
            y *= self.data
        return Value(y, [(self, k * y / self.data if self.data else 0.0)], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-relu-at-zero", "cell": "Value", "mistake": "the derivative at 0 is 1", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data >= 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-relu-value", "cell": "Value", "mistake": "the derivative is the value", "loses": {"test_Value": 5}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, max(0.0, self.data))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-relu-always", "cell": "Value", "mistake": "the derivative is always 1", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, 1.0)], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-relu-leaky", "cell": "Value", "mistake": "keeps a little of the negative side", "loses": {"test_Value": 4}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.01 * self.data, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-relu-clipped", "cell": "Value", "mistake": "cut at 6", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(min(6.0, max(0.0, self.data)), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-tanh-argument", "cell": "Value", "mistake": "1 - x² instead of 1 - y²", "loses": {"test_Value": 5}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, 1 - self.data**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-tanh-sigmoid", "cell": "Value", "mistake": "the derivative of the logistic function", "loses": {"test_Value": 5}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = math.tanh(self.data)
        return Value(y, [(self, y * (1 - y))], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-tanh-exp", "cell": "Value", "mistake": "tanh by exp, which overflows", "loses": {"test_Value": 2}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        y = (math.exp(2 * self.data) - 1) / (math.exp(2 * self.data) + 1)
        return Value(y, [(self, 1 - y**2)], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"

# %% coursekit={"answer": "value-autograd", "cell": "Value", "mistake": "lets torch differentiate", "loses": {"test_Value": 18}}
class Value:
    """A number that remembers what it was made of: parents holds pairs of a node and the derivative by it."""

    def __init__(self, data, parents=(), op=""):
        self.data, self.parents, self.op = float(data), list(parents), op
        self.grad = 0.0

    def __add__(self, other):
        """Return self + other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)], "+")

    def __mul__(self, other):
        """Return self * other; other is a Value or a number."""
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)], "*")

    def backward(self):
        """Add to the grad of every node the derivative of self by it; the grad of self becomes 1."""
        uses, todo = {self: 0}, [self]
        while todo:
            for parent, _ in todo.pop().parents:
                if parent not in uses:
                    uses[parent] = 0
                    todo.append(parent)
                uses[parent] += 1
        self.grad, ready = 1.0, [self]
        while ready:
            node = ready.pop()
            for parent, slope in node.parents:
                parent.grad += slope * node.grad
                uses[parent] -= 1
                if uses[parent] == 0:
                    ready.append(parent)

    def __pow__(self, k):
        """Return self ** k; k is a number, not 0."""
        return Value(self.data**k, [(self, k * self.data ** (k - 1))], f"**{k}")

    def relu(self):
        """Return the larger of self and 0."""
        return Value(max(0.0, self.data), [(self, float(self.data > 0))], "relu")

    def tanh(self):
        """Return the hyperbolic tangent of self."""
        x = torch.tensor(self.data, requires_grad=True)
        y = torch.tanh(x)
        y.backward()
        return Value(float(y), [(self, float(x.grad))], "tanh")

    # 下面的已经写好
    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other**-1

    def __rtruediv__(self, other):
        return self**-1 * other

    def __repr__(self):
        return f"Value({self.data:g}, grad={self.grad:g}, op={self.op!r})"
