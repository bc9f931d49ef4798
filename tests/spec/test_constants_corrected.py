"""What is recorded once of a subject can be corrected by a dated fact, and the rules follow.

All steps are judged with the latest value, earlier ones too; only a site counts from its date on.
"""

from datetime import date
from typing import Any

import pytest

from models.chart import read_chart
from models.errors import InputRefused
from models.moments import read_span
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, SiteCalendar, with_site_calendars
from models.timeline.windows.case import open_case
from tests.spec.charts import (
    PROTOCOL,
    Json,
    a_chart,
    a_woman,
    booked,
    done,
    picture_of,
    pregnancy_test,
    step_of,
    value_of,
)
from wording.refusals import say_refusal

JUNE_1 = "2026-06-01T08:00+08:00"


def constant(name: str, value: object, at: str = "2026-05-25", **fields: Any) -> Json:
    said = {"reason": "read from the source document", **fields}
    return {"kind": "constant", "constant": name, "value": value, "at": at, **said}


def read(chart: Json, now: str = JUNE_1) -> Any:
    zone = PROTOCOL.sites["CN01"].zone
    return read_chart(chart, protocol=PROTOCOL, now=read_span(now, zone).earliest)


def refusal(chart: Json) -> tuple[str, str]:
    with pytest.raises(InputRefused) as refused:
        picture_of(chart)
    [fault] = refused.value.faults
    return fault.path, say_refusal(fault.reason, "en")


@pytest.mark.parametrize(
    ("recorded", "corrected", "expected"),
    [
        (False, True, "pending"),
        (None, True, "pending"),
        (True, False, "not_applicable"),
        (True, None, "pending"),  # not known: the rule applies
    ],
)
def test_childbearing_potential_is_as_it_was_corrected_last(
    recorded: bool | None, corrected: bool | None, expected: str
) -> None:
    chart = a_woman(
        booked("infusion", "2026-06-22T10:00+08:00"),
        constant("childbearing_potential", corrected),
        childbearing_potential=recorded,
    )

    assert value_of(chart, "IN-10b") == expected


def test_the_sex_is_as_it_was_corrected_last() -> None:
    chart = a_chart(booked("infusion", "2026-06-22T10:00+08:00"), constant("sex", "female"))

    assert value_of(a_chart(chart["facts"][0]), "IN-10b") == "not_applicable"
    assert value_of(chart, "IN-10b") == "pending"


def test_steps_that_are_done_are_judged_with_it_too() -> None:
    chart = a_woman(
        done("apheresis", "2026-05-20"),
        constant("childbearing_potential", True, "2026-05-30"),
        childbearing_potential=False,
    )

    assert value_of(chart, "IN-10a") == "indeterminate"  # none is recorded; it must have been


@pytest.mark.parametrize(
    ("born", "expected"),
    [("2008-05-21", "violation"), ("2008-05-20", "met"), ("2008-05-UN", "indeterminate")],
)
def test_the_birth_date_is_as_it_was_corrected_last(born: str, expected: str) -> None:
    chart = a_chart(
        done("consent", "2026-05-20"), constant("born", born, "2026-05-31"), born="1988-04-02"
    )

    assert value_of(chart, "IN-02") == expected


@pytest.mark.parametrize(("weight", "expected"), [("60", "met"), ("59.9", "violation")])
def test_the_weight_is_as_it_was_corrected_last(weight: str, expected: str) -> None:
    creatinine = {
        "kind": "measurement",
        "measure": "creatinine",
        "value": "1.0",
        "unit": "mg/dL",
        "uln": "0.6",  # above 1.5 times this, so the clearance decides
        "at": "2026-05-30",
    }
    chart = a_chart(creatinine, constant("weight_kg", weight), born="1958-01-01", weight_kg="90")
    # (140 - 68) * 60 / 72 is 60 mL/min, the limit itself

    assert value_of(chart, "IN-08.4") == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((("male", "2026-05-20"), ("female", "2026-05-21")), "female"),
        ((("female", "2026-05-21"), ("male", "2026-05-20")), "female"),  # the latest date counts
        (
            (("male", "2026-05-20"), ("female", "2026-05-20")),
            "female",
        ),  # then the later in the file
        ((("female", "2026-05-20"), ("male", "2026-05-20")), "male"),
        ((("female", "2026-05-20T10:00+08:00"), ("male", "2026-05-20")), "male"),
    ],
)
def test_the_latest_counts_then_the_later_in_the_file(
    facts: tuple[tuple[str, str], ...], expected: str
) -> None:
    chart = a_chart(*(constant("sex", value, at) for value, at in facts))

    assert read(chart).sex == expected


def test_the_history_is_kept() -> None:
    chart = read(a_chart(constant("weight_kg", "70", "2026-05-20"), constant("weight_kg", "71")))

    assert [entry.value for entry in chart.entries] == [70, 71]
    assert chart.weight_kg == 71


def test_a_constant_can_be_corrected_and_taken_back() -> None:
    wrong = constant("sex", "female")
    right = {**constant("sex", "male"), "corrects": "f1"}
    back = {"kind": "retraction", "corrects": "f1", "reason": "of another", "at": "2026-05-26"}

    assert read(a_chart(wrong)).sex == "female"
    assert read(a_chart(wrong, right)).sex == "male"
    assert read(a_chart(wrong, back)).sex == "male"


