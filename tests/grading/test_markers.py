"""Which lines of a cell are secret."""

import pytest

from coursekit.grading.markers import MarkerError, Region, regions, split_source


def test_regions_in_order():
    source = "a\n  ### BEGIN SOLUTION\n  b\n  ### END SOLUTION\nc\n# BEGIN HIDDEN TESTS\nd\n# END HIDDEN TESTS"
    assert regions(source) == [Region("solution", 1, 3), Region("hidden", 5, 7)]
    assert split_source(source) == (["a", "c"], {"solution": ["  b"], "hidden": ["d"]})


def test_custom_delimiters():
    assert regions("# 答案开始\nx\n# 答案结束", {"solution": ("答案开始", "答案结束")}) == [Region("solution", 0, 2)]


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n### BEGIN SOLUTION\nb", 1, "BEGIN SOLUTION 没有对应的 END SOLUTION"),
        ("a\nb\n### END HIDDEN TESTS", 2, "END HIDDEN TESTS 前面没有 BEGIN"),
        ("### BEGIN SOLUTION\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n### END SOLUTION", 1, "还没有结束的"),
        ("### BEGIN SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION", 1, "还没有结束的"),
        ("### BEGIN SOLUTION\n### END HIDDEN TESTS", 1, "前面没有"),
    ],
)
def test_unbalanced_markers(source, line, message):
    """The line within the cell is known."""
    with pytest.raises(MarkerError, match=message) as caught:
        regions(source)
    assert caught.value.line == line
