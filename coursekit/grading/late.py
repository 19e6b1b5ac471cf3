"""A plugin for late submissions: so many percent of the score for each day that has begun, up to a most.

nbgrader's own plugin knows all or nothing. Any plugin of nbgrader's interface works with `coursekit grade` and with
`nbgrader autograde` alike; one is chosen in ``nbgrader_config.py``::

    c.AssignLatePenalties.plugin_class = "coursekit.grading.late.PercentPerDay"
    c.PercentPerDay.percent = 10
"""

import math

from nbgrader.plugins import BasePlugin
from traitlets import Float

DAY = 86400.0  # seconds


class PercentPerDay(BasePlugin):
    """Takes `percent` of the score for each day late, the first begun day in full, `at_most` in all."""

    percent = Float(10.0, min=0.0, max=100.0, help="Percent of the score that each day costs.").tag(config=True)
    at_most = Float(50.0, min=0.0, max=100.0, help="Percent of the score that lateness may cost.").tag(config=True)
    grace_minutes = Float(10.0, min=0.0, help="Minutes after the due date that cost nothing.").tag(config=True)

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float | None:
        """Return the points that lateness costs.

        Parameters
        ----------
        score : float
            Points earned on the notebook, marks by hand included.
        total_seconds_late : float
            Seconds after the due date, extensions counted.

        Returns
        -------
        float or None
            None within the time of grace.
        """
        if total_seconds_late <= 60.0 * self.grace_minutes:
            return None
        days = math.ceil(total_seconds_late / DAY)
        return score * min(self.percent * days, self.at_most) / 100.0
