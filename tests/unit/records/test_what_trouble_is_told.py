"""What is told of a database that cannot be used, for troubles that are hard to bring about."""

import sqlite3
from pathlib import Path

import psycopg
import pytest

from dayzero.database import set_up_database
from models.reasons.refusals.keeping.records import StoreFlaw
from models.reasons.refusals.times import SnoozeFlaw, SnoozeTooLong
from models.records.database.errors import StoreInDoubt, StoreNotReady, StoreTrouble
from models.records.database.errors import StoreUnreachable as Unreachable
from models.records.database.faults import trouble_of, where
from models.records.store import SnoozeRefused, open_engine
from tests.refusals import refuses, said


def of_server(state: str) -> psycopg.Error:
    error = psycopg.Error("from the server")
    error.sqlstate = state
    return error


def of_file(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("from the driver")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (of_file(sqlite3.SQLITE_PERM), "may not be opened"),
        (of_file(sqlite3.SQLITE_CORRUPT), "is damaged"),
        (of_file(sqlite3.SQLITE_MISMATCH), "does not work (from the driver)"),
        (of_server("57P03"), "is starting or shutting down"),
        (of_server("53300"), "has no connection left"),
        (of_server("42703"), "is not up to date: run `dayzero init`"),
    ],
)
def test_each_trouble_is_told_for_what_it_is(error: BaseException, told: str) -> None:
    kind, cause = trouble_of(error)
    assert said(kind("at work", cause)) == f"the database at work {told}; nothing was changed"


def test_a_write_that_broke_off_is_to_be_looked_for() -> None:
    assert said(StoreInDoubt("/srv/day.db")) == (
        "the database /srv/day.db broke off at the end of a write;"
        " look whether it was written before you do it again"
    )


def test_a_database_in_memory_is_named_as_such() -> None:
    trouble = StoreTrouble(where(open_engine("sqlite://")), StoreFlaw.READ_ONLY)
    assert said(trouble) == "the database in memory is read-only; nothing was changed"


def test_an_address_is_told_without_being_repeated() -> None:
    told = "^the database of the settings has an address that is not a URL; nothing was changed$"
    with refuses(Unreachable, match=told):
        open_engine("secret")


def test_a_folder_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("DAYZERO_DATABASE_URL", f"sqlite:///{tmp_path}/file/below/day.db")
    with refuses(Unreachable, match=r"has no folder \(Not a directory\); nothing was changed$"):
        set_up_database()


def test_a_probe_tells_of_a_database_of_another_program_without_a_remedy() -> None:
    unready = StoreNotReady("/srv/day.db", StoreFlaw.NOT_SET_UP_FOR_IT)
    assert said(unready.cause) == "is not set up for this program"


@pytest.mark.parametrize(
    ("refused", "english", "chinese"),
    [
        (
            SnoozeRefused("4", SnoozeFlaw.NOT_AHEAD),
            "4: the time until which to snooze must be ahead",
            "4: 暂缓至的时间须晚于现在",
        ),
        (
            SnoozeRefused("4", SnoozeTooLong(days=7)),
            "4: at most 7 days; acknowledge it instead",
            "4: 最长 7 天；请改为确认接手",
        ),
    ],
)
def test_why_a_snooze_is_refused(refused: SnoozeRefused, english: str, chinese: str) -> None:
    assert (said(refused), said(refused, "zh")) == (english, chinese)
