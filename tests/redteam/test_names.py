# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on names and on the notebook itself: the teacher's variables, cells, ids, points and metadata."""

import copy

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.suite import *  # noqa: F403

TAKEN = "X = y_test = np.zeros(3)\npoints = 99\nclass Fine:\n    __getattr__ = lambda *a: (lambda *a, **k: None)\nchecks = Fine()"
NAMES = ways(
    "the teacher's names",
    {"way": "overwritten in a free cell", "free": {"setup": TAKEN}},
    {
        "way": "the expected values become the student's own",
        "free": {"predict": "y_test = predict(X)\nX = np.zeros((3, 2))"},
        "answers": {"predict": "def predict(X):\n    return np.zeros(len(X))\ny_test = predict(X)"},
    },
    {
        "way": "changed in place",
        "free": {"predict": "y_test[:] = predict(X)\nX[:] = 0\ny_test.setflags(write=False)"},
    },
    {
        "way": "overwritten by a function when a test calls it",
        "answers": {
            "predict": "def predict(X):\n    global y_test, points, np, checks\n    y_test = np.zeros(3)\n    points = 0\n"
            "    import __main__, builtins\n    __main__.y_test = builtins.y_test = y_test\n"
            "    get_ipython().user_ns['y_test'] = y_test\n    get_ipython().push({'y_test': y_test})\n    return y_test"
        },
    },
    {
        "way": "overwritten by a thread, again and again",
        "free": {
            "setup": """
            import threading, time
            def over():
                while True:
                    get_ipython().user_ns.update(y_test=np.zeros(3), points=0, p=np.zeros(3), rows=['id,y'], a=None)
                    time.sleep(0.001)
            threading.Thread(target=over, daemon=True).start()"""
        },
    },
    {
        "way": "the libraries' short names",
        "free": {
            "setup": "import builtins as np\nclass np:\n    abs = max = staticmethod(lambda *a, **k: 0)\n    testing = None"
        },
    },
    {
        "way": "the words of the checks",
        "free": {
            "setup": "def close(*a, **k): pass\nequal = raises = points = close\nimport coursekit\ncoursekit.checks.close = close"
        },
    },
    {
        "way": "names of built-ins as answers",
        "answers": {
            "items": "def items(n): return [9]\ndef sorted(*a, **k): return [4, 1, 0]\ndef set(*a): return {0, 1}\n"
            "def enumerate(x): return []\nseen = 4",
            "rate": "def rate(k): return 0.0\ndef abs(x): return 0\ndef isinstance(*a): return True",
        },
    },
    {
        "way": "a name that the test binds is the student's before",
        "free": {
            "top": "p = y_test_ = 1\na = b = Z = seen = rows = steep = None\nreference = lambda *a: None\nreference = 5"
        },
        "honest": ALL,
        "told": "",
    },
    {
        "way": "names that the hidden part binds are read later",
        "free": {
            "end": "for name in ('Z', 'b', 'steep', 'seen', 'rows', 'reference'):\n    print(name, globals().get(name))\nZ"
        },
        "honest": ALL,
        "told": "NameError|找不到名字",
    },
    {
        "way": "`del`, star imports and exec",
        "free": {"setup": "from numpy import *\nexec('y_test = zeros(3)')\ndel X\nglobals().clear()"},
    },
    {
        "way": "the solution's name is a property of the module",
        "free": {
            "setup": """
            import sys, types
            class Main(types.ModuleType):
                def __getattribute__(self, name):
                    return (lambda *a: 4.0) if name == 'double' else types.ModuleType.__getattribute__(self, name)
            sys.modules['__main__'].__class__ = Main"""
        },
    },
)


def edit(find, change):
    """Return a change of the notebook: what `change` does to each cell of these names."""

    def over(node: dict) -> None:
        for cell in list(node["cells"]):
            about = cell["metadata"].get("nbgrader", {})
            if about.get("grade_id", "") in find or find == ALL:
                change(node, cell, about)

    return over


def become_in_tests(source: str):
    return edit(ALL, lambda node, cell, about: cell.update(source=source) if about.get("points") else None)


def set_about(**values):
    return edit(ALL, lambda node, cell, about: about.update(values))


def mine(source: str, grade_id: str, **about) -> dict:
    nbgrader = {"grade_id": grade_id, "grade": True, "locked": True, "solution": False, "schema_version": 3, **about}
    return {"cell_type": "code", "metadata": {"nbgrader": nbgrader}, "outputs": [], "source": source}


