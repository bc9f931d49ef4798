"""Every record is sealed as it is written: what was not touched fits, what was is named."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from models.records.chain.checkpoints import Checkpoint, checkpoint_in, take_checkpoint
from models.records.chain.findings import Broken, Finding
from models.records.chain.sealed_tables import SEALED
from models.records.chain.verifying import verify, verify_in
from models.records.database.engine import open_engine, upgrade, writing
from models.records.database.errors import SubjectUnknown
from models.records.subjects.facts import record_fact
from models.records.tables import APPEND_ONLY, AuditLine
from tests.postgresql import Cluster
from tests.unit.records.a_history import OTHER, a_history
from tests.unit.records.recorded import BY, NOW, STENT, SUBJECT


@pytest.fixture(scope="module")
def kept_sqlite(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(empty_sqlite, tmp_path_factory.mktemp('kept') / 'kept.db')}"


@pytest.fixture(scope="module")
def kept_postgresql(postgresql: Cluster) -> Iterator[str]:
    name = postgresql.create()
    yield postgresql.url(name)
    postgresql.drop(name)


@pytest.fixture(scope="module", params=["kept_sqlite", "kept_postgresql"])
def kept(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A history that is made once: whoever looks at it leaves it as it was."""
    opened = open_engine(request.getfixturevalue(request.param))
    upgrade(opened)
    a_history(opened)
    yield opened
    opened.dispose()


@pytest.fixture
def unguarded(kept: Engine) -> Iterator[Connection]:
    """As somebody with the database's own password has it: what they do is never committed."""
    with kept.connect() as connection:
        if kept.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            guards = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            )
            for (name,) in guards.all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
        connection.rollback()


def found(connection: Connection, known: Checkpoint | None = None) -> list[Finding]:
    return list(verify_in(connection, known).findings)


def first(connection: Connection, statement: str) -> tuple[str, str, Broken]:
    """The chain, table and manner of the first thing found after a change."""
    connection.execute(text(statement))
    finding = found(connection)[0]
    return (finding.chain, finding.kind, finding.what)


# ------------------------------------------------------------------ untouched


def test_records_that_nobody_touched_fit(kept: Engine) -> None:
    looked = verify(kept)

    assert looked.findings == ()
    assert looked.chains == 3  # two subjects, and everything else


@pytest.mark.parametrize("table", [kind.name for kind in SEALED.values()])
def test_every_row_that_must_be_sealed_is(kept: Engine, table: str) -> None:
    rows = text(f"SELECT count(*) FROM {table}")  # noqa: S608  a table of ours
    links = text('SELECT count(DISTINCT "row") FROM chain_link WHERE kind = :kind')
    with kept.connect() as connection:
        count = connection.execute(rows).scalar_one()
        assert count > 0
        assert connection.execute(links, {"kind": table}).scalar_one() == count


def test_whatever_is_only_ever_added_to_is_sealed() -> None:
    assert set(APPEND_ONLY) - {"chain_link"} <= {kind.name for kind in SEALED.values()}


def test_writers_of_several_subjects_at_once_leave_whole_chains(engine: Engine) -> None:
    a_history(engine)

    def record(number: int) -> str:
        subject = SUBJECT if number % 2 else OTHER
        return record_fact(engine, subject, STENT, now=NOW, by=BY)

    with ThreadPoolExecutor(4) as writers:
        assert len(list(writers.map(record, range(24)))) == 24

    assert verify(engine).findings == ()


