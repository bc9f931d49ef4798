"""Who may read what: scopes, coordinators, options, ends; and what serving reads of it."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.reasons.calendar.descriptions import DateAlone
from models.records.database.engine import open_engine
from models.records.database.errors import FeedEnded, FeedUnknown, ScopeUnknown, SubjectUnknown
from models.records.database.watching import ChangeWatch
from models.records.feeds.feed_switch import switch_feeds_off, switch_feeds_on
from models.records.feeds.feeds import (
    Scope,
    change_options,
    expire_feed,
    find_feed,
    list_feeds,
    new_feed,
    revoke_feed,
    rotate_feed,
)
from models.records.feeds.subscribed import Subscription, find_subscription
from models.records.passes.passes import publish_pass
from models.records.passes.schedule import save_published
from models.records.people.coordinators import assign_subjects, list_assignments, release_subjects
from models.subscriptions import Alarm, FeedOptions
from tests.reading_feeds import body_behind, subscribed
from tests.refusals import refuses, said
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    SUBJECT,
    a_pass,
    an_entry,
    bring_in,
    chart,
)

LATER = NOW + timedelta(hours=1)
OTHER = "CN02-001"
IN_CHINESE = FeedOptions(language="zh", alarms=(Alarm(step="infusion", minutes=60),))


@pytest.fixture(autouse=True)
def _enrolled(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject=OTHER, site="CN02"))


def behind(engine: Engine, token: str) -> Subscription:
    found = find_subscription(engine, token)
    assert found is not None
    return found


# Scopes


@pytest.mark.parametrize(
    "scope",
    [
        Scope("site", "CN99"),
        Scope("study", "NCT00000000"),
        Scope("coordinator", "nobody"),
        Scope("everything", "*"),
    ],
)
def test_a_scope_that_there_is_not_is_refused(engine: Engine, scope: Scope) -> None:
    with refuses(ScopeUnknown, match=scope.value.replace("*", r"\*")) as caught:
        new_feed(engine, scope, now=NOW, by=BY)
    other = scope.kind == "everything"
    assert ("nobody's calendar is named like this" in said(caught.value)) is other
    assert list_feeds(engine) == []


def test_a_subject_that_has_not_been_published_is_no_member_yet(engine: Engine) -> None:
    token = new_feed(engine, Scope("site", "CN01"), now=NOW, by=BY)
    assert behind(engine, token).members == ()

    publish_pass(engine, a_pass(engine))

    [member] = behind(engine, token).members
    assert (member.subject, member.revision) == (SUBJECT, 1)


def test_what_stands_still_is_told_by_revisions(engine: Engine) -> None:
    token = new_feed(engine, Scope("study", "NCT04684147"), now=NOW, by=BY)
    publish_pass(engine, a_pass(engine))
    before = behind(engine, token)
    publish_pass(engine, a_pass(engine))
    same = behind(engine, token)
    save_published(engine, SUBJECT, [an_entry(sequence=1, state="due")], LATER)
    moved = behind(engine, token)

    assert same == before
    assert (moved.members[0].revision, moved.changed_at) == (2, LATER)


# Coordinators


def test_a_coordinator_has_subjects_from_when_until_when(engine: Engine) -> None:
    assert assign_subjects(engine, "li_na", [SUBJECT, OTHER], now=NOW, by=BY) == [SUBJECT, OTHER]
    assert assign_subjects(engine, "li_na", [SUBJECT], now=LATER, by=BY) == []
    assert assign_subjects(engine, "wang", [SUBJECT], now=NOW, by=BY) == [SUBJECT]
    assert release_subjects(engine, "li_na", [SUBJECT], now=LATER, by=BY) == [SUBJECT]

    assert [(a.coordinator, a.subject) for a in list_assignments(engine)] == [
        ("li_na", OTHER),
        ("wang", SUBJECT),
    ]


def test_nobody_is_assigned_where_one_subject_is_unknown(engine: Engine) -> None:
    with pytest.raises(SubjectUnknown):
        assign_subjects(engine, "li_na", [SUBJECT, "CN01-999"], now=NOW, by=BY)
    assert list_assignments(engine) == []


# Options, ends, rotation


def test_options_are_kept_and_change_without_a_new_link(engine: Engine) -> None:
    token = new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY)
    change_options(engine, 1, lambda _: IN_CHINESE, now=LATER, by=BY)

    right = behind(engine, token).right
    assert (right.options, right.options_changed_at) == (IN_CHINESE, LATER)


def test_the_same_options_again_are_no_change(engine: Engine) -> None:
    new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY, options=IN_CHINESE)
    change_options(engine, 1, lambda options: options, now=LATER, by=BY)

    assert list_feeds(engine)[0].options_changed_at is None


def test_a_rotation_keeps_all_but_the_token(engine: Engine) -> None:
    old = new_feed(
        engine, Scope("site", "CN01"), now=NOW, by=BY, options=IN_CHINESE, expires_at=LATER
    )
    new = find_feed(engine, rotate_feed(engine, 1, now=NOW, by=BY))
    ended = find_feed(engine, old)

    assert ended is not None
    assert new is not None
    assert ended.ended(NOW)
    assert (new.scope, new.options, new.expires_at) == (ended.scope, IN_CHINESE, LATER)
    assert new.secret != ended.secret


def test_what_has_ended_is_not_changed_any_more(engine: Engine) -> None:
    new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY)
    revoke_feed(engine, 1, now=NOW, by=BY)

    with pytest.raises(FeedEnded):
        rotate_feed(engine, 1, now=LATER, by=BY)
    with pytest.raises(FeedEnded):
        expire_feed(engine, 1, None, now=LATER, by=BY)
    with pytest.raises(FeedEnded):
        change_options(engine, 1, lambda _: IN_CHINESE, now=LATER, by=BY)
    with pytest.raises(FeedUnknown):
        rotate_feed(engine, 99, now=LATER, by=BY)


def test_a_link_that_ran_out_can_be_given_another_end(engine: Engine) -> None:
    token = new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY, expires_at=NOW)
    assert behind(engine, token).right.ended(NOW)
    expire_feed(engine, 1, None, now=NOW, by=BY)

    assert not behind(engine, token).right.ended(LATER)


def test_a_study_switches_its_calendars_off_and_on(engine: Engine) -> None:
    publish_pass(engine, a_pass(engine))
    token = new_feed(engine, Scope("site", "CN01"), now=NOW, by=BY)
    switch_feeds_off(engine, "NCT04684147", now=NOW, by=BY, why="an audit")
    assert behind(engine, token).switched_off
    switch_feeds_on(engine, "NCT04684147", now=NOW, by=BY)
    assert not behind(engine, token).switched_off

    with pytest.raises(ScopeUnknown):
        switch_feeds_off(engine, "NCT00000000", now=NOW, by=BY, why="a typing error")


def test_whatever_is_done_to_a_link_is_in_the_audit_without_its_token(engine: Engine) -> None:
    token = new_feed(engine, Scope("site", "CN01"), now=NOW, by=BY)
    change_options(engine, 1, lambda _: IN_CHINESE, now=NOW, by=BY)
    expire_feed(engine, 1, LATER, now=NOW, by=BY)
    other = rotate_feed(engine, 1, now=NOW, by=BY)
    switch_feeds_off(engine, "NCT04684147", now=NOW, by=BY, why="an audit")

    with engine.connect() as connection:
        lines = connection.execute(text("SELECT what, why FROM audit ORDER BY id")).all()
    assert [line.what for line in lines][-5:] == [
        "handed out feed 1",
        "changed the options of feed 1",
        "set the end of feed 1",
        "rotated feed 1 into feed 2",
        "switched the calendars of NCT04684147 off",
    ]
    assert token not in str(lines)
    assert other not in str(lines)


# Bytes that are kept


def kept(engine: Engine) -> list[tuple[str, str]]:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT variant, digest FROM kept_event ORDER BY 1, 2"))
        return [(row.variant, row.digest) for row in rows]


def test_a_process_that_starts_later_writes_no_event_again(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_pass(engine, a_pass(engine, entries=(an_entry("apheresis"), an_entry())))
    token = new_feed(engine, Scope("site", "CN01"), now=NOW, by=BY)
    first = body_behind(engine, token, NOW)
    assert len(kept(engine)) == 2

    monkeypatch.setattr("dayzero.web.feeds.shelf.event_component", None)  # would be called in vain
    again = body_behind(engine, token, LATER)

    assert again is not None
    assert again == first


def test_bytes_of_a_revision_that_is_gone_are_not_kept(engine: Engine) -> None:
    publish_pass(engine, a_pass(engine))
    subscribed(engine, SUBJECT, NOW)
    [before] = kept(engine)
    save_published(engine, SUBJECT, [an_entry(sequence=1, state="due")], LATER)
    assert kept(engine) == []
    subscribed(engine, SUBJECT, LATER)

    [after] = kept(engine)
    assert after != before


def test_a_text_that_changes_within_one_minute_is_read_anew(engine: Engine) -> None:
    publish_pass(engine, a_pass(engine))
    asked = FeedOptions(ceiling="treatment")
    token = new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY, options=asked)
    before = body_behind(engine, token, NOW)
    save_published(engine, SUBJECT, [an_entry(about=(DateAlone(),))], NOW)
    after = body_behind(engine, token, NOW)

    assert before is not None
    assert after is not None
    assert b"Only the date is known." in after.octets
    assert b"Only the date is known." not in before.octets


# Whether anybody wrote


def test_what_others_write_is_noticed_without_a_query(engine: Engine) -> None:
    watch = ChangeWatch(engine)
    first = watch.state()
    publish_pass(engine, a_pass(engine))
    second = watch.state()

    assert second != first
    still = watch.state() == second
    assert still is (engine.dialect.name == "sqlite")  # others are asked each time


def test_a_file_that_is_not_there_is_not_made_and_never_the_same(tmp_path: Path) -> None:
    watch = ChangeWatch(open_engine(f"sqlite:///{tmp_path / 'absent.db'}"))

    assert watch.state() != watch.state()
    assert not (tmp_path / "absent.db").exists()
