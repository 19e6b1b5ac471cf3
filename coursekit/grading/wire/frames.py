"""pandas objects: tables, series, indexes and scalars, with the exact types of pandas 2.2 and 3.

A table whose columns share one numpy type crosses as one array; any other crosses column by column.
"""

from coursekit.grading.wire.codec import Encoder, Opaque, Tag, WireError
from coursekit.grading.wire.columns import as_index, decode_column, encode_column, take_array
from coursekit.grading.wire.decoder import Decoder

_FRAME, _SERIES, _INDEX, _PDSCALAR = (int(tag) for tag in (Tag.FRAME, Tag.SERIES, Tag.INDEX, Tag.PDSCALAR))


def encode(encoder: Encoder, value, depth: int):
    """Return the node of a pandas value; raise `Opaque` for what has none."""
    import pandas as pd

    kind = type(value)
    if kind is pd.DataFrame:
        return _encode_frame(encoder, value, depth)
    if kind is pd.Series:
        index, name = _encode_index(encoder, value.index, depth), encoder.encode(value.name, depth)
        return [_SERIES, encode_column(encoder, value.array, depth), index, name]
    if issubclass(kind, pd.Index) and kind.__module__.partition(".")[0] == "pandas":
        return _encode_index(encoder, value, depth)
    return _encode_scalar(encoder, value, kind, depth)


def _encode_frame(encoder, frame, depth):
    import numpy as np

    dtypes = set(frame.dtypes)
    labels = [_encode_index(encoder, frame.columns, depth), _encode_index(encoder, frame.index, depth)]
    first = next(iter(dtypes), None)
    if len(dtypes) == 1 and isinstance(first, np.dtype) and first.kind in "biufc":
        return [_FRAME, "block", *labels, encoder.encode(frame.to_numpy(), depth)]
    columns = [encode_column(encoder, frame.iloc[:, i].array, depth) for i in range(frame.shape[1])]
    return [_FRAME, "columns", *labels, columns]


def _encode_index(encoder, index, depth):
    import pandas as pd

    if type(index) is pd.RangeIndex:
        return [_INDEX, "range", index.start, index.stop, index.step, encoder.encode(index.name, depth)]
    if type(index) is pd.MultiIndex:
        levels = [encode_column(encoder, index.get_level_values(i).array, depth) for i in range(index.nlevels)]
        return [_INDEX, "multi", levels, encoder.encode(list(index.names), depth)]
    freq = getattr(index, "freqstr", None) if isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)) else None
    return [_INDEX, "flat", encode_column(encoder, index.array, depth), encoder.encode(index.name, depth), freq]


def _encode_scalar(encoder, value, kind, depth):
    """A scalar is the column of one cell; the two missing values have no column that is theirs alone."""
    import pandas as pd

    if value is pd.NaT or value is pd.NA:
        return [_PDSCALAR, "NaT" if value is pd.NaT else "NA"]
    if kind not in (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval):
        raise Opaque
    column = pd.Index([value]).array
    if kind in (pd.Timestamp, pd.Timedelta):
        column = column.as_unit(value.unit)
    return [_PDSCALAR, encode_column(encoder, column, depth)]


def decode_scalar(decoder: Decoder, node, depth: int):
    import pandas as pd

    _, content = node
    if content in ("NaT", "NA"):
        return getattr(pd, content)
    column = decode_column(decoder, content, depth)
    if len(column) != 1:
        raise WireError("a scalar of several cells")
    value = as_index(column)[0]
    if type(value) not in (pd.Timestamp, pd.Timedelta, pd.Period, pd.Interval):
        raise WireError("a scalar that is none of pandas")
    return value


def decode_index(decoder: Decoder, node, depth: int):
    import pandas as pd

    tag, form, *rest = node
    if tag != _INDEX:
        raise WireError("labels that are no index")
    if form == "range":
        start, stop, step, name = rest
        index = pd.RangeIndex(start, stop, step, name=decoder.decode(name, depth))
        len(index)  # raises where the length fits no machine word
        return index
    if form == "multi":
        levels, names = rest
        columns = [as_index(decode_column(decoder, level, depth)) for level in levels]
        return pd.MultiIndex.from_arrays(columns, names=decoder.decode(names, depth))
    if form != "flat":
        raise WireError("an index of unknown form")
    column, name, freq = rest
    index = as_index(decode_column(decoder, column, depth), decoder.decode(name, depth))
    if freq is not None:
        if not isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)) or type(freq) is not str:
            raise WireError("a frequency of something else than moments")
        index.freq = freq  # pandas checks it against the values
    return index


def decode_series(decoder: Decoder, node, depth: int):
    _, column, index, name = node
    index = decode_index(decoder, index, depth)
    return _series(decode_column(decoder, column, depth), index, decoder.decode(name, depth))


def _series(column, index, name=None):
    import pandas as pd

    if len(column) != len(index):
        raise WireError("a column with more or fewer cells than labels")
    return pd.Series(column, index=index, name=name, dtype=column.dtype, copy=False)


def decode_frame(decoder: Decoder, node, depth: int):
    import pandas as pd

    _, form, columns, index, content = node
    columns, index = decode_index(decoder, columns, depth), decode_index(decoder, index, depth)
    if form == "block":
        block = take_array(decoder, content, depth, "biufc", dimensions=2)
        return pd.DataFrame(block, index=index, columns=columns)
    if form != "columns" or type(content) is not list or len(content) != len(columns):
        raise WireError("a table with more or fewer labels than columns")
    parts = {i: _series(decode_column(decoder, part, depth), index) for i, part in enumerate(content)}
    frame = pd.DataFrame(parts, index=index)
    frame.columns = columns
    return frame
