"""From a chart's JSON to facts that later code may believe; or every fault, with its path."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from models.chart.chart import Chart, standing_among
from models.chart.consistency import Between, faults_of
from models.chart.corrections.constants import SITE, ConstantFact, latest_values, stays_of
from models.chart.corrections.faults import PlacedFault
from models.chart.facts import Entry
from models.chart.fields import ChartFields
from models.chart.fields_of_kinds import faults_in
from models.chart.making import make_fact
from models.chart.one_fact import fields_read
from models.chart.values import zone_named
from models.chart.ward_words import in_known_words
from models.errors import Fault, InputRefused
from models.moments import Minute, local_day
from models.protocol import Protocol
from models.reasons.refusals.charts import ChartFlaw, ProtocolUnknown, SiteUnknown
from models.reasons.refusals.refusal import shown
from models.reasons.refusals.times import BornLater

ALL_ON_RECORD = sys.maxsize
MOST_FAULTS = 100  # a file that is wrong throughout is not told fact by fact
_UTC = ZoneInfo("UTC")


def read_chart(
    document: Mapping[str, object], *, protocol: Protocol, now: Minute, on_record: int = 0
) -> Chart:
    """Read a whole chart.

    Args:
        on_record: how many of its facts, the first ones, are recorded already. What was
            accepted once locks nobody's chart: it is read as far as it can be, and asked.

    Raises:
        InputRefused: with every fault, each as the path of a field and what to do.
    """
    zone = _zone(document, protocol)
    header, faults = _header(document)
    faults += _header_faults(document, header, protocol, local_day(now, zone or _UTC).isoformat())
    entries, fact_faults = _entries(document, protocol, zone, now, on_record)
    faults += fact_faults
    if faults or header is None or zone is None:
        raise InputRefused(_first_of(faults))
    return _chart(header, zone, entries)


def _first_of(faults: Sequence[Fault]) -> Sequence[Fault]:
    if len(faults) <= MOST_FAULTS:
        return faults
    return [*faults[:MOST_FAULTS], Fault("chart", ChartFlaw.MORE_FAULTS)]


def _zone(document: Mapping[str, object], protocol: Protocol) -> ZoneInfo | None:
    """The zone of the site's days; None while the chart does not say which that is."""
    named = document.get("timezone")
    if named is not None:
        return zone_named(named) if isinstance(named, str) else None
    site = protocol.sites.get(str(document.get("site")))
    return site.zone if site else None


def _header(document: Mapping[str, object]) -> tuple[ChartFields | None, list[Fault]]:
    try:
        return ChartFields.model_validate(document), []
    except ValidationError as error:
        return None, list(faults_in(error, ChartFields))


def _header_faults(
    document: Mapping[str, object], header: ChartFields | None, protocol: Protocol, today: str
) -> Iterator[Fault]:
    """What fields of the right type cannot say; told even where others are wrong."""
    named, site = document.get("protocol"), document.get("site")
    if isinstance(named, str) and named != protocol.id:
        yield Fault("protocol", ProtocolUnknown(word=shown(named), known=protocol.id))
    if isinstance(site, str) and site not in protocol.sites:
        first, last = min(protocol.sites), max(protocol.sites)
        yield Fault("site", SiteUnknown(word=shown(site), first=first, last=last))
    if header is not None and header.born is not None and header.born.first.isoformat() > today:
        yield Fault("born", BornLater(today=today))


def _entries(
    document: Mapping[str, object],
    protocol: Protocol,
    zone: ZoneInfo | None,
    now: Minute,
    on_record: int,
) -> tuple[tuple[Entry, ...], list[Fault]]:
    listed = document.get("facts")
    documents = listed if isinstance(listed, list) else []
    faults: list[PlacedFault] = []
    read = _read_each(documents, zone or _UTC, protocol, faults)
    entries = tuple(in_known_words(entry, protocol) for entry in read)
    ids = tuple(_id_of(fact) for fact in documents)
    between = Between(ids=ids, protocol=protocol, zone=zone, now=now, on_record=on_record)
    placed = sorted((*faults, *faults_of(entries, between)), key=itemgetter(0))
    return entries, [fault for _, fault in placed]


def _id_of(document: object) -> str | None:
    named = document.get("id") if isinstance(document, dict) else None
    return named if isinstance(named, str) else None


def _read_each(
    documents: Iterable[object], zone: ZoneInfo, protocol: Protocol, faults: list[PlacedFault]
) -> Iterator[Entry]:
    for index, document in enumerate(documents):
        try:
            yield make_fact(fields_read(f"facts[{index}]", document, zone, protocol), index)
        except InputRefused as refused:
            faults.extend((index, fault) for fault in refused.faults)
        if len(faults) > MOST_FAULTS:
            return


def _chart(header: ChartFields, zone: ZoneInfo, entries: tuple[Entry, ...]) -> Chart:
    constants = [fact for fact in standing_among(entries) if isinstance(fact, ConstantFact)]
    stays = stays_of(header.site, constants, zone)
    recorded = Chart(
        subject=header.subject,
        site=stays[-1].site,
        zone=zone,
        protocol_id=header.protocol,
        sex=header.sex,
        childbearing_potential=header.childbearing_potential,
        born=header.born,
        weight_kg=Fraction(header.weight_kg) if header.weight_kg else None,
        entries=entries,
        stays=stays,
    )
    corrected: dict[str, Any] = latest_values(constants, zone)
    return replace(recorded, **{**corrected, SITE: recorded.site})
