"""What `doctor` says about the sandbox."""

import json

import pytest

from coursekit.cli import doctor
from coursekit.grading import sandbox
from coursekit.grading.sandbox import Confinement, examine_tier


def test_doctor_names_the_tier_and_why(coursekit):
    """The tier of this machine with its reason; `--json -` gives a program the same findings as the table."""
    findings = json.loads(coursekit("doctor", "--json", "-").out)
    finding = next(item for item in findings if item["name"] == "沙箱")
    assert finding["found"].startswith(f"{examine_tier().tier} 级")
    assert examine_tier().reason in finding["found"]
    assert {item["status"] for item in findings} <= {"ok", "warn"}


@pytest.mark.parametrize(("tier", "status"), [("A", "ok"), ("B", "warn"), ("C", "warn")])
def test_less_than_the_best_is_a_lack_with_advice(monkeypatch, tier, status):
    """Tiers B and C are told as a lack, with what to do; chapters work all the same, so none is bad."""
    monkeypatch.setattr(sandbox, "examine_tier", lambda: Confinement(tier, "because", "do this"))
    finding = doctor._sandbox()
    assert finding.status == status
    assert "because" in finding.found
    assert finding.advice == "do this"
