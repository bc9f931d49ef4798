"""What a person says in answer to an alert: the same on a page and for a program; pure."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from dayzero.desk.typed_facts import with_offset
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw, WhyTooLong

LONGEST_REASON: Final = 500


def why_said(text: str) -> str:
    """The reason that was typed.

    Raises:
        InputRefused: if there is none, it does not print, or is too long.
    """
    if not text or not text.isprintable():
        raise InputRefused([Fault("reason", TypedFlaw.WHY_NEEDED)])
    if len(text) > LONGEST_REASON:
        raise InputRefused([Fault("reason", WhyTooLong(most=LONGEST_REASON))])
    return text


def until_said(text: str, zone: ZoneInfo) -> datetime:
    """The instant until which to wait; without an offset it is on the site's clock.

    Raises:
        InputRefused: if it is none.
    """
    said = with_offset("until", text, zone)
    try:
        until = datetime.fromisoformat(said)
    except ValueError:
        until = None
    if until is None or until.tzinfo is None:
        raise InputRefused([Fault("until", TypedFlaw.UNTIL_NEEDED)])
    return until.astimezone(UTC)
