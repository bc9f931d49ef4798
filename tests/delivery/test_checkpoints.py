"""The daily checkpoint of the records: mailed once a day, kept, and held against the records."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from models.alerting.tellings import DeliveryKind, ToldState
from models.records.chain.kept_checkpoints import find_checkpoint
from models.records.chain.verifying import verify
from models.records.deliveries.delivery_lines import list_deliveries
from models.records.subjects.facts import record_fact
from tests.delivery.conftest import NOON, TOLD_ALL, WITHOUT_DIGEST, mail_address
from tests.delivery.servers import Mailbox, keys_of, mail_server
from tests.ports import free_port
from tests.unit.alerting.alerts_to_tell import BASE
from tests.unit.records.recorded import BY, STENT, SUBJECT

Deliver = Callable[[datetime], dict[str, int]]
A_DAY = timedelta(days=1)
ARCHIVIST = """
[[channel]]
name = "archive_mail"

[[recipient]]
name = "archivist"
role = "archivist"
sites = ["*"]
channels = ["archive_mail"]
checkpoint = "07:00"
"""


@pytest.fixture
def archive(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mailbox]:
    """The mailbox of somebody outside, who is sent the checkpoint of each day."""
    del engine  # it writes the routing first
    mailbox = Mailbox()
    (tmp_path / "routing.toml").write_text(BASE + WITHOUT_DIGEST + ARCHIVIST + TOLD_ALL)
    with mail_server(mailbox) as port:
        address = mail_address(port, to="archive@sponsor.example.org")
        monkeypatch.setenv("DAYZERO_CHANNEL_ARCHIVE_MAIL", address)
        yield mailbox


def hash_in(mailbox: Mailbox, place: int = -1) -> str:
    text = mailbox.mails[place].get_content()
    [line] = [line for line in text.splitlines() if line.startswith("Hash (SHA-256): ")]
    return str(line.removeprefix("Hash (SHA-256): "))


def test_once_a_day_the_hash_of_all_records_leaves_the_house_and_is_on_record(
    engine: Engine, archive: Mailbox, deliver: Deliver
) -> None:
    before = verify(engine)

    assert [deliver(NOON), deliver(NOON), deliver(NOON + A_DAY)] == [{"sent": 1}, {}, {"sent": 1}]

    first, second = archive.mails
    assert first["to"] == "archive@sponsor.example.org"
    assert first["subject"] == "Checkpoint of the trial records, 2026-03-10 04:00:00 UTC"
    assert f"Sealed rows: {before.links}" in first.get_content().splitlines()
    assert hash_in(archive, 0) == before.checkpoint.hash
    assert first.get_content() != second.get_content()
    told = list_deliveries(engine)
    assert {line.kind for line in told} == {DeliveryKind.CHECKPOINT}
    assert [line.title for line in told][-1] == first["subject"]


def test_a_checkpoint_says_nothing_of_any_subject(archive: Mailbox, deliver: Deliver) -> None:
    deliver(NOON)

    [mail] = archive.mails
    for secret in (SUBJECT, "CN01", "infusion", "li_na"):
        assert secret not in str(mail["subject"]) + mail.get_content()


def test_before_its_hour_there_is_none(archive: Mailbox, deliver: Deliver) -> None:
    assert deliver(NOON - timedelta(hours=5, minutes=1)) == {}
    assert deliver(NOON - timedelta(hours=5)) == {"sent": 1}
    assert len(archive.mails) == 1


def test_whoever_has_the_mail_finds_the_records_as_they_were(
    engine: Engine, archive: Mailbox, deliver: Deliver
) -> None:
    deliver(NOON)
    record_fact(engine, SUBJECT, STENT, now=NOON, by=BY)

    known = find_checkpoint(engine, hash_in(archive))

    assert known is not None
    assert verify(engine, known).findings == ()
    assert find_checkpoint(engine, "0" * 64) is None


def test_while_the_mail_server_is_down_the_same_checkpoint_waits(
    engine: Engine, archive: Mailbox, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_CHANNEL_ARCHIVE_MAIL", mail_address(free_port()))
    was = verify(engine).checkpoint.hash
    assert deliver(NOON) == {"waiting": 1}
    record_fact(engine, SUBJECT, STENT, now=NOON, by=BY)
    with mail_server(archive) as port:
        monkeypatch.setenv("DAYZERO_CHANNEL_ARCHIVE_MAIL", mail_address(port))
        assert deliver(NOON + timedelta(minutes=20)) == {"sent": 1}

    assert hash_in(archive) == was
    assert keys_of(archive.mails) == [list_deliveries(engine)[0].key]
    assert list_deliveries(engine)[0].state is ToldState.SENT


def test_a_recipient_of_chinese_reads_it_in_chinese(
    archive: Mailbox, deliver: Deliver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYZERO_LANGUAGE", "zh")

    deliver(NOON)

    [mail] = archive.mails
    assert mail["subject"] == "试验记录检查点，2026-03-10 04:00:00 UTC"
    assert "哈希值（SHA-256）：" in mail.get_content()
