"""Where am I: the kind of place, who looks on, the device, where data and results lie, and what the machine lacks."""

from coursekit.runtime.device import device
from coursekit.runtime.machine import Finding, examine_machine
from coursekit.runtime.places import data_folder, output_folder, where
from coursekit.runtime.seeding import seed_everything
from coursekit.runtime.session import in_notebook, interactive

__all__ = [
    "Finding",
    "data_folder",
    "device",
    "examine_machine",
    "in_notebook",
    "interactive",
    "output_folder",
    "seed_everything",
    "where",
]
