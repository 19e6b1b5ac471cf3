"""Backward passes that cross the line: a stand-in collects its gradient and sends it home, where the pass goes on.

Each side holds copies of the other's tensors, as leaves of its own graph. What `backward` leaves in such a leaf belongs
to the original; several leaves of one pass go home together, since their originals may share a graph. What a call-back
returns is no leaf: its graph goes on in the call-back's arguments, so that `torch.autograd.grad` finds its way through
the call too.
"""

from functools import cache

SEND_BACK, PULL_BACK = (
    0,
    -1,
)  # call-backs of the examiner's own: a pass goes on there; gradients of a result's arguments


class Homeward:
    """Sends gradients of stand-ins to the other side at the end of each backward pass.

    Parameters
    ----------
    send : callable
        Called with a list of keys, a list of gradients and whether the pass keeps its graph.
    """

    def __init__(self, send):
        self.send = send
        self.task = None
        self.pending: list[tuple] = []

    def watch(self, leaf, key) -> None:
        """Send home what accumulates in a leaf; what `torch.autograd.grad` only looks at stays."""
        arrived = []

        def note(gradient) -> None:
            arrived[:] = [gradient]

        def collect(_) -> None:
            self._add(key, arrived.pop().detach().clone())

        leaf.register_hook(note)
        leaf.register_post_accumulate_grad_hook(collect)

    def _add(self, key, gradient) -> None:
        import torch

        task = torch._C._current_graph_task_id()
        if task != self.task:  # a pass that failed has never sent what it had
            self.task, self.pending = task, []
            torch.autograd.Variable._execution_engine.queue_callback(self._send_all)
        self.pending.append((key, gradient))

    def _send_all(self) -> None:
        import torch

        pending, self.pending, self.task = self.pending, [], None
        keep = torch._C._autograd._get_current_graph_task_keep_graph()
        self.send([key for key, _ in pending], [gradient for _, gradient in pending], keep)


@cache
def crossing() -> type:
    """Return the function that stands in a graph for a call on the other side; it is made where torch is needed."""
    import torch

    class Crossing(torch.autograd.Function):
        @staticmethod
        def forward(ctx, pull, values, *arguments):
            ctx.pull = pull
            return values.clone()

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx, gradient):
            return None, None, *ctx.pull(gradient)

    return Crossing
