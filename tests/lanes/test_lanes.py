"""The quick part of the lanes, without installing anything: their files, their rooms, the set-up cell at work there.

`make lanes` is the whole of it.
"""

import json
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from coursekit.authoring.setup_cell import Home, read_home, setup_code
from coursekit.publishing.wheel import write_wheel
from tests.lanes import inside, room, run_lanes

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LANES = run_lanes.lanes()


def pins(lane) -> dict[str, str]:
    """The versions that a lane names, by canonical name."""
    lines = [line for line in lane.pins.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(one.name): str(one.specifier)[2:] for one in map(Requirement, lines)}


def asked(*groups) -> list[Requirement]:
    return [one for group in groups for one in map(Requirement, group)]


@pytest.mark.parametrize("lane", LANES.values(), ids=LANES)
def test_a_lane_is_whole(lane):
    """It has its versions, a Python that the project allows, and a place that can be imitated."""
    assert lane.pins.is_file()
    assert lane.python in SpecifierSet(PROJECT["requires-python"])
    assert lane.place in room.VARIABLES


def test_the_oldest_lane_is_the_lower_bounds():
    """Each range of pyproject.toml that a student's machine meets begins where the lane begins."""
    wanted = asked(PROJECT["dependencies"], PROJECT["optional-dependencies"]["lab"])
    given = pins(LANES["oldest"])
    assert set(given) == {canonicalize_name(one.name) for one in wanted}
    for one in wanted:
        (bound,) = (part.version for part in one.specifier)
        version = given[canonicalize_name(one.name)]
        assert one.specifier.contains(version), f"{one.name} {version}"
        assert version.removesuffix(".post0").removeprefix(bound).strip(".0") == "", f"{one.name}: {version}, {bound}"


@pytest.mark.parametrize("name", [name for name, lane in LANES.items() if lane.place != "laptop"])
def test_what_the_cloud_has_lies_within_the_ranges(name):
    """`--no-deps` asks for nothing: a range that the cloud does not meet would be an empty promise."""
    given = pins(LANES[name])
    for one in asked(PROJECT["dependencies"]):
        assert one.specifier.contains(given[canonicalize_name(one.name)]), one.name


def test_pytorch_of_the_newest_set_is_that_of_the_tests():
    """The newest PyTorch is in the lane without pins; here it is the one that chapters are executed with."""
    assert f"torch=={pins(LANES['py312'])['torch']}" in (ROOT / "constraints-torch.txt").read_text("utf-8")


def test_a_solved_notebook_has_the_teachers_answers_and_the_released_tests():
    """A hidden test stays out of it: a student has none."""

    def cell(source, grade_id, **about):
        return new_code_cell(source, metadata={"nbgrader": {"grade_id": grade_id, **about}})

    released = new_notebook(
        cells=[new_code_cell("x = 1"), cell("raise", "a", solution=True), cell("t", "b", grade=True)]
    )
    source = new_notebook(cells=[cell("y = 2", "a", solution=True), cell("t\nhidden", "b", grade=True)])
    solved = run_lanes.solve(released, source)
    assert [one.source for one in solved.cells] == ["x = 1", "y = 2", "t"]
    assert released.cells[1].source == "raise"


def test_only_warnings_of_ours_count():
    """Those that coursekit gives and those of a chapter's own lines, under either name that IPython gives a cell."""
    text = (
        "/venv/lib/coursekit/data/tables.py:3: FutureWarning: one\n  old()\n"
        "/tmp/ipykernel_77/12.py:1: UserWarning: two\n"
        "<ipython-input-3-abc>:1: UserWarning: three\n"
        "/venv/lib/pandas/core.py:9: FutureWarning: theirs\n"
    )
    assert inside.ours(text) == ["tables.py: FutureWarning: one", "UserWarning: two", "UserWarning: three"]


