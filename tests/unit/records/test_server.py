"""A PostgreSQL server that restarts, breaks off or is busy: survived, or told plainly."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from traceback import format_exception

import pytest
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.records.database.engine import POOL, open_engine, reading, upgrade, writing
from models.records.database.errors import StoreBusy, StoreInDoubt, StoreTrouble, StoreUnreachable
from models.records.passes.passes import subjects_due
from models.records.subjects.charts import recorded_facts
from models.records.subjects.facts import record_fact
from models.records.tables import RecordedFact
from tests.postgresql import Cluster, own_cluster
from tests.refusals import refuses, said
from tests.unit.records.recorded import BY, NOW, SCREENING, STENT, SUBJECT, bring_in, chart


@pytest.fixture(scope="module")
def stoppable() -> Iterator[Cluster]:
    with own_cluster() as cluster:
        yield cluster


@pytest.fixture
def records(stoppable: Cluster) -> Iterator[Engine]:
    """Records with one subject, on a server that may be stopped."""
    engine = open_engine(stoppable.url(stoppable.create()))
    upgrade(engine)
    bring_in(engine, chart(SCREENING))
    yield engine
    engine.dispose()


def facts(engine: Engine) -> list[str]:
    return [line.fact for line in recorded_facts(engine, SUBJECT)]


def test_a_restart_of_the_server_between_two_uses_is_not_noticed(
    stoppable: Cluster, records: Engine
) -> None:
    stoppable.stop_at_once()
    stoppable.start()

    assert record_fact(records, SUBJECT, STENT, now=NOW, by=BY) == "f2"


def test_while_the_server_is_down_nothing_is_recorded_and_that_is_said(
    stoppable: Cluster, records: Engine
) -> None:
    stoppable.stop_at_once()
    with refuses(StoreUnreachable, match="nothing was changed") as caught:
        record_fact(records, SUBJECT, STENT, now=NOW, by=BY)
    stoppable.start()

    assert "\n" not in said(caught.value)
    assert facts(records) == ["f1"]


def test_a_server_that_goes_away_within_a_write_leaves_nothing_of_it(
    stoppable: Cluster, records: Engine
) -> None:
    def write_on(session: Session) -> None:
        stoppable.stop_at_once()
        session.connection().execute(text("SELECT 1"))

    with refuses(StoreUnreachable, match="nothing was changed"):
        write_a_fact(records, write_on)
    stoppable.start()

    assert facts(records) == ["f1"]


def test_a_server_that_goes_away_over_a_commit_is_not_said_to_have_changed_nothing(
    stoppable: Cluster, records: Engine
) -> None:
    def at_its_commit(_session: Session) -> None:
        """After all that is written in it, the links of its chain included."""
        event.listen(records, "commit", lambda _: stoppable.stop_at_once(), once=True)

    with refuses(StoreInDoubt, match="look whether it was written before you do it again"):
        write_a_fact(records, at_its_commit)
    stoppable.start()

    assert record_fact(records, SUBJECT, STENT, now=NOW, by=BY) == "f2"


def test_no_log_quotes_what_was_recorded_where_the_database_refuses_it(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))
    quoted = a_fact(document='{"finding": "glioma"}', corrects="f1")  # without its reason

    with pytest.raises(IntegrityError) as caught, writing(engine) as session:
        session.add(quoted)

    told = "".join(format_exception(caught.value))
    assert "a_correction_has_a_reason" in told
    assert "glioma" not in told


def test_a_program_with_no_connection_left_says_that_it_is_busy(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url, patience_ms=10)
    held = [engine.connect() for _ in range(int(POOL["pool_size"] + POOL["max_overflow"]))]
    with refuses(StoreBusy, match="this program waits for itself"):
        subjects_due(engine, NOW)

    held.pop().close()
    assert subjects_due(engine, NOW) == []
    engine.dispose()


def test_a_statement_that_takes_too_long_is_ended_and_told(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)

    def sleep() -> None:
        with reading(engine) as session:
            session.connection().execute(text("SET LOCAL statement_timeout = 10"))
            session.connection().execute(text("SELECT pg_sleep(5)"))

    with refuses(StoreBusy, match="took too long to answer"):
        sleep()
    engine.dispose()


def test_every_connection_has_its_limits_and_its_name(postgresql_url: str) -> None:
    engine = open_engine(postgresql_url)
    names = ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout")

    with engine.connect() as connection:
        limits = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in names}
        named = connection.execute(text("SHOW application_name")).scalar_one()
    engine.dispose()

    assert limits == dict(zip(names, ("1min", "1min", "5s"), strict=True))
    assert named == "dayzero"


def test_what_the_address_says_of_a_connection_counts(postgresql_url: str) -> None:
    said = make_url(postgresql_url).update_query_dict({"application_name": "night-shift"})
    engine = open_engine(said.render_as_string(hide_password=False))

    with engine.connect() as connection:
        assert connection.execute(text("SHOW application_name")).scalar_one() == "night-shift"
    engine.dispose()


@pytest.mark.parametrize(
    ("user", "database"), [("postgres", "no_such_database"), ("no_such_user", "postgres")]
)
def test_a_wrong_name_in_the_address_is_told_in_one_sentence(
    postgresql_url: str, user: str, database: str
) -> None:
    wrong = make_url(postgresql_url).set(username=user, database=database)
    engine = open_engine(wrong.render_as_string(hide_password=False))

    with refuses(StoreTrouble, match="no_such_") as caught:
        subjects_due(engine, datetime.now(UTC))
    assert "\n" not in said(caught.value)


def write_a_fact(engine: Engine, before_its_commit: Callable[[Session], None]) -> None:
    with writing(engine) as session:
        session.add(a_fact())
        session.flush()
        before_its_commit(session)


def a_fact(**changes: str) -> RecordedFact:
    fact = RecordedFact(
        subject=SUBJECT,
        fact="f2",
        position=1,
        kind="finding",
        document="{}",
        zone="Asia/Shanghai",
        recorded_at=NOW,
        recorded_by=BY,
    )
    return fact.sqlmodel_update(changes)
