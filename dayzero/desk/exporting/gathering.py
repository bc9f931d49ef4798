"""What an export is made of, read once for all doors; that it was read is kept in the audit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from dayzero.desk.planning import protocol_of, stand_of
from exports.lists.standing import Everybody, Standing
from models.errors import InputRefused
from models.protocol import Protocol
from models.records.store import (
    EVERYTHING,
    OpenAlert,
    RegisteredDeviation,
    Sight,
    SubjectLine,
    all_at_sites,
    all_subjects,
    note_reading,
    open_alerts,
    registered_deviations,
)
from models.timeline.results import Plan
from models.versions.in_force import AtSites

One = TypeVar("One", OpenAlert, RegisteredDeviation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks for what.

    Attributes:
        sight: whose subjects.
        subject: this one alone; None for all who may be seen.
        by: whom the audit names.
    """

    sight: Sight = EVERYTHING
    subject: str | None = None
    now: datetime
    by: str


def gather(engine: Engine, asked: Asked) -> Everybody:
    """Every subject that is asked for as it stands now; each is noted as read by who asks.

    Raises:
        SubjectUnknown: if a subject is named that nobody has enrolled.
        StoreTrouble: if the reading cannot be kept; nothing is to leave then.
    """
    at_sites = all_at_sites(engine)
    alerts = _by_subject(open_alerts(engine, asked.subject))
    deviations = _by_subject(registered_deviations(engine, asked.subject))
    subjects = [
        _standing(line, alerts.get(line.subject, []), at_sites, asked.now)
        for line in all_subjects(engine, asked.sight)
        if asked.subject in {None, line.subject}
    ]
    for one in subjects:
        note_reading(engine, one.subject, by=asked.by, now=asked.now)
    theirs = {one.subject: deviations.get(one.subject, []) for one in subjects}
    return Everybody(as_of=asked.now, subjects=subjects, deviations=theirs)


def _by_subject(found: list[One]) -> dict[str, list[One]]:
    """Each subject's in the order in which they were found: by urgency, or by number."""
    ordered = sorted(found, key=attrgetter("subject"))
    return {subject: list(group) for subject, group in groupby(ordered, attrgetter("subject"))}


def _standing(
    line: SubjectLine, alerts: list[OpenAlert], at_sites: AtSites, now: datetime
) -> Standing:
    protocol, plan = protocol_of(line.document, now, at_sites), _plan(line, now, at_sites)
    zone = _zone(line.document, protocol) if isinstance(plan, InputRefused) else plan.zone
    return Standing(
        subject=line.subject,
        site=line.site,
        zone=zone,
        protocol=protocol,
        plan=plan,
        alerts=alerts,
    )


def _plan(line: SubjectLine, now: datetime, at_sites: AtSites) -> Plan | InputRefused:
    try:
        return stand_of(line.document, now, at_sites)
    except InputRefused as refused:
        return refused


def _zone(chart: Mapping[str, Any], protocol: Protocol) -> ZoneInfo:
    """Of a chart that cannot be read: as it names it, else its site's."""
    named = chart.get("timezone")
    return ZoneInfo(str(named)) if named else protocol.sites[chart["site"]].zone
