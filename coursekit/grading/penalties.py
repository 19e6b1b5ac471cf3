"""Penalties for late submissions, by whatever plugin the course's configuration names.

They depend on the time of handing in, the due date, extensions and the score, all of which change without a notebook
being graded anew: a mark by hand, a longer deadline. So they are computed at the end of every run, for the whole
assignment, and a digest of what they rest on tells whether there is anything to do.
"""

import hashlib
from datetime import datetime, timedelta

from coursekit.grading.course import Course
from coursekit.grading.database_errors import database_errors
from coursekit.grading.errors import GradebookError
from coursekit.grading.records import BUSY_SECONDS, fetch
from coursekit.lang import tr

_SECTIONS = ("AssignLatePenalties", "LateSubmissionPlugin")
_TABLES = ("assignment", "submitted_assignment", "submitted_notebook", "grade")
_RESTS_ON = """
SELECT sn.id, sa.timestamp, sa.extension, a.duedate, sn.late_submission_penalty,
       SUM(COALESCE(g.manual_score, g.auto_score, 0) + COALESCE(g.extra_credit, 0))
FROM submitted_notebook sn
JOIN submitted_assignment sa ON sa.id = sn.assignment_id
JOIN assignment a ON a.id = sa.assignment_id
LEFT JOIN grade g ON g.notebook_id = sn.id
WHERE a.name = :assignment
GROUP BY sn.id, sa.timestamp, sa.extension, a.duedate, sn.late_submission_penalty
ORDER BY sn.id
"""
_DIGEST = """
SELECT l.digest FROM coursekit_late l JOIN assignment a ON a.id = l.assignment_id WHERE a.name = :assignment
"""


def configured(course: Course) -> bool:
    """Say whether the course's configuration asks for penalties; where it does not, none is touched."""
    asked = any(course.config[section] for section in _SECTIONS)
    return asked and course.config.AssignLatePenalties.get("enabled", True) is not False


def update_penalties(course: Course, assignment: str) -> list[str]:
    """Bring the late penalties of an assignment in step; return remarks for the teacher.

    Cheap where nothing has changed: neither nbgrader nor SQLAlchemy is loaded then.

    Raises
    ------
    GradebookError
        The gradebook cannot be read or written, or the plugin fails.
    """
    if not configured(course) or _settled(course, assignment):
        return []
    from coursekit.grading.gradebook_file import open_engine

    with database_errors(course.db_url.partition("@")[2] or course.db_url):
        engine = open_engine(course.db_url, BUSY_SECONDS)
        try:
            late = _assign(engine, course, assignment)
            _settle(engine, course, assignment)
        finally:
            engine.dispose()
    if not late:
        return []
    taken = f"{sum(late):g}"
    return [tr(f"迟交 {len(late)} 份，共扣 {taken} 分。", f"{len(late)} late notebooks lose {taken} points.")]


def _state(course: Course, assignment: str) -> str | None:
    """Return a digest of all that the penalties rest on, the penalties among it; None where nothing is late."""
    found = fetch(course, _TABLES, [_RESTS_ON], assignment=assignment)
    rows = found[0] if found else []
    if not any(row[4] is not None or (row[1] is not None and row[3] is not None) for row in rows):
        return None
    settings = {name: repr(section) for name, section in sorted(course.config.items())}
    return hashlib.sha256(repr((settings, [tuple(map(str, row)) for row in rows])).encode()).hexdigest()


def _settled(course: Course, assignment: str) -> bool:
    state = _state(course, assignment)
    stored = fetch(course, ("assignment", "coursekit_late"), [_DIGEST], assignment=assignment)
    return state is None or bool(stored and stored[0] and stored[0][0][0] == state)


def _settle(engine, course: Course, assignment: str) -> None:
    """Store the digest of what has just been assigned."""
    from nbgrader.api import Assignment
    from sqlalchemy import Column, MetaData, String, Table, delete, insert, select

    table = Table(
        "coursekit_late",
        MetaData(),
        Column("assignment_id", String(32), primary_key=True),
        Column("digest", String(64), nullable=False),
    )
    table.create(engine, checkfirst=True)
    digest = _state(course, assignment)
    with engine.begin() as db:
        assignment_id = db.scalar(select(Assignment.id).where(Assignment.name == assignment))
        db.execute(delete(table).where(table.c.assignment_id == assignment_id))
        db.execute(insert(table).values(assignment_id=assignment_id, digest=digest))


def _assign(engine, course: Course, assignment: str) -> list[float]:
    """Write the penalties that differ, in one transaction; return those that cost points."""
    from nbgrader.api import Assignment, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import func, select, update

    notebooks, submissions = SubmittedNotebook.__table__, SubmittedAssignment.__table__
    grades, assignments = Grade.__table__, Assignment.__table__
    earned = func.coalesce(grades.c.manual_score, grades.c.auto_score, 0.0)
    score = func.coalesce(func.sum(earned + func.coalesce(grades.c.extra_credit, 0.0)), 0.0)
    when = (submissions.c.timestamp, submissions.c.extension, assignments.c.duedate)
    columns = (notebooks.c.id, notebooks.c.late_submission_penalty, submissions.c.student_id, *when)
    joined = notebooks.join(submissions).join(assignments).outerjoin(grades, grades.c.notebook_id == notebooks.c.id)
    chosen = select(*columns, score.label("score")).select_from(joined).where(assignments.c.name == assignment)
    plugin, late = _plugin(course), []
    with engine.begin() as db:
        for row in db.execute(chosen.group_by(*columns)).all():
            seconds = seconds_late(row.timestamp, row.duedate, row.extension)
            penalty = _penalty(plugin, row.student_id, row.score, seconds) if seconds > 0 else None
            late += [penalty] if penalty else []
            if penalty != row.late_submission_penalty:
                changed = update(notebooks).where(notebooks.c.id == row.id)
                db.execute(changed.values(late_submission_penalty=penalty))
    return late


def seconds_late(handed_in: datetime | None, due: datetime | None, extension: timedelta | None) -> float:
    """Return the seconds after the due date; 0 where one of the times is unknown."""
    if handed_in is None or due is None:
        return 0.0
    return max(0.0, (handed_in - due - (extension or timedelta())).total_seconds())


def _plugin(course: Course):
    from nbgrader.preprocessors import AssignLatePenalties

    try:
        assigner = AssignLatePenalties(config=course.config)
        assigner.init_plugin()
    except Exception as error:  # the teacher's own module: anything can be wrong with it
        reason = str(error).split("\n")[0]
        raise GradebookError(
            tr(
                f"nbgrader_config.py 里的迟交插件不能用：{reason}",
                f"the plugin for late submissions in nbgrader_config.py cannot be used: {reason}",
            )
        ) from error
    return assigner.plugin_inst


def _penalty(plugin, student: str, score: float, seconds: float) -> float | None:
    try:
        penalty = plugin.late_submission_penalty(student, score, seconds)
        return None if penalty is None else min(max(0.0, float(penalty)), score)  # as nbgrader bounds it
    except Exception as error:  # as above
        name, reason = type(plugin).__name__, f"{type(error).__name__}: {error}"
        raise GradebookError(
            tr(f"迟交插件 {name} 出错（{student}）：{reason}", f"late plugin {name} failed for {student}: {reason}")
        ) from error
