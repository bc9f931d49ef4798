"""Each kind of alert once, from a small chart; its key is the same a minute later.

A coordinator reads what is wrong, what to do, and by when.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cancelled,
    done,
    drug,
    event,
    missed,
    picture_of,
    pregnancy_test,
)

NOW = "2026-06-01T08:00+08:00"
A_MINUTE_LATER = "2026-06-01T08:01+08:00"
CONSENTED = done("consent", "2026-05-20", id="consent")
SCREENED = done("screening", "2026-05-22", id="screening")

BROKEN_WASHOUT = a_chart(
    drug("pegaspargase", "2026-05-25", route="im"),  # 29 days: 23 June
    booked("infusion", "2026-06-22T10:00+08:00"),
)

CASES: dict[str, tuple[Json, str, str | None]] = {
    # kind: chart, step, rule
    "washout_violated": (BROKEN_WASHOUT, "infusion", "EX-03.5"),
    "window_violated": (  # Day 32; the window was Day 25 to 31
        a_chart(done("infusion", "2026-04-27"), done("day_28", "2026-05-29")),
        "day_28",
        "PATH-day-28",
    ),
    "overdue": (a_chart(done("infusion", "2026-04-20")), "day_28", None),  # until 21 May
    "due_soon": (  # in two days; the site default says so three days before
        a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-03T10:00+08:00")),
        "apheresis",
        None,
    ),
    "evidence_expired": (
        a_woman(pregnancy_test("2026-05-31"), booked("infusion", "2026-06-04T10:00+08:00")),
        "pregnancy_test_infusion",
        "IN-10b",
    ),
    "infeasible": (  # Day 25 to 31 is 1 to 7 October, when nobody works
        a_chart(booked("infusion", "2026-09-06T10:00+08:00")),
        "day_28",
        "PATH-day-28",
    ),
    "needs_information": (  # 72 hours after which hour of the 19th?
        a_chart(drug("imatinib", "2026-06-19"), booked("infusion", "2026-06-22T10:00+08:00")),
        "infusion",
        "EX-03.2",
    ),
    "ineligible": (a_chart(CONSENTED, born="1950-04-02"), "consent", "IN-02"),
}


@pytest.mark.parametrize("kind", CASES)
def test_each_kind_is_raised_once_for_its_cause(kind: str) -> None:
    chart, step, rule = CASES[kind]
    raised = [alert for alert in alerts_of(chart, kind) if alert["step"] == step]

    assert len(raised) == 1
    if rule is not None:
        assert raised[0]["rule"] == rule


def test_a_year_without_published_working_days_is_provisional() -> None:
    chart = a_chart(booked("infusion", "2031-03-10T10:00+08:00"))
    published = a_chart(booked("infusion", "2026-07-10T10:00+08:00"))
    raised = alerts_of(chart, "provisional_calendar")

    assert any("2031" in alert["text"] for alert in raised)
    assert alerts_of(published, "provisional_calendar") == []


@pytest.mark.parametrize("chart", [case[0] for case in CASES.values()], ids=CASES)
def test_the_same_chart_a_minute_later_gives_the_same_keys(chart: Json) -> None:
    now = [alert["key"] for alert in picture_of(chart, now=NOW)["alerts"]]
    later = [alert["key"] for alert in picture_of(chart, now=A_MINUTE_LATER)["alerts"]]

    assert now
    assert sorted(now) == sorted(later)


@pytest.mark.parametrize("chart", [case[0] for case in CASES.values()], ids=CASES)
def test_every_alert_has_a_kind_of_the_contract_a_severity_and_words(chart: Json) -> None:
    for alert in picture_of(chart)["alerts"]:
        assert alert["kind"] in {*CASES, "provisional_calendar"}
        assert alert["severity"] in {"critical", "warning", "info"}
        assert alert["text"].endswith(".")


@pytest.mark.parametrize("chart", [case[0] for case in CASES.values()], ids=CASES)
def test_no_two_alerts_of_a_plan_share_a_key(chart: Json) -> None:
    keys = [alert["key"] for alert in picture_of(chart)["alerts"]]

    assert len(keys) == len(set(keys))


def test_another_cause_has_another_key() -> None:
    other = a_chart(
        drug("etoposide", "2026-06-10"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    keys = {alert["key"] for alert in alerts_of(other, "washout_violated")}

    assert keys
    assert keys.isdisjoint(alert["key"] for alert in alerts_of(BROKEN_WASHOUT, "washout_violated"))


def test_the_key_of_a_violation_stays_while_a_booking_moves_within_it() -> None:
    moved = a_chart(BROKEN_WASHOUT["facts"][0], booked("infusion", "2026-06-18T10:00+08:00"))

    assert [alert["key"] for alert in alerts_of(moved, "washout_violated")] == [
        alert["key"] for alert in alerts_of(BROKEN_WASHOUT, "washout_violated")
    ]


def test_a_broken_washout_says_by_which_rule_and_from_when_it_would_hold() -> None:
    (alert,) = alerts_of(BROKEN_WASHOUT, "washout_violated")

    assert "exclusion 3.5" in alert["text"]
    assert "2026-06-23" in alert["text"]


def test_what_is_asked_for_says_what_would_settle_it() -> None:
    (alert,) = alerts_of(CASES["needs_information"][0], "needs_information")

    assert "time" in alert["text"]


def test_an_alert_goes_when_its_cause_goes() -> None:
    cured = a_chart(BROKEN_WASHOUT["facts"][0], booked("infusion", "2026-06-23T10:00+08:00"))

    assert alerts_of(cured, "washout_violated") == []
    assert alerts_of(cured, "infeasible") == []


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-06-01T09:59+08:00", False),  # more than three days before
        ("2026-06-01T10:00+08:00", True),  # three days before
        ("2026-06-04T10:00+08:00", True),
        ("2026-06-04T10:01+08:00", False),  # then it is overdue
    ],
)
def test_a_booking_is_announced_three_days_before(now: str, *, told: bool) -> None:
    chart = a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-04T10:00+08:00"))
    steps = {alert["step"] for alert in alerts_of(chart, "due_soon", now=now)}

    assert ("apheresis" in steps) == told


def test_what_is_asked_for_comes_before_why() -> None:
    (alert,) = alerts_of(BROKEN_WASHOUT, "washout_violated")

    assert alert["text"].startswith("Move infusion from 2026-06-22 10:00 to 2026-06-23 10:00. ")


def test_what_to_know_of_a_drugs_class_stays_with_the_verdict() -> None:
    chart = a_chart(
        drug("ruxolitinib", "2026-06-21", route="oral"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    (alert,) = alerts_of(chart, "washout_violated")
    (verdict,) = [v for v in picture_of(chart)["verdicts"] if v["rule"] == "EX-03.2"]

    assert "Note:" in verdict["text"]
    assert "Note:" not in alert["text"]


# ---------------------------------------------------------------- one cause, one alert


def told(chart: Json, now: str = NOW) -> list[Json]:
    return list(picture_of(chart, now=now)["alerts"])


def test_a_booking_that_breaks_a_washout_is_not_told_again_as_a_conflict() -> None:
    assert picture_of(BROKEN_WASHOUT)["conflicts"] != []
    assert [alert["kind"] for alert in told(BROKEN_WASHOUT)] == ["washout_violated"]


def test_two_washouts_that_one_move_mends_are_one_alert_which_tells_both() -> None:
    two = a_chart(
        drug("pegaspargase", "2026-05-25", route="im"),
        drug("etoposide", "2026-06-10"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    [alert] = told(two)

    assert (alert["rule"], alert["fact"]) == ("EX-03.5", "f1")
    assert {"step": "infusion", "rule": "EX-03", "fact": "f2"} in alert["also"]
    assert alert["text"].count("Move infusion from") == 1
    assert "pegaspargase (f1)" in alert["text"]
    assert "etoposide (f2)" in alert["text"]


def test_two_drugs_that_go_on_are_one_alert_as_no_date_would_do() -> None:
    two = a_chart(
        drug("imatinib", first="2026-05-01"),
        drug("dasatinib", first="2026-05-01"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    [alert] = told(two)

    assert alert["text"].startswith("Do not go ahead with infusion. ")
    assert alert["text"].count("is still being given") == 2


def test_two_steps_done_against_a_rule_are_two_deviations_to_record() -> None:
    late = a_chart(
        done("screening", "2026-05-22"),
        done("infusion", "2026-04-27"),
        done("day_28", "2026-05-29"),
        drug("etoposide", "2026-04-20"),
    )
    asked = [alert["ask"] for alert in told(late) if alert["ask"]["kind"] == "record_deviation"]

    assert len(asked) == len({str(ask) for ask in asked}) == 2


def test_of_two_bookings_that_exclude_each_other_one_alert_offers_to_move_either() -> None:
    chart = a_chart(
        done("consent", "2026-04-20"),
        done("screening", "2026-04-22"),
        done("apheresis", "2026-04-27"),
        done("product_release", "2026-05-18"),
        booked("conditioning_start", "2026-06-10"),  # Day 0 is Monday 15 June at the earliest
        booked("infusion", "2026-06-12T10:00+08:00"),
    )
    [alert] = alerts_of(chart, "window_violated")

    assert alerts_of(chart, "infeasible") == []
    assert [(way["step"], way["to"]) for way in alert["ask"]["ways"]] == [
        ("conditioning_start", "2026-06-07T00:00+08:00"),
        ("infusion", "2026-06-15T10:00+08:00"),
    ]
    assert "infusion" in {place["step"] for place in alert["also"]}


def test_a_test_that_is_too_old_and_due_is_told_once() -> None:
    chart = a_woman(pregnancy_test("2026-05-31"), booked("infusion", "2026-06-04T10:00+08:00"))
    tests = [a for a in told(chart, "2026-06-03T08:00+08:00") if a["rule"] == "IN-10b"]

    assert [alert["kind"] for alert in tests] == ["evidence_expired"]


def test_a_visit_whose_window_has_closed_is_overdue_and_may_be_held_as_a_deviation() -> None:
    chart = a_chart(done("infusion", "2026-04-20"))
    [alert] = [alert for alert in told(chart) if alert["step"] == "day_28"]

    assert alert["kind"] == "overdue"
    assert [way["kind"] for way in alert["ask"]["ways"]] == [
        "record_or_book_again",
        "hold_as_deviation",
    ]


def test_a_visit_before_any_infusion_is_one_question_and_no_dead_end() -> None:
    chart = a_chart(CONSENTED, SCREENED, done("day_28", "2026-05-25"))

    assert picture_of(chart)["conflicts"] == []
    assert [alert["step"] for alert in alerts_of(chart, "needs_information")].count("day_28") == 1


def test_a_drug_that_nobody_knows_is_asked_once_and_under_one_key() -> None:
    """It could fall under several rules, and two steps wait for the answer."""
    unknown = drug("XY-1234", "2026-06-15")
    far = a_chart(unknown, booked("infusion", "2026-06-22T10:00+08:00"))
    waits = a_chart(unknown, booked("infusion", "2026-06-22T10:00+08:00"), CONSENTED, SCREENED)
    near = "2026-06-16T08:00+08:00"  # lymphodepletion must start by Wednesday 17 June
    [early], [late] = (
        [a for a in told(chart, now) if a["fact"] == "f1"]
        for chart, now in ((far, NOW), (waits, near))
    )

    assert (early["severity"], late["severity"]) == ("warning", "critical")
    assert early["key"] == late["key"]


def test_two_things_that_are_not_known_of_one_drug_are_two_questions() -> None:
    chart = a_chart(
        {**drug("methotrexate", "2026-06-19"), "route": "other"},
        booked("infusion", "2026-06-22T10:00+08:00"),
    )
    asked = {alert["ask"]["question"]["kind"] for alert in alerts_of(chart, "needs_information")}

    assert len(asked) == len(alerts_of(chart, "needs_information"))


def test_a_step_that_is_booked_soon_asks_for_nothing() -> None:
    chart = a_chart(CONSENTED, SCREENED, booked("apheresis", "2026-06-03T10:00+08:00"))
    [soon] = alerts_of(chart, "due_soon")

    assert (soon["severity"], soon["ask"]) == ("info", None)


def test_the_worst_comes_first() -> None:
    rank = {"critical": 0, "warning": 1, "info": 2}
    order = [rank[alert["severity"]] for alert in picture_of(BROKEN_WASHOUT)["alerts"]]

    assert order == sorted(order)
    assert order[0] == 0


def test_what_is_not_known_comes_before_what_is_only_announced() -> None:
    soon = booked("apheresis", "2026-06-03T10:00+08:00")
    chart = a_chart(CONSENTED, SCREENED, soon, drug("no-such-drug", "2026-05-30"))
    told = [(each["severity"], each["kind"]) for each in picture_of(chart)["alerts"]]

    assert told == [*[("warning", "needs_information")] * 2, ("info", "due_soon")]


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ([missed("infusion", "2026-05-28")], "is recorded as missed"),
        ([booked("apheresis", "2026-06-03"), cancelled("apheresis", "2026-05-28")], "as cancelled"),
        ([missed("infusion", "2026-05-28"), booked("infusion", "2026-06-22")], None),  # anew
        ([missed("infusion", "2026-05-28"), event("withdrawn", "2026-05-29")], None),  # ended
        ([done("infusion", "2026-04-20"), missed("day_28", "2026-05-18")], None),  # nothing waits
    ],
)
def test_a_step_that_was_lost_is_asked_for_while_others_wait_for_it(
    facts: list[Json], asked: str | None
) -> None:
    chart = a_chart(CONSENTED, SCREENED, *facts)
    told = alerts_of(chart, "needs_information")
    lost = [a for a in told if a["text"].startswith("Book") and "wait for it." in a["text"]]

    assert len(lost) == (0 if asked is None else 1)
    assert asked is None or asked in lost[0]["text"]


@pytest.mark.parametrize(("second", "asked"), [("2026-05-18", 0), ("2026-05-28", 1)])
def test_an_infusion_recorded_on_two_dates_is_asked_about(second: str, asked: int) -> None:
    chart = a_chart(done("infusion", "2026-05-18"), done("infusion", second))
    told = [
        a["text"] for a in alerts_of(chart, "needs_information") if "more than once" in a["text"]
    ]

    assert len(told) == asked
    assert all("2026-05-18 (f1) and 2026-05-28 (f2)" in text for text in told)
