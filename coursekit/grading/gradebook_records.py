"""Our own tables in the gradebook: verdicts with what they rest on, and what graders have seen."""

from dataclasses import astuple, fields

from nbgrader.api import Grade
from sqlalchemy import Column, Connection, Float, MetaData, String, Table, Text, delete, func, insert, select

from coursekit.grading.records import Key, Record

OWN = MetaData()
# What a grader saw when he marked an answer, so that a new run does not send him to the same answer again.
ANSWERS = Table(
    "coursekit_answer",
    OWN,
    Column("grade_id", String(32), primary_key=True),
    Column("digest", String(128), nullable=False),
)
RECORDS = Table(
    "coursekit_record",
    OWN,
    Column("notebook_id", String(32), primary_key=True),  # of the submitted notebook: without it there is no verdict
    *(Column(part.name, String(64), nullable=False) for part in fields(Key)),
    Column("verdict", Text, nullable=False),
    Column("booked", Float),  # the sum of the automatic scores: another program may change them later
)
SOURCES = Table(
    "coursekit_source",
    OWN,
    Column("assignment_id", String(32), primary_key=True),
    Column("digest", String(64), nullable=False),
)


def write_record(db: Connection, submitted: str, record: Record | None) -> None:
    """Put a verdict in the place of the one before; None takes that away, so that the next run grades anew."""
    db.execute(delete(RECORDS).where(RECORDS.c.notebook_id == submitted))
    if record is not None:
        key = dict(zip((part.name for part in fields(Key)), astuple(record.key), strict=True))
        grades = Grade.__table__
        booked = db.scalar(select(func.sum(grades.c.auto_score)).where(grades.c.notebook_id == submitted))
        db.execute(insert(RECORDS).values(notebook_id=submitted, verdict=record.verdict, booked=booked, **key))


def write_source(db: Connection, assignment_id: str, digest: str) -> None:
    """Note which source the gradebook's cells are in step with."""
    known = db.scalar(select(SOURCES.c.digest).where(SOURCES.c.assignment_id == assignment_id))
    if known != digest:
        db.execute(delete(SOURCES).where(SOURCES.c.assignment_id == assignment_id))
        db.execute(insert(SOURCES).values(assignment_id=assignment_id, digest=digest))
