"""Whose orders they are, and the chart as if they were given."""

from datetime import datetime

from sqlalchemy import Engine

from dayzero.desk.following import urgent_since
from dayzero.desk.planning import protocol_of, stand_of
from dayzero.settings import Settings
from dayzero.web.cds.cards import Ordered
from dayzero.web.cds.clients import Client
from dayzero.web.cds.orders import Json, dict_of, drug_name, drug_orders, facts_of, list_of
from models.errors import InputRefused
from models.records.store import (
    Reading,
    SubjectUnknown,
    chart_with,
    note_reading,
    read_for_pass,
)


def subject_of(engine: Engine, patient: Json, client: Client, now: datetime) -> Reading | None:
    """By the study number among the patient's identifiers, at a site of the client's."""
    for identifier in map(dict_of, list_of(patient.get("identifier"))):
        if identifier.get("system") == client.subject_system:
            try:
                found = read_for_pass(engine, str(identifier.get("value")))
            except SubjectUnknown:
                continue
            if found.site in client.sites:
                note_reading(engine, found.seen.subject, by=client.name, now=now)
                return found
    return None


def ordered(reading: Reading, orders: Json, settings: Settings, now: datetime) -> Ordered:
    """What would follow if these orders were given as they are written; nothing is recorded.

    Raises:
        InputRefused: if the chart itself can no longer be planned.
    """
    document: Json = reading.document
    drugs: list[str] = []
    unread: list[str] = []
    longer: Json = document
    for order in drug_orders(orders):
        tried = _with(longer, order, now)
        (unread if tried is None else drugs).append(drug_name(order))
        longer = longer if tried is None else tried
    before, after = (stand_of(each, now, reading.at_sites) for each in (document, longer))
    added = longer["facts"][len(document["facts"]) :]
    return Ordered(
        drugs=drugs,
        unread=unread,
        facts=frozenset(str(fact["id"]) for fact in added),
        before=before,
        after=after,
        urgent=urgent_since(before, after, added),
        protocol=protocol_of(longer, now, reading.at_sites),
        now=now,
        language=settings.language,
        base_url=settings.base_url,
    )


def _with(document: Json, order: Json, now: datetime) -> Json | None:
    """The chart as if the order were given; None where no chart can hold even its name."""
    for fact in facts_of(order, now):
        try:
            longer, _ = chart_with(document, fact, now=now)
        except InputRefused:
            continue
        return longer
    return None
