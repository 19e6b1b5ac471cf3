"""A project with one small chapter, its path with a blank and Chinese."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from coursekit.authoring.chapters import build
from coursekit.authoring.pairs import read_notebook, serialise

CHAPTER = (Path(__file__).parents[1] / "fixtures" / "mini_chapter.txt").read_text("utf-8")


@dataclass
class Project:
    """A project folder, and short ways to its one chapter."""

    root: Path

    @property
    def text(self) -> Path:
        return self.root / "notebooks" / "src" / "03_mini.py"

    @property
    def path(self) -> Path:
        return self.root / "notebooks" / "03_mini.ipynb"

    @property
    def notebook(self):
        return read_notebook(self.path)

    def edit(self, old: str, new: str) -> None:
        """Change the text."""
        text = self.text.read_text("utf-8")
        assert old in text
        self.text.write_text(text.replace(old, new), "utf-8")

    def edit_notebook(self, change) -> None:
        """Apply a function to the notebook on disk."""
        notebook = self.notebook
        change(notebook)
        self.path.write_text(serialise(notebook), "utf-8")

    def cell(self, word: str):
        """Return the cell of the notebook on disk whose source holds a word."""
        return next(cell for cell in self.notebook.cells if word in cell.source)


@pytest.fixture
def project(tmp_path):
    """The chapter, built and not executed."""
    made = Project(tmp_path / "课程 a")
    (made.root / "assignments" / "src").mkdir(parents=True)
    made.text.parent.mkdir(parents=True)
    made.text.write_text(CHAPTER, "utf-8")
    build(made.root)
    return made


@pytest.fixture(scope="session")
def ran_notebook(tmp_path_factory):
    """The bytes of the chapter's notebook after one execution."""
    from coursekit.authoring.chapters import build_and_run

    made = Project(tmp_path_factory.mktemp("ran"))
    made.text.parent.mkdir(parents=True)
    made.text.write_text(CHAPTER, "utf-8")
    build_and_run(made.root)
    return made.path.read_text("utf-8")


@pytest.fixture
def ran(project, ran_notebook):
    """The chapter, built and executed."""
    project.path.write_text(ran_notebook, "utf-8")
    return project
