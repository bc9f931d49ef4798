"""EX-03.1: fludarabine and cyclophosphamide as the protocol's lymphodepletion are exempt."""

import pytest

from tests.spec.charts import a_chart, drug, step_of, value_of, verdict_of

DAY_MINUS_3 = "2026-06-07"
INFUSION = "2026-06-10"


@pytest.mark.parametrize(
    "name",
    ["fludarabine", "cyclophosphamide", "氟达拉滨", "环磷酰胺", "L01BB05", "L01AA01"],
)
def test_lymphodepletion_does_not_count_as_chemotherapy(name: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, first="2026-06-05", purpose="lymphodepletion"))
    verdict = verdict_of(chart, "EX-03", infusion=INFUSION)

    assert verdict["verdict"] == "not_applicable"
    assert "EX-03.1" in verdict["text"]
    assert step_of(chart, "infusion", infusion=INFUSION)["clears_at"] is None


@pytest.mark.parametrize("purpose", ["bridging", "other", "supportive"])
@pytest.mark.parametrize("name", ["fludarabine", "cyclophosphamide"])
def test_the_same_drugs_for_any_other_purpose_count(name: str, purpose: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, purpose=purpose))

    assert value_of(chart, "EX-03", infusion=INFUSION) == "violation"


@pytest.mark.parametrize("name", ["bendamustine", "etoposide", "clofarabine", "melphalan"])
def test_other_chemotherapy_is_not_exempt_even_if_called_lymphodepletion(name: str) -> None:
    chart = a_chart(drug(name, DAY_MINUS_3, purpose="lymphodepletion"))

    assert value_of(chart, "EX-03", infusion=INFUSION) == "violation"


def test_the_purpose_lymphodepletion_does_not_exempt_from_other_rules() -> None:
    chart = a_chart(drug("pegaspargase", "2026-06-01", purpose="lymphodepletion"))

    assert value_of(chart, "EX-03.5", infusion=INFUSION) == "violation"


def test_bridging_counts_beside_exempt_lymphodepletion() -> None:
    chart = a_chart(
        drug("cyclophosphamide", "2026-06-01"),
        drug("cyclophosphamide", "2026-06-13", first="2026-06-11", purpose="lymphodepletion"),
    )

    assert value_of(chart, "EX-03", fact="f1", infusion="2026-06-15") == "violation"
    assert value_of(chart, "EX-03", fact="f2", infusion="2026-06-15") == "not_applicable"
    assert step_of(chart, "infusion")["clears_at"] == "2026-06-16T00:00+08:00"
