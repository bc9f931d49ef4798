"""IN-10c: contraception for at least two years after infusion; all men, and women who can conceive.

Calendar years, rounded up where a day is missing: "at least".
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    picture_of,
    step_of,
    value_of,
    verdict_of,
)


@pytest.mark.parametrize(
    ("infusion", "ends"),
    [
        ("2026-05-20", "2028-05-20T00:00+08:00"),
        ("2026-02-28", "2028-02-28T00:00+08:00"),  # over to a leap year
        ("2026-05-20T23:30+08:00", "2028-05-20T00:00+08:00"),  # days, not hours
        ("2026-05-19T17:00+00:00", "2028-05-20T00:00+08:00"),  # the site's day
    ],
)
def test_the_obligation_ends_two_calendar_years_after_infusion(infusion: str, ends: str) -> None:
    chart = a_chart(done("infusion", infusion))

    assert step_of(chart, "contraception_end")["opens"] == ends
    assert verdict_of(chart, "IN-10c")["clears_at"] == ends


@pytest.mark.parametrize(
    ("infusion", "ends"),
    [
        ("2026-07-10T10:00+08:00", "2028-07-10T00:00+08:00"),
        ("2028-02-29T10:00+08:00", "2030-03-01T00:00+08:00"),  # no 29 February 2030: round up
        ("2026-08-31", "2028-08-31T00:00+08:00"),
    ],
)
def test_a_booked_infusion_already_says_when_it_would_end(infusion: str, ends: str) -> None:
    chart = a_chart(booked("infusion", infusion))
    step, verdict = step_of(chart, "contraception_end"), verdict_of(chart, "IN-10c")

    assert step["opens"] == ends
    assert verdict["judged_at"] == step["proposed"] == ends


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        (a_chart(), "pending"),  # all male participants
        (a_woman(), "pending"),
        (a_woman(childbearing_potential=None), "pending"),
        (a_woman(childbearing_potential=False), "not_applicable"),
    ],
)
def test_it_concerns_all_men_and_women_of_childbearing_potential(
    chart: Json, expected: str
) -> None:
    state = step_of(chart, "contraception_end", infusion="2026-07-10")["state"]

    assert value_of(chart, "IN-10c", infusion="2026-07-10") == expected
    assert (state == "not_applicable") == (expected == "not_applicable")


@pytest.mark.parametrize(
    ("ended", "expected", "state"),
    [
        ("2026-05-19", "violation", "done_out_of_window"),  # a day short of two years
        ("2026-05-20", "met", "done"),
        ("2026-05-21", "met", "done"),
    ],
)
def test_contraception_that_ended_is_judged_against_two_years(
    ended: str, expected: str, state: str
) -> None:
    chart = a_chart(done("infusion", "2024-05-20"), done("contraception_end", ended))

    assert value_of(chart, "IN-10c") == expected
    assert step_of(chart, "contraception_end")["state"] == state


@pytest.mark.parametrize(
    ("infusion", "longer"),
    [
        ("2024-12-30", True),  # two years end a day before the study is listed to end
        ("2024-12-31", False),
        ("2026-05-20", False),
    ],
)
def test_a_study_that_outlasts_two_years_is_told(infusion: str, longer: bool) -> None:
    text = verdict_of(a_chart(done("infusion", infusion)), "IN-10c")["text"]

    assert ("still in the study, listed to end on 2026-12-31" in text) is longer


def test_nobody_is_late_for_a_date_that_only_has_to_pass() -> None:
    chart = a_chart(done("infusion", "2023-05-20"))
    late = [alert["step"] for alert in alerts_of(chart, "overdue")]

    assert "contraception_end" not in late
    assert step_of(chart, "contraception_end")["state"] != "overdue"


@pytest.mark.parametrize(
    ("ended", "expected", "margin"),
    [
        ("2026-05-18/2026-05-21", "violation", -5760),
        ("2026-05-21/2026-05-22", "indeterminate", -1440),
        ("2026-05-21T23:59+08:00", "violation", -1),
        ("2026-05-21T23:00+08:00/2026-05-21T23:59+08:00", "violation", -60),
        ("2026-05-21T23:00+08:00/2026-05-22T00:00+08:00", "indeterminate", -60),
        ("2026-05-22T00:00+08:00", "met", 0),
        ("2026-05-22/2026-05-25", "met", 0),
    ],
)
def test_an_end_of_some_days_is_judged_for_all_of_them(
    ended: str, expected: str, margin: int
) -> None:
    chart = a_chart(done("infusion", "2024-05-20/2024-05-22"), done("contraception_end", ended))
    verdict = verdict_of(chart, "IN-10c")

    assert (verdict["verdict"], verdict["margin_minutes"]) == (expected, margin)
    asks = verdict.get("asks")
    assert (asks and asks["kind"]) == (
        "contraception_end_asked" if expected == "indeterminate" else None
    )


def test_while_it_is_owed_no_margin_is_told() -> None:
    verdict = verdict_of(a_chart(done("infusion", "2026-05-20")), "IN-10c")

    assert (verdict["verdict"], verdict["margin_minutes"]) == ("pending", None)
    assert verdict["possible_from"] == verdict["clears_at"] == "2028-05-20T00:00+08:00"


def test_without_an_infusion_nobody_knows_when_it_ends() -> None:
    verdict = verdict_of(a_chart(drug("imatinib", route="oral")), "IN-10c")

    assert (verdict["verdict"], verdict["reason"]["kind"]) == ("pending", "obligation_undated")
    assert (verdict["clears_at"], verdict["judged_at"]) == (None, None)


def test_it_is_judged_when_it_ended_and_not_when_it_was_planned() -> None:
    chart = a_chart(done("infusion", "2024-05-20"), done("contraception_end", "2026-05-25"))

    assert verdict_of(chart, "IN-10c")["judged_at"] == "2026-05-25"


def test_no_other_link_of_the_path_is_judged_as_an_obligation() -> None:
    verdicts = picture_of(a_chart(done("infusion", "2026-05-20")))["verdicts"]
    owed = [each["rule"] for each in verdicts if each["reason"]["kind"].startswith("obligation")]

    assert owed == ["IN-10c"]
