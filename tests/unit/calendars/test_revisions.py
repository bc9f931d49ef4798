"""Properties of revisions, for any calendar and any number of passes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.entries.changes import really_changed
from calendars.entries.days import last_day_of
from calendars.entries.leaving import CANCELLED_DAYS
from calendars.entries.revisions import revise
from models.reasons.calendar.descriptions import DateAlone
from models.reasons.calendar.places import AtSite
from models.reasons.calendar.titles import VisitTitle
from models.schedule import Entry, EntryImpossible, EntryKind, EntryStatus, PublishedEntry
from models.timeline.values import StepState
from tests.unit.calendars.said_entries import changed, place, title, words
from tests.unit.timeline.plan_builder import first

NOW = first("2026-03-10T08:00+08:00")
DAY = 24 * 60

days = st.dates(date(2026, 1, 1), date(2026, 6, 30))
minutes = st.integers(NOW - 90 * DAY, NOW + 90 * DAY)
passes = st.lists(st.integers(0, 60 * DAY), min_size=1, max_size=5).map(
    lambda gaps: [NOW + sum(gaps[: index + 1]) for index in range(len(gaps))]
)


def a_title(state: StepState = StepState.BOOKED, time: int = 1) -> VisitTitle:
    return VisitTitle(subject="CN01-007", step="infusion", time=time, state=state)


@st.composite
def entries(draw: st.DrawFn, key: str) -> Entry:
    entry = Entry(
        subject="CN01-007",
        key=key,
        step=key,
        status=draw(st.sampled_from(EntryStatus)),
        title=draw(st.sampled_from([a_title(), a_title(time=2)])),
        place=AtSite(site=draw(st.sampled_from(["CN01", "CN02"]))),
        state=draw(st.sampled_from(["planned", "due"])),
    )
    match draw(st.sampled_from(["timed", "all day", "undated"])):
        case "timed":
            start = draw(minutes)
            return replace(entry, starts=start, ends=start + 60)
        case "all day":
            day = draw(days)
            return replace(
                entry, first_day=day, last_day=day + timedelta(days=draw(st.integers(0, 9)))
            )
        case _:
            return entry


@st.composite
def plans(draw: st.DrawFn) -> tuple[Entry, ...]:
    keys = draw(st.sets(st.sampled_from(["infusion", "day_28", "infusion.window", "timeline"])))
    return tuple(draw(entries(key)) for key in sorted(keys))


def by_key(lines: tuple[PublishedEntry, ...]) -> Mapping[str, PublishedEntry]:
    return {line.entry.key: line for line in lines}


def history(plans: list[tuple[Entry, ...]], moments: list[int]) -> list[tuple[PublishedEntry, ...]]:
    """What subscribers had after each pass."""
    seen: list[tuple[PublishedEntry, ...]] = [()]
    for plan, now in zip(plans, moments, strict=False):
        seen.append(revise(by_key(seen[-1]), plan, now))
    return seen


@given(st.lists(plans(), min_size=1, max_size=5), passes)
def test_a_second_pass_gives_the_very_same_objects(
    plans: list[tuple[Entry, ...]], moments: list[int]
) -> None:
    lines = history(plans, moments)[-1]
    last = min(len(plans), len(moments)) - 1
    again = revise(by_key(lines), plans[last], moments[last])
    assert [id(line) for line in again] == [id(line) for line in lines]


@given(st.lists(plans(), min_size=2, max_size=5), passes)
def test_sequence_and_revision_never_fall(
    plans: list[tuple[Entry, ...]], moments: list[int]
) -> None:
    seen = history(plans, moments)
    for before, after in pairwise(seen):
        new = by_key(after)
        for key, old in by_key(before).items():
            if key in new:
                assert new[key].sequence >= old.sequence
                assert new[key].revised >= old.revised
                assert new[key].created == old.created


@given(st.lists(plans(), min_size=2, max_size=5), passes)
def test_the_sequence_rises_by_one_exactly_for_a_real_change(
    plans: list[tuple[Entry, ...]], moments: list[int]
) -> None:
    seen = history(plans, moments)
    for before, after in pairwise(seen):
        old = by_key(before)
        for key, line in by_key(after).items():
            if key in old:
                moved = really_changed(old[key].entry, line.entry)
                assert line.sequence == old[key].sequence + moved


@given(st.lists(plans(), min_size=2, max_size=5), passes)
def test_a_calendar_that_held_something_never_becomes_empty(
    plans: list[tuple[Entry, ...]], moments: list[int]
) -> None:
    seen = history(plans, moments)
    for before, after in pairwise(seen):
        assert after or not before


@given(st.lists(plans(), min_size=1, max_size=4), passes)
def test_every_key_stands_once_and_every_line_has_a_date(
    plans: list[tuple[Entry, ...]], moments: list[int]
) -> None:
    for lines in history(plans, moments):
        keys = [line.entry.key for line in lines]
        assert keys == sorted(set(keys))
        assert all(last_day_of(line.entry) for line in lines)


def an_entry(**facts: Any) -> Entry:
    return Entry(
        **{
            "subject": "CN01-007",
            "key": "infusion",
            "step": "infusion",
            "status": EntryStatus.CONFIRMED,
            "title": a_title(),
            "first_day": date(2026, 4, 15),
            "last_day": date(2026, 4, 15),
            "place": AtSite(site="CN01"),
            "state": "booked",
            **facts,
        }
    )


NOTICE = an_entry(key="timeline", kind=EntryKind.NOTICE, first_day=None, last_day=None, state="")
PUBLISHED = PublishedEntry(entry=an_entry(), sequence=3, created=NOW - DAY, revised=NOW - DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"first_day": date(2026, 4, 14)},
        {"last_day": date(2026, 4, 16)},
        {"status": EntryStatus.TENTATIVE},
        {"state": "overdue"},
        {"place": AtSite(site="CN02")},
        {"busy": False},
    ],
)
def test_a_change_of_time_state_or_place_raises_the_sequence(change: dict[str, Any]) -> None:
    [line] = revise({"infusion": PUBLISHED}, [an_entry(**change)], NOW)
    assert (line.sequence, line.revised, line.created) == (4, NOW, NOW - DAY)


@pytest.mark.parametrize("change", [{"title": a_title(time=2)}, {"about": (DateAlone(),)}])
def test_another_reason_is_a_new_stamp_and_no_new_sequence(change: dict[str, Any]) -> None:
    [line] = revise({"infusion": PUBLISHED}, [an_entry(**change)], NOW)
    assert (line.sequence, line.revised, line.created) == (3, NOW, NOW - DAY)


# What was stored as sentences


BEFORE = replace(
    PUBLISHED,
    entry=replace(PUBLISHED.entry, title=words("booked"), about=(words("…"),), place=words("A")),
    changed=words("moved"),
)


def test_an_entry_of_before_there_were_reasons_gets_its_own_without_a_revision() -> None:
    [line] = revise({"infusion": BEFORE}, [an_entry()], NOW)
    assert line == replace(BEFORE, entry=an_entry())


@pytest.mark.parametrize("change", [{"first_day": date(2026, 4, 14)}, {"state": "overdue"}])
def test_what_really_changes_of_it_is_a_revision(change: dict[str, Any]) -> None:
    [line] = revise({"infusion": BEFORE}, [an_entry(**change)], NOW)
    assert (line.sequence, line.revised) == (4, NOW)
    assert not changed(line).startswith(f"at {place(an_entry())}")  # a name is no other place


def test_what_left_the_plan_keeps_the_words_in_which_it_was_told() -> None:
    [gone] = revise({"infusion": BEFORE}, [], NOW)
    assert title(gone.entry) == "No longer applies: booked"
    assert revise({"infusion": gone}, [], NOW + DAY) == (gone,)


def test_a_clock_that_went_back_does_not_take_the_stamp_back() -> None:
    [line] = revise({"infusion": PUBLISHED}, [an_entry(state="overdue")], NOW - 9 * DAY)
    assert line.revised == PUBLISHED.revised


OTHER = an_entry(key="day_28")


@pytest.mark.parametrize(("days", "kept"), [(CANCELLED_DAYS, True), (CANCELLED_DAYS + 1, False)])
def test_a_booked_line_that_left_the_plan_stays_for_thirty_days_after_it_was_called_off(
    *, days: int, kept: bool
) -> None:
    [gone] = [line for line in revise({"infusion": PUBLISHED}, [OTHER], NOW) if line.sequence == 4]
    assert gone.entry.status is EntryStatus.CANCELLED
    assert title(gone.entry) == "CN01-007 infusion (D0): cancelled"
    assert not gone.entry.busy

    later = first("2026-03-10T23:59+08:00") + days * DAY  # its own date is weeks after that
    keys = {line.entry.key for line in revise({"infusion": gone}, [OTHER], later)}
    assert ("infusion" in keys) is kept


def test_another_reason_for_what_is_cancelled_does_not_begin_its_thirty_days_anew() -> None:
    off = {"status": EntryStatus.CANCELLED, "state": "cancelled", "busy": False}
    [gone] = revise({"infusion": PUBLISHED}, [an_entry(**off)], NOW)
    for_another = an_entry(**off, about=(DateAlone(),))

    assert revise({"infusion": gone}, [for_another], NOW + DAY) == (gone,)
    later = NOW + (CANCELLED_DAYS + 1) * DAY
    assert [one.entry.key for one in revise({"infusion": gone}, [for_another, OTHER], later)] == [
        "day_28"
    ]


@pytest.mark.parametrize("kind", [kind for kind in EntryKind if kind is not EntryKind.VISIT])
def test_what_nobody_had_booked_leaves_without_a_word(kind: EntryKind) -> None:
    line = replace(PUBLISHED, entry=an_entry(kind=kind))
    assert [e.entry.key for e in revise({"infusion": line}, [OTHER], NOW)] == ["day_28"]


def test_the_end_of_the_path_takes_planned_dates_with_it_as_cancelled() -> None:
    planned = replace(PUBLISHED, entry=an_entry(kind=EntryKind.PLANNED))
    band = replace(PUBLISHED, entry=an_entry(key="infusion.window", kind=EntryKind.WINDOW))
    before = {"infusion": planned, "infusion.window": band}
    infusion, notice = revise(before, [replace(NOTICE, state="closed")], NOW)
    assert infusion.entry.status is EntryStatus.CANCELLED
    assert changed(infusion) == "no longer in the plan. Why: the timeline is closed."
    assert notice.entry.kind is EntryKind.NOTICE


def test_a_line_that_comes_back_goes_on_counting() -> None:
    [gone] = revise({"infusion": PUBLISHED}, [], NOW)
    [back] = revise({"infusion": gone}, [an_entry()], NOW + DAY)
    assert (gone.sequence, back.sequence) == (4, 5)
    assert back.entry == an_entry()


def test_the_last_cancelled_line_stays_where_nothing_else_is_left() -> None:
    [kept] = revise({"infusion": PUBLISHED}, [], NOW + 900 * DAY)
    assert kept.entry.status is EntryStatus.CANCELLED
    assert revise({"infusion": kept}, [], NOW + 1900 * DAY) == (kept,)


OFF = an_entry(
    status=EntryStatus.CANCELLED,
    title=a_title(StepState.CANCELLED),
    state="cancelled",
    first_day=None,
    last_day=None,
    busy=False,
)


def test_a_cancelled_step_without_a_date_stays_where_it_was() -> None:
    [line] = revise({"infusion": PUBLISHED}, [OFF], NOW)
    assert line.sequence == 4
    assert title(line.entry) == "CN01-007 infusion (D0): cancelled"
    assert line.entry.first_day == date(2026, 4, 15)
    assert revise({"infusion": line}, [OFF], NOW + DAY) == (line,)


def test_a_cancelled_step_that_nobody_has_seen_is_not_published() -> None:
    assert revise({}, [OFF], NOW) == ()


def test_a_notice_stays_on_the_day_on_which_it_was_first_published() -> None:
    [line] = revise({}, [NOTICE], NOW)
    assert line.entry.first_day == line.entry.last_day == date(2026, 3, 10)
    assert revise({"timeline": line}, [NOTICE], NOW + 40 * DAY) == (line,)


def test_a_notice_that_says_something_else_stands_on_its_own_day() -> None:
    [line] = revise({}, [NOTICE], NOW)
    [closed] = revise({"timeline": line}, [replace(NOTICE, state="closed")], NOW + 40 * DAY)
    assert closed.entry.first_day == date(2026, 4, 19)
    assert closed.sequence == 1


# What cannot be built


@pytest.mark.parametrize(
    "facts",
    [
        {"last_day": None},
        {"starts": NOW},
        {"starts": NOW, "ends": NOW + 60},  # two days and two minutes
        {"first_day": date(2026, 4, 16)},
        {"first_day": None, "last_day": None, "starts": NOW, "ends": NOW},
    ],
)
def test_an_entry_says_when_in_one_way(facts: dict[str, Any]) -> None:
    with pytest.raises(EntryImpossible, match="infusion"):
        an_entry(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"entry": an_entry(first_day=None, last_day=None)},
        {"sequence": -1},
        {"revised": NOW - 2 * DAY},
    ],
)
def test_what_is_published_has_a_date_and_its_revisions_follow_it(facts: dict[str, Any]) -> None:
    with pytest.raises(EntryImpossible, match="infusion"):
        replace(PUBLISHED, **facts)
