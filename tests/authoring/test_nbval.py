"""The committed outputs stand nbval's strictest comparison, again and again; and it would notice."""

from tests.support.nbval import validate


def test_twice_in_a_row_without_a_changed_byte(ran):
    """Two validations in two kernels pass, every cell, and leave the notebook as it is."""
    before = ran.path.read_bytes()
    for _ in range(2):
        found = validate(ran.root, ran.path)
        assert found.passed == found.collected == 6, found.said
    assert ran.path.read_bytes() == before


def test_one_changed_character_is_noticed(ran):
    """A text output that is not the code's fails its cell, and that cell only."""

    def fake(notebook):
        notebook.cells[4].outputs[0].text = notebook.cells[4].outputs[0].text.replace("平均值 3.0", "平均值 3.1")

    ran.edit_notebook(fake)
    found = validate(ran.root, ran.path)
    assert (found.passed, found.collected) == (5, 6), found.said
    assert "平均值 3.1" in found.said
