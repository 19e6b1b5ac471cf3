"""The examiner's line to its supervisor: few frames, and none too late."""

import pytest

from coursekit.grading.desk import Desk


class Line:
    """Notes frames."""

    def __init__(self):
        self.frames = []

    def send(self, events):
        self.frames.append([tuple(event) for event in events])


@pytest.fixture
def desk():
    return Desk(Line())


def test_how_a_step_went_is_told_with_the_beginning_of_the_next(desk):
    """In order, and nothing twice."""
    desk.begin("a")
    desk.end()
    desk.report("ran", "A")
    assert desk.channel.frames == [[("begin", "a")]]
    desk.begin("b")
    desk.end()
    desk.report("verdict", "B")
    desk.report("done", None)
    assert desk.channel.frames[1:] == [
        [("end",), ("ran", "A"), ("begin", "b")],
        [("end",), ("verdict", "B"), ("done", None)],
    ]


def test_nothing_waits_for_what_is_no_step(desk):
    """The teacher's own statements may take long: the step before must not pay for them."""
    desk.begin("a")
    desk.end()
    desk.report("ran", "A")
    desk.flush()
    desk.flush()
    assert desk.channel.frames[1:] == [[("end",), ("ran", "A")]]


@pytest.mark.parametrize("kind", ["words", "troubles", "traced", "fault", "broken"])
def test_anything_else_is_told_at_once(desk, kind):
    """A fault of the engine among them, after which nothing comes."""
    desk.end()
    desk.report(kind, "text")
    assert desk.channel.frames == [[("end",), (kind, "text")]]
