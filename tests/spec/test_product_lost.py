"""A product that failed: apheresis is open again, and what follows counts from the next one."""

from collections.abc import Callable
from datetime import date
from itertools import permutations

import pytest

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.texts import summary_in
from calendars.feeds.variants import Variant
from models.alerting.deviations import deviations_of
from models.chart import read_chart
from models.moments import read_span
from models.plan import assess, plan
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    cancelled,
    done,
    missed,
    picture_of,
    plan_of,
    pregnancy_test,
    step_of,
    verdict_of,
)
from tests.unit.calendars.said_entries import title
from wording.calendars import feed_words

NOW = "2026-04-10T08:00+08:00"
ENROLLED = (done("consent", "2026-03-01"), done("screening", "2026-03-02"))
COLLECTED = (*ENROLLED, done("apheresis", "2026-03-05"))
LOST = (*COLLECTED, missed("product_release", "2026-03-25"))
AGAIN = (*LOST, done("apheresis", "2026-04-07"))
CODE = "apheresis CN01-007"


def states(chart: Json, *steps: str, now: str = NOW) -> list[str]:
    return [str(step_of(chart, step, now=now)["state"]) for step in steps]


# ---------------------------------------------------------------- the loop


def test_a_lost_product_opens_apheresis_and_keeps_lymphodepletion_shut() -> None:
    steps = ("apheresis", "product_release", "conditioning_start")

    assert states(a_chart(*LOST), *steps) == ["due", "missed", "blocked"]


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        ("2026-04-09T10:13+08:00", "2026-04-10T09:00+08:00"),  # not two minutes from now
        ("2026-04-10T10:13+08:00", "2026-04-13T09:00+08:00"),  # a Friday
        ("2026-04-11T22:15+08:00", "2026-04-13T09:00+08:00"),
        ("2026-04-30T16:58+08:00", "2026-05-06T09:00+08:00"),  # the Labour Day holiday
    ],
)
def test_the_next_collection_is_proposed_for_a_day_on_which_the_site_can_arrange_it(
    now: str, proposed: str
) -> None:
    apheresis = step_of(a_chart(*LOST), "apheresis", now=now)

    assert (apheresis["opens"], apheresis["proposed"]) == (now, proposed)


def test_the_next_collection_leaves_a_day_for_the_pregnancy_test_before_it() -> None:
    woman, now = a_woman(*LOST, pregnancy_test("2026-03-04")), "2026-04-09T10:13+08:00"

    assert step_of(woman, "apheresis", now=now)["proposed"] == "2026-04-10T09:00+08:00"
    assert step_of(woman, "pregnancy_test_apheresis", now=now)["proposed"] < "2026-04-10"


def test_a_booking_after_the_loss_is_the_next_collection() -> None:
    chart = a_chart(*LOST, booked("apheresis", "2026-04-13T09:00+08:00"))

    assert step_of(chart, "apheresis", now=NOW)["state"] == "booked"
    assert step_of(chart, "product_release", now=NOW)["opens"] == "2026-04-27T00:00+08:00"
    assert states(chart, "product_release", "conditioning_start") == ["missed", "blocked"]


def test_a_lost_product_is_told_until_the_next_collection_has_its_date() -> None:
    again = booked("apheresis", "2026-04-13T09:00+08:00")

    def told(*facts: Json) -> list[Json]:
        asked = alerts_of(a_chart(*facts), "needs_information", now=NOW)
        return [alert for alert in asked if alert["step"] == "product_release"]

    assert len(told(*LOST)) == 1
    assert told(*LOST, again) == []


def test_the_next_product_is_counted_from_the_next_collection() -> None:
    chart = a_chart(*AGAIN)

    assert step_of(chart, "apheresis", now=NOW)["at"] == "2026-04-07"
    assert step_of(chart, "product_release", now=NOW)["opens"] == "2026-04-21T00:00+08:00"
    steps = ("apheresis", "product_release", "conditioning_start")
    assert states(chart, *steps) == ["done", "planned", "planned"]


@pytest.mark.parametrize(
    ("release", "state"),
    [
        (booked("product_release", "2026-04-27"), "booked"),
        (done("product_release", "2026-04-27"), "done"),
        (missed("product_release", "2026-04-27"), "missed"),  # a third one is needed
    ],
)
def test_the_next_products_release_closes_the_loop_or_opens_it_again(
    release: Json, state: str
) -> None:
    now = "2026-04-20T08:00+08:00" if state == "booked" else "2026-04-28T08:00+08:00"
    chart = a_chart(*AGAIN, release)

    assert states(chart, "product_release", now=now) == [state]
    assert states(chart, "apheresis", now=now) == ["due" if state == "missed" else "done"]


