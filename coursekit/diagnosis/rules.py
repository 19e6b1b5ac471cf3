"""The rules: a decision list whose conditions are soft, so that each label comes with its probability.

A condition holds to the degree ``1 / (1 + exp(-(x - threshold) / width))``, x being a feature or its logarithm; one
way of a rule as far as its weakest condition, the rule as far as its best way. Rules are asked in order: what one does
not take is left for those after it. The numbers stand in ``thresholds.json``, which
``tests/benchmarks/diagnosis_tuning.py`` writes.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

NUMBERS = Path(__file__).with_name("thresholds.json")


@dataclass(frozen=True)
class Condition:
    """One feature on the right side of its threshold.

    Attributes
    ----------
    feature : str
    above : bool
        Whether it has to lie above; else below.
    log : bool
        Compare logarithms.
    way : str
        Sets the thresholds of one feature in two ways of a label apart.
    """

    feature: str
    above: bool = True
    log: bool = True
    way: str = ""

    def key(self, label: str) -> str:
        """Return the name under which threshold and width stand."""
        return ".".join(filter(None, (label, self.feature, self.way)))


def _above(*names: str) -> tuple[Condition, ...]:
    return tuple(Condition(name) for name in names)


def _plain(feature: str, above: bool = True, way: str = "") -> Condition:
    return Condition(feature, above, log=False, way=way)


# In the order in which they are asked; a label has one or more ways to show itself. What is left: staircase where the
# curve rests, else smooth or converging.
RULES: dict[str, tuple[tuple[Condition, ...], ...]] = {
    "flat_train": (
        (_plain("valid_fall"), *_above("valid_fall_sure"), _plain("train_share", False), _plain("fall", False)),
    ),
    "rising": (
        (_plain("above"), *_above("rebound_size")),
        (_plain("rebound"), *_above("rebound_size", "rebound_sure")),
        _above("peak"),
    ),
    "jitter": (_above("noise", "noise_size"),),
    "stuck": ((_plain("fall", above=False),),),
    "memorising": (
        (_plain("valid_gain", False), _plain("fall")),
        (_plain("valid_gain_own", False), _plain("valid_gain", False, "loosely"), _plain("fall")),
    ),
    "overfitting": (_above("valid_rise", "valid_rise_size", "valid_rise_sure"),),
    "underfitting": ((_plain("fall", above=False),),),
    "plateau": (_above("gap", "gap_ratio"),),
    "staircase": (_above("rest"),),
}
SMALLEST = 1e-6


@cache
def numbers() -> dict:
    """Return thresholds and widths: ``{"rising.rebound": [threshold, width], ...}`` and ``"temperature"``."""
    return json.loads(NUMBERS.read_text("utf-8"))


def strength(label: str, condition: Condition, found: dict[str, float], values: dict | None = None) -> float:
    """Return how well a condition holds: 0 to 1, 0.5 on the threshold."""
    values = values or numbers()
    threshold, width = values[condition.key(label)]
    x = found[condition.feature]
    if condition.log:
        x, threshold = math.log(max(x, SMALLEST)), math.log(threshold)
    z = (x - threshold) / (width * values["temperature"])
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, z if condition.above else -z))))


def applies(label: str, found: dict[str, float]) -> bool:
    """Whether all that a rule looks at was measured."""
    return all(condition.feature in found for way in RULES[label] for condition in way)


def probabilities(found: dict[str, float], values: dict | None = None) -> dict[str, float]:
    """Return the probability of each label that can be given.

    Parameters
    ----------
    found : dict
        As `features.features` returns it.
    values : dict, optional
        Instead of `numbers`, while they are being tuned.
    """
    left, given = 1.0, {}
    for label, ways in RULES.items():
        if applies(label, found):
            holds = max(min(strength(label, condition, found, values) for condition in way) for way in ways)
            given[label] = left * holds
            left *= 1 - holds
    given["converging" if "valid_fall" in found else "smooth"] = left
    return given
