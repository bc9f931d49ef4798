"""What is hashed, and how. Fixed for ever: another form would make every old link a false one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Final, NamedTuple

import rfc8785

EVERYTHING_ELSE: Final = ""
"""The chain of what is of no subject."""

START: Final = ""
"""What stands for the link before the first."""

Plain = str | int | bool


class Place(NamedTuple):
    """Which row of which table, and what its values hash to."""

    kind: str
    row: str
    content: str


def content_hash(values: Mapping[str, object]) -> str:
    """The hash of a row's values; a column without one is as if it were not there.

    So a column that an upgrade adds to a table, empty in its old rows, changes none of them.

    Raises:
        ValueError: if a value is of no kind that is ever recorded.
    """
    return sha256(rfc8785.dumps(plain_values(values))).hexdigest()


def plain_values(values: Mapping[str, object]) -> dict[str, Plain]:
    """A row's values as JSON has them, without those that are not there.

    Raises:
        ValueError: if a value is of no kind that is ever recorded.
    """
    return {name: _plain(value) for name, value in values.items() if value is not None}


def sealed(chain: str, number: int, place: Place, before: str) -> str:
    """The hash of one link: of its place, its row, and the hash of the link before it."""
    told: dict[str, Plain] = {"chain": chain, "number": number, **place._asdict(), "before": before}
    return sha256(rfc8785.dumps(told)).hexdigest()


def _plain(value: object) -> Plain:
    """A value as JSON has it; moments in UTC to the microsecond, bytes as their hash."""
    match value:
        case bool() | int() | str():
            return value
        case datetime():
            aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return f"{aware:%Y-%m-%dT%H:%M:%S.%fZ}"
        case date():
            return value.isoformat()
        case bytes():
            return sha256(value).hexdigest()
    raise ValueError(type(value).__name__)
