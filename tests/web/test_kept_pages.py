"""A page that was made is handed out again only while it would be made the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from fastapi import Request
from sqlalchemy import Engine, create_engine

from dayzero.settings import Settings
from dayzero.web.application import create_app
from dayzero.web.kept_pages import KeptPages
from dayzero.web.signing_in.visitors import Visitor
from models.records.store import PersonLine, RecordsState, Role, note_reading, open_engine, upgrade

AT = "2026-03-10T08:00:30+08:00"
NURSE = PersonLine(
    name="nurse",
    role=Role.COORDINATOR,
    sites=frozenset({"CN01"}),
    trials=None,
    added_at=datetime(2026, 1, 1, tzinfo=UTC),
    added_by="chief",
    disabled_at=None,
    manages_people=False,
    provider_name=None,
)


class Desk:
    """Pages of one process, each with the number of the time at which it was made."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._app = create_app(engine, Settings())
        self._kept = KeptPages(engine)
        self._made = count(1)

    def page(
        self,
        person: PersonLine = NURSE,
        address: str = "/subjects",
        query: str = "",
        language: str = "en",
        session: str = "one",
    ) -> str:
        """What is handed out: the same number as before where it was not made anew."""
        scope = {
            "type": "http",
            "method": "GET",
            "app": self._app,
            "path": address,
            "query_string": query.encode(),
            "server": ("test", 80),
            "scheme": "http",
            "headers": [(b"accept-language", language.encode())],
        }
        visitor = Visitor(person, session)
        return self._kept.page(Request(scope), visitor, lambda: str(next(self._made)))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("DAYZERO_NOW", AT)
    engine = open_engine(f"sqlite:///{tmp_path / 'records.db'}")
    upgrade(engine)
    yield Desk(engine)
    engine.dispose()


def test_the_same_page_is_made_once_while_nothing_changes(desk: Desk) -> None:
    assert [desk.page() for _ in range(3)] == ["1", "1", "1"]


def test_whatever_is_written_to_the_records_makes_it_anew(desk: Desk) -> None:
    first = desk.page()
    now = datetime.fromisoformat(AT)
    note_reading(desk.engine, "CN01-007", by="chief", now=now)
    assert desk.page() != first


def test_in_the_next_minute_it_is_made_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.page()
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T08:00:59+08:00")
    assert desk.page() == first
    monkeypatch.setenv("DAYZERO_NOW", "2026-03-10T08:01:00+08:00")
    assert desk.page() != first


@pytest.mark.parametrize(
    "other",
    [
        {"person": replace(NURSE, name="chief")},
        {"person": replace(NURSE, sites=frozenset({"CN01", "CN02"}))},
        {"person": replace(NURSE, trials=frozenset({"NCT04684147"}))},
        {"address": "/"},
        {"query": "site=CN01"},
        {"language": "zh"},
        {"session": "two"},
    ],
)
def test_nobody_is_handed_what_was_made_for_another_question(
    desk: Desk, other: dict[str, object]
) -> None:
    first = desk.page()
    assert desk.page(**other) != first  # type: ignore[arg-type]
    assert desk.page() == first


def test_of_records_that_are_no_file_it_is_not_known_whether_anybody_writes() -> None:
    assert RecordsState(create_engine("sqlite://")).now() is None
