"""What the gradebook knows of an assignment: its notebooks and their cells, kept in step with the source.

nbgrader's `SaveCells` refuses to add or remove a cell once there are submissions. Here a released assignment can be
corrected: new cells come in, changed points take hold, cells that went take their automatic scores with them. A cell
with marks or comments by hand is never removed.
"""

import json
from dataclasses import dataclass, field

from nbformat.notebooknode import NotebookNode
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SourceCell,
    SubmittedNotebook,
    TaskCell,
)
from nbgrader.api import (
    Course as CourseRow,
)
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from coursekit.grading.metadata_rules import MANUAL, SOLUTION, TASK, TEST, cell_kind
from coursekit.lang import tr

NO_COURSE = "default_course"  # nbgrader's own
_TABLES = {kind.__name__: kind.__table__ for kind in (GradeCell, SolutionCell, TaskCell)}
_TYPES = {TEST: ("GradeCell",), SOLUTION: ("SolutionCell",), MANUAL: ("GradeCell", "SolutionCell"), TASK: ("TaskCell",)}
_base, _sources = BaseCell.__table__, SourceCell.__table__


@dataclass
class NotebookCells:
    """Ids in the gradebook: of a notebook, of its cells that get a grade, and of those that get a comment."""

    notebook_id: str
    grades: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)


def read_cells(db: Connection, assignment: str) -> tuple[str | None, dict[str, NotebookCells]]:
    """Return the id of an assignment, None where the gradebook lacks it, and its notebooks by name."""
    assignment_id = db.scalar(select(Assignment.id).where(Assignment.name == assignment))
    notebooks = db.execute(select(Notebook.id, Notebook.name).where(Notebook.assignment_id == assignment_id)).all()
    found = {name: NotebookCells(notebook_id) for notebook_id, name in notebooks}
    for cells in found.values():
        rows = select(_base.c.id, _base.c.name, _base.c.type).where(_base.c.notebook_id == cells.notebook_id)
        for cell_id, name, kind in db.execute(rows):
            if kind in ("GradeCell", "TaskCell"):
                cells.grades[name] = cell_id
            if kind in ("SolutionCell", "TaskCell"):
                cells.comments[name] = cell_id
    return assignment_id, found


def sync_assignment(db: Connection, assignment: str, course_id: str, notebooks: dict[str, NotebookNode]) -> list[str]:
    """Bring the gradebook in step with the source notebooks; return remarks on what could not be removed.

    Parameters
    ----------
    notebooks : dict
        By name, as `release.graded_notebook` gives them: no solution, hidden tests, checksums.
    """
    course = course_id or NO_COURSE
    if not db.scalar(select(CourseRow.id).where(CourseRow.id == course)):
        db.execute(insert(CourseRow).values(id=course))
    assignment_id, known = read_cells(db, assignment)
    if assignment_id is None:
        db.execute(insert(Assignment).values(name=assignment, course_id=course))
        assignment_id = db.scalar(select(Assignment.id).where(Assignment.name == assignment))
    notes = []
    for name, notebook in notebooks.items():
        values = {"kernelspec": json.dumps(notebook.metadata.get("kernelspec", {}))}
        if name not in known:
            db.execute(insert(Notebook).values(name=name, assignment_id=assignment_id, **values))
        else:
            db.execute(update(Notebook).where(Notebook.id == known[name].notebook_id).values(**values))
        where = (Notebook.name == name) & (Notebook.assignment_id == assignment_id)
        notes += _sync_notebook(db, db.scalar(select(Notebook.id).where(where)), notebook)
    for name in known.keys() - notebooks.keys():
        notes += _remove_notebook(db, name, known[name].notebook_id)
    return notes


def _sync_notebook(db: Connection, notebook_id: str, notebook: NotebookNode) -> list[str]:
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if cell_kind(cell)}
    wanted = {(name, kind): cell for name, cell in cells.items() for kind in _TYPES.get(cell_kind(cell), ())}
    rows = db.execute(select(_base.c.id, _base.c.name, _base.c.type).where(_base.c.notebook_id == notebook_id))
    known = {(name, kind): cell_id for cell_id, name, kind in rows}
    notes = [note for key, cell in wanted.items() if (note := _save_cell(db, notebook_id, key, known.get(key), cell))]
    gone = [(name, cell_id, kind) for (name, kind), cell_id in known.items() if (name, kind) not in wanted]
    notes += [note for name, cell_id, kind in gone if (note := _remove_cell(db, name, cell_id, kind))]
    _save_sources(db, notebook_id, cells)
    return notes


