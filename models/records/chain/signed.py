"""Signatures against the records that were signed, as those stand now."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType
from sqlmodel import SQLModel

from models.records.chain.findings import Broken, Finding
from models.records.chain.rows import Standing
from models.records.tables import SignatureRow

_TABLE: Final = SQLModel.metadata.tables[str(SignatureRow.__tablename__)]
_READ: Final = ("id", "subject", "kind", "row", "content")

Signed = Mapping[str, list[tuple[str, str, str, str]]]
"""By the kind of the record: each signature's number, subject, record and hash."""


def read_signed(connection: Connection) -> Signed:
    """Every signature, whatever somebody wrote into it."""
    found: dict[str, list[tuple[str, str, str, str]]] = defaultdict(list)
    columns = (type_coerce(_TABLE.c[name], NullType()).label(name) for name in _READ)
    for row in connection.execute(select(*columns)):
        number, subject, kind, record, content = map(str, row)
        found[kind].append((number, subject, record, content))
    return found


def unfit_signatures(signed: Signed, kind: str, found: Mapping[str, Standing]) -> Iterator[Finding]:
    """The signatures of one kind of record whose record is gone or says something else."""
    for number, subject, record, content in signed.get(kind, ()):
        there = found.get(record)
        if there is None or there.content != content:
            yield Finding(
                what=Broken.SIGNED_OTHERWISE,
                chain=subject,
                number=None,
                kind=str(_TABLE.name),
                row=number,
            )
