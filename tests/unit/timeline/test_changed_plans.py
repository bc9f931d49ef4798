"""A look at everybody: a footprint of another time always leads to a pass, a true one never."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from dayzero.demo.charts import demo_charts
from dayzero.demo.stories import STORIES
from models.extra_working_days import ExtraWorkingDays, naming_extra_days
from models.protocol import load_protocol
from models.protocol.site import Closure
from models.protocol.site_calendars import CalendarKind, SiteCalendar
from models.records.database.engine import open_engine, upgrade
from models.records.imports.calendar_compared import Incoming
from models.records.imports.calendar_imports import (
    import_site_calendar,
    remove_site_calendar,
)
from models.records.store import (
    correct,
    import_charts,
    mark_for_pass,
    publish_pass,
    published_entries,
    read_for_pass,
    record_fact,
    subjects_due,
)
from models.timeline.footprints import footprint, stamp
from tasks.passes import changed_plans as looking
from tasks.passes.changed_plans import Seen, look_at_everybody, look_is_due, say_seen
from tasks.passes.one_pass import Recorded, plan_path, work_out
from tests.postgresql import Cluster
from tests.unit.records.recorded import BY, STENT

NOW = datetime.fromisoformat("2026-03-11T01:30+00:00")
LATER = NOW + timedelta(minutes=5)
PROTOCOL = load_protocol()
ONE = "CN01-001"
CLOSURES = SiteCalendar(
    site="CN01",
    name="audit",
    kind=CalendarKind.CLOSURES,
    closures=(Closure(date(2026, 5, 18), date(2026, 5, 18), "audit"),),
)


@pytest.fixture(scope="module")
def swept_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("swept") / "swept.db"
    sweep(f"sqlite:///{shutil.copy(empty_sqlite, file)}")
    return file


@pytest.fixture(scope="module")
def swept_postgresql(postgresql: Cluster) -> Iterator[str]:
    name = postgresql.create()
    sweep(postgresql.url(name))
    yield name
    postgresql.drop(name)


def sweep(url: str) -> None:
    """Record every story of the demo and pass over it: once, to be copied for each test."""
    engine = open_engine(url)
    upgrade(engine)
    import_charts(engine, demo_charts(NOW, PROTOCOL), now=NOW, by=BY)
    pass_over_due(engine, NOW)
    engine.dispose()


@pytest.fixture
def swept_sqlite_url(swept_sqlite: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(swept_sqlite, tmp_path / 'dayzero.db')}"


@pytest.fixture
def swept_postgresql_url(postgresql: Cluster, swept_postgresql: str) -> Iterator[str]:
    name = postgresql.create(like=swept_postgresql)
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(params=["swept_sqlite_url", "swept_postgresql_url"])
def swept(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every story of the demo, recorded and passed over, on each database."""
    engine = open_engine(request.getfixturevalue(request.param))
    yield engine
    engine.dispose()


def pass_over_due(engine: Engine, now: datetime) -> list[str]:
    due = subjects_due(engine, now)
    for subject in due:
        pass_over(engine, subject, now)
    return due


def pass_over(engine: Engine, subject: str, now: datetime) -> None:
    recorded = Recorded(read_for_pass(engine, subject), published_entries(engine, subject))
    publish_pass(engine, work_out(recorded, plan_path(recorded, now), now))


def sql(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def look(engine: Engine, now: datetime = LATER) -> Seen:
    return look_at_everybody(engine, now)


def test_nothing_moved_for_anybody_whose_facts_and_data_are_the_same(swept: Engine) -> None:
    seen = look(swept)

    assert seen.subjects == len(STORIES)
    assert seen.woken == ()
    assert subjects_due(swept, LATER) == []


@pytest.mark.parametrize("hours", [1, 12, 24, 48])
def test_whoever_changes_with_time_alone_was_due_by_then(swept: Engine, hours: int) -> None:
    seen = look(swept, NOW + timedelta(hours=hours))

    assert seen.woken == ()
    assert seen.due == len(subjects_due(swept, NOW + timedelta(hours=hours)))


Change = Callable[[Engine], object]


def a_new_fact(engine: Engine) -> None:
    record_fact(engine, ONE, STENT, now=LATER, by=BY)


def a_correction(engine: Engine) -> None:
    fact = {"kind": "step", "step": "consent", "state": "done", "at": "2026-03-01"}
    correct(engine, ONE, "f1", fact, reason="typing", now=LATER, by=BY)


def a_wake_up(engine: Engine) -> None:
    mark_for_pass(engine, ONE, LATER)


def an_imported_calendar(engine: Engine, calendar: SiteCalendar = CLOSURES) -> None:
    incoming = Incoming(calendar=calendar, source="x.ics", sha256="0", since=date(2026, 3, 11))
    import_site_calendar(engine, incoming, PROTOCOL.sites["CN01"], now=LATER, by=BY)


def a_removed_calendar(engine: Engine) -> None:
    an_imported_calendar(engine)
    pass_over_due(engine, LATER)
    assert look(engine).woken == ()
    remove_site_calendar(engine, "CN01", "audit", now=LATER, by=BY)


def forget_that_a_pass_is_due(engine: Engine) -> None:
    """What must be found is found by its footprint, not by the mark that was left beside it."""
    sql(engine, "UPDATE subject SET pass_due_at = NULL")


@pytest.mark.parametrize(
    "change", [a_new_fact, a_correction, a_wake_up, an_imported_calendar, a_removed_calendar]
)
def test_whatever_is_recorded_after_a_pass_makes_its_footprint_old(
    swept: Engine, change: Change
) -> None:
    change(swept)
    forget_that_a_pass_is_due(swept)

    assert ONE in look(swept).outdated
    assert ONE in subjects_due(swept, LATER)


def a_footprint_is_missing(engine: Engine) -> None:
    sql(engine, f"DELETE FROM footprint WHERE subject = '{ONE}'")  # noqa: S608  a number of ours


def a_pass_of_another_program(engine: Engine) -> None:
    sql(engine, f"UPDATE subject SET passes = passes + 1 WHERE number = '{ONE}'")  # noqa: S608  a number of ours


def a_calendar_that_woke_nobody(engine: Engine) -> None:
    an_imported_calendar(engine)
    wake_nobody(engine)


def working_days_that_woke_nobody(engine: Engine) -> None:
    saturday = ExtraWorkingDays(date(2026, 5, 16), date(2026, 5, 16), "clinic")
    no_closures = replace(CLOSURES, closures=())
    an_imported_calendar(engine, naming_extra_days(no_closures, [saturday]))
    wake_nobody(engine)


def wake_nobody(engine: Engine) -> None:
    sql(engine, "UPDATE subject SET woken = woken - 1 WHERE site = 'CN01'")


@pytest.mark.parametrize(
    "change",
    [
        a_footprint_is_missing,
        a_pass_of_another_program,
        a_calendar_that_woke_nobody,
        working_days_that_woke_nobody,
    ],
)
def test_a_footprint_that_cannot_be_relied_on_is_none(swept: Engine, change: Change) -> None:
    change(swept)
    forget_that_a_pass_is_due(swept)

    assert ONE in look(swept).outdated


def test_who_is_found_is_due_from_that_moment_in_whatever_zone_it_was_told(
    swept: Engine,
) -> None:
    a_footprint_is_missing(swept)
    look(swept, LATER.astimezone(PROTOCOL.sites["CN01"].zone))

    assert subjects_due(swept, LATER - timedelta(minutes=1)) == []
    assert subjects_due(swept, LATER) == [ONE]


def other_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = PROTOCOL.model_copy(update={"hash": "sha256:another"})
    monkeypatch.setattr(looking, "load_protocol", lambda _: changed)
    monkeypatch.setattr(looking, "installed_trials", lambda: (changed,))
    monkeypatch.setattr(f"{__name__}.PROTOCOL", changed)


def newer_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "version", lambda _: "9999.1")


