"""One pass over one subject, as values: what was read, and what follows from it.

Pure: the flow for one subject and the sweep over many read and publish by themselves and
agree on everything between.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from calendars.checks.publishing import faults_of_new
from calendars.entries.about import About
from calendars.entries.entries import entries_of
from calendars.entries.leaving import next_to_leave
from calendars.entries.revisions import revise
from models.alerting.deviations import deviations_of
from models.chart import ALL_ON_RECORD, read_chart
from models.disclosure import PREFECT
from models.errors import DayZeroError, InputRefused
from models.moments import Minute, local_day, to_minute
from models.plan import plan
from models.protocol import Protocol, load_protocol
from models.reasons.calendar.changes import VersionCounts
from models.reasons.calendar.places import AtSite
from models.records.store import PassResult, Reading, Trace
from models.schedule import PublishedEntry
from models.timeline.results import Plan
from models.versions.in_force import in_force, next_start
from models.versions.of_a_subject import protocol_at
from pictures.next_step import next_step_of
from pictures.path import path_of
from pictures.path_sentences import OVER
from pictures.stand import stand_of
from tasks.passes.judged import tools_of, verdicts_on_done_steps

SAID_PLACES = 5
CALENDAR_HELD_BACK = "Calendar held back"
"""What a run of the path says where it was."""


class ChartUnsound(DayZeroError):
    """A recorded chart that the protocol no longer reads, as after a change of its data."""

    kind = "chart_unsound"

    def __init__(self, subject: str, faults: int) -> None:
        super().__init__(subject, faults)
        self.subject = subject
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded and what was published of one subject, when the pass began."""

    reading: Reading
    published: tuple[PublishedEntry, ...]

    def protocol(self, now: Minute) -> Protocol:
        """The protocol by which the subject is planned, with the calendars of the site.

        Raises:
            ProtocolRefused: if a version that their sites approved cannot be read any more.
        """
        return protocol_at(self.reading.document, now, self.reading.at_sites)

    def version_began(self, made: Plan) -> VersionCounts | None:
        """That another version counts than when the last pass planned; None where none does."""
        if self.reading.planned_by in {None, made.protocol_version}:
            return None
        there = self.reading.at_sites.versions_at(made.protocol_id, self.reading.site)
        since = in_force(there, made.as_of).since if there else None
        day = None if since is None else local_day(since, made.zone)
        return VersionCounts(version=made.protocol_version, since=day)

    def hash_of_version(self, made: Plan) -> str:
        """Of the version that counts now, whatever rules of earlier ones it was planned with."""
        installed = load_protocol(made.protocol_id)
        versions = self.reading.at_sites.every_version(installed)
        named = (each.hash for each in versions if each.version == made.protocol_version)
        return next(named, made.protocol_hash)

    def next_version(self, now: Minute) -> Minute | None:
        """When the site's next version begins to count; None where none is to come."""
        trial = str(self.reading.document["protocol"])
        return next_start(self.reading.at_sites.versions_at(trial, self.reading.site), now)


def plan_path(recorded: Recorded, as_of: datetime) -> Plan:
    """The plan at one moment.

    Raises:
        ChartUnsound: if what is recorded is no chart of this protocol.
    """
    now = to_minute(as_of)
    protocol = recorded.protocol(now)
    try:
        chart = read_chart(
            recorded.reading.document, protocol=protocol, now=now, on_record=ALL_ON_RECORD
        )
    except InputRefused as refused:
        # from None: Prefect logs what led to an error, and the refusal quotes the chart
        raise ChartUnsound(recorded.reading.seen.subject, len(refused.faults)) from None
    return plan(chart, protocol, now)


def work_out(recorded: Recorded, made: Plan, as_of: datetime) -> PassResult:
    """What is to be published: the plan compared with what subscribers have.

    A calendar that would not be a sound one is held back, with its faults; the alerts and
    all else of the pass go out.
    """
    protocol = recorded.protocol(made.as_of)
    entries, faults = _calendar(recorded, made, protocol)
    path = path_of(made, protocol, ceiling=PREFECT)
    tools = tools_of(made, protocol)
    return PassResult(
        seen=recorded.reading.seen,
        as_of=made.as_of,
        protocol_hash=recorded.hash_of_version(made),
        next_change_at=_earliest(
            next_pass(made),
            next_to_leave(entries, made.as_of),
            recorded.next_version(made.as_of),
        ),
        entries=entries,
        held_back=faults,
        alerts=made.alerts,
        deviations=deviations_of(made),
        next_step=next_step_of(made, protocol),
        standing=CALENDAR_HELD_BACK if faults else path.standing,
        stand=stand_of(made, protocol, path),
        started_at=as_of,
        finished_at=as_of,
        version=made.protocol_version,
        began=made.protocol_version if recorded.version_began(made) else None,
        made_with=tools,
        verdicts=verdicts_on_done_steps(made, protocol, recorded.reading, tools),
        trace=Trace(
            zone=made.zone.key,
            stamp=tools.site_stamp,
            content=made.footprint,
        ),
    )


def _calendar(
    recorded: Recorded, made: Plan, protocol: Protocol
) -> tuple[tuple[PublishedEntry, ...], tuple[str, ...]]:
    """The entries to be published, or those of before with the places at fault."""
    try:
        about = About(AtSite(site=made.site), protocol)
        planned = entries_of(made, about)
        began = recorded.version_began(made)
        entries = revise(_by_key(recorded.published), planned, made.as_of, began)
        faults = faults_of_new(recorded.published, entries)
    except ValueError as error:  # an entry, or the library, that takes a value for impossible
        return recorded.published, (type(error).__name__,)
    if faults:
        return recorded.published, tuple(dict.fromkeys(fault.path for fault in faults))
    return entries, ()


def say_held_back(result: PassResult) -> str:
    """That subscribers keep the calendar of before, and where the new one is not sound."""
    places, more = result.held_back[:SAID_PLACES], len(result.held_back) - SAID_PLACES
    return (
        "the new calendar is not sound and was held back, a fault of ours; the alerts went out."
        f" At fault: {', '.join(places)}{f' and {more} more' if more > 0 else ''}"
    )


def next_pass(made: Plan) -> Minute | None:
    """When the subject must be looked at again with no new fact; None if never.

    The plan names the next change of a state, verdict or alert. A calendar changes as well
    when a computed date is overtaken by now, as behind an appointment that nobody kept.
    """
    overtaken = [step.opens for step in made.steps if step.state not in OVER]
    moments = (moment for moment in (*overtaken, made.next_change_at) if moment is not None)
    return min((moment for moment in moments if moment > made.as_of), default=None)


def _earliest(*moments: Minute | None) -> Minute | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _by_key(published: Iterable[PublishedEntry]) -> dict[str, PublishedEntry]:
    return {line.entry.key: line for line in published}
