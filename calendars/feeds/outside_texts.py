"""What an entry says below the ceiling `treatment`: made of its own facts, never of its sentences.

Subject, step, state and days. A washout says neither which rule it is nor the minute at which
it ends, as an hour tells of a rule in hours; it is over from the first day that is clear as a
whole. Whatever was published before, and in whichever words, is so told without a new revision.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from models.disclosure import Disclosure
from models.moments import first_whole_day
from models.protocol import load_protocol
from models.protocol.path import Step
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.values import StepState
from wording.calendars import Wording
from wording.texts import in_language

Say = Callable[[Entry, Wording], str]
NOTHING = Disclosure.NOTHING


def key_outside(entry: Entry) -> str:
    """The entry's key, its step by the name for outside: `test_infusion.window`."""
    step = _step(entry)
    if step is None or not (entry.key == step.id or entry.key.startswith(f"{step.id}.")):
        return entry.key
    return step.named(NOTHING).id + entry.key[len(step.id) :]


def step_outside(entry: Entry) -> str:
    """The id of the entry's step, as it may be told."""
    step = _step(entry)
    return entry.step if step is None else step.named(NOTHING).id


def when_outside(entry: Entry) -> Entry:
    """The entry on the day from which its washout is over; any other stays as it is."""
    if entry.kind is not EntryKind.WASHOUT or entry.starts is None:
        return entry
    day = first_whole_day(entry.starts, ZoneInfo(entry.zone))
    return replace(entry, starts=None, ends=None, first_day=day, last_day=day)


def summary_outside(entry: Entry, says: Wording) -> str:
    """The title."""
    if entry.kind is EntryKind.NOTICE:
        return _own(entry.summary, entry.summary_zh, says)
    said = _SUMMARIES[entry.kind](when_outside(entry), says)
    return says.gone.format(summary=said) if _gone(entry) else said


def description_outside(entry: Entry, says: Wording) -> str:
    """What stands below the title, without the revision; empty where nothing is to be added."""
    if entry.kind is EntryKind.NOTICE:
        return _own(entry.description, entry.description_zh, says)
    return _DESCRIPTIONS[entry.kind](entry, says)


def names_no_rule(entry: Entry) -> bool:
    """Whether the sentence on the last change gives the entry's state as its reason.

    Any other reason is a rule, or may be one.
    """
    own = {*StepState} - {StepState.PLANNED, StepState.AT_RISK, StepState.BLOCKED}
    return entry.kind is EntryKind.NOTICE or entry.state in own


def _gone(entry: Entry) -> bool:
    """Left the plan; a visit that was called off says so by its state."""
    return entry.status is EntryStatus.CANCELLED and entry.kind is not EntryKind.VISIT


def _own(english: str, chinese: str, says: Wording) -> str:
    return (chinese or english) if says.language == "zh" else english


def _step(entry: Entry) -> Step | None:
    return load_protocol().step_by_id.get(entry.step)


def _title(entry: Entry, says: Wording) -> str:
    step = _step(entry)
    if step is None:
        return entry.step
    title = in_language(step.named(NOTHING).titles, says.language)
    return says.numbered(title, _time(entry))


def _time(entry: Entry) -> int:
    """2 for what is held for the second time, as its key says: `apheresis.2.window`."""
    if not entry.key.startswith(f"{entry.step}."):
        return 1
    number = entry.key.removeprefix(f"{entry.step}.").partition(".")[0]
    return int(number) if number.isdecimal() else 1


def _day_number(entry: Entry, says: Wording) -> str:
    step = _step(entry)
    return says.say_day_number(None if step is None else step.day)


def _visit(entry: Entry, says: Wording) -> str:
    return says.step.format(
        subject=entry.subject,
        title=_title(entry, says),
        number=_day_number(entry, says),
        state=_state(entry, says),
    )


def _state(entry: Entry, says: Wording) -> str:
    if _gone(entry):
        return says.states[StepState.PLANNED]
    known = entry.state in set(StepState)
    return says.states[StepState(entry.state)] if known else says.statuses[entry.status]


def _window(entry: Entry, says: Wording) -> str:
    first, last = entry.first_day, entry.last_day
    if first is None or last is None:
        raise AssertionError(entry.key)  # a band has days
    template = says.window if first < last else says.last_day
    said = template.format(
        subject=entry.subject,
        title=_title(entry, says),
        number=_day_number(entry, says),
        span=says.say_days(first, last),
        last=says.say_day(last),
    )
    return said + (says.overdue if entry.state == StepState.OVERDUE else "")


def _washout(entry: Entry, says: Wording) -> str:
    return says.some_washout_over.format(subject=entry.subject, day=_day(entry, says))


def _evidence(entry: Entry, says: Wording) -> str:
    return says.some_evidence.format(
        subject=entry.subject, title=_title(entry, says), day=_day(entry, says)
    )


def _day(entry: Entry, says: Wording, *, year: bool = False) -> str:
    if entry.last_day is None:
        raise AssertionError(entry.key)  # it has a day of its own
    return says.say_day(entry.last_day, year=year)


def _about_a_visit(entry: Entry, says: Wording) -> str:
    planned = entry.kind is EntryKind.PLANNED
    lines = [says.computed] if planned else []
    if entry.starts is not None and entry.ends is not None:
        lines.append(says.default_length.of(entry.ends - entry.starts))
    elif not planned:
        lines.append(says.date_only)
    return "\n".join([*lines, *_marked(entry, says)])


def _about_a_window(entry: Entry, says: Wording) -> str:
    if entry.first_day is None or entry.first_day == entry.last_day:
        line = says.closes_line.format(closes=_day(entry, says, year=True))
    else:
        opens = says.say_day(entry.first_day, year=True)
        line = says.window_line.format(opens=opens, closes=_day(entry, says, year=True))
    return "\n".join([line, *_marked(entry, says)])


def _about_evidence(entry: Entry, says: Wording) -> str:
    return says.some_evidence_about.format(
        title=_title(entry, says), day=_day(entry, says, year=True)
    )


def _marked(entry: Entry, says: Wording) -> list[str]:
    return [says.site_default] if entry.step in load_protocol().defaulted_steps else []


def _nothing(entry: Entry, says: Wording) -> str:  # noqa: ARG001  each kind is asked alike
    return ""


_SUMMARIES: Mapping[EntryKind, Say] = {
    EntryKind.VISIT: _visit,
    EntryKind.PLANNED: _visit,
    EntryKind.WINDOW: _window,
    EntryKind.WASHOUT: _washout,
    EntryKind.EVIDENCE: _evidence,
}
_DESCRIPTIONS: Mapping[EntryKind, Say] = {
    EntryKind.VISIT: _about_a_visit,
    EntryKind.PLANNED: _about_a_visit,
    EntryKind.WINDOW: _about_a_window,
    EntryKind.WASHOUT: _nothing,
    EntryKind.EVIDENCE: _about_evidence,
}
