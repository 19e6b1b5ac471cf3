"""The search for secrets finds each, however it is hidden, and nothing where there is none."""

import ast
import base64
import hashlib
from textwrap import dedent

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from coursekit.authoring.errors import AuthoringError
from coursekit.authoring.percent import parse
from coursekit.publishing import prove
from coursekit.publishing.proof import taught

from .conftest import ROOT, regions, visible
from .plants import CODE, compiled, notebook

SOLUTIONS, HIDDEN, VISIBLE = regions("SOLUTION"), regions("HIDDEN TESTS"), visible()
RMSLE = next(text for text in SOLUTIONS.values() if "np.log(np.maximum(pred, 1.0))" in text)


def kinds(search, name: str, data: bytes) -> set[str]:
    """The kinds of secrets that a file gives away."""
    return {leak.secret.kind for leak in search.file(name, data)}


def test_an_ordinary_file_gives_nothing_away(search):
    """Text of the course, and code as anybody writes it."""
    text = (ROOT / "README.zh-CN.md").read_bytes() + b"for value in values:\n    total += value\nreturn total\n"
    assert kinds(search, "a.md", text) == set()


@pytest.mark.parametrize("way", CODE)
def test_a_solution_is_found_however_it_is_hidden(search, way):
    """One real solution, planted in each way."""
    assert "solution" in kinds(search, *CODE[way](dedent(RMSLE).strip()))


@pytest.mark.parametrize("text", SOLUTIONS.values(), ids=SOLUTIONS)
def test_every_solution_is_found(search, text):
    """As the teacher wrote it, without comments or layout; and one line of it is enough where it is a long one."""
    plain = ast.unparse(ast.parse(f"def f():\n{text}" if text.startswith(" ") else text))
    assert "solution" in kinds(search, "a.txt", text.encode())
    assert "solution" in kinds(search, "a.py", plain.encode())
    longest = max((line for line in text.split("\n") if not line.strip().startswith(("#", "def", '"""'))), key=len)
    if len(longest.strip()) > 40 and "".join(longest.split()) not in VISIBLE:  # a hint may show it
        assert "solution" in kinds(search, "a.txt", longest.encode())


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_every_hidden_test_is_found(search, text):
    """As text, and in base64."""
    assert "hidden" in kinds(search, "a.txt", text.encode())
    assert "hidden" in kinds(search, "a.txt", base64.b64encode(text.encode()))


def test_a_solution_with_other_names_is_found(search):
    """Its shape stays: every name changed, every text too."""
    copied = dedent(RMSLE)
    for old, new in (("pred", "guess"), ("actual", "truth"), ("error", "gap"), ("形状不同", "不行")):
        copied = copied.replace(old, new)
    code = f"def score(guess, truth):\n    '''Score.'''\n{''.join('    ' + line for line in copied.splitlines(True))}"
    assert "solution" in kinds(search, "a.ipynb", notebook(new_code_cell(code)))


def test_written_answers_are_found(search):
    """Of cells without markers, which nbgrader replaces as a whole."""
    answer = "只看一次结果就下结论的，第三项不给分。"
    assert "solution" in kinds(search, "a.txt", answer.encode("gb18030"))


def test_known_answers_and_names_are_found(search):
    """What grades the grader, and who is in the demo's class."""
    text = (ROOT / "assignments" / "answers" / "hw1_house_prices.py").read_bytes()
    assert "answer" in kinds(search, "a.txt", text)
    assert "name" in kinds(search, "a.txt", "s10 秦川".encode())


def test_lecturers_notes_are_found(search):
    """Every such cell of every chapter: plans, keys to the questions, what to draw on the board, asserts."""
    notes = [
        cell
        for path in sorted((ROOT / "notebooks" / "src").glob("*.py"))
        for cell in parse(path.read_text("utf-8")).cells
        if "lecturer" in cell.metadata.get("tags", [])
    ]
    assert len(notes) > 10
    for cell in notes:
        planted = notebook(nbformat.from_dict({**cell, "id": "planted"}))
        assert "lecturer" in kinds(search, "a.ipynb", planted), cell.source


