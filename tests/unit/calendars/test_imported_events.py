"""Sound calendars of all makes: what happens on which of the site's days, at which hours."""

from datetime import date
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from calendars.imported import AllDay
from tests.unit.calendars.ics import ZONE_OF_ITS_OWN, begins, days, event, hours, ics, read

BERLIN = ZoneInfo("Europe/Berlin")


# DAYS


def test_an_all_day_event_is_on_its_local_days_without_the_day_after() -> None:
    events = read(
        ics(event("DTSTART;VALUE=DATE:20260518", "DTEND;VALUE=DATE:20260521", "SUMMARY:ward moves"))
    )

    assert events.all_day == (AllDay(date(2026, 5, 18), date(2026, 5, 20), "ward moves"),)
    assert events.timed == ()


@pytest.mark.parametrize("end", [(), ("DTEND;VALUE=DATE:20260518",), ("DURATION:P1D",)])
def test_an_all_day_event_with_no_or_the_same_end_is_one_day(end: tuple[str, ...]) -> None:
    events = read(ics(event("DTSTART;VALUE=DATE:20260518", *end)))

    assert events.all_day == (AllDay(date(2026, 5, 18), date(2026, 5, 18), ""),)


def test_what_touches_neither_today_nor_the_months_ahead_is_left_out() -> None:
    events = read(
        ics(
            event("DTSTART;VALUE=DATE:20260309", uid="yesterday"),
            event("DTSTART;VALUE=DATE:20260310", uid="today"),
            event("DTSTART;VALUE=DATE:20260301", "DTEND;VALUE=DATE:20260311", uid="goes on"),
            event("DTSTART;VALUE=DATE:20280309", uid="last day"),
            event("DTSTART;VALUE=DATE:20280310", uid="day after"),
            event("DTSTART:20260309T153000Z", uid="until before midnight in Shanghai"),
            event("DTSTART:20260309T160000Z", uid="from midnight in Shanghai"),
        )
    )

    assert days(events) == ["2026-03-01", "2026-03-10", "2028-03-09"]
    assert begins(events) == ["2026-03-10T00:00+08:00"]


@pytest.mark.parametrize(
    "start",
    [
        "DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20260518",
        'DTSTART;VALUE=DATE;TZID="Asia/Tokyo":20260518',
        "DTSTART;TZID=Mars/Olympus;VALUE=DATE:20260518",
        "DTSTART;TZID=Asia/Tokyo:20260518",
    ],
)
def test_a_day_is_a_day_whatever_zone_stands_beside_it(start: str) -> None:
    events = read(
        ics(
            event(
                start,
                start.replace("DTSTART", "DTEND").replace("0518", "0520"),
                start.replace("DTSTART", "EXDATE").replace("0518", "0525"),
                "RRULE:FREQ=WEEKLY;COUNT=3",
            )
        )
    )

    assert [(each.first.day, each.last.day) for each in events.all_day] == [(18, 19), (1, 2)]
    assert events.timed == ()


# REPETITION


def test_weekly_closed_afternoons_are_found_with_their_exceptions() -> None:
    events = read(
        ics(
            event(
                "DTSTART;TZID=Asia/Shanghai:20250103T130000",
                "DTEND;TZID=Asia/Shanghai:20250103T170000",
                "RRULE:FREQ=WEEKLY;BYDAY=FR",  # without end: only the months asked for
                "EXDATE;TZID=Asia/Shanghai:20260320T130000",
                "SUMMARY:staff meeting",
            ),
            event(
                "RECURRENCE-ID;TZID=Asia/Shanghai:20260327T130000",
                "DTSTART;TZID=Asia/Shanghai:20260326T140000",
                "DTEND;TZID=Asia/Shanghai:20260326T150000",
                "SUMMARY:moved",
            ),
            event(
                "RECURRENCE-ID;TZID=Asia/Shanghai:20260403T130000",
                "DTSTART;TZID=Asia/Shanghai:20260403T130000",
                "STATUS:CANCELLED",
            ),
        )
    )

    assert len(events.timed) == 104 - 2  # the exception, the cancelled one
    assert [hours(each) for each in events.timed[:3]] == [
        "2026-03-13T13:00+08:00 to 2026-03-13T17:00+08:00",
        "2026-03-26T14:00+08:00 to 2026-03-26T15:00+08:00",
        "2026-04-10T13:00+08:00 to 2026-04-10T17:00+08:00",
    ]
    assert [each.summary for each in events.timed[:2]] == ["staff meeting", "moved"]
    assert events.cancelled == 1


def test_a_monthly_closure_falls_on_the_months_that_have_its_day() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20260831"
    events = read(ics(event("DTSTART;VALUE=DATE:20260131", rule)))

    assert days(events) == ["2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"]


