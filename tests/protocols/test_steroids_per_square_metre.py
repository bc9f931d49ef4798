"""Steroids whose limit is one per square metre of the body, as a trial in children writes it.

ELIANA: less than 12 mg/m² of hydrocortisone equivalent a day is no therapeutic dose. The infusion
is booked for 30 March; the steroid was last given on the 29th.
"""

from pathlib import Path

import pytest

from tests.protocols.written import HERE, Json, picture, small, verdicts, washout
from tests.spec.charts import booked, done, drug, measurement
from tests.unit.protocol.authored import refusal_of

ELIANA = (HERE / "eliana" / "protocol.toml").read_text("utf-8")
NOW = "2026-03-20T08:00+08:00"
BOOKED = [done("screening", "2026-03-02"), booked("infusion", "2026-03-30T10:00+08:00")]
CHILD = {"born": "2018-01-01"}
ASKED = "record the body surface area (bsa, in m²), by which the limit of steroids is counted"


def surface(value: str, at: str = "2026-03-05", unit: str = "m2") -> Json:
    return measurement("bsa", value, unit, at)


def given(dose: str | None, name: str = "hydrocortisone", **fields: str) -> Json:
    written = {"dose": dose} if dose else {}
    return drug(name, "2026-03-29", first="2026-03-20", route="oral", **written, **fields)


def planned(*facts: Json, text: str = ELIANA, **header: str) -> Json:
    return picture(text, [*BOOKED, *facts], NOW, **{**CHILD, **header})


def said(*facts: Json) -> str:
    """What the rule says of the first of the facts."""
    return verdicts(planned(*facts), "f3")["EX-STEROID"]


def questions(plan: Json) -> list[str]:
    return [one["text"] for one in plan["alerts"] if one["kind"] == "needs_information"]


# ---------------------------------------------------------------- the limit itself


@pytest.mark.parametrize(
    ("dose", "verdict"),
    [
        ("11.99 mg/m2/day", "not_applicable"),
        ("12 mg/m2/day", "violation"),
        ("12.01 mg/m2/day", "violation"),
    ],
)
@pytest.mark.parametrize("measured", [[], [surface("0.8")]])
def test_a_dose_per_square_metre_needs_no_surface(
    dose: str, verdict: str, measured: list[Json]
) -> None:
    assert said(given(dose), *measured) == verdict


@pytest.mark.parametrize(
    ("name", "below", "exactly", "above"),
    [
        ("hydrocortisone", "9.59", "9.6", "9.61"),  # 12 mg/m² of 0.8 m²
        ("prednisone", "2.39", "2.4", "2.41"),  # four times as strong
    ],
)
def test_a_dose_for_the_child_is_divided_by_the_measured_surface(
    name: str, below: str, exactly: str, above: str
) -> None:
    doses = [f"{one} mg/day" for one in (below, exactly, above)]
    found = [said(given(dose, name), surface("0.8")) for dose in doses]
    assert found == ["not_applicable", "violation", "violation"]


def test_a_dose_per_kilogram_is_one_for_the_child_by_its_weight() -> None:
    def of(dose: str) -> str:
        plan = planned(given(dose), surface("0.8"), weight_kg="24")
        return verdicts(plan, "f3")["EX-STEROID"]

    assert [of("0.39 mg/kg/day"), of("0.4 mg/kg/day")] == ["not_applicable", "violation"]


def test_two_steroids_of_a_day_are_summed_per_square_metre() -> None:
    other = given("6 mg/m2/day", "prednisone")  # 24 mg/m² of hydrocortisone
    low = given("1 mg/m2/day", "prednisone")  # 4 mg/m²
    assert said(given("1 mg/m2/day"), other) == "violation"
    assert said(given("7.99 mg/m2/day"), low) == "not_applicable"
    assert said(given("8 mg/m2/day"), low) == "violation"
    assert said(given("6.4 mg/day"), low, surface("0.8")) == "violation"  # 8 mg/m²
    assert said(given("6.3 mg/day"), low, surface("0.8")) == "not_applicable"


# ---------------------------------------------------------------- no surface on record


def test_without_a_surface_the_verdict_cannot_be_told_and_the_surface_is_asked_for() -> None:
    plan = planned(given("10 mg/day"))
    assert verdicts(plan, "f3")["EX-STEROID"] == "indeterminate"
    assert any(ASKED in text for text in questions(plan))


def test_once_it_is_measured_nothing_is_asked() -> None:
    plan = planned(given("10 mg/day"), surface("0.8"))
    assert verdicts(plan, "f3")["EX-STEROID"] == "violation"
    assert questions(plan) == []


def test_one_surface_is_asked_for_once_however_many_steroids_are_counted_by_it() -> None:
    plan = planned(given("6 mg/day"), given("1 mg/day", "prednisone"))
    assert len([text for text in questions(plan) if ASKED in text]) == 1


