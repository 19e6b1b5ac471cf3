"""The page that a student gets back: verdicts first, then the notebook as handed in, each verdict beside its cell.

Everything taken from the submission is data of unknown shape. The outputs shown are those that the student handed
in; the grading run's own outputs and `CellResult.detail` never come here, nor the seconds that a cell took: by them a
function could tell what a hidden test has passed in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from coursekit.grading import charts, highlight, pages, sanitize
from coursekit.grading.pages import ReportError
from coursekit.grading.results import CellResult, NotebookResult
from coursekit.lang import tr

__all__ = ["PageLimits", "ReportError", "write_feedback"]


@dataclass(frozen=True)
class PageLimits:
    """What one page shows at most.

    Attributes
    ----------
    cells, outputs : int
        Cells of a page; outputs of a cell.
    text : int
        Characters of one source or one output.
    page_text, page_images : int
        Characters of all sources and text outputs together; characters of all pictures as data URIs.
    image : int
        Bytes of one picture.
    """

    cells: int = 500
    outputs: int = 30
    text: int = 20_000
    page_text: int = 400_000
    image: int = 1_500_000
    page_images: int = 6_000_000


@dataclass(frozen=True)
class Output:
    """One thing below a code cell: `kind` is text, stderr, error, image or note; a note is ours, not the student's."""

    kind: str
    text: str = ""
    uri: str = ""
    width: int = 0
    height: int = 0


TEMPLATE, STYLE = "feedback.html.j2", "feedback.css"


def get_ready() -> None:
    """Compile the page's template: the first page would wait for it, and the students' processes with it."""
    pages.get_ready(TEMPLATE)


def write_feedback(
    result: NotebookResult,
    submission_cells: Sequence[object],
    folder: Path,
    *,
    titles: Mapping[str, str] | None = None,
    limits: PageLimits | None = None,
) -> Path:
    """Write ``<folder>/<notebook>.html`` and return its path.

    Parameters
    ----------
    result : NotebookResult
        The verdicts.
    submission_cells : sequence of dict
        The cells as handed in, as nbformat stores them; a cell's name is its ``grade_id`` or that of its nbgrader
        metadata. Whatever is not a cell is passed over. Empty where nothing was handed in or it could not be read.
    folder : Path
        Where the page goes; made if absent.
    titles : mapping of str to str, optional
        From `grade_id` to the question's title; a cell without one is called by its `grade_id`.
    limits : PageLimits, optional
        Caps on what is shown.

    Raises
    ------
    ReportError
        If the page cannot be written; an older page stays as it was.
    """
    name = result.notebook
    if not name or name in (".", "..") or "/" in name or "\\" in name:
        raise ReportError(
            tr(
                f"notebook 的名字 {name!r} 不能作文件名：应是不带路径的名字，例如 hw1_house_prices。",
                f"the notebook's name {name!r} cannot name a file: expected a name without a path, e.g. hw1.",
            )
        )
    titles, limits = titles or {}, limits or PageLimits()
    verdicts = {cell.grade_id: cell for cell in result.cells}
    rows = _cells(submission_cells, verdicts, limits)
    anchors = {row["verdict"].grade_id: row["number"] for row in rows if row["verdict"]}
    html = pages.render(
        TEMPLATE,
        STYLE,
        result=result,
        titles=titles,
        rows=rows,
        anchors=anchors,
        left_out=max(len(submission_cells) - limits.cells, 0),
        bar=_score_bar(result),
        pending=sum(cell.max_score for cell in result.cells if cell.score is None),
    )
    return pages.write_page(Path(folder) / f"{name}.html", html)


def _score_bar(result: NotebookResult) -> Markup:
    share = result.score / result.max_score if result.max_score else 0.0
    got, full = pages.points(result.score), pages.points(result.max_score)
    return charts.share_bar(share, tr(f"得分 {got}，满分 {full}", f"{got} of {full} points"))