def test_the_last_friday_of_each_month_is_found() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=5"
    events = read(ics(event("DTSTART;VALUE=DATE:20260130", rule)))

    assert days(events) == ["2026-03-27", "2026-04-24", "2026-05-29"]


def test_dates_that_are_listed_one_by_one_are_found() -> None:
    listed = "RDATE;VALUE=DATE:20260501,20260612"
    events = read(ics(event("DTSTART;VALUE=DATE:20260401", listed)))

    assert days(events) == ["2026-04-01", "2026-05-01", "2026-06-12"]


def test_this_and_all_that_follow_are_moved_together() -> None:
    events = read(
        ics(
            event("DTSTART:20260401T090000", "DTEND:20260401T100000", "RRULE:FREQ=WEEKLY;COUNT=3"),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260408T090000",
                "DTSTART:20260408T110000",
                "DTEND:20260408T120000",
            ),
        )
    )

    assert begins(events) == [
        "2026-04-01T09:00+08:00",
        "2026-04-08T11:00+08:00",
        "2026-04-15T11:00+08:00",
    ]


TZ, UTC, FLOATING = ";TZID=Asia/Shanghai:20260519T100000", ":20260519T020000Z", ":20260519T100000"


@pytest.mark.parametrize("older_first", [True, False])
@pytest.mark.parametrize(("older", "newer"), list(permutations([TZ, UTC, FLOATING], 2)))
def test_of_two_versions_of_an_occurrence_the_higher_sequence_counts(
    older: str, newer: str, *, older_first: bool
) -> None:
    """However each of them writes the same moment."""
    series = event("DTSTART;TZID=Asia/Shanghai:20260518T100000", "RRULE:FREQ=DAILY;COUNT=3")
    versions = [
        event(f"RECURRENCE-ID{older}", "SEQUENCE:1", "DTSTART:20260519T080000Z"),
        event(f"RECURRENCE-ID{newer}", "SEQUENCE:3", "DTSTART:20260521T080000Z"),
    ]
    events = read(ics(series, *(versions if older_first else reversed(versions))))

    assert begins(events) == [
        "2026-05-18T10:00+08:00",
        "2026-05-20T10:00+08:00",
        "2026-05-21T16:00+08:00",
    ]


def test_a_later_version_may_cancel_and_of_equal_ones_the_last_in_the_file_counts() -> None:
    at = "RECURRENCE-ID:20260519T020000Z"
    moved, back = "DTSTART:20260519T080000Z", "DTSTART:20260519T090000Z"
    cancelled = event(f"RECURRENCE-ID{TZ}", "SEQUENCE:2", moved, "STATUS:CANCELLED")

    assert begins(read(ics(event(at, "SEQUENCE:1", moved), cancelled))) == []
    assert begins(read(ics(event(at, moved), event(f"RECURRENCE-ID{TZ}", back)))) == [
        "2026-05-19T17:00+08:00"
    ]


def test_two_occurrences_that_were_moved_are_two() -> None:
    one = event("RECURRENCE-ID:20260519T020000Z", "DTSTART:20260519T080000Z")
    other = event("RECURRENCE-ID:20260520T020000Z", "DTSTART:20260520T080000Z")
    elsewhere = event("RECURRENCE-ID:20260519T020000Z", "DTSTART:20260521T080000Z", uid="2")

    assert len(read(ics(one, other, elsewhere)).timed) == 3


def test_the_same_event_twice_in_a_file_is_one() -> None:
    lines = ("DTSTART;VALUE=DATE:20260518", "SUMMARY:closed")
    events = read(ics(event(*lines, uid="1"), event(*lines, uid="2")))

    assert len(events.all_day) == 1


# ZONES


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("China Standard Time", "2026-05-18T09:00+08:00"),  # as Windows calls it
        ("W. Europe Standard Time", "2026-05-18T15:00+08:00"),
        ("Asia/Shanghai", "2026-05-18T09:00+08:00"),
        ("/freeassociation.sourceforge.net/Asia/Tokyo", "2026-05-18T08:00+08:00"),
        ("America/New_York", "2026-05-18T21:00+08:00"),
    ],
)
def test_a_zone_is_known_by_the_names_that_programs_give_it(zone: str, shown: str) -> None:
    events = read(ics(event(f"DTSTART;TZID={zone}:20260518T090000")))

    assert begins(events) == [shown]
    assert events.floating == 0


def test_a_zone_that_the_file_describes_itself_is_read_from_there() -> None:
    events = read(ics(ZONE_OF_ITS_OWN, event("DTSTART;TZID=Ward clock:20260518T090000")))

    assert begins(events) == ["2026-05-18T08:00+08:00"]


