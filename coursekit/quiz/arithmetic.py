"""Numbers as students write them: ``10/13``, ``4*10 + 3``, ``ln(3)``, ``75 %``; parsed, never evaluated as Python."""

import ast
import math
import operator
import re
import unicodedata

from coursekit.lang import tr
from coursekit.quiz.bank import QuizError

LONGEST = 100
LARGEST_POWER = 64
BINARY = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
UNARY = {ast.USub: operator.neg, ast.UAdd: operator.pos}
FUNCTIONS = {"sqrt": math.sqrt, "exp": math.exp, "ln": math.log, "log": math.log, "abs": abs}
CONSTANTS = {"pi": math.pi, "e": math.e}
REPLACED = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "^": "^", "π": "pi"})


def number(given) -> float:
    """Return the number that a student gave.

    Parameters
    ----------
    given : str, int, float or anything with ``__float__``
        Text may hold numbers, ``+ - * / ^ ** ( )``, ``%`` at the end, sqrt, exp, ln (= log), abs, pi, e, in full-width
        characters too, and commas between thousands.

    Returns
    -------
    float

    Raises
    ------
    QuizError
        For anything else, a division by 0, a result that is not finite.
    """
    if isinstance(given, str):
        value = _parsed(given)
    elif isinstance(given, (bool, complex)) or not hasattr(given, "__float__"):
        raise _unreadable(given)
    else:
        try:
            value = float(given)
        except (TypeError, ValueError, RuntimeError):
            raise _unreadable(given) from None
    if not math.isfinite(value):
        raise _unreadable(given)
    return value


def _parsed(text: str) -> float:
    plain = unicodedata.normalize("NFKC", text).translate(REPLACED).replace("^", "**").strip()
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", plain)
    plain = re.sub(r"\bln\s+([\d.]+|pi|e)\b", r"ln(\1)", plain)
    percent = plain.endswith("%")
    plain = plain.rstrip("% ")
    if not plain or len(plain) > LONGEST:
        raise _unreadable(text)
    try:
        value = _value(ast.parse(plain, mode="eval").body)
        return float(value) / 100 if percent else float(value)
    except (SyntaxError, ValueError, TypeError, ArithmeticError, RecursionError, MemoryError):
        raise _unreadable(text) from None


def _value(node) -> float:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in UNARY:
            return UNARY[type(op)](_value(operand))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in BINARY:
            a, b = _value(left), _value(right)
            # Floats overflow with an error; whole numbers would fill the memory first.
            if isinstance(op, ast.Pow) and abs(b) > LARGEST_POWER:
                raise ValueError
            return BINARY[type(op)](float(a) if isinstance(op, ast.Pow) else a, b)
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](_value(argument))
    raise ValueError


def _unreadable(given) -> QuizError:
    shown = repr(given)[:60]
    return QuizError(
        tr(
            f"看不懂 {shown}：请写一个数，或者像 10/13、4*10+3、ln(3)、75% 这样的算式",
            f"cannot read {shown}: give a number, or something like 10/13, 4*10+3, ln(3), 75%",
        )
    )
