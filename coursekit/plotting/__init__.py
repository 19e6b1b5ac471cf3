"""Figures of the course: Chinese that renders, sizes that carry to the back row, colour never alone.

Every function returns the Axes it drew on, or an array of them, and takes ``ax=None`` where it draws on one; ``show``
ends a figure cell with the text for those who cannot see it. Nothing here imports matplotlib until it is called.
"""

from coursekit.plotting.activations import activation, activation_gallery
from coursekit.plotting.alt import alt_text
from coursekit.plotting.bootstrap import bootstrap_distribution, bootstrap_draws
from coursekit.plotting.curves import curves
from coursekit.plotting.diagrams import network
from coursekit.plotting.display import show
from coursekit.plotting.expressions import expression_graph
from coursekit.plotting.fitting import learning_curve, validation_curve
from coursekit.plotting.folds import folds
from coursekit.plotting.graphs import computational_graph
from coursekit.plotting.layers import layer_distributions
from coursekit.plotting.maps import feature_maps
from coursekit.plotting.matrices import confusion_matrix
from coursekit.plotting.missing import MissingGlyphWarning
from coursekit.plotting.ranking import precision_recall, roc
from coursekit.plotting.regions import decision_regions
from coursekit.plotting.style import DASHES, MARKERS, PALETTE, setup
from coursekit.plotting.surfaces import optimiser_paths
from coursekit.plotting.thresholds import threshold_sweep

__all__ = [
    "DASHES",
    "MARKERS",
    "PALETTE",
    "MissingGlyphWarning",
    "activation",
    "activation_gallery",
    "alt_text",
    "bootstrap_distribution",
    "bootstrap_draws",
    "computational_graph",
    "confusion_matrix",
    "curves",
    "decision_regions",
    "expression_graph",
    "feature_maps",
    "folds",
    "layer_distributions",
    "learning_curve",
    "network",
    "optimiser_paths",
    "precision_recall",
    "roc",
    "setup",
    "show",
    "threshold_sweep",
    "validation_curve",
]
