"""A pass publishes whole or not at all, and only what it saw as it still is."""

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, text
from sqlmodel import col, select

from models.moments import to_minute
from models.reasons.calendar.changes import (
    BandState,
    BoundByRules,
    EntryMoved,
    EntryRevised,
    OnDays,
    OnMinute,
    StateChanged,
)
from models.reasons.calendar.descriptions import ClearFrom, DateAlone, NotBeforeWhy
from models.reasons.calendar.places import AtSite
from models.reasons.calendar.rules import CitedRule
from models.reasons.kept import AsSaidBefore
from models.records.alerts.alerts import open_alerts
from models.records.database.engine import open_engine, reading
from models.records.database.errors import SubjectUnknown
from models.records.passes.passes import (
    PassOutcome,
    finish_pass,
    mark_for_pass,
    publish_pass,
    subjects_due,
)
from models.records.passes.schedule import ForeignEntry, published_entries, save_published
from models.records.subjects.charts import read_for_pass
from models.records.subjects.facts import record_fact
from models.records.tables import PassRecord, PublishedCalendar, PublishedRevision
from models.schedule import EntryStatus, PublishedEntry
from models.timeline.values import StepState
from tests.reading_feeds import subscribed
from tests.unit.calendars.said_entries import after_a_washout
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    a_pass,
    an_alert,
    an_entry,
    bring_in,
    chart,
)

TOMORROW = NOW + timedelta(days=1)
LATER = NOW + timedelta(minutes=5)


def written(engine: Engine) -> list[list[tuple[object, ...]]]:
    """All rows that a pass may write, apart from the log of passes itself."""
    tables = ("published_entry", "published_revision", "published_calendar", "alert")
    with engine.connect() as connection:
        return [
            [tuple(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))]  # noqa: S608  table names of ours
            for table in tables
        ]


