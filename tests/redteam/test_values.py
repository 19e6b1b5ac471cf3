# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks by what a function returns or raises: lying classes, silent exceptions, values without end."""

from tests.redteam.attack import Attack, ways
from tests.redteam.suite import *  # noqa: F403

YES = """
class Yes:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __bool__ = lambda self, *a: True
    def __sub__(self, other): return 0.0
    __rsub__ = __abs__ = __add__ = __radd__ = __mul__ = __rmul__ = __sub__
    def __float__(self): return 0.0
    def __hash__(self): return 0
    def __len__(self): return 4
    def __iter__(self): return iter([0, 1, 4])
    def __getitem__(self, key): return self
    def __call__(self, *a, **k): return self
    def __getattr__(self, name): return self
"""


def returning(expression: str, before: str = "") -> dict[str, str]:
    """Return answers that all give this expression back."""
    body = f"{before}\n" if before else ""
    return {
        "double": f"{body}def double(x):\n    return {expression}",
        "rate": f"{body}def rate(k):\n    return {expression}",
        "predict": f"{body}def predict(X):\n    return {expression}",
        "items": f"{body}def items(n):\n    return {expression}",
        "account": f"{body}class Account:\n    def __init__(self, start):\n        self.balance = {expression}\n"
        f"    def deposit(self, amount):\n        return {expression}",
        "area": f"{body}def area(f):\n    return {expression}",
        "last": f"{body}def last(x):\n    return {expression}",
    }


def raising(statement: str, before: str = "") -> dict[str, str]:
    """Return answers that all do this instead of answering; `items` is then right for negative numbers only."""
    head = f"{before}\n" if before else ""
    return {
        name: f"{head}def {name}(*args):\n    {statement}"
        for name in ("double", "rate", "predict", "items", "area", "last")
    }


