"""After the point of no return: how long lymphodepletion serves, and what the infusion waits for.

The 14 days are a site default: 2 to 14 days are published for comparable products.
"""

import pytest

from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cd19_test,
    done,
    drug,
    missed,
    picture_of,
    pregnancy_test,
    step_of,
)

RULE = "PATH-infusion-after-conditioning"
COLLECTED = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    cd19_test("2026-06-08"),
    done("apheresis", "2026-06-25T09:30+08:00"),
)
RELEASED = (*COLLECTED, done("product_release", "2026-07-16"))
BEGUN = (*RELEASED, done("conditioning_start", "2026-07-22"))
GIVEN = (*BEGUN, done("conditioning_end", "2026-07-24"))
SOON = "2026-07-28T12:00+08:00"


def of(chart: Json, step: str, now: str) -> list[Json]:
    """What is told of a step, but for what is only to be known."""
    found = picture_of(chart, now=now)["alerts"]
    return [dict(one) for one in found if one["step"] == step and one["severity"] != "info"]


def repairs(chart: Json, now: str) -> list[Json]:
    conflicts = picture_of(chart, now=now)["conflicts"]
    return [dict(repair) for conflict in conflicts for repair in conflict["repairs"]]


# ---------------------------------------------------------------- at most 14 days


@pytest.mark.parametrize("before", [GIVEN, BEGUN], ids=["end recorded", "only the start"])
@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-08-06T10:00+08:00", "booked"),
        ("2026-08-07T23:59+08:00", "booked"),  # the fourteenth day, to its end
        ("2026-08-08T00:00+08:00", "at_risk"),
    ],
)
def test_infusion_is_booked_at_most_fourteen_days_after_lymphodepletion_ended(
    before: tuple[Json, ...], at: str, state: str
) -> None:
    infusion = step_of(a_chart(*before, booked("infusion", at)), "infusion", now=SOON)

    assert infusion["state"] == state
    assert infusion["closes"] == "2026-08-07T23:59+08:00"
    assert infusion["closed_by"] == [RULE]


@pytest.mark.parametrize(
    ("at", "state"),
    [
        ("2026-08-07T23:59+08:00", "done"),
        ("2026-08-08T00:00+08:00", "done_out_of_window"),
        ("2026-08", "done"),  # some day of the month: perhaps the fourteenth
    ],
)
def test_infusion_after_the_fourteenth_day_is_a_deviation(at: str, state: str) -> None:
    chart = a_chart(*GIVEN, done("infusion", at))
    now = "2026-09-05T08:00+08:00"

    assert step_of(chart, "infusion", now=now)["state"] == state
    told = alerts_of(chart, "window_violated", now=now)
    assert [one["rule"] for one in told] == ([RULE] if state == "done_out_of_window" else [])


def test_an_end_that_was_recorded_later_than_planned_counts_from_then() -> None:
    late = (*BEGUN, done("conditioning_end", "2026-07-25"), booked("infusion", "2026-08-08"))

    assert step_of(a_chart(*late), "infusion", now=SOON)["closes"] == "2026-08-08T23:59+08:00"


def test_lymphodepletion_that_is_only_booked_does_not_close_the_infusion() -> None:
    planned = booked("conditioning_start", "2026-07-22"), booked("conditioning_end", "2026-07-24")
    chart = a_chart(*RELEASED, *planned, booked("infusion", "2026-07-27T10:00+08:00"))

    assert step_of(chart, "infusion", now="2026-07-20T12:00+08:00")["closes"] is None


def test_once_begun_lymphodepletion_ends_as_planned_however_late_the_infusion_is() -> None:
    chart = a_chart(*BEGUN, booked("infusion", "2026-08-05T10:00+08:00"))
    end = step_of(chart, "conditioning_end", now="2026-07-23T08:00+08:00")

    assert (end["opens"], end["proposed"][:10]) == ("2026-07-24T00:00+08:00", "2026-07-24")


# ---------------------------------------------------------------- whether it is given again


def test_an_infusion_that_comes_too_late_is_moved_or_lymphodepletion_given_again() -> None:
    chart = a_chart(*GIVEN, booked("infusion", "2026-08-20T10:00+08:00"))
    [alert] = of(chart, "infusion", SOON)

    made = repairs(chart, SOON)
    assert [one["kind"] for one in made] == ["move_booking", "repeat_step"]
    assert made[1]["reason"]["rule"]["rule"] == "PATH-conditioning-again"
    assert alert["rule"] == RULE
    assert (
        "Ask the investigator whether to repeat lymphodepletion: that of 2026-07-22 serves"
        " infusion until 2026-08-07 only." in alert["text"]
    )


