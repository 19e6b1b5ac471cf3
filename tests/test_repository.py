"""What must not lie in the repository: this machine's paths, registries' addresses, data sets, large files."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_BYTES = 2**20
MAY_BE_LARGE = ("coursekit/fonts/",)
MAY_BE_TABLES = ("notebooks/coverage.csv",)
TABLES = (".csv", ".tsv", ".parquet", ".feather", ".xlsx", ".npz", ".pkl", ".pt", ".zip", ".gz")


def listed() -> list[str]:
    """Files that are tracked, or that the next commit would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if run.returncode:
        pytest.skip("no git checkout: an archive of the course has no list of its files")
    return sorted(name for name in run.stdout.decode().split("\0") if name and (ROOT / name).is_file())


@pytest.fixture(scope="module")
def names() -> list[str]:
    return listed()


@pytest.fixture(scope="module")
def texts(names) -> dict[str, str]:
    found = {}
    for name in names:
        try:
            found[name] = (ROOT / name).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # a font, a picture
    return found


# Written in pieces, so that this file holds none of them.
FORBIDDEN = {
    "the clone's own path": re.escape(str(ROOT)) + r"\b",
    "a folder of a build machine": r"(?<![\w.~/])/(work|mnt|workspace)/" + r"(main|shared|repo)\b",
    "a private home": r"(?<![\w.])/(home|Users)/(?!jovyan|student|me/)" + r"[a-z][a-z0-9_-]+/",
    "the superuser's home": r"(?<![\w.])/ro" + r"ot/\w",
    "a package index": r"(https?://)?(pypi\.tuna|mirrors?\.(aliyun|tuna|ustc|cloud\.tencent)|files\.python"
    + r"hosted)\.",
    "PyTorch's index": r"download\.pytorch" + r"\.org",
    "a registry": r"https?://(test\.)?pypi" + r"\.org/simple|registry\.npm" + r"js\.org|conda\.anaconda" + r"\.org",
    "a temporary folder": r"(?<![\w.])/tmp/(probe|pytest|bash|brief)" + r"[\w-]*",
}


def test_there_is_something_to_look_at(names):
    """The list is not empty, and holds this file once it is written."""
    assert "coursekit/__init__.py" in names


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_text_names_this_machine_or_a_registry(texts, what):
    """The course is cloned elsewhere and installed from wherever its user is."""
    pattern = re.compile(FORBIDDEN[what])
    hits = [f"{name}: {hit.group()}" for name, text in texts.items() if (hit := pattern.search(text))]
    assert hits == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("the clone's own path", f'open("{ROOT}/x")'),
        ("a folder of a build machine", "cd /work/" + "main"),
        ("a private home", "/home/" + "someone/x"),
        ("the superuser's home", "/ro" + "ot/x"),
        ("a package index", "https://pypi.tuna" + ".tsinghua"),
        ("PyTorch's index", "download.pytorch" + ".org/whl"),
        ("a registry", "https://pypi" + ".org/simple"),
        ("a temporary folder", "/tmp/" + "probe/a.py"),
    ],
)
def test_the_patterns_find_what_they_are_for(what, text):
    """A pattern that matches nothing would guard nothing."""
    assert re.search(FORBIDDEN[what], text)


def test_there_is_no_data_set(names):
    """Real data is downloaded by who may use it; the embedded set is generated."""
    assert [name for name in names if name.lower().endswith(TABLES) and name not in MAY_BE_TABLES] == []


def test_no_file_is_large(names):
    """One megabyte, fonts apart: a clone over a slow line is small."""
    large = {name: (ROOT / name).stat().st_size for name in names if not name.startswith(MAY_BE_LARGE)}
    assert {name: size for name, size in large.items() if size > MAX_BYTES} == {}
