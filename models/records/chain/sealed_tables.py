"""Which rows are in a chain, and which of their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, Table
from sqlmodel import SQLModel

from models.records.chain.form import EVERYTHING_ELSE
from models.records.tables import (
    ApprovalRow,
    AttemptRow,
    AuditLine,
    CheckpointRow,
    ClosedTrial,
    ContinuationRow,
    DeedRow,
    DeliveryRow,
    DeviationNote,
    DeviationRow,
    FactCheck,
    HandoverDone,
    HandoverNote,
    ImportedDocument,
    ProtocolVersionRow,
    PublishedRevision,
    RecordedFact,
    SignatureRow,
    Subject,
    TellingRow,
    VerdictRow,
)


@dataclass(frozen=True, slots=True)
class SealedTable:
    """One table of which each row is in a chain.

    Attributes:
        key: the column by which a row is known.
        subject: the column that names the row's chain; None where it is that of everything else.
        columns: those that are hashed.
    """

    table: Table
    key: str
    subject: str | None
    columns: tuple[str, ...]

    @property
    def name(self) -> str:
        """As links call it."""
        return self.table.name

    def chain_of(self, values: Mapping[Any, Any]) -> str:
        """The chain in which a row with these values is."""
        named = values[self.subject] if self.subject else None
        return EVERYTHING_ELSE if named is None else str(named)


def _all_of(model: type[SQLModel]) -> SealedTable:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    names = [column.name for column in table.columns]
    subject = "subject" if "subject" in names else None
    return SealedTable(table, "id", subject, tuple(name for name in names if name != "id"))


def _part_of(model: type[SQLModel], key: str, *columns: Column[Any] | str) -> SealedTable:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    return SealedTable(table, key, key, tuple(map(str, columns)))


OF_A_SUBJECT: Final = _part_of(
    Subject, "number", "number", "header", "protocol", "enrolled_at", "enrolled_by"
)
"""The rest of a subject's row, such as when its next pass is due, says nothing of its own."""

SEALED: Final[Mapping[type[SQLModel], SealedTable]] = {
    Subject: OF_A_SUBJECT,
    **{
        model: _all_of(model)
        for model in (
            RecordedFact,
            ImportedDocument,
            DeedRow,
            AuditLine,
            DeviationRow,
            DeviationNote,
            PublishedRevision,
            DeliveryRow,
            TellingRow,
            AttemptRow,
            HandoverNote,
            HandoverDone,
            FactCheck,
            SignatureRow,
            ClosedTrial,
            ProtocolVersionRow,
            ApprovalRow,
            CheckpointRow,
            VerdictRow,
            ContinuationRow,
        )
    },
}