def _save_cell(
    db: Connection, notebook_id: str, key: tuple[str, str], cell_id: str | None, cell: NotebookNode
) -> str | None:
    name, kind = key
    table = _TABLES[kind]
    values = {}
    if kind != "SolutionCell":
        values = {"max_score": float(cell.metadata.nbgrader.points), "cell_type": cell.cell_type}
    if cell_id is None:
        added = db.execute(insert(_base).values(name=name, notebook_id=notebook_id, type=kind))
        db.execute(insert(table).values(id=added.inserted_primary_key[0], **values))
    elif values:
        db.execute(update(table).where(table.c.id == cell_id).values(**values))
        return _marks_above(db, name, cell_id, values["max_score"])
    return None


def _marks_above(db: Connection, name: str, cell_id: str, max_score: float) -> str | None:
    """Say how many marks by hand are more than a cell gives, as they may be after a correction of its points."""
    above = (Grade.cell_id == cell_id) & (Grade.manual_score > max_score)
    count = db.scalar(select(func.count()).select_from(Grade).where(above))
    if not count:
        return None
    return tr(
        f"单元 {name} 现在是 {max_score:g} 分，有 {count} 个人工评分比它高：请在 formgrader 里看一看。",
        f"cell {name} now gives {max_score:g} points, {count} marks by hand are higher: look at them in formgrader.",
    )


def _save_sources(db: Connection, notebook_id: str, cells: dict[str, NotebookNode]) -> None:
    known = set(db.scalars(select(_sources.c.name).where(_sources.c.notebook_id == notebook_id)))
    for name in known - cells.keys():
        db.execute(delete(_sources).where(_sources.c.notebook_id == notebook_id, _sources.c.name == name))
    for name, cell in cells.items():
        meta = cell.metadata.nbgrader
        values = {
            "cell_type": cell.cell_type,
            # as nbgrader.utils.is_locked: a test is locked whatever its flag says, an answer never
            "locked": not meta.solution and bool(meta.grade or meta.locked),
            "source": cell.source,
            "checksum": meta.get("checksum"),
        }
        if name in known:
            where = (_sources.c.notebook_id == notebook_id) & (_sources.c.name == name)
            db.execute(update(_sources).where(where).values(**values))
        else:
            db.execute(insert(_sources).values(name=name, notebook_id=notebook_id, **values))


def _remove_cell(db: Connection, name: str, cell_id: str, kind: str) -> str | None:
    by_hand = or_(Grade.manual_score.is_not(None), Grade.extra_credit.is_not(None))
    marked = db.scalar(select(Grade.id).where(Grade.cell_id == cell_id, by_hand).limit(1))
    commented = select(Comment.id).where(Comment.cell_id == cell_id, Comment.manual_comment.is_not(None)).limit(1)
    if marked or db.scalar(commented):
        return tr(
            f"单元 {name} 已不在作业里，但有人工评分或评语，成绩库里保留。",
            f"cell {name} is no longer in the assignment, but has marks or comments by hand: kept in the gradebook.",
        )
    for table in (Grade.__table__, Comment.__table__):
        db.execute(delete(table).where(table.c.cell_id == cell_id))
    db.execute(delete(_TABLES[kind]).where(_TABLES[kind].c.id == cell_id))
    db.execute(delete(_base).where(_base.c.id == cell_id))
    return None


def _remove_notebook(db: Connection, name: str, notebook_id: str) -> list[str]:
    if db.scalar(select(SubmittedNotebook.id).where(SubmittedNotebook.notebook_id == notebook_id).limit(1)):
        return [
            tr(
                f"{name}.ipynb 已不在作业里，但有人交过，成绩库里保留。",
                f"{name}.ipynb is no longer in the assignment, but was submitted: kept in the gradebook.",
            )
        ]
    for cell_id, kind in db.execute(select(_base.c.id, _base.c.type).where(_base.c.notebook_id == notebook_id)).all():
        _remove_cell(db, "", cell_id, kind)
    db.execute(delete(_sources).where(_sources.c.notebook_id == notebook_id))
    db.execute(delete(Notebook).where(Notebook.id == notebook_id))
    return []
