"""What a file that is brought in is: a chart of our own form, or a list, and of which kind."""

import json
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Final

_SHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OF_NAME: Final = frozenset({".csv", ".tsv", ".txt"})
_BRACES: Final = (b"{", b"[")
_BOM: Final = b"\xef\xbb\xbf"


class FileKind(StrEnum):
    CHART = "chart"
    TEXT_TABLE = "text_table"
    SPREADSHEET = "spreadsheet"
    FHIR = "fhir"
    DATASET_JSON = "dataset_json"


def kind_of(name: str, raw: bytes) -> FileKind:
    """By what it begins with; its name decides only where that could be either."""
    if raw.startswith(_SHEETS):
        return FileKind.SPREADSHEET
    begins = raw.removeprefix(_BOM).lstrip()
    if PurePath(name).suffix.lower() in _OF_NAME:
        return FileKind.TEXT_TABLE
    if begins.startswith(_BRACES):
        return _kind_of_json(_first_object(begins))
    return FileKind.CHART if PurePath(name).suffix.lower() == ".json" else FileKind.TEXT_TABLE


def _kind_of_json(document: Any) -> FileKind:
    if isinstance(document, dict):
        if "resourceType" in document:
            return FileKind.FHIR
        if {"datasetJSONVersion", "clinicalData", "itemGroupData"} & document.keys():
            return FileKind.DATASET_JSON
    return FileKind.CHART


def _first_object(begins: bytes) -> Any:
    """The whole document, or the first line of a file with one on each."""
    for part in (begins, begins.partition(b"\n")[0]):
        try:
            return json.loads(part)
        except (ValueError, RecursionError):
            continue
    return None
