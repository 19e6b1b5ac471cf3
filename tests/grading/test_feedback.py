import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursekit.grading.feedback import PageLimits, ReportError, write_feedback
from coursekit.grading.results import STATUSES, CellResult, NotebookResult
from tests.support import markup
from tests.support.sample_class import ASSIGNMENT, TITLES, png, sample_class, submission

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40).map(lambda text: "x" + text)
KEYS = """cell_type source outputs metadata nbgrader grade_id output_type data text name traceback ename evalue
image/png image/jpeg text/plain text/html alt"""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just(png(3, 3)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner | st.sampled_from(["code", "markdown", "stream", "error", "display_data", "execute_result", "q"]),
        )
    ),
    max_leaves=25,
)


def record(**texts: str) -> NotebookResult:
    cell = CellResult("q", 1.0, 2.0, "partial", texts.get("message", "x"), 0.25, detail="SECRET")
    return NotebookResult(
        texts.get("student", "x"), texts.get("assignment", "x"), "hw", [cell], [texts.get("note", "x")]
    )


def handed_in(text: str) -> list[dict]:
    """Return a submission that carries the text wherever a student can put one."""
    data = [
        {"text/plain": text},
        {"text/plain": text, "text/html": text, "text/latex": text, "application/javascript": text},
        {"image/png": png(3, 3)},
        {"text/plain": text, "image/svg+xml": text},
    ]
    outputs = [
        {"output_type": "stream", "name": text, "text": [text, text]},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": [text]},
        {"output_type": "error", "ename": text, "evalue": text, "traceback": []},
        *({"output_type": "display_data", "data": item, "metadata": {"image/png": {"alt": text}}} for item in data),
    ]
    return [
        {"cell_type": "markdown", "source": text, "attachments": {text: {"image/png": text}}},
        {"cell_type": "code", "source": text, "outputs": outputs, "metadata": {"nbgrader": {"grade_id": "q"}}},
        {"cell_type": "raw", "source": text, "id": text, "grade_id": text},
    ]


@pytest.fixture(scope="module")
def skeleton(tmp_path_factory) -> list[tuple]:
    path = write_feedback(record(), handed_in("x"), tmp_path_factory.mktemp("plain"), titles={"q": "x"})
    return markup.read(path.read_text(encoding="utf-8")).skeleton


@pytest.fixture
def page(tmp_path):
    """Return a function that writes a page and takes it apart."""

    def write(result, cells, **options):
        return markup.read(write_feedback(result, cells, tmp_path, **options).read_text(encoding="utf-8"))

    return write


def test_the_page_says_who_what_and_why(page):
    """Student, assignment, total, each title, score, status in words and message stand on the page."""
    result = next(result for result in sample_class() if result.notes and result.status != "missing")
    text = page(result, submission(), titles=TITLES).text
    for piece in (
        result.student,
        ASSIGNMENT,
        *TITLES.values(),
        *result.notes,
        *(cell.message for cell in result.cells),
    ):
        assert piece in text
    assert "待人工评分" in text and "另有 4 分等老师评" in text
    assert f"{result.score:g} / {result.max_score:g}" in text


def test_the_seconds_of_a_run_are_not_shown(page):
    """A function could tell by them what a hidden test has passed in."""
    cells = [CellResult("q", 1.0, 1.0, "passed", "", 7.531)]
    text = page(NotebookResult("s", "a", "hw", cells), [{"cell_type": "code", "source": "x", "grade_id": "q"}]).text
    assert "7.5" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_status_is_said_in_words(page, monkeypatch, language):
    """All statuses are shown in the language in force."""
    monkeypatch.setenv("COURSEKIT_LANG", language)
    cells = [CellResult(status, None if status == "manual" else 0.0, 1, status) for status in STATUSES]
    text = page(NotebookResult("s", "a", "hw", cells), []).text
    words = {
        "zh": "通过 待人工评分 部分得分 未通过 出错 超时 进程崩溃 未提交",
        "en": "passed partial timed crashed missing",
    }
    assert all(word in text for word in words[language].split(" "))
    assert ("得分" in text) == (language == "zh")


def test_verdicts_stand_beside_the_cells_that_were_graded(page):
    """A verdict is linked to its cell; of two cells of one name only the last bears it."""
    cells = [
        {"cell_type": "code", "source": "first", "grade_id": "q"},
        {"cell_type": "code", "source": "second", "metadata": {"nbgrader": {"grade_id": "q"}}},
    ]
    read = page(record(message="因为"), cells, titles={"q": "第一题"})
    assert ("a", "href", "#c2") in read.attributes
    assert [value for tag, name, value in read.attributes if tag == "aside"] == ["verdict v-none", "verdict v-partial"]
    assert read.text.count("因为") == 2 and "以最后一个为准" in read.text


def test_the_teachers_detail_never_shows(page):
    """What only the teacher may read is not on the page."""
    assert "SECRET" not in page(record(), submission()).text


