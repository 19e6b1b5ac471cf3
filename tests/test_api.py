"""What students' notebooks rest on keeps its names and its parameters for a term.

``python tests/test_api.py`` writes the list anew, after a look at what changed.
"""

import difflib
import importlib
import inspect
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests" / "fixtures" / "api.txt"
INNER = {"authoring", "cli", "grading", "publishing"}  # not for notebooks


def modules() -> list[str]:
    """Return the packages and modules that notebooks import."""
    found = [path.parent.name for path in (ROOT / "coursekit").glob("*/__init__.py") if path.parent.name not in INNER]
    return [f"coursekit.{name}" for name in sorted(found)]


def surface() -> list[str]:
    """Return one line for each public name, with the parameters of what can be called."""
    return [line for name in modules() for line in _of_module(name, importlib.import_module(name))]


def _of_module(name: str, module) -> list[str]:
    lines = []
    for public in sorted(getattr(module, "__all__", ())):
        thing, full = getattr(module, public), f"{name}.{public}"
        if inspect.ismodule(thing):
            for key, value in sorted(vars(thing).items()):
                if not key.startswith("_") and getattr(value, "__module__", None) == thing.__name__:
                    lines += _of_thing(f"{full}.{key}", value)
        else:
            lines += _of_thing(full, thing)
    return lines


def _of_thing(full: str, thing) -> list[str]:
    if not inspect.isclass(thing):
        return [f"{full}{_parameters(thing)}" if callable(thing) else full]
    lines = [f"{full}{_parameters(thing)}"]
    for name in sorted(dir(thing)):
        member = inspect.getattr_static(thing, name)
        if not name.startswith("_") and _ours(thing, name):
            bound = getattr(thing, name)
            shown = "" if isinstance(member, property) or not callable(bound) else _parameters(bound)
            lines.append(f"{full}.{name}{shown}")
    return lines


def _ours(thing: type, name: str) -> bool:
    return any(name in vars(base) for base in thing.__mro__ if base.__module__.startswith("coursekit"))


def _parameters(thing) -> str:
    """Return names, kinds and defaults; annotations are printed differently by different Pythons."""
    if inspect.isclass(thing) and not _ours(thing, "__init__"):
        return ""  # an exception, say: what Python tells of it differs by version
    signature = inspect.signature(thing)
    bare = [p.replace(annotation=inspect.Parameter.empty) for p in signature.parameters.values()]
    bare = [p.replace(default=...) if " at 0x" in repr(p.default) else p for p in bare]
    return str(inspect.Signature(bare))


def test_nothing_public_was_renamed():
    """The names and parameters are those of the committed list."""
    before, now = SNAPSHOT.read_text("utf-8").splitlines(), surface()
    changes = [line for line in difflib.unified_diff(before, now, lineterm="", n=0) if line[:3] not in ("---", "+++")]
    gone = any(line.startswith("-") for line in changes)
    what = "a name or a parameter that notebooks may use is gone: put it back within a term" if gone else "new names"
    cure = f"{what}; to accept them run `python tests/test_api.py` and commit {SNAPSHOT.name}"
    assert not changes, "\n".join([cure, *changes])


def test_the_list_is_not_empty():
    """It holds what the first chapter uses, with its parameters."""
    lines = surface()
    assert any(line.startswith("coursekit.training.fit(model, X, y, *, loss=None") for line in lines)
    assert "coursekit.training.History.loss" in lines
    assert any(line.startswith("coursekit.training.schedules.Step(every, gamma=0.1)") for line in lines)
    assert all(" at 0x" not in line for line in lines)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    SNAPSHOT.write_text("\n".join(surface()) + "\n", "utf-8")
    print(f"{SNAPSHOT}: {len(surface())}")
