"""Which safety dates moved since a calendar link was last read."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from models.moments import to_minute
from models.records.store import (
    Scope,
    UnseenMove,
    assign_subjects,
    at_sites_alone,
    find_subscription,
    list_feeds,
    new_feed,
    note_fetch,
    revoke_feed,
    save_published,
    unseen_moves,
)
from models.schedule import EntryKind, EntryStatus, PublishedEntry
from models.subscriptions import FeedOptions
from models.timeline.values import StepState
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, an_entry, bring_in, chart

BEFORE = to_minute(datetime(2026, 3, 18, 2, 0, tzinfo=UTC))
AFTER = BEFORE + 24 * 60
SECOND_LATER, A_MINUTE_LATER = NOW + timedelta(seconds=1), NOW + timedelta(minutes=1)
OF_SUBJECT = Scope("subject", SUBJECT)


def a_visit(key: str = "infusion", starts: int = BEFORE, **changes: Any) -> PublishedEntry:
    firm = {"step": key, "status": EntryStatus.CONFIRMED, "state": StepState.BOOKED.value}
    return an_entry(key, starts=starts, ends=starts + 60, **{**firm, **changes})


def a_washout(fact: str, starts: int) -> PublishedEntry:
    kind: dict[str, Any] = {"kind": EntryKind.WASHOUT, "busy": False, "state": ""}
    return a_visit(f"washout.EX-03.2.{fact}", starts, step="infusion", **kind)


def publish(engine: Engine, *entries: PublishedEntry, at: datetime = NOW) -> None:
    revised = [replace(entry, revised=to_minute(at)) for entry in entries]
    save_published(engine, SUBJECT, revised, at)


def fetch(engine: Engine, token: str, at: datetime = NOW) -> None:
    """What the server notes once the answer is out."""
    found = find_subscription(engine, token)
    assert found is not None
    read = found.published_up_to
    note_fetch(engine, found.right.id, now=at, user_agent=None, read_up_to=read)


def unseen(engine: Engine, at: datetime = NOW, **asked: Any) -> list[UnseenMove]:
    moves = unseen_moves(engine, list_feeds(engine), now=at, **asked)
    return [move for some in moves.values() for move in some]


@pytest.fixture
def token(engine: Engine) -> str:
    """Of a link whose reader has the infusion as it was booked first."""
    bring_in(engine, chart(SCREENING))
    publish(engine, a_visit(), a_washout("f2", BEFORE - 60))
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY)
    fetch(engine, token)
    return token


def test_a_reader_who_has_not_fetched_since_the_infusion_moved_has_an_old_copy(
    engine: Engine, token: str
) -> None:
    assert unseen(engine) == []

    publish(engine, a_visit(starts=AFTER), a_washout("f2", BEFORE - 60), at=SECOND_LATER)

    [move] = unseen(engine)
    assert (move.subject, move.step, move.moved) == (SUBJECT, "infusion", to_minute(NOW))
    fetch(engine, token)  # in the same minute
    assert unseen(engine) == []


def test_a_pass_that_ends_after_a_fetch_is_unseen_although_it_is_dated_before(
    engine: Engine, token: str
) -> None:
    fetch(engine, token, at=NOW + timedelta(minutes=9))
    publish(engine, a_visit(starts=AFTER), a_washout("f2", BEFORE - 60), at=NOW)

    assert [move.step for move in unseen(engine)] == ["infusion"]


def test_no_copy_is_old_of_a_link_that_was_never_read_or_was_taken_back(
    engine: Engine, token: str
) -> None:
    never = new_feed(engine, OF_SUBJECT, now=NOW, by=BY)
    publish(engine, a_visit(starts=AFTER), a_washout("f2", BEFORE - 60))
    assert len(unseen(engine)) == 1

    found = find_subscription(engine, token)
    assert found is not None
    revoke_feed(engine, found.right.id, now=NOW, by=BY)
    assert unseen(engine) == []
    assert find_subscription(engine, never) is not None


@pytest.mark.usefixtures("token")
def test_a_corrected_end_of_a_washout_has_moved_and_a_new_one_has_not(engine: Engine) -> None:
    publish(engine, a_visit(), a_washout("f2", BEFORE - 60), a_washout("f3", BEFORE - 30))
    assert unseen(engine) == []

    corrected = a_washout("f9", BEFORE + 60)
    publish(engine, a_visit(), corrected, a_washout("f3", BEFORE - 30), at=A_MINUTE_LATER)
    assert [move.step for move in unseen(engine)] == [None]


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ({"status": EntryStatus.TENTATIVE}, {"status": EntryStatus.TENTATIVE}, False),
        ({"status": EntryStatus.TENTATIVE}, {}, True),
        ({}, {"state": StepState.DONE.value}, False),
        ({"kind": EntryKind.WINDOW}, {"kind": EntryKind.WINDOW}, False),
    ],
    ids=["computed alone", "booked elsewhere", "done", "a window"],
)
def test_a_date_counts_once_it_is_booked_and_until_it_is_done(
    engine: Engine, token: str, before: dict[str, Any], after: dict[str, Any], moved: bool
) -> None:
    publish(engine, a_visit("apheresis", **before))
    fetch(engine, token)
    publish(engine, a_visit("apheresis", AFTER, **after))

    assert [move.step for move in unseen(engine)] == ["apheresis"] * moved


@pytest.mark.usefixtures("token")
def test_every_calendar_that_holds_the_subject_is_old(engine: Engine) -> None:
    assign_subjects(engine, "li_na", [SUBJECT], now=NOW, by=BY)
    scopes = [
        ("site", "CN01"),
        ("site", "CN02"),
        ("study", "NCT04684147"),
        ("coordinator", "li_na"),
    ]
    for kind, value in scopes:
        fetch(engine, new_feed(engine, Scope(kind, value), now=NOW, by=BY))
    busy = FeedOptions(detail="busy")
    fetch(engine, new_feed(engine, OF_SUBJECT, now=NOW, by=BY, options=busy))

    publish(engine, a_visit(), a_washout("f2", BEFORE))
    washout = unseen_moves(engine, list_feeds(engine), now=NOW)
    publish(engine, a_visit(starts=AFTER), a_washout("f2", BEFORE))
    infusion = unseen_moves(engine, list_feeds(engine), now=NOW)

    assert sorted(washout) == [1, 2, 4, 5]  # busy times have no washouts
    assert sorted(infusion) == [1, 2, 4, 5, 6]
    assert unseen(engine, sight=at_sites_alone(["CN02"])) == []
