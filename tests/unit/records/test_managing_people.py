"""Who manages people gives no more than they hold, and somebody always manages."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine

from models.errors import InputRefused
from models.records.store import (
    PersonUnknown,
    Rights,
    Role,
    add_person,
    change_person,
    disable_person,
    drop_second_factor,
    enable_person,
    end_all_sessions,
    find_person,
    password_hash_of,
    person_history,
    set_password,
    signed_in,
    start_session,
    verify,
)
from tests.unit.records.recorded import NOW
from wording.pages.audit import say_deed
from wording.refusals import say_refusal

HERE, THERE = frozenset({"CN01"}), frozenset({"CN02"})
BOTH = HERE | THERE


@pytest.fixture
def people(engine: Engine) -> Engine:
    known: dict[str, tuple[Role, frozenset[str] | None, bool]] = {
        "head": (Role.COORDINATOR, HERE, True),
        "nurse": (Role.COORDINATOR, HERE, False),
        "monitor": (Role.READER, HERE, False),
        "travels": (Role.COORDINATOR, BOTH, False),
        "chief": (Role.COORDINATOR, None, True),
    }
    for name, (role, sites, manages) in known.items():
        kept, by = "$hash", "admin"
        add_person(
            engine,
            name,
            role=role,
            sites=sites,
            manages_people=manages,
            password_hash=kept,
            now=NOW,
            by=by,
        )
    return engine


def rights(sites: frozenset[str] | None = HERE, **more: Any) -> Rights:
    return Rights(**{"role": Role.COORDINATOR, "sites": sites, **more})


def as_head(engine: Engine, deed: Callable[..., Any], name: str, *facts: Any, **more: Any) -> Any:
    return deed(engine, name, *facts, now=NOW, by="head", manager="head", **more)


def test_oneself_and_whoever_sees_another_site_are_as_unknown_as_nobody(people: Engine) -> None:
    deeds: tuple[tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]], ...] = (
        (change_person, (rights(),), {}),
        (disable_person, (), {}),
        (enable_person, (), {}),
        (end_all_sessions, (), {}),
        (drop_second_factor, (), {}),
        (set_password, (), {"password_hash": "$mine"}),
    )
    for name in ("head", "travels", "chief", "nobody"):
        for deed, facts, more in deeds:
            with pytest.raises(PersonUnknown):
                as_head(people, deed, name, *facts, **more)
    assert person_history(people, "travels", 50)[1:] == []


def test_nobody_gives_a_site_that_is_not_theirs(people: Engine) -> None:
    for sites in (THERE, BOTH, None):
        with pytest.raises(InputRefused) as refused:
            as_head(people, change_person, "nurse", rights(sites))
        assert "names a site that is not yours" in say_refusal(refused.value, "en")
        with pytest.raises(InputRefused):
            as_head(people, add_person, "new", role=Role.READER, sites=sites, password_hash="$h")  # noqa: S106  of no password
    assert find_person(people, "nurse").sites == HERE


def test_a_right_that_was_taken_away_is_of_no_use_a_moment_later(people: Engine) -> None:
    change_person(people, "head", rights(), now=NOW, by="chief", manager="chief")

    with pytest.raises(PersonUnknown):
        as_head(people, disable_person, "nurse")
    assert password_hash_of(people, "nurse") == "$hash"


def test_another_role_holds_at_once_for_who_is_signed_in(people: Engine) -> None:
    token = start_session(people, "nurse", now=NOW)
    as_head(people, change_person, "nurse", rights(role=Role.READER))
    nurse = signed_in(people, token, now=NOW)

    assert nurse
    assert not nurse.may_write
    assert as_head(people, end_all_sessions, "nurse") == 1
    assert signed_in(people, token, now=NOW) is None


def test_a_reader_manages_nobody(people: Engine) -> None:
    with pytest.raises(InputRefused) as refused:
        change_person(
            people, "head", rights(role=Role.READER, manages_people=True), now=NOW, by="admin"
        )
    assert "and so manages no people" in say_refusal(refused.value, "en")


def test_the_last_who_manages_people_is_neither_switched_off_nor_loses_the_right(
    people: Engine,
) -> None:
    disable_person(people, "head", now=NOW, by="admin")
    for go in (
        lambda: disable_person(people, "chief", now=NOW, by="admin"),
        lambda: change_person(people, "chief", rights(None), now=NOW, by="admin"),
    ):
        with pytest.raises(InputRefused) as refused:
            go()
        assert "is the last one who manages people" in say_refusal(refused.value, "en")
    assert find_person(people, "chief").disabled_at is None
    assert find_person(people, "chief").manages_people


def test_two_who_switch_each_other_off_at_once_leave_one(people: Engine) -> None:
    def off(name: str) -> bool:
        try:
            disable_person(people, name, now=NOW, by="admin")
        except InputRefused:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(off, ("head", "chief"))) == [False, True]


def test_each_change_stands_in_the_persons_history_with_who_in_both_languages(
    people: Engine,
) -> None:
    change_person(people, "nurse", rights(BOTH, manages_people=True), now=NOW, by="chief")
    change_person(people, "nurse", rights(role=Role.READER), now=NOW, by="chief")
    change_person(people, "nurse", rights(), now=NOW, by="chief")
    assert change_person(people, "nurse", rights(), now=NOW, by="chief") == []
    set_password(people, "nurse", password_hash="$new", now=NOW, by="chief")  # noqa: S106  of no password
    for deed in (drop_second_factor, end_all_sessions, disable_person, enable_person):
        deed(people, "nurse", now=NOW, by="chief")
    lines = person_history(people, "nurse", 50)

    assert [(one.who, one.what) for one in reversed(lines)] == [
        ("admin", "added coordinator nurse for CN01"),
        ("chief", "changed the sites of nurse from CN01 to CN01, CN02"),
        ("chief", "let nurse manage people"),
        ("chief", "made nurse a reader"),
        ("chief", "changed the sites of nurse from CN01, CN02 to CN01"),
        ("chief", "let nurse manage people no more"),
        ("chief", "made nurse a coordinator"),
        ("chief", "set a new password for nurse"),
        ("chief", "took the second factor of nurse away"),
        ("chief", "ended all sessions of nurse"),
        ("chief", "disabled nurse"),
        ("chief", "enabled nurse"),
    ]
    assert say_deed("let nurse manage people no more", "zh") == "取消了 nurse 管理人员的权限"
    assert all(say_deed(one.what, "zh") != one.what for one in lines)
    assert verify(people).findings == ()
