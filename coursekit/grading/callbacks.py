"""What a test lends to the student's code, and the answers to its calls.

The candidate asks in the middle of a request; the examiner computes and answers on the same line, one thing at a time.
The computing may make requests of its own, which the waiting candidate serves.
"""

import itertools
from functools import partial

from coursekit.grading import raised
from coursekit.grading.alarms import Misuse, Quota
from coursekit.grading.context import torch_mode_of
from coursekit.grading.gradients import PULL_BACK, SEND_BACK
from coursekit.grading.outgoing import Outgoing
from coursekit.grading.wire import WireError
from coursekit.lang import tr

DEPTH_CAP = 30
LENT_CAP = 100_000


class Lending:
    """What a link has lent, by number; part of `Link`.

    Attributes
    ----------
    lent : dict of int to object
        Functions, iterators and tensors of the test's: kept as long as the candidate lives, which may keep them too.
    """

    def __init__(self):
        super().__init__()
        self.lent: dict[int, object] = {}
        self._numbers: dict[int, int] = {}
        self._count = itertools.count(1)
        self.depth = 0

    def lend(self, thing) -> int:
        """Return the number of something lent: the same one each time."""
        key = id(thing)
        if key not in self._numbers:
            if len(self.lent) >= LENT_CAP:
                text = tr(
                    f"传给学生代码的函数和张量超过 {LENT_CAP} 个：在循环外定义它们",
                    f"more than {LENT_CAP} functions and tensors were passed: define them outside of the loop",
                )
                raise self.alarm(Misuse(text))
            number = self._numbers[key] = next(self._count)
            self.lent[number] = thing
        return self._numbers[key]

    def answer_back(self, header: list, decoder, thrown: dict) -> tuple[list, list, BaseException | None]:
        """Compute what the candidate asks for.

        Parameters
        ----------
        header : list
            ``["back", number, args, kwargs, mode, …]``.
        thrown : dict
            Takes the exception that the computing raises, by number: the request may end with that very object.

        Returns
        -------
        header, buffers, ended
            The answer, and the alarm (or another event that no student's code may catch) that ends the request.
        """
        _, number, args, kwargs, mode, _ = header
        args, kwargs = decoder.decode(args), decoder.decode(kwargs)
        function = self._function(number)
        if type(args) is not tuple or type(kwargs) is not dict or not all(type(key) is str for key in kwargs):
            raise WireError("bad arguments of a call-back")
        if self.depth >= DEPTH_CAP:
            text = tr(f"测试的函数与学生的函数相互调用超过 {DEPTH_CAP} 层", f"call-backs nested over {DEPTH_CAP} deep")
            return _ended(), [], self.alarm(Quota(text))
        self.depth += 1
        try:
            if mode is None:
                value = function(*args, **kwargs)
            else:
                with torch_mode_of(mode):
                    value = function(*args, **kwargs)
            encoder = Outgoing(self, lends=False)
            return ["returned", encoder.encode(value)], encoder.buffers, None
        except WireError:
            raise
        except Exception as error:
            number = next(self._count)
            thrown[number] = error
            return ["raised", number, *raised.of_test(error)], [], None
        except BaseException as ended:
            return _ended(), [], ended
        finally:
            self.depth -= 1

    def _function(self, number):
        if number in (SEND_BACK, PULL_BACK):
            from coursekit.grading import passes

            return partial(passes.send_back if number == SEND_BACK else passes.pull_back, self)
        function = self.lent.get(number) if type(number) is int else None
        if function is None:
            raise WireError("a call of what was not lent")
        return function if callable(function) else partial(_next, function)


def _next(iterator) -> tuple:
    """Return ``(True, item)``, or ``(False, None)`` at the end."""
    for item in iterator:
        return True, item
    return False, None


def _ended() -> list:
    """The answer to a call-back that an alarm has ended: the student's code has nothing more to do."""
    return ["raised", 0, [["builtins", "RuntimeError"]], None, ""]
