"""`coursekit diagnose`: what loss curves show, and what to try."""

from pathlib import Path

import typer

from coursekit.cli.common import JSON_OPTION, console, out, require_writable, write_json
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "diagnose",
        help=tr(
            "看损失曲线：是哪种情况、依据、先试什么。文件要有 train 列，最好也有 valid。"
            "例：coursekit diagnose curves.csv",
            "What loss curves show, and what to try first. Columns train and, better, valid. "
            "Example: coursekit diagnose curves.csv",
        ),
    )(diagnose)


def diagnose(
    files: list[Path] = typer.Argument(..., metavar="CURVES.csv…", help=tr("一个或几个曲线文件", "Files with curves")),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.diagnosis import DiagnosisError
    from coursekit.diagnosis.diagnosis import judge
    from coursekit.diagnosis.files import read_curves

    require_writable(json_file)
    told, refused = [], 0
    for file in files:
        try:
            found = judge(read_curves(file))
        except (DiagnosisError, OSError) as error:
            if len(files) == 1:
                raise
            refused += 1
            _refuse(error)
            continue
        told.append({"file": str(file), **found.as_json()})
        if json_file != "-":
            _print(file, found, len(files) > 1)
    if json_file:
        write_json(json_file, told)
    if refused:
        raise typer.Exit(1)


def _print(file: Path, found, several: bool) -> None:
    if several:
        out.rule(str(file))
    out.print(str(found), markup=False, highlight=False, soft_wrap=True)


def _refuse(error: Exception) -> None:
    """Tell of a file that cannot be read; the others are diagnosed all the same."""
    from coursekit.cli.common import explain

    console.print(f"[bold red]{tr('错误', 'error')}[/] ", end="")
    console.print(explain(error), markup=False, highlight=False, soft_wrap=True)
