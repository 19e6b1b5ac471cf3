"""What a database's errors mean, told so that a teacher knows what to do."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from coursekit.grading.errors import GradebookError
from coursekit.lang import tr


@contextmanager
def database_errors(where: object) -> Iterator[None]:
    """Turn whatever the database raises, or the lack of its driver, into one clear `GradebookError`."""
    try:
        yield
    except _kinds() as error:
        reason = str(getattr(error, "orig", None) or error).split("\n")[0]
        raise GradebookError(
            tr(
                f"成绩库 {where} 出错：{reason}。{_hint(reason)}",
                f"gradebook {where}: {reason}. {_hint(reason)}".rstrip(),
            )
        ) from error


def _kinds() -> tuple[type[Exception], ...]:
    """SQLAlchemy's errors too, but only where it is loaded: an unchanged class is looked up without it."""
    alchemy = sys.modules.get("sqlalchemy.exc")
    return (sqlite3.Error, OSError, ImportError, *((alchemy.SQLAlchemyError,) if alchemy else ()))


def _hint(reason: str) -> str:
    def said(*words: str) -> bool:
        return any(word in reason for word in words)

    if said("locked"):
        return tr(
            "别的程序（formgrader、nbgrader）正在写它：关掉后再运行；已写入的成绩都在。",
            "Another program (formgrader, nbgrader) is writing to it: close that and run again. Nothing is lost.",
        )
    if said("disk is full", "disk I/O error", "No space left"):
        return tr(
            "磁盘可能满了：腾出空间后再运行；已写入的成绩都在。",
            "The disk may be full: make room and run again. What was written is safe.",
        )
    if said("readonly", "read-only", "unable to open", "Permission denied"):
        return tr("请检查课程目录是否存在、是否可写。", "Check that the course directory exists and can be written to.")
    if said("not a database", "malformed"):
        return tr(
            "文件已损坏：把它移走，用最近的 .bak- 备份换回来。",
            "The file is damaged: move it away and put the latest .bak- copy in its place.",
        )
    if said("no such column", "no such table", "has no column"):
        return tr(
            "可能是旧版 nbgrader 建的：先运行 nbgrader db upgrade。",
            "If an older nbgrader made it: nbgrader db upgrade.",
        )
    return ""
