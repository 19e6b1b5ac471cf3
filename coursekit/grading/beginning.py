"""What is run once for all submissions: the teacher's steps before the first test, and later ones that may go there.

A later step, one that loads the data say, may go before a test that has nothing to do with it: it only binds names, of
which neither the test nor a step that stays behind speaks. That it drew no random numbers is seen when it has run.
"""

import ast
import builtins
import re

STEPS = "steps.json"  # what brings them to a warm process: `first`, `moved`, and the tests, to be compiled there
_BINDING = (ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
# What may change files, or the state of a library: nothing goes before or past a step that speaks of it.
_LASTING = re.compile(
    r"\b(chdir|environ|filterwarnings|open|options|rcParams|save\w*|set_\w+|simplefilter|write\w*"
    r"|to_(csv|excel|feather|hdf|json|parquet|pickle|sql|xml))\b"
)
_WORD = re.compile(r"\w+")


def leading(steps: list[dict]) -> tuple[list[dict], list[dict]]:
    """Return the teacher's own steps before the first test, and the later ones that may go there."""
    first, moved, passed = [], [], []
    for step in steps:
        if step["op"] == "test":
            passed.append(step["source"])
        elif step["op"] in ("teach", "refer") and not passed:
            first.append(step)
        elif step["op"] == "teach" and _may_go_first(step["source"], "\n".join(passed), _imported(first + moved)):
            moved.append(step)
        elif step["op"] == "teach":
            passed.append(step["source"])
    return first, moved


def _imported(steps: list[dict]) -> set[str]:
    """The names that these steps bind by imports: a test may use the same library."""
    nodes = (node for step in steps if step["op"] == "teach" for node in ast.walk(ast.parse(step["source"])))
    aliases = (alias for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names)
    return {alias.asname or alias.name.partition(".")[0] for alias in aliases}


def _may_go_first(source: str, passed: str, imported: set[str]) -> bool:
    tree = ast.parse(source)
    if not all(isinstance(node, _BINDING) for node in tree.body) or _LASTING.search(source) or _LASTING.search(passed):
        return False
    names = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Global)
            or isinstance(getattr(node, "ctx", None), ast.Store)
            and not isinstance(node, (ast.Name, ast.Tuple, ast.List, ast.Starred))
        ):
            return False
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.partition(".")[0])
    return not (names - imported - set(vars(builtins))) & set(_WORD.findall(passed))
