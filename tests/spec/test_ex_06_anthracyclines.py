"""Exclusion 6: no anthracycline was given above its lifetime cap before screening.

"Exceeding" the cap excludes: exactly the cap passes. A lower cap is written "<": exactly it
is excluded. Where the entry gives a range, the investigator decides, ends included. The
entry does not sum different drugs.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    alerts_of,
    booked,
    done,
    drug,
    finding,
    radiotherapy,
    value_of,
    verdict_of,
)

SCREENING = booked("screening", "2026-06-10T09:00+08:00")
CHEST = radiotherapy("mediastinal", "2025-03-01")
DOXORUBICIN = drug("ADM", "2025-03-01", cumulative_mg_m2="50")


def given(name: str, cumulative: str | None, *others: Json) -> Json:
    """The first fact is the drug that is judged."""
    total = {} if cumulative is None else {"cumulative_mg_m2": cumulative}
    return a_chart(drug(name, "2025-06-01", **total), *others, SCREENING)


@pytest.mark.parametrize(
    ("name", "cap"),
    [
        ("doxorubicin", "550"),
        ("pirarubicin", "950"),
        ("daunorubicin", "550"),
        ("idarubicin", "290"),
        ("去甲氧柔红霉素", "290"),  # the entry's "demethoxydaunorubicin"
        ("aclarubicin", "2000"),  # the entry's "Aclarithromycin"
        ("mitoxantrone", "160"),
    ],
)
def test_exactly_the_cap_passes_and_anything_above_does_not(name: str, cap: str) -> None:
    assert value_of(given(name, cap), "EX-06", fact="f1") == "met"
    assert value_of(given(name, f"{cap}.01"), "EX-06", fact="f1") == "violation"


@pytest.mark.parametrize(
    ("name", "amount", "other", "expected"),
    [
        ("epirubicin", "899.99", None, "met"),
        ("epirubicin", "900", None, "indeterminate"),  # 900 to 1000: the investigator decides
        ("epirubicin", "1000", None, "indeterminate"),
        ("epirubicin", "1000.01", None, "violation"),
        ("epirubicin", "799.99", DOXORUBICIN, "met"),
        ("epirubicin", "800", DOXORUBICIN, "violation"),
        ("aclarubicin", "800", DOXORUBICIN, "violation"),
        ("mitoxantrone", "119.99", DOXORUBICIN, "met"),
        ("mitoxantrone", "120", DOXORUBICIN, "violation"),
        ("doxorubicin", "349.99", CHEST, "met"),
        ("doxorubicin", "350", CHEST, "indeterminate"),  # 350 to 400: the investigator decides
        ("doxorubicin", "400", CHEST, "indeterminate"),
        ("doxorubicin", "400.01", CHEST, "violation"),
        ("doxorubicin", "401", drug("CTX", "2025-03-01"), "violation"),
        ("doxorubicin", "401", radiotherapy("cns", "2025-03-01"), "met"),
        ("doxorubicin", "401", radiotherapy("non_cns", "2025-03-01"), "indeterminate"),  # chest?
        ("doxorubicin", "349", radiotherapy("non_cns", "2025-03-01"), "met"),  # either way
        ("doxorubicin", "551", radiotherapy("non_cns", "2025-03-01"), "violation"),  # either way
        ("doxorubicin", "401", drug("CTX", "2026-07-01"), "met"),  # after screening
    ],
)
def test_ranges_and_the_lower_caps_of_a_combination(
    name: str, amount: str, other: Json | None, expected: str
) -> None:
    chart = given(name, amount, *([other] if other else []))

    assert value_of(chart, "EX-06", fact="f1", now="2026-06-20T08:00+08:00") == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("200", "300", "met"),  # added up or a running total: both pass
        ("300", "300", "indeterminate"),
        ("300", "560", "violation"),
        ("300", None, "indeterminate"),
        ("560", None, "violation"),  # more can only be more
    ],
)
def test_two_courses_may_be_a_sum_or_one_running_total(
    first: str, second: str | None, expected: str
) -> None:
    total = {} if second is None else {"cumulative_mg_m2": second}
    chart = given("daunorubicin", first, drug("DNR", "2025-09-01", **total))

    assert {value_of(chart, "EX-06", fact=fact) for fact in ("f1", "f2")} == {expected}


def test_a_lifetime_dose_that_is_not_recorded_is_asked_for() -> None:
    verdict = verdict_of(given("daunorubicin", None), "EX-06")

    assert verdict["verdict"] == "indeterminate"
    assert verdict["text"] == (
        "Cannot tell: no lifetime dose of daunorubicin (f1) is recorded; EX-06 allows at most"
        " 550 mg/m² (NCT04684147 exclusion 6)."
        " To settle it, record the lifetime dose of daunorubicin in mg/m²."
    )


@pytest.mark.parametrize(("accepts", "expected"), [(True, "met"), (False, "violation")])
def test_the_investigator_decides_within_a_range(accepts: bool, expected: str) -> None:
    word = finding("anthracycline_dose_accepted", accepts, "2026-05-20")

    assert value_of(given("epirubicin", "950", word), "EX-06") == expected
    assert value_of(given("epirubicin", "1001", word), "EX-06") == "violation"
    told = alerts_of(given("epirubicin", "950", word), "needs_information")
    assert not any("No rule reads" in alert["text"] for alert in told)


def test_too_much_makes_ineligible() -> None:
    [alert] = alerts_of(given("mitoxantrone", "170"), "ineligible")

    assert (alert["rule"], alert["step"], alert["fact"]) == ("EX-06", "screening", "f1")
    assert (
        "mitoxantrone (f1) has a lifetime dose of 170 mg/m²; EX-06 allows at most 160"
        in alert["text"]
    )


def test_what_is_given_after_screening_is_not_counted() -> None:
    bridging = drug("idarubicin", "2026-06-20", cumulative_mg_m2="300")
    chart = a_chart(bridging, done("screening", "2026-06-10"))

    assert value_of(chart, "EX-06", now="2026-06-21T08:00+08:00") == "not_applicable"


def test_who_had_none_has_nothing_to_show() -> None:
    assert verdict_of(a_chart(SCREENING), "EX-06")["verdict"] == "not_applicable"


# ---------------------------------------------------------------- drugs that nobody can name


@pytest.mark.parametrize("name", ["NK-911", "柔红霉素脂质体复方", "蒽环类", "X001"])
@pytest.mark.parametrize("amount", ["100", "600"])
def test_an_unknown_drug_with_a_lifetime_dose_is_asked_which_drug_it_was(
    name: str, amount: str
) -> None:
    chart = given(name, amount)
    [alert] = [a for a in alerts_of(chart, "needs_information") if a["rule"] == "EX-06"]

    assert value_of(chart, "EX-06", fact="f1") == "indeterminate"
    assert (alert["fact"], alert["step"], alert["severity"]) == ("f1", "screening", "warning")


def test_the_question_says_why_the_name_matters() -> None:
    assert verdict_of(given("NK-911", "600"), "EX-06")["text"] == (
        "Cannot tell: “NK-911” (f1) has a lifetime dose of 600 mg/m², and it is not known which"
        " drug it is; EX-06 has a cap for each anthracycline (NCT04684147 exclusion 6). To settle"
        " it, record the INN or ATC code of “NK-911”, which the drug catalogue lacks."
    )


def test_a_name_that_may_be_an_anthracycline_is_asked_without_a_dose_too() -> None:
    assert verdict_of(given("anthracyclines", None), "EX-06")["text"].startswith(
        "Cannot tell: “anthracyclines” (f1) may be a drug with a lifetime cap; EX-06 has one"
    )


@pytest.mark.parametrize(
    ("name", "amount"), [("cyclophosphamide", "600"), ("DEX", "600"), ("NK-911", None)]
)
def test_a_drug_that_is_none_of_them_or_of_which_nothing_says_so_is_not_asked(
    name: str, amount: str | None
) -> None:
    assert verdict_of(given(name, amount), "EX-06")["verdict"] == "not_applicable"


@pytest.mark.parametrize(
    "name", ["CPX-351", "脂质体柔红霉素-阿糖胞苷", "daunorubicin-cytarabine liposome"]
)
def test_a_combination_that_holds_an_anthracycline_counts_as_it(name: str) -> None:
    assert value_of(given(name, "551"), "EX-06", fact="f1") in {"violation", "indeterminate"}
    assert value_of(given("CPX-351", "550"), "EX-06", fact="f1") == "met"


def test_an_unknown_drug_does_not_hide_one_that_is_known_and_above_its_cap() -> None:
    chart = given("NK-911", "100", drug("daunorubicin", "2025-06-01", cumulative_mg_m2="551"))

    assert value_of(chart, "EX-06", fact="f1") == "indeterminate"
    assert value_of(chart, "EX-06", fact="f2") == "violation"


def test_an_unknown_drug_given_after_screening_is_not_asked_for_it() -> None:
    later = drug("NK-911", "2026-06-20", cumulative_mg_m2="600")
    chart = a_chart(later, done("screening", "2026-06-10"))

    assert value_of(chart, "EX-06", now="2026-06-21T08:00+08:00") == "not_applicable"