def another_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "FORMAT", footprint.FORMAT + 1)


@pytest.mark.parametrize("change", [other_protocol, newer_holidays, another_format])
def test_other_data_or_another_program_leads_to_a_pass_of_everybody(
    swept: Engine, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    look(swept)
    change(monkeypatch)

    assert look_is_due(swept, LATER)
    assert len(look(swept).outdated) == len(STORIES)
    assert len(subjects_due(swept, LATER)) == len(STORIES)


def test_everybody_is_looked_at_once_a_day(engine: Engine) -> None:
    assert look_is_due(engine, NOW)
    look(engine, NOW)

    assert not look_is_due(engine, NOW + timedelta(hours=23))
    assert look_is_due(engine, NOW + timedelta(hours=24))


def test_a_bound_that_moved_is_seen_though_nothing_says_so(swept: Engine) -> None:
    shifted = _shifted(_content(swept, ONE))
    with swept.begin() as connection:
        connection.execute(
            text("UPDATE footprint SET content = :content WHERE subject = :subject"),
            {"content": shifted, "subject": ONE},
        )

    assert look(swept).found.moved == (ONE,)


def _content(engine: Engine, subject: str) -> bytes:
    with engine.connect() as connection:
        query = text("SELECT content FROM footprint WHERE subject = :subject")
        content: bytes = connection.execute(query, {"subject": subject}).scalar_one()
        return content


def _shifted(content: bytes) -> bytes:
    """The same footprint with every recorded minute a day later, but not its bounds."""
    head, step = footprint.HEAD, footprint.STEP
    shifted = content[: head.size]
    for bits, earliest, latest, *rest in step.iter_unpack(content[head.size :]):
        moved = [m if m == footprint.NOTHING else m + 1440 for m in (earliest, latest)]
        shifted += step.pack(bits, *moved, *rest)
    return shifted


def test_a_step_that_lost_its_last_legal_minute_is_seen_though_no_pass_was_due(
    swept: Engine,
) -> None:
    month_later = NOW + timedelta(days=30)
    forget_that_a_pass_is_due(swept)
    seen = look(swept, month_later)

    assert seen.found.turned
    assert set(seen.woken) == set(subjects_due(swept, month_later))


def test_a_date_beyond_the_years_of_the_calendars_is_left_to_the_solver_for_one(
    engine: Engine,
) -> None:
    document: dict[str, Any] = {
        "schema": "dayzero.chart/1",
        "subject": "CN01-900",
        "site": "CN01",
        "timezone": "Asia/Shanghai",
        "protocol": "NCT04684147",
        "sex": "male",
        "facts": [
            {"id": "f1", "kind": "step", "step": "screening", "state": "done", "at": "2016-03-01"}
        ],
    }
    chart = ("CN01-900.json", json.dumps(document).encode())
    import_charts(engine, [chart], now=NOW, by=BY)
    pass_over_due(engine, NOW)

    assert look(engine).found.unsolved == ("CN01-900",)


def test_the_look_is_told_in_one_sentence_of_counts(swept: Engine) -> None:
    a_new_fact(swept)

    assert say_seen(look(swept)) == (
        f"everybody looked at: {len(STORIES)} subjects, 1 due,"
        " 0 to be planned with other facts or data,"
        " 0 moved, 0 with a step that lost or found its time, 0 solved one by one"
    )
