"""The gradebook as a database: how it is opened, and backed up before a run."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text

KEPT_BACKUPS = 3

# Runs a statement with parameters like ``:name``, or for each of a list of parameters; returns the rows, if any.
Sql = Callable[[str, "dict | list[dict]"], list]


def open_engine(url: str, busy_seconds: float) -> Engine:
    """Open the database; SQLite with a write-ahead log, and waiting `busy_seconds` for another writer."""
    engine = create_engine(url, connect_args={"timeout": busy_seconds} if url.startswith("sqlite") else {})
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_writing)
    return engine


def create_tables(engine: Engine, own_tables) -> None:
    """Make the tables that are missing: nbgrader's, with the revision that its upgrades look for, and our own."""
    fresh = not inspect(engine).get_table_names()
    Base.metadata.create_all(engine)
    own_tables.create_all(engine)
    if fresh:
        # nbgrader asks the alembic program, which need not be on the path
        from alembic.script import ScriptDirectory

        revision = ScriptDirectory(ALEMBIC_DIR).get_current_head()
        with engine.begin() as db:
            db.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            db.execute(text("INSERT INTO alembic_version (version_num) VALUES (:revision)"), {"revision": revision})


def sqlite_path(engine: Engine) -> Path | None:
    """Return the file of an SQLite database; None for any other."""
    name = engine.url.database
    if engine.dialect.name != "sqlite" or not name or name == ":memory:":
        return None
    return Path(name)


def backup(path: Path, busy_seconds: float) -> Path | None:
    """Copy an SQLite file beside itself and keep the last `KEPT_BACKUPS` copies; None where there is nothing yet."""
    if not path.is_file() or not path.stat().st_size:
        return None
    target = path.with_name(f"{path.name}.bak-{datetime.now(UTC):%Y%m%dT%H%M%S.%f}")
    with closing(sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)) as source:
        # Connection.backup would wait for ever on a locked file: take the read lock, or fail, first
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        partial = target.with_name(f".{target.name}")
        with closing(sqlite3.connect(partial)) as copy:
            source.backup(copy)
    partial.chmod(path.stat().st_mode & 0o777)
    partial.rename(target)
    for old in sorted(path.parent.glob(f"{path.name}.bak-*"))[:-KEPT_BACKUPS]:
        old.unlink()
    return target


def plain_sql(db: Connection) -> Sql:
    """Return what runs plain SQL in the transaction of a connection.

    On SQLite it asks the driver itself: a notebook takes some fifteen small statements, and composing each of them anew
    takes SQLAlchemy ten times as long as SQLite needs to carry it out.
    """
    if db.dialect.name != "sqlite":
        return lambda statement, values: _rows(db.execute(text(statement), values))
    driver = db.connection.driver_connection

    def run(statement: str, values: dict | list[dict]) -> list:
        if isinstance(values, list):
            driver.executemany(statement, values)
            return []
        return driver.execute(statement, _as_stored(values)).fetchall()

    return run


def new_id() -> str:
    """Return an id as nbgrader gives them to its rows."""
    return uuid4().hex


def _rows(result) -> list:
    return result.all() if result.returns_rows else []


def _as_stored(values: dict) -> dict:
    """Write times as SQLAlchemy does in SQLite, which has no type for them."""
    return {
        name: f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _prepare_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


def _begin_writing(connection) -> None:
    # a transaction that reads first and writes later cannot wait for a lock: take it at once
    connection.exec_driver_sql("BEGIN IMMEDIATE")
