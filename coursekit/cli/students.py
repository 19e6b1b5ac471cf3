"""`coursekit check`: what a student runs before handing in."""

from pathlib import Path

import typer

from coursekit.cli.common import JSON_OPTION, out, write_json
from coursekit.lang import tr


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "check",
        help=tr(
            "提交前自查：结构和公开测试。例：coursekit check hw1_house_prices.ipynb",
            "Check a homework before handing it in. Example: coursekit check hw1_house_prices.ipynb",
        ),
    )(check)


def check(
    notebook: Path = typer.Argument(..., help=tr("要提交的 notebook", "The notebook to hand in")),
    json_file: str = JSON_OPTION,
) -> None:
    from coursekit.checks.notebook import run

    found = run(notebook)
    if json_file:
        write_json(json_file, found.as_json())
    if json_file != "-":
        out.print(str(found), markup=False, highlight=False, soft_wrap=True)
    if not found.ok:
        raise typer.Exit(1)
