"""Imported calendars in the records: replaced from today on, audited, and their subjects woken."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from models.errors import InputRefused
from models.extra_working_days import ExtraWorkingDays, naming_extra_days
from models.moments import Span, start_of, to_minute
from models.protocol import load_protocol
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, ClosedHours, SiteCalendar
from models.records.database.engine import reading, writing
from models.records.database.errors import CalendarUnknown
from models.records.imports.calendar_compared import Incoming
from models.records.imports.calendar_imports import (
    CalendarChange,
    import_site_calendar,
    remove_site_calendar,
)
from models.records.passes.passes import finish_pass, subjects_due
from models.records.subjects.charts import read_for_pass
from models.records.subjects.site_calendars import all_site_calendars, list_site_calendars
from models.records.tables import AuditLine, SiteCalendarRow
from tests.refusals import refuses
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, bring_in, chart

SITE = load_protocol().sites["CN01"]
TODAY = date(2026, 3, 10)
AUDIT_DAY = Closure(date(2026, 5, 18), date(2026, 5, 18), "audit")
MOVE = Closure(date(2026, 7, 20), date(2026, 7, 24), "ward moves")
LAST_WEEK = Closure(date(2026, 3, 2), date(2026, 3, 3), "flood")
MEETING = ClosedHours(start_of(TODAY, SITE.zone), start_of(TODAY, SITE.zone) + 59, "meeting")


MADE_UP = ExtraWorkingDays(date(2027, 2, 6), date(2027, 2, 7), "春节 补班")


def closures(
    *entries: Closure | ClosedHours | ExtraWorkingDays, site: str = "CN01"
) -> SiteCalendar:
    calendar = SiteCalendar(
        site=site,
        name="ward",
        kind=CalendarKind.CLOSURES,
        closures=tuple(each for each in entries if isinstance(each, Closure)),
        closed_hours=tuple(each for each in entries if isinstance(each, ClosedHours)),
    )
    working = [each for each in entries if isinstance(each, ExtraWorkingDays)]
    return naming_extra_days(calendar, working)


def slots(*begins: int, step: str = "apheresis") -> SiteCalendar:
    spans = tuple(Span(begin, begin) for begin in begins)
    return SiteCalendar(site="CN01", name="unit", kind=CalendarKind.SLOTS, step=step, slots=spans)


def bring(
    engine: Engine,
    calendar: SiteCalendar,
    *,
    since: date = TODAY,
    dry_run: bool = False,
    allow_empty: bool = False,
    withdraws: bool = False,
) -> CalendarChange:
    incoming = Incoming(
        calendar=calendar, source="ward.ics", sha256="0" * 64, since=since, withdraws=withdraws
    )
    return import_site_calendar(
        engine, incoming, SITE, now=NOW, by=BY, dry_run=dry_run, allow_empty=allow_empty
    )


def kept(engine: Engine) -> tuple[SiteCalendar, ...]:
    return all_site_calendars(engine).get("CN01", ())


def audit(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return [line.what for line in session.exec(select(AuditLine).order_by(col(AuditLine.id)))]


def at_rest(engine: Engine) -> None:
    """A subject of the site for whom nothing is due."""
    bring_in(engine, chart(SCREENING))
    finish_pass(engine, read_for_pass(engine, SUBJECT).seen, None)


def test_what_is_imported_comes_back_as_it_was(engine: Engine) -> None:
    begin = to_minute(NOW)
    bring(engine, closures(AUDIT_DAY, MOVE, MEETING))
    bring(engine, slots(begin, begin + 60))

    assert set(kept(engine)) == {closures(AUDIT_DAY, MOVE, MEETING), slots(begin, begin + 60)}
    assert [line.calendar.name for line in list_site_calendars(engine)] == ["unit", "ward"]
    assert list_site_calendars(engine)[0].imported_by == BY


def test_extra_working_days_come_back_as_such_and_are_replaced_like_closures(
    engine: Engine,
) -> None:
    bring(engine, closures(AUDIT_DAY, MADE_UP))
    assert kept(engine) == (closures(AUDIT_DAY, MADE_UP),)

    closed = Closure(MADE_UP.first, MADE_UP.last, MADE_UP.reason)
    change = bring(engine, closures(AUDIT_DAY, closed))

    assert (change.added, change.removed) == ((closed,), (MADE_UP,))
    assert kept(engine) == (closures(AUDIT_DAY, closed),)


def test_extra_working_days_that_are_over_stay(engine: Engine) -> None:
    over = ExtraWorkingDays(date(2026, 2, 28), date(2026, 2, 28), "春节 补班")
    bring(engine, closures(over, MADE_UP), since=date(2026, 1, 1))

    assert bring(engine, closures(AUDIT_DAY)).removed == (MADE_UP,)
    assert kept(engine) == (closures(AUDIT_DAY, over),)


# EVERY CLOSURE GONE


@pytest.mark.parametrize("dry_run", [True, False])
@pytest.mark.parametrize("left", [(), (MADE_UP,)])
def test_an_import_after_which_no_closure_is_left_is_refused_unless_asked_for(
    engine: Engine, left: tuple[ExtraWorkingDays, ...], *, dry_run: bool
) -> None:
    bring(engine, closures(LAST_WEEK, AUDIT_DAY, MEETING), since=date(2026, 3, 1))
    before = kept(engine)

    with refuses(
        InputRefused,
        match=r"ward.ics: would take away every closure of “ward” that is still to come \(2\)",
    ):
        bring(engine, closures(*left), dry_run=dry_run)
    assert kept(engine) == before

    assert len(bring(engine, closures(*left), allow_empty=True).removed) == 2
    assert kept(engine) == (closures(LAST_WEEK, *left),)


def test_a_list_of_working_days_alone_is_not_emptied_unasked_either(engine: Engine) -> None:
    bring(engine, closures(MADE_UP))

    with refuses(InputRefused, match="would take away every extra working day of “ward”"):
        bring(engine, closures())
    assert kept(engine) == (closures(MADE_UP),)


def test_an_import_that_replaces_the_only_closure_is_none_of_these(engine: Engine) -> None:
    bring(engine, closures(AUDIT_DAY, MADE_UP))

    assert bring(engine, closures(MOVE)).removed == (AUDIT_DAY, MADE_UP)


def test_where_every_closure_is_over_an_empty_calendar_removes_nothing(engine: Engine) -> None:
    bring(engine, closures(LAST_WEEK), since=date(2026, 3, 1))

    assert not bring(engine, closures()).written


# TAKEN BACK


def test_what_is_withdrawn_goes_whatever_its_title_says_now_and_the_rest_stays(
    engine: Engine,
) -> None:
    bring(engine, closures(AUDIT_DAY, MOVE, MADE_UP, MEETING))
    gone = (replace(MOVE, reason="Cancelled: ward moves"), replace(MADE_UP, reason="取消"))

    change = bring(engine, closures(*gone), withdraws=True)

    assert (change.added, set(change.removed)) == ((), {MOVE, MADE_UP})
    assert kept(engine) == (closures(AUDIT_DAY, MEETING),)
    assert not bring(engine, closures(*gone), withdraws=True).written


def test_a_slot_is_withdrawn_as_well(engine: Engine) -> None:
    begin = to_minute(NOW)
    bring(engine, slots(begin, begin + 60))

    assert bring(engine, slots(begin + 60), withdraws=True).removed == (
        Span(begin + 60, begin + 60),
    )
    assert kept(engine) == (slots(begin),)


def test_a_closure_is_not_withdrawn_by_a_working_day_of_its_date(engine: Engine) -> None:
    bring(engine, closures(MADE_UP))
    other = Closure(MADE_UP.first, MADE_UP.last, MADE_UP.reason)

    assert not bring(engine, closures(other), withdraws=True).written


def test_what_is_over_is_not_withdrawn_and_the_last_closure_may_be(engine: Engine) -> None:
    bring(engine, closures(LAST_WEEK, AUDIT_DAY), since=date(2026, 3, 1))

    change = bring(engine, closures(LAST_WEEK, AUDIT_DAY), withdraws=True)

    assert change.removed == (AUDIT_DAY,)
    assert kept(engine) == (closures(LAST_WEEK),)


def test_nothing_is_withdrawn_from_a_calendar_that_is_not_there(engine: Engine) -> None:
    with refuses(CalendarUnknown, match="CN01 has no imported calendar “ward”"):
        bring(engine, closures(AUDIT_DAY), withdraws=True)
    assert kept(engine) == ()


def test_importing_again_replaces_what_the_calendar_said(engine: Engine) -> None:
    bring(engine, closures(AUDIT_DAY, MOVE))

    change = bring(engine, closures(MOVE, MEETING))

    assert (change.added, change.removed) == ((MEETING,), (AUDIT_DAY,))
    assert kept(engine) == (closures(MOVE, MEETING),)


def test_importing_the_same_twice_changes_nothing_and_wakes_nobody(engine: Engine) -> None:
    bring(engine, closures(AUDIT_DAY))
    at_rest(engine)
    before = audit(engine)

    change = bring(engine, closures(AUDIT_DAY))

    assert change == CalendarChange(calendar=closures(AUDIT_DAY))
    assert audit(engine) == before
    assert subjects_due(engine, NOW) == []


def test_what_is_over_stays_as_it_was_though_the_calendar_no_longer_says_it(
    engine: Engine,
) -> None:
    week_ago = TODAY - timedelta(days=8)
    bring(engine, closures(LAST_WEEK, AUDIT_DAY), since=week_ago)

    change = bring(engine, closures(MOVE))

    assert change.removed == (AUDIT_DAY,)
    assert kept(engine) == (closures(LAST_WEEK, MOVE),)


def test_a_dry_run_says_what_would_change_and_changes_nothing(engine: Engine) -> None:
    bring(engine, closures(AUDIT_DAY))
    at_rest(engine)

    change = bring(engine, closures(MOVE), dry_run=True)

    assert (change.added, change.removed, change.woken) == ((MOVE,), (AUDIT_DAY,), 1)
    assert kept(engine) == (closures(AUDIT_DAY),)
    assert subjects_due(engine, NOW) == []


def test_an_empty_listing_is_kept_because_it_says_that_nothing_is_free(engine: Engine) -> None:
    assert bring(engine, slots()).written
    assert kept(engine) == (slots(),)


def test_the_subjects_of_the_site_and_no_others_are_due_for_a_pass(engine: Engine) -> None:
    at_rest(engine)
    elsewhere = "CN02-001"
    bring_in(engine, chart(SCREENING, subject=elsewhere, site="CN02"))
    finish_pass(engine, read_for_pass(engine, elsewhere).seen, None)

    change = bring(engine, closures(AUDIT_DAY))

    assert change.woken == 1
    assert subjects_due(engine, NOW) == [SUBJECT]


def test_a_pass_that_ran_meanwhile_does_not_put_off_the_next(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    seen = read_for_pass(engine, SUBJECT).seen

    bring(engine, closures(AUDIT_DAY))

    assert not finish_pass(engine, seen, None)
    assert subjects_due(engine, NOW) == [SUBJECT]


def test_a_pass_reads_the_calendars_of_its_own_site(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN02-001", site="CN02"))
    bring(engine, closures(AUDIT_DAY))

    assert read_for_pass(engine, SUBJECT).at_sites.calendars == {"CN01": (closures(AUDIT_DAY),)}
    assert read_for_pass(engine, "CN02-001").at_sites.calendars == {}


def test_removing_forgets_what_a_calendar_said_and_the_audit_keeps_that_it_was_there(
    engine: Engine,
) -> None:
    bring(engine, closures(AUDIT_DAY, MEETING))
    at_rest(engine)

    change = remove_site_calendar(engine, "CN01", "ward", now=NOW, by=BY)

    assert set(change.removed) == {AUDIT_DAY, MEETING}
    assert kept(engine) == ()
    assert subjects_due(engine, NOW) == [SUBJECT]
    assert audit(engine)[0] == "imported calendar ward of CN01: 2 added, 0 removed"
    assert audit(engine)[-1] == "removed calendar ward of CN01"


@pytest.mark.parametrize(("site", "name"), [("CN01", "other"), ("CN02", "ward")])
def test_a_calendar_that_is_not_there_cannot_be_removed(
    engine: Engine, site: str, name: str
) -> None:
    bring(engine, closures(AUDIT_DAY))

    with refuses(CalendarUnknown, match=f"{site} has no imported calendar “{name}”"):
        remove_site_calendar(engine, site, name, now=NOW, by=BY)


@pytest.mark.parametrize(
    "other", [replace(closures(), name="unit"), slots(0, step="infusion")], ids=["kind", "step"]
)
def test_a_name_stands_for_one_kind_of_calendar_and_one_step(
    engine: Engine, other: SiteCalendar
) -> None:
    bring(engine, slots(to_minute(NOW)))

    with refuses(InputRefused, match="is a calendar of slots for apheresis already"):
        bring(engine, other)
    assert kept(engine) == (slots(to_minute(NOW)),)


def test_thousands_of_slots_come_and_go(engine: Engine) -> None:
    begin = to_minute(NOW)
    many = range(begin, begin + 3 * 2_000, 3)

    assert len(bring(engine, slots(*many)).added) == 2_000
    assert kept(engine) == (slots(*many),)
    assert len(bring(engine, slots(begin)).removed) == 1_999


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "closures", "step": "apheresis"},
        {"kind": "slots", "step": None},
        {"kind": "holidays", "step": None},
    ],
)
def test_the_database_refuses_a_calendar_that_is_neither(
    engine: Engine, row: dict[str, str | None]
) -> None:
    facts: dict[str, Any] = {"site": "CN01", "name": "x", "source": "x", "sha256": "x", **row}

    with pytest.raises(IntegrityError), writing(engine) as session:
        session.add(SiteCalendarRow(imported_at=NOW, imported_by=BY, **facts))


@pytest.mark.parametrize(
    "columns",
    [
        "first_day, last_day, first_minute, last_minute",  # both
        "first_day",
        "first_minute",
        "reason",
    ],
)
def test_the_database_refuses_an_entry_that_is_neither_days_nor_minutes(
    engine: Engine, columns: str
) -> None:
    bring(engine, closures(AUDIT_DAY))
    values = ["'2026-05-18'" if "day" in name else "1" for name in columns.split(", ")]
    row = f"SELECT id, {', '.join(values)} FROM site_calendar"  # noqa: S608  columns of ours

    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text(f"INSERT INTO site_calendar_entry (calendar, {columns}) {row}"))
