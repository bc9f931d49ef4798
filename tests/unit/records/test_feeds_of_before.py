"""What subscribers had before calendars were in two languages goes on after the upgrade."""

from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from models.moments import to_minute
from models.records.database.engine import _migrations, open_engine, upgrade
from models.records.passes.passes import subjects_due
from models.records.passes.schedule import published_entries, save_published
from tests.reading_feeds import subscribed
from tests.unit.records.recorded import NOW, SUBJECT, an_entry

A_SUBJECT = """
INSERT INTO subject (number, site, header, protocol, enrolled_at, enrolled_by, woken, passes)
VALUES (:subject, 'CN01', '{}', 'NCT04684147', :now, 'nurse', 0, 1)
"""
AN_ENTRY = """
INSERT INTO published_entry (subject, key, step, status, summary, description, starts, ends,
 zone, location, categories, busy, state, sequence, created, revised)
VALUES (:subject, 'infusion', 'infusion', 'TENTATIVE', 'CN01-007 infusion, Day 0',
 'not before 23 March', :starts, :ends, 'Asia/Shanghai', '', '[]', true, '', 3, :starts, :starts)
"""


@pytest.fixture
def upgraded(tmp_path: Path) -> Engine:
    """A database of the version before, with one entry at revision 3, brought up to date."""
    engine = open_engine(f"sqlite:///{tmp_path / 'before.db'}")
    with engine.execution_options(writes=True).begin() as connection:
        config = _migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        starts = to_minute(NOW)
        connection.execute(text(A_SUBJECT), {"subject": SUBJECT, "now": NOW})
        values = {"subject": SUBJECT, "starts": starts, "ends": starts + 60}
        connection.execute(text(AN_ENTRY), values)
    upgrade(engine)
    return engine


def test_an_entry_keeps_its_revision_and_is_served_as_it_was(upgraded: Engine) -> None:
    [line] = published_entries(upgraded, SUBJECT)
    body = subscribed(upgraded, SUBJECT, NOW)

    assert line == an_entry(sequence=3)
    assert body is not None
    assert b"SUMMARY:CN01-007 infusion (D0)" in body.octets
    assert b"SEQUENCE:3" in body.octets


def test_the_other_language_comes_with_the_next_pass_which_is_due(upgraded: Engine) -> None:
    assert subjects_due(upgraded, NOW.replace(year=2100)) == [SUBJECT]

    save_published(upgraded, SUBJECT, [an_entry(sequence=3, summary_zh="CN01-007 回输")], NOW)

    [line] = published_entries(upgraded, SUBJECT)
    assert (line.sequence, line.entry.summary_zh) == (3, "CN01-007 回输")


def test_the_same_entry_again_is_no_revision(upgraded: Engine) -> None:
    assert save_published(upgraded, SUBJECT, [an_entry(sequence=3)], NOW) == 0
