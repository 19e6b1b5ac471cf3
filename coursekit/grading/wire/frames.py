"""pandas objects, column by column, with the exact types of pandas 2.2 and 3.

A frame whose columns share one numpy type crosses as one array. Cells of an object column must be plain scalars; a
frame that holds anything else crosses by reference.
"""

import re

from coursekit.grading.wire import arrays
from coursekit.grading.wire.codec import MAX_DEPTH, Encoder, Opaque, Tag, WireError
from coursekit.grading.wire.decoder import Decoder

_SCALARS = (type(None), bool, int, float, str)
# Zones by name or by offset. pandas also opens files for names that begin with "dateutil/", and knows "tzlocal()".
_ZONE = re.compile(r"(?!dateutil)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*)*\Z|UTC[+-]\d\d:\d\d\Z")


def encode(encoder: Encoder, value, depth: int):
    """Return the node of a DataFrame, Series, Index or Timestamp-free scalar; raise `Opaque` for what has none."""
    import pandas as pd

    kind = type(value)
    if kind is pd.DataFrame:
        return _encode_frame(encoder, value, depth)
    if kind is pd.Series:
        index, name = _encode_index(encoder, value.index, depth), encoder.encode(value.name, depth)
        return [int(Tag.SERIES), _encode_column(encoder, value.array, depth), index, name]
    if issubclass(kind, pd.Index) and kind.__module__.partition(".")[0] == "pandas":
        return _encode_index(encoder, value, depth)
    raise Opaque


def _encode_frame(encoder, frame, depth):
    dtypes = set(frame.dtypes)
    labels = [_encode_index(encoder, frame.columns, depth), _encode_index(encoder, frame.index, depth)]
    if len(dtypes) == 1 and _is_numpy(next(iter(dtypes))):
        return [int(Tag.FRAME), "block", *labels, encoder.encode(frame.to_numpy(), depth)]
    columns = [_encode_column(encoder, frame.iloc[:, i].array, depth) for i in range(frame.shape[1])]
    return [int(Tag.FRAME), "columns", *labels, columns]


def _is_numpy(dtype) -> bool:
    import numpy as np

    return isinstance(dtype, np.dtype) and dtype.kind in "biufc"


def _encode_index(encoder, index, depth):
    import pandas as pd

    tag = int(Tag.INDEX)
    if type(index) is pd.RangeIndex:
        return [tag, "range", index.start, index.stop, index.step, encoder.encode(index.name, depth)]
    if type(index) is pd.MultiIndex:
        levels = [_encode_column(encoder, index.get_level_values(i).array, depth) for i in range(index.nlevels)]
        return [tag, "multi", levels, encoder.encode(list(index.names), depth)]
    freq = getattr(index, "freqstr", None) if isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)) else None
    return [tag, "flat", _encode_column(encoder, index.array, depth), encoder.encode(index.name, depth), freq]


def _encode_column(encoder, array, depth):
    """One column as ``[form, …]``; an inner form, never a value of its own."""
    import numpy as np
    import pandas as pd

    if type(array) is pd.arrays.NumpyExtensionArray:
        array = array.to_numpy()
    dtype = array.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        categories = _encode_column(encoder, dtype.categories.array, depth)
        return ["category", encoder.encode(np.asarray(array.codes), depth), categories, bool(dtype.ordered)]
    if isinstance(dtype, pd.StringDtype):
        missing = "nan" if getattr(dtype, "na_value", pd.NA) is not pd.NA else "NA"
        encoder.count(len(array))
        return ["text", dtype.storage, missing, [None if pd.isna(x) else str(x) for x in array]]
    if isinstance(dtype, pd.DatetimeTZDtype):
        if not _is_named_zone(dtype):
            raise Opaque
        moments = array.tz_convert("UTC").tz_localize(None).to_numpy()
        return ["zoned", str(dtype.tz), encoder.encode(moments, depth)]
    if isinstance(dtype, np.dtype) and dtype.kind == "O":
        cells = array.tolist()
        if not all(map(_is_scalar, cells)):
            raise Opaque
        return ["object", encoder.encode(cells, depth)]
    if isinstance(dtype, np.dtype):
        return ["numpy", encoder.encode(np.asarray(array), depth)]
    if hasattr(array, "_mask") and hasattr(array, "_data"):  # nullable integers, floats and booleans
        return ["masked", encoder.encode(array._data, depth), encoder.encode(array._mask, depth)]
    raise Opaque


def _is_scalar(cell) -> bool:
    return type(cell) in _SCALARS or arrays.is_plain_scalar(cell)


