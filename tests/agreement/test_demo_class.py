"""The demo class through the real engine: each student gets the marks that the roster says are deserved."""

from contextlib import closing

import pytest

from coursekit.grading.demo import prepare
from coursekit.grading.warm import WarmProcess
from tests.support.demo import PROJECT, grade_class, grader_on, hidden_lines


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's course, its class handed in."""
    return prepare(PROJECT, tmp_path_factory.mktemp("演示 课程"))


@pytest.fixture(scope="module")
def graded(demo, tmp_path_factory):
    """The records of the demo class, on a table of the real size."""
    with closing(WarmProcess()) as warm:
        grader = grader_on(demo, warm, tmp_path_factory.mktemp("data"))
        return [done.result for done in grade_class(demo, grader, demo.members.students).values()]


def test_the_class_gets_what_it_deserves(demo, graded):
    """Each of the 24 has the score, the losses and the statuses that the roster declares."""
    assert len(demo.members.students) == 24
    assert demo.members.mistakes(graded) == []


def test_no_feedback_tells_a_hidden_test(demo, graded):
    """What students may read holds no line of a hidden test."""
    secrets = hidden_lines(demo)
    assert secrets
    for result in graded:
        text = str(result.as_json())
        assert not [line for line in secrets if line.strip() in text]
