"""What the sheet of one site says: the lines of Today, whole, each with its reason.

Hand-over notes are free text and stay behind sign-in; buttons need the server.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from dayzero.web.pages.clocks import Clocks
from dayzero.web.pages.passes_missed import asked_at, everybody
from dayzero.web.pages.waiting import cases_at, copies_at
from dayzero.web.views.today.copies import OldCopy
from dayzero.web.views.today.lines import Case, Group, TodayLine, grouped, line_of
from dayzero.web.views.when import Clock
from models.protocol import every_site
from models.records.store import at_sites_alone
from wording.alerts.first_line import first_line
from wording.language import Language
from wording.saying import say
from wording.texts import in_language


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One cause.

    Attributes:
        line: as it stands on Today.
        why: the whole cause; empty where the line has said it.
    """

    line: TodayLine
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What waits at one site, as of one moment.

    Attributes:
        clock: of the site, in the language of the sheet.
        place: the site's name.
        groups: those in which anything stands; nothing is cut off.
        copies: readers to be told by phone.
        refused: of each subject whose chart cannot be planned, why.
        late: how many others had their pass missed; `late_since` when the first was due.
        calm: of how many subjects nothing is asked.
    """

    clock: Clock
    site: str
    place: str
    groups: Mapping[Group, Sequence[SheetLine]]
    copies: Sequence[OldCopy]
    refused: Mapping[str, str]
    late: int
    late_since: datetime | None
    calm: int

    @property
    def subjects(self) -> frozenset[str]:
        """Everybody of whom something is told."""
        return frozenset(self._told_of())

    def _told_of(self) -> Iterator[str]:
        yield from (one.line.subject for some in self.groups.values() for one in some)
        yield from (copy.subject for copy in self.copies)
        yield from self.refused


def sheet_of(engine: Engine, site: str, now: datetime, language: Language) -> Sheet:
    """One site's sheet, read from what the passes left; nothing is planned for it.

    Args:
        site: one of the trial's.

    Raises:
        StoreTrouble: if the database cannot be used.
    """
    clocks, sight = Clocks(language, now), at_sites_alone([site])
    counted, missed = everybody(engine, asked_at(sight, now), language)
    cases = list(cases_at(engine, sight, (), clocks))
    copies = copies_at(engine, sight, (), clocks, now)
    asking = {case.opened.subject for case in cases if not case.opened.alert.asks_nothing}
    asking |= {copy.subject for copy in copies} | missed.refused.keys()
    return Sheet(
        clock=clocks.of_site(site),
        site=site,
        place=in_language(every_site()[site].names, language),
        groups={
            group: [_line(case) for case in some] for group, some in grouped(cases).items() if some
        },
        copies=copies,
        refused=missed.refused,
        late=missed.late,
        late_since=missed.since,
        calm=counted.everybody - len(asking),
    )


def _line(case: Case) -> SheetLine:
    alert, voice = case.opened.alert, case.clock.voice
    whole = say(alert.cause, voice)
    return SheetLine(line_of(case), "" if whole == first_line(alert, voice) else whole)
