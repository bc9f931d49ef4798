"""Which subject a row is about: its own number, or what was said at the import."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Engine

from dayzero.lists.cells import Row
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw
from models.records.store import Document, SubjectUnknown, chart_document

SUBJECT: Final = "subject"


@dataclass(slots=True)
class Whose:
    """Names of patients in lists, and the subjects on record that they are.

    Attributes:
        said: the subject whose lists these are; None where each row says it.
        patients: the subject of each patient, by what the lists call them.
        charts: of every subject that was met, as it stands.
    """

    engine: Engine
    said: str | None = None
    patients: Mapping[str, str] = field(default_factory=dict)
    charts: dict[str, Document | None] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Know the subjects that were said.

        Raises:
            SubjectUnknown: if one is not on record.
        """
        for subject in {*filter(None, (self.said,)), *self.patients.values()}:
            self.charts[subject] = chart_document(self.engine, subject)

    def subject_of(self, row: Row) -> str:
        """The subject; what the list calls a patient is never repeated, as it may be a name.

        Raises:
            InputRefused: if nothing says it, or it is nobody on record.
        """
        named = row.text(SUBJECT)
        if named is None:
            return self.said or _refuse(row, ListFlaw.WHOSE)
        known = self.patients.get(named) or self._on_record(named, row.text("study"))
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

    def _on_record(self, named: str, study: str | None) -> str | None:
        """By the number itself, or as the CDISC writes it behind the study's id."""
        short = named.removeprefix(f"{study}-") if study else named
        return next((each for each in (named, short) if self._chart(each) is not None), None)

    def _chart(self, subject: str) -> Document | None:
        if subject not in self.charts:
            try:
                self.charts[subject] = chart_document(self.engine, subject)
            except SubjectUnknown:
                self.charts[subject] = None
        return self.charts[subject]


def _refuse(row: Row, flaw: ListFlaw) -> str:
    raise InputRefused([Fault(row.where(SUBJECT), flaw)])
