"""What a form starts with: what its address says, and a fact on record that it corrects; pure."""

from collections.abc import Mapping
from datetime import datetime

from dayzero.desk.planning import zone_of
from dayzero.web.recording.constants import OF_TODAY, TAKING_BACK
from dayzero.web.recording.every_form import recording_of
from dayzero.web.recording.filled import filled
from dayzero.web.recording.recording import CORRECTS, Document
from dayzero.web.recording.typed_days import in_one_field
from dayzero.web.signing_in.forms import Form
from models.records.store import fact_of


def started(name: str, address: Mapping[str, str], document: Document, now: datetime) -> Form:
    """The form as it is shown first; what the address says comes before what is on record.

    Raises:
        FactUnknown: if it corrects a fact that the chart does not have.
    """
    recording, zone = recording_of(name, address), zone_of(document, now)
    asked = in_one_field(address)
    said = {field: asked[field] for field in recording.fields if field in asked}
    if name not in TAKING_BACK and address.get(CORRECTS):
        known = filled(fact_of(document, address[CORRECTS]), recording, zone)
        return {**known, **said}  # a day of the address replaces all of it, its time too
    if name in OF_TODAY and "day" not in said:
        said["day"] = now.astimezone(zone).date().isoformat()
    return said
