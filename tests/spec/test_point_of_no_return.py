"""The gate before lymphodepletion: what must stand before it starts, each with its deadline."""

from zoneinfo import ZoneInfo

import pytest

from models.chart import read_chart
from models.moments import read_span
from models.plan import plan
from models.timeline.results import Gate
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    finding,
    measurement,
    picture_of,
    pregnancy_test,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = "2026-06-01T08:00+08:00"  # Monday
STARTS, INFUSED = "2026-06-02", "2026-06-07T10:00+08:00"
BEFORE = (
    done("consent", "2026-04-20"),
    done("screening", "2026-04-21"),
    done("apheresis", "2026-05-06T09:00+08:00"),
)
RELEASED = done("product_release", "2026-05-29")
BOOKED = (booked("conditioning_start", STARTS), booked("infusion", INFUSED))
READY = (*BEFORE, RELEASED, *BOOKED)
LONG_READY = (*BEFORE, done("product_release", "2026-05-20"), *BOOKED)


def missing(chart: Json, now: str = NOW) -> list[Json]:
    return list(picture_of(chart, now=now)["gate"]["missing"])


def the_gate(chart: Json, now: str = NOW) -> Gate:
    minute = read_span(now, SHANGHAI).earliest
    gate = plan(read_chart(chart, protocol=PROTOCOL, now=minute), PROTOCOL, minute).gate
    assert gate is not None
    return gate


def held_up(chart: Json, now: str = NOW) -> list[Json]:
    """What must be done before lymphodepletion may start: each thing by itself."""
    found = picture_of(chart, now=now)["alerts"]
    return [dict(one) for one in found if one["severity"] == "critical"]


def test_with_everything_in_place_it_is_open_and_nobody_is_told() -> None:
    assert picture_of(a_chart(*READY), now=NOW)["gate"]["open"]
    assert held_up(a_chart(*READY)) == []


def test_an_unreleased_product_with_lymphodepletion_tomorrow_is_critical() -> None:
    chart = a_chart(*BEFORE, booked("product_release", "2026-06-01"), *BOOKED)
    [alert] = held_up(chart)

    assert (alert["kind"], alert["step"]) == ("due_soon", "product_release")
    assert alert["deadline"] == "2026-06-01T23:59+08:00"  # its booking comes before the start
    assert alert["text"] == (
        "Record product release as soon as it is done. Product release is not recorded as done."
        " Lymphodepletion start on 2026-06-02 must wait for it."
    )


def test_a_start_before_the_product_can_be_there_and_its_missing_release_are_one_cause() -> None:
    late = (*BEFORE[:2], done("apheresis", "2026-05-25T09:00+08:00"))
    chart = a_chart(*late, *BOOKED)
    [alert] = held_up(chart)

    assert (alert["kind"], alert["step"]) == ("window_violated", "conditioning_start")
    assert alert["deadline"] == "2026-06-02T00:00+08:00"
    assert "product_release" in {place["step"] for place in alert["also"]}
    assert "product_release" in {one["step"] for one in missing(chart)}


def test_where_its_release_is_booked_too_late_each_has_its_own_deed() -> None:
    late = (*BEFORE[:2], done("apheresis", "2026-05-20T09:00+08:00"))
    chart = a_chart(*late, booked("product_release", "2026-06-04"), *BOOKED)

    assert {alert["step"] for alert in held_up(chart)} >= {"product_release"}


def test_the_gate_has_no_alert_of_its_own_and_each_missing_thing_has_one() -> None:
    """Lymphodepletion is booked so that the infusion may follow on a Monday."""
    chart = a_chart(*BEFORE, booked("conditioning_start", "2026-06-03"), drug("imatinib"))

    assert {alert["rule"] for alert in held_up(chart)} == {None, "EX-03.2"}
    assert {(alert["step"], alert["ask"]["kind"]) for alert in held_up(chart)} == {
        ("product_release", "record_or_book"),
        ("infusion", "book_step"),
        ("infusion", "record_end"),
    }


