"""The lanes: the course as students meet it, under other versions than ours and in imitated places.

    python tests/lanes/run_lanes.py [LANE…] [--student DIR] [--fresh]

In each lane a virtual environment gets the versions of the place, coursekit comes as the place brings it (on a laptop
``pip install wheel[lab]``, on Colab and Kaggle the set-up cell of the first chapter), and then, without a network:
every chapter, the questions with and without a page that shows them, every homework checked from a cell as it was
released and from a terminal solved. What was installed before must still be what is installed. Reports lie in
``build/lanes/NAME/report.json``; the exit status is 1 where one holds a fault.
"""

import argparse
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from coursekit.authoring.topics import reading_order  # noqa: E402
from tests.lanes import room  # noqa: E402

HERE = Path(__file__).resolve().parent
BUILD = ROOT / "build" / "lanes"
TOLD = ("numpy", "pandas", "scikit-learn", "matplotlib", "torch", "ipython", "ipykernel", "ipywidgets", "nbclient")


@dataclass(frozen=True)
class Lane:
    """A lane of ``lanes.toml``."""

    name: str
    place: str
    python: str
    known: str

    @property
    def pins(self) -> Path:
        return HERE / f"{self.name}.txt"

    @property
    def folder(self) -> Path:
        return BUILD / self.name

    @property
    def interpreter(self) -> Path:
        return self.folder / "venv" / "bin" / "python"


def lanes() -> dict[str, Lane]:
    """Return the lanes by name."""
    table = tomllib.loads((HERE / "lanes.toml").read_text("utf-8"))
    return {name: Lane(name, **settings) for name, settings in table.items()}


def find_python(version: str) -> str | None:
    """Return an interpreter of this version: of PATH, or of pyenv."""
    if found := shutil.which(f"python{version}"):
        try:  # a shim of pyenv stands there for every version, whether it is chosen or not
            subprocess.run([found, "-c", ""], check=True, capture_output=True)
            return found
        except subprocess.CalledProcessError:
            pass
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    found_there = sorted(pyenv.glob(f"versions/{version}*/bin/python{version}"))
    return str(found_there[-1]) if found_there else None


def pip(lane: Lane, *words: str) -> None:
    subprocess.run([lane.interpreter, "-m", "pip", *words], check=True)


def install(lane: Lane, wheel: Path) -> None:
    """Make the environment that a lane starts from; it is kept as long as its pins stay."""
    done = lane.folder / "installed"
    wanted = hashlib.sha256(lane.pins.read_bytes() + lane.python.encode()).hexdigest()
    cloud = lane.place != "laptop"
    if not (done.is_file() and done.read_text("utf-8") == wanted):
        python = find_python(lane.python)
        if python is None:
            raise SystemExit(f"no python{lane.python}, neither on PATH nor in pyenv")
        subprocess.run([python, "-m", "venv", "--clear", lane.folder / "venv"], check=True)
        asked = ["-r", str(lane.pins)] if cloud else ["-c", str(lane.pins), f"{wheel}[lab]"]
        index = os.environ.get("TORCH_INDEX")
        pip(lane, "install", "-q", "--no-compile", *(["--extra-index-url", index] if index else []), *asked)
        done.write_text(wanted, "utf-8")
    if cloud:  # it meets coursekit for the first time
        pip(lane, "uninstall", "-q", "-y", "coursekit")
    else:  # it has today's
        pip(lane, "install", "-q", "--no-deps", "--force-reinstall", str(wheel))


