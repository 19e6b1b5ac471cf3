"""What stands, on the student's side, for functions and iterators of a test's: they can be called, and nothing else."""


class CallBack:
    """A function of the test's."""

    def __init__(self, candidate, number: int, name: str):
        self._call = candidate.call_back
        self._number = number
        self.__name__ = self.__qualname__ = name

    def __call__(self, *args, **kwargs):
        return self._call(self._number, args, kwargs)

    def __repr__(self) -> str:
        return f"<function {self.__name__} of the test>"


class CallBackIterator:
    """An iterator of the test's; each item is asked for when it is needed."""

    def __init__(self, candidate, number: int, name: str):
        self._call = candidate.call_back
        self._number = number
        self.__name__ = name

    def __iter__(self):
        return self

    def __next__(self):
        more, item = self._call(self._number, (), {})
        if not more:
            raise StopIteration
        return item


class StandIns:
    """Copies of the test's tensors that require a gradient: what backward leaves in them goes home.

    Parameters
    ----------
    send : callable
        As `gradients.Homeward` calls it.
    """

    def __init__(self, send):
        from coursekit.grading.gradients import Homeward

        self.homeward = Homeward(send)
        self.tensors: dict[int, tuple] = {}

    def get(self, number: int, leaf: bool, values):
        """Return the stand-in of a tensor, with the values that the test's has now."""
        import torch

        if number not in self.tensors:
            original = values.clone().requires_grad_()
            self.homeward.watch(original, number)
            self.tensors[number] = original, original if leaf else original.clone()
            return self.tensors[number][1]
        original, given = self.tensors[number]
        with torch.no_grad():
            if not torch.equal(original, values):
                original.copy_(values)
                given.copy_(values)
        return given
