"""EX-11: a prior malignancy excludes, unless cured for 5 years or of low risk of relapse.

The entry's "are excluded" is read as "are exempt": the literal reading would admit the
uncured. Judged at screening, in calendar years (K4).
"""

import pytest

from tests.spec.charts import a_chart, event, finding, step_of, value_of


@pytest.mark.parametrize(
    ("cured", "screening", "expected"),
    [
        ("2021-06-10", "2026-06-09", "violation"),  # a day short of five years
        ("2021-06-10", "2026-06-10", "met"),  # exactly five years
        ("2021-06-10", "2026-06-11", "met"),
        ("2020-02-29", "2025-02-28", "violation"),  # the safer day (K4)
        ("2020-02-29", "2025-03-01", "met"),
    ],
)
def test_cured_for_five_calendar_years_is_exempt(cured: str, screening: str, expected: str) -> None:
    assert value_of(a_chart(event("malignancy_cured", cured)), "EX-11", screening=screening) == (
        expected
    )


def test_a_low_risk_of_relapse_is_exempt_at_once() -> None:
    chart = a_chart(
        event("malignancy_cured", "2025-06-10"),
        finding("malignancy_low_relapse_risk", True, "2026-05-20"),
    )

    assert value_of(chart, "EX-11", screening="2026-06-10") == "met"
    assert step_of(chart, "screening")["clears_at"] is None


def test_a_risk_that_is_not_low_is_not_exempt() -> None:
    chart = a_chart(
        event("malignancy_cured", "2025-06-10"),
        finding("malignancy_low_relapse_risk", False, "2026-05-20"),
    )

    assert value_of(chart, "EX-11", screening="2026-06-10") == "violation"


def test_a_risk_that_is_not_known_is_asked_for() -> None:
    chart = a_chart(
        event("malignancy_cured", "2025-06-10"),
        finding("malignancy_low_relapse_risk", None, "2026-05-20"),
    )

    assert value_of(chart, "EX-11", screening="2026-06-10") == "indeterminate"


@pytest.mark.parametrize(
    ("low_risk", "expected"), [(None, "indeterminate"), (False, "indeterminate"), (True, "met")]
)
def test_a_malignancy_without_the_day_of_its_cure_is_asked_for(
    low_risk: bool | None, expected: str
) -> None:
    chart = a_chart(
        finding("prior_malignancy", True, "2026-05-20"),
        finding("malignancy_low_relapse_risk", low_risk, "2026-05-20"),
    )

    assert value_of(chart, "EX-11", screening="2026-06-10") == expected


def test_the_last_judgement_of_the_risk_holds_in_whatever_order_it_was_recorded() -> None:
    chart = a_chart(
        event("malignancy_cured", "2025-06-10"),
        finding("malignancy_low_relapse_risk", False, "2026-05-20"),
        finding("malignancy_low_relapse_risk", True, "2026-05-01"),
    )

    assert value_of(chart, "EX-11", screening="2026-06-10") == "violation"


def test_who_had_no_other_malignancy_is_not_concerned() -> None:
    assert value_of(a_chart(), "EX-11", screening="2026-06-10") == "not_applicable"


DAY, LATER = "2026-05-20", "2026-06-01"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (((True, DAY), (False, LATER)), "indeterminate"),  # it stays, whatever is said later
        (((False, LATER), (True, DAY)), "indeterminate"),  # in whatever order it was recorded
        (((False, DAY), (True, LATER)), "indeterminate"),
        (((True, DAY), (False, DAY)), "indeterminate"),  # one of the two is a slip: asked
        (((False, DAY), (True, DAY)), "indeterminate"),
        (((False, DAY), (False, LATER)), "not_applicable"),
    ],
)
def test_a_prior_malignancy_is_remembered_for_life(
    said: tuple[tuple[bool, str], ...], expected: str
) -> None:
    chart = a_chart(*(finding("prior_malignancy", *one) for one in said))

    assert value_of(chart, "EX-11", screening="2026-06-10") == expected


@pytest.mark.parametrize("low", [(True, False), (False, True)])
def test_two_judgements_of_the_risk_on_one_day_that_disagree_are_asked_about(
    low: tuple[bool, bool],
) -> None:
    judged = (finding("malignancy_low_relapse_risk", one, DAY) for one in low)
    chart = a_chart(event("malignancy_cured", "2025-06-10"), *judged)

    assert value_of(chart, "EX-11", screening="2026-06-10") == "indeterminate"
