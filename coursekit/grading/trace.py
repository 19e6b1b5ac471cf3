"""What a test asked the student's code and what came back, noted for the teacher who asks why points were lost."""

import reprlib
import sys
from collections import deque
from functools import partial
from types import MappingProxyType

from coursekit.grading.capped import CappedText
from coursekit.grading.handles import Handle
from coursekit.grading.lending import InOut
from coursekit.grading.link import Link

CALLS_CAP = 60  # exchanges that are kept: the last ones, nearest to the failure
PRINTED_CAP = 20_000


class TracedLink(Link):
    """A link that notes its exchanges since the last `clear`."""

    def __init__(self, channel, why_gone):
        super().__init__(channel, why_gone)
        self.labels: dict[int, str] = {}
        self._forget()

    def _forget(self) -> None:
        self.exchanges: deque[dict] = deque(maxlen=CALLS_CAP)
        self.count = 0
        self.printed_before = len(_printed())

    def clear(self) -> None:
        super().clear()
        self._forget()

    def ask(self, op: str, *args):
        before = {id(part): shown(part.value) for part in _arguments(op, args) if type(part) is InOut}
        noted = {"asked": self._expression(op, args), "answer": "", "raised": ""}
        self.exchanges.append(noted)
        self.count += 1
        try:
            answer = super().ask(op, *args)
        except BaseException as error:
            noted["raised"] = f"{type(error).__name__}: {_text(error)}"
            raise
        finally:
            if before:
                noted["asked"] = self._expression(op, args, before)
        noted["answer"] = shown(answer)
        if type(answer) is Handle:
            self.labels[_part(answer, "_number")] = noted["asked"]
            if op in ("get", "getattr"):  # a name that was only looked up: its use is told
                self.exchanges.remove(noted)
                self.count -= 1
        return answer

    def told(self) -> dict:
        """Return the exchanges of the current cell as plain data: ``{count, exchanges, printed}``.

        Each exchange is ``{asked, answer, raised}``, three texts of one line; `count` counts those left out too, and
        `printed` is what was printed meanwhile, by the test and by the student's code.
        """
        printed = _printed()[self.printed_before :]
        return {"count": self.count, "exchanges": list(self.exchanges), "printed": printed[:PRINTED_CAP]}

    def _label(self, value: object, before: dict[int, str]) -> str:
        if type(value) is InOut:
            now = shown(value.value)
            was = before.get(id(value), now)
            return now if was == now else f"{was} → {now}"
        return self.labels.get(_part(value, "_number"), shown(value)) if type(value) is Handle else shown(value)

    def _expression(self, op: str, args: tuple, before: dict[int, str] = MappingProxyType({})) -> str:
        """Return a request as the Python that asks for it; of an argument that it has changed, what it was `before`."""
        label = partial(self._label, before=before)
        first, rest = (label(args[0]), args[1:]) if args else ("", ())
        if op == "call" and len(rest) == 2:
            named = [f"{name}={label(value)}" for name, value in rest[1].items()]
            return f"{first}({', '.join([*map(label, rest[0]), *named])})"
        if op in ("get", "getattr") and type(args[-1]) is str:
            return args[0] if op == "get" else f"{first}.{args[-1]}"
        if op == "getitem" and rest:
            return f"{first}[{label(rest[0])}]"
        return f"{op}({', '.join(map(label, args))})"


def _arguments(op: str, args: tuple) -> list:
    return [*args[1], *args[2].values()] if op in ("call", "forward") and len(args) == 3 else []


class _Short(reprlib.Repr):
    """One line of a value; of a handle its claimed class, for its own repr would ask the student's code again."""

    def __init__(self):
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = 160

    def repr_Handle(self, handle, _level) -> str:  # noqa: N802 - reprlib looks for the name of the type
        claims = _part(handle, "_claims")
        return f"<{claims[0][1] if claims else 'object'}>"


def _part(handle: Handle, name: str):
    return object.__getattribute__(handle, name)


def shown(value: object) -> str:
    """Return a value as one line of limited length."""
    return " ".join(_Short().repr(value).split())


def _text(error: BaseException) -> str:
    """Return an error's text as one line of limited length; a class of some library may have none to give."""
    try:
        return " ".join(str(error).split())[:300]
    except Exception:
        return ""


def _printed() -> str:
    return sys.stdout.text() if isinstance(sys.stdout, CappedText) else ""
