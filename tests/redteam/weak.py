"""An engine made weak in one place: ``python -m tests.redteam.weak FD HOMES`` is a warm process like any other, but
each child that is told so by its environment leaves out one defence. By it the tests know that an attack is real.
"""

ASKED = "REDTEAM_WEAKNESS"


def compared_by_the_candidate() -> None:
    """A handle forwards comparison, as an ordinary proxy would."""
    from coursekit.grading.handles import Handle

    Handle.__eq__ = lambda self, other: self._link.ask("getattr", self, "__eq__")(other)


def texts_of_the_run() -> None:
    """What a visible line raised is told, whatever the student's code has met before."""
    from coursekit.grading.testcell import TestCell

    TestCell._after_hidden = lambda self, failure: False


def remarks_of_the_run() -> None:
    """How later cells failed is told by the run that has met hidden inputs."""
    from coursekit.grading.examiner import Examination

    report = Examination._report

    def told(self, step, content):
        self.saw_hidden = False
        report(self, step, content)

    Examination._report = told


def reports_as_they_come() -> None:
    """A candidate's report may have keys of its own, and is told by the run that has met hidden inputs."""
    from coursekit.grading import reports

    reports.is_report = lambda report: type(report) is dict
    remarks_of_the_run()


def one_life() -> None:
    """A candidate that has ended is not replaced."""
    from coursekit.grading.examiner import Examination

    ready = Examination._ready
    Examination._ready = lambda self: False if self.link is not None and self.link.gone else ready(self)


def no_filter() -> None:
    """System calls are not filtered."""
    from coursekit.grading.sandbox import seccomp

    seccomp.install = lambda code: None


def born_with_the_tests() -> None:
    """The candidate's memory holds the hidden tests, as if it came from a process that has read them."""
    # In pieces: this module is in the memory of every child, which must hold it only where this was asked for.
    WEAKNESSES["kept"] = "".join(["# KEY-", "7f3a", "91c4"])


def forgiving_alarms() -> None:
    """What a test must not catch does not stick."""
    from coursekit.grading.link import Link

    Link.alarm = lambda self, alarm: ValueError(alarm.message)


def scores_by_the_candidate() -> None:
    """An object is asked for its score, whoever wrote its class."""
    from coursekit.grading import scoring

    scoring.method = lambda handle, theirs: theirs


def any_state() -> None:
    """A generator comes back in any state there is."""
    from coursekit.grading import random_state

    random_state._is_ahead = lambda *lent_and_state: True


WEAKNESSES = {
    act.__name__: act
    for act in (
        compared_by_the_candidate, texts_of_the_run, remarks_of_the_run, reports_as_they_come, one_life, no_filter,
        born_with_the_tests, forgiving_alarms, scores_by_the_candidate, any_state,
    )
}  # fmt: skip


def main() -> None:
    from coursekit.grading import zygote

    become = zygote.become

    def weakened(request, *rest):
        asked = request["environment"].pop(ASKED, "")
        if asked:
            WEAKNESSES[asked]()
        become(request, *rest)

    zygote.become = weakened
    zygote.main()


if __name__ == "__main__":
    main()
