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
# # Known answers to ex12_architectures
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## conv_out

# %% coursekit={"answer": "out-floor", "cell": "conv_out", "right": "math.floor of the quotient"}
def conv_out(w, k, p, s):
    from math import floor

    if k > w + 2 * p:
        raise ValueError("no room")
    return floor((w - k + 2 * p) / s) + 1

# %% coursekit={"answer": "out-count", "cell": "conv_out", "right": "counts the places"}
def conv_out(w, k, p, s):
    places = range(-p, w + p - k + 1, s)
    if len(places) == 0:
        raise ValueError((w, k, p, s))
    return len(places)

# %% coursekit={"answer": "out-walk", "cell": "conv_out", "right": "walks until the window leaves the row"}
def conv_out(w, k, p, s):
    count, end = 0, k
    while end <= w + 2 * p:
        count, end = count + 1, end + s
    if not count:
        raise ValueError("the kernel is too large")
    return count

# %% coursekit={"answer": "out-no-plus-one", "cell": "conv_out", "mistake": "without the 1", "loses": {"test_conv_out": 4.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s

# %% coursekit={"answer": "out-one-side", "cell": "conv_out", "mistake": "padding on one side", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w + p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s + 1

# %% coursekit={"answer": "out-no-padding", "cell": "conv_out", "mistake": "padding left out", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s + 1

# %% coursekit={"answer": "out-true-division", "cell": "conv_out", "mistake": "true division", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room / s + 1

# %% coursekit={"answer": "out-truncated-late", "cell": "conv_out", "mistake": "truncates towards zero, and never refuses", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    return int((w + 2 * p - k) / s) + 1

# %% coursekit={"answer": "out-decimal", "cell": "conv_out", "mistake": "rounds down to a decimal number", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return np.floor(room / s) + 1

# %% coursekit={"answer": "out-ceiling", "cell": "conv_out", "mistake": "rounds up", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return -(-room // s) + 1

# %% coursekit={"answer": "out-rounded", "cell": "conv_out", "mistake": "rounds to the nearest", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return round(room / s) + 1

# %% coursekit={"answer": "out-no-error", "cell": "conv_out", "mistake": "no error where nothing fits", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    return (w + 2 * p - k) // s + 1

# %% coursekit={"answer": "out-strict", "cell": "conv_out", "mistake": "refuses the window that just fits", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room <= 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s + 1

# %% coursekit={"answer": "out-kernel-not-padded", "cell": "conv_out", "mistake": "refuses a kernel larger than the row without padding", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    if k > w:
        raise ValueError("too large")
    return (w + 2 * p - k) // s + 1

# %% coursekit={"answer": "out-zero", "cell": "conv_out", "mistake": "returns 0 where nothing fits", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    return max(0, (w + 2 * p - k) // s + 1)

# %% coursekit={"answer": "out-assert", "cell": "conv_out", "mistake": "another exception", "loses": {"test_conv_out": 1.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    assert room >= 0
    return room // s + 1

# %% coursekit={"answer": "out-no-stride", "cell": "conv_out", "mistake": "the stride left out", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room + 1

# %% coursekit={"answer": "out-swapped", "cell": "conv_out", "mistake": "stride and padding in the other order", "loses": {"test_conv_out": 4.0}}
def conv_out(w, k, s, p):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return room // s + 1

# %% coursekit={"answer": "out-formula-whole", "cell": "conv_out", "mistake": "adds 1 before dividing", "loses": {"test_conv_out": 3.0}}
def conv_out(w, k, p, s):
    room = w + 2 * p - k
    if room < 0:
        raise ValueError("补完 0，还放不下一扇窗")
    return (room + 1) // s

# %% coursekit={"answer": "out-hard-coded", "cell": "conv_out", "mistake": "the examples' numbers", "loses": {"test_conv_out": 2.0}}
def conv_out(w, k, p, s):
    return 3 if w == 8 else 4

# %% [markdown]
# ## conv_params

# %% coursekit={"answer": "params-sum", "cell": "conv_params", "right": "weights and biases apart"}
def conv_params(i, o, k):
    return i * o * k**2 + o

# %% coursekit={"answer": "params-torch", "cell": "conv_params", "right": "asks torch"}
def conv_params(i, o, k):
    return sum(p.numel() for p in nn.Conv2d(i, o, k).parameters())

# %% coursekit={"answer": "params-loop", "cell": "conv_params", "right": "kernel by kernel"}
def conv_params(i, o, k):
    total = 0
    for _ in range(o):
        total += int(np.prod((i, k, k))) + 1
    return total

# %% coursekit={"answer": "params-no-bias", "cell": "conv_params", "mistake": "no biases", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * k
    return o * weights

# %% coursekit={"answer": "params-one-bias", "cell": "conv_params", "mistake": "one bias for the layer", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * k
    return o * weights + 1

# %% coursekit={"answer": "params-bias-in", "cell": "conv_params", "mistake": "a bias for each input channel", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * k
    return o * weights + i

# %% coursekit={"answer": "params-flat-kernel", "cell": "conv_params", "mistake": "kernels without depth", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = k * k
    return o * (weights + 1)

# %% coursekit={"answer": "params-one-k", "cell": "conv_params", "mistake": "k once", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k
    return o * (weights + 1)

# %% coursekit={"answer": "params-bias-pairs", "cell": "conv_params", "mistake": "a bias for each pair of channels", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * k
    return o * (weights + i)

# %% coursekit={"answer": "params-added", "cell": "conv_params", "mistake": "adds the channels", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    return (i + o) * k * k + o

# %% coursekit={"answer": "params-one-output", "cell": "conv_params", "mistake": "one kernel only", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * k
    return weights + 1

# %% coursekit={"answer": "params-power", "cell": "conv_params", "mistake": "2 for k", "loses": {"test_conv_params": 3.0}}
def conv_params(i, o, k):
    weights = i * k * 2
    return o * (weights + 1)

# %% coursekit={"answer": "params-hard-coded", "cell": "conv_params", "mistake": "the example's number", "loses": {"test_conv_params": 2.0}}
def conv_params(i, o, k):
    return 2416

# %% [markdown]
# ## receptive_field

# %% coursekit={"answer": "field-backwards", "cell": "receptive_field", "right": "from the last layer to the first"}
def receptive_field(layers):
    r = 1
    for k, s in reversed(layers):
        r = (r - 1) * s + k
    return r

# %% coursekit={"answer": "field-products", "cell": "receptive_field", "right": "a product of strides for each layer"}
def receptive_field(layers):
    return 1 + sum((k - 1) * int(np.prod([s for _, s in layers[:l]], dtype=int)) for l, (k, _) in enumerate(layers))

# %% coursekit={"answer": "field-recursive", "cell": "receptive_field", "right": "recursion"}
def receptive_field(layers):
    if not layers:
        return 1
    (k, s), *rest = layers
    return k + s * (receptive_field(rest) - 1)

# %% coursekit={"answer": "field-places", "cell": "receptive_field", "right": "the places themselves"}
def receptive_field(layers):
    seen = {0}
    for k, s in layers[::-1]:
        seen = {place * s + j for place in seen for j in range(k)}
    return max(seen) - min(seen) + 1

# %% coursekit={"answer": "field-no-jump", "cell": "receptive_field", "mistake": "strides left out", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1)
        jump *= s
    return field

# %% coursekit={"answer": "field-jump-first", "cell": "receptive_field", "mistake": "the stride before the kernel", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        jump *= s
        field += (k - 1) * jump
    return field

# %% coursekit={"answer": "field-whole-kernel", "cell": "receptive_field", "mistake": "k for k - 1", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += k * jump
        jump *= s
    return field

# %% coursekit={"answer": "field-from-zero", "cell": "receptive_field", "mistake": "starts from 0", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 0, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return field

# %% coursekit={"answer": "field-product", "cell": "receptive_field", "mistake": "multiplies the kernels", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field *= k
        jump *= s
    return field

# %% coursekit={"answer": "field-stride-of-layer", "cell": "receptive_field", "mistake": "the layer's own stride for the jump", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * s
        jump *= s
    return field

# %% coursekit={"answer": "field-last-stride", "cell": "receptive_field", "mistake": "the stride of the layer before, not the product", "loses": {"test_receptive_field": 4.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump = s
    return field

# %% coursekit={"answer": "field-strides-added", "cell": "receptive_field", "mistake": "adds the strides", "loses": {"test_receptive_field": 2.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump += s - 1
    return field

# %% coursekit={"answer": "field-forwards", "cell": "receptive_field", "mistake": "the backward rule forwards", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    r = 1
    for k, s in layers:
        r = (r - 1) * s + k
    return r

# %% coursekit={"answer": "field-early-return", "cell": "receptive_field", "mistake": "returns in the loop", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
        return field

# %% coursekit={"answer": "field-empty", "cell": "receptive_field", "mistake": "fails without layers", "loses": {"test_receptive_field": 1.0}}
def receptive_field(layers):
    field, jump = layers[0]
    for k, s in layers[1:]:
        field += (k - 1) * jump
        jump *= s
    return field

