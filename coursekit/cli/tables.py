"""What `grade` prints: the class as a table, the plan of a dry run, and the figures of a run."""

from collections import Counter

from coursekit.cli.common import console, out
from coursekit.lang import tr


def print_class(run) -> None:
    """Print a `ClassRun`: a line for each record."""
    from rich.table import Table

    from coursekit.grading.figures import points, status_word

    several = len({result.notebook for result in run.results}) > 1
    table = Table(header_style="bold")
    table.add_column(tr("学生", "student"))
    if several:
        table.add_column("notebook")
    table.add_column(tr("得分", "score"), justify="right")
    table.add_column(tr("自动部分满分", "automatic"), justify="right")
    table.add_column(tr("状态", "status"))
    table.add_column(tr("失分的单元", "points lost in"))
    manual = {cell.grade_id for result in run.results for cell in result.cells if cell.score is None}
    for result in run.results:
        automatic_cells = [cell for cell in result.cells if cell.grade_id not in manual]
        lost = [cell for cell in automatic_cells if cell.score < cell.max_score]
        told = ", ".join(f"{c.grade_id} −{points(c.max_score - c.score)}" for c in lost)
        automatic = sum(cell.max_score for cell in automatic_cells)
        row = [result.student, *([result.notebook] if several else [])]
        table.add_row(*row, points(result.score), points(automatic), status_word(result.status), told)
    out.print(table)


def print_figures(run) -> None:
    """Say how many records there are, how many of them were graded now, why, and in what time."""
    count, kept = len(run.results), len(run.results) - run.reasons.total() + run.left
    text = tr(f"{count} 份", f"{count} notebooks")
    if kept:
        text += tr(f"，{kept} 份没有变化，成绩沿用", f", {kept} unchanged and kept")
    if run.graded:
        took = f"{run.seconds:.1f}" if run.seconds >= 100 else f"{run.seconds:.3f}"
        text += tr(f"，评了 {run.graded} 份，{took} 秒", f", {run.graded} graded in {took} s")
    console.print(text + tr("。", "."), highlight=False)
    if set(run.reasons) - {"new"}:
        console.print(_reasons(run.reasons), highlight=False)
    if run.stopped:
        left, forced = run.left, "forced" in run.reasons
        plainly = tr("（不要带 --force）", " (without --force)") if forced else ""
        text = tr(
            f"已停下，还有 {left} 份没有评。评完的都已写入；同样的命令{plainly}再运行一次，会从这里继续。",
            f"Stopped with {left} left. What was graded is written; the same command{plainly} goes on from here.",
        )
        console.print(text, style="yellow", soft_wrap=True)


def print_plan(plan) -> None:
    """Print what a run would do, see `ClassPlan`."""
    from rich.table import Table

    from coursekit.grading.class_plan import KEEP, reason_words

    table = Table(header_style="bold")
    for title in (tr("学生", "student"), "notebook", tr("要做的", "to do"), tr("原因", "why")):
        table.add_column(title)
    tasks = [task for task in plan.tasks if task.action != KEEP]
    for task in tasks:
        table.add_row(task.student, task.notebook, action_words(task.action), reason_words(task.reason))
    if tasks:
        out.print(table)
    kept = len(plan.tasks) - len(tasks)
    console.print(tr(f"{kept} 份没有变化。", f"{kept} notebooks unchanged."), highlight=False)
    if tasks:
        console.print(_reasons(plan.reasons), highlight=False)
    console.print(tr("这是 --dry-run：什么也没有写。", "A dry run: nothing was written."))


def action_words(action: str) -> str:
    """Return what a run does with a notebook, as people read it."""
    return {
        "keep": tr("沿用", "keep"),
        "page": tr("重写反馈页", "write its page"),
        "rescale": tr("按新分值换算", "rescale"),
        "grade": tr("批改", "grade"),
    }[action]


def _reasons(reasons: Counter) -> str:
    from coursekit.grading.class_plan import reason_words

    told = tr("；", "; ").join(f"{reason_words(reason)} {count}" for reason, count in reasons.most_common())
    return tr(f"原因：{told}", f"Why: {told}")
