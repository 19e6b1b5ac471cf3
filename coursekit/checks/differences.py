"""How two values differ, in words: what the comparing modules raise, and `compare` hands on to the student."""

from coursekit.checks.failure import show
from coursekit.lang import tr


class Differs(Exception):
    """Two values are not what they should be to each other; the text says what came back and what was expected.

    `place` says where in a list, tuple or dictionary, as Python would write it: ``[2]['loss']``.
    """

    def __init__(self, text: str, place: str = ""):
        super().__init__(text)
        self.text, self.place = text, place

    def __str__(self) -> str:
        return tr(f"{self.place} 的{self.text}", f"{self.place}: {self.text}") if self.place else self.text


def at(place, agree, mine, wanted) -> None:
    """Compare two elements; where they differ, say in which place."""
    try:
        agree(mine, wanted)
    except Differs as found:
        raise Differs(found.text, f"[{place!r}]{found.place}") from None


def differ(what: str, mine, wanted, hint: str = "") -> None:
    """Raise `Differs`, saying in what two values differ and, where it is plain to see, why."""
    mine = mine if isinstance(mine, str) else show(mine)
    wanted = wanted if isinstance(wanted, str) else show(wanted)
    text = tr(f"{what}不对：得到 {mine}，应为 {wanted}", f"wrong {what}: got {mine}, expected {wanted}")
    raise Differs(tr(f"{text}（{hint}）", f"{text} ({hint})") if hint else text)


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
