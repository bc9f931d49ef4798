"""Published entries that together tell every kind of reason that a calendar has."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from calendars.entries.about import About
from calendars.entries.changes import gone
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.told import told, told_change
from models.reasons.alerts.delays import StepLost
from models.reasons.calendar.changes import VersionCounts
from models.reasons.calendar.descriptions import SubjectsWillCome
from models.reasons.calendar.places import AtSite
from models.reasons.calendar.titles import NobodyHasDates, NoLongerApplies, WindowTitle
from models.reasons.path.closings import PathEnded
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind, EntryStatus, PublishedEntry
from models.timeline.results import Plan
from tests.spec.charts import PROTOCOL
from tests.spec.test_feed_changes import MONDAY, TRANSITIONS, TUESDAY
from tests.spec.test_feed_real_charts import NEGATIVE_TEST, START
from tests.unit.calendars.feed_charts import APHERESIS, CONSENT, SCREENING, plan_at
from tests.unit.timeline.plan_builder import a_plan, a_step, a_verdict
from tests.wording.charts_of_reasons import SHOWN, shown

BOOKED = {"at": "2026-04-15T10:00+08:00"}
TESTED = [
    CONSENT,
    SCREENING,
    {**APHERESIS, "state": "booked", "at": "2026-03-11T09:00+08:00"},
    NEGATIVE_TEST,
]
STATES = ("due", "missed", "done_out_of_window")
A_PLAN = a_plan(a_step("infusion", "booked", **BOOKED))
NOT_HELD = a_plan(a_step("infusion", "missed", booked_by="f7"))
WAITS = a_plan(a_step("infusion", said_opens="2026-04-20", floats=True))
OF_LOST = a_plan(
    a_step("infusion", because=(StepLost(step="apheresis", mark="cancelled"),)),
    a_step("apheresis", "cancelled", booked_by="f7"),
)
WITHDRAWN = a_plan(a_step("infusion", "cancelled", **BOOKED), ended=PathEnded(event="withdrawn"))
PAIRS: list[tuple[Plan, Plan]] = [
    *((before, after) for _, before, after, _ in TRANSITIONS),
    *((A_PLAN, a_plan(a_step("infusion", state, **BOOKED))) for state in STATES),
    (A_PLAN, replace(A_PLAN, site="CN02")),
    *((A_PLAN, after) for after in (NOT_HELD, WAITS, OF_LOST)),
    (a_plan(a_step("consent")), WITHDRAWN),
    (
        a_plan(a_step("infusion", opens="2026-04-12", closes="2026-04-20")),
        a_plan(a_step("infusion", opens="2026-04-13", closes="2026-04-20")),
    ),
    (
        a_plan(a_step("infusion", opens="2026-04-12", closes="2026-04-20")),
        a_plan(a_step("infusion", "overdue", opens="2026-04-20", closes="2026-04-20")),
    ),
    (
        a_plan(a_step("infusion", closes="2026-04-20", **BOOKED)),
        a_plan(a_step("infusion", closes="2026-04-20")),
    ),
    *(
        (
            a_plan(a_step("infusion"), verdicts=(a_verdict("EX-05", clears_at=before),)),
            a_plan(a_step("infusion"), verdicts=(a_verdict("EX-05", clears_at=after),)),
        )
        for before, after in (
            ("2026-03-22T09:01+08:00", "2026-03-23T09:01+08:00"),
            ("2026-03-22T09:01+08:00", "2026-03-22T15:01+08:00"),
        )
    ),
]
"""Each a calendar of before and of after."""


@cache
def published() -> tuple[PublishedEntry, ...]:
    plans = (*(shown(name) for name in SHOWN), plan_at(TESTED, START))
    first = [line for plan in plans for line in revise({}, _entries(plan), plan.as_of)]
    later = (line for before, after in PAIRS for line in _revised(before, after))
    return (*first, *later, *_of_another_version(), _of_an_earlier_version(first[0]))


def _of_another_version() -> Iterator[PublishedEntry]:
    """A booking that is judged otherwise since a day, or again as it was."""
    before, after = A_PLAN, a_plan(a_step("infusion", "at_risk", **BOOKED))
    lines = {line.entry.key: line for line in revise({}, _entries(before), MONDAY)}
    for since in (date(2026, 4, 1), None):
        counts = VersionCounts(version="amendment-2", since=since)
        yield from revise(lines, _entries(after), TUESDAY, counts)


def _of_an_earlier_version(line: PublishedEntry) -> PublishedEntry:
    """A band that was cancelled with its step: kept until its thirty days are over."""
    band = WindowTitle(
        subject=line.entry.subject,
        step="infusion",
        time=1,
        opens=None,
        closes=date(2026, 4, 20),
        overdue=False,
    )
    entry = replace(
        line.entry,
        status=EntryStatus.CANCELLED,
        kind=EntryKind.WINDOW,
        title=NoLongerApplies(title=band),
        starts=None,
        ends=None,
        first_day=band.closes,
        last_day=band.closes,
    )
    return replace(line, entry=entry, changed=gone(closed=False))


def _revised(before: Plan, after: Plan) -> Iterator[PublishedEntry]:
    lines = {line.entry.key: line for line in revise({}, _entries(before), MONDAY)}
    yield from revise(lines, _entries(after), TUESDAY)


def _entries(plan: Plan) -> tuple[Entry, ...]:
    return entries_of(plan, About(AtSite(site=plan.site), PROTOCOL))


def told_by(line: PublishedEntry, *, outside: bool) -> Iterator[Reason]:
    """All that an entry tells one kind of reader."""
    yield from told(line.entry, outside=outside)
    if line.entry.place is not None:
        yield line.entry.place
    changed = told_change(line, outside=outside)
    if changed is not None:
        yield changed


NOBODY = (NobodyHasDates(whose="CN01"), SubjectsWillCome())
"""What a calendar tells in which no subject has a date."""
