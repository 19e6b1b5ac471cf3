"""`coursekit slides`, as a lecturer calls it."""

import json

import pytest

from tests.authoring.conftest import project, ran, ran_notebook  # noqa: F401
from tests.cli.conftest import one_clear_line


def test_help_has_an_example(coursekit):
    """In both languages."""
    assert "coursekit slides" in coursekit("slides", "--help").out
    assert "Example: coursekit slides" in " ".join(coursekit("slides", "--help", COURSEKIT_LANG="en").out.split())


def test_decks_are_written_and_told(coursekit, ran):  # noqa: F811
    """All chapters by default, with their size; a program reads the same."""
    done = coursekit("slides", "--json", "-", cwd=ran.root)
    assert done.status == 0, done.said
    (record,) = json.loads(done.out)
    assert record["name"] == "03_mini" and record["faults"] is None
    path = ran.root / "build" / "slides" / "03_mini.html"
    assert record["bytes"] == path.stat().st_size
    assert [slide["section"] for slide in record["slides"]][1] == "3.1 平均值"
    told = coursekit("slides", "03_mini", "--out", "讲 台", cwd=ran.root)
    assert told.status == 0 and "MB" in told.said and (ran.root / "讲 台" / "03_mini.html").is_file()


@pytest.mark.parametrize("names", [["没有"], ["03_mini", "没有"]])
def test_an_unknown_chapter_is_one_clear_line(coursekit, ran, names):  # noqa: F811
    """And nothing is written."""
    done = coursekit("slides", *names, cwd=ran.root)
    assert one_clear_line(done) and "03_mini" in done.err
    assert not (ran.root / "build" / "slides").exists()


def test_a_chapter_that_was_not_executed_is_one_clear_line(coursekit, project):  # noqa: F811
    """With the command to run."""
    done = coursekit("slides", cwd=project.root)
    assert one_clear_line(done) and "coursekit build --run 03_mini" in done.err


def test_no_notes_for_students(coursekit, ran):  # noqa: F811
    """What the lecturer reads is not in their file."""
    assert coursekit("slides", "--no-notes", cwd=ran.root).status == 0
    assert "讲 10 分钟" not in (ran.root / "build" / "slides" / "03_mini.html").read_text("utf-8")
