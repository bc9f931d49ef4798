"""What a site's calendar would change of the plans of its subjects; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from dayzero.desk.planning import stand_of
from models.errors import InputRefused
from models.protocol.site_calendars import SiteCalendar
from models.records.store import Sight, all_subjects
from models.timeline.results import Plan
from models.versions.in_force import AtSites


@dataclass(frozen=True, slots=True)
class Tried:
    """One subject of the site, as planned without the calendar and with it.

    Attributes:
        before, after: None where the chart is no longer sound, so that no plan can be made.
    """

    subject: str
    before: Plan | None = None
    after: Plan | None = None


def with_calendar(before: AtSites, site: str, name: str, stands: SiteCalendar | None) -> AtSites:
    """What stands at the sites with one calendar as it is since, or would be.

    Args:
        stands: None for a calendar that is removed.
    """
    others = tuple(each for each in before.calendars.get(site, ()) if each.name != name)
    there = others if stands is None else (*others, stands)
    return replace(before, calendars={**before.calendars, site: there})


def tried_on_subjects(
    engine: Engine, sight: Sight, at_sites: tuple[AtSites, AtSites], moment: datetime
) -> Iterator[Tried]:
    """Each subject who may be seen, by what stands there, and by what would stand."""
    for line in all_subjects(engine, sight):
        try:
            before, after = (stand_of(line.document, moment, stands) for stands in at_sites)
        except InputRefused:
            yield Tried(line.subject)
        else:
            yield Tried(line.subject, before, after)
