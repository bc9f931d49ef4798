"""What subscribers had before there were reasons, or two languages, goes on after the upgrade."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlmodel import select

from models.moments import to_minute
from models.records.database.engine import _migrations, open_engine, reading, upgrade, writing
from models.records.passes.passes import subjects_due
from models.records.passes.schedule import published_entries, save_published
from models.records.tables import PublishedCalendar, PublishedLine
from models.schedule import PublishedEntry
from models.subscriptions import FeedOptions
from tests.reading_feeds import subscribed
from tests.unit.calendars.said_entries import words
from tests.unit.records.recorded import NOW, SUBJECT, an_entry

LATER = NOW.replace(year=2100)
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
    body = subscribed(upgraded, SUBJECT, NOW, options=FeedOptions(ceiling="treatment"))

    assert line == as_said_before()
    assert body is not None
    text = body.octets.decode().replace("\r\n ", "")
    assert "SUMMARY:Infusion D0 ○ CN01-007" in text
    told = r"DESCRIPTION:CN01-007 infusion\, Day 0\nnot before 23 March\nFirst published"
    assert told in text
    assert b"SEQUENCE:3" in body.octets


def test_below_the_ceiling_it_is_told_from_its_own_facts(upgraded: Engine) -> None:
    body = subscribed(upgraded, SUBJECT, NOW)

    assert body is not None
    assert b"DESCRIPTION:CN01-007 infusion (D0): planned" in body.octets
    assert b"23 March" not in body.octets


def test_its_reasons_come_with_the_next_pass_which_is_due(upgraded: Engine) -> None:
    assert subjects_due(upgraded, NOW.replace(year=2100)) == [SUBJECT]
    served = subscribed(upgraded, SUBJECT, NOW)
    calendar = how_far(upgraded)

    assert save_published(upgraded, SUBJECT, [an_entry(sequence=3)], LATER) == 0

    assert published_entries(upgraded, SUBJECT) == (an_entry(sequence=3),)
    assert how_far(upgraded) == (calendar[0] + 1, calendar[1])  # read anew, changed by nothing
    again = subscribed(upgraded, SUBJECT, NOW)
    assert (served and served.last_modified) == (again and again.last_modified)


def test_what_left_the_plan_before_keeps_its_words_and_is_written_once(upgraded: Engine) -> None:
    for _ in range(3):
        assert save_published(upgraded, SUBJECT, [as_said_before()], LATER) == 0

    assert published_entries(upgraded, SUBJECT) == (as_said_before(),)
    assert how_far(upgraded)[0] == 2


def test_another_revision_of_it_is_one(upgraded: Engine) -> None:
    entry = an_entry(sequence=4, starts=to_minute(NOW) + 1)

    assert save_published(upgraded, SUBJECT, [entry], LATER) == 1

    assert how_far(upgraded)[1] == LATER


def test_what_another_version_kept_is_told_from_its_own_facts_until_the_next_pass(
    upgraded: Engine,
) -> None:
    save_published(upgraded, SUBJECT, [an_entry(sequence=3)], LATER)
    with writing(upgraded) as session:
        [line] = session.exec(select(PublishedLine))
        line.title, line.about = '{"version": 9}', '[{"version": 9}]'

    body = subscribed(upgraded, SUBJECT, NOW, options=FeedOptions(ceiling="treatment"))

    assert body is not None
    assert b"DESCRIPTION:CN01-007 infusion (D0): planned" in body.octets
    assert save_published(upgraded, SUBJECT, [an_entry(sequence=3)], LATER) == 0
    assert published_entries(upgraded, SUBJECT) == (an_entry(sequence=3),)


def as_said_before() -> PublishedEntry:
    line = an_entry(sequence=3)
    entry = replace(
        line.entry,
        title=words("CN01-007 infusion, Day 0"),
        about=(words("not before 23 March"),),
    )
    return replace(line, entry=entry)


def how_far(engine: Engine) -> tuple[int, datetime]:
    with reading(engine) as session:
        row = session.get_one(PublishedCalendar, SUBJECT)
        return row.revision, row.changed_at