def test_what_is_told_already_gets_louder_and_stays_the_same_alert() -> None:
    """A dose of 4 June at no known hour: a warning at first, and due before 2 June then."""
    chart = a_chart(*LONG_READY, drug("imatinib", "2026-06-04"))
    [early], [late] = (
        [a for a in alerts_of(chart, "needs_information", now=now) if a["fact"] == "f7"]
        for now in ("2026-05-28T23:59+08:00", "2026-05-29T00:00+08:00")  # a Friday begins
    )

    assert [early["severity"], late["severity"]] == ["warning", "critical"]
    assert [early["deadline"], late["deadline"]] == [INFUSED, "2026-06-02T00:00+08:00"]
    assert early["key"] == late["key"]


def test_a_washout_that_the_infusion_breaks_must_be_mended_before_lymphodepletion() -> None:
    [alert] = held_up(a_chart(*READY, drug("pegaspargase", "2026-05-20", route="im")))

    assert (alert["kind"], alert["fact"]) == ("washout_violated", "f7")
    assert alert["deadline"] == "2026-06-02T00:00+08:00"
    assert alert["text"].startswith(
        "Move infusion from 2026-06-07 10:00 to 2026-06-18 10:00,"
        " and lymphodepletion start from 2026-06-02 to 2026-06-13. "
    )


def test_a_value_that_excludes_is_critical_once_lymphodepletion_is_near() -> None:
    weak = measurement("lvef", "40", "%", "2026-04-20")
    [alert] = held_up(a_chart(*LONG_READY, weak))
    [before] = alerts_of(a_chart(*LONG_READY, weak), "ineligible", now="2026-05-28T08:00+08:00")

    assert (alert["kind"], alert["rule"], alert["key"]) == ("ineligible", "EX-12a", before["key"])
    assert before["severity"] == "critical"  # from the day on which it is booked


UNCLEAR = (
    measurement("creatinine", "80", "umol/L", "2026-05-28"),  # without its upper limit
    measurement("lvef", "58", "%", "2026-01-20"),  # more than 3 months before screening
    measurement("spo2", "97", "%", "2026-05-28"),  # dyspnoea, which is asked with it, is not there
    finding("prior_car_t", None, "2026-04-21"),
)


@pytest.mark.parametrize(
    ("fact", "rule"), list(zip(UNCLEAR, ("IN-08.4", "EX-12a", "IN-08.5", "EX-07"), strict=True))
)
def test_a_criterion_that_cannot_be_told_keeps_it_shut_and_is_asked_once(
    fact: Json, rule: str
) -> None:
    chart = a_chart(*LONG_READY, fact)
    [item] = missing(chart)
    [alert] = held_up(chart)

    assert (item["rule"], item["ask"]["kind"]) == (rule, "record_fact")
    assert item["ask"] == alert["ask"]
    assert (alert["kind"], alert["rule"]) == ("needs_information", rule)
    assert alert["deadline"] == "2026-06-02T00:00+08:00"


def test_before_lymphodepletion_is_near_the_same_question_is_a_warning_due_by_its_start() -> None:
    chart = a_chart(*LONG_READY, UNCLEAR[0])
    early = alerts_of(chart, "needs_information", now="2026-05-28T12:00+08:00")
    [alert] = [one for one in early if one["rule"] == "IN-08.4"]

    assert (alert["severity"], alert["deadline"]) == ("warning", "2026-06-02T00:00+08:00")
    assert alert["key"] in {one["key"] for one in held_up(chart)}


def test_what_nobody_has_recorded_yet_keeps_no_gate_shut() -> None:
    assert missing(a_chart(*READY)) == []


def test_of_several_ways_into_the_trial_one_that_holds_is_enough() -> None:
    unclear = finding("second_marrow_relapse", None, "2026-04-20")
    holds = finding("marrow_relapse_after_transplant", True, "2026-04-20")

    assert [item["rule"] for item in missing(a_chart(*READY, unclear))] == ["IN-03.c"]
    assert missing(a_chart(*READY, unclear, holds)) == []


@pytest.mark.parametrize(
    ("born", "fact", "rule"),
    [
        ("1940-01-01", None, "IN-02"),
        (None, {"kind": "event", "event": "dvt", "at": "2026-04-01"}, "EX-15"),
    ],
)
def test_whatever_excludes_keeps_it_shut(born: str | None, fact: Json | None, rule: str) -> None:
    header, more = {"born": born} if born else {}, [fact] if fact else []

    assert [item["rule"] for item in missing(a_chart(*READY, *more, **header))] == [rule]


