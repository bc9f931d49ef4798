"""The paediatric trial and the first phase of CNCT19, as data, at their edges."""

import pytest

from tests.protocols.sisters import first_phase, paediatric
from tests.protocols.test_populations import step
from tests.protocols.written import Json, picture
from tests.spec.charts import done, measurement

NOW = "2026-03-05T08:00+08:00"
SCREENED = [done("consent", "2026-03-02"), done("screening", "2026-03-03")]


def says(rule: str, *facts: Json, **header: str) -> str:
    plan = picture(paediatric(), [*SCREENED, *facts], NOW, **header)
    return next(str(one["verdict"]) for one in plan["verdicts"] if one["rule"] == rule)


@pytest.mark.parametrize(
    ("born", "verdict"),
    [
        ("2023-03-03", "violation"),
        ("2023-03-02", "met"),
        ("2007-03-03", "met"),
        ("2007-03-02", "violation"),
    ],
)
def test_the_paediatric_trial_takes_3_to_18_years_at_consent(born: str, verdict: str) -> None:
    assert says("IN-02", born=born) == verdict


@pytest.mark.parametrize(
    ("born", "score", "value", "rule", "verdict"),
    [
        ("2010-03-03", "karnofsky", "70", "IN-07a", "met"),
        ("2010-03-03", "karnofsky", "69", "IN-07a", "violation"),
        ("2010-03-03", "karnofsky", "69", "IN-07b", "not_applicable"),
        ("2010-03-04", "lansky", "50", "IN-07b", "met"),
        ("2010-03-04", "lansky", "49", "IN-07b", "violation"),
        ("2010-03-04", "lansky", "49", "IN-07a", "not_applicable"),
    ],
)
def test_who_is_16_at_screening_has_a_karnofsky_and_who_is_younger_a_lansky_score(
    born: str, score: str, value: str, rule: str, verdict: str
) -> None:
    scored = measurement(score, value, "%", "2026-03-03")
    assert says(rule, scored, born=born) == verdict


@pytest.mark.parametrize(("weight", "verdict"), [("10", "met"), ("9.9", "violation")])
def test_the_paediatric_trial_asks_for_10_kg(weight: str, verdict: str) -> None:
    assert says("IN-WEIGHT", born="2020-03-03", weight_kg=weight) == verdict


@pytest.mark.parametrize(
    ("over", "verdict"), [("2026-03-30", "violation"), ("2026-03-31", "met"), ("2026-04-01", "met")]
)
def test_the_first_phase_watches_for_28_days(over: str, verdict: str) -> None:
    facts = [*SCREENED, done("infusion", "2026-03-03T10:00+08:00"), done("dlt_end", over)]
    plan = picture(first_phase(), facts, "2026-04-10T08:00+08:00")
    found = {one["rule"]: one["verdict"] for one in plan["verdicts"]}
    assert found["DLT-28"] == verdict
    assert step(plan, "dlt_end")["state"].startswith("done")
