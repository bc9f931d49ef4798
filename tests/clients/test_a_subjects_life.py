"""vdirsyncer and khal live through a subject's life: only what was called off is struck out."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from tests.clients.hospital import Hospital, fetched, read_plainly
from tests.clients.subscriber import Subscriber
from tests.spec.charts import booked, cancelled, done, event

pytestmark = pytest.mark.journey

LIFE = [
    ("2026-03-10T02:00", booked("screening", "2026-03-11T09:30+08:00")),
    ("2026-03-11T02:00", done("screening", "2026-03-11T09:30+08:00")),
    ("2026-03-12T02:00", booked("apheresis", "2026-03-18T09:30+08:00")),
    ("2026-03-18T04:00", done("apheresis", "2026-03-18T09:30+08:00")),
    ("2026-04-09T02:00", done("product_release", "2026-04-09T09:00+08:00")),
    ("2026-04-13T02:00", booked("conditioning_start", "2026-04-22")),
    ("2026-04-13T03:00", booked("infusion", "2026-04-27T10:00+08:00")),
    ("2026-04-22T10:00", done("conditioning_start", "2026-04-22")),
    ("2026-04-24T10:00", done("conditioning_end", "2026-04-24")),
    ("2026-04-27T04:00", done("infusion", "2026-04-27T10:00+08:00")),
    ("2026-05-25T04:00", done("day_28", "2026-05-25T09:00+08:00")),
]


def sequences(text: str) -> dict[str, int]:
    return {
        str(event["UID"]): int(str(event["SEQUENCE"]))
        for event in Calendar.from_ical(text).walk("VEVENT")
    }


def test_progress_strikes_nothing_out_and_no_sequence_ever_falls(
    hospital: Hospital, subscriber: Subscriber
) -> None:
    subject = hospital.enrol(done("consent", "2026-03-09"))
    link = hospital.link(subject)
    assert subscriber.subscribe(link).done
    seen: dict[str, int] = {}

    for at, fact in LIFE:
        hospital.record(subject, datetime.fromisoformat(at).replace(tzinfo=UTC), fact)
        assert subscriber.sync().done
        shown, feed = subscriber.shows(), fetched(link)
        assert shown == read_plainly(feed)
        struck_out = {uid for uid, event in shown.items() if event.status == "CANCELLED"}
        assert struck_out == set(), at
        now = sequences(feed)
        assert {uid for uid in now if now[uid] < seen.get(uid, 0)} == set(), at
        seen |= now


def test_only_the_step_that_was_called_off_is_struck_out_until_the_path_closes(
    hospital: Hospital, subscriber: Subscriber
) -> None:
    subject = hospital.enrol(done("consent", "2026-03-09"))
    link = hospital.link(subject)
    assert subscriber.subscribe(link).done
    for at, fact in LIFE[:3]:
        hospital.record(subject, datetime.fromisoformat(at).replace(tzinfo=UTC), fact)

    hospital.record(
        subject, datetime(2026, 3, 13, tzinfo=UTC), cancelled("apheresis", "2026-03-18")
    )
    assert subscriber.sync().done
    struck_out = {uid for uid, event in subscriber.shows().items() if event.status == "CANCELLED"}
    assert struck_out == {f"{subject}.apheresis@dayzero"}

    hospital.record(subject, datetime(2026, 3, 16, tzinfo=UTC), event("withdrawn", "2026-03-16"))
    assert subscriber.sync().done
    shown = subscriber.shows()
    assert shown[f"{subject}.infusion@dayzero"].status == "CANCELLED"

    hospital.publish(subject, datetime(2026, 4, 17, tzinfo=UTC))
    assert subscriber.sync().done
    left = subscriber.shows()
    assert f"{subject}.timeline@dayzero" in left
    assert {event.status for event in left.values()} == {"CONFIRMED"}