def test_any_number_of_products_may_be_lost() -> None:
    third = a_chart(
        *AGAIN,
        missed("product_release", "2026-04-27"),
        done("apheresis", "2026-05-06"),
        done("product_release", "2026-05-25"),
    )

    now = "2026-06-01T08:00+08:00"
    held = [step["at"] for once in picture_of(third, now=now)["earlier"] for step in once["steps"]]
    assert held == ["2026-03-05", "2026-04-07"]
    assert states(third, "apheresis", "product_release", now=now) == ["done", "done"]


def test_the_release_that_was_booked_for_the_lost_product_does_not_bring_it_back() -> None:
    """Its failure was told before the day; only a release after another collection counts."""
    chart = a_chart(
        *COLLECTED, booked("product_release", "2026-04-20"), missed("product_release", "2026-03-25")
    )

    assert states(chart, "apheresis", "product_release") == ["due", "missed"]


def test_a_product_that_is_released_after_all_is_not_lost() -> None:
    """Out of specification, and released by the sponsor: the same collection."""
    chart = a_chart(*LOST, done("product_release", "2026-03-30"))

    assert states(chart, "apheresis", "product_release") == ["done", "done"]


def test_a_released_product_is_lost_by_what_certainly_came_later() -> None:
    thawed = (*COLLECTED, done("product_release", "2026-03-23T10:00+08:00"))
    later = a_chart(*thawed, missed("product_release", "2026-03-25"))
    same_day = a_chart(*thawed, missed("product_release", "2026-03-23"))

    assert states(later, "apheresis", "product_release") == ["due", "missed"]
    assert states(same_day, "apheresis", "product_release") == ["done", "done"]


def test_lymphodepletion_for_a_lost_product_does_not_count_for_the_next() -> None:
    """What was given stays in the history; the next product needs its own (site default)."""
    treated = (
        *COLLECTED,
        done("product_release", "2026-03-20"),
        done("conditioning_start", "2026-03-21"),
        done("conditioning_end", "2026-03-23"),
        missed("product_release", "2026-03-25"),
    )

    assert states(a_chart(*treated), "conditioning_start", "conditioning_end") == [
        "blocked",
        "planned",
    ]
    held = [one["step"] for one in picture_of(a_chart(*treated), now=NOW)["earlier"][0]["steps"]]
    assert held == ["apheresis", "product_release", "conditioning_start", "conditioning_end"]


# ---------------------------------------------------------------- late, not lost


def test_a_release_that_is_booked_anew_is_late_and_loses_nothing() -> None:
    chart = a_chart(*LOST, booked("product_release", "2026-04-20"))

    assert states(chart, "apheresis", "product_release") == ["done", "booked"]


def test_a_correction_of_when_a_release_was_missed_leaves_it_late() -> None:
    failed = {**missed("product_release", "2026-03-31"), "id": "failed"}
    corrected = {**missed("product_release", "2026-03-30"), "corrects": "failed", "reason": "typo"}

    chart = a_chart(*COLLECTED, failed, booked("product_release", "2026-04-20"), corrected)

    assert states(chart, "apheresis", "product_release") == ["done", "booked"]


def test_a_release_that_is_booked_for_the_next_collection_belongs_to_it() -> None:
    chart = a_chart(
        *LOST, booked("apheresis", "2026-04-13"), booked("product_release", "2026-05-04")
    )

    assert states(chart, "apheresis", "product_release", "conditioning_start") == [
        "booked",
        "booked",
        "planned",
    ]


def test_a_cancelled_release_takes_a_booking_back_and_no_product() -> None:
    """Until a release is booked anew nothing may start; no collection is asked for on a guess."""
    taken_back = (*COLLECTED, cancelled("product_release", "2026-04-30"))
    anew = (*taken_back, booked("product_release", "2026-05-04"))

    steps = ("apheresis", "product_release", "conditioning_start")
    assert states(a_chart(*taken_back), *steps) == ["done", "cancelled", "blocked"]
    assert states(a_chart(*anew), *steps) == ["done", "booked", "planned"]


@pytest.mark.parametrize(
    ("called_off", "behind"),
    [
        ("apheresis", ("product_release", "conditioning_start", "infusion", "day_28")),
        ("product_release", ("conditioning_start", "conditioning_end", "infusion", "month_24")),
        ("conditioning_start", ("conditioning_end", "infusion", "day_28")),
        ("infusion", ("day_28", "month_3", "contraception_end")),
    ],
)
def test_behind_a_step_that_was_called_off_no_time_is_shown_until_it_is_booked_again(
    called_off: str, behind: tuple[str, ...]
) -> None:
    whole = (*COLLECTED, done("product_release", "2026-04-09"))
    before = [one for one in whole if one["step"] != called_off]
    before = before if called_off != "apheresis" else list(COLLECTED[:-1])
    off, anew = cancelled(called_off, "2026-04-30"), booked(called_off, "2026-05-06T10:00+08:00")
    waiting, again = a_chart(*before, off), a_chart(*before, off, anew)

    for step in behind:
        told, later = step_of(waiting, step, now=NOW), step_of(again, step, now=NOW)
        assert (told["opens"], told["proposed"]) == (None, None), step
        assert [one["kind"] for one in told["because"]] == ["step_lost"]
        assert later["opens"] is not None


