"""Rights to read a calendar: handed out, found, taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from models.records.database.engine import reading
from models.records.database.errors import FeedUnknown, SubjectUnknown
from models.records.feeds.feeds import (
    Scope,
    find_feed,
    list_feeds,
    new_feed,
    note_fetch,
    revoke_feed,
)
from models.records.tables import AuditLine, Feed
from models.subscriptions import FeedOptions
from tests.refusals import refuses
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, bring_in, chart

IN_CHINESE = FeedOptions(language="zh")
OF_SUBJECT = Scope("subject", SUBJECT)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))


def test_a_token_finds_its_feed(engine: Engine) -> None:
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY, options=IN_CHINESE)

    feed = find_feed(engine, token)

    assert feed is not None
    assert (feed.scope, feed.options, feed.created_by) == (OF_SUBJECT, IN_CHINESE, BY)
    assert not feed.ended(LATER)


def test_a_token_is_never_stored_in_clear(engine: Engine) -> None:
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY)

    with reading(engine) as session:
        kept = [session.exec(select(Feed)).all(), session.exec(select(AuditLine)).all()]
        assert token not in repr(kept)


def test_tokens_are_long_and_differ(engine: Engine) -> None:
    tokens = {new_feed(engine, OF_SUBJECT, now=NOW, by=BY) for _ in range(5)}

    assert len(tokens) == 5
    assert min(map(len, tokens)) >= 43  # 256 bits in base64


@pytest.mark.parametrize("token", ["", "x", "\udcff", "\x00", "a" * 10_000])
def test_a_token_that_was_never_handed_out_finds_nothing(engine: Engine, token: str) -> None:
    new_feed(engine, OF_SUBJECT, now=NOW, by=BY)

    assert find_feed(engine, token) is None


def test_a_right_that_was_taken_back_is_known_as_such(engine: Engine) -> None:
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY)
    feed = find_feed(engine, token)
    assert feed is not None

    revoke_feed(engine, feed.id, now=NOW, by=BY)
    revoke_feed(engine, feed.id, now=LATER, by=BY)  # once more changes nothing

    revoked = find_feed(engine, token)
    assert revoked is not None
    assert (revoked.revoked_at, revoked.ended(NOW)) == (NOW, True)


def test_a_right_runs_out_at_its_moment(engine: Engine) -> None:
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY, expires_at=LATER)
    feed = find_feed(engine, token)

    assert feed is not None
    assert not feed.ended(LATER - timedelta(seconds=1))
    assert feed.ended(LATER)


def test_the_last_fetch_and_its_program_are_remembered(engine: Engine) -> None:
    token = new_feed(engine, OF_SUBJECT, now=NOW, by=BY)
    feed = find_feed(engine, token)
    assert feed is not None

    note_fetch(
        engine,
        feed.id,
        now=LATER,
        user_agent="Thunderbird\x00\x1b[31m/128 " + "x" * 999,
        read_up_to=0,
    )

    fetched = find_feed(engine, token)
    assert fetched is not None
    assert fetched.last_fetched_at == LATER
    assert fetched.last_user_agent is not None
    assert fetched.last_user_agent.startswith("Thunderbird[31m/128")
    assert len(fetched.last_user_agent) == 200


def test_feeds_are_listed_by_calendar(engine: Engine) -> None:
    new_feed(engine, OF_SUBJECT, now=NOW, by=BY)
    new_feed(engine, Scope("site", "CN01"), now=NOW, by=BY)

    assert [feed.scope.kind for feed in list_feeds(engine)] == ["subject", "site"]
    assert [feed.scope for feed in list_feeds(engine, OF_SUBJECT)] == [OF_SUBJECT]


def test_handing_out_and_taking_back_are_in_the_audit(engine: Engine) -> None:
    new_feed(engine, OF_SUBJECT, now=NOW, by="doctor")
    [feed] = list_feeds(engine)
    revoke_feed(engine, feed.id, now=LATER, by="nurse")

    with reading(engine) as session:
        lines = [(line.who, line.what) for line in session.exec(select(AuditLine))]
    assert lines[-2:] == [
        ("doctor", f"handed out feed {feed.id}"),
        ("nurse", f"revoked feed {feed.id}"),
    ]


def test_no_feed_is_made_for_a_subject_whom_nobody_enrolled(engine: Engine) -> None:
    with pytest.raises(SubjectUnknown):
        new_feed(engine, Scope("subject", "CN01-999"), now=NOW, by=BY)
    assert list_feeds(engine) == []


def test_a_feed_that_there_is_not_cannot_be_taken_back(engine: Engine) -> None:
    with refuses(FeedUnknown, match="feed 99: there is no such feed"):
        revoke_feed(engine, 99, now=NOW, by=BY)
