"""Which files can be asked for, and in which formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from exports.lists.alerts import alerts_table
from exports.lists.deviations import deviations_table
from exports.lists.standing import Everybody
from exports.lists.subjects import subjects_table
from exports.lists.visits import visits_table
from exports.tables.csv_file import csv_file
from exports.tables.table import Table
from exports.tables.xlsx_file import xlsx_file
from models.errors import DayZeroError
from wording.language import Language

LISTS: Final[Mapping[str, Callable[[Everybody, Language], Table]]] = {
    "subjects": subjects_table,
    "visits": visits_table,
    "deviations": deviations_table,
    "alerts": alerts_table,
}


class FormatUnknown(DayZeroError):
    """An export has no such format."""

    exit_code = 2
    kind = "export_format_unknown"

    def __init__(self, what: str, word: str, known: tuple[str, ...]) -> None:
        super().__init__(what, word, known)
        self.what = what
        self.word = word
        self.known = known


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of file."""

    media_type: str
    write: Callable[[Table], bytes]


FORMATS: Final[Mapping[str, Format]] = {
    "csv": Format(media_type="text/csv; charset=utf-8", write=csv_file),
    "xlsx": Format(
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=xlsx_file,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file that leaves.

    Attributes:
        lines: how many rows it has below its titles.
    """

    name: str
    media_type: str
    content: bytes
    lines: int


def list_file(what: str, kind: str, everybody: Everybody, language: Language) -> ExportedFile:
    """One of `LISTS` as one of `FORMATS`.

    Raises:
        FormatUnknown: if there is no such format.
    """
    if kind not in FORMATS:
        raise FormatUnknown(what, kind, tuple(FORMATS))
    table, file = LISTS[what](everybody, language), FORMATS[kind]
    return ExportedFile(
        name=f"{what}.{kind}",
        media_type=file.media_type,
        content=file.write(table),
        lines=len(table.rows),
    )
