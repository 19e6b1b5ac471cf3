"""A test of every question of the bank, run topic by topic: hundreds of questions, not thousands of tests."""

import pytest

from coursekit import quiz

TOPICS = sorted({id.split(".")[0] for id in quiz.ids()})


def each_question(check):
    """Make a test of a function of one question; what fails is told with the question's id."""

    @pytest.mark.parametrize("topic", TOPICS)
    def test(topic):
        failed = {}
        for id in quiz.ids(topic):
            try:
                check(quiz.question(id))
            except AssertionError as error:
                failed[id] = str(error)
        assert not failed, "\n".join(f"{id}: {told}" for id, told in failed.items())

    # Not functools.wraps: pytest would read the wrapped function's parameters.
    test.__name__, test.__doc__ = check.__name__, check.__doc__
    return test
