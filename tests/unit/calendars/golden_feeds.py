"""The feeds kept in tests/golden; `python -m tests.unit.calendars.golden_feeds` writes them anew.

Read the difference before you commit it: subscribers will get exactly that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import Whose, render_feed, written
from calendars.feeds.subscription import piece_of, show
from calendars.feeds.variants import Variant, uid_in
from models.reasons.kept import AsSaidBefore
from models.schedule import Entry, PublishedEntry
from models.subscriptions import FeedOptions
from models.timeline.results import DayWindow, Plan
from tests.unit.calendars.said_entries import after_a_washout
from tests.unit.timeline.plan_builder import BERLIN, a_plan, a_step, a_verdict, first
from tests.unit.timeline.reasons_by_hand import WITHDREW
from wording.language import Language

FOLDER = Path(__file__).parents[2] / "golden"
MONDAY = first("2026-03-10T08:00+08:00")
TUESDAY = first("2026-03-11T09:30+08:00")


def published(*plans: Plan, now: int = MONDAY) -> tuple[PublishedEntry, ...]:
    """What subscribers have after a day's pass over each plan in turn."""
    lines: tuple[PublishedEntry, ...] = ()
    for index, plan in enumerate(plans):
        before = {line.entry.key: line for line in lines}
        lines = revise(before, entries_by_site_id(plan), now + index * 24 * 60)
    return lines


def entries_by_site_id(plan: Plan) -> tuple[Entry, ...]:
    """A plan's entries, their place said as the site's id."""
    return entries_of(plan, About(AsSaidBefore(texts={"en": plan.site})))


def whole_path() -> Plan:
    """Done, booked with and without a time, computed, a band, and three washouts."""
    return a_plan(
        a_step("consent", "done", at="2026-03-02"),
        a_step("apheresis", "done", at="2026-03-09T09:00+08:00"),
        a_step("conditioning_start", "booked", at="2026-04-10", site_default=True),
        a_step(
            "pregnancy_test_infusion",
            opens="2026-04-12",
            closes="2026-04-15",
            proposed="2026-04-13T09:00+08:00",
            opened_by=("IN-10b",),
            closed_by=("IN-10b",),
        ),
        a_step(
            "infusion",
            "booked",
            at="2026-04-15T10:00+08:00",
            opens="2026-03-31",
            opened_by=("EX-03.5",),
            because=(after_a_washout("EX-03.5", "2026-03-31", fact="f5"),),
        ),
        a_step("day_28", proposed="2026-05-13T09:00+08:00"),
        verdicts=(
            a_verdict("EX-03.2", clears_at="2026-03-23T09:01+08:00"),
            a_verdict("EX-05", clears_at="2026-03-23T09:01+08:00", fact="f4"),
            a_verdict("EX-03.5", clears_at="2026-03-31", fact="f5"),
            a_verdict(
                "IN-10b",
                fact=None,
                window=DayWindow(date(2026, 4, 12), date(2026, 4, 15)),
            ),
        ),
    )


def moved_and_cancelled() -> Plan:
    """The day after: the infusion has moved, lymphodepletion is cancelled, a visit waits."""
    return a_plan(
        a_step("consent", "done", at="2026-03-02"),
        a_step("apheresis", "done", at="2026-03-09T09:00+08:00"),
        a_step("conditioning_start", "cancelled", at="2026-04-10"),
        a_step("infusion", "booked", at="2026-04-22T10:00+08:00", opens="2026-03-31"),
        a_step("day_28", said_opens="2026-05-16", floats=True),
        as_of=TUESDAY,
    )


def in_berlin() -> Plan:
    """A site with summer time: one visit on either side of the change of 29 March 2026."""
    return a_plan(
        a_step("apheresis", "booked", at="2026-03-27T10:00+01:00"),
        a_step("infusion", "booked", at="2026-04-15T10:00+02:00"),
        zone=BERLIN,
        subject="DE01-001",
        site="DE01",
    )


def withdrawn() -> Plan:
    """Consent withdrawn after the infusion: what was done stays, contraception goes on."""
    return a_plan(
        a_step("infusion", "done", at="2026-02-03T10:00+08:00"),
        a_step("day_28", "cancelled", at="2026-03-17"),
        a_step("contraception_end", proposed="2028-02-04", opens="2028-02-04"),
        ended=WITHDREW,
    )


def feed(plan: Plan, *before: Plan, language: Language = "en") -> bytes:
    """The bytes that subscribers get after the passes over the plans before, then this one."""
    lines = published(*before, plan)
    return render_feed(plan.subject, lines, plan.zone, language)


def subscribed(
    lines: Sequence[PublishedEntry], kind: str, value: str, **wanted: Any
) -> tuple[bytes, list[PublishedEntry]]:
    """What a link of some scope and options gets on Monday, and the entries that show in it."""
    options = FeedOptions.model_validate(wanted)
    variant = Variant(
        options.language or "en",
        options.detail,
        options.discloses,
        base_url="" if options.detail == "busy" else "https://dayzero.example.org",
        secret="of this link",  # noqa: S106  a golden file's own
    )
    pieces = [piece_of(line, written(line, variant)) for line in lines]
    whose, today = Whose(kind, value), date(2026, 3, 10)
    shown = show(whose, pieces, options, variant, today=today, created=MONDAY)
    return shown.octets, [
        line for line in lines if uid_in(line.entry, variant).encode() in shown.octets
    ]


def two_subjects() -> list[PublishedEntry]:
    """One site's: a whole path, and one that has moved and lost some of its steps."""
    other = [replace(plan, subject="CN01-008") for plan in (whole_path(), moved_and_cancelled())]
    return [*published(whole_path()), *published(*other)]


def _bytes_of(build: Callable[[], tuple[bytes, list[PublishedEntry]]]) -> bytes:
    return build()[0]


ALARMS = [{"step": "*", "minutes": 1440}, {"step": "infusion", "minutes": 120}]
SUBSCRIBED: Mapping[str, Callable[[], tuple[bytes, list[PublishedEntry]]]] = {
    "site-both-languages": lambda: subscribed(
        two_subjects(), "site", "CN01", language="both", alarms=ALARMS
    ),
    "coordinator-codes": lambda: subscribed(
        two_subjects(), "coordinator", "li_na", detail="code", cancelled=False, windows="unbooked"
    ),
    "study-busy": lambda: subscribed(two_subjects(), "study", "NCT04684147", detail="busy"),
    "treatment": lambda: subscribed(
        published(whole_path()), "subject", "CN01-007", ceiling="treatment"
    ),
    "horizon": lambda: subscribed(
        published(whole_path()), "subject", "CN01-007", past_days=7, future_days=36
    ),
}
"""Each with the entries that a reader must find in it."""

FEEDS: Mapping[str, Callable[[], bytes]] = {
    "whole-path": lambda: feed(whole_path()),
    "whole-path-zh": lambda: feed(whole_path(), language="zh"),
    "moved-and-cancelled": lambda: feed(moved_and_cancelled(), whole_path()),
    "berlin": lambda: feed(in_berlin()),
    "nothing-fixed": lambda: feed(a_plan(a_step("consent", floats=True, proposed="2026-03-11"))),
    "withdrawn": lambda: feed(withdrawn()),
    **{name: partial(_bytes_of, build) for name, build in SUBSCRIBED.items()},
}

if __name__ == "__main__":
    for name, build in FEEDS.items():
        (FOLDER / f"{name}.ics").write_bytes(build())