@pytest.mark.parametrize(
    ("fact", "path", "said"),
    [
        (constant("sex", "f"), "facts[0].value", "is not allowed"),
        (
            constant("childbearing_potential", "yes"),
            "facts[0].value",
            "or null where it is not",
        ),
        (constant("born", "soon"), "facts[0].value", "is not a day of the calendar"),
        (constant("born", "2026-06-02"), "facts[0].value", "lies after 2026-06-01"),
        (constant("weight_kg", "0"), "facts[0].value", "must be more than 0"),
        (constant("weight_kg", 60), "facts[0].value", "quotes"),
        (constant("site", "CN99"), "facts[0].value", "“CN99” is not a site of this trial"),
        (constant("name", "x"), "facts[0].constant", "is not allowed"),
        (constant("sex", "female", "2026-06-02"), "facts[0].at", "lies after 2026-06-01T08:00"),
        (constant("sex", "female", reason=None), "facts[0].reason", "must be text"),
    ],
)
def test_a_value_is_of_the_type_that_the_chart_itself_has(fact: Json, path: str, said: str) -> None:
    where, sentence = refusal(a_chart(fact))

    assert where == path
    assert said in sentence


# ---------------------------------------------------------------- sites


HOLIDAY = SiteCalendar(
    site="CN02",
    name="anniversary",
    kind=CalendarKind.CLOSURES,
    closures=(Closure(date(2026, 6, 1), date(2026, 6, 3), "anniversary"),),
)
"""CN02 is closed from Monday to Wednesday; CN01 is open."""
THERE = with_site_calendars(PROTOCOL, {"CN02": (HOLIDAY,)})


def works_on(chart: Json, day: date) -> bool:
    now = read_span("2026-06-02T12:00+08:00", THERE.sites["CN01"].zone).earliest
    return open_case(read_chart(chart, protocol=THERE, now=now), THERE).calendar.is_working(day)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 6, 1), True),  # the day before: the old site's calendar
        (date(2026, 6, 2), False),  # the day itself, and from then on the new site's
        (date(2026, 6, 3), False),
        (date(2026, 6, 4), True),
    ],
)
def test_a_site_counts_from_its_date_on(day: date, *, works: bool) -> None:
    assert works_on(a_chart(constant("site", "CN02", "2026-06-02")), day) == works


@pytest.mark.parametrize(
    ("minute", "is_open"),
    [
        ("2026-06-02T11:29+08:00", True),
        ("2026-06-02T11:30+08:00", False),
        ("2026-06-03T10:00+08:00", False),
        ("2026-06-04T10:00+08:00", True),
    ],
)
def test_a_transfer_at_an_hour_counts_from_that_hour(minute: str, *, is_open: bool) -> None:
    chart = a_chart(constant("site", "CN02", "2026-06-02T11:30+08:00"))
    zone = THERE.sites["CN01"].zone
    now = read_span("2026-06-02T12:00+08:00", zone).earliest
    calendar = open_case(read_chart(chart, protocol=THERE, now=now), THERE).calendar

    assert calendar.is_open(read_span(minute, zone).earliest) == is_open


def test_the_last_open_minute_before_a_transfer_is_the_old_sites() -> None:
    chart = a_chart(constant("site", "CN02", "2026-06-02"))
    zone = THERE.sites["CN01"].zone
    now = read_span("2026-06-02T12:00+08:00", zone).earliest
    calendar = open_case(read_chart(chart, protocol=THERE, now=now), THERE).calendar
    wednesday = read_span("2026-06-03T10:00+08:00", zone).earliest

    assert (
        calendar.last_open_minute(wednesday) == read_span("2026-06-01T16:59+08:00", zone).earliest
    )


def test_a_booking_is_checked_by_the_site_at_which_it_is_to_be() -> None:
    chart = a_chart(
        booked("infusion", "2026-06-22T10:00+08:00"), constant("site", "CN02", "2026-05-25")
    )

    assert step_of(chart, "infusion")["state"] == "booked"
    assert read(chart).site == "CN02"


def test_who_went_on_and_came_back_is_where_the_last_transfer_led() -> None:
    chart = a_chart(
        constant("site", "CN02", "2026-06-02"),
        constant("site", "CN01", "2026-06-03"),
    )
    zone = THERE.sites["CN01"].zone
    now = read_span("2026-06-03T12:00+08:00", zone).earliest
    calendar = open_case(read_chart(chart, protocol=THERE, now=now), THERE).calendar

    days = [date(2026, 6, day) for day in (1, 2, 3)]
    assert [calendar.is_working(day) for day in days] == [True, False, True]


def test_a_pregnancy_test_is_owed_as_soon_as_the_correction_is_recorded() -> None:
    chart = a_woman(
        pregnancy_test("2026-06-20"),
        done("infusion", "2026-06-22T10:00+08:00"),
        constant("childbearing_potential", True, "2026-06-25"),
        childbearing_potential=False,
    )

    assert value_of(chart, "IN-10b", now="2026-06-26T08:00+08:00") == "met"
