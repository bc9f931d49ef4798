"""The protocol by which a subject is planned at a moment, as their site approved it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from models.chart import ALL_ON_RECORD, Chart, read_chart
from models.chart.facts import EventFact, FindingFact, MeasurementFact, StepFact, TestFact
from models.errors import InputRefused
from models.extra_working_days import with_imported_calendars
from models.moments import Minute
from models.plan import assess
from models.protocol import Protocol, load_protocol
from models.timeline.history.chart_at_rounds import step_records
from models.timeline.windows.case import open_case
from models.versions.composed import Composition, composed
from models.versions.course import awaited, course_of
from models.versions.governing import Governed
from models.versions.in_force import AtSites, SiteVersions, Version, in_force
from models.versions.known import united_once


def protocol_at(document: Mapping[str, object], now: Minute, at_sites: AtSites) -> Protocol:
    """The protocol of a recorded chart at a moment, with the calendars of its sites.

    A chart that is not sound is answered with the version that counts at the site of its header:
    whoever reads it next refuses it, and says why.

    Raises:
        ProtocolRefused: if a version of their sites cannot be read any more.
    """
    installed = load_protocol(str(document["protocol"]))
    if at_sites.concerns(installed.id):
        return with_imported_calendars(
            _approved(document, installed, at_sites, now), at_sites.calendars
        )
    return with_imported_calendars(installed, at_sites.calendars)


def _approved(
    document: Mapping[str, object], installed: Protocol, at_sites: AtSites, now: Minute
) -> Protocol:
    known = united_once(at_sites.every_version(installed))
    try:
        chart = read_chart(document, protocol=known, now=now, on_record=ALL_ON_RECORD)
    except InputRefused:
        there = at_sites.versions_at(installed.id, str(document["site"]))
        return in_force(there or (Version(installed),), now).protocol
    return _Planned(chart, known, installed, at_sites, now).protocol()


@dataclass(frozen=True, slots=True)
class _Planned:
    """A chart that was read by all versions together."""

    chart: Chart
    known: Protocol
    installed: Protocol
    at_sites: AtSites
    now: Minute

    def protocol(self) -> Protocol:
        recorded = step_records(self.chart, self.known)
        course = course_of(self.chart, recorded, self.versions_at)
        counted = tuple(each for each in course if each.counts_at(self.now)) or course[:1]
        governed = Governed(counted, self.known, recorded, *_named(self.chart))
        waits = awaited(self.chart, recorded, self.versions_at, self.now)
        made_of = Composition(governed, awaited=_step_of(waits))
        return composed(replace(made_of, not_asked=self.too_late(made_of)))

    def versions_at(self, site: str) -> SiteVersions:
        return self.at_sites.versions_at(self.installed.id, site) or (Version(self.installed),)

    def too_late(self, made_of: Composition) -> frozenset[str]:
        """Steps that came with a version when it was too late for them, as the plan has it.

        Either their window had closed, or what comes after them was done.
        """
        came = made_of.governed.came
        if not came:
            return frozenset()
        protocol = composed(made_of)
        planned = assess(open_case(self.chart, protocol, None), self.now)
        closes = {one.step: one.closes for one in planned.steps}
        return frozenset(
            step
            for step, since in came.items()
            if _is_over(closes.get(step), since) or _overtaken(step, since, protocol, made_of)
        )


def _named(chart: Chart) -> tuple[frozenset[str], frozenset[str]]:
    """Steps, and other words, of which the chart records anything, corrected or not."""
    steps = frozenset(entry.step for entry in chart.entries if isinstance(entry, StepFact))
    read = (getattr(entry, _WORD[type(entry)]) for entry in chart.entries if type(entry) in _WORD)
    return steps, frozenset(read)


_WORD: Final = {
    EventFact: "event",
    TestFact: "test",
    MeasurementFact: "measure",
    FindingFact: "finding",
}


def _step_of(version: Version | None) -> tuple[str, Protocol] | None:
    if version is None or version.asks is None:
        return None
    return version.asks, version.protocol


def _is_over(closes: Minute | None, since: Minute) -> bool:
    return closes is not None and closes < since


def _overtaken(step: str, since: Minute, protocol: Protocol, made_of: Composition) -> bool:
    records = made_of.governed.recorded
    later = (one.id for one in protocol.step if step in protocol.before[one.id])
    ends = (records[name].at for name in later if name in records and records[name].done)
    return any(at is not None and at.earliest < since for at in ends)
