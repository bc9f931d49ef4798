"""The gentle word that a critical alert is over: to whom it is due, and what it says. Pure.

Only who was told of the alert hears that it is over, once; as nothing presses, it waits for the
end of quiet hours. Where the same cause stands again meanwhile, nothing is over.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from models.alerting.clock_hours import is_quiet
from models.alerting.date_words import Language
from models.alerting.messages import SUBJECT_PAGE, Message
from models.alerting.routing import Routing
from models.alerting.standing import Delivery, DeliveryKind, StandingAlert, Telling
from models.alerting.titles import step_title
from models.protocol import Protocol
from models.timeline.values import Severity

STEP = -1
"""The place in a route of a telling that an alert is over: before its first step."""

KEY_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Over:
    """A critical alert that is over, and who was told of it and not yet that it is."""

    alert: StandingAlert
    told: tuple[str, ...]


def all_clears_due(over: Iterable[Over], routing: Routing, now: datetime) -> tuple[Delivery, ...]:
    """One message for each reader, with all that is over for them at this look."""
    by_reader: dict[str, list[StandingAlert]] = defaultdict(list)
    for one in over:
        if not is_quiet(routing.quiet, now, one.alert.zone):
            for recipient in one.told:
                by_reader[recipient].append(one.alert)
    return tuple(
        _delivery(recipient, alerts)
        for recipient, alerts in sorted(by_reader.items())
        if recipient in routing.recipient_by_name
    )


def _delivery(recipient: str, alerts: Sequence[StandingAlert]) -> Delivery:
    keys = sorted(f"over.{alert.word or alert.number}.{recipient}" for alert in alerts)
    grouped = sha256("\n".join(keys).encode()).hexdigest()[:KEY_LENGTH]
    return Delivery(
        key=keys[0] if len(keys) == 1 else f"over.{grouped}.{recipient}",
        kind=DeliveryKind.ALL_CLEAR,
        recipient=recipient,
        severity=Severity.INFO,
        tellings=tuple(
            Telling(alert=alert.number, occasion=0, recipient=recipient, step=STEP)
            for alert in alerts
        ),
    )


def all_clear_message(
    alerts: Sequence[StandingAlert],
    protocol: Protocol,
    *,
    key: str,
    base_url: str,
    language: Language,
) -> Message:
    """One short line for each; with a link, and nothing to do."""
    lines = [_said(alert, protocol, language) for alert in alerts]
    many = len(lines) > 1
    link = base_url if many else f"{base_url}/{SUBJECT_PAGE}/{alerts[0].subject}"
    if language == "zh":
        title = f"【已解除】{len(lines)} 条紧急警报已解除" if many else f"【已解除】{lines[0]}"
        rest = ["", f"查看：{link}", f"编号：{key}"]
    else:
        title = f"Over: {len(lines)} critical alerts" if many else f"Over: {lines[0]}"
        rest = ["", f"See: {link}", f"Reference: {key}"]
    return Message(title, "\n".join([*(lines if many else ()), *rest]).strip())


def _said(alert: StandingAlert, protocol: Protocol, language: Language) -> str:
    """`CN01-007: infusion (EX-03.2): the critical alert is over, nothing is to be done`."""
    about = step_title(alert.alert.step, protocol, language)
    if language == "zh":
        rule = f"（{alert.alert.rule}）" if alert.alert.rule else ""
        return f"{alert.subject}：{about}{rule}的紧急警报已解除，无需操作"
    rule = f" ({alert.alert.rule})" if alert.alert.rule else ""
    named = f" {about}{rule}:" if about or rule else ""
    return f"{alert.subject}:{named} the critical alert is over, nothing is to be done"
