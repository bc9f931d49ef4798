"""The next minute at which, with no new fact, a state, a verdict or an alert changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from models.moments import NEVER, Minute
from models.timeline.alerts.situation import Situation
from models.timeline.planning.looks import Look, Signature, look_at, read_at
from models.timeline.planning.next_change import next_change
from models.timeline.planning.sliding import Slid, slid_to
from models.timeline.planning.watched_now import WatchedNow
from models.timeline.windows.case import Case
from tests.properties.engine import case_of, minute_of
from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    booked,
    done,
    drug,
    event,
    plan_of,
    pregnancy_test,
)

PATH_DONE = (
    done("consent", "2026-04-01"),
    done("screening", "2026-04-02"),
    done("apheresis", "2026-04-08"),
    done("product_release", "2026-04-27"),
    done("conditioning_start", "2026-04-29"),
    done("conditioning_end", "2026-05-01"),
    done("infusion", "2026-05-04T10:00+08:00"),
)
INFUSED_BEFORE_A_HOLIDAY = (  # Day 28 ± 3 days: 28 April to 4 May, closed from 1 to 5 May
    done("consent", "2026-02-11"),
    done("screening", "2026-02-12"),
    done("apheresis", "2026-03-01"),
    done("product_release", "2026-03-19"),
    done("conditioning_start", "2026-03-29"),
    done("conditioning_end", "2026-03-31"),
    done("infusion", "2026-04-03"),
)
WEEK = 7 * 24 * 60  # minutes
READY = (done("consent", "2026-05-20"), done("screening", "2026-05-22"))


@pytest.mark.parametrize(
    ("chart", "now", "expected"),
    [
        # nothing until the window of Day 28 opens, on Day 25
        (a_chart(*PATH_DONE), "2026-05-05T08:00+08:00", "2026-05-29T00:00+08:00"),
        # a booking of today is overdue a minute after its time
        (
            a_chart(*READY, booked("apheresis", "2026-06-01T10:00+08:00")),
            "2026-06-01T09:00+08:00",
            "2026-06-01T10:01+08:00",
        ),
        # a booking is announced three days before (site default)
        (
            a_chart(*READY, booked("apheresis", "2026-06-11T10:00+08:00")),
            "2026-06-01T09:00+08:00",
            "2026-06-08T10:00+08:00",
        ),
        # three days before is a Sunday: announced on the Friday
        (
            a_chart(*READY, booked("apheresis", "2026-06-10T10:00+08:00")),
            "2026-06-01T09:00+08:00",
            "2026-06-05T00:00+08:00",
        ),
        # and due from the first minute of its day
        (
            a_chart(*READY, booked("apheresis", "2026-06-10T10:00+08:00")),
            "2026-06-07T10:00+08:00",
            "2026-06-10T00:00+08:00",
        ),
        # a path that has ended changes no more
        (a_chart(event("screen_failure", "2026-05-20")), "2026-06-01T09:00+08:00", None),
        (
            a_chart(*READY, event("withdrawn", "2026-05-25")),
            "2026-06-01T09:00+08:00",
            None,
        ),
        # not even a pregnancy test that can no longer be taken for a booking that is void
        (
            a_woman(
                *READY,
                booked("apheresis", "2026-06-10T10:00+08:00"),
                event("withdrawn", "2026-05-25"),
            ),
            "2026-06-01T09:00+08:00",
            None,
        ),
        # a working day is the last one: from the next midnight no time is left
        (
            a_chart(*INFUSED_BEFORE_A_HOLIDAY),
            "2026-04-30T18:00+08:00",
            "2026-05-01T00:00+08:00",
        ),
    ],
)
def test_the_next_change_is_the_next_limit_of_something(
    chart: Json, now: str, expected: str | None
) -> None:
    assert plan_of(chart, now=now)["next_change_at"] == expected


CHARTS = {
    "nothing recorded": a_chart(),
    "path done": a_chart(*PATH_DONE),
    "booked apheresis": a_chart(*READY, booked("apheresis", "2026-06-10T10:00+08:00")),
    "a woman before both procedures": a_woman(
        *READY,
        pregnancy_test("2026-06-01T07:00+08:00"),
        booked("apheresis", "2026-06-03T10:00+08:00"),
        booked("infusion", "2026-07-10T10:00+08:00"),
    ),
    "a broken washout": a_chart(
        *READY,
        drug("pegaspargase", "2026-05-25", route="im"),
        booked("infusion", "2026-06-22T10:00+08:00"),
    ),
    "a drug still given": a_chart(*READY, drug("imatinib", first="2026-01-10", route="oral")),
    "a late visit": a_chart(done("infusion", "2026-04-20")),
}


def what_may_not_change(plan: Json) -> Json:
    return {
        "states": [(step["step"], step["state"]) for step in plan["steps"]],
        "verdicts": [(v["rule"], v["fact"], v["verdict"]) for v in plan["verdicts"]],
        "alerts": sorted(alert["key"] for alert in plan["alerts"]),
    }


def minute(text: str, by: int) -> str:
    """A moment some minutes later."""
    return (datetime.fromisoformat(text) + timedelta(minutes=by)).isoformat(timespec="minutes")


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_changes_before_it_and_something_changes_at_it(name: str) -> None:
    chart, now = CHARTS[name], "2026-06-01T08:00+08:00"
    for _ in range(4):
        plan = plan_of(chart, now=now)
        following = plan["next_change_at"]
        if following is None:
            break
        assert following > now
        just_before = plan_of(chart, now=minute(following, -1))
        at = plan_of(chart, now=following)

        assert what_may_not_change(just_before) == what_may_not_change(plan)
        assert changed(plan, at), f"nothing but sliding dates changed at {following}"
        now = following


def changed(before: Json, after: Json) -> bool:
    """A state, a verdict, or an alert: its key, its severity."""
    severities = [
        sorted((alert["key"], alert["severity"]) for alert in plan["alerts"])
        for plan in (before, after)
    ]
    return (
        what_may_not_change(before) != what_may_not_change(after) or severities[0] != severities[1]
    )


JUDGED_TWICE = {
    "path done": a_chart(*PATH_DONE),
    "booked apheresis": CHARTS["booked apheresis"],
    "a woman before both procedures": CHARTS["a woman before both procedures"],
    "a late visit": CHARTS["a late visit"],
}


@pytest.mark.parametrize("name", JUDGED_TWICE)
def test_a_next_change_is_found_by_one_look_at_it(name: str) -> None:
    """The judging of now knows the minute; the second shows that a person would see it."""
    now = minute_of("2026-06-01T08:00+08:00")
    case = case_of(JUDGED_TWICE[name], now)
    looked: list[Minute] = []

    def look(case: Case, minute: Minute) -> Look:
        looked.append(minute)
        return look_at(case, minute)

    found = next_change(case, look_at(case, now), look)

    assert looked == [found]


def test_a_search_that_finds_nothing_ends_and_asks_to_be_made_anew() -> None:
    """Each look turns a minute later and shows nothing new: the last of them is told."""
    now = minute_of("2026-06-01T08:00+08:00")
    case = case_of(CHARTS["nothing recorded"], now)
    first = replace(look_at(case, now), turns=now + 1)
    looked: list[Minute] = []

    def look(_case: Case, minute: Minute) -> Look:
        looked.append(minute)
        situation = read_at(minute, first.situation)
        return replace(first, situation=situation, turns=minute + 1)

    assert next_change(case, first, look) == now + len(looked)
    assert looked == list(range(now + 1, now + 501))


class Unnoticed(Look):
    """A look that shows nobody anything new."""

    @property
    def signature(self) -> Signature:
        return ()


def test_what_slides_is_followed_for_sixty_weeks_from_now_and_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A booking that passed, and nothing else: what binds it changes twice in each week."""
    now = minute_of("2028-02-01T08:00+08:00")
    case = case_of(a_chart(booked("conditioning_start", "2026-03-01")), now)
    looked: list[Minute] = []

    def look(case: Case, minute: Minute) -> Look:
        seen = look_at(case, minute)
        return Unnoticed(seen.situation, seen.alerts, seen.turns)

    def noted(minute: Minute, seen: Situation) -> Slid:
        looked.append(minute)
        return slid_to(minute, seen)

    monkeypatch.setattr("models.timeline.planning.next_change.slid_to", noted)
    assert next_change(case, look(case, now), look) is None
    assert 59 * WEEK < max(looked) - now <= 60 * WEEK


