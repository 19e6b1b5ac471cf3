"""environment.yml, pyproject.toml and the constraints say the same."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
REQUIREMENTS = [Requirement(text) for texts in (PROJECT["dependencies"], *EXTRAS.values()) for text in texts]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))


def pins(name: str) -> dict[str, str]:
    """Versions by canonical name."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines if line.strip() and not line.startswith("#")]
    for requirement in found:
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), f"{name}: {requirement} is no pin"
    return {canonicalize_name(requirement.name): str(requirement.specifier)[2:] for requirement in found}


PINS, TORCH = pins("constraints.txt"), pins("constraints-torch.txt")


@pytest.mark.parametrize(
    "requirement", [r for r in REQUIREMENTS if canonicalize_name(r.name) != "coursekit"], ids=lambda r: r.name
)
def test_every_dependency_is_a_lower_bound_that_its_pin_satisfies(requirement):
    """Ranges in pyproject.toml, so that a machine's own versions may stay; the tested version in the constraints."""
    assert {part.operator for part in requirement.specifier} == {">="}
    name = canonicalize_name(requirement.name)
    assert name in PINS or name in TORCH, f"{name} has no pin"
    assert requirement.specifier.contains({**PINS, **TORCH}[name], prereleases=True)


def test_torch_stands_apart():
    """Which build of PyTorch is right depends on the machine: its pin is in a file of its own, nothing else is."""
    assert set(TORCH) == {"torch"}
    assert "torch" not in PINS


def test_the_environment_installs_the_tests_set():
    """conda makes Python, pip does the rest from the two constraints files and pyproject.toml."""
    (pip,) = [part["pip"] for part in ENVIRONMENT["dependencies"] if isinstance(part, dict)]
    assert pip == ["-c constraints.txt", "-c constraints-torch.txt", "-e .[dev]"]
    assert all((ROOT / line.removeprefix("-c ")).is_file() for line in pip if line.startswith("-c"))
    assert "pip" in ENVIRONMENT["dependencies"]


def test_the_environments_python_fits():
    """Its range lies within requires-python, and begins where that begins."""
    (text,) = [part for part in ENVIRONMENT["dependencies"] if isinstance(part, str) and part.startswith("python")]
    conda, wanted = SpecifierSet(text.removeprefix("python")), SpecifierSet(PROJECT["requires-python"])
    versions = [f"3.{minor}" for minor in range(8, 30)]
    assert {v for v in versions if v in conda} <= {v for v in versions if v in wanted}
    assert next(v for v in versions if v in conda) == next(v for v in versions if v in wanted)


def test_the_extras_of_dev_exist():
    """`.[dev]` brings what the tests need: the other extras by name."""
    (own,) = [Requirement(text) for text in EXTRAS["dev"] if text.startswith("coursekit")]
    assert own.extras <= set(EXTRAS)
    assert {"lab", "grading", "site"} <= own.extras


def test_the_pythons_that_were_tried_are_named_alike():
    """The classifiers, the environment's range and the READMEs name the same Pythons."""
    (text,) = [part for part in ENVIRONMENT["dependencies"] if isinstance(part, str) and part.startswith("python")]
    named = [line.rpartition(" ")[2] for line in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", line)]
    in_range = [f"3.{minor}" for minor in range(8, 30) if f"3.{minor}" in SpecifierSet(text.removeprefix("python"))]
    assert named == in_range
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    assert f"Python {', '.join(named[:-1])} or {named[-1]}" in english
    assert f"Python {'、'.join(named[:-1])} 或 {named[-1]}" in chinese