def test_a_zone_that_an_earlier_file_described_is_forgotten() -> None:
    one = ics(ZONE_OF_ITS_OWN, event("DTSTART;TZID=Ward clock:20260518T090000"))
    other = one.replace(b"+0900", b"+0700")

    assert begins(read(one)) == ["2026-05-18T08:00+08:00"]
    assert begins(read(other)) == ["2026-05-18T10:00+08:00"]


def test_windows_describes_its_own_zones_with_rules_of_1601() -> None:
    described = ZONE_OF_ITS_OWN.replace("Ward clock", "China Standard Time").replace(
        "+0900", "+0800"
    )
    events = read(ics(described, event("DTSTART;TZID=China Standard Time:20260518T090000")))

    assert begins(events) == ["2026-05-18T09:00+08:00"]


def test_times_without_a_zone_are_the_sites_and_are_counted() -> None:
    raw = ics(
        event("DTSTART:20260518T090000", "RRULE:FREQ=WEEKLY;COUNT=3", uid="1"),
        event("DTSTART:20260518T010000Z", uid="2"),
        event("DTSTART;VALUE=DATE:20260518", uid="3"),
    )

    assert begins(read(raw))[0] == "2026-05-18T09:00+08:00"
    assert begins(read(raw, BERLIN), BERLIN)[1] == "2026-05-18T09:00+02:00"
    assert read(raw).floating == 1


def test_a_zone_that_is_named_once_for_all_times_is_taken() -> None:
    raw = ics("X-WR-TIMEZONE:Asia/Tokyo", event("DTSTART:20260518T090000"))

    assert begins(read(raw)) == ["2026-05-18T08:00+08:00"]
    assert read(raw).floating == 0


def test_a_zone_named_once_that_nobody_knows_leaves_the_sites() -> None:
    raw = ics("X-WR-TIMEZONE:Ward", event("DTSTART:20260518T090000"))

    assert begins(read(raw)) == ["2026-05-18T09:00+08:00"]
    assert read(raw).floating == 1


@pytest.mark.parametrize("named", ["", ";TZID=Europe/Berlin"])
def test_a_weekly_hour_stays_at_its_clock_time_over_the_change_to_summer_time(named: str) -> None:
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    raw = ics(event(f"DTSTART{named}:20260323T130000", f"DTEND{named}:20260323T140000", rule))

    assert [hours(each, BERLIN) for each in read(raw, BERLIN).timed] == [
        "2026-03-23T13:00+01:00 to 2026-03-23T14:00+01:00",
        "2026-03-30T13:00+02:00 to 2026-03-30T14:00+02:00",
        "2026-04-06T13:00+02:00 to 2026-04-06T14:00+02:00",
    ]


@pytest.mark.parametrize("named", ["", ";TZID=Europe/Berlin"])
@pytest.mark.parametrize(
    ("first", "end", "shown"),
    [
        # 2:00 to 3:00 does not exist on 29 March in Berlin
        ("0230", "0315", "2026-03-29T03:00+02:00 to 2026-03-29T03:15+02:00"),
        ("0215", "0245", "2026-03-29T03:15+02:00 to 2026-03-29T03:45+02:00"),
        ("0230", "0300", "2026-03-29T03:00+02:00 to 2026-03-29T03:00+02:00"),
        ("0130", "0230", "2026-03-29T01:30+01:00 to 2026-03-29T03:30+02:00"),
        ("0230", "0400", "2026-03-29T03:30+02:00 to 2026-03-29T04:00+02:00"),
    ],
)
def test_an_event_in_the_hour_that_summer_time_skips_does_not_end_before_it_begins(
    named: str, first: str, end: str, shown: str
) -> None:
    raw = ics(event(f"DTSTART{named}:20260329T{first}00", f"DTEND{named}:20260329T{end}00"))

    assert [hours(each, BERLIN) for each in read(raw, BERLIN).timed] == [shown]


def test_all_day_events_are_days_of_the_site_wherever_it_is() -> None:
    raw = ics(event("DTSTART;VALUE=DATE:20260329"))  # a day of 23 hours in Berlin

    assert days(read(raw, BERLIN)) == days(read(raw)) == ["2026-03-29"]


# WHAT IS LEFT OUT, AND WHAT DOES NO HARM


def test_cancelled_events_are_left_out_and_counted_once_each() -> None:
    raw = ics(
        event("DTSTART;VALUE=DATE:20260518", "RRULE:FREQ=DAILY", "STATUS:CANCELLED", uid="1"),
        event("DTSTART;VALUE=DATE:20260601", "STATUS:CONFIRMED", uid="2"),
    )

    assert days(read(raw)) == ["2026-06-01"]
    assert read(raw).cancelled == 1


