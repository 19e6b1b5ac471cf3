"""The sandbox of candidates: which one a machine gives, what is planned for it, and how a warm process uses it.

Each module is one idea; none needs Linux to be imported.
"""

from coursekit.grading.sandbox.nursery import Nursery
from coursekit.grading.sandbox.plan import Plan, make_plan, warm_environment
from coursekit.grading.sandbox.tier import Confinement, examine_tier

__all__ = ["Confinement", "Nursery", "Plan", "examine_tier", "make_plan", "warm_environment"]
