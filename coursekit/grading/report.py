"""The class report: one page that explains how an assignment went, fit for a projector and for paper."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from urllib.parse import quote

from markupsafe import Markup

from coursekit.grading import charts, pages
from coursekit.grading.pages import ReportError
from coursekit.grading.results import NotebookResult
from coursekit.grading.sanitize import plain
from coursekit.grading.summary import ClassSummary, Question, Student, summarise
from coursekit.lang import tr

__all__ = ["ReportError", "write_report"]

SLOWEST = 5
# Keeps the table of a class of thousands below 2 MB; the student's own page has the whole text.
NOTE_LENGTH = 120
# Widths in user units: the style sheet shows one of the two.
WIDE, NARROW = 900, 360


def write_report(
    results: Sequence[NotebookResult],
    path: Path,
    *,
    assignment: str,
    titles: Mapping[str, str] | None = None,
    wall_seconds: float | None = None,
    workers: int | None = None,
    feedback: Mapping[tuple[str, str], Path] | None = None,
    graded_at: datetime | None = None,
) -> Path:
    """Write the report on a class as one HTML file and return its path.

    Parameters
    ----------
    results : sequence of NotebookResult
        One record per student and notebook, absent students included (all their cells ``missing``).
    path : Path
        The file to write.
    assignment : str
        The assignment's name.
    titles : mapping of str to str, optional
        From `grade_id` to the question's title.
    wall_seconds : float, optional
        Duration of the grading run in seconds.
    workers : int, optional
        Processes that graded.
    feedback : mapping of (student, notebook) to Path, optional
        The pages that the students get; absolute paths are made relative to the report, relative ones stay.
    graded_at : datetime, optional
        When the run ended; nothing is printed without it.

    Raises
    ------
    ReportError
        If the file cannot be written; an older report stays as it was.
    """
    path = Path(path)
    titles, feedback = titles or {}, feedback or {}
    summary = summarise(results, titles)
    notebooks = {record.notebook for record in results}
    html = pages.render(
        "report.html.j2",
        "report.css",
        assignment=assignment,
        summary=summary,
        several=len(notebooks) > 1,
        wall_seconds=wall_seconds,
        workers=workers,
        graded_at=f"{graded_at:%Y-%m-%d %H:%M}" if graded_at else "",
        scores=_scores(summary),
        status_strip=charts.strip(summary.statuses, _counts_in_words(summary.statuses)),
        questions=[_question_row(question) for question in summary.questions],
        times=_times(summary),
        rows=[
            _row(student, summary, titles or {}, _links(student, feedback or {}, path)) for student in summary.students
        ],
    )
    return pages.write_page(path, html)


def _counts_in_words(counts: Sequence[tuple[str, int]]) -> str:
    comma = tr("，", ", ")
    return comma.join(f"{pages.status_word(status)} {count}" for status, count in counts) or tr(
        "没有记录", "no records"
    )


def _both(bins: charts.Bins, **texts) -> Markup:
    wide = charts.histogram(bins, width=WIDE, kind="wide", **texts)
    return wide + charts.histogram(bins, width=NARROW, kind="narrow", **texts)


def _scores(summary: ClassSummary) -> Markup | None:
    """Return the distribution of automatic points, or None where there is none."""
    if not summary.scores or summary.top <= 0:
        return None
    bins = charts.linear_bins(summary.scores, max(summary.top, *summary.scores))
    mean, middle = pages.points(summary.mean), pages.points(summary.median)
    return _both(
        bins,
        label=tr(
            f"自动得分的分布：{len(summary.scores)} 人，平均 {mean}，中位数 {middle}，满分 {pages.points(summary.top)}",
            f"Automatic points of {len(summary.scores)} students: mean {mean}, median {middle}, "
            f"full marks {pages.points(summary.top)}",
        ),
        axis=tr("自动得分（分），柱上是人数", "automatic points; above the bars: students"),
        marks=[
            (summary.mean, tr(f"平均 {mean}", f"mean {mean}")),
            (summary.median, tr(f"中位数 {middle}", f"median {middle}")),
        ],
    )


def _question_row(question: Question) -> dict:
    row = {"question": question, "bar": None, "words": _counts_in_words(question.counts)}
    if question.share is not None:
        share = pages.percent(question.share)
        row["bar"] = charts.share_bar(question.share, tr(f"平均得分率 {share}", f"mean share {share}"))
    row["strip"] = charts.strip(question.counts, row["words"])
    return row


def _times(summary: ClassSummary) -> dict | None:
    """Return the picture of CPU seconds per submission and the slowest of them, or None where nothing ran."""
    ran = [student for student in summary.present if student.seconds > 0]
    if not ran:
        return None
    seconds = [student.seconds for student in ran]
    slowest = sorted(ran, key=lambda student: -student.seconds)[:SLOWEST]
    middle = pages.seconds(median(seconds))
    return {
        "total": sum(seconds),
        "median": median(seconds),
        "chart": _both(
            charts.duration_bins(seconds),
            label=tr(
                f"每份提交的 CPU 用时：{len(ran)} 份，中位数 {middle}，最长 {pages.seconds(max(seconds))}",
                f"CPU time of {len(ran)} submissions: median {middle}, longest {pages.seconds(max(seconds))}",
            ),
            axis=tr("CPU 用时（秒），柱上是份数", "CPU seconds; above the bars: submissions"),
            marks=[(median(seconds), tr(f"中位数 {middle}", f"median {middle}"))],
        ),
        "slowest": [
            (student, charts.share_bar(student.seconds / max(seconds), pages.seconds(student.seconds)))
            for student in slowest
        ],
    }


def _links(student: Student, feedback: Mapping[tuple[str, str], Path], report: Path) -> list[tuple[str, str]]:
    """Return (notebook, address) of the student's pages; an address is always a relative path, never a scheme."""
    links = []
    for record in student.records:
        target = feedback.get((student.name, record.notebook))
        if target is not None:
            text = os.path.relpath(target, report.parent) if Path(target).is_absolute() else os.fspath(target)
            links.append((record.notebook, "./" + quote(os.fsencode(Path(text).as_posix()), safe="/")))
    return links


def _row(student: Student, summary: ClassSummary, titles: Mapping[str, str], links: list[tuple[str, str]]) -> dict:
    worst = student.worst
    notes = plain(tr("；", "; ").join(student.notes))
    share = student.automatic / summary.top if summary.top > 0 else 0.0
    return {
        "student": student,
        "links": links,
        "bar": charts.share_bar(share, pages.percent(min(max(share, 0.0), 1.0))) if summary.top > 0 else None,
        "worst": None if worst is None or student.absent else plain(titles.get(worst.grade_id, worst.grade_id)),
        "notes": notes if len(notes) <= NOTE_LENGTH else notes[: NOTE_LENGTH - 1] + "…",
    }
