import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.grading import charts
from tests.support.markup import Page

FINITE = st.floats(0, 1e4, allow_nan=False)


def attribute(svg: str, shape: str, name: str) -> list[float]:
    return [float(value) for value in re.findall(rf'<{shape} [^>]*\b{name}="([\d.]+)', svg)]


@given(st.lists(FINITE), st.floats(1e-3, 1e4))
def test_linear_bins_hold_every_value(values, top):
    """Bins of one width start at 0, reach the top, are twelve at most and count each value once."""
    bins = charts.linear_bins(values, top)
    widths = [high - low for low, high in zip(bins.edges, bins.edges[1:], strict=False)]
    assert bins.edges[0] == 0 and bins.edges[-1] >= top * (1 - 1e-8)
    assert max(widths) == pytest.approx(min(widths)) and 5 <= len(bins.counts) <= 12
    assert sum(bins.counts) == len(values)


@pytest.mark.parametrize(("top", "width"), [(29, 2.5), (100, 10), (12, 1), (1, 0.1), (7, 1), (0.5, 0.05)])
def test_linear_bins_are_round(top, width):
    """The width is 1, 2, 2.5 or 5 times a power of ten."""
    assert charts.linear_bins([], top).edges[1] == pytest.approx(width)


def test_full_marks_count_in_the_last_bin():
    """The upper edge belongs to the last bin, every other edge to the bin above it."""
    bins = charts.linear_bins([10, 10, 9, 0], 10)
    assert bins.counts[-1] == 3 and bins.counts[0] == 1


@pytest.mark.parametrize("top", [0, -1, float("nan"), float("inf")])
def test_linear_bins_need_a_top(top):
    """Without a positive finite top there is nothing to divide."""
    with pytest.raises(ValueError, match="top"):
        charts.linear_bins([1], top)


@given(st.lists(FINITE))
def test_log_bins_hold_every_value(values):
    """Edges rise in steps 1, 2, 5, and each value is counted once, tiny ones in the first bin."""
    bins = charts.log_bins(values)
    assert sum(bins.counts) == len(values) and len(bins.counts) >= 1
    assert all(1.9 < high / low < 2.6 for low, high in zip(bins.edges, bins.edges[1:], strict=False))


def test_durations_choose_their_scale():
    """One submission that ran into a time-out does not press all others into the first bar."""
    assert charts.duration_bins([0.5, 0.6, 0.7]).edges[0] == 0
    spread = charts.duration_bins([0.3, 0.5, 0.6, 20.0])
    assert spread.edges[0] > 0 and max(spread.counts) == 2
    assert charts.duration_bins([0.0, 0.0]).counts == (2,)


def test_histogram_draws_what_was_counted():
    """Bars are as high as their counts, empty bins draw nothing, and each count is printed."""
    svg = charts.histogram(charts.Bins((0, 1, 2, 3), (4, 0, 1)), label="分布", axis="分")
    high = attribute(svg, "rect", "height")
    assert len(high) == 2 and high[0] == pytest.approx(4 * high[1], rel=0.02)
    assert re.findall(r'class="count"[^>]*>(\d+)<', svg) == ["4", "1"]
    assert 'role="img"' in svg and 'aria-label="分布"' in svg


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=14),
    st.lists(st.tuples(st.floats(-5, 20), st.sampled_from(["平均 20.91", "中位数 21.75", "m 1"])), max_size=2),
    st.sampled_from([360, 900]),
)
def test_everything_stays_inside_the_drawing(counts, marks, width):
    """Bars, lines and texts lie within the view box, whatever the counts and marks."""
    bins = charts.Bins(tuple(range(len(counts) + 1)), tuple(counts))
    svg = charts.histogram(bins, label="l", axis="a", marks=marks, width=width)
    height = float(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])
    xs, widths = attribute(svg, "rect", "x"), attribute(svg, "rect", "width")
    assert all(x >= 0 and x + w <= width for x, w in zip(xs, widths, strict=True))
    assert all(0 <= x <= width for x in attribute(svg, "line", "x1") + attribute(svg, "text", "x"))
    assert all(0 <= y <= height for y in attribute(svg, "line", "y1") + attribute(svg, "text", "y"))


@pytest.mark.parametrize("top", [12, 65, 90, 100, 150, 1000])
@pytest.mark.parametrize("width", [360, 900])
def test_no_tick_meets_the_next(top, width):
    """A phone's drawing too has room between 90 and 100; a digit is nine units wide at most."""
    svg = charts.histogram(charts.linear_bins([1], top), label="l", axis="a", width=width)
    found = re.findall(r'class="tick (\w+)" x="([\d.]+)"[^>]*>([\d.]+)<', svg)
    share = {"start": 0.0, "middle": 0.5, "end": 1.0}  # of a text that stands left of its x
    lefts = [(float(x) - share[side] * 9 * len(text), 9 * len(text)) for side, x, text in found]
    ends = [(left, left + wide) for left, wide in lefts]
    assert len(ends) > 2 and ends[0][0] >= 0 and ends[-1][1] <= width
    assert all(right + 4 <= left for (_, right), (left, _) in zip(ends, ends[1:], strict=False))


def test_no_line_crosses_a_label():
    """Of two marks at the right edge the outer one is labelled above the inner one, both to the left."""
    bins = charts.Bins(tuple(range(11)), (1,) * 10)
    svg = charts.histogram(bins, label="l", axis="a", marks=[(8.9, "平均 8.90"), (9.4, "中位数 9.40")], width=360)
    texts = re.findall(r'class="mark-text (\w+)" x="[\d.]+" y="(\d+)">([^<]*)<', svg)
    assert [(side, text) for side, _, text in texts] == [("end", "中位数 9.40"), ("end", "平均 8.90")]
    assert int(texts[0][1]) < int(texts[1][1])


def test_a_share_is_drawn_to_scale():
    """A share fills its part of the bar; what is no share between 0 and 1 is cut to it."""
    for share, filled in [(0.25, 25), (0, 0), (1.2, 100), (-1, 0), (float("nan"), 0)]:
        assert attribute(charts.share_bar(share, "x"), "rect", "width")[1] == filled


def test_a_strip_is_divided_in_proportion():
    """Parts take room in proportion to their counts, in the order given."""
    svg = charts.strip([("passed", 3), ("failed", 1)], "通过 3，未通过 1")
    assert re.findall(r'class="f-(\w+)"', svg) == ["passed", "failed"]
    assert attribute(svg, "rect", "width") == pytest.approx([74.6, 24.6])
    assert "<rect" not in charts.strip([], "没有记录")


def test_labels_cannot_leave_their_place():
    """Markup and hidden characters in a label are text."""
    evil = '"><script>alert(1)</script>\u202e'
    bins = charts.Bins((0, 1), (1,))
    drawn = charts.histogram(bins, label=evil, axis=evil, marks=[(0, evil)]), charts.share_bar(1, evil, evil)
    for svg in (*drawn, charts.strip([(evil, 1)], evil)):
        assert {tag for tag, *_ in Page(svg).tags} <= {"svg", "title", "rect", "line", "text"}
        assert "\u202e" not in svg
