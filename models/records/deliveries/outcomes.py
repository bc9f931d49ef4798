"""How an attempt ended, as its row keeps it: that it was sent, or typed, why it was not."""

import json

from models.reasons.facts import facts_by_name, read_facts
from models.reasons.refusals.deliveries import NotSent

SENT = "sent"


def keep_outcome(cause: NotSent | None) -> str:
    """As text; None where the message was sent."""
    return SENT if cause is None else json.dumps(facts_by_name(cause))


def read_outcome(kept: str | None) -> NotSent | str | None:
    """What was kept: `sent`, why it was not, or the sentence of before there were reasons."""
    if kept is None or not kept.startswith("{"):
        return kept
    try:
        return read_facts(json.loads(kept), (NotSent,))
    except (ValueError, KeyError):  # a later version of this program knows more troubles
        return kept