def test_a_pass_publishes_schedule_feed_and_alerts_together(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    outcome = publish_pass(engine, a_pass(engine))

    assert outcome == PassOutcome(stale=False, entries_changed=1, opened=(an_alert(),), closed=())
    assert published_entries(engine, SUBJECT) == (an_entry(),)
    body = subscribed(engine, SUBJECT, NOW)
    assert body is not None
    assert b"UID:CN01-007.infusion@dayzero" in body.octets
    assert body.last_modified == NOW
    assert [standing.alert for standing in open_alerts(engine)] == [an_alert()]


def test_a_pass_sets_when_the_next_one_is_due(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    publish_pass(engine, a_pass(engine, next_change_at=to_minute(TOMORROW)))

    assert subjects_due(engine, TOMORROW - timedelta(minutes=1)) == []
    assert subjects_due(engine, TOMORROW) == [SUBJECT]


def test_a_plan_that_never_changes_by_itself_is_never_due_again(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    publish_pass(engine, a_pass(engine, next_change_at=None))

    assert subjects_due(engine, NOW + timedelta(days=9999)) == []


def test_a_second_pass_with_nothing_new_changes_no_row(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine))
    before = written(engine)

    outcome = publish_pass(engine, a_pass(engine, finished_at=LATER))

    assert outcome == PassOutcome(stale=False)
    assert written(engine) == before


def test_a_plan_made_before_a_fact_was_recorded_is_stale(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    late = a_pass(engine)
    record_fact(engine, SUBJECT, STENT, now=LATER, by=BY)
    before = written(engine)

    assert publish_pass(engine, late) == PassOutcome(stale=True)
    assert written(engine) == before
    assert subjects_due(engine, NOW) == [SUBJECT]


def test_a_plan_made_before_another_pass_published_is_stale(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    slow = a_pass(engine)
    publish_pass(engine, a_pass(engine, entries=(an_entry(sequence=1),)))

    assert publish_pass(engine, slow) == PassOutcome(stale=True, outrun=True)
    assert published_entries(engine, SUBJECT) == (an_entry(sequence=1),)


def test_a_wake_up_that_comes_while_a_pass_runs_is_not_lost(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    running = a_pass(engine, next_change_at=to_minute(TOMORROW))
    mark_for_pass(engine, SUBJECT, LATER)

    outcome = publish_pass(engine, running)

    assert not outcome.stale
    assert subjects_due(engine, LATER) == [SUBJECT]


def test_a_pass_without_anything_to_publish_sets_the_next_one(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    seen = read_for_pass(engine, SUBJECT).seen

    assert finish_pass(engine, seen, to_minute(TOMORROW))
    assert subjects_due(engine, NOW) == []

    mark_for_pass(engine, SUBJECT, NOW)
    assert not finish_pass(engine, seen, to_minute(TOMORROW))
    assert subjects_due(engine, NOW) == [SUBJECT]


def test_ten_wake_ups_are_answered_by_one_pass(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    for _ in range(10):
        mark_for_pass(engine, SUBJECT, NOW)

    publish_pass(engine, a_pass(engine, next_change_at=None))

    assert subjects_due(engine, LATER) == []


def test_the_longest_due_come_first_and_no_more_than_asked_for(engine: Engine) -> None:
    names = ["CN01-003", "CN01-001", "CN01-002"]
    bring_in(engine, *(chart(SCREENING, subject=name) for name in names))
    for minutes, name in enumerate(names):
        due = to_minute(NOW) - 60 + minutes
        publish_pass(engine, a_pass(engine, name, entries=(), next_change_at=due))

    assert subjects_due(engine, NOW) == names
    assert subjects_due(engine, NOW, limit=2) == names[:2]


def test_who_is_due_is_found_by_index(sqlite_url: str) -> None:
    with open_engine(sqlite_url).connect() as connection:
        query = "EXPLAIN QUERY PLAN SELECT number FROM subject WHERE pass_due_at <= 'x'"
        steps = [row[3] for row in connection.execute(text(query))]
    assert steps == ["SEARCH subject USING INDEX ix_subject_pass_due_at (pass_due_at<?)"]


def test_each_pass_is_logged_with_what_it_changed(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine))
    publish_pass(engine, a_pass(engine, alerts=(), finished_at=LATER))

    with reading(engine) as session:
        log = session.exec(select(PassRecord)).all()
    counts = [(one.entries_changed, one.alerts_opened, one.alerts_closed) for one in log]
    assert counts == [(1, 1, 0), (0, 0, 1)]
    assert (log[0].as_of, log[0].protocol_hash) == (to_minute(NOW), "sha256:0")


def test_only_entries_that_differ_get_a_line_of_history(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    both = (an_entry("apheresis"), an_entry("infusion"))
    moved = (an_entry("apheresis"), an_entry("infusion", sequence=1, ends=to_minute(LATER)))
    publish_pass(engine, a_pass(engine, entries=both))
    publish_pass(engine, a_pass(engine, entries=moved))
    publish_pass(engine, a_pass(engine, entries=moved[1:], finished_at=LATER))

    with reading(engine) as session:
        history = session.exec(select(PublishedRevision).order_by(col(PublishedRevision.id))).all()
    changes = [(line.key, line.sequence, line.changed) for line in history]
    assert changes[2:] == [
        ("infusion", 1, '["ends", "sequence"]'),
        ("apheresis", 0, '["removed"]'),
    ]
    assert [line.key for line in history[:2]] == ["apheresis", "infusion"]
    assert published_entries(engine, SUBJECT) == moved[1:]


def test_entries_come_back_as_they_were_published(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    all_day = an_entry(
        "washout",
        starts=None,
        ends=None,
        first_day=NOW.date(),
        last_day=TOMORROW.date(),
        status=EntryStatus.CANCELLED,
        title=AsSaidBefore(texts={"zh": "洗脱期，至 3 月 23 日"}),
        about=(
            ClearFrom(rule=CitedRule(rule="EX-05"), minute=to_minute(LATER)),
            NotBeforeWhy(because=after_a_washout("EX-05", "2026-03-23T09:01+08:00")),
        ),
        place=AtSite(site="病房 [3]"),
        busy=False,
        state="planned",
    )

    moved = EntryMoved(
        was=OnMinute(minute=to_minute(NOW), zone="Asia/Shanghai"),
        now=OnDays(first=NOW.date(), last=TOMORROW.date()),
    )
    state = StateChanged(was=BandState.OF_A_BOOKING, now=StepState.CANCELLED)
    why = BoundByRules(rules=("EX-05",))
    revised = replace(all_day, changed=EntryRevised(changes=(moved, state), because=why))

    save_published(engine, SUBJECT, [revised], NOW)

    assert published_entries(engine, SUBJECT) == (revised,)


def test_a_calendar_keeps_its_revision_and_moment_while_its_entries_stay(engine: Engine) -> None:
    def published(entry: PublishedEntry, moment: datetime) -> tuple[int, datetime]:
        save_published(engine, SUBJECT, [entry], moment)
        with reading(engine) as session:
            row = session.get_one(PublishedCalendar, SUBJECT)
            return row.revision, row.changed_at

    bring_in(engine, chart(SCREENING))

    assert published(an_entry(), NOW) == (1, NOW)
    assert published(an_entry(), LATER) == (1, NOW)
    assert published(an_entry(about=(DateAlone(),)), LATER) == (2, LATER)


def test_an_entry_that_left_and_comes_back_goes_on_counting(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    for entries in ([an_entry(sequence=4), an_entry("day_28")], [an_entry("day_28")]):
        save_published(engine, SUBJECT, entries, NOW)

    save_published(engine, SUBJECT, [an_entry(), an_entry("day_28")], LATER)

    back = {line.entry.key: line.sequence for line in published_entries(engine, SUBJECT)}
    assert back == {"day_28": 0, "infusion": 5}


def test_an_entry_of_one_subject_never_gets_into_the_calendar_of_another(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN01-008"))

    with pytest.raises(ForeignEntry) as caught:
        publish_pass(engine, a_pass(engine, "CN01-008", entries=(an_entry(),)))
    assert (caught.value.subject, caught.value.other) == ("CN01-008", "CN01-007")
    assert published_entries(engine, SUBJECT) == published_entries(engine, "CN01-008") == ()
    assert open_alerts(engine) == []


def test_a_subject_without_a_pass_has_no_feed_yet(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    assert subscribed(engine, SUBJECT, NOW) is None
    assert published_entries(engine, SUBJECT) == ()


def test_of_passes_published_at_the_same_moment_one_counts(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    racing = [a_pass(engine) for _ in range(4)]
    start, outcomes = Barrier(len(racing)), []

    def publish(number: int) -> None:
        start.wait()
        outcomes.append(publish_pass(engine, racing[number]))

    threads = [Thread(target=publish, args=(number,)) for number in range(len(racing))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcome.stale for outcome in outcomes) == [False, True, True, True]
    assert [row[3] for row in written(engine)[1]] == [0]  # one revision, sequence 0
    assert len(open_alerts(engine)) == 1


def test_nothing_is_published_for_a_subject_whom_nobody_enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    result = a_pass(engine)
    stranger = type(result.seen)("CN01-999", 1, 1, 0)

    with pytest.raises(SubjectUnknown):
        finish_pass(engine, stranger, None)
    with pytest.raises(SubjectUnknown):
        mark_for_pass(engine, "CN01-999", NOW)
    with pytest.raises(SubjectUnknown):
        published_entries(engine, "CN01-999")
