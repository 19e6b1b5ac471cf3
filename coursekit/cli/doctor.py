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

    findings = [*examine_machine(), _sandbox()]
    if json_file:
        write_json(json_file, [finding.as_json() for finding in findings])
    if json_file != "-":
        _print(findings)
    if any(finding.status == "bad" for finding in findings):
        raise typer.Exit(1)


def _sandbox():
    """Say which sandbox students' code would run in here, and why that one."""
    from coursekit.grading.sandbox import examine_tier
    from coursekit.runtime import Finding

    found = examine_tier()
    words = {
        "A": tr("A 级（完整）", "tier A (complete)"),
        "B": tr("B 级（能用）", "tier B (works)"),
        "C": tr("C 级（没有）：grade 会拒绝运行", "tier C (none): grade refuses to run"),
    }
    status = "ok" if found.tier == "A" else "warn"
    return Finding(
        tr("沙箱", "sandbox"),
        status,
        tr(f"{words[found.tier]}：{found.reason}", f"{words[found.tier]}: {found.reason}"),
        found.advice,
    )


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
