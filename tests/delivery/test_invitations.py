"""Bookings go by mail into the calendars of those who asked for it; a real server takes them."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from random import Random
from threading import Event
from typing import Any, cast

import pytest
import vobject
from icalendar import Calendar, Component
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from calendars.entries.revisions import revise
from calendars.feeds.feed import render_feed
from dayzero.prefect_side.invitations import Invitations
from models.alerting.tellings import DeliveryKind, ToldState
from models.moments import to_minute
from models.reasons.calendar.titles import VisitTitle
from models.records.store import (
    DeliveryLine,
    assign_subjects,
    begin_attempt,
    end_invitations,
    invite,
    list_deliveries,
    published_entries,
    release_subjects,
    revive_dead,
    save_published,
    switch_feeds_off,
    switch_feeds_on,
    waiting_deliveries,
)
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.values import StepState
from tasks.telling.alert_routing import lease, routing, zones
from tasks.telling.delivering import next_batch
from tests.delivery.conftest import NOON, TOLD_ALL, WITHOUT_DIGEST
from tests.delivery.servers import Mailbox, keys_of
from tests.unit.alerting.alerts_to_tell import BASE
from tests.unit.records.recorded import BY, SUBJECT

Deliver = Callable[[datetime], dict[str, int]]
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TEN_DAYS_ON = NOON + 10 * DAY

pytestmark = pytest.mark.usefixtures("ward_mail")


def visit(step: str = "infusion", at: datetime = TEN_DAYS_ON, **changes: Any) -> Entry:
    """A booking of an hour; `state` and the rest say what else it is."""
    state = changes.pop("state", StepState.BOOKED)
    facts: dict[str, Any] = {
        "subject": SUBJECT,
        "key": step,
        "step": step,
        "status": EntryStatus.CONFIRMED,
        "title": VisitTitle(subject=SUBJECT, step=step, time=1, state=state),
        "starts": to_minute(at),
        "ends": to_minute(at) + 60,
        "state": state.value,
    }
    return Entry(**{**facts, **changes})


def planned(step: str = "infusion", at: datetime = TEN_DAYS_ON) -> Entry:
    return visit(
        step,
        at,
        state=StepState.PLANNED,
        kind=EntryKind.PLANNED,
        status=EntryStatus.TENTATIVE,
        busy=False,
    )


def publish(engine: Engine, *entries: Entry, at: datetime = NOON) -> None:
    """A pass that finds these entries, with the revisions that follow from what was published."""
    before = {line.entry.key: line for line in published_entries(engine, SUBJECT)}
    save_published(engine, SUBJECT, revise(before, entries, to_minute(at)), at)


@pytest.fixture
def asked(engine: Engine) -> Engine:
    """The nurse looks after the subject and asked for invitations."""
    assign_subjects(engine, "nurse", [SUBJECT], now=NOON, by=BY)
    invite(engine, "nurse", now=NOON, by=BY)
    return engine


def calendar_of(mail: EmailMessage) -> Calendar:
    [part] = [one for one in mail.walk() if one.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    assert part.get_param("method") == str(calendar["METHOD"])
    return calendar


def said(mail: EmailMessage) -> tuple[str, int, str]:
    """Method, SEQUENCE and status of the one event of a mail."""
    calendar = calendar_of(mail)
    [event] = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(str(event["SEQUENCE"])), str(event["STATUS"])


def in_feed(engine: Engine) -> dict[str, Component]:
    feed = render_feed(SUBJECT, published_entries(engine, SUBJECT), zones()["CN01"])
    return {str(event["UID"]): event for event in Calendar.from_ical(feed).walk("VEVENT")}


def of_invitations(engine: Engine) -> list[DeliveryLine]:
    return [one for one in list_deliveries(engine) if one.kind is DeliveryKind.INVITATION]


def test_a_booking_comes_as_the_event_of_the_feed_and_asks_for_no_answer(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit())

    assert [deliver(NOON), deliver(NOON + MINUTE)] == [{"sent": 1}, {}]

    [mail] = mailbox.mails
    assert str(mail["subject"]) == "Calendar: infusion CN01-007, 20 March 2026 12:00"
    assert (mail["from"], mail["to"]) == (
        "Day Zero <dayzero@example.org>",
        "nurse@ward.example.org",
    )
    assert mail["auto-submitted"] == "auto-generated"
    [event] = calendar_of(mail).walk("VEVENT")
    [(uid, of_feed)] = in_feed(asked).items()
    assert str(event["UID"]) == uid == "CN01-007.infusion@dayzero"
    for name in ("SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "TRANSP"):
        assert event[name].to_ical() == of_feed[name].to_ical()
    assert event["ORGANIZER"] == "mailto:dayzero@example.org"
    body = mail.get_body(("plain",))
    assert body is not None
    for text in (body.get_content(), str(event["DESCRIPTION"])):
        assert "nothing is to be answered, and replies are not read" in text


def test_another_reader_finds_the_same_in_it(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit())
    deliver(NOON)

    [mail] = mailbox.mails
    read = vobject.readOne(calendar_of(mail).to_ical().decode())
    assert read.method.value == "REQUEST"
    assert read.vevent.uid.value == "CN01-007.infusion@dayzero"
    assert read.vevent.sequence.value == "0"
    assert read.vevent.dtstart.value.astimezone(UTC) == TEN_DAYS_ON
    assert read.vevent.attendee.value == "mailto:nurse@ward.example.org"
    assert read.vevent.attendee.params["RSVP"] == ["FALSE"]


def test_moves_and_calling_off_follow_in_order_each_once(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    for day in range(3):
        publish(asked, visit(at=TEN_DAYS_ON + day * DAY), at=NOON + day * MINUTE)
        deliver(NOON + day * MINUTE)
    off = visit(state=StepState.CANCELLED, status=EntryStatus.CANCELLED, busy=False)
    publish(asked, off, at=NOON + 3 * MINUTE)
    deliver(NOON + 3 * MINUTE)
    deliver(NOON + 4 * MINUTE)

    assert list(map(said, mailbox.mails)) == [
        ("REQUEST", 0, "CONFIRMED"),
        ("REQUEST", 1, "CONFIRMED"),
        ("REQUEST", 2, "CONFIRMED"),
        ("CANCEL", 3, "CANCELLED"),
    ]
    assert str(mailbox.mails[1]["subject"]).startswith("Calendar, changed: infusion")
    assert str(mailbox.mails[3]["subject"]).startswith("Calendar, called off: infusion")
    [of_feed] = in_feed(asked).values()
    assert (of_feed["SEQUENCE"], of_feed["STATUS"]) == (3, "CANCELLED")
    assert len(set(keys_of(mailbox.mails))) == 4


def test_bands_planned_dates_and_what_is_over_are_sent_to_nobody(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    band = visit("apheresis", key="apheresis.window", kind=EntryKind.WINDOW)
    past = visit("screening", NOON - DAY, state=StepState.DONE)
    publish(asked, planned(), band, past, visit("lymphodepletion", NOON - 2 * DAY))

    assert deliver(NOON) == {}
    assert mailbox.mails == []


def test_a_booking_that_was_taken_back_leaves_and_may_come_again(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    for minute, entry in enumerate((visit(), planned(), visit())):
        publish(asked, entry, at=NOON + minute * MINUTE)
        deliver(NOON + minute * MINUTE)

    assert [method for method, _, _ in map(said, mailbox.mails)] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [number for _, number, _ in map(said, mailbox.mails)] == [0, 1, 2]


def test_whoever_has_not_asked_or_does_not_look_after_the_subject_gets_none(
    engine: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(engine, visit())
    assign_subjects(engine, "nurse", [SUBJECT], now=NOON, by=BY)
    deliver(NOON)
    release_subjects(engine, "nurse", [SUBJECT], now=NOON, by=BY)
    invite(engine, "nurse", now=NOON, by=BY)
    deliver(NOON + MINUTE)

    assert mailbox.mails == []


def test_while_the_mail_server_is_down_nothing_is_lost_and_what_was_overtaken_is_not_sent(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit(), visit("apheresis"))
    mailbox.answers = ["451 come again"] * 40
    for minute in range(10):
        deliver(NOON + minute * MINUTE)
        publish(asked, visit(at=TEN_DAYS_ON + minute * DAY), at=NOON + minute * MINUTE)
    assert mailbox.mails == []

    mailbox.answers.clear()
    for hour in range(1, 4):
        deliver(NOON + timedelta(hours=hour))

    [mail] = mailbox.mails  # of apheresis, which was called off meanwhile, nobody had heard
    assert said(mail) == ("REQUEST", 9, "CONFIRMED")
    assert {one.state for one in of_invitations(asked)} == {ToldState.SENT, ToldState.WITHDRAWN}


def test_turned_off_nothing_more_is_sent_and_turned_on_again_what_stands_by_then(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit())
    deliver(NOON)
    mailbox.answers = ["451 come again"]
    publish(asked, visit(at=TEN_DAYS_ON + DAY), at=NOON + MINUTE)
    deliver(NOON + MINUTE)
    end_invitations(asked, "nurse", now=NOON, by=BY)
    for hour in range(1, 4):
        deliver(NOON + timedelta(hours=hour))
    assert [said(mail)[1] for mail in mailbox.mails] == [0]

    invite(asked, "nurse", now=NOON, by=BY)
    for hour in range(4, 6):
        deliver(NOON + timedelta(hours=hour))
    assert [said(mail)[1] for mail in mailbox.mails] == [0, 1]


def test_a_study_that_lets_no_calendar_out_sends_no_invitation_either(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    switch_feeds_off(asked, "NCT04684147", now=NOON, by=BY, why="an audit")
    publish(asked, visit())
    deliver(NOON)
    assert mailbox.mails == []

    switch_feeds_on(asked, "NCT04684147", now=NOON, by=BY)
    deliver(NOON + MINUTE)
    assert len(mailbox.mails) == 1


def test_what_was_cancelled_while_it_was_turned_off_is_struck_out_though_it_left_the_feed(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit(), visit("apheresis"))
    deliver(NOON)
    end_invitations(asked, "nurse", now=NOON, by=BY)
    publish(asked, visit("apheresis"), at=NOON + MINUTE)
    publish(asked, visit("apheresis"), at=NOON + 40 * DAY)
    assert [line.entry.key for line in published_entries(asked, SUBJECT)] == ["apheresis"]

    invite(asked, "nurse", now=NOON, by=BY)
    deliver(NOON + 40 * DAY)

    assert said(mailbox.mails[-1]) == ("CANCEL", 1, "CANCELLED")
    assert deliver(NOON + 41 * DAY) == {}


def test_a_mail_that_is_refused_is_seen_and_sent_again_on_request(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    mailbox.answers = ["550 no such user"]
    publish(asked, visit())

    assert deliver(NOON) == {"dead": 1}
    [line] = of_invitations(asked)
    assert (line.subjects, line.state) == ((SUBJECT,), ToldState.DEAD)

    revive_dead(asked, now=NOON, by=BY)
    assert deliver(NOON + MINUTE) == {"sent": 1}
    assert [said(mail) for mail in mailbox.mails] == [("REQUEST", 0, "CONFIRMED")]


@pytest.fixture
def routed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Another routing from now on: a word of the one that these tests have, replaced."""

    def route(old: str, new: str) -> None:
        text = BASE + WITHOUT_DIGEST + TOLD_ALL
        assert old in text
        file = tmp_path / "another.toml"
        file.write_text(text.replace(old, new, 1))
        monkeypatch.setenv("DAYZERO_ROUTING", str(file))

    return route


