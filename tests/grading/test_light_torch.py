"""torch's optimizers work without its compiler, number for number, and whoever wants the compiler gets it."""

import json
import subprocess
import sys

OPTIMISE = """
import json, sys, torch
from coursekit.grading.light_torch import lighten
if sys.argv[1] == "light":
    lighten()
torch.set_num_threads(1)
found = {}
for kind in ("Adam", "AdamW", "SGD", "RMSprop", "Adagrad", "LBFGS"):
    torch.manual_seed(0)
    net, X = torch.nn.Linear(3, 1), torch.randn(5, 3)
    optimizer = getattr(torch.optim, kind)(net.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.StepLR(optimizer, 1)

    def loss():
        optimizer.zero_grad()
        value = (net(X) ** 2).mean()
        value.backward()
        return value

    for _ in range(3):
        optimizer.step(loss)
        schedule.step()
    optimizer.load_state_dict(optimizer.state_dict())
    found[kind] = net.weight.tolist()
"""


def run(code: str, how: str = "light") -> list:
    """Run this in a process of its own; return what it prints as JSON, line by line."""
    done = subprocess.run([sys.executable, "-c", code, how], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_optimizers_yield_the_same_numbers_without_the_compiler():
    """Bit for bit, and the compiler has not been imported, not by somebody who looks through all modules either."""
    look = "import inspect\ninspect.getmodule(inspect.currentframe())\n"
    tell = "print(json.dumps(found))\nprint(json.dumps('torch._dynamo.eval_frame' in sys.modules))"
    numbers, imported = run(OPTIMISE + look + tell)
    assert not imported
    assert run(OPTIMISE + tell, "heavy") == [numbers, True]


def test_the_compiler_comes_when_it_is_asked_for():
    """`torch.compile` works after optimizers were used; their functions are kept out of compiled code again."""
    compile_it = """
double = torch.compile(lambda x: 2 * x + 1, backend="eager")
print(json.dumps(double(torch.ones(2)).tolist()))
print(json.dumps([type(torch._dynamo).__name__, type(sys.modules["torch._dynamo"]).__name__]))
step = torch.optim.Optimizer.zero_grad.__wrapped__
print(json.dumps(hasattr(step, "__dynamo_disable")))
optimizer.zero_grad()
print(json.dumps(getattr(step, "__dynamo_disable") is step))
"""
    assert run(OPTIMISE + compile_it) == [[3.0, 3.0], ["module", "module"], False, False]


def test_parts_of_the_compiler_can_be_imported():
    """A submodule, a name out of it, and what torch itself looks up there."""
    code = """
import json, sys, torch
from coursekit.grading.light_torch import lighten
lighten()
import torch._dynamo.testing
from torch._dynamo import config
x = torch.ones(3, requires_grad=True)
torch.utils.checkpoint.checkpoint(torch.sin, x, use_reentrant=False).sum().backward()
print(json.dumps([torch._dynamo.testing.__name__, config.__name__, x.grad.shape[0]]))
"""
    assert run(code) == [["torch._dynamo.testing", "torch._dynamo.config", 3]]


def test_a_compiler_that_is_there_stays():
    """Nothing is put in the place of a module that was imported before, or where there is no torch."""
    code = """
import json, sys
from coursekit.grading.light_torch import lighten
lighten()
print(json.dumps("torch._dynamo" in sys.modules))
import torch._dynamo
before = sys.modules["torch._dynamo"]
lighten()
print(json.dumps(sys.modules["torch._dynamo"] is before))
"""
    assert run(code) == [False, True]


def test_seeding_notes_no_stack():
    """The numbers are the same, and whoever asks for more than the stack gets it."""
    code = """
import json, sys, traceback, torch
from coursekit.grading.light_torch import lighten
if sys.argv[1] == "light":
    lighten()
torch.manual_seed(3)
noted = [found[1] for found in torch.cuda._lazy_seed_tracker.get_calls() if found]
print(json.dumps([any(noted), torch.rand(2).tolist(), torch.cuda.traceback.print_exc is traceback.print_exc]))
"""
    (light,), (heavy,) = run(code), run(code, "heavy")
    assert not light[0]
    assert light[1:] == heavy[1:]
    assert heavy[2]
