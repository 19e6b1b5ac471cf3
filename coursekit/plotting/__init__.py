"""Figures of the course: Chinese that renders, sizes that carry to the back row, colour never alone.

Every function returns the Axes it drew on and takes ``ax=None``; ``show`` ends a figure cell with the text for those
who cannot see it. Nothing here imports matplotlib until it is called.
"""

from coursekit.plotting.curves import curves
from coursekit.plotting.diagrams import network
from coursekit.plotting.display import show
from coursekit.plotting.matrices import confusion_matrix
from coursekit.plotting.missing import MissingGlyphWarning
from coursekit.plotting.regions import decision_regions
from coursekit.plotting.style import MARKERS, PALETTE, setup

__all__ = [
    "MARKERS",
    "PALETTE",
    "MissingGlyphWarning",
    "confusion_matrix",
    "curves",
    "decision_regions",
    "network",
    "setup",
    "show",
]
