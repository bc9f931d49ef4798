"""What this machine brings: a clock that runs, zones, holidays, room on the disk. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dayzero.health.finding import Finding, fail, ok, warn
from models.protocol.site import Site
from models.timeline.network.working_days import WorkingCalendar

LITTLE_ROOM = 1_000_000_000
NO_ROOM = 100_000_000
PUBLISHED_BY = 12  # the month in which next year's working days are out for sure
UPDATE_HOLIDAYS = "update the package holidays"


@dataclass(frozen=True, slots=True)
class Machine:
    """What was read of it.

    Attributes:
        held_at: where the environment holds the clock; None while it runs.
        zones: edition of the time zones that plans are made with, such as `2026a`.
        free_bytes: by folder that is written to.
        open_to_others: files and folders of ours that other accounts may use.
    """

    held_at: datetime | None
    zones: str
    free_bytes: Mapping[str, int]
    open_to_others: Sequence[str] = ()


def machine_findings(machine: Machine, sites: Collection[Site], today: date) -> Iterator[Finding]:
    """Line by line."""
    yield _clock(machine.held_at)
    yield _zones(machine.zones, today)
    yield _holidays(sites, today)
    yield from (_room(folder, free) for folder, free in machine.free_bytes.items())
    yield _privacy(machine.open_to_others)


def _clock(held_at: datetime | None) -> Finding:
    if held_at is None:
        return ok("clock", "runs")
    return warn(
        "clock", f"held at {held_at.isoformat()}: nothing comes due", "take DAYZERO_NOW away"
    )


def _zones(zones: str, today: date) -> Finding:
    said = f"{zones}, of the package tzdata"
    if int(zones[:4]) < today.year - 1:
        return warn("time zones", f"{said}: countries have changed their clocks since", "update it")
    return ok("time zones", said)


def _holidays(sites: Collection[Site], today: date) -> Finding:
    """Whether every country's official working days are known, this year's and the next's.

    A list comes out late in the year before, so until December nobody can have it.
    """
    if _unknown(sites, today.year):
        return fail("holidays", _provisional(today.year), UPDATE_HOLIDAYS)
    if not _unknown(sites, today.year + 1):
        return ok("holidays", f"official working days are known for {today.year + 1} as well")
    if today.month >= PUBLISHED_BY:
        return warn("holidays", _provisional(today.year + 1), UPDATE_HOLIDAYS)
    return ok("holidays", f"known for {today.year}; those of {today.year + 1} may not be out yet")


def _provisional(year: int) -> str:
    return f"the installed list lacks the official working days of {year}: dates are provisional"


def _unknown(sites: Collection[Site], year: int) -> bool:
    return any(WorkingCalendar(site).is_provisional(year) for site in sites)


def _privacy(open_to_others: Sequence[str]) -> Finding:
    if not open_to_others:
        return ok("files", "for this account only")
    return warn(
        "files",
        f"other accounts of this machine may use {', '.join(open_to_others)}",
        "run `dayzero init` as their owner, which closes them",
    )


def _room(folder: str, free: int) -> Finding:
    said = f"{free / 1e9:.1f} GB free in {folder}"
    if free > LITTLE_ROOM:
        return ok("disk", said)
    return (fail if free <= NO_ROOM else warn)("disk", said, "make room before writes fail")
