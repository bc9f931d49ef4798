"""An installation with open alerts, two mailboxes and a webhook to tell them by."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from sqlalchemy import Engine

from models.alerting.tellings import ToldState
from models.records.alerts.alerts import reconcile_alerts
from models.records.database.engine import open_engine, upgrade
from models.records.deliveries.delivery_lines import DeliveryLine, list_deliveries
from models.timeline.results import Alert
from tasks.telling.delivering import deliver_rounds, try_in_threads
from tests.delivery.servers import Mailbox, mail_server
from tests.unit.alerting.alerts_to_tell import BASE, PEOPLE, ROUTES
from tests.unit.records.recorded import SCREENING, SUBJECT, bring_in, chart

NOON = datetime(2026, 3, 10, 4, 0, tzinfo=UTC)
"""Tuesday, 12:00 in Shanghai, after the digest's hour."""

WITHOUT_DIGEST = PEOPLE.replace('digest = "07:00"\n', "")
TOLD_ALL = ROUTES.replace("steps = []", 'steps = [{ to = ["coordinator"] }]')
QUICK = "rto=1&cto=1"  # seconds that a test waits for who does not answer


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one subject, to be copied."""
    file = tmp_path_factory.mktemp("delivery") / "enrolled.db"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    bring_in(engine, chart(SCREENING))
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return file


@pytest.fixture
def engine(enrolled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database of its own, which the tasks of this test use."""
    url = f"sqlite:///{shutil.copy(enrolled, tmp_path / 'dayzero.db')}"
    routing = tmp_path / "routing.toml"
    routing.write_text(BASE + WITHOUT_DIGEST + TOLD_ALL)
    monkeypatch.setenv("DAYZERO_DATABASE_URL", url)
    monkeypatch.setenv("DAYZERO_ROUTING", str(routing))
    monkeypatch.setenv("DAYZERO_BASE_URL", "https://dayzero.example")
    for channel in ("WARD_MAIL", "WARD_CHAT", "HEAD_MAIL"):
        monkeypatch.delenv(f"DAYZERO_CHANNEL_{channel}", raising=False)
    number_the_openings(monkeypatch)
    opened = open_engine(url)
    yield opened
    opened.dispose()


def number_the_openings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that a test can say: 1, 2, … in place of random words, until the test ends."""
    numbers = (str(number) for number in count(1))
    monkeypatch.setattr("models.records.alerts.alerts.opening_word", lambda: next(numbers))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def ward_mail(engine: Engine, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The nurse's mail server, running; its address is in the environment."""
    del engine  # it empties the environment first
    with mail_server(mailbox) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_WARD_MAIL", mail_address(port))
        yield port


@pytest.fixture
def ward_chat(
    engine: Engine, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> HTTPServer:
    """The nurse's webhook; a test says what it answers."""
    del engine  # it empties the environment first
    monkeypatch.setenv("DAYZERO_CHANNEL_WARD_CHAT", hook_address(httpserver.port))
    return httpserver


def mail_address(port: int, *, user: str = "", to: str = "nurse@ward.example.org") -> str:
    account = f"{user}@" if user else ""
    return f"mailto://{account}127.0.0.1:{port}?from=dayzero@example.org&to={to}&{QUICK}"


def hook_address(port: int) -> str:
    return f"json://127.0.0.1:{port}/hook?{QUICK}"


@pytest.fixture
def arise(engine: Engine) -> Callable[..., None]:
    """Let alerts stand since a moment, and no others."""

    def reconcile(*alerts: Alert, at: datetime = NOON) -> None:
        reconcile_alerts(engine, SUBJECT, alerts, at)

    return reconcile


@pytest.fixture
def deliver(engine: Engine) -> Callable[[datetime], dict[str, int]]:
    """One run of the deliveries at a moment, without Prefect; what came to rest."""
    del engine  # it sets the environment that the tasks read

    def run(at: datetime) -> dict[str, int]:
        rested = deliver_rounds(lambda: at, try_in_threads)
        return {state.value: count for state, count in rested.items()}

    return run


def states(engine: Engine) -> list[tuple[str, ToldState]]:
    """Each message's recipient and state, the oldest first."""
    return [(line.recipient, line.state) for line in reversed(list_deliveries(engine))]


def only(engine: Engine) -> DeliveryLine:
    [line] = list_deliveries(engine)
    return line
