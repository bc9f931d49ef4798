"""A look at everybody: whose plan is no longer the one that was published, due or not.

A pass says when it is next needed, but it cannot know of a protocol, a holiday list or a
site's calendar that comes later. Whoever must be planned anew is marked as due, so that
whatever becomes of this process the next sweep finds them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from models.errors import ProtocolRefused
from models.extra_working_days import with_imported_calendars
from models.moments import Minute, to_minute
from models.protocol import Protocol, installed_trials, load_protocol
from models.protocol.site import Site
from models.records.store import (
    AHEAD,
    Look,
    SubjectFootprint,
    all_at_sites,
    footprints_of_everybody,
    last_look,
    note_look,
    wake_many,
)
from models.timeline.footprints.everybody import Footprint, Found, look_at
from models.timeline.footprints.stamp import stamp_of
from models.timeline.network.batch import BLOCK
from models.versions.in_force import AtSites, Version, in_force

LOOK_EVERY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at everybody saw.

    Attributes:
        subjects: how many there are.
        due: how many of them are due anyway.
        outdated: subjects whose footprint was made with other facts or other data, or is none.
        found: who else must be planned anew.
    """

    subjects: int = 0
    due: int = 0
    outdated: tuple[str, ...] = ()
    found: Found = field(default_factory=Found)

    def __add__(self, other: "Seen") -> "Seen":
        return Seen(
            self.subjects + other.subjects,
            self.due + other.due,
            self.outdated + other.outdated,
            self.found + other.found,
        )

    @property
    def woken(self) -> tuple[str, ...]:
        """Everyone who must be planned anew and is not due already; the moved ones first."""
        found = self.found
        return (*found.moved, *found.turned, *found.unsolved, *self.outdated)


def look_is_due(engine: Engine, now: datetime) -> bool:
    """Whether everybody is to be looked at: once a day, and when the data became others.

    A look that a clock which ran ahead has dated in the future is none.
    """
    last = last_look(engine)
    if last is None or last.stamp != data_stamp(installed_trials()):
        return True
    return now - last.looked_at >= LOOK_EVERY or last.looked_at > now + AHEAD


def look_at_everybody(engine: Engine, now: datetime) -> Seen:
    """Look at everybody, and mark as due who must be planned anew.

    Safe to repeat, and to do twice at once: whoever is due is left as they are.
    """
    stamps = Stamps(all_at_sites(engine), to_minute(now))
    seen = Seen()
    for part in footprints_of_everybody(engine, now, BLOCK):
        some = _look_at_some(part, now, stamps)
        wake_many(engine, some.woken, now)
        seen += some
    note_look(engine, Look(data_stamp(installed_trials()), now))
    return seen


@lru_cache(maxsize=8)
def _said_of(parts: tuple[str, ...]) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def data_stamp(trials: Iterable[Protocol]) -> str:
    """A word for the trials and this machine's data; imported calendars wake by themselves."""
    return _said_of(tuple(part for trial in trials for part in _parts(trial)))


def _parts(trial: Protocol) -> tuple[str, ...]:
    return trial.hash, *(stamp_of(trial, site) for site in trial.sites.values())


class Stamps:
    """The sites as they stand now, and what a footprint made now would be stamped with.

    Who is planned by more than one version of the protocol has another stamp than the site's,
    and is planned anew at each look.
    """

    def __init__(self, at_sites: AtSites, now: Minute) -> None:
        self.at_sites = at_sites
        self.now = now
        self._protocols: dict[tuple[str, str], Protocol | None] = {}
        self._sites: dict[tuple[str, str, str], tuple[Site, str] | None] = {}

    def protocol(self, name: str, site: str) -> Protocol | None:
        """The version that a site plans by now, with its calendars; None where none is read."""
        if (name, site) not in self._protocols:
            try:
                self._protocols[name, site] = self._in_force(name, site)
            except ProtocolRefused:
                self._protocols[name, site] = None
        return self._protocols[name, site]

    def _in_force(self, name: str, site: str) -> Protocol:
        versions = self.at_sites.versions_at(name, site) or (Version(load_protocol(name)),)
        protocol = in_force(versions, self.now).protocol
        return with_imported_calendars(protocol, self.at_sites.calendars)

    def at(self, protocol: str, site: str, zone: str) -> tuple[Site, str] | None:
        """A site in a subject's zone, with its stamp; None where the protocol has it no more."""
        key = (protocol, site, zone)
        if key not in self._sites:
            self._sites[key] = self._found(*key)
        return self._sites[key]

    def _found(self, name: str, site: str, zone: str) -> tuple[Site, str] | None:
        protocol = self.protocol(name, site)
        if protocol is None or site not in protocol.sites:
            return None
        there = replace(protocol.sites[site], zone=ZoneInfo(zone))
        return there, stamp_of(protocol, there)


def _look_at_some(part: Sequence[SubjectFootprint], now: datetime, stamps: Stamps) -> Seen:
    outdated: list[str] = []
    current: defaultdict[tuple[str, str], list[Footprint]] = defaultdict(list)
    for one in part:
        if one.due:
            continue
        footprint = _current(one, stamps)
        if footprint is None:
            outdated.append(one.subject)
        else:
            current[one.protocol, one.site].append(footprint)
    return Seen(
        subjects=len(part),
        due=sum(one.due for one in part),
        outdated=tuple(outdated),
        found=_found_in(current.items(), now, stamps),
    )


def _current(one: SubjectFootprint, stamps: Stamps) -> Footprint | None:
    """The footprint, if it was made with what stands now."""
    if one.content is None or one.zone is None:
        return None
    there = stamps.at(one.protocol, one.site, one.zone)
    if there is None or there[1] != one.stamp:
        return None
    return Footprint(one.subject, there[0], one.content)


def _found_in(
    current: Iterable[tuple[tuple[str, str], Sequence[Footprint]]], now: datetime, stamps: Stamps
) -> Found:
    """Sites that plan by one version are looked at together."""
    together: dict[str, tuple[Protocol, list[Footprint]]] = {}
    for place, footprints in current:
        protocol = stamps.protocol(*place)
        if protocol is not None:
            together.setdefault(protocol.hash, (protocol, []))[1].extend(footprints)
    found = Found()
    for protocol, footprints in together.values():
        found += look_at(protocol, footprints, to_minute(now))
    return found


def say_seen(seen: Seen) -> str:
    """What the look saw, in one sentence."""
    found = seen.found
    return (
        f"everybody looked at: {seen.subjects} subjects, {seen.due} due,"
        f" {len(seen.outdated)} to be planned with other facts or data,"
        f" {len(found.moved)} moved, {len(found.turned)} with a step that lost or found its time,"
        f" {len(found.unsolved)} solved one by one"
    )
