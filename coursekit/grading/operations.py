"""What the examiner can ask of the student's side: each request is one method, ``op_…``."""

import operator
import sys
from importlib import import_module
from pathlib import Path

from coursekit.grading.hearing import TEXT_CAP
from coursekit.grading.shell import Stream, outputs
from coursekit.grading.student_values import Kept

_ARITHMETIC = {"and": operator.and_, "or": operator.or_, "divmod": divmod}


class Operations:
    """The requests; part of `Candidate`, which has the shell."""

    def op_run(self, key: str, source: str) -> dict:
        """Run a cell of the notebook."""
        outputs.clear()
        sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
        with self.hearing.cell():
            result = self.shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        _close_figures()
        return {
            "status": "ok" if error is None else "error",
            "ename": "" if error is None else type(error).__name__,
            "evalue": "" if error is None else str(error)[:TEXT_CAP],
            "count": self.shell.execution_count - 1,
            "outputs": list(outputs.items),
        }

    def op_get(self, name: str):
        try:
            return self.shell.user_ns[name]
        except KeyError:
            raise NameError(f"name {name!r} is not defined") from None

    def op_set(self, name: str, value) -> None:
        self.shell.user_ns[name] = value

    def op_define(self, source: str) -> None:
        """Run a definition from the visible part of a test, as the one kernel at home would have."""
        exec(compile(source, "<test>", "exec"), self.shell.user_ns)

    def op_delete(self, name: str) -> None:
        self.shell.user_ns.pop(name, None)

    def op_call(self, target, args: tuple, kwargs: dict):
        return target(*args, **kwargs)

    def op_getattr(self, target, name: str):
        return getattr(target, name)

    def op_setattr(self, target, name: str, value) -> None:
        setattr(target, name, value)

    def op_delattr(self, target, name: str) -> None:
        delattr(target, name)

    def op_getitem(self, target, key):
        return target[key]

    def op_setitem(self, target, key, value) -> None:
        target[key] = value

    def op_delitem(self, target, key) -> None:
        del target[key]

    def op_contains(self, target, item) -> bool:
        return item in target

    def op_len(self, target) -> int:
        return len(target)

    def op_iter(self, target):
        return Kept(iter(target))

    def op_next(self, iterator):
        return next(iterator)

    def op_enter(self, target):
        return target.__enter__()

    def op_exit(self, target, failed: bool) -> None:
        error = Exception() if failed else None
        target.__exit__(type(error) if failed else None, error, None)

    def op_operate(self, name: str, operands: list, keep: bool):
        """Do arithmetic; the examiner says whether it takes a value."""
        result = (_ARITHMETIC.get(name) or getattr(operator, name))(*operands)
        return Kept(result) if keep else result

    def op_forward(self, target, args: tuple, kwargs: dict):
        """Call a function of the student's, or a library's by ``(module, name)``; what it returns stays here."""
        if type(target) is tuple:
            module, name = target
            found = self.shell.user_ns if module == "__main__" else vars(import_module(module))
            first, *rest = name.split(".")
            target = found[first]
            for part in rest:
                target = getattr(target, part)
        result = target(*args, **kwargs)
        return None if result is None else Kept(result)

    def op_backward(self, tensor, gradient, retain_graph, create_graph, inputs) -> None:
        tensor.backward(gradient, retain_graph=retain_graph, create_graph=create_graph, inputs=inputs)

    def op_flow(self, tensors: list, gradients: list, keep: bool) -> None:
        """Go on with a backward pass that has come to tensors of this side's."""
        import torch

        torch.autograd.backward(tensors, gradients, retain_graph=keep)

    def op_grad(self, tensors: list, gradients: list, inputs: list) -> list:
        """Differentiate by inputs; None where one was not used. The graph is kept: the test may go on with it."""
        import torch

        return list(torch.autograd.grad(tensors, inputs, gradients, retain_graph=True, allow_unused=True))

    def op_values(self, tensor):
        return tensor.detach()

    def op_change(self, tensor, name: str, args: tuple, kwargs: dict) -> None:
        """Apply one of torch's methods that change a tensor in place."""
        import torch

        getattr(torch.Tensor, name)(tensor, *args, **kwargs)

    def op_isinstance(self, instance, target) -> bool:
        return isinstance(instance, target)

    def op_issubclass(self, kind, target) -> bool:
        return issubclass(kind, target)

    def op_repr(self, target) -> str:
        return str(repr(target))[:TEXT_CAP]

    def op_str(self, target) -> str:
        return str(target)[:TEXT_CAP]

    def op_seed(self, library: str, value: int) -> None:
        """Seed this side as the test seeded its own."""
        if library == "torch":
            import torch

            torch.manual_seed(value)
        elif library == "numpy":
            import numpy

            numpy.random.seed(value)
        else:
            import random

            random.seed(value)

    def op_file(self, name: str, max_bytes: int):
        """Return a file's bytes, or its size where that is over the cap, or None where there is no such file."""
        path = Path(name)
        if path.is_symlink() or not path.is_file():
            return None
        size = path.stat().st_size
        return size if size > max_bytes else path.read_bytes()


def _close_figures() -> None:
    """A notebook shows and closes its figures after each cell; here they are only closed."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None and pyplot.get_fignums():
        pyplot.close("all")