def test_outputs_are_shown_as_handed_in(page):
    """Streams, results, errors and figures are shown; of an HTML table its text is."""
    result = {"output_type": "execute_result", "data": {"text/html": "<table>", "text/plain": "   a\n0  1"}}
    figure = {"output_type": "display_data", "data": {"image/png": png(3, 3), "text/plain": "<Figure>"}}
    error = {"output_type": "error", "ename": "ValueError", "evalue": "v", "traceback": ["\x1b[31mTrace\x1b[0m"]}
    stream = {"output_type": "stream", "name": "stdout", "text": "1%\r100%\n"}
    read = page(record(), [{"cell_type": "code", "source": "", "outputs": [stream, result, figure, error]}])
    assert "100%" in read.text and "1%\r" not in read.text and "   a\n0  1" in read.text and "Trace" in read.text
    assert ("img", "src", f"data:image/png;base64,{png(3, 3)}") in read.attributes
    assert "<Figure>" not in read.text and "<table>" not in read.text


def test_what_is_withheld_is_said(page):
    """HTML without a text, a forged picture, an unknown output: the page says that something is missing."""
    outputs = [
        {"output_type": "display_data", "data": {"text/html": "<b>"}},
        {"output_type": "display_data", "data": {"image/png": "AAAA", "text/plain": "instead"}},
        {"output_type": "update"},
        7,
    ]
    text = page(record(), [{"cell_type": "code", "source": "", "outputs": outputs}]).text
    assert "text/html" in text and "图片没有显示" in text and "instead" in text and text.count("格式不认识") == 2


@pytest.mark.parametrize("injection", markup.INJECTIONS)
def test_injections_stay_text(page, skeleton, injection):
    """The page with a hostile text in every field has the same tags and attributes as one with a harmless text."""
    result = record(student=injection, assignment=injection, message=injection, note=injection)
    read = page(result, handed_in(injection), titles={"q": injection})
    assert read.skeleton == skeleton
    assert injection.split("\x00")[0] in read.text


@given(st.fixed_dictionaries(dict.fromkeys(("student", "assignment", "message", "note"), ANY_TEXT)), ANY_TEXT, ANY_TEXT)
def test_any_text_stays_text(tmp_path_factory, skeleton, texts, title, text):
    """Whatever the texts, surrogates and NUL included, the page is UTF-8 and has the same tags."""
    folder = tmp_path_factory.mktemp("any")
    html = write_feedback(record(**texts), handed_in(text), folder, titles={"q": title}).read_text(encoding="utf-8")
    assert markup.read(html).skeleton == skeleton
    assert not set(html) & set("\x00\x1b\u202e\u2066\u200b\ufeff")


@given(st.lists(JSON, max_size=4))
def test_cells_of_any_shape_make_a_page(tmp_path_factory, cells):
    """A notebook that is any JSON at all gives a page, never a crash."""
    path = write_feedback(record(), cells, tmp_path_factory.mktemp("json"))
    markup.read(path.read_text(encoding="utf-8"))


def test_trojan_source_is_visible(page):
    """Bidirectional controls in code are spelled out where they stand."""
    text = page(record(), [{"cell_type": "code", "source": "if x != 'a\u202e \u2066# b\u2069':"}]).text
    assert "if x != 'aU+202E U+2066# bU+2069':" in text


def test_a_page_is_bounded(page, tmp_path):
    """Cells, outputs, texts and pictures beyond the caps are left out, and the page says so."""
    limits = PageLimits(cells=3, outputs=2, text=100, page_text=620, image=10_000, page_images=1_000)
    stream = {"output_type": "stream", "text": "y" * 500}
    picture = {"output_type": "display_data", "data": {"image/png": png(200, 100)}}
    cells = [{"cell_type": "code", "source": "z" * 500, "outputs": [stream, picture, stream]}] * 5
    text = page(record(), cells, limits=limits).text
    assert (text.count("z"), text.count("y")) == (300, 200) and "页面已满" in text
    assert "后面还有 2 个单元格" in text and "还有 1 个输出" in text and "此处省略 400 个字符" in text


def test_nothing_handed_in_is_a_page_too(page):
    """Without cells and without questions the page says so in words."""
    text = page(NotebookResult("s", "a", "hw", []), []).text
    assert "没有收到这份 notebook" in text and "没有评分的题目" in text


def test_the_same_verdicts_give_the_same_bytes(tmp_path):
    """A page depends on its input alone, so that regrading an unchanged class changes no file."""
    results = sample_class(2)
    first, second = (write_feedback(results[0], submission(), tmp_path / name, titles=TITLES) for name in "ab")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", ["", "..", "a/b", "../hw", "a\\b"])
def test_a_notebook_name_never_leaves_the_folder(tmp_path, name):
    """A name with a path in it is refused, with the name in the message."""
    with pytest.raises(ReportError, match="notebook"):
        write_feedback(NotebookResult("s", "a", name), [], tmp_path / "in")
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_reported(tmp_path):
    """The error is an OSError that names the page."""
    (tmp_path / "feedback").write_text("a file")
    with pytest.raises(OSError, match="hw.html"):
        write_feedback(record(), [], tmp_path / "feedback")


def test_cells_read_back_from_a_file(tmp_path, page):
    """Cells as json reads them are accepted: sources and texts as lists of lines."""
    cells = json.loads(json.dumps([{"cell_type": "code", "source": ["a = 1\n", "b = 2"], "outputs": None}]))
    assert "a = 1\nb = 2" in page(record(), cells).text