@pytest.mark.parametrize(
    ("last", "opens"),
    [
        ("2026-07-09", "2026-08-07T00:00+08:00"),  # 28 days and more: on the fourteenth day
        ("2026-07-10", None),  # the day after: no infusion after this lymphodepletion
    ],
)
def test_a_washout_that_outlasts_lymphodepletion_leaves_no_earliest_infusion(
    last: str, opens: str | None
) -> None:
    taken = drug("pegaspargase", last, route="im")
    chart = a_chart(*GIVEN, booked("infusion", "2026-07-27T10:00+08:00"), taken)
    now = "2026-07-25T12:00+08:00"
    [alert] = alerts_of(chart, "washout_violated", now=now)

    assert step_of(chart, "infusion", now=now)["opens"] == opens
    kinds = [one["kind"] for one in repairs(chart, now)]
    assert ("repeat_step" in kinds, "move_booking" in kinds) == (opens is None, opens is not None)
    assert ("whether to repeat lymphodepletion" in alert["text"]) == (opens is None)


def test_nothing_that_was_given_is_moved() -> None:
    for facts in (GIVEN, BEGUN):
        late = booked("infusion", "2026-08-20T10:00+08:00")
        moved = {one["step"] for one in repairs(a_chart(*facts, late), SOON) if one["to"]}
        assert moved == {"infusion"}


def test_the_last_days_for_an_infusion_without_a_date_are_told() -> None:
    def told(now: str) -> list[str]:
        return [one["severity"] for one in of(a_chart(*GIVEN), "infusion", now)]

    assert told("2026-07-30T12:00+08:00") == []
    assert told("2026-08-06T23:59+08:00") == ["warning"]
    assert told("2026-08-07T00:00+08:00") == ["critical"]
    assert told("2026-08-08T00:00+08:00") == ["critical"]  # to ask whether it is given again


AGAIN = (
    *GIVEN,
    booked("conditioning_start", "2026-08-15"),
    booked("conditioning_end", "2026-08-17"),
    booked("infusion", "2026-08-20T10:00+08:00"),
)


def test_lymphodepletion_that_is_booked_again_is_held_again() -> None:
    chart = a_chart(*AGAIN)
    picture = picture_of(chart, now=SOON)
    states = {one["step"]: one["state"] for one in picture["steps"]}

    assert picture["feasible"]
    assert (states["conditioning_start"], states["conditioning_end"]) == ("booked", "booked")
    assert states["infusion"] == "booked"
    assert picture["gate"]["step"] == "conditioning_start"
    [earlier] = picture["earlier"]
    assert [one["step"] for one in earlier["steps"]] == ["conditioning_start", "conditioning_end"]


def test_the_end_of_the_first_lymphodepletion_is_none_of_the_second() -> None:
    chart = a_chart(*GIVEN, done("conditioning_start", "2026-08-15"), AGAIN[-1])
    now = "2026-08-16T08:00+08:00"

    assert step_of(chart, "conditioning_end", now=now)["state"] == "planned"
    assert step_of(chart, "infusion", now=now)["closes"] == "2026-08-31T23:59+08:00"


# ---------------------------------------------------------------- a recorded release


def test_without_a_recorded_release_the_infusion_is_at_risk_once_lymphodepletion_began() -> None:
    infusion = booked("infusion", "2026-07-27T10:00+08:00")
    waiting = a_chart(*COLLECTED, booked("conditioning_start", "2026-07-22"), infusion)
    begun = a_chart(*COLLECTED, done("conditioning_start", "2026-07-22"), infusion)
    now = "2026-07-22T12:00+08:00"

    assert step_of(waiting, "infusion", now=now)["state"] == "booked"  # the gate is shut
    assert step_of(begun, "infusion", now=now)["state"] == "at_risk"
    assert [one["severity"] for one in of(begun, "product_release", now)] == ["critical"]
    gate = picture_of(begun, now=now)["gate"]
    assert (gate["step"], gate["open"], gate["rule"], gate["deadline"]) == (
        "infusion",
        False,
        "PATH-infusion-after-release",
        "2026-07-27T10:00+08:00",
    )
    assert [item["step"] for item in gate["missing"]] == ["product_release"]


@pytest.mark.parametrize("facts", [(booked("product_release", "2026-07-30"),), ()])
def test_it_is_told_at_once_however_far_the_infusion_is(facts: tuple[Json, ...]) -> None:
    begun = (*COLLECTED, *facts, done("conditioning_start", "2026-07-22"))
    chart = a_chart(*begun, booked("infusion", "2026-08-06T10:00+08:00"))

    [alert] = of(chart, "product_release", "2026-07-22T12:00+08:00")
    assert alert["severity"] == "critical"
    if facts == ():  # else it is the booking that is told
        assert alert["text"].startswith("No infusion before product release is recorded: ")


