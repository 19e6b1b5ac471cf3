"""Lines to warm processes: all children of one request are forked, or none stays."""

import json
import socket

import pytest

from coursekit.grading.lines import Birth, Child, Line, Unfit, WarmGone, fork_all


def line(*words: dict) -> tuple[Line, socket.socket]:
    """A line whose other end has said these words already."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for word in words:
        theirs.send(json.dumps(word).encode())
    return Line(ours), theirs


def birth() -> Birth:
    return Birth(socket.socketpair()[0])


def heard(end: socket.socket) -> dict:
    message, descriptors, _, _ = socket.recv_fds(end, 65536, 4)
    return {**json.loads(message), "descriptors": len(descriptors)}


def test_a_child_of_a_request_that_failed_is_ended():
    """One of two warm processes is gone: what the other has forked does not stay."""
    (first, end), (second, gone) = line({"pid": 5}), line()
    gone.close()
    with pytest.raises(WarmGone):
        fork_all([(birth(), first), (birth(), second)])
    assert heard(end)["op"] == "fork"
    assert heard(end) == {"op": "end", "pid": 5, "descriptors": 0}
    assert second.gone


def test_children_come_in_the_order_of_the_request():
    """Of one line too; the descriptor goes along."""
    first, end = line({"pid": 5}, {"pid": 6})
    children = fork_all([(birth(), first), (birth(), first)])
    assert [child.pid for child in children] == [5, 6]
    assert heard(end)["descriptors"] == 1


def test_who_has_hung_up_is_noticed_without_asking():
    """Also while the line is in use."""
    first, end = line({"pid": 5})
    assert first.alive()
    end.close()
    assert not first.alive()
    assert first.gone


def test_a_first_word_is_ready_or_the_reason_why_not():
    """A process that is fit says its pid; asked again, nothing is waited for."""
    first, _ = line({"ready": 7})
    first.wait_ready()
    first.wait_ready()
    assert first.pid == 7
    second, _ = line({"failed": "2 threads"})
    with pytest.raises(Unfit, match="2 threads"):
        second.wait_ready()
    with pytest.raises(WarmGone):
        second.wait_ready()


def test_a_status_is_asked_for_once():
    """The warm process has forgotten the child then."""
    first, end = line({"status": 9})
    child = Child(5, first)
    assert child.status() == child.status() == 9
    assert heard(end) == {"op": "status", "pid": 5, "descriptors": 0}
