"""Feeds of the real protocol, from charts in the contract's format."""

from datetime import date
from itertools import product
from typing import get_args

import pytest

from calendars.checks.lint import lint
from calendars.checks.publishing import faults_of_new
from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.feed import Whose, joined, render_feed, written
from calendars.feeds.variants import Variant
from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.reasons.calendar.places import AtSite
from models.schedule import EntryKind
from models.subscriptions import BOTH_LANGUAGES, Detail
from tests.spec.test_in_chinese import english_in
from tests.unit.calendars.feed_charts import (
    APHERESIS,
    CHARTS,
    CONSENT,
    INFUSION,
    SCREENING,
    plan_at,
)
from tests.unit.calendars.said_entries import about, place, title
from tests.unit.timeline.plan_builder import SHANGHAI, first
from wording.language import languages

START = first("2026-03-10T08:00+08:00")


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_every_real_feed_passes_our_lint_however_it_is_read(name: str) -> None:
    whole = About(AtSite(site="CN01"), load_protocol())
    lines = revise({}, entries_of(plan_at(CHARTS[name], START), whole), START)
    assert faults_of_new((), lines) == ()
    for language in (*languages(), BOTH_LANGUAGES):
        for detail, ceiling in product(get_args(Detail), Disclosure):
            variant = Variant(language, detail, ceiling, "https://dayzero.example.org")
            events = [written(line, variant) for line in lines]
            raw = joined(Whose("site", "CN01"), events, "Asia/Shanghai", variant)
            assert lint(raw) == ()


NEGATIVE_TEST = {
    "id": "f9",
    "kind": "test",
    "test": "pregnancy",
    "result": "negative",
    "at": "2026-03-09T08:00+08:00",
}


def test_a_recorded_test_shows_until_when_it_counts() -> None:
    booked = {**APHERESIS, "state": "booked", "at": "2026-03-11T09:00+08:00"}
    entries = entries_of(plan_at([CONSENT, SCREENING, booked, NEGATIVE_TEST], START))
    [evidence] = [entry for entry in entries if entry.kind is EntryKind.EVIDENCE]

    assert title(evidence) == "CN01-007 IN-10a: evidence for apheresis counts until 12 March"
    assert title(evidence, "zh") == "CN01-007 IN-10a：单采的检测有效至3月12日"


def test_after_the_step_that_a_test_was_for_it_has_no_line() -> None:
    facts = [CONSENT, SCREENING, APHERESIS, {**NEGATIVE_TEST, "at": "2026-03-08"}]
    entries = entries_of(plan_at(facts, START))

    assert not [entry for entry in entries if entry.kind is EntryKind.EVIDENCE]


def test_the_end_of_contraception_is_a_line_of_its_own() -> None:
    done = {**INFUSION, "state": "done", "at": "2026-03-10T07:00+08:00"}
    entries = entries_of(plan_at([CONSENT, SCREENING, APHERESIS, done], START))
    [end] = [entry for entry in entries if entry.key == "contraception_end"]

    assert end.kind is EntryKind.PLANNED
    assert end.first_day == date(2028, 3, 10)


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_real_feed_quotes_a_fact_id(name: str) -> None:
    facts = [{**fact, "id": f"MRN-{fact['id']}"} for fact in CHARTS[name]]
    lines = revise({}, entries_of(plan_at(facts, START)), START)
    for language, ceiling in product((*languages(), BOTH_LANGUAGES), Disclosure):
        read = render_feed("CN01-007", lines, SHANGHAI, language, ceiling).decode()
        assert "MRN" not in read.replace("\r\n ", "")


@pytest.mark.parametrize("name", sorted(CHARTS))
def test_no_english_is_left_in_a_real_feed_in_chinese(name: str) -> None:
    whole = About(AtSite(site="CN01"), load_protocol())
    entries = entries_of(plan_at(CHARTS[name], START), whole)

    said = [f"{title(one, 'zh')}\n{about(one, 'zh')}\n{place(one, 'zh')}" for one in entries]
    assert [text for text in said if english_in(text)] == []
