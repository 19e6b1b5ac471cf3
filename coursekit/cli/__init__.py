"""The command line: a thin door to the library and the grading engine. Each command imports its part when it runs."""

import sys

import typer

from coursekit import __version__
from coursekit.cli import (
    authoring,
    collecting,
    demo,
    diagnosing,
    doctor,
    grading,
    lab,
    publishing,
    results,
    scoring,
    slides,
    students,
)
from coursekit.cli.common import console, expected_errors, explain
from coursekit.cli.quick_start import without_format_grammars, without_server_extensions
from coursekit.lang import tr

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help=tr("人工智能导论 · 模型训练与优化：课程工具", "Tools of the course 人工智能导论 · 模型训练与优化"),
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (
    doctor,
    authoring,
    slides,
    publishing,
    lab,
    students,
    collecting,
    grading,
    results,
    scoring,
    diagnosing,
    demo,
):
    part.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help=tr("版本", "Version")),
) -> None:
    """Options of the whole command."""


def main() -> None:
    """Run a command; an expected error is one clear line on stderr and exit status 1."""
    try:
        with without_format_grammars(), without_server_extensions():
            app()
    except expected_errors() as error:
        console.print(f"[bold red]{tr('错误', 'error')}[/] ", end="")
        console.print(explain(error), markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        console.print(tr("已中断。", "Interrupted."))
        sys.exit(130)
