"""One alert for each cause, whatever it shows in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.moments import NEVER, Minute
from models.reasons.alerts.asked import Asked, ways_of
from models.reasons.alerts.doubts import OutsideExemption
from models.reasons.alerts.moves import AllOf, HoldAsDeviation, MoveStep
from models.reasons.alerts.repeating import AskWhetherToRepeat
from models.reasons.alerts.told import SeveralCauses
from models.reasons.reason import Reason
from models.timeline.alerts.drafts import Draft, Role, Sign
from models.timeline.results import Alert
from models.timeline.states.mending import any_of
from models.timeline.values import AlertKind, Severity

URGENCY: Mapping[Severity, int] = {severity: place for place, severity in enumerate(Severity)}

_SPEAKS_FIRST = (
    AlertKind.HOLD,
    AlertKind.WASHOUT_VIOLATED,
    AlertKind.INELIGIBLE,
    AlertKind.WINDOW_VIOLATED,
    AlertKind.OVERDUE,
    AlertKind.EVIDENCE_EXPIRED,
    AlertKind.NEEDS_INFORMATION,
    AlertKind.INFEASIBLE,
    AlertKind.DUE_SOON,
    AlertKind.PROVISIONAL_CALENDAR,
)
_WRONG = frozenset(_SPEAKS_FIRST[1:4])
"""Kinds whose causes are told beside each other, where one deed takes care of all."""

_OF_ONE_RECORD = frozenset({AlertKind.HOLD, AlertKind.INELIGIBLE})
"""What the same record is: a hold, and a criterion that excludes."""

_WOULD_NOT_DO = frozenset({AlertKind.EVIDENCE_EXPIRED, AlertKind.DUE_SOON})
"""Kinds that ask for what a conflict makes impossible: then a move alone is asked for."""


def one_for_each_cause(drafts: Iterable[Draft]) -> Iterator[Alert]:
    """Drafts that share a sign become one alert, as loud as the loudest."""
    for several in _alike(drafts):
        yield _as_one(sorted(several, key=_who_speaks))


def _alike(drafts: Iterable[Draft]) -> list[list[Draft]]:
    """Drafts by cause, in the order in which each cause first shows."""
    groups: list[tuple[set[Sign], list[Draft]]] = []
    for one in drafts:
        same = [group for group in groups if group[0] & one.signs]
        if not same:
            groups.append((set(one.signs), [one]))
            continue
        first = same[0]
        for other in same[1:]:
            first[0].update(other[0])
            first[1].extend(other[1])
            groups.remove(other)
        first[0].update(one.signs)
        first[1].append(one)
    return [members for _, members in groups]


def _who_speaks(one: Draft) -> tuple[object, ...]:
    """The kind that says most; of one kind the most urgent place, in whatever order it came."""
    alert, echo = one.alert, one.role is Role.ECHO
    kind, deadline = _SPEAKS_FIRST.index(alert.kind), alert.deadline
    urgency = URGENCY[alert.severity], NEVER if deadline is None else deadline
    place = alert.key, alert.rule or "", alert.step or "", alert.fact or ""
    return echo, kind, one.role, urgency, place


def _as_one(several: Sequence[Draft]) -> Alert:
    alerts = [one.alert for one in several]
    first = alerts[0]
    ask = _with_doubts(_ask(several), several)
    step, to = _first_move(ask)
    others = dict.fromkeys(place for alert in alerts for place in alert.places)
    return replace(
        first,
        severity=min((alert.severity for alert in alerts), key=URGENCY.__getitem__),
        cause=_cause(several),
        ask=ask,
        cause_asks=first.cause_asks and ask == first.ask,
        also=tuple(place for place in others if place != first.places[0]),
        deadline=min((a.deadline for a in alerts if a.deadline is not None), default=None),
        opens=next((alert.opens for alert in alerts if alert.opens is not None), None),
        to=to,
        move=None if step == first.step else step,
    )


def _cause(several: Sequence[Draft]) -> Reason:
    """That of the one which speaks; several wrongs that one deed takes care of, together."""
    first = several[0]
    kinds = next((k for k in (_WRONG, _OF_ONE_RECORD) if first.alert.kind in k), None)
    doubts = [one.alert.cause for one in _doubts(several)]
    alike = [
        one
        for one in several
        if one.role is first.role and one.alert.kind in (kinds or {first.alert.kind})
    ]
    asked_alike = kinds is not None or first.role is Role.CONFLICT
    causes = tuple(dict.fromkeys((*(one.alert.cause for one in alike), *doubts)))
    return SeveralCauses(causes=causes) if asked_alike and len(causes) > 1 else first.alert.cause


def _doubts(several: Sequence[Draft]) -> list[Draft]:
    """Where something is wrong: that a label on the record behind it exempts nothing."""
    if several[0].alert.kind not in _WRONG:
        return []
    return [one for one in several if isinstance(one.alert.cause, OutsideExemption)]


def _with_doubts(ask: Asked | None, several: Sequence[Draft]) -> Asked | None:
    """What would mend it, or what would tell that nothing need be mended."""
    questions = [one.alert.ask for one in _doubts(several) if one.alert.ask is not None]
    return any_of((*(ways_of(ask) if ask is not None else ()), *questions)) if questions else ask


def _ask(several: Sequence[Draft]) -> Asked | None:
    """What the one that speaks asks for, and the moves that its conflicts offer."""
    first = several[0].alert
    mended = [o.alert.ask for o in several if o.role is Role.CONFLICT and o.alert.ask is not None]
    if several[0].role is Role.CONFLICT:
        return _all_of(mended)
    moves = [way for ask in mended for way in ways_of(ask) if _moves(way)]
    if not moves or first.ask is None or not _is_open(first):
        return first.ask or next(iter(mended), None)
    if first.kind in _WOULD_NOT_DO:
        return any_of(moves)
    own = [way for way in ways_of(first.ask) if first.kind is AlertKind.OVERDUE or _moves(way)]
    return any_of((*own, *moves))


def _is_open(alert: Alert) -> bool:
    """What a move could still mend."""
    return alert.kind in {
        AlertKind.WINDOW_VIOLATED,
        AlertKind.OVERDUE,
        AlertKind.EVIDENCE_EXPIRED,
        AlertKind.DUE_SOON,
    }


def _all_of(asks: Sequence[Asked]) -> Asked | None:
    """Each conflict of its own needs its own."""
    distinct = tuple(dict.fromkeys(asks))
    return AllOf(asks=distinct) if len(distinct) > 1 else next(iter(distinct), None)


def _moves(ask: Reason) -> bool:
    return isinstance(ask, MoveStep | HoldAsDeviation | AskWhetherToRepeat)


def _first_move(ask: Asked | None) -> tuple[str | None, Minute | None]:
    """Which step moves, and to when, where that is asked for first."""
    match ask and ways_of(ask)[0]:
        case MoveStep(step=step, to=to) | HoldAsDeviation(step=step, at=to):
            return step, to
        case AllOf(asks=(MoveStep(step=step, to=to) | HoldAsDeviation(step=step, at=to), *_)):
            return step, to
        case _:
            return None, None
