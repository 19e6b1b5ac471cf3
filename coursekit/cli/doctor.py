"""`coursekit doctor`: what this machine has, and what to do about each lack."""

import typer

from coursekit.cli.common import JSON_OPTION, out, write_json
from coursekit.lang import tr

MARKS = {"ok": "[green]●[/]", "warn": "[yellow]▲[/]", "bad": "[red]■[/]"}


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command(
        "doctor",
        help=tr(
            "检查这台机器，并说缺什么怎么补。例：coursekit doctor --json -",
            "Look at this machine and say what to do about each lack. Example: coursekit doctor --json -",
        ),
    )(doctor)


def doctor(json_file: str = JSON_OPTION) -> None:
    from coursekit.runtime import examine_machine

    findings = examine_machine()
    if json_file:
        write_json(json_file, [finding.as_json() for finding in findings])
    if json_file != "-":
        _print(findings)
    if any(finding.status == "bad" for finding in findings):
        raise typer.Exit(1)


def _print(findings) -> None:
    from rich.markup import escape
    from rich.table import Table

    table = Table(show_header=False, box=None, padding=(0, 1))
    table.add_column()
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        advice = f"\n[dim]{escape(finding.advice)}[/]" if finding.advice else ""
        table.add_row(MARKS[finding.status], finding.name, f"{escape(finding.found)}{advice}")
    out.print(table)
    word = tr("● 正常  ▲ 能用，有缺憾  ■ 要处理", "● fine  ▲ works, with a lack  ■ to be mended")
    out.print(f"[dim]{word}[/]")
