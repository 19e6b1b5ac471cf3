"""How a course's submissions are called and timed, as ``nbgrader_config.py`` says it once for all homework::

c.CoursekitCollect.pattern = r"^(?P<student>\\d+)_(?P<time>\\d{14})_"
c.CoursekitCollect.timezone = "Asia/Shanghai"
"""

from dataclasses import dataclass, fields
from datetime import tzinfo
from zoneinfo import ZoneInfo

from coursekit.grading.course import Course
from coursekit.grading.course_config import CONFIG_NAME
from coursekit.grading.errors import CourseError
from coursekit.lang import tr

SECTION = "CoursekitCollect"


@dataclass(frozen=True)
class CollectSettings:
    """How submissions are called and timed.

    Attributes
    ----------
    pattern : str
        How files are called, where the built-in rules do not fit; see `owners.Naming`.
    timezone : str
        Where the clock stood by which times in names and in zips are, ``Asia/Shanghai`` say; this machine's by default.
    trust_times : bool
        Take the files' times as the time of handing in. Without it only a time in a name is, since many a platform's
        archive, every copied folder and every student's own archive have other times.
    before_duedate : bool
        Take a student's last attempt in time rather than the last one, where the times of all are known.
    """

    pattern: str = ""
    timezone: str = ""
    trust_times: bool = False
    before_duedate: bool = False

    @property
    def zone(self) -> tzinfo | None:
        """The time zone; `CourseError` if there is none of that name."""
        if not self.timezone:
            return None
        try:
            return ZoneInfo(self.timezone)
        except (KeyError, ValueError, OSError):
            raise CourseError(
                tr(
                    f"没有时区 {self.timezone!r}：写成 Asia/Shanghai 这样",
                    f"there is no time zone {self.timezone!r}: write one like Asia/Shanghai",
                )
            ) from None


def collect_settings(course: Course, **given) -> CollectSettings:
    """Return the course's settings, with what is `given` and neither None nor empty in their place.

    Raises
    ------
    CourseError
        The configuration has another name or type there.
    """
    section = course.config[SECTION]
    known = {field.name: type(field.default) for field in fields(CollectSettings)}
    for name, value in section.items():
        if not isinstance(value, known.get(name, ())):
            listed = ", ".join(f"{key} ({kind.__name__})" for key, kind in known.items())
            raise CourseError(
                tr(
                    f"{CONFIG_NAME} 里的 {SECTION}.{name} = {value!r} 不对：能写的有 {listed}",
                    f"{SECTION}.{name} = {value!r} in {CONFIG_NAME} is wrong: there are {listed}",
                )
            )
    return CollectSettings(**{**section, **{name: value for name, value in given.items() if value}})
