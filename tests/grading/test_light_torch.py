"""torch's optimizers and backward passes work without its compiler, to the bit; whoever wants the compiler gets it."""

import json
import subprocess
import sys

from tests.support.forks import forks

SHAPES = "torch.fx.experimental.symbolic_shapes"

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
    """Run this in a process of its own that has imported torch; return what it prints as JSON, line by line."""
    done = forks().run(code, how)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_optimizers_yield_the_same_numbers_without_the_compiler():
    """Bit for bit, and the compiler has not been imported, not by somebody who looks through all modules either."""
    look = "import inspect\ninspect.getmodule(inspect.currentframe())\n"
    tell = "print(json.dumps(found))\nprint(json.dumps('torch._dynamo.eval_frame' in sys.modules))"
    numbers, imported = run(OPTIMISE + look + tell)
    assert not imported
    assert run(OPTIMISE + tell, "heavy") == [numbers, True]


def test_the_compiler_comes_when_it_is_asked_for():
    """`torch.compile` works after optimizers and passes; functions of theirs are kept out of compiled code again."""
    compile_it = """
x = torch.ones(2, requires_grad=True)
(2 * x).backward(torch.ones(2))
double = torch.compile(lambda x: 2 * x + 1, backend="eager")
print(json.dumps(double(torch.ones(2)).tolist()))
double(x).backward(torch.ones(2))
print(json.dumps(x.grad.tolist()))
print(json.dumps([type(torch._dynamo).__name__, type(sys.modules["torch._dynamo"]).__name__]))
step = torch.optim.Optimizer.zero_grad.__wrapped__
print(json.dumps(hasattr(step, "__dynamo_disable")))
optimizer.zero_grad()
print(json.dumps(getattr(step, "__dynamo_disable") is step))
"""
    assert run(OPTIMISE + compile_it) == [[3.0, 3.0], [4.0, 4.0], ["module", "module"], False, False]


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
    """Nothing is put in the place of a module that was imported before."""
    code = f"""
import json, sys, torch._dynamo
from coursekit.grading.light_torch import lighten
names = ["torch._dynamo", {SHAPES!r}]
before = [sys.modules[name] for name in names]
lighten()
print(json.dumps(before == [sys.modules[name] for name in names] == [torch._dynamo, {SHAPES}]))
"""
    assert run(code) == [True]


def test_where_there_is_no_torch_nothing_is_put_in_place():
    """A process that has not imported it gets neither it nor a stand-in for a part of it."""
    code = "import sys; from coursekit.grading.light_torch import lighten; lighten(); print('torch' in sys.modules, "
    code += f"'torch._dynamo' in sys.modules, {SHAPES!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"] * 3


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


GRADIENTS = """
import json, sys, torch
from coursekit.grading.light_torch import lighten
if sys.argv[1] == "light":
    lighten()
torch.set_num_threads(1)
ones, z = torch.ones(3), torch.ones(3, dtype=torch.complex64)

def leaf(*shape, **options):
    return torch.full(shape, 3.0, requires_grad=True, **options)

def spread(leaves, outputs, gradients, **options):
    return torch.autograd.grad(outputs, leaves, gradients, **options)

def accumulate(leaves, outputs, gradients):
    torch.autograd.backward(outputs, gradients)
    return [leaf.grad for leaf in leaves]

x, y, c = leaf(3), leaf(), leaf(3, dtype=torch.complex64)
found = []
for kind, leaves, outputs, gradients, options in (
    (spread, [x], [x**2], [ones], {}),
    (accumulate, [x, y], [x**2, y**3], [ones, None], {}),
    (accumulate, [x, y], [x**2, y**3], [2 * ones, torch.tensor(2.0)], {}),
    (spread, [c], [c * 1j], [z], {}),
    (spread, [x], [x**2], [torch.eye(3)], {"is_grads_batched": True}),
    (spread, [x], [x**2], [torch.ones(2)], {}),
    (spread, [x], [x**2], [torch.ones(1, 3)], {}),
    (spread, [x], [x**2], [torch.ones(())], {}),
    (spread, [x], [x**2], [torch.ones(2, 2)], {"is_grads_batched": True}),
    (spread, [x], [x**2], [z], {}),
    (spread, [c], [c * 1j], [ones], {}),
    (spread, [x], [x**2], [None], {}),
    (spread, [x], [x**2], [[1.0, 1.0, 1.0]], {}),
    (spread, [x, y], [x**2], [ones], {}),
):
    try:
        found.append([str(part.tolist()) for part in kind(leaves, outputs, gradients, **options)])
    except Exception as error:
        found.append([type(error).__name__, str(error)])
leaf(3).mul(2).backward(ones)
print(json.dumps(found))
print(json.dumps("sympy" in sys.modules))
"""


def test_passes_from_given_gradients_yield_the_same_without_sympy():
    """The same gradients, the same errors word for word: another shape, complex, none, no tensor, not used."""
    found, imported = run(GRADIENTS)
    assert not imported
    assert sum(len(words) == 2 and words[0].endswith("Error") for words in found) == 9
    assert run(GRADIENTS, "heavy") == [found, True]


WANTED = (
    f"from {SHAPES} import ShapeEnv as found",
    f"import {SHAPES} as shapes; found = shapes.ShapeEnv",
    f"found = {SHAPES}.ShapeEnv",
    "from torch.fx.experimental import symbolic_shapes as shapes; found = shapes.ShapeEnv",
    f"from {SHAPES} import expect_true, ShapeEnv as found; assert expect_true(True)",
    f"from {SHAPES} import *; found = ShapeEnv",
    f"import inspect; inspect.getmodule(inspect.currentframe()); from {SHAPES} import ShapeEnv as found",
)


def test_symbolic_shapes_come_when_they_are_asked_for():
    """By every way of importing, and then they are in their place for everybody."""
    code = f"""
import json, os, sys, torch, sympy
from coursekit.grading.light_torch import lighten
lighten()
for way in {WANTED}:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    exec(way)
    module = sys.modules[{SHAPES!r}]
    print(json.dumps([found is module.ShapeEnv, module is {SHAPES}, hasattr(module, "__file__")]), flush=True)
    os._exit(0)
"""
    assert run(code) == [[True] * 3] * len(WANTED)


def test_symbols_are_compared_by_the_real_module():
    """Whoever expects one to hold is noted by his own line; what is no shape is refused in the same words."""
    code = f"""
import json, sys, torch
from coursekit.grading.light_torch import lighten
if sys.argv[1] == "light":
    lighten()
from {SHAPES} import expect_true, sym_eq
from {SHAPES} import ShapeEnv
size = ShapeEnv().create_unbacked_symint()
print(json.dumps([str(sym_eq((size, 2), other)) for other in ((5, 2), (5, 3), (5, 2, 3))]))
noted = []
type(size.node).expect_true = lambda node, file, line: noted.append([file, line]) or True
def asks():
    return expect_true(size == 3, 1)
print(json.dumps([expect_true(size == 3), asks(), noted]))
for wrong in (lambda: expect_true(1), lambda: sym_eq((1.0,), (1.0,))):
    try:
        wrong()
    except AssertionError as error:
        print(json.dumps(str(error)))
"""
    light = run(code)
    assert light == run(code, "heavy")
    assert light[0] == ["Eq(u0, 5)", "False", "False"]
    assert [file for file, _ in light[1][2]] == ["<string>"] * 2
    assert len(light) == 4
