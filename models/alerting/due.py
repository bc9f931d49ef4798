"""Which messages are due now: steps of escalations, storms, what comes daily. Pure.

Nothing is queued ahead. What is due follows, at each look, from the alerts that stand, from
what people answered and from what is on record as told; an alert that is resolved or
answered meanwhile is simply not due any more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from models.alerting.clock_hours import daily_day, is_quiet
from models.alerting.routing import Recipient, Routing
from models.alerting.tellings import (
    URGENCY,
    AlertToTell,
    Delivery,
    DeliveryKind,
    Past,
    Telling,
    Told,
    ToldState,
)
from models.timeline.values import Severity

KEY_LENGTH = 20  # hexadecimal digits of a grouped message's key: 80 bits

REACHING = (ToldState.SENT, ToldState.WAITING)
"""States of a message that has reached its reader, or may yet."""

Due = tuple[Telling, AlertToTell]


def deliveries_due(
    told_of: Sequence[AlertToTell],
    routing: Routing,
    past: Past,
    now: datetime,
    zones: Mapping[str, ZoneInfo],
) -> tuple[Delivery, ...]:
    """Every message that is due and not on record, the most urgent first.

    Recording them and asking again gives none: what is recorded is never due twice.

    Args:
        zones: of the trial's sites, in their order.
    """
    due: dict[str, list[Due]] = defaultdict(list)
    for alert, told in _with_past(told_of, past):
        for telling in _tellings_due(alert, told, routing, now):
            due[telling.recipient].append((telling, alert))
    messages = [
        message
        for recipient, tellings in due.items()
        for message in _messages(recipient, tellings, routing, past, now)
    ]
    messages.sort(key=_in_turn)
    return (*messages, *_daily(routing, past, now, zones))


def _in_turn(message: Delivery) -> tuple[int, int, int, str]:
    """The most urgent first, then the oldest alert, then who is called first; keys are random."""
    first = message.tellings[0]
    return URGENCY[message.severity], first.alert, first.step, message.recipient


def _with_past(
    told_of: Iterable[AlertToTell], past: Past
) -> Iterator[tuple[AlertToTell, list[Told]]]:
    on_record: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for told in past.told:
        on_record[told.telling.alert, told.telling.occasion].append(told)
    for alert in told_of:
        yield alert, on_record[alert.number, alert.occasion]


def _tellings_due(
    alert: AlertToTell, told: Sequence[Told], routing: Routing, now: datetime
) -> Iterator[Telling]:
    """Every step that nobody was told at and whose time has come.

    The time counts from the opening of the occasion, whatever became of the steps before. Where
    no channel took the step before, nobody there can answer, and the next one need not wait.
    """
    calm = alert.alert.severity is not Severity.CRITICAL
    if not alert.unanswered(now) or (calm and is_quiet(routing.quiet, now, alert.zone)):
        return
    at_once = False
    for place, step in enumerate(routing.steps_for(alert.site, alert.alert.severity)):
        here = [one for one in told if one.telling.step == place]
        if here:
            at_once = all(one.state not in REACHING for one in here)
            continue
        if not at_once and now < alert.tell_from + timedelta(minutes=step.after_minutes):
            return
        at_once = False
        for recipient in routing.people(step, alert.site, alert.trial):
            yield Telling(
                alert=alert.number,
                occasion=alert.occasion,
                recipient=recipient.name,
                step=place,
                severity=alert.alert.severity,
            )


def _messages(
    recipient: str, due: Sequence[Due], routing: Routing, past: Past, now: datetime
) -> Iterator[Delivery]:
    """One message for each alert, or one for all of them where they would be too many."""
    lately = now - timedelta(minutes=routing.storm.within_minutes)
    recent = [
        told
        for told in past.told
        if told.telling.recipient == recipient and lately < told.recorded_at <= now
    ]
    alerts = len({telling.alert for telling, _ in due})
    if alerts > 1 and alerts + len(recent) > routing.storm.above:
        yield _message(recipient, due, DeliveryKind.GROUP)
        return
    for telling, alert in due:
        yield _message(recipient, [(telling, alert)], DeliveryKind.ALERT)


def _message(recipient: str, due: Sequence[Due], kind: DeliveryKind) -> Delivery:
    tellings = tuple(telling for telling, _ in due)
    severity = min((alert.alert.severity for _, alert in due), key=URGENCY.__getitem__)
    keys = sorted(telling_key(telling, alert) for telling, alert in due)
    grouped = f"group.{recipient}.{_digest_of(keys)}"
    return Delivery(
        key=keys[0] if kind is DeliveryKind.ALERT else grouped,
        kind=kind,
        recipient=recipient,
        severity=severity,
        tellings=tellings,
    )


def telling_key(telling: Telling, alert: AlertToTell) -> str:
    """`alert.9f86d081884c7d65.0.coordinator.0`: opening, occasion, recipient, step.

    The opening has a random word, so that neither restored records nor a second installation
    give another alert a key that a receiver knows already.
    """
    opening = alert.word or alert.number
    return f"alert.{opening}.{telling.occasion}.{telling.recipient}.{telling.step}"


def _digest_of(keys: Sequence[str]) -> str:
    return sha256("\n".join(keys).encode()).hexdigest()[:KEY_LENGTH]


def _daily(
    routing: Routing, past: Past, now: datetime, zones: Mapping[str, ZoneInfo]
) -> Iterator[Delivery]:
    for recipient in routing.recipient:
        served = routing.sites_of(recipient, zones)
        for kind, hour in _hours(recipient) if served else ():
            day = daily_day(hour, now, zones[served[0]])
            key = None if day is None else _daily_key(kind, recipient, day, past)
            if key is not None:
                yield Delivery(key=key, kind=kind, recipient=recipient.name, severity=Severity.INFO)


def _hours(recipient: Recipient) -> Iterator[tuple[DeliveryKind, int | None]]:
    yield DeliveryKind.DIGEST, recipient.digest
    yield DeliveryKind.CHECKPOINT, recipient.checkpoint


def _daily_key(kind: DeliveryKind, recipient: Recipient, day: date, past: Past) -> str | None:
    """The key of one day's message; None where it is on record."""
    plain = f"{kind.value}.{recipient.name}.{day}"  # as it was before records had a word
    key = ".".join(filter(None, (kind.value, past.installation, recipient.name, str(day))))
    if key in past.ahead:  # sent while the clock ran ahead: a receiver knows it, and drops it
        key = f"{key}.again"
    return None if {key, plain} & past.keys else key
