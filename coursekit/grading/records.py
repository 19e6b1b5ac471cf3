"""Stored records: a verdict with the hashes of all it rests on, as a run finds them before it grades anything.

They lie in a table of the gradebook and are written in the transaction of their scores (`gradebook_records`). Reading
an SQLite gradebook takes the standard library alone.
"""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coursekit.grading.course import Course
from coursekit.grading.database_errors import database_errors
from coursekit.grading.results import CellResult, NotebookResult

BUSY_SECONDS = 30.0
_RECORDS = """
SELECT submitted_assignment.student_id, notebook.name, r.code, r.look, r.submission, r.engine, r.data, r.verdict,
       r.booked, (SELECT SUM(grade.auto_score) FROM grade WHERE grade.notebook_id = r.notebook_id)
FROM coursekit_record r
JOIN submitted_notebook ON submitted_notebook.id = r.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
WHERE assignment.name = :assignment
"""
_SOURCE = """
SELECT s.digest FROM coursekit_source s JOIN assignment ON assignment.id = s.assignment_id
WHERE assignment.name = :assignment
"""


@dataclass(frozen=True)
class Key:
    """Hashes of what a verdict rests on, and of the prose that its page shows (`look`); see `digests`."""

    code: str
    look: str
    submission: str
    engine: str
    data: str


@dataclass(frozen=True)
class Record:
    """One stored verdict.

    Attributes
    ----------
    key : Key
        What it rests on.
    verdict : str
        The record as JSON, see `pack`.
    altered : bool
        Whether the gradebook's automatic scores are no longer those that were written with it.
    """

    key: Key
    verdict: str
    altered: bool = False


@dataclass
class Stored:
    """What a gradebook holds of an assignment.

    Attributes
    ----------
    records : dict of (student, notebook) to Record
        The stored verdicts.
    source : str
        `digests.source_digest` of the source that the gradebook's cells are in step with; empty if none.
    """

    records: dict[tuple[str, str], Record]
    source: str = ""


def pack(result: NotebookResult, whole: frozenset[str]) -> str:
    """Return a verdict as text; `whole` names its cells that are all or nothing, see `rescale`."""
    content = {"cells": [cell.as_json() for cell in result.cells], "notes": result.notes, "whole": sorted(whole)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def unpack(student: str, assignment: str, notebook: str, verdict: str) -> tuple[NotebookResult, frozenset[str]]:
    """Return what `pack` made a text of."""
    content = json.loads(verdict)
    cells = [CellResult(**cell) for cell in content["cells"]]
    return NotebookResult(student, assignment, notebook, cells, content["notes"]), frozenset(content["whole"])


def read_stored(course: Course, assignment: str) -> Stored:
    """Read what the gradebook holds of an assignment; nothing where there is no gradebook yet.

    Raises
    ------
    GradebookError
        It is locked, damaged or cannot be reached.
    """
    found = fetch(course, ("coursekit_record", "coursekit_source"), (_RECORDS, _SOURCE), assignment=assignment)
    return _stored(found[0], found[1][0] if found[1] else None) if found else Stored({})


def fetch(course: Course, tables: Iterable[str], statements: Iterable[str], **named) -> list[list]:
    """Return the rows of some SELECTs as the database holds them; nothing at all where one of the tables is lacking.

    Parameters
    ----------
    statements : iterable of str
        With parameters like ``:assignment``, given by name.

    Raises
    ------
    GradebookError
        The gradebook is locked, damaged or cannot be reached.
    """
    url = course.db_url
    with database_errors(url.partition("@")[2] or url):
        kind, _, name = url.partition(":///")
        plain = kind.partition("+")[0] == "sqlite" and name and name != ":memory:" and "?" not in name
        return (_from_sqlite if plain else _from_any)(name if plain else url, set(tables), statements, named)


def _from_sqlite(name: str, tables: set[str], statements: Iterable[str], named: dict) -> list[list]:
    path = Path(name)
    if not path.is_file() or not path.stat().st_size:
        return []
    # Not ro: only a connection that may write clears the files of the write-ahead log away when it closes.
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", timeout=BUSY_SECONDS, uri=True)) as db:
        db.execute("PRAGMA query_only = ON")
        if not tables <= {row[0] for row in db.execute("SELECT name FROM sqlite_master")}:
            return []
        return [db.execute(statement, named).fetchall() for statement in statements]


def _from_any(url: str, tables: set[str], statements: Iterable[str], named: dict) -> list[list]:
    from sqlalchemy import create_engine, inspect, text

    engine = create_engine(url)
    try:
        with engine.connect() as db:
            if not tables <= set(inspect(db).get_table_names()):
                return []
            return [db.execute(text(statement), named).fetchall() for statement in statements]
    finally:
        engine.dispose()


def _stored(rows, source) -> Stored:
    records = {(row[0], row[1]): Record(Key(*row[2:7]), row[7], _differ(row[8], row[9])) for row in rows}
    return Stored(records, source[0] if source else "")


def _differ(written: float | None, now: float | None) -> bool:
    """Whether two sums of scores differ: more than by the order in which a database adds."""
    if written is None or now is None:
        return written is not now
    return abs(written - now) > 1e-6
