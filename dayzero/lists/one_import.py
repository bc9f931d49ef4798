"""What was asked of an import, and its stages: rows, differences, decisions, what is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Engine

from dayzero.desk.planning import zone_of
from dayzero.lists.kept_layouts import KeptLayouts
from dayzero.lists.read_claims import HowWritten, ReadRows, by_subject, read_rows
from dayzero.lists.reading import ReadLists, refuse_guesses
from dayzero.lists.reconciling.deciding import (
    Decided,
    Deciding,
    decide,
    earlier_decisions,
)
from dayzero.lists.reconciling.decisions import Decisions
from dayzero.lists.reconciling.differences import Against, Compared, compare
from dayzero.lists.reconciling.unreadable import UnreadableRows
from dayzero.lists.recording import Bringing, faults_of
from dayzero.lists.whose import Whose
from models.errors import InputRefused
from models.records.store import note_set_aside

UNNAMED: Final = "list"
"""The system that numbered the rows, where nobody says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person said beside the files.

    Attributes:
        patients: the subject of each patient, by what the lists call them.
        columns: the field of each heading.
        accepted: whether columns that are only guessed may count.
        site: of which hospital the lists are; None where that is not said. Of another site's
            subjects nothing is recorded then.
        trials: likewise, of which trials; None for whatever trial.
        remember: whether that site's next lists know these patients, by keyed hashes.
        source: the system whose whole lists these are; None where they may be parts.
    """

    subject: str | None = None
    patients: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    accepted: bool = False
    site: str | None = None
    trials: frozenset[str] | None = None
    remember: bool = False
    sheet: str | None = None
    written: HowWritten = field(default_factory=HowWritten)
    source: str | None = None
    decisions: Decisions = field(default_factory=Decisions)
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class OneImport:
    """One import while it goes on."""

    engine: Engine
    asked: Asked
    whose: Whose
    lists: ReadLists
    moment: datetime
    by: str

    def rows(self) -> tuple[ReadRows, UnreadableRows]:
        """Every row as claims; those that cannot be read, where somebody set them aside."""
        aside = UnreadableRows(self.whose, self.asked.decisions)
        written = self.asked.written
        read = read_rows(self.lists.rows, self.whose, written, self.moment, aside.is_aside)
        return read, aside

    def compared(self, rows: ReadRows) -> Compared:
        """Without what is gone, where the lists may be parts of what their system has."""
        found = Compared()
        for subject, claims in by_subject(rows.claims):
            chart = self.whose.chart(subject)
            against = Against(self.engine, subject, chart, zone_of(chart, self.moment))
            compare(claims, against, self.asked.source or UNNAMED, found)
        if self.asked.source is None:
            found.gone.clear()
        return found

    def decided(self, compared: Compared, unreadable: UnreadableRows) -> Decided:
        """What is recorded, what is set aside, and what is open."""
        of = {gone.subject for gone in compared.gone}
        zones = {one: zone_of(self.whose.chart(one), self.moment) for one in of}
        earlier = earlier_decisions(self.engine, compared)
        file = next(iter(self.lists.digests), "")
        deciding = Deciding(self.asked.decisions, earlier, zones, self.moment, file)
        decided = decide(compared, deciding)
        for row, subject, token, why in unreadable.set_aside:
            decided.aside(row.place, subject, token, why)
        decided.lies_aside += [(row.place, why) for row, why in unreadable.before]
        return decided

    def bringing(self) -> Bringing:
        """How the claims are brought in."""
        return Bringing(
            source=self.asked.source or UNNAMED,
            digests=self.lists.digests,
            moment=self.moment,
            by=self.by,
            dry_run=self.asked.dry_run,
        )

    def refuse(self, rows: ReadRows, decided: Decided) -> None:
        """Refuse all for every fault, and for every difference that is open."""
        open_ones = [] if self.asked.dry_run else decided.faults
        faults = [*self.lists.faults, *rows.faults, *open_ones]
        if faults:
            others = faults_of(self.engine, decided.record, self.whose, self.bringing())
            raise InputRefused([*faults, *others])
        self.asked.decisions.refuse_unmet()
        refuse_guesses(self.lists, accepted=self.asked.accepted or self.asked.dry_run)

    def keep(self, kept: KeptLayouts, decided: Decided) -> None:
        """What was set aside is not asked about again; these sites' next list is read alike."""
        for subject, tokens in decided.set_aside.items():
            note_set_aside(self.engine, subject, tokens, now=self.moment, by=self.by)
        sites = {str(chart["site"]) for chart in self.whose.charts.values() if chart is not None}
        if self.whose.before is not None and self.asked.remember:
            self.whose.before.keep(self.asked.patients)
        for table, layout in self.lists.tables:
            if not table.settled:
                kept.keep(sorted(sites), table.headings, layout.fields)
