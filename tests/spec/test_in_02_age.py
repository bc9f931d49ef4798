"""IN-02: age 18 to 65, in completed years at consent; both ends are included.

The entry does not say when age is taken: at consent, as a site default.
"""

import pytest

from tests.spec.charts import a_chart, alerts_of, booked, done, picture_of, value_of, verdict_of

CONSENT = "2026-05-20"


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2008-05-21", "violation"),  # 18 tomorrow
        ("2008-05-20", "met"),  # the 18th birthday itself
        ("2008-05-19", "met"),  # 18 and a day
        ("1960-05-22", "met"),  # two days before the 66th birthday
        ("1960-05-21", "met"),  # the last day of being 65
        ("1960-05-20", "violation"),  # the 66th birthday
        ("1960-05-19", "violation"),  # 66 and a day
    ],
)
def test_age_counts_in_completed_years_on_the_day_of_consent(born: str, expected: str) -> None:
    assert value_of(a_chart(done("consent", CONSENT), born=born), "IN-02") == expected


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        ("2026-02-27", "violation"),
        ("2026-02-28", "violation"),  # no 29 February in 2026: the safer day is 1 March (K4)
        ("2026-03-01", "met"),
    ],
)
def test_who_was_born_on_a_leap_day_is_18_from_the_first_of_march(
    consent: str, expected: str
) -> None:
    assert value_of(a_chart(done("consent", consent), born="2008-02-29"), "IN-02") == expected


def test_the_birthday_begins_at_the_sites_midnight() -> None:
    just_18 = a_chart(done("consent", "2026-05-20T00:30+08:00"), born="2008-05-20")

    assert value_of(just_18, "IN-02") == "met"  # in UTC it is still 19 May


def test_a_consent_known_by_its_month_only_cannot_be_judged_in_the_month_of_the_birthday() -> None:
    chart = a_chart(done("consent", "2026-05"), born="2008-05-20")

    assert value_of(chart, "IN-02") == "indeterminate"


def test_a_planned_consent_is_judged_on_its_planned_day() -> None:
    chart = a_chart(booked("consent", "2026-06-10"), born="2008-06-10")

    assert value_of(chart, "IN-02") == "met"
    assert value_of(chart, "IN-02", consent="2026-06-09") == "violation"


def test_the_verdict_is_given_at_consent_and_about_no_single_fact() -> None:
    verdict = verdict_of(a_chart(done("consent", CONSENT), born="1988-04-02"), "IN-02")

    assert (verdict["step"], verdict["fact"]) == ("consent", None)
    assert verdict["judged_at"] == CONSENT


def test_without_a_birth_date_age_is_never_called_met_or_violated() -> None:
    assert value_of(a_chart(done("consent", CONSENT)), "IN-02") not in {"met", "violation"}


def test_too_old_is_told_as_ineligible() -> None:
    chart = a_chart(done("consent", CONSENT), born="1960-05-20")

    assert [alert["rule"] for alert in alerts_of(chart, "ineligible")] == ["IN-02"]


@pytest.mark.parametrize(
    ("infusion", "warned"),
    [
        ("2026-07-14T10:00+08:00", False),  # the last day of being 65
        ("2026-07-16T10:00+08:00", True),  # the 66th birthday was the day before
    ],
)
def test_a_66th_birthday_before_the_infusion_is_pointed_out(infusion: str, *, warned: bool) -> None:
    chart = a_chart(done("consent", CONSENT), booked("infusion", infusion), born="1960-07-15")
    told = [alert for alert in picture_of(chart)["alerts"] if alert["rule"] == "IN-02"]

    assert value_of(chart, "IN-02") == "met"  # consent decides
    assert bool(told) == warned


@pytest.mark.parametrize(
    ("born", "kind", "allows"),
    [
        ("1990-01-01", "age_judged", True),
        ("2010-01-01", "age_judged", False),
        ("1950-01-01", "age_judged", False),
        ("2008-05", "age_judged", None),
        (None, "age_unrecorded", None),
    ],
)
def test_its_reason_says_the_ages_and_whether_they_allow_it(
    born: str | None, kind: str, allows: bool | None
) -> None:
    head = {} if born is None else {"born": born}
    reason = verdict_of(a_chart(done("consent", CONSENT), **head), "IN-02")["reason"]

    assert (reason["kind"], reason["from_years"], reason["to_years"]) == (kind, 18, 65)
    assert reason.get("allows") is allows
