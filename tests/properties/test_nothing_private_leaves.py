"""Of no chart, a value, finding, drug, diagnosis or rule is in anything that leaves."""

from collections.abc import Iterator, Mapping
from datetime import datetime

import pytest
from hypothesis import given

from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.revisions import revise
from calendars.feeds.texts import description_in
from calendars.feeds.variants import Variant
from models.chart import read_chart
from models.disclosure import Disclosure
from models.moments import to_minute
from models.plan import assess
from models.reasons.calendar.places import AtSite
from models.schedule import PublishedEntry
from models.timeline.windows.case import open_case
from tests.properties.budget import share
from tests.properties.leaving import (
    PROTOCOL,
    RULE,
    Json,
    everything_that_leaves,
    private_words,
    words_told,
)
from tests.properties.paths import Subject
from tests.properties.results import with_results
from tests.spec.charts import a_chart, booked, done, drug
from tests.unit.timeline.plan_builder import first
from wording.language import Language

NOW = first("2026-03-20T08:00+08:00")


@pytest.fixture(scope="module", autouse=True)
def somewhere() -> Iterator[None]:
    """Links name an installation; nothing of it is opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAYZERO_DATABASE_URL", "sqlite://")
        yield


def published_after(*charts: Json) -> Mapping[str, PublishedEntry]:
    """What subscribers have after a pass over each state of one subject's chart."""
    about = About(AtSite(site="CN01"), PROTOCOL)
    lines: dict[str, PublishedEntry] = {}
    for chart in charts:
        read = read_chart(chart, protocol=PROTOCOL, now=NOW)
        plan = assess(open_case(read, PROTOCOL, {}), NOW)
        lines = {line.entry.key: line for line in revise(lines, entries_of(plan, about), NOW)}
    return lines


def revision_told(line: PublishedEntry, language: Language, ceiling: Disclosure) -> str:
    told = description_in(line, Variant(language, ceiling=ceiling))
    [revision] = [one for one in told.splitlines() if one.startswith(("Revision", "第1次修订"))]
    return revision


def test_what_changed_is_told_below_the_ceiling_too_by_dates_alone() -> None:
    """Dasatinib was given two days longer: its 72 hours end later, on another day."""
    before, after = (
        a_chart(
            done("consent", "2026-03-01"),
            drug("dasatinib", last, id="tki"),
            booked("infusion", "2026-04-15T10:00+08:00"),
        )
        for last in ("2026-03-18T09:00+08:00", "2026-03-20T09:00+08:00")
    )
    moved = published_after(before, after)["washout.EX-03.2.tki"]

    assert revision_told(moved, "en", Disclosure.NOTHING) == (
        "Revision 1, computed 20 March 2026 08:00: moved from 22 March 2026 to 24 March 2026."
        " Why: it follows from the recorded facts."
    )
    assert revision_told(moved, "zh", Disclosure.NOTHING) == (
        "第1次修订，计算于2026年3月20日 08:00：由2026年3月22日改为2026年3月24日。"
        "原因：由已有记录推得。"
    )
    assert revision_told(moved, "en", Disclosure.TREATMENT).endswith(
        "moved from 21 March 2026 09:01 to 23 March 2026 09:01. Why: bound by EX-03.2."
    )


@share(0.6)
@given(with_results())
def test_what_leaves_says_steps_and_dates_alone(subject: Subject) -> None:
    now = datetime.fromisoformat(subject.now)
    recorded = len(subject.chart["facts"])  # also what nobody would be let record now
    chart = read_chart(subject.chart, protocol=PROTOCOL, now=to_minute(now), on_record=recorded)
    plan = assess(open_case(chart, PROTOCOL, {}), to_minute(now))

    words = private_words(subject.chart)
    for where, text in everything_that_leaves(plan, now):
        assert not words_told(text, words), (where, text)
        assert not RULE.search(text), (where, text)
