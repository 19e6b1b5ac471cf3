"""A finding in words, and how its numbers are written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One finding.

    Attributes
    ----------
    text : str
    epochs : (int, int) or None
        First and last epoch that it speaks of, counted from 1.
    curve : str
        ``"train"`` or ``"valid"``.
    """

    text: str
    epochs: tuple[int, int] | None = None
    curve: str = "train"


def short(value: float) -> str:
    """Write a loss with three digits."""
    return f"{value:.3g}"


def percent(share: float) -> str:
    """Write a share in per cent, with a digit where it is small."""
    value = 100 * share
    return f"{value:.0f}%" if abs(value) >= 10 else f"{value:.2g}%"
