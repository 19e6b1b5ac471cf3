"""Finding a definition in the text of cells."""

import pytest

from coursekit.checks.source_text import find


@pytest.mark.parametrize(
    ("name", "cell", "text"),
    [
        ("f", "def f():\n    pass\n\ng = 1", "def f():\n    pass"),
        ("f", "@cache\n@other\ndef f(): pass", "@cache\n@other\ndef f(): pass"),
        ("A", "class A:\n    x = 1", "class A:\n    x = 1"),
        ("x", "x, (y, z) = 1, (2, 3)", "x, (y, z) = 1, (2, 3)"),
        ("z", "x, (y, z) = 1, (2, 3)", "x, (y, z) = 1, (2, 3)"),
        ("n", "n: int = 3  # why", "n: int = 3  # why"),
        ("f", "%matplotlib inline\ndef f(): pass", "def f(): pass"),
        ("f", "async def f(): pass", "async def f(): pass"),
        ("np", "import numpy as np", "import numpy as np"),
        ("numpy", "import numpy.linalg", "import numpy.linalg"),
        ("f", "from m import g as f", "from m import g as f"),
        ("f", "if a:\n    x = 1\nelse:\n    def f(): pass", "if a:\n    x = 1\nelse:\n    def f(): pass"),
        ("f", "try:\n    a\nexcept E:\n    f = 1", "try:\n    a\nexcept E:\n    f = 1"),
        ("g", "from m import g as f", None),
        ("x", "def f():\n    x = 1", None),
        ("f", "def g(): f()", None),
        ("f", "def f(:", None),
        ("f", "(" * 10_000 + "f", None),
        ("f", "f\0", None),
    ],
)
def test_a_name_is_found_where_a_cell_binds_it(name, cell, text):
    """At the top level, decorators included, magics passed over; text that is no Python defines nothing."""
    assert find(name, [cell]) == text


def test_the_last_definition_counts():
    """Of several cells, and within one."""
    assert find("f", ["f = 1", "f = 2\nf = 3", "g = 4", "def f(:"]) == "f = 3"