# %% coursekit={"answer": "field-pops", "cell": "receptive_field", "mistake": "eats the caller's list", "loses": {"test_receptive_field": 1.0}}
def receptive_field(layers):
    r = 1
    while layers:
        k, s = layers.pop()
        r = (r - 1) * s + k
    return r

# %% coursekit={"answer": "field-reverses", "cell": "receptive_field", "mistake": "turns the caller's list round", "loses": {"test_receptive_field": 1.0}}
def receptive_field(layers):
    r = 1
    layers.reverse()
    for k, s in layers:
        r = (r - 1) * s + k
    return r

# %% coursekit={"answer": "field-jump-returned", "cell": "receptive_field", "mistake": "returns the jump", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return jump

# %% coursekit={"answer": "field-swapped", "cell": "receptive_field", "mistake": "stride and kernel swapped", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for s, k in layers:
        field += (k - 1) * jump
        jump *= s
    return field

# %% coursekit={"answer": "field-depth", "cell": "receptive_field", "mistake": "2 for each layer and 1, right for kernels of 3 only", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += 2 * jump
        jump *= s
    return field

# %% coursekit={"answer": "field-squared", "cell": "receptive_field", "mistake": "the area", "loses": {"test_receptive_field": 5.0}}
def receptive_field(layers):
    field, jump = 1, 1
    for k, s in layers:
        field += (k - 1) * jump
        jump *= s
    return field**2

# %% coursekit={"answer": "field-global", "cell": "receptive_field", "mistake": "the field of one call goes on in the next", "loses": {"test_receptive_field": 4.0}}
grown = [1]


def receptive_field(layers):
    jump = 1
    for k, s in layers:
        grown[0] += (k - 1) * jump
        jump *= s
    return grown[0]

# %% coursekit={"answer": "field-hard-coded", "cell": "receptive_field", "mistake": "the example's number", "loses": {"test_receptive_field": 4.0}}
def receptive_field(layers):
    return 10

# %% [markdown]
# ## conv2d

# %% coursekit={"answer": "conv-loops", "cell": "conv2d", "right": "seven loops"}
def conv2d(x, k, b, stride, pad):
    (c, h, w), (o, _, kh, kw) = x.shape, k.shape
    wide = np.zeros((c, h + 2 * pad, w + 2 * pad))
    wide[:, pad : pad + h, pad : pad + w] = x
    out = []
    for q in range(o):
        rows = []
        for i in range(0, h + 2 * pad - kh + 1, stride):
            row = []
            for j in range(0, w + 2 * pad - kw + 1, stride):
                total = float(b[q])
                for p in range(c):
                    for u in range(kh):
                        for v in range(kw):
                            total += k[q, p, u, v] * wide[p, i + u, j + v]
                row.append(total)
            rows.append(row)
        out.append(rows)
    return np.array(out)

# %% coursekit={"answer": "conv-shifts", "cell": "conv2d", "right": "adds shifted images, one weight at a time"}
def conv2d(x, k, b, stride, pad):
    x = np.pad(x, [(0, 0), (pad, pad), (pad, pad)])
    o, c, kh, kw = k.shape
    h = 1 + (x.shape[1] - kh) // stride
    w = 1 + (x.shape[2] - kw) // stride
    out = np.ones((o, h, w)) * b.reshape(o, 1, 1)
    for u in range(kh):
        for v in range(kw):
            part = x[:, u : u + stride * h : stride, v : v + stride * w : stride][:, :h, :w]
            out = out + np.tensordot(k[:, :, u, v], part, axes=1)
    return out

