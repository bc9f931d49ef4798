"""Which version a site plans by, as a terminal says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.protocol import Protocol
from models.records.store import Approval
from wording.dates.forms import ISO, say_day
from wording.terminal import TerminalWords
from wording.voice import Voice

SHORT = 12  # of a hash: enough to compare with a file's


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """What was approved, and of how many subjects it makes a pass due; None where it stood."""

    site: str
    version: Protocol
    starts: date
    consent: str | None
    woken: int | None


def approved_lines(one: Approved, words: TerminalWords) -> Iterator[str]:
    """That the site plans by it from then on, and for whom."""
    says, day = words.amendments, say_day(one.starts, ISO, words.language)
    named = {"site": one.site, "version": one.version.version, "day": day}
    if one.woken is None:
        yield says.approved_already.format(**named)
        return
    yield says.approved.format(**named, subjects=says.subjects.of(one.woken))
    if one.consent is not None:
        zone = one.version.sites[one.site].zone
        voice = Voice(language=words.language, zone=zone, protocol=one.version)
        yield says.consented.format(step=voice.step(one.consent))


def withdrawn_line(site: str, version: str, woken: int, words: TerminalWords) -> str:
    """That the site plans by it no more."""
    says = words.amendments
    return says.withdrawn.format(site=site, version=version, subjects=says.subjects.of(woken))


def approval_lines(
    stand: Sequence[Approval], installed: Protocol, words: TerminalWords
) -> Iterator[str]:
    """Each version of each site, in the order in which they count."""
    says = words.amendments
    for one in stand:
        zone = installed.sites[one.site].zone
        text = says.stands_before if one.starts is None else says.stands
        yield text.format(
            site=one.site,
            version=one.version,
            day="" if one.starts is None else say_day(one.starts, ISO, words.language),
            by=one.by,
            at=say_day(one.at.astimezone(zone).date(), ISO, words.language),
            sha256=one.sha256[:SHORT],
        )
    if not stand:
        yield says.none_approved.format(version=installed.version)
