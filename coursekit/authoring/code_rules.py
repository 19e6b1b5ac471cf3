"""What a chapter's code must fulfil: it parses, numbers are proved, figures hold no Chinese mathematics."""

import ast
import re

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.outputs import text_of
from coursekit.authoring.prose import EMOJI, HAN
from coursekit.authoring.structure import Fault, headings, is_lecturer
from coursekit.lang import tr

PROOFS = ("close", "equal", "raises")


def code_faults(cells: list[NotebookNode]) -> list[Fault]:
    """List what is wrong with the code, whatever it puts out."""
    faults: list[Fault] = []
    trees: list[tuple[int, ast.AST]] = []
    for index, cell in enumerate(cells):
        if cell.cell_type != "code":
            continue
        try:
            trees.append((index, ast.parse(without_magics(cell.source))))
        except SyntaxError as error:
            faults.append((index, (error.lineno or 1) - 1, tr(f"语法错误：{error.msg}", f"syntax error: {error.msg}")))
    for index, tree in trees:
        faults += [(index, line, text) for line, text in _string_faults(tree)]
    return faults + _lecturer_names(cells, trees)


def unproved_numbers(cells: list[NotebookNode]) -> list[Fault]:
    """List the sections that print numbers and prove none: the first cell of each that does.

    A section reaches from a heading of level 2 or 3 to the next. A proof is an ``assert`` or a call of
    ``checks.close``, ``equal`` or ``raises``. What a question prints is not counted.
    """
    starts = sorted({index for index, _, level, _ in headings(cells) if level in (2, 3)})
    faults: list[Fault] = []
    for start, end in zip([0, *starts], [*starts, len(cells)], strict=True):
        code = [(index, cells[index]) for index in range(start, end) if cells[index].cell_type == "code"]
        printing = [index for index, cell in code if _prints_numbers(cell)]
        if printing and not any(_proves(cell.source) for _, cell in code):
            text = tr("这一节打印了数，却没有 assert", "this section prints numbers and asserts none")
            faults.append((printing[0], -1, text))
    return faults


def without_magics(source: str) -> str:
    """Blank out IPython's magics and shell lines, which Python cannot parse; lines keep their number."""
    if source.lstrip().startswith("%%"):
        return ""
    return "\n".join("pass" if line.startswith(("%", "!")) else line for line in source.split("\n"))


def _string_faults(tree: ast.AST) -> list[tuple[int, str]]:
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            parts = re.findall(r"(?<!\\)\$[^$]+(?<!\\)\$", node.value)
            if any(re.search(f"[{HAN}]", part) for part in parts):
                faults.append((node.lineno - 1, tr("公式 $…$ 里不要写中文", "no Chinese inside $…$")))
            if EMOJI.search(node.value):
                faults.append((node.lineno - 1, tr("不用表情符号", "no emoji")))
    return faults


def _lecturer_names(cells: list[NotebookNode], trees: list[tuple[int, ast.AST]]) -> list[Fault]:
    """The students' edition drops the lecturer's cells: nothing else may rest on a name that only they bind."""
    bound = {True: set(), False: set()}
    for index, tree in trees:
        bound[is_lecturer(cells[index])] |= _bound(tree)
    only = bound[True] - bound[False]
    return [
        (
            index,
            node.lineno - 1,
            tr(f"{node.id} 来自教师单元，学生版里没有", f"{node.id} is bound in a lecturer's cell"),
        )
        for index, tree in trees
        if not is_lecturer(cells[index])
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in only
    ]


def _bound(tree: ast.AST) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    return names


def _prints_numbers(cell: NotebookNode) -> bool:
    if re.search(r"\bquiz\.\w+\(", cell.source):
        return False
    texts = [text_of(output) for output in cell.get("outputs", []) if not _is_picture(output)]
    return any(re.search(r"\d", text) for text in texts)


def _is_picture(output: NotebookNode) -> bool:
    return any(kind.startswith("image/") for kind in output.get("data", {}))


def _proves(source: str) -> bool:
    try:
        tree = ast.parse(without_magics(source))
    except SyntaxError:
        return False
    return any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in PROOFS)
        for node in ast.walk(tree)
    )