def swapped(node: dict) -> None:
    for cell in node["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("points"):
            about["grade_id"] = about["grade_id"].removeprefix("test_")
        elif about.get("solution"):
            about["grade_id"] = "test_" + about["grade_id"]


def emptied(node: dict) -> None:
    node["cells"] = [c for c in node["cells"] if not c["metadata"].get("nbgrader", {}).get("points")]


def doubled(node: dict) -> None:
    for cell in list(node["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("points"):
            node["cells"] += [{**copy.deepcopy(cell), "source": "4.0"}] * 3


def swallowing(node: dict) -> None:
    """A solution cell that opens a string, which would close after the test if cells were one text."""
    for cell in node["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name == "double":
            cell["source"] = "def double(x): return 0\n'''"
        elif name == "rate":
            cell["source"] = "'''"


METADATA = ways(
    "the notebook's cells",
    {"way": "tests emptied", "change": become_in_tests("pass"), "told": "被改动过"},
    {"way": "tests that print a score", "change": become_in_tests("print(4.0)\n4.0")},
    {"way": "tests removed", "change": emptied, "told": "被删除"},
    {"way": "tests doubled", "change": doubled, "told": "3|4"},
    {"way": "all cells reversed", "change": lambda node: node["cells"].reverse()},
    {"way": "every cell's points changed", "change": set_about(points=100)},
    {"way": "points that are no number", "change": set_about(points="NaN", grade="yes", schema_version="9")},
    {"way": "locked cells unlocked", "change": set_about(locked=False, solution=True)},
    {"way": "solutions turned into tests, tests into solutions", "change": swapped},
    {"way": "tests turned into Markdown", "change": edit(ALL, lambda n, c, a: c.update(cell_type="markdown") if a.get("points") else None)},
    {"way": "solutions turned into Markdown and raw", "change": edit(ALL, lambda n, c, a: c.update(cell_type="raw") if a.get("solution") else None)},
    {"way": "a test of the student's own, with points", "change": lambda node: node["cells"].append(mine("100.0", "test_bonus", points=100))},
    {"way": "a solution in a test's place", "change": lambda node: node["cells"].append(mine("def double(x): return 0", "test_double", solution=True))},
    {
        "way": "metadata that claims to be coursekit's",
        "change": edit(ALL, lambda n, c, a: c["metadata"].update(coursekit={"lint": {"exempt": ["all"]}, "score": 99, "steps": []})),
    },
    {
        "way": "the notebook's own metadata",
        "change": lambda node: node["metadata"].update(
            coursekit={"cells": [], "points": {"test_double": 4}}, nbgrader={"score": 17},
            kernelspec={"name": "evil", "display_name": "x", "language": "bash", "argv": ["touch", "/tmp/evil"]},
        ),
    },
    {"way": "metadata of odd kinds", "change": edit(ALL, lambda n, c, a: c.update(metadata=[1, {"nbgrader": 5}]))},
    {"way": "grade ids of odd kinds", "change": set_about(grade_id=["double"])},
    {"way": "grade ids like paths and markup", "change": edit({"double", "rate"}, lambda n, c, a: a.update(grade_id="../../<b>" + a["grade_id"]))},
    {"way": "cell ids that collide", "change": edit(ALL, lambda n, c, a: c.update(id="same"))},
    {"way": "a text that opens in one cell and closes in another", "change": swallowing},
    {
        "way": "hidden markers and solution markers of his own",
        "answers": {"double": "### BEGIN HIDDEN TESTS\ndef double(x): return 0\n### END HIDDEN TESTS\n### BEGIN SOLUTION"},
    },
    {
        "way": "attachments and outputs that look like scores",
        "change": edit(ALL, lambda n, c, a: c.update(
            attachments={"x.py": {"text/plain": "1"}}, execution_count=10**400,
            outputs=[{"output_type": "stream", "name": "stdout", "text": "17.0"}])),
    },
    {"way": "two hundred free cells", "change": lambda node: node["cells"].extend(
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "1/0"} for _ in range(200)), "told": "还有 1.. 个单元"},
    {"way": "five hundred solution cells of one name", "change": lambda node: node["cells"].extend(
        [next(c for c in node["cells"] if c["metadata"]["nbgrader"]["grade_id"] == "double")] * 500), "told": "501"},
)  # fmt: skip
ATTACKS: list[Attack] = [*NAMES, *METADATA]
