"""A subject's calendar through its life: what goes on as it should is never struck out."""

from datetime import date
from typing import Any

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.leaving import next_to_leave
from calendars.entries.revisions import revise
from calendars.feeds.feed import render_feed
from calendars.feeds.texts import description_in
from calendars.feeds.variants import Variant
from models.chart import read_chart
from models.disclosure import Disclosure
from models.moments import end_of
from models.plan import plan
from models.reasons.calendar.places import AtSite
from models.schedule import EntryKind, EntryStatus, PublishedEntry
from tests.spec.charts import PROTOCOL, a_chart, booked, cancelled, done, event, missed
from tests.unit.calendars.said_entries import changed
from tests.unit.timeline.plan_builder import SHANGHAI, first

Lines = dict[str, PublishedEntry]
Facts = list[dict[str, Any]]

DAY = 24 * 60
CONSENTED = done("consent", "2026-09-01T09:00+08:00")
SCREENED = done("screening", "2026-09-02T09:30+08:00")
COLLECTED = done("apheresis", "2026-09-10T09:30+08:00")
RELEASED = done("product_release", "2026-10-08T09:30+08:00")


class Subject:
    """One man's records as they grow, and what his subscribers have after each pass."""

    def __init__(self, *facts: dict[str, Any]) -> None:
        self.facts: Facts = list(facts)
        self.lines: Lines = {}

    def passed(self, at: str, *facts: dict[str, Any]) -> Lines:
        """A pass after some more was recorded."""
        self.facts += facts
        self.lines = self._pass(first(at))
        return self.lines

    def _pass(self, now: int) -> Lines:
        chart = read_chart(a_chart(*self.facts), protocol=PROTOCOL, now=now)
        entries = entries_of(plan(chart, PROTOCOL, now), About(AtSite(site="CN01"), PROTOCOL))
        return {line.entry.key: line for line in revise(self.lines, entries, now)}


def cancelled_in(lines: Lines) -> set[str]:
    return {key for key, line in lines.items() if line.entry.status is EntryStatus.CANCELLED}


def planned_in(lines: Lines) -> set[str]:
    return {key for key, line in lines.items() if line.entry.kind is EntryKind.PLANNED}


def told(line: PublishedEntry, ceiling: Disclosure = Disclosure.NOTHING) -> str:
    return description_in(line, Variant(ceiling=ceiling))


def screening_booked() -> Subject:
    subject = Subject(CONSENTED, booked("screening", "2026-09-02T09:30+08:00"))
    subject.passed("2026-09-01T10:00+08:00")
    return subject


# The happy path


def test_screening_that_is_done_takes_no_planned_date_away_and_moves_none() -> None:
    subject = screening_booked()
    before = subject.lines

    after = subject.passed("2026-09-02T10:00+08:00", SCREENED)

    assert cancelled_in(after) == set()
    assert len(planned_in(before)) == 15
    assert planned_in(after) == planned_in(before)
    for key in planned_in(after):
        assert after[key].entry.status is EntryStatus.TENTATIVE
        assert after[key].entry.starts == before[key].entry.starts
        assert after[key].sequence == before[key].sequence


def test_a_date_that_waits_says_from_when_and_for_which_booking() -> None:
    lines = screening_booked().passed("2026-09-02T10:00+08:00", SCREENED)

    waits = "Not before 21 September 2026; waits for the booking of apheresis."
    assert waits in told(lines["infusion"])
    assert waits in told(lines["infusion"], Disclosure.TREATMENT)
    own = "Not before 2 September 2026; waits for the booking of apheresis."
    assert own in told(lines["apheresis"])


def test_the_booking_that_was_waited_for_moves_each_date_once() -> None:
    subject = screening_booked()
    subject.passed("2026-09-02T10:00+08:00", SCREENED)

    lines = subject.passed("2026-09-02T11:00+08:00", booked("apheresis", "2026-09-10T09:30+08:00"))

    assert {lines[key].sequence for key in ("infusion", "day_28", "month_24")} == {1}
    assert "waits for" not in told(lines["infusion"])
    assert cancelled_in(lines) == set()


def test_nothing_is_struck_out_from_consent_to_the_end_of_contraception() -> None:
    subject = screening_booked()
    life = [
        ("2026-09-02T10:00+08:00", SCREENED),
        ("2026-09-02T11:00+08:00", booked("apheresis", "2026-09-10T09:30+08:00")),
        ("2026-09-10T12:00+08:00", COLLECTED),
        ("2026-10-08T11:00+08:00", RELEASED),
        ("2026-10-09T11:00+08:00", booked("conditioning_start", "2026-10-14")),
        ("2026-10-14T18:00+08:00", done("conditioning_start", "2026-10-14")),
        ("2026-10-16T18:00+08:00", done("conditioning_end", "2026-10-16")),
        ("2026-10-16T19:00+08:00", booked("infusion", "2026-10-19T10:00+08:00")),
        ("2026-10-19T12:00+08:00", done("infusion", "2026-10-19T10:00+08:00")),
        ("2026-11-16T12:00+08:00", done("day_28", "2026-11-16T10:00+08:00")),
    ]
    for at, fact in life:
        before = subject.lines
        lines = subject.passed(at, fact)
        assert cancelled_in(lines) == set(), at
        assert all(lines[k].sequence >= before[k].sequence for k in lines.keys() & before.keys())
        gone = {key for key in before.keys() - lines.keys() if not key.endswith(".window")}
        assert gone <= {"timeline"}, at


