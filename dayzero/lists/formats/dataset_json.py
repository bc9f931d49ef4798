"""CDISC Dataset-JSON, 1.0 and 1.1, and its form with a row on each line, as tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dayzero.lists.cells import Table
from dayzero.lists.headings import KIND_OF_DOMAIN, domain_of
from models.errors import Fault, InputRefused
from models.reasons.refusals.lists import ListFlaw

Rows = Sequence[Sequence[Any]]


def read_dataset(name: str, raw: bytes) -> Table:
    """The one domain of a file; its variables say what they are.

    Raises:
        InputRefused: if it is none of those that are read.
    """
    try:
        columns, rows = _parts(raw)
        headings = tuple(str(column["name"]) for column in columns)
        told = tuple((number, tuple(map(_text, row))) for number, row in enumerate(rows, start=1))
    except (ValueError, LookupError, TypeError, RecursionError, AttributeError) as error:
        raise InputRefused([Fault(name, ListFlaw.DATASET)]) from error
    if domain_of(headings) not in KIND_OF_DOMAIN:
        raise InputRefused([Fault(name, ListFlaw.DATASET)])
    return Table(name=name, headings=headings, rows=told, settled=True)


def _parts(raw: bytes) -> tuple[Sequence[Mapping[str, Any]], Rows]:
    text = raw.decode("utf-8-sig")
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        return _by_lines(text)
    if "columns" in document:
        return document["columns"], document.get("rows", ())
    group = next(_groups(document))
    return group["items"], group["itemData"]


def _by_lines(text: str) -> tuple[Sequence[Mapping[str, Any]], Rows]:
    first, *lines = (json.loads(line) for line in text.splitlines() if line.strip())
    return first["columns"], lines


def _groups(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from document["clinicalData"]["itemGroupData"].values()


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
