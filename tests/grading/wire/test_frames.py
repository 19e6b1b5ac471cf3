"""pandas objects arrive with every type they had: columns, labels, names, missing values."""

import datetime

import dateutil.tz
import numpy as np
import pandas as pd
import pytest

from coursekit.grading.wire import Tag, WireError
from tests.grading.wire.conftest import Reference, decode

ARRAY, FRAME, SERIES, INDEX, LIST, REFERENCE, PDSCALAR = (
    int(tag) for tag in (Tag.ARRAY, Tag.FRAME, Tag.SERIES, Tag.INDEX, Tag.LIST, Tag.REFERENCE, Tag.PDSCALAR)
)
OWN = dateutil.tz.tzoffset("own", 28800)  # a zone that no name finds
EAST = datetime.timezone(datetime.timedelta(hours=8))
COLUMNS = {
    "int": [1, 2],
    "float32": np.array([1, np.nan], np.float32),
    "bool": [True, False],
    "complex": [1j, 2],
    "text": ["文", None],
    "object text": pd.Series(["a", None], dtype=object),
    "object numbers": pd.Series([1, 2], dtype=object),
    "object mixed": pd.Series([1, "b"], dtype=object),
    "object bool": pd.Series([True, None], dtype=object),
    "string NA": pd.array(["a", None], dtype="string"),
    "category": pd.Categorical(["u", None], categories=["v", "u"]),
    "ordered": pd.Categorical([2, 1], ordered=True),
    "Int8": pd.array([1, None], dtype="Int8"),
    "UInt64": pd.array([2**64 - 1, None], dtype="UInt64"),
    "Float32": pd.array([0.5, None], dtype="Float32"),
    "boolean": pd.array([True, None], dtype="boolean"),
    "naive": pd.to_datetime(["2020-01-01", None]),
    "seconds": pd.to_datetime(["2020-01-01", None]).as_unit("s"),
    "zoned": pd.date_range("2020-11-01", periods=2, tz="America/New_York"),
    "offset": pd.date_range("2020", periods=2, tz=EAST),
    "delta": pd.to_timedelta([1, None], unit="h"),
    "period": pd.array([pd.Period("2020-01", "M"), None], dtype="period[M]"),
    "week": pd.period_range("2020", periods=2, freq="W-SUN"),
    "interval": pd.arrays.IntervalArray.from_tuples([(0, 1), (1, 2)], closed="left"),
    "interval of moments": pd.interval_range(pd.Timestamp("2020", tz="UTC"), periods=2).array,
    "cut": pd.cut([0.5, np.nan], [0, 1, 2]),
    "dates": pd.Series([datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1)], dtype=object),
    "object scalars": pd.Series([pd.Timestamp("2020"), b"x"], dtype=object),
    "object missing": pd.Series([pd.NA, pd.NaT], dtype=object),
    "object numpy": pd.Series([np.int8(1), np.float64("nan")], dtype=object),
    "float16": np.array([1, 2], np.float32).astype(np.float16),
}

NO_INDEX = ("float16",)  # pandas has no such index


@pytest.mark.parametrize("name", COLUMNS)
def test_every_type_of_column_crosses(cross, name):
    """As a series, in a frame beside another type, as an index: the type and the missing values are the same."""
    series = pd.Series(COLUMNS[name], name=name)
    frame = pd.DataFrame({"a": series, "b": [0.5, 1.5]}, index=[7, 7])
    pd.testing.assert_series_equal(cross(series), series)
    pd.testing.assert_frame_equal(cross(frame), frame)
    if name in NO_INDEX:
        return
    index = pd.Index(series, dtype=series.dtype, name="标签")
    arrived = cross(index)
    pd.testing.assert_index_equal(arrived, index, exact=True)
    assert arrived.dtype == index.dtype


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(),
        pd.DataFrame(index=[1, 2]),
        pd.DataFrame(columns=["a", "b"]),
        pd.DataFrame({"a": [], "b": pd.Series([], dtype="Int64")}),
        pd.DataFrame(np.eye(2), columns=["a", "a"]),
        pd.DataFrame([[1, "x"]], columns=["a", "a"]),
        pd.DataFrame(np.eye(2), index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["k", None])),
        pd.DataFrame([[1, "x"]], columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])),
        pd.DataFrame({"a": [1, 2]}, index=pd.date_range("2020", periods=2, freq="D", name="day")),
        pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=[np.nan, np.nan]),
        pd.DataFrame({1: [1], "b": ["x"], None: [0.5]}),
        pd.DataFrame(np.eye(4)[::2, ::-1]),
        pd.DataFrame({"a": [1, 1], "b": np.array([1, 2], np.int8)}).groupby("a").agg(["mean", "std"]),
        pd.DataFrame({"a": ["x", "y"]}).describe(),
    ],
    ids=lambda frame: f"{frame.shape} {type(frame.index).__name__} {type(frame.columns).__name__}",
)
def test_frames_of_every_shape_cross(cross, frame):
    """Empty ones, doubled and mixed labels, levels, a frequency."""
    pd.testing.assert_frame_equal(cross(frame), frame, check_freq=True, check_column_type=True)


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(3, 9, 2, name="i"),
        pd.date_range("2020", periods=3, freq="W", tz="UTC"),
        pd.timedelta_range("1h", periods=3),
        pd.MultiIndex.from_product([pd.Index(["a"], dtype=object), pd.Categorical(["u"]), [None]], names=list("xyz")),
    ],
    ids=lambda index: type(index).__name__,
)
def test_indexes_keep_kind_and_frequency(cross, index):
    """A range stays a range, a frequency stays, levels keep their types."""
    arrived = cross(index)
    pd.testing.assert_index_equal(arrived, index, exact=True)
    assert getattr(arrived, "freq", None) == getattr(index, "freq", None)


