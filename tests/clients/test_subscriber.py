"""A calendar program follows: vdirsyncer fetches a served feed, khal shows what came of it."""

from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from pytest_httpserver import HTTPServer

from models.records.store import Kept, back_up, restore
from tests.clients.hospital import BOOKED, BY, START, Hospital, fetched, read_plainly
from tests.clients.subscriber import Shown, Subscriber
from tests.spec.charts import booked, cancelled, event
from tests.unit.calendars.golden_feeds import FOLDER as GOLDEN

pytestmark = pytest.mark.journey

DAY = timedelta(days=1)
NOTHING = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a hospital//EN\r\nEND:VCALENDAR\r\n"
MOVED = booked("infusion", "2026-04-17T14:30+08:00")
CANCELLED = cancelled("conditioning_start", "2026-04-10")
WITHDRAWN = event("withdrawn", "2026-03-13")


def after_sync(subscriber: Subscriber, link: str) -> dict[str, Shown]:
    """What khal shows after one more fetch, which is what the feed says, event by event."""
    synced = subscriber.sync()
    assert synced.done, synced.said
    shown = subscriber.shows()
    assert shown == read_plainly(fetched(link))
    return shown


def test_a_subscriber_follows_a_moved_a_cancelled_and_a_withdrawn_step(
    hospital: Hospital, subscriber: Subscriber
) -> None:
    subject = hospital.enrol(*BOOKED)
    link = hospital.link(subject)
    infusion, conditioning, notice = (
        f"{subject}.{key}@dayzero" for key in ("infusion", "conditioning_start", "timeline")
    )
    booked_at = "2026-04-15T10:00", f"Infusion D0 ● {subject}", "CONFIRMED"
    assert subscriber.subscribe(link).done
    first = subscriber.shows()
    assert first == read_plainly(fetched(link))
    assert first[infusion] == booked_at
    assert notice not in first

    hospital.record(subject, START + DAY, MOVED)
    moved = after_sync(subscriber, link)
    assert moved[infusion] == ("2026-04-17T14:30", *booked_at[1:])
    assert set(moved) >= set(first)  # moved in place: no other event came for it, none was lost

    hospital.record(subject, START + 2 * DAY, CANCELLED)
    off = after_sync(subscriber, link)[conditioning]
    assert (off.start, off.status) == ("2026-04-10", "CANCELLED")

    hospital.record(subject, START + 3 * DAY, WITHDRAWN)
    closed = after_sync(subscriber, link)
    assert (closed[infusion].start, closed[infusion].status) == ("2026-04-17T14:30", "CANCELLED")
    assert closed[notice] == ("2026-03-13", f"Timeline closed {subject}", "CONFIRMED")


def test_a_subscriber_that_invents_its_own_uids_follows_as_well(
    hospital: Hospital, tmp_path: Path
) -> None:
    subscriber = Subscriber(tmp_path, keeps_uids=False)
    subject = hospital.enrol(*BOOKED)
    link = hospital.link(subject)
    assert subscriber.subscribe(link).done
    for day, fact in enumerate((MOVED, CANCELLED, WITHDRAWN), start=1):
        hospital.record(subject, START + day * DAY, fact)

    assert subscriber.sync().done

    shown = sorted(subscriber.shows().values())
    assert shown == sorted(read_plainly(fetched(link)).values())


def test_a_program_that_refuses_an_emptied_feed_never_meets_one_of_ours(
    hospital: Hospital, subscriber: Subscriber
) -> None:
    """Of a subject who withdrew before anything was done, years later, one line is left."""
    subject = hospital.enrol(booked("consent", "2026-03-20"), booked("screening", "2026-03-23"))
    link = hospital.link(subject)
    assert subscriber.subscribe(link).done
    hospital.record(subject, START + 3 * DAY, WITHDRAWN)
    after_sync(subscriber, link)

    hospital.publish(subject, START + 1000 * DAY)

    assert list(after_sync(subscriber, link)) == [f"{subject}.timeline@dayzero"]


def test_what_a_program_does_with_an_emptied_feed(
    httpserver: HTTPServer, subscriber: Subscriber
) -> None:
    """Why ours must never be empty: the stale visits stay, and the program reports a fault."""
    feed = httpserver.expect_oneshot_request("/feed.ics")
    feed.respond_with_data((GOLDEN / "whole-path.ics").read_bytes())
    assert subscriber.subscribe(httpserver.url_for("/feed.ics")).done
    before = subscriber.shows()

    httpserver.expect_request("/feed.ics").respond_with_data(NOTHING)
    synced = subscriber.sync()

    assert not synced.done
    assert "was completely emptied" in synced.said
    assert subscriber.shows() == before


def test_a_subscriber_follows_records_that_were_restored_from_a_copy(
    hospital: Hospital, subscriber: Subscriber, tmp_path: Path
) -> None:
    """The feed is of a moment at which the subscriber has been already, and says something else."""
    subject = hospital.enrol(*BOOKED)
    link, infusion = hospital.link(subject), f"{subject}.infusion@dayzero"
    assert subscriber.subscribe(link).done
    back_up(hospital.engine, tmp_path / "copy.db")
    hospital.record(subject, START + DAY, MOVED)
    assert after_sync(subscriber, link)[infusion].start == "2026-04-17T14:30"
    lost = httpx.get(link)

    copy, at = tmp_path / "copy.db", START + 2 * DAY
    restore(hospital.engine, copy, keep=Kept(file=tmp_path / "before.db"), now=at, by=BY)

    known = {"If-None-Match": lost.headers["ETag"]}
    assert httpx.get(link, headers=known).status_code == 200
    again = httpx.get(link, headers={"If-Modified-Since": lost.headers["Last-Modified"]})
    assert again.status_code == 200
    assert after_sync(subscriber, link)[infusion].start == "2026-04-15T10:00"
    for uid, (sequence, modified) in revisions(again.text).items():
        assert (sequence, modified) > revisions(lost.text)[uid]


def revisions(text: str) -> dict[str, tuple[int, datetime]]:
    """SEQUENCE and LAST-MODIFIED of every event."""
    return {
        str(event["UID"]): (int(str(event["SEQUENCE"])), event.decoded("LAST-MODIFIED"))
        for event in Calendar.from_ical(text).walk("VEVENT")
    }