def test_every_fault_of_a_report_is_told():
    report = {
        "chapters": {"a": {"errors": ["e"], "warnings": ["w"], "differ": 3}},
        "replaced": ["numpy==1"],
        "faults": ["f"],
    }
    assert run_lanes.faults_of(report) == ["e", "w", "installed before and after: numpy==1", "f"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return write_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture
def bare(tmp_path):
    """A Python with all that ours has but coursekit, linked: nothing is installed, and ours cannot be touched."""
    venv.create(tmp_path / "venv", with_pip=False)
    (packages,) = (tmp_path / "venv" / "lib").glob("python*/site-packages")
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "coursekit" not in entry.name:
            (packages / entry.name).symlink_to(entry)
    return tmp_path / "venv" / "bin" / "python"


def in_room(place, tmp_path, python, code, data=None):
    """Run code in a room and return what it left in ``told.json``."""
    folder, home = tmp_path / "room", tmp_path / "home"
    for one in (folder, home):
        one.mkdir(exist_ok=True)
    variables = room.environment(place, Path(python), home)
    assert room.run(place, folder, data, [str(python), "-c", code], variables) == 0
    return json.loads((folder / "told.json").read_text("utf-8"))


needs_rooms = pytest.mark.skipif(not room.possible(), reason="this machine lets nobody make namespaces (unshare)")
LOOK = """
import json, os, socket
def reach(host):
    try:
        socket.create_connection((host, 9), 5)
    except OSError as error:
        return error.errno
def written(path):
    try:
        open(path, "w")
        return True
    except OSError:
        return False
told = [os.getcwd(), sorted(set(os.listdir("/")) & {"content", "kaggle"}), reach("192.0.2.1"), reach("127.0.0.1"),
        written("/kaggle/input/datasets/teacher/coursekit/x")]
json.dump(told, open("told.json", "w"))
"""


@needs_rooms
@pytest.mark.parametrize(
    ("place", "where", "there"),
    [("colab", "/content", ["content"]), ("kaggle", "/kaggle/working", ["kaggle"]), ("laptop", None, [])],
)
def test_a_room_is_the_place_and_nothing_of_it_is_outside(tmp_path, place, where, there):
    """Its folders, no network but the loopback, a data set that is read only; on the machine none of these folders."""
    import errno

    data = tmp_path / "data"
    data.mkdir()
    before = sorted(path.name for path in Path("/").iterdir())
    told = in_room(place, tmp_path, sys.executable, LOOK, data if place == "kaggle" else None)
    assert told[:2] == [where or str(tmp_path / "room"), there]
    assert told[2:] == [errno.ENETUNREACH, errno.ECONNREFUSED, False]
    assert sorted(path.name for path in Path("/").iterdir()) == before


SET_UP = """
import http.server, json, subprocess, sys, threading
{before}
def freeze():
    return subprocess.run([sys.executable, "-m", "pip", "freeze"], capture_output=True, text=True).stdout.splitlines()
had = freeze()
exec(compile({code!r}, "set-up", "exec"))
from coursekit import runtime
json.dump([runtime.where(), coursekit.__file__, sorted(set(had) ^ set(freeze()))], open("told.json", "w"))
"""
SERVE = """
class Folder(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path):
        assert path == {path!r}, path
        return {wheel!r}
server = http.server.HTTPServer(("127.0.0.1", 8765), Folder)
threading.Thread(target=server.serve_forever, daemon=True).start()
"""


@needs_rooms
@pytest.mark.parametrize("way", ["uploaded to Colab", "released, on Colab", "attached on Kaggle"])
def test_the_set_up_cell_brings_coursekit_and_touches_nothing_else(tmp_path, bare, wheel, way):
    """From the wheel beside the notebook, from the release's address, from Kaggle's data set with Internet off."""
    home, before, data = read_home(ROOT), "import google.colab", None
    (tmp_path / "room").mkdir()
    if way.startswith("uploaded"):
        (tmp_path / "room" / wheel.name).write_bytes(wheel.read_bytes())
    elif way.startswith("released"):
        home = Home("http://127.0.0.1:8765/owner/name", f"v{wheel.name.split('-')[1]}")
        path = home.wheel_address.removeprefix("http://127.0.0.1:8765")
        before += SERVE.format(path=path, wheel=str(wheel))
    else:
        before, data = "", wheel.parent
    place = "kaggle" if data else "colab"
    code = SET_UP.format(before=before, code=setup_code(home))
    where, file, changed = in_room(place, tmp_path, bare, code, data)
    assert where == place
    assert file.startswith(str(tmp_path / "venv"))
    assert [line.partition(" ")[0] for line in changed] == ["coursekit"]


def test_a_lane_that_does_not_exist_is_refused():
    command = [sys.executable, str(ROOT / "tests" / "lanes" / "run_lanes.py"), "moon"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "oldest" in done.stderr
