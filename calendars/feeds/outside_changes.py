"""What changed, below the ceiling `treatment`: times, states and places, and no rule."""

from zoneinfo import ZoneInfo

from models.disclosure import Disclosure
from models.moments import first_whole_day
from models.reasons.calendar.changes import (
    AtRiskBy,
    BoundByRules,
    EntryMoved,
    EntryRevised,
    EntryTime,
    FactsLeadThere,
    OnDays,
    OnMinute,
    ReasonsChanged,
)
from models.reasons.facts import changed
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.schedule import Entry, EntryKind
from models.timeline.values import StepState

STATES_BOUND_BY_RULES = {StepState.PLANNED, StepState.AT_RISK, StepState.BLOCKED}


def changed_outside(changed: Reason, entry: Entry) -> Reason | None:
    """What was new about a revision; None where a stored sentence on it may name a rule."""
    match changed:
        case EntryRevised():
            changes = tuple(_change_outside(one, entry) for one in changed.changes)
            return EntryRevised(changes=changes, because=why_outside(changed.because))
        case AsSaidBefore() if _names_no_rule(entry):
            return changed
        case _:
            return None


def why_outside(because: Reason) -> Reason:
    """A reason without rules whose name tells what was given, or more."""
    match because:
        case BoundByRules():
            return FactsLeadThere()
        case AtRiskBy(rules=rules):
            tell_nothing = (one for one in rules if one.discloses is Disclosure.NOTHING)
            return AtRiskBy(rules=tuple(tell_nothing))
        case _:
            return because


def _change_outside(change: Reason, entry: Entry) -> Reason:
    """A washout is told by days, so that it moves from day to day."""
    if not isinstance(change, EntryMoved) or entry.kind is not EntryKind.WASHOUT:
        return change
    was, now = _whole_day(change.was), _whole_day(change.now)
    return ReasonsChanged() if was == now else changed(change, was=was, now=now)


def _whole_day(time: EntryTime) -> EntryTime:
    if not isinstance(time, OnMinute):
        return time
    day = first_whole_day(time.minute, ZoneInfo(time.zone))
    return OnDays(first=day, last=day)


def _names_no_rule(entry: Entry) -> bool:
    """Whether a stored sentence gives the entry's state as its reason; any other may be a rule."""
    own = {*StepState} - STATES_BOUND_BY_RULES
    return entry.kind is EntryKind.NOTICE or entry.state in own
