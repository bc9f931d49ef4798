"""A repair that is offered was planned: all that moves is named, and its times are for booking."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.moments import NEVER, Minute, read_span
from models.timeline.states.moving.room import Room
from tests.spec.charts import (
    Json,
    a_chart,
    a_woman,
    alerts_of,
    booked,
    done,
    drug,
    finding,
    picture_of,
    pregnancy_test,
)

NOW = "2026-07-17T09:00+08:00"
RELEASED = (
    done("consent", "2026-06-22"),
    done("screening", "2026-06-22"),
    done("apheresis", "2026-06-25T09:30+08:00"),
    done("product_release", "2026-07-16"),
)
START = booked("conditioning_start", "2026-07-22")
INFUSION = booked("infusion", "2026-07-27T10:00+08:00")  # a Monday


def pegaspargase(last: str) -> Json:
    return drug("pegaspargase", last, route="im")


def moves_of(chart: Json, step: str, rule: str, now: str = NOW) -> list[dict[str, str]]:
    """What each repair of one conflict moves, and to when; queries move nothing."""
    [conflict] = [
        one
        for one in picture_of(chart, now=now)["conflicts"]
        if one["step"] == step and rule in one["rules"]
    ]
    moving = (repair["moves"] for repair in conflict["repairs"] if repair["moves"])
    return [{move["step"]: move["to"] for move in moves} for moves in moving]


def after(chart: Json, moves: dict[str, str], now: str = NOW) -> Any:
    """The plan once they are booked as offered."""
    facts = [booked(step, to, id=f"r{place}") for place, (step, to) in enumerate(moves.items())]
    return picture_of({**chart, "facts": [*chart["facts"], *facts]}, now=now)


# ---------------------------------------------------------------- what moves together


def test_lymphodepletion_moves_with_the_infusion_and_both_are_one_repair() -> None:
    chart = a_chart(*RELEASED, START, INFUSION, pegaspargase("2026-06-29"))  # 28 July
    [moves] = moves_of(chart, "infusion", "EX-03.5")

    assert moves == {"infusion": "2026-07-28T10:00+08:00", "conditioning_start": "2026-07-23"}
    assert after(chart, moves)["feasible"] is True


def test_the_alert_asks_for_all_that_moves_the_infusion_first() -> None:
    chart = a_chart(*RELEASED, START, INFUSION, pegaspargase("2026-06-29"))
    [alert] = alerts_of(chart, "washout_violated", now=NOW)

    assert alert["text"].startswith(
        "Move infusion from 2026-07-27 10:00 to 2026-07-28 10:00,"
        " and lymphodepletion start from 2026-07-22 to 2026-07-23. "
    )


@pytest.mark.parametrize(
    ("last", "to"),
    [
        ("2026-06-27", None),  # safe from 26 July: the booking holds
        ("2026-06-28", None),  # safe from the very day of the booking
        ("2026-06-29", "2026-07-28T10:00+08:00"),  # one day later
        ("2026-07-03", "2026-08-03T10:00+08:00"),  # safe from Saturday 1 August: the Monday after
    ],
)
def test_the_infusion_moves_by_no_more_days_than_it_must(last: str, to: str | None) -> None:
    chart = a_chart(*RELEASED, START, INFUSION, pegaspargase(last))
    conflicts = picture_of(chart, now=NOW)["conflicts"]

    assert [one["repairs"][0]["to"] for one in conflicts] == ([] if to is None else [to])


def test_the_days_of_lymphodepletion_keep_their_distance() -> None:
    chart = a_chart(
        *RELEASED,
        START,
        booked("conditioning_end", "2026-07-24"),
        INFUSION,
        pegaspargase("2026-07-01"),  # 30 July
    )

    assert moves_of(chart, "infusion", "EX-03.5") == [
        {
            "infusion": "2026-07-30T10:00+08:00",
            "conditioning_start": "2026-07-25",
            "conditioning_end": "2026-07-27",
        }
    ]


def test_lymphodepletion_moved_by_itself_takes_its_end_along() -> None:
    chart = a_chart(
        *RELEASED[:3],
        booked("product_release", "2026-07-24"),
        START,
        booked("conditioning_end", "2026-07-24"),
    )
    [moves] = moves_of(chart, "conditioning_start", "PATH-conditioning-after-release")

    assert moves == {"conditioning_start": "2026-07-24", "conditioning_end": "2026-07-26"}


THREE_BOOKINGS = a_woman(
    *RELEASED,
    pregnancy_test("2026-06-24"),
    booked("conditioning_start", "2026-07-20"),
    booked("conditioning_end", "2026-07-22"),
    INFUSION,
    booked("pregnancy_test_infusion", "2026-07-21"),
    drug("vindesine", "2026-07-14"),  # 29 July
)


def test_several_bookings_that_cannot_hold_have_one_proposal() -> None:
    plan = picture_of(THREE_BOOKINGS, now=NOW)
    offered = {
        tuple((move["step"], move["to"]) for move in repair["moves"])
        for conflict in plan["conflicts"]
        for repair in conflict["repairs"]
        if repair["moves"]
    }
    [moves] = offered

    assert dict(moves) == {
        "infusion": "2026-07-29T10:00+08:00",
        "conditioning_start": "2026-07-24",
        "conditioning_end": "2026-07-26",
        "pregnancy_test_infusion": "2026-07-27",
    }
    assert after(THREE_BOOKINGS, dict(moves))["feasible"] is True


def test_one_deed_that_mends_them_all_is_one_alert() -> None:
    alerts = picture_of(THREE_BOOKINGS, now=NOW)["alerts"]
    [alert] = [one for one in alerts if one["text"].startswith("Move infusion")]

    assert (alert["kind"], alert["rule"], alert["severity"]) == (
        "washout_violated",
        "EX-03",
        "critical",
    )
    assert {place["step"] for place in alert["also"]} >= {"conditioning_start", "conditioning_end"}


# ---------------------------------------------------------------- what does not move


def test_a_test_on_a_wrong_day_moves_alone_to_the_nearest_day_that_counts() -> None:
    chart = a_woman(
        *RELEASED,
        pregnancy_test("2026-06-24"),
        START,
        INFUSION,
        booked("pregnancy_test_infusion", "2026-07-23"),  # D−4
    )

    assert moves_of(chart, "pregnancy_test_infusion", "IN-10b") == [
        {"pregnancy_test_infusion": "2026-07-24"}
    ]


def test_what_has_begun_is_moved_by_no_repair() -> None:
    chart = a_chart(
        *RELEASED,
        done("conditioning_start", "2026-07-22"),
        booked("conditioning_end", "2026-07-24"),
        INFUSION,
        pegaspargase("2026-07-10"),
    )
    plan = picture_of(chart, now="2026-07-23T12:00+08:00")
    moved = {
        move["step"]
        for one in plan["conflicts"]
        for repair in one["repairs"]
        for move in repair["moves"]
    }

    assert plan["conflicts"]
    assert not moved & {"conditioning_start", "conditioning_end"}


def test_drugs_given_for_it_tell_that_it_has_begun() -> None:
    given = drug("fludarabine", "2026-07-23", purpose="lymphodepletion", first="2026-07-22")
    chart = a_chart(
        *RELEASED,
        START,
        booked("conditioning_end", "2026-07-25"),  # D−2
        INFUSION,
        given,
    )
    plan = picture_of(chart, now="2026-07-23T20:00+08:00")
    [conflict] = [one for one in plan["conflicts"] if one["step"] == "conditioning_end"]
    moved = [move["step"] for repair in conflict["repairs"] for move in repair["moves"]]

    assert "conditioning_end" not in moved


def test_the_release_of_a_product_is_asked_about_and_not_moved() -> None:
    chart = a_chart(
        *RELEASED[:2],
        booked("apheresis", "2026-07-20T09:30+08:00"),
        booked("product_release", "2026-07-27"),  # a week after apheresis
    )
    [conflict] = picture_of(chart, now=NOW)["conflicts"]

    assert conflict["step"] == "product_release"
    assert [(one["kind"], one["moves"]) for one in conflict["repairs"]] == [("query_fact", [])]


def test_a_visit_never_moves_the_infusion() -> None:
    chart = a_chart(*RELEASED, START, INFUSION, booked("day_28", "2026-08-31T10:00+08:00"))

    assert moves_of(chart, "day_28", "PATH-day-28") == [{"day_28": "2026-08-27T10:00+08:00"}]


def test_only_a_visit_may_be_held_after_its_window_as_a_deviation() -> None:
    chart = a_chart(*RELEASED, INFUSION, pegaspargase("2026-07-01"))
    late = a_chart(done("infusion", "2026-06-01"))

    def kinds(plan: Json) -> set[str]:
        return {repair["kind"] for one in plan["conflicts"] for repair in one["repairs"]}

    assert "window_deviation" not in kinds(picture_of(chart, now="2026-07-24T09:00+08:00"))
    assert "window_deviation" in kinds(picture_of(late, now=NOW))


def test_a_deviation_is_for_a_day_ahead() -> None:
    plan = picture_of(a_chart(done("infusion", "2026-06-01")), now="2026-07-17T11:30+08:00")
    [repair] = [
        repair for one in plan["conflicts"] if one["step"] == "day_28" for repair in one["repairs"]
    ]

    assert repair["reason"]["at"] == "2026-07-20T09:00+08:00"  # the next working day
    assert (repair["to"], repair["moves"]) == (None, [])


@pytest.mark.parametrize(
    "in_the_way",
    [
        finding("active_infection", True, "2026-07-16"),
        drug(
            "prednisone", first="2026-07-01", dose="30 mg/day", route="oral", purpose="supportive"
        ),
    ],
    ids=["an infection that holds the path", "a steroid that is still given"],
)
def test_where_no_date_that_was_tried_holds_none_is_offered(in_the_way: Json) -> None:
    """Safe from a day by its own rule is no date at which the infusion could be held."""
    chart = a_chart(*RELEASED, START, INFUSION, pegaspargase("2026-07-10"), in_the_way)
    told = [one for one in alerts_of(chart, "washout_violated", now=NOW) if one["fact"] == "f7"]

    assert [one["ask"]["kind"] for one in told] == ["find_other_date"]
    assert [one["text"].partition(",")[0] for one in told] == ["Find another date for infusion"]


# ---------------------------------------------------------------- times that a site would book


@pytest.mark.parametrize(
    ("booked_for", "to"),
    [
        ("2026-07-27T10:00+08:00", "2026-07-28T10:00+08:00"),  # its own hour
        ("2026-07-27T14:20+08:00", "2026-07-28T14:20+08:00"),
        ("2026-07-27T07:00+08:00", "2026-07-28T09:00+08:00"),  # the site is not open yet
        ("2026-07-27T23:00+08:00", "2026-07-28T09:00+08:00"),  # nor any more
        ("2026-07-27", "2026-07-28"),  # a day alone stays one
    ],
)
def test_a_booking_keeps_its_hour_where_the_site_is_open_then(booked_for: str, to: str) -> None:
    chart = a_chart(*RELEASED, booked("infusion", booked_for), pegaspargase("2026-06-29"))

    assert moves_of(chart, "infusion", "EX-03.5") == [{"infusion": to}]


@pytest.mark.parametrize(
    ("last", "to"),
    [
        ("2026-07-25T09:59+08:00", "2026-07-28T10:00+08:00"),  # safe to the minute
        ("2026-07-25T10:00+08:00", "2026-07-28T10:15+08:00"),  # a minute too late
    ],
)
def test_an_hour_that_is_not_safe_yet_gives_way_and_not_the_day(last: str, to: str) -> None:
    chart = a_chart(*RELEASED, INFUSION, drug("imatinib", last, route="oral"))

    assert moves_of(chart, "infusion", "EX-03.2") == [{"infusion": to}]


def test_a_day_that_moves_is_moved_by_whole_days() -> None:
    chart = a_chart(*RELEASED, booked("infusion", "2026-07-27"), pegaspargase("2026-06-29"))
    [conflict] = picture_of(chart, now=NOW)["conflicts"]

    assert conflict["repairs"][0]["by_minutes"] == 24 * 60


# ---------------------------------------------------------------- one of two stays


def test_of_two_bookings_one_moves_with_its_visit_while_the_other_stays() -> None:
    """Moved alone to 27 July, the infusion would leave day 28 at D+22."""
    chart = a_chart(
        *RELEASED,
        START,  # D−5 of Monday 27 July
        booked("infusion", "2026-07-24T10:00+08:00"),
        booked("day_28", "2026-08-18T10:00+08:00"),  # D+25, the first day of its window
    )

    assert moves_of(chart, "conditioning_start", "PATH-conditioning-start") == [
        {"conditioning_start": "2026-07-19"},
        {"infusion": "2026-07-27T10:00+08:00", "day_28": "2026-08-21T10:00+08:00"},
    ]


def test_a_conflict_that_no_move_mends_leaves_the_others_their_moves() -> None:
    chart = a_chart(
        *RELEASED[:2],
        booked("apheresis", "2026-07-20T09:30+08:00"),
        booked("product_release", "2026-07-27"),  # a week after apheresis: asked about
        booked("infusion", "2026-08-24T10:00+08:00"),
        pegaspargase("2026-07-27"),  # 25 August
    )

    assert moves_of(chart, "product_release", "PATH-manufacturing") == []
    assert moves_of(chart, "infusion", "EX-03.5") == [{"infusion": "2026-08-25T10:00+08:00"}]


# ---------------------------------------------------------------- the room that is left

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> Minute:
    return read_span(text, ZONE).earliest


def room(opens: str, closes: str | None) -> Room:
    return Room(at(opens), None if closes is None else at(closes))


def days(left: Room, booked_for: str) -> list[str]:
    return [day.isoformat() for day in left.days_from(read_span(booked_for, ZONE), ZONE)]


THREE_DAYS = room("2026-07-20T12:00+08:00", "2026-07-22T12:00+08:00")


@pytest.mark.parametrize(
    ("booked_for", "tried"),
    [
        ("2026-07-15", ["2026-07-20", "2026-07-21", "2026-07-22"]),  # forwards from its start
        ("2026-07-21", ["2026-07-21", "2026-07-22"]),  # forwards from the booking
        ("2026-07-22T12:00+08:00", ["2026-07-22"]),  # the last minute is still within
        ("2026-07-22T12:01+08:00", ["2026-07-22", "2026-07-21", "2026-07-20"]),  # backwards
        ("2026-07-27", ["2026-07-22", "2026-07-21", "2026-07-20"]),
        ("2026-07", ["2026-07-20", "2026-07-21", "2026-07-22"]),  # a month begins before it
    ],
)
def test_the_days_nearest_to_a_booking_are_tried_first(booked_for: str, tried: list[str]) -> None:
    assert days(THREE_DAYS, booked_for) == tried


def test_of_a_booking_known_by_its_month_the_first_day_is_tried_first() -> None:
    assert days(room("2026-06-20", "2026-07-02"), "2026-07") == ["2026-07-01", "2026-07-02"]


def test_without_an_end_sixty_days_are_tried() -> None:
    tried = days(room("2026-07-20", None), "2026-07-01")

    assert (len(tried), tried[0], tried[-1]) == (60, "2026-07-20", "2026-09-17")


def test_what_can_never_be_has_no_day() -> None:
    assert days(Room(NEVER, None), "2026-07-27") == []


@pytest.mark.parametrize(
    ("booked_for", "excluded", "held"),
    [
        ("2026-07-20T11:59+08:00", True, False),
        ("2026-07-20T12:00+08:00", False, True),
        ("2026-07-22T12:00+08:00", False, True),
        ("2026-07-22T12:01+08:00", True, False),
        ("2026-07-19", True, False),
        ("2026-07-20", False, False),  # its afternoon would do
        ("2026-07-21", False, True),
        ("2026-07-22", False, False),  # its morning would do
        ("2026-07-23", True, False),
    ],
)
def test_a_booking_is_kept_out_only_where_none_of_its_minutes_has_room(
    booked_for: str, *, excluded: bool, held: bool
) -> None:
    booking = read_span(booked_for, ZONE)

    assert (THREE_DAYS.excludes(booking), THREE_DAYS.holds(booking)) == (excluded, held)


@pytest.mark.parametrize(
    ("day", "part"),
    [
        ("2026-07-20", ("2026-07-20T12:00+08:00", "2026-07-20T23:59+08:00")),
        ("2026-07-21", ("2026-07-21T00:00+08:00", "2026-07-21T23:59+08:00")),
        ("2026-07-22", ("2026-07-22T00:00+08:00", "2026-07-22T12:00+08:00")),
    ],
)
def test_of_a_day_only_the_part_with_room_is_tried(day: str, part: tuple[str, str]) -> None:
    assert THREE_DAYS.on(date.fromisoformat(day), ZONE) == room(*part)
