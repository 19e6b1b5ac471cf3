"""Ctrl-C during a run."""

import os
import signal
import threading

import pytest

from coursekit.grading.interrupts import Interrupts


def test_the_first_asks_and_the_second_ends():
    """One wish is told and remembered; the second raises; afterwards everything is as before."""
    before = signal.getsignal(signal.SIGINT)
    told = []
    with pytest.raises(KeyboardInterrupt), Interrupts(lambda: told.append(1)) as interrupts:
        assert not interrupts.wanted
        os.kill(os.getpid(), signal.SIGINT)
        assert interrupts.wanted
        assert told == [1]
        os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_polite_kill_is_a_wish_to_stop():
    """What a system sends when it shuts down does not tear a run apart."""
    with Interrupts() as interrupts:
        os.kill(os.getpid(), signal.SIGTERM)
        assert interrupts.wanted


def test_other_threads_may_run_classes_too():
    """Only the main thread can take signals: elsewhere it does nothing."""
    failed = []

    def use():
        try:
            with Interrupts() as interrupts:
                assert not interrupts.wanted
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert failed == []