def test_behind_an_infusion_that_was_given_nothing_called_off_holds_a_visit_back() -> None:
    infused = done("infusion", "2026-04-07T10:00+08:00")
    chart = a_chart(
        *COLLECTED,
        cancelled("conditioning_start", "2026-04-01"),
        infused,
        cancelled("day_28", "2026-04-30"),
    )

    assert step_of(chart, "month_3", now="2026-05-06T08:00+08:00")["opens"] is not None


def test_a_step_that_was_called_off_and_passed_all_the_same_holds_nothing_back() -> None:
    """The product is released: it was made from some collection, whatever became of that record."""
    off, released = cancelled("apheresis", "2026-03-10"), done("product_release", "2026-04-09")

    assert step_of(a_chart(*ENROLLED, off, released), "infusion", now=NOW)["opens"] is not None


# ---------------------------------------------------------------- what stays as it is


@pytest.mark.parametrize("mark", [missed, cancelled])
def test_nothing_is_lost_once_the_product_was_given(mark: Callable[..., Json]) -> None:
    """A single dose: Day 0 never comes again."""
    given = a_chart(
        *COLLECTED,
        done("infusion", "2026-04-07T10:00+08:00"),
        mark("product_release", "2026-04-08"),
    )

    assert states(given, "apheresis", "infusion") == ["done", "done"]


def test_a_failure_before_the_collection_loses_nothing() -> None:
    chart = a_chart(*COLLECTED, missed("product_release", "2026-03-04"))

    assert states(chart, "apheresis", "product_release") == ["done", "missed"]


def test_a_later_booking_of_what_is_done_opens_nothing_by_itself() -> None:
    chart = a_chart(
        *COLLECTED,
        booked("apheresis", "2026-04-20"),
        done("infusion", "2026-04-07T10:00+08:00"),
        booked("infusion", "2026-04-20"),
    )

    assert states(chart, "apheresis", "infusion") == ["done", "done"]


def test_an_assumption_dates_the_next_collection_and_never_moves_the_first() -> None:
    lost, collected = a_chart(*LOST), a_chart(*COLLECTED)

    assert step_of(lost, "apheresis", now=NOW, apheresis="2026-04-13")["at"] == "2026-04-13"
    assert step_of(collected, "apheresis", now=NOW, apheresis="2026-04-13")["at"] == "2026-03-05"


def test_a_correction_takes_the_loss_back() -> None:
    wrong = {**booked("product_release", "2026-04-20"), "corrects": "f4", "reason": "only late"}

    assert states(a_chart(*LOST, wrong), "apheresis", "product_release") == ["done", "booked"]


# ---------------------------------------------------------------- rules are judged anew


def test_the_next_collection_needs_its_own_pregnancy_test() -> None:
    first = (*ENROLLED, pregnancy_test("2026-03-04"), done("apheresis", "2026-03-05"))
    lost = (*first, missed("product_release", "2026-03-25"), booked("apheresis", "2026-04-13"))
    now = {"now": NOW}

    assert verdict_of(a_woman(*first), "IN-10a", **now)["verdict"] == "met"
    asked = verdict_of(a_woman(*lost), "IN-10a", **now)
    assert asked["verdict"] == "pending"
    assert asked["window"] == {"opens": "2026-04-10", "closes": "2026-04-13"}
    assert states(a_woman(*lost), "pregnancy_test_apheresis") == ["due"]
    held = [one["step"] for one in picture_of(a_woman(*lost), now=NOW)["earlier"][0]["steps"]]
    assert held == ["pregnancy_test_apheresis", "apheresis"]


def test_a_deviation_at_the_first_collection_stands_when_the_second_is_done() -> None:
    """No pregnancy test counted for either: two deviations, each with its own name."""
    untested = a_woman(*AGAIN, pregnancy_test("2026-02-01"))

    found = deviations_of(the_plan(untested))

    assert [(each.key, each.done_by) for each in found if each.rule == "IN-10a"] == [
        ("apheresis.2/IN-10a/-", "f5"),
        ("apheresis/IN-10a/-", "f3"),
    ]


# ---------------------------------------------------------------- the order of records


