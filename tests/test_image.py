"""The Dockerfile agrees with pyproject.toml and the files beside it, and no image can hold what is the teacher's."""

import fnmatch
import json
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
TEXT = (ROOT / "Dockerfile").read_text("utf-8")
IGNORED = [
    line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and not line.startswith("#")
]


def steps() -> list[tuple[str, str]]:
    """Instruction and rest of each step, continued lines joined."""
    joined = re.sub(r"\\\n\s*", " ", TEXT)
    lines = [line for line in joined.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(None, 1)) for line in lines]


def rests(instruction: str) -> list[str]:
    return [rest for name, rest in steps() if name == instruction]


DEFAULTS = {name: value for name, _, value in (rest.partition("=") for rest in rests("ARG"))}


def sent(name: str) -> bool:
    """Whether a file reaches an image's builder, read as Docker reads .dockerignore: the last rule wins."""
    kept = True
    for rule in IGNORED:
        pattern = rule.removeprefix("!").removeprefix("**/")
        parts = name.split("/")
        heads = ["/".join(parts[: count + 1]) for count in range(len(parts))]
        tried = parts if rule.startswith("**/") else heads
        if any(fnmatch.fnmatchcase(part, pattern) and part.count("/") == pattern.count("/") for part in tried):
            kept = rule.startswith("!")
    return kept


def test_its_python_is_one_that_the_project_names():
    """A minor version within requires-python, and among the tested ones; Debian's release is named too."""
    (base,) = rests("FROM")
    assert re.fullmatch(r"python:\$\{PYTHON\}-slim-[a-z]+", base)
    assert DEFAULTS["PYTHON"] in SpecifierSet(PROJECT["requires-python"])
    assert f"Programming Language :: Python :: {DEFAULTS['PYTHON']}" in PROJECT["classifiers"]


def test_its_extras_exist():
    """JupyterLab and the engine, without what only authors need."""
    assert DEFAULTS["EXTRAS"].split(",") == ["lab", "grading"]
    assert set(DEFAULTS["EXTRAS"].split(",")) <= set(PROJECT["optional-dependencies"])


def test_it_installs_what_the_tests_run_with():
    """Every pip call has a constraints file; the torch step is that of `make setup`, its index an argument."""
    calls = [call for rest in rests("RUN") for call in rest.split("&&") if "pip install" in call]
    assert len(calls) == 2 and all("-c constraints" in call for call in calls)
    assert "-c constraints-torch.txt" in calls[0] and "$TORCH_INDEX" in calls[0]
    assert "-c constraints.txt -c constraints-torch.txt" in calls[1] and "[$EXTRAS]" in calls[1]
    assert DEFAULTS["TORCH_INDEX"] == "" and DEFAULTS["JUPYTERHUB"] == ""


def test_what_it_copies_exists_and_reaches_it():
    """No step fails for a file that .dockerignore holds back."""
    for rest in rests("COPY"):
        *sources, _ = shlex.split(rest)
        for source in sources:
            assert (ROOT / source).exists(), source
            assert sent(source), source
    needed = [path.relative_to(ROOT).as_posix() for path in (ROOT / "coursekit").rglob("*.py")]
    needed += ["coursekit/fonts/CoursekitSansSC-Regular.otf", PROJECT["readme"], "coursekit/data/house_schema.json"]
    assert [name for name in needed if not sent(name)] == []


@pytest.mark.parametrize(
    "name",
    [
        "assignments/src/hw1_house_prices.py",
        "assignments/gradebook.db",
        "assignments/submitted/s01/hw1/hw1.ipynb",
        "notebooks/src/05_ffn.py",
        "tests/test_image.py",
        "build/demo/gradebook.db",
        ".git/config",
        ".venv/bin/python",
        "coursekit/grading/__pycache__/zygote.cpython-311.pyc",
        "coursekit/data/train.csv",
        "train.csv",
    ],
)
def test_what_is_the_teachers_is_never_sent(name):
    """No homework, submission, gradebook, data set, history or cache."""
    assert not sent(name)


def test_it_does_not_run_as_the_superuser():
    """By number, which a hub on Kubernetes can check; the course's folder is that user's home."""
    (user,) = rests("USER")
    assert user == "1000" and f"--uid {user} " in TEXT
    assert rests("WORKDIR")[-1] == "/home/jovyan/course"
    assert [name for name, _ in steps()].index("USER") > max(i for i, (name, _) in enumerate(steps()) if name == "RUN")


def test_it_starts_jupyterlab_and_says_whether_it_answers():
    """`coursekit lab`, reached from outside, in Chinese; the settings and the health check are well formed."""
    assert json.loads(rests("CMD")[-1]) == ["coursekit", "lab", "--no-browser"]
    (check,) = rests("HEALTHCHECK")
    program = json.loads(check.partition("CMD ")[2])
    assert program[:2] == ["python", "-c"] and compile(program[2], "health", "exec")
    settings = [json.loads(text) for text in re.findall(r"echo '(\{.*?\})' +>", re.sub(r"\\\n", "", TEXT))]
    assert settings[0] == {"ServerApp": {"ip": "0.0.0.0"}}
    (locale,) = settings[1].values()
    assert locale == {"locale": "zh_CN"}
    assert rests("EXPOSE") == ["8888"] and "8888" in program[2]


def test_it_names_no_host():
    """It builds wherever its user gets Python and packages from: no address, no registry."""
    assert re.findall(r"https?://|(?<![\w.])[\w-]+\.(?:com|org|io|net|cn)\b", TEXT) == []
