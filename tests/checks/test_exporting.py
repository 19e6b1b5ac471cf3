"""One file to hand in, made by a check."""

import json
import os

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from typer.testing import CliRunner

from coursekit import checks
from coursekit.checks import exporting
from coursekit.checks.notebook import CellCheck, CheckError, NotebookCheck
from coursekit.checks.seal import seal_of, verify
from coursekit.cli import app
from tests.checks.conftest import as_colab_sends_it, colab, saved
from tests.checks.test_notebook import homework


@pytest.fixture
def no_kernel(monkeypatch):
    """Every check passes without being run."""
    ran = NotebookCheck("hw.ipynb", cells=[CellCheck("test_a", True)])
    monkeypatch.setattr(exporting, "examine", lambda node, name, folder, timeout: ran)


def test_the_file_is_the_notebook_as_it_ran(desk):
    """From a fresh kernel, with the outcome of its tests; the call that makes it stands in it and is not run again."""
    node = homework()
    node.metadata.coursekit |= {"assignment": "作业", "notebook": "第一题"}
    node.cells.insert(2, new_code_cell("print('看', f(2))", metadata={"tags": ["mine"]}))
    node.cells.append(new_code_cell("from coursekit import checks\nchecks.export()"))
    node.cells.append(new_code_cell("checks.run('hw.ipynb')"))
    saved(desk / "hw.ipynb", node)
    told = checks.export()
    assert told.file == desk / "第一题-export.ipynb"
    assert str(told).splitlines()[1:] == ["通过  test_a", "公开测试全部通过，可以提交。", f"要交的文件：{told.file}"]
    written = json.loads(told.file.read_bytes().decode("ascii"))
    assert verify(written).status == "intact"
    seal = seal_of(written)
    assert (seal["ran"], seal["ok"], seal["tests"], seal["place"]) == (True, True, {"test_a": True}, "local")
    again = nbformat.read(told.file, 4)
    assert again.cells[2].outputs[0].text == "看 2\n"
    for cell in again.cells[-2:]:
        assert "不再套一层" in cell.outputs[0].data["text/plain"]
    assert [cell.source for cell in again.cells] == [cell.source for cell in node.cells]
    assert sorted(path.name for path in desk.iterdir()) == ["hw.ipynb", "第一题-export.ipynb"]


def test_unfinished_work_is_written_too(desk):
    """A failed test is told and does not keep the file back; nor does a kernel that cannot run it."""
    node = homework()
    node.cells[1].source = "def f(x):\n    return 7"
    node.cells.append(new_code_cell("import os\nos._exit(1)"))
    saved(desk / "hw.ipynb", node)
    done = CliRunner().invoke(app, ["check", "hw.ipynb", "--export", "--json", "out.json"])
    assert done.exit_code == 1
    assert "公开测试没有跑成" in done.output and "要交的文件" in done.output
    assert json.loads((desk / "out.json").read_text("utf-8"))["file"] == str(desk / "hw-export.ipynb")
    written = json.loads((desk / "hw-export.ipynb").read_text())
    assert verify(written).status == "intact"
    assert (seal_of(written)["ran"], seal_of(written)["ok"]) == (False, False)
    assert written["cells"][1]["source"] == node.cells[1].source


def test_on_colab_the_page_offers_it(monkeypatch, desk, no_kernel):
    """Named after the homework, in the folder that Colab shows, whatever the student called his copy."""
    offered = []
    node = homework()
    node.metadata.coursekit["notebook"] = "hw1"
    module = colab(monkeypatch, lambda *_, **__: as_colab_sends_it(node, "hw1 的副本.ipynb"))
    module.files.download = offered.append
    monkeypatch.setenv("COURSEKIT_OUTPUT", str(desk / "content"))
    told = checks.export()
    assert offered == [str(desk / "content" / "hw1-export.ipynb")] == [str(told.file)]
    written = json.loads(told.file.read_text())
    assert verify(written).status == "intact"
    assert seal_of(written)["place"] == "colab"
    nbformat.validate(nbformat.from_dict(written))
    module.files.download = lambda path: 1 / 0
    assert checks.export().file == told.file


def test_an_exported_file_can_be_exported_again(desk, no_kernel):
    """It is a notebook like any other: the new file takes its place, with a checksum of its own."""
    saved(desk / "hw.ipynb", homework())
    first = checks.export("hw.ipynb").file
    node = nbformat.read(first, 4)
    node.cells[1].source = "def f(x):\n    return 1 * x"
    nbformat.write(node, first)
    assert verify(json.loads(first.read_text())).status == "changed"
    assert checks.export(first).file == first
    assert verify(json.loads(first.read_text())).status == "intact"


def test_a_name_that_leads_elsewhere_is_not_taken(desk, no_kernel):
    """The metadata may say anything."""
    for name in ("../x", "a/b", 3, ""):
        node = homework()
        node.metadata.coursekit["notebook"] = name
        saved(desk / "hw.ipynb", node)
        assert checks.export("hw.ipynb").file == desk / "hw-export.ipynb"


def test_large_outputs_are_left_out(monkeypatch, desk, no_kernel):
    """Rather than a file that no platform takes; the answers are whole."""
    monkeypatch.setattr(exporting, "_LARGE", 5000)
    node = homework()
    node.cells[0].outputs = [nbformat.v4.new_output("stream", text="x" * 9000)]
    saved(desk / "hw.ipynb", node)
    written = json.loads(checks.export("hw.ipynb").file.read_text())
    assert verify(written).status == "intact"
    assert written["cells"][0]["outputs"] == []
    assert len(os.fsencode(json.dumps(written))) < 5000


def test_the_version_of_the_homework_is_told(desk, no_kernel):
    """Two releases that differ have different ones; a notebook of nobody's has none."""
    one, other = homework(), homework()
    other.metadata.coursekit.cells[0]["digest"] = "0" * 16
    assert exporting.release_of(one) != exporting.release_of(other) != ""
    assert exporting.release_of(nbformat.v4.new_notebook()) == ""


def test_a_file_that_is_not_there(desk):
    """One line says so."""
    with pytest.raises(CheckError, match="找不到文件"):
        checks.export("nowhere.ipynb")


def test_in_a_live_notebook(desk):
    """The kernel knows its file, its loop is running, and what was run but not saved is noticed."""
    manager = pytest.importorskip("jupyter_client.manager")
    saved(desk / "hw.ipynb", homework())
    saved(desk / "other.ipynb", homework())
    environment = {**os.environ, "JPY_SESSION_NAME": str(desk / "hw.ipynb")}
    kernel, client = manager.start_new_kernel(kernel_name="python3", cwd=str(desk), env=environment)
    printed = []

    def hook(message):
        content = message["content"]
        printed.append(content.get("evalue") or content.get("text") or content.get("data", {}).get("text/plain", ""))

    try:
        for code in (
            "from coursekit import checks\ndef f(x):\n    return 7",
            "checks.export()",
            "def f(x):\n    return x",
            "checks.export()",
        ):
            client.execute_interactive(code, output_hook=hook, timeout=120)
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)
    told = "\n".join(printed)
    assert told.index("还没有保存") < told.index("可以提交") < told.index(f"要交的文件：{desk / 'hw-export.ipynb'}")
    assert verify(json.loads((desk / "hw-export.ipynb").read_text())).status == "intact"
