"""`dayzero verify`: an untouched database never complains; what was touched is named."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.unit.commands.command_line import Run
from tests.unit.records.recorded import SUBJECT


def tamper(tmp_path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(tmp_path / "home" / "dayzero.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_an_untouched_database_has_no_complaint(enrolled: Run) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")

    looked = enrolled("verify")

    assert looked.code == 0
    assert "records in 1 chain: as they were written\n" in looked.out


def test_the_first_record_that_was_touched_is_named(enrolled: Run, tmp_path: Path) -> None:
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    tamper(
        tmp_path,
        "UPDATE fact SET document = replace(document, '13', '14') WHERE fact = 'f2'",
        "DELETE FROM audit WHERE id = 3",
    )

    looked, told = enrolled("verify"), json.loads(enrolled("verify", "--json").out)

    assert looked.code == 1
    assert f"{SUBJECT}, link 6: fact 2 was changed\n" in looked.out
    assert looked.out.count(SUBJECT) == 1  # the first of its chain, and no more
    assert told["findings"] == [
        {"chain": SUBJECT, "link": 6, "what": "changed", "table": "fact", "row": "2"}
    ]


def test_an_earlier_checkpoint_tells_of_an_end_that_was_cut_off(
    enrolled: Run, tmp_path: Path
) -> None:
    copy, file = tmp_path / "copy.db", tmp_path / "checkpoint.json"
    enrolled("backup", copy)
    enrolled("book", SUBJECT, "infusion", "2026-04-13T10:00")
    file.write_text(enrolled("checkpoint").out)
    assert enrolled("verify", "--against", file).code == 0
    (tmp_path / "home" / "dayzero.db").unlink()
    for log in ("-wal", "-shm"):
        (tmp_path / "home" / f"dayzero.db{log}").unlink(missing_ok=True)
    copy.rename(tmp_path / "home" / "dayzero.db")  # by hand: nothing is said of it

    assert enrolled("verify").code == 0
    looked = enrolled("verify", "--against", file)
    assert looked.code == 1
    assert f"{SUBJECT}, link 6: the chain was cut off here\n" in looked.out


def test_a_checkpoint_that_was_changed_is_refused(enrolled: Run, tmp_path: Path) -> None:
    file = tmp_path / "checkpoint.json"
    document = json.loads(enrolled("checkpoint").out)
    document["heads"][SUBJECT][0] = 2
    file.write_text(json.dumps(document))

    refused = enrolled("verify", "--against", file)

    assert refused.code == 2
    assert refused.err == f"{file}: was changed since it was taken: its hash is another one\n"


def test_what_is_no_checkpoint_is_refused(enrolled: Run, tmp_path: Path) -> None:
    for content in ("", "[]", "{}", '{"heads": {"": [1]}}'):
        (tmp_path / "none.json").write_text(content)
        refused = enrolled("verify", "--against", tmp_path / "none.json")
        assert (refused.code, refused.out) == (2, "")
        assert "is no checkpoint of `dayzero checkpoint`" in refused.err


def test_the_hash_from_a_message_that_these_records_do_not_know_is_told(enrolled: Run) -> None:
    unknown = "0" * 64

    refused = enrolled("verify", "--against", unknown)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        f"{unknown}: is the hash of no checkpoint that these records know; if a message has it, "
        "they are other records, or their end was cut off\n"
    )
