"""Several known answers in one submission, and still each of them proven by itself.

A submission costs all tests of its exercise whatever it holds, so mistakes in different questions are handed in
together. One must not hide what another does: what a mistake breaks in another question would go unseen where that
question is wrong anyway. So each mistake meets every later question that it could touch (see `reach`) with the
teacher's solution, in some submission that it is in: whatever it breaks there shows. An earlier question has its
verdict before the mistake is run at all.
"""

from collections.abc import Collection, Mapping, Sequence


def seated(
    mistakes: Mapping[str, str], cells: Sequence[str], touched: Mapping[str, Collection[str]]
) -> list[list[str]]:
    """Put mistakes together so that each meets every question that it touches without a mistake at least once.

    Parameters
    ----------
    mistakes : mapping of str to str
        The solution cell of each mistake, by its name.
    cells : sequence of str
        All solution cells, in the order in which they are run.
    touched : mapping of str to collection of str
        The later cells that each mistake could touch, by its name.

    Returns
    -------
    list of list of str
        The mistakes that share a submission, at most one a cell; each mistake is in one or more.
    """
    place = {cell: number for number, cell in enumerate(cells)}
    # Cells that a mistake has still to meet answered right, as bits; its own stands for being seated at all.
    unmet = {name: sum(1 << place[other] for other in {cell, *touched[name]}) for name, cell in mistakes.items()}
    seats = []
    while any(unmet.values()):
        seat = _next_seat(len(cells), {name: (place[mistakes[name]], need) for name, need in unmet.items() if need})
        wrong = sum(1 << place[mistakes[name]] for name in seat)
        for name in seat:
            unmet[name] &= wrong & ~(1 << place[mistakes[name]])
        seats.append(seat)
    return seats


def _next_seat(count: int, needs: Mapping[str, tuple[int, int]]) -> list[str]:
    """Choose the mistakes of one submission: cells turn wrong, or right again, as long as more needs are met by it."""
    by_need: list[dict[int, str]] = [{} for _ in range(count)]
    weight = [0] * count  # cells of which much is left come first, or they are left for the end
    for name, (cell, need) in needs.items():
        by_need[cell].setdefault(need, name)
        weight[cell] += need.bit_count()

    def gain(wrong: int) -> tuple[int, list[str]]:
        total, names = 0, []
        for cell in range(count):
            if wrong >> cell & 1:
                right = ~wrong | 1 << cell
                met, name = max(((need & right).bit_count(), name) for need, name in by_need[cell].items())
                total += met * weight[cell] ** 2
                names.append(name)
        return total, names

    wrong, best = 0, (0, [])
    while True:
        flipped = [wrong ^ 1 << cell for cell in range(count) if by_need[cell]]
        found = max(((gain(other), other) for other in flipped), key=lambda option: option[0][0])
        if found[0][0] <= best[0]:
            return best[1]
        best, wrong = found


def in_rows(answers: Mapping[str, str]) -> list[list[str]]:
    """Put right answers together, at most one a cell: none may lose anything, so a loss shows wherever it is.

    Parameters
    ----------
    answers : mapping of str to str
        The solution cell of each answer, by its name.
    """
    rows: list[dict[str, str]] = []
    for name, cell in answers.items():
        row = next((row for row in rows if cell not in row), None)
        if row is None:
            rows.append(row := {})
        row[cell] = name
    return [list(row.values()) for row in rows]
