"""Texts of a figure: numbers with a true minus, names at the ends of lines."""

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.plotting.labels import apart, name_at_end, number


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5), st.floats(1, 15))
def test_labels_never_overlap_and_keep_their_order(wanted, gap):
    """Neighbours are at least a gap apart, in the order of their lines, beside the Axes."""
    placed = apart(wanted, gap, 100)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    heights = [placed[i] for i in order]
    assert all(high - low >= gap - 1e-9 for low, high in zip(heights, heights[1:], strict=False))
    assert max(heights) <= 100 + gap / 2 + 1e-9
    assert min(heights) >= -1e-9  # five gaps of 15 fit into 100


@pytest.mark.parametrize(
    ("value", "text"), [(-0.25, "−0.25"), (-0.0, "0"), (1.5e-7, "1.5e−07"), (2, "2"), (0.12345, "0.123")]
)
def test_numbers_have_a_true_minus_sign_and_no_negative_zero(value, text):
    """A hyphen stands nowhere, and −0 is 0."""
    assert number(value) == text


def test_names_follow_a_logarithmic_axis():
    """Far apart on the axis as it is drawn, two names keep their heights."""
    ax = plt.subplots()[1]
    ax.set_yscale("log")
    ax.set_ylim(1e-6, 1)
    name_at_end(ax, [(1e-5, "低", "k"), (1e-1, "高", "k")])
    assert [text.xyann[1] for text in ax.texts] == pytest.approx([0, 0])