def test_a_chat_takes_no_invitation_and_the_mailbox_behind_it_does(
    asked: Engine,
    mailbox: Mailbox,
    ward_chat: HTTPServer,
    deliver: Deliver,
    routed: Callable[[str, str], None],
) -> None:
    routed('["ward_mail", "ward_chat"]', '["ward_chat", "ward_mail"]')
    publish(asked, visit())

    assert deliver(NOON) == {"sent": 1}

    assert len(mailbox.mails) == 1
    assert ward_chat.log == []


def test_a_mailbox_that_may_hold_treatments_gets_codes_alone_and_a_test_is_a_test(
    asked: Engine,
    mailbox: Mailbox,
    deliver: Deliver,
    monkeypatch: pytest.MonkeyPatch,
    routed: Callable[[str, str], None],
) -> None:
    routed('"ward_mail"', '"ward_mail"\nceiling = "result"')
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")
    publish(asked, visit("pregnancy_test_infusion"))
    deliver(NOON)

    [mail] = mailbox.mails
    [event] = calendar_of(mail).walk("VEVENT")
    whole = f"{mail['subject']} {mail} {event.to_ical().decode()}"
    assert "pregnancy" not in whole
    assert "妊娠" not in str(mail["subject"]) + str(event["DESCRIPTION"])
    assert str(mail["subject"]).startswith("日历：")
    assert "回复也不会有人查看" in str(event["DESCRIPTION"])
    assert "LOCATION" not in event


