"""The one exception of all checks, and texts for values."""

from coursekit.checks.failure import CheckFailed, show


def test_a_failure_is_an_assertion_error_that_begins_with_the_teachers_words():
    """`say` stands first and alone in its attribute; without it there is only the finding."""
    spoken, silent = CheckFailed("得到 1，应为 2", "负数也要翻倍"), CheckFailed("得到 1，应为 2")
    assert isinstance(spoken, AssertionError)
    assert str(spoken) == "负数也要翻倍\n得到 1，应为 2"
    assert spoken.say == "负数也要翻倍"
    assert str(silent) == "得到 1，应为 2"
    assert silent.say is None


def test_show_cuts_a_long_text():
    """A long value is shown up to the limit, and the cut is visible."""
    assert show([1, 2]) == "[1, 2]"
    assert show("x" * 500, limit=10) == "'xxxxxxxx…"


def test_show_survives_a_broken_repr():
    """A value whose repr fails is told by its type: the finding itself must not be lost."""

    class Broken:
        def __repr__(self):
            raise ValueError("no")

    assert "Broken" in show(Broken())
    assert "ValueError" in show(Broken())
