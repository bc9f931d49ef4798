"""The plan that follows from a recorded chart."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from models.chart import ALL_ON_RECORD, read_chart
from models.moments import to_minute
from models.plan import assess, plan
from models.protocol import Protocol
from models.timeline.results import Plan
from models.timeline.windows.case import open_case
from models.versions.in_force import AtSites
from models.versions.known import known_protocol
from models.versions.of_a_subject import protocol_at


def plan_of(document: Mapping[str, object], moment: datetime, at_sites: AtSites) -> Plan:
    """Plan a chart out of the records, by its own protocol, as of a moment.

    Args:
        at_sites: the calendars and the versions of the protocol that stand at the sites.

    Raises:
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    protocol = protocol_of(document, moment, at_sites)
    minute = to_minute(moment)
    chart = read_chart(document, protocol=protocol, now=minute, on_record=ALL_ON_RECORD)
    return plan(chart, protocol, minute)


def stand_of(document: Mapping[str, object], moment: datetime, at_sites: AtSites) -> Plan:
    """The same plan without its next change, in a tenth of the time: for many at once.

    Raises:
        InputRefused: as for `plan_of`.
    """
    minute, protocol = to_minute(moment), protocol_of(document, moment, at_sites)
    chart = read_chart(document, protocol=protocol, now=minute, on_record=ALL_ON_RECORD)
    return assess(open_case(chart, protocol, None), minute)


def zone_of(document: Mapping[str, object], moment: datetime) -> ZoneInfo:
    """The zone of a recorded chart's days; nothing is planned for it.

    Raises:
        InputRefused: as for `plan_of`.
    """
    protocol = known_protocol(str(document["protocol"]))
    return read_chart(
        document, protocol=protocol, now=to_minute(moment), on_record=ALL_ON_RECORD
    ).zone


def protocol_of(document: Mapping[str, object], moment: datetime, at_sites: AtSites) -> Protocol:
    """A chart's own protocol at a moment, with the calendars that sites brought in."""
    return protocol_at(document, to_minute(moment), at_sites)
