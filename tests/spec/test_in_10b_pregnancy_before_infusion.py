"""IN-10b: a second negative pregnancy test within 3 days before the infusion.

The same days as for apheresis; a postponed infusion can make a good test too old.
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
    pregnancy_test,
    step_of,
    value_of,
    verdict_of,
)

NOW = "2026-06-07T12:00+08:00"
TESTED = a_woman(pregnancy_test("2026-06-07", specimen="urine"))


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-08", "met"),
        ("2026-06-09", "met"),
        ("2026-06-10", "met"),  # the third day after the sample
        ("2026-06-11", "pending"),  # the fourth: repeat it
    ],
)
def test_a_test_lasts_for_three_days(infusion: str, expected: str) -> None:
    assert value_of(TESTED, "IN-10b", infusion=infusion, now=NOW) == expected


def test_days_count_not_72_hours() -> None:
    chart = a_woman(pregnancy_test("2026-06-07T00:01+08:00"))

    assert value_of(chart, "IN-10b", infusion="2026-06-10T23:00+08:00", now=NOW) == "met"


def test_the_sample_day_is_the_sites_day() -> None:
    chart = a_woman(pregnancy_test("2026-06-06T16:30+00:00"))  # 00:30 on the 7th in China

    assert value_of(chart, "IN-10b", infusion="2026-06-10T10:00+08:00", now=NOW) == "met"


@pytest.mark.parametrize(
    ("sample", "infusion", "expected"),
    [
        ("2028-02-27", "2028-03-01", "met"),  # 27, 28, 29 February, 1 March
        ("2028-02-26", "2028-03-01", "pending"),
        ("2027-02-26", "2027-03-01", "met"),  # no 29 February
        ("2027-02-25", "2027-03-01", "pending"),
    ],
)
def test_three_days_before_the_first_of_march_know_leap_years(
    sample: str, infusion: str, expected: str
) -> None:
    chart = a_woman(pregnancy_test(sample))
    now = f"{sample}T23:00+08:00"

    assert value_of(chart, "IN-10b", infusion=infusion, now=now) == expected


def test_a_postponed_infusion_makes_a_good_test_expire_and_says_so_once() -> None:
    before = alerts_of(TESTED, "evidence_expired", infusion="2026-06-10", now=NOW)
    after = alerts_of(TESTED, "evidence_expired", infusion="2026-06-11", now=NOW)

    assert before == []
    assert [(alert["rule"], alert["step"]) for alert in after] == [
        ("IN-10b", "pregnancy_test_infusion")
    ]


def test_of_two_tests_the_one_that_counts_is_named() -> None:
    chart = a_woman(pregnancy_test("2026-06-01"), pregnancy_test("2026-06-06"))
    verdict = verdict_of(chart, "IN-10b", infusion="2026-06-09", now=NOW)

    assert (verdict["verdict"], verdict["fact"]) == ("met", "f2")


def test_a_later_positive_test_outweighs_an_earlier_negative_one() -> None:
    chart = a_woman(pregnancy_test("2026-06-06"), pregnancy_test("2026-06-07", "positive"))
    verdict = verdict_of(chart, "IN-10b", infusion="2026-06-09", now=NOW)

    assert (verdict["verdict"], verdict["fact"]) == ("violation", "f2")


def test_an_infusion_planned_for_a_day_is_judged_for_all_of_it() -> None:
    chart = a_woman(pregnancy_test("2026-06-07T08:00+08:00"))

    assert value_of(chart, "IN-10b", infusion="2026-06-07", now=NOW) == "indeterminate"
    assert value_of(chart, "IN-10b", infusion="2026-06-07T10:00+08:00", now=NOW) == "met"


@pytest.mark.parametrize(
    ("chart", "expected"),
    [
        (a_woman(), "pending"),
        (a_woman(childbearing_potential=None), "pending"),
        (a_woman(childbearing_potential=False), "not_applicable"),
        (a_chart(), "not_applicable"),
    ],
)
def test_it_concerns_women_of_childbearing_potential(chart: Json, expected: str) -> None:
    assert value_of(chart, "IN-10b", infusion="2026-06-10") == expected


def test_the_step_opens_and_closes_with_the_window_of_days() -> None:
    step = step_of(a_woman(), "pregnancy_test_infusion", infusion="2026-06-10T10:00+08:00")

    assert step["opens"] == "2026-06-07T00:00+08:00"
    assert step["closes"].startswith("2026-06-10T")
    assert step["closed_by"] == ["IN-10b"]


@pytest.mark.parametrize(
    ("infusion", "expected"),
    [
        ("2026-06-07T23:58+08:00", "indeterminate"),
        ("2026-06-07T23:59+08:00", "indeterminate"),  # the sample may be of that very minute
        ("2026-06-08T00:00+08:00", "met"),
    ],
)
def test_a_test_of_some_time_that_day_is_before_the_infusion_only_from_midnight(
    infusion: str, expected: str
) -> None:
    assert value_of(TESTED, "IN-10b", infusion=infusion, now=NOW) == expected


# ---------------------------------------------------------------- an appointment for it

READY = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-21"),
    pregnancy_test("2026-05-05"),
    done("apheresis", "2026-05-06T09:00+08:00"),
    done("product_release", "2026-05-29"),
    booked("conditioning_start", "2026-06-10"),
)
TO_COME = booked("infusion", "2026-06-15T10:00+08:00")  # a Monday


def appointed(step: str, at: str, *more: Json) -> Json:
    return picture_of(a_woman(*more, booked(step, at)), now=NOW)


@pytest.mark.parametrize(
    ("infusion", "test", "state"),
    [
        ("2026-06-15T10:00+08:00", "2026-06-15T09:59+08:00", "booked"),
        ("2026-06-15T10:00+08:00", "2026-06-15T10:00+08:00", "at_risk"),
        ("2026-06-15T10:00+08:00", "2026-06-15T02:00Z", "at_risk"),  # the same minute
        ("2026-06-15T10:00+08:00", "2026-06-15", "booked"),  # at some time that day
        ("2026-06-15", "2026-06-15T10:00+08:00", "booked"),  # it may be later
    ],
)
def test_it_is_booked_for_a_time_before_the_infusion(infusion: str, test: str, state: str) -> None:
    at = booked("infusion", infusion), booked("pregnancy_test_infusion", test)
    chart = a_woman(*READY, *at)

    assert step_of(chart, "pregnancy_test_infusion", now=NOW)["state"] == state
    assert picture_of(chart, now=NOW)["feasible"] is (state == "booked")


def test_one_in_the_minute_of_the_infusion_is_moved_to_leave_time_for_its_result() -> None:
    plan = appointed("pregnancy_test_infusion", "2026-06-15T10:00+08:00", *READY, TO_COME)
    [alert] = [one for one in plan["alerts"] if one["kind"] == "window_violated"]
    [repair] = plan["conflicts"][0]["repairs"]

    assert (alert["severity"], alert["rule"]) == ("critical", "IN-10b")  # lymphodepletion is near
    assert alert["text"] == (
        "Move pregnancy test before infusion from 2026-06-15 10:00 to 2026-06-12 10:00. Pregnancy "
        "test before infusion on 2026-06-15 10:00 is outside its window: the pregnancy test is at "
        "most 3 days before infusion, and before it begins (NCT04684147 inclusion 10)."
    )
    assert repair["moves"] == [{"step": "pregnancy_test_infusion", "to": "2026-06-12T10:00+08:00"}]


def test_one_in_the_minute_of_the_infusion_is_no_test_for_the_gate() -> None:
    def tests_missing(at: str) -> list[str]:
        gate = appointed("pregnancy_test_infusion", at, *READY, TO_COME)["gate"]
        return [one["rule"] for one in gate["missing"] if one["rule"] == "IN-10b"]

    assert tests_missing("2026-06-15T10:00+08:00") == ["IN-10b"]
    assert tests_missing("2026-06-15T09:59+08:00") == []


def test_one_in_the_minute_of_apheresis_is_too_late_as_well() -> None:
    collected = booked("apheresis", "2026-06-15T10:00+08:00")
    plan = appointed("pregnancy_test_apheresis", "2026-06-15T10:00+08:00", collected)

    assert [one["rule"] for one in plan["alerts"] if one["kind"] == "window_violated"] == ["IN-10a"]


def test_it_moves_out_of_the_minute_to_which_the_infusion_has_to_move() -> None:
    facts = (
        *READY,
        drug("imatinib", "2026-06-12T18:00+08:00"),
        TO_COME,
        booked("pregnancy_test_infusion", "2026-06-16T10:00+08:00"),
    )
    plan = picture_of(a_woman(*facts), now=NOW)
    moves = [repair["moves"] for one in plan["conflicts"] for repair in one["repairs"]]

    assert moves
    for several in moves:
        at = {move["step"]: move["to"] for move in several}
        assert at.get("infusion") != at.get("pregnancy_test_infusion", "2026-06-16T10:00+08:00")
