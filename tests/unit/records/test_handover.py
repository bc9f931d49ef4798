"""Hand-over notes: who sees them, until when, and that each is written and done once."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from models.records.database.errors import SubjectUnknown
from models.records.store import EVERYTHING, at_sites_alone
from models.records.subjects.facts import record_fact
from models.records.subjects.handover import (
    NewNote,
    NoteLine,
    handover_notes,
    tick_note,
    write_note,
)
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, bring_in, chart

TODAY, TOMORROW = date(2026, 3, 10), date(2026, 3, 11)
CN01, CN02 = at_sites_alone(["CN01"]), at_sites_alone(["CN02"])


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))


def write(engine: Engine, text: str, **changes: Any) -> int:
    usual: dict[str, Any] = {"subject": SUBJECT, "site": "", "day": TOMORROW, "key": text}
    return write_note(engine, NewNote(text=text, **usual | changes), now=NOW, by=BY)


def texts(found: list[NoteLine]) -> list[str]:
    return [note.text for note in found]


def test_open_notes_stand_in_the_order_of_their_days_until_the_day_that_is_asked_for(
    engine: Engine,
) -> None:
    write(engine, "tomorrow")
    write(engine, "today", day=TODAY)

    assert texts(handover_notes(engine, CN01)) == ["today", "tomorrow"]
    assert texts(handover_notes(engine, CN01, until=TODAY)) == ["today"]


def test_a_note_is_seen_at_its_site_alone_and_follows_its_subject(engine: Engine) -> None:
    write(engine, "of the shift", subject="", site="CN01")
    write(engine, "of the subject")
    moved = {
        "kind": "constant",
        "constant": "site",
        "value": "CN02",
        "at": "2026-03-09",
        "reason": "moved",
    }
    record_fact(engine, SUBJECT, moved, now=NOW, by=BY)

    assert texts(handover_notes(engine, CN01)) == ["of the shift"]
    assert texts(handover_notes(engine, CN02)) == ["of the subject"]
    assert len(handover_notes(engine, EVERYTHING)) == 2
    assert texts(handover_notes(engine, EVERYTHING, subject=SUBJECT)) == ["of the subject"]


def test_the_same_form_sent_twice_is_one_note(engine: Engine) -> None:
    assert write(engine, "call the ward") == write(engine, "call the ward")
    assert len(handover_notes(engine, EVERYTHING)) == 1


def test_a_note_is_done_once_and_then_told_only_where_done_ones_are_asked_for(
    engine: Engine,
) -> None:
    number = write(engine, "call the ward")
    tick_note(engine, number, CN01, now=NOW, by="first")
    tick_note(engine, number, CN01, now=NOW + timedelta(hours=1), by="second")

    assert handover_notes(engine, CN01) == []
    assert handover_notes(engine, CN01, done_since=NOW + timedelta(seconds=1)) == []
    [done] = handover_notes(engine, CN01, done_since=NOW)
    assert (done.done_by, done.done_at) == ("first", NOW)


def test_nobody_ticks_a_note_of_another_site(engine: Engine) -> None:
    number = write(engine, "call the ward")

    assert tick_note(engine, number, CN02, now=NOW, by="x") is None
    assert tick_note(engine, number + 1, EVERYTHING, now=NOW, by="x") is None
    assert len(handover_notes(engine, CN01)) == 1


def test_a_note_about_nobody_who_is_enrolled_is_refused(engine: Engine) -> None:
    with pytest.raises(SubjectUnknown):
        write(engine, "x", subject="CN01-999")
