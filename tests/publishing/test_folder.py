"""The students' folder of this project: what it holds, what it must not, and that two builds are the same."""

import json
import os
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
import yaml

from coursekit import publishing
from coursekit.authoring.setup_cell import Home
from coursekit.cli.publishing import release_into
from coursekit.grading.course import Course
from coursekit.publishing import folder, pages
from coursekit.publishing.chapters import Published
from coursekit.publishing.links import dead_links

from .conftest import ROOT


def build(target, stale=()):
    """Write the folder as the command does, the proof included; that no chapter is stale is another test's care."""
    course = Course(ROOT / "assignments")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "stale", lambda root: list(stale))
        return folder.write_folder(ROOT, target, lambda new: release_into(course, course.assignments(), new))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The students' folder of this project; writing it proves that nothing is given away."""
    target = tmp_path_factory.mktemp("公 开") / "student"
    build(target)
    return target


def notebooks(written):
    return [nbformat.read(path, 4) for path in sorted(written.rglob("*.ipynb"))]


def test_it_holds_what_students_need(written):
    """Chapters, homework, the wheel, and pages about them; nothing else."""
    chapters = {f"notebooks/{path.stem}.ipynb" for path in (ROOT / "notebooks" / "src").glob("*.py")}
    homework = {f"assignments/{path.stem}/{path.stem}.ipynb" for path in (ROOT / "assignments" / "src").glob("*.py")}
    pages = {"README.md", "LICENSE", "environment.yml", "index.md", "glossary.md"}
    found = {path.relative_to(written).as_posix() for path in written.rglob("*") if path.is_file()}
    (wheel,) = [name for name in found if name.endswith(".whl")]
    assert found == chapters | homework | pages | {wheel}


def test_no_cell_is_the_lecturers(written):
    """Nor is any of the metadata that only authors need; outputs are there, and count from one."""
    for notebook in notebooks(written):
        assert not [cell for cell in notebook.cells if "lecturer" in cell.metadata.get("tags", [])]
        assert not [cell for cell in notebook.cells if "coursekit" in cell.metadata]
        assert not {"ran", "synced"} & set(notebook.metadata.get("coursekit", {}))
    chapter = nbformat.read(written / "notebooks" / "05_ffn.ipynb", 4)
    counts = [cell.execution_count for cell in chapter.cells if cell.get("execution_count")]
    assert counts == list(range(1, len(counts) + 1)) and any(cell.get("outputs") for cell in chapter.cells)


def test_the_wheel_is_the_library_and_nothing_of_the_course(written):
    """No assignment, answer or test; the quizzes are in it, for they carry no marks."""
    (path,) = written.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[0] for name in names} == {"coursekit", path.name.replace("-py3-none-any.whl", ".dist-info")}
    assert not [name for name in names if re.search(r"answers/|assignments/|/tests?/|\.pyc$|\.csv$|\.db", name)]
    assert [name for name in names if name.startswith("coursekit/quiz/bank/")]


def test_nothing_names_this_machine(written):
    """No absolute path of the clone, in any file or member of the wheel."""
    here = str(ROOT).encode()
    (wheel,) = written.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if here in archive.read(name)]
    assert not [path for path in written.rglob("*") if path.is_file() and here in path.read_bytes()]


def test_every_link_leads_somewhere_and_every_page_is_linked(written):
    """From the README one reaches all of it."""
    assert dead_links(written) == []
    readme = (written / "README.md").read_text("utf-8")
    for path in written.rglob("*.ipynb"):
        assert f"({path.relative_to(written).as_posix()})" in readme
    assert "(index.md)" in readme and "(glossary.md)" in readme and "(LICENSE)" in readme
    assert "colab.research" not in readme and "github.com" not in readme  # the course lives nowhere yet


def test_the_readme_says_how_in_both_languages(written):
    """Local first, with the wheel that is there; what is said of Colab and Kaggle needs no address."""
    readme = (written / "README.md").read_text("utf-8")
    (wheel,) = written.glob("*.whl")
    assert readme.count(f'pip install "./{wheel.name}[lab]"') == 2
    assert readme.index("自己的电脑") < readme.index("Kaggle") < readme.index("## English")
    assert "coursekit check assignments/" in readme


def test_the_environment_installs_the_wheel(written):
    """By conda, without what only authors need."""
    environment = yaml.safe_load((written / "environment.yml").read_text("utf-8"))
    (wheel,) = written.glob("*.whl")
    assert environment["dependencies"] == ["python>=3.11", "pip", {"pip": [f"./{wheel.name}[lab]"]}]


def test_index_and_glossary_know_only_what_is_published(written):
    """Each section of the index and each place of the glossary is a heading of a notebook in the folder."""
    index, glossary = ((written / name).read_text("utf-8") for name in ("index.md", "glossary.md"))
    heads = {
        line.lstrip("# ").strip()
        for notebook in notebooks(written)
        for cell in notebook.cells
        for line in cell.source.split("\n")
        if line.startswith("#")
    }
    sections = re.findall(r"^\| (\d[\d.]* [^|]*?) \|", index, re.MULTILINE)
    assert len(sections) > 20 and set(sections) <= heads and "6 训练循环" in sections
    assert len(re.findall(r"\]\(", glossary)) > 30 and "均方误差" in glossary


