"""The versions that counted for one subject, one after another: by site, approval and consent."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from models.chart import Chart
from models.chart.corrections.constants import Stay
from models.moments import Minute
from models.timeline.history.step_records import StepRecords
from models.versions.in_force import SiteVersions, Version, in_force

VersionsAt = Callable[[str], SiteVersions]
"""The versions of a site, the installed one where it approved none."""


def course_of(chart: Chart, recorded: StepRecords, versions_at: VersionsAt) -> SiteVersions:
    """Every version that counted, or will, for the subject; at each site where they were.

    A version that waits for the subject's consent counts from that on, and never after a
    later version began to count.
    """
    course = [_consented(each, recorded) for each in _by_stays(chart.stays, versions_at)]
    kept: list[Version] = []
    for version in reversed(course):
        later = kept[-1].since if kept else None
        if version is not None and (later is None or _before(version, later)):
            kept.append(version)
    return tuple(_without_repetition(reversed(kept)))


def awaited(
    chart: Chart, recorded: StepRecords, versions_at: VersionsAt, now: Minute
) -> Version | None:
    """The version at the subject's site that waits for their consent now; None where none does."""
    site = chart.stays[-1].site
    newest = in_force(versions_at(site), now)
    waits = newest.counts_at(now) and _consented(newest, recorded) is None
    return newest if waits else None


def _by_stays(stays: tuple[Stay, ...], versions_at: VersionsAt) -> Iterator[Version]:
    ends = [*(stay.since for stay in stays[1:]), None]
    for stay, end in zip(stays, ends, strict=True):
        there = versions_at(stay.site)
        if stay.since is None:
            yield replace(there[0], since=None)
            began = there[1:]
        else:
            yield replace(in_force(there, stay.since), since=stay.since)
            began = tuple(each for each in there if not each.counts_at(stay.since))
        yield from (each for each in began if end is None or each.counts_at(end - 1))


def _consented(version: Version, recorded: StepRecords) -> Version | None:
    """The version from the subject's consent on; None while it is not recorded."""
    if version.asks is None or version.since is None:
        return version
    record = recorded.get(version.asks)
    if record is None or not record.done or record.at is None:
        return None
    return replace(version, since=max(version.since, record.at.earliest))


def _before(version: Version, later: Minute) -> bool:
    return version.since is None or version.since < later


def _without_repetition(course: Iterable[Version]) -> Iterator[Version]:
    """A transfer to a site with the same version begins no other one."""
    last: Version | None = None
    for version in course:
        if last is None or version.protocol is not last.protocol:
            yield version
        last = version
