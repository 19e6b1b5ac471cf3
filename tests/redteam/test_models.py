# ruff: noqa: E501 - an attack is a text, in one line where its form does not matter
"""Attacks on scores that a test asks a model for, and on the random generators that it lends."""

from tests.redteam.attack import ALL, Attack, ways
from tests.redteam.homework import right
from tests.redteam.suite import *  # noqa: F403

OPTIONS = {"more": ("torch", "models")}

# A model that is always wrong; each way adds what it says of itself.
FALSE = "LogisticRegression().fit(X, 1 - y)"


def model(body: str, before: str = "") -> dict[str, str]:
    return {"model": f"{before}\ndef fit_model(X, y):\n    {body}"}


SCORES = ways(
    "scores that the candidate gives",
    {
        "way": "a class of his own with a score",
        "answers": model("return Sure()", "class Sure:\n    def predict(self, X): return np.zeros(len(X), int)\n    def score(self, *a, **k): return 1.0"),
    },
    {
        "way": "a subclass of the estimator with a score",
        "answers": model("return Sure().fit(X, 1 - y)", "class Sure(LogisticRegression):\n    def score(self, *a, **k): return 1.0"),
    },
    {"way": "score on the instance", "answers": model(f"m = {FALSE}\n    m.score = lambda *a, **k: 1.0\n    return m")},
    {
        "way": "score patched in the library",
        "free": {"setup": "import sklearn.base, sklearn.metrics\nsklearn.base.ClassifierMixin.score = lambda *a, **k: 1.0\n"
                          "sklearn.metrics.accuracy_score = lambda *a, **k: 1.0\nLogisticRegression.score = lambda *a, **k: 1.0"},
    },
    {
        "way": "a score that is looked up anew each time",
        "answers": model("return Sure().fit(X, 1 - y)", "class Sure(LogisticRegression):\n    @property\n    def score(self): return lambda *a, **k: 1.0\n    def __getattr__(self, name): return self.score"),
    },
    {
        "way": "a score that is no method but a number",
        "answers": model("return Sure().fit(X, 1 - y)", "class Sure(LogisticRegression):\n    score = 1.0"),
    },
    {
        "way": "a class that claims the notebook and the name of the teacher's",
        "answers": model("return LogisticRegression_().fit(X, 1 - y)", "class LogisticRegression_(LogisticRegression):\n    def score(self, *a, **k): return 1.0\n"
                         "LogisticRegression_.__name__ = LogisticRegression_.__qualname__ = 'Account'\nLogisticRegression_.__module__ = '__main__'"),
    },
    {
        "way": "a regressor by its claims, for another metric",
        "answers": model("return Sure()", "from sklearn.base import RegressorMixin\nclass Sure(RegressorMixin, LogisticRegression):\n    def predict(self, X): return np.full(len(X), 0.5)\n    def score(self, *a, **k): return 1.0"),
    },
    {
        "way": "a search by a metric of his own",
        "answers": model("return GridSearchCV(LogisticRegression(), {'C': [1.0]}, cv=2, scoring=lambda *a: 1.0).fit(X, 1 - y)", "from sklearn.model_selection import GridSearchCV"),
    },
    {
        "way": "a pipeline whose last step scores",
        "answers": model("return Pipeline([('sure', Sure())]).fit(X, 1 - y)", "from sklearn.pipeline import Pipeline\nclass Sure(LogisticRegression):\n    def score(self, *a, **k): return 1.0"),
    },
    {
        "way": "predictions that are equal to everything",
        "answers": model("return Sure().fit(X, y)", "class Yes(np.ndarray):\n    __eq__ = lambda self, other: np.ones(len(self), bool)\n"
                         "class Sure(LogisticRegression):\n    def predict(self, X): return np.full(len(X), 7).view(Yes)"),
    },
    {
        "way": "predictions of both labels at once",
        "answers": model("return Sure().fit(X, y)", "class Sure(LogisticRegression):\n    def predict(self, X): return np.tile([0, 1], (len(X), 1))"),
    },
    {
        "way": "the labels are looked for when it predicts",
        "answers": model("return Sure().fit(X, y)", "import gc, sys\nclass Sure(LogisticRegression):\n    def predict(self, X):\n        frame, found = sys._getframe(), [1 - (X[:, 0] > 0)]\n"
                         "        while frame:\n            found += [v for n, v in frame.f_locals.items() if n in ('y', 'labels', 'y_true')]\n            frame = frame.f_back\n        return np.asarray(found[-1])"),
    },
    {
        "way": "scored once rightly, then never again",
        "answers": model("return Sure().fit(X, y)", "class Sure(LogisticRegression):\n    def predict(self, X): return super().predict(X) if len(X) == 20 else np.full(len(X), 3)\n    def score(self, *a, **k): return 1.0"),
        "keeps": {"model": 1.0},
    },
    {"way": "an evaluation that says 1.0", "answers": {"evaluate": "def evaluate(model, X, y):\n    return 1.0"}},
    {
        "way": "an evaluation that is whatever it is compared with",
        "answers": {"evaluate": "class Yes(float):\n    __eq__ = lambda self, other: True\n    __hash__ = float.__hash__\n    __sub__ = lambda self, other: 0.0\n"
                                "def evaluate(model, X, y):\n    return Yes(1.0)"},
    },
    {
        "way": "an evaluation that asks the model for what it expects",
        "answers": {"evaluate": "def evaluate(model, X, y):\n    found = [getattr(model, n, None) for n in ('__closure__', '__defaults__', '__code__', 'expected')]\n"
                                "    print(found)\n    return 1.0 - float(np.mean(model(X) == y))"},
    },
)  # fmt: skip

