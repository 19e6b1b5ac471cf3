"""One column of a pandas object as ``[form, …]``: the dtype's own form, exact on pandas 2.2 and 3.

A column is an inner form, never a value of its own. Cells of an object column must be plain scalars.
"""

import datetime
import re

from coursekit.grading.wire.codec import MAX_DEPTH, Encoder, Opaque, WireError
from coursekit.grading.wire.decoder import Decoder, check_hashes

_CELLS = {type(None), bool, int, float, complex, str, bytes, datetime.date, datetime.datetime, datetime.timedelta}
_TEXT = frozenset([str, type(None)])
# Zones by name or by offset. pandas also opens files for names that begin with "dateutil/", and knows "tzlocal()".
_ZONE = re.compile(r"(?!dateutil)[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*)*\Z|UTC[+-]\d\d:\d\d\Z")
_PERIOD = re.compile(r"period\[\d{0,4}[A-Za-z]{1,5}(-[A-Za-z]{3})?\]\Z")


def encode_column(encoder: Encoder, array, depth: int) -> list:
    """Return the column of a pandas array; raise `Opaque` where it has none."""
    import numpy as np
    import pandas as pd

    if depth > MAX_DEPTH:
        raise WireError(f"nested deeper than {MAX_DEPTH}")
    if type(array) is pd.arrays.NumpyExtensionArray:
        array = array.to_numpy()
    dtype = array.dtype
    if isinstance(dtype, np.dtype):
        if dtype.kind == "O":
            return ["object", _cells(encoder, array, depth)]
        return ["numpy", encoder.encode(np.asarray(array), depth)]
    if isinstance(dtype, pd.StringDtype):
        return _encode_text(encoder, array, depth)
    if isinstance(dtype, pd.CategoricalDtype):
        categories = encode_column(encoder, dtype.categories.array, depth + 1)
        return ["category", encoder.encode(np.asarray(array.codes), depth), categories, bool(dtype.ordered)]
    if isinstance(dtype, pd.DatetimeTZDtype):
        if not _is_named_zone(dtype):
            raise Opaque
        moments = array.tz_convert("UTC").tz_localize(None).to_numpy()
        return ["zoned", str(dtype.tz), encoder.encode(moments, depth)]
    if isinstance(dtype, pd.PeriodDtype):
        return ["period", dtype.name, encoder.encode(array.asi8, depth)]
    if isinstance(dtype, pd.IntervalDtype):
        ends = [encode_column(encoder, pd.Index(end).array, depth + 1) for end in (array.left, array.right)]
        return ["interval", *ends, array.closed]
    if hasattr(array, "_mask") and hasattr(array, "_data"):  # nullable integers, floats and booleans
        return ["masked", encoder.encode(array._data, depth), encoder.encode(array._mask, depth)]
    raise Opaque


def _cells(encoder, array, depth):
    cells = array.tolist()
    if not all(map(is_cell, set(map(type, cells)))) or any(getattr(cell, "tzinfo", None) for cell in cells):
        raise Opaque  # a zone of one cell may be code
    return encoder.encode(cells, depth)


def is_cell(kind: type) -> bool:
    """Whether values of this exact type may stand in a column of objects."""
    import numpy as np
    import pandas as pd

    if kind in _CELLS or kind in (pd.Timestamp, pd.Timedelta, type(pd.NaT), type(pd.NA)):
        return True
    odd = (np.void, np.object_, np.longdouble, np.clongdouble)
    return issubclass(kind, np.generic) and kind.__module__ == "numpy" and kind not in odd


def _encode_text(encoder, array, depth):
    import pandas as pd

    missing = "nan" if getattr(array.dtype, "na_value", pd.NA) is not pd.NA else "NA"
    cells, absent = array.astype(object), array.isna()
    if absent.any():
        cells = cells.copy()
        cells[absent] = None
    cells = cells.tolist()
    if not _TEXT.issuperset(map(type, cells)):
        cells = [cell if cell is None else str(cell) for cell in cells]  # numpy's own kind of text
    return ["text", array.dtype.storage, missing, encoder.encode(cells, depth)]


