"""nbgrader's settings of this course; `coursekit release` and `coursekit grade` read them too."""

from coursekit.grading.course_config import use_engine

c = get_config()  # noqa: F821 - given by traitlets

c.CourseDirectory.course_id = "ai-intro"

# What a student finds in place of a solution: it must fail loudly, and say where to write.
c.ClearSolutions.code_stub = {"python": "# 在这里写你的代码\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "在这里写你的回答"

# `nbgrader autograde` and formgrader's button grade with our engine, as `coursekit grade` does.
use_engine(c)

# Late work: each begun day costs 10 % of the score, 50 % at most; the first ten minutes are free. There is a penalty
# only where the gradebook has a due date and the submission a timestamp.txt.
c.AssignLatePenalties.plugin_class = "coursekit.grading.late.PercentPerDay"
c.PercentPerDay.percent = 10
c.PercentPerDay.at_most = 50
c.PercentPerDay.grace_minutes = 10
