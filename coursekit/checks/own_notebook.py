"""The notebook that runs this code, as it stands now: each place shows it in another way, and Kaggle hardly at all."""

import ast
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from coursekit.checks.notebook import CheckError, read
from coursekit.checks.seal import seal_of
from coursekit.lang import tr
from coursekit.runtime import where

_PATIENCE = 60  # seconds that Colab's page may take to answer
_KAGGLE = "__notebook__.ipynb"  # in the working folder while Kaggle saves a version


@dataclass
class Own:
    """A notebook and where it belongs.

    Attributes
    ----------
    node : NotebookNode
    name : str
        Without suffix.
    folder : Path
        Where it runs and finds its files.
    """

    node: object
    name: str
    folder: Path


def from_file(path: Path) -> Own:
    """Read a notebook from a file; `CheckError` if it is none."""
    return Own(read(path), path.stem, path.absolute().parent)


def own_notebook() -> Own:
    """Return the notebook that runs this code.

    Raises
    ------
    CheckError
        It cannot be found, or what is stored is older than what was run; the text says what to do.
    """
    if where() == "colab":
        return _from_colab()
    path = _session_file() or _kaggle_file() or _only_one()
    own = from_file(path)
    if unsaved(own.node):
        text = tr(
            f"{path.name} 还没有保存：你运行过的代码和文件里的不一样。先保存（Ctrl+S），再运行这一格",
            f"{path.name} is not saved: the file differs from what you have run. Save it (Ctrl+S) and run this again",
        )
        raise CheckError(text)
    return own


def unsaved(node) -> bool:
    """Say whether a function or class of a notebook was last run with another text than the file has."""
    latest: dict[str, str] = {}
    for text in vars(sys.modules["__main__"]).get("In", []):
        latest |= _defined(text)
    answers = [c.source for c in node.cells if c.metadata.get("nbgrader", {}).get("solution")]
    return any(latest.get(name, code) != code for text in answers for name, code in _defined(text).items())


def _defined(source: str) -> dict[str, str]:
    """Return what a cell defines, by name; IPython keeps what was run with its magics translated, so not the text."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return {}
    return {node.name: ast.dump(node) for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _from_colab() -> Own:
    import nbformat

    try:
        from google.colab import _message

        answer = _message.blocking_request("get_ipynb", request="", timeout_sec=_PATIENCE)
        node = nbformat.reads(json.dumps(answer["ipynb"]), as_version=4)
    except Exception as error:  # the page is gone, the module is another one: whatever it raises
        text = tr(
            f"Colab 没有把这份 notebook 交出来（{type(error).__name__}）：让浏览器里的页面开着，再运行一次；"
            "还不行，就用菜单 文件 → 下载 → 下载 .ipynb，直接交下载的文件",
            f"Colab did not hand this notebook out ({type(error).__name__}): keep its page open and run this again; "
            "else use File → Download → Download .ipynb and hand that file in",
        )
        raise CheckError(text) from None
    colab = node.metadata.get("colab", {})
    name = colab.get("name", "") if isinstance(colab, dict) else ""
    return Own(node, Path(str(name)).stem or "notebook", Path.cwd())


def _session_file() -> Path | None:
    """Return the file that Jupyter or VS Code says this kernel was started for."""
    vscode = vars(sys.modules["__main__"]).get("__vsc_ipynb_file__")
    for told in (vscode, os.environ.get("JPY_SESSION_NAME")):
        if isinstance(told, str) and told.endswith(".ipynb") and Path(told).is_file():
            return Path(told)
    return None


def _kaggle_file() -> Path | None:
    if where() != "kaggle":
        return None
    if Path(_KAGGLE).is_file():
        return Path(_KAGGLE)
    text = tr(
        "在 Kaggle 上，代码读不到自己所在的 notebook。用菜单 File → Download Notebook 下载，直接交下载的文件；"
        "想要带自查结果的文件，就点 Save Version → Save & Run All，运行完在 Output 里下载",
        "On Kaggle code cannot read its own notebook. Use File → Download Notebook and hand that file in; for a file "
        "with the outcome of the check use Save Version → Save & Run All and download it from Output",
    )
    raise CheckError(text)


def _only_one() -> Path:
    """Return the only homework in the working folder."""
    found = [path for path in sorted(Path().glob("*.ipynb")) if _is_homework(path)]
    if len(found) == 1:
        return found[0]
    listed = tr("、", ", ").join(path.name for path in found)
    seen = tr(f"这里有 {listed}", f"here are {listed}") if found else tr("这里没有作业", "there is no homework here")
    text = tr(
        f"不知道要交哪一份 notebook（{seen}）：写明文件名，例如 checks.export('作业.ipynb')",
        f"which notebook is it ({seen})? Name the file: checks.export('homework.ipynb')",
    )
    raise CheckError(text)


def _is_homework(path: Path) -> bool:
    try:
        node = read(path)
    except CheckError:
        return False
    return bool(node.metadata.get("coursekit")) and seal_of(node) is None
