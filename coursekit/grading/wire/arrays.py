"""numpy arrays and scalars, dense CPU tensors: type, shape and a raw buffer."""

import math
import re
import sys
from functools import lru_cache

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
_COPIED = 64 * 2**10  # bytes up to which a copy costs less than a view
_ARRAY, _NPSCALAR, _TENSOR, _SIZE = (int(tag) for tag in (Tag.ARRAY, Tag.NPSCALAR, Tag.TENSOR, Tag.SIZE))


def encode(encoder: Encoder, value, depth: int):
    """Return the node of a numpy or torch value; raise `Opaque` for what has none."""
    import numpy as np

    kind = type(value)
    if kind is np.ndarray:
        return _encode_array(encoder, value)
    if is_plain_scalar(value):
        return [_NPSCALAR, value.dtype.str, value.tobytes()]
    if kind.__module__.startswith("torch"):
        return _encode_torch(encoder, value, kind)
    raise Opaque


def is_plain_scalar(value) -> bool:
    """Whether a value is a numpy scalar of a type that crosses."""
    import numpy as np

    kind = type(value)
    return issubclass(kind, np.generic) and kind.__module__ == "numpy" and _crosses(value.dtype.str)


@lru_cache(1024)
def _crosses(text: str) -> bool:
    return bool(_DTYPE.match(text))


def _encode_array(encoder, array):
    import numpy as np

    text = array.dtype.str
    if not _crosses(text) or array.ndim > MAX_DIMENSIONS:
        raise Opaque
    if array.nbytes <= _COPIED:
        raw = array.tobytes()
    else:
        raw = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
    return [_ARRAY, text, list(array.shape), encoder.buffer(raw)]


def _encode_torch(encoder, value, kind):
    import torch

    if kind is torch.Size:
        return [_SIZE, *map(int, value)]
    if kind is not torch.Tensor and kind is not torch.nn.Parameter:
        raise Opaque
    name = str(value.dtype).removeprefix("torch.")
    if value.layout is not torch.strided or value.device.type != "cpu" or name not in _TENSOR_DTYPES:
        raise Opaque
    flat = value.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    flat = flat if flat.stride(0) == 1 else flat.clone(memory_format=torch.contiguous_format)  # one element, expanded
    raw = flat.view(torch.uint8).numpy().data if flat.numel() else b""
    return [_TENSOR, name, list(value.shape), encoder.buffer(raw)]


def _shape(node) -> list[int]:
    if type(node) is not list or len(node) > MAX_DIMENSIONS:
        raise WireError("a bad shape")
    for size in node:
        if type(size) is not int or not 0 <= size < 2**63:
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
    if type(text) is not str:
        raise WireError("a dtype that is no text")
    return _known_dtype(text)


@lru_cache(1024)
def _known_dtype(text: str):
    import numpy as np

    if not _DTYPE.match(text):
        raise WireError(f"dtype {text[:40]!r}")
    return np.dtype(text)


def decode_array(decoder: Decoder, node, depth):
    import numpy as np

    _, text, shape, index = node
    dtype, shape = _dtype(text), _shape(shape)
    count = math.prod(shape)
    if not dtype.itemsize and count:
        raise WireError("elements without size")
    content = _take(decoder, index, count * dtype.itemsize)
    if not count:
        return np.empty(shape, dtype)
    _plain_content(content, dtype)
    return np.frombuffer(content, dtype).reshape(shape)


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
    if type(name) is not str or name not in _TENSOR_DTYPES:
        raise WireError("a tensor of unknown dtype")
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
