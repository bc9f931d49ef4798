"""Readings are noted once an hour, and every deed is said in each language."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

from models.records.people.audit_trail import Wanted, audit_trail
from models.records.people.readings import note_reading
from models.records.store import Scope, assign_subjects, new_feed, release_subjects, verify
from tests.unit.records.a_history import a_history
from tests.unit.records.recorded import BY, NOW, SCREENING, SUBJECT, bring_in, chart
from wording.pages.audit import say_deed


def read_by(engine: Engine, who: str) -> int:
    return len(audit_trail(engine, Wanted(who=who)))


def test_a_reading_is_one_line_for_each_person_subject_and_hour(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING), chart(SCREENING, subject="CN01-008"))

    for minutes in (0, 1, 59, 60, 61):
        note_reading(engine, SUBJECT, by="li_na", now=NOW + timedelta(minutes=minutes))
    note_reading(engine, "CN01-008", by="li_na", now=NOW)
    note_reading(engine, SUBJECT, by="wang_fang", now=NOW)

    assert (read_by(engine, "li_na"), read_by(engine, "wang_fang")) == (3, 1)
    assert verify(engine).findings == ()


def test_a_page_opened_many_times_at_once_is_read_once(engine: Engine) -> None:
    bring_in(engine, chart(SCREENING))

    with ThreadPoolExecutor(4) as readers:
        list(readers.map(lambda _: note_reading(engine, SUBJECT, by="li_na", now=NOW), range(8)))

    assert read_by(engine, "li_na") == 1


def test_whatever_was_done_is_said_in_chinese(engine: Engine) -> None:
    a_history(engine)
    note_reading(engine, SUBJECT, by=BY, now=NOW)
    new_feed(engine, Scope("subject", SUBJECT), now=NOW, by=BY)
    assign_subjects(engine, "li_na", [SUBJECT], now=NOW, by=BY)
    release_subjects(engine, "li_na", [SUBJECT], now=NOW, by=BY)
    with engine.connect() as connection:
        deeds = [str(what) for (what,) in connection.execute(text("SELECT what FROM audit"))]

    for deed in deeds:
        assert re.search("[一-鿿]", say_deed(deed, "zh")), deed
        assert say_deed(deed, "en") == deed


@pytest.mark.parametrize(
    ("deed", "chinese"),
    [
        ("rotated feed 3 into feed 4", "以日历链接 4 替换了 3"),
        ("imported no new fact", "导入，无新事实"),
        ("imported f1, f2", "导入了 f1, f2"),
        ("of a later version", "of a later version"),
    ],
)
def test_deeds_that_are_alike_are_told_apart(deed: str, chinese: str) -> None:
    assert say_deed(deed, "zh") == chinese
