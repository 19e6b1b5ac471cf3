"""`coursekit score`: a submission as Kaggle would score it, and what is wrong with the file."""

from pathlib import Path

import typer

from coursekit.cli.common import JSON_OPTION, out, require_writable, write_json
from coursekit.errors import CourseError
from coursekit.lang import tr

TASKS = ("house_prices",)


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "score",
        help=tr(
            "给房价预测打分，或指出文件的问题。例：coursekit score house_prices submission.csv --truth solution.csv",
            "Score a house-price submission or say what is wrong with it. "
            "Example: coursekit score house_prices submission.csv --truth solution.csv",
        ),
    )(score)


def score(
    task: str = typer.Argument(..., help=tr("任务：house_prices", "The task: house_prices")),
    submission: Path = typer.Argument(..., help=tr("要打分的 CSV 文件", "The CSV file to score")),
    truth: Path = typer.Option(
        ..., "--truth", help=tr("真实房价：有 Id 和 SalePrice 的 CSV", "CSV with the true prices")
    ),
    json_file: str = JSON_OPTION,
) -> None:
    if task not in TASKS:
        known = ", ".join(TASKS)
        raise CourseError(tr(f"没有任务 {task!r}，有的是 {known}", f"no task {task!r}, there is {known}"))
    from coursekit.data import score_house_prices

    require_writable(json_file)
    found = score_house_prices(submission, truth)
    if json_file:
        write_json(json_file, found.as_json())
    if json_file != "-":
        out.print(str(found), markup=False, highlight=False, soft_wrap=True)
    if found.faults:
        raise typer.Exit(1)
