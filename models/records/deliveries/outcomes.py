"""How an attempt ended, as its row keeps it: that it was sent, or typed, why it was not."""

import json
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from models.reasons.refusals.deliveries import NotSent

SENT = "sent"
_READ = TypeAdapter(NotSent)


def keep_outcome(cause: NotSent | None) -> str:
    """As text; None where the message was sent."""
    return SENT if cause is None else json.dumps(asdict(cause))


def read_outcome(kept: str | None) -> NotSent | str | None:
    """What was kept: `sent`, why it was not, or the sentence of before there were reasons."""
    if kept is None or not kept.startswith("{"):
        return kept
    try:
        return _READ.validate_json(kept)
    except ValidationError:  # a later version of this program knows more troubles
        return kept
