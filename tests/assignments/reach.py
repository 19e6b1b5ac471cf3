"""Which later questions a mistake could touch at all, read off the texts.

A mistake reaches a later question by a name that it binds, by an object that it was given and may have changed, or by
something of the whole process: a seed, a setting, a file. Whatever the text leaves open counts as reached.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coursekit.grading.answers import Answer
from coursekit.grading.assignment import FREE, GIVEN, SOLUTION, TEST, TeacherCell
from coursekit.grading.magics import python
from coursekit.grading.statements import statements

_WORD = re.compile(r"[^\W\d]\w*")
# Calls that leave something behind in the process, or draw from a generator that all share.
_LASTING = re.compile(
    r"\b(seed|manual_seed|set_\w+|use_\w+|simplefilter|filterwarnings|seterr|chdir|write\w*|to_csv|save\w*|register\w*"
    r"|mkdir|unlink)\(|(?<!\.)\b(setattr|delattr|globals|exec|eval|open)\(|\benviron\b|\b(lru_)?cache\b"
    r"|\brandom\.(?!default_rng|Generator)\w|\btorch\.(rand|randn|randint|randperm|normal|bernoulli|multinomial)\("
    r"|\b(import|from) +(os|sys|builtins|random|gc)\b"
)


@dataclass
class _Text:
    """What a cell names beyond what is its own, what it binds, and the objects among these that could be changed."""

    names: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    objects: set[str] = field(default_factory=set)


def reached(answers: Mapping[str, Answer], cells: Sequence[TeacherCell]) -> dict[str, set[str]]:
    """Return, for each answer, the later solution cells whose tests its mistake could touch.

    Parameters
    ----------
    answers : mapping of str to Answer
        The answers by name.
    cells : sequence of TeacherCell
        All cells of the assignment, in order.
    """
    code = [cell for cell in cells if cell.kind == "code" and cell.role != FREE]  # nothing may rest on free cells
    texts = {cell.index: _read(cell.source) for cell in code}
    given = {name for cell in code if cell.role == GIVEN for name in texts[cell.index].objects}
    return {name: _reached(answer, code, texts, given) for name, answer in answers.items()}


def _reached(answer: Answer, code: list[TeacherCell], texts: dict[int, _Text], given: set[str]) -> set[str]:
    start = next(number for number, cell in enumerate(code) if cell.grade_id == answer.cell)
    own, after = _read(answer.source), code[start + 1 :]
    if _LASTING.search(answer.source) or _sets_attributes_of_modules(answer.source):
        return {cell.grade_id for cell in after if cell.role == SOLUTION}
    touched = own.binds | texts[code[start].index].binds | own.names & given
    found, question = set(), answer.cell
    for cell in after:
        text = texts[cell.index]
        if cell.role == SOLUTION:
            question = cell.grade_id
        if text.names & touched:
            found.add(question)
            # A test hands over copies of the teacher's objects; only the student's own can be changed by a call.
            touched |= text.names & given & cell.owned if cell.role == TEST else text.names & given | text.binds
    return found - {answer.cell}


def _read(source: str) -> _Text:
    try:
        tree = ast.parse(python(source))
    except SyntaxError:
        return _Text()
    text = _Text()
    for statement in statements(tree):
        text.binds |= statement.binds
        if not (statement.is_import or statement.is_definition or _is_constant(statement.node)):
            text.objects |= statement.binds
    parts = list(ast.walk(tree))
    for node in parts:
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            text.names.add(node.id)
        elif isinstance(node, ast.Global):
            text.binds |= set(node.names)
    text.names -= _bound_inside(parts)
    # A test asks for a function's text by its name: checks.avoids("name", ...).
    words = (node.value for node in parts if isinstance(node, ast.Constant) and isinstance(node.value, str))
    text.names |= {word for value in words for word in _WORD.findall(value)}
    return text


def _bound_inside(parts: list[ast.AST]) -> set[str]:
    """Return what is bound anywhere in a text: arguments, loop variables and other names that are its own."""
    stored = {node.id for node in parts if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    shared = {name for node in parts if isinstance(node, ast.Global) for name in node.names}
    return (stored | {node.arg for node in parts if isinstance(node, ast.arg)}) - shared


def _is_constant(node: ast.stmt) -> bool:
    """Whether a statement binds a name to something that nobody can change."""
    kinds = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.Tuple, ast.operator, ast.unaryop, ast.expr_context)
    return isinstance(node, ast.Assign) and all(isinstance(part, kinds) for part in ast.walk(node.value))


def _sets_attributes_of_modules(source: str) -> bool:
    """Whether an attribute is set of something that no function here was given or has made."""
    try:
        parts = list(ast.walk(ast.parse(python(source))))
    except SyntaxError:
        return False
    own = _bound_inside(parts)
    stored = (node for node in parts if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store))
    return any(not _root(node) <= own for node in stored)


def _root(node: ast.expr) -> set[str]:
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()
