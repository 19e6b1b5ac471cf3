"""What the text of a test cell says of it before it runs."""

import ast

import pytest

from coursekit.grading.cell_text import fixed_words, split


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("assert f(1)", {1: ()}),
        ("x = 1\nassert x, 'no'", {2: ("no",)}),
        ("for x in f():\n    assert x, 'no'\n    assert (\n        g(x)\n    )", {2: ("no",), 3: ()}),
        ("def check(x):\n    assert x, 3\ncheck(f())", {2: (3,)}),
        ("assert f(1), f'{f(1)}'", {}),
        ("assert f(1), 'a' + g()", {}),
        ("assert f(1), 'a'; assert f(2), 'b'", {}),
        ("assert f(1) and [None for x in y if not x], 'a'", {1: ("a",)}),
        ("raise AssertionError('a')", {}),
    ],
)
def test_words_that_are_the_same_each_time(source, words):
    """A constant or nothing, and one assert in its line; what is computed may carry what was seen."""
    assert fixed_words(ast.parse(source)) == words


def test_a_cell_is_cut_where_its_parts_for_later_cells_begin_and_end():
    """Each run of statements comes with the names of its part; one that stands in no part has none."""
    tree = ast.parse("a = 1\nb = 2\n\nc = 3\nd = 4")
    pieces = split(tree, [(1, 2, {"b": ""}), (5, 5, {"d": "d = 4"})])
    assert [([node.lineno for node in body], names) for body, names in pieces] == [
        ([1, 2], {"b": ""}),
        ([4], {}),
        ([5], {"d": "d = 4"}),
    ]