def test_events_that_leave_time_free_are_marked() -> None:
    raw = ics(
        event("DTSTART;VALUE=DATE:20260518", "TRANSP:TRANSPARENT", uid="1"),
        event("DTSTART;VALUE=DATE:20260601", "TRANSP:OPAQUE", uid="2"),
    )

    assert [each.free for each in read(raw).all_day] == [True, False]


def test_tasks_and_notes_are_counted_and_not_read() -> None:
    todo = "BEGIN:VTODO\nUID:t\nDUE:soon\nEND:VTODO"
    raw = ics(event("DTSTART;VALUE=DATE:20260518"), todo, "BEGIN:VJOURNAL\nUID:j\nEND:VJOURNAL")

    assert days(read(raw)) == ["2026-05-18"]
    assert read(raw).others == 2


def test_a_byte_order_mark_and_a_lower_case_beginning_do_no_harm() -> None:
    raw = ics(event("DTSTART;VALUE=DATE:20260518")).replace(b"BEGIN:VCAL", b"begin:vcal")

    assert days(read(b"\xef\xbb\xbf" + raw)) == ["2026-05-18"]


def test_plain_newlines_and_blank_lines_do_no_harm() -> None:
    raw = ics(event("DTSTART;VALUE=DATE:20260518")).replace(b"\r\n", b"\n\n")

    assert days(read(raw)) == ["2026-05-18"]


def test_a_title_is_one_printable_line_of_at_most_eighty_letters() -> None:
    title = "SUMMARY:病房\\n关闭\x1b[31m " + "x" * 100
    summary = read(ics(event("DTSTART;VALUE=DATE:20260518", title))).all_day[0].summary

    assert summary.startswith("病房 关闭[31m x")
    assert len(summary) == 80


def test_a_folded_line_is_whole_again() -> None:
    raw = ics(event("DTSTART;VALUE=DA\n TE:20260518", "SUMMARY:ward\n  moves"))

    assert read(raw).all_day[0].summary == "ward moves"


def test_a_letter_that_a_fold_cuts_in_two_is_whole_again() -> None:
    raw = ics(event("DTSTART;VALUE=DATE:20260518", "SUMMARY:病房关闭 𠮷"))
    title = raw.index("SUMMARY:病".encode()) + len("SUMMARY:")

    for place in range(title, raw.index(b"\r\n", title)):
        for fold in (b"\r\n ", b"\n\t"):
            folded = raw[:place] + fold + raw[place:]
            assert read(folded).all_day[0].summary == "病房关闭 𠮷"


def test_an_alarm_inside_an_event_is_not_read_however_it_is_written() -> None:
    alarm = "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:before lunch\nEND:VALARM"

    assert days(read(ics(event("DTSTART;VALUE=DATE:20260518", alarm)))) == ["2026-05-18"]


def test_several_calendars_in_one_file_are_all_read() -> None:
    one = ics(event("DTSTART;VALUE=DATE:20260518"))

    assert days(read(one + one.replace(b"0518", b"0519"))) == ["2026-05-18", "2026-05-19"]


def test_a_calendar_without_an_event_is_sound() -> None:
    assert read(ics()).all_day == ()


# TAKEN BACK


def cancelling(*components: str) -> bytes:
    return ics("METHOD:CANCEL", *components)


def test_a_file_of_cancellations_tells_what_is_taken_back_however_it_is_marked() -> None:
    gone = ("DTSTART;VALUE=DATE:20260518", "SUMMARY:audit")
    events = read(cancelling(event(*gone, "STATUS:CANCELLED", "TRANSP:TRANSPARENT")))

    assert events.withdraws
    assert events.all_day == (AllDay(date(2026, 5, 18), date(2026, 5, 18), "audit"),)
    assert events.cancelled == 0
    assert not read(ics("METHOD:PUBLISH", event(*gone))).withdraws


def test_cancellations_beside_events_in_one_file_take_theirs_away() -> None:
    published = ics(
        event("DTSTART;VALUE=DATE:20260518", "SUMMARY:audit", uid="1"),
        event("DTSTART:20260519T090000", "DTEND:20260519T100000", uid="2"),
        event("DTSTART:20260519T090000", "DTEND:20260519T110000", uid="3"),
    )
    back = cancelling(
        event("DTSTART;VALUE=DATE:20260518", "SUMMARY:Cancelled: audit", uid="1"),
        event("DTSTART:20260519T090000", "DTEND:20260519T100000", uid="2"),
    )

    for raw in (published + back, back + published):
        events = read(raw)
        assert (events.withdraws, events.all_day) == (False, ())
        assert [hours(each) for each in events.timed] == [
            "2026-05-19T09:00+08:00 to 2026-05-19T11:00+08:00"
        ]
