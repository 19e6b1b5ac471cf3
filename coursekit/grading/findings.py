"""What the linter has to say, in one line each."""

from dataclasses import dataclass, field

from coursekit.grading.lies import name_of
from coursekit.lang import tr


@dataclass
class Finding:
    """One thing that the linter has to say.

    Attributes
    ----------
    cell, line : str, int
        Where, the line within the cell and 0 for all of it.
    kind : str
        What of it can be exempted: a kind of lie, ``home``, ``visible``, ``examined``, ``stripped``, ``import`` or
        ``handed``.
    text : str
        What is the matter and what to do.
    function : str
        Whose answer was replaced, where the finding is of that sort; the text is made of it then.
    error : bool
        Whether it stops a release; else it is a remark.
    reason : str
        Why it is exempted; it stops nothing then.
    more : list of int
        Further lines that it holds for.
    """

    cell: str
    line: int
    kind: str
    text: str = ""
    function: str = ""
    error: bool = True
    reason: str = ""
    more: list[int] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The finding in words; of a lie, ``kind`` may hold several kinds."""
        if not self.function:
            return self.text
        if self.kind in _ALONE:
            return _ALONE[self.kind](self.function)
        kinds = tr("、", ", ").join(name_of(kind) for kind in self.kind.split())
        dress = "" if self.error else tr("（值没变，只是类型变了）", " (the same value of another type)")
        cure = tr("：请用 checks.close 或 checks.equal 检查它", ": check it by checks.close or checks.equal")
        return tr(
            f"{self.function} 的结果换成{kinds}{dress}，测试照样通过",
            f"{self.function} may answer {kinds}{dress}, and the test passes",
        ) + ("" if self.reason else cure)

    def __str__(self) -> str:
        lines = tr("、", ", ").join(map(str, [self.line, *self.more]))
        place = tr(f"{self.cell} 第 {lines} 行", f"{self.cell}, line {lines}") if self.line else self.cell
        if self.reason:
            return tr(
                f"豁免  {place}：{self.said}（理由：{self.reason}）", f"exempt  {place}: {self.said} ({self.reason})"
            )
        word = tr("错误", "error") if self.error else tr("提醒", "remark")
        return f"{word}  {place}{tr('：', ': ')}{self.said}"


def _trusted_number(function: str) -> str:
    return tr(
        f"{function} 是学生一侧算出来的数：换成另一个数（1、0、无穷大……），测试照样通过。请让学生的对象给出预测或数组，"
        "在测试里自己算，例如 pred = clf.predict(X)，再用 accuracy_score(y, pred)；或者用 checks.close 检查它的确切值",
        f"{function} is a number that the student's side has computed: another one (1, 0, infinity, …) passes too. Let "
        "the student's object predict and compute in the test, pred = clf.predict(X) and accuracy_score(y, pred), or "
        "check its exact value by checks.close",
    )


def _untrue_length(function: str) -> str:
    return tr(
        f"{function} 的 len() 与迭代不一致时（说有元素却一个也迭代不出来，或者说没有），测试照样通过："
        "先写 items = list(…)，再检查 items 的长度和每一项",
        f"the length of {function} may disagree with its iteration, and the test passes: take items = list(…), and "
        "check their number and each of them",
    )


# Kinds that are told in a line of their own: they have words of their own.
_ALONE = {"number": _trusted_number, "length": _untrue_length}


def together(findings: list[Finding]) -> list[Finding]:
    """Say in one line what else one answer may be, and in which other lines the same function may answer so."""
    by_line: dict[tuple, Finding] = {}
    for number, finding in enumerate(findings):
        alone = finding.kind if finding.kind in _ALONE else ""
        about = (finding.cell, finding.line, finding.function, alone, finding.error, finding.reason)
        known = by_line.setdefault(about if finding.function else (number,), finding)
        if known is not finding and finding.kind not in known.kind.split():
            known.kind += f" {finding.kind}"
    result: dict[tuple, Finding] = {}
    for number, finding in enumerate(by_line.values()):
        about = (finding.cell, finding.function, finding.kind, finding.error, finding.reason)
        known = result.setdefault(about if finding.function else (number,), finding)
        if known is not finding:
            known.more.append(finding.line)
    return list(result.values())
