"""A calendar through the weeks: what changes for its subscribers, and what does not."""

from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import render_feed
from models.reasons.path.windows import OpensNow
from models.schedule import PublishedEntry
from models.timeline.results import Plan
from tests.unit.calendars.said_entries import after_a_washout, title
from tests.unit.timeline.plan_builder import SHANGHAI, a_plan, a_step, a_verdict, first, span
from tests.unit.timeline.reasons_by_hand import WITHDREW

MONDAY = first("2026-03-09T08:00+08:00")
DAY = 24 * 60

Lines = dict[str, PublishedEntry]


def after(before: Lines, plan: Plan, now: int) -> Lines:
    return {line.entry.key: line for line in revise(before, entries_of(plan), now)}


def feed(lines: Lines) -> bytes:
    return render_feed("CN01-007", lines.values(), SHANGHAI)


def booked_for(moment: str, **facts: int) -> Plan:
    return a_plan(
        a_step("infusion", "booked", at=moment),
        a_step("day_28", proposed="2026-05-13T09:00+08:00"),
        **facts,
    )


def test_days_without_a_new_fact_change_no_byte() -> None:
    plans = [booked_for("2026-04-15T10:00+08:00", as_of=MONDAY + day * DAY) for day in range(10)]
    feeds = set()
    lines: Lines = {}
    for day, plan in enumerate(plans):
        lines = after(lines, plan, MONDAY + day * DAY)
        feeds.add(feed(lines))
    assert len(feeds) == 1


def test_a_date_that_slides_every_day_changes_no_byte_either() -> None:
    feeds = set()
    lines: Lines = {}
    for day in range(10):
        verdict = a_verdict(
            "EX-05",
            clears_at="2026-03-12T09:00+08:00",
            judged_at=span(f"2026-03-{10 + day}T09:00+08:00"),
        )
        plan = a_plan(
            a_step("consent", "done", at="2026-03-02"),
            a_step(
                "infusion",
                proposed=f"2026-03-{10 + day}T09:00+08:00",
                opens=f"2026-03-{10 + day}",
                because=(OpensNow(step="infusion", minute=MONDAY + day * DAY),),
                floats=True,
            ),
            verdicts=(verdict,),
        )
        lines = after(lines, plan, MONDAY + day * DAY)
        feeds.add(feed(lines))
    assert len(feeds) == 1


def test_a_moved_infusion_keeps_its_uid_and_counts_one_revision() -> None:
    before = after({}, booked_for("2026-04-15T10:00+08:00"), MONDAY)
    moved = after(before, booked_for("2026-04-16T10:00+08:00"), MONDAY + DAY)
    assert feed(before).count(b"UID:CN01-007.infusion@dayzero") == 1
    assert feed(moved).count(b"UID:CN01-007.infusion@dayzero") == 1
    assert moved["infusion"].sequence == 1
    assert moved["infusion"].revised == MONDAY + DAY
    assert moved["infusion"].created == MONDAY
    assert moved["day_28"] is before["day_28"]


def test_a_computed_visit_that_is_booked_is_the_same_event() -> None:
    before = after({}, booked_for("2026-04-15T10:00+08:00"), MONDAY)
    booked = a_plan(
        a_step("infusion", "booked", at="2026-04-15T10:00+08:00"),
        a_step("day_28", "booked", at="2026-05-13T09:00+08:00"),
    )
    lines = after(before, booked, MONDAY + DAY)
    assert lines["day_28"].sequence == 1
    assert lines["day_28"].entry.status.value == "CONFIRMED"


def test_a_state_that_changes_with_time_is_a_revision() -> None:
    before = after({}, booked_for("2026-03-10T10:00+08:00"), MONDAY)
    late = a_plan(
        a_step("infusion", "overdue", at="2026-03-10T10:00+08:00"),
        a_step("day_28", proposed="2026-05-13T09:00+08:00"),
    )
    lines = after(before, late, MONDAY + 3 * DAY)
    assert lines["infusion"].sequence == 1
    assert b"CN01-007 infusion (D0): overdue" in feed(lines)


def test_another_reason_is_no_revision_of_the_event() -> None:
    before = after({}, booked_for("2026-04-15T10:00+08:00"), MONDAY)
    reasoned = a_plan(
        a_step(
            "infusion",
            "booked",
            at="2026-04-15T10:00+08:00",
            because=(after_a_washout("EX-05", "2026-03-23"),),
        ),
        a_step("day_28", proposed="2026-05-13T09:00+08:00"),
    )
    lines = after(before, reasoned, MONDAY + DAY)
    assert (lines["infusion"].sequence, lines["infusion"].revised) == (0, MONDAY + DAY)


def test_a_withdrawal_leaves_one_notice_the_done_and_the_cancelled() -> None:
    before = after({}, booked_for("2026-04-15T10:00+08:00"), MONDAY)
    withdrawn = a_plan(
        a_step("consent", "done", at="2026-03-02"),
        a_step("infusion", "cancelled"),
        a_step("day_28", "not_applicable"),
        ended=WITHDREW,
    )
    lines = after(before, withdrawn, MONDAY + DAY)
    assert title(lines["infusion"].entry) == "CN01-007 infusion (D0): cancelled"
    assert lines["infusion"].entry.starts == first("2026-04-15T10:00+08:00")
    assert {key: line.entry.status.value for key, line in lines.items()} == {
        "consent": "CONFIRMED",
        "infusion": "CANCELLED",
        "day_28": "CANCELLED",
        "timeline": "CONFIRMED",
    }
    later = after(lines, withdrawn, MONDAY + 200 * DAY)
    assert set(later) == {"consent", "timeline"}  # 30 days past their dates


def test_a_cancelled_booking_that_is_booked_again_goes_on_counting() -> None:
    lines = after({}, booked_for("2026-04-15T10:00+08:00"), MONDAY)
    cancelled = a_plan(a_step("infusion", "cancelled", at="2026-04-15T10:00+08:00"))
    lines = after(lines, cancelled, MONDAY + DAY)
    assert lines["infusion"].sequence == 1
    lines = after(lines, booked_for("2026-04-22T10:00+08:00"), MONDAY + 2 * DAY)
    assert lines["infusion"].sequence == 2
