"""The plan that follows from a recorded chart."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from models.chart import ALL_ON_RECORD, read_chart
from models.extra_working_days import with_imported_calendars
from models.moments import to_minute
from models.plan import assess, plan
from models.protocol import Protocol, load_protocol
from models.protocol.site_calendars import SiteCalendars
from models.timeline.results import Plan
from models.timeline.windows.case import open_case


def plan_of(document: Mapping[str, object], moment: datetime, calendars: SiteCalendars) -> Plan:
    """Plan a chart out of the records, by its own protocol, as of a moment.

    Args:
        calendars: those that were imported for the sites.

    Raises:
        InputRefused: if the chart is no longer sound, as after a change of the protocol.
    """
    protocol = protocol_of(document, calendars)
    minute = to_minute(moment)
    chart = read_chart(document, protocol=protocol, now=minute, on_record=ALL_ON_RECORD)
    return plan(chart, protocol, minute)


def stand_of(document: Mapping[str, object], moment: datetime, calendars: SiteCalendars) -> Plan:
    """The same plan without its next change, in a tenth of the time: for many at once.

    Raises:
        InputRefused: as for `plan_of`.
    """
    return _stand(document, protocol_of(document, calendars), moment)


def stand_by(
    version: Protocol,
    document: Mapping[str, object],
    moment: datetime,
    calendars: SiteCalendars,
) -> Plan:
    """The same by another version of the chart's protocol.

    Raises:
        InputRefused: if what is recorded is no chart of that version.
    """
    return _stand(document, with_imported_calendars(version, calendars), moment)


def _stand(document: Mapping[str, object], protocol: Protocol, moment: datetime) -> Plan:
    minute = to_minute(moment)
    chart = read_chart(document, protocol=protocol, now=minute, on_record=ALL_ON_RECORD)
    return assess(open_case(chart, protocol, None), minute)


def zone_of(document: Mapping[str, object], moment: datetime) -> ZoneInfo:
    """The zone of a recorded chart's days; nothing is planned for it.

    Raises:
        InputRefused: as for `plan_of`.
    """
    protocol = load_protocol(str(document["protocol"]))
    return read_chart(
        document, protocol=protocol, now=to_minute(moment), on_record=ALL_ON_RECORD
    ).zone


def protocol_of(document: Mapping[str, object], calendars: SiteCalendars) -> Protocol:
    """A chart's own protocol, with the calendars that sites brought in."""
    return with_imported_calendars(load_protocol(str(document["protocol"])), calendars)
