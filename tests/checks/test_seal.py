"""The checksum of an exported notebook: what it notices, and what it forgives."""

import copy
import json

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursekit.checks.seal import seal_of, sealed, text_of, verify

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


def homework(*sources):
    cells = [
        new_code_cell(text, metadata={"nbgrader": {"grade_id": f"q{number}"}}) for number, text in enumerate(sources)
    ]
    node = new_notebook(cells=[*cells, new_markdown_cell("我的话")], metadata={"coursekit": {"assignment": "hw"}})
    return sealed(node, {"made": "2026-11-20T08:00:00Z", "tests": {"q1": True}})


def on_disk(node) -> dict:
    return json.loads(text_of(node))


def test_an_untouched_notebook_is_intact():
    """It says when it was made; what it covers can be read; the rest of its metadata stays."""
    node = on_disk(homework("x = '你好'", "y"))
    assert (verify(node).status, verify(node).made) == ("intact", "2026-11-20T08:00:00Z")
    assert seal_of(node)["tests"] == {"q1": True}
    assert node["metadata"]["coursekit"]["assignment"] == "hw"
    nbformat.validate(nbformat.from_dict(node))


@pytest.mark.parametrize("node", [None, [], "x", {}, {"metadata": {"coursekit": {"export": {"cells": [["a", 1]]}}}}])
def test_a_notebook_without_a_checksum(node):
    """It has none, whatever it is."""
    assert verify(node) is None


@given(sources=st.lists(TEXT, min_size=1, max_size=4), ends=st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=50, deadline=None)
def test_the_way_harms_nothing(sources, ends):
    """ASCII under any encoding that knows it, other ends of lines in the file or in the cells, another indentation."""
    text = text_of(homework(*sources))
    assert text.isascii()
    for encoding in ("gb18030", "utf-8-sig", "utf-16", "cp437"):
        again = text.replace("\n", ends).encode(encoding).decode(encoding).removeprefix("\ufeff")
        assert verify(json.loads(again)).status == "intact"
    assert verify(json.loads(json.dumps(json.loads(text)))).status == "intact"
    lines = json.loads(text)
    for cell in lines["cells"]:
        cell["source"] = cell["source"].replace("\n", ends).splitlines(keepends=True)
    assert verify(lines).status == "intact"


@given(sources=st.lists(TEXT, min_size=1, max_size=4), data=st.data())
@settings(max_examples=80, deadline=None)
def test_no_change_of_a_byte_passes_for_intact(sources, data):
    """Either the file is no JSON any more, or the checksum notices, or every cell still has its text."""
    node = homework(*sources)
    content = bytearray(text_of(node).encode())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    try:
        found = json.loads(content.decode("latin-1"))
        status = verify(found)
    except ValueError:
        return
    if status is not None and status.status == "intact":
        assert [cell["source"] for cell in found["cells"]] == [cell["source"] for cell in node["cells"]]


@given(st.floats(0, 0.999))
@settings(max_examples=30, deadline=None)
def test_a_file_that_ends_too_early_is_none(share):
    """Wherever it was cut, it cannot be read."""
    text = text_of(homework("x = 1")).strip()
    with pytest.raises(ValueError, match="."):
        json.loads(text[: int(share * len(text))])


def test_work_after_the_check_is_a_change():
    """Saved by Jupyter, the cells that differ are named; outputs and the order of keys do not matter."""
    node = nbformat.from_dict(on_disk(homework("a", "b", "c")))
    node.cells[0].outputs = [nbformat.v4.new_output("stream", text="1")]
    assert verify(json.loads(nbformat.writes(node))).status == "intact"
    node.cells[1].source = "B"
    del node.cells[2]
    node.cells.append(new_code_cell("mine"))
    found = verify(json.loads(nbformat.writes(node)))
    assert (found.status, found.changed) == ("changed", ["", "q1", "q2"])


def test_a_file_that_no_notebook_program_saved_is_damaged():
    """Its form is still ours, its text is not."""
    node = on_disk(homework("a", "b"))
    node["cells"][1]["source"] = "B"
    assert (verify(node).status, verify(node).changed) == ("damaged", ["q1"])


def test_the_outcome_is_covered_too():
    """Another outcome under the old checksum is noticed; whoever computes a new one is believed, and gains nothing."""
    node = on_disk(homework("a"))
    forged = copy.deepcopy(node)
    forged["metadata"]["coursekit"]["export"]["tests"]["q1"] = False
    assert verify(forged).status == "damaged"
    assert verify(sealed(forged, {"tests": {"q1": False}})).status == "intact"


def test_cells_of_any_kind_are_compared():
    """What no program writes is a change, never an error."""
    node = on_disk(homework("a"))
    for cells in (None, "x", [1, None], [{}], [{"source": [1, "a"], "metadata": [], "cell_type": 3}], [{"source": {}}]):
        assert verify(node | {"cells": cells}).status == "damaged"
