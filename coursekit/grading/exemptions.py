"""Exemptions from the linter: ``metadata.coursekit`` of a test cell says from what, and why.

    {"lint": {"exempt": ["huge", "Net:shape"], "reason": "…"}}

A kind alone exempts the whole cell from it; with the name of a function or value before it, that one's answers only.
"""

from coursekit.grading.assignment import Assignment
from coursekit.grading.findings import Finding
from coursekit.grading.lies import KINDS
from coursekit.lang import tr

OTHERS = frozenset(["home", "visible", "examined", "stripped", "import", "handed"])


def exempted(assignment: Assignment, findings: list[Finding]) -> list[Finding]:
    """Return the findings, those exempted with their reason, and what is wrong with the exemptions.

    An exemption that nothing needs is told, so that none outlives its cause.
    """
    result = list(findings)
    for cell in assignment.cells:
        wish = assignment.node.cells[cell.index].metadata.get("coursekit", {}).get("lint")
        if wish is None:
            continue
        if fault := _fault(wish):
            result.append(Finding(cell.key, 0, "exemption", fault))
            continue
        idle = set(wish["exempt"])
        for finding in findings:
            needed = {finding.kind, f"{finding.function}:{finding.kind}"} & set(wish["exempt"])
            if finding.cell == cell.key and needed:
                finding.reason = wish["reason"].strip()
                idle -= needed
        if idle:
            text = tr(
                f"豁免 {'、'.join(sorted(idle))} 已经用不着：请从 metadata 里删去",
                f"the exemption from {', '.join(sorted(idle))} is no longer needed: take it out of the metadata",
            )
            result.append(Finding(cell.key, 0, "exemption", text, error=False))
    return result


def _fault(wish) -> str:
    """Say what is wrong with an exemption; empty for a right one."""
    known = sorted(KINDS | OTHERS)
    if not isinstance(wish, dict) or set(wish) != {"exempt", "reason"} or not isinstance(wish["exempt"], list):
        return tr(
            f'metadata.coursekit.lint 应为 {{"exempt": [种类…], "reason": "理由"}}，得到 {wish!r}',
            f'metadata.coursekit.lint must be {{"exempt": [kinds], "reason": "why"}}, not {wish!r}',
        )
    unknown = [wished for wished in wish["exempt"] if str(wished).rpartition(":")[2] not in known]
    if unknown:
        return tr(
            f"不认识的种类 {unknown!r}；可以豁免的有：{'、'.join(known)}",
            f"unknown kinds {unknown!r}; these can be exempted: {', '.join(known)}",
        )
    if not isinstance(wish["reason"], str) or not wish["reason"].strip():
        return tr("豁免要写理由（reason）", "an exemption needs a reason")
    return ""