@pytest.mark.parametrize(
    "value",
    [
        pd.Series([[1], [2]]),
        pd.Series([object()]),
        pd.DataFrame({"a": [1], "b": [{}]}),
        pd.Series(pd.arrays.SparseArray([0, 1])),
        pd.Series(pd.date_range("2020", periods=1, tz=datetime.timezone(datetime.timedelta(hours=8), "CST"))),
        pd.Series(pd.date_range("2020", periods=1, tz=OWN)),
        pd.DataFrame({"a": [1]}).groupby("a"),
        type("Own", (pd.DataFrame,), {})({"a": [1]}),
        pd.DataFrame({1: [1], (1, 2): [0.5]}),
        pd.Series([np.longdouble(1)], dtype=object),
        pd.Series([pd.Timestamp("2020", tz="Asia/Shanghai"), 1], dtype=object),
        pd.Timestamp("2020", tz=OWN),
        pd.Interval(pd.Timestamp("2020", tz=OWN), pd.Timestamp("2021", tz=OWN)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_cannot_be_rebuilt_crosses_by_reference(cross, value):
    """Object cells that are no scalars, zones without a name, other extension types, subclasses."""
    assert type(cross(value)) is Reference


@pytest.mark.parametrize(
    "scalar",
    [
        pd.Timestamp("2020-01-01 12:00:00.123456789"),
        pd.Timestamp("2020-01-01").as_unit("s"),
        pd.Timestamp("2020-11-01 06:30", tz="UTC").tz_convert("America/New_York"),
        pd.Timestamp("2020-01-01", tz=EAST),
        pd.Timedelta("1D 00:00:01"),
        pd.Timedelta(1, "ms").as_unit("ms"),
        pd.Period("2020-01", "M"),
        pd.Interval(0, 1.5, closed="both"),
        pd.Interval(pd.Timestamp("2020"), pd.Timestamp("2021")),
        pd.NaT,
        pd.NA,
    ],
    ids=repr,
)
def test_scalars_keep_type_zone_and_unit(cross, scalar):
    """What `series.max()` or an item of an index is arrives as itself."""
    arrived = cross(scalar)
    assert type(arrived) is type(scalar)
    assert arrived is scalar or arrived == scalar
    for aspect in ("unit", "tz", "closed", "freq"):
        assert str(getattr(arrived, aspect, None)) == str(getattr(scalar, aspect, None))


def test_an_array_of_the_table_is_its_own(cross):
    """A student's function may write into the table it is given."""
    for frame in (pd.DataFrame({"a": [1.0, 2.0], "b": [1, 2]}), pd.DataFrame(np.eye(2)), pd.DataFrame({"a": ["x"]})):
        arrived = cross(frame)
        arrived.iloc[0, 0] = arrived.iloc[-1, -1]
        arrived["new"] = 1


def test_objects_chosen_to_collide_are_refused():
    """pandas puts the cells of an index into a table of hashes: n² comparisons for n cells with one hash."""
    cells = [LIST, *[[int(Tag.COMPLEX), -1000003.0 * number, float(number)] for number in range(300)]]
    labels = [INDEX, "flat", ["object", cells], None, None]
    with pytest.raises(WireError, match="same hash"):
        decode(labels)


CODES = [ARRAY, "|i1", [1], 0]
MOMENT = [ARRAY, "<M8[ns]", [1], 1]
ONE = [INDEX, "range", 0, 1, 1, None]


def nested_category(depth: int):
    column = ["numpy", CODES]
    for _ in range(depth):
        column = ["category", CODES, column, False]
    return column


@pytest.mark.parametrize(
    "column",
    [
        [],
        ["none"],
        ["numpy", 5],
        ["numpy", [LIST, 1]],
        ["object", 5],
        ["object", [LIST, [LIST]]],
        ["object", [LIST, [REFERENCE, 1]]],
        ["text", "pickle", "nan", [LIST, "a"]],
        ["text", "python", "x", [LIST, "a"]],
        ["text", "python", "nan", ["a"]],
        ["text", "python", "nan", 1],
        ["category", [ARRAY, "|i1", [1], 2], ["numpy", CODES], False],
        ["category", CODES, ["object", [LIST, "a", "a"]], False],
        ["category", MOMENT, ["numpy", CODES], False],
        nested_category(300),
        ["zoned", "dateutil//etc/passwd", MOMENT],
        ["zoned", "tzlocal()", MOMENT],
        ["zoned", "../../etc/passwd", MOMENT],
        ["zoned", "No/Such", MOMENT],
        ["zoned", "", MOMENT],
        ["zoned", None, MOMENT],
        ["zoned", 5, MOMENT],
        ["zoned", "UTC", CODES],
        ["numpy", [ARRAY, "|S1", [1], 0]],
        ["numpy", [ARRAY, "|i1", [1, 1], 0]],
        [["numpy"], CODES],
        ["text", "python", "nan", [LIST, 1]],
        ["text", "python", "nan", [LIST, [LIST]]],
        ["period", "period[no]", [ARRAY, "<i8", [1], 1]],
        ["period", 5, [ARRAY, "<i8", [1], 1]],
        ["period", "period[M]", [ARRAY, "<f8", [1], 1]],
        ["interval", ["numpy", CODES], ["numpy", CODES], "none"],
        ["interval", ["numpy", CODES], ["object", [LIST, "a"]], "left"],
        ["interval", ["numpy", MOMENT], ["numpy", CODES], "left"],
        ["object", [LIST, [INDEX, "range", 0, 1, 1, None]]],
        ["masked", CODES, CODES],
        ["masked", MOMENT, [ARRAY, "|b1", [1], 0]],
        ["masked", CODES, [ARRAY, "|b1", [8], 1]],
    ],
    ids=lambda column: str(column)[:50],
)
def test_what_no_column_is_written_as_is_refused(column):
    """Codes beyond the categories, unknown zones, files for zones, masks that do not fit, nesting without end."""
    with pytest.raises(WireError):
        decode([SERIES, column, ONE, None], b"\x00", b"\x01" * 8, b"\x05")


@pytest.mark.parametrize(
    "node",
    [
        [INDEX, "range", 0, 5, 0, None],
        [INDEX, "range", 0, 2**63, 1, None],
        [INDEX, "range", 0.5, 5, 1, None],
        [INDEX, "range", 0, 5, 1, [LIST]],
        [INDEX, "multi", [], None],
        [INDEX, "multi", [["numpy", CODES]], [LIST, "a", "b"]],
        [INDEX, "flat", ["numpy", CODES], [LIST], None],
        [INDEX, "flat", ["numpy", MOMENT], None, "no such"],
        [INDEX, "flat", ["numpy", CODES], None, "D"],
        [SERIES, ["numpy", CODES], [INDEX, "range", 0, 10**12, 1, None], None],
        [SERIES, ["numpy", CODES], ONE, [LIST]],
        [FRAME, "columns", ONE, ONE, []],
        [FRAME, "columns", ONE, [INDEX, "range", 0, 2, 1, None], [["numpy", CODES]]],
        [FRAME, "block", ONE, ONE, CODES, 0],
        [FRAME, "block", ONE, ONE, [ARRAY, "|i1", [1, 1, 1], 0]],
        [FRAME, "block", ONE, CODES, CODES],
        [FRAME, "other", ONE, ONE, CODES],
        [FRAME, "block", [SERIES, *ONE[1:]], ONE, [ARRAY, "|i1", [1, 1], 0]],
        [PDSCALAR, ["numpy", [ARRAY, "<M8[s]", [2], 3]]],
        [FRAME, "columns", ONE, ONE, {}],
        [INDEX, "other", ["numpy", CODES], None, None],
        [INDEX, "flat", ["numpy", MOMENT], None, 5],
        [PDSCALAR, "other"],
        [PDSCALAR, ["numpy", CODES]],
        [PDSCALAR, ["numpy", [ARRAY, "<M8[ns]", [0], 2]]],
        [PDSCALAR, ["object", [LIST, "a"]]],
    ],
    ids=lambda node: str(node)[:60],
)
def test_what_no_table_is_written_as_is_refused(node):
    """Steps of zero, lengths beyond a machine word, labels that cannot be hashed, sizes that do not fit."""
    with pytest.raises(WireError):
        decode(node, b"\x00", b"\x00" * 8, b"", b"\x00" * 16)