def test_a_dose_that_nobody_recorded_is_asked_for_before_the_surface() -> None:
    [asked] = questions(planned(given(None)))
    assert "To settle it, record the dose of hydrocortisone in mg/m²/day." in asked


@pytest.mark.parametrize(
    ("dose", "verdict"),
    [
        ("2.39 mg/day", "not_applicable"),  # below 12 mg/m² of a newborn's 0.2 m²
        ("2.4 mg/day", "indeterminate"),
        ("59.9 mg/day", "indeterminate"),
        ("60 mg/day", "violation"),  # 12 mg/m² of 5 m²: nobody is larger
    ],
)
def test_a_dose_far_from_the_limit_needs_no_surface(dose: str, verdict: str) -> None:
    assert said(given(dose)) == verdict


@pytest.mark.parametrize(
    ("from_years", "dose", "verdict"),
    [
        (18, "5.99 mg/day", "not_applicable"),  # 12 mg/m² of 0.5 m²: no adult is smaller
        (18, "6 mg/day", "indeterminate"),
        (17, "5.99 mg/day", "indeterminate"),
        (17, "2.39 mg/day", "not_applicable"),
    ],
)
def test_how_small_a_subject_can_be_depends_on_whether_the_trial_takes_children(
    from_years: int, dose: str, verdict: str
) -> None:
    text = ELIANA.replace("from_years = 3", f"from_years = {from_years}")
    assert verdicts(planned(given(dose), text=text), "f3")["EX-STEROID"] == verdict


@pytest.mark.parametrize(
    ("measured", "verdict"),
    [
        ([surface("0.8"), surface("0.8")], "violation"),  # 12 mg/m², said twice
        ([surface("0.8"), surface("0.9")], "indeterminate"),  # two of one day
        ([surface("0.8"), surface("0.9", "2026-03-04")], "violation"),  # the later counts
        ([surface("0.9"), surface("0.8", "2026-03-04")], "not_applicable"),
        ([surface("0.8", unit="m²")], "violation"),
    ],
)
def test_the_surface_is_the_one_that_was_measured_last(measured: list[Json], verdict: str) -> None:
    assert said(given("9.6 mg/day"), *measured) == verdict


def test_two_surfaces_of_one_day_that_differ_are_as_none_and_one_is_asked_for() -> None:
    plan = planned(given("9.6 mg/day"), surface("0.8"), surface("0.9"))
    assert any(ASKED in text for text in questions(plan))


# ---------------------------------------------------------------- a limit for the whole subject


@pytest.mark.parametrize("limit", ["20", "20 mg", "20 mg/day"])
def test_a_limit_in_mg_is_for_the_whole_subject_however_it_is_written(limit: str) -> None:
    rule = washout(
        "STER",
        gap="72 hours",
        drug_classes=["steroid"],
        systemic=True,
        daily_hydrocortisone_from=limit,
    )
    facts = [done("consent", "2026-03-02"), booked("infusion", "2026-03-30T10:00+08:00")]
    for dose, verdict in (("19.9 mg/day", "not_applicable"), ("20 mg/day", "violation")):
        plan = picture(small(rule), [*facts, given(dose)], NOW)
        assert verdicts(plan, "f3") == {"STER": verdict}


def test_the_reason_says_the_limit_as_the_trial_counts_it() -> None:
    [verdict] = [
        one
        for one in planned(given("11 mg/m2/day"))["verdicts"]
        if one["fact"] == "f3" and one["rule"] == "EX-STEROID"
    ]
    said = "not a systemic dose of 12 mg/m² hydrocortisone equivalent a day or more"
    assert said in verdict["text"]


# ---------------------------------------------------------------- what a trial may write


@pytest.mark.parametrize("word", ["0 mg/m2", "12 mg/kg", "twelve", "-12 mg/m2"])
def test_a_limit_that_is_no_amount_of_a_day_is_refused(tmp_path: Path, word: str) -> None:
    text = ELIANA.replace('_from = "12 mg/m2"', f'_from = "{word}"')
    assert refusal_of(text, tmp_path) == (
        f'daily_hydrocortisone_from = "{word}"',
        f"“{word}” is not a daily amount above 0 like “10 mg” or “12 mg/m2”",
    )


def test_a_limit_by_surface_in_a_trial_that_cannot_record_one_is_refused(tmp_path: Path) -> None:
    text = ELIANA.replace('id = "bsa"', 'id = "another"')
    assert refusal_of(text, tmp_path) == (
        'daily_hydrocortisone_from = "12 mg/m2"',
        (
            "EX-STEROID counts by body surface: add a [[measure]] “bsa” in m2, so that it can be"
            " recorded"
        ),
    )
