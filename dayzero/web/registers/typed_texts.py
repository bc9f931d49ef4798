"""Texts as they were typed into the forms of the registers."""

from dayzero.web.signing_in.forms import Form
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw, WhyTooLong


def text_in(form: Form, field: str, most: int, needed: TypedFlaw | None = None) -> str:
    """A text of one or more lines; empty only where it is not needed.

    Raises:
        InputRefused: if it is missing, too long, or has what does not print.
    """
    text = form.get(field, "").replace("\r\n", "\n")
    if needed is not None and not text:
        raise InputRefused([Fault(field, needed)])
    if not text.replace("\n", "").isprintable():
        raise InputRefused([Fault(field, TypedFlaw.DOES_NOT_PRINT)])
    if len(text) > most:
        raise InputRefused([Fault(field, WhyTooLong(most=most))])
    return text
