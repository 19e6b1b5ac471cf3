"""The project's own secrets, read once, and its students' folder, written once."""

import re
from pathlib import Path

import pytest

from coursekit.publishing.proof import Search
from coursekit.publishing.secrets import Teachers

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="package")
def search() -> Search:
    """A search for the secrets of this project."""
    return Search(Teachers(ROOT))


def visible() -> str:
    """The homework's texts without their marked stretches, without blanks."""
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "assignments" / "src").glob("*.py")))
    cut = (re.sub(r"### BEGIN (\w[\w ]*)\n.*?### END \1", "", text, flags=re.DOTALL) for text in texts)
    return "".join("".join(cut).split())


def regions(kind: str) -> dict[str, str]:
    """The marked stretches of the homework's texts by the line above them, read in the simplest way."""
    found = {}
    for path in sorted((ROOT / "assignments" / "src").glob("*.py")):
        for part in path.read_text("utf-8").split(f"### BEGIN {kind}\n")[1:]:
            found[f"{path.stem} {len(found)}"] = part.partition(f"### END {kind}")[0]
    return found