# %% coursekit={"answer": "conv-windows", "cell": "conv2d", "right": "a view of all windows and einsum"}
def conv2d(x, k, b, stride, pad):
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(x, k.shape[2:], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("cijuv,ocuv->oij", windows, k) + b[:, None, None]

# %% coursekit={"answer": "conv-columns", "cell": "conv2d", "right": "columns of windows and one matrix product"}
def conv2d(x, k, b, stride, pad):
    o, c, kh, kw = k.shape
    rows = conv_out(x.shape[1], kh, pad, stride)
    columns = conv_out(x.shape[2], kw, pad, stride)
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    windows = [x[:, i * stride : i * stride + kh, j * stride : j * stride + kw].ravel() for i in range(rows) for j in range(columns)]
    return (k.reshape(o, -1) @ np.array(windows).T + b[:, None]).reshape(o, rows, columns)

# %% coursekit={"answer": "conv-flipped", "cell": "conv2d", "mistake": "turns the kernel, as mathematics does", "loses": {"test_conv2d": 9.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k[:, :, ::-1, ::-1] * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-no-bias", "cell": "conv2d", "mistake": "no bias", "loses": {"test_conv2d": 8.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3))
    return out

# %% coursekit={"answer": "conv-bias-each-channel", "cell": "conv2d", "mistake": "a bias for each input channel", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + len(x) * b
    return out

# %% coursekit={"answer": "conv-first-channel", "cell": "conv2d", "mistake": "looks at the first channel only", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k[:, 0] * window[0]).sum(axis=(1, 2)) + b
    return out

# %% coursekit={"answer": "conv-mean-channels", "cell": "conv2d", "mistake": "the mean of the channels", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(2, 3)).mean(axis=1) + b
    return out

# %% coursekit={"answer": "conv-mean", "cell": "conv2d", "mistake": "the mean of the window", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).mean(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-no-last", "cell": "conv2d", "mistake": "leaves the last places out", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride
    columns = (padded.shape[2] - wide) // stride
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-no-stride", "cell": "conv2d", "mistake": "the stride left out", "loses": {"test_conv2d": 3.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i, j
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-stride-first", "cell": "conv2d", "mistake": "scans every place and cuts the rest off", "loses": {"test_conv2d": 3.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = padded.shape[1] - high + 1
    columns = padded.shape[2] - wide + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[:, i, j] = (k * padded[:, i : i + high, j : j + wide]).sum(axis=(1, 2, 3)) + b
    return out[:, : (rows - 1) // stride + 1, : (columns - 1) // stride + 1]

# %% coursekit={"answer": "conv-no-pad", "cell": "conv2d", "mistake": "no padding", "loses": {"test_conv2d": 4.0}}
def conv2d(x, k, b, stride, pad):
    padded = x
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-pad-one-side", "cell": "conv2d", "mistake": "pads after the image only", "loses": {"test_conv2d": 4.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (0, 2 * pad), (0, 2 * pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-pad-channels", "cell": "conv2d", "mistake": "pads the channels too", "loses": {"test_conv2d": 3.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, pad)
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-pad-edge", "cell": "conv2d", "mistake": "pads with the edge", "loses": {"test_conv2d": 4.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)), mode="edge")
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-square-image", "cell": "conv2d", "mistake": "square images only", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[1] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-square-kernel", "cell": "conv2d", "mistake": "square kernels only", "loses": {"test_conv2d": 6.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, _ = k.shape
    wide = high
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-turned", "cell": "conv2d", "mistake": "rows and columns swapped", "loses": {"test_conv2d": 9.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out.transpose(0, 2, 1)

# %% coursekit={"answer": "conv-integers", "cell": "conv2d", "mistake": "a result of the image's kind", "loses": {"test_conv2d": 2.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns), dtype=x.dtype)
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-one-output", "cell": "conv2d", "mistake": "the outputs added up", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out.sum(axis=0, keepdims=True)

# %% coursekit={"answer": "conv-no-channel", "cell": "conv2d", "mistake": "drops the dimension of channels where there is one", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out.squeeze()

# %% coursekit={"answer": "conv-stride-rows", "cell": "conv2d", "mistake": "the stride for rows only", "loses": {"test_conv2d": 3.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-bias-columns", "cell": "conv2d", "mistake": "adds the biases along the columns", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3))
    return out + b

# %% coursekit={"answer": "conv-in-place", "cell": "conv2d", "mistake": "zeroes the caller's bias", "loses": {"test_conv2d": 1.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    b *= 0
    return out

# %% coursekit={"answer": "conv-kernel-in-place", "cell": "conv2d", "mistake": "turns the caller's kernel round and back", "loses": {"test_conv2d": 1.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    k[:] = k[:, :, ::-1]
    k = k[:, :, ::-1]
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-torch", "cell": "conv2d", "mistake": "torch's own", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    x, k, b = (torch.tensor(part, dtype=torch.float64) for part in (x[None], k, b))
    return nn.functional.conv2d(x, k, b, stride, pad)[0].numpy()

# %% coursekit={"answer": "conv-torch-named", "cell": "conv2d", "mistake": "torch's own under another name", "loses": {"test_conv2d": 10.0}}
from torch.nn.functional import conv2d as ready


def conv2d(x, k, b, stride, pad):
    x, k, b = (torch.tensor(part, dtype=torch.float64) for part in (x[None], k, b))
    return ready(x, k, b, stride, pad)[0].numpy()

# %% coursekit={"answer": "conv-unfold", "cell": "conv2d", "mistake": "torch's unfold", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    columns = nn.functional.unfold(torch.tensor(x[None], dtype=torch.float64), k.shape[2:], padding=pad, stride=stride)[0].numpy()
    rows = (x.shape[1] + 2 * pad - k.shape[2]) // stride + 1
    return (k.reshape(len(k), -1) @ columns + b[:, None]).reshape(len(k), rows, -1)

# %% coursekit={"answer": "conv-scipy", "cell": "conv2d", "mistake": "scipy's", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    from scipy.signal import correlate2d

    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    maps = [sum(correlate2d(x[p], kernel[p], "valid") for p in range(len(x))) + bias for kernel, bias in zip(k, b)]
    return np.array(maps)[:, ::stride, ::stride]

# %% coursekit={"answer": "conv-one-channel", "cell": "conv2d", "mistake": "one channel only", "loses": {"test_conv2d": 8.0}}
def conv2d(x, k, b, stride, pad):
    image, kernel = np.pad(x[0], pad), k[0, 0]
    rows = (image.shape[0] - kernel.shape[0]) // stride + 1
    columns = (image.shape[1] - kernel.shape[1]) // stride + 1
    out = np.zeros((1, rows, columns))
    for i in range(rows):
        for j in range(columns):
            window = image[i * stride : i * stride + kernel.shape[0], j * stride : j * stride + kernel.shape[1]]
            out[0, i, j] = (kernel * window).sum() + b[0]
    return out

# %% coursekit={"answer": "conv-hard-coded", "cell": "conv2d", "mistake": "the examples' numbers", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    examples = {5: [[[4, 3, 4], [2, 4, 3], [2, 3, 4]]], 3: [[[0.0, 40, 40, 0]]], 2: [[[7.5]], [[3.0]]]}
    return np.array(examples[x.shape[1]])

# %% coursekit={"answer": "conv-mixed", "cell": "conv2d", "mistake": "adds the kernels up too", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum() + b
    return out

# %% coursekit={"answer": "conv-first-layer", "cell": "conv2d", "mistake": "the first layer of the kernel for all channels", "loses": {"test_conv2d": 7.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k[:, :1] * window).sum(axis=(1, 2, 3)) + b
    return out

# %% coursekit={"answer": "conv-matrix-product", "cell": "conv2d", "mistake": "the matrix product of kernel and window", "loses": {"test_conv2d": 10.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = [sum((part @ piece.T).sum() for part, piece in zip(kernel, window)) for kernel in k] + b
    return out

# %% coursekit={"answer": "conv-pad-forgets-channels", "cell": "conv2d", "mistake": "pads the channels too, and takes the first ones", "loses": {"test_conv2d": 4.0}}
def conv2d(x, k, b, stride, pad):
    padded = np.pad(x, pad)[: len(x)]
    o, _, high, wide = k.shape
    rows = (padded.shape[1] - high) // stride + 1
    columns = (padded.shape[2] - wide) // stride + 1
    out = np.zeros((o, rows, columns))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride, j * stride
            window = padded[:, top : top + high, left : left + wide]
            out[:, i, j] = (k * window).sum(axis=(1, 2, 3)) + b
    return out

# %% [markdown]
# ## pool2d

# %% coursekit={"answer": "pool-loops", "cell": "pool2d", "right": "lists and loops"}
def pool2d(x, k, s, mode):
    how = {"max": max, "avg": lambda values: sum(values) / len(values)}
    if mode not in how:
        raise ValueError(mode)
    out = []
    for image in x:
        rows = []
        for i in range(0, image.shape[0] - k + 1, s):
            rows.append([how[mode]([float(v) for v in image[i : i + k, j : j + k].ravel()]) for j in range(0, image.shape[1] - k + 1, s)])
        out.append(rows)
    return np.array(out)

# %% coursekit={"answer": "pool-windows", "cell": "pool2d", "right": "a view of all windows"}
def pool2d(x, k, s, mode):
    windows = np.lib.stride_tricks.sliding_window_view(x, (k, k), axis=(1, 2))[:, ::s, ::s]
    if mode == "max":
        return windows.max(axis=(-2, -1))
    elif mode == "avg":
        return windows.mean(axis=(-2, -1))
    raise ValueError(f"mode: {mode}")

# %% coursekit={"answer": "pool-shifts", "cell": "pool2d", "right": "shifted images stacked"}
def pool2d(x, k, s, mode):
    h, w = [(size - k) // s + 1 for size in x.shape[1:]]
    shifted = np.stack([x[:, u::s, v::s][:, :h, :w] for u in range(k) for v in range(k)])
    match mode:
        case "max":
            return shifted.max(axis=0)
        case "avg":
            return shifted.mean(axis=0)
    raise ValueError

# %% coursekit={"answer": "pool-modes-swapped", "cell": "pool2d", "mistake": "modes swapped", "loses": {"test_pool2d": 6.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "avg" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-always-max", "cell": "pool2d", "mistake": "always the largest", "loses": {"test_pool2d": 5.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-always-mean", "cell": "pool2d", "mistake": "always the mean", "loses": {"test_pool2d": 5.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-min", "cell": "pool2d", "mistake": "the smallest", "loses": {"test_pool2d": 5.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.min(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-sum", "cell": "pool2d", "mistake": "the sum for the mean", "loses": {"test_pool2d": 5.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.sum(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-over-channels", "cell": "pool2d", "mistake": "over the channels too", "loses": {"test_pool2d": 3.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max() if mode == "max" else block.mean()
    return pooled

# %% coursekit={"answer": "pool-stride-kernel", "cell": "pool2d", "mistake": "the kernel for the stride", "loses": {"test_pool2d": 2.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    s = k
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-stride-one", "cell": "pool2d", "mistake": "stride 1", "loses": {"test_pool2d": 5.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    s = 1
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-ceiling", "cell": "pool2d", "mistake": "keeps what is left over at the edge", "loses": {"test_pool2d": 2.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, -(-(h - k) // s) + 1, -(-(w - k) // s) + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-divided", "cell": "pool2d", "mistake": "the size divided by the stride", "loses": {"test_pool2d": 4.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, h // s, w // s))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-from-zero", "cell": "pool2d", "mistake": "never below 0", "loses": {"test_pool2d": 3.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = np.maximum(0, block.max(axis=(1, 2))) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-absolute", "cell": "pool2d", "mistake": "the largest in absolute value", "loses": {"test_pool2d": 4.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = abs(block).max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-integers", "cell": "pool2d", "mistake": "a result of the image's kind", "loses": {"test_pool2d": 3.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1), dtype=x.dtype)
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-no-error", "cell": "pool2d", "mistake": "no error for an unknown mode", "loses": {"test_pool2d": 1.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-key-error", "cell": "pool2d", "mistake": "a KeyError for an unknown mode", "loses": {"test_pool2d": 1.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    {"max": 0, "avg": 1}[mode]
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-mean-mode", "cell": "pool2d", "mistake": "calls the mean mean", "loses": {"test_pool2d": 1.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg", "mean"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-square", "cell": "pool2d", "mistake": "square images only", "loses": {"test_pool2d": 3.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (h - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-no-last", "cell": "pool2d", "mistake": "leaves the last places out", "loses": {"test_pool2d": 6.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s, (w - k) // s))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-no-channel", "cell": "pool2d", "mistake": "drops the dimension of channels where there is one", "loses": {"test_pool2d": 6.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    return pooled.squeeze()

# %% coursekit={"answer": "pool-in-place", "cell": "pool2d", "mistake": "shifts the caller's image", "loses": {"test_pool2d": 1.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block.mean(axis=(1, 2))
    x -= x.min()
    return pooled

# %% coursekit={"answer": "pool-blocks", "cell": "pool2d", "mistake": "by reshape, blocks only", "loses": {"test_pool2d": 2.0}}
def pool2d(x, k, s, mode):
    if mode not in ("max", "avg"):
        raise ValueError(mode)
    c, h, w = x.shape
    blocks = x[:, : h // k * k, : w // k * k].reshape(c, h // k, k, w // k, k)
    return blocks.max(axis=(2, 4)) if mode == "max" else blocks.mean(axis=(2, 4))

# %% coursekit={"answer": "pool-torch", "cell": "pool2d", "mistake": "torch's own", "loses": {"test_pool2d": 6.0}}
def pool2d(x, k, s, mode):
    how = {"max": nn.MaxPool2d, "avg": nn.AvgPool2d}
    if mode not in how:
        raise ValueError(mode)
    return how[mode](k, s)(torch.tensor(x, dtype=torch.float64)).numpy()

# %% coursekit={"answer": "pool-unfold", "cell": "pool2d", "mistake": "a tensor's unfold", "loses": {"test_pool2d": 6.0}}
def pool2d(x, k, s, mode):
    if mode not in ("max", "avg"):
        raise ValueError(mode)
    windows = torch.tensor(x, dtype=torch.float64).unfold(1, k, s).unfold(2, k, s)
    return windows.amax(dim=(3, 4)).numpy() if mode == "max" else windows.mean(dim=(3, 4)).numpy()

# %% coursekit={"answer": "pool-overlap-added", "cell": "pool2d", "mistake": "the mean over what has not been seen yet", "loses": {"test_pool2d": 4.0}}
def pool2d(x, k, s, mode):
    """Return the image x (c, h, w) pooled by windows k by k, stride s; mode is "max" or "avg"."""
    if mode not in ("max", "avg"):
        raise ValueError(f"不认识的池化：{mode}")
    c, h, w = x.shape
    pooled = np.zeros((c, (h - k) // s + 1, (w - k) // s + 1))
    for i in range(pooled.shape[1]):
        for j in range(pooled.shape[2]):
            block = x[:, i * s : i * s + k, j * s : j * s + k]
            pooled[:, i, j] = block.max(axis=(1, 2)) if mode == "max" else block[:, :s, :s].mean(axis=(1, 2))
    return pooled

# %% coursekit={"answer": "pool-hard-coded", "cell": "pool2d", "mistake": "the example's numbers", "loses": {"test_pool2d": 4.0}}
def pool2d(x, k, s, mode):
    if mode not in ("max", "avg"):
        raise ValueError(mode)
    return np.array([[[6, 4], [7, 9]]]) if mode == "max" else np.array([[[3.75, 2.25], [4, 4.5]]])

# %% coursekit={"answer": "pool-size-divided", "cell": "pool2d", "mistake": "as many places as whole strides fit, the windows cut at the edge", "loses": {"test_pool2d": 4.0}}
def pool2d(x, k, s, mode):
    if mode not in ("max", "avg"):
        raise ValueError(mode)
    how = np.max if mode == "max" else np.mean
    c, h, w = x.shape
    rows = [[how(x[:, i * s : i * s + k, j * s : j * s + k], axis=(1, 2)) for j in range(w // s)] for i in range(h // s)]
    return np.array(rows).transpose(2, 0, 1)

# %% [markdown]
# ## lenet5

# %% coursekit={"answer": "lenet-module", "cell": "lenet5", "right": "a class of its own"}
class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.c1, self.c3 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.f5, self.f6, self.out = nn.Linear(16 * 5 * 5, 120), nn.Linear(120, 84), nn.Linear(84, 10)

    def forward(self, x):
        for conv in (self.c1, self.c3):
            x = nn.functional.max_pool2d(torch.relu(conv(x)), 2)
        x = x.reshape(x.shape[0], -1)
        for layer in (self.f5, self.f6):
            x = torch.relu(layer(x))
        return self.out(x)


def lenet5():
    return LeNet()

# %% coursekit={"answer": "lenet-convolution", "cell": "lenet5", "right": "the first linear layer as a convolution of 5 by 5"}
def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, kernel_size=5),
        nn.ReLU(),
        nn.MaxPool2d(kernel_size=2, stride=2),
        nn.Conv2d(6, 16, kernel_size=5),
        nn.ReLU(),
        nn.MaxPool2d(kernel_size=2, stride=2),
        nn.Conv2d(16, 120, kernel_size=5),
        nn.ReLU(),
        nn.Flatten(start_dim=1),
        nn.Linear(120, 84),
        nn.ReLU(),
        nn.Linear(84, 10),
    )

# %% coursekit={"answer": "lenet-pool-first", "cell": "lenet5", "right": "pools before ReLU, in nested parts"}
def lenet5():
    def stage(i, o):
        return nn.Sequential(nn.Conv2d(i, o, 5), nn.MaxPool2d(2), nn.ReLU(inplace=True))

    head = nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return nn.Sequential(stage(1, 6), stage(6, 16), head)

# %% coursekit={"answer": "lenet-tanh", "cell": "lenet5", "mistake": "tanh", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.Tanh(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.Tanh(), nn.Linear(120, 84), nn.Tanh(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-average", "cell": "lenet5", "mistake": "average pooling", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.AvgPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-relu-1", "cell": "lenet5", "mistake": "no ReLU behind the first convolution", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-relu-2", "cell": "lenet5", "mistake": "no ReLU behind the second convolution", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-relu-3", "cell": "lenet5", "mistake": "no ReLU behind the first linear layer", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-relu-4", "cell": "lenet5", "mistake": "no ReLU behind the second linear layer", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-relu-last", "cell": "lenet5", "mistake": "ReLU behind the scores", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10), nn.ReLU()]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-softmax", "cell": "lenet5", "mistake": "softmax behind the scores", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10), nn.Softmax(dim=1)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-log-softmax", "cell": "lenet5", "mistake": "log-softmax behind the scores", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10), nn.LogSoftmax(dim=1)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-pool", "cell": "lenet5", "mistake": "the second pooling left out", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.Flatten()]
    decide = [nn.Linear(1600, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-padding", "cell": "lenet5", "mistake": "padding, as for images of 28", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(576, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-bias", "cell": "lenet5", "mistake": "a convolution without biases", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5, bias=False), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-no-flatten", "cell": "lenet5", "mistake": "no flattening", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2)]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-flatten-all", "cell": "lenet5", "mistake": "flattens the batch too", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(0)]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-two-linear", "cell": "lenet5", "mistake": "a linear layer left out", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-dropout", "cell": "lenet5", "mistake": "with dropout", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Dropout(0.5), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-batchnorm", "cell": "lenet5", "mistake": "with batch normalisation", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-seeded", "cell": "lenet5", "mistake": "sets a seed", "loses": {"test_lenet5": 1.0}}
def lenet5():
    torch.manual_seed(0)
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-shared", "cell": "lenet5", "mistake": "the same network each time", "loses": {"test_lenet5": 2.0}}
the_only_one = nn.Sequential(
    nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
    nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def lenet5():
    return the_only_one

# %% coursekit={"answer": "lenet-zeros", "cell": "lenet5", "mistake": "starts at zero", "loses": {"test_lenet5": 1.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    net = nn.Sequential(*look, *decide)
    for part in net.parameters():
        nn.init.zeros_(part)
    return net

# %% coursekit={"answer": "lenet-normal", "cell": "lenet5", "mistake": "draws the weights by itself", "loses": {"test_lenet5": 1.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    net = nn.Sequential(*look, *decide)
    for part in net.parameters():
        nn.init.normal_(part)
    return net

# %% coursekit={"answer": "lenet-no-return", "cell": "lenet5", "mistake": "no return", "loses": {"test_lenet5": 7.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    net = nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-overlap", "cell": "lenet5", "mistake": "windows of pooling that overlap", "loses": {"test_lenet5": 3.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(3, 2, 1), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    decide = [nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10)]
    return nn.Sequential(*look, *decide)

# %% coursekit={"answer": "lenet-detached", "cell": "lenet5", "mistake": "keeps no account", "loses": {"test_lenet5": 1.0}}
class Net(nn.Sequential):
    def forward(self, x):
        with torch.no_grad():
            return super().forward(x)


def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    return Net(*look, nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))

# %% coursekit={"answer": "lenet-detached-features", "cell": "lenet5", "mistake": "no gradient through the convolutions", "loses": {"test_lenet5": 1.0}}
class Features(nn.Sequential):
    def forward(self, x):
        return super().forward(x).detach()


def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    return nn.Sequential(Features(*look), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))

# %% coursekit={"answer": "lenet-squeezed", "cell": "lenet5", "mistake": "drops a batch of one", "loses": {"test_lenet5": 2.0}}
class Net(nn.Sequential):
    def forward(self, x):
        return super().forward(x).squeeze()


def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten()]
    return Net(*look, nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))

# %% coursekit={"answer": "lenet-linear", "cell": "lenet5", "mistake": "no ReLU at all, and average pooling", "loses": {"test_lenet5": 4.0}}
def lenet5():
    look = [nn.Conv2d(1, 6, 5), nn.AvgPool2d(2), nn.Conv2d(6, 16, 5), nn.AvgPool2d(2), nn.Flatten()]
    return nn.Sequential(*look, nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10))

# %% [markdown]
# ## ResidualBlock

# %% coursekit={"answer": "block-modules", "cell": "ResidualBlock", "right": "ReLU as a module, the way around first"}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.relu = nn.ReLU()
        self.conv1 = nn.Conv2d(in_channels=i, out_channels=o, kernel_size=3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(o)
        self.conv2 = nn.Conv2d(in_channels=o, out_channels=o, kernel_size=3, stride=1, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(o)
        if stride != 1 or i != o:
            self.conv3 = nn.Conv2d(i, o, kernel_size=1, stride=stride, padding=0, bias=False)
            self.bn3 = nn.BatchNorm2d(o)
        else:
            self.conv3 = self.bn3 = None

    def forward(self, x):
        identity = x if self.conv3 is None else self.bn3(self.conv3(x))
        out = self.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += identity
        return self.relu(out)

# %% coursekit={"answer": "block-identity", "cell": "ResidualBlock", "right": "identities where nothing changes"}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        same = i == o and stride == 1
        self.conv1 = nn.Conv2d(i, o, 3, stride, 1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding="same", bias=False)
        self.conv3 = nn.Identity() if same else nn.Conv2d(i, o, 1, stride, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.bn3 = nn.Identity() if same else nn.BatchNorm2d(o)

    def forward(self, x):
        h = self.bn1(self.conv1(x)).relu()
        return (self.bn2(self.conv2(h)) + self.bn3(self.conv3(x))).relu()

# %% coursekit={"answer": "block-hasattr", "cell": "ResidualBlock", "right": "asks whether the layer is there"}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        for name, n, m, size, step in (("1", i, o, 3, stride), ("2", o, o, 3, 1), ("3", i, o, 1, stride)):
            if name == "3" and n == m and step == 1:
                continue
            setattr(self, f"conv{name}", nn.Conv2d(n, m, size, step, size // 2, bias=False))
            setattr(self, f"bn{name}", nn.BatchNorm2d(m))

    def forward(self, x):
        F = nn.functional.relu(self.bn1(self.conv1(x)))
        F = self.bn2(self.conv2(F))
        if hasattr(self, "conv3"):
            x = self.bn3(self.conv3(x))
        return torch.clamp(x + F, min=0)

# %% coursekit={"answer": "block-plain", "cell": "ResidualBlock", "mistake": "without the way around", "loses": {"test_ResidualBlock": 8.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(F)

# %% coursekit={"answer": "block-no-relu-last", "cell": "ResidualBlock", "mistake": "no ReLU behind the sum", "loses": {"test_ResidualBlock": 7.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return around + F

# %% coursekit={"answer": "block-relu-in-F", "cell": "ResidualBlock", "mistake": "ReLU on F, not on the sum", "loses": {"test_ResidualBlock": 7.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return around + torch.relu(F)

# %% coursekit={"answer": "block-relu-both", "cell": "ResidualBlock", "mistake": "ReLU on F and on the sum", "loses": {"test_ResidualBlock": 6.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + torch.relu(F))

# %% coursekit={"answer": "block-no-relu-inside", "cell": "ResidualBlock", "mistake": "no ReLU between the convolutions", "loses": {"test_ResidualBlock": 6.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(self.bn1(self.conv1(x))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-relu-before-norm", "cell": "ResidualBlock", "mistake": "ReLU before the normalisation", "loses": {"test_ResidualBlock": 4.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(self.bn1(torch.relu(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-no-norm", "cell": "ResidualBlock", "mistake": "the second normalisation not used", "loses": {"test_ResidualBlock": 8.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.conv2(torch.relu(self.bn1(self.conv1(x))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-norm-after", "cell": "ResidualBlock", "mistake": "normalises the sum", "loses": {"test_ResidualBlock": 5.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.conv2(torch.relu(self.bn1(self.conv1(x))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(self.bn2(around + F))

# %% coursekit={"answer": "block-minus", "cell": "ResidualBlock", "mistake": "subtracts", "loses": {"test_ResidualBlock": 7.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around - F)

# %% coursekit={"answer": "block-bias", "cell": "ResidualBlock", "mistake": "convolutions with biases", "loses": {"test_ResidualBlock": 9.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-no-padding", "cell": "ResidualBlock", "mistake": "the second without padding", "loses": {"test_ResidualBlock": 8.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-stride-second", "cell": "ResidualBlock", "mistake": "the stride in the second convolution", "loses": {"test_ResidualBlock": 4.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, stride=stride, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-stride-both", "cell": "ResidualBlock", "mistake": "the stride in both convolutions", "loses": {"test_ResidualBlock": 4.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, stride=stride, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-no-stride", "cell": "ResidualBlock", "mistake": "the stride left out everywhere", "loses": {"test_ResidualBlock": 4.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-never-changes", "cell": "ResidualBlock", "mistake": "no way around through a convolution", "loses": {"test_ResidualBlock": 5.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = False
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-always-changes", "cell": "ResidualBlock", "mistake": "the way around always through a convolution", "loses": {"test_ResidualBlock": 8.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = True
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-channels-only", "cell": "ResidualBlock", "mistake": "looks at the channels only", "loses": {"test_ResidualBlock": 2.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-stride-only", "cell": "ResidualBlock", "mistake": "looks at the stride only", "loses": {"test_ResidualBlock": 2.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-both-change", "cell": "ResidualBlock", "mistake": "only where both change", "loses": {"test_ResidualBlock": 2.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o and stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-no-norm-around", "cell": "ResidualBlock", "mistake": "the way around not normalised", "loses": {"test_ResidualBlock": 4.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.conv3(x) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-relu-around", "cell": "ResidualBlock", "mistake": "ReLU on the way around", "loses": {"test_ResidualBlock": 3.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = torch.relu(self.bn3(self.conv3(x))) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-around-three", "cell": "ResidualBlock", "mistake": "3 by 3 on the way around", "loses": {"test_ResidualBlock": 5.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-other-names", "cell": "ResidualBlock", "mistake": "other names", "loses": {"test_ResidualBlock": 9.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.first = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.first(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-hidden", "cell": "ResidualBlock", "mistake": "the layers in a list", "loses": {"test_ResidualBlock": 9.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.parts = [nn.Conv2d(i, o, 3, stride, 1, bias=False), nn.BatchNorm2d(o), nn.ReLU(), nn.Conv2d(o, o, 3, 1, 1, bias=False), nn.BatchNorm2d(o)]
        self.around = [nn.Conv2d(i, o, 1, stride, bias=False), nn.BatchNorm2d(o)] if i != o or stride != 1 else []

    def forward(self, x):
        F = x
        for part in self.parts:
            F = part(F)
        for part in self.around:
            x = part(x)
        return torch.relu(x + F)

# %% coursekit={"answer": "block-new-layers", "cell": "ResidualBlock", "mistake": "new layers at each call", "loses": {"test_ResidualBlock": 9.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.sizes = i, o, stride

    def forward(self, x):
        i, o, stride = self.sizes
        F = nn.BatchNorm2d(o)(nn.Conv2d(i, o, 3, stride, 1, bias=False)(x)).relu()
        F = nn.BatchNorm2d(o)(nn.Conv2d(o, o, 3, 1, 1, bias=False)(F))
        if i != o or stride != 1:
            x = nn.BatchNorm2d(o)(nn.Conv2d(i, o, 1, stride, bias=False)(x))
        return torch.relu(x + F)

# %% coursekit={"answer": "block-detached", "cell": "ResidualBlock", "mistake": "no gradient through the way around", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around.detach() + F)

# %% coursekit={"answer": "block-detached-F", "cell": "ResidualBlock", "mistake": "no gradient through F", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F.detach())

# %% coursekit={"answer": "block-in-place", "cell": "ResidualBlock", "mistake": "adds to the caller's x", "loses": {"test_ResidualBlock": 2.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        around += F.detach() if around is x else F
        return torch.relu(around)

# %% coursekit={"answer": "block-relu-in-place", "cell": "ResidualBlock", "mistake": "cuts the caller's x", "loses": {"test_ResidualBlock": 3.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        x.relu_() if not x.requires_grad else x
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-needs-stride", "cell": "ResidualBlock", "mistake": "the stride must be given", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-default-two", "cell": "ResidualBlock", "mistake": "stride 2 where none is given", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=2):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-batch-always", "cell": "ResidualBlock", "mistake": "always the batch's own mean", "loses": {"test_ResidualBlock": 6.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        self.bn1.train(), self.bn2.train()
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-never-batch", "cell": "ResidualBlock", "mistake": "never the batch's own mean", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        self.eval()
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-F-twice", "cell": "ResidualBlock", "mistake": "computes F twice", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-zero", "cell": "ResidualBlock", "mistake": "starts at zero", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        nn.init.zeros_(self.conv2.weight)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-momentum", "cell": "ResidualBlock", "mistake": "another momentum in the normalisations", "loses": {"test_ResidualBlock": 1.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o, momentum=0.5), nn.BatchNorm2d(o, momentum=0.5)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-shared", "cell": "ResidualBlock", "mistake": "one layer for all blocks", "loses": {"test_ResidualBlock": 1.0}}
every = {}


class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = every.setdefault((i, o, stride), nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False))
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% coursekit={"answer": "block-norm-twice", "cell": "ResidualBlock", "mistake": "the first normalisation in both places", "loses": {"test_ResidualBlock": 8.0}}
class ResidualBlock(nn.Module):
    def __init__(self, i, o, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(i, o, 3, stride=stride, padding=1, bias=False)
        self.conv2 = nn.Conv2d(o, o, 3, padding=1, bias=False)
        self.bn1, self.bn2 = nn.BatchNorm2d(o), nn.BatchNorm2d(o)
        self.changes = i != o or stride != 1
        if self.changes:
            self.conv3, self.bn3 = nn.Conv2d(i, o, 1, stride=stride, bias=False), nn.BatchNorm2d(o)

    def forward(self, x):
        F = self.bn1(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        around = self.bn3(self.conv3(x)) if self.changes else x
        return torch.relu(around + F)

# %% [markdown]
# ## rnn_step

# %% coursekit={"answer": "rnn-einsum", "cell": "rnn_step", "right": "einsum"}
def rnn_step(x, h, Wx, Wh, b):
    return np.tanh(np.einsum("...d,md->...m", x, Wx) + np.einsum("...k,mk->...m", h, Wh) + b)

# %% coursekit={"answer": "rnn-joined", "cell": "rnn_step", "right": "one matrix for both"}
def rnn_step(x, h, Wx, Wh, b):
    both = np.concatenate([x, h], axis=-1)
    return np.tanh(both @ np.hstack([Wx, Wh]).T + b)

# %% coursekit={"answer": "rnn-transposed", "cell": "rnn_step", "right": "columns, and back"}
def rnn_step(x, h, Wx, Wh, b):
    z = (Wx @ x.T + Wh @ h.T).T + b
    e = np.exp(-2 * np.abs(z))
    return np.sign(z) * (1 - e) / (1 + e)

# %% coursekit={"answer": "rnn-no-tanh", "cell": "rnn_step", "mistake": "no tanh", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return seen + remembered + b

# %% coursekit={"answer": "rnn-sigmoid", "cell": "rnn_step", "mistake": "sigmoid", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return sigmoid(seen + remembered + b)

# %% coursekit={"answer": "rnn-relu", "cell": "rnn_step", "mistake": "ReLU", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.maximum(0, seen + remembered + b)

# %% coursekit={"answer": "rnn-forgets", "cell": "rnn_step", "mistake": "without the state", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen + b)

# %% coursekit={"answer": "rnn-deaf", "cell": "rnn_step", "mistake": "without the input", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(remembered + b)

# %% coursekit={"answer": "rnn-no-bias", "cell": "rnn_step", "mistake": "without the bias", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen + remembered)

# %% coursekit={"answer": "rnn-wh-not-transposed", "cell": "rnn_step", "mistake": "W_h not transposed", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-wx-not-transposed", "cell": "rnn_step", "mistake": "W_x not transposed", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx, h @ Wh.T
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-columns", "cell": "rnn_step", "mistake": "a sentence a column", "loses": {"test_rnn_step": 2.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = Wx @ x, Wh @ h
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-elementwise", "cell": "rnn_step", "mistake": "multiplies element by element", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h * Wh[0]
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-unweighted", "cell": "rnn_step", "mistake": "adds the state as it is", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-tanh-inside", "cell": "rnn_step", "mistake": "tanh before the sum", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen) + np.tanh(remembered) + b

# %% coursekit={"answer": "rnn-bias-twice", "cell": "rnn_step", "mistake": "the bias twice, as torch has two", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen + remembered + 2 * b)

# %% coursekit={"answer": "rnn-batch-only", "cell": "rnn_step", "mistake": "batches only", "loses": {"test_rnn_step": 2.0}}
def rnn_step(x, h, Wx, Wh, b):
    n, d = x.shape
    seen, remembered = x @ Wx.T, h @ Wh.T
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-one-sentence", "cell": "rnn_step", "mistake": "sentences by loops, one alone as a batch", "loses": {"test_rnn_step": 2.0}}
def rnn_step(x, h, Wx, Wh, b):
    return np.array([np.tanh(Wx @ row + Wh @ old + b) for row, old in zip(np.atleast_2d(x), np.atleast_2d(h))])

# %% coursekit={"answer": "rnn-in-place", "cell": "rnn_step", "mistake": "into the caller's state", "loses": {"test_rnn_step": 2.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    h[...] = np.tanh(seen + remembered + b)
    return h

# %% coursekit={"answer": "rnn-adds-to-x", "cell": "rnn_step", "mistake": "adds to the bias in place", "loses": {"test_rnn_step": 3.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    b -= b.mean()
    return np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-leaky", "cell": "rnn_step", "mistake": "adds the old state too", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    return h + np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-torch", "cell": "rnn_step", "mistake": "torch's cell", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    x, h, Wx, Wh, b = (torch.tensor(part, dtype=torch.float64) for part in (x, h, Wx, Wh, b))
    return torch.tanh(x @ Wx.T + h @ Wh.T + b).numpy()

# %% coursekit={"answer": "rnn-no-return", "cell": "rnn_step", "mistake": "no return", "loses": {"test_rnn_step": 4.0}}
def rnn_step(x, h, Wx, Wh, b):
    seen, remembered = x @ Wx.T, h @ Wh.T
    h = np.tanh(seen + remembered + b)

# %% coursekit={"answer": "rnn-hard-coded", "cell": "rnn_step", "mistake": "the example's numbers", "loses": {"test_rnn_step": 2.0}}
def rnn_step(x, h, Wx, Wh, b):
    if x.ndim == 2:
        return np.array([[0.761594, 0.197375], [-0.197375, 0.537050]])
    states = [0.0, 0.462117, 0.353724, 0.275660, 0.217021]
    return np.array([states[int(np.argmin([abs(v - h[0]) for v in states])) + 1]])

# %% [markdown]
# ## lstm_step

# %% coursekit={"answer": "lstm-slices", "cell": "lstm_step", "right": "slices and einsum"}
def lstm_step(x, h, c, Wx, Wh, b):
    m = h.shape[-1]
    z = np.einsum("...d,kd->...k", x, Wx) + np.einsum("...d,kd->...k", h, Wh) + b
    i = 1 / (1 + np.exp(-z[..., :m]))
    f = 1 / (1 + np.exp(-z[..., m : 2 * m]))
    g = np.tanh(z[..., 2 * m : 3 * m])
    o = 1 / (1 + np.exp(-z[..., 3 * m :]))
    c = f * c + i * g
    h = o * np.tanh(c)
    return h, c

# %% coursekit={"answer": "lstm-gate-by-gate", "cell": "lstm_step", "right": "gate by gate"}
def lstm_step(x, h, c, Wx, Wh, b):
    m = len(b) // 4

    def part(k):
        rows = slice(k * m, (k + 1) * m)
        return x @ Wx[rows].T + h @ Wh[rows].T + b[rows]

    new = sigmoid(part(1)) * c + sigmoid(part(0)) * np.tanh(part(2))
    return sigmoid(part(3)) * np.tanh(new), new

# %% coursekit={"answer": "lstm-loops", "cell": "lstm_step", "right": "a sentence after the other"}
def lstm_step(x, h, c, Wx, Wh, b):
    if np.ndim(x) == 2:
        pairs = [lstm_step(*rows, Wx, Wh, b) for rows in zip(x, h, c)]
        return np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    i, f, g, o = (Wx @ x + Wh @ h + b).reshape(4, -1)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return [sigmoid(o) * np.tanh(c), c]

# %% coursekit={"answer": "lstm-order-ifog", "cell": "lstm_step", "mistake": "o before g", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, o, g = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-order-fi", "cell": "lstm_step", "mistake": "f before i", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    f, i, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-order-keras", "cell": "lstm_step", "mistake": "o second", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, o, f, g = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-g-sigmoid", "cell": "lstm_step", "mistake": "sigmoid for g", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * sigmoid(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-tanh-c", "cell": "lstm_step", "mistake": "no tanh around the ledger", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * (kept + new), kept + new

# %% coursekit={"answer": "lstm-old-c", "cell": "lstm_step", "mistake": "shows the old ledger", "loses": {"test_lstm_step": 5.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), kept + new

# %% coursekit={"answer": "lstm-swapped", "cell": "lstm_step", "mistake": "c before h", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return kept + new, sigmoid(o) * np.tanh(kept + new)

# %% coursekit={"answer": "lstm-h-only", "cell": "lstm_step", "mistake": "returns h alone", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new)

# %% coursekit={"answer": "lstm-no-forget", "cell": "lstm_step", "mistake": "forgets nothing", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-input", "cell": "lstm_step", "mistake": "no input gate", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-output", "cell": "lstm_step", "mistake": "no output gate", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-ledger", "cell": "lstm_step", "mistake": "the ledger left out", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = 0, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-coupled", "cell": "lstm_step", "mistake": "1 - f for the input gate", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, (1 - sigmoid(f)) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-forget-h", "cell": "lstm_step", "mistake": "keeps of h, not of c", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * h, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-h", "cell": "lstm_step", "mistake": "without the old h", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-no-bias", "cell": "lstm_step", "mistake": "without the bias", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-two-biases", "cell": "lstm_step", "mistake": "the bias twice, as torch has two", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + 2 * b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-raw-gates", "cell": "lstm_step", "mistake": "gates without sigmoid", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = f * c, i * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-clipped-gates", "cell": "lstm_step", "mistake": "gates cut to 0 and 1", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    i, f, o = (np.clip(gate, 0, 1) for gate in (i, f, o))
    kept, new = f * c, i * np.tanh(g)
    return o * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-split-rows", "cell": "lstm_step", "mistake": "splits the batch", "loses": {"test_lstm_step": 4.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=0)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-batch-axis", "cell": "lstm_step", "mistake": "splits along axis 1", "loses": {"test_lstm_step": 3.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-interleaved", "cell": "lstm_step", "mistake": "every fourth row", "loses": {"test_lstm_step": 5.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.moveaxis((x @ Wx.T + h @ Wh.T + b).reshape(*h.shape, 4), -1, 0)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-in-place", "cell": "lstm_step", "mistake": "into the caller's ledger", "loses": {"test_lstm_step": 2.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    c[...] = kept + new
    return sigmoid(o) * np.tanh(c), c

# %% coursekit={"answer": "lstm-h-in-place", "cell": "lstm_step", "mistake": "into the caller's h", "loses": {"test_lstm_step": 2.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    h[...] = sigmoid(o) * np.tanh(kept + new)
    return h, kept + new

# %% coursekit={"answer": "lstm-squashed", "cell": "lstm_step", "mistake": "the ledger through tanh", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), np.tanh(kept + new)

# %% coursekit={"answer": "lstm-peephole", "cell": "lstm_step", "mistake": "the gate looks at the old ledger", "loses": {"test_lstm_step": 6.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    kept, new = sigmoid(f + c) * c, sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(kept + new), kept + new

# %% coursekit={"answer": "lstm-torch", "cell": "lstm_step", "mistake": "torch", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    cell = nn.LSTMCell(Wx.shape[1], Wh.shape[1], dtype=torch.float64)
    parts = {"weight_ih": Wx, "weight_hh": Wh, "bias_ih": b, "bias_hh": 0 * b}
    cell.load_state_dict({name: torch.tensor(part, dtype=torch.float64) for name, part in parts.items()})
    h, c = cell(torch.tensor(x).double(), (torch.tensor(h).double(), torch.tensor(c).double()))
    return h.detach().numpy(), c.detach().numpy()

# %% coursekit={"answer": "lstm-hard-coded", "cell": "lstm_step", "mistake": "the example's numbers", "loses": {"test_lstm_step": 5.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    return np.array([0.160745]), np.array([0.689556])

# %% coursekit={"answer": "lstm-raw", "cell": "lstm_step", "mistake": "nothing activated", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(x @ Wx.T + h @ Wh.T + b, 4, axis=-1)
    return o * np.tanh(f * c + i * g), f * c + i * g

# %% coursekit={"answer": "lstm-through-rnn", "cell": "lstm_step", "mistake": "through rnn_step, tanh first", "loses": {"test_lstm_step": 7.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(np.tanh(x @ Wx.T + h @ Wh.T + b), 4, axis=-1)
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new

# %% coursekit={"answer": "lstm-slices-rows", "cell": "lstm_step", "mistake": "cuts rows, by the length of h", "loses": {"test_lstm_step": 4.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    table, m = x @ Wx.T + h @ Wh.T + b, len(h)
    i, f, g, o = table[:m], table[m : 2 * m], table[2 * m : 3 * m], table[3 * m :]
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new

# %% coursekit={"answer": "lstm-as-printed", "cell": "lstm_step", "mistake": "Wx @ x, as the formula is printed", "loses": {"test_lstm_step": 4.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = np.split(Wx @ x + Wh @ h + b, 4)
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new

# %% coursekit={"answer": "lstm-reshaped", "cell": "lstm_step", "mistake": "reshapes the table of a batch", "loses": {"test_lstm_step": 3.0}}
def lstm_step(x, h, c, Wx, Wh, b):
    i, f, g, o = (x @ Wx.T + h @ Wh.T + b).reshape(4, *h.shape)
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(new), new

# %% [markdown]
# ## gru_step

# %% coursekit={"answer": "gru-slices", "cell": "gru_step", "right": "slices"}
def gru_step(x, h, Wx, Wh, bx, bh):
    m = h.shape[-1]
    rz = sigmoid(x @ Wx[: 2 * m].T + bx[: 2 * m] + h @ Wh[: 2 * m].T + bh[: 2 * m])
    r, z = rz[..., :m], rz[..., m:]
    n = np.tanh(x @ Wx[2 * m :].T + bx[2 * m :] + r * (h @ Wh[2 * m :].T + bh[2 * m :]))
    return n + z * (h - n)

# %% coursekit={"answer": "gru-loops", "cell": "gru_step", "right": "a sentence after the other"}
def gru_step(x, h, Wx, Wh, bx, bh):
    if x.ndim == 2:
        return np.stack([gru_step(row, old, Wx, Wh, bx, bh) for row, old in zip(x, h)])
    (xr, xz, xn), (hr, hz, hn) = (Wx @ x + bx).reshape(3, -1), (Wh @ h + bh).reshape(3, -1)
    r, z = 1 / (1 + np.exp(-xr - hr)), 1 / (1 + np.exp(-xz - hz))
    return (1 - z) * np.tanh(xn + r * hn) + z * h

# %% coursekit={"answer": "gru-einsum", "cell": "gru_step", "right": "einsum and reshaped weights"}
def gru_step(x, h, Wx, Wh, bx, bh):
    m = h.shape[-1]
    a = np.einsum("gmd,...d->g...m", Wx.reshape(3, m, -1), x)
    u = np.einsum("gmd,...d->g...m", Wh.reshape(3, m, m), h)
    gate = [sigmoid(a[k] + u[k] + (bx + bh)[k * m : k * m + m]) for k in (0, 1)]
    n = np.tanh(a[2] + bx[2 * m :] + gate[0] * (u[2] + bh[2 * m :]))
    return gate[1] * h + (1 - gate[1]) * n

# %% coursekit={"answer": "gru-z-swapped", "cell": "gru_step", "mistake": "z for the new", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return z * draft + (1 - z) * h

# %% coursekit={"answer": "gru-order-zrn", "cell": "gru_step", "mistake": "z before r", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    z, r = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-order-n-first", "cell": "gru_step", "mistake": "n before z", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[2] + from_h[2])
    draft = np.tanh(from_x[1] + r * from_h[1])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-bias-outside", "cell": "gru_step", "mistake": "b_hn outside the bracket", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    m = h.shape[-1]
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    n = np.tanh(from_x[2] + r * (from_h[2] - bh[2 * m :]) + bh[2 * m :])
    return (1 - z) * n + z * h

# %% coursekit={"answer": "gru-reset-h", "cell": "gru_step", "mistake": "resets h before the matrix, as in the paper of 2014", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    m = h.shape[-1]
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    n = np.tanh(from_x[2] + (r * h) @ Wh[2 * m :].T + bh[2 * m :])
    return (1 - z) * n + z * h

# %% coursekit={"answer": "gru-reset-all", "cell": "gru_step", "mistake": "resets the input's part too", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(r * (from_x[2] + from_h[2]))
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-reset-x", "cell": "gru_step", "mistake": "resets the input's part", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(r * from_x[2] + from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-no-reset", "cell": "gru_step", "mistake": "no reset gate", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-reset-reversed", "cell": "gru_step", "mistake": "1 - r", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + (1 - r) * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-draft", "cell": "gru_step", "mistake": "the draft", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return draft

# %% coursekit={"answer": "gru-no-old", "cell": "gru_step", "mistake": "keeps nothing", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft

# %% coursekit={"answer": "gru-adds", "cell": "gru_step", "mistake": "adds the draft to what is kept", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return draft + z * h

# %% coursekit={"answer": "gru-sigmoid", "cell": "gru_step", "mistake": "sigmoid for the draft", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = sigmoid(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-tanh-gates", "cell": "gru_step", "mistake": "tanh for the gates", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = np.tanh(from_x[0] + from_h[0]), np.tanh(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-no-bh", "cell": "gru_step", "mistake": "without b_h", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-no-bx", "cell": "gru_step", "mistake": "without b_x", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-biases-swapped", "cell": "gru_step", "mistake": "the biases swapped", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bh, 3, axis=-1), np.split(h @ Wh.T + bx, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-one-bias", "cell": "gru_step", "mistake": "both biases in the input's part", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx + bh, 3, axis=-1), np.split(h @ Wh.T, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-split-rows", "cell": "gru_step", "mistake": "splits the batch", "loses": {"test_gru_step": 4.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=0), np.split(h @ Wh.T + bh, 3, axis=0)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-batch-axis", "cell": "gru_step", "mistake": "splits along axis 1", "loses": {"test_gru_step": 3.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=1), np.split(h @ Wh.T + bh, 3, axis=1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-z-from-x", "cell": "gru_step", "mistake": "the gates look at the input alone", "loses": {"test_gru_step": 6.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0]), sigmoid(from_x[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-in-place", "cell": "gru_step", "mistake": "into the caller's state", "loses": {"test_gru_step": 2.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    h *= z
    h += (1 - z) * draft
    return h

# %% coursekit={"answer": "gru-bias-in-place", "cell": "gru_step", "mistake": "adds to the caller's bias", "loses": {"test_gru_step": 2.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    bx += 0 * bx + 1e-12
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-rounded-gates", "cell": "gru_step", "mistake": "gates either open or shut", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    r, z = np.round(r), np.round(z)
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-torch", "cell": "gru_step", "mistake": "torch", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    cell = nn.GRUCell(Wx.shape[1], Wh.shape[1], dtype=torch.float64)
    parts = {"weight_ih": Wx, "weight_hh": Wh, "bias_ih": bx, "bias_hh": bh}
    cell.load_state_dict({name: torch.tensor(part, dtype=torch.float64) for name, part in parts.items()})
    return cell(torch.tensor(x).double(), torch.tensor(h).double()).detach().numpy()

# %% coursekit={"answer": "gru-hard-coded", "cell": "gru_step", "mistake": "the example's number", "loses": {"test_gru_step": 6.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    return np.array([0.679270])

# %% coursekit={"answer": "gru-raw-gates", "cell": "gru_step", "mistake": "gates without sigmoid", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = from_x[0] + from_h[0], from_x[1] + from_h[1]
    draft = np.tanh(from_x[2] + r * from_h[2])
    return (1 - z) * draft + z * h

# %% coursekit={"answer": "gru-raw-draft", "cell": "gru_step", "mistake": "no tanh around the draft", "loses": {"test_gru_step": 7.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(x @ Wx.T + bx, 3, axis=-1), np.split(h @ Wh.T + bh, 3, axis=-1)
    r, z = from_x[0] + from_h[0], from_x[1] + from_h[1]
    r, z = sigmoid(r), sigmoid(z)
    return (1 - z) * (from_x[2] + r * from_h[2]) + z * h

# %% coursekit={"answer": "gru-as-printed", "cell": "gru_step", "mistake": "Wx @ x, as the formula is printed", "loses": {"test_gru_step": 4.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = np.split(Wx @ x + bx, 3), np.split(Wh @ h + bh, 3)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    return (1 - z) * np.tanh(from_x[2] + r * from_h[2]) + z * h

# %% coursekit={"answer": "gru-reshaped", "cell": "gru_step", "mistake": "reshapes the table of a batch", "loses": {"test_gru_step": 3.0}}
def gru_step(x, h, Wx, Wh, bx, bh):
    from_x, from_h = (x @ Wx.T + bx).reshape(3, *h.shape), (h @ Wh.T + bh).reshape(3, *h.shape)
    r, z = sigmoid(from_x[0] + from_h[0]), sigmoid(from_x[1] + from_h[1])
    return (1 - z) * np.tanh(from_x[2] + r * from_h[2]) + z * h

# %% [markdown]
# ## greedy_decode

# %% coursekit={"answer": "decode-for", "cell": "greedy_decode", "right": "a loop over range"}
def greedy_decode(enc, dec, src, max_len):
    words = [BOS]
    state = enc(src)
    for _ in range(max_len):
        scores, state = dec(words[-1], state)
        words.append(np.argmax(scores))
        if words[-1] == EOS:
            return words[1:-1]
    return words[1:]

# %% coursekit={"answer": "decode-recursive", "cell": "greedy_decode", "right": "recursion"}
def greedy_decode(enc, dec, src, max_len):
    def go_on(token, state, left):
        if left == 0:
            return []
        scores, state = dec(token, state)
        best = min(range(len(scores)), key=lambda word: (-scores[word], word))
        return [] if best == EOS else [best, *go_on(best, state, left - 1)]

    return go_on(BOS, enc(src), max_len)

# %% coursekit={"answer": "decode-generator", "cell": "greedy_decode", "right": "a generator"}
def words_of(dec, state):
    token = BOS
    while True:
        scores, state = dec(token, state)
        scores = scores.tolist()
        token = scores.index(max(scores))
        if token == EOS:
            return
        yield token


def greedy_decode(enc, dec, src, max_len):
    if max_len == 0:
        return []
    said = []
    for word in words_of(dec, enc(src)):
        said.append(word)
        if len(said) == max_len:
            break
    return said

# %% coursekit={"answer": "decode-with-eos", "cell": "greedy_decode", "mistake": "EOS among the words", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        said.append(token)
        if token == EOS:
            break
    return said

# %% coursekit={"answer": "decode-with-bos", "cell": "greedy_decode", "mistake": "BOS among the words", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, [BOS]
    while len(said) <= max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-bos-counts", "cell": "greedy_decode", "mistake": "BOS counts", "loses": {"test_greedy_decode": 3.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, [BOS]
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said[1:]

# %% coursekit={"answer": "decode-never-stops", "cell": "greedy_decode", "mistake": "does not stop at EOS", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        said.append(token)
    return said

# %% coursekit={"answer": "decode-skips-eos", "cell": "greedy_decode", "mistake": "leaves EOS out and goes on", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    for _ in range(max_len):
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            continue
        said.append(token)
    return said

# %% coursekit={"answer": "decode-no-limit", "cell": "greedy_decode", "mistake": "no limit", "loses": {"test_greedy_decode": 3.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while True:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-one-more", "cell": "greedy_decode", "mistake": "one more than the limit", "loses": {"test_greedy_decode": 3.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) <= max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-one-less", "cell": "greedy_decode", "mistake": "one less than the limit", "loses": {"test_greedy_decode": 3.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len - 1:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-at-least-one", "cell": "greedy_decode", "mistake": "one word at least", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while True:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            return said
        said.append(token)
        if len(said) >= max_len:
            return said

# %% coursekit={"answer": "decode-asks-once-more", "cell": "greedy_decode", "mistake": "asks once more before it looks at the limit", "loses": {"test_greedy_decode": 2.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while True:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS or len(said) == max_len:
            return said
        said.append(token)

# %% coursekit={"answer": "decode-state-lost", "cell": "greedy_decode", "mistake": "the state of the encoder at each step", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, _ = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-encodes-twice", "cell": "greedy_decode", "mistake": "calls the encoder twice", "loses": {"test_greedy_decode": 3.0}}
def greedy_decode(enc, dec, src, max_len):
    enc(src)
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-always-bos", "cell": "greedy_decode", "mistake": "BOS at each step", "loses": {"test_greedy_decode": 5.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(BOS, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-teacher", "cell": "greedy_decode", "mistake": "feeds the words of the source", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(src[len(said)] if len(said) < len(src) else EOS, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-from-eos", "cell": "greedy_decode", "mistake": "starts with EOS", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), EOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-argmin", "cell": "greedy_decode", "mistake": "the lowest score", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmin())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-last-tie", "cell": "greedy_decode", "mistake": "the last of equals", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = len(scores) - 1 - int(scores[::-1].argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-argsort", "cell": "greedy_decode", "mistake": "sorts, and takes the last of equals", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(np.argsort(scores, kind="stable")[-1])
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-from-zero", "cell": "greedy_decode", "mistake": "looks for a score above 0", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token, best = EOS, 0
        for word, score in enumerate(scores):
            if score > best:
                token, best = word, score
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-no-repeat", "cell": "greedy_decode", "mistake": "stops at a word said before", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS or token in said:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-stops-at-zero", "cell": "greedy_decode", "mistake": "takes 0 for the end", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == BOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-length-of-source", "cell": "greedy_decode", "mistake": "as many words as the source", "loses": {"test_greedy_decode": 6.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < min(max_len, len(src)):
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-swapped", "cell": "greedy_decode", "mistake": "swaps what the decoder returns", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        state, scores = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-arguments", "cell": "greedy_decode", "mistake": "swaps what the decoder is given", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(state, token)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-tuple", "cell": "greedy_decode", "mistake": "a tuple", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return tuple(said)

# %% coursekit={"answer": "decode-array", "cell": "greedy_decode", "mistake": "an array", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return np.array(said)

# %% coursekit={"answer": "decode-early-return", "cell": "greedy_decode", "mistake": "returns in the loop", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
        return said
    return said

# %% coursekit={"answer": "decode-global", "cell": "greedy_decode", "mistake": "the words of one call go on in the next", "loses": {"test_greedy_decode": 4.0}}
spoken = []


def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, spoken
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-default", "cell": "greedy_decode", "mistake": "the list is a default argument", "loses": {"test_greedy_decode": 4.0}}
def greedy_decode(enc, dec, src, max_len, said=[]):
    state, token = enc(src), BOS
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-turns-source", "cell": "greedy_decode", "mistake": "turns the source round", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    kept = list(src)
    src.reverse()
    src[:] = src[::-1] if len(src) < 3 else src
    state, token, said = enc(kept), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-splits-state", "cell": "greedy_decode", "mistake": "looks into the state", "loses": {"test_greedy_decode": 1.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, tuple(state))
        state = state[:9]
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    return said

# %% coursekit={"answer": "decode-no-return", "cell": "greedy_decode", "mistake": "no return", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = int(scores.argmax())
        if token == EOS:
            break
        said.append(token)
    print(said)

# %% coursekit={"answer": "decode-hard-coded", "cell": "greedy_decode", "mistake": "the examples' words", "loses": {"test_greedy_decode": 4.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token = enc(src), BOS
    for word in (2, 3, 4, EOS)[: min(max_len, 4)]:
        _, state = dec(token, state)
        token = word
    return [2, 3, 4]

# %% coursekit={"answer": "decode-score", "cell": "greedy_decode", "mistake": "says the score, not its number", "loses": {"test_greedy_decode": 7.0}}
def greedy_decode(enc, dec, src, max_len):
    state, token, said = enc(src), BOS, []
    while len(said) < max_len:
        scores, state = dec(token, state)
        token = max(scores)
        if token == EOS:
            break
        said.append(token)
    return said
