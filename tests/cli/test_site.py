"""What `make site` runs."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from coursekit.authoring.site import building
from coursekit.authoring.site.pages import Download
from coursekit.cli import site

ROOT = Path(__file__).parents[2]


def test_every_homework_is_handed_out_under_its_title():
    """One archive for each that has a source."""
    found = {download.name: download for download in site.handouts(ROOT)}
    sources = [path.name for path in (ROOT / "assignments" / "source").iterdir() if path.is_dir()]
    assert set(found) == {f"{name}.zip" for name in sources}
    assert all(zipfile.is_zipfile(io.BytesIO(one.content)) and one.title for one in found.values())


def test_the_library_is_built_anew():
    """A wheel with the modules that chapters import."""
    made = site.wheel(ROOT)
    with zipfile.ZipFile(io.BytesIO(made.content)) as opened:
        assert "coursekit/training/__init__.py" in opened.namelist()
    assert made.name.endswith("-py3-none-any.whl")


def test_it_tells_what_was_written_and_what_was_not(monkeypatch, tmp_path, capsys):
    """The folder, its pages and its size; chapters out of step, and those that are not on it."""
    made = building.Site(tmp_path, [], ["09_optimizers"])
    (tmp_path / "index.html").write_bytes(b"x" * 2_000_000)
    asked = []
    monkeypatch.setattr(building, "write_site", lambda *given: asked.append(given) or made)
    monkeypatch.setattr(site, "wheel", lambda root: Download("w.whl", b""))
    monkeypatch.setattr(site, "handouts", lambda root: [])
    monkeypatch.setattr("coursekit.authoring.chapters.stale", lambda root: ["05_ffn 过期了"])
    site.main(tmp_path)
    assert asked == [(ROOT, Download("w.whl", b""), [], tmp_path)]
    told = capsys.readouterr().err
    assert str(tmp_path / "index.html") in told.replace("\n", "")
    assert "1 页，0 章，2.0 MB" in told and "09_optimizers" in told and "05_ffn 过期了" in told


def test_a_wrong_argument_is_refused():
    """With the status of a wrong call."""
    run = subprocess.run([sys.executable, "-m", "coursekit.cli.site", "--nosuch"], capture_output=True, check=False)
    assert run.returncode == 2 and b"--nosuch" in run.stderr
