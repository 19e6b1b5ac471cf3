"""Ids of cells stay where their cells stay."""

import re

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.authoring.cell_ids import assign_ids, matching_cells


def cell(source, grade_id=None, cell_id=None):
    made = nbformat.v4.new_code_cell(source)
    made.id = cell_id or "old"
    if grade_id:
        made.metadata["nbgrader"] = {"grade_id": grade_id}
    return made


def old(*sources):
    return [cell(source, cell_id=f"id-{index}") for index, source in enumerate(sources)]


@pytest.mark.parametrize("grade_id", ["mean", "平均", "a b", "x" * 90, "第 1 题"])
def test_an_id_from_the_grade_id(grade_id):
    """Valid in nbformat 4.5, and the same whatever stands around it."""
    (first,) = assign_ids([cell("a", grade_id)], [])
    _, second = assign_ids([cell("b"), cell("c", grade_id)], [])
    assert first == second
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", first)


def test_different_grade_ids_that_look_alike():
    """What is replaced by a dash does not make two ids one."""
    assert (
        len(set(assign_ids([cell("", "甲"), cell("", "乙"), cell("", "-"), cell("", "a b"), cell("", "a-b")], []))) == 5
    )


def test_moved_and_inserted_cells():
    """Unchanged cells keep their ids around an insertion and a deletion."""
    ids = assign_ids([cell("a"), cell("new"), cell("c")], old("a", "b", "c", "d"))
    assert ids[0] == "id-0" and ids[2] == "id-2"


def test_rewritten_one_for_one():
    """A rewritten cell is the same cell."""
    assert assign_ids([cell("a"), cell("B"), cell("C"), cell("d")], old("a", "b", "c", "d")) == [
        "id-0", "id-1", "id-2", "id-3",
    ]  # fmt: skip


def test_twins_get_different_ids():
    ids = assign_ids([cell("x"), cell("x"), cell("x")], [])
    assert len(set(ids)) == 3


def test_an_old_id_that_a_grade_id_takes_is_not_given_twice():
    assert assign_ids([cell("a"), cell("b", "mean")], [cell("a", cell_id="mean")])[0] != "mean"


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_ids_are_unique_and_stable(sources, before):
    """For any two versions: unique, and a second build with its own result changes nothing."""
    cells = [cell(source) for source in sources]
    ids = assign_ids(cells, old(*before))
    assert len(set(ids)) == len(ids)
    built = [cell(source, cell_id=name) for source, name in zip(sources, ids, strict=True)]
    assert assign_ids(cells, built) == ids


def test_matching_cells_pairs_equal_sources():
    assert matching_cells([cell("a"), cell("x"), cell("b")], old("a", "b")) == [(0, 0), (2, 1)]