@pytest.mark.parametrize(
    ("last", "kept_shut"),
    [
        ("2026-06-04T10:00+08:00", True),  # 72 hours to the infusion: more is asked for
        ("2026-06-04T09:59+08:00", False),
    ],
)
def test_a_washout_is_judged_at_the_infusions_own_time(last: str, *, kept_shut: bool) -> None:
    found = missing(a_chart(*READY, drug("imatinib", last)))

    assert [item["rule"] for item in found] == (["EX-03.2"] if kept_shut else [])


def test_a_test_must_be_valid_through_day_0_or_its_repeat_planned() -> None:
    now = "2026-06-04T08:00+08:00"  # lymphodepletion is late, the test's window is open
    planned = booked("pregnancy_test_infusion", "2026-06-05T09:00+08:00")
    apheresis = pregnancy_test("2026-05-05")
    tested = pregnancy_test("2026-06-04T07:00+08:00")
    early = booked("pregnancy_test_infusion", "2026-06-03T09:00+08:00")

    [item] = missing(a_woman(*READY, apheresis))
    assert (item["rule"], item["deadline"]) == ("IN-10b", INFUSED)  # not after the infusion begins
    assert "book it for one of these days" in item["text"]
    assert missing(a_woman(*READY, apheresis, planned)) == []
    assert missing(a_woman(*READY, apheresis, tested), now) == []
    assert missing(a_woman(*READY, apheresis, early)) != []


def test_a_test_for_the_infusion_must_be_booked_before_lymphodepletion_starts() -> None:
    woman = a_woman(*READY, pregnancy_test("2026-05-05"))
    [alert] = held_up(woman)
    [item] = missing(woman)

    assert (alert["step"], alert["deadline"]) == (
        "pregnancy_test_infusion",
        "2026-06-02T00:00+08:00",
    )
    assert alert["ask"] == item["ask"]
    assert (alert["ask"]["kind"], alert["ask"]["first"], alert["ask"]["last"]) == (
        "book_test",
        "2026-06-04",
        "2026-06-07",
    )


def test_a_test_that_is_due_on_its_own_is_the_same_alert_after_lymphodepletion_has_begun() -> None:
    before = a_woman(*READY, pregnancy_test("2026-05-05"))
    begun = a_woman(*READY, pregnancy_test("2026-05-05"), done("conditioning_start", STARTS))
    [shut] = held_up(before)
    due = alerts_of(begun, "due_soon", now="2026-06-04T12:00+08:00")

    assert shut["key"] in {alert["key"] for alert in due}


def test_an_infusion_without_a_date_keeps_it_shut() -> None:
    chart = a_chart(*BEFORE, RELEASED, booked("conditioning_start", STARTS))

    assert "Infusion is not booked." in [item["text"] for item in missing(chart)]


def test_of_an_infusion_without_a_date_only_washouts_that_outlast_the_start_are_told() -> None:
    chart = a_chart(
        *BEFORE,
        RELEASED,
        booked("conditioning_start", STARTS),
        drug("etoposide", "2026-03-01"),
        drug("vincristine", "2026-05-25"),  # over on the day on which lymphodepletion starts
        drug("vincristine", "2026-05-26"),  # over the day after
        drug("imatinib", first="2026-01-01"),
    )

    washouts = [item for item in missing(chart) if str(item["rule"]).startswith("EX")]
    facts = [item["text"].split("(")[1][:2] for item in washouts]
    assert facts == ["f9", "f8"]  # of what is still being given no date would do


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-06-02T00:00+08:00", "Lymphodepletion start on 2026-06-02 must wait for it."),
        ("2026-06-02T00:01+08:00", "start was due on 2026-06-02 and must wait for it."),
    ],
)
def test_a_start_that_has_passed_was_due(now: str, said: str) -> None:
    chart = a_chart(*BEFORE, booked("product_release", "2026-06-02"), *BOOKED)
    [alert] = [one for one in held_up(chart, now) if one["step"] == "product_release"]

    assert alert["text"].endswith(said)


