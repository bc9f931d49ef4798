"""A link in any language that has catalogues, and words that a new version says otherwise."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from models.moments import to_minute
from models.reasons.calendar.changes import EntryMoved, EntryRevised, FactsLeadThere, OnMinute
from models.records.passes.schedule import published_entries, save_published
from models.records.store import Scope, new_feed
from models.schedule import PublishedEntry
from models.subscriptions import FeedOptions
from tests.reading_feeds import body_behind
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, an_entry, bring_in, chart
from tests.unit.wording.pseudo import PSEUDO, write_pseudo
from wording import filled, language
from wording.catalogue import catalogue

TITLE = "{subject} ⟦ - ⟧{title}{number}⟦ - ⟧{state}"


@pytest.fixture(autouse=True)
def _a_language_of_its_own(tmp_path: Path) -> Iterator[None]:
    before = list(language.FOLDERS)
    write_pseudo(tmp_path / "one")
    language.FOLDERS.append(tmp_path / "one")
    as_a_new_process()
    yield
    language.FOLDERS[:] = before
    as_a_new_process()


def as_a_new_process() -> None:
    """Nothing that was read of a catalogue is kept."""
    catalogue.cache_clear()
    filled._FILLED.clear()


def say_titles_otherwise(tmp_path: Path) -> None:
    """What a new version does: one message of the same language is another one."""
    write_pseudo(tmp_path / "other", **{"title.visit": TITLE})
    language.FOLDERS[-1] = tmp_path / "other"
    as_a_new_process()


def a_moved_entry() -> PublishedEntry:
    was, now = (OnMinute(minute=to_minute(NOW) + far, zone="Asia/Shanghai") for far in (1440, 0))
    changed = EntryRevised(changes=(EntryMoved(was=was, now=now),), because=FactsLeadThere())
    line = an_entry(sequence=1)
    return PublishedEntry(
        entry=line.entry,
        sequence=1,
        created=line.created,
        revised=line.revised,
        changed=changed,
    )


@pytest.fixture
def link(engine: Engine) -> str:
    bring_in(engine, chart(SCREENING))
    save_published(engine, SUBJECT, [a_moved_entry()], NOW)
    options = FeedOptions(language=PSEUDO)
    return new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY, options=options)


def lines_of(engine: Engine, link: str) -> dict[str, str]:
    body = body_behind(engine, link, NOW)
    assert body is not None
    event = body.octets.decode().replace("\r\n ", "").partition("BEGIN:VEVENT")[2]
    return dict(line.partition(":")[::2] for line in event.split("\r\n") if line)


def test_a_link_is_in_any_language_that_has_catalogues(engine: Engine, link: str) -> None:
    told = lines_of(engine, link)

    assert told["SUMMARY"] == "Infusion D0 ○ CN01-007"  # the trial's data has no such language
    assert told["DESCRIPTION"].startswith("CN01-007 infusion⟦ (⟧D0⟦)⟧⟦: ⟧⟦planned⟧")
    assert "⟦moved from ⟧⟦11 March 2026⟧ 08:00⟦ to ⟧⟦10 March 2026⟧ 08:00" in told["DESCRIPTION"]


def test_other_words_are_other_bytes_and_nothing_else(
    engine: Engine, link: str, tmp_path: Path
) -> None:
    before, served = lines_of(engine, link), body_behind(engine, link, NOW)

    say_titles_otherwise(tmp_path)
    changes = save_published(engine, SUBJECT, [a_moved_entry()], NOW.replace(year=2027))
    after, anew = lines_of(engine, link), body_behind(engine, link, NOW)

    assert changes == 0
    assert published_entries(engine, SUBJECT) == (a_moved_entry(),)
    assert after["DESCRIPTION"].startswith("CN01-007 ⟦ - ⟧infusion⟦ (⟧D0⟦)⟧⟦ - ⟧⟦planned⟧")
    same = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED", "UID")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert (served and anew) is not None
    assert (anew and anew.etag) != (served and served.etag)
    assert (anew and anew.last_modified) == (served and served.last_modified)


def test_bytes_in_other_words_are_kept_in_place_of_those_of_before(
    engine: Engine, link: str, tmp_path: Path
) -> None:
    body_behind(engine, link, NOW)
    say_titles_otherwise(tmp_path)
    body_behind(engine, link, NOW)

    with engine.connect() as connection:
        [kept] = connection.execute(text("SELECT octets FROM kept_event")).scalars()
    assert "⟦ - ⟧" in bytes(kept).decode().replace("\r\n ", "")
