"""A word that no chart can write is refused at its line, with the word that was perhaps meant."""

from pathlib import Path

import pytest

from tests.protocols.written import small, table, washout
from tests.unit.protocol.authored import refusal_of

TEXTS = {"title": "t", "title_zh": "t", "quote": "q", "source": "s", "basis": "site default"}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        (
            "drug_classes",
            ["pegaspargase"],
            "no drug of the catalogue is of the class “pegaspargase”; did you mean “peg",
        ),
        (
            "drug_classes",
            ["chemotherpy"],
            "no drug of the catalogue is of the class “chemotherpy”; did you mean “chemotherapy”?",
        ),
        ("drug_classes", ["xyz"], "no drug of the catalogue is of the class “xyz”"),
        (
            "dose_from",
            {"methotrexat": "25 mg/m2"},
            "the drug catalogue knows no “methotrexat”; did you mean “methotrexate”?",
        ),
        (
            "dose_from",
            {"gvhd": "25 mg/m2"},
            "the drug catalogue knows no “gvhd”",
        ),
        (
            "events",
            ["transplnt"],
            "“transplnt” is nothing that this protocol names; did you mean “transplant”?",
        ),
        ("fields", ["cnss"], "“cnss” is nothing that a chart can say; did you mean “cns”?"),
        ("purposes", ["gvdh"], "“gvdh” is nothing that a chart can say; did you mean “gvhd”?"),
        ("anchor", "infuson", "“infuson” is not a step of this protocol"),
        ("lasting", True, "“lasting” speaks of events, and W names none"),
        ("exempt_finding", "x", "“exempt_finding” speaks of events, and W names none"),
        ("claimed_by", "x", "“claimed_by” speaks of events, and W names none"),
    ],
)
def test_a_word_of_a_washout_that_nothing_is_called(
    tmp_path: Path, key: str, value: object, sentence: str
) -> None:
    named = {} if key in {"events", "fields", "purposes"} else {"drug_classes": ["chemotherapy"]}
    line, said = refusal_of(small(washout("W", gap="7 days", **{**named, key: value})), tmp_path)
    assert line.startswith(key)
    assert said.startswith(sentence)


@pytest.mark.parametrize("key", ["systemic", "routes_not"])
def test_a_word_about_drugs_where_none_is_named(tmp_path: Path, key: str) -> None:
    value = True if key == "systemic" else ["intrathecal"]
    rule = washout("W", gap="7 days", events=["transplant"], **{key: value})
    assert refusal_of(small(rule), tmp_path)[1] == f"“{key}” speaks of drugs, and W names none"


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        (
            {"test": "pregnacy"},
            "“pregnacy” is nothing that this protocol names; did you mean “pregnancy”?",
        ),
        (
            {"result": "negativ"},
            "“negativ” is nothing that a chart can say; did you mean “negative”?",
        ),
    ],
)
def test_a_test_or_result_that_no_chart_can_hold(
    tmp_path: Path, slip: dict[str, str], sentence: str
) -> None:
    wanted = {"rule": "E", "test": "pregnancy", "result": "negative", "anchor": "infusion"}
    ages = {"max_age": "3 days", "result_within": "1 days", "applies": "all"}
    evidence = table("evidence", {**wanted, **ages, **TEXTS, **slip})
    assert refusal_of(small(evidence), tmp_path)[1].startswith(sentence)


def test_a_phase_that_is_none(tmp_path: Path) -> None:
    text = small().replace('phase = "after"', 'phase = "aftr"')
    line, said = refusal_of(text, tmp_path)
    assert line == 'phase = "aftr"'
    assert said == "“aftr” is nothing that this protocol names; did you mean “after”?"