def make_student_folder() -> Path:
    """Return the students' folder, made as `make student` makes it."""
    folder = BUILD / "student"
    command = [Path(sys.executable).parent / "coursekit", "student", "--no-lint", "--out", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    return folder


def solve(released, source):
    """Return a released notebook with the teacher's solutions in the cells that a student fills."""
    answers = {}
    for cell in source.cells:
        about = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and about.get("solution"):
            answers[about["grade_id"]] = cell.source
    solved = copy.deepcopy(released)
    for cell in solved.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    return solved


def furnish(lane: Lane, student: Path, chapters: list[str], exercises: list[str]) -> tuple[Path, dict]:
    """Lay out what a student has at hand at a place; return the folder, and what is to be done there."""
    here = lane.folder / "room"
    shutil.rmtree(here, ignore_errors=True)
    on_laptop = lane.place == "laptop"
    if on_laptop:
        shutil.copytree(student, here)
    else:
        here.mkdir(parents=True)
        for name in chapters:
            shutil.copyfile(student / "notebooks" / f"{name}.ipynb", here / f"{name}.ipynb")
    if lane.place == "colab":
        (wheel,) = student.glob("coursekit-*.whl")
        shutil.copyfile(wheel, here / wheel.name)
    for name in exercises:
        shutil.copytree(student / "assignments" / name, here / "released" / name)
        shutil.copytree(student / "assignments" / name, here / "solved" / name)
        path = here / "solved" / name / f"{name}.ipynb"
        source = ROOT / "assignments" / "source" / name / f"{name}.ipynb"
        nbformat.write(solve(nbformat.read(path, 4), nbformat.read(source, 4)), path)
    job = {
        "place": lane.place,
        "notebooks": "notebooks" if on_laptop else ".",
        "chapters": chapters,
        "exercises": exercises,
        "report": str(lane.folder / "report.json"),
    }
    return here, job


def take(lane: Lane, student: Path, chapters: list[str], exercises: list[str]) -> dict:
    """Go through one lane and return its report."""
    home = lane.folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    here, job = furnish(lane, student, chapters, exercises)
    report = Path(job["report"])
    report.unlink(missing_ok=True)
    (lane.folder / "job.json").write_text(json.dumps(job), "utf-8")
    words = [str(lane.interpreter), str(HERE / "inside.py"), str(lane.folder / "job.json")]
    variables = room.environment(lane.place, lane.interpreter, home)
    data = student if lane.place == "kaggle" else None
    status = room.run(lane.place, here, data, words, variables)
    if status or not report.is_file():
        return {"chapters": {}, "replaced": [], "faults": [f"the lane itself ended with {status}"]}
    return json.loads(report.read_text("utf-8"))


def faults_of(report: dict) -> list[str]:
    """Everything in a report that is to be mended."""
    of_chapters = [line for one in report["chapters"].values() for line in (*one["errors"], *one["warnings"])]
    replaced = [f"installed before and after: {line}" for line in report["replaced"]]
    return [*of_chapters, *replaced, *report["faults"]]


def versions(lane: Lane) -> str:
    """The versions that matter, in one line."""
    code = f"from importlib.metadata import version\nprint(*(f'{{n}} {{version(n)}}' for n in {TOLD}), sep=', ')"
    done = subprocess.run([lane.interpreter, "-c", code], capture_output=True, text=True, check=False)
    return done.stdout.strip()


def main() -> int:
    """Take the lanes that are named, all by default."""
    known = lanes()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="LANE", help=", ".join(known))
    parser.add_argument("--student", type=Path, help="a students' folder that is there, instead of a new one")
    parser.add_argument("--fresh", action="store_true", help="install everything anew")
    given = parser.parse_args()
    if unknown := set(given.names) - set(known):
        parser.error(f"no lane {', '.join(sorted(unknown))}: there are {', '.join(known)}")
    if not room.possible():
        print("This machine lets nobody make namespaces (unshare): no lane can be taken.", file=sys.stderr)
        return 1
    student = (given.student or make_student_folder()).resolve()
    (wheel,) = student.glob("coursekit-*.whl")
    chapters = [name for name in reading_order(ROOT) if (student / "notebooks" / f"{name}.ipynb").is_file()]
    exercises = sorted(path.stem for path in (student / "assignments").glob("*/*.ipynb"))
    bad = 0
    for name in given.names or known:
        lane = known[name]
        if given.fresh:
            shutil.rmtree(lane.folder, ignore_errors=True)
        lane.folder.mkdir(parents=True, exist_ok=True)
        print(f"{name}: {lane.place}, Python {lane.python}, {lane.known}", flush=True)
        start = time.monotonic()
        install(lane, wheel)
        report = take(lane, student, chapters, exercises)
        faults = faults_of(report)
        differ = sum(one["differ"] for one in report["chapters"].values())
        print(f"  {versions(lane)}")
        print(f"  {len(report['chapters'])} chapters, {len(exercises)} homeworks, {time.monotonic() - start:.0f} s; "
              f"{differ} cells print other digits than ours; {len(faults)} faults")  # fmt: skip
        print("".join(f"  FAULT {line}\n" for line in faults), end="", flush=True)
        bad += len(faults)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