HOLIDAY = "2026-08-31T08:00+08:00"
NEAR_A_HOLIDAY = (
    *BEFORE,
    done("product_release", "2026-08-28"),
    booked("conditioning_start", "2026-09-01"),
)


def test_an_infusion_that_cannot_hold_as_booked_keeps_it_shut() -> None:
    """Four days after lymphodepletion begins, where five are asked for."""
    chart = a_chart(*NEAR_A_HOLIDAY, booked("infusion", "2026-09-05T10:00+08:00"))
    [item] = missing(chart, HOLIDAY)

    assert (item["step"], item["rule"]) == ("conditioning_start", "PATH-conditioning-start")


def test_a_visit_whose_window_lies_in_a_holiday_does_not_keep_it_shut() -> None:
    """Day 28 of this infusion falls into the National Day week: the visit is held late."""
    chart, now = a_chart(*NEAR_A_HOLIDAY, booked("infusion", "2026-09-06T10:00+08:00")), HOLIDAY
    [alert] = alerts_of(chart, "infeasible", now=now)

    assert the_gate(chart, now).open
    assert (alert["step"], alert["severity"]) == ("day_28", "warning")
    assert alert["text"].startswith("Do day 28 visit on 2026-10-08")


def test_once_lymphodepletion_has_begun_and_nothing_is_missing_there_is_no_gate() -> None:
    chart = a_chart(*BEFORE, RELEASED, done("conditioning_start", "2026-06-01"), BOOKED[1])

    assert picture_of(chart, now=NOW)["gate"] is None


STARTED = (*BEFORE, RELEASED, done("conditioning_start", STARTS), booked("infusion", INFUSED))


def test_once_it_has_begun_the_gate_of_the_infusion_lists_whatever_is_missing_for_that() -> None:
    chart = a_chart(
        *STARTED,
        drug("imatinib", "2026-06-05"),
        finding("prior_car_t", None, "2026-04-21"),
        measurement("lvef", "40", "%", "2026-04-20"),
        finding("active_infection", True, "2026-06-02"),
    )
    gate = picture_of(chart, now="2026-06-02T12:00+08:00")["gate"]

    assert (gate["step"], gate["open"], gate["deadline"]) == ("infusion", False, INFUSED)
    assert {item["rule"] for item in gate["missing"]} == {
        "EX-03.2",
        "EX-07",
        "EX-12a",
        "HOLD-infection",
    }


def test_a_pregnancy_test_that_is_not_booked_keeps_the_infusion_waiting() -> None:
    """It is due on its own, as loud as before: the same need is not told twice."""
    woman = a_woman(*STARTED, pregnancy_test("2026-05-05"))
    [item] = missing(woman, "2026-06-02T12:00+08:00")
    due = alerts_of(woman, "due_soon", now="2026-06-04T10:00+08:00")

    assert (item["rule"], item["ask"]["kind"]) == ("IN-10b", "book_test")
    assert [a["severity"] for a in due if a["rule"] == "IN-10b"] == ["info"]


@pytest.mark.parametrize(
    ("now", "severity"),
    [("2026-06-04T09:59+08:00", "warning"), ("2026-06-04T10:00+08:00", "critical")],
)
def test_past_it_a_criterion_that_cannot_be_told_is_critical_once_the_infusion_is_near(
    now: str, severity: str
) -> None:
    chart = a_chart(*STARTED, finding("prior_car_t", None, "2026-04-21"))
    [alert] = [a for a in alerts_of(chart, "needs_information", now=now) if a["rule"] == "EX-07"]

    assert (alert["severity"], alert["deadline"]) == (severity, INFUSED)


def test_a_visit_that_finds_no_date_keeps_no_infusion_waiting() -> None:
    """A visit on which day 28 falls into the National Day week may be lost; Day 0 may not."""
    started = done("conditioning_start", "2026-09-01")
    released, day_0 = done("product_release", "2026-08-28"), "2026-09-06T10:00+08:00"
    chart = a_chart(*BEFORE, released, started, booked("infusion", day_0))

    assert picture_of(chart, now="2026-09-02T08:00+08:00")["gate"] is None


