"""Checking a homework before handing it in: structure, then the public tests in one fresh kernel.

Works wherever Jupyter does, Windows included. What it needs to know of the released notebook stands in the notebook's
own metadata: the graded cells, in order, each with a digest of its released text.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from coursekit.checks.failed_blocks import CHECKING, being_checked, kept
from coursekit.checks.released import heading_above, structure, unwritten
from coursekit.checks.tally import Tally, tally
from coursekit.lang import tr

CELL_TIMEOUT = 600  # seconds of wall clock: a student's own training may take minutes


class CheckError(Exception):
    """The notebook cannot be checked at all; the text says why and what to do."""


@dataclass
class CellCheck:
    """The outcome of one cell that ran: `ok`, or not and why."""

    grade_id: str
    ok: bool
    message: str = ""


@dataclass
class NotebookCheck:
    """What a check found.

    Attributes
    ----------
    problems : list of str
        Cells that are missing, doubled or changed.
    cells : list of CellCheck
        The public tests, in order.
    errors : list of str
        Other cells that raised.
    points : Tally or None
        The points that the public tests show, and those that nobody sees before grading; None where the release does
        not tell them.
    unwritten : list of str
        Written answers that are empty or still as released.
    """

    notebook: str
    problems: list[str] = field(default_factory=list)
    cells: list[CellCheck] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    points: Tally | None = None
    unwritten: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.problems and not self.errors and all(cell.ok for cell in self.cells)

    def as_json(self) -> dict:
        return {**asdict(self), "ok": self.ok}

    def __str__(self) -> str:
        if not self.notebook:
            return tr("自查时不再套一层自查。", "A check does not check itself once more.")
        lines = [tr(f"检查 {self.notebook}", f"checked {self.notebook}"), *self.problems]
        for cell in self.cells:
            word = tr("通过", "passed") if cell.ok else tr("未通过", "failed")
            lines.append(f"{word}  {cell.grade_id}" + (f"  {cell.message}" if cell.message else ""))
        lines += self.errors
        if self.points:
            lines.append(str(self.points))
        lines += [tr(f"还没有写  {name}", f"not written yet  {name}") for name in self.unwritten]
        if self.ok and self.unwritten:
            end = tr(
                "公开测试全部通过，但还有没写的；写完再提交。",
                "All public tests pass; write what is missing, then hand it in.",
            )
        elif self.ok and self.points and self.points.hidden:  # a student who stops here may have lost most of them
            end = tr(
                "公开测试全部通过。隐藏的检查看得更多：题目里的每一条都照做了，就可以提交。",
                "All public tests pass; the hidden ones look at more: hand in what keeps every line of a task.",
            )
        elif self.ok:
            end = tr("公开测试全部通过，可以提交。", "All public tests pass: hand it in.")
        else:
            end = tr("还有问题。先改上面第一处，再检查一次。", "Mend the first of these and check again.")
        return "\n".join([*lines, end])

    __repr__ = __str__  # the last line of a cell shows it as it reads


def run(path: str | Path, timeout: int = CELL_TIMEOUT) -> NotebookCheck:
    """Run the public tests of a homework in a fresh kernel and look at its structure.

    Parameters
    ----------
    path : str or Path
        The notebook to hand in.
    timeout : int
        Seconds that one cell may take.

    Returns
    -------
    NotebookCheck
        What was found; ``print`` it.

    Raises
    ------
    CheckError
        If the file is no notebook, or no kernel can be started.

    Examples
    --------
    >>> from coursekit import checks
    >>> checks.run("hw1.ipynb")
    Traceback (most recent call last):
        ...
    coursekit.checks.notebook.CheckError: 找不到文件：hw1.ipynb
    """
    path = Path(path)
    if being_checked():
        return NotebookCheck("")
    return examine(read(path), path.name, path.absolute().parent, timeout)


def examine(node, name: str, folder: Path, timeout: int) -> NotebookCheck:
    """Run a notebook in a fresh kernel, in place, and say what was found; `CheckError` where it cannot be run."""
    found = NotebookCheck(name, structure(node))
    executed = _execute(node, folder, timeout)
    for number, cell in enumerate(executed.cells, 1):
        if cell.cell_type != "code":
            continue
        about = cell.metadata.get("nbgrader", {})
        problem = _problem(cell)
        if about.get("grade") and not about.get("solution"):
            found.cells.append(CellCheck(about.get("grade_id", ""), problem is None, problem or ""))
        elif problem is not None:
            title = heading_above(executed.cells, number)
            place = tr(f"第 {number} 个单元", f"cell number {number}")
            name = about.get("grade_id") or (f"{place}  {title}" if title else place)
            found.errors.append(tr(f"出错  {name}  {problem}", f"error  {name}  {problem}"))
    found.unwritten = unwritten(node)
    if not found.problems:  # otherwise a test may be missing, or not the released one
        found.points = tally(executed.cells)
    return found


def read(path: Path):
    """Read a notebook for checking; `CheckError` if it is none."""
    import nbformat

    if not path.is_file():
        raise CheckError(tr(f"找不到文件：{path}", f"no such file: {path}"))
    try:
        return nbformat.reads(path.read_text("utf-8-sig"), as_version=4)
    except (UnicodeDecodeError, json.JSONDecodeError, nbformat.reader.NotJSONError, nbformat.ValidationError):
        pass
    except Exception as error:  # nbformat raises whatever its parser met
        raise CheckError(tr(f"{path.name} 读不了：{error}", f"{path.name} cannot be read: {error}")) from None
    text = tr(
        f"{path.name} 不是有效的 notebook：请在 Jupyter 里打开、保存，再检查一次",
        f"{path.name} is no valid notebook: open and save it in Jupyter, then check again",
    )
    raise CheckError(text)


def _execute(node, folder: Path, timeout: int):
    try:
        from nbclient import NotebookClient
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
    except ImportError:
        text = tr(
            "缺少 nbclient：pip install nbclient ipykernel", "nbclient is missing: pip install nbclient ipykernel"
        )
        raise CheckError(text) from None
    client = NotebookClient(
        node,
        timeout=timeout,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        return client.execute(env={**os.environ, CHECKING: "1"})
    except CellTimeoutError:
        text = tr(f"有单元运行超过 {timeout} 秒：检查是否有停不下来的循环", f"a cell ran for more than {timeout} s")
        raise CheckError(text) from None
    except DeadKernelError:
        text = tr("内核中途退出：检查是否调用了 exit，或内存不够", "the kernel died: exit() called, or out of memory?")
        raise CheckError(text) from None
    except Exception as error:  # no kernel, no free port, …
        raise CheckError(tr(f"内核启动不了：{error}", f"no kernel could be started: {error}")) from None


def _problem(cell) -> str | None:
    """Return the first error of an executed cell and how many more of its blocks failed, None where it ran through."""
    failures = kept(cell) + [output for output in cell.get("outputs", []) if output.output_type == "error"]
    if not failures:
        return None
    first, more = failures[0], len(failures) - 1
    text = _in_words(first["ename"], first["evalue"])
    if "label" in first:
        text = tr(f"{first['label']}：{text}", f"{first['label']}: {text}")
    return text + tr(f"（另有 {more} 处）", f" (and {more} more)") if more else text


def _in_words(ename: str, evalue: str) -> str:
    if ename in ("CheckFailed", "AssertionError"):
        return evalue or tr("断言不成立", "an assertion does not hold")
    if ename == "NotImplementedError":
        return tr("还没有写", "not written yet")
    return f"{ename}: {evalue}"
