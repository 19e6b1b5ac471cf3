"""nbgrader's markers in a cell: which lines are a solution, a hidden test or a marking scheme.

nbgrader looks for the delimiter anywhere in a line; it drops an END without BEGIN in silence.
Here each is an error.
"""

from dataclasses import dataclass

from coursekit.lang import tr

DELIMITERS = {
    "solution": ("BEGIN SOLUTION", "END SOLUTION"),
    "hidden": ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS"),
    "scheme": ("BEGIN MARK SCHEME", "END MARK SCHEME"),
}


class MarkerError(ValueError):
    """Markers that do not pair; `line` counts from 0 within the cell."""

    def __init__(self, line: int, message: str):
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Region:
    """The lines `start` (its BEGIN) to `end` (its END) of a cell, counted from 0, both included."""

    kind: str
    start: int
    end: int


def regions(source: str, delimiters: dict[str, tuple[str, str]] = DELIMITERS) -> list[Region]:
    """Find the marked regions of a cell, in order.

    Raises
    ------
    MarkerError
        A BEGIN without END, an END without BEGIN, or one region within another.
    """
    found: list[Region] = []
    opened: tuple[str, int] | None = None
    for number, line in enumerate(source.split("\n")):
        for kind, (begin, end) in delimiters.items():
            if begin in line:
                if opened:
                    inside = delimiters[opened[0]][0]
                    raise MarkerError(number, tr(f"{begin} 出现在还没有结束的 {inside} 里", f"{begin} within {inside}"))
                opened = (kind, number)
            elif end in line:
                if opened is None or opened[0] != kind:
                    raise MarkerError(number, tr(f"{end} 前面没有 {begin}", f"{end} without {begin}"))
                found.append(Region(kind, opened[1], number))
                opened = None
    if opened:
        begin, end = delimiters[opened[0]]
        raise MarkerError(opened[1], tr(f"{begin} 没有对应的 {end}", f"{begin} without {end}"))
    return found


def split_source(
    source: str, delimiters: dict[str, tuple[str, str]] = DELIMITERS
) -> tuple[list[str], dict[str, list[str]]]:
    """Split a cell into its visible lines and, by kind of region, its hidden ones; marker lines are in neither."""
    lines = source.split("\n")
    inside = {}
    for region in regions(source, delimiters):
        inside |= dict.fromkeys(range(region.start, region.end + 1), region)
    visible = [line for number, line in enumerate(lines) if number not in inside]
    secret: dict[str, list[str]] = {}
    for number, region in inside.items():
        if number not in (region.start, region.end):
            secret.setdefault(region.kind, []).append(lines[number])
    return visible, secret
