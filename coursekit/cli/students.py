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
    export: bool = typer.Option(
        False, "--export", help=tr("同时写出要交的一个文件：NAME-export.ipynb", "Write the file to hand in as well")
    ),
    json_file: str = JSON_OPTION,
) -> None:
    told = _exported(notebook) if export else _checked(notebook)
    if json_file:
        write_json(json_file, told.check.as_json() | ({"file": str(told.file)} if told.file else {}))
    if json_file != "-":
        out.print(str(told), markup=False, highlight=False, soft_wrap=True)
    if not told.check.ok:
        raise typer.Exit(1)


def _checked(notebook: Path):
    from coursekit.checks.exporting import Export
    from coursekit.checks.notebook import run

    return Export(None, run(notebook))


def _exported(notebook: Path):
    from coursekit.checks.exporting import export_node
    from coursekit.checks.own_notebook import from_file

    return export_node(from_file(notebook))
