"""What kind of thing a value is, asked of its true type.

In the examiner a student's object may claim any class through ``__class__``; ``type(value)`` cannot be argued with.
"""

import sys

from coursekit.lang import tr

_PLAIN = {bool: "bool", int: "number", float: "number", complex: "complex", str: "text", bytes: "bytes"}
_CONTAINERS = {list: "list", tuple: "tuple", dict: "dict", set: "set", frozenset: "set"}
_DTYPES = {"b": "bool", "i": "number", "u": "number", "f": "number", "c": "complex", "U": "text", "S": "bytes"}


def _is(value: object, module: str, *names: str) -> bool:
    """Whether the true type descends from one of a library's classes, without importing the library."""
    library = sys.modules.get(module)
    return library is not None and any(issubclass(type(value), getattr(library, name)) for name in names)


def is_tensor(value: object) -> bool:
    return _is(value, "torch", "Tensor")


def is_array(value: object) -> bool:
    return _is(value, "numpy", "ndarray")


def is_frame(value: object) -> bool:
    return _is(value, "pandas", "DataFrame", "Series", "Index")


def element_kind(array) -> str:
    """Return the kind of a numpy array's elements: number, bool, complex, text, bytes, time or object."""
    return _DTYPES.get(array.dtype.kind, "time" if array.dtype.kind in "mM" else "object")


def kind(value: object) -> str:
    """Return ``none``, ``bool``, ``number``, ``complex``, ``text``, ``bytes``, ``list``, ``tuple``, ``dict``, ``set``,
    ``array``, ``frame`` or ``object``.

    numpy scalars and arrays or tensors without dimensions count as what they hold; numpy arrays and torch tensors are
    both ``array``: which of the two a function returns is no question of right or wrong unless the task says so.
    """
    if value is None:
        return "none"
    if type(value) in _PLAIN:
        return _PLAIN[type(value)]
    if is_tensor(value):
        return "array" if value.ndim else tensor_kind(value)
    if is_array(value) or _is(value, "numpy", "generic"):
        return "array" if value.ndim else element_kind(value)
    if is_frame(value):
        return "frame"
    for base, name in _CONTAINERS.items():
        if issubclass(type(value), base):
            return name
    for base, name in _PLAIN.items():
        if issubclass(type(value), base):
            return name
    return "object"


def tensor_kind(tensor) -> str:
    """Return the kind of a torch tensor's elements."""
    if tensor.is_complex():
        return "complex"
    return "bool" if str(tensor.dtype) == "torch.bool" else "number"


def to_numpy(value: object):
    """Return an array's, tensor's, frame's or number's content as a numpy array; bfloat16 becomes float32."""
    import numpy as np

    if is_tensor(value):
        value = value.detach().cpu()
        return (value.float() if str(value.dtype) == "torch.bfloat16" else value).numpy()
    if is_frame(value):
        return _column_to_numpy(value) if value.ndim == 1 else value.to_numpy()
    return np.asarray(value)


def _column_to_numpy(column):
    """A column's values; nullable numbers become plain ones, with nan where they are missing."""
    import numpy as np

    if isinstance(column.dtype, np.dtype) or column.dtype.kind not in "iufb":
        return column.to_numpy()
    if not column.isna().any():
        return column.to_numpy(dtype=column.dtype.numpy_dtype)
    return column.to_numpy() if column.dtype.kind == "b" else column.to_numpy(dtype=np.float64, na_value=np.nan)


def is_single_precision(value: object) -> bool:
    """Whether a value holds floats of 32 bits or fewer, so that six digits cannot be asked of it."""
    return any(name in str(getattr(value, "dtype", "")) for name in ("float16", "float32", "bfloat16"))


def describe(value: object) -> str:
    """Return a value's kind in words, with shape and element type where it has them."""
    true_name = getattr(type(value), "described_as", type(value).__name__)
    if kind(value) in ("array", "frame") and hasattr(value, "shape"):
        element = getattr(value, "dtype", None)
        inner = f", dtype={element}" if element is not None else ""
        return f"{true_name}(shape={tuple(value.shape)}{inner})"
    if kind(value) in ("list", "tuple", "dict", "set"):
        return tr(f"{true_name}（{len(value)} 个元素）", f"{true_name} of {len(value)}")
    return true_name
