"""That a critical alert is over, as the message that says so: one short line for each."""

from collections.abc import Sequence

from models.alerting.disclosed import rule_discloses
from models.alerting.tellings import AlertToTell
from models.disclosure import Disclosure
from models.protocol import Protocol
from wording.language import Language
from wording.messages.lines import ProtocolOf
from wording.messages.message_words import AllClearWords, message_words
from wording.messages.messages import SUBJECT_PAGE, Message
from wording.messages.titles import step_title


def all_clear_message(
    alerts: Sequence[AlertToTell],
    protocol: ProtocolOf,
    *,
    key: str,
    base_url: str,
    language: Language,
    ceiling: Disclosure = Disclosure.NOTHING,
) -> Message:
    """One short line for each; with a link, and nothing to do.

    Args:
        protocol: gives that of a trial, by whose words its alerts are told.
    """
    words = message_words(language)
    says = words.all_clear
    lines = [_said(alert, protocol(alert.trial), language, ceiling, says) for alert in alerts]
    many = len(lines) > 1
    link = base_url if many else f"{base_url}/{SUBJECT_PAGE}/{alerts[0].subject}"
    title = says.several.of(len(lines)) if many else says.title.format(line=lines[0])
    rest = ["", words.message.see.format(link=link), words.message.reference.format(key=key)]
    return Message(title, "\n".join([*(lines if many else ()), *rest]).strip())


def _said(
    alert: AlertToTell,
    protocol: Protocol,
    language: Language,
    ceiling: Disclosure,
    says: AllClearWords,
) -> str:
    """`CN01-007: infusion: the critical alert is over, nothing is to be done`."""
    step = step_title(alert.alert.step, protocol, language, ceiling)
    rule = alert.alert.rule
    if rule is not None and rule_discloses(rule, protocol) <= ceiling:
        return says.line_of_rule.format(subject=alert.subject, step=step, rule=rule)
    if not step:
        return says.line.format(subject=alert.subject)
    return says.line_of_step.format(subject=alert.subject, step=step)