def test_the_order_of_records_does_not_matter() -> None:
    facts = [
        {"id": f"r{number}", **fact}
        for number, fact in enumerate(
            (
                done("apheresis", "2026-03-05"),
                booked("product_release", "2026-04-20"),
                missed("product_release", "2026-03-25"),
                booked("apheresis", "2026-04-13"),
                booked("product_release", "2026-04-29"),
            )
        )
    ]
    fixed = [{"id": f"e{number}", **fact} for number, fact in enumerate(ENROLLED)]

    pictures = [picture_of(a_chart(*fixed, *mixed), now=NOW) for mixed in permutations(facts)]

    # of two bookings of one release the later record holds: a booking that was moved
    for picture in pictures:
        at = next(step["at"] for step in picture["steps"] if step["step"] == "product_release")
        assert at in {"2026-04-20", "2026-04-29"}
    held = [p for p in pictures if p["steps"][5]["at"] == "2026-04-29"]
    assert len(held) == len(pictures) / 2
    assert all(picture == held[0] for picture in held)


# ---------------------------------------------------------------- the calendar


def the_plan(chart: Json, now: str = NOW) -> Plan:
    minute = read_span(now, PROTOCOL.sites["CN01"].zone).earliest
    return assess(open_case(read_chart(chart, protocol=PROTOCOL, now=minute), PROTOCOL), minute)


def test_the_second_collection_leaves_the_firsts_entry_as_it_was() -> None:
    first, second = the_plan(a_chart(*COLLECTED)), the_plan(a_chart(*AGAIN))
    published = revise({}, entries_of(first), first.as_of)
    then = {line.entry.key: line for line in published}

    now = {line.entry.key: line for line in revise(then, entries_of(second), second.as_of)}

    assert now["apheresis"] is then["apheresis"]
    assert now["apheresis.2"].entry.first_day == date(2026, 4, 7)
    assert now["product_release"].entry.key == "product_release"  # never happened: it moves


def titles(chart: Json, now: str = NOW) -> dict[str, tuple[str, str, str]]:
    """By key: the title in English, in Chinese, and in code."""
    made = the_plan(chart, now)
    lines = revise({}, entries_of(made), made.as_of)
    return {
        line.entry.key: (
            title(line.entry),
            title(line.entry, "zh"),
            summary_in(line.entry, Variant(detail="code")),
        )
        for line in lines
    }


def test_the_second_collection_is_told_from_the_first_in_words() -> None:
    told = titles(a_woman(*LOST, booked("apheresis", "2026-04-13T09:00+08:00")))

    assert told["apheresis"] == ("CN01-007 apheresis: done", "CN01-007 单采：已完成", CODE)
    assert told["apheresis.2"] == (
        "CN01-007 second apheresis: booked",
        "CN01-007 第二次单采：已预约",
        CODE.replace(" ", ".2 "),
    )


def test_the_bands_and_tests_of_the_second_collection_carry_its_number() -> None:
    tested = pregnancy_test("2026-04-09")
    chart = a_woman(*LOST, tested, booked("apheresis", "2026-04-10T09:00+08:00"))
    told = titles(chart)

    [evidence] = [told[key] for key in told if key.startswith("evidence.")]
    assert evidence[:2] == (
        "CN01-007 IN-10a: evidence for second apheresis counts until 12 April",
        "CN01-007 IN-10a：第二次单采的检测有效至4月12日",
    )


def test_where_words_run_out_a_collection_has_a_number() -> None:
    assert [says.numbered("X", 9) for says in (feed_words("en"), feed_words("zh"))] == [
        "ninth X",
        "第九次X",
    ]
    assert [says.numbered("X", 11) for says in (feed_words("en"), feed_words("zh"))] == [
        "X, time 11",
        "第11次X",
    ]


def test_the_plan_says_what_was_lost_in_one_sentence() -> None:
    told = plan_of(a_chart(*LOST), now=NOW)["earlier"][0]

    assert told["lost"] == "f4"
    assert told["text"] == (
        "The product of apheresis of 2026-03-05 (f3) was lost with product release, missed on"
        " 2026-03-25 (f4): a product that failed is made anew from another apheresis"
        " (PATH-apheresis-again, site default)."
    )
    assert told["steps"] == [
        {"step": "apheresis", "state": "done", "at": "2026-03-05", "fact": "f3"}
    ]


def test_looking_ahead_knows_the_second_collection() -> None:
    minute = read_span(NOW, PROTOCOL.sites["CN01"].zone).earliest
    made = plan(read_chart(a_chart(*LOST), protocol=PROTOCOL, now=minute), PROTOCOL, minute)

    assert made.step("apheresis").time == 2
    assert made.footprint is not None


def test_an_alert_on_the_first_collection_stays_and_the_seconds_has_a_key_of_its_own() -> None:
    untested = pregnancy_test("2026-02-01")

    first, again = (
        [alert["key"] for alert in alerts_of(a_woman(*facts, untested), "window_violated", now=NOW)]
        for facts in (COLLECTED, AGAIN)
    )

    assert first == ["CN01-007/window_violated/apheresis/IN-10a/-"]
    assert again == [first[0], f"{first[0]}/2"]
