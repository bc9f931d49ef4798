"""Tokens by which programs act for a person: what they open, and when no more."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from models.errors import InputRefused
from models.records.store import (
    ApiScope,
    ApiTokenUnknown,
    ChangedMeanwhile,
    PersonUnknown,
    Role,
    Sending,
    Wanted,
    add_person,
    api_caller,
    audit_trail,
    disable_person,
    list_api_tokens,
    make_api_token,
    record_fact,
    revoke_api_token,
)
from tests.refusals import refuses, said
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, bring_in, chart

LATER = NOW + timedelta(days=30)


@pytest.fixture
def people(engine: Engine) -> Engine:
    for name, role in (("wang.f", Role.COORDINATOR), ("zhao.m", Role.READER)):
        sites = frozenset({"CN01"})
        kept = "$hash"
        add_person(engine, name, role=role, sites=sites, password_hash=kept, now=NOW, by="admin")
    return engine


def a_token(engine: Engine, person: str = "wang.f", **changes: Any) -> str:
    facts: dict[str, Any] = {"name": "laboratory", "scopes": {ApiScope.READ}, "expires_at": LATER}
    return make_api_token(engine, person, now=NOW, by="admin", **{**facts, **changes})


def opens(engine: Engine, token: str, at: datetime = NOW) -> bool:
    return api_caller(engine, token, now=at) is not None


def test_a_token_is_kept_as_a_hash_and_opens_for_its_person_until_it_ends(people: Engine) -> None:
    token = a_token(people)
    with people.connect() as connection:
        held = str(list(connection.exec_driver_sql("SELECT * FROM api_token")))
    found = api_caller(people, token, now=NOW)

    assert token not in held
    assert found
    assert (found[0].name, found[1].scopes) == ("wang.f", frozenset({ApiScope.READ}))
    assert not opens(people, f"{token}x")
    assert opens(people, token, LATER - timedelta(seconds=1))
    assert not opens(people, token, LATER)


def test_it_opens_nothing_once_it_is_taken_back_or_its_person_is_disabled(people: Engine) -> None:
    first, second = a_token(people), a_token(people)
    revoke_api_token(people, 1, now=NOW, by="admin")
    with refuses(ApiTokenUnknown, "API token 2: there is no such token"):
        revoke_api_token(people, 2, now=NOW, by="zhao.m", of="zhao.m")

    assert (opens(people, first), opens(people, second)) == (False, True)
    disable_person(people, "wang.f", now=NOW, by="admin")
    assert not opens(people, second)
    deeds = [entry.what for entry in audit_trail(people, Wanted(who="admin"))]
    assert deeds[1:3] == [
        "took back API token 1 of wang.f",
        "made API token 2 of wang.f for read",
    ]


def test_its_last_use_is_kept_to_the_minute(people: Engine) -> None:
    token = a_token(people)
    for seconds in (0, 59, 61):
        assert opens(people, token, NOW + timedelta(seconds=seconds))

    assert list_api_tokens(people, "wang.f")[0].last_used_at == NOW + timedelta(seconds=61)


@pytest.mark.parametrize(
    ("person", "changes", "says"),
    [
        ("wang.f", {"name": "for the lab"}, "must have 1 to 60 letters, digits, points"),
        ("wang.f", {"scopes": set()}, "name at least one thing that the token is for"),
        ("zhao.m", {"scopes": {ApiScope.RECORD}}, "give the token read or export alone"),
    ],
)
def test_a_token_is_refused_that_could_not_be_used(
    people: Engine, person: str, changes: dict[str, Any], says: str
) -> None:
    with refuses(InputRefused, says):
        a_token(people, person, **changes)
    with pytest.raises(PersonUnknown):
        a_token(people, "nobody")
    assert list_api_tokens(people) == []


def test_what_a_program_does_is_found_in_the_audit_under_its_person(people: Engine) -> None:
    bring_in(people, chart(SCREENING))
    for by in ("wang.f", "wang.f (API 1)", "wang.fang"):
        record_fact(people, SUBJECT, STENT, now=NOW, by=by)

    found = [entry.who for entry in audit_trail(people, Wanted(who="wang.f"))]
    assert found == ["wang.f (API 1)", "wang.f"]


def test_who_had_seen_another_chart_is_told_and_nothing_is_recorded(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    one, other = (Sending(key=key, again=True, seen=frozenset({1})) for key in ("a", "b"))
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY, sending=one)
    with pytest.raises(ChangedMeanwhile) as caught:
        record_fact(engine, SUBJECT, STENT, now=NOW, by=BY, sending=other)

    assert said(caught.value) == (
        "CN01-007: something was recorded meanwhile, the chart has 2 facts now; look at it and"
        " decide again"
    )
    # who sends the first again had seen the chart without it, and is answered as before
    assert record_fact(engine, SUBJECT, STENT, now=NOW, by=BY, sending=one) == "f2"