def _is_named_zone(dtype) -> bool:
    """Whether the decoder finds the very same zone by its text."""
    text = str(dtype.tz)
    try:
        return bool(_ZONE.match(text)) and type(dtype)(dtype.unit, text) == dtype
    except (KeyError, ValueError, TypeError):  # no zone of that name
        return False


def _array(decoder: Decoder, node, depth, kinds: str | None = None):
    import numpy as np

    value = decoder.decode(node, depth)
    if type(value) is not np.ndarray or (kinds and value.dtype.kind not in kinds):
        raise WireError("a column without an array of the right kind")
    return value


def _decode_column(decoder: Decoder, node, depth):
    import numpy as np
    import pandas as pd

    if depth > MAX_DEPTH:
        raise WireError("a column that is nested too deep")
    form, *rest = node
    if form == "numpy":
        return _array(decoder, rest[0], depth).copy()
    if form == "object":
        cells = decoder.decode(rest[0], depth)
        if type(cells) is not list or not all(map(_is_scalar, cells)):
            raise WireError("an object column with something else than scalars in it")
        column = np.empty(len(cells), object)
        column[:] = cells
        return column
    if form == "text":
        storage, missing, cells = rest
        if not all(cell is None or type(cell) is str for cell in cells):
            raise WireError("a text column with something else in it")
        return pd.array(cells, dtype=_string_dtype(storage, missing))
    if form == "category":
        codes, categories, ordered = rest
        labels = _index(_decode_column(decoder, categories, depth + 1))
        return pd.Categorical.from_codes(_array(decoder, codes, depth, "i"), labels, ordered=ordered)
    if form == "zoned":
        zone, moments = rest
        if type(zone) is not str or not _ZONE.match(zone):
            raise WireError(f"time zone {zone!r}")
        return pd.DatetimeIndex(_array(decoder, moments, depth, "M")).tz_localize("UTC").tz_convert(zone).array
    if form == "masked":
        data, mask = (_array(decoder, item, depth).copy() for item in rest)
        kind = {"b": pd.arrays.BooleanArray, "f": pd.arrays.FloatingArray}.get(data.dtype.kind, pd.arrays.IntegerArray)
        return kind(data, mask)
    raise WireError(f"unknown column form {form!r}")


def _string_dtype(storage, missing):
    import numpy as np
    import pandas as pd

    if storage not in ("python", "pyarrow") or missing not in ("nan", "NA"):
        raise WireError("an unknown text type")
    return pd.StringDtype(storage) if missing == "NA" else pd.StringDtype(storage, na_value=np.nan)


def decode_index(decoder: Decoder, node, depth):
    import pandas as pd

    _, form, *rest = node
    if form == "range":
        start, stop, step, name = rest
        index = pd.RangeIndex(start, stop, step, name=decoder.decode(name, depth))
        len(index)  # raises where the length fits no machine word
        return index
    if form == "multi":
        levels, names = rest
        columns = [_index(_decode_column(decoder, level, depth)) for level in levels]
        return pd.MultiIndex.from_arrays(columns, names=decoder.decode(names, depth))
    column, name, freq = rest
    index = _index(_decode_column(decoder, column, depth), decoder.decode(name, depth))
    if freq is not None:
        if not isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)):
            raise WireError("a frequency of something else than moments")
        index.freq = freq  # pandas checks it against the values
    return index


def _index(column, name=None):
    """Return an index of exactly the column's type: of objects, pandas would guess another."""
    import pandas as pd

    return pd.Index(column, dtype=column.dtype, name=name)


def decode_series(decoder: Decoder, node, depth):

    _, column, index, name = node
    index = decode_index(decoder, index, depth)
    return _series(_decode_column(decoder, column, depth), index, decoder.decode(name, depth))


def _series(column, index, name=None):
    import pandas as pd

    return pd.Series(column, index=index, name=name, dtype=column.dtype, copy=False)


def decode_frame(decoder: Decoder, node, depth):
    import pandas as pd

    _, form, columns, index, content = node
    columns, index = decode_index(decoder, columns, depth), decode_index(decoder, index, depth)
    if form == "block":
        return pd.DataFrame(_array(decoder, content, depth).copy(), index=index, columns=columns)
    if len(content) != len(columns):
        raise WireError("a frame with more labels than columns")
    parts = {i: _series(_decode_column(decoder, part, depth), index) for i, part in enumerate(content)}
    frame = pd.DataFrame(parts, index=index)
    frame.columns = columns
    return frame