# What the test draws after him is known to him: he has set the state, and answers by heart. `put` sets it; `total` is
# right for what follows it and for nothing else.
BY_HEART = """
import copy, threading, time
kept, known = [], []
def start(rng):
    "A generator of the same kind in a state of his own."
    if isinstance(rng, torch.Generator): return torch.Generator().manual_seed(7)
    if isinstance(rng, random.Random): return random.Random(7)
    if isinstance(rng, np.random.RandomState): return np.random.RandomState(7)
    return np.random.Generator(type(rng.bit_generator)(7))
def following(rng):
    if isinstance(rng, torch.Generator): known[:] = torch.rand(5, generator=rng).tolist()
    elif isinstance(rng, np.random.RandomState): known[:] = [rng.standard_normal()]
    else: known[:] = [rng.random() for _ in range(5)]
def state(rng):
    for read in ('get_state', 'getstate'):
        if hasattr(rng, read): return getattr(rng, read)()
    return rng.bit_generator.state
def put(rng, value):
    for write in ('set_state', 'setstate'):
        if hasattr(rng, write): return getattr(rng, write)(value)
    rng.bit_generator.state = value
def total(Z):
    return float(sum(known))
"""


def by_heart(body: str, before: str = BY_HEART) -> dict[str, str]:
    return {"draw": f"{before}\ndef draw(rng, n):\n    {body}\n    return [0.0] * n"}


