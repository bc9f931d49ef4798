"""What is not known is never guessed: it is judged by everything it could be, and asked for.

`possible_from` follows the mildest reading, `clears_at` the strictest.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    drug,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)

UNKNOWN = a_chart(drug("zzyzxinib forte", "2026-05-11", purpose="other"))


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-05-12", "indeterminate"),  # it may be a drug that no rule names
        ("2026-06-08", "indeterminate"),  # 28 days: it may be pegylated asparaginase
        ("2026-06-09", "met"),  # 29 days: enough for every class
    ],
)
def test_an_unknown_drug_waits_for_the_strictest_class_to_be_certain(
    infusion: str, expected: str
) -> None:
    about = [
        verdict
        for verdict in picture_of(UNKNOWN, infusion=infusion)["verdicts"]
        if verdict["fact"] == "f1" and verdict["step"] == "infusion"
    ]

    assert about
    assert {verdict["verdict"] for verdict in about} == {expected}


def test_the_step_clears_when_every_class_would() -> None:
    assert step_of(UNKNOWN, "infusion")["clears_at"] == "2026-06-09T00:00+08:00"


def test_an_unknown_drug_is_asked_for_once() -> None:
    asked = [
        alert
        for alert in alerts_of(UNKNOWN, "needs_information", infusion="2026-06-01")
        if alert["fact"] == "f1" and alert["step"] == "infusion"
    ]

    assert len(asked) == 1
    assert "zzyzxinib forte" in asked[0]["text"]


@pytest.mark.parametrize(
    "name",
    [
        "VP",  # vincristine and prednisone, or VP-16?
        "flu",  # fludarabine, or influenza?
    ],
)
def test_a_name_with_two_meanings_is_not_guessed(name: str) -> None:
    chart = a_chart(drug(name, "2026-05-31"))
    values = {
        verdict["verdict"]
        for verdict in picture_of(chart, infusion="2026-06-01")["verdicts"]
        if verdict["fact"] == "f1" and verdict["step"] == "infusion"
    }

    assert values == {"indeterminate"}


@pytest.mark.parametrize(
    ("fact", "asked"),
    [
        (drug("VP", "2026-06-01"), "and etoposide is VP-16: record each drug by its own name."),
        (drug("MTX", "2026-06-01"), "record the dose of methotrexate in mg/m²."),
        (
            drug("imatinib", "2026-05"),
            "record the day of imatinib within 2026-05-01 to 2026-05-31.",
        ),
    ],
)
def test_what_to_do_is_one_sentence_with_one_end(fact: Json, asked: str) -> None:
    rule = "EX-03.2" if fact["drug"] == "imatinib" else "EX-03"
    text = verdict_of(a_chart(fact), rule, fact="f1", infusion="2026-06-03")["text"]

    assert asked in text
    assert ".." not in text


def test_an_open_dose_that_is_too_early_either_way_says_what_it_would_change() -> None:
    verdict = verdict_of(a_chart(drug("MTX", "2026-06-01")), "EX-03", infusion="2026-06-05")

    assert verdict["verdict"] == "violation"
    assert (
        "Possible from 2026-06-09. Safe from 2026-06-16, whatever the answer. To settle it,"
        " record the dose of methotrexate in mg/m²."
    ) in verdict["text"]


def test_a_drug_that_no_rule_names_has_nothing_to_wait_for() -> None:
    chart = a_chart(drug("clarithromycin", "2026-05-31", purpose="other"))  # not aclarubicin

    assert step_of(chart, "infusion")["clears_at"] is None
    assert value_of(chart, "EX-03", infusion="2026-06-01") == "not_applicable"


def test_an_unknown_route_leaves_open_whether_a_drug_is_intrathecal() -> None:
    unsaid = drug("methotrexate", "2026-06-01", dose="3000 mg/m2", purpose="other")
    del unsaid["route"]
    verdict = verdict_of(a_chart(unsaid), "EX-03", infusion="2026-06-10")

    # a week if intrathecal, two if into a vein: on day 9 nobody can tell
    assert verdict["verdict"] == "indeterminate"
    assert "route" in verdict["text"]


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("imatinib", {"EX-03.2"}),
        ("pegaspargase", {"EX-03.5"}),
        ("cyclophosphamide", {"EX-03"}),
        ("ciclosporin", {"EX-08b"}),  # by mouth, or drops for the eyes
        ("cytarabine", {"EX-03", "EX-03.3", "EX-03.4"}),
        ("dexamethasone", {"EX-03.4", "EX-05"}),
        ("D07AC01", set()),  # a code for the skin says its route
        ("paracetamol", set()),
    ],
)
def test_an_unknown_route_is_one_by_which_the_drug_is_given(name: str, rules: set[str]) -> None:
    unsaid = drug(name, "2026-06-01", purpose="other")
    del unsaid["route"]
    verdicts = picture_of(a_chart(unsaid), infusion="2026-06-10")["verdicts"]

    about = [v for v in verdicts if v["fact"] == "f1" and v["step"] == "infusion"]
    assert {v["rule"] for v in about if v["clears_at"]} == rules


def test_a_booking_that_cannot_be_judged_is_at_risk() -> None:
    chart = a_chart(*UNKNOWN["facts"], booked("infusion", "2026-06-05T10:00+08:00"))

    assert step_of(chart, "infusion")["state"] == "at_risk"


def test_a_study_drug_of_unknown_standing_is_judged_both_ways() -> None:
    chart = a_chart(
        drug(
            "dasatinib",
            "2026-03-10T08:00+08:00",
            other_trial={"half_life_hours": "5", "half_life_source": "label"},
        )
    )
    verdict = verdict_of(chart, "EX-20a", infusion="2026-06-10")

    assert verdict["verdict"] == "indeterminate"  # marketed: long since; unlisted: not before 11
    assert verdict["clears_at"] == "2026-06-11T00:00+08:00"
