"""A database's errors, told with what to do."""

import sqlite3

import pytest

from coursekit.grading.database_errors import database_errors
from coursekit.grading.errors import GradebookError


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("database is locked", "formgrader"),
        ("database or disk is full", "腾出空间"),
        ("attempt to write a readonly database", "可写"),
        ("file is not a database", "备份"),
        ("no such column: grade.x", "upgrade"),
    ],
)
def test_each_cause_has_its_cure(reason, word):
    """Whatever the driver says, the gradebook is named, the reason kept and the cure told."""
    with pytest.raises(GradebookError) as told, database_errors("grades.db"):
        raise sqlite3.OperationalError(reason)
    assert "grades.db" in str(told.value)
    assert reason in str(told.value)
    assert word in str(told.value)


def test_sqlalchemys_errors_and_a_missing_driver():
    """The same for any other database."""
    from sqlalchemy.exc import OperationalError

    with pytest.raises(GradebookError, match="refused"), database_errors("x"):
        raise OperationalError("SELECT", {}, Exception("connection refused"))
    with pytest.raises(GradebookError, match="psycopg"), database_errors("x"):
        raise ModuleNotFoundError("No module named 'psycopg'")


def test_other_errors_are_not_hidden():
    """A fault of ours stays one."""
    with pytest.raises(KeyError), database_errors("x"):
        raise KeyError("bug")
