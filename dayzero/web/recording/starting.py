"""What a form starts with: what its address says, and a fact on record that it corrects; pure."""

from collections.abc import Mapping
from datetime import datetime

from dayzero.desk.planning import zone_of
from dayzero.web.recording.constants import OF_TODAY, TAKING_BACK
from dayzero.web.recording.every_form import recording_of
from dayzero.web.recording.filled import filled
from dayzero.web.recording.recording import CORRECTS, FIRST, WHEN, Document
from dayzero.web.signing_in.forms import Form
from models.records.store import fact_of


def started(name: str, address: Mapping[str, str], document: Document, now: datetime) -> Form:
    """The form as it is shown first; what the address says comes before what is on record.

    Raises:
        FactUnknown: if it corrects a fact that the chart does not have.
    """
    recording, zone = recording_of(name, address), zone_of(document, now)
    said = {field: address[field] for field in recording.fields if field in address}
    if name not in TAKING_BACK and address.get(CORRECTS):
        known = filled(fact_of(document, address[CORRECTS]), recording, zone)
        return {**_without_its_days(known, said), **said}
    if name in OF_TODAY and not {*WHEN} & said.keys():
        said["day"] = now.astimezone(zone).date().isoformat()
    return said


def _without_its_days(known: Form, said: Form) -> Form:
    """A day that the address says replaces all of one on record, its time included."""
    gone = {field for days in (WHEN, FIRST) if {*days} & said.keys() for field in days}
    return {field: value for field, value in known.items() if field not in gone}
