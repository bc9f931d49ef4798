"""The reason that a person types for what they do on a page."""

from typing import Final

from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw, WhyTooLong

LONGEST_REASON: Final = 500


def reason_in(form: Form) -> str:
    """Why, as the audit keeps it.

    Raises:
        InputRefused: if nothing is said, or what does not print, or too much.
    """
    why = form.get("reason", "")
    if not why or not why.isprintable():
        raise InputRefused([Fault("reason", TypedFlaw.WHY_NEEDED)])
    if len(why) > LONGEST_REASON:
        raise InputRefused([Fault("reason", WhyTooLong(most=LONGEST_REASON))])
    return why
