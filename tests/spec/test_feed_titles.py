"""Titles on a phone: the step first, short, its state as a mark, the subject last, no date."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from calendars.entries.entries import entries_of
from calendars.feeds.texts import summary_in
from calendars.feeds.variants import Variant
from models.disclosure import Disclosure
from models.protocol import load_protocol
from models.protocol.path import LONGEST_SHORT_TITLE, Step
from models.reasons.calendar.titles import VisitTitle
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.values import StepState
from tests.unit.calendars.said_entries import a_voice
from tests.unit.timeline.plan_builder import a_plan, a_step
from tests.wording.entries_of_reasons import published
from wording.calendars.short_titles import MARKS, short_step
from wording.calendars.titles import visit_title
from wording.language import languages

ROOM = 30
ROOM_OF_A_STEP = 18
AGAIN = 2
AT = "2026-04-15T10:00+08:00"


def titles_of(language: str, ceiling: Disclosure = Disclosure.NOTHING) -> Iterator[str]:
    for line in published():
        yield summary_in(line.entry, Variant(language, ceiling=ceiling))


def every_visit() -> Iterator[Entry]:
    """Each step of the trial in each state, also for the second time and on another day."""
    for step, state in product(load_protocol().step, StepState):
        yield from (_visit(step, state, time) for time in times_of(step))


def times_of(step: Step) -> tuple[int, ...]:
    """Once what comes with the infusion and after it; twice what may be held again before."""
    order = load_protocol().order
    return (1, AGAIN) if order[step.id] < order["infusion"] else (1,)


def _visit(step: Step, state: StepState, time: int) -> Entry:
    return Entry(
        subject="CN01-007",
        key=step.id if time == 1 else f"{step.id}.{time}",
        step=step.id,
        status=EntryStatus.CONFIRMED,
        title=VisitTitle(subject="CN01-007", step=step.id, time=time, state=state),
        first_day=date(2026, 4, 15),
        last_day=date(2026, 4, 15),
        state=state.value,
    )


@pytest.mark.parametrize("language", languages())
def test_no_title_in_one_language_is_longer_than_a_phone_shows(language: str) -> None:
    for ceiling in (Disclosure.NOTHING, Disclosure.TREATMENT):
        variant = Variant(language, ceiling=ceiling)
        visits = (summary_in(entry, variant) for entry in every_visit())
        assert [t for t in (*titles_of(language, ceiling), *visits) if len(t) > ROOM] == []


def test_no_title_of_codes_is_longer_either() -> None:
    codes = Variant(detail="code")
    lines = (*every_visit(), *(line.entry for line in published()))
    bands = (summary_in(_band(entry), codes) for entry in every_visit())
    titles = (*(summary_in(entry, codes) for entry in lines), *bands)
    assert [title for title in titles if len(title) > ROOM] == []


def _band(visit: Entry) -> Entry:
    return Entry(
        subject=visit.subject,
        key=f"{visit.key}.window",
        step=visit.step,
        status=EntryStatus.TENTATIVE,
        title=visit.title,
        first_day=date(2026, 4, 15),
        last_day=date(2026, 4, 15),
        kind=EntryKind.WINDOW,
        busy=False,
    )


@pytest.mark.parametrize("language", languages())
def test_every_step_of_the_trial_has_a_short_title(language: str) -> None:
    for step in load_protocol().step:
        for ceiling in (Disclosure.NOTHING, Disclosure.TREATMENT):
            short = step.named(ceiling).shorts
            assert short is not None
            assert 0 < len(short[language]) <= LONGEST_SHORT_TITLE
        said = [short_step(step.id, time, a_voice(language)) for time in times_of(step)]
        assert max(map(len, said)) <= ROOM_OF_A_STEP


@pytest.mark.parametrize("language", [*languages(), "both"])
def test_the_subject_stands_last_and_once_and_no_date_stands_anywhere(language: str) -> None:
    for title in titles_of(language):
        assert re.search(r" CN\d\d(-\d\d\d)?$", title), title
        assert len(re.findall(r"CN\d\d", title)) == 1
        assert not re.search(r"\d\d:\d\d|\d月\d|January|March|April|May", title), title


def test_no_title_names_a_rule_whatever_the_link_may_tell() -> None:
    for title in titles_of("en", Disclosure.TREATMENT):
        assert not re.search(r"EX-|IN-|PATH-|SITE-", title)


def test_each_state_has_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(StepState)
    assert len(set(MARKS.values())) == len(MARKS)


@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("done", "Infusion D0 ✓ CN01-007"),
        ("done_out_of_window", "Infusion D0 ✓! CN01-007"),
        ("booked", "Infusion D0 ● CN01-007"),
        ("at_risk", "Infusion D0 ●! CN01-007"),
        ("overdue", "Infusion D0 ! CN01-007"),
        ("cancelled", "Infusion D0 ✗ CN01-007"),
    ],
)
def test_the_state_is_a_mark_and_stands_in_words_below(state: str, title: str) -> None:
    [entry] = [e for e in entries_of(a_plan(a_step("infusion", state, at=AT))) if e.step]
    assert summary_in(entry, Variant()) == title
    assert isinstance(entry.title, VisitTitle)
    assert visit_title(entry.title, a_voice()).startswith("CN01-007 infusion (D0): ")


def test_a_step_on_another_day_than_planned_says_its_own() -> None:
    title = VisitTitle(subject="CN01-007", step="day_28", time=1, state=StepState.BOOKED, day=27)
    [entry, *_] = entries_of(a_plan(a_step("day_28", "booked", at=AT)))
    told = Entry(**{name: getattr(entry, name) for name in entry.__slots__} | {"title": title})
    assert summary_in(told, Variant()) == "Day 28 visit D+27 ● CN01-007"
