# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on networks, tensors and what torch keeps between a test and a model."""

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.suite import *  # noqa: F403

OPTIONS = {"more": ("torch",)}


def net(body: str, before: str = "") -> dict[str, str]:
    return {"net": f"{before}\nclass Net(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n{body}"}


FLAWED = "        self.layer = nn.Linear(d, 1)\n    def forward(self, x):\n        return {}"
YES = """
class P:
    numel = lambda self: 3
    __eq__ = lambda *a: True
    __sub__ = __rsub__ = lambda *a: 0
    __torch_function__ = classmethod(lambda *a, **k: True)
    shape = (5, 1)
    detach = clone = lambda self: self
"""
LIARS = ways(
    "lying tensors and modules",
    {
        "way": "a tensor subclass that says yes",
        "answers": net(
            FLAWED.format("torch.zeros(5, 1).as_subclass(Sub)"),
            "class Sub(torch.Tensor):\n    @classmethod\n    def __torch_function__(cls, f, t, a=(), k=None): return True\n"
            "    __eq__ = lambda *a: True\n    allclose = equal = lambda *a, **k: True",
        ),
        "keeps": {"net": 0.0},
    },
    {"way": "a tensor that broadcasts", "answers": net(FLAWED.format("torch.zeros(1)"))},
    {"way": "a tensor of nan", "answers": net(FLAWED.format("torch.full((5, 1), float('nan'))"))},
    {"way": "an empty tensor", "answers": net(FLAWED.format("torch.zeros(0)"))},
    {"way": "sparse, meta and quantised tensors", "answers": net(FLAWED.format("torch.zeros(5, 1).to_sparse() if x[0, 0] > 0 else torch.zeros(5, 1, device='meta')"))},
    {"way": "an expanded tensor of a terabyte", "answers": net(FLAWED.format("torch.zeros(1).expand(2**40)"))},
    {
        "way": "a module of other names and a state_dict that forgives",
        "answers": net(
            "        self.p = nn.Parameter(torch.zeros(3))\n    def load_state_dict(self, *a, **k): return None\n"
            "    def parameters(self): return [torch.zeros(3)]\n    def forward(self, x): return x.sum(1, keepdim=True)"
        ),
    },
    {
        "way": "parameters without end",
        "answers": net("        self.layer = nn.Linear(d, 1)\n    def parameters(self):\n        while True: yield torch.zeros(1)"),
        "told": "timeout|failed|error",
    },
    {
        "way": "a parameter that counts as the test wants",
        "answers": net(
            "        pass\n    def parameters(self): return [P()]\n    def forward(self, x): return P()",
            YES,
        ),
    },
    {"way": "an object for a loss", "answers": {"mse": YES + "\ndef mse(a, b): return P()"}},
    {"way": "a loss whose item lies", "answers": {"mse": "class L:\n    def item(self): return 0.0\ndef mse(a, b): return L()"}},
    {
        "way": "values that change each time they are read",
        "answers": net(
            FLAWED.format("Flip.apply(x)"),
            "class Flip(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, x):\n        return torch.randn(len(x), 1)\n"
            "    @staticmethod\n    def backward(ctx, g):\n        return g",
        ),
    },
    {
        "way": "the right class by name, another by nature",
        "answers": {"net": "class Linear:\n    __module__ = 'torch.nn.modules.linear'\n    numel = 3\n    def __init__(self, d): pass\n"
                    "    parameters = lambda self: [self] * 3\n    numel = lambda self: 1\n    load_state_dict = lambda self, s: None\n"
                    "    __call__ = lambda self, x: x.sum(1, keepdim=True)\nNet = Linear"},
    },
)  # fmt: skip
PATCHED = ways(
    "patched torch",
    {
        "way": "allclose, equal and isclose say yes",
        "free": {"setup": "torch.allclose = torch.equal = torch.isclose = lambda *a, **k: torch.tensor(True)\n"
                          "torch.Tensor.__eq__ = torch.Tensor.__matmul__ = lambda *a: torch.ones(5, 1, dtype=bool)\n"
                          "torch.Tensor.item = lambda self: 1.0"},
    },
    {
        "way": "load_state_dict keeps the target and answers by it",
        "answers": net(
            FLAWED.format("x @ kept['layer.weight'].T + kept['layer.bias'] + 1"),
            "kept = {}\nold = nn.Module.load_state_dict\ndef load(self, state, *a, **k):\n    kept.update(state)\n    print(state)\n"
            "    return old(self, state, *a, **k)\nnn.Module.load_state_dict = load",
        ),
        "keeps": {"net": 0.0},
    },
    {
        "way": "modes, devices and defaults are changed",
        "free": {"setup": "torch.set_default_dtype(torch.float64)\ntorch.set_grad_enabled(False)\ntorch.use_deterministic_algorithms(True)\n"
                          "torch.set_num_threads(8)\ntorch.set_default_device('meta')"},
        "told": r"\S",
    },
    {
        "way": "threads of torch before the tests",
        "free": {"setup": "torch.set_num_threads(16)\ntorch.randn(2000, 2000) @ torch.randn(2000, 2000)\nx = torch.ones(3, requires_grad=True)\n(x * x).sum().backward()"},
        "honest": ALL,
        "told": "",
    },
    {
        "way": "the seed is guessed and fixed",
        "free": {"setup": "torch.manual_seed = lambda *a: None\ntorch.Generator.manual_seed = lambda self, s: self\ntorch.randn = lambda *a, **k: torch.zeros(5, 2)"},
    },
    {"way": "hooks on every module", "free": {"setup": "nn.modules.module.register_module_forward_hook(lambda m, i, o: print('SEEN', i) or o * 0)\nnn.modules.module.register_module_forward_pre_hook(lambda m, i: print(i))"}},
)  # fmt: skip
LOADED = ways(
    "files of torch",
    {
        "way": "a model that runs when it is loaded",
        "answers": {"file": "import os\nclass T:\n    def __reduce__(self): return os.system, ('touch /tmp/unpickled-by-the-grader',)\ntorch.save({'layer.weight': T()}, 'submission.csv')"},
    },
    {"way": "a fault in C++", "answers": {"mse": "import ctypes\ndef mse(a, b):\n    ctypes.memset(a.data_ptr(), 0, 2**30)"}, "told": "crashed"},
    {"way": "20 GB of tensors", "answers": {"mse": "def mse(a, b):\n    return torch.ones(5 * 2**30)"}, "told": "error|crashed"},
    {
        "way": "workers of a DataLoader that stay",
        "free": {"end": "from torch.utils.data import DataLoader\nloader = iter(DataLoader(list(range(100)), num_workers=2, persistent_workers=True))\nnext(loader)"},
        "honest": ALL,
        "told": "|运行",
    },
)  # fmt: skip
ATTACKS: list[Attack] = [*LIARS, *PATCHED, *LOADED]
