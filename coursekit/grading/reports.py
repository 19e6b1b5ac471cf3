"""The report on a cell that ran, as a candidate gives it: what may go on to the supervisor is plain data."""

KEYS = frozenset(["status", "ename", "evalue", "count", "outputs"])
ENAME_CAP, EVALUE_CAP = 200, 4_000
OUTPUTS_CAP = 4 * 2**20  # characters of one cell's outputs; an honest candidate cuts far below


def is_report(report) -> bool:
    """Whether a report has the form that `Candidate.op_run` gives it: these keys and no other, for later stages add
    keys of their own, whose words students may read."""
    return (
        type(report) is dict
        and report.keys() <= KEYS
        and report.get("status") in ("ok", "error")
        and _is_text(report.get("ename"), ENAME_CAP)
        and _is_text(report.get("evalue"), EVALUE_CAP)
        and type(report.get("outputs")) is list
        and _is_plain(report)
    )


def size_of(outputs: list) -> int:
    """Return how many characters the outputs of a report hold, keys and structure counted too."""
    total, waiting = 0, list(outputs)
    for value in waiting:
        total += 8 + (len(value) if type(value) is str else 0)
        if type(value) is dict:
            waiting += value.values()
            total += sum(map(len, value))
        elif type(value) is list:
            waiting += value
    return total


def _is_text(value, cap: int) -> bool:
    return type(value) is str and len(value) <= cap


def _is_plain(value, depth: int = 8) -> bool:
    """Whether a report holds nothing but what JSON holds."""
    if type(value) is dict:
        return depth > 0 and all(type(k) is str and _is_plain(v, depth - 1) for k, v in value.items())
    if type(value) is list:
        return depth > 0 and all(_is_plain(item, depth - 1) for item in value)
    if type(value) is int:
        return -(2**63) <= value < 2**63
    return value is None or type(value) in (bool, float, str)
