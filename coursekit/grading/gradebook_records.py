"""Our own tables in the gradebook: verdicts with what they rest on, and what graders have seen."""

from dataclasses import asdict, fields

from sqlalchemy import Column, Connection, Float, MetaData, String, Table, Text, delete, insert, select

from coursekit.grading.gradebook_file import Sql
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


_KEY = [part.name for part in fields(Key)]
_INSERT_RECORD = f"""
INSERT INTO coursekit_record (notebook_id, {", ".join(_KEY)}, verdict, booked)
VALUES (:notebook, {", ".join(f":{name}" for name in _KEY)}, :verdict,
        (SELECT SUM(grade.auto_score) FROM grade WHERE grade.notebook_id = :notebook))
"""


def write_record(sql: Sql, submitted: str, record: Record | None) -> None:
    """Put a verdict in the place of the one before; None takes that away, so that the next run grades anew."""
    sql("DELETE FROM coursekit_record WHERE notebook_id = :notebook", {"notebook": submitted})
    if record is not None:
        sql(_INSERT_RECORD, {"notebook": submitted, "verdict": record.verdict, **asdict(record.key)})


def write_source(db: Connection, assignment_id: str, digest: str) -> None:
    """Note which source the gradebook's cells are in step with."""
    known = db.scalar(select(SOURCES.c.digest).where(SOURCES.c.assignment_id == assignment_id))
    if known != digest:
        db.execute(delete(SOURCES).where(SOURCES.c.assignment_id == assignment_id))
        db.execute(insert(SOURCES).values(assignment_id=assignment_id, digest=digest))