def test_markers_are_found_in_notebooks(search):
    """A marker that is left over says that something went wrong."""
    assert "marker" in kinds(search, "a.ipynb", notebook(new_code_cell("### BEGIN HIDDEN TESTS")))
    assert "marker" not in kinds(search, "a.md", b"### BEGIN HIDDEN TESTS")


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256", "blake2b"])
def test_a_digest_of_a_solution_is_found(search, name):
    """With it a student could try guesses; the id of a cell is such a place, and so is metadata."""
    digest = hashlib.new(name, dedent(RMSLE).strip().encode()).hexdigest()
    assert "digest" in kinds(search, "a.ipynb", notebook(new_code_cell("1", id=digest[:16])))
    assert "digest" in kinds(search, "a.ipynb", notebook(new_code_cell("1", metadata={"checksum": digest})))


def test_nbgraders_checksum_of_the_teachers_cell_is_found(search):
    """The release holds checksums of the released cells, not of the source's."""
    from nbgrader.utils import compute_checksum

    path = ROOT / "assignments" / "source" / "hw1_house_prices" / "hw1_house_prices.ipynb"
    cells = nbformat.read(path, 4).cells
    (cell,) = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "rmsle"]
    planted = new_code_cell("1", metadata={"nbgrader": {"checksum": compute_checksum(cell)}})
    assert "digest" in kinds(search, "a.ipynb", notebook(planted))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("__pycache__/a.cpython-311.pyc", b"x"),
        ("a.bin", compiled("def f(x):\n    return x")),
        ("a.txt", base64.b64encode(compiled("def f(x):\n    return x"))),
        ("model.pkl", b"x"),
    ],
)
def test_what_cannot_be_read_is_refused(search, name, data):
    """Compiled or pickled, also in base64: nobody could see what it holds."""
    assert kinds(search, name, data) == {"unreadable"}


def test_links_are_refused(tmp_path):
    """What they lead to is not known."""
    (tmp_path / "a").symlink_to(ROOT / "assignments")
    (leak,) = prove(ROOT / "tests", tmp_path).leaks
    assert leak.secret.kind == "unreadable" and leak.file == "a"


@pytest.fixture
def project(tmp_path):
    """A project of one solution, and a folder that shows it."""
    source = tmp_path / "assignments" / "src" / "hw.py"
    source.parent.mkdir(parents=True)
    head = '# %% nbgrader={"grade_id": "mean", "solution": true}'
    source.write_text(
        f"{head}\ndef mean(x):\n    ### BEGIN SOLUTION\n    return sum(x) / len(x)\n    ### END SOLUTION\n"
    )
    shown = tmp_path / "folder"
    shown.mkdir()
    (shown / "chapter.md").write_text("    return sum(x) / len(x)\n")
    return tmp_path


def excuse(project, text: str) -> None:
    (project / "assignments" / "taught.toml").write_text(text)


def test_what_a_chapter_teaches_is_excused_by_name(project):
    """By the cell or by the line, in that file alone; an entry that excuses nothing is told."""
    (leak,) = prove(project, project / "folder").leaks
    assert (leak.file, leak.secret.where) == ("chapter.md", "hw mean") and "chapter.md: hw mean" in str(leak)
    for listed in ('homework = "hw"\ncells = ["mean"]', 'lines = ["return sum(x)/len(x)"]'):
        excuse(project, f'[[taught]]\nfile = "chapter.md"\n{listed}\nreason = "the chapter"')
        found = prove(project, project / "folder")
        assert (found.leaks, found.idle) == ([], [])
    excuse(project, '[[taught]]\nfile = "other.md"\nlines = ["return sum(x)/len(x)"]\nreason = "the chapter"')
    found = prove(project, project / "folder")
    assert len(found.leaks) == 1 and [entry.file for entry in found.idle] == ["other.md"]


@pytest.mark.parametrize(
    "text",
    [
        "[[taught]\n",
        '[[taught]]\nfile = "a"\nreason = "b"',
        '[[taught]]\nfile = "a"\nlines = ["x"]',
        '[[taught]]\nfile = "a"\nlines = ["x"]\nreason = " "',
        '[[taught]]\nfile = "a"\ncells = ["x"]\nreason = "b"',
    ],
)
def test_an_excuse_without_a_reason_is_refused(project, text):
    """What is missing is said."""
    excuse(project, text)
    with pytest.raises(AuthoringError, match="taught.toml"):
        taught(project)