def test_a_release_that_was_recorded_leaves_nothing_to_tell() -> None:
    chart = a_chart(*BEGUN, booked("infusion", "2026-07-27T10:00+08:00"))
    now = "2026-07-22T12:00+08:00"

    assert step_of(chart, "infusion", now=now)["state"] == "booked"
    assert picture_of(chart, now=now)["gate"] is None


def test_an_infusion_that_is_recorded_without_release_is_a_question() -> None:
    given = (done("conditioning_start", "2026-07-22"), done("conditioning_end", "2026-07-24"))
    chart = a_chart(*COLLECTED, *given, done("infusion", "2026-07-27T10:00+08:00"))
    [alert] = of(chart, "product_release", "2026-07-27T10:00+08:00")

    assert (alert["kind"], alert["severity"]) == ("needs_information", "warning")


# ---------------------------------------------------------------- without lymphodepletion


def test_an_infusion_that_is_recorded_without_lymphodepletion_is_one_question() -> None:
    chart = a_chart(*RELEASED, done("infusion", "2026-07-27T10:00+08:00"))
    for now in ("2026-07-27T10:00+08:00", "2026-08-03T10:00+08:00"):
        told = picture_of(chart, now=now)["alerts"]

        assert [(one["kind"], one["severity"], one["step"]) for one in told] == [
            ("needs_information", "warning", "conditioning_start")
        ]
        assert told[0]["text"] == (
            "Record when lymphodepletion start was done, or correct the record of infusion."
            " Lymphodepletion start is not recorded, though infusion was done on"
            " 2026-07-27 10:00 (f6)."
        )


def test_one_of_its_two_records_is_enough_to_know_that_it_was_given() -> None:
    chart = a_chart(*BEGUN, done("infusion", "2026-07-27T10:00+08:00"))

    assert alerts_of(chart, "needs_information", now="2026-07-27T12:00+08:00") == []


# ---------------------------------------------------------------- nobody recorded that it began

LATE = (
    booked("conditioning_start", "2026-07-22"),
    booked("conditioning_end", "2026-07-24"),
    booked("infusion", "2026-07-27T10:00+08:00"),
)


@pytest.mark.parametrize(
    ("now", "state", "opens"),
    [
        ("2026-07-22T23:59+08:00", "booked", None),
        ("2026-07-23T00:00+08:00", "at_risk", "2026-07-28T00:00+08:00"),
        ("2026-07-24T09:00+08:00", "at_risk", "2026-07-29T00:00+08:00"),
    ],
)
def test_lymphodepletion_whose_day_is_past_has_not_begun_as_far_as_the_record_goes(
    now: str, state: str, opens: str | None
) -> None:
    chart = a_chart(*RELEASED, *LATE)
    infusion = step_of(chart, "infusion", now=now)

    assert infusion["state"] == state
    if opens is None:
        return
    assert infusion["opens"] == opens  # lymphodepletion from today on, and five days
    [alert] = [one for one in picture_of(chart, now=now)["alerts"] if one["severity"] != "info"]
    assert (alert["kind"], alert["severity"], alert["step"]) == (
        "overdue",
        "critical",
        "conditioning_start",
    )
    assert picture_of(chart, now=now)["gate"]["open"]  # it waits for nothing else
    assert [repair for repair in repairs(chart, now) if repair["to"]] == []


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-07-22T09:01+08:00", "info"),  # it may only wait to be recorded
        ("2026-07-22T23:59+08:00", "info"),
        ("2026-07-23T00:00+08:00", "critical"),
    ],
)
def test_it_is_critical_once_its_day_is_over(now: str, severity: str) -> None:
    chart = a_chart(*RELEASED, booked("conditioning_start", "2026-07-22T09:00+08:00"), *LATE[1:])
    [alert] = alerts_of(chart, "overdue", now=now)

    assert alert["severity"] == severity


@pytest.mark.parametrize("now", ["2026-07-24T12:00+08:00", "2026-07-26T12:00+08:00"])
@pytest.mark.parametrize("more", [(), (pregnancy_test("2026-07-20"),)], ids=["none", "too old"])
def test_no_test_is_asked_for_an_infusion_that_waits_for_it(now: str, more: tuple[Json]) -> None:
    chart = a_woman(*RELEASED, pregnancy_test("2026-06-24"), *LATE, *more)
    told = [one for one in picture_of(chart, now=now)["alerts"] if one["severity"] != "info"]

    assert [(one["kind"], one["step"]) for one in told] == [("overdue", "conditioning_start")]
    assert told[0]["deadline"] == "2026-07-22T23:59+08:00"
    assert not picture_of(chart, now=now)["gate"]["open"]  # the test is still needed


def test_a_test_that_was_booked_for_it_is_still_asked_for() -> None:
    test = booked("pregnancy_test_infusion", "2026-07-24T10:00+08:00")
    chart = a_woman(*RELEASED, pregnancy_test("2026-06-24"), *LATE, test)

    assert "pregnancy_test_infusion" in {
        one["step"] for one in alerts_of(chart, "overdue", now="2026-07-26T12:00+08:00")
    }


