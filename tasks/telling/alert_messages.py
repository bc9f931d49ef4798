"""The message of one attempt, in its recipient's words."""

from dataclasses import replace
from datetime import datetime

from models.alerting.routing import Routing
from models.alerting.tellings import DeliveryKind
from models.disclosure import Disclosure
from models.records.store import Attempt
from models.versions.known import known_protocol
from tasks.environment import language
from tasks.telling.alert_routing import base_url, zones
from tasks.telling.invitation_texts import invitation_text
from wording.language import Language
from wording.messages.all_clear import all_clear_message
from wording.messages.checkpoints import checkpoint_message
from wording.messages.digests import digest_message
from wording.messages.lines import Line, line_of
from wording.messages.message_words import message_words
from wording.messages.messages import Message, alert_message, group_message


def message_of(attempt: Attempt, routing: Routing, now: datetime) -> Message:
    """What is said now; the same alert a minute later may have less time left.

    A cover is told in whose place, under the first line.
    """
    said_in = attempt.recipient.language or language()
    message = _own_message(attempt, routing, now)
    if attempt.absent is None:
        return message
    covers = message_words(said_in).message.covers.format(name=attempt.absent.name)
    return replace(message, text=f"{covers}\n\n{message.text}")


def _own_message(attempt: Attempt, routing: Routing, now: datetime) -> Message:
    said_in = attempt.recipient.language or language()
    lines = _lines(attempt, routing, said_in, now)
    match attempt.kind:
        case DeliveryKind.INVITATION:
            return invitation_text(attempt, said_in)
        case DeliveryKind.CHECKPOINT:
            return _checkpoint(attempt, said_in)
        case DeliveryKind.DIGEST:
            return _digest(attempt, lines, routing, said_in, now)
        case DeliveryKind.ALL_CLEAR:
            return all_clear_message(
                attempt.alerts,
                known_protocol,
                key=attempt.key,
                base_url=base_url(),
                language=said_in,
                ceiling=_ceiling(attempt, routing),
            )
        case DeliveryKind.GROUP if len(lines) > 1:
            return group_message(
                lines.values(),
                key=attempt.key,
                base_url=base_url(),
                language=said_in,
                told_before=_told_before(attempt, routing),
            )
        case _:
            return _alert(attempt, lines, routing, said_in)


def _lines(attempt: Attempt, routing: Routing, said_in: Language, now: datetime) -> dict[int, Line]:
    ceiling = _ceiling(attempt, routing)
    return {
        alert.number: line_of(alert, known_protocol(alert.trial), said_in, now, ceiling=ceiling)
        for alert in attempt.alerts
    }


def _alert(
    attempt: Attempt, lines: dict[int, Line], routing: Routing, said_in: Language
) -> Message:
    [alert] = attempt.alerts
    return alert_message(
        lines[alert.number],
        key=attempt.key,
        base_url=base_url(),
        language=said_in,
        told_before=_told_before(attempt, routing),
        again=alert.occasion > 0,
        reopened=alert.reopened,
    )


def _told_before(attempt: Attempt, routing: Routing) -> list[str]:
    """The roles of those who were reached earlier, each once; whom nothing reached is not said."""
    people = (routing.recipient_by_name.get(name) for name in attempt.told_before)
    return list(dict.fromkeys(person.role for person in people if person is not None))


def _digest(
    attempt: Attempt, lines: dict[int, Line], routing: Routing, said_in: Language, now: datetime
) -> Message:
    if attempt.digest is None:
        message = f"{attempt.key}: a digest was begun without its content"
        raise AssertionError(message)
    [first, *_] = routing.sites_of(attempt.absent or attempt.recipient, zones())
    return digest_message(
        attempt.digest,
        lines,
        key=attempt.key,
        base_url=base_url(),
        language=said_in,
        protocol=known_protocol,
        now=now,
        zone=zones()[first],
        ceiling=_ceiling(attempt, routing),
    )


def _checkpoint(attempt: Attempt, said_in: Language) -> Message:
    told = attempt.checkpoint
    if told is None:
        message = f"{attempt.key}: a checkpoint was begun without its content"
        raise AssertionError(message)
    return checkpoint_message(told.at, told.rows, told.hash, key=attempt.key, language=said_in)


def _ceiling(attempt: Attempt, routing: Routing) -> Disclosure:
    return routing.channel_by_name[attempt.channel].ceiling