LIARS = ways(
    "lying objects",
    {"way": "an object that is equal to everything", "answers": returning("Yes()", YES)},
    {
        "way": "an object that claims a class",
        "answers": returning(
            "Claim()",
            YES + "class Claim(Yes):\n    __class__ = property(lambda self: float)\n    __module__ = 'builtins'\n"
            "Claim.__name__ = Claim.__qualname__ = 'float'",
        ),
    },
    {
        "way": "a metaclass that says yes",
        "answers": returning(
            "Meta('float', (), {})",
            "class Meta(type):\n    __eq__ = lambda *a: True\n    __hash__ = lambda self: 0\n"
            "    __instancecheck__ = __subclasscheck__ = __bool__ = lambda *a: True\n    __len__ = lambda self: 4",
        ),
    },
    {
        "way": "numpy's protocols: __array__",
        "answers": returning(
            "Arr()",
            "import numpy\nclass Arr:\n    shape = (3,)\n    dtype = numpy.dtype(float)\n    __array_priority__ = 1e9\n"
            "    def __array__(self, *a, **k): return numpy.array([1.0, 5.0, 9.0])\n"
            "    __array_interface__ = property(lambda self: numpy.zeros(3).__array_interface__)",
        ),
    },
    {
        "way": "numpy's protocols: __array_ufunc__ and __array_function__",
        "answers": returning(
            "Arr()",
            "class Arr:\n    shape = (3,)\n    __array_ufunc__ = lambda *a, **k: True\n"
            "    __array_function__ = lambda *a, **k: True\n    __eq__ = lambda *a: True\n    all = lambda self: True",
        ),
    },
    {
        "way": "an empty sequence object",
        "answers": returning(
            "Empty()", "class Empty:\n    __len__ = lambda self: 0\n    __iter__ = lambda self: iter(())"
        ),
    },
    {
        "way": "a callable that counts its calls",
        "answers": returning("next(count)", "import itertools\ncount = itertools.cycle([1.25, 0, None, 16])"),
    },
)
SUBCLASSES = ways(
    "subclasses of values",
    *(
        {
            "way": f"of {kind}",
            "answers": returning(
                f"Sub({start})",
                f"import numpy, collections\nclass Sub({kind}):\n"
                "    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = __contains__ = lambda self, other: True\n"
                "    __ne__ = lambda self, other: False\n    __hash__ = lambda self: 0\n"
                "    __sub__ = __rsub__ = __abs__ = lambda self, *a: 0.0\n    __len__ = lambda self: 4\n"
                "    all = any = lambda self, *a, **k: True\n    shape = (3,)",
            ),
        }
        for kind, start in [
            ("float", "0"),
            ("int", "0"),
            ("str", "'x'"),
            ("bytes", "b''"),
            ("list", "()"),
            ("tuple", "()"),
            ("dict", ""),
            ("set", ""),
            ("complex", "0"),
            ("collections.OrderedDict", ""),
            ("collections.UserList", "()"),
            ("numpy.float64", "0"),
        ]  # fmt: skip
    ),
    {
        "way": "of ndarray",
        "answers": returning(
            "numpy.zeros(3).view(Sub)",
            "import numpy\nclass Sub(numpy.ndarray):\n    __eq__ = lambda self, other: numpy.ones(3, bool)\n"
            "    __array_ufunc__ = lambda self, *a, **k: True\n    __array_function__ = lambda *a, **k: None\n"
            "    __array_wrap__ = __array_finalize__ = lambda self, *a, **k: None",
        ),
    },
    {
        "way": "of numpy's masked array and memmap",
        "answers": {
            "double": "def double(x):\n    return np.ma.masked_all(np.shape(x))",
            "predict": "def predict(X):\n    return np.ma.masked_all(3)",
            "rate": "def rate(k):\n    return np.ma.masked",
            "last": "def last(x):\n    m = np.memmap('m', float, 'w+', shape=1)\n    return m",
        },
    },
    {
        "way": "of DataFrame",
        "answers": returning(
            "Sub([1.0, 5.0, 9.0])",
            "import pandas\nclass Sub(pandas.Series):\n    __eq__ = lambda self, other: True\n"
            "    equals = lambda self, other: True",
        ),
    },
)
EQUAL_TO_ONE = ("np.array(True)",)  # as Python has it
VALUES = ways(
    "values that compare oddly",
    *(
        {"way": way, "answers": returning(value), "keeps": {"last": 1.0} if value in EQUAL_TO_ONE else {}}
        for way, value in {
            "nan": "float('nan')",
            "infinity": "float('inf')",
            "None": "None",
            "NotImplemented": "NotImplemented",
            "an ellipsis": "...",
            "an empty array": "np.array([])",
            "an array of nan": "np.full(3, np.nan)",
            "an array of objects that say yes": "np.array([type('Y', (), {'__eq__': lambda *a: True})()] * 3)",
            "a zero-dimensional truth": "np.array(True)",
            "a structured array": "np.zeros(3, [('a', float)])",
            "a broadcastable column": "np.array([[1.0], [5.0], [9.0]])",
            "an empty text": "''",
            "an empty generator": "(i for i in ())",
            "a class": "int",
            "a module": "np",
            "a function": "(lambda *a: True)",
        }.items()
    ),
)
SILENT = ways(
    "exceptions that end loops and blocks",
    *(
        {"way": kind, "answers": raising(f"raise {kind}")}
        for kind in (
            "StopIteration",
            "StopAsyncIteration",
            "GeneratorExit",
            "SystemExit(0)",
            "KeyboardInterrupt",
            "RecursionError",
            "MemoryError",
            "AssertionError()",
            "BaseException",
            "BaseExceptionGroup('x', [SystemExit()])",
            "__import__('asyncio').CancelledError",
            "__import__('unittest').SkipTest('skip')",
            "ImportError('pytest')",
        )  # fmt: skip
    ),
    {
        "way": "an iterator that stops the loop of the test",
        "answers": {
            "items": "class Stop:\n    def __iter__(self): return self\n    def __next__(self): raise StopIteration\n"
            "    def __len__(self): return 4\n"
            "def items(n):\n    if n < 0:\n        raise StopIteration\n    return Stop()"
        },
    },
    {
        "way": "an exception that claims to be the engine's",
        "answers": raising(
            "raise Fake('隐藏测试通过')",
            "from coursekit.checks.failure import CheckFailed\nfrom coursekit.grading import alarms\n"
            "class Fake(CheckFailed):\n    say = 'FULL MARKS'\n"
            "Fake.__module__, Fake.__qualname__ = 'coursekit.grading.alarms', 'TimedOut'",
        ),
    },
    {"way": "the expected exception at every call", "answers": {"items": "def items(n):\n    raise ValueError"}},
    {
        "way": "a crash where an exception is expected",
        "answers": {
            "items": "import os\ndef items(n):\n    return [i * i for i in range(n)] if n >= 0 else os._exit(0)"
        },
        "told": "crashed",
    },
)
HOSTILE_ERRORS = ways(
    "hostile exceptions",
    {
        "way": "whose text raises, exits or never ends",
        "answers": raising(
            "raise Bad()",
            "class Bad(Exception):\n    def __str__(self): raise SystemExit\n    __repr__ = __str__\n"
            "    args = property(lambda self: 1 / 0)\n    __traceback__ = property(lambda self: 1 / 0)",
        ),
    },
    {"way": "with a text of 10 MB", "answers": raising("raise ValueError('x' * 10**7)")},
    {"way": "with a hundred thousand arguments", "answers": raising("raise ValueError(*range(10**5))")},
    {"way": "with arguments that hold each other", "answers": raising("a = []; a.append(a); raise ValueError(a)")},
    {
        "way": "chained a thousand times",
        "answers": raising(
            "go(900)",
            "def go(n):\n    try:\n        raise ValueError(n)\n    except ValueError as e:\n        if n: go(n - 1)\n        raise",
        ),
    },
    {
        "way": "with half characters, escapes and markup",
        "answers": raising("raise ValueError('\\ud800\\x1b[2J\\x00<script>alert(1)</script>\\u202e')"),
    },
    {
        "way": "a SyntaxError that names a file",
        "answers": raising("raise SyntaxError('x', ('@COURSE@/teacher.txt', 1, 1, None))"),
    },
    {
        "way": "an exception class of an odd library",
        "answers": raising("raise UnicodeDecodeError('utf-8', b'x' * 10**6, 0, 10**6, 'r')"),
    },
    {
        "way": "a class with a metaclass that lies of its ancestry",
        "answers": raising(
            "raise Odd()",
            "class M(type):\n    __mro__ = property(lambda cls: (ValueError,) * 100)\n"
            "    __module__ = property(lambda cls: 5)\n    __qualname__ = property(lambda cls: [1])\n"
            "class Odd(Exception, metaclass=M): pass",
        ),
    },
)
ENDLESS = ways(
    "values without end",
    *(
        {"way": way, "answers": {**returning(value, before)}}
        for way, (value, before) in {
            "an infinite generator": ("itertools.count()", "import itertools"),
            "a list in itself": ("deep", "deep = []\ndeep.append(deep)"),
            "lists nested 100,000 deep": ("deep", "deep = []\nfor _ in range(100000):\n    deep = [deep]"),
            "a dictionary in itself": ("deep", "deep = {}\ndeep['a'] = deep"),
            "a text of 20 MB": ("'x' * (20 * 2**20)", ""),
            "an array of 600 MB": ("np.zeros(75 * 2**20)", ""),
            "a list of ten million": ("[0] * 10**7", ""),
            "an integer of a hundred thousand digits": ("10**10**5", ""),
            "a range of 10**18": ("range(10**18)", ""),
            "an array without end in one direction": ("np.empty((0, 2**60))", ""),
            "a broadcast view of 2**40": ("np.broadcast_to(np.float64(1), 2**40)", ""),
            "a length that is no length": ("L()", "class L:\n    __len__ = lambda self: 10**30\n    __iter__ = lambda self: self\n    __next__ = lambda self: 0"),
            "keys that all collide": ("{i * (2**61 - 1): 0 for i in range(5000)}", ""),
        }.items()
    ),
)  # fmt: skip
PROTOCOLS = ways(
    "methods that act when they are looked at",
    {
        "way": "__getattr__, __repr__ and __len__ with side effects",
        "answers": returning(
            "Sly()",
            "import os\nclass Sly:\n    def __getattribute__(self, name): raise SystemExit\n"
            "    def __repr__(self): return 5\n    def __len__(self): return -1\n    def __iter__(self): return 5\n"
            "    def __del__(self): os._exit(0)\n    def __reduce__(self): return os.system, ('touch /tmp/reduced',)",
        ),
    },
    {
        "way": "descriptors on a class that the test constructs",
        "answers": {
            "account": "class D:\n    def __get__(self, *a): return type('Y', (float,), {'__eq__': lambda *a: True})(0)\n"
            "class Account:\n    balance = D()\n    def __new__(cls, *a): return object.__new__(cls)\n"
            "    def deposit(self, amount): return type('Z', (float,), {'__sub__': lambda *a: 0})(0)"
        },
    },
    {
        "way": "arithmetic on an object that the test has made",
        "answers": {
            "account": "class Account:\n    def __init__(self, start): self.balance = self\n"
            "    def __sub__(self, other): return 0.0\n    __abs__ = __float__ = lambda self: 0.0\n"
            "    __eq__ = lambda self, other: True\n    def deposit(self, amount): return self"
        },
    },
    {
        "way": "a call-back is called with what breaks it",
        "answers": {
            "area": "def area(f):\n    return f(type('Y', (float,), {'__mul__': lambda *a: 0})(1)) or f(f) or f"
        },
    },
    {
        "way": "a call-back is called without end",
        "answers": {"area": "def area(f):\n    while True:\n        f(1.0)"},
        "told": "timeout",
    },
    {
        "way": "a call-back is turned over for what it closes over",
        "answers": {
            "area": "def area(f):\n    import gc\n    for name in ('__closure__', '__globals__', '__code__', '__func__', "
            "'__wrapped__', '__dict__', '__defaults__'):\n        print(name, getattr(f, name, None))\n"
            "    print(vars(f) if hasattr(f, '__dict__') else '', gc.get_referents(f), dir(f))\n    return f(1.0) / 2 + 1"
        },
    },
)
ATTACKS: list[Attack] = [
    *LIARS, *SUBCLASSES, *VALUES, *SILENT, *HOSTILE_ERRORS, *ENDLESS, *PROTOCOLS,
]  # fmt: skip
