"""What the layers tell beside the curves, where `fit(record="layers")` noted it."""

from dataclasses import dataclass

import numpy as np

DEAD, VANISHED, EXPLODED = 0.9, 1e-3, 1e3
SMALL_STEPS, LARGE_STEPS = 1e-5, 0.1


@dataclass(frozen=True)
class Signs:
    """Signs of a known cause.

    Attributes
    ----------
    dead : (layer, share) or None
        A ReLU layer nine tenths of which answer 0 to everything, at the end.
    vanished : (layer, ratio) or None
        A layer whose gradient is less than a thousandth of that of the last layer (median over the epochs), or 0.
    exploded : (layer, ratio) or None
        A layer whose gradient grew a thousandfold.
    steps : float or None
        Median relative update of the weights over all layers and epochs; about 1e-3 is healthy.
    """

    dead: tuple[str, float] | None = None
    vanished: tuple[str, float] | None = None
    exploded: tuple[str, float] | None = None
    steps: float | None = None

    @property
    def dead_network(self) -> bool:
        """Whether no gradient comes through."""
        return self.dead is not None or self.vanished is not None

    @property
    def steps_too_small(self) -> bool:
        """Whether the weights hardly move."""
        return self.steps is not None and self.steps < SMALL_STEPS

    @property
    def steps_too_large(self) -> bool:
        """Whether a single update changes a tenth of the weights."""
        return self.steps is not None and self.steps > LARGE_STEPS


def signs_of(layers: dict) -> Signs:
    """Read `History.layers`; without a record there are no signs."""
    gradients = _statistic(layers, "grad_norm")
    ratios = _statistic(layers, "update_ratio")
    dead = {name: values[-1] for name, values in _statistic(layers, "dead").items()}
    worst = max(dead, key=dead.get, default=None)
    return Signs(
        dead=(worst, float(dead[worst])) if worst is not None and dead[worst] >= DEAD else None,
        vanished=_vanished(gradients),
        exploded=_exploded(gradients),
        steps=float(np.median(np.concatenate(list(ratios.values())))) if ratios else None,
    )


def _statistic(layers: dict, which: str) -> dict[str, np.ndarray]:
    found = {name: np.asarray(kept[which], dtype=float) for name, kept in layers.items() if kept.get(which)}
    finite = {name: values[np.isfinite(values)] for name, values in found.items()}
    return {name: values for name, values in finite.items() if len(values)}


def _vanished(gradients: dict):
    *before, last = list(gradients.items()) or [("", np.zeros(0))]
    if not before:
        return None
    size = float(np.median(last[1]))
    ratios = {name: float(np.median(values)) / size if size else 0.0 for name, values in before}
    worst = min(ratios, key=ratios.get)
    return (worst, ratios[worst]) if ratios[worst] < VANISHED else None


def _exploded(gradients: dict):
    growth = {name: float(values.max() / values[0]) for name, values in gradients.items() if values[0] > 0}
    worst = max(growth, key=growth.get, default=None)
    return (worst, growth[worst]) if worst is not None and growth[worst] > EXPLODED else None
