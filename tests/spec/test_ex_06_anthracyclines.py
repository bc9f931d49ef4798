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


# -------------------------------------------------------------------- what is said of it


def reason_of(chart: Json, fact: str = "f1") -> Json:
    found: Json = verdict_of(chart, "EX-06", fact=fact, now="2026-06-20T08:00+08:00")["reason"]
    return found


@pytest.mark.parametrize(
    ("name", "amount", "other", "allowed"),
    [
        (
            "daunorubicin",
            "300",
            None,
            {"kind": "most_allowed", "up_to": "550", "disputed_to": None},
        ),
        (
            "epirubicin",
            "300",
            None,
            {"kind": "most_allowed", "up_to": "900", "disputed_to": "1000"},
        ),
    ],
)
def test_the_cap_that_holds_is_told(
    name: str, amount: str, other: Json | None, allowed: Json
) -> None:
    assert reason_of(given(name, amount, *([other] if other else [])))["allowed"] == allowed


def test_the_lower_cap_is_told_with_what_lowers_it() -> None:
    allowed = reason_of(given("doxorubicin", "300", CHEST))["allowed"]

    assert (allowed["kind"], allowed["below"], allowed["disputed_to"]) == (
        "less_allowed",
        "350",
        "400",
    )
    assert [each["fact"] for each in allowed["because"]] == ["f2"]


def test_both_caps_are_told_where_radiotherapy_may_have_been_of_the_chest() -> None:
    reason = reason_of(given("doxorubicin", "401", radiotherapy("non_cns", "2025-03-01")))
    allowed = reason["allowed"]

    assert (allowed["kind"], allowed["most"]["up_to"]) == ("either_allowed", "550")
    assert allowed["less"]["below"] == "350"
    assert [each["fact"] for each in allowed["less"]["because"]] == ["f2"]
    assert reason["asks"] == {"kind": "chest_asked", "facts": ["f2"]}


@pytest.mark.parametrize(
    ("amount", "others", "told"),
    [
        ("349.99", (), False),
        ("350", (), True),  # from here on it would matter
        ("550", (), True),
        ("551", (), False),  # not allowed anyway
        ("349", (CHEST,), False),  # lowered already
        ("349", (radiotherapy("non_cns", "2025-03-01"),), False),
    ],
)
def test_what_would_lower_the_cap_is_told_where_it_would_matter(
    amount: str, others: tuple[Json, ...], *, told: bool
) -> None:
    lower = reason_of(given("doxorubicin", amount, *others))["lower"]

    assert (lower is not None) is told
    if told:
        assert (lower["below"], lower["disputed_to"], lower["chest"]) == ("350", "400", True)


def test_a_cap_that_nothing_lowers_says_so() -> None:
    assert reason_of(given("daunorubicin", "550"))["lower"] is None


def test_radiotherapy_lowers_no_cap_that_the_entry_lowers_for_drugs_alone() -> None:
    lower = reason_of(given("epirubicin", "850"))["lower"]

    assert (lower["below"], lower["chest"]) == ("800", False)


@pytest.mark.parametrize(
    ("first", "second", "sums"),
    [
        ("200", "300", ["300", "500"]),
        ("0", "300", ["300"]),
        ("300", None, ["300", None]),
    ],
)
def test_the_least_and_the_most_are_told(first: str, second: str | None, sums: list[str]) -> None:
    total = {} if second is None else {"cumulative_mg_m2": second}
    chart = given("daunorubicin", first, drug("DNR", "2025-09-01", **total))

    assert reason_of(chart)["sums"] == sums


@pytest.mark.parametrize(
    ("facts", "asks"),
    [
        ((given("daunorubicin", None)), "lifetime_dose_asked"),
        ((given("epirubicin", "950")), "acceptance_asked"),
        ((given("doxorubicin", "401", radiotherapy("non_cns", "2025-03-01"))), "chest_asked"),
        ((given("daunorubicin", "550")), None),
        ((given("daunorubicin", "551")), None),
    ],
)
def test_what_is_open_is_asked_for(facts: Json, asks: str | None) -> None:
    verdict = verdict_of(facts, "EX-06", fact="f1")

    assert (verdict.get("asks") or {}).get("kind") == asks
    assert verdict["reason"]["allows"] is (
        None if asks else {"met": True, "violation": False}[verdict["verdict"]]
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "indeterminate"),
        (((None, "2026-05-20"),), "indeterminate"),
        (((True, "2026-05-20"), (False, "2026-05-21")), "violation"),
        (((False, "2026-05-20"), (True, "2026-05-21")), "met"),
        (((True, "2026-05-20"), (None, "2026-05-21")), "indeterminate"),
        (((False, "2026-05-21"), (True, "2026-05-20")), "violation"),  # in whatever order
    ],
)
def test_the_investigators_last_word_counts(
    words: tuple[tuple[bool | None, str], ...], expected: str
) -> None:
    said = [finding("anthracycline_dose_accepted", *word) for word in words]
    other = finding("prior_malignancy", False, "2026-05-22")

    assert value_of(given("epirubicin", "950", *said, other), "EX-06") == expected


def test_a_course_after_screening_says_that_it_came_after() -> None:
    late = drug("idarubicin", "2026-06-20", cumulative_mg_m2="300")
    reason = reason_of(a_chart(late, done("screening", "2026-06-10")))

    assert (reason["kind"], reason["exposed"]["fact"]) == ("came_after", "f1")


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


@pytest.mark.parametrize("name", ["MITO", "红霉素"])  # mitomycin, and erythromycin, have no cap
def test_a_name_of_which_one_drug_is_capped_and_another_is_not_is_asked(name: str) -> None:
    verdict = verdict_of(a_chart(drug(name, "2024-05-01")), "EX-06")

    assert (verdict["verdict"], verdict["fact"]) == ("indeterminate", "f1")
    assert "may be a drug with a lifetime cap" in verdict["text"]
