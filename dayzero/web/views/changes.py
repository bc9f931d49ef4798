"""What changed in the published schedule: entries that came, moved, changed state or left; pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dayzero.web.views.when import Clock, When
from models.moments import Minute, start_of
from models.records.store import Revision
from models.timeline.values import StepState
from wording.calendars import feed_words
from wording.dates.deadlines import say_day

Columns = Mapping[str, Any]
SHOWN = 8  # the first publication of a path has thirty
WASHOUT = re.compile(r"washout\.(.+)\.[^.]+")


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What one pass changed; the first rows, and those that a reader must ask for."""

    when: When
    first: tuple[str, ...]
    rest: tuple[str, ...]


def change_groups(
    revisions: Iterable[Revision], titles: Mapping[str, str], clock: Clock
) -> list[ChangeGroup]:
    """The last changes, pass by pass, the newest first; those of one pass by their own dates."""
    by_pass: dict[Minute, list[str]] = {}
    oldest_first = reversed(list(revisions))
    for revision in sorted(oldest_first, key=lambda one: (-one.revised, _begins(one, clock))):
        rows = by_pass.setdefault(revision.revised, [])
        sentence = _sentence(revision, titles, clock)
        if sentence not in rows:
            rows.append(sentence)
    return [
        ChangeGroup(clock.moment(minute), tuple(rows[:SHOWN]), tuple(rows[SHOWN:]))
        for minute, rows in by_pass.items()
    ]


def _begins(revision: Revision, clock: Clock) -> Minute:
    columns = revision.after or revision.before or {}
    if columns.get("starts") is not None:
        return int(columns["starts"])
    day = columns.get("first_day")
    return start_of(date.fromisoformat(str(day)), clock.zone) if day else 0


def _sentence(revision: Revision, titles: Mapping[str, str], clock: Clock) -> str:
    says = clock.words.subject
    before, after = revision.before, revision.after
    title = _title(after or before or {}, revision.key, titles, clock)
    if after is None:
        return says.removed.format(title=title, before=_dated(before or {}, clock))
    if before is None:
        return says.added.format(title=title, after=_dated(after, clock))
    then, now = _dated(before, clock), _dated(after, clock)
    if then != now:
        return says.moved.format(title=title, before=then, after=now)
    was, is_ = (_state(columns, clock) for columns in (before, after))
    if was != is_:
        return says.state_changed.format(title=title, before=was, after=is_, when=now)
    return says.reworded.format(title=title)


def _title(columns: Columns, key: str, titles: Mapping[str, str], clock: Clock) -> str:
    """What the entry is of: a step, its window, a washout, or the whole timeline."""
    says, washout = clock.words.subject, WASHOUT.fullmatch(key)
    if washout:
        return says.washout_of.format(rule=washout[1])
    title = titles.get(str(columns.get("step")), says.whole)
    return says.window_of.format(title=title) if key.endswith(".window") else title


def _state(columns: Columns, clock: Clock) -> str:
    state = columns.get("state")
    states = feed_words(clock.language).states
    return states[StepState(state)] if state in set(StepState) else str(columns.get("status", ""))


def _dated(columns: Columns, clock: Clock) -> str:
    """When an entry is, on the site's clock."""
    ends = tuple(dict.fromkeys(_ends(columns, clock)))
    if len(ends) == 1:
        return ends[0]
    return clock.words.subject.from_until.format(opens=ends[0], closes=ends[-1]) if ends else ""


def _ends(columns: Columns, clock: Clock) -> Iterator[str]:
    if columns.get("starts") is not None:
        yield clock.moment(int(columns["starts"])).text
        return
    today = clock.now.astimezone(clock.zone).date()
    for name in ("first_day", "last_day"):
        if columns.get(name) is not None:
            day = date.fromisoformat(str(columns[name]))
            yield say_day(day, clock.language, today=today)
