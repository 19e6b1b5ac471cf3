"""What a test must not be able to catch: events that end the trust in the cell that is running.

They derive from BaseException, and the link remembers them: whatever a test does with one, its cell has failed.
"""

from coursekit.lang import tr


class Alarm(BaseException):
    """An event that fails the running test cell.

    Parameters
    ----------
    message : str
        What happened, in words the student may read: none of them may come from the candidate.
    detail : str
        What only the teacher may read.
    """

    status = "failed"

    def __init__(self, message: str, detail: str = ""):
        super().__init__(f"{message} ({detail})" if detail else message)
        self.message = message

    @property
    def coarse(self) -> str:
        """Words that are the same whatever the student's code did: for where it has met a hidden input, which it could
        spell out by what it returns and how it ends."""
        return tr(
            "返回的东西不能用在这里：应当是不太大的数、文字、列表、字典、数组、张量或表",
            "what came back cannot be used here: a number, text, list, dictionary, array, tensor or table, not too "
            "large, is expected",
        )


class Misuse(Alarm):
    """A handle was used as if it were a value."""


class Quota(Alarm):
    """The student's side sent more than the caps allow, or something that is no frame."""


class TimedOut(Alarm):
    """The clocks of the supervisor ended the candidate."""

    status = "timeout"

    @property
    def coarse(self) -> str:
        return self.message  # the limit belongs to the assignment


class Crashed(Alarm):
    """The candidate ended by itself or by a signal."""

    status = "crashed"

    @property
    def coarse(self) -> str:
        return tr("运行代码的进程中途结束了：崩溃，或者自己退出", "the process ended by a crash, or by itself")


class StudentError(Exception):
    """An exception of the student's whose class is unknown on the examiner's side."""


class StudentExit(Exception):  # noqa: N818 - it stands for SystemExit and its kin, which must not end the examiner
    """The student's code raised something that is no Exception: SystemExit, KeyboardInterrupt, GeneratorExit."""
