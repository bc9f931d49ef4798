"""Which subject a row is about: its own number, what was said at the import, or before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Engine

from dayzero.lists.cells import Row
from dayzero.lists.known_patients import KnownPatients
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw
from models.records.store import EVERYTHING, Document, Sight, SubjectUnknown, read_for_pass

SUBJECT: Final = "subject"


@dataclass(slots=True)
class Whose:
    """Names of patients in lists, and the subjects on record that they are.

    Attributes:
        said: the subject whose lists these are; None where each row says it.
        patients: the subject of each patient, by what the lists call them.
        sight: of whom rows may be. Others are nobody on record.
        before: who was said to be whom at earlier imports.
        charts: of every subject that was met, as it stands.
    """

    engine: Engine
    said: str | None = None
    patients: Mapping[str, str] = field(default_factory=dict)
    sight: Sight = EVERYTHING
    before: KnownPatients | None = None
    charts: dict[str, Document | None] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Know the subjects that were said.

        Raises:
            SubjectUnknown: if one is not on record.
        """
        for subject in {*filter(None, (self.said,)), *self.patients.values()}:
            if self._chart(subject) is None:
                raise SubjectUnknown(subject)

    def patients_in(self, rows: Iterable[Row]) -> Iterator[tuple[str, str | None]]:
        """Each patient whom rows call otherwise than by a subject's number, and who that is.

        None where nobody said it.
        """
        named = {(row.text(SUBJECT), row.text("study")) for row in rows}
        for name, study in sorted(named, key=str):
            if name is not None and self._on_record(name, study) is None:
                yield name, self._said_to_be(name)

    def subject_of(self, row: Row) -> str:
        """The subject; what the list calls a patient is never repeated, as it may be a name.

        Raises:
            InputRefused: if nothing says it, or it is nobody on record.
        """
        named = row.text(SUBJECT)
        if named is None:
            return self.said or _refuse(row, ListFlaw.WHOSE)
        on_record = self._on_record(named, row.text("study"))
        known = self.patients.get(named) or on_record or self._said_to_be(named)
        if known is None and self.said is not None:
            self.strangers.add(named)
            one_patient = len(self.strangers) == 1
            return self.said if one_patient else _refuse(row, ListFlaw.SUBJECT_UNKNOWN)
        if known is None or self.said not in {None, known}:
            return _refuse(row, ListFlaw.SUBJECT_UNKNOWN)
        return known

    def chart(self, subject: str) -> Document:
        """The chart of a subject whom `subject_of` gave."""
        found = self.charts[subject]
        if found is None:
            raise SubjectUnknown(subject)
        return found

    def _said_to_be(self, named: str) -> str | None:
        """Now or before; of before only who may still be recorded of."""
        if named in self.patients or self.before is None:
            return self.patients.get(named)
        known = self.before.find(named)
        return None if known is None or self._chart(known) is None else known

    def _on_record(self, named: str, study: str | None) -> str | None:
        """By the number itself, or as the CDISC writes it behind the study's id."""
        short = named.removeprefix(f"{study}-") if study else named
        return next((each for each in (named, short) if self._chart(each) is not None), None)

    def _chart(self, subject: str) -> Document | None:
        if subject not in self.charts:
            self.charts[subject] = self._chart_there(subject)
        return self.charts[subject]

    def _chart_there(self, subject: str) -> Document | None:
        try:
            found = read_for_pass(self.engine, subject)
        except SubjectUnknown:
            return None
        seen = self.sight.has(found.site, str(found.document["protocol"]))
        return found.document if seen else None


def _refuse(row: Row, flaw: ListFlaw) -> str:
    raise InputRefused([Fault(row.where(SUBJECT), flaw)])
