"""Outputs that stay the same from run to run and from machine to machine, and what is wrong with those that do not."""

import base64
import io
import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from nbformat.notebooknode import NotebookNode

from coursekit.authoring.execution import expects_error
from coursekit.lang import tr

STDERR_TAG = "stderr"  # the cell is meant to warn
MAX_BYTES = 1_000_000
WIDGET = "application/vnd.jupyter.widget-view+json"
_UNSTABLE = (
    (r"\bat 0x[0-9a-fA-F]{4,}", "内存地址：给最后一行加分号，或不要打印这个对象", "an address: end the line in ;"),
    (r"\bipykernel_\d+", "进程号（多半是警告）：改掉引起警告的代码", "a process id, mostly of a warning: mend it"),
    (r"\r(?!\n)", "进度条：没有人看时不要显示", "a progress bar: show none where nobody looks"),
    (r"CPU times:|Wall time:|\d\s(?:[mµn]?s) ± ", "计时：每次都不同", "a timing: it differs at each run"),
    (r"\d\.\d{10,}", "没有舍入的小数：打印 4 位左右", "a float without rounding: print about 4 digits"),
)  # fmt: skip


def stabilise(notebook: NotebookNode, before: NotebookNode | None) -> None:
    """Take from the outputs, in place, what differs between two executions.

    Streams become one; the times of the execution go; an expected error keeps its name and message without the paths
    of its traceback; a figure whose pixels are those of the notebook before keeps its bytes.
    """
    old = {cell.id: cell.get("outputs", []) for cell in before.cells} if before is not None else {}
    count = 0
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        if cell.source.strip():
            count += 1
            cell.execution_count = count
        cell.outputs = _merged(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
            if output.output_type == "error":
                output.traceback = [f"{output.ename}: {output.evalue}"]
        _keep_figures(cell.outputs, old.get(cell.id, []))


def output_faults(cells: list[NotebookNode], line_of: Callable[[int], int]) -> list[tuple[int, str]]:
    """List the outputs that would differ elsewhere, or that no student should see, as (line of the cell, what)."""
    faults = []
    for index, cell in enumerate(cells):
        if cell.cell_type == "code":
            told = dict.fromkeys(_cell_faults(cell))
            faults += [(line_of(index), tr(f"输出：{text}", f"output: {text}")) for text in told]
    size = len(json.dumps(cells, ensure_ascii=False, indent=1).encode())
    if size > MAX_BYTES:
        largest = max(range(len(cells)), key=lambda index: len(json.dumps(cells[index])))
        text = tr(
            f"notebook 有 {size / 1e6:.2f} MB，上限是 1 MB；这是最大的单元",
            f"the notebook has {size / 1e6:.2f} MB, at most 1 MB; this is its largest cell",
        )
        faults.append((line_of(largest), text))
    return faults


def text_of(output: NotebookNode) -> str:
    """Return what an output says in words: a stream's text, an error's message, the text of each kind of data."""
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    return "\n".join(_as_text(value) for kind, value in output.data.items() if not kind.startswith("image/"))


def _as_text(value) -> str:
    if isinstance(value, list):
        return "".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _merged(outputs: list[NotebookNode]) -> list[NotebookNode]:
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def _keep_figures(outputs: list[NotebookNode], old: list[NotebookNode]) -> None:
    for new, before in zip(outputs, old, strict=False):
        picture, kept = new.get("data", {}).get("image/png"), before.get("data", {}).get("image/png")
        if picture and kept and picture.strip() != kept.strip() and _pixels(picture) == _pixels(kept):
            new.data["image/png"] = kept


def _pixels(picture: str) -> tuple:
    from matplotlib.image import imread

    values = imread(io.BytesIO(base64.b64decode(picture)), format="png")
    return values.shape, values.tobytes()


def _cell_faults(cell: NotebookNode) -> list[str]:
    faults = []
    for output in cell.outputs:
        if output.output_type == "error" and not expects_error(cell):
            faults.append(tr(f"错误 {output.ename}", f"an error, {output.ename}"))
        if (
            output.output_type == "stream"
            and output.name == "stderr"
            and STDERR_TAG not in cell.metadata.get("tags", [])
        ):
            faults.append(tr(f"警告（stderr）：{output.text.strip()[:80]}", f"stderr: {output.text.strip()[:80]}"))
        if WIDGET in output.get("data", {}):
            faults.append(
                tr("交互控件：没有人看时改成静态的图或文字", "a widget: show a picture or text where nobody looks")
            )
        faults += _picture_faults(output)
        text = text_of(output)
        faults += [tr(zh, en) for pattern, zh, en in _UNSTABLE if re.search(pattern, text)]
        faults += [
            tr(f"这台机器的路径 {path}", f"a path of this machine, {path}") for path in _own_paths() if path in text
        ]
    return faults


def _picture_faults(output: NotebookNode) -> list[str]:
    kinds = [kind for kind in output.get("data", {}) if kind.startswith("image/")]
    described = [output.metadata.get(kind, {}).get("alt", "").strip() for kind in kinds]
    if all(described):
        return []
    return [
        tr(
            "图没有替代文字：最后一行写 plotting.show(图, alt=“…”)",
            "a figure without alt text: end the cell in plotting.show(figure, alt=…)",
        )
    ]


def _own_paths() -> list[str]:
    places = {str(Path.home()), sys.prefix, tempfile.gettempdir(), str(Path(__file__).parents[2])}
    return sorted(place for place in places if len(place) > 2)