def test_a_release_leaves_the_visits_waiting_for_lymphodepletion() -> None:
    subject = screening_booked()
    for at, fact in (
        ("2026-09-02T10:00+08:00", SCREENED),
        ("2026-09-10T12:00+08:00", COLLECTED),
    ):
        subject.passed(at, fact)

    lines = subject.passed("2026-10-08T11:00+08:00", RELEASED)

    assert cancelled_in(lines) == set()
    waits = "waits for the booking of lymphodepletion start."
    assert waits in told(lines["infusion"])
    assert waits in told(lines["month_24"])


# A date that nobody booked leaves without a word


def test_a_planned_date_that_waits_leaves_once_its_day_is_over() -> None:
    subject = screening_booked()
    lines = subject.passed("2026-09-02T10:00+08:00", SCREENED)
    of_the_day = end_of(date(2026, 9, 2), SHANGHAI)

    assert next_to_leave(list(lines.values()), first("2026-09-02T10:00+08:00")) == of_the_day + 1
    assert "apheresis" in subject.passed("2026-09-02T23:59+08:00")
    later = subject.passed("2026-09-03T00:00+08:00")
    assert "apheresis" not in later
    assert "infusion" in later


def test_days_that_only_go_by_change_no_byte_of_what_waits() -> None:
    subject = screening_booked()
    subject.passed("2026-09-02T10:00+08:00", SCREENED)
    feeds = {
        render_feed("CN01-007", subject.passed(f"2026-09-{day:02}T08:00+08:00").values(), SHANGHAI)
        for day in range(3, 15)
    }
    assert len(feeds) == 1


def test_a_new_subject_has_no_line_for_dates_that_wait() -> None:
    lines = Subject(CONSENTED, SCREENED).passed("2026-09-02T10:00+08:00")

    assert planned_in(lines) == set()


# What somebody had booked


def test_a_booking_that_is_taken_back_stays_as_planned_and_says_so() -> None:
    subject = Subject(CONSENTED, SCREENED)
    own = {**booked("apheresis", "2026-09-10T09:30+08:00"), "id": "b1"}
    subject.passed("2026-09-03T10:00+08:00", own)

    taken_back = {
        "kind": "retraction",
        "corrects": "b1",
        "reason": "typed for another subject",
        "at": "2026-09-04T09:00+08:00",
    }
    line = subject.passed("2026-09-04T10:00+08:00", taken_back)["apheresis"]

    assert (line.entry.status, line.sequence) == (EntryStatus.TENTATIVE, 1)
    assert line.entry.starts == first("2026-09-10T09:30+08:00")
    assert not line.entry.busy
    assert "waits for the booking of apheresis." in told(line)
    assert changed(line).startswith("was booked, now planned")
    assert "apheresis" in subject.passed("2026-09-20T10:00+08:00")  # its day is over, not the 30
    assert "apheresis" not in subject.passed("2026-10-05T10:00+08:00")


def test_a_step_that_somebody_cancels_is_cancelled_and_what_hangs_on_it_waits() -> None:
    subject = Subject(CONSENTED, SCREENED, booked("apheresis", "2026-09-10T09:30+08:00"))
    subject.passed("2026-09-03T10:00+08:00")

    lines = subject.passed("2026-09-04T10:00+08:00", cancelled("apheresis", "2026-09-10"))

    assert cancelled_in(lines) == {"apheresis"}
    assert "Waits for the booking of apheresis." in told(lines["infusion"])
    assert "apheresis" in subject.passed("2026-10-04T10:00+08:00")
    assert "apheresis" not in subject.passed("2026-10-05T10:00+08:00")  # 30 days after it was said


def test_a_product_that_failed_is_said_as_that_and_the_path_waits_for_a_new_collection() -> None:
    subject = Subject(CONSENTED, SCREENED, COLLECTED)
    subject.passed("2026-09-11T10:00+08:00")

    failed = missed("product_release", "2026-09-20")
    lines = subject.passed("2026-09-20T10:00+08:00", failed)

    assert cancelled_in(lines) == {"product_release"}
    assert "it is recorded that it did not take place, or failed" in told(lines["product_release"])
    assert "waits for the booking of second apheresis." in told(lines["infusion"])


def test_a_withdrawal_cancels_what_was_to_come_and_it_leaves_after_thirty_days() -> None:
    subject = screening_booked()
    subject.passed("2026-09-02T10:00+08:00", SCREENED)

    lines = subject.passed("2026-09-05T10:00+08:00", event("withdrawn", "2026-09-05"))

    assert {"infusion", "day_28", "month_24"} <= cancelled_in(lines)
    assert "the timeline is closed" in told(lines["infusion"])
    assert cancelled_in(subject.passed("2026-10-05T10:00+08:00")) == cancelled_in(lines)
    assert set(subject.passed("2026-10-06T10:00+08:00")) == {
        "consent",
        "screening",
        "study_entry",
        "timeline",
    }