def test_the_next_revision_does_not_overtake_the_one_that_is_on_its_way(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit())
    [number] = next_batch(NOON)
    assert begin_attempt(asked, number, routing(), zones(), NOON, lease=lease()) is not None

    publish(asked, visit(at=TEN_DAYS_ON + DAY), at=NOON + MINUTE)
    deliver(NOON + MINUTE)
    assert mailbox.mails == []
    for minute in range(2, 12):
        deliver(NOON + minute * MINUTE)
    assert list(map(said, mailbox.mails)) == [("REQUEST", 1, "CONFIRMED")]


@pytest.mark.journey
def test_a_worker_killed_with_an_invitation_in_its_hands_leaves_one_that_comes_again_as_the_same(
    asked: Engine, mailbox: Mailbox, deliver: Deliver
) -> None:
    publish(asked, visit())
    with subprocess.Popen(
        [sys.executable, "-m", "dayzero", "deliver", "--without-prefect"],
        env={**os.environ, "DAYZERO_NOW": NOON.isoformat()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        mailbox.when_taken = process.kill
        assert process.wait(300) == -signal.SIGKILL
    mailbox.when_taken = None

    assert deliver(NOON + MINUTE) == {}  # it may still be on its way
    assert deliver(NOON + lease()) == {"sent": 1}

    first, again = mailbox.mails
    assert (first["message-id"], said(first)) == (again["message-id"], said(again))
    assert calendar_of(first).to_ical() == calendar_of(again).to_ical()
    [line] = of_invitations(asked)
    assert [attempt.outcome for attempt in line.attempts] == [None, "sent"]


def apply(mails: Iterable[EmailMessage]) -> dict[str, tuple[int, bytes]]:
    """What a calendar holds that follows the mails, as RFC 5546 says; order must be right."""
    held: dict[str, tuple[int, bytes]] = {}
    last: dict[str, int] = {}
    for mail in mails:
        method, sequence, _ = said(mail)
        [event] = calendar_of(mail).walk("VEVENT")
        uid = str(event["UID"])
        assert sequence >= last.get(uid, -1)
        last[uid] = sequence
        held.pop(uid, None)
        if method == "REQUEST":
            held[uid] = (sequence, cast("bytes", event["DTSTART"].to_ical()))
    return held


@pytest.mark.parametrize("seed", range(2))
def test_after_any_life_with_outages_and_broken_attempts_the_calendar_holds_the_bookings(
    asked: Engine, mailbox: Mailbox, deliver: Deliver, seed: int
) -> None:
    drawn, now = Random(seed), NOON  # noqa: S311  a repeatable test
    steps = ("apheresis", "lymphodepletion", "infusion")
    entries = {step: planned(step) for step in steps}
    for _ in range(15):
        now += timedelta(minutes=drawn.choice((1, 1, 7, 30)))
        step, day = drawn.choice(steps), TEN_DAYS_ON + drawn.randrange(60) * DAY
        entries[step] = drawn.choice((visit, visit, planned))(step, day)
        publish(asked, *entries.values(), at=now)
        mailbox.answers = ["451 come again"] * drawn.choice((0, 0, 3))
        if drawn.random() < 0.2:  # a worker that dies with a message in its hands
            for number in next_batch(now)[:1]:
                begin_attempt(asked, number, routing(), zones(), now, lease=lease())
        deliver(now)
    mailbox.answers = []
    for minute in range(0, 60, 5):
        deliver(now + minute * MINUTE)

    assert waiting_deliveries(asked, now + DAY) == []
    assert len(set(keys_of(mailbox.mails))) == len(mailbox.mails)
    standing = {
        uid: (int(str(event["SEQUENCE"])), event["DTSTART"].to_ical())
        for uid, event in in_feed(asked).items()
        if event["STATUS"] == "CONFIRMED"
    }
    assert apply(mailbox.mails) == standing


def test_a_booking_is_mailed_as_soon_as_it_is_published_and_once(
    asked: Engine, mailbox: Mailbox, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_NOW", NOON.isoformat())
    worker = Invitations(asked, Event())
    publish(asked, visit())
    worker.look()
    assert [said(mail) for mail in mailbox.mails] == [("REQUEST", 0, "CONFIRMED")]

    assert worker.look() == 0
    assert deliver(NOON) == {}  # nothing is left for the run of the minute

    mailbox.answers = ["451 come again"]
    publish(asked, visit(at=TEN_DAYS_ON + DAY), at=NOON + MINUTE)
    monkeypatch.setenv("DAYZERO_NOW", (NOON + MINUTE).isoformat())
    worker.look()
    assert len(mailbox.mails) == 1

    assert deliver(NOON + 10 * MINUTE) == {"sent": 1}
    assert said(mailbox.mails[-1]) == ("REQUEST", 1, "CONFIRMED")