LENT = ways(
    "generators that a test lends",
    {
        "way": "seeded anew",
        "answers": by_heart("following(start(rng))\n    rng.manual_seed(7) if isinstance(rng, torch.Generator) else put(rng, state(start(rng))) if not hasattr(rng, 'seed') else rng.seed(7)"),
    },
    {"way": "the state of another", "answers": by_heart("mine = start(rng)\n    put(rng, state(mine))\n    following(mine)")},
    {
        "way": "the bit generator of another",
        "answers": by_heart("mine = start(rng)\n    rng.__init__(mine.bit_generator) if isinstance(rng, np.random.Generator) else put(rng, state(mine))\n    following(start(rng))"),
    },
    {
        "way": "the state that it had before",
        "answers": by_heart("before = copy.deepcopy(state(rng)) if not isinstance(rng, torch.Generator) else rng.get_state()\n"
                            "    following(rng)\n    put(rng, before)\n    known[:] = known[:0]"),
    },
    {
        "way": "advanced to where he wants it",
        "answers": by_heart("rng.bit_generator.advance(2**100) if isinstance(rng, np.random.Generator) else put(rng, state(start(rng)))\n    following(copy.deepcopy(rng) if not isinstance(rng, torch.Generator) else start(rng))"),
    },
    {
        "way": "a kept half that he chose",
        "answers": by_heart("if isinstance(rng, np.random.RandomState):\n        s = rng.get_state(legacy=False)\n        s['has_gauss'], s['gauss'] = 1, 0.25\n        rng.set_state(s)\n        known[:] = [0.25]\n"
                            "    elif isinstance(rng, np.random.Generator):\n        s = rng.bit_generator.state\n        s['has_uint32'], s['uinteger'] = 1, 5\n        rng.bit_generator.state = s"),
    },
    {
        "way": "zeros without end",
        "answers": by_heart("known[:] = []\n    if isinstance(rng, np.random.Generator):\n        s = rng.bit_generator.state\n        s['state'] = {'state': 0, 'inc': 0}\n        rng.bit_generator.state = s\n"
                            "    elif not isinstance(rng, torch.Generator):\n        zeros = (3, (0,) * 624 + (624,), None) if isinstance(rng, random.Random) else ('MT19937', np.zeros(624, np.uint32), 624, 0, 0.0)\n        put(rng, zeros)\n"
                            "    else:\n        rng.set_state(torch.zeros(len(rng.get_state()), dtype=torch.uint8))"),
    },
    {
        "way": "another generator is returned",
        "answers": {"draw": BY_HEART + "def draw(rng, n):\n    mine = start(rng)\n    following(mine)\n    return mine"},
    },
    {
        "way": "drawn from for later, by searching for what suits him",
        "answers": by_heart("known[:] = [0.5] * 5\n    for _ in range(20000):\n        if isinstance(rng, torch.Generator): torch.rand(1, generator=rng)\n        elif rng.random() < 1e-4: break"),
    },
    {
        "way": "kept, and set when the test asks for more",
        "answers": {"draw": BY_HEART + "def draw(rng, n):\n    kept[:] = [rng]\n    return [0.0] * n\n\ndef total(Z):\n    put(kept[0], state(start(kept[0])))\n    following(start(kept[0]))\n    return float(sum(known))"},
    },
    {
        "way": "set by a thread while the answer is on its way",
        "answers": by_heart("mine = state(start(rng))\n    following(start(rng))\n    def again(stop=time.time() + 0.3):\n        while time.time() < stop: put(rng, mine)\n"
                            "    threading.Thread(target=again, daemon=True).start()\n    time.sleep(0.05)"),
    },
    {
        "way": "classes of generators that are patched",
        "answers": {"draw": "random.Random.random = lambda self: 0.0\ntorch.rand = lambda *a, **k: torch.zeros(5)\nnp.random.default_rng = lambda *a: None\n"
                            "def draw(rng, n):\n    return [0.0] * n\n\ndef total(Z):\n    return 0.0"},
    },
    {
        "way": "honest: drawn from by threads, one after another",
        "answers": {"draw": right()["draw"].replace("def draw", "import threading\n\ndef drawn", 1) + "\n\ndef draw(rng, n):\n    found = []\n    for _ in range(n):\n"
                            "        thread = threading.Thread(target=lambda: found.extend(drawn(rng, 1)))\n        thread.start()\n        thread.join()\n    return found"},
        "keeps": {"draw": 4.0},
    },
    {
        "way": "honest: more drawn than was asked for",
        "answers": {"draw": right()["draw"].replace("def draw", "def drawn", 1) + "\n\ndef draw(rng, n):\n    return drawn(rng, 1000)[:n]"},
        "keeps": {"draw": 4.0},
    },
    {"way": "honest: nothing is touched", "honest": ALL, "told": ""},
)  # fmt: skip
ATTACKS: list[Attack] = [*SCORES, *LENT]
