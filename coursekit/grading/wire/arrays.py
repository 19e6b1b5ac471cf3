"""numpy arrays and scalars, dense CPU tensors: type, shape and a raw buffer."""

import math
import re
import sys

from coursekit.grading.wire.codec import Encoder, Opaque, Tag, WireError
from coursekit.grading.wire.decoder import Decoder

_DTYPE = re.compile(r"[<>|](b1|[iu][1248]|f[248]|c8|c16|[US]\d{1,7}|[mM]8(\[\d{0,4}[a-zA-Zμ]{1,2}\])?)\Z")
_TENSOR_DTYPES = frozenset(
    [
        "bool",
        "uint8",
        "int8",
        "int16",
        "int32",
        "int64",
        "float16",
        "bfloat16",
        "float32",
        "float64",
        "complex64",
        "complex128",
    ]
)
MAX_DIMENSIONS = 32


def encode(encoder: Encoder, value):
    """Return the node of a numpy or torch value; raise `Opaque` for what has none."""
    import numpy as np

    kind = type(value)
    if kind is np.ndarray:
        return _encode_array(encoder, value)
    if is_plain_scalar(value):
        return [int(Tag.NPSCALAR), value.dtype.str, value.tobytes()]
    if kind.__module__.startswith("torch"):
        return _encode_torch(encoder, value, kind)
    raise Opaque


def is_plain_scalar(value) -> bool:
    """Whether a value is a numpy scalar of a type that crosses."""
    import numpy as np

    kind = type(value)
    return issubclass(kind, np.generic) and kind.__module__ == "numpy" and bool(_DTYPE.match(value.dtype.str))


def _encode_array(encoder, array):
    import numpy as np

    text = array.dtype.str
    if not _DTYPE.match(text) or array.ndim > MAX_DIMENSIONS:
        raise Opaque
    content = np.ascontiguousarray(array)
    raw = content.reshape(-1).view(np.uint8).data if content.size and content.dtype.itemsize else b""
    return [int(Tag.ARRAY), text, list(array.shape), encoder.buffer(raw)]


def _encode_torch(encoder, value, kind):
    import torch

    if kind is torch.Size:
        return [int(Tag.SIZE), *map(int, value)]
    if kind is not torch.Tensor and kind is not torch.nn.Parameter:
        raise Opaque
    name = str(value.dtype).removeprefix("torch.")
    if value.layout is not torch.strided or value.device.type != "cpu" or name not in _TENSOR_DTYPES:
        raise Opaque
    flat = value.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    raw = flat.view(torch.uint8).numpy().data if flat.numel() else b""
    return [int(Tag.TENSOR), name, list(value.shape), encoder.buffer(raw)]


def _shape(node) -> list[int]:
    if (
        type(node) is not list
        or len(node) > MAX_DIMENSIONS
        or any(type(n) is not int or not 0 <= n < 2**63 for n in node)
    ):
        raise WireError("a bad shape")
    return node


def _take(decoder: Decoder, index, nbytes: int):
    if type(index) is not int or not 0 <= index < len(decoder.buffers):
        raise WireError("a buffer that did not come")
    content = decoder.buffers[index]
    if len(content) != nbytes:
        raise WireError(f"a buffer of {len(content)} bytes where the shape needs {nbytes}")
    return content


def _plain_content(content, dtype) -> None:
    """Refuse bytes that no value of the type has: a bool that is neither 0 nor 1, text beyond Unicode."""
    import numpy as np

    if dtype.kind == "b" and len(content) and np.frombuffer(content, np.uint8).max() > 1:
        raise WireError("a truth value other than 0 and 1")
    if dtype.kind == "U" and len(content):
        points = np.frombuffer(content, np.dtype(np.uint32).newbyteorder(dtype.byteorder))
        if points.max() > sys.maxunicode:
            raise WireError("text beyond Unicode")


def _dtype(text):
    import numpy as np

    if type(text) is not str or not _DTYPE.match(text):
        raise WireError(f"dtype {text!r}")
    return np.dtype(text)


def decode_array(decoder: Decoder, node, depth):
    import numpy as np

    _, text, shape, index = node
    dtype, shape = _dtype(text), _shape(shape)
    if not dtype.itemsize and math.prod(shape):
        raise WireError("elements without size")
    content = _take(decoder, index, math.prod(shape) * dtype.itemsize)
    _plain_content(content, dtype)
    return np.frombuffer(content, dtype).reshape(shape) if len(content) else np.empty(shape, dtype)


def decode_scalar(decoder: Decoder, node, depth):
    import numpy as np

    _, text, raw = node
    dtype = _dtype(text)
    if not dtype.itemsize:
        return dtype.type()
    if type(raw) is not bytes or len(raw) != dtype.itemsize:
        raise WireError("a bad numpy scalar")
    _plain_content(raw, dtype)
    return np.frombuffer(raw, dtype)[0]


def decode_tensor(decoder: Decoder, node, depth):
    import numpy as np
    import torch

    _, name, shape, index = node
    if name not in _TENSOR_DTYPES:
        raise WireError(f"dtype {name!r}")
    dtype, shape = getattr(torch, name), _shape(shape)
    content = _take(decoder, index, math.prod(shape) * dtype.itemsize)
    if not len(content):
        return torch.empty(shape, dtype=dtype)
    if name == "bool":
        _plain_content(content, np.dtype(bool))
    return torch.frombuffer(content, dtype=dtype).reshape(shape)


def decode_size(decoder: Decoder, node, depth):
    import torch

    return torch.Size(_shape(node[1:]))