def test_once_it_is_recorded_the_test_is_asked_for_again() -> None:
    begun = done("conditioning_start", "2026-07-22")
    chart = a_woman(*RELEASED, pregnancy_test("2026-06-24"), *LATE, begun)

    assert of(chart, "pregnancy_test_infusion", "2026-07-26T12:00+08:00")


def test_it_is_all_as_booked_once_it_is_recorded() -> None:
    chart = a_chart(*RELEASED, *LATE, done("conditioning_start", "2026-07-22"))

    assert picture_of(chart, now="2026-07-23T08:00+08:00")["feasible"]
    assert step_of(chart, "infusion", now="2026-07-23T08:00+08:00")["state"] == "booked"


# ---------------------------------------------------------------- a product that failed


def test_an_infusion_waits_for_another_apheresis_manufacturing_and_lymphodepletion() -> None:
    chart = a_chart(*RELEASED, *LATE, missed("product_release", "2026-07-17"))
    infusion = step_of(chart, "infusion", now="2026-07-18T12:00+08:00")  # a Saturday

    assert infusion["state"] == "at_risk"
    assert infusion["opens"] == "2026-08-08T00:00+08:00"  # Monday, 14 days, Day −5
    assert infusion["proposed"] == "2026-08-10T09:00+08:00"


def test_what_is_booked_late_enough_for_another_product_stands() -> None:
    later = booked("conditioning_start", "2026-08-15"), booked("infusion", "2026-08-20T10:00+08:00")
    chart = a_chart(*RELEASED, *later, missed("product_release", "2026-07-17"))

    assert step_of(chart, "infusion", now="2026-07-18T12:00+08:00")["state"] == "booked"


def test_a_product_that_failed_is_said_first_and_asks_for_another_apheresis() -> None:
    chart = a_chart(*RELEASED, *LATE, missed("product_release", "2026-07-17"))
    told = picture_of(chart, now="2026-07-18T12:00+08:00")["alerts"]

    assert [(one["step"], one["severity"]) for one in told] == [("product_release", "critical")]
    assert told[0]["text"].startswith("Book apheresis again")
    assert told[0]["deadline"] == "2026-07-22T00:00+08:00"


def test_lymphodepletion_for_a_product_that_failed_is_given_again_for_the_next() -> None:
    chart = a_chart(*GIVEN, LATE[-1], missed("product_release", "2026-07-25"))
    now = "2026-07-26T12:00+08:00"
    told = picture_of(chart, now=now)["alerts"]

    assert [(one["step"], one["severity"]) for one in told] == [("product_release", "critical")]
    assert step_of(chart, "infusion", now=now)["opens"] == "2026-08-15T00:00+08:00"


# ---------------------------------------------------------------- Day numbers


def test_day_numbers_of_what_was_done_are_counted_from_the_infusion() -> None:
    chart = a_chart(*GIVEN, booked("infusion", "2026-08-03T10:00+08:00"))
    days = {one["step"]: one["day"] for one in picture_of(chart, now=SOON)["steps"]}

    assert (days["conditioning_start"], days["conditioning_end"]) == (-12, -10)
    assert (days["infusion"], days["day_28"]) == (0, 28)  # planned: the protocol's


def test_an_infusion_that_was_done_counts_before_one_that_is_booked() -> None:
    infused = done("infusion", "2026-07-29T10:00+08:00")
    visit = done("day_28", "2026-08-24")
    chart = a_chart(*GIVEN, booked("infusion", "2026-07-27T10:00+08:00"), infused, visit)
    days = {one["step"]: one["day"] for one in picture_of(chart, now="2026-08-25")["steps"]}

    assert (days["conditioning_start"], days["day_28"]) == (-7, 26)


def test_a_day_that_is_not_known_has_no_number() -> None:
    lymphodepletion = done("conditioning_start", "2026-07")
    chart = a_chart(*RELEASED, lymphodepletion, booked("infusion", "2026-08-03T10:00+08:00"))

    assert step_of(chart, "conditioning_start", now=SOON)["day"] is None


def test_without_a_date_for_the_infusion_the_protocols_number_stands() -> None:
    assert step_of(a_chart(*GIVEN), "conditioning_start", now=SOON)["day"] == -5


# ---------------------------------------------------------------- a missed visit stays loud


@pytest.mark.parametrize("now", ["2026-08-27T23:59+08:00", "2026-08-28T00:00+08:00"])
def test_a_visit_is_no_less_urgent_in_the_minute_after_its_window(now: str) -> None:
    chart = a_chart(*GIVEN, done("infusion", "2026-07-27T10:00+08:00"))

    [alert] = of(chart, "day_28", now)
    assert alert["severity"] == "warning"
