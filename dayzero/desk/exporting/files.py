"""Which files can be asked for, and in which formats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from exports.cdisc.dataset import Dataset
from exports.cdisc.dataset_files import dataset_csv, dataset_json
from exports.cdisc.deviations import deviations_dataset
from exports.cdisc.visits import visits_dataset
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
"""For people, in their language."""

DATASETS: Final[Mapping[str, Callable[[Everybody], Dataset]]] = {
    "sv": visits_dataset,
    "dv": deviations_dataset,
}
"""For the sponsor's programs, as CDISC names them."""

TABLE_FILES: Final[Mapping[str, Callable[[Table], bytes]]] = {"csv": csv_file, "xlsx": xlsx_file}
DATASET_FILES: Final[Mapping[str, Callable[[Dataset], bytes]]] = {
    "csv": dataset_csv,
    "json": dataset_json,
}
MEDIA_TYPES: Final[Mapping[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(LISTS, tuple(TABLE_FILES)),
    **dict.fromkeys(DATASETS, tuple(DATASET_FILES)),
}
"""The formats of each file that can be asked for."""


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
class ExportedFile:
    """A file that leaves.

    Attributes:
        lines: how many rows it has below its titles.
    """

    name: str
    media_type: str
    content: bytes
    lines: int


def check_format(what: str, kind: str) -> None:
    """Before anything is read.

    Raises:
        FormatUnknown: if that is none of the file's formats.
    """
    if kind not in FORMATS[what]:
        raise FormatUnknown(what, kind, FORMATS[what])


def exported_file(what: str, kind: str, everybody: Everybody, language: Language) -> ExportedFile:
    """One of `FORMATS`.

    Raises:
        FormatUnknown: if that is none of the file's formats.
        NotPlanned: if a dataset would lack a subject.
    """
    check_format(what, kind)
    if what in LISTS:
        table = LISTS[what](everybody, language)
        content, lines = TABLE_FILES[kind](table), len(table.rows)
    else:
        dataset = DATASETS[what](everybody)
        content, lines = DATASET_FILES[kind](dataset), len(dataset.records)
    return ExportedFile(
        name=f"{what}.{kind}", media_type=MEDIA_TYPES[kind], content=content, lines=lines
    )
