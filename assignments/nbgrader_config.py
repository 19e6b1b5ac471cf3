"""nbgrader's settings of this course; `coursekit release` and `coursekit grade` read them too."""

c = get_config()  # noqa: F821 - given by traitlets

c.CourseDirectory.course_id = "ai-intro"

# What a student finds in place of a solution: it must fail loudly, and say where to write.
c.ClearSolutions.code_stub = {"python": "# 在这里写你的代码\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "在这里写你的回答"