def write_and_fail(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(AuditLine(at=NOW, who=BY, what="nothing"))
        session.flush()
        raise SubjectUnknown(SUBJECT)


def test_what_is_taken_back_leaves_no_link(kept: Engine) -> None:
    before = take_checkpoint(kept)

    with pytest.raises(SubjectUnknown):
        write_and_fail(kept)

    assert take_checkpoint(kept) == before


# ------------------------------------------------------------------ what was done to them


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE fact SET document = replace(document, '03-03', '03-01') WHERE id = 4",
            (SUBJECT, "fact", Broken.CHANGED),
        ),
        ("UPDATE fact SET recorded_by = 'other' WHERE id = 3", (SUBJECT, "fact", Broken.CHANGED)),
        (
            "UPDATE subject SET header = '{}' WHERE number = 'CN01-008'",
            (OTHER, "subject", Broken.CHANGED),
        ),
        ("DELETE FROM fact WHERE id = 3", (SUBJECT, "fact", Broken.REMOVED)),
        ("UPDATE fact SET id = 99 WHERE id = 3", (SUBJECT, "fact", Broken.MOVED)),
        (
            "UPDATE audit SET subject = 'CN01-008' WHERE what LIKE 'acknowledged%'",
            (SUBJECT, "audit", Broken.MOVED),
        ),
        (
            "UPDATE audit SET why = 'another' WHERE what LIKE 'acknowledged%'",
            (SUBJECT, "audit", Broken.CHANGED),
        ),
        ("UPDATE delivery SET state = 'dead' WHERE id = 1", ("", "delivery", Broken.CHANGED)),
        ("DELETE FROM delivery_attempt WHERE id = 1", ("", "delivery_attempt", Broken.REMOVED)),
        (
            "UPDATE deviation_note SET why = 'none' WHERE why IS NOT NULL",
            (SUBJECT, "deviation_note", Broken.CHANGED),
        ),
        (
            "UPDATE published_revision SET revised = revised + 1 WHERE id = 2",
            (SUBJECT, "published_revision", Broken.CHANGED),
        ),
        (
            "INSERT INTO audit (id, at, who, what) SELECT 900, at, who, '-' FROM audit LIMIT 1",
            ("", "audit", Broken.ADDED),
        ),
        ("UPDATE chain_head SET number = number - 1 WHERE chain = ''", ("", "", Broken.CUT_OFF)),
        ("DELETE FROM chain_head WHERE chain = 'CN01-008'", (OTHER, "", Broken.CUT_OFF)),
    ],
)
def test_the_first_row_that_was_touched_is_named(
    unguarded: Connection, statement: str, expected: tuple[str, str, Broken]
) -> None:
    assert first(unguarded, statement) == expected


def test_the_place_of_a_link_that_is_gone_is_named(unguarded: Connection) -> None:
    unguarded.execute(text("DELETE FROM chain_link WHERE chain = 'CN01-007' AND number = 3"))

    [finding] = found(unguarded)
    assert (finding.chain, finding.number, finding.what) == (SUBJECT, 3, Broken.LINK_REMOVED)


def test_two_rows_that_changed_places_have_moved(unguarded: Connection) -> None:
    for old, new in ((3, 900), (4, 3), (900, 4)):
        unguarded.execute(text(f"UPDATE fact SET id = {new} WHERE id = {old}"))  # noqa: S608  numbers

    [finding] = found(unguarded)
    assert (finding.kind, finding.row, finding.what) == ("fact", "3", Broken.MOVED)


CUT = """
DELETE FROM fact WHERE subject = 'CN01-008';
DELETE FROM audit WHERE subject = 'CN01-008';
DELETE FROM imported_document WHERE subject = 'CN01-008';
DELETE FROM published_revision WHERE subject = 'CN01-008';
DELETE FROM deviation_note WHERE subject = 'CN01-008';
DELETE FROM deviation WHERE subject = 'CN01-008';
DELETE FROM subject WHERE number = 'CN01-008';
DELETE FROM chain_link WHERE chain = 'CN01-008';
DELETE FROM chain_head WHERE chain = 'CN01-008'
"""


def test_a_whole_chain_that_is_gone_with_its_rows_is_found_by_a_checkpoint(
    unguarded: Connection,
) -> None:
    known = checkpoint_in(unguarded)
    for statement in CUT.strip().split(";"):
        unguarded.execute(text(statement))

    assert found(unguarded) == []  # nothing is left that could tell
    [finding] = found(unguarded, known)
    assert (finding.chain, finding.number, finding.what) == (OTHER, 1, Broken.CUT_OFF)


CUT_AN_END = """
DELETE FROM audit WHERE id = :row;
DELETE FROM chain_link WHERE chain = '' AND number = :number;
UPDATE chain_head SET number = :number - 1, sealed = (
  SELECT sealed FROM chain_link WHERE chain = '' ORDER BY number DESC LIMIT 1
) WHERE chain = ''
"""


def test_an_end_that_is_cut_off_with_its_head_is_found_by_a_checkpoint(
    unguarded: Connection,
) -> None:
    known = checkpoint_in(unguarded)
    number, kind, row = unguarded.execute(
        text("SELECT number, kind, \"row\" FROM chain_link WHERE chain = '' ORDER BY number DESC")
    ).first() or (0, "", "")
    assert kind == "audit"
    for statement in CUT_AN_END.strip().split(";"):
        unguarded.execute(text(statement), {"row": int(row), "number": number})

    assert found(unguarded) == []
    [finding] = found(unguarded, known)
    assert (finding.chain, finding.number, finding.what) == ("", number, Broken.CUT_OFF)


def test_a_chain_that_was_written_anew_is_found_by_a_checkpoint(kept: Engine) -> None:
    known = take_checkpoint(kept)
    other = Checkpoint({**known.heads, SUBJECT: known.heads[OTHER]})

    assert verify(kept, known).findings == ()
    [finding] = verify(kept, other).findings
    assert (finding.chain, finding.what) == (SUBJECT, Broken.REWRITTEN)
    assert other.hash != known.hash
