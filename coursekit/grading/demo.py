"""The homework loop on an embedded class: release, hand in, grade, feedback, report. All of it real."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coursekit.grading.assignment import load_assignment
from coursekit.grading.authoring import build
from coursekit.grading.class_run import ClassRun
from coursekit.grading.course import Course
from coursekit.grading.demo_class import DemoClass
from coursekit.grading.errors import CourseError
from coursekit.grading.release import release
from coursekit.lang import tr

HOMEWORK = "hw1_house_prices"
MARKER = ".coursekit-demo"


@dataclass
class Demo:
    """A demo that is ready to be graded.

    Attributes
    ----------
    course : Course
        In ``build/demo``.
    members : DemoClass
        The class, with what each student deserves.
    """

    course: Course
    members: DemoClass

    @property
    def report(self) -> Path:
        return self.course.root / "report.html"

    def mistakes(self, run: ClassRun) -> list[str]:
        """Say where a grade is not the deserved one."""
        return self.members.mistakes(run.results)


def prepare(project: Path, target: Path, tell: Callable[[str], None] = lambda line: None) -> Demo:
    """Lay out the demo's course in a folder of its own, release the homework and hand in for the class.

    Parameters
    ----------
    project : Path
        The repository.
    target : Path
        The demo's folder; replaced if it is one.
    tell : callable
        Called with the name of each thing done.

    Raises
    ------
    CourseError
        If the homework, its answers or the roster are faulty, or the target holds something else than a demo.
    """
    if target.exists() and any(target.iterdir()):
        if not (target / MARKER).exists():
            raise CourseError(
                tr(
                    f"{target} 里有别的东西，演示不会覆盖：用 --folder 换一个文件夹",
                    f"{target} holds something else and is not overwritten: name another with --folder",
                )
            )
        shutil.rmtree(target)
    target.mkdir(parents=True, exist_ok=True)
    (target / MARKER).touch()
    assignments = project / "assignments"
    for part in ("src", "source"):
        (target / part).mkdir()
    shutil.copyfile(assignments / "nbgrader_config.py", target / "nbgrader_config.py")
    shutil.copyfile(assignments / "src" / f"{HOMEWORK}.py", target / "src" / f"{HOMEWORK}.py")
    shutil.copytree(assignments / "source" / HOMEWORK, target / "source" / HOMEWORK)
    build(target, [HOMEWORK])
    tell("build")
    course = Course(target)
    release(course, HOMEWORK)
    tell("release")
    path = course.notebooks(HOMEWORK)[HOMEWORK]
    members = DemoClass(course, load_assignment(course, HOMEWORK, path), assignments / "answers")
    members.hand_in()
    tell("hand in")
    return Demo(course, members)