def test_a_drug_that_is_to_be_given_after_a_death_is_told_of_when_that_day_comes() -> None:
    until = drug("imatinib", "2026-06-15T00:00+08:00", first="2026-05-20")
    died = event("death", "2026-05-25T00:00+08:00")
    case = case_of(a_chart(*PATH_DONE, until, died), minute_of("2026-06-01T08:00+08:00"))
    look = look_at(case, minute_of("2026-06-01T08:00+08:00"))
    assert next_change(case, look) == minute_of("2026-06-15T00:00+08:00")


def test_now_knows_the_first_later_minute_at_which_a_comparison_turns() -> None:
    now = WatchedNow(100)

    assert (now >= 100, now > 100, now <= 100, now < 101) == (True, False, True, True)
    assert now.turning.at == 101
    assert (now - 30 < 80, now + 5 >= 90) == (True, True)
    assert now.turning.at == 101
    assert now - 30 < 71
    assert now.turning.at == 101


def test_of_many_comparisons_the_first_to_turn_counts_and_what_is_past_never_turns() -> None:
    now = WatchedNow(100)

    assert (now < 130, now >= 120, now > 99, now == 90) == (True, False, True, False)
    assert now.turning.at == 120
    assert WatchedNow(100).turning.at == NEVER


@pytest.mark.parametrize(
    "count", [lambda now: now * 2, lambda now: now // 60, lambda now: {now}, lambda now: 5 - now]
)
def test_what_would_be_counted_unnoticed_from_now_is_refused(
    count: Callable[[WatchedNow], object],
) -> None:
    with pytest.raises(TypeError):
        count(WatchedNow(100))