def _grade_id(cell: dict) -> str:
    """Return the name that the student's copy of the cell bears, or an empty text."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    inner = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    name = cell.get("grade_id", inner)
    return name if isinstance(name, str) else ""


def _cells(cells: Sequence[object], verdicts: Mapping[str, CellResult], limits: PageLimits) -> list[dict]:
    """Return what the template shows of each cell; of cells of one name the last is the one that was graded."""
    cells = [cell for cell in cells if isinstance(cell, dict)][: limits.cells]
    last = {_grade_id(cell): index for index, cell in enumerate(cells)}
    budget = {"text": limits.page_text, "image": limits.page_images}
    rows = []
    for index, cell in enumerate(cells):
        name = _grade_id(cell)
        is_code = cell.get("cell_type") == "code"
        source = sanitize.joined(cell.get("source")).replace("\r\n", "\n")
        source = sanitize.clip(source, min(limits.text, budget["text"]))
        budget["text"] = max(budget["text"] - len(source), 0)
        graded = bool(name) and last[name] == index
        rows.append(
            {
                "number": index + 1,
                "name": name,
                "is_code": is_code,
                "source": _highlighted(source) if is_code else sanitize.shown(source),
                "outputs": _outputs(cell.get("outputs"), limits, budget) if is_code else [],
                "verdict": verdicts.get(name) if graded else None,
                "duplicate": bool(name) and not graded,
            }
        )
    return rows


@lru_cache(maxsize=256)
def _highlighted(source: str) -> Markup:
    """Highlight a source; the teacher's cells are the same in every submission."""
    return highlight.python(source)


def _outputs(outputs: object, limits: PageLimits, budget: dict[str, int]) -> list[Output]:
    if not isinstance(outputs, list):
        return []
    out: list[Output] = []
    for output in outputs[: limits.outputs]:
        for item in _output(output if isinstance(output, dict) else {}, limits):
            size = len(item.uri) or len(item.text)
            purse = "image" if item.uri else "text"
            if size > budget[purse]:
                item = Output("note", tr("页面已满，这个输出没有显示。", "The page is full; this output is not shown."))
            else:
                budget[purse] -= size
            out.append(item)
    if len(outputs) > limits.outputs:
        more = len(outputs) - limits.outputs
        out.append(Output("note", tr(f"还有 {more} 个输出没有显示。", f"{more} more outputs are not shown.")))
    return out


def _output(output: dict, limits: PageLimits) -> list[Output]:
    """Return what is shown of one nbformat output."""
    kind = output.get("output_type")
    if kind == "stream":
        return [_text(output.get("text"), limits, "stderr" if output.get("name") == "stderr" else "text")]
    if kind == "error":
        trace = output.get("traceback")
        lines = [line for line in trace if isinstance(line, str)] if isinstance(trace, list) else []
        name, value = sanitize.joined(output.get("ename")), sanitize.joined(output.get("evalue"))
        return [_text("\n".join(lines) or f"{name}: {value}", limits, "error")]
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return [Output("note", tr("这个输出的格式不认识，没有显示。", "An output of unknown form is not shown."))]
    notes = []
    for mime in sanitize.MAGIC:
        if mime in data:
            try:
                uri, width, height = sanitize.picture(mime, data[mime], limits.image)
                return [Output("image", _alt(output, mime), uri, width, height)]
            except ValueError as reason:
                notes.append(Output("note", tr(f"图片没有显示：{reason}。", f"A picture is not shown: {reason}.")))
    if "text/plain" in data:
        return [*notes, _text(data["text/plain"], limits, "text")]
    if not notes:
        kinds = ", ".join(sorted(str(mime)[:40] for mime in data)[:4])
        notes = [Output("note", tr(f"为安全起见，不显示这类输出：{kinds}。", f"Not shown, for safety: {kinds}."))]
    return notes


def _text(value: object, limits: PageLimits, kind: str) -> Output:
    return Output(kind, sanitize.clip(sanitize.printed(sanitize.joined(value)), limits.text))


def _alt(output: dict, mime: str) -> str:
    """Return the text alternative of a picture where the notebook gives one."""
    metadata = output.get("metadata")
    inner = metadata.get(mime) if isinstance(metadata, dict) else None
    alt = inner.get("alt") if isinstance(inner, dict) else None
    return alt[:300] if isinstance(alt, str) else tr("你的图", "your figure")