def test_two_builds_are_the_same_bytes(tmp_path):
    """In other processes, with other hash seeds: who publishes again publishes no change where there is none."""
    code = (
        "import sys; from pathlib import Path; from coursekit.publishing import Proof, folder; "
        "folder.prove = lambda root, new: Proof([], []); "
        "from tests.publishing.test_folder import build; build(Path(sys.argv[1]))"
    )
    for name in "12":
        environment = {**os.environ, "PYTHONHASHSEED": name}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], cwd=ROOT, check=True, env=environment)
    one, two = (
        {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()}
        for made in (tmp_path / "1", tmp_path / "2")
    )
    assert [name for name in one | two if one.get(name) != two.get(name)] == []


def test_a_leak_stops_it_and_the_old_folder_stays(tmp_path, monkeypatch):
    """Whole or not at all: nothing with a leak in it ever stands in the place that is published."""
    source = (ROOT / "assignments" / "src" / "hw1_house_prices.py").read_text("utf-8")
    secret = source.partition("### BEGIN SOLUTION\n")[2].partition("### END SOLUTION")[0]
    monkeypatch.setattr(folder, "_write", lambda root, new, release: (new / "README.md").write_text(f"# x\n{secret}"))
    target = tmp_path / "student"
    target.mkdir()
    (target / "README.md").write_text("old")
    with pytest.raises(publishing.PublishingError, match=r"README\.md.*rmsle \(solution\)"):
        build(target)
    assert [path.name for path in target.iterdir()] == ["README.md"] and (target / "README.md").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["student"]


@pytest.fixture
def quick(monkeypatch):
    """Only a page is written, and nothing is searched."""
    monkeypatch.setattr(folder, "_write", lambda root, new, release: (new / "README.md").write_text("new"))
    monkeypatch.setattr(folder, "prove", lambda root, new: publishing.Proof([], []))


def test_a_clone_of_the_public_repository_is_kept(quick, tmp_path):
    """Its .git stays, everything else is replaced."""
    (tmp_path / ".git" / "refs").mkdir(parents=True)
    (tmp_path / ".git" / "HEAD").write_text("ref")
    (tmp_path / ".gitignore").write_text("*.csv")
    (tmp_path / "glossary.md").write_text("old")
    found = build(tmp_path).files
    assert [path.name for path in found] == ["README.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", ".gitignore", "README.md"]
    assert (tmp_path / ".git" / "HEAD").read_text() == "ref" and (tmp_path / ".git" / "refs").is_dir()


@pytest.mark.parametrize("name", ["thesis.docx", "assignments/src/hw.py"])
def test_somebody_elses_folder_is_left_alone(quick, tmp_path, name):
    """A slip in --out costs nothing; least of all the teacher's own repository."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine")
    with pytest.raises(publishing.PublishingError, match="--out"):
        build(tmp_path)
    assert path.read_text() == "mine"


def test_a_stale_chapter_is_not_published(quick, tmp_path):
    """What students see is what the text says."""
    with pytest.raises(publishing.PublishingError, match="05_ffn is stale"):
        build(tmp_path / "student", stale=["05_ffn is stale"])


@pytest.mark.parametrize("link", ["gone.md", "/etc/hosts", "../outside.md", "a%20b.md"])
def test_dead_links_are_found(tmp_path, link):
    """Files that are not there, absolute paths, and what lies outside of the folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "outside.md").write_text("x")
    (tmp_path / "in" / "a.md").write_text(f"[x]({link}) ![y](<{link}>) <img src='{link}'> `[z](code)` [w](https://x.y)")
    assert len(dead_links(tmp_path / "in")) == 3
    (tmp_path / "in" / "a b.md").write_text("[x](#here) [y](a.md#there)")
    assert len(dead_links(tmp_path / "in")) == (0 if link == "a%20b.md" else 3)


def test_badges_are_there_once_the_course_is(tmp_path):
    """Colab opens notebooks of a GitHub repository at a release; of another host it cannot."""
    chapter = [Published("notebooks/01_a.ipynb", nbformat.v4.new_notebook())]
    home = Home("https://github.com/us/course", "v0.1.0")
    assert "https://colab.research.google.com/github/us/course/blob/v0.1.0/notebooks/01_a.ipynb" in pages.readme(
        home, "w.whl", chapter, []
    )
    for nowhere in (Home(), Home("https://gitee.com/us/course", "v0.1.0"), Home("https://github.com/us/course")):
        assert "colab.research" not in pages.readme(nowhere, "w.whl", chapter, [])


def test_kaggles_metadata_keep_to_its_limits():
    """Title of 6 to 50 characters, subtitle of 20 to 80, exactly one licence, as the Kaggle API documents it."""
    fields = json.loads(pages.kaggle_metadata(Home(kaggle="us/course")))
    assert 6 <= len(fields["title"]) <= 50 and 20 <= len(fields["subtitle"]) <= 80
    assert fields["id"] == "us/course" and len(fields["licenses"]) == 1
