"""What a file that is brought in is: a chart of our own form, or a list, and of which kind."""

import json
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Final

_SHEETS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_OF_NAME: Final = frozenset({".csv", ".tsv", ".txt"})
_BRACES: Final = (b"{", b"[")
_HEAD: Final = 4096
_OF_DATASETS: Final = frozenset({"datasetJSONVersion", "clinicalData", "itemGroupData"})
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
        return _kind_of_json(_first_object(begins)) or _kind_of_head(begins[:_HEAD])
    return FileKind.CHART if PurePath(name).suffix.lower() == ".json" else FileKind.TEXT_TABLE


def _kind_of_json(document: Any) -> FileKind | None:
    if not isinstance(document, dict):
        return None
    if "resourceType" in document:
        return FileKind.FHIR
    return FileKind.DATASET_JSON if _OF_DATASETS & document.keys() else FileKind.CHART


def _kind_of_head(head: bytes) -> FileKind:
    """What a file was to be that is no JSON as a whole."""
    return FileKind.FHIR if b'"resourceType"' in head else FileKind.CHART


def _first_object(begins: bytes) -> Any:
    """The whole document, or the first line of a file with one on each."""
    for part in (begins, begins.partition(b"\n")[0]):
        try:
            return json.loads(part)
        except (ValueError, RecursionError):
            continue
    return None
