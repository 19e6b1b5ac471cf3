"""The pages in a real browser: nothing of a student runs, and the layout fits screen and phone."""

import re

import pytest

from coursekit.grading.feedback import write_feedback
from coursekit.grading.report import write_report
from coursekit.grading.results import CellResult, NotebookResult
from tests.support import chromium
from tests.support.sample_class import ASSIGNMENT, TITLES, png, sample_class, submission

pytestmark = pytest.mark.pages

PROBE = "document.documentElement.setAttribute('data-probe', 'ran')"
HOSTILE = [
    f"<script>{PROBE}</script>",
    f'<img src=x onerror="{PROBE}">',
    f"</style></title></pre></textarea><script>{PROBE}</script>",
    f'<svg onload="{PROBE}">',
    f'"><body onload="{PROBE}">',
    f'<iframe srcdoc="<script>parent.{PROBE}</script>"></iframe>',
]


def hostile_pages(folder):
    """Return a feedback page and a report that carry every probe in every field."""
    text = "\n".join(HOSTILE)
    svg = {"output_type": "display_data", "data": {"image/svg+xml": text, "text/html": text, "text/plain": text}}
    outputs = [svg, {"output_type": "stream", "text": text}, {"output_type": "error", "traceback": [text]}]
    cells = [
        {"cell_type": "markdown", "source": text},
        {"cell_type": "code", "source": text, "outputs": outputs, "grade_id": "q"},
    ]
    result = NotebookResult(text, text, "hw", [CellResult("q", 0.0, 1.0, "failed", text)], [text])
    page = write_feedback(result, cells, folder, titles={"q": text})
    return page, write_report([result], folder / "report.html", assignment=text, titles={"q": text})


@pytest.mark.parametrize("which", [0, 1], ids=["feedback", "report"])
def test_no_script_of_a_student_runs(tmp_path, which):
    """A probe in every field leaves no trace in the document."""
    page = hostile_pages(tmp_path)[which]
    assert not re.search(r"<html[^>]*data-probe", chromium.dump_dom(page))


def test_the_policy_stops_what_escaping_would_miss(tmp_path):
    """A live script put into a page by hand runs without the policy and does not run with it."""
    page = hostile_pages(tmp_path)[0]
    broken = page.read_text(encoding="utf-8").replace("<main", f"<script>{PROBE}</script><main", 1)
    page.write_text(broken, encoding="utf-8")
    assert not re.search(r"<html[^>]*data-probe", chromium.dump_dom(page))
    page.write_text(chromium.POLICY.sub("", broken), encoding="utf-8")
    assert re.search(r"<html[^>]*data-probe", chromium.dump_dom(page))


def class_pages(folder, size: int = 24):
    """Return the feedback page and the report of the sample class."""
    results = sample_class(size)
    page = write_feedback(results[3], submission(), folder, titles=TITLES)
    return page, write_report(results, folder / "report.html", assignment=ASSIGNMENT, titles=TITLES, wall_seconds=14.3)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_never_scrolls_sideways(tmp_path, width):
    """Both pages fit a projector and a phone, long lines, long names and wide figures included."""
    long = "很长" * 120 + "x" * 400
    wide = {"output_type": "display_data", "data": {"image/png": png(2400, 20)}}
    cells = [
        {
            "cell_type": "code",
            "source": long,
            "outputs": [wide, {"output_type": "stream", "text": long}],
            "grade_id": "q",
        },
        {"cell_type": "markdown", "source": long},
    ]
    result = NotebookResult(long, long, "hw", [CellResult("q", 0.0, 1.0, "failed", long, 3.0)], [long])
    pages = [
        *class_pages(tmp_path),
        write_feedback(result, cells, tmp_path / "long", titles={"q": long}),
        write_report([result], tmp_path / "long" / "report.html", assignment=long, titles={"q": long}),
    ]
    for page in pages:
        given, taken, _ = chromium.layout(page, width)
        assert given == width and taken <= width, page


@pytest.mark.parametrize("width", [1280, 390])
def test_the_style_sheet_applies_under_the_policy(tmp_path, width):
    """A screenshot shows the colours of the style sheet: the policy's hash admits it, and the charts are drawn."""
    from PIL import Image

    for page in class_pages(tmp_path):
        picture = chromium.screenshot(page, tmp_path / f"{page.stem}.png", width, 1400)
        with Image.open(picture) as image:
            assert image.size == (width, 1400)
            colours = {colour for _, colour in image.convert("RGB").getcolors(1_000_000)}
        # The text above the title and the bars of the charts.
        assert {(0, 103, 165), (59, 143, 196)} <= colours