def _is_named_zone(dtype) -> bool:
    """Whether the decoder finds the very same zone by its text."""
    text = str(dtype.tz)
    try:
        return bool(_ZONE.match(text)) and type(dtype)(dtype.unit, text) == dtype
    except (KeyError, ValueError, TypeError):  # no zone of that name
        return False


def take_array(decoder: Decoder, node, depth: int, kinds: str, dimensions: int = 1):
    """Return a numpy array of one of these kinds; raise `WireError` for anything else."""
    import numpy as np

    value = decoder.decode(node, depth)
    if type(value) is not np.ndarray or value.dtype.kind not in kinds or value.ndim != dimensions:
        raise WireError("a column without an array of the right kind")
    return value


def _take_cells(decoder, node, depth) -> list:
    cells = decoder.decode(node, depth)
    if type(cells) is not list:
        raise WireError("a column whose cells are no list")
    return cells


def decode_column(decoder: Decoder, node, depth: int):
    """Return the array of a column, in the memory of the frame's buffers."""
    if depth > MAX_DEPTH:
        raise WireError("a column that is nested too deep")
    form, *rest = node
    reader = _READERS.get(form) if type(form) is str else None
    if reader is None:
        raise WireError("a column of unknown form")
    return reader(decoder, depth, *rest)


def _read_numpy(decoder, depth, content):
    return take_array(decoder, content, depth, "biufcmM")


def _read_objects(decoder, depth, content):
    import numpy as np

    cells = _take_cells(decoder, content, depth)
    if not all(map(is_cell, set(map(type, cells)))):
        raise WireError("an object column with something else than scalars in it")
    check_hashes(cells)  # pandas may put them into a table of its own
    column = np.empty(len(cells), object)
    column[:] = cells
    return column


def _read_text(decoder, depth, storage, missing, content):
    import numpy as np
    import pandas as pd

    cells = _take_cells(decoder, content, depth)
    if not _TEXT.issuperset(map(type, cells)):
        raise WireError("a text column with something else in it")
    if storage not in ("python", "pyarrow") or missing not in ("nan", "NA"):
        raise WireError("an unknown text type")
    dtype = pd.StringDtype(storage) if missing == "NA" else pd.StringDtype(storage, na_value=np.nan)
    return pd.array(cells, dtype=dtype)


def _read_category(decoder, depth, codes, categories, ordered):
    import pandas as pd

    labels = as_index(decode_column(decoder, categories, depth + 1))
    return pd.Categorical.from_codes(take_array(decoder, codes, depth, "i"), labels, ordered=ordered)


def _read_zoned(decoder, depth, zone, moments):
    import pandas as pd

    if type(zone) is not str or not _ZONE.match(zone):
        raise WireError("a time zone without a name")
    return pd.DatetimeIndex(take_array(decoder, moments, depth, "M")).tz_localize("UTC").tz_convert(zone).array


def _read_period(decoder, depth, name, ordinals):
    import pandas as pd

    if type(name) is not str or not _PERIOD.match(name):
        raise WireError("an unknown frequency")
    dtype = pd.PeriodDtype.construct_from_string(name)
    return pd.arrays.PeriodArray(take_array(decoder, ordinals, depth, "i"), dtype=dtype)


def _read_interval(decoder, depth, left, right, closed):
    import pandas as pd

    ends = [as_index(decode_column(decoder, end, depth + 1)) for end in (left, right)]
    return pd.arrays.IntervalArray.from_arrays(*ends, closed=closed)


def _read_masked(decoder, depth, content, mask):
    import pandas as pd

    data, absent = take_array(decoder, content, depth, "biuf"), take_array(decoder, mask, depth, "b")
    kind = {"b": pd.arrays.BooleanArray, "f": pd.arrays.FloatingArray}.get(data.dtype.kind, pd.arrays.IntegerArray)
    return kind(data, absent)


def as_index(column, name=None):
    """Return an index of exactly the column's type: of objects, pandas would guess another."""
    import pandas as pd

    return pd.Index(column, dtype=column.dtype, name=name)


_READERS = {
    "numpy": _read_numpy,
    "object": _read_objects,
    "text": _read_text,
    "category": _read_category,
    "zoned": _read_zoned,
    "period": _read_period,
    "interval": _read_interval,
    "masked": _read_masked,
}
