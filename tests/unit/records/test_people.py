"""People, their sessions and what was last published, on each database."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models.moments import to_minute
from models.records.store import (
    PersonKnown,
    PersonUnknown,
    Role,
    add_person,
    all_subjects,
    at_sites_alone,
    begin_half,
    disable_person,
    enable_person,
    end_session,
    half_of,
    last_revisions,
    list_people,
    password_hash_of,
    publish_pass,
    signed_in,
    start_session,
)
from models.records.tables import Person, WebSession
from tests.unit.records.recorded import NOW, SUBJECT, a_pass, an_entry, bring_in, chart


def a_person(engine: Engine, name: str = "wang.f", **facts: object) -> None:
    defaults = {"role": Role.COORDINATOR, "sites": frozenset({"CN01"}), "password_hash": "$hash"}
    add_person(engine, name, now=NOW, by="admin", **{**defaults, **facts})  # type: ignore[arg-type]  # facts of one person


def test_a_person_sees_the_sites_that_were_named_or_all_of_them(engine: Engine) -> None:
    a_person(engine)
    a_person(engine, "monitor", role=Role.READER, sites=None)
    monitor, wang = list_people(engine)

    assert (wang.may_see("CN01"), wang.may_see("CN02"), wang.may_write) == (True, False, True)
    assert (monitor.may_see("CN02"), monitor.may_write) == (True, False)


def test_a_name_is_one_persons(engine: Engine) -> None:
    a_person(engine)
    with pytest.raises(PersonKnown):
        a_person(engine)
    with pytest.raises(PersonUnknown):
        disable_person(engine, "nobody", now=NOW, by="admin")


def test_the_database_itself_refuses_a_person_without_a_site(engine: Engine) -> None:
    lost = Person(
        name="lost",
        role="reader",
        sites="[]",
        password_hash="$hash",  # noqa: S106  of no password
        added_at=NOW,
        added_by="admin",
    )
    with Session(engine) as session:
        session.add(lost)
        with pytest.raises(IntegrityError):
            session.commit()


def test_a_session_is_known_by_its_token_alone_until_it_is_ended(engine: Engine) -> None:
    a_person(engine)
    token = start_session(engine, "wang.f", now=NOW)
    other = start_session(engine, "wang.f", now=NOW)
    with Session(engine) as session:
        kept = [row.token_hash for row in session.exec(select(WebSession))]

    assert token not in kept
    assert signed_in(engine, "another", now=NOW) is None
    assert signed_in(engine, token, now=NOW) == list_people(engine)[0]
    end_session(engine, token, now=NOW)
    assert signed_in(engine, token, now=NOW) is None
    assert signed_in(engine, other, now=NOW) is not None


def test_who_is_disabled_has_no_password_and_no_session(engine: Engine) -> None:
    a_person(engine)
    token = start_session(engine, "wang.f", now=NOW)

    assert disable_person(engine, "wang.f", now=NOW, by="admin") == 1
    assert password_hash_of(engine, "wang.f") is None
    assert signed_in(engine, token, now=NOW) is None


def test_who_is_disabled_between_password_and_code_must_begin_anew(engine: Engine) -> None:
    a_person(engine)
    half = begin_half(engine, "wang.f", now=NOW)
    disable_person(engine, "wang.f", now=NOW, by="admin")
    enable_person(engine, "wang.f", now=NOW, by="admin")

    assert half_of(engine, half, now=NOW) is None


def test_sessions_of_long_ago_are_forgotten(engine: Engine) -> None:
    a_person(engine)
    start_session(engine, "wang.f", now=NOW)
    start_session(engine, "wang.f", now=NOW + timedelta(days=60))
    with Session(engine) as session:
        assert len(session.exec(select(WebSession)).all()) == 1


def test_subjects_are_read_of_the_sites_that_are_asked_for(engine: Engine) -> None:
    bring_in(engine, chart(), chart(subject="CN02-001", site="CN02"))

    assert [line.subject for line in all_subjects(engine, at_sites_alone(["CN02"]))] == ["CN02-001"]
    assert [line.subject for line in all_subjects(engine, at_sites_alone([]))] == []
    assert len(list(all_subjects(engine))) == 2


def test_the_last_revisions_come_newest_first_with_what_was_before(engine: Engine) -> None:
    bring_in(engine, chart())
    publish_pass(engine, a_pass(engine))
    moved = an_entry(sequence=1, starts=to_minute(NOW) + 60, ends=to_minute(NOW) + 120)
    publish_pass(engine, a_pass(engine, entries=(moved,)))
    publish_pass(engine, a_pass(engine, entries=()))
    gone, move, first = last_revisions(engine, SUBJECT, 10)

    assert (first.before, move.before) == (None, first.after)
    assert move.before
    assert move.after
    assert move.after["starts"] - move.before["starts"] == 60
    assert (gone.before, gone.after) == (move.after, None)
    assert len(last_revisions(engine, SUBJECT, 1)) == 1
