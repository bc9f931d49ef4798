"""A fact of the wrong subject: taken back there, and said again in the right one's form."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from sqlalchemy import Engine

from dayzero.desk.planning import protocol_of, zone_of
from dayzero.web.recording.constants import TAKING_BACK
from dayzero.web.recording.every_form import RECORDINGS, form_for, recording_of
from dayzero.web.recording.filled import filled
from dayzero.web.recording.recording import CORRECTS, RIGHT_SUBJECT
from dayzero.web.signing_in.forms import Form
from dayzero.web.signing_in.visitors import NotThere, Visitor, reading_of
from models.errors import Fault, InputRefused
from models.reasons.refusals.desk import TypedFlaw
from models.records.store import FactUnknown, Reading, fact_of

OF, FACT = "of", "fact_of"
"""In an address: whose fact it was, and which."""


def check_right_subject(engine: Engine, visitor: Visitor, kind: str, form: Form) -> None:
    """Before a fact is taken back: the subject who has it must be there.

    Raises:
        InputRefused: if it is nobody whom the person may see.
    """
    right = form.get(RIGHT_SUBJECT)
    if kind not in TAKING_BACK or not right:
        return
    try:
        reading_of(engine, visitor, right)
    except NotThere as error:
        flaw = TypedFlaw.RIGHT_SUBJECT_UNKNOWN
        raise InputRefused([Fault(RIGHT_SUBJECT, flaw)]) from error


def right_form(kind: str, form: Form, reading: Reading, now: datetime) -> str:
    """The address at which the fact that was taken back is recorded; empty where it is nobody's.

    It names the fact, and says nothing of what is in it.
    """
    right = form.get(RIGHT_SUBJECT)
    if kind not in TAKING_BACK or not right:
        return ""
    protocol = protocol_of(reading.document, now, reading.at_sites)
    name = form_for(fact_of(reading.document, form[CORRECTS]), protocol)
    if name not in RECORDINGS or name in TAKING_BACK:
        return ""
    told = {OF: reading.seen.subject, FACT: form[CORRECTS]}
    return f"/subjects/{right}/record/{name}?{urlencode(told)}"


def said_of_another(
    engine: Engine, visitor: Visitor, name: str, address: Mapping[str, str], now: datetime
) -> Form:
    """The form that says the fact of another subject again; empty where the address names none.

    Raises:
        NotThere: if there is no such fact for the person, or it is of another form.
    """
    if not address.get(OF):
        return {}
    reading = reading_of(engine, visitor, address[OF])
    try:
        fact = fact_of(reading.document, address.get(FACT, ""))
    except FactUnknown as error:
        raise NotThere from error
    if form_for(fact, protocol_of(reading.document, now, reading.at_sites)) != name:
        raise NotThere
    return filled(fact, recording_of(name, {}), zone_of(reading.document, now))
