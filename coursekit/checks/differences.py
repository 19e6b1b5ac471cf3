"""How two values differ, in words: what the comparing modules raise, and `compare` hands on to the student."""

from collections.abc import Callable

from coursekit.checks.failure import show
from coursekit.lang import tr


class Differs(Exception):
    """Two values are not what they should be to each other; `say` says what came back and what was expected.

    `place` says where in a list, tuple or dictionary, as Python would write it: ``[2]['loss']``.
    """

    def __init__(self, say: Callable[[], str], place: str = ""):
        super().__init__()
        self.say, self.place = say, place

    def __str__(self) -> str:
        text = self.say()
        return tr(f"{self.place} 的{text}", f"{self.place}: {text}") if self.place else text


def at(place, agree, mine, wanted) -> None:
    """Compare two elements; where they differ, say in which place."""
    try:
        agree(mine, wanted)
    except Differs as found:
        raise Differs(found.say, f"[{place!r}]{found.place}") from None


def differ(what: str, mine, wanted, hint: str = "", in_words: Callable[[object], str] = show) -> None:
    """Raise `Differs`, saying in what two values differ and, where it is plain to see, why.

    The values are put into words only if somebody asks: a known mistake is compared with the right result at each
    check, and that they differ is all that is wanted.
    """

    def say() -> str:
        got, expected = (value if isinstance(value, str) else in_words(value) for value in (mine, wanted))
        text = tr(f"{what}不对：得到 {got}，应为 {expected}", f"wrong {what}: got {got}, expected {expected}")
        return tr(f"{text}（{hint}）", f"{text} ({hint})") if hint else text

    raise Differs(say)


def differ_in_shape(mine: tuple, wanted: tuple) -> None:
    """Raise `Differs` for two shapes that are not the same."""
    differ(tr("形状", "shape"), mine, wanted, _shape_hint(mine, wanted))


def _shape_hint(mine: tuple, wanted: tuple) -> str:
    if sorted(mine + (1,)) == sorted(wanted) or sorted(wanted + (1,)) == sorted(mine):
        return tr(
            "只差一个长度为 1 的维度，检查 reshape / squeeze",
            "they differ by an axis of length 1: check reshape / squeeze",
        )
    if mine == wanted[::-1]:
        return tr("行和列对调了，检查是否需要转置", "rows and columns are swapped: is a transpose missing?")
    return ""
