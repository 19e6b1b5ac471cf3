"""A line of the bench's table: what was measured, its goal, the verdict."""

import sys
from dataclasses import dataclass


@dataclass
class Figure:
    """One line of the table.

    Attributes
    ----------
    row, what : str
        The goal's number and what was measured.
    value, goal : float
        In the same `unit`; `aim` is the better goal where there is one.
    at_most : bool
        Whether less is better.
    note : str
        What the figure is made of.
    """

    row: str
    what: str
    value: float
    goal: float
    unit: str
    at_most: bool = True
    aim: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        def reached(goal):
            return self.value <= goal if self.at_most else self.value >= goal

        if not reached(self.goal):
            return "MISSED"
        return "reached" if self.aim is None or reached(self.aim) else "reached, not the aim"


def show(figure: Figure) -> None:
    """Print a line of the table, and below it what the figure is made of."""
    sign, goal = ("≤" if figure.at_most else "≥"), f"{figure.goal:,g} {figure.unit}"
    aim = f" (aim {figure.aim:,g})" if figure.aim is not None else ""
    digits = 0 if figure.value >= 1000 else 1 if figure.value >= 30 else 2
    value = f"{figure.value:,.{digits}f} {figure.unit}"
    print(f"{figure.row:<4}{figure.what:<48}{value:>12}   {sign} {goal + aim:<22}{figure.verdict}")
    if figure.note:
        print(f"{'':4}  {figure.note}")
    sys.stdout.flush()
