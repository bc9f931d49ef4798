"""The versions of a trial's protocol at one site, each from the minute at which it counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.errors import ProtocolRefused
from models.moments import Minute
from models.protocol import Protocol
from models.protocol.site_calendars import SiteCalendars


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a trial's protocol, as a site approved it.

    Attributes:
        since: its first minute; None for the one that counted before any other.
        asks: the step after which it counts for a subject, such as their renewed consent;
            None where it counts for everybody from `since` on.
    """

    protocol: Protocol
    since: Minute | None = None
    asks: str | None = None

    def counts_at(self, moment: Minute) -> bool:
        """Whether it is in force by then, whatever came after it."""
        return self.since is None or self.since <= moment


Place = tuple[str, str]
"""A trial, and one of its sites."""

SiteVersions = tuple[Version, ...]
"""In the order of their first minutes; the first one counted before any other."""


@dataclass(frozen=True, slots=True)
class AtSites:
    """What stands at the sites besides the installed data: calendars, approved versions.

    Attributes:
        versions: by trial and site; a site that approved none plans by the installed one.
        refused: likewise, why a version of theirs cannot be read any more.
        recorded: by trial, every version on record, also those that count nowhere any more:
            what was recorded by one of them stays readable.
    """

    calendars: SiteCalendars = field(default_factory=dict)
    versions: Mapping[Place, SiteVersions] = field(default_factory=dict)
    refused: Mapping[Place, ProtocolRefused] = field(default_factory=dict)
    recorded: Mapping[str, tuple[Protocol, ...]] = field(default_factory=dict)

    def versions_at(self, trial: str, site: str) -> SiteVersions:
        """Those that a site approved; none where it plans by the installed one.

        Raises:
            ProtocolRefused: if one of them cannot be read.
        """
        place = (trial, site)
        if place in self.refused:
            raise self.refused[place]
        return self.versions.get(place, ())

    def with_version(self, installed: Protocol, site: str, version: Version) -> "AtSites":
        """The same with one version more at a site, as if it had been approved.

        Raises:
            ProtocolRefused: if one of the site's own cannot be read.
        """
        there = self.versions_at(installed.id, site) or (Version(installed),)
        others = [each for each in there if each.protocol.version != version.protocol.version]
        ordered = sorted((*others, version), key=_by_start)
        return replace(self, versions={**self.versions, (installed.id, site): tuple(ordered)})

    def concerns(self, trial: str) -> bool:
        """Whether any site of a trial ever approved a version."""
        places = (*self.versions, *self.refused)
        return trial in self.recorded or any(known == trial for known, _ in places)

    def every_version(self, installed: Protocol) -> tuple[Protocol, ...]:
        """The installed version of a trial and all others that are known; none twice."""
        approved = (
            version.protocol
            for (trial, _), versions in self.versions.items()
            for version in versions
            if trial == installed.id
        )
        known = (installed, *self.recorded.get(installed.id, ()), *approved)
        return tuple({each.hash: each for each in known}.values())


def _by_start(version: Version) -> tuple[bool, Minute]:
    return version.since is not None, version.since or 0


NOTHING_AT_SITES = AtSites()
"""No imported calendar, and no version but the installed one."""


def in_force(versions: Sequence[Version], moment: Minute) -> Version:
    """The version that counts at a moment; before the first of them, that one."""
    counting = [version for version in versions if version.counts_at(moment)]
    return (counting or versions[:1])[-1]


def next_start(versions: Sequence[Version], moment: Minute) -> Minute | None:
    """When the next version begins to count; None where none is to come."""
    starts = (version.since for version in versions if not version.counts_at(moment))
    return min((start for start in starts if start is not None), default=None)