@pytest.mark.parametrize(
    ("now", "severity"),
    [
        ("2026-06-03T08:00+08:00", "warning"),
        # the infusion is on a Sunday: three days before it is a Thursday
        ("2026-06-04T09:59+08:00", "warning"),
        ("2026-06-04T10:00+08:00", "critical"),
        ("2026-06-07T09:00+08:00", "critical"),
    ],
)
def test_past_it_what_cannot_be_judged_for_a_near_infusion_is_critical(
    now: str, severity: str
) -> None:
    """A dose of 4 June at no known hour: 72 hours may not be over, and no slip is left."""
    chart = a_chart(*STARTED, drug("imatinib", "2026-06-04"))
    [alert] = [a for a in alerts_of(chart, "needs_information", now=now) if a["fact"] == "f7"]

    assert alert["severity"] == severity


def test_a_missing_test_says_from_when_it_would_count() -> None:
    [item] = the_gate(a_woman(*READY, pregnancy_test("2026-05-05"))).missing

    assert item.opens == read_span("2026-06-04T00:00+08:00", SHANGHAI).earliest
    assert item.deadline == read_span(INFUSED, SHANGHAI).earliest


@pytest.mark.parametrize(
    ("now", "start", "infusion"),
    [
        ("2026-06-02T23:59+08:00", "due", "booked"),
        ("2026-06-03T00:00+08:00", "overdue", "at_risk"),
    ],
)
def test_a_start_that_is_booked_for_one_of_several_days_is_past_with_the_last_of_them(
    now: str, start: str, infusion: str
) -> None:
    on_one_of_three = booked("conditioning_start", "2026-05-31/2026-06-02")
    chart = a_chart(*BEFORE, RELEASED, on_one_of_three, booked("infusion", "2026-06-06"))
    states = {step["step"]: step["state"] for step in picture_of(chart, now=now)["steps"]}

    assert (states["conditioning_start"], states["infusion"]) == (start, infusion)


LYMPHODEPLETION = {"conditioning_start", "conditioning_end"}


@pytest.mark.parametrize(
    ("last", "kinds"),
    [
        ("2026-05-10", {"due_soon"}),  # more than 28 days end with 7 June
        ("2026-05-11", {"washout_violated"}),
    ],
)
def test_nothing_is_due_for_an_infusion_that_another_date_is_asked_for(
    last: str, kinds: set[str]
) -> None:
    """Lymphodepletion has no booking of its own: it would begin by 3 June, in vain."""
    infusion = booked("infusion", "2026-06-08T10:00+08:00")
    drugs = drug("pegaspargase", last, route="im")
    chart = a_chart(*BEFORE, RELEASED, infusion, drugs)
    alerts = picture_of(chart, now="2026-06-03T08:00+08:00")["alerts"]

    said = {a["kind"]: {a["step"], *(x["step"] for x in a["also"])} for a in alerts}
    assert {kind for kind, steps in said.items() if steps & LYMPHODEPLETION} == kinds


def test_whether_lymphodepletion_was_given_is_asked_though_the_infusion_has_to_move() -> None:
    """Its days are over and nobody recorded it: it may have been given all the same."""
    infusion = booked("infusion", "2026-06-08T10:00+08:00")
    drugs = drug("pegaspargase", "2026-05-11", route="im")
    chart = a_chart(*BEFORE, RELEASED, infusion, drugs)
    alerts = picture_of(chart, now="2026-06-04T08:00+08:00")["alerts"]

    [asked] = [a for a in alerts if a["kind"] == "overdue"]
    assert (asked["step"], asked["severity"]) == ("conditioning_start", "warning")
    assert asked["text"].startswith("Record lymphodepletion start if it was done")
    assert "washout_violated" in {a["kind"] for a in alerts}


def test_once_lymphodepletion_has_begun_its_end_stays_due_though_the_infusion_moves() -> None:
    begun = done("conditioning_start", "2026-06-03T09:00+08:00")
    infusion = booked("infusion", "2026-06-08T10:00+08:00")
    chart = a_chart(*BEFORE, RELEASED, begun, infusion, drug("imatinib", "2026-06-06"))

    [due] = [
        a
        for a in picture_of(chart, now="2026-06-05T08:00+08:00")["alerts"]
        if a["step"] == "conditioning_end"
    ]
    assert due["kind"] == "due_soon"
